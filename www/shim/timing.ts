/** When a field is judged: never during composition, and what moves the page waits for the click that is under way. */
import * as dom from "./dom";
import type { Part } from "./types";

/**
 * Calls `edited` when the answer to a field changed, `left` when a field was left, and `clicked` behind a click, which may
 * have changed anything in a widget. Listens at the document: on old pages a form need not contain its controls.
 */
export function listen<Field>(
  fieldOf: (target: EventTarget | null) => Field | undefined,
  edited: (field: Field) => void,
  left: () => void,
  clicked: () => void,
) {
  let composing = false;
  let pressed = false;
  let waiting = false;

  /** Inside of an editor it is the editor that counts. */
  const at = (event: Event, target = event.target) => {
    if (!dom.isElement(target)) return undefined;
    const text = dom.closest(target, "[contenteditable]") || dom.body(dom.ownerDocument(target));
    return fieldOf(target) || fieldOf(text);
  };
  function edit(event: Event) {
    const field = at(event);
    if (field && !composing) edited(field);
  }
  const handlers: Record<string, (event: Event) => void> = {
    compositionstart() {
      composing = true;
    },
    compositionend(event) {
      composing = false;
      edit(event);
    },
    input(event) {
      pressed = false;
      // Autofill ends no composition, so the flag must not outlive an input without one.
      if ((event as InputEvent).isComposing === false) composing = false;
      edit(event);
    },
    change(event) {
      composing = false;
      edit(event);
    },
    focusout(event) {
      composing = false;
      const field = at(event);
      if (!field || field === at(event, (event as FocusEvent).relatedTarget)) return;
      // A message that came now would move the button away from under the mouse.
      if (pressed) waiting = true;
      else left();
    },
    mousedown() {
      pressed = true;
    },
    mouseup() {
      pressed = false;
      if (waiting) setTimeout(left);
      waiting = false;
    },
    click() {
      setTimeout(clicked);
    },
  };
  const documents = new Set<Document>();
  const each = (method: typeof dom.addEventListener, target: Document) => {
    for (const name in handlers) method(target, name, handlers[name] as EventListener, true);
  };
  const follow = (target: Document) => {
    if (!documents.has(target)) each(dom.addEventListener, target);
    documents.add(target);
  };
  follow(document);
  return {
    isComposing: () => composing,
    /** A click is under way: what moved now would move away from under the mouse. */
    isPressed: () => pressed,
    /** Hears the frames of editors too. */
    follow(parts: Part[]) {
      for (const { seen } of parts) follow(dom.ownerDocument(seen));
    },
    stop() {
      documents.forEach((target) => {
        each(dom.removeEventListener, target);
      });
      documents.clear();
    },
  };
}
