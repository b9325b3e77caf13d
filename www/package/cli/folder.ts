/**
 * A folder of applications → records. Each lies in a folder of its own: its answers in a .json file or in a form filled in with
 * Excel or Word, beside them its long texts and its tables. Which fields a file can answer is told by their kinds; which is the
 * form, by what stands in it.
 */

import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { NO_HEADER } from "../../protocol.js";
import { decode } from "../decode.js";
import { glueOf, LeifengFormError, readDocument } from "../node.js";
import { sheets } from "../node-sheets.js";
import { type Best, type Known, type Layout, readBest, readForm } from "../sheets.js";
import type {
  Answers,
  CheckedRecord,
  CheckOptions,
  FieldDescription,
  FormDescription,
  Rulebook,
  Sheet,
} from "../types.js";
import { copiesIn, LEFTOVER, linkFault, look, notRegular, readWhole } from "./access.js";
import { answersByField } from "./answers.js";
import { contentFault, fileFault, systemFault } from "./fault.js";
import { hold } from "./held.js";
import type { Joiner } from "./join.js";
import { readJson } from "./json.js";
import { type Attachment, type Fault, type FiledRecord, leftOut, type OnNote, unreadable, within } from "./record.js";

/** The kinds of field that a file can answer, and the files that can. */
const EXTENSIONS = {
  long_text: [".docx", ".doc", ".txt"],
  table: [".xlsx", ".xls", ".csv"],
} as const;
type FileKind = keyof typeof EXTENSIONS;

/** Files that can be the form itself. */
const FORMS = [".xlsx", ".xls", ".csv", ".docx"];

/** Nobody sees it, and it is no leftover. */
const HIDDEN = /^\./;

interface Folder {
  readonly path: string;
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** What is not looked at, by its name. */
  readonly refused: ReadonlyMap<string, LeifengFormError>;
  /** The files that are forms filled in; none where there are answers in a .json file. */
  readonly forms: readonly Form[];
  /** What could be a form, and cannot be read. */
  readonly closed: readonly string[];
  readonly leftovers: readonly string[];
  /** Files with the same bytes as another of the folder, each with that one. */
  readonly copies: ReadonlyMap<string, string>;
}

/** A file that is a form filled in. */
interface Form {
  readonly name: string;
  readonly tables: readonly Best[];
  readonly notes: readonly string[];
}

/** What every folder is read with. */
interface Context {
  readonly book: Rulebook;
  readonly form: FormDescription;
  readonly known: Known;
  readonly joiner: Joiner;
  readonly options: CheckOptions;
  readonly onBytes: (count: number) => void;
}

function contextOf(book: Rulebook, form: FormDescription, joiner: Joiner): Omit<Context, "options" | "onBytes"> {
  return { book, form, joiner, known: { book: glueOf(book).compileFor(form.id), form: form.id } };
}

export async function* checkFolder(
  book: Rulebook,
  folder: string,
  form: FormDescription,
  joiner: Joiner,
  options: CheckOptions,
  onBytes: (count: number) => void,
  onNote: OnNote,
): AsyncGenerator<FiledRecord, void, undefined> {
  const context = { ...contextOf(book, form, joiner), options, onBytes };
  for await (const one of applications(context, realPath(folder), folder, onNote)) {
    if (one instanceof LeifengFormError) yield unreadable({ file: one.file ?? folder }, one);
    else yield await checkOne(context, one);
  }
}

/**
 * Gives `joiner` the rows in folders of applications that say that they are of another record than the one they lie beside: that
 * one may come first. What cannot be read is told when its folder is checked.
 */
export async function gatherRows(book: Rulebook, folder: string, form: FormDescription, joiner: Joiner): Promise<void> {
  if (!joiner.hasKeys) return;
  const context = { ...contextOf(book, form, joiner), options: {}, onBytes: () => {} };
  await unlessRefused(async () => {
    for await (const one of applications(context, realPath(folder), folder, () => {})) {
      if (one instanceof LeifengFormError || !one.files.some((file) => kindOf(file) === "table")) continue;
      await unlessRefused(() => gatherFrom(context, one));
    }
  });
}

/** Does something in which a file may be refused. */
async function unlessRefused(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    // Throws what is no fault of the file.
    fileFault("", error);
  }
}

