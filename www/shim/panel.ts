/** The standing: for each level whether it is reached or what is missing, clause by clause; and the way to print it. */
import * as dom from "./dom";
import { loadBeside } from "./load";
import { link, make, write } from "./show";
import type { Check, Described, Field, Report } from "./types";

const LATER = 50;
const MARKS = { holds: "✓", fails: "✗", open: "○", absent: "－" };
const SAID = { holds: "符合", fails: "不符合", open: "待填写", absent: "本页没有" };

interface Level {
  /** Its id; none where the form has no levels. */
  id: string;
  name: string;
  box: HTMLDetailsElement;
  said: Element;
  list: Element;
  checks: readonly Check[];
}

/** What goes wrong later is seen to by `safely`. */
export function panelOf(
  above: Element,
  { levels, for_level: forLevel }: Described,
  fields: Field[],
  reports: () => Report[],
  safely: (action: () => void) => () => void,
) {
  const panel = make("div", "panel", "", above);
  dom.setAttribute(panel, "role", "region");
  dom.setAttribute(panel, "aria-label", "申报条件");
  const all = (levels.length ? levels : [{ id: "", label: "填报情况" }]).map(({ id, label }): Level => {
    const box = make("details", "level", "", panel) as HTMLDetailsElement;
    const said = make("summary", "state", "", box);
    return { id, name: label, box, said, list: make("ul", "list", "", box), checks: [] };
  });
  const note = make("p", "note", "", panel);
  const buttons = make("p", "note", "", panel);
  let timer = 0;

  /** What a check is about; of an open one what it waits for. */
  const fieldsOf = (check: Check) => fields.filter(({ id }) => (check.waits || check.fields).includes(id));
  const label = (check: Check) =>
    fieldsOf(check)
      .map((field) => field.label)
      .join("、");
  /** Where today stands in for the date and is too late, it is the date that is missing: it is not today that counts. */
  const isLate = (check: Check) => !!check.assumed && check.state === "fails";
  const isOpen = (check: Check) => isLate(check) || check.state === "open";
  /** What waits for an answer that the page does not ask for is absent. */
  const stateOf = (check: Check) =>
    !isOpen(check) ? check.state : fieldsOf(check).some(({ parts }) => parts[0]) ? "open" : "absent";
  /** What is told of a check: its message, else which answers it is about. */
  const textOf = (check: Check) => (stateOf(check) !== "absent" && check.message) || label(check);

  function stand({ id, checks }: Level): string {
    const errors = checks.filter((check) => check.severity === "error");
    const [failing, open, absent] = ["fails", "open", "absent"].map(
      (state) => errors.filter((check) => stateOf(check) === state).length,
    );
    // A level is advised only to those it is for.
    const isForOthers = ({ rule, state }: Check) => forLevel[rule] === id && state === "fails";
    const route = checks.find((check) => check.severity === "warning" && isForOthers(check));
    const told = [
      failing && `未达到：${failing} 项不符合`,
      open && `${open} 项待填写`,
      absent && `${absent} 项本页没有`,
      route && `${label(route)}不适用于此级别`,
    ];
    return told.filter(Boolean).join("，") || "已达到";
  }

  function renewNow() {
    timer = 0;
    reports().forEach(({ checks }, at) => {
      const level = all[at] as Level;
      // What is answered and can be read need not be told twice.
      const told = new Set<string>();
      level.checks = checks.filter((check) => {
        const line = [check.clause, check.state, textOf(check)].join();
        return !told.has(line) && told.add(line);
      });
      write(level.said, `${level.name}：${stand(level)}`);
      if (level.box.open) fill(level);
    });
    const assumed = all[0]?.checks.filter((check) => check.assumed) || [];
    const late = assumed.some(isLate) ? "；按今天已不在期限内，请以实际申报日期为准" : "";
    write(note, assumed[0] ? `${label(assumed[0])}未填，暂按今天判断${late}。` : "");
  }

  /** Clause by clause, those first by which something is wrong; within each what is wrong first. */
  function fill({ list, checks }: Level) {
    const clauses = new Map<string, Element>();
    list.textContent = "";
    for (const state of ["fails", "open", "absent", "holds"] as const) {
      for (const check of checks) {
        if (stateOf(check) !== state) continue;
        const clause = check.clause || "";
        const item = clauses.get(clause) || make("li", "group", "", list);
        if (clause && !dom.firstChild(item)) make("cite", "clause", clause, item);
        clauses.set(clause, item);
        const line = make("div", state, "", item);
        dom.setAttribute(make("span", "mark", MARKS[state], line), "aria-label", SAID[state]);
        dom.appendChild(line, dom.createTextNode(document, ` ${textOf(check)}`));
      }
    }
  }

  async function print() {
    renewNow();
    try {
      (await loadBeside("print")).print(
        all.map((level) => [
          `${level.name}：${stand(level)}`,
          level.checks.map((check) => [check.clause || "", textOf(check), SAID[stateOf(check)]]),
        ]),
      );
    } catch {
      // Why is told in the map view, and not to applicants.
      write(buttons, "本页暂时无法打印自查表。");
    }
  }

  for (const level of all) level.box.ontoggle = () => level.box.open && fill(level);
  link("打印自查表", "button", buttons, print);

  return {
    /** A little later, so that typing does not wait for it; at first at once, so that the page does not move later. */
    renew() {
      if (!all[0]?.checks.length) renewNow();
      timer = timer || window.setTimeout(safely(renewNow), LATER);
    },
    remove() {
      clearTimeout(timer);
    },
  };
}
