// A form as a Standard Schema: issues by their places, and the answers as they are read.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { cases, file, folder, good, pkg, Rulebook, root, today } from "./support.mjs";

const book = Rulebook.load("mengyin-2012");
const standard = book.standard({ today })["~standard"];
const without = (answers, ...keys) =>
  Object.fromEntries(Object.entries(answers).filter(([key]) => !keys.includes(key)));
const at = (issues, path) => issues.filter((issue) => JSON.stringify(issue.path) === JSON.stringify(path));

describe("the schema", () => {
  test("is one of version 1", () => {
    assert.deepEqual([standard.version, standard.vendor], [1, "leifeng-form"]);
    assert.ok(!(standard.validate(good) instanceof Promise));
  });

  test("has issues where the verdict is another than eligible", () => {
    for (const form of ["application", "nomination", "inspection"]) {
      for (const { name, rulebook, form: of, today, answers } of cases(form)) {
        const own = Rulebook.load(rulebook);
        const { issues } = own.standard({ form: of, today })["~standard"].validate(answers);
        assert.equal(issues === undefined, own.check(answers, { form: of, today }).verdict === "eligible", name);
      }
    }
  });

  test("refuses a form and options that there are not, at once", () => {
    assert.throws(() => book.standard({ form: "aplication" }), { name: "LeifengFormError", code: "form.unknown" });
    assert.throws(() => book.standard("application"), { code: "argument.type" });
    assert.throws(() => book.standard({ today: "2012-02-30" }), { code: "today.unreadable" });
  });
});

describe("issues", () => {
  test("of a rule over two fields: one for each, with what programs need", () => {
    const { issues } = standard.validate({ ...good, volunteers: "3" });
    const [, ...more] = issues.filter(({ rule }) => rule === "volunteers.city");
    assert.equal(more.length, 1);
    const check = book
      .check({ ...good, volunteers: "3" }, { today })
      .checks.find(({ rule }) => rule === "volunteers.city");
    const { message, clause, code, rule } = check;
    for (const field of check.fields)
      assert.deepEqual(at(issues, [field]), [{ message, path: [field], rule, code, clause }]);
  });

  test("of what is not answered: one for each field that is waited for", () => {
    const { issues } = standard.validate(without(good, "unit_size", "volunteers"));
    for (const field of ["unit_size", "volunteers"]) {
      assert.ok(
        at(issues, [field]).some(({ rule, code }) => rule === `${field}.required` && code === "answer.missing"),
      );
      assert.ok(at(issues, [field]).some(({ rule }) => rule === "volunteers.city"));
    }
    assert.deepEqual(
      standard.validate({}).issues.filter(({ path }) => path.length !== 1),
      [],
    );
  });

  test("of a roster: one for each cell, rows from 0", () => {
    const roster = Array.from({ length: 7 }, (_, row) => ({ name: `志愿者${row}`, hours: 120, phone: "13800000000" }));
    roster[6] = { ...roster[6], phone: "1380000000" };
    roster[2] = { hours: 120 };
    for (const answers of [
      { ...good, roster },
      { ...without(good, "roster"), 志愿者名册: roster },
    ]) {
      const { issues } = standard.validate(answers);
      const [phone] = at(issues, ["roster", 6, "phone"]);
      assert.deepEqual([phone.rule, phone.code], ["roster.format", "phone.too_short"]);
      assert.notEqual(phone.message, "");
      assert.equal(at(issues, ["roster", 2, "name"]).length, 1);
    }
    const numbered = { ...good, roster: { 9: roster[6] } };
    assert.equal(at(standard.validate(numbered).issues, ["roster", "9", "phone"]).length, 1);
  });

  test("of a condition on rows: the cells at fault", () => {
    const { issues } = standard.validate({ ...good, roster: [{ name: "张三", hours: 1 }] });
    const [hours] = at(issues, ["roster", 0, "hours"]);
    assert.equal(hours.rule, "hours.city");
  });

  test("none of warnings and of what people judge", () => {
    const answers = { ...good, roster: [{ name: "张三", hours: 120 }] };
    const { checks } = book.check(answers, { today });
    assert.ok(checks.some(({ severity, state }) => severity === "warning" && state === "fails"));
    assert.ok(checks.some(({ severity, state }) => severity === "review" && state === "open"));
    assert.equal(standard.validate(answers).issues, undefined);
  });

  test("of what is no answers", () => {
    for (const [value, path] of [
      [null, []],
      ["text", []],
      [[], []],
      [new Map(), []],
      [{ roster: new Set() }, ["roster"]],
    ]) {
      const { issues } = standard.validate(value);
      assert.deepEqual(
        issues.map(({ code, path }) => [code, path]),
        [["answers.not_plain", path]],
      );
      assert.notEqual(issues[0].message, "");
    }
  });
});

