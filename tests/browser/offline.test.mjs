// After one visit the hosted page needs no network, and never shows an old version without saying so.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, beforeEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { browser, By, hosted, onDisk, overflow, Page, said, thorough, variants, violations, visitor } from "./harness.mjs";
import { files, Host, html, version } from "./host.mjs";

const next = "f".repeat(16);
const directory = await mkdtemp(join(tmpdir(), "cpts-offline-"));
after(() => rm(directory, { recursive: true, force: true }));

let host;
beforeEach(async () => { host = await new Host().start(); });
afterEach(() => host.stop().catch(() => {}));

const ask = (guest, promise, ...values) => guest.driver.executeAsyncScript(
  `const done = [...arguments].pop(); (async () => ${promise})().then(done, (error) => done(String(error)))`, ...values);
/** The workers of the origin: their scopes, and the files that they run. */
const workers = (guest) => ask(guest, `(await navigator.serviceWorker.getRegistrations())
  .map(({ scope, active }) => [scope, active?.scriptURL])`);
const caches = (guest) => ask(guest, "(await window.caches.keys()).sort()");
/** What is kept, with its byte order mark. */
const copied = (guest) => ask(guest, `new TextDecoder("utf-8", { ignoreBOM: true })
  .decode(await (await window.caches.match(arguments[0])).arrayBuffer())`, host.address);
const shownVersion = (guest) => guest.run("return document.querySelector('meta[name=cpts-version]').content");
const shows = (guest, id) => guest.run("return document.getElementById(arguments[0]).checkVisibility()", id);
const cacheOf = (scope, of = version) => `simulateur-cpts ${scope} ${of}`;

/** A visit, to its end: the page is kept. */
async function visit(guest, address = host.address, of = version) {
  await guest.load(address);
  const kept = async () => {
    const active = (await workers(guest)).some(([scope, script]) => address.split("#")[0] === scope && script);
    return active && (await caches(guest)).includes(cacheOf(address.split("#")[0], of));
  };
  await guest.until(kept, "the page is kept");
}

for (const name of variants(["", "index.html", "simulateur.html"])) {
  test(`after one visit to “${name}” it works with the host gone, and so does a link`, async () => {
    host.names = ["", "index.html", "simulateur.html"];
    host.publish(version);
    const address = host.address + name;
    await visitor(async (guest) => {
      await visit(guest, address);
      assert.equal(await shows(guest, "copie"), false);
      await guest.size(1);
      await guest.total(225_000);
      const link = await guest.fragment();
      await guest.size(4);
      await guest.total(435_000);
      await host.stop();
      await guest.load(address);
      await guest.total(370_000);
      await guest.press("button", said.resume);
      await guest.total(435_000);
      const notice = await guest.text(await guest.driver.findElement(By.id("copie")));
      assert.match(notice, /hors ligne.*version \d.*vérifié le \d+ \p{L}+ 20\d\d\.$/isu);
      assert.equal(await shows(guest, "nouvelle-version"), false);
      await guest.load(address + link);
      await guest.total(225_000);
      await guest.driver.navigate().refresh();
      await guest.ready();
      await guest.total(225_000);
    });
  });
}

thorough("the folder and its index are one page", async () => {
  await visitor(async (guest) => {
    await visit(guest);
    await host.stop();
    await guest.load(`${host.address}index.html`);
    await guest.total(370_000);
    await guest.load(`${host.address}?utm_source=lettre`);
    await guest.total(370_000);
  });
});

