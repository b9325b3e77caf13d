/** What of a control the applicant can change, where it stands and as it is now. */
import { addsRows, leadsBack } from "./buttons";
import * as dom from "./dom";
import { CHOOSERS, placeOf, seenOf } from "./scan/editors";
import { isMany, isShown, writtenOn } from "./scan/texts";
import type { Control, Field, Part } from "./types";
import { BUTTONS, isOpened } from "./view/tabs";

/** As many characters as one likes. */
export const FREE = 0xffffffff;

/** What fills a readonly box: `WdatePicker()`, `class="Wdate"`, layDate, datepickers; the boxes of layui's and EasyUI's lists. */
const PICKER =
  /wdate|laydate|picker|calendar|combo|layui-unselect|(choose|select|show|open)\w*(date|time|day|dialog|tree|list)/i;
/** A box that a widget made for what it stands for. */
const WIDGET = /combo|select|picker|cascader|date/i;

/** Fewer characters are what a counter has so far. */
const FEWEST = 50;
const DIGITS = "一二三四五六七八九";

/**
 * The most characters that a page says of a text, in its label or beside the box: `主要事迹（500字以内）`, `300-500字`, `五百字左右`,
 * `0/500`. What it asks for at least is no limit.
 */
export function limitIn(label: string): number | undefined {
  let most = 0;
  label
    .replace(/\s/g, "")
    .replace(/([一二三四五六七八九])百个?字/g, (_, digit) => `${DIGITS.indexOf(digit) + 1}00字`)
    .replace(/(不少于|不低于|至少)?(\d+)个?字(以上)?|\b0\/(\d+)/g, (_, least, said, more, counted) => {
      if (!least && !more) most = Math.max(most, said || counted);
      return "";
    });
  return most < FEWEST ? undefined : most;
}

/** Watches what becomes of the controls of a form; `parts` are those that were taken for fields. */
export function changesOf(element: Element, parts: () => Part[]) {
  /** Whether it is shown, or what hid it: a choice, or a step that was left. */
  const states = new WeakMap<Element, "shown" | "choice" | "step">();
  let hiding: "choice" | "step" = "step";
  /** What stood in readonly boxes when they were first pressed, or something beside them; and those that changed since. */
  const pressed = new WeakMap<Element, string>();
  const picked = new WeakSet<Element>();

  function look() {
    for (const part of parts()) {
      const place = seenOf(part);
      if (isShown(place)) states.set(place, "shown");
      else if (states.get(place) === "shown") states.set(place, hiding);
    }
  }

  const handlers: Record<string, (event: Event) => void> = {
    click: chosen,
    change: chosen,
    mousedown: press,
    focusin: press,
  };
  function chosen({ target }: Event) {
    look();
    hiding = dom.isElement(target) && dom.matches(target, `${CHOOSERS},option`) ? "choice" : "step";
  }
  function press({ target, isTrusted }: Event) {
    if (!isTrusted || !dom.isElement(target)) return;
    for (const { seen } of parts()) {
      const near = dom.closest(seen, "td,th,li,p,dd,div") || seen;
      if ((seen as Control).readOnly && !pressed.has(seen) && dom.contains(near, target))
        pressed.set(seen, (seen as Control).value);
    }
  }
  for (const name in handlers) dom.addEventListener(window, name, handlers[name] as EventListener, true);

  function isPicked(seen: Element, own: Control): boolean {
    const before = pressed.get(seen);
    if (before !== undefined && before !== (seen as Control).value) picked.add(seen);
    const says = ["class", "onclick", "onfocus", "onmousedown"].map((name) => dom.getAttribute(seen, name)).join();
    const around = [dom.parentElement(seen), dom.parentElement(dom.parentElement(seen))].map((box) =>
      dom.className(box),
    );
    const isWidget = seen !== own && WIDGET.test(around.join()) && !/readonly|disabled/.test(around.join());
    return picked.has(seen) || PICKER.test(says) || isWidget;
  }

  let wayBack: boolean | undefined;
  let opened = new Map<Element, boolean>();
  const hasWayBack = () =>
    dom.querySelectorAll(element, BUTTONS).some((button) => leadsBack(writtenOn(button)) && isShown(button));

  function canReach(place: Element): boolean {
    if (isShown(place) || isOpened(place, opened)) return true;
    if (states.get(place) !== "step") return false;
    wayBack = wayBack === undefined ? hasWayBack() : wayBack;
    return wayBack;
  }

  /** How many characters its control takes; none where it cannot be changed. */
  function limitOf(part: Part): number {
    const { own, seen, limit } = part;
    const box = seen as Control;
    if (part.unread || !dom.isConnected(placeOf(part)) || (own.type === "hidden" && seen === own)) return 0;
    if (dom.matches(own, ":disabled") || dom.matches(box, ":disabled") || !canReach(seenOf(part))) return 0;
    if (isMany(own)) return FREE;
    if (box.readOnly && !isPicked(box, own)) return 0;
    return box.maxLength > 0 && box.type !== "number" ? Math.min(box.maxLength, limit || FREE) : limit || FREE;
  }

  return {
    /** Of each control, in order. */
    limits(): Uint32Array {
      look();
      wayBack = undefined;
      opened = new Map();
      return Uint32Array.from(parts(), limitOf);
    },
    /** The tables to which the page lets one add rows. */
    growing(fields: Field[]): Uint16Array {
      const grows = ({ kind, parts: [first] }: Field) => {
        const around = kind === "table" && first?.row && dom.parentElement(dom.closest(first.own, "table"));
        return around && dom.querySelectorAll(around, BUTTONS).some((one) => addsRows(writtenOn(one)) && isShown(one));
      };
      return Uint16Array.from(fields.filter(grows), ({ at }) => at);
    },
    isShown: (field: Field) => field.parts.some((part) => isShown(seenOf(part))),
    stop() {
      for (const name in handlers) dom.removeEventListener(window, name, handlers[name] as EventListener, true);
    },
  };
}
