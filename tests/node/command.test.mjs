// The command as a reviewer and a script use it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import {
  command,
  csv,
  file,
  folder,
  good,
  LeifengFormError,
  linesOf,
  Rulebook,
  root,
  start,
  today,
} from "./support.mjs";

const book = Rulebook.load("mengyin-2012");
const few = { ...good, volunteers: 3 };
const check = (...args) => command(["check", "--today", today, ...args]);
const reports = (...args) => {
  const { status, stdout, stderr } = check("--format", "jsonl", ...args);
  assert.equal(stderr, "");
  return { status, ...linesOf(stdout) };
};
const jsonl = (...records) => records.map((record) => JSON.stringify(record)).join("\n");
/** The command could not do it: status 2, a line that matches, nothing on standard output. */
function assertRefused({ status, stdout, stderr }, ...patterns) {
  assert.equal(status, 2, stderr);
  assert.equal(stdout, "");
  for (const pattern of patterns) assert.match(stderr, pattern);
  assert.doesNotMatch(stderr, /\n {4}at /, "no trace of the program");
}

/** The command could not do it, for a reason that a call into the package gives: the same words. */
function assertRefusedAs(result, call, code) {
  assert.throws(call, (error) => {
    assert.ok(error instanceof LeifengFormError);
    assert.equal(error.code, code);
    assertRefused(result);
    assert.ok(result.stderr.includes(error.message), result.stderr);
    return true;
  });
}

const PLACES = { "text.no_table": ["number", "undefined", "string"], "json.syntax": ["undefined", "number", "string"] };

/** An input is a record that cannot be read: status 1, its code, and what is said of it under its name. */
function assertUnreadable(path, code, ...patterns) {
  const { status, records } = reports(path);
  assert.deepEqual([status, records.length], [1, 1]);
  const [{ source, error, row, line, column, ...report }] = records;
  assert.deepEqual([source, report], [{ file: path }, { verdict: "unreadable", code }]);
  // Where it is, as data: by the row of a table, the line of a text.
  assert.deepEqual([typeof row, typeof line, typeof column], PLACES[code] ?? Array(3).fill("undefined"));
  for (const pattern of patterns) assert.match(error, pattern);
  const { status: same, stdout, stderr } = check(path);
  assert.deepEqual([same, stderr], [1, ""]);
  assert.ok(stdout.startsWith(`${path}\n  结论    无法读取\n  错误    ${error}\n`), stdout);
}

describe("exit status", () => {
  test("0 where every record is eligible", () => {
    assert.equal(check(file("good.jsonl", jsonl(good, { ...good, post_name: "第二岗" }))).status, 0);
    assert.equal(check(file("none.jsonl", "")).status, 0);
  });

  test("1 where one is ineligible, incomplete or unreadable", () => {
    for (const other of [few, {}, []]) assert.equal(check(file("one.jsonl", jsonl(good, other))).status, 1);
  });

  test("2 where an input is not there, whatever the others are", () => {
    assertRefused(check("good.jsonl", "nowhere.jsonl"), /nowhere\.jsonl：找不到文件/);
  });

  test("2 where an input is written twice, by whatever path: its records would count twice", () => {
    file("twice.csv", csv({}));
    for (const path of ["./twice.csv", join(folder, "twice.csv")]) {
      assertRefused(check("twice.csv", path), /twice\.csv：.*一次/);
    }
    const book = join(root, "tests/files/sheets/pile.xlsx");
    assertRefused(check(book, book), /pile\.xlsx：.*一次/);
  });
});

