/** Reads sheets in the page; loaded from beside the drop-in only when a file is chosen. */

import packed from "virtual:module";
import * as glue from "virtual:sheets-glue";
import { readTable, SheetsModule } from "../package/sheets";
import { bytesOf } from "./packed";

const sheets = new SheetsModule(glue, async () => bytesOf(packed || ""));

window.LeifengFormSheets = {
  /** The rows of a table of the form, or its records for ""; names as of `namesOf`. */
  read: (bytes, names, field) => sheets.use((glue) => readTable(glue, bytes, names, field)),
};
