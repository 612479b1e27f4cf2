// The section "Contrat sur 5 ans": what is entered, what is due, what arrives and when. Expected amounts come from the
// engine that the page exposes, which must itself agree with a second computation of the rules.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach } from "node:test";
import { pathToFileURL } from "node:url";
import { expectedPlan } from "../package/plan-oracle.mjs";
import {
  browser, By, core, hosted, Key, names, onDisk, overflow, said, same, shared, thorough, titles, violations,
} from "./harness.mjs";

const page = shared();
const directory = await mkdtemp(join(tmpdir(), "cpts-contract-"));
after(() => rm(directory, { recursive: true, force: true }));
afterEach(async () => {
  await browser.emulate(page.driver, {});
  await browser.viewport(page.driver, 1440);
});

const section = "Contrat sur 5 ans";
const start = "Date de démarrage";
const delay = "Délai du solde";
const prorate = "Réduire la part variable quand la mission démarre en cours d’année";
const rateOf = (year) => new RegExp(`^Taux de l’\\s?année ${year}$`); // its exact spelling has a test of its own
const french = (date) => date.split("-").reverse().join("/");
const typed = (rate) => String(rate).replace(".", ",");
const written = (amount) => amount.toLocaleString("fr-FR", { minimumFractionDigits: amount % 1 ? 2 : 0 });
const sum = (amounts) => amounts.reduce((cents, amount) => cents + Math.round(100 * amount), 0) / 100;
const firstTwelveMonths = ({ payments, years }) =>
  sum(payments.filter(({ date }) => date < years[0].to).map(({ amount }) => amount));
const keys = (...pressed) => page.driver.actions().sendKeys(...pressed).perform();
const result = async () => page.text(await page.find("region", "Résultat"));
const field = (mission, name) => page.within(mission, "textbox", name);
const startAt = async (mission, text) => page.type(await field(mission, start), text);
const rateIn = async (mission, year, rate) => page.type(await field(mission, rateOf(year)), typed(rate));
const invalid = async (element) => await element.getAttribute("aria-invalid") === "true";

/** The button of this name, if there is one; not among the hundred that show an amount. */
async function button(name, within = page.driver) {
  for (const element of await within.findElements(By.css("button:not([aria-expanded])"))) {
    if (same(name, await element.getAccessibleName())) return element;
  }
}

