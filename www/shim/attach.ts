/** One form under watch: which controls are its fields, what is judged, what is shown. */
import { COLUMN, NAME, OTHER_UNIT, SOURCES, TABLE, UNSURE } from "../protocol";
import { type Beside, fileOf } from "./beside";
import { changesOf, limitIn } from "./changeable";
import * as dom from "./dom";
import { givenBy, mapOf } from "./given";
import { guard } from "./guard";
import { rulesOf, type Stops, stopsOf, toShow } from "./judge";
import { addressOf, loadBeside, type PageForm } from "./load";
import { type Mark, markedOf, marksOf } from "./marks";
import { panelOf } from "./panel";
import { placeOf } from "./scan/editors";
import { named } from "./scan/texts";
import { controlsOf, unitsOf } from "./scan/units";
import { link, make as madeOf, viewOf } from "./show";
import { listen } from "./timing";
import type { Attached, Check, Described, Draft, Field, Options, Part, Report, Said } from "./types";
import { about } from "./view/message";
import { labelOf } from "./view/standing";
import { wordOf } from "./view/words";

const isError = (check: Check) => check.severity === "error";
export const isFilled = (field: Field) =>
  field.parts.some(({ read }) => (/^(radio|checkbox)$/.test(read.type) ? read.checked : /\S/.test(read.value)));

const isBefore = (a: Field, b: Field) => {
  const [one, other] = [a, b].map(({ parts }) => placeOf(parts[0] as Part)) as Element[] as [Element, Element];
  return !!(dom.compareDocumentPosition(one, other) & Node.DOCUMENT_POSITION_FOLLOWING);
};

/** A form under watch, as the script itself handles it. */
export interface Watched extends Attached {
  /** Looks again at what stands on the page. */
  look(): void;
  /** Begins anew in a new module. */
  renew(): void;
  element: Element;
  /** What was found and what was not, for the webmaster. */
  fields: Field[];
  /** So many fields are surely the notice's. */
  evidence(): number;
  /** What the checks come to as the answers stand, for each level; for what is not applied for, once. */
  checks(): Check[][];
}

/**
 * Attaches to an element if at least `least` fields are recognised in it, more than one only if surely; else `missed` is told how
 * near it came. What goes wrong later goes to `fault`, never to the page.
 */
