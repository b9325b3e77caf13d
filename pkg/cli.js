#!/usr/bin/env node
var __defProp = Object.defineProperty;
var __export = (target2, all2) => {
  for (var name in all2)
    __defProp(target2, name, { get: all2[name], enumerable: true });
};

// www/package/cli.ts
import { readFileSync as readFileSync3 } from "node:fs";

// www/package/day.ts
var CHINA = 8 * 60 * 60 * 1e3;
function dayInChina(instant) {
  return new Date(instant + CHINA).toISOString().slice(0, 10);
}
function todayInChina() {
  return dayInChina(Date.now());
}

// www/package/turn.ts
var LONGEST = 40;
var last = 0;
var later = typeof setImmediate === "function" ? setImmediate : setTimeout;
var isTurnDue = () => performance.now() - last >= LONGEST;
function turn() {
  return new Promise((resolve) => {
    later(() => {
      last = performance.now();
      resolve();
    });
  });
}

// www/package/own.ts
function own(object, key) {
  return Object.hasOwn(object, key) ? object[key] : void 0;
}

// www/package/arguments.ts
import { LeifengFormError, looking } from "./engine.cjs";

// www/package/answers.ts
import { LeifengFormError as LeifengFormError2, looking as looking2 } from "./engine.cjs";

// www/package/across.ts
import { looking as looking3 } from "./engine.cjs";
function nameOf({ file, sheet }) {
  const name = file === void 0 || file === "-" ? "" : file;
  return sheet === void 0 ? name : `${name} 工作表“${sheet}”`;
}

// www/package/cli/record.ts
import { placeOf as placeIn } from "./engine.cjs";

// www/package/cli/answers.ts
import { glueOf } from "./engine.cjs";
function answersByField(book, form, answers) {
  const json3 = glueOf(book).answered(form, JSON.stringify(answers));
  const answered = JSON.parse(json3);
  return new Map(
    Object.entries(answered).map(([field, { key, ...rest }]) => [field, { value: answers[key], ...rest }])
  );
}

// www/package/cli/record.ts
var VERDICTS = {
  eligible: "符合",
  ineligible: "不符合",
  incomplete: "待补充",
  unreadable: "无法读取"
};
var SEVERITIES = { error: "必须", warning: "提醒", review: "评审" };
var SORTS = {
  fails: "不符合",
  warns: SEVERITIES.warning,
  open: "待补充",
  unsure: "待核对",
  review: `待${SEVERITIES.review}`
};
function sortOf({ state, severity }) {
  if (severity === "review") return "review";
  if (state === "fails") return severity === "error" ? "fails" : "warns";
  if (state === "open") return severity === "error" ? "open" : "unsure";
  return void 0;
}
function sorted({ checks }) {
  const groups = { fails: [], warns: [], open: [], unsure: [], review: [] };
  for (const check2 of checks) {
    const sort = sortOf(check2);
    if (sort) groups[sort].push(check2);
  }
  return groups;
}
var replacedIn = ({ values }) => values.flatMap(({ label, is, replaced }) => replaced ? [`${label} ${is}`] : []).join("；");
var ACROSS = "各条记录之间";
var NOTES = "读取时的说明";
function plain(text) {
  const hidden = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
  return text.replace(/[\r\n\t]+/g, " ").replace(hidden, "");
}
function message(check2) {
  return plain(`${check2.message ?? check2.rule}${check2.clause ? `（依据：${check2.clause}）` : ""}`);
}
function fileOf(source) {
  return plain(nameOf(source));
}
function placeOf(source) {
  return source.row === void 0 ? fileOf(source) : `${fileOf(source)} 第 ${source.row} 行`.trimStart();
}
function columnsOf({ fields, state }, { columns = {} }) {
  if (state !== "fails") return "";
  const found = [...new Set(fields.flatMap((field) => own(columns, field) ?? []))];
  return found.length === 0 ? "" : `（${inWords(found.join("、"))}）`;
}
function inWords(columns) {
  return /^\d/.test(columns) ? `第 ${columns} 列` : `${columns} 列`;
}
function leftOut({ textBoxes, notes }) {
  const parts = [textBoxes > 0 ? `文本框 ${textBoxes} 字` : "", notes > 0 ? `脚注和尾注 ${notes} 字` : ""].filter(
    Boolean
  );
  return parts.length > 0 ? `另有${parts.join("、")}，未计入字数` : "";
}
function noteText({ file, sheet, message: message2 }) {
  const place = nameOf({ file, sheet });
  return plain(place === "" ? message2 : `${place}：${message2}`);
}
function within(fault) {
  const { file: _, ...place } = placeIn(fault);
  return place;
}
function unreadable(source, fault) {
  const report = { verdict: "unreadable", code: fault.code, error: fault.message, ...within(fault) };
  return { verdict: "unreadable", fails: [], source, report: () => report, answers: () => void 0 };
}
var ROWS_SHOWN = 5;
var LONGEST_NAME = 60;
var Reader = class {
  /** The choices that the form requires, but for the level, which every report tells. */
  choices;
  #book;
  #form;
  /** What the form calls a record by. */
  #titles;
  #labels;
  constructor(book, { id, fields, levels, rules, called }) {
    this.#book = book;
    this.#form = id;
    this.#labels = new Map([...levels, ...fields].map(({ id: id2, label }) => [id2, label]));
    const ids = new Set(rules.map(({ rule }) => rule));
    const required = fields.filter(({ id: id2 }) => ids.has(`${id2}.required`));
    const isLevel = ({ options = [] }) => levels.length > 0 && options.map(({ id: id2 }) => id2).join() === levels.map(({ id: id2 }) => id2).join();
    this.choices = required.filter((field) => field.kind === "choice" && !isLevel(field));
    this.#titles = called.flatMap((id2) => fields.filter((field) => field.id === id2));
  }
  /** What people call a field or a level. */
  label(id) {
    return this.#labels.get(id) ?? id;
  }
  /** The labels of what names a record. */
  get titles() {
    return this.#titles.map(({ label }) => label);
  }
  /** What names a record, and what was chosen in each of `choices`; of one that cannot be read nothing. */
  identify(answers = {}) {
    const given = answersByField(this.#book, this.#form, answers);
    const chosen = (field) => {
      const { value, option } = given.get(field.id) ?? {};
      const written2 = typeof value === "string" || typeof value === "number" ? plain(String(value)).trim() : "";
      return { text: field.options?.[option ?? -1]?.label ?? written2, option };
    };
    const names = this.#titles.map((field) => {
      const text = field.kind === "choice" ? chosen(field).text : plain(String(given.get(field.id)?.value ?? ""));
      const letters = [...text.trim()];
      return letters.length > LONGEST_NAME ? `${letters.slice(0, LONGEST_NAME).join("")}…` : letters.join("");
    });
    return { names, chosen: this.choices.map(chosen) };
  }
  /** The level that is applied for, and how the same answers stand at every level. */
  standing(report) {
    if (!report.levels) return "";
    const level = report.level ? `申报${this.label(report.level)}` : "未填申报级别";
    const all2 = Object.entries(report.levels).map(([id, verdict]) => `${this.label(id)}${VERDICTS[verdict]}`);
    return `（${level}；按各级别：${all2.join("，")}）`;
  }
  /** The rows at fault, the first few in words; of a sheet with the sheet and the columns that a row is told for. */
  rows(check2, { tables = {} }) {
    const { fields, rows = [] } = check2;
    const field = fields.find((field2) => own(tables, field2));
    const table2 = field === void 0 ? void 0 : own(tables, field);
    const shown = rows.slice(0, ROWS_SHOWN).map(({ row, cells: cells2, message: message2 }) => {
      const columns = [...new Set(cells2.flatMap(({ column }) => own(table2?.columns ?? {}, column) ?? []))].join("、");
      return `第 ${row} 行${columns === "" ? "" : ` ${inWords(columns)}`}：${plain(message2)}`;
    });
    if (rows.length > ROWS_SHOWN) shown.push(`另有 ${rows.length - ROWS_SHOWN} 行有同样的问题`);
    if (table2 && shown.length > 0) {
      shown.unshift(`${fileOf(table2)}：`);
    }
    return shown;
  }
  /** What became of the files beside the answers. */
  attachments({ attachments = [] }) {
    return attachments.map(({ file, field, note }) => {
      const read2 = field === void 0 ? "" : `已读入“${this.label(field)}”`;
      return plain(`${file}：${[read2, note].filter(Boolean).join("；")}`);
    });
  }
  /** "申报材料 1987 字（要求 2000 字左右）", one a long text. */
  counts(report) {
    return Object.entries(report.counts).map(([field, { zishu, about, over }]) => {
      const asked2 = about === void 0 ? "" : `（要求 ${about} 字左右${over > 0 ? `，超出 ${over} 字` : ""}）`;
      return `${this.label(field)} ${zishu} 字${asked2}`;
    });
  }
};

// www/package/cli/csv-report.ts
var BYTE_ORDER_MARK = "\uFEFF";
var LONGEST_CELL = 32e3;
var LISTED = ["fails", "open", "warns", "unsure", "review"];
var COUNTED = ["fails", "open", "warns"];
function csvReport(form, reader, judged2) {
  const levels = judged2 ? form.levels : [];
  const texts = form.fields.filter(({ kind }) => kind === "long_text");
  const header = [
    ...["文件", "行"],
    ...reader.titles,
    ...reader.choices.map(({ label }) => label),
    ...form.levels.length > 0 ? ["申报级别"] : [],
    "结论",
    ...levels.map(({ label }) => `按${label}`),
    ...COUNTED.map((sort) => `${SORTS[sort]}项数`),
    ...LISTED.map((sort) => SORTS[sort]),
    "不符合的规则",
    ...texts.map(({ label }) => `${label}字数`),
    ...["未识别的栏目", "附件", "无法读取的原因"]
  ];
  function cells2(record) {
    const report = record.report();
    const { source } = record;
    const place = [source.file === "-" ? "标准输入" : fileOf(source), source.row ?? ""];
    const { names, chosen } = reader.identify(record.answers());
    const read2 = report.verdict === "unreadable" ? void 0 : report;
    const groups = read2 && sorted(read2);
    return [
      ...place,
      ...names,
      ...chosen.map(({ text }) => text),
      ...form.levels.length > 0 ? [read2?.level ? reader.label(read2.level) : ""] : [],
      VERDICTS[record.verdict],
      ...levels.map(({ id }) => standing(read2, id)),
      ...COUNTED.map((sort) => groups?.[sort].length ?? ""),
      ...LISTED.map((sort) => list((groups?.[sort] ?? []).map((check2) => told2(check2, source)))),
      (groups?.fails ?? []).map(({ rule }) => rule).join("、"),
      ...texts.map(({ id }) => own(read2?.counts ?? {}, id)?.zishu ?? ""),
      (read2?.unknown ?? []).map(plain).join("、"),
      reader.attachments(record).join("\n"),
      report.verdict === "unreadable" ? plain(report.error) : ""
    ];
  }
  function told2(check2, source) {
    return [message(check2) + columnsOf(check2, source), ...reader.rows(check2, source)].join("\n    ");
  }
  function* rowsAcross(across) {
    for (const [sort, checks] of Object.entries(sorted(across))) {
      for (const check2 of checks) {
        const texts2 = [message(check2), ...(check2.cases ?? []).map(({ message: message2 }) => plain(message2))];
        for (const text of texts2) {
          const told3 = /* @__PURE__ */ new Map([
            ["文件", ACROSS],
            ["结论", SORTS[sort]],
            [SORTS[sort], text]
          ]);
          if (sort === "fails") told3.set("不符合的规则", check2.rule);
          yield line(header.map((title) => told3.get(title) ?? ""));
        }
      }
    }
  }
  return {
    begin: () => BYTE_ORDER_MARK + line(header),
    record: (record, shown) => shown ? line(cells2(record)) : "",
    *end(across, notes) {
      if (across) yield* rowsAcross(across);
      for (const note of notes) {
        const told3 = /* @__PURE__ */ new Map([
          ["文件", NOTES],
          ["附件", noteText(note)]
        ]);
        yield line(header.map((title) => told3.get(title) ?? ""));
      }
    }
  };
}
function standing(report, level) {
  const verdict = own(report?.levels ?? {}, level);
  return verdict ? VERDICTS[verdict] : "";
}
function list(items) {
  return items.length > 1 ? items.map((item, at) => `${at + 1}. ${item}`).join("\n") : items.join("");
}
function line(cells2) {
  return `${cells2.map(cell).join(",")}\r
`;
}
var FORMULA = /^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
function cell(value) {
  if (typeof value === "number") return String(value);
  const short = value.length > LONGEST_CELL ? `${value.slice(0, LONGEST_CELL).replace(/[\ud800-\udbff]$/, "")}…（其余从略）` : value;
  const text = FORMULA.test(short) ? `'${short}` : short;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// www/package/cli/html/report.ts
import { createHash } from "node:crypto";

// www/package/cli/html/filter.inline.js
var filter_inline_default = '// The report\'s own script: it filters and opens. Without it everything stands there to be read.\n{\n  const filter = document.getElementById("filter");\n  const records = [...document.querySelectorAll(".record")];\n  const status = document.getElementById("shown");\n  const names = new Map();\n  let waiting;\n\n  function nameOf(record) {\n    if (!names.has(record)) names.set(record, record.querySelector("h3").textContent.toLowerCase());\n    return names.get(record);\n  }\n\n  /** Whether a record has what is chosen in a list; an empty choice takes all. */\n  function has(record, { name, value }) {\n    return value === "" || record.getAttribute(`data-${name}`).split(" ").includes(value);\n  }\n\n  /** What is asked, in words: it stands on paper too. */\n  function said({ tagName, value, selectedOptions, parentNode }) {\n    return `${parentNode.firstChild.data}：${tagName === "SELECT" ? selectedOptions[0].text : value.trim()}`;\n  }\n\n  function apply() {\n    const lists = [...filter.querySelectorAll("select")];\n    const search = filter.querySelector("input");\n    const asked = search.value.trim().toLowerCase();\n    let shown = 0;\n    for (const record of records) {\n      const fits = lists.every((list) => has(record, list)) && (asked === "" || nameOf(record).includes(asked));\n      record.hidden = !fits;\n      if (fits) shown++;\n    }\n    const used = [search, ...lists].filter(({ value }) => value.trim() !== "").map(said);\n    status.textContent =\n      used.length === 0 ? `共 ${shown} 份。` : `列出 ${shown} 份，共 ${records.length} 份（${used.join("；")}）。`;\n  }\n\n  function openAll(open) {\n    for (const record of records) if (!record.hidden) record.open = open;\n  }\n\n  filter.addEventListener("input", (event) => {\n    clearTimeout(waiting);\n    waiting = setTimeout(apply, event.target.matches("input") ? 200 : 0);\n  });\n  filter.addEventListener("submit", (event) => event.preventDefault());\n  filter.addEventListener("reset", () => setTimeout(apply));\n  document.getElementById("open").addEventListener("click", () => openAll(true));\n  document.getElementById("close").addEventListener("click", () => openAll(false));\n  // Browsers that keep what was chosen over a reload restore it before this.\n  addEventListener("pageshow", apply);\n\n  // On paper nothing can be opened: what was closed is closed again afterwards.\n  let closed = [];\n  addEventListener("beforeprint", () => {\n    closed = [...document.querySelectorAll("details:not([open], [hidden])")];\n    for (const one of closed) one.open = true;\n  });\n  addEventListener("afterprint", () => {\n    for (const one of closed) one.open = false;\n    closed = [];\n  });\n\n  // A link to a record finds it, filtered out or closed.\n  document.addEventListener("click", ({ target }) => {\n    const link = target.closest(\'a[href^="#record-"]\');\n    const record = link && document.getElementById(link.hash.slice(1));\n    if (!record) return;\n    record.hidden = false;\n    record.open = true;\n  });\n\n  filter.hidden = false;\n}\n';

// www/package/cli/html/page.css
var page_default = ':root {\n  --ink: #1c1c1c;\n  --soft: #545454;\n  --line: #d5d5d5;\n  --paper: #ffffff;\n  --ground: #f6f5f2;\n  --link: #1a4f8b;\n  --eligible: #1b6b3a;\n  --ineligible: #b3261e;\n  --incomplete: #8a5300;\n  --unreadable: #5d3a86;\n  color-scheme: light;\n}\n\n* {\n  box-sizing: border-box;\n}\n\nbody {\n  max-width: 66rem;\n  margin: 0 auto;\n  padding: 1.5rem 1.25rem 3rem;\n  background: var(--paper);\n  color: var(--ink);\n  font:\n    1rem / 1.65 "PingFang SC",\n    "Microsoft YaHei",\n    "Noto Sans CJK SC",\n    "Source Han Sans SC",\n    "WenQuanYi Micro Hei",\n    sans-serif;\n  overflow-wrap: anywhere;\n}\n\n#filter[hidden],\n.record[hidden] {\n  display: none;\n}\n\na {\n  color: var(--link);\n}\n\n:focus-visible {\n  outline: 3px solid var(--link);\n  outline-offset: 2px;\n}\n\nh1,\nh2,\nh3,\nh4,\np,\ndl,\ndd {\n  margin: 0;\n}\n\nh1 {\n  font-size: 1.75rem;\n  line-height: 1.3;\n}\n\nh2 {\n  margin: 2rem 0 0.75rem;\n  padding-bottom: 0.25rem;\n  border-bottom: 2px solid var(--ink);\n  font-size: 1.2rem;\n}\n\n.kind {\n  color: var(--ineligible);\n  font-weight: 700;\n  letter-spacing: 0.2em;\n}\n\n.facts {\n  display: flex;\n  flex-wrap: wrap;\n  margin-top: 0.75rem;\n}\n\n/* Margins, where a gap would do: Chromium before 84 has none between flexible boxes. */\n.facts div {\n  display: flex;\n  margin: 0 2rem 0.25rem 0;\n}\n\n.facts .files {\n  flex-basis: 100%;\n}\n\ndt {\n  flex: none;\n  color: var(--soft);\n}\n\n.facts dt {\n  margin-right: 0.5rem;\n}\n\n.tiles {\n  display: grid;\n  grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));\n  gap: 0.75rem;\n  margin: 0 0 0.75rem;\n  padding: 0;\n  list-style: none;\n}\n\n.tile {\n  padding: 0.6rem 1rem;\n  border-left: 0.4rem solid;\n  background: var(--ground);\n}\n\n.tile .figure {\n  display: block;\n  font-size: 2rem;\n  font-weight: 700;\n  line-height: 1.2;\n}\n\n.tile .verdict {\n  font-weight: 700;\n}\n\n.share {\n  color: var(--soft);\n}\n\n.tile.eligible {\n  border-color: var(--eligible);\n}\n\n.tile.ineligible {\n  border-color: var(--ineligible);\n}\n\n.tile.incomplete {\n  border-color: var(--incomplete);\n}\n\n.tile.unreadable {\n  border-color: var(--unreadable);\n}\n\n.bar {\n  display: block;\n  width: 100%;\n  height: 0.8rem;\n  background: var(--ground);\n}\n\nrect.eligible {\n  fill: var(--eligible);\n}\n\nrect.ineligible {\n  fill: var(--ineligible);\n}\n\nrect.incomplete,\nrect.warns {\n  fill: #d18b1f;\n}\n\nrect.unreadable {\n  fill: var(--unreadable);\n}\n\ntable {\n  width: 100%;\n  border-collapse: collapse;\n}\n\ncaption {\n  padding-bottom: 0.25rem;\n  color: var(--soft);\n  font-size: 0.9rem;\n  text-align: left;\n}\n\nth,\ntd {\n  padding: 0.35rem 0.6rem 0.35rem 0;\n  border-bottom: 1px solid var(--line);\n  text-align: left;\n  vertical-align: top;\n}\n\nthead th,\nthead td {\n  border-bottom-color: var(--ink);\n  font-size: 0.9rem;\n  vertical-align: bottom;\n}\n\ntbody th {\n  font-weight: 400;\n}\n\ntbody th a {\n  color: inherit;\n  text-decoration-color: var(--line);\n}\n\n.number {\n  width: 1%;\n  font-variant-numeric: tabular-nums;\n  text-align: right;\n  white-space: nowrap;\n}\n\n.picture {\n  width: 30%;\n  padding-top: 0.75rem;\n}\n\n.choices {\n  columns: 26rem 2;\n  column-gap: 2.5rem;\n  margin-top: 2rem;\n}\n\n.choices section {\n  padding-bottom: 2rem;\n  break-inside: avoid;\n}\n\n.choices h2 {\n  margin-top: 0;\n}\n\n.tag {\n  padding: 0 0.4rem;\n  border: 1px solid;\n  border-radius: 0.2rem;\n  color: var(--soft);\n  font-size: 0.8rem;\n  white-space: nowrap;\n}\n\ndetails > summary {\n  cursor: pointer;\n}\n\nsection > details > summary {\n  padding: 0.5rem 0;\n}\n\n#filter {\n  display: grid;\n  grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));\n  gap: 0.75rem 1rem;\n  margin-top: 1rem;\n  padding: 1rem;\n  background: var(--ground);\n}\n\nlabel {\n  font-size: 0.9rem;\n}\n\ninput,\nselect {\n  display: block;\n  width: 100%;\n  min-height: 2.25rem;\n  padding: 0.25rem 0.4rem;\n  border: 1px solid #767676;\n  border-radius: 0.2rem;\n  background: var(--paper);\n  color: inherit;\n  font: inherit;\n}\n\nbutton {\n  min-height: 2.25rem;\n  padding: 0.25rem 0.9rem;\n  border: 1px solid #767676;\n  border-radius: 0.2rem;\n  background: var(--paper);\n  color: inherit;\n  font: inherit;\n  cursor: pointer;\n}\n\n.buttons {\n  grid-column: 1 / -1;\n}\n\n#shown {\n  margin-bottom: 0.5rem;\n  color: var(--soft);\n}\n\n.record {\n  border-bottom: 1px solid var(--line);\n  content-visibility: auto;\n  contain-intrinsic-size: 1px 4rem;\n}\n\n/* Not before Chromium 98. */\n@supports (contain-intrinsic-size: auto 4rem) {\n  .record {\n    contain-intrinsic-size: auto 4rem;\n  }\n}\n\n.record > summary {\n  display: grid;\n  grid-template-columns: 5.5rem minmax(0, 1fr) 1.25rem;\n  gap: 0 0.75rem;\n  align-items: baseline;\n  padding: 0.6rem 0.5rem;\n}\n\n/* Chromium before 89 and Safari give the triangle of their own a cell of the grid. */\n.record > summary::-webkit-details-marker {\n  display: none;\n}\n\n.record > summary::after {\n  grid-area: 1 / 3;\n  content: "▸";\n  color: var(--soft);\n}\n\n.record[open] > summary::after {\n  content: "▾";\n}\n\n/* Where it can be kept from being read aloud: "open" and "closed" are said anyway. */\n@supports (content: "▸" / "") {\n  .record > summary::after {\n    content: "▸" / "";\n  }\n\n  .record[open] > summary::after {\n    content: "▾" / "";\n  }\n}\n\n.record > summary:hover,\n.record[open] > summary {\n  background: var(--ground);\n}\n\n.record h3 {\n  font-size: 1rem;\n}\n\n.brief {\n  grid-column: 2;\n  color: var(--soft);\n  font-size: 0.9rem;\n}\n\n.brief b {\n  color: var(--ink);\n}\n\n.badge {\n  padding: 0 0.5rem;\n  border-radius: 0.2rem;\n  color: #ffffff;\n  font-size: 0.9rem;\n  text-align: center;\n}\n\n.badge.eligible {\n  background: var(--eligible);\n}\n\n.badge.ineligible {\n  background: var(--ineligible);\n}\n\n.badge.incomplete {\n  background: var(--incomplete);\n}\n\n.badge.unreadable {\n  background: var(--unreadable);\n}\n\n.body {\n  padding: 0.25rem 0.5rem 1rem 6.75rem;\n}\n\n.place,\n.rest {\n  color: var(--soft);\n  font-size: 0.9rem;\n}\n\n.checks {\n  margin: 0.5rem 0;\n  padding-left: 0.75rem;\n  border-left: 0.25rem solid var(--line);\n}\n\n.checks.fails {\n  border-color: var(--ineligible);\n}\n\n.checks.warns {\n  border-color: #d18b1f;\n}\n\n.checks.open {\n  border-color: var(--incomplete);\n}\n\nh4 {\n  font-size: 0.95rem;\n}\n\nol,\nol ul {\n  margin: 0;\n  padding-left: 1.6rem;\n}\n\n.clause {\n  font-size: 0.9rem;\n}\n\n.error {\n  color: var(--unreadable);\n}\n\ncode {\n  color: var(--soft);\n  font-size: 0.85em;\n}\n\n.appendix {\n  font-size: 0.9rem;\n}\n\n/* Two or three characters each; one under the other they would make the table twice as long. */\n.appendix td:not(:last-child),\n.appendix th[scope="col"] {\n  white-space: nowrap;\n}\n\n.appendix tr:target {\n  background: #fff3c4;\n}\n\n#appendix ~ h3 {\n  margin-top: 1.25rem;\n  font-size: 1rem;\n}\n\n.clauses div {\n  display: flex;\n  flex-wrap: wrap;\n  padding: 0.2rem 0;\n}\n\n.clauses dt {\n  margin-right: 0.75rem;\n}\n\n.clauses dd {\n  flex: 1 1 20rem;\n}\n\nfooter {\n  margin-top: 2rem;\n  padding-top: 0.5rem;\n  border-top: 1px solid var(--line);\n  color: var(--soft);\n  font-size: 0.9rem;\n}\n\n@media (max-width: 40rem) {\n  body {\n    padding: 1rem 0.9rem 2rem;\n  }\n\n  h1 {\n    font-size: 1.4rem;\n  }\n\n  .picture,\n  .rules .share {\n    display: none;\n  }\n\n  th,\n  td {\n    padding-right: 0.4rem;\n  }\n\n  .tiles {\n    grid-template-columns: 1fr 1fr;\n  }\n\n  .record > summary {\n    grid-template-columns: 4.75rem minmax(0, 1fr) 1.25rem;\n    padding-inline: 0;\n  }\n\n  .body {\n    padding: 0 0 1rem;\n  }\n}\n\n@media print {\n  @page {\n    margin: 15mm 14mm;\n  }\n\n  body {\n    max-width: none;\n    padding: 0;\n    font-size: 10.5pt;\n  }\n\n  #filter:not([hidden]) {\n    display: none;\n  }\n\n  /* On paper nothing can be opened. */\n  details::details-content {\n    content-visibility: visible;\n    block-size: auto;\n  }\n\n  summary {\n    list-style: none;\n  }\n\n  .record > summary::after {\n    display: none;\n  }\n\n  .record {\n    content-visibility: visible;\n  }\n\n  .choices {\n    columns: auto;\n  }\n\n  .badge[class] {\n    border: 1px solid;\n    background: none;\n    color: var(--ink);\n  }\n\n  a {\n    color: inherit;\n    text-decoration: none;\n  }\n\n  /* A link that only leads somewhere. */\n  .screen {\n    display: none;\n  }\n\n  .tile {\n    background: none;\n  }\n\n  tr,\n  li,\n  summary,\n  .tile {\n    break-inside: avoid;\n  }\n\n  h2,\n  h3,\n  h4,\n  caption,\n  summary,\n  .place,\n  #shown {\n    break-after: avoid;\n  }\n\n  thead {\n    display: table-header-group;\n  }\n}\n';

// www/package/cli/html/spool.ts
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StringDecoder } from "node:string_decoder";

