/** Files of tables → their records, and the rows of tables that stand on sheets of their own. */

import { closeSync, openSync, readSync } from "node:fs";
import { sheets } from "../node-sheets.js";
import { ANY, type Block, type Known, type Layout, type OpenedFile, openFile, TextTable } from "../sheets.js";
import { isTurnDue, turn } from "../turn.js";
import { mustBeRegular, readWhole } from "./access.js";
import { encodingOf, textOf } from "./decode.js";
import type { Joiner } from "./join.js";
import type { OnNote } from "./record.js";

/** So many characters tell how a text is laid out. */
const ENOUGH = 1 << 18;

/** The records of the form in one sheet. */
export interface Records {
  readonly file: string;
  readonly layout: Layout;
  blocks(onBytes: (count: number) => void): AsyncGenerator<Block, void, undefined>;
}

/** What the file holds, by the labels of a form and whatever its name says; its rows of tables are given to `joiner`. */
export async function openTables(file: string, known: Known, joiner: Joiner, onNote: OnNote): Promise<Records[]> {
  mustBeRegular(file);
  const open = isText(file) ? openText : openSheets;
  return open(file, known, joiner, onNote);
}

/** Workbooks are archives or compound files; what else is named .csv is read as it comes. */
function isText(file: string): boolean {
  const handle = openSync(file, "r");
  try {
    const head = Buffer.alloc(4);
    readSync(handle, head);
    return /\.csv$/i.test(file) && !["504b0304", "d0cf11e0"].includes(head.toString("hex"));
  } finally {
    closeSync(handle);
  }
}

/** Blocks as the module hands them over, which may break at any of them. */
async function* stepping(blocks: Generator<Block, void, undefined>): AsyncGenerator<Block, void, undefined> {
  for (;;) {
    const { done, value } = await sheets.use(() => blocks.next());
    if (done) return;
    yield value;
    if (isTurnDue()) await turn();
  }
}

/** A workbook that is opened again where the module broke over another since. */
class OpenWorkbook {
  readonly #file: string;
  readonly #known: Known;
  #opened: OpenedFile | undefined;
  #starts = 0;
  size = 0;

  constructor(file: string, known: Known) {
    this.#file = file;
    this.#known = known;
  }

  async opened(): Promise<OpenedFile> {
    if (!this.#opened || this.#starts !== sheets.starts) {
      const bytes = readWhole(this.#file);
      this.size = bytes.length;
      this.#opened = await sheets.use((glue) => openFile(glue, bytes, this.#known, ANY));
      this.#starts = sheets.starts;
    }
    return this.#opened;
  }

  async *blocks(at: number): AsyncGenerator<Block, void, undefined> {
    const { tables } = await this.opened();
    const table = tables[at];
    if (table) yield* stepping(table.blocks());
  }

  free(): void {
    if (this.#starts === sheets.starts) this.#opened?.free();
    this.#opened = undefined;
  }
}

async function openSheets(file: string, known: Known, joiner: Joiner, onNote: OnNote): Promise<Records[]> {
  const book = new OpenWorkbook(file, known);
  try {
    return await readRows(book, file, joiner, onNote);
  } catch (error) {
    book.free();
    throw error;
  }
}

/** Gives rows of tables to `joiner`; the sheets of records come back. */
async function readRows(book: OpenWorkbook, file: string, joiner: Joiner, onNote: OnNote): Promise<Records[]> {
  const { notes, tables } = await book.opened();
  for (const message of notes) onNote({ file, code: "note.sheet", message });
  for (const [at, { layout }] of tables.entries()) {
    if (layout.fault) joiner.refuse(file, layout);
    else if (layout.table !== null) {
      for await (const block of book.blocks(at)) take(file, layout, block, joiner, onNote);
    }
  }
  const records = [...tables.entries()].filter(([, { layout }]) => layout.table === null);
  if (records.length < tables.length) {
    for (const [at] of records) for await (const block of book.blocks(at)) joiner.addRecords(file, block);
  }
  if (records.length === 0) book.free();
  const last = records.at(-1)?.[0];
  return records.map(([at, { layout }]) => ({
    file,
    layout,
    async *blocks(onBytes) {
      yield* book.blocks(at);
      if (at !== last) return;
      onBytes(book.size);
      book.free();
    },
  }));
}

function take(file: string, layout: Layout, block: Block, joiner: Joiner, onNote: OnNote): void {
  joiner.add(file, layout, block);
  tellNotes(file, layout, block, onNote);
}

/** Tells of rows that were left out. */
export function tellNotes(file: string, { sheet, form }: Layout, { notes }: Block, onNote: OnNote): void {
  const code = form ? "note.boxes" : "note.rows";
  for (const message of notes) onNote({ file, ...(sheet && { sheet }), code, message });
}

/** The same for a text, which streams where it holds records of the form. */
async function openText(file: string, known: Known, joiner: Joiner, onNote: OnNote): Promise<Records[]> {
  const encoding = await encodingOf(file);
  const start = (): Promise<TextTable> => sheets.use((glue) => new TextTable(glue, known, ANY));
  const layout = await layoutOf(
    await start(),
    textOf(file, encoding, () => {}),
  );
  const records: Records = {
    file,
    layout,
    async *blocks(onBytes) {
      const table = await start();
      try {
        for await (const text of textOf(file, encoding, onBytes)) yield* stepping(table.push(text, false));
        yield* stepping(table.push("", true));
      } finally {
        table.free();
      }
    },
  };
  if (layout.table === null) return [records];
  if (layout.fault) joiner.refuse(file, layout);
  else for await (const block of records.blocks(() => {})) take(file, layout, block, joiner, onNote);
  return [];
}

/** The layout as the beginning of a text shows it. */
async function layoutOf(table: TextTable, pieces: AsyncIterable<string>): Promise<Layout> {
  const push = (text: string, ends: boolean): Promise<unknown> => sheets.use(() => table.push(text, ends).next());
  try {
    let length = 0;
    for await (const text of pieces) {
      length += text.length;
      await push(text, false);
      if (table.layout || length > ENOUGH * 2) break;
    }
    if (!table.layout) await push("", true);
    return table.layout as Layout; // without one `push` throws
  } finally {
    table.free();
  }
}
