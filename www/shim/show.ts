/** What stands on the page: messages beside fields, counters, and the summary above the form. */
import * as dom from "./dom";
import { placeOf } from "./scan/editors";
import { breaksLine, CONTROL, holdsControl, isAway, isMany } from "./scan/texts";
import { panelsOf } from "./tabs";
import type { Check, Field, Part, Report } from "./types";

const ANNOUNCE_EVERY = 1000;
const TITLE = "错误：";

let serial = 0;
/** The boxes above forms in which errors stand. */
const erring = new Set<Element>();

/** A new element; text is set as text. */
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

/** Sets a text only where it differs, so that nothing is announced twice. */
export function write(element: Element, text: string) {
  if (dom.textContent(element) !== text) element.textContent = text;
}

const isSeen = (element: Element) =>
  dom.getClientRects(element).length > 0 && !dom.closest(element, "details:not([open])");

/** Adds an id to the descriptions of what is seen, or takes it away; the page's own ids stay as they are. */
function describe(parts: Part[], id: string, on: boolean) {
  for (const { seen } of parts) {
    const ids = dom.getAttribute(seen, "aria-describedby") || "";
    const bare = ` ${ids} `.indexOf(` ${id} `) < 0 ? ids : ids.replace(` ${id}`, "").replace(id, "");
    const now = on ? (bare ? `${bare} ${id}` : id) : bare;
    if (now === ids) continue;
    if (now) dom.setAttribute(seen, "aria-describedby", now);
    else dom.removeAttribute(seen, "aria-describedby");
  }
}

/**
 * What belongs to a control of the text from it to the next: a unit or a comma, where more stands behind; not the `2` of
 * `2、` nor the first half of `姓 名`.
 */
const UNIT = /^\s*[^\s:：]{0,3}?(?:[,;，；。]|\S\s+(?=[^\s:：]{2}))/;
/** The same of a radio button or a checkbox: what it stands for. */
const OPTION = /^\s*\S+/;
/** What is too narrow for a message, in pixels. */
const NARROW = 150;

/** The second halves of texts that were parted. */
const halves = new WeakSet<Node>();

/** Puts an element behind a field: behind its table, at the end of its cell, else behind its last control and the unit there. */
function place(element: HTMLElement, field: Field) {
  const seen = field.parts.map(placeOf) as Element[];
  const last = seen[seen.length - 1] as Element;
  const { own, row } = field.parts[seen.length - 1] as Part;
  const mine = new Set(seen.map((one) => (row && dom.closest(one, "tr")) || one));
  // What a widget has put away stands for the field too, and what stands in its rows.
  const isAll = (box: Element) =>
    dom
      .querySelectorAll(box, CONTROL)
      .every((other) => mine.has(other) || mine.has(dom.closest(other, "tr") as Element) || isAway(other));
  const table = row ? dom.closest(last, "table") : null;
  const cell = dom.closest(last, "td,th");
  if (cell && !(table && isAll(table)) && (table || isAll(cell))) {
    dom.appendChild(cell, element);
    return;
  }
  let anchor: Node = table || dom.closest(last, "label") || last;
  // Widgets put a control away and show another element behind it, or one around what is seen.
  const shown = dom.nextElementSibling(last);
  if (isAway(last) && shown && !holdsControl(shown)) anchor = shown;
  while (dom.isConnected(own) && !dom.contains(dom.parentElement(anchor), own)) anchor = dom.parentNode(anchor) as Node;
  // In a line of boxes it would take the room of the others, in a narrow one it would be a tower.
  for (let box = dom.parentElement(anchor); box; box = dom.parentElement(box)) {
    const { display, flexDirection, flexWrap } = getComputedStyle(box);
    const isNarrow = isAll(box) && dom.clientWidth(box) <= NARROW;
    if (/flex/.test(display) && flexDirection === "row" && flexWrap === "nowrap") anchor = box;
    else if (!isNarrow) break;
    else if (dom.clientWidth(box)) anchor = box;
  }
  const behind: Node[] = [];
  let end = breaksLine(anchor) ? null : dom.nextSibling(anchor);
  for (; end && !holdsControl(end) && !breaksLine(end); end = dom.nextSibling(end)) behind.push(end);
  const text = behind.map((node) => dom.textContent(node)).join("");
  const unit = isMany(own) ? OPTION : UNIT;
  let rest = (!end || breaksLine(end) ? text : (unit.exec(text) || [""])[0]).length;
  for (const node of behind) {
    if ((dom.textContent(node) as string).length > rest) {
      if (!rest || !(node instanceof Text)) break;
      halves.add(node.splitText(rest));
    }
    rest -= (dom.textContent(node) as string).length;
    anchor = node;
  }
  dom.insertBefore(dom.parentNode(anchor), element, dom.nextSibling(anchor));
}

