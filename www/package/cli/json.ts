/**
 * A .json file → JSON Lines, so that records in either are read by the same code. Only the brackets are looked at here;
 * what stands between them is the engine's to read.
 */

import { faultAt } from "./fault.js";

export interface JsonRecords {
  /** One record a line. */
  readonly lines: string;
  /** The line of the file that each record begins on. */
  readonly rows: readonly number[];
}

/** One object, or an array of them. */
export function readJson(text: string): JsonRecords {
  const records: string[] = [];
  const rows: number[] = [];
  let at = 0;
  let row = 1;
  let rowStart = 0;

  function fail(what: string): never {
    throw faultAt("json.syntax", row, at - rowStart + 1, what);
  }
  /** One character on, counting lines. */
  function step(): void {
    if (text[at] === "\n") {
      row++;
      rowStart = at + 1;
    }
    at++;
  }
  function skipSpace(): void {
    while (/[ \t\r\n]/.test(text[at] ?? "")) step();
  }
  function skipString(): void {
    at++;
    while (text[at] !== '"') {
      if (at >= text.length || text[at] === "\n") fail("引号没有闭合。");
      at += text[at] === "\\" ? 2 : 1;
    }
    at++;
  }
  /** To the end of one value: its brackets in step, strings passed over. */
  function readValue(): void {
    const start = at;
    const startRow = row;
    let depth = 0;
    while (at < text.length) {
      const letter = text[at] ?? "";
      if (letter === '"') {
        skipString();
        continue;
      }
      if (depth === 0 && /[,\]}\s]/.test(letter)) break;
      if (/[[{]/.test(letter)) depth++;
      if (/[\]}]/.test(letter)) depth--;
      step();
      if (depth === 0 && /[\]}]/.test(letter)) break;
    }
    if (depth > 0) fail(`第 ${startRow} 行开始的记录没有写完，缺少括号。`);
    if (at === start) fail("此处应为一条记录。");
    records.push(text.slice(start, at).replaceAll(/[\r\n]/g, " "));
    rows.push(startRow);
  }
  function readList(): void {
    at++;
    skipSpace();
    if (text[at] === "]") {
      at++;
      return;
    }
    for (;;) {
      skipSpace();
      readValue();
      skipSpace();
      if (text[at] === "]") break;
      if (text[at] !== ",") fail("记录之间应有逗号，最后应有“]”。");
      at++;
    }
    at++;
  }

  skipSpace();
  if (text[at] === "[") readList();
  else if (text[at] === "{") readValue();
  else fail("文件应为一个对象，或由对象组成的数组。");
  skipSpace();
  if (at < text.length) fail("记录之后还有多余的内容；一行一条记录的文件请命名为 .jsonl。");
  return { lines: records.join("\n"), rows };
}
