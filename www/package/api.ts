/** The public classes over the wasm glue, the same for Node and for browsers. */

import { Across } from "./across.js";
import { entriesInstead, plainAnswer, plainAnswers } from "./answers.js";
import { asBytes, asDay, asOptions, asSignal, asText, notFitting, typeName } from "./arguments.js";
import { asking, fileRefusal, inFile, LeifengFormError, looking } from "./error.js";
import type { BookGlue, Glue, SessionGlue } from "./glue.js";
import { type Lines, linesFrom, linesOf } from "./lines.js";
import { FormNames } from "./names.js";
import { plainFile, type Readers, readContents, receive } from "./read.js";
import { type Block, LineBlock, lineTooLong, Records, RowBlock, type Run, unreadableRow } from "./records.js";
import { RECORDS, readTable, type SheetsModule } from "./sheets.js";
import { standardOf } from "./standard.js";
import type * as api from "./types.js";

interface Api extends Pick<typeof api, "Rulebook" | "countText" | "readSheet"> {
  /** The rulebook as the module has it. */
  glueOf(book: api.Rulebook): BookGlue;
}

/** The text of a file, and how those are found that its `extends` names. */
export interface Files {
  read(path: string): string;
  resolverFrom(path: string): NonNullable<api.LoadOptions["resolve"]>;
}

/** Nobody lays more rulebooks over one another. */
const MOST_EXTENDED = 9;

