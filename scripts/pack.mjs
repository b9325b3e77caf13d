// Packs what the drop-in carries: its module and the rulebooks. www/shim/unpack.ts, which predicts each bit from those before
// it, runs here too: what it asks for is known here, and is written down by how likely it held it. The text is base64: what
// is packed has no more in it that a server's compression could find, so it is as small on servers without any.

import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";

const source = readFileSync(new URL("../www/shim/unpack.ts", import.meta.url), "utf8");
const script = transformSync(source, { loader: "ts" }).code;
export const { ACCESS, bitsOf, OPERANDS, unpack } = await import(`data:text/javascript,${encodeURIComponent(script)}`);

/** Packs the bytes that `unpack` asks for, in the order in which it asks. */
async function packBytes(bytes, length) {
  const out = [];
  let at = 0;
  let low = 0;
  let high = 0xffffffff;
  await unpack((likely) => {
    const bit = (bytes[at >> 3] >> (7 - (at & 7))) & 1;
    at++;
    const middle = low + Math.floor((high - low) * likely);
    if (bit) high = middle;
    else low = middle + 1;
    for (; (low ^ high) >>> 24 === 0; ) {
      out.push(high >>> 24);
      low = (low << 8) >>> 0;
      high = ((high << 8) | 255) >>> 0;
    }
    return bit;
  }, length);
  if (at !== bytes.length * 8) throw Error("what is unpacked is not what was packed");
  const last = Buffer.alloc(4);
  last.writeUInt32BE(high);
  return Buffer.concat([Buffer.from(out), last]).toString("base64");
}

/** Packs bytes of any sort. */
export function pack(bytes) {
  return packBytes(bytes, bytes.length);
}

/** Packs a module that computes with whole numbers. What is unpacked has no alignment hints and no padded numbers. */
export async function packModule(bytes) {
  const { codeOf } = await import("./wasm.mjs");
  const { before, functions, behind } = codeOf(bytes);
  const size = (length) => [length >> 8, length & 255];
  const code = functions.flat().flatMap(([, begin, end]) => [...bytes.subarray(begin, end)]);
  return packBytes([
    ...[...size(before.length), ...before],
    ...[...size(functions.length), ...code],
    ...[...size(behind.length), ...behind],
  ]);
}
