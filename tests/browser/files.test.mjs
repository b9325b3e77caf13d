// Files that are chosen on a page are read in the browser, counted and judged at once; nothing of them leaves the page.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, close, serve, settle, until } from "./support.mjs";

const sample = (name) => fileURLToPath(new URL(`../files/samples/${name}`, import.meta.url));
const document = (name) => fileURLToPath(new URL(`../files/documents/${name}`, import.meta.url));

const PAGE = `<!doctype html><meta charset="utf-8"><title>附件</title><form id="f" action="received.html" method="post" enctype="multipart/form-data"><table>
<tr><td>单位名称：</td><td><input name="a"></td><td>岗位名称：</td><td><input name="b"></td></tr>
<tr><td>单位人数：</td><td><input name="d"></td><td>志愿者人数：</td><td><input name="c"></td></tr>
<tr><td>联系电话：</td><td><input name="e"></td><td>申报级别：</td><td><select name="l"><option value="">请选择</option><option value="1">市级</option><option value="2">县（区）级</option></select></td></tr>
<tr><td>上传申报材料（Word 文档）：</td><td colspan="3"><input type="file" name="m" multiple></td></tr>
<tr><td>志愿者名册附件：</td><td colspan="3"><input type="file" name="r"></td></tr>
<tr><td>照片：</td><td colspan="3"><input type="file" name="photo"></td></tr>
</table><button>提交</button></form>
<script src="/pkg/leifeng-form.js" data-rulebook="mengyin-2012" data-form="application" defer></script>`;

