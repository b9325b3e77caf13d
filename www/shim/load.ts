/** Brings the page's module and a rulebook to life, from this file or from beside it. */
import { instantiate, PageForm } from "virtual:glue";
import packed from "virtual:module";
import rulebooks from "virtual:rulebooks";
import { bitsOf, unpack } from "./unpack";

export { PageForm };

/** The tag that loaded this file. */
export const script = document.currentScript as HTMLScriptElement | null;

const beside = (file: string) => new URL(file, script?.src || document.baseURI).href;

async function fetched(address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw Error(`${address}: ${response.status}`);
  return response;
}

async function moduleBytes(): Promise<BufferSource> {
  // Without the right type a server's .wasm can still be read as bytes.
  return packed ? unpack(bitsOf(packed)) : (await fetched(beside("leifeng_form_bg.wasm"))).arrayBuffer();
}

const others: Record<string, Promise<unknown> | undefined> = {};

/** Runs another script of ours, from beside this one, once: `leifeng-form-NAME.js`. */
export function loadBeside(name: string): Promise<unknown> {
  others[name] =
    others[name] ||
    new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = beside(`leifeng-form-${name}.js`);
      tag.onload = resolve;
      tag.onerror = () => {
        others[name] = undefined;
        reject(Error(`缺少 leifeng-form-${name}.js，请把它放在 leifeng-form.js 旁边。`));
      };
      document.head.appendChild(tag);
      tag.remove();
    });
  return others[name] as Promise<unknown>;
}

/** A built-in rulebook by its id, or one's own by its address. */
async function bookOf(name: string): Promise<Uint8Array> {
  const ids = Object.keys(rulebooks.ends);
  const at = ids.indexOf(name);
  if (at >= 0) {
    const start = rulebooks.ends[ids[at - 1] as string] || 0;
    return (await unpack(bitsOf(rulebooks.packed), rulebooks.ends[name])).slice(start);
  }
  if (!/[/.]/.test(name)) throw Error(`没有“${name}”这个规则，内置的有：${ids.join("、")}`);
  const source = await (await fetched(name)).text();
  await loadBeside("rulebook");
  return window.LeifengFormRulebook.compile(source);
}

let bytes: Promise<BufferSource> | undefined;
let started: Promise<unknown> | undefined;

/** A new module in place of the one that runs: nothing of the old one may be used any more. */
export async function restart() {
  bytes = bytes || moduleBytes();
  await instantiate(await bytes);
}

/** The rulebook's bytes, once the module runs. */
export async function load(rulebook: string): Promise<Uint8Array> {
  started = started || restart();
  const [book] = await Promise.all([bookOf(rulebook), started]);
  return book;
}
