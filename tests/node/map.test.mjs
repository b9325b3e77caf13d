// ARCHITECTURE.md names what there is: every source file, and in its walks functions that are where it says. DEVELOPING.md and
// SECURITY.md name files, folders and commands that exist.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { root } from "./support.mjs";

/** Without its drawing, whose fences would part backticks wrongly. */
const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8").replace(/^```[\s\S]*?^```$/gm, "");

/** Each heading with its text. */
const sections = new Map(text.split(/^#+ /m).map((section) => [section.split("\n", 1)[0], section]));

/** What stands between backticks. */
const quoted = (text) => Array.from(text.matchAll(/`([^`]+)`/g), ([, name]) => name);
const isFile = (name) => /\.(rs|mjs|ts|js|html|css)$/.test(name);

/** The files that the list of a section names. */
function named(heading) {
  assert.ok(sections.has(heading), `no section ${heading}`);
  const [, ...items] = sections.get(heading).split(/^- /m);
  return items.flatMap((item) => quoted(item.split(/:\s/)[0])).filter(isFile);
}

const names = (folder, ending) => readdirSync(join(root, folder)).filter((name) => ending.test(name));
const below = (folder, rooms, ending) =>
  rooms.flatMap((room) => names(`${folder}/${room}`, ending).map((name) => `${room}/${name}`));

/** The sections that name files, the folder from which they do, and those of its files that they must name. */
const ROOMS = [
  ...["rulebook", "label", "answer", "files", "page", "bindings"].map((room) => [
    `src/${room}`,
    `src/${room}`,
    names(`src/${room}`, /\.rs$/),
  ]),
  ["src", "src", [...names("src", /(?<!lib)\.rs$/), ...below("src", ["text", "engine", "batch"], /\.rs$/)]],
  ["www/shim", "www/shim", [...names("www/shim", /(?<!\.d)\.ts$/), ...below("www/shim", ["scan"], /\.ts$/)]],
  ["www/shim/view", "www/shim/view", names("www/shim/view", /\.ts$/)],
  ["www/try", "www/try", names("www/try", /\.ts$/)],
  ["www/package", "www/package", names("www/package", /\.ts$/)],
  [
    "www/package/cli",
    "www/package/cli",
    [...names("www/package/cli", /\.ts$/), ...below("www/package/cli", ["html"], /(?<!\.d)\.ts$/)],
  ],
  ["scripts", "scripts", names("scripts", /\.mjs$/)],
  ["tests", ".", names("tests", /\.rs$/).map((name) => `tests/${name}`)],
];

/** Keys of rulebooks, and a type, that the walks mention. */
const WORDS = ["Input", "base", "drop", "replace", "change", "rules", "wording", "format"];

describe("ARCHITECTURE.md", () => {
  for (const [heading, folder, files] of ROOMS) {
    test(`names the files of ${heading}`, () => {
      const told = named(heading);
      const isThere = (name) => existsSync(join(root, folder, name));
      const missing = (names, from) => names.filter((name) => !from.includes(name));
      assert.deepEqual(
        told.filter((name) => !isThere(name)),
        [],
        "does not exist",
      );
      assert.deepEqual(
        told.filter((name, at) => told.indexOf(name) < at),
        [],
        "named twice",
      );
      assert.deepEqual(missing(files, told), [], "not named");
    });
  }

  test("names no other file and no other type that does not exist", () => {
    const outside = text.replace(/^### (?:src|www|scripts)[\s\S]*?(?=^##)/gm, "");
    const gone = quoted(outside).filter((name) => isFile(name) && !existsSync(join(root, name)));
    assert.deepEqual(gone, []);
    const filesIn = (folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name));
    const code = ["src", "www"]
      .flatMap(filesIn)
      .filter((path) => /\.(rs|ts)$/.test(path))
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    const types = quoted(text).filter((name) => /^[A-Z][a-z]\w+$/.test(name));
    const isType = (name) => new RegExp(`\\b(struct|enum|class|interface) ${name}\\b|\\b${name}: \\{`).test(code);
    assert.deepEqual(
      types.filter((name) => !isType(name)),
      [],
    );
  });

  const walks = text
    .slice(text.indexOf("## Four walks"), text.indexOf("## Rules of the engine"))
    .split(/^### /m)
    .slice(1);
  assert.equal(walks.length, 4);
  for (const walk of walks) {
    test(`the walk ${walk.split("\n", 1)[0]}`, () => {
      let file = "";
      for (const [, path, name] of walk.matchAll(/`([\w./-]+\.(?:rs|ts|mjs))`|`(\w+)`/g)) {
        if (path) {
          file = path;
          assert.ok(existsSync(join(root, file)), `${file} does not exist`);
          continue;
        }
        // What an author writes into a rulebook, and types that a sentence mentions.
        if (WORDS.includes(name)) continue;
        const declared = new RegExp(
          `\\b(fn|function\\*?|const|class|struct) ${name}\\b|^ +(async )?\\*?${name}\\(.*\\{$`,
          "m",
        );
        assert.match(readFileSync(join(root, file), "utf8"), declared, `${name} is not in ${file}`);
      }
    });
  }
});

for (const name of ["DEVELOPING.md", "SECURITY.md"]) {
  test(`${name} names files, folders and commands that exist`, () => {
    const document = readFileSync(join(root, name), "utf8");
    const paths = document.match(/(?<=[`(])[.\w-]+\/[\w./-]*(?=[`)])/g).filter((path) => !path.startsWith("target/"));
    assert.deepEqual(
      paths.filter((path) => !existsSync(join(root, path))),
      [],
    );
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const commands = Array.from(document.matchAll(/npm run ([\w:]+)/g), ([, command]) => command);
    assert.deepEqual(
      commands.filter((command) => !Object.hasOwn(scripts, command)),
      [],
    );
  });
}
