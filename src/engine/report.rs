//! The report as JSON text. There is one way to write it, so that it is the same to the byte wherever it is made.

use super::condition::{Scope, band};
use super::json::Json;
use super::reason::write_params;
use super::{Outcome, Session, State, To};
use crate::code::Code;
use crate::rulebook::{Check, CheckKind, Condition, Field, Kind, Place, Severity};
use crate::text::Counts;
use alloc::string::String;
use alloc::vec::Vec;

/// A row at fault.
pub(super) struct RowReport {
    /// Its table.
    pub table: u16,
    /// Its number, from 1, blank rows included.
    pub row: u32,
    /// Why, where it is at fault as a whole.
    pub code: Option<Code>,
    /// The cells at fault.
    pub cells: Vec<CellReport>,
    /// What is wrong with it.
    pub message: String,
}

impl RowReport {
    pub(super) fn new(table: u16, row: u32) -> Self {
        RowReport { table, row, code: None, cells: Vec::new(), message: String::new() }
    }
}

/// A cell at fault.
pub(super) struct CellReport {
    /// Its column.
    pub column: u16,
    /// Why.
    pub code: Code,
    /// What the code's text needs, as an object.
    pub params: Json,
    /// What is wrong with it.
    pub message: String,
}

impl Severity {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Review => "review",
        }
    }
}

impl CheckKind {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            CheckKind::Required => "required",
            CheckKind::Format => "format",
            CheckKind::Condition => "condition",
            CheckKind::Review => "review",
        }
    }
}

/// Writes counts, as members of an object.
fn write_counts(counts: &Counts, json: &mut Json) {
    json.whole("zishu", counts.zishu());
    json.whole("charactersNoSpaces", counts.characters_no_spaces);
    json.whole("charactersWithSpaces", counts.characters_with_spaces);
    json.whole("eastAsian", counts.east_asian);
    json.whole("words", counts.words);
}

/// Counts as a JSON object.
pub fn counts_to_json(counts: &Counts) -> String {
    Json::object(|json| write_counts(counts, json)).into_text()
}

impl<'a> Scope<'a> {
    pub(super) fn id(&self, field: u16) -> &'a str {
        self.field(Place::Field { index: field }).map_or("", |field| field.id.as_str())
    }

    /// `outcome`: `None` where the check does not apply any more.
    fn write_check(&self, check: &'a Check, outcome: Option<Outcome>, json: &mut Json) {
        json.open('{');
        json.pair("rule", &check.rule);
        json.pair("state", outcome.map_or("absent", |outcome| outcome.state.name()));
        json.pair("severity", outcome.map_or(check.severity, |outcome| outcome.severity).name());
        json.pair("kind", check.kind.name());
        if let Some(Place::Field { index }) = outcome.and_then(|outcome| self.assumed_place(check, outcome.state)) {
            json.list("assumed", core::iter::once(self.id(index)));
        }
        let reason = outcome.filter(|outcome| outcome.state != State::Holds).map(|outcome| self.reason(check, outcome));
        if let Some(reason) = &reason {
            self.write_reason(check, reason, json);
        }
        json.list("fields", check.fields().iter().map(|&field| self.id(field)));
        if let Some(reason) = &reason {
            if reason.outcome.state == State::Open && check.severity != Severity::Review {
                json.list("waits", reason.waits.iter().map(|&field| self.id(field)));
            }
            json.pair("message", &self.message(check, reason));
        }
        if !check.clause.is_empty() {
            json.pair("clause", &check.clause);
        }
        let (remedies, rows) = reason.map(|reason| (reason.remedies, reason.rows)).unwrap_or_default();
        if !remedies.is_empty() {
            json.key("remedies");
            json.open('[');
            for remedy in &remedies {
                json.open('{');
                json.pair("field", self.id(remedy.field));
                match remedy.to {
                    To::Number(to) => json.number("to", to),
                    To::Yes(yes) => json.flag("to", yes),
                    To::Options(bits) => {
                        let field = self.fields.get(usize::from(remedy.field));
                        let chosen = field.into_iter().flat_map(|field| field.chosen(bits));
                        json.list("to", chosen.map(|option| option.id.as_str()));
                    }
                }
                if let Some(by) = remedy.by {
                    json.number("by", by);
                }
                json.close('}');
            }
            json.close(']');
        }
        if !rows.is_empty() {
            json.key("rows");
            json.open('[');
            for row in rows {
                json.open('{');
                json.whole("row", row.row);
                if let Some(code) = row.code {
                    json.pair("code", code.id());
                }
                write_cells(self.columns(row.table), row.cells, json);
                json.pair("message", &row.message);
                json.close('}');
            }
            json.close(']');
        }
        json.close('}');
    }

    /// What identifies a record and what it is called, by the form; what is not answered is left out.
    fn write_record(&self, json: &mut Json) {
        json.key("record");
        json.open('{');
        json.key("key");
        json.open('{');
        for &index in &self.form.key {
            let place = Place::Field { index };
            if self.value(place).is_some() {
                self.write_value(self.id(index), place, json);
            }
        }
        json.close('}');
        let mut title = String::new();
        for &index in &self.form.called {
            let place = Place::Field { index };
            if self.value(place).is_some() {
                if !title.is_empty() {
                    title.push(' ');
                }
                self.show(place, &mut title);
            }
        }
        json.pair("title", &title);
        json.close('}');
    }
}

