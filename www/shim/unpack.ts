/**
 * Bytes from their packed text (scripts/pack.mjs packs them with this same code). Every bit is predicted from what came
 * before it, in several contexts at once whose predictions are mixed by how well they did, and the text says only where
 * that was wrong. Computes with nothing but sums, products and quotients, which are the same in every browser.
 */

/** Says what a bit is, from how likely it is to be 1. */
export type Bit = (likely: number) => number;

/** By an operation's code the kind of its operands; a blank has none. */
export const OPERANDS = "  222       333 44              55522   666666666666666666666662278";
/** Loads and stores: before the offset stands a hint on alignment, which no engine needs. */
export const ACCESS = 6;
const CALL = 4;
const TEXT = 9;

/** How many predictions are mixed, and how many of each are kept, by hash: two to the power of BITS. */
const CONTEXTS = 9;
const BITS = 19;
/** Two to this power sets of weights by where a bit stands, and as many by the byte and by the operations before; they are added. */
const SETS = 12;
const FIRST_WEIGHT = 0.07;
/** How fast weights learn, and how slow predictions become at last. */
const RATE = 0.004;
const MOST_SEEN = 14;
const SEEN = 64;
/** More than anything unpacked has bytes: what is read from a damaged text need not end of itself. */
const MOST = 1 << 18;
const DAMAGED = Error("damaged");
/** Milliseconds of work before the page has its turn. */
const SLICE = 10;

const hash = (x: number, y: number) => {
  x = Math.imul(x ^ y, 0x2c9277b5);
  return x ^ (x >>> 15);
};

/** ln(p / (1 - p)) for p in 4096 steps, or nearly: the root and power that are taken are each other's inverse. */
const STRETCHED = Float64Array.from({ length: 4096 }, (_, i) => {
  let x = (i + 0.5) / (4095.5 - i);
  for (let k = 0; k < 10; k++) x = Math.sqrt(x);
  return (x - 1) * 1024;
});

/** How much of what was wrong is learned, by how often it was seen, in 16384 steps. */
const RATES = Int32Array.from({ length: SEEN }, (_, i) => 16384 / (i + 1.25));

/** The reading side: bits from a text. */
export function bitsOf(text: string): Bit {
  const bytes = atob(text);
  let at = 0;
  let low = 0;
  let high = 0xffffffff;
  let code = 0;
  const next = () => {
    if (at >= bytes.length) throw DAMAGED;
    code = ((code << 8) | bytes.charCodeAt(at++)) >>> 0;
  };
  for (let i = 0; i < 4; i++) next();
  return (likely) => {
    const middle = low + Math.floor((high - low) * likely);
    const bit = code <= middle ? 1 : 0;
    if (bit) high = middle;
    else low = middle + 1;
    for (; (low ^ high) >>> 24 === 0; next()) {
      low = (low << 8) >>> 0;
      high = ((high << 8) | 255) >>> 0;
    }
    return bit;
  };
}

