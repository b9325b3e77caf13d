/** The module that reads sheets, in Node: from beside this file. */

import { readFileSync } from "node:fs";
import * as glue from "virtual:sheets-glue";
import { SheetsModule } from "./sheets.js";

export const sheets = new SheetsModule(glue, async () =>
  readFileSync(new URL("./leifeng_form_sheets_bg.wasm", import.meta.url)),
);
