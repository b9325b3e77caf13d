/**
 * A folder of applications → records. Each lies in a folder of its own: its answers in a .json file, beside them its
 * long texts and its tables. Which fields a file can answer is told by their kinds.
 */

import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { NO_HEADER } from "../../protocol.js";
import { decode } from "../decode.js";
import { glueOf, LeifengFormError, readDocument } from "../node.js";
import { sheets } from "../node-sheets.js";
import { type Known, type Layout, readBest } from "../sheets.js";
import type {
  Answers,
  CheckedRecord,
  CheckOptions,
  FieldDescription,
  FormDescription,
  Rulebook,
  Sheet,
} from "../types.js";
import { linkFault, look, notRegular, readWhole } from "./access.js";
import { answersByField } from "./answers.js";
import { leftOut } from "./count.js";
import { systemFault } from "./fault.js";
import { hold } from "./held.js";
import { contentFault, fileFault } from "./inputs.js";
import { readJson } from "./json.js";
import { type Attachment, type FiledRecord, unreadable } from "./record.js";
import type { OnNote } from "./sheets.js";

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
  /** What is not looked at, by its name. */
  readonly refused: ReadonlyMap<string, LeifengFormError>;
}

export async function* checkFolder(
  book: Rulebook,
  folder: string,
  form: FormDescription,
  options: CheckOptions,
  onBytes: (count: number) => void,
  onNote: OnNote,
): AsyncGenerator<FiledRecord, void, undefined> {
  for (const one of applications(realPath(folder), folder, onNote)) {
    if (one instanceof LeifengFormError) yield unreadable({ file: one.file ?? folder }, one.code, one.message);
    else yield await checkOne(book, one, form, options, onBytes);
  }
}

function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch (error) {
    throw systemFault(folder, error);
  }
}

/**
 * Every folder that holds answers, and those that hold files without answers, in the order of their names; and what cannot be looked
 * at. Files beside folders of applications are none: they are told. `top` is the real path of the folder that was given.
 */
function* applications(
  top: string,
  path: string,
  onNote: OnNote,
): Generator<Folder | LeifengFormError, boolean, undefined> {
  let folder: Folder;
  try {
    folder = list(top, path);
  } catch (error) {
    yield systemFault(`${path}/`, error);
    return false;
  }
  yield* folder.refused.values();
  if (folder.files.some(isAnswers)) {
    yield folder;
    return true;
  }
  let below = false;
  for (const name of folder.folders) if (yield* applications(top, join(path, name), onNote)) below = true;
  const hasRefusedAnswers = [...folder.refused.keys()].some(isAnswers);
  if (filesOf(folder).length > 0 && !hasRefusedAnswers) {
    if (below) onNote(withoutAnswers(folder));
    else yield folder;
  }
  return below;
}

/** The files that could stand beside answers. */
function filesOf({ files }: Folder): string[] {
  return files.filter((file) => kindOf(file) !== undefined);
}

/** What is said of files beside which no answers lie. */
function withoutAnswers(folder: Folder): string {
  return `${folder.path}：${lacking(folder)}`;
}

function lacking(folder: Folder): string {
  const files = filesOf(folder);
  const tables = files.filter((file) => kindOf(file) === "table").map((file) => join(folder.path, file));
  const direct = tables.length > 0 ? `汇总表请直接写文件名：check ${tables.join(" ")}` : "";
  return `文件夹里有 ${files.join("、")}，但没有写明各栏内容的 .json 文件，没有读取。${direct}`;
}

function list(top: string, path: string): Folder {
  const files: string[] = [];
  const folders: string[] = [];
  const refused = new Map<string, LeifengFormError>();
  const entries = readdirSync(path, { withFileTypes: true }).filter(({ name }) => !IGNORED.test(name));
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name, "zh-Hans", { numeric: true }))) {
    const { name } = entry;
    try {
      const kind = kindOfEntry(top, join(path, name), entry);
      if (kind === "file") files.push(name);
      if (kind === "folder") folders.push(name);
    } catch (error) {
      if (!(error instanceof LeifengFormError)) throw error;
      refused.set(name, error);
    }
  }
  return { path, files, folders, refused };
}

