// A form on a page that is itself in a frame of the same site, as portals have it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browse, close, serve, until } from "./support.mjs";

describe("a page in a frame", () => {
  let server;
  let browser;
  before(async () => {
    server = await serve();
    browser = await browse();
  });
  after(() => close(server, browser));

  test("is watched as any other: what is refused is shown within it", async () => {
    server.pages["/portal.html"] =
      '<!doctype html><title>门户</title><iframe src="/2012.html" width="900" height="600"></iframe>';
    const page = await browser.open(`${server.address}/portal.html`);
    const frame = await (await page.$("iframe")).contentFrame();
    await frame.evaluate(() => window.LeifengForm.ready.then(() => {}));
    await frame.evaluate(() => document.forms.form1.Submit.click());
    await until(() => frame.$(".leifeng-summary"), "a summary");
    assert.equal(await frame.$$eval(".leifeng-message", (boxes) => boxes.length > 5), true);
    assert.equal(await page.$(".leifeng-message"), null);
    await page.close();
  });
});
