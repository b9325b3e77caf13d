/** What the files of the drop-in share. Reports are typed by the package's own types. */
import type { Report } from "../package/types.js";

export type { Check, FieldCounts, Report } from "../package/types.js";

/** `select` and `textarea` have what is used of an input. */
export type Control = HTMLInputElement;

/** A field of the form, with the controls that were taken for it on the page. */
export interface Field {
  /** Its place among the fields of the form. */
  at: number;
  id: string;
  label: string;
  /** A long text: its 字数 is shown. */
  long?: boolean;
  /** Today stands in for no answer. */
  dated?: boolean;
  controls: Control[];
  /** By what its controls were found. */
  how?: string;
  /** It was left once with an answer in it: from then on its errors come and go with every keystroke. */
  touched?: boolean;
}

/** A level that reports judge. */
export interface Level {
  id: string;
  label: string;
}

/** The script's attributes, without `data-`. */
export interface Options {
  rulebook?: string | undefined;
  form?: string | undefined;
  map?: string | Record<string, string> | undefined;
  when?: string | undefined;
  mode?: string | undefined;
  checkOn?: string | undefined;
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
