// One window at a time: does something while no other window of this page does. A script, because promises
// made in WebAssembly weigh more.
window.cptsTurn = (work) => {
  // Older browsers, and pages that are not served securely, have no locks.
  if (!navigator.locks) return work();
  navigator.locks.request("simulateur-cpts", () => {
    work();
    // What one process of the browser writes is not yet what the next one reads.
    return new Promise((seen) => setTimeout(seen, 50));
  });
};
