// What the tests need of WebKitGTK, in the small browser that its driver starts.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tool } from "./tools.mjs";

const { Builder, Capabilities } = tool("selenium-webdriver");
const { DriverService } = tool("selenium-webdriver/remote");

export const title = "WebKitGTK";

const driverBinary = process.env.WEBKITWEBDRIVER ?? "/usr/bin/WebKitWebDriver";
const screenBinary = process.env.XVFB ?? "/usr/bin/Xvfb";

/** A screen that nobody sees: this browser has no mode without one. */
async function screen() {
  const server = spawn(screenBinary, ["-displayfd", "1", "-screen", "0", "1920x1280x24"],
    { stdio: ["ignore", "pipe", "ignore"] });
  const number = await new Promise((resolve, reject) => {
    server.once("exit", () => reject(new Error("Xvfb has ended")));
    server.stdout.once("data", (text) => resolve(String(text).trim()));
  });
  return { server, display: `:${number}` };
}

/** A browser with a home of its own; `scheme: "dark"` as a user's setting. */
export async function launch({ scheme = "light" } = {}) {
  for (const file of [driverBinary, screenBinary]) assert.ok(existsSync(file), `no browser at ${file}`);
  const home = await mkdtemp(join(tmpdir(), "cpts-webkit-"));
  await writeFile(join(home, "user-dirs.dirs"), 'XDG_DOWNLOAD_DIR="$HOME"\n');
  const { server, display } = await screen();
  const environment = { ...process.env, DISPLAY: display, HOME: home, XDG_CONFIG_HOME: home, GDK_BACKEND: "x11",
    GTK_THEME: scheme === "dark" ? "Adwaita:dark" : "Adwaita" };
  const service = new DriverService.Builder(driverBinary).setLoopback(true).setEnvironment(environment).build();
  const driver = await new Builder().usingServer(await service.start())
    .withCapabilities(new Capabilities({ browserName: "MiniBrowser" })).build();
  Object.assign(driver, { directory: home, service, server });
  await viewport(driver, 1440);
  return driver;
}

export async function close(driver) {
  await driver.quit();
  await driver.service.kill();
  driver.server.kill();
  await rm(driver.directory, { recursive: true, force: true, maxRetries: 5 });
}

/** What the page noted of itself; this driver has no access to the console. */
export const activity = (driver) => driver.executeScript(`return {
  requests: performance.getEntriesByType("resource").map(({ name }) => name),
  complaints: (window.complaints ?? []).splice(0),
}`);

/** Notes what goes wrong in this page from now on. */
export const listen = (driver) => driver.executeScript(`const complaints = window.complaints = [];
  for (const kind of ["error", "unhandledrejection", "securitypolicyviolation"])
    addEventListener(kind, (event) => complaints.push(kind + ": " + (event.message ?? event.reason ?? event.violatedDirective)));
  const { error } = console;
  console.error = (...all) => (complaints.push(all.join(" ")), error.apply(console, all))`);

/** The name of an element; none where it is not drawn, which makes this driver fail. */
export const nameOf = (element) => element.getAccessibleName().catch((problem) => {
  if (problem.name === "WebDriverError") return "";
  throw problem;
});

/** Sets the size of the page in CSS pixels; its toolbar makes no window narrower than 447 px. */
export async function viewport(driver, width) {
  const wanted = { width, height: width < 700 ? 740 : 900 };
  const size = async () => driver.executeScript("return { width: innerWidth, height: innerHeight }");
  await driver.manage().window().setRect(wanted);
  const got = await size();
  await driver.manage().window()
    .setRect({ width: 2 * wanted.width - got.width, height: 2 * wanted.height - got.height });
}

/** Where files that the page hands over arrive. */
export const downloads = async (driver) => driver.directory;

/** Its driver cannot ask it to save a page. */
export const saves = [];
