//! What holds of every input: tried on generated answers, changes, rulebooks and bytes.
//!
//! `PROPTEST_CASES=10000` tries more than the usual.

use leifeng_form::answer::{Answer, Date, Input, Number, Value as Read};
use leifeng_form::batch::{Across, Batch};
use leifeng_form::label::{Context, Index};
use leifeng_form::rulebook::source::{self, Rulebook};
use leifeng_form::rulebook::{self, Book, Condition, Field, Form, Kind, Unanswered};
use leifeng_form::{Session, text};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

/// So many times the usual number of cases.
fn times(times: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases * times, failure_persistence: None, ..usual }
}

// --- Sessions and reports ---

type Given = Input<'static>;
type Entries = Vec<(String, Given)>;
/// An answer to each field of a form, or none.
type Answers = Vec<Option<Given>>;
/// A rulebook and a form of it.
type Which = (&'static str, &'static str);

thread_local! {
    static BOOKS: BTreeMap<&'static str, Rc<Book>> =
        ["linyi-2012", "mengyin-2012"].map(|id| (id, rulebook::built_in(id).expect(id))).into();
}

const FORMS: [&str; 3] = ["application", "nomination", "inspection"];

fn book(id: &str) -> Rc<Book> {
    BOOKS.with(|books| Rc::clone(&books[id]))
}

fn form(id: &str, form: &str) -> Form {
    book(id).forms.iter().find(|each| each.id == form).expect(form).clone()
}

fn begin(book: &Rc<Book>, form: &str) -> Session {
    Session::new(Rc::clone(book), form, Date::read("2012-04-20")).expect(form)
}

fn filled(book: &Rc<Book>, form: &str, entries: &Entries) -> Session {
    let mut session = begin(book, form);
    session.fill(|form, answers| {
        for (key, input) in entries {
            answers.enter(&form.fields, key, input.clone());
        }
    });
    session
}

fn text_of(session: &Session) -> String {
    session.report()
}

fn report(session: &Session) -> Value {
    serde_json::from_str(&text_of(session)).expect("a report is JSON")
}

/// The checks that a change gives.
fn enter(session: &mut Session, key: &str, input: Given) -> Option<Vec<Value>> {
    Some(serde_json::from_str(&session.enter(key, input)?).expect("checks are JSON"))
}

fn checks(report: &Value) -> Vec<(&str, &Value)> {
    let checks = report["checks"].as_array().expect("checks").iter();
    checks.map(|check| (check["rule"].as_str().expect("a rule"), check)).collect()
}

fn check<'a>(report: &'a Value, rule: &str) -> Option<&'a Value> {
    checks(report).into_iter().find(|(id, _)| *id == rule).map(|(_, check)| check)
}

fn holds(book: &Rc<Book>, form: &str, entries: &Entries, rule: &str) -> bool {
    check(&report(&filled(book, form, entries)), rule).is_some_and(|check| check["state"] == "holds")
}

// --- Answers ---

fn written(text: impl Into<String>) -> Given {
    Input::Text(Cow::Owned(text.into()))
}

fn one_of(texts: &'static [&'static str]) -> BoxedStrategy<Given> {
    select(texts).prop_map(written).boxed()
}

fn full_width(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xFEE0).unwrap() } else { c }).collect()
}

/// An answer to a field, most of them readable and many of them near what the rules ask for.
fn answer_to(field: &Field) -> BoxedStrategy<Given> {
    let none = one_of(&["", " \u{3000}", "\u{FEFF}", "/", "无"]);
    let strange =
        one_of(&["约100小时", "100-120", "-3", "60%", "①", "2012-02-30", "二〇", "maybe", "a@b", "899999999"]);
    let readable: BoxedStrategy<Given> = match &field.kind {
        Kind::Text => one_of(&["甲", "政务 服务 中心", "A"]),
        Kind::LongText => select(vec![0usize, 1, 1599, 1600, 1799, 1800, 2000, 2200, 2201, 2400, 2401])
            .prop_map(|zishu| written("字".repeat(zishu)))
            .boxed(),
        Kind::Count { .. } => {
            let unit = field.units.first().cloned().unwrap_or_default();
            prop_oneof![
                (0u32..60).prop_map(|n| Input::Number(n.into())),
                (0u32..60).prop_map(move |n| written(format!("{}{unit}", full_width(&n.to_string())))),
                one_of(&["十", "二十", "两百", "1,200"]),
            ]
            .boxed()
        }
        Kind::Hours { .. } => prop_oneof![
            (0u32..240).prop_map(|n| Input::Number(f64::from(n) / 2.0)),
            one_of(&["49.5", "50小时", "99.999999", "100 小时", "１２０", "9000", "一百二十"]),
        ]
        .boxed(),
        Kind::Choice { options, .. } => {
            let names: Vec<String> = options.iter().flat_map(|each| each.names().map(String::from)).collect();
            select(names).prop_map(written).boxed()
        }
        Kind::Choices { options, .. } => {
            let (ids, labels): (Vec<_>, Vec<_>) =
                options.iter().map(|each| (each.id.clone(), each.label.clone())).unzip();
            prop_oneof![
                subsequence(ids.clone(), 0..=ids.len())
                    .prop_map(|ids| Input::List(ids.into_iter().map(written).collect())),
                subsequence(labels.clone(), 0..=labels.len()).prop_map(|labels| written(labels.join("、"))),
                Just(written(labels.join("；"))),
            ]
            .boxed()
        }
        Kind::YesNo => prop_oneof![any::<bool>().prop_map(Input::Bool), one_of(&["是", "否", "√", "×", "有"])].boxed(),
        Kind::Date => one_of(&[
            "2012-03-31",
            "2012-04-01",
            "2012年4月20日",
            "2012/4/23",
            "20120424",
            "2012.4.25",
            "2012-04-26",
            "2012-05-31",
            "2012-06-01",
            "2012-10-31",
            "2012-11-01",
            "2012-12-31",
        ]),
        Kind::Phone | Kind::Hotline => one_of(&["13900001111", "０５３９－８１２３４５６", "12355", "400-612-3456"]),
        Kind::Email => one_of(&["tuanwei@example.com", "ａ＠example.cn"]),
        Kind::Table { table } => {
            let cells: Vec<_> = table.columns.iter().map(|column| option::weighted(0.8, answer_to(column))).collect();
            let ids: Vec<String> = table.columns.iter().map(|column| column.id.clone()).collect();
            let row = cells.prop_map(move |cells| {
                let each = ids.iter().zip(cells).filter_map(|(id, cell)| Some((Cow::Owned(id.clone()), cell?)));
                Input::Object(each.collect())
            });
            let row = prop_oneof![12 => row, 1 => Just(Input::Nothing), 1 => one_of(&["甲 100", ""])];
            vec(row, 0..6).prop_map(Input::List).boxed()
        }
    };
    prop_oneof![14 => readable, 1 => none, 1 => strange, 1 => Just(Input::Nothing)].boxed()
}

