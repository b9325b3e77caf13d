/** The public classes over the wasm glue, the same for Node and for browsers. */

import { Across } from "./across.js";
import { asBytes, asDay, asText, notFitting } from "./arguments.js";
import { datesAsDays } from "./day.js";
import type { BookGlue, Glue, SessionGlue } from "./glue.js";
import { linesFrom, linesOf } from "./lines.js";
import { type Block, LineBlock, Records, RowBlock, type Run } from "./records.js";
import { RECORDS, readTable, type SheetsModule } from "./sheets.js";
import type * as api from "./types.js";

interface Api extends Pick<typeof api, "Rulebook" | "countText" | "readSheet"> {
  /** The rulebook as the module has it. */
  glueOf(book: api.Rulebook): BookGlue;
}

/** Makes the public API over an instantiated module, and one that is loaded when a sheet is first read. */
export function createApi(glue: Glue, sheets: SheetsModule): Api {
  class Rulebook {
    static get builtIn(): readonly string[] {
      return JSON.parse(glue.builtIn());
    }

    static load(source: string | object): Rulebook {
      if (typeof source !== "string" && (typeof source !== "object" || source === null))
        throw notFitting("source", "规则文件的编号、JSON 文字或对象", source);
      return new Rulebook(glue.Book.load(typeof source === "string" ? source : JSON.stringify(source)));
    }

    /** Undeclared: whoever calls the package has the methods below. */
    static glueOf(book: api.Rulebook): BookGlue {
      if (!(#book in Object(book))) throw notFitting("rulebook", " Rulebook.load 所得", book);
      return (book as unknown as Rulebook).#book;
    }

    readonly #book: BookGlue;

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

    check(answers: api.Answers, { form, today }: api.CheckOptions = {}): api.Report {
      return JSON.parse(this.#book.check(datesAsDays(answers), asText("form", form ?? FORM), asDay(today)));
    }

    open({ form, today }: api.CheckOptions = {}): api.Session {
      return new Session(this.#book.open(asText("form", form ?? FORM), asDay(today)));
    }

    checkAll(source: api.RecordSource, { form, today, file }: api.CheckAllOptions = {}): Records {
      if (!isSource(source)) throw notFitting("source", "一组回答，或 JSON Lines 的内容（Uint8Array、流）", source);
      const batch = this.#book.batch(asText("form", form ?? FORM), asDay(today));
      const run: Run = { batch, rules: JSON.parse(batch.rules()), words: batch.words(), file };
      return new Records(blocks(source, run));
    }

    across({ form, today }: api.CheckOptions = {}): Across {
      return new Across(this.#book.across(asText("form", form ?? FORM), asDay(today)));
    }
  }

  return {
    // The declaration keeps the constructor private, which no class that is made here could satisfy.
    Rulebook: Rulebook as unknown as Api["Rulebook"],
    glueOf: Rulebook.glueOf,
    countText: (text) => JSON.parse(glue.countText(asText("text", text))),
    async readSheet(bytes, { rulebook, form = FORM, field = RECORDS, name } = {}) {
      const book = (rulebook ? Rulebook.glueOf(rulebook) : glue.Book.load(RULEBOOK)).compileFor(asText("form", form));
      const content = asBytes("bytes", bytes);
      asText("field", field);
      try {
        return await sheets.use((glue) => readTable(glue, content, { book, form }, field));
      } catch (error) {
        if (name === undefined || !(error instanceof Error)) throw error;
        throw new Error(`${name}：${error.message}`, { cause: error });
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
    return JSON.parse(this.#session.set(asText("field", field), datesAsDays(value)));
  }

  report(): api.Report {
    return JSON.parse(this.#session.report());
  }
}

const RULEBOOK = "mengyin-2012";
const FORM = "application";

async function* blocks(source: api.RecordSource, run: Run): AsyncGenerator<Block, void, undefined> {
  if (source instanceof Uint8Array) {
    yield* lineBlocks(run, () => linesOf(source));
    return;
  }
  const items = iterate(source);
  const first = await items.next();
  if (first.done) return;
  const rest = startingWith(first.value, items);
  if (first.value instanceof Uint8Array) {
    yield* lineBlocks(run, (row) => linesFrom(rest as AsyncGenerator<Uint8Array>, row));
    return;
  }
  let row = 0;
  for await (const answers of rest as AsyncGenerator<api.Answers>) {
    yield new RowBlock(run, datesAsDays(answers), ++row);
  }
}

/** A text can be iterated too, by its letters; nobody means that. */
function isSource(source: unknown): boolean {
  if (typeof source !== "object" || source === null) return false;
  return Symbol.iterator in source || Symbol.asyncIterator in source || "getReader" in source;
}

type Lines = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

async function* lineBlocks(run: Run, lines: (row: () => number) => Lines): AsyncGenerator<Block, void, undefined> {
  let before = 0;
  for await (const bytes of lines(() => before + 1)) {
    const block = new LineBlock(run, bytes, before);
    before = block.after;
    yield block;
  }
}

type Item = api.Answers | Uint8Array;

async function* iterate(source: Exclude<api.RecordSource, Uint8Array>): AsyncGenerator<Item, void, undefined> {
  if ("getReader" in source && !(Symbol.asyncIterator in source)) {
    yield* readAll(source); // Safari's streams cannot be iterated
  } else {
    yield* source as AsyncIterable<Item> | Iterable<Item>;
  }
}

async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

async function* startingWith(first: Item, rest: AsyncGenerator<Item>): AsyncGenerator<Item, void, undefined> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}
