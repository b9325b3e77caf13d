//! The rules as cases: every file of `tests/cases`, judged natively.

use leifeng_form::answer::Input;
use leifeng_form::answer::json::{Keys, read_answers};
use leifeng_form::{Date, Session, rulebook};
use serde_json::{Map, Value, json};

fn written_out(value: &Value) -> Value {
    match (value.get("repeat"), value.get("times")) {
        (Some(text), Some(times)) => text.as_str().unwrap().repeat(times.as_u64().unwrap() as usize).into(),
        _ => value.clone(),
    }
}

fn session(rulebook: &str, form: &str, today: &str, answers: &Map<String, Value>) -> Session {
    let book = rulebook::built_in(rulebook).expect(rulebook);
    let mut session = Session::new(book, form, Date::read(today)).expect(form);
    session.fill(|form, to| {
        read_answers(Value::Object(answers.clone()), &form.fields, &mut Keys::default(), to).expect("an object");
    });
    session
}

fn report(session: &Session) -> Value {
    serde_json::from_str(&session.report()).expect("a report is JSON")
}

fn check<'a>(report: &'a Value, rule: &str) -> Option<&'a Value> {
    report["checks"].as_array().unwrap().iter().find(|check| check["rule"] == rule)
}

/// What a report says, in the words of a case's expectation.
fn said(report: &Value, key: &str, expected: &Value) -> Value {
    let per_rule = |say: &dyn Fn(&str, Option<&Value>, &Value) -> Value| {
        let each = expected.as_object().unwrap().iter();
        Value::Object(each.map(|(rule, value)| (rule.clone(), say(rule, check(report, rule), value))).collect())
    };
    let part = |check: Option<&Value>, key: &str| check.map_or(Value::Null, |check| check[key].clone());
    match key {
        "checks" => per_rule(&|_, check, _| check.map_or("absent".into(), |check| check["state"].clone())),
        "severity" => per_rule(&|_, check, _| part(check, "severity")),
        "assumed" => per_rule(&|_, check, _| match part(check, "assumed") {
            Value::Null => json!([]),
            assumed => assumed,
        }),
        "rows" => per_rule(&|_, check, _| {
            let rows = part(check, "rows");
            rows.as_array().into_iter().flatten().map(|row| row["row"].clone()).collect()
        }),
        "remedies" => per_rule(&|_, check, expected| {
            let remedies = part(check, "remedies").as_array().cloned().unwrap_or_default();
            let each = remedies.iter().enumerate().map(|(at, remedy)| {
                let mut remedy = remedy.clone();
                if let (Some(keys), Some(given)) = (expected[at].as_object(), remedy.as_object_mut()) {
                    given.retain(|key, _| keys.contains_key(key));
                }
                remedy
            });
            each.collect()
        }),
        "counts" => per_rule(&|field, _, expected| {
            let keys = expected.as_object().unwrap().keys();
            keys.map(|key| (key.clone(), report["counts"][field][key].clone())).collect::<Map<_, _>>().into()
        }),
        "order" => report["checks"].as_array().unwrap().iter().map(|check| check["rule"].clone()).collect(),
        _ => report[key].clone(),
    }
}

fn judge_file(text: &str) -> usize {
    let file: Value = serde_json::from_str(text).unwrap();
    let mut faults = Vec::new();
    for case in file["cases"].as_array().unwrap() {
        let mut answers = file["base"].as_object().unwrap().clone();
        for (key, value) in case["set"].as_object().unwrap() {
            if value.is_null() {
                answers.remove(key);
            } else {
                answers.insert(key.clone(), value.clone());
            }
        }
        for value in answers.values_mut() {
            *value = written_out(value);
        }
        let text = |key: &str| case[key].as_str().unwrap();
        let session = session(text("rulebook"), text("form"), text("today"), &answers);
        let report = report(&session);
        faults.extend(misdrawn(&session, &report).into_iter().map(|fault| format!("{}: {fault}", text("name"))));
        for (key, expected) in case["expect"].as_object().unwrap() {
            let said = said(&report, key, expected);
            if said != *expected {
                faults.push(format!("{}: {key}\n  expected {expected}\n  said     {said}", text("name")));
            }
        }
    }
    assert!(faults.is_empty(), "{} of the expectations are not met:\n{}", faults.len(), faults.join("\n"));
    file["cases"].as_array().unwrap().len()
}

