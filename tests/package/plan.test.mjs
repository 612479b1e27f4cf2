// The five-year contract: what is due in each contract year, what is paid on which day, and what is said about it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { tariffs } from "./oracle.mjs";
import { api, at, core, directory, every, manifest } from "./package.mjs";
import { addMonths, dateOf, dayOf, expectedPlan } from "./plan-oracle.mjs";

const { plan, simulate } = api;
const signature = "2027-01-01";
const sizes = [1, 2, 3, 4];
const { crise, ...coreOf2019 } = core;
const cents = (amount) => Math.round(100 * amount);
const sum = (amounts) => amounts.reduce((total, amount) => total + amount, 0);

const checked = {
  size: 2, signature,
  missions: {
    acces: { start: "2027-07-01" }, parcours: { start: "2028-01-01" }, prevention: { start: "2028-01-01" },
    crise: { start: "2027-07-01" },
  },
};
const one = (mission, choice, others) => ({ size: 2, signature, missions: { [mission]: choice }, ...others });
const big = (mission, choice) => one(mission, choice, { size: 4, members: 100 });

// Figures at paths of the plan. `years.0` is contract year 1.
const rows = [
  ["the worked check", checked,
    { "calendarYears.0.year": 2027, "calendarYears.0.amount": 99_698.63, "years.0.functioning": 60_000,
      "years.0.missions.acces.fixed": 35_287.67, "years.0.missions.acces.variable": 15_123.29,
      "years.0.missions.crise.fixed": 17_643.84, "years.0.missions.crise.variable": 0,
      "years.0.missions.parcours": undefined, "years.0.missions.prevention": undefined,
      "years.1.missions.acces.fixed": 70_000, "years.1.missions.crise.fixed": 17_500,
      "years.1.missions.parcours.total": 70_000, "years.1.missions.prevention.total": 30_000, "years.1.total": 277_500 }],
  ["every mission from the signature, size 4 with its uplift", { size: 4, members: 100, signature, missions: every },
    { "years.0.total": 546_500, "years.1.total": 519_000, "years.4.total": 519_000, total: 2_622_500 }],
  ["the core missions from the signature, size 3", { size: 3, signature, missions: core }, { total: 1_760_000 }],
  ["no mission", { size: 1, signature, missions: {} }, { total: 250_000, "years.4.total": 50_000 }],
  ["a size read from the population", { population: 80_000, signature, missions: {} }, { size: 3, total: 375_000 }],
  ["a size that wins over the population", { population: 80_000, size: 1, signature, missions: {} }, { size: 1 }],
  ["projet-2019", { tariff: "projet-2019", size: 4, members: 500, signature: "2019-06-20", missions: coreOf2019 },
    { tariff: "projet-2019", total: 5 * 290_000, "years.0.additional": 0, "years.0.missions.acces.uplift": 0,
      "years.0.missions.crise": undefined }],
  ["a population of 70 000 under projet-2019",
    { tariff: "projet-2019", population: 70_000, signature, missions: {} }, { size: 3 }],

  ["a start in a year of 365 days", one("acces", { start: "2027-07-01" }),
    { "years.0.missions.acces.fixed": 35_287.67, "years.0.missions.acces.total": 50_410.96 }],
  ["a start in a year of 366 days", one("acces", { start: "2028-07-01" }),
    { "years.0.missions.acces": undefined, "years.1.missions.acces.fixed": 35_191.26,
      "years.1.missions.acces.variable": 15_081.97, "years.2.missions.acces.fixed": 70_000 }],
  ["29 February counts in the contract year that contains it, not in its calendar year",
    one("acces", { start: "2028-02-29" }, { signature: "2027-03-01" }), { "years.0.missions.acces.fixed": 191.26 }],
  ["a start on the last day of a year", one("acces", { start: "2027-12-31" }),
    { "years.0.missions.acces.fixed": 191.78, "years.0.missions.acces.variable": 82.19,
      "years.1.missions.acces.total": 100_000 }],
  ["a start on an anniversary", one("acces", { start: "2028-01-01" }),
    { "years.0.missions.acces": undefined, "years.0.total": 60_000, "years.1.missions.acces.total": 100_000 }],
  ["a start on the signature", one("acces", { start: signature }), { "years.0.missions.acces.total": 100_000 }],
  ["a start on the last day of the contract", one("acces", { start: "2031-12-31" }, { size: 1 }),
    { "years.3.missions.acces": undefined, "years.4.missions.acces.fixed": 150.68,
      "years.4.missions.acces.variable": 68.49, total: 250_219.17 }],
  ["a start on anniversary 5", one("acces", { start: "2032-01-01" }, { size: 1 }),
    { "years.4.missions.acces": undefined, total: 250_000 }],
  ["a start years after the contract", one("crise", { start: "2099-12-31", crisisYears: [1, 2, 3, 4, 5] }, { size: 1 }),
    { "years.4.missions.crise": undefined, total: 250_000 }],
  ["signed on 29 February, a start on the eve of 29 February",
    one("acces", { start: "2028-02-28" }, { size: 1, signature: "2024-02-29" }),
    { "years.3.missions.acces.fixed": 150.27, "years.4.missions.acces.fixed": 55_000 }],
  ["signed on 29 February, a start on 29 February",
    one("acces", { start: "2028-02-29" }, { size: 1, signature: "2024-02-29" }),
    { "years.3.missions.acces": undefined, "years.4.missions.acces.fixed": 55_000 }],
  ["2100 is no leap year", one("acces", { start: "2099-12-31" }, { size: 1, signature: "2099-06-01" }),
    { "years.0.missions.acces.fixed": 22_904.11 }],

  ["the crisis plan is drafted in the year it starts, then updated", one("crise", { start: "2028-07-01" }, { size: 3 }),
    { "years.0.missions.crise": undefined, "years.1.missions.crise.fixed": 22_622.95,
      "years.2.missions.crise.fixed": 22_500, "years.4.missions.crise.fixed": 22_500 }],
  ["the crisis plan is drafted in full from an anniversary", one("crise", { start: "2028-01-01" }, { size: 3 }),
    { "years.0.missions.crise": undefined, "years.1.missions.crise.fixed": 45_000, "years.2.missions.crise.fixed": 22_500 }],
  ["a crisis is paid in full from the year that contains the start",
    one("crise", { start: "2028-12-31", crisisYears: [4, 1, 2, 4] }, { size: 3 }),
    { "years.0.missions.crise": undefined, "years.1.missions.crise.variable": 67_500,
      "years.2.missions.crise.variable": 0, "years.3.missions.crise.variable": 67_500,
      "years.4.missions.crise.variable": 0 }],
  ["a crisis in every year", one("crise", { crisisYears: [1, 2, 3, 4, 5] }),
    { "years.0.missions.crise.total": 87_500, "years.4.missions.crise.total": 70_000 }],
  ["prorateVariable leaves a crisis alone", one("crise", { start: "2027-07-01", crisisYears: [1] }, { prorateVariable: false }),
    { "years.0.missions.crise.fixed": 17_643.84, "years.0.missions.crise.variable": 52_500 }],

  ["without proration the starting year gets its variable part in full, earlier years nothing",
    one("acces", { start: "2028-12-31" }, { prorateVariable: false }),
    { "years.0.missions.acces": undefined, "years.1.missions.acces.fixed": 191.26,
      "years.1.missions.acces.variable": 30_000, "years.2.missions.acces.variable": 30_000 }],
  ["without proration a rate still counts", one("acces", { start: "2027-12-31", rate: 33.33 }, { prorateVariable: false }),
    { "years.0.missions.acces.variable": 9_999 }],
  ["one rate for every year", one("acces", { rate: 50 }),
    { "years.0.missions.acces.variable": 15_000, "years.4.missions.acces.variable": 15_000 }],
  ["a rate for each year", one("acces", { rates: [0, 25, 50, 75.5, 100] }, { size: 1 }),
    { "years.0.missions.acces.variable": 0, "years.1.missions.acces.variable": 6_250,
      "years.2.missions.acces.variable": 12_500, "years.3.missions.acces.variable": 18_875,
      "years.4.missions.acces.variable": 25_000 }],
  ["rates belong to contract years, not to years of the mission",
    one("acces", { start: "2028-07-01", rates: [100, 25, 50, 0, 0] }, { size: 1 }),
    { "years.1.missions.acces.variable": 3_142.08, "years.2.missions.acces.variable": 12_500 }],
  ["rates in binary floats", one("acces", { rates: [0.1 + 0.2, 33.33000000001, 0.29 * 100, -0, 100 + 1e-10] }),
    { "years.0.missions.acces.variable": 90, "years.1.missions.acces.variable": 9_999,
      "years.2.missions.acces.variable": 8_700, "years.3.missions.acces.variable": 0,
      "years.4.missions.acces.variable": 30_000 }],

  ["the uplift is a tenth of the rounded parts of the year", big("crise", { start: "2028-07-01", crisisYears: [2] }),
    { "years.1.missions.crise.fixed": 25_136.61, "years.1.missions.crise.variable": 75_000,
      "years.1.missions.crise.uplift": 10_013.66, "years.1.missions.crise.total": 110_150.27,
      "years.1.functioning": 90_000 }],
  ["99 members bring no uplift", { ...big("acces", {}), members: 99 }, { "years.0.missions.acces.uplift": 0 }],
  ["size 3 has no uplift", { ...big("acces", {}), size: 3 }, { "years.0.missions.acces.uplift": 0 }],

  ["signed on 29 September 2022", { size: 3, signature: "2022-09-29", missions: {} },
    { "years.0.additional": 56_250, "years.0.total": 131_250, "years.1.additional": 0, total: 431_250 }],
  ["signed on 30 September 2022", { size: 3, signature: "2022-09-30", missions: {} },
    { "years.0.additional": 0, total: 375_000 }],
  ["no uplift on the additional functioning", { size: 4, members: 100, signature: "2022-09-29", missions: {} },
    { "years.0.additional": 67_500, total: 517_500 }],
];
for (const [name, contract, figures] of rows) {
  test(`plan: ${name}`, () => {
    const result = plan(contract);
    for (const [path, value] of Object.entries(figures)) assert.equal(at(result, path), value, path);
  });
}

