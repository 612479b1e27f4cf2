// Bad contracts: each refusal with its code, its path and its French sentence, and the engine that goes on working.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { api, core } from "./package.mjs";
import { assertRefused } from "./refused.mjs";

const { plan, reach, simulate } = api;
const base = { size: 3, signature: "2027-01-01", missions: core };
const on = (mission, choice) => ({ size: 3, signature: "2027-01-01", missions: { [mission]: choice } });
const { signature, ...unsigned } = base;
const nan = Number.NaN;
const any = undefined; // the code is not settled: any of the API's codes

const name = (value) => (typeof value === "string" ? JSON.stringify(value.slice(0, 30)) : typeof value === "object"
  ? `${Object.prototype.toString.call(value)} ${value === null ? "" : Object.keys(value).length}` : String(value));
const all = (code, ...values) => values.map((value) => [value, code]);

// Lists of bad values: value, code (or codes between which the API does not choose).
const notNumbers = [
  [null, "null"], ...all("not-a-number", nan, "50", "", true, [3], {}, new Date(0), () => 3, Symbol("3"), 3n),
  ...all(["not-a-number", "not-an-integer", "out-of-range"], Infinity, -Infinity),
];
const notObjects = all("not-an-object", "size", 3, nan, true, [], () => base, Symbol("s"), 3n);
const notDates = [
  [null, "null"],
  ...all("not-a-date",
    20_270_101, nan, true, {}, [], ["2027-07-01"], new Date(0), Symbol("d"), 3n, "", " ", "hier", "2027", "2027-07",
    "2027-02-29", "2028-02-30", "2027-7-1", "2027-13-01", "2027-00-10", "2027-07-00", "2027-04-31", "27-07-01",
    "01/07/2027", "20270701", "2027-07-01T00:00:00Z", " 2027-07-01", "2027-07-01 ", "2027-07-01\n", "+2027-07-01",
    "-2027-07-01", "2027‑07‑01", "２０２７-07-01", "2027-07-01\u0000", "x".repeat(1_000_000), "é027-07-01", "💥"),
  ...all("date-out-of-range", "2100-01-01", "9999-12-31"),
  ...all(["not-a-date", "date-out-of-range"], "2100-02-29"),
];
const tooEarly = all(["date-out-of-range", "start-before-signature"], "1999-12-31", "1900-03-01");
const badRates = [
  ...notNumbers, ...all("out-of-range", -1, -0.01, 100.01, 101, 1e308),
  ...all("too-many-decimals", 33.333, 0.001, 99.999, 33.330_000_1),
];
const notLists = [[null, "null"], ...all(any, 50, "50", "", true, {}, { length: 5 }, () => [], Symbol("r"), 5n, new Set([1]))];
const withNull = (list) => [[null, ["null", "not-an-object"]], ...list];
const fiveWith = (index, value) => [100, 90, 80, 70, 60].with(index, value);

