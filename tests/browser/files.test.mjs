// What leaves the page as a file, what comes back from one, and the note on paper.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { crc32, inflateRawSync } from "node:zlib";
import {
  browser, By, elaborate, hosted, Key, names, onDisk, sample, shared, thorough, titles, variants, visitor,
} from "./harness.mjs";

const root = await mkdtemp(join(tmpdir(), "cpts-files-"));
after(() => rm(root, { recursive: true, force: true }));
const page = shared();
// Files are read in a browser of their own: in the page, its security policy would complain about their styles.
let reader;
before(async () => {
  reader = await browser.launch();
  await reader.get("about:blank");
});
after(() => reader && browser.close(reader));

const buttons = { xlsx: "Classeur Excel", csv: "Tableau CSV", svg: "Graphique", json: "Scénario",
  html: "Enregistrer pour un usage hors ligne" };
const contractSection = "Contrat sur 5 ans";
const bare = (text) => text.replace(/\s/g, "");
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");
const utf8 = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
const today = () => new Date().toLocaleDateString("fr-FR");
const dated = () => new RegExp([today(), new Date().toLocaleDateString("fr-FR", { dateStyle: "long" }),
  new Date().toISOString().slice(0, 10)].map(bare).join("|"));

/** The fragment, once it has caught up with the last edit. */
async function link(guest = page) {
  let last;
  await guest.until(async () => {
    const before = last;
    await guest.driver.sleep(400);
    return (last = await guest.fragment()) === before;
  }, "the link is written");
  return last;
}
const query = async (guest = page) => (await link(guest)).split("?")[1];

async function go(name, guest = page) {
  await guest.press("link", name);
  await guest.frames();
  await guest.run("for (const each of document.querySelectorAll('main details')) if (each.querySelector('input')) each.open = true");
}

/** What arrives in a new directory after `act`: [{ name, bytes }]. */
async function received(act, { count = 1, guest = page } = {}) {
  const directory = await mkdtemp(join(root, "d-"));
  await browser.downloadTo(guest.driver, directory, { renamed: count > 1 });
  await act();
  let found;
  await guest.until(async () => (found = await readdir(directory)).length >= count
    && !found.some((name) => /\.crdownload$|^\./.test(name)), `${count} files arrive`);
  await guest.driver.sleep(count > 1 ? 500 : 50);
  found = await readdir(directory);
  assert.equal(found.length, count, `${found}`);
  return Promise.all(found.map(async (name) =>
    ({ name, path: join(directory, name), bytes: await readFile(join(directory, name)) })));
}
/** The file of this kind; asked for by keyboard, since a test of its own looks at what covers the buttons. */
async function exported(kind, guest = page) {
  await guest.run(`scrollTo(0, 0);
    [...document.querySelectorAll('main button')].find((button) => button.innerText === arguments[0])
      .focus({ preventScroll: true })`, buttons[kind]);
  const [file] = await received(() => guest.driver.actions().sendKeys(Key.ENTER).perform(), { guest });
  assert.match(file.name, /^[^\\/:*?"<>|\p{Cc}\p{Cf}\s.][^\\/:*?"<>|\p{Cc}]{0,150}\.[a-z]+$/u);
  assert.ok(file.name.isWellFormed() && file.name.endsWith(`.${kind}`) && /cpts/i.test(file.name), file.name);
  return file;
}

/** The files of a workbook, each with the right check. */
function unzipped(bytes) {
  assert.equal(bytes.subarray(0, 4).toString("latin1"), "PK\x03\x04");
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  const files = {};
  for (let at = bytes.readUInt32LE(end + 16), left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    assert.equal(bytes.subarray(at, at + 4).toString("latin1"), "PK\x01\x02");
    const [nameLength, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    const content = bytes.readUInt16LE(at + 10) ? inflateRawSync(packed) : packed;
    assert.equal(crc32(content), bytes.readUInt32LE(at + 16));
    files[bytes.subarray(at + 46, at + 46 + nameLength).toString()] = utf8(content);
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

/** Rows of a table as Excel in French reads it. */
function rows(bytes) {
  const text = utf8(bytes);
  assert.equal(text[0], "\ufeff");
  assert.ok(text.endsWith("\r\n"));
  assert.doesNotMatch(text.replaceAll("\r\n", ""), /[\r\n]/);
  return text.slice(1, -2).split("\r\n").map((line) => [...line.matchAll(/(?:^|;)(?:"((?:[^"]|"")*)"|([^";]*))(?=;|$)/g)]
    .map(([, quoted, simple]) => quoted?.replaceAll('""', '"') ?? simple));
}

