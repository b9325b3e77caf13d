// When and how an applicant is told: quiet first, quick after, beside the field, and never during composition.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { browse, close, fill, GOOD, messageAt, serve, settle } from "./support.mjs";

describe("showing what is wrong", () => {
  let server;
  let browser;
  let page;
  before(async () => {
    server = await serve();
    browser = await browse();
  });
  after(() => close(server, browser));
  beforeEach(async () => {
    page = await browser.open(`${server.address}/2012.html`);
  });
  afterEach(async () => {
    assert.deepEqual(page.said, []);
    await page.close();
  });

  const counter = () => page.$eval(".leifeng-counter", (element) => element.textContent);
  const shown = () => page.$$eval(".leifeng-message", (messages) => messages.length);

  test("nothing is said of a page that was just opened", async () => {
    assert.equal(await shown(), 0);
    assert.equal(await page.$(".leifeng-summary"), null);
    assert.equal(await page.$("[aria-invalid]"), null);
    assert.equal(await page.$(":invalid"), null);
  });

  test("an error comes beside the field when it is left, and goes on the keystroke that mends it", async () => {
    await page.type("[name='worker.tel']", "1380000000");
    assert.equal(await messageAt(page, "worker.tel"), null);
    await page.keyboard.press("Tab");
    assert.match(await messageAt(page, "worker.tel"), /1380000000/);
    assert.equal(
      await page.$eval("[name='worker.tel']", (control) =>
        control.closest("td").contains(document.querySelector(".leifeng-message")),
      ),
      true,
    );
    assert.equal(await page.$eval("[name='worker.tel']", (control) => control.getAttribute("aria-invalid")), "true");
    assert.equal(await page.$eval("[name='worker.tel']", (control) => control.validity.customError), true);
    await page.focus("[name='worker.tel']");
    await page.keyboard.press("End");
    await page.keyboard.type("0");
    assert.equal(await messageAt(page, "worker.tel"), null);
    assert.equal(await page.$("[aria-invalid]"), null);
    assert.equal(await page.$(":invalid"), null);
    await page.keyboard.type("0");
    assert.match(await messageAt(page, "worker.tel"), /138000000000/);
  });

  test("a field that is left empty or unchanged says nothing: required comes with the submission", async () => {
    await page.focus("[name=A1]");
    for (let i = 0; i < 6; i++) await page.keyboard.press("Tab");
    assert.equal(await shown(), 0);
  });

  test("a rule over two fields is told once both stand, names each way to mend it and its clause, and goes with either", async () => {
    await page.click("[name=jb]");
    await page.type("[name=zyz]", "12");
    await page.keyboard.press("Tab");
    assert.equal(await messageAt(page, "zyz"), null);
    await page.type("[name=rs]", "48");
    assert.equal(await messageAt(page, "zyz"), null, "not while the other is first filled in");
    await page.keyboard.press("Tab");
    const message = await messageAt(page, "zyz");
    assert.match(message, /（29 人），或不少于 20 人；现为 12 人，还差 8 人。/);
    assert.doesNotMatch(message, /17 人/, "the larger step in the same box is left out");
    assert.match(message, /依据：临青联字〔2012〕9号 二、2/);
    await page.click("[name=rs]", { count: 3 });
    await page.keyboard.type("20");
    assert.equal(await messageAt(page, "zyz"), null);
  });

  test("no error and no check while an input method composes, one after", async () => {
    await page.evaluate(() => {
      window.reports = 0;
      document.addEventListener("leifeng:report", () => window.reports++);
    });
    const client = await page.createCDPSession();
    await page.focus("[name=E1]");
    await page.type("[name=E1]", "志愿");
    await page.keyboard.press("Tab");
    assert.match(await messageAt(page, "E1"), /2 字/);
    await page.focus("[name=E1]");
    const before = await page.evaluate(() => window.reports);
    const wasShown = await messageAt(page, "E1");
    for (const text of ["f", "fu", "fu'w", "fu'wu"]) {
      await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    }
    assert.equal(await page.evaluate(() => window.reports), before);
    assert.equal(await messageAt(page, "E1"), wasShown);
    assert.match(await counter(), /^字数 2（/);
    await client.send("Input.insertText", { text: "服务" });
    await settle(page);
    assert.match(await counter(), /^字数 4（/);
    assert.match(await page.$eval("[name=E1]", (control) => control.value), /服务/);
  });

  test("the composition flag does not stick: an input without composition ends it", async () => {
    await page.evaluate(() => {
      const control = document.querySelector("[name=E1]");
      control.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
      control.value = "志愿";
      control.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
    });
    assert.match(await counter(), /^字数 0（/);
    await page.evaluate(() =>
      document.querySelector("[name=E1]").dispatchEvent(new InputEvent("input", { bubbles: true })),
    );
    assert.match(await counter(), /^字数 2（/);
  });

  test("the counter says how much is over, and nothing is cut or rewritten", async () => {
    const text = "志".repeat(2300);
    await page.$eval(
      "[name=E1]",
      (control, text) => {
        control.value = text;
        control.dispatchEvent(new Event("input", { bubbles: true }));
      },
      text,
    );
    assert.equal(await counter(), "字数 2300（要求 2000 字左右），超出 100 字");
    await page.type("[name=rs]", "１２００人");
    await page.keyboard.press("Tab");
    assert.equal(await page.$eval("[name=rs]", (control) => control.value), "１２００人");
    assert.equal(await messageAt(page, "rs"), null);
    assert.equal(await page.$eval("[name=E1]", (control) => control.value.length), 2300);
  });

  test("nothing moves between pressing and releasing the mouse", async () => {
    await page.type("[name=B4]", "post");
    const button = await page.$("[name=Submit]");
    await button.evaluate((button) => button.scrollIntoView());
    const box = await button.boundingBox();
    await page.mouse.move(box.x + 5, box.y + 5);
    await page.mouse.down();
    await settle(page);
    assert.equal(await messageAt(page, "B4"), null);
    await page.mouse.up();
    await settle(page);
    assert.match(await messageAt(page, "B4"), /post/);
    assert.match(await page.title(), /^错误：/, "the click reached the button");
  });

  test("after a failed submission: a focused summary with a link to each field, and a title that says so", async () => {
    await page.click("[name=Submit]");
    await settle(page);
    assert.equal(await page.title(), "错误：青年雷锋岗网上申报");
    assert.equal(await page.evaluate(() => document.activeElement.className), "leifeng-summary");
    const links = await page.$$eval(".leifeng-summary a", (links) => links.map((link) => link.textContent));
    assert.equal(
      await page.$eval(".leifeng-summary h2", (heading) => heading.textContent),
      `有 ${links.length} 处需要填写或修改`,
    );
    assert.equal(links.length, await shown());
    assert.match(links[0], /单位名称/);
    assert.ok(links.every((link) => !link.includes("undefined")));
    await page.evaluate(() => document.querySelectorAll(".leifeng-summary a")[1].click());
    assert.equal(await page.evaluate(() => document.activeElement.name), "A2");
    await page.keyboard.type("便民服务窗口");
    assert.equal(await messageAt(page, "A2"), null);
    assert.equal((await page.$$(".leifeng-summary a")).length, links.length - 1);
    await fill(page);
    await page.evaluate(() => document.activeElement.blur());
    await settle(page);
    assert.equal(await page.$eval(".leifeng-summary.leifeng-done", (box) => box.textContent), "都已改好，可以提交了。");
    assert.equal(await page.title(), "青年雷锋岗网上申报");
    assert.equal(await shown(), 0);
  });

  test("a reset begins anew", async () => {
    await page.click("[name=Submit]");
    await settle(page);
    assert.ok((await shown()) > 0);
    await page.click("[type=reset]");
    await settle(page);
    assert.equal(await shown(), 0);
    assert.equal(await page.title(), "青年雷锋岗网上申报");
  });

  test("markup in an answer stays text", async () => {
    await page.type("[name=B4]", "<img src=x onerror=alert(1)>");
    await page.keyboard.press("Tab");
    assert.match(await messageAt(page, "B4"), /<img src=x/);
    assert.equal(await page.$(".leifeng-message img"), null);
  });

  test("the panel says which levels are reached", async () => {
    const panel = async () => {
      await page.focus("[name=A1]");
      await page.focus("[name=A2]");
      await settle(page);
      await settle(page);
      return page.$$eval(".leifeng-state", (lines) => lines.map((line) => line.textContent));
    };
    await page.type("[name=D5]", "2012-04-20");
    assert.deepEqual(await panel(), ["市级：23 项待填写", "县（区）级：22 项待填写"]);
    await fill(page, { ...GOOD, zyz: "12", rs: "20", C5: "60" });
    assert.deepEqual(await panel(), ["市级：未达到，1 项不符合", "县（区）级：已达到"]);
    await page.select("[name=A4]", await page.$eval("[name=A4]", (list) => list.options[4].value));
    assert.deepEqual(await panel(), ["市级：未达到，1 项不符合", "县（区）级：申报渠道不适用于此级别"], "a college");
  });

  test("what the page does not ask for is no answer that waits to be filled in", async () => {
    const asked = ["单位名称", "岗位名称", "志愿者人数", "联系电话", "服务队长"];
    const lines = asked.map(
      (label, at) => `<p>${label}：<input name="n${at}" value="${at === 3 ? "13800000000" : 30}"></p>`,
    );
    server.pages["/few.html"] =
      `<!doctype html><form>${lines.join("")}</form><script src="/pkg/leifeng-form.js" defer></script>`;
    const few = await browser.open(`${server.address}/few.html`);
    const [state] = await few.$$eval(".leifeng-state", (lines) => lines.map((line) => line.textContent));
    assert.equal(state, "市级：本页填写的都符合");
    await few.evaluate(() => document.querySelector(".leifeng-brief").click());
    await settle(few);
    const absent = await few.$eval(".leifeng-absent", (absent) => [absent.open, absent.textContent]);
    assert.equal(absent[0], false, "behind one link");
    assert.match(absent[1], /本页没有问到的 \d+ 项.*申报渠道/);
    assert.doesNotMatch(await few.$eval(".leifeng-panel .leifeng-list", (list) => list.textContent), /申报渠道/);
    await few.close();
  });

  test("data-when=submit says nothing before the submission", async () => {
    const source = await (await fetch(`${server.address}/2012.html`)).arrayBuffer();
    const html = new TextDecoder("gbk")
      .decode(source)
      .replace("charset=gb2312", "charset=utf-8")
      .replace("defer>", "data-when=submit defer>");
    server.pages["/submit.html"] = html.replace("../../pkg", "/pkg");
    const strict = await browser.open(`${server.address}/submit.html`);
    await strict.type("[name='worker.tel']", "1");
    await strict.keyboard.press("Tab");
    assert.equal(await messageAt(strict, "worker.tel"), null);
    await strict.click("[name=Submit]");
    await settle(strict);
    assert.match(await messageAt(strict, "worker.tel"), /1/);
    await strict.close();
  });

  test("messages have their looks under a policy that forbids style elements", async () => {
    const source = new TextDecoder("gbk").decode(await (await fetch(`${server.address}/2012.html`)).arrayBuffer());
    const policy = `<meta http-equiv="Content-Security-Policy" content="style-src 'self'">`;
    server.pages["/policy.html"] = source
      .replace("charset=gb2312", "charset=utf-8")
      .replace("<head>", `<head>${policy}`);
    const strict = await browser.open(`${server.address}/policy.html`);
    await strict.type("[name='worker.tel']", "1");
    await strict.keyboard.press("Tab");
    const edge = await strict.$eval(".leifeng-error", (message) => getComputedStyle(message).borderLeftWidth);
    assert.equal(edge, "3px");
    assert.deepEqual(
      strict.said.filter((line) => line.includes("leifeng")),
      [],
    );
    await strict.close();
  });

  test("detaching leaves the page as it was", async () => {
    await page.close();
    page = await browser.open(`${server.address}/2012.html`, {
      before: (page) =>
        page.evaluateOnNewDocument(() => {
          document.addEventListener("DOMContentLoaded", () => {
            document.querySelector("[name=A1]").setAttribute("aria-describedby", "own  other");
            document.querySelector("[name=A2]").setAttribute("aria-invalid", "false");
            window.asItWas = document.documentElement.outerHTML;
          });
        }),
    });
    await page.click("[name=Submit]");
    await settle(page);
    assert.notEqual(
      await page.evaluate(() => document.documentElement.outerHTML),
      await page.evaluate(() => window.asItWas),
    );
    await page.evaluate(async () => (await window.LeifengForm.ready)[0].detach());
    assert.equal(
      await page.evaluate(() => document.documentElement.outerHTML),
      await page.evaluate(() => window.asItWas),
    );
    assert.equal(await page.title(), "青年雷锋岗网上申报");
    assert.equal(await page.$(":invalid"), null);
    await page.type("[name='worker.tel']", "1");
    await page.keyboard.press("Tab");
    assert.equal(
      await page.evaluate(() => document.documentElement.outerHTML),
      await page.evaluate(() => window.asItWas),
    );
  });
});
