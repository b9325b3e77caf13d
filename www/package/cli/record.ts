/** What text, CSV and HTML say of a record, in the same words. */

import { nameOf } from "../across.js";
import type { ErrorCode } from "../codes.js";
import { type ErrorPlace, placeOf as placeIn } from "../error.js";
import { own } from "../own.js";
import type {
  AcrossCheck,
  Answers,
  Check,
  CheckedRecord,
  Document,
  FieldDescription,
  FormDescription,
  Report,
  Rulebook,
  RulebookDescription,
  Source,
  Unreadable,
} from "../types.js";
import { answersByField } from "./answers.js";

export const VERDICTS = {
  eligible: "符合",
  ineligible: "不符合",
  incomplete: "待补充",
  unreadable: "无法读取",
} as const;
export type AnyVerdict = keyof typeof VERDICTS;

/** How grave a rule is. */
export const SEVERITIES = { error: "必须", warning: "提醒", review: "评审" } as const;

/** What a reviewer does with a check that does not hold, gravest first. */
export const SORTS = {
  fails: "不符合",
  warns: SEVERITIES.warning,
  open: "待补充",
  unsure: "待核对",
  review: `待${SEVERITIES.review}`,
} as const;
export type Sort = keyof typeof SORTS;

export function sortOf({ state, severity }: Check | AcrossCheck): Sort | undefined {
  if (severity === "review") return "review";
  if (state === "fails") return severity === "error" ? "fails" : "warns";
  if (state === "open") return severity === "error" ? "open" : "unsure";
  return undefined;
}

/** The checks that do not hold, by what is to be done. */
export function sorted<C extends Check | AcrossCheck>({ checks }: { checks: readonly C[] }): Record<Sort, C[]> {
  const groups: Record<Sort, C[]> = { fails: [], warns: [], open: [], unsure: [], review: [] };
  for (const check of checks) {
    const sort = sortOf(check);
    if (sort) groups[sort].push(check);
  }
  return groups;
}

/** The values that stand in place of the rulebook's own, for people; empty where none do. */
export const replacedIn = ({ values }: RulebookDescription): string =>
  values.flatMap(({ label, is, replaced }) => (replaced ? [`${label} ${is}`] : [])).join("；");

/** What stands over the rules across records. */
export const ACROSS = "各条记录之间";

/** What stands over notes. */
export const NOTES = "读取时的说明";

/** Control characters and marks that turn the direction of text could deceive whoever reads them. */
export function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
  return text.replace(/[\r\n\t]+/g, " ").replace(hidden, "");
}

/** What is asked, with the clause behind it. */
export function message(check: Check | AcrossCheck): string {
  return plain(`${check.message ?? check.rule}${check.clause ? `（依据：${check.clause}）` : ""}`);
}

/** The file and the sheet that a record came from; "" for standard input. */
export function fileOf(source: Pick<Source, "file" | "sheet">): string {
  return plain(nameOf(source));
}

/** Where a record came from: its file, its sheet and its row. */
export function placeOf(source: FiledSource): string {
  return source.row === undefined ? fileOf(source) : `${fileOf(source)} 第 ${source.row} 行`.trimStart();
}

/** The columns of a sheet that a failing check is about: "（J、K 列）". */
export function columnsOf({ fields, state }: Check, { columns = {} }: FiledSource): string {
  if (state !== "fails") return "";
  const found = [...new Set(fields.flatMap((field) => own(columns, field) ?? []))];
  return found.length === 0 ? "" : `（${inWords(found.join("、"))}）`;
}

/** Letters, or the numbers that the columns of a text go by. */
function inWords(columns: string): string {
  return /^\d/.test(columns) ? `第 ${columns} 列` : `${columns} 列`;
}

/** What 字数 leaves out, as long as nobody asks for it; "" where nothing. */
export function leftOut({ textBoxes, notes }: Document["beside"]): string {
  const parts = [textBoxes > 0 ? `文本框 ${textBoxes} 字` : "", notes > 0 ? `脚注和尾注 ${notes} 字` : ""].filter(
    Boolean,
  );
  return parts.length > 0 ? `另有${parts.join("、")}，未计入字数` : "";
}

/** A file that lay beside the answers of a record. */
export interface Attachment extends ErrorPlace {
  readonly file: string;
  /** The field that it answers. */
  readonly field?: string;
  /** Why it was not read. */
  readonly code?: ErrorCode;
  /** The same for people, or what is to be known of it. */
  readonly note?: string;
}

/** What a person is to know that no record tells: what was passed over, or used in another way than it looks. */
export interface Note {
  readonly file: string;
  readonly sheet?: string;
  readonly code: ErrorCode;
  readonly message: string;
}

/** Is told of each. */
export type OnNote = (note: Note) => void;

/** A note as a line for people. */
export function noteText({ file, sheet, message }: Note): string {
  const place = nameOf({ file, sheet });
  return plain(place === "" ? message : `${place}：${message}`);
}

/** Why something was not read, and where in its file. */
export interface Fault extends ErrorPlace {
  readonly code: ErrorCode;
  readonly message: string;
}

/** The place of a fault in its file. */
export function within(fault: ErrorPlace): ErrorPlace {
  const { file: _, ...place } = placeIn(fault);
  return place;
}

