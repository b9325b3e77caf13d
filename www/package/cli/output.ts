/** Where the output goes: standard output, or a file that is replaced only when all is written. */

import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fchownSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { LeifengFormError } from "../node.js";
import { onBreak } from "./cleanup.js";
import { systemFault } from "./fault.js";

export interface Output {
  write(text: string | Uint8Array): Promise<void>;
  /** All is written. */
  finish(): Promise<void>;
  /** Something went wrong: leaves nothing behind. */
  abandon(): void;
}

/** Thrown where nobody reads on (`| head`): the command ends without a word. */
export class ReaderGone extends Error {}

const BUFFER = 64 * 1024;

export function openOutput(file: string | undefined, inputs: readonly string[]): Output {
  return file === undefined ? standardOutput() : fileOutput(file, inputs);
}

function standardOutput(): Output {
  const stream = process.stdout;
  let waiting = "";
  let gone: Error | undefined;
  stream.on("error", (error) => {
    gone = "code" in error && error.code === "EPIPE" ? new ReaderGone() : systemFault("标准输出", error);
  });
  async function send(text: string | Uint8Array): Promise<void> {
    if (text.length > 0) await new Promise<void>((done) => stream.write(text, () => done()));
    if (gone) throw gone;
  }
  async function flush(): Promise<void> {
    const text = waiting;
    waiting = "";
    await send(text);
  }
  return {
    async write(text) {
      if (typeof text !== "string") {
        await flush();
        return send(text);
      }
      waiting += text;
      // A person at a terminal wants to see each record as it is judged.
      if (waiting.length > BUFFER || stream.isTTY) await flush();
    },
    finish: flush,
    abandon() {},
  };
}

/** Reports are personal data. */
const FOR_OWNER_ONLY = 0o600;

function fileOutput(file: string, inputs: readonly string[]): Output {
  const existing = target(file);
  for (const input of inputs) {
    if (existing && pathOf(input) === existing.path) {
      throw new LeifengFormError("output.is_input", "输出文件与输入文件相同。", { file });
    }
  }
  // A device or a pipe cannot be replaced; it is written to as it stands.
  const replace = !existing || existing.stats.isFile();
  const path = existing?.path ?? file;
  // A name of its own: one made from a long name would be too long.
  const draft = replace ? join(dirname(path), `.leifeng-form-${randomBytes(6).toString("hex")}.tmp`) : path;
  const handle = opened(file, draft, replace);
  const remove = (): void => {
    if (replace) rmSync(draft, { force: true });
  };
  const done = onBreak(remove);
  const trying = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw systemFault(file, error);
    }
  };
  if (replace && existing) trying(() => takeOver(handle, existing.stats));
  let waiting = "";
  const put = (bytes: Uint8Array): void =>
    trying(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
    });
  const flush = (): void => {
    put(Buffer.from(waiting));
    waiting = "";
  };
  return {
    async write(text) {
      if (typeof text === "string") waiting += text;
      if (typeof text !== "string" || waiting.length > BUFFER) flush();
      if (typeof text !== "string") put(text);
    },
    async finish() {
      flush();
      trying(() => {
        closeSync(handle);
        if (replace) renameSync(draft, path);
      });
      done();
    },
    abandon() {
      remove();
      done();
    },
  };
}

function opened(file: string, draft: string, replace: boolean): number {
  try {
    return openSync(draft, replace ? "wx" : "w", FOR_OWNER_ONLY);
  } catch (error) {
    const { code, message } = systemFault(file, error);
    const isFolderMissing = replace && code === "file.missing";
    throw new LeifengFormError(code, isFolderMissing ? "要写入的文件夹不存在，请先建立文件夹。" : message, { file });
  }
}

/** Who may read a file stays as it was when another takes its place. */
function takeOver(handle: number, { uid, gid, mode }: Stats): void {
  try {
    fchownSync(handle, uid, gid);
  } catch {
    // Only its owner, or root, may leave it to whom it belonged.
  }
  fchmodSync(handle, mode & 0o777);
}

/** What a path leads to, links followed; undefined where nothing is there yet. */
function target(file: string): { path: string; stats: Stats } | undefined {
  let found: { path: string; stats: Stats };
  try {
    const path = realpathSync(file);
    found = { path, stats: statSync(path) };
  } catch (error) {
    const fault = systemFault(file, error);
    if (fault.code === "file.missing") return undefined;
    throw fault;
  }
  if (found.stats.isDirectory()) throw new LeifengFormError("file.is_folder", "是文件夹，请写明文件名。", { file });
  return found;
}

function pathOf(input: string): string {
  try {
    return realpathSync(input);
  } catch {
    return input;
  }
}
