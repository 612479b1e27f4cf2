// Tasks with the keyboard alone, in each section; what contract.test.mjs and compare.test.mjs go through is not repeated.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { colours } from "./axe.mjs";
import { browser, hosted, Key, overflow, sections, shared, thorough } from "./harness.mjs";

const page = shared();
afterEach(async () => {
  await browser.emulate(page.driver, {});
  await browser.viewport(page.driver, 1440);
});
const keys = (...pressed) => page.driver.actions().sendKeys(...pressed).perform();
const holding = (modifier, key) => page.driver.actions().keyDown(modifier).sendKeys(key).keyUp(modifier).perform();
const back = () => holding(Key.SHIFT, Key.TAB);
const retype = async (...pressed) => {
  await holding(Key.CONTROL, "a");
  await keys(...pressed);
};
const focused = () => page.driver.switchTo().activeElement();
const kept = async (what) =>
  assert.notEqual(await page.run("return document.activeElement.localName"), "body", `${what}: the focus is lost`);

/** Presses Tab, or Shift and Tab, until something with this name has the focus. */
async function to(name, move = () => keys(Key.TAB)) {
  for (let count = 0; count < 150; count++) {
    await move();
    const element = await focused();
    if (name.test((await element.getAccessibleName()).replace(/[\u00a0\u202f]/g, " "))) return element;
  }
  return assert.fail(`no stop of the Tab key is named ${name}`);
}
const isOpen = (element) => page.run("return (arguments[0].ariaExpanded ?? String(arguments[0].parentElement.open)) === 'true'", element);

test("keyboard: a year, from the skip link to the explanation of the total", async () => {
  await page.load();
  await to(/^Aller au contenu$/);
  await keys(Key.ENTER);
  assert.equal(await page.run("return document.activeElement.id"), "contenu");
  await to(/^Taille 3/);
  await keys(Key.ARROW_RIGHT);
  await page.total(435_000);
  await kept("a size is chosen with an arrow");
  assert.match(await (await focused()).getAccessibleName(), /^Taille 4/);
  await to(/^Taux d’atteinte, curseur$/);
  await keys(Key.ARROW_LEFT);
  await page.total(434_550);
  await kept("a slider is moved");
  await back();
  await retype("50");
  await page.total(412_500);
  await retype("x", Key.TAB);
  await page.says(/Écrivez un taux de 0 à 100 %/);
  await back();
  await retype("100", Key.TAB);
  await page.total(435_000);
  await to(/^Développer la qualité/);
  await keys(Key.SPACE);
  await page.total(475_000);
  await kept("a mission is chosen with the space bar");
  const opener = await to(/475 000 €.*Financement annuel : voir le calcul/);
  for (const [key, open] of [[Key.ENTER, true], [Key.ESCAPE, false], [Key.SPACE, true], [Key.SPACE, false]]) {
    await keys(key);
    await page.until(async () => await isOpen(opener) === open, `the explanation is ${open ? "open" : "closed"}`);
    assert.ok(await page.run("return document.activeElement === arguments[0]", opener), "the focus stays on the amount");
  }
  await keys(Key.ESCAPE);
  assert.equal(await isOpen(opener), false);
});

thorough("keyboard: a territory of communes is searched, picked and left", async () => {
  await page.load();
  await page.run("document.querySelector('.cpts-picker').open = false");
  const summary = await to(/^Additionner les communes/);
  await keys(Key.ENTER);
  await page.until(() => page.run("return !!document.getElementById('commune')"), "the question unfolds");
  const field = await to(/^Ajouter une commune/);
  const answers = () => page.run("return document.querySelectorAll('[role=listbox]:not([hidden]) [role=option]').length");
  await keys("faucigny glieres");
  await page.until(async () => await answers() > 0 && await isOpen(field), "answers");
  await keys(Key.ARROW_DOWN, Key.ARROW_UP);
  const active = await page.run(`const at = document.activeElement.getAttribute('aria-activedescendant');
    return document.getElementById(at).ariaSelected`);
  assert.equal(active, "true");
  await keys(Key.ENTER);
  await page.until(() => page.run("return document.querySelectorAll('.cpts-parts > li').length === 1"), "one part");
  await kept("an answer is taken");
  await keys("saint");
  await page.until(async () => await answers() > 0, "answers again");
  await keys(Key.ESCAPE);
  await page.until(async () => await answers() === 0, "Escape closes the list");
  assert.ok(await page.run("return document.activeElement === arguments[0]", field), "the field keeps the focus");
  await to(/^Retirer CC Faucigny/);
  await keys(Key.ENTER);
  await page.until(() => page.run("return document.querySelectorAll('.cpts-parts > li').length === 0"), "no part");
  await kept("a part is left out");
  await back();
  assert.ok(await page.run("return document.activeElement === arguments[0]", summary));
  await keys(Key.ESCAPE);
  await page.until(async () => !await isOpen(summary), "Escape folds the question");
  await kept("the question is folded");
});

thorough("keyboard: the files are unfolded, Escape folds them from inside and gives the focus back", async () => {
  await page.load();
  await page.run("document.querySelector('.cpts-files').open = false");
  const summary = await to(/^Enregistrer, exporter, ouvrir$/);
  await keys(Key.ENTER);
  await to(/^Classeur Excel$/);
  await keys(Key.ESCAPE);
  await page.until(async () => !await isOpen(summary), "folded");
  assert.ok(await page.run("return document.activeElement === arguments[0]", summary));
});

