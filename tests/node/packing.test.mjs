// What the drop-in carries packed is what was packed, and a text that was cut or changed ends with an error or with other
// bytes, never with a page that hangs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { bitsOf, pack, packModule, unpack } from "../../scripts/pack.mjs";
import { packedIn } from "../../scripts/packed.mjs";

const pkg = new URL("../../pkg/", import.meta.url);
const wasm = readFileSync(new URL("leifeng_form_bg.wasm", pkg));
const [module] = packedIn(readFileSync(new URL("leifeng-form.js", pkg), "latin1"));

/** Numbers that look random, the same in every run. */
function* numbers(seed) {
  for (let n = seed; ; ) {
    n = (Math.imul(n, 1664525) + 1013904223) >>> 0;
    yield n >>> 8;
  }
}

describe("packing", () => {
  test("the module in the drop-in is the one beside it", async () => {
    assert.ok(Buffer.from(await unpack(bitsOf(module))).equals(wasm));
    assert.equal(await packModule(wasm), module);
  });

  test("bytes of any sort come back", async () => {
    const random = numbers(7);
    const texts = [Buffer.from("志愿服务 2012，".repeat(300)), Buffer.alloc(5000), Buffer.from([255])];
    texts.push(Buffer.from(Array.from({ length: 3000 }, () => random.next().value & 255)));
    for (const bytes of texts) {
      const packed = await pack(bytes);
      assert.match(packed, /^[\w+/=]+$/);
      assert.ok(Buffer.from(await unpack(bitsOf(packed), bytes.length)).equals(bytes));
    }
  });

  test("a text that was cut is refused", async () => {
    for (const share of [0, 0.1, 0.5, 0.9]) {
      const cut = module.slice(0, Math.floor((module.length * share) / 4) * 4);
      await assert.rejects(async () => unpack(bitsOf(cut)), /damaged/);
    }
  });

  test("a text that was changed ends", { timeout: 60_000 }, async () => {
    const random = numbers(11);
    for (let round = 0; round < 20; round++) {
      const bytes = Buffer.from(module, "base64");
      bytes[random.next().value % bytes.length] ^= 1 + (random.next().value % 255);
      const changed = bytes.toString("base64");
      const outcome = await unpack(bitsOf(changed)).catch((error) => error);
      assert.ok(outcome instanceof Error || !Buffer.from(outcome).equals(wasm));
    }
  });
});
