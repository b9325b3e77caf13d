/**
 * The webmaster's view: what was taken for which field, what was not found, what is misspelt, and what to write to mend it.
 * Loaded from beside the drop-in only where a page is opened with `?leifeng=map`.
 */

import { GROUP, NAME } from "../protocol";
import { type Beside, DROP_IN, offer } from "./beside";
import { FORM, RULEBOOK } from "./defaults";
import * as dom from "./dom";
import { givenBy, mapOf } from "./given";
import { sendingButtons } from "./guard";
import { CONTROL, isMany, writtenOn } from "./scan/texts";
import { controlsOf, type Unit, unitsOf } from "./scan/units";
import { link, make } from "./show";
import { addStyle } from "./style";
import type { Control, Options, Part, Watched } from "./types";

const LONGEST_LABEL = 20;
const CSS = `
.leifeng-map{box-sizing:border-box;margin:8px;padding:8px 14px;border:1px solid #bbb;background:#fff;color:#222;font:normal 13px/1.6 sans-serif;text-align:left;word-break:break-word}
.leifeng-map .leifeng-table{width:100%;border-collapse:collapse;font:inherit;color:inherit}
.leifeng-map .leifeng-cell{padding:2px 6px;border:1px solid #bbb;text-align:left;vertical-align:top;font-size:inherit}
.leifeng-scroll{max-height:50vh;overflow:auto}
.leifeng-code{display:block;box-sizing:border-box;width:100%;height:4em}
.leifeng-found{outline:2px solid #1a7f37;outline-offset:1px}
.leifeng-unsure{outline:2px dashed #b3261e;outline-offset:1px}
@media print{.leifeng-map{display:none}}
`;

const HOW: Record<string, string> = {
  given: "网页中指定",
  group: "分组名和标签",
  label: "标签",
  cell: "前一格",
  row: "行首",
  column: "列首",
  before: "前面的文字",
  placeholder: "框内提示",
  after: "后面的文字",
  options: "各选项",
};
/** What may be written for each attribute; anything where that is not a list of words. */
const VALUES = new Map<string, string[]>([
  ["rulebook", []],
  ["values", []],
  ["form", []],
  ["target", []],
  ["map", []],
  ["when", ["change", "submit"]],
  ["mode", ["block", "insist", "advise"]],
  ["check-on", []],
  ["draft", ["on", "off"]],
]);

/** What is wrong, and the way out; the browser's own words behind it. */
function reasonOf(problem: string): string {
  const [, address, status] = /Error: (.+): (\d{3})$/.exec(problem) || [];
  const said = problem.replace(/^(\w*Error: )+/, "");
  if (address) return `读不到 ${address}（${status}），请核对地址和文件名。`;
  if (/fetch|network|load failed/i.test(said)) {
    return `有文件读不到：页面须从网站（http 或 https）打开，内容安全策略的 connect-src 须允许本网站（${said}）。`;
  }
  if (/wasm|webassembly/i.test(said)) {
    return `这里不能运行 WebAssembly：浏览器过旧，或内容安全策略的 script-src 里没有 'wasm-unsafe-eval'（${said}）。`;
  }
  return said;
}

/** Fields that are judged together with others: those not found, each with the found ones that wait for it. */
function neededOf({ fields, checks }: Watched): string {
  const labelOf = (id: string) => `“${fields.find((field) => field.id === id)?.label}”`;
  const isFound = (id: string) => fields.some((field) => field.id === id && field.parts[0]);
  const waiting = new Map<string, string[]>();
  for (const { severity, fields: ids } of checks().flat()) {
    const found = ids.filter(isFound);
    if (severity !== "error" || !found[0]) continue;
    for (const id of ids) if (!isFound(id)) waiting.set(id, (waiting.get(id) || []).concat(found));
  }
  return Array.from(waiting)
    .map(([id, others]) => `${labelOf(id)}（与${Array.from(new Set(others), labelOf).join("、")}）`)
    .join("；");
}