/** Makes the public API over an instantiated module, and those that are loaded when a file is first read. */
export function createApi(glue: Glue, sheets: SheetsModule, readDocument: typeof api.readDocument, files?: Files): Api {
  class Rulebook {
    static get builtIn(): readonly string[] {
      return JSON.parse(glue.builtIn());
    }

    static load(source: string | object, options?: api.LoadOptions): Rulebook {
      if (typeof source !== "string" && (typeof source !== "object" || source === null))
        throw notFitting("source", "规则文件的编号、JSON 文字或对象", source);
      const text = typeof source === "string" ? source : jsonOf(source);
      const { values, resolve } = asOptions(options);
      const given = values === undefined ? "" : jsonOf(values);
      const extended = resolve ? extendedBy(text, resolve) : [];
      return new Rulebook(asking(() => glue.Book.load(text, given, extended), "rulebook.invalid"));
    }

    static async loadFile(path: string, options?: api.LoadOptions): Promise<Rulebook> {
      if (!files) throw new LeifengFormError("argument.invalid", "浏览器里没有文件，请用 Rulebook.load。");
      const text = files.read(asText("path", path));
      try {
        return Rulebook.load(text, { ...asOptions(options), resolve: files.resolverFrom(path) });
      } catch (error) {
        throw inFile(error, path);
      }
    }

    /** Undeclared: whoever calls the package has the methods below. */
    static glueOf(book: api.Rulebook): BookGlue {
      if (!(#book in Object(book))) throw notFitting("rulebook", " Rulebook.load 所得", book);
      return (book as unknown as Rulebook).#book;
    }

    readonly #book: BookGlue;
    #forms: Map<string, FormNames> | undefined;

    constructor(book: BookGlue) {
      this.#book = book;
    }

    get id(): string {
      return this.#book.id;
    }

    describe(): api.RulebookDescription {
      return JSON.parse(this.#book.describe());
    }

    compile(): Uint8Array {
      return this.#book.compile();
    }

    check(answers: api.Answers, options?: api.CheckOptions): api.Report {
      const { name: form, day } = formAndDay(options);
      const names = this.#names(form);
      const { some, rest } = looking(() => names.split(answers), "answers.unreadable", "读取回答时出错");
      const given = plainAnswers(some);
      const report: api.Report = JSON.parse(asking(() => this.#book.check(given, form, day), REFUSED));
      if (rest.length === 0) return report;
      const { unknown, unknown_count } = report;
      const more = rest.slice(0, Math.max(0, UNKNOWN_LISTED - unknown.length));
      return { ...report, unknown: [...unknown, ...more], unknown_count: unknown_count + rest.length };
    }

    /** What the fields of a form are called; throws where there is no such form. */
    #names(form: string): FormNames {
      asking(() => this.#book.fieldOf(form, ""), REFUSED);
      this.#forms ??= new Map(this.describe().forms.map((form) => [form.id, new FormNames(this.#book, form)]));
      return this.#forms.get(form) as FormNames;
    }

    open(options?: api.CheckOptions): api.Session {
      const { name, day } = formAndDay(options);
      return new Session(asking(() => this.#book.open(name, day), REFUSED));
    }

    checkAll(source: api.RecordSource, options?: api.CheckAllOptions): Records {
      looking(() => mustBeSource(source), "argument.type", "source 无法读取");
      const { file, signal, ...rest } = asOptions(options);
      const { name, day } = formAndDay(rest);
      const stop = asSignal(signal);
      const batch = asking(() => this.#book.batch(name, day), REFUSED);
      const run: Run = { batch, rules: JSON.parse(batch.rules()), words: batch.words(), file };
      return new Records(blocks(source, run, stop), stop);
    }

    across(options?: api.CheckOptions): Across {
      const { name, day } = formAndDay(options);
      return new Across(asking(() => this.#book.across(name, day), REFUSED));
    }

    async read(source: unknown, options?: api.ReadOptions): Promise<api.Received> {
      const { form = FORM, readFiles } = asOptions(options);
      const names = this.#names(asText("form", form));
      const received = await receive(source, names);
      const readers: Readers = {
        document: (bytes) => readDocument(bytes),
        sheet: (bytes, field) => {
          const known = { book: this.#book.compileFor(form), form };
          return sheets.use((glue) => readTable(glue, bytes, known, field));
        },
      };
      return {
        files: readFiles ? await readContents(received, readers) : received.files.map(plainFile),
        answers: Object.fromEntries(received.answers),
        unknown: [...received.unknown],
      };
    }

    standard<Output = api.Answers>(options?: api.CheckOptions): api.StandardSchema<api.Answers, Output> {
      const { form = FORM, today } = asOptions(options);
      this.open({ form, ...(today !== undefined && { today }) }); // throws where there is no such form or day
      const names = this.#names(form);
      return standardOf({
        check: (answers) => this.check(answers, { form, ...(today !== undefined && { today }) }),
        values: (answers) => names.values(plainAnswers(answers)) as Output,
        isTable: (field) => names.fields.get(field)?.kind === "table",
        answerTo: (answers, field) => names.answerTo(answers, field),
      });
    }
  }

  /** The texts that a rulebook extends, each behind what extends it, as long as they are none of those built in. */
  function extendedBy(text: string, resolve: NonNullable<api.LoadOptions["resolve"]>): string[] {
    const texts: string[] = [];
    for (
      let base = glue.Book.extendsOf(text);
      base !== undefined && texts.length < MOST_EXTENDED;
      base = glue.Book.extendsOf(texts.at(-1) ?? "")
    ) {
      const found = resolve(base);
      if (found === undefined) break;
      texts.push(typeof found === "object" ? jsonOf(found) : asText("resolve", found));
    }
    return texts;
  }

  return {
    // The declaration keeps the constructor private, which no class that is made here could satisfy.
    Rulebook: Rulebook as unknown as Api["Rulebook"],
    glueOf: Rulebook.glueOf,
    countText: (text) => JSON.parse(glue.countText(asText("text", text))),
    async readSheet(bytes, options) {
      const { rulebook, form = FORM, field = RECORDS, name } = asOptions(options);
      const own = rulebook ? Rulebook.glueOf(rulebook) : glue.Book.load(RULEBOOK, "", []);
      asText("form", form);
      const book = asking(() => own.compileFor(form), REFUSED);
      const content = asBytes("bytes", bytes);
      asText("field", field);
      try {
        return await sheets.use((glue) => readTable(glue, content, { book, form }, field));
      } catch (error) {
        const refused = fileRefusal(error, name === undefined ? {} : { file: name });
        if (name !== undefined && refused instanceof LeifengFormError) refused.message = `${name}：${refused.message}`;
        throw refused;
      }
    },
  };
}

class Session implements api.Session {
  readonly #session: SessionGlue;

  constructor(session: SessionGlue) {
    this.#session = session;
  }

  set(field: string, value: unknown): api.Check[] {
    const answer = plainAnswer(asText("field", field), value);
    return JSON.parse(asking(() => this.#session.set(field, answer), REFUSED));
  }

  report(): api.Report {
    return JSON.parse(this.#session.report());
  }

  say(words: { readonly [field: string]: api.Words }): void {
    for (const [field, { label, options, columns }] of Object.entries(words)) {
      const texts: [name: string, text: string][] = Object.entries({ ...options, ...columns });
      if (label !== undefined) texts.push(["", label]);
      for (const [name, text] of texts)
        if (!this.#session.say(field, name, asText("words", text)))
          throw new LeifengFormError("words.unknown", unsaid(field, name), { field });
    }
  }

  spoken(): api.Report {
    return JSON.parse(this.#session.spoken());
  }
}

const unsaid = (field: string, name: string): string =>
  `这张表没有“${field}”这个栏目${name === "" ? "" : `，或其中没有“${name}”`}。`;

const RULEBOOK = "mengyin-2012";
const FORM = "application";
/** So many unknown keys are listed in a report; its Rust side has the same number. */
const UNKNOWN_LISTED = 100;
/** Of a call that the engine refuses without a code of its own. */
const REFUSED = "argument.invalid";

async function* blocks(
  source: api.RecordSource,
  run: Run,
  stop: AbortSignal | undefined,
): AsyncGenerator<Block, void, undefined> {
  if (isBytes(source)) {
    yield* lineBlocks(run, copied(linesOf(source)));
    return;
  }
  const items = iterate(source, stop);
  const first = await items.next();
  if (first.done) return;
  const rest = startingWith(first.value, items);
  if (isBytes(first.value)) {
    yield* lineBlocks(run, linesFrom(rest as AsyncGenerator<Uint8Array>));
    return;
  }
  let row = 0;
  for await (const given of rest) yield rowBlock(run, given, ++row);
}

/** Bytes, whatever frame or context made them. */
function isBytes(value: unknown): value is Uint8Array {
  return typeName(value) === "Uint8Array";
}

/** A record that is no answers is one that cannot be read; the others go on. */
function rowBlock(run: Run, given: unknown, row: number): Block {
  try {
    return new RowBlock(run, plainAnswers(given), row);
  } catch (error) {
    if (!(error instanceof LeifengFormError)) throw error;
    return unreadableRow(run, row, error);
  }
}

/** A text can be iterated too, by its letters, and an array of larger numbers by these; nobody means that. */
function mustBeSource(source: unknown): void {
  const isObject = typeof source === "object" && source !== null;
  const isBuffer = ArrayBuffer.isView(source) && !isBytes(source);
  if (!isObject || isBuffer || !["getReader", Symbol.iterator, Symbol.asyncIterator].some((way) => way in source))
    throw notFitting("source", "一组回答，或 JSON Lines 的内容（Uint8Array、流）", source);
  const wayOut = entriesInstead(source);
  if (wayOut) {
    throw new LeifengFormError("answers.not_plain", `checkAll 读取的是一组回答，不是 ${typeName(source)}。${wayOut}。`);
  }
}

/** What every call is asked with. */
function formAndDay(options: api.CheckOptions | undefined): { name: string; day: string } {
  const { form, today } = asOptions(options);
  return { name: asText("form", form ?? FORM), day: asDay(today) };
}

/** A rulebook of one's own as JSON; JavaScript's own writer throws where it holds itself or is too deep. */
function jsonOf(rulebook: object): string {
  const json = looking(() => JSON.stringify(rulebook), "rulebook.invalid", "规则文件无法写成 JSON");
  return asText("source", json);
}

async function* lineBlocks(
  run: Run,
  lines: Iterable<Lines> | AsyncIterable<Lines>,
): AsyncGenerator<Block, void, undefined> {
  let before = 0;
  for await (const { bytes } of lines) {
    if (bytes) {
      const block = new LineBlock(run, bytes, before);
      before = block.after;
      yield block;
    } else yield lineTooLong(run, ++before);
  }
}

/** Records keep their line for the report, while the caller may use its buffer again. */
function* copied(lines: Iterable<Lines>): Generator<Lines, void, undefined> {
  for (const { bytes } of lines) yield bytes ? { bytes: bytes.slice() } : {};
}

type Item = api.Answers | Uint8Array;

/** What a source hands out. It is closed when the run is stopped, also while it keeps its reader waiting. */
async function* iterate(
  source: Exclude<api.RecordSource, Uint8Array>,
  stop: AbortSignal | undefined,
): AsyncGenerator<Item, void, undefined> {
  const { items, close } = "getReader" in source ? openStream(source) : openItems(source);
  // A generator cannot be closed while it runs; it is when it is left.
  const closing = async () => close();
  const onAbort = () => void closing().catch(() => {});
  stop?.addEventListener("abort", onAbort);
  try {
    yield* items;
  } finally {
    stop?.removeEventListener("abort", onAbort);
  }
}

interface Opened {
  readonly items: AsyncIterable<Item> | Iterable<Item>;
  close(): unknown;
}

/** Not by the stream's own iterator: Safari's have none, and it cannot be closed while it waits. */
function openStream(stream: ReadableStream<Uint8Array>): Opened {
  const reader = stream.getReader();
  return { items: readAll(reader), close: () => reader.cancel() };
}

async function* readAll(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

function openItems(source: AsyncIterable<Item> | Iterable<Item>): Opened {
  // Node's streams are destroyed; to close their iterator would wait for the next part.
  const { destroy } = source as { destroy?: unknown };
  if (Symbol.asyncIterator in source) {
    const iterator = source[Symbol.asyncIterator]();
    const close = () => (typeof destroy === "function" ? destroy.call(source) : iterator.return?.());
    return { items: { [Symbol.asyncIterator]: () => iterator }, close };
  }
  const iterator = source[Symbol.iterator]();
  return { items: { [Symbol.iterator]: () => iterator }, close: () => iterator.return?.() };
}

async function* startingWith(first: Item, rest: AsyncGenerator<Item>): AsyncGenerator<Item, void, undefined> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
