/** The texts around a control: labels, what stands before and behind it, headings. What they mean is decided in the page's module. */
import { BEFORE, CELL, COLUMN, GIVEN, GROUP, LABEL, NAME, PLACEHOLDER, ROW } from "../../protocol";
import * as dom from "../dom";
import type { Control } from "../types";

export const CONTROL = "input:not([type=hidden]),select,textarea";
export const ANY = "input,select,textarea";
export const CELLS = "td,th";
const LINE = "p,div,li,dd";

export const isMany = (control: Control) => /^(radio|checkbox)$/.test(control.type);
const isShort = (text: string) => text.trim().length < 2;
/** Whether a text says anything: signs alone do not. */
const isWord = (text: string) => /[\w\u4e00-\u9fff]/.test(text);
export const isHan = (text: string) => /[\u4e00-\u9fff]/.test(text);
export const holdsControl = (node: Node) =>
  node instanceof Element && (dom.matches(node, CONTROL) || dom.querySelector(node, CONTROL) !== null);
export const breaksLine = (node: Node) =>
  /^(BR|HR|P|DIV|H\d|TABLE|UL|OL|DL|D[TD]|LI|LEGEND|FIELDSET|FORM|SECTION)$/.test(dom.nodeName(node));
export const isOurs = (node: Node) => dom.isElement(node) && /^leifeng-/.test(dom.className(node));
/** Whether the element itself is put away, as widgets do with what they stand for; not where it only stands in a closed tab. */
export const isAway = (control: Element) => getComputedStyle(control).display === "none";

export const isShown = (element: Element) =>
  dom.getClientRects(element).length > 0 &&
  getComputedStyle(element).visibility !== "hidden" &&
  !dom.closest(element, "details:not([open])>:not(summary)");

/** What a button says: of a `<button>` the value is a code. */
export function writtenOn(button: Element): string {
  const { value, title } = button as Control;
  const text = dom.matches(button, "input") ? "" : dom.textContent(button)?.trim();
  const picture = dom.querySelector(button, "img[alt]") || button;
  // The value of an item of a list is a number.
  return `${text || value || dom.getAttribute(picture, "alt") || title || ""}`;
}

/** The text of a node, if there is one, without what stands in controls. */
export function textOf(node?: Node | false | null): string {
  if (!node) return "";
  if (dom.isText(node)) return node.data;
  let text = "";
  if (!/^(SELECT|TEXTAREA|SCRIPT|STYLE|BUTTON|IFRAME)$/.test(dom.nodeName(node)) && !isOurs(node)) {
    for (let child = dom.firstChild(node); child; child = dom.nextSibling(child)) text += textOf(child);
  }
  return text;
}

/** The text of the nearest cell before this one that has any; none where a control stands between. */
export function precedingCell(cell: Element): string {
  let text = "";
  let other = dom.previousElementSibling(cell);
  for (; other && !text.trim() && !holdsControl(other); other = dom.previousElementSibling(other)) text = textOf(other);
  return text;
}

/** Whether a node holds nothing but radio buttons or checkboxes, of the controls that it holds. */
export const holdsMany = (node: Node) =>
  [node, ...dom.querySelectorAll(node as Element, CONTROL)].every(
    (one) => !dom.matches(one as Element, CONTROL) || isMany(one as Control),
  );

/**
 * The text before a node on its line, then before its parent, up to the cell; none where a control stands between, unless
 * both are options of one question. What stands on the line before, behind another control, is that one's.
 */
export function before(node: Node, end: Node, many: boolean): string {
  for (let at: Node | null = node; at && at !== end && dom.parentNode(at); at = dom.parentNode(at)) {
    let text = "";
    let isOnLine = true;
    let other: Node | null = dom.previousSibling(at);
    for (; other; other = dom.previousSibling(other)) {
      // What a widget stands for, beside it.
      if (other instanceof Element && dom.matches(other, CONTROL) && isAway(other)) continue;
      if (holdsControl(other)) {
        // What an editor made before what it stands for.
        const made = dom.querySelectorAll<Control>(other as Element, CONTROL);
        if (made[0] && made.every((one) => !one.name && isAway(one))) continue;
        if (!isOnLine && isHan(text)) return "";
        // `；规章制度：` between two boxes is what the second is for.
        if (!many || !holdsMany(other) || /[：:]\s*$/.test(text)) break;
        text = "";
        continue;
      }
      // What layui shows in place of another option.
      const stood = dom.elementBefore(other) as Control | null;
      if (many && stood && isMany(stood) && isAway(stood)) continue;
      if (breaksLine(other) && isWord(text)) break;
      if (dom.nodeName(other) === "BR") isOnLine = false;
      text = textOf(other) + text;
      if (breaksLine(other) && isWord(text)) break;
    }
    if (other || isWord(text)) return text;
  }
  return "";
}

