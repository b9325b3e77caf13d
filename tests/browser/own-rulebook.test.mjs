// A page with a rulebook of its own: the one that the author's guide writes, by its address.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Rulebook } from "../../pkg/node.js";
import { browse, close, serve, settle } from "./support.mjs";

const PAGE = `<!doctype html><meta charset="utf-8"><title>资助申请</title>
<form action="/received.html" method="post">
<table>
<tr><td>团队名称</td><td><input name="a"></td><td>联系电话</td><td><input name="b"></td></tr>
<tr><td>申请金额（元）</td><td><input name="c"></td><td>自筹资金：</td><td><input name="d"></td></tr>
<tr><td>登记日期</td><td><input name="e"></td><td>申请次数</td><td><input name="f"></td></tr>
</table>
<table>
<tr><th>姓名</th><th>出生日期</th><th>负责人</th></tr>
<tr><td><input name="n1"></td><td><input name="y1"></td><td><input name="l1"></td></tr>
<tr><td><input name="n2"></td><td><input name="y2"></td><td><input name="l2"></td></tr>
</table>
<button>提交</button>
</form>
<script src="/pkg/leifeng-form.js" data-rulebook="/pkg/rulebooks/community-grant-2025.json" defer></script>`;

/** More fields than a byte can count; the label of the first has a tab and a line break in it. */
const FIELDS = Array.from({ length: 300 }, (_, at) => [`f${at}`, at === 0 ? "甲\t乙\n丙" : `甲${at}乙`]);
const MANY = {
  id: "many",
  title: "许多栏目",
  extends: "base",
  fields: Object.fromEntries(FIELDS.map(([id, label]) => [id, { label, kind: "count" }])),
  forms: { application: { fields: FIELDS.map(([id]) => id) } },
};
const MANY_PAGE = `<!doctype html><meta charset="utf-8"><form>${FIELDS.map(
  ([id, label]) => `<p><label for="${id}">${label}</label><input id="${id}" name="c-${id}"></p>`,
).join("")}</form><script src="/pkg/leifeng-form.js" data-rulebook="/many.json" defer></script>`;

describe("a rulebook by its address", () => {
  let server;
  let browser;
  before(async () => {
    const many = { type: "application/json", body: JSON.stringify(MANY) };
    server = await serve({ "/grant.html": PAGE, "/many.html": MANY_PAGE, "/many.json": many });
    browser = await browse();
  });
  after(() => close(server, browser));

  test("of three hundred fields each is bound to its own control", async () => {
    const page = await browser.open(`${server.address}/many.html`);
    const found = await page.evaluate(async () => {
      const [attached] = await window.LeifengForm.ready;
      return Object.entries(attached.mapping()).map(([id, { controls }]) => [id, controls.map(({ name }) => name)]);
    });
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(FIELDS.map(([id]) => [id, [`c-${id}`]])));
    await page.type("[name=c-f299]", "三人行");
    await page.type("[name=c-f0]", "3");
    const failing = await page.evaluate(async () => {
      const { checks } = (await window.LeifengForm.ready)[0].report();
      return checks.filter(({ state }) => state === "fails").map(({ rule }) => rule);
    });
    assert.deepEqual(failing, ["f299.format"]);
    assert.deepEqual(page.said, []);
    await page.close();
  });

  test("finds its fields, says what fails in its words, and stops the form", async () => {
    const page = await browser.open(`${server.address}/grant.html`);
    const found = await page.evaluate(async () => Object.keys((await window.LeifengForm.ready)[0].mapping()).sort());
    assert.deepEqual(found, [
      "amount",
      "contact_phone",
      "group_name",
      "members",
      "own_funds",
      "registered_on",
      "times",
    ]);
    await page.type("[name=c]", "８０００元");
    await page.type("[name=d]", "1999");
    for (const row of [1, 2]) {
      await page.type(`[name=n${row}]`, `成员${row}`);
      await page.type(`[name=l${row}]`, "是");
    }
    await page.click("button");
    await settle(page);
    const report = await page.evaluate(async () => (await window.LeifengForm.ready)[0].report());
    const state = (rule) => report.checks.find((check) => check.rule === rule).state;
    assert.equal(report.rulebook, "community-grant-2025");
    assert.deepEqual(["own_funds.share", "leader.one", "amount.range"].map(state), ["fails", "fails", "holds"]);
    const said = await page.evaluate(() => document.body.innerText);
    assert.match(said, /“自筹资金”应不少于“申请金额”的 25%（2000 元）；现为 1999 元，还差 1 元/);
    assert.match(said, /“负责人”为“是”的行，行数应等于 1 人；现为 2 人/);
    assert.deepEqual(server.sent, []);
    assert.deepEqual(page.said, []);
    await page.close();
  });
});

