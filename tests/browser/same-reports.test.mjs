// Node and Chromium, the drop-in and the package: the same answers give the same report, to the byte.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { countText, Rulebook } from "../../pkg/node.js";
import { browse, close, serve } from "./support.mjs";

const read = (file) => readFileSync(new URL(`../cases/${file}`, import.meta.url), "utf8");
const textOf = (value) => (typeof value?.repeat === "string" ? value.repeat.repeat(value.times) : value);
const table = ["application", "nomination", "inspection"].flatMap((file) => {
  const { base, cases } = JSON.parse(read(`${file}.json`));
  return cases.map(({ name, rulebook, form, today, set }) => {
    const answers = { ...base, ...set };
    for (const key of Object.keys(answers)) {
      answers[key] = textOf(answers[key]);
      if (answers[key] === null) delete answers[key];
    }
    return { name, rulebook, form, today, answers };
  });
});
const readings = JSON.parse(read("reading.json")).map(({ field, value, form = "application" }, at) => ({
  name: `reading ${at}: ${field} ${JSON.stringify(value)}`,
  rulebook: "mengyin-2012",
  form,
  today: "2012-04-20",
  answers: { [field]: textOf(value) },
}));
const all = [...table, ...readings];
const texts = read("counting.tsv")
  .split("\n")
  .slice(1)
  .filter(Boolean)
  .map((line) => JSON.parse(`"${line.split("\t")[1].replace(/"/g, '\\"')}"`))
  // White space alone is no answer, so there is nothing to count.
  .filter((text) => text.trim());

const books = new Map();
/** What Node says of answers, as JSON. */
function inNode({ rulebook, form, today, answers }) {
  if (!books.has(rulebook)) books.set(rulebook, Rulebook.load(rulebook));
  return JSON.stringify(books.get(rulebook).check(answers, { form, today }));
}

describe("the same reports", () => {
  let server;
  let browser;
  before(async () => {
    const script = '<script src="/pkg/leifeng-form.js" defer></script>';
    server = await serve({ "/own.html": `<!doctype html>${script}` });
    browser = await browse();
  });
  after(() => close(server, browser));

  test(`the package in Chromium, all ${all.length} cases`, async () => {
    const page = await browser.open(`${server.address}/own.html`);
    const reports = await page.evaluate(async (all) => {
      const { Rulebook } = await import("/pkg/index.js");
      const books = new Map();
      return all.map(({ rulebook, form, today, answers }) => {
        if (!books.has(rulebook)) books.set(rulebook, Rulebook.load(rulebook));
        return JSON.stringify(books.get(rulebook).check(answers, { form, today }));
      });
    }, all);
    all.forEach((item, at) => {
      assert.equal(reports[at], inNode(item), item.name);
    });
  });

  test("the drop-in, every case whose answers can be typed into a form", async () => {
    // As a form gives them: texts, without keys that are labels or that the form does not have.
    const typed = all.flatMap((item) => {
      const answers = {};
      for (const [key, value] of Object.entries(item.answers)) {
        const cell = Array.isArray(value) && value.every((one) => typeof one === "string") ? value.join("、") : value;
        if (typeof cell === "object" || /[^a-z_]/.test(key)) return [];
        const text = typeof cell === "boolean" ? (cell ? "是" : "否") : String(cell);
        answers[key] = text.replace(/\r\n?/g, "\n");
      }
      return inNode({ ...item, answers }).includes('"unknown":[]') ? [{ ...item, answers }] : [];
    });
    assert.ok(typed.length > all.length / 2, `${typed.length} of ${all.length}`);
    const page = await browser.open(`${server.address}/own.html`);
    const reports = await page.evaluate(async (typed) => {
      const forms = new Map();
      const reports = [];
      for (const { rulebook, form, today, answers } of typed) {
        const key = [rulebook, form, today].join();
        if (!forms.has(key)) {
          const element = document.createElement("form");
          for (const id of new Set(typed.flatMap((item) => (item.form === form ? Object.keys(item.answers) : [])))) {
            const control = document.createElement("textarea");
            control.setAttribute("data-leifeng", id);
            element.appendChild(control);
          }
          document.body.appendChild(element);
          Date.now = () => Date.parse(`${today}T12:00:00+08:00`);
          forms.set(key, [element, await window.LeifengForm.attach(element, { rulebook, form })]);
        }
        const [element, attached] = forms.get(key);
        for (const control of element.elements) control.value = answers[control.getAttribute("data-leifeng")] ?? "";
        reports.push(JSON.stringify(attached.report()));
      }
      return reports;
    }, typed);
    typed.forEach((item, at) => {
      assert.equal(reports[at], inNode(item), item.name);
    });
    // The page had no form when the script started, and soon had.
    assert.deepEqual(page.said, []);
  });

  test("the counter on the page is countText", async () => {
    const page = await browser.open(`${server.address}/own.html`);
    const counts = await page.evaluate(async (texts) => {
      const element = document.createElement("form");
      element.innerHTML = "<textarea data-leifeng=materials></textarea>";
      document.body.appendChild(element);
      const control = element.firstChild;
      await window.LeifengForm.attach(element, { form: "application" });
      return texts.map((text) => {
        control.value = text;
        control.dispatchEvent(new Event("input", { bubbles: true }));
        return [control.value, document.querySelector(".leifeng-counter").textContent];
      });
    }, texts);
    for (const [text, counter] of counts) assert.match(counter, new RegExp(`^字数 ${countText(text).zishu}（`), text);
  });
});
