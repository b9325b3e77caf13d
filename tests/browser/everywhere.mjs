// A page on which most of how it behaves can be seen in one go, by scripts alone: for every engine, the old ones too, from a
// site in UTF-8 and from a disk in GBK.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { settle, until } from "./support.mjs";

const PACKAGE = new URL("../../pkg/", import.meta.url).href;

/** Two steps, in a form that its own script sends from a button that disables itself at once, into a frame that tells. */
const pageOf = (charset, base) => `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}">
<title>青年雷锋岗申报</title><script>ran = arrived = blocked = 0;
function turn(on) { [].forEach.call(document.querySelectorAll(".step"), function (step, at) { step.style.display = at === on ? "" : "none" }) }
function send(button) { ran++; button.disabled = true; document.f.submit() }
document.addEventListener("leifeng:blocked", function () { blocked++ })</script></head><body>
<form name="f" action="received.html" target="out"><div class="step"><table>
<tr><td>单&nbsp;位名称：</td><td><input name="unit"></td><td>岗位名称：</td><td><input name="post"></td></tr>
<tr><td>申报级别：</td><td><select name="level"><option value="">请选择</option><option>市级</option><option>县（区）级</option></select></td>
<td>申报日期：</td><td><input name="day" value="2012-05-20" readonly></td></tr></table>
<input type="button" id="next" value="下一步" onclick="turn(1)"></div>
<div class="step" style="display:none"><table><tr><td>单位人数：</td><td><input name="size" value="48" readonly></td>
<td>志愿者人数：</td><td><input name="n"></td></tr></table>
<input type="button" value="上一步" onclick="turn(0)"><input type="button" id="go" value="提交" onclick="send(this)"></div></form>
<iframe name="out" title="out"></iframe>
<script src="${base}leifeng-form.js" data-rulebook="mengyin-2012" data-mode="insist" data-draft="on" data-target="form" defer></script></body></html>`;

/** The bytes of a text in GBK. */
function gbk(text) {
  const decoder = new TextDecoder("gbk");
  const bytes = new Map();
  for (let lead = 0x81; lead < 0xff; lead++)
    for (let trail = 0x40; trail < 0xff; trail++) {
      const pair = Buffer.from([lead, trail]);
      const said = decoder.decode(pair);
      if (said.length === 1 && !bytes.has(said)) bytes.set(said, pair);
    }
  return Buffer.concat([...text].map((one) => (one < "\x80" ? Buffer.from(one) : bytes.get(one))));
}

/** Has the page behave, step by step, in a browser of any engine. */
export async function everywhere(server, browser, where) {
  const folder = mkdtempSync(join(tmpdir(), "leifeng-form-"));
  try {
    if (where === "site") {
      server.pages["/everywhere.html"] = pageOf("utf-8", "/pkg/");
      await behave(browser, `${server.address}/everywhere.html`);
    } else {
      writeFileSync(join(folder, "page.htm"), gbk(pageOf("gb2312", PACKAGE)));
      writeFileSync(join(folder, "received.html"), "received");
      await behave(browser, pathToFileURL(join(folder, "page.htm")).href);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function behave(browser, address) {
  const page = await browser.open(address);
  const state = () =>
    page.evaluate(async () => {
      const textOf = (selector) => Array.from(document.querySelectorAll(selector), (one) => one.textContent);
      return {
        watched: (await window.LeifengForm.ready).length,
        said: textOf(".leifeng-message:not(.leifeng-mended)").join("\n"),
        refused: textOf(".leifeng-summary li"),
        reminded: textOf(".leifeng-warning").join("\n"),
        offered: textOf(".leifeng-insist").join(),
        clauses: textOf(".leifeng-fold[open] .leifeng-list .leifeng-clause").join("\n"),
        draft: textOf(".leifeng-draft").join(),
        blocked: window.blocked,
        ran: window.ran,
        arrived: window.arrived,
      };
    });
  const write = (answers) =>
    page.evaluate((answers) => {
      for (const name of Object.keys(answers)) {
        const control = document.f.elements[name];
        control.value = answers[name];
        control.dispatchEvent(new Event("input", { bubbles: true }));
        control.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }, answers);
  const click = async (selector) => {
    await page.evaluate((selector) => document.querySelector(selector).click(), selector);
    await settle(page);
  };
  await page.evaluate(() => {
    localStorage.clear();
    document.querySelector("iframe").onload = () => window.arrived++;
  });
  assert.equal((await state()).watched, 1);

  await write({ unit: "甲单位" });
  await click("#next");
  const left = await state();
  assert.match(left.said, /请填写“岗位名称”/, "a step that is left shows what is wrong in it");
  assert.deepEqual([left.refused, left.blocked], [[], 0], "and is left");

  await write({ level: "市级", n: "12" });
  await click("#go");
  const first = await state();
  assert.deepEqual([first.ran, first.blocked, first.offered], [0, 1, ""], "refused before the page's own handler");
  assert.equal(first.refused.length, 2, first.refused.join("\n"));
  assert.match(first.refused[0], /岗位名称.*（在第 1 步）/);
  assert.match(first.refused[1], /志愿者人数.*还差 8 人/, "by a number that misses what stands there fixed");
  assert.match(first.reminded, /申报日期/, "a date that the server wrote is told, and stops nothing");
  await click(".leifeng-brief");
  assert.match((await state()).clauses, /临青联字〔2012〕9号 二、2/);

  await click("#go");
  assert.match((await state()).offered, /仍要提交/, "for the same rules it can be sent all the same");
  await click(".leifeng-insist a");
  await until(async () => (await state()).arrived === 1, "it is sent");
  assert.equal((await state()).ran, 1);
  await page.close();

  const again = await browser.open(address);
  const offers = () =>
    again.evaluate(async () => {
      await window.LeifengForm.ready;
      return Array.from(document.querySelectorAll(".leifeng-draft"), (one) => one.textContent).join();
    });
  await until(async () => /上次提交的内容/.test(await offers()), "the draft is offered once more");
  const filled = await again.evaluate(() => {
    document.querySelector(".leifeng-draft a").click();
    localStorage.clear();
    return document.f.elements.unit.value;
  });
  assert.equal(filled, "甲单位");
  await again.close();
}
