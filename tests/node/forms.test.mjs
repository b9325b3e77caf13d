// Forms filled in with Excel or Word: alone, and in folders of applications.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { command, file, good, lay, linesOf, Rulebook, today } from "./support.mjs";
import { document, grid, paragraph, workbook } from "./workbook.mjs";

const book = Rulebook.load("mengyin-2012");
const { fields } = book.describe().forms.find(({ id }) => id === "application");
const { materials, ...bare } = good;

/** The answers as they are written into a form: rows of a label and what stands beside it. */
function filled(answers) {
  return Object.entries(answers).map(([id, value]) => {
    const { label, options = [] } = fields.find((field) => field.id === id);
    const written = (one) => options.find((option) => option.id === one)?.label ?? one;
    if (typeof value === "boolean") return [label, value ? "是" : "否"];
    return [label, Array.isArray(value) ? value.map(written).join("、") : String(written(value))];
  });
}
const label = (id) => fields.find((field) => field.id === id).label;
const pairs = (rows) => rows.flatMap((row, at) => (at % 2 === 0 ? [[...row, ...(rows[at + 1] ?? [])]] : []));
const word = (answers, ...more) => document(paragraph("申报表"), grid(pairs(filled(answers))), ...more);
const sheet = (answers, others = {}) => workbook({ 申报表: [["申报表"], ...pairs(filled(answers))], ...others });
const ROSTER = [
  ["姓名", "服务时长（小时）"],
  ["甲", "120"],
  ["乙", "99"],
];

function judged(paths, ...args) {
  const { status, stdout, stderr } = command(["check", ...paths, "--today", today, "--format", "jsonl", ...args]);
  return { status, stderr, ...linesOf(stdout) };
}
function one(path) {
  const { records } = judged([path]);
  assert.equal(records.length, 1, JSON.stringify(records.map(({ source, error }) => [source, error])));
  return records[0];
}
const state = ({ checks }, rule) => checks.find((check) => check.rule === rule)?.state;

