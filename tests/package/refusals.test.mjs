// Bad input: each refusal with its code, its path and its French sentence, and the engine that goes on working.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { cases } from "../thorough.mjs";
import { api, core } from "./package.mjs";
import { assertRefused } from "./refused.mjs";

const { reach, simulate, tariffs } = api;
const base = { size: 3, missions: core };
const on = (mission, choice) => ({ size: 3, missions: { [mission]: choice } });
const rate = (value) => on("acces", { rate: value });
const nan = Number.NaN;
const any = undefined; // the code is not settled: any of the API's codes

// Lists of bad values: shown name, value, code (or codes between which the API does not choose).
const notNumbers = [
  ["null", null, "null"], ["NaN", nan, "not-a-number"], ["a numeric string", "50", "not-a-number"],
  ["an empty string", "", "not-a-number"], ["true", true, "not-a-number"], ["an array", [3], "not-a-number"],
  ["an object", {}, "not-a-number"], ["a date", new Date(0), "not-a-number"], ["a function", () => 3, "not-a-number"],
  ["a symbol", Symbol("3"), "not-a-number"], ["a BigInt", 3n, "not-a-number"],
  ["Infinity", Infinity, ["not-a-number", "not-an-integer", "out-of-range"]],
  ["-Infinity", -Infinity, ["not-a-number", "not-an-integer", "out-of-range"]],
];
const notObjects = [
  ["null", null, ["null", "not-an-object"]], ["undefined", undefined, "not-an-object"],
  ["a string", "size", "not-an-object"], ["a number", 3, "not-an-object"], ["NaN", nan, "not-an-object"],
  ["true", true, "not-an-object"], ["an array", [], "not-an-object"], ["a function", () => base, "not-an-object"],
  ["a symbol", Symbol("s"), "not-an-object"], ["a BigInt", 3n, "not-an-object"],
];
const notDates = [
  ["null", null, "null"],
  ...[
    20_260_101, nan, true, {}, [], ["2026-01-01"], new Date(0), Symbol("d"), 3n, "", " ", "hier", "2026", "2026-02",
    "2026-02-31", "2026-2-3", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "2023-02-29", "2026-1-01",
    "26-01-01", "29/09/2022", "20260101", "2026-01-01T00:00:00Z", "2026-01-01Z", " 2026-01-01", "2026-01-01 ",
    "2026-01-01\n", "+2026-01-01", "-2026-01-01", "+002026-01-01", "2026‑01‑01", "２０２６-01-01", "٢٠٢٦-01-01",
    "2026-01-01\u0000", "2026-W01-1", "2026-001", "2026-0b-01", "x".repeat(1_000_000), "é026-01-01", "💥",
  ].map((value) => [
    typeof value === "string" ? JSON.stringify(value.slice(0, 30)) : Object.prototype.toString.call(value),
    value, "not-a-date"]),
  ...["1999-12-31", "2100-01-01", "1900-03-01", "9999-12-31"].map((value) => [value, value, "date-out-of-range"]),
  ["0000-01-01", "0000-01-01", ["not-a-date", "date-out-of-range"]],
  ["2100-02-29", "2100-02-29", ["not-a-date", "date-out-of-range"]],
];
const outside = (low, high) => [low - 1, -5, high + 1, 2 ** 53, 1e308].map((value) => [value, value, "out-of-range"]);
const fractions = [1.5, 39_999.5, 2.000_000_1].map((value) => [value, value, "not-an-integer"]);