/** What an entry of a folder is to us; throws where it cannot be looked at. */
function kindOfEntry(top: string, path: string, entry: Dirent): "file" | "folder" | "link to a folder" {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  const stats = look(path);
  if (!stats.isFile() && !stats.isDirectory()) throw notRegular(path);
  const fault = linkFault(top, path);
  if (fault) throw fault;
  // Not followed: it may lead round in a circle.
  return stats.isFile() ? "file" : "link to a folder";
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
  folder: Folder,
  form: FormDescription,
  options: CheckOptions,
  onBytes: (count: number) => void,
): Promise<FiledRecord> {
  const { path, files, folders, refused } = folder;
  const [name, ...more] = files.filter(isAnswers);
  if (name === undefined) return unreadable({ file: `${path}/` }, "folder.no_answers", lacking(folder));
  if (more.length > 0) {
    return unreadable(
      { file: `${path}/` },
      "folder.many_answers",
      `文件夹里有 ${more.length + 1} 个 .json 文件（${[name, ...more].join("、")}），一份材料只能有一个。`,
    );
  }
  const file = join(path, name);
  let line: string;
  let row: number;
  try {
    const bytes = readWhole(file);
    onBytes(bytes.length);
    const { lines, rows } = readJson(decode(bytes));
    if (rows.length !== 1) {
      throw new LeifengFormError("folder.many_records", `应只有一份材料的内容，现有 ${rows.length} 份。`);
    }
    line = lines;
    row = rows[0] ?? 1;
  } catch (error) {
    const { code, message } = fileFault(file, error);
    return unreadable({ file }, code, message);
  }
  const given = answersIn(book, form, line);
  const beside = given && (await readBeside(book, path, files, given, form, onBytes));
  const attachments = [
    ...(beside?.attachments ?? []),
    ...folders.map((folder) => ({ file: `${folder}/`, note: "是子文件夹，没有查看" })),
    ...[...refused].map(([file, { message }]) => ({ file, note: message.replace(/。$/, "") })),
  ];
  // What was not looked at might have answered a field.
  const isWhole = ![...refused.keys()].some(kindOf);
  const text = beside ? JSON.stringify(beside.answers) : line;
  for await (const record of book.checkAll(new TextEncoder().encode(text), options)) {
    return filed(record, { file, row }, attachments, (beside?.complete ?? true) && isWhole);
  }
  return unreadable({ file }, "file.empty", "文件是空的。");
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
  const read = new Map(Object.entries(answers));
  const attachments: Attachment[] = [];
  let complete = true;
  for (const file of files) {
    if (!isAnswers(file) && !kindOf(file)) attachments.push({ file, note: "不是可以读取的文档或表格，没有查看" });
  }
  const known = { book: glueOf(book).compileFor(form.id), form: form.id };
  for (const kind of Object.keys(READERS) as FileKind[]) {
    const namedBy: NamedBy = (name) => {
      const id = glueOf(book).fieldNamedIn(form.id, name, kind);
      return form.fields.find((field) => field.id === id);
    };
    const { found, notes } = await match(
      files.filter((file) => kindOf(file) === kind),
      form.fields.filter((field) => field.kind === kind),
      fields,
      namedBy,
      // Documents look alike, and a sheet beside an application may be any: only its header tells what it is.
      kind === "table" ? (file, waiting) => tableIn(join(path, file), onBytes, known, waiting, namedBy) : undefined,
    );
    attachments.push(...notes.map(({ file, note }) => ({ file, note })));
    if (notes.some(({ unsure }) => unsure)) complete = false;
    for (const { file, field, read: seen } of found) {
      try {
        const { value, note } = seen ?? (await READERS[kind].read(join(path, file), onBytes, known, field.id));
        // A label under which nothing stands would be a second answer to the field.
        for (const key of read.keys()) if (glueOf(book).fieldOf(form.id, key) === field.id) read.delete(key);
        read.set(field.id, value);
        attachments.push({ file, field: field.id, ...(note && { note }) });
      } catch (error) {
        const at = join(path, file);
        const reason = contentFault(at, fileFault(at, error));
        complete = false;
        attachments.push({ file, note: `应为“${field.label}”，但不能读取：${reason}` });
      }
    }
  }
  return { answers: Object.fromEntries(read), attachments, complete };
}

interface Note {
  readonly file: string;
  readonly note: string;
  /** It might answer a field all the same. */
  readonly unsure?: boolean;
}

/** The field that a file answers, and what was read of it where its name did not tell. */
interface Answering {
  readonly field: FieldDescription;
  readonly read?: Read;
}

interface Matched {
  readonly found: readonly (Answering & { readonly file: string })[];
  readonly notes: readonly Note[];
}

/** The field that the name of a file or a sheet says. */
type NamedBy = (name: string) => FieldDescription | undefined;

/** What a file shows of the fields that wait for one: which it answers, or why none. */
type Look = (file: string, waiting: readonly FieldDescription[]) => Promise<Answering | Omit<Note, "file">>;

