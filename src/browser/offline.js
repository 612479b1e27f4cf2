// Hosted, the page works without a network after one visit: this keeps worker.js beside it, and says when
// the page is a copy or has a successor. From disk or in a frame it asks for nothing.
{
  const copy = document.getElementById("copie");
  const successor = document.getElementById("nouvelle-version");
  const version = document.querySelector("meta[name=cpts-version]").content;
  const workers = /^http/.test(location.protocol) && top === self && navigator.serviceWorker;
  const FILE = "hors-ligne.js";
  const CHECK_EACH_MS = 3_600_000;

  const isOurs = (worker) => worker?.scriptURL.endsWith("/" + FILE);
  const folder = (address) => address.replace(/index\.html$/, "");

  /** The worker of this address, which may be there already. None where the site has its own, or ours is
   * just leaving because the host has deleted it. */
  const register = async () => {
    const scope = location.pathname;
    const found = await workers.getRegistration();
    const here = location.origin + scope;
    if (!found && isOurs(workers.controller)) return;
    const mine = found && isOurs(found.active || found.waiting || found.installing);
    if (mine && folder(found.scope) === folder(here)) return found;
    if (found && !mine && found.scope === here) return;
    return workers.register(FILE, { scope });
  };

  const keep = async () => {
    const registration = await register();
    if (!registration) return;
    // What is not in sight of its host is not installed. A page under a name of its own has no manifest.
    if (copy.hidden && /\/(index\.html)?$/.test(location.pathname)) {
      const link = document.createElement("link");
      link.rel = "manifest";
      link.href = "manifest.webmanifest";
      // The first script of the page removes it from a copy, before the browser has seen it.
      document.querySelector("script").before(link);
    }
    let checked = Date.now();
    const check = () => {
      checked = Date.now();
      registration.update().then(() => copy.hidden = true).catch(() => {});
    };
    addEventListener("online", check);
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && Date.now() - checked > CHECK_EACH_MS) check();
    });
  };

  // A page that was saved says nothing of its first life.
  copy.hidden = successor.hidden = true;
  const isCopy = document.documentElement.hasAttribute("data-copie");
  document.documentElement.removeAttribute("data-copie");
  if (workers) {
    copy.querySelector("span").textContent = document.getElementById("version").textContent;
    copy.hidden = !isCopy;
    successor.lastChild.onclick = () => location.reload();
    workers.onmessage = ({ data }) => {
      if (!data?.cptsVersion) return;
      copy.hidden = true;
      const same = data.cptsVersion === version;
      // Only now: the page has one region that speaks.
      if (!same) successor.parentNode.setAttribute("aria-live", "polite");
      setTimeout(() => successor.hidden = same);
    };
    const event = (name) => new Promise((done) => addEventListener(name, done, { once: true }));
    // Once the page works and has all arrived: then the network is free.
    Promise.all([event("TrunkApplicationStarted"), event("load")])
      .then(() => new Promise(window.requestIdleCallback || setTimeout))
      .then(keep)
      .catch(() => {});
  }
}
