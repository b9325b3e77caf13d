//! The published JSON Schema of rulebooks is that of their types; and the page on codes that of their list;
//! `UPDATE=1 cargo test --features schema` rewrites both.
#![cfg(feature = "schema")]

use leifeng_form::code::Code;
use leifeng_form::rulebook::source::Rulebook;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// Compares a generated file with the one that is published, or writes it where UPDATE says so.
fn compare(file: &str, generated: &str) {
    let path = [env!("CARGO_MANIFEST_DIR"), "/", file].concat();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, generated).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(published == generated, "{file} is not up to date: UPDATE=1 cargo test --features schema");
}

/// The codes of reports as keys of the wording, each with its meaning.
fn codes() -> Map<String, Value> {
    let each = |code: &Code| (code.id().to_string(), json!({ "type": "string", "description": code.meaning() }));
    Code::ALL.iter().map(each).collect()
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let mut schema =
        schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Rulebook>();
    schema.insert("title".into(), "规则文件".into());
    schema.get_mut("properties").unwrap()["wording"]["properties"] = codes().into();
    compare("rulebooks/rulebook.schema.json", &(serde_json::to_string_pretty(&schema).unwrap() + "\n"));
}

#[test]
fn the_page_on_codes_is_that_of_the_list() {
    let mut page = String::from(
        "# Codes of reports\n\nWhy a check or a cell does not hold: `code`, with the values that its text needs in `params`. Made from \
         `src/code.rs`.\nOf a part of a condition the code says what the part asks, whatever its state. A param that does not apply, or is not \
         known yet, is left out.\n\n\
         | code | meaning | params |\n| --- | --- | --- |\n",
    );
    for code in Code::ALL {
        let params: Vec<String> = code.params().iter().map(|param| format!("`{param}`")).collect();
        writeln!(page, "| `{}` | {} | {} |", code.id(), code.meaning(), params.join(" ")).unwrap();
    }
    compare("docs/codes.md", &page);
}
