//! What a rulebook contains, for the command that lists its rules.

use super::compile::Loaded;
use super::{Choice, Field, Kind};
use crate::engine::{requires_across, requires_of};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde_json::{Value, json};

/// Forms with their rules, what each asks and the clause it rests on, as JSON.
pub fn to_json(loaded: &Loaded) -> String {
    let book = &loaded.book;
    let forms: Vec<Value> = book
        .forms
        .iter()
        .zip(&loaded.across.of_form)
        .map(|(form, across)| {
            let ids =
                |fields: &[u16]| fields.iter().map(|&at| form.fields[usize::from(at)].id.as_str()).collect::<Vec<_>>();
            let levels = form.level.map_or(&[][..], |at| form.fields[usize::from(at)].options());
            let rules = form.checks.iter().map(|check| {
                json!({
                    "rule": check.rule,
                    "level": check.level.map(|at| &levels[usize::from(at)].id),
                    "for_level": check.for_level.map(|at| &levels[usize::from(at)].id),
                    "severity": check.severity.name(),
                    "clause": check.clause,
                    "requires": requires_of(book, form, &loaded.across.wording, check),
                })
            });
            let across = across.iter().map(|rule| {
                json!({
                    "rule": rule.rule,
                    "level": Value::Null,
                    "for_level": Value::Null,
                    "severity": rule.severity.name(),
                    "clause": rule.clause,
                    "requires": requires_across(book, form, &loaded.across.wording, &rule.holds),
                })
            });
            json!({
                "id": form.id,
                "title": form.title,
                "topics": form.topics,
                "key": ids(&form.key),
                "called": ids(&form.called),
                "levels": named(levels),
                "fields": form.fields.iter().map(field).collect::<Vec<_>>(),
                "rules": rules.collect::<Vec<_>>(),
                "across": across.collect::<Vec<_>>(),
            })
        })
        .collect();
    let clauses = loaded.book.clauses.iter();
    let clauses = clauses.map(|clause| json!({ "clause": clause.cited, "summary": clause.summary }));
    json!({
        "id": book.id,
        "title": book.title,
        "extends": loaded.source.extends,
        "values": loaded.values.iter().map(|value| {
            json!({ "name": value.name, "label": value.label, "is": value.is, "used": value.used.name(), "replaced": value.replaced })
        }).collect::<Vec<_>>(),
        "forms": forms,
        "clauses": clauses.collect::<Vec<_>>(),
    })
    .to_string()
}

fn named(options: &[Choice]) -> Vec<Value> {
    options.iter().map(|option| json!({ "id": option.id, "label": option.label })).collect()
}

/// `options` stand only in a choice, `columns` only in a table.
fn field(field: &Field) -> Value {
    let mut described = json!({
        "id": field.id,
        "label": field.label,
        "aliases": field.aliases,
        "kind": field.kind.name(),
    });
    match &field.kind {
        Kind::Choice { options, .. } | Kind::Choices { options, .. } => described["options"] = named(options).into(),
        Kind::Table { table } => described["columns"] = table.columns.iter().map(column).collect(),
        _ => {}
    }
    described
}

/// A column of a table: a field, and whether each row must answer it.
fn column(column: &Field) -> Value {
    let mut described = field(column);
    described["required"] = column.required.into();
    described
}
