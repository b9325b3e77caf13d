// The package as a script uses it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, test } from "node:test";
import { countText, folder, good, pkg, Rulebook, readDocument, readSheet, today } from "./support.mjs";

const book = Rulebook.load("mengyin-2012");

describe("the package by its name", () => {
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(pkg, join(folder, "node_modules/leifeng-form"));
  const node = (...args) => execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" }).trim();

  test("import", () => {
    const script = 'import { Rulebook } from "leifeng-form"; console.log(Rulebook.load("mengyin-2012").id)';
    assert.equal(node("--input-type=module", "-e", script), "mengyin-2012");
  });

  test("require", () => {
    assert.equal(node("-e", 'console.log(require("leifeng-form").countText("志愿服务 2012").zishu)'), "5");
  });

  test("the command", () => {
    assert.match(node(join(folder, "node_modules/leifeng-form/cli.js"), "--version"), /^\d+\.\d+\.\d+$/);
  });
});

test("the package holds the files that its users were promised", () => {
  for (const name of [
    "leifeng-form.js",
    "leifeng-form.csp.js",
    "leifeng_form_bg.wasm",
    "leifeng-form-rulebook.js",
    "try.html",
    "index.js",
    "index.d.ts",
    "node.js",
    "node.cjs",
    "node.d.ts",
    "node.d.cts",
    "cli.js",
    "rulebooks/linyi-2012.json",
    "rulebooks/mengyin-2012.json",
    "rulebook.schema.json",
    "integrity.json",
    "LICENSE-MIT",
    "LICENSE-APACHE",
  ]) {
    assert.ok(existsSync(join(pkg, name)), name);
  }
});

test("import and require give the same objects, and those alone that are declared", async () => {
  const names = ["LeifengFormError", "Rulebook", "countText", "readDocument", "readSheet"];
  const required = createRequire(import.meta.url)("../../pkg/node.cjs");
  const imported = await import("../../pkg/node.js");
  assert.deepEqual(Object.keys(required).sort(), names);
  assert.deepEqual(Object.keys(imported).sort(), names);
  for (const name of names) assert.equal(required[name], imported[name]);
});

describe("Rulebook.load", () => {
  test("takes the id of a built-in rulebook", () => {
    assert.deepEqual([...Rulebook.builtIn].sort(), ["linyi-2012", "mengyin-2012"]);
    for (const id of Rulebook.builtIn) assert.equal(Rulebook.load(id).id, id);
  });

  test("refuses an id that there is not", () => {
    assert.throws(() => Rulebook.load("mengyin-2021"), { name: "LeifengFormError", code: "rulebook.unknown" });
  });

  test("refuses an object that is no rulebook", () => {
    assert.throws(() => Rulebook.load([]), { name: "LeifengFormError", code: "value.type" });
    assert.throws(() => Rulebook.load({}), { name: "LeifengFormError", code: "key.missing" });
    assert.throws(() => Rulebook.load({ id: "own-2030" }), { name: "LeifengFormError", code: "key.missing" });
  });
});

describe("check", () => {
  test("judges answers by id and by label", () => {
    assert.equal(book.check(good, { form: "application", today }).verdict, "eligible");
    const { volunteers, ...rest } = good;
    assert.deepEqual(book.check({ ...rest, 志愿者人数: volunteers }, { today }), book.check(good, { today }));
  });

  test("takes the form application where none is named", () => {
    assert.equal(book.check({}, { today }).form, "application");
  });

  test("reads a Date as its day in China", () => {
    // 17:00 in London on the 24th is the 25th in China; the 25th at 17:00 is the 26th, past the day.
    const state = (instant) =>
      book
        .check({ ...good, submitted_on: new Date(instant) }, { today })
        .checks.find(({ rule }) => rule === "window.nomination").state;
    assert.equal(state("2012-04-24T17:00:00Z"), "holds");
    assert.equal(state("2012-04-25T17:00:00Z"), "fails");
  });

  test("takes the day in China where no day is given", () => {
    const { submitted_on, ...rest } = good;
    const check = book.check(rest).checks.find(({ rule }) => rule === "window.stage");
    assert.equal(check.state, "fails");
    assert.deepEqual(check.assumed, ["submitted_on"]);
  });

  test("refuses what is no object, a form that there is not and a day that does not exist", () => {
    for (const answers of [null, undefined, 7, "text", [], [good]]) {
      assert.throws(() => book.check(answers, { today }), { code: "answers.not_plain" }, JSON.stringify(answers));
    }
    assert.throws(() => book.check(good, { form: "aplication", today }), { code: "form.unknown" });
    for (const day of ["2012-02-30", "", "tomorrow"])
      assert.throws(() => book.check(good, { today: day }), { code: "today.unreadable" }, day);
  });

  test("takes a Date for its day in China", () => {
    const at = (instant) => book.check(good, { today: new Date(instant) });
    assert.deepEqual(at("2012-04-19T17:00:00Z"), book.check(good, { today }));
    assert.throws(() => at("never"), { code: "today.unreadable" });
  });

  test("numbers that are none are not called too large", () => {
    for (const volunteers of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const { checks } = book.check({ ...good, volunteers }, { today });
      const { state, code } = checks.find(({ rule }) => rule === "volunteers.format");
      assert.deepEqual([state, code], ["fails", "number.text"], `${volunteers}`);
    }
  });

  test("leaves the answers as they are", () => {
    const answers = structuredClone({ ...good, submitted_on: new Date(today) });
    const before = structuredClone(answers);
    book.check(answers, { today });
    assert.deepEqual(answers, before);
  });
});