const withValues = (values, more = "") => `<!doctype html><meta charset="utf-8"><title>青年雷锋岗申报表</title>
<form action="/received.html"><p>单位名称：<input name="a"></p><p>岗位名称：<input name="b"></p><p>志愿者人数：<input name="c"></p>
<p>申报日期：<input name="d"></p><p>联系电话：<input name="e"></p><button>提交</button></form>${more}
<script src="/pkg/leifeng-form.js" data-rulebook="mengyin-2012" data-values='${values}' defer></script>`;
const json = (value) => ({ type: "application/json", body: JSON.stringify(value) });
const THIS_YEAR = { county_until: "2013-04-23", stage_from: "2013-04-01", stage_to: "2013-05-31" };

describe("other values for a built-in rulebook", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve({
      "/values.html": withValues(JSON.stringify(THIS_YEAR)),
      "/block.html": withValues(
        "this-year",
        `<script type="application/json" id="this-year">${JSON.stringify(THIS_YEAR)}</script>`,
      ),
      "/wrong.html": withValues('{"county_untill":"2013-04-23"}'),
      "/nowhere.html": withValues("last-year"),
      "/laid.html": withValues("{}").replace("mengyin-2012", "/rules/county.json").replace(" data-values='{}'", ""),
      "/rules/county.json": json({
        id: "county",
        title: "县",
        extends: "city.json",
        values: { stage_to: "2013-06-30" },
      }),
      "/rules/city.json": json({
        id: "city",
        title: "市",
        extends: "linyi-2012",
        values: { stage_from: "2013-06-01" },
      }),
    });
    browser = await browse();
  });
  after(() => close(server, browser));

  for (const [where, path] of [
    ["in the attribute", "values"],
    ["in a script block of the page", "block"],
  ]) {
    test(`${where}: judged by, said and named in the report as Node names them`, async () => {
      const page = await browser.open(`${server.address}/${path}.html`);
      await page.type("[name=d]", "2013-04-24");
      await page.focus("[name=e]");
      await settle(page);
      assert.match(await page.evaluate(() => document.body.innerText), /2013年4月23日/);
      const report = await page.evaluate(async () => (await window.LeifengForm.ready)[0].report());
      const book = Rulebook.load("mengyin-2012", { values: THIS_YEAR });
      const today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
      assert.equal(JSON.stringify(report), JSON.stringify(book.check({ submitted_on: "2013-04-24" }, { today })));
      assert.deepEqual(report.values, THIS_YEAR);
      assert.deepEqual(page.said, []);
      await page.close();
    });
  }

  test("a rulebook laid over one of one's own, each found beside the other", async () => {
    const page = await browser.open(`${server.address}/laid.html`);
    await page.type("[name=d]", "2013-05-31");
    await page.focus("[name=e]");
    await settle(page);
    assert.match(await page.evaluate(() => document.body.innerText), /2013年6月1日至\s*2013年6月30日/);
    assert.deepEqual(page.said, []);
    await page.close();
  });

  for (const [what, path, pattern] of [
    ["a name that the rulebook does not have", "wrong", /county_until/],
    ["neither JSON nor the id of a script block", "nowhere", /last-year/],
  ]) {
    test(`${what}: the form is not checked, and the console and the map say so`, async () => {
      const page = await browser.open(`${server.address}/${path}.html`);
      assert.equal(await page.evaluate(async () => (await window.LeifengForm.ready).length), 0);
      assert.match(page.said.join("\n"), pattern);
      await page.goto(`${server.address}/${path}.html?leifeng=map`);
      await page.waitForFunction((source) => new RegExp(source).test(document.body.innerText), {}, pattern.source);
      await page.close();
    });
  }
});
