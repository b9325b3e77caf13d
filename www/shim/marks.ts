/** Controls marked as wrong: what the page itself says of them is kept meanwhile, and stands again afterwards. */
import * as dom from "./dom";
import { seenOf } from "./scan/editors";
import { CONTROL } from "./scan/texts";
import type { Control, Field, Part } from "./types";

/** What can be marked: of an editor's text only the control behind it. */
export const markedOf = ({ seen, own }: Part) => (dom.matches(seen, CONTROL) ? seen : own) as Control;

/** What a field is marked with. */
export interface Mark {
  /** The parts at fault. */
  parts: Part[];
  /** With a message the browser sends nothing. */
  message: string;
}

const UNMARKED: Mark = { parts: [], message: "" };

function mark(part: Part) {
  const { validity, validationMessage } = markedOf(part);
  const seen = seenOf(part);
  part.was = [validity.customError ? validationMessage : "", dom.getAttribute(seen, "aria-invalid"), seen];
  dom.setAttribute(seen, "aria-invalid", "true");
}

function unmark(part: Part) {
  const [, invalid, seen] = part.was as NonNullable<Part["was"]>;
  if (invalid == null) dom.removeAttribute(seen, "aria-invalid");
  else dom.setAttribute(seen, "aria-invalid", invalid);
}

/** Gives the page's own message back; what the page has said since stays. */
function release(part: Part | undefined, message: string) {
  if (!part || !message) return;
  const control = markedOf(part);
  // Firefox gives back no more than 256 characters of a message.
  const isOurs = control.validity.customError && message.indexOf(control.validationMessage) === 0;
  if (isOurs) control.setCustomValidity((part.was as NonNullable<Part["was"]>)[0]);
}

/** From one mark to another, by what differs: of a long table a cell or two. */
function change({ parts: old, message: before }: Mark, { parts, message }: Mark) {
  const [wasMarked, isMarked] = [new Set(old), new Set(parts)];
  // Once a field is enough: a group of boxes is one field.
  const isOther = old[0] !== parts[0] || before !== message;
  if (isOther) release(old[0], before);
  for (const part of old) if (!isMarked.has(part)) unmark(part);
  for (const part of parts) if (!wasMarked.has(part)) mark(part);
  if (isOther && parts[0] && message) markedOf(parts[0]).setCustomValidity(message);
}

export function marksOf() {
  const marked = new Map<Field, Mark>();
  function set(now: Map<Field, Mark>) {
    marked.forEach((before, field) => {
      if (now.has(field)) return;
      marked.delete(field);
      change(before, UNMARKED);
    });
    now.forEach((fresh, field) => {
      const before = marked.get(field) || UNMARKED;
      marked.set(field, fresh);
      change(before, fresh);
    });
  }
  return {
    /** Marks these fields and no others. */
    set,
    clear: () => set(new Map()),
    has: (field: Field) => marked.has(field),
  };
}
