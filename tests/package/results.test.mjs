// What the engine answers, against the figures printed in the agreement and the sums of its rows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { expected, tariffs } from "./oracle.mjs";
import { api, at, core, every } from "./package.mjs";

const { simulate } = api;
const sizes = [1, 2, 3, 4];
const crisis = { occurred: true };
const update = { plan: "update" };
const atRate = (missions, rate) =>
  Object.fromEntries(Object.entries(missions).map(([id, choice]) => [id, id === "crise" ? choice : { rate }]));
const { crise, ...coreOf2019 } = core;
const everyOf2019 = { ...coreOf2019, qualite: {}, accompagnement: {} };

// One total for each size.
const tables = [
  ["printed control total of aci-2022", { ...every, crise: crisis }, [287_500, 382_500, 487_500, 580_000]],
  ["all missions, drafting year, no crisis", every, [250_000, 330_000, 420_000, 505_000]],
  ["all missions, update year, no crisis", { ...every, crise: update }, [237_500, 312_500, 397_500, 480_000]],
  ["core missions, drafting year", core, [225_000, 295_000, 370_000, 435_000]],
  ["core missions, update year", { ...core, crise: update }, [212_500, 277_500, 347_500, 410_000]],
  ["all missions at 0 %, update year", atRate({ ...every, crise: update }, 0), [165_000, 215_000, 275_000, 330_000]],
  ["no mission at all: functioning only", {}, [50_000, 60_000, 75_000, 90_000]],
  ["printed control total of projet-2019", everyOf2019, [175_000, 230_000, 300_000, 360_000], "projet-2019"],
];
for (const [name, missions, totals, tariff] of tables) {
  test(`table: ${name}`, () => {
    for (const size of sizes) {
      assert.equal(simulate({ tariff, size, missions }).total, totals[size - 1], `size ${size}`);
    }
  });
}

