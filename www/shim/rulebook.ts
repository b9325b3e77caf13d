/** Compiles a webmaster's own rulebook in the page; loaded from beside the drop-in only where it is needed. */
import { compile, instantiate } from "virtual:glue";
import packed from "virtual:module";
import { bytesOf } from "./packed";

const started = instantiate(bytesOf(packed || ""));

window.LeifengFormRulebook = {
  async compile(source) {
    await started;
    return compile(source);
  },
};