// www/package/cli/cleanup.ts
var SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
var waiting = /* @__PURE__ */ new Set();
var isListening = false;
function onBreak(remove) {
  if (!isListening) {
    isListening = true;
    process.once("exit", () => {
      for (const remove2 of waiting) remove2();
    });
    for (const [signal, status] of Object.entries(SIGNALS)) process.once(signal, () => process.exit(status));
  }
  waiting.add(remove);
  return () => waiting.delete(remove);
}

// www/package/cli/fault.ts
import { extname } from "node:path";
import { fileRefusal } from "./engine.cjs";
import { known, LeifengFormError as LeifengFormError3 } from "./engine.cjs";
function unknownName(code, what, written2, names) {
  return new LeifengFormError3(code, `${what}“${written2}”不存在${known(written2, [...names])}`);
}
function faultAt(code, line2, column, what) {
  return new LeifengFormError3(code, `第 ${line2} 行第 ${column} 列：${what}`, { line: line2, column: String(column) });
}
function inWords2(error) {
  if (!(error instanceof Error)) return String(error);
  return error instanceof LeifengFormError3 && error.file !== void 0 ? `${error.file}：${error.message}` : error.message;
}
var SYSTEM = /* @__PURE__ */ new Map([
  ["ENOENT", ["file.missing", "找不到文件或文件夹。"]],
  ["ENOTDIR", ["file.missing", "路径中有一段不是文件夹。"]],
  ["EACCES", ["file.no_access", "没有权限，请检查文件和文件夹的权限。"]],
  ["EPERM", ["file.no_access", "没有权限，请检查文件和文件夹的权限。"]],
  ["ELOOP", ["file.loop", "链接绕成了圈，找不到实际的文件。"]],
  ["EISDIR", ["file.is_folder", "是文件夹。"]],
  ["ENAMETOOLONG", ["file.name_too_long", "文件名过长，请改短后再试。"]],
  ["ERR_FS_FILE_TOO_LARGE", ["file.too_large", "文件过大，请分成几个文件后再试。"]],
  ["EFBIG", ["file.too_large", "文件过大，超出磁盘的限制。"]],
  ["ENOSPC", ["disk.full", "磁盘空间不足。"]],
  ["EDQUOT", ["disk.full", "磁盘配额已经用完。"]],
  ["EROFS", ["disk.read_only", "磁盘为只读。"]]
]);
function isOfSystem(error) {
  return error instanceof Error && "code" in error && ("syscall" in error || SYSTEM.has(String(error.code)));
}
function systemFault(file, error) {
  const name = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const [code, message2] = SYSTEM.get(name) ?? ["file.failed", `读写时系统报错（${name}），没有完成。`];
  return new LeifengFormError3(code, message2, { file }, { cause: error });
}
function fileFault(file, error) {
  if (isOfSystem(error)) return systemFault(file, error);
  const fault = fileRefusal(error, { file });
  if (!(fault instanceof LeifengFormError3)) throw error;
  return fault;
}
var ASKED = [".xlsx", ".docx"];
function contentFault(file, fault) {
  const ending = extname(file).toLowerCase();
  if (fault.code !== "file.kind" || !ASKED.includes(ending)) return fault;
  return { code: fault.code, message: `文件名以 ${ending} 结尾，内容却不是：${fault.message}` };
}

