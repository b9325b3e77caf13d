//! What a rulebook contains, for the command that lists its rules.

use super::compile::Loaded;
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
            let across = across.iter().map(|rule| {
                json!({
                    "rule": rule.rule,
                    "level": Value::Null,
                    "severity": rule.severity.name(),
                    "clause": rule.clause,
                    "requires": requires_across(book, form, &loaded.across.wording, &rule.holds),
                })
            });
            let rules = rules.chain(across);
            let options = levels.iter().map(|level| json!({ "id": level.id, "label": level.label }));
            json!({
                "id": form.id,
                "title": form.title,
                "levels": options.collect::<Vec<_>>(),
                "fields": form.fields.iter().map(|field| json!({ "id": field.id, "label": field.label })).collect::<Vec<_>>(),
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
