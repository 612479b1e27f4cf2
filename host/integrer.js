// <simulateur-cpts taille="2" missions="acces:80 parcours" section="contrat" couleur="#7a3b8f">: the simulator
// that lies beside this script, in a frame that follows its height. The messages are those of
// src/browser/frame.js; what anybody else sends is ignored. At most 1 000 bytes, hence its ways.
{
  let name = "simulateur-cpts";
  let page = new URL("index.html", document.currentScript.src);
  let elements = customElements;
  let attributes = ["taille", "missions", "couleur", "section"];

  // A script that is included twice defines it once.
  elements.get(name) || elements.define(name, class extends HTMLElement {
    static observedAttributes = attributes;

    constructor() {
      super();
      let frame = document.createElement("iframe");
      frame.title = "Simulateur CPTS";
      frame.allow = "clipboard-write";
      frame.loading = "lazy";
      frame.height = 600;
      // As wide as it may be, also in a box that is as wide as what it holds.
      frame.style = "border:0;display:block;width:100vw;max-width:100%";
      // In a shadow the styles of the host do not reach it, and what the element holds for browsers without
      // scripts is not shown.
      this.attachShadow({ mode: "open" }).append(frame);

      this.f = (event = {}) => {
        let inside = frame.contentWindow;
        let { data } = event;
        if (inside) {
          if (event.origin == page.origin && event.source == inside && data?.[name] == 1) {
            if (data.height > 99 & data.height < 1e5) frame.height = data.height;
            data.by && scrollBy(0, data.by);
          }
          // Where the window is tells nobody anything: any page in the frame may know. What a fixed head of the
          // host covers is said by a style.
          inside.postMessage({
            [name]: 1,
            top: frame.getBoundingClientRect().top,
            innerHeight,
            cover: getComputedStyle(this).scrollMarginTop,
            // An attribute that is missing is written as an empty one: that is what an array makes of nothing.
            hash: page.hash = "/?cadre=1&" + attributes.map((key) => key + "=" + [this.getAttribute(key)]).join`&`,
          }, "*");
          frame.src ||= page;
        } else {
          // The element is gone: each listener goes with the next event.
          removeEventListener(event.type, this.f, 1);
        }
      };
    }

    connectedCallback() {
      this.f();
      ["message", "scroll", "resize"].map((type) => addEventListener(type, this.f, 1));
    }

    attributeChangedCallback() {
      this.f();
    }
  });
}
