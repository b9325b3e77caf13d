/** The self-check list on paper; loaded from beside the drop-in when it is printed. */

import { type Beside, offer } from "./beside";
import * as dom from "./dom";
import { make } from "./show";
import { addStyle } from "./style";

const PRINTING = "leifeng-printing";

const STYLE = `
.leifeng-paper{display:none;font:13px/1.6 sans-serif;color:#000}
.leifeng-table{width:100%;border-collapse:collapse;font:inherit;color:inherit}
.leifeng-cell{padding:2px 6px;border:1px solid var(--leifeng-line,#bbb);text-align:left;vertical-align:top;font-size:inherit}
@media print{.leifeng-printing body>*{display:none!important}.leifeng-printing body>.leifeng-paper{display:block!important}}
`;

const print: Beside["print"]["print"] = (levels) => {
  const html = dom.documentElement(document);
  const paper = make("div", "paper", "", dom.body(document));
  make("h1", "title", `自查表 ${dom.title(document).replace("错误：", "")}`, paper);
  for (const [title, lines] of levels) {
    make("h2", "title", title, paper);
    const table = make("table", "table", "", paper);
    const add = (cells: string[], kind: string) => {
      const row = make("tr", "row", "", table);
      for (const cell of cells) make(kind, "cell", cell, row);
    };
    add(["依据", "内容", "自查", "核对"], "th");
    for (const line of lines) add([...line, ""], "td");
  }
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
