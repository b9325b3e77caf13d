/** What of a report stops a submission, and what is shown where. Nothing here asks the page. */
import type { Check, Field } from "./types";
import { isPagesOwn, labelOf } from "./view/standing";

/** The checks that stop, each with the fields at which it can be mended. */
export type Stops = Map<Check, Field[]>;

/** `places`: for each check of the report how many fields, and which (PageForm.stops). */
export function stopsOf(checks: Check[], places: ArrayLike<number>, fields: Field[]): Stops {
  const stops: Stops = new Map();
  let at = 0;
  for (const check of checks) {
    const mended: Field[] = [];
    for (let left = places[at++] as number; left > 0; left--) mended.push(fields[places[at++] as number] as Field);
    if (mended[0]) stops.set(check, mended);
  }
  return stops;
}

/** How far the form is filled in. */
export interface Standing {
  /** All fields of the form, on the page or not. */
  fields: Field[];
  stops: Stops;
  /** Whether what is open is asked for at this field. */
  isAsked(field: Field): boolean;
  isFilled(field: Field): boolean;
  /** The field that is being filled in for the first time. */
  pending: Field | undefined;
  /** What a rule asks, in words. */
  asks(rule: string): string;
}

const isError = (check: Check) => check.severity === "error";
const isUnreadableFile = ({ code }: Check) => code === "file.unreadable";
const asReminder = (check: Check): Check => ({ ...check, severity: "warning" });

const fieldsOf = (check: Check, fields: Field[]) =>
  check.fields.map((id) => fields.find((field) => field.id === id)).filter(Boolean) as Field[];

/** What is said of a rule over several fields of which the page has only some: nobody can do anything about it there. */
function halfOf(check: Check, { fields, isFilled, asks }: Standing): [Field, Check] | undefined {
  const named = fieldsOf(check, fields);
  const missing = named.filter(({ id }) => check.waits?.includes(id));
  const there = named.find((field) => !missing.includes(field) && isFilled(field));
  // What it waits for may be of its guard: then it is not known whether it is a rule here at all.
  if (!there || missing.length !== check.waits?.length || missing.some(({ parts }) => parts[0])) return undefined;
  const labels = missing.map(labelOf).join("、");
  return [there, { ...asReminder(check), message: `本页没有“${labels}”，请自行核对：${asks(check.rule)}。` }];
}

/** A table may be asked for in place of what the check waits for, which the page does not have. */
const askedAt = (field: Field, check: Check): Check =>
  check.waits?.includes(field.id) ? check : { ...check, message: `请填写“${labelOf(field)}”。` };

/** Where a check that fails is shown: where it can be mended, else where its answers stand. */
function placesOf(check: Check, { fields, stops, isFilled }: Standing): Field[] {
  const there = fieldsOf(check, fields).filter(({ parts }) => parts[0]);
  const filled = there.filter(isFilled);
  return stops.get(check) || (filled[0] ? filled : there);
}

/** The checks to show, by the field that they stand beside. What cannot be mended there is a reminder. */
export function toShow(checks: Check[], standing: Standing): Map<Field, Check[]> {
  const { fields, stops, isAsked, pending } = standing;
  const shown = new Map<Field, Check[]>();
  const add = (field: Field, check: Check) => shown.set(field, [...(shown.get(field) || []), check]);
  const isQuiet = (places: Field[]) => !places.some(({ touched }) => touched) || places.includes(pending as Field);
  const isUnread = (check: Check) => fieldsOf(check, fields).some(({ parts }) => parts.some(({ unread }) => unread));
  /** Where it is told already that something cannot be mended there: the panel says what else. */
  const reminded = new Set<Field>();
  for (const check of checks) {
    const isOwn = !stops.has(check) && isPagesOwn(check, fields);
    if (check.state === "fails" && !check.assumed && !isUnread(check) && !isOwn) {
      const places = placesOf(check, standing);
      const place = places[0] as Field;
      const isReminder = isError(check) && !stops.has(check);
      if (isQuiet(places) || (isReminder && reminded.has(place))) continue;
      if (isReminder) reminded.add(place);
      add(place, isReminder ? asReminder(check) : check);
    }
  }
  for (const check of checks) {
    const half = check.state === "open" && isError(check) && !stops.has(check) && halfOf(check, standing);
    if (half && !isQuiet([half[0]]) && !shown.has(half[0])) add(...half);
  }
  for (const field of fields)
    for (const { said } of field.parts) {
      if (!said) continue;
      const { message = "", refused } = said;
      const all = shown.get(field) || [];
      // Why a file cannot be read is said in place of that it cannot.
      if (refused && all.some(isUnreadableFile))
        shown.set(
          field,
          all.map((check) =>
            isUnreadableFile(check) ? { ...check, message: `${labelOf(field)}：${message}` } : check,
          ),
        );
      else add(field, said as Check);
    }
  const hasError = (field: Field) => (shown.get(field) || []).some(isError);
  // What is open is asked for where the answer is missing, once, and not where an error is told already.
  stops.forEach((places, check) => {
    const missing = check.state === "open" && places.find(isAsked);
    if (missing && !places.some(hasError)) add(missing, askedAt(missing, check));
  });
  return shown;
}

/** The rules that stop, to compare one refusal with another. */
export const rulesOf = (stops: Stops) => Array.from(stops.keys(), ({ rule }) => rule).join();
