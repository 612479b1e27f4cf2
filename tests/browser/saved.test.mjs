// What stays: the page saved as a file, and the state kept on the device; everywhere.test.mjs has the rest.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { browser, elaborate, hosted, said, shared, thorough, visitor } from "./harness.mjs";

const page = shared();
let directory;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), "cpts-saved-"));
});
after(() => rm(directory, { recursive: true, force: true }));

/** Saves the document as a browser does, and returns the address of the copy. */
async function save(name) {
  const file = join(directory, `${name}.html`);
  await writeFile(file, `<!doctype html>${await page.run("return document.documentElement.outerHTML")}`);
  return pathToFileURL(file).href;
}

thorough("a page saved at the tables still runs", async () => {
  await page.load();
  await page.size(2);
  await page.total(295_000);
  await page.press("link", "Barème");
  await page.says(/382 500/);
  await page.load(await save("tables"));
  await page.total(295_000);
});

thorough("a page saved at the contract shows all its tables where no scripts run", async () => {
  await page.load(hosted + "#/contrat?v=1");
  // As the program saves it: a file is not installed.
  await page.run("document.querySelector('link[rel=manifest]')?.remove()");
  const copy = await save("still");
  await browser.blockScripts(page.driver, true);
  try {
    await page.start(copy);
    for (const id of ["simulateur", "structures", "bareme", "comprendre"]) {
      assert.ok(await page.run("return document.getElementById(arguments[0]).checkVisibility({ visibilityProperty: true })", id), id);
    }
    await page.says(/le résultat affiché ne changera pas/);
  } finally {
    await browser.blockScripts(page.driver, false);
  }
});

thorough("a link wins over the state of a saved copy", async () => {
  await page.load();
  await page.size(1);
  await page.total(225_000);
  const link = await page.fragment();
  await elaborate.enter(page);
  const copy = await save("linked");
  await page.load(copy + link);
  await page.total(225_000);
});

thorough("a link opened at the next visit wins over what the device holds, which stays on offer", async () => {
  await visitor(async (guest) => {
    await guest.load();
    await guest.size(1);
    await guest.total(225_000);
    const link = await guest.fragment();
    await guest.size(4);
    await guest.total(435_000);
    await guest.until(() => guest.run("return localStorage.length > 0"), "the state is kept on the device");
    await guest.load(hosted + link);
    await guest.total(225_000);
    await guest.load();
    await guest.total(370_000);
    await guest.press("button", said.resume);
    await guest.total(435_000);
  });
});
