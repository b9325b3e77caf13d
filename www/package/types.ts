/**
 * The public types of leifeng-form. This file is the package's `index.d.ts` and `node.d.ts`, and the JSON Schema that
 * the tests hold every report against is generated from it, so that neither can drift from the other.
 */

/** Whether a check is met. `open` is not decided yet: something it needs is not answered. */
export type State = "holds" | "fails" | "open";

/** `review` is for people: always open, never part of a verdict. */
export type Severity = "error" | "warning" | "review";

/** `ineligible` where a check of severity error fails, else `incomplete` where one is open, else `eligible`. */
export type Verdict = "eligible" | "ineligible" | "incomplete";

/** Keys are field ids or labels. A `Date` is read as its day in China. */
export type Answers = { readonly [field: string]: unknown };

/** One least change of one field that makes the check hold. */
export interface Remedy {
  readonly field: string;
  /** The answer that mends it: a number, a yes, or the full set of choice ids. */
  readonly to: number | boolean | string | readonly string[];
  /** `to` less what the answer is now. */
  readonly by?: number;
}

/** A row of a table that is at fault; 1 is the first. */
export interface RowFault {
  readonly row: number;
  readonly message: string;
}

/** One rule that applies, and how it stands. */
export interface Check {
  readonly rule: string;
  readonly state: State;
  readonly severity: Severity;
  /** The fields that were not answered and for which the caller's today stood in. */
  readonly assumed?: readonly string[];
  readonly fields: readonly string[];
  /** In Chinese, says what to do; absent where the check holds. */
  readonly message?: string;
  readonly clause?: string;
  readonly remedies?: readonly Remedy[];
  readonly rows?: readonly RowFault[];
}

/** 字数 and the character counts as the dialog of Word and WPS shows them. */
export interface TextCounts {
  /** 字数: `eastAsian` + `words`. */
  readonly zishu: number;
  readonly charactersNoSpaces: number;
  readonly charactersWithSpaces: number;
  readonly eastAsian: number;
  /** Non-East-Asian words. */
  readonly words: number;
}

/** The counts of one long text, with what its rule asks for. */
export interface FieldCounts extends TextCounts {
  readonly about?: number;
  /** How many 字 are too many; 0 where none. */
  readonly over: number;
}

/** What one record comes to. */
export interface Report {
  readonly rulebook: string;
  readonly form: string;
  /** null where it is not answered or cannot be read; absent where the form has no levels. */
  readonly level?: string | null;
  readonly verdict: Verdict;
  /** Only of a form that is applied with: the verdict for each level with the same answers. */
  readonly levels?: { readonly [level: string]: Verdict };
  /** Every rule that applies, in the rulebook's order. */
  readonly checks: readonly Check[];
  readonly counts: { readonly [field: string]: FieldCounts };
  /** Keys of the answers that the form does not have. */
  readonly unknown: readonly string[];
}

/** What stands in place of a report where a record cannot be read at all. */
export interface Unreadable {
  readonly verdict: "unreadable";
  readonly error: string;
}

/** Where a record came from; `row` counts from 1, lines or items. */
export interface Source {
  readonly file?: string;
  readonly row: number;
}

/** One record of `checkAll`, judged; its report is made only when asked for. */
export interface CheckedRecord {
  readonly verdict: Verdict | "unreadable";
  /** The ids of the failing checks, warnings among them. */
  readonly fails: readonly string[];
  readonly source: Source;
  report(): Report | Unreadable;
  /** The answers as they were given; undefined where they cannot be read. */
  answers(): Answers | undefined;
}

/** Which form, and on which day. */
export interface CheckOptions {
  /** The form of the rulebook; `application` where left out. */
  readonly form?: string;
  /** `YYYY-MM-DD`; the day in China now where left out. */
  readonly today?: string;
}

/** Options of `checkAll`. */
export interface CheckAllOptions extends CheckOptions {
  /** A name for the source; it comes back as `source.file`. */
  readonly file?: string;
}

/** Records as objects, or the bytes of JSON Lines in chunks of any size. */
export type RecordSource =
  | Uint8Array
  | Iterable<Answers>
  | AsyncIterable<Answers>
  | Iterable<Uint8Array>
  | AsyncIterable<Uint8Array>
  | ReadableStream<Uint8Array>;

/** A form being filled in: keeps the answers and judges again only what a change touches. */
export interface Session {
  /** Gives one field an answer; the checks that changed come back. `undefined`, `null` or "" take it away. */
  set(field: string, value: unknown): Check[];
  report(): Report;
}

/** A rule as the rulebook states it. */
export interface RuleDescription {
  readonly rule: string;
  /** The only level it is judged at; null where it is common to all. */
  readonly level: string | null;
  readonly severity: Severity;
  /** What it rests on; "" where it rests on no clause. */
  readonly clause: string;
  readonly requires: string;
}

/** An id and what people call it. */
export interface Named {
  readonly id: string;
  readonly label: string;
}

/** A form as the rulebook states it. */
export interface FormDescription {
  readonly id: string;
  readonly title: string;
  readonly levels: readonly Named[];
  readonly fields: readonly Named[];
  readonly rules: readonly RuleDescription[];
}

/** What a rulebook says, for people and tools. */
export interface RulebookDescription {
  readonly id: string;
  readonly title: string;
  readonly extends: string | null;
  readonly forms: readonly FormDescription[];
  readonly clauses: readonly { readonly clause: string; readonly summary: string }[];
}

/**
 * A rulebook, ready to judge.
 *
 * ```js
 * const book = Rulebook.load("mengyin-2012");
 * const report = book.check({ 单位名称: "示例单位", volunteers: 12 }, { today: "2012-04-20" });
 * ```
 */
export declare class Rulebook {
  private constructor();
  /** The ids of the built-in rulebooks. */
  static readonly builtIn: readonly string[];
  /** A built-in rulebook by its id, or one's own as an object or as JSON text. Throws with the place where it is wrong. */
  static load(source: string | object): Rulebook;
  readonly id: string;
  describe(): RulebookDescription;
  /** The compact form that the drop-in script reads. */
  compile(): Uint8Array;
  check(answers: Answers, options?: CheckOptions): Report;
  open(options?: CheckOptions): Session;
  /**
   * Judges records as they come.
   *
   * ```js
   * for await (const record of book.checkAll(createReadStream("records.jsonl"))) {
   *   if (record.verdict !== "eligible") console.log(record.source.row, record.fails);
   * }
   * ```
   */
  checkAll(source: RecordSource, options?: CheckAllOptions): AsyncIterableIterator<CheckedRecord>;
}

/** A document that was read. */
export interface Document {
  readonly kind: "docx" | "doc" | "txt";
  /** What counts; paragraphs are parted by line breaks. */
  readonly text: string;
  readonly counts: TextCounts;
  /** 字数 of what does not count: text boxes; footnotes and endnotes. */
  readonly beside: { readonly textBoxes: number; readonly notes: number };
}

/** `countText("志愿服务 2012").zishu` is 5. */
export declare function countText(text: string): TextCounts;

/**
 * Reads a .docx, .doc or .txt file; it is what its content says, whatever its name. Rejects with an `Error` that says what is
 * wrong and what to do.
 *
 * ```js
 * const { counts, beside } = await readDocument(await file.arrayBuffer());
 * ```
 */
export declare function readDocument(bytes: Uint8Array | ArrayBuffer): Promise<Document>;