/// An answer to each field of a form, or none.
fn answers_to(form: &Form, share: f64) -> Vec<impl Strategy<Value = Option<Given>> + use<>> {
    form.fields.iter().map(|field| option::weighted(share, answer_to(field))).collect()
}

fn by_ids(form: &Form, answers: &[Option<Given>]) -> Entries {
    let each = form.fields.iter().zip(answers);
    each.filter_map(|(field, answer)| Some((field.id.clone(), answer.clone()?))).collect()
}

fn a_form() -> impl Strategy<Value = Which> {
    (
        select(&["linyi-2012", "mengyin-2012"][..]),
        prop_oneof![3 => Just(FORMS[0]), 1 => Just(FORMS[1]), 1 => Just(FORMS[2])],
    )
}

// --- Deciding ---

/// A field that, once answered, changes what was decided without it: a date for which today stood in, and rows, where
/// another field stood in for them.
fn stands_in(field: &Field) -> bool {
    matches!(field.kind, Kind::Table { .. }) || field.unanswered == Some(Unanswered::Today)
}

fn begun_and_continued() -> impl Strategy<Value = (Which, Answers, Answers)> {
    a_form().prop_flat_map(|(id, name)| {
        let form = form(id, name);
        (Just((id, name)), answers_to(&form, 0.5), answers_to(&form, 0.8))
    })
}

proptest! {
    #![proptest_config(times(1))]

    #[test]
    fn what_is_decided_stays_decided(((id, name), begun, continued) in begun_and_continued()) {
        let (book, form) = (book(id), form(id, name));
        let before = filled(&book, name, &by_ids(&form, &begun));
        let later: Answers = (0..form.fields.len())
            .map(|at| match before.answers().get(at).is_answered() || stands_in(&form.fields[at]) {
                true => begun[at].clone(),
                false => continued[at].clone(),
            })
            .collect();
        let (before, after) = (report(&before), report(&filled(&book, name, &by_ids(&form, &later))));
        for (rule, was) in checks(&before) {
            // It may not apply any more: then nothing is said.
            if was["state"] != "open" && let Some(is) = check(&after, rule) {
                prop_assert_eq!(&was["state"], &is["state"], "{}", rule);
                prop_assert_eq!(&was["severity"], &is["severity"], "{}", rule);
            }
        }
    }

    #[test]
    fn a_correction_leaves_what_was_decided_without_it(
        ((id, name), begun, continued) in begun_and_continued(),
    ) {
        let (book, form) = (book(id), form(id, name));
        let before = filled(&book, name, &by_ids(&form, &begun));
        let is_unreadable = |at: usize| matches!(before.answers().get(at), Answer::Unreadable(_));
        let later: Answers = (0..form.fields.len())
            .map(|at| if is_unreadable(at) && !stands_in(&form.fields[at]) { continued[at].clone() } else { begun[at].clone() })
            .collect();
        let after = filled(&book, name, &by_ids(&form, &later));
        let stays_answered = (0..form.fields.len()).all(|at| before.answers().get(at).is_answered() == after.answers().get(at).is_answered());
        let (before, after) = (report(&before), report(&after));
        for (rule, was) in checks(&before) {
            if stays_answered && was["state"] != "open" && !rule.ends_with(".format") && let Some(is) = check(&after, rule) {
                prop_assert_eq!(&was["state"], &is["state"], "{}", rule);
            }
        }
    }

    #[test]
    fn an_open_check_waits_for_what_is_missing_or_cannot_be_read(((id, name), answers, _) in begun_and_continued()) {
        let book = book(id);
        let form = form(id, name);
        let session = filled(&book, name, &by_ids(&form, &answers));
        let report = report(&session);
        for (rule, check) in checks(&report) {
            let waits = check["waits"].as_array();
            let must = check["state"] == "open" && check["severity"] != "review";
            prop_assert_eq!(waits.is_some_and(|waits| !waits.is_empty()), must, "{}", rule);
            prop_assert_eq!(check["code"].is_null(), check["state"] == "holds", "{}", rule);
            let mut unreadable = false;
            for wait in waits.into_iter().flatten() {
                let at = form.fields.iter().position(|field| field.id == wait.as_str().unwrap()).unwrap();
                let answer = session.answers().get(at);
                // A table is waited for as long as a cell of it is.
                let is_table = matches!(form.fields[at].kind, Kind::Table { .. });
                prop_assert!(answer.value().is_none() || is_table, "{} waits for {}", rule, wait);
                unreadable |= answer.is_answered() && answer.value().is_none();
            }
            if unreadable {
                prop_assert_eq!(&check["code"], "answer.unreadable", "{}", rule);
            }
        }
    }

    #[test]
    fn the_verdict_follows_from_the_checks(((id, name), answers, _) in begun_and_continued()) {
        let report = report(&filled(&book(id), name, &by_ids(&form(id, name), &answers)));
        let some = |state: &str| checks(&report).iter().any(|(_, check)| check["severity"] == "error" && check["state"] == state);
        let verdict = if some("fails") { "ineligible" } else if some("open") { "incomplete" } else { "eligible" };
        prop_assert_eq!(&report["verdict"], verdict);
        if let (Some(level), Some(levels)) = (report["level"].as_str(), report["levels"].as_object()) {
            prop_assert_eq!(&levels[level], verdict);
        }
        for (rule, check) in checks(&report) {
            prop_assert_eq!(check.get("message").is_none(), check["state"] == "holds", "{}", rule);
            prop_assert!(check.get("message").is_none_or(|message| !message.as_str().unwrap().contains(['{', '}'])), "{}", check);
        }
    }
}

// --- Remedies ---

/// The rulebook, once for each way in which the rule can hold: with that way alone.
fn ways(book: &Rc<Book>, form: &str, rule: &str) -> Vec<Rc<Book>> {
    let form_at = book.forms.iter().position(|each| each.id == form).unwrap();
    let at = book.forms[form_at].checks.iter().position(|each| each.rule == rule).unwrap();
    match &book.forms[form_at].checks[at].holds {
        Condition::Or { of } => of
            .iter()
            .map(|way| {
                let mut alone = (**book).clone();
                alone.forms[form_at].checks[at].holds = way.clone();
                Rc::new(alone)
            })
            .collect(),
        _ => vec![Rc::clone(book)],
    }
}

