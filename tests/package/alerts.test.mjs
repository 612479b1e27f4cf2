// Alerts: which situations raise which code, and that each says so in a French sentence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, core, every } from "./package.mjs";

const { simulate, tariffs } = api;
const codes = (scenario) => [...new Set(simulate(scenario).alerts.map(({ code }) => code))].sort();
const { crise, ...coreOf2019 } = core;
const near = (population, tariff) => ({ tariff, population, missions: tariff ? coreOf2019 : core });
const old = "projet-2019";

const rows = [
  ["nothing to say", { size: 3, missions: core }, []],
  ["nothing to say with every mission", { size: 1, missions: every }, []],

  ["a core mission is missing", { size: 3, missions: coreOf2019 }, ["core-mission-missing"]],
  ["no mission at all", { size: 3, missions: {} }, ["core-mission-missing"]],
  ["an option does not replace a core mission",
    { size: 3, missions: { ...coreOf2019, qualite: {} } }, ["core-mission-missing"]],

  ["2 % under 40 000", near(39_200), ["near-bound"]],
  ["more than 2 % under 40 000", near(39_199), []],
  ["on 40 000", near(40_000), ["near-bound"]],
  ["2 % over 40 000", near(40_800), ["near-bound"]],
  ["more than 2 % over 40 000", near(40_801), []],
  ["2 % under 80 000", near(78_400), ["near-bound"]],
  ["more than 2 % under 80 000", near(78_399), []],
  ["2 % over 80 000", near(81_600), ["near-bound"]],
  ["more than 2 % over 80 000", near(81_601), []],
  ["2 % under 175 000", near(171_500), ["near-bound"]],
  ["more than 2 % under 175 000", near(171_499), []],
  ["2 % over 175 000", near(178_500), ["near-bound"]],
  ["more than 2 % over 175 000", near(178_501), []],
  ["a small territory is near no bound", near(1), []],

  ["90 members, size 4", { size: 4, members: 90, missions: core }, ["members-near-threshold"]],
  ["99 members, size 4", { size: 4, members: 99, missions: core }, ["members-near-threshold"]],
  ["89 members, size 4", { size: 4, members: 89, missions: core }, []],
  ["100 members, size 4", { size: 4, members: 100, missions: core }, []],
  ["95 members, size 3", { size: 3, members: 95, missions: core }, []],
  ["95 members, size 4 by its population", { population: 300_000, members: 95, missions: core }, ["members-near-threshold"]],

  ["a tariff that is not in force", { tariff: old, size: 3, missions: coreOf2019 }, ["tariff-not-current"]],
  ["2019: 2 % under 70 000", near(68_600, old), ["near-bound", "tariff-not-current"]],
  ["2019: more than 2 % under 70 000", near(68_599, old), ["tariff-not-current"]],
  ["2019: 80 000 is no bound", near(80_000, old), ["tariff-not-current"]],
  ["2019: 2 % over 250 000", near(255_000, old), ["near-bound", "tariff-not-current"]],
  ["2019: more than 2 % over 250 000", near(255_001, old), ["tariff-not-current"]],

  ["signed long after the last check", { size: 3, signature: "2099-01-01", missions: core }, ["tariff-to-recheck"]],
  ["signed before the last check", { size: 3, signature: "2022-09-29", missions: core }, []],
];
for (const [name, scenario, expected] of rows) {
  test(`alert: ${name}`, () => assert.deepEqual(codes(scenario), expected));
}

test("alert: a check is good for one year, its last day included", () => {
  const rechecks = (day) => codes({ size: 3, signature: day, missions: core }).includes("tariff-to-recheck");
  const iso = (days) => new Date(days * 86_400_000).toISOString().slice(0, 10);
  let fresh = Date.UTC(2022, 8, 30) / 86_400_000;
  let stale = Date.UTC(2099, 0, 1) / 86_400_000;
  assert.ok(!rechecks(iso(fresh)) && rechecks(iso(stale)));
  while (stale - fresh > 1) {
    const middle = (fresh + stale) >> 1;
    if (rechecks(iso(middle))) stale = middle;
    else fresh = middle;
  }
  const [year, ...rest] = iso(fresh).split("-");
  const checked = [year - 1, ...rest].join("-");
  const current = tariffs().find(({ id }) => id === "aci-2022");
  assert.ok(JSON.stringify(current).includes(checked), `no check of the tariff is dated ${checked}`);
});

test("alert: every message is a French sentence", () => {
  const scenarios = rows.map(([, scenario]) => scenario);
  for (const { code, message } of scenarios.flatMap((scenario) => simulate(scenario).alerts)) {
    assert.match(message, /^[A-ZÀÉÊ«].* .*[.»]$/s, code);
  }
});