const full = { ...every, crise: crisis };
const rows = [
  ["the uplift turns 580 000 into 629 000", { size: 4, members: 100, missions: full },
    { total: 629_000, uplift: 49_000, ceiling: 629_000, functioning: 90_000, additional: 0 }],
  ["99 members bring no uplift", { size: 4, members: 99, missions: full }, { total: 580_000, uplift: 0 }],
  ["100 members below size 4 bring no uplift", { size: 3, members: 100, missions: full },
    { total: 487_500, uplift: 0, ceiling: 487_500 }],
  ["the uplift leaves additional functioning alone",
    { size: 4, members: 250, signature: "2022-01-15", missions: {} },
    { functioning: 90_000, additional: 67_500, uplift: 0, total: 157_500 }],
  ["the uplift of a mission is a tenth of its parts", { size: 4, members: 100, missions: { acces: { rate: 50 } } },
    { "missions.acces.fixed": 110_000, "missions.acces.variable": 22_500, "missions.acces.uplift": 13_250,
      "missions.acces.total": 145_750 }],
  ["projet-2019 has no uplift", { tariff: "projet-2019", size: 4, members: 500, missions: everyOf2019 },
    { uplift: 0, total: 360_000 }],

  ["signed on 29 September 2022: additional functioning", { size: 3, signature: "2022-09-29", missions: core },
    { additional: 56_250, total: 426_250, usualYear: 347_500, ceiling: 487_500 }],
  ["signed on 30 September 2022: none", { size: 3, signature: "2022-09-30", missions: core },
    { additional: 0, total: 370_000 }],
  ["no signature date: none", { size: 3, missions: core }, { additional: 0 }],
  ["additional functioning, size 1", { size: 1, signature: "2022-04-01", missions: {} }, { additional: 37_500 }],
  ["additional functioning, size 2", { size: 2, signature: "2022-04-01", missions: {} }, { additional: 45_000 }],
  ["additional functioning, size 4", { size: 4, signature: "2022-04-01", missions: {} }, { additional: 67_500 }],
  ["projet-2019 has no additional functioning",
    { tariff: "projet-2019", size: 3, signature: "2020-01-01", missions: coreOf2019 },
    { additional: 0, total: 250_000 }],

  ["crisis, drafting year", { size: 2, missions: { crise: { plan: "drafting", occurred: true } } },
    { "missions.crise.fixed": 35_000, "missions.crise.variable": 52_500, "missions.crise.total": 87_500 }],
  ["crisis, update year", { size: 2, missions: { crise: { plan: "update", occurred: true } } },
    { "missions.crise.fixed": 17_500, "missions.crise.variable": 52_500 }],
  ["no crisis, no variable part", { size: 2, missions: { crise: { plan: "update", occurred: false } } },
    { "missions.crise.fixed": 17_500, "missions.crise.variable": 0, variable: 0 }],
  ["the crisis mission defaults to drafting and no crisis", { size: 3, missions: { crise: {} } },
    { "missions.crise.fixed": 45_000, "missions.crise.variable": 0 }],

  ["the usual year updates the plan and has no crisis", { size: 3, missions: full },
    { total: 487_500, usualYear: 397_500 }],
  ["the usual year keeps the user's rates", { size: 3, missions: atRate(core, 50) }, { usualYear: 298_750 }],
  ["the usual year has the uplift", { size: 4, members: 100, missions: core }, { usualYear: 442_000 }],
  ["the usual year counts the selected missions only", { size: 1, missions: { acces: { rate: 0 } } },
    { usualYear: 105_000, ceiling: 287_500 }],
  ["the ceiling ignores the selection", { size: 2, missions: {} }, { ceiling: 382_500, usualYear: 60_000 }],
  ["the ceiling of projet-2019", { tariff: "projet-2019", size: 4, missions: {} }, { ceiling: 360_000 }],

  ["a mission without a rate is at 100 %", { size: 1, missions: { acces: {} } }, { "missions.acces.variable": 25_000 }],
  ["undefined means absent",
    { tariff: undefined, population: undefined, size: 3, members: undefined, signature: undefined,
      missions: { acces: { rate: undefined }, crise: { plan: undefined, occurred: undefined }, qualite: undefined } },
    { tariff: "aci-2022", total: 75_000 + 125_000 + 45_000, "missions.qualite": undefined }],
  ["the default tariff is aci-2022", { size: 1, missions: {} }, { tariff: "aci-2022" }],
  ["no member count is 0 members", { size: 4, missions: core }, { uplift: 0 }],

  ["a part is rounded to the cent", { size: 3, missions: { prevention: { rate: 33.33 } } },
    { "missions.prevention.variable": 5_832.75, total: 75_000 + 17_500 + 5_832.75 }],
  ["33.33000000001 is read as 33.33", { size: 3, missions: { prevention: { rate: 33.33000000001 } } },
    { "missions.prevention.variable": 5_832.75 }],
  ["100.0000000001 is read as 100", { size: 3, missions: { prevention: { rate: 100.0000000001 } } },
    { "missions.prevention.variable": 17_500 }],
  ["the smallest rate", { size: 1, missions: { accompagnement: { rate: 0.01 } } },
    { "missions.accompagnement.variable": 0.5 }],
  ["0.07 is not lost to binary floats", { size: 1, missions: { qualite: { rate: 0.07 } } },
    { "missions.qualite.variable": 5.25 }],
  ["the uplift of small parts is exact",
    { size: 4, members: 100, missions: { acces: { rate: 0.01 }, accompagnement: { rate: 0.03 } } },
    { "missions.acces.uplift": 11_000.45, "missions.accompagnement.uplift": 1_500.45 }],
];
for (const [name, scenario, figures] of rows) {
  test(`year: ${name}`, () => {
    const result = simulate(scenario);
    for (const [path, value] of Object.entries(figures)) assert.equal(at(result, path), value, path);
  });
}

const bounds = [
  ["aci-2022",
    [[1, 1], [39_999, 1], [40_000, 2], [79_999, 2], [80_000, 3], [175_000, 3], [175_001, 4], [10_000_000, 4]]],
  ["projet-2019", [[39_999, 1], [40_000, 2], [69_999, 2], [70_000, 3], [250_000, 3], [250_001, 4]]],
];
for (const [tariff, populations] of bounds) {
  for (const [population, size] of populations) {
    test(`size: ${population} inhabitants under ${tariff} are size ${size}`, () => {
      const result = simulate({ tariff, population, missions: {} });
      assert.equal(result.size, size);
      assert.equal(result.functioning, [50_000, 60_000, 75_000, 90_000][size - 1]);
    });
  }
}
test("size: it wins over the population", () => {
  assert.equal(simulate({ size: 1, population: 200_000, missions: core }).total, 225_000);
});

function inCents(value) {
  if (typeof value === "number") return Math.round(value * 100);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inCents(inner)]));
}
const figures = ({ tariff, size, alerts, explanation, missions, ...sums }) => ({
  tariff,
  size,
  missions: Object.fromEntries(
    Object.entries(missions).map(([id, { explanation, ...parts }]) => [id, inCents(parts)])),
  ...inCents(sums),
});