fn number(n: f64, field: &Field) -> Given {
    match field.kind {
        Kind::LongText => written("字".repeat(n as usize)),
        _ => Input::Number(n),
    }
}

/// A remedy's answer.
fn done(remedy: &Value, field: &Field) -> Given {
    match &remedy["to"] {
        Value::Bool(yes) => Input::Bool(*yes),
        Value::Array(ids) => Input::List(ids.iter().map(|id| written(id.as_str().unwrap())).collect()),
        to => number(to.as_f64().unwrap(), field),
    }
}

/// The answers one step short of a remedy's.
fn one_less(remedy: &Value, field: &Field) -> Vec<Given> {
    match &remedy["to"] {
        Value::Bool(yes) => vec![Input::Bool(!yes)],
        Value::Array(ids) => {
            let without = |at: usize| ids.iter().enumerate().filter(move |(each, _)| *each != at);
            let list = |at| Input::List(without(at).map(|(_, id)| written(id.as_str().unwrap())).collect());
            (0..ids.len()).map(list).collect()
        }
        to => {
            let step = if matches!(field.kind, Kind::Hours { .. }) { 1.0 / Number::whole(1).0 as f64 } else { 1.0 };
            vec![number(to.as_f64().unwrap() - step * remedy["by"].as_f64().unwrap().signum(), field)]
        }
    }
}

/// A list of nominees: so many that are not outstanding, so many that are.
fn nominees(plain: usize, outstanding: usize) -> Entries {
    let row = |at: usize| {
        let cell = |key: &str, value| (Cow::Owned(key.to_string()), value);
        Input::Object(vec![
            cell("unit_name", written(format!("单位{at}"))),
            cell("post_name", written("服务台")),
            cell("outstanding", if at < plain { Input::Nothing } else { Input::Bool(true) }),
        ])
    };
    vec![("nominees".into(), Input::List((0..plain + outstanding).map(row).collect()))]
}

proptest! {
    #![proptest_config(times(3))]

    #[test]
    fn a_remedy_mends_and_one_less_does_not(
        ((id, name), answers) in a_form().prop_flat_map(|(id, name)| (Just((id, name)), answers_to(&form(id, name), 0.8))),
    ) {
        let (book, form) = (book(id), form(id, name));
        let entries = by_ids(&form, &answers);
        let report = report(&filled(&book, name, &entries));
        for (rule, check) in checks(&report) {
            let Some(remedies) = check["remedies"].as_array() else { continue };
            prop_assert_eq!(&check["state"], "fails");
            let steps: Vec<f64> = remedies.iter().map(|remedy| remedy["by"].as_f64().map_or(f64::MAX, f64::abs)).collect();
            prop_assert!(steps.is_sorted(), "{}: the smallest first: {:?}", rule, remedies);
            for (at, remedy) in remedies.iter().enumerate() {
                let field = form.fields.iter().find(|field| remedy["field"] == *field.id).unwrap();
                prop_assert!(field.kind != Kind::Date, "nobody is advised to date back");
                if matches!(field.kind, Kind::Table { .. }) {
                    continue;
                }
                let with = |answer: Given| {
                    let mut entries: Entries = entries.iter().filter(|(key, _)| *key != field.id).cloned().collect();
                    entries.push((field.id.clone(), answer));
                    entries
                };
                prop_assert!(holds(&book, name, &with(done(remedy, field)), rule), "{}: {} does not mend it", rule, remedy);
                let least = |book: &Rc<Book>| {
                    holds(book, name, &with(done(remedy, field)), rule)
                        && one_less(remedy, field).into_iter().all(|less| !holds(book, name, &with(less), rule))
                };
                prop_assert!(ways(&book, name, rule).iter().any(least), "{}: {} is not the least change", rule, remedy);
                prop_assert!(at > 0 || least(&book), "{}: less than {} mends it", rule, remedy);
            }
        }
    }

    #[test]
    fn a_remedy_in_rows_mends_too_and_there_is_none_where_only_some_rows_count(plain in 0usize..9, outstanding in 0usize..4) {
        prop_assume!(plain + outstanding > 0);
        let book = book("linyi-2012");
        let state = |plain, outstanding| report(&filled(&book, "nomination", &nominees(plain, outstanding)));
        let now = state(plain, outstanding);
        let (most, least) = (check(&now, "quota.max").unwrap(), check(&now, "quota.min").unwrap());
        prop_assert_eq!(&most["state"], if plain <= 3 { "holds" } else { "fails" });
        prop_assert_eq!(&least["state"], if plain + outstanding >= 2 { "holds" } else { "fails" });
        for remedy in least["remedies"].as_array().into_iter().flatten() {
            let by = remedy["by"].as_i64().unwrap();
            prop_assert_eq!(remedy["to"].as_i64().unwrap(), (plain + outstanding) as i64 + by);
            let changed = |by: i64| {
                let report = state(plain.strict_add_signed(by as isize), outstanding);
                check(&report, "quota.min").unwrap()["state"].clone()
            };
            prop_assert_eq!(changed(by), "holds");
            prop_assert_eq!(changed(by - by.signum()), "fails");
        }
        prop_assert!(!most["remedies"].is_array());
        prop_assert_eq!(least["state"] == "fails", least["remedies"].is_array());
    }
}

#[test]
fn a_share_is_exact_up_to_the_largest_count_that_can_be_read() {
    let answers = |size: f64, volunteers: f64| -> Entries {
        [("level", written("city")), ("unit_size", Input::Number(size)), ("volunteers", Input::Number(volunteers))]
            .map(|(key, input)| (key.to_string(), input))
            .into()
    };
    // Without the other way of holding, the share alone decides.
    let alone = &ways(&book("linyi-2012"), "application", "volunteers.city")[0];
    assert!(holds(alone, "application", &answers(9e8, 5.4e8), "volunteers.city"));
    assert!(!holds(alone, "application", &answers(9e8, 5.4e8 - 1.0), "volunteers.city"));
    let few = report(&filled(alone, "application", &answers(9e8, 1.0)));
    assert_eq!(check(&few, "volunteers.city").unwrap()["remedies"][0]["to"], 540_000_000u32);
    let beyond = report(&filled(alone, "application", &answers(9e8 + 1.0, 1.0)));
    assert_eq!(check(&beyond, "unit_size.format").unwrap()["state"], "fails");
}

// --- Sessions ---