/** The text behind a control on its line, and whether another control stands behind that. */
function after(node: Node, end: Node): [text: string, runs?: boolean] {
  for (let at: Node | null = node; at && at !== end && dom.parentNode(at); at = dom.parentNode(at)) {
    let text = "";
    let other: Node | null = dom.nextSibling(at);
    for (; other && !holdsControl(other) && !breaksLine(other); other = dom.nextSibling(other)) text += textOf(other);
    if (other || text.trim()) return [text, !!other && holdsControl(other)];
  }
  return [""];
}

const labelOf = (control: Control) => Array.from(control.labels || [], (label) => textOf(label)).join("");

/** Controls to which the page gave no name that assistive technology finds, so we did. */
export const named = new WeakSet<Element>();

/** What a control is called for screen readers alone. */
const spokenOf = (control: Control) =>
  (dom.getAttribute(control, "aria-labelledby") || "")
    .split(/\s+/)
    .map((id) => textOf(dom.getElementById(document, id)))
    .join("") || (named.has(control) ? "" : dom.getAttribute(control, "aria-label") || "");

/** Whether two boxes, one behind the other, take parts of one answer, of a date, a number, a place: no text parts them. */
export function isSplit(first: Control, second: Control, end: Element) {
  const [line, other] = [dom.closest(first, LINE), dom.closest(second, LINE)];
  return (
    dom.closest(first, CELLS) === dom.closest(second, CELLS) &&
    // A list behind a box may be of its units.
    (first.type === second.type || /^s/.test(first.type)) &&
    !labelOf(second) &&
    isShort(before(second, end, false)) &&
    (line === other || (isShort(textOf(line)) && !second.placeholder && !spokenOf(second)))
  );
}

/**
 * What stands beside a control, in order, each control as an empty text: on its line, or where it is alone there, in the blocks or
 * cells beside.
 */
function lineOf(node: Element, end: Element): [texts: string[], at: number] {
  const texts: string[] = [];
  let place = 0;
  for (let at: Node | null = node; at && at !== end; at = dom.parentNode(at)) {
    const isBlock = breaksLine(at) || dom.matches(at as Element, CELLS);
    const ends = (other: Node | null): other is null => !other || (!isBlock && breaksLine(other));
    let other: Node | null = at;
    while (!ends(dom.previousSibling(other))) other = dom.previousSibling(other) as Node;
    texts.length = 0;
    for (; other === at || !ends(other); other = dom.nextSibling(other as Node)) {
      const text = textOf(other).trim();
      if (other === at) place = texts.length;
      if (holdsControl(other as Node)) texts.push("");
      else if (isWord(text)) texts.push((texts[texts.length - 1] ? texts.pop() : "") + text);
    }
    if (texts.length > 1) break;
  }
  return [texts, place];
}

/** The text behind a control, where the labels beside it stand behind: a control comes first there, and a text last. */
function behind(node: Element, end: Element): string {
  const [texts, at] = lineOf(node, end);
  const isAlternating = texts.every((text, i) => isHan(text) === i % 2 > 0);
  return isAlternating ? texts[at + 1] || "" : "";
}

/**
 * What belongs to a control of the text behind it: in a sentence with more controls what a sign parts from the rest, as `同志任队长，`
 * and `（单位全称），`, else a unit.
 */
function tailOf(node: Element, end: Element): string {
  const [text, runs] = after(node, end);
  // The other half of an address of mail.
  if (/^\s*[@＠]/.test(text)) return "@";
  const tail = runs
    ? /^[\s，）（]*([^，。；、）（]+)[，。；、）]/
    : /^\s*([^\s，。；、）（/]{1,3})(?![^\s，。；、）（/])/;
  return (tail.exec(text) || [])[1] || "";
}

/** The caption under a control that has a block to itself. */
function under(node: Element, end: Element): string {
  for (
    let at: Element | null = node;
    at && at !== end && holdsMany(at) === holdsMany(node);
    at = dom.parentElement(at)
  ) {
    const next = dom.nextElementSibling(at);
    if (next && breaksLine(next)) return holdsControl(next) ? "" : textOf(next);
    if (next && !isMany(next as Control) && holdsControl(next)) return "";
  }
  return "";
}

const isHeading = (node: Element) =>
  !holdsControl(node) &&
  isHan(textOf(node)) &&
  (/^(H\d|LEGEND|CAPTION)$/.test(dom.nodeName(node)) ||
    (/^(DIV|P)$/.test(dom.nodeName(node)) &&
      (/title|heading|caption/i.test(dom.className(node)) ||
        /^(B|STRONG)$/.test(dom.nodeName(dom.firstChild(node) || node)))) ||
    // A cell across a table, over rows of labels and controls.
    (dom.matches(node, "tr") &&
      (dom.firstElementChild(node) as HTMLTableCellElement)?.colSpan > 1 &&
      dom.children(node).length === 1));

