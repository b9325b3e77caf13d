/** Text that is set aside on disk until what stands before it is known. */

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { onBreak } from "../cleanup.js";
import { systemFault } from "../fault.js";

const PIECE = 256 * 1024;

export class Spool {
  readonly #folder: string;
  readonly #handle: number;
  #waiting = "";

  constructor() {
    try {
      this.#folder = mkdtempSync(join(tmpdir(), "leifeng-form-"));
      this.#handle = openSync(join(this.#folder, "records"), "wx+", 0o600);
    } catch (error) {
      throw systemFault(tmpdir(), error);
    }
    // Where a file that is open can be taken away, nothing is left behind however the command ends.
    this.#remove();
    onBreak(() => this.#remove());
  }

  write(text: string): void {
    this.#waiting += text;
    if (this.#waiting.length > PIECE) this.#flush();
  }

  /** All that was written, once; it is gone afterwards. */
  *read(): Generator<string, void, undefined> {
    this.#flush();
    const bytes = Buffer.alloc(PIECE);
    const decoder = new StringDecoder("utf8");
    for (let at = 0; ; ) {
      const length = readSync(this.#handle, bytes, 0, PIECE, at);
      if (length === 0) break;
      at += length;
      yield decoder.write(bytes.subarray(0, length));
    }
    closeSync(this.#handle);
  }

  #remove(): void {
    try {
      rmSync(this.#folder, { recursive: true, force: true });
    } catch {
      // Windows lets go of an open file only when it is closed.
    }
  }

  #flush(): void {
    try {
      const bytes = Buffer.from(this.#waiting);
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at);
      this.#waiting = "";
    } catch (error) {
      throw systemFault(this.#folder, error);
    }
  }
}
