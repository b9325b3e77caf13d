//! The published JSON Schema of rulebooks is that of their types; the page on codes and the scripts' type of them are those of their
//! lists;
//! `UPDATE=1 cargo test --features schema` rewrites both.
#![cfg(feature = "schema")]

use leifeng_form::code::Code;
use leifeng_form::error_code::{self, ErrorCode};
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
    let line = |page: &mut String, code: &str, meaning: &str, params: &[&str]| {
        let params: Vec<String> = params.iter().map(|param| format!("`{param}`")).collect();
        writeln!(page, "| `{code}` | {meaning} | {} |", params.join(" ")).unwrap();
    };
    for code in Code::ALL {
        line(&mut page, code.id(), code.meaning(), code.params());
    }
    page += "\n# Codes of errors\n\nWhy something cannot be used: `code` of a `LeifengFormError`, of a record that cannot be read, and of \
             a file beside the answers\nof a folder. Where there is more to tell, the error or the record has what the last column names. \
             Made from `src/error_code.rs`.\n";
    for (title, codes) in error_code::groups() {
        write!(page, "\n## {title}\n\n| code | meaning | where |\n| --- | --- | --- |\n").unwrap();
        for ErrorCode { id, meaning, params } in codes {
            line(&mut page, id, meaning, params);
        }
    }
    compare("docs/codes.md", &page);
}

/// The codes of errors, each once.
fn error_codes() -> Vec<&'static str> {
    let all: Vec<&str> = error_code::groups().into_iter().flat_map(|(_, codes)| codes).map(|code| code.id).collect();
    for (at, id) in all.iter().enumerate() {
        assert!(!all[..at].contains(id), "{id} is listed twice");
    }
    all
}

#[test]
fn the_type_of_the_scripts_is_that_of_the_list() {
    let ids: Vec<String> = error_codes().iter().map(|id| format!("  | \"{id}\"")).collect();
    let script = format!(
        "/** The codes of errors. Made by tests/schema.rs from src/error_code.rs: no script throws another. */\n\n\
         export type ErrorCode =\n{};\n",
        ids.join("\n")
    );
    compare("www/package/codes.ts", &script);
}

/// What a text has between quotes that is written like a code.
fn like_codes(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2).filter(|text| {
        text.split_once('.').is_some_and(|(subject, what)| {
            [subject, what]
                .iter()
                .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        })
    })
}

#[test]
fn every_code_that_the_modules_throw_is_listed() {
    let listed = error_codes();
    // What is left out of a file is a note, and no error.
    let readers = include_str!("../src/files/error.rs").split("pub enum Note").next().unwrap();
    for (file, source) in [
        ("files/error.rs", readers),
        ("batch.rs", include_str!("../src/batch.rs")),
        ("bindings/compiler.rs", include_str!("../src/bindings/compiler.rs")),
        ("bindings/documents.rs", include_str!("../src/bindings/documents.rs")),
        ("bindings/failure.rs", include_str!("../src/bindings/failure.rs")),
        ("bindings/node.rs", include_str!("../src/bindings/node.rs")),
        ("bindings/page.rs", include_str!("../src/bindings/page.rs")),
        ("bindings/sheets.rs", include_str!("../src/bindings/sheets.rs")),
        ("rulebook/mistake.rs", include_str!("../src/rulebook/mistake.rs")),
    ] {
        for code in like_codes(source) {
            assert!(listed.contains(&code), "{file} throws {code}, which src/error_code.rs does not list");
        }
    }
}
