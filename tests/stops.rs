//! Which checks stop a submission, and where they can be mended: by the answers and by what the controls of a page can become.

use leifeng_form::answer::{Date, Input, Number};
use leifeng_form::engine::Room;
use leifeng_form::{Session, rulebook};
use serde_json::{Value, json};

fn input(value: &Value) -> Input<'static> {
    match value {
        Value::String(text) => Input::Text(text.clone().into()),
        Value::Bool(yes) => Input::Bool(*yes),
        Value::Array(all) => Input::List(all.iter().map(input).collect()),
        Value::Object(all) => {
            Input::Object(all.iter().map(|(key, value)| (key.clone().into(), input(value))).collect())
        }
        other => Input::Text(other.to_string().into()),
    }
}

/// A session of a form with these answers, and a room a field: those that are named, of the others `rest`.
struct Page {
    session: Session,
    rooms: Vec<Room>,
}

impl Page {
    fn of(book: &str, form: &str, answers: Value, rest: Room, rooms: &[(&str, Room)]) -> Page {
        let book = match rulebook::built_in(book) {
            Some(book) => book,
            None => rulebook::load(book).expect("a rulebook").book,
        };
        let mut session = Session::new(book, form, Date::read("2012-04-20")).expect("a form");
        for (key, value) in answers.as_object().expect("answers") {
            session.enter(key, input(value)).expect("a field");
        }
        let room =
            |id: &str| rooms.iter().find(|(other, _)| *other == id).map_or(rest.clone(), |(_, room)| room.clone());
        let rooms = session.form().fields.iter().map(|field| room(&field.id)).collect();
        Page { session, rooms }
    }

    /// The rules that stop, each with the fields at which it can be mended.
    fn stops(&self) -> Vec<String> {
        let report: Value = serde_json::from_str(&self.session.report()).expect("JSON");
        let rules =
            report["checks"].as_array().expect("checks").iter().map(|check| check["rule"].as_str().expect("a rule"));
        let fields = &self.session.form().fields;
        let stops = self.session.stops(&self.rooms);
        assert_eq!(stops.len(), report["checks"].as_array().map_or(0, Vec::len), "an entry a check of the report");
        rules
            .zip(stops)
            .filter(|(_, places)| !places.is_empty())
            .map(|(rule, places)| {
                let ids: Vec<&str> = places.iter().map(|&at| fields[usize::from(at)].id.as_str()).collect();
                format!("{rule} {}", ids.join("+"))
            })
            .collect()
    }

    /// Only those of a rule's name.
    fn stops_by(&self, rule: &str) -> Vec<String> {
        self.stops().into_iter().filter(|stop| stop.split(' ').next() == Some(rule)).collect()
    }
}

fn short(most: u32) -> Room {
    Room::Text { most }
}

fn options(each: &[u64], many: bool) -> Room {
    Room::Options { each: each.into(), many }
}

fn rows(rows: &[&[Room]], grows: bool) -> Room {
    Room::Rows { rows: rows.iter().map(|row| row.to_vec()).collect(), grows }
}

const FREE: Room = Room::FREE;
const FIXED: Room = Room::Fixed;
const ABSENT: Room = Room::Absent;

/// An application of which one rule is looked at: the fields that matter with their answers and rooms; nothing else is there.
fn application(rule: &str, answers: Value, rooms: &[(&str, Room)]) -> Vec<String> {
    Page::of("linyi-2012", "application", answers, ABSENT, rooms).stops_by(rule)
}

fn county(rule: &str, answers: Value, rooms: &[(&str, Room)]) -> Vec<String> {
    Page::of("mengyin-2012", "application", answers, ABSENT, rooms).stops_by(rule)
}

fn none() -> Vec<String> {
    Vec::new()
}

#[cfg(feature = "page")]
#[test]
fn a_file_that_cannot_be_read_is_an_answer_that_cannot_be_read_unless_a_paper_copy_will_do() {
    let judge = |on_paper: bool| {
        let mut book = (*rulebook::built_in("mengyin-2012").expect("it is there")).clone();
        let fields = &mut book.forms.iter_mut().find(|form| form.id == "application").expect("it is there").fields;
        let at = fields.iter().position(|field| field.id == "materials").expect("it is there");
        fields[at].on_paper = on_paper;
        let mut session = Session::new(book.into(), "application", Date::read("2012-04-20")).expect("it is there");
        session.set_unreadable_file(at, "申报材料.doc");
        let report: Value = serde_json::from_str(&session.report()).expect("a report is JSON");
        let said = |rule: &str| {
            let check = report["checks"].as_array().unwrap().iter().find(|check| check["rule"] == rule).expect(rule);
            format!("{} {}", check["state"].as_str().unwrap(), check["code"].as_str().unwrap_or_default())
        };
        ["materials.format", "materials.length"].map(said)
    };
    assert_eq!(judge(true), ["open file.unreadable", "open file.unreadable"]);
    assert_eq!(judge(false), ["fails file.unreadable", "open file.unreadable"]);
}

