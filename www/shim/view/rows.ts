/** What is wrong in the rows of a table, a line a column. */
import type { Check } from "../types";

type Rows = NonNullable<Check["rows"]>;
type Fault = { row: number; message: string };

/** So many rows are listed by number. */
const LISTED = 10;

const listed = (rows: number[]) =>
  `第 ${rows.slice(0, LISTED).join("、")} 行${rows.length > LISTED ? `等 ${rows.length} 行` : ""}`;

/** The first row of each column that is at fault says what is wrong; rows of which the same is to be said stand with it. */
export function rowLines(rows: Rows): string[] {
  const columns = new Map<string, Fault[]>();
  for (const { row, cells, message } of rows) {
    // A row that is none has no cells; what is said of several cells is said once.
    const faults = cells.length ? cells : [{ column: "", message }];
    const said = faults.filter((fault, at) => faults.findIndex((other) => other.message === fault.message) === at);
    for (const { column, message } of said) columns.set(column, [...(columns.get(column) || []), { row, message }]);
  }
  return Array.from(columns.values(), (faults) => {
    const { message } = faults[0] as Fault;
    const same = faults.filter((fault) => fault.message === message).map(({ row }) => row);
    const others = faults.filter((fault) => fault.message !== message).map(({ row }) => row);
    return `${listed(same)}：${message}${others[0] ? `（${listed(others)}同样请核对）` : ""}`;
  });
}

/** The cells at fault of some checks, as `row column`; of a row that is none the row alone. */
export function cellsOf(checks: Check[]): Set<string> {
  const found = new Set<string>();
  for (const { rows } of checks)
    for (const { row, cells } of rows || []) {
      if (!cells[0]) found.add(`${row}`);
      for (const { column } of cells) found.add(`${row} ${column}`);
    }
  return found;
}
