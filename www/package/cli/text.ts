/** The report as a reviewer reads it. Columns stay aligned where characters are two wide. */

import stringWidth from "string-width";
import type { AcrossCheck, AcrossReport, Check, Report, RulebookDescription } from "../types.js";
import type { Format } from "./format.js";
import {
  ACROSS,
  columnsOf,
  type FiledRecord,
  type FiledSource,
  message,
  NOTES,
  type Note,
  noteText,
  placeOf,
  plain,
  type Reader,
  replacedIn,
  SORTS,
  type Sort,
  sorted,
  VERDICTS,
} from "./record.js";

export interface Style {
  readonly colour: boolean;
  /** Columns of the terminal; undefined: nothing is wrapped. */
  readonly columns: number | undefined;
}

const COLOURS = { eligible: 32, ineligible: 31, incomplete: 33, unreadable: 35 } as const;
const SORT_COLOURS: Record<Sort, number> = { fails: 31, warns: 33, open: 36, unsure: 36, review: 2 };
const INDENT = "  ";

/** To a width in columns, whatever the characters. */
export function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

/** Rows of cells, each column as wide as its widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, stringWidth(cell));
  }
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, i) => pad(cell, widths[i] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

export function textReport(style: Style, reader: Reader, book: RulebookDescription): Format {
  const report = new TextReport(style, reader);
  const replaced = replacedIn(book);
  return {
    begin: () => (replaced ? `改用的数值：${plain(replaced)}\n\n` : ""),
    record(record, shown) {
      report.count(record);
      return shown ? report.record(record) : "";
    },
    end: (across, notes) => [across ? report.across(across) : "", report.notes(notes), report.summary()],
  };
}

/** Renders the records of one run. */
class TextReport {
  readonly #style: Style;
  readonly #reader: Reader;
  readonly #counts = { eligible: 0, ineligible: 0, incomplete: 0, unreadable: 0 };

  constructor(style: Style, reader: Reader) {
    this.#style = style;
    this.#reader = reader;
  }

  /** Counts a record, shown or not. */
  count({ verdict }: FiledRecord): void {
    this.#counts[verdict]++;
  }

  record(record: FiledRecord): string {
    const { source } = record;
    const { names } = this.#reader.identify(record.answers());
    const title = [placeOf(source), names.filter(Boolean).join(" · ")];
    const report = record.report();
    const body =
      report.verdict === "unreadable" ? this.#line("错误", plain(report.error)) : this.#report(record, report);
    const standing = report.verdict === "unreadable" ? "" : this.#reader.standing(report);
    const verdict = this.#paint(VERDICTS[record.verdict], COLOURS[record.verdict]);
    return `${this.#paint(title.filter(Boolean).join("  "), 1)}\n${INDENT}${pad("结论", KIND)}${verdict}${standing}\n${body}\n`;
  }

  /** What fails or is open in full, with every case; what holds in one line. */
  across(across: AcrossReport): string {
    const groups = Object.entries(sorted(across)) as [Sort, AcrossCheck[]][];
    const lines = groups.flatMap(([sort, checks]) =>
      checks.flatMap((check) => [
        this.#line(SORTS[sort], message(check), SORT_COLOURS[sort]),
        ...(check.cases ?? []).map(({ message }) => this.#line("", plain(message))),
      ]),
    );
    const holding = across.checks.filter(({ state }) => state === "holds").length;
    if (holding > 0) lines.push(this.#line(VERDICTS.eligible, `${holding} 项`, COLOURS.eligible));
    return `${this.#paint(ACROSS, 1)}\n${lines.join("")}\n`;
  }

  /** What was passed over. */
  notes(notes: readonly Note[]): string {
    if (notes.length === 0) return "";
    return `${this.#paint(NOTES, 1)}\n${notes.map((note) => this.#line("", noteText(note))).join("")}\n`;
  }

  summary(): string {
    const total = Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
    const parts = Object.entries(VERDICTS).map(
      ([verdict, label]) => `${label} ${this.#counts[verdict as keyof typeof VERDICTS]}`,
    );
    return `共 ${total} 条记录：${parts.join("，")}\n`;
  }

  #report(record: FiledRecord, report: Report): string {
    const { source } = record;
    const groups = Object.entries(sorted(report)) as [Sort, Check[]][];
    const lines = groups.flatMap(([sort, checks]) =>
      checks.map((check) => this.#check(SORTS[sort], SORT_COLOURS[sort], check, source)),
    );
    for (const count of this.#reader.counts(report)) lines.push(this.#line("字数", count));
    for (const attachment of this.#reader.attachments(record)) lines.push(this.#line("附件", attachment));
    if (report.unknown.length > 0) lines.push(this.#line("未识别", report.unknown.map(plain).join("、")));
    return lines.join("");
  }

  #check(label: string, colour: number, check: Check, source: FiledSource): string {
    const rows = this.#reader.rows(check, source).map((row) => this.#line("", row));
    return this.#line(label, message(check) + columnsOf(check, source), colour) + rows.join("");
  }

  #line(label: string, text: string, colour = 0): string {
    const room = (this.#style.columns ?? Number.POSITIVE_INFINITY) - KIND - INDENT.length;
    const [first = "", ...rest] = wrap(text, Math.max(room, 20));
    const indent = INDENT + " ".repeat(KIND);
    const head = INDENT + this.#paint(pad(label, KIND), colour) + first;
    return `${[head, ...rest.map((line) => indent + line)].join("\n")}\n`;
  }

  #paint(text: string, colour: number): string {
    return this.#style.colour && colour > 0 ? `\u001b[${colour}m${text}\u001b[0m` : text;
  }
}

/** The width of the column that says what a line is. */
const KIND = 8;

/** Lines of at most so many columns; Chinese may break anywhere, a run of Latin letters or digits stays whole. */
function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const piece of text.match(/[!-~]+|./gsu) ?? []) {
    const wide = stringWidth(piece);
    const hanging = /^[，。；：、）”？！]$/u.test(piece); // may not begin a line
    if (width + wide > columns && line !== "" && !hanging) {
      lines.push(line.trimEnd());
      line = "";
      width = 0;
    }
    line += piece;
    width += wide;
  }
  return [...lines, line];
}
