/** Judged records, handed out one by one from the blocks in which wasm judged them. */

import { LeifengFormError, placeOf } from "./error.js";
import type { BatchGlue } from "./glue.js";
import { countNewlines, LONGEST_LINE } from "./lines.js";
import { isTurnDue, turn } from "./turn.js";
import type { Answers, CheckedRecord, Report, Source, Unreadable, Verdict } from "./types.js";

/** An entry of JSON Lines is [line, start, end, verdict, …words of failing checks]. */
const VERDICT_AT = 3;
const VERDICTS = ["eligible", "ineligible", "incomplete", "unreadable"] as const;

/** What every record of one `checkAll` shares. */
export interface Run {
  readonly batch: BatchGlue;
  /** Check ids; the index is the bit. */
  readonly rules: readonly string[];
  /** How many 32-bit words of failing checks an entry carries. */
  readonly words: number;
  readonly file: string | undefined;
}

/** Records that were judged together. */
export interface Block {
  readonly length: number;
  at(index: number): CheckedRecord;
}

/** The records of a block of JSON Lines. */
export class LineBlock implements Block {
  readonly length: number;
  /** How many lines of the source end with this block. */
  readonly after: number;
  readonly #run: Run;
  readonly #bytes: Uint8Array;
  readonly #before: number;
  readonly #entries: Uint32Array;
  readonly #width: number;

  /** `bytes` are whole lines, `before` of them stood before in the source. */
  constructor(run: Run, bytes: Uint8Array, before: number) {
    this.#run = run;
    this.#bytes = bytes;
    this.#before = before;
    this.#entries = run.batch.lines(bytes);
    this.#width = VERDICT_AT + 1 + run.words;
    this.length = this.#entries.length / this.#width;
    // The last entry knows its line; only what follows it must be counted.
    const last = this.#entries.length - this.#width;
    const [line = 0, , end = 0] = last < 0 ? [] : this.#entries.subarray(last, last + VERDICT_AT);
    this.after = before + line + countNewlines(bytes, end);
  }

  at(index: number): CheckedRecord {
    return new LineRecord(this.#run, this.#entries, index * this.#width + VERDICT_AT, this.#bytes, this.#before);
  }
}

/** A single record. */
class SingleBlock implements Block {
  readonly length = 1;
  readonly #record: CheckedRecord;

  constructor(record: CheckedRecord) {
    this.#record = record;
  }

  at(): CheckedRecord {
    return this.#record;
  }
}

/** One record that was an object. */
export class RowBlock extends SingleBlock {
  constructor(run: Run, answers: Answers, row: number) {
    super(new RowRecord(run, run.batch.record(answers), row, answers));
  }
}

/** A record that does not get as far as the module. */
export function unreadableRow({ file }: Run, row: number, error: LeifengFormError): Block {
  const report: Unreadable = { verdict: "unreadable", code: error.code, error: error.message, ...placeOf(error) };
  return new SingleBlock({
    verdict: "unreadable",
    fails: [],
    source: file === undefined ? { row } : { file, row },
    report: () => report,
    answers: () => undefined,
  });
}

export function lineTooLong(run: Run, row: number): Block {
  const most = LONGEST_LINE / 1024 / 1024;
  const message = `这一行超过 ${most} MB，不是一条记录，没有读取。请核对文件。`;
  return unreadableRow(run, row, new LeifengFormError("record.too_long", message));
}

abstract class JudgedRecord implements CheckedRecord {
  readonly verdict: Verdict | "unreadable";
  protected readonly run: Run;
  protected readonly entries: Uint32Array;
  protected readonly at: number;

  /** `at`: where the verdict stands in `entries`; the words of failing checks follow it. */
  constructor(run: Run, entries: Uint32Array, at: number) {
    this.verdict = VERDICTS[entries[at] ?? 3] ?? "unreadable";
    this.run = run;
    this.entries = entries;
    this.at = at;
  }

  get source(): Source {
    return this.run.file === undefined ? { row: this.row } : { file: this.run.file, row: this.row };
  }

