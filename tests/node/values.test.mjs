// Named values of a rulebook, replaced with the run: in the package and in the command.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { command, file, good, LeifengFormError, linesOf, Rulebook, today } from "./support.mjs";

const records = (name) => file(name, `${JSON.stringify({ ...good, submitted_on: "2013-04-20" })}\n`);
const GIVEN = {
  year: 2013,
  county_until: "2013-04-23",
  nomination_until: "2013-04-25",
  stage_from: "2013-04-01",
  stage_to: "2013-05-31",
  districts: ["蒙阴县", "费县"],
};

describe("named values", () => {
  test("are listed with their labels, and stand in for the rulebook's where they are given", () => {
    const book = Rulebook.load("mengyin-2012", { values: GIVEN });
    const { values, title } = book.describe();
    const of = (name) => values.find((value) => value.name === name);
    assert.deepEqual(of("county_until"), {
      name: "county_until",
      label: "县里报送截止",
      is: "2013-04-23",
      used: "rule",
      replaced: true,
    });
    assert.equal(of("city_volunteers").replaced, false);
    assert.match(title, /2013/);
    const report = book.check({ submitted_on: "2013-04-24", district: "费县" }, { today: "2013-04-24" });
    assert.deepEqual(report.values, GIVEN);
    const stateOf = (rule) => report.checks.find((check) => check.rule === rule).state;
    assert.deepEqual([stateOf("window.county"), stateOf("district.here")], ["fails", "holds"]);
    assert.equal("values" in Rulebook.load("mengyin-2012").check({}, { today }), false);
  });

  test("that the rulebook does not have, or of another type, are refused", () => {
    for (const [values, code] of [
      [{ county_untill: "2013-04-23" }, "values.unknown"],
      [{ county_until: 23 }, "values.kind"],
      [{ county_until: "四月底" }, "values.kind"],
      [{ county_until: null }, "value.type"],
      [[], "value.type"],
    ]) {
      assert.throws(
        () => Rulebook.load("mengyin-2012", { values }),
        (error) => error instanceof LeifengFormError && error.code === code,
        JSON.stringify(values),
      );
    }
  });
});

describe("--values", () => {
  const check = (...args) => command(["check", "--today", "2013-04-20", ...args]);

  test("takes JSON, or a file of it; each report names what was replaced", () => {
    const path = records("values.jsonl");
    const plain = check("--format", "jsonl", path);
    assert.equal(plain.status, 1, "by last year's days it comes too late");
    for (const given of [JSON.stringify(GIVEN), file("values.json", `\uFEFF${JSON.stringify(GIVEN)}`)]) {
      const { status, stdout, stderr } = check("--format", "jsonl", "--values", given, path);
      assert.deepEqual([status, stderr], [0, ""]);
      assert.deepEqual(linesOf(stdout).records[0].values, GIVEN);
    }
  });

  test("is said above the report in text and in HTML", () => {
    const path = records("values-text.jsonl");
    const given = JSON.stringify({ county_until: "2013-04-23" });
    assert.match(check("--values", given, path).stdout, /^改用的数值：县里报送截止 2013-04-23\n\n/);
    assert.match(
      check("--values", given, "--format", "html", path).stdout,
      /<dt>改用的数值<\/dt><dd>县里报送截止 2013-04-23<\/dd>/,
    );
    assert.doesNotMatch(check(path).stdout, /改用的数值/);
    assert.doesNotMatch(check("--format", "html", path).stdout, /改用的数值/);
  });

  test("that cannot be used end the run before it begins", () => {
    const path = records("values-wrong.jsonl");
    for (const [given, pattern] of [
      ['{"county_untill":"2013-04-23"}', /county_until/],
      ["{", /JSON/],
      [file("list.json", "[]"), /list\.json/],
      ["no-such-file.json", /no-such-file\.json/],
    ]) {
      const { status, stdout, stderr } = check("--values", given, path);
      assert.deepEqual([status, stdout], [2, ""], given);
      assert.match(stderr, pattern);
    }
  });

  test("shows in the list of a rulebook, as does a value that nothing uses", () => {
    const { status, stdout } = command(["rulebook", "mengyin-2012", "--values", '{"county_until":"2013-04-23"}']);
    assert.equal(status, 0);
    assert.match(stdout, /county_until +县里报送截止 +2013-04-23 +（已改用）/);
    const own = file(
      "unused.json",
      '{ "id": "own", "title": "自拟", "extends": "linyi-2012", "values": { "spare": 3 } }',
    );
    assert.match(command(["rulebook", own]).stdout, /spare +spare +3 +（没有规则或文字用到）/);
  });
});
