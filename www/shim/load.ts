/** Brings the page's module and a rulebook to life, from this file or from beside it. */

import carried from "virtual:carried";
import { instantiate, PageForm } from "virtual:glue";
import hashes from "virtual:hashes";
import { type Beside, DROP_IN, fileOf, offeredBy } from "./beside";
import { RULEBOOK } from "./defaults";
import * as dom from "./dom";
import { writtenIn } from "./given";
import type { Options } from "./types";
import { unpack } from "./unpack";

export { PageForm };

/** The tag that loaded this file; markup can name something else `currentScript`. A module has none, but its address says it. */
const tagOf = (): HTMLScriptElement | null => {
  const current = dom.currentScript(document);
  if (current instanceof HTMLScriptElement) return current;
  const modules = dom.inPage<HTMLScriptElement>("script[type=module]");
  return modules.find((tag) => tag instanceof HTMLScriptElement && DROP_IN.test(tag.src)) || null;
};
export const script = tagOf();

const beside = (file: string) => new URL(file, script?.src || dom.baseURI(document));

/** Where the page allows addresses of scripts only by policies, one that knows no others than those beside this file. */
const policy = (() => {
  try {
    return (window as unknown as { trustedTypes: TrustedTypes }).trustedTypes.createPolicy("leifeng-form", {
      createScriptURL: (file) => beside(file).href,
    });
  } catch {
    // This browser has no such policies, or the page allows none of this name.
    return undefined;
  }
})();

interface TrustedTypes {
  createPolicy(name: string, rules: Policy): Policy;
}
interface Policy {
  createScriptURL(file: string): string;
}

/** Where a script beside this one is, as the page allows it to be written. */
export const addressOf = (file: string) => (policy ? policy.createScriptURL(file) : beside(file).href);

async function fetched(address: string, integrity = ""): Promise<Response> {
  const response = await fetch(address, { integrity });
  if (!response.ok) throw Error(`${address}: ${response.status}`);
  return response;
}

const MODULE = "leifeng_form_bg.wasm";
const { parts } = carried;
let unpacked: Promise<Uint8Array<ArrayBuffer>> | undefined;

async function carriedPart(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const at = parts.findIndex(([other]) => other === name);
  if (at < 0) return undefined;
  unpacked = unpacked || unpack(carried.packed);
  return (await unpacked).slice(parts[at - 1]?.[1] || 0, parts[at]?.[1]);
}

async function moduleBytes(): Promise<BufferSource> {
  // Without the right type a server's .wasm can still be read as bytes.
  return (await carriedPart(MODULE)) || (await fetched(beside(MODULE).href, hashes[MODULE])).arrayBuffer();
}

/** What is wrong, for the webmaster. */
export const problems = new Set<string>();

/** Says on the console what is wrong, once. */
export function warn(error: unknown) {
  const problem = String(error);
  if (!problems.has(problem)) console.warn(`leifeng-form: ${problem}`);
  problems.add(problem);
}

function run(file: string) {
  return new Promise((resolve, reject) => {
    const tag = dom.createElement(document, "script") as HTMLScriptElement;
    const { origin, protocol } = beside(file);
    const { crossOrigin = null, nonce = "" } = script || {};
    const isOwn = origin === location.origin;
    // Chromium refuses every script with `integrity` from a disk, and all browsers one of another site without `crossorigin`.
    if (protocol !== "file:" && (isOwn || crossOrigin !== null)) tag.integrity = hashes[file] as string;
    if (!isOwn) tag.crossOrigin = crossOrigin;
    tag.nonce = nonce;
    tag.onload = resolve;
    tag.onerror = reject;
    tag.src = addressOf(file);
    dom.appendChild(dom.head(document), tag);
    tag.remove();
  });
}

async function take<Name extends keyof Beside>(name: Name, file: string): Promise<Beside[Name]> {
  // Where it does not run, it offers nothing.
  await run(file).catch(() => {});
  const offered = offeredBy(name);
  if (offered) return offered;
  loading.delete(file);
  const error = Error(`缺少同一版本的 ${file}，请放在 leifeng-form.js 旁边。`);
  warn(error);
  throw error;
}

const loading = new Map<string, Promise<unknown>>();

/** What a script beside this one offers; it runs once. One of another build counts as missing. */
export function loadBeside<Name extends keyof Beside>(name: Name): Promise<Beside[Name]> {
  const file = fileOf(name);
  const loaded = (loading.get(file) as Promise<Beside[Name]>) || take(name, file);
  loading.set(file, loaded);
  return loaded;
}

/** A built-in rulebook by its id, or one's own by its address; with other values in place of its own. */
async function bookOf(name: string, given: Options["values"]): Promise<Uint8Array> {
  const builtIn = await carriedPart(name);
  if (builtIn && !given) return builtIn;
  if (!builtIn && !/[/.]/.test(name)) {
    const ids = parts.map(([id]) => id).filter((id) => id !== MODULE);
    throw Error(`没有“${name}”这个规则，内置的有：${ids.join("、")}`);
  }
  const values = given ? writtenIn(given) : "";
  if (given && !values) throw Error(`data-values 既不是 JSON，也不是页面上脚本块的 id：${given}`);
  const source = builtIn ? name : await (await fetched(name)).text();
  const { compile } = await loadBeside("rulebook");
  return compile(source, typeof values === "string" ? values : JSON.stringify(values), builtIn ? "" : name);
}

let bytes: Promise<BufferSource> | undefined;
let started: Promise<unknown> | undefined;

/** A new module in place of the one that runs: nothing of the old one may be used any more. */
export async function restart() {
  bytes = bytes || moduleBytes();
  await instantiate(await bytes);
}

/** The rulebook's bytes, once the module runs. */
export async function load({ rulebook = RULEBOOK, values }: Options): Promise<Uint8Array> {
  started = started || restart();
  const [book] = await Promise.all([bookOf(rulebook, values), started]);
  return book;
}
