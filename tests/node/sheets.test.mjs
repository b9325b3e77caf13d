// Tables of files, through the package and the command. What each file is read as stands in tests/files/sheets.json.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { command, csv, file, folder, good, linesOf, Rulebook, readSheet, root, today } from "./support.mjs";

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

  test("a roster goes to the unit of that name: ① is not 1, a full-width １ is", () => {
    const roster = file("中队.csv", "单位名称,岗位名称,姓名,服务时长（小时）\n①中队,岗,一,99\n１中队,岗,二,98\n");
    const units = ["①中队", "1中队"].map((unit_name) => JSON.stringify({ ...good, unit_name, post_name: "岗" }));
    const { records } = reports(file("units.jsonl", units.join("\n")), roster);
    assert.deepEqual(
      records.map((record) => find(record, "hours.city").rows.map(({ row }) => row)),
      [[2], [3]],
    );
  });

  test("a roster that could go to two applications goes to one, and is told", () => {
    const roster = file("无主.csv", "姓名,服务时长（小时）\n一,120\n");
    const both = file(
      "both.jsonl",
      [good, { ...good, post_name: "另一岗" }].map((one) => JSON.stringify(one)).join("\n"),
    );
    const { records } = reports(both, roster);
    assert.deepEqual(
      records.map(({ verdict }) => verdict),
      ["eligible", "eligible", "unreadable"],
    );
    assert.match(records[2].error, /只并入了.*第 1 行/);
  });

  test("nominations: one sheet is one record, the rows those of the sheet", () => {
    const { status, records } = reports("sheets/nomination.xlsx", "--form", "nomination");
    assert.equal(status, 0);
    assert.equal(records.length, 1);
    assert.equal(records[0].source.sheet, "推荐名单");
  });

  test("a workbook is read as one whatever its name says, and one with a password is told", () => {
    const path = file("pile.csv", bytes("sheets/pile.xlsx"));
    assert.equal(reports(path).records.length, 4);
    for (const name of ["locked.xlsx", "locked.csv"]) {
      const { status, stdout, stderr } = check(file(name, bytes("documents/password.docx")));
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, new RegExp(`${name}：文件设有密码`));
    }
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
