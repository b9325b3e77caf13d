// The author's guide: what it shows is put together as it says, its commands print what it says.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { blocksOf, command, file, folder, Rulebook, root } from "./support.mjs";

const shipped = JSON.parse(readFileSync(join(root, "rulebooks/community-grant-2025.json"), "utf8"));
const write = (name, value) => file(name, JSON.stringify(value, null, 2));

/** Members go into the objects of the same name, entries of lists behind those that are there. */
function add(to, more) {
  const both = { ...to };
  for (const [key, value] of Object.entries(more)) {
    if (Array.isArray(value)) both[key] = [...(to[key] ?? []), ...value];
    else both[key] = typeof value === "object" && key in to ? add(to[key], value) : value;
  }
  return both;
}

/** The lines stand in the output one after the other; … is what is left out. */
function assertPrints(output, lines) {
  let rest = output;
  for (const part of lines.join("\n").split(/^…$\n?/m)) {
    const at = rest.indexOf(part);
    assert.ok(at >= 0, `not printed:\n${part}\nbut:\n${output}`);
    rest = rest.slice(at + part.length);
  }
}

for (const name of ["rulebook-guide.md", "rulebook-guide.zh-CN.md"]) {
  describe(name, () => {
    test("its steps are taken one by one and come to the rulebook that is shipped; its commands print what it says", () => {
      let book = {};
      let cases;
      let steps = 0;
      for (const { info, text } of blocksOf(`docs/${name}`)) {
        const json = info.startsWith("json") ? JSON.parse(text) : undefined;
        if (info === "json rulebook") {
          book = add(book, json);
          assert.equal(Rulebook.load(book).id, shipped.id);
          write("grant.json", book);
          steps++;
        } else if (info === "json wrong") {
          const [[rule, wrong]] = Object.entries(json.rules);
          write("wrong.json", { ...book, rules: { ...book.rules, [rule]: wrong } });
        } else if (info === "json cases") {
          cases = json;
          write("grant-cases.json", cases);
        } else if (info === "json example") {
          cases = { ...cases, cases: [...cases.cases, json] };
          write("grant-cases.json", cases);
        } else if (info === "console") {
          const [asked, ...lines] = text.split("\n");
          const { stdout, stderr } = command(asked.replace("$ leifeng-form ", "").split(" "));
          assertPrints(stdout + stderr, lines);
        } else assert.ok(["sh", "html"].includes(info), `a block of ${info} is not looked at`);
      }
      assert.equal(steps, 8);
      const { $schema, ...rest } = shipped;
      assert.deepEqual(book, rest);
      assert.deepEqual(Object.keys(book.rules), Object.keys(rest.rules), "in the same order");
    });

    test("its other commands run", () => {
      file("applications.csv", "团队名称,所在街道\n读书会,东山街道\n");
      write("grant.json", shipped);
      const [{ text }] = blocksOf(`docs/${name}`).filter(({ info }) => info === "sh");
      for (const line of text.split("\n")) {
        const args = line.replace("leifeng-form ", "").split(" ");
        assert.equal(command(args).status, 1, "nothing is complete there");
        assert.match(readFileSync(join(folder, args.at(-1)), "utf8"), /读书会/);
      }
    });
  });
}

test("both languages show the same", () => {
  const shown = (name) => blocksOf(`docs/${name}`).map(({ info, text }) => `${info}\n${text}`);
  assert.deepEqual(shown("rulebook-guide.zh-CN.md"), shown("rulebook-guide.md"));
});

test("the worked example of the reference is taken", () => {
  const [, text] = /```json\n(\{\n {2}"id"[\s\S]*?)\n```/.exec(readFileSync(join(root, "rulebooks/README.md"), "utf8"));
  assert.equal(Rulebook.load(JSON.parse(text)).id, "my-county-2025");
});
