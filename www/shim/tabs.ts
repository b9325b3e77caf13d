/** The closed tab or block in which something stands: its name, and how to open it. */
import * as dom from "./dom";
import { holdsControl } from "./scan/texts";

/** What opens a closed panel: what points at it, else the item of a list before it that stands at the same place. */
function handleOf(panel: Element): HTMLElement | undefined {
  const id = dom.id(panel);
  const pointing = id ? dom.inPage<HTMLElement>("[href],[data-target],[data-bs-target],[aria-controls]") : [];
  const handle = pointing.find((one) =>
    ["href", "data-target", "data-bs-target", "aria-controls"].some((name) =>
      [id, `#${id}`].includes(dom.getAttribute(one, name) || ""),
    ),
  );
  if (handle) return handle;
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

export function panelsOf(target: Element) {
  const closed: Element[] = [];
  for (let node: Element | null = target; node; node = dom.parentElement(node)) {
    const details = dom.parentElement(node);
    if (details instanceof HTMLDetailsElement && !details.open) closed.unshift(details);
    else if (getComputedStyle(node).display === "none") closed.unshift(node);
  }
  const handles = closed.map((panel) => (panel instanceof HTMLDetailsElement ? panel : handleOf(panel)));
  const named =
    dom.querySelector(handles[0], "summary") ||
    handles[0] ||
    dom.querySelector(dom.closest(target, "fieldset"), "legend");
  const title = dom.textContent(named)?.replace(/\s+/g, " ").trim();
  return {
    name: title ? `（在“${title.slice(0, 20)}”里）` : "（在未展开的栏目里）",
    open() {
      for (const handle of handles) {
        if (handle instanceof HTMLDetailsElement) handle.open = true;
        else dom.click(handle);
      }
    },
  };
}
