// What the map view says to the webmaster about the page and the line in it; how the line may be written.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, serve } from "./support.mjs";

const FORM = `<form id="form"><table>
  <tr><td>单位名称</td><td><input name="a"></td><td>岗位名称</td><td><input name="b"></td></tr>
  <tr><td>志愿者人数</td><td><input name="c"></td><td>单位人数</td><td><input name="d"></td></tr>
  <tr><td>服务队长</td><td><input name="e"></td><td>联系电话</td><td><input name="f"></td></tr></table></form>`;
const LINE = '<script src="/pkg/leifeng-form.js" data-rulebook="linyi-2012" data-mode="advise" defer></script>';

describe("the webmaster", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve();
    browser = await browse();
  });
  after(() => close(server, browser));

  async function view(html) {
    server.pages["/own.html"] = html;
    const page = await browser.open(`${server.address}/own.html?leifeng=map`);
    await page.waitForSelector(".leifeng-map h2");
    const text = await page.$eval(".leifeng-map", (box) => box.innerText);
    await page.close();
    return text;
  }

  test("reads which rulebook, form, mode and version are in force", async () => {
    const text = await view(FORM + LINE);
    assert.match(text, /规则 linyi-2012，表 application，只提示，照常提交（advise），版本 \d+\.\d+\.\d+\+[0-9a-f]{8}/);
    assert.doesNotMatch(text, /只留一行|iframe/);
  });

  test("reads which buttons are checked, and which controls are taken for no field", async () => {
    const form = FORM.replace(
      "</table>",
      '<tr><td>传真</td><td><input name="fax"></td><td>民族</td><td><select name="mz"><option>汉族</select></td></tr></table><button type="button">上报</button><input type="submit" value="暂存">',
    );
    const text = await view(form + LINE);
    assert.match(text, /点击这些按钮时检查：“上报”。/);
    assert.match(text, /没有认作任何栏目的控件：传真（fax）、民族（mz）。/);
    assert.doesNotMatch(text, /不检查/);
    const button =
      '<button type="button">确定</button><input type="button" value="发送"><button type="button">发送验证码</button>';
    assert.match(await view(FORM.replace("</table>", `</table>${button}`) + LINE), /点击“确定”、“发送”时不检查/);
    const named = LINE.replace("<script", '<script data-check-on="button"');
    assert.match(await view(FORM.replace("</table>", `</table>${button}`) + named), /点击“发送”时不检查/);
    assert.match(await view(FORM + LINE), /没有认出提交按钮。由脚本提交的，请用 data-check-on 写明按钮/);
  });

  test("is told of two lines, and of a form in a frame", async () => {
    server.pages["/inner.html"] = FORM;
    const text = await view(`<iframe src="/inner.html"></iframe>${FORM}${LINE}${LINE}`);
    assert.match(text, /页面里有 2 行 leifeng-form\.js/);
    assert.match(text, /有表单在嵌入的页面（iframe，\/inner\.html）里/);
  });

  test("may write the line as a module: its attributes are read", async () => {
    const text = await view(FORM + LINE.replace("defer", 'type="module"'));
    assert.match(text, /规则 linyi-2012，表 application，只提示/);
  });
});
