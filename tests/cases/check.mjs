// Lints the case files of this folder: names, states and figures that no case may get wrong. It judges no rule.
// Run: node tests/cases/check.mjs
import { readFileSync } from "node:fs";

const here = (name) => new URL(name, import.meta.url);
const faults = [];
const fault = (where, what) => faults.push(`${where}: ${what}`);
const words = (text) => text.trim().split(/\s+/);

// kind: fields. A field's label is accepted as a key too.
const application = {
  choice: "level=申报级别 channel=申报渠道 district=所属县区 leader_role=队长身份",
  text: "unit_name=单位名称 post_name=岗位名称 place=志愿服务场所 leader_name=服务队长 materials=申报材料",
  phone: "leader_phone=联系电话 hotline=监督电话",
  email: "email=电子邮箱",
  number: "fixed_staff=固定服务人员数 unit_size=单位人数 volunteers=志愿者人数 hours_min=每名志愿者年服务时间（最少者） copies=申报材料份数",
  yes: "emblem=统一标识 charter=规章制度 pledge=服务承诺 regular_activities=定期开展活动 recommended=已获推荐 outstanding=事迹特别突出 paper=纸质版 electronic=电子版",
  choices: "domains=服务领域 beneficiaries=服务对象 systems=组织制度 archives=档案资料",
  date: "submitted_on=申报日期",
  table: "roster=志愿者名册",
};
const inspected =
  "level post_name place leader_name leader_role leader_phone fixed_staff emblem charter pledge hotline unit_size volunteers hours_min roster regular_activities systems archives";

const kinds = new Map(); // field → kind
const labels = new Map(); // label → field
for (const [kind, list] of Object.entries(application))
  for (const [field, label] of words(list).map((x) => x.split("="))) {
    kinds.set(field, kind);
    labels.set(label, field);
  }
for (const [field, kind] of [["nominator", "choice"], ["nominees", "table"], ["stage", "choice"], ["inspected_on", "date"]])
  kinds.set(field, kind);

const fields = {
  application: new Set(words(Object.values(application).join(" ")).map((x) => x.split("=")[0])),
  nomination: new Set(["nominator", "nominees", "submitted_on"]),
  inspection: new Set([...words(inspected), "stage", "inspected_on"]),
};

const required = {
  application: words("level channel district unit_name post_name leader_name leader_role leader_phone unit_size volunteers materials"),
  nomination: ["nominator", "nominees"],
  inspection: words("level post_name stage inspected_on leader_name leader_role leader_phone"),
};

// Rules that are not FIELD.required or FIELD.format, with their level where they have one.
const rules = new Map();
for (const id of words(`place.fixed staff.fixed emblem.present charter.present pledge.present hotline.present roster.count roster.unique
  activities.regular satisfaction.judged domains.any systems.complete archives.complete window.stage district.here materials.length
  paper.present electronic.present window.county quota.max quota.min nominees.unique window.supervision window.acceptance`)) rules.set(id, null);
for (const id of words("volunteers.city hours.city route.recommended copies.two window.nomination")) rules.set(id, "city");
for (const id of words("volunteers.county hours.county route.county")) rules.set(id, "county");

const severities = { "roster.count": ["warning"], "roster.unique": ["warning"], "route.county": ["warning"], "quota.min": ["warning"], "satisfaction.judged": ["review"], "materials.length": ["error", "warning"] };
const neverFails = new Set(words("place.fixed hotline.present domains.any satisfaction.judged"));
const states = new Set(["holds", "fails", "open", "absent"]);
const verdicts = new Set(["eligible", "ineligible", "incomplete"]);
const tables = new Set(["roster.format", "hours.city", "hours.county", "roster.unique", "nominees.format", "nominees.unique"]);
const keysOfCase = new Set(words("name rulebook form today set expect doubt"));
const keysOfExpect = new Set(words("verdict level levels checks severity remedies assumed rows counts unknown order"));

function knownRule(rule, form) {
  if (rules.has(rule)) return true;
  const [field, what] = rule.split(".");
  if (what === "required") return kinds.has(field); // a case may say that it is absent
  return what === "format" && fields[form].has(field);
}

