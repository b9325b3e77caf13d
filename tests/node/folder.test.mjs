// `check FOLDER`: each application in a folder of its own, its answers in a .json, its material and roster beside them.

import assert from "node:assert/strict";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { command, file, good, lay, linesOf, Rulebook, root, today } from "./support.mjs";
import { workbook } from "./workbook.mjs";

const book = Rulebook.load("mengyin-2012");
const { materials: _, ...bare } = good;
const json = JSON.stringify;
const BY_HEADER = "由表头或工作表名判断，如果不是，请移出文件夹";
const ROSTER = "姓名,服务时长（小时）\n甲,120\n\n乙,99\n";

/** The reports of a folder, each under the place it comes from. */
function reports(files, ...args) {
  return telling(/^$/, files, ...args);
}
/** The same where standard error has something to tell. */
function telling(told, files, ...args) {
  const top = lay(files);
  const { status, stdout, stderr } = command(["check", top, "--today", today, "--format", "jsonl", ...args]);
  assert.match(stderr, told);
  const { records, batch } = linesOf(stdout);
  return {
    status,
    batch,
    records: records.map(({ source, ...report }) => ({
      place: source.file.slice(top.length + 1),
      row: source.row,
      ...report,
    })),
  };
}
const one = (files, told = /^$/) => {
  const { records } = telling(told, files);
  assert.equal(records.length, 1);
  return records[0];
};
const state = ({ checks }, rule) => checks.find((check) => check.rule === rule)?.state;
const notes = ({ attachments }) => Object.fromEntries(attachments.map(({ file, note }) => [file, note]));

describe("which folders are applications", () => {
  test("each subfolder with answers, in the order of their names as people count", () => {
    const { status, records } = reports({
      "10/a.json": json(good),
      "2/a.json": json({ ...good, volunteers: 3 }),
      "3/丙/a.json": json(good),
    });
    assert.deepEqual(
      records.map(({ place, row, verdict }) => [place, row, verdict]),
      [
        ["2/a.json", 1, "ineligible"],
        ["3/丙/a.json", 1, "eligible"],
        ["10/a.json", 1, "eligible"],
      ],
    );
    assert.equal(status, 1);
    assert.equal(reports({ "1/a.json": json(good) }).status, 0);
  });

  test("the folder itself where the answers lie in it", () => {
    const record = one({ "a.json": `\n\n${json(good)}` });
    assert.deepEqual([record.place, record.row], ["a.json", 3]);
    const { place, row, attachments, ...report } = record;
    assert.deepEqual(report, book.check(good, { today }));
    assert.deepEqual(attachments, []);
  });

  test("files without answers are told, an empty folder is not", () => {
    const { records } = reports({ "1/a.json": json(good), "2/材料.docx": "", "3/照片/1.jpg": "" });
    assert.deepEqual(
      records.map(({ place, verdict }) => [place, verdict]),
      [
        ["1/a.json", "eligible"],
        ["2/", "unreadable"],
      ],
    );
    assert.match(records.find(({ place }) => place === "2/").error, /材料\.docx.*\.json/);
    const { stdout } = command(["check", lay({ "1/a.json": json(good), "2/材料.docx": "" }), "--today", today]);
    assert.match(stdout, /\/2\/\n/, "a folder has no rows");
  });

  test("answers that cannot be read make their record unreadable, and the others are judged", () => {
    const { status, records } = reports({
      "1/a.json": "{ bad",
      "2/a.json": "[1]",
      "3/a.json": `[${json(good)},${json(good)}]`,
      "4/a.json": json(good),
      "5/a.json": json(good),
      "5/b.json": json({ ...good, volunteers: 3 }),
    });
    assert.deepEqual(
      records.map(({ verdict }) => verdict),
      ["unreadable", "unreadable", "unreadable", "eligible", "unreadable"],
    );
    assert.match(records[2].error, /2 份/);
    assert.match(records[4].error, /a\.json、b\.json/);
    assert.equal(status, 1);
  });

  test("what systems and office programs leave behind is passed over", () => {
    const left = { ".DS_Store": "", "Thumbs.db": "", "~$材料.docx": "", "__MACOSX/a.json": "" };
    const record = one({ "a.json": json(good), ...left }, /^.*\.DS_Store、Thumbs\.db、__MACOSX、~\$材料\.docx。\n$/);
    assert.deepEqual(record.attachments, []);
  });

  test("a copy to the byte is read once, and told", () => {
    const record = one({ "a.json": json(good), "a - 副本.json": json(good) });
    assert.equal(record.verdict, "eligible");
    assert.deepEqual(
      record.attachments.map(({ code }) => code),
      ["attachment.copy"],
    );
  });

  test("a folder without any is refused", () => {
    const { status, stderr } = command(["check", lay({ "1/照片.jpg": "" })]);
    assert.equal(status, 2);
    assert.match(stderr, /没有申报材料.*\.json/);
  });

  test("where only tables lie in it, the way to have them read is told", () => {
    const top = lay({ "good.csv": ROSTER });
    const { status, stdout } = command(["check", top, "--format", "jsonl"]);
    assert.equal(status, 1);
    const error = `文件夹里有 good.csv，但没有填好的申报表，也没有 .json 文件，没有读取。汇总表请直接写文件名：check ${top}/good.csv`;
    assert.deepEqual(linesOf(stdout).records, [
      { source: { file: `${top}/` }, verdict: "unreadable", code: "folder.no_answers", error },
    ]);
  });

  test("a table beside the folders of applications is told, and is none", () => {
    const top = lay({ "甲/a.json": json(good), "汇总.csv": "单位名称,志愿者人数\n" });
    const { status, stdout, stderr } = command(["check", top, "--today", today]);
    assert.equal(status, 0);
    assert.match(stdout, /共 1 条记录/);
    assert.match(stderr, /有 汇总\.csv，.*没有读取。汇总表请直接写文件名：check .*汇总\.csv\n$/);
  });

  test("links to files are followed, links to folders are not", () => {
    const top = lay({ "a.json": json(bare) });
    writeFileSync(join(top, "far.md"), "志".repeat(2000));
    symlinkSync("far.md", join(top, "申报材料.txt"));
    symlinkSync(top, join(top, "round"));
    const { status } = command(["check", top, "--today", today]);
    assert.equal(status, 0);
  });
});

