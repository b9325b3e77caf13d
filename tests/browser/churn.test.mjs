// Ten thousand random edits, rows added and removed, forms attached and detached: nothing breaks, nothing grows, and the report
// is a fresh one's.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browse, close, serve } from "./support.mjs";

const PAGE = `<!doctype html><meta charset="utf-8"><title>churn</title><form id="f" action="received.html">
<p>单位名称：<input name="a"></p><p>岗位名称：<input name="b"></p><p>志愿者人数：<input name="c"></p>
<p>单位人数：<input name="d"></p><p>联系电话：<input name="e"></p><p>申报日期：<input name="g"></p>
<p>申报级别：<select name="l"><option></option><option>市级</option><option>县（区）级</option></select></p>
<p>申报材料：<textarea name="t"></textarea></p>
<table id="t"><caption>志愿者名册</caption><thead><tr><th>姓名</th><th>服务时长（小时）</th><th>联系电话</th></tr></thead><tbody></tbody></table>
<button>提交</button></form>
<script src="/pkg/leifeng-form.js" data-rulebook="mengyin-2012" data-form="application" defer></script>`;

let server;
let browser;
before(async () => {
  server = await serve({ "/churn.html": PAGE });
  browser = await browse();
});
after(() => close(server, browser));

test("ten thousand random edits", { timeout: 170_000 }, async () => {
  const page = await browser.open(`${server.address}/churn.html`, {
    before: (page) =>
      page.evaluateOnNewDocument(() => {
        const native = WebAssembly.instantiate;
        WebAssembly.instantiate = async (...args) => {
          const result = await native.apply(WebAssembly, args);
          window.memory = Object.values(result.instance.exports).find((one) => one instanceof WebAssembly.Memory);
          return result;
        };
      }),
  });
  const devtools = await page.createCDPSession();
  await devtools.send("Performance.enable");
  await page.evaluate(() => {
    let seed = 20120425;
    const random = (below) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return (seed >>> 8) % below;
    };
    const TEXTS = [
      "",
      "12",
      "１２",
      "48 人",
      "一百二十",
      "0539-8123456",
      "13900001111",
      "许多",
      "2012-04-20",
      "2012/6/1",
    ];
    TEXTS.push("志愿服务", "\u200b", "😀", "<b>x</b>", "请选择", "志".repeat(2100), "100 小时", "-1", "9".repeat(40));
    const form = document.getElementById("f");
    const rows = document.querySelector("#t tbody");
    const edit = (control) => {
      if (control.options) control.selectedIndex = random(3);
      else control.value = TEXTS[random(TEXTS.length)];
      const types = ["input", "change", "compositionstart", "compositionend"];
      control.dispatchEvent(new Event(random(4) ? "input" : types[random(4)], { bubbles: true }));
      if (!random(3)) control.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    };
    const STEPS = [
      () => {
        if (rows.rows.length > 12) return rows.deleteRow(random(rows.rows.length));
        const cells = '<td><input name="n[]"></td><td><input name="h[]"></td><td><input name="p[]"></td>';
        rows.insertRow(random(rows.rows.length + 1)).innerHTML = cells;
      },
      () => rows.rows.length && rows.deleteRow(random(rows.rows.length)),
      async () => {
        for (const handle of window.handles) handle.detach();
        window.handles = [await window.LeifengForm.attach(form)];
      },
      () => window.handles[0].check(),
      () => form.reset(),
    ];
    /** The most that the edits can come to: what they need later is there from the beginning. */
    window.extremes = async () => {
      window.handles = await window.LeifengForm.ready;
      while (rows.rows.length < 13) STEPS[0]();
      await new Promise((resolve) => setTimeout(resolve, 400));
      for (const control of form.elements) {
        if (control.options) control.selectedIndex = 1;
        else if (control.name) control.value = control.name === "t" ? TEXTS[15] : TEXTS[18];
      }
      window.handles[0].check();
    };
    window.churn = async (steps) => {
      for (let i = 0; i < steps; i++) {
        const odd = random(60);
        if (odd < STEPS.length) await STEPS[odd]();
        else edit(form.elements[random(form.elements.length - 1)]);
        // The page has its turn, as between a person's keys.
        if (!(i % 20)) await new Promise((resolve) => setTimeout(resolve, i % 200 ? 0 : 120));
      }
      while (rows.rows.length) rows.deleteRow(0);
      form.reset();
      await new Promise((resolve) => setTimeout(resolve, 400));
    };
  });
  const size = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    const memory = await page.evaluate(() => window.memory.buffer.byteLength);
    return { listeners: of("JSEventListeners"), nodes: of("Nodes"), memory };
  };
  await page.evaluate(() => window.extremes());
  await page.evaluate(() => window.churn(1000));
  const early = await size();
  for (let thousand = 0; thousand < 9; thousand++) await page.evaluate(() => window.churn(1000));
  const late = await size();
  assert.equal(late.listeners, early.listeners, "listeners");
  assert.equal(late.nodes, early.nodes, "nodes");
  assert.equal(late.memory, early.memory, "memory of the module");

  const [kept, fresh] = await page.evaluate(async () => {
    const texts = { a: "甲", b: "乙", c: "12", d: "48", e: "无号码", g: "2012-04-20", t: "志愿服务 2012" };
    const form = document.getElementById("f");
    for (const name of Object.keys(texts)) form.elements[name].value = texts[name];
    form.elements.l.selectedIndex = 1;
    const kept = window.handles[0].report();
    window.handles[0].detach();
    return [kept, (await window.LeifengForm.attach(form)).report()];
  });
  assert.deepEqual(kept, fresh);
  assert.equal(kept.verdict, "ineligible");
  assert.deepEqual(page.said, []);
  await page.close();
});
