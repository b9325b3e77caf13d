// What an author of rulebooks has besides the examples: changes that no example notices, what a new year changes, a file for pages.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { command, file, folder, LeifengFormError, Rulebook, root } from "./support.mjs";

const BOOK = {
  id: "own",
  title: "自拟",
  extends: "base",
  values: { least: { label: "人数下限（人）", is: 20 }, until: { label: "报送截止", is: "2025-04-23" } },
  fields: {
    size: { label: "人数", kind: "count", units: ["人"] },
    day: { label: "日期", kind: "date" },
    fits: { label: "符合规定", kind: "yes_no" },
  },
  forms: { application: { title: "表", fields: ["size", "day", "fits"], required: { size: {} }, key: ["size"] } },
  rules: {
    "size.least": { forms: ["application"], holds: { number: { of: "size", at_least: "least" } } },
    "day.until": { forms: ["application"], holds: { date: { of: "day", to: "until" } } },
    "fits.yes": { forms: ["application"], holds: { yes: "fits" } },
  },
};
const ALL = { size: "20人", day: "2025-04-23", fits: true };
const cases = (...more) => ({
  rulebook: "own",
  today: "2025-04-10",
  answers: ALL,
  cases: [{ name: "样样齐备", verdict: "eligible" }, ...more],
});
const CASES = cases(
  { name: "少一人", answers: { size: 19 }, verdict: "ineligible", fails: ["size.least"] },
  { name: "没有写人数", answers: { size: null }, verdict: "incomplete", open: ["size.required"] },
  { name: "晚一天", answers: { day: "2025-04-24" }, verdict: "ineligible", fails: ["day.until"] },
  { name: "不符合规定", answers: { fits: false }, verdict: "ineligible", fails: ["fits.yes"] },
);
const write = (name, value) => file(name, JSON.stringify(value));

describe("rulebook --cases --mutate", () => {
  const mutate = (book, cases) =>
    command(["rulebook", write("own.json", book), "--cases", write("own-cases.json", cases), "--mutate"]);

  test("finds every change noticed where the examples stand on both sides of every limit", () => {
    const { status, stdout } = mutate(BOOK, CASES);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /own：逐处改动 \d+ 处，例子全部察觉。\n$/);
  });

  for (const [without, ...patterns] of [
    ["少一人", /values\.least\.is：20 改为 19/, /rules\.size\.least\.severity：error 改为 warning/],
    ["没有写人数", /forms\.application\.required\.size：不再必填/],
    ["晚一天", /values\.until\.is：2025-04-23 改为 2025-04-24/],
    ["不符合规定", /rules\.fits\.yes\.severity：error 改为 warning/],
  ]) {
    test(`tells what is left where “${without}” is missing`, () => {
      const { status, stdout } = mutate(BOOK, { ...CASES, cases: CASES.cases.filter(({ name }) => name !== without) });
      assert.equal(status, 1);
      for (const pattern of patterns) assert.match(stdout, pattern);
      const left = stdout.match(/没有例子察觉 {2}/g).length;
      assert.ok(stdout.endsWith(`，${left} 处没有例子察觉，请各补一个例子。\n`), stdout);
    });
  }

  test("turns conditions within and, or and rows", () => {
    const row = { number: { of: "age", at_most: 40 } };
    const rule = {
      forms: ["application"],
      where: { yes: "fits" },
      holds: { or: [{ number: { of: "size", at_least: 20 } }, { every_row: { table: "rows", holds: row } }] },
    };
    const table = { label: "名单", kind: "table", columns: { age: { label: "年龄", kind: "count" } } };
    const book = {
      ...BOOK,
      fields: { ...BOOK.fields, rows: table },
      forms: { application: { title: "表", fields: ["size", "day", "fits", "rows"], key: ["size"] } },
      rules: { own: rule },
    };
    const { stdout } = mutate(book, cases());
    for (const pattern of [
      /rules\.own\.where：去掉 where/,
      /rules\.own\.holds\.or\[1\]：改为相反的条件/,
      /rules\.own\.holds\.or\[0\]\.number\.at_least：20 改为 19/,
      /rules\.own\.holds\.or\[1\]\.every_row\.holds\.number\.at_most：40 改为 41/,
      /rules\.own\.holds\.or\[1\]\.every_row\.holds：改为相反的条件/,
    ])
      assert.match(stdout, pattern);
  });

  test("is refused without examples, and not tried where these come out otherwise", () => {
    const path = write("own.json", BOOK);
    assert.equal(command(["rulebook", path, "--mutate"]).status, 2);
    const { status, stdout } = mutate(BOOK, cases({ name: "错的", verdict: "ineligible" }));
    assert.equal(status, 1);
    assert.doesNotMatch(stdout, /逐处改动/);
  });

  for (const id of ["linyi-2012", "mengyin-2012", "community-grant-2025"]) {
    test(`no change of ${id} goes unnoticed`, () => {
      const path = Rulebook.builtIn.includes(id) ? id : join(root, "rulebooks", `${id}.json`);
      const { stdout } = command(["rulebook", path, "--cases", join(root, `rulebooks/cases/${id}.json`), "--mutate"]);
      assert.match(stdout, /例子全部察觉/);
    });
  }
});

