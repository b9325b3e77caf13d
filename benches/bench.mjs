// npm run bench: this package against plain JavaScript, ajv, zod, valibot and the same engine natively.
//
//   node benches/bench.mjs [--records 100000] [--rounds 7] [--no-native]
//
// Everything runs in one process (native in a second one that waits in turn), in rounds whose order rotates; the
// figures are medians. Before timing, verdict and failing checks of every record are asserted equal.
//
// `linyi-2012` has no rule on the length of a text. The peers count 字数 all the same, because a report carries it; the
// row "plain, no 字数" shows what that costs them. Peers know field ids only and report no unknown keys.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Rulebook } from "../pkg/node.js";
import { create as ajv } from "./peers/ajv.mjs";
import { eachRecord } from "./peers/lines.mjs";
import { create as plain } from "./peers/plain.mjs";
import { create as valibot } from "./peers/valibot.mjs";
import { create as zod } from "./peers/zod.mjs";
import { jsonLines, soundRecord } from "./records.mjs";

const { values: options } = parseArgs({
  options: {
    records: { type: "string", default: "100000" },
    rounds: { type: "string", default: "7" },
    "no-native": { type: "boolean", default: false },
  },
});
const records = Number(options.records);
const rounds = Number(options.rounds);
const today = "2012-04-20";
const form = "application";
const book = Rulebook.load("linyi-2012");
const peers = { plain: plain({ today }), ajv: ajv({ today }), zod: zod({ today }), valibot: valibot({ today }) };
const uncounted = plain({ today, count: false });

const root = fileURLToPath(new URL("..", import.meta.url));
const processors = cpus();
console.log(
  `Node ${process.version}, ${processors.length} × ${processors[0].model.trim()}, ${process.platform} ${process.arch}`,
);

await bytesToVerdicts();
await keystroke();
await startUp();

async function bytesToVerdicts() {
  const bytes = jsonLines(records);
  const folder = mkdtempSync(join(tmpdir(), "leifeng-form-bench-"));
  const file = join(folder, "records.jsonl");
  const contenders = { ours: tallied((take) => checkOurs(bytes, take)) };
  for (const [name, validate] of Object.entries({ ...peers, "plain, no 字数": uncounted }))
    contenders[name] = tallied((take) => checkPeer(bytes, validate, take));

  const expected = await outcomes((take) => checkPeer(bytes, peers.plain, take));
  assert.deepEqual(await outcomes((take) => checkOurs(bytes, take)), expected, "ours and plain");
  for (const name of ["ajv", "zod", "valibot"])
    assert.deepEqual(await outcomes((take) => checkPeer(bytes, peers[name], take)), expected, `${name} and plain`);

  let native;
  try {
    if (!options["no-native"]) {
      writeFileSync(file, bytes);
      native = startNative(file);
      contenders.native = native.run;
    }
    const results = await rotate(contenders, rounds);
    const { tally } = await contenders.ours();
    for (const [name, { last }] of Object.entries(results)) assert.deepEqual(last.tally, tally, `${name}: tally`);
    const size = (bytes.length / records / 1000).toFixed(2);
    print(`${records} records of ${size} KB as JSON Lines bytes to verdicts`, results, "µs a record", 1000 / records);
    console.log(
      `  ${Object.entries(tally)
        .map(([verdict, n]) => `${n} ${verdict}`)
        .join(", ")}`,
    );
  } finally {
    native?.stop();
    rmSync(folder, { recursive: true });
  }
}

async function checkOurs(bytes, take) {
  for await (const record of book.checkAll(bytes, { form, today })) take(record.verdict, record.fails);
}
function checkPeer(bytes, validate, take) {
  eachRecord(bytes, (answers) => {
    const { verdict, fails } = validate(answers);
    take(verdict, fails);
  });
}

/** One string a record, to compare; the order of the checks is each library's own. */
async function outcomes(check) {
  const list = [];
  await check((verdict, fails) => list.push([verdict, ...[...fails].sort()].join(" ")));
  return list;
}

