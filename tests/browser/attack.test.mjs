// Markup and events that put themselves in the way: names that stand before the DOM's own, events without an element, keys
// that every object has. The form is found, checked and held all the same, and nothing of ours throws.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ENGINES } from "./engines.mjs";
import { close, serve } from "./support.mjs";

const SCRIPT = `<script src="/pkg/leifeng-form.js" defer></script>`;
/** Errors, and what is said on the console: there is no other way to hear of them in all engines. */
const LISTEN = `<script>
  heard = [];
  addEventListener("error", function (event) { heard.push(event.message || "not loaded: " + event.target.src); }, true);
  addEventListener("unhandledrejection", function (event) { heard.push(String(event.reason)); });
  console.warn = function (text) { heard.push(text); };
</script>`;
const FIELDS = ["单位名称", "岗位名称", "志愿者人数", "单位人数", "联系电话"];
const form = (inside = "") =>
  `<form action="/received.html">${FIELDS.map((label, i) => `<p>${label}：<input name="f${i}"></p>`).join("")}${inside}<button>提交</button></form>`;
const page = (body, script = SCRIPT) =>
  `<!doctype html><meta charset="utf-8"><title>页面</title><body>${LISTEN}${body}${script}</body>`;
/** So many names stand on a page. */
const BATCH = 60;

/** The forms that were found, whether each was held when it was empty and sent by script, and what was heard. */
const attacked = (tab) =>
  tab.evaluate(async () => {
    const attached = await window.LeifengForm.ready;
    const forms = attached.map((one) => {
      const { controls } = one.mapping().unit_name;
      const fields = Object.keys(one.mapping()).length;
      HTMLFormElement.prototype.submit.call(controls[0].form);
      return { fields, mayGo: one.check(), judged: one.report().checks.length > 0 };
    });
    await new Promise((resolve) => setTimeout(resolve, 150));
    const summaries = Document.prototype.querySelectorAll.call(document, ".leifeng-summary").length;
    return { forms, summaries, heard: window.heard };
  });
const held = (count) => ({
  forms: Array(count).fill({ fields: FIELDS.length, mayGo: false, judged: true }),
  summaries: count,
  heard: [],
});

