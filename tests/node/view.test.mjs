// What the drop-in says on a page, as far as it is decided without one: labels, rows, the standing.

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { buildSync } from "esbuild";
import { root } from "./support.mjs";

const load = (file) => {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, "www/shim/view", file)],
    bundle: true,
    format: "esm",
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);
};
const { wordOf } = await load("words.ts");
const { rowLines, cellsOf } = await load("rows.ts");
const { standingOf, linesOf } = await load("standing.ts");
const { GIVEN, GROUP, LABEL, CELL, BEFORE, PLACEHOLDER, NAME } = await import(
  `data:text/javascript;base64,${Buffer.from(
    buildSync({ entryPoints: [join(root, "www/protocol.ts")], format: "esm", write: false }).outputFiles[0].text,
  ).toString("base64")}`
);

describe("what the page calls a field", () => {
  const texts = (some) => Object.assign(Array(12).fill(""), some);
  for (const [what, some, how, word] of [
    ["its label without star, colon and brackets", { [CELL]: "*手 机：（必填）" }, CELL, "手机"],
    ["without its number", { [BEFORE]: "3、联系电话" }, BEFORE, "联系电话"],
    ["without the invitation to choose", { [PLACEHOLDER]: "请选择申报级别" }, PLACEHOLDER, "申报级别"],
    ["its own label, where its group names it", { [GROUP]: "服务队长", [CELL]: "姓名" }, GROUP, "姓名"],
    ["its group, where it has no other label", { [GROUP]: "服务队长" }, GROUP, "服务队长"],
    ["what stands nearest, where the webmaster named it", { [GIVEN]: "leader_phone", [LABEL]: "手机" }, GIVEN, "手机"],
    ["what stands nearest, where its name did", { [NAME]: "tel", [CELL]: "电话" }, NAME, "电话"],
    [
      "nothing, where only a sentence stands there",
      { [BEFORE]: "请如实填写你单位志愿服务队队长平时使用的号码以便联系" },
      BEFORE,
      "",
    ],
    ["nothing, where it is no Chinese", { [LABEL]: "Tel" }, LABEL, ""],
  ])
    test(what, () => assert.equal(wordOf(texts(some), how), word));
});

describe("rows at fault", () => {
  const cell = (column, message) => ({ column, code: "x", message });
  test("a line a column: the first row says what is wrong, the others follow", () => {
    const rows = Array.from({ length: 200 }, (_, at) => ({
      row: at + 1,
      cells: [cell("phone", `现填“${at}”`), ...(at % 50 ? [] : [cell("name", "缺少“姓名”。")])],
      message: "",
    }));
    assert.deepEqual(rowLines(rows), [
      "第 1 行：现填“0”（第 2、3、4、5、6、7、8、9、10、11 行等 199 行同样请核对）",
      "第 1、51、101、151 行：缺少“姓名”。",
    ]);
  });
  test("what is said of several cells of a row is said once", () => {
    const rows = [{ row: 3, cells: [cell("name", "与第 1 行重复"), cell("phone", "与第 1 行重复")], message: "" }];
    assert.deepEqual(rowLines(rows), ["第 3 行：与第 1 行重复"]);
    assert.deepEqual([...cellsOf([{ rows }])], ["3 name", "3 phone"]);
  });
  test("a row that is none is at fault as a whole", () => {
    const rows = [{ row: 2, cells: [], message: "这一行的内容无法读取。" }];
    assert.deepEqual(rowLines(rows), ["第 2 行：这一行的内容无法读取。"]);
    assert.deepEqual([...cellsOf([{ rows }])], ["2"]);
  });
});