// The six anniversaries.
const anniversaries = [
  ["2027-01-01", "2028-01-01", "2029-01-01", "2030-01-01", "2031-01-01", "2032-01-01"],
  ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"],
  ["2023-02-28", "2024-02-28", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-28"],
  ["2023-03-01", "2024-03-01", "2025-03-01", "2026-03-01", "2027-03-01", "2028-03-01"],
  ["2096-02-29", "2097-02-28", "2098-02-28", "2099-02-28", "2100-02-28", "2101-02-28"],
  ["2000-01-01", "2001-01-01", "2002-01-01", "2003-01-01", "2004-01-01", "2005-01-01"],
  ["2099-12-31", "2100-12-31", "2101-12-31", "2102-12-31", "2103-12-31", "2104-12-31"],
];
for (const dates of anniversaries) {
  test(`years: of a contract signed on ${dates[0]}`, () => {
    const { years } = plan({ size: 1, signature: dates[0], missions: {} });
    assert.deepEqual(years.map(({ index, from, to }) => [index, from, to]),
      [1, 2, 3, 4, 5].map((k) => [k, dates[k - 1], dates[k]]));
  });
}

// Balances of years 1 … 5: [signature, delay, dates].
const balances = [
  ["2027-01-01", 0, ["2028-01-01", "2029-01-01", "2030-01-01", "2031-01-01", "2032-01-01"]],
  ["2027-01-01", undefined, ["2028-01-01", "2029-01-01", "2030-01-01", "2031-01-01", "2032-01-01"]],
  ["2027-01-01", 12, ["2029-01-01", "2030-01-01", "2031-01-01", "2032-01-01", "2033-01-01"]],
  ["2027-01-31", 1, ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]],
  ["2027-01-30", 1, ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]],
  ["2027-12-31", 2, ["2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29", "2033-02-28"]],
  ["2027-12-31", 1, ["2029-01-31", "2030-01-31", "2031-01-31", "2032-01-31", "2033-01-31"]],
  ["2024-02-29", 0, ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"]],
  ["2024-02-29", 1, ["2025-03-28", "2026-03-28", "2027-03-28", "2028-03-29", "2029-03-28"]],
  ["2024-02-29", 12, ["2026-02-28", "2027-02-28", "2028-02-28", "2029-02-28", "2030-02-28"]],
  ["2099-12-31", 6, ["2101-06-30", "2102-06-30", "2103-06-30", "2104-06-30", "2105-06-30"]],
  ...["2028-08-31", "2028-09-30", "2028-10-31", "2028-11-30", "2028-12-31", "2029-01-31", "2029-02-28", "2029-03-31",
    "2029-04-30", "2029-05-31", "2029-06-30", "2029-07-31", "2029-08-31"].map((date, delay) => ["2027-08-31", delay, [date]]),
];
for (const [signature, balanceDelayMonths, dates] of balances) {
  test(`balances: signed on ${signature}, ${balanceDelayMonths} months later`, () => {
    const { payments } = plan({ size: 1, signature, balanceDelayMonths, missions: { acces: {} } });
    const of = (subject, kind) => payments.filter((each) => each.subject === subject && each.kind === kind);
    const days = (list) => list.sort((a, b) => a.contractYear - b.contractYear).map(({ date }) => date);
    const count = dates.length;
    assert.deepEqual(days(of("acces", "variable")).slice(0, count), dates);
    assert.deepEqual(days(of("acces", "balance")).slice(0, count), dates);
    assert.deepEqual(days(of("functioning", "balance")).slice(0, count - 1), dates.slice(1));
  });
}