for (const [name, start] of Object.entries(ENGINES)) {
  describe(`${name}: a page that stands in the way`, () => {
    let server;
    let browser;
    let names;
    before(async () => {
      server = await serve();
      browser = await start();
      server.pages["/own.html"] = page("");
      const tab = await browser.open(`${server.address}/own.html`);
      names = await tab.evaluate(() => {
        const all = [Document, HTMLFormElement, HTMLElement, Element, Node, EventTarget, Object].flatMap((one) =>
          Object.getOwnPropertyNames(one.prototype),
        );
        return Array.from(new Set(all));
      });
      await tab.close();
      assert.ok(names.length > 400, `${names.length} names`);
    });
    after(() => close(server, browser));

    const batches = () =>
      Array.from({ length: Math.ceil(names.length / BATCH) }, (_, i) => names.slice(i * BATCH, (i + 1) * BATCH));
    async function opened(html, query = "") {
      server.pages["/own.html"] = html;
      server.sent.length = 0;
      return browser.open(`${server.address}/own.html${query}`);
    }

    test("controls that are named like a property of their form", async () => {
      for (const batch of batches()) {
        const tab = await opened(page(batch.map((own) => form(`<input type="button" name="${own}">`)).join("")));
        assert.deepEqual(await attacked(tab), held(batch.length), batch.join(" "));
        assert.equal(server.sent.length, 0);
        await tab.close();
      }
    });

    for (const [what, named] of [
      ["images", (own) => `<img name="${own}" alt="">`],
      ["forms", (own) => `<form name="${own}"></form>`],
    ]) {
      test(`${what} that are named like a property of the document`, async () => {
        for (const batch of batches()) {
          const tab = await opened(page(batch.map(named).join("") + form()));
          assert.deepEqual(await attacked(tab), held(1), batch.join(" "));
          assert.equal(server.sent.length, 0);
          await tab.close();
        }
      });
    }

    test("what is named currentScript is not the script", async () => {
      const stand = [
        `<img name="currentScript" src="/elsewhere/x.png" alt="">`,
        `<form name="currentScript" data-rulebook="/elsewhere/own.json" data-form="nomination"></form>`,
      ];
      server.pages["/elsewhere/x.png"] = { type: "image/png", body: "" };
      server.pages["/elsewhere/leifeng-form-map.js"] = { type: "text/javascript", body: "taken = true" };
      for (const one of stand) {
        const tab = await opened(page(one + form()), "?leifeng=map");
        const seen = await tab.evaluate(async () => {
          const [attached] = await window.LeifengForm.ready;
          const map = Document.prototype.querySelector.call(document, ".leifeng-map");
          return {
            rulebook: attached.report().rulebook,
            form: attached.report().form,
            map: !!map,
            taken: !!window.taken,
          };
        });
        assert.deepEqual(seen, { rulebook: "mengyin-2012", form: "application", map: true, taken: false });
        await tab.close();
      }
    });

    for (const query of ["", "?leifeng=map"]) {
      test(`events of all sorts, wherever they happen${query && ", on the map view"}`, async () => {
        const inside = `<svg><a><circle r="9"></circle></a></svg><iframe></iframe><input type="button" name="closest">`;
        const tab = await opened(page(`${form(inside)}<div id="host"></div>text<!-- comment -->`), query);
        const heard = await tab.evaluate(async () => {
          await window.LeifengForm.ready;
          const pick = document.querySelector(".leifeng-map .leifeng-button");
          if (pick) pick.click();
          const shadow = document.querySelector("#host").attachShadow({ mode: "open" });
          shadow.innerHTML = "<p><input></p>";
          const [comment, text] = [document.body.lastChild, document.querySelector("#host").nextSibling];
          const targets = [window, document, document.documentElement, document.body, document.forms[0], text, comment];
          targets.push(...document.querySelectorAll("svg,a,circle,iframe,input,button,#host"), shadow);
          targets.push(...shadow.querySelectorAll("*"), document.createElement("input"), new XMLHttpRequest());
          targets.push(document.querySelector("iframe").contentDocument.body, document.createDocumentFragment());
          const names = ["click", "submit", "invalid", "reset", "input", "change", "focusout", "mousedown", "mouseup"];
          names.push("compositionstart", "compositionend", "keydown", "load", "pageshow", "afterprint", "toggle");
          for (const target of targets) {
            for (const name of names) {
              // A click on a link or a button of the page goes its way.
              if (name === "click" && target.nodeType === 1 && target.matches("a,button,.leifeng-map *")) continue;
              target.dispatchEvent(new Event(name, { bubbles: true, cancelable: true, composed: true }));
            }
          }
          await new Promise((resolve) => setTimeout(resolve, 300));
          return window.heard;
        });
        assert.deepEqual(heard, []);
        await tab.close();
      });
    }

    test("keys that every object has name no field and no attribute", async () => {
      const keys = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];
      const controls = keys.map((key) => `<p>备注：<input name="${key}"></p>`).join("");
      const map = `{${keys.map((key) => `"${key}":"${key}"`).join()}}`;
      const script = SCRIPT.replace(" defer", ` data-map='${map}' data-constructor="x" data-__proto__="x" defer`);
      const tab = await opened(page(form(controls), script), "?leifeng=map");
      const seen = await tab.evaluate(async () => {
        const [attached] = await window.LeifengForm.ready;
        await new Promise((resolve) => setTimeout(resolve, 150));
        return {
          fields: Object.keys(attached.mapping()).length,
          map: document.querySelector(".leifeng-map").textContent,
          heard: window.heard,
        };
      });
      assert.equal(seen.fields, FIELDS.length);
      for (const key of keys) assert.ok(seen.map.includes(`data-map：没有“${key}”这个栏目`), key);
      for (const key of ["constructor", "__proto__"]) assert.ok(seen.map.includes(`没有 data-${key} 这个属性`), key);
      assert.deepEqual(seen.heard, []);
      await tab.close();
    });
  });
}
