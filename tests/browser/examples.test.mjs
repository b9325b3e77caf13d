// examples/page.html: the one script line checks the form.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { browse, close, serve } from "./support.mjs";

const page = readFileSync(new URL("../../examples/page.html", import.meta.url), "utf8");

test("the example page finds every field, stops a failing form and lets a sound one go", async () => {
  const server = await serve({ "/examples/page.html": page });
  const browser = await browse();
  try {
    const tab = await browser.open(`${server.address}/examples/page.html`);
    const requests = [];
    tab.on("request", (request) => requests.push(request.url()));
    const found = await tab.evaluate(async () => Object.keys((await window.LeifengForm.ready)[0].mapping()));
    assert.deepEqual(
      found.sort(),
      ["leader_name", "leader_phone", "level", "materials", "post_name", "unit_name", "unit_size", "volunteers"].sort(),
    );
    const fill = (answers) =>
      tab.evaluate((answers) => {
        for (const [name, value] of Object.entries(answers)) {
          const control = document.forms[0].elements[name];
          control.value = value;
        }
      }, answers);
    const send = () =>
      tab.evaluate(
        () =>
          new Promise((resolve) => {
            document.forms[0].addEventListener("submit", (event) => {
              event.preventDefault();
              resolve(true);
            });
            document.querySelector("button").click();
            setTimeout(() => resolve(false), 200);
          }),
      );
    await fill({
      unit: "示例单位",
      post: "便民岗",
      level: "city",
      leader: "某某",
      phone: "13900000000",
      size: "48",
      volunteers: "3",
      materials: "字".repeat(2000),
    });
    assert.equal(await send(), false);
    assert.match(await tab.$eval(".leifeng-message", (element) => element.textContent), /志愿者/);
    await fill({ volunteers: "30" });
    assert.equal(await send(), true);
    // The browser asks for the page's icon when it likes.
    const others = requests.filter((url) => !url.endsWith("/favicon.ico"));
    assert.deepEqual(others, [], "the check sends and fetches nothing");
    assert.deepEqual(tab.said, []);
  } finally {
    await close(server, browser);
  }
});