/// Writes the cells at fault of a row of a table with these columns.
fn write_cells(columns: &[Field], cells: Vec<CellReport>, json: &mut Json) {
    json.key("cells");
    json.open('[');
    for cell in cells {
        json.open('{');
        json.pair("column", columns.get(usize::from(cell.column)).map_or("", |column| &column.id));
        json.pair("code", cell.code.id());
        write_params(cell.params, json);
        json.pair("message", &cell.message);
        json.close('}');
    }
    json.close(']');
}

/// So many of the keys that a form does not have are listed.
const UNKNOWN_LISTED: usize = 100;

impl Session {
    /// The whole report, as the JSON text that the package hands out.
    pub fn report(&self) -> String {
        self.report_in(self.scope())
    }

    /// The same, with the labels and options of [`Session::say`] in its messages.
    pub fn spoken(&self) -> String {
        self.report_in(self.speaking())
    }

    fn report_in(&self, scope: Scope<'_>) -> String {
        let mut json = Json::default();
        let form = self.form();
        let levels = form.level_options();
        json.open('{');
        let book = self.book();
        json.pair("rulebook", &book.id);
        if !book.replaced.is_empty() {
            json.key("values");
            json.open('{');
            for value in &book.replaced {
                json.key(&value.name);
                json.raw(&value.is);
            }
            json.close('}');
        }
        json.pair("form", &form.id);
        json.key("level");
        match self.level().and_then(|at| levels.get(usize::from(at))) {
            Some(level) => json.text(&level.id),
            None => json.raw("null"),
        }
        scope.write_record(&mut json);
        json.pair("verdict", self.verdict().name());
        if form.levels {
            json.key("levels");
            json.open('{');
            for (at, level) in levels.iter().enumerate() {
                json.pair(&level.id, self.verdict_at(at as u16).name());
            }
            json.close('}');
        }
        json.key("checks");
        json.open('[');
        for (at, outcome) in self.judged() {
            scope.write_check(&scope.form.checks[at], Some(outcome), &mut json);
        }
        json.close(']');
        self.write_counts(&mut json);
        let unknown = self.answers().unknown();
        json.list("unknown", unknown.iter().take(UNKNOWN_LISTED).map(String::as_str));
        json.whole("unknown_count", unknown.len() as u32);
        json.close('}');
        json.into_text()
    }

    /// What a page draws, in the words of [`Session::say`], as JSON: `checks`, each once; which of them are the report's
    /// (`report`) and which are those of each level, as if it had been applied for (`levels`), by their place; the `counts`.
    pub fn drawing(&self) -> String {
        let mut all: Vec<(usize, Option<u16>, Outcome)> = Vec::new();
        let mut place_of = |at: usize, level: Option<u16>, outcome: Outcome| {
            let known = all.iter().position(|(one, under, _)| (*one, *under) == (at, level));
            known.unwrap_or_else(|| {
                all.push((at, level, outcome));
                all.len() - 1
            }) as u32
        };
        let report: Vec<u32> = self.judged().map(|(at, outcome)| place_of(at, None, outcome)).collect();
        let mut levels: Vec<Vec<u32>> = Vec::new();
        let count = if self.form().levels { self.form().level_options().len() } else { 0 };
        for level in 0..count as u16 {
            let judged = self.judged_at(level);
            let own = |reads_level: bool| Some(level).filter(|_| reads_level);
            levels.push(judged.map(|(at, reads_level, outcome)| place_of(at, own(reads_level), outcome)).collect());
        }
        let mut json = Json::default();
        let scope = self.speaking();
        json.open('{');
        json.key("checks");
        json.open('[');
        for (at, level, outcome) in all {
            Scope { level, ..scope }.write_check(&scope.form.checks[at], Some(outcome), &mut json);
        }
        json.close(']');
        json.key("report");
        json.wholes(&report);
        json.key("levels");
        json.open('[');
        levels.iter().for_each(|level| json.wholes(level));
        json.close(']');
        self.write_counts(&mut json);
        json.close('}');
        json.into_text()
    }

    /// What a rule of the form asks, in the words of [`Session::say`]; nothing where it has no such rule.
    pub fn asks(&self, rule: &str) -> String {
        let scope = self.speaking();
        let mut out = String::new();
        if let Some(check) = scope.form.checks.iter().find(|check| check.rule == rule) {
            scope.known(&check.holds, &mut out);
        }
        out
    }

    /// Writes the counts of long texts.
    fn write_counts(&self, json: &mut Json) {
        let form = self.form();
        json.key("counts");
        json.open('{');
        for (at, field) in form.fields.iter().enumerate() {
            if let Kind::LongText = field.kind {
                json.key(&field.id);
                json.open('{');
                let counts = self.counts(at);
                write_counts(&counts, json);
                let about = form.checks.iter().find_map(|check| match check.holds {
                    Condition::About { place: Place::Field { index }, count, tolerance }
                        if usize::from(index) == at =>
                    {
                        Some((count, band(count, tolerance).most))
                    }
                    _ => None,
                });
                if let Some((about, _)) = about {
                    json.whole("about", about);
                }
                json.whole("over", about.map_or(0, |(_, most)| counts.zishu().saturating_sub(most)));
                json.close('}');
            }
        }
        json.close('}');
    }

    /// One check as JSON; empty where it does not apply, unless that is to be said (`absent`).
    pub(super) fn check_json(&self, at: usize, absent: bool) -> String {
        let mut json = Json::default();
        let (scope, outcome) = (self.scope(), self.outcome(at));
        if outcome.is_some() || absent {
            scope.write_check(&scope.form.checks[at], outcome, &mut json);
        }
        json.into_text()
    }
}
