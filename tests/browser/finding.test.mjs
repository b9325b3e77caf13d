// Fields are found by their labels, the webmaster's word wins, and what is not sure is left out.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, serve } from "./support.mjs";

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
    server.pages["/own.html"] = `<form id="form">${inside}</form>${script}`;
    const page = await browser.open(`${server.address}/own.html`);
    const result = await mapping(page);
    assert.deepEqual(page.said, []);
    await page.close();
    return result;
  }

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

  test("a label is surer than an alias, and what two aliases name is left out", async () => {
    const inside = "<p>手机号码<input name=a></p><p>联系电话<input name=b></p>";
    assert.deepEqual(await found(inside), { leader_phone: ["b"] });
    assert.deepEqual(await found("<p>手机号码<input name=a></p><p>联系方式<input name=b></p>"), {});
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

  test("options are read by id, label or alias, as what is typed is; what is numbered is none of them", async () => {
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
      <p>所属县区<select name=d><option>山东省</select></p>`;
    const plain = `<p>申报渠道<label><input type=radio name=b checked>县（区）单位</label><label><input type=radio name=b>市直单位</label></p>
      <p>组织制度<input type=checkbox name=c checked>招募注册 <input type=checkbox name=c checked>信息发布</p>`;
    assert.deepEqual(await codes(rest + plain), ["holds", "holds", "holds", "choice.unknown", "choice.all_of"]);
    const numbered = plain.replace(">县（区）单位", ">A. 县区单位").replace(">市直", ">B. 市直").replace(">招", ">①招");
    assert.deepEqual(await codes(rest + numbered), [
      "holds",
      "choice.unknown",
      "choice.unknown",
      "choice.unknown",
      "answer.unreadable",
    ]);
  });

  test("without data-target a form with fewer than five fields is left alone", async () => {
    const script = SCRIPT.replace('data-target="#form" ', "");
    const inside = "<p>单位名称<input name=a></p><p>联系电话<input name=b></p>";
    assert.deepEqual(await found(inside, script), {});
    server.pages["/own.html"] = `<form id="form">${inside}</form>${script}`;
    const page = await browser.open(`${server.address}/own.html`);
    const now = await page.$eval("#form", (form) => form.outerHTML);
    await page.setJavaScriptEnabled(false);
    await page.reload();
    assert.equal(now, await page.$eval("#form", (form) => form.outerHTML), "nothing of it is changed");
    await page.close();
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
      assert.match(text, /data-mode 不能写“advice”，可写：block、advise/);
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
