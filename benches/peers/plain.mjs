// The form `application` of `linyi-2012`, written by hand: the rules one below the other, no library, no table of rules.
import {
  ALL_ARCHIVES,
  ALL_SYSTEMS,
  countText,
  READ,
  readDate,
  rosterHours,
  rosterIsSound,
  rosterIsUnique,
} from "./reading.mjs";

class Findings {
  fails = [];
  error = false;
  open = false;

  required(value) {
    if (value === undefined) this.open = true;
  }
  format(id, value) {
    if (value === null) {
      this.fails.push(id);
      this.error = true;
    }
  }
  /** true holds, false fails, anything else is open. */
  judge(id, state) {
    if (state === false) {
      this.fails.push(id);
      this.error = true;
    } else if (state !== true) this.open = true;
  }
  warn(id, state) {
    if (state === false) this.fails.push(id);
  }
}

const atLeast = (value, least) => (value == null ? undefined : value >= least);

/** "percent of the unit or least": decided as soon as one side decides it. */
function enough(volunteers, size, percent, least) {
  if (volunteers == null) return undefined;
  if (volunteers >= least) return true;
  return size == null ? undefined : volunteers * 100 >= size * percent;
}

/** @returns a function from answers to { verdict, fails, counts } */
export function create({ today, count = true }) {
  const todayNumber = readDate(today);

  return function validate(a) {
    const level = READ.level(a.level);
    const channel = READ.channel(a.channel);
    const district = READ.district(a.district);
    const leaderRole = READ.leader_role(a.leader_role);
    const leaderPhone = READ.leader_phone(a.leader_phone);
    const fixedStaff = READ.fixed_staff(a.fixed_staff);
    const emblem = READ.emblem(a.emblem);
    const charter = READ.charter(a.charter);
    const pledge = READ.pledge(a.pledge);
    const hotline = READ.hotline(a.hotline);
    const unitSize = READ.unit_size(a.unit_size);
    const volunteers = READ.volunteers(a.volunteers);
    const hoursMin = READ.hours_min(a.hours_min);
    const roster = READ.roster(a.roster);
    const regular = READ.regular_activities(a.regular_activities);
    const domains = READ.domains(a.domains);
    const systems = READ.systems(a.systems);
    const archives = READ.archives(a.archives);
    const recommended = READ.recommended(a.recommended);
    const copies = READ.copies(a.copies);
    const materials = READ.materials(a.materials);
    const submittedOn = READ.submitted_on(a.submitted_on);

    const found = new Findings();
    const fromCounty = channel === "county" || channel === "zone";

    found.required(level);
    found.required(channel);
    if (fromCounty) found.required(district);
    found.required(READ.unit_name(a.unit_name));
    found.required(READ.post_name(a.post_name));
    found.required(READ.leader_name(a.leader_name));
    found.required(leaderRole);
    found.required(leaderPhone);
    found.required(unitSize);
    found.required(volunteers);
    found.required(materials);

    found.format("level.format", level);
    found.format("channel.format", channel);
    found.format("district.format", district);
    found.format("leader_role.format", leaderRole);
    found.format("leader_phone.format", leaderPhone);
    found.format("email.format", READ.email(a.email));
    found.format("fixed_staff.format", fixedStaff);
    found.format("emblem.format", emblem);
    found.format("charter.format", charter);
    found.format("pledge.format", pledge);
    found.format("hotline.format", hotline);
    found.format("unit_size.format", unitSize);
    found.format("volunteers.format", volunteers);
    found.format("hours_min.format", hoursMin);
    found.format("roster.format", roster && !rosterIsSound(roster) ? null : roster);
    found.format("regular_activities.format", regular);
    found.format("domains.format", domains);
    found.format("beneficiaries.format", READ.beneficiaries(a.beneficiaries));
    found.format("systems.format", systems);
    found.format("archives.format", archives);
    found.format("recommended.format", recommended);
    found.format("outstanding.format", READ.outstanding(a.outstanding));
    found.format("copies.format", copies);
    found.format("paper.format", READ.paper(a.paper));
    found.format("electronic.format", READ.electronic(a.electronic));
    found.format("submitted_on.format", submittedOn);

    found.required(READ.place(a.place)); // place.fixed
    found.judge("staff.fixed", atLeast(fixedStaff, 1));
    found.judge("emblem.present", emblem);
    found.judge("charter.present", charter);
    found.judge("pledge.present", pledge);
    found.required(hotline); // hotline.present
    if (level === "city") {
      found.judge("volunteers.city", enough(volunteers, unitSize, 60, 20));
      found.judge("hours.city", roster ? rosterHours(roster, 100) : atLeast(hoursMin, 100));
    } else if (level === "county") {
      found.judge("volunteers.county", enough(volunteers, unitSize, 50, 10));
      found.judge("hours.county", roster ? rosterHours(roster, 50) : atLeast(hoursMin, 50));
    }
    if (roster) {
      found.warn("roster.count", volunteers == null ? undefined : roster.length === volunteers);
      found.warn("roster.unique", rosterIsUnique(roster));
    }
    found.judge("activities.regular", regular);
    found.required(domains); // domains.any
    found.judge("systems.complete", systems == null ? undefined : systems === ALL_SYSTEMS);
    found.judge("archives.complete", archives == null ? undefined : archives === ALL_ARCHIVES);
    const date = submittedOn === undefined ? todayNumber : submittedOn;
    if (level === "city") {
      if (fromCounty || channel === "city_organ") found.judge("route.recommended", recommended);
      found.judge("copies.two", atLeast(copies, 2));
      if (fromCounty) found.judge("window.nomination", date === null ? undefined : date <= 20120425);
    } else if (level === "county") {
      found.warn("route.county", channel == null ? undefined : fromCounty);
    }
    found.judge("window.stage", date === null ? undefined : date >= 20120401 && date <= 20120531);

    return {
      verdict: found.error ? "ineligible" : found.open ? "incomplete" : "eligible",
      fails: found.fails,
      counts: count && materials !== undefined ? countText(materials) : undefined,
    };
  };
}
