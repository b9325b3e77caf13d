// The rulebooks that come with the package, and their authors' examples.

import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import Ajv from "ajv";
import { createGenerator } from "ts-json-schema-generator";
import { command, file, pkg, Rulebook, root } from "./support.mjs";

const read = (...path) => JSON.parse(readFileSync(join(root, ...path), "utf8"));
const names = readdirSync(join(root, "rulebooks"))
  .filter((name) => name.endsWith(".json") && !name.endsWith(".schema.json"))
  .map((name) => name.replace(".json", ""));
const grant = join(root, "rulebooks/community-grant-2025.json");
describe("rulebooks", () => {
  for (const name of names) {
    test(`${name} is taken`, () => {
      const source = read("rulebooks", `${name}.json`);
      assert.equal(Rulebook.load(source).id, name);
    });
  }

  test("community-grant-2025 is a file of its own: it weighs nothing in the drop-in", () => {
    assert.ok(names.includes("community-grant-2025"));
    assert.ok(!Rulebook.builtIn.includes("community-grant-2025"));
    assert.deepEqual(
      Object.keys(read("pkg/rulebooks/community-grant-2025.json")),
      Object.keys(read("rulebooks/community-grant-2025.json")),
    );
    assert.ok(Rulebook.load(read("pkg/rulebooks/community-grant-2025.json")).compile().length > 0);
  });
});

/** The rulebook that the command is given for a file of examples. */
const bookOf = (name) => (Rulebook.builtIn.includes(name) ? name : join(root, `rulebooks/${name}.json`));

describe("examples", () => {
  const files = readdirSync(join(root, "rulebooks/cases")).map((name) => name.replace(".json", ""));

  test("every rulebook has some", () => {
    assert.deepEqual(files, names.filter((name) => name !== "base").sort());
    assert.deepEqual(readdirSync(join(pkg, "rulebooks/cases")).sort(), files.map((name) => `${name}.json`).sort());
  });

  test("cases.schema.json is that of the types; UPDATE=1 writes it", () => {
    const generator = createGenerator({
      path: join(root, "www/package/cli/cases.ts"),
      tsconfig: join(root, "tsconfig.json"),
      type: "Cases",
      topRef: false,
      skipTypeCheck: true,
    });
    const generated = `${JSON.stringify({ title: "规则文件的例子", ...generator.createSchema("Cases") }, null, 2)}\n`;
    const path = join(root, "rulebooks/cases.schema.json");
    if (process.env.UPDATE) writeFileSync(path, generated);
    assert.equal(readFileSync(path, "utf8"), generated);
  });

  for (const name of files) {
    test(`those of ${name} come out as expected`, () => {
      const isCases = new Ajv().compile(read("rulebooks/cases.schema.json"));
      assert.ok(isCases(read(`rulebooks/cases/${name}.json`)), JSON.stringify(isCases.errors));
      for (const path of [join(root, `rulebooks/cases/${name}.json`), join(pkg, `rulebooks/cases/${name}.json`)]) {
        const { status, stdout, stderr } = command(["rulebook", bookOf(name), "--cases", path]);
        assert.equal(stderr, "");
        assert.equal(status, 0, stdout);
        assert.match(stdout, /全部与预期一致/);
      }
    });
  }
});

