/** `leifeng-form count` */

import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { decode } from "../decode.js";
import { countText } from "../node.js";
import type { TextCounts } from "../types.js";
import { Fault } from "./fault.js";
import { fileFault } from "./inputs.js";
import type { CommandLine } from "./options.js";
import { openOutput } from "./output.js";
import { plain } from "./record.js";
import { table } from "./text.js";

type Counted =
  | { file: string; counts: TextCounts; beside: { textBoxes: number; notes: number } }
  | { file: string; error: string };

export async function count({ files, options }: CommandLine): Promise<number> {
  const results = files.map(countFile);
  const output = openOutput(undefined, []);
  if (options.format === "json") {
    await output.write(`${JSON.stringify(results, null, 2)}\n`);
  } else {
    const rows = results.flatMap((result) => ("counts" in result ? [cells(result.file, result.counts)] : []));
    if (rows.length > 0)
      await output.write(table([["字数", "字符数（不计空格）", "字符数（计空格）", "文件"], ...rows]));
    for (const result of results) if ("error" in result) console.error(`${plain(result.file)}：${result.error}`);
  }
  await output.finish();
  return results.some((result) => "error" in result) ? 2 : 0;
}

function cells(file: string, counts: TextCounts): string[] {
  return [...[counts.zishu, counts.charactersNoSpaces, counts.charactersWithSpaces].map(String), plain(file)];
}

function countFile(file: string): Counted {
  try {
    // A text file has nothing beside its text.
    return { file, counts: countText(readText(file)), beside: { textBoxes: 0, notes: 0 } };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { file, error: error.message.replace(`${file}：`, "") };
  }
}

export function readText(file: string): string {
  const kind = extname(file).toLowerCase();
  if (kind === ".docx" || kind === ".doc") {
    throw new Fault(`目前不能读取 ${kind} 文件，请在 Word 或 WPS 中另存为纯文本（.txt）。`);
  }
  if (kind !== ".txt") throw new Fault("只能统计 .txt 文件。");
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw fileFault(file, error);
  }
  const text = decode(bytes);
  if (text.includes("\0")) throw new Fault("不是纯文本文件，请用 Word 或 WPS 打开后另存为纯文本（.txt）。");
  if (text.includes("\ufffd")) throw new Fault("有无法识别的字符，请将文件另存为 UTF-8 编码。");
  return text;
}
