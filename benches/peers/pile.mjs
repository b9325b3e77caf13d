// Piles by hand: papaparse for .csv, SheetJS for .xlsx, one JSON.parse a line for .jsonl; the rules are those of plain.mjs.
//
//   node benches/peers/pile.mjs FILE FOLDER_OF_PACKAGES TODAY OUTPUT
import { createReadStream, createWriteStream } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { create } from "./plain.mjs";

const [file, packages, today, output] = process.argv.slice(2);
const require = createRequire(resolve(packages, "package.json"));
const validate = create({ today });
const out = createWriteStream(output);
let waiting = "";

function take(answers, row) {
  const { verdict, fails } = validate(answers);
  waiting += `${JSON.stringify({ row, verdict, fails })}\n`;
  if (waiting.length > 1 << 16) {
    out.write(waiting);
    waiting = "";
  }
}

if (file.endsWith(".csv")) {
  const papa = require("papaparse");
  let row = 1;
  await new Promise((done, fail) => {
    papa.parse(createReadStream(file, "utf8"), {
      header: true,
      skipEmptyLines: true,
      step: ({ data }) => take(data, ++row),
      complete: done,
      error: fail,
    });
  });
} else if (file.endsWith(".jsonl")) {
  let row = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) take(JSON.parse(line), ++row);
} else {
  const { readFile, utils } = require("xlsx");
  const book = readFile(file);
  const [applications, rosters] = book.SheetNames.map((name) => utils.sheet_to_json(book.Sheets[name]));
  const rows = new Map();
  for (const { 单位名称: unit, 岗位名称: post, 姓名: name, "服务时长（小时）": hours, 联系电话: phone } of rosters) {
    const key = `${unit}\0${post}`.replace(/\s/g, "");
    if (!rows.has(key)) rows.set(key, []);
    rows.get(key).push({ name, hours, phone });
  }
  for (const [at, answers] of applications.entries()) {
    const roster = rows.get(`${answers.unit_name}\0${answers.post_name}`.replace(/\s/g, ""));
    take(roster ? { ...answers, roster } : answers, at + 2);
  }
}
out.end(waiting);
