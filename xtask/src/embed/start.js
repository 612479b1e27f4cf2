// Reads the program from the page and starts it. In a microtask, where no script is "current":
// wasm-bindgen would take the address of the current script, and an inline one has none.
window.demarrage.commence = true;
Promise.resolve()
  .then(async () => {
    /* glue */

    // What was clicked or typed meanwhile comes first: no task of this lasts longer than that.
    const TASK_IN_MS = 8;
    const { port1, port2 } = new MessageChannel();
    let began = performance.now();
    const breath = () => performance.now() - began > TASK_IN_MS && new Promise((done) => {
      port1.onmessage = () => {
        began = performance.now();
        done();
      };
      port2.postMessage(0);
    });

    // The text: the 256 characters that stand for the bytes 0 to 255, then one for each byte, or a
    // letter for the bytes of its UTF-8.
    const block = document.getElementById("programme");
    const { tailles, debut, fonctions, longueur, somme } = block.dataset;
    const text = block.textContent;
    const byteOf = new Uint8Array(0x200);
    for (let byte = 0; byte < 256; byte++) byteOf[text.charCodeAt(byte)] = byte;
    let sum = 0;
    const at = tailles.split(" ").map((size) => (sum += +size) - size);
    const sorted = new Uint8Array(sum);
    let filled = 0;
    for (let index = 256; index < text.length; index++) {
      if (index % 8192 === 0) await breath();
      const code = text.charCodeAt(index);
      if (code > 0x1fff) sorted[filled++] = 0xe2, sorted[filled++] = 0x80, sorted[filled++] = code & 0x3f | 0x80;
      else if (code > 0x9f && code < 0x100) sorted[filled++] = 0xc0 | code >> 6, sorted[filled++] = code & 0x3f | 0x80;
      else sorted[filled++] = byteOf[code];
    }

    // Before anything is made of it: a damaged program might be unpacked for ever, or run and count wrong.
    sum = 0;
    for (const letter of tailles + debut + fonctions + longueur) sum = (Math.imul(sum, 31) + letter.charCodeAt()) >>> 0;
    for (let index = 0; index < sorted.length; index++) {
      if (index % 65536 === 0) await breath();
      sum = (Math.imul(sum, 31) + sorted[index]) >>> 0;
    }
    if (String(sum) !== somme) throw new Error("The program is damaged.");

    // Bytes are sorted by kind, as streams.rs says. Here each goes back to its place.
    const LOCALS = 0, OPERATIONS = 1, BRANCHES = 2, OFFSETS = 3, CALLS = 4, CONSTANTS = 5, REST = 6,
      DECLARATIONS = 7, FILE = 8, LONG = 9, BLOCKS = 10;
    const program = new Uint8Array(+longueur);
    let end = 0;
    const raw = (stream, count) => {
      program.set(sorted.subarray(at[stream], (at[stream] += count)), end);
      end += count;
    };
    const operand = (stream) => {
      let value = 0, shift = 0, byte;
      do {
        program[end++] = byte = sorted[at[stream]++];
        value |= (byte & 127) << shift;
        shift += 7;
      } while (byte > 127);
      return value;
    };
    const operands = (operation) => {
      if (operation < 0x05) operation > 0x01 && operand(BLOCKS);
      else if (operation === 0x0e) for (let count = operand(REST); count >= 0; count--) operand(REST);
      else if (operation === 0x10) operand(CALLS);
      else if (operation === 0x11) operand(REST), operand(REST);
      else if (operation > 0x44) {
        if (operation === 0xfc) {
          const which = operand(OPERATIONS);
          if (which > 7) operand(OPERATIONS);
          if (which > 7 && which < 15 && which % 2 === 0) operand(OPERATIONS);
        } else if (operation === 0xd0 || operation === 0xd2) operand(REST);
      }
      else if (operation > 0x42) raw(REST, operation === 0x43 ? 4 : 8);
      else if (operation === 0x41) operand(CONSTANTS);
      else if (operation === 0x42) operand(LONG);
      else if (operation > 0x3e) operand(REST);
      else if (operation > 0x27) operand(OPERATIONS), operand(OFFSETS);
      else if (operation > 0x24) operand(REST);
      else if (operation > 0x22) operand(OPERATIONS);
      else if (operation > 0x1f) operand(LOCALS);
      else if (operation === 0x0c || operation === 0x0d) operand(BRANCHES);
    };
    raw(FILE, +debut);
    for (let left = +fonctions; left; left--) {
      if (left % 16 === 0) await breath();
      const size = end;
      // The size of a function comes first, and is known last.
      const body = (end += 5);
      for (let count = operand(DECLARATIONS); count; count--) operand(DECLARATIONS), operand(DECLARATIONS);
      for (let depth = 1; depth;) {
        const operation = (program[end++] = sorted[at[OPERATIONS]++]);
        if (operation > 1 && operation < 5) depth++;
        if (operation === 0x0b) depth--;
        operands(operation);
      }
      let bytes = end - body, place = size;
      for (; bytes > 127; bytes >>>= 7) program[place++] = (bytes & 127) | 128;
      program[place++] = bytes;
      program.copyWithin(place, body, end);
      end += place - body;
    }
    raw(FILE, program.length - end);

    return wasm_bindgen.start(program).then((wasm) => {
      // As Trunk does, so that the page can be used alike in development.
      window.wasmBindings = wasm_bindgen.bindings;
      dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm } }));
    });
  })
  .catch(window.demarrage.echoue);
