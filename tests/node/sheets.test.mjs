// Tables of files, through the package and the command. What each file is read as stands in tests/files/sheets.json.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { command, csv, file, folder, good, linesOf, Rulebook, readSheet, root, today } from "./support.mjs";
import { workbook } from "./workbook.mjs";

const book = Rulebook.load("mengyin-2012");
const files = join(root, "tests/files");
const bytes = (name) => readFileSync(join(files, name));
const check = (...args) => command(["check", "--today", today, ...args], { cwd: files });
const reports = (...args) => {
  const { status, stdout, stderr } = check("--format", "jsonl", ...args);
  assert.equal(stderr, "");
  return { status, ...linesOf(stdout) };
};
const find = ({ checks }, rule) => checks.find((check) => check.rule === rule);
/** The header of a pile of applications, and rows that hold at the city's level but for what is said. */
const pile = (...records) => [
  ["序号", ...Object.keys(good)],
  ...records.map((record, at) => [
    at + 1,
    ...Object.entries(good).map(([id, value]) => cellOf({ [id]: value, ...record }[id])),
  ]),
];
const cellOf = (value) =>
  Array.isArray(value) ? value.join("、") : typeof value === "boolean" ? (value ? "是" : "否") : value;
const ROSTER = ["序号", "姓名", "服务时长（小时）", "联系电话"];
const volunteers = (name, ...hours) => hours.map((each, at) => [at + 1, `${name}${at}`, each, `1380000000${at}`]);

describe("readSheet", () => {
  for (const { file: name, form, field, rows, records, ...layout } of JSON.parse(bytes("sheets.json"))) {
    test(`${name}${field ? `, ${field}` : ""}`, async () => {
      const sheet = await readSheet(bytes(name), { form, ...(field && { field }) });
      assert.equal(sheet.kind, name.slice(name.lastIndexOf(".") + 1));
      const { sheet: title, header, columns, unknown } = sheet;
      assert.deepEqual({ sheet: title, header, columns, unknown }, layout);
      assert.deepEqual(
        sheet.records.map(({ row }) => row),
        rows,
      );
      for (const [row, record] of Object.entries(records)) {
        const { row: _, ...found } = sheet.records.find((each) => each.row === Number(row));
        assert.deepEqual(found, field ? record : { answers: record }, `row ${row}`);
      }
    });
  }

  test("an array buffer, a rulebook of one's own, and a name in errors", async () => {
    const all = bytes("sheets/pile.xlsx");
    const buffer = all.buffer.slice(all.byteOffset, all.byteOffset + all.length);
    assert.equal((await readSheet(buffer, { rulebook: book })).records.length, 3);
    await assert.rejects(readSheet(all.subarray(0, 999), { name: "甲.xlsx" }), /^Error: 甲\.xlsx：文件不完整/);
    await assert.rejects(readSheet(all, { form: "none" }), /none/);
    await assert.rejects(readSheet(all, { field: "none" }), /none/);
  });

  test("other kinds are told apart by their content, with what to do", async () => {
    const html = Buffer.from("<html><table><tr><td>姓名</td></tr></table></html>");
    await assert.rejects(readSheet(html), /网页（HTML）.*另存为 \.xlsx/);
    const xml = Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>');
    await assert.rejects(readSheet(xml), /XML 格式的 Excel/);
    await assert.rejects(readSheet(bytes("samples/L01.docx")), /文字文档/);
    await assert.rejects(readSheet(Buffer.alloc(0)), /空/);
    await assert.rejects(readSheet(Buffer.from("甲,乙\n1,2\n")), /没有找到表头.*单位名称|没有找到表头/);
  });

  test("rows by their numbers are judged as rows, and told by them", async () => {
    const { records } = await readSheet(bytes("samples/roster.xlsx"), { field: "roster" });
    const roster = Object.fromEntries(records.map(({ row, answers }) => [row, answers]));
    const report = book.check({ ...good, roster }, { today });
    assert.deepEqual(
      find(report, "roster.format").rows.map(({ row }) => row),
      [12, 17, 29],
    );
    const [repeated] = find(report, "roster.unique").rows;
    assert.equal(repeated.row, 30);
    assert.match(repeated.message, /第 6 行/);
  });
});

