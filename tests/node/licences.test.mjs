// THIRD-PARTY.txt names whatever is in the files of the package, with its licence.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pkg, root } from "./support.mjs";

const text = readFileSync(join(pkg, "THIRD-PARTY.txt"), "utf8");
const [, list, ...licences] = `\n${"-".repeat(72)}\n\n${text.slice(text.indexOf("\n\n") + 2)}`.split(
  `\n${"-".repeat(72)}\n\n`,
);
const entries = [...list.matchAll(/^(\S.*)\n {4}(.+)\n {4}in (.+)$/gm)].map(([, name, licence, files]) => ({
  name,
  licence,
  files: files.split(", "),
}));

/** The features that each file with a module is built from. */
const MODULES = {
  "leifeng_form_node_bg.wasm": "node",
  "leifeng_form_web_bg.wasm": "node",
  "leifeng_form_bg.wasm": "page",
  "leifeng-form.js": "page",
  "leifeng_form_documents_bg.wasm": "documents",
  "leifeng-form-documents.js": "documents",
  "leifeng_form_sheets_bg.wasm": "sheets",
  "leifeng-form-sheets.js": "sheets",
  "leifeng-form-rulebook.js": "compiler",
};

describe("the crates in the WebAssembly modules", () => {
  for (const [file, feature] of Object.entries(MODULES)) {
    test(file, () => {
      const tree = ["tree", "--quiet", "--edges", "normal,no-proc-macro", "--target", "wasm32-unknown-unknown"];
      const features = ["--no-default-features", "--features", feature];
      const crates = execFileSync("cargo", [...tree, ...features, "--prefix", "none", "--format", "{p}\t{l}"], {
        cwd: root,
        encoding: "utf8",
      })
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("leifeng-form "))
        .map((line) => line.replace(" (*)", "").replace(" v", " ").split("\t"));
      assert.ok(crates.length > 1);
      for (const [name, licence] of crates) {
        const entry = entries.find((entry) => entry.name === name);
        assert.ok(entry, `${name} is not named`);
        assert.equal(entry.licence, licence);
        assert.ok(entry.files.includes(file), `${name}: ${entry.files}`);
      }
      assert.ok(
        entries.some(({ name, files }) => name.startsWith("the Rust standard library") && files.includes(file)),
      );
    });
  }

  test("no module is left out", () => {
    const modules = readdirSync(pkg).filter((file) => file.endsWith(".wasm"));
    for (const file of modules) assert.ok(file in MODULES, file);
  });
});

test("the npm packages in the scripts", () => {
  const sources = readdirSync(join(root, "www"), { recursive: true }).filter((file) => /\.(ts|js|mjs)$/.test(file));
  const imported = sources.flatMap((file) => {
    const source = readFileSync(join(root, "www", file), "utf8");
    return [...source.matchAll(/^(?:import|export) .*?from "((?:@[^/"]+\/)?[^/".:]+)/gms)].map(([, name]) => name);
  });
  const named = new Set(imported.filter((name) => existsSync(join(root, "node_modules", name))));
  // And whatever these bring along.
  for (const [, name] of readFileSync(join(pkg, "cli.js"), "utf8").matchAll(
    /^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)\//gm,
  ))
    named.add(name);
  assert.ok(named.size > 0);
  for (const name of named) {
    const { version, license } = JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8"));
    const entry = entries.find((entry) => entry.name === `${name} ${version}`);
    assert.ok(entry, `${name} ${version} is not named`);
    assert.equal(entry.licence, license);
    for (const file of entry.files) assert.ok(existsSync(join(pkg, file)), file);
  }
});

test("each comes with the text of its licence", () => {
  for (const { name } of entries) {
    const own = licences.filter((licence) => licence.split("\n\n")[0].split("\n").includes(name));
    assert.ok(own.length > 0, `${name} has no text`);
    for (const licence of own) assert.match(licence, /permission|license/i, name);
  }
});

test("nothing of the machine that built it", () => {
  for (const folder of [root, homedir(), "/home/"]) assert.ok(!text.includes(folder), folder);
  assert.doesNotMatch(text, /\r/);
});
