// The tariff: which one is used, how another is chosen, and its tables.
import assert from "node:assert/strict";
import { test } from "node:test";
import { By, elaborate, hosted, names, onDisk, said, shared, thorough, titles, variants } from "./harness.mjs";

const page = shared();

/** Chooses a tariff by its year, whatever the control: a list, radios, buttons or links. */
async function choose(year) {
  const [option] = await page.driver.findElements(By.xpath(`//option[contains(., "${year}")]`));
  if (option) return option.click();
  const named = new RegExp(year);
  for (const role of ["radio", "button"]) {
    const [control] = await page.all(role, named);
    if (control) return page.click(control);
  }
  return assert.fail(`nothing chooses the tariff of ${year}`);
}
const notices = async () => [...(await page.text()).matchAll(said.notInForce)].length;

thorough("the page says which tariff it uses, since when, and that it is not official", async () => {
  await page.load();
  const sentences = [/avenant 2/i, /1(er|ᵉʳ) avril 2022/, /indépendant/i, /non officiel/i];
  for (const sentence of sentences) await page.says(sentence);
});

test("a tariff that is not in force is used under a visible banner", async () => {
  await page.load();
  const before = await notices();
  await choose("2019");
  await page.total(250_000);
  assert.ok(await notices() > before, "no banner");
  await choose("2022");
  await page.total(370_000);
  assert.equal(await notices(), before);
});

thorough("a mission that the tariff lacks is set aside, with a notice, and comes back as it was", async () => {
  await page.load();
  const crise = await page.group("crise");
  await page.press("radio", names.update, crise);
  await page.press("checkbox", names.occurred, crise);
  await page.total(415_000);
  await page.saysNot(said.setAside);
  await choose("2019");
  await page.total(250_000);
  await page.says(said.setAside, "that the crisis mission is set aside");
  const [box] = await page.all("checkbox", titles.crise);
  assert.ok(!box || !await box.isSelected() || !await box.isEnabled(), "the crisis mission still looks selected");
  await choose("2022");
  await page.total(415_000);
  await page.saysNot(said.setAside);
  const back = await page.group("crise");
  assert.ok(await (await page.find("radio", names.update, back)).isSelected());
  assert.ok(await (await page.find("checkbox", names.occurred, back)).isSelected());
});

thorough("other choices survive a change of tariff", async () => {
  await page.load();
  await elaborate.enter(page);
  const entered = await page.fields();
  await choose("2019");
  // 75 000 + (25 000 + 20 000) + (45 000 + 14 998.50) + 35 000 + 15 000 + 20 000
  await page.total(249_998.5);
  await choose("2022");
  await page.total(elaborate.total);
  assert.deepEqual(await page.fields(), entered);
});

thorough("the population keeps its number under other bounds", async () => {
  await page.load();
  await page.fill(names.population, "75000");
  await page.total(295_000);
  await choose("2019");
  await page.total(250_000);
  await choose("2022");
  await page.total(295_000);
});

for (const [where, address] of variants([["hosted", hosted], ["from disk", onDisk]])) {
  test(`${where}: the tables show every amount of both tariffs, with sources and interpretations`, async () => {
    await page.load(`${address}#/bareme`);
    const text = await page.text(await page.driver.findElement(By.css("#bareme")));
    const printed = [
      "287 500", "382 500", "487 500", "580 000", "175 000", "230 000", "300 000", "360 000",
      "50 000", "60 000", "75 000", "90 000", "110 000", "12 500", "17 500", "67 500", "7 500", "37 500",
      "56 250",
      "40 000", "80 000", "70 000", "250 000", ...Object.values(titles),
    ];
    for (const words of printed) assert.ok(text.includes(words), `${words} is missing`);
    assert.match(text, /1(er|ᵉʳ) avril 2022/);
    const sources = await page.run("return [...document.querySelectorAll('#bareme a[href^=\"https://\"]')].length");
    assert.ok(sources > 0, "no source can be followed");
    for (const question of [/175 000/, /30 septembre 2022/]) assert.match(text, question);
  });
}

thorough("each table has a caption and headers for rows and columns", async () => {
  await page.load(`${hosted}#/bareme`);
  const tables = await page.run(`return [...document.querySelectorAll('#bareme table')].map(t => ({
    caption: t.caption?.textContent.trim() ?? t.getAttribute('aria-label') ?? t.getAttribute('aria-labelledby') ?? '',
    columns: t.querySelectorAll('thead th[scope=col], thead th[scope=colgroup]').length,
    rows: t.querySelectorAll('tbody th[scope=row]').length,
  }))`);
  assert.ok(tables.length >= 2);
  for (const table of tables) {
    assert.ok(table.caption && table.columns > 0 && table.rows > 0, JSON.stringify(table));
  }
});
