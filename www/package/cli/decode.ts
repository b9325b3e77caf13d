/** Text files too large to be held as a whole, decoded as ../decode.ts says. */

import { type Encoding, marked } from "../decode.js";
import { readPieces } from "./access.js";

/** Reads the file once from end to end: whether it is UTF-8 shows only at its end. */
export async function encodingOf(file: string): Promise<Encoding> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let first = true;
  try {
    for await (const chunk of readPieces(file)) {
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
  for await (const chunk of readPieces(file)) {
    onBytes(chunk.length);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}
