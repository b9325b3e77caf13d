/** Records held against the rules across them. */

import { plainAnswers } from "./answers.js";
import { asText, notFitting } from "./arguments.js";
import { looking } from "./error.js";
import type { AcrossGlue } from "./glue.js";
import type * as api from "./types.js";

type Place = Pick<api.Source, "file" | "sheet">;

export class Across implements api.Across {
  readonly #glue: AcrossGlue | undefined;
  /** By the names that the engine knows them by. */
  readonly #places = new Map<string, Place>();
  #added = 0;

  /** Of a form that has no such rules there is no glue. */
  constructor(glue: AcrossGlue | undefined) {
    this.#glue = glue;
  }

  add(record: api.CheckedRecord | api.Answers, source?: api.Source): void {
    const judged = looking(() => judgedOf(record), "answers.unreadable", "读取回答时出错");
    const answers = judged ? undefined : plainAnswers(record);
    this.#added++;
    if (!this.#glue || judged?.verdict === "unreadable") return;
    const { file, sheet, row } = source ?? judged?.source ?? { row: this.#added };
    const name = asText("source.file", nameOf({ file, sheet }));
    if (!this.#places.has(name)) {
      this.#places.set(name, { ...(file !== undefined && { file }), ...(sheet !== undefined && { sheet }) });
    }
    // A line goes over as it is; an object is read key by key.
    if (judged?.line) this.#glue.line(judged.line, name, row);
    else this.#glue.record(answers ?? plainAnswers(judged?.answers()), name, row);
  }

  report(): api.AcrossReport | undefined {
    const text = this.#glue?.report() ?? "";
    if (text === "") return undefined;
    const { checks }: api.AcrossReport = JSON.parse(text);
    const found = ({ file = "", row }: api.Source): api.Source => ({ ...this.#places.get(file), row });
    return {
      checks: checks.map(({ cases, ...check }) => ({
        ...check,
        ...(cases && { cases: cases.map(({ message, sources }) => ({ message, sources: sources.map(found) })) }),
      })),
    };
  }
}

/** What is a record of `checkAll`: no answer is a function. */
function judgedOf(record: api.CheckedRecord | api.Answers): api.CheckedRecord | undefined {
  if (typeof record !== "object" || record === null || Array.isArray(record))
    throw notFitting("record", " checkAll 给出的记录，或一份回答", record);
  return typeof record.report === "function" ? (record as api.CheckedRecord) : undefined;
}

/** The file and the sheet that a record came from, as people are told; "" for standard input. */
export function nameOf({ file, sheet }: { file?: string | undefined; sheet?: string | undefined }): string {
  const name = file === undefined || file === "-" ? "" : file;
  return sheet === undefined ? name : `${name} 工作表“${sheet}”`;
}
