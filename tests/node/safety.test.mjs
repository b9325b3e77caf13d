// What an accident or an attacker lays before the command: it costs one record, never the run, and no more time than its size.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { command, csv, file, folder, good, lay, linesOf, pkg, start, today } from "./support.mjs";
import { workbook } from "./workbook.mjs";

const FORMATS = ["text", "json", "jsonl", "csv", "html"];
/** No run of these tests may hang. */
const check = (args, options) => command(["check", "--today", today, ...args], { timeout: 60_000, ...options });
const json = JSON.stringify;
const jsonl = (...records) => records.map((record) => json(record)).join("\n");

/** What a run comes to: its status, and of each record the file, the verdict and the code. */
function outcome(args, options) {
  const { status, stdout, stderr } = check(["--format", "jsonl", ...args], options);
  assert.doesNotMatch(stderr, /\n {4}at /, "no trace of the program");
  assert.ok(stdout.endsWith("\n"), stderr);
  const { records } = linesOf(stdout);
  for (const { verdict, code, error } of records) {
    if (verdict !== "unreadable") continue;
    assert.match(code, /^[a-z]+\.[a-z0-9_]+$/);
    assert.ok(error.length > 0);
  }
  return { status, records, stderr };
}
const told = ({ records }) => records.map(({ source, verdict, code }) => [source.file, code ?? verdict]);

/** An .xls whose content ends behind its first bytes. */
const CUT_XLS = Buffer.from("d0cf11e0a1b11ae1".padEnd(1024, "0"), "hex");
const CUT_XLSX = workbook({ 汇总: [["单位名称", "岗位名称"]] }).subarray(0, 400);

describe("a file that cannot be read is one record, and the run goes on", () => {
  const fine = file("good.csv", csv({}));
  const bad = {
    "cut.xls": [CUT_XLS, "file.damaged"],
    "cut.xlsx": [CUT_XLSX, "file.truncated"],
    "none.xlsx": ["", "file.empty"],
    "picture.xlsx": [Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "file.kind"],
    "alien.csv": ["a,b\n1,2\n", "header.missing"],
    "mixed.csv": [Buffer.from([0xe5, 0x2c, 0x41, 0x0a, 0xff, 0xff, 0x0a]), "file.undecodable"],
    "syntax.json": ["[\n{ bad", "json.syntax"],
    "paper.pdf": ["%PDF-1.4", "file.kind"],
    nameless: ["", "file.kind"],
  };
  for (const [name, [content, code]] of Object.entries(bad)) {
    test(`${name}, alone and on either side of a good file`, () => {
      const path = file(name, content);
      assert.deepEqual(told(outcome([path])), [[path, code]]);
      assert.deepEqual(told(outcome([fine, path])), [
        [fine, "eligible"],
        [path, code],
      ]);
      assert.deepEqual(told(outcome([path, fine])), [
        [path, code],
        [fine, "eligible"],
      ]);
      assert.equal(outcome([fine, path]).status, 1);
    });
  }

  for (const format of FORMATS) {
    test(`in ${format}`, () => {
      const path = file("format.xls", CUT_XLS);
      const { status, stdout, stderr } = check(["--format", format, path, fine]);
      assert.deepEqual([status, stderr], [1, ""]);
      assert.match(stdout, /format\.xls/);
      assert.doesNotMatch(stdout, /format\.xls 第|format\.xls,1,/, "a file as a whole has no row");
      const [{ error }] = outcome([path]).records;
      assert.ok(stdout.includes(error), stdout);
      assert.match(stdout, /good\.csv/);
    });
  }

  test("the records before a fault in a file are judged", () => {
    // The beginning of a text, which tells its layout, is read as a whole.
    const count = 100;
    const path = file("late.csv", `${csv(...Array(count).fill({}))}"never closed`);
    const all = told(outcome([path]));
    assert.ok(all.length > count / 4, `${all.length}`);
    assert.deepEqual(all.at(-1), [path, "text.no_table"]);
  });

  test("a nameless roster goes to no record beside a file that may hold others", () => {
    const roster = file("roster.csv", "姓名,服务时长（小时）\n甲,120\n");
    const [first] = outcome([fine, roster]).records;
    assert.ok(first.source.tables.roster, "alone it is sure");
    const { records } = outcome([fine, roster, file("others.xls", CUT_XLS)]);
    assert.equal(records[0].source.tables, undefined);
    assert.notEqual(records[0].verdict, "eligible");
  });

  test("a line over 64 MB, in a file and through a pipe; lines behind it keep their numbers", () => {
    const long = `{"unit_name":"${"x".repeat(65 * 1024 * 1024)}"}`;
    const text = `${json(good)}\n${long}\n\n${json(good)}\n`;
    const path = file("long.jsonl", text);
    for (const result of [outcome([path]), outcome(["-"], { input: text, maxBuffer: 1e9 })]) {
      assert.equal(result.status, 1);
      assert.deepEqual(
        result.records.map(({ source, verdict, code }) => [source.row, verdict, code]),
        [
          [1, "eligible", undefined],
          [2, "unreadable", "record.too_long"],
          [4, "eligible", undefined],
        ],
      );
    }
    const whole = file("long.json", `[${json(good)},\n${long},\n${json(good)}]`);
    assert.deepEqual(
      outcome([whole]).records.map(({ source, code }) => [source.row, code]),
      [
        [1, undefined],
        [2, "record.too_long"],
        [3, undefined],
      ],
    );
  });

  test("each line that is no record says why, for programs too", () => {
    const deep = `{"a":${"[".repeat(99)}${"]".repeat(99)}}`;
    const path = file("lines.jsonl", Buffer.concat([Buffer.from(`{\n7\n${deep}\n`), Buffer.from([0xff])]));
    assert.deepEqual(
      outcome([path]).records.map(({ code }) => code),
      ["record.not_json", "record.not_object", "record.too_deep", "record.not_utf8"],
    );
  });
});