// www/package/cli/html/spool.ts
var PIECE = 256 * 1024;
var Spool = class {
  #folder;
  #handle;
  #waiting = "";
  constructor() {
    try {
      this.#folder = mkdtempSync(join(tmpdir(), "leifeng-form-"));
      this.#handle = openSync(join(this.#folder, "records"), "wx+", 384);
    } catch (error) {
      throw systemFault(tmpdir(), error);
    }
    this.#remove();
    onBreak(() => this.#remove());
  }
  write(text) {
    this.#waiting += text;
    if (this.#waiting.length > PIECE) this.#flush();
  }
  /** All that was written, once; it is gone afterwards. */
  *read() {
    this.#flush();
    const bytes = Buffer.alloc(PIECE);
    const decoder = new StringDecoder("utf8");
    for (let at = 0; ; ) {
      const length = readSync(this.#handle, bytes, 0, PIECE, at);
      if (length === 0) break;
      at += length;
      yield decoder.write(bytes.subarray(0, length));
    }
    closeSync(this.#handle);
  }
  #remove() {
    try {
      rmSync(this.#folder, { recursive: true, force: true });
    } catch {
    }
  }
  #flush() {
    try {
      const bytes = Buffer.from(this.#waiting);
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at);
      this.#waiting = "";
    } catch (error) {
      throw systemFault(this.#folder, error);
    }
  }
};

// www/package/cli/html/tally.ts
var none = () => ({ eligible: 0, ineligible: 0, incomplete: 0, unreadable: 0 });
function totalOf(verdicts) {
  return Object.values(verdicts).reduce((sum, count3) => sum + count3, 0);
}
var untouched = () => ({ fails: 0, warns: 0, open: 0 });
var UNANSWERED = "none";
var OTHER = "other";
var Tally = class {
  verdicts = none();
  /** By the level applied for; `UNANSWERED` where none could be read. */
  levels = /* @__PURE__ */ new Map();
  /** How many records reach each level, whatever they apply for. */
  reaching = /* @__PURE__ */ new Map();
  /** For each choice of the reader, by the index of the option, `UNANSWERED` or `OTHER`. */
  choices;
  /** By its index in the form. */
  rules;
  files = /* @__PURE__ */ new Set();
  #index;
  constructor(form, reader) {
    this.choices = reader.choices.map(() => /* @__PURE__ */ new Map());
    this.rules = form.rules.map(untouched);
    this.#index = new Map(form.rules.map(({ rule }, at) => [rule, at]));
  }
  get total() {
    return totalOf(this.verdicts);
  }
  /** Where a rule stands in the form. */
  indexOf(rule) {
    return this.#index.get(rule) ?? -1;
  }
  /** Counts a record. Its level and its choices come back as the filters know them. */
  add({ verdict, source }, report, chosen) {
    this.verdicts[verdict]++;
    if (source.file !== void 0) this.files.add(source.file);
    const level = report.verdict !== "unreadable" && report.level || UNANSWERED;
    count(this.levels, level, verdict);
    const choices = chosen.map(
      ({ text, option }) => option === void 0 ? text === "" ? UNANSWERED : OTHER : String(option)
    );
    for (const [at, chosen2] of choices.entries()) count(this.choices[at] ?? /* @__PURE__ */ new Map(), chosen2, verdict);
    if (report.verdict !== "unreadable") {
      for (const [level2, verdict2] of Object.entries(report.levels ?? {})) {
        if (verdict2 === "eligible") this.reaching.set(level2, (this.reaching.get(level2) ?? 0) + 1);
      }
      const { fails, warns, open, unsure } = sorted(report);
      for (const { rule } of fails) this.#at(rule).fails++;
      for (const { rule } of warns) this.#at(rule).warns++;
      for (const { rule } of [...open, ...unsure]) this.#at(rule).open++;
    }
    return { level, choices };
  }
  #at(rule) {
    return this.rules[this.indexOf(rule)] ?? untouched();
  }
};
function count(counts, key, verdict) {
  const verdicts = counts.get(key) ?? none();
  verdicts[verdict]++;
  counts.set(key, verdicts);
}

// www/package/cli/html/template.ts
var make;
var Markup = class _Markup {
  #text;
  constructor(text) {
    this.#text = text;
  }
  static {
    make = (text) => new _Markup(text);
  }
  toString() {
    return this.#text;
  }
};
function html(parts, ...holes) {
  return make(parts.reduce((text, part, at) => text + fill(holes[at - 1]) + part));
}
function fill(hole) {
  if (hole === void 0 || hole === false) return "";
  if (hole instanceof Markup) return hole.toString();
  if (typeof hole === "object") return hole.map(fill).join("");
  return plain(String(hole)).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

// www/package/cli/html/report.ts
var VERDICT_NAMES = Object.keys(VERDICTS);
var RULES_SHOWN = 12;
var FILES_SHOWN = 10;
var CASES_SHOWN = 5;
var PLACES_SHOWN = 50;
function htmlReport({ book, form, reader, today }) {
  const tally = new Tally(form, reader);
  const spool = new Spool();
  const anchors = new Anchors();
  let listed = 0;
  return {
    begin: () => "",
    record(record, shown) {
      const report = record.report();
      const { names, chosen } = reader.identify(record.answers());
      const keys2 = tally.add(record, report, chosen);
      if (shown) {
        spool.write(`${recordMarkup(record, ++listed, { reader, tally, report, names, chosen, ...keys2 })}
`);
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
      yield `<script>${filter_inline_default}</script>
</body>
</html>
`;
    }
  };
}
function head(title) {
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = [
    "default-src 'none'",
    `script-src ${hash(filter_inline_default)}`,
    `style-src ${hash(page_default)}`,
    "base-uri 'none'",
    "form-action 'none'"
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
`}<style>${page_default}</style>
</head>
<body>
`;
}
function heading({ book, form, today }, { files, total }) {
  const names = [...files].map((file) => file === "-" ? "标准输入" : file);
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
function chineseDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  return date ? `${year}年${month}月${date}日` : day;
}
var Anchors = class {
  #rows = /* @__PURE__ */ new Map();
  set(source, at) {
    const file = fileOf(source);
    const rows = this.#rows.get(file) ?? [];
    if (rows.length === 0) this.#rows.set(file, rows);
    if (source.row !== void 0) rows[source.row] = at;
  }
  get(source) {
    return this.#rows.get(fileOf(source))?.[source.row];
  }
};
function totals({ total, verdicts }) {
  return html`
<section aria-labelledby="totals"><h2 id="totals">总览</h2>
<ul class="tiles">${VERDICT_NAMES.filter((name) => name !== "unreadable" || verdicts[name] > 0).map(
    (name) => html`<li class="tile ${name}"><span class="figure">${verdicts[name]}</span> <span class="verdict">${VERDICTS[name]}</span> <span class="share">${percent(verdicts[name], total)}</span></li>`
  )}</ul>
${total > 0 && stack(verdicts)}
</section>`;
}
function notesMarkup(notes) {
  return html`
<section aria-labelledby="notes"><h2 id="notes">${NOTES}</h2>
<ul>${notes.map((note) => html`<li><bdi>${noteText(note)}</bdi></li>`)}</ul>
</section>`;
}
function acrossMarkup(form, across, anchors) {
  const holding = across.checks.filter(({ state }) => state === "holds").length;
  const link = (source, before) => {
    const at = anchors.get(source);
    const isSame = before?.file === source.file && before?.sheet === source.sheet;
    const place = html`<bdi>${isSame ? `第 ${source.row} 行` : placeOf(source)}</bdi>`;
    return at === void 0 ? place : html`<a href="#record-${at}">${place}</a>`;
  };
  const links = (sources) => {
    const more = sources.length > PLACES_SHOWN && ` 等 ${sources.length} 条`;
    return html`${sources.slice(0, PLACES_SHOWN).map((source, at) => html`${at > 0 && "、"}${link(source, sources[at - 1])}`)}${more}`;
  };
  const item = (sort, check2) => {
    const rule = form.across.findIndex(({ rule: rule2 }) => rule2 === check2.rule);
    const cases = (check2.cases ?? []).map(
      ({ message: message2, sources }) => sources.length > 2 ? html`<li><details><summary>${message2}</summary>${links(sources)}</details></li>
` : html`<li>${message2}<br>${links(sources)}</li>
`
    );
    return html`<section class="checks ${sort}"><h3>${SORTS[sort]}</h3>
<p>${check2.message} ${clauseLink(check2, `#across-${rule}`)}</p>
${cases.length > 0 && (cases.length > CASES_SHOWN ? html`<details><summary>${cases.length} 处</summary><ol>${cases}</ol></details>` : html`<ol>${cases}</ol>`)}</section>
`;
  };
  const groups = Object.entries(sorted(across));
  return html`<section class="across" aria-labelledby="across"><h2 id="across">${ACROSS}</h2>
${groups.map(([sort, checks]) => checks.map((check2) => item(sort, check2)))}${holding > 0 && html`<p class="rest">${holding === across.checks.length ? "" : "另有 "}${holding} 项符合。</p>`}</section>`;
}
function breakdown(form, reader, tally) {
  return html`${failing(form, tally)}
${form.levels.length > 0 && byLevel(form, tally)}
${reader.choices.length > 0 && html`<div class="choices">${reader.choices.map((field, at) => byChoice(field, tally.choices[at] ?? /* @__PURE__ */ new Map()))}</div>`}`;
}
function stack(verdicts) {
  const total = Math.max(1, totalOf(verdicts));
  let at = 0;
  const parts = VERDICT_NAMES.map((name) => {
    const width = 100 * verdicts[name] / total;
    at += width;
    return html`<rect class="${name}" x="${round(at - width)}%" width="${round(width)}%" height="100%"/>`;
  });
  return html`<svg class="bar" aria-hidden="true">${parts}</svg>`;
}
function tags({ levels }, { level, severity }) {
  const label = levels.find(({ id }) => id === level)?.label;
  return [...label ? [label] : [], ...severity === "warning" ? [SEVERITIES.warning] : []];
}
function failing(form, tally) {
  const counted = form.rules.map((rule, at) => ({ rule, at, fails: 0, warns: 0, open: 0, ...tally.rules[at] })).filter(({ fails, warns, open }) => fails + warns + open > 0).sort((a, b) => b.fails - a.fails || b.warns - a.warns || b.open - a.open);
  const most = Math.max(...counted.map(({ fails, warns }) => fails + warns), 1);
  const bar = (kind, from, count3) => html`<rect class="${kind}" x="${round(100 * from / most)}%" width="${round(100 * count3 / most)}%" height="100%"/>`;
  const row = ({ rule, at, fails, warns, open }) => html`<tr>
<th scope="row"><a href="#rule-${at}">${rule.requires}</a>${tags(form, rule).map((tag) => html` <span class="tag">${tag}</span>`)}</th>
<td class="number">${fails}</td><td class="number share">${percent(fails, tally.total)}</td>
<td class="picture"><svg class="bar" aria-hidden="true">${bar("ineligible", 0, fails)}${bar("warns", fails, warns)}</svg></td>
<td class="number">${warns}</td><td class="number">${open}</td></tr>
`;
  const table2 = (rows, caption) => html`<table class="rules"><caption>${caption}</caption>
<thead><tr><th scope="col">要求</th><th scope="col" class="number">不符合</th><th scope="col" class="number share">占比</th><td class="picture"></td><th scope="col" class="number">${SORTS.warns}</th><th scope="col" class="number">待补充</th></tr></thead>
<tbody>${rows.map(row)}</tbody></table>`;
  const rest = counted.slice(RULES_SHOWN);
  return html`<section aria-labelledby="failing"><h2 id="failing">哪些要求最常达不到</h2>
${counted.length === 0 && html`<p>没有不符合、提醒或待补充的事项。</p>`}
${counted.length > 0 && table2(counted.slice(0, RULES_SHOWN), "按不符合的份数排列")}
${rest.length > 0 && html`<details><summary>其余 ${rest.length} 项</summary>${table2(rest, "接上表")}</details>`}
</section>`;
}
var COLUMNS = ["eligible", "ineligible", "incomplete", "unreadable"];
function verdictTable({ id, caption = "" }, first, rows, last2) {
  const columns = COLUMNS.filter((name) => name !== "unreadable" || rows.some(({ verdicts }) => verdicts[name] > 0));
  return html`<table class="verdicts" aria-labelledby="${id}">${caption !== "" && html`<caption>${caption}</caption>`}
<thead><tr><th scope="col">${first}</th>${columns.map((name) => html`<th scope="col" class="number">${VERDICTS[name]}</th>`)}<th scope="col" class="number">合计</th><td class="picture"></td>${last2 && html`<th scope="col" class="number">${last2}</th>`}</tr></thead>
<tbody>${rows.map(
    ({ name, verdicts, last: value }) => html`<tr><th scope="row">${name}</th>${columns.map(
      (column) => html`<td class="number">${verdicts[column]}</td>`
    )}<td class="number">${totalOf(verdicts)}</td><td class="picture">${stack(verdicts)}</td>${last2 && html`<td class="number">${value}</td>`}</tr>
`
  )}</tbody></table>`;
}
function byLevel(form, { levels, reaching }) {
  const none2 = { eligible: 0, ineligible: 0, incomplete: 0, unreadable: 0 };
  const rows = [...form.levels, { id: UNANSWERED, label: "未填或无法识别" }].filter(({ id }) => id !== UNANSWERED || levels.has(id)).map(({ id, label }) => ({
    name: label,
    verdicts: levels.get(id) ?? none2,
    last: id === UNANSWERED ? "" : reaching.get(id) ?? 0
  }));
  const judged2 = reaching.size > 0;
  const caption = judged2 ? "按申报的级别；“可达到”是全部材料中达到该级别标准的份数" : "按申报的级别";
  return html`<section aria-labelledby="levels"><h2 id="levels">级别</h2>
${verdictTable({ id: "levels", caption }, "申报级别", rows, judged2 ? "可达到" : void 0)}
</section>`;
}
function byChoice(field, counts) {
  const rows = choicesOf(field, counts).map(({ key, label }) => ({
    name: label,
    verdicts: counts.get(key) ?? { eligible: 0, ineligible: 0, incomplete: 0, unreadable: 0 }
  }));
  const id = `choice-${field.id}`;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${field.label}</h2>${verdictTable({ id }, field.label, rows)}</section>`;
}
function choicesOf({ options = [] }, counts) {
  return [
    ...options.map(({ label }, at) => ({ key: String(at), label })),
    { key: OTHER, label: "无法识别" },
    { key: UNANSWERED, label: "未填" }
  ].filter(({ key }) => counts.has(key));
}
function filter(form, reader, tally) {
  const rules = form.rules.map((rule, at) => ({ rule, at, broken: (tally.rules[at]?.fails ?? 0) + (tally.rules[at]?.warns ?? 0) })).filter(({ broken }) => broken > 0).sort((a, b) => b.broken - a.broken);
  const select = (name, label, options) => html`<label>${label}<select name="${name}"><option value="">全部</option>${options.map((option) => html`<option value="${option.key}">${option.label}</option>`)}</select></label>
`;
  const levels = [
    ...form.levels.map(({ id, label }) => ({ key: id, label })),
    { key: UNANSWERED, label: "未填或无法识别" }
  ];
  return html`
<form id="filter" role="search" aria-label="筛选各份材料" hidden>
<label>${reader.titles.join("、") || "名称"}<input type="search" autocomplete="off" spellcheck="false"></label>
${select(
    "verdict",
    "结论",
    VERDICT_NAMES.filter((name) => tally.verdicts[name] > 0).map((name) => ({ key: name, label: VERDICTS[name] }))
  )}
${form.levels.length > 0 && select(
    "level",
    "申报级别",
    levels.filter(({ key }) => tally.levels.has(key))
  )}
${reader.choices.map((field, at) => select(`choice-${at}`, field.label, choicesOf(field, tally.choices[at] ?? /* @__PURE__ */ new Map())))}
${select(
    "rules",
    "不符合或提醒的要求",
    rules.map(({ rule, at, broken }) => ({ key: String(at), label: `${rule.requires}（${broken}）` }))
  )}
<p class="buttons"><button type="reset">清除筛选</button> <button type="button" id="open">全部展开</button> <button type="button" id="close">全部收起</button></p>
</form>
`;
}
function recordMarkup(record, at, filed2) {
  const { verdict, source } = record;
  const { reader, tally, report, names, chosen, level, choices } = filed2;
  const read2 = report.verdict === "unreadable" ? void 0 : report;
  const groups = read2 && sorted(read2);
  const name = names.filter(Boolean).join(" · ");
  const place = placeOf(source);
  const kinds = ["fails", "open", "warns"];
  const found = kinds.map((sort) => ({ sort, count: groups?.[sort].length ?? 0 })).filter(({ count: count3 }) => count3 > 0);
  const brief = [
    ...found.map(({ sort, count: count3 }) => html`<b>${SORTS[sort]} ${count3} 项</b>`),
    ...read2?.level ? [`申报${reader.label(read2.level)}`] : [],
    ...chosen.filter(({ text }) => text !== "").map(({ text }) => html`<bdi>${text}</bdi>`)
  ];
  const rules = [...groups?.fails ?? [], ...groups?.warns ?? []].map(({ rule }) => tally.indexOf(rule)).join(" ");
  return html`<details class="record" id="record-${at}" data-verdict="${verdict}" data-level="${level}"${choices.map((choice, at2) => html` data-choice-${at2}="${choice}"`)} data-rules="${rules}">
<summary><span class="badge ${verdict}">${VERDICTS[verdict]}</span><h3><bdi>${name || place}</bdi></h3><span class="brief">${brief.map((part, at2) => html`${at2 > 0 && " · "}${part}`)}</span></summary>
<div class="body">
<p class="place"><bdi>${place}</bdi>${read2 && reader.standing(read2)}</p>
${report.verdict === "unreadable" && html`<p class="error">${report.error}</p>`}
${groups && Object.entries(groups).map(([sort, checks]) => checks.length > 0 && checksMarkup(sort, checks, tally, reader, source))}
${read2 && beside(record, read2, reader)}
</div></details>`;
}
function checksMarkup(sort, checks, tally, reader, source) {
  return html`<section class="checks ${sort}"><h4>${SORTS[sort]}</h4><ol>${checks.map((check2) => {
    const rows = reader.rows(check2, source);
    return html`<li>${(check2.message ?? check2.rule) + columnsOf(check2, source)} ${clauseLink(check2, `#rule-${tally.indexOf(check2.rule)}`)}${rows.length > 0 && html`<ul>${rows.map((row) => html`<li>${row}</li>`)}</ul>`}</li>`;
  })}</ol></section>
`;
}
function clauseLink({ clause }, href) {
  return clause ? html`<a class="clause" href="${href}">依据：${clause}</a>` : html`<a class="clause screen" href="${href}">查看要求</a>`;
}
function beside(record, report, reader) {
  const holding = report.checks.filter(({ state }) => state === "holds").length;
  const lines = [
    ["字数", reader.counts(report)],
    ["附件", reader.attachments(record)],
    ["未识别的栏目", report.unknown.map(plain)]
  ];
  return html`<p class="rest">另有 ${holding} 项符合。</p>
${lines.map(([label, texts]) => texts.length > 0 && html`<p class="rest">${label}：${texts.map((text, at) => html`${at > 0 && "；"}<bdi>${text}</bdi>`)}</p>`)}`;
}
function appendix(book, form) {
  const levels = new Map(form.levels.map(({ id, label }) => [id, label]));
  const row = ({ rule, requires, severity, clause, level }, id) => html`<tr id="${id}"><th scope="row">${requires} <code>${rule}</code></th>${form.levels.length > 0 && html`<td>${level ? levels.get(level) ?? level : "各级"}</td>`}<td>${SEVERITIES[severity]}</td><td>${clause}</td></tr>
`;
  return html`
<section aria-labelledby="appendix"><h2 id="appendix">检查了哪些要求</h2>
<table class="appendix"><caption>${form.title}的全部要求</caption>
<thead><tr><th scope="col">要求</th>${form.levels.length > 0 && html`<th scope="col">级别</th>`}<th scope="col">性质</th><th scope="col">依据</th></tr></thead>
<tbody>${form.rules.map((rule, at) => row(rule, `rule-${at}`))}${form.across.map((rule, at) => row(rule, `across-${at}`))}</tbody></table>
${book.clauses.length > 0 && html`<h3>依据的内容</h3><dl class="clauses">${book.clauses.map(({ clause, summary }) => html`<div><dt>${clause}</dt><dd>${summary}</dd></div>`)}</dl>`}
</section>`;
}
function percent(part, whole) {
  if (whole === 0) return "";
  const share = 100 * part / whole;
  return share > 0 && share < 1 ? "不到 1%" : `${Math.round(share)}%`;
}
function round(share) {
  return share.toFixed(2);
}

// www/package/cli/inputs.ts
import { basename as basename2, extname as extname3 } from "node:path";

// www/package/decode.ts
function marked(bytes) {
  if (bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191) return "utf-8";
  if (bytes[0] === 255 && bytes[1] === 254) return "utf-16le";
  if (bytes[0] === 254 && bytes[1] === 255) return "utf-16be";
  return void 0;
}
function declared(bytes) {
  const head2 = String.fromCharCode(...bytes.subarray(0, 1024));
  const label = /^\s*<[\s\S]*?(?:charset|encoding)=["']?([\w-]+)/i.exec(head2)?.[1];
  try {
    if (label && !/^utf-?8$/i.test(label)) return new TextDecoder(label).encoding;
  } catch (_) {
  }
  return "gb18030";
}
function decode(bytes) {
  const encoding = marked(bytes);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (_) {
    return new TextDecoder(declared(bytes)).decode(bytes);
  }
}

// www/package/cli/inputs.ts
import { glueOf as glueOf3, LeifengFormError as LeifengFormError6 } from "./engine.cjs";

// www/package/cli/access.ts
import { createHash as createHash2 } from "node:crypto";
import {
  closeSync as closeSync2,
  createReadStream,
  openSync as openSync2,
  readFileSync,
  readSync as readSync2,
  realpathSync,
  statSync
} from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import { LeifengFormError as LeifengFormError4 } from "./engine.cjs";
function look(file) {
  try {
    return statSync(file, { bigint: true });
  } catch (error) {
    throw systemFault(file, error);
  }
}
function notRegular(file) {
  return new LeifengFormError4("file.not_regular", "不是普通文件（可能是设备、管道或套接字），没有读取。", { file });
}
var LEFTOVER = /^~\$|^\._|^(\.ds_store|thumbs\.db|desktop\.ini|__macosx)$/i;
function copiesIn(files) {
  const copies = /* @__PURE__ */ new Map();
  const bySize = /* @__PURE__ */ new Map();
  for (const file of files) {
    const { size } = look(file);
    if (size > 0n) bySize.set(size, [...bySize.get(size) ?? [], file]);
  }
  for (const same of bySize.values()) {
    if (same.length === 1) continue;
    const firsts = /* @__PURE__ */ new Map();
    for (const file of same) {
      const print = fingerprint(file);
      const first = firsts.get(print);
      if (first !== void 0) copies.set(file, first);
      else firsts.set(print, file);
    }
  }
  return copies;
}
function fingerprint(file) {
  try {
    const hash = createHash2("sha256");
    const handle = openSync2(file, "r");
    try {
      const bytes = Buffer.alloc(PIECE2.highWaterMark);
      for (let length = readSync2(handle, bytes); length > 0; length = readSync2(handle, bytes)) {
        hash.update(bytes.subarray(0, length));
      }
    } finally {
      closeSync2(handle);
    }
    return hash.digest("hex");
  } catch {
    return file;
  }
}
function mustBeRegular(file) {
  const stats = look(file);
  if (stats.isDirectory()) throw systemFault(file, Object.assign(new Error(), { code: "EISDIR" }));
  if (!stats.isFile()) throw notRegular(file);
}
function readWhole(file) {
  mustBeRegular(file);
  try {
    return readFileSync(file);
  } catch (error) {
    throw systemFault(file, error);
  }
}
var PIECE2 = { highWaterMark: 256 * 1024 };
async function* readPieces(file) {
  mustBeRegular(file);
  yield* createReadStream(file, PIECE2);
}
var STDIN = "-";
function readPipe(file) {
  return file === STDIN ? process.stdin : createReadStream(file, PIECE2);
}
function linkFault(top, file) {
  let real;
  try {
    real = realpathSync(file);
  } catch (error) {
    return systemFault(file, error);
  }
  const way = relative(top, real);
  const isOutside = way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  if (!isOutside) return void 0;
  return new LeifengFormError4("file.outside", "这个链接指向文件夹以外，没有读取。请换成文件本身。", { file });
}

// www/package/cli/folder.ts
import { readdirSync, realpathSync as realpathSync2 } from "node:fs";
import { basename, extname as extname2, join as join2 } from "node:path";

// www/protocol.ts
var NO_HEADER = "header.missing";

// www/package/cli/folder.ts
import { glueOf as glueOf2, LeifengFormError as LeifengFormError5, readDocument } from "./engine.cjs";

// www/package/node-sheets.ts
import { readFileSync as readFileSync2 } from "node:fs";

// virtual:virtual:sheets-glue
var virtual_sheets_glue_exports = {};
__export(virtual_sheets_glue_exports, {
  Block: () => Block,
  Tables: () => Tables,
  TextTable: () => TextTable,
  columnsOf: () => columnsOf2,
  default: () => __wbg_init,
  initSync: () => initSync,
  instantiate: () => instantiate
});
var Block = class _Block {
  static __wrap(ptr) {
    const obj = Object.create(_Block.prototype);
    obj.__wbg_ptr = ptr;
    BlockFinalization.register(obj, obj.__wbg_ptr, obj);
    return obj;
  }
  __destroy_into_raw() {
    const ptr = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    BlockFinalization.unregister(this);
    return ptr;
  }
  free() {
    const ptr = this.__destroy_into_raw();
    wasm.__wbg_block_free(ptr, 0);
  }
  /**
   * What is wrong with those that cannot be read, as JSON: see [`table::Records::faults_to_json`].
   * @returns {string}
   */
  faults() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.block_faults(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm0(r0, r1);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
      wasm.__wbindgen_export2(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * JSON Lines.
   * @returns {string}
   */
  lines() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.block_lines(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm0(r0, r1);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
      wasm.__wbindgen_export2(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * What is to be said of rows that were left out.
   * @returns {string[]}
   */
  notes() {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.block_notes(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var v1 = getArrayJsValueFromWasm0(r0, r1);
      wasm.__wbindgen_export2(r0, r1 * 4, 4);
      return v1;
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The row of each.
   * @returns {Uint32Array}
   */
  rows() {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.block_rows(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var v1 = getArrayU32FromWasm0(r0, r1).slice();
      wasm.__wbindgen_export2(r0, r1 * 4, 4);
      return v1;
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
  }
};
if (Symbol.dispose) Block.prototype[Symbol.dispose] = Block.prototype.free;
var Tables = class _Tables {
  static __wrap(ptr) {
    const obj = Object.create(_Tables.prototype);
    obj.__wbg_ptr = ptr;
    TablesFinalization.register(obj, obj.__wbg_ptr, obj);
    return obj;
  }
  __destroy_into_raw() {
    const ptr = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    TablesFinalization.unregister(this);
    return ptr;
  }
  free() {
    const ptr = this.__destroy_into_raw();
    wasm.__wbg_tables_free(ptr, 0);
  }
  /**
   * `xlsx`, `xls` or `docx`, which are read; `html` or `xml`, which are to be decoded and parsed; or `txt`, which is no more than told.
   * @returns {string}
   */
  kind() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.tables_kind(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm0(r0, r1);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
      wasm.__wbindgen_export2(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * The tables that were found, as JSON: see [`table::layouts_to_json`].
   * @returns {string}
   */
  layouts() {
    let deferred1_0;
    let deferred1_1;
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.tables_layouts(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      deferred1_0 = r0;
      deferred1_1 = r1;
      return getStringFromWasm0(r0, r1);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
      wasm.__wbindgen_export2(deferred1_0, deferred1_1, 1);
    }
  }
  /**
   * What is to be said of the sheets that are not among them.
   * @returns {string[]}
   */
  notes() {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.tables_notes(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var v1 = getArrayJsValueFromWasm0(r0, r1);
      wasm.__wbindgen_export2(r0, r1 * 4, 4);
      return v1;
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * Reads a file by a packed rulebook and one of its forms; of a text it says no more than that it is one. What is looked for:
   * see [`Columns::sought`].
   * @param {Uint8Array | number[]} bytes
   * @param {Uint8Array | number[]} book
   * @param {string} form
   * @param {string} what
   * @returns {Tables}
   */
  static open(bytes, book, form, what) {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1, ptr2, len2, ptr3, len3;
      try {
        ptr0 = passArray8ToWasm0(bytes, wasm.__wbindgen_export3);
        len0 = WASM_VECTOR_LEN;
        ptr1 = passArray8ToWasm0(book, wasm.__wbindgen_export3);
        len1 = WASM_VECTOR_LEN;
        ptr2 = passStringToWasm0(form, wasm.__wbindgen_export3, wasm.__wbindgen_export4);
        len2 = WASM_VECTOR_LEN;
        ptr3 = passStringToWasm0(what, wasm.__wbindgen_export3, wasm.__wbindgen_export4);
        len3 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr3) {
          wasm.__wbindgen_export2(ptr3, len3 * 1, 1);
        }
        if (ptr2) {
          wasm.__wbindgen_export2(ptr2, len2 * 1, 1);
        }
        if (ptr1) {
          wasm.__wbindgen_export2(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_export2(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm.tables_open(retptr, ptr0, len0, ptr1, len1, ptr2, len2, ptr3, len3);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory0().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject(r1);
      }
      return _Tables.__wrap(r0);
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * Reads the text of a file that [`Tables::open`] says is markup.
   * @param {string} text
   * @param {string} what
   */
  parse(text, what) {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1;
      try {
        ptr0 = passStringToWasm0(text, wasm.__wbindgen_export3, wasm.__wbindgen_export4);
        len0 = WASM_VECTOR_LEN;
        ptr1 = passStringToWasm0(what, wasm.__wbindgen_export3, wasm.__wbindgen_export4);
        len1 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr1) {
          wasm.__wbindgen_export2(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_export2(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm.tables_parse(retptr, this.__wbg_ptr, ptr0, len0, ptr1, len1);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      if (r1) {
        throw takeObject(r0);
      }
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The next records of a table, by its place in the list; without rows where there are no more, and then from the beginning
   * again. One table is read to its end before another.
   * @param {number} at
   * @returns {Block}
   */
  read(at) {
    const ret = wasm.tables_read(this.__wbg_ptr, at);
    return Block.__wrap(ret);
  }
};
if (Symbol.dispose) Tables.prototype[Symbol.dispose] = Tables.prototype.free;
var TextTable = class {
  __destroy_into_raw() {
    const ptr = this.__wbg_ptr;
    this.__wbg_ptr = 0;
    TextTableFinalization.unregister(this);
    return ptr;
  }
  free() {
    const ptr = this.__destroy_into_raw();
    wasm.__wbg_texttable_free(ptr, 0);
  }
  /**
   * How the table is laid out, as JSON; nothing as long as it is not known.
   * @returns {string | undefined}
   */
  layout() {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      wasm.texttable_layout(retptr, this.__wbg_ptr);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      let v1;
      if (r0 !== 0) {
        v1 = getStringFromWasm0(r0, r1);
        wasm.__wbindgen_export2(r0, r1 * 1, 1);
      }
      return v1;
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * What is looked for, as of [`Tables::open`].
   * @param {Uint8Array | number[]} book
   * @param {string} form
   * @param {string} what
   */
  constructor(book, form, what) {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      let ptr0, len0, ptr1, len1, ptr2, len2;
      try {
        ptr0 = passArray8ToWasm0(book, wasm.__wbindgen_export3);
        len0 = WASM_VECTOR_LEN;
        ptr1 = passStringToWasm0(form, wasm.__wbindgen_export3, wasm.__wbindgen_export4);
        len1 = WASM_VECTOR_LEN;
        ptr2 = passStringToWasm0(what, wasm.__wbindgen_export3, wasm.__wbindgen_export4);
        len2 = WASM_VECTOR_LEN;
      } catch (e) {
        if (ptr2) {
          wasm.__wbindgen_export2(ptr2, len2 * 1, 1);
        }
        if (ptr1) {
          wasm.__wbindgen_export2(ptr1, len1 * 1, 1);
        }
        if (ptr0) {
          wasm.__wbindgen_export2(ptr0, len0 * 1, 1);
        }
        throw e;
      }
      wasm.texttable_new(retptr, ptr0, len0, ptr1, len1, ptr2, len2);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      var r2 = getDataViewMemory0().getInt32(retptr + 4 * 2, true);
      if (r2) {
        throw takeObject(r1);
      }
      this.__wbg_ptr = r0;
      TextTableFinalization.register(this, this.__wbg_ptr, this);
      return this;
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * Takes a piece of text.
   * @param {string} text
   * @param {boolean} ends
   */
  push(text, ends) {
    try {
      const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
      const val2 = +ends;
      const ptr0 = passStringToWasm0(text, wasm.__wbindgen_export3, wasm.__wbindgen_export4);
      const len0 = WASM_VECTOR_LEN;
      wasm.texttable_push(retptr, this.__wbg_ptr, ptr0, len0, val2);
      var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
      var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
      if (r1) {
        throw takeObject(r0);
      }
    } finally {
      wasm.__wbindgen_add_to_stack_pointer(16);
    }
  }
  /**
   * The next records; without rows where more text is needed.
   * @returns {Block}
   */
  read() {
    const ret = wasm.texttable_read(this.__wbg_ptr);
    return Block.__wrap(ret);
  }
};
if (Symbol.dispose) TextTable.prototype[Symbol.dispose] = TextTable.prototype.free;
function columnsOf2(book, form, table2) {
  try {
    const retptr = wasm.__wbindgen_add_to_stack_pointer(-16) >>> 0;
    let ptr0, len0, ptr1, len1, ptr2, len2;
    try {
      ptr0 = passArray8ToWasm0(book, wasm.__wbindgen_export3);
      len0 = WASM_VECTOR_LEN;
      ptr1 = passStringToWasm0(form, wasm.__wbindgen_export3, wasm.__wbindgen_export4);
      len1 = WASM_VECTOR_LEN;
      ptr2 = passStringToWasm0(table2, wasm.__wbindgen_export3, wasm.__wbindgen_export4);
      len2 = WASM_VECTOR_LEN;
    } catch (e) {
      if (ptr2) {
        wasm.__wbindgen_export2(ptr2, len2 * 1, 1);
      }
      if (ptr1) {
        wasm.__wbindgen_export2(ptr1, len1 * 1, 1);
      }
      if (ptr0) {
        wasm.__wbindgen_export2(ptr0, len0 * 1, 1);
      }
      throw e;
    }
    wasm.columnsOf(retptr, ptr0, len0, ptr1, len1, ptr2, len2);
    var r0 = getDataViewMemory0().getInt32(retptr + 4 * 0, true);
    var r1 = getDataViewMemory0().getInt32(retptr + 4 * 1, true);
    var v4 = getArrayJsValueFromWasm0(r0, r1);
    wasm.__wbindgen_export2(r0, r1 * 4, 4);
    return v4;
  } finally {
    wasm.__wbindgen_add_to_stack_pointer(16);
  }
}
function __wbg_get_imports() {
  const import0 = {
    __proto__: null,
    __wbg___wbindgen_throw_4c88d8bf264fd984: function(arg0, arg1) {
      throw new Error(getStringFromWasm0(arg0, arg1));
    },
    __wbg_new_787b9fb330d55d78: function(arg0, arg1) {
      const ret = new Error(getStringFromWasm0(arg0, arg1));
      return addHeapObject(ret);
    },
    __wbg_set_2793479888329cb6: function() {
      return handleError(function(arg0, arg1, arg2) {
        const ret = Reflect.set(getObject(arg0), getObject(arg1), getObject(arg2));
        return ret;
      }, arguments);
    },
    __wbindgen_generic_0000000000000001: function(arg0) {
      const ret = arg0;
      return addHeapObject(ret);
    },
    __wbindgen_generic_0000000000000002: function(arg0, arg1) {
      const ret = getStringFromWasm0(arg0, arg1);
      return addHeapObject(ret);
    },
    __wbindgen_object_drop_ref: function(arg0) {
      takeObject(arg0);
    }
  };
  return {
    __proto__: null,
    "./leifeng_form_bg.js": import0
  };
}
var BlockFinalization = true ? { register: () => {
}, unregister: () => {
} } : new (void 0)((ptr) => wasm.__wbg_block_free(ptr, 1));
var TablesFinalization = true ? { register: () => {
}, unregister: () => {
} } : new (void 0)((ptr) => wasm.__wbg_tables_free(ptr, 1));
var TextTableFinalization = true ? { register: () => {
}, unregister: () => {
} } : new (void 0)((ptr) => wasm.__wbg_texttable_free(ptr, 1));
function addHeapObject(obj) {
  if (heap_next === heap.length) heap.push(heap.length + 1);
  const idx = heap_next;
  heap_next = heap[idx];
  heap[idx] = obj;
  return idx;
}
function dropObject(idx) {
  if (idx < 1028) return;
  heap[idx] = heap_next;
  heap_next = idx;
}
function getArrayJsValueFromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  const mem = getDataViewMemory0();
  const result = [];
  for (let i = ptr; i < ptr + 4 * len; i += 4) {
    result.push(takeObject(mem.getUint32(i, true)));
  }
  return result;
}
function getArrayU32FromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  return getUint32ArrayMemory0().subarray(ptr / 4, ptr / 4 + len);
}
var cachedDataViewMemory0 = null;
function getDataViewMemory0() {
  if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || cachedDataViewMemory0.buffer.detached === void 0 && cachedDataViewMemory0.buffer !== wasm.memory.buffer) {
    cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
  }
  return cachedDataViewMemory0;
}
function getStringFromWasm0(ptr, len) {
  ptr = ptr >>> 0;
  return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
var cachedUint32ArrayMemory0 = null;
function getUint32ArrayMemory0() {
  if (cachedUint32ArrayMemory0 === null || cachedUint32ArrayMemory0.byteLength === 0) {
    cachedUint32ArrayMemory0 = new Uint32Array(wasm.memory.buffer);
  }
  return cachedUint32ArrayMemory0;
}
var cachedUint8ArrayMemory0 = null;
function getUint8ArrayMemory0() {
  if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
    cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
  }
  return cachedUint8ArrayMemory0;
}
function getObject(idx) {
  return heap[idx];
}
function handleError(f, args) {
  try {
    return f.apply(this, args);
  } catch (e) {
    wasm.__wbindgen_export(addHeapObject(e));
  }
}
var heap = new Array(1024).fill(void 0);
heap.push(void 0, null, true, false);
var heap_next = heap.length;
function passArray8ToWasm0(arg, malloc) {
  const ptr = malloc(arg.length * 1, 1) >>> 0;
  getUint8ArrayMemory0().set(arg, ptr / 1);
  WASM_VECTOR_LEN = arg.length;
  return ptr;
}
function passStringToWasm0(arg, malloc, realloc) {
  if (realloc === void 0) {
    const buf = cachedTextEncoder.encode(arg);
    const ptr2 = malloc(buf.length, 1) >>> 0;
    getUint8ArrayMemory0().subarray(ptr2, ptr2 + buf.length).set(buf);
    WASM_VECTOR_LEN = buf.length;
    return ptr2;
  }
  let len = arg.length;
  let ptr = malloc(len, 1) >>> 0;
  const mem = getUint8ArrayMemory0();
  let offset = 0;
  for (; offset < len; offset++) {
    const code = arg.charCodeAt(offset);
    if (code > 127) break;
    mem[ptr + offset] = code;
  }
  if (offset !== len) {
    if (offset !== 0) {
      arg = arg.slice(offset);
    }
    ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
    const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
    const ret = cachedTextEncoder.encodeInto(arg, view);
    offset += ret.written;
    ptr = realloc(ptr, len, offset, 1) >>> 0;
  }
  WASM_VECTOR_LEN = offset;
  return ptr;
}
function takeObject(idx) {
  const ret = getObject(idx);
  dropObject(idx);
  return ret;
}
var cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
cachedTextDecoder.decode();
var MAX_SAFARI_DECODE_BYTES = 2146435072;
var numBytesDecoded = 0;
function decodeText(bytes) {
  numBytesDecoded += bytes.length;
  if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
    cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
    cachedTextDecoder.decode();
    numBytesDecoded = bytes.length;
  }
  return cachedTextDecoder.decode(bytes);
}
var cachedTextEncoder = new TextEncoder();
if (!("encodeInto" in cachedTextEncoder)) {
  cachedTextEncoder.encodeInto = function(arg, view) {
    const buf = cachedTextEncoder.encode(arg);
    view.set(buf);
    return {
      read: arg.length,
      written: buf.length
    };
  };
}
var WASM_VECTOR_LEN = 0;
var wasmModule;
var wasmInstance;
var wasm;
function __wbg_finalize_init(instance, module) {
  wasmInstance = instance;
  wasm = instance.exports;
  wasmModule = module;
  cachedDataViewMemory0 = null;
  cachedUint32ArrayMemory0 = null;
  cachedUint8ArrayMemory0 = null;
  return wasm;
}
async function __wbg_load(module, imports) {
  if (typeof Response === "function" && module instanceof Response) {
    if (!module.ok) {
      throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
    }
    if (typeof WebAssembly.instantiateStreaming === "function") {
      try {
        return await WebAssembly.instantiateStreaming(module, imports);
      } catch (e) {
        const validResponse = expectedResponseType(module.type);
        if (validResponse && module.headers.get("Content-Type") !== "application/wasm") {
          console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);
        } else {
          throw e;
        }
      }
    }
    const bytes = await module.arrayBuffer();
    return await WebAssembly.instantiate(bytes, imports);
  } else {
    const instance = await WebAssembly.instantiate(module, imports);
    if (instance instanceof WebAssembly.Instance) {
      return { instance, module };
    } else {
      return instance;
    }
  }
  function expectedResponseType(type) {
    switch (type) {
      case "basic":
      case "cors":
      case "default":
        return true;
    }
    return false;
  }
}
function initSync(module) {
  if (wasm !== void 0) return wasm;
  if (module !== void 0) {
    if (Object.getPrototypeOf(module) === Object.prototype) {
      ({ module } = module);
    } else {
      console.warn("using deprecated parameters for `initSync()`; pass a single object instead");
    }
  }
  const imports = __wbg_get_imports();
  if (!(module instanceof WebAssembly.Module)) {
    module = new WebAssembly.Module(module);
  }
  const instance = new WebAssembly.Instance(module, imports);
  return __wbg_finalize_init(instance, module);
}
var __wbg_init_promise;
async function __wbg_init(module_or_path) {
  if (wasm !== void 0) return wasm;
  if (__wbg_init_promise === void 0) {
    __wbg_init_promise = __wbg_init_once(module_or_path);
    __wbg_init_promise.catch(() => {
      __wbg_init_promise = void 0;
    });
  }
  return __wbg_init_promise;
}
async function __wbg_init_once(module_or_path) {
  if (module_or_path !== void 0) {
    if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
      ({ module_or_path } = module_or_path);
    } else {
      console.warn("using deprecated parameters for the initialization function; pass a single object instead");
    }
  }
  if (module_or_path === void 0) {
    module_or_path = new URL("leifeng_form_bg.wasm", import.meta.url);
  }
  const imports = __wbg_get_imports();
  if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) {
    module_or_path = fetch(module_or_path);
  }
  const { instance, module } = await __wbg_load(await module_or_path, imports);
  return __wbg_finalize_init(instance, module);
}
async function instantiate(bytes) {
  const { instance, module } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
  return __wbg_finalize_init(instance, module);
}

// www/package/sheets.ts
var SheetsModule = class {
  #glue;
  #bytes;
  #started;
  /** How often it was started: what was opened before the last time is gone. */
  starts = 0;
  constructor(glue, bytes) {
    this.#glue = glue;
    this.#bytes = bytes;
  }
  /** Does something with the module. What failed to start, or broke, is started anew the next time. */
  async use(action) {
    this.#started ??= this.#bytes().then((bytes) => {
      this.starts++;
      return this.#glue.instantiate(bytes);
    });
    try {
      await this.#started;
    } catch (error) {
      this.#started = void 0;
      throw error;
    }
    try {
      return action(this.#glue);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      this.#started = void 0;
      const message2 = "文件过大，内存不足，无法读取。请分成几个文件后再试。";
      throw Object.assign(new Error(message2, { cause: error }), { code: "file.too_large" });
    }
  }
};
var ANY = "*";
function take(block) {
  const faults = JSON.parse(block.faults());
  const taken = { lines: block.lines(), rows: block.rows(), faults, notes: block.notes() };
  block.free();
  return taken;
}
function* all(read2) {
  for (let block = take(read2()); block.rows.length + block.notes.length > 0; block = take(read2())) yield block;
}
var TextTable2 = class {
  #table;
  constructor(glue, { book, form }, what) {
    this.#table = new glue.TextTable(book, form, what);
  }
  get layout() {
    const layout = this.#table.layout();
    return layout === void 0 ? void 0 : JSON.parse(layout);
  }
  *push(text, ends) {
    this.#table.push(text, ends);
    yield* all(() => this.#table.read());
  }
  free() {
    this.#table.free();
  }
};
function openFile(glue, bytes, known2, what) {
  const opened2 = glue.Tables.open(bytes, known2.book, known2.form, what);
  const kind = opened2.kind();
  if (kind === "txt") {
    opened2.free();
    const text = new TextTable2(glue, known2, what);
    const blocks = [...text.push(decode(bytes), true)];
    const layout = text.layout;
    text.free();
    const tables2 = [{ layout, blocks: () => blocks.values() }];
    return { kind: "csv", tables: tables2, notes: [], free: () => {
    } };
  }
  if (kind === "html" || kind === "xml") opened2.parse(decode(bytes), what);
  const layouts = JSON.parse(opened2.layouts());
  const tables = layouts.map((layout, at) => ({
    layout,
    blocks: () => all(() => opened2.read(at))
  }));
  return { kind, tables, notes: opened2.notes(), free: () => opened2.free() };
}
function* recordsOf({
  lines,
  rows,
  faults
}) {
  const all2 = lines.split("\n");
  let fault = 0;
  for (const [at, row] of rows.entries()) {
    const record = JSON.parse(all2[at] ?? "null");
    yield record === null ? { row, record: null, fault: faults[fault++] } : { row, record };
  }
}
function readBest(glue, bytes, known2, what) {
  const { kind, tables, free } = openFile(glue, bytes, known2, what);
  try {
    return read(kind, tables[0]);
  } finally {
    free();
  }
}
function readForm(glue, bytes, known2) {
  const { kind, tables, notes, free } = openFile(glue, bytes, known2, ANY);
  try {
    if (!tables.some(({ layout }) => layout.form)) return void 0;
    return { tables: tables.map((table2) => read(kind, table2)), notes };
  } finally {
    free();
  }
}
function read(kind, { layout, blocks }) {
  if (layout.fault) throw Object.assign(new Error(layout.fault), { code: layout.code, row: layout.header });
  const records = [];
  const notes = [];
  for (const block of blocks()) {
    notes.push(...block.notes);
    for (const { row, ...read2 } of recordsOf(block)) {
      if (read2.record === null) {
        const { code, column, message: message2 } = read2.fault;
        throw Object.assign(new Error(`第 ${row} 行：${message2}`), { code, row, column });
      }
      const { record } = read2;
      records.push(layout.table === null ? { row, answers: record } : { row, ...record });
    }
  }
  const { sheet, header, columns, unknown } = layout;
  return { layout, table: { kind, sheet, header, columns, records, unknown, notes } };
}

// www/package/node-sheets.ts
var sheets = new SheetsModule(
  virtual_sheets_glue_exports,
  async () => readFileSync2(new URL("./leifeng_form_sheets_bg.wasm", import.meta.url))
);

// www/package/cli/held.ts
function hold(record, attachments = record.attachments) {
  const held = (verdict) => verdict === "eligible" ? "incomplete" : verdict;
  return {
    verdict: held(record.verdict),
    fails: record.fails,
    source: record.source,
    held: true,
    ...attachments && { attachments },
    ...record.line && { line: record.line },
    answers: () => record.answers(),
    report() {
      const report = record.report();
      if (report.verdict === "unreadable") return report;
      const levels = Object.entries(report.levels ?? {}).map(([level, verdict]) => [level, held(verdict)]);
      return {
        ...report,
        verdict: held(report.verdict),
        ...report.levels && { levels: Object.fromEntries(levels) }
      };
    }
  };
}

// www/package/cli/json.ts
function readJson(text) {
  const records = [];
  const rows = [];
  let at = 0;
  let row = 1;
  let rowStart = 0;
  function fail(what) {
    throw faultAt("json.syntax", row, at - rowStart + 1, what);
  }
  function step() {
    if (text[at] === "\n") {
      row++;
      rowStart = at + 1;
    }
    at++;
  }
  function skipSpace() {
    while (/[ \t\r\n]/.test(text[at] ?? "")) step();
  }
  function skipString() {
    at++;
    while (text[at] !== '"') {
      if (at >= text.length || text[at] === "\n") fail("引号没有闭合。");
      at += text[at] === "\\" ? 2 : 1;
    }
    at++;
  }
  function readValue() {
    const start = at;
    const startRow = row;
    let depth = 0;
    while (at < text.length) {
      const letter = text[at] ?? "";
      if (letter === '"') {
        skipString();
        continue;
      }
      if (depth === 0 && /[,\]}\s]/.test(letter)) break;
      if (/[[{]/.test(letter)) depth++;
      if (/[\]}]/.test(letter)) depth--;
      step();
      if (depth === 0 && /[\]}]/.test(letter)) break;
    }
    if (depth > 0) fail(`第 ${startRow} 行开始的记录没有写完，缺少括号。`);
    if (at === start) fail("此处应为一条记录。");
    records.push(text.slice(start, at).replaceAll(/[\r\n]/g, " "));
    rows.push(startRow);
  }
  function readList() {
    at++;
    skipSpace();
    if (text[at] === "]") {
      at++;
      return;
    }
    for (; ; ) {
      skipSpace();
      readValue();
      skipSpace();
      if (text[at] === "]") break;
      if (text[at] !== ",") fail("记录之间应有逗号，最后应有“]”。");
      at++;
    }
    at++;
  }
  skipSpace();
  if (text[at] === "[") readList();
  else if (text[at] === "{") readValue();
  else fail("文件应为一个对象，或由对象组成的数组。");
  skipSpace();
  if (at < text.length) fail("记录之后还有多余的内容；一行一条记录的文件请命名为 .jsonl。");
  return { lines: records.join("\n"), rows };
}

// www/package/cli/folder.ts
var EXTENSIONS = {
  long_text: [".docx", ".doc", ".txt"],
  table: [".xlsx", ".xls", ".csv"]
};
var FORMS = [".xlsx", ".xls", ".csv", ".docx"];
var HIDDEN = /^\./;
function contextOf(book, form, joiner) {
  return { book, form, joiner, known: { book: glueOf2(book).compileFor(form.id), form: form.id } };
}
async function* checkFolder(book, folder, form, joiner, options, onBytes, onNote) {
  const context = { ...contextOf(book, form, joiner), options, onBytes };
  for await (const one2 of applications(context, realPath(folder), folder, onNote)) {
    if (one2 instanceof LeifengFormError5) yield unreadable({ file: one2.file ?? folder }, one2);
    else yield await checkOne(context, one2);
  }
}
async function gatherRows(book, folder, form, joiner) {
  if (!joiner.hasKeys) return;
  const context = { ...contextOf(book, form, joiner), options: {}, onBytes: () => {
  } };
  await unlessRefused(async () => {
    for await (const one2 of applications(context, realPath(folder), folder, () => {
    })) {
      if (one2 instanceof LeifengFormError5 || !one2.files.some((file) => kindOf(file) === "table")) continue;
      await unlessRefused(() => gatherFrom(context, one2));
    }
  });
}
async function unlessRefused(action) {
  try {
    await action();
  } catch (error) {
    fileFault("", error);
  }
}
async function gatherFrom(context, folder) {
  const own2 = readOwn(folder, context);
  const given = answersIn(context, own2.line);
  if (!given) return;
  for (const { layout, table: table2 } of own2.tables) {
    context.joiner.addOthers(own2.file, layout, context.joiner.share(table2.records, given.answers).others);
  }
  const { found } = await matchFiles(context, folder, "table", given.fields);
  for (const { file, field, table: table2 } of found) {
    const at = join2(folder.path, file);
    await unlessRefused(async () => {
      const { layout, table: sheet } = table2 ?? await openTable(context, at, field);
      context.joiner.addOthers(at, layout, context.joiner.share(sheet.records, given.answers).others);
    });
  }
}
function realPath(folder) {
  try {
    return realpathSync2(folder);
  } catch (error) {
    throw systemFault(folder, error);
  }
}
async function* applications(context, top, path, onNote) {
  let folder;
  try {
    folder = await withForms(context, list2(top, path));
  } catch (error) {
    yield systemFault(`${path}/`, error);
    return false;
  }
  yield* folder.refused.values();
  if (folder.leftovers.length > 0) {
    const message2 = `跳过了系统或办公软件留下的 ${folder.leftovers.join("、")}。`;
    onNote({ file: `${path}/`, code: "note.leftover", message: message2 });
  }
  if (folder.files.some(isAnswers) || folder.forms.length > 0) {
    yield folder;
    return true;
  }
  let below = false;
  for (const name of folder.folders) if (yield* applications(context, top, join2(path, name), onNote)) below = true;
  const hasRefusedAnswers = [...folder.refused.keys()].some(isAnswers);
  if (filesOf(folder).length > 0 && !hasRefusedAnswers) {
    if (below) onNote({ file: folder.path, code: "note.files", message: lacking(context.form, folder) });
    else yield folder;
  }
  return below;
}
async function withForms({ known: known2 }, folder) {
  if (folder.files.some(isAnswers)) return folder;
  const forms = [];
  const closed = [];
  for (const name of folder.files.filter((name2) => FORMS.includes(extname2(name2).toLowerCase()))) {
    const path = join2(folder.path, name);
    try {
      const bytes = readWhole(path);
      const form = await sheets.use((glue) => readForm(glue, bytes, known2));
      if (form) forms.push({ name, ...form });
    } catch (error) {
      const fault = fileFault(path, error);
      if (fault.code !== NO_HEADER) closed.push(`${name} 不能读取：${contentFault(path, fault).message}`);
    }
  }
  return { ...folder, forms, closed };
}
function filesOf({ files }) {
  return files.filter((file) => kindOf(file) !== void 0);
}
function lacking({ title }, folder) {
  const files = filesOf(folder);
  const tables = files.filter((file) => kindOf(file) === "table").map((file) => join2(folder.path, file));
  const direct = tables.length > 0 ? `汇总表请直接写文件名：check ${tables.join(" ")}` : "";
  return `文件夹里有 ${files.join("、")}，但没有填好的${title}，也没有 .json 文件，没有读取。${folder.closed.join("")}${direct}`;
}
function list2(top, path) {
  const files = [];
  const folders = [];
  const refused = /* @__PURE__ */ new Map();
  const all2 = readdirSync(path, { withFileTypes: true });
  const leftovers = all2.filter(({ name }) => LEFTOVER.test(name)).map(({ name }) => name);
  const entries2 = all2.filter(({ name }) => !LEFTOVER.test(name) && !HIDDEN.test(name));
  for (const entry of entries2.sort((a, b) => a.name.localeCompare(b.name, "zh-Hans", { numeric: true }))) {
    const { name } = entry;
    try {
      const kind = kindOfEntry(top, join2(path, name), entry);
      if (kind === "file") files.push(name);
      if (kind === "folder") folders.push(name);
    } catch (error) {
      if (!(error instanceof LeifengFormError5)) throw error;
      refused.set(name, error);
    }
  }
  const read2 = files.filter((name) => isAnswers(name) || kindOf(name));
  const found = copiesIn(read2.map((name) => join2(path, name)));
  const copies = new Map([...found].map(([copy, of2]) => [basename(copy), basename(of2)]));
  const own2 = files.filter((name) => !copies.has(name));
  return { path, files: own2, folders, refused, forms: [], closed: [], leftovers, copies };
}
function kindOfEntry(top, path, entry) {
  if (entry.isFile()) return "file";
  if (entry.isDirectory()) return "folder";
  const stats = look(path);
  if (!stats.isFile() && !stats.isDirectory()) throw notRegular(path);
  const fault = linkFault(top, path);
  if (fault) throw fault;
  return stats.isFile() ? "file" : "link to a folder";
}
function isAnswers(name) {
  return extname2(name).toLowerCase() === ".json";
}
function kindOf(name) {
  const extension = extname2(name).toLowerCase();
  const kinds = Object.keys(EXTENSIONS);
  return kinds.find((kind) => EXTENSIONS[kind].includes(extension));
}
function readOwn(folder, { form, onBytes }) {
  const { path, files, forms } = folder;
  const [name, ...more] = forms.length > 0 ? forms.map(({ name: name2 }) => name2) : files.filter(isAnswers);
  if (name === void 0) throw new LeifengFormError5("folder.no_answers", lacking(form, folder), { file: `${path}/` });
  if (more.length > 0) {
    const names = [name, ...more].join("、");
    const what = forms.length > 0 ? `份填好的${form.title}` : "个 .json 文件";
    const message2 = `文件夹里有 ${more.length + 1} ${what}（${names}），一份材料只能有一个。`;
    throw new LeifengFormError5("folder.many_answers", message2, { file: `${path}/` });
  }
  const [filled] = forms;
  if (filled) return ownOf(join2(path, name), filled);
  const file = join2(path, name);
  try {
    const bytes = readWhole(file);
    onBytes(bytes.length);
    const { lines, rows } = readJson(decode(bytes));
    if (rows.length !== 1) {
      throw new LeifengFormError5("folder.many_records", `应只有一份材料的内容，现有 ${rows.length} 份。`);
    }
    return { file, line: lines, row: rows[0] ?? 1, tables: [], notes: [] };
  } catch (error) {
    const fault = fileFault(file, error);
    throw new LeifengFormError5(fault.code, fault.message, { ...within(fault), file });
  }
}
function ownOf(file, { tables, notes }) {
  const own2 = tables.filter(({ layout }) => layout.table === null);
  const [best] = own2;
  const [record] = best?.table.records ?? [];
  if (!best || !record || own2.length > 1) {
    const message2 = `应只有一份材料的内容，现有 ${own2.length} 份。`;
    throw new LeifengFormError5("folder.many_records", message2, { file });
  }
  return {
    file,
    line: JSON.stringify(record.answers),
    row: record.row,
    sheet: best.table.sheet,
    tables: tables.filter((table2) => table2 !== best),
    notes: [...best.table.notes, ...notes]
  };
}
async function checkOne(context, folder) {
  const { book, options } = context;
  const { path, folders, refused } = folder;
  let own2;
  try {
    own2 = readOwn(folder, context);
  } catch (error) {
    if (!(error instanceof LeifengFormError5)) throw error;
    return unreadable({ file: error.file ?? path }, error);
  }
  const { file, line: line2, row, sheet } = own2;
  const given = answersIn(context, line2);
  const beside2 = given && await readBeside(context, folder, own2, given);
  const attachments = [
    ...beside2?.attachments ?? [],
    ...folders.map(
      (name) => ({ file: `${name}/`, code: "attachment.folder", note: "是子文件夹，没有查看" })
    ),
    ...[...folder.copies].map(
      ([file2, of2]) => ({ file: file2, code: "attachment.copy", note: `与 ${of2} 内容完全相同，只读取一次` })
    ),
    ...[...refused].map(([file2, fault]) => ({ ...notRead(file2, fault), note: fault.message.replace(/。$/, "") }))
  ];
  const isWhole2 = ![...refused.keys()].some(kindOf);
  const text = beside2 ? JSON.stringify(beside2.answers) : line2;
  for await (const record of book.checkAll(new TextEncoder().encode(text), options)) {
    return filed(record, { file, row, ...sheet && { sheet } }, attachments, (beside2?.complete ?? true) && isWhole2);
  }
  return unreadable({ file }, { code: "file.empty", message: "文件是空的。" });
}
function answersIn({ book, form }, line2) {
  try {
    const answers = JSON.parse(line2);
    return { answers, fields: new Set(answersByField(book, form.id, answers).keys()) };
  } catch {
    return void 0;
  }
}
function filed(record, source, attachments, complete) {
  const whole = {
    verdict: record.verdict,
    fails: record.fails,
    source,
    attachments,
    ...record.line && { line: record.line },
    report: () => record.report(),
    answers: () => record.answers()
  };
  return complete ? whole : hold(whole);
}
async function readBeside(context, whole, own2, given) {
  const { book, form } = context;
  const { answers } = given;
  const { path } = whole;
  const ownName = basename(own2.file);
  const files = whole.files.filter((file) => isAnswers(file) || file !== ownName);
  const folder = { ...whole, files };
  const read2 = new Map(Object.entries(answers));
  const fields = new Set(given.fields);
  const attachments = own2.notes.map((note) => ({ file: ownName, note: note.replace(/。$/, "") }));
  let complete = true;
  for (const table2 of own2.tables) {
    const field = table2.layout.table ?? "";
    if (fields.has(field)) continue;
    const { value, note, unsure } = ownRows(context, table2, answers);
    if (unsure) complete = false;
    if (value !== void 0) {
      fields.add(field);
      read2.set(field, value);
    }
    const code = value === void 0 ? { code: "rows.not_joined" } : { field };
    attachments.push({ file: ownName, ...code, ...note && { note } });
  }
  for (const file of files) {
    if (!isAnswers(file) && !kindOf(file))
      attachments.push({ file, code: "attachment.kind", note: "不是可以读取的文档或表格，没有查看" });
  }
  for (const kind of Object.keys(EXTENSIONS)) {
    const { found, notes } = await matchFiles(context, folder, kind, fields);
    attachments.push(...notes.map(({ unsure: _, ...note }) => note));
    if (notes.some(({ unsure }) => unsure)) complete = false;
    for (const { file, field, table: table2 } of found) {
      const at = join2(path, file);
      try {
        const opened2 = kind === "table" ? table2 ?? await openTable(context, at, field) : void 0;
        const { value, ...told2 } = opened2 ? ownRows(context, opened2, answers) : await readMaterial(context, at);
        if (told2.unsure) complete = false;
        if (value === void 0) {
          attachments.push({ file, code: "rows.not_joined", ...told2.note && { note: told2.note } });
          continue;
        }
        for (const key of read2.keys()) if (glueOf2(book).fieldOf(form.id, key) === field.id) read2.delete(key);
        read2.set(field.id, value);
        attachments.push({ file, field: field.id, ...told2.note && { note: told2.note } });
      } catch (error) {
        const fault = contentFault(at, fileFault(at, error));
        complete = false;
        attachments.push({ ...notRead(file, fault), note: `应为“${field.label}”，但不能读取：${fault.message}` });
      }
    }
  }
  return { answers: Object.fromEntries(read2), attachments, complete };
}
function notRead(file, fault) {
  return { file, code: fault.code, ...within(fault) };
}
function matchFiles(context, { path, files }, kind, answered) {
  const { book, form } = context;
  const namedBy = (name) => {
    const id = glueOf2(book).fieldNamedIn(form.id, name, kind);
    return form.fields.find((field) => field.id === id);
  };
  return match(
    files.filter((file) => kindOf(file) === kind),
    form.fields.filter((field) => field.kind === kind),
    answered,
    namedBy,
    // Documents look alike, and a sheet beside an application may be any: only its header tells what it is.
    kind === "table" ? (file, waiting2) => tableIn(context, join2(path, file), waiting2, namedBy) : void 0
  );
}
async function match(files, fields, answered, namedBy, look2) {
  const notes = [];
  const open = fields.filter(({ id }) => !answered.has(id));
  const named3 = /* @__PURE__ */ new Map();
  for (const file of files) {
    const field2 = namedBy(basename(file, extname2(file)));
    if (field2) named3.set(file, { field: field2 });
  }
  const nameless = files.filter((file) => !named3.has(file));
  const waiting2 = open.filter((field2) => ![...named3.values()].some((each) => each.field === field2));
  const [field] = waiting2;
  for (const file of nameless) {
    if (!field) notes.push({ file, code: "attachment.not_needed", note: "没有需要由它填写的栏目，没有读取" });
    else if (look2) {
      const seen = await look2(file, waiting2);
      if ("field" in seen) named3.set(file, seen);
      else notes.push({ file, ...seen });
    } else if (nameless.length === 1 && waiting2.length === 1) named3.set(file, { field });
    else notes.push({ file, ...unclear(waiting2) });
  }
  const found = [];
  for (const [file, answering] of named3) {
    const { field: field2 } = answering;
    const rivals = [...named3].filter(([, other]) => other.field === field2).map(([file2]) => file2);
    if (!open.includes(field2))
      notes.push({ file, code: "attachment.answered", note: `申报表或 .json 文件中已填“${field2.label}”，没有读取` });
    else if (rivals.length > 1)
      notes.push({
        file,
        code: "attachment.rivals",
        note: `与 ${rivals.filter((other) => other !== file).join("、")} 都像是“${field2.label}”，没有读取，请只留一个`,
        unsure: true
      });
    else found.push({ file, ...answering });
  }
  return { found, notes };
}
function unclear(fields) {
  const note = `不能确定是不是${inWords3(fields)}，没有读取，请在文件名中写明`;
  return { code: "attachment.unclear", note, unsure: true };
}
function inWords3(fields) {
  return fields.map(({ label }) => `“${label}”`).join("、");
}
async function tableIn(context, path, waiting2, namedBy) {
  const fitting = [];
  for (const field of waiting2) {
    try {
      const table2 = await openTable(context, path, field);
      if (table2.layout.whole || namedBy(table2.table.sheet) === field) fitting.push({ field, table: table2 });
    } catch (error) {
      const fault = fileFault(path, error);
      if (fault.code !== NO_HEADER) {
        const { code, message: message2, ...place } = contentFault(path, fault);
        const note = `不能确定是不是${inWords3(waiting2)}，因为不能读取：${message2}`;
        return { code, ...within(place), note, unsure: true };
      }
    }
  }
  const [only, ...more] = fitting;
  if (!only) {
    return { code: "attachment.unlike", note: `不像${inWords3(waiting2)}，没有读取；如果是，请在文件名中写明` };
  }
  if (more.length > 0) return unclear(fitting.map(({ field }) => field));
  return { field: only.field, table: { ...only.table, how: "由表头或工作表名判断，如果不是，请移出文件夹" } };
}
function readBytes({ onBytes }, path) {
  const bytes = readWhole(path);
  onBytes(bytes.length);
  return bytes;
}
async function readMaterial(context, path) {
  const { text, beside: beside2 } = await readDocument(readBytes(context, path));
  const left = leftOut(beside2);
  return { value: text, ...left && { note: left } };
}
async function openTable(context, path, field) {
  const bytes = readBytes(context, path);
  return sheets.use((glue) => readBest(glue, bytes, context.known, field.id));
}
function ownRows({ joiner, form }, { layout, table: table2, how }, answers) {
  const { own: own2, others, isUnclear } = joiner.share(table2.records, answers);
  const whose = joiner.whose(others);
  if (isUnclear) {
    const note2 = `各行属于不同的${form.title}，申报表或 .json 文件没有写明是哪一份，没有读取`;
    return { value: void 0, note: note2, unsure: true };
  }
  if (own2.length === 0 && others.length > 0) {
    const note2 = `各行写明属于${whose}，不是这一份，没有并入`;
    return { value: void 0, note: note2, unsure: !joiner.hasRows(layout.table ?? "", answers) };
  }
  const value = Object.fromEntries(own2.map(({ row, answers: answers2 }) => [row, answers2]));
  const left = others.length > 0 ? [`有 ${others.length} 行写明属于${whose}，没有并入这一份`] : [];
  const sheet = table2.sheet === "" ? [] : [`工作表“${table2.sheet}”`];
  const note = [...how ? [how] : [], ...sheet, ...left, ...table2.notes].join("；");
  return { value, ...note && { note } };
}

// www/package/cli/join.ts
import { essence } from "./engine.cjs";
var ELSEWHERE = "";
var ROWS_TOLD = 10;
var Joiner = class {
  bad = [];
  #book;
  #form;
  /** By what the rows of a table find their record. */
  #keys;
  /** The same in words. */
  #keyWords;
  #groups = /* @__PURE__ */ new Map();
  /** By table and keys. */
  #byKey = /* @__PURE__ */ new Map();
  /** By workbook and names: how many of its records rows with these names can belong to. */
  #owners = /* @__PURE__ */ new Map();
  constructor(book, form) {
    this.#book = book;
    this.#form = form;
    this.#keys = form.key.flatMap((key) => form.fields.filter(({ id }) => id === key));
    this.#keyWords = this.#keys.map(({ label }) => label).join("和");
  }
  get isEmpty() {
    return this.#groups.size === 0;
  }
  /** Takes the rows of a block. */
  add(file, layout, block) {
    for (const { row, ...read2 } of recordsOf(block)) {
      if (read2.record === null) this.bad.push({ source: sourceOf(file, layout, row), fault: read2.fault });
      else this.#addRow(file, layout, row, read2.record);
    }
  }
  #addRow(file, layout, row, { answers, of: of2 }) {
    const field = layout.table ?? "";
    const said2 = this.#form.key.map((key) => essence(String(of2[key] ?? "")));
    const id = JSON.stringify([file, layout.sheet, field, said2]);
    let group = this.#groups.get(id);
    if (!group) {
      group = { file, layout, field, of: { ...of2 }, names: this.#namesOf(of2), rows: /* @__PURE__ */ new Map() };
      this.#groups.set(id, group);
      this.#index(group);
    } else this.#agree(group.of, of2);
    const unknown = group.rows.size === 0 ? layout.unknown : [];
    group.rows.set(row, { ...answers, ...Object.fromEntries(unknown.map((name) => [name, null])) });
  }
  /** Keeps of what rows say of their record what no other says differently. */
  #agree(held, said2) {
    for (const [key, value] of Object.entries(said2)) {
      if ((value ?? "") === "" || held[key] === value || held[key] === null) continue;
      if (held[key] === void 0 || held[key] === "") held[key] = value;
      else if (!this.#form.key.includes(key)) held[key] = null;
    }
  }
  /** Takes rows beside the answers of a record that say that they are of another. */
  addOthers(file, layout, rows) {
    for (const { row, answers, of: of2 = {} } of rows) this.#addRow(file, layout, row, { answers, of: of2 });
  }
  /** Whether rows can find a record by what they say. */
  get hasKeys() {
    return this.#keys.length > 0;
  }
  /** Whose the rows are that lie beside the answers of a record. */
  share(rows, answers) {
    const names = this.#namesOf(answers);
    const own2 = [];
    const others = [];
    const said2 = names.map(() => /* @__PURE__ */ new Set());
    const read2 = /* @__PURE__ */ new Map();
    for (const row of rows) {
      const line2 = JSON.stringify(row.of ?? {});
      const of2 = read2.get(line2) ?? this.#namesOf(row.of ?? {});
      read2.set(line2, of2);
      const isOwn = of2.every((name, at) => name === "" || names[at] === "" || name === names[at]);
      (isOwn ? own2 : others).push(row);
      if (isOwn) {
        for (const [at, name] of of2.entries()) if (name !== "" && names[at] === "") said2[at]?.add(name);
      }
    }
    return { own: own2, others, isUnclear: said2.some(({ size }) => size > 1) };
  }
  /** Whether rows of a table that lie elsewhere say that they are of a record with these answers. */
  hasRows(table2, answers) {
    const isNamed = (names) => names.some((name) => name !== "");
    const fitting = namesFitting(this.#namesOf(answers)).filter(isNamed);
    return fitting.some((names) => this.#byKey.has(keyOf(table2, names)));
  }
  /** Of which records rows are, in words. */
  whose(rows) {
    const names = [...new Set(rows.map(({ of: of2 = {} }) => this.#written(of2)))];
    const shown = names.slice(0, ROWS_TOLD).map((name) => `“${name}”`);
    return `${shown.join("、")}${names.length > ROWS_TOLD ? "等" : ""}`;
  }
  /** What rows say of their record, as it is written. */
  #written(of2) {
    const names = this.#form.key.map((key) => of2[key]).filter((name) => essence(String(name ?? "")) !== "");
    return plain(names.join(" · "));
  }
  #index(group) {
    const key = keyOf(group.field, group.names);
    const namesakes = this.#byKey.get(key);
    if (namesakes) namesakes.groups.push(group);
    else this.#byKey.set(key, { groups: [group], views: /* @__PURE__ */ new Map() });
  }
  /** Takes a sheet whose rows cannot be read. */
  refuse(file, layout) {
    const names = this.#keys.map(() => "");
    const fault = { code: layout.code ?? "file.unreadable", message: layout.fault ?? "" };
    const group = { file, layout, field: layout.table ?? "", of: {}, names, rows: /* @__PURE__ */ new Map(), fault };
    this.#groups.set(JSON.stringify([file, layout.sheet, layout.header]), group);
    this.#index(group);
  }
  /** Takes the records of a workbook: its rows of tables are theirs before they are others'. */
  addRecords(file, block) {
    for (const { record } of recordsOf(block)) {
      const named3 = Object.entries(record ?? {}).filter(([key]) => this.#form.key.includes(key));
      const fitting = namesFitting(this.#namesOf(Object.fromEntries(named3)));
      for (const key of new Set(fitting.map((names) => keyOf(file, names)))) {
        this.#owners.set(key, (this.#owners.get(key) ?? 0) + 1);
      }
    }
  }
  #answered(answers) {
    return answersByField(this.#book, this.#form.id, answers);
  }
  #namesOf(answers) {
    return this.#namesIn(this.#answered(answers));
  }
  /** The names by which rows find their record, as they are compared; "" for one that is not told. */
  #namesIn(given) {
    return this.#keys.map(({ id, options }) => {
      const { value, option } = given.get(id) ?? {};
      return options?.[option ?? -1]?.id ?? essence(String(value ?? ""));
    });
  }
  /** How many records of its own workbook rows can belong to. */
  #ownersOf({ file, names }) {
    return this.#owners.get(keyOf(file, names)) ?? 0;
  }
  /** Whether a record that rows can belong to is the one that they belong to. */
  #isSure(group, isOnly) {
    if (isWhole(group)) return true;
    const owners = this.#ownersOf(group);
    return owners === 1 || owners === 0 && (isOnly || group.names.some((name) => name !== ""));
  }
  /** The tables that belong to a record and that it does not answer itself; `isOnly`: there is no other record. */
  tablesOf(answers, source, isOnly) {
    const given = this.#answered(answers);
    const fitting = namesFitting(this.#namesIn(given));
    const own2 = [];
    const unsure = [];
    for (const table2 of this.#form.fields.filter(({ columns }) => columns)) {
      const { first, others } = this.#viewOf(table2.id, fitting, source.file);
      if (given.has(table2.id)) {
        if (first)
          first.fault ??= notJoined(`${this.#form.title}（${placeText(source)}）中已填写这个表格，这里的行没有并入。`);
        continue;
      }
      unsure.push(...others);
      if (!first) continue;
      if (!this.#isSure(first, isOnly)) {
        first.fault ??= notJoined(`${this.#unsaid}不能确定属于哪一份${this.#form.title}，没有并入${this.#wayOut}`);
        unsure.push(told(first));
      } else if (first.taken && !isWhole(first)) {
        first.fault ??= notJoined(`${this.#unsaid}只并入了${placeText(first.taken)}${this.#wayOut}`);
        unsure.push(told(first));
      } else {
        first.taken ??= source;
        own2.push(first);
      }
    }
    return { own: own2, unsure };
  }
  /** Of the surest names that some groups have, what records of a file have of these. */
  #viewOf(table2, fitting, file = ELSEWHERE) {
    for (const names of fitting) {
      const namesakes = this.#byKey.get(keyOf(table2, names));
      if (!namesakes) continue;
      const from = this.#ownersOf({ file, names }) > 0 ? file : ELSEWHERE;
      let view = namesakes.views.get(from);
      if (!view) {
        view = this.#look(namesakes.groups, from);
        namesakes.views.set(from, view);
      }
      if (view.first || view.others.length > 0) return view;
    }
    return { first: void 0, others: [] };
  }
  #look(groups, from) {
    const near = groups.filter((group) => group.file === from || this.#ownersOf(group) === 0);
    const [first, ...others] = near.filter((group) => !isRefused(group));
    const place = first && placeOf2(first);
    for (const other of others) {
      other.fault ??= notJoined(`${place}中已有属于同一份${this.#form.title}的行，这里的没有并入，请合并到一张表中。`);
    }
    const all2 = [...near.filter(isRefused), ...others];
    const more = all2.length - ROWS_TOLD;
    const rest = [];
    if (more > 0)
      rest.push({ file: `另有 ${more} 处`, code: "rows.not_joined", note: "同样没有并入，请合并到一张表中。" });
    return { first, others: [...all2.slice(0, ROWS_TOLD).map(told), ...rest] };
  }
  get #unsaid() {
    return this.#keyWords === "" ? "" : `没有写明${this.#keyWords}，`;
  }
  get #wayOut() {
    return this.#keyWords === "" ? "。" : `，请补上${this.#keyWords}。`;
  }
  /** Every group as a record: where no input holds records of the form. */
  get groups() {
    return [...this.#groups.values()].filter((group) => !isRefused(group));
  }
  /** The sheets that cannot be read. */
  get refused() {
    return [...this.#groups.values()].filter(isRefused).map((group) => ({ source: firstOf(group), fault: faultOf(group) }));
  }
  /** What was left: a row that stands for the others of its group, and what is wrong. */
  *left() {
    yield* this.bad;
    yield* this.refused;
    for (const group of this.groups) {
      if (group.taken && !group.fault) continue;
      const rows = [...group.rows.keys()];
      const told2 = `第 ${rows.slice(0, ROWS_TOLD).join("、")} 行${rows.length > ROWS_TOLD ? `等 ${rows.length} 行` : ""}`;
      const names = this.#written(group.of);
      const why2 = group.fault?.message ?? `没有对应的${this.#form.title}，请核对${this.#keyWords || "内容"}。`;
      yield { source: firstOf(group), fault: notJoined(`${told2}${names === "" ? "" : `（${names}）`}：${why2}`) };
    }
  }
};
function answersOf(groups) {
  return Object.fromEntries(groups.map(({ field, rows }) => [field, Object.fromEntries(rows)]));
}
function tableSources(groups) {
  return Object.fromEntries(
    groups.map(({ field, file, layout: { sheet, columns } }) => [field, { file, ...sheet && { sheet }, columns }])
  );
}
function firstOf({ file, layout, rows }) {
  const [first = layout.header] = rows.keys();
  return sourceOf(file, layout, first);
}
function sourceOf(file, { sheet }, row) {
  return { file, row, ...sheet && { sheet } };
}
function isRefused({ rows }) {
  return rows.size === 0;
}
function notJoined(message2) {
  return { code: "rows.not_joined", message: message2 };
}
function faultOf({ fault = notJoined("") }) {
  return fault;
}
function told(group) {
  const { code, message: message2 } = faultOf(group);
  return { file: placeOf2(group), code, note: message2 };
}
function placeOf2({ file, layout: { sheet } }) {
  return plain(sheet ? `${file}的工作表“${sheet}”` : file);
}
function placeText({ file = "", sheet, row }) {
  return plain(`${file}${sheet ? `的工作表“${sheet}”` : ""}${row === void 0 ? "" : `第 ${row} 行`}`);
}
function isWhole({ names }) {
  return names.length > 0 && names.every((name) => name !== "");
}
function namesFitting(names) {
  const [first, ...others] = names;
  if (first === void 0) return [[]];
  const rest = namesFitting(others);
  return [...rest.map((more) => [first, ...more]), ...rest.map((more) => ["", ...more])];
}
function keyOf(of2, names) {
  return JSON.stringify([of2, ...names]);
}

// www/package/cli/sheet-record.ts
var SheetRecord = class {
  verdict;
  fails;
  attachments;
  line;
  /** Where it came from, and the column of each field. */
  origin;
  #record;
  #report;
  constructor(record, source, columns) {
    this.verdict = record.verdict;
    this.fails = record.fails;
    if (record.attachments) this.attachments = record.attachments;
    if (record.line) this.line = record.line;
    this.origin = { source, columns };
    this.#record = record;
  }
  get source() {
    const { source } = this.origin;
    if (this.fails.length === 0) return source;
    const report = this.report();
    const failing2 = "checks" in report ? report.checks.filter(({ state }) => state === "fails") : [];
    const fields = new Set(failing2.flatMap(({ fields: fields2 }) => fields2));
    const columns = Object.entries(this.origin.columns).filter(([field]) => fields.has(field));
    return columns.length > 0 ? { ...source, columns: Object.fromEntries(columns) } : source;
  }
  report() {
    this.#report ??= this.#record.report();
    return this.#report;
  }
  json() {
    return this.#record.json?.() ?? JSON.stringify(this.report());
  }
  answers() {
    return this.#record.answers();
  }
};
function withTables(book, options, record, joiner, isOnly) {
  const answers = record.answers();
  const { source, columns } = record instanceof SheetRecord ? record.origin : { source: record.source, columns: {} };
  if (!answers) return record;
  const { own: own2, unsure } = joiner.tablesOf(answers, source, isOnly);
  if (own2.length + unsure.length === 0) return record;
  const attachments = [...record.attachments ?? [], ...unsure];
  const whole = own2.length > 0 ? judged(book, options, { ...answers, ...answersOf(own2) }, source) : record;
  const isHeld = unsure.length > 0 || record.held;
  const filed2 = isHeld ? hold(whole, attachments) : attachments.length > 0 ? { ...whole, attachments } : whole;
  return new SheetRecord(filed2, own2.length > 0 ? { ...source, tables: tableSources(own2) } : source, columns);
}
function recordOf(book, options, group) {
  const record = judged(book, options, { ...group.of, ...answersOf([group]) }, firstOf(group));
  return new SheetRecord(record, { ...record.source, tables: tableSources([group]) }, {});
}
function judged(book, options, answers, source) {
  const report = book.check(answers, options);
  return {
    verdict: report.verdict,
    fails: report.checks.filter(({ state }) => state === "fails").map(({ rule }) => rule),
    source,
    report: () => report,
    answers: () => answers
  };
}

// www/package/cli/sheets.ts
import { closeSync as closeSync3, openSync as openSync3, readSync as readSync3 } from "node:fs";

// www/package/cli/decode.ts
async function encodingOf(file) {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let first = true;
  try {
    for await (const chunk of readPieces(file)) {
      const encoding = first ? marked(chunk) : void 0;
      if (encoding) return encoding;
      first = false;
      decoder.decode(chunk, { stream: true });
    }
    decoder.decode();
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "gb18030";
    throw error;
  }
}
async function* textOf(file, encoding, onBytes) {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of readPieces(file)) {
    onBytes(chunk.length);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

// www/package/cli/sheets.ts
var ENOUGH = 1 << 18;
async function openTables(file, known2, joiner, onNote) {
  mustBeRegular(file);
  const open = isText(file) ? openText : openSheets;
  return open(file, known2, joiner, onNote);
}
function isText(file) {
  const handle = openSync3(file, "r");
  try {
    const head2 = Buffer.alloc(4);
    readSync3(handle, head2);
    return /\.csv$/i.test(file) && !["504b0304", "d0cf11e0"].includes(head2.toString("hex"));
  } finally {
    closeSync3(handle);
  }
}
async function* stepping(blocks) {
  for (; ; ) {
    const { done, value } = await sheets.use(() => blocks.next());
    if (done) return;
    yield value;
    if (isTurnDue()) await turn();
  }
}
var OpenWorkbook = class {
  #file;
  #known;
  #opened;
  #starts = 0;
  size = 0;
  constructor(file, known2) {
    this.#file = file;
    this.#known = known2;
  }
  async opened() {
    if (!this.#opened || this.#starts !== sheets.starts) {
      const bytes = readWhole(this.#file);
      this.size = bytes.length;
      this.#opened = await sheets.use((glue) => openFile(glue, bytes, this.#known, ANY));
      this.#starts = sheets.starts;
    }
    return this.#opened;
  }
  async *blocks(at) {
    const { tables } = await this.opened();
    const table2 = tables[at];
    if (table2) yield* stepping(table2.blocks());
  }
  free() {
    if (this.#starts === sheets.starts) this.#opened?.free();
    this.#opened = void 0;
  }
};
async function openSheets(file, known2, joiner, onNote) {
  const book = new OpenWorkbook(file, known2);
  try {
    return await readRows(book, file, joiner, onNote);
  } catch (error) {
    book.free();
    throw error;
  }
}
async function readRows(book, file, joiner, onNote) {
  const { notes, tables } = await book.opened();
  for (const message2 of notes) onNote({ file, code: "note.sheet", message: message2 });
  for (const [at, { layout }] of tables.entries()) {
    if (layout.fault) joiner.refuse(file, layout);
    else if (layout.table !== null) {
      for await (const block of book.blocks(at)) take2(file, layout, block, joiner, onNote);
    }
  }
  const records = [...tables.entries()].filter(([, { layout }]) => layout.table === null);
  if (records.length < tables.length) {
    for (const [at] of records) for await (const block of book.blocks(at)) joiner.addRecords(file, block);
  }
  if (records.length === 0) book.free();
  const last2 = records.at(-1)?.[0];
  return records.map(([at, { layout }]) => ({
    file,
    layout,
    async *blocks(onBytes) {
      yield* book.blocks(at);
      if (at !== last2) return;
      onBytes(book.size);
      book.free();
    }
  }));
}
function take2(file, layout, block, joiner, onNote) {
  joiner.add(file, layout, block);
  tellNotes(file, layout, block, onNote);
}
function tellNotes(file, { sheet, form }, { notes }, onNote) {
  const code = form ? "note.boxes" : "note.rows";
  for (const message2 of notes) onNote({ file, ...sheet && { sheet }, code, message: message2 });
}
async function openText(file, known2, joiner, onNote) {
  const encoding = await encodingOf(file);
  const start = () => sheets.use((glue) => new TextTable2(glue, known2, ANY));
  const layout = await layoutOf(
    await start(),
    textOf(file, encoding, () => {
    })
  );
  const records = {
    file,
    layout,
    async *blocks(onBytes) {
      const table2 = await start();
      try {
        for await (const text of textOf(file, encoding, onBytes)) yield* stepping(table2.push(text, false));
        yield* stepping(table2.push("", true));
      } finally {
        table2.free();
      }
    }
  };
  if (layout.table === null) return [records];
  if (layout.fault) joiner.refuse(file, layout);
  else for await (const block of records.blocks(() => {
  })) take2(file, layout, block, joiner, onNote);
  return [];
}
async function layoutOf(table2, pieces) {
  const push = (text, ends) => sheets.use(() => table2.push(text, ends).next());
  try {
    let length = 0;
    for await (const text of pieces) {
      length += text.length;
      await push(text, false);
      if (table2.layout || length > ENOUGH * 2) break;
    }
    if (!table2.layout) await push("", true);
    return table2.layout;
  } finally {
    table2.free();
  }
}

// www/package/cli/inputs.ts
var TABLES = [".xlsx", ".xls", ".csv", ".docx"];
var LINES = [".jsonl", ".ndjson"];
var ENDINGS = [...TABLES, ".json", ...LINES];
var isPassedOver = (input) => input.kind === "leftover" || input.kind === "copy";
function noteOf(input) {
  const { file } = input;
  if (input.kind === "leftover")
    return { file, code: "note.leftover", message: "是系统或办公软件留下的文件，没有读取。" };
  return { file, code: "note.copy", message: `与 ${input.of} 内容完全相同，只检查一次。` };
}
function findInputs(files) {
  const found = /* @__PURE__ */ new Set();
  const once = (identity, what) => {
    if (found.has(identity)) throw new LeifengFormError6("command.repeated", `${what}只能写一次。`);
    found.add(identity);
  };
  const inputs = files.map((file) => {
    if (file === STDIN) {
      once(STDIN, "标准输入（-）");
      return { file, size: 0, kind: "pipe" };
    }
    try {
      const stats = look(file);
      once(`${stats.dev}:${stats.ino}`, `${file}：同一个文件或文件夹`);
      const size = Number(stats.size);
      if (stats.isDirectory()) return { file, size: 0, kind: "folder" };
      const ending = extname3(file).toLowerCase();
      if (stats.isFIFO() && ["", ...LINES].includes(ending)) return { file, size: 0, kind: "pipe" };
      if (!stats.isFile()) throw notRegular(file);
      if (LEFTOVER.test(basename2(file))) return { file, size: 0, kind: "leftover" };
      if (TABLES.includes(ending)) return { file, size, kind: "tables" };
      if (LINES.includes(ending)) return { file, size, kind: "lines" };
      if (ending === ".json") return { file, size, kind: "json" };
      throw new LeifengFormError6("file.kind", refusal(ending), { file });
    } catch (error) {
      const isRecord = error instanceof LeifengFormError6 && !["file.missing", "command.repeated"].includes(error.code);
      if (!isRecord) throw error;
      return { file, size: 0, kind: "bad", fault: error };
    }
  });
  const copies = copiesIn(inputs.flatMap(({ file, kind }) => FILES.has(kind) ? [file] : []));
  return inputs.map((input) => {
    const of2 = copies.get(input.file);
    return of2 === void 0 ? input : { file: input.file, size: 0, kind: "copy", of: of2 };
  });
}
var FILES = /* @__PURE__ */ new Set(["tables", "json", "lines"]);
function refusal(ending) {
  return `不能读取${ending === "" ? "没有扩展名的" : ` ${ending} `}文件，请使用 ${ENDINGS.join("、")}。`;
}
var NO_APPLICATIONS = "文件夹里没有申报材料。每份材料应有自己的子文件夹，其中有填好的申报表（.xlsx、.xls 或 .docx）或 .json 文件。";
async function* checkInputs(book, form, inputs, options, onBytes, onNote) {
  const joiner = new Joiner(book, form);
  const known2 = { book: glueOf3(book).compileFor(form.id), form: form.id };
  const opened2 = /* @__PURE__ */ new Map();
  for (const { file, kind } of inputs) {
    if (kind !== "tables") continue;
    try {
      opened2.set(file, await openTables(file, known2, joiner, onNote));
    } catch (error) {
      opened2.set(file, fileFault(file, error));
    }
  }
  for (const { file, kind } of inputs) if (kind === "folder") await gatherRows(book, file, form, joiner);
  const hasRowsOnly = ({ file }) => {
    const tables = opened2.get(file);
    return Array.isArray(tables) && tables.length === 0;
  };
  if (!joiner.isEmpty && inputs.every((input) => isPassedOver(input) || hasRowsOnly(input))) {
    for (const input of inputs) if (isPassedOver(input)) onNote(noteOf(input));
    for (const group of joiner.groups) yield recordOf(book, options, group);
    for (const { source, fault } of [...joiner.bad, ...joiner.refused]) yield unreadable(source, fault);
    return;
  }
  function read2(input) {
    const { file, kind } = input;
    const tables = opened2.get(file);
    switch (kind) {
      case "bad":
        return one(unreadable({ file }, input.fault));
      case "folder":
        return checkFolder(book, file, form, joiner, options, onBytes, onNote);
      case "json":
        return json(book, file, options, onBytes);
      case "lines":
        return jsonLines(book, file, readPieces(file), options, onBytes);
      case "pipe":
        return jsonLines(book, file, readPipe(file), options, onBytes);
      case "tables":
        if (tables instanceof LeifengFormError6) throw tables;
        return sheetRecords(book, tables ?? [], options, onBytes, onNote);
    }
  }
  async function* records() {
    let isNothing = true;
    for (const input of inputs) {
      if (isPassedOver(input)) {
        onNote(noteOf(input));
        continue;
      }
      const { file, kind } = input;
      let found = false;
      try {
        for await (const record of read2(input)) {
          found = true;
          yield record;
        }
      } catch (error) {
        found = true;
        yield unreadableFile(file, fileFault(file, error));
      }
      const hasRows = hasRowsOnly(input) && !joiner.isEmpty;
      if (!found && !hasRows) {
        const what = kind === "folder" ? NO_APPLICATIONS : "其中没有一条记录，请核对内容。";
        onNote({ file: file === STDIN ? "标准输入" : file, code: "note.nothing", message: what });
      }
      isNothing &&= !found && kind === "folder";
    }
    if (isNothing) throw new LeifengFormError6("command.no_input", "没有可以检查的材料。");
  }
  if (joiner.isEmpty) yield* records();
  else
    for await (const [record, isOnly] of withOnly(records())) yield withTables(book, options, record, joiner, isOnly);
  for (const { source, fault } of joiner.left()) yield unreadable(source, fault);
}
async function* withOnly(records) {
  let last2;
  let isOnly = true;
  for await (const record of records) {
    if (last2) {
      isOnly = false;
      yield [last2, isOnly];
    }
    last2 = record;
  }
  if (last2) yield [last2, isOnly];
}
async function* one(record) {
  yield record;
}
function unreadableFile(file, fault) {
  return unreadable({ file }, contentFault(file, fault));
}
async function* sheetRecords(book, tables, options, onBytes, onNote) {
  const encoder = new TextEncoder();
  for (const { file, layout, blocks } of tables) {
    for await (const block of blocks(onBytes)) {
      tellNotes(file, layout, block, onNote);
      const { lines, rows, faults } = block;
      let at = 0;
      let fault = 0;
      for await (const record of book.checkAll(encoder.encode(lines), options)) {
        const source = sourceOf(file, layout, rows[at++] ?? 0);
        yield record.verdict === "unreadable" ? unreadable(source, faults[fault++]) : new SheetRecord(record, source, layout.columns);
      }
    }
  }
}
async function* jsonLines(book, file, chunks, options, onBytes) {
  async function* counted() {
    for await (const chunk of chunks) {
      onBytes(chunk.length);
      yield chunk;
    }
  }
  yield* book.checkAll(counted(), { ...options, file });
}
async function* json(book, file, options, onBytes) {
  const bytes = readWhole(file);
  onBytes(bytes.length);
  const { lines, rows } = readJson(decode(bytes));
  let index = 0;
  for await (const record of book.checkAll(new TextEncoder().encode(lines), options)) {
    yield {
      verdict: record.verdict,
      fails: record.fails,
      source: { file, row: rows[index++] ?? 1 },
      ...record.line && { line: record.line },
      report: () => record.report(),
      ...record.json && { json: () => record.json?.() ?? "" },
      answers: () => record.answers()
    };
  }
}

// www/package/cli/output.ts
import { randomBytes } from "node:crypto";
import {
  closeSync as closeSync4,
  fchmodSync,
  fchownSync,
  openSync as openSync4,
  realpathSync as realpathSync3,
  renameSync,
  rmSync as rmSync2,
  statSync as statSync2,
  writeSync as writeSync2
} from "node:fs";
import { dirname, join as join3 } from "node:path";
import { LeifengFormError as LeifengFormError7 } from "./engine.cjs";
var ReaderGone = class extends Error {
};
var BUFFER = 64 * 1024;
function openOutput(file, inputs) {
  return file === void 0 ? standardOutput() : fileOutput(file, inputs);
}
function standardOutput() {
  const stream = process.stdout;
  let waiting2 = "";
  let gone;
  stream.on("error", (error) => {
    gone = "code" in error && error.code === "EPIPE" ? new ReaderGone() : systemFault("标准输出", error);
  });
  async function send(text) {
    if (text.length > 0) await new Promise((done) => stream.write(text, () => done()));
    if (gone) throw gone;
  }
  async function flush() {
    const text = waiting2;
    waiting2 = "";
    await send(text);
  }
  return {
    async write(text) {
      if (typeof text !== "string") {
        await flush();
        return send(text);
      }
      waiting2 += text;
      if (waiting2.length > BUFFER || stream.isTTY) await flush();
    },
    finish: flush,
    abandon() {
    }
  };
}
var FOR_OWNER_ONLY = 384;
function fileOutput(file, inputs) {
  const existing = target(file);
  for (const input of inputs) {
    if (existing && pathOf(input) === existing.path) {
      throw new LeifengFormError7("output.is_input", "输出文件与输入文件相同。", { file });
    }
  }
  const replace = !existing || existing.stats.isFile();
  const path = existing?.path ?? file;
  const draft = replace ? join3(dirname(path), `.leifeng-form-${randomBytes(6).toString("hex")}.tmp`) : path;
  const handle = opened(file, draft, replace);
  const remove = () => {
    if (replace) rmSync2(draft, { force: true });
  };
  const done = onBreak(remove);
  const trying = (action) => {
    try {
      return action();
    } catch (error) {
      throw systemFault(file, error);
    }
  };
  if (replace && existing) trying(() => takeOver(handle, existing.stats));
  let waiting2 = "";
  const put = (bytes) => trying(() => {
    for (let at = 0; at < bytes.length; ) at += writeSync2(handle, bytes, at);
  });
  const flush = () => {
    put(Buffer.from(waiting2));
    waiting2 = "";
  };
  return {
    async write(text) {
      if (typeof text === "string") waiting2 += text;
      if (typeof text !== "string" || waiting2.length > BUFFER) flush();
      if (typeof text !== "string") put(text);
    },
    async finish() {
      flush();
      trying(() => {
        closeSync4(handle);
        if (replace) renameSync(draft, path);
      });
      done();
    },
    abandon() {
      remove();
      done();
    }
  };
}
function opened(file, draft, replace) {
  try {
    return openSync4(draft, replace ? "wx" : "w", FOR_OWNER_ONLY);
  } catch (error) {
    const { code, message: message2 } = systemFault(file, error);
    const isFolderMissing = replace && code === "file.missing";
    throw new LeifengFormError7(code, isFolderMissing ? "要写入的文件夹不存在，请先建立文件夹。" : message2, { file });
  }
}
function takeOver(handle, { uid, gid, mode }) {
  try {
    fchownSync(handle, uid, gid);
  } catch {
  }
  fchmodSync(handle, mode & 511);
}
function target(file) {
  let found;
  try {
    const path = realpathSync3(file);
    found = { path, stats: statSync2(path) };
  } catch (error) {
    const fault = systemFault(file, error);
    if (fault.code === "file.missing") return void 0;
    throw fault;
  }
  if (found.stats.isDirectory()) throw new LeifengFormError7("file.is_folder", "是文件夹，请写明文件名。", { file });
  return found;
}
function pathOf(input) {
  try {
    return realpathSync3(input);
  } catch {
    return input;
  }
}

// www/package/cli/progress.ts
var WIDTH = 30;
var INTERVAL = 100;
var Progress = class {
  #total;
  #shown;
  #read = 0;
  #drawn = 0;
  /** `total` in bytes; 0 where it is not known. */
  constructor(total, shown) {
    this.#total = total;
    this.#shown = shown && process.stderr.isTTY === true;
  }
  add(bytes) {
    this.#read += bytes;
    const now = Date.now();
    if (!this.#shown || now - this.#drawn < INTERVAL) return;
    this.#drawn = now;
    const share = Math.min(1, this.#read / Math.max(this.#total, 1));
    const done = Math.round(share * WIDTH);
    const bar = `[${"#".repeat(done)}${"-".repeat(WIDTH - done)}] ${Math.floor(share * 100)}%`;
    process.stderr.write(`\r${this.#total > 0 ? bar : `已读取 ${(this.#read / 1e6).toFixed(1)} MB`}`);
  }
  /** A line of its own, shown whatever standard error is. */
  note(text) {
    this.clear();
    process.stderr.write(`leifeng-form：${plain(text)}
`);
  }
  clear() {
    if (this.#shown && this.#drawn > 0) process.stderr.write("\r\x1B[K");
  }
};

// www/package/cli/rulebook.ts
import { existsSync } from "node:fs";
import { inFile } from "./engine.cjs";
import { LeifengFormError as LeifengFormError10, Rulebook, resolverFrom } from "./engine.cjs";

// www/package/cli/against.ts
async function tellDifferences(now, before) {
  const output = openOutput(void 0, []);
  const lines = [...differences(now, before)];
  for (const line2 of lines) await output.write(`${plain(line2)}
`);
  const result = lines.length === 0 ? "没有不同" : `共 ${lines.length} 处不同`;
  await output.write(`${lines.length > 0 ? "\n" : ""}${now.id} 与 ${before.id} 相比，${result}。
`);
  await output.finish();
  return lines.length === 0;
}
function* differences(now, before) {
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
  for (const [clause, old] of pairs(now.clauses, before.clauses, ({ clause: clause2 }) => clause2)) {
    if (clause && old) yield* change(`依据“${clause.clause}”`, old.summary, clause.summary);
    else yield clause ? `依据“${clause.clause}”是新增的：${clause.summary}` : `依据“${old?.clause}”没有了`;
  }
}
function* ofForm(now, before) {
  const place = `表“${now.title}”`;
  yield* change(`${place}的名称`, before.title, now.title);
  for (const [field, old] of pairs(now.fields, before.fields, ({ id }) => id)) {
    const what = `${place}的栏目“${(field ?? old)?.label}”`;
    if (field && old) yield* ofField(what, field, old);
    else yield field ? `${what}是新增的` : `${what}没有了`;
  }
  for (const kind of ["rules", "across"]) {
    for (const [rule, old] of pairs(now[kind], before[kind], ({ rule: rule2 }) => rule2)) {
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
function* ofField(what, now, before) {
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
var labels = (options = []) => options.map(({ label }) => label).join("、");
var said = (value) => typeof value === "object" ? value.join("、") : String(value);
function* change(what, before, now) {
  if (before !== now) yield `${what}由“${before}”改为“${now}”`;
}
function* pairs(now, before, nameOf2) {
  const old = new Map(before.map((item) => [nameOf2(item), item]));
  for (const item of now) yield [item, old.get(nameOf2(item))];
  const names = new Set(now.map(nameOf2));
  for (const item of before) if (!names.has(nameOf2(item))) yield [void 0, item];
}

// www/package/cli/cases.ts
import { glueOf as glueOf4, known as knownNames, LeifengFormError as LeifengFormError8 } from "./engine.cjs";
var STATES = {
  holds: "符合",
  fails: "不符合",
  open: "待补充",
  absent: "不适用"
};
async function runCases(book, file) {
  const cases = readCases(book, file);
  const results = cases.cases.map((one2) => ({
    name: plain(one2.name),
    differences: differencesOf(book, cases, one2, file)
  }));
  const output = openOutput(void 0, []);
  for (const { name, differences: differences2 } of results) {
    await output.write(`${differences2.length === 0 ? "一致  " : "不一致"}  ${name}
`);
    for (const line2 of differences2) await output.write(`        ${plain(line2)}
`);
  }
  const wrong = results.filter(({ differences: differences2 }) => differences2.length > 0).length;
  const result = wrong === 0 ? "全部与预期一致" : `${wrong} 个与预期不一致`;
  await output.write(`
${book.id}：${results.length} 个例子，${result}。
`);
  await output.finish();
  return wrong === 0;
}
function differencesOf(book, cases, one2, file) {
  try {
    return one2.records ? differencesAcross(book, cases, one2, one2.records) : differencesIn(book, cases, one2);
  } catch (error) {
    if (!(error instanceof LeifengFormError8)) throw error;
    throw new LeifengFormError8(error.code, `例子“${one2.name}”：${error.message}`, { file }, { cause: error });
  }
}
var asked = (cases, one2) => ({ form: formOf(cases, one2), today: one2.today ?? cases.today ?? "" });
var differ = (what, expected, found, why2 = "") => `${what}：预期“${expected}”，实际“${found}”。${why2}`;
function otherStates(one2, all2) {
  const lines = [];
  const checks = new Map(all2.map((check2) => [check2.rule, check2]));
  for (const state of ["fails", "holds", "open", "absent"]) {
    for (const rule of one2[state] ?? []) {
      const found = checks.get(rule)?.state ?? "absent";
      if (found !== state) lines.push(differ(rule, STATES[state], STATES[found], checks.get(rule)?.message));
    }
  }
  const more = all2.filter(({ rule, state }) => state === "fails" && one2.fails && !one2.fails.includes(rule));
  for (const { rule, message: message2 } of more) lines.push(`${rule}：没有列入 fails，实际“不符合”。${message2 ?? ""}`);
  return lines;
}
function differencesAcross(book, cases, one2, records) {
  const across = book.across(asked(cases, one2));
  for (const answers of records)
    across.add(answersOf2(book, cases, { ...one2, answers: { ...one2.answers, ...answers } }));
  return otherStates(one2, across.report()?.checks ?? []);
}
function differencesIn(book, cases, one2) {
  const report = book.check(answersOf2(book, cases, one2), asked(cases, one2));
  const lines = [];
  const { verdict } = one2;
  if (verdict && report.verdict !== verdict) lines.push(differ("结论", VERDICTS[verdict], VERDICTS[report.verdict]));
  for (const [level, expected] of Object.entries(one2.levels ?? {})) {
    const found = own(report.levels ?? {}, level);
    if (found !== expected)
      lines.push(differ(`级别 ${level}`, VERDICTS[expected], found ? VERDICTS[found] : STATES.absent));
  }
  lines.push(...otherStates(one2, report.checks));
  if (!one2.fails && lines.length > 0 && report.verdict !== "eligible") lines.push(...why(report.checks));
  for (const key of report.unknown) lines.push(`“${key}”不是这张表的栏目。`);
  return lines;
}
function why(checks) {
  const state = checks.some(({ state: state2, severity }) => state2 === "fails" && severity === "error") ? "fails" : "open";
  const told2 = checks.filter((check2) => check2.state === state && check2.severity === "error");
  return told2.map(({ rule, message: message2 }) => `${rule}：${STATES[state]}。${message2 ?? ""}`);
}
function formOf({ form }, one2) {
  return one2?.form ?? form ?? "application";
}
function answersOf2(book, cases, one2) {
  const shared = one2.form === void 0 || one2.form === formOf(cases) ? cases.answers : {};
  const idOf = (key) => glueOf4(book).fieldOf(formOf(cases, one2), key) ?? key;
  const laid = Object.entries({ ...shared, ...one2.answers }).map(([key, value]) => [idOf(key), key, value]);
  const last2 = new Map(laid.map(([id, key, value]) => [id, [key, value]]));
  const given = [...last2.values()].filter(([, value]) => value !== null);
  return Object.fromEntries(given.map(([key, value]) => [key, writtenOut(value)]));
}
function writtenOut(value) {
  const { repeat, times } = typeof value === "object" && value !== null ? value : {};
  return typeof repeat === "string" && typeof times === "number" ? repeat.repeat(Math.min(times, 1e5)) : value;
}
function invalid(message2) {
  return new LeifengFormError8("cases.invalid", message2);
}
var FILE_KEYS = ["$schema", "rulebook", "form", "today", "answers", "cases"];
var CASE_KEYS = [
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
  "absent"
];
function readCases(book, file) {
  let cases;
  try {
    cases = JSON.parse(decode(readWhole(file)));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new LeifengFormError8("json.syntax", `不是 JSON 文件（${error.message}）。`, { file });
  }
  const { forms } = book.describe();
  try {
    keys("文件", cases, FILE_KEYS);
    if (cases.rulebook === void 0) throw invalid(`没有写明属于哪个规则文件，请写上 "rulebook": "${book.id}"。`);
    if (cases.rulebook !== book.id) {
      throw invalid(`这些例子写明属于“${cases.rulebook}”，而要检查的规则文件是“${book.id}”。`);
    }
    if (!Array.isArray(cases.cases) || cases.cases.length === 0) throw invalid("“cases”应是例子的列表，至少一个。");
    const seen = /* @__PURE__ */ new Set();
    for (const [at, one2] of cases.cases.entries()) {
      const place = `第 ${at + 1} 个例子`;
      keys(place, one2, CASE_KEYS);
      if (typeof one2.name !== "string" || one2.name.trim() === "") throw invalid(`${place}没有名称（name）。`);
      if (seen.has(one2.name)) throw invalid(`${place}与前面的例子同名：${one2.name}`);
      seen.add(one2.name);
      if ((one2.today ?? cases.today) === void 0) throw invalid(`${place}没有写明按哪一天检查（today）。`);
      named(`例子“${one2.name}”`, one2, findForm(forms, formOf(cases, one2)));
    }
  } catch (error) {
    throw error instanceof LeifengFormError8 ? new LeifengFormError8(error.code, error.message, { file }) : error;
  }
  return cases;
}
function keys(place, value, known2) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(`${place}应是一个对象。`);
  for (const key of Object.keys(value)) {
    if (!known2.includes(key)) throw invalid(`${place}里不能写“${key}”这个键${knownNames(key, [...known2])}`);
  }
}
function findForm(forms, id) {
  const form = forms.find((form2) => form2.id === id);
  if (!form)
    throw unknownName(
      "cases.unknown_name",
      "表",
      id,
      forms.map(({ id: id2 }) => id2)
    );
  return form;
}
function named(place, one2, form) {
  const verdicts = Object.keys(VERDICTS).filter((verdict) => verdict !== "unreadable");
  const levels = form.levels.map(({ id }) => id);
  const isAcross = one2.records !== void 0;
  const rules = (isAcross ? form.across : form.rules).map(({ rule }) => rule);
  const known2 = (what, name, names) => {
    if (typeof name !== "string" || !names.includes(name))
      throw unknownName(
        "cases.unknown_name",
        `${place}：${what}`,
        typeof name === "string" ? name : JSON.stringify(name),
        names
      );
  };
  if (isAcross && (!Array.isArray(one2.records) || one2.records.length === 0))
    throw invalid(`${place}：“records”应是几份回答的列表。`);
  if (isAcross !== (one2.verdict === void 0)) {
    throw invalid(
      isAcross ? `${place}有几份材料（records），结论（verdict）和级别只能写在一份材料的例子里。` : `${place}没有写结论（verdict），应是 ${verdicts.join("、")} 之一。`
    );
  }
  if (!isAcross) known2("结论（verdict）", one2.verdict, verdicts);
  for (const [level, verdict] of Object.entries(one2.levels ?? {})) {
    known2("级别", level, levels);
    known2("结论", verdict, verdicts);
  }
  for (const state of ["fails", "holds", "open", "absent"]) {
    if (one2[state] !== void 0 && !Array.isArray(one2[state]))
      throw invalid(`${place}：“${state}”应是规则编号的列表。`);
    for (const rule of one2[state] ?? []) known2("规则", rule, rules);
  }
}

// www/package/cli/mutate.ts
import { glueOf as glueOf5, LeifengFormError as LeifengFormError9 } from "./engine.cjs";
async function runMutants(book, file, load) {
  const cases = readCases(book, file);
  const source = JSON.parse(glueOf5(book).source());
  const output = openOutput(void 0, []);
  let tried = 0;
  let left = 0;
  const inTexts = book.describe().values.flatMap(({ name, used }) => used === "text" ? [name] : []);
  for (const mutant of mutantsOf(source)) {
    if (mutant.path[0] === "values" && inTexts.includes(String(mutant.path[1]))) continue;
    const noticed = isNoticed(
      load,
      changed(source, mutant.path, mutant.put),
      (book2) => cases.cases.some((one2) => differencesOf(book2, cases, one2, file).length > 0)
    );
    if (noticed === void 0) continue;
    tried++;
    if (noticed) continue;
    left++;
    await output.write(`没有例子察觉  ${plain(`${written(mutant.path)}：${mutant.said}`)}
`);
  }
  const result = left === 0 ? "例子全部察觉" : `${left} 处没有例子察觉，请各补一个例子`;
  await output.write(`${left > 0 ? "\n" : ""}${book.id}：逐处改动 ${tried} 处，${result}。
`);
  await output.finish();
  return left === 0;
}
function isNoticed(load, source, differs) {
  let book;
  try {
    book = load(source);
  } catch (error) {
    if (error instanceof LeifengFormError9) return void 0;
    throw error;
  }
  try {
    return differs(book);
  } catch (error) {
    if (error instanceof LeifengFormError9) return true;
    throw error;
  } finally {
    glueOf5(book).free();
  }
}
function* mutantsOf(source) {
  const shares = new Set(named2(source, "share"));
  for (const [name, value] of entries(source.values)) {
    const isLabelled = typeof value === "object" && value !== null && !Array.isArray(value);
    const path = isLabelled ? ["values", name, "is"] : ["values", name];
    yield* ofConstant(path, isLabelled ? value.is ?? null : value, shares.has(name) ? SHARE_STEP : 1);
  }
  for (const [id, field] of entries(source.fields)) yield* ofField2(["fields", id], field);
  for (const [id, form] of entries(source.forms)) {
    for (const [field, required] of entries(of(form, "required"))) {
      const path = ["forms", id, "required", field];
      yield { path, put: void 0, said: "不再必填" };
      yield* ofGuard([...path, "where"], of(required, "where"));
    }
  }
  for (const section of ["rules", "replace", "change"])
    for (const [id, rule] of entries(source[section])) yield* ofRule([section, id], rule);
}
function named2(value, key) {
  if (Array.isArray(value)) return value.flatMap((item) => named2(item, key));
  return entries(value).flatMap(([name, part]) => name === key ? [part] : named2(part, key));
}
var SHARE_STEP = 5;
function* ofConstant(path, value, step) {
  if (typeof value === "number") yield* ofNumber(path, value, step);
  else if (typeof value === "string") yield* ofDay(path, value);
  else if (Array.isArray(value)) yield* ofList(path, value);
}
function* ofNumber(path, value, step = 1) {
  if (typeof value !== "number") return;
  for (const put of [value - step, value + step]) yield { path, put, said: `${value} 改为 ${put}` };
}
function* ofDay(path, value) {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return;
  const day = Date.parse(`${value}T00:00:00Z`);
  for (const by of [-1, 1]) {
    const put = new Date(day + by * 864e5).toISOString().slice(0, 10);
    yield { path, put, said: `${value} 改为 ${put}` };
  }
}
function* ofList(path, items) {
  for (const [at, item] of items.entries()) {
    const put = items.filter((_, other) => other !== at);
    yield { path, put, said: `去掉“${String(item)}”` };
  }
}
function* ofField2(path, field) {
  for (const limit of ["min", "max"]) yield* ofNumber([...path, limit], of(field, limit));
  for (const flag of ["required", "unanswered", "open"]) {
    if (of(field, flag) !== void 0) yield { path: [...path, flag], put: void 0, said: `去掉 ${flag}` };
  }
  const units = of(field, "units");
  const isRead = ["count", "hours"].includes(String(of(field, "kind")));
  if (isRead && Array.isArray(units)) yield* ofList([...path, "units"], units);
  for (const [id, column] of entries(of(field, "columns"))) yield* ofField2([...path, "columns", id], column);
}
var OTHER_SEVERITY = { error: "warning", warning: "error" };
function* ofRule(path, rule) {
  const severity = of(rule, "severity") ?? (path[0] === "change" ? void 0 : "error");
  const other = typeof severity === "string" ? OTHER_SEVERITY[severity] : void 0;
  if (other !== void 0 && typeof severity === "string" && (of(rule, "holds") ?? of(rule, "across")) !== void 0)
    yield { path: [...path, "severity"], put: other, said: `${severity} 改为 ${other}` };
  if (of(rule, "level") !== void 0) yield { path: [...path, "level"], put: void 0, said: "不分级别" };
  yield* ofGuard([...path, "where"], of(rule, "where"));
  for (const [form, within2] of entries(of(rule, "in"))) {
    const place = [...path, "in", form];
    if (of(within2, "level") !== void 0) yield { path: [...place, "level"], put: void 0, said: "不分级别" };
    yield* ofGuard([...place, "where"], of(within2, "where"));
  }
  yield* ofCondition([...path, "holds"], of(rule, "holds"));
  for (const [form, across] of entries(of(rule, "across"))) {
    const count3 = of(across, "count");
    const place = [...path, "across", form, "count"];
    for (const key of ["at_least", "at_most"]) yield* ofNumber([...place, key], of(count3, key));
    yield* ofGuard([...place, "where"], of(count3, "where"));
    const between = [...path, "across", form, "unique", "between"];
    if (of(of(across, "unique"), "between") !== void 0)
      yield { path: between, put: void 0, said: "去掉 between" };
  }
}
function* ofGuard(path, guard) {
  if (guard === void 0) return;
  yield { path, put: void 0, said: "去掉 where" };
  yield* ofCondition(path, guard);
}
var LISTS = { and: "or", or: "and" };
function* ofCondition(path, condition) {
  const [kind, what] = entries(condition)[0] ?? [];
  if (kind === void 0 || what === void 0 || condition === void 0) return;
  const within2 = [...path, kind];
  const list3 = LISTS[kind];
  if (list3 !== void 0 && Array.isArray(what)) {
    if (what.length > 1) yield { path, put: { [list3]: what }, said: `${kind} 改为 ${list3}` };
    for (const [at, part] of what.entries()) yield* ofCondition([...within2, at], part);
    return;
  }
  if (kind === "not") {
    yield* ofCondition(within2, what);
    return;
  }
  if (kind === "where") {
    for (const part of ["where", "holds"]) yield* ofCondition([...within2, part], of(what, part));
    return;
  }
  yield { path, put: { not: condition }, said: "改为相反的条件" };
  for (const key of ["at_least", "at_most", "exactly"]) {
    const bound = of(what, key);
    yield* ofNumber([...within2, key], bound);
    yield* ofNumber([...within2, key, "share"], of(bound, "share"), SHARE_STEP);
  }
  for (const key of ["count", "tolerance"]) yield* ofNumber([...within2, key], of(what, key));
  for (const key of ["from", "to"]) yield* ofDay([...within2, key], of(what, key));
  const ids = of(what, "ids");
  if (Array.isArray(ids)) yield* ofList([...within2, "ids"], ids);
  for (const part of ["holds", "otherwise"]) yield* ofCondition([...within2, part], of(what, part));
  yield* ofGuard([...within2, "of", "rows", "where"], of(of(of(what, "of"), "rows"), "where"));
}
function entries(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
function of(value, key) {
  return entries(value).find(([name]) => name === key)?.[1];
}
function changed(source, [step, ...rest], put) {
  if (step === void 0) return put ?? null;
  const copy = Array.isArray(source) ? [...source] : { ...source };
  const parts = copy;
  if (rest.length === 0 && put === void 0) delete parts[step];
  else parts[step] = changed(parts[step] ?? null, rest, put);
  return copy;
}
function written(path) {
  return path.map((step, at) => typeof step === "number" ? `[${step}]` : `${at > 0 ? "." : ""}${step}`).join("");
}

// node_modules/ansi-regex/index.js
var ST = String.raw`(?:\u001B\u005C|\u009C)`;
var stringControls = String.raw`\u0018\u001A\u001B\u0080-\u009F`;
var osc = String.raw`(?:\u001B\]|\u009D)[^\u0007${stringControls}]*(?:\u0007|${ST})`;
var controlString = String.raw`(?:\u001B[PX^_k]|[\u0090\u0098\u009E\u009F])[^${stringControls}]*${ST}`;
var linuxPalette = String.raw`\u001B\](?:P[\dA-Fa-f]{7}|R)(?:\u0007|${ST})?`;
var csi = String.raw`(?:\u001B\[|\u009B)[\u0030-\u003F]*[\u0020-\u002F]*[\u0040-\u007E]`;
var escape = String.raw`\u001B(?:[\u0020-\u002F]+[\u0030-\u007E]|[\dA-PR-TZcf-oq-uy=><~|}])`;
var pattern = `${linuxPalette}|${osc}|${controlString}|${csi}|${escape}`;
function ansiRegex({ onlyFirst = false } = {}) {
  return new RegExp(pattern, onlyFirst ? void 0 : "g");
}

// node_modules/strip-ansi/index.js
var regex = ansiRegex();
function stripAnsi(string) {
  if (typeof string !== "string") {
    throw new TypeError(`Expected a \`string\`, got \`${typeof string}\``);
  }
  if (!string.includes("\x1B") && !string.includes("")) {
    return string;
  }
  return string.replace(regex, "");
}

// node_modules/get-east-asian-width/lookup-data.js
var ambiguousMinimalCodePoint = 161;
var ambiguousMaximumCodePoint = 1114109;
var ambiguousRanges = [161, 161, 164, 164, 167, 168, 170, 170, 173, 174, 176, 180, 182, 186, 188, 191, 198, 198, 208, 208, 215, 216, 222, 225, 230, 230, 232, 234, 236, 237, 240, 240, 242, 243, 247, 250, 252, 252, 254, 254, 257, 257, 273, 273, 275, 275, 283, 283, 294, 295, 299, 299, 305, 307, 312, 312, 319, 322, 324, 324, 328, 331, 333, 333, 338, 339, 358, 359, 363, 363, 462, 462, 464, 464, 466, 466, 468, 468, 470, 470, 472, 472, 474, 474, 476, 476, 593, 593, 609, 609, 708, 708, 711, 711, 713, 715, 717, 717, 720, 720, 728, 731, 733, 733, 735, 735, 768, 879, 913, 929, 931, 937, 945, 961, 963, 969, 1025, 1025, 1040, 1103, 1105, 1105, 8208, 8208, 8211, 8214, 8216, 8217, 8220, 8221, 8224, 8226, 8228, 8231, 8240, 8240, 8242, 8243, 8245, 8245, 8251, 8251, 8254, 8254, 8308, 8308, 8319, 8319, 8321, 8324, 8364, 8364, 8451, 8451, 8453, 8453, 8457, 8457, 8467, 8467, 8470, 8470, 8481, 8482, 8486, 8486, 8491, 8491, 8531, 8532, 8539, 8542, 8544, 8555, 8560, 8569, 8585, 8585, 8592, 8601, 8632, 8633, 8658, 8658, 8660, 8660, 8679, 8679, 8704, 8704, 8706, 8707, 8711, 8712, 8715, 8715, 8719, 8719, 8721, 8721, 8725, 8725, 8730, 8730, 8733, 8736, 8739, 8739, 8741, 8741, 8743, 8748, 8750, 8750, 8756, 8759, 8764, 8765, 8776, 8776, 8780, 8780, 8786, 8786, 8800, 8801, 8804, 8807, 8810, 8811, 8814, 8815, 8834, 8835, 8838, 8839, 8853, 8853, 8857, 8857, 8869, 8869, 8895, 8895, 8978, 8978, 9312, 9449, 9451, 9547, 9552, 9587, 9600, 9615, 9618, 9621, 9632, 9633, 9635, 9641, 9650, 9651, 9654, 9655, 9660, 9661, 9664, 9665, 9670, 9672, 9675, 9675, 9678, 9681, 9698, 9701, 9711, 9711, 9733, 9734, 9737, 9737, 9742, 9743, 9756, 9756, 9758, 9758, 9792, 9792, 9794, 9794, 9824, 9825, 9827, 9829, 9831, 9834, 9836, 9837, 9839, 9839, 9886, 9887, 9919, 9919, 9926, 9933, 9935, 9939, 9941, 9953, 9955, 9955, 9960, 9961, 9963, 9969, 9972, 9972, 9974, 9977, 9979, 9980, 9982, 9983, 10045, 10045, 10102, 10111, 11094, 11097, 12872, 12879, 57344, 63743, 65024, 65039, 65533, 65533, 127232, 127242, 127248, 127277, 127280, 127337, 127344, 127373, 127375, 127376, 127387, 127404, 917760, 917999, 983040, 1048573, 1048576, 1114109];
var fullwidthMinimalCodePoint = 12288;
var fullwidthMaximumCodePoint = 65510;
var fullwidthRanges = [12288, 12288, 65281, 65376, 65504, 65510];
var wideMinimalCodePoint = 4352;
var wideMaximumCodePoint = 262141;
var wideRanges = [4352, 4447, 8986, 8987, 9001, 9002, 9193, 9196, 9200, 9200, 9203, 9203, 9725, 9726, 9748, 9749, 9776, 9783, 9800, 9811, 9855, 9855, 9866, 9871, 9875, 9875, 9889, 9889, 9898, 9899, 9917, 9918, 9924, 9925, 9934, 9934, 9940, 9940, 9962, 9962, 9970, 9971, 9973, 9973, 9978, 9978, 9981, 9981, 9989, 9989, 9994, 9995, 10024, 10024, 10060, 10060, 10062, 10062, 10067, 10069, 10071, 10071, 10133, 10135, 10160, 10160, 10175, 10175, 11035, 11036, 11088, 11088, 11093, 11093, 11904, 11929, 11931, 12019, 12032, 12245, 12272, 12287, 12289, 12350, 12353, 12438, 12441, 12543, 12549, 12591, 12593, 12686, 12688, 12773, 12783, 12830, 12832, 12871, 12880, 42124, 42128, 42182, 43360, 43388, 44032, 55203, 63744, 64255, 65040, 65049, 65072, 65106, 65108, 65126, 65128, 65131, 94176, 94180, 94192, 94198, 94208, 101594, 101631, 101664, 101760, 101874, 101888, 102801, 102816, 102866, 110576, 110579, 110581, 110587, 110589, 110590, 110592, 110888, 110898, 110898, 110928, 110930, 110933, 110933, 110948, 110952, 110960, 111355, 119552, 119638, 119648, 119670, 126980, 126980, 127183, 127183, 127374, 127374, 127377, 127386, 127406, 127406, 127488, 127490, 127504, 127547, 127552, 127560, 127568, 127569, 127584, 127589, 127744, 127776, 127789, 127797, 127799, 127868, 127870, 127891, 127904, 127946, 127951, 127955, 127968, 127984, 127988, 127988, 127992, 128062, 128064, 128064, 128066, 128252, 128255, 128317, 128331, 128334, 128336, 128359, 128378, 128378, 128405, 128406, 128420, 128420, 128507, 128591, 128640, 128709, 128716, 128716, 128720, 128722, 128725, 128729, 128732, 128735, 128747, 128748, 128756, 128764, 128986, 128986, 128992, 129003, 129008, 129008, 129292, 129338, 129340, 129349, 129351, 129535, 129648, 129660, 129664, 129734, 129736, 129736, 129740, 129757, 129759, 129771, 129775, 129786, 131072, 196605, 196608, 262141];

// node_modules/get-east-asian-width/utilities.js
var isInRange = (ranges, codePoint) => {
  let low = 0;
  let high = Math.floor(ranges.length / 2) - 1;
  while (low <= high) {
    const mid = Math.floor((low + high) / 2);
    const i = mid * 2;
    if (codePoint < ranges[i]) {
      high = mid - 1;
    } else if (codePoint > ranges[i + 1]) {
      low = mid + 1;
    } else {
      return true;
    }
  }
  return false;
};

// node_modules/get-east-asian-width/lookup.js
var commonCjkCodePoint = 19968;
var [wideFastPathStart, wideFastPathEnd] = /* @__PURE__ */ findWideFastPathRange(wideRanges);
function findWideFastPathRange(ranges) {
  let fastPathStart = ranges[0];
  let fastPathEnd = ranges[1];
  for (let index = 0; index < ranges.length; index += 2) {
    const start = ranges[index];
    const end = ranges[index + 1];
    if (commonCjkCodePoint >= start && commonCjkCodePoint <= end) {
      return [start, end];
    }
    if (end - start > fastPathEnd - fastPathStart) {
      fastPathStart = start;
      fastPathEnd = end;
    }
  }
  return [fastPathStart, fastPathEnd];
}
var isAmbiguous = (codePoint) => {
  if (codePoint < ambiguousMinimalCodePoint || codePoint > ambiguousMaximumCodePoint) {
    return false;
  }
  return isInRange(ambiguousRanges, codePoint);
};
var isFullwidth = (codePoint) => {
  if (codePoint < fullwidthMinimalCodePoint || codePoint > fullwidthMaximumCodePoint) {
    return false;
  }
  return isInRange(fullwidthRanges, codePoint);
};
var isWide = (codePoint) => {
  if (codePoint >= wideFastPathStart && codePoint <= wideFastPathEnd) {
    return true;
  }
  if (codePoint < wideMinimalCodePoint || codePoint > wideMaximumCodePoint) {
    return false;
  }
  return isInRange(wideRanges, codePoint);
};

// node_modules/get-east-asian-width/index.js
function validate(codePoint) {
  if (!Number.isSafeInteger(codePoint)) {
    throw new TypeError(`Expected a code point, got \`${typeof codePoint}\`.`);
  }
}
function eastAsianWidth(codePoint, { ambiguousAsWide = false } = {}) {
  validate(codePoint);
  if (isFullwidth(codePoint) || isWide(codePoint) || ambiguousAsWide && isAmbiguous(codePoint)) {
    return 2;
  }
  return 1;
}

// node_modules/string-width/index.js
var segmenter = new Intl.Segmenter();
var visibleCharacterRegex = new RegExp("[^\\p{Default_Ignorable_Code_Point}\\p{Control}\\p{Format}\\p{Nonspacing_Mark}\\p{Enclosing_Mark}\\p{Surrogate}]", "v");
var spacingMarkRegex = new RegExp("\\p{Spacing_Mark}", "v");
var rgiEmojiRegex = new RegExp("^\\p{RGI_Emoji}$", "v");
var unqualifiedKeycapRegex = /^[\d#*]\u20E3$/;
var extendedPictographicRegex = new RegExp("\\p{Extended_Pictographic}", "gu");
function isDoubleWidthNonRgiEmojiSequence(segment) {
  if (segment.length > 50) {
    return false;
  }
  if (unqualifiedKeycapRegex.test(segment)) {
    return true;
  }
  if (segment.includes("‍")) {
    const pictographics = segment.match(extendedPictographicRegex);
    return pictographics !== null && pictographics.length >= 2;
  }
  return false;
}
function baseVisible(segment) {
  const index = segment.search(visibleCharacterRegex);
  return index === -1 ? void 0 : segment.slice(index);
}
function isHangulLeadingJamo(codePoint) {
  return codePoint >= 4352 && codePoint <= 4447 || codePoint >= 43360 && codePoint <= 43388;
}
function isHangulVowelJamo(codePoint) {
  return codePoint >= 4448 && codePoint <= 4519 || codePoint >= 55216 && codePoint <= 55238;
}
function isHangulTrailingJamo(codePoint) {
  return codePoint >= 4520 && codePoint <= 4607 || codePoint >= 55243 && codePoint <= 55291;
}
function isHangulJamo(codePoint) {
  return isHangulLeadingJamo(codePoint) || isHangulVowelJamo(codePoint) || isHangulTrailingJamo(codePoint);
}
function hangulClusterWidth(visibleSegment, eastAsianWidthOptions) {
  const codePoints = [];
  for (const character of visibleSegment) {
    if (!visibleCharacterRegex.test(character)) {
      continue;
    }
    codePoints.push(character.codePointAt(0));
  }
  if (codePoints.length === 0) {
    return void 0;
  }
  let width = 0;
  for (let index = 0; index < codePoints.length; index++) {
    const codePoint = codePoints[index];
    if (!isHangulJamo(codePoint)) {
      if (width === 0) {
        return void 0;
      }
      for (let remaining = index; remaining < codePoints.length; remaining++) {
        width += eastAsianWidth(codePoints[remaining], eastAsianWidthOptions);
      }
      return width;
    }
    if (isHangulLeadingJamo(codePoint) && isHangulVowelJamo(codePoints[index + 1])) {
      width += 2;
      index += isHangulTrailingJamo(codePoints[index + 2]) ? 2 : 1;
      continue;
    }
    width += eastAsianWidth(codePoint, eastAsianWidthOptions);
  }
  return width;
}
function trailingWidth(visibleSegment, eastAsianWidthOptions) {
  let extra = 0;
  let first = true;
  for (const character of visibleSegment) {
    if (first) {
      first = false;
      continue;
    }
    if (spacingMarkRegex.test(character) || character >= "＀" && character <= "￯") {
      extra += eastAsianWidth(character.codePointAt(0), eastAsianWidthOptions);
    }
  }
  return extra;
}
function stringWidth(input, options = {}) {
  if (typeof input !== "string" || input.length === 0) {
    return 0;
  }
  const {
    ambiguousIsNarrow = true,
    countAnsiEscapeCodes = false
  } = options;
  let string = input;
  if (!countAnsiEscapeCodes && (string.includes("\x1B") || string.includes(""))) {
    string = stripAnsi(string);
  }
  if (string.length === 0) {
    return 0;
  }
  if (/^[\u0020-\u007E]*$/.test(string)) {
    return string.length;
  }
  let width = 0;
  const eastAsianWidthOptions = { ambiguousAsWide: !ambiguousIsNarrow };
  for (const { segment } of segmenter.segment(string)) {
    const visibleSegment = baseVisible(segment);
    if (visibleSegment === void 0) {
      continue;
    }
    if (rgiEmojiRegex.test(segment) || isDoubleWidthNonRgiEmojiSequence(segment)) {
      width += 2;
      continue;
    }
    const hangulWidth = hangulClusterWidth(visibleSegment, eastAsianWidthOptions);
    if (hangulWidth !== void 0) {
      width += hangulWidth;
      continue;
    }
    const codePoint = visibleSegment.codePointAt(0);
    width += eastAsianWidth(codePoint, eastAsianWidthOptions);
    width += trailingWidth(visibleSegment, eastAsianWidthOptions);
  }
  return width;
}

// www/package/cli/text.ts
var COLOURS = { eligible: 32, ineligible: 31, incomplete: 33, unreadable: 35 };
var SORT_COLOURS = { fails: 31, warns: 33, open: 36, unsure: 36, review: 2 };
var INDENT = "  ";
function pad(text, width) {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}
function table(rows) {
  const widths = [];
  for (const row of rows) {
    for (const [i, cell2] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, stringWidth(cell2));
  }
  return rows.map(
    (row) => `${row.map((cell2, i) => pad(cell2, widths[i] ?? 0)).join("  ").trimEnd()}
`
  ).join("");
}
function textReport(style, reader, book) {
  const report = new TextReport(style, reader);
  const replaced = replacedIn(book);
  return {
    begin: () => replaced ? `改用的数值：${plain(replaced)}

` : "",
    record(record, shown) {
      report.count(record);
      return shown ? report.record(record) : "";
    },
    end: (across, notes) => [across ? report.across(across) : "", report.notes(notes), report.summary()]
  };
}
var TextReport = class {
  #style;
  #reader;
  #counts = { eligible: 0, ineligible: 0, incomplete: 0, unreadable: 0 };
  constructor(style, reader) {
    this.#style = style;
    this.#reader = reader;
  }
  /** Counts a record, shown or not. */
  count({ verdict }) {
    this.#counts[verdict]++;
  }
  record(record) {
    const { source } = record;
    const { names } = this.#reader.identify(record.answers());
    const title = [placeOf(source), names.filter(Boolean).join(" · ")];
    const report = record.report();
    const body = report.verdict === "unreadable" ? this.#line("错误", plain(report.error)) : this.#report(record, report);
    const standing2 = report.verdict === "unreadable" ? "" : this.#reader.standing(report);
    const verdict = this.#paint(VERDICTS[record.verdict], COLOURS[record.verdict]);
    return `${this.#paint(title.filter(Boolean).join("  "), 1)}
${INDENT}${pad("结论", KIND)}${verdict}${standing2}
${body}
`;
  }
  /** What fails or is open in full, with every case; what holds in one line. */
  across(across) {
    const groups = Object.entries(sorted(across));
    const lines = groups.flatMap(
      ([sort, checks]) => checks.flatMap((check2) => [
        this.#line(SORTS[sort], message(check2), SORT_COLOURS[sort]),
        ...(check2.cases ?? []).map(({ message: message2 }) => this.#line("", plain(message2)))
      ])
    );
    const holding = across.checks.filter(({ state }) => state === "holds").length;
    if (holding > 0) lines.push(this.#line(VERDICTS.eligible, `${holding} 项`, COLOURS.eligible));
    return `${this.#paint(ACROSS, 1)}
${lines.join("")}
`;
  }
  /** What was passed over. */
  notes(notes) {
    if (notes.length === 0) return "";
    return `${this.#paint(NOTES, 1)}
${notes.map((note) => this.#line("", noteText(note))).join("")}
`;
  }
  summary() {
    const total = Object.values(this.#counts).reduce((sum, count3) => sum + count3, 0);
    const parts = Object.entries(VERDICTS).map(
      ([verdict, label]) => `${label} ${this.#counts[verdict]}`
    );
    return `共 ${total} 条记录：${parts.join("，")}
`;
  }
  #report(record, report) {
    const { source } = record;
    const groups = Object.entries(sorted(report));
    const lines = groups.flatMap(
      ([sort, checks]) => checks.map((check2) => this.#check(SORTS[sort], SORT_COLOURS[sort], check2, source))
    );
    for (const count3 of this.#reader.counts(report)) lines.push(this.#line("字数", count3));
    for (const attachment of this.#reader.attachments(record)) lines.push(this.#line("附件", attachment));
    if (report.unknown.length > 0) lines.push(this.#line("未识别", report.unknown.map(plain).join("、")));
    return lines.join("");
  }
  #check(label, colour, check2, source) {
    const rows = this.#reader.rows(check2, source).map((row) => this.#line("", row));
    return this.#line(label, message(check2) + columnsOf(check2, source), colour) + rows.join("");
  }
  #line(label, text, colour = 0) {
    const room = (this.#style.columns ?? Number.POSITIVE_INFINITY) - KIND - INDENT.length;
    const [first = "", ...rest] = wrap(text, Math.max(room, 20));
    const indent = INDENT + " ".repeat(KIND);
    const head2 = INDENT + this.#paint(pad(label, KIND), colour) + first;
    return `${[head2, ...rest.map((line2) => indent + line2)].join("\n")}
`;
  }
  #paint(text, colour) {
    return this.#style.colour && colour > 0 ? `\x1B[${colour}m${text}\x1B[0m` : text;
  }
};
var KIND = 8;
function wrap(text, columns) {
  const lines = [];
  let line2 = "";
  let width = 0;
  for (const piece of text.match(/[!-~]+|./gsu) ?? []) {
    const wide = stringWidth(piece);
    const hanging = /^[，。；：、）”？！]$/u.test(piece);
    if (width + wide > columns && line2 !== "" && !hanging) {
      lines.push(line2.trimEnd());
      line2 = "";
      width = 0;
    }
    line2 += piece;
    width += wide;
  }
  return [...lines, line2];
}

// www/package/cli/rulebook.ts
async function rulebook({ files, options, flags }) {
  const name = files[0] ?? "";
  const load = loaderOf(name, options.values);
  const loaded = loadWith(load, name);
  if (options.cases !== void 0) {
    if (!await runCases(loaded, options.cases)) return 1;
    return !flags.has("mutate") || await runMutants(loaded, options.cases, load) ? 0 : 1;
  }
  const book = loaded.describe();
  if (options.against !== void 0) {
    const before = loadRulebook(options.against).describe();
    return await tellDifferences(book, before) ? 0 : 1;
  }
  if (options.output !== void 0) {
    const compiled = openOutput(options.output, files);
    await compiled.write(loaded.compile());
    await compiled.finish();
    return 0;
  }
  const output = openOutput(void 0, []);
  await output.write(`${book.id}  ${book.title}${book.extends ? `（在 ${book.extends} 之上）` : ""}
`);
  for (const form of book.forms) {
    const levels = new Map(form.levels.map(({ id, label }) => [id, label]));
    const rows = [...form.rules, ...form.across].map(({ rule, level, severity, clause, requires }) => [
      rule,
      level ? levels.get(level) ?? level : "各级",
      SEVERITIES[severity],
      clause,
      requires
    ]);
    await output.write(
      `
${form.title}（${form.id}）
${table([["规则", "级别", "性质", "依据", "要求"], ...rows].map((row) => row.map(plain)))}`
    );
  }
  if (book.values.length > 0) {
    const rows = book.values.map(({ name: name2, label, is, used, replaced }) => [
      name2,
      label,
      String(is),
      replaced ? "（已改用）" : used ? "" : "（没有规则或文字用到）"
    ]);
    await output.write(`
数值
${table([["名称", "含义", "现值", ""], ...rows].map((row) => row.map(plain)))}`);
  }
  if (book.clauses.length > 0) {
    await output.write(`
依据
${table(book.clauses.map(({ clause, summary }) => [plain(clause), plain(summary)]))}`);
  }
  await output.finish();
  return 0;
}
function loadRulebook(name, given) {
  return loadWith(loaderOf(name, given), name);
}
function loaderOf(name, given) {
  const values = given === void 0 ? {} : { values: valuesIn(given) };
  return (source) => Rulebook.load(source, { ...values, resolve: resolverFrom(name) });
}
function loadWith(load, name) {
  if (Rulebook.builtIn.includes(name)) return load(name);
  if (!/\.json$|[/\\]/.test(name) && !existsSync(name)) {
    throw unknownName("rulebook.unknown", "规则文件", name, Rulebook.builtIn);
  }
  const text = decode(readWhole(name));
  if (!text.includes("{")) {
    throw new LeifengFormError10("rulebook.invalid", "规则文件应是一个 JSON 对象，写在大括号 { } 里。", { file: name });
  }
  try {
    return load(text);
  } catch (error) {
    throw inFile(error, name);
  }
}
function valuesIn(given) {
  const isWritten = /^\s*\{/.test(given);
  try {
    const values = JSON.parse(isWritten ? given : decode(readWhole(given)));
    if (typeof values === "object" && values !== null && !Array.isArray(values)) return values;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const message2 = `${isWritten ? "--values" : given} 应是一个 JSON 对象，如 {"county_until":"2013-04-23"}。`;
  throw new LeifengFormError10("values.not_object", message2, isWritten ? {} : { file: given });
}

// www/package/cli/check.ts
async function check({ files, options, flags }) {
  const quiet = flags.has("quiet");
  const book = loadRulebook(options.rulebook ?? "mengyin-2012", options.values);
  const inputs = findInputs(files);
  const checked = { form: options.form ?? "application", today: options.today ?? todayInChina() };
  const judged2 = book.check({}, checked).levels !== void 0;
  const described = book.describe();
  const form = described.forms.find(({ id }) => id === checked.form);
  const total = inputs.reduce((sum, { size }) => sum + size, 0);
  const toScreen = options.output === void 0 && process.stdout.isTTY === true;
  const progress = new Progress(total, !quiet && !toScreen);
  const output = openOutput(
    options.output,
    inputs.map(({ file }) => file)
  );
  let status = 0;
  try {
    const heading2 = { book: described, form, reader: new Reader(book, form), today: checked.today, judged: judged2, toScreen };
    const format = (FORMATS[options.format ?? "text"] ?? jsonReport)(heading2);
    await output.write(format.begin());
    const across = book.across(checked);
    const notes = [];
    for await (const record of checkInputs(
      book,
      form,
      inputs,
      checked,
      (bytes) => progress.add(bytes),
      (note) => {
        notes.push(note);
        progress.note(noteText(note));
      }
    )) {
      const eligible = record.verdict === "eligible";
      if (!eligible) status = 1;
      if (record.verdict !== "unreadable") across.add(record);
      const text = format.record(record, !(quiet && eligible));
      if (text !== "") await output.write(text);
      if (isTurnDue()) await turn();
    }
    const batch2 = across.report();
    if (batch2?.checks.some((check2) => sortOf(check2) === "fails")) status = 1;
    for (const text of format.end(batch2, notes)) await output.write(text);
    await output.finish();
  } catch (error) {
    output.abandon();
    throw error;
  } finally {
    progress.clear();
  }
  return status;
}
var FORMATS = {
  text: ({ book, reader, toScreen }) => {
    const columns = toScreen ? process.stdout.columns : void 0;
    return textReport({ colour: toScreen && !process.env.NO_COLOR, columns }, reader, book);
  },
  json: jsonReport,
  jsonl: () => ({
    begin: () => "",
    record: (record, shown) => shown ? `${json2(record)}
` : "",
    end: (across, notes) => across || notes.length > 0 ? [`${batch(across, notes)}
`] : []
  }),
  csv: ({ form, reader, judged: judged2 }) => csvReport(form, reader, judged2),
  html: htmlReport
};
function jsonReport() {
  let first = true;
  const item = (json3) => {
    const text = `${first ? "" : ",\n"}${json3}`;
    first = false;
    return text;
  };
  return {
    begin: () => "[\n",
    record: (record, shown) => shown ? item(json2(record)) : "",
    end: (across, notes) => [across || notes.length > 0 ? item(batch(across, notes)) : "", first ? "]\n" : "\n]\n"]
  };
}
function batch(across, notes) {
  return JSON.stringify({ batch: { checks: across?.checks ?? [], ...notes.length > 0 && { notes } } });
}
function json2(record) {
  const { source, attachments } = record;
  const report = record.json?.() ?? JSON.stringify(record.report());
  return `${JSON.stringify({ source, ...attachments && { attachments } }).slice(0, -1)},${report.slice(1)}`;
}

// www/package/cli/count.ts
import { LeifengFormError as LeifengFormError11, readDocument as readDocument2 } from "./engine.cjs";
async function count2({ files, options }) {
  for (const file of files) mustBeThere(file);
  const results = [];
  for (const file of files) results.push(await countFile(file));
  const output = openOutput(void 0, []);
  if (options.format === "json") {
    await output.write(`${JSON.stringify(results, null, 2)}
`);
  } else {
    const rows = results.flatMap((result) => "counts" in result ? [cells(result.file, result.counts)] : []);
    if (rows.length > 0)
      await output.write(table([["字数", "字符数（不计空格）", "字符数（计空格）", "文件"], ...rows]));
    for (const result of results) {
      if ("error" in result) console.error(`${plain(result.file)}：${result.error}`);
      else if (leftOut(result.beside)) await output.write(`${plain(result.file)}：${leftOut(result.beside)}。
`);
    }
  }
  await output.finish();
  return results.some((result) => "error" in result) ? 1 : 0;
}
function cells(file, counts) {
  return [...[counts.zishu, counts.charactersNoSpaces, counts.charactersWithSpaces].map(String), plain(file)];
}
async function countFile(file) {
  try {
    const { counts, beside: beside2 } = await readDocument2(readWhole(file));
    return { file, counts, beside: beside2 };
  } catch (error) {
    const { code, message: message2 } = contentFault(file, fileFault(file, error));
    return { file, code, error: message2 };
  }
}
function mustBeThere(file) {
  try {
    look(file);
  } catch (error) {
    if (error instanceof LeifengFormError11 && error.code === "file.missing") throw error;
  }
}

// www/package/cli/options.ts
import { parseArgs } from "node:util";
import { LeifengFormError as LeifengFormError12 } from "./engine.cjs";
var HELP = `用法：
  leifeng-form check FILE...     检查申报记录（${ENDINGS.join("、")}；- 表示从标准输入读取 JSON Lines）
  leifeng-form check FOLDER...   检查文件夹里的申报材料：每份一个子文件夹，其中一份填好的申报表（Excel、Word）或 .json，旁边放申报材料和名册
      --rulebook ID|FILE         规则文件的编号或文件，默认 mengyin-2012
      --values FILE|JSON         改用的数值，如 '{"county_until":"2013-04-23"}'；有哪些数值，见 rulebook 命令
      --form FORM                规则文件中的表，默认 application，另如 nomination、inspection
      --today DATE               按哪一天检查，如 2012-04-20，默认为中国的今天
      --format FORMAT            输出格式：text（默认）、json、jsonl、csv（Excel、WPS 的表格）、html（可打印和转交的网页）
      --output FILE              写入文件；全部完成后才替换原有文件
      --quiet                    不列出符合条件的记录，不显示进度
  leifeng-form count FILE...     统计 .docx、.doc、.txt 文件的字数和字符数
      --format text|json
  leifeng-form rulebook ID|FILE  检查规则文件，列出其中的规则和依据
      --cases FILE               用自己写的例子检查规则文件，列出与预期不一致之处
      --mutate                   连同 --cases：逐处改动规则文件，列出没有例子察觉的改动
      --against ID|FILE          与另一个规则文件（如去年的）相比，列出不同之处
      --compile --output FILE    写成网页可直接读取的小文件，网页上不再需要 leifeng-form-rulebook.js
      --values FILE|JSON         改用的数值
  leifeng-form --help | --version

退出状态：0 全部符合；1 有记录不符合、待补充或无法读取，或各条记录之间有不符合之处，或有例子与预期不一致；2 命令有误，或写明的文件不存在、输出文件不能写入。
`;
var COMMANDS = {
  check: {
    rulebook: "string",
    values: "string",
    form: "string",
    today: "string",
    format: ["text", "json", "jsonl", "csv", "html"],
    output: "string",
    quiet: "boolean"
  },
  count: { format: ["text", "json"] },
  rulebook: {
    cases: "string",
    mutate: "boolean",
    against: "string",
    compile: "boolean",
    output: "string",
    values: "string"
  }
};
function readCommandLine(args) {
  const [name = "", ...rest] = args;
  const nothing = { files: [], options: {}, flags: /* @__PURE__ */ new Set() };
  if (args.includes("--help") || args.includes("-h") || name === "help") return { command: "help", ...nothing };
  if (name === "--version") return { command: "version", ...nothing };
  if (name === "") throw invalid2(`请写明要做什么。

${HELP}`);
  if (!isCommand(name)) throw unknownName("command.unknown", "命令", name, Object.keys(COMMANDS));
  return { command: name, ...readOptions(name, rest) };
}
function invalid2(message2) {
  return new LeifengFormError12("command.invalid", message2);
}
function isCommand(name) {
  return Object.hasOwn(COMMANDS, name);
}
function readOptions(command, args) {
  const known2 = COMMANDS[command];
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(known2).map(([name, kind]) => [name, { type: kind === "boolean" ? "boolean" : "string" }])
    ),
    strict: false,
    tokens: true
  });
  const files = [];
  const options = {};
  const flags = /* @__PURE__ */ new Set();
  for (const token of tokens) {
    if (token.kind === "positional") files.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const kind = Object.hasOwn(known2, name) ? known2[name] : void 0;
    if (kind === void 0) {
      throw unknownName(
        "command.option",
        "选项",
        rawName,
        Object.keys(known2).map((known3) => `--${known3}`)
      );
    }
    if (kind === "boolean") {
      if (value !== void 0) throw invalid2(`选项 ${rawName} 不带值。`);
      flags.add(name);
      continue;
    }
    if (value === void 0 || !token.inlineValue && value.startsWith("--"))
      throw invalid2(`选项 ${rawName} 后面缺少值。`);
    if (Object.hasOwn(options, name)) throw invalid2(`选项 ${rawName} 只能写一次。`);
    if (typeof kind === "object" && !kind.includes(value)) throw unknownName("command.option", "输出格式", value, kind);
    options[name] = value;
  }
  if (files.length === 0) throw invalid2(`请写明${command === "rulebook" ? "规则文件的编号或文件" : "要读取的文件"}。`);
  if (command === "rulebook" && files.length > 1) throw invalid2("一次只能检查一个规则文件。");
  if (flags.has("mutate") && options.cases === void 0) throw invalid2("--mutate 要与 --cases 一起写。");
  if (command === "rulebook" && flags.has("compile") !== (options.output !== void 0))
    throw invalid2("--compile 和 --output 要一起写。");
  return { files, options, flags };
}

// www/package/cli.ts
var COMMANDS2 = { check, count: count2, rulebook };
var UNUSABLE = 2;
async function main() {
  const line2 = readCommandLine(process.argv.slice(2));
  if (line2.command === "help") process.stdout.write(HELP);
  else if (line2.command === "version") {
    process.stdout.write(`${JSON.parse(readFileSync3(new URL("./package.json", import.meta.url), "utf8")).version}
`);
  } else return COMMANDS2[line2.command](line2);
  return 0;
}
try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = UNUSABLE;
  if (!(error instanceof ReaderGone)) {
    console.error(`leifeng-form：${inWords2(error).split("\n").map(plain).join("\n")}`);
  }
  process.stdin.destroy();
}