  get fails(): readonly string[] {
    const fails: string[] = [];
    for (let word = 0; word < this.run.words; word++) {
      // From the lowest bit that is set to the next.
      for (let bits = this.entries[this.at + 1 + word] ?? 0; bits !== 0; bits &= bits - 1) {
        fails.push(this.run.rules[word * 32 + 31 - Math.clz32(bits & -bits)] ?? "");
      }
    }
    return fails;
  }

  protected abstract get row(): number;
  abstract json(): string;
  abstract answers(): Answers | undefined;

  report(): Report | Unreadable {
    return JSON.parse(this.json());
  }
}

class LineRecord extends JudgedRecord {
  readonly #block: Uint8Array;
  readonly #before: number;

  constructor(run: Run, entries: Uint32Array, at: number, block: Uint8Array, before: number) {
    super(run, entries, at);
    this.#block = block;
    this.#before = before;
  }

  protected get row(): number {
    return this.#before + (this.entries[this.at - 3] ?? 0) + 1;
  }

  get line(): Uint8Array {
    return this.#block.subarray(this.entries[this.at - 2], this.entries[this.at - 1]);
  }

  json(): string {
    return this.run.batch.line(this.line);
  }

  answers(): Answers | undefined {
    return this.verdict === "unreadable" ? undefined : JSON.parse(new TextDecoder().decode(this.line));
  }
}

class RowRecord extends JudgedRecord {
  protected readonly row: number;
  readonly #answers: Answers;

  constructor(run: Run, entries: Uint32Array, row: number, answers: Answers) {
    super(run, entries, 0);
    this.row = row;
    this.#answers = answers;
  }

  json(): string {
    return this.run.batch.report(this.#answers);
  }

  answers(): Answers | undefined {
    return this.verdict === "unreadable" ? undefined : this.#answers;
  }
}

/**
 * An iterator written by hand: a record that is already judged costs one resolved promise, where an async generator
 * would take several turns of the queue for each.
 */
export class Records implements AsyncIterableIterator<CheckedRecord> {
  readonly #blocks: AsyncGenerator<Block, void, undefined>;
  readonly #signal: AbortSignal | undefined;
  #block: Block | undefined;
  #at = 0;
  #refilling: Promise<void> | undefined;
  #done = false;

  constructor(blocks: AsyncGenerator<Block, void, undefined>, signal: AbortSignal | undefined) {
    this.#blocks = blocks;
    this.#signal = signal;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<CheckedRecord, undefined>> {
    const block = this.#block;
    if (this.#signal?.aborted && !this.#done) return Promise.reject(this.#stop(this.#signal.reason));
    if (isTurnDue()) return turn().then(() => this.next());
    if (block && this.#at < block.length) return Promise.resolve({ value: block.at(this.#at++), done: false });
    if (this.#done) return Promise.resolve({ value: undefined, done: true });
    this.#refilling ??= this.#refill();
    return this.#refilling.then(() => this.next());
  }

  async #refill(): Promise<void> {
    this.#block = undefined;
    try {
      const next = await unlessAborted(this.#blocks.next(), this.#signal);
      if (next.done) this.#done = true;
      else this.#block = next.value;
      this.#at = 0;
    } catch (error) {
      throw this.#stop(error);
    } finally {
      this.#refilling = undefined;
    }
  }

  /** Nothing comes any more. A source that is still asked for its next part is closed when that has come. */
  #stop(reason: unknown): unknown {
    this.#done = true;
    this.#block = undefined;
    this.#blocks.return().catch(() => {});
    return reason;
  }

  async return(): Promise<IteratorResult<CheckedRecord, undefined>> {
    this.#done = true;
    this.#block = undefined;
    await this.#blocks.return();
    return { value: undefined, done: true };
  }
}

/** What is promised, unless the run is to end before that comes: a source may keep its reader waiting for ever. */
function unlessAborted<T>(promised: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promised;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort);
    promised.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
