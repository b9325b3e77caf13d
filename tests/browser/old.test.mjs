// The drop-in and the report in real Chromium 69 and 86, which the browsers that many offices use are built on.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { oldChromium } from "./engines.mjs";
import { everywhere } from "./everywhere.mjs";
import { close, fill, serve, settle, until } from "./support.mjs";

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
      await settle(page);
      assert.equal(server.sent.length, 0);
      assert.match(await page.evaluate(() => document.querySelector(".leifeng-summary").textContent), /需要填写或修改/);
      await fill(page);
      await page.evaluate(() => document.forms.form1.elements.Submit.click());
      await until(() => server.sent.length === 1, "the form is sent");
      assert.match(server.sent[0].url, /Submit=/);
      page.close();
    });

    for (const where of ["site", "disk"])
      test(`from a ${where}: steps, refusals, what stops, clauses, a way to insist, a draft`, () =>
        everywhere(server, browser, where));

    test("the report is laid out as elsewhere, opens its records and filters them", async () => {
      const [cli, pile] = ["../../pkg/cli.js", "../files/sheets/pile.xlsx"].map((path) =>
        fileURLToPath(new URL(path, import.meta.url)),
      );
      const { stdout } = spawnSync(process.execPath, [cli, "check", pile, "--format", "html"], { encoding: "utf8" });
      server.pages["/report.html"] = stdout;
      const page = await browser.open(`${server.address}/report.html`);
      // What is off the screen is not laid out by Chromium 85 and later.
      await page.evaluate(() => document.querySelector(".record").scrollIntoView());
      await settle(page);
      const seen = await page.evaluate(() => {
        const record = document.querySelector(".record");
        const [badge, title] = [".badge", "h3"].map((part) => record.querySelector(part).getBoundingClientRect());
        const [label, value] = ["dt", "dd"].map((part) =>
          document.querySelector(`.facts ${part}`).getBoundingClientRect(),
        );
        const closed = record.offsetHeight;
        record.querySelector("summary").click();
        const opened = record.offsetHeight;
        const search = document.querySelector("#filter input");
        search.value = "客运站";
        search.dispatchEvent(new Event("input", { bubbles: true }));
        return {
          badgeBeforeTitle: badge.right < title.left && badge.top < title.bottom && title.top < badge.bottom,
          gap: value.left > label.right,
          opens: opened > closed,
        };
      });
      assert.deepEqual(seen, { badgeBeforeTitle: true, gap: true, opens: true });
      const shown = () => page.evaluate(() => document.querySelectorAll(".record:not([hidden])").length);
      await until(async () => (await shown()) === 1, "only the records that are searched for");
      page.close();
    });
  });
}
