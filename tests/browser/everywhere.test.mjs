// One set of journeys for every browser: hosted, opened from disk, and in a copy that was saved.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import * as chromium from "./chromium.mjs";
import * as firefox from "./firefox.mjs";
import {
  By, elaborate, hosted, Key, names, onDisk, overflow, said, sections, shared, thorough, titles, variants, visitor,
} from "./harness.mjs";
import * as webkit from "./webkit.mjs";

const browsers = variants([chromium, firefox, webkit]);
const controlTotals = [287_500, 382_500, 487_500, 580_000];
const buttons = { json: "Scénario", html: "Enregistrer pour un usage hors ligne" };
const spaced = (text) => text.replace(/[\u00a0\u202f]/g, " ");
const keys = (page, ...pressed) => page.driver.actions().sendKeys(...pressed).perform();

let directory;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), "cpts-everywhere-"));
});
after(() => rm(directory, { recursive: true, force: true }));

/** Presses these characters one by one. One that no keydown has told the page of is lost on its way, in the driver:
 * it is pressed again. */
async function pressEach(page, text) {
  await page.run("addEventListener('keydown', () => performance.mark('pressed'), true)");
  const pressed = () => page.run("return performance.getEntriesByName('pressed').length");
  for (const [index, key] of [...text].entries()) {
    const arrives = () => page.until(async () => await pressed() > index, `${key} arrives`, 3_000);
    await keys(page, key);
    await arrives().catch(() => keys(page, key).then(arrives));
  }
}

/** Presses Tab from the top of the page until the control of this name has the focus. */
async function tabTo(page, name) {
  for (let count = 0; count < 80; count++) {
    await keys(page, Key.TAB);
    if (await page.driver.switchTo().activeElement().getAccessibleName() === name) return;
  }
  assert.fail(`${name} is not reached by Tab`);
}

async function go(page, section, start) {
  await page.press("link", section, await page.driver.findElement(By.css(".cpts-nav")));
  await page.until(async () => (await page.fragment()).startsWith(start), `at ${section}`);
  await page.frames();
}

/** The fragment, once it has caught up with the last edit. */
async function link(page) {
  let last;
  await page.until(async () => {
    const before = last;
    await page.driver.sleep(300);
    return (last = await page.fragment()) === before;
  }, "the link is written");
  return last;
}

/** Writes the document as it stands, and returns the address of the copy. */
async function serialised(page, name) {
  const file = join(directory, `${name}.html`);
  await writeFile(file, `<!doctype html>${await page.run("return document.documentElement.outerHTML")}`);
  return pathToFileURL(file).href;
}

/** Presses the button that saves a file of this kind, and returns where the file is once it is whole. */
async function exported(page, kind) {
  const folder = await page.browser.downloads(page.driver);
  const files = async () => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(`.${kind}`));
  for (const file of await files()) await rm(join(folder, file));
  const button = await page.run(`const button = [...document.querySelectorAll('main button')]
    .find((each) => each.textContent === arguments[0]);
    button.closest('details').open = true;
    return button`, buttons[kind]);
  await page.click(button);
  let path;
  let bytes = -1;
  await page.until(async () => {
    const [file] = await files();
    path = file && join(folder, file);
    const before = bytes;
    bytes = path ? (await readFile(path)).length : 0;
    return bytes > 0 && bytes === before;
  }, `a ${kind} file arrives`, 15_000);
  return path;
}

