// What only `cargo xtask test --all` runs. Every journey keeps one test that always runs.
import { test } from "node:test";

const everything = Boolean(process.env.ALL);

/** A test that only runs with everything. */
export const thorough = everything ? test : () => {};

/** All variants with everything, otherwise the first ones. */
export const variants = (all, quick = 1) => (everything ? all : all.slice(0, quick));

/** All of a list with everything, otherwise one in `step`. */
export const sample = (all, step) => all.filter((_, index) => everything || index % step === 0);

/** How many generated cases are enough. */
export const cases = (all, quick) => (everything ? all : quick);
