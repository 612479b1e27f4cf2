// The simulator on the pages of others: host pages served from other origins and from another site.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { browser, By, hosted, Key, onDisk, overflow, Page, said, shared, thorough, violations } from "./harness.mjs";
import { serve } from "./host.mjs";
import { builtPage } from "./tools.mjs";

const page = shared();
const simulator = new URL(hosted).origin;
const script = `<script src="${hosted}integrer.js" async></script>`;
for (const file of ["index.html", "integrer.js", "integrer.html"]) Page.opened.add(hosted + file);

/** Serves pages by their path, with their headers, from an origin of its own. */
let served = {};
const server = createServer(({ url }, response) => {
  const { body, headers = {} } = served[url] ?? { body: "" };
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers }).end(body);
});
before(() => new Promise((listening) => server.listen(0, "127.0.0.1", listening)));
after(() => server.close());
afterEach(async () => {
  await browser.emulate(page.driver, {});
  await browser.viewport(page.driver, 1440);
});

const html = (body, head = "") => `<!doctype html><html lang="fr"><head><meta charset="utf-8">
  <meta name="viewport" content="width=device-width,initial-scale=1"><title>Une CPTS</title>${head}</head><body>${body}</body></html>`;
const around = (embedded) => html(`<h1>Notre CPTS</h1><p>Avant.</p>${embedded}<p>Après.</p>${script}`);

/** Opens a host page; `site` makes it another site, and not another port only. */
async function host(body, { headers, site = "localhost", more = {} } = {}) {
  served = { "/": { body, headers }, ...more };
  const address = `http://${site}:${server.address().port}/`;
  for (const path of ["favicon.ico", "ici", "faux"]) Page.opened.add(address + path);
  Page.opened.add(`http://127.0.0.1:${server.address().port}/faux`);
  await page.start(address);
}

const frame = (index = 0) => page.run(`return document.querySelectorAll('simulateur-cpts')[arguments[0]]
  ?.shadowRoot?.firstChild`, index);

/** Does something inside a frame. */
async function inside(element, act) {
  await page.driver.switchTo().frame(element);
  try {
    return await act();
  } finally {
    await page.driver.switchTo().defaultContent();
  }
}

const measured = `const root = document.documentElement;
  return { height: Math.ceil(root.getBoundingClientRect().height), needs: root.scrollHeight, sees: root.clientHeight,
    bar: innerWidth - root.clientWidth }`;

/** Waits until a frame is as tall as its page and shows no scrollbar; returns the height. */
async function follows(index = 0) {
  let last;
  await page.until(async () => {
    const element = await frame(index);
    const height = element && await page.run("return arguments[0].offsetHeight", element);
    if (!height) return false;
    const found = await inside(element, () => page.run(measured));
    last = { height, found };
    return found.height === height && found.needs <= found.sees && found.bar === 0 && height !== 600;
  }, "").catch(() => assert.fail(`the frame does not follow: ${JSON.stringify(last)}`));
  return last.height;
}

/** Clicks on what a selector finds: a driver does not know accessible names in frames of other origins. */
const click = async (selector) => page.click(await page.driver.findElement(By.css(selector)));
const section = (slug) => click(`nav a[data-section="${slug}"]`);
const size = (number) => click(`#taille-${number}`);

/** Opens a host page with the simulator, and waits for it. */
async function embedded(body, options) {
  await host(body, options);
  await page.until(() => frame(), "the element has its frame");
  // What is far from being seen, a browser does not draw.
  await page.run("arguments[0].scrollIntoView()", await frame());
  await inside(await frame(), () => page.ready());
  return follows();
}

const closed = "for (const details of document.querySelectorAll('details')) details.open = false";

test("the frame is as tall as its page, which grows and shrinks, without scrollbars or echo", async () => {
  const opened = await embedded(around("<simulateur-cpts></simulateur-cpts>"));
  await inside(await frame(), () => page.run(closed));
  const start = await follows();
  assert.ok(start < opened, "closing made it shorter");
  // An explanation, then a section that is longer, one that is shorter, and back.
  await inside(await frame(), () => page.run("document.querySelector('.cpts-total__sum button').click()"));
  const explained = await follows();
  assert.ok(explained >= start);
  await inside(await frame(), () => section("comprendre"));
  const help = await follows();
  assert.ok(help > start, `${help} is not more than ${start}`);
  await inside(await frame(), () => section("comparer"));
  const compare = await follows();
  assert.ok(compare < start, `${compare} is not less than ${start}`);
  await inside(await frame(), () => section(""));
  await browser.viewport(page.driver, 768);
  const narrow = await follows();
  assert.notEqual(narrow, start);
  await browser.viewport(page.driver, 1440);
  await follows();
  // Nothing moves any more: no message answers another one for ever.
  const messages = await page.driver.executeAsyncScript(`const done = arguments[0];
    let count = 0;
    addEventListener('message', () => count++);
    setTimeout(() => done(count), 700)`);
  assert.equal(messages, 0);
});

