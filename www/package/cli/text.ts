/** The report as a reviewer reads it. Columns stay aligned where characters are two wide. */

import stringWidth from "string-width";
import type { Check, CheckedRecord, FormDescription, Report } from "../types.js";

export interface Style {
  readonly colour: boolean;
  /** Columns of the terminal; undefined: nothing is wrapped. */
  readonly columns: number | undefined;
}

export const VERDICTS = {
  eligible: "符合",
  ineligible: "不符合",
  incomplete: "待补充",
  unreadable: "无法读取",
} as const;
const COLOURS = { eligible: 32, ineligible: 31, incomplete: 33, unreadable: 35 } as const;
const ROWS_SHOWN = 5;
const INDENT = "  ";

/** Control characters and marks that turn the direction of text could deceive a reader at a terminal. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
  return text.replace(/[\r\n\t]+/g, " ").replace(hidden, "");
}

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

/** Renders the records of one run. */
export class TextReport {
  readonly #style: Style;
  /** What people call levels and fields, by id. */
  readonly #labels: ReadonlyMap<string, string>;
  readonly #counts = { eligible: 0, ineligible: 0, incomplete: 0, unreadable: 0 };

  constructor(style: Style, { levels, fields }: FormDescription) {
    this.#style = style;
    this.#labels = new Map([...levels, ...fields].map(({ id, label }) => [id, label]));
  }

  /** Counts a record, shown or not. */
  count({ verdict }: CheckedRecord): void {
    this.#counts[verdict]++;
  }

  record(record: CheckedRecord): string {
    const { file, row } = record.source;
    const answers = record.answers();
    const names = ["unit_name", "post_name", "nominator"].map((field) => name(answers, field, this.#label(field)));
    const title = [
      `${file === undefined || file === "-" ? "" : `${plain(file)} `}第 ${row} 行`,
      names.filter(Boolean).join(" · "),
    ];
    const report = record.report();
    const body = report.verdict === "unreadable" ? this.#line("错误", plain(report.error)) : this.#report(report);
    const verdict = this.#paint(VERDICTS[record.verdict], COLOURS[record.verdict]);
    return `${this.#paint(title.filter(Boolean).join("  "), 1)}\n${INDENT}${pad("结论", KIND)}${verdict}${this.#standing(report)}\n${body}\n`;
  }

  summary(): string {
    const total = Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
    const parts = Object.entries(VERDICTS).map(
      ([verdict, label]) => `${label} ${this.#counts[verdict as keyof typeof VERDICTS]}`,
    );
    return `共 ${total} 条记录：${parts.join("，")}\n`;
  }

  #label(id: string): string {
    return this.#labels.get(id) ?? id;
  }

  /** The level applied for, and how the same answers stand at every level. */
  #standing(report: ReturnType<CheckedRecord["report"]>): string {
    if (report.verdict === "unreadable" || !report.levels) return "";
    const level = report.level ? `申报${this.#label(report.level)}` : "未填申报级别";
    const all = Object.entries(report.levels).map(([id, verdict]) => `${this.#label(id)}${VERDICTS[verdict]}`);
    return `（${level}；按各级别：${all.join("，")}）`;
  }

  #report(report: Report): string {
    const told = report.checks.filter(({ state }) => state !== "holds");
    const groups: [string, number, Check[]][] = [
      ["不符合", 31, told.filter(({ state, severity }) => state === "fails" && severity === "error")],
      ["提醒", 33, told.filter(({ state, severity }) => state === "fails" && severity !== "error")],
      ["待补充", 36, told.filter(({ state, severity }) => state === "open" && severity === "error")],
      ["待核对", 36, told.filter(({ state, severity }) => state === "open" && severity === "warning")],
      ["待评审", 2, told.filter(({ severity }) => severity === "review")],
    ];
    const lines = groups.flatMap(([label, colour, checks]) => checks.map((check) => this.#check(label, colour, check)));
    for (const [field, { zishu, about, over }] of Object.entries(report.counts)) {
      const asked = about === undefined ? "" : `（要求 ${about} 字左右${over > 0 ? `，超出 ${over} 字` : ""}）`;
      lines.push(this.#line("字数", `${this.#label(field)} ${zishu} 字${asked}`));
    }
    if (report.unknown.length > 0) lines.push(this.#line("未识别", report.unknown.map(plain).join("、")));
    return lines.join("");
  }

  #check(label: string, colour: number, check: Check): string {
    const clause = check.clause ? `（依据：${check.clause}）` : "";
    const message = plain(`${check.message ?? check.rule}${clause}`);
    const rows = check.rows ?? [];
    const shown = rows
      .slice(0, ROWS_SHOWN)
      .map(({ row, message }) => this.#line("", `第 ${row} 行：${plain(message)}`));
    if (rows.length > ROWS_SHOWN) shown.push(this.#line("", `另有 ${rows.length - ROWS_SHOWN} 行有同样的问题`));
    return this.#line(label, message, colour) + shown.join("");
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

function name(answers: Readonly<Record<string, unknown>> | undefined, id: string, label: string): string {
  const value = answers?.[id] ?? answers?.[label];
  return typeof value === "string" ? plain(value).trim().slice(0, 60) : "";
}

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
