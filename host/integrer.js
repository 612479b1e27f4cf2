// <simulateur-cpts taille="2" missions="acces:80 parcours" section="contrat" couleur="#7a3b8f">: the simulator
// next to this script, in a frame that is as tall as its content. The messages are those of
// src/browser/frame.js; anything else is ignored.
{
  const NAME = "simulateur-cpts";
  const ATTRIBUTES = ["taille", "missions", "couleur", "section"];
  const EVENTS = ["message", "scroll", "resize"];
  const page = new URL("index.html", document.currentScript.src);

  class Simulator extends HTMLElement {
    static observedAttributes = ATTRIBUTES;

    constructor() {
      super();
      this.frame = document.createElement("iframe");
      this.frame.title = "Simulateur CPTS";
      this.frame.allow = "clipboard-write";
      this.frame.loading = "lazy";
      this.frame.height = 600;
      // As wide as its parent allows, also where the parent shrinks to its content.
      this.frame.style = "border:0;display:block;width:100vw;max-width:100%";
      // A shadow root keeps the host's styles out, and hides the element's content, which is for browsers
      // without scripts.
      this.attachShadow({ mode: "open" }).append(this.frame);
    }

    connectedCallback() {
      for (const type of EVENTS) addEventListener(type, this, true);
      this.update();
    }

    disconnectedCallback() {
      for (const type of EVENTS) removeEventListener(type, this, true);
    }

    attributeChangedCallback() {
      this.update();
    }

    handleEvent({ type, origin, source, data }) {
      if (type !== "message") return this.tell();
      if (origin !== page.origin || source !== this.frame.contentWindow || data?.[NAME] !== 1) return;
      if (data.height >= 100 && data.height < 100_000) this.frame.height = data.height;
      if (data.by) scrollBy(0, data.by);
      this.tell();
    }

    /** The simulator that the attributes ask for, as a link. */
    update() {
      if (!this.isConnected) return;
      const asked = ATTRIBUTES.map((name) => `${name}=${this.getAttribute(name) ?? ""}`);
      page.hash = `/?cadre=1&${asked.join("&")}`;
      this.hash = page.hash;
      if (!this.frame.src) this.frame.src = page;
      this.tell();
    }

    /** Tells the frame where it is in the window. The content is no secret: any page may receive it. */
    tell() {
      this.frame.contentWindow?.postMessage({
        [NAME]: 1,
        top: this.frame.getBoundingClientRect().top,
        innerHeight,
        // The height of the host's fixed header, if its style gives one.
        cover: getComputedStyle(this).scrollMarginTop,
        hash: this.hash,
      }, "*");
    }
  }

  // A script that is included twice defines the element once.
  if (!customElements.get(NAME)) customElements.define(NAME, Simulator);
}
