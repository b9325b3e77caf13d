// The examples do what their README says, as they stand there.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { after, before, describe, mock, test } from "node:test";
import * as express from "../../examples/express.mjs";
import * as fastify from "../../examples/fastify.mjs";
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

// Not with the frameworks themselves, which are a hundred packages: with requests and answers of their shape.
describe("express.mjs and fastify.mjs", () => {
  class Message {
    constructor(own) {
      Object.assign(this, own);
    }
  }
  const response = () => {
    const sent = {};
    const set = (key) => (value) => Object.assign(sent, { [key]: value }).own;
    sent.own = { status: set("status"), json: set("body"), code: set("status"), send: set("body") };
    return sent;
  };
  const latin1 = (text) => Buffer.from(text).toString("latin1");
  const roster = Buffer.from("姓名,服务时长\n张三,12\n");
  const fields = { ...good, unit_name: undefined, [latin1("单位名称")]: good.unit_name };
  const requests = {
    express: (answers) =>
      new Message({
        body: answers,
        files: [{ fieldname: latin1("志愿者名册"), originalname: "名册.csv", buffer: roster }],
      }),
    fastify: (answers) =>
      new Message({
        body: undefined,
        isMultipart: () => true,
        async *parts() {
          for (const [fieldname, value] of Object.entries(answers)) yield { type: "field", fieldname, value };
          yield { type: "file", fieldname: "志愿者名册", filename: "名册.csv", toBuffer: async () => roster };
        },
      }),
  };
  for (const [name, handler] of Object.entries({ express, fastify })) {
    test(`${name}: takes what is eligible, and says what is not`, async () => {
      const eligible = response();
      await handler.receive(new Message({ body: good }), eligible.own);
      assert.deepEqual([eligible.status, eligible.body], [200, { verdict: "eligible", problems: [] }]);
      const { roster: _, ...typed } = name === "express" ? fields : good;
      const short = response();
      await handler.receive(requests[name](typed), short.own);
      assert.deepEqual([short.status, short.body.verdict], [422, "ineligible"]);
      assert.deepEqual(
        short.body.problems.map(({ rule }) => rule),
        ["hours.city"],
      );
    });

    test(`${name}: refuses what is no form, and hands other errors on`, async () => {
      const refused = response();
      const error = await handler.receive(new Message({ body: undefined }), response().own).catch((error) => error);
      handler.refuse(error, undefined, refused.own, assert.fail);
      assert.deepEqual([refused.status, refused.body.code], [400, "argument.type"]);
      const other = new Error("of the program");
      const next = (error) => {
        throw error;
      };
      assert.throws(() => handler.refuse(other, undefined, response().own, next), other);
    });
  }

  test("express: says of a file that it is too large", () => {
    const refused = response();
    const error = Object.assign(new Error("File too large"), { name: "MulterError", code: "LIMIT_FILE_SIZE" });
    express.refuse(error, undefined, refused.own, assert.fail);
    assert.deepEqual([refused.status, refused.body], [413, { code: "LIMIT_FILE_SIZE" }]);
  });
});
