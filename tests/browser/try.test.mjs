// try.html: a webmaster sees by a double click how a page is understood, and nothing of that page comes alive.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "./engines.mjs";
import { close, serve, until } from "./support.mjs";

const onDisk = pathToFileURL(fileURLToPath(new URL("../../pkg/try.html", import.meta.url))).href;
const demo = fileURLToPath(new URL("../../www/demo/2012.html", import.meta.url));

describe("try.html", () => {
  let server;
  let browser;
  let folder;
  const arrived = [];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "leifeng-form-try-"));
    // What a policy stops is announced by the browser, but never arrives.
    const note = (pages, path) => {
      arrived.push(path);
      return pages[path];
    };
    server = await serve(new Proxy({}, { get: note }));
    browser = await chromium();
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await close(server, browser);
  });

  /** The page, with another page's source tried on it. */
  async function open(address, source) {
    const page = await browser.newPage();
    await page.goto(address);
    if (source) {
      await page.$eval("#source", (box, source) => (box.value = source), source);
      await page.click("#try");
    }
    return page;
  }
  const choose = async (page, file) => (await page.$("#file")).uploadFile(file);
  const frameOf = async (page) => (await page.$("#frame")).contentFrame();
  const inFrame = async (page, action, ...args) => (await frameOf(page)).evaluate(action, ...args);
  const isRefused = (page) =>
    until(() => inFrame(page, () => !!document.querySelector(".leifeng-summary")).catch(() => false), "a refusal");
  const notesOf = (page) => page.$eval("#notes", (list) => list.textContent);

  for (const [from, address] of [
    ["the disk", () => onDisk],
    ["a site", () => `${server.address}/pkg/try.html`],
  ]) {
    test(`from ${from}: a saved page in GBK is shown after a refused submission, with its fields and the line to write`, async () => {
      const page = await open(address());
      await page.select("#rulebook", "mengyin-2012");
      await choose(page, demo);
      await isRefused(page);
      assert.match(await inFrame(page, () => document.body.textContent), /青年雷锋岗/);
      assert.match(await inFrame(page, () => document.querySelector(".leifeng-summary").textContent), /单位名称/);
      await until(() => inFrame(page, () => !!document.querySelector(".leifeng-map")), "the map view");
      assert.match(
        await inFrame(page, () => document.querySelector(".leifeng-map").textContent),
        /联系电话（leader_phone）worker\.tel/,
      );
      assert.equal(
        await page.$eval("#line", (box) => box.value),
        '<script src="leifeng-form.js" data-rulebook="mengyin-2012" data-form="application" defer></script>',
      );
      await page.close();
    });
  }

  test("nothing of the page runs, is fetched or is sent", async () => {
    const elsewhere = `${server.address}/elsewhere`;
    const source = `<!doctype html><base href="${elsewhere}/"><meta http-equiv="refresh" content="0;url=${elsewhere}/refresh">
      <link rel="stylesheet" href="${elsewhere}/style.css"><style>@import "${elsewhere}/import.css"; body { background: url(${elsewhere}/back.png) }</style>
      <title>青年雷锋岗申报表</title><script>parent.ran = "inline"</script><script src="${elsewhere}/script.js"></script>
      <body onload="parent.ran = 'onload'"><img src="${elsewhere}/image.png" onerror="parent.ran = 'onerror'">
      <iframe src="${elsewhere}/frame"></iframe><object data="${elsewhere}/object"></object>
      <form action="${elsewhere}/sent" target="_top"><table>
      <tr><td>单位名称</td><td><input name="a"></td><td>岗位名称</td><td><input name="b"></td></tr>
      <tr><td>志愿者人数</td><td><input name="c"></td><td>单位人数</td><td><input name="d"></td></tr>
      <tr><td>服务队长</td><td><input name="e"></td><td>联系电话</td><td><input name="f"></td></tr></table>
      <input type="submit" name="go" formaction="${elsewhere}/other"><input type="submit" name="draft" value="暂存">
      <a id="away" href="${elsewhere}/link" target="_top">返回</a><a id="script" href="javascript:parent.ran='link'">提交</a></form>`;
    const page = await open(onDisk, source);
    await isRefused(page);
    const frame = await frameOf(page);
    for (const selector of ["[name=go]", "[name=draft]", "#away", "#script"])
      await frame.$eval(selector, (element) => element.click());
    await frame.evaluate(() => HTMLFormElement.prototype.submit.call(document.forms[0]));
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.deepEqual(
      arrived.filter((path) => path.startsWith("/elsewhere")),
      [],
    );
    assert.equal(page.url(), onDisk);
    assert.match(await notesOf(page), /由页面脚本生成的栏目和按钮，这里看不到/);
    assert.match(await notesOf(page), /iframe/);
    await page.close();
  });

  test("attributes that the page's own line has are taken over, and mistakes in it are named", async () => {
    const line = '<script type="module" src="js/leifeng-form.js" data-mode="advise" data-form="nomination"></script>';
    const page = await open(onDisk, `<form>${line}${line}<label>用户名 <input name="a"></label></form>`);
    await until(() => page.$eval("#line", (box) => box.value !== ""), "a line");
    assert.equal(
      await page.$eval("#line", (box) => box.value),
      '<script src="leifeng-form.js" data-mode="advise" data-form="application" data-rulebook="mengyin-2012" defer></script>',
    );
    assert.match(await notesOf(page), /有 2 行 leifeng-form\.js/);
    await until(async () => /没有认出申报表/.test(await notesOf(page)), "what was not found is named");
    await page.close();
  });

  test("a file without a named encoding is read as UTF-8 where it is, else as GBK", async () => {
    const gbk = Buffer.from("b5a5cebbc3fbb3c6", "hex"); // 单位名称
    for (const [name, bytes] of [
      ["utf8.html", Buffer.from("<form>单位名称 <input></form>")],
      ["gbk.htm", Buffer.concat([Buffer.from("<form>"), gbk, Buffer.from(" <input></form>")])],
    ]) {
      const file = join(folder, name);
      writeFileSync(file, bytes);
      const page = await open(onDisk);
      await choose(page, file);
      await until(() => page.$eval("#source", (box) => box.value.includes("单位名称")), name);
      await page.close();
    }
  });

  test("without a source it asks for one", async () => {
    const page = await open(onDisk);
    await page.click("#try");
    assert.match(await notesOf(page), /请先贴上网页源代码/);
    await page.close();
  });
});
