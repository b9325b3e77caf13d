// Nobody is locked out: only what can be mended on the page stops a submission, and what cannot is a reminder.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, messageAt, serve, settle } from "./support.mjs";

/** Fields of an application that is complete, by the control's name. */
const GOOD = { unit: "甲单位", post: "窗口", leader: "甲某某", tel: "13900001111", place: "一楼大厅" };
const ROWS = {
  unit: "单位名称",
  post: "岗位名称",
  leader: "服务队长",
  tel: "联系电话",
  place: "志愿服务场所",
};
const line = (label, control) => `<tr><td>${label}：</td><td>${control}</td></tr>`;
/** Recognised, and filled in as it should be. */
const COMMON = Object.entries(ROWS)
  .map(([name, label]) => line(label, `<input name="${name}" value="${GOOD[name]}">`))
  .join("");
const script = (attributes = "") =>
  `<script src="/pkg/leifeng-form.js" data-rulebook="mengyin-2012" data-form="application" ${attributes} defer></script>`;
/** A page with the common fields and some more. */
const pageOf = (more, { attributes, common = COMMON } = {}) =>
  `<!doctype html><meta charset="utf-8"><title>青年雷锋岗申报</title><form id="f" action="received.html"><table>${common}${more}</table>
<button type="submit" name="go" value="1">提交</button></form>${script(attributes)}`;

