// The section "Structures": what ESP, ESS, MSP and CPTS are paid over one to five years, and their words.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { browser, By, hosted, onDisk, overflow, said, shared, thorough, violations } from "./harness.mjs";

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

test("it opens with what the documents say", async () => {
  await page.load(address);
  assert.deepEqual(await table(), {
    ESP: ["10 000 à 30 000 €", "20 000 à 30 000 €", "30 000 €", "30 000 €", "30 000 €"],
    ESS: ["130 000 à 180 000 €", "180 000 à 280 000 €", "230 000 à 380 000 €", "280 000 à 480 000 €", "330 000 à 580 000 €"],
    MSP: ["130 105 €", "210 210 €", "290 315 €", "370 420 €", "450 525 €"],
    CPTS: ["420 000 €", "767 500 €", "1 115 000 €", "1 462 500 €", "1 810 000 €"],
  });
});

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

thorough("an empty field goes back to what the documents say", async () => {
  await page.load(`${address}?v=1&bareme=aci-2022&taille=3&cpts-fir=1&fin=000000`);
  await page.fill(fields.cpts, "");
  await page.until(async () =>
    spaced(await (await page.find("textbox", fields.cpts)).getAttribute("value")) === "50 000", "the default is back");
  await page.driver.sleep(400);
  assert.ok(!(await page.fragment()).includes("cpts-fir"));
});

test("what is refused stays as typed, is explained beside the field, and changes nothing", async () => {
  await page.load(address);
  const before = await table();
  for (const [name, text, why] of [[fields.doctors, "dix", /nombre entier de médecins/],
    [fields.points, "beaucoup", /nombre entier de points/], [fields.msp, "-5", /montant en euros entiers/]]) {
    const field = await page.find("textbox", name);
    await page.type(field, text);
    await page.until(async () => await field.getAttribute("aria-invalid") === "true", `${name} is refused`);
    const error = await page.run("return document.getElementById(arguments[0].getAttribute('aria-describedby')).innerText", field);
    assert.match(spaced(error), why);
    assert.equal(await field.getAttribute("value"), text);
  }
  assert.deepEqual(await table(), before);
  await page.says(said.lastValid);
  assert.deepEqual(await violations(page), []);
  // The other sections do not show these fields: their results are not marked.
  await page.driver.findElement(By.css("nav a[data-section='']")).click();
  await page.saysNot(said.lastValid);
});

thorough("the community follows the scenario and its contract", async () => {
  await page.load();
  await page.size(2);
  await page.press("link", "Structures");
  await shows("CPTS", ["345 000 €", "622 500 €", "900 000 €", "1 177 500 €", "1 455 000 €"]);
  await page.says(/Sans date de signature, la CPTS compte/);
  await page.load(`${address}?v=1&bareme=aci-2022&taille=2&signature=2027-01-01&acces=100_20270701&crise=redaction_20270701`
    + "&parcours=100_20280101&prevention=100_20280101&fin=000000");
  await page.saysNot(/Sans date de signature, la CPTS compte/);
  const contract = { size: 2, signature: "2027-01-01", missions: { acces: { start: "2027-07-01" },
    crise: { start: "2027-07-01" }, parcours: { start: "2028-01-01" }, prevention: { start: "2028-01-01" } } };
  const due = await page.run("return window.wasmBindings.plan(arguments[0]).years.map(({ total }) => total)", contract);
  let sum = 50_000;
  const expected = due.map((year) => {
    sum = (Math.round(sum * 100) + Math.round(year * 100)) / 100;
    return spaced(sum.toLocaleString("fr-FR", { minimumFractionDigits: sum % 1 ? 2 : 0 })) + " €";
  });
  await shows("CPTS", expected);
});

thorough("the chart says in words what it draws, and so does the live region", async () => {
  await page.load(address);
  const chart = await page.driver.findElement(By.css("#resultat svg"));
  assert.equal(await chart.getAriaRole(), "image");
  const sentence = "Sur cinq ans : ESP 30 000 €, ESS 330 000 à 580 000 €, MSP 450 525 €, CPTS 1 810 000 €.";
  assert.equal(spaced(await chart.getAccessibleName()), sentence);
  await page.fill(fields.doctors, "10");
  await page.until(async () => spaced(await page.run("return document.querySelector('[role=status]').textContent"))
    .includes("ESS 330 000 €, MSP"), "the change is announced");
});

thorough("the sources are in sight: beside each field, in each cell, in the list", async () => {
  await page.load(address);
  for (const name of Object.values(fields)) {
    const hint = await page.run("return arguments[0].closest('.cpts-field').nextElementSibling.innerText",
      await page.find("textbox", name));
    assert.match(hint, /FAQ n°\s4 du guichet CPTS, novembre 2024/, name);
  }
  const cells = await page.run(`return [...document.querySelectorAll('.cpts-texts tbody td')]
    .map((cell) => [cell.querySelector('p').innerText, cell.querySelector('small').innerText])`);
  assert.equal(cells.length, 36);
  for (const [text, source] of cells) {
    assert.match(text, /\p{L}/u);
    assert.match(source, /^Source [A-Z], (.*(20\d\d)|non daté)/);
  }
  const letters = new Set(cells.flatMap(([, source]) => [...source.matchAll(/([A-Z]), /g)].map(([, letter]) => letter)));
  const listed = await page.run("return [...document.querySelectorAll('#structures dt')].map((term) => term.innerText)");
  for (const letter of letters) assert.ok(listed.includes(letter), letter);
});

thorough("the link to the official calculator tells it nothing", async () => {
  await page.load(address);
  const link = await page.driver.findElement(By.css("a[href='https://calculette-maisondesante.ameli.fr']"));
  assert.match(await link.getAttribute("rel"), /noreferrer/);
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
