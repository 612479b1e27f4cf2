// Generated arguments of every kind that JavaScript knows, against a second reading of api.md: the engine answers what the
// oracles compute, or refuses as api.md says, and the next call works. FUZZ_CASES sets how many; a failure prints its seed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { types } from "node:util";
import { cases as enough } from "../thorough.mjs";
import { expected } from "./oracle.mjs";
import { api } from "./package.mjs";
import { expectedPlan, sizeOf } from "./plan-oracle.mjs";
import { assertRefused } from "./refused.mjs";

const { plan, reach, simulate } = api;
const cases = Number(process.env.FUZZ_CASES ?? enough(60_000, 6_000));
// Seeds of past failures, tried first.
const seeds = [1, 7, 1_000_003];

/** Mulberry32: the same numbers for the same seed, everywhere. */
function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return { next, below, pick: (list) => list[below(list.length)], once: (count) => below(count) === 0 };
}

const missions = ["acces", "parcours", "prevention", "crise", "qualite", "accompagnement"];
const dates = ["2000-01-01", "2022-09-29", "2022-09-30", "2024-02-29", "2027-01-01", "2027-07-01", "2099-12-31"];
class Sized {
  constructor() {
    this.size = 3;
    this.missions = {};
  }
}
const explode = () => {
  throw new TypeError("boom");
};
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const cyclic = () => {
  const object = { size: 3, missions: {} };
  object.missions.acces = object;
  return object;
};
const detached = () => {
  const bytes = new Uint8Array(8);
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] });
  return bytes;
};

/** One value of every kind; most are wrong wherever they stand. */
const kinds = [
  () => undefined, () => null, () => true, () => false, () => Number.NaN, () => Infinity, () => -Infinity, () => -0, () => 0,
  () => 5e-324, () => 1e308, () => 2 ** 53, () => 3, () => 100, () => 0.1 + 0.2, () => 33.333, () => 39_999.5, () => -1, () => 3n,
  () => 10n ** 400n, () => Symbol("s"), () => Symbol.iterator, () => "", () => "3", () => "aci-2022", () => "drafting", () => "\ud800",
  () => "e\u0301\u202e\u0000", () => "x".repeat(10_000), () => "2027-02-29", () => "2100-01-01", () => [], () => [3], () => Array(5), () => new Array(1e4),
  () => [1, , 3], () => Object.assign([1], { size: 3 }), () => ({}), () => Object.create(null), () => Object.freeze({}), () => new Sized(),
  () => Object.create({ size: 3, missions: {} }), () => new Date(0), () => new Date(Number.NaN), () => new Map([["size", 3]]), () => new Set([3]),
  () => new WeakMap(), () => /3/, () => new Error("3"), () => Promise.resolve(3), () => Object(3), () => Object("aci-2022"), () => Object(true),
  () => Object(3n), () => Object(Symbol("s")), () => new Float64Array(2), () => new Uint8Array([3]), () => new ArrayBuffer(8), detached,
  () => new DataView(new ArrayBuffer(8)), () => () => 3, () => class {}, () => function* () {}, () => async () => {}, () => Math, () => JSON,
  () => (function () { return arguments; })(3), cyclic, revoked, () => new Proxy({ size: 3, missions: {} }, {}),
  ...["get", "ownKeys", "getOwnPropertyDescriptor", "has", "getPrototypeOf"].map((trap) => () => new Proxy({ size: 3, missions: {} }, { [trap]: explode })),
  () => new Proxy({}, { ownKeys: () => ["size", "size"] }), () => new Proxy({ size: 3 }, { get: () => ({}) }), () => new Proxy([], { get: explode }),
  () => new Proxy([], { get: (list, key) => (key === "length" ? 2 ** 40 : 3) }), () => new Proxy([], { get: () => "3" }), () => new Proxy(() => 3, {}),
  () => ({ get size() { return explode(); } }), () => ({ get size() { throw undefined; } }), () => ({ set size(_) {} }),
  () => ({ valueOf: () => 3 }), () => ({ toString: explode, valueOf: explode }), () => ({ [Symbol.toPrimitive]: explode }), () => ({ toJSON: explode }),
  () => JSON.parse('{"__proto__":{"size":3},"missions":{}}'), () => ({ [Symbol("missions")]: 3 }),
  () => Object.defineProperty({}, "size", { value: 3, enumerable: false }), () => ({ then: explode }),
];
const oddKeys = ["", "__proto__", "constructor", "toString", "Size", "size ", "si\u200bze", "\ud800", "missio\u0301ns", "0", "length", "then", "x".repeat(5_000)];

const hundredths = (random) => random.below(10_001) / 100;
const date = (random) => (random.once(2) ? random.pick(dates)
  : new Date(Date.UTC(2000, 0, 1 + random.below(36_525))).toISOString().slice(0, 10));

