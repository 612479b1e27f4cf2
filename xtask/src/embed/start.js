// Reads the program from the page and starts it. In a task of its own, where no script is "current":
// wasm-bindgen resolves the address of the current script, and an inline one has none, which fails where the
// page itself is a blob: or a srcdoc.
window.demarrage.commence = true;
new Promise((started) => setTimeout(started))
  .then(async () => {
    /* glue */

    // The text: the 256 characters that stand for the bytes 0 to 255, then one character for each byte.
    const block = document.getElementById("programme");
    const text = block.textContent;
    const byteOf = new Uint8Array(0x200);
    for (let byte = 0; byte < 256; byte++) byteOf[text.charCodeAt(byte)] = byte;
    const program = new Uint8Array(Math.max(0, text.length - 256));
    let sum = 0;
    for (let index = 0; index < program.length; index++) {
      program[index] = byteOf[text.charCodeAt(256 + index)];
      sum = (Math.imul(sum, 31) + program[index]) >>> 0; // as src/checksum.rs
    }
    // A damaged program might run and compute wrong amounts.
    if (String(sum) !== block.dataset.somme) throw new Error("The program is damaged.");

    const wasm = await wasm_bindgen({ module_or_path: program });
    // As Trunk does, so that the page can be used alike in development.
    window.wasmBindings = wasm_bindgen;
    dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
  })
  .catch(window.demarrage.echoue);
