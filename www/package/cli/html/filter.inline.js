// The report's own script: it filters and opens. Without it everything stands there to be read.
{
  const filter = document.getElementById("filter");
  const records = [...document.querySelectorAll(".record")];
  const status = document.getElementById("shown");
  const names = new Map();
  let waiting;

  function nameOf(record) {
    if (!names.has(record)) names.set(record, record.querySelector("h3").textContent.toLowerCase());
    return names.get(record);
  }

  /** Whether a record has what is chosen in a list; an empty choice takes all. */
  function has(record, { name, value }) {
    return value === "" || record.getAttribute(`data-${name}`).split(" ").includes(value);
  }

  /** What is asked, in words: it stands on paper too. */
  function said({ tagName, value, selectedOptions, parentNode }) {
    return `${parentNode.firstChild.data}：${tagName === "SELECT" ? selectedOptions[0].text : value.trim()}`;
  }

  function apply() {
    const lists = [...filter.querySelectorAll("select")];
    const search = filter.querySelector("input");
    const asked = search.value.trim().toLowerCase();
    let shown = 0;
    for (const record of records) {
      const fits = lists.every((list) => has(record, list)) && (asked === "" || nameOf(record).includes(asked));
      record.hidden = !fits;
      if (fits) shown++;
    }
    const used = [search, ...lists].filter(({ value }) => value.trim() !== "").map(said);
    status.textContent =
      used.length === 0 ? `共 ${shown} 份。` : `列出 ${shown} 份，共 ${records.length} 份（${used.join("；")}）。`;
  }

  function openAll(open) {
    for (const record of records) if (!record.hidden) record.open = open;
  }

  filter.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, event.target.matches("input") ? 200 : 0);
  });
  filter.addEventListener("submit", (event) => event.preventDefault());
  filter.addEventListener("reset", () => setTimeout(apply));
  document.getElementById("open").addEventListener("click", () => openAll(true));
  document.getElementById("close").addEventListener("click", () => openAll(false));
  // Browsers that keep what was chosen over a reload restore it before this.
  addEventListener("pageshow", apply);

  // On paper nothing can be opened: what was closed is closed again afterwards.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open], [hidden])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
    closed = [];
  });

  // A link to a record finds it, filtered out or closed.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest('a[href^="#record-"]');
    const record = link && document.getElementById(link.hash.slice(1));
    if (!record) return;
    record.hidden = false;
    record.open = true;
  });

  filter.hidden = false;
}
