/** What ends the command with status 2: an input or the command line that cannot be used. */
export class Fault extends Error {}

/** A fault at a place in a file; rows and columns count from 1. */
export function faultAt(file: string, row: number, column: number | undefined, what: string): Fault {
  return new Fault(`${file}：第 ${row} 行${column === undefined ? "" : `第 ${column} 列`}：${what}`);
}

/** The name that is nearest to what was written, if any is near. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, far: distance(written.toLowerCase(), name) }))
    .sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(2, best.name.length / 3) ? best.name : undefined;
}

/** "没有“X”，您是否想写“Y”？可用：…" */
export function unknownName(what: string, written: string, names: readonly string[]): Fault {
  const near = nearest(written, names);
  return new Fault(`${what}“${written}”不存在${near ? `，您是否想写“${near}”？` : "。"}可用：${names.join("、")}`);
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const row = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (previous[j] ?? 0) + (letter === other ? 0 : 1);
      row.push(Math.min(replaced, (previous[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
