/**
 * Opens what the command was given. Only regular files are read as a whole: a device such as /dev/zero has no end, and a pipe may
 * wait for ever.
 */

import { type BigIntStats, createReadStream, readFileSync, realpathSync, statSync } from "node:fs";
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