fn changes() -> impl Strategy<Value = (Which, Entries)> {
    a_form().prop_flat_map(|(id, name)| {
        let change = form(id, name).fields.into_iter().map(|field| {
            let input = prop_oneof![5 => answer_to(&field), 1 => Just(Input::Nothing)];
            (Just(field.id), input).boxed()
        });
        let mut change: Vec<BoxedStrategy<(String, Given)>> = change.collect();
        // The level, which changes the most, more often; and a key that the form does not have.
        change.extend(vec![change[0].clone(); 4]);
        change.push((Just("不存在的字段".to_string()), one_of(&["1"])).boxed());
        let any_change = (0..change.len()).prop_flat_map(move |at| change[at].clone());
        (Just((id, name)), vec(any_change, 1..20))
    })
}

proptest! {
    #![proptest_config(times(1))]

    #[test]
    fn a_session_agrees_with_one_made_anew(((id, name), changes) in changes()) {
        let book = book(id);
        let mut session = begin(&book, name);
        let mut now: Entries = Vec::new();
        let order: Vec<String> = form(id, name).checks.into_iter().map(|check| check.rule).collect();
        for (key, input) in changes {
            let before = report(&session);
            let changed = enter(&mut session, &key, input.clone());
            now.retain(|(each, _)| *each != key);
            now.push((key.clone(), input));
            prop_assert_eq!(text_of(&session), text_of(&filled(&book, name, &now)));
            let after = report(&session);
            let difference: Vec<Value> = order
                .iter()
                .filter_map(|rule| match (check(&before, rule), check(&after, rule)) {
                    (before, Some(after)) => (before != Some(after)).then(|| after.clone()),
                    (Some(before), None) => Some(json!({ "rule": rule, "state": "absent", "severity": before["severity"] })),
                    (None, None) => None,
                })
                .collect();
            let brief = |mut check: Value| {
                if check["state"] == "absent" {
                    check.as_object_mut().unwrap().retain(|key, _| ["rule", "state", "severity"].contains(&key.as_str()));
                }
                check
            };
            match changed {
                Some(changed) => prop_assert_eq!(changed.into_iter().map(brief).collect::<Vec<_>>(), difference),
                None => prop_assert!(difference.is_empty() && key == "不存在的字段"),
            }
        }
    }
}

// --- Order ---

/// The keys that name a field, its id first.
fn keys_of(field: &Field) -> Vec<String> {
    let mut keys = vec![field.id.clone()];
    keys.extend(field.names().map(String::from));
    keys.push(format!("＊ {} ：", field.label));
    keys
}

/// Entries under some of a field's keys, each with an answer of its own; the rows of a table too.
fn entries_of(fields: &[Field], share: f64) -> BoxedStrategy<Entries> {
    let each: Vec<_> = fields
        .iter()
        .map(|field| {
            let keys = keys_of(field);
            let most = keys.len().min(2);
            let answer = match field.columns() {
                [] => answer_to(field),
                columns => {
                    let row = entries_of(columns, 0.9).prop_map(|entries| {
                        Input::Object(entries.into_iter().map(|(key, cell)| (key.into(), cell)).collect())
                    });
                    vec(row, 0..5).prop_map(Input::List).boxed()
                }
            };
            let keyed = subsequence(keys, 1..=most).prop_flat_map(move |keys| {
                let count = keys.len();
                (Just(keys), vec(answer.clone(), count))
                    .prop_map(|(keys, answers)| keys.into_iter().zip(answers).collect::<Entries>())
            });
            option::weighted(share, keyed)
        })
        .collect();
    let strays = subsequence(vec!["备注", "unit", "", "：", "level "], 0..3);
    (each, strays)
        .prop_map(|(each, strays)| {
            let mut all: Entries = each.into_iter().flatten().flatten().collect();
            all.extend(strays.into_iter().map(|key| (key.to_string(), written("1"))));
            // Whoever writes one key twice means the second.
            let mut seen = std::collections::BTreeSet::new();
            all.retain(|(key, _)| seen.insert(key.clone()));
            all
        })
        .boxed()
}

fn shuffle<T>(items: &mut [T], seed: &mut u64) {
    for at in (1..items.len()).rev() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(at, (*seed >> 33) as usize % (at + 1));
    }
}

/// Other orders of keys, in rows too, and of what is chosen; rows stay in theirs.
fn shuffled(mut entries: Entries, seed: &mut u64) -> Entries {
    for (_, input) in &mut entries {
        let Input::List(items) = input else { continue };
        for item in items.iter_mut() {
            if let Input::Object(cells) = item {
                shuffle(cells, seed);
            }
        }
        if items.iter().all(|item| matches!(item, Input::Text(_))) {
            shuffle(items, seed);
        }
    }
    shuffle(&mut entries, seed);
    entries
}

fn write_json(input: &Given, out: &mut String) {
    let text = |text: &str, out: &mut String| out.push_str(&Value::from(text).to_string());
    match input {
        Input::Nothing => out.push_str("null"),
        Input::Bool(yes) => out.push_str(&yes.to_string()),
        Input::Number(n) => out.push_str(&json!(n).to_string()),
        Input::Text(each) => text(each, out),
        Input::List(items) => {
            for (at, item) in items.iter().enumerate() {
                out.push(if at == 0 { '[' } else { ',' });
                write_json(item, out);
            }
            out.push_str(if items.is_empty() { "[]" } else { "]" });
        }
        Input::Object(cells) => {
            for (at, (key, cell)) in cells.iter().enumerate() {
                out.push(if at == 0 { '{' } else { ',' });
                text(key, out);
                out.push(':');
                write_json(cell, out);
            }
            out.push_str(if cells.is_empty() { "{}" } else { "}" });
        }
    }
}

fn json_line(entries: &Entries) -> String {
    let cells = entries.iter().map(|(key, input)| (Cow::Owned(key.clone()), input.clone()));
    let mut line = String::new();
    write_json(&Input::Object(cells.collect()), &mut line);
    line
}

