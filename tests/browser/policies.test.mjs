// The drop-in under the policies of strict sites: what is allowed works, what is not lets the form go; and no file beside it
// runs that is not the one it was built with.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { browse, close, serve, until } from "./support.mjs";

const read = (file) => readFileSync(new URL(`../../pkg/${file}`, import.meta.url));
const hash = (file) => `sha256-${createHash("sha256").update(read(file)).digest("base64")}`;
const BESIDE = ["map", "draft", "print", "documents", "sheets"].map((name) => `leifeng-form-${name}.js`);
const MAP = "leifeng-form-map.js";
const MODULE = "leifeng_form_bg.wasm";
const SAMPLE = fileURLToPath(new URL("../files/samples/L01.docx", import.meta.url));
const FIELDS = ["单位名称", "岗位名称", "志愿者人数", "单位人数", "联系电话"];
const page = (script) => `<!doctype html><meta charset="utf-8"><title>页面</title><form action="/received.html">
${FIELDS.map((label, i) => `<p>${label}：<input name="f${i}"></p>`).join("")}
<p>申报材料：<input type="file" name="file"></p><button>提交</button></form>${script}`;
const tag = (attributes = "", source = "/pkg/leifeng-form.js") =>
  `<script src="${source}" ${attributes} defer></script>`;
const HASHES = ["leifeng-form.js", ...BESIDE].map((file) => `'${hash(file)}'`).join(" ");

/**
 * By its name a policy, the attributes of the script's tag, what works, and whether files are read in a worker: none has a
 * nonce or a hash.
 */
const POLICIES = {
  "a nonce": {
    policy: "script-src 'nonce-abc' 'wasm-unsafe-eval'",
    attributes: `nonce="abc"`,
    works: "all",
    worker: false,
  },
  "a nonce, and what that loads": {
    policy: "script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'",
    attributes: `nonce="abc"`,
    works: "all",
  },
  "this site alone": { policy: "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'", works: "all" },
  "the hashes of the files": {
    policy: `script-src ${HASHES} 'wasm-unsafe-eval'`,
    attributes: `integrity="${hash("leifeng-form.js")}"`,
    works: "all",
    worker: false,
  },
  "trusted types, our policy among them": {
    policy: "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types leifeng-form",
    works: "all",
  },
  "trusted types, and our policy not among them": {
    policy: "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types other",
    works: "checks",
  },
  "no WebAssembly": { policy: "script-src 'self'", works: "nothing" },
};

