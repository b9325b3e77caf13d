// Pages that change under us: rows, tabs, widgets that take the place of controls, the module's own restart.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, fill, messageAt, serve, settle } from "./support.mjs";

const SCRIPT = '<script src="/pkg/leifeng-form.js" data-target="#form" data-form="application" defer></script>';
const ROSTER = `<h3>志愿者名册</h3><table id="roster">
  <thead><tr><th>序号</th><th>姓名</th><th>服务时长（小时）</th><th>联系电话</th></tr></thead>
  <tbody><tr><td>1</td><td><input name="xm[]"></td><td><input name="sc[]"></td><td><input name="dh[]"></td></tr></tbody></table>`;

/** Long enough for a changed page to be looked at again. */
const looked = (page) => settle(page, 250);

describe("pages that change", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve();
    browser = await browse();
  });
  after(() => close(server, browser));

  async function open(inside, { script = SCRIPT, ...options } = {}) {
    server.pages["/own.html"] =
      `<!doctype html><title>页</title><form id="form" action="received.html">${inside}</form>${script}`;
    return browser.open(`${server.address}/own.html`, options);
  }
  const mapping = (page) =>
    page.evaluate(async () => {
      const [attached] = await window.LeifengForm.ready;
      const entries = attached ? Object.entries(attached.mapping()) : [];
      return Object.fromEntries(entries.map(([id, { controls }]) => [id, controls.map((control) => control.name)]));
    });
  const check = (page, rule) =>
    page.evaluate(
      async (rule) => (await window.LeifengForm.ready)[0].report().checks.find((check) => check.rule === rule),
      rule,
    );
  const type = (page, name, text, at = 0) =>
    page.evaluate(
      (name, text, at) => {
        const control = document.querySelectorAll(`[name="${name}"]`)[at];
        control.focus();
        control.value = text;
        control.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: false }));
        control.blur();
      },
      name,
      text,
      at,
    );

  describe("rows", () => {
    test("a roster in a table is read row by row, rows added and removed by the page's script included", async () => {
      const page = await open(`<p>联系电话：<input name="lx"></p>${ROSTER}`);
      assert.deepEqual(await mapping(page), { leader_phone: ["lx"], roster: ["xm[]", "sc[]", "dh[]"] });
      await page.evaluate(() => {
        const body = document.querySelector("#roster tbody");
        for (let i = 2; i <= 200; i++) {
          const row = body.rows[0].cloneNode(true);
          row.cells[0].textContent = i;
          body.appendChild(row);
        }
        [...body.rows].forEach((row, i) => {
          const [name, hours, phone] = row.querySelectorAll("input");
          name.value = `甲${i}`;
          hours.value = i === 6 ? "九十九左右" : "120";
          phone.value = `138000${10000 + i}`;
        });
      });
      await looked(page);
      assert.equal((await mapping(page)).roster.length, 600);
      assert.deepEqual(
        (await check(page, "roster.format")).rows.map(({ row }) => row),
        [7],
      );
      await page.evaluate(() => {
        document.querySelector("#roster tbody").rows[1].remove();
      });
      await looked(page);
      assert.deepEqual(
        (await check(page, "roster.format")).rows.map(({ row }) => row),
        [6],
      );
      await type(page, "sc[]", "100", 5);
      assert.equal((await check(page, "roster.format")).state, "holds");
      await page.close();
    });

    test("an error names the row, stands once behind the table, and marks the cells at fault alone", async () => {
      const page = await open(ROSTER.replace(/<tr><td>.*<\/tr>/, (row) => row.repeat(200)));
      await type(page, "sc[]", "不详", 6);
      const lines = () => page.$$eval(".leifeng-message", (boxes) => boxes.map((box) => box.textContent));
      assert.equal((await lines()).length, 1);
      assert.match((await lines())[0], /第 7 行/);
      assert.equal(await page.$eval("#roster + .leifeng-message", (box) => box.localName), "span");
      assert.deepEqual(
        await page.$$eval("[aria-invalid]", (controls) =>
          controls.map(({ name, parentNode }) => [name, parentNode.parentNode.rowIndex]),
        ),
        [
          ["xm[]", 7],
          ["sc[]", 7],
        ],
        "the name that is missing and the hours that cannot be read, not the phone",
      );
      await page.evaluate(() => {
        for (const control of document.querySelectorAll("[name='sc[]']")) control.value = "不详";
      });
      await type(page, "sc[]", "不详", 0);
      assert.equal((await lines()).length, 1);
      assert.ok((await lines())[0].length < 600, (await lines())[0]);
      assert.equal(await page.$$eval(".leifeng-message .leifeng-row", (rows) => rows.length), 2, "a line a column");
      await page.close();
    });

    test("nominees in a table, with their own controls for yes and no", async () => {
      const row =
        '<tr><td><input name="a"></td><td><input name="b"></td><td><select name="c"><option value="">请选择<option>是<option>否</select></td></tr>';
      const page = await open(
        `<p>推荐单位：<select name="d"><option value="">请选择<option>蒙阴县</select></p>
        <table border><tr><td colspan="3">推荐名单</td></tr><tr><td>单位名称</td><td>岗位名称</td><td>事迹特别突出</td></tr>${row.repeat(4)}</table>`,
        { script: SCRIPT.replace("application", "nomination") },
      );
      for (const [at, name] of ["甲", "乙", "丙", "丁"].entries()) {
        await type(page, "a", name, at);
        await type(page, "b", "窗口", at);
      }
      assert.equal((await check(page, "quota.max")).state, "fails");
      await page.evaluate(() => {
        document.querySelectorAll("[name=c]")[2].selectedIndex = 1;
      });
      assert.equal((await check(page, "quota.max")).state, "holds");
      await page.close();
    });

    test("same-named controls without a table", async () => {
      const row = '<p>姓名 <input name="xm[]"> 服务时长 <input name="sc[]"></p>';
      const page = await open(row.repeat(3));
      for (let at = 0; at < 3; at++) {
        await type(page, "xm[]", `甲${at}`, at);
        await type(page, "sc[]", at === 1 ? "多" : "60", at);
      }
      assert.deepEqual(
        (await check(page, "roster.format")).rows.map(({ row }) => row),
        [2],
      );
      await page.close();
    });

    test("a table of other people is no roster", async () => {
      const page = await open(
        `<table><tr><th>姓名</th><th>职务</th><th>手机号码</th></tr><tr><td><input name=a></td><td><input name=b></td><td><input name=c></td></tr></table>`,
      );
      assert.deepEqual(await mapping(page), {});
      await page.close();
    });
  });

  test("controls that a script brings, replaces and takes away are found anew", async () => {
    const page = await open("<p>单位名称：<input name=a></p><div id=more></div>");
    await page.evaluate(() => {
      document.querySelector("#more").innerHTML = "<p>联系电话：<input name=b></p>";
    });
    await looked(page);
    assert.deepEqual(await mapping(page), { unit_name: ["a"], leader_phone: ["b"] });
    await type(page, "b", "1");
    assert.match(await messageAt(page, "b"), /1/);
    await page.evaluate(() => {
      document.querySelector("#more").innerHTML = "<p>联系电话：<input name=c></p>";
    });
    await looked(page);
    assert.deepEqual(await mapping(page), { unit_name: ["a"], leader_phone: ["c"] });
    await type(page, "c", "2");
    assert.match(await messageAt(page, "c"), /2/);
    await page.evaluate(() => {
      document.querySelector("#more").innerHTML = "";
    });
    await looked(page);
    assert.equal(await page.$(".leifeng-message"), null);
    assert.deepEqual(page.said, []);
    await page.close();
  });

  test("a form that a script brings later is found, one that it takes away is let go", async () => {
    server.pages["/own.html"] = `<!doctype html><div id="app"></div>${SCRIPT}`;
    const page = await browser.open(`${server.address}/own.html`);
    await page.evaluate(() => {
      document.querySelector("#app").innerHTML = "<form id=form><p>单位名称：<input name=a></p></form>";
    });
    await looked(page);
    assert.ok(await page.$(".leifeng-panel"));
    await page.evaluate(() => document.querySelector("#form").remove());
    await looked(page);
    assert.equal(await page.$(".leifeng-panel"), null);
    await page.close();
  });

  test("a form that a script takes out and puts back is watched again", async () => {
    const page = await open("<p>单位名称：<input name=a></p><p>联系电话：<input name=b></p>");
    await page.evaluate(() => {
      window.form = document.querySelector("#form");
      window.form.remove();
    });
    await looked(page);
    assert.equal(await page.$(".leifeng-panel"), null);
    await page.evaluate(() => document.body.appendChild(window.form));
    await looked(page);
    await type(page, "b", "1");
    assert.match(await messageAt(page, "b"), /1/);
    assert.equal(await page.evaluate(() => window.form.checkValidity()), false);
    await page.close();
  });

  test("a page that only shows our own messages is not looked at again", async () => {
    const page = await open("<p>联系电话：<input name=b></p>");
    await looked(page);
    await page.evaluate(() => {
      window.looks = 0;
      const native = document.querySelectorAll;
      document.querySelectorAll = function (selector) {
        if (selector === "input,select,textarea") window.looks++;
        return native.call(this, selector);
      };
    });
    await type(page, "b", "1");
    await type(page, "b", "13800000000");
    await looked(page);
    assert.equal(await page.evaluate(() => window.looks), 0);
    await page.close();
  });

  test("a value that a widget carries in a hidden input is read, and told of at the box that people see", async () => {
    // As EasyUI leaves it.
    const page =
      await open(`<table><tr><td>单位人数：</td><td><input id="rs" class="easyui-numberbox" style="display:none" textboxname="rs">
      <span class="textbox"><input class="textbox-text" autocomplete="off" tabindex="" id="_e1"><input type="hidden" class="textbox-value" name="rs" value=""></span></td></tr></table>
      <input type="hidden" name="token" value="1"><p>主管 <input name="z"></p>`);
    assert.deepEqual(await mapping(page), { unit_size: ["rs"] });
    await page.focus("#_e1");
    await page.evaluate(() => {
      document.querySelector("[name=rs]").value = "很多";
    });
    await page.keyboard.type("很多");
    await page.keyboard.press("Tab");
    assert.equal(await page.$eval("#_e1", (box) => box.getAttribute("aria-invalid")), "true");
    assert.ok(await page.$eval("#_e1", (box) => document.getElementById(box.getAttribute("aria-describedby"))));
    await page.evaluate(async () => (await window.LeifengForm.ready)[0].detach());
    assert.equal(await page.$("[aria-invalid],[aria-describedby]"), null);
    await page.close();
  });

  for (const [name, editor] of Object.entries({
    "in a frame behind its hidden textarea":
      '<textarea name="cl" style="display:none"></textarea><div class="cke"><div><iframe></iframe></div></div>',
    "in a frame before its hidden textarea":
      '<div class="ke"><div><iframe></iframe><textarea style="display:none"></textarea></div></div><textarea name="cl" style="display:none"></textarea>',
    "that is part of the page":
      '<div class="ed"><p contenteditable="true"></p></div><textarea name="cl" style="display:none"></textarea>',
  })) {
    test(`the text of an editor ${name} is read, without its tags`, async () => {
      const page = await open(`<table><tr><td>申报材料：</td><td>${editor}</td></tr></table>`, {
        before: (page) =>
          page.evaluateOnNewDocument(() =>
            document.addEventListener("DOMContentLoaded", () => {
              const frame = document.querySelector("iframe");
              if (frame) frame.contentDocument.body.contentEditable = "true";
            }),
          ),
      });
      assert.deepEqual(await mapping(page), { materials: ["cl"] });
      await page.evaluate(() => {
        const frame = document.querySelector("iframe");
        const text = frame ? frame.contentDocument.body : document.querySelector("[contenteditable]");
        text.innerHTML = "<b>志愿</b>服务";
        text.dispatchEvent(new InputEvent("input", { bubbles: true }));
      });
      assert.match(await page.$eval(".leifeng-counter", (counter) => counter.textContent), /^字数 4（/);
      assert.equal(await page.$eval("[name=cl]", (control) => control.value), "");
      assert.deepEqual(page.said, []);
      await page.close();
    });
  }

  test("a hidden input with a label or a word of the webmaster's is read", async () => {
    const page =
      await open(`<table><tr><td>单位名称</td><td>青云县一中<input type="hidden" name="dw" value="青云县一中"></td></tr></table>
      <input type="hidden" name="k" data-leifeng="unit_size" value="12">`);
    assert.deepEqual(await mapping(page), { unit_name: ["dw"], unit_size: ["k"] });
    assert.equal((await check(page, "unit_name.required")).state, "holds");
    await page.close();
  });

  test("a field in a closed tab is named with its tab, which the link opens", async () => {
    const page =
      await open(`<ul class="tabs"><li onclick="show(0)">基本情况</li><li onclick="show(1)">队长情况</li></ul>
      <div id="panels"><div><p>单位名称：<input name="a"></p></div><div style="display:none"><p>联系电话：<input name="b"></p></div></div>
      <details><summary>其他</summary><p>电子邮箱：<input name="c" value="x"></p></details>
      <button>提交</button><script>function show(n) { [...document.querySelectorAll("#panels > div")].forEach((one, i) => { one.style.display = i === n ? "" : "none" }) }</script>`);
    await page.click("button");
    await settle(page);
    const links = () => page.$$eval(".leifeng-summary a", (links) => links.map((link) => link.textContent));
    assert.match((await links()).join("\n"), /“队长情况”里/);
    assert.match((await links()).join("\n"), /“其他”里/);
    for (const [word, name] of [
      ["联系电话", "b"],
      ["电子邮箱", "c"],
    ]) {
      await page.evaluate(
        (word) =>
          [...document.querySelectorAll(".leifeng-summary a")].find((link) => link.textContent.includes(word)).click(),
        word,
      );
      assert.equal(await page.evaluate(() => document.activeElement.name), name);
    }
    await page.close();
  });

  describe("one trap restarts the module", () => {
    const traps = (page) =>
      page.evaluateOnNewDocument(() => {
        const native = WebAssembly.instantiate;
        window.modules = 0;
        window.traps = 0;
        window.trapping = "";
        WebAssembly.instantiate = async (...args) => {
          const { module, instance } = await native.apply(WebAssembly, args);
          window.modules++;
          const get = (_, name) =>
            window.traps > 0 && Error().stack.includes(window.trapping) && typeof instance.exports[name] === "function"
              ? () => {
                  window.traps--;
                  throw new WebAssembly.RuntimeError("unreachable");
                }
              : instance.exports[name];
          return { module, instance: { exports: new Proxy({}, { get }) } };
        };
      });
    test("and all goes on as before", async () => {
      const page = await browser.open(`${server.address}/2012.html`, { before: traps });
      await page.type("[name='worker.tel']", "1");
      await page.keyboard.press("Tab");
      // Wherever it is, where an answer is read or where what is to be drawn is asked for.
      for (const [before, trapping] of ["", "drawing"].entries()) {
        await page.evaluate((trapping) => {
          window.traps = 1;
          window.trapping = trapping;
        }, trapping);
        await page.type("[name=B4]", "x");
        await page.waitForFunction((modules) => window.modules === modules, {}, 2 + before);
        await settle(page);
        assert.match(await messageAt(page, "worker.tel"), /1/);
      }
      assert.deepEqual(page.said, []);
      await page.click("[name=Submit]");
      await settle(page);
      assert.ok(await page.$(".leifeng-summary"));
      await fill(page);
      await Promise.all([page.waitForNavigation(), page.click("[name=Submit]")]);
      await page.close();
    });
    test("and no mark of the module before is left at any form", async () => {
      const form = "<form><p>单位名称：<input name=a></p><p>联系电话：<input name=b></p></form>";
      server.pages["/own.html"] = `<!doctype html>${form}${form}${SCRIPT.replace("#form", "form")}`;
      const page = await browser.open(`${server.address}/own.html`, { before: traps });
      await type(page, "b", "1", 0);
      await type(page, "b", "1", 1);
      await page.evaluate(() => {
        window.traps = 1;
      });
      await type(page, "a", "甲", 0);
      await page.waitForFunction(() => window.modules === 2);
      await settle(page);
      await type(page, "b", "13800000000", 0);
      await type(page, "b", "13800000000", 1);
      assert.equal(await page.$("[aria-invalid],:invalid"), null);
      await page.close();
    });
    test("and where the new one traps too, we are gone and the form is sent", async () => {
      const page = await browser.open(`${server.address}/2012.html`, { before: traps });
      await page.evaluate(() => {
        window.traps = 1e9;
      });
      await page.type("[name=B4]", "x");
      await page.waitForFunction(() => !document.querySelector("[class^=leifeng]"));
      assert.equal(page.said.length, 1);
      await Promise.all([page.waitForNavigation(), page.click("[name=Submit]")]);
      await page.close();
    });
  });

  test("a page from the back/forward cache is judged by what stands in it, and sends again", async () => {
    const page = await open("<p>单位名称：<input name=a></p><p>联系电话：<input name=b></p>");
    await page.evaluate(() => {
      document.querySelector("[name=a]").value = "青云县一中";
      window.reports = [];
      document.addEventListener("leifeng:report", (event) => window.reports.push(event.detail));
      window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    });
    await looked(page);
    assert.equal(
      await page.evaluate(() => window.reports.pop().checks.find(({ rule }) => rule === "unit_name.required").state),
      "holds",
    );
    await page.close();
  });

  test("buttons for another end are never stopped: print, close, clear, and a WebForms post back", async () => {
    const page = await open(
      `<p>单位名称：<input name=a></p><p>联系电话：<input name=b></p><input type=hidden name=__EVENTTARGET><select name=qx><option>一</select>
      <button id=print>打 印</button><input type=submit id=clear value="清空"><button id=send>提交申报</button>`,
    );
    await page.evaluate(() => {
      window.sent = 0;
      document.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        window.sent++;
      });
    });
    await page.click("#send");
    await settle(page);
    assert.equal(await page.evaluate(() => window.sent), 0);
    assert.ok(await page.$(":invalid"));
    await page.click("#print");
    await page.click("#clear");
    assert.equal(await page.evaluate(() => window.sent), 2);
    await settle(page);
    await Promise.all([
      page.waitForNavigation(),
      page.evaluate(() => {
        const form = document.querySelector("form");
        form.elements.__EVENTTARGET.value = "qx";
        form.submit();
      }),
    ]);
    await page.close();
  });
});
