/** Messages beside fields. */
import type { Check, Field, Part } from "../types";
import { type Drawn, describe, draw, make, newId } from "./element";
import { displace, place } from "./place";
import { cellsOf, rowLines } from "./rows";
import { WORDS } from "./standing";

/** The parts that checks are about: of a table the cells at fault. */
export function about({ parts }: Field, checks: Check[]): Part[] {
  const cells = cellsOf(checks);
  return parts.filter(({ row, column }) => !row || cells.has(`${row}`) || cells.has(`${row} ${column}`));
}

function lineOf(check: Check): Drawn {
  const { severity, message, rows = [], clause, rule } = check;
  const of: Drawn[] = [
    { name: "b", class: "word", of: WORDS[severity] },
    { name: "span", class: "text", of: message || "" },
    ...rowLines(rows).map((of, at): Drawn => ({ name: "span", class: "row", key: `row ${at}`, of })),
  ];
  if (clause) of.push({ name: "cite", class: "clause", of: ` 依据：${clause}` });
  return { name: "span", class: severity, key: rule || message || "", of };
}

export function messages() {
  const boxes = new Map<Field, HTMLElement>();
  /** What each box describes. */
  const described = new WeakMap<HTMLElement, Set<Part>>();

  /** Makes these parts, and no others, be described by a box. */
  function relate(box: HTMLElement, parts: Part[]) {
    const now = new Set(parts);
    const before = described.get(box) || new Set();
    const isNew = (part: Part) => !before.has(part);
    const isOld = (part: Part) => !now.has(part);
    describe(Array.from(before).filter(isOld), box.id, false);
    describe(parts.filter(isNew), box.id, true);
    described.set(box, now);
  }

  function drop(field: Field) {
    const box = boxes.get(field);
    if (!box) return;
    relate(box, []);
    displace(box);
    boxes.delete(field);
  }

  return {
    boxes,

    /** Shows these checks at these fields and nothing else; where one is being typed in, the place of what is mended stays. */
    show(shown: Map<Field, Check[]>, typing: boolean) {
      boxes.forEach((box, field) => {
        if (shown.has(field)) return;
        if (!typing) drop(field);
        else {
          relate(box, []);
          box.classList.add("leifeng-mended");
        }
      });
      shown.forEach((checks, field) => {
        let box = boxes.get(field);
        if (!box) {
          box = make("span", "message");
          box.id = newId();
          box.tabIndex = -1;
          place(box, field);
          boxes.set(field, box);
        }
        box.classList.remove("leifeng-mended");
        relate(box, about(field, checks));
        draw(box, checks.map(lineOf));
      });
    },

    clear() {
      boxes.forEach((_, field) => {
        drop(field);
      });
    },
  };
}
