export { Rulebook, countText, readDocument, readSheet } from "./node.cjs";