describe("files beside the answers", () => {
  const text = "志".repeat(2000);

  test("a document answers the long text, a sheet the table that the answers leave open", () => {
    const record = one({ "a.json": json(bare), "事迹.txt": text, "名单.csv": ROSTER });
    assert.equal(record.counts.materials.zishu, 2000);
    assert.equal(state(record, "hours.city"), "fails");
    assert.deepEqual(record.attachments, [
      { file: "事迹.txt", field: "materials" },
      { file: "名单.csv", field: "roster", note: BY_HEADER },
    ]);
  });

  test("documents and sheets of every kind", () => {
    const sample = (name) => readFileSync(join(root, "tests/files/samples", name));
    for (const [document, roster] of [
      ["L01.docx", "roster.xlsx"],
      ["L01.doc", "roster.xls"],
      ["L01_gbk_crlf.txt", "roster_gbk.csv"],
    ]) {
      const record = one({ "a.json": json(bare), [document]: sample(document), [roster]: sample(roster) });
      assert.equal(record.counts.materials.zishu, 2008, document);
      assert.deepEqual(
        record.attachments.map(({ file, field }) => [file, field]),
        [
          [document, "materials"],
          [roster, "roster"],
        ],
      );
      assert.notEqual(state(record, "roster.count"), undefined, `${roster} has rows`);
    }
  });

  test("an encrypted document and a picture with a document's name are told for what they are", () => {
    for (const name of ["password.docx", "photo.doc"]) {
      const record = one({ "a.json": json(bare), [name]: readFileSync(join(root, "tests/files/documents", name)) });
      assert.match(notes(record)[name], /应为“申报材料”，但不能读取：.+/);
      assert.equal(state(record, "materials.required"), "open");
      assert.equal(record.verdict, "incomplete");
    }
  });

  test("a row of the report is that of the file", () => {
    const record = one({ "a.json": json(good), "名册.csv": `\n${ROSTER}` });
    assert.deepEqual(
      record.checks.find(({ rule }) => rule === "hours.city").rows.map(({ row }) => row),
      [5],
    );
  });

  test("what the answers say wins over a file, which is told", () => {
    const record = one({ "a.json": json(good), "申报材料.txt": "短" });
    assert.equal(record.verdict, "eligible");
    assert.match(notes(record)["申报材料.txt"], /已填“申报材料”/);
  });

  test("an answer left blank is open, under whatever name", () => {
    for (const name of ["materials", "申报材料", "事迹材料"]) {
      const record = one({ "a.json": json({ ...bare, [name]: " " }), "x.txt": text });
      assert.equal(record.counts.materials.zishu, 2000, name);
      assert.deepEqual(record.unknown, [], name);
    }
  });

  test("so is what stands for no answer: a dash, 无, blank rows", () => {
    for (const none of ["/", "无", "—"]) {
      const record = one({ "a.json": json({ ...bare, materials: none }), "x.txt": text });
      assert.equal(record.counts.materials.zishu, 2000, none);
    }
    for (const none of [[], [{}], [{ 姓名: " " }]]) {
      const record = one({ "a.json": json({ ...good, roster: none }), "名册.csv": ROSTER });
      assert.deepEqual(record.attachments, [{ file: "名册.csv", field: "roster", note: BY_HEADER }], json(none));
    }
  });

  test("of several files the name decides, by label or alias", () => {
    const record = one({ "a.json": json(bare), "主要事迹（定稿）.txt": text, "会议记录.txt": "短" });
    assert.equal(record.counts.materials.zishu, 2000);
    assert.match(notes(record)["会议记录.txt"], /没有需要由它填写的栏目/);
    assert.equal(record.verdict, "eligible");
  });

  test("where the names do not decide, none is read, both are told, and nothing is eligible", () => {
    for (const names of [
      ["a.txt", "b.txt"],
      ["申报材料.txt", "事迹材料 终稿.txt"],
    ]) {
      const record = one({ "a.json": json(bare), [names[0]]: text, [names[1]]: `${text}志` });
      assert.equal(state(record, "materials.required"), "open");
      for (const name of names) assert.match(notes(record)[name], /“申报材料”.*没有读取/);
      assert.equal(record.verdict, "incomplete");
    }
  });

  test("a sheet that is something else is told and hinders nothing", () => {
    for (const [name, text] of [
      ["经费.csv", "项目,金额,联系电话\n纸,3,1\n"],
      ["通讯录.csv", "单位名称,联系人,联系电话\n甲,乙,13900000000\n"],
      ["活动.csv", "日期,服务时长,地点\n2012-01-01,3,广场\n"],
      ["荣誉.csv", "名称,年份\n先进,2011\n"],
    ]) {
      const { attachments, ...record } = one({ "a.json": json(good), [name]: text });
      assert.equal(record.verdict, "eligible", name);
      const note = "不像“志愿者名册”，没有读取；如果是，请在文件名中写明";
      assert.deepEqual(attachments, [{ file: name, code: "attachment.unlike", note }]);
      const both = one({ "a.json": json(good), [name]: text, "名单.csv": ROSTER });
      assert.equal(both.attachments.find(({ field }) => field === "roster").file, "名单.csv");
    }
  });

  test("a name makes a sheet the roster whatever its header, and of two with the header none is", () => {
    const named = one({ "a.json": json(good), "志愿者名单.csv": "日期,服务时长\n2012-01-01,3\n" });
    assert.deepEqual(named.attachments, [{ file: "志愿者名单.csv", field: "roster" }]);
    const book = workbook({ 附志愿者名册: [["服务时长（小时）"], [120]] });
    assert.equal(one({ "a.json": json(good), "附件2.xlsx": book }).attachments[0].field, "roster");
    const two = one({ "a.json": json(good), "上半年.csv": ROSTER, "下半年.csv": `${ROSTER}丙,9\n` });
    assert.match(notes(two)["上半年.csv"], /与 下半年\.csv 都像是“志愿者名册”/);
    assert.equal(two.verdict, "incomplete");
  });

  test("why a file was not read is data too: a code and, where there is one, the place", () => {
    const codes = (files, answers = bare) =>
      one({ "a.json": json(answers), ...files }).attachments.map(({ file, note, ...rest }) => rest);
    assert.deepEqual(codes({ "图.png": "", "附件/b.txt": "" }), [
      { code: "attachment.kind" },
      { code: "attachment.folder" },
    ]);
    assert.deepEqual(codes({ "会议.txt": "" }, good), [{ code: "attachment.not_needed" }]);
    assert.deepEqual(codes({ "申报材料.txt": "" }, good), [{ code: "attachment.answered" }]);
    assert.deepEqual(codes({ "a.txt": text, "b.txt": `${text}志` }), Array(2).fill({ code: "attachment.unclear" }));
    assert.deepEqual(
      codes({ "上.csv": ROSTER, "下.csv": `${ROSTER}丙,9\n` }),
      Array(2).fill({ code: "attachment.rivals" }),
    );
    assert.deepEqual(codes({ "名册.xlsx": "" }), [{ code: "file.empty" }]);
    assert.deepEqual(codes({ "志愿者名册.csv": '姓名,服务时长\n"甲乙,3\n' }), [
      { code: "text.no_table", row: 2, column: "1" },
    ]);
  });

  test("a file that cannot be read is told with the reason, and nothing is eligible", () => {
    // Without the roster everything holds; with it something might fail.
    const record = one({
      "a.json": json(good),
      "志愿者名册.csv": Buffer.from([0xe5, 0xa7, 0x93, 0x2c, 0x41, 0x0a, 0xff, 0xff, 0x2c, 0x41, 0x0a]),
    });
    assert.match(notes(record)["志愿者名册.csv"], /应为“志愿者名册”，但不能读取/);
    assert.equal(record.verdict, "incomplete");
    assert.deepEqual(record.levels, { city: "incomplete", county: "incomplete" });
    assert.equal(book.check(good, { today }).verdict, "eligible");
  });

  test("other files and folders are told and hinder nothing", () => {
    const record = one({ "a.json": json(good), "合影.jpg": "", "附件/b.txt": "" });
    assert.deepEqual(Object.keys(notes(record)), ["合影.jpg", "附件/"]);
    assert.equal(record.verdict, "eligible");
  });

  test("which fields a file can answer is the rulebook's to say", () => {
    const own = file(
      "own.json",
      json({
        id: "own",
        title: "自拟",
        extends: "base",
        fields: {
          summary: { label: "活动总结", kind: "long_text" },
          outline: { label: "明年计划", aliases: ["计划书"], kind: "long_text" },
          people: { label: "参加人员", kind: "table", columns: { who: { label: "姓名", kind: "text" } } },
          costs: { label: "支出明细", kind: "table", columns: { sum: { label: "金额", kind: "count" } } },
        },
        forms: {
          application: {
            fields: ["summary", "outline", "people", "costs"],
            required: { summary: {}, outline: {}, people: {}, costs: {} },
          },
        },
      }),
    );
    const { records } = reports(
      {
        "a.json": "{}",
        "二零二五计划书.txt": "计划",
        "其他.txt": "总结",
        "支出明细.csv": "金额\n5\n",
        "名单.csv": "姓名\n甲\n",
      },
      "--rulebook",
      own,
    );
    assert.deepEqual(Object.fromEntries(records[0].attachments.map(({ file, field }) => [field, file])), {
      summary: "其他.txt",
      outline: "二零二五计划书.txt",
      people: "名单.csv",
      costs: "支出明细.csv",
    });
    assert.equal(records[0].verdict, "eligible");
  });

  test("what became of them stands in every report", () => {
    const top = lay({ "a.json": json(bare), "材料.txt": text, "图.png": "" });
    for (const [format, ...patterns] of [
      ["text", /附件 +材料\.txt：已读入“申报材料”/, /附件 +图\.png：不是/],
      ["csv", /材料\.txt：已读入“申报材料”/],
      ["html", /附件：.*材料\.txt：已读入“申报材料”/],
    ]) {
      const { stdout } = command(["check", top, "--today", today, "--format", format]);
      for (const pattern of patterns) assert.match(stdout, pattern);
    }
  });
});

