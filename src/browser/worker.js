// What a host keeps ready for visitors without a network: a service worker, delivered beside the page as
// hors-ligne.js. The network always comes first; its last whole page is kept. Everything else of the origin
// passes by untouched. A host that deletes this file is rid of it at the next visit.
const VERSION = "/* version */";
const FILE = "index.html";
const { scope } = registration;
// Others of this origin, and other copies of this page, have caches of their own.
const MINE = `simulateur-cpts ${scope} `;
const CACHE = MINE + VERSION;
/** How long the network may be silent when there is a copy. */
const PATIENCE_IN_MS = 3000;

/** Whether an address is the one that was visited: the scope, which for a folder is also its first file. */
const isPage = (address) => {
  const { origin, pathname } = new URL(address);
  const page = origin + pathname;
  return page === scope || scope.endsWith("/") && page === scope + FILE;
};

const kept = async () => (await caches.open(CACHE)).match(scope);
const date = (response) => Date.parse(response.headers.get("date"));

/** Keeps the page if it is one: whole, ours, and not older than what is kept. Returns its version. */
async function keep(response, wanted) {
  const type = response.headers.get("content-type");
  if (response.status !== 200 || response.redirected || !/^text\/html\b/i.test(type)) return;
  const page = await response.arrayBuffer();
  const text = new TextDecoder().decode(page);
  const version = /<meta name="cpts-version" content="(\w+)">/.exec(text)?.[1];
  if (!version || wanted && version !== wanted || !/<\/html>\s*$/.test(text)) return;
  const before = await kept();
  // The browser's own cache may answer with a page from before.
  if (before && date(response) < date(before)) return;
  const headers = new Headers(response.headers);
  headers.delete("vary");
  await (await caches.open(CACHE)).put(scope, new Response(page, { headers }));
  return version;
}

/** Tells the open pages which version is kept. */
async function tell(version) {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) {
    if (isPage(client.url)) client.postMessage({ cptsVersion: version });
  }
}

async function forget(isOld) {
  for (const name of await caches.keys()) if (name.startsWith(MINE) && isOld(name)) await caches.delete(name);
}

/** Goes when the host has deleted this file. */
async function goIfDeleted() {
  const { status } = await fetch(location.href, { method: "HEAD", cache: "no-store" });
  if (status !== 404 && status !== 410) return;
  await forget(() => true);
  await registration.unregister();
}

async function arrived(response) {
  try {
    const version = await keep(response.clone());
    if (version) await tell(version);
  } finally {
    await goIfDeleted();
  }
}

/** What is kept, marked, so that the page knows what it is. It begins with a byte order mark, as the page does:
 * the kept headers may name another charset. */
async function copy() {
  const page = await kept();
  return page && new Response("\ufeff" + (await page.text()).replace("<html", "<html data-copie"), page);
}

/** The network's answer; the copy when there is none, none yet, or one that only says that the site is down. */
async function answer(network) {
  const late = new Promise((done) => setTimeout(done, PATIENCE_IN_MS));
  const response = await Promise.race([network, late]).catch(() => {});
  if (response && response.status < 500) return response;
  return await copy().catch(() => {}) || network;
}

addEventListener("install", (event) => event.waitUntil((async () => {
  const page = await fetch(scope, { cache: "no-cache" });
  // The host may still be replacing one of the two files: the browser tries again.
  if (!await keep(page, VERSION)) throw new Error("The page is not of this version.");
  await skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  await forget((name) => name !== CACHE);
  await tell(VERSION);
})()));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.destination !== "document" || request.method !== "GET" || !isPage(request.url)) return;
  const network = fetch(request);
  event.waitUntil(network.then(arrived).catch(() => {}));
  event.respondWith(answer(network));
});
