// What the tests of this folder share: the built package, a folder of their own, the command.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const pkg = join(root, "pkg");
export const { LeifengFormError, Rulebook, countText, readDocument, readSheet } = await import("../../pkg/node.js");

/** A folder that is gone after the tests of the file. */
export const folder = mkdtempSync(join(tmpdir(), "leifeng-form-test-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file into that folder; its path comes back. */
export function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

let made = 0;
/** A folder in there with these files, by their paths; its path comes back. */
export function lay(files) {
  const top = join(folder, `laid-${++made}`);
  mkdirSync(top);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), content);
  }
  return top;
}

const cli = join(pkg, "cli.js");

/** Runs the command to its end: { status, stdout, stderr }. */
export function command(args, { input = "", cli: own = cli, ...options } = {}) {
  return spawnSync(process.execPath, [own, ...args], { cwd: folder, encoding: "utf8", input, ...options });
}

/** Starts the command. */
export function start(args, options = {}) {
  return spawn(process.execPath, [...(options.execArgv ?? []), cli, ...args], { cwd: folder, ...options });
}

/** What `--format jsonl` printed: the reports, and what the last line says of the batch, if there is one. */
export function linesOf(stdout) {
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { records: lines.filter(({ batch }) => !batch), batch: lines.at(-1).batch };
}

/** The blocks of code in a document: what each says it is, and its text. */
export function blocksOf(document) {
  const text = readFileSync(join(root, document), "utf8");
  return [...text.matchAll(/^```(.*)\n([\s\S]*?)\n```$/gm)].map(([, info, text]) => ({ info, text }));
}

/** The case files: their base answers and cases, with long texts written out. */
export function cases(name) {
  const { base, cases } = JSON.parse(readFileSync(join(root, "tests/cases", `${name}.json`), "utf8"));
  return cases.map((item) => ({ ...item, answers: laidOver(base, item.set) }));
}

function laidOver(base, set) {
  const entries = Object.entries({ ...base, ...set }).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, writtenOut(value)]));
}

function writtenOut(value) {
  return typeof value?.repeat === "string" ? value.repeat.repeat(value.times) : value;
}

/** Answers that hold at the city's level on 2012-04-20. */
export const good = cases("application")[0].answers;
export const today = "2012-04-20";

/** The good answers as a table with a header and one row. */
export function csv(...rows) {
  const quote = (value) => `"${String(value).replaceAll('"', '""')}"`;
  const keys = Object.keys(good);
  const lines = rows.map((row) => keys.map((key) => quote({ ...good, ...row }[key])).join(","));
  return [keys.join(","), ...lines, ""].join("\r\n");
}
