/**
 * Runs in the page written by hand: from now on it also does what the simulator must do at every edit, as
 * plainly. The address holds the state, with an entry for each choice, written once typing or dragging pauses;
 * the device keeps it; a live region says the total after a pause. So what these cost is seen apart.
 */
export function duties() {
  const inputs = [...document.querySelectorAll("input")];
  const total = document.querySelector("[data-amount=total]");
  document.body.insertAdjacentHTML("beforeend", `<p role="status"
    style="position:absolute;width:1px;height:1px;margin:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap"></p>`);
  const live = document.body.lastChild;

  const write = (how) => {
    const state = inputs.map(({ id, value, type, checked }) => [id, /radio|checkbox/.test(type) ? Number(checked) : value]);
    const query = String(new URLSearchParams(state.filter(([, value]) => value)));
    history[how](null, "", `#/?${query}`);
    localStorage.setItem("last", query);
  };
  let waiting, speech;
  const writeWaiting = () => {
    if (!waiting) return;
    clearTimeout(waiting);
    waiting = undefined;
    write("replaceState");
  };
  document.addEventListener("focusout", writeWaiting);
  document.forms[0].addEventListener("input", ({ target: { type } }) => {
    clearTimeout(speech);
    speech = setTimeout(() => (live.textContent = `Financement annuel : ${total.textContent}.`), 600);
    if (/radio|checkbox/.test(type)) {
      writeWaiting();
      return write("pushState");
    }
    clearTimeout(waiting);
    waiting = setTimeout(writeWaiting, 200);
  });
}
