// The published types against what really comes back.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import Ajv from "ajv";
import { createGenerator } from "ts-json-schema-generator";
import { cases, file, folder, pkg, Rulebook, root, today } from "./support.mjs";

const { readDocument } = await import("../../pkg/node.js");
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

/** Says whether a value is of a type of types.ts, no key more. */
function isOf(type) {
  const generator = createGenerator({
    path: join(root, "www/package/types.ts"),
    tsconfig: join(root, "tsconfig.json"),
    type,
    additionalProperties: false,
    skipTypeCheck: true,
  });
  return ajv.compile(generator.createSchema(type));
}

describe("what comes back is of the published type", () => {
  const isReport = isOf("Report");
  for (const name of ["application", "nomination", "inspection"]) {
    test(`reports of form ${name}`, () => {
      for (const { name: asked, rulebook, form, today, answers } of cases(name)) {
        const report = Rulebook.load(rulebook).check(answers, { form, today });
        assert.ok(isReport(report), `${asked}: ${ajv.errorsText(isReport.errors)}`);
      }
    });
  }

  test("documents", async () => {
    const isDocument = isOf("Document");
    const document = await readDocument(readFileSync(join(root, "tests/files/documents/notes.docx")));
    assert.ok(isDocument(document), ajv.errorsText(isDocument.errors));
  });

  test("descriptions of rulebooks", () => {
    const isDescription = isOf("RulebookDescription");
    for (const id of Rulebook.builtIn) {
      assert.ok(isDescription(Rulebook.load(id).describe()), ajv.errorsText(isDescription.errors));
    }
  });

  test("what holds across records", () => {
    const isAcross = isOf("AcrossReport");
    const across = Rulebook.load("linyi-2012").across({ today });
    const [{ answers }] = cases("application");
    for (const row of [1, 2]) across.add(answers, { file: "申报.xlsx", sheet: "汇总", row });
    const report = across.report();
    assert.ok(report.checks.some(({ cases }) => cases));
    assert.ok(isAcross(report), ajv.errorsText(isAcross.errors));
  });

  test("an unreadable record", async () => {
    const isUnreadable = isOf("Unreadable");
    for await (const record of Rulebook.load("linyi-2012").checkAll(Buffer.from("{"), { today })) {
      assert.ok(isUnreadable(record.report()), ajv.errorsText(isUnreadable.errors));
    }
  });
});

describe("a script in TypeScript", () => {
  const script = `
    import { Rulebook, countText, type Report } from "leifeng-form";
    const book = Rulebook.load("linyi-2012");
    const report: Report = book.check({ 单位名称: "示例" }, { form: "application", today: "2012-04-20" });
    const changed: string[] = book.open().set("volunteers", "12").map(({ rule }) => rule);
    export async function failing(source: AsyncIterable<Uint8Array>): Promise<string[]> {
      const rules: string[] = [...changed, report.verdict, String(countText("字").zishu)];
      for await (const record of book.checkAll(source)) rules.push(...record.fails, String(record.source.row));
      return rules;
    }
    // @ts-expect-error: there is no such verdict
    report.verdict === "maybe";
    // @ts-expect-error: rulebooks are loaded
    new Rulebook();
  `;
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(pkg, join(folder, "node_modules/leifeng-form"));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = [
    "--strict",
    "--noEmit",
    "--target",
    "es2022",
    "--lib",
    "es2022,dom,dom.asynciterable",
    "--types",
    "",
  ];

  for (const [kind, name, module] of [
    ["an ES module in Node", "module.mts", ["--module", "node20"]],
    ["a CommonJS module in Node", "common.cts", ["--module", "node20"]],
    ["a bundler", "bundled.ts", ["--module", "esnext", "--moduleResolution", "bundler"]],
  ]) {
    test(`compiles as ${kind}`, () => {
      const args = [tsc, ...options, ...module, file(name, script)];
      try {
        execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
      } catch (error) {
        assert.fail(error.stdout);
      }
    });
  }
});