/** A valid scenario, or contract; now and then one field is missing. */
function valid(random, five) {
  const tariff = random.pick(["aci-2022", "projet-2019"]);
  const signature = date(random);
  const scenario = { tariff, population: 1 + random.below(10_000_000), size: 1 + random.below(4), members: random.below(100_001), signature, missions: {} };
  if (random.once(3)) scenario.population = random.pick([1, 39_999, 40_000, 80_000, 175_000, 175_001, 250_001, 10_000_000]);
  for (const mission of missions) {
    if (random.once(2) || (mission === "crise" && tariff === "projet-2019")) continue;
    const choice = (scenario.missions[mission] = {});
    if (mission !== "crise" && random.once(2)) choice.rate = hundredths(random);
    if (mission === "crise" && !five && random.once(2)) Object.assign(choice, { plan: random.pick(["drafting", "update"]), occurred: random.once(2) });
    if (!five) continue;
    if (mission === "crise") choice.crisisYears = Array.from({ length: random.below(7) }, () => 1 + random.below(5));
    else if (random.once(2)) {
      delete choice.rate;
      choice.rates = Array.from({ length: 5 }, () => hundredths(random));
    }
    const start = date(random);
    if (start >= signature) choice.start = start;
  }
  if (five && random.once(2)) Object.assign(scenario, { prorateVariable: random.once(2), balanceDelayMonths: random.below(13) });
  for (const key of ["tariff", "members", ...(five ? [] : ["signature"]), random.pick(["population", "size"])]) if (random.once(3)) delete scenario[key];
  return scenario;
}

/** Puts a value of another kind, or another key, somewhere inside. */
function damage(random, scenario) {
  const choices = ordinary(scenario.missions) ? Object.values(Object.getOwnPropertyDescriptors(scenario.missions)) : [];
  const places = [scenario, scenario.missions, ...choices.map((property) => property.value)].filter(ordinary);
  const place = random.pick(places);
  const value = random.pick(kinds)();
  const keys = Object.keys(place);
  const key = random.once(4) || !keys.length ? random.pick([...oddKeys, ...missions, "rate", "start", "plan"]) : random.pick(keys);
  if (random.once(8)) Reflect.deleteProperty(place, key);
  else if (["rates", "crisisYears"].includes(key) && !types.isProxy(place[key]) && Array.isArray(place[key]) && random.once(2)) place[key][random.below(7)] = value;
  else Reflect.defineProperty(place, key, { value, enumerable: true, configurable: true, writable: true });
}

// What api.md says is valid, read a second time. `undefined` where it leaves a choice: objects that fight back, inherited
// fields, values that only look like numbers, texts, or lists.
const ordinary = (value) => value !== null && typeof value === "object" && !types.isProxy(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value));
const whole = (least, most) => (value) => Number.isInteger(value) && value >= least && value <= most;
const rate = (value) => typeof value === "number" && value >= -1e-9 && value <= 100 + 1e-9 && Math.abs(Math.round(value * 100) / 100 - value) <= 1e-9;
const day = (value) => typeof value === "string" && /^20\d\d-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value);
const list = (of, length) => (value) => Array.isArray(value) && (length === undefined || value.length === length) && value.length < 1e5 && Array.from(value).every(of);
const logical = (value) => typeof value === "boolean";

function isValid(scenario, five) {
  if (!ordinary(scenario) || !ordinary(scenario.missions)) return false;
  const known = { tariff: (value) => ["aci-2022", "projet-2019"].includes(value), population: whole(1, 1e7), size: whole(1, 4), members: whole(0, 1e5),
    signature: day, missions: ordinary, ...(five && { prorateVariable: logical, balanceDelayMonths: whole(0, 12) }) };
  const fields = (object, rules) => Reflect.ownKeys(object).every((key) => object[key] === undefined || (Object.hasOwn(rules, key) && rules[key](object[key])));
  if (!fields(scenario, known) || (scenario.size ?? scenario.population) === undefined) return false;
  if (five && scenario.signature === undefined) return false;
  return Reflect.ownKeys(scenario.missions).every((mission) => {
    const choice = scenario.missions[mission];
    if (choice === undefined) return true;
    if (!missions.includes(mission) || (mission === "crise" && scenario.tariff === "projet-2019") || !ordinary(choice)) return false;
    const start = five && { start: (value) => day(value) && value >= scenario.signature };
    if (mission === "crise") return fields(choice, five ? { ...start, crisisYears: list(whole(1, 5)) } : { plan: (value) => ["drafting", "update"].includes(value), occurred: logical });
    return fields(choice, five ? { ...start, rate, rates: list(rate, 5) } : { rate }) && (choice.rate === undefined || choice.rates === undefined);
  });
}

