// Prints the median times of one `simulate` and of one `plan` through the package, in nanoseconds.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const directory = join(process.env.DIST, "npm");
const { initSync, plan, simulate } = await import(pathToFileURL(join(directory, "simulateur_cpts.js")));
initSync({ module: await readFile(join(directory, "simulateur_cpts_bg.wasm")) });

// The scenario of xtask/bench/engine.rs.
const scenario = {
  size: 3,
  members: 40,
  missions: { acces: {}, parcours: { rate: 80 }, prevention: { rate: 62.5 }, crise: {} },
};

const start = "2027-07-01";
const contract = {
  size: 3,
  members: 40,
  signature: "2027-01-01",
  missions: {
    acces: { start }, parcours: { start, rate: 80 }, prevention: { start, rate: 62.5 }, crise: { start },
  },
};

const SAMPLES = 101;
const CALLS_PER_SAMPLE = 200;

function sample(call) {
  const before = process.hrtime.bigint();
  for (let count = 0; count < CALLS_PER_SAMPLE; count++) call();
  return Number(process.hrtime.bigint() - before) / CALLS_PER_SAMPLE;
}

function median(call) {
  // The first calls pay for the compilation.
  for (let warm = 0; warm < 20; warm++) sample(call);
  const times = Array.from({ length: SAMPLES }, () => sample(call)).sort((a, b) => a - b);
  return times[(SAMPLES - 1) / 2];
}

console.log(JSON.stringify([median(() => simulate(scenario)), median(() => plan(contract))]));