describe("only what is mistyped ends the command with status 2", () => {
  const fine = file("typed.jsonl", json(good));
  for (const [what, args] of [
    ["a file that is not there", [fine, "nowhere.xlsx"]],
    ["a file below a file", [join(fine, "below.xlsx")]],
    ["a rulebook that is not there", [fine, "--rulebook", "nowhere.json"]],
    ["an unknown option", [fine, "--formt", "text"]],
    ["no file", []],
    ["a folder without a single file", [lay({})]],
  ]) {
    test(what, () => {
      const { status, stdout, stderr } = check(args);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, /^leifeng-form：/);
    });
  }

  test("count: a file that cannot be read is 1, one that is not there 2", () => {
    const [text, picture] = [file("a.txt", "志愿"), file("b.txt", "PK\u0003\u0004\0\0")];
    assert.equal(command(["count", text, picture]).status, 1);
    const { status, stdout, stderr } = command(["count", text, "nowhere.txt"]);
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /nowhere\.txt/);
  });

  test("an empty folder beside others is told, and they are judged", () => {
    const [empty, other] = [lay({}), lay({ "甲/a.json": json(good) })];
    const { status, records, stderr } = outcome([empty, other]);
    assert.deepEqual([status, records.length], [0, 1]);
    assert.match(stderr, new RegExp(`${empty}：文件夹里没有申报材料`));
  });
});

