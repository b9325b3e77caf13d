/** The error of the package: a code for programs, a message for people. */

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
  readonly code: string;
  declare readonly file?: string;
  declare readonly sheet?: string;
  declare readonly row?: number;
  declare readonly column?: string;
  declare readonly field?: string;
  declare readonly line?: number;

  constructor(code: string, message: string, place: ErrorPlace = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    Object.assign(this, place);
  }
}

const PLACES = ["file", "sheet", "row", "column", "field", "line"] as const satisfies readonly (keyof ErrorPlace)[];

/**
 * What a module refused, as an error of the package: it brings its own code and place, or takes those given here. Whatever else was
 * thrown is a mistake of the program and comes back as it is.
 */
export function refusal(error: unknown, code: string, place: ErrorPlace = {}): unknown {
  // By its class alone: those of other classes are no refusals.
  if (!(error instanceof Error) || error.constructor !== Error) return error;
  const { code: own, ...rest } = error as Error & ErrorPlace & { readonly code?: string };
  const told = Object.fromEntries(PLACES.flatMap((name) => (rest[name] === undefined ? [] : [[name, rest[name]]])));
  return new LeifengFormError(own ?? code, error.message, { ...place, ...told }, { cause: error });
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
export function asking<T>(call: () => T, code: string): T {
  try {
    return call();
  } catch (error) {
    throw refusal(error, code);
  }
}
