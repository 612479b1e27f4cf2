// The territory as a sum of communes: search by keyboard and by hand, sum, link, slow and missing lists.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import {
  browser, By, hosted, Key, names, onDisk, overflow, shared, thorough, violations, visitor,
} from "./harness.mjs";
import { serve } from "./host.mjs";
import { builtPage } from "./tools.mjs";

const page = shared();
const label = "Ajouter une commune, une intercommunalité ou un département";

const open = async (guest, address = hosted) => {
  await guest.load(address);
  const summary = await guest.driver.findElement(By.css(".cpts-picker summary"));
  if (!(await guest.run("return document.querySelector('.cpts-picker').open"))) await summary.click();
  return guest.until(() => guest.driver.findElement(By.id("commune")), "the list arrived");
};
const options = (guest) => guest.run("return [...document.querySelectorAll('[role=option]')].map(o => o.innerText)");
const rows = (guest) => guest.run(
  "return [...document.querySelectorAll('.cpts-parts > li')].map(li => li.querySelector('b').innerText)");
const sum = (guest) => guest.run("return document.querySelector('.cpts-parts__sum')?.innerText ?? ''");
const spaced = (text) => text.replace(/[\u00a0\u202f]/g, " ");
const add = async (guest, query) => {
  const field = await guest.driver.findElement(By.id("commune"));
  await field.sendKeys(query);
  await guest.until(async () => (await options(guest)).length > 0, `${query} is found`);
  await field.sendKeys(Key.ENTER);
  await guest.until(async () => (await options(guest)).length === 0, `${query} is taken`);
};
const population = (guest) => guest.run("return document.getElementById('habitants').value");

for (const [where, address] of [["hosted", hosted], ["from disk", onDisk]]) {
  thorough(`${where}: three districts of Marseille are 155 520 inhabitants, size 3`, async () => {
    await open(page, address);
    for (const query of ["marseille 14", "13015", "MARSEILLE 16E"]) await add(page, query);
    assert.equal(spaced(await population(page)), "155 520");
    assert.match(spaced(await sum(page)), /^155 520 habitants, taille 3\. Communes et arrondissements : 3\./);
    const fragment = await page.fragment();
    assert.ok(fragment.includes("habitants=155520&communes=13214_13215_13216"), fragment);
  });
}

test("the search is a combobox: arrows, Enter, Escape, and its state is exposed", async () => {
  const field = await open(page);
  assert.equal(await field.getAccessibleName(), label);
  assert.equal(await field.getAriaRole(), "combobox");
  assert.equal(await field.getAttribute("aria-expanded"), "false");
  await field.sendKeys("saint-denis");
  await page.until(async () => (await field.getAttribute("aria-expanded")) === "true", "answers");
  const active = () => page.run(`const id = document.activeElement.getAttribute('aria-activedescendant');
    const option = document.getElementById(id);
    return [option.innerText, option.getAttribute('aria-selected'),
      document.querySelectorAll('[aria-selected=true]').length]`);
  const [first, selected, count] = await active();
  assert.deepEqual([selected, count], ["true", 1]);
  await field.sendKeys(Key.ARROW_DOWN);
  assert.notEqual((await active())[0], first);
  await field.sendKeys(Key.ARROW_UP);
  assert.equal((await active())[0], first);
  await field.sendKeys(Key.ARROW_UP, Key.ARROW_DOWN);
  assert.equal((await active())[0], first, "the list goes round");
  await field.sendKeys(Key.ESCAPE);
  assert.deepEqual(await options(page), []);
  assert.equal(await field.getAttribute("value"), "saint-denis", "what was typed stays");
  await field.sendKeys(Key.ARROW_DOWN);
  assert.ok((await options(page)).length > 1);
  await field.sendKeys(Key.ENTER);
  assert.equal(await page.run("return document.activeElement.id"), "commune", "ready for the next one");
  assert.equal(await field.getAttribute("value"), "");
  assert.equal((await rows(page)).length, 1);
});

