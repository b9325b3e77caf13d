/** What the modules and the scripts around them both use. Made by tests/protocol.rs from the modules' own constants. */

/** Where a text around a control comes from, see src/page/protocol.rs. */
export const SOURCES = [
  "given",
  "group",
  "label",
  "cell",
  "row",
  "column",
  "before",
  "placeholder",
  "name",
  "after",
  "options",
] as const;
export const GIVEN = 0;
export const GROUP = 1;
export const LABEL = 2;
export const CELL = 3;
export const ROW = 4;
export const COLUMN = 5;
export const BEFORE = 6;
export const PLACEHOLDER = 7;
export const NAME = 8;
export const AFTER = 9;
export const OPTIONS = 10;
/** In place of a field: none. */
export const NONE = 65535;
/** Added to a source: another unit names the field as surely. */
export const UNSURE = 32768;
/** Added to a source: the label says a unit in which the field cannot be answered. */
export const OTHER_UNIT = 16384;
/** The type of what looks like a table. */
export const TABLE = "table";
/** Stands before the types of a table's cells. */
export const CELL_MARK = "+";
/** Stands before the type of one box of the group before it. */
export const BOX_MARK = "=";
/** Stands before the type of what is not shown, behind the marks above. */
export const HIDDEN_MARK = "-";
/** The type of the last unit, the form itself. */
export const FORM = "form";
/** So many sure fields are evidence enough to attach to a form. */
export const ENOUGH = 3;
/** The code of a file that can be read and holds no such table. */
export const NO_HEADER = "header.missing";
