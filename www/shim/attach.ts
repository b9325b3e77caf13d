/** One form under watch: which controls are its fields, what is judged, what is shown. */
import { guard } from "./guard";
import { SOURCES, unitsOf } from "./labels";
import type { PageForm } from "./load";
import { viewOf } from "./show";
import { listen } from "./timing";
import type { Attached, Check, Control, Field, Level, Options, Report } from "./types";

/** The controls of a form (inside it or not, as old pages have it), or those inside any other element. */
function controlsOf(element: Element): Control[] {
  return Array.from(document.querySelectorAll<Control>("input,select,textarea")).filter(
    (control) =>
      !/^(submit|button|image|reset|file|password)$/.test(control.type) &&
      (element instanceof HTMLFormElement ? control.form === element : element.contains(control)),
  );
}

/** What the webmaster's map says: the controls of a field by their name, else by a selector. */
function givenBy(map: Options["map"], controls: Control[]): Map<Control, string> {
  const given = new Map<Control, string>();
  const source = typeof map === "string" && !/^\s*\{/.test(map) ? document.getElementById(map)?.textContent : map;
  const entries: Record<string, string> = typeof source === "string" ? JSON.parse(source) : source || {};
  for (const id in entries) {
    const where = entries[id] as string;
    const named = controls.filter((control) => control.name === where);
    for (const control of named[0] ? named : controls.filter((control) => control.matches(where))) {
      given.set(control, id);
    }
  }
  return given;
}

const isLive = (field?: Field) => field?.controls.some((control) => !control.matches(":disabled"));
const isFilled = (field: Field) =>
  field.controls.some((control) =>
    /^(radio|checkbox)$/.test(control.type) ? control.checked : /\S/.test(control.value),
  );

const isBefore = (a: Field, b: Field) => {
  const other = b.controls[0] as Node;
  return !!((a.controls[0] as Node).compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
};

/** Finds the fields of a form among its controls and binds them. */
function bind(element: Element, page: PageForm, map: Options["map"], fields: Field[]) {
  const controls = controlsOf(element);
  const units = unitsOf(controls, givenBy(map, controls), element);
  const taken = page.recognise(units.map((unit) => [unit.controls[0]?.type, ...unit.texts].join("\t")).join("\n"));
  units.forEach((unit, i) => {
    const field = fields[taken[2 * i] as number];
    if (!field) return;
    field.how = SOURCES[taken[2 * i + 1] as number] as string;
    unit.controls.forEach((control, j) => {
      field.controls.push(control);
      page.bind(field.at, control, unit.options[j] as string);
    });
  });
}

/**
 * Attaches to an element if at least `least` fields are recognised in it. What goes wrong later goes to `fault`, never
 * to the page.
 */
export function attach(
  element: Element,
  page: PageForm,
  options: Options,
  least: number,
  fault: (error: unknown) => void,
): Attached | undefined {
  const fields: Field[] = [];
  const levels: Level[] = [];
  for (const line of page.describe().split("\n")) {
    const [id, label, mark] = line.split("\t") as [string, string, string];
    if (mark === "level") levels.push({ id, label });
    else fields.push({ at: fields.length, id, label, long: mark === "long", dated: mark === "today", controls: [] });
  }
  bind(element, page, options.map, fields);
  const found = fields.filter((field) => field.controls[0]).sort((a, b) => (isBefore(a, b) ? -1 : 1));
  if (found.length < least) return;

  const blocks = options.mode !== "advise";
  let report: Report;
  let blocking: Check[] = [];
  /** A submission failed: until all is mended, what is open is asked for too. */
  let refused = false;
  /** The field that is being filled in for the first time. */
  let pending: Field | undefined;
  let marked = new Map<Field, string>();

  /** Where a check can be mended on the page. */
  const placesOf = (check: Check) =>
    check.fields.map((id) => fields.find((field) => field.id === id)).filter(isLive) as Field[];

  function judge() {
    report = JSON.parse(page.report());
    blocking = report.checks.filter(
      (check) => check.severity === "error" && check.state !== "holds" && !check.assumed && placesOf(check)[0],
    );
    refused = refused && blocking.length > 0;
    element.dispatchEvent(new CustomEvent("leifeng:report", { bubbles: true, detail: report }));
  }

  /** The checks to show, by the field that they stand beside. */
  function toShow(): Map<Field, Check[]> {
    const shown = new Map<Field, Check[]>();
    const add = (field: Field, check: Check) => shown.set(field, [...(shown.get(field) || []), check]);
    for (const check of report.checks) {
      const places = placesOf(check);
      const quiet = !places.some((field) => field.touched) || places.includes(pending as Field);
      if (check.state === "fails" && !check.assumed && !quiet) add(places[0] as Field, check);
    }
    // What is open is asked for where the answer is missing, once, and not where something is said already.
    const open = refused ? blocking.filter((check) => check.state === "open") : [];
    for (const check of open) {
      const places = placesOf(check);
      const missing = places.find((field) => !field.dated && !isFilled(field));
      if (missing && !places.some((field) => shown.has(field))) add(missing, check);
    }
    // No submission is stopped without a word.
    if (open[0] && !shown.size) add(placesOf(open[0])[0] as Field, open[0]);
    return shown;
  }

  function mark(shown: Map<Field, Check[]>) {
    const now = new Map<Field, string>();
    shown.forEach((checks, field) => {
      const error = checks.find((check) => check.severity === "error");
      if (error) now.set(field, (blocks && error.message) || "");
    });
    marked.forEach((_, field) => {
      if (!now.has(field)) page.clear(field.at);
    });
    now.forEach((message, field) => {
      if (marked.get(field) !== message) page.mark(field.at, message);
    });
    marked = now;
  }

  function show(focus: boolean) {
    const shown = toShow();
    mark(shown);
    view.messages(shown);
    view.counts(report.counts);
    view.panel(report);
    view.summary(refused ? found.filter((field) => shown.has(field)) : [], shown, focus);
  }

  /** The answers as they stand now, whoever put them there. */
  function readAll() {
    for (const field of found) page.read(field.at);
    judge();
  }

  function touch() {
    if (pending && isFilled(pending)) pending.touched = options.when !== "submit";
    pending = undefined;
  }

  const safely =
    <Args extends unknown[]>(action: (...args: Args) => void) =>
    (...args: Args) => {
      try {
        action(...args);
      } catch (error) {
        fault(error);
      }
    };
  const renew = safely(() => {
    touch();
    readAll();
    show(false);
  });

  function check(): boolean {
    let sends = true;
    safely(() => {
      readAll();
      refused = blocking.length > 0;
      if (refused) for (const field of found) field.touched = true;
      pending = undefined;
      show(refused);
      sends = !refused || !blocks;
      if (!sends) element.dispatchEvent(new CustomEvent("leifeng:blocked", { bubbles: true, detail: report }));
    })();
    return sends;
  }

  const timing = listen(
    (target) => found.find((field) => field.controls.includes(target as Control)),
    safely((field) => {
      if (pending !== field) touch();
      if (!field.touched) pending = field;
      page.read(field.at);
      judge();
      show(false);
    }),
    renew,
  );
  const view = viewOf(element, found, levels, timing.isComposing);
  const release = guard(element, options.checkOn, {
    check,
    refresh: renew,
    isMarked: (control) => Array.from(marked.keys()).some((field) => field.controls.includes(control)),
    reset: safely(() => {
      refused = false;
      for (const field of found) field.touched = false;
      renew();
    }),
  });
  const mapping = () => {
    const mapping: ReturnType<Attached["mapping"]> = {};
    for (const { id, controls, how } of found) mapping[id] = { controls, how: how || "" };
    return mapping;
  };
  let attached = true;
  function detach() {
    if (!attached) return;
    attached = false;
    timing.stop();
    release();
    view.remove();
    try {
      for (const field of found) page.clear(field.at);
      page.free();
    } catch {
      // The module is gone; its marks go without it.
      for (const field of found) {
        for (const control of field.controls) {
          control.setCustomValidity("");
          control.removeAttribute("aria-invalid");
        }
      }
    }
  }

  try {
    readAll();
    show(false);
  } catch (error) {
    detach();
    throw error;
  }
  element.dispatchEvent(new CustomEvent("leifeng:attached", { bubbles: true, detail: mapping() }));
  return {
    report() {
      if (attached) safely(readAll)();
      return report;
    },
    check,
    mapping,
    detach,
  };
}
