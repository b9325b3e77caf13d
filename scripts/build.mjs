// Builds pkg/: six wasm modules by wasm-pack, then the scripts around them by esbuild.
//
//   node scripts/build.mjs [--out pkg] [--target target] [--only page|node|web|compiler|documents|sheets|scripts] [--wordless]
//
// --only takes what it does not name from the last build. --wordless puts its code in the place of each sentence of the Rust
// side: the tests run on such a build too, since no program may depend on a sentence.
//
// The same sources give the same bytes on any machine: paths are remapped, versions pinned, nothing carries a date.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import zopfli from "@gfx/zopfli";
import { build as bundle } from "esbuild";
import { minify } from "terser";
import { notices } from "./notices.mjs";

const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
const { values: options } = parseArgs({
  options: {
    out: { type: "string", default: join(root, "pkg") },
    target: { type: "string", default: join(root, "target") },
    only: { type: "string" },
    wordless: { type: "boolean", default: false },
  },
});
const out = resolve(options.out);
const target = resolve(options.target);

/** What every browser since Chromium 69 runs; the gate in the tests accepts nothing beyond it. */
const OLD_BROWSERS = [
  "--enable-bulk-memory",
  "--enable-sign-ext",
  "--enable-nontrapping-float-to-int",
  "--enable-mutable-globals",
  "--signext-lowering",
  "--llvm-memory-copy-fill-lowering",
  "--llvm-nontrapping-fptoint-lowering",
  "-Oz",
];
const NEW_BROWSERS = [
  "--enable-bulk-memory",
  "--enable-bulk-memory-opt",
  "--enable-sign-ext",
  "--enable-nontrapping-float-to-int",
  "--enable-mutable-globals",
  "-O3",
];
const NEW_FEATURES = "-Ctarget-cpu=mvp -Ctarget-feature=+bulk-memory,+sign-ext,+nontrapping-fptoint,+mutable-globals";
/** Every byte counts. */
const SMALL = {
  optLevel: "z",
  // Copying by bulk memory, which wasm-opt turns into a loop: the library's own copying takes two kilobytes.
  rustFlags: "-Ctarget-cpu=mvp -Ctarget-feature=+bulk-memory",
  wasmOpt: [
    // Small functions are copied to where they are called, large ones stay, even if called once: shorter once compressed.
    ...["--always-inline-max-function-size=6", "--one-caller-inline-max-function-size=2", "--converge"],
    // The lowest memory is the far end of the stack: nothing that is pointed at lies below 1024.
    ...["--low-memory-unused", ...OLD_BROWSERS, "--flatten", "--rereloop", "-Oz"],
  ],
};
const MODULES = {
  // Sixteen bytes at once: a quarter faster, and more than Safari 15 takes. More inlining than usual: some hundredths for a
  // tenth of size, which nobody downloads for a page.
  node: {
    optLevel: "3",
    rustFlags: `${NEW_FEATURES},+simd128 -Cllvm-args=-inline-threshold=400`,
    wasmOpt: [...NEW_BROWSERS, "--enable-simd"],
  },
  web: { feature: "node", optLevel: "3", rustFlags: NEW_FEATURES, wasmOpt: NEW_BROWSERS },
  compiler: { optLevel: "z", rustFlags: "-Ctarget-cpu=mvp", wasmOpt: OLD_BROWSERS },
  page: SMALL,
  documents: SMALL,
  // What is encrypted is a workbook of some megabytes at most: the shorter code is quick enough.
  sheets: { ...SMALL, rustFlags: `${SMALL.rustFlags} --cfg aes_backend_soft="compact"` },
};

function say(text) {
  console.log(`build: ${text}`);
}

/** npm's binaryen and esbuild come first on the path: Debian's binaryen is too old. */
const env = { ...process.env, PATH: join(root, "node_modules/.bin") + delimiter + process.env.PATH };
// These would win over the flags for the wasm target, or reach the tools that are built on the way.
delete env.RUSTFLAGS;
delete env.CARGO_ENCODED_RUSTFLAGS;

function run(command, args, extra = {}) {
  execFileSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: { ...env, ...extra } });
}

