//! What reports say of rules on rows, as data: the rows and cells at fault, what a check waits for, and its parts.

use leifeng_form::batch::Batch;
use leifeng_form::{Session, answer::Date, rulebook};
use serde_json::{Value, json};

/// The check of a rule with this condition, on these answers.
fn check(holds: Value, answers: &Value) -> Value {
    checks(json!({ "rule": { "forms": ["application"], "holds": holds } }), answers).remove("rule").expect("the check")
}

fn checks(rules: Value, answers: &Value) -> serde_json::Map<String, Value> {
    let number = |label: &str| json!({ "label": label, "kind": "count", "units": ["人"] });
    let book = json!({
        "id": "own",
        "title": "自拟",
        "extends": "base",
        "fields": {
            "limit": number("定额"),
            "list": { "label": "名单", "kind": "table", "columns": {
                "name": { "label": "姓名", "kind": "text", "required": true },
                "hours": { "label": "工时", "kind": "hours" },
                "chosen": { "label": "是否入选", "kind": "yes_no" },
                "leads": { "label": "负责人", "kind": "yes_no", "unanswered": "no" },
            } },
            "costs": { "label": "预算", "kind": "table", "columns": { "cost": { "label": "金额", "kind": "count" } } },
        },
        "forms": { "application": { "title": "申报表", "fields": ["limit", "list", "costs"] } },
        "rules": rules,
    });
    let book = rulebook::load(&book.to_string()).expect("a rulebook").book;
    let session = Session::new(book, "application", Date::read("2012-04-20")).expect("a form");
    let report = Batch::new(session).report_line(answers.to_string().as_bytes()).expect("a record");
    let report: Value = serde_json::from_str(&report).expect("JSON");
    let checks = report["checks"].as_array().cloned().unwrap_or_default();
    checks.into_iter().map(|check| (check["rule"].as_str().unwrap_or_default().to_string(), check)).collect()
}

/// Of each row its number, and the columns and codes of its cells.
fn cells(check: &Value) -> Value {
    let rows = check["rows"].as_array().into_iter().flatten();
    rows.map(|row| {
        let cells = row["cells"].as_array().into_iter().flatten();
        json!([row["row"], cells.map(|cell| json!([cell["column"], cell["code"]])).collect::<Value>()])
    })
    .collect()
}

fn at_least(column: &str, least: u32) -> Value {
    json!({ "number": { "of": column, "at_least": least } })
}

fn every(holds: Value) -> Value {
    json!({ "every_row": { "table": "list", "holds": holds } })
}

const MISSING: &str = "answer.missing";
const UNREADABLE: &str = "answer.unreadable";

