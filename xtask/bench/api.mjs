// Prints the median time of one `simulate` through the package, in nanoseconds.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const directory = join(process.env.DIST, "npm");
const { initSync, simulate } = await import(pathToFileURL(join(directory, "simulateur_cpts.js")));
initSync({ module: await readFile(join(directory, "simulateur_cpts_bg.wasm")) });

// The scenario of benches/engine.rs.
const scenario = {
  size: 3,
  members: 40,
  missions: { acces: {}, parcours: { rate: 80 }, prevention: { rate: 62.5 }, crise: {} },
};

const SAMPLES = 101;
const CALLS_PER_SAMPLE = 200;

function sample() {
  const start = process.hrtime.bigint();
  for (let call = 0; call < CALLS_PER_SAMPLE; call++) simulate(scenario);
  return Number(process.hrtime.bigint() - start) / CALLS_PER_SAMPLE;
}

// The first calls pay for the compilation.
for (let warm = 0; warm < 20; warm++) sample();
const times = Array.from({ length: SAMPLES }, sample).sort((a, b) => a - b);
console.log(times[(SAMPLES - 1) / 2]);
