/** The command line: what may be written, and what to say where something else was. */

import { parseArgs } from "node:util";
import { LeifengFormError } from "../node.js";
import { unknownName } from "./fault.js";
import { ENDINGS } from "./inputs.js";

export const HELP = `用法：
  leifeng-form check FILE...     检查申报记录（${ENDINGS.join("、")}；- 表示从标准输入读取 JSON Lines）
  leifeng-form check FOLDER...   检查文件夹里的申报材料：每份一个子文件夹，其中一份填好的申报表（Excel、Word）或 .json，旁边放申报材料和名册
      --rulebook ID|FILE         规则文件的编号或文件，默认 mengyin-2012
      --values FILE|JSON         改用的数值，如 '{"county_until":"2013-04-23"}'；有哪些数值，见 rulebook 命令
      --form FORM                规则文件中的表，默认 application，另如 nomination、inspection
      --today DATE               按哪一天检查，如 2012-04-20，默认为中国的今天
      --format FORMAT            输出格式：text（默认）、json、jsonl、csv（Excel、WPS 的表格）、html（可打印和转交的网页）
      --output FILE              写入文件；全部完成后才替换原有文件
      --quiet                    不列出符合条件的记录，不显示进度
  leifeng-form count FILE...     统计 .docx、.doc、.txt 文件的字数和字符数
      --format text|json
  leifeng-form rulebook ID|FILE  检查规则文件，列出其中的规则和依据
      --cases FILE               用自己写的例子检查规则文件，列出与预期不一致之处
      --mutate                   连同 --cases：逐处改动规则文件，列出没有例子察觉的改动
      --against ID|FILE          与另一个规则文件（如去年的）相比，列出不同之处
      --compile --output FILE    写成网页可直接读取的小文件，网页上不再需要 leifeng-form-rulebook.js
      --values FILE|JSON         改用的数值
  leifeng-form --help | --version

退出状态：0 全部符合；1 有记录不符合、待补充或无法读取，或各条记录之间有不符合之处，或有例子与预期不一致；2 命令有误，或写明的文件不存在、输出文件不能写入。
`;

/** Options of a command; those with a list take one of its words. */
const COMMANDS = {
  check: {
    rulebook: "string",
    values: "string",
    form: "string",
    today: "string",
    format: ["text", "json", "jsonl", "csv", "html"],
    output: "string",
    quiet: "boolean",
  },
  count: { format: ["text", "json"] },
  rulebook: {
    cases: "string",
    mutate: "boolean",
    against: "string",
    compile: "boolean",
    output: "string",
    values: "string",
  },
} as const satisfies Record<string, Record<string, "string" | "boolean" | readonly string[]>>;

export type Command = keyof typeof COMMANDS;

type Text = "rulebook" | "values" | "form" | "today" | "format" | "output" | "cases" | "against";
type Flag = "quiet" | "mutate" | "compile";

export interface CommandLine {
  readonly command: Command | "help" | "version";
  readonly files: readonly string[];
  readonly options: Readonly<Partial<Record<Text, string>>>;
  /** The options without a value that were written. */
  readonly flags: ReadonlySet<Flag>;
}

export function readCommandLine(args: readonly string[]): CommandLine {
  const [name = "", ...rest] = args;
  const nothing = { files: [], options: {}, flags: new Set<Flag>() };
  if (args.includes("--help") || args.includes("-h") || name === "help") return { command: "help", ...nothing };
  if (name === "--version") return { command: "version", ...nothing };
  if (name === "") throw invalid(`请写明要做什么。\n\n${HELP}`);
  if (!isCommand(name)) throw unknownName("command.unknown", "命令", name, Object.keys(COMMANDS));
  return { command: name, ...readOptions(name, rest) };
}

function invalid(message: string): LeifengFormError {
  return new LeifengFormError("command.invalid", message);
}

function isCommand(name: string): name is Command {
  return Object.hasOwn(COMMANDS, name);
}

function readOptions(command: Command, args: readonly string[]): Omit<CommandLine, "command"> {
  const known: Record<string, "string" | "boolean" | readonly string[]> = COMMANDS[command];
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(known).map(([name, kind]) => [name, { type: kind === "boolean" ? "boolean" : "string" }]),
    ),
    strict: false,
    tokens: true,
  });
  const files: string[] = [];
  const options: Record<string, string> = {};
  const flags = new Set<Flag>();
  for (const token of tokens) {
    if (token.kind === "positional") files.push(token.value);
    if (token.kind !== "option") continue;
    const { name, rawName, value } = token;
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) {
      throw unknownName(
        "command.option",
        "选项",
        rawName,
        Object.keys(known).map((known) => `--${known}`),
      );
    }
    if (kind === "boolean") {
      if (value !== undefined) throw invalid(`选项 ${rawName} 不带值。`);
      flags.add(name as Flag);
      continue;
    }
    if (value === undefined || (!token.inlineValue && value.startsWith("--")))
      throw invalid(`选项 ${rawName} 后面缺少值。`);
    if (Object.hasOwn(options, name)) throw invalid(`选项 ${rawName} 只能写一次。`);
    if (typeof kind === "object" && !kind.includes(value)) throw unknownName("command.option", "输出格式", value, kind);
    options[name] = value;
  }
  if (files.length === 0) throw invalid(`请写明${command === "rulebook" ? "规则文件的编号或文件" : "要读取的文件"}。`);
  if (command === "rulebook" && files.length > 1) throw invalid("一次只能检查一个规则文件。");
  if (flags.has("mutate") && options.cases === undefined) throw invalid("--mutate 要与 --cases 一起写。");
  if (command === "rulebook" && flags.has("compile") !== (options.output !== undefined))
    throw invalid("--compile 和 --output 要一起写。");
  return { files, options, flags };
}