/** [call, path, rows, a word that the message must contain, what else it must say] */
const fields = [
  ["simulate", (value) => simulate(value), "", notObjects],
  ["reach", (value) => reach(value, 1), "", notObjects],
  ["missions", (value) => simulate({ size: 3, missions: value }), "missions",
    notObjects.map(([name, value, code]) => [name, value, value === null ? "null" : code]), /mission/i],
  ["a mission", (value) => simulate(on("acces", value)), "missions.acces",
    notObjects.filter(([, value]) => value !== undefined)
      .map(([name, value, code]) => [name, value, value === null ? "null" : code]), /mission|acces|accès/i],

  ["population", (value) => simulate({ population: value, missions: core }), "population",
    [...notNumbers, ...fractions, ...outside(1, 10_000_000), [-0, -0, "out-of-range"]], /population|habitants/i],
  ["population beside a size", (value) => simulate({ ...base, population: value }), "population",
    [...notNumbers, ...fractions, ...outside(1, 10_000_000)], /population|habitants/i],
  ["members", (value) => simulate({ ...base, members: value }), "members",
    [...notNumbers, ...fractions, ...outside(0, 100_000)], /membres|members/i],
  ["size", (value) => simulate({ size: value, missions: core }), "size",
    [...notNumbers.map(([name, value, code]) => [name, value, code === "null" ? code : [code, "unknown-value"].flat()]),
      ...[1.5, 2.000_000_1].map((value) => [value, value, ["not-an-integer", "unknown-value"]]),
      ...[0, 5, -1, 1e308].map((value) => [value, value, ["out-of-range", "unknown-value"]])], /taille|size/i],
  ["rate", (value) => simulate(rate(value)), "missions.acces.rate",
    [...notNumbers, ...[-1, -0.01, 100.01, 101, 1e308].map((value) => [value, value, "out-of-range"]),
      ...[33.333, 0.001, 99.999, 33.330_000_1, 5e-324 + 0.005].map((value) => [value, value, "too-many-decimals"])],
    /taux|rate/i],
  ["rate of another mission", (value) => simulate(on("accompagnement", { rate: value })), "missions.accompagnement.rate",
    [...notNumbers, [101, 101, "out-of-range"]], /taux|rate/i],
  ["rate in reach", (value) => reach(rate(value), 1), "missions.acces.rate",
    [...notNumbers, [101, 101, "out-of-range"], [33.333, 33.333, "too-many-decimals"]], /taux|rate/i],
  ["target", (value) => reach(base, value), "target",
    [...notNumbers, ["undefined", undefined, any]], /cible|montant|objectif|target/i],
  ["signature", (value) => simulate({ ...base, signature: value }), "signature", notDates, /signature/i],
  ["signature in reach", (value) => reach({ ...base, signature: value }, 1), "signature",
    [["2026-02-31", "2026-02-31", "not-a-date"]], /signature/i],
  ["plan", (value) => simulate(on("crise", { plan: value })), "missions.crise.plan",
    [["null", null, "null"], ...["", "Drafting", "rédaction", "updated", "drafting ", "__proto__"]
      .map((value) => [JSON.stringify(value), value, "unknown-value"]),
    ...[1, true, {}, [], ["update"]].map((value) => [JSON.stringify(value), value, any])], /plan/i],
  ["occurred", (value) => simulate(on("crise", { occurred: value })), "missions.crise.occurred",
    [["null", null, "null"], ...[0, 1, "true", "false", "", "oui", [], {}, nan]
      .map((value) => [JSON.stringify(value), value, "not-a-boolean"])], /crise|occurred/i],
  ["tariff", (value) => simulate({ ...base, tariff: value }), "tariff",
    [["null", null, "null"], ...["", "aci-2023", "ACI-2022", "aci-2022 ", "__proto__", "constructor", "toString",
      "💥", "\ud800", "x".repeat(1_000_000)]
      .map((value) => [JSON.stringify(value.slice(0, 30)), value, "unknown-tariff"]),
    ...[2022, true, {}, [], ["aci-2022"]].map((value) => [JSON.stringify(value), value, any])], /barème|tarif/i],
];