export function attach(
  element: Element,
  make: () => PageForm,
  book: Uint8Array,
  options: Options,
  least: number,
  fault: (error: unknown) => void,
  missed: (evidence: number, found: Field[]) => void,
): Watched | undefined {
  let page = make();
  const described: Described = JSON.parse(page.describe());
  const { levels } = described;
  const fields = described.fields.map((field, at): Field => ({ ...field, at, parts: [] }));
  let found: Field[] = [];
  /** So many fields are surely the notice's. */
  let evidence = 0;
  let bound = "";
  let seenParts: Part[] = [];
  const marks = marksOf();

  /** Takes the names away that controls were given. */
  function unname() {
    for (const control of seenParts.map(markedOf))
      if (named.delete(control)) dom.removeAttribute(control, "aria-label");
  }

  /** Finds the fields among the controls and binds them; says whether anything is other than before. */
  function bind(): boolean {
    const controls = controlsOf(element);
    const given = new Map<Element, string>();
    const map = mapOf(options.map);
    for (const id in map) for (const control of givenBy(map[id] as string, controls, element)) given.set(control, id);
    const units = unitsOf(controls, given, element);
    const sent: string[] = [];
    const ends = Uint32Array.from(units, ({ mark, type, texts }) => sent.push(mark + type, ...texts));
    const taken = page.recognise(sent, ends);
    evidence = taken[taken.length - 1] as number;
    const parts: Part[] = [];
    const calls: [field: number, part: Part, option: string, row: number, column: number][] = [];
    const hows: number[] = [];
    const said: string[] = [];
    const columns: [field: number, column: number, label: string][] = [];
    const unsure: Record<number, Part[]> = {};
    const otherUnit: Record<number, Part[]> = {};
    units.forEach((unit, i) => {
      const field = fields[taken[2 * i] as number];
      const how = taken[2 * i + 1] as number;
      if (!field) return;
      const leftOut = how & UNSURE ? unsure : how & OTHER_UNIT ? otherUnit : undefined;
      if (leftOut) leftOut[field.at] = (leftOut[field.at] || []).concat(unit.parts);
      else {
        const cell = field.kind === "table" && unit.type !== TABLE && unit.type !== "file";
        if (cell) columns.push([field.at, how, wordOf(unit.texts, COLUMN)]);
        else {
          hows[field.at] = how;
          said[field.at] = said[field.at] || wordOf(unit.texts, how);
        }
        unit.parts.forEach((fresh, j) => {
          // What files gave stays with their control.
          const part = (unit.type === "file" && seenParts.find(({ own }) => own === fresh.own)) || fresh;
          parts.push(part);
          if (cell) part.column = field.columns[how] || "";
          else part.row = 0;
          part.option = unit.options[j] || "";
          if (field.kind === "long_text") part.limit = limitIn(unit.texts.slice(0, NAME).join());
          // A cell is told from its neighbours by the head of its column.
          const said = unit.options[j] || (cell && unit.texts[COLUMN]) || "";
          calls.push([field.at, part, said, part.row, cell ? how : 0]);
        });
      }
    });
    // In a table row by row, cell by cell.
    calls.sort((a, b) => a[0] - b[0] || a[3] - b[3] || a[4] - b[4]);
    const now = JSON.stringify(calls.map(([field, , ...rest]) => [field, ...rest]));
    const same =
      now === bound && parts.every(({ own, seen }, i) => seenParts[i]?.own === own && seenParts[i]?.seen === seen);
    if (same) return false;
    unname();
    if (bound) {
      view.clear();
      marks.clear();
      page.free();
      page = make();
    }
    [bound, seenParts] = [now, parts];
    for (const field of fields) {
      field.parts = [];
      field.said = said[field.at] || "";
      field.how = SOURCES[hows[field.at] as number] || "";
      field.unsure = unsure[field.at] || [];
      field.otherUnit = otherUnit[field.at] || [];
    }
    for (const [at, part, option, row, column] of calls) {
      fields[at]?.parts.push(part);
      const control = markedOf(part);
      page.bind(at, part.read, control, option, row, column);
      // Old pages have their labels beside the controls, where a screen reader does not see them.
      if (!dom.matches(control, "[aria-label],[aria-labelledby],[title]") && !control.labels?.length) {
        dom.setAttribute(control, "aria-label", `${labelOf(fields[at] as Field)} ${option}`.trim());
        named.add(control);
      }
    }
    for (const field of fields) if (field.parts[0]) page.say(field.at, field.said || "");
    for (const [field, column, label] of columns) if (label) page.say_column(field, column, label);
    found = fields.filter((field) => field.parts[0]).sort((a, b) => (isBefore(a, b) ? -1 : 1));
    return true;
  }

  bind();
  if ((least > 1 ? evidence : found.length) < least) {
    unname();
    page.free();
    missed(evidence, found);
    return;
  }
  /** In the page's words. What is given out is in the rulebook's. */
  let report: Report;
  const given = (): Report => JSON.parse(page.report());
  let stops: Stops = new Map();
  /** The rules for which the form was refused last, and those for which it is to be sent all the same. */
  let refusedFor = "";
  let insisted = "";
  let insist: HTMLElement | undefined;
  /** Whether the browser is to hear of errors: a form that may be sent all the same is not locked. */
  const locks = !/^(advise|insist)$/.test(options.mode || "");
  const blocks = () => options.mode !== "advise" && !(insisted && insisted === rulesOf(stops));
  /** A submission failed: until all is mended, what is open is asked for too. */
  let refused = false;
  /** Fields of a step that was left: what is open there is asked for. */
  let asked = new Set<Field>();
  /** The field that is being filled in for the first time. */
  let pending: Field | undefined;
  let shown = new Map<Field, Check[]>();
  const changes = changesOf(element, () => fields.reduce<Part[]>((all, { parts }) => all.concat(parts), []));

  /** What each control can become: asked of the page's layout, so not while one is typed into. */
  let limits: Uint32Array = new Uint32Array();
  let growing: Uint16Array = new Uint16Array();
  function measure() {
    limits = changes.limits();
    growing = changes.growing(fields);
  }

  function judge() {
    report = JSON.parse(page.spoken());
    stops = stopsOf(report, page.stops(limits, growing), fields);
    refused = refused && stops.size > 0;
  }
  const tellPage = (type: string, detail: unknown = given()) =>
    dom.dispatchEvent(element, new CustomEvent(`leifeng:${type}`, { bubbles: true, detail }));

  function mark() {
    const now = new Map<Field, Mark>();
    shown.forEach((checks, field) => {
      const errors = checks.filter(isError);
      if (errors[0]) now.set(field, { parts: about(field, errors), message: (locks && errors[0].message) || "" });
    });
    marks.set(now);
  }

  function show(focus: boolean, typing = false) {
    const isAsked = (field: Field) => refused || asked.has(field);
    shown = toShow(report, { fields, stops, isAsked, isFilled, pending });
    mark();
    view.begin(fields);
    view.messages(shown, typing);
    view.counts(report.counts);
    view.summary(refused ? found.filter((field) => shown.has(field)) : [], shown, !stops.size, focus, typing);
    if (!refused) insist?.remove();
    panel.renew();
    tellPage("report");
  }

  function read(field: Field) {
    for (const part of field.parts) {
      if (part.own.type === "file") choose(field, part);
      else if (part.read !== part.own) part.read.value = dom.innerText(part.seen);
    }
    page.read(field.at);
  }

  /** Has files read, where others than before were chosen, by a script from beside this one. */
  function choose(field: Field, part: Part) {
    const files = part.own.files as FileList;
    const file = files[0];
    if (part.file === file) return;
    part.file = file;
    part.read.value = "";
    part.said = undefined;
    part.unread = !!file;
    if (!file) return;
    const reader = field.kind === "table" ? "sheets" : "documents";
    const tell = safely((said?: Said, text?: string) => {
      // Others may have been chosen meanwhile.
      if (part.file !== file) return;
      part.said = said;
      part.unread = said && (said.unread || (said.refused && field.paper));
      part.read.value = text || "";
      reread();
    });
    loadBeside(reader)
      .then(({ choose }) => choose(files, [book, options.form, field.id], tell, addressOf(fileOf(reader))))
      .catch(() => tell({ severity: "warning", message: "本页暂时无法检查这份文件，不影响提交。", unread: true }));
  }

  /** The answers as they stand now, whoever put them there. */
  function readAll() {
    // A widget may have put another control in its place just now.
    if (!seenParts.every(({ own }) => dom.isConnected(own))) rebind();
    for (const field of found) read(field);
    measure();
    judge();
  }

  function rebind() {
    if (bind()) timing.follow(seenParts);
  }

  function touch() {
    if (pending && isFilled(pending)) pending.touched = options.when !== "submit";
    pending = undefined;
  }

  function reread() {
    readAll();
    show(false);
  }

  let attached = true;
  const safely =
    <Args extends unknown[]>(action: (...args: Args) => void) =>
    (...args: Args) => {
      if (!attached) return;
      try {
        action(...args);
      } catch (error) {
        marks.clear();
        fault(error);
      }
    };
  const renew = safely(() => {
    touch();
    reread();
  });

  function check(again?: () => void): boolean {
    // Enter that ends a composition sends nothing.
    if (timing.isComposing()) return !blocks();
    let sends = true;
    safely(() => {
      readAll();
      refused = stops.size > 0;
      if (refused) for (const field of found) field.touched = true;
      pending = undefined;
      sends = !refused || !blocks();
      show(refused);
      if (sends) {
        refusedFor = "";
        draft?.sent();
      } else {
        offer(again);
        tellPage("blocked");
      }
    })();
    return sends;
  }

  /** Offers to send all the same what is refused for the same rules again. */
  function offer(again?: () => void) {
    const rules = rulesOf(stops);
    insist?.remove();
    if (options.mode === "insist" && rules === refusedFor) {
      insist = madeOf("p", "insist");
      const summary = dom.querySelector(view.above, ".leifeng-summary") as Node;
      dom.insertBefore(view.above, insist, dom.nextSibling(summary));
      link("情况属实，仍要提交", "button", insist, () => {
        insisted = rules;
        insist?.remove();
        marks.clear();
        again?.();
      });
    }
    refusedFor = rules;
  }

  /** A step is left: what is wrong among what is shown is shown, and nothing is stopped. */
  const hint = safely(() => {
    readAll();
    pending = undefined;
    asked = new Set(found.filter(changes.isShown));
    asked.forEach((field) => {
      field.touched = true;
    });
    show(false);
  });

  const fieldOf = (target: EventTarget | null) =>
    found.find((field) => field.parts.some(({ own, seen }) => own === target || seen === target));
  const timing = listen(
    fieldOf,
    safely((field) => {
      if (pending !== field) touch();
      if (!field.touched) pending = field;
      read(field);
      judge();
      show(false, true);
      edited = true;
      draft?.save();
    }),
    renew,
    safely(reread),
  );
  timing.follow(seenParts);
  const view = viewOf(element, timing.isComposing);
  const checks = (): Check[][] => (levels[0] ? levels : [0]).map((_, at) => JSON.parse(page.checks_at(at)));
  const panel = panelOf(view.standing, described, fields, checks, timing.isPressed, safely);
  let draft: Draft | undefined;
  let edited = false;
  const keep = safely(({ open }: Beside["draft"]) => {
    draft = open(element, () => found, view.above, renew);
    reread();
    if (edited) draft.save();
  });
  // Without its script there is no draft.
  if (options.draft === "on") loadBeside("draft").then(keep, () => {});
  const release = guard(element, {
    checkOn: options.checkOn,
    check,
    hint,
    refresh: renew,
    free: marks.clear,
    isMarked(control) {
      const field = fieldOf(control);
      return !!field && marks.has(field);
    },
    reset: safely(() => {
      refused = false;
      asked.clear();
      view.forget();
      for (const field of found) field.touched = false;
      renew();
    }),
  });
  const mapping = () => {
    const mapping: ReturnType<Attached["mapping"]> = Object.create(null);
    for (const { id, parts, how } of found) mapping[id] = { controls: parts.map(({ own }) => own), how: how || "" };
    return mapping;
  };
  function detach() {
    if (!attached) return;
    attached = false;
    timing.stop();
    changes.stop();
    release();
    draft?.remove();
    panel.remove();
    view.remove();
    marks.clear();
    unname();
    try {
      page.free();
    } catch {
      // The module is gone.
    }
  }

  try {
    reread();
  } catch (error) {
    detach();
    throw error;
  }
  tellPage("attached", mapping());
  return {
    element,
    fields,
    evidence: () => evidence,
    checks,
    report() {
      safely(readAll)();
      return given();
    },
    check: () => check(),
    mapping,
    detach,
    look: safely(() => {
      rebind();
      reread();
    }),
    renew() {
      marks.clear();
      page.__destroy_into_raw();
      page = make();
      bound = "";
      view.clear();
      bind();
      reread();
    },
  };
}
