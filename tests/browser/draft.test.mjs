// Drafts, where the webmaster wants them: what is kept, for how long, and how it is offered again.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, fill, serve, settle } from "./support.mjs";

describe("a draft", () => {
  const KEY = "leifeng-form /own.html 0";
  let server;
  let browser;
  before(async () => {
    server = await serve();
    browser = await browse();
    const source = new TextDecoder("gbk").decode(await (await fetch(`${server.address}/2012.html`)).arrayBuffer());
    server.pages["/own.html"] = source
      .replace("charset=gb2312", "charset=utf-8")
      .replace("../../pkg", "/pkg")
      .replace("defer>", "data-draft=on defer>");
  });
  after(() => close(server, browser));

  /** The demo page, with this in the browser's storage. */
  const open = (draft = "") =>
    browser.open(`${server.address}/own.html`, {
      before: (page) => page.evaluateOnNewDocument((key, draft) => localStorage.setItem(key, draft), KEY, draft),
    });
  const stored = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key) || "null"), KEY);
  const isKept = (page) => page.waitForFunction((key) => localStorage.getItem(key), {}, KEY);
  /** A page on which a draft of so many days ago waits. */
  const openAfter = (days, sent) =>
    open(JSON.stringify({ at: Date.now() - days * 24 * 3600 * 1000, sent, answers: { unit_name: ["某单位"] } }));
  const notice = (page) => page.$eval(".leifeng-draft", (box) => box.textContent).catch(() => "");

  test("is marked as sent once check() lets the page send, since nobody knows whether it arrived", async () => {
    const page = await open();
    await fill(page);
    await isKept(page);
    assert.equal((await stored(page)).sent, false);
    assert.equal(await page.evaluate(async () => (await window.LeifengForm.ready)[0].check()), true);
    assert.equal((await stored(page)).sent, true);
    await page.close();
  });

  test("that was sent is offered for a day, one that was not for 30 days", async () => {
    for (const [days, sent, expected] of [
      [0.9, true, /上次提交的内容/],
      [1.1, true, /^$/],
      [29, false, /已恢复/],
      [31, false, /^$/],
    ]) {
      const page = await openAfter(days, sent);
      await page.waitForFunction(() => window["leifeng-form-draft.js"]);
      await settle(page);
      assert.match(await notice(page), expected, `${days} days, sent: ${sent}`);
      assert.equal((await stored(page)) !== null, expected.source !== "^$");
      await page.close();
    }
  });

  test("can be removed by the line that offers it", async () => {
    for (const sent of [true, false]) {
      const page = await openAfter(0.5, sent);
      await page.waitForSelector(".leifeng-draft");
      await page.$$eval(".leifeng-draft a", (links) => links.find((link) => /删除/.test(link.textContent)).click());
      assert.equal(await stored(page), null);
      assert.equal(await notice(page), "");
      assert.equal(await page.evaluate(() => document.forms.form1.A1.value), "");
      await page.close();
    }
  });

  test("keeps no number of an identity card", async () => {
    const page = await open();
    await fill(page, { A1: "甲 11010119900307123X", A2: "服务岗" });
    await isKept(page);
    const { answers } = await stored(page);
    assert.deepEqual([answers.unit_name, answers.post_name], [[null], ["服务岗"]]);
    await page.close();
  });
});