describe("a folder", () => {
  test("with a link that loops: one record, the others are judged", () => {
    const top = lay({ "甲/a.json": json(good), "乙/a.json": json(good) });
    symlinkSync("loop", join(top, "乙/loop"));
    const result = outcome([top]);
    assert.equal(result.status, 1);
    assert.deepEqual(told(result).sort(), [
      [join(top, "乙/a.json"), "eligible"],
      [join(top, "乙/loop"), "file.loop"],
      [join(top, "甲/a.json"), "eligible"],
    ]);
  });

  test("with a link to nothing: the same", () => {
    const top = lay({ "甲/a.json": json(good) });
    symlinkSync("gone.docx", join(top, "甲/申报材料.docx"));
    assert.deepEqual(told(outcome([top])), [
      [join(top, "甲/申报材料.docx"), "file.missing"],
      [join(top, "甲/a.json"), "incomplete"],
    ]);
  });

  test("links that stay inside are followed, to whichever applicant", () => {
    const { materials, ...rest } = good;
    // A name that begins with two dots leads nowhere.
    for (const shared of ["共用", "..共用"]) {
      const top = lay({ "甲/a.json": json(rest), [`${shared}/说明.txt`]: materials });
      symlinkSync(`../${shared}/说明.txt`, join(top, "甲/申报材料.txt"));
      symlinkSync(top, join(top, "甲/round"));
      const all = told(outcome([top]));
      assert.ok(
        all.some(([path, verdict]) => path === join(top, "甲/a.json") && verdict === "eligible"),
        json(all),
      );
      assert.ok(all.every(([, code]) => code !== "file.outside"));
    }
  });

  test("links that lead outside are refused and told, those to folders too; nothing of what they lead to is shown", () => {
    const secret = "绝密";
    const out = lay({
      "secret.json": json({ ...good, unit_name: secret, place: secret }),
      "secret.txt": secret,
      "secret.csv": `姓名,服务时长（小时）\n${secret},1\n`,
    });
    const top = lay({ "甲/a.json": json(good) });
    mkdirSync(join(top, "乙"));
    const links = { "乙/x.json": "secret.json", "甲/申报材料.txt": "secret.txt", "甲/名册.csv": "secret.csv", 丙: "." };
    for (const [link, to] of Object.entries(links)) symlinkSync(join(out, to), join(top, link));
    symlinkSync(`../../${out.slice(folder.length + 1)}/secret.json`, join(top, "乙/y.json"));
    for (const format of FORMATS) {
      const { status, stdout, stderr } = check(["--format", format, top]);
      assert.equal(status, 1);
      assert.ok(!`${stdout}${stderr}`.includes(secret), format);
    }
    const result = outcome([top]);
    assert.deepEqual(
      told(result)
        .filter(([, code]) => code === "file.outside")
        .map(([file]) => file.slice(top.length + 1))
        .sort(),
      [...Object.keys(links), "乙/y.json"].sort(),
    );
    // What was not read might have failed a rule.
    const [held] = result.records.filter(({ source }) => source.file.endsWith("甲/a.json"));
    assert.equal(held.verdict, "incomplete");
    assert.match(held.attachments.find(({ file }) => file === "名册.csv").note, /指向文件夹以外/);
  });

  test("given by a link itself, or as /, is its own inside", () => {
    const top = lay({ "甲/a.json": json(good), "名册.txt": "" });
    const link = `${top}-link`;
    symlinkSync(top, link);
    assert.deepEqual(told(outcome([link])), [[join(link, "甲/a.json"), "eligible"]]);
  });

  test("without permission to read it, or a file in it: one record each, the others are judged", (t) => {
    const top = lay({
      "甲/a.json": json(good),
      "乙/a.json": json(good),
      "丙/a.json": json(good),
      "丁/a.json": json(good),
      "丁/名册.csv": "姓名,服务时长（小时）\n甲,120\n",
    });
    chmodSync(join(top, "乙"), 0);
    chmodSync(join(top, "丙/a.json"), 0);
    chmodSync(join(top, "丁/名册.csv"), 0);
    t.after(() => chmodSync(join(top, "乙"), 0o755));
    const path = file("locked.csv", csv({}));
    chmodSync(path, 0);
    const result = outcome([top, path], asNobody());
    assert.equal(result.status, 1);
    assert.deepEqual(
      told(result).sort(),
      [
        [path, "file.no_access"],
        [join(top, "丁/a.json"), "incomplete"],
        [join(top, "丙/a.json"), "file.no_access"],
        [join(top, "乙/"), "file.no_access"],
        [join(top, "甲/a.json"), "eligible"],
      ].sort(),
    );
  });
});

