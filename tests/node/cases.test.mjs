// The rules as cases (tests/cases), judged by the package: one call, kept state and the batch agree.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cases, countText, Rulebook, root } from "./support.mjs";

const books = Object.fromEntries(Rulebook.builtIn.map((id) => [id, Rulebook.load(id)]));
const labels = new Set(books["linyi-2012"].describe().forms.flatMap(({ fields }) => fields.map(({ label }) => label)));
const rowsOfReading = JSON.parse(readFileSync(`${root}tests/cases/reading.json`, "utf8"));

/** What the case expects of a report, and what the report says about just that. */
function compared(expect, report) {
  const found = (rule) => report.checks.find((check) => check.rule === rule);
  const of = (key, rest) =>
    Object.fromEntries(Object.keys(expect[key] ?? {}).map((rule) => [rule, rest(found(rule), rule)]));
  const readers = {
    checks: () => of("checks", (check) => check?.state ?? "absent"),
    severity: () => of("severity", (check) => check?.severity),
    remedies: () =>
      of("remedies", (check, rule) =>
        (check?.remedies ?? []).map((remedy, i) => like(expect.remedies[rule][i], remedy)),
      ),
    assumed: () => of("assumed", (check) => check?.assumed ?? []),
    rows: () => of("rows", (check) => (check?.rows ?? []).map(({ row }) => row)),
    counts: () => of("counts", (_, field) => like(expect.counts[field], report.counts[field] ?? {})),
    order: () => report.checks.map(({ rule }) => rule),
    levels: () => report.levels ?? null,
  };
  return Object.fromEntries(Object.keys(expect).map((key) => [key, readers[key] ? readers[key]() : report[key]]));
}

/** Only the keys that are asked for; everything where nothing is. */
function like(asked, given) {
  return asked ? Object.fromEntries(Object.keys(asked).map((key) => [key, given[key]])) : given;
}

/** The first faults in full, the rest by name. */
function assertNone(faults) {
  assert.equal(
    faults.length,
    0,
    `${faults.length} differ:\n${faults.slice(0, 5).join("\n")}\n${faults
      .slice(5)
      .map((fault) => fault.split("\n")[0])
      .join("\n")}`,
  );
}

for (const name of ["application", "nomination", "inspection"]) {
  const table = cases(name);
  test(`${name}: ${table.length} cases`, () => {
    const faults = [];
    for (const { name, rulebook, form, today, answers, expect } of table) {
      try {
        assert.deepEqual(compared(expect, books[rulebook].check(answers, { form, today })), expect);
      } catch (error) {
        faults.push(`${name}\n${error.message}`);
      }
    }
    assertNone(faults);
  });

  test(`${name}: kept state and the batch give the same reports`, async () => {
    const faults = [];
    for (const { name, rulebook, form, today, answers } of table) {
      const options = { form, today };
      const book = books[rulebook];
      const report = book.check(answers, options);
      // Of two keys for one field the id wins in an object; a session takes the later as a change of the first.
      if (report.unknown.some((key) => labels.has(key))) continue;
      const session = book.open(options);
      for (const [field, value] of Object.entries(answers)) session.set(field, value);
      const line = new TextEncoder().encode(JSON.stringify(answers));
      try {
        assert.deepEqual(session.report(), report);
        for (const source of [[answers], line]) {
          for await (const record of book.checkAll(source, options)) {
            assert.equal(record.verdict, report.verdict);
            assert.deepEqual(
              record.fails,
              report.checks.filter(({ state }) => state === "fails").map(({ rule }) => rule),
            );
            assert.deepEqual(record.report(), report);
          }
        }
      } catch (error) {
        faults.push(`${name}\n${error.message}`);
      }
    }
    assertNone(faults);
  });
}

test(`reading: ${rowsOfReading.length} ways to write an answer`, () => {
  const faults = [];
  const book = books["linyi-2012"];
  for (const { field, value, reads, form = "application" } of rowsOfReading) {
    const report = book.check({ [field]: value }, { form, today: "2012-04-20" });
    const state = report.checks.find(({ rule }) => rule === `${field}.format`)?.state ?? "absent";
    // A text has no format: answered is all that can be seen of it.
    const wanted = { refused: "fails", unanswered: "absent", true: state }[reads] ?? "holds";
    if (state !== wanted) faults.push(`${field} ${JSON.stringify(value)}: ${wanted} expected, is ${state}`);
  }
  assertNone(faults);
});

test("counting: 字数 and both character counts", () => {
  const lines = readFileSync(`${root}tests/cases/counting.tsv`, "utf8").trimEnd().split(/\r?\n/).slice(1);
  const escapes = { t: "\t", n: "\n" };
  const faults = [];
  for (const line of lines) {
    const [id, text, ...figures] = line.split("\t");
    const written = text.replace(/\\u([0-9a-fA-F]{4})|\\([tn])/g, (_, hex, letter) =>
      hex ? String.fromCharCode(Number.parseInt(hex, 16)) : escapes[letter],
    );
    const { zishu, charactersNoSpaces, charactersWithSpaces, eastAsian, words } = countText(written);
    const found = [zishu, charactersNoSpaces, charactersWithSpaces].join(" ");
    const wanted = figures.slice(0, 3).join(" ");
    if (found !== wanted || eastAsian + words !== zishu) faults.push(`${id}: ${wanted} expected, is ${found}`);
  }
  assert.ok(lines.length >= 40);
  assertNone(faults);
});
