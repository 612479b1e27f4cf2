// The section "Comparer": scenarios kept on the device under a name, and up to four of them side by side.
import assert from "node:assert/strict";
import { beforeEach } from "node:test";
import {
  browser, By, elaborate, hosted, Key, names, overflow, shared, sizeName, thorough, violations, visitor,
} from "./harness.mjs";

const page = shared(prepare);
const shelf = "simulateur-cpts/scenarios/1";
const address = `${hosted}#/comparer`;
const nameField = "Nom du scénario";
const keepButton = "Garder ce scénario";
const sum = (amounts) => amounts.reduce((cents, amount) => cents + Math.round(100 * amount), 0) / 100;
const written = (amount) => amount.toLocaleString("fr-FR", { minimumFractionDigits: amount % 1 ? 2 : 0 });
const keys = (...pressed) => page.driver.actions().sendKeys(...pressed).perform();
const storage = (guest = page) => guest.run("return { ...localStorage }");
const stored = async (guest = page) =>
  JSON.parse((await storage(guest))[shelf] ?? '{"scenarios":[]}').scenarios.map(({ nom }) => nom);
const query = async () => (await page.fragment()).split("?")[1];
const kept = (name, guest = page) => guest.find("group", name);
const status = () => page.run("return [...document.querySelectorAll('[role=status]')].map((e) => e.textContent).join(' & ')");

/** The names in the list. */
const listed = (guest = page) => guest.run(`return [...document.querySelectorAll('[role=group]')]
  .filter((group) => group.querySelector('input[type=text]') && /Dupliquer/.test(group.innerText))
  .map((group) => group.ariaLabel ?? document.getElementById(group.getAttribute('aria-labelledby')).innerText)`);
const shows = (expected, guest = page) => guest.until(async () =>
  (await listed(guest)).join("\n").replaceAll("\u00a0", " ") === expected.join("\n"), "").catch(async () =>
  assert.deepEqual((await listed(guest)).map((name) => name.replaceAll("\u00a0", " ")), expected));

/** A window writes in its turn, a moment after it shows what it writes. */
const holds = (...expected) => {
  const sorted = (all) => all.map((name) => name.replaceAll("\u00a0", " ")).sort().join();
  return page.until(async () => sorted(await stored()) === sorted(expected), `the device holds ${expected}`);
};

async function keep(name, guest = page) {
  await guest.paste(await guest.find("textbox", nameField), name);
  await guest.click(await guest.run(`return [...document.querySelectorAll('main button')]
    .find((button) => button.innerText === arguments[0])`, keepButton));
  await guest.frames();
}

/** Scenarios entered once as a user does; `contract` is what the engine is given for them. */
const scenarios = {
  Petit: { contract: { size: 1, missions: { acces: { rate: 33.33 }, crise: {} } }, async enter() {
    await page.size(1);
    await page.rate("acces", "33,33");
    for (const id of ["parcours", "prevention"]) await page.select(id, false);
  } },
  Complet: { contract: elaborate.scenario, enter: () => elaborate.enter(page) },
  Majoré: { contract: { size: 4, members: 120, signature: "2027-03-15", missions: { acces: {}, parcours: { rate: 50 },
    prevention: {}, crise: { plan: "drafting" }, qualite: {} } }, async enter() {
    await page.size(4);
    await page.fill(names.members, "120");
    await page.fill(names.signature, "15/03/2027");
    await page.rate("parcours", "50");
    await page.select("qualite");
  } },
  Moyen: { contract: { size: 2, signature: "2028-02-29", missions: { acces: {}, prevention: { rate: 0 } } }, async enter() {
    await page.size(2);
    await page.fill(names.signature, "29/02/2028");
    await page.rate("prevention", "0");
    for (const id of ["parcours", "crise"]) await page.select(id, false);
  } },
};
const seeded = (...wanted) => JSON.stringify({ format: "simulateur-cpts", version: "1",
  scenarios: wanted.map((name) => ({ nom: name, scenario: scenarios[name].query })) });

