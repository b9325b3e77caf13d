/** Bytes of a text file → text: a byte-order mark decides, else UTF-8 where it is valid, else GB18030. */

import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

/** What a mark at the beginning says. */
function marked(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

/** The text of a small file. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder(marked(bytes) ?? (isUtf8(bytes) ? "utf-8" : "gb18030")).decode(bytes);
}

/** Reads the file once from end to end: whether it is UTF-8 shows only at its end. */
export async function encodingOf(file: string): Promise<Encoding> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let first = true;
  try {
    for await (const chunk of createReadStream(file)) {
      const encoding = first ? marked(chunk) : undefined;
      if (encoding) return encoding;
      first = false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "gb18030";
    throw error;
  }
}

/** The text of a file in pieces. */
export async function* textOf(
  file: string,
  encoding: Encoding,
  onBytes: (count: number) => void,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(file)) {
    onBytes(chunk.length);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}
