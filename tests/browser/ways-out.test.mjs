// The check comes before the page's own handlers, on every button that sends, in all engines; and a submission that comes
// before the first report waits for it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { ENGINES } from "./engines.mjs";
import { close, serve, settle, until } from "./support.mjs";

const FIELDS = `<p>单位名称：<input name="a"></p><p>岗位名称：<input name="b"></p><p>服务队长：<input name="c"></p>
<p>志愿服务场所：<input name="d"></p><p>联系电话：<input name="e"></p>`;
const SCRIPT = `<script src="/pkg/leifeng-form.js" data-rulebook="mengyin-2012" data-form="application" defer></script>`;
const GOOD = { a: "甲单位", b: "窗口", c: "甲某某", d: "一楼大厅", e: "13900001111" };

/** A page with one button, whatever the page does with it counted in `ran`. */
const pageOf = (button, { end = "", script = SCRIPT, head = "" } = {}) =>
  `<!doctype html><meta charset="utf-8"><title>申报</title><script>ran = 0; done = false</script>${head}
<form id="f" name="f" action="received.html" method="post">${FIELDS}${button}</form>${end}${script}`;

/** Buttons that begin to send before they send, and what tells that they began. */
const BEGINS = {
  "a submit that disables itself and submits": `<input type="submit" id="go" name="go" value="提交" onclick="ran++;this.disabled=true;this.form.submit()">`,
  "a button that disables itself and submits": `<input type="button" id="go" value="提交" onclick="ran++;this.disabled=true;this.form.submit()">`,
  "a submit that sets a flag": `<button id="go" name="go" value="1" onclick="ran++;if(done){alert('请勿重复提交');return false}done=true">提交申请</button>`,
  "a button with a flag and a mask": `<button type="button" id="go" onclick="ran++;if(done)return;done=true;document.getElementById('mask').style.display='block';document.f.submit()">立即申报</button><div id="mask" style="display:none;position:fixed;left:0;top:0;width:100%;height:100%"></div>`,
  "a link with a script": `<a id="go" href="javascript:;" onclick="ran++;document.f.submit()">上报</a>`,
  "a div that looks like a button": `<div id="go" style="cursor:pointer" onclick="ran++;document.f.submit()">我要报名</div>`,
  "a button of layui": `<button type="button" id="go" class="layui-btn" lay-submit lay-filter="x">保存并提交</button><script>document.addEventListener("click", function (e) { if (e.target.closest("[lay-submit]")) { ran++; document.f.submit() } })</script>`,
  "a button without a type that confirms": `<button id="go" name="go" value="1" onclick="ran++">确定</button>`,
  "an image": `<input type="image" id="go" name="go" alt="报送" width="60" height="20" onclick="ran++">`,
};