thorough("keyboard: from section to section, the heading takes the focus and the title of the page says where", async () => {
  await page.load();
  const places = [["Contrat sur 5 ans", /^Cinq ans/], ["Comparer", /^Comparer/], ["Structures", /^ESP/], ["Barème", /barèmes/],
    ["Comprendre", /^Comprendre/], ["Simulateur", /^Le financement/]];
  for (const [name, heading] of places) {
    await page.run("document.querySelector('.cpts-skip').focus()");
    await to(new RegExp(`^${name}$`));
    await keys(Key.ENTER);
    await page.until(async () => heading.test(await page.run(
      "return document.activeElement.localName === 'h1' ? document.activeElement.innerText : ''")), `${name} has the focus`);
    const title = await page.driver.getTitle();
    assert.equal(title, name === "Simulateur" ? "Simulateur CPTS" : `${name} – Simulateur CPTS`);
    assert.deepEqual(await page.run("return [...document.querySelectorAll('nav [aria-current=page]')].map((a) => a.innerText)"), [name]);
  }
});

thorough("keyboard: a button that goes away leaves the focus in the page", async () => {
  await page.load(`${hosted}#/contrat?x=1`);
  await page.until(() => page.run("return !!document.querySelector('#simulateur .cpts-notice--warning')"), "a notice");
  await to(/^Compris$/);
  await keys(Key.ENTER);
  await page.until(() => page.run("return !document.querySelector('#simulateur .cpts-notice--warning')"), "the notice is gone");
  await kept("a notice is dismissed");
  await to(/^Essayer le/);
  await keys(Key.ENTER);
  await page.until(() => page.run("return document.querySelectorAll('.cpts-grid').length > 2"), "the tables are there");
  assert.equal(await page.run("return document.activeElement.id"), "signature");
  await to(/^À la limite légale$/);
  await keys(Key.ENTER);
  await page.until(() => page.run("return document.getElementById('debut-acces').value !== document.getElementById('signature').value"),
    "missions start at the limit");
  await kept("all starts are moved");
  await to(/^Réinitialiser$/);
  await keys(Key.ENTER);
  await kept("everything is reset");
  await to(/^Annuler$/);
  await keys(Key.ENTER);
  await page.until(() => page.run("return document.querySelectorAll('.cpts-grid').length > 2"), "the tables are back");
  await kept("the reset is taken back");
});

thorough("keyboard: the bar of a phone leads to the result", async () => {
  await browser.viewport(page.driver, 360);
  await page.load();
  await to(/voir le détail/);
  await keys(Key.ENTER);
  assert.equal(await page.run("return document.activeElement.id"), "resultat");
  const top = await page.run("return document.activeElement.getBoundingClientRect().top");
  assert.ok(top >= -1 && top < 200, `the result is at ${top} px`);
});

thorough("keyboard: a wide table is a named region that the arrow keys scroll", async () => {
  await browser.viewport(page.driver, 320);
  for (const fragment of ["#/bareme", "#/structures", sections[1]]) {
    await page.load(hosted + fragment);
    const wide = await page.run(`return [...document.querySelectorAll('main *')].filter((element) => element.checkVisibility()
      && /auto|scroll/.test(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1)
      .map((element) => [element, element.tabIndex === 0 && element.role === 'region' && !!element.ariaLabel])`);
    assert.ok(wide.length > 0, `${fragment} has wide tables`);
    for (const [region, reachable] of wide) {
      assert.ok(reachable, `${await region.getAttribute("outerHTML")} cannot be reached`);
    }
    const [region] = wide[0];
    await page.run("arguments[0].focus()", region);
    await keys(Key.ARROW_RIGHT);
    await page.until(() => page.run("return arguments[0].scrollLeft > 0", region), "it scrolls");
    assert.deepEqual(await page.run(overflow), []);
  }
});

// Everything that the Tab key can stop at: of radios with one name, the checked one.
const stops = `return [...document.querySelectorAll('a[href], button, input, select, summary, textarea, [tabindex="0"]')]
  .filter((element) => !element.disabled && element.checkVisibility({ visibilityProperty: true })
    && (element.type !== 'radio' || element.checked) && element.tabIndex === 0)`;

for (const fragment of sections) {
  thorough(`keyboard: ${fragment.split("?")[0]} is gone through in order, without a trap, the focus always in sight`, async () => {
    for (const scheme of ["light", "dark"]) {
      await browser.emulate(page.driver, { scheme, motion: "reduce" });
      await page.load(hosted + fragment);
      await page.run(`window.expected = (() => { ${stops} })(); window.visited = []`);
      const problems = [];
      for (let count = 0; count < 400; count++) {
        await keys(Key.TAB);
        const [name, problem] = await page.run(`${colours}
          const element = document.activeElement;
          if (element === document.body) return ['body', ''];
          const last = window.visited.at(-1);
          const frames = [element, element.closest('.cpts-input, .cpts-size, .cpts-open')].filter(Boolean);
          const drawn = frames.map((each) => [getComputedStyle(each), each]).find(([style]) => style.outlineStyle !== 'none');
          const ring = drawn && ratio(colour(drawn[0].outlineColor), ground(drawn[1].parentElement));
          const order = !last || last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
          window.visited.push(element);
          return [element.outerHTML.slice(0, 90), [order ? '' : 'comes too late', drawn && parseFloat(drawn[0].outlineWidth) >= 2
            ? '' : 'has no ring', ring >= 3 ? '' : 'has a ring of ' + ring].filter(Boolean).join(', ')]`);
        if (name === "body") break;
        if (problem) problems.push(`${scheme}: ${name} ${problem}`);
      }
      assert.deepEqual(problems, []);
      const missed = await page.run(`return window.expected.filter((element) => !window.visited.includes(element))
        .map((element) => element.outerHTML.slice(0, 120))`);
      assert.deepEqual(missed, []);
      assert.equal(await page.run("return window.visited.length - new Set(window.visited).size"), 0, "a stop comes twice");
      assert.equal(await page.run("return document.activeElement.localName"), "body", "the last stop leaves the page");
    }
  });
}
