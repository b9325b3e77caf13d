/** `leifeng-form rulebook … --cases`: an author's own examples, held against what the rulebook makes of them. */

import { decode } from "../decode.js";
import { glueOf, known as knownNames, LeifengFormError } from "../node.js";
import { own } from "../own.js";
import type { AcrossCheck, Answers, Check, FormDescription, Rulebook, State, Verdict } from "../types.js";
import { readWhole } from "./access.js";
import { unknownName } from "./fault.js";
import { openOutput } from "./output.js";
import { plain, VERDICTS } from "./record.js";

/** Examples for one rulebook. */
export interface Cases {
  /** The address of the JSON Schema, for editors. */
  readonly $schema?: string;
  /** The id of the rulebook. */
  readonly rulebook: string;
  /** The form, for examples that name none; `application` where left out. */
  readonly form?: string;
  /** The day on which is checked, as `2025-04-20`, for examples that name none. */
  readonly today?: string;
  /** Answers that all examples of that form share. */
  readonly answers?: { readonly [field: string]: unknown };
  readonly cases: readonly Case[];
}

/** One example: answers, and what is expected of them. */
export interface Case {
  /** What it shows, in a sentence. */
  readonly name: string;
  /** Another form than the file's; the shared answers are then left aside. */
  readonly form?: string;
  /** Another day than the file's. */
  readonly today?: string;
  /**
   * Laid over the shared answers, by field ids or labels. `null` takes an answer away; `{ "repeat": "字", "times": 800 }`
   * is a text of that length.
   */
  readonly answers?: { readonly [field: string]: unknown };
  /**
   * Several records in place of one, each laid over the answers: an example of what holds across them. It has no verdict, and its
   * `fails`, `holds` and `open` are those across the records.
   */
  readonly records?: readonly { readonly [field: string]: unknown }[];
  readonly verdict?: Verdict;
  /** Expected verdicts by level; those that are not named are not looked at. */
  readonly levels?: { readonly [level: string]: Verdict };
  /** The ids of all rules that fail, warnings among them, in any order. */
  readonly fails?: readonly string[];
  /** Ids of rules that hold, among others. */
  readonly holds?: readonly string[];
  /** Ids of rules that are open, among others. */
  readonly open?: readonly string[];
  /** Ids of rules that do not apply. */
  readonly absent?: readonly string[];
}

const STATES: Record<State | "absent", string> = {
  holds: "符合",
  fails: "不符合",
  open: "待补充",
  absent: "不适用",
};

/** Says of each example whether it comes out as expected; true where all do. */
export async function runCases(book: Rulebook, file: string): Promise<boolean> {
  const cases = readCases(book, file);
  const results = cases.cases.map((one) => ({
    name: plain(one.name),
    differences: differencesOf(book, cases, one, file),
  }));
  const output = openOutput(undefined, []);
  for (const { name, differences } of results) {
    await output.write(`${differences.length === 0 ? "一致  " : "不一致"}  ${name}\n`);
    for (const line of differences) await output.write(`        ${plain(line)}\n`);
  }
  const wrong = results.filter(({ differences }) => differences.length > 0).length;
  const result = wrong === 0 ? "全部与预期一致" : `${wrong} 个与预期不一致`;
  await output.write(`\n${book.id}：${results.length} 个例子，${result}。\n`);
  await output.finish();
  return wrong === 0;
}

/** Where an example comes out otherwise than expected, in words. */
export function differencesOf(book: Rulebook, cases: Cases, one: Case, file: string): string[] {
  try {
    return one.records ? differencesAcross(book, cases, one, one.records) : differencesIn(book, cases, one);
  } catch (error) {
    if (!(error instanceof LeifengFormError)) throw error;
    throw new LeifengFormError(error.code, `例子“${one.name}”：${error.message}`, { file }, { cause: error });
  }
}

