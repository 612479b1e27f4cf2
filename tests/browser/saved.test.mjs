// What stays: the page saved as a file, and the state kept on the device.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { elaborate, hosted, onDisk, said, shared, visitor } from "./harness.mjs";

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

for (const [where, address] of [["hosted", hosted], ["from disk", onDisk]]) {
  test(`${where}: a saved copy runs with the same state, and so does a copy of the copy`, async () => {
    await page.load(address);
    await elaborate.enter(page);
    const fields = await page.fields();
    const copy = await save(`first-${where.replace(" ", "-")}`);
    await page.load(copy);
    await page.total(elaborate.total);
    assert.deepEqual(await page.fields(), fields);
    await page.size(1);
    const total = await page.cents("total") / 100;
    assert.notEqual(total, elaborate.total, "the copy computes");
    await page.load(await save(`second-${where.replace(" ", "-")}`));
    await page.total(total);
  });
}

test("a page saved before any edit opens as the page does", async () => {
  await page.load();
  await page.load(await save("untouched"));
  await page.total(370_000);
});

test("a page saved at the tables still runs", async () => {
  await page.load();
  await page.size(2);
  await page.total(295_000);
  await page.press("link", "Barème");
  await page.says(/382 500/);
  await page.load(await save("tables"));
  await page.total(295_000);
});

test("a link wins over the state of a saved copy", async () => {
  await page.load();
  await page.size(1);
  await page.total(225_000);
  const link = await page.fragment();
  await elaborate.enter(page);
  const copy = await save("linked");
  await page.load(copy + link);
  await page.total(225_000);
});

test("the last state is offered at the next visit, neither applied nor lost silently", async () => {
  await visitor(async (guest) => {
    await guest.load();
    assert.equal((await guest.all("button", said.resume)).length, 0, "nothing to offer at the first visit");
    await elaborate.enter(guest);
    const fields = await guest.fields();
    await guest.until(() => guest.run("return localStorage.length > 0"), "the state is kept on the device");
    await guest.frames();
    for (const visit of ["second", "third"]) {
      await guest.load();
      await guest.total(370_000);
      const offer = await guest.find("button", said.resume);
      assert.ok(await offer.isDisplayed(), `the ${visit} visit offers it`);
    }
    await guest.press("button", said.resume);
    await guest.total(elaborate.total);
    assert.deepEqual(await guest.fields(), fields);
  });
});

test("a link opened at the next visit wins over what the device holds, which stays on offer", async () => {
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