/** Where a record came from; a file or a folder that cannot be read as a whole has no row. */
export type FiledSource = Omit<Source, "row"> & { readonly row?: number };

/** A record as the command reads it. */
export interface FiledRecord extends Omit<CheckedRecord, "source"> {
  readonly source: FiledSource;
  readonly attachments?: readonly Attachment[];
  /** Something was left out that might have failed a rule. */
  readonly held?: true;
}

/** A record that could not be read. */
export function unreadable(source: FiledSource, fault: Fault): FiledRecord {
  const report: Unreadable = { verdict: "unreadable", code: fault.code, error: fault.message, ...within(fault) };
  return { verdict: "unreadable", fails: [], source, report: () => report, answers: () => undefined };
}

/** A choice by which a reviewer sorts records: the label of what was chosen, or what stands there instead. */
export interface Chosen {
  readonly text: string;
  /** The index of the option; undefined where none was chosen. */
  readonly option: number | undefined;
}

const ROWS_SHOWN = 5;
const LONGEST_NAME = 60;

/** What a form calls things, and where a record says what it is. */
export class Reader {
  /** The choices that the form requires, but for the level, which every report tells. */
  readonly choices: readonly FieldDescription[];
  readonly #book: Rulebook;
  readonly #form: string;
  /** What the form calls a record by. */
  readonly #titles: readonly FieldDescription[];
  readonly #labels: ReadonlyMap<string, string>;

  constructor(book: Rulebook, { id, fields, levels, rules, called }: FormDescription) {
    this.#book = book;
    this.#form = id;
    this.#labels = new Map([...levels, ...fields].map(({ id, label }) => [id, label]));
    const ids = new Set(rules.map(({ rule }) => rule));
    const required = fields.filter(({ id }) => ids.has(`${id}.required`));
    const isLevel = ({ options = [] }: FieldDescription): boolean =>
      levels.length > 0 && options.map(({ id }) => id).join() === levels.map(({ id }) => id).join();
    this.choices = required.filter((field) => field.kind === "choice" && !isLevel(field));
    this.#titles = called.flatMap((id) => fields.filter((field) => field.id === id));
  }

  /** What people call a field or a level. */
  label(id: string): string {
    return this.#labels.get(id) ?? id;
  }

  /** The labels of what names a record. */
  get titles(): readonly string[] {
    return this.#titles.map(({ label }) => label);
  }

  /** What names a record, and what was chosen in each of `choices`; of one that cannot be read nothing. */
  identify(answers: Answers = {}): { names: string[]; chosen: Chosen[] } {
    const given = answersByField(this.#book, this.#form, answers);
    const chosen = (field: FieldDescription): Chosen => {
      const { value, option } = given.get(field.id) ?? {};
      const written = typeof value === "string" || typeof value === "number" ? plain(String(value)).trim() : "";
      return { text: field.options?.[option ?? -1]?.label ?? written, option };
    };
    const names = this.#titles.map((field) => {
      const text = field.kind === "choice" ? chosen(field).text : plain(String(given.get(field.id)?.value ?? ""));
      const letters = [...text.trim()];
      return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME).join("")}…` : letters.join("");
    });
    return { names, chosen: this.choices.map(chosen) };
  }

  /** The level that is applied for, and how the same answers stand at every level. */
  standing(report: Report): string {
    if (!report.levels) return "";
    const level = report.level ? `申报${this.label(report.level)}` : "未填申报级别";
    const all = Object.entries(report.levels).map(([id, verdict]) => `${this.label(id)}${VERDICTS[verdict]}`);
    return `（${level}；按各级别：${all.join("，")}）`;
  }

  /** The rows at fault, the first few in words; of a sheet with the sheet and the columns that a row is told for. */
  rows(check: Check, { tables = {} }: FiledSource): string[] {
    const { fields, rows = [] } = check;
    const field = fields.find((field) => own(tables, field));
    const table = field === undefined ? undefined : own(tables, field);
    const shown = rows.slice(0, ROWS_SHOWN).map(({ row, cells, message }) => {
      const columns = [...new Set(cells.flatMap(({ column }) => own(table?.columns ?? {}, column) ?? []))].join("、");
      return `第 ${row} 行${columns === "" ? "" : ` ${inWords(columns)}`}：${plain(message)}`;
    });
    if (rows.length > ROWS_SHOWN) shown.push(`另有 ${rows.length - ROWS_SHOWN} 行有同样的问题`);
    if (table && shown.length > 0) {
      shown.unshift(`${fileOf(table)}：`);
    }
    return shown;
  }

  /** What became of the files beside the answers. */
  attachments({ attachments = [] }: FiledRecord): string[] {
    return attachments.map(({ file, field, note }) => {
      const read = field === undefined ? "" : `已读入“${this.label(field)}”`;
      return plain(`${file}：${[read, note].filter(Boolean).join("；")}`);
    });
  }

  /** "申报材料 1987 字（要求 2000 字左右）", one a long text. */
  counts(report: Report): string[] {
    return Object.entries(report.counts).map(([field, { zishu, about, over }]) => {
      const asked = about === undefined ? "" : `（要求 ${about} 字左右${over > 0 ? `，超出 ${over} 字` : ""}）`;
      return `${this.label(field)} ${zishu} 字${asked}`;
    });
  }
}
