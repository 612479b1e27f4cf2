// The page as its users meet it: controls found by role and accessible name, amounts read from data-cents.
import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import * as browser from "./chromium.mjs";
import { hosted, onDisk, tool } from "./tools.mjs";

export { browser, hosted, onDisk };
export { violations } from "./axe.mjs";
export { sample, thorough, variants } from "../thorough.mjs";
export const { Button, By, Key, Origin, error } = tool("selenium-webdriver");

export const titles = {
  acces: "Améliorer l’accès aux soins",
  parcours: "Organiser des parcours pluriprofessionnels autour du patient",
  prevention: "Développer des actions territoriales de prévention",
  crise: "Répondre aux crises sanitaires graves",
  qualite: "Développer la qualité et la pertinence des soins",
  accompagnement: "Accompagner les professionnels de santé sur le territoire",
};
export const names = {
  sizes: "Taille de la CPTS",
  population: "Nombre d’habitants",
  members: "Nombre de membres",
  signature: "Date de signature",
  rate: "Taux d’atteinte",
  slider: "Taux d’atteinte, curseur",
  drafting: "Première rédaction du plan",
  update: "Mise à jour du plan",
  occurred: "Une crise sanitaire grave survient",
  copy: "Copier le lien",
};
export const sizeName = (size) => new RegExp(`^Taille ${size}(?!\\d)`);

// Sentences whose exact words are the page's own business.
export const said = {
  lastValid: /derni(er|ère|ers|ères)\b[^.\n]*\bval(id|abl)es?\b/i,
  brokenLink: new RegExp("\\b(lien|adresse)\\b[^.\\n]*(incompl|tronqu|coup|abîm|illisible|inconnu|reconn|endommag|altér"
    + "|n’a pas|n’ont pas|ne se lit|mal formé|invalide)", "i"),
  notInForce: /\b(pas|plus|jamais)\b[^.\n]*\ben vigueur\b/gi,
  resume: /reprendre|retrouver|restaurer|récupérer|rouvrir/i,
  reset: /réinitialiser|tout remettre|remettre à zéro|recommencer/i,
  undo: /annuler|rétablir/i,
};

const selectors = {
  radio: "input[type=radio], [role=radio]",
  checkbox: "input[type=checkbox], [role=checkbox], [role=switch]",
  textbox: "input:not([type]), input[type=text], textarea, [role=textbox]",
  searchbox: "input[type=search]",
  slider: "input[type=range], [role=slider]",
  button: "button, [role=button]",
  link: "a[href]",
  group: "fieldset, [role=group]",
  radiogroup: "fieldset, [role=radiogroup]",
  region: "section, [role=region]",
  heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
};
// The elements whose texts may make up a name. The browser then says the names of these alone, one call for each.
const candidates = `const [selector, { words, pattern, flags }, within] = arguments;
  const plain = (text) => text.replace(/\\s+/g, ' ');
  const attributes = ['aria-label', 'title', 'placeholder', 'alt', 'value'];
  const texts = (element) => {
    const named = (element.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id));
    return [element, ...(element.labels ?? []), ...named].filter(Boolean).flatMap((source) => {
      const pieces = [];
      const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) pieces.push(walker.currentNode.data);
      const labels = [source, ...source.querySelectorAll('*')].flatMap((part) => attributes.map((name) => part.getAttribute(name)));
      return [pieces.join(''), pieces.join(' '), ...labels.filter(Boolean)].map(plain);
    });
  };
  const fits = pattern === undefined
    ? (all) => words.every((word) => all.some((text) => text.includes(word)))
    : (all) => all.some((text) => new RegExp(pattern, flags).test(text));
  return [...(within ?? document).querySelectorAll(selector)].filter((element) => fits(texts(element)))`;
/** A pattern that also fits where more text is around. */
const unanchored = ({ source }) => source.replace(/\(\?<?[!=][^)]*\)/g, "").replace(/^\^|\$$/g, "");
const passing = [error.StaleElementReferenceError, error.NoSuchElementError];
export const same = (wanted, name) => (wanted instanceof RegExp ? wanted.test(name) : wanted === name);
const plain = (text) => text.replace(/[\u00a0\u202f]/g, " ");

/** The two files that a page may ask of the host that it comes from. */
const beside = (opened) => ["hors-ligne.js", "manifest.webmanifest"]
  .filter(() => opened.startsWith("http")).map((file) => new URL(file, opened).href);

export class Page {
  static opened = new Set();

  constructor(driver, kind = browser) {
    this.driver = driver;
    this.browser = kind;
  }

  run(script, ...values) {
    return this.driver.executeScript(script, ...values);
  }

  /** Waits until `condition` gives something true, and returns it. */
  async until(condition, what, milliseconds = 15_000) {
    const attempt = async () => {
      try {
        return await condition();
      } catch (problem) {
        if (passing.some((kind) => problem instanceof kind)) return false;
        throw problem;
      }
    };
    return this.driver.wait(attempt, milliseconds, what, 20);
  }

