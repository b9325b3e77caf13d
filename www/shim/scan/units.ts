/** The controls of a form and the texts around them. What the texts mean is decided in the page's module. */
import { BEFORE, BOX_MARK, CELL_MARK, COLUMN, FORM, HIDDEN_MARK, LABEL, NAME, OPTIONS, TABLE } from "../../protocol";
import * as dom from "../dom";
import type { Control, Part } from "../types";
import { carrierOf, EDITABLE, editedIn, listBefore, placeOf } from "./editors";
import { isListed, type Line, linesOf } from "./tables";
import {
  ANY,
  before,
  CELLS,
  CONTROL,
  holdsControl,
  isAway,
  isHan,
  isMany,
  isShown,
  isSplit,
  optionOf,
  textOf,
  textsAround,
  writtenOn,
} from "./texts";

/** The controls that make up one answer, the text of each as an option, and the texts around them. */
export interface Unit {
  /** The type of its controls; TABLE for what looks like one, FORM for the form itself. */
  type: string;
  /** What stands before the type where it is sent: the marks of cells, of boxes of a group, of what is not shown. */
  mark: string;
  parts: Part[];
  options: string[];
  /** By their sources; the options are all from OPTIONS on. */
  texts: string[];
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

/** The boxes of a group, each of which may be a field of its own. */
function boxesOf({ type, mark, parts, options }: Unit): Unit[] {
  if (type !== "checkbox" || !parts[1]) return [];
  return parts.map((part, at) => {
    const texts = Array(OPTIONS).fill("");
    texts[LABEL] = options[at];
    return { type, mark: BOX_MARK + mark, parts: [part], options: [options[at] as string], texts };
  });
}

/** The form itself: what is written over it, what the first button that sends it says, whether it asks for a password. */
function formOf(element: Element): Unit {
  const button = dom.querySelector<Control>(element, "[type=submit],[type=image],button:not([type])");
  const titles = dom.inPage("h1,h2,h3").concat(dom.querySelectorAll(element, "caption,legend")).map(textOf);
  const texts = [
    [dom.title(document), ...titles, before(element, dom.body(document), false)].join("\n"),
    button ? writtenOn(button) : "",
    dom.querySelector(element, "[type=password]") ? "password" : "",
  ];
  return { type: FORM, mark: "", parts: [], options: [], texts };
}

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

  const headings = new Map<Element, string>();

  const seen = controls.filter((control) => !control.name && !isMany(control) && !isAway(control)) as Element[];
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
      let texts = textsAround(place, word, end, head, line?.cells, split.has(place), headings);
      if (place !== own) {
        // Some widgets stand behind what they stand for, and its label before both.
        texts[BEFORE] = texts[BEFORE] || before(own, cell || end, false).replace(/\s+/g, " ");
        texts[NAME] = own.name;
        texts.push(...listBefore(own));
      }
      if (many) texts[LABEL] = option;
      // What is done with a file is no part of its label.
      if (own.type === "file") texts = texts.map((text) => text.replace(/请?上传|附件|文件|电子版/g, ""));
      // What a widget stands for is shown where what is around it is.
      const mark = isShown(isAway(at) ? (dom.parentElement(at) as Element) : at) ? "" : HIDDEN_MARK;
      unit = { type: own.type, mark, parts: [], options: [], texts };
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
        rows.push({ ...unit, texts: unit.texts.slice(LABEL, NAME).some(isHan) ? unit.texts : first.texts });
  });
  const rest: Unit[] = [];
  for (const unit of units) if (!rows.some((other) => other.parts === unit.parts)) rest.push(unit, ...boxesOf(unit));
  if (rows[0]) groups.set("", { rows: new Map(), cells: rows });
  groups.forEach(({ table, header, cells }) => {
    const about = table ? textsAround(table, given.get(table) || "", end) : Array(OPTIONS).fill("");
    const title = table?.caption || dom.querySelector(dom.closest(table, "fieldset"), "legend");
    const above = table && header && table.rows[header.at - 1];
    if (title) about[LABEL] = textOf(title);
    if (above && !holdsControl(above)) about[COLUMN] = textOf(above).replace(/\s+/g, " ");
    rest.push({ type: TABLE, mark: "", parts: [], options: [], texts: about });
    cells.sort((a, b) => (a.parts[0]?.row || 0) - (b.parts[0]?.row || 0));
    for (const cell of cells) rest.push({ ...cell, mark: CELL_MARK + cell.mark });
  });
  return rest.concat(formOf(end));
}