test("attributes become the scenario, the section and the colour; changed ones follow, without history", async () => {
  await embedded(around(`<simulateur-cpts taille="2" missions="acces:80
    parcours" section="contrat" couleur="#7a2f0a"></simulateur-cpts>`));
  const accent = () => page.run("return getComputedStyle(document.documentElement).getPropertyValue('--accent')");
  await inside(await frame(), async () => {
    await page.says(/Taille 2, 2 missions/);
    assert.equal(await page.run("return document.documentElement.dataset.section"), "contrat");
    assert.equal(await accent(), "#7a2f0a");
    await page.saysNot(said.brokenLink);
  });
  const entries = await page.run("return history.length");
  await page.run(`const element = document.querySelector('simulateur-cpts');
    element.setAttribute('taille', '1');
    element.removeAttribute('missions');
    element.removeAttribute('section');
    element.setAttribute('couleur', 'ff0')`);
  await inside(await frame(), async () => {
    await page.total(225_000);
    await page.until(async () => await accent() === "#535300", "the new colour");
  });
  await page.run("document.querySelector('simulateur-cpts').removeAttribute('couleur')");
  await inside(await frame(), () => page.until(async () => await accent() === "#0a5955", "the colour of the page"));
  assert.equal(await page.run("return history.length"), entries);
  await follows();
});

thorough("what an attribute says wrong is named, and the rest is read", async () => {
  await embedded(around(`<simulateur-cpts taille="cinq" missions="acces, toutes" couleur="rouge" section="ailleurs"></simulateur-cpts>`));
  await inside(await frame(), async () => {
    for (const what of [/« taille »/, /« toutes »/, /« couleur d’accent »/, /page qui n’existe pas/]) await page.says(what);
    await page.total(200_000);
  });
});

for (const [colour, name] of [["#ffff00", "yellow"], ["#000000", "black"], ["#fff", "white"], ["#0000ff", "blue"],
  ["#5b2a6e", "purple"], ["#e0115f", "ruby"], ["url(x)", "no colour"]]) {
  thorough(`an accent of ${name} is readable in light and dark`, async () => {
    for (const scheme of ["light", "dark"]) {
      await browser.emulate(page.driver, { scheme, motion: "reduce" });
      await embedded(around(`<simulateur-cpts couleur="${colour}"></simulateur-cpts>`), { site: "127.0.0.1" });
      await inside(await frame(), async () => {
        await page.run("document.querySelector('.cpts-total__sum button').click()");
        assert.deepEqual(await violations(page), []);
      });
    }
  });
}

thorough("a host with the strictest policy needs two permissions and sees no error", async () => {
  await embedded(around(`<simulateur-cpts couleur="#5b2a6e"></simulateur-cpts>`), { headers: {
    "content-security-policy": `default-src 'none'; script-src ${simulator}; frame-src ${simulator}; style-src 'self'; `
      + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
  } });
  await inside(await frame(), () => page.total(370_000));
});

const theme = `<style>
  * { box-sizing: content-box; float: left; letter-spacing: .3em; line-height: 3; }
  html { font-size: 10px; } body { line-height: 3; text-transform: uppercase; margin: 0; width: 100%; }
  .entry-content { width: 100%; } .entry-content > * { max-width: 580px; margin: 0 auto 2em; clear: both; }
  iframe { max-width: 100%; height: 150px !important; width: 300px !important; border: 9px solid red; position: absolute;
    display: inline !important; visibility: hidden; opacity: .2 }
  img, iframe { max-height: 400px; } simulateur-cpts { display: inline; padding: 20px; } :not(:defined) { color: red; }
</style>`;

thorough("a theme with hostile styles changes neither the height, nor the width that it leaves", async () => {
  await embedded(html(`<main class="entry-content"><p>Article</p><simulateur-cpts taille="4"></simulateur-cpts></main>${script}`, theme));
  const [width, border, visible, hosting] = await page.run(`const [frame] = arguments;
    const style = getComputedStyle(frame);
    return [frame.getBoundingClientRect().width, style.borderTopWidth, style.opacity + style.position,
      frame.getRootNode().host.getBoundingClientRect().width]`, await frame());
  assert.deepEqual([width, border, visible], [580, "0px", "1static"]);
  assert.equal(hosting, 620, "the padding of the theme stays");
  await inside(await frame(), async () => {
    await page.total(435_000);
    assert.deepEqual(await page.run(overflow), []);
  });
});

for (const parent of ["display:flex", "display:grid", "display:inline-block", "float:left"]) {
  thorough(`it takes the width of its column: ${parent}`, async () => {
    await embedded(html(`<div class="a"><simulateur-cpts></simulateur-cpts></div>${script}`,
      `<style>body { margin: 0 } .a { ${parent}; max-width: 100% }</style>`));
    const width = await page.run("return arguments[0].offsetWidth", await frame());
    assert.ok(width > 1400, `${width} px`);
    assert.deepEqual(await page.run(overflow), []);
  });
}