thorough("a new version is announced in every open window and shown on demand, with the scenario kept", async () => {
  await visitor(async (guest) => {
    await visit(guest);
    await guest.size(1);
    await guest.total(225_000);
    const first = await guest.driver.getWindowHandle();
    host.publish(next);
    await guest.driver.switchTo().newWindow("tab");
    await visit(guest, host.address, next);
    assert.equal(await shownVersion(guest), next, "the network comes first");
    assert.equal(await shows(guest, "nouvelle-version"), false);
    await guest.size(2);
    await guest.total(295_000);
    await guest.driver.close();
    await guest.driver.switchTo().window(first);
    await guest.until(() => shows(guest, "nouvelle-version"), "it is announced");
    assert.equal(await shownVersion(guest), version, "nothing is changed under the user's hands");
    await guest.total(225_000);
    const notice = await guest.driver.findElement(By.id("nouvelle-version"));
    assert.match(await guest.text(notice), /^Une nouvelle version du simulateur est prête\./);
    assert.equal(await guest.run("return arguments[0].closest('[aria-live=polite]') !== null", notice), true);
    await guest.press("button", "L’afficher");
    await guest.until(async () => await shownVersion(guest) === next, "the new one is shown");
    await guest.ready();
    await guest.total(225_000);
    assert.equal(await shows(guest, "nouvelle-version"), false);
    assert.deepEqual(await caches(guest), [cacheOf(host.address, next)], "the old copy is gone");
  });
});

for (const [when, come] of [
  ["the network returns", "dispatchEvent(new Event('online'))"],
  ["the window is looked at again after an hour", `{
    const now = Date.now;
    Date.now = () => now() + 3_700_000;
    document.dispatchEvent(new Event('visibilitychange')) }`],
]) {
  thorough(`a new version is found when ${when}`, async () => {
    await visitor(async (guest) => {
      await visit(guest);
      host.publish(next);
      await guest.run("document.dispatchEvent(new Event('visibilitychange'))");
      await pause(1_000);
      assert.equal(await shows(guest, "nouvelle-version"), false, "nobody asks at every look");
      await guest.run(come);
      await guest.until(() => shows(guest, "nouvelle-version"), "it is announced");
      await host.stop();
      await guest.press("button", "L’afficher");
      await guest.until(async () => await shownVersion(guest) === next, "ready means ready: the host is not needed");
      await guest.ready();
    });
  });
}

for (const [what, published, announced] of [["the same", version, false], ["a newer", next, true]]) {
  thorough(`a slow network: the copy is shown, and then ${what} version arrives`, async () => {
    await visitor(async (guest) => {
      await visit(guest);
      host.publish(published, ["index.html"]);
      host.delay = 7_000;
      await guest.load(host.address);
      assert.equal(await shownVersion(guest), version);
      assert.equal(await shows(guest, "copie"), true);
      await guest.until(async () => !await shows(guest, "copie"), "the network has answered", 15_000);
      await guest.frames();
      assert.equal(await shows(guest, "nouvelle-version"), announced);
      if (announced) assert.ok((await copied(guest)).includes(next), "the new one is the copy now");
    });
  });
}

thorough("what is not the whole page is never kept", async () => {
  host.files["portail"] = html("<title>Connexion</title>Bienvenue sur le wifi");
  const page = files["index.html"];
  const sent = (body, head) => ({ body, type: "text/html", head });
  const weathers = {
    "cut at the end": () => sent(page.slice(0, -10)),
    "cut in the middle": () => sent(page.slice(0, page.length / 2)),
    "a portal in its place": () => sent(host.files["portail"]),
    "a portal that it leads to": () => ({ status: 302, type: "text/plain", head: { location: "portail" } }),
    "a page that is gone": () => ({ status: 404, type: "text/html", body: `${page}<!-- 404 -->` }),
    "plain text": () => ({ type: "text/plain", body: page }),
    "another program": () => sent(html("<html><title>Autre</title></html>")),
  };
  await visitor(async (guest) => {
    await visit(guest);
    Page.opened.add(`${host.address}portail`);
    // What a browser asks of itself beside plain text.
    Page.opened.add(`${host.origin}/favicon.ico`);
    for (const [what, weather] of Object.entries(weathers)) {
      host.weather = weather;
      host.asked = [];
      await guest.start(host.address);
      await guest.until(() => host.asked.includes("HEAD hors-ligne.js"), "the worker is done with it");
      await pause(500);
      assert.ok(!await guest.run("return document.getElementById('copie')?.checkVisibility()"), `${what} is shown as it is`);
      await guest.quiet({ complaints: false });
      await host.stop();
      await guest.load(host.address);
      await guest.total(370_000);
      assert.equal(await copied(guest).then((text) => text.length), page.length, what);
      await host.back();
    }
    // A site that only says that it is down.
    host.weather = () => ({ status: 503, type: "text/html", body: "Maintenance" });
    await guest.load(host.address);
    await guest.total(370_000);
    assert.equal(await shows(guest, "copie"), true);
    await guest.quiet({ complaints: false });
  });
});

