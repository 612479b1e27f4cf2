// What assistive technology is given: the outline of each section, states of controls, and what is announced when.
// WRITE_OUTLINES=1 writes the outlines again, to be read before they are committed.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { By, core, hosted, Key, names, sections, shared, thorough } from "./harness.mjs";
import { states } from "./states.mjs";
import { readTree, written } from "./tree.mjs";

const page = shared();
const outline = (name) => new URL(`outlines/${name}.txt`, import.meta.url);
const inText = new Set(["link", "DisclosureTriangle", "group", "Figcaption"]);

// The foot and the prose of the help lead to many places: their links are counted by other tests.
const isOutline = ({ role, depth }, section) => depth < 2 || !inText.has(role) || section === "simulateur";

for (const fragment of sections) {
  const section = /\w+/.exec(fragment)?.[0] ?? "simulateur";
  test(`outline: ${section}: landmarks, headings, names, roles and states`, async () => {
    await page.load(hosted + fragment);
    const lines = (await readTree(page)).filter((line) => isOutline(line, section)).map(written);
    if (process.env.WRITE_OUTLINES) await writeFile(outline(section), `${lines.join("\n")}\n`);
    assert.deepEqual(lines, (await readFile(outline(section), "utf8")).trimEnd().split("\n"));
  });
}