const high = "<p style=\"height:900px\">Un long texte.</p>";

thorough("on a phone the total stays at the bottom of what is seen of the frame, and opens the detail", async () => {
  await browser.viewport(page.driver, 360, { touch: true });
  await embedded(html(`${high}<simulateur-cpts></simulateur-cpts>${high}${script}`));
  const tall = await page.run("return innerHeight");
  const top = await page.run("return arguments[0].getBoundingClientRect().top + scrollY", await frame());
  const bottom = async () => {
    const { top } = await page.run("return arguments[0].getBoundingClientRect().toJSON()", await frame());
    return top + await inside(await frame(), () =>
      page.run("return document.querySelector('.cpts-dock').getBoundingClientRect().bottom"));
  };
  for (const scroll of [top, top + 800, top + 2000, top - 300]) {
    await page.run("scrollTo(0, arguments[0])", scroll);
    await page.until(async () => Math.abs(await bottom() - tall) < 1, `the total is at the bottom after ${scroll - top}`);
  }
  // Only its first lines are seen: the total leaves with them.
  await page.run("scrollTo(0, arguments[0])", top - tall + 60);
  await page.until(async () => await bottom() > tall + 40, "no bar over the host");
  await page.run("scrollTo(0, arguments[0])", top + 300);
  await page.until(async () => Math.abs(await bottom() - tall) < 1, "back");
  await inside(await frame(), async () => {
    await (await page.driver.findElement(By.css(".cpts-dock button"))).click();
  });
  const result = async () => await page.run("return arguments[0].getBoundingClientRect().top", await frame())
    + await inside(await frame(), () => page.run("return document.querySelector('#resultat').getBoundingClientRect().top"));
  await page.until(async () => Math.abs(await result() - 16) < 40, "the result is brought to the top of the host's window");
});

thorough("on a wide screen the result stays in sight while the host scrolls", async () => {
  await embedded(html(`${high}<simulateur-cpts></simulateur-cpts>${high}${script}`));
  const top = await page.run("scrollTo(0, 0); return arguments[0].getBoundingClientRect().top", await frame());
  const place = async () => await page.run("return arguments[0].getBoundingClientRect().top", await frame())
    + await inside(await frame(), () => page.run("return document.querySelector('#resultat').getBoundingClientRect().top"));
  for (const scroll of [600, 1000]) {
    await page.run("scrollTo(0, arguments[0])", top + scroll);
    await page.until(async () => Math.abs(await place() - 16) < 1, `the result sticks at ${scroll}`);
  }
  const height = await inside(await frame(), () => page.run("return document.querySelector('#resultat').offsetHeight"));
  assert.ok(height <= await page.run("return innerHeight") - 32, "it fits in the host's window");
});

thorough("under a fixed head of the host, the result and a section's beginning stay in sight", async () => {
  await embedded(html(`<div style="position:fixed;top:0;height:100px;width:100%;background:#ccc"></div>
    ${high}<simulateur-cpts></simulateur-cpts>${high}${script}`, "<style>simulateur-cpts { scroll-margin-top: 100px }</style>"));
  const top = await page.run("scrollTo(0, 0); return arguments[0].getBoundingClientRect().top", await frame());
  const place = async (selector) => await page.run("return arguments[0].getBoundingClientRect().top", await frame())
    + await inside(await frame(), () => page.run("return document.querySelector(arguments[0]).getBoundingClientRect().top", selector));
  await page.run("scrollTo(0, arguments[0])", top + 600);
  await page.until(async () => Math.abs(await place("#resultat") - 116) < 1, "the result sticks below the head");
  const height = await inside(await frame(), () => page.run("return document.querySelector('#resultat').offsetHeight"));
  assert.ok(height <= await page.run("return innerHeight") - 132, "it fits below the head");
  await inside(await frame(), async () => {
    await page.driver.actions().sendKeys(Key.TAB).perform();
    await page.run("document.querySelector('nav a[data-section=comprendre]').click()");
  });
  await page.until(async () => {
    const top = await place("header");
    return top >= 100 && top < 800;
  }, "a section begins below the head");
});

thorough("an element that its page hides is not shown", async () => {
  await host(html(`<simulateur-cpts hidden></simulateur-cpts><simulateur-cpts style="display:none"></simulateur-cpts>${script}`));
  await page.until(() => frame(), "the element has its frame");
  for (const index of [0, 1]) assert.equal(await page.run("return arguments[0].checkVisibility()", await frame(index)), false);
});

