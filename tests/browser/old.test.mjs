// The drop-in in real Chromium 69 and 86, which the browsers that many applicants use are built on.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { oldChromium } from "./engines.mjs";
import { close, fill, serve } from "./support.mjs";

const settled = () => new Promise((resolve) => setTimeout(resolve, 300));

for (const version of [69, 86]) {
  describe(`Chromium ${version}`, () => {
    let server;
    let browser;
    before(async () => {
      const path = process.env[`CHROMIUM_${version}`];
      assert.ok(path, `CHROMIUM_${version} names it; npm test -- "browser tests" sets it`);
      server = await serve();
      browser = await oldChromium(path);
    });
    after(() => close(server, browser));

    test("it is that browser", () => assert.match(browser.version, new RegExp(`Chrome/${version}\\.`)));

    test("the drop-in loads, counts, blocks a submission and releases it", async () => {
      const page = await browser.open(`${server.address}/2012.html`);
      const found = await page.evaluate(async () => {
        const [form] = await window.LeifengForm.ready;
        return Object.keys(form.mapping()).length;
      });
      assert.equal(found, 30);
      await page.evaluate(() => {
        const text = document.forms.form1.E1;
        text.value = "志愿服务 2012";
        text.dispatchEvent(new Event("input", { bubbles: true }));
      });
      const counter = await page.evaluate(() => document.querySelector(".leifeng-counter").textContent);
      assert.match(counter, /字数 5（/);
      await page.evaluate(() => document.forms.form1.elements.Submit.click());
      await settled();
      assert.equal(server.sent.length, 0);
      assert.match(await page.evaluate(() => document.querySelector(".leifeng-summary").textContent), /需要修改/);
      await fill(page);
      await page.evaluate(() => document.forms.form1.elements.Submit.click());
      await settled();
      assert.equal(server.sent.length, 1);
      assert.match(server.sent[0].url, /Submit=/);
      page.close();
    });
  });
}
