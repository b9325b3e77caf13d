export { Rulebook, countText } from "./node.cjs";