test("sweep: every selection, at many rates, equals a second computation", () => {
  const rates = [0, 0.01, 33.33, 50, 66.67, 99.99, 100];
  const situations = [
    {}, { members: 99 }, { members: 100, signature: "2022-09-29" }, { members: 100_000, signature: "2022-09-30" },
  ];
  const crises = [{}, { occurred: true }, { plan: "update" }, { plan: "update", occurred: true }];
  let count = 0;
  for (const tariff of Object.keys(tariffs)) {
    const ids = Object.keys(tariffs[tariff].missions);
    for (let selection = 0; selection < 2 ** ids.length; selection++) {
      const size = sizes[count % 4];
      const rate = rates[count % rates.length];
      const situation = situations[(count >> 2) % situations.length];
      const missions = {};
      ids.forEach((id, index) => {
        if (selection & (1 << index)) missions[id] = id === "crise" ? crises[count % 4] : { rate };
      });
      for (const each of [size, 4]) {
        const scenario = { tariff, size: each, ...situation, missions };
        assert.deepEqual(figures(simulate(scenario)), expected(scenario), JSON.stringify(scenario));
      }
      count++;
    }
  }
  assert.equal(count, 64 + 32);
});

test("sweep: every rate with two decimals is computed exactly", () => {
  for (let hundredths = 0; hundredths <= 10_000; hundredths++) {
    const missions = { acces: { rate: hundredths / 100 }, prevention: { rate: (10_000 - hundredths) / 100 } };
    const scenario = { size: 4, members: 100, missions };
    assert.deepEqual(figures(simulate(scenario)), expected(scenario), JSON.stringify(scenario));
  }
});

test("missions come in the order of the tariff, whatever the order of the scenario", () => {
  const backwards = Object.fromEntries(Object.entries(every).reverse());
  assert.deepEqual(Object.keys(simulate({ size: 2, missions: backwards }).missions),
    ["acces", "parcours", "prevention", "crise", "qualite", "accompagnement"]);
});

test("results are plain objects with amounts of at most two decimals", () => {
  const result = simulate({ size: 4, members: 100, signature: "2022-09-29", missions: atRate(full, 33.33) });
  assert.deepEqual(JSON.parse(JSON.stringify(result)), result);
  const visit = (value) => {
    if (typeof value === "number") assert.equal(Number(value.toFixed(2)), value);
    else if (typeof value === "object") {
      if (!Array.isArray(value)) assert.equal(Object.getPrototypeOf(value), Object.prototype);
      Object.values(value).forEach(visit);
    }
  };
  visit(result);
});

test("a rate of -0 counts as 0 and no figure is -0", () => {
  const { missions, variable } = simulate({ size: 3, missions: { acces: { rate: -0 } } });
  assert.ok(Object.is(missions.acces.variable, 0) && Object.is(variable, 0));
});

test("the scenario given is not changed, even frozen", () => {
  const scenario = Object.freeze({ size: 3, missions: Object.freeze({ acces: Object.freeze({ rate: 50 }) }) });
  assert.equal(simulate(scenario).total, 75_000 + 90_000 + 17_500);
});

test("objects without a prototype are read like the others", () => {
  const bare = (object) => Object.assign(Object.create(null), object);
  const scenario = bare({ size: 3, missions: bare({ acces: bare({ rate: 50 }), crise: bare({ occurred: true }) }) });
  const ordinary = { size: 3, missions: { acces: { rate: 50 }, crise: { occurred: true } } };
  assert.deepEqual(simulate(scenario), simulate(ordinary));
});

test("a getter may itself call the engine", () => {
  const scenario = { get size() { return simulate({ size: 3, missions: {} }).size; }, missions: core };
  assert.equal(simulate(scenario).total, 370_000);
});

test("tariffs lists both texts, each with its interpretations and sources", () => {
  const listed = api.tariffs();
  assert.deepEqual(listed.map(({ id }) => id).sort(), ["aci-2022", "projet-2019"]);
  for (const [id, interpretations] of [["aci-2022", ["I-01", "I-02", "I-03", "I-04"]], ["projet-2019", ["I-01"]]]) {
    const text = JSON.stringify(listed.find((tariff) => tariff.id === id));
    for (const interpretation of interpretations) assert.ok(text.includes(interpretation), `${id} ${interpretation}`);
    assert.match(text, /"checked":"\d{4}-\d\d-\d\d"/, "each source says when it was last checked");
  }
  assert.match(JSON.stringify(listed), /https:\/\/www\.legifrance\.gouv\.fr\//);
});
