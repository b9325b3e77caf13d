// The kinds of page that the interface defines ("What stops a submission"), each with what stops it and what does not.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { browse, close, serve, settle, until } from "./support.mjs";

const LOCKED = fileURLToPath(new URL("../files/documents/password.docx", import.meta.url));

const line = (label, control) => `<tr><td>${label}：</td><td>${control}</td></tr>`;
const input = (label, name, value = "", more = "") => line(label, `<input name="${name}" value="${value}" ${more}>`);
const list = (label, name, options, chosen, more = "") =>
  line(
    label,
    `<select name="${name}" ${more}><option value="">请选择</option>${options.map((text) => `<option ${text === chosen ? "selected" : ""}>${text}</option>`).join("")}</select>`,
  );
const radios = (label, name, options, chosen, more = "") =>
  line(
    label,
    options
      .map(
        (text) =>
          `<input type="radio" name="${name}" value="${text}" ${text === chosen ? "checked" : ""} ${more}>${text}`,
      )
      .join(" "),
  );
/** A table with these columns, each `label` or `[label, attributes]`, and these rows; a cell that is no text has no control. */
const rows = (caption, columns, cells) =>
  `<tr><td colspan="2"><table><caption>${caption}</caption><tr>${columns.map((one) => `<th>${[one].flat()[0]}</th>`).join("")}</tr>${cells
    .map(
      (row, at) =>
        `<tr>${row
          .map((cell, column) =>
            Array.isArray(cell)
              ? `<td>${cell[0]}</td>`
              : `<td><input name="c${column}_${at}" value="${cell}" ${[columns[column]].flat()[1] ?? ""}></td>`,
          )
          .join("")}</tr>`,
    )
    .join("")}</table></td></tr>`;

/** The fields of an application that are as they should be, and a level. */
const APPLIES =
  input("单位名称", "unit", "甲单位") +
  input("岗位名称", "post", "窗口") +
  input("服务队长", "leader", "甲某某") +
  input("联系电话", "tel", "13900001111") +
  input("志愿服务场所", "place", "一楼大厅");
const CITY = input("申报级别", "level", "市级", "readonly");
const HOURS = ["姓名", "服务时长（小时）"];
const roster = (...cells) => rows("志愿者名册", HOURS, cells);
const fixedRoster = (...cells) => rows("志愿者名册", ["姓名", ["服务时长（小时）", "readonly"]], cells);
const file = (label) => line(label, `<input type="file" name="file">`);
/** Chooses a file, and waits until it is read or refused. */
const choose = (path) => async (page, folder) => {
  await (await page.$("[name=file]")).uploadFile(path ?? join(folder, "roster.csv"));
  const isDone = () =>
    page.evaluate(async () => {
      const { checks } = (await window.LeifengForm.ready)[0].report();
      const isRead = checks.some(({ rule, state }) => rule === "hours.city" && state === "fails");
      return isRead || /密码/.test(document.querySelector("[name=file]").closest("td").innerText);
    });
  await until(isDone, "the file is read");
};

const NOMINATES = list("推荐单位", "by", ["蒙阴县", "沂南县"], "蒙阴县");
const nominees = (...cells) => rows("推荐名单", ["单位名称", "岗位名称", "事迹特别突出"], cells);
const INSPECTS =
  input("申报级别", "level", "市级") +
  input("岗位名称", "post", "窗口") +
  input("检查日期", "day", "2012-06-01") +
  input("服务队长", "leader", "甲某某") +
  list("队长身份", "role", ["基层党政负责人", "团组织负责人"], "团组织负责人") +
  input("联系电话", "tel", "13900001111");
const STAGES = ["督导", "验收"];

/** A step that is shown at first, one that is not, and buttons that turn them; all of them are submits. */
const steps = (second) =>
  `<tr><td colspan="2"><div class="step">第一步</div><div class="step" style="display:none"><table>${second}</table></div>
<input type="submit" value="上一步" onclick="turn(0);return false"><input type="submit" value="下一步" onclick="turn(1);return false"></td></tr>`;
const TURN = `<script>function turn(on) { [].forEach.call(document.querySelectorAll(".step"), function (step, at) { step.style.display = at === on ? "" : "none" }) }</script>`;
const turn = (text) => async (page) => {
  for (const one of [text].flat()) await page.click(`[value=${one}]`);
  await settle(page);
};
const editor = (text, editable = "true") =>
  line(
    "申报材料",
    `<textarea name="text" style="display:none">${text}</textarea><div contenteditable="${editable}" style="min-height:3em">${text}</div>`,
  );

