/** Where our elements go beside those of the page. */
import * as dom from "../dom";
import { placeOf } from "../scan/editors";
import { breaksLine, CONTROL, holdsControl, isAway, isMany } from "../scan/texts";
import type { Field, Part } from "../types";
import { make } from "./element";

/**
 * What belongs to a control of the text from it to the next: a unit or a comma, where more stands behind; not the `2` of
 * `2、` nor the first half of `姓 名`.
 */
const UNIT = /^\s*[^\s:：]{0,3}?(?:[,;，；。]|\S\s+(?=[^\s:：]{2}))/;
/** The same of a radio button or a checkbox: what it stands for. */
const OPTION = /^\s*\S+/;
/** What is too narrow for a message, in pixels: twelve of its characters. */
const NARROW = 156;

const isNarrow = (box: Element) => dom.clientWidth(box) < NARROW;

/** A cell of its own below the row of a cell, as wide as the row: below all rows that a cell of this row reaches into. */
function lineBelow(cell: HTMLElement): Element {
  const row = dom.closest<HTMLTableRowElement>(cell, "tr");
  const rows = Array.from(dom.children(dom.parentElement(row)) || []) as HTMLTableRowElement[];
  let end = rows.indexOf(row as HTMLTableRowElement);
  let columns = 0;
  rows.forEach(({ cells }, at) => {
    for (const { rowSpan, colSpan } of Array.from(cells)) {
      if (at <= end) end = Math.max(end, at + rowSpan - 1);
      if (rows[at] === row) columns += colSpan;
    }
  });
  const line = make("tr", "line");
  const below = make("td", "cell", "", line) as HTMLTableCellElement;
  below.colSpan = columns;
  const last = rows[Math.min(end, rows.length - 1)] as Element;
  dom.insertBefore(dom.parentNode(last), line, dom.nextSibling(last));
  return below;
}

/** The second halves of texts that were parted. */
const halves = new WeakSet<Node>();

/**
 * Puts an element behind a field: behind its table, at the end of its cell, else behind its last control and the unit there;
 * where a file can be chosen instead, behind what is typed in.
 */
export function place(element: HTMLElement, { parts }: Field) {
  const seen = parts.map(placeOf) as Element[];
  const typed = parts.filter(({ own }) => own.type !== "file");
  const part = (typed[0] ? typed : parts).slice(-1)[0] as Part;
  const { own, row } = part;
  const last = placeOf(part) as Element;
  const mine = new Set(seen.map((one) => (row && dom.closest(one, "tr")) || one));
  // What a widget has put away stands for the field too, and what stands in its rows.
  const isAll = (box: Element) =>
    dom
      .querySelectorAll(box, CONTROL)
      .every((other) => mine.has(other) || mine.has(dom.closest(other, "tr") as Element) || isAway(other));
  const table = row ? dom.closest(last, "table") : null;
  const cell = dom.closest(last, "td,th");
  if (cell && !(table && isAll(table)) && (table || isAll(cell))) {
    dom.appendChild(isNarrow(cell) ? lineBelow(cell) : cell, element);
    return;
  }
  let anchor: Node = table || dom.closest(last, "label") || last;
  // Widgets put a control away and show another element behind it, or one around what is seen.
  const shown = dom.nextElementSibling(last);
  if (isAway(last) && shown && !holdsControl(shown)) anchor = shown;
  while (dom.isConnected(own) && !dom.contains(dom.parentElement(anchor), own)) anchor = dom.parentNode(anchor) as Node;
  // In a line of boxes it would take the room of the others, in a narrow one it would be a tower.
  for (let box = dom.parentElement(anchor); box; box = dom.parentElement(box)) {
    const { display, flexDirection, flexWrap } = getComputedStyle(box);
    if (/flex/.test(display) && flexDirection === "row" && flexWrap === "nowrap") anchor = box;
    else if (!isAll(box) || !isNarrow(box)) break;
    else if (dom.clientWidth(box)) anchor = box;
  }
  const behind: Node[] = [];
  let end = breaksLine(anchor) ? null : dom.nextSibling(anchor);
  for (; end && !holdsControl(end) && !breaksLine(end); end = dom.nextSibling(end)) behind.push(end);
  const text = behind.map((node) => dom.textContent(node)).join("");
  const unit = isMany(own) ? OPTION : UNIT;
  let rest = (!end || breaksLine(end) ? text : (unit.exec(text) || [""])[0]).length;
  for (const node of behind) {
    if ((dom.textContent(node) as string).length > rest) {
      if (!rest || !(node instanceof Text)) break;
      halves.add(node.splitText(rest));
    }
    rest -= (dom.textContent(node) as string).length;
    anchor = node;
  }
  dom.insertBefore(dom.parentNode(anchor), element, dom.nextSibling(anchor));
}

/** Takes it away again, and joins the text that was parted for it. */
export function displace(element: HTMLElement) {
  const { previousSibling, nextSibling } = element;
  const line = dom.closest(element, ".leifeng-line");
  (line || element).remove();
  if (previousSibling instanceof Text && halves.has(nextSibling as Node)) {
    previousSibling.appendData((nextSibling as Text).data);
    nextSibling?.remove();
  }
}