thorough("the focus and the list of communes are brought in sight; opening the page moves nothing", async () => {
  await browser.viewport(page.driver, 360);
  await host(html(`<p style="height:300px">Un texte.</p><simulateur-cpts section="comprendre/maximum"></simulateur-cpts>${high}${script}`));
  await page.until(() => frame(), "the element has its frame");
  await inside(await frame(), () => page.ready());
  await follows();
  await page.driver.sleep(300);
  assert.equal(await page.run("return scrollY"), 0, "an address with a place does not move the host");
  await embedded(html(`<simulateur-cpts></simulateur-cpts>${high}${script}`));
  const place = async (selector) => {
    const top = await page.run("return arguments[0].getBoundingClientRect().top", await frame());
    return inside(await frame(), () => page.run(`const [selector, top] = arguments;
      const found = selector ? document.querySelector(selector) : document.activeElement;
      const box = found?.getBoundingClientRect();
      return box && [box.top + top, box.bottom + top, found.outerHTML.slice(0, 80)]`, selector, top));
  };
  await inside(await frame(), () => section(""));
  const tall = await page.run("return innerHeight");
  for (let count = 0; count < 30; count++) {
    await page.driver.actions().sendKeys(Key.TAB).perform();
    await page.until(async () => {
      const [top, bottom] = await place();
      return top >= 0 && bottom <= tall - 40;
    }, "").catch(async () => assert.fail(`out of sight: ${await place()}`));
  }
  await page.run("scrollTo(0, 0)");
  await inside(await frame(), async () => {
    await page.run("document.querySelector('.cpts-picker').open = true");
    await page.until(() => page.run("return !!document.querySelector('[role=combobox]')"), "the list has arrived");
    const field = await page.driver.findElement(By.css("[role=combobox]"));
    await field.sendKeys("annecy");
    await page.until(() => page.run("return !!document.querySelector('[role=option]')"), "answers");
  });
  await page.until(async () => {
    const [top, bottom] = await place("[role=listbox]");
    return top >= 0 && bottom <= tall;
  }, "the answers are in sight");
});

thorough("a change of section shows its beginning", async () => {
  await embedded(html(`${high}<simulateur-cpts></simulateur-cpts>${high}${script}`));
  await page.run("scrollTo(0, 2200)");
  // As a visitor does who follows an abbreviation far below: nothing scrolls before the click.
  await inside(await frame(), async () => {
    await page.driver.actions().sendKeys(Key.TAB).perform();
    await page.run("document.querySelector('nav a[data-section=comprendre]').click()");
  });
  await page.until(async () => {
    const top = await page.run("return arguments[0].getBoundingClientRect().top", await frame());
    return top > -20 && top < 800;
  }, "the top of the frame");
  await follows();
});

thorough("messages of others, of other versions and absurd ones are ignored, on both sides", async () => {
  const port = server.address().port;
  const forge = `<script>parent.postMessage({ "simulateur-cpts": 1, height: 1234, by: 500 }, "*")</script>`;
  const start = await embedded(around(`<simulateur-cpts taille="1"></simulateur-cpts>${high}`));
  const scrolled = await page.run("return scrollY");
  served["/faux"] = { body: forge };
  // From frames of another site and of the host's own origin, and from the host itself.
  for (const address of [`http://127.0.0.1:${port}/faux`, `http://localhost:${port}/faux`]) {
    await page.driver.executeAsyncScript(`const [address, done] = arguments;
      const frame = document.createElement('iframe');
      frame.onload = () => setTimeout(done, 300);
      frame.src = address;
      document.body.append(frame)`, address);
  }
  await page.run(`for (const data of [null, 5, "x", [], { "simulateur-cpts": 1, height: 1234, by: 500 }]) postMessage(data, "*")`);
  // From the right origin, but another frame of it.
  await page.driver.executeAsyncScript(`const [address, done] = arguments;
    const frame = document.createElement('iframe');
    frame.id = 'autre';
    frame.onload = () => done();
    frame.src = address;
    document.body.append(frame)`, `${hosted}index.html`);
  await inside(await page.driver.findElement(By.id("autre")), () =>
    page.run('parent.postMessage({ "simulateur-cpts": 1, height: 1234, by: 500 }, "*")'));
  // From the right frame: other versions, and heights that are none.
  await inside(await frame(), () => page.run(`for (const height of [-5, 0, 99, 1e5, 1e9, NaN, Infinity, null, "haut", {}])
      parent.postMessage({ "simulateur-cpts": 1, height }, "*");
    for (const version of [0, 2, "2", null]) parent.postMessage({ "simulateur-cpts": version, height: 4321, by: 300 }, "*");
    parent.postMessage(null, "*");
    // To the frame, by itself: not from its host.
    postMessage({ "simulateur-cpts": 1, top: 0, innerHeight: 77, hash: "#/?cadre=1&taille=4" }, "*")`));
  // From the host: what is malformed.
  await page.run(`const [frame] = arguments;
    for (const data of [null, 7, { "simulateur-cpts": 2, top: 0, innerHeight: 50 }, { "simulateur-cpts": 1, top: "a", innerHeight: 50 },
      { "simulateur-cpts": 1, top: 0, innerHeight: NaN }, { "simulateur-cpts": 1, top: 0, innerHeight: -1 },
      { "simulateur-cpts": 1, top: 0, innerHeight: 500, hash: "javascript:document.title='x'" },
      { "simulateur-cpts": 1, top: 0, innerHeight: 500, hash: {} }]) frame.contentWindow.postMessage(data, "*")`, await frame());
  await page.driver.sleep(300);
  assert.equal(await follows(), start);
  assert.equal(await page.run("return scrollY"), scrolled);
  await inside(await frame(), async () => {
    await page.total(225_000);
    const seen = await page.run("return getComputedStyle(document.documentElement).getPropertyValue('--vue')");
    assert.equal(seen, "500px");
    assert.equal(await page.run("return document.title"), "Simulateur CPTS");
  });
});

