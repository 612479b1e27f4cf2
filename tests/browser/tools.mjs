// Where the tests find the built page and the installed tools. A missing one fails every test.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with cargo xtask test`);
  return value;
}

// Modules cannot be imported from a directory outside the project; they can be required from one.
export const tool = createRequire(join(needed("TOOLS"), "/"));
export const builtPage = join(needed("DIST"), "index.html");
export const hosted = new URL(needed("BASE_URL")).href;
export const onDisk = pathToFileURL(builtPage).href;
