// Beside the real libraries of the pages it lives on: theirs goes on as before, ours runs first.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, serve, settle } from "./support.mjs";

const FIELDS = `<p>单位名称：<input name="a"></p><p>岗位名称：<input name="b"></p>
<p>志愿者人数：<input name="c"></p><p>单位人数：<input name="d"></p><p>联系电话：<input name="e"></p>`;
const SCRIPT = `<script src="/pkg/leifeng-form.js" data-rulebook="mengyin-2012" data-form="application" defer></script>`;
const page = (head, body, end = "") =>
  `<!doctype html><meta charset="utf-8"><title>页面</title>${head}<form id="f" action="received.html">${body}</form>${end}${SCRIPT}`;
const use = (...paths) => paths.map((path) => `<script src="/node_modules/${path}"></script>`).join("");
const EDITOR = "<table><tr><td>申报材料</td><td><textarea name=t id=t></textarea></td></tr></table>";

describe("beside libraries", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve();
    browser = await browse();
  });
  after(() => close(server, browser));
  async function open(html) {
    server.pages["/own.html"] = html;
    server.sent.length = 0;
    return browser.open(`${server.address}/own.html`);
  }
  /** Waits for the count: an editor takes its time to be there, and the drop-in to see it. */
  const counts = (page, zishu) =>
    page.waitForFunction(
      (text) => document.querySelector(".leifeng-counter")?.textContent.startsWith(text),
      { timeout: 5000 },
      `字数 ${zishu}（`,
    );

  test("jQuery Validation: its own rules still speak, and its handler runs once when all is well", async () => {
    const page1 = page(
      use("jquery/dist/jquery.min.js", "jquery-validation/dist/jquery.validate.min.js"),
      `${FIELDS}<p>验证码：<input name="code" required></p><button>提交</button>`,
      `<script>handled = 0; $("#f").validate({ submitHandler: function () { handled++; } })</script>`,
    );
    const tab = await open(page1);
    await tab.click("button");
    await settle(tab);
    assert.ok(await tab.$(".leifeng-summary"), "ours runs first");
    assert.equal(await tab.evaluate(() => window.handled), 0);
    await tab.evaluate(async () => {
      const [form] = await window.LeifengForm.ready;
      for (const [name, text] of Object.entries({ a: "甲", b: "乙", c: "30", d: "40", e: "13900001111" }))
        document.forms.f.elements[name].value = text;
      return form.check();
    });
    await tab.click("button");
    await settle(tab);
    assert.ok(await tab.$("label.error"), "then its own required field");
    assert.equal(await tab.evaluate(() => window.handled), 0);
    await tab.type("[name=code]", "1");
    await tab.click("button");
    await settle(tab);
    assert.equal(await tab.evaluate(() => window.handled), 1);
    await tab.close();
  });

  test("Bootstrap: fields in its groups are found, errors are shown at the boxes", async () => {
    const group = (label, name) =>
      `<div class="row mb-3"><label class="col-sm-2 col-form-label">${label}</label><div class="col-sm-10"><input class="form-control" name="${name}"></div></div>`;
    const fields = ["单位名称", "岗位名称", "志愿者人数", "单位人数", "联系电话"].map((label, i) =>
      group(label, `n${i}`),
    );
    const style = `<link rel=stylesheet href="/node_modules/bootstrap/dist/css/bootstrap.min.css">`;
    const tab = await open(page(style, `${fields.join("")}<button class="btn btn-primary">提交</button>`));
    const found = await tab.evaluate(async () => Object.keys((await window.LeifengForm.ready)[0].mapping()));
    assert.deepEqual(found, ["unit_name", "post_name", "volunteers", "unit_size", "leader_phone"]);
    await tab.click("button");
    await settle(tab);
    const below = await tab.evaluate(() => {
      const [box, message] = [document.querySelector("[name=n4]"), document.querySelectorAll(".leifeng-message")[4]];
      return message.getBoundingClientRect().top - box.getBoundingClientRect().bottom;
    });
    assert.ok(below >= 0 && below < 12, `${below} pixels below its box`);
    await tab.close();
  });

  test("KindEditor: the text in its frame is counted, and judged", async () => {
    const tab = await open(
      page(
        use("kindeditor/kindeditor-all-min.js", "kindeditor/lang/zh-CN.js"),
        `${FIELDS}${EDITOR}<button>提交</button>`,
        `<script>KindEditor.ready(function (K) { editor = K.create("#t", { basePath: "/node_modules/kindeditor/", width: "600px" }) })</script>`,
      ),
    );
    await tab.waitForFunction(() => document.querySelector("iframe.ke-edit-iframe")?.contentDocument?.body);
    await settle(tab, 400);
    await tab.evaluate(() => window.editor.html("<p>志愿<b>服务</b> 2012</p>"));
    await tab.evaluate(() => document.body.click());
    await settle(tab);
    await counts(tab, 5);
    await tab.close();
  });

  test("CKEditor 4: the text in its frame is counted, and judged", async () => {
    const tab = await open(
      page(
        use("ckeditor4/ckeditor.js"),
        `${FIELDS}${EDITOR}<button>提交</button>`,
        `<script>CKEDITOR.replace("t", { versionCheck: false })</script>`,
      ),
    );
    await tab.waitForFunction(() => window.CKEDITOR?.instances?.t?.status === "ready");
    await settle(tab, 400);
    await tab.evaluate(() => window.CKEDITOR.instances.t.editable().setHtml("<p>志愿<b>服务</b> 2012</p>"));
    await tab.evaluate(() => document.body.click());
    await settle(tab);
    await counts(tab, 5);
    await tab.close();
  });

  test("UEditor: the text in its frame is counted, and judged, before it is written back", async () => {
    const tab = await open(
      page(
        `<script>UEDITOR_HOME_URL = "/ueditor/"</script><script src="/ueditor/ueditor.config.js"></script><script src="/ueditor/ueditor.all.min.js"></script>`,
        `${FIELDS}<table><tr><td>申报材料</td><td><script id="t" name="t" type="text/plain"></script></td></tr></table><button>提交</button>`,
        `<script>editor = UE.getEditor("t", { serverUrl: "", initialFrameWidth: 600, autoHeightEnabled: false })</script>`,
      ),
    );
    await tab.waitForFunction(() => window.editor.isReady);
    await settle(tab, 400);
    await tab.evaluate(() => window.editor.setContent("<p>志愿<b>服务</b> 2012</p>"));
    await tab.evaluate(() => document.body.click());
    await settle(tab);
    await counts(tab, 5);
    await tab.evaluate(async () => {
      const [form] = await window.LeifengForm.ready;
      for (const [name, text] of Object.entries({ a: "甲", b: "乙", c: "30", d: "40", e: "13900001111" }))
        document.forms.f.elements[name].value = text;
      window.editor.setContent(`<p>${"志".repeat(2000)}</p>`);
      return form.check();
    });
    await Promise.all([tab.waitForNavigation(), tab.click("button")]);
    assert.equal(server.sent.length, 1);
    assert.match(decodeURIComponent(server.sent[0].url), /t=<p>志志/, "the editor writes back as ever");
    await tab.close();
  });

  test("EasyUI: boxes that replace the page's are read and told at the box that people see", async () => {
    const box = (label, name, kind = "textbox") =>
      `<tr><td>${label}：</td><td><input class="easyui-${kind}" name="${name}" style="width:200px"></td></tr>`;
    const level = `<tr><td>申报级别：</td><td><select class="easyui-combobox" name="l" style="width:200px"><option value=""></option><option value="1">市级</option><option value="2">县（区）级</option></select></td></tr>`;
    const rows = [
      box("单位名称", "a"),
      box("岗位名称", "b"),
      box("志愿者人数", "c", "numberbox"),
      box("单位人数", "d", "numberbox"),
      box("联系电话", "e"),
      box("申报日期", "g", "datebox"),
    ];
    const head = `<link rel=stylesheet href="/node_modules/jquery-easyui/css/easyui.css">${use(
      "jquery-easyui/js/jquery.min.js",
      "jquery-easyui/js/jquery.easyui.min.js",
      "jquery-easyui/locale/easyui-lang-zh_CN.js",
    )}`;
    const tab = await open(page(head, `<table>${rows.join("")}${level}</table><button>提交</button>`));
    await tab.waitForSelector(".combo");
    await settle(tab, 400);
    const found = await tab.evaluate(async () => Object.keys((await window.LeifengForm.ready)[0].mapping()));
    const fields = ["unit_name", "post_name", "volunteers", "unit_size", "leader_phone", "submitted_on", "level"];
    assert.deepEqual(found, fields);
    await tab.click("button");
    await settle(tab);
    const below = await tab.evaluate(() => {
      const seen = document.querySelector(".textbox");
      const message = document.querySelector(".leifeng-message");
      return message.getBoundingClientRect().top - seen.getBoundingClientRect().bottom;
    });
    assert.ok(below >= 0 && below < 12, `${below} pixels below its box`);
    assert.equal(server.sent.length, 0);
    await tab.evaluate(() => {
      const $ = window.jQuery;
      for (const [name, text] of Object.entries({ a: "甲", b: "乙", e: "13900001111" }))
        $(`[textboxname=${name}]`).textbox("setValue", text);
      $("[textboxname=c]").numberbox("setValue", 30);
      $("[textboxname=d]").numberbox("setValue", 40);
      $("[textboxname=g]").datebox("setValue", "2012-04-20");
      $("[textboxname=l]").combobox("setValue", "1");
    });
    const report = await tab.evaluate(async () => (await window.LeifengForm.ready)[0].report());
    assert.equal(report.level, "city");
    const failing = report.checks.filter(({ state }) => state === "fails").map(({ rule }) => rule);
    assert.deepEqual(failing, []);
    await Promise.all([tab.waitForNavigation(), tab.click("button")]);
    assert.match(server.sent[0].url, /a=%E7%94%B2&/);
    await tab.close();
  });

  test("EasyUI in English: the day that its box writes is told at that box, with what to write", async () => {
    const row = (label, name, kind) =>
      `<tr><td>${label}：</td><td><input class="easyui-${kind}" name="${name}" style="width:200px"></td></tr>`;
    const head = `<link rel=stylesheet href="/node_modules/jquery-easyui/css/easyui.css">${use(
      "jquery-easyui/js/jquery.min.js",
      "jquery-easyui/js/jquery.easyui.min.js",
    )}`;
    const rows = [row("单位名称", "a", "textbox"), row("岗位名称", "b", "textbox"), row("联系电话", "e", "textbox")];
    const tab = await open(
      page(head, `<table>${rows.join("")}${row("申报日期", "g", "datebox")}</table><button>提交</button>`),
    );
    await tab.waitForSelector(".combo");
    await settle(tab, 400);
    await tab.evaluate(() => window.jQuery("[textboxname=g]").datebox("setValue", "4/20/2012"));
    await tab.click("button");
    await settle(tab);
    const [carried, message, isBeside] = await tab.evaluate(() => {
      const box = document.querySelector(".datebox .textbox-text");
      const message = document.getElementById(box.getAttribute("aria-describedby").trim());
      return [document.querySelector("[name=g]").value, message.innerText, message.closest("td").contains(box)];
    });
    assert.equal(carried, "04/20/2012");
    assert.match(message, /请填年、月、日，如 2012-04-20；现填“04\/20\/2012”/);
    assert.ok(isBeside);
    await tab.close();
  });

  test("layui: a select in its clothes is read, and the error stands where people see it", async () => {
    const item = (label, inner) =>
      `<div class="layui-form-item"><label class="layui-form-label">${label}</label><div class="layui-input-block">${inner}</div></div>`;
    const fields = ["单位名称", "岗位名称", "志愿者人数", "单位人数"].map((label, i) =>
      item(label, `<input name="n${i}" class="layui-input">`),
    );
    const level = item(
      "申报级别",
      `<select name="l"><option value="">请选择</option><option value="1">市级</option><option value="2">县（区）级</option></select>`,
    );
    const emblem = item(
      "统一标识",
      `<input type="radio" name="e" value="1" title="有"><input type="radio" name="e" value="0" title="无">`,
    );
    const paper = item("纸质版", `<input type="checkbox" name="z" lay-skin="switch" lay-text="有|无">`);
    const head = `<link rel=stylesheet href="/node_modules/layui/dist/css/layui.css">${use("layui/dist/layui.js")}`;
    const tab = await open(
      page(
        head,
        `<div class="layui-form">${fields.join("")}${level}${emblem}${paper}</div><button>提交</button>`,
        "<script>layui.use('form')</script>",
      ),
    );
    await tab.waitForSelector(".layui-form-select");
    await settle(tab, 400);
    const found = await tab.evaluate(async () => Object.keys((await window.LeifengForm.ready)[0].mapping()));
    assert.deepEqual(found, ["unit_name", "post_name", "volunteers", "unit_size", "level", "emblem", "paper"]);
    await tab.click(".layui-form-select input");
    await tab.click(".layui-form-select dd[lay-value='1']");
    await settle(tab);
    assert.equal(await tab.evaluate(async () => (await window.LeifengForm.ready)[0].report().level), "city");
    await tab.evaluate(async () => (await window.LeifengForm.ready)[0].check());
    const outlines = () =>
      tab.$$eval(".layui-form-radio,.layui-form-switch", (all) => all.map((one) => getComputedStyle(one).outlineStyle));
    assert.deepEqual(
      await outlines(),
      ["solid", "solid", "solid"],
      "what is drawn in the place of radio buttons and boxes",
    );
    await tab.click(".layui-form-radio");
    await settle(tab);
    assert.deepEqual(await outlines(), ["none", "none", "solid"]);
    await tab.evaluate(async () => (await window.LeifengForm.ready)[0].detach());
    assert.equal(await tab.$("[aria-invalid],[aria-describedby]"), null);
    await tab.close();
  });
});
