// What people type, field by field: what is understood, what is refused and how the page says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { By, Key, names, said, shared, thorough } from "./harness.mjs";

const page = shared();

// One text of each kind; the host tries the others. Each field starts from `first`, a valid text whose total is `kept`:
// [text, total it gives, or undefined when refused]
const fields = [
  { name: names.population, first: "50 000", kept: 295_000, rows: [["abc", undefined], ["39\u202f999", 225_000]] },
  { name: names.rate, mission: "acces", first: "80", kept: 363_000, rows: [["101", undefined], ["33,33", 346_665.5]] },
  { name: names.signature, first: "29/09/2022", kept: 426_250, rows: [["31/02/2026", undefined], ["2022-09-30", 370_000]] },
  { name: names.members, size: 4, first: "100", kept: 469_500, rows: [["9".repeat(10_000), undefined], ["99", 435_000]] },
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

for (const field of fields) {
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
