/** The report as a table for Excel and WPS: one row a record, then those of the rules across records. */

import { own } from "../own.js";
import type { AcrossCheck, AcrossReport, Check, FormDescription, Report } from "../types.js";
import type { Format } from "./format.js";
import {
  ACROSS,
  columnsOf,
  type FiledRecord,
  type FiledSource,
  fileOf,
  message,
  NOTES,
  noteText,
  plain,
  type Reader,
  SORTS,
  type Sort,
  sorted,
  VERDICTS,
} from "./record.js";

/** Excel takes a CSV without it for one in the system's own encoding. */
const BYTE_ORDER_MARK = "\ufeff";
/** Excel cuts a cell off at 32,767. */
const LONGEST_CELL = 32_000;
const LISTED: readonly Sort[] = ["fails", "open", "warns", "unsure", "review"];
const COUNTED: readonly Sort[] = ["fails", "open", "warns"];

/** `judged`: whether reports judge every level. */
export function csvReport(form: FormDescription, reader: Reader, judged: boolean): Format {
  const levels = judged ? form.levels : [];
  const texts = form.fields.filter(({ kind }) => kind === "long_text");
  const header = [
    ...["文件", "行"],
    ...reader.titles,
    ...reader.choices.map(({ label }) => label),
    ...(form.levels.length > 0 ? ["申报级别"] : []),
    "结论",
    ...levels.map(({ label }) => `按${label}`),
    ...COUNTED.map((sort) => `${SORTS[sort]}项数`),
    ...LISTED.map((sort) => SORTS[sort]),
    "不符合的规则",
    ...texts.map(({ label }) => `${label}字数`),
    ...["未识别的栏目", "附件", "无法读取的原因"],
  ];

  function cells(record: FiledRecord): (string | number)[] {
    const report = record.report();
    const { source } = record;
    const place = [source.file === "-" ? "标准输入" : fileOf(source), source.row ?? ""];
    const { names, chosen } = reader.identify(record.answers());
    const read = report.verdict === "unreadable" ? undefined : report;
    const groups = read && sorted(read);
    return [
      ...place,
      ...names,
      ...chosen.map(({ text }) => text),
      ...(form.levels.length > 0 ? [read?.level ? reader.label(read.level) : ""] : []),
      VERDICTS[record.verdict],
      ...levels.map(({ id }) => standing(read, id)),
      ...COUNTED.map((sort) => groups?.[sort].length ?? ""),
      ...LISTED.map((sort) => list((groups?.[sort] ?? []).map((check) => told(check, source)))),
      (groups?.fails ?? []).map(({ rule }) => rule).join("、"),
      ...texts.map(({ id }) => own(read?.counts ?? {}, id)?.zishu ?? ""),
      (read?.unknown ?? []).map(plain).join("、"),
      reader.attachments(record).join("\n"),
      report.verdict === "unreadable" ? plain(report.error) : "",
    ];
  }

  function told(check: Check, source: FiledSource): string {
    return [message(check) + columnsOf(check, source), ...reader.rows(check, source)].join("\n    ");
  }

  /** A row a rule that does not hold, and one a case: a cell would not hold a thousand. They use the columns of records. */
  function* rowsAcross(across: AcrossReport): Generator<string, void, undefined> {
    for (const [sort, checks] of Object.entries(sorted(across)) as [Sort, AcrossCheck[]][]) {
      for (const check of checks) {
        const texts = [message(check), ...(check.cases ?? []).map(({ message }) => plain(message))];
        for (const text of texts) {
          const told = new Map([
            ["文件", ACROSS],
            ["结论", SORTS[sort]],
            [SORTS[sort], text],
          ]);
          if (sort === "fails") told.set("不符合的规则", check.rule);
          yield line(header.map((title) => told.get(title) ?? ""));
        }
      }
    }
  }

  return {
    begin: () => BYTE_ORDER_MARK + line(header),
    record: (record, shown) => (shown ? line(cells(record)) : ""),
    *end(across, notes) {
      if (across) yield* rowsAcross(across);
      for (const note of notes) {
        const told = new Map([
          ["文件", NOTES],
          ["附件", noteText(note)],
        ]);
        yield line(header.map((title) => told.get(title) ?? ""));
      }
    },
  };
}

function standing(report: Report | undefined, level: string): string {
  const verdict = own(report?.levels ?? {}, level);
  return verdict ? VERDICTS[verdict] : "";
}

/** Checks one below the other, numbered where there are several. */
function list(items: readonly string[]): string {
  return items.length > 1 ? items.map((item, at) => `${at + 1}. ${item}`).join("\n") : items.join("");
}

function line(cells: readonly (string | number)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** What a spreadsheet could take for the beginning of a formula, behind blanks and what cannot be seen. */
const FORMULA = /^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * A cell. A text that could become a formula gets an apostrophe before it, as one would type it: no spreadsheet then takes
 * it for anything but text.
 */
export function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const short =
    value.length > LONGEST_CELL
      ? `${value.slice(0, LONGEST_CELL).replace(/[\ud800-\udbff]$/, "")}…（其余从略）`
      : value;
  const text = FORMULA.test(short) ? `'${short}` : short;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