/** [field, contract with the value, path, rows, a word that the message must contain] */
const fields = [
  ["the contract", (value) => value, "", [[undefined, "not-an-object"], ...withNull(notObjects)]],
  ["missions", (value) => ({ ...base, missions: value }), "missions",
    [[undefined, any], [null, "null"], ...notObjects], /mission/i],
  ["a mission", (value) => on("acces", value), "missions.acces", [[null, "null"], ...notObjects], /mission|acc[eè]s/i],
  ["the crisis mission", (value) => on("crise", value), "missions.crise", [[null, "null"], ...notObjects], /mission|crise/i],

  ["signature", (value) => ({ ...unsigned, signature: value }), "signature",
    [[undefined, any], ...notDates, ...all("date-out-of-range", "1999-12-31", "1900-03-01")], /signature/i],
  ["tariff", (value) => ({ ...base, tariff: value }), "tariff",
    [[null, "null"], ...all("unknown-tariff", "", "aci-2023", "ACI-2022", "__proto__", "x".repeat(1_000_000)),
      ...all(any, 2022, true, {}, ["aci-2022"])], /barème|tarif/i],
  ["population", (value) => ({ ...unsigned, size: undefined, signature, population: value }), "population",
    [...notNumbers, ...all("not-an-integer", 1.5, 39_999.5), ...all("out-of-range", 0, -1, 10_000_001, 1e308)],
    /population|habitants/i],
  ["population beside a size", (value) => ({ ...base, population: value }), "population",
    [[null, "null"], ["50000", "not-a-number"], [1.5, "not-an-integer"], [0, "out-of-range"]], /population|habitants/i],
  ["size", (value) => ({ ...base, size: value }), "size",
    [[null, "null"], ...all(["not-a-number", "unknown-value"], nan, "3", true, {}),
      ...all(["not-an-integer", "unknown-value"], 1.5), ...all(["out-of-range", "unknown-value"], 0, 5, -1)], /taille|size/i],
  ["members", (value) => ({ ...base, members: value }), "members",
    [...notNumbers, [1.5, "not-an-integer"], ...all("out-of-range", -1, 100_001)], /membres|members/i],

  ["start", (value) => on("acces", { start: value }), "missions.acces.start", [...notDates, ...tooEarly],
    /d[ée]but|démarr|date|start/i],
  ["start of the crisis mission", (value) => on("crise", { start: value }), "missions.crise.start",
    [[null, "null"], ["2027-02-29", "not-a-date"], ["2100-01-01", "date-out-of-range"],
      ["2026-12-31", "start-before-signature"]], /d[ée]but|démarr|date|start/i],
  ["start before the signature", (value) => on("acces", { start: value }), "missions.acces.start",
    all("start-before-signature", "2026-12-31", "2026-01-01", "2000-01-01"), /signature/i],
  ["start before a signature on 29 February",
    (value) => ({ ...on("qualite", { start: value }), signature: "2028-02-29" }), "missions.qualite.start",
    all("start-before-signature", "2028-02-28", "2027-12-31"), /signature/i],

  ["rate", (value) => on("acces", { rate: value }), "missions.acces.rate", badRates, /taux|rate/i],
  ["rates", (value) => on("acces", { rates: value }), "missions.acces.rates",
    [...notLists, ...all(any, [], [100], [100, 90, 80, 70], [100, 90, 80, 70, 60, 50], Array(100_000).fill(50))],
    /taux|rate/i],
  ["a rate of a year", (value) => on("acces", { rates: fiveWith(2, value) }), "missions.acces.rates.2",
    [[undefined, any], ...badRates], /taux|rate/i],
  ["the rate of year 1", (value) => on("qualite", { rates: fiveWith(0, value) }), "missions.qualite.rates.0",
    [[null, "null"], [101, "out-of-range"], [0.001, "too-many-decimals"]], /taux|rate/i],
  ["the rate of year 5", (value) => on("parcours", { rates: fiveWith(4, value) }), "missions.parcours.rates.4",
    [[null, "null"], [-1, "out-of-range"], ["50", "not-a-number"]], /taux|rate/i],

  ["crisisYears", (value) => on("crise", { crisisYears: value }), "missions.crise.crisisYears", notLists, /crise|année|crisisYears/i],
  ...[[0, (value) => [value]], [0, (value) => [value, 1, 2]], [1, (value) => [5, value]],
    [5, (value) => [1, 2, 3, 4, 5, value]]].map(([index, list]) => [
    `crisis year ${index} of ${list(0).length}`, (value) => on("crise", { crisisYears: list(value) }),
    `missions.crise.crisisYears.${index}`,
    [[null, "null"], [undefined, any], ...all(["out-of-range", "unknown-value"], 0, -0, 6, -1, 2027, 2 ** 53),
      ...all(["not-an-integer", "unknown-value"], 1.5, 4.999),
      ...all(["not-a-number", "not-an-integer", "unknown-value"], "1", "", nan, true, [1], {}, 3n, Symbol("y")),
      ...all(["not-a-number", "not-an-integer", "out-of-range", "unknown-value"], Infinity)],
    /crise|année|crisisYears/i]),

  ["prorateVariable", (value) => ({ ...base, prorateVariable: value }), "prorateVariable",
    [[null, "null"], ...all("not-a-boolean", 0, 1, "true", "false", "", "oui", [], {}, nan)], /prorat|variable/i],
  ["balanceDelayMonths", (value) => ({ ...base, balanceDelayMonths: value }), "balanceDelayMonths",
    [...notNumbers, ...all("not-an-integer", 1.5, 0.1, 11.999), ...all("out-of-range", 13, -1, 2 ** 53, 1e308)],
    /délai|mois|solde|balanceDelayMonths/i],
];

