/**
 * A folder of applications → records. Each lies in a folder of its own: its answers in a .json file, beside them its
 * material and its roster. Which fields a file can answer is told by their kinds.
 */

import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { decode } from "../decode.js";
import { glueOf, normalise, readDocument } from "../node.js";
import { sheets } from "../node-sheets.js";
import { readTable } from "../sheets.js";
import type {
  Answers,
  CheckedRecord,
  CheckOptions,
  FieldDescription,
  FormDescription,
  Rulebook,
  Unreadable,
} from "../types.js";
import { answersByField } from "./answers.js";
import { leftOut } from "./count.js";
import { Fault } from "./fault.js";
import { hold } from "./held.js";
import { fileFault } from "./inputs.js";
import { readJson } from "./json.js";
import type { Attachment, FiledRecord } from "./record.js";

/** The kinds of field that a file can answer, and the files that can. */
const READERS = {
  long_text: { extensions: [".docx", ".doc", ".txt"], read: readMaterial },
  table: { extensions: [".xlsx", ".xls", ".csv"], read: readRows },
} as const;
type FileKind = keyof typeof READERS;

/** What systems and office programs leave in folders. */
const IGNORED = /^\.|^~\$|^(thumbs\.db|desktop\.ini|__macosx)$/i;

interface Folder {
  readonly path: string;
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

export async function* checkFolder(
  book: Rulebook,
  folder: string,
  options: CheckOptions,
  onBytes: (count: number) => void,
): AsyncGenerator<FiledRecord, void, undefined> {
  const form = book.describe().forms.find(({ id }) => id === options.form);
  if (!form) return; // the command has looked
  let found = false;
  for (const one of applications(folder)) {
    found = true;
    yield await checkOne(book, one, form, options, onBytes);
  }
  if (!found) {
    throw new Fault(
      `${folder}：文件夹里没有申报材料。每份材料应有自己的子文件夹，其中有一个 .json 文件写明各栏的内容。`,
    );
  }
}

/** Every folder that holds answers, and those that hold files without answers, in the order of their names. */
function* applications(path: string): Generator<Folder, void, undefined> {
  const folder = list(path);
  const kinds = folder.files.map(kindOf);
  if (folder.files.some(isAnswers) || kinds.some((kind) => kind !== undefined)) yield folder;
  if (!folder.files.some(isAnswers)) for (const name of folder.folders) yield* applications(join(path, name));
}

function list(path: string): Folder {
  try {
    const entries = readdirSync(path, { withFileTypes: true })
      .filter(({ name }) => !IGNORED.test(name))
      .sort((a, b) => a.name.localeCompare(b.name, "zh-Hans", { numeric: true }));
    return {
      path,
      files: entries.filter((entry) => entry.isFile() || linksToFile(path, entry)).map(({ name }) => name),
      folders: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
    };
  } catch (error) {
    throw fileFault(path, error);
  }
}

/** Links to folders are not followed: they may lead round in a circle. */
function linksToFile(path: string, entry: Dirent): boolean {
  return entry.isSymbolicLink() && (statSync(join(path, entry.name), { throwIfNoEntry: false })?.isFile() ?? false);
}

function isAnswers(name: string): boolean {
  return extname(name).toLowerCase() === ".json";
}

function kindOf(name: string): FileKind | undefined {
  const extension = extname(name).toLowerCase();
  const kinds = Object.keys(READERS) as FileKind[];
  return kinds.find((kind) => (READERS[kind].extensions as readonly string[]).includes(extension));
}

async function checkOne(
  book: Rulebook,
  { path, files, folders }: Folder,
  form: FormDescription,
  options: CheckOptions,
  onBytes: (count: number) => void,
): Promise<FiledRecord> {
  const [name, ...more] = files.filter(isAnswers);
  if (name === undefined) {
    const beside = files.filter((file) => kindOf(file) !== undefined).join("、");
    return unreadable(path, `文件夹里有 ${beside}，但没有写明各栏内容的 .json 文件。`);
  }
  if (more.length > 0) {
    return unreadable(
      path,
      `文件夹里有 ${more.length + 1} 个 .json 文件（${[name, ...more].join("、")}），一份材料只能有一个。`,
    );
  }
  const file = join(path, name);
  let line: string;
  let row: number;
  try {
    const bytes = readFileSync(file);
    onBytes(bytes.length);
    const { lines, rows } = readJson(file, decode(bytes));
    if (rows.length !== 1) throw new Fault(`${file}：应只有一份材料的内容，现有 ${rows.length} 份。`);
    line = lines;
    row = rows[0] ?? 1;
  } catch (error) {
    const { message } = error instanceof Fault ? error : fileFault(file, error);
    return unreadable(file, message.replace(`${file}：`, ""));
  }
  const given = answersIn(book, form, line);
  const beside = given && (await readBeside(book, path, files, given, form, onBytes));
  const attachments = [
    ...(beside?.attachments ?? []),
    ...folders.map((folder) => ({ file: `${folder}/`, note: "是子文件夹，没有查看" })),
  ];
  const text = beside ? JSON.stringify(beside.answers) : line;
  for await (const record of book.checkAll(new TextEncoder().encode(text), options)) {
    return filed(record, { file, row }, attachments, beside?.complete ?? true);
  }
  return unreadable(file, "文件是空的。");
}

interface Given {
  readonly answers: Answers;
  /** The fields that they answer. */
  readonly fields: ReadonlySet<string>;
}

/** The answers of a line; undefined where they are none, which the engine words. */
function answersIn(book: Rulebook, { id }: FormDescription, line: string): Given | undefined {
  try {
    const answers: Answers = JSON.parse(line);
    return { answers, fields: new Set(answersByField(book, id, answers).keys()) };
  } catch {
    return undefined;
  }
}

function filed(
  record: CheckedRecord,
  source: { file: string; row: number },
  attachments: readonly Attachment[],
  complete: boolean,
): FiledRecord {
  const whole: FiledRecord = {
    verdict: record.verdict,
    fails: record.fails,
    source,
    attachments,
    ...(record.line && { line: record.line }),
    report: () => record.report(),
    answers: () => record.answers(),
  };
  return complete ? whole : hold(whole);
}

function unreadable(file: string, error: string): FiledRecord {
  const report: Unreadable = { verdict: "unreadable", error };
  return { verdict: "unreadable", fails: [], source: { file, row: 1 }, report: () => report, answers: () => undefined };
}

interface Beside {
  readonly answers: Answers;
  readonly attachments: readonly Attachment[];
  /** Every file that could answer a field was read. */
  readonly complete: boolean;
}

/** Fills the fields that the answers leave open from the files beside them, and tells what became of each file. */
async function readBeside(
  book: Rulebook,
  path: string,
  files: readonly string[],
  { answers, fields }: Given,
  form: FormDescription,
  onBytes: (count: number) => void,
): Promise<Beside> {
  const read: Record<string, unknown> = { ...answers };
  const attachments: Attachment[] = [];
  let complete = true;
  for (const file of files) {
    if (!isAnswers(file) && !kindOf(file)) attachments.push({ file, note: "不是可以读取的文档或表格，没有查看" });
  }
  for (const kind of Object.keys(READERS) as FileKind[]) {
    const { found, notes } = match(
      files.filter((file) => kindOf(file) === kind),
      form.fields.filter((field) => field.kind === kind),
      fields,
    );
    attachments.push(...notes.map(({ file, note }) => ({ file, note })));
    if (notes.some(({ unsure }) => unsure)) complete = false;
    for (const { file, field } of found) {
      try {
        const { value, note } = await READERS[kind].read(
          join(path, file),
          onBytes,
          glueOf(book).names(form.id),
          field.id,
        );
        // A label under which nothing stands would be a second answer to the field.
        for (const key of Object.keys(read)) if (glueOf(book).fieldOf(form.id, key) === field.id) delete read[key];
        read[field.id] = value;
        attachments.push({ file, field: field.id, ...(note && { note }) });
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        complete = false;
        attachments.push({
          file,
          note: `应为“${field.label}”，但不能读取：${error.message.replace(`${join(path, file)}：`, "")}`,
        });
      }
    }
  }
  return { answers: read, attachments, complete };
}

interface Matched {
  readonly found: readonly { file: string; field: FieldDescription }[];
  readonly notes: readonly { file: string; note: string; unsure?: boolean }[];
}

/** Which file answers which field: by the names of both, and where one of each is left, those. */
function match(files: readonly string[], fields: readonly FieldDescription[], answered: ReadonlySet<string>): Matched {
  const notes: { file: string; note: string; unsure?: boolean }[] = [];
  const open = fields.filter(({ id }) => !answered.has(id));
  const named = new Map(files.map((file) => [file, namedBy(file, fields)]));
  const nameless = files.filter((file) => !named.get(file));
  const waiting = open.filter((field) => ![...named.values()].includes(field));
  const [only] = nameless;
  if (only !== undefined && nameless.length === 1 && waiting.length === 1) named.set(only, waiting[0]);
  const found: { file: string; field: FieldDescription }[] = [];
  for (const [file, field] of named) {
    const rivals = files.filter((other) => field && named.get(other) === field);
    if (!field) {
      const labels = waiting.map(({ label }) => `“${label}”`).join("、");
      notes.push(
        waiting.length > 0
          ? { file, note: `不能确定是不是${labels}，没有读取，请在文件名中写明`, unsure: true }
          : { file, note: "没有需要由它填写的栏目，没有读取" },
      );
    } else if (!open.includes(field)) notes.push({ file, note: `.json 文件中已填“${field.label}”，没有读取` });
    else if (rivals.length > 1)
      notes.push({
        file,
        note: `与 ${rivals.filter((other) => other !== file).join("、")} 都像是“${field.label}”，没有读取，请只留一个`,
        unsure: true,
      });
    else found.push({ file, field });
  }
  return { found, notes };
}

/** The field whose label or other name stands in a file's name; of several the longest. */
function namedBy(file: string, fields: readonly FieldDescription[]): FieldDescription | undefined {
  const name = normalise(basename(file, extname(file)));
  const longest = ({ id, label, aliases }: FieldDescription): number =>
    Math.max(...[id, label, ...aliases].map(normalise).map((each) => (name.includes(each) ? each.length : 0)));
  const [best] = fields.map((field) => ({ field, length: longest(field) })).sort((a, b) => b.length - a.length);
  return best && best.length > 0 ? best.field : undefined;
}

interface Read {
  readonly value: unknown;
  readonly note?: string;
}

function readBytes(path: string, onBytes: (count: number) => void): Buffer {
  try {
    const bytes = readFileSync(path);
    onBytes(bytes.length);
    return bytes;
  } catch (error) {
    throw fileFault(path, error);
  }
}

async function readMaterial(path: string, onBytes: (count: number) => void): Promise<Read> {
  const bytes = readBytes(path, onBytes);
  const { text, beside } = await refused(() => readDocument(bytes));
  const left = leftOut(beside);
  return { value: text, ...(left && { note: left }) };
}

/** The readers word their refusals; other errors are mistakes of the program. */
async function refused<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    throw new Fault(error.message);
  }
}

/** The rows of a table, by their numbers in the sheet. */
async function readRows(path: string, onBytes: (count: number) => void, names: string, field: string): Promise<Read> {
  const bytes = readBytes(path, onBytes);
  const { records, sheet, notes } = await refused(() => sheets.use((glue) => readTable(glue, bytes, names, field)));
  const value = Object.fromEntries(records.map(({ row, answers }) => [row, answers]));
  const note = [...(sheet ? [`工作表“${sheet}”`] : []), ...notes].join("；");
  return { value, ...(note && { note }) };
}
