// Takes out of the page's module what only words a panic: without std a panic is a trap, and nobody reads its message.
//
// The prebuilt core brings its formatting along through the table of functions, where no optimizer may drop it. Each
// function named below becomes a trap; wasm-opt then drops what nothing calls any more.

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import { addressesOf, dataOf } from "./wasm.mjs";

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

/** Blanks the places in the sources that panics name, and what points at them; nothing reads them any more. */
export function blankPlaces(file) {
  const bytes = readFileSync(file);
  for (const { address, at, length } of dataOf(bytes)) {
    const data = bytes.subarray(at, at + length);
    for (const { 0: path, index } of data.toString("latin1").matchAll(/(?:src|\/[\w./+-]+?)\/[\w./+-]+?\.rs/g)) {
      for (let word = 0; word + 16 <= length; word += 4)
        if (data.readUInt32LE(word) === address + index && data.readUInt32LE(word + 4) === path.length)
          data.fill(0, word, word + 16);
      data.fill(0, index, index + path.length);
    }
  }
  writeFileSync(file, bytes);
}

/** The parts of the data that a linker's map lists, as addresses where each begins and ends. */
function partsOf(map, memory) {
  const parts = [];
  for (const [, address, size, place] of map.matchAll(
    /^ *([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) {2,}(\S.*):\(\.(?:ro)?data.*\)$/gm,
  )) {
    let start = Number.parseInt(address, 16);
    const end = start + Number.parseInt(size, 16);
    // Texts that end with a zero, which the linker has merged.
    for (let at = start; place === "<internal>" && at < end; at++) {
      if (memory.get(at) !== 0) continue;
      parts.push({ start, end: at + 1 });
      start = at + 1;
    }
    if (start < end) parts.push({ start, end });
  }
  return parts;
}

/** A little below a part may stand what points into it: the address that belongs to an index of one instead of zero. */
const BELOW = 32;

/**
 * Blanks what no address in the code leads to: messages of panics and the tables for printing them, which the linker had to
 * keep. wasm-opt leaves blanks out.
 *
 * @param file the module, as it was before wasm-opt
 * @param optimized the same module behind wasm-opt, from which the addresses are taken
 * @param map the linker's map of it
 */
export function dropUnusedData(file, optimized, map) {
  const bytes = readFileSync(file);
  const memory = new Map();
  for (const { address, at, length } of dataOf(bytes)) {
    for (let i = 0; i < length; i++) memory.set(address + i, bytes[at + i]);
  }
  const parts = partsOf(map, memory);
  const reach = (address) => {
    for (const part of parts) {
      if (part.used || address < part.start - BELOW || address > part.end) continue;
      part.used = true;
      for (let at = (part.start + 3) & ~3; at + 4 <= part.end; at += 4) {
        reach([3, 2, 1, 0].reduce((word, i) => word * 256 + (memory.get(at + i) ?? 0), 0));
      }
    }
  };
  for (const address of addressesOf(optimized)) reach(address);
  const unused = parts.filter((part) => !part.used);
  for (const { address, at, length } of dataOf(bytes)) {
    for (const { start, end } of unused) {
      if (start >= address && end <= address + length) bytes.fill(0, at + start - address, at + end - address);
    }
  }
  writeFileSync(file, bytes);
}
