// Browsers that lack something: below the minimum the page says so and its tables stay, above it nothing is lost.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe } from "node:test";
import * as chromium from "./chromium.mjs";
import * as firefox from "./firefox.mjs";
import { By, shared, thorough } from "./harness.mjs";
import { serve } from "./host.mjs";
import { builtPage } from "./tools.mjs";
import * as webkit from "./webkit.mjs";

/** What the page, ARCHITECTURE.md and LISEZMOI.md say. */
const minimum = ["Chrome ou Edge 97", "Firefox 102", "Safari 16"];

const html = await readFile(builtPage, "utf8");
const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
const replaced = (page, before, after) => {
  assert.equal(page.split(before).length, 2, `${before} stands once in the page`);
  return page.replace(before, () => after);
};
/** The page with a script before its own, which its policy would refuse. */
const patched = (script) => html.replace(policy, () => `<script>${script}</script>`);

// Each copy of the page is what it would be in an engine of that age.
const engines = {
  "/without-webassembly": patched("delete window.WebAssembly"),
  // 'wasm-unsafe-eval' is read since Chrome 97 and Safari 16; an unknown word of a policy counts as missing.
  "/without-the-word-that-allows-it": replaced(html, " 'wasm-unsafe-eval'", ""),
  "/without-reference-types": patched(`WebAssembly.instantiate = () =>
    Promise.reject(new WebAssembly.CompileError("invalid value type 'externref', enable with --experimental-wasm-reftypes"))`),
  // The last script cannot be read, as one with ?? cannot by an engine from before 2020.
  "/without-this-javascript": replaced(patched(""), "window.demarrage.commence=!0", "window.demarrage.commence=!0 ?? ?? 0"),
};

let server;
before(async () => (server = await serve(({ url }, response) => response.end(engines[url] ?? html))));
after(() => server.close());

for (const browser of [chromium, firefox, webkit]) {
  describe(browser.title, () => {
    const page = shared(() => {}, browser);

    for (const engine of Object.keys(engines)) {
      thorough(`${engine.slice(1).replaceAll("-", " ")}: the page names what it needs, and the tables stay`, async () => {
        await page.start(new URL(engine, server.address).href);
        const sentence = await page.driver.findElement(By.id("panne"));
        await page.until(() => sentence.isDisplayed(), "the sentence is visible");
        const text = await page.text(sentence);
        for (const each of minimum) assert.ok(text.includes(each), `${each} in ${text}`);
        for (const [id, amounts] of [["bareme", ["287 500", "382 500", "487 500", "580 000"]],
          ["structures", ["80 000 €"]], ["comprendre", ["Fonds d’intervention régional"]]]) {
          const section = await page.driver.findElement(By.id(id));
          const text = await page.text(section);
          for (const amount of amounts) assert.ok(text.includes(amount), `${amount} in #${id}`);
          assert.ok(await section.isDisplayed(), id);
        }
        await page.quiet({ complaints: false }); // a failure may be said in the console
        await browser.activity(page.driver);
      });
    }

    thorough("where :has() is unknown, the chosen size still shows", async () => {
      await page.load(server.address);
      await page.run(`for (const sheet of document.styleSheets) {
        const strip = (rules, owner) => {
          for (let index = rules.length - 1; index >= 0; index--) {
            if (/:has\\(/.test(rules[index].selectorText ?? "")) owner.deleteRule(index);
            else if (rules[index].cssRules?.length) strip(rules[index].cssRules, rules[index]);
          }
        };
        strip(sheet.cssRules, sheet);
      }`);
      await page.size(2);
      await page.total(295_000);
      const shown = await page.run(`return [...document.querySelectorAll('.cpts-size input')].map((input) => {
        const { borderTopColor, backgroundColor, boxShadow } = getComputedStyle(input);
        return [borderTopColor, backgroundColor, boxShadow].join(' ');
      })`);
      assert.deepEqual(shown.map((each) => each === shown[0]), [true, false, true, true]);
      const mark = await page.run("return getComputedStyle(document.querySelector('.cpts-size :checked'), '::after').width");
      assert.equal(mark, "6px");
    });
  });
}

thorough("the documents name the same minimum as the page", async () => {
  const read = async (name) => (await readFile(new URL(`../../${name}`, import.meta.url), "utf8")).replace(/\s+/g, " ");
  for (const [name, words] of [["LISEZMOI.md", minimum], ["ARCHITECTURE.md", ["Chrome and Edge 97", "Firefox 102", "Safari 16"]]]) {
    const text = await read(name);
    for (const each of words) assert.ok(text.includes(each), `${each} in ${name}`);
  }
});