const show = ({ date, subject, kind, contractYear, amount }) => `${date} ${subject} ${kind} ${contractYear} ${amount}`;
const schedules = [
  ["a whole contract",
    { size: 1, signature: "2027-08-31", balanceDelayMonths: 6, missions: { acces: { start: "2028-02-29", rate: 50 } } },
    [
      "2027-08-31 functioning full 1 50000",
      "2028-02-29 acces advance 1 20737.7",
      "2028-08-31 functioning advance 2 37500", "2028-08-31 acces advance 2 41250",
      "2029-02-28 acces balance 1 6912.57", "2029-02-28 acces variable 1 6284.15",
      "2029-08-31 functioning advance 3 37500", "2029-08-31 acces advance 3 41250",
      "2030-02-28 functioning balance 2 12500", "2030-02-28 acces balance 2 13750", "2030-02-28 acces variable 2 12500",
      "2030-08-31 functioning advance 4 37500", "2030-08-31 acces advance 4 41250",
      "2031-02-28 functioning balance 3 12500", "2031-02-28 acces balance 3 13750", "2031-02-28 acces variable 3 12500",
      "2031-08-31 functioning advance 5 37500", "2031-08-31 acces advance 5 41250",
      "2032-02-29 functioning balance 4 12500", "2032-02-29 acces balance 4 13750", "2032-02-29 acces variable 4 12500",
      "2033-02-28 functioning balance 5 12500", "2033-02-28 acces balance 5 13750", "2033-02-28 acces variable 5 12500",
    ]],
  ["all that is paid at the signature",
    { size: 3, signature: "2022-09-29", missions: { accompagnement: {}, crise: {}, acces: {} } },
    ["2022-09-29 functioning full 1 75000", "2022-09-29 additional full 1 56250", "2022-09-29 acces advance 1 67500",
      "2022-09-29 crise advance 1 33750", "2022-09-29 accompagnement advance 1 7500"]],
  ["a half cent of an advance goes to the advance", one("acces", { start: "2027-12-31" }),
    ["2027-01-01 functioning full 1 60000", "2027-12-31 acces advance 1 143.84", "2028-01-01 acces balance 1 47.94",
      "2028-01-01 acces variable 1 82.19", "2028-01-01 functioning advance 2 45000", "2028-01-01 acces advance 2 52500"]],
  ["an advance is rounded once, part and uplift together", big("crise", { start: "2028-07-01", crisisYears: [2] }),
    ["2027-01-01 functioning full 1 90000", "2028-01-01 functioning advance 2 67500",
      "2028-07-01 crise advance 2 20737.7", "2029-01-01 functioning balance 2 22500", "2029-01-01 crise balance 2 6912.57",
      "2029-01-01 crise variable 2 82500", "2029-01-01 functioning advance 3 67500", "2029-01-01 crise advance 3 20625"]],
  ["a variable part of 0 € is no payment", one("acces", { rates: [0, 100, 0, 0, 0] }),
    ["2027-01-01 functioning full 1 60000", "2027-01-01 acces advance 1 52500", "2028-01-01 acces balance 1 17500",
      "2028-01-01 functioning advance 2 45000", "2028-01-01 acces advance 2 52500",
      "2029-01-01 functioning balance 2 15000", "2029-01-01 acces balance 2 17500", "2029-01-01 acces variable 2 30000",
      "2029-01-01 functioning advance 3 45000"]],
  ["a variable part below half a cent is no payment",
    one("accompagnement", { start: "2027-12-31", rate: 0.01 }, { size: 1 }),
    ["2027-01-01 functioning full 1 50000", "2027-12-31 accompagnement advance 1 10.28",
      "2028-01-01 accompagnement balance 1 3.42", "2028-01-01 functioning advance 2 37500"]],
  ["a delay of 12 months meets the advances of the year after next", one("acces", {}, { balanceDelayMonths: 12 }),
    ["2027-01-01 functioning full 1 60000", "2027-01-01 acces advance 1 52500", "2028-01-01 functioning advance 2 45000",
      "2028-01-01 acces advance 2 52500", "2029-01-01 acces balance 1 17500", "2029-01-01 acces variable 1 30000",
      "2029-01-01 functioning advance 3 45000"]],
];
for (const [name, contract, first] of schedules) {
  test(`payments: ${name}`, () => {
    const { payments } = plan(contract);
    assert.deepEqual(payments.slice(0, first.length).map(show), first);
    if (first.length > 10) assert.equal(payments.length, first.length);
  });
}