/** The scripts that applicants need later: what is missing is to be told before they miss it. */
function neededBy(watched: Watched[]) {
  const fields = watched.flatMap(({ fields }) => fields);
  const ofFiles = fields.filter(({ parts }) => parts.some(({ own }) => own.type === "file"));
  const readers = ofFiles.map(({ kind }) => (kind === "table" ? "sheets" : "documents"));
  return new Set(["print", ...readers] as const);
}

/** What is wrong with the script's attributes. */
function mistakes(script: Element | null): string[] {
  const wrong: string[] = [];
  for (const { name, value } of Array.from(script?.attributes || [])) {
    if (!/^data-/.test(name)) continue;
    const known = VALUES.get(name.slice(5));
    if (!known) wrong.push(`没有 ${name} 这个属性，可用的有：data-${Array.from(VALUES.keys()).join("、data-")}`);
    else if (!value) wrong.push(`${name} 没有写值`);
    else if (known[0] && !known.includes(value)) wrong.push(`${name} 不能写“${value}”，可写：${known.join("、")}`);
    else if (/target|check/.test(name)) {
      try {
        if (!dom.inPage(value)[0]) wrong.push(`${name}：页面上没有“${value}”`);
      } catch {
        wrong.push(`${name}：“${value}”不是 CSS 选择器`);
      }
    }
  }
  return wrong;
}

/** What of the page keeps a form from being watched as the webmaster means it. */
function aboutPage(): string[] {
  const said: string[] = [];
  const tags = dom
    .inPage<HTMLScriptElement>("script[src]")
    .filter((tag) => DROP_IN.test(dom.getAttribute(tag, "src") || ""));
  if (tags.length > 1) said.push(`页面里有 ${tags.length} 行 leifeng-form.js，只留一行即可`);
  const framed = dom.inPage<HTMLIFrameElement>("iframe,frame").filter(holdsForm);
  for (const frame of framed) {
    const address = dom.getAttribute(frame, "src") || "没有地址";
    said.push(`有表单在嵌入的页面（iframe，${address}）里：这一行要写进那个页面`);
  }
  return said;
}

function holdsForm(frame: HTMLIFrameElement): boolean {
  try {
    const within = dom.body(frame.contentDocument as Document);
    return dom.querySelectorAll(within, CONTROL).length > 2;
  } catch {
    // Another site's, such as an advertisement.
    return false;
  }
}

const WHEN_FAILING: Record<string, string> = {
  block: "有错误时不提交",
  insist: "有错误时不提交，第二次起可坚持提交",
  advise: "只提示，照常提交",
};

/** What is in force, in one line. */
function inForce(options: Options): string {
  const { rulebook = RULEBOOK, values, form = FORM, mode = "block" } = options;
  return `规则 ${rulebook}${values ? "（数值按 data-values）" : ""}，表 ${form}，${WHEN_FAILING[mode] || mode}（${mode}），版本 ${VERSION}`;
}

/** The controls that are taken for no field, each by the text beside it. */
function unclaimedOf({ element, fields }: Watched): string {
  const claimed = new Set(
    fields
      .flatMap(({ parts, unsure = [], otherUnit = [] }) => [...parts, ...unsure, ...otherUnit])
      .map(({ own }) => own),
  );
  const rest = unitsOf(controlsOf(element), new Map(), element).filter(
    ({ parts }) => parts[0] && !parts.some(({ own }) => claimed.has(own) || own.type === "hidden"),
  );
  const textOf = ({ parts, texts }: Unit) => {
    const label = texts.slice(GROUP, NAME).find((text) => text.trim());
    const name = nameOf(parts[0] as Part);
    return label ? `${label.trim().slice(0, LONGEST_LABEL)}（${name}）` : name;
  };
  return Array.from(new Set(rest.map(textOf))).join("、");
}

/** Whether `data-check-on` selects a button; what is no selector is told elsewhere. */
function isChosen(button: Element, checkOn = ""): boolean {
  try {
    return !!checkOn && dom.matches(button, checkOn);
  } catch {
    return false;
  }
}

