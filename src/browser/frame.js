// In a frame of another page (host/integrer.js): says how tall the page is, and learns which part of it is in
// sight, so that what keeps to the window keeps to that part. Messages of version 1 hold nothing personal:
//   to the host    { "simulateur-cpts": 1, height }  the page is this tall
//                  { "simulateur-cpts": 1, by }      to see what the visitor is at, scroll by this much
//   from the host  { "simulateur-cpts": 1, top, innerHeight, hash }  where the page begins in the host's window,
//                  how tall that window is, what its attributes ask for
if (parent !== window) {
  const root = document.documentElement;
  // Neither style attributes, which the policy refuses, nor a style that would be saved with the page.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(":root{}@media screen{:root{}}@media screen and (prefers-color-scheme:dark){:root{}}");
  document.adoptedStyleSheets = [sheet];
  const [place, light, dark] = [...sheet.cssRules].map((rule) => (rule.cssRules?.[0] ?? rule).style);

  // The colour that the address asks for; a link of the page itself says nothing of it.
  const paint = () => {
    const { hash } = location;
    if (!/[?&](cadre|couleur)=/.test(hash)) return;
    const said = /[?&]couleur=(?:%23|#)?([^&]*)/.exec(hash)?.[1];
    const colours = accentCpts(said);
    root.dataset.cadre = colours ? said : "";
    const [accent = "", tint = "", darkAccent = "", darkTint = ""] = colours ?? [];
    light.setProperty("--accent", accent);
    light.setProperty("--tint", tint);
    dark.setProperty("--accent", darkAccent);
    dark.setProperty("--tint", darkTint);
  };
  paint();
  addEventListener("popstate", paint);

  // Anybody may know how tall it is: the page cannot know who its host is.
  const post = (message) => parent.postMessage({ "simulateur-cpts": 1, ...message }, "*");
  new ResizeObserver(() => post({ height: Math.ceil(root.getBoundingClientRect().height) })).observe(root);

  // The host's window in the page, once the host said it; what its attributes asked for last.
  let from = 0, view = 0;
  let asked = /[?&]cadre=/.test(location.hash) ? location.hash : "";
  // Asks for what lies between two edges, when it is where it will be and the browser has scrolled as far as it
  // does by itself. A visitor's act only: a page that opens does not move its host.
  const show = (edges) => {
    if (navigator.userActivation.hasBeenActive) setTimeout(() => {
      const dock = document.querySelector(".cpts-dock")?.offsetHeight ?? 0;
      const [first, last] = edges();
      const above = first - 16 - from;
      const below = last + 16 + dock - from - view;
      const by = above < 0 ? above : Math.max(0, Math.min(above, below));
      if (by) post({ by });
    }, 80);
  };
  const showElement = (element) => show(() => {
    const { top, bottom } = element.getBoundingClientRect();
    return [top, bottom];
  });
  const grow = () => {
    // The host's window scrolls, never this one.
    place.overflowY = "hidden";
    window.scrollTo = () => show(() => [16, 16]);
    Element.prototype.scrollIntoView = function () {
      showElement(this);
    };
    addEventListener("focusin", ({ target }) => {
      if (target.matches(":focus-visible")) showElement(target);
    });
    // A list of answers opens below its field.
    addEventListener("input", ({ target }) => show(() => {
      const list = document.querySelector("[role=listbox]") ?? target;
      return [target.getBoundingClientRect().top, list.getBoundingClientRect().bottom];
    }));
  };
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.["simulateur-cpts"] !== 1) return;
    const { top, innerHeight, hash } = data;
    if (!Number.isFinite(top) || !Number.isFinite(innerHeight) || innerHeight < 1) return;
    if (!view) grow();
    from = -top;
    view = innerHeight;
    place.setProperty("--haut", `${Math.max(0, from)}px`);
    place.setProperty("--bas", `${from + view}px`);
    place.setProperty("--vue", `${view}px`);
    if (!/^#\/\?cadre=1(&|$)/.test(hash)) return;
    // A frame that the browser brought back stands where the visitor left it.
    if (asked && asked !== hash) location.replace(hash);
    asked = hash;
  });

  // No entry of its own in the history that it shares with the host.
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']:not([target])");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.replace(link.href);
  });
}
