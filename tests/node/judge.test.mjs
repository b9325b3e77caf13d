// What of a report is shown where, and what a button is for: decided without a page (www/shim/judge.ts, www/shim/buttons.ts).

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { build } from "esbuild";
import { root } from "./support.mjs";

const { outputFiles } = await build({
  stdin: {
    contents: `export * from "./www/shim/judge"; export * from "./www/shim/buttons";`,
    resolveDir: root,
    loader: "ts",
  },
  bundle: true,
  format: "esm",
  write: false,
});
const { stopsOf, toShow, rulesOf, purposeOf, addsRows, leadsBack } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`
);

/** A field of a page; `filled` and `touched` as it stands, without `parts` not on the page. */
const field = (at, id, { parts = [{}], ...rest } = {}) => ({
  at,
  id,
  label: `“${id}”`,
  parts,
  filled: true,
  touched: true,
  ...rest,
});
const check = (rule, state, fields, rest = {}) => ({
  rule,
  state,
  severity: "error",
  kind: "condition",
  fields,
  message: rule,
  ...rest,
});

/** What is shown, as `field: severity rule`. */
function shown(checks, places, fields, { asked = [], pending } = {}) {
  const stops = stopsOf(checks, places, fields);
  const now = toShow(checks, {
    fields,
    stops,
    isAsked: (field) => asked.includes(field),
    isFilled: (field) => field.filled,
    pending,
    asks: (rule) => rule,
  });
  return Array.from(
    now,
    ([{ id }, all]) => `${id}: ${all.map(({ severity, rule }) => `${severity} ${rule}`).join(", ")}`,
  );
}

describe("what is shown", () => {
  const fields = [field(0, "a"), field(1, "b"), field(2, "c", { parts: [], filled: false })];
  const [a, b] = fields;

  test("places come behind their number, check by check", () => {
    const checks = [check("one", "fails", ["a"]), check("two", "holds", ["b"]), check("three", "fails", ["a", "b"])];
    const stops = stopsOf(checks, [1, 0, 0, 2, 0, 1], fields);
    assert.deepEqual(
      Array.from(stops, ([{ rule }, at]) => [rule, at.map(({ id }) => id)]),
      [
        ["one", ["a"]],
        ["three", ["a", "b"]],
      ],
    );
    assert.equal(rulesOf(stops), "one,three");
  });

  test("what stops is an error where it can be mended, what does not a reminder where its answers stand", () => {
    const checks = [
      check("one", "fails", ["a", "b"]),
      check("two", "fails", ["a", "b"]),
      check("three", "fails", ["c"]),
    ];
    assert.deepEqual(shown(checks, [1, 1, 0, 0], fields), ["b: error one", "a: warning two"]);
  });

  test("where several cannot be mended one reminder stands", () => {
    const checks = [check("one", "fails", ["a"]), check("two", "fails", ["a"]), check("three", "fails", ["a"])];
    assert.deepEqual(shown(checks, [0, 0, 0], fields), ["a: warning one"]);
    assert.deepEqual(shown(checks, [0, 0, 1, 0], fields), ["a: warning one, error three"]);
    const warning = check("own", "fails", ["a"], { severity: "warning" });
    assert.deepEqual(shown([warning, ...checks], [0, 0, 0, 0], fields), ["a: warning own, warning one"]);
  });

  test("quiet until a field was left, and while it is filled in first", () => {
    const checks = [check("one", "fails", ["a"])];
    assert.deepEqual(shown(checks, [1, 0], [field(0, "a", { touched: false })]), []);
    assert.deepEqual(shown(checks, [1, 0], fields, { pending: a }), []);
  });

  test("nothing is said of what today decided, nor of files that are not read yet", () => {
    assert.deepEqual(shown([check("one", "fails", ["a"], { assumed: ["a"] })], [0], fields), []);
    const unread = [field(0, "a", { parts: [{ unread: true }] })];
    assert.deepEqual(shown([check("one", "fails", ["a"])], [0], unread), []);
  });

  test("what is open is asked for once, where it is asked for, and not where an error is told already", () => {
    const open = [check("one", "open", ["a"], { waits: ["a"] }), check("two", "open", ["a"], { waits: ["a"] })];
    const empty = [field(0, "a", { filled: false }), b];
    assert.deepEqual(shown(open, [1, 0, 1, 0], empty), []);
    assert.deepEqual(shown(open, [1, 0, 1, 0], empty, { asked: empty }), ["a: error one"]);
    const both = [check("wrong", "fails", ["b"]), check("one", "open", ["b"], { waits: ["b"] })];
    assert.deepEqual(shown(both, [1, 1, 1, 1], empty, { asked: empty }), ["b: error wrong"]);
  });

  test("why a file cannot be read stands in place of that it cannot, once", () => {
    const said = { severity: "warning", message: "加了密码", refused: true };
    const refused = [field(0, "a", { parts: [{ said }] })];
    const format = check("a.format", "fails", ["a"], { code: "file.unreadable" });
    const now = toShow([format], {
      ...{ fields: refused, stops: stopsOf([format], [1, 0], refused), pending: undefined },
      ...{ isAsked: () => false, isFilled: () => false, asks: () => "" },
    });
    assert.deepEqual(
      now.get(refused[0]).map(({ severity, message }) => [severity, message]),
      [["error", "“a”：加了密码"]],
    );
    assert.deepEqual(shown([], [], refused), ["a: warning undefined"], "else it is a line of its own");
  });

  test("of a rule over a field that the page does not have a reminder stands at the other", () => {
    const pair = check("pair", "open", ["a", "c"], { waits: ["c"] });
    assert.deepEqual(shown([pair], [0], fields), ["a: warning pair"]);
    assert.deepEqual(shown([{ ...pair, fields: ["a"] }], [0], fields), [], "the guard waits for it");
    const there = [a, b, field(2, "c", { filled: false })];
    assert.deepEqual(shown([pair], [0], there), [], "the page has it");
    assert.deepEqual(shown([pair], [0], [field(0, "a", { filled: false }), b, fields[2]]), []);
  });
});

describe("what a button is for", () => {
  const PURPOSES = {
    sends: [
      "提交",
      "提 交",
      "提交申请",
      "立即申报",
      "网上报名",
      "上报",
      "报送材料",
      "保存并提交",
      "打印并提交",
      "确认提交",
      "提交，进入下一步",
    ],
    next: ["下一步", "下一页", "保存，下一步", "下一步：申报材料"],
    other: [
      "上一步",
      "保存",
      "暂存",
      "存为草稿",
      "打印",
      "清空",
      "关闭",
      "取消",
      "取消报名",
      "撤回申报",
      "上传申报材料",
      "选择申报单位",
      "申报指南",
      "提交记录",
      "添加一行",
    ],
    confirms: ["确定", "确认", "发送", "Submit", "OK"],
    "": ["好", "go", "", "凡提交虚假材料的，取消本年度和下一年度的申报资格，请认真核对"],
  };
  for (const [purpose, labels] of Object.entries(PURPOSES))
    test(purpose || "says nothing", () => {
      for (const label of labels) assert.equal(purposeOf(label), purpose, label);
    });
  test("a link names a tab where a button would send", () => {
    for (const label of ["提交", "提交申请", "我要申报"]) assert.equal(purposeOf(label, true), "sends", label);
    for (const label of ["申报材料", "申报单位信息", "报名表"]) assert.notEqual(purposeOf(label, true), "sends", label);
  });
  test("adding rows and going back", () => {
    assert.ok(addsRows("添加一行") && addsRows("＋") && !addsRows("提交"));
    assert.ok(leadsBack("上一步") && !leadsBack("下一步"));
  });
});
