// The package as an application receives it: its manifest, its types, the example of its README.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { api, application, directory, manifest, wasm } from "./package.mjs";

const entry = manifest.exports["."] ?? manifest.exports;

test("the manifest declares an ES module with types", () => {
  assert.equal(manifest.type, "module");
  assert.match(manifest.name, /\S/);
  assert.match(entry.types, /\.d\.ts$/);
  assert.equal(Object.keys(entry)[0], "types", "TypeScript takes the first condition that matches");
});

test("the types declare every function of the API", async () => {
  const types = await readFile(join(directory, entry.types), "utf8");
  const declared = [
    /export function tariffs\(\)\s*:/,
    /export function structures\(\)\s*:\s*Structure\[\]/,
    /export function simulate\(\s*\w+\s*:\s*Scenario\s*\)\s*:\s*Simulation\b/,
    /export function reach\(\s*\w+\s*:\s*Scenario\s*,\s*\w+\s*:\s*number\s*\)\s*:/,
    /export function initSync\(/,
    /export default function/,
    /\binterface Scenario \{[\s\S]*?\bpopulation\?\s*:\s*number/,
    /\binterface Simulation \{[\s\S]*?\busualYear\s*:\s*number/,
    /\binterface Line \{[\s\S]*?\bexplanation\s*:\s*Explanation\[\]/,
    /\binterface Explanation \{[\s\S]*?\binterpretations\s*:\s*string\[\]/,
    /\bMissionId\b[^;]*"accompagnement"/,
  ];
  for (const declaration of declared) assert.match(types, declaration);
});

test("the module exports the API", () => {
  for (const name of ["tariffs", "structures", "simulate", "reach", "initSync"]) assert.equal(typeof api[name], "function", name);
});

test("the engine carries no Yew", () => {
  assert.ok(!/yew|gloo/i.test(wasm.toString("latin1")));
});

test("the example of the README runs", async () => {
  const readme = await readFile(join(directory, "README.md"), "utf8");
  const examples = [...readme.matchAll(/^```js\n(.*?)^```/gms)].map(([, code]) => code);
  assert.ok(examples.length > 0, "the README has no js block");
  for (const [index, code] of examples.entries()) {
    await writeFile(join(application, `example-${index}.mjs`), code);
    // Rejects with the output when the example fails.
    await promisify(execFile)(process.execPath, [`example-${index}.mjs`], { cwd: application });
  }
});