thorough("what the browser itself had kept from before the copy does not replace it", async () => {
  await visitor(async (guest) => {
    await visit(guest);
    host.publish(next, ["index.html"]);
    host.weather = (answer) => ({ ...answer, head: { date: "Thu, 01 Jan 2026 00:00:00 GMT" } });
    host.asked = [];
    await guest.load(host.address);
    assert.equal(await shownVersion(guest), next);
    await guest.until(() => host.asked.includes("HEAD hors-ligne.js"), "the worker is done with it");
    assert.ok((await copied(guest)).includes(version));
    assert.equal(await shows(guest, "nouvelle-version"), false);
  });
});

thorough("where the host declares another charset, the page and its copy are still read as UTF-8", async () => {
  host.weather = (answer) => ({ ...answer, type: "text/html; charset=iso-8859-1" });
  await visitor(async (guest) => {
    await visit(guest);
    const charset = () => guest.run("return document.characterSet");
    assert.equal(await charset(), "UTF-8");
    await host.stop();
    await guest.load(host.address);
    assert.equal(await shows(guest, "copie"), true);
    assert.equal(await charset(), "UTF-8");
    await guest.total(370_000);
  });
});

thorough("a host in the middle of an update keeps nothing until both files are there", async () => {
  host.publish(next, ["hors-ligne.js"]);
  await visitor(async (guest) => {
    await guest.load(host.address);
    await guest.until(() => host.asked.filter((asked) => asked === "GET ").length > 1, "the worker asked");
    await guest.until(async () => (await workers(guest)).length === 0, "and went");
    assert.deepEqual(await caches(guest), []);
    host.publish(next);
    await visit(guest, host.address, next);
  });
});

thorough("only the page is handled, and only caches of its own", async () => {
  host.files["autre.html"] = html("<title>Autre</title><p>Autre page");
  host.files["site.js"] = "addEventListener('fetch', () => {})";
  const mine = cacheOf(host.address);
  const foreign = ["blog v1", cacheOf(`${host.origin}/ailleurs/`, "0")];
  await visitor(async (guest) => {
    await guest.start(`${host.address}autre.html`);
    await ask(guest, "Promise.all(arguments[0].map((name) => window.caches.open(name)))", [...foreign, `${mine}0`]);
    await visit(guest);
    assert.deepEqual(await caches(guest), [...foreign, mine].sort());
    await guest.start(`${host.address}autre.html`);
    assert.ok((await guest.text()).includes("Autre page"));
    const status = (name) => ask(guest, "(await fetch(arguments[0])).status", host.address + name);
    for (const name of ["", "index.html", "manifest.webmanifest"]) assert.equal(await status(name), 200);
    await host.stop();
    for (const name of ["", "index.html", "manifest.webmanifest"]) assert.match(await status(name), /Failed to fetch/);
    await assert.rejects(guest.start(`${host.address}autre.html`), /ERR_CONNECTION_REFUSED/);
    await guest.load(host.address);
    await guest.total(370_000);
    Page.opened.add(`${host.address}index.html`);
    await guest.quiet({ complaints: false });
  });
});

