// The page that `check --format html` writes, opened as a file: what is seen, filtered, printed, and that no answer runs.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { jsonLines } from "../../benches/records.mjs";
import { NASTY, shownAs } from "../nasty.mjs";
import { browse, close } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const cli = fileURLToPath(new URL("../../pkg/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "leifeng-form-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Writes the report of some records; its address comes back. */
function report(name, lines) {
  const source = join(folder, `${name}.jsonl`);
  const page = join(folder, `${name}.html`);
  writeFileSync(source, lines);
  const options = ["--rulebook", "linyi-2012", "--today", "2012-04-20", "--format", "html", "--output", page];
  const { status, stderr } = spawnSync(process.execPath, [cli, "check", source, ...options], { encoding: "utf8" });
  assert.equal(status, 1, stderr);
  return pathToFileURL(page).href;
}

const nasty = NASTY.map((text) => ({
  level: "city",
  unit_name: text,
  post_name: "岗",
  district: text,
  volunteers: text,
  roster: [{ name: text, hours: text }],
  [`x${text}`]: text,
}));

describe("the report as a page", () => {
  let browser;
  let many;
  let bad;
  before(async () => {
    many = report("many", jsonLines(300));
    bad = report("bad", nasty.map((record) => JSON.stringify(record)).join("\n"));
    browser = await browse();
  });
  after(() => close(browser));

  const open = async (address, { script = true } = {}) => {
    const requests = [];
    const page = await browser.open(address, {
      async before(page) {
        await page.setJavaScriptEnabled(script);
        page.on("request", (request) => requests.push(request.url()));
      },
    });
    return Object.assign(page, { requests });
  };
  const shown = (page) => page.evaluate(() => document.getElementById("shown").textContent);
  const visible = (page) => page.evaluate(() => document.querySelectorAll(".record:not([hidden])").length);
  const choose = async (page, name, value) => {
    await page.select(`select[name="${name}"]`, value);
    await page.waitForFunction(() => /列出/.test(document.getElementById("shown").textContent));
  };

  test("no answer runs, loads or becomes an element; each stands there as text", async () => {
    const page = await open(bad);
    await page.click("#open");
    const found = await page.evaluate(() => ({
      hacked: "hacked" in window,
      scripts: document.scripts.length,
      foreign: [
        ...document.querySelectorAll("img, iframe, object, embed, video, link, base, textarea, a:not([href^='#'])"),
      ].length,
      handlers: [...document.querySelectorAll("*")].filter((one) =>
        one.getAttributeNames().some((name) => /^on|^style$/.test(name)),
      ).length,
      names: [...document.querySelectorAll(".record h3")].map((one) => one.textContent),
      bodies: [...document.querySelectorAll(".record")].map((one) => one.textContent),
      verdicts: [...document.querySelectorAll(".record")].map((one) => one.dataset.verdict),
    }));
    assert.deepEqual(
      { ...found, names: undefined, bodies: undefined, verdicts: undefined },
      { hacked: false, scripts: 1, foreign: 0, handlers: 0, names: undefined, bodies: undefined, verdicts: undefined },
    );
    assert.equal(found.names.length, NASTY.length);
    let read = 0;
    for (const [at, text] of NASTY.entries()) {
      if (found.verdicts[at] === "unreadable") continue;
      read++;
      assert.equal(found.names[at], `${shownAs(text)} · 岗`);
      const key = shownAs(`x${text}`);
      assert.ok(found.bodies[at].includes(key), `${JSON.stringify(text)}: its key is not told`);
    }
    assert.ok(read >= NASTY.length - 2, "only lone surrogates are no JSON");
    assert.deepEqual(page.requests, [bad]);
    assert.deepEqual(page.said, []);
    await page.close();
  });

  test("filters by verdict, district and rule, searches names, and says what is listed", async () => {
    const page = await open(many);
    const totals = await page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll(".tile")].map((tile) => [
          tile.classList[1],
          Number(tile.querySelector(".figure").textContent),
        ]),
      ),
    );
    assert.equal(
      Object.values(totals).reduce((a, b) => a + b),
      300,
    );
    assert.equal(await shown(page), "共 300 份。");
    await choose(page, "verdict", "ineligible");
    assert.equal(await visible(page), totals.ineligible);
    assert.equal(await shown(page), `列出 ${totals.ineligible} 份，共 300 份（结论：不符合）。`);
    const district = await page.evaluate(() => {
      const list = [...document.querySelectorAll("#filter select")].find(
        (list) => list.parentNode.firstChild.data === "所属县区",
      );
      return { name: list.name, value: list.options[1].value, text: list.options[1].text };
    });
    await choose(page, district.name, district.value);
    await page.waitForFunction(
      (text) => document.getElementById("shown").textContent.includes(text),
      {},
      district.text,
    );
    const both = await page.evaluate(() =>
      [...document.querySelectorAll(".record:not([hidden])")].map((one) => [
        one.dataset.verdict,
        one.querySelector(".brief").textContent,
      ]),
    );
    assert.ok(both.length > 0);
    for (const [verdict, brief] of both) {
      assert.equal(verdict, "ineligible");
      assert.ok(brief.includes(district.text));
    }
    await page.click("button[type=reset]");
    await page.waitForFunction(() => document.getElementById("shown").textContent === "共 300 份。");
    const rule = await page.evaluate(() => {
      const { value, text } = document.querySelector("select[name=rules]").options[1];
      return { value, count: Number(/（(\d+)）$/.exec(text)[1]) };
    });
    await choose(page, "rules", rule.value);
    assert.equal(await visible(page), rule.count);
    await page.click("button[type=reset]");
    const [name] = await page.$$eval(".record h3", (all) => all.map((one) => one.textContent.slice(0, 6)));
    await page.type("#filter input", name);
    await page.waitForFunction(() => /列出/.test(document.getElementById("shown").textContent));
    const names = await page.$$eval(".record:not([hidden]) h3", (all) => all.map((one) => one.textContent));
    assert.ok(names.length > 0 && names.length < 300);
    for (const found of names) assert.ok(found.includes(name));
    await page.close();
  });

  test("reads without a script: all records, each can be opened, no filter that does nothing", async () => {
    const page = await open(many, { script: false });
    assert.equal(await visible(page), 300);
    assert.ok(await page.evaluate(() => document.getElementById("filter").hidden));
    await page.focus(".record summary");
    await page.keyboard.press("Enter");
    assert.ok(await page.evaluate(() => document.querySelector(".record[open] .body").offsetHeight > 0));
    await page.close();
  });

  test("by keyboard: the filter, a record, a clause and its rule", async () => {
    const page = await open(many);
    const reach = async (selector) => {
      for (let tabs = 0; tabs < 60; tabs++) {
        if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`${selector} is not reached`);
    };
    await page.focus("#filter input");
    await reach(".record summary");
    await page.keyboard.press("Enter");
    await reach(".record[open] .clause");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector(".appendix tr:target") !== null);
    await page.close();
  });

  test("fits a telephone, and a window of any width", async () => {
    for (const address of [many, bad]) {
      const page = await open(address);
      await page.click("#open");
      for (const width of [320, 390, 1000]) {
        await page.setViewport({ width, height: 800 });
        assert.ok(
          await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
          `${address} at ${width}`,
        );
      }
      await page.close();
    }
  });

  test("on paper: what is listed is open, the filter is not there, and afterwards all is as it was", async () => {
    const page = await open(many);
    await choose(page, "verdict", "incomplete");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMediaType("print");
    const paper = () =>
      page.evaluate(() => ({
        filter: document.getElementById("filter").offsetHeight,
        closed: [...document.querySelectorAll(".record:not([hidden]) .body")].filter((body) => body.offsetHeight === 0)
          .length,
        hidden: [...document.querySelectorAll(".record[hidden]")].filter((one) => one.offsetHeight > 0).length,
      }));
    assert.deepEqual(await paper(), { filter: 0, closed: 0, hidden: 0 });
    await page.emulateMediaType("screen");
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.equal(await page.evaluate(() => document.querySelectorAll("details[open]").length), 0);
    await page.close();
  });

  test("on paper without a script: everything is open", async () => {
    const page = await open(many, { script: false });
    await page.emulateMediaType("print");
    const closed = await page.$$eval(".record .body", (all) => all.filter((body) => body.offsetHeight === 0).length);
    assert.equal(closed, 0);
    await page.close();
  });

  describe("axe-core finds nothing", () => {
    for (const [state, bring] of Object.entries({
      "as it opens": () => {},
      "all open": (page) => page.click("#open"),
      filtered: (page) => choose(page, "verdict", "ineligible"),
      "on a telephone, all open": async (page) => {
        await page.setViewport({ width: 390, height: 800 });
        await page.click("#open");
      },
    })) {
      for (const which of ["many", "bad"]) {
        test(`${state}, ${which}`, async () => {
          const page = await open(which === "many" ? many : bad);
          if (which === "many" || state !== "filtered") await bring(page);
          // Colours and names are the same in each record: some are enough.
          await page.evaluate(() => {
            for (const one of [...document.querySelectorAll(".record")].slice(60)) one.remove();
          });
          await page.evaluate(axe);
          const found = await page.evaluate(async () => {
            const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
            return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
          });
          assert.deepEqual(found, []);
          await page.close();
        });
      }
    }
  });
});
