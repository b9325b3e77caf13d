/** Reads sheets in the page; loaded from beside the drop-in only when a file is chosen. */

import packed from "virtual:module";
import * as glue from "virtual:sheets-glue";
import { readTable, SheetsModule } from "../package/sheets";
import { type Beside, offer } from "./beside";
import { chooser } from "./files";
import { unpack } from "./unpack";

const sheets = new SheetsModule(glue, () => unpack(packed));

/** As many as the sheets of old programs have. */
const MOST_ROWS = 65_536;

/** The rows of a table of a form, by a packed rulebook. */
const read: Beside["sheets"]["read"] = (bytes, [book, form = "", field]) =>
  sheets.use((glue) => readTable(glue, bytes, { book, form }, field));

const choose = chooser(async (bytes, about) => {
  const [book, form = "", field] = about;
  const { records, notes } = await read(bytes, about);
  const ids = await sheets.use(() => glue.columnsOf(book, form, field));
  const cells: string[] = [];
  for (const { row, answers } of records) {
    // Rows keep the numbers that they have in the sheet, but for those far below all others.
    while (cells.length < (Math.min(row, MOST_ROWS) - 1) * ids.length) cells.push("");
    for (const id of ids) cells.push(String(answers[id] ?? "").replace(/\s/g, " "));
  }
  return { text: cells.join("\n"), ...(notes[0] && { note: `：${notes.join("")}` }) };
});

offer("sheets", {
  read,
  async choose(files, about, tell, address) {
    if (!files[1]) return choose(files, about, tell, address);
    // Messages name a row by its number in the sheet: of two sheets there would be two of each.
    tell({ severity: "warning", message: "这里只能读取一份表格，请合并成一个文件后重新选择。", refused: true });
  },
});
