/** The names by which answers are given, however many a caller sends. */

import { isPlain, valueUnder } from "./answers.js";
import type { BookGlue } from "./glue.js";
import type { Answers, FieldDescription, FormDescription } from "./types.js";

/** No form has so many: not each of more is looked at closely. */
const MOST_KEYS = 1000;
/** Behind so many keys, only names as the rulebook writes them are. */
const MOST_OTHERS = 50;

/** The fields of a form by id, and what they are called. */
export class FormNames {
  readonly form: string;
  readonly fields: ReadonlyMap<string, FieldDescription>;
  readonly #book: BookGlue;
  readonly #exact: ReadonlySet<string>;

  constructor(book: BookGlue, { id, fields }: FormDescription) {
    this.form = id;
    this.fields = new Map(fields.map((field) => [field.id, field]));
    this.#book = book;
    this.#exact = new Set(fields.flatMap(namesOf));
  }

  /**
   * Answers with those keys alone that are looked at, and the others. Whatever is no plain object comes back as it is: it is for
   * others to refuse.
   */
  split(answers: Answers): { some: Answers; rest: readonly string[] } {
    const isObject = typeof answers === "object" && answers !== null && isPlain(answers);
    const keys = isObject ? Object.keys(answers) : [];
    if (keys.length <= MOST_KEYS) return { some: answers, rest: [] };
    const rest: string[] = [];
    const looked = this.#lookedAt(keys, rest).map((key) => [key, valueUnder(answers, key, undefined)] as const);
    return { some: Object.fromEntries(looked), rest };
  }

  /** Of many keys the first, and behind them all that are ids, labels or aliases; the others go to `rest`. */
  #lookedAt(keys: readonly string[], rest: string[] = []): readonly string[] {
    if (keys.length <= MOST_KEYS) return keys;
    const looked = keys.slice(0, MOST_OTHERS);
    for (let at = MOST_OTHERS; at < keys.length; at++) {
      const key = keys[at] as string;
      (this.#exact.has(key) ? looked : rest).push(key);
    }
    return looked;
  }

  /** The field that each of some keys answers, as in a check: of two keys for one field, the better. */
  fieldsOf(keys: Iterable<string>): ReadonlyMap<string, FieldDescription> {
    // Something that is an answer to a field of any kind, readable or not.
    const answers = Object.fromEntries(this.#lookedAt([...keys]).map((key) => [key, "x"]));
    const json = this.#book.answered(this.form, JSON.stringify(answers));
    const answered: Record<string, { key: string }> = JSON.parse(json);
    return new Map(
      Object.entries(answered).map(([id, { key }]) => [key, this.fields.get(id) as FieldDescription] as const),
    );
  }

  /** What some answers have for a field. */
  answerTo(answers: Answers, field: string): unknown {
    for (const [key, { id }] of this.fieldsOf(Object.keys(answers))) if (id === field) return answers[key];
    return undefined;
  }

  /** The answers as they are read, by the ids of their fields. */
  values(answers: Answers): Answers {
    return JSON.parse(this.#book.values(this.form, this.split(answers).some));
  }
}

/** What a field or a column is called in the rulebook. */
export function namesOf({ id, label, aliases }: FieldDescription): string[] {
  return [id, label, ...aliases];
}
