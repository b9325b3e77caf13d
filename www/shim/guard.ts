/** Every way out of a form: a click, Enter, `requestSubmit`, `form.submit()` from any script, a webmaster's button. */
import type { Control } from "./types";

export interface Watch {
  /** Does what a submission does; says whether it may go on. */
  check(): boolean;
  /** Judges anew what stands on the page, so that no error of before stands in the way. */
  refresh(): void;
  /** Whether an error of ours stands at this control. */
  isMarked(control: Control): boolean;
  /** The form was reset: all begins anew. */
  reset(): void;
}

type Method = "submit" | "requestSubmit";

/** Watches an element; gives back what ends it. */
export function guard(element: Element, checkOn: string | undefined, watch: Watch): () => void {
  /** A submission is under way, so an `invalid` event means that the browser stops it. */
  let sending = false;
  const begin = () => {
    sending = true;
    watch.refresh();
    setTimeout(() => {
      sending = false;
    });
  };
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };

  const onClick = (event: Event) => {
    const target = event.target as Element;
    if (checkOn && target.closest(checkOn)) {
      if (!watch.check()) stop(event);
      return;
    }
    const button = target.closest<HTMLButtonElement>("button,input");
    if (button && button.form === element && /^(submit|image)$/.test(button.type)) begin();
  };
  const onSubmit = (event: Event) => {
    if (event.target === element && !watch.check()) stop(event);
  };
  const onInvalid = (event: Event) => {
    const control = event.target as Control;
    if (sending && (control.form === element || watch.isMarked(control))) {
      sending = false;
      watch.check();
    }
    // What we say beside the field, the browser need not say in a bubble.
    if (watch.isMarked(control)) event.preventDefault();
  };

  const onReset = (event: Event) => {
    // The controls change after the event.
    if (event.target === element) setTimeout(watch.reset);
  };

  const handlers: [string, (event: Event) => void][] = [
    ["click", onClick],
    ["submit", onSubmit],
    ["invalid", onInvalid],
    ["reset", onReset],
  ];
  // At the window, so before every handler of the page.
  for (const [name, handler] of handlers) window.addEventListener(name, handler, true);

  const proto = HTMLFormElement.prototype;
  let watching = true;
  const restore = (["submit", "requestSubmit"] as Method[]).map((method) => {
    const native = proto[method];
    if (!native) return () => {};
    const patched = function (this: HTMLFormElement, ...rest: []) {
      if (watching && this === element) {
        // `submit` fires no event and asks no one.
        if (method === "requestSubmit") begin();
        else if (!watch.check()) return;
      }
      native.apply(this, rest);
    };
    proto[method] = patched;
    return () => {
      if (proto[method] === patched) proto[method] = native;
    };
  });

  return () => {
    watching = false;
    for (const [name, handler] of handlers) window.removeEventListener(name, handler, true);
    for (const undo of restore) undo();
  };
}
