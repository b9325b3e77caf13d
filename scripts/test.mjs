// Runs every check, having installed what they need.
//
//   npm test                       all of them
//   npm test -- format "node tests"   only those named
//   npm run check                  the quick ones: nothing is built, no browser is needed
//
// It goes on where a check fails, and says at the end which did.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { packedIn, unpack } from "./packed.mjs";
import { againstLimits } from "./size.mjs";
import { browser, env, installTools, oldChromiums, output, root, run, ueditor } from "./tools.mjs";

const pkg = join(root, "pkg");
const temporary = mkdtempSync(join(tmpdir(), "leifeng-form-"));
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));

/** Each by its heading; a check fails by throwing. */
const CHECKS = {
  format() {
    run("cargo", ["fmt", "--check"]);
    run("biome", ["ci", "."]);
  },
  lint() {
    run("cargo", ["clippy", "--quiet", "--all-targets", "--features", "schema,sheets", "--", "-D", "warnings"]);
    for (const feature of ["node", "compiler", "documents", "sheets", "page"]) {
      const wasm = ["--lib", "--target", "wasm32-unknown-unknown", "--no-default-features", "--features", feature];
      run("cargo", ["clippy", "--quiet", ...wasm, "--", "-D", "warnings"]);
    }
  },
  types() {
    run("tsc", ["--noEmit"]);
  },
  docs() {
    run("cargo", ["doc", "--quiet", "--no-deps", "--features", "sheets"], { env: { RUSTDOCFLAGS: "-D warnings" } });
  },
  "rust tests"() {
    run("cargo", ["test", "--quiet", "--features", "schema,sheets,page"]);
  },
  "without sentences": testWithoutSentences,
  dependencies() {
    auditCrates();
    auditPackages();
  },
  "rebuilt package": rebuildPackage,
  "old browsers": checkOldBrowsers,
  "shipped files": checkShippedFiles,
  sizes() {
    const lines = [...againstLimits()];
    for (const { line } of lines) console.log(line);
    const large = lines.filter(({ isLarge }) => isLarge);
    if (large.length > 0) throw new Error(`too large: ${large.map(({ line }) => line).join("; ")}`);
  },
  "node tests"() {
    runTests(testsIn("tests/node"));
  },
  "quick node tests"() {
    runTests(testsIn("tests/node").filter(startsNothing));
  },
  "browser tests"() {
    runTests(testsIn("tests/browser"), { CHROMIUM: browser(), ...oldChromiums(), UEDITOR: ueditor() });
  },
};

function auditCrates() {
  if (!output("cargo-deny", ["--version"])) {
    console.log("cargo-deny is not installed (cargo install cargo-deny): crates are not audited.");
    return;
  }
  run("cargo-deny", ["--offline", "check", "bans", "licenses", "sources"]);
  const { status, stderr } = spawnSync("cargo-deny", ["check", "advisories"], { cwd: root, env, encoding: "utf8" });
  if (status === 0) console.log("crates: no advisories");
  else if (/failed to fetch|unable to fetch|failed to clone/i.test(stderr)) {
    console.log("The advisory database cannot be fetched: crates are not audited for advisories.");
  } else throw new Error(stderr);
}

function auditPackages() {
  const { status, stdout } = spawnSync("npm", ["audit", "--json", "--audit-level=high"], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  const report = JSON.parse(stdout || "{}");
  if (!report.metadata) console.log("npm's advisories cannot be had here: npm packages are not audited.");
  else if (status !== 0) throw new Error(`npm audit: ${JSON.stringify(report.metadata.vulnerabilities)}`);
  else console.log("npm packages: no advisories of severity high");
}

/** What is committed, in a folder of its own. */
function cloneTo(folder) {
  if (output("git", ["status", "--porcelain"])) console.log("Files that are not committed are no part of this check.");
  rmSync(folder, { recursive: true, force: true });
  run("git", ["clone", "--quiet", "--no-hardlinks", root, folder]);
  return folder;
}

/** A build from a clean clone in another folder gives the bytes that are committed. */
function rebuildPackage() {
  const clone = cloneTo(join(temporary, "clone"));
  const built = join(temporary, "pkg");
  startWithNothingInstalled(clone);
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  run(process.execPath, ["scripts/build.mjs", "--out", built, "--target", join(temporary, "target")], { cwd: clone });
  const differing = compareFolders(join(clone, "pkg"), built);
  if (differing.length > 0)
    throw new Error(`pkg/ is not what its sources give (npm run build): ${differing.join(", ")}`);
  console.log("pkg/ is what its sources give, byte for byte");
}

/** Run only where they are named: one builds everything once more, the other is a part of the Node tests. */
const ON_REQUEST = ["without sentences", "quick node tests"];
/** These build the package. */
const BUILDING = ["rebuilt package", "without sentences"];

/** Tests whose subject are sentences, and documents that show them. */
const OF_WORDING = /wording|readme|guide/;

/**
 * The Rust and Node tests on a build in which the code of each sentence stands in its place: whoever reads a sentence to find
 * something out fails here.
 */
function testWithoutSentences() {
  const target = join(root, "target", "wordless");
  // Always in one place: of another, whose path is among the compiler's flags, everything would be built anew.
  const clone = cloneTo(join(target, "clone"));
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  run("cargo", ["test", "--quiet", "--features", "schema,sheets,page"], {
    cwd: clone,
    env: { RUSTFLAGS: "--cfg wordless", CARGO_TARGET_DIR: target },
  });
  run(process.execPath, ["scripts/build.mjs", "--wordless", "--target", target], { cwd: clone });
  runTests(
    testsIn("tests/node").filter((file) => !OF_WORDING.test(file)),
    {},
    clone,
  );
}

/** The test command itself must start in a clone where no npm package is installed yet, for it installs them. */
function startWithNothingInstalled(clone) {
  const { stderr } = spawnSync(process.execPath, ["scripts/test.mjs", "no such check"], {
    cwd: clone,
    encoding: "utf8",
  });
  if (!stderr.startsWith("No check is called")) throw new Error(`npm test does not start in a clean clone:\n${stderr}`);
}

function compareFolders(committed, built) {
  const names = (folder) => new Set(filesIn(folder));
  const [left, right] = [names(committed), names(built)];
  return [...new Set([...left, ...right])].filter(
    (file) =>
      !left.has(file) ||
      !right.has(file) ||
      !readFileSync(join(committed, file)).equals(readFileSync(join(built, file))),
  );
}

/** Paths of all files below a folder. */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1))
    .sort();
}

