/**
 * A draft in the browser, where the webmaster wants one: the fields' answers, never tables, passwords, files or hidden values.
 * Loaded from beside the drop-in only there.
 */

import { type Beside, offer } from "./beside";
import * as dom from "./dom";
import { isMany } from "./scan/texts";
import { link, make } from "./show";
import type { Control } from "./types";

const LATER = 500;

const open: Beside["draft"]["open"] = (element, fields, above, restored) => {
  const forms = dom.inPage<HTMLElement>(dom.nodeName(element));
  const key = `leifeng-form ${location.pathname} ${forms.indexOf(element as HTMLElement)}`;
  let timer = 0;
  let notice: HTMLElement | undefined;
  const kept = () =>
    fields()
      .filter(({ kind }) => kind !== "table")
      .map(
        (field) => [field.id, field.parts.filter(({ own, read }) => own === read && own.type !== "hidden")] as const,
      );
  const answerOf = (control: Control) => (isMany(control) ? control.checked : control.value);
  const set = (control: Control, value: unknown) => {
    if (isMany(control)) control.checked = !!value;
    else control.value = String(value);
  };
  /** What the page itself put there. */
  const defaultOf = (control: Control) => {
    if (isMany(control)) return control.defaultChecked;
    const options = (control as unknown as HTMLSelectElement).options;
    if (!options) return control.defaultValue;
    const option = Array.from(options).find((one) => one.defaultSelected) || options[0];
    return option ? option.value : "";
  };
  const safely = (action: () => void) => {
    try {
      action();
    } catch {
      // Storage is full or forbidden: no draft.
    }
  };

  const drop = () => {
    clearTimeout(timer);
    timer = 0;
    safely(() => localStorage.removeItem(key));
  };
  safely(() => {
    const draft = JSON.parse(localStorage.getItem(key) || "{}");
    const before: [Control, unknown][] = [];
    for (const [id, parts] of kept()) {
      const values = draft[id] || [];
      parts.forEach(({ own }, at) => {
        const is = answerOf(own);
        if (values[at] == null || values[at] === is || is !== defaultOf(own)) return;
        before.push([own, is]);
        set(own, values[at]);
      });
    }
    if (!before.length) return;
    notice = make("div", "draft", "已恢复上次未提交的内容。", above);
    dom.setAttribute(notice, "role", "status");
    link("不用草稿", "button", notice, () => {
      for (const [control, value] of before) set(control, value);
      drop();
      notice?.remove();
      restored();
    });
  });

  return {
    save() {
      timer =
        timer ||
        window.setTimeout(() => {
          timer = 0;
          const draft: Record<string, unknown> = Object.create(null);
          for (const [id, parts] of kept()) draft[id] = parts.map(({ own }) => answerOf(own));
          safely(() => localStorage.setItem(key, JSON.stringify(draft)));
        }, LATER);
    },
    drop,
    remove() {
      clearTimeout(timer);
      notice?.remove();
    },
  };
};

offer("draft", { open });
