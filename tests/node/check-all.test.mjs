// Many records: as objects, or as the bytes of JSON Lines in chunks of any size.

import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { describe, test } from "node:test";
import { good, Rulebook, today } from "./support.mjs";

const book = Rulebook.load("mengyin-2012");
const bytes = (text) => new TextEncoder().encode(text);

async function judged(source, options = {}) {
  const records = [];
  for await (const record of book.checkAll(source, { today, ...options })) {
    records.push([record.source.row, record.verdict, ...record.fails]);
  }
  return records;
}

const few = { ...good, volunteers: 3 };
const lines = [
  JSON.stringify(good),
  "",
  JSON.stringify(few),
  "{not json",
  "   ",
  "[]",
  JSON.stringify({ ...good, materials: "字".repeat(100) }),
  "{}",
].join("\n");
const expected = [
  [1, "eligible"],
  [3, "ineligible", "volunteers.city"],
  [4, "unreadable"],
  [6, "unreadable"],
  [7, "ineligible", "materials.length"],
  [8, "incomplete"],
];

/** A source that hands out a text so many bytes at a time. */
async function* chunks(text, size) {
  const all = bytes(text);
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

describe("bytes of JSON Lines", () => {
  test("blank lines are passed over, unreadable ones are records too", async () => {
    assert.deepEqual(await judged(bytes(lines)), expected);
  });

  test("any chunking gives the same", async () => {
    for (const size of [1, 2, 3, 7, 64, 1000, 4096, 1e6])
      assert.deepEqual(await judged(chunks(lines, size)), expected, `${size}`);
  });

  test("a stream of the web, an array of chunks, empty chunks", async () => {
    assert.deepEqual(await judged(new Blob([lines]).stream()), expected);
    assert.deepEqual(
      await judged([new Uint8Array(), ...[...bytes(lines)].map((byte) => Uint8Array.of(byte))]),
      expected,
    );
  });

  test("a byte-order mark, line ends of either kind, and a last line with its end", async () => {
    for (const text of [`\ufeff${lines}`, lines.replaceAll("\n", "\r\n"), `${lines}\n`, `${lines}\n\n`]) {
      assert.deepEqual(await judged(bytes(text)), expected);
      assert.deepEqual(await judged(chunks(text, 2)), expected);
    }
  });

  test("nothing at all", async () => {
    for (const source of [new Uint8Array(), [], bytes("\ufeff"), bytes("\n\n"), chunks("", 1)]) {
      assert.deepEqual(await judged(source), []);
    }
  });

  test("rows go on over blocks, and a record longer than a block is one", async () => {
    const count = 3000;
    const long = JSON.stringify({ ...few, place: "长".repeat(400_000) });
    const text = `${`${JSON.stringify(good)}\n\n`.repeat(count)}${long}\n${lines}`;
    for (const source of [bytes(text), chunks(text, 64 * 1024), chunks(text, 1e6 + 1)]) {
      const found = await judged(source);
      assert.equal(found.length, count + 1 + expected.length);
      assert.deepEqual(found[count - 1], [count * 2 - 1, "eligible"]);
      assert.deepEqual(found[count], [count * 2 + 1, "ineligible", "volunteers.city"]);
      assert.deepEqual(found.at(-1), [count * 2 + 1 + 8, "incomplete"]);
    }
  });
});

describe("objects", () => {
  test("from an array, a generator, an asynchronous generator", async () => {
    const rows = [good, few, null, {}];
    const found = [
      [1, "eligible"],
      [2, "ineligible", "volunteers.city"],
      [3, "unreadable"],
      [4, "incomplete"],
    ];
    async function* later() {
      yield* rows;
    }
    for (const source of [rows, new Set(rows), later()]) assert.deepEqual(await judged(source), found);
  });
});

describe("a record", () => {
  test("gives its report when asked, also after the run", async () => {
    const kept = [];
    for await (const record of book.checkAll(bytes(lines), { today, file: "batch.jsonl" })) kept.push(record);
    assert.deepEqual(kept[0].report(), book.check(good, { today }));
    assert.deepEqual(kept[1].report(), book.check(few, { today }));
    const { error, ...unreadable } = kept[2].report();
    const { column, ...rest } = unreadable;
    assert.deepEqual(rest, { verdict: "unreadable", code: "record.not_json" });
    assert.match(column, /^\d+$/);
    assert.notEqual(error, "");
    assert.deepEqual(kept[0].source, { file: "batch.jsonl", row: 1 });
    assert.deepEqual(kept[0].answers(), good);
    assert.equal(kept[2].answers(), undefined);
  });
});

describe("the iterator", () => {
  test("closes the source when the loop is left", async () => {
    let closed = false;
    async function* source() {
      try {
        for (;;) yield bytes(`${JSON.stringify(good)}\n`.repeat(500));
      } finally {
        closed = true;
      }
    }
    for await (const _ of book.checkAll(source(), { today })) break;
    assert.ok(closed);
  });

  test("hands on what the source throws", async () => {
    async function* source() {
      yield good;
      throw new Error("the disk is gone");
    }
    await assert.rejects(judged(source()), /the disk is gone/);
  });

  test("answers several calls at once in order", async () => {
    const records = book.checkAll([good, few], { today });
    const [first, second, third] = await Promise.all([records.next(), records.next(), records.next()]);
    assert.deepEqual([first.value.source.row, second.value.source.row, third.done], [1, 2, true]);
  });

  test("gives the event loop its turn at least every 50 ms", async () => {
    const turns = [];
    let running = true;
    const tick = () => {
      turns.push(performance.now());
      if (running) setImmediate(tick);
    };
    tick();
    let judged = 0;
    for (const source of [bytes(`${JSON.stringify(good)}\n`.repeat(20_000)), Array(20_000).fill(good)]) {
      for await (const record of book.checkAll(source, { today })) judged += record.verdict === "eligible";
    }
    running = false;
    assert.equal(judged, 40_000);
    // Twenty times a second at the least, whatever else the machine does: a run without turns has two or three in all.
    assert.ok(turns.length > 10, `${turns.length} turns`);
  });

  test("ends by a signal: between records, while the source waits, and before it begins", async () => {
    const reason = new Error("enough");
    const between = new AbortController();
    let judged = 0;
    const run = async () => {
      for await (const _ of book.checkAll(Array(100).fill(good), { today, signal: between.signal }))
        if (++judged === 3) between.abort(reason);
    };
    await assert.rejects(run(), reason);
    assert.equal(judged, 3);

    const waiting = new AbortController();
    let closed = false;
    async function* source() {
      try {
        yield good;
        await new Promise((resolve) => setTimeout(resolve, 50));
        yield good;
      } finally {
        closed = true;
      }
    }
    const records = book.checkAll(source(), { today, signal: waiting.signal });
    assert.equal((await records.next()).value.verdict, "eligible");
    setTimeout(() => waiting.abort(reason), 5);
    await assert.rejects(records.next(), reason);
    assert.deepEqual(await records.next(), { value: undefined, done: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(closed, "the source is closed");

    const before = book.checkAll([good], { today, signal: AbortSignal.abort(reason) });
    await assert.rejects(before.next(), reason);
    assert.throws(() => book.checkAll([good], { today, signal: {} }), { code: "argument.type" });
  });

  test("closes by a signal a source that keeps its reader waiting", async () => {
    const reason = new Error("enough");
    const line = bytes(`${JSON.stringify(good)}\n`);
    const never = () => new Promise(() => {});
    let closed;
    const sources = {
      "a stream of Node": () => new Readable({ read: () => {} }).once("close", () => closed()),
      "a stream of the web": () =>
        new ReadableStream({ start: (it) => it.enqueue(line), pull: never, cancel: () => closed() }),
      "an iterator": () => ({ [Symbol.asyncIterator]: () => ({ next: never, return: async () => closed() }) }),
    };
    for (const [name, make] of Object.entries(sources)) {
      const isClosed = new Promise((resolve) => {
        closed = () => resolve(true);
      });
      const stop = new AbortController();
      const records = book.checkAll(make(), { today, signal: stop.signal });
      const next = records.next();
      await new Promise(setImmediate);
      stop.abort(reason);
      await assert.rejects(next, reason, name);
      const timeout = new Promise((resolve) => setTimeout(resolve, 500, false));
      assert.ok(await Promise.race([isClosed, timeout]), name);
    }
  });

  test("ends by a signal that the source itself gives", async () => {
    const reason = new Error("enough");
    for (const kind of ["generator", "asynchronous generator"]) {
      const stop = new AbortController();
      let closed = false;
      function* source() {
        try {
          yield good;
          stop.abort(reason);
          yield good;
        } finally {
          closed = true;
        }
      }
      async function* later() {
        yield* source();
      }
      const records = book.checkAll(kind === "generator" ? source() : later(), { today, signal: stop.signal });
      assert.equal((await records.next()).value.verdict, "eligible");
      await assert.rejects(records.next(), reason);
      await new Promise((resolve) => setTimeout(resolve, 10));
      assert.ok(closed, kind);
    }
  });

  test("tells of each record what was judged, though the source uses its buffer again", async () => {
    const one = bytes(`${JSON.stringify(few)}\n`);
    async function* again() {
      const buffer = new Uint8Array(one.length);
      for (const content of [one, one.slice().fill(32)]) {
        buffer.set(content);
        yield buffer;
      }
    }
    const whole = one.slice();
    for (const source of [again(), whole]) {
      const kept = [];
      for await (const record of book.checkAll(source, { today })) kept.push(record);
      if (source === whole) whole.fill(32);
      assert.equal(kept.length, 1);
      assert.deepEqual(kept[0].report(), book.check(few, { today }));
    }
  });

  test("refuses a form that there is not at once", () => {
    assert.throws(() => book.checkAll([], { form: "aplication", today }), { code: "form.unknown" });
  });
});