const mentioned = (tree) => tree.filter(({ states: of }) => of.some((state) => state.startsWith("live")));
// The host looks at every state of the form. Here, what only a browser makes of the page.
const inBrowser = states.filter(([name]) => /^#\/\w*$|help|JavaScript|cannot run/.test(name));
for (const [name, state] of inBrowser) {
  thorough(`outline: no gap between headings, no nameless control: ${name}`, async () => {
    await state.enter(page);
    const tree = await readTree(page);
    const levels = tree.filter(({ role }) => role === "heading").map(({ states: of }) => Number(/\d/.exec(of.join())));
    assert.equal(levels[0], 1);
    levels.reduce((before, level) => {
      assert.ok(level <= before + 1, `a level ${level} follows a level ${before}`);
      return level;
    });
    const nameless = tree.filter(({ role, name: of }) => !of && /^(link|button|textbox|searchbox|radio|radiogroup|checkbox|slider|table|region|article|navigation|combobox|listbox|option|image|heading)$/.test(role));
    assert.deepEqual(nameless.map(written), []);
    for (const { role, states: of, name: title } of tree) {
      if (role === "table") assert.ok(!/^0 column headers, 0 row/.test(of.join(", ")), `${title} has no headers`);
    }
    for (const role of ["banner", "main", "contentinfo"]) assert.equal(tree.filter((line) => line.role === role).length, 1, role);
    // The one region that speaks; a page that cannot run has its alert beside it.
    const spoken = mentioned(tree).map(({ role, states: of }) => `${role}, ${of.find((each) => each.startsWith("live"))}`);
    const expected = ["status, live=polite"];
    if (name.includes("cannot run")) expected.unshift("alert, live=assertive");
    const none = ["#/bareme", "#/comprendre"].includes(name);
    assert.deepEqual(spoken, none ? [] : expected);
  });
}

const line = async (role, name) => {
  const found = (await readTree(page)).filter((each) => each.role === role && (name.test ? name.test(each.name) : each.name === name));
  assert.equal(found.length, 1, `${role} ${name}: ${found.map(written)}`);
  return found[0];
};

test("outline: a wrong field is invalid and described by what to write, a right one by its hint", async () => {
  await page.load();
  assert.match((await line("textbox", names.signature)).states.join(), /described as Par exemple 01\/07\/2027/);
  await page.fill(names.signature, "31/02/2026");
  const wrong = await line("textbox", names.signature);
  assert.deepEqual(wrong.states, ["invalid", "value=31/02/2026", "described as Cette date n’existe pas dans le calendrier."]);
  await page.fill(names.signature, "28/02/2026");
  assert.ok(!(await line("textbox", names.signature)).states.includes("invalid"));
  assert.match((await line("textbox", names.population)).states.join(), /described as Facultatif/);
});

thorough("outline: a slider says its value with its unit and follows the field", async () => {
  await page.load();
  for (const id of Object.keys(core).slice(1)) await page.select(id, false);
  await page.rate("acces", "33,33");
  const slider = await page.within("acces", "slider", names.slider);
  assert.equal(await slider.getAttribute("aria-valuetext"), "33,33\u00a0%");
  assert.match((await line("slider", names.slider)).states.join(), /value=33.*0 to 100/);
  await slider.sendKeys(Key.HOME);
  await page.until(async () => await slider.getAttribute("aria-valuetext") === "0\u00a0%", "0 %");
});

thorough("outline: an amount says whether its explanation is open, the explanation follows it", async () => {
  await page.load();
  const total = /370\s000\s€.*Financement annuel : voir le calcul/;
  assert.ok((await line("button", total)).states.includes("not expanded"));
  await page.press("button", total);
  await page.until(async () => (await line("button", total)).states.includes("expanded"), "open");
  const words = (await readTree(page)).find(({ role, name }) => role === "region" && name === "Résultat").words;
  assert.match(words, /Financement annuel : .*370\s000\s€/);
});

thorough("outline: the question about the communes says its list, its answers and the one in turn", async () => {
  await states.find(([name]) => name.startsWith("communes"))[1].enter(page);
  const field = await line("combobox", /^Ajouter une commune/);
  assert.ok(field.states.includes("expanded") && field.states.includes("focused"), field.states.join());
  const options = (await readTree(page)).filter(({ role }) => role === "option");
  assert.ok(options.length > 2);
  assert.deepEqual(options.map(({ states: of }) => of.includes("selected")), options.map((_, index) => index === 0));
  assert.match(options[0].name, /^Saint-Martin.*habitants/);
  const [owned, active] = await page.run(`const field = document.getElementById('commune');
    return [document.getElementById(field.getAttribute('aria-controls')).role, document.getElementById(field.getAttribute('aria-activedescendant')).role]`);
  assert.deepEqual([owned, active], ["listbox", "option"]);
});

/** Everything that a screen reader is told to say while `act` runs, whatever the element. */
async function announced(act) {
  await page.run(`window.spoken = [];
    window.ear = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        const region = element?.closest('[role=status], [role=alert], [role=log], [aria-live], output');
        if (region) spoken.push([region.role ?? region.ariaLive, region.textContent.replace(/[\\u00a0\\u202f]/g, ' ')]);
      }
    });
    ear.observe(document.body, { subtree: true, childList: true, characterData: true })`);
  await act();
  await page.driver.sleep(2_000);
  return page.run("ear.disconnect(); return spoken");
}

thorough("announced: one sentence after a pause, and nothing else", async () => {
  await page.load();
  await page.announced();
  assert.deepEqual(await announced(() => page.size(4)), [["status", "Financement annuel : 435 000 €."]]);
  const slider = await page.within("acces", "slider", names.slider);
  assert.deepEqual(await announced(() => slider.sendKeys(...Array(10).fill(Key.ARROW_LEFT))),
    [["status", "Financement annuel : 430 500 €."]], "ten steps of a slider are one sentence");
  const wrong = await announced(() => page.rate("acces", "101"));
  assert.deepEqual(wrong.map(([role]) => role), ["status"]);
  assert.match(wrong[0][1], /Dernier résultat valable, à corriger : Taux d’atteinte/);
  assert.deepEqual(await announced(() => page.press("button", /Financement annuel : voir le calcul/)), [],
    "what opens beside the focus is read there");
});

thorough("announced: a reset, its way back, a kept scenario, a territory", async () => {
  await page.load();
  await page.size(4);
  await page.announced();
  const last = async (act) => (await announced(act)).at(-1);
  assert.deepEqual(await last(() => page.press("button", "Réinitialiser")),
    ["status", "La simulation est revenue à ses valeurs de départ. Financement annuel : 370 000 €."]);
  assert.deepEqual(await last(() => page.press("button", "Annuler")), ["status", "Financement annuel : 435 000 €."]);
  assert.match((await last(() => page.press("button", "Garder")))[1], /est gardé/);
  await page.run("localStorage.clear(); document.querySelector('.cpts-picker').open = true");
  const field = await page.until(() => page.driver.findElement(By.id("commune")), "the list of communes");
  await field.sendKeys("annecy");
  await page.until(() => page.run("return document.querySelectorAll('[role=option]').length > 0"), "answers");
  assert.match((await last(() => field.sendKeys(Key.ENTER)))[1], /Annecy.*habitants/);
});

thorough("announced: the page that cannot run says so at once", async () => {
  await states.find(([name]) => name.includes("cannot run"))[1].enter(page);
  const alert = (await readTree(page)).find(({ role }) => role === "alert");
  assert.match(alert.words, /^Le calcul ne peut pas fonctionner dans ce navigateur/);
});

thorough("language: French throughout, and every section has a title of its own", async () => {
  const titles = new Set();
  for (const fragment of sections) {
    await page.load(hosted + fragment);
    titles.add(await page.driver.getTitle());
    assert.deepEqual(await page.run("return [...document.querySelectorAll('[lang]')].map((each) => each.lang)"), ["fr"]);
    assert.deepEqual(await page.run("return [...document.querySelectorAll('[title]:not(svg *)')].map((each) => each.outerHTML)"), [],
      "nothing is said by hovering alone");
  }
  assert.equal(titles.size, sections.length);
});
