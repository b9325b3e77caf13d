/** What is checked where the script's tag does not say. */
export const RULEBOOK = "mengyin-2012";
export const FORM = "application";
