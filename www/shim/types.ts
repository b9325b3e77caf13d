/** What the files of the drop-in share. Reports are typed by the package's own types. */
import type { Check, FieldKind, Named, Report } from "../package/types.js";

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
  /** The most characters, where its label says so: `主要事迹（500字以内）`. */
  limit?: number | undefined;
  /** The id of its column, of a cell. */
  column?: string;
  /** The text behind it, of a radio button or a checkbox. */
  option?: string;
  /** Of a marked one: what the page itself said of its validity, by a message and by `aria-invalid`, and what is marked. */
  was?: [message: string, invalid: string | null, marked: Element];
  /** Of a control that takes files: the first that was chosen when they were read last. */
  file?: File | undefined;
  /** Files were chosen, and nothing of what they say can be asked for. */
  unread?: boolean | undefined;
  /** What is to be said of the files: that they are being read, or why they cannot be. */
  said?: Said | undefined;
}

/** What is said of files, as a check that fails says it. */
export interface Said extends Pick<Check, "severity" | "message"> {
  /** They are not read yet, or cannot be in this browser: it is not for them to stop the form. */
  unread?: boolean;
  /** They are no files that can be read: the form stops, unless a paper copy will do. */
  refused?: boolean;
}

/**
 * Reads chosen files, and says what is to be said meanwhile and at the end; rejected where this browser cannot. `address` is
 * that of the script itself, which a worker runs.
 */
export type Choose = (files: FileList, about: About, tell: Tell, address: string) => Promise<void>;

/** The field that files are for: the rulebook's bytes, the form, the field. */
export type About = [book: Uint8Array, form: string | undefined, field: string];

/** Says something of files; at the end with their text, which of a table has a line a cell, row by row. */
export type Tell = (said?: Said, text?: string) => void;

/** A field of the form, with the controls that were taken for it on the page. */
export interface Field {
  /** Its place among the fields of the form. */
  at: number;
  id: string;
  label: string;
  /** What the page calls it; nothing where it does not say. */
  said?: string;
  kind: FieldKind;
  /** Today stands in for no answer. */
  today: boolean;
  parts: Part[];
  /** By what its controls were found. */
  how?: string;
  /** Whether a paper copy will do, where a file cannot be read. */
  paper: boolean;
  /** The ids of its columns, of a table. */
  columns: string[];
  /** What names it as well, but not surely enough. */
  unsure?: Part[];
  /** What names it with a unit in which it cannot be answered. */
  otherUnit?: Part[];
  /** It was left once with an answer in it: from then on its errors go with the keystroke that mends them. */
  touched?: boolean;
}

/** What the page's module says of a form (src/page/describe.rs). */
export interface Described {
  fields: Pick<Field, "id" | "label" | "kind" | "today" | "paper" | "columns">[];
  /** The levels that reports judge. */
  levels: Named[];
  /** The notice's own words. */
  topics: string[];
  /** The clauses that its rules rest on, each with what it asks in short. */
  clauses: { clause: string; summary: string }[];
  /** Of each rule that says for which level it is, the id of that level. */
  for_level: Record<string, string>;
}

/** What the page's module says is to be drawn, in the page's words (`Session::drawing`): each check once. */
export interface Drawing {
  checks: Check[];
  /** Which of them are the report's, and which are those of each level, as if it had been applied for. */
  report: number[];
  levels: number[][];
  counts: Report["counts"];
}

/** The script's attributes, without `data-`. */
export interface Options {
  rulebook?: string | undefined;
  /** Named values in place of the rulebook's. */
  values?: string | Record<string, unknown> | undefined;
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

/** A draft of a form, as leifeng-form-draft.js keeps it. */
export interface Draft {
  /** Keeps what stands in the fields, a little later. */
  save(): void;
  /** Keeps it for a day more: it was sent, and may not have arrived. */
  sent(): void;
  /** Leaves the page. */
  remove(): void;
}
