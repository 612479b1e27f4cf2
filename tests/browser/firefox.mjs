// What the tests need of Firefox. What no page may do, its driver does in the browser's own context.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tool } from "./tools.mjs";

const { Builder } = tool("selenium-webdriver");
const { Context, Options, ServiceBuilder } = tool("selenium-webdriver/firefox");

export const title = "Firefox";

const binary = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const driverBinary = process.env.GECKODRIVER ?? "geckodriver";

/** Runs a script that may do anything; the last argument of an asynchronous one ends it. */
async function privileged(driver, script, ...values) {
  await driver.setContext(Context.CHROME);
  try {
    return await driver.executeAsyncScript(script, ...values);
  } finally {
    await driver.setContext(Context.CONTENT);
  }
}

/** A browser with a profile of its own, which its driver makes; `scheme: "dark"` as a user's setting. */
export async function launch({ scheme = "light" } = {}) {
  for (const file of [binary, driverBinary]) assert.ok(existsSync(file), `no browser at ${file}`);
  const directory = await mkdtemp(join(tmpdir(), "cpts-firefox-"));
  await mkdir(join(directory, "downloads"));
  const options = new Options().setBinary(binary).addArguments("-headless", "-remote-allow-system-access")
    .setPreference("browser.download.dir", join(directory, "downloads"))
    .setPreference("browser.download.folderList", 2)
    .setPreference("browser.download.alwaysOpenPanel", false)
    .setPreference("layout.css.prefers-color-scheme.content-override", scheme === "dark" ? 0 : 1);
  const driver = await new Builder().forBrowser("firefox").setFirefoxOptions(options)
    .setFirefoxService(new ServiceBuilder(driverBinary)).build();
  driver.directory = directory;
  await driver.manage().window().setRect({ width: 1600, height: 1200 });
  await viewport(driver, 1440);
  await privileged(driver, `const done = arguments[0];
    window.cptsRequests = [];
    Services.obs.addObserver((subject) => {
      const channel = subject.QueryInterface(Ci.nsIHttpChannel);
      if (channel.loadInfo.browsingContext?.isContent) window.cptsRequests.push(channel.URI.spec);
    }, "http-on-modify-request");
    done()`);
  return driver;
}

export async function close(driver) {
  await driver.quit();
  await rm(driver.directory, { recursive: true, force: true, maxRetries: 5 });
}

/** What pages asked of the network and complained about since the last call. */
export const activity = (driver) => privileged(driver, `const done = arguments[0];
  const complaints = Services.console.getMessageArray()
    .filter((entry) => entry instanceof Ci.nsIScriptError && /^(https?|file|about:blank)/.test(entry.sourceName)
      && (!(entry.flags & Ci.nsIScriptError.warningFlag) || /Content.Security/i.test(entry.errorMessage)))
    .map((entry) => entry.errorMessage);
  Services.console.reset();
  done({ requests: window.cptsRequests.splice(0), complaints })`);

/** Sets the size of the page in CSS pixels, also below the smallest window. */
export const viewport = (driver, width) => privileged(driver, `const [width, height, done] = arguments;
  const { style } = window.gBrowser.selectedBrowser;
  for (const [side, size] of [["width", width], ["height", height]])
    for (const limit of ["", "min-", "max-"]) style.setProperty(limit + side, size + "px");
  done()`, width, width < 700 ? 740 : 900);

/** Where files that the page hands over arrive. */
export const downloads = async (driver) => join(driver.directory, "downloads");

/** The ways to save a page that this browser has, as its menu calls them. Each writes a file. */
export const saves = [
  // The document as it stands, asked for and written as the menu does it.
  ["save page as, complete", (driver, file) => privileged(driver, `const [path, done] = arguments;
    const file = Cc["@mozilla.org/file/local;1"].createInstance(Ci.nsIFile);
    file.initWithPath(path);
    const beside = file.parent.clone();
    beside.append(file.leafName.replace(/\\.html$/, "_files"));
    const persist = Cc["@mozilla.org/embedding/browser/nsWebBrowserPersist;1"].createInstance(Ci.nsIWebBrowserPersist);
    persist.persistFlags = persist.PERSIST_FLAGS_REPLACE_EXISTING_FILES | persist.PERSIST_FLAGS_FROM_CACHE
      | persist.PERSIST_FLAGS_AUTODETECT_APPLY_CONVERSION;
    persist.progressListener = {
      QueryInterface: ChromeUtils.generateQI(["nsIWebProgressListener"]),
      onStateChange(progress, request, flags) {
        if (flags & Ci.nsIWebProgressListener.STATE_STOP && persist.currentState === persist.PERSIST_STATE_FINISHED) done();
      },
      onProgressChange() {}, onLocationChange() {}, onStatusChange() {}, onSecurityChange() {}, onContentBlockingEvent() {},
    };
    window.gBrowser.selectedBrowser.frameLoader.startPersistence(null, {
      onDocumentReady: (document) => persist.saveDocument(document, file, beside, null,
        persist.ENCODE_FLAGS_ENCODE_BASIC_ENTITIES, 80),
      onError: (status) => done(String(status)),
    })`, file)],
];
