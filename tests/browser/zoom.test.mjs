// Nothing is lost when everything, or the text alone, is larger: each state at 200 and 400 %, and with wide text spacing.
import assert from "node:assert/strict";
import { afterEach } from "node:test";
import { browser, overflow, shared, thorough } from "./harness.mjs";
import { states } from "./states.mjs";

const page = shared();
afterEach(() => browser.viewport(page.driver, 1440));

// Text that is cut, and text that covers other text. What is fixed, sticky or in a list on top is meant to.
const lost = `const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const name = (element) => element.localName + '.' + element.className + ' ' + element.textContent.trim().slice(0, 50);
  const floats = (node) => node && node !== document.body
    && (/fixed|sticky|absolute/.test(getComputedStyle(node).position) || floats(node.parentElement));
  const all = [...document.body.querySelectorAll('*')].filter((element) => seen(element) && !element.closest('.cpts-sr, svg, noscript'));
  const cut = all.filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    return !element.matches('input') && ((/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1));
  }).map((element) => 'cut: ' + name(element));
  const texts = [];
  for (const element of all) {
    if (floats(element)) continue;
    for (const node of element.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        // Lines of one paragraph may touch: the letters stand in the middle of their line.
        const inset = (bottom - top) / 4;
        if (right - left > 1) texts.push({ element, left, right, top: top + inset, bottom: bottom - inset });
      }
    }
  }
  texts.sort((a, b) => a.top - b.top);
  const covered = [];
  texts.forEach((one, index) => {
    for (const other of texts.slice(index + 1)) {
      if (other.top >= one.bottom) break;
      if (one.left < other.right - 1 && other.left < one.right - 1 && one.element !== other.element)
        covered.push('covered: ' + name(one.element) + ' by ' + name(other.element));
    }
  });
  return [...cut, ...covered]`;

const spacing = `const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }'
    + ' p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet]`;
const plainText = "document.adoptedStyleSheets = []; document.documentElement.style.fontSize = ''";
const twice = "document.documentElement.style.fontSize = '200%'";

const views = [
  ["a window of 1280 px at 200 %", 1280, 2, plainText],
  ["a window of 1280 px at 400 %", 1280, 4, plainText],
  ["320 px", 320, 1, plainText],
  ["text alone at 200 %, 1280 px", 1280, 1, twice],
  ["text alone at 200 %, 640 px", 640, 1, twice],
  ["text spacing, 1440 px", 1440, 1, spacing],
  ["text spacing, 768 px", 768, 1, spacing],
  ["text spacing, 320 px", 320, 1, spacing],
];

for (const [name, state] of states) {
  thorough(`zoom: ${name}`, async (context) => {
    await browser.viewport(page.driver, 1440);
    await state.enter(page);
    for (const [view, width, factor, style] of views) {
      await page.run(plainText);
      await browser.zoom(page.driver, width, factor);
      await page.run(style);
      await context.test(view, async () => assert.deepEqual(
        [...new Set([...await page.run(overflow), ...await page.run(lost)])], []));
    }
  });
}

thorough("zoom: nothing forbids it, and nothing asks for one orientation", async () => {
  await states[0][1].enter(page);
  assert.equal(await page.run("return document.querySelector('meta[name=viewport]').content"), "width=device-width,initial-scale=1");
  await browser.zoom(page.driver, 740, 1);
  assert.equal(await page.run("return getComputedStyle(document.body).transform + getComputedStyle(document.body).writingMode"),
    "nonehorizontal-tb");
});
