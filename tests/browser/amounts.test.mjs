// Every figure on the page is the engine's, written the French way, and opens its own explanation.
import assert from "node:assert/strict";
import { test } from "node:test";
import { By, core, elaborate, hosted, Key, names, shared, sizeName, thorough, variants } from "./harness.mjs";

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
  ["size by population", () => page.fill(names.population, "39999"), { population: 39_999, missions: core }],
  ["size 4 with the uplift", async () => {
    await page.size(4);
    await page.fill(names.members, "100");
  }, { size: 4, members: 100, missions: core }],
  ["additional functioning", () => page.fill(names.signature, "2022-09-29"),
    { size: 3, signature: "2022-09-29", missions: core }],
  ["a rate with cents", () => page.rate("prevention", "33,33"),
    { size: 3, missions: { ...core, prevention: { rate: 33.33 } } }],
  ["every field", () => elaborate.enter(page), elaborate.scenario],
  ["no mission at all", async () => {
    for (const id of Object.keys(core)) await page.select(id, false);
  }, { size: 3, missions: {} }],
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

test("size 4 with 100 members adds the uplift, and takes it back below", async () => {
  await page.load();
  await page.size(4);
  await page.fill(names.members, "100");
  await page.total(469_500);
  assert.equal(await page.cents("uplift"), 3_450_000);
  await page.fill(names.members, "99");
  await page.total(435_000);
  await page.fill(names.members, "100");
  await page.size(3);
  await page.total(370_000);
});

thorough("the three cases from prudent to full are in the result", async () => {
  await page.load();
  await page.rate("acces", "50");
  await page.total(352_500);
  const text = await page.text(await page.find("region", "Résultat"));
  for (const amount of ["272 500", "352 500", "370 000"]) assert.ok(text.includes(amount), `${amount} in ${text}`);
});

thorough("the amount per inhabitant appears with the population", async () => {
  await page.load();
  await page.fill(names.population, "100 000");
  await page.says(/3,70 €/, "370 000 € for 100 000 inhabitants");
});

test("near a bound the page shows what the neighbouring size would bring", async () => {
  await page.load();
  const lines = async (population) => {
    await page.fill(names.population, population);
    await page.total(370_000);
    await page.frames();
    return (await page.text()).split("\n");
  };
  const far = new Set(await lines("120 000"));
  const added = (await lines("81 000")).filter((line) => !far.has(line)).join("\n");
  assert.match(added, /\b(295|75) 000 €/, "the total of size 2, or what it takes away");
});

const spellings = [
  ["thousands not separated by U+202F", /\d[ \u00a0]\d{3}(?!\d)[^\n]{0,9}/],
  ["a sign not preceded by U+00A0", /\d[ \u202f]?[€%]/],
  ["one decimal", /\d,\d\u00a0€/],
  ["a decimal point", /\d\.\d+\u00a0[€%]/],
  ["a hyphen as minus", /(^|\s)-\s?\d[\d\u202f]*(,\d\d)?\u00a0€/m],
];
for (const fragment of ["#/", "#/bareme"]) {
  thorough(`amounts at ${fragment} are written the French way`, async () => {
    await page.load(hosted + fragment);
    if (fragment === "#/") await elaborate.enter(page);
    await page.run("for (const d of document.querySelectorAll('details')) d.open = true");
    const text = await page.run("return document.body.innerText");
    assert.match(text, /\d\u202f\d{3}/);
    for (const [what, pattern] of spellings) assert.doesNotMatch(text, pattern, what);
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
const visiblePaths = `return [...new Set([...arguments[0].querySelectorAll('[data-amount]')]
  .filter((element) => element.checkVisibility()).map((element) => element.dataset.amount))]`;
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");

/** Opens the explanation of an amount, reads what it brings to the page and closes it. */
async function explanation(path, root) {
  const control = await page.run(opener, path, root);
  assert.ok(control, `nothing opens ${path}`);
  const lines = async () => (await page.text()).split(/\n+/);
  await page.announced();
  const before = await lines();
  // The page may say the same line elsewhere already: only one more of it counts.
  const added = async () => {
    const known = [...before];
    return (await lines()).filter((line) => {
      const place = known.indexOf(line);
      if (place >= 0) known.splice(place, 1);
      return place < 0;
    });
  };
  await page.click(control);
  const text = await page.until(async () => (await added()).join("\n"), `the explanation of ${path} opens`);
  await page.click(await page.run(opener, path, root));
  await page.until(async () => (await added()).length === 0, `the explanation of ${path} closes`);
  return text;
}

thorough("every figure of the result opens its formula and its source in place", async () => {
  await page.load();
  await page.rate("acces", "80");
  await page.total(363_000);
  const region = await page.find("region", "Résultat");
  const paths = await page.run(visiblePaths, region);
  for (const path of ["total", "usualYear", "ceiling"]) assert.ok(paths.includes(path), `${path} among ${paths}`);
  for (const path of paths) {
    const text = await explanation(path, region);
    const amount = plain((await page.cents(path) / 100).toLocaleString("fr-FR"));
    assert.ok(text.includes(amount), `${path}: ${amount} in ${text}`);
    const terms = text.match(/\d €/g).length;
    assert.ok(path === "functioning" || /[×+=]/.test(text) || terms > 2, `${path}: a formula or its terms in ${text}`);
    assert.match(text, /avenant|annexe|article|Légifrance|Journal officiel|JORF/i, `${path}: a source`);
  }
});

thorough("opening and closing an explanation by keyboard keeps the focus on its control", async () => {
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

thorough("an explanation shows the user's own numbers and follows them", async () => {
  await page.load();
  for (const [typed, formula] of [["80", /35 000 € × 80 %/], ["20,5", /35 000 € × 20,50? %/]]) {
    await page.rate("acces", typed);
    await page.total(335_000 + 350 * Number(typed.replace(",", ".")));
    const body = await page.driver.findElement(By.css("body"));
    const paths = (await page.run(visiblePaths, body))
      .filter((path) => /^(missions\.acces\.|variable$|total$)/.test(path));
    const texts = [];
    for (const path of paths) texts.push(await explanation(path, body));
    assert.match(texts.join("\n"), formula);
  }
});

thorough("the sizes show their bounds", async () => {
  await page.load();
  const bounds = [/40\s?000/, /40\s?000.*(80\s?000|79\s?999)/s, /80\s?000.*175\s?000/s, /175\s?000/];
  for (const [index, bound] of bounds.entries()) {
    assert.match(await (await page.find("radio", sizeName(index + 1))).getAccessibleName(), bound);
  }
});
