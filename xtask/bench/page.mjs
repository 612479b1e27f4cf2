// The page beside a hand-written one of the same table: what loading costs, and what each edit costs, there also
// with the duties of the page. Prints JSON.
import { address, conditions, open, pause, quantile, stop, work } from "./chromium.mjs";
import { duties } from "./duties.mjs";

const LOADS = Number(process.env.LOADS ?? 9);
const EDITS = Number(process.env.EDITS ?? 200);
/** In so many turns the edits are made. */
const TURNS = 4;
const EACH = Math.ceil(EDITS / TURNS);
const LOADED = ["reference", "page"];
const EDITED = ["reference", "duties", "page"];
const program = "window.wasmBindings || !document.querySelector('#programme')";

/** Runs in the page: clicks the first size as soon as it is painted, and notes when the total has followed. */
function watch() {
  const seen = window.seen = { longTasks: [] };
  const note = (list) => seen.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  new PerformanceObserver(note).observe({ type: "longtask", buffered: true });
  const frame = () => {
    const [total, radio] = ["[data-amount=total]", "#taille-1"].map((selector) => document.querySelector(selector));
    if (!seen.clicked && radio && total && performance.getEntriesByName("first-contentful-paint").length) {
      seen.clicked = true;
      radio.click();
    }
    if (!seen.interactive && seen.clicked && total.dataset.cents === "22500000") seen.interactive = performance.now();
    if (!seen.running && window.wasmBindings) seen.running = performance.now();
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

async function load(name, condition) {
  const { context, tab, cdp } = await open(condition);
  let bytes = 0;
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await tab.evaluateOnNewDocument(watch);
  await tab.goto(address(name), { waitUntil: "load" });
  await tab.waitForFunction(`seen.interactive && (seen.running || !document.querySelector("#programme"))`);
  await pause(500);
  const { longTasks, interactive, running } = await tab.evaluate("seen");
  const fcp = await tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime");
  const { TaskDuration } = await work(cdp);
  await context.close();
  const longest = Math.max(0, ...longTasks);
  return { bytes, fcp, interactive, running: running ?? interactive, main: TaskDuration, longest };
}

/** Measures pages by turns, since the machine is not as fast all the time, and sums up what each gave. */
async function byTurns(names, rounds, measure, sumUp) {
  const runs = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 ? names : names.toReversed()) runs[name].push(await measure(name));
  }
  return Object.fromEntries(names.map((name) => [name, sumUp(runs[name])]));
}

const loads = (condition) => byTurns(LOADED, LOADS, (name) => load(name, condition), (runs) => {
  const median = (key) => quantile(0.5, runs.map((run) => run[key]));
  return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(key)]));
});

/** Runs in the page: from an input to the end of the frame that paints its result. */
function time() {
  window.times = [];
  window.longTasks = [];
  const note = (list) => longTasks.push(...list.getEntries().map(({ duration }) => duration));
  new PerformanceObserver(note).observe({ type: "longtask" });
  let pending = false;
  const begin = ({ timeStamp }) => {
    if (pending) return;
    pending = true;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        times.push(performance.now() - timeStamp);
        pending = false;
      };
      port2.postMessage(0);
    });
  };
  // The event that changes something: the release of the space bar, or a key that moves or types.
  addEventListener("keyup", (event) => event.key === " " && begin(event), true);
  addEventListener("keydown", (event) => event.key !== " " && begin(event), true);
}

/** The edits of a visitor by turns: a size, an option, a slider, a typed rate. */
const edits = [
  (step) => [`taille-${step % 4 + 1}`, "Space"],
  () => ["mission-qualite", "Space"],
  (step) => ["curseur-acces", step % 20 < 10 ? "ArrowLeft" : "ArrowRight"],
  (step) => ["taux-parcours", String(step % 10)],
];

async function edit({ tab }, count) {
  const [id, key] = edits[count % edits.length](Math.floor(count / edits.length));
  await tab.evaluate((id) => {
    const field = document.getElementById(id);
    field.focus();
    if (field.type === "text") field.select();
  }, id);
  await tab.keyboard.press(key);
  await tab.evaluate(() => new Promise((done) => requestIdleCallback(() => done(), { timeout: 1000 })));
}

async function turn(name, { cpu }) {
  const opened = await open({ cpu: 1 });
  const { context, tab, cdp } = opened;
  await tab.goto(address(name === "duties" ? "reference" : name), { waitUntil: "load" });
  if (name === "duties") await tab.evaluate(duties);
  await tab.waitForFunction(program);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  for (let count = 0; count < 20; count++) await edit(opened, count);
  await pause(1_000);
  await tab.evaluate(time);
  const before = await work(cdp);
  for (let count = 0; count < EACH; count++) await edit(opened, count);
  const after = await work(cdp);
  const [times, longTasks] = await tab.evaluate("[times, longTasks]");
  await context.close();
  if (times.length < EACH) throw new Error(`${times.length} of ${EACH} edits of the ${name} were timed`);
  const each = (key) => (after[key] - before[key]) / EACH;
  const layout = each("RecalcStyleDuration") + each("LayoutDuration");
  return { times, longTasks, main: each("TaskDuration"), script: each("ScriptDuration"), layout };
}

const editing = (condition) => byTurns(EDITED, TURNS, (name) => turn(name, condition), (turns) => {
  const times = turns.flatMap((one) => one.times);
  const mean = (key) => turns.reduce((sum, one) => sum + one[key], 0) / turns.length;
  return {
    p50: quantile(0.5, times), p98: quantile(0.98, times), main: mean("main"), script: mean("script"),
    layout: mean("layout"), longest: Math.max(0, ...turns.flatMap((one) => one.longTasks)),
  };
});

const report = {};
for (const [name, condition] of Object.entries(conditions)) {
  report[name] = { load: await loads(condition), edits: await editing(condition) };
}
console.log(JSON.stringify(report));
await stop();
