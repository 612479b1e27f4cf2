// What the page can look like, section by section: each entry opens the page and brings it there.
import { browser, By, elaborate, hosted, Key, names, sections } from "./harness.mjs";

const contract = "taille=4&habitants=180000&membres=120&signature=2027-01-01&acces=80_limite&crise=redaction";
const shelf = "simulateur-cpts/scenarios/1";
const four = { Petite: "taille=1&acces=33.33&crise=mise-a-jour", "Avec calendrier": contract, Grande: "taille=4&parcours=50" };

/** The query that the page itself writes for these pairs, with its check at the end. */
async function query(page, pairs) {
  await page.load(`${hosted}#/?v=1&${pairs}&fin=000000`);
  return page.run("return document.querySelector('meta[name=cpts-etat]').content");
}

const openDetails = (page) => page.run("for (const d of document.querySelectorAll('details')) d.open = true");
const openExplanations = async (page) => {
  await page.run("for (const b of document.querySelectorAll('main button[aria-expanded=false]')) b.click()");
  await page.frames();
};

/** Picks one intercommunalité, and leaves the answers to another question open. */
export async function askForCommunes(page) {
  await page.run("document.querySelector('.cpts-picker').open = true");
  const field = await page.until(() => page.driver.findElement(By.id("commune")), "the list of communes is there");
  await field.sendKeys("faucigny glieres");
  await page.until(() => page.run("return document.querySelectorAll('[role=option]').length > 0"), "answers");
  await field.sendKeys(Key.ENTER);
  await page.press("button", "Choisir dans le détail");
  await field.sendKeys("saint martin");
  await page.until(() => page.run("return document.querySelectorAll('[role=option]').length > 2"), "more answers");
}

async function compareFour(page) {
  const scenarios = [];
  for (const [nom, pairs] of Object.entries(four)) scenarios.push({ nom, scenario: await query(page, pairs) });
  const shown = await query(page, "taille=2&signature=2027-03-01&acces=80&crise=redaction");
  await page.run("localStorage.setItem(...arguments)", shelf,
    JSON.stringify({ format: "simulateur-cpts", version: "1", scenarios }));
  await page.load(`${hosted}#/comparer?${shown}`);
  for (const box of await page.all("checkbox", /^Comparer/)) if (!await box.isSelected()) await page.click(box);
  await page.press("button", "Dupliquer", await page.find("group", "Petite"));
  await page.press("button", "Supprimer", await page.find("group", /^Petite./));
  await page.until(() => page.run("return document.querySelector('.cpts-grid tr').cells.length === 5"), "four side by side");
  await page.run("localStorage.clear()");
}

/** Runs `enter` while scripts are off, or while the program cannot start. */
const broken = (spoil, then) => ({ async enter(page) {
  const mend = await spoil(page);
  try {
    await page.start(hosted);
    await then(page);
  } finally {
    await mend();
  }
} });
const withoutScripts = async (page) => {
  await browser.blockScripts(page.driver, true);
  return () => browser.blockScripts(page.driver, false);
};
const withoutProgram = (page) => browser.beforeEachPage(page.driver, "delete window.WebAssembly");

/** Name, and how a fresh page gets there; the first ones are the sections as they open, every answer unfolded. */
export const states = [
  ...sections.map((fragment) => [fragment.split("?")[0], { async enter(page) {
    await page.load(hosted + fragment);
    await openDetails(page);
  } }]),
  ["wrong fields, alerts and a notice", { async enter(page) {
    await page.load(`${hosted}#/?x=1`);
    await page.fill(names.population, "79 500");
    await page.size(4);
    await page.fill(names.members, "95");
    await page.fill(names.signature, "31/02/2026");
    await page.rate("acces", "101");
    await page.select("parcours", false);
    await openDetails(page);
  } }],
  ["every line of the year, every explanation open", { async enter(page) {
    await page.load();
    await elaborate.enter(page);
    await openExplanations(page);
  } }],
  ["after a reset, a copy and a kept scenario", { async enter(page) {
    await page.load();
    await page.size(1);
    await page.press("button", "Garder");
    await page.press("button", "Réinitialiser");
    await page.frames();
    await page.run("localStorage.clear()");
  } }],
  ["an offer to take up the last visit", { async enter(page) {
    await page.load();
    await page.size(1);
    await page.until(() => page.run("return localStorage.length > 0"), "the device keeps it");
    await page.load();
    await page.says(/reprendre/i);
    await page.run("localStorage.clear()");
  } }],
  ["communes being searched and picked", { async enter(page) {
    await page.load();
    await askForCommunes(page);
  } }],
  ["a tariff that is not in force", { async enter(page) {
    await page.load(`${hosted}#/?${await query(page, "bareme=projet-2019&taille=2&acces=100&crise=mise-a-jour")}`);
    await openDetails(page);
  } }],
  ["#/contrat without a signature", { enter: (page) => page.load(`${hosted}#/contrat`) }],
  ["#/contrat with late starts, a wrong date and explanations", { async enter(page) {
    await page.load(`${hosted}#/contrat?${await query(page, contract)}`);
    await page.type(await page.driver.findElement(By.id("debut-acces")), "01/12/2030");
    await page.type(await page.driver.findElement(By.id("debut-crise")), "01/12/2020");
    await page.run(`for (const part of document.querySelectorAll('main section')) {
      const buttons = part.querySelectorAll('button[aria-expanded=false]');
      buttons[buttons.length >> 1]?.click();
    }`);
    await page.frames();
  } }],
  ["#/comparer with four scenarios and one removed", { enter: compareFour }],
  ["#/structures with wrong fields", { async enter(page) {
    await page.load(`${hosted}#/structures`);
    for (const field of await page.all("textbox")) await page.type(field, "beaucoup");
  } }],
  ["an entry of the help and a search", { async enter(page) {
    await page.load(`${hosted}#/comprendre/cpam`);
    const field = await page.find("searchbox", /^Chercher/);
    await field.sendKeys("majoration de 10");
    await page.says(/Le barème en parle aussi/);
  } }],
  ["without JavaScript", broken(withoutScripts, async () => {})],
  ["the notice that the program cannot run", broken(withoutProgram, async (page) => {
    const sentence = await page.driver.findElement(By.id("panne"));
    await page.until(() => sentence.isDisplayed(), "the sentence is visible");
    await page.quiet({ complaints: false }); // a failure may be said in the console
  })],
];