proptest! {
    #![proptest_config(times(1))]

    #[test]
    fn the_order_of_answers_and_keys_does_not_matter(
        ((id, name), entries, seed) in
            a_form().prop_flat_map(|(id, name)| (Just((id, name)), entries_of(&form(id, name).fields, 0.6), any::<u64>())),
    ) {
        let (book, mut seed) = (book(id), seed);
        let first = text_of(&filled(&book, name, &entries));
        let other = shuffled(entries.clone(), &mut seed);
        prop_assert_eq!(&first, &text_of(&filled(&book, name, &other)));
        // As lines of one file, whose keys are remembered from line to line.
        let mut batch = Batch::new(begin(&book, name));
        for entries in [&entries, &other, &shuffled(entries.clone(), &mut seed)] {
            prop_assert_eq!(&first, &batch.report_line(json_line(entries).as_bytes()).expect("an object"));
        }
    }

    #[test]
    fn a_verdict_alone_is_that_of_the_report(
        ((id, name), entries, others) in a_form().prop_flat_map(|(id, name)| {
            let fields = form(id, name).fields;
            (Just((id, name)), entries_of(&fields, 0.6), entries_of(&fields, 0.9))
        }),
    ) {
        const VERDICTS: [&str; 3] = ["eligible", "ineligible", "incomplete"];
        let mut batch = Batch::new(begin(&book(id), name));
        let lines = [json_line(&entries), json_line(&others)];
        let judged = batch.lines(lines.join("\n").as_bytes());
        for (line, entry) in lines.iter().zip(judged.chunks_exact(4 + batch.words())) {
            let report: Value = serde_json::from_str(&batch.report_line(line.as_bytes()).expect("an object")).unwrap();
            prop_assert_eq!(VERDICTS[entry[3] as usize], &report["verdict"]);
            let is_set = |at: usize| entry[4 + at / 32] & (1 << (at % 32)) != 0;
            let failing: Vec<&str> = batch.rules().into_iter().enumerate().filter(|&(at, _)| is_set(at)).map(|(_, rule)| rule).collect();
            let checks = report["checks"].as_array().unwrap().iter();
            let told: Vec<&str> = checks.filter(|check| check["state"] == "fails").map(|check| check["rule"].as_str().unwrap()).collect();
            prop_assert_eq!(failing, told);
        }
    }

    #[test]
    fn the_order_of_records_does_not_matter_to_the_rules_across_them(
        batch in vec(entries_of(&form("linyi-2012", "application").fields, 0.9), 2..8),
        seed in any::<u64>(),
    ) {
        let (_, text) = rulebook::BUILT_IN.iter().find(|(id, _)| *id == "linyi-2012").unwrap();
        let loaded = rulebook::load(text).unwrap();
        let states = |batch: &[Entries]| {
            let mut across = Across::new(begin(&loaded.book, "application"), loaded.across.clone()).unwrap();
            for (row, entries) in batch.iter().enumerate() {
                across.line(json_line(entries).as_bytes(), "", row as u32);
            }
            let report: Value = serde_json::from_str(&across.report()).unwrap();
            let checks = report["checks"].as_array().unwrap().iter();
            checks.map(|check| (check["rule"].to_string(), check["state"].to_string())).collect::<Vec<_>>()
        };
        let (mut seed, in_order) = (seed, states(&batch));
        prop_assert!(in_order.len() >= 4);
        let mut other = batch;
        shuffle(&mut other, &mut seed);
        prop_assert_eq!(in_order, states(&other));
    }

    #[test]
    fn of_two_keys_the_id_wins_and_the_other_is_told(
        ((id, name), entries) in a_form().prop_flat_map(|(id, name)| (Just((id, name)), entries_of(&form(id, name).fields, 0.6))),
    ) {
        let (book, form) = (book(id), form(id, name));
        let both = report(&filled(&book, name, &entries));
        let beaten: Vec<String> = form
            .fields
            .iter()
            .filter(|field| entries.iter().any(|(key, _)| *key == field.id))
            .flat_map(|field| keys_of(field).into_iter().skip(1))
            .filter(|key| entries.iter().any(|(each, _)| each == key))
            .collect();
        let mut winners = entries;
        winners.retain(|(key, _)| !beaten.contains(key));
        let alone = report(&filled(&book, name, &winners));
        prop_assert_eq!(&both["checks"], &alone["checks"]);
        for key in beaten {
            prop_assert!(both["unknown"].as_array().unwrap().contains(&json!(key)), "{} is not told", key);
        }
    }
}

// --- No input panics ---

fn any_text() -> BoxedStrategy<String> {
    let signs: Vec<char> = "0123456789０９一二两百千万十零〇.,，、-－—+＋%％年月日人小时份/ \u{3000}\t\n\u{FEFF}\u{200B}()（）【#转@:：*※'’{}[]\"\\是否√①𠮷\u{AD}\0"
        .chars()
        .collect();
    prop_oneof![
        any::<String>(),
        vec(select(signs), 0..14).prop_map(|signs| signs.into_iter().collect()),
        "[0-9]{15,40}(\\.[0-9]{0,30})?",
        Just("字".repeat(3000)),
    ]
    .boxed()
}

fn anything() -> BoxedStrategy<Given> {
    let leaf = prop_oneof![
        Just(Input::Nothing),
        any::<bool>().prop_map(Input::Bool),
        any::<f64>().prop_map(Input::Number),
        proptest::num::f64::ANY.prop_map(Input::Number),
        any_text().prop_map(written),
    ];
    let key = prop_oneof![
        select(&["name", "姓名", "hours", "phone", "unit_name", "outstanding", ""][..]).prop_map(String::from),
        any_text()
    ];
    leaf.prop_recursive(4, 24, 5, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Input::List),
            vec((key.clone().prop_map(Cow::Owned), inner), 0..5).prop_map(Input::Object),
        ]
    })
    .boxed()
}

proptest! {
    #![proptest_config(times(1))]

    #[test]
    fn no_answer_panics((id, name) in a_form(), at in any::<prop::sample::Index>(), input in anything(), key in any_text()) {
        let fields = form(id, name).fields;
        let field = &fields[at.index(fields.len())];
        let mut session = begin(&book(id), name);
        session.enter(&field.id, input.clone());
        session.enter(&key, input.clone());
        report(&session);
        report(&filled(&book(id), name, &vec![(key, input.clone()), (field.label.clone(), input)]));
    }

    #[test]
    fn no_line_panics(line in prop_oneof![
        vec(any::<u8>(), 0..60),
        any_text().prop_map(String::into_bytes),
        (any_text(), anything()).prop_map(|(key, input)| json_line(&vec![(key, input)]).into_bytes()),
        (0usize..200).prop_map(|depth| format!("{{\"a\":{}", "[".repeat(depth)).into_bytes()),
        (0usize..200).prop_map(|depth| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth)).into_bytes()),
    ]) {
        let mut batch = Batch::new(begin(&book("linyi-2012"), "application"));
        if let Err(error) = batch.report_line(&line) {
            serde_json::from_str::<Value>(&Batch::unreadable(error.code(), &error.to_string(), error.place())).unwrap();
        }
        // Whatever a line was, the next is not touched by it.
        prop_assert_eq!(batch.report_line(b"{}").unwrap(), text_of(&begin(&book("linyi-2012"), "application")));
        batch.lines(&line);
    }

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let _ = Book::from_bytes(&bytes);
        let mut packed = book("mengyin-2012").to_bytes();
        prop_assert!(Book::from_bytes(&[&packed[..4], &bytes].concat()).is_none_or(|book| book.to_bytes().len() <= bytes.len() + 4));
        let at = at.index(packed.len());
        if cut {
            packed.truncate(at);
            prop_assert!(Book::from_bytes(&packed).is_none());
        } else {
            packed[at] = byte;
            let _ = Book::from_bytes(&packed);
        }
    }

    #[test]
    fn no_text_panics(text in any_text()) {
        let _ = rulebook::load(&text);
        let _ = Date::read(&text);
        text::count(&text);
        let fields = form("linyi-2012", "application").fields;
        let index = Index::new(&fields);
        for context in [Context::Page, Context::Sheet, Context::Rows, Context::Name] {
            let found = index.find(&text, context);
            prop_assert!(found.is_none_or(|found| usize::from(found.field) < fields.len()));
        }
    }
}

