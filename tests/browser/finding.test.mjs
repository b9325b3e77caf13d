// Fields are found by their labels, the webmaster's word wins, and what is not sure is left out.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, serve, settle, soon } from "./support.mjs";

const SCRIPT = '<script src="/pkg/leifeng-form.js" data-target="#form" defer></script>';
const DEMO = {
  level: ["jb", "jb"],
  channel: ["A4"],
  district: ["A5"],
  unit_name: ["A1"],
  post_name: ["A2"],
  place: ["A6"],
  unit_size: ["rs"],
  volunteers: ["zyz"],
  leader_name: ["xm"],
  leader_role: ["sf"],
  leader_phone: ["worker.tel"],
  email: ["B4"],
  fixed_staff: ["B5"],
  hotline: ["B6"],
  emblem: ["C1", "C1"],
  charter: ["C2", "C2"],
  pledge: ["C3", "C3"],
  regular_activities: ["C4", "C4"],
  hours_min: ["C5"],
  outstanding: ["C6"],
  domains: Array(12).fill("ly"),
  beneficiaries: Array(6).fill("dx"),
  systems: ["zd1", "zd2", "zd3", "zd4", "zd5"],
  archives: Array(3).fill("da[]"),
  recommended: ["D1", "D1"],
  copies: ["D2"],
  paper: ["D3"],
  electronic: ["D4"],
  submitted_on: ["D5"],
  materials: ["E1"],
};

