// Until the program has arrived, the opening page follows a click on a size: what differs between the four
// sizes was written when the page was built, by the same engine. A page that shows anything else waits.
const root = document.getElementById("simulateur");

function follow() {
  const { textes, attributs } = JSON.parse(document.getElementById("tailles").textContent);
  const chosen = [...root.querySelectorAll("[name=taille]")].findIndex((radio) => radio.checked);
  const elements = root.querySelectorAll("*");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const [place, values] of textes) texts[place].data = values[chosen];
  for (const [[place, name], values] of attributs) elements[place].setAttribute(name, values[chosen]);
}

/** Whether the page shows what it opens with, but for the size. */
function isOpening() {
  const other = document.documentElement.dataset.etat || document.getElementById("cpts-etat").content
    || history.state || location.hash.includes("?");
  const edited = (input) => input.checked !== input.defaultChecked
    || /text|range/.test(input.type) && input.value !== input.defaultValue;
  return !other && ![...root.querySelectorAll("input:not([name=taille])")].some(edited);
}

root.addEventListener("change", ({ target }) => target.name === "taille" && isOpening() && follow());
// It may have been clicked before all this had arrived.
if (isOpening() && root.querySelector("[name=taille]:checked:not([checked])")) follow();
