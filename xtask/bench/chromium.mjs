// Chromium and a server of both pages, for what is measured in a browser.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const { TOOLS, DIST, CHROMIUM } = process.env;
export const tools = createRequire(join(TOOLS, "/"));

const compressed = (html) =>
  brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: html.length } });
const built = (name) => readFile(join(DIST, name));
const files = {
  "page/": ["text/html", await built("index.html.br")],
  "page/hors-ligne.js": ["text/javascript", compressed(await built("hors-ligne.js"))],
  "page/manifest.webmanifest": ["application/manifest+json", compressed(await built("manifest.webmanifest"))],
  "reference/": ["text/html", compressed(await readFile(new URL("reference.html", import.meta.url)))],
};

const server = createServer(({ url }, response) => {
  const [type, body] = files[new URL(url, "http://localhost").pathname.slice(1)] ?? [];
  response.writeHead(body ? 200 : 404, body && { "content-type": `${type}; charset=utf-8`, "content-encoding": "br" });
  response.end(body);
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
export const address = (name) => `http://127.0.0.1:${server.address().port}/${name}/`;

export const browser = await tools("puppeteer-core").launch({
  executablePath: CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

export async function stop() {
  await browser.close();
  server.close();
}

/** Without and with the throttling of a slow phone on a slow network. */
export const conditions = {
  "no throttling": { cpu: 1 },
  "4x CPU, 1.6 Mb/s, 150 ms": {
    cpu: 4,
    network: { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 },
  },
};

/** A tab of a fresh profile. */
export async function open({ cpu, network }) {
  const context = await browser.createBrowserContext();
  const tab = await context.newPage();
  const cdp = await tab.createCDPSession();
  await tab.setViewport({ width: 1280, height: 900 });
  await cdp.send("Network.enable");
  // Time of the thread itself: what else the machine does counts less.
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  if (network) await cdp.send("Network.emulateNetworkConditions", network);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  return { context, tab, cdp };
}

/** What the main thread has done so far, in milliseconds. */
export async function work(cdp) {
  const { metrics } = await cdp.send("Performance.getMetrics");
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
}

/** The value that this share of all does not pass. */
export function quantile(share, values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
