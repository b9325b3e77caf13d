// A wasm module's code taken apart: operations in one stream, and each kind of operand in one of its own. Like stands
// beside like then, and brotli takes a tenth less. The drop-in puts the module together again: www/shim/streams.ts, which
// has the numbers of the streams.

import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";

const source = readFileSync(new URL("../www/shim/streams.ts", import.meta.url), "utf8");
const script = transformSync(source, { loader: "ts" }).code;
const dropIn = await import(`data:text/javascript,${encodeURIComponent(script)}`);
export const { moduleOf } = dropIn;
const { ACCESS, AROUND, OPERANDS } = dropIn;

const CODE_SECTION = 10;
const DATA_SECTION = 11;
/** The stream of the operands of i32.const. */
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

/** What may be an address in a module's code: the constants, and what loads and stores add to an address. */
export function addressesOf(bytes) {
  const streams = streamsOf(bytes);
  const starts = new Uint32Array(streams.slice(0, 4 * (AROUND + 3)).buffer);
  const addresses = new Set();
  for (const stream of [ACCESS, CONSTANTS]) {
    for (let at = starts[stream]; at < starts[stream + 1]; ) {
      const [value, next] = leb(streams, at);
      addresses.add(value);
      at = next;
    }
  }
  return addresses;
}

/** The segments of a module's data: the address of each, and where its bytes stand in the module. */
export function dataOf(bytes) {
  const segments = [];
  for (let at = 8; at < bytes.length; ) {
    const section = bytes[at];
    const [size, start] = leb(bytes, at + 1);
    at = start + size;
    if (section !== DATA_SECTION) continue;
    let [count, next] = leb(bytes, start);
    for (; count > 0; count--) {
      // An active segment in the one memory, at a constant address.
      if (bytes[next] !== 0 || bytes[next + 1] !== 0x41) throw Error("data at an address that is not constant");
      const [address, end] = leb(bytes, next + 2);
      const [length, content] = leb(bytes, end + 1);
      segments.push({ address, at: content, length });
      next = content + length;
    }
  }
  return segments;
}

/** The streams of a module that computes with whole numbers. */
export function streamsOf(bytes) {
  const streams = Array.from({ length: AROUND + 2 }, () => []);
  let at = 8;
  const read = () => {
    const [value, next] = leb(bytes, at);
    at = next;
    return value;
  };
  const take = (stream, numbers) => {
    const start = at;
    for (let i = 0; i < numbers; i++) read();
    streams[stream].push(...bytes.subarray(start, at));
  };
  const few = (count) => {
    if (count > 127) throw Error(`${count} locals or branches at ${at}: more than one byte can say`);
    return count;
  };

  let end = 0;
  for (let start = at; at < bytes.length; at = start = end) {
    const section = bytes[at++];
    end = read();
    end += at;
    if (section !== CODE_SECTION) continue;
    streams[AROUND].push(...bytes.subarray(0, start));
    streams[AROUND + 1].push(...bytes.subarray(end));
    for (let functions = read(); functions > 0; functions--) {
      const size = read();
      const last = at + size;
      take(1, 1 + 2 * few(bytes[at]));
      while (at < last) {
        const operation = bytes[at++];
        const stream = Number(OPERANDS[operation] ?? 0);
        if (operation >= OPERANDS.length && operation < FIRST_BEHIND_OPERANDS) throw Error("a floating-point constant");
        streams[0].push(operation);
        if (stream === ACCESS) read();
        if (stream) take(stream, operation === 0x0e ? 2 + few(bytes[at]) : operation === 0x11 ? 2 : 1);
      }
    }
  }
  const starts = [(streams.length + 1) * 4];
  for (const stream of streams) starts.push(starts.at(-1) + stream.length);
  return Uint8Array.from([...new Uint8Array(Uint32Array.from(starts).buffer), ...streams.flat()]);
}
