/** The drop-in: one script tag finds the forms of a page and watches over them. */

import type { readDocument, Sheet } from "../package/types";
import { attach, type Watched } from "./attach";
import { load, loadBeside, PageForm, restart, script } from "./load";
import type { Told } from "./map";
import { make } from "./show";
import { addStyle, CSS } from "./style";
import type { About, Attached, Choose, Draft, Field, Options } from "./types";

const LEAST = 5;
const CHINA = 8 * 3600 * 1000;
/** Changes of the page are looked at together. */
const LOOK_AFTER = 100;
const MOST_FAULTS = 5;

/** The script's attributes. */
const own: Options & { target?: string } = { ...script?.dataset };
const { target } = own;
const isMap = /[?&]leifeng=map\b/.test(location.search);
const least = target || isMap ? 1 : LEAST;

interface Standing {
  watched: Watched;
  handle: Attached;
  /** So many fields were asked for; none where the page itself attached us. */
  least: number;
}
const attached = new Map<Element, Standing>();
/** What was detached is left alone. */
const left = new WeakSet<Element>();
let removeStyle: (() => void) | undefined;
let renewMap: (() => void) | undefined;
let failure = "";
let faults = 0;
let restarting = false;
let looking = 0;
let book: Uint8Array | undefined;

/** The page goes on as it would without us; why is said once. */
function giveUp(error: unknown) {
  faults = MOST_FAULTS;
  attached.forEach(({ handle }) => {
    handle.detach();
  });
  observer.disconnect();
  if (!failure) console.warn(`leifeng-form: ${error}`);
  failure = failure || String(error);
}

/** One trap restarts the module; where the page traps again, we are gone. */
async function fault(error: unknown) {
  if (restarting || failure) return;
  restarting = true;
  try {
    if (++faults > MOST_FAULTS) throw error;
    await restart();
    attached.forEach(({ watched }) => {
      watched.renew();
    });
  } catch {
    giveUp(error);
  }
  restarting = false;
}

function watch(element: Element, book: Uint8Array, options: Options, least: number): Attached | undefined {
  attached.forEach(({ handle }, other) => {
    // What the page names itself is watched alone, not with all that is around it.
    if (other === element || (!least && other.contains(element))) handle.detach();
  });
  left.delete(element);
  options = { ...options, form: options.form || "application" };
  const make = () =>
    new PageForm(book, options.form as string, new Date(Date.now() + CHINA).toISOString().slice(0, 10));
  const watched = attach(element, make, book, options, least, fault);
  if (!watched) return undefined;
  const { report, check, mapping } = watched;
  const handle = {
    report,
    check,
    mapping,
    detach() {
      watched.detach();
      if (attached.get(element)?.handle === handle) {
        attached.delete(element);
        left.add(element);
      }
      if (!attached.size) removeStyle = removeStyle?.() as undefined;
    },
  };
  removeStyle = removeStyle || addStyle(CSS);
  attached.set(element, { watched, handle, least });
  return handle;
}

/** Looks again at the forms that are watched, and for new ones. */
function look() {
  looking = 0;
  if (failure || restarting) return;
  attached.forEach(({ watched, handle, least }, element) => {
    if (element.isConnected) watched.look();
    else {
      handle.detach();
      // What we found ourselves we find again, should the page put it back.
      if (least) left.delete(element);
    }
  });
  try {
    if (book) find(book);
  } catch (error) {
    giveUp(error);
  }
  renewMap?.();
}
const lookSoon = () => {
  looking = looking || window.setTimeout(look, LOOK_AFTER);
};

const isOurs = (node: Node) =>
  node.nodeType !== 1 || /^leifeng-/.test((node as Element).className) || /^(SCRIPT|STYLE|LINK)$/.test(node.nodeName);
const observer = new MutationObserver((records) => {
  const isOther = ({ target, addedNodes, removedNodes }: MutationRecord) =>
    !(target as Element).closest?.("[class^=leifeng-]") &&
    ![addedNodes, removedNodes].every((nodes) => Array.from(nodes).every(isOurs));
  if (records.some(isOther)) lookSoon();
});

function find(book: Uint8Array) {
  const forms = Array.from(document.querySelectorAll(target || "form"));
  const elements = forms.length || target ? forms : [document.body];
  for (const element of elements) {
    const isWatched = Array.from(attached.keys()).some((other) => element.contains(other));
    if (!isWatched && !left.has(element)) watch(element, book, own, least);
  }
}

async function showMap() {
  addStyle(CSS);
  try {
    await loadBeside("map");
    renewMap = window.LeifengFormMap({
      script,
      options: own,
      watched: () => Array.from(attached.values(), ({ watched }) => watched),
      failed: () => failure,
      least: target ? 1 : LEAST,
    });
  } catch (error) {
    document.body.prepend(make("p", "error", (error as Error).message));
  }
}

async function start(): Promise<Attached[]> {
  try {
    if (document.readyState === "loading") {
      await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
    }
    book = await load(own.rulebook || "mengyin-2012");
    find(book);
    observer.observe(document, { childList: true, subtree: true });
    // A page that comes back brings values of its own.
    window.addEventListener("pageshow", lookSoon);
  } catch (error) {
    giveUp(error);
  }
  if (isMap) await showMap();
  return Array.from(attached.values(), ({ handle }) => handle);
}

window.LeifengForm = {
  /** The forms that were found and attached to; never rejected. */
  ready: start(),
  /** Attaches to one element; what is not said is as in the script's attributes. */
  attach: async (element, options) => {
    const all = { ...own, ...options };
    return watch(element, await load(all.rulebook || "mengyin-2012"), all, 0) as Attached;
  },
};

declare global {
  interface Window {
    LeifengForm: {
      ready: Promise<Attached[]>;
      attach(element: Element, options?: Options): Promise<Attached>;
    };
    /** Of leifeng-form-map.js; gives back what renews the view. */
    LeifengFormMap(told: Told): () => void;
    /** Of leifeng-form-draft.js: restores what was kept, and says so above the form. */
    LeifengFormDraft(element: Element, fields: () => Field[], above: Element, restored: () => void): Draft;
    /** Of leifeng-form-print.js: of each level its title, and of each check the clause, what it says and how it stands. */
    LeifengFormPrint(levels: [title: string, lines: string[][]][]): void;
    /** Of leifeng-form-documents.js. */
    LeifengFormDocuments: { read: typeof readDocument; choose: Choose };
    /** Of leifeng-form-rulebook.js. */
    LeifengFormRulebook: { compile(source: string): Promise<Uint8Array> };
    /** Of leifeng-form-sheets.js. */
    LeifengFormSheets: { read(bytes: Uint8Array, about: About): Promise<Sheet>; choose: Choose };
  }
}
