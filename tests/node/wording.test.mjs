// What people read of the package and the command, chosen sentences and one report as a whole. No other test may depend on a sentence
// that the modules word: they run on a build that has the code of each in its place (`npm run test:wordless`).

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { command, file, folder, good, linesOf, Rulebook, readDocument, readSheet, root, today } from "./support.mjs";
import { workbook } from "./workbook.mjs";

const book = Rulebook.load("mengyin-2012");
const check = (...args) => command(["check", "--today", today, ...args], { cwd: join(root, "tests/files") });
const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const ROSTER = ["序号", "姓名", "服务时长（小时）", "联系电话"];

test("a session says labels, options and columns as it is told to", () => {
  const session = book.open({ today });
  session.set("leader_phone", "1380013800");
  session.set("emblem", "否");
  session.say({ leader_phone: { label: "手机" }, 统一标识: { options: { yes: "有", no: "没有" } } });
  const messageOf = (report, rule) => report.checks.find((check) => check.rule === rule).message;
  assert.match(messageOf(session.spoken(), "leader_phone.format"), /“手机”/);
  assert.match(messageOf(session.spoken(), "emblem.present"), /“没有”.*“有”/);
  assert.match(messageOf(session.report(), "leader_phone.format"), /“联系电话”/);
});

describe("calls that are refused", () => {
  for (const [message, call] of [
    [
      "没有“mengyin-2021”这个规则文件，是否想写“mengyin-2012”？（可用：linyi-2012、mengyin-2012）",
      () => Rulebook.load("mengyin-2021"),
    ],
    [
      "规则文件 mengyin-2012 里没有“aplication”这种表，是否想写“application”？（可用：application、nomination、inspection）",
      () => book.check({}, { form: "aplication", today }),
    ],
    ["today 应是一个日期，如 2012-04-20，不是“2012-02-30”。", () => book.check({}, { today: "2012-02-30" })],
    ["today 应是一个日期，如 2012-04-20，不是“Invalid Date”。", () => book.check({}, { today: new Date("never") })],
    ["第 1 行第 1 列：缺少“title”。", () => Rulebook.load({ id: "own-2030" })],
    [
      "第 1 行第 31 列（extends）：没有“mengyin-2021”这个规则文件，是否想写“mengyin-2012”？",
      () => Rulebook.load({ id: "own-2030", title: "自拟", extends: "mengyin-2021" }),
    ],
  ]) {
    test(message, () => assert.throws(call, { name: "LeifengFormError", message }));
  }

  test("an answer that cannot be handed over", () => {
    assert.throws(() => book.check({ volunteers: 2n ** 70n }, { today }), {
      message: /^回答应是一个对象，键是栏目编号或栏目名称，值是文字、数字、是否、列表或表格的行（.+）。$/,
    });
  });
});

test("a rulebook tells its rules across records as such", () => {
  const { across } = book.describe().forms.find(({ id }) => id === "application");
  const { requires } = across.find(({ rule }) => rule === "quota.max");
  assert.match(requires, /^各条记录之间.*“所属县区”相同的记录应不超过 3 条$/);
});

test("records that repeat each other are told with their sheets", () => {
  const held = book.across({ today });
  held.add({ ...good, post_name: "甲岗" });
  held.add({ ...good, post_name: "甲岗" }, { file: "申报.xlsx", sheet: "汇总", row: 7 });
  const { cases } = held.report().checks.find(({ rule }) => rule === "nominees.unique");
  assert.equal(cases[0].message, `申报.xlsx 工作表“汇总” 第 7 行与第 1 行相同：${good.unit_name} · 甲岗。`);
});

describe("files that are not read", () => {
  test("by the package", async () => {
    await assert.rejects(readSheet(PNG, { name: "甲.xlsx" }), {
      message: "甲.xlsx：这是图片，其中的文字无法读取，请选择 .xlsx 文件。",
    });
    await assert.rejects(readDocument(Buffer.from("<html><body>甲</body></html>")), {
      message: "这是网页（HTML）格式的文件，请用 Word 或 WPS 打开，另存为 .docx 后再选择。",
    });
  });

  // It knows the name, and does not ask for the very kind that the name promises.
  test("by the command", () => {
    const what = (ending) =>
      `文件名以 ${ending} 结尾，内容却不是：这是图片，其中的文字无法读取，请选择 ${ending} 文件。`;
    assert.equal(errorOf(file("pic.xlsx", PNG)), what(".xlsx"));
    const document = file("pic.docx", PNG);
    assert.equal(command(["count", document]).stderr, `${document}：${what(".docx")}\n`);
    for (const [name, content, error] of [
      ["open.csv", '单位名称,岗位名称\n甲,乙\n"丙,丁\n', "第 3 行第 1 列：引号没有闭合。"],
      [
        "apart.csv",
        "单位名称,岗位名称\n甲,乙\n\n序号,姓名,服务时长（小时）\n1,甲,120\n",
        "第 4 行起是另一张表，请将两张表分成两个文件。",
      ],
      [
        "cell.csv",
        Buffer.concat([Buffer.from("单位名称,岗位名称\n"), Buffer.from([0xff, 0x2c, 0x41])]),
        "文件中有无法识别的字符，请另存为 UTF-8 编码后再选择。",
      ],
      [
        "beside.xlsx",
        workbook({
          名册: [
            [...ROSTER, ...ROSTER],
            [1, "甲", 120, "13800000000", 2, "乙", 10, "13800000001"],
          ],
        }),
        "表头中“姓名”出现了两次（B 列、F 列），没有读取。请改为一行只写一条，再试一次。",
      ],
    ]) {
      assert.equal(errorOf(file(name, content)), error, name);
    }
  });

  const errorOf = (path) => linesOf(check("--format", "jsonl", path).stdout).records[0].error;
});

