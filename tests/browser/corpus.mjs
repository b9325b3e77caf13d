// How well the drop-in finds forms and fields on pages that were written without a look at it: tests/corpus/.
//
//   npm run corpus                  both halves: totals by kind of layout
//   npm run corpus -- --details     the open half: also what was missed or wrong, page by page
//
// Weights are chosen by the open half alone. Of the half apart only totals are printed, so that nobody tunes to it.

import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { share } from "./pages.mjs";
import { browse, serve } from "./support.mjs";

const folder = new URL("../corpus/", import.meta.url);

/** For each page of a half: its kind, whether it was attached to, and the pairs of field and control that are right, wrong or missing. */
export async function findAll(half) {
  const server = await serve();
  const browser = await browse();
  const results = [];
  const names = readdirSync(new URL(`${half}/`, folder)).filter((file) => file.endsWith(".json"));
  for (const name of names.map((file) => file.slice(0, -".json".length))) {
    const page = JSON.parse(readFileSync(new URL(`${half}/${name}.json`, folder), "utf8"));
    const body = readFileSync(new URL(`${half}/${name}.html`, folder));
    server.pages[`/${name}.html`] = { type: page.type, body };
    const opened = await browser.open(`${server.address}/${name}.html`, { until: "domcontentloaded" });
    const found = await opened.evaluate(fieldsFound);
    results.push({
      name,
      kind: page.kind,
      about: page.about,
      isAttached: found !== null,
      ...compare(page, found ?? []),
    });
    await opened.close();
  }
  await Promise.all([server.close(), browser.close()]);
  return results;
}

/** In the page: each pair of a field and the name of its control (or "@" and its place), null where no form was taken. */
async function fieldsFound() {
  const [attached] = await window.LeifengForm.ready;
  if (!attached) return null;
  const all = [...document.querySelectorAll("input,select,textarea")];
  const namesOf = (control) => {
    const shared = all.filter((other) => control.name && other.name === control.name).length;
    return [...(control.name ? [control.name] : []), ...(shared === 1 ? [] : [`@${all.indexOf(control)}`])];
  };
  return Object.entries(attached.mapping()).flatMap(([id, { controls }]) =>
    controls.map((control) => ({ id, names: namesOf(control) })),
  );
}

/** A group of one name counts once; what a reader would be unsure of counts neither way. */
function compare({ fields, unsure = {}, ignored = [] }, found) {
  const pairs = (map) => new Set(Object.entries(map).flatMap(([id, names]) => names.map((name) => `${id} ${name}`)));
  const [expected, doubtful] = [pairs(fields), pairs(unsure)];
  const right = new Set();
  const wrong = new Set();
  for (const { id, names } of found) {
    const written = names.map((name) => `${id} ${name}`);
    const match = written.find((pair) => expected.has(pair));
    if (match) right.add(match);
    else if (!written.some((pair) => doubtful.has(pair)) && !names.some((name) => ignored.includes(name)))
      wrong.add(written[0]);
  }
  return {
    expected: expected.size,
    right: right.size,
    wrong: [...wrong],
    missing: [...expected].filter((pair) => !right.has(pair)),
  };
}

function print(half, results, withDetails) {
  console.log(`\n${half}`);
  const decoys = results.filter(({ kind }) => kind === "decoy");
  const pages = results.filter(({ kind }) => kind !== "decoy");
  const line = (title, some) => {
    const sum = (count) => some.reduce((total, result) => total + count(result), 0);
    const [right, wrong, expected] = [sum((r) => r.right), sum((r) => r.wrong.length), sum((r) => r.expected)];
    const taken = sum((r) => Number(r.isAttached));
    console.log(
      `${title.padEnd(14)}attached ${String(taken).padStart(2)} of ${String(some.length).padEnd(3)} found ${share(right, expected).padEnd(22)} right ${share(right, right + wrong)}`,
    );
  };
  for (const kind of [...new Set(pages.map((page) => page.kind))].sort())
    line(
      kind,
      pages.filter((page) => page.kind === kind),
    );
  line("all", pages);
  console.log(`${"decoys".padEnd(14)}attached ${decoys.filter((page) => page.isAttached).length} of ${decoys.length}`);
  if (!withDetails) return;
  for (const { name, kind, about, isAttached, wrong, missing } of results) {
    if (isAttached === (kind !== "decoy") && wrong.length === 0 && missing.length === 0) continue;
    console.log(`${name} (${kind}: ${about})${isAttached ? "" : " not attached"}`);
    for (const pair of wrong) console.log(`  wrong: ${pair}`);
    for (const pair of missing) console.log(`  missing: ${pair}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({ options: { details: { type: "boolean", default: false } } });
  print("open", await findAll("open"), values.details);
  print("apart", await findAll("apart"), false);
}
