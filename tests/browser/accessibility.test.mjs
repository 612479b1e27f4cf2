// Names and roles as the driver computes them, the focus, and motion.
import assert from "node:assert/strict";
import {
  browser, By, elaborate, hosted, Key, names, same, sections, shared, sizeName, thorough, titles,
} from "./harness.mjs";

const page = shared();

const required = [
  ["radiogroup", names.sizes],
  ...[1, 2, 3, 4].map((size) => ["radio", sizeName(size)]),
  ["textbox", names.population], ["textbox", names.members], ["textbox", names.signature],
  ["region", "Résultat"], ["button", names.copy],
  ...Object.entries(titles).flatMap(([id, title]) => [["group", title], ["checkbox", title],
    ...(id === "crise"
      ? [["radio", names.drafting, id], ["radio", names.update, id], ["checkbox", names.occurred, id]]
      : [["textbox", names.rate, id], ["slider", names.slider, id]])]),
];
const roles = { radiogroup: ["radiogroup", "group"] };

thorough("every control has its role and its name, once", async () => {
  await page.load();
  for (const id of Object.keys(titles)) await page.select(id);
  for (const [role, name, mission] of required) {
    const element = await page.find(role, name, mission && await page.group(mission));
    const computed = await element.getAriaRole();
    assert.ok((roles[role] ?? [role]).includes(computed), `${name} is a ${computed}`);
    const exact = await element.getAccessibleName();
    assert.ok(same(name, exact), `${name} is spelt ${JSON.stringify(exact)}`);
  }
});

thorough("the document names its language, its title, one main and one first heading", async () => {
  for (const fragment of sections) {
    await page.load(hosted + fragment);
    const facts = await page.run(`const seen = (selector) =>
        [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility()).length;
      return [document.documentElement.lang, seen('main'), seen('h1')]`);
    assert.deepEqual(facts, ["fr", 1, 1]);
    assert.match(await page.driver.getTitle(), /CPTS/);
  }
});

/** What the eye can notice of the element that has the focus, its label and its frame. */
const looks = `const appearance = (element) => {
    const around = [element, element.parentElement, element.nextElementSibling, ...(element.labels ?? [])];
    return around.filter(Boolean).map((each) => {
      const style = getComputedStyle(each);
      return [style.outlineStyle, style.outlineColor, style.outlineWidth, style.boxShadow, style.borderColor,
        style.backgroundColor, style.textDecorationLine].join();
    }).join('|');
  };`;

async function tabThrough(check) {
  let stops = 0;
  for (let count = 0; count < 120; count++) {
    await page.driver.actions().sendKeys(Key.TAB).perform();
    const focused = await page.driver.switchTo().activeElement();
    if (await focused.getTagName() === "body") break;
    await check(focused);
    stops++;
  }
  assert.ok(stops > 15, `${stops} stops of the Tab key`);
}

thorough("the focus is visible at every stop of the Tab key", async () => {
  await browser.viewport(page.driver, 1440);
  await browser.emulate(page.driver, { motion: "reduce" });
  await page.load();
  await page.run(`${looks}
    window.unfocused = new Map([...document.querySelectorAll('a, button, input, select, summary, textarea, [tabindex]')]
      .map((element) => [element, appearance(element)]))`);
  await tabThrough(async (focused) => {
    const marked = await page.driver.executeAsyncScript(`const [element, done] = arguments; ${looks}
      let frames = 0;
      const look = () => {
        if (appearance(element) !== window.unfocused.get(element)) done(true);
        else if (++frames > 30) done(false);
        else requestAnimationFrame(look);
      };
      look()`, focused);
    assert.ok(marked, `no mark on ${await focused.getAccessibleName()}`);
  });
});

thorough("nothing fixed hides the focus on a phone", async () => {
  await browser.viewport(page.driver, 360);
  await page.load();
  await tabThrough(async (focused) => {
    const hidden = await page.run(`const element = arguments[0];
      const target = element.labels?.[0] && element.getBoundingClientRect().width < 8 ? element.labels[0] : element;
      const { left, right, top, bottom } = target.getBoundingClientRect();
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const labelled = [...(element.labels ?? [])].some((label) => label.contains(hit));
      const mine = hit && (labelled || target.contains(hit) || hit.contains(target));
      return mine ? '' : (hit?.outerHTML ?? 'nothing').slice(0, 120)`, focused);
    assert.equal(hidden, "", `over ${await focused.getAccessibleName()}`);
  });
  await browser.viewport(page.driver, 1440);
});

thorough("a skip link or the first heading is reached at once", async () => {
  await page.load();
  await page.driver.actions().sendKeys(Key.TAB).perform();
  const name = await page.driver.switchTo().activeElement().getAccessibleName();
  assert.match(name, /contenu|simulateur|résultat|aller/i);
});

thorough("motion stops when the user asks for it", async () => {
  await browser.emulate(page.driver, { motion: "reduce" });
  await page.load();
  await elaborate.enter(page);
  const moving = await page.run(`return document.getAnimations()
    .filter((animation) => animation.effect.getComputedTiming().duration > 50).length`);
  assert.equal(moving, 0);
  assert.ok(await page.driver.findElement(By.css("main")).isDisplayed());
});
