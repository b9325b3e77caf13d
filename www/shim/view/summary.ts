/** The summary above a form after a refused submission: a link to each fault, and a title that says so. */
import * as dom from "../dom";
import { isShown } from "../scan/texts";
import type { Check, Field, Part } from "../types";
import { type Drawn, draw, make } from "./element";
import { about } from "./message";
import { WORDS } from "./standing";
import { panelsOf } from "./tabs";

const DONE = "都已改好，可以提交了。";

/** The boxes above forms in which errors stand. */
const erring = new Set<Element>();

function title(above: Element, on: boolean) {
  erring[on ? "add" : "delete"](above);
  const title = dom.title(document);
  const bare = title.replace(WORDS.error, "");
  const now = erring.size ? WORDS.error + bare : bare;
  if (now !== title) dom.setTitle(document, now);
}

export function summaryOf(above: Element, boxes: Map<Field, HTMLElement>) {
  let box: HTMLElement | undefined;
  /** The lines that are shown. */
  let lines: Drawn[] = [];

  /** Moves the focus to what a check is about. */
  function lead(field: Field, check: Check) {
    const message = boxes.get(field) as HTMLElement;
    if (!isShown(message)) panelsOf(message).open();
    // A widget puts the control away, and what it shows often takes no focus.
    const parts = [about(field, [check])[0] || (field.parts[0] as Part), ...field.parts];
    const target = parts.map(({ seen }) => seen).find(isShown) || message;
    target.scrollIntoView({ block: "center" });
    target.focus();
  }

  function lineOf(field: Field, check: Check): Drawn {
    const { rule, message = "" } = check;
    const at = boxes.get(field) as HTMLElement;
    // What is said of a file names no field.
    const of = `${rule ? "" : `${field.said || field.label}：`}${message}${isShown(at) ? "" : panelsOf(at).name}`;
    const key = `${field.id} ${rule || message}`;
    return { name: "li", class: "item", key, of: [{ name: "a", class: "link", of, act: () => lead(field, check) }] };
  }

  /** What was a link keeps its room. */
  const mended = ({ key = "", of }: Drawn): Drawn =>
    typeof of === "string"
      ? { name: "li", class: "mended", key, of }
      : { ...mended({ ...of?.[0], key: `${key} mended` } as Drawn) };

  function remove() {
    box?.remove();
    box = undefined;
    lines = [];
  }

  return {
    /**
     * Shows or renews the summary of the errors at these fields. Where one is being typed in, the lines of what is mended keep
     * their room, so that nothing moves under the cursor. When nothing is left (`isDone`), it says so; with none at all it goes.
     */
    show(fields: Field[], shown: Map<Field, Check[]>, isDone: boolean, focus: boolean, typing: boolean) {
      const now: Drawn[] = [];
      for (const field of fields)
        for (const check of shown.get(field) || []) if (check.severity === "error") now.push(lineOf(field, check));
      title(above, now.length > 0);
      if (!now[0] && !(box && isDone)) return remove();
      if (!box) {
        box = make("div", "summary");
        box.tabIndex = -1;
        dom.setAttribute(box, "role", "group");
        dom.insertBefore(above, box, dom.firstChild(above));
      }
      box.classList.toggle("leifeng-done", !now[0]);
      const heading = now[0] ? `有 ${now.length} 处需要填写或修改` : DONE;
      if (dom.getAttribute(box, "aria-label") !== heading) dom.setAttribute(box, "aria-label", heading);
      const isNew = ({ key }: Drawn) => !lines.some((line) => line.key === key);
      const current = (line: Drawn) => now.find(({ key }) => key === line.key) || mended(line);
      lines = typing && now[0] ? [...lines.map(current), ...now.filter(isNew)] : now;
      const list: Drawn[] = lines[0] ? [{ name: "ul", class: "list", of: lines }] : [];
      draw(box, [{ name: "h2", class: "title", of: heading }, ...list]);
      if (focus) box.focus();
    },

    remove() {
      title(above, false);
      remove();
    },
  };
}
