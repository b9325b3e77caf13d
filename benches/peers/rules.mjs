// The rules as predicates over read answers, for the libraries whose idiom is a list of checks (zod, valibot).
// true holds, false fails, undefined is open. An absent answer is undefined, an unreadable one null.
import { ALL_ARCHIVES, ALL_SYSTEMS, rosterHours, rosterIsUnique } from "./reading.mjs";

const answered = (field) => (a) => a[field] !== undefined || undefined;
const isYes = (field) => (a) => a[field] ?? undefined;
const atLeast = (field, least) => (a) => (a[field] == null ? undefined : a[field] >= least);
const complete = (field, all) => (a) => (a[field] == null ? undefined : a[field] === all);
const where = (applies, test) => (a) => !applies(a) || test(a);
const at = (level, test) => where((a) => a.level === level, test);
const fromCounty = (a) => a.channel === "county" || a.channel === "zone";
const needsRecommendation = (a) => fromCounty(a) || a.channel === "city_organ";

const enough = (percent, least) => (a) => {
  if (a.volunteers == null) return undefined;
  if (a.volunteers >= least) return true;
  return a.unit_size == null ? undefined : a.volunteers * 100 >= a.unit_size * percent;
};
const hours = (least) => (a) => (a.roster ? rosterHours(a.roster, least) : atLeast("hours_min", least)(a));
const between = (from, to, today) => (a) => {
  const date = a.submitted_on === undefined ? today : a.submitted_on;
  return date === null ? undefined : date >= from && date <= to;
};

export const ERRORS = (today) => ({
  "level.required": answered("level"),
  "channel.required": answered("channel"),
  "district.required": where(fromCounty, answered("district")),
  "unit_name.required": answered("unit_name"),
  "post_name.required": answered("post_name"),
  "leader_name.required": answered("leader_name"),
  "leader_role.required": answered("leader_role"),
  "leader_phone.required": answered("leader_phone"),
  "unit_size.required": answered("unit_size"),
  "volunteers.required": answered("volunteers"),
  "materials.required": answered("materials"),
  "place.fixed": answered("place"),
  "staff.fixed": atLeast("fixed_staff", 1),
  "emblem.present": isYes("emblem"),
  "charter.present": isYes("charter"),
  "pledge.present": isYes("pledge"),
  "hotline.present": answered("hotline"),
  "volunteers.city": at("city", enough(60, 20)),
  "volunteers.county": at("county", enough(50, 10)),
  "hours.city": at("city", hours(100)),
  "hours.county": at("county", hours(50)),
  "activities.regular": isYes("regular_activities"),
  "domains.any": answered("domains"),
  "systems.complete": complete("systems", ALL_SYSTEMS),
  "archives.complete": complete("archives", ALL_ARCHIVES),
  "route.recommended": at("city", where(needsRecommendation, isYes("recommended"))),
  "copies.two": at("city", atLeast("copies", 2)),
  "window.nomination": at("city", where(fromCounty, between(0, 20120425, today))),
  "window.stage": between(20120401, 20120531, today),
});

export const WARNINGS = {
  "roster.count": (a) => !a.roster || a.volunteers == null || a.roster.length === a.volunteers,
  "roster.unique": (a) => !a.roster || rosterIsUnique(a.roster),
  "route.county": at("county", (a) => a.channel == null || fromCounty(a)),
};

/** Messages of a library's issues to a verdict: an issue's message is the check's id, OPEN for one that is open. */
export const OPEN = "open";
export function conclude(issues) {
  const fails = [];
  let [error, open] = [false, false];
  for (const { message } of issues) {
    if (message === OPEN) open = true;
    else {
      fails.push(message);
      error ||= !(message in WARNINGS);
    }
  }
  return { verdict: error ? "ineligible" : open ? "incomplete" : "eligible", fails };
}
