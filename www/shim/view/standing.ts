/** Whether each level is reached and what is missing, clause by clause, from the checks of each level. Nothing here is drawn. */
import type { Check, Described, Field } from "../types";

export type State = "holds" | "fails" | "open";

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
}

export interface Standing {
  /** `brief` is the beginning of the text, for small screens. */
  levels: { name: string; state: State; text: string; brief: string }[];
  /** Those first by which something is wrong, then what is open. */
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

const ORDER = ["fails", "open", "holds"];
const isError = ({ severity }: Check) => severity === "error";
const isTypo = ({ kind, state }: Check) => kind === "format" && state === "fails";
/** Where today stands in for the date, it is the date that is missing: it is not today that counts. */
const isOpen = (check: Check) => check.state === "open" || (!!check.assumed && check.state === "fails");
const isFailing = (check: Check) => check.state === "fails" && !check.assumed && check.kind !== "format";
const unique = <T>(all: T[]) => Array.from(new Set(all));

export function standingOf(described: Described, fields: Field[], checks: readonly Check[][]): Standing {
  const { levels, for_level: forLevel, clauses: known } = described;
  const named = (ids: readonly string[]) => fields.filter(({ id }) => ids.includes(id));
  const isThere = ({ parts }: Field) => !!parts[0];
  /** What an open check waits for. What cannot be read is no answer that is missing. */
  const waited = (check: Check) =>
    isOpen(check) && check.code !== "answer.unreadable" ? named(check.assumed || check.waits || []) : [];
  const lackingOf = (all: readonly Check[]) => unique(all.filter(isError).flatMap(waited));

  function level(all: readonly Check[], at: number): Standing["levels"][number] {
    const { id, label: name } = levels[at] || { id: "", label: "填报情况" };
    const failing = all.filter((check) => isError(check) && isFailing(check)).length;
    const typos = all.filter((check) => isError(check) && isTypo(check)).length;
    const lacking = lackingOf(all).filter(isThere).length;
    // A level is advised only to those it is for.
    const route = all.find((check) => forLevel[check.rule] === id && check.state === "fails" && !isError(check));
    const said = [
      failing && `未达到，${failing} 项不符合`,
      route && `${labels(named(route.fields))}不适用于此级别`,
      lacking && `${lacking} 项待填写`,
      typos && !failing && !lacking && "已填的条件都符合",
      typos && `另有 ${typos} 处填写有误`,
    ].filter(Boolean);
    const isReached = !said[0] && lackingOf(all).length === 0;
    if (!said[0]) said.push(isReached ? "已达到" : "本页填写的都符合");
    return {
      name,
      state: failing || route ? "fails" : isReached ? "holds" : "open",
      text: said.join("，"),
      brief: said[0] as string,
    };
  }

  // What is common to the levels is told once.
  const all = Array.from(new Map(checks.flat().map((check) => [check.rule, check])).values());
  const clauses = new Map<string, Clause>();
  for (const check of all) {
    const { clause: cited = "", severity, message = "", kind } = check;
    const lacking = isError(check) ? waited(check).filter(isThere) : [];
    const fails = isFailing(check);
    if (severity === "review" || (kind === "format" && !lacking[0])) continue;
    if (!fails && !lacking[0] && (check.state !== "holds" || !isError(check))) continue;
    const { summary = "" } = known.find((one) => one.clause === cited) || {};
    const clause = clauses.get(cited) || { cited, summary, state: "holds", lines: [], lacking: [] };
    clauses.set(cited, clause);
    if (fails) clause.lines.push({ severity, message });
    clause.lacking = unique([...clause.lacking, ...lacking]);
    if (fails && isError(check)) clause.state = "fails";
    else if (lacking[0] && clause.state === "holds") clause.state = "open";
  }
  // What a clause asks for is not named again under what rests on none.
  const other = clauses.get("");
  const claimed = Array.from(clauses.values(), (clause) => (clause === other ? [] : clause.lacking)).flat();
  if (other) other.lacking = other.lacking.filter((field) => !claimed.includes(field));
  if (other && !other.lines[0] && !other.lacking[0]) clauses.delete("");
  const assumed = all.filter((check) => check.assumed);
  return {
    levels: checks.map(level),
    clauses: Array.from(clauses.values()).sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)),
    typos: all.filter(isTypo),
    absent: lackingOf(all).filter((field) => !isThere(field)),
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

/** What the state of a clause is called. */
export const SAID = { holds: "符合", fails: "不符合", open: "待填写" };
const WORDS = { error: "", warning: "提醒：", review: "" };

/** What is to be done about a clause, a line each. */
export const linesOf = ({ lines, lacking }: Clause): string[] => [
  ...lines.map(({ severity, message }) => WORDS[severity] + message),
  ...(lacking[0] ? [`待填写：${labels(lacking)}`] : []),
];
