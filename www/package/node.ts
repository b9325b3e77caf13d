/** Node. Both ways in, node.cjs and node.js, hand on the same objects, so that they share one wasm module. */

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as documents from "virtual:documents-glue";
import * as glue from "virtual:node-glue";
import { createApi } from "./api.js";
import { asBytes } from "./arguments.js";
import { decode } from "./decode.js";
import { readWith } from "./document.js";
import { fileRefusal, inFile, LeifengFormError, looking, placeOf } from "./error.js";
import { sheets } from "./node-sheets.js";
import type * as api from "./types.js";

function readText(path: string): string {
  try {
    return decode(readFileSync(path));
  } catch (error) {
    const code =
      error instanceof Error && "code" in error && error.code === "ENOENT" ? "file.missing" : "file.no_access";
    throw new LeifengFormError(code, "无法读取这个文件。", { file: path }, { cause: error });
  }
}

/** Finds what a rulebook extends beside it, and what that extends beside that. A name without an ending is an id. */
export function resolverFrom(path: string): (name: string) => string | undefined {
  let at = path;
  return (name) => {
    if (!/[/.]/.test(name)) return undefined;
    at = join(dirname(at), name);
    return readText(at);
  };
}

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
export const { Rulebook, countText, readSheet, glueOf } = createApi(glue, sheets, readDocument, {
  read: readText,
  resolverFrom,
});

// What the command uses beside, as with `glueOf`; neither way in hands them on.
export const { essence, known } = glue;
export { fileRefusal, inFile, looking, placeOf };
