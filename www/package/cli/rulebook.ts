/** `leifeng-form rulebook`, and finding the rulebook that an option names. */

import { existsSync } from "node:fs";
import { decode } from "../decode.js";
import { placeOf } from "../error.js";
import { LeifengFormError, Rulebook } from "../node.js";
import type { Rulebook as Book } from "../types.js";
import { readWhole } from "./access.js";
import { runCases } from "./cases.js";
import { unknownName } from "./fault.js";
import type { CommandLine } from "./options.js";
import { openOutput } from "./output.js";
import { plain, SEVERITIES } from "./record.js";
import { table } from "./text.js";

export async function rulebook({ files, options }: CommandLine): Promise<number> {
  const loaded = loadRulebook(files[0] ?? "");
  if (options.cases !== undefined) return (await runCases(loaded, options.cases)) ? 0 : 1;
  const book = loaded.describe();
  const output = openOutput(undefined, []);
  await output.write(`${book.id}  ${book.title}${book.extends ? `（在 ${book.extends} 之上）` : ""}\n`);
  for (const form of book.forms) {
    const levels = new Map(form.levels.map(({ id, label }) => [id, label]));
    const rows = [...form.rules, ...form.across].map(({ rule, level, severity, clause, requires }) => [
      rule,
      level ? (levels.get(level) ?? level) : "各级",
      SEVERITIES[severity],
      clause,
      requires,
    ]);
    await output.write(
      `\n${form.title}（${form.id}）\n${table([["规则", "级别", "性质", "依据", "要求"], ...rows].map((row) => row.map(plain)))}`,
    );
  }
  if (book.clauses.length > 0) {
    await output.write(`\n依据\n${table(book.clauses.map(({ clause, summary }) => [plain(clause), plain(summary)]))}`);
  }
  await output.finish();
  return 0;
}

/** A built-in rulebook by its id, or one in a file. */
export function loadRulebook(name: string): Book {
  if (Rulebook.builtIn.includes(name)) return Rulebook.load(name);
  if (!/\.json$|[/\\]/.test(name) && !existsSync(name)) {
    throw unknownName("rulebook.unknown", "规则文件", name, Rulebook.builtIn);
  }
  const text = decode(readWhole(name));
  // Without brackets a text would be taken for the id of a built-in one.
  if (!text.includes("{")) {
    throw new LeifengFormError("rulebook.invalid", "规则文件应是一个 JSON 对象，写在大括号 { } 里。", { file: name });
  }
  try {
    return Rulebook.load(text);
  } catch (error) {
    if (!(error instanceof LeifengFormError)) throw error;
    throw new LeifengFormError(error.code, error.message, { ...placeOf(error), file: name }, { cause: error });
  }
}
