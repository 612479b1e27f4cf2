// What Lighthouse says of the page on its mobile profile: with throttling that is applied, then with throttling that it
// computes from a fast load. Prints JSON.
import { pathToFileURL } from "node:url";
import { address, browser, stop, tools } from "./chromium.mjs";

const { default: lighthouse } = await import(pathToFileURL(tools.resolve("lighthouse")));
const onlyCategories = ["performance", "accessibility", "best-practices"];
const figures = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"];

const report = {};
for (const throttlingMethod of ["devtools", "simulate"]) {
  const tab = await browser.newPage();
  const { lhr } = await lighthouse(address("page"), { onlyCategories, throttlingMethod }, undefined, tab);
  await tab.close();
  report[throttlingMethod] = {
    ...Object.fromEntries(onlyCategories.map((id) => [id, lhr.categories[id].score * 100])),
    ...Object.fromEntries(figures.map((id) => [id, lhr.audits[id].numericValue])),
  };
}
console.log(JSON.stringify(report));
await stop();