describe("finding fields", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve();
    browser = await browse();
  });
  after(() => close(server, browser));

  /** The names of the controls that are taken for each field. */
  const mapping = (page) =>
    page.evaluate(async () => {
      const [attached] = await window.LeifengForm.ready;
      const entries = attached ? Object.entries(attached.mapping()) : [];
      return Object.fromEntries(entries.map(([id, { controls }]) => [id, controls.map((control) => control.name)]));
    });

  /** What is found on a page with this inside its form. */
  async function found(inside, script = SCRIPT) {
    const { result, said } = await opened(`<form id="form">${inside}</form>`, script);
    // One line where nothing is attached to.
    assert.equal(said.length, Object.keys(result).length === 0 ? 1 : 0);
    return result;
  }

  /** What is found on a page, and what its console said. */
  async function opened(body, script = SCRIPT.replace('data-target="#form" ', "")) {
    server.pages["/own.html"] = `${body}${script}`;
    const page = await browser.open(`${server.address}/own.html`, { before: (page) => soon(page) });
    const result = await mapping(page);
    const { said } = page;
    await page.close();
    return { result, said };
  }

  /** A table with a label and a box a row. */
  const rows = (labels) =>
    `<table>${Object.entries(labels)
      .map(([name, label]) => `<tr><td>${label}</td><td><input name=${name}></td></tr>`)
      .join("")}</table>`;

  test("every field of the demo page of 2012, GBK and without a doctype, is found by its label", async () => {
    const page = await browser.open(`${server.address}/2012.html`);
    assert.deepEqual(await page.evaluate(() => [document.characterSet, document.compatMode]), ["GBK", "BackCompat"]);
    assert.deepEqual(await mapping(page), DEMO);
  });

  test("by label, preceding cell, column header, text in the same parent, sibling and placeholder", async () => {
    const inside = `
      <label for="a">单位名称</label> <input id="a" name="a">
      <table><tr><td>岗 位<br>名 称：</td><td><input name="b"></td></tr></table>
      <table><tr><th>单位人数</th><th>志愿者人数</th></tr><tr><td><input name="c"></td><td><input name="d"></td></tr></table>
      <p>服务队长：<input name="e"> 联系电话：<input name="f"></p>
      <div><div>电子邮箱</div><div><input name="g"></div></div>
      <p><input name="h" placeholder="请输入监督电话"></p>`;
    assert.deepEqual(await found(inside), {
      unit_name: ["a"],
      post_name: ["b"],
      unit_size: ["c"],
      volunteers: ["d"],
      leader_name: ["e"],
      leader_phone: ["f"],
      email: ["g"],
      hotline: ["h"],
    });
  });

  test("two controls that are equally sure are both left out, and so is what has no label", async () => {
    const inside =
      "<p>单位名称<input name=a></p><p>联系电话<input name=b></p><p>联系电话<input name=c></p><p><input name=d></p>";
    assert.deepEqual(await found(inside), { unit_name: ["a"] });
  });

  test("the parts of one answer in one cell are not mistaken for the whole", async () => {
    const inside =
      "<table><tr><td>联系电话</td><td><input name=a> - <input name=b></td><td>单位名称</td><td><input name=c></td></tr></table>";
    assert.deepEqual(await found(inside), { unit_name: ["c"] });
  });

  test("nor are they on a line, where the last of a page has a line of its own", async () => {
    const inside = `<p>联系电话<input name=a>-<input name=b></p><p>监督电话<select name=c><option>0539</select><input name=d></p>
      <div>所属县区<div><select name=e></select></div><div><select name=f></select></div></div>
      <p>志愿者人数<input name=g><select name=h><option>人</select></p><p>单位名称<input name=i></p><div><input name=j></div>`;
    assert.deepEqual(await found(inside), { volunteers: ["g"], unit_name: ["i"] });
  });

  test("data-leifeng on a control and data-map win over labels", async () => {
    const inside =
      "<p>单位名称<input name=a></p><p>主管部门<input name=b data-leifeng=unit_name></p><p>甲<input name='x.y' class=k></p><p>乙<input name=z></p>";
    const script = SCRIPT.replace("defer", `data-map='{"volunteers":"x.y","unit_size":"[name=z]"}' defer`);
    assert.deepEqual(await found(inside, script), { unit_name: ["b"], volunteers: ["x.y"], unit_size: ["z"] });
    const element = `<script type="application/json" id="map">{"volunteers":".k"}</script>`;
    assert.deepEqual(await found(inside + element, SCRIPT.replace("defer", "data-map=map defer")), {
      unit_name: ["b"],
      volunteers: ["x.y"],
    });
  });

  // "never all dropped, never guessed: the better one is taken".
  test("a label is surer than an alias, and of two aliases the one that the rulebook has first", async () => {
    const inside = "<p>手机号码<input name=a></p><p>联系电话<input name=b></p>";
    assert.deepEqual(await found(inside), { leader_phone: ["b"] });
    assert.deepEqual(await found("<p>联系方式<input name=a></p><p>手机号码<input name=b></p>"), {
      leader_phone: ["b"],
    });
  });

  test("a near word is taken where no better one stands on the page, of two the one that the rulebook has first", async () => {
    const cell = (label, name) => `<tr><td>${label}</td><td><input name=${name}></td></tr>`;
    const table = (...cells) => `<table>${cells.map(([label, name]) => cell(label, name)).join("")}</table>`;
    assert.deepEqual(await found(table(["负责人", "a"], ["负责人电话", "b"], ["企业名称", "c"], ["活动地点", "d"])), {
      leader_name: ["a"],
      leader_phone: ["b"],
      unit_name: ["c"],
      place: ["d"],
    });
    assert.deepEqual(await found(table(["负责人", "a"], ["服务队长", "b"], ["工作单位", "c"], ["单位名称", "d"])), {
      leader_name: ["b"],
      unit_name: ["d"],
    });
    assert.deepEqual(await found(table(["员工人数", "a"], ["总人数", "b"])), { unit_size: ["b"] });
    assert.deepEqual(await found(table(["注册志愿者人数（个）", "a"], ["志愿者总人数（个）", "b"])), {
      volunteers: ["b"],
    });
    assert.deepEqual(await found(table(["联系人", "a"], ["联系人电话", "b"])), {});
  });

  // "choice.unknown today for 'A. 县区单位'": the letter or number before an option is the page's.
  test("options are read by id, label or alias, and without the number that the page puts before them", async () => {
    async function codes(inside) {
      server.pages["/own.html"] = `<form id="form">${inside}</form>${SCRIPT}`;
      const page = await browser.open(`${server.address}/own.html`);
      const found = await page.evaluate(async () => {
        const [attached] = await window.LeifengForm.ready;
        const rules = ["level.format", "channel.format", "systems.format", "district.format", "systems.complete"];
        const { checks } = attached.report();
        return rules.map((id) => checks.find(({ rule }) => rule === id)).map(({ state, code }) => code ?? state);
      });
      await page.close();
      return found;
    }
    const rest = `<p>申报级别<select name=a><option>市级<option selected>县级青年雷锋岗</select></p>
      <p>所属县区<select name=d><option>山东省<option>兰山区<option>费县</select></p>`;
    const plain = `<p>申报渠道<label><input type=radio name=b checked>县（区）单位</label><label><input type=radio name=b>市直单位</label></p>
      <p>组织制度<input type=checkbox name=c checked>招募注册 <input type=checkbox name=c checked>信息发布</p>`;
    assert.deepEqual(await codes(rest + plain), ["holds", "holds", "holds", "choice.unknown", "choice.all_of"]);
    const numbered = plain.replace(">县（区）单位", ">A. 县区单位").replace(">市直", ">B. 市直").replace(">招", ">①招");
    assert.deepEqual(await codes(rest + numbered), ["holds", "holds", "holds", "choice.unknown", "choice.all_of"]);
  });

  test("a form that a script draws is waited for before it is said that none was taken", async () => {
    const form = JSON.stringify(`<form>${rows({ a: "单位名称", b: "联系电话", c: "岗位名称" })}</form>`);
    const draw = `<div id="app"></div><script>setTimeout(function () { document.getElementById("app").innerHTML = ${form} }, 200)</script>`;
    server.pages["/own.html"] = `${draw}${SCRIPT.replace('data-target="#form" ', "")}`;
    const page = await browser.open(`${server.address}/own.html`, { before: (page) => soon(page, 800) });
    await page.waitForSelector(".leifeng-panel");
    await settle(page, 1000);
    assert.deepEqual(page.said, []);
    await page.close();
  });

  describe("evidence", () => {
    test("three sure fields, or two and the notice's own words in a title", async () => {
      const two = rows({ a: "单位名称", b: "联系电话", c: "活动地点" });
      const found = { unit_name: ["a"], leader_phone: ["b"], place: ["c"] };
      const { result, said } = await opened(`<h1>申报表</h1><form id="form">${two}</form>`);
      assert.deepEqual(result, {});
      assert.equal(said.length, 1);
      assert.match(said[0], /form#form.*单位名称.*联系电话/);
      for (const title of ["<title>“青年雷锋岗”申报</title>", "<h2>青年雷锋岗</h2>", "<p>县级“青年雷锋岗”申报表</p>"])
        assert.deepEqual((await opened(`${title}<form>${two}</form>`)).result, found, title);
      const inside = `<form><fieldset><legend>青年雷锋岗</legend>${two}</fieldset></form>`;
      assert.deepEqual((await opened(inside)).result, found);
      const three = rows({ a: "单位名称", b: "联系电话", c: "主要事迹" });
      assert.deepEqual(Object.keys((await opened(`<form>${three}</form>`)).result).sort(), [
        "leader_phone",
        "materials",
        "unit_name",
      ]);
    });

    test("what any form asks for is none, nor is a search, a login, or options that are not listed", async () => {
      for (const body of [
        rows({ a: "单位名称", b: "联系电话", c: "电子邮箱" }),
        `${rows({ a: "单位名称", b: "岗位名称", c: "志愿者人数" })}<button>查询</button>`,
        `${rows({ a: "单位名称", b: "岗位名称", c: "联系电话" })}<input type=password>`,
        `${rows({ a: "单位名称", b: "联系电话" })}<p>服务领域<select name=c><option>家政<option>教育<option>餐饮</select></p>`,
      ])
        assert.deepEqual((await opened(`<form>${body}<button>提交</button></form>`)).result, {}, body);
    });

    test("with data-target the webmaster's word is enough, and a page that is left alone is unchanged", async () => {
      const inside = rows({ a: "单位名称" });
      assert.deepEqual(await found(inside), { unit_name: ["a"] });
      server.pages["/own.html"] = `<form id="form">${inside}</form>${SCRIPT.replace('data-target="#form" ', "")}`;
      const page = await browser.open(`${server.address}/own.html`);
      const now = await page.$eval("#form", (form) => form.outerHTML);
      await page.setJavaScriptEnabled(false);
      await page.reload();
      assert.equal(now, await page.$eval("#form", (form) => form.outerHTML), "nothing of it is changed");
      await page.close();
    });

    test("controls outside of the page's forms", async () => {
      const body = `<form><input name=kw></form><div>${rows({ a: "单位名称", b: "岗位名称", c: "联系电话" })}</div>`;
      assert.deepEqual((await opened(body)).result, { unit_name: ["a"], post_name: ["b"], leader_phone: ["c"] });
    });
  });

  describe("what speaks for a field", () => {
    test("most of a choice's own options, be its list open or not", async () => {
      const choice = (label, options) =>
        `<p>${label}<select name=a><option value="">请选择${options.map((text) => `<option>${text}`).join("")}</select></p>${rows({ p: "联系电话" })}`;
      const phone = { leader_phone: ["p"] };
      assert.deepEqual(await found(choice("单位类别", ["校内", "校外"])), phone);
      assert.deepEqual(await found(choice("级别", ["国家级", "省级"])), phone);
      assert.deepEqual(await found(choice("服务领域", ["家政", "餐饮", "教育"])), phone);
      assert.deepEqual(await found(choice("级别", ["市级", "县区级"])), { level: ["a"], ...phone });
      assert.deepEqual(await found(choice("级别", ["A. 市级", "B. 县级"])), { level: ["a"], ...phone });
      // A choice in a text box only among enough that is sure.
      assert.deepEqual(await found(rows({ a: "申报渠道", p: "联系电话" })), phone);
      const sure = rows({ a: "申报渠道", p: "联系电话", u: "单位名称", g: "岗位名称" });
      assert.deepEqual((await found(sure)).channel, ["a"]);
    });

    test("whose it is: the person in the row before, or the section", async () => {
      const twins = { u: "单位名称", a: "负责人", p1: "联系电话", b: "联系人", p2: "联系电话" };
      assert.deepEqual(await found(rows(twins)), { unit_name: ["u"], leader_name: ["a"], leader_phone: ["p1"] });
      const section = (title, name) =>
        `<fieldset><legend>${title}</legend>姓名：<input name=${name}1> 手机：<input name=${name}2></fieldset>`;
      assert.deepEqual(await found(section("指导老师", "a") + section("社团负责人", "b")), {
        leader_name: ["b1"],
        leader_phone: ["b2"],
      });
      const headed = (title, name) =>
        `<h4>${title}</h4><ul><li>姓名<input name=${name}1><li>电话<input name=${name}2></ul>`;
      assert.deepEqual(await found(headed("二、联系人信息", "a") + headed("三、负责人信息", "b")), {
        leader_name: ["b1"],
        leader_phone: ["b2"],
      });
      const across = `<table><tr><td>联<br>系<br>人</td><td>姓名</td><td><input name=a1></td><td>电话</td><td><input name=a2></td></tr>
        <tr><td rowspan=2>负责人</td><td>姓名</td><td><input name=b1></td><td>职务</td><td><input name=b2></td></tr>
        <tr><td>电话</td><td><input name=b3></td><td>传真</td><td><input name=b4></td></tr></table>`;
      assert.deepEqual(await found(across), { leader_name: ["b1"], leader_phone: ["b3"] });
    });

    test("what is shown, where a twin is not", async () => {
      const row = (name, style) => `<tr ${style}><td>单位名称</td><td><input name=${name}></td></tr>`;
      assert.deepEqual(await found(`<table>${row("a", 'style="display:none"')}${row("b", "")}</table>`), {
        unit_name: ["b"],
      });
      const tab = (name, style) => `<div ${style}>岗位名称<input name=${name}></div>`;
      assert.deepEqual(await found(tab("a", "") + tab("b", 'style="display:none"')), { post_name: ["a"] });
      assert.deepEqual(await found(`<div style="display:none">单位名称<input name=a></div>`), { unit_name: ["a"] });
    });

    test("the control that a widget itself made or hid", async () => {
      const box = (label, name) =>
        `<fieldset><label>${label}</label><input style="display:none"><span><input><i></i><input type=hidden name=${name}></span></fieldset>`;
      const stray = '<input name=id style="display:none">';
      assert.deepEqual(await found(box("联系电话", "a") + box("电子邮箱", "b") + stray), {
        leader_phone: ["a"],
        email: ["b"],
      });
    });

    test("boxes of one group that are fields each", async () => {
      const inside = `<p>已具备：<input type=checkbox name="t[]" value=1>统一标识 <input type=checkbox name="t[]" value=2>规章制度
        <input type=checkbox name="t[]" value=3>独立账户</p>`;
      assert.deepEqual(await found(inside), { emblem: ["t[]"], charter: ["t[]"] });
    });

    test("labels behind the controls, blanks in running text, and a remark in place of a label", async () => {
      const behind = `<h2>报名</h2><p><input name=a> 单位名称<br><input name=b> 上级部门<br><input name=c> 服务队长<br>
        <input name=d> 联系电话</p>`;
      assert.deepEqual(await found(behind), { unit_name: ["a"], leader_name: ["c"], leader_phone: ["d"] });
      const cells = `<table><tr><td><input name=a></td><td>单位名称</td><td><input name=b></td><td>岗位名称</td></tr></table>
        <div><div><input name=c></div><div>服务队长</div></div>`;
      assert.deepEqual(await found(cells), { unit_name: ["a"], post_name: ["b"], leader_name: ["c"] });
      const running = `<p>单位名称：<u><input name=a></u> 岗位名称：<u><input name=b></u></p>
        <p>本单位现有职工<input name=c>人（其中志愿者：<input name=d>人），党员<input name=e>人。</p>`;
      assert.deepEqual(await found(running), {
        unit_name: ["a"],
        post_name: ["b"],
        unit_size: ["c"],
        volunteers: ["d"],
      });
      const remark = `<div><div>单位名称</div><div><input name=a><span>与公章一致</span></div></div>`;
      assert.deepEqual(await found(remark), { unit_name: ["a"] });
    });

    test("captions under the controls, each in a block of its own", async () => {
      const column = (control, caption) => `<div><div>${control}</div><div>${caption}</div></div>`;
      const choice = "<input type=radio name=c value=1>已公开 <input type=radio name=c value=0>未公开";
      const columns = `<div>${column("<input name=a>", "所在单位")}${column("<input name=b>", "职务")}</div>
        <div>${column(choice, "服务承诺")}<div><textarea name=d></textarea><div>窗口先进事迹</div></div></div>`;
      assert.deepEqual(await found(columns), { unit_name: ["a"], pledge: ["c", "c"], materials: ["d"] });
    });

    test("sentences with blanks: what a sign parts off behind one, and the unit there", async () => {
      const letter = `<p>我们是<input name=a>（单位全称），每名志愿者全年服务不少于<input name=b>小时，固定服务人员<input name=c>名。</p>
        <p>服务队由<input name=d>同志任队长，电话<input name=e>；日常联络由<input name=f>同志负责。</p>
        <p>申报材料一式<select name=g><option>1<option>2</select>份，已交<input type=checkbox name=h>。</p>`;
      assert.deepEqual(await found(letter), {
        unit_name: ["a"],
        leader_name: ["d"],
        leader_phone: ["e"],
        fixed_staff: ["c"],
        hours_min: ["b"],
        copies: ["g"],
      });
      const boxes = `<p>统一标识：<input type=checkbox>已悬挂；规章制度：<input type=checkbox>已制定；备案：<input type=checkbox>已办</p>`;
      assert.deepEqual(Object.keys(await found(boxes)), ["emblem", "charter"]);
    });

    test("of labels that reach down beside others the nearest is the group's", async () => {
      const levels = `<table><tr><td rowspan=4>人员<td rowspan=2>负责人<td>姓名<td><input name=a><tr><td>手机<td><input name=b>
        <tr><td rowspan=2>填表人<td>姓名<td><input name=c><tr><td>手机<td><input name=d></table>`;
      assert.deepEqual(await found(levels), { leader_name: ["a"], leader_phone: ["b"] });
    });
  });

  test("a form opened inside a table, with controls that shadow its own properties", async () => {
    server.pages["/own.html"] = `<table><form id="form"><tr><td>单位名称</td><td><input name="id"></td></tr>
      <tr><td>岗位名称</td><td><input name="action"></td></tr><tr><td>联系电话</td><td><input name="submit"></td></tr>
      <tr><td>单位人数</td><td><input name="elements"></td></tr><tr><td>志愿者人数</td><td><input name="contains"></td></tr>
      </form></table>${SCRIPT.replace('data-target="#form" ', "")}`;
    const page = await browser.open(`${server.address}/own.html`);
    assert.deepEqual(await mapping(page), {
      unit_name: ["id"],
      post_name: ["action"],
      leader_phone: ["submit"],
      unit_size: ["elements"],
      volunteers: ["contains"],
    });
    assert.deepEqual(page.said, []);
  });

  describe("the map view", () => {
    async function view(inside, script, head = "") {
      server.pages["/own.html"] = `${head}<form id="form">${inside}</form>${script}`;
      const page = await browser.open(`${server.address}/own.html?leifeng=map`);
      await page.waitForSelector(".leifeng-map h2");
      const text = await page.$eval(".leifeng-map", (box) => box.innerText);
      await page.close();
      return text;
    }

    test("says what may be written in an attribute, and what is not there", async () => {
      const text = await view(
        "<p>单位名称<input name=n></p><p>联系电话<input name=p></p>",
        SCRIPT.replace(
          "defer",
          'data-mode="advice" data-maps="x" data-check-on="" data-map=\'{"volunteer":"a"}\' defer',
        ),
      );
      assert.match(text, /data-mode 不能写“advice”，可写：block、insist、advise/);
      assert.match(text, /没有 data-maps 这个属性/);
      assert.match(text, /data-check-on 没有写值/);
      assert.match(text, /data-map：没有“volunteer”这个栏目/);
      const lost = await view("", SCRIPT.replace("#form", "#from"));
      assert.match(lost, /data-target：页面上没有“#from”/);
      assert.doesNotMatch(lost, /不足/);
    });

    test("tells a label with a unit in which its field cannot be answered", async () => {
      const text = await view("<p>志愿者人数（万元）<input name=a></p><p>单位人数（人）<input name=b></p>", SCRIPT);
      assert.match(text, /志愿者人数（volunteers）\s+a：标签里写的单位不能用于这一栏，未采用/);
      assert.match(text, /单位人数（unit_size）\s+b\s/);
    });

    test("says why nothing runs, and the way out", async () => {
      const missing = await view("", SCRIPT.replace("defer", 'data-rulebook="books/gone.json" defer'));
      assert.match(missing, /读不到 books\/gone\.json（404），请核对地址和文件名。/);
      const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`;
      assert.match(await view("", SCRIPT, policy), /script-src 里没有 'wasm-unsafe-eval'/);
      const elsewhere = SCRIPT.replace("defer", 'data-rulebook="http://127.0.0.1:1/x.json" defer');
      assert.match(await view("", elsewhere), /connect-src 须允许本网站/);
    });

    test("names what is not found though what is found waits for it", async () => {
      const half = await view("<p>志愿者人数<input name=a></p><p>联系电话<input name=b></p>", SCRIPT);
      assert.match(half, /缺了它这些要求就不检查，请点选：“单位人数”（与“志愿者人数”）/);
      const whole = await view("<p>联系电话<input name=b></p>", SCRIPT);
      assert.doesNotMatch(whole, /缺了它这些要求/);
      const advised = SCRIPT.replace("defer", "data-mode=advise defer");
      assert.doesNotMatch(await view("<p>志愿者人数<input name=a></p>", advised), /缺了它这些要求/);
    });
  });
});
