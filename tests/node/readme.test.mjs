// What the README for webmasters says to write behind the page and on the command line does what it says, as it stands there.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { file, folder, pkg, root } from "./support.mjs";

const text = readFileSync(join(root, "README.zh-CN.md"), "utf8");
/** Runs a line as it stands there, in a folder with pkg/ and what it names. */
const run = (line) => spawnSync(line, { shell: true, cwd: folder, encoding: "utf8" });

before(() => {
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(pkg, join(folder, "node_modules/leifeng-form"));
  symlinkSync(pkg, join(folder, "pkg"));
  copyFileSync(join(root, "tests/files/sheets/pile.xlsx"), join(folder, "申报.xlsx"));
  mkdirSync(join(folder, "申报材料/甲"), { recursive: true });
  file("申报材料/甲/申报.json", JSON.stringify({ 单位名称: "甲", 志愿者人数: 12 }));
});

test("the answers that arrive are judged by label and by id, with what is wrong in words", async () => {
  const [, code] = /```js\n([\s\S]*?receive[\s\S]*?)```/.exec(text);
  const { receive } = await import(pathToFileURL(file("receive.mjs", code)));
  const { verdict, problems } = receive({ 申报级别: "市级", unit_size: "48", 志愿者人数: "12" });
  assert.equal(verdict, "ineligible");
  assert.match(problems.join("\n"), /再增加 8 人/);
});

test("the command judges the file that is named, and writes what it is asked for", () => {
  const [, line] = /```sh\n(node pkg\/cli\.js check .*)\n```/.exec(text);
  const { status, stdout, stderr } = run(line);
  assert.equal(status, 1, stderr);
  assert.match(stdout, /共 \d+ 条记录/);
  const options = [...text.matchAll(/加上 `(--format \w+ --output (\S+))`/g)];
  assert.equal(options.length, 2);
  for (const [, option, output] of options) {
    assert.equal(run(`${line} ${option}`).status, 1);
    assert.ok(existsSync(join(folder, output)));
  }
});

test("the command judges a folder of applications", () => {
  const [, line] = /`(node pkg\/cli\.js check [^`.]+)`/.exec(text);
  const { status, stdout, stderr } = run(line);
  assert.equal(status, 1, stderr);
  assert.match(stdout, /甲/);
});