const quoted = (buttons: Element[]) =>
  Array.from(new Set(buttons.map((button) => `“${writtenOn(button).trim().slice(0, LONGEST_LABEL)}”`)));

/** Which buttons send the form, and whether they are checked. */
function sentBy(element: Element, { checkOn }: Options): string {
  const [known, maybe] = sendingButtons(element);
  const [names, others] = [quoted(known), quoted(maybe.filter((button) => !isChosen(button, checkOn)))];
  const unchecked = others[0] ? `点击${others.join("、")}时不检查：由脚本用它提交的，请用 data-check-on 写明。` : "";
  if (!names[0])
    return `没有认出提交按钮。由脚本提交的，请用 data-check-on 写明按钮；表单自己的提交（submit）仍会检查。${unchecked}`;
  const isNone = checkOn === "none" ? "（data-check-on 写了 none，只检查表单自己的提交）" : "";
  return `点击这些按钮时检查：${names.join("、")}${isNone}。${unchecked}`;
}

/** What to write for a control: its name, else a selector; nothing where neither is its own. */
function wordFor(control: Control, controls: Control[]): string | undefined {
  const isOwn = (where: string) => {
    const all = givenBy(where, controls, dom.body(document));
    return (
      all.includes(control) &&
      (all.length === 1 ||
        (isMany(control) && all.every((one) => one === control || (one as Control).name === control.name)))
    );
  };
  const id = control.id && `[id="${control.id}"]`;
  return [control.name, id].find((where) => where && isOwn(where));
}

const nameOf = ({ own }: Part) => `${own.name || own.id || dom.nodeName(own).toLowerCase()}`;

