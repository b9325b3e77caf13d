/** Looks at what callers hand over: wasm would take a value of another type for a place in its memory, and trap. */

import { dayOf, todayInChina } from "./day.js";
import { LeifengFormError, looking } from "./error.js";

/** The error that names an argument. */
export function notFitting(name: string, expected: string, value: unknown): LeifengFormError {
  return new LeifengFormError("argument.type", `${name} 应是${expected}，不是 ${typeName(value)}。`);
}

/** As `Object` tells it, which knows the types of other frames and contexts too. */
export function typeName(value: unknown): string {
  try {
    return Object.prototype.toString.call(value).slice("[object ".length, -1);
  } catch (_) {
    return "Proxy"; // one that was revoked, or whose owner's code throws
  }
}

/** The options of a call as plain data; none where they are left out. */
export function asOptions<T extends object>(options: T | null | undefined): Partial<T> {
  if (typeof (options ?? {}) !== "object") throw notFitting("options", "一个对象，如 { form, today }", options);
  return looking(() => ({ ...options }), "argument.type", "options 无法读取");
}

export function asText(name: string, value: unknown): string {
  if (typeof value !== "string") throw notFitting(name, "一段文字", value);
  return value;
}

/** A day as the module reads it; today in China where none is given. */
export function asDay(today: unknown): string {
  if (typeName(today) === "Date") return dayOf(today as Date);
  if (typeof (today ?? "") !== "string") throw notFitting("today", "一个日期，如 2012-04-20 或 Date", today);
  return (today as string | null | undefined) ?? todayInChina();
}

export function asSignal(value: unknown): AbortSignal | undefined {
  if ((value ?? undefined) === undefined) return undefined;
  if (typeName(value) !== "AbortSignal") throw notFitting("signal", " AbortSignal", value);
  return value as AbortSignal;
}

export function asBytes(name: string, value: unknown): Uint8Array {
  switch (typeName(value)) {
    case "Uint8Array":
      return value as Uint8Array;
    case "ArrayBuffer":
      return new Uint8Array(value as ArrayBuffer);
    default:
      throw notFitting(name, "文件的内容（Uint8Array 或 ArrayBuffer）", value);
  }
}
