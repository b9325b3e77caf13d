/** Editors and widgets: what people see in place of the control that carries the value. */
import * as dom from "../dom";
import type { Control, Part } from "../types";
import { ANY, CELLS, CONTROL, isAway, isMany } from "./texts";

export const EDITABLE = "iframe,[contenteditable]";

/** The text that is edited in an element: its own, or the body of the frame that it is. */
export function editedIn(element: Element): HTMLElement | undefined {
  try {
    const frame = element instanceof HTMLIFrameElement && element.contentDocument;
    const body = (frame ? dom.body(frame) : element) as HTMLElement;
    return dom.isContentEditable(body) || (frame && dom.designMode(frame) === "on") ? body : undefined;
  } catch {
    // Another site's.
    return undefined;
  }
}

/** Where on the page a part stands: the text of an editor in its frame. */
export function placeOf({ seen }: Pick<Part, "seen">): HTMLElement {
  const view = dom.defaultView(dom.ownerDocument(seen));
  // The page itself may be in a frame: that is none of an editor.
  return (view !== window && (view?.frameElement as HTMLElement)) || seen;
}

export const CHOOSERS = "select,[type=radio],[type=checkbox]";

/** What is seen of a control: of radio buttons, boxes and lists that a widget put away, what it shows instead; of files a button. */
export function seenOf(part: Part): Element {
  const { own } = part;
  const place = placeOf(part);
  if (place !== own || !isAway(own)) return place;
  if (own.type === "file") return dom.parentElement(own) || own;
  if (!dom.matches(own, CHOOSERS)) return own;
  const beside = dom.nextElementSibling(own);
  const labels = Array.from(own.labels || []) as Element[];
  return labels.concat(beside && !dom.matches(beside, CONTROL) ? beside : []).find((one) => !isAway(one)) || own;
}

/** Whether an element is a widget's or editor's own: it holds no other control that the page itself named or shows. */
const isOwn = (element: Element, seen: Element) =>
  dom
    .querySelectorAll<Control>(element, ANY)
    .every((control) => control === seen || (!control.name && control.type !== "hidden" && isAway(control)));

/** The control that carries the value of a widget: put away beside what people see of it, or made beside that. */
export function carrierOf(seen: Element, end: Element): Control | undefined {
  // A hidden input is the widget's where the two are alone, else it might be anything.
  const pair = dom.querySelectorAll<Control>(dom.parentElement(seen), ANY);
  const hidden = pair.find((control) => control.type === "hidden" && control.name);
  if (hidden && pair.length === 2) return hidden;
  for (
    let node: Element | null = seen;
    node && node !== end && !dom.matches(node, CELLS) && (node === seen || isOwn(node, seen));
    node = dom.parentElement(node)
  ) {
    for (const other of [dom.previousElementSibling(node), dom.nextElementSibling(node)] as Control[]) {
      if (other?.name && dom.matches(other, ANY) && other.type !== "hidden" && !isMany(other) && isAway(other))
        return other;
    }
  }
  return undefined;
}

/** The texts of a list that a widget took the place of: put away before the widget, and without its name. */
export function listBefore(carrier: Element): string[] {
  const list = dom.previousElementSibling(dom.parentElement(carrier));
  const isList = list instanceof HTMLSelectElement && !dom.getAttribute(list, "name") && isAway(list);
  return isList ? Array.from(list.options, ({ text }) => text) : [];
}
