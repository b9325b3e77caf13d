// The reports of `check` for people: a table for spreadsheets, and a page. What answers may do there: be read.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { parse } from "csv-parse/sync";
import { NASTY, shownAs } from "../nasty.mjs";
import { command, file, folder, good, Rulebook, root, today } from "./support.mjs";

const book = Rulebook.load("mengyin-2012");
const ACROSS = "各条记录之间";
const check = (...args) => command(["check", "--today", today, ...args]);
const jsonl = (...records) => records.map((record) => JSON.stringify(record)).join("\n");
const few = { ...good, unit_name: "示例单位", post_name: "便民岗", volunteers: 3 };
const RECORDS = file("records.jsonl", `${jsonl(good, few, { ...good, unit_size: "" })}\n[]\n`);

/** A nasty text in every place that an answer reaches: names, a choice, a number, a row, a key. */
const nasty = NASTY.map((text) => ({
  ...good,
  unit_name: text,
  district: text,
  volunteers: text,
  roster: [{ name: text, hours: text }],
  [`x${text}`]: text,
}));
const NASTY_RECORDS = file("=nasty<img src=x>.jsonl", jsonl(...nasty));

/** The table as a spreadsheet reads it, by column. */
function table(...args) {
  const { status, stdout, stderr } = check("--format", "csv", ...args);
  assert.equal(stderr, "");
  const all = parse(stdout, { bom: true, columns: true });
  const [rows, across] = [false, true].map((is) => all.filter(({ 文件 }) => (文件 === ACROSS) === is));
  return { status, text: stdout, rows, across };
}

describe("csv", () => {
  test("opens in Excel and WPS: a byte-order mark, CRLF, one row a record under one header", () => {
    const { status, text, rows } = table(RECORDS);
    assert.equal(status, 1);
    assert.ok(text.startsWith("\ufeff文件,行,单位名称,岗位名称,"));
    assert.ok(text.endsWith("\r\n"));
    assert.equal(rows.length, 4);
    assert.deepEqual(
      rows.map((row) => [row.文件, row.行, row.结论]),
      [
        [RECORDS, "1", "符合"],
        [RECORDS, "2", "不符合"],
        [RECORDS, "3", "待补充"],
        [RECORDS, "4", "无法读取"],
      ],
    );
  });

  test("a row says who, where, at which level, and what fails with message and clause", () => {
    const [, row] = table(RECORDS).rows;
    const report = book.check(few, { today });
    const failing = report.checks.filter(({ state }) => state === "fails");
    assert.deepEqual(
      failing.map(({ rule }) => rule),
      ["volunteers.city"],
    );
    assert.equal(row.单位名称, "示例单位");
    assert.equal(row.岗位名称, "便民岗");
    assert.equal(row.所属县区, "蒙阴县");
    assert.equal(row.申报渠道, "县（区）单位", "by its label, whatever the answer was");
    assert.equal(row.申报级别, "市级");
    assert.deepEqual([row.按市级, row["按县（区）级"]], ["不符合", "不符合"]);
    assert.deepEqual([row.不符合项数, row.待补充项数, row.提醒项数], ["1", "0", "0"]);
    assert.equal(row.不符合, `${failing[0].message}（依据：临青联字〔2012〕9号 二、2）`);
    assert.equal(row.不符合的规则, "volunteers.city");
    assert.equal(row.申报材料字数, "2000");
    const reviews = report.checks.filter(({ severity }) => severity === "review");
    assert.ok(reviews.length > 0);
    for (const { message } of reviews) assert.ok(row.待评审.includes(message), row.待评审);
  });

  test("several in one cell are numbered, a line each; rows at fault stand below", () => {
    const rows = [
      { name: "乙", hours: 5 },
      { name: "丙", hours: 120 },
      { name: "", hours: 7 },
    ];
    const [row] = table(file("several.jsonl", JSON.stringify({ ...few, roster: rows }))).rows;
    const lines = row.不符合.split("\n");
    assert.equal(lines.filter((line) => /^\d\. /.test(line)).length, Number(row.不符合项数));
    assert.ok(lines.some((line) => /^ +第 1 行：/.test(line)));
  });

  test("an unreadable record says why, and what is not known of the form is told", () => {
    const [, , , unreadable] = table(RECORDS).rows;
    assert.notEqual(unreadable.无法读取的原因, "");
    const [row] = table(file("unknown.jsonl", JSON.stringify({ ...good, 传真: "1", 座机: "2" }))).rows;
    assert.equal(row.未识别的栏目, "传真、座机");
  });

  test("forms without levels have no columns of levels", () => {
    const path = file(
      "list.jsonl",
      JSON.stringify({ nominator: "蒙阴县", nominees: [{ unit_name: "甲", post_name: "乙" }] }),
    );
    const [row] = table("--form", "nomination", path).rows;
    assert.equal(row.推荐单位, "蒙阴县");
    assert.deepEqual(
      Object.keys(row).filter((name) => /级/.test(name)),
      [],
    );
  });

  test("no answer becomes a formula, and each can still be read", () => {
    const { text, rows } = table(NASTY_RECORDS);
    assert.equal(rows.length, NASTY.length);
    const cells = parse(text, { bom: true });
    for (const [at, row] of cells.entries()) {
      assert.equal(row.length, cells[0].length, "as many cells as columns");
      for (const cell of row) {
        const seen = cell.replace(/^[\s\p{Cc}\p{Cf}]+/u, "");
        if (!/^[-+]?\d+$/.test(cell))
          assert.doesNotMatch(seen, /^[=+\-@＝＋－＠]/, `row ${at}: ${JSON.stringify(cell)}`);
        assert.doesNotMatch(cell, /^[\t\r]/);
      }
    }
    for (const [at, row] of rows.entries()) {
      if (row.结论 === "无法读取") continue;
      const asked = shownAs(NASTY[at]);
      assert.ok(
        [asked, `'${asked}`].includes(row.单位名称),
        `${JSON.stringify(NASTY[at])} became ${JSON.stringify(row.单位名称)}`,
      );
    }
  });

  test("a file called like a formula is none", () => {
    const { rows } = table("=nasty<img src=x>.jsonl");
    assert.ok(rows.every((row) => row.文件 === "'=nasty<img src=x>.jsonl"));
  });

  test("what would fill more than a cell is cut off, and says so", () => {
    const long = { ...good, volunteers: "多".repeat(40_000) };
    const [row] = table(file("long.jsonl", JSON.stringify(long))).rows;
    assert.ok(Object.values(row).every((cell) => cell.length < 32_767));
  });

  test("--quiet leaves out what is eligible", () => {
    assert.deepEqual(
      table("--quiet", RECORDS).rows.map(({ 行 }) => 行),
      ["2", "3", "4"],
    );
  });
});