// Refusals that are not about the value of one field: [name, contract, code, path].
const own = (json) => JSON.parse(json); // makes "__proto__" an ordinary key
const singles = [
  ["no signature", unsigned, any, "signature"],
  ["neither size nor population", { signature, missions: core }, "size-or-population-required", "population"],
  ["no missions", { size: 3, signature }, any, "missions"],
  ["a misspelt key", { ...base, Signature: signature }, "unknown-key", "Signature"],
  ["a rate for all", { ...base, rate: 50 }, "unknown-key", "rate"],
  ["a start for all", { ...base, start: signature }, "unknown-key", "start"],
  ["crisis years outside the mission", { ...base, crisisYears: [1] }, "unknown-key", "crisisYears"],
  ["__proto__ as a key", own('{"size":3,"signature":"2027-01-01","missions":{},"__proto__":{}}'), "unknown-key", "__proto__"],
  ["a key of a mission", on("acces", { taux: 50 }), "unknown-key", "missions.acces.taux"],
  ["the plan of one year", on("crise", { plan: "update" }), "unknown-key", "missions.crise.plan"],
  ["the crisis of one year", on("crise", { occurred: true }), "unknown-key", "missions.crise.occurred"],
  ["a rate for the crisis mission", on("crise", { rate: 50 }), "unknown-key", "missions.crise.rate"],
  ["rates for the crisis mission", on("crise", { rates: [1, 2, 3, 4, 5] }), "unknown-key", "missions.crise.rates"],
  ["crisis years for another mission", on("acces", { crisisYears: [1] }), "unknown-key", "missions.acces.crisisYears"],
  ["an unknown mission", on("soins", {}), "unknown-mission", "missions.soins"],
  ["constructor as a mission", on("constructor", {}), "unknown-mission", "missions.constructor"],
  ["the crisis mission in projet-2019", { tariff: "projet-2019", ...base }, "mission-not-in-tariff", "missions.crise"],
];

afterEach(() => assert.equal(plan(base).total, 1_760_000, "the call after the error"));

for (const [field, contract, path, values, word] of fields) {
  test(`refused: ${field}`, async (context) => {
    for (const [value, code] of values) {
      await context.test(`${field} = ${name(value)}`, () => {
        assertRefused(() => plan(contract(value)), code, path, word);
        assert.equal(plan(base).total, 1_760_000, "the call after the error");
      });
    }
  });
}
for (const [what, contract, code, path] of singles) {
  test(`refused: ${what}`, () => assertRefused(() => plan(contract), code, path));
}

const both = [
  ["both good", { rate: 50, rates: [1, 2, 3, 4, 5] }],
  ["both alike", { rates: [50, 50, 50, 50, 50], rate: 50 }],
  ["both at the default", { rate: 100, rates: [100, 100, 100, 100, 100] }],
];
for (const [what, choice] of both) {
  test(`refused: rate together with rates, ${what}`, () => {
    assertRefused(() => plan(on("acces", choice)), "rate-and-rates", any, /taux|rate/i);
    try {
      plan(on("acces", choice));
    } catch ({ path }) {
      assert.ok(["missions.acces", "missions.acces.rate", "missions.acces.rates"].includes(path), path);
    }
  });
}

// The fields of the contract are unknown to one year.
const year = { size: 3, missions: core };
const yearly = [
  ["start", { size: 3, missions: { acces: { start: "2027-01-01" } } }, "missions.acces.start"],
  ["start of the crisis mission", { size: 3, missions: { crise: { start: "2027-01-01" } } }, "missions.crise.start"],
  ["crisisYears", { size: 3, missions: { crise: { crisisYears: [1] } } }, "missions.crise.crisisYears"],
  ["rates", { size: 3, missions: { acces: { rates: [1, 2, 3, 4, 5] } } }, "missions.acces.rates"],
  ["prorateVariable", { ...year, prorateVariable: true }, "prorateVariable"],
  ["balanceDelayMonths", { ...year, balanceDelayMonths: 0 }, "balanceDelayMonths"],
];
for (const [what, scenario, path] of yearly) {
  test(`refused in one year: ${what}`, () => {
    assertRefused(() => simulate(scenario), "unknown-key", path);
    assertRefused(() => reach(scenario, 1), "unknown-key", path);
  });
}

