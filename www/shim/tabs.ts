/** The closed tab or block in which something stands: its name, and how to open it. */
import { holdsControl } from "./labels";

/** What opens a closed panel: what points at it, else the item of a list before it that stands at the same place. */
function handleOf(panel: Element): HTMLElement | undefined {
  const id = panel.id;
  const pointing = id
    ? Array.from(document.querySelectorAll<HTMLElement>("[href],[data-target],[data-bs-target],[aria-controls]"))
    : [];
  const handle = pointing.find((one) =>
    ["href", "data-target", "data-bs-target", "aria-controls"].some((name) =>
      [id, `#${id}`].includes(one.getAttribute(name) || ""),
    ),
  );
  if (handle) return handle;
  const siblings = Array.from(panel.parentElement?.children || []).filter((one) => one.nodeName === panel.nodeName);
  for (let node: Element | null = panel; node && node !== document.body; node = node.parentElement) {
    for (let other = node.previousElementSibling; other; other = other.previousElementSibling) {
      for (const list of [other, ...Array.from(other.querySelectorAll("ul,ol,div"))]) {
        const items = list.children;
        const item = items[siblings.indexOf(panel)] as HTMLElement;
        // What stands in another panel, holds controls or is our own summary opens none.
        if (
          siblings.length > 1 &&
          items.length === siblings.length &&
          /^(LI|A|SPAN|DIV)$/.test(item.nodeName) &&
          !siblings.includes(other) &&
          !holdsControl(list) &&
          !list.closest(".leifeng-above")
        ) {
          const handle = item.querySelector("a") || item;
          // A link to another page would take what was filled in along.
          if (/^(#|javascript:|$)/.test(handle.getAttribute("href") || "")) return handle;
        }
      }
    }
  }
  return undefined;
}

export function panelsOf(target: Element) {
  const closed: Element[] = [];
  for (let node: Element | null = target; node; node = node.parentElement) {
    const details = node.parentElement;
    if (details instanceof HTMLDetailsElement && !details.open) closed.unshift(details);
    else if (getComputedStyle(node).display === "none") closed.unshift(node);
  }
  const handles = closed.map((panel) => (panel instanceof HTMLDetailsElement ? panel : handleOf(panel)));
  const named =
    handles[0]?.querySelector("summary") || handles[0] || target.closest("fieldset")?.querySelector("legend");
  const title = named?.textContent?.replace(/\s+/g, " ").trim();
  return {
    name: title ? `（在“${title.slice(0, 20)}”里）` : "（在未展开的栏目里）",
    open() {
      for (const handle of handles) {
        if (handle instanceof HTMLDetailsElement) handle.open = true;
        else handle?.click();
      }
    },
  };
}