/** The nearest heading above a node, looked for once from each node. */
function headingOver(node: Element, end: Element, known: Map<Element, string>): string {
  const passed: Element[] = [];
  let found: string | undefined;
  for (let at: Element | null = node; at && at !== end && found === undefined; at = dom.parentElement(at)) {
    let other: Element | null = dom.matches(at, CELLS) ? null : at;
    for (; other && found === undefined; other = dom.previousElementSibling(other)) {
      found = other !== at && isHeading(other) ? textOf(other) : known.get(other);
      passed.push(other);
    }
  }
  for (const one of passed) if (!isHeading(one)) known.set(one, found || "");
  return found || "";
}

export const optionOf = (control: Control, end: Element) =>
  (labelOf(control) || after(control, dom.closest(control, CELLS) || end)[0] || control.title)
    .replace(/\s+/g, " ")
    .replace(/[；。].*|[、，] ?$/, "")
    .trim();

/** The first control in a cell that is shown and takes no file. */
const firstOf = (cell: Element) =>
  dom.querySelectorAll<Control>(cell, CONTROL).find((control) => control.type !== "file" && !isAway(control));

const isLead = (cell: Element) => {
  const next = dom.nextElementSibling(cell);
  return !!next && !holdsControl(cell) && !holdsControl(next) && isHan(textOf(next));
};

export function textsAround(
  node: Element,
  given: string,
  end: Element,
  above?: Element,
  leads: Element[] = [],
  split?: boolean,
  known = new Map<Element, string>(),
): string[] {
  const control = node as Control;
  const around = dom.closest(dom.parentElement(node), CELLS);
  // A cell around the whole form is layout.
  const cell = around && !dom.contains(around, end) ? around : null;
  const inside = cell || end;
  const many = isMany(control);
  const own = before((many && dom.closest(node, "label")) || node, inside, many);
  // Of several controls in a cell, what stands before each is a part of its label: 服务队长, 姓名; not before a total.
  const alone = many || dom.querySelectorAll(inside, CONTROL).length < 2 || /[共计][^\u4e00-\u9fff]*$/.test(own);
  // The second of several without a text between is no part of what the first is.
  const first = firstOf(inside);
  const isFirst = alone || control.type === "file" || isHan(own) || !first || dom.contains(node, first);
  const follows = many ? "" : behind(node, end);
  // The cell before is the label of the control before, where labels stand behind.
  const isBehind = isHan(follows) && cell && holdsControl(dom.firstElementChild(dom.parentElement(cell)) as Element);
  const preceding = cell && isFirst && !isBehind ? precedingCell(cell) + (alone ? "" : own) : "";
  const head = dom.firstElementChild(dom.parentElement(cell));
  const legend = dom.querySelector(dom.closest(node, "fieldset"), "legend");
  const label = many ? "" : labelOf(control) || spokenOf(control);
  // A cell with a label behind it, which may reach down beside several.
  const group = textOf(
    leads
      .slice(0, leads.indexOf(cell as Element))
      .filter(isLead)
      .pop(),
  );
  const options = Array.from((control as unknown as HTMLSelectElement).options || []);
  const texts = [
    given || dom.getAttribute(node, "data-leifeng") || "",
    isHan(group) ? group : textOf(legend) || headingOver(node, end, known),
    label,
    preceding || textOf(many && legend),
    textOf(dom.nodeName(head) === "TH" && head),
    textOf(above),
    own,
    control.placeholder ||
      (many ? "" : control.title) ||
      // `请选择申报级别`
      (options[0] && !options[0].value ? options[0].text : ""),
    control.name || "",
    follows || (isHan(own) ? "" : under(node, inside)) || (many ? "" : tailOf(node, inside)),
    // Of a long list a part will do.
    ...options.slice(0, 30).map((option) => option.text),
  ].map((text, at) => (split && [GROUP, LABEL, CELL, ROW, BEFORE].includes(at) ? "" : text.replace(/\s+/g, " ")));
  const table = dom.closest(cell, "table");
  // Where a table stands in the place of its first control, its texts are that one's; so are those of a table of options.
  if (
    table &&
    ![LABEL, CELL, ROW, COLUMN, BEFORE, PLACEHOLDER].some((at) => isHan(texts[at] as string)) &&
    (many ? holdsMany(table) : dom.querySelector(table, CONTROL) === node)
  ) {
    return textsAround(table, texts[GIVEN] as string, end)
      .slice(0, NAME)
      .concat(texts.slice(NAME));
  }
  return texts;
}