/** Takes it away again, and joins the text that was parted for it. */
function displace(element: HTMLElement) {
  const { previousSibling, nextSibling } = element;
  element.remove();
  if (previousSibling instanceof Text && halves.has(nextSibling as Node)) {
    previousSibling.appendData((nextSibling as Text).data);
    nextSibling?.remove();
  }
}

export function viewOf(element: Element, isComposing: () => boolean) {
  const boxes = new Map<Field, HTMLElement>();
  const counters = new Map<Field, { counter: HTMLElement; status: HTMLElement; timer?: number }>();
  const above = make("div", "above");
  let summary: HTMLElement | undefined;
  /** What the summary says, and what its links do. */
  const lines = new Map<string, () => void>();

  let top: Element = element;
  // A form opened inside a table cannot have a box before it there.
  for (let box = dom.parentElement(top); box && /^T(ABLE|BODY|HEAD|FOOT|R)$/.test(dom.nodeName(box)); ) {
    top = box;
    box = dom.parentElement(top);
  }
  if (top === dom.body(document)) dom.insertBefore(top, above, dom.firstChild(top));
  else dom.insertBefore(dom.parentNode(top), above, top);

  function title(on: boolean) {
    erring[on ? "add" : "delete"](above);
    const title = dom.title(document);
    const bare = title.replace(TITLE, "");
    const now = erring.size ? TITLE + bare : bare;
    if (now !== title) dom.setTitle(document, now);
  }

  function fill(box: HTMLElement, checks: Check[]) {
    box.textContent = "";
    for (const check of checks) {
      const line = make("span", check.severity, check.message, box);
      for (const { row, message } of (check.rows || []).slice(0, 3))
        make("span", "row", `第 ${row} 行：${message}`, line);
      if (check.clause) make("cite", "clause", ` 依据：${check.clause}`, line);
    }
  }

  /** The parts that a field's checks are about: of a table the rows at fault. */
  function about(field: Field, checks: Check[]): Part[] {
    const rows = checks.reduce<number[]>((all, { rows }) => all.concat((rows || []).map(({ row }) => row)), []);
    return field.parts.filter(({ row }) => !row || rows.includes(row));
  }

  function drop(field: Field) {
    const box = boxes.get(field);
    if (!box) return;
    describe(field.parts, box.id, false);
    displace(box);
    boxes.delete(field);
  }

  const self = {
    above,

    /** Shows these checks at these fields and nothing else; where one is being typed in, the place of what is mended stays. */
    messages(shown: Map<Field, Check[]>, typing = false) {
      boxes.forEach((box, field) => {
        if (shown.has(field)) return;
        if (!typing) drop(field);
        else {
          describe(field.parts, box.id, false);
          box.classList.add("leifeng-mended");
        }
      });
      shown.forEach((checks, field) => {
        let box = boxes.get(field);
        if (!box) {
          box = make("span", "message");
          box.id = `leifeng-${++serial}`;
          box.tabIndex = -1;
          place(box, field);
          boxes.set(field, box);
        }
        box.classList.remove("leifeng-mended");
        const parts = about(field, checks);
        describe(
          field.parts.filter((part) => !parts.includes(part)),
          box.id,
          false,
        );
        describe(parts, box.id, true);
        fill(box, checks);
      });
    },

    counts(counts: Report["counts"]) {
      counters.forEach((parts, field) => {
        const { zishu, about, over } = counts[field.id] || { zishu: 0, over: 0 };
        let text = `字数 ${zishu}`;
        if (about) text += `（要求 ${about} 字左右）`;
        if (over) text += `，超出 ${over} 字`;
        write(parts.counter, text);
        parts.counter.classList.toggle("leifeng-over", over > 0);
        const isNear = about && zishu > about * 0.9;
        if (!isNear) write(parts.status, "");
        else if (!parts.timer) {
          parts.timer = window.setTimeout(() => {
            parts.timer = 0;
            if (!isComposing()) write(parts.status, dom.textContent(parts.counter) || "");
          }, ANNOUNCE_EVERY);
        }
      });
    },

    /**
     * Shows or renews the summary of what is shown at these fields; with none it goes. Where one is being typed in, the lines
     * of what is mended stay, so that nothing moves under the cursor.
     */
    summary(fields: Field[], shown: Map<Field, Check[]>, focus: boolean, typing = false) {
      lines.clear();
      for (const field of fields) {
        for (const check of shown.get(field) || []) {
          if (check.severity !== "error") continue;
          const part = about(field, [check])[0] || (field.parts[0] as Part);
          const message = check.message || "";
          const label = message.indexOf(field.label) < 0 ? `${field.label}：` : "";
          const box = boxes.get(field) as HTMLElement;
          const closed = isSeen(box) ? "" : panelsOf(box).name;
          lines.set(label + message + closed, () => {
            if (!isSeen(box)) panelsOf(box).open();
            // A widget puts the control away, and what it shows often takes no focus.
            const target = [part, ...field.parts].map(({ seen }) => seen).find(isSeen) || box;
            target.scrollIntoView({ block: "center" });
            target.focus();
          });
        }
      }
      title(lines.size > 0);
      if (!lines.size && !(typing && summary)) {
        summary?.remove();
        summary = undefined;
        return;
      }
      if (!summary) {
        summary = make("div", "summary");
        summary.tabIndex = -1;
        dom.setAttribute(summary, "role", "group");
        dom.insertBefore(above, summary, dom.firstChild(above));
      }
      const old = dom.querySelectorAll(summary, "li");
      const heading = make("h2", "title", lines.size ? `有 ${lines.size} 处需要填写或修改` : "都已改好");
      const list = make("ul", "list");
      const add = (item: Element) => dom.appendChild(list, item);
      const fresh = Array.from(lines.keys(), (text) => {
        const item = dom.createElement(document, "li");
        link(text, "link", item, () => lines.get(text)?.());
        return item;
      });
      if (typing) {
        for (const item of old) {
          const text = dom.textContent(item) as string;
          const at = fresh.findIndex((other) => dom.textContent(other) === text);
          if (at >= 0) add(fresh.splice(at, 1)[0] as Element);
          else if (!fresh.length || old.length > lines.size) {
            item.className = "leifeng-mended";
            item.textContent = text;
            add(item);
          }
        }
      }
      fresh.forEach(add);
      // A link that has the focus keeps it where nothing is said anew.
      if (summary.innerHTML !== heading.outerHTML + list.outerHTML) {
        summary.textContent = "";
        dom.setAttribute(summary, "aria-label", dom.textContent(heading) || "");
        dom.appendChild(summary, heading);
        dom.appendChild(summary, list);
      }
      if (focus) summary.focus();
    },

    /** Puts counters at long texts that have none. */
    begin(fields: Field[]) {
      for (const field of fields) {
        if (field.kind !== "long_text" || !field.parts[0] || counters.has(field)) continue;
        const counter = make("span", "counter");
        const status = make("span", "hidden");
        counter.id = `leifeng-${++serial}`;
        dom.setAttribute(status, "role", "status");
        place(status, field);
        place(counter, field);
        describe(field.parts, counter.id, true);
        counters.set(field, { counter, status });
      }
    },

    /** Takes away what stands at fields. */
    clear() {
      boxes.forEach((_, field) => {
        drop(field);
      });
      counters.forEach(({ counter, status, timer }, field) => {
        clearTimeout(timer);
        describe(field.parts, counter.id, false);
        status.remove();
        displace(counter);
      });
      counters.clear();
    },

    remove() {
      self.clear();
      self.summary([], new Map(), false);
      above.remove();
    },
  };
  return self;
}
