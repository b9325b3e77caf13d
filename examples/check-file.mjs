// Checks the records of a sheet (.xlsx, .xls, .csv) or of JSON Lines, and writes a report with one JSON object for each.
//
//   node examples/check-file.mjs applications.xlsx report.jsonl

import { createReadStream, createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { LeifengFormError, Rulebook, readSheet } from "leifeng-form";

const book = Rulebook.load("mengyin-2012");

/** The records of a file, each with its row. JSON Lines are judged as they are read, however long the file. */
async function* check(file) {
  if (/\.(jsonl|ndjson)$/i.test(file)) {
    for await (const record of book.checkAll(createReadStream(file), { file })) yield [record.source.row, record];
    return;
  }
  const { records, notes } = await readSheet(await readFile(file), { rulebook: book, name: file });
  for (const note of notes) console.error(`${file}：${note}`);
  let index = 0;
  for await (const record of book.checkAll(
    records.map(({ answers }) => answers),
    { file },
  )) {
    yield [records[index++].row, record];
  }
}

/** What an office wants to know of a record. */
function resultOf(row, record) {
  // Only here is a report made; a pile of eligible records needs none.
  if (record.verdict === "eligible") return { row, verdict: record.verdict };
  const report = record.report();
  if (report.verdict === "unreadable") return { row, ...report };
  const problems = report.checks.filter(({ severity, state }) => severity === "error" && state !== "holds");
  return {
    row,
    verdict: report.verdict,
    title: report.record.title,
    problems: problems.map(({ rule, state, message, clause, remedies }) => ({
      rule,
      state,
      message,
      clause,
      remedies,
    })),
  };
}

async function* lines(file) {
  const across = book.across();
  for await (const [row, record] of check(file)) {
    across.add(record, { file, row });
    yield `${JSON.stringify(resultOf(row, record))}\n`;
  }
  // What must hold across the records, such as a quota of each district.
  const faults = (across.report()?.checks ?? []).filter(({ state }) => state === "fails");
  if (faults.length > 0) yield `${JSON.stringify({ across: faults })}\n`;
}

const [source, target] = process.argv.slice(2);
if (target === undefined) {
  console.error("node examples/check-file.mjs FILE REPORT");
  process.exit(2);
}
try {
  // A report is personal data: nobody else may read it.
  await pipeline(lines(source), createWriteStream(target, { mode: 0o600 }));
} catch (error) {
  if (!(error instanceof LeifengFormError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
