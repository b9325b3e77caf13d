//! What scripts share with the modules is that of the modules; `UPDATE=1 cargo test --features page,sheets --test protocol`
//! rewrites it.
#![cfg(all(feature = "page", feature = "sheets"))]

use leifeng_form::files::table;
use leifeng_form::page::protocol::{
    BOX_MARK, CELL_MARK, ENOUGH, FORM, HIDDEN_MARK, NONE, OTHER_UNIT, Source, TABLE, UNSURE,
};
use std::fmt::Write;

#[test]
fn the_scripts_numbers_and_words_are_those_of_the_modules() {
    let mut script = String::from(
        "/** What the modules and the scripts around them both use. Made by tests/protocol.rs from the modules' own constants. */\n\n",
    );
    let names: Vec<String> = Source::ALL.iter().map(|source| format!("  {:?},\n", source.name())).collect();
    script += "/** Where a text around a control comes from, see src/page/protocol.rs. */\n";
    writeln!(script, "export const SOURCES = [\n{}] as const;", names.concat()).unwrap();
    for (at, source) in Source::ALL.iter().enumerate() {
        assert_eq!(*source as usize, at, "the order of the list is that of the numbers");
        writeln!(script, "export const {} = {at};", source.name().to_uppercase()).unwrap();
    }
    for (comment, name, value) in [
        ("In place of a field: none.", "NONE", NONE.to_string()),
        ("Added to a source: another unit names the field as surely.", "UNSURE", UNSURE.to_string()),
        (
            "Added to a source: the label says a unit in which the field cannot be answered.",
            "OTHER_UNIT",
            OTHER_UNIT.to_string(),
        ),
        ("The type of what looks like a table.", "TABLE", format!("{TABLE:?}")),
        ("Stands before the types of a table's cells.", "CELL_MARK", format!("{CELL_MARK:?}")),
        ("Stands before the type of one box of the group before it.", "BOX_MARK", format!("{BOX_MARK:?}")),
        (
            "Stands before the type of what is not shown, behind the marks above.",
            "HIDDEN_MARK",
            format!("{HIDDEN_MARK:?}"),
        ),
        ("The type of the last unit, the form itself.", "FORM", format!("{FORM:?}")),
        ("So many sure fields are evidence enough to attach to a form.", "ENOUGH", ENOUGH.to_string()),
        (
            "The code of a file that can be read and holds no such table.",
            "NO_HEADER",
            format!("{:?}", table::NO_HEADER),
        ),
    ] {
        writeln!(script, "/** {comment} */\nexport const {name} = {value};").unwrap();
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/www/protocol.ts");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &script).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(published == script, "UPDATE=1 cargo test --features page,sheets --test protocol");
}