/** Shows the view over the page; gives back what renews it after the page changed. */
const show: Beside["map"]["show"] = ({ script, options, watched, failed, problems, loadBeside, least }) => {
  addStyle(CSS);
  const box = make("div", "map");
  dom.setAttribute(box, "role", "region");
  dom.setAttribute(box, "aria-label", "栏目对照");
  let outlined: Element[] = [];
  const chosen: Record<string, string> = Object.create(null);
  let stopPicking = () => {};

  function pick(id: string, label: string, element: Element) {
    stopPicking();
    const hint = make("p", "error", `请在页面上点选“${label}”的输入框（按 Esc 取消）。`, box);
    dom.setAttribute(hint, "role", "status");
    const take = (event: Event) => {
      const key = (event as KeyboardEvent).key;
      if (key ? key === "Escape" : dom.isElement(event.target) && dom.contains(box, event.target)) return stopPicking();
      if (key && key !== "Enter") return;
      const control = dom.isElement(event.target) && dom.closest<Control>(event.target, "input,select,textarea");
      if (!control) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const word = wordFor(control, controlsOf(element));
      stopPicking();
      if (word) chosen[id] = word;
      render(word ? "" : `这个控件没有自己的名称，请在它的标签里加上 data-leifeng="${id}"`);
    };
    stopPicking = () => {
      hint.remove();
      for (const name of ["click", "keydown"]) dom.removeEventListener(window, name, take, true);
      stopPicking = () => {};
    };
    for (const name of ["click", "keydown"]) dom.addEventListener(window, name, take, true);
  }

  function outline(parts: Part[], className: string) {
    for (const { seen } of parts) {
      seen.classList.add(`leifeng-${className}`);
      outlined.push(seen);
    }
  }

  function render(said = "") {
    const wrong = mistakes(script);
    wrong.push(...aboutPage(), ...Array.from(problems, reasonOf));
    if (said) wrong.push(said);
    for (const element of outlined) {
      element.classList.remove("leifeng-found", "leifeng-unsure");
      if (!dom.className(element)) dom.removeAttribute(element, "class");
    }
    outlined = [];
    box.textContent = "";
    make("h2", "title", "栏目对照（只有网址带 leifeng=map 时显示）", box);
    make("p", "note", inForce(options), box);
    const list = make("ul", "list", "", box);
    let map: Record<string, string> = {};
    try {
      map = mapOf(options.map, true);
    } catch {
      wrong.push("data-map 不是 JSON，也不是页面上一个 script 的 id");
    }
    for (const each of watched()) {
      const { element, fields } = each;
      const ids = fields.map(({ id }) => id);
      const controls = controlsOf(element);
      for (const id in map) {
        if (!ids.includes(id)) wrong.push(`data-map：没有“${id}”这个栏目`);
        else if (!givenBy(map[id] as string, controls, element)[0])
          wrong.push(`data-map：“${id}”的“${map[id]}”没有找到`);
      }
      for (const control of dom.querySelectorAll(element, "[data-leifeng]")) {
        const id = dom.getAttribute(control, "data-leifeng") as string;
        if (!ids.includes(id)) wrong.push(`data-leifeng：没有“${id}”这个栏目`);
      }
      const found = fields.filter(({ parts }) => parts[0]);
      const few = each.evidence() < least ? `，其中能确认的不足 ${least} 个，平时不会启用` : "";
      make("p", "note", `找到 ${found.length} 个栏目，未找到 ${fields.length - found.length} 个${few}。`, box);
      make("p", "note", sentBy(element, options), box);
      const needed = options.mode === "advise" ? "" : neededOf(each);
      if (needed) {
        make("p", "note", `没有找到、却要与找到的栏目一起判断的，缺了它这些要求就不检查，请点选：${needed}。`, box);
      }
      const scroll = make("div", "scroll", "", box);
      scroll.tabIndex = 0;
      const table = make("table", "table", "", scroll);
      const row = (cells: string[], kind: string) => {
        const line = make("tr", "row", "", table);
        for (const cell of cells) make(kind, "cell", cell, line);
        return line;
      };
      row(["栏目", "控件", "依据", "把握", "更正"], "th");
      for (const { id, label, parts, how, unsure = [], otherUnit = [] } of fields) {
        const names = (parts: Part[]) =>
          parts
            .map(nameOf)
            .filter((name, at, all) => all.indexOf(name) === at)
            .join("、");
        const doubts = [
          unsure[0] && `${names(unsure)}：也可能是这一栏，未采用`,
          otherUnit[0] && `${names(otherUnit)}：标签里写的单位不能用于这一栏，未采用`,
        ];
        const doubt = doubts.filter(Boolean).join("；");
        const sure = how && (/before|after|placeholder|options/.test(how) ? "较有把握" : "有把握");
        const cells = [
          `${label}（${id}）`,
          chosen[id] ? `改为 ${chosen[id]}` : [names(parts), doubt].filter(Boolean).join("；") || "未找到",
          how ? (HOW[how] as string) : "",
          sure || (doubt ? "没有把握" : ""),
          "",
        ];
        const line = row(cells, "td");
        dom.setAttribute(
          link("点选", "button", dom.lastElementChild(line) as Element, () => pick(id, label, element)),
          "aria-label",
          `点选${label}`,
        );
        outline(parts, "found");
        if (doubt) outline(unsure.concat(otherUnit), "unsure");
      }
      const rest = unclaimedOf(each);
      if (rest) make("p", "note", `没有认作任何栏目的控件：${rest}。应当检查的，请在上面点选。`, box);
    }
    if (!watched().length && !failed() && !wrong.some((text) => /^data-target/.test(text)))
      wrong.push(`没有找到表单：页面上识别出的栏目不足 ${least} 个`);
    for (const text of wrong) make("li", "error", text, list);
    if (wrong.length) dom.setAttribute(list, "role", "alert");
    if (Object.keys(chosen).length) {
      const text = JSON.stringify({ ...map, ...chosen })
        .replace(/&/g, "&amp;")
        .replace(/'/g, "&#39;");
      const label = make("label", "note", "把下面一行写进 script 标签：", box);
      const area = make("textarea", "code", `data-map='${text}'`, label) as HTMLTextAreaElement;
      area.readOnly = true;
      area.onfocus = () => area.select();
    }
  }
  dom.insertBefore(dom.body(document), box, dom.firstChild(dom.body(document)));
  render();
  for (const name of neededBy(watched())) loadBeside(name).catch(() => render());
  return () => render();
};

offer("map", { show });
