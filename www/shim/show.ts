/** What stands on the page: messages beside fields, counters, the summary and the panel above the form. */
import { breaksLine, CONTROL, holdsControl } from "./labels";
import type { Check, Control, Field, Level, Report } from "./types";

const ANNOUNCE_EVERY = 1000;
const TITLE = "错误：";
const LEVELS: Record<string, string> = { eligible: "已达到", ineligible: "未达到", incomplete: "待填写" };

let serial = 0;

/** A new element; text is set as text. */
function make(name: string, className: string, text?: string): HTMLElement {
  const element = document.createElement(name);
  element.className = `leifeng-${className}`;
  if (text) element.textContent = text;
  return element;
}

/** Sets a text only where it differs, so that nothing is announced twice. */
function write(element: HTMLElement, text: string) {
  if (element.textContent !== text) element.textContent = text;
}

const isSeen = (control: Control) => control.getClientRects().length > 0;

/** Adds an id to the controls' descriptions, or takes it away; the page's own ids stay as they are. */
function describe(controls: Control[], id: string, on: boolean) {
  for (const control of controls) {
    const ids = control.getAttribute("aria-describedby");
    const now = on ? (ids ? `${ids} ${id}` : id) : (ids || "").replace(` ${id}`, "").replace(id, "");
    if (now) control.setAttribute("aria-describedby", now);
    else control.removeAttribute("aria-describedby");
  }
}

/** Puts an element behind the controls of a field: at the end of their cell, else behind the last one's text. */
function place(element: HTMLElement, controls: Control[]) {
  const last = controls[controls.length - 1] as Control;
  const cell = last.closest("td,th");
  if (cell && Array.from(cell.querySelectorAll<Control>(CONTROL)).every((other) => controls.includes(other))) {
    cell.appendChild(element);
    return;
  }
  let anchor: Node = last.closest("label") || last;
  for (let next = anchor.nextSibling; next && !holdsControl(next) && !breaksLine(next); next = next.nextSibling) {
    anchor = next;
  }
  anchor.parentNode?.insertBefore(element, anchor.nextSibling);
}

export interface View {
  /** Shows these checks at these fields and nothing else. */
  messages(shown: Map<Field, Check[]>): void;
  counts(counts: Report["counts"]): void;
  /** Shows or renews the summary of what is shown at these fields; with none it goes. */
  summary(fields: Field[], shown: Map<Field, Check[]>, focus: boolean): void;
  panel(report: Report): void;
  remove(): void;
}

export function viewOf(element: Element, fields: Field[], levels: Level[], isComposing: () => boolean): View {
  const boxes = new Map<Field, HTMLElement>();
  const counters = new Map<Field, { counter: HTMLElement; status: HTMLElement; timer?: number }>();
  const above = make("div", "above");
  const panel = make("div", "panel");
  let summary: HTMLElement | undefined;

  let top: Element = element;
  // A form opened inside a table cannot have a box before it there.
  while (top.parentElement && /^T(ABLE|BODY|HEAD|FOOT|R)$/.test(top.parentElement.nodeName)) top = top.parentElement;
  top.parentNode?.insertBefore(above, top);
  if (levels.length) above.appendChild(panel);

  for (const field of fields) {
    if (!field.long) continue;
    const counter = make("span", "counter");
    const status = make("span", "hidden");
    counter.id = `leifeng-${++serial}`;
    status.setAttribute("role", "status");
    place(status, field.controls);
    place(counter, field.controls);
    describe(field.controls, counter.id, true);
    counters.set(field, { counter, status });
  }

  function title(on: boolean) {
    const bare = document.title.replace(TITLE, "");
    if (on || bare !== document.title) document.title = on ? TITLE + bare : bare;
  }

  function fill(box: HTMLElement, checks: Check[]) {
    box.textContent = "";
    for (const check of checks) {
      const line = make("span", check.severity, check.message);
      if (check.clause) line.appendChild(make("cite", "clause", ` 依据：${check.clause}`));
      box.appendChild(line);
    }
  }

  return {
    messages(shown) {
      boxes.forEach((box, field) => {
        if (shown.has(field)) return;
        describe(field.controls, box.id, false);
        box.remove();
        boxes.delete(field);
      });
      shown.forEach((checks, field) => {
        let box = boxes.get(field);
        if (!box) {
          box = make("span", "message");
          box.id = `leifeng-${++serial}`;
          place(box, field.controls);
          describe(field.controls, box.id, true);
          boxes.set(field, box);
        }
        fill(box, checks);
      });
    },

    counts(counts) {
      counters.forEach((parts, field) => {
        const { zishu, about, over } = counts[field.id] || { zishu: 0, over: 0 };
        let text = `字数 ${zishu}`;
        if (about) text += `（要求 ${about} 字左右）`;
        if (over) text += `，超出 ${over} 字`;
        write(parts.counter, text);
        parts.counter.classList.toggle("leifeng-over", over > 0);
        if (about && zishu > about * 0.9 && !parts.timer) {
          parts.timer = window.setTimeout(() => {
            parts.timer = 0;
            if (!isComposing()) write(parts.status, parts.counter.textContent || "");
          }, ANNOUNCE_EVERY);
        }
      });
    },

    summary(fields, shown, focus) {
      let count = 0;
      const list = make("ul", "list");
      for (const field of fields) {
        for (const check of shown.get(field) || []) {
          if (check.severity !== "error") continue;
          count++;
          const item = document.createElement("li");
          const link = document.createElement("a");
          const control = field.controls.find(isSeen);
          link.href = `#${boxes.get(field)?.id}`;
          const message = check.message || "";
          const label = message.indexOf(field.label) < 0 ? `${field.label}：` : "";
          link.textContent = label + message + (control ? "" : "（在未展开的栏目里）");
          link.onclick = (event) => {
            event.preventDefault();
            (control || field.controls[0])?.focus();
          };
          item.appendChild(link);
          list.appendChild(item);
        }
      }
      title(count > 0);
      if (!count) {
        summary?.remove();
        summary = undefined;
        return;
      }
      if (!summary) {
        summary = make("div", "summary");
        summary.tabIndex = -1;
        summary.setAttribute("role", "group");
        above.insertBefore(summary, above.firstChild);
      }
      const heading = make("h2", "title", `有 ${count} 处需要修改`);
      summary.textContent = "";
      summary.setAttribute("aria-label", heading.textContent || "");
      summary.appendChild(heading);
      summary.appendChild(list);
      if (focus) summary.focus();
    },

    panel(report) {
      const open = report.checks.filter((check) => check.severity === "error" && check.state === "open").length;
      const lines = levels.map(({ id, label }) => `${label}：${LEVELS[report.levels?.[id] || ""]}`);
      if (open) lines.push(`还有 ${open} 项待填写`);
      if (report.checks.some((check) => check.assumed)) lines.push("日期未填，暂按今天判断");
      if (panel.childElementCount !== lines.length) {
        panel.textContent = "";
        for (const _ of lines) panel.appendChild(make("span", "level"));
      }
      lines.forEach((line, i) => {
        write(panel.children[i] as HTMLElement, line);
      });
    },

    remove() {
      this.messages(new Map());
      this.summary([], new Map(), false);
      counters.forEach(({ counter, status, timer }, field) => {
        clearTimeout(timer);
        describe(field.controls, counter.id, false);
        counter.remove();
        status.remove();
      });
      above.remove();
    },
  };
}
