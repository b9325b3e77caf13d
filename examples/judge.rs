//! Loads a rulebook and judges one record: the report as JSON.
//!
//! ```sh
//! cargo run --example judge -- rulebooks/linyi-2012.json record.json
//! ```

use leifeng_form::batch::Batch;
use leifeng_form::{Date, Session, rulebook};
use std::error::Error;
use std::{env, fs};

/// The report on a record, by the first form of a rulebook.
fn judge(rulebook: &str, record: &str, today: Option<Date>) -> Result<String, Box<dyn Error>> {
    // What is wrong in a rulebook comes with its line and column, all of it at once.
    let book = rulebook::load(rulebook)?.book;
    let form = book.forms.first().ok_or("the rulebook has no form")?.id.clone();
    let session = Session::new(book, &form, today).ok_or("the rulebook has no such form")?;
    Ok(Batch::new(session).report(&mut serde_json::Deserializer::from_str(record))?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [rulebook, record] = args.as_slice() else { return Err("judge RULEBOOK RECORD".into()) };
    // The crate reads no clock. Without a day, rules that need one are open.
    let report = judge(&fs::read_to_string(rulebook)?, &fs::read_to_string(record)?, None)?;
    println!("{report}");
    Ok(())
}

#[test]
fn judges_a_record() {
    let rulebook = include_str!("../rulebooks/community-grant-2025.json");
    let report = judge(rulebook, r#"{ "团队名称": "读书会" }"#, Date::read("2025-05-01")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["verdict"], "incomplete");
    assert_eq!(report["unknown"], serde_json::json!([]));
    let wrong = judge("{ \"id\": 1 }", "{}", None).unwrap_err();
    assert!(wrong.to_string().contains('1'), "{wrong}");
}