describe("examples that come out otherwise", () => {
  const { answers, ...head } = read("rulebooks/cases/community-grant-2025.json");
  const run = (...cases) => {
    const path = file("cases.json", JSON.stringify({ ...head, answers, cases }));
    return command(["rulebook", grant, "--cases", path]);
  };

  test("the verdict, and what brings it about", () => {
    const { status, stdout } = run({
      name: "自筹太少",
      answers: { own_funds: 100 },
      verdict: "eligible",
    });
    assert.equal(status, 1);
    assert.match(stdout, /不一致 {2}自筹太少\n +结论：预期“符合”，实际“不符合”。\n +own_funds\.share：不符合。.+\n\n/);
    assert.match(stdout, /1 个例子，1 个与预期不一致。\n$/);
  });

  test("rules that fail and are not named, and those that are named and do not", () => {
    const { status, stdout } = run({
      name: "第四次",
      answers: { "本年度申请次数（含本次）": 4 },
      verdict: "ineligible",
      fails: ["amount.range"],
    });
    assert.equal(status, 1);
    assert.match(stdout, /amount\.range：预期“不符合”，实际“符合”/);
    assert.match(stdout, /times\.max：没有列入 fails，实际“不符合”/);
  });

  test("what holds, what is open, what does not apply", () => {
    const { stdout } = run({
      name: "三样",
      verdict: "eligible",
      holds: ["plan.length", "site.permitted"],
      open: ["members.count"],
    });
    assert.doesNotMatch(stdout, /plan\.length/);
    assert.match(stdout, /site\.permitted：预期“符合”，实际“不适用”/);
    assert.match(stdout, /members\.count：预期“待补充”，实际“符合”/);
  });

  test("verdicts by level", () => {
    const path = file(
      "levels.json",
      JSON.stringify({
        ...read("rulebooks/cases/linyi-2012.json"),
        cases: [
          {
            name: "甲",
            answers: { 志愿者人数: 12 },
            verdict: "ineligible",
            levels: { city: "eligible", county: "eligible" },
          },
        ],
      }),
    );
    const { stdout } = command(["rulebook", "linyi-2012", "--cases", path]);
    assert.match(stdout, /级别 city：预期“符合”，实际“不符合”/);
    assert.doesNotMatch(stdout, /级别 county/);
  });

  test("a key that the form does not have", () => {
    const { status, stdout } = run({ name: "错字", answers: { 团队名: "甲" }, verdict: "eligible" });
    assert.equal(status, 1);
    assert.match(stdout, /“团队名”不是这张表的栏目/);
  });

  test("the status is 0 only where all come out", () => {
    assert.equal(run({ name: "一", verdict: "eligible" }).status, 0);
    assert.equal(run({ name: "一", verdict: "eligible" }, { name: "二", verdict: "incomplete" }).status, 1);
  });
});

describe("examples that cannot be used", () => {
  const one = { name: "一", verdict: "eligible" };
  const good = { rulebook: "linyi-2012", today: "2012-04-20", cases: [one] };
  for (const [what, cases, ...patterns] of [
    ["no JSON", "{", /不是 JSON/],
    ["a list", [], /对象/],
    ["no rulebook", { ...good, rulebook: undefined }, /"rulebook": "linyi-2012"/],
    ["another rulebook's", { ...good, rulebook: "mengyin-2012" }, /mengyin-2012/, /linyi-2012/],
    ["a key that there is not", { ...good, todya: "2012-04-20" }, /文件里不能写“todya”这个键，是否想写“today”？/],
    [
      "an example's key that there is not",
      { ...good, cases: [{ ...one, fail: [] }] },
      /第 1 个例子里不能写“fail”这个键，是否想写“fails”？/,
    ],
    ["no examples", { ...good, cases: [] }, /至少一个/],
    ["no day", { ...good, today: undefined }, /today/],
    ["a day that there is not", { ...good, today: "2012-02-30" }, /例子“一”：./],
    ["an example without a name", { ...good, cases: [{ verdict: "eligible" }] }, /第 1 个例子/, /name/],
    [
      "an example without a verdict",
      { ...good, cases: [{ name: "空" }] },
      /例子“空”没有写结论（verdict），应是 eligible、/,
    ],
    ["an example whose verdict is nothing", { ...good, cases: [{ ...one, verdict: null }] }, /“null”不存在/],
    ["two of one name", { ...good, cases: [one, one] }, /第 2 个例子/, /同名/],
    ["a verdict that there is not", { ...good, cases: [{ ...one, verdict: "elegible" }] }, /“elegible”/, /“eligible”/],
    ["a form that there is not", { ...good, form: "aplication" }, /“application”/],
    ["a level that there is not", { ...good, cases: [{ ...one, levels: { citty: "eligible" } }] }, /“city”/],
    [
      "a rule that there is not",
      { ...good, cases: [{ ...one, fails: ["volunteers.ctiy"] }] },
      /例子“一”/,
      /“volunteers.city”/,
    ],
  ]) {
    test(what, () => {
      const path = file("unusable.json", typeof cases === "string" ? cases : JSON.stringify(cases));
      const { status, stdout, stderr } = command(["rulebook", "linyi-2012", "--cases", path]);
      assert.equal(status, 2, stderr);
      assert.equal(stdout, "");
      for (const pattern of [/unusable\.json/, ...patterns]) assert.match(stderr, pattern);
      assert.doesNotMatch(stderr, /\n {4}at |undefined/);
    });
  }

  test("a file that there is not", () => {
    const { status, stderr } = command(["rulebook", "linyi-2012", "--cases", "nowhere.json"]);
    assert.equal(status, 2);
    assert.match(stderr, /nowhere\.json：找不到/);
  });
});
