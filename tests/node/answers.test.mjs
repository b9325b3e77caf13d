// What is given as answers: plain data is judged, anything else is refused by name, never read in part.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import { good, LeifengFormError, Rulebook, readDocument, readSheet, today } from "./support.mjs";

const book = Rulebook.load("mengyin-2012");

class Application {
  constructor(answers) {
    Object.assign(this, answers);
  }
  toJSON() {
    return {};
  }
}
class Volunteers extends Map {}

/** Things that hold answers in a way of their own, and what each refusal says to do. */
const holders = {
  FormData: [
    () => {
      const data = new FormData();
      for (const [key, value] of Object.entries(good))
        for (const each of [value].flat()) data.append(key, String(each));
      return data;
    },
    /book\.read\(.*Object\.fromEntries 会丢掉重复/,
  ],
  URLSearchParams: [
    () => new URLSearchParams(Object.entries(good).map(([key, value]) => [key, String(value)])),
    /book\.read\(/,
  ],
  Map: [() => new Map(Object.entries(good)), /Object\.fromEntries\(map\)/],
  // An array of its own would be refused too.
  Set: [() => new Set(["volunteers"]), /\[\.\.\.set\].*作为一个栏目的回答/],
  Headers: [() => new Headers({ volunteers: "3" }), /普通的对象/],
  Promise: [() => Promise.resolve(good), /await/],
  Application: [() => new Application(good), /Application/],
  "a class that extends Map": [() => new Volunteers(), /Map/],
  "a typed array": [() => new Uint16Array([3]), /Uint16Array/],
  bytes: [() => new TextEncoder().encode("{}"), /Uint8Array/],
  "an ArrayBuffer": [() => new ArrayBuffer(8), /ArrayBuffer/],
  Blob: [() => new Blob(["{}"]), /readDocument/],
  File: [() => new File(["{}"], "a.json"), /readDocument/],
  Error: [() => new Error("volunteers"), /Error/],
  RegExp: [() => /volunteers/, /RegExp/],
  "a boxed text": [() => Object("{}"), /String/],
  "a generator": [() => (function* answers() {})(), /Generator/],
  "a plain object that can be iterated": [() => ({ ...good, *[Symbol.iterator]() {} }), /普通的对象/],
  "an object with inherited answers": [() => Object.create({ volunteers: 3 }), /普通的对象/],
  "a function": [() => Object.assign(() => {}, good), /Function/],
};
const refused =
  (patterns, place = {}) =>
  (error) => {
    assert.ok(error instanceof LeifengFormError);
    assert.ok(error instanceof Error);
    assert.equal(error.name, "LeifengFormError");
    assert.equal(error.code, "answers.not_plain");
    for (const pattern of patterns) assert.match(error.message, pattern);
    assert.deepEqual({ ...place }, "field" in error ? { field: error.field } : {});
    return true;
  };

for (const [name, [make, wayOut]] of Object.entries(holders)) {
  describe(name, () => {
    test("as answers is refused, with the way out", () => {
      assert.throws(() => book.check(make(), { today }), refused(name === "a function" ? [/Function/] : [wayOut]));
      assert.throws(() => book.across({ today }).add(make()), name === "a function" ? Error : refused([wayOut]));
    });

    test("as one answer, in a list, in a row and in a cell is refused, and names the field", () => {
      const place = { field: "roster" };
      for (const value of [make(), [make()], { 7: make() }, [{ name: make() }], { 7: { name: [make()] } }]) {
        assert.throws(() => book.check({ ...good, roster: value }, { today }), refused([/“roster”/], place));
        const session = book.open({ today });
        assert.throws(() => session.set("roster", value), refused([/“roster”/], place));
        assert.deepEqual(session.report(), book.check({}, { today }), "nothing of it was taken");
      }
    });

    test("as a record of many is one that cannot be read, and the others are judged", async () => {
      const found = [];
      for await (const record of book.checkAll([good, make(), { ...good, roster: make() }, good], { today })) {
        const { verdict, code, error } = record.report();
        assert.equal(record.verdict, verdict);
        if (verdict === "unreadable") assert.match(error, /。$/);
        found.push([record.source.row, verdict, code]);
      }
      assert.deepEqual(found, [
        [1, "eligible", undefined],
        // The records of a source are awaited.
        name === "Promise" ? [2, "eligible", undefined] : [2, "unreadable", "answers.not_plain"],
        [3, "unreadable", "answers.not_plain"],
        [4, "eligible", undefined],
      ]);
    });
  });
}

describe("plain answers are judged", () => {
  const expected = book.check(good, { today });
  const dated = { ...good, submitted_on: new Date("2012-04-20T00:00:00Z") };
  const fromElsewhere = runInNewContext(
    "({ ...good, submitted_on: new Date(Date.UTC(2012, 3, 20)), roster: undefined })",
    { good: JSON.parse(JSON.stringify(good)) },
  );
  for (const [name, answers] of Object.entries({
    "without a prototype": Object.assign(Object.create(null), good),
    "whose prototype is an empty one of their own, as of parsers of query strings": Object.assign(
      Object.create(Object.create(null)),
      good,
    ),
    "of another context": runInNewContext("JSON.parse(text)", { text: JSON.stringify(good) }),
    frozen: Object.freeze({ ...good }),
    "behind a proxy": new Proxy({ ...good }, {}),
    "with getters": Object.defineProperty({ ...good }, "volunteers", { enumerable: true, get: () => good.volunteers }),
    "with keys that are symbols": { ...good, [Symbol("mark")]: new Map() },
  })) {
    test(name, async () => {
      assert.deepEqual(book.check(answers, { today }), expected);
      for await (const record of book.checkAll([answers], { today })) assert.deepEqual(record.report(), expected);
    });
  }

  test("a date of this and of another context is its day in China", () => {
    const day = book.check({ ...good, submitted_on: "2012-04-20" }, { today });
    assert.deepEqual(book.check(dated, { today }), day);
    assert.deepEqual(book.check(fromElsewhere, { today }), day);
    const session = book.open({ today });
    for (const [field, value] of Object.entries(good)) session.set(field, value);
    session.set("submitted_on", runInNewContext("new Date(Date.UTC(2012, 3, 20))"));
    assert.deepEqual(session.report(), day);
  });

  test("bytes of another context are JSON Lines", async () => {
    const source = runInNewContext("new Uint8Array(bytes)", { bytes: [...new TextEncoder().encode("{}\n{}\n")] });
    const verdicts = [];
    for await (const { verdict } of book.checkAll(source, { today })) verdicts.push(verdict);
    assert.deepEqual(verdicts, ["incomplete", "incomplete"]);
  });

  test("and stay as they are, the dates in them too", () => {
    const before = structuredClone(dated);
    book.check(dated, { today });
    assert.deepEqual(dated, before);
  });
});

describe("what goes wrong while answers are looked at", () => {
  const looped = { ...good };
  looped.roster = [looped, looped, looped];
  const deep = { ...good, roster: JSON.parse(`${"[".repeat(100)}${"]".repeat(100)}`) };

  for (const [name, answers] of Object.entries({ "an object that holds itself": looped, "a deep nesting": deep })) {
    test(`${name} is refused`, async () => {
      assert.throws(() => book.check(answers, { today }), { code: "answers.too_deep", field: "roster" });
      const codes = [];
      for await (const record of book.checkAll([answers, good], { today })) codes.push(record.report().code);
      assert.deepEqual(codes, ["answers.too_deep", undefined]);
    });
  }

  test("a getter that throws costs one record", async () => {
    const answers = Object.defineProperty({}, "volunteers", {
      enumerable: true,
      get() {
        throw new TypeError("the line was closed");
      },
    });
    const found = [];
    for await (const record of book.checkAll([answers, good], { today })) found.push(record.report());
    const { error, ...unreadable } = found[0];
    assert.deepEqual(unreadable, { verdict: "unreadable", code: "answers.unreadable", field: "volunteers" });
    assert.match(error, /volunteers.*the line was closed/);
    assert.equal(found[1].verdict, "eligible");
  });

  const thrower = () => {
    throw new TypeError("the line was closed");
  };
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  };
  for (const [name, make] of Object.entries({
    "a getter that throws": () => Object.defineProperty({}, "volunteers", { enumerable: true, get: thrower }),
    "a proxy that throws": () => new Proxy({}, { ownKeys: thrower, get: thrower, getPrototypeOf: thrower }),
    "a proxy that was revoked": revoked,
  })) {
    test(`${name} is refused like any answers that cannot be used`, async () => {
      const isOurs = (error) => error instanceof LeifengFormError && /^(answers|argument)\./.test(error.code);
      const session = book.open({ today });
      for (const call of [
        () => book.check(make(), { today }),
        () => book.check({ roster: make() }, { today }),
        () => session.set("volunteers", make()),
        () => book.across({ today }).add(make()),
        () => book.checkAll(make(), { today }),
        () => book.check({}, make()),
        () => book.check({}, { today: make() }),
      ]) {
        assert.throws(call, isOurs, String(call));
      }
      assert.deepEqual(session.report(), book.check({}, { today }), "nothing of it was taken");
      await assert.rejects(readSheet(make()), isOurs);
    });
  }

  test("a getter that throws names its field, also from within a row", () => {
    const row = Object.defineProperty({}, "name", { enumerable: true, get: thrower });
    const refused = (field) => ({ name: "LeifengFormError", code: "answers.unreadable", field });
    assert.throws(() => book.check({ roster: [row] }, { today }), refused("roster"));
    assert.throws(() => book.open({ today }).set("roster", [row]), refused("roster"));
    const answers = Object.defineProperty({}, "volunteers", { enumerable: true, get: thrower });
    assert.throws(() => book.check(answers, { today }), refused("volunteers"));
    assert.throws(() => book.across({ today }).add(answers), refused("volunteers"));
  });

  test("options that are left out may be null", async () => {
    for (const none of [null, undefined]) {
      assert.equal(book.check(good, none).verdict, book.check(good).verdict);
      assert.equal(book.open(none).report().form, "application");
      assert.equal(book.across(none).report(), undefined);
      for await (const record of book.checkAll([good], none)) assert.equal(record.source.row, 1);
      await assert.rejects(readSheet(new Uint8Array(), none), { code: "file.empty" });
    }
    assert.throws(() => book.check(good, "application"), { code: "argument.type" });
  });

  test("a source that hands out the entries of one record is refused with the way out, bytes of another width too", () => {
    const form = new FormData();
    form.append("volunteers", "3");
    for (const [source, pattern] of [
      [form, /FormData.*book\.read\(.*放进数组/],
      [new URLSearchParams("volunteers=3"), /URLSearchParams.*book\.read\(.*放进数组/],
      [new Map([["volunteers", 3]]), /Map.*Object\.fromEntries\(map\).*放进数组/],
      [new Volunteers([["volunteers", 3]]), /Map/],
      [new Headers({ volunteers: "3" }), /Headers.*放进数组/],
    ]) {
      assert.throws(() => book.checkAll(source, { today }), refused([pattern]));
    }
    for (const source of [new Uint16Array([3]), new DataView(new ArrayBuffer(8)), "text", 7, {}, null]) {
      assert.throws(() => book.checkAll(source, { today }), { name: "LeifengFormError", code: "argument.type" });
    }
  });

  test("no answers at all are one record too", async () => {
    const found = [];
    for await (const record of book.checkAll([null, undefined, 7, "text", [], new Date(), good], { today }))
      found.push(record.report().code);
    assert.deepEqual(found, [...Array(6).fill("answers.not_plain"), undefined]);
  });
});

/** A rulebook with a condition that is nested so deep. */
function nested(depth) {
  let holds = { yes: "emblem" };
  for (let at = 0; at < depth; at++) holds = { not: holds };
  return { id: "own", title: "自拟", extends: "linyi-2012", rules: { own: { forms: ["application"], holds } } };
}

describe("a rulebook", () => {
  test("nested however deep is refused, and the next one is read", () => {
    for (const depth of [200, 300, 5_000, 100_000]) {
      assert.throws(
        () => Rulebook.load(nested(depth)),
        (error) => {
          assert.ok(error instanceof LeifengFormError, `${depth}: ${error}`);
          assert.match(error.code, /too_deep$|^rulebook\.invalid$/);
          return true;
        },
      );
      assert.equal(Rulebook.load("mengyin-2012").check(good, { today }).verdict, "eligible");
    }
  });

  test("may begin with a comment", () => {
    const text = '{ "id": "own", "title": "自拟", "extends": "linyi-2012" }';
    for (const before of ["// 示例\n", "/* 示例 */", "\uFEFF// 示例\r\n\n", "\n"]) {
      assert.equal(Rulebook.load(before + text).id, "own");
    }
  });
});

describe("every refusal has a code", () => {
  for (const [code, call] of Object.entries({
    "argument.type": () => book.check({}, { today: 20120420 }),
    "form.unknown": () => book.check({}, { form: "aplication", today }),
    "today.unreadable": () => book.open({ today: "2012-02-30" }),
    "rulebook.unknown": () => Rulebook.load("mengyin-2021"),
    "key.missing": () => Rulebook.load({ id: "own-2030" }),
    "rulebook.invalid": () =>
      Rulebook.load(
        Object.assign(
          { id: "own" },
          {
            get rules() {
              return this;
            },
          },
        ),
      ),
    "json.too_deep": () => Rulebook.load(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`),
    "condition.too_deep": () => Rulebook.load(nested(100)),
    "value.type": () => Rulebook.load("// 示例\n[]"),
    "answers.not_object": () => book.check({ volunteers: 2n ** 70n }, { today }),
  })) {
    test(code, () => {
      assert.throws(call, (error) => {
        assert.ok(error instanceof LeifengFormError, error.stack);
        assert.equal(error.code, code);
        assert.ok(error.message.length > 0);
        return true;
      });
    });
  }

  test("with the place, where there is one", async () => {
    assert.throws(() => Rulebook.load('{\n"id": "own-2030", "titel": "自拟" }'), { line: 2, column: /^\d+$/ });
    const text = new TextEncoder().encode('单位名称,岗位名称\n甲,"乙丙\n');
    await assert.rejects(readSheet(text, { name: "甲.csv" }), (error) => {
      assert.ok(error instanceof LeifengFormError);
      assert.match(error.message, /^甲\.csv：./);
      const { code, file, row, column } = error;
      assert.deepEqual({ code, file, row, column }, { code: "text.no_table", file: "甲.csv", row: 2, column: "2" });
      return true;
    });
    await assert.rejects(readDocument(new Uint8Array()), { name: "LeifengFormError", code: "file.empty" });
  });
});
