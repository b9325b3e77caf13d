//! What is said of rulebooks that are wrong, and what those that are right can do.

use leifeng_form::answer::json::{Keys, read_answers};
use leifeng_form::label::{Context, Index};
use leifeng_form::rulebook::mistake::{Mistake, show_path};
use leifeng_form::rulebook::{self, Loaded};
use leifeng_form::{Date, Session};
use serde_json::{Value, json};

/// A county's rulebook with these members.
fn file(members: &str) -> String {
    format!("{{\n  \"id\": \"own\",\n  \"title\": \"自拟\",\n  \"extends\": \"linyi-2012\",\n{members}\n}}")
}

/// A county's rulebook with one rule, whose condition this is.
fn holds(condition: &str) -> String {
    file(&format!("\"rules\": {{ \"own\": {{\n\"forms\": [\"application\"],\n\"holds\":\n{condition} }} }}"))
}

/// The same for the form of nominations.
fn nomination(condition: &str) -> String {
    holds(condition).replace("application", "nomination")
}

/// The mistakes of a wrong rulebook; none where it is taken.
fn mistakes(text: &str) -> Vec<Mistake> {
    rulebook::load(text).err().map_or_else(Vec::new, |mistakes| mistakes.0)
}

/// What a mistake is, as data: its code and what its text needs.
fn shown(mistake: &Mistake) -> String {
    format!("{} {:?}", mistake.problem.code(), mistake.problem)
}

/// Tables of wrong rulebooks, and what was found in them that should not have been.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    /// Refused for one mistake: on the line where `marker` first stands, at `path`, with these among its data.
    fn unless_refused(&mut self, text: &str, marker: &str, path: &str, data: &[&str]) {
        let before = text.split_once(marker).expect("the marker stands in the text").0;
        let line = before.split('\n').count();
        let mistakes = mistakes(text);
        let is_expected = |mistake: &Mistake| {
            mistake.at.is_some_and(|at| at.0 == line)
                && show_path(&mistake.path) == path
                && data.iter().all(|data| shown(mistake).contains(data))
        };
        if mistakes.len() != 1 || !mistakes.iter().all(is_expected) {
            let found = if mistakes.is_empty() { "it was taken".into() } else { format!("{mistakes:?}") };
            self.0.push(format!("line {line}, {path}, {data:?}:\n{text}\n{found}\n"));
        }
    }
}

impl Drop for Faults {
    fn drop(&mut self) {
        assert!(
            self.0.is_empty() || std::thread::panicking(),
            "{} are not refused as they should:\n{}",
            self.0.len(),
            self.0.join("\n")
        );
    }
}

fn refused(text: &str, marker: &str, path: &str, words: &[&str]) {
    Faults::default().unless_refused(text, marker, path, words);
}

const NEVER: &[&str] = &["condition.impossible"];

