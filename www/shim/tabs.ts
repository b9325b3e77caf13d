/** The closed tab or block in which something stands: its name, and how to open it. */

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
  for (let node = panel.parentElement; node && node !== document.body; node = node.parentElement) {
    for (let other = node.previousElementSibling; other; other = other.previousElementSibling) {
      for (const list of [other, ...Array.from(other.querySelectorAll("ul,ol,div"))]) {
        const items = list.children;
        if (
          siblings.length > 1 &&
          items.length === siblings.length &&
          /^(LI|A|SPAN|DIV)$/.test(items[0]?.nodeName || "")
        ) {
          return items[siblings.indexOf(panel)] as HTMLElement;
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
  const titleOf = (panel: Element) =>
    (panel.querySelector("summary,legend") || handleOf(panel) || panel).textContent?.replace(/\s+/g, " ").trim() || "";
  const handles = closed.map((panel) => (panel instanceof HTMLDetailsElement ? panel : handleOf(panel)));
  const first = closed[0];
  const named = first && (handles[0] || first.querySelector("legend"));
  return {
    name: named ? `（在“${titleOf(first).slice(0, 20)}”里）` : "（在未展开的栏目里）",
    open() {
      for (const handle of handles) {
        if (handle instanceof HTMLDetailsElement) handle.open = true;
        else handle?.click();
      }
    },
  };
}
