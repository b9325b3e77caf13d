// Bytes as text in a script of ASCII, for a module too large to be unpacked as that of the drop-in is: every byte is one
// printable character, or one of two leading characters and a second. Brotli takes 2 to 4 % more for it than for the bytes; for hex it takes 8 %, for base64, which breaks the
// alignment that it lives on, 39 %. www/shim/packed.ts reads it.

/** The printable characters but for `"` and `\`, which a script would have to escape. */
const SIGNS = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter((sign) => !'"\\'.includes(sign));
/** So many bytes are one sign; the two signs behind those lead the others. */
const PLAIN = 91;
/** Turned so that the commonest bytes of a module are one sign, and letters. */
const TURN = 32;
export function pack(bytes) {
  let text = "";
  for (const byte of bytes) {
    if (byte >= PLAIN) text += SIGNS[byte < 2 * PLAIN ? PLAIN : PLAIN + 1];
    text += SIGNS[((byte % PLAIN) + TURN) % PLAIN];
  }
  return text;
}

export function unpack(text) {
  const bytes = [];
  let base = 0;
  for (const sign of text) {
    const value = SIGNS.indexOf(sign);
    if (value >= PLAIN) {
      base = (value - PLAIN + 1) * PLAIN;
    } else {
      bytes.push(base + ((value + PLAIN - TURN) % PLAIN));
      base = 0;
    }
  }
  return Buffer.from(bytes);
}

/** What a script carries packed, in whatever way: its long texts, the longest first, which is the wasm module. */
export function packedIn(script) {
  const texts = [...script.matchAll(/(?<=[:=(,])"([ !#-[\]-~]{1000,})"/g)].map(([, text]) => text);
  return texts.sort((a, b) => b.length - a.length);
}
