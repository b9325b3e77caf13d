// ARCHITECTURE.md names what there is, and all of it.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { root } from "./support.mjs";

/** Each heading with its text. */
const sections = new Map(
  readFileSync(join(root, "ARCHITECTURE.md"), "utf8")
    .split(/^#+ /m)
    .map((section) => [section.split("\n", 1)[0], section]),
);

/** What the first cells of a section's tables name: files and folders between backticks. */
function named(heading) {
  assert.ok(sections.has(heading), `no section ${heading}`);
  const rows = sections.get(heading).matchAll(/^\| (`[^|]+) \|/gm);
  return [...rows].flatMap(([, cell]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
}

const names = (folder, ending) => readdirSync(join(root, folder)).filter((name) => ending.test(name));

/** Sections by their headings, the folder from which they name files, and those of its files that they must name. */
const ROOMS = [
  [["src/rulebook: what a rulebook is"], "src/rulebook", names("src/rulebook", /\.rs$/)],
  [["src/label: which field a text names"], "src/label", names("src/label", /\.rs$/)],
  [["src/answer: what a person wrote becomes a value"], "src/answer", names("src/answer", /\.rs$/)],
  [
    ["src/code.rs, src/error_code.rs, src/text, src/engine, src/batch.rs"],
    "src",
    ["text", "engine", "batch"].flatMap((folder) => names(`src/${folder}`, /\.rs$/).map((name) => `${folder}/${name}`)),
  ],
  [["src/files: documents", "src/files: sheets"], "src/files", names("src/files", /\.rs$/)],
  [["src/page"], "src/page", names("src/page", /\.rs$/)],
  [["src/bindings"], "src/bindings", names("src/bindings", /\.rs$/)],
  [["www/shim"], "www/shim", names("www/shim", /(?<!\.d)\.ts$/)],
  [["www/shim"], "www/shim", names("www/shim/scan", /\.ts$/).map((name) => `scan/${name}`)],
  [["www/try"], "www/try", names("www/try", /\.ts$/)],
  [["www/shim/view: what is drawn"], "www/shim/view", names("www/shim/view", /\.ts$/)],
  [["www/package"], "www/package", names("www/package", /\.ts$/)],
  [["www/package/cli"], "www/package/cli", names("www/package/cli", /\.ts$/)],
  [["scripts"], "scripts", names("scripts", /\.mjs$/)],
  [["What is tested where"], ".", names("tests", /\.rs$/).map((name) => `tests/${name}`)],
];

describe("ARCHITECTURE.md", () => {
  for (const [headings, folder, files] of ROOMS) {
    test(headings.join(" and "), () => {
      const told = headings.flatMap(named);
      assert.deepEqual(
        told.filter((name) => !name.includes("*") && !existsSync(join(root, folder, name))),
        [],
        "does not exist",
      );
      assert.deepEqual(
        told.filter((name, at) => told.indexOf(name) < at),
        [],
        "named twice",
      );
      assert.deepEqual(
        files.filter((name) => !told.includes(name)),
        [],
        "not named",
      );
    });
  }
});
