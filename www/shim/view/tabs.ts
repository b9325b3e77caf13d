/** The closed tab or block in which something stands: its name, and how to open it. */
import { purposeOf } from "../buttons";
import * as dom from "../dom";
import { holdsControl, isShown, writtenOn } from "../scan/texts";

export const BUTTONS = "a,button,input,[onclick],[role=button]";
const POINTERS = ["href", "data-target", "data-bs-target", "aria-controls"];
/** The headings of folds: layui's, EasyUI's, and what says that it opens something. */
const HEADINGS = ".layui-colla-title,.accordion-header,.panel-header,[class*=accordion],[aria-expanded]";

/** What points at a closed panel, or its heading. */
function pointerOf(panel: Element): HTMLElement | undefined {
  const id = dom.id(panel);
  const pointing = id ? dom.inPage<HTMLElement>(POINTERS.map((name) => `[${name}]`).join()) : [];
  const heading = dom.previousElementSibling(panel);
  return (
    pointing.find((one) => POINTERS.some((name) => [id, `#${id}`].includes(dom.getAttribute(one, name) || ""))) ||
    (heading && dom.matches(heading, HEADINGS) ? (heading as HTMLElement) : undefined)
  );
}

/** The item of a list before a closed panel that stands at the same place. */
function itemOf(panel: Element): HTMLElement | undefined {
  const siblings = Array.from(dom.children(dom.parentElement(panel)) || []).filter(
    (one) => dom.nodeName(one) === dom.nodeName(panel),
  );
  for (let node: Element | null = panel; node && node !== dom.body(document); node = dom.parentElement(node)) {
    for (let other = dom.previousElementSibling(node); other; other = dom.previousElementSibling(other)) {
      for (const list of [other, ...dom.querySelectorAll(other, "ul,ol,div")]) {
        const items = dom.children(list);
        const item = items[siblings.indexOf(panel)] as HTMLElement;
        // What stands in another panel, holds controls or is our own summary opens none.
        if (
          siblings.length > 1 &&
          items.length === siblings.length &&
          /^(LI|A|SPAN|DIV)$/.test(dom.nodeName(item)) &&
          !siblings.includes(other) &&
          !holdsControl(list) &&
          !dom.closest(list, ".leifeng-above")
        ) {
          const handle = dom.querySelector(item, "a") || item;
          // A link to another page would take what was filled in along.
          if (/^(#|javascript:|$)/.test(dom.getAttribute(handle, "href") || "")) return handle;
        }
      }
    }
  }
  return undefined;
}

/** The steps of which a closed one is: those beside it of its kind; none where it is no step. */
function stepsOf(panel: Element): Element[] {
  const kind = (one: Element) => `${dom.nodeName(one)} ${dom.className(one).split(" ")[0]}`;
  const steps = Array.from(dom.children(dom.parentElement(panel)) || []).filter((one) => kind(one) === kind(panel));
  return dom.className(panel) && steps[1] ? steps : [];
}

/** Goes to a closed step by the page's own buttons, once for each step on the way. */
function goTo(panel: Element) {
  const steps = stepsOf(panel);
  const way = steps.indexOf(panel) - steps.findIndex(isShown);
  const says = way < 0 ? /上一步/ : /下一步/;
  for (let left = Math.abs(way); left--; )
    dom.click(dom.inPage(BUTTONS).find((button) => says.test(writtenOn(button)) && isShown(button)));
}

const handleOf = (panel: Element) => (panel instanceof HTMLDetailsElement ? panel : pointerOf(panel) || itemOf(panel));

/** The closed panels around something, the outermost first. */
function closedAround(target: Element): Element[] {
  const closed: Element[] = [];
  for (let node: Element | null = target; node; node = dom.parentElement(node)) {
    const details = dom.parentElement(node);
    if (details instanceof HTMLDetailsElement && !details.open) closed.unshift(details);
    else if (getComputedStyle(node).display === "none") closed.unshift(node);
  }
  return closed;
}

const isNext = (button: Element) => purposeOf(writtenOn(button)) === "next";
/** In a form that is filled in step by step a list names the steps, and opens none. */
const isStep = (panel: Element) =>
  dom.querySelectorAll(dom.closest(panel, "form") || dom.body(document), BUTTONS).some(isNext);
/** Whether an item of a list looks as if it opened something. */
const isTab = (item: Element) =>
  dom.matches(item, "a,[onclick],[role=tab]") ||
  getComputedStyle(item).cursor === "pointer" ||
  /tab|nav|menu/i.test(dom.className(item) + dom.className(dom.parentElement(item)));

function hasOpener(panel: Element): boolean {
  if (panel instanceof HTMLDetailsElement) return true;
  const item = itemOf(panel);
  const handle = pointerOf(panel) || (item && isTab(item) && !isStep(panel) ? item : undefined);
  return (
    !!handle && !dom.querySelector(handle, "input") && !dom.matches(handle, "input,select,option") && !isNext(handle)
  );
}

/**
 * Whether something opens every closed panel around: a tab or a heading; no radio button or box, whose branch is not chosen.
 * `known` keeps what was found of a panel.
 */
export function isOpened(target: Element, known: Map<Element, boolean>): boolean {
  const closed = closedAround(target);
  for (const panel of closed) if (!known.has(panel)) known.set(panel, panel !== target && hasOpener(panel));
  return closed.length > 0 && closed.every((panel) => known.get(panel));
}

export function panelsOf(target: Element) {
  const closed = closedAround(target);
  const handles = closed.map(handleOf);
  const named =
    dom.querySelector(handles[0], "summary") ||
    handles[0] ||
    dom.querySelector(dom.closest(target, "fieldset"), "legend") ||
    dom.querySelector(closed[0], "legend,h1,h2,h3,h4,h5,h6");
  const title = dom.textContent(named)?.replace(/\s+/g, " ").trim();
  const step = closed[0] ? stepsOf(closed[0]).indexOf(closed[0]) + 1 : 0;
  return {
    name: `（在${title ? `“${title.slice(0, 20)}”里` : step ? `第 ${step} 步` : "另一页或另一步"}）`,
    open() {
      for (const handle of handles) {
        if (handle instanceof HTMLDetailsElement) handle.open = true;
        else dom.click(handle);
      }
      if (closed[0] && !isShown(closed[0])) goTo(closed[0]);
    },
  };
}