describe("input", () => {
  test(".jsonl: the report of each line, with its source", () => {
    const path = file("two.jsonl", `\ufeff${jsonl(good)}\n\n${jsonl(few)}\n[]`);
    const { status, records } = reports(path);
    assert.equal(status, 1);
    assert.deepEqual(records[0], { source: { file: path, row: 1 }, ...book.check(good, { today }) });
    assert.deepEqual(records[1], { source: { file: path, row: 3 }, ...book.check(few, { today }) });
    assert.deepEqual(Object.keys(records[2]).sort(), ["code", "error", "source", "verdict"]);
    assert.deepEqual([records[2].source.row, records[2].verdict], [4, "unreadable"]);
  });

  test("- is JSON Lines on standard input", () => {
    const { status, stdout } = command(["check", "-", "--today", today, "--format", "jsonl"], { input: jsonl(good) });
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout).source, { file: "-", row: 1 });
  });

  test(".json: one object, or an array; the row is the line a record begins on", () => {
    assert.equal(reports(file("one.json", JSON.stringify(good, null, 2))).records.length, 1);
    const text = JSON.stringify([good, { ...few, place: '括号 ]}" 在文字里' }], null, 2);
    const { records } = reports(file("list.json", text));
    const second = text.slice(0, text.lastIndexOf("  {\n")).split("\n").length;
    assert.deepEqual(
      records.map(({ source, verdict }) => [source.row, verdict]),
      [
        [2, "eligible"],
        [second, "ineligible"],
      ],
    );
    assert.deepEqual(check(file("empty.json", "[]")).status, 0);
  });

  test(".csv in UTF-8 with and without a mark, UTF-16 and GB18030 is read alike", () => {
    const text = csv({}, { volunteers: 3 });
    writeFileSync(join(folder, "utf8.csv"), text);
    const encodings = {
      utf8: Buffer.from(text),
      mark: Buffer.from(`\ufeff${text}`),
      utf16: Buffer.from(`\ufeff${text}`, "utf16le"),
      gb18030: execFileSync("iconv", ["-f", "utf-8", "-t", "gb18030", join(folder, "utf8.csv")]),
    };
    for (const [name, bytes] of Object.entries(encodings)) {
      const { records } = reports(file(`${name}.csv`, bytes));
      assert.deepEqual(
        records.map(({ source, verdict }) => [source.row, verdict]),
        [
          [2, "eligible"],
          [3, "ineligible"],
        ],
        name,
      );
    }
  });

  test(".csv: rows are lines of the file, whatever the quoting, blank rows and line ends", () => {
    const lines = ["", ",,", "单位名称,岗位名称,志愿者人数", '"甲""乙""","一行\n二行",25', "", " , ,", "丙,丁,3"];
    for (const end of ["\n", "\r\n"]) {
      const { records } = reports(file("lines.csv", lines.join(end)));
      assert.deepEqual(
        records.map(({ source }) => source.row),
        [4, 8],
      );
    }
  });

  test(".csv: columns that are repeated or unnamed are told, not read", () => {
    const { records } = reports(file("columns.csv", "志愿者人数,志愿者人数,,单位名称\n25,3,x,甲\n25,,,甲,尾\n"));
    assert.deepEqual(records[0].unknown, ["志愿者人数（第 2 列）", "第 3 列（无列名）"].sort());
    assert.deepEqual(records[1].unknown, ["志愿者人数（第 2 列）", "第 5 列（无列名）"].sort());
    assert.deepEqual(records[0].checks.find(({ rule }) => rule === "volunteers.required").state, "holds");
  });

  test(".csv: a cell that cannot be decoded makes its record unreadable, with its row", () => {
    const header = execFileSync("iconv", ["-f", "utf-8", "-t", "gb18030"], { input: "单位名称,岗位名称\n甲,乙\n" });
    const bytes = Buffer.concat([header, Buffer.from([0xff, 0xff, 0x2c, 0x41, 0x0a])]);
    const { records } = reports(file("broken.csv", bytes));
    const { source, error, ...report } = records.at(-1);
    assert.deepEqual([source.row, report], [3, { verdict: "unreadable", code: "cell.undecodable", column: "1" }]);
    assert.notEqual(error, "");
  });

  test(".csv that is neither UTF-8 nor GB18030 is told", () => {
    const bytes = Buffer.concat([Buffer.from("单位名称,岗位名称\n"), Buffer.from([0xff, 0xff, 0x2c, 0x41, 0x0a])]);
    assertUnreadable(file("mixed.csv", bytes), "file.undecodable");
  });
});