/** By what the page is like: its fields, what is done on it, the lines of the summary; none where it is sent. */
const KINDS = {
  "a roster in rows": {
    "a cell below the bound": [APPLIES + CITY + roster(["甲", "120"], ["乙", "40"]), /名册.*100 小时.*第 2 行/],
    "an empty cell": [APPLIES + CITY + roster(["甲", ""]), /名册/],
    "no rows, and cells to fill in": [APPLIES + CITY + roster(["", ""]), /名册/],
    "rows as they should be, and a blank one": [APPLIES + CITY + roster(["甲", "120"], ["", ""])],
    "a cell that is fixed": [APPLIES + CITY + fixedRoster(["甲", "40"])],
    "an empty cell that is fixed": [APPLIES + CITY + fixedRoster(["甲", ""])],
    "rows as they should be, and the least hours too few: the rows count": [
      APPLIES + CITY + roster(["甲", "120"]) + input("年服务时间", "hours", "40"),
    ],
    "a column without controls": [APPLIES + CITY + roster(["甲", ["40"]])],
    "a telephone number too short in it": [
      APPLIES + rows("志愿者名册", ["姓名", "联系电话"], [["甲", "138"]]),
      /名册.*第 1 行/,
    ],
  },
  "a roster as a file": {
    "none chosen, and nothing else tells the hours": [APPLIES + CITY + file("志愿者名册附件"), /名册/],
    "none chosen, where the least hours can be told: `otherwise`": [
      APPLIES + CITY + file("志愿者名册附件") + input("年服务时间", "hours"),
      /年服务时间/,
    ],
    "none chosen, the least hours told": [
      APPLIES + CITY + file("志愿者名册附件") + input("年服务时间", "hours", "120"),
    ],
    "none chosen, the least hours too few": [
      APPLIES + CITY + file("志愿者名册附件") + input("年服务时间", "hours", "40"),
      /年服务时间/,
    ],
    "one with rows below the bound": [APPLIES + CITY + file("志愿者名册附件"), /名册/, choose()],
    "one that cannot be read, of which a paper copy will do": [
      APPLIES + CITY + file("志愿者名册附件"),
      null,
      choose(LOCKED),
    ],
  },
  "a nomination": {
    "two nominees": [NOMINATES + nominees(["甲", "窗口", ""], ["乙", "窗口", ""])],
    "one nominee: a reminder": [NOMINATES + nominees(["甲", "窗口", ""])],
    "one too many": [
      NOMINATES + nominees(["甲", "一", ""], ["乙", "二", ""], ["丙", "三", ""], ["丁", "四", ""]),
      /至多 3 个/,
    ],
    "one too many, all of them fixed": [
      NOMINATES +
        nominees(...["甲", "乙", "丙", "丁"].map((unit) => [[unit], ["窗口"], [""]])) +
        input("申报日期", "day", "2012-04-20"),
    ],
    "one too many, of which one is outstanding": [
      NOMINATES + nominees(["甲", "一", "是"], ["乙", "二", ""], ["丙", "三", ""], ["丁", "四", ""]),
    ],
    "one twice": [NOMINATES + nominees(["甲", "窗口", ""], ["甲", "窗口", ""]), /名单/],
    "one without its post": [NOMINATES + nominees(["甲", "窗口", ""], ["乙", "", ""]), /名单.*第 2 行/],
    none: [NOMINATES + nominees(["", "", ""]), /名单/],
    "a date too late that the server wrote": [
      NOMINATES + nominees(["甲", "一", ""], ["乙", "二", ""]) + input("申报日期", "day", "2012-05-20", "readonly"),
    ],
    "a date too late in a box": [
      NOMINATES + nominees(["甲", "一", ""], ["乙", "二", ""]) + input("申报日期", "day", "2012-05-20"),
      /申报日期/,
    ],
    "a file that cannot be read, of which no paper copy will do": [
      NOMINATES + file("推荐名单附件"),
      /名单/,
      choose(LOCKED),
    ],
  },
  "an inspection": {
    "with a finding": [
      INSPECTS +
        list("检查阶段", "stage", STAGES, "督导") +
        input("固定服务人员数", "staff", "0") +
        radios("统一标识", "emblem", ["有", "无"], "无"),
    ],
    "without its stage": [INSPECTS + list("检查阶段", "stage", STAGES), /检查阶段/],
    "with a finding that is not filled in": [
      INSPECTS + list("检查阶段", "stage", STAGES, "督导") + input("固定服务人员数", "staff"),
      /固定服务人员数/,
    ],
    "on a day that is not the stage's": [INSPECTS + list("检查阶段", "stage", STAGES, "验收"), /检查日期/],
  },
  "a level that is readonly": {
    "and a number that misses it": [
      APPLIES + CITY + input("志愿者人数", "n", "12") + input("单位人数", "size", "48", "readonly"),
      /志愿者人数.*还差 8 人/,
    ],
    "and empty": [APPLIES + input("申报级别", "level", "", "readonly")],
    "and none of those": [APPLIES + input("申报级别", "level", "国家级", "readonly")],
  },
  "a list": {
    "that is disabled, and what would follow from it": [
      APPLIES + list("申报渠道", "way", ["县（区）单位"], "", "disabled") + list("所属县区", "area", ["蒙阴县"]),
    ],
    "that is not, and nothing chosen": [APPLIES + list("申报渠道", "way", ["县（区）单位", "市直单位"]), /申报渠道/],
    "that was chosen, and what follows from it": [
      APPLIES + list("申报渠道", "way", ["县（区）单位"], "县（区）单位") + list("所属县区", "area", ["蒙阴县"]),
      /所属县区/,
    ],
    "with options of its own": [APPLIES + list("单位类别", "way", ["校内", "校外"], "校内")],
  },
  "radio buttons": {
    "none chosen": [APPLIES + radios("统一标识", "emblem", ["有", "没有"]), /请选择“统一标识”/],
    "the one that will not do": [APPLIES + radios("统一标识", "emblem", ["有", "没有"], "没有"), /改为“有”/],
    "the one that will": [APPLIES + radios("统一标识", "emblem", ["有", "没有"], "有")],
    "the one that will not do, disabled": [APPLIES + radios("统一标识", "emblem", ["有", "没有"], "没有", "disabled")],
  },
  steps: {
    "one that was never shown": [APPLIES + steps(input("监督电话", "hot"))],
    "one that is shown": [APPLIES + steps(input("监督电话", "hot")), /监督电话/, turn("下一步")],
    "one that was shown and can be gone back to": [
      APPLIES + steps(input("监督电话", "hot")),
      /监督电话.*（在第 2 步）/,
      turn(["下一步", "上一步"]),
    ],
  },
  "an editor": {
    empty: [APPLIES + editor(""), /请填写“申报材料”/],
    "with a text too short": [APPLIES + editor("志愿"), /申报材料.*还差 1798 字/],
    "with a text as it should be": [APPLIES + editor("志".repeat(2000))],
    "that cannot be edited": [APPLIES + editor("志愿", "false")],
  },
};

