// What the package knows of ESP, ESS, MSP and CPTS: four plain objects, each with its own sources.
import assert from "node:assert/strict";
import { test } from "node:test";
import { api } from "./package.mjs";

const texts = ["composition", "legalForm", "territory", "aims", "healthProject", "validation", "funding", "references",
  "computation"];

/** Every citation inside a value. */
const citations = (value) => {
  if (Array.isArray(value)) return value.flatMap(citations);
  if (value === null || typeof value !== "object") return [];
  return "place" in value ? [value] : Object.values(value).flatMap(citations);
};

test("one object for each structure, in their order", () => {
  const found = api.structures();
  assert.deepEqual(found.map(({ id }) => id), ["esp", "ess", "msp", "cpts"]);
  assert.deepEqual(found.map(({ shortName }) => shortName), ["ESP", "ESS", "MSP", "CPTS"]);
  for (const structure of found) assert.match(structure.longName, /\S{3}/);
});

test("every call gives new objects", () => {
  const first = api.structures();
  first[0].amounts.fir[0].euros = 0;
  first.pop();
  const second = api.structures();
  assert.equal(second.length, 4);
  assert.equal(second[0].amounts.fir[0].euros, 30_000);
});

test("every text and every amount cites sources that are there, with their date", () => {
  for (const structure of api.structures()) {
    const known = new Map(structure.sources.map((source) => [source.id, source]));
    for (const key of texts) {
      assert.match(structure[key].text, /\p{L}/u);
      assert.ok(structure[key].sources.length > 0, `${structure.id}.${key}`);
    }
    for (const { source, place } of citations(structure)) {
      assert.match(known.get(source)?.published ?? "", /^(\d{4}-\d{2}(-\d{2})?|non daté)$/);
      assert.match(place, /\S/);
    }
  }
});

test("the amounts are those of the documents", () => {
  const [esp, ess, msp, cpts] = api.structures().map(({ amounts }) => amounts);
  const euros = (list) => list.map((amount) => amount.euros);
  assert.deepEqual([euros(esp.fir), esp.payments], [[30_000], 3]);
  assert.deepEqual([ess.startup.euros, ess.least.euros, ess.least.doctors], [80_000, 50_000, 10]);
  assert.deepEqual([ess.most.euros, ess.most.doctors], [100_000, 100]);
  assert.deepEqual([euros(msp.average), msp.point.euros, euros(msp.fir)], [[80_105, 80_040], 7, [50_000, 35_000]]);
  assert.deepEqual(euros(cpts.fir), [50_000, 30_000]);
});

test("disagreements and what adds up stand where they belong", () => {
  for (const { id, disagreements, combinations } of api.structures()) {
    for (const found of [...disagreements, ...combinations]) assert.ok(found.structures.includes(id));
    for (const { values, settled } of disagreements) {
      assert.ok(values.length > 1);
      assert.equal(typeof settled, "boolean");
    }
    assert.ok(combinations.length > 0, id);
  }
});
