// How it behaves, point by point, in Chromium, Firefox and WebKitGTK alike. What only one engine can show stands in the
// other files.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { countText } from "../../pkg/node.js";
import { ENGINES } from "./engines.mjs";
import { everywhere } from "./everywhere.mjs";
import { close, fill, GOOD, messageAt, serve, settle, until } from "./support.mjs";

/** Puts a text into a control as a person's typing does, and leaves it. */
const answer = (page, name, text, leave = true) =>
  page.evaluate(
    (name, text, leave) => {
      const control = document.getElementsByName(name)[0];
      control.focus();
      control.value = text;
      control.dispatchEvent(new InputEvent("input", { bubbles: true }));
      if (leave) control.blur();
    },
    name,
    text,
    leave,
  );

const ROSTER = `<!doctype html><meta charset="utf-8"><title>名册</title><form action="received.html">
<p>单位名称：<input name="a"></p><p>岗位名称：<input name="b"></p><p>志愿者人数：<input name="c"></p><p>单位人数：<input name="d"></p>
<table id="t"><caption>志愿者名册</caption><tr><th>姓名</th><th>服务时长（小时）</th></tr>
<tr><td><input name="n1"></td><td><input name="h1"></td></tr></table><button>提交</button></form>
<script src="/pkg/leifeng-form.js" data-rulebook="mengyin-2012" data-form="application" defer></script>`;

