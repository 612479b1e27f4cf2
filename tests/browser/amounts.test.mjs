// Figures of the page as the browser shows them, and their explanations by keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { core, elaborate, Key, shared, variants } from "./harness.mjs";

const page = shared();

// Figures that the page always shows, beside those of each selected mission.
const always = ["total", "functioning", "fixed", "variable", "usualYear", "ceiling"];

/** What is wrong with the elements that carry data-amount, given the scenario that the form holds. */
const compare = `const [scenario, always] = arguments;
  const simulation = window.wasmBindings.simulate(scenario);
  const wrong = [];
  const paths = new Set();
  for (const element of document.querySelectorAll('[data-amount]')) {
    const { amount: path, cents } = element.dataset;
    paths.add(path);
    const value = path.split('.').reduce((inner, key) => inner?.[key], simulation);
    const exact = Math.round(value * 100);
    if (String(exact) !== cents) wrong.push(path + ': ' + cents + ' cents, the engine says ' + value);
    const written = Math.abs(exact / 100).toLocaleString('fr-FR',
      { minimumFractionDigits: exact % 100 ? 2 : 0, maximumFractionDigits: 2 });
    if (!(element instanceof SVGElement) && !element.textContent.includes(written))
      wrong.push(path + ': reads ' + element.textContent + ', not ' + written);
  }
  for (const path of always) if (!paths.has(path)) wrong.push(path + ' is not shown');
  for (const id in simulation.missions)
    if (![...paths].some((path) => path.startsWith('missions.' + id + '.'))) wrong.push('no figure of ' + id);
  return wrong`;

const states = [
  ["as it opens", async () => {}, { size: 3, missions: core }],
  ["every field", () => elaborate.enter(page), elaborate.scenario],
];
for (const [name, enter, scenario] of variants(states)) {
  test(`every figure is the engine's: ${name}`, async () => {
    await page.load();
    await enter();
    let wrong;
    const right = async () => (wrong = await page.run(compare, scenario, always)).length === 0;
    await page.until(right, "").catch(() => assert.deepEqual(wrong, []));
  });
}

// The control that opens the explanation of an amount: around it, or else the nearest in its row.
const opener = `const [path, root] = arguments;
  const controls = 'summary, button[aria-expanded]';
  const amount = [...root.querySelectorAll('[data-amount]')]
    .find((element) => element.dataset.amount === path && element.checkVisibility());
  for (let node = amount; node && node !== root.parentElement; node = node.parentElement) {
    const found = node.matches(controls) ? node : node.querySelector(controls);
    if (found) return found;
  }`;
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");

test("opening and closing an explanation by keyboard keeps the focus on its control", async () => {
  await page.load();
  const region = await page.find("region", "Résultat");
  await (await page.run(opener, "total", region)).sendKeys(Key.ENTER);
  const focused = () => page.driver.switchTo().activeElement();
  for (const key of [Key.SPACE, Key.ENTER]) {
    await page.frames();
    assert.match(plain(await focused().getText()), /370 000 €/);
    await focused().sendKeys(key);
  }
});