test("payments: those of one day come by contract year, subject and kind", () => {
  const missions = Object.fromEntries(Object.entries({ ...every, crise: { crisisYears: [2] } }).reverse());
  const { payments } = plan({ size: 2, signature, missions });
  const ids = Object.keys(every);
  assert.deepEqual(
    payments.filter(({ date }) => date === "2029-01-01").map((each) => [each.contractYear, each.subject, each.kind]),
    [[2, "functioning", "balance"], ...ids.flatMap((id) => [[2, id, "balance"], [2, id, "variable"]]),
      [3, "functioning", "advance"], ...ids.map((id) => [3, id, "advance"])]);
});

// Alerts about starts: [name, contract, codes].
const startCodes = ["start-late", "start-after-contract"];
const codesOf = (result) => [...new Set(result.alerts.map(({ code }) => code))].sort();
const starts = [
  ["nothing to say of the worked check", checked, []],
  ...[["acces", "2027-07-01", "2027-07-02"], ["crise", "2027-07-01", "2027-07-02"],
    ["parcours", "2028-01-01", "2028-01-02"], ["prevention", "2028-01-01", "2028-01-02"]]
    .flatMap(([id, limit, late]) => [
      [`${id} on its limit day`, one(id, { start: limit }), []],
      [`${id} on the day after`, one(id, { start: late }), ["start-late"]]]),
  ...[["2027-08-31", "2028-02-29", "2028-03-01"], ["2026-08-31", "2027-02-28", "2027-03-01"],
    ["2027-08-29", "2028-02-29", "2028-03-01"], ["2027-12-31", "2028-06-30", "2028-07-01"],
    ["2027-02-28", "2027-08-28", "2027-08-29"], ["2024-02-29", "2024-08-29", "2024-08-30"]]
    .flatMap(([signature, limit, late]) => [
      [`6 months after ${signature} end on ${limit}`, one("acces", { start: limit }, { signature }), []],
      [`${late} is over 6 months after ${signature}`, one("acces", { start: late }, { signature }), ["start-late"]]]),
  ["12 months after 29 February end on 28 February",
    one("parcours", { start: "2025-02-28" }, { signature: "2024-02-29" }), []],
  ["1 March is over 12 months after 29 February",
    one("parcours", { start: "2025-03-01" }, { signature: "2024-02-29" }), ["start-late"]],
  ["an option has no limit", one("qualite", { start: "2031-12-31" }), []],
  ["another option has no limit", one("accompagnement", { start: "2031-12-31" }), []],
  ["an option on anniversary 5", one("qualite", { start: "2032-01-01" }), ["start-after-contract"]],
  ["an option after anniversary 5", one("qualite", { start: "2099-12-31" }), ["start-after-contract"]],
  ["an option on the anniversary 5 of 29 February",
    one("qualite", { start: "2029-02-28" }, { signature: "2024-02-29" }), ["start-after-contract"]],
  ["projet-2019: acces on the day after its limit",
    one("acces", { start: "2027-07-02" }, { tariff: "projet-2019" }), ["start-late"]],
  ["projet-2019: parcours on its limit day",
    one("parcours", { start: "2028-01-01" }, { tariff: "projet-2019" }), []],
  ["projet-2019: prevention has no limit",
    one("prevention", { start: "2031-12-31" }, { tariff: "projet-2019" }), []],
];
for (const [name, contract, expected] of starts) {
  test(`start: ${name}`, () => {
    assert.deepEqual(codesOf(plan(contract)).filter((code) => startCodes.includes(code)), expected);
  });
}
test("start: an alert names each of the missions it is about", () => {
  const missions = { ...core, acces: { start: "2028-01-01" }, crise: { start: "2028-01-01" }, qualite: { start: "2033-01-01" } };
  const { alerts } = plan({ size: 2, signature, missions });
  const said = (wanted) => alerts.filter(({ code }) => code === wanted).map(({ message }) => message).join("\n");
  for (const [code, word] of [["start-late", /acc[eè]s/i], ["start-late", /crise/i], ["start-after-contract", /qualité/i]]) {
    assert.match(said(code), word);
  }
  for (const { message } of alerts) assert.match(message, /^[A-ZÀÉÊ«].* .*[.»]$/s);
});

