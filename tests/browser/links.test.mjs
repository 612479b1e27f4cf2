// The link carries the whole scenario; cut, damaged or foreign links never break the page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, By, elaborate, hosted, Key, names, onDisk, said, sample, shared, thorough, visitor } from "./harness.mjs";

let full; // the fragment of a link in which every field differs from the start
let other; // another valid one
const page = shared(async () => {
  await page.load();
  await page.size(1);
  await page.total(225_000);
  other = new URL(await copiedLink()).hash;
  await page.load();
  await elaborate.enter(page);
  full = new URL(await copiedLink()).hash;
});

/** Presses the button, then pastes the clipboard into a field made for it. */
async function copiedLink() {
  await browser.allowClipboard(page.driver);
  await page.press("button", names.copy);
  await page.until(async () => {
    await page.run("const t = document.createElement('textarea'); t.id = 'pasted'; document.body.append(t); t.focus()");
    const field = await page.driver.findElement(By.id("pasted"));
    await field.sendKeys(Key.chord(Key.CONTROL, "v"));
    const text = await field.getAttribute("value");
    await page.run("arguments[0].remove()", field);
    return text.startsWith("http");
  }, "the link is on the clipboard");
  return page.driver.executeAsyncScript("navigator.clipboard.readText().then(arguments[0])");
}

