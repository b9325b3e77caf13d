/** Node. Both ways in, node.cjs and node.js, hand on the same objects, so that they share one wasm module. */

import { readFileSync } from "node:fs";
import * as documents from "virtual:documents-glue";
import * as glue from "virtual:node-glue";
import { createApi } from "./api.js";
import { asBytes } from "./arguments.js";
import { readWith } from "./document.js";
import { fileRefusal, LeifengFormError, looking, placeOf } from "./error.js";
import { sheets } from "./node-sheets.js";
import type * as api from "./types.js";

glue.initSync({ module: readFileSync(new URL("./leifeng_form_node_bg.wasm", import.meta.url)) });

let documentsModule: Uint8Array<ArrayBuffer> | undefined;

export const readDocument: typeof api.readDocument = async (bytes) => {
  documentsModule ??= readFileSync(new URL("./leifeng_form_documents_bg.wasm", import.meta.url));
  try {
    return await readWith(documents, documentsModule, asBytes("bytes", bytes));
  } catch (error) {
    throw fileRefusal(error);
  }
};

export { LeifengFormError };
export const { Rulebook, countText, readSheet, glueOf } = createApi(glue, sheets, readDocument);

// What the command uses beside, as with `glueOf`; neither way in hands them on.
export const { essence, known } = glue;
export { fileRefusal, looking, placeOf };
