// npm run bench:pile: piles of applications through the command, against a script of plain JavaScript with papaparse and SheetJS.
//
//   node benches/pile.mjs [--records 100000] [--workbook 10000] [--roster 30] [--rounds 3]
//
// Each run is a process of its own; time is from its start to its end, memory the most that it held (VmHWM, so on Linux only).
// Ours writes a whole report for each record, the script a verdict and the failing rules, as few do more by hand. Before
// anything is told, the verdicts and the failing rules are asserted equal. SheetJS on npm ends with 0.18.5, for which two
// advisories are known; it reads nothing here but what this script wrote, and is installed outside the project.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { crc32, deflateRawSync } from "node:zlib";
import { jsonLines } from "./records.mjs";

const { values: options } = parseArgs({
  options: {
    records: { type: "string", default: "100000" },
    workbook: { type: "string", default: "10000" },
    roster: { type: "string", default: "30" },
    rounds: { type: "string", default: "3" },
  },
});
const PEERS = ["papaparse@5.7.1", "xlsx@0.18.5"];
const today = "2012-04-20";
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "leifeng-form-pile-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const installed = join(root, "target/pile");
mkdirSync(installed, { recursive: true });
run("npm", ["install", "--prefix", installed, "--no-save", "--no-audit", "--no-fund", "--silent", ...PEERS]);

/** Records without a roster of their own, each post with a name of its own, lists as people write them. */
function* records(count) {
  let at = 0;
  for (const line of jsonLines(count).toString().trimEnd().split("\n")) {
    const { roster, ...answers } = JSON.parse(line);
    const entries = Object.entries(answers).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join("、") : value,
    ]);
    yield { ...Object.fromEntries(entries), unit_name: `示例单位${at}`, post_name: `示例岗${at++ % 7}` };
  }
}

function keysOf(all) {
  return [...new Set(all.flatMap(Object.keys))];
}

function writeCsv(path, all) {
  const quote = (value) => {
    const text = value === undefined || value === null ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const keys = keysOf(all);
  writeFileSync(
    path,
    `${[keys, ...all.map((one) => keys.map((key) => one[key]))].map((row) => row.map(quote).join(",")).join("\r\n")}\r\n`,
  );
}

/** A workbook as Excel writes it: texts shared, numbers as numbers. */
function writeWorkbook(path, sheets) {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packaged = "http://schemas.openxmlformats.org/package/2006";
  const texts = new Map();
  const letters = (column) =>
    (column < 26 ? "" : String.fromCharCode(64 + Math.floor(column / 26))) + String.fromCharCode(65 + (column % 26));
  const cell = (value, row, column) => {
    if (value === undefined || value === null || value === "") return "";
    const at = `${letters(column)}${row}`;
    if (typeof value === "number") return `<c r="${at}"><v>${value}</v></c>`;
    if (typeof value === "boolean") return `<c r="${at}" t="b"><v>${Number(value)}</v></c>`;
    if (!texts.has(value)) texts.set(value, texts.size);
    return `<c r="${at}" t="s"><v>${texts.get(value)}</v></c>`;
  };
  const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const parts = sheets.map(({ rows }, at) => {
    const lines = rows.map(
      (row, y) => `<row r="${y + 1}">${row.map((value, x) => cell(value, y + 1, x)).join("")}</row>`,
    );
    return [
      `xl/worksheets/sheet${at + 1}.xml`,
      `<worksheet xmlns="${main}"><sheetData>${lines.join("")}</sheetData></worksheet>`,
    ];
  });
  const link = (id, kind, target) => `<Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/>`;
  const links = (all) => `<Relationships xmlns="${packaged}/relationships">${all.join("")}</Relationships>`;
  const type = (name, kind) =>
    `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  const all = [
    [
      "[Content_Types].xml",
      `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type("xl/workbook.xml", "sheet.main")}${type("xl/sharedStrings.xml", "sharedStrings")}${parts.map(([name]) => type(name, "worksheet")).join("")}</Types>`,
    ],
    ["_rels/.rels", links([link("rId1", "officeDocument", "xl/workbook.xml")])],
    [
      "xl/workbook.xml",
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map(({ name }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("")}</sheets></workbook>`,
    ],
    [
      "xl/_rels/workbook.xml.rels",
      links([
        ...parts.map(([name], at) => link(`rId${at + 1}`, "worksheet", name.slice(3))),
        link("rId99", "sharedStrings", "sharedStrings.xml"),
      ]),
    ],
    [
      "xl/sharedStrings.xml",
      `<sst xmlns="${main}" count="${texts.size}" uniqueCount="${texts.size}">${[...texts.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`,
    ],
    ...parts,
  ];
  const out = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of all) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(content), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), head, tail, Buffer.from(name)]));
    out.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(all.length, 4);
  end.writeUInt16LE(all.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  writeFileSync(path, Buffer.concat([...out, entries, Buffer.from("PK\x05\x06"), end]));
}