describe("check", () => {
  test("a pile with its rosters on a second sheet; a roster of nobody is told", () => {
    const { status, records } = reports("sheets/pile.xlsx");
    assert.equal(status, 1);
    assert.deepEqual(
      records.map(({ source }) => [source.file, source.sheet, source.row]),
      [4, 5, 7].map((row) => ["sheets/pile.xlsx", "申报汇总", row]).concat([["sheets/pile.xlsx", "志愿者名册", 7]]),
    );
    const [first, second, third, left] = records;
    assert.deepEqual(
      find(first, "roster.format").rows.map(({ row }) => row),
      [4],
    );
    assert.deepEqual(first.source.tables.roster.columns.hours, "D");
    assert.equal(second.source.tables, undefined);
    assert.deepEqual(find(third, "hours.city").rows[0].row, 5);
    assert.equal(third.source.columns.volunteers, "J");
    assert.equal(left.verdict, "unreadable");
    assert.match(left.error, /第 7 行（查无此院 · 急诊导医岗）：没有对应的申报表/);
  });

  test("text names the sheet, the row and the column of each fault", () => {
    const { stdout } = check("sheets/pile.xlsx");
    assert.match(stdout, /sheets\/pile\.xlsx 工作表“申报汇总” 第 7 行 {2}示例客运站 · 候车引导岗/);
    assert.match(stdout, /sheets\/pile\.xlsx 工作表“志愿者名册”：\n *第 4 行 D 列：“服务时长（小时）”/);
    assert.match(stdout, /第 5 行 D 列：现为 99\.5 小时/);
    assert.match(stdout, /（J 列）/);
  });

  test("a file that holds only a roster goes to the applications of the others, whatever they are", () => {
    const roster = file(
      "名册.csv",
      "单位名称,岗位名称,姓名,服务时长（小时）\n甲 院,导医岗,一,120\n甲院,导医岗,二,99\n",
    );
    const one = { ...good, unit_name: "甲院", post_name: "导医岗" };
    const inputs = {
      "a.jsonl": JSON.stringify(one),
      "a.json": JSON.stringify([one]),
      "a.csv": csv(one),
    };
    for (const [name, content] of Object.entries(inputs)) {
      const { records } = reports(file(name, content), roster);
      assert.equal(records.length, 1, name);
      assert.deepEqual(
        find(records[0], "hours.city").rows.map(({ row }) => row),
        [3],
      );
      assert.equal(records[0].source.tables.roster.file, roster);
    }
  });

  test("a roster without a unit goes to the only application of its workbook, whatever else is checked", () => {
    const one = file(
      "甲.xlsx",
      workbook({ 申报: pile({ unit_name: "甲" }), 名册: [ROSTER, ...volunteers("甲", 120)] }),
    );
    const two = file("乙.xlsx", workbook({ 申报: pile({ unit_name: "乙" }), 名册: [ROSTER, ...volunteers("乙", 99)] }));
    const none = file("丙.csv", csv({ unit_name: "丙" }));
    for (const inputs of [
      [one, two],
      [two, one],
      [none, two, one],
    ]) {
      const { records } = reports(...inputs);
      assert.equal(records.length, inputs.length);
      for (const { source } of records)
        assert.equal(source.tables?.roster.file, source.file === none ? undefined : source.file);
      assert.equal(find(records[inputs.indexOf(two)], "hours.city").state, "fails");
    }
  });

  test("a roster that names a unit goes to the unit of its own workbook before that of another", () => {
    const roster = (hours) => [["单位名称", ...ROSTER], ...volunteers("甲", hours).map((row) => ["甲", ...row])];
    const one = file("一.xlsx", workbook({ 申报: pile({ unit_name: "甲", post_name: "一岗" }), 名册: roster(120) }));
    const two = file("二.xlsx", workbook({ 申报: pile({ unit_name: "甲", post_name: "二岗" }), 名册: roster(99) }));
    const { records } = reports(one, two);
    assert.deepEqual(
      records.map((record) => [record.verdict, record.source.tables.roster.file]),
      [
        ["eligible", one],
        ["ineligible", two],
      ],
    );
  });

  test("a roster that could go to two applications goes to none, is told, and leaves both open", () => {
    const rows = volunteers("一", 120);
    const both = [good, { ...good, post_name: "另一岗" }];
    const lines = both.map((one) => JSON.stringify(one)).join("\n");
    const cases = [
      [file("both.jsonl", lines), file("无主.csv", "姓名,服务时长（小时）\n一,120\n")],
      [file("both.xlsx", workbook({ 申报: pile(...both), 名册: [ROSTER, ...rows] }))],
      [
        file(
          "unit.xlsx",
          workbook({
            申报: pile(...both),
            名册: [
              ["单位名称", ...ROSTER],
              [good.unit_name, ...rows[0]],
            ],
          }),
        ),
      ],
    ];
    for (const inputs of cases) {
      const { records } = reports(...inputs);
      assert.deepEqual(
        records.map(({ verdict }) => verdict),
        ["incomplete", "incomplete", "unreadable"],
      );
      assert.deepEqual(records[0].levels, { city: "incomplete", county: "incomplete" });
      assert.match(records[0].attachments[0].note, /不能确定属于哪一份申报表，没有并入/);
      assert.match(records[2].error, /不能确定属于哪一份申报表，没有并入/);
    }
  });

  test("a roster in a file of its own goes to the only application there is", () => {
    const roster = file("名册.csv", "姓名,服务时长（小时）\n一,99\n");
    const [record, ...others] = reports(file("one.jsonl", JSON.stringify(good)), roster).records;
    assert.deepEqual(others, []);
    assert.equal(find(record, "hours.city").state, "fails");
  });

  test("of two rosters for one application the second is told, and the application stays open", () => {
    const rosters = { 名册: [ROSTER, ...volunteers("一", 120)], 名册2: [ROSTER, ...volunteers("二", 99)] };
    const { records } = reports(file("两册.xlsx", workbook({ 申报: pile(good), ...rosters })));
    assert.deepEqual(
      records.map(({ verdict }) => verdict),
      ["incomplete", "unreadable"],
    );
    assert.match(records[1].error, /工作表“名册”中已有同一单位和岗位的行/);
  });

  test("nominations: one sheet is one record, the rows those of the sheet", () => {
    const { status, records } = reports("sheets/nomination.xlsx", "--form", "nomination");
    assert.equal(status, 0);
    assert.equal(records.length, 1);
    assert.equal(records[0].source.sheet, "推荐名单");
  });

  test("a sheet that cannot be read ends the command with its name", () => {
    writeFileSync(join(folder, "坏.xlsx"), bytes("sheets/pile.xlsx").subarray(0, 3000));
    const { status, stdout, stderr } = command(["check", "坏.xlsx"]);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /坏\.xlsx：文件不完整/);
  });

  test("a row of a text whose columns are parted by tabs or semicolons", () => {
    for (const mark of ["\t", ";"]) {
      const path = file("marks.csv", ["单位名称", "岗位名称\n甲", "乙\n"].join(mark));
      assert.deepEqual(reports(path).records[0].unknown, []);
    }
  });
});
