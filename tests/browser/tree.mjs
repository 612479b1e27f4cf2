// The accessibility tree as text: one line for each thing that assistive technology can stop at.
import { browser } from "./harness.mjs";

const kept = new Set(["banner", "main", "navigation", "contentinfo", "region", "article", "form", "search", "heading", "link",
  "button", "textbox", "searchbox", "radio", "radiogroup", "checkbox", "slider", "group", "table", "status", "alert", "combobox",
  "listbox", "option", "DisclosureTriangle", "figure", "image", "Figcaption"]);
const shown = ["level", "checked", "expanded", "selected", "disabled", "invalid", "focused", "required", "live", "valuetext"];
const plain = (text = "") => String(text).replace(/\s+/g, " ").trim();
const spoken = (name) => plain(name).replace(/\d[\d ]*(,\d\d)? €/g, "… €");

/** The properties that matter, as `key=value`; what is false or usual is left out. */
function states({ role, properties = [], value, description }) {
  const found = Object.fromEntries(properties.map(({ name, value: { value: of } }) => [name, of]));
  const text = shown.filter((name) => name in found && found[name] !== "" && !["false", false].includes(found[name]))
    .filter((name) => name !== "live" || found[name] !== "off")
    .map((name) => found[name] === true || found[name] === "true" ? name : `${name}=${found[name]}`);
  for (const name of ["checked", "expanded"]) if (String(found[name]) === "false") text.push(`not ${name}`);
  if (/textbox|searchbox|slider|combobox/.test(role.value)) text.push(`value=${plain(value?.value)}`);
  if (role.value === "slider") text.push(`${found.valuemin} to ${found.valuemax}`);
  if (description?.value) text.push(`described as ${spoken(description.value)}`);
  return text;
}

/** Everything below the document, in reading order: depth, role, name, states, node and its words. */
export async function readTree(page) {
  const nodes = await browser.accessibilityNodes(page.driver);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const children = (node) => (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean);
  const words = (node) => node.role?.value === "StaticText" ? node.name?.value ?? "" : children(node).map(words).join("");
  const count = (node, roles) => (!node.ignored && roles.includes(node.role?.value) ? 1 : 0)
    + children(node).reduce((sum, child) => sum + count(child, roles), 0);
  const lines = [];
  const walk = (node, depth) => {
    const role = node.role?.value;
    const keep = !node.ignored && kept.has(role);
    if (keep) {
      const more = role === "table"
        ? [`${count(node, ["columnheader"])} column headers`, `${count(node, ["rowheader"])} row headers`, `${count(node, ["row"])} rows`]
        : ["status", "alert"].includes(role) ? [`says ${spoken(words(node))}`] : [];
      lines.push({ depth, role, name: plain(node.name?.value), states: [...states(node), ...more], words: plain(words(node)) });
    }
    for (const child of children(node)) walk(child, depth + (keep ? 1 : 0));
  };
  walk(nodes.find(({ parentId }) => !parentId), 0);
  return lines;
}

export const written = ({ depth, role, name, states: of }) =>
  `${"  ".repeat(depth)}${role} ${JSON.stringify(spoken(name))}${of.length ? ` (${of.join(", ")})` : ""}`;
