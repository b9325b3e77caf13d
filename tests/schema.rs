//! The published JSON Schema of rulebooks is that of their types; `UPDATE=1 cargo test --features schema` rewrites it.
#![cfg(feature = "schema")]

use leifeng_form::rulebook::source::Rulebook;

#[test]
fn the_published_schema_is_that_of_the_types() {
    let mut schema =
        schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Rulebook>();
    schema.insert("title".into(), "规则文件".into());
    let generated = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/rulebooks/rulebook.schema.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &generated).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        published == generated,
        "rulebooks/rulebook.schema.json is not up to date: UPDATE=1 cargo test --features schema"
    );
}
