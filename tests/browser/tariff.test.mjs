// The tariff: how another is chosen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { By, said, shared } from "./harness.mjs";

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
