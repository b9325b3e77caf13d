/** Files of every kind → judged records, in their order. */

import { basename, extname } from "node:path";
import { decode } from "../decode.js";
import { glueOf, LeifengFormError } from "../node.js";
import type { RowFault } from "../sheets.js";
import type { CheckOptions, FormDescription, Rulebook } from "../types.js";
import { copiesIn, LEFTOVER, look, notRegular, readPieces, readPipe, readWhole, STDIN } from "./access.js";
import { contentFault, fileFault } from "./fault.js";
import { checkFolder, gatherRows } from "./folder.js";
import { Joiner, sourceOf } from "./join.js";
import { readJson } from "./json.js";
import { type FiledRecord, type Note, type OnNote, unreadable } from "./record.js";
import { recordOf, SheetRecord, withTables } from "./sheet-record.js";
import { openTables, type Records, tellNotes } from "./sheets.js";

/** Files of tables: what they hold shows only when they are opened. */
const TABLES = [".xlsx", ".xls", ".csv", ".docx"];
/** Files of one record a line, which can come through a pipe. */
const LINES = [".jsonl", ".ndjson"];
/** How the names of files that are read end. */
export const ENDINGS: readonly string[] = [...TABLES, ".json", ...LINES];

/** What a path of the command line is: a folder of applications, a file, JSON Lines through a pipe, or what cannot be read. */
export type Input =
  | { readonly file: string; readonly size: number; readonly kind: "folder" | "tables" | "json" | "lines" | "pipe" }
  | { readonly file: string; readonly size: number; readonly kind: "bad"; readonly fault: LeifengFormError }
  | PassedOver;

/** What is not read: a leftover, or the same bytes as `of`. */
type PassedOver =
  | { readonly file: string; readonly size: 0; readonly kind: "leftover" }
  | { readonly file: string; readonly size: 0; readonly kind: "copy"; readonly of: string };

const isPassedOver = (input: Input): input is PassedOver => input.kind === "leftover" || input.kind === "copy";

/** Why it is not read. */
function noteOf(input: PassedOver): Note {
  const { file } = input;
  if (input.kind === "leftover")
    return { file, code: "note.leftover", message: "是系统或办公软件留下的文件，没有读取。" };
  return { file, code: "note.copy", message: `与 ${input.of} 内容完全相同，只检查一次。` };
}

/** Looks at every file before the first is read. */
export function findInputs(files: readonly string[]): Input[] {
  const found = new Set<string>();
  // Whatever is read twice would count twice.
  const once = (identity: string, what: string): void => {
    if (found.has(identity)) throw new LeifengFormError("command.repeated", `${what}只能写一次。`);
    found.add(identity);
  };
  const inputs = files.map((file): Input => {
    if (file === STDIN) {
      once(STDIN, "标准输入（-）");
      return { file, size: 0, kind: "pipe" };
    }
    try {
      const stats = look(file);
      once(`${stats.dev}:${stats.ino}`, `${file}：同一个文件或文件夹`);
      const size = Number(stats.size);
      if (stats.isDirectory()) return { file, size: 0, kind: "folder" };
      const ending = extname(file).toLowerCase();
      // A shell's <(…) has no ending.
      if (stats.isFIFO() && ["", ...LINES].includes(ending)) return { file, size: 0, kind: "pipe" };
      if (!stats.isFile()) throw notRegular(file);
      if (LEFTOVER.test(basename(file))) return { file, size: 0, kind: "leftover" };
      if (TABLES.includes(ending)) return { file, size, kind: "tables" };
      if (LINES.includes(ending)) return { file, size, kind: "lines" };
      if (ending === ".json") return { file, size, kind: "json" };
      throw new LeifengFormError("file.kind", refusal(ending), { file });
    } catch (error) {
      // Whoever names a file that is not there has mistyped it.
      const isRecord = error instanceof LeifengFormError && !["file.missing", "command.repeated"].includes(error.code);
      if (!isRecord) throw error;
      return { file, size: 0, kind: "bad", fault: error };
    }
  });
  const copies = copiesIn(inputs.flatMap(({ file, kind }) => (FILES.has(kind) ? [file] : [])));
  return inputs.map((input): Input => {
    const of = copies.get(input.file);
    return of === undefined ? input : { file: input.file, size: 0, kind: "copy", of };
  });
}

/** Inputs that are files. */
const FILES: ReadonlySet<Input["kind"]> = new Set(["tables", "json", "lines"]);

