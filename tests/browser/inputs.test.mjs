// What people type, field by field: what is understood, what is refused and how the page says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { By, elaborate, Key, names, said, shared, sizeName, thorough, titles, variants } from "./harness.mjs";

const page = shared();
const coreTotals = [225_000, 295_000, 370_000, 435_000];

const refused = (texts) => texts.map((text) => [text, undefined]);
const bySize = (size, texts) => texts.map((text) => [text, coreTotals[size - 1]]);

// Each field starts from `first`, a valid text whose total is `kept`: [text, total it gives, or undefined when refused]
const fields = [
  {
    name: names.population, first: "50 000", kept: 295_000,
    rows: [
      ...refused(["0", "-5", "1e9", "39 999,5", "abc", "💥", "9".repeat(10_000), "x".repeat(10_000), "10 000 001",
        "12 34 abc", "Infinity", "NaN", "0x10", "½"]),
      ...bySize(1, ["1", "39999", "39 999", "39\u202f999", "39\u00a0999", " 39 999 ", "20k"]),
      ...bySize(2, ["40k", "40 K", "40 000 hab.", "40000 habitants", "79999"]),
      ...bySize(3, ["80000", "175 000"]),
      ...bySize(4, ["175 001", "10 000 000"]),
      ["", 295_000],
    ],
  },
  {
    name: names.rate, mission: "acces", first: "80", kept: 363_000,
    rows: [
      ...refused(["101", "-1", "33,333", "", "abc", "100,01", "1e1", "💥", "5".repeat(10_000), "50 % 50", "NaN"]),
      ["50 %", 352_500], ["50%", 352_500], ["50", 352_500], ["33,33", 346_665.5], ["33.33", 346_665.5],
      ["0", 335_000], ["100", 370_000], ["99,99", 369_996.5], [" 12,5\u00a0% ", 339_375],
    ],
  },
  {
    name: names.signature, first: "29/09/2022", kept: 426_250,
    rows: [
      ...refused(["31/02/2026", "1/7/27", "01/01/0001", "01/01/9999", "0001-01-01", "9999-12-31", "31/12/1999",
        "01/01/2100", "2026-02-31", "29/02/2023", "demain", "💥", "1".repeat(10_000), "09/29/2022", "29/09"]),
      ["2022-09-29", 426_250], ["29/09/2022", 426_250], ["30/09/2022", 370_000], ["2022-09-30", 370_000],
      ["01/01/2000", 426_250], ["31/12/2099", 370_000], ["29/02/2024", 370_000], [" 29/09/2022 ", 426_250],
      ["", 370_000],
    ],
  },
  {
    name: names.members, size: 4, first: "100", kept: 469_500,
    rows: [
      ...refused(["-1", "99,5", "abc", "100 001", "1e5", "💥", "8".repeat(10_000)]),
      ["100", 469_500], ["99", 435_000], ["0", 435_000], ["", 435_000], ["1 000", 469_500], ["100 000", 469_500],
    ],
  },
];

const fieldOf = ({ name, mission }) =>
  mission ? page.within(mission, "textbox", name) : page.find("textbox", name);
const shown = (text) => JSON.stringify(text.length > 20 ? `${text.slice(0, 8)}… (${text.length})` : text);
const invalid = async (element) => await element.getAttribute("aria-invalid") === "true";
const accepted = (element) => page.until(async () => !await invalid(element), "the text is accepted");

/** The visible text that describes a field. */
async function description(element) {
  const ids = (await element.getAttribute("aria-describedby") ?? "").split(/\s+/).filter(Boolean);
  const texts = [];
  for (const id of ids) {
    const described = await page.driver.findElement(By.id(id));
    if (await described.isDisplayed()) texts.push(await page.text(described));
  }
  return texts.join(" ");
}

for (const field of variants(fields, 2)) {
  test(`field: ${field.name}`, async (context) => {
    await page.load();
    if (field.size) await page.size(field.size);
    for (const [text, total] of field.rows) {
      const verb = total === undefined ? "refused" : `gives ${total}`;
      await context.test(`${field.name}: ${shown(text)} ${verb}`, async () => {
        const element = await fieldOf(field);
        await page.paste(element, field.first);
        await page.total(field.kept);
        const hint = await description(element);
        await accepted(element);
        await page.saysNot(said.lastValid);

        await page.paste(element, text);
        if (total === undefined) {
          await page.until(() => invalid(element), "aria-invalid");
          assert.equal(await element.getAttribute("value"), text, "what was typed stays");
          const reason = await description(element);
          assert.notEqual(reason, hint, "the description gives a reason");
          assert.match(reason, /\p{L}{2,} \p{L}{2,}/u);
          assert.ok(reason.length < 400, `a reason of ${reason.length} characters`);
          await page.says(said.lastValid, "that the result is the last valid one");
          await page.total(field.kept);
        } else {
          await page.total(total);
          await accepted(element);
          await page.saysNot(said.lastValid);
        }
      });
    }
  });
}

