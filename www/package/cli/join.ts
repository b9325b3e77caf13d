/** Rows of tables that stand on sheets of their own: to which record they belong. */

import { essence } from "../node.js";
import type { Block, Layout } from "../sheets.js";
import { recordsOf, type TableRow } from "../sheets.js";
import type {
  Answers,
  FieldDescription,
  FormDescription,
  Rulebook,
  SheetRecord,
  Source,
  TableSource,
} from "../types.js";
import { type Answer, answersByField } from "./answers.js";
import { type Attachment, type Fault, type FiledSource, plain } from "./record.js";

/** The rows of one record in one sheet. */
export interface Group {
  readonly file: string;
  readonly layout: Layout;
  /** The table. */
  readonly field: string;
  /** What the sheet says of the record; null for what its rows do not agree on. */
  readonly of: Record<string, unknown>;
  /** The names in it by which the record is found. */
  readonly names: readonly string[];
  /** By their numbers in the sheet; none where the sheet cannot be read. */
  readonly rows: Map<number, Answers>;
  /** The record that took them. */
  taken?: FiledSource;
  /** Why they go to no record, or not to all that they could. */
  fault?: Fault;
}

/** What a record gets of the tables: the rows that are its own, and those of which that is not sure. */
export interface Share {
  readonly own: readonly Group[];
  readonly unsure: readonly Attachment[];
}

/** A row that cannot be read. */
export interface BadRow {
  readonly source: Source;
  readonly fault: Fault;
}

/** The rows of a sheet that lies beside the answers of a record, by what they say of theirs. */
export interface Shared {
  /** They say nothing else than the record does. */
  readonly own: readonly SheetRecord[];
  /** They say that they are of another. */
  readonly others: readonly SheetRecord[];
  /** Its own could be those of several records: it does not say itself which it is. */
  readonly isUnclear: boolean;
}

/** The groups of one table with the same names. */
interface Namesakes {
  readonly groups: Group[];
  /** By the workbook whose records own some of them; ELSEWHERE for all records of other files. */
  readonly views: Map<string, View>;
}

/** What the records of one file have of namesakes. Made once: there may be as many records as groups. */
interface View {
  /** The first of those that can be theirs and can be read. */
  readonly first: Group | undefined;
  /** What is said of the others. */
  readonly others: readonly Attachment[];
}

const ELSEWHERE = "";

const ROWS_TOLD = 10;

export class Joiner {
  readonly bad: BadRow[] = [];
  readonly #book: Rulebook;
  readonly #form: FormDescription;
  /** By what the rows of a table find their record. */
  readonly #keys: readonly FieldDescription[];
  /** The same in words. */
  readonly #keyWords: string;
  readonly #groups = new Map<string, Group>();
  /** By table and keys. */
  readonly #byKey = new Map<string, Namesakes>();
  /** By workbook and names: how many of its records rows with these names can belong to. */
  readonly #owners = new Map<string, number>();

  constructor(book: Rulebook, form: FormDescription) {
    this.#book = book;
    this.#form = form;
    this.#keys = form.key.flatMap((key) => form.fields.filter(({ id }) => id === key));
    this.#keyWords = this.#keys.map(({ label }) => label).join("和");
  }

  get isEmpty(): boolean {
    return this.#groups.size === 0;
  }

  /** Takes the rows of a block. */
  add(file: string, layout: Layout, block: Block): void {
    for (const { row, ...read } of recordsOf<TableRow>(block)) {
      if (read.record === null) this.bad.push({ source: sourceOf(file, layout, row), fault: read.fault });
      else this.#addRow(file, layout, row, read.record);
    }
  }

