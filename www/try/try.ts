/** `try.html`: is my page understood? */
import rulebooks from "virtual:rulebooks";
import { RULEBOOK } from "../shim/defaults";
import { decode, prepare } from "./page";

const find = <Kind extends HTMLElement>(id: string) => document.getElementById(id) as Kind;
const source = find<HTMLTextAreaElement>("source");
const rulebook = find<HTMLSelectElement>("rulebook");
const form = find<HTMLSelectElement>("form");
const line = find<HTMLTextAreaElement>("line");
const notes = find("notes");
const frame = find<HTMLIFrameElement>("frame");

const DROP_IN = "leifeng-form.js";

function choices(select: HTMLSelectElement, options: readonly { id: string; label: string }[]) {
  const { value } = select;
  select.replaceChildren(...options.map(({ id, label }) => new Option(`${label}（${id}）`, id)));
  if (options.some(({ id }) => id === value)) select.value = value;
}

function note(text: string) {
  const item = document.createElement("li");
  item.textContent = text;
  notes.append(item);
}

/** The page as it is after a submission that was refused. */
async function refuse() {
  const { LeifengForm } = frame.contentWindow as Window & typeof globalThis;
  if (!LeifengForm) return note(`读不到 ${DROP_IN}，请把它和本页放在同一个文件夹里。`);
  const attached = await LeifengForm.ready;
  for (const each of attached) each.check();
  if (!attached[0]) note("没有认出申报表。请看下面“栏目对照”里写的原因。");
}

function tryIt() {
  notes.replaceChildren();
  if (!source.value.trim()) return note("请先贴上网页源代码，或选择网页文件。");
  const attributes = { "data-rulebook": rulebook.value, "data-form": form.value };
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join("");
  const prepared = prepare(source.value, new URL(DROP_IN, location.href).href, attributes, nonce);
  for (const text of prepared.notes) note(text);
  const written = Object.entries({ ...prepared.given, ...attributes }).map(
    ([name, value]) => ` ${name}="${value.replace(/&/g, "&amp;").replace(/"/g, "&quot;")}"`,
  );
  line.value = `<script src="${DROP_IN}"${written.join("")} defer></script>`;
  find("result").hidden = frame.hidden = false;
  frame.onload = refuse;
  frame.srcdoc = prepared.html;
}

find<HTMLInputElement>("file").onchange = async ({ target }) => {
  const file = (target as HTMLInputElement).files?.[0];
  if (!file) return;
  source.value = decode(new Uint8Array(await file.arrayBuffer()));
  tryIt();
};
rulebook.onchange = () => choices(form, rulebooks.find(({ id }) => id === rulebook.value)?.forms || []);
line.onfocus = () => line.select();
find("try").onclick = tryIt;
choices(rulebook, rulebooks);
// As the line of the guide has it, where a page says nothing.
rulebook.value = RULEBOOK;
rulebook.onchange(new Event("change"));