#[test]
fn what_is_open_stops_where_an_empty_control_can_be_filled_in() {
    let city = || json!({ "level": "city", "volunteers": "12" });
    for (unit_size, stops) in [
        // Half of a pair: 单位人数 is not on the page.
        (ABSENT, none()),
        (FIXED, none()),
        (FREE, vec!["volunteers.city unit_size".to_string()]),
        (short(3), vec!["volunteers.city unit_size".to_string()]),
        (options(&[], false), vec!["volunteers.city unit_size".to_string()]),
    ] {
        assert_eq!(application("volunteers.city", city(), &[("volunteers", FREE), ("unit_size", unit_size)]), stops);
    }
    // What cannot be read is not empty: its own check stops, the open one does not.
    let unreadable = json!({ "level": "city", "volunteers": "很多", "unit_size": "48" });
    let both = [("volunteers", FREE), ("unit_size", FREE)];
    assert_eq!(application("volunteers.city", unreadable.clone(), &both), none());
    assert_eq!(application("volunteers.format", unreadable, &both), ["volunteers.format volunteers"]);
}

#[test]
fn what_fails_stops_where_an_answer_that_can_be_changed_could_mend_it() {
    let answers = || json!({ "level": "city", "volunteers": "12", "unit_size": "48" });
    for (volunteers, unit_size, fields) in [
        (FREE, ABSENT, "volunteers"),
        (FREE, FIXED, "volunteers"),
        (FIXED, FREE, "unit_size"),
        (FREE, FREE, "volunteers+unit_size"),
        (FIXED, FIXED, ""),
        // At most 9 of 48.
        (short(1), FIXED, ""),
        (short(2), FIXED, "volunteers"),
        (Room::Between { low: Number::whole(0).0, high: Number::whole(19).0 }, FIXED, ""),
        (Room::Between { low: Number::whole(0).0, high: Number::whole(20).0 }, FIXED, "volunteers"),
        // 12 of at least 21.
        (FIXED, Room::Between { low: Number::whole(21).0, high: Number::whole(99).0 }, ""),
        (FIXED, Room::Between { low: Number::whole(20).0, high: Number::whole(99).0 }, "unit_size"),
        // A list of numbers of which none can be read.
        (options(&[], false), FIXED, "volunteers"),
    ] {
        let rooms = [("volunteers", volunteers.clone()), ("unit_size", unit_size.clone()), ("level", FREE)];
        let expected: Vec<String> =
            (!fields.is_empty()).then(|| format!("volunteers.city {fields}")).into_iter().collect();
        assert_eq!(application("volunteers.city", answers(), &rooms), expected, "{volunteers:?} {unit_size:?}");
    }
}

#[test]
fn nobody_changes_the_level_or_the_channel_to_be_let_through() {
    let answers =
        || json!({ "level": "city", "channel": "county", "recommended": "否", "volunteers": "12", "unit_size": "48" });
    let rooms = [("level", FREE), ("channel", FREE)];
    assert_eq!(application("route.recommended", answers(), &rooms), none());
    assert_eq!(application("volunteers.city", answers(), &rooms), none());
    let rooms = [("recommended", options(&[1, 2], false)), ("level", FIXED), ("channel", FIXED)];
    assert_eq!(application("route.recommended", answers(), &rooms), ["route.recommended recommended"]);
}