thorough("the icon of the page, in pixels, is the one that it is installed with", () => visitor(async (guest) => {
  await guest.start(host.address);
  const { icons } = JSON.parse(files["manifest.webmanifest"]);
  const [own, apart] = await ask(guest, `(async () => {
    const pixels = async (src) => {
      const image = Object.assign(new Image(), { src });
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 64 }).getContext("2d");
      canvas.drawImage(image, 0, 0, 64, 64);
      return canvas.getImageData(0, 0, 64, 64).data;
    };
    const [one, other] = await Promise.all([document.querySelector("link[rel=icon]").href, arguments[0]].map(pixels));
    const differ = one.filter((value, place) => Math.abs(value - other[place]) > 128);
    return [one.filter((value) => value > 0).length, differ.length];
  })()`, icons[0].src);
  assert.ok(own > 1_000 && apart < own / 50, `${apart} of ${own} values differ`);
}));

thorough("a worker that the site has at the same address stays", async () => {
  host.files["autre.html"] = html("<title>Autre</title>");
  host.files["site.js"] = "addEventListener('fetch', () => {})";
  await visitor(async (guest) => {
    await guest.start(`${host.address}autre.html`);
    Page.opened.add(`${host.address}site.js`);
    await ask(guest, "void await navigator.serviceWorker.register('site.js')");
    await guest.load(host.address);
    await pause(2_000);
    assert.deepEqual(await workers(guest), [[host.address, `${host.address}site.js`]]);
    assert.deepEqual(await caches(guest), []);
    assert.ok(!host.asked.includes("GET hors-ligne.js"));
  });
});

thorough("a host that deletes the worker is rid of it at the next visit", async () => {
  await visitor(async (guest) => {
    await visit(guest);
    await ask(guest, "void await window.caches.open('blog')");
    host.remove("hors-ligne.js", "manifest.webmanifest");
    await guest.load(host.address);
    await guest.until(async () => (await workers(guest)).length === 0, "the worker is gone");
    assert.deepEqual(await caches(guest), ["blog"]);
    await guest.total(370_000);
    await guest.quiet({ complaints: false });
  });
});

thorough("from disk, and in a copy saved from a host, nothing is registered nor asked", async () => {
  const saved = join(directory, "copie.html");
  await visitor(async (guest) => {
    await visit(guest);
    await guest.until(() => guest.run("return document.querySelector('link[rel=manifest]') !== null"), "it can be installed");
    await guest.run("document.getElementById('nouvelle-version').hidden = document.getElementById('copie').hidden = false");
    await writeFile(saved, `<!doctype html>${await guest.run("return document.documentElement.outerHTML")}`);
    await browser.downloadTo(guest.driver, directory);
    await guest.run("for (const details of document.querySelectorAll('details')) details.open = true");
    await guest.press("button", "Enregistrer pour un usage hors ligne");
    const own = await guest.until(async () =>
      (await readdir(directory)).find((name) => name.endsWith(".html") && name !== "copie.html"), "the page is saved");
    await pause(500);
    assert.ok(!(await readFile(join(directory, own), "utf8")).includes("<link rel=\"manifest\""), "the file does not carry it");
    assert.equal(await guest.run("return document.querySelectorAll('link[rel=manifest]').length"), 1, "the page does");
    const disk = (name) => pathToFileURL(join(directory, name)).href;
    for (const address of [onDisk, disk("copie.html"), disk(own)]) {
      await guest.load(address);
      await pause(2_000);
      await guest.total(370_000);
      assert.equal(await guest.run("return document.querySelector('link[rel=manifest]')"), null);
      for (const id of ["copie", "nouvelle-version"]) assert.equal(await shows(guest, id), false, id);
      const { requests, complaints } = await browser.activity(guest.driver);
      assert.deepEqual(requests.filter((url) => url.startsWith("file:")).map((url) => url.split("#")[0]), [address]);
      assert.deepEqual(complaints, []);
    }
  });
});