/** Panic messages carry source paths: they must name no folder of the machine that builds. */
function remapFlags() {
  const sysroot = execFileSync("rustc", ["--print", "sysroot"], { cwd: root, env, encoding: "utf8" }).trim();
  const commit = /commit-hash: (\w+)/.exec(execFileSync("rustc", ["-vV"], { cwd: root, env, encoding: "utf8" }))?.[1];
  return [
    // Where the sources of std are installed, rustc prints their place; elsewhere it prints /rustc/COMMIT.
    [`${sysroot}/lib/rustlib/src/rust`, `/rustc/${commit}`],
    [sysroot, "/toolchain"],
    [process.env.CARGO_HOME ?? join(homedir(), ".cargo"), "/cargo"],
    [root, "/leifeng-form"],
  ]
    .reverse() // of two that fit, rustc takes the last
    .map(([from, to]) => `--remap-path-prefix=${from}=${to}`)
    .join(" ");
}

/** One wasm module and its JavaScript glue, in a folder of its own. */
function buildModule(name) {
  const { feature = name, optLevel, rustFlags, wasmOpt } = MODULES[name];
  const dir = join(target, "wasm-pack", name);
  const wasm = join(dir, "leifeng_form_bg.wasm");
  const built = { glue: join(dir, "leifeng_form.js"), wasm };
  if (options.only && options.only !== name) return built;
  say(`wasm module "${name}"`);
  rmSync(dir, { recursive: true, force: true });
  run(
    "wasm-pack",
    // biome-ignore format: one option a line would hide the command
    ["--log-level", "warn", "build", root, "--target", "web", "--release", "--no-pack", "--out-dir", dir, "--out-name", "leifeng_form",
      "--", "--no-default-features", "--features", feature],
    {
      CARGO_TARGET_DIR: join(target, `wasm-${name}`),
      CARGO_PROFILE_RELEASE_OPT_LEVEL: optLevel,
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: `${rustFlags} ${remapFlags()}${options.wordless ? " --cfg wordless" : ""}`,
    },
  );
  // wasm-pack's own call is switched off in Cargo.toml: the flags differ from module to module.
  run("wasm-opt", [wasm, ...wasmOpt, "-o", wasm]);
  return built;
}

/**
 * Bytes as text in a script of ASCII: deflate in base64, which www/shim/unpack.ts reads. Zopfli finds 6 % more than zlib, and
 * the same on every machine.
 */
const pack = async (bytes) => Buffer.from(await zopfli.deflateAsync(bytes, { numiterations: 15 })).toString("base64");

/** The built-in rulebooks: as the page's module reads them, and described. */
async function compileRulebooks({ glue, wasm }) {
  const module = await import(`${pathToFileURL(glue)}?${Date.now()}`);
  module.initSync({ module: readFileSync(wasm) });
  return JSON.parse(module.builtIn()).map((id) => {
    const book = module.Book.load(id, "", []);
    return { id, bytes: Buffer.from(book.compile()), described: JSON.parse(book.describe()) };
  });
}

/** Named bytes packed in one, and where each ends. */
async function packParts(named) {
  const all = named.map(([, bytes]) => bytes);
  const parts = named.map(([name], at) => [name, Buffer.concat(all.slice(0, at + 1)).length]);
  return { packed: await pack(Buffer.concat(all)), parts };
}

/** wasm-bindgen's own start can be made only once, and weighs more. */
const INSTANTIATE = `
export async function instantiate(bytes) {
  const { instance, module } = await WebAssembly.instantiate(bytes, __wbg_get_imports());
  return __wbg_finalize_init(instance, module);
}`;

/** esbuild plugin: `files` maps a virtual name to a script, `data` to a value. Neither puts a path into the bundle. */
function virtual(files, data = {}) {
  return {
    name: "virtual",
    setup(builder) {
      builder.onResolve({ filter: /^virtual:/ }, ({ path }) => ({ path, namespace: "virtual" }));
      builder.onLoad({ filter: /.*/, namespace: "virtual" }, ({ path }) => {
        if (path in files) {
          const contents = readFileSync(files[path], "utf8") + INSTANTIATE;
          return { contents, resolveDir: dirname(files[path]) };
        }
        if (path in data) return { contents: JSON.stringify(data[path]), loader: "json" };
        return { errors: [{ text: `${path} is not provided to this bundle` }] };
      });
    },
  };
}

