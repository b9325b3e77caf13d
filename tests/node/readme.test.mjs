// What the readmes show runs as it stands, and comes to what they say.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { blocksOf, command, csv, file, folder, good, pkg, root } from "./support.mjs";

mkdirSync(join(folder, "node_modules"));
symlinkSync(pkg, join(folder, "node_modules/leifeng-form"));
symlinkSync(pkg, join(folder, "pkg"));

/** The blocks of one language that hold a text. */
const shown = (document, info, text) =>
  blocksOf(document).filter((block) => block.info === info && block.text.includes(text));

/** What stands behind a line as a comment is what the line comes to, where it is an expression. */
function asserting(text) {
  return text.replaceAll(/;\n\/\/ /g, "; // ").replaceAll(/^(?!const )(.+); \/\/ (.+)$/gm, (line, found, expected) => {
    try {
      new Function(`return (${expected});`);
    } catch {
      return line;
    }
    return `assert.deepEqual(${found}, ${expected});`;
  });
}

function run(name, text) {
  execFileSync(process.execPath, [file(name, `import assert from "node:assert/strict";\n${text}`)], { cwd: folder });
}

/** Runs what a reader would type, but with this Node and without an installed command. */
function typed(line) {
  const words = line
    .replace(/^leifeng-form /, "node pkg/cli.js ")
    .split(" ")
    .slice(1);
  return spawnSync(process.execPath, words, { cwd: folder, encoding: "utf8" });
}

describe("README.md", () => {
  test("the script for Node", () => {
    const [{ text }] = shown("README.md", "js", "leifeng-form");
    const asserted = asserting(text);
    assert.equal(asserted.match(/assert\.deepEqual/g).length, 4);
    const document = JSON.stringify(join(root, "tests/files/samples/L01.docx"));
    run("readme.mjs", `import { readFileSync } from "node:fs";\nconst bytes = readFileSync(${document});\n${asserted}`);
  });

  test("the command prints what it says", () => {
    const [{ text }] = shown("README.md", "console", "nominations.jsonl");
    const nominee = { 单位名称: "示例单位", 岗位名称: "便民岗" };
    const nomination = { nominator: "蒙阴县", nominees: [nominee, nominee], submitted_on: "2012-04-20" };
    file("nominations.jsonl", JSON.stringify(nomination));
    const [line, ...printed] = text.split("\n");
    assert.equal(typed(line.replace("$ ", "")).stdout, `${printed.join("\n")}\n`);
  });

  test("the kinds of files are those that the command reads", () => {
    const [, named] = /检查申报记录（(.*?)；/.exec(command(["--help"]).stdout);
    const [, told] = /judges the records of (.*?)standard input/.exec(readFileSync(join(root, "README.md"), "utf8"));
    for (const kind of named.split("、")) assert.ok(told.includes(kind), kind);
  });
});

describe("README.zh-CN.md", () => {
  test("what receives a form", async () => {
    const [{ text }] = shown("README.zh-CN.md", "js", "receive");
    const { receive } = await import(pathToFileURL(file("receive.mjs", text)));
    assert.deepEqual(receive(good), { verdict: "eligible", problems: [] });
    const { verdict, problems } = receive({ ...good, volunteers: "3人" });
    assert.equal(verdict, "ineligible");
    assert.match(problems.join(), /志愿者/);
  });

  test("its commands", () => {
    copyFileSync(join(root, "tests/files/sheets/pile.xlsx"), join(folder, "申报.xlsx"));
    mkdirSync(join(folder, "申报材料/甲"), { recursive: true });
    file("申报材料/甲/a.json", JSON.stringify(good));
    const [{ text }] = shown("README.zh-CN.md", "sh", "pkg/cli.js");
    const whole = readFileSync(join(root, "README.zh-CN.md"), "utf8");
    const more = [...whole.matchAll(/`(--format \w+ --output [^`]+)`/g)].map(([, options]) => `${text} ${options}`);
    const inline = [...whole.matchAll(/`(node pkg\/cli\.js [^`]+)`/g)].map(([, line]) => line);
    assert.deepEqual([more.length, inline.length], [2, 1]);
    for (const line of [text, ...more, ...inline]) {
      const { status, stderr } = typed(line);
      assert.ok(status < 2, `${line}: ${stderr}`);
      assert.equal(stderr, "");
    }
    assert.match(readFileSync(join(folder, "报告.html"), "utf8"), /示例一院/);
    assert.match(readFileSync(join(folder, "报告.csv"), "utf8"), /示例一院/);
  });
});

describe("the package's README.md", () => {
  test("the script for Node", () => {
    const [{ text }] = shown("scripts/package-readme.md", "js", "leifeng-form");
    run("package.mjs", `${text}\nassert.equal(report.verdict, "incomplete");`);
  });

  test("the command", () => {
    file("applications.csv", csv({}));
    const [{ text }] = shown("scripts/package-readme.md", "sh", "leifeng-form");
    const { status, stderr } = typed(text);
    assert.ok(status < 2, stderr);
    assert.match(readFileSync(join(folder, "report.html"), "utf8"), /1 份/);
  });
});
