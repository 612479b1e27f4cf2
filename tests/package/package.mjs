// The built engine package, imported by its name the way an application would: through package.json "exports".
import { mkdir, mkdtemp, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

if (!process.env.DIST) throw new Error("DIST must name the built dist/ directory");

export const directory = join(process.env.DIST, "npm");
export const manifest = JSON.parse(await readFile(join(directory, "package.json"), "utf8"));

/** A directory where importing the package by its name finds the built one. */
export const application = await mkdtemp(join(tmpdir(), "cpts-package-"));
const installed = join(application, "node_modules", manifest.name);
await mkdir(dirname(installed), { recursive: true });
await symlink(directory, installed);
await writeFile(join(application, "entry.mjs"), `export * from ${JSON.stringify(manifest.name)};`);

const wasmName = (await readdir(directory)).find((name) => name.endsWith(".wasm"));
export const wasm = await readFile(join(directory, wasmName));

export const api = await import(pathToFileURL(join(application, "entry.mjs")));
api.initSync({ module: wasm });

export const core = { acces: {}, parcours: {}, prevention: {}, crise: {} };
export const every = { ...core, qualite: {}, accompagnement: {} };

/** `at(simulation, "missions.acces.fixed")` */
export const at = (value, path) => path.split(".").reduce((inner, key) => inner?.[key], value);
