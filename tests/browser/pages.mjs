// Finds the fields on the pages of tests/pages, each with a trait of real ones, and compares with what stands beside them.
//
//   npm run pages

import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { browse, serve } from "./support.mjs";

const folder = new URL("../pages/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".html"))
  .map((file) => file.slice(0, -5));

export const share = (part, all) => (all === 0 ? "–" : `${((100 * part) / all).toFixed(1)} % (${part} of ${all})`);

/** For each page: what it shows, the pairs of field and control that were found, expected, right, and what the console said. */
export async function findAll() {
  const server = await serve();
  const browser = await browse();
  const results = [];
  for (const name of names) {
    const { about, type, fields } = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
    server.pages[`/${name}.html`] = { type, body: readFileSync(new URL(`${name}.html`, folder)) };
    const page = await browser.open(`${server.address}/${name}.html`, { until: "domcontentloaded" });
    const found = await page.evaluate(async () => {
      const [attached] = await window.LeifengForm.ready;
      const all = [...document.querySelectorAll("input,select,textarea")];
      const nameOf = (control) => control.name || `@${all.indexOf(control)}`;
      return Object.entries(attached?.mapping() ?? {}).flatMap(([id, { controls }]) =>
        controls.map((control) => `${id} ${nameOf(control)}`),
      );
    });
    const expected = Object.entries(fields).flatMap(([id, controls]) => controls.map((control) => `${id} ${control}`));
    const rest = [...expected];
    const wrong = [];
    for (const pair of found) {
      const at = rest.indexOf(pair);
      if (at < 0) wrong.push(pair);
      else rest.splice(at, 1);
    }
    results.push({
      name,
      about,
      found: found.length,
      expected: expected.length,
      wrong,
      missing: rest,
      said: page.said,
    });
    await page.close();
  }
  await Promise.all([server.close(), browser.close()]);
  return results;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const results = await findAll();
  const sum = (key) => results.reduce((total, result) => total + result[key].length, 0);
  for (const { name, found, expected, wrong, missing, about } of results) {
    console.log(`${name.padEnd(16)} ${found} found of ${expected}, ${wrong.length} wrong   ${about}`);
    for (const pair of wrong) console.log(`  wrong: ${pair}`);
    for (const pair of missing) console.log(`  missing: ${pair}`);
  }
  const found = results.reduce((total, result) => total + result.found, 0);
  const expected = results.reduce((total, result) => total + result.expected, 0);
  console.log(`${results.length} pages`);
  console.log(`precision ${share(found - sum("wrong"), found)}, recall ${share(expected - sum("missing"), expected)}`);
}