// Refusals that are not about the value of one field.
const own = (json) => JSON.parse(json); // makes "__proto__" an ordinary key
const singles = [
  ["neither size nor population", { missions: core }, "size-or-population-required", "population"],
  ["size and population undefined", { size: undefined, population: undefined, missions: {} },
    "size-or-population-required", "population"],
  ["a misspelt key", { ...base, Population: 5 }, "unknown-key", "Population"],
  ["a key of the five-year contract", { ...base, prorateVariable: true }, "unknown-key", "prorateVariable"],
  ["an empty key", { ...base, "": 1 }, "unknown-key", ""],
  ["__proto__ as a key", own('{"size":3,"missions":{},"__proto__":{}}'), "unknown-key", "__proto__"],
  ["a lone surrogate as a key", { ...base, "\ud800": 1 }, "unknown-key", any],
  ["a key of a mission", on("acces", { taux: 50 }), "unknown-key", "missions.acces.taux"],
  ["a start date in one year", on("acces", { start: "2026-01-01" }), "unknown-key", "missions.acces.start"],
  ["a rate for the crisis mission", on("crise", { rate: 50 }), "unknown-key", "missions.crise.rate"],
  ["a plan for another mission", on("acces", { plan: "update" }), "unknown-key", "missions.acces.plan"],
  ["a crisis for another mission", on("parcours", { occurred: true }), "unknown-key", "missions.parcours.occurred"],
  ["an unknown mission", on("soins", {}), "unknown-mission", "missions.soins"],
  ["a mission by its title", on("Accès", {}), "unknown-mission", "missions.Accès"],
  ["__proto__ as a mission", own('{"size":3,"missions":{"__proto__":{}}}'), "unknown-mission", "missions.__proto__"],
  ["constructor as a mission", on("constructor", {}), "unknown-mission", "missions.constructor"],
  ["the crisis mission in projet-2019", { tariff: "projet-2019", ...base }, "mission-not-in-tariff", "missions.crise"],
];

function thrownBy(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail("accepted");
}

afterEach(() => assert.equal(simulate(base).total, 370_000, "the call after the error"));

for (const [field, call, path, values, word] of fields) {
  test(`refused: ${field}`, async (context) => {
    for (const [name, value, code] of values) {
      await context.test(`${field} = ${name}`, () => assertRefused(() => call(value), code, path, word));
    }
  });
}
for (const [name, scenario, code, path] of singles) {
  test(`refused: ${name}`, () => {
    assertRefused(() => simulate(scenario), code, path);
    assertRefused(() => reach(scenario, 1), code, path);
  });
}

const valid = [
  ["the bounds of the population", { population: 1, missions: {} }, { population: 10_000_000, missions: {} }],
  ["the bounds of members", { ...base, members: 0 }, { ...base, members: 100_000 }, { ...base, members: -0 }],
  ["the bounds of a rate", rate(0), rate(100), rate(-0), rate(-1e-10), rate(100 + 1e-10)],
  ["rates with two decimals in binary floats", rate(0.1 + 0.2), rate(1.1 * 3), rate(33.33), rate(0.29 * 100)],
  ["first, last and leap days", ...["2000-01-01", "2099-12-31", "2000-02-29", "2024-02-29", "2096-02-29"]
    .map((signature) => ({ ...base, signature }))],
];
for (const [name, ...scenarios] of valid) {
  test(`accepted: ${name}`, () => {
    for (const scenario of scenarios) assert.equal(typeof simulate(scenario).total, "number");
  });
}

