// The same checks as a JSON Schema compiled by ajv with all errors: first the fields, read in place by a keyword, then
// the rules. A schema that carries `rule` names the check that its errors belong to; a missing answer is `required`.
import Ajv from "ajv";
import { ALL_ARCHIVES, ALL_SYSTEMS, countText, READ, rosterIsSound, rosterIsUnique } from "./reading.mjs";

const WARNINGS = new Set(["roster.count", "roster.unique", "route.county"]);

const yes = (rule) => ({ not: { const: false }, rule });
const is = (field, ...values) => ({ properties: { [field]: { enum: values } }, required: [field] });
const enough = (rule, percent, least) => ({
  anyOf: [
    { properties: { volunteers: { type: "number", minimum: least } }, required: ["volunteers"] },
    { shareOf: { part: "volunteers", whole: "unit_size", percent } },
  ],
  rule,
});
const hours = (rule, minimum) => ({
  if: { properties: { roster: { type: "array" } }, required: ["roster"] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { properties: { roster: { items: { properties: { hours: { minimum, rule } }, required: ["hours"] } } } },
  else: { properties: { hours_min: { minimum, rule } }, required: ["hours_min"] },
});
// biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
const where = (condition, consequence) => ({ if: condition, then: consequence });

const FIELDS = {
  properties: Object.fromEntries(Object.keys(READ).map((id) => [id, { reads: id, rule: `${id}.format` }])),
};
const RULES = {
  required: [
    "level",
    "channel",
    "unit_name",
    "post_name",
    "leader_name",
    "leader_role",
    "leader_phone",
    "unit_size",
    "volunteers",
    "materials",
    "place",
    "fixed_staff",
    "emblem",
    "charter",
    "pledge",
    "hotline",
    "regular_activities",
    "domains",
    "systems",
    "archives",
  ],
  properties: {
    fixed_staff: { minimum: 1, rule: "staff.fixed" },
    emblem: yes("emblem.present"),
    charter: yes("charter.present"),
    pledge: yes("pledge.present"),
    roster: { soundRows: true, rule: "roster.format", allOf: [{ uniqueRows: true, rule: "roster.unique" }] },
    regular_activities: yes("activities.regular"),
    systems: { minimum: ALL_SYSTEMS, rule: "systems.complete" },
    archives: { minimum: ALL_ARCHIVES, rule: "archives.complete" },
    materials: { counted: true },
    submitted_on: { minimum: 20120401, maximum: 20120531, rule: "window.stage" },
  },
  allOf: [
    { rowsEqual: "volunteers", rule: "roster.count" },
    where(is("channel", "county", "zone"), { required: ["district"] }),
    where(is("level", "city"), {
      allOf: [
        enough("volunteers.city", 60, 20),
        hours("hours.city", 100),
        { properties: { copies: { minimum: 2, rule: "copies.two" } }, required: ["copies"] },
        where(is("channel", "county", "zone", "city_organ"), {
          properties: { recommended: yes("route.recommended") },
          required: ["recommended"],
        }),
        where(is("channel", "county", "zone"), {
          properties: { submitted_on: { maximum: 20120425, rule: "window.nomination" } },
        }),
      ],
    }),
    where(is("level", "county"), {
      allOf: [enough("volunteers.county", 50, 10), hours("hours.county", 50)],
      properties: { channel: { enum: ["county", "zone", null], rule: "route.county" } },
    }),
  ],
};

export function create({ today }) {
  let counts;
  const ajv = new Ajv({ allErrors: true, verbose: true, messages: false, strict: false });
  ajv.addVocabulary(["rule"]);
  ajv.addKeyword({
    keyword: "reads",
    modifying: true,
    errors: false,
    compile:
      (id) =>
      (raw, { parentData, parentDataProperty }) => {
        const value = READ[id](raw);
        parentData[parentDataProperty] = value;
        return value !== null;
      },
  });
  const check = (keyword, type, compile) => ajv.addKeyword({ keyword, type, errors: false, compile });
  check("soundRows", "array", () => rosterIsSound);
  check("uniqueRows", "array", () => rosterIsUnique);
  check("rowsEqual", "object", (id) => (a) => !a.roster || a[id] == null || a.roster.length === a[id]);
  check(
    "shareOf",
    "object",
    ({ part, whole, percent }) =>
      (a) =>
        a[part] == null || a[whole] == null || a[part] * 100 >= a[whole] * percent,
  );
  check("counted", "string", () => (text) => {
    counts = countText(text);
    return true;
  });
  const valid = ajv.compile({ allOf: [FIELDS, RULES] });

  /** Reads the answers in place, so it wants an object of its own. */
  return function validate(answers) {
    counts = undefined;
    answers.submitted_on = READ.submitted_on(answers.submitted_on) === undefined ? today : answers.submitted_on;
    const fails = [];
    let [error, open] = [false, false];
    if (!valid(answers)) {
      for (const { keyword, parentSchema } of valid.errors) {
        const { rule } = parentSchema;
        if (keyword === "required") open = true;
        else if (rule && !fails.includes(rule)) {
          fails.push(rule);
          error ||= !WARNINGS.has(rule);
        }
      }
    }
    return { verdict: error ? "ineligible" : open ? "incomplete" : "eligible", fails, counts };
  };
}
