/** One form under watch: its answers are read and judged when they change, and what is to be said is shown. */

import type { Beside } from "./beside";
import { bindingOf } from "./binding";
import { changesOf } from "./changeable";
import { choose } from "./chosen";
import * as dom from "./dom";
import { guard } from "./guard";
import { insistOf } from "./insist";
import { type Stops, stopsOf, toShow } from "./judge";
import { loadBeside, type PageForm } from "./load";
import { type Mark, marksOf } from "./marks";
import { panelOf } from "./panel";
import { isMany } from "./scan/texts";
import { viewOf } from "./show";
import { listen } from "./timing";
import type { Attached, Check, Draft, Drawing, Field, Options, Report, Watched } from "./types";
import { about } from "./view/message";

const isError = (check: Check) => check.severity === "error";
export const isFilled = (field: Field) =>
  field.parts.some(({ read }) => (isMany(read) ? read.checked : /\S/.test(read.value)));

const details = new WeakMap<Event, () => unknown>();
/** One getter for all events: V8 keeps the last one that was defined, and with it all that it closes over. */
const DETAIL: PropertyDescriptor & ThisType<Event> = {
  get() {
    return details.get(this)?.();
  },
};

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
  const binding = bindingOf(element, make, options.map);
  const { fields, fieldOf } = binding;
  binding.renew();
  if ((least > 1 ? binding.evidence : binding.found.length) < least) {
    binding.release();
    missed(binding.evidence, binding.found);
    return;
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
  const reread = () => {
    readAll();
    show(false);
  };
  const renew = safely(() => {
    touch();
    reread();
  });

  /** What each control can become: asked of the page's layout, so not while one is typed into. */
  let limits: Uint32Array = new Uint32Array();
  let growing: Uint16Array = new Uint16Array();
  let drawing: Drawing;
  let checks: Check[] = [];
  let stops: Stops = new Map();
  let shown = new Map<Field, Check[]>();
  /** A submission failed: until all is mended, what is open is asked for too. */
  let refused = false;
  /** Fields of a step that was left: what is open there is asked for. */
  let asked = new Set<Field>();
  /** The field that is being filled in for the first time. */
  let pending: Field | undefined;
  let edited = false;
  let draft: Draft | undefined;

  const marks = marksOf();
  const changes = changesOf(element, () => binding.parts);
  try {
    // Before anything of ours stands on the page: what was just laid out to find the fields need not be laid out again.
    readAll();
  } catch (error) {
    changes.stop();
    binding.release();
    throw error;
  }
  const timing = listen(fieldOf, safely(edit), renew, safely(reread));
  timing.follow(binding.parts);
  const view = viewOf(element, timing.isComposing);
  const insist = insistOf(view.above, options.mode === "insist");
  const panel = panelOf(view.standing, binding.described, fields, checksOfLevels, timing.isPressed, safely);

  /** Whether the browser is to hear of errors: a form that may be sent all the same is not locked. */
  const locks = !/^(advise|insist)$/.test(options.mode || "");
  const blocks = () => options.mode !== "advise" && !insist.allows(stops);

  function measure() {
    limits = changes.limits();
    growing = changes.growing(fields);
  }

  function read(field: Field) {
    for (const part of field.parts) {
      // In rows nobody chooses files.
      if (!part.row && part.own.type === "file") choose(field, part, [book, options.form, field.id], reread, safely);
      else if (part.read !== part.own) part.read.value = dom.innerText(part.seen);
    }
    const refused = isFilled(field) ? undefined : field.parts.find(({ said }) => said?.refused);
    if (refused) binding.page.refuse(field.at, (refused.file as File).name);
    else binding.page.read(field.at);
  }

  /** The answers as they stand now, whoever put them there. */
  function readAll() {
    // A widget may have put another control in its place just now.
    if (!binding.parts.every(({ own }) => dom.isConnected(own))) rebind();
    binding.found.forEach(read);
    measure();
    judge();
  }

  function rebind() {
    if (binding.renew(clear)) timing.follow(binding.parts);
  }

  /** Takes away what is shown at the controls that are bound. */
  function clear() {
    view.clear();
    marks.clear();
  }

  function judge() {
    drawing = JSON.parse(binding.page.drawing());
    checks = drawing.report.map((at) => drawing.checks[at] as Check);
    stops = stopsOf(checks, binding.page.stops(limits, growing), fields);
    refused = refused && stops.size > 0;
  }

  function checksOfLevels(): Check[][] {
    const { levels } = drawing;
    return levels[0] ? levels.map((level) => level.map((at) => drawing.checks[at] as Check)) : [checks];
  }

  /** What is given out, in the rulebook's words. */
  const report = (): Report => JSON.parse(binding.page.report());
  /** A detail is made for whoever asks for it: a report of a long roster takes time, and most pages ask for none. */
  function tellPage(type: string, detail: () => unknown = report) {
    const event = new CustomEvent(`leifeng:${type}`, { bubbles: true });
    let made: unknown = null;
    const make = safely(() => {
      made = made || detail();
    });
    details.set(event, () => {
      make();
      return made;
    });
    dom.dispatchEvent(element, Object.defineProperty(event, "detail", DETAIL));
  }

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
    const asks = (rule: string) => binding.page.asks(rule);
    shown = toShow(checks, { fields, stops, isAsked, isFilled, pending, asks });
    mark();
    view.begin(fields);
    view.messages(shown, typing);
    view.counts(drawing.counts);
    view.summary(refused ? binding.found.filter((field) => shown.has(field)) : [], shown, !stops.size, focus, typing);
    if (!refused) insist.withdraw();
    panel.renew();
    tellPage("report");
  }

  function touch() {
    if (pending && isFilled(pending)) pending.touched = options.when !== "submit";
    pending = undefined;
  }

  function edit(field: Field) {
    if (pending !== field) touch();
    if (!field.touched) pending = field;
    read(field);
    judge();
    show(false, true);
    edited = true;
    draft?.save();
  }

  const check = (again: () => void = () => {}): boolean => {
    // Enter that ends a composition sends nothing.
    if (timing.isComposing()) return !blocks();
    let sends = true;
    safely(() => {
      readAll();
      refused = stops.size > 0;
      if (refused) for (const field of binding.found) field.touched = true;
      pending = undefined;
      sends = !refused || !blocks();
      show(refused);
      if (sends) {
        insist.sent();
        draft?.sent();
      } else {
        insist.refused(stops, () => {
          marks.clear();
          again();
        });
        tellPage("blocked");
      }
    })();
    return sends;
  };

  /** A step is left: what is wrong among what is shown is shown, and nothing is stopped. */
  const hint = safely(() => {
    readAll();
    pending = undefined;
    asked = new Set(binding.found.filter(changes.isShown));
    asked.forEach((field) => {
      field.touched = true;
    });
    show(false);
  });

  const reset = safely(() => {
    refused = false;
    asked.clear();
    view.forget();
    for (const field of binding.found) field.touched = false;
    renew();
  });

  const keepDraft = safely(({ open }: Beside["draft"]) => {
    draft = open(element, () => binding.found, view.above, renew);
    reread();
    if (edited) draft.save();
  });
  // Without its script there is no draft.
  if (options.draft === "on") loadBeside("draft").then(keepDraft, () => {});

  const isMarked = (control: EventTarget) => {
    const field = fieldOf(control);
    return !!field && marks.has(field);
  };
  const { checkOn } = options;
  const release = guard(element, { checkOn, check, hint, refresh: renew, free: marks.clear, isMarked, reset });

  function mapping() {
    const mapping: ReturnType<Attached["mapping"]> = Object.create(null);
    for (const { id, parts, how } of binding.found)
      mapping[id] = { controls: parts.map(({ own }) => own), how: how || "" };
    return mapping;
  }

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
    binding.release();
  }

  // Drawn in a task of its own: on a slow machine finding, judging and drawing together hold the page up.
  setTimeout(
    safely(() => {
      show(false);
      tellPage("attached", mapping);
    }),
  );
  return {
    element,
    fields,
    evidence: () => binding.evidence,
    checks: checksOfLevels,
    report() {
      safely(readAll)();
      return report();
    },
    check: () => check(),
    mapping,
    detach,
    look: safely(() => {
      rebind();
      reread();
    }),
    renew() {
      clear();
      binding.restart();
      reread();
    },
  };
}
