//! Rules across the records of a batch, at their boundaries.

use leifeng_form::batch::Across;
use leifeng_form::rulebook::mistake::{Named, Near, Needed, Problem};
use leifeng_form::rulebook::{self, Loaded};
use leifeng_form::{Date, Session};
use serde_json::{Value, json};

fn linyi() -> Loaded {
    let (_, text) = rulebook::BUILT_IN.iter().find(|(id, _)| *id == "linyi-2012").expect("it is built in");
    rulebook::load(text).expect("it is right")
}

/// What the rules across records say of those in the rows of a file; null where they say nothing.
fn judged(loaded: &Loaded, form: &str, records: &[Value]) -> Value {
    let session = Session::new(loaded.book.clone(), form, Date::read("2012-04-20")).expect("the book has the form");
    let mut across = Across::new(session, loaded.across.clone()).expect("the form has such rules");
    for (at, record) in records.iter().enumerate() {
        across.line(record.to_string().as_bytes(), "申报.jsonl", at as u32 + 1);
    }
    let report = across.report();
    if report.is_empty() { Value::Null } else { serde_json::from_str(&report).expect("a report is JSON") }
}

fn check<'a>(report: &'a Value, rule: &str) -> &'a Value {
    let checks = report["checks"].as_array().expect("checks");
    checks.iter().find(|check| check["rule"] == rule).unwrap_or_else(|| panic!("{rule} is not reported"))
}

/// The records that are at fault together, case by case.
fn sources(check: &Value) -> Value {
    check["cases"].as_array().expect("cases").iter().map(|case| case["sources"].clone()).collect()
}

fn place(row: u32) -> Value {
    json!({ "file": "申报.jsonl", "row": row })
}

fn state(records: &[Value], rule: &str) -> String {
    check(&judged(&linyi(), "application", records), rule)["state"].as_str().expect("a state").into()
}

/// A county's application to the city, for a post of its own.
fn application(post: usize, district: &str, outstanding: &str) -> Value {
    json!({
        "level": "city", "channel": "county", "district": district, "outstanding": outstanding,
        "unit_name": "示例单位", "post_name": format!("第{post}岗"),
    })
}

fn applications(count: usize, change: impl Fn(usize, &mut Value)) -> Vec<Value> {
    let mut all: Vec<Value> = (0..count).map(|at| application(at, "兰山区", "")).collect();
    all.iter_mut().enumerate().for_each(|(at, record)| change(at, record));
    all
}

#[test]
fn a_district_has_at_most_three_posts_that_are_not_outstanding() {
    let as_they_are = |_: usize, _: &mut Value| {};
    assert_eq!(state(&applications(3, as_they_are), "quota.max"), "holds");
    assert_eq!(state(&applications(4, as_they_are), "quota.max"), "fails");
    type Change = fn(usize, &mut Value);
    let cases: [(&str, Change); 8] = [
        ("holds", |at, it| it["outstanding"] = json!(if at == 0 { "是" } else { "否" })),
        ("holds", |at, it| it["district"] = json!(if at == 0 { "蒙阴县" } else { "兰山区" })),
        ("holds", |at, it| it["channel"] = json!(if at == 0 { "college" } else { "zone" })),
        ("holds", |at, it| it["level"] = json!(if at == 0 { "county" } else { "city" })),
        ("open", |at, it| it["level"] = json!(if at == 0 { "" } else { "city" })),
        ("open", |at, it| it["district"] = json!(if at == 0 { "" } else { "兰山区" })),
        ("open", |at, it| it["outstanding"] = json!(if at == 0 { "也许" } else { "" })),
        ("fails", |_, it| it["district"] = json!(" 兰 山 区 ")),
    ];
    for (at, (expected, change)) in cases.into_iter().enumerate() {
        assert_eq!(state(&applications(4, change), "quota.max"), expected, "case {at}");
    }
}

#[test]
fn a_district_that_nominates_has_at_least_two() {
    let mut records = applications(2, |at, it| it["district"] = json!(["兰山区", "蒙阴县"][at]));
    assert_eq!(state(&records, "quota.min"), "fails");
    records.push(application(8, "兰山区", "是"));
    assert_eq!(state(&records, "quota.min"), "fails", "one district has two, the other one");
    records.push(application(9, "蒙阴县", ""));
    assert_eq!(state(&records, "quota.min"), "holds");
    records[0]["district"] = json!("");
    assert_eq!(state(&records, "quota.min"), "open", "the record without a district may be the second");
    let unsure = applications(2, |at, it| {
        it["district"] = json!(["兰山区", "蒙阴县"][at]);
        it["level"] = json!("");
    });
    assert_eq!(state(&unsure, "quota.min"), "open", "it may be that neither nominates");
}

