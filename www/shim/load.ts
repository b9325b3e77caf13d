/** Brings the page's module and a rulebook to life, from this file or from beside it. */
import { instantiate, PageForm } from "virtual:glue";
import packed from "virtual:module";
import rulebooks from "virtual:rulebooks";
import { type Beside, fileOf, offeredBy } from "./beside";
import { unpack } from "./unpack";

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
  return packed ? unpack(packed) : (await fetched(beside("leifeng_form_bg.wasm"))).arrayBuffer();
}

const said = new Set<string>();

/** Says something on the console, once. */
export function warn(problem: unknown) {
  const text = `leifeng-form: ${problem}`;
  if (!said.has(text)) console.warn(text);
  said.add(text);
}

/** Why scripts beside this one are not used, by their names: for the webmaster. */
export const problems = new Map<string, string>();

function run(file: string) {
  return new Promise((resolve, reject) => {
    const tag = document.createElement("script");
    tag.src = beside(file);
    tag.onload = resolve;
    tag.onerror = () => reject(Error(`缺少 ${file}，请把它放在 leifeng-form.js 旁边。`));
    document.head.appendChild(tag);
    tag.remove();
  });
}

const loading = new Map<string, Promise<unknown>>();

/** What a script beside this one offers; it runs once. One of another build counts as missing. */
export function loadBeside<Name extends keyof Beside>(name: Name): Promise<Beside[Name]> {
  const file = fileOf(name);
  if (!loading.has(file)) {
    const loaded = run(file).then(() => {
      const offered = offeredBy(name);
      if (offered) return offered;
      const error = Error(`${file} 与 leifeng-form.js 不是同一版本，请一起更换。`);
      warn(error);
      throw error;
    });
    loading.set(file, loaded);
    loaded.then(
      () => problems.delete(file),
      (error) => {
        loading.delete(file);
        problems.set(file, error.message);
      },
    );
  }
  return loading.get(file) as Promise<Beside[Name]>;
}

/** A built-in rulebook by its id, or one's own by its address. */
async function bookOf(name: string): Promise<Uint8Array> {
  const ids = Object.keys(rulebooks.ends);
  const at = ids.indexOf(name);
  if (at >= 0) {
    const start = rulebooks.ends[ids[at - 1] as string] || 0;
    return unpack(rulebooks.packed).slice(start, rulebooks.ends[name]);
  }
  if (!/[/.]/.test(name)) throw Error(`没有“${name}”这个规则，内置的有：${ids.join("、")}`);
  const source = await (await fetched(name)).text();
  return (await loadBeside("rulebook")).compile(source);
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
