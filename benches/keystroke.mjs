// npm run bench:keystroke: in Chromium, what one keystroke costs on a filled-in page: from the `input` event to the end of all
// that we do for it, what we put off by a timer included, and the layout that follows.
//
//   node benches/keystroke.mjs [--keys 200]

import { parseArgs } from "node:util";
import { browse, fill, serve } from "../tests/browser/support.mjs";
import { quantile } from "./quantile.mjs";

const { values: options } = parseArgs({ options: { keys: { type: "string", default: "200" } } });
/** Until what a keystroke puts off is done, in milliseconds. */
const SETTLED = 120;
const ROWS = 200;

const roster = `<!doctype html><meta charset="utf-8"><title>青年雷锋岗</title><form id="form">
<p><label>单位名称 <input name="unit"></label></p><p><label>岗位名称 <input name="post"></label></p>
<p><label>志愿者人数 <input name="count"></label></p><p><label>单位人数 <input name="size"></label></p>
<p><label>联系电话 <input name="tel"></label></p>
<table><caption>志愿者名册</caption><tr><th>姓名</th><th>服务时长（小时）</th><th>联系电话</th></tr>
${Array.from({ length: ROWS }, (_, row) => `<tr><td><input name="n${row}" value="某甲${row}"></td><td><input name="h${row}" value="若干"></td><td><input name="p${row}" value="1380000"></td></tr>`).join("")}
</table><button>提交</button></form><script src="/pkg/leifeng-form.js" defer></script>`;

const server = await serve({ "/roster.html": roster });
const browser = await browse();

/** Adds up the time that timers of the page take. */
const timed = (page) =>
  page.evaluateOnNewDocument(() => {
    window.work = 0;
    const native = window.setTimeout;
    window.setTimeout = (action, ...rest) =>
      native(
        () => {
          const from = performance.now();
          action();
          window.work += performance.now() - from;
        },
        ...rest,
      );
  });

/** Types so many times into a control, and gives the milliseconds that each took. */
const keystrokes = (page, name, values) =>
  page.evaluate(
    async (name, values, count, settled) => {
      const control = document.querySelector(`[name="${name}"]`);
      control.focus();
      const times = [];
      for (let i = 0; i < count; i++) {
        control.value = values[i % values.length];
        window.work = 0;
        const from = performance.now();
        control.dispatchEvent(new InputEvent("input", { bubbles: true }));
        document.body.getBoundingClientRect();
        const direct = performance.now() - from;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const wait = new Promise((resolve) => {
          const channel = new MessageChannel();
          const start = performance.now();
          channel.port1.onmessage = () =>
            performance.now() - start > settled ? resolve() : channel.port2.postMessage(0);
          channel.port2.postMessage(0);
        });
        await wait;
        const layout = performance.now();
        document.body.getBoundingClientRect();
        times.push(direct + window.work + performance.now() - layout);
      }
      return times;
    },
    name,
    values,
    Number(options.keys),
    SETTLED,
  );

const refuse = (page) =>
  page.evaluate(async () => {
    const [attached] = await window.LeifengForm.ready;
    attached.check();
  });

const CASES = {
  "志愿者人数, quiet": async () => {
    const page = await browser.open(`${server.address}/2012.html`, { before: timed });
    await fill(page);
    return keystrokes(page, "zyz", ["30", "31"]);
  },
  "志愿者人数, after a refusal with all messages shown": async () => {
    const page = await browser.open(`${server.address}/2012.html`, { before: timed });
    await refuse(page);
    return keystrokes(page, "zyz", ["1", "2", "30"]);
  },
  [`联系电话 in row 100 of ${ROWS} faulty rows`]: async () => {
    const page = await browser.open(`${server.address}/roster.html`, { before: timed });
    await refuse(page);
    return keystrokes(page, "p99", ["1380", "13800", "13800138000"]);
  },
};

const line = (name, cells) => console.log(name.padEnd(56) + cells.map((cell) => String(cell).padStart(9)).join(""));
line("ms", ["median", "p95", "p99"]);
for (const [name, run] of Object.entries(CASES)) {
  const times = await run();
  line(
    name,
    [0.5, 0.95, 0.99].map((share) => quantile(times, share).toFixed(2)),
  );
}
await Promise.all([server.close(), browser.close()]);
