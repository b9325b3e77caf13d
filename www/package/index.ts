/** Browsers and bundlers: the module is fetched from beside this file before the importing script runs. */

import * as documents from "virtual:documents-glue";
import * as glue from "virtual:node-glue";
import * as sheetsGlue from "virtual:sheets-glue";
import { createApi } from "./api.js";
import { asBytes } from "./arguments.js";
import { readWith } from "./document.js";
import { fileRefusal, LeifengFormError } from "./error.js";
import { SheetsModule } from "./sheets.js";
import type * as api from "./types.js";

await glue.default({ module_or_path: new URL("./leifeng_form_web_bg.wasm", import.meta.url) });

async function fetched(address: URL): Promise<ArrayBuffer> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.arrayBuffer();
}

const sheets = new SheetsModule(sheetsGlue, () => fetched(new URL("./leifeng_form_sheets_bg.wasm", import.meta.url)));

let documentsModule: Promise<ArrayBuffer> | undefined;

export const readDocument: typeof api.readDocument = async (bytes) => {
  documentsModule ??= fetched(new URL("./leifeng_form_documents_bg.wasm", import.meta.url));
  // What could not be fetched once is fetched again the next time.
  const module = await documentsModule.catch((error) => {
    documentsModule = undefined;
    throw error;
  });
  try {
    return await readWith(documents, module, asBytes("bytes", bytes));
  } catch (error) {
    throw fileRefusal(error);
  }
};

export { LeifengFormError };
export const { Rulebook, countText, readSheet } = createApi(glue, sheets, readDocument);