test("what is left out of a workbook", () => {
  const pile = [Object.keys(good), Object.values(good).map((value) => [value].flat().join("、"))];
  const sheets = {
    申报: pile,
    名册: [
      ROSTER,
      ["（例）", "某某", 120, null],
      [1, "甲", 120, "13800000000"],
      [null, null, null, "示例医院（盖章）"],
    ],
    通讯录: [
      ["单位名称", "岗位名称", "联系电话"],
      ["甲", "岗", "13800000000"],
    ],
    活动: [
      ["月份", "场次"],
      ["一月", 3],
    ],
  };
  const { stderr } = check("--format", "jsonl", file("多表.xlsx", workbook(sheets)));
  assert.deepEqual(stderr.replaceAll(`leifeng-form：${folder}/`, "").trimEnd().split("\n").sort(), [
    "多表.xlsx 工作表“名册”：第 2 行写明是示例，没有读取。",
    "多表.xlsx 工作表“名册”：第 4 行（“示例医院（盖章）”）在表格下方，没有作为记录读取。",
    "多表.xlsx：工作表“活动”中没有找到表头，没有读取。",
    "多表.xlsx：工作表“通讯录”与其他工作表的表头不同，没有作为记录读取。",
  ]);
});

test("a report as a reviewer reads it", () => {
  const answers = { ...good, volunteers: 12, leader_phone: "1390000111", hotline: "", submitted_on: "2012-05-04" };
  const cells = Object.values(answers).map((value) => [value].flat().join("、"));
  const roster = [
    ROSTER,
    [1, "甲", "约100小时", "13800000000"],
    [2, "乙", 99.5, "13800000001"],
    [3, "甲", 120, "13800000000"],
  ];
  const path = file("申报.xlsx", workbook({ 汇总: [Object.keys(answers), cells], 名册: roster }));
  const { stdout } = check(path);
  assert.equal(
    stdout.replaceAll(`${folder}/`, ""),
    `申报.xlsx 工作表“汇总” 第 2 行  示例县第一便民服务中心 · 示例服务窗口
  结论    不符合（申报市级；按各级别：市级不符合，县（区）级不符合）
  不符合  “联系电话”里的手机号应为 11 位，现填 10 位：1390000111，请核对。（I 列）
  不符合  “志愿者名册”第 2 行有缺少或填错的内容，请逐行更正。
          申报.xlsx 工作表“名册”：
          第 2 行 C 列：“服务时长（小时）”请填准确的小时数，不要写“约”“多”“左右”等；现填“约100小时”。
  不符合  市级要求“志愿者人数”不少于“单位人数”的 60%（24 人），或不少于 20 人；现为 12 人，还差 8 人。（依据：临青联字〔2012〕9号 二、2）（Q、P 列）
  不符合  市级要求“志愿者名册”每一行的“服务时长（小时）”不少于 100 小时，第 3 行不符合。（依据：临青联字〔2012〕9号 二、2）（R 列）
          申报.xlsx 工作表“名册”：
          第 3 行 C 列：现为 99.5 小时，还差 0.5 小时
  不符合  向市里推荐截止 2012年4月25日，“申报日期”已超过；请先电话联系团市委。（依据：临青联字〔2012〕9号 五、2）（AD 列）
  不符合  已过县里的报送期限（2012年4月23日），“申报日期”为 2012年5月4日；请先电话联系团县委。（依据：共青团蒙阴县委、蒙阴县文明办 2012-04-16 通知）（AD 列）
  提醒    “志愿者名册”有 3 行，“志愿者人数”填的是 12 人，请核对一致。（依据：临青联字〔2012〕9号 二、2）（Q 列）
  提醒    “志愿者名册”第 4 行与前面的行重复，请核对。（依据：临青联字〔2012〕9号 二、2）
          申报.xlsx 工作表“名册”：
          第 4 行 B、D 列：与第 2 行重复
  待补充  请填写“监督电话”。（依据：临青联字〔2012〕9号 二、1）
  待评审  群众满意度、社会影响：由评审人员判断。（依据：临青联字〔2012〕9号 二、3）
  待评审  推荐申报市级：由县里研究决定，无须填写。（依据：临青联字〔2012〕9号 五、2）
  字数    申报材料 2000 字（要求 2000 字左右）

共 1 条记录：符合 0，不符合 1，待补充 0，无法读取 0
`,
  );
});

test("an example that comes out otherwise is told what its rule says", () => {
  const cases = {
    rulebook: "linyi-2012",
    today,
    answers: good,
    cases: [{ name: "太少", answers: { volunteers: 3 }, verdict: "eligible" }],
  };
  const { stdout } = command(["rulebook", "linyi-2012", "--cases", file("cases.json", JSON.stringify(cases))]);
  assert.equal(
    stdout,
    `不一致  太少
        结论：预期“符合”，实际“不符合”。
        volunteers.city：不符合。市级要求“志愿者人数”不少于“单位人数”的 60%（24 人），或不少于 20 人；现为 3 人，还差 17 人。

linyi-2012：1 个例子，1 个与预期不一致。
`,
  );
});
