/** Bytes of a text → text: a byte-order mark decides, else UTF-8 where it is valid, else what markup says, else GB18030. */

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** What a mark at the beginning says. */
export function marked(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

/** What a web page or XML says of itself at its beginning, where that is not UTF-8. */
function declared(bytes: Uint8Array): string {
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  const label = /^\s*<[\s\S]*?(?:charset|encoding)=["']?([\w-]+)/i.exec(head)?.[1];
  try {
    // GBK and GB2312 go by this name too.
    if (label && !/^utf-?8$/i.test(label)) return new TextDecoder(label).encoding;
  } catch (_) {
    // It names no encoding.
  }
  return "gb18030";
}

/** The text of a small file. */
export function decode(bytes: Uint8Array): string {
  const encoding = marked(bytes);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (_) {
    return new TextDecoder(declared(bytes)).decode(bytes);
  }
}
