/** The texts around a control. What they mean is decided in the page's module. */
import type { Control } from "./types";

/** The controls that make up one answer, the text of each as an option, and the texts around them. */
export interface Unit {
  controls: Control[];
  options: string[];
  texts: string[];
}

/** Where the texts of a unit come from, surest first: the order of `Source` in `src/page/recognise.rs`. */
export const SOURCES = ["given", "label", "cell", "row", "column", "before", "placeholder", "name"];

export const CONTROL = "input:not([type=hidden]),select,textarea";
const CELL = "td,th";

const isMany = (control: Control) => /^(radio|checkbox)$/.test(control.type);
const isBlank = (text: string) => !/\S/.test(text);
const isHan = (text: string) => /[\u4e00-\u9fff]/.test(text);
export const holdsControl = (node: Node) =>
  node instanceof Element && (node.matches(CONTROL) || node.querySelector(CONTROL) !== null);
export const breaksLine = (node: Node) => /^(BR|HR|P|DIV|H\d|TABLE|UL|OL|DL|D[TD]|LI)$/.test(node.nodeName);

/** The text of a node without what stands in controls. */
function textOf(node: Node): string {
  if (node.nodeType === 3) return (node as Text).data;
  let text = "";
  if (!/^(SELECT|TEXTAREA|SCRIPT|STYLE|BUTTON)$/.test(node.nodeName)) {
    for (let child = node.firstChild; child; child = child.nextSibling) text += textOf(child);
  }
  return text;
}

/** The text before a node on its line, then before its parent, up to the cell; none where a control stands between. */
function before(node: Node, end: Node): string {
  for (; node !== end && node.parentNode; node = node.parentNode) {
    let text = "";
    let other: Node | null = node.previousSibling;
    for (; other && !holdsControl(other); other = other.previousSibling) {
      if (breaksLine(other) && !isBlank(text)) break;
      text = textOf(other) + text;
      if (breaksLine(other) && !isBlank(text)) break;
    }
    if (other || !isBlank(text)) return text;
  }
  return "";
}

/** The text behind a radio button or a checkbox: what it stands for. */
function after(node: Node, end: Node): string {
  for (; node !== end && node.parentNode; node = node.parentNode) {
    let text = "";
    let other: Node | null = node.nextSibling;
    for (; other && !holdsControl(other) && !breaksLine(other); other = other.nextSibling) text += textOf(other);
    if (other || !isBlank(text)) return text;
  }
  return "";
}

const labelOf = (control: Control) => Array.from(control.labels || [], textOf).join("");

function precedingCell(cell: Element): string {
  let text = "";
  let other = cell.previousElementSibling;
  for (; other && isBlank(text) && !holdsControl(other); other = other.previousElementSibling) text = textOf(other);
  return text;
}

const columnOf = (cell: Element) => {
  let column = 0;
  let other = cell.previousElementSibling as HTMLTableCellElement | null;
  for (; other; other = other.previousElementSibling as HTMLTableCellElement | null) column += other.colSpan;
  return column;
};

/** The cell above in the nearest row without controls. */
function columnHeader(cell: Element): string {
  const column = columnOf(cell);
  let row = cell.parentElement;
  while (row && holdsControl(row)) row = row.previousElementSibling as HTMLElement | null;
  const above = row && Array.from(row.children).find((other) => columnOf(other) === column);
  return above ? textOf(above) : "";
}

function textsAround(control: Control, given: string, option: string, end: Element): string[] {
  const around = control.closest(CELL);
  // A cell around the whole form is layout.
  const cell = around && !around.contains(end) ? around : null;
  const inside = cell || end;
  const many = isMany(control);
  const own = before(control, inside);
  // The second control of a cell has the text between it and the first for its label, not the cell before.
  const first = inside.querySelector(CONTROL) === control || many || !isHan(own);
  const preceding = cell && first ? precedingCell(cell) : "";
  const head = cell?.parentElement?.firstElementChild;
  const legend = control.closest("fieldset")?.querySelector("legend");
  return [
    control.getAttribute("data-leifeng") || given,
    many ? option : labelOf(control),
    preceding || (many && legend ? textOf(legend) : ""),
    head && head.nodeName === "TH" && !holdsControl(head) ? textOf(head) : "",
    cell && !isHan(preceding + own) ? columnHeader(cell) : "",
    own,
    control.placeholder || "",
    control.name,
  ].map((text) => text.replace(/\s+/g, " "));
}

/**
 * The units among some controls. Radio buttons and checkboxes of one name are one unit.
 * `given` names the field of a control where the webmaster has said it.
 */
export function unitsOf(controls: Control[], given: Map<Control, string>, end: Element): Unit[] {
  const named = new Map<string, Unit>();
  const units: Unit[] = [];
  for (const control of controls) {
    const many = isMany(control);
    const name = many && control.name ? control.type + control.name : "";
    const option = many ? (labelOf(control) || after(control, control.closest(CELL) || end)).trim() : "";
    let unit = named.get(name);
    if (!unit) {
      unit = { controls: [], options: [], texts: textsAround(control, given.get(control) || "", option, end) };
      units.push(unit);
      if (name) named.set(name, unit);
    } else {
      // Several options: none of them is the label of the whole.
      unit.texts[1] = "";
    }
    unit.controls.push(control);
    unit.options.push(option);
  }
  return units;
}
