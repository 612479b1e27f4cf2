// axe on every section and in every state of it, light and dark, on a phone, a tablet and a wide screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { left, rules } from "./axe.mjs";
import { browser, sections, shared, variants, violations } from "./harness.mjs";
import { states } from "./states.mjs";

const page = shared();

test("axe runs every rule, those of level AAA and its experiments included, but the ones that it retired", () => {
  assert.ok(rules.length > 90, `${rules.length} rules`);
  for (const rule of ["color-contrast-enhanced", "identical-links-same-purpose", "css-orientation-lock", "p-as-heading"]) {
    assert.ok(rules.includes(rule), rule);
  }
  assert.ok(left.length < 8, `${left} are left out`);
});

for (const [name, state] of variants(states, sections.length)) {
  test(`axe: ${name}`, async (context) => {
    await browser.viewport(page.driver, 1440);
    await state.enter(page);
    for (const scheme of ["light", "dark"]) {
      for (const width of variants([1440, 320, 768])) {
        await browser.emulate(page.driver, { scheme, motion: "reduce" });
        await browser.viewport(page.driver, width);
        await context.test(`${width} px, ${scheme}`, async () => assert.deepEqual(await violations(page), []));
      }
    }
  });
}