describe("nobody is locked out", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve();
    browser = await browse();
  });
  after(() => close(server, browser));

  async function open(html) {
    server.pages["/own.html"] = html;
    server.sent.length = 0;
    const page = await browser.open(`${server.address}/own.html`);
    assert.equal(await page.evaluate(async () => (await window.LeifengForm.ready).length), 1, "it is watched");
    return page;
  }
  /** Whether the form may be sent; what the summary says if not. */
  const refusal = (page) =>
    page.evaluate(async () => {
      const [form] = await window.LeifengForm.ready;
      return form.check() ? null : (document.querySelector(".leifeng-summary ul")?.innerText ?? "");
    });
  const sends = async (page, why) => assert.equal(await refusal(page), null, why);
  const stops = async (page, what) => assert.match((await refusal(page)) ?? "it is sent", what);
  const stateOf = (page, rule) =>
    page.evaluate(
      async (rule) => (await window.LeifengForm.ready)[0].report().checks.find((check) => check.rule === rule)?.state,
      rule,
    );
  /** The class of what stands beside a control. */
  const severityAt = (page, name) =>
    page.evaluate((name) => {
      const control = document.querySelector(`[name="${name}"]`);
      const ids = (control.getAttribute("aria-describedby") || "").split(" ");
      const box = ids.map((id) => document.getElementById(id)).find((one) => one?.matches(".leifeng-message"));
      return box?.firstElementChild.className;
    }, name);

  test("the common fields alone are sent", async () => {
    const page = await open(pageOf(""));
    await Promise.all([page.waitForNavigation(), page.click("button")]);
    assert.equal(server.sent.length, 1);
    assert.match(server.sent[0].url, /go=1/);
    await page.close();
  });

  const list = (name, ...options) =>
    `<select name="${name}"><option value="">请选择</option>${options.map((text, at) => `<option value="${at + 1}">${text}</option>`).join("")}</select>`;
  const OWN = {
    单位类别: ["校内", "校外"],
    服务对象: ["学生", "居民"],
    级别: ["国家级", "省级"],
    队长身份: ["教师", "学生"],
  };
  test("options of the page's own lock nobody out, in lists and in boxes of text", async () => {
    for (const [label, [option, other]] of Object.entries(OWN)) {
      const given = `data-leifeng="${{ 单位类别: "channel", 服务对象: "beneficiaries", 级别: "level", 队长身份: "leader_role" }[label]}"`;
      for (const control of [
        list("own", option, other),
        list("own", option, other).replace("<select", `<select ${given}`),
        `<input name="own">`,
        `<input name="own" ${given}>`,
      ]) {
        const page = await open(pageOf(line(label, control)));
        await page.evaluate((text) => {
          const { own } = document.forms.f.elements;
          if (own.options) own.selectedIndex = 1;
          else own.value = text;
        }, option);
        await sends(page, `${label} ${control}`);
        await page.close();
      }
    }
  });

  test("a yes or no in a box of text is a description where it cannot be read, and a no where it can", async () => {
    const page = await open(pageOf(line("统一标识", `<input name="own">`)));
    await page.type("[name=own]", "统一马甲两件");
    await page.keyboard.press("Tab");
    await settle(page);
    assert.match((await severityAt(page, "own")) ?? "leifeng-warning", /warning/);
    await sends(page);
    await page.evaluate(() => {
      document.forms.f.elements.own.value = "没有";
    });
    await stops(page, /统一标识/);
    await page.close();
  });

  test("a date that the server wrote stops nothing, readonly or hidden; it is a reminder", async () => {
    const late = `<input name="day" value="2012-05-20" readonly>`;
    for (const control of [late, `<input type="hidden" name="day" value="2012-05-20" data-leifeng="submitted_on">`]) {
      const page = await open(pageOf(line("申报日期", control)));
      assert.equal(await stateOf(page, "window.county"), "fails");
      await sends(page);
      assert.equal(await page.$(":invalid"), null);
      await page.close();
    }
    const page = await open(pageOf(line("申报日期", late) + line("监督电话", `<input name="hot" value="1">`)));
    await stops(page, /监督电话/);
    assert.equal(await severityAt(page, "day"), "leifeng-warning", "beside what is refused it is told");
    assert.doesNotMatch(await page.$eval(".leifeng-summary", (box) => box.innerText), /申报日期/);
    assert.equal(await page.$eval("[name=day]", (control) => control.getAttribute("aria-invalid")), null);
    await page.close();
    const box = await open(pageOf(line("申报日期", late.replace("readonly", ""))));
    await stops(box, /申报日期/);
    await box.close();
  });

  test("a readonly date that a page's script wrote at the start stops nothing", async () => {
    const page = await open(
      pageOf(line("申报日期", `<input name="day" readonly>`)).replace(
        "</form>",
        `</form><script>setTimeout(function () { document.forms.f.day.value = "2012-05-20" }, 50)</script>`,
      ),
    );
    await settle(page, 120);
    assert.equal(await stateOf(page, "window.county"), "fails");
    await page.click("[name=unit]");
    await sends(page);
    await page.close();
  });

  test("a readonly date that a picker fills can be mended", async () => {
    for (const picker of [
      `class="Wdate"`,
      `onclick="WdatePicker()"`,
      `onfocus="laydate.render({})"`,
      `class="hasDatepicker"`,
    ]) {
      const page = await open(pageOf(line("申报日期", `<input name="day" value="2012-05-20" readonly ${picker}>`)));
      await stops(page, /申报日期/);
      await page.close();
    }
    // Nothing says so, but its value changed as the user pressed it.
    const page = await open(
      pageOf(line("申报日期", `<input name="day" readonly>`)).replace(
        "</form>",
        `</form><script>document.forms.f.day.addEventListener("click", function () { this.value = "2012-05-20" })</script>`,
      ),
    );
    await page.click("[name=day]");
    await stops(page, /申报日期/);
    await page.close();
  });

  test("half of a pair stops nothing and is a reminder of what the page does not ask for", async () => {
    const level = line(
      "申报级别",
      `<select name="l"><option value="">请选择</option><option value="1">市级</option></select>`,
    );
    const page = await open(pageOf(level + line("志愿者人数", `<input name="zyz">`)));
    await page.select("[name=l]", "1");
    await page.type("[name=zyz]", "12");
    await page.keyboard.press("Tab");
    await settle(page);
    assert.match(await messageAt(page, "zyz"), /本页没有“单位人数”/);
    assert.equal(await severityAt(page, "zyz"), "leifeng-warning");
    await sends(page);
    await page.close();
    const both = line("单位人数", `<input name="rs" value="48" readonly>`);
    const fixed = await open(pageOf(level + line("志愿者人数", `<input name="zyz" value="12">`) + both));
    await fixed.select("[name=l]", "1");
    await stops(fixed, /志愿者人数/);
    await fixed.close();
  });

  test("a box that has no room for what is asked is a reminder", async () => {
    const text = "志".repeat(450);
    for (const [label, control, isStopped] of [
      ["主要事迹", `<textarea name="m" maxlength="500">${text}</textarea>`, false],
      ["主要事迹（500字以内）", `<textarea name="m">${text}</textarea>`, false],
      ["主要事迹", `<textarea name="m">${text}</textarea><p class="help">请控制在500字以内</p>`, false],
      ...["500字内", "500字", "约500字", "500字左右", "300-500字", "五百字以内"].map((limit) => [
        `主要事迹（${limit}）`,
        `<textarea name="m">${text}</textarea>`,
        false,
      ]),
      ["主要事迹", `<textarea name="m">${text}</textarea><span>0/500</span>`, false],
      ["主要事迹", `<textarea name="m">${text}</textarea><p>您还可以输入500字</p>`, false],
      ["主要事迹", `<textarea name="m">${text}</textarea><p>已输入 0 字</p>`, true],
      ["主要事迹（不少于500字）", `<textarea name="m">${text}</textarea>`, true],
      ["主要事迹（500字以上）", `<textarea name="m">${text}</textarea>`, true],
      ["主要事迹（不超过2000字）", `<textarea name="m">${text}</textarea>`, true],
      ["主要事迹", `<textarea name="m">${text}</textarea>`, true],
    ]) {
      const page = await open(pageOf(line(label, control)));
      assert.equal(await stateOf(page, "materials.length"), "fails", label);
      if (isStopped) await stops(page, /申报材料|主要事迹/);
      else await sends(page, label);
      await page.close();
    }
    const phone = COMMON.replace(`name="tel"`, `name="tel" maxlength="6"`).replace(GOOD.tel, "123456");
    const page = await open(pageOf("", { common: phone }));
    assert.equal(await stateOf(page, "leader_phone.format"), "fails");
    await sends(page);
    await page.close();
  });

  test("what asks for something else is not judged: names in place of a number, ranges, a number of QQ", async () => {
    const hours = ["50小时以下", "50-100小时", "100小时以上"].map((text) => `<option>${text}`).join("");
    const page = await open(
      pageOf(
        line("固定服务人员", `<textarea name="s">甲某、乙某、丙某</textarea>`) +
          line("固定服务人员", `<input name="s2" value="甲某、乙某">`) +
          line(
            "电子邮箱",
            `<input name="e" value="abc">@<select name="e2"><option>example.cn<option>example.com</select>`,
          ) +
          line("每人每年服务时数", `<select name="h">${hours}</select>`) +
          line("QQ/邮箱", `<input name="q" value="123456789">`),
      ),
    );
    await sends(page);
    assert.equal(await page.$(".leifeng-message"), null);
    await page.close();
  });

  test("of an option of the page's own, among ours, nothing is said, and no level is reached by it", async () => {
    const roles = ["请选择", "党政负责人", "团干部", "热心人士"].map((text) => `<option>${text}`).join("");
    const page = await open(pageOf(line("身份", `<select name="r">${roles}</select>`)));
    await page.select("[name=r]", "团干部");
    await sends(page);
    assert.equal(await stateOf(page, "leader_role.format"), "fails");
    assert.equal(await page.$(".leifeng-message"), null);
    assert.doesNotMatch(await page.$eval(".leifeng-panel", ({ textContent }) => textContent), /填写有误|已达到/);
    await page.close();
  });

  test("the finding of an inspection is sent, what is missing is asked for", async () => {
    const fields = [
      ["申报级别", `<input name="l" value="市级">`],
      ["岗位名称", `<input name="p" value="窗口">`],
      [
        "检查阶段",
        `<select name="s"><option value="">请选择</option><option selected>督导</option><option>验收</option></select>`,
      ],
      ["检查日期", `<input name="d" value="2012-06-01">`],
      ["服务队长", `<input name="q" value="甲某某">`],
      [
        "队长身份",
        `<select name="r"><option value="">请选择</option><option selected>团组织负责人</option><option>基层党政负责人</option></select>`,
      ],
      ["联系电话", `<input name="t" value="13900001111">`],
      ["固定服务人员数", `<input name="g" value="0">`],
      [
        "统一标识",
        `<label><input type="radio" name="b" value="1">有</label><label><input type="radio" name="b" value="0" checked>无</label>`,
      ],
    ];
    const html = pageOf(fields.map(([label, control]) => line(label, control)).join(""), { common: "" }).replace(
      `data-form="application"`,
      `data-form="inspection"`,
    );
    const page = await open(html);
    for (const rule of ["staff.fixed", "emblem.present"]) assert.equal(await stateOf(page, rule), "fails", rule);
    await sends(page);
    await page.evaluate(() => {
      document.forms.f.elements.p.value = "";
    });
    await stops(page, /岗位名称/);
    assert.equal(await severityAt(page, "g"), "leifeng-warning", "the finding is told");
    await page.close();
  });

  /** Steps that buttons show one by one. */
  const STEPS = `<!doctype html><meta charset="utf-8"><title>青年雷锋岗申报</title><form id="f" action="received.html" onsubmit="return window.go">
<ol class="steps"><li>单位</li><li>队长</li><li>材料</li></ol>
<div class="step"><p>单位名称：<input name="unit"></p><p>岗位名称：<input name="post"></p><input type="submit" value="下一步" onclick="show(1)"></div>
<div class="step" style="display:none"><p>服务队长：<input name="leader"></p><p>联系电话：<input name="tel"></p>
<input type="submit" value="上一步" onclick="show(0)"><input type="submit" value="下一步" onclick="show(2)"><input type="submit" value="保存"></div>
<div class="step" style="display:none"><p>监督电话：<input name="hot"></p><button type="button" onclick="show(1)">上一步</button><button>提交</button></div></form>
<script>go = false; sent = 0; function show(n) { [].forEach.call(document.querySelectorAll(".step"), function (step, at) { step.style.display = at === n ? "" : "none" }) }
document.forms.f.addEventListener("submit", function () { sent++ })</script>${script()}`;
  test("steps: what was shown counts, what never was does not, and 下一步 shows without stopping", async () => {
    const page = await open(STEPS);
    await page.type("[name=unit]", "甲单位");
    await page.click("[value=下一步]");
    await settle(page);
    assert.equal(await page.evaluate(() => window.sent), 1, "the page's own handlers run");
    assert.equal(await page.$(".leifeng-summary"), null, "nothing is refused");
    assert.match(await page.evaluate(() => document.querySelector(".step .leifeng-message").textContent), /岗位名称/);
    await page.type("[name=tel]", "138");
    await page.click(".step:nth-of-type(2) [value=保存]");
    await settle(page);
    assert.equal(await page.evaluate(() => window.sent), 2, "保存 is never stopped");
    // The third step was never shown; the first was, and can be gone back to.
    await stops(page, /岗位名称/);
    assert.doesNotMatch(await page.$eval(".leifeng-summary", (box) => box.innerText), /监督电话/);
    await page.click(".step:nth-of-type(2) [value=下一步]");
    await settle(page);
    assert.equal(await page.evaluate(() => window.sent), 3);
    await stops(page, /监督电话/);
    await page.close();
  });

  test("steps that are still to come stop nothing where a step is sent by itself", async () => {
    const page = await open(STEPS.replace("<button>提交</button>", "").replace(`value="保存"`, `value="提交"`));
    await page.evaluate(() => {
      const { unit, post, leader, tel } = document.forms.f.elements;
      [unit.value, post.value, leader.value, tel.value] = ["甲", "乙", "丙", "13900001111"];
    });
    await sends(page);
    await page.close();
  });

  test("a branch that is not shown stops nothing, nor one that was and is not chosen any more", async () => {
    const branch = `<tr><td>是否有监督电话：</td><td><label><input type="radio" name="has" value="1" onclick="t(1)">有电话</label><label><input type="radio" name="has" value="0" onclick="t(0)">没电话</label></td></tr>
<tr id="branch" style="display:none"><td>监督电话：</td><td><input name="hot"></td></tr>`;
    const page = await open(
      pageOf(branch).replace(
        "</form>",
        `</form><script>function t(on) { document.getElementById("branch").style.display = on ? "" : "none" }</script>`,
      ),
    );
    await sends(page, "never shown");
    await page.click("[name=has][value='1']");
    await settle(page);
    await stops(page, /监督电话/);
    await page.click("[name=has][value='0']");
    await settle(page);
    await sends(page, "not chosen any more");
    await page.close();
  });

  test("what stands in closed tabs and folds that something opens is asked for", async () => {
    const panels = {
      "a tab that a link points at": `<tr><td><a href="#t2">更多</a><div id="t2" style="display:none">监督电话：<input name="hot"></div></td></tr>`,
      details: `<tr><td><details><summary>更多</summary><p>监督电话：<input name="hot"></p></details></td></tr>`,
      "aria-controls": `<tr><td><button type="button" aria-controls="t2">更多</button><div id="t2" style="display:none">监督电话：<input name="hot"></div></td></tr>`,
      "a fold of layui": `<tr><td><div class="layui-colla-item"><h2 class="layui-colla-title">更多</h2><div class="layui-colla-content" style="display:none">监督电话：<input name="hot"></div></div></td></tr>`,
    };
    for (const [what, panel] of Object.entries(panels)) {
      const page = await open(pageOf(panel));
      assert.match((await refusal(page)) ?? "it is sent", /监督电话/, what);
      await page.close();
    }
    const closed = `<tr><td><div style="display:none">监督电话：<input name="hot"></div></td></tr>`;
    const page = await open(pageOf(closed));
    await sends(page, "nothing opens it");
    await page.close();
  });

  test("EasyUI's boxes, and a stray hidden input beside them", async () => {
    const box = (label, name, value = "") =>
      line(
        label,
        `<input class="easyui-textbox textbox-f" style="display: none;" textboxname="${name}"><span class="textbox"><input type="text" class="textbox-text validatebox-text" autocomplete="off" value="${value}"><input type="hidden" class="textbox-value" name="${name}" value="${value}"></span>`,
      );
    const stray = `<input name="id" style="display:none" value="7"><input type="hidden" name="token" value="x">`;
    const common = [
      ["单位名称", "a", "甲"],
      ["岗位名称", "b", "乙"],
      ["单位人数", "c", "48"],
      ["监督电话", "e", ""],
      ["联系电话", "d", "13900001111"],
    ];
    const page = await open(pageOf("", { common: common.map((one) => box(...one)).join("") + stray }));
    await stops(page, /监督电话/);
    assert.equal(await page.$$eval(".leifeng-summary li", (all) => all.length), 1);
    await page.close();
  });

  test("insist: after a second refusal for the same rules the form can be sent all the same", async () => {
    const page = await open(
      pageOf(line("监督电话", `<input name="hot" value="1">`), { attributes: 'data-mode="insist"' }),
    );
    const offered = () => page.$(".leifeng-insist a");
    await page.click("[name=go]");
    await settle(page);
    assert.equal(await offered(), null, "not at first");
    assert.ok(await page.$(".leifeng-summary"));
    await page.click("[name=go]");
    await settle(page);
    assert.equal(await page.$eval(".leifeng-insist a", (link) => link.textContent), "情况属实，仍要提交");
    await Promise.all([page.waitForNavigation(), page.click(".leifeng-insist a")]);
    assert.equal(server.sent.length, 1);
    assert.match(server.sent[0].url, /hot=1&go=1/);
    await page.close();
    const plain = await open(pageOf(line("监督电话", `<input name="hot" value="1">`)));
    for (let i = 0; i < 3; i++) await plain.click("[name=go]");
    assert.equal(await plain.$(".leifeng-insist"), null);
    assert.equal(server.sent.length, 0);
    await plain.close();
  });

  test("custom validity is for what stops in block, and nothing else", async () => {
    const fields =
      line("监督电话", `<input name="hot" value="1">`) +
      line("申报日期", `<input name="day" value="2012-05-20" readonly>`);
    for (const [mode, invalid] of [
      ["block", ["hot"]],
      ["insist", []],
      ["advise", []],
    ]) {
      const page = await open(pageOf(fields, { attributes: `data-mode="${mode}"` }));
      assert.equal(await page.evaluate(async () => (await window.LeifengForm.ready)[0].check()), mode === "advise");
      assert.deepEqual(await page.$$eval("input:invalid", (all) => all.map(({ name }) => name)), invalid, mode);
      await page.close();
    }
  });

  test("what is typed where rows are wanted is a reminder: it can never be read as rows", async () => {
    const page = await open(
      pageOf(line("志愿者名册", `<textarea name="r" data-leifeng="roster">张某、李某</textarea>`)),
    );
    await sends(page);
    await page.close();
  });

  test("a file whose control a button stands for is asked for, one that is hidden for good is not", async () => {
    const upload = (style) =>
      `<tr><td>推荐名单附件：</td><td><div ${style}><input type="file" name="r" data-leifeng="nominees" style="display:none"><button type="button">选择文件</button></div></td></tr>`;
    const nominator = line("推荐单位", list("n", "蒙阴县", "沂南县").replace(`value="1"`, `value="1" selected`));
    const nomination = (style) =>
      pageOf(nominator + upload(style), { common: "", attributes: 'data-target="#f"' }).replace(
        `data-form="application"`,
        `data-form="nomination"`,
      );
    const page = await open(nomination(""));
    await stops(page, /推荐名单/);
    await page.close();
    const hidden = await open(nomination('style="display:none"'));
    await sends(hidden);
    await hidden.close();
  });

  test("insist: other rules than before are refused anew", async () => {
    const more = line("监督电话", `<input name="hot" value="1">`);
    const page = await open(pageOf(more, { attributes: 'data-mode="insist"' }));
    await page.click("[name=go]");
    await page.evaluate(() => {
      document.forms.f.elements.tel.value = "1";
    });
    await page.click("[name=go]");
    await settle(page);
    assert.equal(await page.$(".leifeng-insist"), null);
    await page.click("[name=go]");
    await settle(page);
    assert.ok(await page.$(".leifeng-insist"));
    await page.close();
  });
});