const situations = [
  { population: 40_000, missions: core }, { population: 81_600, missions: every }, { size: 3, missions: coreOf2019 },
  { size: 4, members: 95, missions: core }, { size: 3, missions: {} }, { size: 3, missions: core },
  { tariff: "projet-2019", population: 70_500, missions: coreOf2019 },
];
test("alerts: apart from the starts they are those of one year", () => {
  for (const situation of situations) {
    for (const signature of ["2022-09-29", "2027-01-01", "2099-01-01"]) {
      const scenario = { ...situation, signature };
      assert.deepEqual(codesOf(plan(scenario)), codesOf(simulate(scenario)), JSON.stringify(scenario));
    }
  }
});

test("shape: exactly the fields of the API, in plain objects", () => {
  const missions = { ...every, acces: { rates: [1, 2, 3, 4, 5] }, crise: { start: "2022-11-11", crisisYears: [1] } };
  const result = plan({ population: 175_001, members: 100, signature: "2022-01-15", balanceDelayMonths: 3, missions });
  const keys = (object, ...names) => assert.deepEqual(Object.keys(object).sort(), names.sort());
  keys(result, "tariff", "size", "years", "payments", "calendarYears", "total", "alerts");
  assert.equal(result.years.length, 5);
  for (const year of result.years) {
    keys(year, "index", "from", "to", "functioning", "additional", "missions", "total");
    for (const line of Object.values(year.missions)) {
      keys(line, "fixed", "variable", "uplift", "total", "explanation");
      assert.ok(line.explanation.length > 0);
      for (const each of line.explanation) keys(each, "label", "sentence", "value", "sources", "interpretations");
    }
  }
  for (const payment of result.payments) keys(payment, "date", "subject", "kind", "contractYear", "amount");
  for (const each of result.calendarYears) keys(each, "year", "amount");
  for (const each of result.alerts) keys(each, "code", "message");
  assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  const visit = (value) => {
    if (typeof value !== "object") return;
    assert.equal(Object.getPrototypeOf(value), Array.isArray(value) ? Array.prototype : Object.prototype);
    Object.values(value).forEach(visit);
  };
  visit(result);
});