thorough("two of them, and a script that is included twice", async () => {
  await embedded(html(`<simulateur-cpts taille="1"></simulateur-cpts><simulateur-cpts taille="4" section="contrat"></simulateur-cpts>
    ${script}${script}`));
  await page.run("scrollTo(0, document.body.scrollHeight)");
  await inside(await frame(1), () => page.ready());
  const heights = [await follows(0), await follows(1)];
  assert.notEqual(heights[0], heights[1]);
  await inside(await frame(0), () => page.total(225_000));
  await inside(await frame(1), () => page.says(/Taille 4/));
});

thorough("made by a script, moved and removed: its listeners go with it", async () => {
  await host(html(`<div id="a"></div><div id="b"></div>`));
  await page.run(`window.heard = new Map();
    const [add, remove] = [addEventListener, removeEventListener];
    window.addEventListener = (type, f, o) => { heard.set(type, (heard.get(type) ?? new Set()).add(f)); add.call(window, type, f, o) };
    window.removeEventListener = (type, f, o) => { heard.get(type)?.delete(f); remove.call(window, type, f, o) };
    const script = document.createElement('script');
    script.src = arguments[0];
    document.head.append(script)`, `${hosted}integrer.js`);
  await page.until(() => page.run("return !!customElements.get('simulateur-cpts')"), "the element is known");
  await page.run(`const element = document.createElement('simulateur-cpts');
    element.setAttribute('taille', '2');
    element.setAttribute('missions', 'aucune');
    document.getElementById('a').append(element)`);
  await inside(await frame(), async () => {
    await page.ready();
    await page.total(60_000);
  });
  await follows();
  await page.run(`const element = document.querySelector('simulateur-cpts');
    element.remove();
    element.setAttribute('taille', '1');
    document.getElementById('b').append(element)`);
  await inside(await frame(), async () => {
    await page.ready();
    await page.total(50_000);
  });
  await follows();
  await page.run(`document.querySelector('simulateur-cpts').remove();
    for (const type of ['scroll', 'resize', 'message']) dispatchEvent(new Event(type))`);
  assert.deepEqual(await page.run("return ['message', 'scroll', 'resize'].map((type) => heard.get(type).size)"), [0, 0, 0]);
});

