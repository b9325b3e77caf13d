/** Counters at long texts. */
import * as dom from "../dom";
import type { Field, Report } from "../types";
import { describe, make, newId, write } from "./element";
import { displace, place } from "./place";

const ANNOUNCE_EVERY = 1000;

interface Counter {
  counter: HTMLElement;
  /** What is announced. */
  status: HTMLElement;
  timer?: number;
}

export function counters(isComposing: () => boolean) {
  const all = new Map<Field, Counter>();
  return {
    /** Puts counters at long texts that have none. */
    begin(fields: Field[]) {
      for (const field of fields) {
        if (field.kind !== "long_text" || !field.parts[0] || all.has(field)) continue;
        const counter = make("span", "counter");
        const status = make("span", "hidden");
        counter.id = newId();
        dom.setAttribute(status, "role", "status");
        place(status, field);
        place(counter, field);
        describe(field.parts, counter.id, true);
        all.set(field, { counter, status });
      }
    },

    show(counts: Report["counts"]) {
      all.forEach((parts, field) => {
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

    clear() {
      all.forEach(({ counter, status, timer }, field) => {
        clearTimeout(timer);
        describe(field.parts, counter.id, false);
        status.remove();
        displace(counter);
      });
      all.clear();
    },
  };
}
