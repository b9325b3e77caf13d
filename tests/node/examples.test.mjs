// The examples do what their README says, as they stand there.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { after, before, describe, mock, test } from "node:test";
import { receive } from "../../examples/server.mjs";
import { command, csv, file, folder, good, linesOf, root } from "./support.mjs";

const bad = { ...good, volunteers: "3人" };

test("each is in the index, and the index names no other", () => {
  const named = readFileSync(join(root, "examples/README.md"), "utf8").matchAll(/^\| \[`(.+?)`\]\(\1\)/gm);
  const there = readdirSync(join(root, "examples")).filter((name) => name !== "README.md");
  assert.deepEqual(Array.from(named, ([, name]) => name).sort(), there.sort());
});

describe("check-file.mjs", () => {
  function run(source) {
    const target = join(folder, "report.jsonl");
    const script = join(root, "examples/check-file.mjs");
    const { status, stderr } = spawnSync(process.execPath, [script, source, target], { encoding: "utf8" });
    if (status !== 0) return { status, stderr };
    assert.equal(statSync(target).mode & 0o777, 0o600);
    return { status, stderr, lines: readFileSync(target, "utf8").trimEnd().split("\n").map(JSON.parse) };
  }

  for (const [name, content] of [
    ["a sheet", csv({}, { volunteers: "3人" })],
    ["JSON Lines", `${JSON.stringify(good)}\n${JSON.stringify(bad)}\nnot JSON\n`],
  ]) {
    test(`${name}: the same verdicts as the command's, each with its row`, () => {
      const source = file(name === "a sheet" ? "some.csv" : "some.jsonl", content);
      const { stderr, lines } = run(source);
      assert.equal(stderr, "");
      const { records } = linesOf(command(["check", source, "--format", "jsonl"]).stdout);
      const [verdicts, rows] = [records.map(({ verdict }) => verdict), records.map(({ source }) => source.row)];
      const told = lines.filter(({ across }) => !across);
      assert.deepEqual([told.map(({ verdict }) => verdict), told.map(({ row }) => row)], [verdicts, rows]);
      assert.equal(told[1].title.includes(good.unit_name), true);
      assert.ok(told[1].problems.some(({ rule, state }) => rule === "volunteers.city" && state === "fails"));
      assert.equal(lines.length - told.length, 1, "the same post twice is a fault across records");
    });
  }

  test("a file that cannot be read is told by its own message", () => {
    const { status, stderr } = run(file("empty.csv", ""));
    assert.equal(status, 2);
    assert.match(stderr, /^.*empty\.csv.*\n$/);
  });
});

describe("server.mjs", () => {
  let server;
  let address;
  before(async () => {
    server = createServer(receive);
    await new Promise((resolve) => server.listen(0, "localhost", resolve));
    address = `http://localhost:${server.address().port}/applications`;
  });
  after(() => server.close());
  // What it says of a request that was broken off.
  before(() => mock.method(console, "error", () => {}));

  async function send(body, type = "application/json") {
    const response = await fetch(address, { method: "POST", headers: { "content-type": type }, body });
    return [response.status, await response.json()];
  }

  test("takes what is eligible", async () => {
    assert.deepEqual(await send(JSON.stringify(good)), [200, { verdict: "eligible", problems: [] }]);
  });

  test("says of each problem the rule, the fields and what to do", async () => {
    const [status, { verdict, problems }] = await send(JSON.stringify(bad), "application/json; charset=utf-8");
    assert.deepEqual([status, verdict], [422, "ineligible"]);
    const problem = problems.find(({ rule }) => rule === "volunteers.city");
    assert.deepEqual(problem.fields.slice().sort(), ["unit_size", "volunteers"]);
    assert.notEqual(problem.message, "");
  });

  test("refuses whatever else is sent", async () => {
    assert.deepEqual(await send("{"), [400, { code: "not_json" }]);
    const [status, { code }] = await send("[1]");
    assert.deepEqual([status, code], [400, "answers.not_plain"]);
    assert.deepEqual(await send("a=1", "application/x-www-form-urlencoded"), [415, { code: "content_type" }]);
    assert.equal((await fetch(address)).status, 405);
  });

  test("outlives a body that is too large and one that is broken off", async () => {
    // The answer comes while the body is still being sent, and may be lost with the connection.
    const [status = 413] = await send(JSON.stringify({ materials: "字".repeat(2_000_000) })).catch(() => []);
    assert.equal(status, 413);
    const broken = request(address, { method: "POST", headers: { "content-type": "application/json" } });
    broken.on("error", () => {});
    broken.write("{");
    await once(server, "request");
    broken.destroy();
    assert.equal((await send(JSON.stringify(good)))[0], 200);
  });
});