async function go(name) {
  await page.press("link", name);
  await page.until(async () => /^#\/contrat\b/.test(await page.fragment()) === (name === section), `at ${name}`);
  await page.frames();
}

/** Enters a contract as a user does: in the simulator what it shares with this section, then the rest here. */
async function enter(contract, address = hosted) {
  const { tariff, size, members, signature, missions, prorateVariable = true, balanceDelayMonths } = contract;
  await page.load(address);
  if (tariff) await page.click(await page.driver.findElement(By.css(`input[type=radio][id$="${tariff}"]`)));
  await page.size(size);
  if (members) await page.fill(names.members, String(members));
  for (const id of Object.keys(titles)) {
    if (!(tariff && id === "crise")) await page.select(id, id in missions);
    if (missions[id]?.rate !== undefined) await page.rate(id, typed(missions[id].rate));
  }
  await go(section);
  await page.fill(names.signature, signature);
  for (const [id, choice] of Object.entries(missions)) {
    if (choice.start) await startAt(id, french(choice.start));
    for (const [index, rate] of (choice.rates ?? []).entries()) await rateIn(id, index + 1, rate);
    for (const year of choice.crisisYears ?? []) await page.press("checkbox", `Année ${year}`, await page.group(id));
  }
  if (balanceDelayMonths) await page.fill(delay, String(balanceDelayMonths));
  if (!prorateVariable) await page.press("checkbox", prorate);
}

const read = `const [contract, table] = arguments;
  const rows = (name) => [...document.querySelectorAll('main [role=region] tbody tr')]
    .filter((row) => name.test(row.closest('[role=region]').ariaLabel))
    .map((row) => [...row.cells].map((cell) => (cell.querySelector('button > *') ?? cell).textContent));
  return { plan: window.wasmBindings.plan(contract), full: window.wasmBindings.simulate(table).total,
    amounts: [...document.querySelectorAll('[data-amount^="plan."]')].map((element) =>
      [element.dataset.amount, element.dataset.cents, element.textContent]),
    payments: rows(/versements/i), received: rows(/reçu/i),
    result: document.querySelector('[aria-label="Résultat"]').innerText }`;

/** What is wrong with the section, given the plan that it should show. */
function differences({ plan, full, amounts, payments, received, result: region }) {
  const exact = { "plan.total": plan.total };
  for (const { year, amount } of plan.calendarYears) exact[`plan.calendarYears.${year}`] = amount;
  for (const [index, { amount }] of plan.payments.entries()) exact[`plan.payments.${index}.amount`] = amount;
  for (const { index, total, functioning, additional, missions } of plan.years) {
    const lines = { total, functioning, ...additional && { additional } };
    for (const [id, line] of Object.entries(missions)) lines[`missions.${id}.total`] = line.total;
    for (const [path, amount] of Object.entries(lines)) exact[`plan.years.${index}.${path}`] = amount;
  }
  const shown = new Set(amounts.map(([path]) => path));
  const wrong = Object.keys(exact).filter((path) => !shown.has(path)).map((path) => `${path} is not shown`);
  for (const [path, cents, text] of amounts) {
    const right = exact[path];
    if (cents !== String(Math.round(100 * right)) || !text.includes(written(right)))
      wrong.push(`${path}: ${cents} cents, reads ${text}, should be ${right}`);
  }
  const compare = (what, rows, expected) => rows.join("\n") === expected.join("\n")
    || wrong.push(`${what}: ${rows.join(" / ")} instead of ${expected.join(" / ")}`);
  compare("payments", payments.map((cells) => [cells[0], cells.at(-1)]),
    plan.payments.map(({ date, amount }) => [french(date), written(amount)]));
  compare("received, and since the start", received.map((cells) => cells.slice(0, 3)),
    plan.calendarYears.map(({ year, amount }, index, all) =>
      [year, written(amount), written(sum(all.slice(0, index + 1).map((each) => each.amount)))]));
  const first = firstTwelveMonths(plan);
  for (const amount of [first, full, Math.abs(sum([full, -first])), plan.total]) {
    if (!region.includes(`${written(amount)}\u00a0€`)) wrong.push(`the result does not say ${written(amount)} €`);
  }
  // A banner of the page stands for the alert about a tariff that is not in force.
  for (const { code, message } of plan.alerts) {
    if (code !== "tariff-not-current" && !region.includes(message)) wrong.push(`no alert: ${message}`);
  }
  return wrong;
}

/** Waits until every amount of the section is the one of this contract. */
async function agrees(contract) {
  const { signature, tariff = "aci-2022", size, members = 0, missions } = contract;
  const table = { signature, tariff, size, members };
  table.missions = Object.fromEntries(Object.keys(missions).map((id) => [id, {}]));
  let wrong;
  let plan;
  await page.until(async () => {
    const shown = await page.run(read, contract, table);
    ({ plan } = shown);
    return (wrong = differences(shown)).length === 0;
  }, "").catch((problem) => assert.deepEqual(wrong ?? problem, []));
  const { plan: second } = expectedPlan(contract);
  for (const key of ["payments", "calendarYears", "total"]) assert.deepEqual(plan[key], second[key]);
  return plan;
}

/** Every visible field as the user sees it. */
const form = () => page.run(`return [...document.querySelectorAll('main input:not([type=file])')]
  .filter((e) => e.checkVisibility())
  .map((e) => [e.labels[0]?.innerText, e.matches('[type=checkbox], [type=radio]') ? e.checked : e.value])`);

/** The fragment, once it has caught up with the last edit. */
async function link() {
  let last;
  await page.until(async () => {
    const before = last;
    await page.driver.sleep(600);
    return (last = await page.fragment()) === before;
  }, "the link is written");
  return last;
}

const simple = { size: 3, signature: "2027-01-01", missions: core };
const worked = { size: 2, signature: "2027-01-01", missions: { acces: { start: "2027-07-01" },
  parcours: { start: "2028-01-01" }, prevention: { start: "2028-01-01" }, crise: { start: "2027-07-01" } } };
const contracts = {
  "rates by year, options and a delay": { size: 3, signature: "2027-03-15", balanceDelayMonths: 5, missions: {
    acces: { rates: [50, 60, 70.5, 80, 33.33] }, parcours: { rate: 0, start: "2027-11-30" }, crise: {},
    prevention: { rate: 87.65 }, qualite: { rates: [0, 25, 50, 75, 100], start: "2029-03-14" },
    accompagnement: { start: "2028-03-15" } } },
  "uplift, additional functioning, crises, no proration": { size: 4, members: 120, signature: "2022-09-29",
    prorateVariable: false, balanceDelayMonths: 12, missions: { acces: { start: "2024-05-17", rate: 66.67 },
      parcours: { start: "2023-09-29" }, prevention: { rate: 12.5 },
      crise: { start: "2023-01-10", crisisYears: [1, 3, 5] } } },
};

for (const [where, address] of [["hosted", hosted], ["from disk", onDisk]]) {
  thorough(`${where}: the worked check of the rules, in a sentence, and in the one status`, async () => {
    await enter(worked, address);
    await agrees(worked);
    assert.equal(await page.cents("plan.calendarYears.2027"), 9_969_863);
    assert.match(await result(), /99 698,63 €[^]*295 000 €[^.]*195 301,37 € de moins/);
    const live = () => page.run(`return [...document.querySelectorAll('[role=status], output, [aria-live]')]
      .filter((e) => e.ariaLive !== 'off').map((e) => e.textContent.trim())`);
    await page.until(async () => (await live())[0].includes("99\u202f698,63\u00a0€"), "it is announced", 2_000);
    const [status, ...others] = await live();
    assert.deepEqual(others, []);
    assert.match(status, /^\p{Lu}.* .*\.$/su);
  });
}

for (const [name, contract] of Object.entries(contracts)) {
  thorough(`amounts are the engine's, the link brings all of them back: ${name}`, async () => {
    await enter(contract);
    await agrees(contract);
    if (contract.tariff) await page.says(/n’est pas en vigueur/);
    const text = await page.run("return document.body.innerText");
    for (const wrong of [/\d[ \u00a0]\d{3}(?!\d)[^\n]{0,9}/, /\d[ \u202f]?[€%]/, /\d,\d(?!\d)/, /\d\.\d+\u00a0[€%]/,
      /(^|\s)-\s?\d[\d\u202f]*(,\d\d)?\u00a0€/m]) assert.doesNotMatch(text, wrong);
    const fields = await form();
    const fragment = await link();
    assert.match(fragment, /^#\/contrat\?[\w\-.~!$&'()*+,;=:@/]+$/);
    assert.ok(hosted.length + fragment.length < 300, `${hosted.length + fragment.length} characters`);
    await page.load(hosted + fragment);
    await agrees(contract);
    assert.deepEqual(await form(), fields);
    assert.equal(await page.fragment(), fragment);
    await page.saysNot(said.brokenLink);
  });
}

thorough("simulator and contract share size, missions, rates and signature, through every section", async () => {
  const { crise, ...three } = core;
  const contract = { size: 1, signature: "2027-04-01", missions: { ...three, acces: { rate: 80 }, qualite: {} } };
  await enter(contract);
  await agrees(contract);
  await page.fill(names.signature, "2028-04-01");
  await rateIn("acces", 2, 90);
  await startAt("parcours", "2028-06-01");
  await go("Simulateur");
  const { sizes, signature, ...fields } = await page.fields();
  assert.deepEqual([sizes[0], signature, fields.acces, fields.crise, fields.qualite],
    [true, "01/04/2028", "80", undefined, "100"]);
  await page.rate("parcours", "50");
  await page.rate("acces", "70");
  await go(section);
  const edited = { ...contract, signature: "2028-04-01", missions: { ...contract.missions,
    acces: { rates: [70, 90, 70, 70, 70] }, parcours: { start: "2028-06-01", rate: 50 } } };
  await agrees(edited);
  const before = await form();
  for (const name of ["Barème", section, "Simulateur"]) await go(name);
  for (const move of ["back", "back", "forward"]) await page.driver.navigate()[move]();
  await page.until(async () => (await page.fragment()).startsWith("#/contrat"), "back to the contract");
  await agrees(edited);
  assert.deepEqual(await form(), before);
});

thorough("the rate of year 1 is copied to the others by one button, there only while they differ", async () => {
  await enter(simple);
  assert.equal(await button(/chaque année/), undefined);
  await rateIn("acces", 1, 80);
  await agrees({ ...simple, missions: { ...core, acces: { rates: [80, 100, 100, 100, 100] } } });
  await page.click(await button(/^80.% chaque année$/, await page.group("acces")));
  await agrees({ ...simple, missions: { ...core, acces: { rate: 80 } } });
  assert.equal(await button(/chaque année/), undefined);
  assert.notEqual(await page.run("return document.activeElement.localName"), "body", "the focus goes with the button");
});

thorough("every amount opens and closes its explanation by keyboard, and keeps the focus", async () => {
  await enter({ size: 4, members: 100, signature: "2022-09-29",
    missions: { acces: { start: "2023-02-01" }, crise: { crisisYears: [2] } } });
  await link();
  const count = (await page.driver.findElements(By.css("main button[aria-expanded]"))).length;
  assert.ok(count > 40, `${count} explanations`);
  const at = "const button = document.querySelectorAll('main button[aria-expanded]')[arguments[0]];";
  const failures = [];
  for (let index = 0; index < count; index++) {
    const [before, name] = await page.run(`${at} return [document.body.innerText, button.textContent]`, index);
    const press = async (key, wanted) => {
      await page.run(`${at} button.focus()`, index);
      await keys(key);
      await page.frames();
      const [expanded, focused, panel] = await page.run(`${at} const known = arguments[1].split('\\n');
        const fresh = document.body.innerText.split('\\n').filter((line) => {
          const place = known.indexOf(line);
          if (place >= 0) known.splice(place, 1);
          return place < 0 && line.trim();
        });
        return [button.ariaExpanded, document.activeElement === button, fresh.join('\\n')]`, index, before);
      if (expanded !== wanted) failures.push(`expanded is ${expanded}: ${name}`);
      if (!focused) failures.push(`the focus is lost when it ${wanted === "true" ? "opens" : "closes"}: ${name}`);
      return panel;
    };
    const panel = await press(Key.ENTER, "true");
    const amount = name.match(/−?\d[\d\u202f]*(,\d\d)?/)[0];
    if (!panel.includes(`${amount}\u00a0€`)) failures.push(`no amount: ${name}, ${panel}`);
    if (!/avenant|annexe|article|Journal officiel/i.test(panel)) failures.push(`no source: ${name}, ${panel}`);
    if (await press(Key.SPACE, "false")) failures.push(`something stays open: ${name}`);
  }
  assert.equal(failures.length, 0, `${failures.length} failures, for instance\n${failures.slice(0, 4).join("\n")}`);
});

thorough("on a phone the explanation of the last column is read without moving the table", async () => {
  await enter(worked);
  await browser.viewport(page.driver, 360, { touch: true });
  const table = await page.find("region", /^Montants dus/);
  await page.run(`const button = [...arguments[0].querySelectorAll('tr:nth-child(2) button')].at(-1);
    button.scrollIntoView({ block: 'center', inline: 'end' });
    button.focus()`, table);
  await keys(Key.ENTER);
  await page.frames();
  const { left, right } = await page.run(
    "return arguments[0].querySelector('ol, ul').getBoundingClientRect().toJSON()", table);
  assert.ok(left >= 0 && right <= 360, `from ${left} to ${right} px`);
});

thorough("axe finds nothing and nothing sticks out, at each width, explanations open", async (context) => {
  const { prevention, ...others } = contracts["rates by year, options and a delay"].missions;
  const missions = { ...others, acces: { start: "2024-01-01" } };
  await enter({ size: 4, members: 120, signature: "2022-09-29", missions });
  await rateIn("parcours", 1, 80);
  await page.fill(delay, "13");
  await page.run(`for (const part of document.querySelectorAll('main section')) {
    const buttons = part.querySelectorAll('button[aria-expanded=false]');
    buttons[buttons.length >> 1]?.click();
  }`);
  await page.frames();
  const open = await page.driver.findElements(By.css("main button[aria-expanded=true]"));
  assert.ok(open.length >= 4, `${open.length} open explanations`);
  for (const width of [320, 360, 720, 768, 1440]) {
    await browser.viewport(page.driver, width, { touch: width < 700 });
    await page.frames();
    await context.test(`width: ${width} px`, async () => assert.deepEqual(await page.run(overflow), []));
    for (const scheme of [360, 768, 1440].includes(width) ? ["light", "dark"] : []) {
      await browser.emulate(page.driver, { scheme, motion: "reduce" });
      await context.test(`axe: ${width} px, ${scheme}`, async () => assert.deepEqual(await violations(page), []));
    }
  }
});

thorough("by keyboard only: signature, start, result", async () => {
  await page.load();
  const focused = () => page.driver.switchTo().activeElement();
  const tabTo = async (name) => {
    for (let count = 0; count < 60; count++) {
      await keys(Key.TAB);
      if (name.test(await focused().getAccessibleName())) return;
    }
    assert.fail(`${name} is not reached by Tab`);
  };
  await tabTo(/^Contrat sur 5 ans$/);
  await keys(Key.ENTER);
  await tabTo(/^Date de signature$/);
  await keys("01/01/2027");
  await tabTo(/^Date de démarrage$/);
  await focused().sendKeys(Key.chord(Key.CONTROL, "a"), "2027-07-01");
  const plan = await agrees({ ...simple, missions: { ...core, acces: { start: "2027-07-01" } } });
  await tabTo(new RegExp(`^${written(firstTwelveMonths(plan))}\u00a0€`));
  await keys(Key.ENTER);
  await page.frames();
  assert.equal(await focused().getAttribute("aria-expanded"), "true");
});

thorough("a double click does what one click does, and a reset by double click can be undone", async () => {
  await enter(simple);
  const twice = async (name) => {
    const element = await button(name);
    await page.run("arguments[0].scrollIntoView({ block: 'center' })", element);
    await page.driver.actions().doubleClick(element).perform();
    await page.frames();
  };
  await rateIn("acces", 1, 80);
  await twice(/^80.% chaque année$/);
  await agrees({ ...simple, missions: { ...core, acces: { rate: 80 } } });
  await twice("À la limite légale");
  const limits = { ...worked, size: 3, missions: { ...worked.missions, acces: { start: "2027-07-01", rate: 80 } } };
  await agrees(limits);
  await twice(said.reset);
  const undo = await button(said.undo);
  if (undo) await page.click(undo);
  await agrees(limits);
});

thorough("edits faster than frames end where the last one does, in the amounts and in the link", async () => {
  await enter(simple);
  await page.run(`const put = (field, text) => {
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    const [start, rate] = arguments;
    for (let step = 0; step < 200; step++) {
      put(start, ['2027-13-45', '2028-01-0', '31/02/2028', '01/07/2027'][step % 4]);
      put(rate, String(step));
    }
    put(rate, '55,5')`, await field("acces", start), await field("parcours", rateOf(2)));
  const last = { ...simple,
    missions: { ...core, acces: { start: "2027-07-01" }, parcours: { rates: [100, 55.5, 100, 100, 100] } } };
  await agrees(last);
  await page.load(hosted + await link());
  await agrees(last);
});

thorough("a saved copy of the page keeps the contract", async () => {
  const contract = contracts["rates by year, options and a delay"];
  await enter(contract);
  await agrees(contract);
  const fields = await form();
  const file = join(directory, "saved.html");
  await writeFile(file, `<!doctype html>${await page.run("return document.documentElement.outerHTML")}`);
  await page.load(pathToFileURL(file).href);
  await go(section);
  await agrees(contract);
  assert.deepEqual(await form(), fields);
});

thorough("on paper the section keeps its amounts and drops its controls", async () => {
  await enter(worked);
  await agrees(worked);
  const { data } = await page.driver.sendAndGetDevToolsCommand("Page.printToPDF", {});
  assert.equal(Buffer.from(data, "base64").subarray(0, 5).toString(), "%PDF-");
  await browser.emulate(page.driver, { media: "print" });
  await browser.viewport(page.driver, 768);
  const text = await page.text();
  for (const amount of ["99 698,63", "295 000 €", "01/07/2027"]) assert.ok(text.includes(amount), amount);
  assert.deepEqual(await page.run(`return [...document.querySelectorAll('button, nav')]
    .filter((e) => e.checkVisibility() && !/\\d/.test(e.innerText)).map((e) => e.outerHTML.slice(0, 100))`), []);
  assert.deepEqual(await page.run(overflow, 1), []);
});