/** XML as a browser reads it: its text, and what is wrong with it. */
const xml = (text) => reader.executeScript(`const parsed = new DOMParser().parseFromString(arguments[0], arguments[1]);
  return { text: parsed.documentElement.textContent, root: parsed.documentElement.localName,
    wrong: [...parsed.querySelectorAll('parsererror, script, image, foreignObject, [href], [onload]')].map((e) => e.outerHTML) }`,
text, "image/svg+xml");

const contract = { ...elaborate.scenario, balanceDelayMonths: 3, missions: { ...elaborate.scenario.missions, crise: {},
  acces: { rate: 80, start: "2023-01-10" }, parcours: { rates: [33.33, 50, 33.33, 33.33, 33.33] } } };
async function enterContract() {
  await page.load();
  await elaborate.enter(page);
  await go(contractSection);
  await page.type(await page.within("acces", "textbox", "Date de démarrage"), "10/01/2023");
  await page.type(await page.within("parcours", "textbox", /^Taux de l’\s?année 2$/), "50");
  await page.fill("Délai du solde", "3");
}
const plan = (guest = page) => guest.run("return window.wasmBindings.plan(arguments[0])", contract);
const euros = (amount) => amount.toFixed(2).replace(".", ",");
async function planTotal(guest, total) {
  await guest.until(async () => await guest.cents("plan.total") === Math.round(100 * total), "the total of five years");
}

for (const [where, enter] of variants([["Simulateur", async () => {
  await page.load();
  await elaborate.enter(page);
}], [contractSection, enterContract]])) {
  test(`${where}: every format arrives, complete and readable`, async () => {
    await enter();
    const address = hosted + await link();
    const five = where === contractSection ? await plan() : undefined;
    const says = (text) => {
      for (const part of [address, "nonofficiel", "avenant2"])
        assert.ok(bare(text).replaceAll("&amp;", "&").toLowerCase().includes(part.toLowerCase()), `no ${part}`);
      assert.match(bare(text), dated());
    };
    const table = rows((await exported("csv")).bytes);
    says(table.flat().join(" "));
    assert.match(table.flat().join(" "), /vérifié le \d/);
    assert.ok(table.some((row) => /^Total/.test(row[0]) && row.at(-1) === euros(elaborate.total)), "the total");
    for (const { index, total } of five?.years ?? [])
      assert.ok(table.some((row) => row[0] === String(index) && row.includes("Total") && row.at(-1) === euros(total)));
    for (const { date, amount } of five?.payments ?? []) {
      const day = date.split("-").reverse().join("/");
      assert.ok(table.some((row) => row.includes(day) && row.includes(euros(amount))), `${day}: ${amount}`);
    }
    for (const row of table) assert.doesNotMatch(row.at(-1), /^\d+([.]\d+|,\d)?$/, `an amount: ${row}`);

    const book = unzipped((await exported("xlsx")).bytes);
    assert.match(book["xl/workbook.xml"], /<sheet [^>]*name="[^"]+"/);
    for (const [name, text] of Object.entries(book)) assert.deepEqual((await xml(text)).wrong, [], name);
    const cells = Object.entries(book).filter(([name]) => /sheets\/|sharedStrings/.test(name)).map(([, text]) => text).join("");
    says(cells);
    assert.match(cells, /<f>/, "formulas");
    assert.ok(new RegExp(`<v>${elaborate.total}0?</v>`).test(cells), "the total");
    if (five) assert.ok(cells.includes(`<v>${five.total.toFixed(2)}</v>`), "the total of five years");

    const chart = utf8((await exported("svg")).bytes);
    const drawn = await xml(chart);
    assert.deepEqual([drawn.root, drawn.wrong], ["svg", []]);
    says(drawn.text);
    const outside = await reader.executeScript(`const frame = document.createElement('div');
      frame.innerHTML = arguments[0];
      document.body.append(frame);
      const box = frame.firstChild.getBoundingClientRect();
      const out = [...frame.querySelectorAll('text')].filter((e) => { const { left, right, bottom } = e.getBoundingClientRect();
        return left < box.left - 1 || right > box.right + 1 || bottom > box.bottom + 1 }).map((e) => e.textContent);
      frame.remove();
      return out`, chart);
    assert.deepEqual(outside, [], "text outside the chart");

    const file = JSON.parse(utf8((await exported("json")).bytes));
    assert.deepEqual([file.format, file.version, file.scenarios.length], ["simulateur-cpts", "1", 1]);
    assert.equal(file.scenarios[0].scenario, address.split("?")[1]);
    says(JSON.stringify(file).replaceAll("#/?", where === contractSection ? "#/contrat?" : "#/?"));
  });

  thorough(`${where}: the saved page starts with the same, works, and is saved again from disk`, async () => {
    await enter();
    const fragment = await query();
    const five = where === contractSection ? await plan() : undefined;
    let { path } = await exported("html");
    for (const copy of ["first", "second"]) {
      await page.load(pathToFileURL(path).href);
      await page.total(elaborate.total);
      if (five) {
        await go(contractSection);
        await planTotal(page, five.total);
      }
      const { scenarios } = JSON.parse(utf8((await exported("json")).bytes));
      assert.equal(scenarios[0].scenario, fragment, `${copy} copy`);
      if (copy === "first") ({ path } = await exported("html"));
    }
    if (five) await go("Simulateur");
    await page.size(1);
    await page.until(async () => await page.cents("total") !== Math.round(100 * elaborate.total), "the copy computes");
  });
}