describe("rows beside the answers of another record", () => {
  const unit = (unit_name, post_name, more = {}) => json({ ...good, unit_name, post_name, ...more });
  const header = "单位名称,岗位名称,姓名,服务时长（小时）\n";
  const rows = (...all) => header + all.map((row) => `${row}\n`).join("");
  const find = ({ records }, place) => records.find((record) => record.place === place);
  const hours = (record) => record.checks.find(({ rule }) => rule === "hours.city");
  const top = { "甲单位/x.json": unit("甲单位", "乙岗"), "丙单位/x.json": unit("丙单位", "丁岗") };

  test("go to the one that they name, whatever folder comes first", () => {
    for (const folder of ["甲单位", "丙单位"]) {
      const found = reports({ ...top, [`${folder}/名册.csv`]: rows("甲单位,乙岗,张,120", "丙单位,丁岗,王,9") });
      assert.equal(found.records.length, 2);
      assert.equal(hours(find(found, "甲单位/x.json")).state, "holds");
      const other = hours(find(found, "丙单位/x.json"));
      assert.deepEqual([other.state, other.rows.map(({ row }) => row)], ["fails", [3]]);
      const [{ note }] = find(found, `${folder}/x.json`).attachments;
      assert.match(note, /有 1 行写明属于“(丙单位 · 丁岗|甲单位 · 乙岗)”，没有并入这一份/);
    }
  });

  test("even where two folders have each other's", () => {
    const found = reports({
      ...top,
      "甲单位/名册.csv": rows("丙单位,丁岗,王,9"),
      "丙单位/名册.csv": rows("甲单位,乙岗,张,120"),
    });
    assert.deepEqual(
      found.records.map((record) => [record.place, record.verdict, hours(record).state]),
      [
        ["丙单位/x.json", "ineligible", "fails"],
        ["甲单位/x.json", "eligible", "holds"],
      ],
    );
    assert.equal(find(found, "甲单位/x.json").attachments[0].code, "rows.not_joined");
  });

  test("go to a record in another input", () => {
    const roster = lay({ "甲单位/x.json": unit("甲单位", "乙岗"), "甲单位/名册.csv": rows("丙单位,丁岗,王,9") });
    const other = file("others.jsonl", `${unit("丙单位", "丁岗")}\n`);
    const { stdout } = command(["check", roster, other, "--today", today, "--format", "jsonl"]);
    const { records } = linesOf(stdout);
    assert.deepEqual(
      records.map(({ verdict }) => verdict),
      ["incomplete", "ineligible"],
    );
    assert.equal(records[1].source.tables.roster.file, join(roster, "甲单位/名册.csv"));
  });

  test("are told where there is no such record, and the one that they lie beside stays open", () => {
    const { status, records } = reports({
      "甲单位/x.json": unit("甲单位", "乙岗"),
      "甲单位/名册.csv": rows("戊单位,己岗,王,9"),
    });
    assert.equal(status, 1);
    assert.deepEqual(
      records.map(({ place, row, verdict, code }) => [place, row, verdict, code]),
      [
        ["甲单位/x.json", 1, "incomplete", undefined],
        ["甲单位/名册.csv", 2, "unreadable", "rows.not_joined"],
      ],
    );
    assert.match(records[1].error, /戊单位 · 己岗.*没有对应的申报表/);
  });

  test("what they do not say is said by the folder", () => {
    for (const text of [
      rows("甲单位,乙岗,张,120", ",,李,9"),
      rows("甲单位,,张,120", "甲单位,,李,9"),
      "姓名,服务时长（小时）\n张,120\n李,9\n",
      `单位名称：甲单位\n${ROSTER.replaceAll("\n\n", "\n")}`,
    ]) {
      const found = reports({ ...top, "甲单位/名册.csv": text });
      assert.equal(found.records.length, 2, text);
      assert.equal(hours(find(found, "甲单位/x.json")).state, "fails", text);
      assert.equal(hours(find(found, "丙单位/x.json")).state, "holds", text);
    }
    // Nor do the answers: then those that name one record are its own, and those that name two are of nobody.
    const { unit_name: _, post_name: __, ...unnamed } = good;
    const of = (...all) => reports({ "x.json": json(unnamed), "名册.csv": rows(...all) }).records;
    assert.equal(hours(of("甲单位,乙岗,张,9")[0]).state, "fails");
    const [record] = of("甲单位,乙岗,张,9", "丙单位,丁岗,王,9");
    assert.deepEqual([hours(record).state, record.attachments[0].code], ["holds", "rows.not_joined"]);
    assert.equal(record.verdict, "incomplete");
  });

  test("by the key of the rulebook, whatever it is", () => {
    const own = file(
      "keyed.json",
      json({
        id: "keyed",
        title: "自拟",
        extends: "base",
        fields: {
          number: { label: "项目编号", kind: "text" },
          people: {
            label: "参加人员",
            kind: "table",
            columns: { who: { label: "姓名", kind: "text" }, age: { label: "年龄", kind: "count", required: true } },
          },
        },
        forms: { application: { fields: ["number", "people"], key: ["number"] } },
        rules: {
          grown: {
            forms: ["application"],
            holds: { every_row: { table: "people", holds: { number: { of: "age", at_least: 18 } } } },
          },
        },
      }),
    );
    const { records } = reports(
      {
        "一/x.json": json({ number: "A-1" }),
        "一/人员.csv": "项目编号,姓名,年龄\nA-1,张,20\nA-2,王,9\n",
        "二/x.json": json({ number: "A-2" }),
      },
      "--rulebook",
      own,
    );
    assert.deepEqual(
      records.map(({ place, checks }) => [place, checks.find(({ rule }) => rule === "grown").state]),
      [
        ["二/x.json", "fails"],
        ["一/x.json", "holds"],
      ],
    );
  });
});
