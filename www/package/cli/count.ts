/** `leifeng-form count` */

import { LeifengFormError, readDocument } from "../node.js";
import type { Document } from "../types.js";
import { look, readWhole } from "./access.js";
import { contentFault, fileFault } from "./fault.js";
import type { CommandLine } from "./options.js";
import { openOutput } from "./output.js";
import { leftOut, plain } from "./record.js";
import { table } from "./text.js";

type Counted = ({ file: string } & Pick<Document, "counts" | "beside">) | { file: string; code: string; error: string };

export async function count({ files, options }: CommandLine): Promise<number> {
  for (const file of files) mustBeThere(file);
  const results: Counted[] = [];
  for (const file of files) results.push(await countFile(file));
  const output = openOutput(undefined, []);
  if (options.format === "json") {
    await output.write(`${JSON.stringify(results, null, 2)}\n`);
  } else {
    const rows = results.flatMap((result) => ("counts" in result ? [cells(result.file, result.counts)] : []));
    if (rows.length > 0)
      await output.write(table([["字数", "字符数（不计空格）", "字符数（计空格）", "文件"], ...rows]));
    for (const result of results) {
      if ("error" in result) console.error(`${plain(result.file)}：${result.error}`);
      else if (leftOut(result.beside)) await output.write(`${plain(result.file)}：${leftOut(result.beside)}。\n`);
    }
  }
  await output.finish();
  return results.some((result) => "error" in result) ? 1 : 0;
}

function cells(file: string, counts: Document["counts"]): string[] {
  return [...[counts.zishu, counts.charactersNoSpaces, counts.charactersWithSpaces].map(String), plain(file)];
}

async function countFile(file: string): Promise<Counted> {
  try {
    const { counts, beside } = await readDocument(readWhole(file));
    return { file, counts, beside };
  } catch (error) {
    const { code, message } = contentFault(file, fileFault(file, error));
    return { file, code, error: message };
  }
}

/** Whoever names a file that is not there has mistyped it. */
function mustBeThere(file: string): void {
  try {
    look(file);
  } catch (error) {
    if (error instanceof LeifengFormError && error.code === "file.missing") throw error;
  }
}
