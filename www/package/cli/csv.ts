/** A CSV file → rows with their line in the file. The first row that is not blank is the header. */

import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import type { Answers } from "../types.js";
import { encodingOf, textOf } from "./decode.js";
import { Fault, faultAt } from "./fault.js";

/** One row of the table: its answers, or why it cannot be read. */
export interface CsvRow {
  readonly row: number;
  readonly answers: Answers | undefined;
  readonly error: string;
}

/** A field beyond this is a quote that nobody closed. */
const LONGEST_RECORD = 16 * 1024 * 1024;
const UNDECODABLE = "\ufffd";

export async function* readCsv(
  file: string,
  onBytes: (count: number) => void,
): AsyncGenerator<CsvRow, void, undefined> {
  const parser = parse({
    info: true,
    relax_column_count: true,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: LONGEST_RECORD,
  });
  const text = textOf(file, await encodingOf(file), onBytes);
  pipeline(Readable.from(text), parser, () => {}); // an error comes out of the loop below
  let header: string[] | undefined;
  let row = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const at = row;
      row = info.lines + 1;
      if (record.every((cell) => cell.trim() === "")) continue;
      if (header) yield readRow(header, record, at);
      else header = readHeader(file, record, at);
    }
  } catch (error) {
    throw error instanceof CsvError ? explain(file, error) : error;
  }
  if (!header) throw new Fault(`${file}：没有表头，第一行应为各列的名称。`);
}

/** Column names, each once: a repeated or missing name gets its place, so that its cells are told as unknown. */
function readHeader(file: string, cells: readonly string[], row: number): string[] {
  const filled = cells.filter((cell) => cell.trim() !== "");
  const other = /[\t;；，]/.exec(filled[0] ?? "");
  if (filled.length === 1 && other) {
    const mark = other[0] === "\t" ? "制表符" : `“${other[0]}”`;
    throw faultAt(file, row, 1, `各列似乎用${mark}分隔，请改用英文逗号分隔后再检查。`);
  }
  const names: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim();
    names.push(name === "" ? unnamed(index) : names.includes(name) ? `${name}（第 ${index + 1} 列）` : name);
  }
  return names;
}

function unnamed(index: number): string {
  return `第 ${index + 1} 列（无列名）`;
}

function readRow(header: readonly string[], cells: readonly string[], row: number): CsvRow {
  const bad = cells.findIndex((cell) => cell.includes(UNDECODABLE));
  if (bad >= 0) {
    const error = `第 ${bad + 1} 列（${header[bad] ?? unnamed(bad)}）有无法识别的字符，请将文件另存为 UTF-8 编码。`;
    return { row, answers: undefined, error };
  }
  const named = cells.map((cell, index) => [header[index] ?? unnamed(index), cell] as const);
  // A blank cell under no name says nothing; under a name it is an answer left open.
  const answers = Object.fromEntries(named.filter(([name, cell], index) => cell !== "" || name !== unnamed(index)));
  return { row, answers, error: "" };
}

function explain(file: string, error: CsvError): Fault {
  const lines = Number(error.lines ?? 1);
  const index = Number(error.index ?? error.column ?? 0);
  const what: Partial<Record<CsvError["code"], string>> = {
    CSV_QUOTE_NOT_CLOSED: "引号没有闭合。",
    CSV_MAX_RECORD_SIZE: "这一行过长，可能有引号没有闭合。",
    CSV_INVALID_CLOSING_QUOTE: "引号后面应为逗号或换行；单元格内的引号请写成两个。",
    INVALID_OPENING_QUOTE: "含有引号的单元格请整个用引号括起，其中的引号写成两个。",
  };
  return faultAt(file, lines, index + 1, what[error.code] ?? "不是正确的 CSV。");
}
