// Feeds the readers of files with changed files, each target for a while.
//
//   npm run fuzz                         every target, 20 seconds each
//   npm run fuzz -- doc zip --seconds 600
//
// What is found is written to fuzz/artifacts/; what was found once is kept in tests/files/ and its tests.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { inflateRawSync } from "node:zlib";
import { output, root, run } from "./tools.mjs";

const CARGO_FUZZ = "0.13.2";
/** Files to begin with: which of those of the tests, and what of each. */
const TARGETS = {
  document: (name, bytes) => (/\.(docx?|txt)$/.test(name) ? bytes : undefined),
  docx: (name, bytes) => (name.endsWith(".docx") ? partsOf(bytes, DOCX) : undefined),
  doc: (name, bytes) => (name.endsWith(".doc") ? bytes : undefined),
  zip: (name, bytes) => (name.endsWith(".docx") ? bytes : undefined),
  compound: (name, bytes) => (name.endsWith(".doc") ? bytes : undefined),
  // A million rows take longer than a try may.
  sheets: (name, bytes) => (/\.xlsx?$/.test(name) && name !== "far.xlsx" ? bytes : undefined),
  xlsx: (name, bytes) => (name.endsWith(".xlsx") ? partsOf(bytes, XLSX) : undefined),
  csv: (name, bytes) => (name.endsWith(".csv") ? bytes : undefined),
};
const LARGEST = 64 * 1024;
/** As fuzz/fuzz_targets/docx.rs takes them. */
const DOCX = ["word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml", "word/footnotes.xml"];

/** As fuzz/fuzz_targets/xlsx.rs takes them. */
const XLSX = ["xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"];

/** The beginning of an entry of an archive's directory. */
const ENTRY = "PK\x01\x02";

/** The parts of a package, parted by zeros; nothing of what is no sound one. */
function partsOf(bytes, parts) {
  const found = new Map();
  for (let at = bytes.indexOf(ENTRY); at >= 0; at = bytes.indexOf(ENTRY, at + 1)) {
    const [length, start] = [bytes.readUInt16LE(at + 28), bytes.readUInt32LE(at + 42)];
    const name = bytes.toString("latin1", at + 46, at + 46 + length);
    try {
      const data = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
      const packed = bytes.subarray(data, data + bytes.readUInt32LE(at + 20));
      const options = { maxOutputLength: LARGEST };
      found.set(name, bytes.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed, options));
    } catch {
      return undefined;
    }
  }
  return Buffer.from(parts.map((name) => found.get(name)?.toString("latin1") ?? "").join("\0"), "latin1");
}

function seed(target) {
  const folder = join(root, "fuzz/corpus", target);
  mkdirSync(folder, { recursive: true });
  for (const from of ["documents", "samples", "sheets"]) {
    for (const name of readdirSync(join(root, "tests/files", from))) {
      const bytes = TARGETS[target](name, readFileSync(join(root, "tests/files", from, name)));
      if (bytes && bytes.length <= LARGEST) writeFileSync(join(folder, `${from}-${name}`), bytes);
    }
  }
}

const { values, positionals } = parseArgs({
  options: { seconds: { type: "string", default: "20" } },
  allowPositionals: true,
});
const asked = positionals.length > 0 ? positionals : Object.keys(TARGETS);
const unknown = asked.find((name) => !Object.hasOwn(TARGETS, name));
if (unknown) {
  console.error(`No target is called ${unknown}; there are: ${Object.keys(TARGETS).join(", ")}`);
  process.exit(2);
}
// The instrumentation is not stable; the pinned compiler has it all the same.
const env = { RUSTC_BOOTSTRAP: "1" };
try {
  if (!output("cargo-fuzz", ["--version"])) {
    run("cargo", ["install", "cargo-fuzz", "--version", CARGO_FUZZ, "--locked"]);
  }
  run("cargo", ["fuzz", "build"], { env });
} catch (error) {
  console.error(`cargo-fuzz cannot be installed or cannot build here, so nothing was tried: ${error.message}`);
  process.exit(2);
}
const failed = [];
for (const target of asked) {
  seed(target);
  const limits = [`-max_total_time=${values.seconds}`, `-max_len=${LARGEST}`, "-timeout=10", "-rss_limit_mb=1024"];
  try {
    run("cargo", ["fuzz", "run", target, "--", ...limits, "-print_final_stats=1"], { env });
  } catch {
    failed.push(target);
  }
}
console.log(failed.length === 0 ? `Nothing found in ${asked.join(", ")}.` : `Found something in ${failed.join(", ")}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
