/** Compiles a webmaster's own rulebook in the page; loaded from beside the drop-in only where it is needed. */
import init, { compile } from "virtual:glue";
import hex from "virtual:module";
import { bytesOf } from "./hex";

const started = init({ module_or_path: bytesOf(hex || "") });

window.LeifengFormRulebook = {
  async compile(source) {
    await started;
    return compile(source);
  },
};