/** wasm-opt takes a module without new features only where it has none. */
function checkOldBrowsers() {
  const page = readFileSync(join(pkg, "leifeng_form_bg.wasm"));
  if (!moduleIn("leifeng-form.js").subarray(0, page.length).equals(page)) {
    throw new Error("leifeng-form.js and leifeng_form_bg.wasm carry different modules");
  }
  for (const [name, wasm] of [
    ["page", page],
    ["compiler", moduleIn("leifeng-form-rulebook.js")],
    ["documents", moduleIn("leifeng-form-documents.js")],
    ["sheets", moduleIn("leifeng-form-sheets.js")],
    ["sheets, as a file", readFileSync(join(pkg, "leifeng_form_sheets_bg.wasm"))],
  ]) {
    const file = join(temporary, `${name}.wasm`);
    writeFileSync(file, wasm);
    run("wasm-opt", [file, "--mvp-features", "--enable-mutable-globals", "-o", "/dev/null"]);
  }
}

/** The WebAssembly module that a script carries. */
function moduleIn(file) {
  return unpack(packedIn(readFileSync(join(pkg, file), "latin1")));
}

/** Classic scripts are ASCII, whatever a page's encoding; no file names a folder of the machine that built it. */
function checkShippedFiles() {
  const folders = [root, homedir(), env.CARGO_HOME, output("rustc", ["--print", "sysroot"])].filter(
    (path) => path?.length > 1,
  );
  for (const file of filesIn(pkg)) {
    const text = readFileSync(join(pkg, file), "latin1");
    const folder = folders.find((path) => text.includes(`${path}/`));
    if (folder) throw new Error(`pkg/${file} names the folder ${folder}`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is the range that matters
    if (/^leifeng-form.*\.js$/.test(file) && /[^\x00-\x7f]/.test(text)) throw new Error(`pkg/${file} is not ASCII`);
  }
  console.log("scripts are ASCII, no file names a folder of this machine");
}

// A file of tests takes two minutes at most; one that never ends must not keep the others from being told of.
const TEST_LIMIT = "--test-timeout=600000";

function testsIn(folder) {
  const files = filesIn(join(root, folder)).filter((file) => file.endsWith(".test.mjs"));
  if (files.length === 0) throw new Error(`no tests in ${folder}`);
  return files.map((file) => join(folder, file));
}

function runTests(files, extra = {}, cwd = root) {
  run(process.execPath, ["--test", TEST_LIMIT, ...files], { env: extra, cwd });
}

/** Whether a file of tests starts no other process: those that run the command or a compiler take minutes, the others seconds. */
function startsNothing(file) {
  const imports = readFileSync(join(root, file), "utf8").match(/^import [\s\S]*?;$/gm) ?? [];
  return !imports.some((line) => /node:child_process|\b(command|start)\b.*"\.\/support\.mjs"/.test(line));
}

function heading(text) {
  console.log(`\n=== ${text} ${"=".repeat(Math.max(0, 74 - text.length))}\n`);
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(CHECKS, name));
if (unknown.length > 0) {
  console.error(`No check is called ${unknown.join(", ")}; there are: ${Object.keys(CHECKS).join(", ")}`);
  process.exit(2);
}
const isAsked = (name) => (asked.length > 0 ? asked.includes(name) : !ON_REQUEST.includes(name));
try {
  heading("tools");
  installTools({ builds: BUILDING.some(isAsked), browses: isAsked("browser tests") });
} catch (error) {
  console.error(error.message);
  process.exit(2);
}
const failed = [];
for (const [name, check] of Object.entries(CHECKS)) {
  if (!isAsked(name)) continue;
  heading(name);
  const start = Date.now();
  try {
    await check();
    console.log(`\n${name}: ok, ${Math.round((Date.now() - start) / 1000)} s`);
  } catch (error) {
    failed.push(name);
    console.error(`\n${name}: FAILED\n${error.message}`);
  }
}
heading("result");
console.log(failed.length === 0 ? "All checks hold." : `Failed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
