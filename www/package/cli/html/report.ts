/**
 * The report as one page to open, print and hand on. The totals stand before the records and are known after them, so
 * the records wait on disk; memory does not grow with their number.
 */

import { createHash } from "node:crypto";
import type {
  AcrossCheck,
  AcrossReport,
  Check,
  FieldDescription,
  FormDescription,
  Named,
  Report,
  RulebookDescription,
  RuleDescription,
  Source,
  Unreadable,
} from "../../types.js";
import type { Format } from "../format.js";
import {
  ACROSS,
  type AnyVerdict,
  type Chosen,
  columnsOf,
  type FiledRecord,
  type FiledSource,
  fileOf,
  NOTES,
  type Note,
  noteText,
  placeOf,
  plain,
  type Reader,
  replacedIn,
  SEVERITIES,
  SORTS,
  type Sort,
  sorted,
  VERDICTS,
} from "../record.js";
import script from "./filter.inline.js" with { type: "text" };
import style from "./page.css" with { type: "text" };
import { Spool } from "./spool.js";
import { OTHER, Tally, totalOf, UNANSWERED, type Verdicts } from "./tally.js";
import { type Hole, html, type Markup } from "./template.js";

const VERDICT_NAMES = Object.keys(VERDICTS) as AnyVerdict[];
const RULES_SHOWN = 12;
const FILES_SHOWN = 10;
const CASES_SHOWN = 5;
const PLACES_SHOWN = 50;

export interface Heading {
  readonly book: RulebookDescription;
  readonly form: FormDescription;
  readonly reader: Reader;
  readonly today: string;
}

export function htmlReport({ book, form, reader, today }: Heading): Format {
  const tally = new Tally(form, reader);
  const spool = new Spool();
  const anchors = new Anchors();
  let listed = 0;
  return {
    begin: () => "",
    record(record, shown) {
      const report = record.report();
      const { names, chosen } = reader.identify(record.answers());
      const keys = tally.add(record, report, chosen);
      if (shown) {
        spool.write(`${recordMarkup(record, ++listed, { reader, tally, report, names, chosen, ...keys })}\n`);
        anchors.set(record.source, listed);
      }
      return "";
    },
    *end(across, notes) {
      yield head(`检查报告：${form.title}，${book.title}`);
      yield String(heading({ book, form, reader, today }, tally));
      yield String(html`<main>${totals(tally)}
${across && acrossMarkup(form, across, anchors)}
${breakdown(form, reader, tally)}
<section aria-labelledby="records"><h2 id="records">各份材料</h2>
${filter(form, reader, tally)}<p id="shown" role="status">共 ${listed} 份。</p>
`);
      yield* spool.read();
      yield String(html`</section>${notes.length > 0 && notesMarkup(notes)}${appendix(book, form)}</main>
<footer><p>字数按 Word、WPS“字数统计”里的“字数”计算。标为“待评审”的事项由评审人员判断，不影响这里的结论。</p></footer>
`);
      yield `<script>${script}</script>\n</body>\n</html>\n`;
    },
  };
}

/** The page may do nothing but what is its own: no other script or style, no request, no form, no frame. */
function head(title: string): string {
  const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)}`,
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `${html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no, email=no, address=no, date=no">
<title>${title}</title>
`}<style>${style}</style>
</head>
<body>
`;
}

function heading({ book, form, today }: Heading, { files, total }: Tally): Markup {
  const names = [...files].map((file) => (file === "-" ? "标准输入" : file));
  const replaced = replacedIn(book);
  const more = names.length > FILES_SHOWN ? `，等 ${names.length} 个文件` : "";
  return html`<header>
<p class="kind">检查报告</p>
<h1>${book.title}</h1>
<dl class="facts">
<div><dt>表</dt><dd>${form.title}</dd></div>
<div><dt>检查日期</dt><dd>${chineseDay(today)}</dd></div>
<div><dt>材料</dt><dd>${total} 份</dd></div>
<div><dt>规则文件</dt><dd>${book.id}</dd></div>
${replaced && html`<div class="files"><dt>改用的数值</dt><dd>${replaced}</dd></div>`}
<div class="files"><dt>来源</dt><dd>${names.slice(0, FILES_SHOWN).map((name, at) => html`${at > 0 && "、"}<bdi>${name}</bdi>`)}${more}</dd></div>
</dl>
</header>
`;
}

function chineseDay(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  return date ? `${year}年${month}月${date}日` : day;
}

