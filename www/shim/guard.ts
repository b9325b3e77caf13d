/** Every way out of a form: a click, Enter, `requestSubmit`, `form.submit()` from any script, a webmaster's button. */
import * as dom from "./dom";
import type { Control } from "./types";

export interface Watch {
  /** Selects buttons that send by script. */
  checkOn: string | undefined;
  /** Does what a submission does; says whether it may go on. */
  check(): boolean;
  /** Judges anew what stands on the page, so that no error of before stands in the way. */
  refresh(): void;
  /** Takes the marks away, so that the browser lets anything through. */
  free(): void;
  /** Whether an error of ours stands at this control. */
  isMarked(control: Control): boolean;
  /** The form was reset: all begins anew. */
  reset(): void;
}

type Method = "submit" | "requestSubmit";

/** Buttons that submit without sending an application. */
const OTHER_BUTTON = /清空|清除|重置|重填|打印|关闭|取消|返回|预览|暂存|草稿|上一步|登录|查询/;
/** Those that send it whatever else they do. */
const SENDS = /提交|申报|报送|上报/;

const watches = new Map<Element, Watch>();
/** The form that is being submitted by the browser, so an `invalid` event means that it stops there. */
let sending: Element | undefined;
/** The button that was clicked last, while its click lasts. */
let clicked: Element | undefined;
let restore: (() => void)[] = [];

const labelOf = (button: Element) =>
  `${(button as Control).value}${dom.textContent(button)}${dom.getAttribute(button, "alt")}`.replace(/\s/g, "");

/** Whether a script sends the form for another end than to apply: a button for that, or a WebForms control that posts back. */
function isOther(form: Element): boolean {
  const target = (dom.querySelector(form, "[name=__EVENTTARGET]") as Control | null)?.value;
  const source = target && dom.getElementsByName(document, target)[0];
  if (source && /^(select-one|radio|checkbox|text)$/.test((source as Control).type)) return true;
  const label = clicked ? labelOf(clicked) : "";
  return OTHER_BUTTON.test(label) && !SENDS.test(label);
}

function begin(form: Element) {
  sending = form;
  if (isOther(form)) watches.get(form)?.free();
  else watches.get(form)?.refresh();
  setTimeout(() => {
    sending = undefined;
  });
}

function mayGo(form: unknown): boolean {
  const watch = watches.get(form as Element);
  return !watch || isOther(form as Element) || watch.check();
}

const stop = (event: Event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

const handlers: Record<string, (event: Event) => void> = {
  click(event) {
    const { target } = event;
    if (!dom.isElement(target)) return;
    const button = dom.closest<HTMLButtonElement>(target, "button,input,a");
    clicked = button || undefined;
    setTimeout(() => {
      clicked = undefined;
    });
    const form = button?.form;
    if (form && watches.has(form) && /^(submit|image)$/.test(button.type)) begin(form);
    const asked = Array.from(watches).filter(([, { checkOn }]) => checkOn && dom.closest(target, checkOn));
    // A button of a form asks for that form alone.
    const own = asked.filter(([element]) => element === form || dom.contains(element, target));
    if (!(own[0] ? own : asked).every(([, watch]) => watch.check())) stop(event);
  },
  submit(event) {
    if (!mayGo(event.target)) stop(event);
  },
  invalid(event) {
    const control = event.target as Control;
    watches.forEach((watch, form) => {
      if (sending === form && (control.form === form || watch.isMarked(control))) {
        sending = undefined;
        watch.check();
      }
      // What we say beside the field, the browser need not say in a bubble.
      if (watch.isMarked(control)) event.preventDefault();
    });
  },
  reset(event) {
    // The controls change after the event.
    const watch = watches.get(event.target as Element);
    if (watch) setTimeout(watch.reset);
  },
};

function begins() {
  // At the window, so before every handler of the page.
  for (const name in handlers) dom.addEventListener(window, name, handlers[name] as EventListener, true);
  const proto = HTMLFormElement.prototype;
  restore = (["submit", "requestSubmit"] as Method[]).map((method) => {
    const native = proto[method];
    if (!native) return () => {};
    const patched = function (this: HTMLFormElement, ...rest: []) {
      // `submit` fires no event and asks no one.
      if (method === "requestSubmit" && watches.has(this)) begin(this);
      else if (method === "submit" && !mayGo(this)) return;
      native.apply(this, rest);
    };
    proto[method] = patched;
    return () => {
      if (proto[method] === patched) proto[method] = native;
    };
  });
}

/** Watches an element; gives back what ends it. */
export function guard(element: Element, watch: Watch): () => void {
  try {
    dom.matches(element, watch.checkOn || "*");
  } catch {
    // No selector: told in the map view, and not to applicants.
    watch.checkOn = "";
  }
  if (!watches.size) begins();
  watches.set(element, watch);
  return () => {
    watches.delete(element);
    if (watches.size) return;
    for (const name in handlers) dom.removeEventListener(window, name, handlers[name] as EventListener, true);
    for (const undo of restore) undo();
  };
}