thorough("in a frame nothing is registered", async () => {
  host.files["cadre.html"] = html("<title>Cadre</title><iframe src=\"./\"></iframe>");
  await visitor(async (guest) => {
    Page.opened.add(host.address);
    await guest.start(`${host.address}cadre.html`);
    await guest.driver.switchTo().frame(0);
    await guest.ready();
    await pause(2_000);
    assert.deepEqual(await workers(guest), []);
    assert.deepEqual([...new Set(host.asked)].sort(), ["GET ", "GET cadre.html"]);
  });
});

thorough("a host with index.html alone: the page works and says nothing, the console has one line", async () => {
  host.remove("hors-ligne.js", "manifest.webmanifest");
  await visitor(async (guest) => {
    await guest.load(host.address);
    await guest.until(() => host.asked.includes("GET hors-ligne.js"), "it asked");
    await guest.size(1);
    await guest.total(225_000);
    await pause(500);
    for (const id of ["copie", "nouvelle-version", "panne"]) assert.equal(await shows(guest, id), false, id);
    assert.ok(!host.asked.includes("GET manifest.webmanifest"));
    const { complaints } = await browser.activity(guest.driver);
    assert.equal(complaints.length, 1);
    assert.match(complaints[0], /404.*fetching the script/);
  });
});

const refusals = {
  "from the start": "CacheStorage.prototype.open = () => Promise.reject(new DOMException('no', 'SecurityError'));",
  "later": `const open = CacheStorage.prototype.open;
    CacheStorage.prototype.open = function (name) {
      return registration.active ? Promise.reject(new DOMException('no', 'SecurityError')) : open.call(this, name);
    };`,
};
for (const [when, refusal] of Object.entries(refusals)) {
  thorough(`a device that refuses to keep the page ${when}: it works`, async () => {
    host.files["hors-ligne.js"] = refusal + files["hors-ligne.js"];
    await visitor(async (guest) => {
      if (when === "later") await visit(guest);
      else await guest.load(host.address);
      await pause(1_500);
      await guest.load(host.address);
      await guest.size(1);
      await guest.total(225_000);
      assert.equal(await shows(guest, "copie"), false);
    });
  });
}

thorough("it can be installed, without another file", async () => {
  await visitor(async (guest) => {
    await visit(guest);
    const devTools = (name) => guest.driver.sendAndGetDevToolsCommand(name, {});
    await guest.until(async () => (await devTools("Page.getAppManifest")).url, "the manifest is found");
    const { url, errors, data } = await devTools("Page.getAppManifest");
    assert.deepEqual([url, errors], [`${host.address}manifest.webmanifest`, []]);
    assert.deepEqual((await devTools("Page.getInstallabilityErrors")).installabilityErrors, []);
    const { start_url: start, scope, lang } = JSON.parse(data);
    assert.deepEqual([new URL(start, url).href, new URL(scope, url).href, lang],
      [`${host.address}index.html`, host.address, "fr"]);
    await host.stop();
    await guest.load(new URL(start, url).href);
    await guest.total(370_000);
  });
});

thorough("what is said has no accessibility fault and fits 320 px, light and dark", async () => {
  await visitor(async (guest) => {
    await visit(guest);
    await guest.run("for (const id of ['copie', 'nouvelle-version']) document.getElementById(id).hidden = false");
    for (const scheme of ["light", "dark"]) {
      await browser.emulate(guest.driver, { scheme, motion: "reduce" });
      assert.deepEqual(await violations(guest), []);
    }
    await browser.viewport(guest.driver, 320);
    assert.deepEqual(await guest.run(overflow), []);
    await browser.emulate(guest.driver, { media: "print" });
    assert.equal(await shows(guest, "nouvelle-version"), false, "paper does not say it");
  });
});

test("the development server sends both files as what they are, never from a cache", async () => {
  for (const [name, type] of [["hors-ligne.js", /^text\/javascript/], ["manifest.webmanifest", /^application\/manifest\+json/]]) {
    const { status, headers } = await fetch(hosted + name);
    assert.equal(status, 200);
    assert.match(headers.get("content-type"), type);
    assert.equal(headers.get("cache-control"), "no-cache");
  }
});