test("the copied link is the page's own address and a readable, percent-safe fragment under 300 characters", async () => {
  await page.load(hosted + full);
  const link = await copiedLink();
  assert.equal(link, hosted + full, "a link opened and copied again is the same");
  assert.match(full, /^#\/\?[\w\-.~!$&'()*+,;=:@/]+$/);
  assert.ok(link.length < 300, `${link.length} characters`);
  assert.ok(full.includes("aci-2022"), "the tariff is pinned");
});

thorough("a copy is confirmed in words", async () => {
  await page.load(hosted + full);
  await page.saysNot(/copié/i);
  await page.press("button", names.copy);
  await page.says(/copié/i);
});

thorough("a link opens the same fields and figures in a fresh profile", async () => {
  await page.load(hosted + full);
  await page.total(elaborate.total);
  const fields = await page.fields();
  await visitor(async (guest) => {
    await guest.load(hosted + full);
    await guest.total(elaborate.total);
    assert.deepEqual(await guest.fields(), fields);
    await guest.saysNot(said.brokenLink);
    await guest.load(onDisk + full);
    await guest.total(elaborate.total);
    assert.deepEqual(await guest.fields(), fields);
  });
});

thorough("a reload keeps what was entered", async () => {
  await page.load();
  await elaborate.enter(page);
  await page.frames();
  await page.driver.navigate().refresh();
  await page.ready();
  await page.total(elaborate.total);
});

thorough("another link in the same page replaces the scenario, and back brings the first again", async () => {
  await page.load(hosted + full);
  await page.total(elaborate.total);
  await page.run("location.hash = arguments[0]", other);
  await page.total(225_000);
  await page.driver.navigate().back();
  await page.total(elaborate.total);
  await page.driver.navigate().forward();
  await page.total(225_000);
});

thorough("a link may open at a section", async () => {
  await page.load(hosted + full.replace("#/?", "#/bareme?"));
  await page.says(/382 500/);
  await page.saysNot(said.brokenLink);
  await page.press("link", "Simulateur");
  await page.total(elaborate.total);
});

// Goes through fragments inside one document; between two of them a whole link, which must clear the notice.
const visitFragments = `const [fragments, whole, notice, done] = arguments;
  const pattern = new RegExp(notice, 'i');
  const frame = () => new Promise((resume) => requestAnimationFrame(resume));
  // Chromium ignores navigations beyond 200 in ten seconds.
  let next = 0;
  const go = async (fragment) => {
    while (performance.now() < next) await frame();
    next = performance.now() + 55;
    location.hash = fragment;
  };
  const noticed = () => pattern.test(document.body.innerText);
  const totals = () => [...document.querySelectorAll('[data-amount=total]')];
  const reached = async (condition) => {
    for (let count = 0; count < 60; count++) {
      await frame();
      if (condition()) return true;
    }
    return false;
  };
  (async () => {
    const failures = [];
    for (const fragment of fragments) {
      await go(whole);
      if (!await reached(() => !noticed())) failures.push('still a notice after a whole link, before ' + fragment);
      await go(fragment);
      const expected = (fragment.split('?')[1] ?? '') !== '';
      if (expected && !await reached(noticed)) failures.push('no notice: ' + fragment);
      await frame();
      const cents = new Set(totals().map((element) => element.dataset.cents));
      const shown = totals().some((element) => element.checkVisibility() && /\\d\\u00a0€/.test(element.textContent));
      if (cents.size !== 1 || !/^\\d+$/.test([...cents][0])) failures.push('totals ' + [...cents] + ': ' + fragment);
      if (!shown) failures.push('no total is visible: ' + fragment);
    }
    done(failures);
  })()`;

async function visitAll(fragments) {
  await page.driver.manage().setTimeouts({ script: 60_000 });
  await page.load(hosted + other);
  return page.driver.executeAsyncScript(visitFragments, fragments, other, said.brokenLink.source);
}

test("a link cut at any character still opens, with a notice", async () => {
  const cuts = Array.from({ length: full.length - 1 }, (_, index) => full.slice(0, index + 1));
  assert.ok(cuts.length > 40);
  assert.deepEqual(await visitAll(sample(cuts, 7)), []);
});

thorough("a cut link opened by itself shows its notice at the top", async () => {
  for (const length of [4, full.length >> 1, full.length - 1]) {
    await page.load(hosted + full.slice(0, length));
    await page.says(said.brokenLink, "that the link is damaged");
    const top = await page.run(`const pattern = new RegExp(arguments[0], 'i');
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
      let deepest;
      while (walker.nextNode()) {
        const element = walker.currentNode;
        if (element.checkVisibility() && pattern.test(element.innerText)) deepest = element;
      }
      return deepest.getBoundingClientRect().top`, said.brokenLink.source);
    assert.ok(top >= 0 && top < 900, `the notice is at ${top} px`);
  }
});

thorough("edits after a damaged link work and make a whole link again", async () => {
  await page.load(hosted + full.slice(0, -1));
  await page.size(1);
  const whole = new URL(await copiedLink()).hash;
  const total = await page.cents("total") / 100;
  await page.load(hosted + whole);
  await page.total(total);
  await page.saysNot(said.brokenLink);
});

test("foreign and hostile fragments open the page, with a notice", async () => {
  const pairs = full.slice(3).split("&");
  const foreign = [
    "#/?x=1", "#/?utm_source=lettre&fbclid=IwAR0", "#/?=", "#/?&&&", "#/?%", "#/?%E0%A4%A", "#/?%00", "#/?💥=💥",
    "#/?__proto__=1&constructor=2", "#/?<script>alert(1)</script>", `#/?${"a".repeat(50_000)}`,
    `#/?${"a=1&".repeat(5_000)}`, `#/?${pairs.join("&")}&x=1`, `#/?${[...pairs].reverse().join("&")}x`,
    ...pairs.map((_, index) => `#/?${pairs.filter((_, each) => each !== index).join("&")}`),
    ...pairs.map((pair, index) => `#/?${pairs.with(index, pair.replace(/=.*/, "=~")).join("&")}`),
  ];
  assert.deepEqual(await visitAll(foreign), []);
});

thorough("fragments that are no link at all open the page", async () => {
  for (const fragment of ["", "#", "#/", "#foo", "#/nulle-part", "#//", "#/../..", "#!/x", "#%", "#/Bareme", "#main"]) {
    await page.load(hosted + fragment);
    await page.total(370_000);
    assert.match(await page.text(), /370 000 €|382 500/, fragment);
  }
});
