/** Answers as the engine reads them, which alone knows what a key names and what is an answer. */

import { glueOf } from "../node.js";
import type { Answers, Rulebook } from "../types.js";

/** The answer to a field. */
export interface Answer {
  /** As it was written. */
  readonly value: unknown;
  /** Of a choice that can be read: the place of the option. */
  readonly option?: number;
}

/** The fields that are answered, readable or not, by their ids. */
export function answersByField(book: Rulebook, form: string, answers: Answers): ReadonlyMap<string, Answer> {
  // Text goes over at once, an object key by key.
  const json = glueOf(book).answered(form, JSON.stringify(answers));
  const answered: Record<string, { key: string; option?: number }> = JSON.parse(json);
  return new Map(
    Object.entries(answered).map(([field, { key, ...rest }]) => [field, { value: answers[key], ...rest }]),
  );
}