  #addRow(file: string, layout: Layout, row: number, { answers, of }: TableRow): void {
    const field = layout.table ?? "";
    // By what tells records apart alone: a column 邮箱 of the members says nothing of which record they are.
    const said = this.#form.key.map((key) => essence(String(of[key] ?? "")));
    const id = JSON.stringify([file, layout.sheet, field, said]);
    let group = this.#groups.get(id);
    if (!group) {
      group = { file, layout, field, of: { ...of }, names: this.#namesOf(of), rows: new Map() };
      this.#groups.set(id, group);
      this.#index(group);
    } else this.#agree(group.of, of);
    // Columns that are not known are told once, in the first row.
    const unknown = group.rows.size === 0 ? layout.unknown : [];
    group.rows.set(row, { ...answers, ...Object.fromEntries(unknown.map((name) => [name, null])) });
  }

  /** Keeps of what rows say of their record what no other says differently. */
  #agree(held: Record<string, unknown>, said: Answers): void {
    for (const [key, value] of Object.entries(said)) {
      if ((value ?? "") === "" || held[key] === value || held[key] === null) continue;
      if (held[key] === undefined || held[key] === "") held[key] = value;
      else if (!this.#form.key.includes(key)) held[key] = null;
    }
  }

  /** Takes rows beside the answers of a record that say that they are of another. */
  addOthers(file: string, layout: Layout, rows: readonly SheetRecord[]): void {
    for (const { row, answers, of = {} } of rows) this.#addRow(file, layout, row, { answers, of });
  }

  /** Whether rows can find a record by what they say. */
  get hasKeys(): boolean {
    return this.#keys.length > 0;
  }

  /** Whose the rows are that lie beside the answers of a record. */
  share(rows: readonly SheetRecord[], answers: Answers): Shared {
    const names = this.#namesOf(answers);
    const own: SheetRecord[] = [];
    const others: SheetRecord[] = [];
    /** What rows say where the record says nothing, by key. */
    const said = names.map(() => new Set<string>());
    // Most rows of a sheet say the same.
    const read = new Map<string, string[]>();
    for (const row of rows) {
      const line = JSON.stringify(row.of ?? {});
      const of = read.get(line) ?? this.#namesOf(row.of ?? {});
      read.set(line, of);
      const isOwn = of.every((name, at) => name === "" || names[at] === "" || name === names[at]);
      (isOwn ? own : others).push(row);
      if (isOwn) for (const [at, name] of of.entries()) if (name !== "" && names[at] === "") said[at]?.add(name);
    }
    return { own, others, isUnclear: said.some(({ size }) => size > 1) };
  }

  /** Whether rows of a table that lie elsewhere say that they are of a record with these answers. */
  hasRows(table: string, answers: Answers): boolean {
    const isNamed = (names: string[]): boolean => names.some((name) => name !== "");
    const fitting = namesFitting(this.#namesOf(answers)).filter(isNamed);
    return fitting.some((names) => this.#byKey.has(keyOf(table, names)));
  }

  /** Of which records rows are, in words. */
  whose(rows: readonly SheetRecord[]): string {
    const names = [...new Set(rows.map(({ of = {} }) => this.#written(of)))];
    const shown = names.slice(0, ROWS_TOLD).map((name) => `“${name}”`);
    return `${shown.join("、")}${names.length > ROWS_TOLD ? "等" : ""}`;
  }

  /** What rows say of their record, as it is written. */
  #written(of: Answers): string {
    const names = this.#form.key.map((key) => of[key]).filter((name) => essence(String(name ?? "")) !== "");
    return plain(names.join(" · "));
  }

  #index(group: Group): void {
    const key = keyOf(group.field, group.names);
    const namesakes = this.#byKey.get(key);
    if (namesakes) namesakes.groups.push(group);
    else this.#byKey.set(key, { groups: [group], views: new Map() });
  }

  /** Takes a sheet whose rows cannot be read. */
  refuse(file: string, layout: Layout): void {
    const names = this.#keys.map(() => "");
    const fault = { code: layout.code ?? "file.unreadable", message: layout.fault ?? "" };
    const group = { file, layout, field: layout.table ?? "", of: {}, names, rows: new Map(), fault };
    this.#groups.set(JSON.stringify([file, layout.sheet, layout.header]), group);
    this.#index(group);
  }

  /** Takes the records of a workbook: its rows of tables are theirs before they are others'. */
  addRecords(file: string, block: Block): void {
    for (const { record } of recordsOf<Answers>(block)) {
      // Columns that are known go by the ids of their fields.
      const named = Object.entries(record ?? {}).filter(([key]) => this.#form.key.includes(key));
      const fitting = namesFitting(this.#namesOf(Object.fromEntries(named)));
      for (const key of new Set(fitting.map((names) => keyOf(file, names)))) {
        this.#owners.set(key, (this.#owners.get(key) ?? 0) + 1);
      }
    }
  }

  #answered(answers: Answers): ReadonlyMap<string, Answer> {
    return answersByField(this.#book, this.#form.id, answers);
  }

  #namesOf(answers: Answers): string[] {
    return this.#namesIn(this.#answered(answers));
  }

  /** The names by which rows find their record, as they are compared; "" for one that is not told. */
  #namesIn(given: ReadonlyMap<string, Answer>): string[] {
    return this.#keys.map(({ id, options }) => {
      const { value, option } = given.get(id) ?? {};
      return options?.[option ?? -1]?.id ?? essence(String(value ?? ""));
    });
  }

  /** How many records of its own workbook rows can belong to. */
  #ownersOf({ file, names }: Pick<Group, "file" | "names">): number {
    return this.#owners.get(keyOf(file, names)) ?? 0;
  }

