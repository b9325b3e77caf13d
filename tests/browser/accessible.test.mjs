// Nothing for axe-core to find on any demo page in any state, all by keyboard, and errors in the accessibility tree.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { browse, serve, settle } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = ["2012", "modern", "mobile", "editor"];

/** What brings a page into a state. */
const STATES = {
  empty: () => {},
  errors: async () => {
    const [form] = await window.LeifengForm.ready;
    form.check();
    for (const level of document.querySelectorAll(".leifeng-level")) level.open = true;
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
  before(async () => {
    [server, browser] = await Promise.all([serve(), browse()]);
  });
  after(() => Promise.all([server.close(), browser.close()]));

  /** What axe finds in what is ours, and in the page's own controls, which we mark. */
  const violations = (page) =>
    page.evaluate(async (axe) => {
      if (!window.axe) document.head.appendChild(document.createElement("script")).text = axe;
      const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
      const { violations } = await window.axe.run(document, { resultTypes: ["violations"], runOnly });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
    }, axe);
  /** The page of 2012 is as pages of 2012 are: what it has without us is its own. */
  const own = new Map();
  const bare = (found) => found.map((line) => line.replace(/ (aria-\w+|class|id|tabindex)="[^"]*"/g, "").slice(0, 45));

  for (const name of PAGES) {
    test(`${name}: without the script`, async () => {
      const page = await browser.open(`${server.address}/${name}.html`);
      await page.evaluate(async () => {
        for (const form of await window.LeifengForm.ready) form.detach();
      });
      own.set(name, bare(await violations(page)));
      if (name !== "2012") assert.deepEqual(own.get(name), []);
      await page.close();
    });
    for (const [state, bring] of Object.entries(STATES)) {
      test(`${name}: ${state}`, async () => {
        const page = await browser.open(`${server.address}/${name}.html`);
        await page.evaluate(bring);
        await settle();
        const found = bare(await violations(page)).filter((line) => !own.get(name).includes(line));
        assert.deepEqual(found, []);
        await page.close();
      });
    }
    test(`${name}: the webmaster's view`, async () => {
      const page = await browser.open(`${server.address}/${name}.html?leifeng=map`);
      await page.waitForSelector(".leifeng-map table");
      const found = bare(await violations(page)).filter((line) => !own.get(name).includes(line));
      assert.deepEqual(found, []);
      await page.close();
    });
  }

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
    await settle();
    assert.equal(await page.evaluate(() => document.activeElement.className), "leifeng-summary");
    const reach = async (selector) => {
      for (let tabs = 0; tabs < 60; tabs++) {
        if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`${selector} is not reached`);
    };
    await reach(".leifeng-state");
    await page.keyboard.press("Enter");
    await settle();
    assert.ok(await page.$(".leifeng-level[open] .leifeng-open"));
    await reach(".leifeng-button");
    await page.keyboard.press("Enter");
    assert.match(await page.evaluate(() => window.printed), /自查表[\s\S]*单位（盖章）/);
    assert.equal(await page.$(".leifeng-paper"), null, "nothing is left of it");
    await settle();
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
