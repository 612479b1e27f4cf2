// The simulator on the pages of others: host pages served from other origins and from another site.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, afterEach, before, test } from "node:test";
import { browser, By, hosted, Key, names, overflow, Page, shared, violations } from "./harness.mjs";

const page = shared();
const simulator = new URL(hosted).origin;
const script = `<script src="${hosted}integrer.js" async></script>`;
for (const file of ["index.html", "integrer.js"]) Page.opened.add(hosted + file);

/** Serves pages by their path, with their headers, from an origin of its own. */
let served = {};
const server = createServer(({ url }, response) => {
  const { body, headers = {} } = served[url] ?? { body: "", headers: { "content-type": "image/x-icon" } };
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
  await page.start(`http://${site}:${server.address().port}/`);
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

/** Opens a host page with the simulator, and waits for it. */
async function embedded(body, options) {
  await host(body, options);
  await page.until(() => frame(), "the element has its frame");
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
  await inside(await frame(), () => page.press("link", "Comprendre"));
  const help = await follows();
  assert.ok(help > start, `${help} is not more than ${start}`);
  await inside(await frame(), () => page.press("link", "Comparer"));
  const compare = await follows();
  assert.ok(compare < start, `${compare} is not less than ${start}`);
  await inside(await frame(), () => page.press("link", "Simulateur"));
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
    parcours" section="contrat" couleur="#b3450f"></simulateur-cpts>`));
  const accent = () => page.run("return getComputedStyle(document.documentElement).getPropertyValue('--accent')");
  await inside(await frame(), async () => {
    await page.says(/Taille 2, 2 missions/);
    assert.equal(await page.run("return document.documentElement.dataset.section"), "contrat");
    assert.equal(await accent(), "#b3450f");
    await page.saysNot(/lien/i);
  });
  const entries = await page.run("return history.length");
  await page.run(`const element = document.querySelector('simulateur-cpts');
    element.setAttribute('taille', '1');
    element.removeAttribute('missions');
    element.removeAttribute('section');
    element.setAttribute('couleur', 'ff0')`);
  await inside(await frame(), async () => {
    await page.total(225_000);
    await page.until(async () => await accent() === "#6c6c00", "the new colour");
  });
  await page.run("document.querySelector('simulateur-cpts').removeAttribute('couleur')");
  await inside(await frame(), () => page.until(async () => await accent() === "#0b6460", "the colour of the page"));
  assert.equal(await page.run("return history.length"), entries);
  await follows();
});

test("what an attribute says wrong is named, and the rest is read", async () => {
  await embedded(around(`<simulateur-cpts taille="cinq" missions="acces, toutes" couleur="rouge" section="ailleurs"></simulateur-cpts>`));
  await inside(await frame(), async () => {
    for (const what of [/« taille »/, /« toutes »/, /« couleur d’accent »/, /page qui n’existe pas/]) await page.says(what);
    await page.total(200_000);
  });
});

for (const [colour, name] of [["#ffff00", "yellow"], ["#000000", "black"], ["#fff", "white"], ["#0000ff", "blue"],
  ["#7a3b8f", "purple"], ["#e0115f", "ruby"], ["url(x)", "no colour"]]) {
  test(`an accent of ${name} is readable in light and dark`, async () => {
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

test("a host with the strictest policy needs two permissions and sees no error", async () => {
  await embedded(around(`<simulateur-cpts couleur="#7a3b8f"></simulateur-cpts>`), { headers: {
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

test("a theme with hostile styles changes neither the height, nor the width that it leaves", async () => {
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
  test(`it takes the width of its column: ${parent}`, async () => {
    await embedded(html(`<div class="a"><simulateur-cpts></simulateur-cpts></div>${script}`,
      `<style>body { margin: 0 } .a { ${parent}; max-width: 100% }</style>`));
    const width = await page.run("return arguments[0].offsetWidth", await frame());
    assert.ok(width > 1400, `${width} px`);
    assert.deepEqual(await page.run(overflow), []);
  });
}

const high = "<p style=\"height:900px\">Un long texte.</p>";

test("on a phone the total stays at the bottom of what is seen of the frame, and opens the detail", async () => {
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

test("on a wide screen the result stays in sight while the host scrolls", async () => {
  await embedded(html(`${high}<simulateur-cpts></simulateur-cpts>${high}${script}`));
  const top = await page.run("return arguments[0].getBoundingClientRect().top + scrollY", await frame());
  const place = async () => await page.run("return arguments[0].getBoundingClientRect().top", await frame())
    + await inside(await frame(), () => page.run("return document.querySelector('#resultat').getBoundingClientRect().top"));
  for (const scroll of [600, 1000]) {
    await page.run("scrollTo(0, arguments[0])", top + scroll);
    await page.until(async () => Math.abs(await place() - 16) < 1, `the result sticks at ${scroll}`);
  }
  const height = await inside(await frame(), () => page.run("return document.querySelector('#resultat').offsetHeight"));
  assert.ok(height <= await page.run("return innerHeight") - 32, "it fits in the host's window");
});

test("the focus and the list of communes are brought in sight; opening the page moves nothing", async () => {
  await browser.viewport(page.driver, 360);
  await embedded(html(`${high}<simulateur-cpts section="comprendre/maximum"></simulateur-cpts>${high}${script}`));
  await page.frames();
  assert.equal(await page.run("return scrollY"), 0, "an address with a place does not move the host");
  await embedded(html(`<simulateur-cpts></simulateur-cpts>${high}${script}`));
  const place = async (selector) => {
    const top = await page.run("return arguments[0].getBoundingClientRect().top", await frame());
    return inside(await frame(), () => page.run(`const [selector, top] = arguments;
      const found = selector ? document.querySelector(selector) : document.activeElement;
      const box = found?.getBoundingClientRect();
      return box && [box.top + top, box.bottom + top, found.outerHTML.slice(0, 80)]`, selector, top));
  };
  await inside(await frame(), async () => (await page.find("textbox", names.population)).click());
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
    const field = await page.driver.findElement(By.css("[role=combobox]"));
    await page.until(() => page.run("return !!document.querySelector('[role=combobox]')"), "the list has arrived");
    await field.sendKeys("annecy");
    await page.until(() => page.run("return !!document.querySelector('[role=option]')"), "answers");
  });
  await page.until(async () => {
    const [top, bottom] = await place("[role=listbox]");
    return top >= 0 && bottom <= tall;
  }, "the answers are in sight");
});

test("a change of section shows its beginning", async () => {
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

test("messages of others, of other versions and absurd ones are ignored, on both sides", async () => {
  const port = server.address().port;
  const forge = `<script>parent.postMessage({ "simulateur-cpts": 1, height: 1234, by: 500 }, "*")</script>`;
  const start = await embedded(around(`<div id="ici"><simulateur-cpts taille="1"></simulateur-cpts></div>${high}`));
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
  assert.equal(await page.run("return scrollY"), 0);
  await inside(await frame(), async () => {
    await page.total(225_000);
    const seen = await page.run("return getComputedStyle(document.documentElement).getPropertyValue('--vue')");
    assert.equal(seen, "500px");
    assert.equal(await page.driver.getTitle(), "Simulateur CPTS");
  });
});

test("two of them, and a script that is included twice", async () => {
  await embedded(html(`<simulateur-cpts taille="1"></simulateur-cpts><simulateur-cpts taille="4" section="contrat"></simulateur-cpts>
    ${script}${script}`));
  await page.run("scrollTo(0, document.body.scrollHeight)");
  await inside(await frame(1), () => page.ready());
  const heights = [await follows(0), await follows(1)];
  assert.notEqual(heights[0], heights[1]);
  await inside(await frame(0), () => page.total(225_000));
  await inside(await frame(1), () => page.says(/Taille 4/));
});

test("made by a script, moved and removed: its listeners go with it", async () => {
  await host(html(`<div id="a"></div><div id="b"></div>`));
  await page.run(`window.heard = new Map();
    const [add, remove] = [addEventListener, removeEventListener];
    window.addEventListener = (type, f, o) => { heard.set(type, (heard.get(type) ?? 0) + 1); add.call(window, type, f, o) };
    window.removeEventListener = (type, f, o) => { heard.set(type, heard.get(type) - 1); remove.call(window, type, f, o) };
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
  assert.deepEqual(await page.run("return ['message', 'scroll', 'resize'].map((type) => heard.get(type))"), [0, 0, 0]);
});

test("the visitor's edits and sections leave the host's history alone, and keep frame and colour", async () => {
  await host(html("<p>Une page d’avant.</p>"));
  await page.run("location.href = '/ici'");
  served["/ici"] = { body: around(`<simulateur-cpts couleur="7a3b8f"></simulateur-cpts>`) };
  await page.until(() => page.run("return location.pathname === '/ici' && !!document.querySelector('simulateur-cpts')"), "the host");
  await page.until(() => frame(), "the frame");
  const entries = await page.run("return history.length");
  await inside(await frame(), async () => {
    await page.ready();
    await page.size(1);
    await page.total(225_000);
    await page.press("link", "Contrat sur 5 ans");
    await page.says(/Taille 1/);
    await page.press("link", "Barème");
    await page.press("link", "Simulateur");
    await page.select("qualite");
    await page.total(240_000);
    assert.match(await page.fragment(), /^#\/\?v=1&.*&taille=1&.*&fin=[0-9a-f]{6}&couleur=7a3b8f$/);
    assert.equal(await page.run("return getComputedStyle(document.documentElement).getPropertyValue('--accent')"), "#7a3b8f");
  });
  assert.equal(await page.run("return history.length"), entries);
  await page.driver.navigate().back();
  await page.says(/Une page d’avant/);
});

test("the way out of the frame leads to the whole page with the same simulation", async () => {
  await embedded(around(`<simulateur-cpts couleur="7a3b8f"></simulateur-cpts>`));
  const [first] = await page.driver.getAllWindowHandles();
  await inside(await frame(), async () => {
    await page.size(2);
    await page.total(295_000);
    await page.press("link", /^Ouvrir en grand/);
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

test("a copied link leads to the whole page; a copy of the page that was saved in a frame is whole", async () => {
  await embedded(around(`<simulateur-cpts couleur="7a3b8f"></simulateur-cpts>`));
  await inside(await frame(), async () => {
    const copied = await page.driver.executeAsyncScript(`const done = arguments[0];
      navigator.clipboard.writeText = (text) => (done(text), Promise.resolve());
      for (const button of document.querySelectorAll('button')) if (button.textContent === 'Copier le lien') button.click()`);
    assert.match(copied, new RegExp(`^${hosted}index.html#/\\?v=1&[^#]*&fin=[0-9a-f]{6}$`));
    const saved = await page.run("return document.documentElement.outerHTML");
    assert.doesNotMatch(saved.slice(0, saved.indexOf(">")), /style=/);
  });
});

test("without the script a plain frame scrolls by itself, in the look of a frame", async () => {
  await host(html(`<iframe title="Simulateur CPTS" width="100%" height="700" src="${hosted}index.html#/?cadre=1&amp;taille=4&amp;missions=acces,crise&amp;couleur=e0115f"></iframe>`));
  const plain = await page.driver.findElement(By.css("iframe"));
  await inside(plain, async () => {
    await page.ready();
    await page.total(295_000);
    await page.saysNot(/lien/i);
    const [scrolls, look, bar] = await page.run(`scrollTo(0, 500);
      return [scrollY, document.documentElement.dataset.cadre, getComputedStyle(document.documentElement).overflowY]`);
    assert.deepEqual([scrolls, look, bar], [500, "e0115f", "visible"]);
    await page.press("link", "Barème");
    await page.until(() => page.run("return scrollY === 0"), "a section shows its beginning");
  });
});

test("what the element holds is there for those without the script", async () => {
  await host(html(`<simulateur-cpts taille="2"><a href="${hosted}index.html#/?cadre=1&amp;taille=2">Simulateur CPTS</a></simulateur-cpts>`));
  assert.ok(await (await page.driver.findElement(By.css("simulateur-cpts a"))).isDisplayed());
  await page.load(await page.run("return document.querySelector('simulateur-cpts a').href"));
  await page.total(295_000);
  await page.saysNot(/lien/i);
});

test("storage that a browser refuses to frames is said, and nothing else changes", async () => {
  const stop = await browser.beforeEachPage(page.driver, `if (parent !== window)
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })`);
  await embedded(around("<simulateur-cpts></simulateur-cpts>"));
  await inside(await frame(), async () => {
    await page.size(1);
    await page.total(225_000);
  });
  await stop();
});

test("the host's page on paper keeps the figures and drops the controls", async () => {
  await embedded(around("<simulateur-cpts></simulateur-cpts>"));
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

test("the script weighs at most 1 000 bytes", async () => {
  const bytes = (await (await fetch(`${hosted}integrer.js`)).arrayBuffer()).byteLength;
  assert.ok(bytes <= 1_000, `${bytes} bytes`);
});
