/** Files of every kind → judged records, in their order. */

import { createReadStream, readFileSync, type Stats, statSync } from "node:fs";
import { extname } from "node:path";
import { decode } from "../decode.js";
import type {
  Answers,
  CheckedRecord,
  CheckOptions,
  FormDescription,
  Report,
  Rulebook,
  Source,
  Unreadable,
} from "../types.js";
import { Fault } from "./fault.js";
import { answersOf, type Group, Joiner, sourceOf, tableSources } from "./join.js";
import { readJson } from "./json.js";
import { openSheets, openText, type Records } from "./sheets.js";

/** Standard input. */
const STDIN = "-";

const KINDS: Record<string, typeof jsonLines> = {
  ".jsonl": jsonLines,
  ".ndjson": jsonLines,
  ".json": json,
};
/** Files of tables: what they hold shows only when they are opened. */
const TABLES: Record<string, typeof openSheets> = {
  ".csv": openText,
  ".xlsx": openSheets,
  ".xls": openSheets,
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
    if (!KINDS[kind] && !TABLES[kind]) throw new Fault(`${file}：${refusal(kind)}`);
    return { file, size: stats.size };
  });
}

function refusal(kind: string): string {
  return `不能读取${kind === "" ? "没有扩展名的" : ` ${kind} `}文件，请使用 .xlsx、.xls、.csv、.json 或 .jsonl。`;
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

type Judged = AsyncGenerator<CheckedRecord, void, undefined>;

/**
 * The records of all inputs. Rows of tables on sheets of their own go to the records that they belong to, whatever file these are
 * in; without any, they are records. `onBytes` is told how much was read.
 */
export async function* checkInputs(
  book: Rulebook,
  form: FormDescription,
  inputs: readonly Input[],
  options: CheckOptions,
  onBytes: (count: number) => void,
): Judged {
  const joiner = new Joiner(form);
  const opened = new Map<string, Records[]>();
  for (const { file } of inputs) {
    const open = TABLES[extname(file).toLowerCase()];
    if (open && !opened.has(file)) opened.set(file, await named(file, () => open(file, form, joiner)));
  }
  const isAlone = inputs.length > 0 && inputs.every(({ file }) => opened.get(file)?.length === 0);
  if (isAlone) {
    for (const group of joiner.groups) yield judged(book, options, group.of, [group], groupSource(group));
    for (const bad of joiner.bad) yield unreadable(bad.source, bad.error);
    return;
  }
  for (const { file } of inputs) {
    const records = checkInput(book, file, opened.get(file), options, onBytes);
    for (;;) {
      const next = await named(file, () => records.next());
      if (next.done) break;
      yield joiner.isEmpty ? next.value : withTables(book, options, next.value, joiner);
    }
  }
  for (const { source, error } of joiner.left()) yield unreadable(source, error);
}

/** An error of what is done, with the file that it is about. */
async function named<T>(file: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Fault || !(error instanceof Error)) throw error;
    if ("syscall" in error) throw fileFault(file, error);
    // The engine and the readers word their own refusals; the place is ours to add. Other classes are mistakes of the program.
    if (error instanceof RangeError || error.constructor === Error) throw new Fault(`${file}：${error.message}`);
    throw error;
  }
}

async function* checkInput(
  book: Rulebook,
  file: string,
  tables: readonly Records[] | undefined,
  options: CheckOptions,
  onBytes: (count: number) => void,
): Judged {
  if (tables) {
    for (const records of tables) yield* sheetRecords(book, records, options, onBytes);
  } else {
    yield* ((file === STDIN ? undefined : KINDS[extname(file).toLowerCase()]) ?? jsonLines)(
      book,
      file,
      options,
      onBytes,
    );
  }
}

/** A record with the tables that belong to it, judged anew. */
function withTables(book: Rulebook, options: CheckOptions, record: CheckedRecord, joiner: Joiner): CheckedRecord {
  const answers = record.answers();
  const groups = answers ? joiner.tablesOf(answers, record.source) : [];
  if (!answers || groups.length === 0) return record;
  return judged(book, options, answers, groups, record.source);
}

function judged(
  book: Rulebook,
  options: CheckOptions,
  own: Answers,
  groups: readonly Group[],
  source: Source,
): CheckedRecord {
  const answers = { ...own, ...answersOf(groups) };
  const report = book.check(answers, options);
  return {
    verdict: report.verdict,
    fails: report.checks.filter(({ state }) => state === "fails").map(({ rule }) => rule),
    source: { ...source, tables: tableSources(groups) },
    report: () => report,
    answers: () => answers,
  };
}

function groupSource({ file, layout, rows }: Group): Source {
  return sourceOf(file, layout, Number(Object.keys(rows)[0] ?? layout.header));
}

function unreadable(source: Source, error: string): CheckedRecord {
  const report: Unreadable = { verdict: "unreadable", error };
  return { verdict: "unreadable", fails: [], source, report: () => report, answers: () => undefined };
}

async function* sheetRecords(
  book: Rulebook,
  { file, layout, blocks }: Records,
  options: CheckOptions,
  onBytes: (count: number) => void,
): Judged {
  const encoder = new TextEncoder();
  for await (const { lines, rows, faults } of blocks(onBytes)) {
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

/** A record of a sheet: it knows the columns of what fails. */
class SheetRecord implements CheckedRecord {
  readonly #record: CheckedRecord;
  readonly #source: Source;
  readonly #columns: { readonly [field: string]: string };
  #report: Report | Unreadable | undefined;

  constructor(record: CheckedRecord, source: Source, columns: { readonly [field: string]: string }) {
    this.#record = record;
    this.#source = source;
    this.#columns = columns;
  }

  get verdict(): CheckedRecord["verdict"] {
    return this.#record.verdict;
  }

  get fails(): readonly string[] {
    return this.#record.fails;
  }

  get source(): Source {
    const report = this.report();
    const checks = "checks" in report ? report.checks.filter(({ state }) => state === "fails") : [];
    const fields = new Set(checks.flatMap(({ fields }) => fields));
    const columns = Object.entries(this.#columns).filter(([field]) => fields.has(field));
    return columns.length > 0 ? { ...this.#source, columns: Object.fromEntries(columns) } : this.#source;
  }

  report(): Report | Unreadable {
    this.#report ??= this.#record.report();
    return this.#report;
  }

  answers(): Answers | undefined {
    return this.#record.answers();
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
      report: () => record.report(),
      answers: () => record.answers(),
    };
  }
}
