// What scripts for pages carry packed (`pack` in scripts/build.mjs), for those who look into them.

import { inflateRawSync } from "node:zlib";

export const unpack = (text) => inflateRawSync(Buffer.from(text, "base64"));

/** The text that a script carries packed: its wasm module, and in the drop-in the rulebooks behind that. */
export const packedIn = (script) => /"([\w+/]{1000,}={0,2})"/.exec(script)?.[1] ?? "";
