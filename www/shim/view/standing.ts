/** Whether each level is reached and what is missing, clause by clause, from the checks of each level. Nothing here is drawn. */
import type { Check, Described, Field } from "../types";

/** `unasked`: all that the page asks for holds, and it does not ask for all. */
export type State = "holds" | "fails" | "open" | "unasked";

/** What a clause comes to. */
export interface Clause {
  /** As it is cited; "" for what rests on none. */
  cited: string;
  /** What it asks, in short. */
  summary: string;
  state: State;
  /** What is wrong or to be looked at. */
  lines: Pick<Check, "severity" | "message">[];
  /** The fields that are to be filled in. */
  lacking: Field[];
  /** Those that the page does not ask for, where all that it asks for holds. */
  unasked: Field[];
}

export interface Level {
  name: string;
  state: State;
  text: string;
  /** The beginning of the text, for small screens. */
  brief: string;
}

export interface Standing {
  levels: Level[];
  clauses: Clause[];
  /** What cannot be read as it is written: no condition. */
  typos: Check[];
  /** What the page does not ask for. */
  absent: Field[];
  /** What people judge. */
  reviews: string[];
  /** Dates for which today stood in, and whether it is too late. */
  assumed: { fields: Field[]; late: boolean };
}

const ORDER = ["fails", "open", "unasked", "holds"];
const isError = ({ severity }: Check) => severity === "error";
const isUnread = ({ kind, state }: Check) => kind === "format" && state === "fails";
/** What was chosen is on the page's own list and not on ours: nobody can be told to choose something else. */
export const isPagesOwn = (check: Check, fields: Field[]) =>
  isUnread(check) &&
  /^(choice|number)\./.test(check.code || "") &&
  fields.some(
    ({ id, parts }) =>
      id === check.fields[0] && parts[0] && parts.every(({ own }) => /^(select|radio|checkbox)/.test(own.type)),
  );
const isFailing = (check: Check) => check.state === "fails" && !check.assumed && check.kind !== "format";
const isThere = ({ parts }: Field) => !!parts[0];
const unique = <T>(all: T[]) => Array.from(new Set(all));
/** Gives the fields that a check lacks. */
type Lacking = (check: Check) => Field[];

/** Which of a form's fields a check lacks; what cannot be read is not missing. */
function lackingIn(fields: Field[]): Lacking {
  return ({ state, severity, assumed, waits, code }) => {
    // Where today stands in for the date, it is the date that is missing: it is not today that counts.
    const isOpen = state === "open" || (!!assumed && state === "fails");
    const ids =
      isOpen && severity === "error" && !/^(answer|file)\.unreadable$/.test(code || "") ? assumed || waits || [] : [];
    return fields.filter(({ id }) => ids.includes(id));
  };
}

function levelOf(name: string, checks: readonly Check[], fields: Field[], lacking: Lacking, route: Field[]): Level {
  const errors = checks.filter(isError);
  const failing = errors.filter(isFailing).length;
  const own = errors.filter((check) => isPagesOwn(check, fields)).length;
  const typos = errors.filter(isUnread).length - own;
  const missing = unique(errors.flatMap(lacking));
  const open = missing.filter(isThere).length;
  const said = [
    failing && `未达到，${failing} 项不符合`,
    route[0] && `${labels(route)}不适用于此级别`,
    open && `${open} 项待填写`,
    typos && !failing && !open && "已填的条件都符合",
    typos && `另有 ${typos} 处填写有误`,
  ].filter(Boolean) as string[];
  const isReached = !said[0] && !missing[0] && !own;
  if (!said[0]) said.push(isReached ? "已达到" : "本页填写的都符合");
  const state = failing || route[0] ? "fails" : isReached ? "holds" : "open";
  return { name, state, text: said.join("，"), brief: said[0] as string };
}

