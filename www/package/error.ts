/** The error of the package: a code for programs, a message for people. */

import type { ErrorCode } from "./codes.js";

/** Where something cannot be used. Rows and lines count from 1. */
export interface ErrorPlace {
  readonly file?: string;
  readonly sheet?: string;
  readonly row?: number;
  /** Its letters, or its number in a text. */
  readonly column?: string;
  readonly field?: string;
  readonly line?: number;
}

export class LeifengFormError extends Error implements ErrorPlace {
  override readonly name = "LeifengFormError";
  readonly code: ErrorCode;
  declare readonly file?: string;
  declare readonly sheet?: string;
  declare readonly row?: number;
  declare readonly column?: string;
  declare readonly field?: string;
  declare readonly line?: number;

  constructor(code: ErrorCode, message: string, place: ErrorPlace = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    Object.assign(this, place);
  }
}

/** Where an error says that something is. */
export function placeOf(error: ErrorPlace): ErrorPlace {
  return Object.fromEntries(PLACES.flatMap((name) => (error[name] === undefined ? [] : [[name, error[name]]])));
}

/** The same error told with its file, unless it names one. */
export function inFile(error: unknown, file: string): unknown {
  if (!(error instanceof LeifengFormError) || error.file !== undefined) return error;
  return new LeifengFormError(error.code, error.message, { ...placeOf(error), file }, { cause: error });
}

const PLACES = ["file", "sheet", "row", "column", "field", "line"] as const satisfies readonly (keyof ErrorPlace)[];

/**
 * What a module refused, as an error of the package: it brings its own code and place, or takes those given here. Whatever else was
 * thrown is a mistake of the program and comes back as it is.
 */
export function refusal(error: unknown, code: ErrorCode, place: ErrorPlace = {}): unknown {
  // By its class alone: those of other classes are no refusals.
  if (!(error instanceof Error) || error.constructor !== Error) return error;
  const told = error as Error & ErrorPlace & { readonly code?: ErrorCode };
  return new LeifengFormError(told.code ?? code, error.message, { ...place, ...placeOf(told) }, { cause: error });
}

/** The same of a file's content. A module that traps over a file, and a text that is longer than JavaScript's longest, had too little memory. */
export function fileRefusal(error: unknown, place: ErrorPlace = {}): unknown {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
    const message = "文件过大，内存不足，无法读取。请分成几个文件后再试。";
    return new LeifengFormError("file.too_large", message, place, { cause: error });
  }
  return refusal(error, "file.unreadable", place);
}

/** The value of a call into the engine. */
export function asking<T>(call: () => T, code: ErrorCode): T {
  try {
    return call();
  } catch (error) {
    throw refusal(error, code);
  }
}

/** The value of a look at what a caller gave, which can throw whatever the caller's own code throws. */
export function looking<T>(look: () => T, code: ErrorCode, message: string, place: ErrorPlace = {}): T {
  try {
    return look();
  } catch (error) {
    if (error instanceof LeifengFormError) throw error;
    throw new LeifengFormError(code, `${message}（${reason(error)}）。`, place, { cause: error });
  }
}

/** What something that was thrown says of itself. */
function reason(error: unknown): string {
  try {
    return String(error instanceof Error ? error.message : error);
  } catch (_) {
    return typeof error;
  }
}