describe("the value", () => {
  test("is the answers as they are read", () => {
    const given = {
      ...good,
      level: "市级",
      unit_size: "４８人",
      志愿者人数: "三十",
      hours_min: "120.5小时",
      emblem: "有",
      systems: "招募注册、管理培训、考评激励、联络调配、信息发布",
      domains: ["教育", "环保"],
      leader_phone: "+86 138-0000-0000",
      beneficiaries: "/",
      submitted_on: "2012年4月20日",
      roster: { 2: { 姓名: "张三", hours: "120小时", phone: "" }, 4: { name: " 李四 ", hours: 100 } },
      extra: "x",
    };
    const { value, issues } = standard.validate(without(given, "volunteers"));
    assert.deepEqual(issues, undefined);
    const { level, unit_size, volunteers, hours_min, emblem, systems, domains, leader_phone, submitted_on, roster } =
      value;
    assert.deepEqual(
      { level, unit_size, volunteers, hours_min, emblem, systems, domains, leader_phone, submitted_on, roster },
      {
        level: "city",
        unit_size: 48,
        volunteers: 30,
        hours_min: 120.5,
        emblem: true,
        systems: ["recruitment", "training", "appraisal", "dispatch", "information"],
        domains: ["教育", "环保"],
        leader_phone: "13800000000",
        submitted_on: "2012-04-20",
        roster: [
          { name: "张三", hours: 120 },
          { name: "李四", hours: 100 },
        ],
      },
    );
    assert.equal(value.materials, given.materials);
    for (const key of ["extra", "志愿者人数", "beneficiaries"]) assert.ok(!(key in value), key);
    assert.equal(standard.validate(value).issues, undefined, "and can be read again");
    assert.deepEqual(standard.validate(value).value, value);
  });

  test("of a form that was sent", async () => {
    const { answers } = await book.read(
      new URLSearchParams({
        推荐单位: "蒙阴县",
        "nominees[0][unit_name]": "示例一院",
        "nominees[0][post_name]": "甲岗",
        "nominees[1][unit_name]": "示例二院",
        "nominees[1][post_name]": "乙岗",
      }),
    );
    assert.deepEqual(answers, {});
    const sent = await book.read(
      { 推荐单位: "蒙阴县", nominees: [{ unit_name: "示例一院", post_name: "甲岗" }] },
      { form: "nomination" },
    );
    const { value } = book.standard({ form: "nomination", today })["~standard"].validate(sent.answers);
    assert.deepEqual(value, { nominator: "蒙阴县", nominees: [{ unit_name: "示例一院", post_name: "甲岗" }] });
  });
});

test("is assignable to the published interface", () => {
  mkdirSync(join(folder, "node_modules/@standard-schema"), { recursive: true });
  symlinkSync(pkg, join(folder, "node_modules/leifeng-form"));
  symlinkSync(join(root, "node_modules/@standard-schema/spec"), join(folder, "node_modules/@standard-schema/spec"));
  const script = file(
    "standard.mts",
    `
    import type { StandardSchemaV1 } from "@standard-schema/spec";
    import { type Answers, Rulebook } from "leifeng-form";
    interface Application { volunteers: number }
    const schema: StandardSchemaV1<Answers, Application> = Rulebook.load("linyi-2012").standard<Application>();
    const plain = Rulebook.load("linyi-2012").standard({ form: "application", today: new Date() }) satisfies StandardSchemaV1;
    const result = plain["~standard"].validate({});
    export const texts: string[] = result.issues?.map(({ message, rule, path }) => [rule, message, ...path].join()) ?? [];
    type Output = StandardSchemaV1.InferOutput<typeof schema>;
    export const count = (value: Output): number => value.volunteers;
    `,
  );
  const options = [
    "--strict",
    "--noEmit",
    "--target",
    "es2022",
    "--lib",
    "es2022,dom,dom.asynciterable",
    "--types",
    "",
    "--module",
    "node20",
  ];
  try {
    execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), ...options, script], {
      cwd: folder,
      encoding: "utf8",
    });
  } catch (error) {
    assert.fail(error.stdout);
  }
});
