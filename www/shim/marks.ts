/** Fields marked as wrong: what the page itself says of its controls is kept meanwhile, and stands again afterwards. */
import * as dom from "./dom";
import { CONTROL } from "./scan/texts";
import type { Control, Field, Part } from "./types";

/** What can be marked: of an editor's text only the control behind it. */
export const markedOf = ({ seen, own }: Part) => (dom.matches(seen, CONTROL) ? seen : own) as Control;

/** `mark` is the module's; taking away is done without it, for it may be gone. */
export function marksOf(mark: (field: number, row: number, message: string) => void) {
  /** What each field is marked with: the rows at fault, and the message. */
  const marked = new Map<Field, string>();

  function restore(field: Field) {
    const [, message] = (marked.get(field) as string).split("\n") as [string, string];
    marked.delete(field);
    for (const part of field.parts) {
      const control = markedOf(part);
      const [own, invalid] = part.was as [string, string | null];
      // What the page has said since stays. Firefox gives back no more than 256 characters of a message.
      const isOurs = control.validity.customError && message.indexOf(control.validationMessage) === 0;
      if (message && isOurs) control.setCustomValidity(own);
      if (invalid == null) dom.removeAttribute(control, "aria-invalid");
      else dom.setAttribute(control, "aria-invalid", invalid);
    }
  }

  return {
    /** Marks these fields and no others. */
    set(now: Map<Field, string>) {
      marked.forEach((mark, field) => {
        if (now.get(field) !== mark) restore(field);
      });
      now.forEach((text, field) => {
        if (marked.has(field)) return;
        for (const part of field.parts) {
          const control = markedOf(part);
          part.was = [
            control.validity.customError ? control.validationMessage : "",
            dom.getAttribute(control, "aria-invalid"),
          ];
        }
        marked.set(field, text);
        const [rows, message] = text.split("\n") as [string, string];
        for (const row of rows.split(",")) mark(field.at, +row, message);
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