test("an input without a record is told", () => {
  for (const [name, text] of [
    ["none.jsonl", ""],
    ["header.csv", "单位名称,岗位名称\n"],
    ["rows.csv", "姓名,服务时长（小时）\n"],
    ["none.json", "[]"],
  ]) {
    const { status, stderr } = check(file(name, text), file("beside.jsonl", jsonl(good)));
    assert.deepEqual([status, stderr], [0, `leifeng-form：${join(folder, name)}：其中没有一条记录，请核对内容。\n`]);
  }
  assert.match(check("-").stderr, /标准输入：其中没有一条记录/);
});

describe("what cannot be read is named with its place", () => {
  test(".csv with a quote that is not closed; quotes within a text stand as Excel shows them", () => {
    assertUnreadable(file("open.csv", '单位名称,岗位名称\n甲,乙\n"丙,丁\n'), "text.no_table");
    for (const [name, text, title] of [
      ["behind.csv", '单位名称,岗位名称\n"甲"乙,丙\n', "甲乙 丙"],
      ["inside.csv", '单位名称,岗位名称\n甲,5"屏\n', '甲 5"屏'],
    ])
      assert.equal(reports(file(name, text)).records[0].record.title, title);
  });

  test(".csv without a header, with none that is known, or divided by another character", () => {
    for (const [name, text] of [
      ["no.csv", "\n\n"],
      ["alien.csv", "a,b\n1,2\n"],
      ["wide.csv", "单位名称，岗位名称\n甲，乙\n"],
    ])
      assertUnreadable(file(name, text), "header.missing");
  });

  test(".json that is not well formed", () => {
    for (const [name, text, ...patterns] of [
      ["a.json", '[\n{"a":1}\n{"a":2}]', /^第 3 行第 1 列/],
      ["b.json", '[{"a":"x]', /^第 1 行/],
      ["c.json", '{"a":[1}'],
      ["d.json", '{"a":1}\n{"a":2}', /^第 2 行第 1 列/, /\.jsonl/],
      ["e.json", "7", /对象/],
      ["f.json", "", /对象/],
    ])
      assertUnreadable(file(name, text), "json.syntax", ...patterns);
  });

  test("a picture with the name of a sheet or a document", () => {
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    assertUnreadable(file("pic.xlsx", png), "file.kind");
    const { status, stdout, stderr } = command(["count", file("pic.docx", png)]);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, /^[^：]*pic\.docx：.+\n$/);
  });

  test("kinds of file that are not read yet, a folder, no file", () => {
    assertUnreadable(file("a.xlsx", ""), "file.empty");
    assertUnreadable(file("a.docx", ""), "file.empty");
    assertUnreadable(file("a.pdf", ""), "file.kind", /^不能读取 \.pdf 文件，请使用/);
    assertUnreadable(file("a", ""), "file.kind", /扩展名/);
    mkdirSync(join(folder, "dir.csv"));
    assertRefused(check("dir.csv"), /没有可以检查的材料/);
    assertRefused(check(), /文件/);
  });
});

