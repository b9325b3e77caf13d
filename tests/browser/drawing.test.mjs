// How what is said is drawn: in the page's words, at the cell, within the page's own widths, only what changed anew.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, fill, messageAt, serve, settle } from "./support.mjs";

const SCRIPT = `<script src="/pkg/leifeng-form.js" data-target="form" defer></script>`;
const page = (form, head = "") =>
  `<!doctype html><meta charset="utf-8"><title>页面</title>${head}<form action="received.html">${form}<button>提交</button></form>${SCRIPT}`;
const line = (label, name) => `<p>${label}：<input name="${name}"></p>`;

describe("drawing", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve();
    browser = await browse();
  });
  after(() => close(server, browser));

  async function open(body, head) {
    server.pages["/own.html"] = page(body, head);
    return browser.open(`${server.address}/own.html`);
  }
  const check = (page) => page.evaluate(async () => (await window.LeifengForm.ready)[0].check());
  const links = (page) => page.$$eval(".leifeng-summary a", (all) => all.map((link) => link.textContent));
  async function leave(page, name, value) {
    await page.type(`[name="${name}"]`, value);
    await page.keyboard.press("Tab");
    await settle(page);
  }

  test("messages have the page's labels and options, reports the rulebook's", async () => {
    const page = await open(
      `${line("*手 机（必填）", "tel")}${line("团队名称", "unit")}
       <p>统一标识：<label><input type="radio" name="bs" value="1">有</label> <label><input type="radio" name="bs" value="0">没有</label></p>
       <p><label><input type="checkbox" name="paper" data-leifeng="paper"> 纸质版</label></p>`,
    );
    await page.evaluate(() => document.addEventListener("leifeng:report", ({ detail }) => (window.last = detail)));
    await leave(page, "tel", "1380013800");
    assert.match(await messageAt(page, "tel"), /^错误：“手机”里的手机号应为 11 位，现填 10 位：1380013800，请核对。/);
    await page.click("[name=bs][value='0']");
    await page.focus("[name=unit]");
    await settle(page);
    assert.match(await messageAt(page, "bs"), /“统一标识”现为“没有”.*请改为“有”/);
    const told = await page.evaluate(() => window.last.checks.map(({ message }) => message).join("\n"));
    assert.match(told, /“联系电话”里的手机号/);
    assert.match(told, /“统一标识”现为“否”/);
    assert.doesNotMatch(told, /“手机”|“没有”/);
    await check(page);
    assert.ok((await links(page)).includes("请勾选“纸质版”。"), (await links(page)).join("\n"));
    await page.evaluate(() => document.querySelector(".leifeng-brief").click());
    await settle(page);
    assert.match(await page.$eval(".leifeng-panel", (panel) => panel.textContent), /团队名称/);
    await page.close();
  });

  test("a message never changes the width of a centred table that is as wide as its contents", async () => {
    const page = await open(
      `<table align="center"><tr><td align="right">单位名称：</td><td><input name="u" style="width:250px"></td></tr>
       <tr><td align="right">联系电话：</td><td><input name="p" style="width:250px"></td></tr></table>`,
    );
    const left = () => page.$eval("[name=p]", (control) => control.getBoundingClientRect().left);
    const before = await left();
    await leave(page, "p", "1380013800");
    assert.equal(await left(), before);
    await check(page);
    assert.equal(await left(), before);
    const message = await page.$eval(".leifeng-message", (box) => box.getBoundingClientRect().width);
    assert.ok(message >= 200 && message <= 260, `${message} pixels`);
    await page.close();
  });

  test("in a narrow cell the message has a row of its own below, which goes on detaching", async () => {
    const page = await open(
      `<table id="t" align="center"><tr><td rowspan="2">单位</td><td>单位名称</td><td><input name="u" size="6" style="width:80px"></td><td>联系电话</td><td><input name="p" style="width:80px"></td></tr>
       <tr><td>志愿者人数</td><td><input name="v" style="width:80px"></td><td>单位人数</td><td><input name="s" style="width:80px"></td></tr></table>`,
    );
    const html = () => page.$eval("#t", (table) => table.outerHTML.replace(/ aria-label="[^"]*"/g, ""));
    const before = await html();
    const width = await page.$eval("#t", (table) => table.offsetWidth);
    await leave(page, "p", "1380013800");
    const { box, at, table } = await page.evaluate(() => {
      const box = document.querySelector(".leifeng-message");
      const table = document.getElementById("t");
      return {
        box: box.getBoundingClientRect().width,
        at: box.closest("tr").rowIndex,
        table: table.offsetWidth,
      };
    });
    assert.ok(box >= 156, `${box} pixels`);
    assert.equal(at, 2, "below the rows that one cell joins");
    assert.equal(table, width);
    await page.evaluate(() => {
      window.first = document.querySelector(".leifeng-message");
      document.querySelector("form").appendChild(document.createElement("p"));
    });
    await settle(page, 300);
    assert.ok(await page.evaluate(() => window.first.isConnected), "the row is no header that changes what was found");
    await page.evaluate(async () => (await window.LeifengForm.ready)[0].detach());
    assert.equal(await html(), before);
    await page.close();
  });

  test("of a roster the cell at fault is marked and the summary leads to it", async () => {
    const row = `<tr><td><input name="xm[]"></td><td><input name="sc[]"></td><td><input name="dh[]"></td></tr>`;
    const page = await open(
      `${line("单位名称", "unit")}${line("岗位名称", "post")}${line("志愿者人数", "n")}${line("联系电话", "tel")}
       <h3>志愿者名册</h3><table><tr><th>姓名</th><th>服务时长（小时）</th><th>联系电话</th></tr>${row.repeat(200)}</table>`,
    );
    await page.evaluate(() => {
      document.querySelectorAll("table tr").forEach((row, at) => {
        const [name, hours, phone] = row.querySelectorAll("input");
        if (!name) return;
        name.value = `成员${at}`;
        hours.value = "120";
        phone.value = "1380013800";
      });
    });
    await check(page);
    const message = await page.$$eval(".leifeng-message", (all) =>
      all.filter((box) => /名册/.test(box.textContent)).map((box) => box.querySelectorAll(".leifeng-row").length),
    );
    assert.deepEqual(message, [1], "two hundred faults, a line a column");
    assert.deepEqual(
      await page.$$eval("table [aria-invalid]", (all) => Array.from(new Set(all.map(({ name }) => name)))),
      ["dh[]"],
    );
    const outline = (name) => page.$eval(`table [name="${name}"]`, (control) => getComputedStyle(control).outlineStyle);
    assert.equal(await outline("dh[]"), "solid");
    assert.equal(await outline("xm[]"), "none");
    await page.evaluate(() => {
      Array.from(document.querySelectorAll(".leifeng-summary a"))
        .find((link) => /名册/.test(link.textContent))
        .click();
    });
    assert.equal(await page.evaluate(() => document.activeElement.name), "dh[]");
    await page.close();
  });

  test("what is selected in a message stays selected, and what has not changed is not touched", async () => {
    const page = await browser.open(`${server.address}/2012.html`);
    await check(page);
    await page.evaluate(() => {
      const messages = Array.from(document.querySelectorAll(".leifeng-message"));
      getSelection().selectAllChildren(messages[messages.length - 1].querySelector(".leifeng-text"));
      window.selected = String(getSelection());
      window.changes = [];
      new MutationObserver((all) =>
        window.changes.push(
          ...all.map(({ target }) => target.parentNode?.closest?.(".leifeng-message,.leifeng-summary")),
        ),
      ).observe(document.body, { childList: true, subtree: true, characterData: true });
      const control = document.querySelector("[name='worker.tel']");
      control.value = "138";
      control.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    await settle(page);
    const [selected, is, boxes] = await page.evaluate(() => [
      window.selected,
      String(getSelection()),
      Array.from(new Set(window.changes.filter(Boolean)), (box) => box.className + (box.textContent.length < 200)),
    ]);
    assert.ok(selected.length > 5);
    assert.equal(is, selected);
    assert.ok(boxes.length <= 2, `the message of the field and the summary alone: ${boxes}`);
    await page.close();
  });

  test("when all is mended the summary says so in another colour and without a list, until something else is wrong", async () => {
    const page = await browser.open(`${server.address}/2012.html`);
    await check(page);
    const edge = () => page.$eval(".leifeng-summary", (box) => getComputedStyle(box).borderTopColor);
    const red = await edge();
    await fill(page);
    await page.focus("[name=A1]");
    await page.focus("[name=A2]");
    await settle(page);
    assert.equal(await page.$eval(".leifeng-summary", (box) => box.innerText.trim()), "都已改好，可以提交了。");
    assert.notEqual(await edge(), red);
    assert.equal(await page.$(".leifeng-message:not(.leifeng-mended)"), null);
    await page.evaluate(() => {
      const control = document.querySelector("[name='worker.tel']");
      control.value = "1";
      control.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    assert.equal(await page.$(".leifeng-summary"), null);
    await page.close();
  });

  test("a step that is not shown is named by its number, or as another", async () => {
    const steps = (one, other) =>
      `<div class="step">${line("单位名称", "unit")}${line("岗位名称", "post")}</div>
       <div class="${one}" id="second" style="display:none">${line("志愿者人数", "n")}${line("单位人数", "s")}</div>${other}
       <button type="button">上一步</button><button type="button">下一步</button>`;
    /** The second step is shown once: what was never shown stops nothing. */
    const turn = async (page) => {
      for (const display of ["", "none"]) {
        await page.$eval("#second", (step, display) => (step.style.display = display), display);
        await page.evaluate(() => document.body.click());
        await settle(page, 300);
      }
    };
    const page = await open(steps("step", line("联系电话", "tel")));
    await turn(page);
    await check(page);
    assert.ok((await links(page)).includes("请填写“单位人数”。（在第 2 步）"), (await links(page)).join("\n"));
    await page.close();
    const other = await open(steps("rest", line("联系电话", "tel")));
    await turn(other);
    await check(other);
    assert.ok((await links(other)).includes("请填写“单位人数”。（在另一页或另一步）"), (await links(other)).join("\n"));
    await other.close();
  });

  test("a line of the summary leads back to its step by the page's own buttons, and no further", async () => {
    const step = (at, fields) => `<div class="step" style="${at ? "display:none" : ""}">${fields}</div>`;
    const page = await open(
      `${step(0, line("岗位名称", "post"))}${step(1, line("单位名称", "unit"))}${step(2, line("单位人数", "s"))}${step(3, line("联系电话", "tel"))}
       <input type="button" value="上一步" onclick="turn(-1)"><input type="button" value="下一步" onclick="turn(1)"><a href="/away.html">返回上一页</a>
       <script>now = 0; function turn(by) { now += by; document.querySelectorAll(".step").forEach(function (step, at) { step.style.display = at === now ? "" : "none" }) }</script>`,
    );
    for (let at = 0; at < 3; at++) {
      await page.click("[value=下一步]");
      await settle(page);
    }
    await page.click("form > button");
    await settle(page);
    const texts = await links(page);
    const at = texts.indexOf("请填写“单位名称”。（在第 2 步）");
    assert.notEqual(at, -1, texts.join("\n"));
    await (await page.$$(".leifeng-summary a"))[at].click();
    await settle(page);
    assert.deepEqual(await page.evaluate(() => [window.now, document.activeElement.name]), [1, "unit"]);
    await page.close();
  });

  test("what is typed for no is said back as it was typed", async () => {
    const page = await open(
      `${line("单位名称", "u")}${line("岗位名称", "p")}${line("联系电话", "t")}${line("统一标识", "bs")}`,
    );
    await leave(page, "bs", " 无");
    assert.match(await messageAt(page, "bs"), /“统一标识”现为“无”，.*请改为“是”/);
    await page.$eval("[name=bs]", (box) => (box.value = ""));
    await check(page);
    assert.ok((await links(page)).includes("请选择“统一标识”。"), "nothing is ticked there");
    await page.close();
  });

  test("under a date that cannot be changed one reminder stands, and the panel has the others", async () => {
    const page = await open(
      `<p>申报级别：<input name="l" value="市级"></p><p>申报渠道：<input name="c" value="县（区）单位"></p>
       ${line("单位名称", "u")}${line("岗位名称", "p")}<p>申报日期：<input name="d" value="2012-06-10" readonly></p>`,
    );
    await check(page);
    await settle(page, 100);
    assert.equal((await messageAt(page, "d")).match(/提醒：/g).length, 1);
    await page.evaluate(() => (document.querySelector(".leifeng-fold").open = true));
    await settle(page);
    const panel = await page.$eval(".leifeng-panel", (panel) => panel.innerText);
    assert.ok(panel.match(/申报日期/g).length > 1, panel);
    await page.close();
  });

  test("on a phone the panel stays below what the page keeps at the top", async () => {
    const many = Array.from({ length: 30 }, (_, at) => `<p>其他 ${at}：<input name="o${at}"></p>`).join("");
    server.pages["/own.html"] =
      `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>header{position:sticky;top:0;height:50px;z-index:900;background:#eee}body{margin:0}</style><header><b>网上申报</b></header>
       <form action="received.html">${line("单位名称", "u")}${line("岗位名称", "p")}${line("联系电话", "t")}${many}${line("监督电话", "j")}</form>${SCRIPT}`;
    const page = await browser.open(`${server.address}/own.html`, {
      before: (page) => page.setViewport({ width: 375, height: 640 }),
    });
    await page.focus("[name=j]");
    await settle(page, 100);
    const { top, isSeen } = await page.$eval(".leifeng-panel", (box) => {
      const { top, left, height } = box.getBoundingClientRect();
      return { top, isSeen: box.contains(document.elementFromPoint(left + 20, top + height / 2)) };
    });
    assert.ok(isSeen, "it is seen");
    assert.equal(Math.round(top), 50);
    await page.evaluate(async () => (await window.LeifengForm.ready)[0].detach());
    assert.equal(
      await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--leifeng-top")),
      "",
    );
    await page.close();
  });

  test("on a phone the panel is one line that stays in view and covers no control that has the focus", async () => {
    const page = await browser.open(`${server.address}/mobile.html`, {
      before: (page) => page.setViewport({ width: 375, height: 640 }),
    });
    const panel = () => page.$eval(".leifeng-panel", (box) => box.getBoundingClientRect().toJSON());
    assert.ok((await panel()).height < 40, `${(await panel()).height} pixels`);
    const controls = await page.$$("input,select,textarea");
    for (const control of controls.slice(-3)) {
      await page.evaluate(() => scrollTo(0, 1e6));
      await page.evaluate(() => scrollTo(0, 1e6));
      await control.focus();
      await settle(page);
      const { bottom } = await panel();
      assert.ok(bottom > 0, "it stays in view");
      assert.ok((await control.boundingBox()).y >= bottom, "and covers nothing");
    }
    await page.close();
  });

  test("the list to print has the unit's name, the answers as the page words them, and a line a clause", async () => {
    const page = await browser.open(`${server.address}/2012.html`);
    await fill(page);
    await page.evaluate(() => {
      window.print = () => {
        window.printed = Array.from(document.querySelectorAll(".leifeng-paper tr"), (row) =>
          Array.from(row.cells, (cell) => cell.textContent),
        );
        dispatchEvent(new Event("afterprint"));
      };
      document.querySelector(".leifeng-panel .leifeng-button").click();
    });
    await page.waitForFunction(() => window.printed);
    const rows = await page.evaluate(() => window.printed);
    const answer = (label) => rows.find(([first]) => first === label)?.[1];
    assert.equal(answer("单位名称"), "青云县第一便民服务中心");
    assert.equal(answer("单位人数"), "４８人");
    assert.equal(answer("统一标识"), "有");
    assert.equal(answer("纸质版"), "是", "a box alone, which is called as its field is");
    const clause = rows.find(([first]) => first.endsWith("二、1"));
    assert.match(clause[1], /服务场所固定/);
    assert.equal(clause[2], "符合");
    await page.close();
  });
});
