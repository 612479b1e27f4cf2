// The help: links into it, what they open, and that the scenario is never lost on the way.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { browser, hosted, Key, onDisk, overflow, shared, thorough } from "./harness.mjs";

const page = shared();
afterEach(async () => {
  await browser.emulate(page.driver, {});
  await browser.viewport(page.driver, 1440);
});

/** The element that a link inside the help leads to is in sight and has the focus. */
const reached = (anchor) => page.until(() => page.run(`const place = document.getElementById('/comprendre/' + arguments[0]);
  const { top, bottom } = place.getBoundingClientRect();
  return document.activeElement === place && top >= 0 && bottom <= innerHeight`, anchor), `${anchor} is reached`);

const isOpen = (anchor) => page.run(
  "return document.getElementById('/comprendre/' + arguments[0]).closest('details').open", anchor);

/** Presses the link of the page that leads there, in the part that the selector names. */
const follow = (anchor, within) => page.run(`const [anchor, within] = arguments;
  document.querySelector(within + ' a[href="#/comprendre/' + anchor + '"]').click()`, anchor, within);

const press = (key) => page.driver.actions().sendKeys(key).perform();

/** By keyboard: from the table of contents to the questions, and on to the first of them. */
async function goOnToFirstQuestion() {
  await page.run("document.querySelector('.cpts-toc a[href$=questions]').focus()");
  await press(Key.ENTER);
  await reached("questions");
  await press(Key.TAB);
}

for (const [where, address] of [["hosted", hosted], ["from disk", onDisk]]) {
  thorough(`${where}: a link into the help opens the section at its place`, async () => {
    await page.load(`${address}#/comprendre/cpam`);
    await reached("cpam");
    assert.match(await page.text(), /Caisse primaire d’assurance maladie/);
    assert.equal(await page.driver.getTitle(), "Comprendre – Simulateur CPTS");
  });

  thorough(`${where}: a link to an answer opens it, and only it`, async () => {
    await page.start(`${address}#/comprendre/maximum`);
    await page.until(() => page.run("return typeof window.wasmBindings?.simulate === 'function'"), "the program runs");
    await reached("maximum");
    assert.ok(await isOpen("maximum"));
    assert.equal(await isOpen("quand"), false);
    await page.says(/250 000 €/);
  });

  thorough(`${where}: the scenario survives the help, a reload there, and the way back`, async () => {
    await page.load(address);
    await page.size(1);
    await page.total(225_000);
    await follow("cpam", "footer");
    await reached("cpam");
    await page.total(225_000);
    await page.driver.navigate().refresh();
    await page.ready();
    await reached("cpam");
    await page.total(225_000);
    await page.press("link", "Simulateur");
    await page.total(225_000);
    await page.size(2);
    await page.total(295_000);
    await page.driver.navigate().back();
    await page.driver.navigate().back();
    await reached("cpam");
    await page.total(225_000);
    await page.driver.navigate().back();
    await page.until(async () => !(await page.fragment()).startsWith("#/comprendre"), "back to the simulator");
    await page.total(225_000);
    assert.ok(await (await page.find("radio", /^Taille 1/)).isSelected());
    await page.driver.navigate().forward();
    await reached("cpam");
  });
}

thorough("from another fixed section, an abbreviation leads to its entry and back to where it stood", async () => {
  await page.load(`${hosted}#/bareme`);
  const before = await page.run(`document.querySelector('#bareme a[href="#/comprendre/cpts"]').scrollIntoView();
    return scrollY`);
  assert.ok(before > 0, "the tables are scrolled");
  await follow("cpts", "#bareme");
  await reached("cpts");
  await page.driver.navigate().back();
  await page.until(async () => (await page.fragment()) === "#/bareme", "back to the tables");
  await page.says(/382 500/);
  await page.until(() => page.run("return Math.abs(scrollY - arguments[0]) < 2", before), "back to where it stood");
});

thorough("a place that does not exist shows the section from its start", async () => {
  await page.load(`${hosted}#/comprendre/nulle-part`);
  assert.ok(await page.run("return document.querySelector('#comprendre h1').checkVisibility()"));
  assert.equal(await page.run("return scrollY"), 0);
});