thorough("the visitor's edits and sections leave the host's history alone, and keep frame and colour", async () => {
  await host(html("<p>Une page d’avant.</p>"));
  served["/ici"] = { body: around(`<simulateur-cpts couleur="5b2a6e"></simulateur-cpts>`) };
  await page.run("location.href = '/ici'");
  await page.until(() => page.run("return location.pathname === '/ici' && !!document.querySelector('simulateur-cpts')"), "the host");
  await page.until(() => frame(), "the frame");
  const entries = await page.run("return history.length");
  await inside(await frame(), async () => {
    await page.ready();
    await size(1);
    await page.total(225_000);
    await section("contrat");
    await page.says(/Taille 1/);
    await section("bareme");
    await section("");
    await click("#mission-qualite");
    await page.total(240_000);
    assert.match(await page.fragment(), /^#\/\?v=1&.*&taille=1&.*&fin=[0-9a-f]{6}&couleur=5b2a6e$/);
    assert.equal(await page.run("return getComputedStyle(document.documentElement).getPropertyValue('--accent')"), "#5b2a6e");
  });
  assert.equal(await page.run("return history.length"), entries);
  await page.driver.navigate().back();
  await page.says(/Une page d’avant/);
});

thorough("the way out of the frame leads to the whole page with the same simulation", async () => {
  await embedded(around(`<simulateur-cpts couleur="5b2a6e"></simulateur-cpts>`));
  const [first] = await page.driver.getAllWindowHandles();
  await inside(await frame(), async () => {
    await size(2);
    await page.total(295_000);
    await click(".cpts-large");
  });
  const second = await page.until(async () => (await page.driver.getAllWindowHandles())[1], "a new tab");
  await page.driver.switchTo().window(second);
  await page.ready();
  await page.total(295_000);
  assert.doesNotMatch(await page.fragment(), /cadre|couleur/);
  assert.equal(await page.run("return document.documentElement.dataset.cadre ?? 'none'"), "none");
  assert.ok(!await (await page.driver.findElement(By.css(".cpts-large"))).isDisplayed());
  await page.driver.close();
  await page.driver.switchTo().window(first);
});

thorough("a copied link leads to the whole page; a copy of the page that was saved in a frame is whole", async () => {
  await embedded(around(`<simulateur-cpts couleur="5b2a6e"></simulateur-cpts>`));
  await inside(await frame(), async () => {
    const copied = await page.driver.executeAsyncScript(`const done = arguments[0];
      navigator.clipboard.writeText = (text) => (done(text), Promise.resolve());
      for (const button of document.querySelectorAll('button')) if (button.textContent === 'Copier le lien') button.click()`);
    assert.match(copied, new RegExp(`^${hosted}index.html#/\\?v=1&[^#]*&fin=[0-9a-f]{6}$`));
    const saved = await page.run("return document.documentElement.outerHTML");
    assert.doesNotMatch(saved.slice(0, saved.indexOf(">")), /style=/);
  });
});

thorough("without the script a plain frame scrolls by itself, in the look of a frame", async () => {
  await host(html(`<iframe title="Simulateur CPTS" width="100%" height="700" src="${hosted}index.html#/?cadre=1&amp;taille=4&amp;missions=acces,crise&amp;couleur=e0115f"></iframe>`));
  const plain = await page.driver.findElement(By.css("iframe"));
  await inside(plain, async () => {
    await page.ready();
    await page.total(295_000);
    await page.saysNot(said.brokenLink);
    const [scrolls, look, bar] = await page.run(`scrollTo(0, 500);
      return [scrollY, document.documentElement.dataset.cadre, getComputedStyle(document.documentElement).overflowY]`);
    assert.deepEqual([scrolls, look, bar], [500, "e0115f", "visible"]);
    await section("bareme");
    await page.until(() => page.run("return scrollY === 0"), "a section shows its beginning");
  });
});

thorough("what the element holds is there for those without the script", async () => {
  await host(html(`<simulateur-cpts taille="2"><a href="${hosted}index.html#/?cadre=1&amp;taille=2">Simulateur CPTS</a></simulateur-cpts>`));
  assert.ok(await (await page.driver.findElement(By.css("simulateur-cpts a"))).isDisplayed());
  await page.load(await page.run("return document.querySelector('simulateur-cpts a').href"));
  await page.total(295_000);
  await page.saysNot(said.brokenLink);
});

thorough("storage that a browser refuses to frames is said, and nothing else changes", async () => {
  const stop = await browser.beforeEachPage(page.driver, `if (parent !== window)
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })`);
  await embedded(around("<simulateur-cpts></simulateur-cpts>"));
  await inside(await frame(), async () => {
    await size(1);
    await page.total(225_000);
  });
  await stop();
});

thorough("the host's page on paper keeps the figures and drops the controls", async () => {
  // Of the same site: the emulation does not reach other ones.
  await embedded(around("<simulateur-cpts></simulateur-cpts>"), { site: "127.0.0.1" });
  await browser.emulate(page.driver, { media: "print" });
  await inside(await frame(), async () => {
    assert.match(await page.text(), /370 000 €/);
    for (const part of [".cpts-dock", ".cpts-nav", ".cpts-actions", ".cpts-large"]) {
      assert.ok(!await (await page.driver.findElement(By.css(part))).isDisplayed(), part);
    }
    assert.deepEqual(await page.run(overflow, 1), []);
  });
  const { data } = await page.driver.sendAndGetDevToolsCommand("Page.printToPDF", {});
  assert.ok(data.length > 10_000);
});

/** A host of the simulator as docs/HEBERGER.md sets it up: precompressed, with its headers. */
async function hostedWith(ancestors, visit) {
  const dist = dirname(builtPage);
  const headers = {
    "content-security-policy": `frame-ancestors ${ancestors}`, "cache-control": "no-cache", "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer", "permissions-policy": "camera=(), geolocation=(), microphone=()",
  };
  const files = {
    "/index.html": ["index.html.br", { "content-type": "text/html; charset=utf-8", "content-encoding": "br" }],
    "/integrer.js": ["integrer.js", { "content-type": "text/javascript; charset=utf-8" }],
  };
  const other = createServer(async ({ url }, response) => {
    const [file, own] = files[url] ?? [];
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, { ...headers, ...own }).end(await readFile(join(dist, file)));
  });
  await new Promise((listening) => other.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${other.address().port}/`;
  for (const path of ["index.html", "integrer.js", "favicon.ico"]) Page.opened.add(address + path);
  try {
    await visit(address);
  } finally {
    other.close();
    other.closeAllConnections();
  }
}

thorough("served with the headers that are advised, it works in the frames that they allow, and in no other", async () => {
  const site = `http://localhost:${server.address().port}`;
  const body = (address) => html(`<simulateur-cpts taille="2"></simulateur-cpts><script src="${address}integrer.js"></script>`);
  await hostedWith(`'self' ${site}`, async (address) => {
    await embedded(body(address));
    await inside(await frame(), () => page.total(295_000));
    await page.load(`${address}index.html`);
    await page.total(370_000);
  });
  await hostedWith("'self'", async (address) => {
    await host(body(address));
    await page.until(() => frame(), "the element has its frame");
    await page.driver.sleep(1500);
    assert.equal(await page.run("return arguments[0].offsetHeight", await frame()), 600, "nothing was told");
    const runs = await inside(await frame(), () => page.run("return !!document.getElementById('simulateur')"));
    assert.equal(runs, false);
    const { complaints } = await browser.activity(page.driver);
    assert.match(complaints.join(), /frame-ancestors/);
  });
});

