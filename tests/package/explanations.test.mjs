// Each figure carries its computation, its source and the interpretation that it depends on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api, every } from "./package.mjs";

const full = { ...every, crise: { occurred: true } };
const scenarios = [
  ["core and options", { size: 3, missions: every }],
  ["uplift, crisis and additional functioning", { size: 4, members: 100, signature: "2022-09-29", missions: full }],
  ["odd rates", { size: 2, missions: { acces: { rate: 33.33 }, crise: { plan: "update" } } }],
  ["rates of 0", { size: 1, missions: { acces: { rate: 0 }, parcours: { rate: 0 } } }],
  ["projet-2019", { tariff: "projet-2019", population: 70_000, missions: { acces: {}, prevention: { rate: 12.5 } } }],
];
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");

for (const [name, scenario] of scenarios) {
  const simulation = () => api.simulate(scenario);

  test(`explanation: ${name}: functioning, additional functioning and total, in this order`, () => {
    const { explanation, functioning, additional, total } = simulation();
    assert.deepEqual(explanation.map(({ value }) => value), [functioning, additional, total]);
  });

  test(`explanation: ${name}: each mission explains its fixed, variable and uplift parts`, () => {
    for (const [id, { explanation, fixed, variable, uplift }] of Object.entries(simulation().missions)) {
      const values = explanation.map(({ value }) => value);
      for (const part of [fixed, variable, uplift].filter((amount) => amount !== 0)) {
        assert.ok(values.includes(part), `${id}: ${part} is not among ${values}`);
      }
    }
  });

  test(`explanation: ${name}: each has a label and a sentence, each line has a source`, () => {
    const { explanation, missions } = simulation();
    for (const list of [explanation, ...Object.values(missions).map((line) => line.explanation)]) {
      assert.ok(list.length > 0);
      for (const { label, sentence, value, sources, interpretations } of list) {
        assert.match(label, /\p{L}{3}/u);
        assert.match(sentence, /\p{L}{2}.* /u);
        assert.ok(Number.isFinite(value));
        for (const text of [...sources, ...interpretations]) assert.match(text, /\S/);
      }
      assert.ok(list.some(({ sources }) => sources.length > 0));
    }
  });

  test(`explanation: ${name}: figures are written the French way`, () => {
    const { explanation, missions, alerts } = simulation();
    const lists = [...explanation, ...Object.values(missions).flatMap((line) => line.explanation)];
    for (const text of [...lists.map(({ sentence }) => sentence), ...alerts.map(({ message }) => message)]) {
      assert.doesNotMatch(text, /\d[ \u00a0]\d{3}(?!\d)|\d[ \u202f]?[€%]|\d,\d\u00a0€|\d\.\d+\u00a0[€%]/, text);
    }
  });
}

test("explanation: the sentence of a variable part shows the user's own numbers", () => {
  const { missions } = api.simulate({ size: 3, missions: { parcours: { rate: 33.33 } } });
  const sentences = missions.parcours.explanation.map(({ sentence }) => plain(sentence));
  assert.ok(sentences.some((text) => ["45 000", "33,33 %"].every((number) => text.includes(number))), sentences.join("\n"));
});

const named = (scenario, id) => {
  const { explanation, missions } = api.simulate(scenario);
  const lists = [...explanation, ...Object.values(missions).flatMap((line) => line.explanation)];
  return lists.some(({ interpretations }) => interpretations.some((text) => text.includes(id)));
};
const interpreted = [
  ["I-01", "a population on a bound", { population: 40_000, missions: {} }],
  ["I-02", "additional functioning", { size: 3, signature: "2022-09-29", missions: {} }],
  ["I-03", "the variable part of a crisis", { size: 3, missions: { crise: { occurred: true } } }],
  ["I-04", "the uplift", { size: 4, members: 100, missions: { acces: {} } }],
];
for (const [id, what, scenario] of interpreted) {
  test(`explanation: ${what} names interpretation ${id}`, () => assert.ok(named(scenario, id)));
}
test("explanation: interpretations that change nothing are not named", () => {
  const scenario = { size: 3, missions: { acces: {} } };
  assert.deepEqual(["I-01", "I-03", "I-04"].filter((id) => named(scenario, id)), []);
});
