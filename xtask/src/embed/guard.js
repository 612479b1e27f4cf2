// Says when the program cannot start or stops working, whatever the cause. In the oldest
// JavaScript, and before the program: it must run where the program does not, for example in an
// old browser, or when the end of the file is missing.
(function () {
  var page = document.documentElement;
  var notice = document.getElementById("panne");

  function fail(cause) {
    if (page.getAttribute("data-etat") === "panne") return;
    page.setAttribute("data-etat", "panne");
    notice.hidden = false;
    console.error(cause);
  }

  // A page that was saved after a failure tries again.
  page.removeAttribute("data-etat");
  notice.hidden = true;

  window.demarrage = { commence: false, echoue: fail };
  document.addEventListener("DOMContentLoaded", function () {
    if (!window.demarrage.commence) fail("The program is missing, or this browser cannot read it.");
  });

  // Once it runs, only a trap of the program itself is fatal.
  function watch(name, cause) {
    addEventListener(name, function (event) {
      var error = event[cause];
      if (window.WebAssembly && error instanceof WebAssembly.RuntimeError) fail(error);
    });
  }
  watch("error", "error");
  watch("unhandledrejection", "reason");
})();