async function gatherFrom(context: Context, folder: Folder): Promise<void> {
  const own = readOwn(folder, context);
  const given = answersIn(context, own.line);
  if (!given) return;
  for (const { layout, table } of own.tables) {
    context.joiner.addOthers(own.file, layout, context.joiner.share(table.records, given.answers).others);
  }
  const { found } = await matchFiles(context, folder, "table", given.fields);
  for (const { file, field, table } of found) {
    const at = join(folder.path, file);
    await unlessRefused(async () => {
      const { layout, table: sheet } = table ?? (await openTable(context, at, field));
      context.joiner.addOthers(at, layout, context.joiner.share(sheet.records, given.answers).others);
    });
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
async function* applications(
  context: Omit<Context, "options" | "onBytes">,
  top: string,
  path: string,
  onNote: OnNote,
): AsyncGenerator<Folder | LeifengFormError, boolean, undefined> {
  let folder: Folder;
  try {
    folder = await withForms(context, list(top, path));
  } catch (error) {
    yield systemFault(`${path}/`, error);
    return false;
  }
  yield* folder.refused.values();
  if (folder.leftovers.length > 0) {
    const message = `跳过了系统或办公软件留下的 ${folder.leftovers.join("、")}。`;
    onNote({ file: `${path}/`, code: "note.leftover", message });
  }
  if (folder.files.some(isAnswers) || folder.forms.length > 0) {
    yield folder;
    return true;
  }
  let below = false;
  for (const name of folder.folders) if (yield* applications(context, top, join(path, name), onNote)) below = true;
  const hasRefusedAnswers = [...folder.refused.keys()].some(isAnswers);
  if (filesOf(folder).length > 0 && !hasRefusedAnswers) {
    if (below) onNote({ file: folder.path, code: "note.files", message: lacking(context.form, folder) });
    else yield folder;
  }
  return below;
}

/** Looks for forms in the files of a folder without a .json file. */
async function withForms({ known }: Pick<Context, "known">, folder: Folder): Promise<Folder> {
  if (folder.files.some(isAnswers)) return folder;
  const forms: Form[] = [];
  const closed: string[] = [];
  for (const name of folder.files.filter((name) => FORMS.includes(extname(name).toLowerCase()))) {
    const path = join(folder.path, name);
    try {
      const bytes = readWhole(path);
      const form = await sheets.use((glue) => readForm(glue, bytes, known));
      if (form) forms.push({ name, ...form });
    } catch (error) {
      const fault = fileFault(path, error);
      if (fault.code !== NO_HEADER) closed.push(`${name} 不能读取：${contentFault(path, fault).message}`);
    }
  }
  return { ...folder, forms, closed };
}

/** The files that could stand beside answers. */
function filesOf({ files }: Folder): string[] {
  return files.filter((file) => kindOf(file) !== undefined);
}

/** What is said of files beside which no answers lie. */
function lacking({ title }: FormDescription, folder: Folder): string {
  const files = filesOf(folder);
  const tables = files.filter((file) => kindOf(file) === "table").map((file) => join(folder.path, file));
  const direct = tables.length > 0 ? `汇总表请直接写文件名：check ${tables.join(" ")}` : "";
  return `文件夹里有 ${files.join("、")}，但没有填好的${title}，也没有 .json 文件，没有读取。${folder.closed.join("")}${direct}`;
}

function list(top: string, path: string): Folder {
  const files: string[] = [];
  const folders: string[] = [];
  const refused = new Map<string, LeifengFormError>();
  const all = readdirSync(path, { withFileTypes: true });
  const leftovers = all.filter(({ name }) => LEFTOVER.test(name)).map(({ name }) => name);
  const entries = all.filter(({ name }) => !LEFTOVER.test(name) && !HIDDEN.test(name));
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
  const read = files.filter((name) => isAnswers(name) || kindOf(name));
  const found = copiesIn(read.map((name) => join(path, name)));
  const copies = new Map([...found].map(([copy, of]) => [basename(copy), basename(of)]));
  const own = files.filter((name) => !copies.has(name));
  return { path, files: own, folders, refused, forms: [], closed: [], leftovers, copies };
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
  const kinds = Object.keys(EXTENSIONS) as FileKind[];
  return kinds.find((kind) => (EXTENSIONS[kind] as readonly string[]).includes(extension));
}

/** The file of answers of a folder. */
interface OwnAnswers {
  readonly file: string;
  /** The answers as a line of JSON. */
  readonly line: string;
  /** Where they begin. */
  readonly row: number;
  /** Of a form: its sheet, its other tables, and what is to be said of it. */
  readonly sheet?: string;
  readonly tables: readonly Best[];
  readonly notes: readonly string[];
}

/** Throws where there is no such file, where there are more, and where it does not hold one record. */
function readOwn(folder: Folder, { form, onBytes }: Pick<Context, "form" | "onBytes">): OwnAnswers {
  const { path, files, forms } = folder;
  const [name, ...more] = forms.length > 0 ? forms.map(({ name }) => name) : files.filter(isAnswers);
  if (name === undefined) throw new LeifengFormError("folder.no_answers", lacking(form, folder), { file: `${path}/` });
  if (more.length > 0) {
    const names = [name, ...more].join("、");
    const what = forms.length > 0 ? `份填好的${form.title}` : "个 .json 文件";
    const message = `文件夹里有 ${more.length + 1} ${what}（${names}），一份材料只能有一个。`;
    throw new LeifengFormError("folder.many_answers", message, { file: `${path}/` });
  }
  const [filled] = forms;
  if (filled) return ownOf(join(path, name), filled);
  const file = join(path, name);
  try {
    const bytes = readWhole(file);
    onBytes(bytes.length);
    const { lines, rows } = readJson(decode(bytes));
    if (rows.length !== 1) {
      throw new LeifengFormError("folder.many_records", `应只有一份材料的内容，现有 ${rows.length} 份。`);
    }
    return { file, line: lines, row: rows[0] ?? 1, tables: [], notes: [] };
  } catch (error) {
    const fault = fileFault(file, error);
    throw new LeifengFormError(fault.code, fault.message, { ...within(fault), file });
  }
}

/** The answers of a form. */
function ownOf(file: string, { tables, notes }: Form): OwnAnswers {
  const own = tables.filter(({ layout }) => layout.table === null);
  const [best] = own;
  const [record] = best?.table.records ?? [];
  if (!best || !record || own.length > 1) {
    const message = `应只有一份材料的内容，现有 ${own.length} 份。`;
    throw new LeifengFormError("folder.many_records", message, { file });
  }
  return {
    file,
    line: JSON.stringify(record.answers),
    row: record.row,
    sheet: best.table.sheet,
    tables: tables.filter((table) => table !== best),
    notes: [...best.table.notes, ...notes],
  };
}

async function checkOne(context: Context, folder: Folder): Promise<FiledRecord> {
  const { book, options } = context;
  const { path, folders, refused } = folder;
  let own: OwnAnswers;
  try {
    own = readOwn(folder, context);
  } catch (error) {
    if (!(error instanceof LeifengFormError)) throw error;
    return unreadable({ file: error.file ?? path }, error);
  }
  const { file, line, row, sheet } = own;
  const given = answersIn(context, line);
  const beside = given && (await readBeside(context, folder, own, given));
  const attachments: Attachment[] = [
    ...(beside?.attachments ?? []),
    ...folders.map(
      (name): Attachment => ({ file: `${name}/`, code: "attachment.folder", note: "是子文件夹，没有查看" }),
    ),
    ...[...folder.copies].map(
      ([file, of]): Attachment => ({ file, code: "attachment.copy", note: `与 ${of} 内容完全相同，只读取一次` }),
    ),
    ...[...refused].map(([file, fault]) => ({ ...notRead(file, fault), note: fault.message.replace(/。$/, "") })),
  ];
  // What was not looked at might have answered a field.
  const isWhole = ![...refused.keys()].some(kindOf);
  const text = beside ? JSON.stringify(beside.answers) : line;
  for await (const record of book.checkAll(new TextEncoder().encode(text), options)) {
    return filed(record, { file, row, ...(sheet && { sheet }) }, attachments, (beside?.complete ?? true) && isWhole);
  }
  return unreadable({ file }, { code: "file.empty", message: "文件是空的。" });
}

interface Given {
  readonly answers: Answers;
  /** The fields that they answer. */
  readonly fields: ReadonlySet<string>;
}

/** The answers of a line; undefined where they are none, which the engine words. */
function answersIn({ book, form }: Context, line: string): Given | undefined {
  try {
    const answers: Answers = JSON.parse(line);
    return { answers, fields: new Set(answersByField(book, form.id, answers).keys()) };
  } catch {
    return undefined;
  }
}

function filed(
  record: CheckedRecord,
  source: { file: string; row: number; sheet?: string },
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
async function readBeside(context: Context, whole: Folder, own: OwnAnswers, given: Given): Promise<Beside> {
  const { book, form } = context;
  const { answers } = given;
  const { path } = whole;
  const ownName = basename(own.file);
  const files = whole.files.filter((file) => isAnswers(file) || file !== ownName);
  const folder = { ...whole, files };
  const read = new Map(Object.entries(answers));
  const fields = new Set(given.fields);
  const attachments: Attachment[] = own.notes.map((note) => ({ file: ownName, note: note.replace(/。$/, "") }));
  let complete = true;
  for (const table of own.tables) {
    const field = table.layout.table ?? "";
    if (fields.has(field)) continue;
    const { value, note, unsure } = ownRows(context, table, answers);
    if (unsure) complete = false;
    if (value !== undefined) {
      fields.add(field);
      read.set(field, value);
    }
    const code = value === undefined ? { code: "rows.not_joined" as const } : { field };
    attachments.push({ file: ownName, ...code, ...(note && { note }) });
  }
  for (const file of files) {
    if (!isAnswers(file) && !kindOf(file))
      attachments.push({ file, code: "attachment.kind", note: "不是可以读取的文档或表格，没有查看" });
  }
  for (const kind of Object.keys(EXTENSIONS) as FileKind[]) {
    const { found, notes } = await matchFiles(context, folder, kind, fields);
    attachments.push(...notes.map(({ unsure: _, ...note }) => note));
    if (notes.some(({ unsure }) => unsure)) complete = false;
    for (const { file, field, table } of found) {
      const at = join(path, file);
      try {
        const opened = kind === "table" ? (table ?? (await openTable(context, at, field))) : undefined;
        const { value, ...told } = opened ? ownRows(context, opened, answers) : await readMaterial(context, at);
        if (told.unsure) complete = false;
        if (value === undefined) {
          attachments.push({ file, code: "rows.not_joined", ...(told.note && { note: told.note }) });
          continue;
        }
        // A label under which nothing stands would be a second answer to the field.
        for (const key of read.keys()) if (glueOf(book).fieldOf(form.id, key) === field.id) read.delete(key);
        read.set(field.id, value);
        attachments.push({ file, field: field.id, ...(told.note && { note: told.note }) });
      } catch (error) {
        const fault = contentFault(at, fileFault(at, error));
        complete = false;
        attachments.push({ ...notRead(file, fault), note: `应为“${field.label}”，但不能读取：${fault.message}` });
      }
    }
  }
  return { answers: Object.fromEntries(read), attachments, complete };
}

/** A file that cannot be read, with the place of what is wrong in it. */
function notRead(file: string, fault: Fault): Attachment {
  return { file, code: fault.code, ...within(fault) };
}

/** Which of the files of a folder answers which field of a kind. */
function matchFiles(
  context: Context,
  { path, files }: Folder,
  kind: FileKind,
  answered: ReadonlySet<string>,
): Promise<Matched> {
  const { book, form } = context;
  const namedBy: NamedBy = (name) => {
    const id = glueOf(book).fieldNamedIn(form.id, name, kind);
    return form.fields.find((field) => field.id === id);
  };
  return match(
    files.filter((file) => kindOf(file) === kind),
    form.fields.filter((field) => field.kind === kind),
    answered,
    namedBy,
    // Documents look alike, and a sheet beside an application may be any: only its header tells what it is.
    kind === "table" ? (file, waiting) => tableIn(context, join(path, file), waiting, namedBy) : undefined,
  );
}

interface Note extends Omit<Attachment, "field"> {
  readonly note: string;
  /** It might answer a field all the same. */
  readonly unsure?: boolean;
}

/** The field that a file answers, and the table in it where its name did not tell. */
interface Answering {
  readonly field: FieldDescription;
  readonly table?: OpenedTable;
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
    if (!field) notes.push({ file, code: "attachment.not_needed", note: "没有需要由它填写的栏目，没有读取" });
    else if (look) {
      const seen = await look(file, waiting);
      if ("field" in seen) named.set(file, seen);
      else notes.push({ file, ...seen });
    } else if (nameless.length === 1 && waiting.length === 1) named.set(file, { field });
    else notes.push({ file, ...unclear(waiting) });
  }
  const found: Matched["found"][number][] = [];
  for (const [file, answering] of named) {
    const { field } = answering;
    const rivals = [...named].filter(([, other]) => other.field === field).map(([file]) => file);
    if (!open.includes(field))
      notes.push({ file, code: "attachment.answered", note: `申报表或 .json 文件中已填“${field.label}”，没有读取` });
    else if (rivals.length > 1)
      notes.push({
        file,
        code: "attachment.rivals",
        note: `与 ${rivals.filter((other) => other !== file).join("、")} 都像是“${field.label}”，没有读取，请只留一个`,
        unsure: true,
      });
    else found.push({ file, ...answering });
  }
  return { found, notes };
}

function unclear(fields: readonly FieldDescription[]): Omit<Note, "file"> {
  const note = `不能确定是不是${inWords(fields)}，没有读取，请在文件名中写明`;
  return { code: "attachment.unclear", note, unsure: true };
}

function inWords(fields: readonly FieldDescription[]): string {
  return fields.map(({ label }) => `“${label}”`).join("、");
}

/** A table that was found in a file. */
interface OpenedTable {
  readonly layout: Layout;
  readonly table: Sheet;
  /** How it was found, where its name does not say it. */
  readonly how?: string;
}

/** Which table a file holds whose name does not say it. */
async function tableIn(
  context: Context,
  path: string,
  waiting: readonly FieldDescription[],
  namedBy: NamedBy,
): Promise<Awaited<ReturnType<Look>>> {
  const fitting: (Answering & { table: OpenedTable })[] = [];
  for (const field of waiting) {
    try {
      const table = await openTable(context, path, field);
      if (table.layout.whole || namedBy(table.table.sheet) === field) fitting.push({ field, table });
    } catch (error) {
      const fault = fileFault(path, error);
      // Of a file that cannot be opened nobody knows what it is; one without such a header is something else.
      if (fault.code !== NO_HEADER) {
        const { code, message, ...place } = contentFault(path, fault);
        const note = `不能确定是不是${inWords(waiting)}，因为不能读取：${message}`;
        return { code, ...within(place), note, unsure: true };
      }
    }
  }
  const [only, ...more] = fitting;
  if (!only) {
    return { code: "attachment.unlike", note: `不像${inWords(waiting)}，没有读取；如果是，请在文件名中写明` };
  }
  if (more.length > 0) return unclear(fitting.map(({ field }) => field));
  return { field: only.field, table: { ...only.table, how: "由表头或工作表名判断，如果不是，请移出文件夹" } };
}

interface Read {
  /** Undefined where nothing in it belongs to the record. */
  readonly value: unknown;
  readonly note?: string;
  /** More in it might belong to the record. */
  readonly unsure?: boolean;
}

function readBytes({ onBytes }: Context, path: string): Buffer {
  const bytes = readWhole(path);
  onBytes(bytes.length);
  return bytes;
}

async function readMaterial(context: Context, path: string): Promise<Read> {
  const { text, beside } = await readDocument(readBytes(context, path));
  const left = leftOut(beside);
  return { value: text, ...(left && { note: left }) };
}

async function openTable(context: Context, path: string, field: FieldDescription): Promise<OpenedTable> {
  const bytes = readBytes(context, path);
  return sheets.use((glue) => readBest(glue, bytes, context.known, field.id));
}

/** Of the rows of a table those of the record that it lies beside, by their numbers in the sheet. */
function ownRows({ joiner, form }: Context, { layout, table, how }: OpenedTable, answers: Answers): Read {
  const { own, others, isUnclear } = joiner.share(table.records, answers);
  const whose = joiner.whose(others);
  if (isUnclear) {
    const note = `各行属于不同的${form.title}，申报表或 .json 文件没有写明是哪一份，没有读取`;
    return { value: undefined, note, unsure: true };
  }
  if (own.length === 0 && others.length > 0) {
    const note = `各行写明属于${whose}，不是这一份，没有并入`;
    return { value: undefined, note, unsure: !joiner.hasRows(layout.table ?? "", answers) };
  }
  const value = Object.fromEntries(own.map(({ row, answers }) => [row, answers]));
  const left = others.length > 0 ? [`有 ${others.length} 行写明属于${whose}，没有并入这一份`] : [];
  const sheet = table.sheet === "" ? [] : [`工作表“${table.sheet}”`];
  const note = [...(how ? [how] : []), ...sheet, ...left, ...table.notes].join("；");
  return { value, ...(note && { note }) };
}