#[test]
fn parts_are_those_of_the_first_row_that_decides() {
    let rows = json!({ "list": [{ "name": "甲", "hours": 120 }, { "name": "乙", "hours": 99 }, { "name": "丙", "hours": 9 }] });
    let fails = check(every(at_least("hours", 100)), &rows);
    assert_eq!(fails["code"], "rows.every");
    let part = json!({
        "code": "number.at_least", "state": "fails", "fields": [], "columns": ["hours"], "params": { "least": 100, "value": 99 }
    });
    assert_eq!(fails["params"], json!({ "row": 2, "parts": [part] }));

    let leader = json!({ "where": { "where": { "yes": "leads" }, "holds": at_least("hours", 100) } });
    let rows = json!({ "list": [{ "name": "甲", "hours": 9 }, { "name": "乙", "hours": 9, "leads": "是" }] });
    let fails = check(every(leader.clone()), &rows);
    let when = &fails["params"]["parts"][0];
    assert_eq!([&fails["params"]["row"], &when["code"], &when["state"]], [&json!(2), &json!("when"), &json!("fails")]);
    let parts: Vec<Value> = when["params"]["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| json!([part["state"], part["params"]["value"]]))
        .collect();
    assert_eq!(parts, [json!(["holds", true]), json!(["fails", 9])]);

    // Without rows nothing is known of them.
    let open = check(json!({ "or": [every(leader), at_least("limit", 5)] }), &json!({ "limit": 3 }));
    let part = &open["params"]["parts"][0];
    assert_eq!([&part["state"], &part["params"]["row"]], [&json!("open"), &Value::Null]);
    let when = &part["params"]["parts"][0];
    assert_eq!(when["state"], "open");
    for part in when["params"]["parts"].as_array().unwrap() {
        assert_eq!([&part["state"], &part["params"]["value"]], [&json!("open"), &Value::Null]);
    }
}

#[test]
fn a_row_waits_for_what_decides_whether_it_is_asked_and_then_for_what_is_asked() {
    let holds = every(json!({ "where": { "where": { "yes": "chosen" }, "holds": at_least("hours", 5) } }));
    for row in [json!({ "name": "甲" }), json!({ "name": "甲", "hours": 1 })] {
        let open = check(holds.clone(), &json!({ "list": [row] }));
        assert_eq!(cells(&open), json!([[1, [["chosen", MISSING]]]]));
    }
    let open = check(
        holds.clone(),
        &json!({ "list": [{ "name": "甲", "chosen": "是" }, { "name": "乙", "chosen": "也许" }] }),
    );
    assert_eq!(cells(&open), json!([[1, [["hours", MISSING]]], [2, [["chosen", UNREADABLE]]]]));
    let fails = check(holds, &json!({ "list": [{ "name": "甲", "chosen": "是", "hours": 1 }] }));
    assert_eq!(cells(&fails), json!([[1, [["hours", "number.at_least"]]]]));
    // `not` waits for what its part waits for, each cell once.
    let twice = json!({ "not": { "or": [at_least("hours", 5), { "number": { "of": "hours", "at_most": 2 } }] } });
    assert_eq!(cells(&check(every(twice), &json!({ "list": [{ "name": "甲" }] }))), json!([[1, [["hours", MISSING]]]]));
}

#[test]
fn rows_that_lack_nothing_are_not_asked_for() {
    let share = json!({ "number": { "of": "hours", "at_least": { "share": 100, "of": "limit" } } });
    let open = check(every(share.clone()), &json!({ "list": [{ "name": "甲", "hours": 1 }] }));
    assert_eq!(open["waits"], json!(["limit"]));
    assert_eq!(open.get("rows"), None);
    let open = check(every(share), &json!({ "list": [{ "name": "甲", "hours": 1 }, { "name": "乙" }] }));
    assert_eq!((&open["waits"], cells(&open)), (&json!(["limit", "list"]), json!([[2, [["hours", MISSING]]]])));
}

#[test]
fn sums_counts_and_some_row_name_the_rows_they_wait_for() {
    let sum = json!({ "number": { "of": { "sum": { "table": "list", "column": "hours" } }, "at_least": 20 } });
    let rows = |filter: Value| json!({ "rows": { "table": "list", "where": filter } });
    let count = json!({ "number": { "of": rows(at_least("hours", 5)), "at_least": 2 } });
    let share = json!({ "number": { "of": "limit", "at_most": { "share": 100, "of": rows(at_least("hours", 5)) } } });
    let some = json!({ "some_row": { "table": "list", "holds": at_least("hours", 20) } });
    let people =
        [json!({ "name": "甲" }), json!({ "name": "乙", "hours": 6 }), json!({ "name": "丙", "hours": "约6" })];
    for holds in [sum, count, share, some] {
        let open = check(holds.clone(), &json!({ "list": people, "limit": 2 }));
        assert_eq!(cells(&open), json!([[1, [["hours", MISSING]]], [3, [["hours", UNREADABLE]]]]), "{holds}");
        assert_eq!((&open["code"], &open["waits"]), (&json!(UNREADABLE), &json!(["list"])), "{holds}");
        let missing = check(holds.clone(), &json!({ "list": &people[..2], "limit": 2 }));
        assert_eq!(
            (cells(&missing), &missing["code"]),
            (json!([[1, [["hours", MISSING]]]]), &json!(MISSING)),
            "{holds}"
        );
        let none = check(holds, &json!({ "limit": 2 }));
        assert_eq!((&none["waits"], none.get("rows")), (&json!(["list"]), None));
    }
    // A cell that does not decide is no reason.
    let holds = json!({ "some_row": { "table": "list", "holds": { "yes": "chosen" } } });
    let open = check(holds, &json!({ "list": [{ "name": "甲", "hours": "约6" }] }));
    assert_eq!((cells(&open), &open["code"]), (json!([[1, [["chosen", MISSING]]]]), &json!(MISSING)));
}

#[test]
fn rows_of_two_tables_have_the_columns_of_their_own() {
    let costs = json!({ "every_row": { "table": "costs", "holds": at_least("cost", 5) } });
    let holds = json!({ "and": [every(at_least("hours", 5)), costs] });
    let fails = check(holds.clone(), &json!({ "list": [{ "name": "甲", "hours": 9 }], "costs": [{ "cost": 1 }] }));
    assert_eq!(cells(&fails), json!([[1, [["cost", "number.at_least"]]]]));
    let open = check(holds, &json!({ "list": [{ "name": "甲" }], "costs": [{ "cost": 9 }, { "cost": "约1" }] }));
    assert_eq!(cells(&open), json!([[1, [["hours", MISSING]]], [2, [["cost", UNREADABLE]]]]));
}

#[test]
fn where_no_row_does_some_row_fails() {
    let some = json!({ "some_row": { "table": "list", "holds": { "yes": "leads" } } });
    let fails = check(some, &json!({ "list": [{ "name": "甲", "leads": "否" }, { "name": "乙" }] }));
    assert_eq!(fails["code"], "rows.some");
}

#[test]
fn a_number_of_rows_has_all_its_bounds() {
    let count = |bounds: Value| {
        let mut number = json!({ "of": { "rows": { "table": "list" } } });
        number.as_object_mut().unwrap().extend(bounds.as_object().unwrap().clone());
        let rows: Vec<Value> = (0..2).map(|at| json!({ "name": at })).collect();
        check(json!({ "number": number }), &json!({ "list": rows, "limit": 10 }))
    };
    for (bounds, params) in [
        (json!({ "exactly": 1 }), json!({ "exactly": 1, "value": 2 })),
        (json!({ "at_least": 3, "at_most": 5 }), json!({ "least": 3, "most": 5, "value": 2 })),
        (json!({ "at_least": 0, "at_most": 1 }), json!({ "least": 0, "most": 1, "value": 2 })),
        (
            json!({ "at_least": { "share": 30, "of": "limit" }, "at_most": { "share": 90, "of": "limit" } }),
            json!({ "percent": 30, "of": "limit", "least": 3, "most": 9, "value": 2 }),
        ),
    ] {
        let fails = count(bounds);
        assert_eq!((&fails["code"], &fails["params"]), (&json!("rows.count"), &params));
    }
}

#[test]
fn what_is_no_row_says_so_and_its_cells_cannot_be_read() {
    let all = checks(
        json!({ "rule": { "forms": ["application"], "holds": every(at_least("hours", 5)) } }),
        &json!({ "list": ["甲", { "name": "乙", "hours": 6 }] }),
    );
    let row = json!({ "row": 1, "code": "row.none", "cells": [] });
    let mut told = all["list.format"]["rows"][0].clone();
    told.as_object_mut().expect("a row").remove("message");
    assert_eq!((told, all["list.format"]["rows"].as_array().map(Vec::len)), (row, Some(1)));
    assert_eq!(all["rule"]["code"], UNREADABLE);
    assert_eq!(cells(&all["rule"]), json!([[1, [["hours", UNREADABLE]]]]));
}

#[test]
fn rows_that_may_be_alike_wait_for_what_cannot_be_read() {
    let holds = json!({ "unique_rows": { "table": "list", "by": ["name", "hours"] } });
    let list = json!([{ "name": "甲", "hours": "约1" }, { "name": "甲", "hours": 1 }]);
    let open = check(holds, &json!({ "list": list }));
    assert_eq!((cells(&open), &open["code"]), (json!([[1, [["hours", UNREADABLE]]]]), &json!(UNREADABLE)));
}

#[test]
fn steps_to_what_is_counted_are_whole_and_told_once() {
    let fails = check(at_least("limit", 2), &json!({ "limit": 1 }));
    assert_eq!(fails["remedies"], json!([{ "field": "limit", "to": 2, "by": 1 }]));
    let holds = json!({ "number": { "of": "limit", "at_least": 2.5 } });
    let fails = check(holds, &json!({ "limit": 2 }));
    assert_eq!(fails["remedies"], json!([{ "field": "limit", "to": 3, "by": 1 }]));
    assert_eq!(fails["params"], json!({ "least": 3, "value": 2 }));
    // Two ways that come to the same are one.
    let ways = json!({ "or": [at_least("limit", 3), { "number": { "of": "limit", "at_least": 2.5 } }] });
    let fails = check(ways, &json!({ "limit": 2 }));
    assert_eq!(fails["remedies"], json!([{ "field": "limit", "to": 3, "by": 1 }]));
}