thorough("accents, hyphens and « st » do not matter, nonsense says so", async () => {
  const field = await open(page);
  for (const [query, name] of [["evreux", /^Évreux/], ["st etienne", /Saint-[ÉE]tienne/], ["L ABERG", /Abergement/],
    ["74130", /Bonneville/], ["ste gene", /^Sainte-Geneviève/]]) {
    await field.sendKeys(Key.chord(Key.CONTROL, "a"), Key.DELETE);
    await field.sendKeys(query);
    await page.until(async () => name.test((await options(page)).join("\n")), `${query}`);
  }
  await field.sendKeys(Key.chord(Key.CONTROL, "a"), Key.DELETE);
  await field.sendKeys("<b>zz</b>");
  await page.until(async () => /Rien ne porte/.test(await page.text()), "said in words");
});

thorough("answers can be clicked, and say what they would change", async () => {
  await open(page);
  await add(page, "13014");
  const field = await page.driver.findElement(By.id("commune"));
  await field.sendKeys("marseille 15");
  const option = await page.driver.findElement(By.css("[role=option]"));
  assert.match(spaced(await option.getText()), /79 161 habitants[^]*Ajouter : taille 3, \+ 75 000 € par an/);
  await option.click();
  await page.until(async () => (await rows(page)).length === 2, "added");
  assert.equal(await page.run("return document.activeElement.id"), "commune");
  const row = await page.driver.findElement(By.css(".cpts-parts > li"));
  assert.match(spaced(await row.getText()), /Retirer : taille 2, − 75 000 € par an/);
});

thorough("a commune of an intercommunalité is unticked by keyboard, keeps the focus, and comes back", async () => {
  await open(page);
  await add(page, "faucigny glieres");
  assert.equal(spaced(await population(page)), "28 561");
  await page.press("button", "Choisir dans le détail");
  const box = await page.find("checkbox", /^Bonneville/);
  await page.run("arguments[0].focus()", box);
  await page.driver.actions().sendKeys(Key.SPACE).perform();
  await page.until(async () => spaced(await population(page)) === "15 226", "left out");
  assert.equal(await page.run("return document.activeElement.type"), "checkbox");
  assert.ok((await page.fragment()).includes("communes=200000172-74042&"));
  assert.deepEqual(await rows(page), ["CC Faucigny - Glières", "Sans Bonneville"]);
  await page.press("button", "Remettre Bonneville");
  await page.until(async () => spaced(await population(page)) === "28 561", "back");
  assert.equal(await page.run("return document.activeElement.id"), "commune", "the focus is not lost");
});

thorough("a link, back and reload keep the territory, and its name names the scenario", async () => {
  await open(page);
  await add(page, "faucigny glieres");
  const fragment = await page.fragment();
  await add(page, "13014");
  await page.driver.navigate().back();
  await page.until(async () => (await rows(page)).length === 1, "one step back");
  await visitor(async (guest) => {
    await guest.load(hosted + fragment);
    await guest.until(async () => (await rows(guest))[0] === "CC Faucigny - Glières", "opened at once");
    await guest.press("button", "Garder");
    await guest.until(async () => /« CC Faucigny - Glières » est gardé/.test(spaced(await guest.text())), "its name");
    await guest.driver.navigate().refresh();
    await guest.ready();
    await guest.until(async () => (await rows(guest)).length === 1, "after a reload");
  });
});

thorough("another number of inhabitants is pointed out, and the territory's taken up again", async () => {
  await open(page);
  await add(page, "13014");
  await page.fill(names.population, "90000");
  await page.until(async () => /autre nombre d’habitants/.test(await sum(page)), "pointed out");
  await page.press("button", /^Reprendre 60 505 habitants/);
  await page.until(async () => spaced(await population(page)) === "60 505", "taken up");
});

thorough("what has no published population counts for nobody and says so", async () => {
  await open(page);
  await add(page, "crozet archipel");
  assert.match(spaced(await sum(page)), /^0 habitant\. Communes et arrondissements : 1\. 1 commune sans population publiée, comptée 0\./);
  await page.size(3);
  await add(page, "74130 bonneville");
  assert.match(spaced(await sum(page)), /^13 335 habitants, taille 1\. Communes et arrondissements : 2/);
});

