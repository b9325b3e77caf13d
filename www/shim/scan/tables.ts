/** Rows of tables, and what stands over and beside their cells. */
import * as dom from "../dom";
import { holdsControl, isHan, precedingCell } from "./texts";

/** A row of a table: what stands in each column, cells that reach down from above too, and its header, where there is one. */
export interface Line {
  at: number;
  cells: Element[];
  header?: Line | undefined;
}

/** The rows of a table; the header of each is the nearest one above without controls. */
export function linesOf({ rows }: HTMLTableElement) {
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
    // A box in a head ticks all rows.
    if (!Array.from(cells).some((cell) => dom.nodeName(cell) === "TD" && holdsControl(cell))) header = line;
  }
  return lines;
}

/** Whether a cell stands in a row of a list, so that its label is the header of its column: other rows have labels between. */
export function isListed(row: Element, cell: Element) {
  const cells = Array.from(dom.children(row));
  return (
    cells.some((one, at) => holdsControl(one) && (!at || holdsControl(cells[at - 1] as Element))) ||
    !isHan(precedingCell(cell))
  );
}
