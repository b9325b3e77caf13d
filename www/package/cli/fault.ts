import { known } from "../node.js";

/** What ends the command with status 2: an input or the command line that cannot be used. */
export class Fault extends Error {
  /** Of what a reader refused: its code. */
  readonly code: string | undefined;

  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

/** A fault at a place in a file; rows and columns count from 1. */
export function faultAt(file: string, row: number, column: number | undefined, what: string): Fault {
  return new Fault(`${file}：第 ${row} 行${column === undefined ? "" : `第 ${column} 列`}：${what}`);
}

/** A name that there is not, with the nearest that there is. */
export function unknownName(what: string, written: string, names: readonly string[]): Fault {
  return new Fault(`${what}“${written}”不存在${known(written, [...names])}`);
}
