/** What the records of one run come to, counted as they pass. */

import type { FormDescription, Report, Unreadable } from "../../types.js";
import { type AnyVerdict, type Chosen, type FiledRecord, type Reader, sorted } from "../record.js";

export type Verdicts = Record<AnyVerdict, number>;

const none = (): Verdicts => ({ eligible: 0, ineligible: 0, incomplete: 0, unreadable: 0 });

export function totalOf(verdicts: Verdicts): number {
  return Object.values(verdicts).reduce((sum, count) => sum + count, 0);
}

/** How often a rule is broken, its warnings apart, and open. */
export interface OfRule {
  fails: number;
  warns: number;
  open: number;
}

const untouched = (): OfRule => ({ fails: 0, warns: 0, open: 0 });

/** What stands in a choice where no option was chosen. */
export const UNANSWERED = "none";
export const OTHER = "other";

export class Tally {
  readonly verdicts = none();
  /** By the level applied for; `UNANSWERED` where none could be read. */
  readonly levels = new Map<string, Verdicts>();
  /** How many records reach each level, whatever they apply for. */
  readonly reaching = new Map<string, number>();
  /** For each choice of the reader, by the index of the option, `UNANSWERED` or `OTHER`. */
  readonly choices: readonly Map<string, Verdicts>[];
  /** By its index in the form. */
  readonly rules: readonly OfRule[];
  readonly files = new Set<string>();
  readonly #index: ReadonlyMap<string, number>;

  constructor(form: FormDescription, reader: Reader) {
    this.choices = reader.choices.map(() => new Map());
    this.rules = form.rules.map(untouched);
    this.#index = new Map(form.rules.map(({ rule }, at) => [rule, at]));
  }

  get total(): number {
    return totalOf(this.verdicts);
  }

  /** Where a rule stands in the form. */
  indexOf(rule: string): number {
    return this.#index.get(rule) ?? -1;
  }

  /** Counts a record. Its level and its choices come back as the filters know them. */
  add(
    { verdict, source }: FiledRecord,
    report: Report | Unreadable,
    chosen: readonly Chosen[],
  ): { level: string; choices: string[] } {
    this.verdicts[verdict]++;
    if (source.file !== undefined) this.files.add(source.file);
    const level = (report.verdict !== "unreadable" && report.level) || UNANSWERED;
    count(this.levels, level, verdict);
    const choices = chosen.map(({ text, option }) =>
      option === undefined ? (text === "" ? UNANSWERED : OTHER) : String(option),
    );
    for (const [at, chosen] of choices.entries()) count(this.choices[at] ?? new Map(), chosen, verdict);
    if (report.verdict !== "unreadable") {
      for (const [level, verdict] of Object.entries(report.levels ?? {})) {
        if (verdict === "eligible") this.reaching.set(level, (this.reaching.get(level) ?? 0) + 1);
      }
      const { fails, warns, open, unsure } = sorted(report);
      for (const { rule } of fails) this.#at(rule).fails++;
      for (const { rule } of warns) this.#at(rule).warns++;
      for (const { rule } of [...open, ...unsure]) this.#at(rule).open++;
    }
    return { level, choices };
  }

  #at(rule: string): OfRule {
    return this.rules[this.indexOf(rule)] ?? untouched();
  }
}

function count(counts: Map<string, Verdicts>, key: string, verdict: AnyVerdict): void {
  const verdicts = counts.get(key) ?? none();
  verdicts[verdict]++;
  counts.set(key, verdicts);
}