/// What a page would draw otherwise than the report says it: its checks, and the verdict of each level by the level's own.
fn misdrawn(session: &Session, report: &Value) -> Option<String> {
    let drawing: Value = serde_json::from_str(&session.drawing()).expect("a drawing is JSON");
    let places = |list: &Value| -> Value {
        let each = list.as_array().unwrap().iter().map(|at| drawing["checks"][at.as_u64().unwrap() as usize].clone());
        each.collect()
    };
    if places(&drawing["report"]) != report["checks"] || drawing["counts"] != report["counts"] {
        return Some("the checks or counts that are drawn are not the report's".into());
    }
    let levels: Vec<Value> =
        report["levels"].as_object().into_iter().flat_map(|levels| levels.values().cloned()).collect();
    let drawn: Vec<Value> = drawing["levels"].as_array().unwrap().iter().map(|list| verdict(&places(list))).collect();
    (drawn != levels).then(|| format!("levels are drawn as {drawn:?} and reported as {levels:?}"))
}

/// What checks come to.
fn verdict(checks: &Value) -> Value {
    let errors = || checks.as_array().unwrap().iter().filter(|check| check["severity"] == "error");
    let any = |state: &str| errors().any(|check| check["state"] == state);
    json!(if any("fails") {
        "ineligible"
    } else if any("open") {
        "incomplete"
    } else {
        "eligible"
    })
}

#[test]
fn applications() {
    assert!(judge_file(include_str!("cases/application.json")) > 700);
}

#[test]
fn nominations() {
    assert!(judge_file(include_str!("cases/nomination.json")) > 80);
}

#[test]
fn inspections() {
    assert!(judge_file(include_str!("cases/inspection.json")) > 100);
}

#[test]
fn every_way_of_writing_an_answer() {
    let lines: Value = serde_json::from_str(include_str!("cases/reading.json")).unwrap();
    let mut faults = Vec::new();
    for line in lines.as_array().unwrap() {
        let field = line["field"].as_str().unwrap();
        let form = line["form"].as_str().unwrap_or("application");
        let answers = Map::from_iter([(field.to_string(), line["value"].clone())]);
        let session = session("linyi-2012", form, "2012-04-20", &answers);
        let report = report(&session);
        let format = check(&report, &format!("{field}.format")).map(|check| check["state"].as_str().unwrap());
        let at = session.form().fields.iter().position(|each| each.id == field).unwrap();
        let value = session.answers().get(at).value();
        let options = session.form().fields[at].options();
        let columns = session.form().fields[at].columns();
        use leifeng_form::answer::Value as Read;
        let read = match value {
            None if session.answers().get(at).is_answered() => json!("refused"),
            None => json!("unanswered"),
            Some(Read::Number(n)) if n.0 % 10_000 == 0 => json!(n.0 / 10_000),
            Some(Read::Number(n)) => json!(n.0 as f64 / 1e4),
            Some(Read::Yes(yes)) => json!(if *yes { "yes" } else { "no" }),
            Some(Read::Choice(at)) => json!(options[usize::from(*at)].id),
            Some(Read::Choices(chosen)) => {
                let listed = options.iter().enumerate().filter(|(at, _)| chosen.listed & (1 << at) != 0);
                let others = chosen.others.iter().map(|other| json!(other));
                listed.map(|(_, option)| json!(option.id)).chain(others).collect()
            }
            Some(Read::Other(other)) => json!(other),
            Some(Read::Date(date)) => {
                let (year, month, day) = date.parts();
                json!(format!("{year:04}-{month:02}-{day:02}"))
            }
            Some(_) => json!(true),
        };
        let expected_format = match line["reads"].as_str() {
            Some("refused") => Some("fails"),
            Some("unanswered") => None,
            _ => Some("holds"),
        };
        let has_format = !matches!(
            session.form().fields[at].kind,
            leifeng_form::rulebook::Kind::Text | leifeng_form::rulebook::Kind::LongText
        );
        let as_expected = match (&line["reads"], &read) {
            (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().all(|id| b.contains(id)),
            // A table is read row by row: a row that cannot be read leaves the others.
            (Value::String(reads), Value::Bool(true)) if reads == "refused" => !columns.is_empty(),
            (Value::Bool(true), read) => *read != "refused" && *read != "unanswered",
            (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
            (a, b) => a == b,
        };
        if !as_expected || (has_format && format != expected_format) {
            faults.push(format!("{line}\n  read {read}, format {format:?}"));
        }
    }
    assert!(lines.as_array().unwrap().len() > 1000);
    assert!(faults.is_empty(), "{} lines are read otherwise:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn a_key_that_is_set_is_judged_at_once() {
    let mut session = session("linyi-2012", "application", "2012-04-20", &Map::new());
    let changed = session.enter("志愿者人数", Input::Text("２０人".into())).unwrap();
    let changed: Value = serde_json::from_str(&changed).unwrap();
    let rules: Vec<&str> = changed.as_array().unwrap().iter().map(|check| check["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["volunteers.required", "volunteers.format"]);
}
