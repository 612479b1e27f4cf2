// The search in the help: keeps in sight what holds the words that were typed. It needs nothing of the
// program, and in the program it would weigh three times as much.
{
  const field = document.getElementById("chercher");
  const said = document.getElementById("trouve");
  const all = (selector) => [...document.querySelectorAll(selector)];
  // Without capitals and accents, and with the apostrophes and spaces that keyboards have.
  const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "").replace(/’/g, "'");
  const search = () => {
    const wanted = plain(field.value).trim();
    // Shorter words are everywhere.
    const searching = wanted.length > 1;
    const holds = (part) => searching && plain(part.textContent).includes(wanted);
    let count = 0;
    for (const part of all("#comprendre article, #comprendre details, .cpts-glossary div")) {
      const found = holds(part);
      part.hidden = searching && !found;
      if (part.localName === "details") part.open = found;
      // A block that is but the sum of its answers or entries does not count.
      count += found && !part.querySelector("details + details, dl.cpts-glossary");
    }
    const tables = all("#bareme article").some(holds) ? " Le barème en parle aussi." : "";
    said.textContent = searching ? `Résultats : ${count || "aucun"}.${tables}` : "";
  };
  // Only then: the page has one region that speaks, and it is not in sight here.
  field.onfocus = () => said.setAttribute("role", "status");
  field.oninput = search;
  // A link to what the search hides ends it.
  addEventListener("popstate", () => {
    if (document.getElementById(location.hash.slice(1))?.closest("[hidden]")) {
      field.value = "";
      search();
    }
  });
  field.closest(".cpts-search").hidden = false;
  // A page that was saved during a search shows everything again.
  search();
}