  /** Whether a record that rows can belong to is the one that they belong to. */
  #isSure(group: Group, isOnly: boolean): boolean {
    if (isWhole(group)) return true;
    const owners = this.#ownersOf(group);
    return owners === 1 || (owners === 0 && (isOnly || group.names.some((name) => name !== "")));
  }

  /** The tables that belong to a record and that it does not answer itself; `isOnly`: there is no other record. */
  tablesOf(answers: Answers, source: FiledSource, isOnly: boolean): Share {
    const given = this.#answered(answers);
    const fitting = namesFitting(this.#namesIn(given));
    const own: Group[] = [];
    const unsure: Attachment[] = [];
    for (const table of this.#form.fields.filter(({ columns }) => columns)) {
      const { first, others } = this.#viewOf(table.id, fitting, source.file);
      if (given.has(table.id)) {
        if (first)
          first.fault ??= notJoined(`${this.#form.title}（${placeText(source)}）中已填写这个表格，这里的行没有并入。`);
        continue;
      }
      unsure.push(...others);
      if (!first) continue;
      if (!this.#isSure(first, isOnly)) {
        first.fault ??= notJoined(`${this.#unsaid}不能确定属于哪一份${this.#form.title}，没有并入${this.#wayOut}`);
        unsure.push(told(first));
      } else if (first.taken && !isWhole(first)) {
        first.fault ??= notJoined(`${this.#unsaid}只并入了${placeText(first.taken)}${this.#wayOut}`);
        unsure.push(told(first));
      } else {
        first.taken ??= source;
        own.push(first);
      }
    }
    return { own, unsure };
  }

  /** Of the surest names that some groups have, what records of a file have of these. */
  #viewOf(table: string, fitting: readonly string[][], file = ELSEWHERE): View {
    for (const names of fitting) {
      const namesakes = this.#byKey.get(keyOf(table, names));
      if (!namesakes) continue;
      const from = this.#ownersOf({ file, names }) > 0 ? file : ELSEWHERE;
      let view = namesakes.views.get(from);
      if (!view) {
        view = this.#look(namesakes.groups, from);
        namesakes.views.set(from, view);
      }
      if (view.first || view.others.length > 0) return view;
    }
    return { first: undefined, others: [] };
  }

  #look(groups: readonly Group[], from: string): View {
    const near = groups.filter((group) => group.file === from || this.#ownersOf(group) === 0);
    const [first, ...others] = near.filter((group) => !isRefused(group));
    const place = first && placeOf(first);
    for (const other of others) {
      other.fault ??= notJoined(`${place}中已有属于同一份${this.#form.title}的行，这里的没有并入，请合并到一张表中。`);
    }
    const all = [...near.filter(isRefused), ...others];
    const more = all.length - ROWS_TOLD;
    const rest: Attachment[] = [];
    if (more > 0)
      rest.push({ file: `另有 ${more} 处`, code: "rows.not_joined", note: "同样没有并入，请合并到一张表中。" });
    return { first, others: [...all.slice(0, ROWS_TOLD).map(told), ...rest] };
  }

  get #unsaid(): string {
    return this.#keyWords === "" ? "" : `没有写明${this.#keyWords}，`;
  }

  get #wayOut(): string {
    return this.#keyWords === "" ? "。" : `，请补上${this.#keyWords}。`;
  }

  /** Every group as a record: where no input holds records of the form. */
  get groups(): Group[] {
    return [...this.#groups.values()].filter((group) => !isRefused(group));
  }

  /** The sheets that cannot be read. */
  get refused(): BadRow[] {
    return [...this.#groups.values()]
      .filter(isRefused)
      .map((group) => ({ source: firstOf(group), fault: faultOf(group) }));
  }

  /** What was left: a row that stands for the others of its group, and what is wrong. */
  *left(): Generator<BadRow, void, undefined> {
    yield* this.bad;
    yield* this.refused;
    for (const group of this.groups) {
      if (group.taken && !group.fault) continue;
      const rows = [...group.rows.keys()];
      const told = `第 ${rows.slice(0, ROWS_TOLD).join("、")} 行${rows.length > ROWS_TOLD ? `等 ${rows.length} 行` : ""}`;
      const names = this.#written(group.of);
      const why = group.fault?.message ?? `没有对应的${this.#form.title}，请核对${this.#keyWords || "内容"}。`;
      yield { source: firstOf(group), fault: notJoined(`${told}${names === "" ? "" : `（${names}）`}：${why}`) };
    }
  }
}

/** The rows of groups as answers, and where they came from. */
export function answersOf(groups: readonly Group[]): Answers {
  return Object.fromEntries(groups.map(({ field, rows }) => [field, Object.fromEntries(rows)]));
}

export function tableSources(groups: readonly Group[]): { [field: string]: TableSource } {
  return Object.fromEntries(
    groups.map(({ field, file, layout: { sheet, columns } }) => [field, { file, ...(sheet && { sheet }), columns }]),
  );
}

/** The place of its first row. */
export function firstOf({ file, layout, rows }: Group): Source {
  const [first = layout.header] = rows.keys();
  return sourceOf(file, layout, first);
}

export function sourceOf(file: string, { sheet }: Layout, row: number): Source {
  return { file, row, ...(sheet && { sheet }) };
}

function isRefused({ rows }: Group): boolean {
  return rows.size === 0;
}

function notJoined(message: string): Fault {
  return { code: "rows.not_joined", message };
}

function faultOf({ fault = notJoined("") }: Group): Fault {
  return fault;
}

function told(group: Group): Attachment {
  const { code, message } = faultOf(group);
  return { file: placeOf(group), code, note: message };
}

function placeOf({ file, layout: { sheet } }: Group): string {
  return plain(sheet ? `${file}的工作表“${sheet}”` : file);
}

function placeText({ file = "", sheet, row }: FiledSource): string {
  return plain(`${file}${sheet ? `的工作表“${sheet}”` : ""}${row === undefined ? "" : `第 ${row} 行`}`);
}

/** Whether rows say all by which they find their record. */
function isWhole({ names }: Group): boolean {
  return names.length > 0 && names.every((name) => name !== "");
}

/** The names of rows that can belong to a record with these names, surest first: any of them can be left out. */
function namesFitting(names: readonly string[]): string[][] {
  const [first, ...others] = names;
  if (first === undefined) return [[]];
  const rest = namesFitting(others);
  return [...rest.map((more) => [first, ...more]), ...rest.map((more) => ["", ...more])];
}

function keyOf(of: string, names: readonly string[]): string {
  return JSON.stringify([of, ...names]);
}
