/** Bytes of JSON Lines in chunks of any size → blocks of whole lines, large enough that a crossing into wasm is cheap. */

/** Measured: from 256 KB on the crossing no longer shows; above 1 MB the caches suffer. */
const BLOCK = 512 * 1024;
/** A line longer than this is no record: refused before it fills the memory. */
const LONGEST_LINE = 64 * 1024 * 1024;
const NEWLINE = 10;

/** Whole lines, and how many lines stood before them. */
export interface Lines {
  readonly bytes: Uint8Array;
  readonly before: number;
}

/** The lines of one array: slices of it, nothing is copied. */
export function* linesOf(all: Uint8Array): Generator<Lines, void, undefined> {
  let before = 0;
  for (let start = withoutMark(all); start < all.length; ) {
    const end = blockEnd(all, start);
    const bytes = all.subarray(start, end);
    yield { bytes, before };
    before += countNewlines(bytes);
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

/** The lines of a stream of chunks. */
export async function* linesFrom(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Lines, void, undefined> {
  let before = 0;
  let first = true;
  let waiting: Uint8Array[] = [];
  let size = 0;
  let whole = false; // whether a line ends somewhere in what waits
  for await (const chunk of chunks) {
    waiting.push(chunk);
    size += chunk.length;
    whole ||= chunk.includes(NEWLINE);
    if (size > LONGEST_LINE && !whole) {
      throw new RangeError(`第 ${before + 1} 行超过 ${LONGEST_LINE / 1024 / 1024} MB，不是一条记录。`);
    }
    if (size < BLOCK || !whole) continue;
    let bytes = concat(waiting, size);
    if (first) bytes = bytes.subarray(withoutMark(bytes));
    first = false;
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    const block = bytes.subarray(0, end);
    yield { bytes: block, before };
    before += countNewlines(block);
    waiting = [bytes.subarray(end)];
    size = bytes.length - end;
    whole = false;
  }
  const bytes = concat(waiting, size);
  const rest = first ? bytes.subarray(withoutMark(bytes)) : bytes;
  if (rest.length > 0) yield { bytes: rest, before };
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

function countNewlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