thorough("where the page comes from another address than the script, the frame scrolls by itself", async () => {
  const own = await readFile(join(dirname(builtPage), "integrer.js"));
  const { address, close } = await serve(({ url }, response) => url === "/integrer.js"
    ? response.setHeader("content-type", "text/javascript").end(own)
    : response.writeHead(301, { location: `${hosted}index.html` }).end());
  for (const path of ["index.html", "integrer.js", "favicon.ico"]) Page.opened.add(address + path);
  try {
    await host(html(`<simulateur-cpts section="contrat"></simulateur-cpts><script src="${address}integrer.js"></script>`));
    await page.until(() => frame(), "the element has its frame");
    await inside(await frame(), async () => {
      await page.ready();
      const scrolls = "return getComputedStyle(document.documentElement).overflowY !== 'hidden' && innerWidth > document.documentElement.clientWidth";
      await page.driver.sleep(1000);
      assert.equal(await page.run(scrolls), true, "its own bar to scroll with");
      await page.run("document.documentElement.scrollTop = 2000");
      await section("comprendre");
      await page.until(() => page.run("return scrollY === 0"), "a section begins at its top");
      const last = "[...document.querySelectorAll('#comprendre summary')].at(-1)";
      await page.run(`${last}.focus()`);
      await page.until(() => page.run(`const { top, bottom } = ${last}.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight`), "the focus is in sight");
    });
    assert.equal(await page.run("return arguments[0].offsetHeight", await frame()), 600);
  } finally {
    close();
  }
});

thorough("the frame follows in browsers that are as old as the page allows", async () => {
  // What came with Firefox 120 and Safari 16.4. Within one site a driver reaches the frame, too.
  const awake = await browser.beforeEachPage(page.driver, `delete Navigator.prototype.userActivation;
    delete window.CSSStyleSheet;
    delete Document.prototype.adoptedStyleSheets`);
  try {
    await embedded(around(`<simulateur-cpts taille="2" couleur="#7a2f0a"></simulateur-cpts>`), { site: "127.0.0.1" });
    await inside(await frame(), async () => {
      assert.equal(await page.run("return typeof CSSStyleSheet + typeof navigator.userActivation"), "undefinedundefined");
      await section("comparer");
      await section("contrat");
      await page.says(/Taille 2/);
      assert.equal(await page.run("return getComputedStyle(document.documentElement).getPropertyValue('--accent')"), "#7a2f0a");
      await section("");
      await size(1);
      await page.until(async () => await page.cents("total") === 225_000_00, "an edit");
    });
    await follows();
  } finally {
    await awake();
  }
});

const integration = `${hosted}integrer.html`;
const value = (id) => page.run("return document.getElementById(arguments[0]).value", id);
const pick = (name, value) => click(`[name=${name}][value="${value}"]`);

async function openIntegration() {
  await page.start(integration);
  await page.until(() => frame(), "the preview has its frame");
  await page.run("document.getElementById('apercu').scrollIntoView()");
  await inside(await frame(), () => page.ready());
  return follows();
}

thorough("the page for hosts shows what it writes, and what it writes works elsewhere", async () => {
  await openIntegration();
  assert.match(await value("code-script"), new RegExp(`^<script src="${hosted}integrer.js" async></script>\n<simulateur-cpts>`));
  await pick("taille", "2");
  await pick("missions", "prevention");
  await pick("missions", "qualite");
  await pick("section", "contrat");
  await page.type(await page.driver.findElement(By.id("couleur")), "#e0115f");
  await page.until(async () => /couleur/.test(await value("code-script")), "the code follows");
  const code = await value("code-script");
  assert.match(code, /<simulateur-cpts taille="2" missions="acces parcours crise qualite" section="contrat" couleur="#e0115f">/);
  const shown = async () => {
    await page.says(/Taille 2, 4 missions/);
    await page.saysNot(said.brokenLink);
    assert.equal(await page.run("return getComputedStyle(document.documentElement).getPropertyValue('--accent')"), "#9f0941");
  };
  await page.run("document.getElementById('apercu').scrollIntoView()");
  await inside(await frame(), shown);
  const [fixed, fallback] = [await value("code-cadre"), /href="([^"]+)"/.exec(code)[1].replaceAll("&amp;", "&")];
  await embedded(html(code));
  await inside(await frame(), shown);
  await host(html(fixed));
  await inside(await page.driver.findElement(By.css("iframe")), async () => {
    await page.ready();
    await shown();
  });
  await page.load(fallback);
  await page.says(/Taille 2, 4 missions/);
});