describe("the standing", () => {
  const field = (id, label, there = true) => ({ id, label, parts: there ? [{}] : [] });
  const fields = [field("size", "单位人数"), field("phone", "联系电话"), field("place", "场所", false)];
  fields[1].said = "手机";
  const described = {
    levels: [
      { id: "city", label: "市级" },
      { id: "county", label: "县级" },
    ],
    clauses: [
      { clause: "二、1", summary: "有固定场所" },
      { clause: "二、2", summary: "队伍稳定" },
    ],
    for_level: { route: "county" },
  };
  const check = (rule, state, more = {}) => ({
    rule,
    state,
    severity: "error",
    kind: "condition",
    fields: [],
    message: state === "holds" ? undefined : `${rule}！`,
    ...more,
  });
  const size = (state) => check("size.city", state, { clause: "二、2", waits: ["size"] });
  const place = check("place", "open", { clause: "二、1", waits: ["place"], code: "answer.missing" });
  const typo = check("phone.format", "fails", { kind: "format" });
  const of = (...checks) => standingOf(described, fields, checks);
  const texts = (...checks) => of(...checks).levels.map(({ text }) => text);

  test("a typing mistake is no condition that fails", () => {
    assert.deepEqual(texts([size("holds"), typo], [size("fails"), typo]), [
      "已填的条件都符合，另有 1 处填写有误",
      "未达到，1 项不符合，另有 1 处填写有误",
    ]);
    const { typos, clauses } = of([size("holds"), typo]);
    assert.deepEqual([typos.length, clauses.map(({ cited }) => cited)], [1, ["二、2"]]);
  });
  test("what waits for what cannot be read is not asked for again", () => {
    const waits = check("size.city", "open", { waits: ["phone"], code: "answer.unreadable" });
    assert.deepEqual(texts([waits, typo]), ["已填的条件都符合，另有 1 处填写有误"]);
  });
  test("what the page does not ask for is no condition that is reached, and stands apart", () => {
    const { levels, absent, clauses } = of([size("holds"), place]);
    assert.deepEqual([levels[0].text, levels[0].state], ["本页填写的都符合", "open"]);
    assert.deepEqual(
      absent.map(({ id }) => id),
      ["place"],
    );
    assert.deepEqual(
      clauses.map(({ cited }) => cited),
      ["二、2"],
    );
  });
  test("a line a clause, what is wrong first, nothing twice, in the page's words", () => {
    const open = check("phone.required", "open", { kind: "required", clause: "二、1", waits: ["phone"] });
    const both = [open, check("place", "holds", { clause: "二、1" })];
    const { clauses } = of([...both, size("fails")], [...both, size("fails")]);
    assert.deepEqual(
      clauses.map((clause) => [clause.summary, clause.state, linesOf(clause)]),
      [
        ["队伍稳定", "fails", ["size.city！"]],
        ["有固定场所", "open", ["待填写：手机"]],
      ],
    );
  });
  test("a clause of which the page does not ask for all is not said to hold", () => {
    const { clauses } = of([check("post", "holds", { clause: "二、1" }), place]);
    assert.deepEqual(
      clauses.map((clause) => [clause.cited, clause.state, linesOf(clause)]),
      [["二、1", "unasked", ["本页没有问到：场所"]]],
    );
  });
  test("a level is reached, or not for this applicant; what people judge has its own note", () => {
    const route = check("route", "fails", { severity: "warning", fields: ["phone"] });
    const review = check("judged", "open", { severity: "review", kind: "review", message: "由评审人员判断。" });
    const { levels, reviews, clauses } = of([size("holds"), review], [size("holds"), route]);
    assert.deepEqual(
      levels.map(({ text }) => text),
      ["已达到", "手机不适用于此级别"],
    );
    assert.deepEqual(reviews, ["由评审人员判断。"]);
    assert.ok(clauses.every(({ lines }) => lines.every(({ message }) => message !== "由评审人员判断。")));
  });
  test("a date for which today stands in is asked for only where the page has a box for it", () => {
    const late = (id) => check("window", "fails", { assumed: [id] });
    assert.deepEqual(of([late("place")]).assumed.fields, []);
    const { assumed, levels } = of([late("size")]);
    assert.deepEqual([assumed.fields.map(({ id }) => id), assumed.late], [["size"], true]);
    assert.equal(levels[0].text, "1 项待填写");
  });
});
