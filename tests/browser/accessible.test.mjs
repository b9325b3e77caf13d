// Nothing for axe-core to find on any demo page in any state, all by keyboard, and errors in the accessibility tree.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, close, fill, GOOD, messageAt, serve, settle, until } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = ["2012", "modern", "mobile", "editor"];

/** What brings a page into a state. */
const STATES = {
  empty: () => {},
  errors: async () => {
    const [form] = await window.LeifengForm.ready;
    form.check();
    for (const level of document.querySelectorAll(".leifeng-fold")) level.open = true;
  },
  "over the limit": async () => {
    const [form] = await window.LeifengForm.ready;
    const [control] = form.mapping().materials.controls;
    const frame = document.querySelector("iframe");
    if (frame) frame.contentDocument.body.textContent = "志".repeat(2500);
    else control.value = "志".repeat(2500);
    form.check();
  },
};

describe("accessible", () => {
  let server;
  let browser;
  let source;
  before(async () => {
    server = await serve();
    browser = await browse();
    source = new TextDecoder("gbk").decode(await (await fetch(`${server.address}/2012.html`)).arrayBuffer());
    source = source.replace("charset=gb2312", "charset=utf-8");
    server.pages["/offering.html"] = source.replace("defer>", "data-mode=insist data-draft=on defer>");
  });
  after(() => close(server, browser));

  const violations = (page) =>
    page.evaluate(async (axe) => {
      if (!window.axe) document.head.appendChild(document.createElement("script")).text = axe;
      const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
      const { violations } = await window.axe.run(document, { resultTypes: ["violations"], runOnly });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
    }, axe);

  for (const name of PAGES) {
    for (const [state, bring] of Object.entries(STATES)) {
      test(`${name}: ${state}`, async () => {
        const page = await browser.open(`${server.address}/${name}.html`);
        await page.evaluate(bring);
        await settle(page);
        assert.deepEqual(await violations(page), []);
        await page.close();
      });
    }
    test(`${name}: the webmaster's view`, async () => {
      const page = await browser.open(`${server.address}/${name}.html?leifeng=map`);
      await page.waitForSelector(".leifeng-map table");
      assert.deepEqual(await violations(page), []);
      await page.close();
    });
  }

  /** States that only some page comes into: its address, and what brings it there. */
  const OTHERS = {
    "a field is left with a mistake": [
      "2012.html",
      async (page) => {
        await page.type("[name='worker.tel']", "138");
        await page.keyboard.press("Tab");
        await page.waitForSelector(".leifeng-error");
      },
    ],
    "refused, with the panel closed": [
      "2012.html",
      async (page) => {
        await page.click("[name=Submit]");
        await page.waitForSelector(".leifeng-summary");
      },
    ],
    "all is mended": [
      "2012.html",
      async (page) => {
        await refuse(page);
        await fill(page);
        await page.focus("[name=A1]");
        await page.focus("[name=A2]");
        await page.waitForSelector(".leifeng-done");
      },
    ],
    "refused twice, what was sent last offered": [
      "offering.html",
      async (page) => {
        await page.waitForSelector(".leifeng-draft");
        await refuse(page);
        await refuse(page);
        assert.ok(await page.$(".leifeng-insist"));
      },
      { at: Date.now() - 1000, sent: true, answers: { unit_name: ["某单位"] } },
    ],
    "a draft is restored": [
      "offering.html",
      (page) => page.waitForSelector(".leifeng-draft"),
      { at: Date.now() - 1000, sent: false, answers: { unit_name: ["某单位"] } },
    ],
    "a file is being read": [
      "modern.html",
      async (page) => {
        await page.evaluate(() => {
          window.Worker = function () {
            this.postMessage = () => {};
          };
        });
        await choose(page);
        await until(async () => /正在读取/.test(await said(page)), "it says so");
      },
    ],
    "a file is refused": [
      "modern.html",
      async (page) => {
        await choose(page);
        await until(async () => /密码/.test(await said(page)), "it says so");
      },
    ],
    "rows with faults": [
      "editor.html",
      async (page) => {
        await page.type("[name='dh[]']", "138");
        await refuse(page);
        assert.ok(await page.$("table [aria-invalid]"));
      },
    ],
    "a step is left": [
      "wizard.html",
      async (page) => {
        await page.click("[value=下一步]");
        await page.click("[value=上一步]");
        await page.waitForSelector(".leifeng-error");
      },
    ],
    "refused, a page that sends by script": ["ajax.html", (page) => refuse(page)],
    "the list on paper": [
      "modern.html",
      async (page) => {
        await page.evaluate(() => {
          window.print = () => {};
          document.querySelector(".leifeng-panel .leifeng-button").click();
        });
        await page.waitForSelector(".leifeng-paper");
        await page.emulateMediaType("print");
      },
    ],
    "try.html": ["pkg/try.html", () => {}],
    "try.html with a page": [
      "pkg/try.html",
      async (page) => {
        await page.$eval("#source", (box, source) => (box.value = source), source);
        await page.click("#try");
        await until(() => page.$eval("#line", (box) => box.value !== ""), "the line to write");
      },
    ],
  };
  const refuse = (page) => page.evaluate(STATES.errors);
  const choose = async (page) =>
    (await page.$("[name=materials-file]")).uploadFile(
      fileURLToPath(new URL("../files/documents/password.docx", import.meta.url)),
    );
  const said = (page) => page.$eval("#materials", (text) => text.parentNode.innerText);
  for (const [state, [address, bring, draft]] of Object.entries(OTHERS))
    test(state, async () => {
      const page = await browser.open(`${server.address}/${address}`, {
        before: (page) =>
          page.evaluateOnNewDocument(
            (draft) => localStorage.setItem("leifeng-form /offering.html 0", draft),
            JSON.stringify(draft ?? {}),
          ),
      });
      await bring(page);
      await settle(page);
      assert.deepEqual(await violations(page), []);
      await page.close();
    });

  test("controls of old pages, whose labels stand beside them, have names, and lose them on detaching", async () => {
    const page = await browser.open(`${server.address}/2012.html`);
    const names = () =>
      page.evaluate(() =>
        ["A1", "xm", "C1", "ly"].map((name) => document.getElementsByName(name)[0].getAttribute("aria-label")),
      );
    assert.deepEqual(await names(), ["单位名称", "服务队长", "统一标识 有", "服务领域 交通"]);
    await page.evaluate(async () => (await window.LeifengForm.ready)[0].detach());
    assert.deepEqual(await names(), [null, null, null, null]);
    await page.close();
  });

  test("all by keyboard: refused, to what is wrong, mended, the panel, the list to print, sent", async () => {
    const page = await browser.open(`${server.address}/2012.html`);
    await fill(page, { ...GOOD, "worker.tel": "1380013800" });
    await page.evaluate(() => {
      document.forms.form1.C1[0].checked = false;
      window.print = () => {
        window.printed = document.querySelector(".leifeng-paper").textContent;
        dispatchEvent(new Event("afterprint"));
      };
    });
    const press = async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
      await settle(page);
    };
    const at = (selector) => page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, selector);
    /** Goes on, or back, until the focus is there. */
    async function reach(selector, back = false) {
      if (back) await page.keyboard.down("Shift");
      for (let tabs = 0; tabs < 80 && !(await at(selector)); tabs++) await page.keyboard.press("Tab");
      if (back) await page.keyboard.up("Shift");
      assert.ok(await at(selector), `${selector} is reached`);
    }
    await reach("[name=A1]");
    await press("Enter");
    assert.ok(await at(".leifeng-summary"));
    assert.equal((await page.$$(".leifeng-summary a")).length, 2);
    await press("Tab", "Enter");
    assert.ok(await at("[name='worker.tel']"));
    await press("End", "0");
    assert.equal(await messageAt(page, "worker.tel"), null);
    await reach(".leifeng-summary a", true);
    await press("Enter");
    assert.ok(await at("[name=C1]"));
    await press("Space");
    assert.equal(await page.$(".leifeng-message:not(.leifeng-mended)"), null);
    await reach(".leifeng-brief", true);
    await press("Enter");
    assert.ok(await page.$(".leifeng-fold[open] .leifeng-list .leifeng-holds"));
    await reach(".leifeng-panel .leifeng-button");
    await press("Enter");
    await page.waitForFunction(() => window.printed);
    assert.match(await page.evaluate(() => window.printed), /自查表[\s\S]*单位（盖章）/);
    assert.equal(await page.$(".leifeng-paper"), null, "nothing is left of it");
    await reach("[name=Submit]");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    assert.equal(server.sent.length, 1);
    await page.close();
  });

  /** What the accessibility tree has of each control: whether it is invalid, and its description. */
  async function treeOf(page) {
    const devtools = await page.createCDPSession();
    const { nodes } = await devtools.send("Accessibility.getFullAXTree");
    const controls = nodes.filter(({ role }) => /^(textbox|combobox|radio|checkbox|Iframe)$/.test(role?.value));
    return Object.fromEntries(
      controls.map(({ name, description, properties }) => {
        const invalid = properties.find((one) => one.name === "invalid")?.value.value;
        return [name.value, [invalid === "true", description?.value ?? ""]];
      }),
    );
  }

  test("the accessibility tree: each control has its name, and what is said of it where something is; cells and editors too", async () => {
    const page = await browser.open(`${server.address}/editor.html`);
    await page.evaluate(() => {
      const { elements } = document.forms.apply;
      for (const [name, value] of Object.entries({
        dwmc: "甲单位",
        zyzrs: "12",
        lxdh: "1380013800",
        sbrq: "2012-04-20",
      }))
        elements[name].value = value;
      [elements["xm[]"][0].value, elements["sc[]"][0].value, elements["dh[]"][0].value] = ["甲", "120", "138"];
      document.querySelector("iframe").contentDocument.body.textContent = "志愿";
    });
    await page.evaluate(STATES.errors);
    const tree = await treeOf(page);
    const roster =
      /^错误：“志愿者名册”第 1 行有缺少或填错的内容.*第 1 行：“联系电话”里的手机号应为 11 位，现填 3 位：138/;
    const expected = {
      单位名称: [false, /^$/],
      岗位名称: [true, /^错误：请填写“岗位名称”。$/],
      申报级别: [true, /^错误：请选择“申报级别”。$/],
      志愿者人数: [false, /^提醒：/],
      联系电话: [true, /^错误：“联系电话”里的手机号应为 11 位，现填 10 位/],
      监督电话: [true, /^错误：请填写“监督电话”。 ?依据：/],
      申报日期: [false, /^$/],
      "第 1 行姓名": [false, /^姓名$/],
      "第 1 行服务时长": [false, /^服务时长$/],
      "第 1 行联系电话": [true, roster],
      "第 2 行联系电话": [false, /^联系电话$/],
      申报材料: [true, /^字数 2（要求 2000 字左右） ?错误：“申报材料”应为 2000 字左右/],
    };
    for (const [name, [invalid, description]] of Object.entries(expected)) {
      assert.ok(tree[name], `${name} in ${Object.keys(tree)}`);
      assert.equal(tree[name][0], invalid, name);
      assert.match(tree[name][1], description, name);
    }
    await page.close();
  });

  test("the accessibility tree of an old page: labels that stand beside, each option of a group", async () => {
    const page = await browser.open(`${server.address}/2012.html`);
    await page.evaluate(STATES.errors);
    const tree = await treeOf(page);
    for (const name of ["单位名称", "服务队长", "统一标识 有", "统一标识 无", "服务领域 交通"])
      assert.deepEqual(tree[name]?.[0], true, name);
    assert.match(tree["统一标识 无"][1], /^错误：请选择“统一标识”。/);
    assert.deepEqual(tree["已获推荐 是"], [false, ""]);
    await page.evaluate(async () => (await window.LeifengForm.ready)[0].detach());
    assert.ok(Object.values(await treeOf(page)).every(([invalid, text]) => !invalid && !text));
    await page.close();
  });
});