for (const [engine, start] of Object.entries(ENGINES)) {
  describe(engine, () => {
    let server;
    let browser;
    before(async () => {
      server = await serve();
      browser = await start();
    });
    after(() => close(server, browser));

    async function open(html) {
      server.pages["/own.html"] = html;
      server.sent.length = 0;
      const page = await browser.open(`${server.address}/own.html`);
      await page.evaluate(async () => {
        window.blocked = 0;
        document.addEventListener("leifeng:blocked", () => window.blocked++);
        await window.LeifengForm.ready;
      });
      return page;
    }
    const fill = (page, answers = GOOD) =>
      page.evaluate((answers) => {
        for (const name of Object.keys(answers)) document.getElementById("f").elements[name].value = answers[name];
      }, answers);
    const ran = (page) => page.evaluate(() => [window.ran, window.blocked]);
    const sent = () => until(() => server.sent.length > 0, "the form is sent");

    for (const [what, button] of Object.entries(BEGINS)) {
      test(`${what}: nothing of the page runs on what is refused, and all of it once on what is not`, async () => {
        const page = await open(pageOf(button));
        for (let blocked = 1; blocked <= 2; blocked++) {
          await page.click("#go");
          await settle(page);
          assert.deepEqual(await ran(page), [0, blocked], "told once a press");
        }
        assert.equal(await page.evaluate(() => document.getElementById("go").disabled === true), false);
        assert.equal(server.sent.length, 0);
        await fill(page);
        await page.click("#go");
        await sent();
        await page.close();
        assert.equal(server.sent.length, 1);
        assert.match(decodeURIComponent(server.sent[0].body), /a=甲单位/);
        if (/name="go" value="1"/.test(button)) assert.match(server.sent[0].body, /go=1/, "the button's own name");
      });
    }

    test("AJAX: handlers on the button, on the document and on jQuery's place run once, and only when it may be sent", async () => {
      const end = `<script>
document.getElementById("go").addEventListener("click", function () { ran++ });
document.addEventListener("click", function (e) { if (e.target.id === "go") ran++ }, true);
setTimeout(function () { document.getElementById("go").addEventListener("click", function () { ran++ }, true) }, 0);</script>`;
      const page = await open(pageOf(`<button type="button" id="go">提交</button>`, { end }));
      await page.evaluate(() => document.getElementById("go").addEventListener("click", () => window.ran++));
      await page.click("#go");
      await settle(page);
      assert.deepEqual(await ran(page), [0, 1]);
      await fill(page);
      await page.click("#go");
      await settle(page);
      assert.deepEqual(await ran(page), [4, 1]);
      await page.close();
    });

    test("上一步, 下一步, 保存, 暂存, 打印, 清空, 添加 never stop; 保存并提交 does", async () => {
      const others = ["上一步", "下一步", "保存", "暂存", "打印", "添加一行", "取消申报", "上传申报材料"];
      const buttons = others.map((text, at) => `<button id="b${at}" onclick="ran++">${text}</button>`).join("");
      const tabs = `<a id="t1" href="#x" onclick="ran++">申报材料</a><a id="t2" href="javascript:;" onclick="ran++">申报单位信息</a>
<label id="t3" style="cursor:pointer" onclick="ran++">申报</label><input type="radio" id="t4" value="申报" onclick="ran++"><button type="reset" id="t5" onclick="ran++">清空</button>`;
      const page = await open(
        pageOf(`${buttons}${tabs}<button id="go" onclick="ran++">保存并提交</button>`).replace(
          "<form ",
          `<form onsubmit="return false" `,
        ),
      );
      const ids = others.map((_, at) => `#b${at}`).concat("#t1", "#t2", "#t3", "#t4", "#t5");
      for (const [at, id] of ids.entries()) {
        await page.click(id);
        await settle(page);
        assert.deepEqual(await ran(page), [at + 1, 0], id);
      }
      await page.click("#go");
      await settle(page);
      assert.deepEqual(await ran(page), [ids.length, 1]);
      await page.close();
    });

    test("Enter twice is refused twice, and sends once when all is well", async () => {
      const page = await open(pageOf(`<button id="go" name="go" value="1" onclick="ran++">提交</button>`));
      for (let blocked = 1; blocked <= 2; blocked++) {
        await page.evaluate(() => document.getElementsByName("a")[0].focus());
        await page.press("Enter");
        await settle(page);
        assert.deepEqual(await ran(page), [0, blocked]);
      }
      await fill(page);
      await page.evaluate(() => document.getElementsByName("a")[0].focus());
      await page.press("Enter");
      await sent();
      assert.match(server.sent[0].body, /go=1/);
      await page.close();
    });

    /** The drop-in's script comes late, or not at all. */
    async function openSlow(
      button,
      arrives,
      body = readFileSync(new URL("../../pkg/leifeng-form.js", import.meta.url)),
    ) {
      let arrive;
      const after = new Promise((resolve) => {
        arrive = resolve;
      });
      // The rulebook is what is slow: the script runs, and waits.
      server.pages["/book.json"] = {
        type: "application/json",
        body: readFileSync(new URL("../../pkg/rulebooks/mengyin-2012.json", import.meta.url)),
        after,
        ...arrives,
      };
      server.pages["/pkg/leifeng-form.js"] = { type: "text/javascript", body };
      const script = SCRIPT.replace("mengyin-2012", "/book.json");
      server.pages["/own.html"] = pageOf(button, { script });
      server.sent.length = 0;
      const page = await browser.open(`${server.address}/own.html`);
      await page.evaluate(() => {
        window.blocked = 0;
        document.addEventListener("leifeng:blocked", () => window.blocked++);
      });
      return { page, arrive };
    }
    const SLOW = {
      "a submit": `<button id="go" name="go" value="1" onclick="ran++">提交</button>`,
      "a button that sends by script": `<button type="button" id="go" onclick="ran++;document.f.submit()">提交</button>`,
      "a button that says nothing": `<button id="go" name="go" value="1" onclick="ran++">好</button>`,
    };
    for (const [what, button] of Object.entries(SLOW)) {
      test(`slow start, ${what}: it waits for the first report and is refused, or sent as if just pressed`, async () => {
        const isQuiet = !/好/.test(button);
        const { page, arrive } = await openSlow(button);
        await page.click("#go");
        await page.click("#go");
        await settle(page);
        if (isQuiet) assert.equal(await page.evaluate(() => window.ran), 0, "nothing of the page runs yet");
        arrive();
        await until(() => page.evaluate(() => window.blocked === 1), "it is checked");
        assert.equal(server.sent.length, 0);
        if (isQuiet) assert.equal(await page.evaluate(() => window.ran), 0);
        await page.close();

        const other = await openSlow(button);
        await fill(other.page);
        await other.page.click("#go");
        await settle(other.page);
        assert.equal(server.sent.length, 0);
        other.arrive();
        await sent();
        assert.equal(server.sent.length, 1);
        if (/name="go"/.test(button)) assert.match(server.sent[0].body, /go=1/);
        await other.page.close();
      });
    }

    test("slow start: after a second it goes, unchecked", async () => {
      const { page, arrive } = await openSlow(SLOW["a submit"]);
      const before = Date.now();
      await page.click("#go");
      await sent();
      assert.ok(Date.now() - before >= 900, "it waited");
      assert.match(server.sent[0].body, /go=1/);
      arrive();
      await page.close();
    });

    test("slow start that fails: it goes at once", async () => {
      const { page, arrive } = await openSlow(SLOW["a submit"], { status: 404 });
      await page.click("#go");
      await settle(page);
      assert.equal(server.sent.length, 0);
      arrive();
      await sent();
      await page.close();
    });
  });
}