thorough("nothing covers the exports, wherever the page stands", async () => {
  await enterContract();
  const covered = [];
  const all = [];
  for (const name of Object.values(buttons)) all.push(await page.find("button", name));
  for (const width of [1440, 1100, 768, 360]) {
    await browser.viewport(page.driver, width);
    covered.push(...(await page.run(`return arguments[0].map((button) => {
      button.scrollIntoView({ block: 'center' });
      const { left, right, top, bottom } = button.getBoundingClientRect();
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return !button.contains(hit) && button.innerText + ' is under ' + hit?.outerHTML.slice(0, 60);
    }).filter(Boolean)`, all)).map((each) => `${width} px: ${each}`));
  }
  await browser.viewport(page.driver, 1440);
  assert.deepEqual(covered, []);
});

thorough("twice at once gives two files, whatever the format", async () => {
  await page.load();
  for (const name of Object.values(buttons)) {
    const button = await page.find("button", name);
    await page.run("arguments[0].scrollIntoView({ block: 'center' })", button);
    const both = await received(() => page.driver.actions().doubleClick(button).perform(), { count: 2 });
    assert.deepEqual(both[0].bytes, both[1].bytes, name);
    assert.ok(both[0].bytes.length > 300, name);
  }
});

thorough("a scenario comes back from its file in a fresh profile, bit for bit", async () => {
  const files = [];
  const note = async () => files.push({ fragment: await query(), path: (await exported("json")).path });
  await enterContract();
  await note();
  await go("Simulateur");
  await page.rate("acces", "66,66");
  await page.select("acces", false);
  await page.select("qualite", false);
  await note();
  await page.click(await page.driver.findElement(By.css("input[type=radio][id$=projet-2019]")));
  await page.says(/n’est pas en vigueur/);
  await note();
  await visitor(async (guest) => {
    const open = async (path) => (await guest.driver.findElement(By.css("main input[type=file]"))).sendKeys(path);
    await guest.load();
    for (const { fragment, path } of files) {
      for (const again of [false, true]) {
        if (again) await guest.size(1);
        await open(path);
        await guest.until(async () => (await guest.fragment()).split("?")[1] === fragment, "").catch(async () =>
          assert.equal((await guest.fragment()).split("?")[1], fragment));
        if (!again) assert.equal(await query(guest), fragment, "and stays");
      }
    }
    assert.equal((await guest.all("checkbox", titles.crise)).length, 0, "the tariff of 2019 has no crisis mission");
    await guest.click(await guest.driver.findElement(By.css("input[type=radio][id$=aci-2022]")));
    assert.ok(await (await guest.find("checkbox", titles.crise)).isSelected(), "the mission set aside is back");
    await guest.select("acces");
    assert.equal(await (await guest.within("acces", "textbox", names.rate)).getAttribute("value"), "66,66");
    await go(contractSection, guest);
    const start = await guest.within("acces", "textbox", "Date de démarrage");
    assert.equal(await start.getAttribute("value"), "10/01/2023");
  });
});

