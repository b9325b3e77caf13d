// The table of documents through the package, and what the package adds: decoding, promises, one count everywhere.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, test } from "node:test";
import { runInThisContext } from "node:vm";
import { command, countText, pkg, root } from "./support.mjs";

const { readDocument } = await import("../../pkg/node.js");
const files = join(root, "tests/files");
const cases = JSON.parse(readFileSync(join(files, "documents.json"), "utf8"));
const bytesOf = (file) => readFileSync(join(files, file));
const kinds = { docx: "docx", doc: "doc", txt: "txt" };

/** What a case of the table says, as the package says it. */
function expected({ file, counts, textBoxes = 0, notes = 0 }) {
  return { kind: kinds[file.split(".").pop()], counts, beside: { textBoxes, notes } };
}

function shown({ kind, counts, beside }) {
  return { kind, counts: [counts.zishu, counts.charactersNoSpaces, counts.charactersWithSpaces], beside };
}

describe("readDocument", () => {
  for (const item of cases) {
    test(item.file, async () => {
      if (item.refused) {
        await assert.rejects(readDocument(bytesOf(item.file)), { name: "LeifengFormError", code: item.refused });
      } else {
        const document = await readDocument(bytesOf(item.file));
        assert.deepEqual(shown(document), expected(item));
        assert.deepEqual(document.counts, countText(document.text));
      }
    });
  }

  test("takes an ArrayBuffer, and reads several at once", async () => {
    const names = ["samples/L01.docx", "samples/L04.docx", "samples/L01.doc"];
    const read = await Promise.all(names.map((name) => readDocument(new Uint8Array(bytesOf(name)).buffer)));
    assert.deepEqual(
      read.map(({ counts }) => counts.zishu),
      [2008, 2128, 2008],
    );
  });

  test("is the same by require", () => {
    assert.equal(createRequire(import.meta.url)(join(pkg, "node.cjs")).readDocument, readDocument);
  });
});

test("the script for pages reads the same", async () => {
  // As in its worker, where there is no document.
  const self = {};
  const script = readFileSync(join(pkg, "leifeng-form-documents.js"), "utf8");
  runInThisContext(`(self) => {${script}}`)(self);
  for (const item of cases.filter(({ counts }) => counts)) {
    assert.deepEqual(
      shown(await self["leifeng-form-documents.js"].read(bytesOf(item.file))),
      expected(item),
      item.file,
    );
  }
});

describe("count", () => {
  test("tells text boxes and notes beside the counts", () => {
    const args = ["count", "tests/files/documents/notes.docx"];
    assert.match(command(args, { cwd: root }).stdout, /^3 +3 +3 .*\n.*文本框 2 字、脚注和尾注 7 字/m);
    const [{ beside }] = JSON.parse(command([...args, "--format", "json"], { cwd: root }).stdout);
    assert.deepEqual(beside, { textBoxes: 2, notes: 7 });
  });

  test("says of a refused file what the package says, and counts the others", async () => {
    const args = ["count", "--format", "json", "tests/files/documents/page.doc", "tests/files/samples/L01.doc"];
    const { status, stdout } = command(args, { cwd: root });
    const [page, document] = JSON.parse(stdout);
    assert.equal(status, 1);
    await assert.rejects(readDocument(bytesOf("documents/page.doc")), { code: "file.kind", message: page.error });
    assert.equal(document.counts.zishu, 2008);
  });
});