/** The command uses the package's own module, so that there is one copy of the engine's API and of its class of errors. */
const besideNode = {
  name: "beside-node",
  setup(builder) {
    builder.onResolve({ filter: /^\.\.?\/(node|error)\.js$/ }, () => ({ path: "./engine.cjs", external: true }));
  },
};

const common = {
  bundle: true,
  absWorkingDir: root,
  logLevel: "warning",
  legalComments: "none",
  charset: "utf8",
  preserveSymlinks: true,
};

/** The npm packages of which a file of the package has parts. */
const parts = new Map();

function noteParts(outfile, { inputs }) {
  for (const input of Object.keys(inputs)) {
    const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name) parts.set(name, [...(parts.get(name) ?? []), outfile]);
  }
}

/** Of a build: a script for pages uses none beside it that has another. */
function versionOf(modules) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const scripts = readdirSync(join(root, "www"), { recursive: true }).filter((file) => file.endsWith(".ts"));
  const hash = createHash("sha256");
  for (const file of scripts.sort()) hash.update(readFileSync(join(root, "www", file)));
  for (const { wasm } of modules) hash.update(readFileSync(wasm));
  return `${version}+${hash.digest("hex").slice(0, 8)}`;
}

/** terser's names and shapes compress better than esbuild's: the drop-in is 800 bytes smaller. */
const TERSER = {
  ecma: 2018,
  // Arrows for functions that are never constructed; nobody constructs one of these.
  compress: { passes: 3, ecma: 2018, unsafe_arrows: true },
  format: { ascii_only: true, ecma: 2018 },
};

/** A classic script for old pages in any encoding. */
async function classicScript(entry, outfile, plugin) {
  const { outputFiles, metafile } = await bundle({
    ...common,
    entryPoints: [entry],
    write: false,
    format: "iife",
    target: "chrome69",
    minifySyntax: true,
    // The glue's ways to fetch a module and to free what is forgotten; the shim gives it bytes and frees what it made.
    define: {
      VERSION: JSON.stringify(buildVersion),
      "import.meta.url": '""',
      Response: "undefined",
      Request: "undefined",
      FinalizationRegistry: "undefined",
      "Symbol.dispose": "undefined",
    },
    plugins: [plugin],
    metafile: true,
  });
  const { code } = await minify(outputFiles[0].text, TERSER);
  writeFileSync(join(out, outfile), code);
  noteParts(outfile, metafile);
}

/** Those that are built so far. */
const scriptsForPages = () =>
  readdirSync(out)
    .filter((file) => /^leifeng-form.*\.js$/.test(file))
    .sort();

/** For `integrity`, where a page, a script or `fetch` asks for a file. */
const hashOf = (file, kind = "sha256") => `${kind}-${createHash(kind).update(readFileSync(file)).digest("base64")}`;

/** The page to try one's own page on: one file, with its script in it. */
async function bundleTry(rulebooks) {
  const list = rulebooks.map(({ id, described: { title, forms } }) => ({
    id,
    label: title,
    forms: forms.map((form) => ({ id: form.id, label: form.title })),
  }));
  const { outputFiles } = await bundle({
    ...common,
    entryPoints: ["www/try/try.ts"],
    write: false,
    format: "iife",
    target: "es2020",
    minifySyntax: true,
    plugins: [virtual({}, { "virtual:rulebooks": list })],
  });
  const page = readFileSync(join(root, "www/try/try.html"), "utf8");
  writeFileSync(
    join(out, "try.html"),
    page.replace("/* try.ts */", () => outputFiles[0].text),
  );
}

