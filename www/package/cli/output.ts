/** Where the output goes: standard output, or a file that is replaced only when all is written. */

import { closeSync, existsSync, openSync, realpathSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Fault } from "./fault.js";
import { fileFault } from "./inputs.js";

export interface Output {
  write(text: string): Promise<void>;
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
    gone = "code" in error && error.code === "EPIPE" ? new ReaderGone() : fileFault("标准输出", error);
  });
  async function flush(): Promise<void> {
    const text = waiting;
    waiting = "";
    if (text !== "") await new Promise<void>((done) => stream.write(text, () => done()));
    if (gone) throw gone;
  }
  return {
    async write(text) {
      waiting += text;
      // A person at a terminal wants to see each record as it is judged.
      if (waiting.length > BUFFER || stream.isTTY) await flush();
    },
    finish: flush,
    abandon() {},
  };
}

function fileOutput(file: string, inputs: readonly string[]): Output {
  const existing = target(file);
  for (const input of inputs) {
    if (existing && target(input)?.path === existing.path) throw new Fault(`${file}：输出文件与输入文件相同。`);
  }
  // A device or a pipe cannot be replaced; it is written to as it stands.
  const replace = !existing || existing.regular;
  const path = existing?.path ?? file;
  const draft = replace ? join(dirname(path), `.${basename(path)}.${process.pid}.tmp`) : path;
  let handle: number;
  try {
    handle = openSync(draft, replace ? "wx" : "w");
  } catch (error) {
    if (!existsSync(dirname(path))) throw new Fault(`${file}：要写入的文件夹不存在，请先建立文件夹。`);
    throw fileFault(file, error);
  }
  const abandon = (): void => {
    if (replace) rmSync(draft, { force: true });
  };
  for (const [signal, status] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.once(signal, () => {
      abandon();
      process.exit(status);
    });
  }
  let waiting = "";
  function flush(): void {
    try {
      const bytes = Buffer.from(waiting);
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      waiting = "";
    } catch (error) {
      throw fileFault(file, error);
    }
  }
  return {
    async write(text) {
      waiting += text;
      if (waiting.length > BUFFER) flush();
    },
    async finish() {
      flush();
      closeSync(handle);
      if (replace) renameSync(draft, path);
    },
    abandon,
  };
}

/** What a path leads to, links followed; undefined where nothing is there yet. */
function target(file: string): { path: string; regular: boolean } | undefined {
  try {
    const path = realpathSync(file);
    const stats = statSync(path);
    if (stats.isDirectory()) throw new Fault(`${file}：是文件夹，请写明文件名。`);
    return { path, regular: stats.isFile() };
  } catch (error) {
    if (error instanceof Fault) throw error;
    return undefined;
  }
}
