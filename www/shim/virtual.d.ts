/**
 * The wasm-bindgen glue of the module that a script carries: the page's (src/bindings/page.rs) in the drop-in, the
 * compiler (src/bindings/compiler.rs) in leifeng-form-rulebook.js.
 */
declare module "virtual:glue" {
  export class PageForm {
    constructor(book: Uint8Array, form: string, today: string);
    describe(): string;
    recognise(units: string): Uint8Array;
    bind(field: number, control: HTMLElement, option: string): void;
    read(field: number): void;
    report(): string;
    mark(field: number, message: string): void;
    clear(field: number): void;
    free(): void;
  }
  export function compile(json: string): Uint8Array;
  export default function init(module: { module_or_path: BufferSource | Promise<BufferSource> }): Promise<unknown>;
}
