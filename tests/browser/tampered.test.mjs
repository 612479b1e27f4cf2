// A page file that was changed on its way: it computes what it should, or says that it cannot. Never wrong figures, never a
// page that looks alive and is not.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { browser, By, Page, thorough } from "./harness.mjs";
import { builtPage } from "./tools.mjs";

const html = await readFile(builtPage, "utf8");
const page = new Page();
let server;
let body;
let type;
before(async () => {
  server = createServer((request, response) => {
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  page.driver = await browser.launch();
});
after(async () => {
  if (page.driver) await browser.close(page.driver);
  server.closeAllConnections();
  server.close();
});

const place = (text, from = 0) => {
  const at = html.indexOf(text, from);
  assert.ok(at >= 0, `the page holds ${text}`);
  return at;
};
const program = place('id="programme"');
const communes = place('id="communes"');
const scripts = [...html.matchAll(/<script>/g)].map(({ index }) => index + "<script>".length);
const start = scripts.at(-1);
const guard = scripts.at(-2);
assert.ok(guard < program && program < start && start < communes, "guard, program, start, communes");
/** The page with another letter at one place. */
const flipped = (at) => html.slice(0, at) + (html[at] === "e" ? "a" : "e") + html.slice(at + 1);
const within = (from, to, count) => Array.from({ length: count }, (_, index) => from + Math.floor((to - from) * (index + 1) / (count + 1)));
const outside = (change) => html.slice(0, scripts[0]) + html.slice(scripts[0], guard).split(/(<script>[^]*?<\/script>|<style>[^]*?<\/style>)/)
  .map((part, index) => (index % 2 ? part : change(part))).join("") + html.slice(guard);

/** What the page does: "works" with the right figures, or "says" that it does not. */
async function outcome(changed, { charset = "utf-8", fragment = "" } = {}) {
  body = typeof changed === "string" ? Buffer.from(changed) : changed;
  type = `text/html; charset=${charset}`;
  await page.driver.get("about:blank");
  await page.driver.get(`http://127.0.0.1:${server.address().port}/${fragment}`);
  const says = () => page.run("return document.getElementById('panne')?.checkVisibility() ?? false");
  const runs = () => page.run("return document.documentElement.dataset.etat === 'pret' && typeof window.wasmBindings?.simulate === 'function'");
  await page.until(async () => await says() || await runs(), "it works or says that it does not", 10_000);
  if (await says()) {
    assert.equal(await page.run("return document.getElementById('bareme')?.checkVisibility() ?? true"), true, "the tables are hidden");
    return "says";
  }
  await page.run("document.getElementById('taille-1').click()");
  await page.total(225_000);
  await page.run("document.getElementById('taille-4').click()");
  await page.total(435_000);
  const missions = { acces: { rate: 33.33 }, parcours: {}, prevention: {}, crise: { occurred: true }, qualite: {} };
  // (110 000 + 14 998.50 + 100 000 + 40 000 + 50 000 + 75 000 + 40 000) × 1.1 + 90 000
  assert.equal(await page.run("return window.wasmBindings.simulate(arguments[0]).total", { size: 4, members: 100, missions }), 562_998.35);
  return "works";
}

async function all(changes, expected) {
  const results = [];
  for (const [name, changed, options] of changes) {
    const result = await outcome(changed, options).catch((problem) => assert.fail(`${name}: ${problem.message}`));
    results.push([name, result]);
    assert.ok(expected.includes(result), `${name}: ${result}`);
  }
  return results;
}

thorough("the page as it is works", () => all([["untouched", html]], ["works"]));

thorough("one letter of the program, or of what starts it: the page says so", async () => {
  const inProgram = within(program + 400, start - 40, 24).map((at) => [`program ${at}`, flipped(at)]);
  const attributes = [...html.slice(program, html.indexOf(">", program)).matchAll(/data-\w+="(\d)/g)]
    .map(({ index, 0: text }) => program + index + text.length - 1);
  assert.equal(attributes.length, 1);
  const inAttributes = attributes.map((at) => [`attribute ${at}`, html.slice(0, at) + (html[at] === "9" ? "1" : "9") + html.slice(at + 1)]);
  const inStart = within(start, html.indexOf("</script>", start), 6).map((at) => [`start ${at}`, flipped(at)]);
  const inGuard = within(guard, html.indexOf("</script>", guard), 6).map((at) => [`guard ${at}`, flipped(at)]);
  await all([...inProgram, ...inAttributes, ...inStart, ...inGuard], ["says"]);
});

thorough("one letter of the style or of the first script: the figures are right", async () => {
  const style = place("<style>") + 7;
  const first = scripts[0];
  await all([...within(style, html.indexOf("</style>", style), 4), ...within(first, html.indexOf("</script>", first), 4)]
    .map((at) => [`letter ${at}`, flipped(at)]), ["works", "says"]);
});

thorough("one letter of the security policy: right figures, or the page says so", async () => {
  const policy = place("Content-Security-Policy");
  await all(within(policy, html.indexOf(">", policy), 12).map((at) => [`letter ${at}`, flipped(at)]), ["works", "says"]);
});

thorough("one letter of the communes: the list is not used, the rest works", async () => {
  for (const at of within(communes + 2_000, html.lastIndexOf("</script>"), 4)) {
    await all([[`letter ${at}`, flipped(at)]], ["works"]);
    await page.run("for (const each of document.querySelectorAll('details')) if (/commune/i.test(each.innerText)) each.open = true");
    await page.says(/liste des communes/i);
    assert.equal((await page.driver.findElements(By.css("[role=combobox]:enabled, [role=option]"))).length, 0, "nothing to pick");
  }
});

thorough("a page that is cut says so, or works where only the communes are missing", async () => {
  const main = place("<main");
  const cuts = within(main + 800, communes, 40).map((at) => [`cut at ${at}`, html.slice(0, at)]);
  await all(cuts, ["says"]);
  await all(within(communes + 100, html.length, 4).map((at) => [`cut at ${at}`, html.slice(0, at)]), ["works"]);
});

thorough("line ends, charsets, an injected script, another encoding, an optimiser", async () => {
  const injected = "<script>document.title = 'injected'; window.injected = 1</script>";
  await all([
    ["CRLF", html.replaceAll("\n", "\r\n")],
    ["said to be latin-1", html, { charset: "iso-8859-1" }],
    ["said to be Japanese", html, { charset: "shift_jis" }],
    ["without its byte order mark", html.replace(/^\ufeff/, "")],
    ["with a second one", `\ufeff${html}`],
    ["a script before", html.replace("<body>", `<body>${injected}`)],
    ["a script behind", html.replace("</body>", `${injected}</body>`)],
    ["spaces between tags stripped", outside((part) => part.replace(/>\s+</g, "><"))],
    ["comments stripped", outside((part) => part.replace(/<!--[^]*?-->/g, ""))],
    ["quotes of attributes stripped", outside((part) => part.replace(/ (id|class|type|name)="([\w-]+)"/g, " $1=$2"))],
  ], ["works"]);
  assert.equal(await page.run("return window.injected"), null, "a foreign script does not run");
  await all([
    ["made latin-1", Buffer.from(html, "latin1"), { charset: "iso-8859-1" }],
    ["spaces squeezed everywhere", html.replace(/[ \n]{2,}/g, " ")],
    ["every script changed", html.replaceAll("<script>", "<script>/* */")],
    ["every space changed to another", html.replaceAll("\u202f", "\u00a0")],
    ["normalised by Unicode", html.normalize("NFD")],
  ], ["says", "works"]);
});

thorough("the state inside a page that was tampered with is read as any link", async () => {
  const state = (content) => html.replace(/(<meta name="?cpts-etat"? content=)(""|)/, `$1"${content}"`);
  assert.notEqual(state("x"), html);
  await all([
    ["too large a size", state("v=1&amp;taille=9&amp;membres=5")],
    ["markup", state("&lt;img src=x onerror=alert(1)&gt;")],
    ["very long", state("a=1&amp;".repeat(100_000))],
    ["turned around", state("\u202ev=1")],
  ], ["works"]);
});