/** What anyone does in the first minutes: [name, journey]. */
const journeys = [
  ["it opens with size 3 and the core missions at 100 %", async (page, address) => {
    await page.load(address);
    await page.total(370_000);
    assert.deepEqual(await page.fields(), {
      sizes: [false, false, true, false], population: "", members: "", signature: "",
      acces: "100", parcours: "100", prevention: "100", crise: { update: false, occurred: false },
    });
    assert.match(await page.text(), /370 000 €/);
    assert.equal(await page.driver.findElement(By.id("panne")).isDisplayed(), false);
  }],

  ["everything, a drafting year and a crisis give the printed control totals", async (page, address) => {
    await page.load(address);
    for (const id of Object.keys(titles)) await page.select(id);
    await page.press("radio", names.drafting, await page.group("crise"));
    await page.press("checkbox", names.occurred, await page.group("crise"));
    for (const [index, total] of controlTotals.entries()) {
      await page.size(index + 1);
      await page.total(total);
      assert.equal(await page.cents("ceiling"), total * 100);
    }
  }],

  ["a rate is edited by keyboard only, by slider and by field", async (page, address) => {
    await page.load(address);
    await tabTo(page, names.slider);
    await keys(page, Key.ARROW_LEFT);
    const field = await page.within("acces", "textbox", names.rate);
    await page.until(async () => await field.getAttribute("value") !== "100", "the field follows the slider");
    const rate = Number((await field.getAttribute("value")).replace(",", "."));
    assert.ok(rate >= 90 && rate < 100, `one arrow sets ${rate}`);
    await page.total(335_000 + 350 * rate);
    await keys(page, Key.HOME);
    await page.total(335_000);
    await keys(page, Key.END);
    await page.total(370_000);

    await page.load(address);
    await tabTo(page, names.rate);
    await pressEach(page, "80"); // Tab has selected what stands there
    await page.until(() => page.run("return document.activeElement.value === '80'"), "the field holds what was typed");
    await page.total(363_000);
    const slider = await page.within("acces", "slider", names.slider);
    assert.equal(await page.run("return arguments[0].valueAsNumber", slider), 80, "the slider follows the field");
  }],

  ["sections are places in the history, with the scenario kept", async (page, address) => {
    await page.load(address);
    await page.size(1);
    await page.total(225_000);
    await go(page, "Barème", "#/bareme");
    await page.says(/382 500/);
    for (const result of await page.all("region", "Résultat")) {
      assert.equal(await result.isDisplayed(), false, "one section at a time");
    }
    await page.driver.navigate().back();
    await page.until(async () => /^#?(\/(\?|$)|$)/.test(await page.fragment()), "back to the simulator");
    await page.total(225_000);
    assert.ok(await (await page.find("region", "Résultat")).isDisplayed());
    await page.driver.navigate().forward();
    await page.until(async () => (await page.fragment()).startsWith("#/bareme"), "forward to the tables");
    await go(page, "Simulateur", "#/?");
    await page.total(225_000);
    assert.ok(await (await page.find("radio", /^Taille 1/)).isSelected());
  }],

  ["a link opens what it carries, a reload keeps it, and a cut link says so", async (page, address) => {
    await page.load(address);
    await elaborate.enter(page);
    const fields = await page.fields();
    const fragment = await link(page);
    await page.press("button", names.copy);
    await page.says(/copié|barre d’adresse/i);
    await page.load(address + fragment);
    await page.total(elaborate.total);
    assert.deepEqual(await page.fields(), fields);
    await page.driver.navigate().refresh();
    await page.ready();
    await page.total(elaborate.total);
    for (const length of [fragment.length - 1, fragment.length >> 1]) {
      await page.load(address + fragment.slice(0, length));
      await page.says(said.brokenLink, "that the link is damaged");
      if (length === fragment.length - 1) await page.total(elaborate.total);
    }
  }],

  ["what is typed is read, and what is refused is said beside its field", async (page, address) => {
    await page.load(address);
    for (const [text, total] of [["79 999 hab.", 295_000], ["40k", 295_000], ["175001", 435_000]]) {
      await page.fill(names.population, text);
      await page.total(total);
    }
    const field = await page.find("textbox", names.signature);
    await page.type(field, "31/02/2026");
    await page.until(async () => await field.getAttribute("aria-invalid") === "true", "it is refused");
    await page.says(said.lastValid);
    await page.type(field, "2022-09-29");
    await page.total(435_000 + 67_500);
    await page.saysNot(said.lastValid);
    await page.press("button", said.reset);
    await page.total(370_000);
    await page.press("button", said.undo);
    await page.total(435_000 + 67_500);
  }],

  ["an amount explains itself by keyboard", async (page, address) => {
    await page.load(address);
    const total = await page.driver.findElement(By.css("#resultat [aria-expanded]"));
    await page.run("arguments[0].focus()", total);
    for (const open of ["true", "false"]) {
      await keys(page, Key.ENTER);
      await page.until(async () => await total.getAttribute("aria-expanded") === open, `expanded: ${open}`);
      assert.ok(await page.run("return document.activeElement === arguments[0]", total), "it keeps the focus");
    }
  }],

  ["the contract: the worked check of the rules", async (page, address) => {
    await page.load(address);
    await page.size(2);
    await go(page, "Contrat sur 5 ans", "#/contrat");
    await page.fill(names.signature, "01/01/2027");
    await page.press("button", "À la limite légale");
    await page.until(async () => await page.cents("plan.calendarYears.2027") === 9_969_863, "99 698,63 € in 2027");
    await page.says(/99 698,63 €[^]*295 000 €[^.]*195 301,37 € de moins/);
    const start = await page.within("acces", "textbox", "Date de démarrage");
    assert.equal(await start.getAttribute("value"), "01/07/2027");
    await page.load(address + await link(page));
    assert.equal(await page.cents("plan.calendarYears.2027"), 9_969_863);
  }],

  ["scenarios are kept, renamed, compared, and still there after a reload", async (page, address) => {
    await page.load(`${address}#/comparer`);
    await page.fill("Nom du scénario", "Un");
    await page.press("button", "Garder ce scénario");
    await page.find("group", "Un");
    await page.type(await page.find("textbox", "Nom", await page.find("group", "Un")), "Premier");
    await page.find("group", "Premier");
    await go(page, "Simulateur", "#/?");
    await page.size(1);
    await page.total(225_000);
    await go(page, "Comparer", "#/comparer");
    await page.driver.navigate().refresh();
    await page.ready();
    const box = await page.find("checkbox", /^Comparer/, await page.find("group", "Premier"));
    if (!await box.isSelected()) await page.click(box);
    await page.says(/\+ ?145 000 € \(\+ ?64,4 %\)/, "the difference");
    await page.press("button", "Ouvrir", await page.find("group", "Premier"));
    await page.total(370_000);
  }],

  ["a scenario leaves in a file and comes back from it", async (page, address) => {
    await page.load(address);
    await elaborate.enter(page);
    const fields = await page.fields();
    const query = (await link(page)).split("?")[1];
    const path = await exported(page, "json");
    assert.equal(JSON.parse(await readFile(path, "utf8")).scenarios[0].scenario, query);
    await page.load(address);
    await page.total(370_000);
    await (await page.driver.findElement(By.css("main input[type=file]"))).sendKeys(path);
    await page.total(elaborate.total);
    assert.deepEqual(await page.fields(), fields);
  }],

  ["the territory as a sum of communes", async (page, address) => {
    await page.load(address);
    await page.run("document.querySelector('.cpts-picker').open = true");
    const field = await page.until(() => page.driver.findElement(By.id("commune")), "the list arrived");
    const options = () => page.run("return document.querySelectorAll('[role=option]').length");
    for (const query of ["marseille 14", "13015", "MARSEILLE 16E"]) {
      await field.sendKeys(query);
      await page.until(async () => await options() > 0, `${query} is found`);
      await field.sendKeys(Key.ENTER);
      await page.until(async () => await options() === 0, `${query} is taken`);
    }
    const population = await page.find("textbox", names.population);
    assert.equal(spaced(await population.getAttribute("value")), "155 520");
    assert.match(await page.text(), /155 520 habitants, taille 3\. Communes et arrondissements : 3\./);
    await page.press("button", /^Retirer Marseille 14e/);
    await page.until(async () => spaced(await population.getAttribute("value")) === "95 015", "one is taken away");
  }],

  ["the other structures follow their fields", async (page, address) => {
    await page.load(`${address}#/structures`);
    await page.says(/330 000 à 580 000 €/);
    await page.says(/1 810 000 €/);
    await page.fill("Médecins de l’ESS", "120");
    await page.saysNot(/330 000 à 580 000 €/);
    await page.says(/ESS[^]*580 000 €/);
  }],

  ["a link into the help reaches its place, and the way back keeps the scenario", async (page, address) => {
    await page.load(address);
    await page.size(1);
    await page.total(225_000);
    await page.run("document.querySelector('footer a[href=\"#/comprendre/cpam\"]').click()");
    const reached = (place) => page.until(() => page.run(`const place = document.getElementById('/comprendre/' + arguments[0]);
      const { top, bottom } = place.getBoundingClientRect();
      return document.activeElement === place && top >= 0 && bottom <= innerHeight`, place), `${place} is reached`);
    await reached("cpam");
    await page.driver.navigate().back();
    await page.total(225_000);
    await page.start(`${address}#/comprendre/maximum`);
    await page.until(() => page.run("return typeof window.wasmBindings?.simulate === 'function'"), "the program runs");
    await reached("maximum");
    await page.says(/250 000 €/);
    await (await page.find("searchbox", /Chercher/)).sendKeys("RÉGULATION");
    await page.says(/Résultats : 1\./);
  }],

  ["the last state is offered at the next visit, neither applied nor lost", async (page, address) => {
    await page.load(address);
    assert.equal((await page.all("button", said.resume)).length, 0, "nothing to offer at the first visit");
    await page.size(1);
    await page.rate("acces", "50");
    await page.total(212_500);
    await page.until(() => page.run("return localStorage.length > 0"), "the state is kept on the device");
    await link(page);
    for (const visit of ["second", "third"]) {
      await page.load(address);
      await page.total(370_000);
      assert.ok(await (await page.find("button", said.resume)).isDisplayed(), `the ${visit} visit offers it`);
    }
    await page.press("button", said.resume);
    await page.total(212_500);
  }],
];

for (const browser of browsers) {
  describe(browser.title, () => {
    const places = new Map([["hosted", hosted], ["from disk", onDisk]]);
    const page = shared(async () => {
      await page.load();
      places.set("in a saved copy", await serialised(page, `untouched-${browser.title}`));
    }, browser);
    const clear = async (address) => {
      await page.load(address);
      await page.run("localStorage.clear()");
    };

    for (const where of variants(["hosted", "from disk", "in a saved copy"])) {
      for (const [name, journey] of journeys) {
        test(`journey ${where}: ${name}`, async () => {
          await clear(places.get(where));
          await journey(page, places.get(where));
        });
      }
    }

    for (const [scheme, dark] of [["light", false], ["dark", true]]) {
      thorough(`${scheme} where the system is, and nothing sticks out at any width`, async () => {
        await visitor(async (guest) => {
          for (const fragment of sections) {
            await guest.load(hosted + fragment);
            assert.equal(await guest.run("return matchMedia('(prefers-color-scheme: dark)').matches"), dark);
            const [ink, paper] = await guest.run(`const { color, backgroundColor } = getComputedStyle(document.body);
              return [color, backgroundColor].map((each) => Number(each.match(/\\d+/)[0]))`);
            assert.equal(ink > paper, dark, `ink ${ink}, paper ${paper}`);
            for (const width of [360, 768, 1440]) {
              await browser.viewport(guest.driver, width);
              assert.deepEqual(await guest.run(overflow), [], `${fragment} at ${width} px`);
            }
          }
        }, { scheme }, browser);
      });
    }

    // How a page with its state becomes a file: [name, copy => address].
    const ways = [
      ["as its document stands", (name) => serialised(page, name)],
      ["by its own button", async (name) => {
        const path = join(directory, `${name}.html`);
        await writeFile(path, await readFile(await exported(page, "html")));
        return pathToFileURL(path).href;
      }],
      ...browser.saves.map(([way, save]) => [`by the browser, ${way}`, async (name) => {
        const path = join(directory, `${name}.html`);
        assert.equal(await save(page.driver, path), null);
        return pathToFileURL(path).href;
      }]),
    ];
    for (const [where, address] of variants([...places])) {
      for (const [way, save] of variants(ways)) {
        test(`${where}: saved ${way}, a copy and its copy open where they were left, and compute`, async () => {
          const name = `${browser.title} ${where} ${way}`.replace(/\W+/g, "-");
          await clear(address);
          await elaborate.enter(page);
          const fields = await page.fields();
          const first = await save(`${name}-1`);
          await page.load(first);
          await page.total(elaborate.total);
          const refused = "return [...document.querySelectorAll('style')].filter((style) => !style.sheet?.cssRules.length).length";
          assert.equal(await page.run(refused), 0, "styles that the policy of the copy refuses");
          assert.deepEqual(await page.fields(), fields);
          await page.size(1);
          await page.until(async () => await page.cents("total") !== 100 * elaborate.total, "the copy computes");
          const total = await page.cents("total") / 100;
          await page.load(await save(`${name}-2`));
          await page.total(total);
          await page.load(`${first}#/bareme`);
          await page.says(/382 500/);
        });
      }
    }
  });
}
