// Whatever goes wrong with us, the form is sent as it would be without us, and the console says why, once.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { packedIn } from "../../scripts/packed.mjs";
import { browse, close, fill, serve, settle, until } from "./support.mjs";

const read = (file) => readFileSync(new URL(`../../pkg/${file}`, import.meta.url), "utf8");

describe("failing open", () => {
  let server;
  let browser;
  let source;
  /** What the empty form sends without us. */
  let bare;
  before(async () => {
    server = await serve();
    browser = await browse();
    source = new TextDecoder("gbk").decode(await (await fetch(`${server.address}/2012.html`)).arrayBuffer());
    source = source.replace("charset=gb2312", "charset=utf-8").replace("../../pkg/leifeng-form.js", "/script.js");
    await sends({ change: (html) => html.replace(/<script.*<\/script>/, "") });
    bare = server.sent[0];
  });
  after(() => close(server, browser));

  /** The demo page with another script, or a changed page; what the console said when the empty form was sent. */
  async function sends({ script = read("leifeng-form.js"), change = (html) => html, before, act } = {}) {
    server.pages["/script.js"] = { type: "text/javascript", body: script };
    server.pages["/own.html"] = change(source);
    server.sent.length = 0;
    const page = await browser.open(`${server.address}/own.html`, { before });
    if (act) await act(page);
    assert.equal(await page.$("[class^=leifeng]"), null);
    assert.equal(await page.$(":invalid"), null);
    assert.equal(await page.$("[aria-invalid]"), null);
    const said = page.said.slice();
    await Promise.all([page.waitForNavigation(), page.click("[name=Submit]")]);
    await page.close();
    assert.equal(server.sent.length, 1);
    // What was typed on the way is no difference of ours.
    const sent = { ...server.sent[0], url: server.sent[0].url.replace(/A1=[^&]*/, "A1=") };
    if (bare) assert.deepEqual(sent, bare, "it is sent as without us");
    return said;
  }
  const once = (said) =>
    assert.equal(said.filter((line) => line.startsWith("leifeng-form: ")).length, 1, said.join("\n"));

  test("the module is cut in half", async () => {
    const module = packedIn(read("leifeng-form.js"));
    const script = read("leifeng-form.js").replace(module, module.slice(0, module.length / 2));
    const said = await sends({ script });
    once(said);
    assert.equal(said.length, 1);
  });

  test("the module is not where it should be", async () => {
    server.pages["/leifeng_form_bg.wasm"] = { status: 404, body: "" };
    once(await sends({ script: read("leifeng-form.csp.js") }));
  });

  test("there is no WebAssembly", async () => {
    once(await sends({ before: (page) => page.evaluateOnNewDocument(() => delete window.WebAssembly) }));
  });

  test("a policy forbids WebAssembly", async () => {
    const policy = `<meta http-equiv="Content-Security-Policy" content="script-src 'self'">`;
    once(await sends({ change: (html) => html.replace("<head>", `<head>${policy}`) }));
  });

  test("scripts of the page fail, before us, after us and on every key", async () => {
    const broken = (html) =>
      html
        .replace("<head>", "<head><script>missing.call()</script><script>function (</script>")
        .replace(
          "</body>",
          "<script>window.onerror = 0; document.oninput = function () { missing.call() }</script></body>",
        );
    server.pages["/script.js"] = { type: "text/javascript", body: read("leifeng-form.js") };
    server.pages["/own.html"] = broken(source);
    server.sent.length = 0;
    const page = await browser.open(`${server.address}/own.html`);
    await page.click("[name=Submit]");
    await settle(page);
    assert.ok(await page.$(".leifeng-summary"), "we do our work all the same");
    assert.equal(server.sent.length, 0);
    await fill(page);
    await Promise.all([page.waitForNavigation(), page.click("[name=Submit]")]);
    assert.equal(page.said.filter((line) => line.includes("leifeng")).length, 0);
    await page.close();
    assert.equal(server.sent.length, 1);
  });

  test("no such rulebook, no such form", async () => {
    once(await sends({ change: (html) => html.replace("mengyin-2012", "nowhere.json") }));
    const said = await sends({ change: (html) => html.replace('data-form="application"', 'data-form="aplication"') });
    once(said);
    assert.match(said.join(), /data-form.*application nomination inspection/, "the forms that there are");
  });

  test("a trap while errors stand takes them away", async () => {
    const before = (page) =>
      page.evaluateOnNewDocument(() => {
        const native = WebAssembly.instantiate;
        WebAssembly.instantiate = async (...args) => {
          const result = await native.apply(WebAssembly, args);
          const exports = result.instance.exports;
          const traps = (name) =>
            window.trap && typeof exports[name] === "function"
              ? () => {
                  throw new WebAssembly.RuntimeError("unreachable");
                }
              : exports[name];
          return {
            module: result.module,
            instance: Object.setPrototypeOf(
              { exports: new Proxy({}, { get: (_, name) => traps(name) }) },
              WebAssembly.Instance.prototype,
            ),
          };
        };
      });
    const act = async (page) => {
      await page.click("[name=Submit]");
      await settle(page);
      assert.ok(await page.$(".leifeng-summary"));
      assert.ok(await page.$(":invalid"));
      await page.evaluate(() => {
        window.trap = true;
      });
      await page.type("[name=A1]", "甲");
      // The checks run behind the keystroke: the trap is met when they do.
      await page.waitForFunction(() => !document.querySelector("[class^=leifeng]"));
    };
    once(await sends({ before, act }));
  });

  /** The demo page with another script of ours in place of the one beside it, or with none. */
  async function openWith(file, body, { query = "", tag = "" } = {}) {
    server.pages[`/${file}`] = body === undefined ? { status: 404, body: "" } : { type: "text/javascript", body };
    server.pages["/script.js"] = { type: "text/javascript", body: read("leifeng-form.js") };
    for (const other of ["map", "draft", "print", "documents", "sheets"].map((name) => `leifeng-form-${name}.js`)) {
      if (other !== file) server.pages[`/${other}`] = { type: "text/javascript", body: read(other) };
    }
    server.pages["/own.html"] = source.replace("defer>", `${tag} defer>`);
    const page = await browser.open(`${server.address}/own.html${query}`);
    return page;
  }
  const ofAnotherBuild = (file) => read(file).replace(/"0\.1\.0\+\w+"/, '"0.0.9+00000000"');
  const saidOf = (page, file) => page.said.filter((line) => line.includes(`缺少同一版本的 ${file}`));

  test("the script for printing is missing or of another build: the link says that it cannot be printed", async () => {
    const file = "leifeng-form-print.js";
    for (const body of [undefined, ofAnotherBuild(file)]) {
      const page = await openWith(file, body);
      const text = () => page.$eval(".leifeng-panel", (panel) => panel.innerText);
      assert.match(await text(), /打印自查表/);
      await page.evaluate(() => document.querySelector(".leifeng-panel .leifeng-button").click());
      await until(async () => /本页暂时无法打印自查表/.test(await text()), "what cannot be had is told");
      await settle(page);
      assert.match(await text(), /暂时无法打印/, "and stays");
      assert.doesNotMatch(await text(), /leifeng-form|版本|缺少/, "why is not for applicants");
      await page.close();
    }
  });

  test("a script that is missing or of another build is told once on the console, and on the map view", async () => {
    const file = "leifeng-form-draft.js";
    for (const body of [undefined, ofAnotherBuild(file)]) {
      const page = await openWith(file, body, { query: "?leifeng=map", tag: "data-draft=on" });
      const map = () => page.$eval(".leifeng-map", (map) => map.innerText);
      await until(async () => (await map()).includes(`缺少同一版本的 ${file}`), "the map view tells it");
      assert.equal(saidOf(page, file).length, 1);
      assert.equal(await page.$(".leifeng-draft"), null);
      await page.close();
    }
  });

  test("the script for the map view is missing or of another build", async () => {
    const file = "leifeng-form-map.js";
    for (const body of [undefined, ofAnotherBuild(file)]) {
      const page = await openWith(file, body, { query: "?leifeng=map" });
      await until(() => page.$("body > .leifeng-error"), "it is told where the view would be");
      assert.match(await page.$eval("body > .leifeng-error", (line) => line.textContent), /缺少同一版本的/);
      assert.equal(saidOf(page, file).length, 1);
      await page.close();
    }
  });

  test("the map view tells which scripts are missing that applicants will need, and no others", async () => {
    const page = await openWith("leifeng-form-print.js", undefined, { query: "?leifeng=map" });
    const map = () => page.$eval(".leifeng-map", (map) => map.innerText);
    await until(async () => (await map()).includes("缺少同一版本的 leifeng-form-print.js"), "the map view tells it");
    await page.close();
    // The demo page takes no files.
    const other = await openWith("leifeng-form-sheets.js", undefined, { query: "?leifeng=map" });
    await settle(other, 200);
    assert.doesNotMatch(await other.$eval(".leifeng-map", (map) => map.innerText), /缺少/);
    await other.close();
  });

  test("the variant with the module as a file of its own works, whatever its type", async () => {
    const wasm = readFileSync(new URL("../../pkg/leifeng_form_bg.wasm", import.meta.url));
    server.pages["/script.js"] = { type: "text/javascript", body: read("leifeng-form.csp.js") };
    server.pages["/leifeng_form_bg.wasm"] = { type: "application/octet-stream", body: wasm };
    server.pages["/own.html"] = source;
    const page = await browser.open(`${server.address}/own.html`);
    assert.equal(await page.evaluate(async () => (await window.LeifengForm.ready).length), 1);
    await fill(page);
    assert.deepEqual(page.said, []);
    await page.close();
  });

  test("a webmaster's own rulebook is compiled in the page", async () => {
    server.pages["/script.js"] = { type: "text/javascript", body: read("leifeng-form.js") };
    server.pages["/leifeng-form-rulebook.js"] = { type: "text/javascript", body: read("leifeng-form-rulebook.js") };
    server.pages["/books/own.json"] = read("rulebooks/mengyin-2012.json").replace(
      '"id": "mengyin-2012"',
      '"id": "own-2012"',
    );
    server.pages["/own.html"] = source.replace('"mengyin-2012"', '"books/own.json"');
    const page = await browser.open(`${server.address}/own.html`);
    assert.deepEqual(page.said, []);
    assert.equal(await page.evaluate(async () => (await window.LeifengForm.ready)[0].report().rulebook), "own-2012");
    await page.close();
  });
});