/** Options under which the command may read no more than anybody: root may read everything. */
function asNobody() {
  if (process.getuid?.() !== 0) return {};
  chmodSync(folder, 0o755);
  const copy = join(folder, "pkg");
  if (!existsSync(copy)) cpSync(pkg, copy, { recursive: true });
  const preload = file("nobody.mjs", "process.setegid(65534); process.seteuid(65534);");
  return { cli: join(copy, "cli.js"), env: { ...process.env, NODE_OPTIONS: `--import=${preload}` } };
}

describe("what is no regular file is refused, whatever its name", () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const socket = join(folder, "socket");
  const server = createServer();
  server.listen(socket);
  after(() => server.close());

  for (const ending of [".json", ".jsonl", ".csv", ".xlsx", ".xls", ".docx"]) {
    test(`${ending} on the command line`, async () => {
      if (!existsSync(socket)) await once(server, "listening");
      for (const [name, to] of Object.entries({ zero: "/dev/zero", pipe, socket, tty: "/dev/tty" })) {
        if (!existsSync(to) || (name === "pipe" && ending === ".jsonl")) continue;
        const link = join(folder, `${name}${ending}`);
        symlinkSync(to, link);
        const result = outcome([link]);
        assert.deepEqual([result.status, told(result)], [1, [[link, "file.not_regular"]]]);
      }
    });
  }

  test("in a folder, in place of the answers and beside them", () => {
    const top = lay({ "甲/a.json": json(good) });
    mkdirSync(join(top, "乙"));
    mkdirSync(join(top, "丙"));
    symlinkSync("/dev/zero", join(top, "乙/x.json"));
    execFileSync("mkfifo", [join(top, "丙/x.json")]);
    for (const name of ["名册.csv", "名册.xlsx", "申报材料.docx", "合影.jpg"])
      symlinkSync("/dev/zero", join(top, "甲", name));
    const result = outcome([top]);
    const refused = told(result).filter(([, code]) => code === "file.not_regular");
    assert.deepEqual(
      refused.map(([file]) => file.slice(top.length + 1)).sort(),
      ["丙/x.json", "乙/x.json", "甲/合影.jpg", "甲/名册.csv", "甲/名册.xlsx", "甲/申报材料.docx"].sort(),
    );
    const [held] = told(result).filter(([file]) => file === join(top, "甲/a.json"));
    assert.equal(held[1], "incomplete");
  });

  test("for count, a rulebook and its cases", () => {
    symlinkSync("/dev/zero", join(folder, "zero.txt"));
    const counted = command(["count", "--format", "json", join(folder, "zero.txt"), pipe], { timeout: 60_000 });
    assert.equal(counted.status, 1);
    for (const { error } of JSON.parse(counted.stdout)) assert.match(error, /不是普通文件/);
    for (const args of [["zero.json"], ["mengyin-2012", "--cases", "zero.json"]]) {
      const { status, stderr } = command(["rulebook", ...args], { timeout: 60_000 });
      assert.equal(status, 2);
      assert.match(stderr, /zero\.json：不是普通文件/);
    }
  });

  test("but for a pipe of JSON Lines, by its name or by the shell's", () => {
    const lines = file("through.jsonl", jsonl(good, { ...good, post_name: "第二岗" }));
    const named = join(folder, "named.jsonl");
    execFileSync("mkfifo", [named]);
    const args = [process.execPath, join(pkg, "cli.js"), "check", "--today", today, "--format", "jsonl"];
    for (const script of [`cat "$1" > "$2" & shift 2; exec "$@" ${named}`, `exec "\${@:3}" <(cat "$1")`]) {
      const { status, stdout } = spawnSync("bash", ["-c", script, "bash", lines, named, ...args], {
        encoding: "utf8",
        timeout: 60_000,
      });
      assert.equal(status, 0);
      assert.equal(linesOf(stdout).records.length, 2);
    }
  });
});

