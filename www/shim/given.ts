/** Which control the webmaster names for which field. */
import * as dom from "./dom";
import type { Control, Options } from "./types";

/** What the webmaster's map says. */
export function mapOf(map: Options["map"], strictly = false): Record<string, string> {
  const source =
    typeof map === "string" && !/^\s*\{/.test(map) ? dom.textContent(dom.getElementById(document, map)) : map;
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
