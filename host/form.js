// Writes what a host pastes, and shows it: the choices become the attributes of the preview, which is the
// embedding script at work.
{
  const by = (id) => document.getElementById(id);
  const form = by("choix");
  const preview = by("apercu");
  const opening = [...form.elements.missions].filter((box) => box.defaultChecked).map((box) => box.value).join(" ");
  const quoted = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

  // What stands in the form, without what is as usual.
  const attributes = () => {
    const missions = [...form.elements.missions].filter((box) => box.checked).map((box) => box.value).join(" ");
    const said = {
      taille: form.elements.taille.value,
      missions: missions === opening ? "" : missions || "aucune",
      section: form.elements.section.value,
      couleur: accentCpts(by("couleur").value) ? by("couleur").value : "",
    };
    return Object.entries(said).filter(([, value]) => value);
  };
  const folder = () => by("dossier").value.trim().replace(/((index|integrer)\.html|integrer\.js)?([?#].*)?$/, "").replace(/\/*$/, "/");
  const origin = (address) => {
    try {
      const { origin } = new URL(address.trim());
      return origin === "null" ? "" : origin;
    } catch {
      return "";
    }
  };
  const page = (said) => {
    const { section = "", ...others } = Object.fromEntries(said);
    const pairs = Object.entries(others).map(([key, value]) => `&${key}=${value.replace(/ /g, ",").replace("#", "")}`);
    return `${folder()}index.html` + (said.length ? `#/${section}?cadre=1${pairs.join("")}` : "");
  };

  const refuse = (id, refused) => by(id).setAttribute("aria-invalid", refused);

  const write = () => {
    const said = attributes();
    const tag = ["simulateur-cpts", ...said.map(([key, value]) => `${key}="${quoted(value)}"`)].join(" ");
    by("code-script").value = `<script src="${quoted(folder())}integrer.js" async></script>\n`
      + `<${tag}>\n  <a href="${quoted(page(said))}">Simulateur CPTS</a>\n</simulateur-cpts>`;
    by("code-cadre").value = `<iframe src="${quoted(page(said))}"\n  title="Simulateur CPTS" width="100%" height="900"\n`
      + `  allow="clipboard-write" loading="lazy"></iframe>`;
    const found = origin(folder());
    refuse("dossier", !found);
    by("refus-dossier").textContent = found ? ""
      : "Ce n’est pas une adresse complète : elle commence par https://, comme dans la barre d’adresse.";
    const host = found || "https://adresse-du-simulateur.fr";
    by("entete-site").value = `script-src ${host};\nframe-src ${host}`;
    const site = origin(by("site").value);
    by("entete-hote").value = `Content-Security-Policy: frame-ancestors ${site ? `'self' ${site}` : "*"}\n`
      + "X-Content-Type-Options: nosniff\nReferrer-Policy: no-referrer\nCache-Control: no-cache";
    for (const key of ["taille", "missions", "section", "couleur"]) {
      const value = said.find(([one]) => one === key)?.[1] ?? null;
      if (value === preview.getAttribute(key)) continue;
      if (value === null) preview.removeAttribute(key);
      else preview.setAttribute(key, value);
    }
  };

  const luminance = (hex) => hex.match(/[\da-f]{2}/g).map((part) => parseInt(part, 16) / 255)
    .map((value) => (value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const contrast = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  // Rounded down: what is said to be enough is.
  const ratio = (number) => `${(Math.floor(number * 10) / 10).toLocaleString("fr-FR")} pour 1`;

  // The contrast in words, against the least favourable of the page's backgrounds.
  const check = () => {
    const typed = by("couleur").value.trim();
    const found = accentCpts(typed || by("couleur").placeholder);
    by("contraste").replaceChildren();
    const say = (text) => by("contraste").appendChild(document.createElement("p")).textContent = text;
    refuse("couleur", !found);
    if (!found) return say("Ce n’est pas une couleur : écrivez # suivi de 3 ou 6 chiffres ou lettres de a à f, par exemple #7a3b8f.");
    const [light, lightTint, dark, darkTint] = found;
    const digits = (typed || by("couleur").placeholder).replace("#", "").toLowerCase();
    const asked = `#${digits.length === 3 ? digits.replace(/./g, "$&$&") : digits}`;
    by("palette").value = asked;
    for (const [where, colour, tint, ground, change] of [
      ["clair", light, lightTint, "#f6f5f1", "assombrie"], ["sombre", dark, darkTint, "#0e1718", "éclaircie"]]) {
      const seen = contrast(colour, tint);
      say(colour === asked
        ? `Sur fond ${where} : lisible telle quelle (contraste ${ratio(seen)}).`
        : `Sur fond ${where} : pas assez contrastée (${ratio(contrast(asked, ground))}), elle est ${change} en ${colour} (${ratio(seen)}).`);
    }
    for (const [id, colour, tint] of [["teinte-claire", light, lightTint], ["teinte-sombre", dark, darkTint]]) {
      by(id).style.color = colour;
      by(id).style.background = tint;
    }
  };

  const copy = async (button) => {
    const text = by(button.dataset.copie);
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text.value);
      button.textContent = "Copié";
    } catch {
      // Where the browser refuses, the text is selected: the keyboard copies it.
      text.select();
      button.textContent = "Sélectionné : Ctrl + C pour copier";
    }
    setTimeout(() => button.textContent = label, 3000);
  };

  by("dossier").value = location.protocol.startsWith("http") ? new URL(".", location.href).href
    : "https://www.votre-cpts.fr/simulateur-cpts/";
  // A colour being chosen in a palette changes many times a second: the preview follows the last one.
  let waiting;
  const changed = () => {
    check();
    clearTimeout(waiting);
    waiting = setTimeout(write, 150);
  };
  by("palette").oninput = () => {
    by("couleur").value = by("palette").value;
  };
  form.oninput = changed;
  form.onsubmit = (event) => event.preventDefault();
  for (const button of document.querySelectorAll("[data-copie]")) button.onclick = () => copy(button);
  for (const width of document.getElementsByName("largeur")) {
    width.onchange = () => by("cadre-apercu").style.maxWidth = width.value;
  }
  check();
  write();
  const script = document.createElement("script");
  script.src = "integrer.js";
  document.head.append(script);
}