thorough("the table of contents and the answers work by keyboard", async () => {
  await page.load(`${hosted}#/comprendre`);
  await page.run("for (const details of document.querySelectorAll('#comprendre details')) details.open = false");
  await goOnToFirstQuestion();
  assert.equal(await page.run("return document.activeElement.id"), "/comprendre/maximum");
  await press(Key.ENTER);
  assert.ok(await isOpen("maximum"));
  await press(Key.ENTER);
  assert.equal(await isOpen("maximum"), false);
});

thorough("a program that is late does not take the focus back from who has gone on", async () => {
  await page.load(`${hosted}#/comprendre`);
  await page.run(`const wait = setTimeout;
    window.late = 0;
    window.setTimeout = (call, pause) => pause ? wait(call, pause) : wait(() => (call(), window.late++), 1000)`);
  await goOnToFirstQuestion();
  await page.until(() => page.run("return window.late > 0"), "the program has followed");
  assert.equal(await page.run("return document.activeElement.id"), "/comprendre/maximum");
});

thorough("every place of the table of contents is reached", async () => {
  await page.load(`${hosted}#/comprendre`);
  const anchors = await page.run(`return [...document.querySelectorAll('.cpts-toc a')]
    .map((link) => link.hash.replace('#/comprendre/', ''))`);
  assert.ok(anchors.length > 5);
  for (const anchor of anchors) {
    await follow(anchor, ".cpts-toc");
    await reached(anchor);
  }
});

thorough("on paper the answers are there although they are closed", async () => {
  await page.load(`${hosted}#/comprendre`);
  await page.run("for (const details of document.querySelectorAll('#comprendre details')) details.open = false");
  const hidden = () => page.run(`return [...document.querySelectorAll('#comprendre details p')]
    .filter((answer) => !answer.checkVisibility({ contentVisibilityAuto: true })).length`);
  assert.ok(await hidden() > 5);
  await browser.emulate(page.driver, { media: "print" });
  await browser.viewport(page.driver, 768);
  assert.equal(await hidden(), 0);
  assert.equal(await page.run("return document.querySelector('.cpts-toc').checkVisibility()"), false);
  assert.deepEqual(await page.run(overflow, 1), []);
});

thorough("nothing sticks out at 320 px, with every answer open and text twice as large", async () => {
  await page.load(`${hosted}#/comprendre`);
  await page.run("for (const details of document.querySelectorAll('details')) details.open = true");
  await browser.viewport(page.driver, 320, { touch: true });
  assert.deepEqual(await page.run(overflow), []);
  await browser.viewport(page.driver, 640);
  await page.run("document.documentElement.style.fontSize = '200%'");
  assert.deepEqual(await page.run(overflow), []);
});

thorough("without JavaScript a link still leads to its place", async () => {
  await browser.blockScripts(page.driver, true);
  try {
    await page.start(`${hosted}#/comprendre/cpam`);
    // Scripts of the page are off, those of the driver are not.
    const top = () => page.run("return document.getElementById('/comprendre/cpam').getBoundingClientRect().top");
    await page.until(async () => Math.abs(await top()) < 200, "the entry is in sight");
  } finally {
    await browser.blockScripts(page.driver, false);
  }
});

test("the search shows what holds the words, whatever the accents, says how much, and a link ends it", async () => {
  await page.load(`${hosted}#/comprendre`);
  const field = await page.find("searchbox", "Chercher dans cette page et le barème");
  const shown = (selector) => page.run(
    "return [...document.querySelectorAll(arguments[0])].filter((part) => part.checkVisibility()).length", selector);
  const entries = await shown(".cpts-glossary div");
  await field.sendKeys("FONGIBIL");
  await page.says(/Résultats : aucun/);
  await page.run("arguments[0].select()", field);
  await field.sendKeys("degressif");
  await page.says(/Résultats : aucun/);
  await page.run("arguments[0].select()", field);
  await field.sendKeys("RÉGULATION");
  await page.says(/Résultats : 1\./);
  assert.equal(await shown(".cpts-glossary div"), 1);
  await page.run("arguments[0].select()", field);
  await field.sendKeys("senat note");
  await page.says(/Résultats : 1\./);
  assert.ok(await isOpen("fongibilite"));
  assert.equal(await page.run("return document.getElementById('trouve').getAttribute('role')"), "status");
  await page.run("arguments[0].select()", field);
  await field.sendKeys("majoration de 10");
  await page.says(/Le barème en parle aussi/);
  await follow("cpam", "footer");
  await reached("cpam");
  assert.equal(await shown(".cpts-glossary div"), entries);
  assert.equal(await field.getAttribute("value"), "");
});
