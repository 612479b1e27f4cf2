// Widths, targets and paper.
import assert from "node:assert/strict";
import { afterEach } from "node:test";
import { browser, elaborate, hosted, names, overflow, sections, shared, thorough } from "./harness.mjs";

const page = shared();
afterEach(async () => {
  await browser.emulate(page.driver, {});
  await browser.viewport(page.driver, 1440);
});
const openAll = () => page.run("for (const d of document.querySelectorAll('details')) d.open = true");

for (const width of [320, 360, 768, 1440]) {
  for (const fragment of sections) {
    thorough(`nothing sticks out at ${width} px: ${fragment}`, async () => {
      await page.load(hosted + fragment);
      if (fragment === "#/") {
        await elaborate.enter(page);
        await page.fill(names.population, "x".repeat(200));
      }
      await openAll();
      await browser.viewport(page.driver, width, { touch: width < 700 });
      assert.deepEqual(await page.run(overflow), []);
    });
  }
}

// Controls whose box, with that of the label, is too small. A link inside a sentence may be as small as the text.
const smallTargets = `const smallest = arguments[0];
  const inSentence = (element) => element.matches('a') && getComputedStyle(element).display === 'inline'
    && element.parentElement.textContent.trim() !== element.textContent.trim();
  const small = [];
  for (const element of document.querySelectorAll('a[href], button, input, select, summary, textarea')) {
    if (!element.checkVisibility({ visibilityProperty: true }) || inSentence(element)) continue;
    const boxes = [element, ...(element.labels ?? [])].map((each) => each.getBoundingClientRect());
    const height = Math.max(...boxes.map((box) => box.height));
    const width = Math.max(...boxes.map((box) => box.width));
    if (boxes[0].right < 0 || boxes[0].bottom < 0) continue; // a skip link waits off screen
    if (width < smallest - 0.5 || height < smallest - 0.5)
      small.push(width.toFixed(1) + ' × ' + height.toFixed(1) + ': ' + element.outerHTML.slice(0, 120));
  }
  return small`;

for (const [pointer, width, smallest] of [["a mouse", 1440, 24], ["a finger", 360, 44], ["a finger", 768, 44]]) {
  for (const fragment of sections) {
    thorough(`targets are at least ${smallest} px for ${pointer} at ${width} px: ${fragment}`, async () => {
      const touch = pointer === "a finger";
      await browser.viewport(page.driver, width, { touch });
      await page.load(hosted + fragment);
      assert.equal(await page.run("return matchMedia('(pointer: coarse)').matches"), touch);
      await openAll();
      assert.deepEqual(await page.run(smallTargets, smallest), []);
    });
  }
}

thorough("two columns on a wide screen, the result in sight while the questions scroll", async () => {
  await page.load();
  const result = await page.find("region", "Résultat");
  const last = await page.find("textbox", names.signature);
  await page.run("arguments[0].scrollIntoView({ block: 'center' })", last);
  const [bottom, right, left] = await page.run(`const [result, field] = arguments;
    const { bottom, left } = result.getBoundingClientRect();
    return [bottom, field.getBoundingClientRect().right, left]`, result, last);
  assert.ok(left >= right, "the result is beside the questions");
  assert.ok(bottom > 100, "the result has scrolled away");
});

thorough("on a phone the total stays in sight at the bottom and opens the detail", async () => {
  await browser.viewport(page.driver, 360);
  await page.load();
  const atBottom = `return [...document.querySelectorAll('[data-amount=total]')].some((element) => {
    const { top, bottom, width } = element.getBoundingClientRect();
    return width > 0 && top > innerHeight - 160 && bottom <= innerHeight;
  })`;
  for (const scroll of ["0", "document.body.scrollHeight / 3"]) {
    await page.run(`window.scrollTo(0, ${scroll})`);
    await page.frames();
    assert.ok(await page.run(atBottom), `no total at the bottom after a scroll to ${scroll}`);
  }
});

for (const fragment of ["#/", "#/bareme"]) {
  thorough(`on paper: ${fragment} keeps its figures and drops its controls`, async () => {
    await page.load(hosted + fragment);
    if (fragment === "#/") await elaborate.enter(page);
    await browser.emulate(page.driver, { media: "print" });
    await browser.viewport(page.driver, 768);
    const text = await page.text();
    for (const amount of fragment === "#/" ? ["469 248,50 €"] : ["382 500", "360 000"]) {
      assert.ok(text.includes(amount), `${amount} in ${text}`);
    }
    // A button that shows an amount is read like any text.
    const controls = await page.run(`return [...document.querySelectorAll('button, input[type=range], nav')]
      .filter((element) => element.checkVisibility() && !/\\d\\s*€/.test(element.innerText))
      .map((element) => element.outerHTML.slice(0, 100))`);
    assert.deepEqual(controls, []);
    assert.deepEqual(await page.run(overflow, 1), []);
  });
}

thorough("on paper in the dark the sheet is still black on white", async () => {
  await browser.emulate(page.driver, { media: "print", scheme: "dark" });
  await page.load();
  const [ink, paper] = await page.run(`const lightness = (colour) =>
      colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    const style = getComputedStyle(document.body);
    const background = [document.body, document.documentElement].map((e) => getComputedStyle(e).backgroundColor)
      .find((colour) => !/, 0\\)$/.test(colour)) ?? 'rgb(255, 255, 255)';
    return [lightness(style.color), lightness(background)]`);
  assert.ok(ink < 200 && paper > 700, `ink ${ink}, paper ${paper} of 765`);
});