/// The value that a walk through JSON comes to; the walk is nothing but numbers.
fn walk<'a>(value: &'a mut Value, steps: &[u16]) -> &'a mut Value {
    let Some((step, rest)) = steps.split_first() else { return value };
    let at = |len: usize| usize::from(*step) % len;
    if value.as_array().is_some_and(|items| !items.is_empty()) {
        let items = value.as_array_mut().unwrap();
        let at = at(items.len());
        walk(&mut items[at], rest)
    } else if value.as_object().is_some_and(|members| !members.is_empty()) {
        let members = value.as_object_mut().unwrap();
        let at = at(members.len());
        walk(members.values_mut().nth(at).unwrap(), rest)
    } else {
        value
    }
}

fn any_json() -> BoxedStrategy<Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        select(
            &[
                "level",
                "roster",
                "hours",
                "name",
                "city",
                "2012-04-25",
                "2012-02-30",
                "submitted_on",
                "",
                "base",
                "linyi-2012",
                "text"
            ][..]
        )
        .prop_map(Value::from),
        any_text().prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
    ]
    .boxed()
}

/// A built-in rulebook with changes: a value replaced, by another of the same file too, or a member taken away.
fn changed_rulebook() -> impl Strategy<Value = String> {
    let steps = || vec(any::<u16>(), 1..9);
    let change = (steps(), option::of(steps()), any_json(), any::<bool>());
    (select(rulebook::BUILT_IN), vec(change, 1..3)).prop_map(|((_, text), changes)| {
        let mut file: Value = serde_json::from_str(text).unwrap();
        for (at, from, new, remove) in changes {
            let new = from.map_or(new, |from| walk(&mut file, &from).clone());
            match walk(&mut file, &at) {
                Value::Object(members) if remove && !members.is_empty() => {
                    let key = members.keys().nth(usize::from(at[0]) % members.len()).unwrap().clone();
                    members.remove(&key);
                }
                place => *place = new,
            }
        }
        file.to_string()
    })
}

proptest! {
    #![proptest_config(times(1))]

    #[test]
    fn no_rulebook_panics_and_one_that_is_taken_judges(text in changed_rulebook(), input in anything(), answers in vec(anything(), 40)) {
        let Ok(loaded) = rulebook::load(&text) else { return Ok(()) };
        prop_assert!(Book::from_bytes(&loaded.book.to_bytes()).is_some_and(|book| book == *loaded.book));
        let printed = serde_json::to_string(&loaded.source).unwrap();
        prop_assert_eq!(&rulebook::load(&printed).expect("it was taken before").book, &loaded.book);
        rulebook::describe::to_json(&loaded);
        for form in &loaded.book.forms {
            let entries: Entries = form.fields.iter().map(|field| field.id.clone()).zip(answers.iter().cloned()).collect();
            let mut session = filled(&loaded.book, &form.id, &entries);
            report(&session);
            for field in &form.fields {
                enter(&mut session, &field.id, input.clone());
            }
            report(&session);
        }
    }

    #[test]
    fn no_broken_rulebook_panics(
        (id, text) in select(rulebook::BUILT_IN), from in any::<prop::sample::Index>(), length in 0usize..40, new in any_text(),
    ) {
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let from = from.index(starts.len());
        let end = starts.get(from + length).copied().unwrap_or(text.len());
        let broken = format!("{}{new}{}", &text[..starts[from]], &text[end..]);
        if let Err(mistakes) = rulebook::load(&broken) {
            prop_assert!(!mistakes.to_string().is_empty(), "{}", id);
        }
    }
}

// --- Reading and printing ---

fn name() -> BoxedStrategy<String> {
    prop_oneof![select(&["volunteers", "二、1", "甲", ""][..]).prop_map(String::from), "[a-z_.]{1,8}", any::<String>()]
        .boxed()
}

fn any_number() -> BoxedStrategy<serde_json::Number> {
    prop_oneof![
        any::<i64>().prop_map(serde_json::Number::from),
        any::<u64>().prop_map(serde_json::Number::from),
        (-100_000i32..100_000).prop_map(|n| serde_json::Number::from_f64(f64::from(n) / 100.0).unwrap()),
    ]
    .boxed()
}

fn any_amount() -> BoxedStrategy<source::Amount> {
    prop_oneof![any_number().prop_map(source::Amount::Number), name().prop_map(source::Amount::Named)].boxed()
}

fn any_value() -> BoxedStrategy<source::Value> {
    use source::{Constant, LabelledValue, Value};
    let constant = prop_oneof![
        any_number().prop_map(Constant::Number),
        name().prop_map(Constant::Text),
        vec(name(), 0..3).prop_map(Constant::List),
    ];
    (option::of(name()), constant)
        .prop_map(|(label, is)| match label {
            Some(label) => Value::Labelled(LabelledValue { label, is }),
            None => Value::Plain(is),
        })
        .boxed()
}

fn map_of<T: std::fmt::Debug + Clone + 'static>(
    item: BoxedStrategy<T>,
) -> BoxedStrategy<indexmap::IndexMap<String, T>> {
    vec((name(), item), 0..3).prop_map(|items| items.into_iter().collect()).boxed()
}

