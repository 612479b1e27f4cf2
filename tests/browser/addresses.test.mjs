// Pages whose address is not that of a file or of a host: previews of mail and storage services open files from blob:
// addresses, and editors of sites show them in the `srcdoc` of a frame.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { browser, Page, variants } from "./harness.mjs";
import { html, serve } from "./host.mjs";
import { builtPage } from "./tools.mjs";

const page = new Page();
let server;
before(async () => {
  const built = await readFile(builtPage);
  const preview = html("<title>Aperçu</title><iframe width='1200' height='900'></iframe>");
  server = await serve(({ url }, response) => response.end(url === "/file" ? built : preview));
  page.driver = await browser.launch();
});
after(async () => {
  if (page.driver) await browser.close(page.driver);
  server.close();
});

const inFrame = () => page.driver.switchTo().frame(0);

/** How a preview shows the file, as a script of its own page. */
const previews = {
  "blob: in a tab": ["location.href = URL.createObjectURL(new Blob([await file.arrayBuffer()], { type: 'text/html' }))", () => {}],
  "blob: in a frame": ["frame.src = URL.createObjectURL(new Blob([await file.arrayBuffer()], { type: 'text/html' }))", inFrame],
  "srcdoc": ["frame.srcdoc = await file.text()", inFrame],
  "srcdoc in a sandbox": ["frame.sandbox = 'allow-scripts'; frame.srcdoc = await file.text()", inFrame],
};

for (const [name, [show, enter]] of variants(Object.entries(previews))) {
  test(`opened from ${name}: it computes, and its sections open`, async () => {
    await page.driver.switchTo().defaultContent();
    await page.driver.get("about:blank");
    await page.driver.get(server.address);
    await page.run(`(async () => {
      const file = await fetch("/file");
      const frame = document.querySelector("iframe");
      ${show};
    })()`);
    await page.until(async () => {
      await page.driver.switchTo().defaultContent();
      await enter();
      return page.run("return typeof window.wasmBindings?.simulate === 'function'");
    }, "the program runs");
    // By its id: the driver knows no accessible names in a sandbox.
    const size = (number) => page.run("document.getElementById(`taille-${arguments[0]}`).click()", number);
    await size(1);
    await page.total(225_000);
    for (const section of ["contrat", "bareme", ""]) {
      await page.click(await page.driver.findElement({ css: `nav a[data-section="${section}"]` }));
      await page.until(() => page.run("return document.documentElement.dataset.section === arguments[0]",
        section || "simulateur"), `${section} is open`);
    }
    await size(2);
    await page.total(295_000);
    const { complaints } = await browser.activity(page.driver);
    assert.deepEqual(complaints, []);
  });
}
