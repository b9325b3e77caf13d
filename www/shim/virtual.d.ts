/**
 * The wasm-bindgen glue of the module that a script carries: the page's (src/bindings/page.rs) in the drop-in, the
 * compiler (src/bindings/compiler.rs) in leifeng-form-rulebook.js, documents (src/bindings/documents.rs) in
 * leifeng-form-documents.js.
 */
declare module "virtual:glue" {
  export class PageForm {
    constructor(book: Uint8Array, form: string, today: string);
    describe(): string;
    recognise(texts: string[], ends: Uint32Array): Uint16Array;
    bind(field: number, control: HTMLElement, seen: HTMLElement, option: string, row: number, column: number): void;
    read(field: number): void;
    refuse(field: number, file: string): void;
    report(): string;
    stops(most: Uint32Array, growing: Uint16Array): Uint16Array;
    drawing(): string;
    asks(rule: string): string;
    say(field: number, label: string): void;
    say_column(field: number, column: number, label: string): void;
    free(): void;
    /** Lets go of it without freeing: its module is gone. */
    __destroy_into_raw(): number;
  }
  export const Document: import("../package/glue").DocumentsGlue["Document"];
  export function compile(source: string, values: string, extended: string[]): Uint8Array;
  export function extendsOf(source: string): string | undefined;
  /** Starts a module; a second one takes the place of the first. */
  export function instantiate(module: BufferSource): Promise<unknown>;
}
