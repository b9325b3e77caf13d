// Rules across the records of a batch, through the package and in every format of the command. What is judged how, tests/across.rs says.

import assert from "node:assert/strict";
import { createReadStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { NASTY, shownAs } from "../nasty.mjs";
import { command, csv, file, folder, good, linesOf, Rulebook, root, today } from "./support.mjs";

const book = Rulebook.load("mengyin-2012");
const check = (...args) => command(["check", "--today", today, ...args]);
const jsonl = (...records) => records.map((record) => JSON.stringify(record)).join("\n");
const post = (post_name, more = {}) => ({ ...good, post_name, ...more });
const states = ({ checks }) => Object.fromEntries(checks.map(({ rule, state }) => [rule, state]));

/** What is said of the batch, and the status. */
function batch(...args) {
  const { status, stdout, stderr } = check("--format", "jsonl", ...args);
  assert.equal(stderr, "");
  return { status, ...linesOf(stdout) };
}

const apart = ["甲岗", "乙岗"].map((name) => post(name));
const TWICE = file("twice.jsonl", jsonl(post("甲岗"), post("乙岗"), post("甲岗")));
describe("book.across", () => {
  const unique = ({ checks }) => checks.find(({ rule }) => rule === "nominees.unique");

  test("takes records of checkAll, from lines and from objects, and bare answers", async () => {
    const records = [post("甲岗"), post("乙岗"), post("甲岗")];
    const lines = book.across({ today });
    for await (const record of book.checkAll(createReadStream(TWICE), { today, file: "申报.jsonl" })) lines.add(record);
    const objects = book.across({ today });
    for await (const record of book.checkAll(records, { today, file: "申报.jsonl" })) objects.add(record);
    const bare = book.across({ today });
    for (const [at, answers] of records.entries()) bare.add(answers, { file: "申报.jsonl", row: at + 1 });
    const [only, ...more] = unique(lines.report()).cases;
    assert.deepEqual([only.sources, more], [[1, 3].map((row) => ({ file: "申报.jsonl", row })), []]);
    assert.deepEqual(objects.report(), lines.report());
    assert.deepEqual(bare.report(), lines.report());
  });

  test("answers without a source go by their number; a source comes back with its sheet", () => {
    const across = book.across({ today });
    across.add(post("甲岗"));
    across.add(post("甲岗"), { file: "申报.xlsx", sheet: "汇总", row: 7 });
    const [only] = unique(across.report()).cases;
    assert.deepEqual(only.sources, [{ row: 1 }, { file: "申报.xlsx", sheet: "汇总", row: 7 }]);
  });

  test("goes on after a report, and reads dates as checkAll does", () => {
    const across = book.across({ today });
    for (const answers of apart) across.add({ ...answers, submitted_on: new Date("2012-04-20T00:00:00+08:00") });
    assert.equal(unique(across.report()).state, "holds");
    across.add(post("乙岗"));
    assert.equal(unique(across.report()).state, "fails");
  });

  test("has nothing to report of less than two readable records, or where the form has no such rules", async () => {
    const across = book.across({ today });
    for await (const record of book.checkAll(Buffer.from(`${jsonl(good)}\n[]\n{`), { today })) across.add(record);
    assert.equal(across.report(), undefined);
    const inspections = book.across({ form: "inspection", today });
    for (const answers of apart) inspections.add(answers);
    assert.equal(inspections.report(), undefined);
    assert.throws(() => book.across({ form: "none" }), { code: "form.unknown" });
  });

  test("a rulebook describes its rules across records", () => {
    const form = book.describe().forms.find(({ id }) => id === "application");
    const { severity, clause, requires } = form.across.find(({ rule }) => rule === "quota.max");
    assert.deepEqual([severity, clause], ["error", "临青联字〔2012〕9号 五、2"]);
    const lines = command(["rulebook", "mengyin-2012"]).stdout.split("\n");
    const told = lines.filter((line) => /^quota\.max .*五、2 /.test(line) && line.endsWith(` ${requires}`));
    assert.equal(told.length, 1, lines.join("\n"));
    assert.notEqual(requires, "");
  });
});

describe("the batch of a check", () => {
  test("jsonl: the last line; json: the last element; --quiet keeps it", () => {
    const { records, batch: said, status } = batch(TWICE);
    assert.equal(status, 1);
    assert.equal(records.length, 3);
    assert.deepEqual(records[0], { source: { file: TWICE, row: 1 }, ...book.check(post("甲岗"), { today }) });
    assert.deepEqual(states(said), {
      "roster.unique": "holds",
      "quota.max": "holds",
      "quota.min": "holds",
      "nominees.unique": "fails",
    });
    const list = JSON.parse(check("--format", "json", TWICE).stdout);
    assert.deepEqual(list, [...records, { batch: said }]);
    assert.deepEqual(batch("--quiet", TWICE).batch, said);
  });

  test("a failing error makes the status 1 though every record is eligible, a failing warning does not", () => {
    assert.equal(check(file("apart.jsonl", jsonl(...apart))).status, 0);
    assert.equal(check("--quiet", TWICE).status, 1);
    const volunteer = {
      roster: Array.from({ length: 25 }, (_, at) => ({ name: `甲${at}`, hours: 120 })),
      volunteers: 25,
    };
    const shared = [post("甲岗", volunteer), post("乙岗", { ...volunteer, unit_name: "别的单位" })];
    const { status, batch: said } = batch(file("shared.jsonl", jsonl(...shared)));
    assert.equal(states(said)["roster.unique"], "fails");
    assert.equal(status, 0);
  });

  test("one application is told as before, whatever stands beside it that cannot be read", () => {
    const path = file("alone.jsonl", `${jsonl(good)}\n[]\n`);
    assert.equal(batch(path).batch, undefined);
    for (const format of ["text", "csv", "html", "json"])
      assert.doesNotMatch(
        check("--format", format, path).stdout.replace(/<table class="appendix"[\s\S]*/, ""),
        /各条记录之间|batch/,
      );
  });

  test("over several files of several kinds, with the place of each; an unreadable record counts for nothing", () => {
    const paths = [
      file("one.json", JSON.stringify(post("甲岗"), null, 2)),
      file("two.csv", csv({ post_name: "乙岗" }, { post_name: "甲岗" })),
      file("three.jsonl", `[]\n${jsonl(post("甲岗"))}`),
    ];
    const { batch: said, records } = batch(...paths);
    assert.equal(records.length, 5);
    const { cases } = said.checks.find(({ rule }) => rule === "nominees.unique");
    assert.deepEqual(
      cases.map(({ sources }) => sources.map(({ file, row }) => [file, row])),
      [
        [
          [paths[0], 1],
          [paths[1], 3],
        ],
        [
          [paths[0], 1],
          [paths[2], 2],
        ],
      ],
    );
    const input = jsonl(post("甲岗"), post("甲岗"));
    const { batch: piped } = linesOf(command(["check", "-", "--today", today, "--format", "jsonl"], { input }).stdout);
    assert.deepEqual(piped.checks.at(-1).cases[0].sources, [
      { file: "-", row: 1 },
      { file: "-", row: 2 },
    ]);
  });

  test("with rosters from sheets of their own, and applications in folders", () => {
    const names = Array.from({ length: 25 }, (_, at) => `队员${at}`);
    const head = "单位名称,岗位名称,姓名,服务时长（小时）";
    const roster = (unit, name) => names.map((each) => `${unit},${name},${each},120`);
    const rosters = file("名册.csv", [head, ...roster("甲院", "甲岗"), ...roster("乙院", "乙岗")].join("\n"));
    const two = [
      post("甲岗", { unit_name: "甲院", volunteers: 25, roster: null }),
      post("乙岗", { unit_name: "乙院", volunteers: 25, roster: null }),
    ];
    const { batch: joined } = batch(file("two.jsonl", jsonl(...two)), rosters);
    const check = joined.checks.find(({ rule }) => rule === "roster.unique");
    assert.equal(check.state, "fails");
    assert.equal(check.cases.length, names.length);

    const top = join(folder, "申报材料");
    for (const [at, answers] of two.entries()) {
      mkdirSync(join(top, String(at)), { recursive: true });
      writeFileSync(
        join(top, String(at), "a.json"),
        JSON.stringify({ ...answers, post_name: "甲岗", unit_name: "甲院" }),
      );
      writeFileSync(
        join(top, String(at), "名册.csv"),
        ["姓名,服务时长（小时）", ...names.map((each) => `${each},120`)].join("\n"),
      );
    }
    const { batch: filed } = batch(top);
    const found = filed.checks.find(({ rule }) => rule === "nominees.unique").cases[0].sources;
    assert.deepEqual(
      found.map(({ file }) => file),
      ["0", "1"].map((name) => join(top, name, "a.json")),
    );
  });

  test("the example for another sort of notice: a group in more than three applications", () => {
    const grant = join(root, "rulebooks/community-grant-2025.json");
    const { answers } = JSON.parse(readFileSync(join(root, "rulebooks/cases/community-grant-2025.json"), "utf8"));
    const said = (count) => {
      const path = file(
        `grant-${count}.jsonl`,
        jsonl(...Array.from({ length: count }, () => ({ ...answers, 项目计划书: "书".repeat(800) }))),
      );
      return batch("--rulebook", grant, path);
    };
    assert.equal(said(3).status, 0);
    const { status, batch: four } = said(4);
    assert.equal(status, 1);
    assert.equal(four.checks[0].rule, "times.max");
    assert.deepEqual([four.checks[0].code, four.checks[0].params], ["across.count", { each: "group_name", most: 3 }]);
    assert.deepEqual(
      four.checks[0].cases.map(({ sources }) => sources.map(({ row }) => row)),
      [[1, 2, 3, 4]],
    );
  });
});

describe("for people", () => {
  /** What fails among the records of TWICE, with its clause, and its one case. */
  function told() {
    const [check] = batch(TWICE).batch.checks.filter(({ state }) => state === "fails");
    return [`${check.message}（依据：临青联字〔2012〕9号 五、2）`, check.cases[0].message];
  }

  test("text: what fails with its clause and its cases, before the totals; what holds in one line", () => {
    const { stdout } = check(TWICE);
    const [rule, only] = told();
    const [, section] = /\n各条记录之间\n([\s\S]*?)\n\n共 3 条记录/.exec(stdout);
    assert.deepEqual(section.split("\n"), [`  不符合  ${rule}`, `          ${only}`, "  符合    3 项"]);
  });

  test("csv: rows of their own behind the records, one a rule and one a case", () => {
    const { stdout } = check("--format", "csv", TWICE);
    const rows = parse(stdout, { bom: true, columns: true });
    assert.deepEqual(
      rows.slice(3).map((row) => [row.文件, row.行, row.结论, row.不符合的规则, row.不符合]),
      told().map((text) => ["各条记录之间", "", "不符合", "nominees.unique", text]),
    );
  });

  test("html: before the records, with links to those that are listed", () => {
    const section = (text) => /<section class="across"[\s\S]*?<h2 id="failing"/.exec(text)[0];
    const { stdout } = check("--format", "html", TWICE);
    const links = [...section(stdout).matchAll(/href="#(record-\d+)"/g)].map(([, id]) => id);
    assert.deepEqual(links, ["record-1", "record-3"]);
    for (const id of links) assert.ok(stdout.includes(`<details class="record" id="${id}"`));
    const [, rule] = /href="#(across-\d+)"/.exec(section(stdout));
    assert.match(stdout, new RegExp(`<tr id="${rule}"><th scope="row">[^<]*<code>nominees.unique</code>`));
    assert.ok(stdout.indexOf('id="across"') < stdout.indexOf('id="records"'));
    // What is not listed is not linked.
    const quiet = check("--quiet", "--format", "html", TWICE).stdout;
    assert.doesNotMatch(section(quiet), /#record-/);
    assert.ok(section(quiet).includes(told()[1]));
  });

  test("no answer becomes markup, a formula or a control character there", () => {
    // Each text names a unit, a post and a volunteer of two applications, so that every rule tells it.
    const roster = NASTY.map((name) => ({ name: `甲${name}`, hours: 120 }));
    const pairs = NASTY.flatMap((text) => [1, 2].map(() => ({ ...good, unit_name: text, post_name: text })));
    const rosters = ["甲院", "乙院"].map((unit_name) => post("岗", { unit_name, roster }));
    const path = file("=twice<img src=x>.jsonl", jsonl(...pairs, ...rosters));

    const across = parse(check("--format", "csv", path).stdout, { bom: true }).filter(
      ([first]) => first === "各条记录之间",
    );
    assert.ok(across.length > NASTY.length);
    for (const cell of across.flat()) assert.doesNotMatch(cell, /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u);

    const html = check("--format", "html", path).stdout;
    const markup = html.slice(html.indexOf('<section class="across"'), html.indexOf('id="failing"'));
    const tags = new Set([...markup.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name.toLowerCase()));
    for (const tag of tags)
      assert.ok(["section", "h2", "h3", "p", "a", "ol", "li", "br", "bdi", "details", "summary"].includes(tag), tag);
    const text = markup.replace(/<[^>]*>/g, "").replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
    const told = batch(path).batch.checks.flatMap(({ cases = [] }) => cases.map(({ message }) => message));
    assert.ok(told.length > NASTY.length);
    for (const message of told) assert.ok(text.includes(shownAs(message)), message);

    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may stand there
    assert.doesNotMatch(check(path).stdout, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
  });
});
