/** A file → its text and counts, by the module of documents. */

import { decode } from "./decode.js";
import type { DocumentsGlue } from "./glue.js";
import type * as api from "./types.js";

/**
 * Reads with a module of its own each time: what a large file took is let go, and a module that trapped is not used again.
 */
export async function readWith(
  { Document, instantiate }: DocumentsGlue,
  module: BufferSource,
  file: Uint8Array | ArrayBuffer,
): Promise<api.Document> {
  // Not by its class: a page's frames have classes of their own.
  const bytes = "buffer" in file ? file : new Uint8Array(file);
  await instantiate(module);
  const document = Document.read(bytes, () => decode(bytes));
  try {
    return { ...JSON.parse(document.describe()), text: document.text() };
  } finally {
    // Here and now: later there is another module in place of this one.
    document.free();
  }
}