const asked = (cases: Cases, one: Case) => ({ form: formOf(cases, one), today: one.today ?? cases.today ?? "" });
const differ = (what: string, expected: string, found: string, why = ""): string =>
  `${what}：预期“${expected}”，实际“${found}”。${why}`;

/** Checks, of a record or across several, that are not in the state that is expected. */
function otherStates(one: Case, all: readonly (Check | AcrossCheck)[]): string[] {
  const lines: string[] = [];
  const checks = new Map(all.map((check) => [check.rule, check]));
  for (const state of ["fails", "holds", "open", "absent"] as const) {
    for (const rule of one[state] ?? []) {
      const found = checks.get(rule)?.state ?? "absent";
      if (found !== state) lines.push(differ(rule, STATES[state], STATES[found], checks.get(rule)?.message));
    }
  }
  const more = all.filter(({ rule, state }) => state === "fails" && one.fails && !one.fails.includes(rule));
  for (const { rule, message } of more) lines.push(`${rule}：没有列入 fails，实际“不符合”。${message ?? ""}`);
  return lines;
}

function differencesAcross(
  book: Rulebook,
  cases: Cases,
  one: Case,
  records: readonly { readonly [field: string]: unknown }[],
): string[] {
  const across = book.across(asked(cases, one));
  for (const answers of records)
    across.add(answersOf(book, cases, { ...one, answers: { ...one.answers, ...answers } }));
  return otherStates(one, across.report()?.checks ?? []);
}

function differencesIn(book: Rulebook, cases: Cases, one: Case): string[] {
  const report = book.check(answersOf(book, cases, one), asked(cases, one));
  const lines: string[] = [];
  const { verdict } = one;
  if (verdict && report.verdict !== verdict) lines.push(differ("结论", VERDICTS[verdict], VERDICTS[report.verdict]));
  for (const [level, expected] of Object.entries(one.levels ?? {})) {
    const found = own(report.levels ?? {}, level);
    if (found !== expected)
      lines.push(differ(`级别 ${level}`, VERDICTS[expected], found ? VERDICTS[found] : STATES.absent));
  }
  lines.push(...otherStates(one, report.checks));
  if (!one.fails && lines.length > 0 && report.verdict !== "eligible") lines.push(...why(report.checks));
  for (const key of report.unknown) lines.push(`“${key}”不是这张表的栏目。`);
  return lines;
}

/** What brings about a verdict that was not expected. */
function why(checks: readonly Check[]): string[] {
  const state = checks.some(({ state, severity }) => state === "fails" && severity === "error") ? "fails" : "open";
  const told = checks.filter((check) => check.state === state && check.severity === "error");
  return told.map(({ rule, message }) => `${rule}：${STATES[state]}。${message ?? ""}`);
}

function formOf({ form }: Cases, one?: Case): string {
  return one?.form ?? form ?? "application";
}

/** The shared answers with those of the example in their place, whichever of its names a field goes by in each. */
function answersOf(book: Rulebook, cases: Cases, one: Case): Answers {
  const shared = one.form === undefined || one.form === formOf(cases) ? cases.answers : {};
  const idOf = (key: string): string => glueOf(book).fieldOf(formOf(cases, one), key) ?? key;
  const laid = Object.entries({ ...shared, ...one.answers }).map(([key, value]) => [idOf(key), key, value] as const);
  const last = new Map(laid.map(([id, key, value]) => [id, [key, value] as const]));
  const given = [...last.values()].filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([key, value]) => [key, writtenOut(value)]));
}

function writtenOut(value: unknown): unknown {
  const { repeat, times } = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
  return typeof repeat === "string" && typeof times === "number" ? repeat.repeat(Math.min(times, 100_000)) : value;
}

function invalid(message: string): LeifengFormError {
  return new LeifengFormError("cases.invalid", message);
}

const FILE_KEYS = ["$schema", "rulebook", "form", "today", "answers", "cases"];
const CASE_KEYS = [
  "name",
  "form",
  "today",
  "answers",
  "records",
  "verdict",
  "levels",
  "fails",
  "holds",
  "open",
  "absent",
];

