/**
 * Every way out of a form: a click, Enter, `requestSubmit`, `form.submit()` from any script, a webmaster's button. The check
 * comes before the page's own handlers, so that a page which disables its button, sets a flag or lays a mask over itself never
 * begins to send what is refused.
 */
import { type Purpose, purposeOf } from "./buttons";
import * as dom from "./dom";
import { writtenOn } from "./scan/texts";
import type { Control } from "./types";

export interface Watch {
  /** Selects buttons that send by script; `none`: no button is known by what it says. */
  checkOn: string | undefined;
  /** Does what a submission does; says whether it may go on. `again` does the same once more. */
  check(again: () => void): boolean;
  /** Shows what is wrong among what is shown, and stops nothing. */
  hint(): void;
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

const CONTROLS = "button,[type=submit],[type=image],[type=button]";
const PRESSED = `${CONTROLS},a,[lay-submit],[role=button]`;
/** Longest wait of a submission for the first report, in milliseconds. */
const LONGEST_WAIT = 1000;

const watches = new Map<Element, Watch>();
/** Of a form, or of a part of it. */
const watchOf = (form: Element): Watch | undefined =>
  watches.get(form) || (Array.from(watches).find(([element]) => dom.contains(form, element)) || [])[1];
let isListening = false;
/** The form that is being submitted by the browser, so an `invalid` event means that it stops there. */
let sending: Element | undefined;
/** The button that was clicked last, while its click lasts. */
let clicked: Element | undefined;
/** The forms that this click was let through for: what follows from it is not checked once more. */
let passed: Element[] = [];
let restore: (() => void)[] = [];

const isSubmit = (button: Element) =>
  dom.matches(button, CONTROLS) && /^(submit|image)$/.test((button as Control).type);

/** What is pressed: a control or a link, or what looks as if it could be pressed and holds no control. */
function buttonOf(target: Element): Element | undefined {
  const button = dom.closest(target, PRESSED);
  if (button || dom.closest(target, "label,input,select,textarea")) return button || undefined;
  const isPointed = getComputedStyle(target).cursor === "pointer" || /btn|button/i.test(dom.className(target));
  return dom.closest(target, "[onclick]") || (isPointed ? target : undefined);
}

/** What a click on a button is for. */
function purposeOfClick(button: Element): Purpose {
  const isControl = dom.matches(button, CONTROLS);
  const purpose = purposeOf(writtenOn(button), !isControl);
  const isSure = purpose === "" || purpose === "confirms";
  if (isSubmit(button)) {
    // A `<button>` without a type may be for anything: where it does not say, the form is asked for when it is submitted.
    const sends = purpose === "confirms" || dom.matches(button, "input,[type],[lay-submit]");
    return isSure ? (sends ? "sends" : "") : purpose;
  }
  const address = dom.getAttribute(button, "href") || "";
  // A link to another page or to a tab, unless a script takes its place.
  if (!/^(#?|javascript:.*)$/i.test(address) && !dom.matches(button, "[onclick]")) return "other";
  if (dom.matches(button, "[role=tab],[data-toggle],[data-bs-toggle]")) return "other";
  // 网上申报 in a list without controls leads to another page, whatever script does it.
  const item = !isControl && purpose === "sends" && !/提交/.test(writtenOn(button)) && dom.closest(button, "li,nav");
  if (item && !dom.querySelector(dom.parentElement(item), "input,select,textarea")) return "other";
  if (!isSure) return purpose;
  return dom.matches(button, "[lay-submit]") ? "sends" : "";
}

/** Whether a script sends the form for another end than to apply: a button for that, or a WebForms control that posts back. */
function isOther(form: Element, button = clicked): boolean {
  const target = (dom.querySelector(form, "[name=__EVENTTARGET]") as Control | null)?.value;
  const source = target && dom.getElementsByName(document, target)[0];
  if (source && /^(select-one|radio|checkbox|text)$/.test((source as Control).type)) return true;
  return !!button && /^(next|other)$/.test(purposeOf(writtenOn(button), !dom.matches(button, CONTROLS)));
}

/** Behind what happens now. */
const later = (action: () => void) => void setTimeout(action);

function begin(form: Element) {
  sending = form;
  if (isOther(form)) watchOf(form)?.free();
  else watchOf(form)?.refresh();
  later(() => {
    sending = undefined;
  });
}

/** Whether a submission may go on; `again` submits once more. */
function mayGo(form: Element, again: () => void, button?: Element): boolean {
  const watch = watchOf(form);
  if (isOther(form, button)) return true;
  if (!watch) return !isHeld(form, again);
  return passed.includes(form) || watch.check(again);
}

const stop = (event: Event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

/** Forms that may be found yet, while the script starts; and what was done to send them meanwhile. */
let mayBeFound: ((form: Element) => boolean) | undefined;
const held = new Map<Element, () => void>();
/** Those for which it took too long. */
const letGo = new WeakSet<Element>();

function isHeld(form: Element, again: () => void): boolean {
  if (letGo.has(form) || !mayBeFound?.(form)) return false;
  if (!held.has(form)) setTimeout(() => release(form), LONGEST_WAIT);
  held.set(form, held.get(form) || again);
  return true;
}

function release(form: Element) {
  const again = held.get(form);
  if (!again) return;
  held.delete(form);
  if (!watchOf(form)) letGo.add(form);
  again();
}

/** Clicks once more as the user did, so that the page's handlers and the button's own name and place are as they were. */
const clickAgain = (target: Element, event: Event) => () =>
  void dom.dispatchEvent(target, new MouseEvent("click", event as MouseEvent));

function submitAgain(form: HTMLFormElement, button: HTMLElement | null | undefined) {
  const { requestSubmit, submit } = HTMLFormElement.prototype;
  if (requestSubmit) requestSubmit.call(form, button && dom.isConnected(button) ? button : null);
  else if (button) dom.click(button);
  else if (dom.dispatchEvent(form, new Event("submit", { bubbles: true, cancelable: true }))) submit.call(form);
}

const unfound = (form: Element) => (mayBeFound ? [form] : []);

/** The watched elements that a click is asked for; while the script starts the form that may be found. */
function askedBy(target: Element, button: Element | undefined, purpose: Purpose): Element[] {
  const form = button && ((button as Control).form || dom.closest(button, "form"));
  const isAround = (element: Element) => dom.contains(element, target) || (form && dom.contains(form, element));
  const around = Array.from(watches.keys()).filter(isAround);
  const named = Array.from(watches).filter(([, { checkOn }]) => checkOn && dom.closest(target, checkOn));
  const chosen = named.map(([element]) => element);
  // A button of a form asks for that form alone.
  if (chosen[0]) return around[0] ? chosen.filter(isAround) : chosen;
  if (purpose !== "sends" || !button || dom.closest(button, "[class^=leifeng-]")) return [];
  const byWords = (element: Element) => watches.get(element)?.checkOn !== NONE;
  if (form && isSubmit(button))
    return watchOf(form) ? around.filter((element) => dom.contains(form, element)) : unfound(form);
  if (around[0]) return around.filter(byWords);
  if (form) return unfound(form);
  // Outside of forms a button is that of the only one; a link may be of the site, unless it says that it sends what is there.
  const all = Array.from(watches.keys());
  const isOfForm = dom.matches(button, CONTROLS) || /提交|上报|报送/.test(writtenOn(button));
  if (all[0]) return !all[1] && isOfForm ? all.filter(byWords) : [];
  return dom.inPage("form")[0] ? [] : unfound(dom.body(document));
}
/** What `data-check-on=none` becomes: it selects nothing. */
const NONE = "";

const handlers: Record<string, (event: Event) => void> = {
  click(event) {
    const { target } = event;
    if (!dom.isElement(target)) return;
    const button = buttonOf(target);
    clicked = button;
    passed = [];
    later(() => {
      clicked = undefined;
      passed = [];
    });
    if (button && dom.matches(button, ":disabled")) return;
    const purpose = button ? purposeOfClick(button) : "";
    const asked = askedBy(target, button, purpose);
    const form = (button as Control | undefined)?.form;
    const again = clickAgain(target, event);
    const isRefused = (element: Element) => {
      const watch = watches.get(element);
      return watch ? !watch.check(again) : isHeld(element, again);
    };
    const refused = asked.filter(isRefused);
    if (refused[0]) {
      stop(event);
      // What the page itself requires is still told by the browser.
      const isTold = form && isSubmit(button as Element) && watchOf(form);
      if (isTold && !dom.noValidate(form) && !(button as HTMLButtonElement).formNoValidate) dom.reportValidity(form);
      return;
    }
    passed = asked[0] && form ? asked.concat(form) : asked;
    if (asked[0] || !button) return;
    if (purpose === "next" || purpose === "other") {
      const isAround = (element: Element) => dom.contains(element, button) || (form && dom.contains(form, element));
      const around = Array.from(watches).filter(([element]) => isAround(element));
      for (const [, watch] of around) {
        if (purpose === "next") watch.hint();
        watch.free();
      }
    } else if (form && isSubmit(button)) begin(form);
  },
  submit(event) {
    const form = event.target as HTMLFormElement;
    if (!dom.isElement(form)) return;
    const button = (event as SubmitEvent).submitter || (clicked as HTMLElement | undefined);
    const own = button && (button as Control).form === form ? button : undefined;
    if (!mayGo(form, () => submitAgain(form, own), button)) stop(event);
  },
  invalid(event) {
    const control = event.target as Control;
    watches.forEach((watch, element) => {
      const form = sending && dom.contains(sending, element) ? sending : undefined;
      if (form && (control.form === form || watch.isMarked(control))) {
        sending = undefined;
        watch.check(() => submitAgain(form as HTMLFormElement, null));
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
  if (isListening) return;
  isListening = true;
  // At the window, so before every handler of the page.
  for (const name in handlers) dom.addEventListener(window, name, handlers[name] as EventListener, true);
  const proto = HTMLFormElement.prototype;
  restore = (["submit", "requestSubmit"] as Method[]).map((method) => {
    const native = proto[method];
    if (!native) return () => {};
    const patched = function (this: HTMLFormElement, ...rest: []) {
      // `submit` fires no event and asks no one.
      if (method === "requestSubmit") begin(this);
      else if (method === "submit" && !mayGo(this, () => patched.apply(this, rest))) return;
      native.apply(this, rest);
    };
    proto[method] = patched;
    return () => {
      if (proto[method] === patched) proto[method] = native;
    };
  });
}

function ends() {
  if (watches.size || mayBeFound || !isListening) return;
  isListening = false;
  for (const name in handlers) dom.removeEventListener(window, name, handlers[name] as EventListener, true);
  for (const undo of restore) undo();
}

/** For the webmaster: the buttons in an element and of its form that are known to send it, and those that may, by a script. */
export function sendingButtons(element: Element): [known: Element[], maybe: Element[]] {
  const isOfForm = (button: Element) => dom.contains(element, button) || (button as Control).form === element;
  const buttons = dom.inPage(PRESSED).filter(isOfForm);
  const may = (button: Element) => purposeOf(writtenOn(button)) === "confirms" && !purposeOfClick(button);
  return [buttons.filter((button) => purposeOfClick(button) === "sends"), buttons.filter(may)];
}

/** Watches an element; gives back what ends it. */
export function guard(element: Element, watch: Watch): () => void {
  try {
    if (watch.checkOn === "none") watch.checkOn = NONE;
    dom.matches(element, watch.checkOn || "*");
  } catch {
    // No selector: told in the map view, and not to applicants.
    watch.checkOn = undefined;
  }
  begins();
  watches.set(element, watch);
  return () => {
    watches.delete(element);
    ends();
  };
}

/**
 * From now on a submission of a form that may be found waits; what is given back ends this: then each goes the way that it
 * would have gone.
 */
export function hold(isCandidate: (form: Element) => boolean): () => void {
  mayBeFound = isCandidate;
  begins();
  return () => {
    mayBeFound = undefined;
    Array.from(held.keys()).forEach(release);
    ends();
  };
}
