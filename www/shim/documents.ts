/** Reads .docx, .doc and .txt in the page; loaded from beside the drop-in when a file is first chosen. */
import * as glue from "virtual:glue";
import packed from "virtual:module";
import { readWith } from "../package/document";
import { type Beside, offer } from "./beside";
import { chooser } from "./files";
import { unpack } from "./unpack";

let module: Promise<Uint8Array<ArrayBuffer>> | undefined;

/** Unpacks when it first reads: where a worker does, the page need not. */
const read: Beside["documents"]["read"] = async (file) => {
  module = module || unpack(packed);
  return readWith(glue, await module, file);
};

offer("documents", {
  read,
  choose: chooser(async (bytes) => {
    const { text, beside } = await read(bytes);
    const left = [
      ["文本框", beside.textBoxes],
      ["脚注和尾注", beside.notes],
    ].filter(([, count]) => count);
    const words = left.map(([what, count]) => `${what} ${count} 字`).join("、");
    return { text, ...(words && { note: `中${words}未计入字数。` }) };
  }),
});
