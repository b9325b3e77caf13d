/** `data-mode="insist"`: what is refused for the same rules again can be sent all the same. */
import * as dom from "./dom";
import { rulesOf, type Stops } from "./judge";
import { link, make } from "./show";

/** `above`: where the offer stands, behind the summary. */
export function insistOf(above: Element, isOn: boolean) {
  /** The rules for which the form was refused last, and those for which it is to be sent all the same. */
  let refusedFor = "";
  let insisted = "";
  let offer: HTMLElement | undefined;
  const withdraw = () => offer?.remove();

  return {
    withdraw,
    /** Whether the applicant wants it sent as it is. */
    allows: (stops: Stops) => !!insisted && insisted === rulesOf(stops),
    /** It was sent: the next refusal is a first one. */
    sent() {
      refusedFor = "";
    },
    /** It was refused; where that is for the same rules as before, `send` is offered. */
    refused(stops: Stops, send: () => void) {
      const rules = rulesOf(stops);
      withdraw();
      if (isOn && rules === refusedFor) {
        offer = make("p", "insist");
        const summary = dom.querySelector(above, ".leifeng-summary") as Node;
        dom.insertBefore(above, offer, dom.nextSibling(summary));
        link("情况属实，仍要提交", "button", offer, () => {
          insisted = rules;
          withdraw();
          send();
        });
      }
      refusedFor = rules;
    },
  };
}