/** Reads the examples, and refuses what could not mean anything: a name that does not exist would always differ. */
export function readCases(book: Rulebook, file: string): Cases {
  let cases: Cases;
  try {
    cases = JSON.parse(decode(readWhole(file)));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new LeifengFormError("json.syntax", `不是 JSON 文件（${error.message}）。`, { file });
  }
  const { forms } = book.describe();
  try {
    keys("文件", cases, FILE_KEYS);
    if (cases.rulebook === undefined) throw invalid(`没有写明属于哪个规则文件，请写上 "rulebook": "${book.id}"。`);
    if (cases.rulebook !== book.id) {
      throw invalid(`这些例子写明属于“${cases.rulebook}”，而要检查的规则文件是“${book.id}”。`);
    }
    if (!Array.isArray(cases.cases) || cases.cases.length === 0) throw invalid("“cases”应是例子的列表，至少一个。");
    const seen = new Set<string>();
    for (const [at, one] of cases.cases.entries()) {
      const place = `第 ${at + 1} 个例子`;
      keys(place, one, CASE_KEYS);
      if (typeof one.name !== "string" || one.name.trim() === "") throw invalid(`${place}没有名称（name）。`);
      if (seen.has(one.name)) throw invalid(`${place}与前面的例子同名：${one.name}`);
      seen.add(one.name);
      if ((one.today ?? cases.today) === undefined) throw invalid(`${place}没有写明按哪一天检查（today）。`);
      named(`例子“${one.name}”`, one, findForm(forms, formOf(cases, one)));
    }
  } catch (error) {
    throw error instanceof LeifengFormError ? new LeifengFormError(error.code, error.message, { file }) : error;
  }
  return cases;
}

function keys(place: string, value: unknown, known: readonly string[]): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(`${place}应是一个对象。`);
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) throw invalid(`${place}里不能写“${key}”这个键${knownNames(key, [...known])}`);
  }
}

function findForm(forms: readonly FormDescription[], id: string): FormDescription {
  const form = forms.find((form) => form.id === id);
  if (!form)
    throw unknownName(
      "cases.unknown_name",
      "表",
      id,
      forms.map(({ id }) => id),
    );
  return form;
}

/** Verdicts, levels and rules that an example names must be there to be named. */
function named(place: string, one: Case, form: FormDescription): void {
  const verdicts = Object.keys(VERDICTS).filter((verdict) => verdict !== "unreadable");
  const levels = form.levels.map(({ id }) => id);
  const isAcross = one.records !== undefined;
  const rules = (isAcross ? form.across : form.rules).map(({ rule }) => rule);
  const known = (what: string, name: unknown, names: readonly string[]): void => {
    if (typeof name !== "string" || !names.includes(name))
      throw unknownName(
        "cases.unknown_name",
        `${place}：${what}`,
        typeof name === "string" ? name : JSON.stringify(name),
        names,
      );
  };
  if (isAcross && (!Array.isArray(one.records) || one.records.length === 0))
    throw invalid(`${place}：“records”应是几份回答的列表。`);
  if (isAcross !== (one.verdict === undefined)) {
    throw invalid(
      isAcross
        ? `${place}有几份材料（records），结论（verdict）和级别只能写在一份材料的例子里。`
        : `${place}没有写结论（verdict），应是 ${verdicts.join("、")} 之一。`,
    );
  }
  if (!isAcross) known("结论（verdict）", one.verdict, verdicts);
  for (const [level, verdict] of Object.entries(one.levels ?? {})) {
    known("级别", level, levels);
    known("结论", verdict, verdicts);
  }
  for (const state of ["fails", "holds", "open", "absent"] as const) {
    if (one[state] !== undefined && !Array.isArray(one[state]))
      throw invalid(`${place}：“${state}”应是规则编号的列表。`);
    for (const rule of one[state] ?? []) known("规则", rule, rules);
  }
}