describe("Chromium alone", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve();
    browser = await ENGINES.Chromium();
  });
  after(() => close(server, browser));
  async function open(html) {
    server.pages["/own.html"] = html;
    server.sent.length = 0;
    const page = await browser.open(`${server.address}/own.html`);
    await page.evaluate(async () => {
      window.blocked = 0;
      document.addEventListener("leifeng:blocked", () => window.blocked++);
      await window.LeifengForm.ready;
    });
    return page;
  }

  test("jQuery's submit and form.submit() from a button that says nothing", async () => {
    const head = `<script src="/node_modules/jquery/dist/jquery.min.js"></script>`;
    for (const action of ["jQuery('#f').submit()", "document.getElementById('f').submit()", "f.requestSubmit()"]) {
      const page = await open(pageOf(`<b id="go" onclick="${action}">好</b>`, { head }));
      await page.click("#go");
      await settle(page);
      assert.equal(await page.evaluate(() => window.blocked), 1, action);
      assert.equal(server.sent.length, 0);
      await page.close();
    }
  });

  test("data-check-on=none: only submissions are checked", async () => {
    const script = SCRIPT.replace("defer", 'data-check-on="none" defer');
    const page = await open(
      pageOf(
        `<button type="button" id="ajax" onclick="ran++">提交</button><button id="go" onclick="ran++">提交</button>`,
        { script },
      ),
    );
    await page.click("#ajax");
    assert.deepEqual(await page.evaluate(() => [window.ran, window.blocked]), [1, 0]);
    await page.click("#go");
    await settle(page);
    assert.deepEqual(await page.evaluate(() => [window.ran, window.blocked]), [1, 1]);
    await page.close();
  });

  test("clicks that a script makes on the document, the window and a text throw nothing", async () => {
    const page = await open(pageOf(`<button id="go">提交</button>`));
    await page.evaluate(() => {
      for (const target of [document, window, document.body, document.querySelector("#go").firstChild])
        target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      document.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    });
    await settle(page);
    assert.deepEqual(page.said, []);
    await page.close();
  });

  test("a part of a form that is watched stops the form, by a click, Enter, requestSubmit and submit()", async () => {
    const html = pageOf(`<button id="go" onclick="ran++">提交</button>`)
      .replace(FIELDS, `<div id="part">${FIELDS}</div>`)
      .replace("defer", 'data-target="#part" defer');
    const ways = [
      (page) => page.click("#go"),
      async (page) => {
        await page.evaluate(() => document.getElementsByName("a")[0].focus());
        await page.press("Enter");
      },
      (page) => page.evaluate(() => document.f.requestSubmit()),
      (page) => page.evaluate(() => document.f.submit()),
    ];
    const page = await open(html);
    for (const [at, send] of ways.entries()) {
      await send(page);
      await settle(page);
      assert.deepEqual(await page.evaluate(() => [window.ran, window.blocked]), [0, at + 1]);
    }
    assert.equal(server.sent.length, 0);
    await page.close();
  });

  test("a page without a form: a button waits for the start too, and its handlers run once", async () => {
    let arrive;
    server.pages["/book.json"] = {
      type: "application/json",
      body: readFileSync(new URL("../../pkg/rulebooks/mengyin-2012.json", import.meta.url)),
      after: new Promise((resolve) => {
        arrive = resolve;
      }),
    };
    const button = `<button id="go" onclick="ran++">提交</button>`;
    server.pages["/own.html"] =
      `<!doctype html><meta charset="utf-8"><title>申报</title><script>ran = 0</script><div>${FIELDS}${button}</div>${SCRIPT.replace("mengyin-2012", "/book.json")}`;
    const page = await browser.open(`${server.address}/own.html`);
    await page.evaluate((answers) => {
      for (const name of Object.keys(answers)) document.getElementsByName(name)[0].value = answers[name];
    }, GOOD);
    await page.click("#go");
    await settle(page);
    assert.equal(await page.evaluate(() => window.ran), 0);
    arrive();
    await until(() => page.evaluate(() => window.ran === 1), "it goes on");
    await page.close();
  });

  test("a search and a login on the page are neither held nor checked", async () => {
    const search = `<form action="received.html"><input name="q"><button id="find" onclick="ran++">报名查询</button></form>`;
    const page = await open(pageOf(`<button id="go">提交</button>`, { head: search }));
    await page.click("#find");
    await until(() => server.sent.length === 1, "it is sent");
    await page.close();
  });
});
