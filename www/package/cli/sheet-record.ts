/** Records that know the cells that they came from. */

import type { Answers, CheckOptions, Report, Rulebook, Unreadable } from "../types.js";
import { hold } from "./held.js";
import { answersOf, firstOf, type Group, type Joiner, tableSources } from "./join.js";
import type { Attachment, FiledRecord, FiledSource } from "./record.js";

type Columns = Readonly<Record<string, string>>;

/** Tells with its source the columns of the fields that failing checks are about. */
export class SheetRecord implements FiledRecord {
  readonly verdict: FiledRecord["verdict"];
  readonly fails: readonly string[];
  readonly attachments?: readonly Attachment[];
  readonly line?: Uint8Array;
  /** Where it came from, and the column of each field. */
  readonly origin: { readonly source: FiledSource; readonly columns: Columns };
  readonly #record: FiledRecord;
  #report: Report | Unreadable | undefined;

  constructor(record: FiledRecord, source: FiledSource, columns: Columns) {
    this.verdict = record.verdict;
    this.fails = record.fails;
    if (record.attachments) this.attachments = record.attachments;
    if (record.line) this.line = record.line;
    this.origin = { source, columns };
    this.#record = record;
  }

  get source(): FiledSource {
    const { source } = this.origin;
    if (this.fails.length === 0) return source;
    const report = this.report();
    const failing = "checks" in report ? report.checks.filter(({ state }) => state === "fails") : [];
    const fields = new Set(failing.flatMap(({ fields }) => fields));
    const columns = Object.entries(this.origin.columns).filter(([field]) => fields.has(field));
    return columns.length > 0 ? { ...source, columns: Object.fromEntries(columns) } : source;
  }

  report(): Report | Unreadable {
    this.#report ??= this.#record.report();
    return this.#report;
  }

  json(): string {
    return this.#record.json?.() ?? JSON.stringify(this.report());
  }

  answers(): Answers | undefined {
    return this.#record.answers();
  }
}

/** A record with the tables that belong to it, judged anew. */
export function withTables(
  book: Rulebook,
  options: CheckOptions,
  record: FiledRecord,
  joiner: Joiner,
  isOnly: boolean,
): FiledRecord {
  const answers = record.answers();
  const { source, columns } =
    record instanceof SheetRecord ? record.origin : { source: record.source, columns: {} as Columns };
  if (!answers) return record;
  const { own, unsure } = joiner.tablesOf(answers, source, isOnly);
  if (own.length + unsure.length === 0) return record;
  const attachments = [...(record.attachments ?? []), ...unsure];
  const whole = own.length > 0 ? judged(book, options, { ...answers, ...answersOf(own) }, source) : record;
  const isHeld = unsure.length > 0 || record.held;
  const filed = isHeld ? hold(whole, attachments) : attachments.length > 0 ? { ...whole, attachments } : whole;
  return new SheetRecord(filed, own.length > 0 ? { ...source, tables: tableSources(own) } : source, columns);
}

/** The rows of a group as the only table of a record. */
export function recordOf(book: Rulebook, options: CheckOptions, group: Group): FiledRecord {
  const record = judged(book, options, { ...group.of, ...answersOf([group]) }, firstOf(group));
  return new SheetRecord(record, { ...record.source, tables: tableSources([group]) }, {});
}

function judged(book: Rulebook, options: CheckOptions, answers: Answers, source: FiledSource): FiledRecord {
  const report = book.check(answers, options);
  return {
    verdict: report.verdict,
    fails: report.checks.filter(({ state }) => state === "fails").map(({ rule }) => rule),
    source,
    report: () => report,
    answers: () => answers,
  };
}