/** Where records stand on the page: a number each. */
class Anchors {
  readonly #rows = new Map<string, number[]>();

  set(source: FiledSource, at: number): void {
    const file = fileOf(source);
    const rows = this.#rows.get(file) ?? [];
    if (rows.length === 0) this.#rows.set(file, rows);
    if (source.row !== undefined) rows[source.row] = at;
  }

  get(source: Source): number | undefined {
    return this.#rows.get(fileOf(source))?.[source.row];
  }
}

function totals({ total, verdicts }: Tally): Markup {
  return html`
<section aria-labelledby="totals"><h2 id="totals">总览</h2>
<ul class="tiles">${VERDICT_NAMES.filter((name) => name !== "unreadable" || verdicts[name] > 0).map(
    (name) =>
      html`<li class="tile ${name}"><span class="figure">${verdicts[name]}</span> <span class="verdict">${VERDICTS[name]}</span> <span class="share">${percent(verdicts[name], total)}</span></li>`,
  )}</ul>
${total > 0 && stack(verdicts)}
</section>`;
}

/** What was passed over. */
function notesMarkup(notes: readonly Note[]): Markup {
  return html`
<section aria-labelledby="notes"><h2 id="notes">${NOTES}</h2>
<ul>${notes.map((note) => html`<li><bdi>${noteText(note)}</bdi></li>`)}</ul>
</section>`;
}

