// What the scripts for pages carry packed is what was packed, and nothing else is taken for it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { buildSync } from "esbuild";
import { packedIn } from "../../scripts/packed.mjs";

const pkg = new URL("../../pkg/", import.meta.url);
const { outputFiles } = buildSync({
  entryPoints: [new URL("../../www/shim/unpack.ts", import.meta.url).pathname],
  bundle: true,
  write: false,
  format: "esm",
});
const { unpack } = await import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
const packedModule = (script) => packedIn(readFileSync(new URL(script, pkg), "latin1"));

describe("packing", () => {
  for (const [script, file] of [
    ["leifeng-form.js", "leifeng_form_bg.wasm"],
    ["leifeng-form-documents.js", "leifeng_form_documents_bg.wasm"],
    ["leifeng-form-sheets.js", "leifeng_form_sheets_bg.wasm"],
  ]) {
    test(`the module in ${script} is ${file}`, async () => {
      const module = readFileSync(new URL(file, pkg));
      assert.ok(module.equals(Buffer.from(await unpack(packedModule(script))).subarray(0, module.length)));
    });
  }

  test("bytes of any sort come back", async () => {
    let seed = 7;
    const noise = Uint8Array.from({ length: 3000 }, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed >>> 24;
    });
    for (const bytes of [Buffer.from("志愿服务 2012，".repeat(300)), Buffer.alloc(5000), Buffer.from([255]), noise]) {
      assert.deepEqual(Buffer.from(await unpack(deflateRawSync(bytes).toString("base64"))), Buffer.from(bytes));
    }
  });

  test("a text that was cut is refused", async () => {
    const module = packedModule("leifeng-form.js");
    for (const share of [0.1, 0.5, 0.9]) {
      const cut = module.slice(0, Math.floor((module.length * share) / 4) * 4);
      await assert.rejects(unpack(cut), /EOF/);
    }
  });
});
