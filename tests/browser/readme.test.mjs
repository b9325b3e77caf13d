// What the README for webmasters says to write into a page does what it says, as it stands there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { browse, close, serve } from "./support.mjs";

const text = readFileSync(new URL("../../README.zh-CN.md", import.meta.url), "utf8");
const [, LINE] = /```html\n(<script src="leifeng-form\.js".*)\n```/.exec(text);
const [, ATTACH] = /```html\n(<script>[\s\S]*?LeifengForm\.attach[\s\S]*?)```/.exec(text);
const FIELDS = `<p>单位名称：<input name=a></p><p>岗位名称：<input name=b></p><p>单位人数：<input name=c></p>
<p>志愿者人数：<input name=d></p><p>联系电话：<input name=e></p>`;

describe("the README for webmasters", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve({
      "/leifeng-form.js": {
        type: "text/javascript",
        body: readFileSync(new URL("../../pkg/leifeng-form.js", import.meta.url)),
      },
    });
    browser = await browse();
  });
  after(() => close(server, browser));

  async function open(html) {
    server.pages["/own.html"] = `<!doctype html><meta charset="utf-8"><title>页</title>${html}`;
    return browser.open(`${server.address}/own.html`);
  }

  test("the one line", async () => {
    const page = await open(`<form>${FIELDS}</form>${LINE}`);
    assert.equal(await page.evaluate(async () => (await window.LeifengForm.ready).length), 1);
    assert.deepEqual(page.said, []);
    await page.close();
  });

  const AJAX = `<div id=baoming>${FIELDS}</div><a id=tijiao>提交</a><script>sends = 0; function send() { sends++ }</script>${ATTACH}`;
  const sends = (page) =>
    page.evaluate(() => {
      document.querySelector("#tijiao").click();
      return window.sends;
    });

  test("a page that sends by script is asked first", async () => {
    const page = await open(AJAX + LINE);
    await page.waitForFunction(() =>
      document.querySelector("#baoming").previousElementSibling.matches(".leifeng-above"),
    );
    assert.equal((await page.$$(".leifeng-panel")).length, 1, "the whole page is not watched as well");
    assert.equal(await sends(page), 0);
    await page.evaluate(() => {
      for (const [name, answer] of [
        ["a", "甲"],
        ["b", "窗口"],
        ["c", "30"],
        ["d", "30"],
        ["e", "13800000000"],
      ])
        document.getElementsByName(name)[0].value = answer;
    });
    assert.equal(await sends(page), 1);
    assert.deepEqual(page.said, []);
    await page.close();
  });

  test("and sends as before where nothing of ours runs", async () => {
    const page = await open(AJAX + LINE.replace("leifeng-form.js", "nowhere.js"));
    assert.equal(await sends(page), 1);
    await page.close();
  });
});