/** Which file answers which field: by the names of both, then by what `look` finds, or else where one of each is left, those. */
async function match(
  files: readonly string[],
  fields: readonly FieldDescription[],
  answered: ReadonlySet<string>,
  namedBy: NamedBy,
  look: Look | undefined,
): Promise<Matched> {
  const notes: Note[] = [];
  const open = fields.filter(({ id }) => !answered.has(id));
  const named = new Map<string, Answering>();
  for (const file of files) {
    const field = namedBy(basename(file, extname(file)));
    if (field) named.set(file, { field });
  }
  const nameless = files.filter((file) => !named.has(file));
  const waiting = open.filter((field) => ![...named.values()].some((each) => each.field === field));
  const [field] = waiting;
  for (const file of nameless) {
    if (!field) notes.push({ file, note: "没有需要由它填写的栏目，没有读取" });
    else if (look) {
      const seen = await look(file, waiting);
      if ("field" in seen) named.set(file, seen);
      else notes.push({ file, ...seen });
    } else if (nameless.length === 1 && waiting.length === 1) named.set(file, { field });
    else notes.push({ file, note: `不能确定是不是${inWords(waiting)}，没有读取，请在文件名中写明`, unsure: true });
  }
  const found: Matched["found"][number][] = [];
  for (const [file, answering] of named) {
    const { field } = answering;
    const rivals = [...named].filter(([, other]) => other.field === field).map(([file]) => file);
    if (!open.includes(field)) notes.push({ file, note: `.json 文件中已填“${field.label}”，没有读取` });
    else if (rivals.length > 1)
      notes.push({
        file,
        note: `与 ${rivals.filter((other) => other !== file).join("、")} 都像是“${field.label}”，没有读取，请只留一个`,
        unsure: true,
      });
    else found.push({ file, ...answering });
  }
  return { found, notes };
}

function inWords(fields: readonly FieldDescription[]): string {
  return fields.map(({ label }) => `“${label}”`).join("、");
}

/** Which table a file holds whose name does not say it. */
async function tableIn(
  path: string,
  onBytes: (count: number) => void,
  known: Known,
  waiting: readonly FieldDescription[],
  namedBy: NamedBy,
): Promise<Awaited<ReturnType<Look>>> {
  const fitting: { field: FieldDescription; table: Sheet }[] = [];
  let bytes: Buffer | undefined;
  for (const field of waiting) {
    try {
      bytes ??= readBytes(path, onBytes);
      const { layout, table } = await openTable(bytes, known, field.id);
      if (layout.whole || namedBy(table.sheet) === field) fitting.push({ field, table });
    } catch (error) {
      const fault = fileFault(path, error);
      // Of a file that cannot be opened nobody knows what it is; one without such a header is something else.
      if (fault.code !== NO_HEADER) {
        const reason = contentFault(path, fault);
        return { note: `不能确定是不是${inWords(waiting)}，因为不能读取：${reason}`, unsure: true };
      }
    }
  }
  const [only, ...more] = fitting;
  if (!only) return { note: `不像${inWords(waiting)}，没有读取；如果是，请在文件名中写明` };
  if (more.length > 0)
    return {
      note: `不能确定是不是${inWords(fitting.map(({ field }) => field))}，没有读取，请在文件名中写明`,
      unsure: true,
    };
  return { field: only.field, read: rowsOf(only.table, "由表头或工作表名判断，如果不是，请移出文件夹") };
}

interface Read {
  readonly value: unknown;
  readonly note?: string;
}

function readBytes(path: string, onBytes: (count: number) => void): Buffer {
  const bytes = readWhole(path);
  onBytes(bytes.length);
  return bytes;
}

async function readMaterial(path: string, onBytes: (count: number) => void): Promise<Read> {
  const { text, beside } = await readDocument(readBytes(path, onBytes));
  const left = leftOut(beside);
  return { value: text, ...(left && { note: left }) };
}

async function readRows(path: string, onBytes: (count: number) => void, known: Known, field: string): Promise<Read> {
  return rowsOf((await openTable(readBytes(path, onBytes), known, field)).table);
}

function openTable(bytes: Buffer, known: Known, field: string): Promise<{ layout: Layout; table: Sheet }> {
  return sheets.use((glue) => readBest(glue, bytes, known, field));
}

/** The rows of a table, by their numbers in the sheet; what is told of them begins with `how` it was found. */
function rowsOf({ records, sheet, notes }: Sheet, how?: string): Read {
  const value = Object.fromEntries(records.map(({ row, answers }) => [row, answers]));
  const note = [...(how ? [how] : []), ...(sheet ? [`工作表“${sheet}”`] : []), ...notes].join("；");
  return { value, ...(note && { note }) };
}
