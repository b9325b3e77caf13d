/** The drop-in: one script tag finds the forms of a page and watches over them. */

import { ENOUGH } from "../protocol";
import { attach } from "./attach";
import { FORM } from "./defaults";
import * as dom from "./dom";
import { hold } from "./guard";
import { load, loadBeside, PageForm, problems, restart, script, warn } from "./load";
import { CONTROL, isOurs } from "./scan/texts";
import { controlsOf } from "./scan/units";
import { make } from "./show";
import { addStyle, CSS } from "./style";
import type { Attached, Control, Field, Options, Watched } from "./types";

const CHINA = 8 * 3600 * 1000;
/** Changes of the page are looked at together. */
const LOOK_AFTER = 100;
const MOST_FAULTS = 5;
/** Scripts draw forms after a page has loaded: that none was taken is told when they had time to. */
const TELL_AFTER = 5000;

/** The script's attributes. */
const own: Options & { target?: string } = { ...script?.dataset };
const { target } = own;
/** Asked for by the page's address, or by the frame of try.html, whose page has no address of its own. */
const isMap = /[?&]leifeng=map\b/.test(location.search) || window.name === "leifeng-map";
const least = target || isMap ? 1 : ENOUGH;

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
let failed = false;
let faults = 0;
let restarting = false;
let looking = 0;
let book: Uint8Array | undefined;
/** Of the forms that were not taken the one that came nearest. */
let nearest: { element: Element; evidence: number; found: Field[] } | undefined;

/** The page goes on as it would without us; why is said once. */
function giveUp(error: unknown) {
  faults = MOST_FAULTS;
  attached.forEach(({ handle }) => {
    handle.detach();
  });
  observer.disconnect();
  if (!failed) warn(error);
  failed = true;
}

/** One trap restarts the module; where the page traps again, we are gone. */
async function fault(error: unknown) {
  if (restarting || failed) return;
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
    if (other === element || (!least && dom.contains(other, element))) handle.detach();
  });
  left.delete(element);
  options = { ...options, form: options.form || FORM };
  const make = () =>
    new PageForm(book, options.form as string, new Date(Date.now() + CHINA).toISOString().slice(0, 10));
  const watched = attach(element, make, book, options, least, fault, (evidence, found) => {
    if (!nearest || nearest.evidence < evidence) nearest = { element, evidence, found };
  });
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
  if (failed || restarting) return;
  attached.forEach(({ watched, handle, least }, element) => {
    if (dom.isConnected(element)) watched.look();
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

const isIdle = (node: Node) => !dom.isElement(node) || isOurs(node) || /^(SCRIPT|STYLE|LINK)$/.test(dom.nodeName(node));
const observer = new MutationObserver((records) => {
  const isOther = ({ target, addedNodes, removedNodes }: MutationRecord) =>
    !(dom.isElement(target) && dom.closest(target, "[class^=leifeng-]")) &&
    ![addedNodes, removedNodes].every((nodes) => Array.from(nodes).every(isIdle));
  if (records.some(isOther)) lookSoon();
});

function find(book: Uint8Array) {
  const forms = dom.inPage(target || "form");
  const tryAt = (element: Element) => {
    const isWatched = Array.from(attached.keys()).some((other) => dom.contains(element, other));
    if (!isWatched && !left.has(element)) watch(element, book, own, least);
  };
  forms.forEach(tryAt);
  if (target || attached.size) return;
  // Controls outside of any form.
  const free = forms.length
    ? around(dom.inPage<Control>(CONTROL).filter((control) => !control.form))
    : dom.body(document);
  if (free) tryAt(free);
}

/** The smallest element around some controls. */
function around([first, ...others]: Control[]): Element | null {
  let element: Element | null = first ? dom.parentElement(first) : null;
  while (element && !others.every((other) => dom.contains(element as Element, other)))
    element = dom.parentElement(element);
  return element;
}

/** Says, once, why no form was taken: which came nearest, and what is missing. */
function tellNearest() {
  if (attached.size || failed) return;
  const { element, found = [] } = nearest || {};
  const name = found[0] && element && dom.nodeName(element).toLowerCase() + (dom.id(element) && `#${dom.id(element)}`);
  const labels = found.map(({ label }) => label).join("、");
  const why = name
    ? `。最接近的是 ${name}，认出 ${found.length} 栏（${labels}）；至少要确认 ${ENOUGH} 栏，标题里有通知名称时 ${ENOUGH - 1} 栏`
    : "：没有认出申报栏目";
  console.warn(`leifeng-form: 未启用${why}。可用 data-target 指定表单。`);
}

const isTarget = (form: Element) => {
  try {
    return dom.inPage(target as string).some((element) => dom.contains(element, form));
  } catch {
    return false;
  }
};

async function showMap() {
  addStyle(CSS);
  try {
    const map = await loadBeside("map");
    renewMap = map.show({
      script,
      options: own,
      watched: () => Array.from(attached.values(), ({ watched }) => watched),
      failed: () => failed,
      problems,
      loadBeside,
      least: target ? 1 : ENOUGH,
    });
  } catch (error) {
    const body = dom.body(document);
    dom.insertBefore(body, make("p", "error", (error as Error).message), dom.firstChild(body));
  }
}

/** The fewest controls of a form that may be found: a search or a login does not wait for us. */
const FEWEST = 3;

/** Behind what `attach` put off: timers fire in their order. */
const drawn = () => new Promise((resolve) => setTimeout(resolve));

async function start(): Promise<Attached[]> {
  const letGo = hold((form) => (target ? isTarget(form) : controlsOf(form).length >= FEWEST));
  const parsed =
    dom.readyState(document) === "loading" &&
    new Promise((resolve) => dom.addEventListener(document, "DOMContentLoaded", resolve));
  try {
    book = await load(own);
    await parsed;
    find(book);
    await drawn();
    setTimeout(tellNearest, TELL_AFTER);
    observer.observe(document, { childList: true, subtree: true });
    // A page that comes back brings values of its own.
    dom.addEventListener(window, "pageshow", lookSoon);
    // CKEditor lets its frame be edited when that has loaded, which changes nothing in the page.
    dom.addEventListener(document, "load", ({ target }) => target instanceof HTMLIFrameElement && lookSoon(), true);
  } catch (error) {
    giveUp(error);
  }
  letGo();
  await parsed;
  if (isMap) await showMap();
  return Array.from(attached.values(), ({ handle }) => handle);
}

window.LeifengForm = {
  /** The forms that were found and attached to; never rejected. */
  ready: start(),
  /** Attaches to one element; what is not said is as in the script's attributes. */
  attach: async (element, options) => {
    const all = { ...own, ...options };
    const handle = watch(element, await load(all), all, 0) as Attached;
    await drawn();
    return handle;
  },
};

declare global {
  interface Window {
    LeifengForm: {
      ready: Promise<Attached[]>;
      attach(element: Element, options?: Options): Promise<Attached>;
    };
  }
}