describe("the command line", () => {
  const path = file("line.jsonl", jsonl(good));
  for (const [args, ...patterns] of [
    [["chek", path], /“chek”/, /“check”/],
    [[], /用法/],
    [["check", path, "--formt", "json"], /--formt/, /“--form/],
    [["check", path, "--format", "jason"], /“json”/],
    [["check", path, "--format"], /--format.*值/],
    [["check", path, "--form", "--quiet"], /--form .*值/],
    [["check", path, "--quiet=1"], /--quiet/],
    [["check", path, "--today", today, "--today", today], /一次/],
    [["check", path, "--format", "htm"], /“html”/],
    [["check", path, "--rulebook", "mengying-2012"], /“mengyin-2012”/],
    [["check", path, "--rulebook", "own.json"], /own\.json/],
    [["check", "-", "-"], /标准输入/],
    [["rulebook"], /规则文件/],
    [["rulebook", "mengyin-2012", "linyi-2012"], /一次/],
    [["rulebook", "mengyin-2012", "--cases", "x"], /x：/],
    [["rulebook", "mengyin-2012", "--cases"], /--cases.*值/],
    [["count", "--output", "x", "a.txt"], /--output/],
  ]) {
    test(`${args.join(" ").replace(folder, "") || "nothing"} is refused`, () =>
      assertRefused(command(args), ...patterns));
  }

  test("a form and a day that do not exist are refused in the package's words", () => {
    for (const [code, options] of [
      ["form.unknown", { form: "aplication", today }],
      ["today.unreadable", { form: "application", today: "2012-02-30" }],
    ]) {
      const given = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
      assertRefusedAs(command(["check", path, ...given]), () => book.check({}, options), code);
    }
  });

  test("--help and --version", () => {
    assert.match(command(["--help"]).stdout, /leifeng-form check FILE/);
    assert.match(command(["check", "--help"]).stdout, /leifeng-form check FILE/);
    assert.match(command(["--version"]).stdout, /^\d+\.\d+\.\d+\n$/);
  });

  test("--help names every kind of file that is read, and a file of another kind is answered with them", () => {
    const [, named] = /检查申报记录（(.*?)；/.exec(command(["--help"]).stdout);
    const kinds = named.split("、");
    for (const kind of [".xlsx", ".xls", ".csv", ".json", ".jsonl"]) assert.ok(kinds.includes(kind), kind);
    for (const kind of kinds) assert.doesNotMatch(check(file(`kind${kind}`, "")).stderr, /不能读取/, kind);
    assertUnreadable(file("kind.pdf", ""), "file.kind", new RegExp(`不能读取 \\.pdf 文件，请使用 ${named}`));
  });

  test("options may stand before the files and carry their value behind =", () => {
    assert.equal(command(["check", "--format=jsonl", `--today=${today}`, path]).status, 0);
  });
});

