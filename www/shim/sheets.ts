/** Reads sheets in the page; loaded from beside the drop-in only when a file is chosen. */

import packed from "virtual:module";
import * as glue from "virtual:sheets-glue";
import { readTable, SheetsModule } from "../package/sheets";
import { chooser } from "./files";
import { bytesOf } from "./packed";

const sheets = new SheetsModule(glue, async () => bytesOf(packed || ""));

/** As many as the sheets of old programs have. */
const MOST_ROWS = 65_536;

/** The rows of a table of the form, or its records for ""; names as of `namesOf`. */
const read: Window["LeifengFormSheets"]["read"] = (bytes, names, field) =>
  sheets.use((glue) => readTable(glue, bytes, names, field));

self.LeifengFormSheets = {
  read,
  choose: chooser(async (bytes, [book, form = "", field]) => {
    const names = await sheets.use(() => glue.namesOf(book, form, field));
    const { records } = await read(bytes, names, field);
    const ids = names
      .split("\n")
      .slice(1)
      .map((line) => line.split("\t")[1] || "");
    const rows: string[][] = [];
    for (const { row, answers } of records) {
      // Rows keep the numbers that they have in the sheet, but for those far below all others.
      while (rows.length < Math.min(row, MOST_ROWS) - 1) rows.push([""]);
      rows.push(ids.map((id) => String(answers[id] ?? "")));
    }
    return { rows };
  }),
};
