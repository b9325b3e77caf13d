/** What a page calls a field, from the texts around its controls. */
import { AFTER, BEFORE, CELL, COLUMN, GIVEN, GROUP, LABEL, NAME, PLACEHOLDER, ROW } from "../../protocol";

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
  // A group is of several controls: each is called by its own label.
  const isOwn = how !== GIVEN && how !== NAME && how !== GROUP && how <= AFTER;
  const sources = isOwn ? [how] : [...IN_TURN, ...(how === GROUP ? [GROUP] : [])];
  const words = sources.map((source) => cleaned(texts[source] || "")).filter((word) => /[\u4e00-\u9fff]/.test(word));
  return words.find((word) => word.length <= LONGEST) || "";
}