/** Opens the section, on a device that holds this text, with this scenario shown. */
async function open(text, shown) {
  await page.run("localStorage.clear(); if (arguments[0] !== null) localStorage.setItem(arguments[1], arguments[0])",
    text ?? null, shelf);
  await page.load(shown ? `${address}?${scenarios[shown].query}` : address);
}

/** Notes the link of each scenario. */
async function prepare() {
  for (const scenario of Object.values(scenarios)) {
    await page.load();
    await scenario.enter();
    await page.driver.sleep(600);
    scenario.query = await query();
  }
}
beforeEach(async () => {
  await browser.emulate(page.driver, {});
  await browser.viewport(page.driver, 1440);
});

thorough("kept, renamed, duplicated, deleted, restored: the list and the device agree, after a reload too", async () => {
  await open();
  const stays = async (...expected) => {
    await shows(expected);
    await holds(...expected);
    await page.load(address);
    await shows(expected);
  };
  for (const name of ["Un", "Deux", "Trois"]) await keep(name);
  await stays("Un", "Deux", "Trois");
  await page.type(await page.find("textbox", "Nom", await kept("Deux")), "Second");
  await stays("Un", "Second", "Trois");
  await page.press("button", "Dupliquer", await kept("Un"));
  await page.until(async () => (await listed()).length === 4, "there are four");
  const copy = (await listed()).find((name) => !["Un", "Second", "Trois"].includes(name));
  assert.match(copy, /Un/);
  await stays(...await listed());
  await page.press("button", /^Supprimer/, await kept(copy));
  await shows(["Un", "Second", "Trois"]);
  await page.press("button", /^Supprimer/, await kept("Second"));
  await shows(["Un", "Trois"]);
  await page.press("button", "Annuler la suppression");
  await stays("Un", "Second", "Trois");
  await page.press("button", /^Supprimer/, await kept("Un"));
  await stays("Second", "Trois");
  assert.equal((await page.all("button", "Annuler la suppression")).length, 0);
});

