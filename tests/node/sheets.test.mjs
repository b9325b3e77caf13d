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
/** The label of a field of the form. */
const label = (id) => book.describe().forms[0].fields.find((field) => field.id === id).label;
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
    await assert.rejects(readSheet(all.subarray(0, 999), { name: "甲.xlsx" }), (error) => {
      assert.deepEqual([error.name, error.code, error.file], ["LeifengFormError", "file.truncated", "甲.xlsx"]);
      assert.match(error.message, /^甲\.xlsx：./);
      return true;
    });
    await assert.rejects(readSheet(all, { form: "none" }), { code: "form.unknown" });
    await assert.rejects(readSheet(all, { field: "none" }), { code: "table.unknown" });
  });

  test("other kinds are told apart by their content", async () => {
    for (const [code, content] of [
      ["file.kind", "<html><body>姓名</body></html>"],
      ["file.kind", '<?xml version="1.0"?><?mso-application progid="Word.Document"?><Document/>'],
      ["header.missing", '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'],
      ["file.kind", bytes("samples/L01.docx")],
      ["file.empty", ""],
      ["header.missing", "甲,乙\n1,2\n"],
    ])
      await assert.rejects(readSheet(Buffer.from(content)), { name: "LeifengFormError", code });
  });

  test("a formula without a result is a text, which is no number", async () => {
    const { records } = await readSheet(bytes("sheets/strict.xlsx"));
    const [{ row, answers }, ...more] = records;
    const { volunteers, ...rest } = answers;
    assert.deepEqual([row, rest, more], [2, { unit_name: "示例 单位", submitted_on: "2012-04-20" }, []]);
    assert.match(volunteers, /^=SUM\(1,2\)（/);
    const { state, code } = find(book.check(answers, { today }), "volunteers.format");
    assert.deepEqual([state, code], ["fails", "number.text"]);
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
    for (const { code, params } of repeated.cells)
      assert.deepEqual([code, params], ["answer.repeated", { row: 6 }], JSON.stringify(repeated.cells));
    assert.ok(repeated.cells.length > 0);
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
    const { records } = reports("sheets/pile.xlsx");
    const rows = (record, rule) => find(record, rule).rows.map(({ row, message }) => `第 ${row} 行 D 列：${message}\n`);
    const [first] = rows(records[0], "roster.format");
    assert.match(first, /^第 4 行/);
    assert.ok(stdout.includes(`sheets/pile.xlsx 工作表“志愿者名册”：\n          ${first}`), stdout);
    const [third] = rows(records[2], "hours.city");
    assert.match(third, /^第 5 行/);
    assert.ok(stdout.includes(third), stdout);
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

  describe("by a rulebook that identifies its records otherwise", () => {
    const { answers } = JSON.parse(readFileSync(join(root, "rulebooks/cases/community-grant-2025.json"), "utf8"));
    const { 成员名单: members, ...rest } = { ...answers, 项目计划书: "书".repeat(800) };
    const grant = (format, ...args) => {
      const own = ["--rulebook", join(root, "rulebooks/community-grant-2025.json"), "--today", "2025-04-10"];
      const { stdout, stderr } = command(["check", ...own, "--format", format, ...args]);
      assert.equal(stderr, "");
      return stdout;
    };
    const teams = file(
      "团队.jsonl",
      ["甲队", "乙队"].map((name) => JSON.stringify({ ...rest, 团队名称: name })).join("\n"),
    );
    const listOf = (name, header, rows) => file(name, [header, ...rows].map((row) => row.join(",")).join("\n"));
    const row = (person) => [person.姓名, person.出生日期, person.负责人 ?? ""];

    test("rows go to the record with their key", () => {
      const list = listOf(
        "名单.csv",
        ["团队名称", "姓名", "出生日期", "负责人"],
        [
          ...members.map((person) => ["甲 队", ...row(person)]),
          ...members.slice(0, 5).map((person) => ["乙队", ...row(person)]),
        ],
      );
      const { records } = linesOf(grant("jsonl", teams, list));
      assert.deepEqual(
        records.map(({ verdict, source }) => [verdict, source.tables.members.file]),
        [
          ["eligible", list],
          ["ineligible", list],
        ],
      );
      assert.equal(find(records[1], "members.count").state, "fails");
    });

    test("rows without it go to none of two, and what they lack is told in the rulebook's words", () => {
      const list = listOf("无名.csv", ["姓名", "出生日期", "负责人"], members.map(row));
      const { records } = linesOf(grant("jsonl", teams, list));
      assert.deepEqual(
        records.map(({ verdict }) => verdict),
        ["incomplete", "incomplete", "unreadable"],
      );
      assert.match(records[2].error, /没有写明团队名称，不能确定属于哪一份资助申请表，没有并入，请补上团队名称。/);
    });

    test("what rows say besides their key tells nobody whose they are", () => {
      const list = listOf(
        "名单和电话.csv",
        ["团队名称", "姓名", "出生日期", "负责人", "申请金额"],
        members.map((person, at) => ["甲队", ...row(person), `${at + 1}`]),
      );
      const { records } = linesOf(grant("jsonl", teams, list));
      assert.deepEqual(
        records.map(({ source }) => source.tables?.members?.file),
        [list, undefined],
      );
      assert.equal(find(records[0], "members.count").state, "holds");
      // Alone they are one record, which has what all its rows say.
      const { records: alone } = linesOf(grant("jsonl", list));
      assert.equal(alone.length, 1);
      assert.equal(find(alone[0], "members.count").state, "holds");
      assert.equal(find(alone[0], "amount.required").state, "open");
    });

    test("reports call records by it", () => {
      const [header, first] = grant("csv", teams)
        .split("\r\n")
        .map((line) => line.split(","));
      assert.deepEqual([header[2], first[2]], ["团队名称", "甲队"]);
    });
  });

  test("of two rosters for one application the second is told, and the application stays open", () => {
    const rosters = { 名册: [ROSTER, ...volunteers("一", 120)], 名册2: [ROSTER, ...volunteers("二", 99)] };
    const { records } = reports(file("两册.xlsx", workbook({ 申报: pile(good), ...rosters })));
    assert.deepEqual(
      records.map(({ verdict }) => verdict),
      ["incomplete", "unreadable"],
    );
    assert.match(records[1].error, /工作表“名册”中已有属于同一份申报表的行/);
  });

  test("two volunteers side by side in a row: the roster is not read, and nothing is eligible by half of it", async () => {
    const [one, two] = [volunteers("甲", 120, 120), volunteers("乙", 10, 120)];
    const head = ["序号", "姓名", "服务时长（小时）"];
    const beside = [[...head, ...head], ...one.map((row, at) => [...row.slice(0, 3), ...two[at].slice(0, 3)])];
    const { records } = reports(file("并排.xlsx", workbook({ 申报: pile(good), 名册: beside })));
    assert.deepEqual(
      records.map(({ verdict }) => verdict),
      ["incomplete", "unreadable"],
    );
    assert.equal(records[1].code, "column.twice");
    await assert.rejects(readSheet(workbook({ 名册: beside }), { field: "roster" }), { name: "LeifengFormError" });
    // The right half of a printed list may be there and empty.
    const half = beside.map((row, at) => (at === 0 ? row : row.slice(0, 3)));
    assert.equal((await readSheet(workbook({ 名册: half }), { field: "roster" })).records.length, 2);
  });

  describe("below a table", () => {
    const at = (column, ...cells) => [...Array(column).fill(null), ...cells];
    const signed = {
      "a seal and a day to the right": [at(3, "示例医院（盖章）"), at(3, "2012年4月20日")],
      "a day": [at(3, "2012-4-20")],
      "room for a day": [at(2, "年   月   日")],
      "an opinion and a signature": [
        ["推荐单位意见", null, "同意推荐"],
        ["负责人签字：", null, null, "年  月  日"],
      ],
      "a name of an office behind a blank row": [[], at(3, "示例团委")],
    };
    for (const [what, rows] of Object.entries(signed)) {
      test(`${what} is no volunteer, and is told`, () => {
        const path = file(
          "签章.xlsx",
          workbook({ 申报: pile(good), 名册: [ROSTER, ...volunteers("甲", 120), ...rows] }),
        );
        const { stderr, stdout, status } = check("--format", "jsonl", path);
        const [record, ...others] = linesOf(stdout).records;
        assert.deepEqual([record.verdict, others.length, status], ["eligible", 0, 0]);
        assert.match(stderr, /^[^\n]*签章\.xlsx 工作表“名册”：.+\n$/);
      });
      test(`${what} is no application, and is told`, () => {
        const path = file("签章.xlsx", workbook({ 申报: [...pile(good), ...rows.map((row) => at(8, ...row))] }));
        const { stderr, stdout } = check("--format", "jsonl", path);
        assert.equal(linesOf(stdout).records.length, 1);
        assert.match(stderr, /^[^\n]*签章\.xlsx 工作表“申报”：.+\n$/);
      });
    }

    const faulty = {
      "hours without a name": at(2, 10),
      "hours with their unit": at(2, "10小时"),
      "a phone": at(3, "13800000009"),
      "a serial number": [9, null, null, "（盖章）"],
      "a name": [null, "甲九", null, "（盖章）"],
      "a text that says nothing of a signature": at(3, "待补"),
    };
    for (const [what, row] of Object.entries(faulty)) {
      test(`${what}: a faulty volunteer, whatever follows`, async () => {
        for (const below of [[], [at(3, "（盖章）")]]) {
          if (what.startsWith("a text") && below.length > 0) continue;
          const { records } = await readSheet(workbook({ 名册: [ROSTER, ...volunteers("甲", 120), row, ...below] }), {
            field: "roster",
          });
          assert.deepEqual(
            records.map(({ row }) => row),
            [2, 3],
          );
        }
      });
    }

    test("the same of a text that comes in pieces", async () => {
      const rows = Array.from({ length: 30_000 }, (_, at) => `${at},甲${at},120,13800000000`);
      rows.splice(20_000, 0, ",,,待补");
      const text = [ROSTER.join(","), ...rows, ",,,示例医院（盖章）", ",,,2012年4月20日", ""].join("\n");
      const path = file("长.csv", text);
      const { records, notes } = await readSheet(Buffer.from(text), { field: "roster" });
      assert.equal(records.length, 30_001);
      assert.equal(notes.length, 1);
      const { stderr, stdout } = check("--format", "jsonl", file("one.jsonl", JSON.stringify(good)), path);
      const [{ checks }] = linesOf(stdout).records;
      assert.deepEqual(
        checks.find(({ rule }) => rule === "roster.format").rows.map(({ row }) => row),
        [20_002],
      );
      assert.equal(stderr, `leifeng-form：${path}：${notes[0]}\n`);
    });

    test("the function 负责人 is no signature", async () => {
      const rows = [
        ["职务", "姓名", "服务时长（小时）"],
        ["负责人", "甲", 120],
        ["队员", "乙", 120],
      ];
      const { records } = await readSheet(workbook({ 名册: rows }), { field: "roster" });
      assert.equal(records.length, 2);
    });

    test("names of those who filled it in, a cell each", () => {
      const filler = ["填表人", null, "张三", null, null, "审核人", "李四", null, null, 13800000000];
      const path = file("填表.xlsx", workbook({ 申报: [...pile(good), filler] }));
      assert.equal(reports(path).records.length, 1);
    });
  });

  describe("rows between the header and the first record", () => {
    const rows = {
      "running numbers of the columns": ROSTER.map((_, at) => at + 1),
      units: [null, null, "（小时）", "（手机）"],
    };
    for (const [what, row] of Object.entries(rows)) {
      test(`${what} are no record`, async () => {
        const { records, notes } = await readSheet(workbook({ 名册: [ROSTER, row, ...volunteers("甲", 120)] }), {
          field: "roster",
        });
        assert.deepEqual([records.map(({ row }) => row), notes], [[3], []]);
      });
    }

    test("a row that is numbered as an example is told", async () => {
      const rows = [ROSTER, ["（例）", "某某", 120, "13800000000"], ...volunteers("甲", 120)];
      const { records, notes } = await readSheet(workbook({ 名册: rows }), { field: "roster" });
      assert.deepEqual([records.map(({ row }) => row), notes.length], [[3], 1]);
    });

    for (const [what, upper, lower] of [
      ["that are named where no title is", ["单位名称", "岗位名称", "服务队长"], [null, null, "姓名"]],
      ["that all stand below a title", ["申报单位", null, "服务队长"], ["单位名称", "岗位名称", "姓名"]],
    ]) {
      test(`columns ${what}, and those of a title that they complete`, async () => {
        const head = [
          [...upper, null, null],
          [...lower, "身份", "联系电话"],
        ];
        const { columns, unknown, records } = await readSheet(
          workbook({ 申报: [...head, ["甲", "岗", "某某", "团组织负责人", "13900001111"]] }),
        );
        const ids = ["unit_name", "post_name", "leader_name", "leader_role", "leader_phone"];
        assert.deepEqual([Object.keys(columns), unknown], [ids, []]);
        assert.deepEqual(
          records.map(({ row, answers }) => [row, Object.keys(answers)]),
          [[3, ids]],
        );
      });
    }

    test("a column whose name reaches down from the row above has that name", async () => {
      const upper = ["序号", "基本情况", null, "备注一"];
      const lower = [null, "单位名称", "岗位名称", null];
      const { unknown, records } = await readSheet(
        workbook({ 申报: [upper, lower, [1, "甲", "岗", null]] }, { 申报: ["A1:A2", "B1:C1", "D1:D2"] }),
      );
      assert.deepEqual([unknown, Object.keys(records[0].answers)], [["备注一"], ["unit_name", "post_name", "备注一"]]);
    });
  });

  describe("a sheet that is the form itself", () => {
    const answers = Object.entries(good).map(([id, value]) => [label(id), cellOf(value)]);
    const pairs = (width) =>
      Array.from({ length: Math.ceil(answers.length / width) }, (_, at) =>
        answers.slice(at * width, (at + 1) * width).flat(),
      );
    for (const width of [1, 2, 3]) {
      test(`is one application, with ${width} labels in a row`, () => {
        const path = file("表.xlsx", workbook({ 申报表: [["青年雷锋岗申报表"], ...pairs(width)] }));
        const { records } = reports(path);
        assert.deepEqual(
          records.map(({ verdict, source }) => [verdict, source.row]),
          [["eligible", 2]],
        );
      });
    }

    test("answers stand to the right of merged labels, or behind a colon, or are not there", async () => {
      const rows = [
        ["申报级别", null, "市级", "申报渠道", "县（区）单位"],
        ["所属县区", null, null, "单位名称", "甲院"],
        ["岗位名称：导医岗", null, null, "志愿者人数", 20],
        ["服务队长", null, "单位人数", "联系电话", "13800000000"],
        ["队长身份", null, "团组织负责人", "电子邮箱", null, "（选填）"],
        ["统一标识", null, "有", "规章制度", "有"],
        ["服务承诺", null, "有", "监督电话", "12355"],
      ];
      const merged = ["A1:B1", "A4:B4", "A5:B5", "A6:B6", "A7:B7"];
      const { records, columns } = await readSheet(workbook({ 申报表: rows }, { 申报表: merged }));
      assert.deepEqual(columns, {});
      assert.deepEqual(
        records.map(({ row, answers }) => [row, answers]),
        [
          [
            1,
            {
              level: "市级",
              channel: "县（区）单位",
              unit_name: "甲院",
              post_name: "导医岗",
              volunteers: 20,
              leader_phone: "13800000000",
              leader_role: "团组织负责人",
              emblem: "有",
              charter: "有",
              pledge: "有",
              hotline: "12355",
            },
          ],
        ],
      );
    });

    test("and its roster below it", () => {
      const path = file(
        "表.xlsx",
        workbook({ 申报表: [...pairs(2), ["志愿者名册"], ROSTER, ...volunteers("甲", 120, 99)] }),
      );
      const { records } = reports(path);
      assert.equal(records.length, 1);
      assert.equal(find(records[0], "hours.city").rows[0].row, pairs(2).length + 4);
    });

    test("beside a pile of applications it tells how to fill them in", () => {
      const explained = answers.map(([label]) => [label, `填写${label}`]);
      const { stdout, stderr } = check(
        "--format",
        "jsonl",
        file("说明.xlsx", workbook({ 说明: explained, 申报: pile(good) })),
      );
      assert.equal(linesOf(stdout).records.length, 1);
      assert.match(stderr, /^[^\n]*说明\.xlsx：.+\n$/);
    });

    test("an application a column is told", () => {
      const { status, records } = reports(
        file("纵向.xlsx", workbook({ 汇总: answers.map(([label, value]) => [label, value, value]) })),
      );
      assert.deepEqual([status, records.map(({ code }) => code)], [1, ["header.missing"]]);
    });
  });

  test("a roster below the applications on the same sheet", () => {
    const rows = [...pile(good), [], ["志愿者名册"], ROSTER, ...volunteers("甲", 120, 99)];
    const { records } = reports(file("上下.xlsx", workbook({ 申报: rows })));
    assert.equal(records.length, 1);
    assert.deepEqual(
      find(records[0], "hours.city").rows.map(({ row }) => row),
      [7],
    );
    const text = rows.map((row) => row.map((cell) => `"${cell ?? ""}"`).join(",")).join("\n");
    const apart = reports(file("上下.csv", text));
    assert.deepEqual([apart.status, apart.records.map(({ code }) => code)], [1, ["table.second"]]);
  });

  test("rosters of several units one below the other, each under its name", () => {
    const roster = (unit, ...hours) => [[`单位名称：${unit}`], ROSTER, ...volunteers(unit, ...hours), []];
    const rows = [...roster("甲", 120, 120), ...roster("乙", 120, 99)];
    const { records } = reports(
      file("分段.xlsx", workbook({ 申报: pile({ unit_name: "甲" }, { unit_name: "乙" }), 名册: rows })),
    );
    assert.deepEqual(
      records.map(({ verdict }) => verdict),
      ["eligible", "ineligible"],
    );
    assert.equal(find(records[1], "hours.city").rows[0].row, 9);
  });

  test("a workbook that is named .csv is read as what it is", () => {
    assert.equal(reports(file("改名.csv", workbook({ 申报: pile(good) }))).records.length, 1);
  });

  test("sheets that are not understood, and overviews beside the applications, are told", () => {
    const sheets = {
      通讯录: [
        ["单位名称", "岗位名称", "联系电话"],
        [good.unit_name, good.post_name, "13800000000"],
      ],
      申报: pile(good),
      活动: [
        ["月份", "场次"],
        ["一月", 3],
      ],
      空: [],
    };
    const { status, stdout, stderr } = check("--format", "jsonl", file("多表.xlsx", workbook(sheets)));
    assert.deepEqual([status, linesOf(stdout).records.length], [0, 1]);
    assert.match(stderr.replaceAll(folder, ""), /^(leifeng-form：\/多表\.xlsx：.+\n){2}$/);
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
      const path = file(name, bytes("documents/password.docx"));
      const { status, records } = reports(path);
      assert.deepEqual([status, records[0].source, records[0].code], [1, { file: path }, "file.encrypted"]);
    }
  });

  test("a workbook that was cut off is told with its name", () => {
    writeFileSync(join(folder, "坏.xlsx"), bytes("sheets/pile.xlsx").subarray(0, 3000));
    const { status, stdout } = command(["check", "坏.xlsx", "--format", "jsonl"]);
    assert.equal(status, 1);
    const [{ source, code }] = linesOf(stdout).records;
    assert.deepEqual([source, code], [{ file: "坏.xlsx" }, "file.truncated"]);
  });

  test("a text as Excel takes it: quotes within a cell, and numbers that a back end made texts", async () => {
    const rows = [
      '蒙阴"雷锋"岗,="13812345678",25',
      '导医岗,\'13812345678,"25"',
      '"候车""引导""岗","=""13812345678""",25',
    ];
    const path = file("后台.csv", ["岗位名称,联系电话,志愿者人数", ...rows].join("\r\n"));
    const { records } = await readSheet(readFileSync(path));
    assert.deepEqual(
      records.map(({ answers }) => Object.values(answers)),
      ['蒙阴"雷锋"岗', "导医岗", '候车"引导"岗'].map((name) => [name, "13812345678", "25"]),
    );
    const open = reports(file("未闭合.csv", '岗位名称,联系电话\n甲,1\n"乙,2\n')).records;
    assert.deepEqual([open.length, open[0].code], [1, "text.no_table"]);
  });

  test("a web page and XML of Excel 2003, named .xls, in GBK", async () => {
    // 岗位名称, 联系电话, 志愿者人数; 导医岗.
    const gbk = (text) =>
      Buffer.concat(text.split(/[{}]/).map((part, at) => Buffer.from(part, at % 2 ? "hex" : "latin1")));
    const [name, phone, count, post] = ["b8dacebbc3fbb3c6", "c1aacfb5b5e7bbb0", "d6bed4b8d5dfc8cbcafd", "b5bcd2bdb8da"];
    const expected = { post_name: "导医岗", leader_phone: 13812345678, volunteers: "25" };
    const page = gbk(
      `<html><head><meta charset=gb2312></head><table><tr><th>{${name}}<th>{${phone}}<th>{${count}}</tr>` +
        `<tr><td>{${post}}<td x:num="13812345678">1.38E+10<td>25</tr></table></html>`,
    );
    const xml = gbk(
      '<?xml version="1.0" encoding="GBK"?><?mso-application progid="Excel.Sheet"?>' +
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">' +
        `<Worksheet ss:Name="1"><Table>${[[name, phone, count].map((it) => `{${it}}`), [`{${post}}`, 13812345678, "25"]]
          .map((row) => {
            const cells = row.map(
              (it) => `<Cell><Data ss:Type="${typeof it === "number" ? "Number" : "String"}">${it}</Data></Cell>`,
            );
            return `<Row>${cells.join("")}</Row>`;
          })
          .join("")}</Table></Worksheet></Workbook>`,
    );
    for (const [kind, content] of Object.entries({ html: page, xml })) {
      const path = file(`${kind}.xls`, content);
      const sheet = await readSheet(readFileSync(path));
      assert.deepEqual([sheet.kind, sheet.records], [kind, [{ row: 2, answers: expected }]]);
      assert.equal(reports(path).records[0].source.row, 2);
    }
  });

  test("Unicode text of Excel, named .xls", async () => {
    const text = "\ufeff岗位名称\t联系电话\t志愿者人数\r\n导医岗\t13812345678\t25\r\n";
    const path = file("导出.xls", Buffer.from(text, "utf16le"));
    assert.equal(reports(path).records[0].source.row, 2);
    const { kind, records } = await readSheet(readFileSync(path));
    const answers = { post_name: "导医岗", leader_phone: "13812345678", volunteers: "25" };
    assert.deepEqual([kind, records], ["csv", [{ row: 2, answers }]]);
  });

  test("a row of a text whose columns are parted by tabs or semicolons", () => {
    for (const mark of ["\t", ";"]) {
      const path = file("marks.csv", ["单位名称", "岗位名称\n甲", "乙\n"].join(mark));
      assert.deepEqual(reports(path).records[0].unknown, []);
    }
  });
});