/** The scripts beside the drop-in come first: it knows them by their hashes. */
async function bundlePage(page, rulebooks) {
  for (const name of ["map", "draft", "print"]) {
    await classicScript(`www/shim/${name}.ts`, `leifeng-form-${name}.js`, virtual({}));
  }
  const hashes = Object.fromEntries(scriptsForPages().map((file) => [file, hashOf(join(out, file))]));
  const files = { "virtual:glue": page.glue };
  const module = "leifeng_form_bg.wasm";
  const compiled = rulebooks.map(({ id, bytes }) => [id, bytes]);
  const parts = [[module, readFileSync(page.wasm)], ...compiled];
  await classicScript(
    "www/shim/main.ts",
    "leifeng-form.js",
    virtual(files, { "virtual:carried": await packParts(parts), "virtual:hashes": hashes }),
  );
  await classicScript(
    "www/shim/main.ts",
    "leifeng-form.csp.js",
    virtual(files, {
      "virtual:carried": await packParts(compiled),
      "virtual:hashes": { ...hashes, [module]: hashOf(page.wasm) },
    }),
  );
  copyFileSync(page.wasm, join(out, module));
}

async function bundleCompiler(compiler) {
  const files = { "virtual:glue": compiler.glue };
  const data = { "virtual:module": await pack(readFileSync(compiler.wasm)) };
  await classicScript("www/shim/rulebook.ts", "leifeng-form-rulebook.js", virtual(files, data));
}

async function bundleSheets(sheets) {
  const files = { "virtual:sheets-glue": sheets.glue };
  const data = { "virtual:module": await pack(readFileSync(sheets.wasm)) };
  await classicScript("www/shim/sheets.ts", "leifeng-form-sheets.js", virtual(files, data));
  copyFileSync(sheets.wasm, join(out, "leifeng_form_sheets_bg.wasm"));
}

async function bundleDocuments(documents) {
  const files = { "virtual:glue": documents.glue };
  const data = { "virtual:module": await pack(readFileSync(documents.wasm)) };
  await classicScript("www/shim/documents.ts", "leifeng-form-documents.js", virtual(files, data));
  copyFileSync(documents.wasm, join(out, "leifeng_form_documents_bg.wasm"));
}

async function bundleModules(node, web, documents, sheets) {
  const readers = { "virtual:documents-glue": documents.glue, "virtual:sheets-glue": sheets.glue };
  const plugins = [virtual({ "virtual:node-glue": node.glue, ...readers })];
  copyFileSync(node.wasm, join(out, "leifeng_form_node_bg.wasm"));
  copyFileSync(web.wasm, join(out, "leifeng_form_web_bg.wasm"));
  const index = await bundle({
    ...common,
    metafile: true,
    entryPoints: ["www/package/index.ts"],
    outfile: join(out, "index.js"),
    format: "esm",
    target: "es2022",
    plugins: [virtual({ "virtual:node-glue": web.glue, ...readers })],
  });
  noteParts("index.js", index.metafile);
  const engine = await bundle({
    ...common,
    metafile: true,
    entryPoints: ["www/package/node.ts"],
    outfile: join(out, "engine.cjs"),
    format: "cjs",
    platform: "node",
    target: "node20",
    define: { "import.meta.url": "moduleAddress" },
    banner: { js: 'const moduleAddress = require("node:url").pathToFileURL(__filename).href;' },
    plugins,
  });
  noteParts("engine.cjs", engine.metafile);
  // What the command asks the engine beside is nobody else's.
  const names = ["LeifengFormError", "Rulebook", "countText", "readDocument", "readSheet"];
  const handed = names.map((name) => `exports.${name} = engine.${name};\n`);
  writeFileSync(join(out, "node.cjs"), `"use strict";\nconst engine = require("./engine.cjs");\n${handed.join("")}`);
  writeFileSync(join(out, "node.js"), `export { ${names.join(", ")} } from "./node.cjs";\n`);
  const { metafile } = await bundle({
    ...common,
    entryPoints: ["www/package/cli.ts"],
    outfile: join(out, "cli.js"),
    format: "esm",
    platform: "node",
    target: "node20",
    banner: { js: "#!/usr/bin/env node" },
    // Nothing is freed by itself: where the module broke, another stands in its place, and would free what is its own.
    define: { FinalizationRegistry: "undefined" },
    plugins: [besideNode, virtual({ "virtual:sheets-glue": sheets.glue })],
    metafile: true,
  });
  chmodSync(join(out, "cli.js"), 0o755);
  noteParts("cli.js", metafile);
}