#[test]
fn a_quota_says_which_district_how_many_and_where_they_stand() {
    let report = judged(&linyi(), "application", &applications(4, |_, _| {}));
    let quota = check(&report, "quota.max");
    assert_eq!(quota["severity"], "error");
    assert_eq!(quota["clause"], "临青联字〔2012〕9号 五、2");
    assert_eq!(quota["fields"], json!(["district"]));
    assert_eq!(quota["code"], "across.count");
    assert_eq!(quota["params"], json!({ "each": "district", "most": 3 }));
    assert_eq!(sources(quota), json!([(1..=4).map(place).collect::<Vec<_>>()]));
}

#[test]
fn of_a_large_group_all_are_listed() {
    let report = judged(
        &linyi(),
        "application",
        &applications(12, |at, it| it["outstanding"] = json!(if at == 0 { "也许" } else { "" })),
    );
    // The first may not count.
    assert_eq!(sources(check(&report, "quota.max")), json!([(2..=12).map(place).collect::<Vec<_>>()]));
}

#[test]
fn no_post_twice() {
    let twice = applications(3, |at, it| it["post_name"] = json!(["窗口岗", "阅览岗", " 窗口 岗 "][at]));
    let report = judged(&linyi(), "application", &twice);
    let unique = check(&report, "nominees.unique");
    assert_eq!(unique["state"], "fails");
    assert_eq!(
        (&unique["code"], &unique["params"]["by"]),
        (&json!("across.records"), &json!(["unit_name", "post_name"]))
    );
    assert_eq!(sources(unique), json!([[place(1), place(3)]]));
    assert_eq!(state(&applications(3, |_, _| {}), "nominees.unique"), "holds");
    let elsewhere = applications(2, |at, it| {
        it["post_name"] = json!("窗口岗");
        it["unit_name"] = json!(["甲单位", "乙单位"][at]);
    });
    assert_eq!(state(&elsewhere, "nominees.unique"), "holds");
    assert_eq!(state(&applications(2, |_, it| it["post_name"] = json!("")), "nominees.unique"), "open");
}

#[test]
fn what_is_given_for_a_text_is_the_same_as_another_where_its_text_is() {
    let units = |units: [Value; 2]| {
        let records = applications(2, |at, it| {
            it["post_name"] = json!("窗口岗");
            it["unit_name"] = units[at].clone();
        });
        state(&records, "nominees.unique")
    };
    // A text has no format: whatever is given for one is its text.
    assert_eq!(units([json!(["甲", "乙"]), json!(["丙", "丁"])]), "holds");
    assert_eq!(units([json!(["甲", "乙"]), json!("甲、乙")]), "fails");
    assert_eq!(units([json!({ "a": 1 }), json!(true)]), "holds");
    assert_eq!(units([json!([]), json!([""])]), "open");
    assert_eq!(units([json!(["甲"]), json!("甲")]), "fails");
    assert_eq!(units([json!(["甲"]), json!(["乙"])]), "holds");
}

#[test]
fn no_volunteer_in_the_rosters_of_two_units() {
    let rosters = |names: [&str; 2], phones: [&str; 2], units: [&str; 2]| {
        let records = applications(2, |at, it| {
            it["unit_name"] = json!(units[at]);
            it["roster"] = json!([
                { "name": format!("甲{at}"), "phone": "" },
                { "name": names[at], "phone": phones[at] },
            ]);
        });
        let report = judged(&linyi(), "application", &records);
        let check = check(&report, "roster.unique").clone();
        assert_eq!(check["severity"], "warning");
        (check["state"].as_str().expect("a state").to_string(), check)
    };
    let two = ["甲单位", "乙单位"];
    let (same, unique) = rosters(["王某", "王 某"], ["13900001111", "+86 139 0000 1111"], two);
    assert_eq!((same.as_str(), &unique["code"]), ("fails", &json!("across.rows")));
    assert_eq!(sources(&unique), json!([[place(1), place(2)]]));
    assert_eq!(rosters(["王某", "王某"], ["", ""], two).0, "fails", "neither has a phone");
    assert_eq!(rosters(["王某", "王某"], ["13900001111", ""], two).0, "holds", "one has none");
    assert_eq!(rosters(["王某", "王某"], ["13900001111", "13900002222"], two).0, "holds");
    assert_eq!(rosters(["王某", "李某"], ["13900001111", "13900001111"], two).0, "holds");
    assert_eq!(rosters(["王某", "王某"], ["", ""], ["甲单位", "甲 单位"]).0, "holds", "one unit, two posts");
    assert_eq!(rosters(["王某", "王某"], ["不详", ""], two).0, "open", "a phone that cannot be read");
    assert_eq!(rosters(["王某", "王某"], ["", ""], ["甲单位", ""]).0, "open", "whose roster it is, is not said");
}

