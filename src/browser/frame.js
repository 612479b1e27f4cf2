// A host's accent colour, made readable: as it is where that is enough, otherwise darker on light pages and
// lighter on dark ones, of the same hue. `[on light, its tint, on dark, its tint]`, or nothing for what is no
// colour. The luminances leave the page's own colours their contrast, and the accent 7:1 on each of them.
window.accentCpts = (text) => {
  const digits = /^#?([\da-f]{3}|[\da-f]{6})$/i.exec(text)?.[1];
  if (!digits) return;
  const colour = digits.match(digits[3] ? /../g : /./g).map((part) => parseInt((part + part).slice(0, 2), 16) / 255)
    .map((value) => (value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92));
  const luminance = ([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  // Towards black or towards white, in linear light.
  const at = (colour, wanted) => {
    const now = luminance(colour);
    return colour.map((value) =>
      wanted < now ? (value * wanted) / now : wanted > now ? value + ((1 - value) * (wanted - now)) / (1 - now) : value);
  };
  const written = (colour) => "#" + colour.map((value) => value > 0.0031308 ? 1.055 * value ** (1 / 2.4) - 0.055 : value * 12.92)
    .map((value) => Math.round(value * 255).toString(16).padStart(2, 0)).join("");
  const now = luminance(colour);
  const onLight = at(colour, Math.min(now, 0.0795));
  const onDark = at(colour, Math.max(now, 0.53));
  return [onLight, at(onLight, 0.868), onDark, at(onDark, 0.03)].map(written);
};

// Brings the top of the page or an element into view, or gives it the focus: in a frame, this takes more than one call.
window.cptsTop = () => scrollTo(0, 0);
window.cptsShow = (element) => element.scrollIntoView();
window.cptsFocus = (element) => element.focus();

// In a frame of another page (host/integrer.js): says how tall the page is, and learns which part of it is in
// sight, so that what keeps to the window keeps to that part. Messages of version 1 hold nothing personal:
//   to the host    { "simulateur-cpts": 1, height }  the page is this tall
//                  { "simulateur-cpts": 1, by }      to see what the visitor is at, scroll by this much
//   from the host  { "simulateur-cpts": 1, top, innerHeight, hash, cover }  where the page begins in the host's
//                  window, how tall that window is, what its attributes ask for, how much of its top is covered
if (parent !== window) {
  const root = document.documentElement;
  // What a host asks for as a link is written: the section first.
  const wish = (hash) => /[?&]cadre=/.test(hash) ? hash.replace(/^#\/(.*)&section=([^&]*)/, "#/$2$1") : "";
  let asked = wish(location.hash);
  if (asked) history.replaceState(history.state, "", asked);

  // Neither style attributes, which the policy refuses, nor a style that would be saved with the page.
  const sheet = document.styleSheets[0];
  const [place, light, dark] = ["screen", "screen", "screen and (prefers-color-scheme: dark)"].map((media) =>
    sheet.cssRules[sheet.insertRule(`@media ${media} { :root {} }`, sheet.cssRules.length)].cssRules[0].style);

  // The colour that the address asks for; a link of the page itself says nothing of it.
  const paint = () => {
    const said = /[?&]couleur=#?([^&]*)/.exec(location.hash)?.[1] ?? "";
    if (!said && !wish(location.hash)) return;
    const colours = accentCpts(said) ?? ["", "", "", ""];
    root.dataset.cadre = colours[0] && said;
    colours.map((colour, index) =>
      (index > 1 ? dark : light).setProperty(index % 2 ? "--tint" : "--accent", colour));
  };
  paint();
  addEventListener("popstate", paint);

  // Anybody may know how tall it is: the page cannot know who its host is.
  const post = (message) => parent.postMessage({ "simulateur-cpts": 1, ...message }, "*");
  new ResizeObserver(() => post({ height: Math.ceil(root.getBoundingClientRect().height) })).observe(root);

  // The host's window in the page, once the host said it.
  let from = 0, view = 0;
  // A page that opens does not move its host: only a visitor's act does.
  let acted = false;
  for (const type of ["pointerdown", "keydown", "click"]) {
    addEventListener(type, ({ isTrusted }) => acted ||= isTrusted, true);
  }
  // Asks for an element to be seen, with the list that it opens, when both are where they will be and the browser
  // has scrolled as far as it does by itself.
  const show = (element) => {
    if (acted) setTimeout(() => {
      const last = document.getElementById(element.getAttribute("aria-controls")) ?? element;
      const dock = document.querySelector(".cpts-dock")?.offsetHeight ?? 0;
      const above = element.getBoundingClientRect().top - 16 - from;
      const below = last.getBoundingClientRect().bottom + 16 + dock - from - view;
      const by = above < 0 ? above : Math.max(0, Math.min(above, below));
      if (by) post({ by });
    }, 80);
  };

  // Whether the frame is as tall as the page: then the host's window scrolls, and never this one. A host that
  // hears nothing, since its script comes from another address than the page, leaves a frame that has to.
  let followed = false, doubt;
  const whole = () => root.getBoundingClientRect().height < window.innerHeight + 2;
  const keep = (is) => {
    followed = is;
    place.overflowY = followed ? "hidden" : "";
    // Where less than the first lines is seen, the bar goes with them.
    const places = { "--haut": Math.max(0, from), "--bas": Math.max(240, from + view), "--vue": view };
    for (const name in places) place.setProperty(name, followed ? `${places[name]}px` : "");
    // A bar that stays in sight would take too much of a low window.
    root.toggleAttribute("data-bas", followed && view <= 420);
  };
  const settle = () => {
    const fits = whole();
    clearTimeout(doubt);
    keep(fits || followed);
    if (!fits) doubt = setTimeout(() => keep(whole()), 500);
  };
  // Browsers would scroll the host as well, even while the page opens.
  window.cptsTop = () => followed ? show(document.querySelector("header")) : scrollTo(0, 0);
  window.cptsShow = (element) => {
    if (followed) show(element);
    else root.scrollTop += element.getBoundingClientRect().top - 16;
  };
  window.cptsFocus = (element) => {
    element.focus({ preventScroll: true });
    const { top, bottom } = element.getBoundingClientRect();
    if (!followed && (top < 0 || bottom > window.innerHeight)) cptsShow(element);
  };
  for (const type of ["focusin", "input"]) addEventListener(type, ({ target }) => {
    if (followed && target.matches(":focus-visible")) show(target);
  });
  // The answers to a question may come later than that.
  new MutationObserver((changes) => {
    const opened = changes.find(({ target }) => target.matches("[role=combobox][aria-expanded=true]"));
    if (followed && opened) show(opened.target);
  }).observe(root, { subtree: true, attributeFilter: ["aria-expanded"] });
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || data?.["simulateur-cpts"] !== 1) return;
    const { top, innerHeight, hash, cover } = data;
    if (!Number.isFinite(top + innerHeight) || innerHeight < 1) return;
    if (!view) addEventListener("resize", settle);
    const covered = Math.min(Math.max(0, parseFloat(cover) || 0), innerHeight / 2);
    from = covered - top;
    view = innerHeight - covered;
    settle();
    const wished = wish(Object.assign(new URL(location.href), { hash }).hash);
    if (!wished) return;
    // A frame that the browser brought back stands where the visitor left it.
    if (asked && asked !== wished) location.replace(wished);
    asked = wished;
  });

  // No entry of its own in the history that it shares with the host.
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']:not([target])");
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // In a srcdoc, the address of a link is relative to the host's page.
    location.replace(Object.assign(new URL(location.href), { hash: link.hash }));
  });
}