describe("rulebook NEW --against OLD", () => {
  const against = (now, before) =>
    command(["rulebook", write("now.json", now), "--against", write("before.json", before)]);

  test("says in words what changed: values, rules, fields, options", () => {
    const { status, stdout } = against(
      {
        ...BOOK,
        title: "自拟（今年）",
        values: { ...BOOK.values, least: { label: "人数下限（人）", is: 25 } },
        fields: { ...BOOK.fields, fits: { label: "合规", kind: "yes_no" } },
        rules: { ...BOOK.rules, "fits.yes": { ...BOOK.rules["fits.yes"], severity: "warning" } },
      },
      BOOK,
    );
    assert.equal(status, 1);
    for (const line of [
      "标题由“自拟”改为“自拟（今年）”",
      "数值“人数下限（人）”由“20”改为“25”",
      "表“表”的栏目“合规”的名称由“符合规定”改为“合规”",
      "表“表”的规则 fits.yes 的性质由“必须”改为“提醒”",
    ])
      assert.ok(stdout.includes(`${line}\n`), `${line}\n${stdout}`);
  });

  test("what is new and what is gone", () => {
    const { "fits.yes": gone, ...rules } = BOOK.rules;
    const { stdout } = against({ ...BOOK, rules: { ...rules, "fits.told": { ...gone, severity: "warning" } } }, BOOK);
    assert.match(stdout, /规则 fits\.told 是新增的：/);
    assert.match(stdout, /规则 fits\.yes 没有了（原来的要求：/);
  });

  test("status 0 where nothing changed", () => {
    const { status, stdout } = against(BOOK, BOOK);
    assert.deepEqual([status, stdout], [0, "own 与 own 相比，没有不同。\n"]);
    const { stdout: county } = command(["rulebook", "mengyin-2012", "--against", "linyi-2012"]);
    assert.match(county, /规则 route\.recommended 的性质由“必须”改为“评审”/);
  });
});

describe("rulebook FILE --compile --output FILE", () => {
  test("writes the bytes that a page reads, with other values where they are given", () => {
    const [path, out] = [write("own.json", BOOK), join(folder, "own.lfr")];
    const written = (...more) => {
      const { status, stdout, stderr } = command(["rulebook", path, "--compile", "--output", out, ...more]);
      assert.deepEqual([status, stdout, stderr], [0, "", ""]);
      return readFileSync(out);
    };
    assert.ok(written().equals(Rulebook.load(BOOK).compile()));
    const values = { least: 25 };
    assert.ok(written("--values", JSON.stringify(values)).equals(Rulebook.load(BOOK, { values }).compile()));
  });

  test("needs both options, and leaves nothing where the rulebook is wrong", () => {
    const path = write("own.json", BOOK);
    assert.equal(command(["rulebook", path, "--compile"]).status, 2);
    assert.equal(command(["rulebook", path, "--output", "x"]).status, 2);
    const [wrong, out] = [write("wrong.json", { ...BOOK, rules: 3 }), join(folder, "none.lfr")];
    assert.equal(command(["rulebook", wrong, "--compile", "--output", out]).status, 2);
    assert.equal(existsSync(out), false);
  });
});

describe("a rulebook laid over one of one's own", () => {
  const city = { id: "city", title: "市", extends: "linyi-2012", values: { city_volunteers: 25 } };
  const county = { id: "county", title: "县", extends: "above/city.json", values: { city_hours: 120 } };
  const valuesOf = (book) => Object.fromEntries(book.describe().values.map(({ name, is }) => [name, is]));
  const laid = (below = county) => {
    mkdirSync(join(folder, "above"), { recursive: true });
    write("above/city.json", city);
    return write("county.json", below);
  };

  test("is found beside it by loadFile and by the command, and handed in by resolve", async () => {
    const path = laid();
    for (const book of [
      await Rulebook.loadFile(path),
      Rulebook.load(county, { resolve: (name) => (name === "above/city.json" ? city : undefined) }),
      Rulebook.load(JSON.stringify(county), { resolve: () => JSON.stringify(city) }),
    ]) {
      const { city_volunteers, city_hours, county_hours } = valuesOf(book);
      assert.deepEqual([book.id, city_volunteers, city_hours, county_hours], ["county", 25, 120, 50]);
    }
    assert.match(command(["rulebook", path]).stdout, /city_volunteers .* 25/);
  });

  test("is told by its file where it is missing, and by its id where that is mistyped", async () => {
    const missing = laid({ ...county, extends: "nowhere/city.json" });
    const refused = (code, file) => (error) => {
      assert.ok(error instanceof LeifengFormError, error);
      assert.deepEqual([error.code, error.file], [code, file]);
      return true;
    };
    await assert.rejects(Rulebook.loadFile(missing), refused("file.missing", join(folder, "nowhere/city.json")));
    const { status, stderr } = command(["rulebook", missing]);
    assert.equal(status, 2);
    assert.match(stderr, /nowhere/);
    const mistyped = laid({ ...county, extends: "linyi-2013" });
    await assert.rejects(Rulebook.loadFile(mistyped), refused("rulebook.unknown", mistyped));
    assert.throws(() => Rulebook.load(county), { code: "rulebook.unknown" });
  });

  test("is changed with what it extends beside it", () => {
    const path = laid({ ...county, rules: { own: { forms: ["application"], holds: { yes: "paper" } } } });
    const alone = { name: "没有填", verdict: "incomplete" };
    const cases = write("county-cases.json", { rulebook: "county", today: "2012-04-20", cases: [alone] });
    const { status, stdout } = command(["rulebook", path, "--cases", cases, "--mutate"]);
    assert.equal(status, 1);
    assert.match(stdout, /没有例子察觉 {2}values\.city_hours：120 改为 119/);
  });

  test("in a circle is refused", async () => {
    const path = laid();
    write("above/city.json", { ...city, extends: "../county.json" });
    await assert.rejects(Rulebook.loadFile(path), { code: "extends.cycle" });
  });
});
