//! Rows that repeat another: against the definition, pair by pair, and in time that grows with the rows and not with their pairs.

use leifeng_form::batch::Batch;
use leifeng_form::{Session, answer::Date, rulebook};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

fn rulebook(by: &[&str]) -> rulebook::Loaded {
    let book = json!({
        "id": "own",
        "title": "自拟",
        "extends": "base",
        "fields": { "people": { "label": "名册", "kind": "table", "columns": {
            "name": { "label": "姓名", "kind": "text" },
            "phone": { "label": "电话", "kind": "phone" },
            "born": { "label": "出生日期", "kind": "date" },
        } } },
        "forms": { "application": { "title": "申报表", "fields": ["people"] } },
        "rules": { "people.unique": {
            "forms": ["application"], "holds": { "unique_rows": { "table": "people", "by": by } }
        } },
    });
    rulebook::load(&book.to_string()).expect("a rulebook")
}

/// The state of the rule, and of each row at fault its number and that of the row that it repeats; where the rule is open, of
/// each row with a cell that decides and cannot be read its number twice.
fn found(by: &[&str], rows: &[Row]) -> (String, Vec<(u64, u64)>) {
    let rows: Vec<Value> =
        rows.iter().map(|[name, phone, born]| json!({ "name": name, "phone": phone, "born": born })).collect();
    let session = Session::new(rulebook(by).book, "application", Date::read("2012-04-20")).expect("a form");
    let line = json!({ "people": rows }).to_string();
    let report: Value =
        serde_json::from_str(&Batch::new(session).report_line(line.as_bytes()).expect("a record")).expect("JSON");
    let check = report["checks"].as_array().and_then(|all| all.iter().find(|it| it["rule"] == "people.unique"));
    let check = check.expect("the check");
    let number = |value: &Value| value.as_u64().expect("a number");
    let rows = check["rows"].as_array().into_iter().flatten();
    let rows = rows.map(|row| match &row["cells"][0] {
        cell if cell["code"] == "answer.unreadable" => (number(&row["row"]), number(&row["row"])),
        cell => (number(&row["row"]), number(&cell["params"]["row"])),
    });
    let rows = rows.collect();
    (check["state"].as_str().expect("a state").into(), rows)
}

type Row = [&'static str; 3];

const NAMES: [&str; 5] = ["", "甲", "甲 ", "乙", "丙"];
/// One that is blank, one that cannot be read, and one in two spellings.
const PHONES: [&str; 5] = ["", "138", "13800000001", "138 0000 0001", "13800000002"];
const DAYS: [&str; 5] = ["", "昨天", "2000-01-01", "2000年1月1日", "2000-01-02"];

const BY: &[&[&str]] = &[&["name"], &["name", "phone"], &["name", "born"], &["name", "phone", "born"]];

/// Whether two rows are the same in a column: `None` where one cannot be read.
fn is_same(column: &str, a: &Row, b: &Row) -> Option<bool> {
    let (at, list) = match column {
        "name" => (0, NAMES),
        "phone" => (1, PHONES),
        _ => (2, DAYS),
    };
    let place = |row: &Row| list.iter().position(|it| *it == row[at]).expect("one of the list");
    // The spellings of one answer go by the first of them.
    let fold = |place: usize| match (column, place) {
        ("name", 2) => 1,
        ("name", place) => place,
        (_, 3) => 2,
        (_, place) => place,
    };
    let (a, b) = (place(a), place(b));
    if column != "name" && (a == 1 || b == 1) { None } else { Some(fold(a) == fold(b)) }
}

/// By the definition: the last earlier row that is the same, else the first that may be.
fn defined(by: &[&str], rows: &[Row]) -> (String, Vec<(u64, u64)>) {
    let (mut fails, mut open) = (Vec::new(), Vec::new());
    let is_blank = |row: &Row| row.iter().all(|cell| cell.is_empty());
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !is_blank(row)) {
        let earlier = |maybe: bool| {
            let fits = move |other: &&Row| {
                let same: Vec<_> = by.iter().map(|column| is_same(column, row, other)).collect();
                !is_blank(other) && !same.contains(&Some(false)) && same.contains(&None) == maybe
            };
            rows[..at].iter().enumerate().filter(move |(_, other)| fits(other)).map(|(at, _)| at as u64 + 1)
        };
        match (earlier(false).next_back(), earlier(true).next()) {
            (Some(last), _) => fails.push((at as u64 + 1, last)),
            (None, Some(first)) => open.push((at as u64 + 1, first)),
            (None, None) => {}
        }
    }
    // An open check waits for what cannot be read and decides: of each pair the cells that cannot be read.
    let is_readable = |&row: &u64| {
        by.iter().all(|column| is_same(column, &rows[row as usize - 1], &rows[row as usize - 1]).is_some())
    };
    let waits: BTreeSet<u64> =
        open.iter().flat_map(|&(row, earlier)| [row, earlier]).filter(|row| !is_readable(row)).collect();
    match (fails.is_empty(), open.is_empty()) {
        (false, _) => ("fails".into(), fails),
        (true, false) => ("open".into(), waits.into_iter().map(|row| (row, row)).collect()),
        // Without any row the table is not answered.
        (true, true) => (if rows.iter().all(is_blank) { "open" } else { "holds" }.into(), Vec::new()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn are_those_of_the_definition(
        rows in vec((select(&NAMES[..]), select(&PHONES[..]), select(&DAYS[..])).prop_map(|(a, b, c)| [a, b, c]), 0..12),
        by in select(BY),
    ) {
        prop_assert_eq!(found(by, &rows), defined(by, &rows));
    }
}

#[test]
fn take_time_by_their_number_and_not_by_their_pairs() {
    let time = |count: usize, row: Row| {
        let rows = vec![row; count];
        let begin = Instant::now();
        found(&["name", "phone"], &rows);
        begin.elapsed()
    };
    // All the same; the same as far as they can be read.
    for row in [["甲", "13800000001", ""], ["甲", "138", ""]] {
        let (some, twice) = (time(8_000, row), time(16_000, row));
        assert!(twice < 3 * some + Duration::from_millis(200), "{row:?}: {some:?}, then {twice:?}");
    }
}
