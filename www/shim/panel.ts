/** The panel: whether each level is reached and what is missing; and the way to print it. */
import * as dom from "./dom";
import { loadBeside } from "./load";
import { addStyle } from "./style";
import type { Check, Described, Field } from "./types";
import { type Drawn, draw, link, make, write } from "./view/element";
import { type Clause, labels, linesOf, SAID, type Standing, standingOf } from "./view/standing";

const LATER = 50;
const MARKS = { holds: "✓", fails: "✗", open: "○", unasked: "○" };
function drawnOf(clause: Clause): Drawn {
  const { cited, summary, state } = clause;
  return {
    name: "li",
    class: `group leifeng-${state}`,
    key: cited,
    of: [
      { name: "span", class: "mark", of: `${MARKS[state]} ` },
      { name: "span", class: "hidden", of: `${SAID[state]}：` },
      { name: "span", class: "text", key: "summary", of: summary || (cited ? "" : "其他要填写的") },
      { name: "cite", class: "clause", of: cited ? ` ${cited}` : "" },
      ...linesOf(clause).map((of): Drawn => ({ name: "div", class: "todo", of })),
    ],
  };
}

/** `checks` gives those of each level; nothing moves while a click is under way (`isPressed`); what goes wrong later is seen to by `safely`. */
export function panelOf(
  place: Element,
  described: Described,
  fields: Field[],
  checks: () => Check[][],
  isPressed: () => boolean,
  safely: (action: () => void) => () => void,
) {
  const panel = make("div", "panel", "", place);
  const fold = make("details", "fold", "", panel) as HTMLDetailsElement;
  const brief = make("summary", "brief", "", fold);
  const inside = make("div", "inside", "", fold);
  const list = make("ul", "list", "", inside);
  const notes = make("div", "notes", "", inside);
  const absent = make("details", "absent", "", inside) as HTMLDetailsElement;
  const counted = make("summary", "link", "", absent);
  const lacking = make("p", "note", "", absent);
  const buttons = make("p", "note", "", panel);
  let standing: Standing | undefined;
  let timer = 0;
  let top = 0;
  let removeTop = () => {};

  /** On a small screen the panel stays in view below what the page itself keeps at the top. */
  function stayBelow() {
    const isKept = (one: Element) => one !== place && /fixed|sticky/.test(getComputedStyle(one).position);
    const kept = dom.elementsFromPoint(document, 9, 1).find(isKept)?.getBoundingClientRect().bottom || 0;
    // What reaches further covers the page, such as a dialog.
    if (kept === top || kept > innerHeight / 3) return;
    removeTop();
    top = kept;
    removeTop = addStyle(`:root{--leifeng-top:${top}px}`);
  }

  function renew() {
    stayBelow();
    standing = standingOf(described, fields, checks());
    draw(
      brief,
      standing.levels.map(({ name, state, text, brief }) => ({
        name: "span",
        class: `state leifeng-${state}`,
        key: name,
        of: [
          { name: "span", class: "brief-text", of: `${name}：${brief}` },
          { name: "span", class: "more", of: text.slice(brief.length) },
        ],
      })),
    );
    if (fold.open) fill(standing);
  }

  function later() {
    timer =
      timer ||
      window.setTimeout(
        safely(() => {
          timer = 0;
          if (isPressed()) later();
          else renew();
        }),
        LATER,
      );
  }

  function fill({ clauses, typos, absent: missing, reviews, assumed }: Standing) {
    const wrong: Clause[] = typos[0]
      ? [{ cited: "", summary: "填写有误", state: "fails", lines: typos, lacking: [], unasked: [] }]
      : [];
    draw(list, [...wrong.map((clause) => ({ ...drawnOf(clause), key: "typos" })), ...clauses.map(drawnOf)]);
    const late = assumed.late ? "；按今天已不在期限内，请以实际申报日期为准" : "";
    const today = assumed.fields[0] ? [`${labels(assumed.fields)}未填，暂按今天判断${late}。`] : [];
    draw(
      notes,
      today.concat(reviews).map((of) => ({ name: "p", class: "note", of })),
    );
    absent.hidden = !missing[0];
    write(counted, `本页没有问到的 ${missing.length} 项`);
    write(lacking, labels(missing));
  }

  async function print() {
    try {
      const { print } = await loadBeside("print");
      // A click has everything read anew, a little later.
      await new Promise((resolve) => setTimeout(resolve));
      renew();
      print(fields, standing as Standing);
    } catch {
      // Why is told in the map view, and not to applicants.
      write(buttons, "本页暂时无法打印自查表。");
    }
  }

  dom.setAttribute(panel, "role", "region");
  dom.setAttribute(panel, "aria-label", "申报条件");
  fold.ontoggle = () => fold.open && standing && fill(standing);
  link("打印自查表", "button", buttons, print);

  return {
    /** A little later, so that typing does not wait for it; at first at once, so that the page does not move later. */
    renew() {
      if (!standing) renew();
      later();
    },
    remove() {
      clearTimeout(timer);
      removeTop();
    },
  };
}
