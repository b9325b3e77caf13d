/** Tables of files, over the module that reads them (src/bindings/sheets.rs). */

import type { ErrorCode } from "./codes.js";
import { decode } from "./decode.js";
import type { Answers, Sheet, SheetKind, SheetRecord } from "./types.js";

/** Records that are handed over together. */
export interface BlockGlue {
  lines(): string;
  rows(): Uint32Array;
  faults(): string;
  notes(): string[];
  free(): void;
}

export interface TablesGlue {
  kind(): string;
  parse(text: string, what: string): void;
  layouts(): string;
  notes(): string[];
  read(at: number): BlockGlue;
  free(): void;
}

export interface TextTableGlue {
  push(text: string, ends: boolean): void;
  layout(): string | undefined;
  read(): BlockGlue;
  free(): void;
}

export interface SheetsGlue {
  readonly Tables: { open(bytes: Uint8Array, book: Uint8Array, form: string, what: string): TablesGlue };
  readonly TextTable: new (book: Uint8Array, form: string, what: string) => TextTableGlue;
}

/** By whose labels tables are found: a packed rulebook and one of its forms. */
export interface Known {
  readonly book: Uint8Array;
  readonly form: string;
}

interface StartedGlue extends SheetsGlue {
  /** Starts a module; a second one takes the place of the first. */
  instantiate(module: BufferSource): Promise<unknown>;
}

/** The module, started when it is first needed. */
export class SheetsModule {
  readonly #glue: StartedGlue;
  readonly #bytes: () => Promise<BufferSource>;
  #started: Promise<unknown> | undefined;
  /** How often it was started: what was opened before the last time is gone. */
  starts = 0;

  constructor(glue: StartedGlue, bytes: () => Promise<BufferSource>) {
    this.#glue = glue;
    this.#bytes = bytes;
  }

  /** Does something with the module. What failed to start, or broke, is started anew the next time. */
  async use<T>(action: (glue: SheetsGlue) => T): Promise<T> {
    this.#started ??= this.#bytes().then((bytes) => {
      this.starts++;
      return this.#glue.instantiate(bytes);
    });
    try {
      await this.#started;
    } catch (error) {
      this.#started = undefined;
      throw error;
    }
    try {
      return action(this.#glue);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      this.#started = undefined;
      const message = "文件过大，内存不足，无法读取。请分成几个文件后再试。";
      throw Object.assign(new Error(message, { cause: error }), { code: "file.too_large" });
    }
  }
}

/** Records of the form. */
export const RECORDS = "";
/** Records of the form, or rows of one of its tables: whichever fits. */
export const ANY = "*";

/** How a table is laid out. */
export interface Layout {
  /** "" in a text. */
  readonly sheet: string;
  readonly header: number;
  /** The table whose rows it holds; null where it holds records of the form. */
  readonly table: string | null;
  readonly columns: { readonly [id: string]: string };
  readonly unknown: readonly string[];
  /** Whether the header is surely that of its table: all columns that rows must answer, and more than one. */
  readonly whole: boolean;
  /** Whether it is the form itself, each answer beside its label. */
  readonly form: boolean;
  /** Why its rows cannot be read, and its code. */
  readonly fault?: string;
  readonly code?: ErrorCode;
}

/** Why a row cannot be read. */
export interface RowFault {
  readonly code: ErrorCode;
  readonly message: string;
  readonly column: string;
}

/** A block of records, each with its row. */
export interface Block {
  /** JSON Lines, a line a record; `null` for one that cannot be read. */
  readonly lines: string;
  readonly rows: Uint32Array;
  /** What is wrong with those that cannot be read, in their order. */
  readonly faults: readonly RowFault[];
  /** What is to be said of rows that were left out. */
  readonly notes: readonly string[];
}

/** A table of a file: how it is laid out, and its records. */
export interface Table {
  readonly layout: Layout;
  blocks(): Generator<Block, void, undefined>;
}

/** A row of a table as a line of a block has it: `of` is what the sheet says of the record that it belongs to. */
export interface TableRow {
  readonly answers: Answers;
  readonly of: Answers;
}

function take(block: BlockGlue): Block {
  const faults: RowFault[] = JSON.parse(block.faults());
  const taken = { lines: block.lines(), rows: block.rows(), faults, notes: block.notes() };
  block.free();
  return taken;
}

/** Blocks until there is nothing more. */
function* all(read: () => BlockGlue): Generator<Block, void, undefined> {
  for (let block = take(read()); block.rows.length + block.notes.length > 0; block = take(read())) yield block;
}

