/** `leifeng-form rulebook NEW --against OLD`: what changed, in words. */

import type { FieldDescription, FormDescription, Named, NamedValue, RulebookDescription } from "../types.js";
import { openOutput } from "./output.js";
import { plain, SEVERITIES } from "./record.js";

/** Says what a rulebook has that another has otherwise; true where they are the same. */
export async function tellDifferences(now: RulebookDescription, before: RulebookDescription): Promise<boolean> {
  const output = openOutput(undefined, []);
  const lines = [...differences(now, before)];
  for (const line of lines) await output.write(`${plain(line)}\n`);
  const result = lines.length === 0 ? "没有不同" : `共 ${lines.length} 处不同`;
  await output.write(`${lines.length > 0 ? "\n" : ""}${now.id} 与 ${before.id} 相比，${result}。\n`);
  await output.finish();
  return lines.length === 0;
}

function* differences(now: RulebookDescription, before: RulebookDescription): Generator<string> {
  yield* change("标题", before.title, now.title);
  for (const [value, old] of pairs(now.values, before.values, ({ name }) => name)) {
    const what = `数值“${(value ?? old)?.label}”`;
    if (value && old) yield* change(what, said(old.is), said(value.is));
    else yield value ? `${what}是新增的：${said(value.is)}` : `${what}没有了（原为 ${old ? said(old.is) : ""}）`;
  }
  for (const [form, old] of pairs(now.forms, before.forms, ({ id }) => id)) {
    if (form && old) yield* ofForm(form, old);
    else yield form ? `表“${form.title}”是新增的` : `表“${old?.title}”没有了`;
  }
  for (const [clause, old] of pairs(now.clauses, before.clauses, ({ clause }) => clause)) {
    if (clause && old) yield* change(`依据“${clause.clause}”`, old.summary, clause.summary);
    else yield clause ? `依据“${clause.clause}”是新增的：${clause.summary}` : `依据“${old?.clause}”没有了`;
  }
}

function* ofForm(now: FormDescription, before: FormDescription): Generator<string> {
  const place = `表“${now.title}”`;
  yield* change(`${place}的名称`, before.title, now.title);
  for (const [field, old] of pairs(now.fields, before.fields, ({ id }) => id)) {
    const what = `${place}的栏目“${(field ?? old)?.label}”`;
    if (field && old) yield* ofField(what, field, old);
    else yield field ? `${what}是新增的` : `${what}没有了`;
  }
  // Of one rule there is a line for a record and one for what holds across records.
  for (const kind of ["rules", "across"] as const) {
    for (const [rule, old] of pairs(now[kind], before[kind], ({ rule }) => rule)) {
      const what = `${place}的规则 ${(rule ?? old)?.rule}${kind === "across" ? "（各条记录之间）" : ""}`;
      if (!rule || !old) {
        yield rule ? `${what} 是新增的：${rule.requires}` : `${what} 没有了（原来的要求：${old?.requires}）`;
        continue;
      }
      yield* change(`${what} 的要求`, old.requires, rule.requires);
      yield* change(`${what} 的性质`, SEVERITIES[old.severity], SEVERITIES[rule.severity]);
      yield* change(`${what} 的依据`, old.clause, rule.clause);
      yield* change(`${what} 适用的级别`, old.level ?? "各级", rule.level ?? "各级");
    }
  }
}

function* ofField(what: string, now: FieldDescription, before: FieldDescription): Generator<string> {
  yield* change(`${what}的名称`, before.label, now.label);
  yield* change(`${what}的种类`, before.kind, now.kind);
  yield* change(`${what}的别名`, before.aliases.join("、"), now.aliases.join("、"));
  yield* change(`${what}的选项`, labels(before.options), labels(now.options));
  for (const [column, old] of pairs(now.columns ?? [], before.columns ?? [], ({ id }) => id)) {
    const place = `${what}的列“${(column ?? old)?.label}”`;
    if (column && old) {
      yield* ofField(place, column, old);
      yield* change(`${place}是否必填`, old.required ? "是" : "否", column.required ? "是" : "否");
    } else yield column ? `${place}是新增的` : `${place}没有了`;
  }
}

const labels = (options: readonly Named[] = []): string => options.map(({ label }) => label).join("、");
const said = (value: NamedValue): string => (typeof value === "object" ? value.join("、") : String(value));

function* change(what: string, before: string, now: string): Generator<string> {
  if (before !== now) yield `${what}由“${before}”改为“${now}”`;
}

/** What has the same name in both, then what only the older has. */
function* pairs<T>(
  now: readonly T[],
  before: readonly T[],
  nameOf: (item: T) => string,
): Generator<[T | undefined, T | undefined]> {
  const old = new Map(before.map((item) => [nameOf(item), item]));
  for (const item of now) yield [item, old.get(nameOf(item))];
  const names = new Set(now.map(nameOf));
  for (const item of before) if (!names.has(nameOf(item))) yield [undefined, item];
}
