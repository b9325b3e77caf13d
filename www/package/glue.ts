/** What the wasm module for Node and bundlers offers (src/bindings/node.rs). Texts that come back are JSON. */

export interface SessionGlue {
  set(field: string, value: unknown): string;
  report(): string;
  /** Of the label of a field; with `name` of an option, a column, `yes` or `no`. False where there is no such field or name. */
  say(field: string, name: string, text: string): boolean;
  spoken(): string;
}

export interface BatchGlue {
  rules(): string;
  words(): number;
  /** For each non-blank line: line within `bytes`, start, end, verdict, then the words of failing checks. */
  lines(bytes: Uint8Array): Uint32Array;
  line(bytes: Uint8Array): string;
  /** Verdict, then the words of failing checks. */
  record(answers: unknown): Uint32Array;
  report(answers: unknown): string;
}

export interface AcrossGlue {
  record(answers: unknown, file: string, row: number): void;
  line(bytes: Uint8Array, file: string, row: number): void;
  /** Empty where there is nothing to report. */
  report(): string;
}

export interface BookGlue {
  readonly id: string;
  describe(): string;
  /** Its own file as JSON, without what it extends. */
  source(): string;
  free(): void;
  compile(): Uint8Array;
  /** The id of the field that a key names. */
  fieldOf(form: string, key: string): string | undefined;
  /** Of each field that answers as JSON answer the key that it stands under and, of a choice that can be read, the option's place. */
  answered(form: string, answers: string): string;
  /** Answers as they are read, by the ids of their fields. */
  values(form: string, answers: unknown): string;
  /** The id of the field of a kind that the name of a file or a sheet says. */
  fieldNamedIn(form: string, name: string, kind: string): string | undefined;
  /** The bytes that the module of sheets reads; throws where there is no such form. */
  compileFor(form: string): Uint8Array;
  check(answers: unknown, form: string, today: string): string;
  open(form: string, today: string): SessionGlue;
  batch(form: string, today: string): BatchGlue;
  /** Undefined where the form has no rules across records. */
  across(form: string, today: string): AcrossGlue | undefined;
}

/** What the module of documents offers (src/bindings/documents.rs). */
export interface DocumentsGlue {
  readonly Document: {
    /** Throws with a message for people where the file is not read. */
    read(bytes: Uint8Array, decode: () => string): DocumentGlue;
  };
  /** Starts a module; a second one takes the place of the first. */
  instantiate(module: BufferSource): Promise<unknown>;
}

export interface DocumentGlue {
  describe(): string;
  /** Hands the text over: there is none any more. */
  text(): string;
  free(): void;
}

export interface Glue {
  readonly Book: {
    load(source: string, values: string, extended: string[]): BookGlue;
    /** What a rulebook extends, where that is none of those built in. */
    extendsOf(source: string): string | undefined;
  };
  countText(text: string): string;
  builtIn(): string;
  /** What makes two names the same. */
  essence(name: string): string;
  /** What stands behind a name that does not exist: the nearest of the right ones, then all of them. */
  known(wrong: string, right: string[]): string;
}
