// A static host of its own, with the weather of the web: it can go, lag, lie, and publish another version.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { builtPage } from "./tools.mjs";

const types = { html: "text/html; charset=utf-8", js: "text/javascript", webmanifest: "application/manifest+json" };
const read = (name) => readFileSync(join(dirname(builtPage), name), "utf8");
export const files = Object.fromEntries(["index.html", "hors-ligne.js", "manifest.webmanifest"]
  .map((name) => [name, read(name)]));
export const version = /<meta name="cpts-version" content="(\w+)">/.exec(files["index.html"])[1];

/** Another page of the site; without an icon of its own, browsers would ask for one. */
export const html = (body) => `<!doctype html><link rel="icon" href="data:,">${body}`;

/** A server of one page, which `answer` sends, and of what stands beside it: its address, and how to end it. */
export async function serve(answer) {
  const server = createServer((request, response) => {
    const name = request.url.split("/").pop();
    const beside = name !== "index.html" && files[name];
    response.setHeader("content-type", beside ? types[name.split(".").pop()] : types.html);
    if (beside) response.end(beside);
    else answer(request, response);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://127.0.0.1:${server.address().port}/`, close };
}

export class Host {
  /** Paths below the folder, with their texts or answers; "" is the folder itself. */
  files = {};
  /** What is asked, as `GET path`. */
  asked = [];
  /** Changes the answer for the page: `(answer) => answer`, or null for none at all. */
  weather = (answer) => answer;
  delay = 0;

  constructor(folder = "/simulateur-cpts/", names = ["", "index.html"]) {
    this.folder = folder;
    this.names = names;
    this.publish(version);
  }

  /** Puts all files there, as a build of that version. */
  publish(next, only = Object.keys(files)) {
    const at = (name) => name === "index.html" ? this.names : [name];
    for (const name of only) {
      for (const place of at(name)) this.files[place] = files[name].replaceAll(version, next);
    }
  }

  remove(...names) {
    for (const name of names) delete this.files[name];
  }

  async start(port = 0) {
    this.server = createServer((request, response) => this.#answer(request, response));
    await new Promise((listening) => this.server.listen(port, "127.0.0.1", listening));
    this.port = this.server.address().port;
    this.origin = `http://127.0.0.1:${this.port}`;
    this.address = this.origin + this.folder;
    return this;
  }

  /** Away: connections are refused. */
  async stop() {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  back() {
    return this.start(this.port);
  }

  async #answer({ method, url }, response) {
    const path = url.split("?")[0];
    const name = path.startsWith(this.folder) ? path.slice(this.folder.length) : path;
    this.asked.push(`${method} ${name}`);
    const file = this.files[name];
    let answer = file === undefined
      ? { status: 404, body: "Not here.", type: "text/plain" }
      : { body: file, type: types[name.split(".").pop()] ?? types.html };
    if (this.names.includes(name)) {
      await new Promise((late) => setTimeout(late, this.delay));
      answer = this.weather(answer);
    }
    const { status = 200, type, head, body } = answer;
    response.writeHead(status, { "content-type": type, "cache-control": "no-cache", ...head });
    response.end(method === "HEAD" ? undefined : body);
  }
}
