/**
 * A draft in the browser, where the webmaster wants one: the fields' answers, never tables, passwords, files, hidden values or
 * numbers of identity cards. Loaded from beside the drop-in only there.
 *
 * Nobody knows what became of a submission: the session may have expired, the server may have failed. So a sent draft is kept
 * for a day, and offered where the form is opened again.
 */

import { type Beside, offer } from "./beside";
import * as dom from "./dom";
import { isMany } from "./scan/texts";
import { link, make } from "./show";
import type { Control } from "./types";

const SAVE_AFTER = 500;
const DAY = 24 * 3600 * 1000;
const UNSENT_DAYS = 30;
const IDENTITY_NUMBER = /(?:^|\D)\d{17}[\dXx](?!\d)/;

/** As it is stored. */
interface Kept {
  /** When it was saved or sent, in milliseconds. */
  at: number;
  sent: boolean;
  /** The values of each field's controls, by the field's id; of a radio button or checkbox whether it is checked. */
  answers: Record<string, (string | boolean | null)[]>;
}

const answerOf = (control: Control) => (isMany(control) ? control.checked : control.value);

function set(control: Control, value: string | boolean) {
  if (isMany(control)) control.checked = !!value;
  else control.value = String(value);
}

/** What the page itself put there. */
function defaultOf(control: Control) {
  if (isMany(control)) return control.defaultChecked;
  const options = (control as unknown as HTMLSelectElement).options;
  if (!options) return control.defaultValue;
  const option = Array.from(options).find((one) => one.defaultSelected) || options[0];
  return option ? option.value : "";
}

function safely<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    // Storage is full or forbidden: no draft.
    return undefined;
  }
}

/** What is stored under a key, unless it is too old. */
function stored(key: string): Kept | undefined {
  const kept: Partial<Kept> = JSON.parse(localStorage.getItem(key) || "{}");
  const { at, sent, answers } = kept;
  if (!at || !answers) return undefined;
  if (Date.now() - at < (sent ? DAY : UNSENT_DAYS * DAY)) return kept as Kept;
  localStorage.removeItem(key);
  return undefined;
}

const open: Beside["draft"]["open"] = (element, fields, above, restored) => {
  const forms = dom.inPage<HTMLElement>(dom.nodeName(element));
  const key = `leifeng-form ${location.pathname} ${forms.indexOf(element as HTMLElement)}`;
  let timer = 0;
  let notice: HTMLElement | undefined;

  /** The controls whose values are kept, by field. */
  const controls = () =>
    fields()
      .filter(({ kind }) => kind !== "table")
      .map(({ id, parts }) => ({
        id,
        controls: parts.filter(({ own, read }) => own === read && own.type !== "hidden").map(({ own }) => own),
      }));

  function store(sent: boolean) {
    clearTimeout(timer);
    timer = 0;
    const answers: Kept["answers"] = Object.create(null);
    for (const { id, controls: all } of controls())
      answers[id] = all.map((control) => (IDENTITY_NUMBER.test(control.value) ? null : answerOf(control)));
    safely(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), sent, answers })));
  }

  function forget() {
    clearTimeout(timer);
    timer = 0;
    safely(() => localStorage.removeItem(key));
    notice?.remove();
  }

  /** Puts the answers where the page has nothing of its own; gives back what was there. */
  function restore({ answers }: Kept): [Control, string | boolean][] {
    const before: [Control, string | boolean][] = [];
    for (const { id, controls: all } of controls()) {
      const values = answers[id] || [];
      all.forEach((control, index) => {
        const value = values[index];
        const current = answerOf(control);
        if (value == null || value === current || current !== defaultOf(control)) return;
        before.push([control, current]);
        set(control, value);
      });
    }
    return before;
  }

  function say(text: string, links: [text: string, action: () => void][]) {
    notice?.remove();
    notice = make("div", "draft", text, above);
    dom.setAttribute(notice, "role", "status");
    for (const [text, action] of links) {
      dom.appendChild(notice, dom.createTextNode(document, " "));
      link(text, "button", notice, action);
    }
  }

  function restoreUnsent(kept: Kept) {
    const before = restore(kept);
    if (!before.length) return;
    const undo = () => {
      for (const [control, value] of before) set(control, value);
      forget();
      restored();
    };
    say("已恢复上次未提交的内容。", [["不用草稿，从这台电脑上删除", undo]]);
  }

  function offerSent(kept: Kept) {
    const fill = () => {
      restore(kept);
      notice?.remove();
      restored();
    };
    say("这台电脑上留有上次提交的内容。", [
      ["填入表中", fill],
      ["删除", forget],
    ]);
  }

  const kept = safely(() => stored(key));
  if (kept) safely(() => (kept.sent ? offerSent : restoreUnsent)(kept));

  return {
    save() {
      timer = timer || window.setTimeout(() => store(false), SAVE_AFTER);
    },
    sent() {
      store(true);
    },
    remove() {
      clearTimeout(timer);
      notice?.remove();
    },
  };
};

offer("draft", { open });
