/** Modules that scripts/build.mjs provides; they stand in no file. Those of the page's glue are in shim/virtual.d.ts. */

/** The WebAssembly module of a script beside the drop-in, packed (`pack` in scripts/build.mjs). */
declare module "virtual:module" {
  const packed: string;
  export default packed;
}

/** Of what lies beside a script, by its name: for `integrity`. */
declare module "virtual:hashes" {
  const hashes: Readonly<Record<string, string>>;
  export default hashes;
}

/** Of the build, the same in every script for pages. */
declare const VERSION: string;

/**
 * What the drop-in carries, packed in one: its module, unless that lies in a file of its own, and the built-in rulebooks,
 * compiled. Each by its name, file or id, and where it ends.
 */
declare module "virtual:carried" {
  const carried: { packed: string; parts: readonly (readonly [name: string, end: number])[] };
  export default carried;
}

/** The wasm-bindgen glue of the module for Node and bundlers. */
declare module "virtual:node-glue" {
  type Glue = import("./package/glue.js").Glue;
  export const Book: Glue["Book"];
  export const countText: Glue["countText"];
  export const builtIn: Glue["builtIn"];
  export const essence: Glue["essence"];
  export const known: Glue["known"];
  export function initSync(module: { module: Uint8Array }): void;
  export default function init(module: { module_or_path: URL }): Promise<void>;
}

/** The wasm-bindgen glue of the module that reads sheets. */
declare module "virtual:sheets-glue" {
  type SheetsGlue = import("./package/sheets.js").SheetsGlue;
  export const Tables: SheetsGlue["Tables"];
  export const TextTable: SheetsGlue["TextTable"];
  /** The ids of the columns of a table, by a packed rulebook. */
  export function columnsOf(book: Uint8Array, form: string, table: string): string[];
  /** Starts a module; a second one takes the place of the first. */
  export function instantiate(module: BufferSource): Promise<unknown>;
}

/** The wasm-bindgen glue of the module of documents. */
declare module "virtual:documents-glue" {
  type Glue = import("./package/glue.js").DocumentsGlue;
  export const Document: Glue["Document"];
  export const instantiate: Glue["instantiate"];
}

/** The built-in rulebooks and their forms, for people to choose from. */
declare module "virtual:rulebooks" {
  const rulebooks: readonly { id: string; label: string; forms: readonly { id: string; label: string }[] }[];
  export default rulebooks;
}
