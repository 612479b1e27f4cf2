// The section "Structures": what ESP, ESS, MSP and CPTS are paid over one to five years, and their words.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { browser, By, hosted, onDisk, overflow, said, shared, thorough } from "./harness.mjs";

const page = shared();
const address = `${hosted}#/structures`;
const fields = {
  esp: "FIR de l’ESP", doctors: "Médecins de l’ESS", points: "Points de la MSP", msp: "FIR de la MSP",
  cpts: "FIR de la CPTS",
};
const spaced = (text) => text.replace(/[\u00a0\u202f]/g, " ");
beforeEach(async () => {
  await browser.emulate(page.driver, {});
  await browser.viewport(page.driver, 1440);
});

/** The five cumulated amounts of each structure, as a reader sees them. */
const table = () => page.run(`return Object.fromEntries([...document.querySelectorAll('#resultat tbody tr')].map((row) =>
  [row.querySelector('th').innerText, [...row.querySelectorAll('td')].slice(1).map((cell) => cell.textContent)]))`)
  .then((rows) => Object.fromEntries(Object.entries(rows).map(([name, cells]) => [name, cells.map(spaced)])));
const row = async (name) => (await table())[name];
const shows = (name, expected) =>
  page.until(async () => (await row(name)).join("|") === expected.join("|"), "").catch(async () =>
    assert.deepEqual(await row(name), expected));

thorough("each field changes its row and stays in the link", async () => {
  await page.load(address);
  await page.fill(fields.doctors, "120");
  await shows("ESS", ["180 000 €", "280 000 €", "380 000 €", "480 000 €", "580 000 €"]);
  await page.fill(fields.doctors, "8 médecins");
  await shows("ESS", ["130 000 €", "180 000 €", "230 000 €", "280 000 €", "330 000 €"]);
  await page.fill(fields.points, "8 500");
  await page.fill(fields.msp, "35k€");
  await shows("MSP", ["94 500 €", "154 000 €", "213 500 €", "273 000 €", "332 500 €"]);
  await page.fill(fields.esp, "0");
  await shows("ESP", Array(5).fill("0 €"));
  await page.fill(fields.cpts, "30 000");
  await shows("CPTS", ["400 000 €", "747 500 €", "1 095 000 €", "1 442 500 €", "1 790 000 €"]);
  await page.driver.sleep(400);
  const link = await page.fragment();
  for (const pair of ["ess-medecins=8", "msp-points=8500", "msp-fir=35000", "esp-fir=0", "cpts-fir=30000"]) {
    assert.ok(link.includes(pair), `${pair} in ${link}`);
  }
  const before = await table();
  await page.load(hosted + link);
  assert.deepEqual(await table(), before);
  assert.equal(spaced(await (await page.find("textbox", fields.points)).getAttribute("value")), "8 500");
});

thorough("on a phone the words stand below each other under the name of their structure", async () => {
  await browser.viewport(page.driver, 360, { touch: true });
  await page.load(address);
  const cells = await page.run(`return [...document.querySelectorAll('.cpts-texts tbody tr:first-child td')].map((cell) => {
    const { left, right } = cell.getBoundingClientRect();
    return [getComputedStyle(cell, '::before').content, right - left > 250];
  })`);
  assert.deepEqual(cells, [['"ESP"', true], ['"ESS"', true], ['"MSP"', true], ['"CPTS"', true]]);
  const roles = await Promise.all((await page.driver.findElements(By.css(".cpts-texts, .cpts-texts tbody tr:first-child > *")))
    .map((element) => element.getAriaRole()));
  assert.deepEqual(roles, ["table", "rowheader", "cell", "cell", "cell", "cell"]);
  assert.deepEqual(await page.run(overflow), []);
});

thorough("from disk and on paper it keeps its figures and its words", async () => {
  await page.load(`${onDisk}#/structures`);
  await browser.emulate(page.driver, { media: "print" });
  await browser.viewport(page.driver, 768);
  const text = await page.text();
  for (const said of ["330 000 à 580 000 €", "Une SISA pour l’ACI", "Quand les documents se contredisent"]) {
    assert.ok(text.includes(said), `${said} in ${text}`);
  }
  assert.deepEqual(await page.run(overflow, 1), []);
});

thorough("without scripts the words are there", async () => {
  await browser.blockScripts(page.driver, true);
  try {
    await page.start(hosted);
    const text = await page.text();
    assert.ok(text.includes("Les quatre structures, point par point") && text.includes("Source A, novembre 2024"));
  } finally {
    await browser.blockScripts(page.driver, false);
  }
});

thorough("the page gives JavaScript the same objects as the package", async () => {
  await page.load(address);
  const [ids, fresh] = await page.run(`const { structures } = window.wasmBindings;
    return [structures().map(({ id }) => id), structures()[0] !== structures()[0]]`);
  assert.deepEqual(ids, ["esp", "ess", "msp", "cpts"]);
  assert.ok(fresh);
  assert.equal(await (await page.find("textbox", fields.esp)).getAttribute("inputmode"), "numeric");
});