thorough("names: empty, the same again, very long, markup, bidi controls", async () => {
  await open();
  await keep("");
  await keep("Même nom");
  await keep("Même nom");
  await keep("x".repeat(10_000));
  await keep("a" + "😀".repeat(5_000));
  await keep("<img src=x onerror=\"window.broken=1\">");
  await keep("avant\u202eerrière\u2066dedans\u200f");
  await keep("   ");
  await page.type(await page.find("textbox", "Nom", await kept("Même nom")), "Même nom (2)");
  await page.frames();
  await page.load(address);
  const all = await listed();
  assert.equal(all.length, 8);
  assert.equal(new Set(all).size, 8, `each has its own name: ${all.map((name) => name.slice(0, 30))}`);
  assert.match(all[0], /\p{L}/u, "an empty name gets one");
  assert.ok(all.some((name) => /^Même nom\s?\(?2\)?$/.test(name)), "the second of a name gets a number");
  for (const name of all) {
    assert.ok(name.trim() && name.length <= 250, `${name.length} characters`);
    assert.ok(name.isWellFormed(), "half a character");
    assert.doesNotMatch(name, /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
  }
  assert.equal(all[5], "<img src=x onerror=\"window.broken=1\">");
  for (const name of all.slice(3, 7)) {
    const box = await page.find("checkbox", /^Comparer/, await kept(name.replaceAll("\u00a0", " ")));
    if (await box.isEnabled() && !await box.isSelected()) await page.click(box);
  }
  await page.frames();
  assert.deepEqual(await page.run("return [document.images.length, window.broken ?? null]"), [0, null]);
  await browser.viewport(page.driver, 320);
  assert.deepEqual(await page.run(overflow), []);
});

/** Rows of the tables as read: [label, [amount, difference], …]. */
const tables = () => page.run(`return [...document.querySelectorAll('[aria-label="Résultat"] table')].map((table) =>
  [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim().split(/\\s*\\n\\s*/))))`);

const yearRows = [[/^Fonctionnement$/, "functioning"], [/additionnel/i, "additional"], [/parts fixes/i, "fixed"],
  [/parts variables/i, "variable"], [/majoration/i, "uplift"], [/^Financement annuel/, "total"],
  [/année habituelle/i, "usualYear"]];
function planRow(label, plan) {
  const year = label.match(/année\s(\d)/)?.[1];
  if (year) return plan.years[year - 1].total;
  if (/sur cinq ans/.test(label)) return plan.total;
  assert.match(label, /douze premiers mois/);
  return sum(plan.payments.filter(({ date }) => date < plan.years[0].to).map(({ amount }) => amount));
}
function difference(amount, base) {
  const gap = sum([amount, -base]);
  if (!gap) return /^=?$/;
  const sign = gap > 0 ? "\\+" : "−";
  const share = (Math.round(Math.abs(1000 * gap / base)) / 10).toLocaleString("fr-FR");
  const part = base ? ` \\(${sign}\u00a0?${share.includes(",") ? share : `${share}(,0)?`}\u00a0%\\)` : "(?! \\()";
  return new RegExp(`^${sign}\u00a0?${written(Math.abs(gap))}\u00a0€${part}$`);
}

/** Every cell of both tables against the engine, differences computed here. */
async function right(columns) {
  const engine = await page.run(`return arguments[0].map(({ prorateVariable, ...contract }) => {
    const year = window.wasmBindings.simulate(contract);
    const missions = Object.fromEntries(Object.entries(contract.missions).map(([id, choice]) =>
      [id, id === 'crise' ? {} : choice])); // the crises of a contract are entered by year
    return { year, plan: contract.signature && window.wasmBindings.plan({ ...contract, missions }) } })`,
  columns.map((name) => scenarios[name].contract));
  let seen;
  await page.until(async () => (seen = await tables())[0]?.[0].length === columns.length + 1, "the tables have their columns");
  const [one, five] = seen;
  const check = (rows, expected) => {
    for (const [index, name] of columns.entries()) {
      const head = rows[0][index + 1][0];
      assert.equal(head, index ? name : "Affiché");
    }
    for (const [[label], ...cells] of rows.slice(1)) {
      const amounts = engine.map((each) => expected(label, each));
      for (const [index, [amount, gap = ""]] of cells.entries()) {
        const where = `${label}, ${columns[index]}`;
        if (amounts[index] === undefined) {
          assert.match(amount, /^[–—]/, where);
          continue;
        }
        assert.equal(amount, written(amounts[index]), where);
        if (index && amounts[0] !== undefined) assert.match(gap, difference(amounts[index], amounts[0]), where);
        else assert.equal(gap, "", where);
      }
    }
  };
  const fields = [];
  check(one, (label, { year }) => {
    const field = yearRows.find(([pattern]) => pattern.test(label))?.[1];
    assert.ok(field, `what is "${label}"?`);
    if (!fields.includes(field)) fields.push(field);
    return year[field];
  });
  for (const field of ["functioning", "additional", "fixed", "variable", "uplift", "total", "usualYear"])
    assert.ok(fields.includes(field) || engine.every(({ year }) => !year[field]), `no row for ${field}`);
  assert.equal(five !== undefined, engine.some(({ plan }) => plan), "a second table where a signature is known");
  if (five) {
    assert.equal(five.length, 8, "five years, their sum, the first twelve months");
    check(five, (label, { plan }) => (plan ? planRow(label, plan) : undefined));
  }
}

const box = async (name) => page.find("checkbox", /^Comparer/, await kept(name));
async function set(name, wanted) {
  if (await (await box(name)).isSelected() !== wanted) await page.click(await box(name));
  await page.until(async () => await (await box(name)).isSelected() === wanted, `${name} is compared: ${wanted}`);
}

thorough("two, three and four side by side: the engine's amounts, exact differences", async () => {
  await open(seeded("Petit", "Complet", "Majoré", "Moyen"), "Complet");
  for (const name of ["Petit", "Complet", "Majoré", "Moyen"]) await set(name, false);
  const columns = ["Complet"];
  for (const name of ["Petit", "Majoré", "Moyen"]) {
    await set(name, true);
    columns.push(name);
    await right(columns);
  }
  await page.load(`${address}?${scenarios.Petit.query}`);
  for (const name of ["Petit", "Complet", "Majoré", "Moyen"]) await set(name, false);
  await set("Moyen", true);
  await right(["Petit", "Moyen"]);
  await set("Petit", true);
  const [[, ...rows]] = await tables();
  for (const [[label], [amount], [same, gap]] of rows) assert.deepEqual([same, gap], [amount, "="], label);
});

thorough("a fourth kept scenario cannot be added, and its box says why", async () => {
  await open(seeded("Petit", "Majoré", "Moyen", "Complet"), "Complet");
  for (const name of ["Petit", "Majoré", "Moyen"]) await set(name, true);
  for (const act of [async () => page.click(await box("Complet")), async () => (await box("Complet")).sendKeys(" ")]) {
    await act().catch(() => {}); // a disabled box takes neither
    await page.frames();
    assert.equal(await (await box("Complet")).isSelected(), false, "it is not ticked");
    assert.equal((await tables())[0][0].length, 5);
  }
  assert.match(await page.text(await kept("Complet")), /trois/);
  assert.equal(await (await box("Complet")).getAccessibleName(), "Comparer", "its name does not change");
});

thorough("opening a kept scenario shows exactly it, and back shows the former one", async () => {
  await page.load(`${hosted}#/?${scenarios.Complet.query}`);
  const fields = await page.fields();
  await open(seeded("Complet"), "Petit");
  await page.press("button", "Ouvrir", await kept("Complet"));
  await page.total(elaborate.total);
  assert.equal(await page.fragment(), `#/?${scenarios.Complet.query}`);
  assert.deepEqual(await page.fields(), fields);
  await page.driver.navigate().back();
  await page.until(async () => await query() === scenarios.Petit.query, "the former scenario is back");
  await page.press("link", "Simulateur");
  await page.total(await page.run("return window.wasmBindings.simulate(arguments[0]).total", scenarios.Petit.contract));
  assert.equal((await page.fields()).acces, "33,33");
  await holds("Complet");
});

thorough("two tabs: what one keeps appears in the other, and neither loses anything", async () => {
  await open();
  const first = await page.driver.getWindowHandle();
  await page.driver.switchTo().newWindow("tab");
  await page.load(address);
  const second = await page.driver.getWindowHandle();
  const tab = (handle) => page.driver.switchTo().window(handle);
  try {
    await keep("du second");
    await tab(first);
    await shows(["du second"]);
    await keep("du premier");
    await tab(second);
    await shows(["du second", "du premier"]);
    // The second sleeps, as phones make hidden tabs do: it hears of nothing until it keeps one itself.
    const awake = await browser.beforeEachPage(page.driver,
      "addEventListener('storage', (event) => event.stopImmediatePropagation(), true)");
    await page.load(address);
    await awake();
    await tab(first);
    await keep("A");
    await tab(second);
    await page.driver.sleep(300);
    assert.equal((await listed()).includes("A"), false, "this tab sleeps");
    await keep("B");
    await holds("A", "B", "du premier", "du second");
    await page.load(address);
    for (const handle of [first, second]) {
      await tab(handle);
      await page.until(async () => (await listed()).length === 4, "four are listed");
    }
    await page.press("button", /^Supprimer/, await kept("A"));
    await tab(first);
    await page.until(async () => !(await listed()).includes("A"), "it is gone here too");
    await keep("C");
    await holds("B", "C", "du premier", "du second");
    await tab(second);
    await page.until(async () => (await listed()).includes("C"), "C is here");
    await page.press("button", "Annuler la suppression");
    await page.frames();
    await holds("A", "B", "C", "du premier", "du second");
  } finally {
    await tab(second);
    await page.driver.close();
    await tab(first);
  }
});

const damaged = {
  garbage: ["\u0000\ufffd rien de lisible"], truncated: [() => seeded("Petit", "Complet").slice(0, -40)],
  "of another version": [() => seeded("Petit").replace('"version":"1"', '"version":"2"')],
  "of another kind": ["[1,2,3]"], "with names that are not text": [() => seeded("Petit").replace('"Petit"', "{}")],
  "altered in one entry of three": [() => seeded("Petit", "Complet", "Moyen").replace("membres=120", "membres=121"),
    "Petit", "Moyen"],
};
for (const [name, [text, ...valid]] of Object.entries(damaged)) {
  thorough(`a device whose text is ${name}: said, nothing lost, the rest works`, async () => {
    const raw = typeof text === "function" ? text() : text;
    if (valid.length) assert.notEqual(raw, seeded("Petit", "Complet", "Moyen"));
    await open(raw);
    await page.says(/illisible|pas pu être lu|abîm|autre version/i);
    if (valid.length) for (const each of valid) await kept(each);
    await keep("Nouveau");
    await page.load(address);
    await page.until(async () => (await listed()).includes("Nouveau"), "a new one is kept");
    for (const each of valid) await kept(each);
    const [again, ...others] = Object.values(await storage()).filter((value) => value.includes(raw));
    assert.ok(again !== undefined, `the text is nowhere any more: ${JSON.stringify(Object.keys(await storage()))}`);
    assert.deepEqual(others, []);
    // A second accident does not take the place of the first.
    await page.run("localStorage.setItem(arguments[0], 'second accident')", shelf);
    await page.load(address);
    await keep("Encore");
    const values = Object.values(await storage());
    for (const each of [raw, "second accident"])
      assert.ok(values.some((value) => value.includes(each)), `lost: ${each.slice(0, 40)}`);
  });
}

const refusals = {
  "refuses storage": "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
  "is full": "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
};
for (const [how, source] of Object.entries(refusals)) {
  thorough(`a device that ${how}: said, the scenarios live in the page and can be saved`, async () => {
    await visitor(async (guest) => {
      await browser.beforeEachPage(guest.driver, source);
      await guest.load(address);
      await keep("Un", guest);
      await keep("Deux", guest);
      await shows(["Un", "Deux"], guest);
      await guest.says(/refuse|plein|place|n’a pas pu|impossible/i);
      await guest.press("link", "Simulateur");
      await guest.size(1);
      await guest.total(225_000);
      await guest.press("link", "Comparer");
      await shows(["Un", "Deux"], guest);
      const saved = await guest.run(`const made = []; const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => (made.push(blob.text()), make.call(URL, blob));
        [...document.querySelectorAll('button')].find((e) => /Enregistrer tous/.test(e.innerText)).click();
        return new Promise((done) => setTimeout(() => Promise.all(made).then(done), 300))`);
      assert.deepEqual(JSON.parse(saved.at(-1)).scenarios.map(({ nom }) => nom), ["Un", "Deux"]);
    });
  });
}

/** Clicks twice at one place, as people who are used to double clicks do, and gives the list. */
async function twice(name, within) {
  const element = await page.find("button", name, within);
  await page.run("arguments[0].scrollIntoView({ block: 'center' })", element);
  await page.driver.actions().doubleClick(element).perform();
  await page.driver.sleep(300);
  const all = await listed();
  await holds(...all);
  assert.equal(new Set(all).size, all.length);
  return all;
}

thorough("each button clicked twice: list and device agree", async () => {
  await open(seeded("Petit", "Complet", "Moyen"));
  assert.deepEqual(await twice(/^Supprimer/, await kept("Complet")), ["Petit", "Moyen"]);
  await page.press("button", "Annuler la suppression");
  assert.ok((await twice("Dupliquer", await kept("Petit"))).length <= 5);
  await twice(keepButton);
  const before = await twice("Enregistrer tous les scénarios");
  const opened = await page.find("button", "Ouvrir", await kept("Complet"));
  await page.run("arguments[0].scrollIntoView({ block: 'center' })", opened);
  await page.driver.actions().doubleClick(opened).perform();
  await page.total(elaborate.total);
  await page.press("link", "Comparer");
  await shows(before.map((name) => name.replaceAll("\u00a0", " ")));
});

thorough("the return of a deleted one, clicked twice, touches no other", async () => {
  await open(seeded("Petit", "Complet", "Moyen"));
  await page.press("button", /^Supprimer/, await kept("Complet"));
  assert.deepEqual(await twice("Annuler la suppression"), ["Petit", "Complet", "Moyen"]);
});

thorough("by keyboard alone; the focus stays and the one status says what happened", async () => {
  await open(null, "Petit");
  const problems = [];
  const active = () => page.driver.switchTo().activeElement();
  const to = async (name, role) => {
    for (let step = 0; step < 150; step++) {
      const [label, kind] = [await (await active()).getAccessibleName(), await (await active()).getAriaRole()];
      if (label.replaceAll("\u00a0", " ") === name && kind === role) return;
      await keys(Key.TAB);
    }
    assert.fail(`Tab does not reach the ${role} ${name}`);
  };
  const act = async (what, pattern, ...pressed) => {
    await keys(...pressed);
    await page.until(async () => pattern.test(await status()), "", 1_500).catch(async () =>
      problems.push(`${what}: the status says "${await status()}"`));
    if (await (await active()).getTagName() === "body") problems.push(`${what}: the focus falls to the body`);
  };
  await to(nameField, "textbox");
  await keys("Clavier");
  await to(keepButton, "button");
  await act("keep", /Clavier.*gardé|gardé.*Clavier/s, Key.ENTER);
  await to("Dupliquer", "button");
  await act("duplicate", /Clavier/, Key.ENTER);
  await page.until(async () => (await listed()).length === 2, "the copy is there");
  await to("Nom", "textbox");
  await act("rename", /Autre nom/, Key.END, ...Array(30).fill(Key.BACK_SPACE), "Autre nom", Key.TAB);
  await page.until(async () => (await listed()).includes("Autre nom"), "the new name is there");
  await to("Comparer", "checkbox");
  await act("compare", /compar|côte|écart/i, Key.SPACE);
  await to("Supprimer", "button");
  await act("delete", /supprimé/, Key.ENTER);
  assert.equal((await listed()).length, 1);
  await to("Annuler la suppression", "button");
  await act("undo", /Clavier|Autre nom|rétabli|annulé/, Key.ENTER);
  assert.equal((await listed()).length, 2);
  await to("Ouvrir", "button");
  await act("open", /affiché/, Key.ENTER);
  assert.match(await page.fragment(), /^#\/\?/);
  await page.find("radio", sizeName(1));
  await to("Garder", "button");
  await act("keep from the simulator", /gardé/, Key.ENTER);
  assert.equal(await page.run("return document.querySelectorAll('[role=status], [aria-live=polite], output').length"), 1);
  assert.deepEqual(problems, []);
});

thorough("axe finds nothing and nothing sticks out, at each width, light and dark", async () => {
  const damage = JSON.parse(seeded("Petit", "Complet", "Majoré", "Moyen"));
  damage.scenarios[0].nom = "Longuement".repeat(12);
  damage.scenarios.push({ nom: "Abîmé", scenario: "v=1" }, { ...damage.scenarios[1], nom: "En trop" });
  await open(JSON.stringify(damage), "Complet");
  await keep("À supprimer");
  await page.press("button", /^Supprimer/, await kept("À supprimer"));
  for (const box of await page.all("checkbox", /^Comparer/)) {
    if (await box.isEnabled() && !await box.isSelected()) await page.click(box);
  }
  await page.until(async () => (await tables())[0]?.[0].length === 5, "four are side by side");
  const found = [];
  for (const scheme of ["light", "dark"]) {
    await browser.emulate(page.driver, { scheme, motion: "reduce" });
    for (const width of [320, 360, 768, 1440]) {
      await browser.viewport(page.driver, width);
      await page.frames();
      const where = (each) => `${scheme}, ${width} px: ${each}`;
      found.push(...(await page.run(overflow)).map(where));
      if (width !== 320) found.push(...(await violations(page)).map(where));
    }
  }
  assert.deepEqual(found, []);
  assert.deepEqual(await page.run(`return [...document.querySelectorAll('[aria-label="Résultat"] table')]
    .filter((table) => !table.caption || [...table.rows].some((row) => row.cells[0].tagName !== 'TH'))
    .map((table) => table.outerHTML.slice(0, 80))`), []);
  assert.equal((await page.driver.findElements(By.css("[role=status]"))).length, 1);
});