/** The page as text: { page, style, script } and the records listed. */
function page(...args) {
  const { status, stdout, stderr } = check("--format", "html", ...args);
  assert.equal(stderr, "");
  const [, style] = /<style>([\s\S]*?)<\/style>/.exec(stdout);
  const script = stdout.slice(stdout.lastIndexOf("<script>") + 8, stdout.lastIndexOf("</script>"));
  return { status, text: stdout, style, script, markup: stdout.replace(style, "").replace(script, "") };
}
const listed = (text) =>
  [...text.matchAll(/<details class="record" id="record-(\d+)" data-verdict="(\w+)"/g)].map(([, , verdict]) => verdict);

describe("html", () => {
  test("one page in UTF-8 that says so at once", () => {
    const { status, text } = page(RECORDS);
    assert.equal(status, 1);
    assert.ok(text.startsWith('<!doctype html>\n<html lang="zh-CN">'));
    assert.ok(text.indexOf('<meta charset="utf-8">') < 100);
    assert.ok(text.endsWith("</html>\n"));
    assert.match(text, /<title>检查报告：申报表，[^<]*蒙阴县/);
    assert.match(text, /2012年4月20日/);
  });

  test("its policy allows nothing but its own style and script, by their hashes", () => {
    const { markup, style, script } = page(RECORDS);
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(markup);
    const hash = (text) => `&#39;sha256-${createHash("sha256").update(text).digest("base64")}&#39;`;
    assert.deepEqual(policy.split("; "), [
      "default-src &#39;none&#39;",
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      "base-uri &#39;none&#39;",
      "form-action &#39;none&#39;",
    ]);
    assert.equal(markup.match(/<script/g).length, 1);
    assert.equal(markup.match(/<style/g).length, 1);
    assert.doesNotMatch(markup, /<[^>]*\s(style|on\w+|src)=/);
    assert.doesNotMatch(markup, /<[^>]*\shref="(?!#)/);
    assert.doesNotMatch(style, /url\(|@import/);
  });

  test("totals by verdict, level, choice and rule are those of the records", () => {
    const { markup } = page(RECORDS);
    const figures = [...markup.matchAll(/<li class="tile (\w+)"><span class="figure">(\d+)/g)].map(
      ([, name, count]) => [name, count],
    );
    assert.deepEqual(figures, [
      ["eligible", "1"],
      ["ineligible", "1"],
      ["incomplete", "1"],
      ["unreadable", "1"],
    ]);
    assert.deepEqual(listed(markup), ["eligible", "ineligible", "incomplete", "unreadable"]);
    const row = (first) =>
      new RegExp(`<th scope="row">${first}</th>((?:<td class="number">\\d+</td>)+)`).exec(markup)[1].match(/\d+/g);
    assert.deepEqual(row("市级"), ["1", "1", "1", "0", "3"]);
    assert.deepEqual(row("蒙阴县"), ["1", "1", "1", "0", "3"]);
    const [, rule, fails] = /<a href="#rule-(\d+)">[^<]*<\/a>[\s\S]*?<td class="number">(\d+)<\/td>/.exec(
      markup.slice(markup.indexOf('id="failing"')),
    );
    assert.equal(fails, "1");
    assert.match(markup, new RegExp(`<tr id="rule-${rule}"><th scope="row">[^<]*<code>volunteers.city</code>`));
  });

  test("warnings are told apart from what makes ineligible", () => {
    // Of one rule, 2250 字 of 2000 break a warning, and 100 字 make ineligible.
    const texts = [2000, 2250, 2250, 100].map((length, at) => ({
      ...good,
      post_name: `岗${at}`,
      materials: "字".repeat(length),
    }));
    const { markup } = page(file("lengths.jsonl", texts.map((one) => JSON.stringify(one)).join("\n")));
    const found = markup.slice(markup.indexOf('id="failing"'), markup.indexOf('id="levels"'));
    const { rules } = book.describe().forms.find(({ id }) => id === "application");
    const { requires } = rules.find(({ rule }) => rule === "materials.length");
    const [row] = found.match(/<tr>[\s\S]*?<\/tr>/g).filter((row) => row.includes(`>${requires}</a>`));
    assert.deepEqual(
      [...row.matchAll(/class="number[^"]*">([^<]*)/g)].map(([, text]) => text),
      ["1", "25%", "2", "0"],
    );
    assert.match(
      row,
      /<rect class="ineligible" x="0.00%" width="33.33%"[^>]*><rect class="warns" x="33.33%" width="66.67%"/,
    );
    assert.match(markup, /不符合或提醒的要求/);
    assert.ok(markup.includes(`>${requires}（3）</option>`), requires);
  });

  test("a link without a clause is not printed", () => {
    const { markup, style } = page(file("format.jsonl", JSON.stringify({ ...good, volunteers: "很多" })));
    assert.match(markup, /<a class="clause screen" href="#rule-\d+">查看要求<\/a>/);
    assert.match(style, /@media print[\s\S]*\.screen\{?[\s{]*display: ?none/);
  });

  test("a record says what fails, with the way to mend it and the clause", () => {
    const { markup } = page(RECORDS);
    const { message } = book.check(few, { today }).checks.find(({ rule }) => rule === "volunteers.city");
    assert.ok(markup.includes(`<li>${message} <a class="clause" href="#rule-`));
    assert.ok(markup.includes("依据：临青联字〔2012〕9号 二、2</a>"));
    assert.ok(markup.includes("<bdi>示例单位 · 便民岗</bdi>"));
  });

  test("no answer becomes markup", () => {
    const { markup } = page(NASTY_RECORDS);
    assert.equal(listed(markup).length, NASTY.length);
    assert.equal(markup.match(/<script/g).length, 1, "but the page's own");
    const tags = new Set([...markup.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name.toLowerCase()));
    for (const tag of ["img", "iframe", "object", "textarea"]) assert.ok(!tags.has(tag), tag);
    assert.doesNotMatch(markup, /<svg\/|<!--/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may stand there
    assert.doesNotMatch(markup, /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/);
  });

  test("--quiet lists what is not eligible and counts all", () => {
    const { markup } = page("--quiet", RECORDS);
    assert.deepEqual(listed(markup), ["ineligible", "incomplete", "unreadable"]);
    assert.match(markup, /<li class="tile eligible"><span class="figure">1</);
  });

  test("no records make a page too", () => {
    const { status, stdout, stderr } = check("--format", "html", file("nothing.jsonl", ""));
    assert.equal(status, 0);
    assert.match(stdout, /材料<\/dt><dd>0 份/);
    assert.match(stderr, /没有一条记录/);
  });

  test("the same records give the same page", () => {
    assert.equal(page(RECORDS).text, page(RECORDS).text);
  });

  test("leaves nothing behind but the page, also where that cannot be written", () => {
    const TMPDIR = join(folder, "temporary");
    mkdirSync(TMPDIR);
    const env = { ...process.env, TMPDIR };
    const written = join(folder, "page.html");
    assert.equal(
      command(["check", "--today", today, "--format", "html", "--output", written, RECORDS], { env }).status,
      1,
    );
    assert.equal(readFileSync(written, "utf8"), page(RECORDS).text);
    const args = ["check", "--today", today, "--format", "html", "--output", "/dev/full", RECORDS];
    assert.equal(command(args, { env }).status, 2);
    assert.deepEqual(readdirSync(TMPDIR), []);
  });
});

describe("a rulebook of another sort", () => {
  const grant = join(root, "rulebooks/community-grant-2025.json");
  const path = file(
    "grant.jsonl",
    jsonl({ 团队名称: "读书会", 所在街道: "东山街道", 项目类别: "culture" }, { 团队名称: "步行队" }),
  );

  test("is reported by its own fields", () => {
    const { rows } = table("--rulebook", grant, path);
    assert.deepEqual(
      rows.map((row) => [row.团队名称, row.所在街道, row.项目类别]),
      [
        ["读书会", "东山街道", "文化活动"],
        ["步行队", "", ""],
      ],
    );
    const { markup } = page("--rulebook", grant, path);
    assert.ok(markup.includes("<bdi>读书会</bdi>"));
    assert.match(
      markup,
      /<select name="choice-0"><option value="">全部<\/option><option value="0">东山街道<\/option><option value="none">未填<\/option>/,
    );
    assert.doesNotMatch(markup, /申报级别/);
  });
});
