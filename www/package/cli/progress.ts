/** A progress bar on standard error, only where that is a terminal; and notes. */

import { plain } from "./record.js";

const WIDTH = 30;
const INTERVAL = 100;

export class Progress {
  readonly #total: number;
  readonly #shown: boolean;
  #read = 0;
  #drawn = 0;

  /** `total` in bytes; 0 where it is not known. */
  constructor(total: number, shown: boolean) {
    this.#total = total;
    this.#shown = shown && process.stderr.isTTY === true;
  }

  add(bytes: number): void {
    this.#read += bytes;
    const now = Date.now();
    if (!this.#shown || now - this.#drawn < INTERVAL) return;
    this.#drawn = now;
    const share = Math.min(1, this.#read / Math.max(this.#total, 1));
    const done = Math.round(share * WIDTH);
    const bar = `[${"#".repeat(done)}${"-".repeat(WIDTH - done)}] ${Math.floor(share * 100)}%`;
    process.stderr.write(`\r${this.#total > 0 ? bar : `已读取 ${(this.#read / 1e6).toFixed(1)} MB`}`);
  }

  /** A line of its own, shown whatever standard error is. */
  note(text: string): void {
    this.clear();
    process.stderr.write(`leifeng-form：${plain(text)}\n`);
  }

  clear(): void {
    if (this.#shown && this.#drawn > 0) process.stderr.write("\r\u001b[K");
  }
}
