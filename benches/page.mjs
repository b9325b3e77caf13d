// npm run bench:page: in Chromium, from a script's execution to the first report, when the form was found and all fields are
// bound and judged, and the longest task meanwhile, at normal speed and with the processor slowed four times; and one
// keystroke in a text of 2,000 characters to the renewed counter and messages. Beside it jquery-validation and just-validate
// on the same page, and another build of ours where its folder is named.
//
//   node benches/page.mjs [--rounds 15] [--keys 200] [--other FOLDER]
//
// Rounds rotate. The peers check that the fields are filled in and count characters by `length`; ours judges all rules.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { browse, serve } from "../tests/browser/support.mjs";
import { quantile } from "./quantile.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "15" },
    keys: { type: "string", default: "200" },
    other: { type: "string" },
  },
});
/** How many times the processor is slowed. */
const RATES = [1, 4];
/** A browser tells of tasks from 50 ms on. */
const LONG = 50;
/** Until what was put off at the start is done too. */
const LATER = 300;
const LABELS = ["单位名称", "岗位名称", "志愿者人数", "单位人数", "联系电话"];
const FORM = `<form id="f">${LABELS.map((label, i) => `<p><label>${label}：<input name="n${i}" id="n${i}"></label></p>`).join("")}
<p><label>申报材料：<textarea name="t" id="t"></textarea></label></p><span id="count"></span><button>提交</button></form>`;
const start = `<script>tasks = []; new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration)))
  .observe({ type: "longtask", buffered: true }); started = performance.now()</script>`;
const peer = (paths, script) =>
  `${FORM}${start}${paths.map((path) => `<script src="/node_modules/${path}"></script>`).join("")}
  <script>${script};document.getElementById("t").addEventListener("input", (event) => {
    document.getElementById("count").textContent = event.target.value.length; });</script>`;
const names = JSON.stringify(["n0", "n1", "n2", "n3", "n4", "t"]);
const ours = (folder) =>
  `${FORM}${start}<script>addEventListener("leifeng:report", () => { window.first = window.first || performance.now() }, true)</script>
    <script src="/${folder}/leifeng-form.js"></script>`;
const PAGES = {
  ours: ours("pkg"),
  ...(options.other && { "ours, other build": ours("other") }),
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

const pages = Object.fromEntries(
  Object.values(PAGES).map((html, i) => [`/${i}.html`, `<!doctype html><meta charset="utf-8">${html}`]),
);
if (options.other) {
  const body = readFileSync(join(options.other, "leifeng-form.js"));
  pages["/other/leifeng-form.js"] = { type: "text/javascript", body };
}
const server = await serve(pages);
const browser = await browse();
const figures = Object.keys(PAGES).map(() => ({ starts: RATES.map(() => []), tasks: RATES.map(() => []), keys: [] }));

async function started(at, rate) {
  const page = await browser.open(`${server.address}/${at}.html`, {
    before: (page) => page.emulateCPUThrottling(RATES[rate]),
  });
  await page.waitForFunction(() => window.first);
  figures[at].starts[rate].push(await page.evaluate(() => window.first - window.started));
  await page.evaluate((ms) => new Promise((resolve) => void setTimeout(resolve, ms)), LATER * RATES[rate]);
  figures[at].tasks[rate].push(await page.evaluate(() => Math.max(0, ...window.tasks)));
  return page;
}

const keystrokes = (page) =>
  page.evaluate(async (count) => {
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

for (let round = 0; round < Number(options.rounds); round++) {
  const order = [...figures.keys()];
  order.push(...order.splice(0, round % order.length));
  for (const at of order) {
    for (const rate of RATES.keys()) {
      const page = await started(at, rate);
      if (RATES[rate] === 1) figures[at].keys.push(...(await keystrokes(page)));
      await page.close();
    }
  }
}
await Promise.all([server.close(), browser.close()]);

const number = (ms) => ms.toFixed(2);
const task = (ms) => (ms === 0 ? `under ${LONG}` : ms.toFixed(0));
const both = (times, text) => [text(quantile(times, 0.5)), text(quantile(times, 0.99))];
const line = (name, cells) => console.log(name.padEnd(20) + cells.map((cell) => cell.padStart(17)).join(""));
const heads = RATES.flatMap((rate) => [`start${rate > 1 ? ` ×${rate}` : ""}`, "p99", "longest task", "p99"]);
line("ms", [...heads, "keystroke", "p99"]);
Object.keys(PAGES).forEach((name, i) => {
  const { starts, tasks, keys } = figures[i];
  const cells = RATES.flatMap((_, rate) => [...both(starts[rate], number), ...both(tasks[rate], task)]);
  line(name, [...cells, ...both(keys, number)]);
});