function refusal(ending: string): string {
  return `不能读取${ending === "" ? "没有扩展名的" : ` ${ending} `}文件，请使用 ${ENDINGS.join("、")}。`;
}

const NO_APPLICATIONS =
  "文件夹里没有申报材料。每份材料应有自己的子文件夹，其中有填好的申报表（.xlsx、.xls 或 .docx）或 .json 文件。";

type Judged = AsyncGenerator<FiledRecord, void, undefined>;

/**
 * The records of all inputs. Rows of tables on sheets of their own go to the records that they belong to, whatever file these are
 * in; where there is no record at all, they are records. What cannot be read is a record that says so. `onBytes` is told how much
 * was read, `onNote` what was passed over.
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
  const opened = new Map<string, readonly Records[] | LeifengFormError>();
  for (const { file, kind } of inputs) {
    if (kind !== "tables") continue;
    try {
      opened.set(file, await openTables(file, known, joiner, onNote));
    } catch (error) {
      opened.set(file, fileFault(file, error));
    }
  }
  for (const { file, kind } of inputs) if (kind === "folder") await gatherRows(book, file, form, joiner);
  const hasRowsOnly = ({ file }: Input): boolean => {
    const tables = opened.get(file);
    return Array.isArray(tables) && tables.length === 0;
  };
  if (!joiner.isEmpty && inputs.every((input) => isPassedOver(input) || hasRowsOnly(input))) {
    for (const input of inputs) if (isPassedOver(input)) onNote(noteOf(input));
    for (const group of joiner.groups) yield recordOf(book, options, group);
    for (const { source, fault } of [...joiner.bad, ...joiner.refused]) yield unreadable(source, fault);
    return;
  }
  function read(input: Exclude<Input, PassedOver>): Judged {
    const { file, kind } = input;
    const tables = opened.get(file);
    switch (kind) {
      case "bad":
        return one(unreadable({ file }, input.fault));
      case "folder":
        return checkFolder(book, file, form, joiner, options, onBytes, onNote);
      case "json":
        return json(book, file, options, onBytes);
      case "lines":
        return jsonLines(book, file, readPieces(file), options, onBytes);
      case "pipe":
        return jsonLines(book, file, readPipe(file), options, onBytes);
      case "tables":
        if (tables instanceof LeifengFormError) throw tables;
        return sheetRecords(book, tables ?? [], options, onBytes, onNote);
    }
  }
  async function* records(): Judged {
    let isNothing = true;
    for (const input of inputs) {
      if (isPassedOver(input)) {
        onNote(noteOf(input));
        continue;
      }
      const { file, kind } = input;
      let found = false;
      try {
        for await (const record of read(input)) {
          found = true;
          yield record;
        }
      } catch (error) {
        found = true;
        yield unreadableFile(file, fileFault(file, error));
      }
      // Rows of tables go to records of other files.
      const hasRows = hasRowsOnly(input) && !joiner.isEmpty;
      if (!found && !hasRows) {
        const what = kind === "folder" ? NO_APPLICATIONS : "其中没有一条记录，请核对内容。";
        onNote({ file: file === STDIN ? "标准输入" : file, code: "note.nothing", message: what });
      }
      isNothing &&= !found && kind === "folder";
    }
    if (isNothing) throw new LeifengFormError("command.no_input", "没有可以检查的材料。");
  }
  if (joiner.isEmpty) yield* records();
  else
    for await (const [record, isOnly] of withOnly(records())) yield withTables(book, options, record, joiner, isOnly);
  for (const { source, fault } of joiner.left()) yield unreadable(source, fault);
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

async function* one(record: FiledRecord): Judged {
  yield record;
}

function unreadableFile(file: string, fault: LeifengFormError): FiledRecord {
  return unreadable({ file }, contentFault(file, fault));
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
          ? unreadable(source, faults[fault++] as RowFault)
          : new SheetRecord(record, source, layout.columns);
      }
    }
  }
}

async function* jsonLines(
  book: Rulebook,
  file: string,
  chunks: AsyncIterable<Buffer>,
  options: CheckOptions,
  onBytes: (count: number) => void,
): Judged {
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const chunk of chunks) {
      onBytes(chunk.length);
      yield chunk;
    }
  }
  yield* book.checkAll(counted(), { ...options, file });
}

async function* json(book: Rulebook, file: string, options: CheckOptions, onBytes: (count: number) => void): Judged {
  const bytes = readWhole(file);
  onBytes(bytes.length);
  const { lines, rows } = readJson(decode(bytes));
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
