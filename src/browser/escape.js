// Escape closes what has the focus or holds it: an explanation, an unfolded part. In the program it would weigh more.
addEventListener("keydown", (event) => {
  // The list of communes has its own answer.
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const from = document.activeElement;
  const unfolded = from.closest("details[open]");
  if (from.matches("button[aria-expanded=true]")) from.click();
  else if (unfolded) {
    unfolded.open = false;
    cptsFocus(unfolded.firstElementChild);
  }
});
