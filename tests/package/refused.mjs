// What every refusal of the engine looks like: its code, its path and its French sentence.
import assert from "node:assert/strict";

const codes = [
  "not-an-object", "null", "unknown-key", "unknown-mission", "mission-not-in-tariff", "unknown-tariff", "unknown-value",
  "size-or-population-required", "not-a-number", "not-an-integer", "not-a-boolean", "not-a-date", "date-out-of-range",
  "out-of-range", "too-many-decimals", "start-before-signature", "rate-and-rates",
];
// What the sentence must say of the accepted values, by the last name of the path.
const accepted = {
  population: ["1", "10000000"], members: ["0", "100000"], size: ["1", "4"], rate: ["0", "100"], rates: ["0", "100"],
  signature: ["2000", "2099"], start: ["2000", "2099"], crisisYears: ["1", "5"], balanceDelayMonths: ["0", "12"],
};

/** The call throws a `ScenarioError` of one of these codes, at this path, that says what is accepted. */
export function assertRefused(call, code = codes, path, word) {
  let error;
  try {
    call();
  } catch (thrown) {
    error = thrown;
  }
  assert.ok(error !== undefined, "accepted");
  assert.ok(error instanceof Error, `threw ${String(error)}`);
  assert.equal(error.name, "ScenarioError", error.message);
  assert.ok([code].flat().includes(error.code), `code ${error.code}: ${error.message}`);
  if (path !== undefined) assert.equal(error.path, path, error.message);
  assert.equal(typeof error.path, "string");
  assert.ok(error.message.length < 500, `a message of ${error.message.length} characters`);
  assert.match(error.message, /^[\p{Lu}«].* .*\.$/su);
  assert.doesNotMatch(error.message, /\b(the|must|expected|invalid|missing|unknown|undefined|got|should)\b/i);
  if (word) assert.match(error.message, word);
  if (error.code === "out-of-range" || error.code === "date-out-of-range") {
    const said = error.message.replace(/[\s\u00a0\u202f]/g, "");
    for (const bound of accepted[error.path.split(".").findLast((key) => !/^\d+$/.test(key))] ?? []) {
      assert.ok(said.includes(bound), `${error.message}: ${bound}?`);
    }
  }
}
