// Every way out is stopped while something stands in the way, and changed in nothing when all is well.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, close, fill, GOOD, messageAt, serve, settle } from "./support.mjs";

describe("sending", () => {
  let server;
  let browser;
  let source;
  before(async () => {
    server = await serve();
    browser = await browse();
    source = new TextDecoder("gbk").decode(await (await fetch(`${server.address}/2012.html`)).arrayBuffer());
    source = source.replace("charset=gb2312", "charset=utf-8").replace("../../pkg", "/pkg");
  });
  after(() => close(server, browser));

  /** The demo page, changed. */
  async function open(change = (html) => html, options = {}) {
    server.pages["/own.html"] = change(source);
    server.sent.length = 0;
    const page = await browser.open(`${server.address}/own.html`, options);
    await page.evaluate(() => {
      window.blocked = 0;
      document.addEventListener("leifeng:blocked", () => window.blocked++);
    });
    return page;
  }

  /** Does something that sends and gives the one request that left. */
  async function request(page, send) {
    await Promise.all([page.waitForNavigation(), send(page)]);
    await page.close();
    assert.equal(server.sent.length, 1);
    return server.sent[0];
  }

  const WAYS = {
    "a click": (page) => page.click("[name=Submit]"),
    Enter: async (page) => {
      await page.focus("[name=A1]");
      await page.keyboard.press("Enter");
    },
    requestSubmit: (page) => page.evaluate(() => document.forms.form1.requestSubmit()),
    "form.submit()": (page) => page.evaluate(() => document.forms.form1.submit()),
    "the prototype's submit": (page) =>
      page.evaluate(() => HTMLFormElement.prototype.submit.call(document.forms.form1)),
  };
  test("an item of a menu that a script opens sends nothing, whatever it is called", async () => {
    server.pages["/own.html"] = `<div id=all><ul><li onclick="gone = 1">网上申报<li onclick="sent = 1">提交申报</ul>
      <p>单位名称<input><p>岗位名称<input><p>志愿者人数<input></div>
      <script src="/pkg/leifeng-form.js" data-target="#all" defer></script>`;
    const page = await browser.open(`${server.address}/own.html`);
    await page.click("li");
    assert.equal(await page.evaluate(() => window.gone), 1);
    await page.click("li + li");
    assert.equal(await page.evaluate(() => window.sent), undefined);
    await page.close();
  });

  const ROWS = "<p>单位名称<input><p>岗位名称<input><p>志愿者人数<input>";
  for (const [where, html] of Object.entries({
    "behind the form": `<form id=f>${ROWS}</form><p><a id=go href="javascript:void(0)" onclick="sent = 1">提交</a>`,
    "behind the form, as a widget's button": `<form id=f>${ROWS}</form><div><a id=go class="l-btn" href="javascript:;" onclick="sent = 1"><span>提交申报</span></a></div>`,
    "in a table in which the form was opened": `<table><form id=f><tr><td>单位名称<td><input><tr><td>岗位名称<td><input><tr><td>志愿者人数<td><input><tr><td><div id=go onclick="sent = 1">提交</div></form></table>`,
    "in the form, as a picture": `<form id=f>${ROWS}<a id=go href="#" onclick="sent = 1; return false"><img alt="提交" width=60 height=20></a></form>`,
  }))
    test(`a link that sends by script is asked for, ${where}`, async () => {
      server.pages["/own.html"] = `<title>青年雷锋岗</title>${html}<script src="/pkg/leifeng-form.js" defer></script>`;
      const page = await browser.open(`${server.address}/own.html`);
      assert.equal(await page.evaluate(async () => (await window.LeifengForm.ready).length), 1);
      await page.click("#go");
      await settle(page);
      assert.equal(await page.evaluate(() => window.sent), undefined);
      assert.ok(await page.$(".leifeng-summary"));
      await page.close();
    });

  for (const [way, send] of Object.entries(WAYS)) {
    test(`${way} is stopped, twice, and goes on when all is mended`, async () => {
      const page = await open();
      for (let blocked = 1; blocked <= 2; blocked++) {
        await send(page);
        await settle(page);
        assert.equal(server.sent.length, 0);
        assert.equal(await page.evaluate(() => window.blocked), blocked);
        assert.equal(await page.evaluate(() => document.activeElement.className), "leifeng-summary");
      }
      await fill(page);
      await request(page, send);
    });
  }

  for (const enctype of [
    "",
    "method=post enctype=application/x-www-form-urlencoded",
    "method=post enctype=multipart/form-data",
  ]) {
    test(`with everything holding the request is the one without the script (${enctype || "get"})`, async () => {
      const form = (html) =>
        html
          .replace("<form name=form1 method=get", `<form name=form1 ${enctype || "method=get"}`)
          .replace("</form>", "<input type=hidden name=token value='a&b'><input type=file name=att></form>");
      const send = async (page) => {
        await fill(page);
        return request(page, WAYS["a click"]);
      };
      const bare = (sent) => JSON.parse(JSON.stringify(sent).replaceAll(/----WebKitFormBoundary\w+/g, "----boundary"));
      const withUs = await send(await open(form));
      const without = await send(await open((html) => form(html).replace(/<script.*<\/script>/, "")));
      assert.deepEqual(bare(withUs), bare(without));
      assert.match(withUs.url + withUs.body, /Submit/, "the button's name and value too");
    });
  }

  const BUTTONS = {
    "a button that sends elsewhere and otherwise":
      "<button name=go value=now formaction=/received.html?other formmethod=post>报送</button>",
    "an image button, with where it was clicked":
      "<input type=image name=pic alt=提交 width=40 height=20 src=/pkg/none.png>",
  };
  for (const [what, button] of Object.entries(BUTTONS)) {
    test(`with everything holding the request is the one without the script (${what})`, async () => {
      const form = (html) => html.replace(/<input type=submit[^>]*>/, button);
      const send = async (page) => {
        await fill(page);
        return request(page, () => page.click("[name=go],[name=pic]"));
      };
      const withUs = await send(await open(form));
      assert.deepEqual(withUs, await send(await open((html) => form(html).replace(/<script.*<\/script>/, ""))));
      assert.match(withUs.url + withUs.body, /go=now|pic\.x=\d+&pic\.y=\d+/);
    });
  }

  test("with everything holding the request is the one without the script (a page in GBK, a chosen file)", async () => {
    const bytes = Buffer.from(await (await fetch(`${server.address}/2012.html`)).arrayBuffer()).toString("latin1");
    const form = bytes
      .replace("../../pkg", "/pkg")
      .replace("method=get", "method=post enctype=multipart/form-data")
      .replace("</form>", "<input type=file name=att></form>");
    const send = async (html) => {
      server.pages["/gbk.html"] = { type: "text/html", body: Buffer.from(html, "latin1") };
      server.sent.length = 0;
      const page = await browser.open(`${server.address}/gbk.html`);
      await (await page.$("[name=att]")).uploadFile(fileURLToPath(new URL("../../LICENSE-MIT", import.meta.url)));
      await fill(page);
      const sent = await request(page, WAYS["a click"]);
      return JSON.parse(JSON.stringify(sent).replaceAll(/----WebKitFormBoundary\w+/g, "----boundary"));
    };
    const withUs = await send(form);
    assert.deepEqual(withUs, await send(form.replace(/<script.*<\/script>/, "")));
    assert.match(withUs.body, /filename="LICENSE-MIT"/);
    const unit = new TextDecoder("gbk").decode(Buffer.from(withUs.body, "latin1"));
    assert.match(unit, /青云县第一便民服务中心/);
  });

  test("the page's own handlers do not run on a stopped submission, and once on one that goes", async () => {
    const page = await open((html) =>
      html
        .replace("<form ", `<form onsubmit="handled++;return false" `)
        .replace("<body>", "<body><script>handled=0</script>"),
    );
    await WAYS["a click"](page);
    await settle(page);
    assert.equal(await page.evaluate(() => window.handled), 0);
    await fill(page);
    await WAYS["a click"](page);
    await settle(page);
    assert.equal(await page.evaluate(() => window.handled), 1);
    await page.close();
  });

  test("a page's own required field: its bubble where we say nothing, ours where we do", async () => {
    const page = await open((html) =>
      html.replace(`name="A1"`, `name="A1" required`).replace("</form>", "<input name=captcha required></form>"),
    );
    await page.evaluate(() => {
      window.invalid = [];
      window.addEventListener(
        "invalid",
        (event) => setTimeout(() => window.invalid.push([event.target.name, event.defaultPrevented])),
        true,
      );
    });
    await WAYS["a click"](page);
    await settle(page);
    const { A1, captcha } = Object.fromEntries(await page.evaluate(() => window.invalid));
    assert.deepEqual({ A1, captcha }, { A1: true, captcha: false });
    assert.match(await messageAt(page, "A1"), /单位名称/);
    await page.close();
  });

  test("a page that asks for validity on every keystroke gets no summary thrown at it", async () => {
    const page = await open((html) => html.replace("<form ", `<form oninput="this.checkValidity()" `));
    await page.type("[name='worker.tel']", "1");
    await page.keyboard.press("Tab");
    await page.type("[name=B4]", "post");
    assert.equal(await page.$(".leifeng-summary"), null);
    assert.equal(await page.evaluate(() => document.activeElement.name), "B4");
    await page.close();
  });

  test("what a script mends without an event stands in the way no longer", async () => {
    const page = await open();
    await WAYS["a click"](page);
    await settle(page);
    await page.evaluate((texts) => {
      const form = document.forms.form1;
      for (const name of Object.keys(texts)) form.elements[name].value = texts[name];
    }, GOOD);
    await fill(page, {});
    await page.$eval("[name='worker.tel']", (control) => {
      control.value = "1";
      control.dispatchEvent(new Event("input", { bubbles: true }));
    });
    assert.equal(await page.$eval("[name='worker.tel']", (control) => control.validity.customError), true);
    await page.$eval("[name='worker.tel']", (control) => {
      control.value = "13800000000";
    });
    await request(page, WAYS["a click"]);
  });

  test("disabled fields and fields that are not on the page stop nothing", async () => {
    const page = await open();
    await fill(page, { ...GOOD, "worker.tel": "1" });
    await page.$eval("[name='worker.tel']", (control) => {
      control.disabled = true;
    });
    await request(page, WAYS["a click"]);
  });

  test("a late clock alone stops nothing, a late date in the form does", async () => {
    const page = await open();
    await fill(page, { ...GOOD, D5: "2012-06-01" });
    await WAYS["a click"](page);
    await settle(page);
    assert.match(await messageAt(page, "D5"), /./);
    assert.equal(server.sent.length, 0);
    await page.$eval("[name=D5]", (control) => {
      control.value = "";
    });
    await request(page, WAYS["a click"]);
  });

  test("data-mode=advise tells and sends, without custom validity", async () => {
    const page = await open((html) =>
      html.replace("defer>", "data-mode=advise defer>").replace("<form ", `<form onsubmit="return !!window.go" `),
    );
    await WAYS["a click"](page);
    await settle(page);
    assert.ok(await page.$(".leifeng-summary"));
    assert.equal(await page.$(":invalid"), null);
    assert.equal(await page.evaluate(() => window.blocked), 0);
    await page.evaluate(() => {
      window.go = true;
    });
    await request(page, WAYS["a click"]);
  });

  test("data-check-on guards a button that sends by script", async () => {
    const page = await open((html) =>
      html
        .replace("defer>", "data-check-on='#ajax' defer>")
        .replace("</body>", `<a id=ajax onclick="sends++"><b>提交</b></a><script>sends=0</script></body>`),
    );
    await page.evaluate(() => document.querySelector("#ajax b").click());
    assert.equal(await page.evaluate(() => window.sends), 0);
    assert.equal(await page.evaluate(() => window.blocked), 1);
    await fill(page);
    await page.evaluate(() => document.querySelector("#ajax b").click());
    assert.equal(await page.evaluate(() => window.sends), 1);
    await page.close();
  });

  test("a page's own validity stands while ours does not, and again afterwards", async () => {
    for (const mode of ["block", "advise"]) {
      const page = await open((html) =>
        html.replace("defer>", `data-mode=${mode} defer>`).replace("<form ", `<form onsubmit="return !!window.go" `),
      );
      const phone = () =>
        page.$eval("[name='worker.tel']", (control) => [
          control.validationMessage,
          control.getAttribute("aria-invalid"),
        ]);
      await page.$eval("[name='worker.tel']", (control) => {
        control.setCustomValidity("单位总机请写区号");
        control.setAttribute("aria-invalid", "false");
      });
      await page.$eval("[name=B4]", (control) => control.setCustomValidity("请用单位邮箱"));
      const email = () => page.$eval("[name=B4]", (control) => control.validationMessage);
      await page.type("[name='worker.tel']", "1");
      await page.keyboard.press("Tab");
      const [message, invalid] = await phone();
      if (mode === "block") assert.match(message, /联系电话/);
      else assert.equal(message, "单位总机请写区号", "advice sets no validity");
      assert.equal(invalid, "true");
      await page.focus("[name='worker.tel']");
      await page.keyboard.press("End");
      await page.keyboard.type("3800000000");
      assert.deepEqual(await phone(), ["单位总机请写区号", "false"], mode);

      await page.keyboard.type("0");
      assert.equal((await phone())[1], "true");
      await page.$eval("[name='worker.tel']", (control) => control.setCustomValidity(""));
      await page.keyboard.press("Backspace");
      assert.deepEqual(await phone(), ["", "false"], "what it said meanwhile is not undone");
      await page.$eval("[name='worker.tel']", (control) => control.setCustomValidity("单位总机请写区号"));

      await page.evaluate(async () => (await window.LeifengForm.ready)[0].check());
      assert.equal(await email(), "请用单位邮箱", "it is none of ours where nothing is wrong");
      await page.evaluate(async () => (await window.LeifengForm.ready)[0].detach());
      assert.deepEqual([...(await phone()), await email()], ["单位总机请写区号", "false", "请用单位邮箱"]);
      await page.close();
    }
  });

  test("a button for another end leaves the page's own validity in force", async () => {
    const page = await open((html) => html.replace("</form>", "<button name=keep>暂存</button></form>"));
    await page.$eval("[name=B4]", (control) => control.setCustomValidity("请用单位邮箱"));
    await page.click("[name=keep]");
    await settle(page);
    assert.deepEqual(server.sent, []);
    assert.equal(await page.$eval("[name=B4]", (control) => control.validationMessage), "请用单位邮箱");
    await page.close();
  });

  /** Two forms, each with what an inspection asks for, one button in each and one outside. */
  async function openTwo(checkOn = ".ajax") {
    const form = (name) => `<form id=${name}><p>岗位名称：<input name=a></p><p>联系电话：<input name=b></p>
      <p>单位名称：<input name=c></p><p>单位人数：<input name=d></p><p>志愿者人数：<input name=e></p>
      <a class=ajax onclick="sends.push('${name}')">提交</a></form>`;
    return open(
      () => `<!doctype html><title>两张表</title><script>sends = []</script>${form("one")}${form("two")}
      <a class=ajax id=all onclick="sends.push('all')">全部提交</a>
      <script src="/pkg/leifeng-form.js" data-check-on="${checkOn}" data-rulebook="linyi-2012" defer></script>`,
    );
  }
  const answered = (page, form) =>
    page.evaluate((form) => {
      const { a, b, c, d, e } = document.getElementById(form).elements;
      for (const [control, text] of [
        [a, "窗口"],
        [b, "13800000000"],
        [c, "甲"],
        [d, "30"],
        [e, "30"],
      ])
        control.value = text;
    }, form);

  test("a button in a form asks for that form alone, one outside of both for both", async () => {
    const page = await openTwo();
    assert.equal(await page.evaluate(async () => (await window.LeifengForm.ready).length), 2);
    const click = (selector) => page.$eval(selector, (button) => button.click());
    const sends = () => page.evaluate(() => window.sends.splice(0));
    await answered(page, "two");
    await click("#one .ajax");
    await click("#two .ajax");
    await click("#all");
    assert.deepEqual(await sends(), ["two"]);
    await answered(page, "one");
    await click("#one .ajax");
    await click("#all");
    assert.deepEqual(await sends(), ["one", "all"]);
    await page.close();
  });

  test("the title says that there are errors as long as they stand in one of two forms", async () => {
    const page = await openTwo();
    const check = (at) => page.evaluate(async (at) => (await window.LeifengForm.ready)[at].check(), at);
    await check(0);
    await check(1);
    assert.equal(await page.title(), "错误：两张表");
    await answered(page, "two");
    await check(1);
    assert.equal(await page.title(), "错误：两张表");
    await answered(page, "one");
    await check(0);
    assert.equal(await page.title(), "两张表");
    await page.close();
  });

  test("a data-check-on that is no selector is passed over", async () => {
    const page = await openTwo("#ajax[");
    const click = () => page.$eval("#one .ajax", (button) => button.click());
    await click();
    assert.deepEqual(await page.evaluate(() => window.sends), [], "it is known by what it says: 提交");
    await page.$eval("#one .ajax", (button) => {
      button.textContent = "送出";
    });
    await click();
    assert.deepEqual(await page.evaluate(() => window.sends), ["one"]);
    assert.deepEqual(page.said, []);
    await page.close();
  });

  test("a handler of leifeng:report may ask for the report, which tells no one", async () => {
    const page = await open();
    const events = await page.evaluate(async () => {
      const [attached] = await window.LeifengForm.ready;
      let events = 0;
      document.addEventListener("leifeng:report", () => {
        events++;
        attached.report();
      });
      attached.report();
      const silent = events;
      attached.check();
      return [silent, events];
    });
    assert.deepEqual(events, [0, 1]);
    await page.close();
  });

  test("check() says whether the form may be sent, report() is silent", async () => {
    const page = await open();
    const verdict = () => page.evaluate(async () => (await window.LeifengForm.ready)[0].report().verdict);
    assert.equal(await verdict(), "ineligible");
    assert.equal(await page.$(".leifeng-summary"), null);
    assert.equal(await page.evaluate(async () => (await window.LeifengForm.ready)[0].check()), false);
    assert.ok(await page.$(".leifeng-summary"));
    await fill(page);
    assert.equal(await page.evaluate(async () => (await window.LeifengForm.ready)[0].check()), true);
    assert.equal(await verdict(), "eligible");
    await page.close();
  });

  test("after detaching every way is open and the prototype is the browser's own", async () => {
    const page = await open();
    await page.evaluate(async () => (await window.LeifengForm.ready)[0].detach());
    const native = await page.evaluate(() => String(HTMLFormElement.prototype.submit).includes("[native code]"));
    assert.equal(native, true);
    await request(page, WAYS["a click"]);
  });
});
