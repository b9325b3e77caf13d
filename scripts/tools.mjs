// Finds the tools that the tests need, and installs those that can be.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");

const WASM_TARGET = "wasm32-unknown-unknown";
const WASM_PACK = "0.15.1";
/** The same as the crate in Cargo.toml: glue and tool must fit. */
const WASM_BINDGEN = "0.2.130";
const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const cargoBin = join(process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "bin");
export const env = {
  ...process.env,
  PATH: [join(root, "node_modules/.bin"), cargoBin, process.env.PATH].join(delimiter),
};

/** Runs a command before the reader's eyes; throws where it fails. */
export function run(command, args, extra = {}) {
  console.log(`$ ${[command, ...args].join(" ")}`);
  execFileSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    ...extra,
    env: { ...env, ...extra.env },
  });
}

/** What a command prints; undefined where it is missing or fails. */
export function output(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, env, encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

export function installTools() {
  const missing = [];
  if (!output("cargo", ["--version"])) missing.push("Rust, by rustup (https://rustup.rs)");
  if (!output("cc", ["--version"])) missing.push("a C compiler, such as gcc");
  if (!output("git", ["--version"])) missing.push("git");
  if (missing.length > 0) throw new Error(`Please install first: ${missing.join("; ")}.`);
  installNpmPackages();
  if (!output("rustup", ["target", "list", "--installed"])?.split("\n").includes(WASM_TARGET)) {
    run("rustup", ["target", "add", WASM_TARGET]);
  }
  if (!output("wasm-pack", ["--version"])) {
    run("cargo", ["install", "wasm-pack", "--version", WASM_PACK, "--locked"]);
  }
  if (output("wasm-bindgen", ["--version"]) !== `wasm-bindgen ${WASM_BINDGEN}`) {
    // Not --locked: its lock file names a version that is no longer to be had.
    run("cargo", ["install", "wasm-bindgen-cli", "--version", WASM_BINDGEN, "--force"]);
  }
  installBrowser();
}

function installNpmPackages() {
  const installed = join(root, "node_modules/.package-lock.json");
  const wanted = statSync(join(root, "package-lock.json")).mtimeMs;
  if (!existsSync(installed) || statSync(installed).mtimeMs < wanted) run("npm", ["ci", "--no-audit", "--no-fund"]);
}

function installBrowser() {
  if (browser()) return;
  const canInstall = process.getuid?.() === 0 && output("apt-get", ["--version"]);
  if (!canInstall) {
    throw new Error(
      "Please install Chromium (Debian, Ubuntu: apt-get install chromium), or name it in the variable CHROMIUM.",
    );
  }
  run("apt-get", ["update", "-qq"]);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-wqy-microhei"], {
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
  if (!browser())
    throw new Error("Chromium was installed but cannot be started; please name it in the variable CHROMIUM.");
}

/** The path of Chromium; undefined where there is none that starts. */
export function browser() {
  const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : BROWSERS;
  const name = names.find((name) => output(name, ["--version"]) !== undefined);
  return name && (output("which", [name]) ?? name);
}
