//! Named values of rulebooks: where they may stand, who may replace them, and what is said of those that are wrong.

use leifeng_form::answer::json::{Keys, read_answers};
use leifeng_form::rulebook::mistake::show_path;
use leifeng_form::rulebook::{self, Book, Loaded, Use};
use leifeng_form::{Date, Session};
use serde_json::{Value, json};

/// A rulebook with these values, and a rule with this condition and this text.
fn file(values: &str, holds: &str, fails: &str) -> String {
    format!(
        r#"{{ "id": "own", "title": "自拟（{{year}} 年）", "extends": "base", "document": "{{notice}}",
          "values": {{ "year": 2013, "notice": "团字〔2013〕1号", {values} }},
          "clauses": {{ "一": "{{until}}前报送" }},
          "fields": {{
            "size": {{ "label": "人数", "kind": "count" }},
            "whole": {{ "label": "总人数", "kind": "count" }},
            "day": {{ "label": "日期", "kind": "date" }},
            "town": {{ "label": "乡镇", "kind": "choice", "options": ["甲镇", "乙镇"] }},
            "text": {{ "label": "材料", "kind": "long_text" }}
          }},
          "forms": {{ "own": {{ "title": "表", "fields": ["size", "whole", "day", "town", "text"], "key": ["size"] }} }},
          "rules": {{ "own": {{ "forms": ["own"], "clause": "一", "holds": {holds}, "fails": "{fails}" }} }} }}"#
    )
}

const ALL: &str =
    r#""until": "2013-04-25", "least": 20, "share": 60, "towns": ["甲镇"], "count": 2000, "tolerance": 10"#;

fn taken(text: &str, values: &str) -> Loaded {
    rulebook::load_with(text, values, &[]).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn report(book: &Loaded, form: &str, answers: Value) -> Value {
    let mut session = Session::new(book.book.clone(), form, Date::read("2012-04-20")).expect(form);
    session.fill(|form, to| {
        read_answers(answers, &form.fields, &mut Keys::default(), to).expect("an object");
    });
    serde_json::from_str(&session.report()).expect("a report is JSON")
}

fn check<'a>(report: &'a Value, rule: &str) -> &'a Value {
    report["checks"].as_array().unwrap().iter().find(|check| check["rule"] == rule).expect(rule)
}

