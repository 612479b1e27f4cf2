// What a founder or a coordinator does in the first minutes, in detail. everywhere.test.mjs has what is done in every
// browser, from disk and in a saved copy too.
import assert from "node:assert/strict";
import { By, elaborate, hosted, Key, names, Origin, said, shared, thorough, titles } from "./harness.mjs";

const page = shared();

const keys = (...pressed) => page.driver.actions().sendKeys(...pressed).perform();

thorough("the navigation marks the section that is open", async () => {
  for (const [fragment, name] of [["#/", "Simulateur"], ["#/bareme", "Barème"]]) {
    await page.load(hosted + fragment);
    const link = await page.find("link", name);
    await page.until(async () => await link.getAttribute("aria-current") === "page", `${name} is current`);
    const marked = await page.run("return document.querySelectorAll('nav [aria-current=page]').length");
    assert.equal(marked, 1);
  }
});

thorough("the skip link reaches the content and keeps section, scenario and link", async () => {
  for (const [fragment, shown] of [["#/", /225 000 €/], ["#/bareme", /382 500/]]) {
    await page.load();
    await page.size(1);
    await page.total(225_000);
    if (fragment === "#/bareme") await page.press("link", "Barème");
    await page.run("document.activeElement.blur(); window.scrollTo(0, 0)");
    const skip = (await page.all("link", /contenu/i))[0];
    await skip.sendKeys(Key.ENTER);
    await page.says(shown);
    await page.driver.navigate().refresh();
    await page.ready();
    await page.total(225_000);
    await page.says(shown);
  }
});

thorough("dragging a slider leaves one history entry", async () => {
  await page.load();
  const slider = await page.within("acces", "slider", names.slider);
  const before = await page.run("return history.length");
  const pointer = page.driver.actions().move({ origin: slider }).press();
  for (let step = 0; step < 10; step++) pointer.move({ origin: Origin.POINTER, x: -3, y: 0, duration: 10 });
  await page.run("arguments[0].scrollIntoView({ block: 'center' })", slider);
  await pointer.release().perform();
  await page.until(async () => await page.cents("total") < 36_000_000, "the drag reaches the total");
  await slider.sendKeys(...Array.from({ length: 10 }, () => Key.ARROW_LEFT));
  await page.frames();
  assert.equal(await page.run("return history.length"), before);
});

thorough("amounts change in the frame that follows an edit", async () => {
  await page.load();
  const radio = await page.find("radio", /^Taille 1/);
  const cents = await page.driver.executeAsyncScript(`const [radio, done] = arguments;
    radio.click();
    requestAnimationFrame(() => requestAnimationFrame(() =>
      done([...document.querySelectorAll('[data-amount=total]')].map(e => e.dataset.cents))))`, radio);
  assert.deepEqual([...new Set(cents)], ["22500000"]);
});

thorough("one status says the total in a sentence, within two seconds of an edit", async () => {
  await page.load();
  await page.size(2);
  const status = () =>
    page.run("return [...document.querySelectorAll('[role=status], output')].map((element) => element.textContent)");
  await page.until(async () => /295\u202f000\u00a0€/.test((await status())[0]), "the status says 295 000 €", 2_000);
  const sentences = await status();
  assert.equal(sentences.length, 1);
  assert.match(sentences[0].trim(), /^\p{Lu}.* .*\.$/su);
  const others = "[aria-live]:not([role=status]):not([aria-live=off])";
  const live = await page.run("return document.querySelectorAll(arguments[0]).length", others);
  assert.equal(live, 0, "other live regions");
});

thorough("a double click is two clicks and breaks nothing", async () => {
  await page.load();
  const twice = async (element) => {
    const target = await page.run(`const t = arguments[0].labels?.[0] ?? arguments[0];
      t.scrollIntoView({ block: 'center' });
      return t`, element);
    await page.driver.actions().doubleClick(target).perform();
  };
  await twice(await page.find("checkbox", titles.qualite));
  await page.total(370_000);
  assert.equal(await (await page.find("checkbox", titles.qualite)).isSelected(), false);
  await twice(await page.find("radio", /^Taille 4/));
  await page.total(435_000);
  await twice(await page.find("link", "Barème"));
  await page.driver.navigate().back();
  await page.total(435_000);
});

thorough("reset asks nothing and can be undone", async () => {
  await page.load();
  await elaborate.enter(page);
  const entered = await page.fields();
  await page.press("button", said.reset);
  await page.total(370_000);
  assert.equal((await page.fields()).members, "");
  await page.press("button", said.undo);
  await page.total(elaborate.total);
  assert.deepEqual(await page.fields(), entered);
});

thorough("a double click on reset loses nothing", async () => {
  await page.load();
  await page.size(1);
  await page.total(225_000);
  const reset = await page.find("button", said.reset);
  await page.run("arguments[0].scrollIntoView({ block: 'center' })", reset);
  await page.driver.actions().doubleClick(reset).perform();
  await page.frames();
  if (await page.cents("total") !== 22_500_000) await page.press("button", said.undo);
  await page.total(225_000);
});

thorough("back to the address without a scenario brings the opening back, and no notice", async () => {
  await page.load();
  await page.size(1);
  await page.total(225_000);
  await page.driver.navigate().back();
  await page.total(370_000);
  await page.saysNot(said.brokenLink);
});

thorough("opening an explanation by keyboard keeps the focus on its amount", async () => {
  await page.load();
  const buttons = await page.driver.findElements(By.css("[aria-expanded]"));
  assert.ok(buttons.length > 15);
  for (let index = 0; index < buttons.length; index++) {
    const button = buttons[index];
    await page.run("arguments[0].focus()", button);
    await keys(Key.ENTER);
    await page.frames();
    assert.ok(await page.run("return document.activeElement === arguments[0]", button), `amount ${index} keeps the focus`);
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    await keys(Key.ENTER);
    await page.frames();
    assert.equal(await button.getAttribute("aria-expanded"), "false");
  }
});

thorough("a notice that goes leaves the focus in the page", async () => {
  await page.load();
  await page.size(1);
  await page.press("button", said.reset);
  await page.press("button", said.undo);
  await page.total(225_000);
  await page.frames();
  assert.notEqual(await page.run("return document.activeElement.localName"), "body");
});

thorough("what was typed just before leaving is there after coming back", async () => {
  await page.load();
  await page.paste(await page.find("textbox", names.population), "50000");
  await page.press("link", "Barème");
  await page.driver.navigate().back();
  await page.total(295_000);
});
