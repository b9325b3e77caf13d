/** Which control the webmaster names for which field. */
import * as dom from "./dom";
import type { Control, Options } from "./types";

/** JSON as an attribute has it: written there, or the id of the script block that has it. */
export const writtenIn = <T>(given: T | string) =>
  typeof given === "string" && !/^\s*\{/.test(given) ? dom.textContent(dom.getElementById(document, given)) : given;

/** What the webmaster's map says. */
export function mapOf(map: Options["map"], strictly = false): Record<string, string> {
  const source = writtenIn(map);
  try {
    return typeof source === "string" ? JSON.parse(source) : source || {};
  } catch (error) {
    // Told in the map view, and not to applicants.
    if (strictly) throw error;
    return {};
  }
}

/** The controls of a field by their name, else by a selector; a table by its selector. */
export function givenBy(where: string, controls: Control[], element: Element): Element[] {
  const named = controls.filter((control) => control.name === where);
  if (named[0]) return named;
  try {
    const tables: Element[] = dom.querySelectorAll(element, "table");
    return tables.concat(controls).filter((control) => dom.matches(control, where));
  } catch {
    return [];
  }
}
