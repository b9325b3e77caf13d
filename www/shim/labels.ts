/** The controls of a form and the texts around them. What the texts mean is decided in the page's module. */
import { BEFORE, CELL, CELL_MARK, COLUMN, GIVEN, GROUP, LABEL, NAME, OPTIONS, ROW, TABLE } from "../protocol";
import * as dom from "./dom";
import type { Control, Part } from "./types";

/** The controls that make up one answer, the text of each as an option, and the texts around them. */
export interface Unit {
  /** The type of its controls; TABLE for what looks like one, with CELL_MARK before the types of its cells. */
  type: string;
  parts: Part[];
  options: string[];
  /** By their sources; the options are all from OPTIONS on. */
  texts: string[];
}

export const CONTROL = "input:not([type=hidden]),select,textarea";
const ANY = "input,select,textarea";
const CELLS = "td,th";
const LINE = "p,div,li,dd";
const EDITABLE = "iframe,[contenteditable]";

export const isMany = (control: Control) => /^(radio|checkbox)$/.test(control.type);
const isShort = (text: string) => text.trim().length < 2;
/** Whether a text says anything: signs alone do not. */
const isWord = (text: string) => /[\w\u4e00-\u9fff]/.test(text);
const isHan = (text: string) => /[\u4e00-\u9fff]/.test(text);
export const holdsControl = (node: Node) =>
  node instanceof Element && (dom.matches(node, CONTROL) || dom.querySelector(node, CONTROL) !== null);
export const breaksLine = (node: Node) => /^(BR|HR|P|DIV|H\d|TABLE|UL|OL|DL|D[TD]|LI)$/.test(dom.nodeName(node));
const isOurs = (node: Node) => dom.isElement(node) && /^leifeng-/.test(dom.className(node));
/** Whether the element itself is put away, as widgets do with what they stand for; not where it only stands in a closed tab. */
export const isAway = (control: Element) => getComputedStyle(control).display === "none";

/** The text of a node, if there is one, without what stands in controls. */
function textOf(node?: Node | false | null): string {
  if (!node) return "";
  if (dom.isText(node)) return node.data;
  let text = "";
  if (!/^(SELECT|TEXTAREA|SCRIPT|STYLE|BUTTON|IFRAME)$/.test(dom.nodeName(node)) && !isOurs(node)) {
    for (let child = dom.firstChild(node); child; child = dom.nextSibling(child)) text += textOf(child);
  }
  return text;
}

/** Whether a node holds nothing but radio buttons or checkboxes, of the controls that it holds. */
const holdsMany = (node: Node) =>
  [node, ...dom.querySelectorAll(node as Element, CONTROL)].every(
    (one) => !dom.matches(one as Element, CONTROL) || isMany(one as Control),
  );

/**
 * The text before a node on its line, then before its parent, up to the cell; none where a control stands between, unless
 * both are options of one question.
 */
function before(node: Node, end: Node, many: boolean): string {
  for (let at: Node | null = node; at && at !== end && dom.parentNode(at); at = dom.parentNode(at)) {
    let text = "";
    let other: Node | null = dom.previousSibling(at);
    for (; other; other = dom.previousSibling(other)) {
      // What a widget stands for, beside it.
      if (other instanceof Element && dom.matches(other, CONTROL) && isAway(other)) continue;
      if (holdsControl(other)) {
        if (!many || !holdsMany(other)) break;
        text = "";
        continue;
      }
      // What layui shows in place of another option.
      const stood = dom.elementBefore(other) as Control | null;
      if (many && stood && isMany(stood) && isAway(stood)) continue;
      if (breaksLine(other) && isWord(text)) break;
      text = textOf(other) + text;
      if (breaksLine(other) && isWord(text)) break;
    }
    if (other || isWord(text)) return text;
  }
  return "";
}

