// Colour is never alone: forced colours, more contrast, what drawings are made of, and paper.
import assert from "node:assert/strict";
import { afterEach } from "node:test";
import { colours } from "./axe.mjs";
import { browser, elaborate, hosted, Key, names, sections, shared, thorough } from "./harness.mjs";
import { states } from "./states.mjs";

const page = shared();
afterEach(async () => {
  await browser.emulate(page.driver, {});
  await browser.viewport(page.driver, 1440);
});

for (const scheme of ["light", "dark"]) {
  thorough(`forced colours, ${scheme}: choices, errors, focus, menu and drawings keep their marks`, async () => {
    await page.load();
    await elaborate.enter(page);
    await page.fill(names.members, "x");
    await browser.emulate(page.driver, { forced: "active", scheme, motion: "reduce" });
    assert.equal(await page.run("return matchMedia('(forced-colors: active)').matches"), true);
    const border = (selector) => page.run(`const style = getComputedStyle(document.querySelector(arguments[0]));
      return style.borderTopWidth + ' ' + style.borderTopStyle`, selector);
    assert.notEqual(await border(".cpts-size :checked"), await border(".cpts-size :not(:checked)"));
    assert.notEqual(await border(".cpts-input:has([aria-invalid])"), await border(".cpts-input:not(:has([aria-invalid]))"));
    for (const part of [".cpts-card", ".cpts-btn", ".cpts-input"]) assert.match(await border(part), /^[1-9].* (solid|dashed)/, part);
    await page.run("document.querySelector('.cpts-btn').focus()");
    await page.driver.actions().sendKeys(Key.TAB).perform();
    const [outline, slices] = await page.run(`${colours}
      const paper = colour(getComputedStyle(document.body).backgroundColor);
      const slices = [...document.querySelectorAll('.cpts-bar polygon')].map((slice) => ratio(colour(getComputedStyle(slice).stroke), paper));
      return [getComputedStyle(document.activeElement).outlineStyle, slices]`);
    assert.notEqual(outline, "none");
    assert.ok(slices.length > 3 && slices.every((edge) => edge >= 3), `edges of the bar: ${slices}`);
    const [current, other] = await page.run(`return ['[aria-current]', ':not([aria-current])'].map((which) =>
      getComputedStyle(document.querySelector('.cpts-nav a' + which)).borderBottomColor)`);
    assert.notEqual(current, other);
    await page.load(hosted + sections[1]);
    const lines = await page.run(`${colours}
      const paper = colour(getComputedStyle(document.body).backgroundColor);
      return ['.c-due', '.c-cash'].map((line) => getComputedStyle(document.querySelector(line)))
        .map((style) => [ratio(colour(style.stroke), paper) >= 3, style.strokeDasharray])`);
    assert.deepEqual(lines.map(([visible]) => visible), [true, true]);
    assert.notEqual(lines[0][1], lines[1][1], "one line is dashed, the other is not");
  });
}

for (const scheme of ["light", "dark"]) {
  thorough(`colours, ${scheme}: every part of a drawing stands out from its ground and is named in text`, async () => {
    await browser.emulate(page.driver, { scheme, motion: "reduce" });
    await states.find(([name]) => name.startsWith("every line"))[1].enter(page);
    const parts = await page.run(`${colours}
      return [...document.querySelectorAll('.cpts-split i')].filter((key) => !key.matches('.b0'))
        .map((key) => [key.parentElement.innerText.trim(), ratio(colour(getComputedStyle(key).backgroundColor), ground(key.parentElement))])`);
    assert.ok(parts.length > 3);
    for (const [name, ratio] of parts) assert.ok(name.length > 5 && ratio >= 3, `${name}: ${ratio}`);
    for (const fragment of [sections[1], "#/structures"]) {
      await page.load(hosted + fragment);
      const strokes = await page.run(`${colours}
        return [...document.querySelectorAll('.c-due, .c-cash, .c-sure')].map((part) => [getComputedStyle(part), part])
          .map(([style, part]) => ratio(colour(style.stroke === 'none' ? style.fill : style.stroke), ground(part.closest('figure'))))`);
      assert.ok(strokes.length > 1 && strokes.every((ratio) => ratio >= 3), `${fragment}: ${strokes}`);
      const said = await page.run(`return [...document.querySelectorAll('figure')].every((figure) =>
        figure.querySelector('figcaption') && (figure.querySelector('svg[role=img]') || figure.parentElement.querySelector('table')))`);
      assert.ok(said, `${fragment}: a drawing says the same in words or in a table`);
    }
  });
}

thorough("colours: who asks for more contrast reads everything in the colour of the text", async () => {
  await browser.emulate(page.driver, { contrast: "more" });
  await page.load();
  const [soft, ink] = await page.run("return ['.cpts-hint', 'body'].map((each) => getComputedStyle(document.querySelector(each)).color)");
  assert.equal(soft, ink);
});

for (const [name, state] of states.filter(([each]) => each.startsWith("#/") || each.startsWith("every line"))) {
  thorough(`paper: ${name} in black on white, tagged, with the addresses of its sources`, async () => {
    await browser.emulate(page.driver, { scheme: "dark" });
    await state.enter(page);
    const pdf = await browser.printed(page.driver);
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(pages >= 1 && pages <= 16, `${pages} pages`);
    assert.match(pdf, /\/StructTreeRoot/);
    assert.match(pdf, /\/Lang\s*\(fr/);
    await browser.emulate(page.driver, { media: "print", scheme: "dark" });
    await browser.viewport(page.driver, 680);
    const faults = await page.run(`${colours}
      const printed = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility({ visibilityProperty: true })
        && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()));
      // What is assumed of the structures stands in its fields.
      return [
        ...printed.filter((element) => !element.closest('svg') && contrast(element) < 7).map((element) => 'pale: ' + element.outerHTML.slice(0, 100)),
        ...[...document.querySelectorAll('button, input, select, nav')].filter((element) => element.checkVisibility()
          && !/\\d/.test(element.innerText ?? '') && !element.closest('.cpts-others')).map((element) => 'control: ' + element.outerHTML.slice(0, 100)),
        ...[...document.querySelectorAll('main a[href^=http]')].filter((link) => link.checkVisibility()
          && !getComputedStyle(link, '::after').content.includes(link.getAttribute('href'))).map((link) => 'no address: ' + link.href),
      ]`);
    assert.deepEqual(faults, []);
  });
}