describe("output", () => {
  const path = file("out.jsonl", jsonl(good, { ...few, unit_name: "示例单位", post_name: "便民岗" }, {}));

  test("text: verdicts, what fails with its clause, a summary; no colour where it is piped", () => {
    const { stdout } = check(path);
    assert.match(stdout, /第 2 行 {2}示例单位 · 便民岗\n {2}结论 +不符合/);
    assert.match(stdout, /\n {2}不符合 +.*二、2/);
    assert.match(stdout, /\n {2}待补充 /);
    assert.match(stdout, /共 3 条记录：符合 1，不符合 1，待补充 1，无法读取 0\n$/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may stand there
    assert.doesNotMatch(stdout, /[\x00-\x09\x0b-\x1f]/);
  });

  test("a record is named by whatever key answers its field", () => {
    const { unit_name, post_name, district, ...rest } = good;
    const named = { ...rest, "*单 位 名 称：（盖章": "甲单位", "岗位名称{必填}": "乙岗", "所属县区（必填": " 蒙 阴县" };
    const { stdout } = check("--format", "csv", file("named.jsonl", JSON.stringify(named)));
    assert.match(stdout, /\r\n[^,]*,1,甲单位,乙岗,[^,]*,蒙阴县,/);
  });

  test("text carries no control character from an answer to the terminal", () => {
    const answers = { ...few, unit_name: "甲\u001b[31m\u0007\u202e乙\r\n丙", volunteers: "\u001b]0;x\u0007三" };
    const { stdout } = check(file("control.jsonl", JSON.stringify(answers)));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may stand there
    assert.doesNotMatch(stdout, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    assert.match(stdout, /甲\[31m乙 丙/);
  });

  test("json: one array", () => {
    const { stdout, status } = check("--format", "json", path);
    assert.equal(status, 1);
    const list = JSON.parse(stdout);
    assert.deepEqual(
      list.slice(0, 3).map(({ verdict }) => verdict),
      ["eligible", "ineligible", "incomplete"],
    );
    assert.deepEqual(list.slice(3), [{ batch: reports(path).batch }]);
    const [{ batch }] = JSON.parse(check("--format", "json", file("none.jsonl", "")).stdout);
    assert.deepEqual(
      batch.notes.map(({ file, code }) => [file, code]),
      [[join(folder, "none.jsonl"), "note.nothing"]],
    );
  });

  test("--quiet leaves out what is eligible; the status stays", () => {
    const { records, status } = reports("--quiet", path);
    assert.deepEqual(
      records.map(({ source }) => source.row),
      [2, 3],
    );
    assert.equal(status, 1);
    assert.match(check("--quiet", path).stdout, /共 3 条记录/);
    const [{ batch }, ...rest] = JSON.parse(check("--quiet", "--format", "json", "good.jsonl").stdout);
    assert.ok(batch.checks.length > 0, "what holds across records is told all the same");
    assert.deepEqual(rest, []);
  });

  test("--output writes the same to a file", () => {
    const written = join(folder, "report.json");
    const { status, stdout } = check("--format", "json", "--output", written, path);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.equal(readFileSync(written, "utf8"), check("--format", "json", path).stdout);
  });

  test("--output keeps what was there, and leaves nothing, where an input is not there", () => {
    const kept = file("kept.txt", "as it was");
    const before = readdirSync(folder);
    assertRefused(check("--output", kept, "good.jsonl", "nowhere.csv"), /nowhere\.csv/);
    assertRefused(check("--output", join(folder, "new.txt"), "nowhere.csv"), /nowhere\.csv/);
    assert.equal(readFileSync(kept, "utf8"), "as it was");
    assert.deepEqual(readdirSync(folder), before);
  });

  test("--output follows a link, and refuses an input, a folder and a folder that there is not", () => {
    const target = file("target.txt", "old");
    symlinkSync(target, join(folder, "link.txt"));
    assert.equal(check("--output", "link.txt", "good.jsonl").status, 0);
    assert.match(readFileSync(target, "utf8"), /共 2 条记录/);
    const own = file("own.jsonl", jsonl(good));
    assertRefused(check("--output", own, own), /相同/);
    assert.equal(readFileSync(own, "utf8"), jsonl(good));
    assertRefused(check("--output", folder, own), /文件夹/);
    assertRefused(check("--output", join(folder, "no/where.txt"), own), /where\.txt：要写入的文件夹不存在/);
  });

  test("--output to a device writes to it and leaves it a device", () => {
    assert.equal(check("--output", "/dev/null", "good.jsonl").status, 0);
    assert.ok(!existsSync("/dev/.null"));
  });

  test("a reader that goes away ends the command without a word", async () => {
    const many = file("many.jsonl", `${JSON.stringify(few)}\n`.repeat(3000));
    const child = start(["check", "--today", today, "--format", "jsonl", many]);
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += data;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const status = await new Promise((done) => child.once("close", done));
    assert.deepEqual([errors, status], ["", 2]);
  });

  test("standard output that takes no more is told", () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = command(["check", "--today", today, "good.jsonl"], { stdio: ["ignore", full, "pipe"] });
    assert.equal(status, 2);
    assert.equal(stderr, "leifeng-form：标准输出：磁盘空间不足。\n");
  });
});

describe("large inputs", () => {
  /** The largest memory of a run over so many megabytes, in MB, as the kernel counts it. */
  function memory(name, megabytes, record, { head = "", format = "text" } = {}) {
    const path = join(folder, name);
    const part = `${record}\n`.repeat(200);
    writeFileSync(path, head);
    for (let size = 0; size < megabytes * 1e6; size += Buffer.byteLength(part))
      writeFileSync(path, part, { flag: "a" });
    const quiet = format === "text" ? ["--quiet"] : [];
    const args = ["check", "--today", today, "--output", "/dev/null", "--format", format, ...quiet, path];
    const { stderr } = command(args, { env: { ...process.env, NODE_OPTIONS: `--import=${probe}` } });
    return Number(stderr) / 1024;
  }
  const probe = file("probe.mjs", 'process.on("exit", () => console.error(process.resourceUsage().maxRSS));');

  test("memory does not grow with a .jsonl", () => {
    const record = JSON.stringify(good);
    const [small, large] = [50, 150].map((size) => memory(`${size}.jsonl`, size, record));
    assert.ok(large < small + 80, `${small} MB, then ${large} MB`);
  });

  test("nor with a .csv", () => {
    const [head, record] = csv({}).split("\r\n");
    // What the collector leaves until there is enough of it comes with the first megabytes.
    const [small, large] = [50, 150].map((size) => memory(`${size}.csv`, size, record, { head: `${head}\n` }));
    assert.ok(large < small + 80, `${small} MB, then ${large} MB`);
  });

  for (const format of ["csv", "html"]) {
    test(`nor with a report in ${format}`, () => {
      const record = JSON.stringify(few);
      const [small, large] = [5, 40].map((size) => memory(`${size}-${format}.jsonl`, size, record, { format }));
      assert.ok(large < small + 80, `${small} MB, then ${large} MB`);
    });
  }
});

describe("count", () => {
  const text = "志愿服务 2012\r\n第二行";

  test("in every encoding, as json and as a table", () => {
    const bytes = execFileSync("iconv", ["-f", "utf-8", "-t", "gb18030", file("u8.txt", text)]);
    const paths = [
      join(folder, "u8.txt"),
      file("gb.txt", bytes),
      file("u16.txt", Buffer.from(`\ufeff${text}`, "utf16le")),
    ];
    const { status, stdout } = command(["count", "--format", "json", ...paths]);
    assert.equal(status, 0);
    const counts = { zishu: 8, charactersNoSpaces: 11, charactersWithSpaces: 12, eastAsian: 7, words: 1 };
    const beside = { textBoxes: 0, notes: 0 };
    assert.deepEqual(
      JSON.parse(stdout),
      paths.map((file) => ({ file, counts, beside })),
    );
    assert.match(command(["count", paths[0]]).stdout, /字数 .*\n8 +11 +12 +/);
  });

  test("what is no text is told, the others are counted", () => {
    const paths = [file("zip.txt", "PK\u0003\u0004\0\0"), "u8.txt", "dir.csv", "a.docx"];
    const { status, stdout } = command(["count", "--format", "json", ...paths]);
    assert.equal(status, 1);
    assert.deepEqual(
      JSON.parse(stdout).map(({ code }) => code),
      ["file.truncated", undefined, "file.is_folder", "file.empty"],
    );
    const plain = command(["count", ...paths]);
    assert.match(plain.stdout, /u8\.txt/);
    assert.match(plain.stderr, /dir\.csv：是文件夹。\n.*\.docx/);
  });
});

describe("rulebook", () => {
  test("lists the rules with their clauses", () => {
    const { status, stdout } = command(["rulebook", "mengyin-2012"]);
    assert.equal(status, 0);
    assert.match(stdout, /volunteers\.city +市级 +必须 +临青联字〔2012〕9号 二、2/);
    assert.match(stdout, /materials\.length/);
  });

  test("a file that is wrong is refused with the place", () => {
    for (const [name, code, text] of [
      ["own.json", "rulebook.unknown", '{ "id": "own-2030", "title": "自拟", "extends": "mengyin-2021" }'],
      ["not.json", "json.bracket_open", "{"],
    ]) {
      const result = command(["rulebook", file(name, text)]);
      assertRefusedAs(result, () => Rulebook.load(text), code);
      assert.ok(result.stderr.startsWith(`leifeng-form：${join(folder, name)}：`), result.stderr);
    }
    assertRefused(command(["rulebook", "nowhere.json"]), /nowhere\.json/);
    for (const text of ["[]", '"mengyin-2012"', "", "规则"]) {
      assertRefused(command(["rulebook", file("list.json", text)]), /list\.json：.*JSON 对象.*大括号/);
    }
  });
});