/** What does not hold across records, with links to those that are listed below. */
function acrossMarkup(form: FormDescription, across: AcrossReport, anchors: Anchors): Markup {
  const holding = across.checks.filter(({ state }) => state === "holds").length;
  const link = (source: Source, before: Source | undefined): Markup => {
    const at = anchors.get(source);
    // The file is said once for the rows that follow one another.
    const isSame = before?.file === source.file && before?.sheet === source.sheet;
    const place = html`<bdi>${isSame ? `第 ${source.row} 行` : placeOf(source)}</bdi>`;
    return at === undefined ? place : html`<a href="#record-${at}">${place}</a>`;
  };
  const links = (sources: readonly Source[]): Markup => {
    const more = sources.length > PLACES_SHOWN && ` 等 ${sources.length} 条`;
    return html`${sources.slice(0, PLACES_SHOWN).map((source, at) => html`${at > 0 && "、"}${link(source, sources[at - 1])}`)}${more}`;
  };
  const item = (sort: Sort, check: AcrossCheck): Markup => {
    const rule = form.across.findIndex(({ rule }) => rule === check.rule);
    const cases = (check.cases ?? []).map(({ message, sources }) =>
      sources.length > 2
        ? html`<li><details><summary>${message}</summary>${links(sources)}</details></li>
`
        : html`<li>${message}<br>${links(sources)}</li>
`,
    );
    return html`<section class="checks ${sort}"><h3>${SORTS[sort]}</h3>
<p>${check.message} ${clauseLink(check, `#across-${rule}`)}</p>
${cases.length > 0 && (cases.length > CASES_SHOWN ? html`<details><summary>${cases.length} 处</summary><ol>${cases}</ol></details>` : html`<ol>${cases}</ol>`)}</section>
`;
  };
  const groups = Object.entries(sorted(across)) as [Sort, AcrossCheck[]][];
  return html`<section class="across" aria-labelledby="across"><h2 id="across">${ACROSS}</h2>
${groups.map(([sort, checks]) => checks.map((check) => item(sort, check)))}${holding > 0 && html`<p class="rest">${holding === across.checks.length ? "" : "另有 "}${holding} 项符合。</p>`}</section>`;
}

function breakdown(form: FormDescription, reader: Reader, tally: Tally): Markup {
  return html`${failing(form, tally)}
${form.levels.length > 0 && byLevel(form, tally)}
${reader.choices.length > 0 && html`<div class="choices">${reader.choices.map((field, at) => byChoice(field, tally.choices[at] ?? new Map()))}</div>`}`;
}

/** A bar of one colour a verdict; the figures stand beside it as text. */
function stack(verdicts: Verdicts): Markup {
  const total = Math.max(1, totalOf(verdicts));
  let at = 0;
  const parts = VERDICT_NAMES.map((name) => {
    const width = (100 * verdicts[name]) / total;
    at += width;
    return html`<rect class="${name}" x="${round(at - width)}%" width="${round(width)}%" height="100%"/>`;
  });
  return html`<svg class="bar" aria-hidden="true">${parts}</svg>`;
}

/** What sets a rule apart from the others of its form. */
function tags({ levels }: FormDescription, { level, severity }: RuleDescription): string[] {
  const label = levels.find(({ id }) => id === level)?.label;
  return [...(label ? [label] : []), ...(severity === "warning" ? [SEVERITIES.warning] : [])];
}

function failing(form: FormDescription, tally: Tally): Markup {
  const counted = form.rules
    .map((rule, at) => ({ rule, at, fails: 0, warns: 0, open: 0, ...tally.rules[at] }))
    .filter(({ fails, warns, open }) => fails + warns + open > 0)
    .sort((a, b) => b.fails - a.fails || b.warns - a.warns || b.open - a.open);
  const most = Math.max(...counted.map(({ fails, warns }) => fails + warns), 1);
  const bar = (kind: string, from: number, count: number): Markup =>
    html`<rect class="${kind}" x="${round((100 * from) / most)}%" width="${round((100 * count) / most)}%" height="100%"/>`;
  const row = ({ rule, at, fails, warns, open }: (typeof counted)[number]): Markup => html`<tr>
<th scope="row"><a href="#rule-${at}">${rule.requires}</a>${tags(form, rule).map((tag) => html` <span class="tag">${tag}</span>`)}</th>
<td class="number">${fails}</td><td class="number share">${percent(fails, tally.total)}</td>
<td class="picture"><svg class="bar" aria-hidden="true">${bar("ineligible", 0, fails)}${bar("warns", fails, warns)}</svg></td>
<td class="number">${warns}</td><td class="number">${open}</td></tr>
`;
  const table = (
    rows: typeof counted,
    caption: string,
  ): Markup => html`<table class="rules"><caption>${caption}</caption>
<thead><tr><th scope="col">要求</th><th scope="col" class="number">不符合</th><th scope="col" class="number share">占比</th><td class="picture"></td><th scope="col" class="number">${SORTS.warns}</th><th scope="col" class="number">待补充</th></tr></thead>
<tbody>${rows.map(row)}</tbody></table>`;
  const rest = counted.slice(RULES_SHOWN);
  return html`<section aria-labelledby="failing"><h2 id="failing">哪些要求最常达不到</h2>
${counted.length === 0 && html`<p>没有不符合、提醒或待补充的事项。</p>`}
${counted.length > 0 && table(counted.slice(0, RULES_SHOWN), "按不符合的份数排列")}
${rest.length > 0 && html`<details><summary>其余 ${rest.length} 项</summary>${table(rest, "接上表")}</details>`}
</section>`;
}

const COLUMNS: readonly AnyVerdict[] = ["eligible", "ineligible", "incomplete", "unreadable"];

/** Rows of a table: how many records of each verdict, the whole, and a bar. */
function verdictTable(
  { id, caption = "" }: { id: string; caption?: string },
  first: string,
  rows: readonly { name: Hole; verdicts: Verdicts; last?: Hole }[],
  last?: string,
): Markup {
  const columns = COLUMNS.filter((name) => name !== "unreadable" || rows.some(({ verdicts }) => verdicts[name] > 0));
  return html`<table class="verdicts" aria-labelledby="${id}">${caption !== "" && html`<caption>${caption}</caption>`}
<thead><tr><th scope="col">${first}</th>${columns.map((name) => html`<th scope="col" class="number">${VERDICTS[name]}</th>`)}<th scope="col" class="number">合计</th><td class="picture"></td>${last && html`<th scope="col" class="number">${last}</th>`}</tr></thead>
<tbody>${rows.map(
    ({ name, verdicts, last: value }) => html`<tr><th scope="row">${name}</th>${columns.map(
      (column) => html`<td class="number">${verdicts[column]}</td>`,
    )}<td class="number">${totalOf(verdicts)}</td><td class="picture">${stack(verdicts)}</td>${last && html`<td class="number">${value}</td>`}</tr>
`,
  )}</tbody></table>`;
}

function byLevel(form: FormDescription, { levels, reaching }: Tally): Markup {
  const none = { eligible: 0, ineligible: 0, incomplete: 0, unreadable: 0 };
  const rows = [...form.levels, { id: UNANSWERED, label: "未填或无法识别" }]
    .filter(({ id }) => id !== UNANSWERED || levels.has(id))
    .map(({ id, label }) => ({
      name: label,
      verdicts: levels.get(id) ?? none,
      last: id === UNANSWERED ? "" : (reaching.get(id) ?? 0),
    }));
  const judged = reaching.size > 0;
  const caption = judged ? "按申报的级别；“可达到”是全部材料中达到该级别标准的份数" : "按申报的级别";
  return html`<section aria-labelledby="levels"><h2 id="levels">级别</h2>
${verdictTable({ id: "levels", caption }, "申报级别", rows, judged ? "可达到" : undefined)}
</section>`;
}

function byChoice(field: FieldDescription, counts: ReadonlyMap<string, Verdicts>): Markup {
  const rows = choicesOf(field, counts).map(({ key, label }) => ({
    name: label,
    verdicts: counts.get(key) ?? { eligible: 0, ineligible: 0, incomplete: 0, unreadable: 0 },
  }));
  const id = `choice-${field.id}`;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${field.label}</h2>${verdictTable({ id }, field.label, rows)}</section>`;
}

/** The options that occur, in the rulebook's order, then what stands where none was chosen. */
function choicesOf(
  { options = [] }: { options?: readonly Named[] },
  counts: ReadonlyMap<string, unknown>,
): { key: string; label: string }[] {
  return [
    ...options.map(({ label }, at) => ({ key: String(at), label })),
    { key: OTHER, label: "无法识别" },
    { key: UNANSWERED, label: "未填" },
  ].filter(({ key }) => counts.has(key));
}

/** Shown by the script, which it needs. */
function filter(form: FormDescription, reader: Reader, tally: Tally): Markup {
  const rules = form.rules
    .map((rule, at) => ({ rule, at, broken: (tally.rules[at]?.fails ?? 0) + (tally.rules[at]?.warns ?? 0) }))
    .filter(({ broken }) => broken > 0)
    .sort((a, b) => b.broken - a.broken);
  const select = (name: string, label: string, options: readonly { key: string; label: string }[]): Markup =>
    html`<label>${label}<select name="${name}"><option value="">全部</option>${options.map((option) => html`<option value="${option.key}">${option.label}</option>`)}</select></label>
`;
  const levels = [
    ...form.levels.map(({ id, label }) => ({ key: id, label })),
    { key: UNANSWERED, label: "未填或无法识别" },
  ];
  return html`
<form id="filter" role="search" aria-label="筛选各份材料" hidden>
<label>${reader.titles.join("、") || "名称"}<input type="search" autocomplete="off" spellcheck="false"></label>
${select(
  "verdict",
  "结论",
  VERDICT_NAMES.filter((name) => tally.verdicts[name] > 0).map((name) => ({ key: name, label: VERDICTS[name] })),
)}
${
  form.levels.length > 0 &&
  select(
    "level",
    "申报级别",
    levels.filter(({ key }) => tally.levels.has(key)),
  )
}
${reader.choices.map((field, at) => select(`choice-${at}`, field.label, choicesOf(field, tally.choices[at] ?? new Map())))}
${select(
  "rules",
  "不符合或提醒的要求",
  rules.map(({ rule, at, broken }) => ({ key: String(at), label: `${rule.requires}（${broken}）` })),
)}
<p class="buttons"><button type="reset">清除筛选</button> <button type="button" id="open">全部展开</button> <button type="button" id="close">全部收起</button></p>
</form>
`;
}

interface Filed {
  readonly reader: Reader;
  readonly tally: Tally;
  readonly report: Report | Unreadable;
  readonly names: readonly string[];
  readonly chosen: readonly Chosen[];
  /** As the filters know them. */
  readonly level: string;
  readonly choices: readonly string[];
}

function recordMarkup(record: FiledRecord, at: number, filed: Filed): Markup {
  const { verdict, source } = record;
  const { reader, tally, report, names, chosen, level, choices } = filed;
  const read = report.verdict === "unreadable" ? undefined : report;
  const groups = read && sorted(read);
  const name = names.filter(Boolean).join(" · ");
  const place = placeOf(source);
  const kinds: Sort[] = ["fails", "open", "warns"];
  const found = kinds.map((sort) => ({ sort, count: groups?.[sort].length ?? 0 })).filter(({ count }) => count > 0);
  const brief: Hole[] = [
    ...found.map(({ sort, count }) => html`<b>${SORTS[sort]} ${count} 项</b>`),
    ...(read?.level ? [`申报${reader.label(read.level)}`] : []),
    ...chosen.filter(({ text }) => text !== "").map(({ text }) => html`<bdi>${text}</bdi>`),
  ];
  const rules = [...(groups?.fails ?? []), ...(groups?.warns ?? [])].map(({ rule }) => tally.indexOf(rule)).join(" ");
  return html`<details class="record" id="record-${at}" data-verdict="${verdict}" data-level="${level}"${choices.map((choice, at) => html` data-choice-${at}="${choice}"`)} data-rules="${rules}">
<summary><span class="badge ${verdict}">${VERDICTS[verdict]}</span><h3><bdi>${name || place}</bdi></h3><span class="brief">${brief.map((part, at) => html`${at > 0 && " · "}${part}`)}</span></summary>
<div class="body">
<p class="place"><bdi>${place}</bdi>${read && reader.standing(read)}</p>
${report.verdict === "unreadable" && html`<p class="error">${report.error}</p>`}
${groups && (Object.entries(groups) as [Sort, Check[]][]).map(([sort, checks]) => checks.length > 0 && checksMarkup(sort, checks, tally, reader, source))}
${read && beside(record, read, reader)}
</div></details>`;
}

function checksMarkup(sort: Sort, checks: readonly Check[], tally: Tally, reader: Reader, source: FiledSource): Markup {
  return html`<section class="checks ${sort}"><h4>${SORTS[sort]}</h4><ol>${checks.map((check) => {
    const rows = reader.rows(check, source);
    return html`<li>${(check.message ?? check.rule) + columnsOf(check, source)} ${clauseLink(check, `#rule-${tally.indexOf(check.rule)}`)}${rows.length > 0 && html`<ul>${rows.map((row) => html`<li>${row}</li>`)}</ul>`}</li>`;
  })}</ol></section>
`;
}

/** To what is asked. Without a clause there is nothing to read in it, only to click. */
function clauseLink({ clause }: Check | AcrossCheck, href: string): Markup {
  return clause
    ? html`<a class="clause" href="${href}">依据：${clause}</a>`
    : html`<a class="clause screen" href="${href}">查看要求</a>`;
}

function beside(record: FiledRecord, report: Report, reader: Reader): Markup {
  const holding = report.checks.filter(({ state }) => state === "holds").length;
  const lines: [string, readonly string[]][] = [
    ["字数", reader.counts(report)],
    ["附件", reader.attachments(record)],
    ["未识别的栏目", report.unknown.map(plain)],
  ];
  return html`<p class="rest">另有 ${holding} 项符合。</p>
${lines.map(([label, texts]) => texts.length > 0 && html`<p class="rest">${label}：${texts.map((text, at) => html`${at > 0 && "；"}<bdi>${text}</bdi>`)}</p>`)}`;
}

/** Every rule with its clause, for whoever asks what was checked. */
function appendix(book: RulebookDescription, form: FormDescription): Markup {
  const levels = new Map(form.levels.map(({ id, label }) => [id, label]));
  const row = ({ rule, requires, severity, clause, level }: RuleDescription, id: string): Markup =>
    html`<tr id="${id}"><th scope="row">${requires} <code>${rule}</code></th>${form.levels.length > 0 && html`<td>${level ? (levels.get(level) ?? level) : "各级"}</td>`}<td>${SEVERITIES[severity]}</td><td>${clause}</td></tr>
`;
  return html`
<section aria-labelledby="appendix"><h2 id="appendix">检查了哪些要求</h2>
<table class="appendix"><caption>${form.title}的全部要求</caption>
<thead><tr><th scope="col">要求</th>${form.levels.length > 0 && html`<th scope="col">级别</th>`}<th scope="col">性质</th><th scope="col">依据</th></tr></thead>
<tbody>${form.rules.map((rule, at) => row(rule, `rule-${at}`))}${form.across.map((rule, at) => row(rule, `across-${at}`))}</tbody></table>
${
  book.clauses.length > 0 &&
  html`<h3>依据的内容</h3><dl class="clauses">${book.clauses.map(({ clause, summary }) => html`<div><dt>${clause}</dt><dd>${summary}</dd></div>`)}</dl>`
}
</section>`;
}

function percent(part: number, whole: number): string {
  if (whole === 0) return "";
  const share = (100 * part) / whole;
  return share > 0 && share < 1 ? "不到 1%" : `${Math.round(share)}%`;
}

function round(share: number): string {
  return share.toFixed(2);
}
