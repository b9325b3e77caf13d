/**
 * `leifeng-form rulebook … --cases … --mutate`: a rulebook changed in one place at a time. A change that no example notices is a
 * limit, a condition or a requirement that nobody has tried.
 */

import { glueOf, LeifengFormError } from "../node.js";
import type { Rulebook as Book } from "../types.js";
import { differencesOf, readCases } from "./cases.js";
import { openOutput } from "./output.js";
import { plain } from "./record.js";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];

/** A change: where, what it makes of what stood there, and how to say it. */
interface Mutant {
  readonly path: Path;
  readonly put: Json | undefined;
  readonly said: string;
}

/** Loads a changed rulebook as the one that is tried was loaded. */
export type Load = (source: string | object) => Book;

/** Says which changes of a rulebook no example notices; true where every one is noticed. */
export async function runMutants(book: Book, file: string, load: Load): Promise<boolean> {
  const cases = readCases(book, file);
  const source = JSON.parse(glueOf(book).source());
  const output = openOutput(undefined, []);
  let tried = 0;
  let left = 0;
  const inTexts = book.describe().values.flatMap(({ name, used }) => (used === "text" ? [name] : []));
  for (const mutant of mutantsOf(source)) {
    // Texts are read by people, not by examples.
    if (mutant.path[0] === "values" && inTexts.includes(String(mutant.path[1]))) continue;
    const noticed = isNoticed(load, changed(source, mutant.path, mutant.put), (book) =>
      cases.cases.some((one) => differencesOf(book, cases, one, file).length > 0),
    );
    if (noticed === undefined) continue;
    tried++;
    if (noticed) continue;
    left++;
    await output.write(`没有例子察觉  ${plain(`${written(mutant.path)}：${mutant.said}`)}\n`);
  }
  const result = left === 0 ? "例子全部察觉" : `${left} 处没有例子察觉，请各补一个例子`;
  await output.write(`${left > 0 ? "\n" : ""}${book.id}：逐处改动 ${tried} 处，${result}。\n`);
  await output.finish();
  return left === 0;
}

/** Whether the examples come out otherwise by a changed rulebook; undefined where it is no rulebook any more. */
function isNoticed(load: Load, source: Json, differs: (book: Book) => boolean): boolean | undefined {
  let book: Book;
  try {
    book = load(source as object);
  } catch (error) {
    if (error instanceof LeifengFormError) return undefined;
    throw error;
  }
  try {
    return differs(book);
  } catch (error) {
    // Of names that the change took away the examples speak in vain.
    if (error instanceof LeifengFormError) return true;
    throw error;
  } finally {
    glueOf(book).free();
  }
}

/** Every change of a rulebook, in its order. */
function* mutantsOf(source: Record<string, Json>): Generator<Mutant> {
  const shares = new Set(named(source, "share"));
  for (const [name, value] of entries(source.values)) {
    const isLabelled = typeof value === "object" && value !== null && !Array.isArray(value);
    const path: Path = isLabelled ? ["values", name, "is"] : ["values", name];
    yield* ofConstant(path, isLabelled ? (value.is ?? null) : value, shares.has(name) ? SHARE_STEP : 1);
  }
  for (const [id, field] of entries(source.fields)) yield* ofField(["fields", id], field);
  for (const [id, form] of entries(source.forms)) {
    for (const [field, required] of entries(of(form, "required"))) {
      const path: Path = ["forms", id, "required", field];
      yield { path, put: undefined, said: "不再必填" };
      yield* ofGuard([...path, "where"], of(required, "where"));
    }
  }
  for (const section of ["rules", "replace", "change"])
    for (const [id, rule] of entries(source[section])) yield* ofRule([section, id], rule);
}

/** What stands under a key, wherever it stands. */
function named(value: Json | undefined, key: string): Json[] {
  if (Array.isArray(value)) return value.flatMap((item) => named(item, key));
  return entries(value).flatMap(([name, part]) => (name === key ? [part] : named(part, key)));
}

/** Of a few people one per cent more or less comes to the same number. */
const SHARE_STEP = 5;

function* ofConstant(path: Path, value: Json, step: number): Generator<Mutant> {
  if (typeof value === "number") yield* ofNumber(path, value, step);
  else if (typeof value === "string") yield* ofDay(path, value);
  else if (Array.isArray(value)) yield* ofList(path, value);
}

function* ofNumber(path: Path, value: Json | undefined, step = 1): Generator<Mutant> {
  if (typeof value !== "number") return;
  for (const put of [value - step, value + step]) yield { path, put, said: `${value} 改为 ${put}` };
}

function* ofDay(path: Path, value: Json | undefined): Generator<Mutant> {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return;
  const day = Date.parse(`${value}T00:00:00Z`);
  for (const by of [-1, 1]) {
    const put = new Date(day + by * 86_400_000).toISOString().slice(0, 10);
    yield { path, put, said: `${value} 改为 ${put}` };
  }
}

function* ofList(path: Path, items: readonly Json[]): Generator<Mutant> {
  for (const [at, item] of items.entries()) {
    const put = items.filter((_, other) => other !== at);
    yield { path, put, said: `去掉“${String(item)}”` };
  }
}

