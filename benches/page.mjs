// npm run bench:page: in Chromium, from a script's execution to the first verdict, and one keystroke in a text of 2,000
// characters to the renewed counter and messages, beside jquery-validation and just-validate on the same page.
//
//   node benches/page.mjs [--rounds 15] [--keys 200]
//
// Rounds rotate. The peers check that the fields are filled in and count characters by `length`; ours judges all rules.

import { parseArgs } from "node:util";
import { browse, serve } from "../tests/browser/support.mjs";

const { values: options } = parseArgs({
  options: { rounds: { type: "string", default: "15" }, keys: { type: "string", default: "200" } },
});
const LABELS = ["单位名称", "岗位名称", "志愿者人数", "单位人数", "联系电话"];
const FORM = `<form id="f">${LABELS.map((label, i) => `<p><label>${label}：<input name="n${i}" id="n${i}"></label></p>`).join("")}
<p><label>申报材料：<textarea name="t" id="t"></textarea></label></p><span id="count"></span><button>提交</button></form>`;
const start = "<script>started = performance.now()</script>";
const peer = (paths, script) =>
  `${FORM}${start}${paths.map((path) => `<script src="/node_modules/${path}"></script>`).join("")}
  <script>${script};document.getElementById("t").addEventListener("input", (event) => {
    document.getElementById("count").textContent = event.target.value.length; });</script>`;
const names = JSON.stringify(["n0", "n1", "n2", "n3", "n4", "t"]);
const PAGES = {
  ours: `${FORM}${start}<script>addEventListener("leifeng:report", () => { window.first = window.first || performance.now() }, true)</script>
    <script src="/pkg/leifeng-form.js"></script>`,
  "jquery-validation": peer(
    ["jquery/dist/jquery.min.js", "jquery-validation/dist/jquery.validate.min.js"],
    `const rules = {}; for (const name of ${names}) rules[name] = { required: true, maxlength: 2400 };
     const validator = $("#f").validate({ rules }); validator.checkForm(); first = performance.now();
     key = "keyup"; validator.form()`,
  ),
  "just-validate": peer(
    ["just-validate/dist/just-validate.production.min.js"],
    `const validator = new JustValidate("#f", { validateBeforeSubmitting: true });
     for (const name of ${names}) validator.addField("#" + name, [{ rule: "required" }, { rule: "maxLength", value: 2400 }]);
     validator.revalidate().then(() => { first = performance.now() })`,
  ),
};

const server = await serve(
  Object.fromEntries(
    Object.entries(PAGES).map(([name, html]) => [`/${name}.html`, `<!doctype html><meta charset="utf-8">${html}`]),
  ),
);
const browser = await browse();
const figures = Object.fromEntries(Object.keys(PAGES).map((name) => [name, { start: [], key: [] }]));
for (let round = 0; round < Number(options.rounds); round++) {
  const order = Object.keys(PAGES);
  order.push(...order.splice(0, round % order.length));
  for (const name of order) {
    const page = await browser.open(`${server.address}/${name}.html`);
    await page.waitForFunction(() => window.first);
    figures[name].start.push(await page.evaluate(() => window.first - window.started));
    const keys = await page.evaluate(async (count) => {
      const text = document.getElementById("t");
      text.focus();
      text.value = "志愿服务，2012 年。".repeat(182);
      const times = [];
      for (let i = 0; i < count; i++) {
        text.value += i % 2 ? "志" : "1";
        const from = performance.now();
        text.dispatchEvent(new InputEvent("input", { bubbles: true }));
        if (window.key) text.dispatchEvent(new KeyboardEvent(window.key, { bubbles: true, key: "a" }));
        // Behind what promises still do.
        await null;
        times.push(performance.now() - from);
        await new Promise((resolve) => setTimeout(resolve));
      }
      return times;
    }, Number(options.keys));
    figures[name].key.push(...keys);
    await page.close();
  }
}
await Promise.all([server.close(), browser.close()]);

const at = (times, share) => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const cell = (number) => number.toFixed(2).padStart(10);
console.log(`${"ms".padEnd(20)}${["start", "p99", "keystroke", "p99"].map((head) => head.padStart(10)).join("")}`);
for (const [name, { start, key }] of Object.entries(figures)) {
  console.log(name.padEnd(20) + [at(start, 0.5), at(start, 0.99), at(key, 0.5), at(key, 0.99)].map(cell).join(""));
}
