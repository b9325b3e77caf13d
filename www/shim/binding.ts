/** Which controls answer which field: found among those of a form, and bound to it in the module. */
import { AFTER, COLUMN, NAME, OTHER_UNIT, SOURCES, TABLE, UNSURE } from "../protocol";
import { limitIn } from "./changeable";
import * as dom from "./dom";
import { givenBy, mapOf } from "./given";
import type { PageForm } from "./load";
import { markedOf } from "./marks";
import { placeOf } from "./scan/editors";
import { holdsControl, named } from "./scan/texts";
import { controlsOf, type Unit, unitsOf } from "./scan/units";
import type { Described, Field, Options, Part } from "./types";
import { labelOf } from "./view/standing";
import { wordOf } from "./view/words";

/** A unit of controls that was recognised; `how` is the source of the text that named it, of a cell its column. */
interface Claim {
  unit: Unit;
  field: Field;
  how: number;
  isCell: boolean;
}

/** A control to bind to a field, with the text that tells it from the field's other controls. */
interface Bound {
  field: Field;
  part: Part;
  option: string;
  column: number;
}

/** What files gave stays with their control. */
const keptOf = (fresh: Part, old: Part[]) =>
  (fresh.own.type === "file" && old.find(({ own }) => own === fresh.own)) || fresh;

function isBefore(a: Field, b: Field) {
  const place = ({ parts }: Field) => placeOf(parts[0] as Part);
  return !!(dom.compareDocumentPosition(place(a), place(b)) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** What stands in a block of its own under a control: `请控制在800字以内`. */
function helpOf({ own }: Part): string {
  const below = dom.nextElementSibling(own);
  return below && !holdsControl(below) ? dom.textContent(below) || "" : "";
}

/** The controls of a claim, each as it is to be bound. */
function boundOf({ unit, field, how, isCell }: Claim, old: Part[]): Bound[] {
  return unit.parts.map((fresh, at) => {
    const part = keptOf(fresh, old);
    if (isCell) part.column = field.columns[how] || "";
    else part.row = 0;
    part.option = unit.options[at] || "";
    if (field.kind === "long_text")
      part.limit = limitIn([...unit.texts.slice(0, NAME), unit.texts[AFTER], helpOf(part)].join());
    // A cell is told from its neighbours by the head of its column.
    const option = part.option || (isCell && unit.texts[COLUMN]) || "";
    return { field, part, option, column: isCell ? how : 0 };
  });
}

/** Nothing is bound before the first `renew`. */
export function bindingOf(element: Element, make: () => PageForm, map: Options["map"]) {
  const page = make();
  const described: Described = JSON.parse(page.describe());
  const self = {
    /** The form in the module; another one where other controls are bound than before. */
    page,
    described,
    /** All fields of the form, on the page or not. */
    fields: described.fields.map((field, at): Field => ({ ...field, at, parts: [] })),
    /** Those that are on the page, in its order. */
    found: [] as Field[],
    /** So many fields are surely the notice's. */
    evidence: 0,
    parts: [] as Part[],
    renew,
    fieldOf: (target: EventTarget | null) =>
      self.found.find(({ parts }) => parts.some(({ own, seen }) => own === target || seen === target)),
    /** Begins anew in another module. */
    restart() {
      self.page.__destroy_into_raw();
      self.page = make();
      bound = "";
      renew();
    },
    release() {
      unname();
      try {
        self.page.free();
      } catch {
        // The module is gone.
      }
    },
  };
  /** What is bound, as text; "" before the first time. */
  let bound = "";

  /** Takes the names away that controls were given. */
  function unname() {
    for (const control of self.parts.map(markedOf))
      if (named.delete(control)) dom.removeAttribute(control, "aria-label");
  }

  function recognise(): Claim[] {
    const controls = controlsOf(element);
    const given = new Map<Element, string>();
    const wanted = mapOf(map);
    for (const id in wanted)
      for (const control of givenBy(wanted[id] as string, controls, element)) given.set(control, id);
    const units = unitsOf(controls, given, element);
    const texts: string[] = [];
    const ends = Uint32Array.from(units, (unit) => texts.push(unit.mark + unit.type, ...unit.texts));
    const taken = self.page.recognise(texts, ends);
    self.evidence = taken[taken.length - 1] as number;
    const claims: Claim[] = [];
    units.forEach((unit, at) => {
      const field = self.fields[taken[2 * at] as number];
      const how = taken[2 * at + 1] as number;
      const isCell = field?.kind === "table" && unit.type !== TABLE && unit.type !== "file";
      if (field) claims.push({ unit, field, how, isCell });
    });
    return claims;
  }

  /** Keeps at each field what was found for it. */
  function keep(claims: Claim[], left: Claim[], all: Bound[]) {
    const partsOf = (field: Field, flag: number) =>
      left.filter((claim) => claim.field === field && claim.how & flag).flatMap(({ unit }) => unit.parts);
    for (const field of self.fields) {
      const own = claims.filter((claim) => claim.field === field && !claim.isCell);
      field.parts = all.filter((one) => one.field === field).map(({ part }) => part);
      field.said = own.map(({ unit, how }) => wordOf(unit.texts, how)).find(Boolean) || "";
      field.how = SOURCES[own[own.length - 1]?.how as number] || "";
      field.unsure = partsOf(field, UNSURE);
      field.otherUnit = partsOf(field, OTHER_UNIT);
    }
    self.found = self.fields.filter(({ parts }) => parts[0]).sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }

  function bind({ field, part, option, column }: Bound) {
    const control = markedOf(part);
    self.page.bind(field.at, part.read, control, option, part.row, column);
    // Old pages have their labels beside the controls, where a screen reader does not see them.
    if (!dom.matches(control, "[aria-label],[aria-labelledby],[title]") && !control.labels?.length) {
      const label = labelOf(field);
      dom.setAttribute(control, "aria-label", option === label ? label : `${label} ${option}`.trim());
      named.add(control);
    }
  }

  /** Hands on what the page calls its fields and columns. */
  function say(cells: Claim[]) {
    for (const { at, said } of self.found) self.page.say(at, said || "");
    for (const { field, how, unit } of cells) {
      const label = wordOf(unit.texts, COLUMN);
      if (label) self.page.say_column(field.at, how, label);
    }
  }

  /**
   * Looks for the fields, and binds them where anything is other than before, which it says; `clear` takes away first what is
   * shown at the old ones.
   */
  function renew(clear?: () => void): boolean {
    const all = recognise();
    const isLeftOut = ({ how }: Claim) => how & (UNSURE | OTHER_UNIT);
    const claims = all.filter((claim) => !isLeftOut(claim));
    const old = self.parts;
    const fresh = claims.flatMap((claim) => boundOf(claim, old));
    // In a table row by row, cell by cell.
    fresh.sort((a, b) => a.field.at - b.field.at || a.part.row - b.part.row || a.column - b.column);
    const parts = fresh.map(({ part }) => part);
    const now = JSON.stringify(fresh.map(({ field, part, option, column }) => [field.at, option, part.row, column]));
    const isSame = ({ own, seen }: Part, at: number) => old[at]?.own === own && old[at]?.seen === seen;
    if (now === bound && parts.every(isSame)) return false;
    unname();
    if (bound) {
      clear?.();
      self.page.free();
      self.page = make();
    }
    bound = now;
    self.parts = parts;
    keep(claims, all.filter(isLeftOut), fresh);
    fresh.forEach(bind);
    say(claims.filter(({ isCell }) => isCell));
    return true;
  }

  return self;
}
