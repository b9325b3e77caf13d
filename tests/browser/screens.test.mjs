// What stands on the screen: it is read on every ground, told apart without colours, and makes no page wider.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { browse, close, serve, settle } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const OURS = [".leifeng-above", ".leifeng-standing", ".leifeng-message", ".leifeng-counter", ".leifeng-map"];

const line = (label, control) => `<tr><td>${label}：</td><td>${control}</td></tr>`;
/** A page of which everything that can be said is said at once: faults, a reminder, rows, a text too long, a draft. */
const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>青年雷锋岗申报</title><form action="received.html"><table>
${line("单位名称", `<input name="unit">`)}${line("岗位名称", `<input name="post" value="窗口">`)}
${line("联系电话", `<input name="tel" value="1380013800">`)}${line("申报日期", `<input name="day" value="2012-05-20" readonly>`)}
${line("申报材料", `<textarea name="text">${"志".repeat(2300)}</textarea>`)}</table>
<table><caption>志愿者名册</caption><tr><th>姓名</th><th>联系电话</th></tr>
<tr><td><input name="n" value="甲" aria-label="姓名"></td><td><input name="p" value="138" aria-label="电话"></td></tr></table><button>提交</button></form>
<script src="/pkg/leifeng-form.js" data-mode="insist" data-draft="on" data-target="form" defer></script>`;
const GROUNDS = {
  light: "",
  dark: "html,body,table,td{background:#111;color:#eee}a{color:#9cf}",
  "coloured by its elements":
    "table,td,li,h2{background:#036;color:#fff}p{color:#ff0;text-indent:2em}td span,td b,cite{color:#0ff}li{float:left}a{color:#9cf}",
};
const GOOD = { unit: "甲单位", tel: "13800138000", day: "2012-04-20", text: "志".repeat(2000), p: "13800138000" };

describe("screens", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve();
    browser = await browse();
  });
  after(() => close(server, browser));

  /** The page with something to offer, refused twice, the panel open. */
  async function openErring(css = "", before = async () => {}) {
    server.pages["/own.html"] = PAGE.replace("<form", `<style>${css}</style><form`);
    const page = await browser.open(`${server.address}/own.html`, {
      async before(page) {
        await before(page);
        await page.evaluateOnNewDocument(() => {
          const draft = { at: Date.now() - 1000, sent: true, answers: { unit_name: ["乙单位"] } };
          localStorage.setItem("leifeng-form /own.html 0", JSON.stringify(draft));
        });
      },
    });
    await page.waitForSelector(".leifeng-draft");
    await refuse(page);
    await refuse(page);
    for (const what of ["insist", "error", "warning", "over", "row"]) assert.ok(await page.$(`.leifeng-${what}`), what);
    return page;
  }
  async function refuse(page) {
    await page.evaluate(async () => {
      (await window.LeifengForm.ready)[0].check();
      for (const fold of document.querySelectorAll(".leifeng-fold,.leifeng-absent")) fold.open = true;
    });
    await settle(page);
  }
  /** The texts of ours that are not read against what is behind them, and how many are. */
  const contrast = (page) =>
    page.evaluate(
      async (axe, ours) => {
        if (!window.axe) document.head.appendChild(document.createElement("script")).text = axe;
        const include = ours.filter((one) => document.querySelector(one)).map((one) => [one]);
        const { violations, incomplete, passes } = await window.axe.run({ include }, { runOnly: ["color-contrast"] });
        // A mark such as ✗, which axe takes for an icon, has the colour of the text behind it.
        const isBad = ({ any: [{ data }] }) => data.messageKey !== "nonBmp";
        const nodes = [...violations, ...incomplete].flatMap(({ nodes }) => nodes.filter(isBad));
        return {
          bad: nodes.map(({ html, any: [{ data }] }) => `${html} ${JSON.stringify(data)}`),
          read: passes[0]?.nodes.length ?? 0,
        };
      },
      axe,
      OURS,
    );

  for (const [ground, css] of Object.entries(GROUNDS))
    test(`every text of ours is read on a page that is ${ground}`, async () => {
      const page = await openErring(css);
      const erring = await contrast(page);
      assert.deepEqual(erring.bad, []);
      assert.ok(erring.read > 40, `${erring.read} texts`);
      await page.evaluate((good) => {
        const { elements } = document.forms[0];
        for (const name of Object.keys(good)) elements[name].value = good[name];
        elements.unit.focus();
        elements.unit.dispatchEvent(new InputEvent("input", { bubbles: true }));
        elements.unit.blur();
      }, GOOD);
      await page.waitForSelector(".leifeng-done");
      await settle(page);
      assert.ok(await page.$(".leifeng-panel .leifeng-unasked"));
      assert.deepEqual((await contrast(page)).bad, []);
      await page.close();
    });

  test("without colours a fault, a reminder and what holds are told apart by words, marks and lines, and the focus is seen", async () => {
    const page = await openErring("", async (page) => {
      const devtools = await page.createCDPSession();
      await devtools.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
    });
    assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
    const words = (selector) => page.$$eval(selector, (all) => all.map((one) => one.innerText.trim().slice(0, 3)));
    assert.deepEqual(new Set(await words(".leifeng-error")), new Set(["错误："]));
    assert.deepEqual(new Set(await words(".leifeng-warning")), new Set(["提醒："]));
    for (const [state, mark] of Object.entries({ fails: "✗", open: "○", holds: "✓" }))
      assert.ok(
        (await words(`.leifeng-group.leifeng-${state}`)).every((word) => word[0] === mark),
        state,
      );
    assert.match(await page.$eval(".leifeng-over", (one) => one.innerText), /超出/);
    /** How a control is drawn, at rest and with the focus. */
    const drawn = (name) =>
      page.evaluate((name) => {
        const control = document.getElementsByName(name)[0];
        const outline = () => getComputedStyle(control).outline;
        document.activeElement.blur();
        const rest = outline();
        control.focus();
        return { rest, focus: outline() };
      }, name);
    const [wrong, right] = [await drawn("tel"), await drawn("post")];
    assert.match(wrong.rest, /dashed/);
    assert.doesNotMatch(right.rest, /dashed/);
    assert.equal(wrong.focus, right.focus, "the browser's own");
    await page.close();
  });

  test("on a page that is narrow, or magnified four times, nothing of ours is cut off or makes the page scroll sideways", async () => {
    for (const name of ["2012", "modern", "mobile", "editor", "wizard", "ajax", "modern.html?leifeng=map"]) {
      const page = await browser.open(`${server.address}/${name.replace(/^\w+$/, "$&.html")}`, {
        before: (page) => page.setViewport({ width: 320, height: 256 }),
      });
      const width = () => page.evaluate(() => document.documentElement.scrollWidth);
      const before = await width();
      assert.ok(before === 320 || name === "2012", `${name}: ${before}`);
      await refuse(page);
      assert.equal(await width(), before, name);
      const cut = await page.$$eval(
        ".leifeng-message,.leifeng-summary,.leifeng-panel,.leifeng-brief,.leifeng-counter,.leifeng-map",
        (all, width) =>
          all
            .filter((box) => box.getBoundingClientRect().right > width || box.scrollWidth > box.clientWidth + 1)
            .map((box) => box.outerHTML.slice(0, 200)),
        before,
      );
      assert.deepEqual(cut, [], name);
      await page.close();
    }
  });

  test("try.html is no wider than a narrow screen", async () => {
    const page = await browser.open(`${server.address}/pkg/try.html`, {
      before: (page) => page.setViewport({ width: 320, height: 256 }),
    });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    await page.close();
  });

  test("the line around a control at fault is seen on white and on black, and where the page cuts off what sticks out", async () => {
    const page = await browser.open(`${server.address}/ajax.html`);
    await refuse(page);
    const { width, offset, colour } = await page.$eval("[aria-invalid]", (control) => {
      document.activeElement.blur();
      const { outlineWidth, outlineOffset, outlineColor } = getComputedStyle(control);
      return { width: outlineWidth, offset: outlineOffset, colour: outlineColor.match(/\d+/g).map(Number) };
    });
    assert.deepEqual([width, offset], ["3px", "-1px"]);
    const [red, green, blue] = colour.map((one) =>
      one / 255 <= 0.04 ? one / 3294.6 : ((one / 255 + 0.055) / 1.055) ** 2.4,
    );
    const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const contrasts = [1.05 / (luminance + 0.05), (luminance + 0.05) / 0.05];
    assert.ok(
      contrasts.every((one) => one >= 3),
      contrasts.join(),
    );
    await page.close();
  });

  test("where a text can be typed or a file chosen, what is said stands at what is typed", async () => {
    const page = await browser.open(`${server.address}/modern.html`);
    await refuse(page);
    for (const what of ["message", "counter"])
      assert.ok(await page.$(`#materials ~ .leifeng-${what}`), `the ${what} of the text`);
    await page.close();
  });
});