/** Those first by which something is wrong, then what is open. */
function clausesOf(checks: Check[], known: Described["clauses"], lacking: Lacking): Clause[] {
  const clauses = new Map<string, Clause>();
  const unasked = new Map<string, Field[]>();
  for (const check of checks) {
    const { clause: cited = "", severity, message = "", kind, state } = check;
    const all = lacking(check);
    const missing = all.filter(isThere);
    const fails = isFailing(check);
    if (severity === "review" || kind === "format") continue;
    if (!fails && !missing[0] && (state !== "holds" || !isError(check))) {
      unasked.set(cited, [...(unasked.get(cited) || []), ...all]);
      continue;
    }
    const { summary = "" } = known.find((one) => one.clause === cited) || {};
    const clause = clauses.get(cited) || { cited, summary, state: "holds", lines: [], lacking: [], unasked: [] };
    clauses.set(cited, clause);
    if (fails) clause.lines.push({ severity, message });
    clause.lacking = unique([...clause.lacking, ...missing]);
    if (fails && isError(check)) clause.state = "fails";
    else if (missing[0] && clause.state === "holds") clause.state = "open";
  }
  for (const clause of clauses.values()) {
    const fields = unasked.get(clause.cited) || [];
    if (clause.state !== "holds" || !fields[0]) continue;
    clause.state = "unasked";
    clause.unasked = unique(fields);
  }
  // What a clause asks for is not named again under what rests on none.
  const other = clauses.get("");
  clauses.delete("");
  const all = Array.from(clauses.values());
  if (other) {
    const claimed = all.flatMap((clause) => clause.lacking);
    other.lacking = other.lacking.filter((field) => !claimed.includes(field));
    if (other.lines[0] || other.lacking[0]) all.push(other);
  }
  return all.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

export function standingOf(described: Described, fields: Field[], checks: readonly Check[][]): Standing {
  const { levels, for_level: forLevel, clauses } = described;
  const lacking = lackingIn(fields);
  const named = (ids: readonly string[]) => fields.filter(({ id }) => ids.includes(id));
  // What is common to the levels is said once.
  const all = Array.from(new Map(checks.flat().map((check) => [check.rule, check])).values());
  const assumed = all.filter((check) => check.assumed);
  return {
    levels: checks.map((checks, at) => {
      const { id, label } = levels[at] || { id: "", label: "填报情况" };
      // A level is advised only to those it is for.
      const route = checks.find((check) => forLevel[check.rule] === id && check.state === "fails" && !isError(check));
      return levelOf(label, checks, fields, lacking, named(route?.fields || []));
    }),
    clauses: clausesOf(all, clauses, lacking),
    typos: all.filter((check) => isUnread(check) && !isPagesOwn(check, fields)),
    absent: unique(all.flatMap(lacking)).filter((field) => !isThere(field)),
    reviews: unique(all.filter(({ severity }) => severity === "review").map(({ message = "" }) => message)),
    assumed: {
      // A page without a box for the date has nothing to be filled in.
      fields: named(assumed.flatMap((check) => check.assumed || [])).filter(isThere),
      late: assumed.some(({ state }) => state === "fails"),
    },
  };
}

/** What the page calls a field. */
export const labelOf = ({ said, label }: Field) => said || label;
export const labels = (fields: Field[]) => fields.map(labelOf).join("、");

/** What stands before a message, by how grave it is. */
export const WORDS = { error: "错误：", warning: "提醒：", review: "" };

/** What the state of a clause is called. */
export const SAID = { holds: "符合", fails: "不符合", open: "待填写", unasked: "本页没有问全" };

/** What is to be done about a clause, a line each. */
export const linesOf = ({ lines, lacking, unasked }: Clause): string[] => [
  ...lines.map(({ severity, message }) => (severity === "warning" ? WORDS.warning : "") + message),
  ...(lacking[0] ? [`待填写：${labels(lacking)}`] : []),
  ...(unasked[0] ? [`本页没有问到：${labels(unasked)}`] : []),
];
