/** `leifeng-form rulebook`, and finding the rulebook that an option names. */

import { existsSync } from "node:fs";
import { decode } from "../decode.js";
import { inFile } from "../error.js";
import { LeifengFormError, Rulebook, resolverFrom } from "../node.js";
import type { Rulebook as Book, NamedValue } from "../types.js";
import { readWhole } from "./access.js";
import { tellDifferences } from "./against.js";
import { runCases } from "./cases.js";
import { unknownName } from "./fault.js";
import { type Load, runMutants } from "./mutate.js";
import type { CommandLine } from "./options.js";
import { openOutput } from "./output.js";
import { plain, SEVERITIES } from "./record.js";
import { table } from "./text.js";

export async function rulebook({ files, options, flags }: CommandLine): Promise<number> {
  const name = files[0] ?? "";
  const load = loaderOf(name, options.values);
  const loaded = loadWith(load, name);
  if (options.cases !== undefined) {
    if (!(await runCases(loaded, options.cases))) return 1;
    return !flags.has("mutate") || (await runMutants(loaded, options.cases, load)) ? 0 : 1;
  }
  const book = loaded.describe();
  if (options.against !== undefined) {
    const before = loadRulebook(options.against).describe();
    return (await tellDifferences(book, before)) ? 0 : 1;
  }
  if (options.output !== undefined) {
    const compiled = openOutput(options.output, files);
    await compiled.write(loaded.compile());
    await compiled.finish();
    return 0;
  }
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
  if (book.values.length > 0) {
    const rows = book.values.map(({ name, label, is, used, replaced }) => [
      name,
      label,
      String(is),
      replaced ? "（已改用）" : used ? "" : "（没有规则或文字用到）",
    ]);
    await output.write(`\n数值\n${table([["名称", "含义", "现值", ""], ...rows].map((row) => row.map(plain)))}`);
  }
  if (book.clauses.length > 0) {
    await output.write(`\n依据\n${table(book.clauses.map(({ clause, summary }) => [plain(clause), plain(summary)]))}`);
  }
  await output.finish();
  return 0;
}

/** A built-in rulebook by its id, or one in a file; with other values, as JSON or in a file. */
export function loadRulebook(name: string, given?: string): Book {
  return loadWith(loaderOf(name, given), name);
}

/** Loads a rulebook as the one of a name is loaded: with the given values, and with what it extends from beside that. */
function loaderOf(name: string, given: string | undefined): Load {
  const values = given === undefined ? {} : { values: valuesIn(given) };
  return (source) => Rulebook.load(source, { ...values, resolve: resolverFrom(name) });
}

function loadWith(load: Load, name: string): Book {
  if (Rulebook.builtIn.includes(name)) return load(name);
  if (!/\.json$|[/\\]/.test(name) && !existsSync(name)) {
    throw unknownName("rulebook.unknown", "规则文件", name, Rulebook.builtIn);
  }
  const text = decode(readWhole(name));
  // Without brackets a text would be taken for the id of a built-in one.
  if (!text.includes("{")) {
    throw new LeifengFormError("rulebook.invalid", "规则文件应是一个 JSON 对象，写在大括号 { } 里。", { file: name });
  }
  try {
    return load(text);
  } catch (error) {
    throw inFile(error, name);
  }
}

/** Named values, written on the command line or in a file. */
function valuesIn(given: string): Record<string, NamedValue> {
  const isWritten = /^\s*\{/.test(given);
  try {
    const values = JSON.parse(isWritten ? given : decode(readWhole(given)));
    if (typeof values === "object" && values !== null && !Array.isArray(values)) return values;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const message = `${isWritten ? "--values" : given} 应是一个 JSON 对象，如 {"county_until":"2013-04-23"}。`;
  throw new LeifengFormError("values.not_object", message, isWritten ? {} : { file: given });
}
