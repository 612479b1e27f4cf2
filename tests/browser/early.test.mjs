// What the user does while the program is still on its way.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { browser, core, names, sizeName, thorough, visitor } from "./harness.mjs";
import { serve } from "./host.mjs";
import { builtPage } from "./tools.mjs";

const html = await readFile(builtPage);
const head = html.indexOf("<fieldset");
const split = html.indexOf("</main>") + "</main>".length;

/** Opens the page in three pieces: less than a window, what is drawn without the program, and the program, which
 * arrives when `visit` calls its second argument, or its third that does not open what is folded. */
async function slowly(visit, fragment = "", width = 1440) {
  assert.ok(100 < head && head < split, "the page has a field in its main element");
  let end;
  const server = await serve((request, response) => {
    response.write(html.subarray(0, head));
    setTimeout(() => response.write(html.subarray(head, split)), 200);
    end = () => response.end(html.subarray(split));
  });
  try {
    await visitor(async (guest) => {
      await browser.viewport(guest.driver, width);
      await guest.start(server.address + fragment);
      await guest.find("textbox", names.population);
      assert.equal(await guest.run("return typeof window.wasmBindings"), "undefined", "the program is not there yet");
      await visit(guest, async () => {
        end();
        await guest.ready();
      }, () => end());
    }, { wait: "none" });
  } finally {
    server.close();
  }
}

test("what is typed before the program has arrived is kept", () => slowly(async (guest, finish) => {
  const field = await guest.find("textbox", names.population);
  await guest.paste(field, "30 000");
  await guest.click((await guest.all("checkbox", /pertinence/))[0]);
  await guest.run("arguments[0].focus()", field);
  await finish();
  assert.equal(await guest.run("return document.activeElement.id"), "habitants", "the focus stays");
  const missions = { ...core, qualite: {} };
  const total = await guest.run("return window.wasmBindings.simulate(arguments[0]).total", { size: 1, missions });
  assert.equal(total, 240_000);
  await guest.total(total);
  assert.equal((await guest.fields()).population, "30000");
}));

test("a size that is clicked before the program has arrived is followed once it has", () =>
  slowly(async (guest, finish) => {
    await guest.size(4);
    await guest.size(1);
    await guest.total(370_000);
    await finish();
    await guest.total(225_000);
    assert.ok(await (await guest.find("radio", sizeName(1))).isSelected());
    await guest.says(/depuis la dernière modification/);
  }));

thorough("in a page that a link opened, a size that is clicked early changes the link's scenario", () => slowly(async (guest, finish) => {
  await guest.size(1);
  await guest.total(370_000);
  await finish();
  assert.equal(await guest.run("return window.wasmBindings.simulate(arguments[0]).total",
    { size: 1, missions: { acces: {}, crise: {} } }), 155_000);
  await guest.total(155_000);
}, "#/?v=1&bareme=aci-2022&taille=2&acces=100&parcours=non&prevention=non&crise=redaction&qualite=non&accompagnement=non"));

/** Under 0.1 a page counts as still; cards that are painted while the next ones arrive make 0.006 each. */
const HARDLY = 0.05;

for (const width of [412, 768, 1280]) {
  const name = `at ${width} px what is below the first screen follows without the program, and nothing moves`;
  thorough(name, () => slowly(async (guest, _, arrive) => {
    const still = async () => {
      const shifts = await guest.driver.executeAsyncScript(`const done = arguments[0];
        const shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value, sources }) =>
          ({ value, moved: sources.map(({ node }) => (node?.outerHTML ?? "nothing").slice(0, 80)) }))))
          .observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(shifts), 100)`);
      assert.ok(shifts.reduce((sum, { value }) => sum + value, 0) < HARDLY, JSON.stringify(shifts, null, 2));
    };
    const drawn = `return [".cpts-mission", ".cpts-marks", ".cpts-lines table"]
      .every((part) => document.querySelector(part).checkVisibility())`;
    await guest.until(() => guest.run(drawn), "the page is drawn whole");
    await still();
    arrive();
    await guest.until(() => guest.run("return window.wasmBindings"), "the program runs");
    await guest.frames();
    await still();
  }, "", width));
}
