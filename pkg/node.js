export { LeifengFormError, Rulebook, countText, readDocument, readSheet } from "./node.cjs";
