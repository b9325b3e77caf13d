/** What the files of the drop-in share. Reports are typed by the package's own types. */
import type { Report } from "../package/types.js";

export type { Check, FieldCounts, Report } from "../package/types.js";

/** `select` and `textarea` have what is used of an input. */
export type Control = HTMLInputElement;

/** A control that was taken for a field, or for a cell of one. */
export interface Part {
  /** The page's own control: it is marked, and given out as the field's. */
  own: Control;
  /** What is read; a stand-in where the answer is the text of an editor. */
  read: Control;
  /** What people see: the control itself, the box that a widget shows in its place, or the text of an editor. */
  seen: HTMLElement;
  /** The row of a table, from 1; 0 outside of tables. */
  row: number;
  /** What the page itself said of its validity. */
  invalid?: string | null;
  /** The page gave it no name that assistive technology finds, so we did. */
  named?: boolean;
}

/** A field of the form, with the controls that were taken for it on the page. */
export interface Field {
  /** Its place among the fields of the form. */
  at: number;
  id: string;
  label: string;
  /** `long`: its 字数 is shown. `today`: today stands in for no answer. `table`: rows. `level`: no field, but a level. */
  kind: string;
  parts: Part[];
  /** By what its controls were found. */
  how?: string;
  /** What names it as well, but not surely enough. */
  unsure?: Part[];
  /** It was left once with an answer in it: from then on its errors go with the keystroke that mends them. */
  touched?: boolean;
}

/** The script's attributes, without `data-`. */
export interface Options {
  rulebook?: string | undefined;
  form?: string | undefined;
  map?: string | Record<string, string> | undefined;
  when?: string | undefined;
  mode?: string | undefined;
  checkOn?: string | undefined;
  draft?: string | undefined;
}

/** A form under watch. */
export interface Attached {
  /** Judges what stands on the page now; shows nothing. */
  report(): Report | undefined;
  /** Does what a submission does; says whether the form may be sent. */
  check(): boolean;
  /** Which controls were taken for which field, and by what. */
  mapping(): Record<string, { controls: Control[]; how: string }>;
  /** Leaves the page's DOM as it was. */
  detach(): void;
}