#[test]
fn nominations_of_two_districts_do_not_name_one_post() {
    let nomination =
        |by: &str| json!({ "nominator": by, "nominees": [{ "unit_name": "示例单位", "post_name": "窗口岗" }] });
    let report = judged(&linyi(), "nomination", &[nomination("兰山区"), nomination("费县")]);
    assert_eq!(check(&report, "nominees.unique")["state"], "fails");
}

#[test]
fn one_record_is_no_batch() {
    assert_eq!(judged(&linyi(), "application", &applications(1, |_, _| {})), Value::Null);
}

#[test]
fn of_very_many_cases_a_thousand_are_listed() {
    let report = judged(&linyi(), "application", &applications(1502, |_, it| it["post_name"] = json!("窗口岗")));
    let unique = check(&report, "nominees.unique");
    assert_eq!(unique["cases"].as_array().expect("cases").len(), 1000);
}

#[test]
fn a_rule_across_records_that_is_wrong_is_refused() {
    let with = |across: &str| {
        let text = format!(
            "{{ \"id\": \"own\", \"title\": \"自拟\", \"extends\": \"linyi-2012\", \"rules\": {{ \"own\": {across} }} }}"
        );
        let mistakes = rulebook::load(&text).err().map(|mistakes| mistakes.0).unwrap_or_default();
        mistakes.into_iter().map(|mistake| mistake.problem).collect::<Vec<_>>()
    };
    let near =
        |what, name: &str, near: &str| Problem::Unknown { what, name: name.into(), near: Near(Some(near.into())) };
    assert_eq!(with(r#"{ "across": { "application": { "count": { "each": "district", "at_most": 3 } } } }"#), []);
    for (across, problem) in [
        (
            r#"{ "across": { "aplication": { "count": { "each": "district", "at_most": 3 } } } }"#,
            near(Named::Form, "aplication", "application"),
        ),
        (
            r#"{ "across": { "application": { "count": { "each": "distrikt", "at_most": 3 } } } }"#,
            near(Named::Field, "distrikt", "district"),
        ),
        (
            r#"{ "across": { "application": { "count": { "each": "materials", "at_most": 3 } } } }"#,
            Problem::FieldKind { field: "materials".into(), label: "申报材料".into(), needed: Needed::Comparable },
        ),
        (r#"{ "across": { "application": { "count": { "each": "district" } } } }"#, Problem::NoBounds),
        (
            r#"{ "across": { "application": { "count": { "each": "district", "at_least": 3, "at_most": 2 } } } }"#,
            Problem::BoundsReversed,
        ),
        (r#"{ "across": { "application": { "unique": { "by": [] } } } }"#, Problem::NothingCompared),
        (
            r#"{ "across": { "application": { "unique": { "by": ["unit_nam"] } } } }"#,
            near(Named::Field, "unit_nam", "unit_name"),
        ),
        (
            r#"{ "across": { "application": { "unique": { "table": "roster", "by": ["nam"] } } } }"#,
            near(Named::Column, "nam", "name"),
        ),
        (
            r#"{ "across": { "application": { "unique": { "by": ["unit_name"], "between": "district" } } } }"#,
            Problem::BetweenElsewhere,
        ),
        (
            r#"{ "severity": "review", "open": "看", "across": { "application": { "unique": { "by": ["unit_name"] } } } }"#,
            Problem::ReviewAcross { rule: "own".into() },
        ),
        (
            r#"{ "holds": { "yes": "paper" }, "across": { "application": { "unique": { "by": ["unit_name"] } } } }"#,
            Problem::RuleWithoutForm { rule: "own".into() },
        ),
    ] {
        assert_eq!(with(across), [problem], "{across}");
    }
}
