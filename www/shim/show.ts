/** What is shown on the page: messages beside fields, counters, and the summary above the form. */
import * as dom from "./dom";
import type { Check, Field, Report } from "./types";
import { counters } from "./view/counter";
import { make } from "./view/element";
import { messages } from "./view/message";
import { summaryOf } from "./view/summary";

export { link, make } from "./view/element";

export function viewOf(element: Element, isComposing: () => boolean) {
  const above = make("div", "above");
  const standing = make("div", "above leifeng-standing");
  let top: Element = element;
  // A form opened inside a table cannot have a box before it there.
  for (let box = dom.parentElement(top); box && /^T(ABLE|BODY|HEAD|FOOT|R)$/.test(dom.nodeName(box)); ) {
    top = box;
    box = dom.parentElement(top);
  }
  const [parent, next] = top === dom.body(document) ? [top, dom.firstChild(top)] : [dom.parentNode(top), top];
  dom.insertBefore(parent, above, next);
  dom.insertBefore(parent, standing, next);

  const beside = messages();
  const counted = counters(isComposing);
  const summary = summaryOf(above, beside.boxes);
  const self = {
    above,
    /** For the panel: not within `above`, so that it can stay in view as far as the form goes. */
    standing,
    messages: (shown: Map<Field, Check[]>, typing = false) => beside.show(shown, typing),
    counts: (counts: Report["counts"]) => counted.show(counts),
    summary: summary.show,
    begin: (fields: Field[]) => counted.begin(fields),
    /** Begins anew, as after a reset. */
    forget: summary.remove,
    /** Takes away what is shown at fields. */
    clear() {
      beside.clear();
      counted.clear();
    },
    remove() {
      self.clear();
      summary.remove();
      above.remove();
      standing.remove();
    },
  };
  return self;
}