test("shape: the types declare the contract and the plan", async () => {
  const entry = manifest.exports["."] ?? manifest.exports;
  const types = await readFile(join(directory, entry.types), "utf8");
  for (const declaration of [
    /export function plan\(\s*\w+\s*:\s*Contract\s*\)\s*:\s*Plan\b/, /\binterface Contract\b[\s\S]*?\bcrisisYears\?\s*:/,
    /\binterface Contract\b[\s\S]*?\bbalanceDelayMonths\?\s*:\s*number/, /\binterface Plan \{[\s\S]*?\bcalendarYears\s*:/,
  ]) assert.match(types, declaration);
});

test("a year in full equals the simulated year", () => {
  for (const size of sizes) {
    for (const occurred of [false, true]) {
      const { acces, ...rest } = every;
      const scenario = { size, members: 100, signature: "2022-09-29" };
      const missions = { ...rest, acces: { rate: 33.33 } };
      const { years } = plan({ ...scenario, missions: { ...missions, crise: { crisisYears: occurred ? [1, 3] : [] } } });
      const drafted = simulate({ ...scenario, missions: { ...missions, crise: { occurred } } });
      const updated = simulate({ size, members: 100, missions: { ...missions, crise: { plan: "update", occurred } } });
      assert.equal(years[0].total, drafted.total);
      assert.equal(years[2].total, updated.total);
      for (const id of Object.keys(every)) {
        for (const part of ["fixed", "variable", "uplift", "total"]) {
          assert.equal(years[0].missions[id][part], drafted.missions[id][part], `${id} ${part}`);
          assert.equal(years[2].missions[id][part], updated.missions[id][part], `${id} ${part}`);
        }
      }
    }
  }
});

const same = [
  ["defaults are those of the API",
    { size: 3, signature, missions: every },
    { tariff: "aci-2022", size: 3, members: 0, signature, prorateVariable: true, balanceDelayMonths: 0,
      missions: { acces: { start: signature, rate: 100 }, parcours: { rate: 100 }, prevention: { rate: 100 },
        crise: { start: signature, crisisYears: [] }, qualite: { rate: 100 }, accompagnement: { rate: 100 } } }],
  ["undefined means absent",
    { size: 3, signature, missions: { acces: {}, parcours: { rate: 50 }, crise: {} } },
    { tariff: undefined, population: undefined, size: 3, members: undefined, signature, prorateVariable: undefined,
      balanceDelayMonths: undefined,
      missions: { acces: { start: undefined, rate: undefined, rates: undefined }, parcours: { rate: 50, rates: undefined },
        crise: { start: undefined, crisisYears: undefined }, qualite: undefined } }],
  ["order and repetition of crisis years do not matter",
    one("crise", { crisisYears: [1, 3] }), one("crise", { crisisYears: [3, 1, 3, ...Array(100_000).fill(1)] })],
  ["-0 is a delay of 0", one("acces", {}), one("acces", {}, { balanceDelayMonths: -0 })],
  ["objects without a prototype are read like the others",
    one("acces", { rate: 50 }),
    Object.assign(Object.create(null), one("acces", Object.assign(Object.create(null), { rate: 50 })))],
  ["a getter may itself call the engine",
    one("acces", {}), { ...one("acces", {}), get signature() { return plan(checked).years[0].from; } }],
];
for (const [name, contract, other] of same) {
  test(`same: ${name}`, () => assert.deepEqual(plan(other), plan(contract)));
}
test("same: five equal rates give the figures of one rate", () => {
  const { years, payments } = plan(one("acces", { start: "2028-07-01", rate: 33.33 }));
  const other = plan(one("acces", { start: "2028-07-01", rates: Array(5).fill(33.33) }));
  assert.deepEqual(other.payments, payments);
  assert.deepEqual(other.years.map(({ total }) => total), years.map(({ total }) => total));
});

test("the contract given is not changed, even frozen", () => {
  const freeze = (value) => {
    if (typeof value === "object") Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };
  const contract = { size: 3, signature, missions: { acces: { rates: [5, 4, 3, 2, 1] }, crise: { crisisYears: [3, 1, 3] } } };
  const before = structuredClone(contract);
  plan(freeze(contract));
  assert.deepEqual(contract, before);
});

test("explanation: each part of a line is explained, and says what it is interpreted from", () => {
  const missions = { acces: { start: "2027-07-01", rate: 33.33 }, crise: { start: "2027-07-01", crisisYears: [1] } };
  const { years } = plan({ size: 4, members: 100, signature, missions });
  const named = (line, id) => line.explanation.some(({ interpretations }) => interpretations.some((text) => text.includes(id)));
  for (const { missions } of years) {
    for (const [id, { explanation, fixed, variable, uplift }] of Object.entries(missions)) {
      const values = explanation.map(({ value }) => value);
      for (const part of [fixed, variable, uplift].filter((amount) => amount !== 0)) {
        assert.ok(values.includes(part), `${id}: ${part} is not among ${values}`);
      }
      for (const { label, sentence } of explanation) {
        assert.match(label, /\p{L}{3}/u);
        assert.match(sentence, /\p{L}{2}.* /u);
        assert.doesNotMatch(sentence, /\d[ \u00a0]\d{3}(?!\d)|\d[ \u202f]?[€%]|\d,\d\u00a0€|\d\.\d+\u00a0[€%]/, sentence);
      }
      assert.ok(explanation.some(({ sources }) => sources.length > 0));
    }
  }
  assert.ok(named(years[0].missions.crise, "I-05"), "a prorated drafting amount names I-05");
  assert.ok(named(years[0].missions.crise, "I-03"), "a crisis names I-03");
  assert.ok(named(years[0].missions.acces, "I-06"), "a prorated variable part names I-06");
  assert.ok(!named(years[1].missions.acces, "I-06"), "a variable part in full does not name I-06");
  assert.ok(named(years[1].missions.acces, "I-04"), "the uplift names I-04");
});

// Generated contracts, the same in every run.
function generator(seed) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (low, high) => low + Math.floor(random() * (high - low + 1));
  return { whole, chance: (share) => random() < share, pick: (list) => list[whole(0, list.length - 1)] };
}
const [firstDay, lastDay] = ["2000-01-01", "2099-12-31"].map(dayOf);
const remarkable = [
  "2024-02-29", "2096-02-29", "2000-02-29", "2027-01-31", "2027-08-31", "2027-12-31", "2022-09-29", "2022-09-30",
  "2023-02-28", "2023-03-01", "2099-12-31", "2000-01-01", "2099-06-15",
];

