// The licences of what the package is made of: the crates in its WebAssembly modules, and the npm packages in its scripts.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const RULE = `\n${"-".repeat(72)}\n\n`;

/** The crates that are linked into a module of these features: not those that only build it. */
function cratesOf(feature) {
  const args = ["--format-version", "1", "--locked", "--filter-platform", "wasm32-unknown-unknown"];
  const { packages, resolve } = JSON.parse(
    execFileSync("cargo", ["metadata", ...args, "--no-default-features", "--features", feature], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      maxBuffer: 1 << 28,
    }),
  );
  const byId = new Map(packages.map((one) => [one.id, one]));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const isMacro = (id) => byId.get(id).targets.some(({ kind }) => kind.includes("proc-macro"));
  const found = new Set();
  const waiting = [resolve.root];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      if (found.has(pkg) || isMacro(pkg) || !kinds.some(({ kind }) => kind === null)) continue;
      found.add(pkg);
      waiting.push(pkg);
    }
  }
  return [...found].map((id) => byId.get(id));
}

/** The texts of the licence files in a folder: of several to choose from the MIT licence. */
function textsIn(folder, licence) {
  const files = readdirSync(folder).filter((file) => /^(un)?licen[cs]e|^copying/i.test(file));
  const mit = files.filter((file) => /mit/i.test(file));
  const chosen = mit.length > 0 && !licence.includes(" AND ") ? mit : files;
  return chosen.sort().map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n").trim());
}

/** The MIT licence in the name of others, for what comes without a file of it. */
function mit(owners) {
  const text = readFileSync(join(root, "LICENSE-MIT"), "utf8");
  return `Copyright (c) ${owners}\n\n${text.slice(text.indexOf("Permission is hereby granted")).trim()}`;
}

function noticeOf({ name, version, license, authors, manifest_path: manifest }) {
  if (!license) throw new Error(`${name} names no licence`);
  const texts = textsIn(dirname(manifest), license);
  if (texts.length > 0) return { name: `${name} ${version}`, licence: license, texts };
  if (!license.includes("MIT")) throw new Error(`${name} brings no text of its licence`);
  return { name: `${name} ${version}`, licence: license, texts: [mit(authors.join(", "))] };
}

/** What std is made of comes with the toolchain, and in no metadata. */
function noticeOfStd() {
  const [, version] = /channel = "(.+)"/.exec(readFileSync(join(root, "rust-toolchain.toml"), "utf8"));
  return {
    name: `the Rust standard library ${version}, with dlmalloc, hashbrown and compiler_builtins`,
    licence: "MIT OR Apache-2.0, in parts of compiler_builtins MIT AND Apache-2.0 WITH LLVM-exception",
    texts: [mit("The Rust Project Contributors")],
  };
}

function noticeOfPackage(name) {
  const folder = join(root, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const texts = textsIn(folder, license);
  if (texts.length === 0) throw new Error(`${name} brings no text of its licence`);
  return { name: `${name} ${version}`, licence: license, texts };
}

/**
 * What stands in THIRD-PARTY.txt. `modules`: the files of the package that a module is in, by its feature. `packages`: the files that
 * parts of an npm package are in, by its name.
 */
export function notices(modules, packages) {
  const found = new Map();
  const note = (notice, files) => {
    const { files: before = [] } = found.get(notice.name) ?? {};
    found.set(notice.name, { ...notice, files: [...new Set([...before, ...files])].sort() });
  };
  for (const [feature, files] of modules) {
    note(noticeOfStd(), files);
    for (const one of cratesOf(feature)) note(noticeOf(one), files);
  }
  for (const [name, files] of packages) note(noticeOfPackage(name), files);
  const all = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  // Many share a text to the letter.
  const byText = new Map();
  for (const { name, texts } of all) for (const text of texts) byText.set(text, [...(byText.get(text) ?? []), name]);
  const list = all.map(({ name, licence, files }) => `${name}\n    ${licence}\n    in ${files.join(", ")}\n`).join("");
  const texts = [...byText].map(([text, names]) => `${names.join("\n")}\n\n${text}\n`);
  return `The files of this package contain parts of these works.\n\n${[list, ...texts].join(RULE)}`;
}
