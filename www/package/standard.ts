/** A form as a Standard Schema: a report → issues. */

import { LeifengFormError } from "./error.js";
import type { Answers, Check, Issue, Report, StandardResult, StandardSchema } from "./types.js";

/** What is asked of answers that are judged. */
export interface Judge<Output> {
  check(answers: Answers): Report;
  /** The answers as they are read. */
  values(answers: Answers): Output;
  isTable(field: string): boolean;
  /** What was given for a field. */
  answerTo(answers: Answers, field: string): unknown;
}

export function standardOf<Output>(judge: Judge<Output>): StandardSchema<Answers, Output> {
  return { "~standard": { version: 1, vendor: "leifeng-form", validate: (value) => validate(judge, value) } };
}

function validate<Output>(judge: Judge<Output>, value: unknown): StandardResult<Output> {
  try {
    const answers = value as Answers; // what is none is refused
    const { checks } = judge.check(answers);
    const issues = checks.filter(isInTheWay).flatMap((check) => issuesOf(judge, check, answers));
    return issues.length > 0 ? { issues } : { value: judge.values(answers) };
  } catch (error) {
    // Other refusals are of what the program gave, not of the value.
    if (!(error instanceof LeifengFormError) || !error.code.startsWith("answers.")) throw error;
    const { message, code, field } = error;
    return { issues: [{ message, path: field === undefined ? [] : [field], code }] };
  }
}

const isInTheWay = ({ severity, state }: Check) => severity === "error" && state !== "holds";

/** One for each field that the check is about or waits for; of a table for each cell. */
function issuesOf(judge: Judge<unknown>, check: Check, answers: Answers): Issue[] {
  const { rule, code = "", clause, message = "", fields, waits = fields, rows = [] } = check;
  const issue = (path: Issue["path"], own: { message: string; code?: string | undefined } = { message }): Issue => ({
    message: own.message,
    path,
    rule,
    code: own.code ?? code,
    ...(clause !== undefined && { clause }),
  });
  if (rows.length === 0) return waits.length > 0 ? waits.map((field) => issue([field])) : [issue([])];
  const table = fields.find((field) => judge.isTable(field)) ?? "";
  // In a list rows have places, else the numbers under which they were given.
  const isList = Array.isArray(judge.answerTo(answers, table));
  const faults = rows.flatMap(({ row, cells, ...own }) => {
    const place = [table, isList ? row - 1 : String(row)];
    return cells.length > 0 ? cells.map((cell) => issue([...place, cell.column], cell)) : [issue(place, own)];
  });
  const others = check.waits?.filter((field) => field !== table) ?? [];
  return [...faults, ...others.map((field) => issue([field]))];
}
