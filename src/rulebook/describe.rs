//! What a rulebook contains, for the command that lists its rules.

use super::compile::Loaded;
use super::{Field, Kind};
use crate::engine::requires_of;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde_json::{Value, json};

/// A field with its other labels, and the columns of a table.
fn describe_field(field: &Field) -> Value {
    let mut described = json!({ "id": field.id, "label": field.label, "aliases": field.aliases });
    if let Kind::Table { table } = &field.kind {
        let columns = table.columns.iter().map(|column| {
            json!({ "id": column.id, "label": column.label, "aliases": column.aliases, "required": column.required })
        });
        described["columns"] = columns.collect();
    }
    described
}

/// Forms with their rules, what each asks and the clause it rests on, as JSON.
pub fn to_json(loaded: &Loaded) -> String {
    let book = &loaded.book;
    let forms: Vec<Value> = book
        .forms
        .iter()
        .map(|form| {
            let levels = form.level.map_or(&[][..], |at| form.fields[usize::from(at)].options());
            let rules = form.checks.iter().map(|check| {
                json!({
                    "rule": check.rule,
                    "level": check.level.map(|at| &levels[usize::from(at)].id),
                    "severity": check.severity.name(),
                    "clause": check.clause,
                    "requires": requires_of(book, form, check),
                })
            });
            let options = levels.iter().map(|level| json!({ "id": level.id, "label": level.label }));
            json!({
                "id": form.id,
                "title": form.title,
                "levels": options.collect::<Vec<_>>(),
                "fields": form.fields.iter().map(describe_field).collect::<Vec<_>>(),
                "rules": rules.collect::<Vec<_>>(),
            })
        })
        .collect();
    let clauses = loaded.clauses.iter().map(|(clause, summary)| json!({ "clause": clause, "summary": summary }));
    json!({
        "id": book.id,
        "title": book.title,
        "extends": loaded.source.extends,
        "forms": forms,
        "clauses": clauses.collect::<Vec<_>>(),
    })
    .to_string()
}
