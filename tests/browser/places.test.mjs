// Where the links of the summary lead: closed tabs.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, serve, settle } from "./support.mjs";

const SCRIPT = `<script src="/pkg/leifeng-form.js" data-rulebook="mengyin-2012" data-form="application" defer></script>`;
const html = (form, { head = "", end = "" } = {}) =>
  `<!doctype html><meta charset="utf-8"><title>页面</title>${head}<form action="received.html">${form}<button>提交</button></form>${end}${SCRIPT}`;
const line = (label, name) => `<p>${label}：<input name="${name}"></p>`;
const UNIT = line("单位名称", "unit") + line("岗位名称", "post");
const TEAM = line("志愿者人数", "volunteers") + line("单位人数", "size") + line("联系电话", "phone");

describe("where messages stand and links lead", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve();
    browser = await browse();
  });
  after(() => close(server, browser));

  /** A page after a failed submission. */
  async function refused(body, parts) {
    server.pages["/own.html"] = html(body, parts);
    const page = await browser.open(`${server.address}/own.html`);
    await page.evaluate(async () => (await window.LeifengForm.ready)[0].check());
    return page;
  }
  const links = (page) => page.$$eval(".leifeng-summary a", (all) => all.map((link) => link.textContent));
  async function follow(page, text) {
    await page.evaluate((text) => {
      const all = Array.from(document.querySelectorAll(".leifeng-summary a"));
      all.find((link) => link.textContent.includes(text)).click();
    }, text);
    await settle();
    return page.evaluate(() => document.activeElement.name || document.activeElement.textContent);
  }
  describe("closed tabs and blocks", () => {
    const TABS = `<script>
      function tab(at) {
        document.querySelectorAll(".pane").forEach(function (pane, i) { pane.style.display = i === at ? "" : "none"; });
      }
      tab(0);
    </script>`;
    const panes = `<div class="pane"><fieldset><legend>基本情况</legend>${UNIT}</fieldset></div>
      <div class="pane"><fieldset><legend>服务队长</legend><p>身份：<input name="other"></p></fieldset>
      <fieldset><legend>志愿者队伍</legend>${TEAM}</fieldset></div>`;

    for (const [what, tabs] of [
      ["items", `<ul><li onclick="tab(0)">单位信息</li><li onclick="tab(1)">队伍信息</li></ul>`],
      [
        "links in items",
        `<ul><li><a href="#" onclick="tab(0)">单位信息</a></li><li><a href="#" onclick="tab(1)">队伍信息</a></li></ul>`,
      ],
    ]) {
      test(`a closed tab is named by its tab, not by what stands in it, and opened: ${what} beside the panes`, async () => {
        const page = await refused(tabs + panes, { end: TABS });
        assert.ok((await links(page)).includes("请填写“单位人数”。（在“队伍信息”里）"));
        assert.equal(await follow(page, "单位人数"), "size");
        assert.ok((await links(page)).includes("请填写“单位人数”。"), "it is open now");
        await page.close();
      });
    }

    test("what cannot be opened is named by the group of the field, and the focus stays at the link", async () => {
      const page = await refused(panes, { end: TABS });
      assert.ok((await links(page)).includes("请填写“单位人数”。（在“志愿者队伍”里）"));
      await page.focus(".leifeng-summary li:nth-child(3) a");
      assert.match(await follow(page, "志愿者人数"), /^请填写“志愿者人数”/);
      await page.close();
    });

    test("neither what stands in another panel, nor our own summary, nor a menu passes for tabs", async () => {
      const decoys = panes.replace("<legend>基本情况", "<div><span>甲</span><span>乙</span></div><legend>基本情况");
      const menu = `<ul><li><a href="/received.html">首页</a></li><li><a href="/received.html">新闻</a></li></ul>`;
      const page = await refused(menu + decoys, { end: TABS });
      assert.ok((await links(page)).includes("请填写“单位人数”。（在“志愿者队伍”里）"));
      await page.close();
    });
  });
});