const leaves = ["tariff", "population", "size", "members", "signature", "rate", "start", "plan", "occurred", "prorateVariable",
  "balanceDelayMonths"];

/** Whether api.md settles the answer: plain data, or something that cannot be the number, text or boolean of its place. */
function settled(value, key, depth = 0) {
  if (value === null || !["object", "function"].includes(typeof value) || leaves.includes(key)) return true;
  if (typeof value === "function" || types.isProxy(value) || depth > 4) return false;
  if (Array.isArray(value)) return value.length < 100 && Array.from(value).every((item) => settled(item, "", depth + 1));
  return ordinary(value) && Object.entries(Object.getOwnPropertyDescriptors(value))
    .every(([name, property]) => property.enumerable && "value" in property && settled(property.value, name, depth + 1));
}

const inCents = (euros) => Math.round(euros * 100);
function assertYear(scenario, answer) {
  const tariff = scenario.tariff ?? "aci-2022";
  const size = scenario.size ?? sizeOf[tariff](scenario.population);
  const chosen = Object.fromEntries(Object.entries(scenario.missions).filter(([, choice]) => choice !== undefined));
  const year = expected({ ...scenario, size, tariff, missions: chosen });
  for (const key of ["functioning", "additional", "fixed", "variable", "uplift", "total", "usualYear", "ceiling"]) assert.equal(inCents(answer[key]), year[key], key);
}
function assertPlan(contract, answer) {
  const { plan: exact } = expectedPlan(contract);
  assert.equal(inCents(answer.total), inCents(exact.total));
  assert.equal(answer.payments.reduce((sum, { amount }) => sum + inCents(amount), 0), inCents(exact.total), "paid to the cent");
  assert.deepEqual(answer.payments.map(({ date: on, amount }) => [on, amount]), exact.payments.map(({ date: on, amount }) => [on, amount]));
}

const known = { size: 3, missions: { acces: {}, parcours: {}, prevention: {}, crise: {} } };
const counts = { accepted: 0, refused: 0, unsettled: 0 };

/** One call, judged by what api.md says of its argument. */
function judge(call, argument, five, check) {
  const plainData = settled(argument);
  const fine = plainData && isValid(argument, five);
  if (fine) {
    const answer = call(argument);
    counts.accepted += 1;
    return check(argument, answer);
  }
  if (plainData) {
    counts.refused += 1;
    return assertRefused(() => call(argument));
  }
  counts.unsettled += 1;
  let answer;
  try {
    answer = call(argument);
  } catch {
    return assertRefused(() => call(argument));
  }
  return assert.ok(answer.total === undefined || Number.isSafeInteger(inCents(answer.total)));
}

function one(seed) {
  const random = chance(seed);
  const five = random.once(2);
  let argument = random.once(20) ? random.pick(kinds)() : valid(random, five);
  const changes = random.below(3);
  if (ordinary(argument) && ordinary(argument.missions)) for (let change = 0; change < changes; change++) damage(random, argument);
  if (random.once(50) && ordinary(argument)) Object.freeze(argument);
  if (five) judge(plan, argument, true, assertPlan);
  else judge(simulate, argument, false, assertYear);
  if (random.once(4)) {
    const target = random.once(2) ? random.below(1e8) / 100 : random.pick(kinds)();
    const call = () => reach(known, target);
    const fine = typeof target === "number" && target >= 0 && target <= 1e12 && Math.abs(Math.round(target * 100) / 100 - target) <= 1e-6;
    if (!fine) assertRefused(call);
    else if (target <= call().max) assert.ok(simulateAt(call().rate) >= target);
    else assert.equal(call().rate, null);
  }
  if (random.once(16)) assert.equal(simulate(known).total, 370_000, "the call after it");
}

const simulateAt = (rate) => {
  const at = Object.fromEntries(Object.keys(known.missions).map((id) => [id, id === "crise" ? {} : { rate }]));
  return simulate({ size: 3, missions: at }).total;
};

test(`${cases} generated arguments are computed or refused, and nothing else`, () => {
  const start = Number(process.env.FUZZ_SEED ?? 20_261_126);
  const all = [...seeds, ...Array.from({ length: cases }, (_, index) => start + index)];
  for (const seed of all) {
    try {
      one(seed);
    } catch (error) {
      error.message = `seed ${seed} (FUZZ_SEED=${seed} FUZZ_CASES=1): ${error.message}`;
      throw error;
    }
  }
  console.log(counts);
  for (const [kind, count] of Object.entries(counts)) assert.ok(count > cases / 50, `${count} ${kind}`);
});

test("a thousand refusals of a million letters each leave the engine as it was", () => {
  const large = { ...known, ["k".repeat(1_000_000)]: 1 };
  for (let count = 0; count < 1_000; count++) assertRefused(() => simulate(large), "unknown-key");
  assert.equal(simulate(known).total, 370_000);
});
