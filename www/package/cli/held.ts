/** Records beside which something lies that could not be read or joined. */

import type { Report } from "../types.js";
import type { FiledRecord } from "./record.js";

/** The record with what was left out of it: that might have failed a rule, so nothing is eligible yet. */
export function hold(record: FiledRecord, attachments = record.attachments): FiledRecord {
  const held = <V extends string>(verdict: V): V | "incomplete" => (verdict === "eligible" ? "incomplete" : verdict);
  return {
    verdict: held(record.verdict),
    fails: record.fails,
    source: record.source,
    held: true,
    ...(attachments && { attachments }),
    ...(record.line && { line: record.line }),
    answers: () => record.answers(),
    report() {
      const report = record.report();
      if (report.verdict === "unreadable") return report;
      const levels = Object.entries(report.levels ?? {}).map(([level, verdict]) => [level, held(verdict)]);
      return {
        ...report,
        verdict: held(report.verdict),
        ...(report.levels && { levels: Object.fromEntries(levels) }),
      } satisfies Report;
    },
  };
}