function contracts(count) {
  const { whole, chance, pick } = generator(20_270_101);
  const rate = () => (chance(0.3) ? pick([0, 0.01, 33.33, 50, 66.67, 99.99, 100]) : whole(0, 10_000) / 100);
  const startAfter = (signature) => {
    const day = chance(0.4)
      ? dayOf(addMonths(signature, pick([6, 12, 12, 24, 36, 48, 60]))) + whole(-1, 1)
      : dayOf(signature) + pick([0, whole(0, 400), whole(0, 1_900), whole(0, 5_000)]);
    return dateOf(Math.min(day, lastDay));
  };
  return Array.from({ length: count }, () => {
    const tariff = pick(["aci-2022", "aci-2022", "aci-2022", "projet-2019"]);
    const signature = chance(0.3) ? pick(remarkable) : dateOf(whole(firstDay, lastDay));
    const contract = { signature, missions: {} };
    if (tariff !== "aci-2022" || chance(0.5)) contract.tariff = tariff;
    if (chance(0.3)) contract.population = pick([1, 39_999, 40_000, 70_000, 80_000, 175_000, 175_001, 250_000, 250_001]);
    if (contract.population === undefined || chance(0.3)) contract.size = pick([1, 2, 3, 4, 4, 4]);
    if (chance(0.7)) contract.members = pick([0, 99, 100, 100, 100, 5_000]);
    if (chance(0.5)) contract.prorateVariable = chance(0.5);
    if (chance(0.7)) contract.balanceDelayMonths = whole(0, 12);
    const ids = Object.keys(tariffs[tariff].missions);
    for (const id of chance(0.5) ? ids : ids.reverse()) {
      if (chance(0.25)) continue;
      const choice = {};
      if (chance(0.8)) choice.start = startAfter(signature);
      if (id === "crise") {
        if (chance(0.8)) choice.crisisYears = Array.from({ length: whole(0, 6) }, () => whole(1, 5));
      } else if (chance(0.4)) {
        choice.rates = Array.from({ length: 5 }, rate);
      } else if (chance(0.7)) {
        choice.rate = rate();
      }
      contract.missions[id] = choice;
    }
    return contract;
  });
}

