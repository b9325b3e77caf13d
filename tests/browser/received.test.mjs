// The package in Chromium: what a form on a page holds, as answers, with its files.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, serve } from "./support.mjs";

describe("the package in Chromium", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve({
      "/form.html": `<!doctype html><meta charset="utf-8"><form>
        <input name="单位名称" value="示例一院">
        <input type="checkbox" name="systems[]" value="training" checked>
        <input type="checkbox" name="systems[]" value="dispatch" checked>
        <input name="roster[0][name]" value="张三"><input name="csrf" value="a1">
        <input type="file" name="photo"><input type="file" name="materials"></form>`,
    });
    browser = await browse();
  });
  after(() => close(server, browser));

  test("reads a form, and the file that was chosen", async () => {
    const page = await browser.open(`${server.address}/form.html`);
    const read = await page.evaluate(async () => {
      const { Rulebook } = await import("/pkg/index.js");
      const book = Rulebook.load("mengyin-2012");
      const data = new FormData(document.querySelector("form"));
      data.set("materials", new File(["志愿服务"], "材料.txt"));
      const { answers, files, unknown } = await book.read(data, { readFiles: true });
      const { issues } = book.standard({ today: "2012-04-20" })["~standard"].validate(answers);
      return {
        answers,
        files: files.map(({ field, name, bytes }) => [field, name, bytes.length]),
        unknown,
        issues: issues.length,
      };
    });
    assert.ok(read.issues > 0);
    assert.deepEqual(
      { ...read, issues: undefined },
      {
        answers: {
          unit_name: "示例一院",
          systems: ["training", "dispatch"],
          roster: [{ name: "张三" }],
          materials: "志愿服务",
        },
        files: [["materials", "材料.txt", 12]],
        unknown: ["csrf", "photo"],
        issues: undefined,
      },
    );
  });

  test("closes a stream that it waits for when it is told to stop", async () => {
    const page = await browser.open(`${server.address}/form.html`);
    const closed = await page.evaluate(async () => {
      const { Rulebook } = await import("/pkg/index.js");
      let closed = false;
      const stream = new ReadableStream({ pull: () => new Promise(() => {}), cancel: () => (closed = true) });
      const stop = new AbortController();
      const next = Rulebook.load("mengyin-2012").checkAll(stream, { signal: stop.signal }).next();
      await new Promise((resolve) => setTimeout(resolve));
      stop.abort();
      await next.catch(() => {});
      return closed;
    });
    assert.equal(closed, true);
  });
});
