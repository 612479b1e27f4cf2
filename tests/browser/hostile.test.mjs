// Everything that can be done to the page from outside: names, storage, other windows, addresses, files.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { browser, By, hosted, overflow, shared, thorough } from "./harness.mjs";

const page = shared();
const root = await mkdtemp(join(tmpdir(), "cpts-hostile-"));
after(() => rm(root, { recursive: true, force: true }));
const shelf = "simulateur-cpts/scenarios/1";
const unread = "simulateur-cpts/scenarios/illisible";
const address = `${hosted}#/comparer`;
const keepButton = "Garder ce scénario";

const stored = () => page.run(`return JSON.parse(localStorage.getItem(arguments[0]) || '{"scenarios":[]}')
  .scenarios.map(({ nom }) => nom)`, shelf);
const listed = () => page.run("return [...document.querySelectorAll('.cpts-shelf input[type=text]')].map(({ value }) => value)");
/** Waits until what is read is what is expected. */
const becomes = (read) => (expected) => page.until(async () => String(await read()) === String(expected), "")
  .catch(async () => assert.deepEqual(await read(), expected));
const lists = becomes(listed);
/** A window writes in its turn, a moment after it shows what it writes. */
const holds = becomes(stored);
async function open(text) {
  await page.load(address);
  await page.run("localStorage.clear(); if (arguments[1]) localStorage.setItem(arguments[0], arguments[1])", shelf, text);
  await page.load(address);
}
async function keep(name) {
  await page.paste(await page.find("textbox", "Nom du scénario"), name);
  await page.press("button", keepButton);
  await page.driver.sleep(120);
}
/** The page still computes. */
async function works() {
  assert.equal(await page.driver.findElement(By.id("panne")).isDisplayed(), false, "the page says that it failed");
  await page.run("document.querySelector('nav a').click()");
  for (const [size, functioning] of [[4, 90_000], [1, 50_000]]) {
    await page.until(() => page.run("const radio = document.getElementById(arguments[0]); radio?.click(); return radio", `taille-${size}`), "a size");
    await page.until(async () => await page.cents("functioning") === functioning * 100, `the functioning of size ${size}`);
  }
}

// What is given as a name, and what a reader sees of it.
const hostileNames = [
  ["<img src=x onerror=\"window.hacked=1\">"],
  ["</script><script>window.hacked=1</script>"],
  ["{{7*7}} ${window.hacked=1} \"'`"],
  ["=cmd|' /C calc'!A0"],
  ["\u202eabc\u2066d\u2069", "abcd"],
  ["zé\u200bro\u00ad \u2060invisible", "zéro invisible"],
  [`Z${"\u030d".repeat(100)}algo`, `Z${"\u030d".repeat(4)}algo`],
  ["👩‍⚕️ équipe 🏥"],
  ["W".repeat(100_000), "W".repeat(120)],
];
const seen = hostileNames.map(([given, shown = given]) => shown);
const query = "v=1&bareme=aci-2022&taille=3&acces=100&parcours=100&prevention=100&crise=redaction&qualite=non&accompagnement=non";
const file = (entries) => JSON.stringify({ format: "simulateur-cpts", version: "1", scenarios: entries });
let sealed;
const entries = async () => {
  sealed ??= await page.run("return [...document.querySelectorAll('nav a')][0].hash.split('?')[1]");
  assert.ok(sealed.startsWith(query), sealed);
  return hostileNames.map(([nom]) => ({ nom, scenario: sealed }));
};

/** Names are text and nothing else; nothing sticks out. */
async function harmless() {
  await lists(seen);
  assert.equal(await page.run("return window.hacked"), null);
  assert.equal(await page.run("return document.querySelectorAll('main img, main script:not(#contenu > script)').length"), 0);
  for (const width of [320, 360, 768, 1440]) {
    await browser.viewport(page.driver, width);
    await page.frames();
    assert.deepEqual(await page.run(overflow), [], `${width} px`);
  }
}

test("hostile names that are typed or pasted are text", async () => {
  await open();
  // A field takes 120 characters of UTF-16, whatever is pasted into it.
  for (const [name] of hostileNames.slice(0, 6)) await keep(name);
  assert.deepEqual(await listed(), seen.slice(0, 6));
  const field = await page.find("textbox", "Nom du scénario");
  await page.paste(field, "W".repeat(100_000));
  assert.equal((await field.getAttribute("value")).length, 120);
  await page.says(/120 caractères au plus/);
  await page.press("button", keepButton);
  await page.until(async () => (await listed()).at(-1) === "W".repeat(120), "the longest name is kept");
  assert.equal(await page.run("return window.hacked"), null);
});

thorough("hostile names from the device and from a file are text, in the list and side by side", async () => {
  await open();
  const text = file(await entries());
  await open(text);
  await harmless();
  await browser.viewport(page.driver, 1440);
  await open();
  const path = join(root, "noms.json");
  await writeFile(path, text);
  await (await page.driver.findElement(By.css("main input[type=file]"))).sendKeys(path);
  await harmless();
  await browser.viewport(page.driver, 1440);
  const heads = await page.run("return [...document.querySelectorAll('#resultat thead th')].map((head) => head.innerText)");
  assert.ok(heads.some((head) => head.includes(seen[0])), String(heads));
});

