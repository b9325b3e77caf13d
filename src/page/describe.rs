//! What the script needs to know of a form, as JSON.

use crate::engine::json::Json;
use crate::rulebook::{Book, Form, Unanswered};
use alloc::string::String;

/// Its fields, the levels that reports judge, its topics, the clauses, and of each rule that says for which level it is the id of
/// that level.
pub fn describe(book: &Book, form: &Form) -> String {
    let mut json = Json::default();
    json.open('{');
    json.key("fields");
    json.open('[');
    for field in &form.fields {
        json.open('{');
        json.pair("id", &field.id);
        json.pair("label", &field.label);
        json.pair("kind", field.kind.name());
        json.flag("today", field.unanswered == Some(Unanswered::Today));
        json.flag("paper", field.on_paper);
        json.list("columns", field.columns().iter().map(|column| column.id.as_str()));
        json.close('}');
    }
    json.close(']');
    let options = form.level_options();
    json.key("levels");
    json.open('[');
    for option in options.iter().filter(|_| form.levels) {
        json.open('{');
        json.pair("id", &option.id);
        json.pair("label", &option.label);
        json.close('}');
    }
    json.close(']');
    json.list("topics", form.topics.iter().map(String::as_str));
    json.key("clauses");
    json.open('[');
    for clause in book.clauses.iter().filter(|clause| form.checks.iter().any(|check| check.clause == clause.cited)) {
        json.open('{');
        json.pair("clause", &clause.cited);
        json.pair("summary", &clause.summary);
        json.close('}');
    }
    json.close(']');
    json.key("for_level");
    json.open('{');
    for check in &form.checks {
        if let Some(level) = check.for_level.and_then(|at| options.get(usize::from(at))) {
            json.pair(&check.rule, &level.id);
        }
    }
    json.close('}');
    json.close('}');
    json.into_text()
}
