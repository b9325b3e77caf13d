/** Bytes of JSON Lines in chunks of any size → blocks of whole lines, large enough that a crossing into wasm is cheap. */

/** Measured: from 256 KB on the crossing no longer shows; above 1 MB the caches suffer. */
const BLOCK = 512 * 1024;
/** A line longer than this is no record: left out before it fills the memory. */
export const LONGEST_LINE = 64 * 1024 * 1024;
const NEWLINE = 10;

/** Whole lines; or, without bytes, a single line that is too long. */
export interface Lines {
  readonly bytes?: Uint8Array;
}

/** The lines of one array: slices of it, nothing is copied. */
export function* linesOf(all: Uint8Array, begin = withoutMark(all)): Generator<Lines, void, undefined> {
  for (let start = begin; start < all.length; ) {
    const end = blockEnd(all, start);
    yield end - start > LONGEST_LINE ? {} : { bytes: all.subarray(start, end) };
    start = end;
  }
}

/** Up to a line end near BLOCK bytes on; a longer line is taken whole, alone. */
function blockEnd(all: Uint8Array, start: number): number {
  if (all.length - start <= BLOCK) return all.length;
  const last = all.lastIndexOf(NEWLINE, start + BLOCK - 1);
  if (last >= start) return last + 1;
  const next = all.indexOf(NEWLINE, start + BLOCK);
  return next < 0 ? all.length : next + 1;
}

/** The lines of a stream of chunks, which are copied: whoever hands them out may use one buffer for all. */
export async function* linesFrom(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Lines, void, undefined> {
  let first = true;
  let waiting: Uint8Array[] = [];
  let size = 0;
  let whole = false; // whether a line ends somewhere in what waits
  let skips = false; // whether the rest of a line that is too long is passed over
  for await (let chunk of chunks) {
    if (skips) {
      const end = chunk.indexOf(NEWLINE) + 1;
      if (end === 0) continue;
      skips = false;
      chunk = chunk.subarray(end);
    }
    waiting.push(chunk.slice());
    size += chunk.length;
    whole ||= chunk.includes(NEWLINE);
    if (size > LONGEST_LINE && !whole) {
      yield {};
      [waiting, size, skips, first] = [[], 0, true, false];
    }
    if (size < BLOCK || !whole) continue;
    const bytes = concat(waiting, size);
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    yield* linesOf(bytes.subarray(0, end), first ? withoutMark(bytes) : 0);
    first = false;
    waiting = [bytes.subarray(end)];
    size = bytes.length - end;
    whole = false;
  }
  const rest = concat(waiting, size);
  yield* linesOf(rest, first ? withoutMark(rest) : 0);
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
