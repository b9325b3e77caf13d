// The published JSON Schema of rulebooks, by a validator that is not ours: it takes what is built in, not what is wrong.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import ajv from "ajv/dist/2020.js";

const folder = new URL("../../rulebooks/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const books = readdirSync(folder).filter((name) => name.endsWith(".json") && !name.endsWith(".schema.json"));
// Its formats (uint32) say only what the types' limits say too.
const validate = new ajv.default({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  validateFormats: false,
}).compile(read("rulebook.schema.json"));

for (const name of books) {
  test(`${name} is valid`, () => {
    const book = read(name);
    assert.ok(validate(book), JSON.stringify(validate.errors, null, 2));
    assert.equal(book.$schema, "./rulebook.schema.json");
  });
}

test("what is wrong is not valid", () => {
  const own = (rule) => ({ id: "own", title: "自拟", extends: "base", rules: { own: { forms: ["own"], ...rule } } });
  const right = { holds: { number: { of: { rows: { table: "members" } }, at_least: { share: 60, of: "size" } } } };
  assert.ok(validate(own(right)), JSON.stringify(validate.errors));
  for (const wrong of [
    { ...right, serverity: "warning" },
    { ...right, severity: "warn" },
    { ...right, forms: "own" },
    { holds: { yess: "a" } },
    { holds: { yes: "a", answered: "a" } },
    { holds: { yes: 1 } },
    { holds: { number: { at_least: 1 } } },
    { holds: { number: { of: { rows: {} }, at_least: 1 } } },
    { holds: { number: { of: "size", at_least: true } } },
    { holds: { about: { field: "a", count: true, tolerance: 10 } } },
    { holds: { not: { and: [{ not: {} }] } } },
  ]) {
    assert.ok(!validate(own(wrong)), JSON.stringify(wrong));
  }
  assert.ok(!validate({ title: "自拟" }));
});

test("the package's types name every kind of field", () => {
  const types = readFileSync(new URL("../../www/package/types.ts", import.meta.url), "utf8");
  const [, union] = /^export type FieldKind =([^;]*);/m.exec(types);
  const kinds = read("rulebook.schema.json").$defs.Kind.oneOf.map(({ const: kind }) => kind);
  assert.deepEqual(
    Array.from(union.matchAll(/"(\w+)"/g), ([, kind]) => kind),
    kinds,
  );
});