/** The files that each module is in, by its feature; the two for modules of JavaScript share one. */
const FILES_OF_MODULES = [
  ["node", ["leifeng_form_node_bg.wasm", "leifeng_form_web_bg.wasm"]],
  ["compiler", ["leifeng-form-rulebook.js"]],
  ["page", ["leifeng-form.js", "leifeng_form_bg.wasm"]],
  ["documents", ["leifeng-form-documents.js", "leifeng_form_documents_bg.wasm"]],
  ["sheets", ["leifeng-form-sheets.js", "leifeng_form_sheets_bg.wasm"]],
];

/** types.ts is the whole public surface: its declarations are those of every entry. */
function writeTypes() {
  const dir = join(target, "types");
  rmSync(dir, { recursive: true, force: true });
  run(process.execPath, [
    join(root, "node_modules/typescript/bin/tsc"),
    ...["-p", root, "--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--rootDir", root, "--outDir", dir],
  ]);
  const types = readFileSync(join(dir, "www/package/types.d.ts"), "utf8");
  for (const name of ["index.d.ts", "node.d.ts", "node.d.cts"]) writeFileSync(join(out, name), types);
}

function writePackage() {
  const { name, version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const manifest = {
    name,
    version,
    description:
      "Checks official application forms, such as those for youth Lei Feng posts, by the rules of their notice and says what mends them",
    license,
    type: "module",
    engines: { node: ">=20" },
    bin: { "leifeng-form": "./cli.js" },
    main: "./node.cjs",
    module: "./index.js",
    browser: "./index.js",
    types: "./index.d.ts",
    exports: {
      ".": {
        browser: { types: "./index.d.ts", default: "./index.js" },
        node: {
          import: { types: "./node.d.ts", default: "./node.js" },
          require: { types: "./node.d.cts", default: "./node.cjs" },
        },
        types: "./index.d.ts",
        default: "./index.js",
      },
      "./*": "./*",
    },
    files: ["*"],
    sideEffects: ["./leifeng-form*.js"],
  };
  writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  copyFileSync(join(root, "scripts/package-readme.md"), join(out, "README.md"));
  for (const file of ["LICENSE-MIT", "LICENSE-APACHE"]) copyFileSync(join(root, file), join(out, file));
  // In the package the schemas stand one folder up.
  for (const schema of ["rulebook.schema.json", "cases.schema.json"]) {
    copyFileSync(join(root, "rulebooks", schema), join(out, schema));
  }
  for (const folder of ["rulebooks", "rulebooks/cases"]) {
    mkdirSync(join(out, folder), { recursive: true });
    for (const file of readdirSync(join(root, folder))) {
      if (!file.endsWith(".json") || file.endsWith(".schema.json")) continue;
      const text = readFileSync(join(root, folder, file), "utf8");
      const moved = text.replace('"./rulebook.', '"../rulebook.').replace('"../cases.', '"../../cases.');
      writeFileSync(join(out, folder, file), moved);
    }
  }
}

/** For the `integrity` attribute of a script tag. */
function writeIntegrity() {
  const hashes = scriptsForPages().map((file) => [file, hashOf(join(out, file), "sha384")]);
  writeFileSync(join(out, "integrity.json"), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}

const node = buildModule("node");
const web = buildModule("web");
const compiler = buildModule("compiler");
const documents = buildModule("documents");
const sheets = buildModule("sheets");
const page = buildModule("page");
const buildVersion = versionOf([page, documents, sheets, compiler]);
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
say("scripts, types and rulebooks");
await bundleCompiler(compiler);
await bundleDocuments(documents);
await bundleSheets(sheets);
const rulebooks = await compileRulebooks(node);
await bundlePage(page, rulebooks);
await bundleTry(rulebooks);
await bundleModules(node, web, documents, sheets);
writeTypes();
writePackage();
writeFileSync(join(out, "THIRD-PARTY.txt"), notices(FILES_OF_MODULES, parts));
writeIntegrity();
say(`done, see ${out}`);