#[test]
fn dates() {
    let late = || json!({ "submitted_on": "2012-05-01" });
    let day = |text| i64::from(Date::read(text).expect("a day").0);
    for (room, stops) in [
        (FREE, true),
        // Readonly or hidden, written by the server.
        (FIXED, false),
        (Room::Between { low: day("2012-04-01"), high: day("2012-04-30") }, true),
        (Room::Between { low: day("2012-04-24"), high: day("2012-04-30") }, false),
        (Room::Between { low: day("2012-04-24"), high: i64::MAX }, false),
    ] {
        let found = county("window.county", late(), &[("submitted_on", room.clone())]);
        assert_eq!(!found.is_empty(), stops, "{room:?}");
    }
    // What today stands in for stops nothing, late or not.
    let book = rulebook::built_in("mengyin-2012").expect("it is built in");
    let session = Session::new(book, "application", Date::read("2026-01-01")).expect("a form");
    let rooms: Vec<Room> = session.form().fields.iter().map(|_| FREE).collect();
    let page = Page { session, rooms };
    assert!(page.session.report().contains(r#""rule":"window.county","state":"fails""#));
    assert_eq!(page.stops_by("window.county"), none());
    assert_eq!(page.stops_by("window.stage"), none());
}

#[test]
fn formats() {
    let wrong = || json!({ "leader_phone": "1380013800", "submitted_on": "明天", "unit_size": "几十" });
    for (field, room, stops) in [
        ("leader_phone", FREE, true),
        ("leader_phone", FIXED, false),
        ("leader_phone", short(7), true),
        ("leader_phone", short(6), false),
        ("submitted_on", short(8), true),
        ("submitted_on", short(7), false),
        ("unit_size", short(1), true),
        ("unit_size", options(&[], false), false),
        ("unit_size", Room::Between { low: 0, high: 1 }, true),
    ] {
        let rule = format!("{field}.format");
        let found = application(&rule, wrong(), &[(field, room.clone())]);
        assert_eq!(!found.is_empty(), stops, "{field} {room:?}");
    }
}

#[test]
fn a_page_of_options_of_its_own_locks_nobody_out() {
    // 单位类别 with 校内 and 校外; 队长身份 with 学生 and 教师; 级别 with 国家级 and 省级.
    for (field, answer) in [("channel", "校内"), ("leader_role", "学生"), ("level", "国家级")] {
        let rule = format!("{field}.format");
        let answers = || json!({ field: answer });
        for (room, stops) in [
            (options(&[], false), false),
            (options(&[1], false), true),
            // A box of text: it may be a description.
            (FREE, false),
            (FIXED, false),
        ] {
            let found = application(&rule, answers(), &[(field, room.clone())]);
            assert_eq!(!found.is_empty(), stops, "{field} {room:?}");
        }
        let required = format!("{field}.required");
        assert_eq!(application(&required, answers(), &[(field, options(&[], false))]), none());
    }
    // A yes or no in a box of text that can be read is asked for.
    assert_eq!(
        application("emblem.present", json!({ "emblem": "没有" }), &[("emblem", FREE)]),
        ["emblem.present emblem"]
    );
    let described = json!({ "emblem": "统一马甲两件" });
    assert_eq!(application("emblem.format", described.clone(), &[("emblem", FREE)]), none());
    assert_eq!(application("emblem.present", described, &[("emblem", FREE)]), none());
    // Among options without a yes there is none to choose.
    assert_eq!(application("emblem.present", json!({ "emblem": "否" }), &[("emblem", options(&[2], false))]), none());
    assert_eq!(
        application("emblem.present", json!({ "emblem": "否" }), &[("emblem", options(&[1, 2], false))]).len(),
        1
    );
}

#[test]
fn several_options() {
    let some = || json!({ "systems": ["招募注册", "管理培训"] });
    for (room, stops) in [
        (options(&[1, 2, 4, 8, 16], true), true),
        // Of a list that takes one, and of one that lacks an option, never all.
        (options(&[1, 2, 4, 8, 16], false), false),
        (options(&[1, 2, 4, 8], true), false),
        (options(&[31], false), true),
        (FREE, true),
        (FIXED, false),
    ] {
        let found = application("systems.complete", some(), &[("systems", room.clone())]);
        assert_eq!(!found.is_empty(), stops, "{room:?}");
    }
    let here = || json!({ "district": "沂南县" });
    let mengyin = 1 << 10;
    assert_eq!(county("district.here", here(), &[("district", options(&[1, 2, mengyin], false))]).len(), 1);
    assert_eq!(county("district.here", here(), &[("district", options(&[1, 2], false))]), none());
}

#[test]
fn a_text_that_its_own_box_keeps_too_short() {
    let text = || json!({ "materials": "志".repeat(400) });
    for (room, stops) in [(FREE, true), (short(500), false), (short(1799), false), (short(1800), true), (FIXED, false)]
    {
        let found = county("materials.length", text(), &[("materials", room.clone())]);
        assert_eq!(!found.is_empty(), stops, "{room:?}");
    }
    // A little too short is a warning, which stops nothing.
    assert_eq!(county("materials.length", json!({ "materials": "志".repeat(1700) }), &[("materials", FREE)]), none());
}

#[test]
fn warnings_and_reviews_stop_nothing() {
    let answers = json!({ "level": "county", "channel": "college", "volunteers": "12",
        "roster": [{ "name": "甲" }, { "name": "甲" }] });
    let stops = Page::of("mengyin-2012", "application", answers, FREE, &[]).stops();
    for rule in ["route.county", "roster.count", "roster.unique", "satisfaction.judged"] {
        assert!(!stops.iter().any(|stop| stop.starts_with(rule)), "{rule}: {stops:?}");
    }
}

#[test]
fn a_roster_that_comes_as_a_file() {
    let rule = "hours.city";
    let city = |roster: Value| json!({ "level": "city", "roster": roster });
    let few = || city(json!([{ "name": "甲", "hours": "120" }, { "name": "乙", "hours": "40" }]));
    assert_eq!(application(rule, few(), &[("roster", FREE)]), ["hours.city roster"]);
    assert_eq!(application(rule, few(), &[("roster", FIXED)]), none());
    // The file has no hours: no control on the page takes them.
    let without = city(json!([{ "name": "甲" }]));
    assert_eq!(application(rule, without, &[("roster", FREE)]), none());
    // Without a file and without a box for the least hours the file is what is asked for.
    let nothing = || json!({ "level": "city" });
    assert_eq!(application(rule, nothing(), &[("roster", FREE)]), ["hours.city roster"]);
    assert_eq!(application(rule, nothing(), &[("roster", FIXED)]), none());
    assert_eq!(application(rule, nothing(), &[("roster", FREE), ("hours_min", FREE)]), ["hours.city hours_min"]);
    assert_eq!(application(rule, nothing(), &[("roster", FREE), ("hours_min", FIXED)]), none());
    assert_eq!(application(rule, nothing(), &[]), none());
    // `otherwise` fails: the box for it, or rows in its place.
    let low = || json!({ "level": "city", "hours_min": "40" });
    assert_eq!(application(rule, low(), &[("hours_min", FREE)]), ["hours.city hours_min"]);
    assert_eq!(application(rule, low(), &[("hours_min", FIXED)]), none());
    assert_eq!(application(rule, low(), &[("hours_min", FIXED), ("roster", FREE)]), ["hours.city roster"]);
    // Rows that cannot be read are mended in the file.
    let faulty = || json!({ "roster": [{ "name": "甲", "hours": "许多" }] });
    assert_eq!(application("roster.format", faulty(), &[("roster", FREE)]), ["roster.format roster"]);
    assert_eq!(application("roster.format", faulty(), &[("roster", FIXED)]), none());
}

#[test]
fn a_roster_in_rows() {
    let rule = "hours.city";
    let city = |roster: Value| json!({ "level": "city", "roster": roster });
    let one = |hours: &str| city(json!([{ "name": "甲", "hours": hours, "phone": "13900001111" }]));
    for (row, answers, stops) in [
        // Too few hours.
        ([FREE, FREE, FREE], one("40"), true),
        ([FIXED, FREE, FIXED], one("40"), true),
        // The row cannot be emptied, nor the hours changed.
        ([FIXED, FIXED, FREE], one("40"), false),
        // Hours that stand in a list without enough.
        ([FIXED, Room::Between { low: 0, high: Number::whole(99).0 }, FIXED], one("40"), false),
        // No hours in a row that is not blank.
        ([FREE, FREE, FREE], one(""), true),
        ([FREE, FIXED, FREE], one(""), false),
        // The table has no such column.
        ([FREE, ABSENT, FREE], one(""), false),
    ] {
        let found = application(rule, answers, &[("roster", rows(&[&row], false))]);
        assert_eq!(!found.is_empty(), stops, "{row:?}");
    }
    // Only in a row that is blank is there an empty control.
    let answers = || city(json!([{ "name": "甲" }, {}]));
    let table = rows(&[&[FREE, FIXED, FREE], &[FREE, FREE, FREE]], false);
    assert_eq!(application(rule, answers(), &[("roster", table)]), none());
    // No rows: the table itself.
    let blank = rows(&[&[FREE, FREE, FREE]], false);
    assert_eq!(application(rule, json!({ "level": "city" }), &[("roster", blank)]), ["hours.city roster"]);
    let closed = rows(&[&[FIXED, FIXED, FIXED]], false);
    assert_eq!(application(rule, json!({ "level": "city" }), &[("roster", closed.clone())]), none());
    let growing = rows(&[&[FIXED, FIXED, FIXED]], true);
    assert_eq!(application(rule, json!({ "level": "city" }), &[("roster", growing)]), ["hours.city roster"]);
    // A name is missing, a phone is wrong.
    for (row, stops) in [
        ([FREE, FREE, FREE], true),
        ([ABSENT, FIXED, FIXED], false),
        ([FREE, FIXED, FIXED], false),
        ([FREE, FIXED, short(6)], false),
        ([FREE, FREE, short(6)], true),
        ([FREE, FIXED, FREE], true),
    ] {
        let answers = json!({ "roster": [{ "hours": "120", "phone": "139" }] });
        let found =
            application("roster.format", answers, &[("roster", rows(std::slice::from_ref(&row.as_slice()), false))]);
        assert_eq!(!found.is_empty(), stops, "{row:?}");
    }
}

#[test]
fn a_list_of_nominees() {
    let rule = "quota.max";
    let four = || {
        let each = [1, 2, 3, 4].map(|at| json!({ "unit_name": format!("单位{at}"), "post_name": "窗口" }));
        json!({ "nominees": each })
    };
    let nomination = |answers: Value, table: Room| {
        Page::of("linyi-2012", "nomination", answers, ABSENT, &[("nominees", table)]).stops()
    };
    let of = |stops: Vec<String>| stops.iter().any(|stop| stop.starts_with(rule));
    let all = |row: [Room; 3]| rows(&[&row, &row, &row, &row], false);
    assert!(of(nomination(four(), all([FREE, FREE, FREE]))), "rows can be emptied");
    assert!(of(nomination(four(), all([FIXED, FIXED, options(&[1], false)]))), "one may be outstanding");
    assert!(!of(nomination(four(), all([FIXED, FIXED, FIXED]))));
    assert!(!of(nomination(four(), all([FIXED, FREE, ABSENT]))));
    let one_open: Vec<[Room; 3]> =
        vec![[FIXED, FIXED, ABSENT], [FIXED, FIXED, ABSENT], [FIXED, FIXED, ABSENT], [FREE, FREE, ABSENT]];
    let table = Room::Rows { rows: one_open.iter().map(|row| row.to_vec()).collect(), grows: false };
    assert!(of(nomination(four(), table)), "one can be taken away");
    assert!(of(nomination(four(), FREE)), "another file");
    // Twice the same.
    let twice = || json!({ "nominees": [{ "unit_name": "甲", "post_name": "窗口" }, { "unit_name": "甲", "post_name": "窗口" }] });
    let unique = |table: Room| nomination(twice(), table).iter().any(|stop| stop.starts_with("nominees.unique"));
    assert!(unique(rows(&[&[FREE, FREE, ABSENT], &[FREE, FREE, ABSENT]], false)));
    assert!(unique(rows(&[&[FIXED, FIXED, ABSENT], &[FIXED, FREE, ABSENT]], false)));
    assert!(!unique(rows(&[&[FIXED, FIXED, ABSENT], &[FIXED, FIXED, FREE]], false)));
    // None at all.
    let required = |table: Room| nomination(json!({}), table).iter().any(|stop| stop == "nominees.required nominees");
    assert!(required(FREE));
    assert!(required(rows(&[&[FREE, FREE, ABSENT]], false)));
    assert!(!required(rows(&[&[FIXED, FIXED, ABSENT]], false)));
    assert!(!required(ABSENT));
}

#[test]
fn the_finding_of_an_inspection_is_sent() {
    let answers = json!({ "level": "city", "post_name": "窗口", "stage": "督导", "inspected_on": "2012-06-01",
        "leader_name": "甲", "leader_role": "团组织负责人", "leader_phone": "138", "emblem": "否", "volunteers": "2", "unit_size": "40" });
    let stops = Page::of("linyi-2012", "inspection", answers, FREE, &[]).stops();
    let rule = |rule: &str| stops.iter().any(|stop| stop.starts_with(rule));
    assert!(!rule("emblem.present") && !rule("volunteers.city"), "{stops:?}");
    assert!(rule("leader_phone.format"), "a wrong number is no finding");
    assert!(rule("charter.present"), "what was not looked at is asked for");
    // In an application it stops.
    assert_eq!(application("emblem.present", json!({ "emblem": "否" }), &[("emblem", FREE)]).len(), 1);
}

/// A rulebook of one rule over fields of every kind.
fn own(holds: Value) -> String {
    json!({
        "id": "own", "title": "自拟", "extends": "base",
        "fields": {
            "a": { "label": "甲数", "kind": "count" },
            "b": { "label": "乙数", "kind": "count" },
            "born": { "label": "出生日期", "kind": "date" },
            "until": { "label": "结束日期", "kind": "date" },
            "kinds": { "label": "类别", "kind": "choices", "options": ["一", "二", "三"] },
            "people": { "label": "名册", "kind": "table", "columns": {
                "name": { "label": "姓名", "kind": "text" },
                "sum": { "label": "金额", "kind": "count" } } },
        },
        "forms": { "application": { "title": "申报表", "fields": ["a", "b", "born", "until", "kinds", "people"] } },
        "rules": { "one": { "forms": ["application"], "holds": holds } },
    })
    .to_string()
}

#[test]
fn conditions_of_every_kind() {
    let people = || json!([{ "name": "甲", "sum": "5" }, { "name": "乙", "sum": "6" }]);
    let sum = json!({ "number": { "of": { "sum": { "table": "people", "column": "sum" } }, "at_most": 10 } });
    let least = json!({ "number": { "of": { "rows": { "table": "people" } }, "at_least": 3 } });
    let some = json!({ "some_row": { "table": "people", "holds": { "number": { "of": "sum", "at_least": 9 } } } });
    let days = json!({ "number": { "of": { "days": { "from": "born", "to": "until" } }, "at_least": 30 } });
    let either =
        json!({ "or": [{ "number": { "of": "a", "at_least": 5 } }, { "number": { "of": "b", "at_least": 5 } }] });
    let both =
        json!({ "and": [{ "number": { "of": "a", "at_least": 5 } }, { "number": { "of": "b", "at_least": 5 } }] });
    let not = json!({ "not": { "number": { "of": "a", "at_least": 2 } } });
    let kinds = json!({ "number": { "of": "kinds", "at_least": 3 } });
    let two =
        json!({ "a": "3", "b": "3", "born": "2012-04-01", "until": "2012-04-02", "kinds": ["一"], "people": people() });
    let fixed_row: &[Room] = &[FIXED, FIXED];
    let open_row: &[Room] = &[FIXED, FREE];
    for (holds, rooms, stops) in [
        (&sum, vec![("people", rows(&[fixed_row, open_row], false))], true),
        (&sum, vec![("people", rows(&[fixed_row, fixed_row], false))], false),
        (&sum, vec![("people", rows(&[fixed_row, fixed_row], true))], false),
        (&least, vec![("people", rows(&[fixed_row, fixed_row], false))], false),
        (&least, vec![("people", rows(&[fixed_row, fixed_row], true))], true),
        (&least, vec![("people", rows(&[fixed_row, fixed_row, open_row], false))], true),
        (&least, vec![("people", FREE)], true),
        (&some, vec![("people", rows(&[fixed_row, open_row], false))], true),
        (&some, vec![("people", rows(&[fixed_row, fixed_row], false))], false),
        (&some, vec![("people", rows(&[fixed_row, fixed_row, open_row], false))], true),
        (&days, vec![("until", FREE)], true),
        (&days, vec![("a", FREE)], false),
        (&either, vec![("a", FREE)], true),
        (&both, vec![("a", FREE)], false),
        (&both, vec![("a", FREE), ("b", FREE)], true),
        (&not, vec![("a", FREE)], true),
        (&not, vec![("a", Room::Between { low: Number::whole(2).0, high: Number::whole(9).0 })], false),
        (&kinds, vec![("kinds", options(&[1, 2, 4], true))], true),
        (&kinds, vec![("kinds", options(&[1, 2, 4], false))], false),
        (&kinds, vec![("kinds", options(&[1, 2], true))], false),
    ] {
        let found = Page::of(&own(holds.clone()), "application", two.clone(), FIXED, &rooms).stops_by("one");
        assert_eq!(!found.is_empty(), stops, "{holds} {rooms:?}");
    }
}