describe("files on the page", () => {
  let server;
  let browser;
  let folder;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "leifeng-form-"));
    server = await serve();
    browser = await browse();
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await close(server, browser);
  });

  async function open(change = (html) => html, options = {}) {
    server.pages["/files.html"] = change(PAGE);
    server.sent.length = 0;
    return browser.open(`${server.address}/files.html`, options);
  }
  const choose = async (page, name, ...paths) => (await page.$(`[name=${name}]`)).uploadFile(...paths);
  const report = (page) => page.evaluate(async () => (await window.LeifengForm.ready)[0].report());
  const check = async (page, rule) => (await report(page)).checks.find((check) => check.rule === rule);
  const reported = (page, holds, what) => until(async () => holds(await report(page)), what);
  const counted = (page, zishu) => reported(page, ({ counts }) => counts.materials.zishu === zishu, `${zishu} 字`);
  const said = (page, name) =>
    page.evaluate(
      (name) => document.querySelector(`[name=${name}]`).parentNode.querySelector(".leifeng-message")?.innerText,
      name,
    );

  test("their controls are found by their labels, and others are left alone", async () => {
    const page = await open();
    const found = await page.evaluate(async () => {
      const mapping = (await window.LeifengForm.ready)[0].mapping();
      return Object.fromEntries(Object.entries(mapping).map(([id, { controls }]) => [id, controls[0].name]));
    });
    assert.equal(found.materials, "m");
    assert.equal(found.roster, "r");
    assert.ok(!Object.values(found).includes("photo"));
    await page.close();
  });

  for (const name of ["L01.docx", "L01.doc", "L01_gbk_crlf.txt", "L01_utf16le_bom.txt"]) {
    test(`${name} is counted as Word does, and judged`, async () => {
      const page = await open();
      const requests = [];
      page.on("request", (request) => {
        const { pathname } = new URL(request.url());
        // The browser asks for the page's icon when it likes.
        if (pathname !== "/favicon.ico") requests.push([request.method(), pathname]);
      });
      await choose(page, "m", sample(name));
      await counted(page, 2008);
      assert.equal((await check(page, "materials.length")).state, "holds");
      assert.match(
        await page.evaluate(() => document.querySelector(".leifeng-counter").textContent),
        /字数 2008（要求 2000/,
      );
      assert.deepEqual(
        [...new Set(requests.map(String))],
        ["GET,/pkg/leifeng-form-documents.js"],
        "fetched only now; nothing is sent",
      );
      assert.deepEqual(page.said, []);
      await page.close();
    });
  }

  for (const name of ["roster.xlsx", "roster.xls", "roster_gbk.csv"]) {
    test(`${name} is read row by row`, async () => {
      const page = await open();
      await page.type("[name=c]", "3");
      await choose(page, "r", sample(name));
      await reported(page, ({ checks }) => checks.some(({ rule }) => rule === "roster.count"), "rows");
      const { records } = await (await import("../../pkg/node.js")).readSheet(readFileSync(sample(name)), {
        field: "roster",
      });
      const book = (await import("../../pkg/node.js")).Rulebook.load("mengyin-2012");
      const rows = Object.fromEntries(records.map(({ row, answers }) => [row, answers]));
      const expected = book.check({ volunteers: "3", roster: rows }).checks.filter(({ rule }) => /^roster/.test(rule));
      const found = (await report(page)).checks.filter(({ rule }) => /^roster/.test(rule));
      assert.deepEqual(found, expected, "as Node says, with the rows of the sheet");
      assert.deepEqual(page.said, []);
      await page.close();
    });
  }

  test("another file takes the place of the first, and none takes its answer away", async () => {
    const page = await open();
    await choose(page, "m", sample("L01.docx"));
    await counted(page, 2008);
    await choose(page, "m", sample("L04.docx"));
    await counted(page, 2128);
    await choose(page, "m", sample("L01.docx"), sample("L04.docx"));
    await counted(page, 2008 + 2128);
    await page.evaluate(() => {
      const control = document.querySelector("[name=m]");
      control.value = "";
      control.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await counted(page, 0);
    assert.equal((await check(page, "materials.required")).state, "open");
    await choose(page, "m", sample("L01.docx"));
    await counted(page, 2008);
    await page.evaluate(() => document.forms.f.reset());
    await counted(page, 0);
    await page.close();
  });

  test("a roster that is taken back is judged no longer", async () => {
    const page = await open();
    const rows = ({ checks }) => checks.some(({ rule }) => rule === "roster.count");
    await page.type("[name=c]", "3");
    await choose(page, "r", sample("roster.xlsx"));
    await reported(page, rows, "rows");
    await choose(page, "r");
    await reported(page, (report) => !rows(report), "no rows");
    await choose(page, "r", sample("roster.xlsx"));
    await reported(page, rows, "rows again");
    await page.close();
  });

  test("what stands below a roster and is left out is told", async () => {
    const page = await open();
    const file = join(folder, "签章.csv");
    writeFileSync(file, "姓名,服务时长（小时）,联系电话\n甲,120,13900001111\n,,示例医院（盖章）\n");
    await choose(page, "r", file);
    const note = /“签章\.csv”：第 3 行（“示例医院（盖章）”）在表格下方，没有作为记录读取。/;
    await until(async () => note.test(await said(page, "r")), String(note));
    await page.close();
  });

  test("of a roster in two files neither is read, for a row would be told by a number that both have", async () => {
    const page = await open((html) => html.replace('name="r"', 'name="r" multiple'));
    await choose(page, "r", sample("roster.xlsx"), sample("roster.xls"));
    await page.waitForFunction(() => document.querySelector("[name=r] ~ .leifeng-message"));
    assert.match(await said(page, "r"), /合并成一个文件/);
    const { state, code } = (await report(page)).checks.find(({ rule }) => rule === "roster.count");
    assert.deepEqual([state, code], ["open", "file.unreadable"]);
    await page.close();
  });

  test("what is typed counts where no file is chosen, and both may be there", async () => {
    const page = await open((html) =>
      html.replace("<tr><td>上传", `<tr><td>申报材料：</td><td><textarea name="t"></textarea></td></tr><tr><td>上传`),
    );
    await page.type("[name=t]", "志愿服务");
    await counted(page, 4);
    await choose(page, "m", sample("L01.docx"));
    await counted(page, 2008);
    await page.close();
  });

  const REFUSED = {
    "v90_truncated.docx": [sample, /“v90_truncated\.docx”：.*不完整/],
    "v93_bomb.docx": [sample, /“v93_bomb\.docx”：.*过大/],
    "password.docx": [document, /“password\.docx”：.*(密码|加密)/],
    "rich.doc": [document, /“rich\.doc”：.*另存为/],
  };
  for (const [name, [path, words]] of Object.entries(REFUSED)) {
    test(`${name} is told for what it is, and does not stop the form, for a paper copy will do`, async () => {
      const page = await open();
      await choose(page, "m", path(name));
      await page.waitForFunction(() =>
        /^(错误|提醒)：“/.test(document.querySelector("[name=m] ~ .leifeng-message")?.innerText),
      );
      assert.match(await said(page, "m"), words);
      const blocks = () =>
        page.evaluate(async () => {
          (await window.LeifengForm.ready)[0].check();
          return document.querySelector(".leifeng-summary")?.innerText ?? "";
        });
      assert.doesNotMatch(await blocks(), /申报材料/);
      await choose(page, "m");
      await settle(page);
      assert.match(await blocks(), /请填写“申报材料”/, "without a file it is asked for");
      await page.close();
    });
  }

  test("text boxes and notes are told beside", async () => {
    const page = await open();
    await choose(page, "m", document("text-boxes.docx"));
    await page.waitForFunction(() =>
      /^(错误|提醒)：“/.test(document.querySelector("[name=m] ~ .leifeng-message")?.innerText),
    );
    assert.match(await said(page, "m"), /文本框 \d+ 字.*未计入字数/);
    await page.close();
  });

  test("a roster's faults name the rows of the sheet", async () => {
    const file = join(folder, "名册.csv");
    writeFileSync(
      file,
      "志愿者名册\n\n姓名,服务时长（小时）,联系电话\n甲,120,13900001111\n乙,许多,13900002222\n丙,40,13900003333\n",
    );
    const page = await open();
    await page.select("[name=l]", "1");
    await choose(page, "r", file);
    await reported(
      page,
      ({ checks }) => checks.some(({ rule, state }) => rule === "roster.format" && state === "fails"),
      "a fault",
    );
    assert.deepEqual(
      (await check(page, "roster.format")).rows.map(({ row }) => row),
      [5],
    );
    assert.deepEqual(
      (await check(page, "hours.city")).rows.map(({ row }) => row),
      [6],
    );
    await page.close();
  });

  test("where the script is missing, or no worker can be had, the form goes on", async () => {
    server.pages["/pkg/leifeng-form-documents.js"] = { status: 404, body: "" };
    const page = await open();
    await choose(page, "m", sample("L01.docx"));
    await page.waitForFunction(() => document.querySelector("[name=m] ~ .leifeng-message"));
    assert.match(await said(page, "m"), /暂时无法检查/);
    await page.close();
    delete server.pages["/pkg/leifeng-form-documents.js"];
    const alone = await open((html) => html.replace("<title>", "<script>delete window.Worker</script><title>"));
    await choose(alone, "m", sample("L01.docx"));
    await counted(alone, 2008);
    await alone.close();
    const strict = await open((html) =>
      html.replace(
        "<title>",
        `<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'"><title>`,
      ),
    );
    await choose(strict, "m", sample("L01.docx"));
    await counted(strict, 2008);
    await strict.close();
  });

  /** Answers all but the file of the materials. */
  async function complete(page) {
    await page.evaluate(() => {
      for (const [name, text] of Object.entries({ a: "甲", b: "乙", c: "30", d: "40", e: "13900001111" }))
        document.forms.f.elements[name].value = text;
      document.forms.f.elements.l.selectedIndex = 2;
    });
    const roster = join(folder, "名册.csv");
    writeFileSync(roster, "姓名,服务时长\n甲,120\n乙,90\n");
    await choose(page, "r", roster);
    await reported(page, ({ checks }) => checks.some(({ rule }) => rule === "roster.count"), "rows");
  }

  test("a form is sent at once after a file was chosen, read or not", async () => {
    let arrive;
    server.pages["/pkg/leifeng-form-documents.js"] = {
      type: "text/javascript",
      body: readFileSync(new URL("../../pkg/leifeng-form-documents.js", import.meta.url)),
      after: new Promise((resolve) => {
        arrive = resolve;
      }),
    };
    const page = await open();
    await complete(page);
    await choose(page, "m", sample("L01.docx"));
    const sends = () => page.evaluate(async () => (await window.LeifengForm.ready)[0].check());
    assert.equal(await sends(), true);
    arrive();
    await counted(page, 2008);
    assert.equal(await sends(), true);
    await page.close();
    delete server.pages["/pkg/leifeng-form-documents.js"];
  });

  /** A form of a rulebook that accepts no paper, complete but for its file. */
  const GRANT = `<!doctype html><meta charset="utf-8"><title>资助申请</title><form id="f" action="received.html" method="post" enctype="multipart/form-data">
<p>项目计划书：<input type="file" name="m"></p><p>团队名称：<input name="a" value="甲"></p><p>联系电话：<input name="b" value="13900001111"></p>
<button>提交</button></form>
<script src="/pkg/leifeng-form.js" data-target="#f" data-rulebook="/pkg/rulebooks/community-grant-2025.json" defer></script>`;

  for (const [why, script] of Object.entries({
    "its script is missing": { status: 404, body: "" },
    "its script is broken": { type: "text/javascript", body: "nothing.at.all()" },
    "its module is broken": {
      type: "text/javascript",
      body: readFileSync(new URL("../../pkg/leifeng-form-documents.js", import.meta.url), "utf8").replace(
        /"[\w+/=]{9000}/,
        '"',
      ),
    },
  })) {
    test(`where the reader fails, for ${why}, the form is sent, whatever the rulebook says of paper`, async () => {
      server.pages["/pkg/leifeng-form-documents.js"] = script;
      const page = await open(() => GRANT);
      await choose(page, "m", sample("L01.docx"));
      await page.waitForFunction(() => /暂时无法检查/.test(document.body.innerText));
      await Promise.all([page.waitForNavigation(), page.click("button")]);
      assert.equal(server.sent.length, 1);
      await page.close();
      delete server.pages["/pkg/leifeng-form-documents.js"];
    });
  }

  test("a file that cannot be read stops a form that accepts no paper, and the summary says so", async () => {
    const page = await open(() => GRANT);
    await choose(page, "m", document("password.docx"));
    await page.waitForFunction(() => /“password\.docx”：/.test(window.document.body.innerText));
    await page.click("button");
    await settle(page);
    assert.deepEqual(server.sent, []);
    assert.match(await page.$eval(".leifeng-summary", (summary) => summary.innerText), /项目计划书/);
    await page.close();
  });

  test("the file itself is sent as it would be without us", async () => {
    const page = await open();
    await complete(page);
    await choose(page, "m", sample("L01.docx"));
    await counted(page, 2008);
    await Promise.all([page.waitForNavigation(), page.click("button")]);
    assert.equal(server.sent.length, 1);
    const bytes = readFileSync(sample("L01.docx")).toString("latin1");
    assert.ok(server.sent[0].body.includes(bytes));
    await page.close();
  });

  test("detaching while a file is read leaves the page as it was", async () => {
    const page = await open();
    await choose(page, "m", sample("L01.docx"));
    await page.evaluate(async () => (await window.LeifengForm.ready)[0].detach());
    await settle(page, 800);
    assert.equal(await page.$("[class^=leifeng]"), null);
    assert.deepEqual(page.said, []);
    await page.close();
  });
});
