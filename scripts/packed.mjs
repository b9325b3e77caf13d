// What scripts for pages carry packed (`pack` in scripts/build.mjs), for those who look into them.

import { inflateRawSync } from "node:zlib";

export const unpack = (text) => inflateRawSync(Buffer.from(text, "base64"));

/** The texts that are packed, the longest first, which is the wasm module. */
export function packedIn(script) {
  const texts = [...script.matchAll(/"([\w+/]{1000,}={0,2})"/g)].map(([, text]) => text);
  return texts.sort((a, b) => b.length - a.length);
}
