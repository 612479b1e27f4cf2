// Reads the program from the page and starts it. In a microtask, where no script is "current":
// wasm-bindgen would take the address of the current script, and an inline one has none.
window.demarrage.commence = true;
Promise.resolve()
  .then(() => {
    /* glue */

    // The text: the 256 characters that stand for the bytes 0 to 255, then one for each byte.
    const block = document.getElementById("programme");
    const text = block.textContent;
    const byteOf = new Uint8Array(0x200);
    for (let byte = 0; byte < 256; byte++) byteOf[text.charCodeAt(byte)] = byte;
    const bytes = new Uint8Array(text.length - 256);
    let sum = 0;
    for (let index = 0; index < bytes.length; index++) {
      bytes[index] = byteOf[text.charCodeAt(index + 256)];
      sum = (Math.imul(sum, 31) + bytes[index]) >>> 0;
    }
    // A damaged program might still run, and count wrong.
    if (String(sum) !== block.dataset.somme) throw new Error("The program is damaged.");

    return wasm_bindgen({ module_or_path: bytes }).then((wasm) => {
      // As Trunk does, so that the page can be used alike in development.
      window.wasmBindings = wasm_bindgen;
      dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
    });
  })
  .catch(window.demarrage.echoue);
