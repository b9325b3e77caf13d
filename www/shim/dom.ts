/**
 * The DOM's own properties and functions, taken from the prototypes at the start. Markup can put itself in their place:
 * `<img name=title>` is then `document.title`, and a control named `parentNode` its form's. Nothing here asks a form or the
 * document by name. What is asked of nothing answers with nothing.
 */

type Maybe<T> = T | null | undefined;
/** The answer for something that may be missing: itself where it is. */
type Answer<N, R> = N extends null | undefined ? N : R;

const own = Object.getOwnPropertyDescriptor as (
  prototype: object,
  name: string,
) => { get: (this: unknown) => unknown; set: (this: unknown, value: unknown) => void };

/* @__NO_SIDE_EFFECTS__ */
function property<T extends object, K extends keyof T & string>(prototype: T, name: K) {
  const { get } = own(prototype, name);
  return <N extends Maybe<T>>(of: N) => (of && get.call(of)) as Answer<N, T[K]>;
}

/* @__NO_SIDE_EFFECTS__ */
function method<T extends object, K extends keyof T & string>(prototype: T, name: K) {
  const call = prototype[name] as (...values: unknown[]) => unknown;
  type Method = T[K] extends (...values: infer A) => infer R ? [A, R] : never;
  return <N extends Maybe<T>>(of: N, ...values: Method[0]) =>
    (of && call.apply(of, values as unknown[])) as Answer<N, Method[1]>;
}

const node = Node.prototype;
export const parentNode = property(node, "parentNode");
export const parentElement = property(node, "parentElement");
export const firstChild = property(node, "firstChild");
export const nextSibling = property(node, "nextSibling");
export const previousSibling = property(node, "previousSibling");
export const nodeName = property(node, "nodeName");
export const textContent = property(node, "textContent");
export const isConnected = property(node, "isConnected");
export const contains = method(node, "contains");
export const compareDocumentPosition = method(node, "compareDocumentPosition");
export const insertBefore = method(node, "insertBefore");
export const appendChild = method(node, "appendChild");
const nodeType = property(node, "nodeType");
const documentOf = property(node, "ownerDocument");
/** Of whatever stands in a document. */
export const ownerDocument = (of: Node) => documentOf(of) as Document;

const element = Element.prototype;
export const className = property(element, "className");
export const id = property(element, "id");
export const children = property(element, "children");
export const firstElementChild = property(element, "firstElementChild");
export const lastElementChild = property(element, "lastElementChild");
export const nextElementSibling = property(element, "nextElementSibling");
export const previousElementSibling = property(element, "previousElementSibling");
export const clientWidth = property(element, "clientWidth");
export const matches = method(element, "matches");
export const getAttribute = method(element, "getAttribute");
export const setAttribute = method(element, "setAttribute");
export const removeAttribute = method(element, "removeAttribute");
export const getClientRects = method(element, "getClientRects");
export const closest = method(element, "closest") as <E extends HTMLElement>(
  of: Maybe<Element>,
  selector: string,
) => E | null | undefined;
export const querySelector = method(element, "querySelector") as <E extends HTMLElement>(
  of: Maybe<Element>,
  selector: string,
) => E | null | undefined;
const queryAll = method(element, "querySelectorAll");
export const querySelectorAll = <E extends HTMLElement>(of: Maybe<Element>, selector: string) =>
  Array.from(queryAll(of, selector) || []) as E[];

const html = HTMLElement.prototype;
export const innerText = property(html, "innerText");
export const isContentEditable = property(html, "isContentEditable");
export const click = method(html, "click");

const form = HTMLFormElement.prototype;
export const noValidate = property(form, "noValidate");
export const reportValidity = method(form, "reportValidity");

const target = EventTarget.prototype;
export const addEventListener = method(target, "addEventListener");
export const removeEventListener = method(target, "removeEventListener");
export const dispatchEvent = method(target, "dispatchEvent");

const page = Document.prototype;
export const body = property(page, "body");
export const head = property(page, "head");
export const documentElement = property(page, "documentElement");
export const defaultView = property(page, "defaultView");
export const designMode = property(page, "designMode");
export const readyState = property(page, "readyState");
export const currentScript = property(page, "currentScript");
export const baseURI = property(node, "baseURI");
export const title = property(page, "title");
export const setTitle = (of: Document, title: string) => own(page, "title").set.call(of, title);
/** Throws where a browser does not know them. */
export const styleSheets = (of: Document) => own(page, "adoptedStyleSheets").get.call(of) as CSSStyleSheet[];
export const setStyleSheets = (of: Document, sheets: CSSStyleSheet[]) =>
  own(page, "adoptedStyleSheets").set.call(of, sheets);
export const createElement = method(page, "createElement") as (of: Document, name: string) => HTMLElement;
export const createTextNode = method(page, "createTextNode");
export const getElementById = method(page, "getElementById");
export const getElementsByName = method(page, "getElementsByName");
export const elementsFromPoint = method(page, "elementsFromPoint");
const allInPage = method(page, "querySelectorAll");
/** Whatever a selector selects in the page. */
export const inPage = <E extends HTMLElement>(selector: string) => Array.from(allInPage(document, selector)) as E[];

/** What an event happened to may be the window, the document, or a node of another frame. */
export function isElement(it: unknown): it is Element {
  try {
    return nodeType(it as Node) === 1;
  } catch {
    return false;
  }
}

/** The element before a node, whatever stands between. */
export function elementBefore(of: Node): Element | null {
  let other = previousSibling(of);
  while (other && !isElement(other)) other = previousSibling(other);
  return other;
}

export const isText = (it: Node): it is Text => nodeType(it) === 3;
