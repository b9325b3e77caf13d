/** Files of every kind → judged records, in their order. */

import { createReadStream, readFileSync, type Stats, statSync } from "node:fs";
import { extname } from "node:path";
import { decode } from "../decode.js";
import type { CheckedRecord, CheckOptions, Report, Rulebook, Unreadable } from "../types.js";
import { readCsv } from "./csv.js";
import { Fault } from "./fault.js";
import { readJson } from "./json.js";

/** Standard input. */
const STDIN = "-";

const KINDS: Record<string, typeof jsonLines> = {
  ".jsonl": jsonLines,
  ".ndjson": jsonLines,
  ".json": json,
  ".csv": csv,
};

/** A file that can be read, and its size. */
export interface Input {
  readonly file: string;
  readonly size: number;
}

/** Looks at every file before the first is read. */
export function findInputs(files: readonly string[]): Input[] {
  if (files.filter((file) => file === STDIN).length > 1) throw new Fault("标准输入（-）只能写一次。");
  return files.map((file) => {
    if (file === STDIN) return { file, size: 0 };
    const kind = extname(file).toLowerCase();
    const stats = statFile(file);
    if (stats.isDirectory()) throw new Fault(`${file}：是文件夹，目前只能检查文件，请写明其中的文件。`);
    if (!KINDS[kind]) throw new Fault(`${file}：${refusal(kind)}`);
    return { file, size: stats.size };
  });
}

function refusal(kind: string): string {
  if (kind === ".xlsx" || kind === ".xls") return `目前不能读取 ${kind} 文件，请在表格软件中另存为 .csv 后再检查。`;
  return `不能读取${kind === "" ? "没有扩展名的" : ` ${kind} `}文件，请使用 .json、.jsonl 或 .csv。`;
}

function statFile(file: string): Stats {
  try {
    return statSync(file);
  } catch (error) {
    throw fileFault(file, error);
  }
}

/** Why a file cannot be read or written, in words. */
export function fileFault(file: string, error: unknown): Fault {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const known: Record<string, string> = {
    ENOENT: "找不到文件或文件夹。",
    EACCES: "没有权限。",
    EPERM: "没有权限。",
    EISDIR: "是文件夹。",
    ENOTDIR: "路径中有一段不是文件夹。",
    ENOSPC: "磁盘空间不足。",
    EROFS: "磁盘为只读。",
  };
  return new Fault(`${file}：${known[code] ?? code}`);
}

/** `onBytes` is told how much was read. */
export async function* checkInput(
  book: Rulebook,
  { file }: Input,
  options: CheckOptions,
  onBytes: (count: number) => void,
): AsyncGenerator<CheckedRecord, void, undefined> {
  const read = (file === STDIN ? undefined : KINDS[extname(file).toLowerCase()]) ?? jsonLines;
  try {
    yield* read(book, file, options, onBytes);
  } catch (error) {
    if (error instanceof Error && "syscall" in error) throw fileFault(file, error);
    // The engine words its own refusals; the place is ours to add.
    if (error instanceof RangeError) throw new Fault(`${file}：${error.message}`);
    throw error;
  }
}

type Records = AsyncGenerator<CheckedRecord, void, undefined>;

async function* jsonLines(
  book: Rulebook,
  file: string,
  options: CheckOptions,
  onBytes: (count: number) => void,
): Records {
  const stream: AsyncIterable<Buffer> =
    file === STDIN ? process.stdin : createReadStream(file, { highWaterMark: 256 * 1024 });
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of stream) {
      onBytes(chunk.length);
      yield chunk;
    }
  }
  yield* book.checkAll(counted(), { ...options, file });
}

async function* json(book: Rulebook, file: string, options: CheckOptions, onBytes: (count: number) => void): Records {
  const bytes = readFileSync(file);
  onBytes(bytes.length);
  const { lines, rows } = readJson(file, decode(bytes));
  let index = 0;
  for await (const record of book.checkAll(new TextEncoder().encode(lines), options)) {
    yield {
      verdict: record.verdict,
      fails: record.fails,
      source: { file, row: rows[index++] ?? 1 },
      report: () => record.report(),
      answers: () => record.answers(),
    };
  }
}

async function* csv(book: Rulebook, file: string, options: CheckOptions, onBytes: (count: number) => void): Records {
  let first = true;
  for await (const { row, answers, error } of readCsv(file, onBytes)) {
    const report: Report | Unreadable = answers ? book.check(answers, options) : { verdict: "unreadable", error };
    if (first && answers && "unknown" in report && report.unknown.length === Object.keys(answers).length) {
      throw new Fault(`${file}：表头中没有一列是这张表格的项目，请检查第一行是否为列名（如“单位名称”）。`);
    }
    first = false;
    yield {
      verdict: report.verdict,
      fails: "checks" in report ? report.checks.filter(({ state }) => state === "fails").map(({ rule }) => rule) : [],
      source: { file, row },
      report: () => report,
      answers: () => answers,
    };
  }
}
