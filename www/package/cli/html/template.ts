/** Markup whose holes are escaped: what a template is filled with is text, unless it is markup itself. */

import { plain } from "../record.js";

let make: (text: string) => Markup;

/** Made by `html` alone, so that no text passes for markup. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static {
    make = (text) => new Markup(text);
  }

  toString(): string {
    return this.#text;
  }
}

export type Hole = string | number | Markup | undefined | false | readonly Hole[];

/** A template. Attributes stand in double quotes; nothing is filled into scripts, styles or names. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  return make(parts.reduce((text, part, at) => text + fill(holes[at - 1]) + part));
}

function fill(hole: Hole): string {
  if (hole === undefined || hole === false) return "";
  if (hole instanceof Markup) return hole.toString();
  if (typeof hole === "object") return hole.map(fill).join("");
  return plain(String(hole)).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