#[test]
fn a_value_stands_wherever_a_number_a_day_or_a_list_stands() {
    for (holds, right, wrong) in [
        (r#"{ "number": { "of": "size", "at_least": "least" } }"#, json!({ "size": 20 }), json!({ "size": 19 })),
        (r#"{ "number": { "of": "size", "exactly": "least" } }"#, json!({ "size": 20 }), json!({ "size": 21 })),
        (
            r#"{ "number": { "of": "size", "at_least": { "share": "share", "of": "whole" } } }"#,
            json!({ "size": 6, "whole": 10 }),
            json!({ "size": 5, "whole": 10 }),
        ),
        (
            r#"{ "date": { "of": "day", "to": "until" } }"#,
            json!({ "day": "2013-04-25" }),
            json!({ "day": "2013-04-26" }),
        ),
        (
            r#"{ "number": { "of": { "days": { "from": "day", "to": "until" } }, "at_least": 1 } }"#,
            json!({ "day": "2013-04-24" }),
            json!({ "day": "2013-04-25" }),
        ),
        (r#"{ "one_of": { "field": "town", "ids": "towns" } }"#, json!({ "town": "甲镇" }), json!({ "town": "乙镇" })),
        (
            r#"{ "about": { "field": "text", "count": "count", "tolerance": "tolerance" } }"#,
            json!({ "text": "志".repeat(2000) }),
            json!({ "text": "志".repeat(2500) }),
        ),
    ] {
        let book = taken(&file(ALL, holds, ""), "");
        assert_eq!(check(&report(&book, "own", right), "own")["state"], "holds", "{holds}");
        assert_eq!(check(&report(&book, "own", wrong), "own")["state"], "fails", "{holds}");
    }
}

#[test]
fn texts_say_what_a_value_is() {
    let holds = r#"{ "number": { "of": "size", "at_least": "least" } }"#;
    let book = taken(&file(ALL, holds, "{until}前不足 {least} 人，{label}现有 {value}。"), "");
    assert_eq!(book.book.title, "自拟（2013 年）");
    assert_eq!(book.book.clauses[0].cited, "团字〔2013〕1号 一");
    assert_eq!(book.book.clauses[0].summary, if cfg!(wordless) { "团字〔2013〕1号 一" } else { "2013年4月25日前报送" });
    let report = report(&book, "own", json!({ "size": 3 }));
    let check = check(&report, "own");
    assert_eq!(check["clause"], "团字〔2013〕1号 一");
    if !cfg!(wordless) {
        assert_eq!(check["message"], "2013年4月25日前不足 20 人，“人数”现有 3。");
    }
}

#[test]
fn values_that_are_given_replace_those_of_the_rulebook_and_the_report_names_them() {
    let given = r#"{ "city_volunteers": 25, "county_until": "2013-04-23", "county_notice": "蒙团〔2013〕2号", "districts": ["费县"] }"#;
    let (text, answers) = (rulebook::BUILT_IN[2].1, json!({ "level": "city", "volunteers": 20, "unit_size": 100 }));
    let (old, new) = (taken(text, ""), taken(text, given));
    assert_eq!(check(&report(&old, "application", answers.clone()), "volunteers.city")["state"], "holds");
    assert_eq!(report(&old, "application", json!({})).get("values"), None);
    let report = report(&new, "application", answers);
    assert_eq!(check(&report, "volunteers.city")["state"], "fails");
    assert_eq!(check(&report, "window.county")["clause"], "蒙团〔2013〕2号");
    assert_eq!(report["values"], serde_json::from_str::<Value>(given).unwrap());
    assert_eq!(report["rulebook"], "mengyin-2012");
    assert_eq!(Book::from_bytes(&new.book.to_bytes()).as_ref(), Some(&*new.book), "the page's module names them too");
}

#[test]
fn a_rulebook_that_extends_another_gives_its_own_and_keeps_the_label() {
    let text = r#"{ "id": "own", "title": "自拟", "extends": "linyi-2012", "values": { "city_volunteers": 25 } }"#;
    let book = taken(text, "");
    let value = book.values.iter().find(|value| value.name == "city_volunteers").unwrap();
    assert_eq!((value.label.as_str(), value.used), ("市级：志愿者人数下限（人）", Use::Rule));
    let report = report(&book, "application", json!({ "level": "city", "volunteers": 24, "unit_size": 100 }));
    assert_eq!(check(&report, "volunteers.city")["remedies"][0]["to"], 25);
    assert_eq!(report.get("values"), None, "its own file says so");
}

#[test]
fn every_number_and_day_of_the_notices_is_a_value() {
    for (id, text) in &rulebook::BUILT_IN[1..] {
        let file: Value = serde_json::from_str(text).unwrap();
        for (rule, written) in file["rules"].as_object().unwrap() {
            let mut bare = Vec::new();
            collect(&written["holds"], &mut bare);
            collect(&written["across"], &mut bare);
            // All rows of the roster: what is asked is that two figures agree.
            bare.retain(|bare| !(rule == "roster.count" && *bare == json!(100)));
            assert!(bare.is_empty(), "{id} {rule}: {bare:?}");
        }
        assert!(
            taken(text, "").values.iter().all(|value| value.used > Use::Nowhere && value.label != value.name),
            "{id}"
        );
    }
}

/// The numbers and days in a condition.
fn collect(json: &Value, out: &mut Vec<Value>) {
    match json {
        Value::Object(members) => members.values().for_each(|value| collect(value, out)),
        Value::Array(items) => items.iter().for_each(|item| collect(item, out)),
        Value::Number(_) => out.push(json.clone()),
        Value::String(text) if Date::read(text).is_some() => out.push(json.clone()),
        _ => {}
    }
}

/// The only mistake in a rulebook: its code and its place.
fn mistake(text: &str, values: &str) -> (String, String) {
    let mistakes = rulebook::load_with(text, values, &[]).expect_err("it is wrong").0;
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    (mistakes[0].problem.code().into(), show_path(&mistakes[0].path))
}

#[test]
fn names_and_types_that_do_not_fit_are_told_with_their_place() {
    let number = |bound: &str| format!(r#"{{ "number": {{ "of": "size", "at_least": {bound} }} }}"#);
    let share = |share: &str| number(&format!(r#"{{ "share": {share}, "of": "whole" }}"#));
    for (holds, code, path) in [
        (number(r#""leest""#), "values.unknown", "number.at_least"),
        (number(r#""until""#), "values.kind", "number.at_least"),
        (number(r#""20""#), "value.type", "number.at_least"),
        (share("0.6"), "share.range", "number.at_least.share"),
        (share("160"), "share.range", "number.at_least.share"),
        (share(r#""tolerence""#), "values.unknown", "number.at_least.share"),
        (r#"{ "date": { "of": "day", "to": "least" } }"#.into(), "values.kind", "date.to"),
        (r#"{ "one_of": { "field": "town", "ids": "least" } }"#.into(), "values.kind", "one_of.ids"),
        (r#"{ "about": { "field": "text", "count": "until", "tolerance": 10 } }"#.into(), "values.kind", "about.count"),
        (
            r#"{ "about": { "field": "text", "count": 1.5, "tolerance": 10 } }"#.into(),
            "number.not_whole",
            "about.count",
        ),
    ] {
        let found = mistake(&file(ALL, &holds, ""), "");
        assert_eq!(found, (code.into(), format!("rules.own.holds.{path}")), "{holds}");
    }
    for share in [r#""0.6%""#, r#""120%""#, "1", "100"] {
        taken(&file(ALL, &number(&format!(r#"{{ "share": {share}, "of": "whole" }}"#)), ""), "");
    }
    let holds = number("1");
    assert_eq!(mistake(&file(&format!(r#"{ALL}, "size": 3"#), &holds, ""), "").0, "values.taken");
    assert_eq!(mistake(&file(ALL, &holds, "{untill}"), "").0, "text.placeholder");
    let own = r#"{ "id": "own", "title": "{yaer}", "extends": "linyi-2012", "values": { "city_volunteers": "许多" } }"#;
    let mistakes = rulebook::load(own).expect_err("it is wrong").0;
    let found: Vec<_> = mistakes.iter().map(|each| (each.problem.code(), show_path(&each.path))).collect();
    assert!(found.contains(&("values.kind", "values.city_volunteers".into())), "{found:?}");
    assert!(found.contains(&("text.placeholder", "title".into())), "{found:?}");
}

#[test]
fn what_is_given_must_be_a_value_of_the_rulebook() {
    let text = rulebook::BUILT_IN[2].1;
    for (given, code, path) in [
        (r#"{ "county_untill": "2013-04-23" }"#, "values.unknown", "county_untill"),
        (r#"{ "county_until": "四月底" }"#, "values.kind", "county_until"),
        (r#"{ "city_volunteers": "2013-04-23" }"#, "values.kind", "city_volunteers"),
        (r#"{ "city_volunteers": [25] }"#, "value.type", "city_volunteers[0]"),
    ] {
        assert_eq!(mistake(text, given), (code.into(), path.into()), "{given}");
    }
    assert_eq!(mistake(text, "[]").0, "value.type");
    assert_eq!(mistake(text, "{").0, "json.bracket_open");
}

#[test]
fn a_rulebook_is_laid_over_those_of_ones_own_too() {
    let city = r#"{ "id": "city", "title": "市", "extends": "linyi-2012", "values": { "city_volunteers": 25 },
        // A comment is taken there too.
        "rules": { "paper.city": { "forms": ["application"], "holds": { "yes": "paper" } } } }"#;
    let county = r#"{ "id": "county", "title": "县", "extends": "city.json", "drop": ["paper.city"] }"#;
    assert_eq!(rulebook::extends(county).as_deref(), Some("city.json"));
    assert_eq!(rulebook::extends(city), None, "what is built in need not be found");
    assert_eq!(rulebook::extends("{"), None);
    let load = |extended: &[String]| rulebook::load_with(county, "", extended);
    let book = load(&[city.into()]).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let report = report(&book, "application", json!({ "level": "city", "volunteers": 24, "unit_size": 100 }));
    assert_eq!(check(&report, "volunteers.city")["state"], "fails");
    assert!(report["checks"].as_array().unwrap().iter().all(|check| check["rule"] != "paper.city"));
    let refused = |extended: &[String]| load(extended).expect_err("it is wrong").0[0].problem.code();
    assert_eq!(refused(&[]), "rulebook.unknown");
    assert_eq!(refused(&["{".into()]), "extends.broken");
    assert_eq!(refused(&[county.into()]), "extends.cycle");
    assert_eq!(refused(&[city.replace("linyi-2012", "county.json"), county.into()]), "extends.cycle");
}