describe("--output", () => {
  const path = file("out.jsonl", jsonl(good, { ...good, post_name: "第二岗" }));
  const mode = (file) => (statSync(file).mode & 0o777).toString(8);

  test("a new report is for its owner alone, in every format", () => {
    for (const format of FORMATS) {
      const report = join(folder, `new.${format}`);
      assert.equal(check(["--format", format, "--output", report, path], { umask: 0 }).status, 0);
      assert.equal(mode(report), "600");
    }
  });

  test("one that takes the place of another keeps its mode", () => {
    for (const before of [0o600, 0o640, 0o664, 0o755]) {
      const report = file(`kept-${before}.txt`, "old");
      chmodSync(report, before);
      assert.equal(check(["--output", report, path]).status, 0);
      assert.equal(mode(report), before.toString(8));
      assert.match(readFileSync(report, "utf8"), /共 2 条记录/);
    }
  });

  test("a name as long as names may be", () => {
    const report = join(folder, `${"名".repeat(83)}.txt`);
    assert.equal(check(["--output", report, path]).status, 0);
    assert.match(readFileSync(report, "utf8"), /共 2 条记录/);
  });

  test("what cannot be written says why, with its path, and leaves nothing", () => {
    const top = lay({ "file.txt": "" });
    symlinkSync("loop.txt", join(top, "loop.txt"));
    const before = readdirSync(top);
    for (const [name, reason] of [
      ["名".repeat(90), /文件名过长/],
      ["loop.txt", /绕成了圈/],
      ["no/where.txt", /文件夹不存在/],
      ["file.txt/below.txt", /文件夹不存在/],
      [".", /是文件夹/],
    ]) {
      const { status, stdout, stderr } = check(["--output", join(top, name), path]);
      assert.deepEqual([status, stdout], [2, ""], name);
      assert.ok(stderr.startsWith(`leifeng-form：${join(top, name)}：`), stderr);
      assert.match(stderr, reason);
    }
    assert.deepEqual(readdirSync(top), before);
    const full = check(["--output", "/dev/full", path]);
    assert.deepEqual([full.status, full.stderr], [2, "leifeng-form：/dev/full：磁盘空间不足。\n"]);
  });

  test("a folder in which nothing may be written", () => {
    const top = lay({});
    chmodSync(top, 0o555);
    chmodSync(path, 0o644);
    const { status, stderr } = check(["--output", join(top, "report.txt"), path], asNobody());
    assert.equal(status, 2);
    assert.match(stderr, /report\.txt：没有权限/);
    assert.deepEqual(readdirSync(top), []);
  });

  test("a folder that is moved away meanwhile is told", async () => {
    const top = lay({});
    const child = start(["check", "--today", today, "--output", join(top, "report.txt"), "-"]);
    child.stdin.write(`${json(good)}\n`);
    while (readdirSync(top).length === 0) await wait(20);
    renameSync(top, `${top}-away`);
    child.stdin.end();
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += data;
    });
    const [status] = await once(child, "close");
    assert.equal(status, 2);
    assert.match(errors, /report\.txt：找不到文件或文件夹/);
  });

  for (const [signal, status] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ]) {
    test(`${signal} ends the run in the middle and leaves what was there, and nothing else`, async () => {
      const top = lay({ "report.html": "as it was" });
      const temporary = lay({});
      const many = file("many.jsonl", `${json(good)}\n`.repeat(50_000));
      const child = start(["check", "--today", today, "--format", "html", "--output", join(top, "report.html"), many], {
        env: { ...process.env, TMPDIR: temporary },
      });
      while (readdirSync(top).length < 2) await wait(20);
      await wait(300);
      child.kill(signal);
      const began = Date.now();
      assert.deepEqual(await once(child, "close"), [status, null]);
      assert.ok(Date.now() - began < 3000, "it is heard");
      assert.deepEqual(readdirSync(top), ["report.html"]);
      assert.equal(readFileSync(join(top, "report.html"), "utf8"), "as it was");
      assert.deepEqual(readdirSync(temporary), []);
    });
  }
});

