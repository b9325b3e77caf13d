/**
 * Opens what the command was given. Only regular files are read as a whole: a device such as /dev/zero has no end, and a pipe may
 * wait for ever.
 */

import { createHash } from "node:crypto";
import {
  type BigIntStats,
  closeSync,
  createReadStream,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import { isAbsolute, relative, sep } from "node:path";
import { LeifengFormError } from "../node.js";
import { systemFault } from "./fault.js";

/** What a path leads to, links followed. */
export function look(file: string): BigIntStats {
  try {
    // The numbers of files are longer than what a double holds.
    return statSync(file, { bigint: true });
  } catch (error) {
    throw systemFault(file, error);
  }
}

export function notRegular(file: string): LeifengFormError {
  return new LeifengFormError("file.not_regular", "不是普通文件（可能是设备、管道或套接字），没有读取。", { file });
}

/** What systems and office programs leave behind. */
export const LEFTOVER = /^~\$|^\._|^(\.ds_store|thumbs\.db|desktop\.ini|__macosx)$/i;

/** Of files with the same bytes all but the first, each with that one. Only those of one size are looked into. */
export function copiesIn(files: readonly string[]): Map<string, string> {
  const copies = new Map<string, string>();
  const bySize = new Map<bigint, string[]>();
  for (const file of files) {
    const { size } = look(file);
    if (size > 0n) bySize.set(size, [...(bySize.get(size) ?? []), file]);
  }
  for (const same of bySize.values()) {
    if (same.length === 1) continue;
    const firsts = new Map<string, string>();
    for (const file of same) {
      const print = fingerprint(file);
      const first = firsts.get(print);
      if (first !== undefined) copies.set(file, first);
      else firsts.set(print, file);
    }
  }
  return copies;
}

/** Of a file that cannot be read, its own name: it is no copy. */
function fingerprint(file: string): string {
  try {
    const hash = createHash("sha256");
    const handle = openSync(file, "r");
    try {
      const bytes = Buffer.alloc(PIECE.highWaterMark);
      for (let length = readSync(handle, bytes); length > 0; length = readSync(handle, bytes)) {
        hash.update(bytes.subarray(0, length));
      }
    } finally {
      closeSync(handle);
    }
    return hash.digest("hex");
  } catch {
    return file;
  }
}

/** Throws where a path does not lead to a regular file. */
export function mustBeRegular(file: string): void {
  const stats = look(file);
  if (stats.isDirectory()) throw systemFault(file, Object.assign(new Error(), { code: "EISDIR" }));
  if (!stats.isFile()) throw notRegular(file);
}

export function readWhole(file: string): Buffer {
  mustBeRegular(file);
  try {
    return readFileSync(file);
  } catch (error) {
    throw systemFault(file, error);
  }
}

const PIECE = { highWaterMark: 256 * 1024 };

/** The bytes of a regular file as they come. */
export async function* readPieces(file: string): AsyncGenerator<Buffer, void, undefined> {
  mustBeRegular(file);
  yield* createReadStream(file, PIECE);
}

/** Standard input. */
export const STDIN = "-";

/** The bytes of standard input or of a pipe. */
export function readPipe(file: string): AsyncIterable<Buffer> {
  return file === STDIN ? process.stdin : createReadStream(file, PIECE);
}

/** Where a link in a folder leads: undefined where it stays inside, else why it is not followed. `top` is the folder's real path. */
export function linkFault(top: string, file: string): LeifengFormError | undefined {
  let real: string;
  try {
    real = realpathSync(file);
  } catch (error) {
    return systemFault(file, error);
  }
  const way = relative(top, real);
  const isOutside = way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
  if (!isOutside) return undefined;
  return new LeifengFormError("file.outside", "这个链接指向文件夹以外，没有读取。请换成文件本身。", { file });
}