const hostile = ['=HYPERLINK("x";"y")', "+1", "@SUM(1)", "-2+3", "\t=1", 'a;b"c\r\nd=e\n=f', "=" + "n".repeat(4_999),
  "👩‍⚕️ Équipe <b>&amp;", "..\\..//x:*?|", "CON"];
thorough("a name typed in Comparer is carried, and never runs as a formula or breaks a file name", async () => {
  await page.load();
  for (const name of hostile) {
    await go("Comparer");
    await page.paste(await page.find("textbox", "Nom du scénario"), name);
    await page.press("button", "Garder ce scénario");
    await page.frames();
    const shown = (await page.run(`return [...document.querySelectorAll('main [role=group] input[type=text]')].at(-1).value`));
    assert.ok(bare(name).startsWith(bare(shown).slice(0, 40).replace(/\(\d+\)$/, "")), `kept as ${shown}`);
    await go("Simulateur");
    const table = rows((await exported("csv")).bytes);
    for (const cell of table.flat()) assert.doesNotMatch(cell, /^\s*[=+@-]/, "a formula");
    assert.ok(table.flat().some((cell) => cell.includes(shown)), `the table carries ${shown}`);
    const book = unzipped((await exported("xlsx")).bytes);
    const sheets = Object.entries(book).filter(([path]) => /sheets\/|sharedStrings/.test(path)).map(([, text]) => text);
    for (const sheet of sheets)
      for (const [, formula] of sheet.matchAll(/<f[^>]*>([^<]*)/g)) assert.doesNotMatch(formula, /HYPERLINK|SUM\(1\)|nnnn|2\+3/);
    const text = (await Promise.all(sheets.map(xml))).map((each) => each.text).join("\n");
    assert.ok(text.includes(shown), `the workbook carries ${shown}`);
    const drawn = await xml(utf8((await exported("svg")).bytes));
    assert.deepEqual(drawn.wrong, []);
    assert.ok(bare(drawn.text).includes(bare(shown).slice(0, 20)), `the chart carries ${shown}`);
    assert.equal(JSON.parse(utf8((await exported("json")).bytes)).scenarios[0].nom, shown);
  }
});

thorough("from disk, no file and no note carries the place of the page", async () => {
  await page.load(onDisk);
  await elaborate.enter(page);
  const local = new URL(onDisk).pathname.split("/").slice(1, -1).join("/");
  const leaks = (text) => ["file:", local].filter((each) => text.includes(each));
  for (const kind of Object.keys(buttons)) {
    const { bytes } = await exported(kind);
    const text = kind === "xlsx" ? Object.values(unzipped(bytes)).join() : utf8(bytes);
    assert.deepEqual(leaks(text), [], kind);
  }
  assert.deepEqual(leaks(await paper()), [], "on paper");
});

/** The text of the printed page. */
async function paper() {
  const { data } = await page.driver.sendAndGetDevToolsCommand("Page.printToPDF", { displayHeaderFooter: false });
  const pdf = Buffer.from(data, "base64");
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  try {
    return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1e8 });
  } catch (problem) {
    if (problem.code !== "ENOENT") throw problem;
  }
  await browser.emulate(page.driver, { media: "print" });
  const text = await page.run("return document.body.innerText");
  await browser.emulate(page.driver, {});
  return text;
}

