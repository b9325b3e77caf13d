/** Files of tables → their records, and the rows of tables that stand on sheets of their own. */

import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { nameOf } from "../across.js";
import { sheets } from "../node-sheets.js";
import {
  ANY,
  type Block,
  type Known,
  type Layout,
  type OpenedFile,
  openFile,
  type SheetsGlue,
  TextTable,
} from "../sheets.js";
import { encodingOf, textOf } from "./decode.js";
import type { Joiner } from "./join.js";

/** So many characters tell how a text is laid out. */
const ENOUGH = 1 << 18;

/** Is told what a person is to know that no record tells. */
export type OnNote = (note: string) => void;

/** The records of the form in one sheet. */
export interface Records {
  readonly file: string;
  readonly layout: Layout;
  blocks(onBytes: (count: number) => void): AsyncGenerator<Block, void, undefined>;
}

/** What the file holds, by the labels of a form and whatever its name says; its rows of tables are given to `joiner`. */
export async function openTables(file: string, known: Known, joiner: Joiner, onNote: OnNote): Promise<Records[]> {
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

async function openSheets(file: string, known: Known, joiner: Joiner, onNote: OnNote): Promise<Records[]> {
  return sheets.use((glue) => openWorkbook(glue, file, known, joiner, onNote));
}

function openWorkbook(glue: SheetsGlue, file: string, known: Known, joiner: Joiner, onNote: OnNote): Records[] {
  const bytes = readFileSync(file);
  const opened: OpenedFile = openFile(glue, bytes, known, ANY);
  for (const note of opened.notes) onNote(`${file}：${note}`);
  for (const { layout, blocks } of opened.tables) {
    if (layout.fault) joiner.refuse(file, layout, layout.fault);
    else if (layout.table !== null) for (const block of blocks()) take(file, layout, block, joiner, onNote);
  }
  const tables = opened.tables.filter(({ layout }) => layout.table === null);
  if (tables.length < opened.tables.length) {
    for (const { blocks } of tables) for (const block of blocks()) joiner.addRecords(file, block);
  }
  if (tables.length === 0) opened.free();
  return tables.map(({ layout, blocks }, at) => ({
    file,
    layout,
    async *blocks(onBytes) {
      yield* blocks();
      if (at === 0) onBytes(bytes.length);
      if (at === tables.length - 1) opened.free();
    },
  }));
}

function take(file: string, layout: Layout, block: Block, joiner: Joiner, onNote: OnNote): void {
  joiner.add(file, layout, block);
  tellNotes(file, layout, block, onNote);
}

/** Tells of rows that were left out. */
export function tellNotes(file: string, { sheet }: Layout, { notes }: Block, onNote: OnNote): void {
  for (const note of notes) onNote(`${nameOf({ file, sheet: sheet || undefined })}：${note}`);
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
      for await (const text of textOf(file, encoding, onBytes)) yield* table.push(text, false);
      yield* table.push("", true);
      table.free();
    },
  };
  if (layout.table === null) return [records];
  if (layout.fault) joiner.refuse(file, layout, layout.fault);
  else for await (const block of records.blocks(() => {})) take(file, layout, block, joiner, onNote);
  return [];
}

/** The layout as the beginning of a text shows it. */
async function layoutOf(table: TextTable, pieces: AsyncIterable<string>): Promise<Layout> {
  try {
    let length = 0;
    for await (const text of pieces) {
      length += text.length;
      for (const _ of table.push(text, false)) break;
      if (table.layout || length > ENOUGH * 2) break;
    }
    if (!table.layout) for (const _ of table.push("", true)) break;
    return table.layout as Layout; // without one `push` throws
  } finally {
    table.free();
  }
}