  /** A new document, even where only the fragment differs. */
  async load(address = hosted) {
    await this.start(address);
    await this.ready();
  }

  async start(address) {
    Page.opened.add(address.split("#")[0]);
    await this.driver.get("about:blank");
    await this.until(() => this.run("return location.href === 'about:blank'"), "the page before is gone");
    await this.driver.get(address);
  }

  async ready() {
    await this.until(() => this.run("return typeof window.wasmBindings?.simulate === 'function'"), "the program runs");
    await this.browser.listen?.(this.driver);
    await this.frames();
    // Questions may wait behind a disclosure: open those that hold fields.
    await this.run(`for (const details of document.querySelectorAll('details'))
      if (details.querySelector('input, select')) details.open = true`);
  }

  /** Two frames: the one that follows an edit has been painted. */
  frames() {
    return this.driver.executeAsyncScript(
      "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
  }

  async all(role, name = /./, within) {
    const wanted = name instanceof RegExp ? { pattern: unanchored(name), flags: name.flags } : { words: name.split(/\s+/) };
    const elements = await this.run(candidates, selectors[role], wanted, within);
    const found = [];
    // One after the other: asked for all at once, the driver stalls on pages with many elements.
    const nameOf = this.browser.nameOf ?? ((element) => element.getAccessibleName());
    for (const element of elements) if (same(name, plain(await nameOf(element)))) found.push(element);
    return found;
  }

  async find(role, name, within) {
    let count = 0;
    const only = async () => {
      const found = await this.all(role, name, within);
      count = found.length;
      return count === 1 && found[0];
    };
    try {
      return await this.until(only, "");
    } catch {
      return assert.fail(`${count} elements are a ${role} named ${name}, not one`);
    }
  }

  group(mission) {
    return this.find("group", titles[mission]);
  }

  async click(element) {
    // A field drawn by its label is smaller than what people click.
    const target = await this.run(
      "const e = arguments[0]; const t = e.labels?.[0] ?? e; t.scrollIntoView({ block: 'center' }); return t", element);
    await target.click();
  }

  async press(role, name, within) {
    await this.click(await this.find(role, name, within));
  }

  size(size) {
    return this.press("radio", sizeName(size));
  }

  async select(mission, wanted = true) {
    const box = () => this.find("checkbox", titles[mission]);
    const done = async () => await (await box()).isSelected() === wanted;
    if (await done()) return;
    await this.click(await box());
    await this.until(done, `${mission} selected: ${wanted}`);
  }

  async within(mission, role, name) {
    return this.find(role, name, await this.group(mission));
  }

  /** Replaces the text of a field as typing does, then leaves it. */
  async type(element, text) {
    await this.run(`arguments[0].scrollIntoView({ block: 'center' });
      arguments[0].focus();
      arguments[0].select()`, element);
    await element.sendKeys(text || Key.DELETE, Key.TAB);
  }

  /** Replaces the text as a paste does: one input event, any character. */
  async paste(element, text) {
    await this.run(`const [field, text] = arguments;
      field.scrollIntoView({ block: 'center' });
      field.focus();
      field.select();
      document.execCommand(text ? 'insertText' : 'delete', false, text)`, element, text);
    await element.sendKeys(Key.TAB);
  }

  async fill(name, text) {
    await this.type(await this.find("textbox", name), text);
  }

  async rate(mission, text) {
    await this.type(await this.within(mission, "textbox", names.rate), text);
  }

  /** The one value in cents that every element with this path carries. */
  async cents(path) {
    const values = await this.run(`return [...document.querySelectorAll('[data-amount]')]
      .filter((element) => element.dataset.amount === arguments[0]).map((element) => element.dataset.cents)`, path);
    assert.ok(values.length > 0, `no element carries data-amount="${path}"`);
    assert.equal(new Set(values).size, 1, `${path} is shown as ${values}`);
    assert.match(values[0], /^-?\d+$/);
    return Number(values[0]);
  }

  /** Waits until the page shows this total, in euros. */
  async total(euros) {
    let cents;
    try {
      await this.until(async () => (cents = await this.cents("total")) === Math.round(euros * 100), "");
    } catch (problem) {
      if (cents === undefined) throw problem;
      assert.equal(cents / 100, euros, "total");
    }
  }

  /** Waits until the spoken total has caught up with the shown one. */
  announced() {
    return this.until(async () => {
      const spoken = await this.run("return document.querySelector('[role=status]').textContent");
      const written = (await this.cents("total") / 100).toLocaleString("fr-FR", { minimumFractionDigits: 2 });
      return spoken.includes(written.replace(/,00$/, ""));
    }, "the total is announced");
  }

  /** The text that a reader sees, with ordinary spaces. */
  async text(element) {
    return plain(await this.run("return (arguments[0] ?? document.body).innerText", element));
  }

  async says(pattern, what = String(pattern)) {
    await this.until(async () => (await this.text()).search(pattern) >= 0, `the page says ${what}`);
  }

  async saysNot(pattern) {
    let found;
    const silent = async () => {
      const text = await this.text();
      const index = text.search(pattern);
      found = text.slice(Math.max(0, index - 40), index + 160);
      return index < 0;
    };
    await this.until(silent, "", 2_500).catch(() => assert.fail(`the page says: ${found}`));
  }

  fragment() {
    return this.run("return location.hash");
  }

  /** What the form holds, as a user reads it; spaces inside a text do not count. */
  async fields() {
    const text = async (name, within) =>
      (await (await this.find("textbox", name, within)).getAttribute("value")).replace(/\s/g, "");
    const checked = async (role, name, within) => (await this.find(role, name, within)).isSelected();
    const fields = { sizes: [] };
    for (const size of [1, 2, 3, 4]) fields.sizes.push(await checked("radio", sizeName(size)));
    for (const name of ["population", "members", "signature"]) fields[name] = await text(names[name]);
    for (const [mission, title] of Object.entries(titles)) {
      if (!await checked("checkbox", title)) continue;
      const group = await this.group(mission);
      fields[mission] = mission === "crise"
        ? {
          update: await checked("radio", names.update, group),
          occurred: await checked("checkbox", names.occurred, group),
        }
        : await text(names.rate, group);
    }
    return fields;
  }

  /** Fails when the page asked anything of the network but itself and the two files beside it, or the console
   * holds an error. */
  async quiet({ complaints: counted = true } = {}) {
    const { requests, complaints } = await this.browser.activity(this.driver);
    const allowed = [...Page.opened].flatMap((opened) => [opened, ...beside(opened)]);
    const foreign = requests.map((url) => url.split("#")[0])
      .filter((url) => !/^(data|about):/.test(url) && !allowed.includes(url));
    assert.deepEqual(foreign, [], "requests other than the page itself and what keeps it ready offline");
    if (counted) assert.deepEqual(complaints, [], "console errors");
  }
}

/** One browser for the tests of a file or a suite; each of them must leave network and console quiet. */
export function shared(prepare = () => {}, kind = browser) {
  const page = new Page(undefined, kind);
  before(async () => {
    page.driver = await kind.launch();
    await prepare(page);
  });
  afterEach(() => page.quiet());
  after(() => page.driver && kind.close(page.driver));
  return page;
}

/** Opens a page of a fresh profile for the time of `visit`. */
export async function visitor(visit, options, kind = browser) {
  const page = new Page(await kind.launch(options), kind);
  try {
    await visit(page);
    await page.quiet();
  } finally {
    await kind.close(page.driver);
  }
}

// Boxes that stick out to the right by more than the argument, unless something scrolls or clips them on purpose.
export const overflow = `const [margin = 0] = arguments;
  const root = document.scrollingElement;
  const clipped = (node) => node && node !== document.body
    && (getComputedStyle(node).overflowX !== 'visible' || clipped(node.parentElement));
  const boxes = [...document.body.querySelectorAll('*')].filter((element) => !element.ownerSVGElement
    && element.checkVisibility() && element.getBoundingClientRect().width > 0 && !clipped(element.parentElement)
    && element.getBoundingClientRect().right > root.clientWidth + 1);
  return [...(root.scrollWidth > root.clientWidth + margin ? ['the page scrolls sideways'] : []),
    ...boxes.map((element) => element.outerHTML.slice(0, 100))]`;

/** Every section, the contract with a day of signature, and the notice of an altered link. */
export const sections = ["#/", "#/contrat?v=1&signature=2027-01-01&acces=80_limite&crise=redaction&fin=000000",
  "#/comparer", "#/structures", "#/bareme", "#/comprendre"];

export const core = { acces: {}, parcours: {}, prevention: {}, crise: {} };

/** A situation in which every field differs from the start: size 3 although 180 000 inhabitants are typed. */
export const elaborate = {
  scenario: {
    size: 3,
    population: 180_000,
    members: 120,
    signature: "2022-09-29",
    missions: {
      acces: { rate: 80 }, parcours: { rate: 33.33 }, prevention: {}, qualite: { rate: 0 }, accompagnement: {},
      crise: { plan: "update", occurred: true },
    },
  },
  async enter(page) {
    await page.fill(names.population, "180 000");
    await page.size(3);
    await page.fill(names.members, "120");
    await page.fill(names.signature, "29/09/2022");
    await page.rate("acces", "80");
    await page.rate("parcours", "33,33");
    await page.select("qualite");
    await page.rate("qualite", "0");
    await page.select("accompagnement");
    await page.press("radio", names.update, await page.group("crise"));
    await page.press("checkbox", names.occurred, await page.group("crise"));
    await page.total(elaborate.total);
  },
  // 75 000 + 56 250 + (90 000 + 28 000) + (45 000 + 14 998.50) + 35 000 + 15 000 + 20 000 + (22 500 + 67 500)
  total: 469_248.5,
};
