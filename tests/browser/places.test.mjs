// Where messages stand beside what the page lays out, and where the links of the summary lead: closed tabs, widgets, rosters.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, messageAt, serve, settle } from "./support.mjs";

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

  /** A page after a failed submission, which waits until we have looked at what the page's own scripts show. */
  async function refused(body, parts, shown = []) {
    server.pages["/own.html"] = html(body, parts);
    const page = await browser.open(`${server.address}/own.html`);
    for (const selector of shown) await page.waitForSelector(selector);
    if (shown[0]) await settle(page, 200);
    await page.evaluate(async () => (await window.LeifengForm.ready)[0].check());
    return page;
  }
  const links = (page) => page.$$eval(".leifeng-summary a", (all) => all.map((link) => link.textContent));
  async function follow(page, text) {
    await page.evaluate((text) => {
      const all = Array.from(document.querySelectorAll(".leifeng-summary a"));
      all.find((link) => link.textContent.includes(text)).click();
    }, text);
    await settle(page);
    return page.evaluate(() => document.activeElement.name || document.activeElement.textContent);
  }
  /** The text of a line as it is read, a message for itself in brackets. */
  const readAt = (page, selector) =>
    page.$eval(selector, (element) => {
      const said = (node) => (node.nodeType === 1 && node.matches("[name]") ? "_" : node.textContent);
      return Array.from(element.childNodes, (node) =>
        node.className?.includes("leifeng-message") ? "[!]" : said(node).trim(),
      ).join("");
    });

  describe("closed tabs and blocks", () => {
    const TABS = `<script>
      function tab(at) {
        document.querySelectorAll(".pane").forEach(function (pane, i) { pane.style.display = i === at ? "" : "none"; });
      }
      tab(0);
    </script>`;
    const panes = `<div class="pane"><fieldset><legend>基本情况</legend>${UNIT}</fieldset></div>
      <div class="pane"><fieldset><legend>服务队长</legend><p>籍贯：<input name="other"></p></fieldset>
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
      const steps = `<button type="button" id="on" onclick="tab(1)">继续</button><button type="button" id="back" onclick="tab(0)">上一步</button>`;
      const page = await refused(panes + steps, { end: TABS });
      const asked = "请填写“单位人数”。（在“志愿者队伍”里）";
      assert.ok(!(await links(page)).includes(asked), "a step that was never shown is not asked for");
      await page.click("#on");
      await page.click("#back");
      await page.evaluate(async () => (await window.LeifengForm.ready)[0].check());
      assert.ok((await links(page)).includes(asked), "one that was, and can be gone back to, is");
      await page.focus(".leifeng-summary li:nth-child(3) a");
      assert.match(await follow(page, "志愿者人数"), /^请填写“志愿者人数”/);
      await page.close();
    });

    test("neither what stands in another panel, nor our own summary, nor a menu passes for tabs", async () => {
      const decoys = panes.replace("<legend>基本情况", "<div><span>甲</span><span>乙</span></div><legend>基本情况");
      const menu = `<ul><li><a href="/received.html">首页</a></li><li><a href="/received.html">新闻</a></li></ul>`;
      const page = await refused(menu + decoys, { end: TABS });
      assert.ok((await links(page)).some((text) => text.includes("单位名称")));
      assert.ok(
        !(await links(page)).some((text) => text.includes("单位人数")),
        "nothing opens it, so it is not asked for",
      );
      await page.close();
    });
  });

  test("layui: what it shows in place of controls is in view; the message stands behind it and takes the focus", async () => {
    const item = (label, inner) =>
      `<div class="layui-form-item"><label class="layui-form-label">${label}</label><div class="layui-input-block">${inner}</div></div>`;
    const choices = `<input type="radio" name="charter" value="1" title="有"><input type="radio" name="charter" value="0" title="无">`;
    const level = `<select name="level"><option value="">请选择</option><option>市级</option><option>县（区）级</option></select>`;
    const page = await refused(
      `<div class="layui-form">${UNIT}${TEAM}${item("规章制度", choices)}${item("申报级别", level)}</div>`,
      {
        head: `<link rel=stylesheet href="/node_modules/layui/dist/css/layui.css"><script src="/node_modules/layui/dist/layui.js"></script>`,
        end: `<script>layui.use("form")</script>`,
      },
      [".layui-form-radio", ".layui-form-select"],
    );
    await page.evaluate(() => document.body.click());
    await settle(page);
    const said = (await links(page)).filter((text) => /规章|级别/.test(text));
    assert.deepEqual(said, ["请选择“规章制度”。", "请选择“申报级别”。"]);
    const behind = await page.evaluate(() =>
      ["规章制度", "申报级别"].map((label) => {
        const all = Array.from(document.querySelectorAll(".leifeng-message"));
        const message = all.find((one) => one.textContent.includes(label));
        return [message.previousElementSibling.className, message.nextElementSibling];
      }),
    );
    assert.match(behind[0][0], /layui-form-radio/);
    assert.match(behind[1][0], /layui-form-select/);
    assert.deepEqual([behind[0][1], behind[1][1]], [null, null]);
    assert.match(await follow(page, "规章制度"), /^错误：请选择“规章制度”/);
    await page.close();
  });

  test("a message never parts a label from its control; a unit stays with the control before", async () => {
    const page = await refused(`
      <p id="a">申报单位：<input name="unit">　岗位名称：<input name="post"></p>
      <p id="b">单位人数<input name="size">人，志愿者人数<input name="volunteers" data-leifeng="volunteers">人，最少服务时间<input name="hours">小时。</p>
      <p id="c">服务队长：<input name="leader"> <font>*</font> 联系电话：<input name="phone"> 性 别：<input name="sex"></p>
      <p id="d">申报级别：<input type="radio" name="level" value="1">市级 <input type="radio" name="level" value="2">县（区）级　编号：<input name="number"></p>
      <p id="e">报送形式：<input type="checkbox" name="paper">纸质版 <input type="checkbox" name="electronic">电子版</p>`);
    assert.equal(await readAt(page, "#a"), "申报单位：_[!]岗位名称：_[!]");
    assert.equal(await readAt(page, "#b"), "单位人数_人，[!]志愿者人数_人，[!]最少服务时间_小时。");
    assert.equal(await readAt(page, "#d"), "申报级别：_市级_县（区）级[!]编号：_");
    assert.equal(await readAt(page, "#e"), "报送形式：_纸质版[!]_电子版[!]");
    assert.equal(await readAt(page, "#c"), "服务队长：_*[!]联系电话：_[!]性 别：_");
    await page.close();
  });

  test("detaching joins the texts again that messages stood in", async () => {
    const page = await refused(
      `${UNIT}<p id="b">单位人数<input name="size">人，志愿者人数<input name="volunteers" data-leifeng="volunteers">人，联系电话<input name="phone" data-leifeng="leader_phone"></p>`,
    );
    const texts = () => page.$eval("#b", (line) => Array.from(line.childNodes, (node) => node.textContent));
    assert.ok((await texts()).includes("人，"));
    await page.evaluate(async () => (await window.LeifengForm.ready)[0].detach());
    assert.deepEqual(await texts(), ["单位人数", "", "人，志愿者人数", "", "人，联系电话", ""]);
    await page.close();
  });

  test("in a line of boxes the message takes a line of its own, and none of their room", async () => {
    const page = await refused(
      `${UNIT}${TEAM}
      <div class="row"><div id="label" style="flex:1">有统一标识</div><div><input type="checkbox" name="emblem"></div></div>
      <div class="row" style="flex-wrap:wrap"><label for="hours">最少服务时间</label><input id="hours" name="hours" style="flex:1;width:1%"><span>小时</span></div>
      <div style="display:grid;grid-template-columns:6em 1fr"><label for="leader">服务队长</label><input id="leader" name="leader"></div>`,
      { head: "<style>body{width:360px}.row{display:flex;align-items:center}</style>" },
    );
    const [label, rows] = await page.evaluate(() => [
      document.getElementById("label").getBoundingClientRect().height,
      ["emblem", "leader"].map((name) => {
        const control = document.querySelector(`[name=${name}]`);
        const message = document.getElementById(control.getAttribute("aria-describedby").trim());
        const [box, below] = [control, message].map((one) => one.getBoundingClientRect());
        return [below.top >= box.bottom, below.width > 300];
      }),
    ]);
    assert.ok(label < 40, `the label has one line: ${label} pixels`);
    assert.deepEqual(rows, [
      [true, true],
      [true, true],
    ]);
    await page.close();
  });

  test("a message of a narrow box stands below the box, and is no tower", async () => {
    const page = await refused(
      `${UNIT}${TEAM}<div>最少服务时间 <span style="display:inline-block;width:80px"><input name="hours" data-leifeng="hours_min" size="4"></span> 小时</div>`,
    );
    await page.type("[name=hours]", "很多很多很多很多很多很多很多很多");
    await page.keyboard.press("Tab");
    const { width, height } = await page.$eval("[name=hours]", (control) => {
      const message = document.getElementById(control.getAttribute("aria-describedby").trim());
      return message.getBoundingClientRect().toJSON();
    });
    assert.ok(width > 300 && height < 60, `${width} × ${height} pixels`);
    await page.close();
  });

  test("a message in a line of fixed height is read over what stands below it", async () => {
    const page = await refused(
      `<ul>${[UNIT, TEAM].join("").replace(/p>/g, "li>")}</ul><textarea rows="9" cols="60"></textarea>`,
      {
        head: "<style>li{float:left;width:300px;height:30px}textarea{display:block;clear:both}</style>",
      },
    );
    const top = await page.evaluate(() => {
      const all = Array.from(document.querySelectorAll(".leifeng-message"));
      const box = all[all.length - 1].getBoundingClientRect();
      return document.elementFromPoint(box.left + 20, box.bottom - 8).closest(".leifeng-message") !== null;
    });
    assert.ok(top);
    await page.close();
  });

  test("what is wrong in a roster stands below it, and widens no column", async () => {
    const row = (at) =>
      `<tr><td>${at + 1}</td><td><input name="m[${at}][name]"></td><td><select name="m[${at}][sex]"><option>男</option></select></td><td><input name="m[${at}][tel]"></td><td><input name="m[${at}][memo]"></td></tr>`;
    server.pages["/own.html"] = html(
      `${UNIT}${TEAM}<h4>志愿者名册</h4><table id="roster"><tr><th>序号</th><th>姓名</th><th>性别</th><th>联系电话</th><th>备注</th></tr>${[0, 1, 2].map(row).join("")}</table>`,
    );
    const page = await browser.open(`${server.address}/own.html`);
    const width = () => page.$eval("#roster", (table) => table.getBoundingClientRect().width);
    const before = await width();
    await page.type("[name='m[0][name]']", "张某");
    await page.type("[name='m[1][name]']", "张某");
    await page.type("[name='m[2][tel]']", "123");
    await page.keyboard.press("Tab");
    await settle(page);
    assert.match(await messageAt(page, "m[2][tel]"), /第 3 行：缺少“姓名”/);
    assert.match(await messageAt(page, "m[1][name]"), /第 2 行：与第 1 行重复/);
    assert.equal(await page.$("#roster .leifeng-message"), null);
    assert.ok(await page.$("#roster + .leifeng-message"));
    assert.equal(await width(), before);
    await page.close();
  });
});