describe("policies", () => {
  let server;
  let other;
  let browser;
  let folder;
  before(async () => {
    [server, other] = [await serve(), await serve()];
    browser = await browse();
    folder = mkdtempSync(join(tmpdir(), "leifeng-form-"));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await close(server, other, browser);
  });

  const attached = (tab) => tab.evaluate(async () => (await window.LeifengForm.ready).length);
  /** What the page says where the map view would be. */
  async function mapOf(tab) {
    await until(() => tab.$(".leifeng-map, body > .leifeng-error"), "the map view, or why there is none");
    return (await tab.$(".leifeng-map")) ? "shown" : tab.$eval("body > .leifeng-error", (line) => line.textContent);
  }
  const errors = (tab) => tab.said.filter((line) => /^\w*Error/.test(line));

  for (const [name, { policy, attributes, works, worker = true }] of Object.entries(POLICIES)) {
    test(`${name}: ${works} works`, async () => {
      const headers = { "content-security-policy": policy };
      server.pages["/own.html"] = { body: page(tag(attributes)), headers };
      server.sent.length = 0;
      const tab = await browser.open(`${server.address}/own.html?leifeng=map`);
      const workers = [];
      tab.on("workercreated", (worker) => workers.push(worker));
      assert.equal(await attached(tab), works === "nothing" ? 0 : 1);
      assert.equal((await mapOf(tab)) === "shown", works !== "checks");
      if (works === "all") {
        await (await tab.$("[name=file]")).uploadFile(SAMPLE);
        const count = () =>
          tab.evaluate(async () => (await window.LeifengForm.ready)[0].report().counts.materials?.zishu);
        await until(async () => (await count()) === 2008, "the file is read");
        assert.equal(workers.length, worker ? 1 : 0);
      }
      await tab.click("form button");
      if (works === "nothing") await until(() => server.sent.length === 1, "the form is sent as without us");
      else assert.ok(await tab.$(".leifeng-summary"), "the form is checked");
      assert.equal(server.sent.length, works === "nothing" ? 1 : 0);
      assert.deepEqual(errors(tab), []);
      await tab.close();
    });
  }

  const CHANGED = { type: "text/javascript", headers: { "access-control-allow-origin": "*" } };
  /** The files at another address, one of them with something more in it. */
  function change(where, file) {
    for (const each of ["leifeng-form.js", "leifeng-form.csp.js", ...BESIDE]) {
      where.pages[`/copy/${each}`] = { ...CHANGED, body: read(each) };
    }
    where.pages[`/copy/${MODULE}`] = { ...CHANGED, type: "application/wasm", body: read(MODULE) };
    const body = Buffer.concat([where.pages[`/copy/${file}`].body, Buffer.from("\nwindow.changed = true;\n")]);
    where.pages[`/copy/${file}`] = { ...CHANGED, body };
  }

  for (const [what, isOther, attributes, runs] of [
    ["of this site", false, "", false],
    ["of another site, asked with crossorigin", true, `crossorigin="anonymous"`, false],
    ["of another site, which no browser lets us hold against a hash", true, "", true],
  ]) {
    test(`a changed script beside it ${what} ${runs ? "runs" : "is refused"}`, async () => {
      change(isOther ? other : server, MAP);
      const address = `${isOther ? other.address : ""}/copy/leifeng-form.js`;
      server.pages["/own.html"] = page(tag(attributes, address));
      const tab = await browser.open(`${server.address}/own.html?leifeng=map`);
      assert.equal(await attached(tab), 1);
      assert.match(await mapOf(tab), runs ? /^shown$/ : /缺少同一版本的/);
      assert.equal(await tab.evaluate(() => window.changed), runs ? true : undefined);
      await tab.close();
    });
  }

  test("scripts of another site that are asked for with crossorigin work", async () => {
    change(other, "leifeng-form-print.js");
    server.pages["/own.html"] = page(tag("crossorigin", `${other.address}/copy/leifeng-form.js`));
    const tab = await browser.open(`${server.address}/own.html?leifeng=map`);
    assert.equal(await mapOf(tab), "shown");
    await tab.close();
  });

  test("a changed module as a file of its own is refused, and the form goes its way", async () => {
    change(server, MODULE);
    server.pages["/own.html"] = page(tag("", "/copy/leifeng-form.csp.js"));
    server.sent.length = 0;
    const tab = await browser.open(`${server.address}/own.html`);
    assert.equal(await attached(tab), 0);
    assert.equal(tab.said.filter((line) => line.startsWith("leifeng-form: ")).length, 1, tab.said.join("\n"));
    await tab.click("form button");
    await until(() => server.sent.length === 1, "the form is sent as without us");
    await tab.close();
  });

  test("from a disk the version alone is compared", async () => {
    for (const [text, expected] of [
      [read(MAP), /^shown$/],
      [Buffer.concat([read(MAP), Buffer.from("\n")]), /^shown$/],
      [
        read(MAP)
          .toString()
          .replace(/"(\d+\.\d+\.\d+)\+\w+"/, (_, version) => `"${version}+00000000"`),
        /缺少同一版本的 leifeng-form-map\.js/,
      ],
    ]) {
      for (const file of ["leifeng-form.js", ...BESIDE]) writeFileSync(join(folder, file), read(file));
      writeFileSync(join(folder, MAP), text);
      writeFileSync(join(folder, "own.html"), page(tag("", "leifeng-form.js")));
      const tab = await browser.open(`${pathToFileURL(join(folder, "own.html"))}?leifeng=map`);
      assert.equal(await attached(tab), 1);
      assert.match(await mapOf(tab), expected);
      const told = tab.said.filter((line) => /缺少同一版本的/.test(line));
      assert.equal(told.length, expected.source.includes("缺少") ? 1 : 0);
      await tab.close();
    }
  });
});