for (const [where, enter, wanted] of [
  ["Simulateur", async () => {
    await page.load();
    await elaborate.enter(page);
  }, ["180 000", "120", "29/09/2022|29 septembre 2022", "45 000 € × 33,33 %", "35 000 € × 80 %", "469 248,50 €", "14 998,50 €",
    "I-02", "I-03"]],
  [contractSection, enterContract, ["29/09/2022|29 septembre 2022", "10/01/2023|10 janvier 2023", "3 mois", "33,33 %", "120"]],
]) {
  thorough(`${where}: the note on paper carries what a funder asks for, and no button`, async () => {
    await enter();
    const address = await link();
    const text = plain(await paper());
    const missing = [...wanted, "Taille 3", "Journal officiel", "Interprétation", "Source", "avenant 2", "vérifié le \\d",
      "non officiel", ...Object.values(titles)]
      .filter((each) => !new RegExp(bare(each.replaceAll("?", "\\?")), "i").test(bare(text)));
    if (!bare(text).includes(address)) missing.push(address);
    if (!dated().test(bare(text))) missing.push("the date");
    if (where === contractSection) {
      const { total, payments, calendarYears } = await plan();
      for (const { date, amount } of payments) {
        const day = date.split("-").reverse().join("/");
        const line = bare(`${day}.*${plain(amount.toLocaleString("fr-FR", { minimumFractionDigits: amount % 1 ? 2 : 0 }))}`);
        if (!new RegExp(line).test(bare(text))) missing.push(line);
      }
      for (const amount of [total, ...calendarYears.map((each) => each.amount)]) {
        const figure = bare(amount.toLocaleString("fr-FR", { minimumFractionDigits: amount % 1 ? 2 : 0 }));
        if (!bare(text).includes(figure)) missing.push(figure);
      }
    }
    assert.deepEqual(missing, []);
    for (const control of ["Copier le lien", "Imprimer", "Garder", "Réinitialiser", "Enregistrer", "Ouvrir un fichier",
      "voir le calcul", "À la limite légale", "Aller au contenu", "Changer"])
      assert.ok(!bare(text).includes(bare(control)), `on paper: ${control}`);
  });
}

const query4 = "v=1&bareme=aci-2022&taille=4&acces=100&parcours=100&prevention=100&crise=redaction&qualite=non"
  + "&accompagnement=non&fin=144b78";
const shelf = (...scenarios) => JSON.stringify({ format: "simulateur-cpts", version: "1", scenarios });
const foreign = {
  "facture.pdf": Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "latin1"), "vide.json": "", "gros.json": "[" + " ".repeat(6e6) + "]",
  "autre.json": '{"name":"x","version":"1.0.0"}', "liste.json": shelf(), "futur.json": shelf().replace('"1"', '"2"'),
  "altéré.json": shelf({ nom: "x", scenario: query4.replace("taille=4", "taille=2") }),
  "nul.json": shelf({ nom: null, scenario: null }), "profond.json": "[".repeat(1e5),
};
for (const [where, fragment, names] of variants([["Simulateur", "#/", Object.keys(foreign)],
  ["Comparer", "#/comparer", ["facture.pdf", "altéré.json"]]])) {
  test(`${where}: a foreign file is refused in words, spoken too, and changes nothing`, async () => {
    const problems = [];
    await page.load(`${hosted}#/?${query4}`);
    await page.press("button", "Garder");
    await page.until(() => page.run("return localStorage.getItem('simulateur-cpts/scenarios/1')"), "one scenario is kept");
    for (const name of sample(names, 3)) {
      await page.load(`${hosted}${fragment}?${query4}`);
      const path = join(root, name);
      await writeFile(path, foreign[name]);
      const state = () => page.run("return [location.hash, localStorage.getItem('simulateur-cpts/scenarios/1')]");
      const [before, text] = [await state(), await page.text()];
      await (await page.driver.findElement(By.css("main input[type=file]"))).sendKeys(path);
      let fresh = "";
      await page.until(async () => (fresh = (await page.text()).split("\n").filter((line) => !text.includes(line)).join(" ")),
        "", 2_000).catch(() => problems.push(`${name}: the page says nothing`));
      if (fresh && !/fichier|scénario/i.test(fresh)) problems.push(`${name}: it says ${fresh}`);
      if (/gros/.test(name) && fresh && !/gros|lourd|volumineux|taille|Mo\b/i.test(fresh))
        problems.push(`${name}: it does not say that the file is too big: ${fresh}`);
      await page.until(() => page.run(`return [...document.querySelectorAll('[role=status], [role=alert]')]
        .some((e) => e.checkVisibility() && /fichier|illisible|pas pu|abîm/i.test(e.textContent))`), "", 1_000)
        .catch(() => problems.push(`${name}: nothing is spoken`));
      assert.deepEqual(await state(), before, name);
    }
    assert.deepEqual(problems, []);
  });
}