thorough("a territory beyond ten million inhabitants is refused in words", async () => {
  await open(page);
  for (const query of ["nord 59", "rhone 69", "paris", "seine-saint-denis", "bouches-du-rhone", "gironde"]) {
    const field = await page.driver.findElement(By.id("commune"));
    await field.sendKeys(Key.chord(Key.CONTROL, "a"), Key.DELETE);
    await field.sendKeys(query.replace(/ \d+$/, ""));
    const name = await page.until(async () => (await options(page))[0], query);
    assert.ok(name);
    await field.sendKeys(Key.ENTER);
  }
  await page.until(async () => /dépasserait 10 000 000 habitants/.test(
    spaced(await page.run("return document.querySelector('[role=status]').dataset.phrase + document.querySelector('.cpts-picker').innerText"))), "refused");
  assert.ok(Number(spaced(await population(page)).replaceAll(" ", "")) <= 10_000_000);
});

thorough("beyond forty parts the link carries the inhabitants only and says so", async () => {
  await open(page);
  const towns = ["Ambérieu-en-Bugey", "Laon", "Moulins 03", "Digne", "Gap", "Nice", "Privas", "Foix", "Troyes", "Carcassonne",
    "Rodez", "Aurillac", "Angoulême", "La Rochelle", "Bourges", "Tulle", "Dijon", "Saint-Brieuc", "Guéret", "Périgueux",
    "Besançon", "Valence 26", "Évreux", "Chartres", "Quimper", "Nîmes", "Auch", "Bordeaux", "Montpellier 34", "Rennes",
    "Châteauroux", "Tours", "Grenoble", "Lons-le-Saunier", "Mont-de-Marsan", "Blois", "Le Puy-en-Velay", "Orléans", "Cahors",
    "Agen", "Mende"];
  for (const town of towns) await add(page, town);
  await page.until(async () => /Au-delà de 40 éléments/.test(await sum(page)), "said");
  const fragment = await page.fragment();
  assert.ok(!fragment.includes("communes=") && fragment.includes("habitants="), fragment);
  assert.equal((await rows(page)).length, 41);
});

thorough("a part that the list does not know stays, is named, and can be taken away", async () => {
  await open(page, `${hosted}#/?v=1&bareme=aci-2022&habitants=60505&communes=99999_13214&acces=100&fin=000000`);
  assert.deepEqual(await rows(page), ["99999", "Marseille 14e Arrondissement"]);
  await page.press("button", "Retirer 99999");
  await page.until(async () => (await rows(page)).length === 1, "away");
});

thorough("the page is used before the list arrives, and the list arrives into the open question", async () => {
  const html = await readFile(builtPage, "utf8");
  const [before, after] = html.split('<script type="text/tab-separated-values"');
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  const server = await serve(async (request, response) => {
    response.write(before);
    await released;
    response.end(`<script type="text/tab-separated-values"${after}`);
  });
  try {
    await visitor(async (guest) => {
      await guest.start(server.address);
      await guest.until(() => guest.run("return typeof window.wasmBindings?.simulate === 'function'"), "the program runs");
      assert.equal(await guest.run("return document.readyState"), "loading");
      await guest.size(1);
      await guest.total(225_000);
      await (await guest.driver.findElement(By.css(".cpts-picker summary"))).click();
      await guest.until(async () => /arrive…/.test(await guest.text()), "waiting is said");
      release();
      await guest.until(() => guest.driver.findElement(By.id("commune")), "the list arrived");
      await guest.total(225_000);
    }, { wait: "none" });
  } finally {
    release();
    server.close();
  }
});

thorough("without the list the question says so, and the rest works", async () => {
  const html = (await readFile(builtPage, "utf8")).replace(/(id="communes"[^>]*>)[^<]*/, "$1");
  const server = await serve((request, response) => response.end(html));
  try {
    await visitor(async (guest) => {
      await guest.load(server.address);
      await (await guest.driver.findElement(By.css(".cpts-picker summary"))).click();
      await guest.until(async () => /liste des communes manque/.test(await guest.text()), "said");
      await guest.size(1);
      await guest.total(225_000);
    });
  } finally {
    server.close();
  }
});

thorough("the open question has no accessibility fault and fits 320 px", async () => {
  await open(page);
  await add(page, "faucigny glieres");
  await page.press("button", "Choisir dans le détail");
  const field = await page.driver.findElement(By.id("commune"));
  await field.sendKeys("saint martin");
  await page.until(async () => (await options(page)).length === 8, "answers");
  assert.deepEqual(await violations(page), []);
  await browser.viewport(page.driver, 320);
  assert.deepEqual(await page.run(overflow), []);
});
