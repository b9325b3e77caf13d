/** When a field is judged: never during composition, and what moves the page waits for the click that is under way. */

/**
 * Calls `edited` when the answer to a field changed and `left` when a field was left. Gives back what ends it.
 * Listens at the document: on old pages a form need not contain its controls.
 */
export function listen<Field>(
  fieldOf: (target: EventTarget | null) => Field | undefined,
  edited: (field: Field) => void,
  left: () => void,
) {
  let composing = false;
  let pressed = false;
  let waiting = false;

  function edit(event: Event) {
    const field = fieldOf(event.target);
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
      const field = fieldOf(event.target);
      if (!field || field === fieldOf((event as FocusEvent).relatedTarget)) return;
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
  };
  const names = Object.keys(handlers);
  for (const name of names) document.addEventListener(name, handlers[name] as EventListener, true);
  return {
    isComposing: () => composing,
    stop() {
      for (const name of names) document.removeEventListener(name, handlers[name] as EventListener, true);
    },
  };
}
