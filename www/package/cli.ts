/** The command `leifeng-form`. Exit status: 0 every record eligible, 1 some are not, 2 something could not be used. */

import { readFileSync } from "node:fs";
import { check } from "./cli/check.js";
import { count } from "./cli/count.js";
import { inWords } from "./cli/fault.js";
import { HELP, readCommandLine } from "./cli/options.js";
import { ReaderGone } from "./cli/output.js";
import { plain } from "./cli/record.js";
import { rulebook } from "./cli/rulebook.js";

const COMMANDS = { check, count, rulebook };
const UNUSABLE = 2;

async function main(): Promise<number> {
  const line = readCommandLine(process.argv.slice(2));
  if (line.command === "help") process.stdout.write(HELP);
  else if (line.command === "version") {
    process.stdout.write(`${JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8")).version}\n`);
  } else return COMMANDS[line.command](line);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = UNUSABLE;
  if (!(error instanceof ReaderGone)) {
    console.error(`leifeng-form：${inWords(error).split("\n").map(plain).join("\n")}`);
  }
  // Standard input may still be open; nothing more is read from it.
  process.stdin.destroy();
}