function* ofField(path: Path, field: Json): Generator<Mutant> {
  for (const limit of ["min", "max"]) yield* ofNumber([...path, limit], of(field, limit));
  for (const flag of ["required", "unanswered", "open"]) {
    if (of(field, flag) !== undefined) yield { path: [...path, flag], put: undefined, said: `去掉 ${flag}` };
  }
  const units = of(field, "units");
  // Those of a table and of a date only stand in messages.
  const isRead = ["count", "hours"].includes(String(of(field, "kind")));
  if (isRead && Array.isArray(units)) yield* ofList([...path, "units"], units);
  for (const [id, column] of entries(of(field, "columns"))) yield* ofField([...path, "columns", id], column);
}

const OTHER_SEVERITY: Record<string, string> = { error: "warning", warning: "error" };

function* ofRule(path: Path, rule: Json): Generator<Mutant> {
  const severity = of(rule, "severity") ?? (path[0] === "change" ? undefined : "error");
  const other = typeof severity === "string" ? OTHER_SEVERITY[severity] : undefined;
  if (other !== undefined && typeof severity === "string" && (of(rule, "holds") ?? of(rule, "across")) !== undefined)
    yield { path: [...path, "severity"], put: other, said: `${severity} 改为 ${other}` };
  if (of(rule, "level") !== undefined) yield { path: [...path, "level"], put: undefined, said: "不分级别" };
  yield* ofGuard([...path, "where"], of(rule, "where"));
  for (const [form, within] of entries(of(rule, "in"))) {
    const place: Path = [...path, "in", form];
    if (of(within, "level") !== undefined) yield { path: [...place, "level"], put: undefined, said: "不分级别" };
    yield* ofGuard([...place, "where"], of(within, "where"));
  }
  yield* ofCondition([...path, "holds"], of(rule, "holds"));
  for (const [form, across] of entries(of(rule, "across"))) {
    const count = of(across, "count");
    const place: Path = [...path, "across", form, "count"];
    for (const key of ["at_least", "at_most"]) yield* ofNumber([...place, key], of(count, key));
    yield* ofGuard([...place, "where"], of(count, "where"));
    const between: Path = [...path, "across", form, "unique", "between"];
    if (of(of(across, "unique"), "between") !== undefined)
      yield { path: between, put: undefined, said: "去掉 between" };
  }
}

/** A guard can be left out too. */
function* ofGuard(path: Path, guard: Json | undefined): Generator<Mutant> {
  if (guard === undefined) return;
  yield { path, put: undefined, said: "去掉 where" };
  yield* ofCondition(path, guard);
}

const LISTS: Record<string, string> = { and: "or", or: "and" };

/** Each limit moved by one, each part turned into its opposite. */
function* ofCondition(path: Path, condition: Json | undefined): Generator<Mutant> {
  const [kind, what] = entries(condition)[0] ?? [];
  if (kind === undefined || what === undefined || condition === undefined) return;
  const within: Path = [...path, kind];
  const list = LISTS[kind];
  if (list !== undefined && Array.isArray(what)) {
    if (what.length > 1) yield { path, put: { [list]: what }, said: `${kind} 改为 ${list}` };
    for (const [at, part] of what.entries()) yield* ofCondition([...within, at], part);
    return;
  }
  if (kind === "not") {
    yield* ofCondition(within, what);
    return;
  }
  if (kind === "where") {
    for (const part of ["where", "holds"]) yield* ofCondition([...within, part], of(what, part));
    return;
  }
  yield { path, put: { not: condition }, said: "改为相反的条件" };
  for (const key of ["at_least", "at_most", "exactly"]) {
    const bound = of(what, key);
    yield* ofNumber([...within, key], bound);
    yield* ofNumber([...within, key, "share"], of(bound, "share"), SHARE_STEP);
  }
  for (const key of ["count", "tolerance"]) yield* ofNumber([...within, key], of(what, key));
  for (const key of ["from", "to"]) yield* ofDay([...within, key], of(what, key));
  const ids = of(what, "ids");
  if (Array.isArray(ids)) yield* ofList([...within, "ids"], ids);
  for (const part of ["holds", "otherwise"]) yield* ofCondition([...within, part], of(what, part));
  yield* ofGuard([...within, "of", "rows", "where"], of(of(of(what, "of"), "rows"), "where"));
}

function entries(value: Json | undefined): [string, Json][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

function of(value: Json | undefined, key: string): Json | undefined {
  return entries(value).find(([name]) => name === key)?.[1];
}

/** A copy with one place changed, or taken away. */
function changed(source: Json, [step, ...rest]: Path, put: Json | undefined): Json {
  if (step === undefined) return put ?? null;
  const copy: Json = Array.isArray(source) ? [...source] : { ...(source as Record<string, Json>) };
  const parts = copy as Record<string | number, Json>;
  if (rest.length === 0 && put === undefined) delete parts[step];
  else parts[step] = changed(parts[step] ?? null, rest, put);
  return copy;
}

/** A path as mistakes of rulebooks show it. */
function written(path: Path): string {
  return path.map((step, at) => (typeof step === "number" ? `[${step}]` : `${at > 0 ? "." : ""}${step}`)).join("");
}
