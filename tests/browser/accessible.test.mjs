// Nothing for axe-core to find on any demo page in any state, all by keyboard, and errors in the accessibility tree.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, close, fill, serve, settle, until } from "./support.mjs";

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

  test("all by keyboard: the submission, the summary's links, the levels, the list to print", async () => {
    const page = await browser.open(`${server.address}/modern.html`);
    await page.evaluate(() => {
      window.print = () => {
        window.printed = document.querySelector(".leifeng-paper").textContent;
        dispatchEvent(new Event("afterprint"));
      };
    });
    await page.focus("#unit, input[type=text], input:not([type])");
    await page.keyboard.press("Enter");
    await settle(page);
    assert.equal(await page.evaluate(() => document.activeElement.className), "leifeng-summary");
    const reach = async (selector) => {
      for (let tabs = 0; tabs < 60; tabs++) {
        if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`${selector} is not reached`);
    };
    await reach(".leifeng-brief");
    await page.keyboard.press("Enter");
    await settle(page);
    assert.ok(await page.$(".leifeng-fold[open] .leifeng-list .leifeng-open"));
    await reach(".leifeng-button");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => window.printed);
    assert.match(await page.evaluate(() => window.printed), /自查表[\s\S]*单位（盖章）/);
    assert.equal(await page.$(".leifeng-paper"), null, "nothing is left of it");
    await settle(page);
    await page.focus(".leifeng-summary");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => document.activeElement.matches("input,select,textarea")));
    await page.close();
  });

  test("the accessibility tree has the error with its field", async () => {
    const page = await browser.open(`${server.address}/modern.html`);
    await page.evaluate(STATES.errors);
    const name = await page.evaluate(async () => {
      const [form] = await window.LeifengForm.ready;
      const [control] = form.mapping().volunteers.controls;
      control.setAttribute("data-here", "");
      return control.labels[0].textContent.trim();
    });
    const devtools = await page.createCDPSession();
    const { root } = await devtools.send("DOM.getDocument");
    const { nodeId } = await devtools.send("DOM.querySelector", { nodeId: root.nodeId, selector: "[data-here]" });
    const { nodes } = await devtools.send("Accessibility.getPartialAXTree", { nodeId, fetchRelatives: false });
    const node = nodes[0];
    assert.ok(node.name.value.includes(name));
    assert.match(node.description.value, /请填写“志愿者人数”/);
    assert.equal(node.properties.find((one) => one.name === "invalid").value.value, "true");
    await page.close();
  });
});