/** A timed run that counts the verdicts and the failing checks, so that nothing is left undone. */
function tallied(check) {
  return async () => {
    const tally = { eligible: 0, ineligible: 0, incomplete: 0, fails: 0 };
    const start = performance.now();
    await check((verdict, fails) => {
      tally[verdict]++;
      tally.fails += fails.length;
    });
    return { ms: performance.now() - start, tally };
  };
}

/** The Rust bench: builds, warms up, then does one run for each line it is sent. */
function startNative(file) {
  const child = spawn("cargo", ["bench", "--quiet", "--bench", "native", "--", file, today], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async run() {
      child.stdin.write("run\n");
      const { done, value } = await answers.next();
      if (done) throw new Error("the native bench ended early; --no-native leaves it out");
      return JSON.parse(value);
    },
    stop: () => child.stdin.end(),
  };
}

async function keystroke() {
  const strokes = 2000;
  const sound = soundRecord(2000);
  // A person types at the end of the text: every text is a string of its own, as a control gives it.
  const texts = Array.from({ length: 50 }, (_, i) => Buffer.from(`${sound.materials}${"字".repeat(i)}`).toString());
  const ours = (id) => {
    const session = Rulebook.load(id).open({ form, today });
    for (const [field, value] of Object.entries(sound)) session.set(field, value);
    assert.equal(session.report().verdict, "eligible");
    return (text) => session.set("materials", text).length;
  };
  const peer = (validate) => {
    assert.equal(validate({ ...sound }).verdict, "eligible");
    let before = [];
    return (text) => {
      const { fails } = validate({ ...sound, materials: text });
      const changed =
        fails.filter((id) => !before.includes(id)).length + before.filter((id) => !fails.includes(id)).length;
      before = fails;
      return changed;
    };
  };
  const typed = (type) => async () => {
    let changed = 0;
    const start = performance.now();
    for (let i = 0; i < strokes; i++) changed += type(texts[i % texts.length]);
    return { ms: performance.now() - start, changed };
  };
  const contenders = {
    ours: typed(ours("linyi-2012")),
    "ours, mengyin-2012 (judges 字数)": typed(ours("mengyin-2012")),
  };
  for (const [name, validate] of Object.entries({ ...peers, "plain, no 字数": uncounted }))
    contenders[name] = typed(peer(validate));
  print(
    "one keystroke in a text of 2,000 characters",
    await rotate(contenders, 3 * rounds),
    "µs a keystroke",
    1000 / strokes,
  );
}

async function startUp() {
  const script = fileURLToPath(new URL("startup.mjs", import.meta.url));
  const fresh = (name) => async () => ({
    ms: Number(execFileSync(process.execPath, [script, name], { encoding: "utf8" })),
  });
  const contenders = Object.fromEntries(["ours", ...Object.keys(peers)].map((name) => [name, fresh(name)]));
  print("start-up in a fresh process, import to first report", await rotate(contenders, 3 * rounds), "ms", 1);
}

/** Runs every contender once a round, each round beginning with the next one; the first round only warms up. */
async function rotate(contenders, rounds) {
  const names = Object.keys(contenders);
  const results = Object.fromEntries(names.map((name) => [name, { times: [] }]));
  for (let round = 0; round <= rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(round + i) % names.length];
      results[name].last = await contenders[name]();
      if (round > 0) results[name].times.push(results[name].last.ms);
    }
  }
  return results;
}

function print(title, results, unit, factor) {
  console.log(`\n${title} (${unit}; ratio: time of ours = 1)`);
  const median = (times) => {
    const sorted = [...times].sort((a, b) => a - b);
    return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  };
  const ours = median(results.ours.times);
  const figure = (ms) => (ms * factor).toFixed(2).padStart(9);
  console.log(`${"median".padStart(11)}${"min".padStart(9)}${"max".padStart(9)}    ratio`);
  for (const [name, { times }] of Object.entries(results)) {
    const middle = median(times);
    const ratio = (middle / ours).toFixed(2).padStart(9);
    console.log(`  ${figure(middle)}${figure(Math.min(...times))}${figure(Math.max(...times))}${ratio}  ${name}`);
  }
}
