/**
 * What callers give as answers. The modules read own enumerable keys and nothing else: of a FormData, a Map or a class instance
 * they would see a part or nothing, so whatever is not plain is refused.
 */

import { typeName } from "./arguments.js";
import { dayOf } from "./day.js";
import { LeifengFormError, looking } from "./error.js";
import type { Answers } from "./types.js";

/** As deep as the engine reads: a table in an answer is three deep. An object may hold itself. */
const DEEPEST = 16;

/** Answers as the module takes them: the same, but dates by their day. */
export function plainAnswers(answers: unknown): Answers {
  return looking(() => record(answers), "answers.unreadable", "读取回答时出错");
}

function record(answers: unknown): Answers {
  if (typeof answers !== "object" || answers === null || Array.isArray(answers) || typeName(answers) === "Date") {
    const message = `回答应是一个普通对象，键是栏目编号或栏目名称，不是 ${typeName(answers)}。`;
    throw new LeifengFormError("answers.not_plain", message);
  }
  return plain(answers, undefined, 0) as Answers;
}

/** The answer to one field, in the same way. */
export function plainAnswer(field: string, value: unknown): unknown {
  return looking(() => plain(value, field, 1), "answers.unreadable", `读取“${field}”的回答时出错`, { field });
}

function plain(value: unknown, field: string | undefined, depth: number): unknown {
  if (typeof value === "function" || typeof value === "symbol") throw notPlain(value, field);
  if (typeof value !== "object" || value === null) return value;
  if (typeName(value) === "Date") return dayOf(value as Date);
  if (!Array.isArray(value) && !isPlain(value)) throw notPlain(value, field);
  if (depth > DEEPEST) throw tooDeep(field);
  return Array.isArray(value) ? plainList(value, field, depth) : plainObject(value, field, depth);
}

/** Copies nothing where nothing changes: most answers hold no date. */
function plainList(list: readonly unknown[], field: string | undefined, depth: number): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const item = list[at];
    const read = plain(item, field, depth + 1);
    if (Object.is(read, item)) continue;
    copy ??= list.slice();
    copy[at] = read;
  }
  return copy ?? list;
}

function plainObject(object: object, field: string | undefined, depth: number): object {
  let changed: Map<string, unknown> | undefined;
  for (const key of Object.keys(object)) {
    const item = valueUnder(object, key, field);
    const read = plain(item, field ?? key, depth + 1);
    if (Object.is(read, item)) continue;
    changed ??= new Map(Object.entries(object));
    changed.set(key, read);
  }
  return changed ? Object.fromEntries(changed) : object;
}

/** What stands under a key of the answers, or within the answer to a field; a getter of the caller's may throw whatever it likes. */
export function valueUnder(object: object, key: string, field: string | undefined): unknown {
  try {
    return (object as { readonly [key: string]: unknown })[key];
  } catch (error) {
    const name = field ?? key;
    const again = () => {
      throw error;
    };
    return looking(again, "answers.unreadable", `读取“${name}”的回答时出错`, { field: name });
  }
}

export function tooDeep(field: string | undefined): LeifengFormError {
  return new LeifengFormError("answers.too_deep", "回答嵌套过深。", field === undefined ? {} : { field });
}

/**
 * An object of no class, whatever frame or context made it: its prototype, if it has one, has none above it. (Parsers of query
 * strings give objects whose prototype is an empty one of their own.) What can be iterated hides its content.
 */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  const isTop = prototype === null || Object.getPrototypeOf(prototype) === null;
  return isTop && !(Symbol.iterator in value) && !(Symbol.asyncIterator in value);
}

const SENT = "请先用 await book.read(…) 读出 answers。Object.fromEntries 会丢掉重复的栏目，不要使用";

/** What to do instead, by the type that `Object` tells. */
const WAYS_OUT: ReadonlyMap<string, string> = new Map([
  ["FormData", SENT],
  ["URLSearchParams", SENT],
  ["Request", SENT],
  ["Map", "请用 Object.fromEntries(map) 转成普通对象"],
  ["Set", "请用 [...set] 转成数组，作为一个栏目的回答"],
  ["Promise", "请先用 await 取得结果"],
  ["File", "请先用 readDocument 或 readSheet 读出内容，作为一个栏目的回答"],
  ["Blob", "请先用 readDocument 或 readSheet 读出内容，作为一个栏目的回答"],
]);

/** How records of a source that hands out its entries are to be given instead; undefined for any other source. */
export function entriesInstead(source: object): string | undefined {
  const { entries, [Symbol.iterator]: iterator } = source as { entries?: unknown; [Symbol.iterator]?: unknown };
  if (typeof iterator !== "function" || iterator !== entries) return undefined;
  return `${WAYS_OUT.get(typeName(source)) ?? "请先转成普通对象"}，再放进数组，一份材料一个对象`;
}

export function notPlain(value: unknown, field: string | undefined): LeifengFormError {
  const type = typeName(value);
  const what = field === undefined ? "回答" : `“${field}”的回答`;
  const plain = field === undefined ? "普通的对象，键是栏目编号或栏目名称" : "普通的对象、数组、文字、数字、是否或日期";
  const wayOut = WAYS_OUT.get(type) ?? `请改用${plain}`;
  return new LeifengFormError(
    "answers.not_plain",
    `${what}不能是 ${type === "Object" ? classOf(value as object) : type}。${wayOut}。`,
    field === undefined ? {} : { field },
  );
}

/** The name of a class of the caller's. */
function classOf(value: object): string {
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" && name !== "" && name !== "Object" ? name : "自定义的对象";
}