for (const [engine, start] of Object.entries(ENGINES)) {
  describe(engine, () => {
    let server;
    let browser;
    let source;
    before(async () => {
      server = await serve();
      browser = await start();
      source = new TextDecoder("gbk").decode(await (await fetch(`${server.address}/2012.html`)).arrayBuffer());
      source = source.replace("charset=gb2312", "charset=utf-8").replace("../../pkg", "/pkg");
    });
    after(() => close(server, browser));

    /** The demo page, changed, or another page. */
    async function open(change = (html) => html, search = "") {
      server.pages["/own.html"] = typeof change === "string" ? change : change(source);
      server.sent.length = 0;
      const page = await browser.open(`${server.address}/own.html${search}`);
      await page.evaluate(async () => {
        window.blocked = 0;
        document.addEventListener("leifeng:blocked", () => window.blocked++);
        await window.LeifengForm?.ready;
      });
      return page;
    }
    const count = (page, selector) => page.evaluate((s) => document.querySelectorAll(s).length, selector);
    const textOf = (page, selector) => page.evaluate((s) => document.querySelector(s)?.textContent ?? "", selector);
    const sent = () => until(() => server.sent.length === 1, "the form is sent");

    test("1. Quiet first, quick after", async () => {
      const page = await open();
      await page.type("[name=A1]", "x");
      await answer(page, "A2", "");
      await page.type("[name='worker.tel']", "1");
      assert.equal(await count(page, ".leifeng-message"), 0, "nothing while it is typed, nothing where nothing was");
      await page.press("Tab");
      await until(() => messageAt(page, "worker.tel"), "a message when the field is left");
      await answer(page, "worker.tel", "0539-8123456", false);
      assert.equal(await messageAt(page, "worker.tel"), null, "gone on the keystroke that mends it");
      await page.click("[name=Submit]");
      await until(() => messageAt(page, "A2"), "what is required is said on submission");
      await page.close();
    });

    test("2. Input methods are left alone while they compose", async () => {
      const page = await open();
      await answer(page, "worker.tel", "12");
      await page.evaluate(() => document.getElementsByName("worker.tel")[0].focus());
      const code = () =>
        page.evaluate(async () => {
          const { checks } = (await window.LeifengForm.ready)[0].report();
          return checks.find(({ rule }) => rule === "leader_phone.format").code;
        });
      assert.equal(await code(), "phone.too_short");
      const said = await messageAt(page, "worker.tel");
      assert.notEqual(said, null);
      if (page.devtools) {
        const devtools = await page.devtools();
        await devtools.send("Input.imeSetComposition", { text: "shi", selectionStart: 3, selectionEnd: 3 });
        assert.equal(await messageAt(page, "worker.tel"), said, "what was said stays while 12shi stands there");
        await page.evaluate(() => document.forms.form1.requestSubmit());
        assert.equal(await page.evaluate(() => window.blocked), 0, "Enter that picks a word is no submission");
        await devtools.send("Input.insertText", { text: "十" });
      } else {
        await page.evaluate(() => {
          const control = document.getElementsByName("worker.tel")[0];
          control.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
          control.value = "12shi";
          control.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
        });
        assert.equal(await messageAt(page, "worker.tel"), said);
        await page.evaluate(() => document.forms.form1.requestSubmit());
        assert.equal(await page.evaluate(() => window.blocked), 0);
        await page.evaluate(() => {
          const control = document.getElementsByName("worker.tel")[0];
          control.value = "12十";
          control.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true, data: "十" }));
        });
      }
      await until(async () => ![null, said].includes(await messageAt(page, "worker.tel")), "one check afterwards");
      assert.equal(await code(), "phone.text");
      assert.equal(server.sent.length, 0);
      await page.close();
    });

    test("3. Nothing is cut, nothing is rewritten", async () => {
      const page = await open();
      await answer(page, "rs", "１２００人");
      await answer(page, "E1", "志".repeat(2500));
      assert.match(await textOf(page, ".leifeng-counter"), /2500.*超出/);
      assert.deepEqual(
        await page.evaluate(() => [document.forms.form1.rs.value, document.forms.form1.E1.value.length]),
        ["１２００人", 2500],
      );
      assert.equal(await messageAt(page, "rs"), null);
      await page.close();
    });

    test("4. One number on the page and in Node", async () => {
      const page = await open();
      for (const text of ["志愿服务 2012", "It’s “岗位” 3.5%", "𠀀①——\u200b雷锋", "a b\tc\n青年"]) {
        await answer(page, "E1", text);
        assert.match(await textOf(page, ".leifeng-counter"), new RegExp(`字数 ${countText(text).zishu}（`), text);
      }
      await page.close();
    });

    test("5. Errors stand beside the field and in a summary that leads to it", async () => {
      const page = await open();
      await answer(page, "worker.tel", "<img src=x onerror=window.hit=1>");
      // A person aims once the page stands still.
      await settle(page);
      await page.click("[name=Submit]");
      await until(() => count(page, ".leifeng-summary"), "a summary");
      assert.equal(await page.evaluate(() => document.activeElement.className), "leifeng-summary");
      assert.match(await textOf(page, ".leifeng-summary h2"), /^有 \d+ 处需要填写或修改$/);
      assert.match(await page.evaluate(() => document.title), /^错误：/);
      await page.evaluate(() => document.querySelector(".leifeng-summary a").click());
      assert.equal(await page.evaluate(() => document.activeElement.name), "A1");
      assert.match(await messageAt(page, "worker.tel"), /<img/);
      assert.equal(await count(page, ".leifeng-above img, .leifeng-message img"), 0, "text stays text");
      await fill(page);
      await page.click("[name=A2]");
      await settle(page);
      assert.doesNotMatch(await page.evaluate(() => document.title), /^错误：/);
      await page.close();
    });

    test("6. Assistive technology is told, and told when it is over", async () => {
      const page = await open((html) =>
        html.replace(
          '<input type=text name="rs"',
          '<i id=own hidden>x</i><input type=text aria-describedby=own name="rs"',
        ),
      );
      await answer(page, "rs", "很多");
      const state = () =>
        page.evaluate(() => {
          const control = document.forms.form1.rs;
          const described = control.getAttribute("aria-describedby").split(" ");
          return [control.getAttribute("aria-invalid"), described[0], described.length, control.validity.customError];
        });
      assert.deepEqual(await state(), ["true", "own", 2, true]);
      await answer(page, "rs", "30");
      assert.deepEqual(await state(), [null, "own", 1, false]);
      assert.equal(await count(page, ".leifeng-hidden[role=status]"), 1, "the counter is announced politely");
      await page.close();
    });

    test("7. A rule over two fields is judged when either changes", async () => {
      const page = await open();
      await page.evaluate(() => document.getElementsByName("jb")[0].click());
      await answer(page, "zyz", "12");
      assert.equal(await messageAt(page, "zyz"), null, "not yet known");
      await answer(page, "rs", "48");
      const message = () => page.evaluate(() => document.querySelector(".leifeng-message")?.textContent ?? "");
      assert.match(await message(), /60%/);
      await answer(page, "rs", "20");
      assert.equal(await message(), "", "12 of 20 are 60 %");
      await page.close();
    });

    test("8. The way to mend it, when done, mends it", async () => {
      const page = await open();
      await page.evaluate(() => document.getElementsByName("jb")[0].click());
      await answer(page, "rs", "48");
      for (const [more, mends] of [
        [8, true],
        [7, false],
        [17, true],
      ]) {
        await answer(page, "zyz", "12");
        const message = await textOf(page, ".leifeng-message");
        assert.match(message, /现为 12 人，还差 8 人/);
        assert.match(message, /（29 人），或不少于 20 人/);
        await answer(page, "zyz", String(12 + more));
        assert.equal((await textOf(page, ".leifeng-message")) === "", mends, `${more} more`);
      }
      await page.close();
    });

    test("9. Every message shows the clause it rests on", async () => {
      const page = await open();
      await answer(page, "B5", "0");
      assert.match(await textOf(page, ".leifeng-message .leifeng-clause"), /依据：.*二、1/);
      await page.close();
    });

    test("10. The panel shows which levels are reached", async () => {
      const page = await open();
      await fill(page, { ...GOOD, zyz: "12" });
      await page.click("[name=A2]");
      const states = () =>
        page.evaluate(() => [...document.querySelectorAll(".leifeng-state")].map((one) => one.textContent));
      await until(async () => /未达到/.test((await states())[0]), "the city's level is out of reach");
      assert.match((await states())[1], /已达到/);
      await page.evaluate(() => document.querySelector(".leifeng-brief").click());
      await until(
        () => count(page, ".leifeng-fold[open] .leifeng-list .leifeng-fails"),
        "what is missing, clause by clause",
      );
      assert.match(await textOf(page, ".leifeng-fold .leifeng-clause"), /〔2012〕/);
      await page.close();
    });

    test("11. Every way out is checked, and open when everything holds", async () => {
      const ways = {
        click: (page) => page.click("[name=Submit]"),
        Enter: async (page) => {
          await page.evaluate(() => document.forms.form1.A1.focus());
          await page.press("Enter");
        },
        requestSubmit: (page) => page.evaluate(() => void setTimeout(() => document.forms.form1.requestSubmit())),
        submit: (page) =>
          page.evaluate(() => void setTimeout(() => HTMLFormElement.prototype.submit.call(document.forms.form1))),
      };
      for (const [way, send] of Object.entries(ways)) {
        const page = await open();
        await send(page);
        await until(() => page.evaluate(() => window.blocked === 1), `${way} is stopped`);
        await fill(page);
        await send(page);
        await sent();
        assert.match(server.sent[0].url, /zyz=30/);
        assert.equal(/Submit=/.test(server.sent[0].url), way === "click" || way === "Enter", "the button's own name");
        await page.close();
      }
      for (const enctype of ["application/x-www-form-urlencoded", "multipart/form-data"]) {
        const request = async (change) => {
          const page = await open((html) => change(html.replace("method=get", `method=post enctype=${enctype}`)));
          await fill(page);
          await page.click("[name=Submit]");
          await sent();
          await page.close();
          const [, boundary] = /boundary=(.*)/.exec(server.sent[0].type) ?? [];
          return JSON.parse(JSON.stringify(server.sent[0]).replaceAll(boundary ?? "\0", "boundary"));
        };
        const withUs = await request((html) => html);
        assert.deepEqual(
          withUs,
          await request((html) => html.replace(/<script.*<\/script>/, "")),
          "nothing is changed",
        );
        assert.match(withUs.body, /Submit/);
      }
    });

    test("12. No dead button: a page that is come back to sends again", async () => {
      const page = await open();
      await fill(page);
      await page.click("[name=Submit]");
      await sent();
      const isGone = () => page.evaluate(() => !document.forms.form1 && document.readyState === "complete");
      await until(() => isGone().catch(() => false), "the page is gone");
      await page.evaluate(() => void setTimeout(() => history.back()));
      await until(() => page.evaluate(() => !!document.forms.form1).catch(() => false), "the page is back");
      await until(() => page.evaluate(() => !!window.LeifengForm).catch(() => false), "the script is back");
      await page.evaluate(async () => void (await window.LeifengForm.ready));
      await fill(page);
      assert.equal(await page.evaluate(() => document.forms.form1.elements.Submit.disabled), false);
      server.sent.length = 0;
      await page.click("[name=Submit]");
      await sent();
      await page.close();
    });

    test("13. It fails open", async () => {
      const script = (await (await fetch(`${server.address}/pkg/leifeng-form.js`)).text()).replace(
        /"[\w+/=]{9000}/,
        '"',
      );
      server.pages["/cut.js"] = { type: "text/javascript", body: script };
      const broken = {
        "no WebAssembly": (html) => html.replace("<head>", "<head><script>delete window.WebAssembly</script>"),
        "a policy": (html) =>
          html.replace("<head>", `<head><meta http-equiv="Content-Security-Policy" content="script-src 'self'">`),
        "a module cut short": (html) => html.replace("/pkg/leifeng-form.js", "/cut.js"),
        "no script": (html) => html.replace("/pkg/leifeng-form.js", "/nowhere.js"),
        "an error of the page's own": (html) => html.replace("<head>", "<head><script>nothing.at.all()</script>"),
      };
      for (const [what, change] of Object.entries(broken)) {
        const page = await open(change);
        if (what === "an error of the page's own") await fill(page);
        else assert.equal(await count(page, "[class^=leifeng], [aria-invalid]"), 0, what);
        await page.click("[name=Submit]");
        await sent();
        await page.close();
      }
    });

    test("14. The webmaster's view says what was taken for which field", async () => {
      const page = await open(
        (html) => html.replace('data-form="application"', 'data-form="application" data-moed="advise"'),
        "?leifeng=map",
      );
      await until(() => count(page, ".leifeng-map tr"), "the view");
      const text = await textOf(page, ".leifeng-map");
      assert.match(text, /单位名称（unit_name）/);
      assert.match(text, /A1/);
      assert.match(text, /data-moed/, "a misspelt attribute is told");
      assert.equal(await count(page, "[name=A1].leifeng-found"), 1);
      await page.close();
      const plain = await open((html) =>
        html.replace('data-form="application"', 'data-form="application" data-moed=1'),
      );
      assert.equal(await count(plain, ".leifeng-map"), 0);
      assert.doesNotMatch(await textOf(plain, "body"), /moed/, "and never to applicants");
      await plain.close();
    });

    test("15. Detaching leaves the page as it was", async () => {
      const page = await open((html) => html.replace(/<script.*<\/script>/, ""));
      const before = await page.evaluate(() => document.documentElement.outerHTML);
      await page.evaluate(async () => {
        const tag = document.createElement("script");
        tag.src = "/pkg/leifeng-form.js";
        await new Promise((resolve) => {
          tag.onload = resolve;
          document.head.appendChild(tag);
        });
        tag.remove();
        await window.LeifengForm.ready;
      });
      await answer(page, "rs", "很多");
      // The button is aimed at where it stands: the message moves it.
      await settle(page, 200);
      await page.click("[name=Submit]");
      await until(() => count(page, ".leifeng-summary"), "it is at work");
      await page.evaluate(async () => {
        for (const form of await window.LeifengForm.ready) form.detach();
        document.activeElement.blur();
      });
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), before);
      await page.close();
    });

    test("16. Rows are read as scripts add and remove them, and errors name the row", async () => {
      const page = await open(ROSTER);
      await page.evaluate(() => {
        const table = document.getElementById("t");
        for (let i = 2; i <= 3; i++) {
          const row = table.insertRow(-1);
          row.innerHTML = `<td><input name="n${i}"></td><td><input name="h${i}"></td>`;
        }
      });
      await settle(page, 200);
      for (const [i, name, hours] of [
        ["1", "甲", "100"],
        ["2", "乙", "许多"],
        ["3", "丙", "120"],
      ]) {
        await answer(page, `n${i}`, name);
        await answer(page, `h${i}`, hours);
      }
      await until(() => messageAt(page, "h2"), "a message at the row at fault");
      assert.match(await messageAt(page, "h2"), /第 2 行/);
      assert.equal(await page.evaluate(() => document.getElementsByName("h3")[0].getAttribute("aria-invalid")), null);
      await page.evaluate(() => document.getElementById("t").deleteRow(2));
      await until(async () => !(await count(page, ".leifeng-message")), "gone with the row");
      await page.close();
    });

    test("17. A late date in the form blocks, a late clock does not", async () => {
      const page = await open();
      await fill(page, { ...GOOD, D5: "2012-06-01" });
      await page.click("[name=Submit]");
      await until(() => page.evaluate(() => window.blocked === 1), "the late date stops it");
      assert.match(await textOf(page, ".leifeng-summary"), /2012年4月25日|4月25日/);
      await fill(page, { ...GOOD, D5: "" });
      await page.click("[name=Submit]");
      await sent();
      await page.close();
    });

    test("18, 22. Drafts are kept where they are asked for, restored before sending, offered once more for a day after it", async () => {
      const kept = (page) => page.evaluate(() => Object.keys(localStorage).length);
      const plain = await open();
      await answer(plain, "A1", "某单位");
      await settle(plain, 700);
      assert.equal(await kept(plain), 0);
      await plain.close();
      const drafts = (html) => html.replace('data-form="application"', 'data-form="application" data-draft="on"');
      const page = await open(drafts);
      await answer(page, "A1", "某单位");
      await until(() => kept(page), "the draft is kept");
      await page.close();
      const again = await open(drafts);
      await until(() => count(again, ".leifeng-draft"), "the draft is restored");
      assert.equal(await again.evaluate(() => document.forms.form1.A1.value), "某单位");
      assert.match(await textOf(again, ".leifeng-draft"), /已恢复/);
      await fill(again);
      await again.click("[name=Submit]");
      await sent();
      await again.close();
      const last = await open(drafts);
      await until(() => count(last, ".leifeng-draft"), "what was sent is offered");
      assert.match(await textOf(last, ".leifeng-draft"), /上次提交的内容/);
      assert.equal(await last.evaluate(() => document.forms.form1.A1.value), "", "and not filled in by itself");
      await last.click(".leifeng-draft a");
      assert.equal(await last.evaluate(() => document.forms.form1.A1.value), GOOD.A1);
      await last.evaluate(() => localStorage.clear());
      await last.close();
    });

    test("19. Nothing leaves the page", async () => {
      const page = await open();
      await answer(page, "rs", "很多");
      await answer(page, "E1", "志".repeat(300));
      await page.click("[name=Submit]");
      await settle(page);
      const seen = await page.evaluate(() => ({
        requests: performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname),
        kept: localStorage.length + sessionStorage.length + document.cookie.length,
      }));
      assert.deepEqual(
        seen.requests.filter((path) => path !== "/favicon.ico"),
        ["/pkg/leifeng-form.js"],
      );
      assert.equal(seen.kept, 0);
      assert.deepEqual(page.said, []);
      await page.close();
    });

    for (const where of ["site", "disk"])
      test(`from a ${where}: steps, refusals, what stops, clauses, a way to insist, a draft`, () =>
        everywhere(server, browser, where));
  });
}