// Objects that fight back. None may trap the module; what they throw is reported like any bad input.
const explode = () => {
  throw new TypeError("boom");
};
const proxy = (...traps) => new Proxy({ ...base }, Object.fromEntries(traps.map((trap) => [trap, explode])));
const revoked = () => {
  const { proxy: handle, revoke } = Proxy.revocable({}, {});
  revoke();
  return handle;
};
const hostile = [
  ["a getter that throws", { missions: {}, get size() { return explode(); } }],
  ["a getter that throws null", { missions: {}, get size() { throw null; } }],
  ["a getter of missions that throws", { size: 3, get missions() { return explode(); } }],
  ["a getter of a rate that throws", { size: 3, missions: { acces: { get rate() { return explode(); } } } }],
  ["a proxy that refuses to be read", proxy("get")],
  ["a proxy that refuses to list its keys", proxy("ownKeys")],
  ["a proxy that refuses everything",
    proxy("get", "has", "ownKeys", "getOwnPropertyDescriptor", "getPrototypeOf", "set", "defineProperty")],
  ["a revoked proxy", revoked()],
  ["a revoked proxy as missions", { size: 3, missions: revoked() }],
  ["a revoked proxy as a number", { size: revoked(), missions: {} }],
  ["a cycle", (() => { const scenario = { size: 3 }; scenario.missions = scenario; return scenario; })()],
  ["100 000 levels", { size: 3, missions: Array.from({ length: 100_000 }).reduce((inner) => ({ acces: inner }), 3) }],
  ["100 000 unknown keys",
    { ...base, ...Object.fromEntries(Array.from({ length: 100_000 }, (_, key) => [`k${key}`, key])) }],
  ["an unknown key of 10 million characters", { ...base, ["k".repeat(10_000_000)]: 1 }],
  ["lists of lists", { size: Array(300).fill(Array(1e6).fill(0)), missions: {} }],
  ["lists of lists, each of them short", { size: Array(1_000).fill(Array(1_000).fill([0, 0, 0])), missions: {} }],
  ["lists of objects", { size: 3, missions: Array(1_000).fill({ ...Array(1_000).fill({}) }) }],
  ["lists of long texts", { size: Array(50_000).fill("x".repeat(1_000_000)), missions: {} }],
  ["objects of one long key", { size: Array(10_000).fill({ ["k".repeat(1_000_000)]: 1 }), missions: {} }],
  ["an object whose conversions throw",
    { size: { valueOf: explode, toString: explode, [Symbol.toPrimitive]: explode }, missions: {} }],
];
for (const [name, scenario] of hostile) {
  test(`hostile: ${name} is refused`, () => {
    assertRefused(() => simulate(scenario));
    assertRefused(() => reach(scenario, 300_000));
  });
}

// The API does not say whether these are read or refused: either, but never anything else.
const unsettled = [
  ["symbol keys", () => simulate({ ...base, [Symbol("k")]: 1 })],
  ["inherited fields", () => simulate(Object.create(base))],
  ["boxed numbers", () => simulate({ size: Object(3), missions: {} })],
  ["a Map as missions", () => simulate({ size: 3, missions: new Map([["acces", {}]]) })],
  ["an unknown key that is undefined", () => simulate({ ...base, foo: undefined })],
  ["a negative target", () => reach(base, -1)],
  ["a huge target", () => reach(base, 1e300)],
  ["a target below the cent", () => reach(base, 300_000.001)],
  ["too many arguments", () => simulate(base, base)],
];
for (const [name, call] of unsettled) {
  test(`unsettled: ${name} answer or are refused`, () => {
    let answer;
    try {
      answer = call();
    } catch (error) {
      return assert.equal(error.name, "ScenarioError", String(error));
    }
    return assert.equal(typeof answer, "object");
  });
}

test("as many values as no scenario holds are refused where they stand, and the next field is still read", () => {
  assertRefused(() => simulate({ size: Array(300).fill(Array(1e6).fill(0)), missions: core }), "not-a-number", "size");
  assertRefused(() => simulate({ ...base, signature: Array(2 ** 32 - 1) }), "not-a-date", "signature");
});

test("refusals by the thousand leave the engine as it was", () => {
  for (const scenario of [rate(101), { size: 3, missions: revoked() }, { size: 3, get missions() { return explode(); } }]) {
    for (let count = 0; count < cases(100_000, 5_000); count++) thrownBy(() => simulate(scenario));
    assert.equal(tariffs().length, 2);
    assert.equal(simulate(base).total, 370_000);
  }
});
