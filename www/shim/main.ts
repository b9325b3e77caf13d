/** The drop-in: one script tag finds the forms of a page and watches over them. */
import { attach } from "./attach";
import { load, PageForm, script } from "./load";
import { addStyle } from "./style";
import type { Attached, Options } from "./types";

const LEAST = 5;
const CHINA = 8 * 3600 * 1000;

const attribute = (name: string) => script?.getAttribute(`data-${name}`) || undefined;
const own: Options = {
  rulebook: attribute("rulebook"),
  form: attribute("form"),
  map: attribute("map"),
  when: attribute("when"),
  mode: attribute("mode"),
  checkOn: attribute("check-on"),
};

const attached = new Map<Element, Attached>();
let removeStyle: (() => void) | undefined;
let said = false;

/** The page goes on as it would without us; why is said once. */
function fault(error: unknown) {
  attached.forEach((one) => {
    one.detach();
  });
  if (!said) console.warn(`leifeng-form: ${error}`);
  said = true;
}

async function watch(elements: () => Element[], options: Options, least: number): Promise<Attached[]> {
  const book = await load(options.rulebook || "mengyin-2012");
  const today = new Date(Date.now() + CHINA).toISOString().slice(0, 10);
  const all: Attached[] = [];
  for (const element of elements()) {
    attached.get(element)?.detach();
    const page = new PageForm(book, options.form || "application", today);
    const one = attach(element, page, options, least, fault);
    if (!one) {
      page.free();
      continue;
    }
    removeStyle = removeStyle || addStyle();
    const handle = {
      ...one,
      detach() {
        one.detach();
        if (attached.get(element) === handle) attached.delete(element);
        if (!attached.size) removeStyle = removeStyle?.() as undefined;
      },
    };
    attached.set(element, handle);
    all.push(handle);
  }
  return all;
}

async function start(): Promise<Attached[]> {
  try {
    if (document.readyState === "loading") {
      await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
    }
    const target = attribute("target");
    return await watch(() => Array.from(document.querySelectorAll(target || "form")), own, target ? 1 : LEAST);
  } catch (error) {
    fault(error);
    return [];
  }
}

window.LeifengForm = {
  /** The forms that were found and attached to; never rejected. */
  ready: start(),
  /** Attaches to one element; what is not said is as in the script's attributes. */
  attach: async (element, options) => {
    const [one] = await watch(() => [element], { ...own, ...options }, 0);
    return one as Attached;
  },
};

declare global {
  interface Window {
    LeifengForm: {
      ready: Promise<Attached[]>;
      attach(element: Element, options?: Options): Promise<Attached>;
    };
    LeifengFormRulebook: { compile(source: string): Promise<Uint8Array> };
  }
}
