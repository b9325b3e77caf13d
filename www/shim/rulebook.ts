/** Compiles a webmaster's own rulebook, or a built-in one with other values; loaded from beside the drop-in only where it is needed. */
import { compile, extendsOf, instantiate } from "virtual:glue";
import packed from "virtual:module";
import { offer } from "./beside";
import * as dom from "./dom";
import { unpack } from "./unpack";

const started = unpack(packed).then(instantiate);
/** Nobody lays more rulebooks over one another. */
const MOST_EXTENDED = 9;

/** What a rulebook at an address extends, as long as that is none of those built in. */
async function extendedBy(source: string, address: string): Promise<string[]> {
  const texts: string[] = [];
  let at = new URL(address, dom.baseURI(document));
  for (
    let base = extendsOf(source);
    base && texts.length < MOST_EXTENDED;
    base = extendsOf(texts[texts.length - 1] || "")
  ) {
    // An id that is mistyped is told by the compiler, with those that there are.
    if (!/[/.]/.test(base)) break;
    at = new URL(base, at);
    const response = await fetch(at.href);
    if (!response.ok) throw Error(`${base}: ${response.status}`);
    texts.push(await response.text());
  }
  return texts;
}

offer("rulebook", {
  async compile(source, values, address) {
    await started;
    return compile(source, values, address ? await extendedBy(source, address) : []);
  },
});
