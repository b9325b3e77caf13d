// What the build reads in a wasm module, and what stands in the way of old engines' readers: nothing but whole numbers.

import { ACCESS, OPERANDS } from "./pack.mjs";

const CODE_SECTION = 10;
const DATA_SECTION = 11;
/** The kind of the operands of i32.const. */
const CONSTANTS = 7;
const FIRST_BEHIND_OPERANDS = 0x45;

/** An unsigned number of 32 bits, and where it ends. */
function leb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return [value >>> 0, at];
  }
}

/** The sections of a module: number, begin with its head, begin and end of its content. */
export function* sectionsOf(bytes) {
  for (let start = 8, end = 0; start < bytes.length; start = end) {
    const [size, content] = leb(bytes, start + 1);
    end = content + size;
    yield { section: bytes[start], start, content, end };
  }
}

/** The segments of a module's data: the address of each, and where its bytes stand in the module. */
export function dataOf(bytes) {
  const segments = [];
  for (const { section, content } of sectionsOf(bytes)) {
    if (section !== DATA_SECTION) continue;
    let [count, next] = leb(bytes, content);
    for (; count > 0; count--) {
      // An active segment in the one memory, at a constant address.
      if (bytes[next] !== 0 || bytes[next + 1] !== 0x41) throw Error("data at an address that is not constant");
      const [address, end] = leb(bytes, next + 2);
      const [length, at] = leb(bytes, end + 1);
      segments.push({ address, at, length });
      next = at + length;
    }
  }
  return segments;
}

/**
 * The code of a module, and the bytes before and behind its section. Of each function the pieces: `[kind, begin, end]`, 0 for
 * an operation, 1 for what it declares, else the kind of its operands.
 */
export function codeOf(bytes) {
  const { start, content, end } = [...sectionsOf(bytes)].find(({ section }) => section === CODE_SECTION);
  const functions = [];
  let [count, at] = leb(bytes, content);
  for (; count > 0; count--) {
    const pieces = [];
    const take = (kind, numbers) => {
      const begin = at;
      for (let i = 0; i < numbers; i++) [, at] = leb(bytes, at);
      pieces.push([kind, begin, at]);
    };
    const few = (number) => {
      if (number > 127) throw Error(`${number} locals or branches at ${at}: more than one byte can say`);
      return number;
    };
    const [size, body] = leb(bytes, at);
    at = body;
    take(1, 1 + 2 * few(bytes[at]));
    while (at < body + size) {
      const operation = bytes[at];
      const kind = Number(OPERANDS[operation] ?? 0);
      if (operation >= OPERANDS.length && operation < FIRST_BEHIND_OPERANDS) throw Error("a floating-point constant");
      pieces.push([0, at, ++at]);
      if (kind === ACCESS) [, at] = leb(bytes, at);
      if (kind) take(kind, operation === 0x0e ? 2 + few(bytes[at]) : operation === 0x11 ? 2 : 1);
    }
    functions.push(pieces);
  }
  return { before: bytes.subarray(0, start), functions, behind: bytes.subarray(end) };
}

/** What may be an address in a module's code: the constants, and what loads and stores add to an address. */
export function addressesOf(bytes) {
  const addresses = new Set();
  for (const [kind, begin] of codeOf(bytes).functions.flat()) {
    if (kind === ACCESS || kind === CONSTANTS) addresses.add(leb(bytes, begin)[0]);
  }
  return addresses;
}
