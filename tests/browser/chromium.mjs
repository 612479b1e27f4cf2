// What the tests need of Chromium. firefox.mjs and webkit.mjs have the functions that the journeys use; from
// `emulate` on, only Chromium can do it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tool } from "./tools.mjs";

const { Builder, logging } = tool("selenium-webdriver");
const { Options, ServiceBuilder } = tool("selenium-webdriver/chrome");

export const title = "Chromium";

const binary = process.env.CHROMIUM ?? "/usr/bin/chromium";
const driverBinary = process.env.CHROMEDRIVER ?? "/usr/bin/chromedriver";
const flags = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** A browser with a profile of its own. `wait: "none"` returns from a load before the page has arrived. */
export async function launch({ wait = "normal", scheme = "" } = {}) {
  for (const file of [binary, driverBinary]) assert.ok(existsSync(file), `no browser at ${file}`);
  const profile = await mkdtemp(join(tmpdir(), "cpts-profile-"));
  const logs = new logging.Preferences();
  logs.setLevel(logging.Type.BROWSER, logging.Level.ALL);
  logs.setLevel(logging.Type.PERFORMANCE, logging.Level.ALL);
  const options = new Options()
    .addArguments(...flags, `--user-data-dir=${profile}`)
    .setBinaryPath(binary);
  options.setLoggingPrefs(logs);
  options.setPageLoadStrategy(wait);
  const driver = await new Builder().forBrowser("chrome").setChromeOptions(options)
    .setChromeService(new ServiceBuilder(driverBinary)).build();
  driver.profile = profile;
  await viewport(driver, 1440);
  if (scheme) await emulate(driver, { scheme });
  return driver;
}

export async function close(driver) {
  await driver.quit();
  await rm(driver.profile, { recursive: true, force: true, maxRetries: 5 });
}

/** What the browser asked of the network and complained about since the last call. */
export async function activity(driver) {
  const entries = (type) => driver.manage().logs().get(type);
  const requests = (await entries(logging.Type.PERFORMANCE))
    .map(({ message }) => JSON.parse(message).message)
    .filter(({ method }) => method === "Network.requestWillBeSent")
    .map(({ params }) => params.request.url)
    .filter((url) => !url.startsWith("chrome:")); // the browser's own start page
  const complaints = (await entries(logging.Type.BROWSER))
    .filter(({ level, message }) =>
      level.value >= logging.Level.SEVERE.value || /Content.Security|Throttling/i.test(message))
    .map(({ message }) => message);
  return { requests, complaints };
}

const command = (driver, name, parameters = {}) => driver.sendDevToolsCommand(name, parameters);

/** Sets the size of the page in CSS pixels; `touch` also makes the pointer coarse. */
export async function viewport(driver, width, { touch = false } = {}) {
  const height = width < 700 ? 740 : 900;
  await command(driver, "Emulation.setDeviceMetricsOverride",
    { width, height, deviceScaleFactor: 1, mobile: touch });
  await command(driver, "Emulation.setTouchEmulationEnabled", { enabled: touch });
}

/** Where files that the page hands over arrive, under their own names. */
export async function downloads(driver) {
  const directory = join(driver.profile, "downloads");
  await downloadTo(driver, directory);
  return directory;
}

/** Its driver can only ask for an archive (MHTML), in which no script runs. */
export const saves = [];

/** `{ media: "print", scheme: "dark", motion: "reduce", forced: "active", contrast: "more" }`, each optional; `{}` resets. */
export const emulate = (driver, { media = "", scheme = "", motion = "", forced = "", contrast = "" }) =>
  command(driver, "Emulation.setEmulatedMedia", {
    media,
    features: [
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: motion },
      { name: "forced-colors", value: forced },
      { name: "prefers-contrast", value: contrast },
    ],
  });

export const blockScripts = (driver, blocked) =>
  command(driver, "Emulation.setScriptExecutionDisabled", { value: blocked });

/** Runs `source` before the scripts of every page opened from now on; returns a function that stops it. */
export async function beforeEachPage(driver, source) {
  const { identifier } = await driver.sendAndGetDevToolsCommand("Page.addScriptToEvaluateOnNewDocument", { source });
  return () => command(driver, "Page.removeScriptToEvaluateOnNewDocument", { identifier });
}

export const allowClipboard = (driver) =>
  command(driver, "Browser.grantPermissions", { permissions: ["clipboardReadWrite", "clipboardSanitizedWrite"] });

/** Where files that the page hands over arrive: under their own names, or each under a new one. */
export const downloadTo = (driver, directory, { renamed = false } = {}) =>
  command(driver, "Browser.setDownloadBehavior",
    { behavior: renamed ? "allowAndName" : "allow", downloadPath: directory });

/** The page as assistive technology reads it: the nodes of the accessibility tree, in any order. */
export async function accessibilityNodes(driver) {
  await command(driver, "Accessibility.enable");
  return (await driver.sendAndGetDevToolsCommand("Accessibility.getFullAXTree")).nodes;
}

/** What a browser zoom by `factor` leaves of a window of `width` device pixels. */
export const zoom = (driver, width, factor) => command(driver, "Emulation.setDeviceMetricsOverride",
  { width: Math.round(width / factor), height: Math.round(900 / factor), deviceScaleFactor: factor, mobile: false });

/** The page as a PDF of A4 sheets, its bytes as Latin-1 text. */
export async function printed(driver) {
  const { data } = await driver.sendAndGetDevToolsCommand("Page.printToPDF",
    { preferCSSPageSize: true, paperWidth: 8.27, paperHeight: 11.69, printBackground: false });
  return Buffer.from(data, "base64").toString("latin1");
}
