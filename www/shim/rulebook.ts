/** Compiles a webmaster's own rulebook in the page; loaded from beside the drop-in only where it is needed. */
import { compile, instantiate } from "virtual:glue";
import packed from "virtual:module";
import { offer } from "./beside";
import { unpack } from "./unpack";

const started = unpack(packed).then(instantiate);

offer("rulebook", {
  async compile(source) {
    await started;
    return compile(source);
  },
});
