/** The list on paper: what was filled in, and how it stands by the clauses; loaded from beside the drop-in when it is printed. */

import { type Beside, offer } from "./beside";
import * as dom from "./dom";
import { isMany } from "./scan/texts";
import { addStyle } from "./style";
import type { Field } from "./types";
import { make } from "./view/element";
import { labelOf, linesOf, SAID } from "./view/standing";

const PRINTING = "leifeng-printing";
/** Of a longer answer the paper has the beginning. */
const LONGEST = 200;

const STYLE = `
.leifeng-paper{display:none;font:13px/1.6 sans-serif;color:#000;background:#fff}
.leifeng-table{width:100%;margin:0 0 12px;border-collapse:collapse;font:inherit;color:inherit}
.leifeng-cell{padding:2px 6px;border:1px solid var(--leifeng-line,#bbb);text-align:left;vertical-align:top;font-size:inherit}
.leifeng-paper .leifeng-cell:first-child{min-width:9em}
.leifeng-paper .leifeng-cell:nth-child(n+3){min-width:4em}
@media print{.leifeng-printing body>*{display:none!important}.leifeng-printing body>.leifeng-paper{display:block!important}}
`;

/** What was filled in, as the page words it. */
function answerOf(field: Field): string {
  const { parts, kind } = field;
  if (kind === "table") {
    const rows = new Set(parts.filter(({ row, read }) => row && /\S/.test(read.value)).map(({ row }) => row));
    return rows.size ? `${rows.size} 行` : parts.map(({ file }) => file?.name || "").join("");
  }
  const texts = parts.map(({ read, option }) => {
    // A box alone is called what its field is.
    if (isMany(read)) return read.checked ? (option !== labelOf(field) && option) || "是" : "";
    const options = (read as unknown as HTMLSelectElement).selectedOptions;
    return options
      ? Array.from(options, ({ text, value }) => (value ? text : "")).join("、")
      : read.type === "password"
        ? ""
        : read.value;
  });
  const text = texts.filter(Boolean).join(parts[0] && isMany(parts[0].read) ? "、" : " ");
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}……` : text;
}

const print: Beside["print"]["print"] = (fields, { levels, clauses, typos, reviews }) => {
  const html = dom.documentElement(document);
  const paper = make("div", "paper", "", dom.body(document));
  make("h1", "title", `自查表 ${dom.title(document).replace("错误：", "")}`, paper);
  const tableOf = (title: string, heads: string[], lines: string[][]) => {
    make("h2", "title", title, paper);
    const table = make("table", "table", "", paper);
    const add = (cells: string[], kind: string) => {
      const row = make("tr", "row", "", table);
      for (const cell of cells) make(kind, "cell", cell, row);
    };
    add(heads, "th");
    for (const line of lines) add(line, "td");
  };
  const found = fields.filter(({ parts }) => parts[0]);
  tableOf(
    "填报内容",
    ["栏目", "填写"],
    found.map((field) => [labelOf(field), answerOf(field)]),
  );
  for (const { name, text } of levels) make("p", "note", `${name}：${text}`, paper);
  const lines = clauses.map((clause) => [
    clause.cited,
    [clause.summary, ...linesOf(clause)].filter(Boolean).join("；"),
    SAID[clause.state],
    "",
  ]);
  const wrong = typos.map(({ message = "" }) => ["", message, "填写有误", ""]);
  const judged = reviews.map((review) => ["", review, "", ""]);
  tableOf("对照条件", ["依据", "内容", "自查", "核对"], [...wrong, ...lines, ...judged]);
  make("p", "note", "单位（盖章）：＿＿＿＿＿＿＿＿　　填表人：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿", paper);
  const removeStyle = addStyle(STYLE);
  html.classList.add(PRINTING);
  const printed = () => {
    removeEventListener("afterprint", printed);
    html.classList.remove(PRINTING);
    if (!dom.className(html)) dom.removeAttribute(html, "class");
    paper.remove();
    removeStyle();
  };
  addEventListener("afterprint", printed);
  window.print();
};

offer("print", { print });
