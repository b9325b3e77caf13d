// The drop-in asks forms and the document through www/shim/dom.ts alone: markup can put itself in the place of any of their
// properties. What is asked here by name would work on every page but those (tests/browser/attack.test.mjs).

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const folder = new URL("../../www/shim/", import.meta.url);
const read = (file) => readFileSync(new URL(file, folder), "utf8");
/** Properties that other objects have too, such as our fields, or that are asked of nothing but controls. */
const COMMON = ["id", "title", "click", "isElement", "isText", "inPage", "elementBefore", "setTitle"];
const names = [...read("dom.ts").matchAll(/^export (?:const|function) (\w+)/gm)]
  .map(([, name]) => name)
  .filter((name) => !COMMON.includes(name));

/** Comments are no code. */
const codeOf = (file) => read(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

const files = ["", "view/"].flatMap((room) => readdirSync(new URL(room, folder)).map((file) => room + file));
for (const file of files.filter((file) => file.endsWith(".ts") && file !== "dom.ts")) {
  test(`${file} asks forms and the document through dom.ts`, () => {
    const code = codeOf(file);
    // Where something is set, it is on an element that we made.
    const asked = new RegExp(
      String.raw`(?<!\bdom\s*)\??\.(${names.join("|")})\b(?!\s*=[^=])|\bdocument\??\.\w+|\bdocument\[`,
      "g",
    );
    assert.deepEqual(
      Array.from(code.matchAll(asked), ([found]) => found),
      [],
    );
  });
}

test("the names that are looked for are those of the DOM", () => {
  assert.ok(names.includes("parentNode") && names.includes("addEventListener") && names.length > 35, names.join());
});