describe("ids that every object inherits", () => {
  const ids = ["constructor", "toString", "hasOwnProperty", "valueOf", "__proto__"];
  const fields = {
    unit_name: { label: "单位名称", kind: "text" },
    valueOf: { label: "说明", kind: "long_text" },
    hasOwnProperty: {
      label: "等次",
      kind: "choice",
      options: [
        { id: "constructor", label: "甲等" },
        { id: "toString", label: "乙等" },
      ],
    },
    constructor: {
      label: "名册",
      kind: "table",
      columns: {
        toString: { label: "姓名", kind: "text", required: true },
        constructor: { label: "职务", kind: "text" },
      },
    },
    toString: { label: "人数", kind: "count" },
    ["__proto__"]: { label: "电话", kind: "phone" },
  };
  const book = file(
    "inherited.json",
    json({
      id: "inherited",
      title: "自拟",
      extends: "base",
      fields,
      forms: {
        application: {
          title: "申报表",
          fields: Object.keys(fields),
          required: Object.fromEntries(ids.map((id) => [id, {}])),
        },
      },
      rules: {
        "toString.least": { forms: ["application"], holds: { number: { of: "toString", at_least: 20 } } },
        "constructor.unique": {
          forms: ["application"],
          holds: { unique_rows: { table: "constructor", by: ["toString"] } },
        },
      },
    }),
  );
  const records = {
    "一.json": `{"unit_name":"甲","constructor":[{"toString":"张"},{"toString":"张"}],"toString":3,"hasOwnProperty":"甲等","valueOf":"字","__proto__":"138"}`,
    "二.json": `{"unit_name":"乙"}`,
    "三.csv": "单位名称,人数,电话,等次,说明\r\n丙,5,139,乙等,字字\r\n",
    "四.xlsx": workbook({
      汇总: [
        ["单位名称", "人数", "电话", "等次", "说明"],
        ["丁", 5, "139", "丙等", "字"],
      ],
      名册: [
        ["姓名", "职务", "单位名称"],
        ["张", "队长", "丁"],
        ["张", "队员", "丁"],
      ],
    }),
  };
  const paths = Object.entries(records).map(([name, content]) => file(name, content));

  for (const format of FORMATS) {
    test(`in ${format}`, () => {
      const { status, stdout, stderr } = check(["--rulebook", book, "--format", format, ...paths]);
      assert.deepEqual([status, stderr], [1, ""]);
      const text = stdout.replace(/<(script|style)>.*?<\/\1>/gs, "");
      assert.doesNotMatch(text, /function|native code|\[object|undefined|NaN/);
      // A field's label or a rule's id, as the format has them: what has such an id is named as any other.
      assert.match(text, /说明|toString\.least/);
    });
  }

  test("are answered and told as any other", () => {
    const [first, second, third, fourth] = outcome(["--rulebook", book, ...paths]).records;
    const state = (record, rule) => record.checks.find((check) => check.rule === rule)?.state;
    for (const id of ids) {
      assert.equal(state(first, `${id}.required`), "holds", id);
      assert.equal(state(second, `${id}.required`), "open", id);
    }
    assert.equal(state(first, "constructor.unique"), "fails");
    assert.equal(state(first, "__proto__.format"), "fails");
    assert.equal(Object.getOwnPropertyDescriptor(third.source.columns, "__proto__").value, "3");
    assert.equal(third.source.columns.toString, "2");
    assert.deepEqual(fourth.unknown, []);
  });

  test("beside answers in a folder too", () => {
    const top = lay({ "a.json": `{"unit_name":"甲"}`, "名册.csv": "姓名,职务\n张,队长\n", "说明.txt": "字字字" });
    const [record] = outcome(["--rulebook", book, top]).records;
    assert.equal(record.counts.valueOf.zishu, 3);
    assert.deepEqual(
      record.attachments.map(({ file, field }) => [file, field]),
      [
        ["说明.txt", "valueOf"],
        ["名册.csv", "constructor"],
      ],
    );
  });

  test("as names of options, formats and commands they are unknown", () => {
    for (const args of [
      ["constructor"],
      ["check", paths[0], "--toString=x"],
      ["check", paths[0], "--format", "valueOf"],
    ]) {
      assert.equal(command(args).status, 2);
    }
    assert.deepEqual(told(outcome([file("a.constructor", "")])), [[join(folder, "a.constructor"), "file.kind"]]);
  });
});

describe("time grows with the rows, and not with their pairs", () => {
  const probe = file("cpu.mjs", 'process.on("exit", () => console.error("cpu", process.resourceUsage().userCPUTime));');
  /** The seconds that a run takes of a processor, however busy that is with others. */
  function seconds(files) {
    const env = { ...process.env, NODE_OPTIONS: `--import=${probe}` };
    const { stderr } = check(["--format", "csv", "--output", "/dev/null", ...files], { env, timeout: 300_000 });
    return Number(/cpu (\d+)/.exec(stderr)[1]) / 1e6;
  }
  const range = (count, make) => Array.from({ length: count }, (_, at) => make(at));
  const lines = (header, rows) => [header, ...rows].map((cells) => cells.join(",")).join("\n");
  const roster = (count, unit) =>
    lines(
      ["姓名", "服务时长（小时）", "单位名称", "岗位名称"],
      range(count, (at) => [`志愿者${at}`, 120, unit(at), "岗"]),
    );
  const nameless = (count) =>
    lines(
      ["姓名", "服务时长（小时）"],
      range(count, (at) => [`志愿者${at}`, 120]),
    );
  const applications = (count) => {
    const { materials: _, ...few } = good;
    return range(count, (at) => json({ ...few, unit_name: `单位${at}`, post_name: "岗" })).join("\n");
  };
  const sheet = (count) =>
    workbook({
      名册: [
        ["姓名", "服务时长（小时）", "单位名称", "岗位名称"],
        ...range(count, (at) => [`志愿者${at}`, 120, "单位", "岗"]),
      ],
    });
  for (const [what, size, files] of [
    ["a roster of one post", 20_000, (count) => ({ "roster.csv": roster(count, () => "单位") })],
    ["the same in a workbook", 20_000, (count) => ({ "roster.xlsx": sheet(count) })],
    ["a roster of as many posts as rows", 10_000, (count) => ({ "roster.csv": roster(count, (at) => `单位${at}`) })],
    [
      "rosters and as many applications",
      4000,
      (count) => ({ "all.jsonl": applications(count), "roster.csv": roster(count, (at) => `单位${at}`) }),
    ],
    [
      "a roster of nobody beside as many applications",
      4000,
      (count) => ({ "all.jsonl": applications(count), "roster.csv": nameless(count) }),
    ],
    [
      "rosters that only the district tells apart beside as many applications",
      4000,
      (count) => ({
        "all.jsonl": applications(count),
        "roster.csv": lines(
          ["姓名", "服务时长（小时）", "所属县区"],
          range(count, (at) => [`志愿者${at}`, 120, `县区${at}`]),
        ),
      }),
    ],
    [
      "merged cells over merged cells",
      10_000,
      (count) => ({
        "merged.xlsx": workbook(
          { 名册: [["姓名", "服务时长（小时）"], ...range(count, (at) => [`志愿者${at}`, 120])] },
          { 名册: range(count, (at) => `A${at + 2}:A${count + 1}`) },
        ),
      }),
    ],
    [
      "rows that are the same as far as they can be read",
      5000,
      (count) => ({ "one.json": json({ ...good, roster: range(count, () => ({ 姓名: "甲", 联系电话: "138" })) }) }),
    ],
  ]) {
    test(what, () => {
      const time = (count) => {
        const top = lay(files(count));
        return seconds(readdirSync(top).map((name) => join(top, name)));
      };
      const [none, once, twice] = [1, size, 2 * size].map(time);
      assert.ok(
        twice - none < 3 * (once - none) + 0.8,
        `${none.toFixed(2)} s for one row, ${once.toFixed(2)} s for ${size}, ${twice.toFixed(2)} s for twice as many`,
      );
    });
  }
});
