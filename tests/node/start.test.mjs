// `npm start`: the demo from the committed files.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { root } from "./support.mjs";

function serve(port) {
  const child = spawn(process.execPath, [join(root, "scripts/start.mjs")], {
    env: { ...process.env, PORT: String(port) },
  });
  child.stdout.setEncoding("utf8");
  child.stderr.setEncoding("utf8");
  return child;
}

describe("npm start", () => {
  let child;
  let address;
  before(async () => {
    child = serve(0);
    [address] = await once(child.stdout, "data");
  });
  after(() => child.kill());

  /** Without the client's own tidying of the path. */
  const fetchRaw = (path) =>
    new Promise((done, fail) => {
      const { port } = new URL(address.trim());
      get({ host: "localhost", port, path }, (response) => done(response.resume())).on("error", fail);
    });

  test("prints the address alone on a line", () => {
    assert.match(address, /^http:\/\/localhost:\d+\/\n$/);
  });

  test("serves the page without a charset, scripts and modules by their type", async () => {
    for (const [path, type] of [
      ["", "text/html"],
      ["pkg/leifeng-form.js", "text/javascript"],
      ["pkg/leifeng_form_bg.wasm", "application/wasm"],
      ["pkg/rulebooks/mengyin-2012.json?x=1", "application/json"],
    ]) {
      const response = await fetch(address.trim() + path);
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get("content-type"), type);
    }
  });

  test("serves nothing else", async () => {
    for (const path of [
      "/package.json",
      "/pkg/../package.json",
      "/%2e%2e/%2e%2e/package.json",
      "/pkg/..%2f..%2fpackage.json",
      "/pkg",
      "/%00",
      "/%",
    ]) {
      assert.equal((await fetchRaw(path)).statusCode, 404, path);
    }
    assert.equal((await fetch(address.trim(), { method: "POST" })).status, 404);
  });

  test("says so where PORT is taken or no number", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    for (const port of [taken.address().port, "eighty"]) {
      const other = serve(port);
      const [[message], [status]] = await Promise.all([once(other.stderr, "data"), once(other, "exit")]);
      assert.match(message, /PORT/);
      assert.equal(status, 2);
    }
    taken.close();
  });
});