const valid = [
  ["a start on the signature", on("acces", { start: signature })],
  ["the last start", on("acces", { start: "2099-12-31" })],
  ["first, last and leap days of signature", ...["2000-01-01", "2099-12-31", "2000-02-29", "2096-02-29"]
    .map((day) => ({ ...base, signature: day }))],
  ["the bounds of the delay", { ...base, balanceDelayMonths: 0 }, { ...base, balanceDelayMonths: 12 }],
  ["the bounds of rates", on("acces", { rates: [0, 100, -0, -1e-10, 100 + 1e-10] })],
  ["no crisis year, each of them, and again", ...[[], [1], [5], [1, 2, 3, 4, 5], [5, 5, 5]]
    .map((crisisYears) => on("crise", { crisisYears }))],
  ["rate with rates that are undefined", on("acces", { rate: 50, rates: undefined })],
  ["rates with a rate that is undefined", on("acces", { rate: undefined, rates: [1, 2, 3, 4, 5] })],
];
for (const [what, ...contracts] of valid) {
  test(`accepted: ${what}`, () => {
    for (const contract of contracts) assert.equal(typeof plan(contract).total, "number");
  });
}

// Objects that fight back. None may trap the module; what they throw is reported like any bad input.
const explode = () => {
  throw new TypeError("boom");
};
const trapped = (target, ...traps) => new Proxy(target, Object.fromEntries(traps.map((trap) => [trap, explode])));
const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const endless = 2 ** 32 - 1;
const hostile = [
  ["a getter of the signature that throws", { ...unsigned, get signature() { return explode(); } }],
  ["a getter of a start that throws", on("acces", { get start() { return explode(); } })],
  ["a getter of rates that throws", on("acces", { get rates() { return explode(); } })],
  ["a getter of crisisYears that throws", on("crise", { get crisisYears() { throw null; } })],
  ["a rate of a year that throws", on("acces", { rates: Object.defineProperty([1, 2, 3, 4, 5], 2, { get: explode }) })],
  ["a proxy that refuses to be read", trapped({ ...base }, "get")],
  ["a proxy that refuses to list its keys", trapped({ ...base }, "ownKeys")],
  ["a revoked proxy", revoked({})],
  ["a revoked proxy as rates", on("acces", { rates: revoked([]) })],
  ["a revoked proxy as crisisYears", on("crise", { crisisYears: revoked([]) })],
  ["a list of rates that refuses to be read", on("acces", { rates: trapped([1, 2, 3, 4, 5], "get") })],
  ["a list of crisis years that refuses to be read", on("crise", { crisisYears: trapped([1], "get") })],
  ["an endless empty list of rates", on("acces", { rates: Array(endless) })],
  ["an endless empty list of crisis years", on("crise", { crisisYears: Array(endless) })],
  ["a cycle as rates", on("acces", (() => { const choice = {}; choice.rates = [choice, choice, choice, choice, choice]; return choice; })())],
  ["an unknown key of 10 million characters", { ...base, ["k".repeat(10_000_000)]: 1 }],
];
for (const [what, contract] of hostile) {
  test(`hostile: ${what} is refused`, () => assertRefused(() => plan(contract)));
}

test("refusals by the ten thousand leave the engine as it was", () => {
  for (const contract of [on("acces", { start: "2026-12-31" }), on("crise", { crisisYears: [6] }), on("acces", { rates: revoked([]) })]) {
    for (let count = 0; count < 10_000; count++) assert.throws(() => plan(contract));
    assert.equal(plan(base).total, 1_760_000);
    assert.equal(simulate(year).total, 370_000);
  }
});
