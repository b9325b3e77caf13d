/**
 * Bytes from their packed text (see scripts/packed.mjs): a byte is one printable character, or one of two leading ones and
 * a second.
 */
export function bytesOf(packed: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(packed.length);
  let length = 0;
  let base = 0;
  for (let i = 0; i < packed.length; i++) {
    const code = packed.charCodeAt(i);
    const value = code - 32 - (code > 34 ? 1 : 0) - (code > 92 ? 1 : 0);
    if (value > 90) {
      base = (value - 90) * 91;
    } else {
      bytes[length++] = base + ((value + 59) % 91);
      base = 0;
    }
  }
  return bytes.slice(0, length);
}