/** A text as it comes: pieces in, blocks out. The layout is known before the first block. */
export class TextTable {
  readonly #table: TextTableGlue;

  constructor(glue: SheetsGlue, { book, form }: Known, what: string) {
    this.#table = new glue.TextTable(book, form, what);
  }

  get layout(): Layout | undefined {
    const layout = this.#table.layout();
    return layout === undefined ? undefined : JSON.parse(layout);
  }

  *push(text: string, ends: boolean): Generator<Block, void, undefined> {
    this.#table.push(text, ends);
    yield* all(() => this.#table.read());
  }

  free(): void {
    this.#table.free();
  }
}

/** A file that was opened. */
export interface OpenedFile {
  readonly kind: SheetKind;
  readonly tables: readonly Table[];
  /** What is to be said of the sheets that are not among them. */
  readonly notes: readonly string[];
  free(): void;
}

/** Opens a file and finds what is wanted: the id of a table, RECORDS or ANY. */
export function openFile(glue: SheetsGlue, bytes: Uint8Array, known: Known, what: string): OpenedFile {
  const opened = glue.Tables.open(bytes, known.book, known.form, what);
  const kind = opened.kind();
  if (kind === "txt") {
    opened.free();
    const text = new TextTable(glue, known, what);
    const blocks = [...text.push(decode(bytes), true)];
    const layout = text.layout as Layout; // no layout is an error of `push`
    text.free();
    const tables = [{ layout, blocks: () => blocks.values() as unknown as Generator<Block, void, undefined> }];
    return { kind: "csv", tables, notes: [], free: () => {} };
  }
  if (kind === "html" || kind === "xml") opened.parse(decode(bytes), what);
  const layouts: Layout[] = JSON.parse(opened.layouts());
  const tables = layouts.map((layout, at) => ({
    layout,
    blocks: () => all(() => opened.read(at)),
  }));
  return { kind: kind as SheetKind, tables, notes: opened.notes(), free: () => opened.free() };
}

/** The records of a block: what a line holds, or why it holds nothing. */
export function* recordsOf<T>({
  lines,
  rows,
  faults,
}: Block): Generator<{ row: number } & ({ record: T } | { record: null; fault: RowFault })> {
  const all = lines.split("\n");
  let fault = 0;
  for (const [at, row] of rows.entries()) {
    const record: T | null = JSON.parse(all[at] ?? "null");
    yield record === null ? { row, record: null, fault: faults[fault++] as RowFault } : { row, record };
  }
}

/** The best table of a file, as a whole. */
export function readTable(glue: SheetsGlue, bytes: Uint8Array, known: Known, what: string): Sheet {
  return readBest(glue, bytes, known, what).table;
}

/** A table with its layout. */
export interface Best {
  readonly layout: Layout;
  readonly table: Sheet;
}

/** The same with its layout. */
export function readBest(glue: SheetsGlue, bytes: Uint8Array, known: Known, what: string): Best {
  const { kind, tables, free } = openFile(glue, bytes, known, what);
  try {
    return read(kind, tables[0] as Table); // none is an error of `openFile`
  } finally {
    free();
  }
}

/** Every table of a file that is a form filled in, and what is to be said of its other sheets; undefined where it is none. */
export function readForm(
  glue: SheetsGlue,
  bytes: Uint8Array,
  known: Known,
): { tables: readonly Best[]; notes: readonly string[] } | undefined {
  const { kind, tables, notes, free } = openFile(glue, bytes, known, ANY);
  try {
    if (!tables.some(({ layout }) => layout.form)) return undefined;
    return { tables: tables.map((table) => read(kind, table)), notes };
  } finally {
    free();
  }
}

function read(kind: SheetKind, { layout, blocks }: Table): Best {
  // As the module's own refusals are.
  if (layout.fault) throw Object.assign(new Error(layout.fault), { code: layout.code, row: layout.header });
  const records: SheetRecord[] = [];
  const notes: string[] = [];
  for (const block of blocks()) {
    notes.push(...block.notes);
    for (const { row, ...read } of recordsOf<Answers | TableRow>(block)) {
      if (read.record === null) {
        const { code, column, message } = read.fault;
        throw Object.assign(new Error(`第 ${row} 行：${message}`), { code, row, column });
      }
      const { record } = read;
      records.push(layout.table === null ? { row, answers: record as Answers } : { row, ...(record as TableRow) });
    }
  }
  const { sheet, header, columns, unknown } = layout;
  return { layout, table: { kind, sheet, header, columns, records, unknown, notes } };
}