describe("kinds of page", () => {
  let server;
  let browser;
  let folder;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "leifeng-form-"));
    writeFileSync(join(folder, "roster.csv"), "姓名,服务时长（小时）\n甲,40\n");
    server = await serve();
    browser = await browse();
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await close(server, browser);
  });

  for (const [kind, cases] of Object.entries(KINDS))
    describe(kind, () => {
      const form = { "a nomination": "nomination", "an inspection": "inspection" }[kind] ?? "application";
      for (const [what, [fields, stops, act]] of Object.entries(cases))
        test(`${what}: ${stops ? "stops" : "is sent"}`, async () => {
          server.pages["/own.html"] =
            `<!doctype html><meta charset="utf-8"><title>青年雷锋岗</title><form id="f" action="received.html"><table>${fields}</table><button id="go">提交</button></form>${TURN}
<script src="/pkg/leifeng-form.js" data-rulebook="mengyin-2012" data-form="${form}" data-target="#f" defer></script>`;
          server.sent.length = 0;
          const page = await browser.open(`${server.address}/own.html`);
          if (act) await act(page, folder);
          await page.evaluate(() => {
            window.blocked = 0;
            document.addEventListener("leifeng:blocked", () => window.blocked++);
            document.getElementById("go").click();
          });
          if (stops) {
            await until(() => server.sent.length > 0 || page.evaluate(() => window.blocked > 0), "it is refused");
            assert.equal(server.sent.length, 0, "it is sent");
            const said = await page.$$eval(".leifeng-summary li", (all) => all.map((one) => one.innerText));
            assert.equal(said.length, 1, said.join("\n"));
            assert.match(said[0], stops);
          } else {
            const isRefused = () => page.evaluate(() => window.blocked > 0).catch(() => false);
            await until(async () => server.sent.length === 1 || (await isRefused()), "it is sent or refused");
            assert.equal(server.sent.length, 1);
          }
          await page.close();
        });
    });
});
