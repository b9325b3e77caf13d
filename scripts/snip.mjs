// Takes out of the page's module what only words a panic: without std a panic is a trap, and nobody reads its message.
//
// The prebuilt core brings its formatting along through the table of functions, where no optimizer may drop it. Each
// function named below becomes a trap; wasm-opt then drops what nothing calls any more.

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

const ONLY_FOR_PANICS =
  /panicking|_fail(_rt)?$|unwrap_failed|expect_failed|handle_error|handle_alloc_error|capacity_overflow|::fmt(::|$)|fmt::Formatter/;

/** Symbols end in a hash, which differs with the compiler's version. */
function plain(name) {
  return name.replace(/::h[0-9a-f]{16}$/, "").replace(/\[[0-9a-f]+\]/g, "");
}

/** Snips a module that still has its names. */
export function snipPanics(file) {
  const module = binaryen.readBinary(readFileSync(file));
  for (let i = 0; i < module.getNumFunctions(); i++) {
    const reference = module.getFunctionByIndex(i);
    const { name, base } = binaryen.getFunctionInfo(reference);
    if (base || !ONLY_FOR_PANICS.test(plain(name))) continue;
    binaryen.Function.setBody(reference, module.unreachable());
  }
  writeFileSync(file, module.emitBinary());
}

// Where the linker begins with data, behind the stack: `i32.const 0x100000, end`, as a segment's offset. A global's value
// may look the same; it stands before.
const DATA_START = 0x100000;
const SEGMENT_HEAD = Buffer.from([0x41, 0x80, 0x80, 0xc0, 0x00, 0x0b]);

/**
 * Blanks the places in the sources that panics name, and what points at them; nothing reads them any more, and wasm-opt
 * leaves blanks out.
 */
export function blankPlaces(file) {
  const bytes = readFileSync(file);
  const head = bytes.lastIndexOf(SEGMENT_HEAD);
  if (head < 0) throw new Error(`${file} has no data where the linker begins with it`);
  let start = head + SEGMENT_HEAD.length;
  let length = 0;
  for (let shift = 0, more = true; more; shift += 7, start++) {
    length += (bytes[start] & 0x7f) << shift;
    more = bytes[start] > 0x7f;
  }
  const data = bytes.subarray(start, start + length);
  for (const { 0: path, index } of data.toString("latin1").matchAll(/(?:src|\/[\w./+-]+?)\/[\w./+-]+?\.rs/g)) {
    for (let at = 0; at + 16 <= length; at += 4)
      if (data.readUInt32LE(at) === DATA_START + index && data.readUInt32LE(at + 4) === path.length)
        data.fill(0, at, at + 16);
    data.fill(0, index, index + path.length);
  }
  writeFileSync(file, bytes);
}