thorough("hostile names from another window are text, and name no other file than ours", async () => {
  await open();
  const text = file(await entries());
  const first = await page.driver.getWindowHandle();
  await page.driver.switchTo().newWindow("tab");
  try {
    await page.load(hosted);
    await page.run("localStorage.setItem(arguments[0], arguments[1])", shelf, text);
  } finally {
    await page.driver.close();
    await page.driver.switchTo().window(first);
  }
  await lists(seen);
  const files = await page.run(`const saved = [];
    const go = HTMLElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () { this.download ? saved.push(this.download) : go.call(this) };
    const pause = () => new Promise((next) => setTimeout(next, 150));
    for (let index = 0; index < arguments[0]; index++) {
      [...document.querySelectorAll('.cpts-shelf__actions button')].filter((each) => each.textContent === 'Ouvrir')[index].click();
      await pause();
      for (const each of document.querySelectorAll('.cpts-files button')) if (/CSV|^Scénario/.test(each.textContent)) each.click();
      document.querySelector('nav a[data-section=comparer]').click();
      await pause();
    }
    return saved`, seen.length);
  assert.equal(files.length, 2 * seen.length);
  for (const name of files) assert.match(name, /^simulateur-cpts(-[^\s/\\:*?"<>|%\u0000-\u001f]*)?\.(csv|json)$/u);
  for (const name of files) assert.ok(Buffer.byteLength(name) <= 255, name);
});

thorough("a device that is full says so, loses nothing, and keeps again once there is room", async () => {
  await open();
  await keep("Avant");
  await holds(["Avant"]);
  const filled = await page.run(`let count = 0;
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      try { for (;;) localStorage.setItem('filler-' + size + '-' + count++, 'x'.repeat(size)); } catch (refusal) { var name = refusal.name; }
    }
    return { name, count }`);
  assert.equal(filled.name, "QuotaExceededError");
  await keep("Pendant");
  await lists(["Avant", "Pendant"]);
  await page.says(/refuse de garder/);
  assert.deepEqual(await stored(), ["Avant"], "what was there is still there");
  await page.run("for (const key of Object.keys(localStorage)) if (key.startsWith('filler-')) localStorage.removeItem(key)");
  await keep("Après");
  await lists(["Avant", "Pendant", "Après"]);
  await holds(["Avant", "Pendant", "Après"]);
  await page.saysNot(/refuse de garder/);
});

thorough("a device cleared or damaged during use: the list stays, and is kept again with the next change", async () => {
  await open();
  await keep("Un");
  await page.run("localStorage.clear()");
  await keep("Deux");
  await holds(["Un", "Deux"]);
  await page.run("localStorage.setItem(arguments[0], '{\"format\":\"simul')", shelf);
  await keep("Trois");
  await holds(["Un", "Deux", "Trois"]);
  assert.match(await page.run("return localStorage.getItem(arguments[0])", unread), /simul$/m, "what nobody can read is set aside");
});

thorough("each copying button, clicked twice in a row, makes one copy", async () => {
  await open();
  const twice = async (name, within) => {
    const button = await page.find("button", name, within);
    await page.run("arguments[0].scrollIntoView({ block: 'center' })", button);
    await page.driver.actions().doubleClick(button).perform();
    await page.driver.sleep(200);
  };
  await page.paste(await page.find("textbox", "Nom du scénario"), "A");
  await twice(keepButton);
  await lists(["A"]);
  await twice("Dupliquer");
  await lists(["A", "A (2)"]);
  await page.press("link", "Simulateur");
  await twice("Garder");
  await page.press("link", "Comparer");
  await lists(["A", "A (2)", "A (3)"]);
  await holds(["A", "A (2)", "A (3)"]);
});

// Keeps scenarios one after the other, as fast as the page draws them, from a moment on.
const writer = `const [prefix, count, start] = arguments;
  const field = document.getElementById('nom');
  const button = [...document.querySelectorAll('main button')].find((each) => each.innerText === '${keepButton}');
  const pause = () => new Promise((next) => setTimeout(next, Math.random() * 8));
  (async () => {
    while (Date.now() < start) await new Promise((next) => setTimeout(next));
    for (let index = 0; index < count; index++) {
      field.value = prefix + index;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await pause();
      button.click();
      await pause();
    }
    window.written = true;
  })()`;

thorough("two windows that write at the same time lose nothing", async () => {
  const each = 40;
  await open();
  const first = await page.driver.getWindowHandle();
  await page.driver.switchTo().newWindow("window");
  await page.load(address);
  const second = await page.driver.getWindowHandle();
  const start = Date.now() + 1_500;
  try {
    for (const [handle, prefix] of [[second, "b"], [first, "a"]]) {
      await page.driver.switchTo().window(handle);
      await page.run(writer, prefix, each, start);
    }
    for (const handle of [first, second]) {
      await page.driver.switchTo().window(handle);
      await page.until(() => page.run("return window.written"), "this window has written", 60_000);
    }
    const expected = ["a", "b"].flatMap((prefix) => Array.from({ length: each }, (_, index) => prefix + index)).sort();
    const all = async () => (await stored()).sort();
    await page.until(async () => String(await all()) === String(expected), "", 10_000).catch(async () =>
      assert.deepEqual(await all(), expected));
    for (const handle of [first, second]) {
      await page.driver.switchTo().window(handle);
      await page.until(async () => String((await listed()).sort()) === String(expected), "both windows show all");
    }
  } finally {
    await page.driver.switchTo().window(second);
    await page.driver.close();
    await page.driver.switchTo().window(first);
  }
});

thorough("a state of the history or of a saved page that was tampered with is read or left aside", async () => {
  await page.load();
  const states = ["5", "{ a: 1 }", "[]", "'x'.repeat(200000)", "'v=1&taille=9&fin=000000'", "'<img src=x onerror=hacked=1>'",
    "'\\u202e\\ud800&fin='", "new Date()", "new Map()", "'&'.repeat(1e5)"];
  for (const state of states) {
    await page.run(`history.replaceState(${state}, "", "#/bareme")`);
    await page.driver.navigate().refresh();
    await page.ready();
    await works();
    await page.run(`document.querySelector('meta[name=cpts-etat]').content = String(${state});
      history.pushState(${state}, "", "#/comprendre"); history.back()`);
    await page.frames();
    await works();
  }
  assert.equal(await page.run("return window.hacked"), null);
});

thorough("an address of nearly two megabytes, and a storm of addresses, leave the page working", async () => {
  await page.load();
  for (const pair of ["k=1&", "acces=1x&", "taille=3&", "communes=01001_", "&fin="]) {
    const milliseconds = await page.run(`const start = performance.now();
      location.hash = '#/?v=1&' + arguments[0].repeat(1.9e6 / arguments[0].length);
      return new Promise((read) => setTimeout(() => requestAnimationFrame(() => setTimeout(() => read(performance.now() - start)))))`, pair);
    assert.ok(milliseconds < 5_000, `${pair} takes ${milliseconds} ms`);
    await page.says(/lien/i);
    assert.ok((await page.driver.findElements(By.css(".cpts-notices li"))).length <= 10);
    await works();
  }
  // More than two hundred in ten seconds, those of the page counted, and the browser itself refuses: what came
  // before must be over.
  await page.driver.sleep(11_000);
  await page.run(`for (let index = 0; index < 120; index++)
    location.hash = ['#/', '#/?v=1&taille=' + index % 7 + '&fin=000000', '#/nulle-part', '#/contrat', '#' + index][index % 5];
    location.hash = '#/?v=1&taille=2&fin=000000'`);
  await page.until(async () => await page.cents("total") > 0, "a total");
  await works();
});

thorough("files that are not ours are refused in a sentence, whatever they hold", async () => {
  await open();
  const deep = 100_000;
  const files = {
    vide: "", "trop-gros": " ".repeat(5_000_001), "presque-trop-gros": `[${"0,".repeat(2_400_000)}0]`,
    profond: `${"[".repeat(deep)}${"]".repeat(deep)}`, "objets-profonds": `${'{"scenarios":'.repeat(deep)}1${"}".repeat(deep)}`,
    nul: "null", nombre: "1e999", texte: '"simulateur-cpts"', binaire: Buffer.from([0, 255, 254, 128, 10, 13]),
    paquet: '{"name":"x","version":"1","dependencies":{}}', carte: '{"type":"FeatureCollection","features":[]}',
    deux: '{"format":"simulateur-cpts","version":"1","scenarios":[],"scenarios":null}',
    proto: '{"__proto__":{"format":"simulateur-cpts","version":"1","scenarios":[]}}',
    types: '{"format":"simulateur-cpts","version":"1","scenarios":{"length":3,"0":{"nom":"x","scenario":"v=1"}}}',
    tableau: '{"format":["simulateur-cpts"],"version":"1","scenarios":[]}',
  };
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, `${name}.json`);
    await writeFile(path, content);
    await page.run("document.querySelector('.cpts-notices button')?.click()");
    await page.saysNot(/Ce fichier n’a pas pu être lu/);
    await (await page.driver.findElement(By.css("main input[type=file]"))).sendKeys(path);
    await page.until(async () => /Ce fichier n’a pas pu être lu/.test(await page.text()), `${name}: a sentence`, 20_000);
    assert.deepEqual(await listed(), [], name);
  }
  await works();
});

thorough("a file of two hundred and more scenarios is read up to the limit, and says so", async () => {
  await open();
  const [{ scenario }] = await entries();
  const many = Array.from({ length: 5_000 }, (_, index) => ({ nom: `n${index}`, scenario }));
  const path = join(root, "beaucoup.json");
  await writeFile(path, file(many));
  await (await page.driver.findElement(By.css("main input[type=file]"))).sendKeys(path);
  await page.says(/200 premiers/);
  assert.equal((await listed()).length, 200);
  await works();
});
