/**
 * Answers as back ends receive them: names and values in whatever way a framework hands them on, with files among them. Everything
 * becomes entries of one shape first, then each field is made of its entries.
 */

import { isPlain, notPlain, tooDeep, valueUnder } from "./answers.js";
import { notFitting, typeName } from "./arguments.js";
import { dayOf } from "./day.js";
import { type ErrorPlace, fileRefusal, LeifengFormError, looking, placeOf } from "./error.js";
import { type FormNames, namesOf } from "./names.js";
import type { Document, FieldDescription, ReceivedFile, Sheet } from "./types.js";

/** A file that was sent. Its content may still have to be fetched. */
interface Sent {
  readonly name: string;
  bytes(): Promise<Uint8Array>;
}

/** A value under a name; `path` is where it stands in what the name holds. */
interface Entry {
  readonly key: string;
  readonly path: readonly string[];
  readonly value: unknown;
  readonly file?: Sent;
}

/** A file with the field that it answers. */
export interface FieldFile {
  readonly field: FieldDescription;
  readonly key: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Received {
  readonly answers: Map<string, unknown>;
  readonly files: readonly FieldFile[];
  readonly unknown: Set<string>;
}

/** As deep as names and bodies nest: the cells of a row are three deep, and a cell may hold several. */
const DEEPEST = 8;

/** Reads whatever a back end has; throws where it can be read only by half. */
export async function receive(source: unknown, names: FormNames): Promise<Received> {
  const entries = await entriesOf(source);
  const placed = place(entries, names);
  const unknown = new Set(placed.unknown);
  const answers = new Map<string, unknown>();
  const files: FieldFile[] = [];
  for (const [field, own] of placed.fields) {
    const values: Placed[] = [];
    for (const entry of own) {
      const { file, key } = entry;
      if (!file) values.push(entry);
      else if (!entry.path.every(isListed)) unknown.add(told(entry));
      else {
        const bytes = await contentOf(file, field);
        // Browsers send a file without name and content where none was chosen.
        if (file.name !== "" || bytes.length > 0) files.push({ field, key, name: file.name, bytes });
      }
    }
    const tell = (entry: Placed) => unknown.add(told(entry));
    const value = field.columns ? tableOf(values, field.columns, tell) : oneOf(values, field, tell);
    if (value !== undefined && value !== null) answers.set(field.id, value);
  }
  return { answers, files, unknown };
}

// What a source holds

async function entriesOf(source: unknown): Promise<Entry[]> {
  const entries = looking(() => entriesAtOnce(source), "answers.unreadable", "读取回答时出错");
  if (entries) return entries;
  try {
    return typeName(source) === "Request" ? await ofRequest(source as Request) : await ofParts(source);
  } catch (error) {
    if (error instanceof LeifengFormError) throw error;
    const message = "收到的内容无法读取，可能没有传完、文件过大或已经读取过。";
    throw new LeifengFormError("answers.unreadable", message, {}, { cause: error });
  }
}

/** Undefined where the content is still to come. */
function entriesAtOnce(source: unknown): Entry[] | undefined {
  if (typeof source !== "object" || source === null) throw unreadable(source);
  const type = typeName(source);
  if (type === "Request") return undefined;
  if (type === "FormData" || type === "URLSearchParams") return ofPairs(source as FormData);
  if (!isRequest(source)) {
    if (isParts(source)) return undefined;
    if (Array.isArray(source)) throw unreadable(source);
    return ofBody(source);
  }
  const { body, file, files, isMultipart } = source;
  // Fastify, where the parts are still to be read.
  if ((body ?? undefined) === undefined && typeof isMultipart === "function" && source.isMultipart?.())
    return undefined;
  const sent = [...ofFiles(file), ...ofFiles(files)];
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return [...ofBody(body), ...sent];
  if (sent.length > 0 && (body ?? undefined) === undefined) return sent;
  const message = `请求的 body 应是已经解析的表单，不是 ${typeName(body)}。请先用 express.urlencoded、multer 等解析。`;
  throw new LeifengFormError("argument.type", message);
}

function unreadable(source: unknown): LeifengFormError {
  return notFitting("source", "收到的表单（FormData、URLSearchParams、Request 或解析后的 body）", source);
}

/** A request of Express or Fastify, or what of it was put together: an object of `body`, `file` and `files`. */
interface WebRequest {
  readonly body?: unknown;
  readonly file?: unknown;
  readonly files?: unknown;
  isMultipart?(): boolean;
  parts?(): AsyncIterable<unknown>;
}

function isRequest(source: object): source is WebRequest {
  // Without a parser a request of Node has no body.
  if (!isPlain(source)) return "body" in source || "headers" in source;
  if (!("body" in source)) return false;
  const { body } = source;
  return (
    (body === undefined || typeof body === "object") &&
    Object.keys(source).every((key) => ["body", "file", "files"].includes(key))
  );
}

async function ofRequest(request: Request): Promise<Entry[]> {
  if (/^application\/([\w.-]+\+)?json\b/i.test(request.headers.get("content-type") ?? "")) {
    const body: unknown = await request.json();
    if (typeof body !== "object" || body === null || Array.isArray(body)) throw unreadable(body);
    return ofBody(body);
  }
  return ofPairs(await request.formData());
}

function ofPairs(pairs: Iterable<[string, unknown]>): Entry[] {
  return Array.from(pairs, ([key, value]) => entryOf(key, [], value));
}

/** Parts as they come: a file must be read before the next one is asked for. */
function isParts(source: object): boolean {
  if (Symbol.asyncIterator in source) return true;
  return Array.isArray(source) && source.length > 0 && source.every((part) => nameOfPart(part) !== undefined);
}

async function ofParts(source: unknown): Promise<Entry[]> {
  const { parts } = source as WebRequest;
  const entries: Entry[] = [];
  for await (const part of parts ? parts.call(source) : (source as AsyncIterable<unknown>)) {
    const key = nameOfPart(part);
    if (key === undefined) throw unreadable(part);
    const entry = entryOf(key, [], part);
    if (!entry.file) add(entries, key, [], part);
    else {
      const bytes = await entry.file.bytes();
      entries.push({ ...entry, file: { name: entry.file.name, bytes: async () => bytes } });
    }
  }
  return entries;
}

function nameOfPart(part: unknown): string | undefined {
  const name = (part as { fieldname?: unknown } | null)?.fieldname;
  return typeof name === "string" ? name : undefined;
}

/** Files as multer puts them beside the body: one, a list, or lists by their names. */
function ofFiles(files: unknown): Entry[] {
  if (typeof files !== "object" || files === null) return [];
  const list: unknown[] = nameOfPart(files) !== undefined ? [files] : Object.values(files).flat();
  return list.map((file) => {
    const entry = entryOf(nameOfPart(file) ?? "", [], file);
    if (entry.file) return entry;
    const message = "files 里的文件没有内容。multer 请用 memoryStorage()，不要存到磁盘。";
    throw new LeifengFormError("argument.type", message, { field: entry.key });
  });
}

function ofBody(body: object): Entry[] {
  if (!isPlain(body)) throw notPlain(body, undefined);
  const entries: Entry[] = [];
  for (const key of Object.keys(body)) {
    const value = valueUnder(body, key, undefined);
    if (value !== undefined) add(entries, key, [], value);
  }
  return entries;
}

/** Adds what a body holds under a key; nothing at all where it holds something empty. */
function add(entries: Entry[], key: string, path: readonly string[], value: unknown): void {
  const entry = entryOf(key, path, value);
  const inside = entry.value;
  if (entry.file || typeof inside !== "object" || inside === null) {
    entries.push(entry);
    return;
  }
  if (path.length === DEEPEST) throw tooDeep(key);
  const parts = Object.keys(inside);
  if (parts.length === 0) entries.push({ key, path, value: null });
  for (const part of parts) add(entries, key, [...path, part], valueUnder(inside, part, key));
}

/** A value as it stands there, or the file that it is. */
function entryOf(key: string, path: readonly string[], value: unknown): Entry {
  const entry = { key, path, value };
  if (typeof value === "function" || typeof value === "symbol") throw notPlain(value, key);
  if (typeof value !== "object" || value === null) return entry;
  switch (typeName(value)) {
    case "Date":
      return { ...entry, value: dayOf(value as Date) };
    case "File":
    case "Blob": {
      const { name = "" } = value as File;
      return { ...entry, file: { name, bytes: async () => new Uint8Array(await (value as Blob).arrayBuffer()) } };
    }
    case "Uint8Array":
      return { ...entry, file: { name: "", bytes: async () => asPlainBytes(value as Uint8Array) } };
  }
  if (nameOfPart(value) !== undefined) {
    const { originalname, filename, buffer, toBuffer, type, value: own } = value as Part;
    const name = String(originalname ?? filename ?? "");
    // Content alone makes a file: what JSON can say must name none on the disk.
    if (typeName(buffer) === "Uint8Array") {
      return {
        ...entry,
        file: { name: repaired(name) ?? name, bytes: async () => asPlainBytes(buffer as Uint8Array) },
      };
    }
    if (typeof toBuffer === "function") {
      return { ...entry, file: { name, bytes: async () => asPlainBytes(await toBuffer.call(value)) } };
    }
    if (type === "field") return { ...entry, value: own };
  }
  if (!Array.isArray(value) && !isPlain(value)) throw notPlain(value, key);
  return entry;
}

/** A part of a form as multer and Fastify have it. */
interface Part {
  readonly originalname?: unknown;
  readonly filename?: unknown;
  readonly buffer?: unknown;
  readonly type?: unknown;
  readonly value?: unknown;
  toBuffer?(): Promise<Uint8Array>;
}

/** Without the class that Node's own bytes have. */
function asPlainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

async function contentOf(file: Sent, field: FieldDescription): Promise<Uint8Array> {
  try {
    return await file.bytes();
  } catch (error) {
    const message = `“${field.label}”的文件没有收全，请重新提交。`;
    throw new LeifengFormError("answers.unreadable", message, { field: field.id }, { cause: error });
  }
}

// Which field each entry answers

/** An entry with the whole path within its field. */
type Placed = Entry & { readonly given: readonly string[] };

const told = ({ key, given }: Placed): string => key + given.map((part) => `[${part}]`).join("");

/** `roster[0][name]`: a name and the path behind it. */
const BRACKETED = /^([^[\]]+)((?:\[[^[\]]*\])+)$/;

interface Name {
  readonly key: string;
  readonly name: string;
  readonly path: readonly string[];
}

function nameOf(key: string): Name {
  const [, name, brackets] = (key.endsWith("]") && BRACKETED.exec(key)) || [];
  if (name === undefined || brackets === undefined) return { key, name: key, path: [] };
  return { key, name, path: brackets.slice(1, -1).split("][") };
}

function place(
  entries: readonly Entry[],
  names: FormNames,
): { fields: Map<FieldDescription, Placed[]>; unknown: string[] } {
  const found = find(new Set(entries.map(({ key }) => key)), names);
  const fields = new Map<FieldDescription, Placed[]>();
  const unknown: string[] = [];
  for (const entry of entries) {
    const of = found.get(entry.key);
    if (!of) unknown.push(entry.key);
    else {
      const own = fields.get(of.field);
      const placed = { ...entry, path: [...of.path, ...entry.path], given: entry.path };
      if (own) own.push(placed);
      else fields.set(of.field, [placed]);
    }
  }
  return { fields, unknown };
}

/** The field of each key, and the path that the key has within it. */
function find(
  keys: ReadonlySet<string>,
  names: FormNames,
): ReadonlyMap<string, { readonly field: FieldDescription; readonly path: readonly string[] }> {
  const all = Array.from(keys, nameOf);
  const first = names.fieldsOf(new Set(all.map(({ name }) => name)));
  // Brackets that are no path are part of a label (`志愿者人数[人]`).
  const isPath = (path: readonly string[], field: FieldDescription) => field.columns || path.every(isListed);
  const again: Name[] = [];
  const taken = new Set<string>();
  const found = new Map<string, { field: FieldDescription; path: readonly string[] }>();
  for (const { key, name, path } of all) {
    const field = first.get(name);
    if (field && isPath(path, field)) {
      taken.add(name);
      found.set(key, { field, path });
    } else if (field) again.push({ key, name: key, path: [] });
    else {
      // multer takes names for Latin-1, whatever they are.
      const right = repaired(name);
      if (right !== undefined) again.push({ key, name: right, path });
    }
  }
  if (again.length === 0) return found;
  const second = names.fieldsOf(new Set([...taken, ...again.map(({ name }) => name)]));
  for (const { key, name, path } of again) {
    const field = taken.has(name) ? undefined : second.get(name);
    if (field && isPath(path, field)) found.set(key, { field, path });
  }
  return found;
}

/** A text whose bytes are UTF-8 and were taken for Latin-1; undefined where that cannot be. */
function repaired(text: string): string | undefined {
  let highest = 0;
  for (let at = 0; at < text.length; at++) highest = Math.max(highest, text.charCodeAt(at));
  if (highest < 0x80 || highest > 0xff) return undefined;
  const bytes = Uint8Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const isIndex = (part: string) => /^\d{1,9}$/.test(part);
/** `[]` or `[0]`: one of several. */
const isListed = (part: string) => part === "" || isIndex(part);

// What the entries of a field come to

type Tell = (entry: Placed) => void;

const isBlank = (value: unknown) => value === undefined || value === null || value === "";

/** One value of all that were sent for a field or a cell, or those of a field that takes several; what is left is told. */
function oneOf(entries: readonly Placed[], { kind }: FieldDescription, tell: Tell): unknown {
  if (kind === "choices") {
    const chosen = entries.map(({ value }) => value).filter((value) => value !== null && value !== undefined);
    return chosen.length > 0 ? chosen : undefined;
  }
  // A box that says no comes with a hidden control before it, which is sent whether it is ticked or not.
  const ordered = kind === "yes_no" ? [...entries].reverse() : entries;
  const [answer = entries[0], ...more] = ordered.filter(({ value }) => !isBlank(value));
  if (kind !== "yes_no") for (const entry of more) if (entry.value !== answer?.value) tell(entry);
  return answer?.value;
}

/** The rows of a table, by their places from 0. */
type Cells = Map<number, Map<string, Placed[]>>;

/** How the cells of a table are named: `[0][name]`, `[][name]`, or `[name][]`. */
type Manner = "row" | "next" | "column";

/** The rows that the entries of a table come to: a list, or by their numbers where some are missing. */
function tableOf(entries: readonly Placed[], columns: readonly FieldDescription[], tell: Tell): unknown {
  const cells: Cells = new Map();
  const scalars = new Map<number, unknown>();
  const whole: Placed[] = [];
  const counts = new Map<string, number>();
  const manners = new Set<Manner>();
  const byName = new Map(columns.flatMap((column) => namesOf(column).map((name) => [name, column] as const)));
  const strays = new Set<Placed>();
  let last = -1;
  for (const entry of entries) {
    const { path, value } = entry;
    const [row = "", rest] = [path[0], path.slice(1)];
    if (path.length === 0) whole.push(entry);
    else if (path.length === 1 && isListed(row)) {
      manners.add(row === "" ? "next" : "row");
      last = row === "" ? last + 1 : Number(row);
      if (!cells.has(last)) cells.set(last, new Map());
      scalars.set(last, value);
    } else {
      const manner = !isListed(row) || (row === "" && rest.length > 1) ? "column" : row === "" ? "next" : "row";
      const column = columnOf((isListed(row) ? rest.shift() : row) ?? "", byName);
      if (column === undefined || rest.length > 1 || !rest.every(isListed)) {
        strays.add(entry);
        continue;
      }
      manners.add(manner);
      let at = Number(row);
      if (manner === "next") at = cells.get(last)?.has(column) === false ? last : ++last;
      if (manner === "column") at = isIndex(rest[0] ?? "") ? Number(rest[0]) : (counts.get(column) ?? 0);
      if (manner === "column") counts.set(column, at + 1);
      put(cells, at, column, entry);
    }
  }
  strays.forEach(tell);
  // Where a column has fewer cells than another nobody knows which row lacks one.
  if (manners.size > 1 || new Set(counts.values()).size > 1) {
    entries.filter((entry) => !strays.has(entry)).forEach(tell);
    return undefined;
  }
  if (cells.size === 0) return oneOf(whole, { kind: "table" } as FieldDescription, tell);
  for (const entry of whole) if (!isBlank(entry.value)) tell(entry);
  const rows = [...cells.keys()].sort((a, b) => a - b);
  const rowAt = (at: number) => {
    const own = cells.get(at) ?? new Map<string, Placed[]>();
    if (own.size === 0 && scalars.has(at)) return scalars.get(at);
    const read = [...own].map(([name, given]) => [name, oneOf(given, byName.get(name) ?? TEXT, tell)] as const);
    return Object.fromEntries(read.filter(([, value]) => value !== undefined && value !== null));
  };
  const [first = 0] = rows;
  const isDense = first <= 1 && rows.every((row, at) => row === at + first);
  if (isDense) return rows.map(rowAt);
  // Reports tell a row by its number: 3 is that of `[2]`, or of `[3]` where they begin with 1.
  return Object.fromEntries(rows.map((row) => [first === 0 ? row + 1 : row, rowAt(row)]));
}

const TEXT = { kind: "text" } as FieldDescription;

/** The name of a column as it is to be looked up; undefined where no column can have it. */
function columnOf(name: string, byName: ReadonlyMap<string, FieldDescription>): string | undefined {
  if (name === "__proto__" || isListed(name)) return undefined;
  if (byName.has(name)) return name;
  const right = repaired(name);
  return right !== undefined && byName.has(right) ? right : name;
}

function put(cells: Cells, row: number, column: string, entry: Placed): void {
  const own = cells.get(row) ?? new Map<string, Placed[]>();
  if (!cells.has(row)) cells.set(row, own);
  const given = own.get(column);
  if (given) given.push(entry);
  else own.set(column, [entry]);
}

// What files hold

export interface Readers {
  document(bytes: Uint8Array): Promise<Document>;
  sheet(bytes: Uint8Array, table: string): Promise<Sheet>;
}

/** What a file gives its field. */
interface Content {
  readonly value: unknown;
  readonly notes: readonly string[];
}

export function plainFile({ field, name, bytes }: FieldFile): ReceivedFile {
  return { field: field.id, name, bytes };
}

/** Reads the files of fields that a file can answer, and adds what they hold to the answers. */
export async function readContents({ answers, files, unknown }: Received, readers: Readers): Promise<ReceivedFile[]> {
  const read: ReceivedFile[] = [];
  for (const field of new Set(files.map(({ field }) => field))) {
    const own = files.filter((file) => file.field === field);
    const isAnswered = !isBlank(answers.get(field.id));
    const contentOf = field.kind === "long_text" ? textOf : field.kind === "table" ? rowsOf : undefined;
    if (!contentOf || isAnswered) {
      read.push(...own.map(plainFile));
      // What was typed is the answer.
      if (contentOf) for (const { key } of own) unknown.add(key);
      continue;
    }
    const values: unknown[] = [];
    for (const file of own) {
      try {
        if (field.kind === "table" && own.length > 1) throw new LeifengFormError("attachment.rivals", TWO_TABLES);
        const { value, notes } = await contentOf(file, readers);
        values.push(value);
        read.push({ ...plainFile(file), ...(notes.length > 0 && { notes }) });
      } catch (error) {
        read.push({ ...plainFile(file), error: faultOf(error, { file: file.name, field: field.id }) });
      }
    }
    const failed = read.find(({ field: id, error }) => id === field.id && error);
    // As on a page: an answer that cannot be read.
    if (failed) answers.set(field.id, { "file.unreadable": failed.name || field.label });
    else answers.set(field.id, field.kind === "table" ? values[0] : values.join("\n"));
  }
  return read;
}

/** Why a file cannot be read, with its place; throws what is no fault of the file. */
function faultOf(error: unknown, place: ErrorPlace): LeifengFormError {
  const refused = fileRefusal(error, place);
  if (!(refused instanceof LeifengFormError)) throw refused;
  const { code, message } = refused;
  return new LeifengFormError(code, message, { ...placeOf(refused), ...place }, { cause: error });
}

/** Reports tell rows by their numbers in the sheet: of two sheets there would be two of each. */
const TWO_TABLES = "这里只能读取一份表格，请合并成一个文件。";

async function textOf({ bytes }: FieldFile, { document }: Readers): Promise<Content> {
  const { text, beside } = await document(bytes);
  const left = [["文本框", beside.textBoxes] as const, ["脚注和尾注", beside.notes] as const].filter(
    ([, count]) => count > 0,
  );
  return { value: text, notes: left.map(([what, count]) => `${what} ${count} 字未计入字数。`) };
}

async function rowsOf({ bytes, field }: FieldFile, { sheet }: Readers): Promise<Content> {
  const { records, notes } = await sheet(bytes, field.id);
  return { value: Object.fromEntries(records.map(({ row, answers }) => [row, answers])), notes };
}
