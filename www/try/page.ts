/** A page to try the drop-in on: the source of a page, in which nothing of the page runs, is fetched or is sent. */

import { DROP_IN } from "../shim/beside";

/** Types of script elements that run; others hold data. */
const RUNS = /^$|javascript|ecmascript|^module$/i;

/** What a page says of itself that cannot be seen here. */
export interface Prepared {
  /** The page with the drop-in in it. */
  html: string;
  /** Attributes of a script tag of ours that the page has already, as `data-form`. */
  given: Record<string, string>;
  notes: string[];
}

/**
 * Scripts, frames and redirections are taken out; a policy stops handlers, remote files and submissions. Handlers stay as
 * attributes, since the drop-in reads from them what a control is.
 */
export function prepare(source: string, script: string, attributes: Record<string, string>, nonce: string): Prepared {
  const page = new DOMParser().parseFromString(source, "text/html");
  const notes: string[] = [];
  const scripts = Array.from(page.querySelectorAll("script")).filter((script) => RUNS.test(script.type.trim()));
  const ours = scripts.filter((script) => DROP_IN.test(script.getAttribute("src") || ""));
  const given: Record<string, string> = {};
  for (const { name, value } of Array.from(ours[0]?.attributes || [])) if (/^data-/.test(name)) given[name] = value;
  if (ours.length > 1) notes.push(`页面里有 ${ours.length} 行 leifeng-form.js，只留一行即可。`);
  if (scripts.length > ours.length)
    notes.push("由页面脚本生成的栏目和按钮，这里看不到；请放上这一行后，在网站上用 ?leifeng=map 核对。");
  const frames = page.querySelectorAll("iframe,frame");
  if (frames.length) notes.push("页面里嵌有别的页面（iframe）。申报表如果在那个页面里，请改贴那个页面的源代码。");
  for (const element of [
    ...scripts,
    ...Array.from(page.querySelectorAll("iframe,frame,object,embed,base,link,meta[http-equiv]")),
  ])
    element.remove();
  for (const element of Array.from(page.querySelectorAll("[action],[formaction],[target],[href]"))) {
    // Tabs are opened by links within the page.
    const isWithin = /^#/.test(element.getAttribute("href") || "");
    for (const name of ["action", "formaction", "target", ...(isWithin ? [] : ["href"])]) element.removeAttribute(name);
  }
  const policy = page.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  // Chromium before 97 knows no 'wasm-unsafe-eval'.
  policy.content = `default-src 'none'; script-src 'nonce-${nonce}' 'unsafe-eval' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:; form-action 'none'`;
  page.head.prepend(policy);
  const tag = page.createElement("script");
  tag.src = script;
  tag.nonce = nonce;
  tag.setAttribute("nonce", nonce);
  for (const [name, value] of Object.entries({ ...given, ...attributes })) tag.setAttribute(name, value);
  page.body.append(tag);
  // The layout of old pages rests on their missing doctype.
  const doctype = page.compatMode === "BackCompat" ? "" : "<!doctype html>";
  return { html: doctype + page.documentElement.outerHTML, given, notes };
}

/** A saved page in the encoding that it names; GBK where it names none and is no UTF-8. */
export function decode(bytes: Uint8Array): string {
  const [, named = ""] =
    /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(new TextDecoder("latin1").decode(bytes.slice(0, 4096))) || [];
  for (const [encoding, fatal] of [
    ["utf-8", true],
    [named || "gb18030", true],
  ] as const) {
    try {
      return new TextDecoder(encoding, { fatal }).decode(bytes);
    } catch {
      // Not this one, or no encoding that the browser knows.
    }
  }
  return new TextDecoder("gb18030").decode(bytes);
}