/** Unpacks so many bytes, or a wasm module where no length is given. The page goes on meanwhile. */
export async function unpack(bit: Bit, length?: number): Promise<Uint8Array<ArrayBuffer>> {
  /** How likely a 1 is, in 65536 steps, and below it how often it was seen. */
  const learned = new Int32Array(CONTEXTS << BITS).fill(32768 * SEEN);
  const weights = new Float64Array((3 * CONTEXTS) << SETS).fill(FIRST_WEIGHT);
  const slots = new Int32Array(CONTEXTS);
  const inputs = new Float64Array(CONTEXTS);
  /** What came last, newest first: bytes, operations, operands of each kind. */
  const bytes = [0, 0, 0, 0, 0, 0];
  const operations = [0, 0, 0, 0, 0];
  const operands: number[] = Array(10).fill(0);
  let out: number[] = [];
  /** Everything so far; where the same five bytes stood before, and how many have been the same since. */
  const all: number[] = [];
  const places = new Int32Array(1 << 16);
  let place = 0;
  let matched = 0;

  function byte(kind: number, operation = 0, index = 0): number {
    const state = (kind << 10) | (operation << 2) | Math.min(index, 3);
    const [a, b, c, d, e, f] = bytes as [number, number, number, number, number, number];
    const [o, p, q, r, s] = operations as [number, number, number, number, number];
    const one = hash(state, a);
    const two = hash(one, b);
    const three = hash(two, c);
    const four = hash(three, d);
    const pair = hash(hash(state, o), p);
    const found = hash(matched && hash(state, all[place] as number), Math.min(matched, 15));
    const contexts =
      kind === TEXT
        ? [found, hash(state, 0), hash(state, b), hash(state, c), one, two, three, four, hash(hash(four, e), f)]
        : [
            found,
            hash(state, 0),
            hash(one, operands[kind] as number),
            hash(two, o),
            three,
            pair,
            hash(pair, q),
            hash(hash(hash(pair, q), r), s),
            hash(state, operands[CALL] as number),
          ];
    const setOf = (x: number) => (x & ((1 << SETS) - 1)) * CONTEXTS;
    const byByte = setOf(one) + (CONTEXTS << SETS);
    const byOperations = setOf(hash(pair, Math.min(matched, 3))) + ((2 * CONTEXTS) << SETS);
    let value = 1;
    while (value < 256) {
      const set = setOf(hash(state, value));
      let x = 0;
      for (let k = 0; k < CONTEXTS; k++) {
        // What the bits of a byte have learned stands side by side, where the processor has it at hand.
        const slot = (k << BITS) | (((contexts[k] as number) >>> (32 - BITS)) ^ value);
        slots[k] = slot;
        inputs[k] = STRETCHED[(learned[slot] as number) >> 10] as number;
        const weight =
          (weights[set + k] as number) + (weights[byByte + k] as number) + (weights[byOperations + k] as number);
        x += (inputs[k] as number) * weight;
      }
      x = 1 + x / 1024;
      for (let k = 0; k < 10; k++) x *= x;
      x /= 1 + x;
      const is = bit(x);
      for (let k = 0; k < CONTEXTS; k++) {
        const slot = slots[k] as number;
        const was = learned[slot] as number;
        const count = was % SEEN;
        const wrong = is * 65535 - (was >> 6);
        learned[slot] = was + ((wrong * (RATES[count] as number)) >> 14) * SEEN + (count < MOST_SEEN ? 1 : 0);
        const learns = (is - x) * RATE * (inputs[k] as number);
        weights[set + k] = (weights[set + k] as number) + learns;
        weights[byByte + k] = (weights[byByte + k] as number) + learns;
        weights[byOperations + k] = (weights[byOperations + k] as number) + learns;
      }
      value = value * 2 + is;
    }
    value &= 255;
    matched = matched && all[place] === value ? matched + 1 : 0;
    place++;
    if (all.push(value) > MOST) throw DAMAGED;
    bytes.unshift(value);
    bytes.pop();
    const here = bytes.slice(0, 5).reduce(hash, 0) >>> 16;
    if (!matched && places[here]) {
      matched = 1;
      place = places[here] as number;
    }
    places[here] = all.length;
    out.push(value);
    return value;
  }

  let until = 0;
  const rest = async () => {
    if (Date.now() < until) return;
    // Not a timer: those of a chain wait for 4 milliseconds each.
    const { port1, port2 } = new MessageChannel();
    await new Promise((done) => {
      port1.onmessage = done;
      port2.postMessage(0);
    });
    port1.close();
    until = Date.now() + SLICE;
  };
  const text = async (count: number) => {
    for (; count; count--) {
      byte(TEXT);
      if (!(count & 127)) await rest();
    }
  };
  /** A length, which is no part of what is unpacked. */
  const size = () => {
    const size = byte(TEXT) * 256 + byte(TEXT);
    out.splice(-2);
    return size;
  };
  /** Numbers in LEB128. */
  const numbers = (kind: number, operation: number, count: number) => {
    let number = 0;
    for (let index = 0; count; index++) {
      const value = byte(kind, operation, index);
      number = hash(number, value);
      if (value < 128) {
        operands[kind] = number;
        number = 0;
        count--;
      }
    }
  };

  if (length) {
    await text(length);
    return Uint8Array.from(out);
  }
  await text(size());
  const head = out;
  const code: number[] = [];
  const count = size();
  out = [];
  for (let functions = count; functions; functions--) {
    out = [];
    const locals = byte(1);
    numbers(1, 1, 2 * locals);
    operations.fill(0);
    for (let depth = 1; depth; ) {
      const operation = byte(0);
      operations.unshift(operation);
      operations.pop();
      const kind = +(OPERANDS[operation] || 0);
      // block, loop and if begin what an end ends.
      if (operation > 1 && operation < 5) depth++;
      if (operation === 11) depth--;
      if (kind === ACCESS) out.push(0);
      if (operation === 14) numbers(kind, operation, byte(kind, operation) + 1);
      else if (kind) numbers(kind, operation, operation === 17 ? 2 : 1);
    }
    code.push(...leb(out.length), ...out);
    out = [];
    await rest();
  }
  await text(size());
  return Uint8Array.from([...head, 10, ...leb(leb(count).length + code.length), ...leb(count), ...code, ...out]);
}

function leb(n: number): number[] {
  return n > 127 ? [(n & 127) | 128, ...leb(n >> 7)] : [n];
}
