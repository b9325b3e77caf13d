/** What a page calls a field, from the texts around its controls. */
import { BEFORE, CELL, COLUMN, GIVEN, GROUP, LABEL, NAME, PLACEHOLDER, ROW } from "../../protocol";

/** Longer texts are sentences, not labels. */
const LONGEST = 20;
const IN_TURN = [LABEL, CELL, ROW, COLUMN, BEFORE, PLACEHOLDER];

const cleaned = (text: string) =>
  text
    .replace(/[（(【[〔][^）)】\]〕]*[）)】\]〕]/g, "")
    .replace(/[*＊:：\s]/g, "")
    .replace(/^(\d|[一二三四五六七八九十])+[、.．]/, "")
    .replace(/^请(选择|输入|填写)/, "");

/**
 * The label of a control by the texts around it, from the one by which it was found; "" where none is a label. Found by the
 * webmaster's word or by its name, it is called what stands nearest.
 */
export function wordOf(texts: string[], how: number): string {
  const sources = how > GIVEN && how < NAME ? [how, ...(how === GROUP ? IN_TURN : [])] : IN_TURN;
  const words = sources.map((source) => cleaned(texts[source] || "")).filter((word) => /[\u4e00-\u9fff]/.test(word));
  return words.find((word) => word.length <= LONGEST) || "";
}
