// axe with every rule that it has not retired: all levels, good practice and experiments included.
import assert from "node:assert/strict";
import { tool } from "./tools.mjs";

const axe = tool("axe-core");
const retired = (rule) => rule.tags.includes("deprecated");
export const rules = axe.getRules().filter((rule) => !retired(rule)).map(({ ruleId }) => ruleId);
export const left = axe.getRules().filter(retired).map(({ ruleId }) => ruleId);

/** What axe leaves to the reader, and what the reader found; contrasts are measured below instead. */
export const reviewed = {
  "hidden-content": "only lists what is not in sight: the other states show it",
  "th-has-data-cells": "the title of a mission is the heading of its group of rows, and has no cells of its own",
  "frame-tested": "the simulator in a frame is looked at by itself",
  "identical-links-same-purpose": "links of one name lead to one section; that of the menu carries the scenario too",
};

// Where axe gives up on a contrast (text in a drawing, a single letter, something on top), the colours are known:
// what the text is drawn with, and the nearest ground behind it.
export const colours = `const luminance = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [.2126, .7152, .0722][index], 0);
  const colour = (text) => [...text.match(/[\\d.]+/g).map(Number), 1].slice(0, 4);
  const ratio = (one, other) => {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + .05) / (low + .05);
  };
  const ground = (element) => {
    for (let node = element; node; node = node.parentElement) {
      const found = colour(getComputedStyle(node).backgroundColor);
      if (found[3] === 1) return found;
    }
    return [255, 255, 255, 1];
  };
  const contrast = (element) => {
    const style = getComputedStyle(element);
    return ratio(colour(element.ownerSVGElement ? style.fill : style.color), ground(element));
  };`;

const run = `const [rules, done] = arguments; ${colours}
  axe.run(document, { runOnly: { type: 'rule', values: rules } }).then(({ violations, incomplete, passes }) => {
    const each = (results) => results.flatMap(({ id, nodes }) => nodes.map((node) => [id, node]));
    const say = (id, node, more) => [id, node.target.join(' '), more].join(' | ');
    done({
      ran: passes.map(({ id }) => id),
      broken: each(violations).map(([id, node]) => say(id, node, node.failureSummary)),
      open: each(incomplete).map(([id, node]) => [id, node, document.querySelector(node.target.at(-1))])
        .filter(([id, , element]) => !(/^color-contrast/.test(id) && contrast(element) >= 7))
        .map(([id, node, element]) => [id, say(id, node, /^color/.test(id) ? contrast(element) : node.failureSummary)]),
    });
  })`;

/** What is wrong with the page as it stands, and what nobody has looked at. */
export async function violations(page) {
  if (!await page.run("return 'axe' in window")) await page.run(axe.source);
  const { ran, broken, open } = await page.driver.executeAsyncScript(run, rules);
  for (const contrast of ["color-contrast", "color-contrast-enhanced"]) {
    assert.ok(ran.includes(contrast), `${contrast} was not looked at`);
  }
  return [...broken, ...open.filter(([id]) => !(id in reviewed)).map(([, what]) => `to be looked at: ${what}`)];
}