fn any_condition() -> BoxedStrategy<source::Condition> {
    use source::*;
    let ids = prop_oneof![vec(name(), 0..3).prop_map(Ids::List), name().prop_map(Ids::Named)];
    let options = (name(), ids).prop_map(|(field, ids)| OptionsCondition { field, ids });
    let leaf =
        prop_oneof![
            name().prop_map(Condition::Answered),
            name().prop_map(Condition::Yes),
            (name(), option::of(name()), option::of(name()))
                .prop_map(|(of, from, to)| Condition::Date(DateCondition { of, from, to })),
            options.clone().prop_map(Condition::OneOf),
            options.prop_map(Condition::AllOf),
            (name(), any_amount(), any_amount())
                .prop_map(|(field, count, tolerance)| Condition::About(AboutCondition { field, count, tolerance })),
            (name(), vec(name(), 0..3)).prop_map(|(table, by)| Condition::UniqueRows(UniqueCondition { table, by })),
        ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let boxed = inner.clone().prop_map(Box::new).boxed();
        let span = (name(), name()).prop_map(|(from, to)| Span { from, to });
        let quantity = prop_oneof![
            name().prop_map(Quantity::Field),
            (name(), option::of(boxed.clone()))
                .prop_map(|(table, filter)| Quantity::Counted(Counted::Rows(CountedRows { table, filter }))),
            (name(), name()).prop_map(|(table, column)| Quantity::Counted(Counted::Sum(SumOf { table, column }))),
            span.clone().prop_map(|span| Quantity::Counted(Counted::Days(span))),
            span.prop_map(|span| Quantity::Counted(Counted::Years(span))),
        ]
        .boxed();
        let bound = prop_oneof![
            any_amount().prop_map(Bound::Amount),
            (any_amount(), quantity.clone()).prop_map(|(share, of)| Bound::Share(ShareOf { share, of })),
        ];
        let bound = option::of(bound).boxed();
        let rows = (name(), boxed.clone(), option::of(boxed.clone()))
            .prop_map(|(table, holds, otherwise)| RowsCondition { table, holds, otherwise });
        prop_oneof![
            (quantity, bound.clone(), bound.clone(), bound).prop_map(|(of, at_least, at_most, exactly)| {
                Condition::Number(Box::new(NumberCondition { of, at_least, at_most, exactly }))
            }),
            rows.clone().prop_map(Condition::EveryRow),
            rows.prop_map(Condition::SomeRow),
            vec(inner.clone(), 0..3).prop_map(Condition::And),
            vec(inner, 0..3).prop_map(Condition::Or),
            boxed.clone().prop_map(Condition::Not),
            (boxed.clone(), boxed).prop_map(|(guard, holds)| Condition::Where(WhereCondition { guard, holds })),
        ]
    })
    .boxed()
}

fn any_field(columns: BoxedStrategy<indexmap::IndexMap<String, source::Field>>) -> BoxedStrategy<source::Field> {
    use source::{Choice, Kind::*, NamedChoice, Unanswered};
    let kind = select(vec![
        Text,
        LongText,
        Count,
        Hours,
        source::Kind::Choice,
        Choices,
        YesNo,
        Date,
        Phone,
        Hotline,
        Email,
        Table,
    ]);
    let choice = prop_oneof![
        name().prop_map(Choice::Name),
        (name(), name(), vec(name(), 0..2)).prop_map(|(id, label, aliases)| Choice::Named(NamedChoice {
            id,
            label,
            aliases
        })),
    ];
    let names = (vec(name(), 0..3), vec(name(), 0..3), vec(name(), 0..3));
    let lists = (names, vec(name(), 0..3), vec(choice, 0..3), option::of(name()), columns);
    let limits = (option::of(any_number()), option::of(any_number()));
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (name(), kind, lists, limits, flags, option::of(select(&[Unanswered::No, Unanswered::Today][..])))
        .prop_map(|(label, kind, lists, (min, max), flags, unanswered)| {
            let ((aliases, near, never), units, options, options_of, columns) = lists;
            source::Field {
                label,
                aliases,
                near,
                never,
                kind,
                units,
                min,
                max,
                options,
                options_of,
                open: flags.2,
                columns,
                required: flags.0,
                unanswered,
                on_paper: flags.1,
            }
        })
        .boxed()
}

fn any_across() -> BoxedStrategy<source::Across> {
    use source::{Across, AcrossCount, AcrossUnique};
    let bound = || option::of(any_amount());
    let count = (name(), option::of(any_condition()), bound(), bound()).prop_map(|(each, guard, at_least, at_most)| {
        AcrossCount { each, guard: guard.map(Box::new), at_least, at_most }
    });
    let unique = (option::of(name()), vec(name(), 0..3), option::of(name()))
        .prop_map(|(table, by, between)| AcrossUnique { table, by, between });
    prop_oneof![count.prop_map(Across::Count), unique.prop_map(Across::Unique)].boxed()
}

fn any_rule() -> BoxedStrategy<source::Rule> {
    use source::{Rule, Severity, Within};
    let severity = select(&[Severity::Error, Severity::Warning, Severity::Review][..]);
    let guard = || option::of(any_condition());
    let within = (option::of(name()), guard()).prop_map(|(level, guard)| Within { level, guard });
    let texts = (option::of(name()), option::of(name()), option::of(name()), name(), name());
    (vec(name(), 0..3), texts, severity, guard(), map_of(within.boxed()), guard(), map_of(any_across()))
        .prop_map(|(forms, (clause, level, for_level, fails, open), severity, guard, within, holds, across)| Rule {
            forms,
            clause,
            level,
            for_level,
            severity,
            guard,
            within,
            holds,
            across,
            fails,
            open,
        })
        .boxed()
}

fn any_change() -> BoxedStrategy<source::RuleChange> {
    (any_rule(), any::<bool>())
        .prop_map(|(rule, all)| source::RuleChange {
            forms: all.then_some(rule.forms),
            clause: rule.clause,
            level: rule.level,
            for_level: rule.for_level,
            severity: (!all).then_some(rule.severity),
            guard: rule.guard,
            within: all.then_some(rule.within),
            holds: rule.holds,
            across: (!all).then_some(rule.across),
            fails: all.then_some(rule.fails),
            open: Some(rule.open),
        })
        .boxed()
}