/** The text behind a radio button or a checkbox: what it stands for. */
function after(node: Node, end: Node): string {
  for (let at: Node | null = node; at && at !== end && dom.parentNode(at); at = dom.parentNode(at)) {
    let text = "";
    let other: Node | null = dom.nextSibling(at);
    for (; other && !holdsControl(other) && !breaksLine(other); other = dom.nextSibling(other)) text += textOf(other);
    if (other || text.trim()) return text;
  }
  return "";
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
function isSplit(first: Control, second: Control, end: Element) {
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

const optionOf = (control: Control, end: Element) =>
  (labelOf(control) || after(control, dom.closest(control, CELLS) || end) || control.title).replace(/\s+/g, " ").trim();

function precedingCell(cell: Element): string {
  let text = "";
  let other = dom.previousElementSibling(cell);
  for (; other && !text.trim() && !holdsControl(other); other = dom.previousElementSibling(other)) text = textOf(other);
  return text;
}

/** A row of a table: what stands in each column, cells that reach down from above too, and its header, where there is one. */
interface Line {
  at: number;
  cells: Element[];
  header?: Line | undefined;
}

/** The rows of a table; the header of each is the nearest one above without controls. */
function linesOf({ rows }: HTMLTableElement) {
  const lines = Array.from(rows, (_, at): Line => ({ at, cells: [] }));
  let header: Line | undefined;
  for (const line of lines) {
    line.header = header;
    const { cells } = rows[line.at] as HTMLTableRowElement;
    for (const cell of Array.from(cells)) {
      let column = 0;
      while (line.cells[column]) column++;
      for (const other of lines.slice(line.at, line.at + cell.rowSpan))
        for (let i = cell.colSpan; i--; ) other.cells[column + i] = cell;
    }
    // A box in a head ticks all rows. A row that holds a message is none of the page's.
    if (
      !isOurs(rows[line.at] as Element) &&
      !Array.from(cells).some((cell) => dom.nodeName(cell) === "TD" && holdsControl(cell))
    )
      header = line;
  }
  return lines;
}

/** Whether a cell stands in a row of a list, so that its label is the header of its column: other rows have labels between. */
function isListed(row: Element, cell: Element) {
  const cells = Array.from(dom.children(row));
  return (
    cells.some((one, at) => holdsControl(one) && (!at || holdsControl(cells[at - 1] as Element))) ||
    !isHan(precedingCell(cell))
  );
}

function textsAround(
  node: Element,
  given: string,
  end: Element,
  above?: Element,
  lead?: Element,
  split?: boolean,
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
  const preceding = cell ? precedingCell(cell) + (alone ? "" : own) : "";
  const head = dom.firstElementChild(dom.parentElement(cell));
  const legend = dom.querySelector(dom.closest(node, "fieldset"), "legend");
  const label = many ? "" : labelOf(control) || spokenOf(control);
  const group = textOf(lead !== dom.previousElementSibling(cell) && lead) || textOf(legend);
  const grouped = label || preceding || textOf(above) || own;
  const options = Array.from((control as unknown as HTMLSelectElement).options || []);
  const texts = [
    given || dom.getAttribute(node, "data-leifeng") || "",
    grouped && isHan(group) ? group + grouped : "",
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
    // Of a long list a part will do.
    ...options.slice(0, 30).map((option) => option.text),
  ].map((text, at) => (split && [GROUP, LABEL, CELL, ROW, BEFORE].includes(at) ? "" : text.replace(/\s+/g, " ")));
  const table = dom.closest(cell, "table");
  // A table around one control alone is layout too, and so is one of options.
  if (
    table &&
    !texts.slice(GIVEN, NAME).some(isHan) &&
    (many ? holdsMany(table) : dom.querySelectorAll(table, CONTROL).length === 1)
  ) {
    return textsAround(table, texts[GIVEN] as string, end);
  }
  return texts;
}

/** The text that is edited in an element: its own, or the body of the frame that it is. */
function editedIn(element: Element): HTMLElement | undefined {
  try {
    const frame = element instanceof HTMLIFrameElement && element.contentDocument;
    const body = (frame ? dom.body(frame) : element) as HTMLElement;
    return dom.isContentEditable(body) || (frame && dom.designMode(frame) === "on") ? body : undefined;
  } catch {
    // Another site's.
    return undefined;
  }
}

/** Where on the page a part stands: the text of an editor in its frame. */
export function placeOf({ seen }: Pick<Part, "seen">): HTMLElement {
  const view = dom.defaultView(dom.ownerDocument(seen));
  // The page itself may be in a frame: that is none of an editor.
  return (view !== window && (view?.frameElement as HTMLElement)) || seen;
}

/** The control that carries the value of a widget: put away beside what people see of it. */
function carrierOf(seen: Element, end: Element): Control | undefined {
  for (
    let node: Element | null = seen;
    node && node !== end && !dom.matches(node, CELLS);
    node = dom.parentElement(node)
  ) {
    for (const other of [dom.previousElementSibling(node), dom.nextElementSibling(node)] as Control[]) {
      const holder =
        other?.name && dom.matches(other, ANY) && !isMany(other) && isAway(other) && dom.parentElement(other);
      // A hidden input is the widget's where the two are alone, else it might be anything.
      if (holder && (other.type !== "hidden" || (node === seen && dom.querySelectorAll(holder, ANY).length === 2)))
        return other;
    }
  }
  return undefined;
}

/** The controls of a form (inside it or not, as old pages have it), or those inside any other element. */
export function controlsOf(element: Element): Control[] {
  return dom
    .inPage<Control>(ANY)
    .filter(
      (control) =>
        !/^(submit|button|image|reset|password)$/.test(control.type) &&
        (element instanceof HTMLFormElement ? control.form === element : dom.contains(element, control)),
    );
}

/** What radio buttons without a name stand in together. */
function groupOf(radio: Element): Element | null {
  const group = dom.parentElement(radio);
  return group && dom.querySelectorAll(group, "[type=radio]").length < 2 ? groupOf(group) : group;
}

/** The names of rows' controls, `name[]` or `name[3]`, without the row. */
const seriesOf = (name: string) => name.replace(/\[\d*\]/, "[]");

interface Group {
  table?: HTMLTableElement | null | undefined;
  header?: Line;
  rows: Map<string, number>;
  cells: Unit[];
}

/**
 * The units among some controls. Radio buttons and checkboxes of one name are one unit; what stands in rows under a header,
 * or has the name of a row's control, comes after the line of its table.
 * `given` names the field of a control, or of a table, where the webmaster has said it.
 */
export function unitsOf(controls: Control[], given: Map<Element, string>, end: Element): Unit[] {
  const known = new Map<Element, Line[]>();
  const plain = controls.filter((control) => !isMany(control) && !isAway(control));
  const split = new Set<Element>();
  plain.forEach((control, at) => {
    const last = plain[at - 1];
    if (last && isSplit(last, control, end)) split.add(last).add(control);
  });
  const together = new Map<unknown, Unit>();
  const units: Unit[] = [];
  const groups = new Map<unknown, Group>();
  const series = new Map<string, Unit[]>();
  const seenBy = new Map<Control, HTMLElement>();

  const seen = controls.filter((control) => !control.name && !isMany(control)) as Element[];
  const boxes = new Set<Element>();
  for (const element of seen.concat(dom.querySelectorAll(end, EDITABLE))) {
    const text = editedIn(element);
    const carrier = (text || dom.matches(element, CONTROL)) && carrierOf(element, end);
    if (carrier && controls.includes(carrier)) {
      seenBy.set(carrier, text || (element as HTMLElement));
      boxes.add(element);
    } else if (text) {
      // An editor that makes its control only on submission.
      const stand = dom.createElement(document, "textarea") as unknown as Control;
      seenBy.set(stand, text);
      controls = controls.concat(stand);
    }
  }

  for (const own of controls) {
    const at = seenBy.get(own) || own;
    const text = (at !== own && editedIn(at)) || undefined;
    const place = placeOf({ seen: at });
    const word = given.get(own) || dom.getAttribute(own, "data-leifeng") || "";
    const cell = dom.closest(place, CELLS);
    const bare = own.type === "hidden" && at === own;
    if (boxes.has(own) || (!own.name && dom.isConnected(own) && isAway(own))) continue;
    if (bare && !word && dom.querySelectorAll(cell, ANY).length !== 1) continue;

    const many = isMany(own);
    const key = many && (own.name ? own.type + own.name : own.type === "radio" && groupOf(own));
    const option = many ? optionOf(own, end) : "";
    const row = cell && !dom.contains(cell, end) ? dom.closest<HTMLTableRowElement>(cell, "tr") : null;
    const table = dom.closest<HTMLTableElement>(row, "table");
    const lines = table ? known.get(table) || linesOf(table) : [];
    if (table) known.set(table, lines);
    const line = row ? lines[row.rowIndex] : undefined;
    const header = line && isListed(row as Element, cell as Element) ? line.header : undefined;
    const head = header?.cells[(line as Line).cells.indexOf(cell as Element)];
    const part: Part = {
      own,
      read: text || own.type === "file" ? (dom.createElement(document, "textarea") as unknown as Control) : own,
      seen: at,
      row: 0,
    };
    let unit = key ? together.get(key) : undefined;
    if (unit) {
      // Several options: none of them is the label of the whole.
      unit.texts[LABEL] = "";
      part.row = unit.parts[0]?.row || 0;
    } else {
      let texts = textsAround(place, word, end, head, line?.cells[0], split.has(place));
      if (place !== own) {
        // Some widgets stand behind what they stand for, and its label before both.
        texts[BEFORE] = texts[BEFORE] || before(own, cell || end, false).replace(/\s+/g, " ");
        texts[NAME] = own.name;
      }
      if (many) texts[LABEL] = option;
      // What is done with a file is no part of its label.
      if (own.type === "file") texts = texts.map((text) => text.replace(/请?上传|附件|文件|电子版/g, ""));
      unit = { type: own.type, parts: [], options: [], texts };
      if (key) together.set(key, unit);
      const name = seriesOf(own.name);
      const same = series.get(name) || [];
      const above = texts[COLUMN] as string;
      let group: Group | undefined;
      if (row && header && isHan(above)) {
        // A row that waits to be copied is none yet.
        if (isAway(row)) continue;
        group = groups.get(header) || {
          table,
          header,
          rows: new Map(),
          cells: [],
        };
        groups.set(header, group);
        // Two people side by side are two rows.
        for (let side = 0, id = ""; ; side++) {
          id = `${row.rowIndex} ${side}`;
          if (!group.rows.has(id)) group.rows.set(id, group.rows.size + 1);
          part.row = group.rows.get(id) as number;
          if (!group.cells.some((other) => other.parts[0]?.row === part.row && other.texts[COLUMN] === above)) break;
        }
        group.cells.push(unit);
      } else if (own.name && (!many || name !== own.name)) {
        series.set(name, same.concat(unit));
        part.row = same.length + 1;
      }
      if (!group) units.push(unit);
    }
    unit.parts.push(part);
    unit.options.push(option);
    if (many) unit.texts.push(option);
  }

  // Names that stand several times, or say that they might.
  const rows: Unit[] = [];
  series.forEach((same, name) => {
    const first = same[0] as Unit;
    // Boxes with texts of their own are options of one question, numbered.
    const options = new Set(same.map(({ options }) => options[0]));
    if ((!same[1] && !/\[\]/.test(name)) || (options.size > 1 && options.size === same.length))
      for (const { parts } of same) for (const part of parts) part.row = 0;
    else
      for (const unit of same)
        rows.push({ ...unit, texts: unit.texts.slice(GROUP, NAME).some(isHan) ? unit.texts : first.texts });
  });
  const rest = units.filter((unit) => !rows.some((other) => other.parts === unit.parts));
  if (rows[0]) groups.set("", { rows: new Map(), cells: rows });
  groups.forEach(({ table, header, cells }) => {
    const about = table ? textsAround(table, given.get(table) || "", end) : Array(OPTIONS).fill("");
    const title = table?.caption || dom.querySelector(dom.closest(table, "fieldset"), "legend");
    const above = table && header && table.rows[header.at - 1];
    if (title) about[LABEL] = textOf(title);
    if (above && !holdsControl(above)) about[COLUMN] = textOf(above).replace(/\s+/g, " ");
    rest.push({ type: TABLE, parts: [], options: [], texts: about });
    cells.sort((a, b) => (a.parts[0]?.row || 0) - (b.parts[0]?.row || 0));
    for (const cell of cells) rest.push({ ...cell, type: CELL_MARK + cell.type });
  });
  return rest;
}