#[test]
fn names_that_do_not_exist_with_the_nearest_that_do() {
    let mut faults = Faults::default();
    let mean = |name: &str| format!("Some({name:?})");
    for (text, marker, path, near) in [
        (holds(r#"{ "yes": "emblam" }"#), "emblam", "rules.own.holds.yes", "emblem"),
        (holds(r#"{ "answered": "place_" }"#), "place_", "rules.own.holds.answered", "place"),
        (
            holds(
                "{ \"or\": [\n{ \"yes\": \"emblem\" },\n{ \"number\": {\n\"of\": \"voluntears\", \"at_least\": 20 } } ] }",
            ),
            "voluntears",
            "rules.own.holds.or[1].number.of",
            "volunteers",
        ),
        (
            holds(
                "{ \"number\": { \"of\": \"volunteers\", \"at_least\": { \"share\": 60,\n\"of\": \"unit_sise\" } } }",
            ),
            "unit_sise",
            "rules.own.holds.number.at_least.of",
            "unit_size",
        ),
        (
            holds(r#"{ "date": { "of": "submited_on", "to": "2012-04-23" } }"#),
            "submited_on",
            "rules.own.holds.date.of",
            "submitted_on",
        ),
        (
            holds(r#"{ "one_of": { "field": "channel", "ids": ["county", "zones"] } }"#),
            "zones",
            "rules.own.holds.one_of.ids[1]",
            "zone",
        ),
        (
            holds(r#"{ "all_of": { "field": "archives", "ids": ["leger"] } }"#),
            "leger",
            "rules.own.holds.all_of.ids[0]",
            "ledger",
        ),
        (
            holds(r#"{ "unique_rows": { "table": "roster", "by": ["name", "fone"] } }"#),
            "fone",
            "rules.own.holds.unique_rows.by[1]",
            "phone",
        ),
        (
            holds(r#"{ "every_row": { "table": "rooster", "holds": { "answered": "name" } } }"#),
            "rooster",
            "rules.own.holds.every_row.table",
            "roster",
        ),
        (
            holds(r#"{ "every_row": { "table": "roster", "holds": { "answered": "hour" } } }"#),
            "hour",
            "rules.own.holds.every_row.holds.answered",
            "hours",
        ),
        (
            holds(r#"{ "number": { "of": { "sum": { "table": "roster", "column": "hous" } }, "at_least": 1 } }"#),
            "hous",
            "rules.own.holds.number.of.sum.column",
            "hours",
        ),
        (
            file(r#""replace": { "volunteers.ctiy": { "forms": ["application"], "holds": { "yes": "emblem" } } }"#),
            "volunteers.ctiy",
            "replace.volunteers.ctiy",
            "volunteers.city",
        ),
        (file("\"drop\": [\"copies.two\",\n\"copy.two\"]"), "copy.two", "drop[1]", "copies.two"),
        (
            file(
                "\"rules\": { \"own\": { \"forms\": [\"application\"],\n\"level\": \"contry\", \"holds\": { \"yes\": \"emblem\" } } }",
            ),
            "contry",
            "rules.own.level",
            "county",
        ),
        (
            file(
                "\"rules\": { \"own\": { \"forms\": [\"application\"], \"in\": { \"application\": {\n\"level\": \"citty\" } }, \"holds\": { \"yes\": \"emblem\" } } }",
            ),
            "citty",
            "rules.own.in.application.level",
            "city",
        ),
        (
            file(r#""rules": { "own": { "forms": ["aplication"], "holds": { "yes": "emblem" } } }"#),
            "aplication",
            "rules.own.forms[0]",
            "application",
        ),
        (
            file(
                "\"document\": \"某通知\", \"clauses\": { \"二、1\": \"齐备\" },\n\"rules\": { \"own\": { \"forms\": [\"application\"],\n\"clause\": \"二、2\", \"holds\": { \"yes\": \"emblem\" } } }",
            ),
            "二、2",
            "rules.own.clause",
            "二、1",
        ),
        (file(r#""wording": { "chose": "请选择{lacking}。" }"#), "chose", "wording.chose", "choose"),
        (
            file(r#""forms": { "application": { "fields": ["volunters"] } }"#),
            "volunters",
            "forms.application.fields[0]",
            "volunteers",
        ),
        (
            file(r#""forms": { "application": { "required": { "plaec": {} } } }"#),
            "plaec",
            "forms.application.required.plaec",
            "place",
        ),
        (file("").replace("linyi-2012\",", "linyi-2021\""), "extends", "extends", "linyi-2012"),
    ] {
        faults.unless_refused(&text, marker, path, &[&mean(near)]);
    }
}

#[test]
fn members_and_kinds_that_do_not_exist() {
    for (text, marker, words) in [
        (holds(r#"{ "yess": "emblem" }"#), "yess", ["yess", "Some(\"yes\")"]),
        (holds(r#"{ "number": { "off": "volunteers", "at_least": 1 } }"#), "off", ["off", "Some(\"of\")"]),
        (
            holds(r#"{ "number": { "of": { "row": { "table": "roster" } }, "at_least": 1 } }"#),
            "row",
            ["row", "Some(\"rows\")"],
        ),
        (
            file(
                "\"rules\": { \"own\": { \"forms\": [\"application\"],\n\"serverity\": \"warning\", \"holds\": { \"yes\": \"emblem\" } } }",
            ),
            "serverity",
            ["serverity", "Some(\"severity\")"],
        ),
        (
            file(
                "\"rules\": { \"own\": { \"forms\": [\"application\"],\n\"severity\": \"warn\", \"holds\": { \"yes\": \"emblem\" } } }",
            ),
            "warn",
            ["warn", "Some(\"warning\")"],
        ),
        (
            file(r#""fields": { "age": { "label": "年龄", "kind": "counts" } }"#),
            "counts",
            ["counts", "Some(\"count\")"],
        ),
        (file(r#""fields": { "age": { "label": "年龄" } }"#), "age", ["key.missing", "kind"]),
        (file(r#""rule": {}"#), "rule", ["rule", "Some(\"rules\")"]),
        (
            holds(r#"{ "number": { "of": "volunteers", "at_least": "20" } }"#),
            "at_least",
            ["value.type", "Quoted(\"20\")"],
        ),
        (holds(r#"{ "answered": ["emblem"] }"#), "emblem", ["expected: Text", "found: List"]),
        (holds(r#"{ "yes": "emblem", "answered": "paper" }"#), "emblem", ["condition.many_keys", "yes”“answered"]),
        (holds("{ }"), "{ }", ["condition.no_key", ""]),
        (file("\"forms\": [\"application\"]"), "forms", ["expected: Object", "found: List"]),
        (file(r#""fields": { "age": "年龄" }"#), "age", ["expected: Object", "Text(\"年龄\")"]),
    ] {
        let mistakes = mistakes(&text);
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        let line = text.lines().position(|line| line.contains(marker)).unwrap() + 1;
        assert_eq!(mistakes[0].at.unwrap().0, line, "{mistakes:?}\n{text}");
        for words in words {
            assert!(shown(&mistakes[0]).contains(words), "{words}: {mistakes:?}");
        }
    }
    assert!(show_path(&mistakes(&holds(r#"{ "yess": "emblem" }"#))[0].path).starts_with("rules.own.holds"));
}

#[test]
fn json_that_is_broken_or_says_a_thing_twice() {
    for (text, at, code) in [
        ("{\n  \"id\": \"own\"\n  \"title\": \"自拟\"\n}", (2, 14), "json.comma_missing"),
        ("{\n  \"id\": \"own\",\n  \"title\": \"自拟\"", (1, 1), "json.bracket_open"),
        ("{ \"id\": \"own\", \"title\": \"自拟\" }\n}", (2, 1), "json.trailing"),
        ("{ \"id\": \"own\", \"title\": \"自拟\" }\n{}", (2, 1), "json.trailing"),
        ("", (1, 1), "json.syntax"),
        ("{ \"id\": “own” }", (1, 9), "json.syntax"),
    ] {
        let mistakes = mistakes(text);
        let found: Vec<_> = mistakes.iter().map(|mistake| (mistake.at, mistake.problem.code())).collect();
        assert_eq!(found, [(Some(at), code)], "{text}");
    }
    let commented = file("// 示例\n\"drop\": [\"copies.two\",], /* 没有了 */").replace("/* 没有了 */\n}", "}");
    assert_eq!(mistakes(&commented), []);
    let twice = file(
        "\"rules\": {\n\"own\": { \"forms\": [\"application\"], \"holds\": { \"yes\": \"emblem\" } },\n\"own\": { \"forms\": [\"application\"], \"holds\": { \"yes\": \"paper\" } } }",
    );
    let found = mistakes(&twice);
    assert!(shown(&found[0]).contains("key.twice") && shown(&found[0]).contains("own"), "{found:?}");
    assert_eq!(found[0].at.unwrap().0, 7, "{found:?}");
    let member = mistakes(&file("\"drop\": [],\n\"drop\": []"));
    assert!(shown(&member[0]).contains("key.twice") && shown(&member[0]).contains("drop"), "{member:?}");
    refused(
        &file(
            r#""fields": { "size": { "label": "规模", "kind": "choice", "options": ["大", { "id": "大", "label": "大型" }] } }"#,
        ),
        "大型",
        "fields.size.options[1]",
        &["option.twice", "大"],
    );
}

#[test]
fn a_word_says_one_thing() {
    let two = file("\"synonyms\": { \"队长\": [\"站长\"],\n\"副队长\": [\"副站长\", \"站长\"] }");
    let found = mistakes(&two);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].at.unwrap().0, show_path(&found[0].path).as_str()), (6, "synonyms.副队长[1]"));
    assert_eq!(found[0].problem.code(), "synonym.twice");
    let itself = file("\"synonyms\": { \"队长\": [\"队长\"] }");
    assert_eq!(mistakes(&itself)[0].problem.code(), "synonym.twice");
}

#[test]
fn a_word_says_what_the_last_file_says_that_lists_it() {
    let named = |members: &str, text: &str| {
        let book = rulebook::load(&file(members)).expect("it is right").book;
        let fields = &book.forms[0].fields;
        let found = Index::new(fields).with_synonyms(&book.synonyms).find(text, Context::Page);
        found.map(|found| fields[usize::from(found.field)].id.clone())
    };
    assert_eq!(named("", "驿站电话号码").as_deref(), None);
    assert_eq!(named("", "站长手机号码").as_deref(), Some("leader_phone"));
    assert_eq!(named("\"synonyms\": { \"负责人\": [\"驿长\"] }", "驿长手机号码").as_deref(), Some("leader_phone"));
    assert_eq!(named("\"synonyms\": { \"站长\": [\"驿长\"] }", "站长手机号码"), None);
}

#[test]
fn of_an_open_list_one_is_chosen_listed_or_not() {
    let own = file(
        r#""fields": { "building": { "label": "楼栋", "kind": "choice", "open": true, "options": ["一号楼", "二号楼"] } },
        "forms": { "application": { "fields": ["building"] } }"#,
    );
    let book = rulebook::load(&own).expect("it is right").book;
    let code = |given: Value| {
        let mut session = Session::new(book.clone(), "application", Date::read("2012-04-20")).expect("it has the form");
        session.fill(|form, to| {
            read_answers(json!({ "building": given }), &form.fields, &mut Keys::default(), to).expect("one")
        });
        let report: Value = serde_json::from_str(&session.report()).expect("JSON");
        let checks = report["checks"].as_array().expect("checks").clone();
        checks.into_iter().find(|check| check["rule"] == "building.format").map(|check| check["code"].clone())
    };
    for one in [json!("一号楼"), json!("九号楼"), json!("一号楼、九号楼"), json!(["二号楼"])] {
        assert_eq!(code(one.clone()), Some(Value::Null), "{one}");
    }
    for two in [json!("一号楼、二号楼"), json!(["一号楼", "二号楼"])] {
        assert_eq!(code(two.clone()), Some(json!("choice.two")), "{two}");
    }
}

#[test]
fn what_extends_must_lead_somewhere() {
    let round = "{ \"id\": \"linyi-2012\", \"title\": \"自拟\",\n\"extends\": \"mengyin-2012\" }";
    refused(round, "extends", "extends", &["extends.cycle", "linyi-2012 → mengyin-2012 → linyi-2012"]);
    refused(
        "{ \"id\": \"own\", \"title\": \"自拟\",\n\"extends\": \"own\" }",
        "extends",
        "extends",
        &["extends.cycle"],
    );
    refused(
        &file(r#""rules": { "copies.two": { "forms": ["application"], "holds": { "yes": "paper" } } }"#),
        "copies.two",
        "rules.copies.two",
        &["rule.exists"],
    );
}

#[test]
fn a_rule_that_is_dropped_is_written_nowhere_else() {
    for (members, path) in [
        (
            r#""drop": ["copies.two"],
"change": { "copies.two": { "severity": "warning" } }"#,
            "change.copies.two",
        ),
        (
            r#""drop": ["copies.two"],
"replace": { "copies.two": { "forms": ["application"], "holds": { "yes": "paper" } } }"#,
            "replace.copies.two",
        ),
        ("\"drop\": [\"emblem.present\",\n\"copies.two\", \"copies.two\"]", "drop[2]"),
    ] {
        let found = mistakes(&file(members));
        let found: Vec<_> = found.iter().map(|it| (it.problem.code(), show_path(&it.path), it.at.unwrap().0)).collect();
        assert_eq!(found, [("rule.dropped", path.into(), 6)], "{members}");
    }
}

#[test]
fn a_mistake_in_the_key_of_a_form_is_one() {
    let own = |members: &str| {
        format!(
            r#"{{ "id": "own", "title": "自拟", "extends": "base", "fields": {{ "a": {{ "label": "甲", "kind": "text" }} }},
"forms": {{ "application": {{ "fields": ["a"],
{members} }} }} }}"#
        )
    };
    refused(&own(r#""key": ["zz"]"#), "zz", "forms.application.key[0]", &["field.unknown", "zz"]);
    refused(&own(r#""key": ["a"], "called": ["zz"]"#), "zz", "forms.application.called[0]", &["field.unknown", "zz"]);
}

#[test]
fn a_text_that_is_nested_too_deeply_is_refused_before_it_is_read() {
    for (depth, code) in [(200, "condition.too_deep"), (5_000, "json.too_deep")] {
        let text = holds(&["{ \"not\": ".repeat(depth), r#"{ "yes": "emblem" }"#.into(), "}".repeat(depth)].concat());
        assert_eq!(mistakes(&text)[0].problem.code(), code);
    }
}

#[test]
fn kinds_of_fields_that_do_not_fit() {
    let mut faults = Faults::default();
    for (condition, marker, path, words) in [
        (
            r#"{ "number": { "of": "volunteers", "at_least": { "share": 60, "of": "unit_name" } } }"#,
            "unit_name",
            "number.at_least.of",
            "单位名称|needed: Number",
        ),
        (r#"{ "number": { "of": "unit_name", "at_least": 3 } }"#, "unit_name", "number.of", "单位名称|needed: Number"),
        (r#"{ "date": { "of": "unit_name", "to": "2012-04-23" } }"#, "unit_name", "date.of", "单位名称|needed: Day"),
        (r#"{ "date": { "of": "submitted_on", "to": "unit_name" } }"#, "unit_name", "date.to", "单位名称|needed: Day"),
        (r#"{ "yes": "volunteers" }"#, "volunteers", "yes", "志愿者人数|needed: YesNo"),
        (
            r#"{ "one_of": { "field": "place", "ids": ["甲"] } }"#,
            "place",
            "one_of.field",
            "志愿服务场所|needed: Choice",
        ),
        (r#"{ "all_of": { "field": "channel" } }"#, "channel", "all_of.field", "申报渠道|needed: Choices"),
        (
            r#"{ "about": { "field": "place", "count": 2000, "tolerance": 10 } }"#,
            "place",
            "about.field",
            "志愿服务场所|needed: LongText",
        ),
        (
            r#"{ "some_row": { "table": "place", "holds": { "answered": "place" } } }"#,
            "place",
            "some_row.table",
            "志愿服务场所|needed: Table",
        ),
        (
            r#"{ "number": { "of": { "sum": { "table": "roster", "column": "name" } }, "at_least": 1 } }"#,
            "name",
            "number.of.sum.column",
            "姓名|needed: Summand",
        ),
        (
            r#"{ "number": { "of": { "days": { "from": "2012-02-30", "to": "submitted_on" } }, "at_least": 7 } }"#,
            "02-30",
            "number.of.days.from",
            "2012-02-30|day.unreadable",
        ),
    ] {
        let words: Vec<&str> = words.split('|').collect();
        faults.unless_refused(&holds(condition), marker, &format!("rules.own.holds.{path}"), &words);
    }
}

#[test]
fn conditions_that_no_answer_can_meet() {
    let mut faults = Faults::default();
    for condition in [
        r#"{ "number": { "of": "volunteers", "at_least": 20, "at_most": 10 } }"#,
        r#"{ "number": { "of": "hours_min", "at_least": 9000 } }"#,
        r#"{ "number": { "of": "unit_size", "at_most": 0 } }"#,
        r#"{ "number": { "of": "volunteers", "at_most": -1 } }"#,
        r#"{ "number": { "of": "volunteers", "exactly": 1.5 } }"#,
        r#"{ "number": { "of": { "rows": { "table": "roster" } }, "at_most": -1 } }"#,
        r#"{ "number": { "of": "volunteers", "at_least": { "share": 60, "of": "unit_size" }, "at_most": { "share": 50, "of": "unit_size" } } }"#,
        r#"{ "date": { "of": "submitted_on", "from": "2012-05-31", "to": "2012-04-01" } }"#,
        r#"{ "and": [{ "date": { "of": "submitted_on", "from": "2012-05-01" } }, { "date": { "of": "submitted_on", "to": "2012-04-30" } }] }"#,
        r#"{ "and": [{ "number": { "of": "volunteers", "at_least": 20 } }, { "number": { "of": "volunteers", "at_most": 19 } }] }"#,
        r#"{ "and": [{ "yes": "emblem" }, { "not": { "yes": "emblem" } }] }"#,
        r#"{ "and": [{ "one_of": { "field": "channel", "ids": ["zone"] } }, { "one_of": { "field": "channel", "ids": ["college"] } }] }"#,
        r#"{ "and": [{ "yes": "emblem" }, { "and": [{ "yes": "paper" }, { "not": { "yes": "emblem" } }] }] }"#,
        r#"{ "or": [{ "number": { "of": "volunteers", "at_least": 20, "at_most": 10 } }, { "number": { "of": "unit_size", "at_most": 0 } }] }"#,
        r#"{ "every_row": { "table": "roster", "holds": { "number": { "of": "hours", "at_least": 100, "at_most": 50 } } } }"#,
        r#"{ "every_row": { "table": "roster", "holds": { "number": { "of": "hours", "at_least": 9000 } } } }"#,
    ] {
        faults.unless_refused(&holds(condition), "holds", "rules.own.holds", NEVER);
    }
    for (condition, path) in [
        (r#"{ "one_of": { "field": "channel" } }"#, "one_of"),
        (r#"{ "one_of": { "field": "channel", "ids": [] } }"#, "one_of"),
        (r#"{ "about": { "field": "materials", "count": 2000, "tolerance": 0 } }"#, "about"),
        (r#"{ "about": { "field": "materials", "count": 2000, "tolerance": 60 } }"#, "about"),
        (r#"{ "about": { "field": "materials", "count": 0, "tolerance": 10 } }"#, "about"),
        (r#"{ "or": [] }"#, "or"),
        (r#"{ "number": { "of": "volunteers" } }"#, "number"),
        (r#"{ "number": { "of": "volunteers", "at_least": 1, "exactly": 1 } }"#, "number"),
        (r#"{ "date": { "of": "submitted_on" } }"#, "date"),
        (
            r#"{ "number": { "of": "volunteers", "at_least": { "share": 0, "of": "unit_size" } } }"#,
            "number.at_least.share",
        ),
        (r#"{ "number": { "of": "volunteers", "at_least": 1e30 } }"#, "number.at_least"),
        // More than a form counts.
        (
            r#"{ "number": { "of": { "sum": { "table": "roster", "column": "hours" } }, "at_most": 2000000000 } }"#,
            "number.at_most",
        ),
        (r#"{ "number": { "of": { "rows": { "table": "roster" } }, "at_least": 900000001 } }"#, "number.at_least"),
        (
            r#"{ "number": { "of": { "days": { "from": "submitted_on", "to": "2012-04-25" } }, "at_least": -900000001 } }"#,
            "number.at_least",
        ),
    ] {
        let marker = condition.split('"').nth(1).unwrap();
        faults.unless_refused(&holds(condition), &format!("{{ \"{marker}\""), &format!("rules.own.holds.{path}"), &[]);
    }
    // A form that gives nothing to judge.
    let empty = r#"{ "id": "own", "title": "自拟", "extends": "base", "forms": { "own": { "fields": [] } },
        "rules": { "own": { "forms": ["own"], "holds": { "number": { "of": "size", "at_least": 1 } } } } }"#;
    assert!(mistakes(empty).iter().any(|mistake| shown(mistake).contains("\"size\"")), "{:?}", mistakes(empty));
}

#[test]
fn conditions_that_an_answer_can_meet_are_taken() {
    for condition in [
        r#"{ "number": { "of": "volunteers", "at_least": 20, "at_most": 20 } }"#,
        r#"{ "number": { "of": "volunteers", "exactly": 0 } }"#,
        r#"{ "number": { "of": "hours_min", "at_least": 8784 } }"#,
        r#"{ "number": { "of": "hours_min", "exactly": 1.5 } }"#,
        r#"{ "number": { "of": "volunteers", "at_least": { "share": "120%", "of": "unit_size" } } }"#,
        r#"{ "date": { "of": "submitted_on", "from": "2012-05-31", "to": "2012-05-31" } }"#,
        r#"{ "or": [{ "yes": "emblem" }, { "not": { "yes": "emblem" } }] }"#,
        r#"{ "or": [{ "number": { "of": "volunteers", "at_least": 20 } }, { "number": { "of": "volunteers", "at_most": 10 } }] }"#,
        r#"{ "and": [{ "one_of": { "field": "channel", "ids": ["zone", "county"] } }, { "one_of": { "field": "channel", "ids": ["county"] } }] }"#,
        r#"{ "and": [{ "one_of": { "field": "domains", "ids": ["交通"] } }, { "one_of": { "field": "domains", "ids": ["教育"] } }] }"#,
        r#"{ "not": { "and": [{ "yes": "emblem" }, { "yes": "paper" }] } }"#,
        r#"{ "about": { "field": "materials", "count": 2000, "tolerance": 50 } }"#,
        r#"{ "some_row": { "table": "roster", "holds": { "number": { "of": "hours", "at_least": 8784 } } } }"#,
        r#"{ "number": { "of": { "days": { "from": "submitted_on", "to": "2012-04-25" } }, "at_most": -3 } }"#,
    ] {
        if let Err(mistakes) = rulebook::load(&holds(condition)) {
            panic!("{mistakes}\n{condition}");
        }
    }
    let quota = r#"{ "number": { "of": { "rows": { "table": "nominees" } }, "at_most": 0 } }"#;
    assert!(rulebook::load(&nomination(quota)).is_ok());
}

#[test]
fn what_a_rule_must_have() {
    let mut faults = Faults::default();
    for (rule, marker, path, words) in [
        (r#"{ "forms": ["application"] }"#, "own\": {", "rules.own", "rule.no_condition"),
        (r#"{ "forms": ["application"], "severity": "review" }"#, "own\": {", "rules.own", "review.no_text"),
        (r#"{ "forms": [], "holds": { "yes": "emblem" } }"#, "forms", "rules.own.forms", "rule.no_form"),
    ] {
        faults.unless_refused(&file(&format!("\"rules\": {{\n\"own\": {rule} }}")), marker, path, &[words]);
    }
    for (field, path, words) in [
        (r#"{ "label": "规模", "kind": "choice" }"#, "", "options.count"),
        (r#"{ "label": "规模", "kind": "text", "options": ["大"] }"#, ".options", "options.elsewhere"),
        (r#"{ "label": "规模", "kind": "table" }"#, "", "columns.elsewhere"),
        (r#"{ "label": "规模", "kind": "count", "min": 5, "max": 4 }"#, ".max", "max.below_min"),
        (r#"{ "label": "规模", "kind": "text", "max": 4 }"#, ".max", "limits.elsewhere"),
        (r#"{ "label": "规模", "kind": "text", "unanswered": "today" }"#, ".unanswered", "unanswered.elsewhere"),
        (r#"{ "label": "规模", "kind": "text", "required": true }"#, ".required", "required.elsewhere"),
        (r#"{ "label": "：", "kind": "text" }"#, ".label", "label.empty"),
    ] {
        refused(
            &file(&format!("\"fields\": {{\n\"own\": {field} }}")),
            "own\": {",
            &format!("fields.own{path}"),
            &[words],
        );
    }
    let alone = r#"{ "id": "own", "title": "自拟", "fields": { "a": { "label": "甲", "kind": "text" } }, "forms": { "own": { "fields": ["a"] } } }"#;
    let codes = |text: &str| mistakes(text).iter().map(|mistake| mistake.problem.code()).collect::<Vec<_>>();
    assert_eq!(codes(alone), ["wording.missing"]);
    let lost = alone.replace("\"title\"", "\"extends\": \"bass\", \"title\"");
    assert_eq!(codes(&lost), ["rulebook.unknown"]);
    assert!(shown(&mistakes(&lost)[0]).contains("Some(\"base\")"));
    assert_eq!(codes("[]"), ["value.type"]);
    let same =
        file("\"rules\": {\n\"emblem.format\": { \"forms\": [\"application\"], \"holds\": { \"yes\": \"emblem\" } } }");
    refused(&same, "emblem.format", "rules.emblem.format", &["rule.generated"]);
}

#[test]
fn fields_that_a_form_does_not_list() {
    let field = r#""fields": { "size": { "label": "规模", "kind": "count" } },"#;
    let unlisted = "field.not_listed";
    for (rest, marker, path) in [
        (
            "\"rules\": { \"own\": { \"forms\": [\"application\"],\n\"holds\": { \"answered\": \"size\" } } }",
            "holds",
            "rules.own.holds.answered",
        ),
        (
            "\"forms\": { \"application\": {\n\"required\": { \"size\": {} } } }",
            "required",
            "forms.application.required.size",
        ),
    ] {
        refused(&file(&format!("{field}\n{rest}")), marker, path, &[unlisted]);
    }
}

#[test]
fn what_a_text_cannot_be_filled_in_with() {
    let mut faults = Faults::default();
    let rule = |text: &str| {
        file(&format!(
            "\"rules\": {{ \"own\": {{ \"forms\": [\"application\"], \"holds\": {{ \"yes\": \"emblem\" }},\n{text} }} }}"
        ))
    };
    for (text, marker, path, words) in [
        (rule(r#""fails": "合计{vale}太多""#), "vale", "rules.own.fails", "Some(\"value\")"),
        (rule(r#""open": "{lackin}没有填""#), "lackin", "rules.own.open", "Some(\"lacking\")"),
        (rule(r#""fails": "有 {rooster}。""#), "rooster", "rules.own.fails", "Some(\"roster\")"),
        (rule(r#""fails": "推荐了 {nominees}。""#), "nominees", "rules.own.fails", "text.placeholder"),
        (rule(r#""fails": "现为 {value，请核对。""#), "value", "rules.own.fails", "text.brace_open"),
        (file(r#""wording": { "at_least": "应不少于{lest}" }"#), "at_least", "wording.at_least", "Some(\"least\")"),
        (
            file(r#""wording": { "number.text": "{lable}应是数" }"#),
            "number.text",
            "wording.number.text",
            "Some(\"label\")",
        ),
        (file(r#""wording": { "not_number": "" }"#), "not_number", "wording.not_number", "key.renamed"),
        (file(r#""wording": { "fails": "{requirse}。" }"#), "fails", "wording.fails", "Some(\"requires\")"),
        (
            file(r#""wording": { "across_twice": "{her}重复" }"#),
            "across_twice",
            "wording.across_twice",
            "Some(\"here\")",
        ),
    ] {
        faults.unless_refused(&text, marker, path, &[words]);
    }
    for text in [
        rule(r#""fails": "{standard}{label}{requires}{have}{value}{rows}{missing}{least}{most}{mend}{roster}。""#),
        rule(r#""open": "{lacking}{unreadable}""#),
        file(
            r#""wording": { "number.too_small": "{label}{value}{unit}{options}{min}{max}", "fails": "{volunteers}" }"#,
        ),
    ] {
        assert_eq!(mistakes(&text), []);
    }
}

#[test]
fn names_that_two_fields_of_a_form_share() {
    let mut faults = Faults::default();
    let own = |field: &str| {
        file(&format!(
            "\"fields\": {{\n\"own\": {field} }},\n\"forms\": {{ \"application\": {{ \"fields\": [\"own\"] }} }}"
        ))
    };
    for (field, path, words) in [
        (r#"{ "label": "联系电话", "kind": "phone" }"#, "fields.own", "other: \"leader_phone\", name: \"联系电话\""),
        (r#"{ "label": "电话", "aliases": ["手 机"], "kind": "phone" }"#, "fields.own", "name: \"手 机\""),
        (
            r#"{ "label": "名单", "kind": "table", "columns": { "a": { "label": "姓名", "kind": "text" }, "b": { "label": "姓名", "kind": "text" } } }"#,
            "fields.own.columns.b",
            "field: \"b\", other: \"a\", name: \"姓名\"",
        ),
    ] {
        faults.unless_refused(&own(field), "own\": {", path, &[words]);
    }
    // What brackets say may tell fields apart, and forms may have fields of one name each.
    for field in [
        r#"{ "label": "联系电话（家庭）", "kind": "phone" }"#,
        r#"{ "label": "检查日期", "kind": "date" }"#,
        r#"{ "label": "电话", "aliases": ["电话"], "kind": "phone" }"#,
    ] {
        assert_eq!(mistakes(&own(field)), []);
    }
}

#[test]
fn what_follows_follows_from_clauses_that_there_are() {
    let text = file(
        "\"document\": \"某通知\", \"clauses\": { \"二、1\": \"齐备\" },\n\"forms\": { \"inspection\": { \"consequence\": {\n\"clauses\": [\"二、2\"], \"text\": \"\" } } }",
    );
    refused(&text, "二、2", "forms.inspection.consequence.clauses[0]", &["clause.unknown", "Some(\"二、1\")"]);
}

#[test]
fn several_mistakes_are_told_at_once_in_the_order_of_the_file() {
    let text = file(
        r#"  "drop": ["copies.too"],
  "wording": { "opne": "" },
  "rules": {
    "one": { "forms": ["application"], "level": "country", "holds": { "yes": "emblam" } },
    "two": {
      "forms": ["application"],
      "holds": { "number": { "of": "volunteers", "at_least": 9, "at_most": 8 } }
    }
  },
  "replace": { "volunteers.citty": { "forms": ["application"], "holds": { "yes": "emblem" } } }"#,
    );
    let mistakes = mistakes(&text);
    let expected = ["copies.too", "opne", "country", "emblam", "condition.impossible", "volunteers.citty"];
    assert_eq!(mistakes.len(), expected.len(), "{mistakes:?}");
    for ((mistake, expected), line) in mistakes.iter().zip(expected).zip([5, 6, 8, 8, 11, 14]) {
        assert!(shown(mistake).contains(expected), "{expected}: {mistake:?}");
        assert_eq!(mistake.at.unwrap().0, line, "{expected}: {mistake:?}");
    }
}

// --- What right files can do ---

fn taken(text: &str) -> Loaded {
    rulebook::load(text).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn report(loaded: &Loaded, form: &str, answers: Value) -> Value {
    let mut session = Session::new(loaded.book.clone(), form, Date::read("2012-04-20")).expect(form);
    session.fill(|form, to| {
        read_answers(answers, &form.fields, &mut Keys::default(), to).expect("an object");
    });
    serde_json::from_str(&session.report()).expect("a report is JSON")
}

fn state(loaded: &Loaded, form: &str, rule: &str, answers: Value) -> String {
    let report = report(loaded, form, answers);
    let check = report["checks"].as_array().unwrap().iter().find(|check| check["rule"] == rule);
    check.map_or("absent", |check| check["state"].as_str().unwrap()).into()
}

#[test]
fn a_file_adds_replaces_and_drops_by_id_and_says_nothing_of_the_rest() {
    let own = taken(&file(
        r#"  "document": "某县通知",
  "clauses": { "一": "材料一式三份" },
  "fields": { "motto": { "label": "岗位口号", "kind": "text" } },
  "forms": { "application": { "fields": ["motto"], "required": { "motto": {} } } },
  "drop": ["route.county"],
  "replace": {
    "copies.two": { "forms": ["application"], "clause": "一", "holds": { "number": { "of": "copies", "at_least": 3 } } }
  },
  "rules": { "paper.present": { "forms": ["application"], "holds": { "yes": "paper" } } }"#,
    ));
    let base = rulebook::built_in("linyi-2012").unwrap();
    assert_eq!((own.book.id.as_str(), own.book.title.as_str()), ("own", "自拟"));
    let rules = |book: &rulebook::Book, form: usize| -> Vec<String> {
        book.forms[form].checks.iter().map(|check| check.rule.clone()).collect()
    };
    let mut expected = rules(&base, 0);
    expected.retain(|rule| rule != "route.county");
    let at = expected.iter().position(|rule| rule == "materials.required").unwrap() + 1;
    expected.insert(at, "motto.required".into());
    expected.push("paper.present".into());
    assert_eq!(rules(&own.book, 0), expected);
    // The other forms are as they were.
    assert_eq!(own.book.forms[1..], base.forms[1..]);
    let check = |rule: &str| own.book.forms[0].checks.iter().find(|check| check.rule == rule).unwrap();
    assert_eq!(check("copies.two").clause, "某县通知 一");
    assert_eq!(check("paper.present").clause, "某县通知");
    assert_eq!(check("staff.fixed").clause, "临青联字〔2012〕9号 二、1");
    for (copies, expected) in [(2, "fails"), (3, "holds")] {
        assert_eq!(state(&own, "application", "copies.two", json!({ "level": "county", "copies": copies })), expected);
    }
    assert_eq!(own.book.wording, base.wording);
}

#[test]
fn a_file_that_changes_nothing_is_the_one_it_extends() {
    let own = taken("{ \"id\": \"linyi\", \"title\": \"自拟\", \"extends\": \"linyi-2012\" }");
    let base = rulebook::built_in("linyi-2012").unwrap();
    assert_eq!(own.book.forms, base.forms);
    assert_eq!(own.book.wording, base.wording);
}

/// A notice of another sort: what teams, registrations and nominations are asked for elsewhere.
const TEAM: &str = r#"{
  "id": "team",
  "title": "优秀志愿服务队",
  "extends": "base",
  "fields": {
    "members": {
      "label": "队员名单",
      "kind": "table",
      "columns": {
        "name": { "label": "姓名", "kind": "text", "required": true },
        "born_on": { "label": "出生日期", "kind": "date" },
        "leads": { "label": "队长", "kind": "yes_no", "unanswered": "no" }
      }
    },
    "registered_on": { "label": "注册日期", "kind": "date" },
    "published_on": { "label": "公示日期", "kind": "date" },
    "submitted_on": { "label": "申报日期", "kind": "date", "unanswered": "today" },
    "nominees": {
      "label": "推荐对象",
      "kind": "table",
      "columns": {
        "name": { "label": "名称", "kind": "text", "required": true },
        "body": { "label": "单位性质", "kind": "choice", "options": ["机关", "企业", "院校"] }
      }
    },
    "hours": { "label": "活动时数", "kind": "hours" }
  },
  "forms": { "team": { "title": "申报表", "fields": ["members", "registered_on", "published_on", "submitted_on", "nominees"] } },
  "rules": {
    "members.count": { "forms": ["team"], "holds": { "number": { "of": { "rows": { "table": "members" } }, "at_least": 6, "at_most": 100 } } },
    "members.young": {
      "forms": ["team"],
      "holds": {
        "number": {
          "of": {
            "rows": {
              "table": "members",
              "where": { "not": { "number": { "of": { "years": { "from": "born_on", "to": "2012-05-04" } }, "at_least": 35 } } }
            }
          },
          "at_least": { "share": 60, "of": { "rows": { "table": "members" } } }
        }
      }
    },
    "leader.one": {
      "forms": ["team"],
      "holds": { "number": { "of": { "rows": { "table": "members", "where": { "yes": "leads" } } }, "exactly": 1 } }
    },
    "leader.age": {
      "forms": ["team"],
      "holds": {
        "every_row": {
          "table": "members",
          "holds": {
            "where": {
              "where": { "yes": "leads" },
              "holds": { "number": { "of": { "years": { "from": "born_on", "to": "submitted_on" } }, "at_most": 40 } }
            }
          }
        }
      }
    },
    "registered.years": {
      "forms": ["team"],
      "holds": { "number": { "of": { "years": { "from": "registered_on", "to": "submitted_on" } }, "at_least": 2 } }
    },
    "published.days": {
      "forms": ["team"],
      "holds": { "number": { "of": { "days": { "from": "published_on", "to": "submitted_on" } }, "at_least": 7 } }
    },
    "bodies.quota": {
      "forms": ["team"],
      "holds": {
        "and": [
          { "number": { "of": { "rows": { "table": "nominees", "where": { "one_of": { "field": "body", "ids": ["机关"] } } } }, "at_most": 3 } },
          { "number": { "of": { "rows": { "table": "nominees", "where": { "one_of": { "field": "body", "ids": ["企业"] } } } }, "at_most": 3 } },
          { "number": { "of": { "rows": { "table": "nominees", "where": { "one_of": { "field": "body", "ids": ["院校"] } } } }, "at_most": 3 } }
        ]
      }
    }
  }
}"#;

/// So many members born on each of these days, the first of them the leader.
fn members(born: &[(&str, usize)]) -> Value {
    let days = born.iter().flat_map(|(day, times)| std::iter::repeat_n(*day, *times));
    let row = |(at, day)| json!({ "name": format!("队员{at}"), "born_on": day, "leads": at == 0 });
    json!({ "members": days.enumerate().map(row).collect::<Vec<_>>() })
}

fn nominees(bodies: &[(&str, usize)]) -> Value {
    let each = bodies.iter().flat_map(|(body, times)| std::iter::repeat_n(*body, *times));
    json!({ "nominees": each.enumerate().map(|(at, body)| json!({ "name": format!("单位{at}"), "body": body })).collect::<Vec<_>>() })
}

#[test]
fn another_sort_of_notice_is_judged_at_its_boundaries() {
    let team = taken(TEAM);
    // On 4 May 2012: 34, 35; and on 20 April, when the leader's age is counted: 40, 41.
    let (young, old, leader, too_old) = ("1977-05-05", "1977-05-04", "1971-04-21", "1971-04-20");
    for (rule, answers, expected) in [
        ("members.count", members(&[(young, 5)]), "fails"),
        ("members.count", members(&[(young, 6)]), "holds"),
        ("members.count", members(&[(young, 100)]), "holds"),
        ("members.count", members(&[(young, 101)]), "fails"),
        ("members.count", json!({}), "open"),
        ("members.young", members(&[(young, 6), (old, 4)]), "holds"),
        ("members.young", members(&[(young, 5), (old, 4)]), "fails"),
        ("members.young", members(&[(young, 59), (old, 41)]), "fails"),
        ("members.young", members(&[(young, 60), (old, 40)]), "holds"),
        // Whoever's age is not known may be young, or not.
        ("members.young", members(&[(young, 5), (old, 4), ("", 1)]), "open"),
        ("members.young", members(&[(young, 6), (old, 3), ("", 1)]), "holds"),
        ("members.young", members(&[(young, 4), (old, 5), ("", 1)]), "fails"),
        ("leader.one", members(&[(young, 6)]), "holds"),
        ("leader.one", json!({ "members": [{ "name": "甲" }, { "name": "乙" }] }), "fails"),
        (
            "leader.one",
            json!({ "members": [{ "name": "甲", "leads": "是" }, { "name": "乙", "leads": "是" }] }),
            "fails",
        ),
        (
            "leader.one",
            json!({ "members": [{ "name": "甲", "leads": "是" }, { "name": "乙", "leads": "也许" }] }),
            "open",
        ),
        ("leader.age", members(&[(leader, 1), (too_old, 5)]), "holds"),
        ("leader.age", members(&[(too_old, 1), (leader, 5)]), "fails"),
        ("leader.age", members(&[("", 1), (leader, 5)]), "open"),
        ("registered.years", json!({ "registered_on": "2010-04-20" }), "holds"),
        ("registered.years", json!({ "registered_on": "2010-04-21" }), "fails"),
        ("registered.years", json!({ "registered_on": "2008-02-29", "submitted_on": "2010-02-28" }), "fails"),
        ("registered.years", json!({ "registered_on": "2008-02-29", "submitted_on": "2010-03-01" }), "holds"),
        ("published.days", json!({ "published_on": "2012-04-13" }), "holds"),
        ("published.days", json!({ "published_on": "2012-04-14" }), "fails"),
        ("published.days", json!({ "published_on": "2012-02-27", "submitted_on": "2012-03-05" }), "holds"),
        ("bodies.quota", nominees(&[("机关", 3), ("企业", 3), ("院校", 3)]), "holds"),
        ("bodies.quota", nominees(&[("机关", 1), ("企业", 4)]), "fails"),
        ("bodies.quota", nominees(&[("企业", 3), ("", 1)]), "open"),
        ("bodies.quota", nominees(&[("企业", 4), ("", 1)]), "fails"),
        ("bodies.quota", nominees(&[("企业", 2), ("", 1)]), "holds"),
    ] {
        assert_eq!(state(&team, "team", rule, answers.clone()), expected, "{rule}: {answers}");
    }
    let check = |rule: &str, answers: Value| {
        let report = report(&team, "team", answers);
        report["checks"].as_array().unwrap().iter().find(|check| check["rule"] == rule).unwrap().clone()
    };
    assert_eq!(check("leader.age", members(&[(too_old, 1), (leader, 5)]))["rows"][0]["row"], 1);
    assert_eq!(
        check("members.count", members(&[(young, 5)]))["remedies"],
        json!([{ "field": "members", "to": 6, "by": 1 }])
    );
    // Nobody is advised to date back, and nothing is made up about rows.
    for (rule, answers) in [
        ("registered.years", json!({ "registered_on": "2010-04-21" })),
        ("published.days", json!({ "published_on": "2012-04-14" })),
        ("leader.age", members(&[(too_old, 1), (leader, 5)])),
        // A row more changes what a share is taken of, and which rows count is not theirs to choose.
        ("members.young", members(&[(young, 2), (old, 3)])),
        ("leader.one", json!({ "members": [{ "name": "甲" }, { "name": "乙" }] })),
        ("bodies.quota", nominees(&[("企业", 4)])),
    ] {
        let check = check(rule, answers);
        assert!(check["remedies"].is_null(), "{check}");
        assert!(!check["message"].as_str().unwrap().is_empty(), "{check}");
    }
}

#[test]
fn sums_beyond_what_a_form_counts_are_judged_right() {
    let book = |holds: &str| {
        taken(&format!(
            r#"{{ "id": "own", "title": "自拟", "extends": "base",
            "fields": {{
                "budget": {{ "label": "预算", "kind": "table", "columns": {{ "cost": {{ "label": "金额", "kind": "count" }} }} }},
                "other": {{ "label": "自筹", "kind": "table", "columns": {{ "cost": {{ "label": "金额", "kind": "count" }} }} }} }},
            "forms": {{ "own": {{ "title": "表", "fields": ["budget", "other"] }} }},
            "rules": {{ "own": {{ "forms": ["own"], "holds": {{ "number": {{ "of": {{ "sum": {{ "table": "budget", "column": "cost" }} }}, {holds} }} }} }} }} }}"#
        ))
    };
    let rows = |count: usize| vec![json!({ "cost": 900_000_000 }); count];
    let share = |percent: u32| {
        format!(
            r#""at_least": {{ "share": "{percent}%", "of": {{ "sum": {{ "table": "other", "column": "cost" }} }} }}"#
        )
    };
    for (holds, budget, other, expected) in [
        (r#""at_most": 900000000"#.into(), 3, 1, "fails"),
        (r#""at_least": 900000000"#.into(), 3, 1, "holds"),
        (r#""exactly": 900000000"#.into(), 1, 1, "holds"),
        (r#""exactly": 900000000"#.into(), 2, 1, "fails"),
        (share(100), 3, 1, "holds"),
        (share(100), 1, 3, "fails"),
        (share(120), 1, 1, "fails"),
        (share(100), 3, 2, "holds"),
        (share(100), 2, 3, "fails"),
        (share(150), 3, 2, "holds"),
        (share(151), 3, 2, "fails"),
    ] {
        let answers = json!({ "budget": rows(budget), "other": rows(other) });
        assert_eq!(state(&book(&holds), "own", "own", answers), expected, "{holds}: {budget}, {other}");
    }
}

#[test]
fn a_bound_that_counts_rows_too_has_no_number_of_rows_that_mends_it() {
    let book = taken(
        r#"{ "id": "own", "title": "自拟", "extends": "base",
            "fields": {
                "size": { "label": "人数", "kind": "count" },
                "members": { "label": "成员", "kind": "table", "columns": {
                    "name": { "label": "姓名", "kind": "text" },
                    "leads": { "label": "负责人", "kind": "yes_no", "unanswered": "no" } } } },
            "forms": { "own": { "title": "表", "fields": ["size", "members"] } },
            "rules": {
                "a": { "forms": ["own"], "holds": { "number": { "of": { "rows": { "table": "members" } },
                    "at_most": { "share": "200%", "of": { "rows": { "table": "members", "where": { "yes": "leads" } } } } } } },
                "b": { "forms": ["own"], "holds": { "number": { "of": { "rows": { "table": "members" } },
                    "exactly": { "share": 100, "of": "size" } } } } } }"#,
    );
    let answers =
        json!({ "size": 5, "members": [{ "name": "甲", "leads": true }, { "name": "乙" }, { "name": "丙" }] });
    let report = report(&book, "own", answers);
    let check = |rule: &str| report["checks"].as_array().unwrap().iter().find(|check| check["rule"] == rule).unwrap();
    assert_eq!(check("a")["state"], "fails");
    assert!(check("a")["remedies"].is_null(), "one less may be the leader");
    assert_eq!(check("b")["remedies"], json!([{ "field": "members", "to": 5, "by": 2 }]));
}