describe("open", () => {
  test("hands back the checks that a change touched", () => {
    const session = book.open({ today });
    for (const [field, value] of Object.entries(good)) session.set(field, value);
    assert.equal(session.report().verdict, "eligible");
    const changed = session.set("volunteers", "12");
    assert.deepEqual(changed.find(({ rule }) => rule === "volunteers.city").state, "fails");
    assert.ok(changed.every(({ fields }) => fields.includes("volunteers")));
    assert.deepEqual(session.report(), book.check({ ...good, volunteers: "12" }, { today }));
  });

  test("an answer taken away is not answered", () => {
    const session = book.open({ today });
    session.set("volunteers", "12");
    session.set("volunteers", "");
    assert.deepEqual(session.report(), book.check({}, { today }));
  });

  test("an unknown key is there once, until it is taken away", () => {
    const session = book.open({ today });
    for (const value of ["a", "ab"]) session.set("nothing", value);
    session.set("other", 1);
    assert.deepEqual([session.report().unknown, session.report().unknown_count], [["nothing", "other"], 2]);
    for (const [key, none] of [
      ["nothing", null],
      ["other", undefined],
      ["never", undefined],
    ])
      assert.deepEqual(session.set(key, none), []);
    assert.deepEqual(session.report(), book.check({}, { today }));
  });

  test("a session speaks in the words that it is given, and reports in the rulebook's", () => {
    const session = book.open({ today });
    session.set("leader_phone", "1380013800");
    session.set("emblem", "否");
    const before = session.report();
    assert.deepEqual(session.spoken(), before, "as long as it is given none");
    session.say({ leader_phone: { label: "手机" }, 统一标识: { options: { yes: "有", no: "没有" } } });
    session.say({ roster: { label: "花名册", columns: { hours: "时长" } }, level: { options: { city: "市里" } } });
    assert.deepEqual(session.report(), before);
    const unsaid = ({ checks }) => checks.map(({ message: _, ...rest }) => rest);
    assert.deepEqual(unsaid(session.spoken()), unsaid(before), "nothing but sentences differs");
    for (const words of [{ nothing: { label: "甲" } }, { emblem: { options: { maybe: "乙" } } }])
      assert.throws(
        () => session.say(words),
        (error) => error.code === "words.unknown" && error.field === Object.keys(words)[0],
      );
  });
});

test("countText", () => {
  const counts = countText("志愿服务 2012");
  assert.deepEqual(counts, { zishu: 5, charactersNoSpaces: 8, charactersWithSpaces: 9, eastAsian: 4, words: 1 });
});

test("a rulebook describes itself", () => {
  const { id, extends: below, forms } = book.describe();
  assert.deepEqual([id, below], ["mengyin-2012", "linyi-2012"]);
  assert.deepEqual(forms.map(({ id }) => id).sort(), ["application", "inspection", "nomination"]);
  const { levels, fields, rules, key, called, topics } = forms.find(({ id }) => id === "application");
  assert.deepEqual([key, called, topics], [["unit_name", "post_name"], ["unit_name", "post_name"], ["青年雷锋岗"]]);
  assert.deepEqual(
    rules.flatMap(({ rule, for_level }) => (for_level ? [[rule, for_level]] : [])),
    [["route.county", "county"]],
  );
  assert.deepEqual(levels, [
    { id: "city", label: "市级" },
    { id: "county", label: "县（区）级" },
  ]);
  assert.ok(fields.some(({ id, label }) => id === "unit_name" && label === "单位名称"));
  assert.equal(rules.find(({ rule }) => rule === "volunteers.city").clause, "临青联字〔2012〕9号 二、2");
});

test("a wrong argument is told by its name, and the module goes on", async () => {
  const session = book.open({ today });
  const across = book.across({ today });
  const noop = () => {};
  for (const [call, ...words] of [
    [() => Rulebook.load(5), "source", "Number"],
    [() => Rulebook.load(undefined), "source", "Undefined"],
    [() => Rulebook.load(noop), "source", "Function"],
    [() => book.check({}, { today: 20120420 }), "today", "Number"],
    [() => book.check({}, { form: 1 }), "form", "Number"],
    [() => book.open({ today: [] }), "today", "Array"],
    [() => countText(5), "text", "Number"],
    [() => countText(), "text", "Undefined"],
    [() => session.set(3, "x"), "field", "Number"],
    [() => book.checkAll("{}"), "source", "String"],
    [() => book.checkAll(new ArrayBuffer(2)), "source", "ArrayBuffer"],
    [() => book.checkAll(good), "source", "Object"],
    [() => book.checkAll(), "source", "Undefined"],
    [() => across.add(null), "record", "Null"],
    [() => across.add("x"), "record", "String"],
    [() => across.add(good, { file: 3, row: 1 }), "source.file", "Number"],
    [() => readDocument("a.docx"), "bytes", "String"],
    [() => readSheet("a.csv"), "bytes", "String"],
    [() => readSheet(new Uint8Array(), { rulebook: "mengyin-2012" }), "rulebook", "String"],
    [() => readSheet(new Uint8Array(), { field: 3 }), "field", "Number"],
  ]) {
    await assert.rejects(
      async () => call(),
      (error) => {
        assert.ok(error instanceof Error && !(error instanceof WebAssembly.RuntimeError), `${call}: ${error}`);
        for (const word of words) assert.ok(error.message.includes(word), `${call}: ${error.message}`);
        return true;
      },
    );
  }
  assert.equal(book.check(good, { today }).verdict, "eligible");
});