thorough("typing is never rewritten under the caret", async () => {
  await page.load();
  for (const [field, text] of [[fields[0], "155 520 hab."], [fields[1], "33,30 %"], [fields[2], "01/07/2027"]]) {
    const element = await fieldOf(field);
    await page.run("arguments[0].focus(); arguments[0].select()", element);
    for (let length = 1; length <= text.length; length++) {
      await element.sendKeys(text[length - 1]);
      await page.frames();
      assert.equal(await element.getAttribute("value"), text.slice(0, length));
    }
    await element.sendKeys(Key.TAB);
    await accepted(element);
  }
  await page.total(370_000 - 35_000 + 11_655);
});

test("a population selects its size", async () => {
  await page.load();
  await page.fill(names.population, "155 520");
  await page.total(370_000);
  await page.says(/19 48[01]/, "the distance to the nearest bound");
  await page.fill(names.population, "200 000");
  await page.total(435_000);
  assert.ok(await (await page.find("radio", sizeName(4))).isSelected());
});

thorough("a population taken away leaves the size that it had selected", async () => {
  await page.load();
  await page.fill(names.population, "30 000");
  await page.total(225_000);
  await page.fill(names.population, "");
  await page.total(225_000);
  assert.ok(await (await page.find("radio", sizeName(1))).isSelected());
  await accepted(await page.find("textbox", names.population));
});

test("another size keeps the population and says that they differ", async () => {
  await page.load();
  await page.fill(names.population, "30 000");
  await page.total(225_000);
  await page.saysNot(said.sizesDiffer);
  await page.size(3);
  await page.total(370_000);
  assert.equal((await page.fields()).population, "30000");
  await page.says(said.sizesDiffer, "that size and population differ");
  await page.fill(names.population, "30 001");
  await page.total(225_000);
  await page.saysNot(said.sizesDiffer);
});

thorough("the mark of the last valid result goes with the last wrong field", async () => {
  await page.load();
  await page.fill(names.population, "abc");
  await page.rate("acces", "101");
  await page.says(said.lastValid);
  await page.fill(names.population, "");
  await page.says(said.lastValid);
  await page.rate("acces", "50");
  await page.total(352_500);
  await page.saysNot(said.lastValid);
});

thorough("wrong texts of several fields go with a reset", async () => {
  await page.load();
  await elaborate.enter(page);
  await page.fill(names.population, "abc");
  await page.fill(names.members, "-1");
  await page.press("button", said.reset);
  await page.total(370_000);
  for (const name of [names.population, names.members]) {
    const element = await page.find("textbox", name);
    assert.equal(await element.getAttribute("value"), "");
    await accepted(element);
  }
  await page.saysNot(said.lastValid);
});

thorough("a mission has a rate only while it is selected", async () => {
  await page.load();
  const rates = async () => (await page.all("textbox", names.rate)).length;
  assert.equal(await rates(), 3);
  await page.select("acces", false);
  await page.until(async () => await rates() === 2, "the rate goes with its mission");
  await page.select("qualite");
  await page.until(async () => await rates() === 3, "the rate comes with its mission");
  assert.equal(await (await page.within("qualite", "textbox", names.rate)).getAttribute("value"), "100");
  assert.equal((await page.all("slider", names.slider, await page.group("crise"))).length, 0, titles.crise);
});

thorough("fields are text fields with a keyboard that suits them", async () => {
  await page.load();
  const kinds = await page.run("return [...document.querySelectorAll('input')].filter(e => e.type === 'number').length");
  assert.equal(kinds, 0);
  for (const [field, modes] of [[fields[0], /numeric|decimal|text/], [fields[1], /decimal/], [fields[3], /numeric/]]) {
    assert.match(await (await fieldOf(field)).getAttribute("inputmode"), modes, field.name);
  }
});