thorough("the page for hosts says in words what becomes of a colour, and the headers for a site", async () => {
  await openIntegration();
  const words = async (typed) => {
    await page.type(await page.driver.findElement(By.id("couleur")), typed);
    return page.text(await page.driver.findElement(By.id("contraste")));
  };
  assert.match(await words("#ffff00"), /clair : pas assez contrastée \(1(,\d)? pour 1\), elle est assombrie en #535300 \(7(,\d)? pour 1\)/);
  assert.match(await words("#ffff00"), /sombre : lisible telle quelle \(contraste 1[0-9],?\d* pour 1\)/);
  assert.match(await words("#000"), /clair : lisible telle quelle.*\n*.*sombre : pas assez contrastée .* éclaircie en #c0c0c0/);
  const refused = async (id) => (await page.driver.findElement(By.id(id))).getAttribute("aria-invalid");
  assert.equal(await refused("couleur"), "false");
  assert.match(await words("rouge"), /pas une couleur/);
  assert.equal(await refused("couleur"), "true");
  await page.until(async () => !/couleur/.test(await value("code-script")), "the code has no colour");
  await words("");
  await page.type(await page.driver.findElement(By.id("site")), "https://www.ma-cpts.fr/page");
  await page.until(async () => /ma-cpts/.test(await value("entete-hote")), "the header follows");
  assert.match(await value("entete-hote"), /frame-ancestors 'self' https:\/\/www\.ma-cpts\.fr\n/);
  assert.equal(await value("entete-site"), `script-src ${simulator};\nframe-src ${simulator}`);
  for (const file of ["", "index.html", "integrer.html", "integrer.js", "integrer.html#/?x"]) {
    await page.type(await page.driver.findElement(By.id("dossier")), `https://b.fr/x/${file}`);
    await page.until(async () => /src="https:\/\/b\.fr\/x\/integrer\.js"/.test(await value("code-script")), `the folder of ${file}`);
  }
  await page.saysNot(/Ce n’est pas une adresse complète/);
  assert.equal(await refused("dossier"), "false");
  await page.type(await page.driver.findElement(By.id("dossier")), "www.b.fr/x");
  await page.says(/Ce n’est pas une adresse complète/);
  assert.equal(await refused("dossier"), "true");
  await page.type(await page.driver.findElement(By.id("dossier")), `https://a.fr/x/index.html"><script>`);
  await page.until(async () => /a\.fr/.test(await value("code-script")), "the folder follows");
  assert.match(await value("code-script"), /^<script src="https:\/\/a\.fr\/x\/index\.html&quot;>&lt;script>\/integrer\.js" async>/);
});

for (const scheme of ["light", "dark"]) {
  for (const width of [320, 360, 768, 1440]) {
    thorough(`the page for hosts in ${scheme} at ${width} px: axe, and nothing sticks out`, async () => {
      await browser.viewport(page.driver, width, { touch: width < 700 });
      await browser.emulate(page.driver, { scheme, motion: "reduce" });
      await openIntegration();
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(await page.run(overflow), []);
    });
  }
}

thorough("the page for hosts with the keyboard alone", async () => {
  await openIntegration();
  await page.run("scrollTo(0, 0)");
  await page.driver.findElement(By.css("body")).sendKeys(Key.TAB);
  await page.driver.actions().sendKeys(Key.ENTER, Key.TAB, Key.ARROW_DOWN).perform();
  await page.until(async () => /taille="1"/.test(await value("code-script")), "an arrow chooses a size");
  await page.driver.actions().sendKeys(Key.TAB, Key.SPACE).perform();
  await page.until(async () => /missions="parcours prevention crise"/.test(await value("code-script")), "a space drops a mission");
});

thorough("the page for hosts opened from disk still writes its code", async () => {
  const file = new URL("integrer.html", onDisk).href;
  for (const name of ["index.html", "integrer.js"]) Page.opened.add(new URL(name, onDisk).href);
  await page.start(file);
  await pick("taille", "4");
  await page.until(async () => /taille="4"/.test(await value("code-script")), "the code follows");
  assert.match(await value("code-script"), /^<script src="https:\/\/www\.votre-cpts\.fr\/simulateur-cpts\/integrer\.js"/);
  // From a disk origins have no name: the preview keeps its height, and scrolls by itself.
  await page.run("document.getElementById('apercu').scrollIntoView()");
  await inside(await frame(), () => page.until(async () => await page.cents("total") === 435_000_00, "the preview"));
});

test("the script weighs at most 2 000 bytes", async () => {
  const bytes = (await (await fetch(`${hosted}integrer.js`)).arrayBuffer()).byteLength;
  assert.ok(bytes <= 2_000, `${bytes} bytes`);
});
