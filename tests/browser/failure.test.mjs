// The page when something is missing: scripts, WebAssembly, storage, or time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { browser, By, hosted, names, onDisk, said, shared, thorough, variants, visitor } from "./harness.mjs";

const page = shared();
const tables = async (guest) => {
  const section = await guest.driver.findElement(By.css("#bareme"));
  const text = await guest.text(section);
  for (const amount of ["287 500", "382 500", "487 500", "580 000"]) {
    assert.ok(text.includes(amount), `${amount} in the tables`);
  }
};

for (const [where, address] of variants([["hosted", hosted], ["from disk", onDisk]])) {
  test(`${where}: without JavaScript the default result and the tables are readable`, async () => {
    await browser.blockScripts(page.driver, true);
    try {
      for (const fragment of ["", "#/bareme"]) {
        await page.start(address + fragment);
        assert.match(await page.text(), /370 000 €/);
        await tables(page);
      }
    } finally {
      await browser.blockScripts(page.driver, false);
    }
  });
}

const breakages = [
  ["WebAssembly is missing", "delete window.WebAssembly"],
  ["WebAssembly cannot compile", `
    for (const name of ["instantiate", "instantiateStreaming", "compile", "compileStreaming"])
      WebAssembly[name] = () => Promise.reject(new WebAssembly.CompileError("refused"))`],
];
for (const [what, source] of variants(breakages)) {
  for (const fragment of variants(["#/", "#/bareme"])) {
    test(`${what}, at ${fragment}: a sentence says so and the tables stay readable`, async () => {
      const restore = await browser.beforeEachPage(page.driver, source);
      try {
        await page.start(hosted + fragment);
        const sentence = await page.driver.findElement(By.id("panne"));
        await page.until(() => sentence.isDisplayed(), "the sentence is visible");
        assert.match(await page.text(sentence), /^\p{Lu}.* .*\.$/su);
        await tables(page);
        await page.quiet({ complaints: false }); // a failure may be said in the console
      } finally {
        await restore();
      }
    });
  }
}

thorough("a browser that cannot decompress runs the page or says that it does not", async () => {
  const restore = await browser.beforeEachPage(page.driver, "delete window.DecompressionStream");
  try {
    await page.start(hosted);
    const sentence = await page.driver.findElement(By.id("panne"));
    const runs = () => page.run("return typeof window.wasmBindings?.simulate === 'function'");
    await page.until(async () => await sentence.isDisplayed() || await runs(), "it runs or says so");
    await tables(page);
    if (await runs()) {
      await page.ready();
      await page.size(1);
      await page.total(225_000);
    }
  } finally {
    await restore();
  }
});

thorough("the sentence is hidden while all is well", async () => {
  await page.load();
  await page.total(370_000);
  assert.equal(await page.driver.findElement(By.id("panne")).isDisplayed(), false);
});

const storages = [
  ["refused", `Object.defineProperty(window, "localStorage",
    { get() { throw new DOMException("refused", "SecurityError") } })`],
  ["missing", "Object.defineProperty(window, 'localStorage', { value: null })"],
  ["full", "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"],
  ["unreadable", "Storage.prototype.getItem = () => { throw new DOMException('broken', 'UnknownError') }"],
];
for (const [what, source] of storages) {
  thorough(`storage ${what}: the page works`, async () => {
    const restore = await browser.beforeEachPage(page.driver, source);
    try {
      await page.load();
      await page.size(4);
      await page.total(435_000);
      await page.rate("acces", "50");
      await page.total(412_500);
    } finally {
      await restore();
    }
  });
}

thorough("storage holds rubbish: the page works and offers nothing", async () => {
  await visitor(async (guest) => {
    await guest.load();
    await guest.size(1);
    await guest.until(() => guest.run("return localStorage.length > 0"), "the state is kept on the device");
    for (const rubbish of ["", "💥", "{", "null", "#/?x=1", "x".repeat(100_000)]) {
      await guest.load();
      await guest.run("for (const key of Object.keys(localStorage)) localStorage.setItem(key, arguments[0])", rubbish);
      await guest.load();
      await guest.total(370_000);
      assert.equal((await guest.all("button", said.resume)).length, 0, rubbish.slice(0, 9));
    }
  });
});

thorough("the clipboard is refused: the page says so or shows the link to copy", async () => {
  const restore = await browser.beforeEachPage(page.driver,
    `if (navigator.clipboard)
      navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    document.execCommand = () => false`);
  try {
    await page.load();
    await page.size(2);
    await page.total(295_000);
    await page.press("button", names.copy);
    const shown = () => page.run(`return document.body.innerText.includes('#/?')
      || [...document.querySelectorAll('input, textarea')]
        .some((field) => field.checkVisibility() && field.value.includes('#/?'))`);
    const refusal = /barre d’adresse|adresse de la page|n’a pas pu|impossible|n’a pas été copié/i;
    await page.until(async () => await shown() || refusal.test(await page.text()), "another way to the link");
  } finally {
    await restore();
  }
});