/** The plan as the second computation gives it. */
const figures = ({ alerts, years, ...rest }) => ({
  ...rest,
  years: years.map((year) => ({
    ...year,
    missions: Object.fromEntries(Object.entries(year.missions).map(([id, { explanation, ...parts }]) => [id, parts])),
  })),
});

test("sweep: 4 000 generated contracts equal a second computation", () => {
  const seen = { late: 0, after: 0, uplift: 0, additional: 0, leap: 0 };
  for (const contract of contracts(4_000)) {
    const shown = JSON.stringify(contract);
    const result = plan(contract);
    const { plan: expected, late, after } = expectedPlan(contract);
    const compared = figures(result);
    assert.deepEqual(compared, expected, shown);
    compared.years.forEach(({ missions }, index) =>
      assert.deepEqual(Object.keys(missions), Object.keys(expected.years[index].missions), shown));

    const total = cents(result.total);
    for (const [what, amounts] of [
      ["due", result.years.map(({ total }) => total)], ["paid", result.payments.map(({ amount }) => amount)],
      ["cash", result.calendarYears.map(({ amount }) => amount)],
    ]) assert.equal(sum(amounts.map(cents)), total, `${what}: ${shown}`);

    const codes = codesOf(result);
    assert.equal(codes.includes("start-after-contract"), after.length > 0, shown);
    // Whether a mission that starts after the contract is late as well is not settled.
    if (late.some((id) => !after.includes(id))) assert.ok(codes.includes("start-late"), shown);
    if (late.length === 0) assert.ok(!codes.includes("start-late"), shown);

    seen.late += late.length;
    seen.after += after.length;
    seen.uplift += expected.years.some(({ missions }) => Object.values(missions).some(({ uplift }) => uplift > 0));
    seen.additional += expected.years[0].additional > 0;
    seen.leap += contract.signature.endsWith("02-29");
  }
  for (const [what, count] of Object.entries(seen)) assert.ok(count > 50, `${what}: ${count}`);
});