describe("a form in Word", () => {
  test("is read as the same in Excel is", () => {
    const { source, ...read } = one(file("申报表.docx", word(bare)));
    assert.deepEqual([source.sheet, source.row], ["表格 1", 1]);
    const { source: _, ...same } = one(file("申报表.xlsx", sheet(bare)));
    assert.deepEqual(read, same);
    assert.equal(read.verdict, "incomplete");
    const left = read.checks.filter(({ state, severity }) => state !== "holds" && severity === "error");
    assert.deepEqual([...new Set(left.flatMap(({ fields }) => fields))], ["materials"]);
  });

  test("text beside the table is no answer", () => {
    const { volunteers: _, ...rest } = bare;
    const record = one(file("beside.docx", word(rest, paragraph(`${label("volunteers")}：3`))));
    assert.equal(state(record, "volunteers.required"), "open");
  });

  test("merged cells and a roster in a cell", () => {
    const rows = pairs(filled(bare));
    const roster = { xml: grid(ROSTER) + paragraph(""), span: 3 };
    const wide = [...rows.map(([a, b, c = "", d = ""]) => [a, { xml: paragraph(b), span: 2 }, c, d]), ["名册", roster]];
    const record = one(file("roster.docx", document(grid(wide))));
    assert.equal(state(record, "hours.city"), "fails");
    assert.equal(state(record, "volunteers.city"), "holds");
  });

  describe("boxes", () => {
    const run = (text) => `<w:r><w:t>${text}</w:t></w:r>`;
    const symbol = (code, font = "Wingdings") => `<w:r><w:sym w:font="${font}" w:char="${code}"/></w:r>`;
    const legacy = (inner) =>
      `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>${inner}</w:checkBox></w:ffData></w:fldChar></w:r>` +
      `<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const control = (sign) =>
      `<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:rPr/><w:t>${sign}</w:t></w:r></w:sdtContent></w:sdt>`;
    const yesNo = fields.find(({ kind }) => kind === "yes_no");
    const asked = (xml) => {
      const rest = filled({ ...bare, [yesNo.id]: undefined }).filter(([name]) => name !== yesNo.label);
      const cells = [...pairs(rest), [yesNo.label, { xml: `<w:p>${xml}</w:p>` }]];
      const record = one(file("boxes.docx", document(grid(cells))));
      return record.checks.filter(({ fields }) => fields.includes(yesNo.id)).map(({ state }) => state);
    };

    test("ticked in every usual way are a yes", () => {
      const plain = asked(run("是"));
      for (const yes of [
        run("☑是 ☐否"),
        run("是√ 否□"),
        run("[x] 是 [ ] 否"),
        symbol("F0FE") + run("是 ") + symbol("F0A8") + run("否"),
        symbol("F052", "Wingdings 2") + run("是 ") + symbol("F0A3", "Wingdings 2") + run("否"),
        legacy("<w:default w:val='0'/><w:checked/>") + run("是") + legacy("<w:default w:val='0'/>") + run("否"),
        control("☒") + run("是") + control("☐") + run("否"),
        run("✓"),
      ])
        assert.deepEqual(asked(yes), plain, yes);
    });

    test("both or none are no answer, and told", () => {
      const open = asked("");
      for (const unclear of [run("☑是 ☑否"), run("□是 □否"), run("□")]) {
        assert.deepEqual(asked(unclear), open, unclear);
      }
      const rest = filled(bare).filter(([name]) => name !== yesNo.label);
      const path = file("none.docx", document(grid([...pairs(rest), [yesNo.label, "□是 □否"]])));
      assert.deepEqual(
        judged([path]).batch.notes.map(({ code }) => code),
        ["note.boxes"],
      );
    });
  });

  test("a document without a form is refused, and the others are judged", () => {
    const { status, records } = judged([
      file("note.docx", document(paragraph("志"))),
      file("good.jsonl", `${JSON.stringify(good)}\n`),
    ]);
    assert.deepEqual(
      records.map(({ verdict, code }) => [verdict, code]),
      [
        ["unreadable", "header.missing"],
        ["eligible", undefined],
      ],
    );
    assert.equal(status, 1);
  });
});

describe("a folder with a form", () => {
  const text = document(paragraph("志".repeat(2000)));

  for (const [what, form] of [
    ["Excel", { "表.xlsx": sheet(bare) }],
    ["Word", { "表.docx": word(bare) }],
  ]) {
    test(`in ${what} is one application, whatever its files are called`, () => {
      const top = lay({ ...form, "材料.docx": text, "名册.xlsx": workbook({ 名册: ROSTER }), "照片.jpg": "" });
      const record = one(top);
      assert.equal(record.counts.materials.zishu, 2000);
      assert.equal(state(record, "hours.city"), "fails");
      assert.deepEqual(
        record.attachments.map(({ file, field, code }) => [file, field ?? code]),
        [
          ["照片.jpg", "attachment.kind"],
          ["材料.docx", "materials"],
          ["名册.xlsx", "roster"],
        ],
      );
      assert.match(record.source.file, /表\.(xlsx|docx)$/);
    });
  }

  test("in a folder of a county", () => {
    const unit = (name) => sheet({ ...bare, unit_name: name });
    const { status, records } = judged([
      lay({
        "甲县/一/表.xlsx": unit("一"),
        "甲县/一/材料.docx": text,
        "甲县/二/表.docx": word({ ...bare, unit_name: "二" }),
        "甲县/二/材料.docx": text,
        "乙县/三/a.json": JSON.stringify(good),
        "乙县/四/材料.docx": text,
      }),
    ]);
    assert.equal(status, 1);
    assert.deepEqual(
      records.map(({ verdict, record, code }) => record?.key.unit_name ?? [verdict, code]).sort(),
      [["unreadable", "folder.no_answers"], "一", "二", good.unit_name].sort(),
    );
  });

  test("a roster on another sheet of the form is its own", () => {
    const record = one(lay({ "表.xlsx": sheet(bare, { 名册: ROSTER }), "材料.docx": text }));
    assert.equal(state(record, "hours.city"), "fails");
  });

  test("two different forms are told, and none is read", () => {
    const record = one(lay({ "表.xlsx": sheet(bare), "表.docx": word({ ...bare, unit_name: "另一单位" }) }));
    assert.deepEqual([record.verdict, record.code], ["unreadable", "folder.many_answers"]);
  });
});

describe("what was passed over", () => {
  test("is told in the report itself, in every format", () => {
    const line = `${JSON.stringify(good)}\n`;
    const top = lay({ "a.jsonl": line, "a - 副本.jsonl": line, "~$a.xlsx": "x", "b.xlsx": "none" });
    const paths = ["a.jsonl", "a - 副本.jsonl", "~$a.xlsx", "b.xlsx"].map((name) => `${top}/${name}`);
    const { status, records, batch } = judged(paths);
    assert.equal(status, 1);
    assert.deepEqual(
      records.map(({ verdict }) => verdict),
      ["eligible", "unreadable"],
    );
    assert.deepEqual(
      batch.notes.map(({ file, code }) => [file, code]),
      [
        [paths[1], "note.copy"],
        [paths[2], "note.leftover"],
      ],
    );
    for (const format of ["text", "json", "csv", "html"]) {
      const { status, stdout } = command(["check", ...paths, "--today", today, "--format", format]);
      assert.equal(status, 1, format);
      for (const { message } of batch.notes) assert.ok(stdout.includes(message), format);
    }
  });

  test("a run with leftovers alone has nothing to check", () => {
    const { status, stdout } = command(["check", file("~$a.xlsx", "x")]);
    assert.deepEqual([status, stdout], [2, ""]);
  });
});