function checkCase(x, form, base, where) {
  for (const key of Object.keys(x)) if (!keysOfCase.has(key)) fault(where, `unknown key ${key}`);
  for (const key of Object.keys(x.expect)) if (!keysOfExpect.has(key)) fault(where, `unknown key expect.${key}`);
  if (!["linyi-2012", "mengyin-2012"].includes(x.rulebook)) fault(where, `rulebook ${x.rulebook}`);
  if (x.form !== form) fault(where, `form ${x.form}`);
  if (!/^\d{4}-\d\d-\d\d$/.test(x.today)) fault(where, `today ${x.today}`);
  const { verdict, level, levels, checks = {}, severity = {}, remedies = {}, assumed = {}, rows = {}, unknown = [], order = [] } = x.expect;

  for (const key of Object.keys(x.set)) {
    if (fields[form].has(key) || unknown.includes(key)) continue;
    if (!fields[form].has(labels.get(key))) fault(where, `the form has no field ${key} and unknown does not name it`);
  }
  if (JSON.stringify([...new Set(unknown)].sort(byCodePoint)) !== JSON.stringify(unknown)) fault(where, "unknown is not sorted, or repeats");

  if (verdict !== undefined && !verdicts.has(verdict)) fault(where, `verdict ${verdict}`);
  if (level !== undefined && ![null, "city", "county"].includes(level)) fault(where, `level ${level}`);
  if (levels === null ? form === "application" : levels && form !== "application") fault(where, "levels stands in reports of application only");
  for (const [key, value] of Object.entries(levels ?? {}))
    if (!["city", "county"].includes(key) || !verdicts.has(value)) fault(where, `levels ${key} ${value}`);
  if (levels && level && verdict && levels[level] && levels[level] !== verdict) fault(where, "levels and verdict differ for the level applied for");

  for (const rule of [...Object.keys({ ...checks, ...severity, ...remedies, ...assumed, ...rows }), ...order])
    if (!knownRule(rule, form)) fault(where, `no rule ${rule}`);
  if (new Set(order).size !== order.length) fault(where, "order repeats a rule");

  const given = { ...base, ...x.set };
  for (const [rule, state] of Object.entries(checks)) {
    if (!states.has(state)) fault(where, `${rule} ${state}`);
    const [field, what] = rule.split(".");
    if (state === "fails" && (neverFails.has(rule) || what === "required")) fault(where, `${rule} never fails`);
    if (what === "format" && state === "open") fault(where, `${rule} is never open`);
    if (what === "format" && kinds.get(field) === "text" && state !== "absent") fault(where, `${rule}: a text has no format`);
    if (what === "required" && state !== "absent" && !required[form].includes(field)) fault(where, `${rule} is not demanded by this form`);
    const only = rules.get(rule); // a rule of one level; in a nomination there are no levels
    if (only && form !== "nomination" && typeof given.level === "string" && ["city", "county"].includes(given.level) && given.level !== only && state !== "absent")
      fault(where, `${rule} is a rule of the level ${only}`);
    const hard = !severities[rule] || severity[rule] === "error";
    if (state === "fails" && hard && verdict && verdict !== "ineligible") fault(where, `${rule} fails, but the verdict is ${verdict}`);
    if (state === "open" && !severities[rule] && verdict === "eligible") fault(where, `${rule} is open, but the verdict is eligible`);
    if (rule === "materials.length" && state === "fails" && !severity[rule]) fault(where, "materials.length fails without its severity");
  }
  for (const [rule, value] of Object.entries(severity))
    if (!(severities[rule] ?? ["error"]).includes(value)) fault(where, `${rule} has not the severity ${value}`);
  for (const [rule, list] of Object.entries(assumed))
    if (!rule.startsWith("window.") || list.some((f) => f !== "submitted_on")) fault(where, `assumed ${rule}`);
  for (const [rule, list] of Object.entries(rows))
    if (!tables.has(rule) || list.some((n, i) => !Number.isInteger(n) || n < 1 || n <= (list[i - 1] ?? 0))) fault(where, `rows of ${rule}`);
  for (const [rule, list] of Object.entries(remedies)) {
    let last = 0;
    for (const { field, to, by } of list) {
      if (!fields[form].has(field)) fault(where, `remedy of ${rule}: no field ${field}`);
      if (kinds.get(field) === "date") fault(where, `remedy of ${rule}: dates have none`);
      if (by !== undefined && typeof given[field] === "number" && to - by !== given[field]) fault(where, `remedy of ${rule}: ${to} - ${by} is not ${given[field]}`);
      if (by !== undefined && Math.abs(by) <= last) fault(where, `remedies of ${rule}: the smallest comes first`);
      last = Math.abs(by ?? last);
    }
  }
}

