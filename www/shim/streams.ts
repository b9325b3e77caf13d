/**
 * Puts a wasm module together from streams (see scripts/streams.mjs): operations in one, each kind of operand in one of
 * its own. Before them stands where each begins, in four bytes.
 */

/** By an operation's code the stream of its operands; a blank has none. Streams 0 and 1 are operations and locals. */
export const OPERANDS = "  222       333 44              55522   666666666666666666666662278";
/** The stream of loads and stores: before the offset stands a hint on alignment, which no engine needs. */
export const ACCESS = 6;
/** What stands before the code, and behind it. */
export const AROUND = 9;

function number(n: number): number[] {
  return n > 127 ? [(n & 127) | 128, ...number(n >> 7)] : [n];
}

export function moduleOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const starts = new Uint32Array(bytes.slice(0, 48).buffer);
  const at = starts.slice();
  const code: number[] = [];
  let body: number[];
  let functions = 0;
  const copy = (stream: number, numbers: number) => {
    while (numbers) {
      const byte = bytes[(at[stream] as number)++] as number;
      body.push(byte);
      if (byte < 128) numbers--;
    }
  };
  const peek = (stream: number) => bytes[at[stream] as number] as number;

  for (; (at[0] as number) < (starts[1] as number); functions++) {
    body = [];
    copy(1, 1 + 2 * peek(1));
    for (let depth = 1; depth; ) {
      const operation = bytes[(at[0] as number)++] as number;
      const stream = +(OPERANDS[operation] || 0);
      body.push(operation);
      // block, loop and if begin what an end ends.
      if (operation > 1 && operation < 5) depth++;
      if (operation === 11) depth--;
      if (stream === ACCESS) body.push(0);
      // br_table says how many targets it has, and call_indirect has a type and a table.
      if (stream) copy(stream, operation === 14 ? 2 + peek(stream) : operation === 17 ? 2 : 1);
    }
    code.push(...number(body.length), ...body);
  }
  const count = number(functions);
  const around = (i: number) => Array.from(bytes.slice(starts[AROUND + i], starts[AROUND + i + 1]));
  return Uint8Array.from(around(0).concat(10, number(count.length + code.length), count, code, around(1)));
}
