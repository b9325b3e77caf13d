/** Errors of the command. One that reaches `cli.ts` ends it with status 2; one of a file found while reading becomes a record. */

import { extname } from "node:path";
import type { ErrorCode } from "../codes.js";
import { fileRefusal } from "../error.js";
import { known, LeifengFormError } from "../node.js";
import type { Fault } from "./record.js";

/** A name that there is not, with the nearest that there is. */
export function unknownName(
  code: ErrorCode,
  what: string,
  written: string,
  names: readonly string[],
): LeifengFormError {
  return new LeifengFormError(code, `${what}“${written}”不存在${known(written, [...names])}`);
}

/** What is wrong at a place in a text; lines and columns count from 1. */
export function faultAt(code: ErrorCode, line: number, column: number, what: string): LeifengFormError {
  return new LeifengFormError(code, `第 ${line} 行第 ${column} 列：${what}`, { line, column: String(column) });
}

/** An error in words, with its file before it. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof LeifengFormError && error.file !== undefined
    ? `${error.file}：${error.message}`
    : error.message;
}

/** Codes of Node → ours, and what is said. */
const SYSTEM: ReadonlyMap<string, readonly [code: ErrorCode, message: string]> = new Map([
  ["ENOENT", ["file.missing", "找不到文件或文件夹。"]],
  ["ENOTDIR", ["file.missing", "路径中有一段不是文件夹。"]],
  ["EACCES", ["file.no_access", "没有权限，请检查文件和文件夹的权限。"]],
  ["EPERM", ["file.no_access", "没有权限，请检查文件和文件夹的权限。"]],
  ["ELOOP", ["file.loop", "链接绕成了圈，找不到实际的文件。"]],
  ["EISDIR", ["file.is_folder", "是文件夹。"]],
  ["ENAMETOOLONG", ["file.name_too_long", "文件名过长，请改短后再试。"]],
  ["ERR_FS_FILE_TOO_LARGE", ["file.too_large", "文件过大，请分成几个文件后再试。"]],
  ["EFBIG", ["file.too_large", "文件过大，超出磁盘的限制。"]],
  ["ENOSPC", ["disk.full", "磁盘空间不足。"]],
  ["EDQUOT", ["disk.full", "磁盘配额已经用完。"]],
  ["EROFS", ["disk.read_only", "磁盘为只读。"]],
]);

/** Whether the system refused it, rather than a reader. */
export function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && ("syscall" in error || SYSTEM.has(String(error.code)));
}

/** Why a file cannot be read or written, in words. */
export function systemFault(file: string, error: unknown): LeifengFormError {
  const name = error instanceof Error && "code" in error ? String(error.code) : String(error);
  const [code, message] = SYSTEM.get(name) ?? ["file.failed", `读写时系统报错（${name}），没有完成。`];
  return new LeifengFormError(code, message, { file }, { cause: error });
}

/** Why a file cannot be read. What is no fault of the file is a mistake of the program, and thrown on. */
export function fileFault(file: string, error: unknown): LeifengFormError {
  if (isOfSystem(error)) return systemFault(file, error);
  const fault = fileRefusal(error, { file });
  if (!(fault instanceof LeifengFormError)) throw error;
  return fault;
}

/** Files that the command reads as tables or documents, by the endings that readers ask for. */
const ASKED = [".xlsx", ".docx"];

/** What a reader says of a file. It knows no names, and would ask for the very kind that the name promises. */
export function contentFault(file: string, fault: LeifengFormError): Fault {
  const ending = extname(file).toLowerCase();
  if (fault.code !== "file.kind" || !ASKED.includes(ending)) return fault;
  return { code: fault.code, message: `文件名以 ${ending} 结尾，内容却不是：${fault.message}` };
}
