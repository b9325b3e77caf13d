/** Compiles a webmaster's own rulebook in the page; loaded from beside the drop-in only where it is needed. */
import init, { compile } from "virtual:glue";
import packed from "virtual:module";
import { bytesOf } from "./packed";

const started = init({ module_or_path: bytesOf(packed || "") });

window.LeifengFormRulebook = {
  async compile(source) {
    await started;
    return compile(source);
  },
};
