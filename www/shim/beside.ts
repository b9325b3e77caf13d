/** The scripts beside the drop-in: `leifeng-form-NAME.js`, each loaded when it is first needed. */
import type { readDocument, Sheet } from "../package/types";
import type { About, Choose, Draft, Field, Options, Watched } from "./types";
import type { Standing } from "./view/standing";

/** What each of them offers. */
export interface Beside {
  /** Gives back what renews the view. */
  map: { show(told: Told): () => void };
  /** Restores what was kept, and says so above the form. */
  draft: { open(element: Element, fields: () => Field[], above: Element, restored: () => void): Draft };
  /** The fields with what was filled in, and how it stands. */
  print: { print(fields: Field[], standing: Standing): void };
  documents: { read: typeof readDocument; choose: Choose };
  sheets: { read(bytes: Uint8Array, about: About): Promise<Sheet>; choose: Choose };
  /** `address`: of a rulebook of one's own, beside which those lie that it extends. */
  rulebook: { compile(source: string, values: string, address?: string): Promise<Uint8Array> };
}

/** What the drop-in tells the map view of itself. */
export interface Told {
  /** Its script tag. */
  script: Element | null;
  options: Options;
  watched(): Watched[];
  /** Whether nothing runs. */
  failed(): boolean;
  /** Why not, and why scripts beside it are not used. */
  problems: Set<string>;
  /** Loads a script beside it. */
  loadBeside(name: keyof Beside): Promise<unknown>;
  /** With fewer fields found, a form is left alone. */
  least: number;
}

type Offered = Record<string, { version?: string } | undefined>;

/** The address of the drop-in itself. */
export const DROP_IN = /(?:^|\/)leifeng-form(?:\.csp)?\.js(?:[?#]|$)/;

export const fileOf = (name: keyof Beside) => `leifeng-form-${name}.js`;

/** Says in such a script what it offers; in its worker too, where there is no page. */
export function offer<Name extends keyof Beside>(name: Name, offered: Beside[Name]) {
  (self as unknown as Offered)[fileOf(name)] = { ...offered, version: VERSION };
}

/** What a script offered that has run; nothing where it is of another build, as when only some files were replaced. */
export function offeredBy<Name extends keyof Beside>(name: Name): Beside[Name] | undefined {
  const offered = (window as unknown as Offered)[fileOf(name)];
  return offered?.version === VERSION ? (offered as Beside[Name]) : undefined;
}
