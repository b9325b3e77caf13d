/** Bytes of JSON Lines in chunks of any size → blocks of whole lines, large enough that a crossing into wasm is cheap. */

/** Measured: from 256 KB on the crossing no longer shows; above 1 MB the caches suffer. */
const BLOCK = 512 * 1024;
/** A line longer than this is no record: refused before it fills the memory. */
const LONGEST_LINE = 64 * 1024 * 1024;
const NEWLINE = 10;

/** The lines of one array: slices of it, nothing is copied. */
export function* linesOf(all: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let start = withoutMark(all); start < all.length; ) {
    const end = blockEnd(all, start);
    yield all.subarray(start, end);
    start = end;
  }
}

/** Up to a line end near BLOCK bytes on; a longer line is taken whole. */
function blockEnd(all: Uint8Array, start: number): number {
  if (all.length - start <= BLOCK) return all.length;
  const last = all.lastIndexOf(NEWLINE, start + BLOCK - 1);
  if (last >= start) return last + 1;
  const next = all.indexOf(NEWLINE, start + BLOCK);
  return next < 0 ? all.length : next + 1;
}

/** The lines of a stream of chunks. `row` says which line comes next, for an error. */
export async function* linesFrom(
  chunks: AsyncIterable<Uint8Array>,
  row: () => number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let first = true;
  let waiting: Uint8Array[] = [];
  let size = 0;
  let whole = false; // whether a line ends somewhere in what waits
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    whole ||= chunk.includes(NEWLINE);
    if (size > LONGEST_LINE && !whole) {
      throw new RangeError(`第 ${row()} 行超过 ${LONGEST_LINE / 1024 / 1024} MB，不是一条记录。`);
    }
    if (size < BLOCK || !whole) continue;
    let bytes = concat(waiting, size);
    if (first) bytes = bytes.subarray(withoutMark(bytes));
    first = false;
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    yield bytes.subarray(0, end);
    waiting = [bytes.subarray(end)];
    size = bytes.length - end;
    whole = false;
  }
  const bytes = concat(waiting, size);
  const rest = first ? bytes.subarray(withoutMark(bytes)) : bytes;
  if (rest.length > 0) yield rest;
}

/** A byte-order mark is no part of the first line. */
function withoutMark(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

function concat(parts: readonly Uint8Array[], size: number): Uint8Array {
  if (parts.length === 1 && parts[0]) return parts[0];
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Line ends from a place on. */
export function countNewlines(bytes: Uint8Array, from: number): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
