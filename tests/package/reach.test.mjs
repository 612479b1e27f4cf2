// The inverse: the smallest uniform rate that reaches a target.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, core, every } from "./package.mjs";

const { reach, simulate } = api;
const uniform = (scenario, rate) => ({
  ...scenario,
  missions: Object.fromEntries(Object.entries(scenario.missions)
    .map(([id, choice]) => [id, id === "crise" ? choice : { rate }])),
});
const digits = (text) => text.replace(/[\u00a0\u202f ]/g, "");

const scenarios = [
  ["core, size 3", { size: 3, missions: core }],
  ["everything, size 1", { size: 1, missions: every }],
  ["size 4 with the uplift", { size: 4, members: 100, missions: every }],
  ["one small option", { size: 1, missions: { accompagnement: {} } }],
  ["crisis and additional functioning",
    { size: 2, signature: "2022-01-01", missions: { ...core, crise: { plan: "update", occurred: true } } }],
  ["by population", { population: 155_520, missions: { acces: { rate: 12.34 }, qualite: {} } }],
  ["projet-2019", { tariff: "projet-2019", size: 2, missions: { acces: {}, parcours: {} } }],
];
for (const [name, scenario] of scenarios) {
  const [min, max] = [0, 100].map((rate) => simulate(uniform(scenario, rate)).total);

  test(`reach: ${name}: min and max are the totals at 0 and 100 %`, () => {
    const answer = reach(scenario, max);
    assert.deepEqual([answer.min, answer.max], [min, max]);
  });

  test(`reach: ${name}: no smaller rate with two decimals reaches the target`, () => {
    for (let step = 1; step <= 200; step++) {
      const target = Math.round(100 * min + (100 * (max - min) * step) / 200) / 100;
      const { rate, message } = reach(scenario, target);
      const hundredths = Math.round(rate * 100);
      assert.equal(hundredths / 100, rate, `${target}: more than two decimals`);
      assert.ok(simulate(uniform(scenario, rate)).total >= target, `${target}: ${rate} is too low`);
      const below = hundredths > 0 ? simulate(uniform(scenario, (hundredths - 1) / 100)).total : -Infinity;
      assert.ok(below < target, `${target}: ${rate} is not the smallest`);
      assert.match(message, /\p{Lu}.* .*\./su);
    }
  });

  test(`reach: ${name}: one cent over what a rate gives asks for more`, () => {
    for (const rate of [0, 12.34, 50, 99.99]) {
      const total = simulate(uniform(scenario, rate)).total;
      assert.ok(reach(scenario, total).rate <= rate);
      assert.ok(reach(scenario, Math.round(total * 100 + 1) / 100).rate > rate);
    }
  });

  test(`reach: ${name}: the ends`, () => {
    assert.equal(reach(scenario, min).rate, 0);
    assert.equal(reach(scenario, 0).rate, 0);
    const beyond = reach(scenario, Math.round(max * 100 + 1) / 100);
    assert.deepEqual([beyond.rate, beyond.min, beyond.max], [null, min, max]);
    for (const end of [min, max]) {
      const written = digits(end.toLocaleString("fr-FR", { minimumFractionDigits: end % 1 ? 2 : 0 }));
      assert.ok(digits(beyond.message).includes(written), `${beyond.message} does not say ${written}`);
    }
  });
}

const rows = [
  ["300 000 € with the core missions, size 3", { size: 3, missions: core }, 300_000,
    { rate: 28.21, min: 272_500, max: 370_000 }],
  ["the rates of the scenario are replaced", { size: 3, missions: { acces: { rate: 10 } } }, 182_500,
    { rate: 50, min: 165_000, max: 200_000 }],
  ["nothing to adjust, within reach", { size: 3, missions: {} }, 75_000,
    { rate: 0, min: 75_000, max: 75_000 }],
  ["nothing to adjust, out of reach", { size: 3, missions: { crise: {} } }, 120_000.01,
    { rate: null, min: 120_000, max: 120_000 }],
  ["a crisis is not a rate", { size: 3, missions: { crise: { occurred: true } } }, 187_500,
    { rate: 0, min: 187_500, max: 187_500 }],
];
for (const [name, scenario, target, expected] of rows) {
  test(`reach: ${name}`, () => {
    const { message, ...figures } = reach(scenario, target);
    assert.deepEqual(figures, expected);
  });
}