function makeWorkbook(path) {
  const all = [...records(Number(options.workbook))];
  const keys = keysOf(all);
  const rosters = all.flatMap(({ unit_name, post_name }, at) =>
    Array.from({ length: Number(options.roster) }, (_, i) => [
      unit_name,
      post_name,
      `志愿者${i}`,
      50 + ((at + i) % 300),
      `138${String(at * 100 + i).padStart(8, "0")}`,
    ]),
  );
  writeWorkbook(path, [
    { name: "申报汇总", rows: [keys, ...all.map((one) => keys.map((key) => one[key]))] },
    { name: "志愿者名册", rows: [["单位名称", "岗位名称", "姓名", "服务时长（小时）", "联系电话"], ...rosters] },
  ]);
}

async function writeLines(path, count) {
  const out = createWriteStream(path);
  for (const one of records(count))
    if (!out.write(`${JSON.stringify(one)}\n`)) await new Promise((go) => out.once("drain", go));
  await new Promise((go) => out.end(go));
}

/** Tells the most memory that a process held, of Linux's own count: the usual one begins with what its parent held. */
const TELL = `import { readFileSync } from "node:fs";
process.on("exit", () => process.stderr.write(/VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]));`;

/** Runs to the end; seconds and the most memory in MB. */
function measure(args) {
  const start = performance.now();
  const tell = ["--import", `data:text/javascript,${encodeURIComponent(TELL)}`];
  const { status, stderr } = spawnSync(process.execPath, [...tell, ...args], { cwd: root, encoding: "utf8" });
  assert.ok(status === 0 || status === 1, stderr);
  return { seconds: (performance.now() - start) / 1000, megabytes: Number(/\d+$/.exec(stderr)?.[0]) / 1024 };
}

function run(command, args) {
  const { status, stderr } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  assert.equal(status, 0, stderr);
}

/** Verdict and failing rules of each record. */
async function outcomes(path) {
  const found = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const { verdict, fails, checks, batch } = JSON.parse(line);
    // What holds across the records, which the peers do not know.
    if (batch) continue;
    found.push(
      `${verdict} ${(fails ?? checks.filter(({ state }) => state === "fails").map(({ rule }) => rule)).sort().join()}`,
    );
  }
  return found;
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0].model.trim()}; ${PEERS.join(", ")}`);
const piles = {
  "applications.csv": (path) => writeCsv(path, [...records(Number(options.records))]),
  "applications.jsonl": (path) => writeLines(path, Number(options.records)),
  "rosters.xlsx": makeWorkbook,
};
for (const [name, make] of Object.entries(piles)) {
  const path = join(folder, name);
  await make(path);
  const outs = { ours: join(folder, "ours.jsonl"), plain: join(folder, "plain.jsonl") };
  const commands = {
    ours: [
      "pkg/cli.js",
      "check",
      path,
      "--rulebook",
      "linyi-2012",
      "--today",
      today,
      "--format",
      "jsonl",
      "--output",
      outs.ours,
    ],
    plain: ["benches/peers/pile.mjs", path, installed, today, outs.plain],
  };
  const figures = { ours: [], plain: [] };
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const who of round % 2 ? ["plain", "ours"] : ["ours", "plain"]) figures[who].push(measure(commands[who]));
  }
  const [ours, plain] = [await outcomes(outs.ours), await outcomes(outs.plain)];
  assert.deepEqual(ours, plain, `${name}: verdicts differ`);
  for (const [who, rounds] of Object.entries(figures)) {
    const seconds = median(rounds.map((it) => it.seconds)).toFixed(1);
    const megabytes = Math.round(median(rounds.map((it) => it.megabytes)));
    console.log(
      `${name.padEnd(20)}${who.padEnd(7)}${seconds.padStart(8)} s${String(megabytes).padStart(8)} MB   ${ours.length} records`,
    );
  }
  rmSync(path);
}
