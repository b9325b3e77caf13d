/** Elements of our own: text is set as text, and only what differs is drawn. */
import * as dom from "../dom";
import { seenOf } from "../scan/editors";
import type { Part } from "../types";

/** A new element. */
export function make(name: string, className: string, text?: string, parent?: Element): HTMLElement {
  const element = dom.createElement(document, name);
  element.className = `leifeng-${className}`;
  if (text) element.textContent = text;
  if (parent) dom.appendChild(parent, element);
  return element;
}

/** What does something when clicked: a link, which nothing on the page takes for one of its buttons. */
export function link(text: string, className: string, parent: Element, action: () => void): HTMLElement {
  const element = make("a", className, text, parent) as HTMLAnchorElement;
  element.href = "#";
  element.onclick = (event) => {
    event.preventDefault();
    action();
  };
  return element;
}

/** Sets a text only where it differs, so that nothing is announced twice and what is selected stays selected. */
export function write(element: Element, text: string) {
  if (dom.textContent(element) !== text) element.textContent = text;
}

/** An element as it is to be: its name, its class, and a text or what stands in it. */
export interface Drawn {
  name: string;
  class: string;
  /** What it is about: an element is kept for what has the same key. By default its place. */
  key?: string;
  of?: string | Drawn[];
  /** Makes it a link that does this. */
  act?: () => void;
}

const keys = new WeakMap<Element, string>();

/** Makes the children of an element what they are to be. What is the same stays as it is, with its selection and the focus. */
export function draw(parent: Element, drawn: Drawn[]) {
  const old = new Map(Array.from(dom.children(parent), (element) => [keys.get(element), element as HTMLElement]));
  let next = dom.firstChild(parent);
  drawn.forEach(({ name, class: className, key, of = "", act }, at) => {
    const own = `${name} ${key || at}`;
    const kept = old.get(own);
    const element = kept || dom.createElement(document, name);
    old.delete(own);
    keys.set(element, own);
    const named = `leifeng-${className}`;
    if (dom.className(element) !== named) element.className = named;
    if (act) {
      (element as HTMLAnchorElement).href = "#";
      element.onclick = (event) => {
        event.preventDefault();
        act();
      };
    }
    if (typeof of === "string") write(element, of);
    else draw(element, of);
    if (element === next) next = dom.nextSibling(next);
    else dom.insertBefore(parent, element, next);
  });
  old.forEach((element) => {
    element.remove();
  });
}

let serial = 0;
/** An id that nothing else has. */
export const newId = () => `leifeng-${++serial}`;

/** Adds an id to the descriptions of what is seen, or takes it away; the page's own ids stay as they are. */
export function describe(parts: Part[], id: string, on: boolean) {
  // An id is not found from within the frame of an editor. What is seen may have been the control itself before.
  for (const seen of parts.flatMap((part) => (on ? [seenOf(part)] : [seenOf(part), part.own]))) {
    const ids = dom.getAttribute(seen, "aria-describedby") || "";
    const bare = ` ${ids} `.indexOf(` ${id} `) < 0 ? ids : ids.replace(` ${id}`, "").replace(id, "");
    const now = on ? (bare ? `${bare} ${id}` : id) : bare;
    if (now === ids) continue;
    if (now) dom.setAttribute(seen, "aria-describedby", now);
    else dom.removeAttribute(seen, "aria-describedby");
  }
}
