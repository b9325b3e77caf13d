/** Controls marked as wrong: what the page itself says of them is kept meanwhile, and stands again afterwards. */
import * as dom from "./dom";
import { EDITABLE, placeOf } from "./scan/editors";
import { CONTROL } from "./scan/texts";
import type { Control, Field, Part } from "./types";

/** What can be marked: of an editor's text only the control behind it. */
export const markedOf = ({ seen, own }: Part) => (dom.matches(seen, CONTROL) ? seen : own) as Control;

/** What people see at fault: the same, or the editor. */
function seenOf(part: Part): Element {
  const place = placeOf(part);
  return dom.matches(place, EDITABLE) ? place : markedOf(part);
}

/** What a field is marked with. */
export interface Mark {
  /** The parts at fault. */
  parts: Part[];
  /** With a message the browser sends nothing. */
  message: string;
}

const isSame = (a: Mark, b?: Mark) =>
  !!b &&
  a.message === b.message &&
  a.parts.length === b.parts.length &&
  a.parts.every((part, at) => part === b.parts[at]);

export function marksOf() {
  const marked = new Map<Field, Mark>();

  function restore(field: Field) {
    const { parts, message } = marked.get(field) as Mark;
    marked.delete(field);
    for (const part of parts) {
      const control = markedOf(part);
      const [own, invalid] = part.was as [string, string | null];
      // What the page has said since stays. Firefox gives back no more than 256 characters of a message.
      const isOurs = control.validity.customError && message.indexOf(control.validationMessage) === 0;
      if (message && isOurs) control.setCustomValidity(own);
      const seen = seenOf(part);
      if (invalid == null) dom.removeAttribute(seen, "aria-invalid");
      else dom.setAttribute(seen, "aria-invalid", invalid);
    }
  }

  return {
    /** Marks these fields and no others. */
    set(now: Map<Field, Mark>) {
      marked.forEach((before, field) => {
        if (!isSame(before, now.get(field))) restore(field);
      });
      now.forEach((fresh, field) => {
        if (marked.has(field)) return;
        for (const part of fresh.parts) {
          const control = markedOf(part);
          part.was = [
            control.validity.customError ? control.validationMessage : "",
            dom.getAttribute(seenOf(part), "aria-invalid"),
          ];
        }
        marked.set(field, fresh);
        // Once a field is enough: a group of boxes is one field.
        fresh.parts.forEach((part, at) => {
          const control = markedOf(part);
          if (!at && fresh.message) control.setCustomValidity(fresh.message);
          dom.setAttribute(seenOf(part), "aria-invalid", "true");
        });
      });
    },
    clear() {
      marked.forEach((_, field) => {
        restore(field);
      });
    },
    has: (field: Field) => marked.has(field),
  };
}
