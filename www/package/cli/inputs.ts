/** Files of every kind → judged records, in their order. */

import { createReadStream, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { extname } from "node:path";
import { decode } from "../decode.js";
import { glueOf } from "../node.js";
import type { CheckOptions, FormDescription, Rulebook } from "../types.js";
import { Fault } from "./fault.js";
import { checkFolder } from "./folder.js";
import { Joiner, sourceOf } from "./join.js";
import { readJson } from "./json.js";
import type { FiledRecord } from "./record.js";
import { recordOf, SheetRecord, unreadable, withTables } from "./sheet-record.js";
import { type OnNote, openTables, type Records, tellNotes } from "./sheets.js";

/** Standard input. */
const STDIN = "-";

/** Files of tables: what they hold shows only when they are opened. */
const TABLES = [".xlsx", ".xls", ".csv"];

/** Files of records. */
const KINDS: Record<string, typeof jsonLines> = {
  ".json": json,
  ".jsonl": jsonLines,
  ".ndjson": jsonLines,
};
/** How the names of files that are read end. */
export const ENDINGS: readonly string[] = [...TABLES, ...Object.keys(KINDS)];

/** A file that can be read, and its size; or a folder of applications. */
export interface Input {
  readonly file: string;
  readonly size: number;
  readonly folder: boolean;
}

/** Looks at every file before the first is read. */
export function findInputs(files: readonly string[]): Input[] {
  const found = new Set<string>();
  // Whatever is read twice would count twice.
  const once = (path: string, what: string): void => {
    if (found.has(path)) throw new Fault(`${what}只能写一次。`);
    found.add(path);
  };
  return files.map((file) => {
    if (file === STDIN) {
      once(STDIN, "标准输入（-）");
      return { file, size: 0, folder: false };
    }
    const kind = extname(file).toLowerCase();
    const stats = statFile(file);
    once(realpathSync(file), `${file}：同一个文件或文件夹`);
    if (stats.isDirectory()) return { file, size: 0, folder: true };
    if (!KINDS[kind] && !TABLES.includes(kind)) throw new Fault(`${file}：${refusal(kind)}`);
    return { file, size: stats.size, folder: false };
  });
}

function refusal(kind: string): string {
  return `不能读取${kind === "" ? "没有扩展名的" : ` ${kind} `}文件，请使用 ${ENDINGS.join("、")}。`;
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

type Judged = AsyncGenerator<FiledRecord, void, undefined>;

/**
 * The records of all inputs. Rows of tables on sheets of their own go to the records that they belong to, whatever file these are
 * in; where there is no record at all, they are records. `onBytes` is told how much was read, `onNote` what was passed over.
 */
export async function* checkInputs(
  book: Rulebook,
  form: FormDescription,
  inputs: readonly Input[],
  options: CheckOptions,
  onBytes: (count: number) => void,
  onNote: OnNote,
): Judged {
  const joiner = new Joiner(book, form);
  const known = { book: glueOf(book).compileFor(form.id), form: form.id };
  const opened = new Map<string, readonly Records[]>();
  for (const { file, folder } of inputs) {
    if (folder || !TABLES.includes(extname(file).toLowerCase())) continue;
    try {
      opened.set(file, await openTables(file, known, joiner, onNote));
    } catch (error) {
      throw explain(file, error);
    }
  }
  if (!joiner.isEmpty && inputs.every(({ file }) => opened.get(file)?.length === 0)) {
    for (const group of joiner.groups) yield recordOf(book, options, group);
    for (const { source, error } of [...joiner.bad, ...joiner.refused]) yield unreadable(source, error);
    return;
  }
  async function* records(): Judged {
    for (const { file, folder } of inputs) {
      const read = folder ? checkFolder : (KINDS[file === STDIN ? "" : extname(file).toLowerCase()] ?? jsonLines);
      const tables = opened.get(file);
      try {
        let found = false;
        for await (const record of tables
          ? sheetRecords(book, tables, options, onBytes, onNote)
          : read(book, file, options, onBytes, onNote)) {
          found = true;
          yield record;
        }
        // Rows of tables go to records of other files.
        const hasRows = tables?.length === 0 && !joiner.isEmpty;
        if (!found && !hasRows) onNote(`${file === STDIN ? "标准输入" : file}：其中没有一条记录，请核对内容。`);
      } catch (error) {
        throw explain(file, error);
      }
    }
  }
  if (joiner.isEmpty) yield* records();
  else
    for await (const [record, isOnly] of withOnly(records())) yield withTables(book, options, record, joiner, isOnly);
  for (const { source, error } of joiner.left()) yield unreadable(source, error);
}

/** Each record, and whether there is no other: that shows when the next one comes. */
async function* withOnly(records: Judged): AsyncGenerator<[record: FiledRecord, isOnly: boolean], void, undefined> {
  let last: FiledRecord | undefined;
  let isOnly = true;
  for await (const record of records) {
    if (last) {
      isOnly = false;
      yield [last, isOnly];
    }
    last = record;
  }
  if (last) yield [last, isOnly];
}

/** The engine and the readers word their own refusals; the place is ours to add. */
function explain(file: string, error: unknown): unknown {
  if (error instanceof Fault || !(error instanceof Error)) return error;
  if ("syscall" in error) return fileFault(file, error);
  // Errors of other classes are mistakes of the program.
  const isRefusal = error instanceof RangeError || error.constructor === Error;
  return isRefusal ? new Fault(`${file}：${contentFault(file, error.message)}`) : error;
}

/** What a reader says of a file; it knows no names, and would ask for the very kind that the name promises. */
export function contentFault(file: string, message: string): string {
  const ending = extname(file).toLowerCase();
  const asked = `请选择 ${ending} 文件`;
  if (!message.includes(asked)) return message;
  return `文件名以 ${ending} 结尾，内容却不是：${message.replace(asked, `请打开看一看，换成真正的 ${ending} 文件`)}`;
}

async function* sheetRecords(
  book: Rulebook,
  tables: readonly Records[],
  options: CheckOptions,
  onBytes: (count: number) => void,
  onNote: OnNote,
): Judged {
  const encoder = new TextEncoder();
  for (const { file, layout, blocks } of tables) {
    for await (const block of blocks(onBytes)) {
      tellNotes(file, layout, block, onNote);
      const { lines, rows, faults } = block;
      let at = 0;
      let fault = 0;
      for await (const record of book.checkAll(encoder.encode(lines), options)) {
        const source = sourceOf(file, layout, rows[at++] ?? 0);
        yield record.verdict === "unreadable"
          ? unreadable(source, faults[fault++] ?? "")
          : new SheetRecord(record, source, layout.columns);
      }
    }
  }
}

async function* jsonLines(
  book: Rulebook,
  file: string,
  options: CheckOptions,
  onBytes: (count: number) => void,
): Judged {
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

async function* json(book: Rulebook, file: string, options: CheckOptions, onBytes: (count: number) => void): Judged {
  const bytes = readFileSync(file);
  onBytes(bytes.length);
  const { lines, rows } = readJson(file, decode(bytes));
  let index = 0;
  for await (const record of book.checkAll(new TextEncoder().encode(lines), options)) {
    yield {
      verdict: record.verdict,
      fails: record.fails,
      source: { file, row: rows[index++] ?? 1 },
      ...(record.line && { line: record.line }),
      report: () => record.report(),
      ...(record.json && { json: () => record.json?.() ?? "" }),
      answers: () => record.answers(),
    };
  }
}
