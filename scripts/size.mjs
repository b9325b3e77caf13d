// Prints what each file of pkg/ weighs, and what weighs in the drop-in.
//
//   npm run size

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { packedIn } from "./packed.mjs";

const pkg = fileURLToPath(new URL("../pkg", import.meta.url));

/**
 * Upper limits: as the file is, for servers that compress nothing, and under brotli 11. The drop-in is meant to be at most 100,000
 * and 60,000; what it has grown above that, by reports as data, the engine's answer to what stops, recognition by weights and its
 * words, and messages in the page's words, is to go again. The script for sheets has ciphers and hashes, for workbooks that Excel
 * encrypts with a key of its own, and readers of web pages and XML named .xls.
 */
const LIMITS = {
  "leifeng-form.js": { raw: 183_500, brotli: 113_000 },
  "leifeng-form-documents.js": { raw: 80_000, brotli: 57_000 },
  "leifeng-form-sheets.js": { raw: 230_500, brotli: 165_500 },
};

function brotli(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

/** What the limits say of each file they are for: a line, and whether it is too large. */
export function* againstLimits() {
  for (const [file, limits] of Object.entries(LIMITS)) {
    const bytes = read(file);
    for (const [way, size] of [
      ["raw", bytes.length],
      ["brotli", brotli(bytes)],
    ]) {
      yield { line: `${file}: ${size} of at most ${limits[way]} bytes (${way})`, isLarge: size > limits[way] };
    }
  }
}

/** Raw, gzip 9 and brotli 11. */
function weigh(bytes) {
  return [bytes.length, gzipSync(bytes, { level: 9 }).length, brotli(bytes)];
}

function print(title, rows) {
  const wide = Math.max(title.length, ...rows.map(([name]) => name.length));
  const line = (name, cells) =>
    console.log(`${name.padEnd(wide)}${cells.map((cell) => String(cell).padStart(10)).join("")}`);
  line(title, ["raw", "gzip 9", "brotli 11"]);
  for (const [name, bytes] of rows) line(name, weigh(bytes));
  console.log("");
}

function read(file) {
  return readFileSync(join(pkg, file));
}

/** What the drop-in carries packed is the module and the rulebooks; the rest is script. */
function partsOfDropIn() {
  const text = read("leifeng-form.js").toString("latin1");
  const packed = packedIn(text);
  return [
    ["script (shim and glue)", Buffer.from(text.replace(packed, ""))],
    ["module, as a file", read("leifeng_form_bg.wasm")],
    ["module and rulebooks, as carried", Buffer.from(packed)],
  ];
}

const SECTIONS = [
  "custom",
  "type",
  "import",
  "function",
  "table",
  "memory",
  "global",
  "export",
  "start",
  "element",
  "code",
  "data",
  "data count",
];

/** The sections of a WebAssembly module. */
function sections(wasm) {
  const rows = [];
  for (let at = 8; at < wasm.length; ) {
    const name = SECTIONS[wasm[at++]] ?? "unknown";
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = wasm[at++];
      size |= (byte & 0x7f) << shift;
      more = byte > 0x7f;
    }
    rows.push([`  ${name}`, wasm.subarray(at, at + size)]);
    at += size;
  }
  return rows;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = readdirSync(pkg).filter((file) => /\.(js|cjs|wasm)$/.test(file));
  print(
    "pkg/",
    files.sort().map((file) => [file, read(file)]),
  );
  print("in leifeng-form.js", partsOfDropIn());
  print("in its module", sections(read("leifeng_form_bg.wasm")));
  for (const { line } of againstLimits()) console.log(line);
}
