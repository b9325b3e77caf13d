/** What an output format does with the records of one run. */

import type { AcrossReport } from "../types.js";
import type { FiledRecord, Note } from "./record.js";

export interface Format {
  /** What stands before the first record. */
  begin(): string;
  /** What a record adds; `shown` is false where it counts and is not listed. */
  record(record: FiledRecord, shown: boolean): string;
  /**
   * What stands behind the last record, in pieces; `across` is what holds across the records, where there are such rules, `notes`
   * what was passed over.
   */
  end(across: AcrossReport | undefined, notes: readonly Note[]): Iterable<string>;
}