fn any_rulebook() -> BoxedStrategy<Rulebook> {
    use source::{Consequence, Form, Required};
    let required =
        (option::of(name()), option::of(any_condition())).prop_map(|(clause, guard)| Required { clause, guard });
    let consequence = (vec(name(), 0..3), name()).prop_map(|(clauses, text)| Consequence { clauses, text });
    let consequence = option::of(consequence);
    let names = (vec(name(), 0..3), vec(name(), 0..3), vec(name(), 0..3), vec(name(), 0..3));
    let form = (name(), names, map_of(required.boxed()), option::of(name()), any::<bool>(), consequence).prop_map(
        |(title, (fields, key, called, topics), required, level, levels, consequence)| Form {
            title,
            fields,
            required,
            level,
            levels,
            key,
            called,
            topics,
            consequence,
        },
    );
    let column = any_field(Just(indexmap::IndexMap::new()).boxed());
    let texts = (option::of(name()), name(), name(), option::of(name()), name(), map_of(any_value()));
    let rules = (map_of(any_rule()), map_of(any_rule()), map_of(any_change()), vec(name(), 0..3));
    let words = (map_of(name()), map_of(vec(name(), 0..3).boxed()));
    (texts, map_of(name()), map_of(any_field(map_of(column))), map_of(form.boxed()), rules, words)
        .prop_map(
            |(
                (schema, id, title, extends, document, values),
                clauses,
                fields,
                forms,
                (rules, replace, change, drop),
                (wording, synonyms),
            )| {
                Rulebook {
                    schema,
                    id,
                    title,
                    extends,
                    document,
                    values,
                    clauses,
                    fields,
                    forms,
                    rules,
                    replace,
                    change,
                    drop,
                    wording,
                    synonyms,
                }
            },
        )
        .boxed()
}

proptest! {
    #![proptest_config(times(1))]

    #[test]
    fn a_printed_rulebook_reads_as_the_same(file in any_rulebook()) {
        let printed = serde_json::to_string_pretty(&file).unwrap();
        let read: Rulebook = serde_json::from_str(&printed).unwrap();
        prop_assert_eq!(serde_json::to_string_pretty(&read).unwrap(), printed);
        prop_assert_eq!(read, file);
    }
}

#[test]
fn built_in_rulebooks_are_printed_and_packed_as_they_are() {
    for (id, text) in rulebook::BUILT_IN {
        let loaded = rulebook::load(text).expect(id);
        let printed = serde_json::to_string_pretty(&loaded.source).unwrap();
        let again = rulebook::load(&printed).expect(id);
        assert_eq!(again.source, loaded.source, "{id}");
        assert_eq!(again.book, loaded.book, "{id}");
        let (a, b): (Value, Value) = (serde_json::from_str(text).unwrap(), serde_json::from_str(&printed).unwrap());
        assert_eq!(a, b, "nothing of {id} is lost in printing");
        assert_eq!(Book::from_bytes(&loaded.book.to_bytes()).as_ref(), Some(&*loaded.book), "{id}");
    }
}

// --- Counts and numbers ---

/// A number below a hundred million in Chinese numerals.
fn chinese(n: u32) -> String {
    let section = |n: u32, leading: bool| {
        let mut out = String::new();
        let mut gap = false;
        for (place, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            match n / place % 10 {
                0 => gap = !out.is_empty(),
                digit => {
                    out.push_str(if gap { "零" } else { "" });
                    gap = false;
                    if !(leading && out.is_empty() && place == 10 && digit == 1) {
                        out.push("零一二三四五六七八九".chars().nth(digit as usize).unwrap());
                    }
                    out.push_str(unit);
                }
            }
        }
        out
    };
    match (n / 10_000, n % 10_000) {
        (0, 0) => "零".into(),
        (0, low) => section(low, true),
        (high, 0) => format!("{}万", section(high, true)),
        (high, low) => {
            format!("{}万{}{}", section(high, true), if low < 1000 { "零" } else { "" }, section(low, false))
        }
    }
}

fn read_as(field: &str, text: String) -> Option<Number> {
    let mut session = begin(&book("linyi-2012"), "application");
    let at = session.form().fields.iter().position(|each| each.id == field).unwrap();
    session.enter(field, written(text));
    match session.answers().get(at).value() {
        Some(Read::Number(n)) => Some(*n),
        _ => None,
    }
}

proptest! {
    #![proptest_config(times(1))]

    #[test]
    fn a_count_does_not_depend_on_line_ends(lines in vec(any_text(), 1..5)) {
        let text = lines.join("\n").replace('\r', "");
        let counts = text::count(&text);
        prop_assert_eq!(text::count(&text.replace('\n', "\r\n")), counts);
        prop_assert_eq!(text::count(&text.replace('\n', "\r")), counts);
        prop_assert_eq!(counts.zishu(), counts.east_asian + counts.words);
        prop_assert!(counts.characters_no_spaces <= counts.characters_with_spaces);
        prop_assert!(counts.zishu() <= counts.characters_no_spaces);
        let mut session = begin(&book("linyi-2012"), "application");
        session.enter("materials", written(text.clone()));
        let said = report(&session)["counts"]["materials"]["zishu"].as_u64().unwrap();
        prop_assert!(said == u64::from(counts.zishu()) || !session.answers().get(29).is_answered());
    }

    #[test]
    fn a_count_reads_back_however_it_is_written(n in prop_oneof![0u32..2000, 0u32..100_000_000]) {
        let plain = n.to_string();
        let mut grouped = plain.clone();
        for at in (1..plain.len()).rev().filter(|at| (plain.len() - at).is_multiple_of(3)) {
            grouped.insert(at, ',');
        }
        let numerals = chinese(n);
        let ways = [
            full_width(&plain), full_width(&grouped), format!(" {plain} 人"), format!("{numerals}名"), plain, grouped, numerals.clone(),
            numerals.replace("二千", "两千").replace("二百", "两百"), numerals.replace('零', "〇"),
        ];
        for way in ways {
            prop_assert_eq!(read_as("volunteers", way.clone()), Some(Number::whole(n.into())), "{}", way);
        }
    }

    #[test]
    fn a_number_with_a_fraction_reads_back(least_parts in 0..=Number::whole(8784).0) {
        let mut written = String::new();
        let number = Some(Number(least_parts));
        Number(least_parts).write(&mut written);
        prop_assert_eq!(read_as("hours_min", written.clone()), number, "{}", &written);
        prop_assert_eq!(Number::from_f64(written.parse().unwrap()), number);
        prop_assert_eq!(read_as("hours_min", format!("{}　小时", full_width(&written))), number);
    }

    #[test]
    fn a_day_reads_back(days in 0i32..80_000) {
        let mut written = String::new();
        Date(days).write(&mut written);
        prop_assert_eq!(Date::read(&written), Some(Date(days)));
        let (year, month, day) = Date(days).parts();
        prop_assert_eq!(Date::new(year, month, day), Some(Date(days)));
    }
}