function byCodePoint(a, b) {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

let total = 0;
for (const form of ["application", "nomination", "inspection"]) {
  const file = `${form}.json`;
  const { base, cases } = JSON.parse(readFileSync(here(file), "utf8"));
  for (const key of Object.keys(base)) if (!fields[form].has(key)) fault(file, `base: no field ${key}`);
  const names = new Set();
  const asked = new Set();
  for (const x of cases) {
    const where = `${file}: ${x.name}`;
    if (names.has(x.name)) fault(where, "a second case of this name");
    names.add(x.name);
    const question = JSON.stringify([x.rulebook, x.today, x.set, Object.keys(x.expect.checks ?? {})]);
    if (asked.has(question)) fault(where, "asks the same as another case");
    asked.add(question);
    checkCase(x, form, base, where);
  }
  console.log(`${file}: ${cases.length} cases, ${cases.filter((x) => x.doubt).length} doubtful`);
  total += cases.length;
}

const readable = {
  number: (v) => typeof v === "number" && v >= 0,
  phone: (v) => v === true,
  email: (v) => v === true,
  text: (v) => v === true,
  table: (v) => v === true,
  yes: (v) => v === "yes" || v === "no",
  choice: (v) => typeof v === "string",
  choices: (v) => Array.isArray(v) && v.length > 0,
  date: (v) => /^\d{4}-\d\d-\d\d$/.test(v),
};
const reading = JSON.parse(readFileSync(here("reading.json"), "utf8"));
const values = new Set();
for (const x of reading) {
  const { field, value, reads, form = "application" } = x;
  const where = `reading.json: ${field} ${JSON.stringify(value)}`;
  for (const key of Object.keys(x)) if (!["field", "value", "reads", "form", "doubt"].includes(key)) fault(where, `unknown key ${key}`);
  if (!fields[form]?.has(field)) fault(where, `no such field in ${form}`);
  const id = JSON.stringify([form, field, value]);
  if (values.has(id)) fault(where, "stands here twice");
  values.add(id);
  const kind = kinds.get(field);
  if (reads === "refused" ? kind === "text" : reads !== "unanswered" && !readable[kind](reads)) fault(where, `reads ${JSON.stringify(reads)}`);
}
console.log(`reading.json: ${reading.length} lines, ${reading.filter((x) => x.doubt).length} doubtful`);

const [head, ...lines] = readFileSync(here("counting.tsv"), "utf8").replace(/\n$/, "").split("\n").map((l) => l.split("\t"));
if (head.join() !== "id,text,zishu,characters_no_spaces,characters_with_spaces,basis,note") fault("counting.tsv", "the header");
const ids = new Set();
const texts = new Set();
for (const cells of lines) {
  const [id, text, ...rest] = cells;
  const [zishu, bare, spaced] = rest.slice(0, 3).map(Number);
  const where = `counting.tsv: ${id}`;
  if (cells.length !== 7) fault(where, `${cells.length} columns`);
  if (ids.has(id)) fault(where, "a second line of this id");
  if (texts.has(text)) fault(where, "the text of another line");
  ids.add(id);
  texts.add(text);
  if (![zishu, bare, spaced].every((n) => Number.isInteger(n) && n >= 0) || zishu > bare || bare > spaced) fault(where, "the figures");
  if (/\\(?!u[0-9a-f]{4}|[tn])/i.test(text) || /\\ud[89a-f]/i.test(text)) fault(where, "an escape that is not \\uXXXX of one character, \\t or \\n");
}
console.log(`counting.tsv: ${lines.length} lines`);

for (const line of faults) console.error(line);
console.log(faults.length ? `${faults.length} faults` : `${total} cases, ${reading.length} readings, ${lines.length} counts: no fault`);
process.exitCode = faults.length ? 1 : 0;
