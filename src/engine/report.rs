//! The report as JSON text. There is one way to write it, so that it is the same to the byte wherever it is made.

use super::condition::{Scope, band};
use super::{Outcome, Session, State, To};
use crate::answer::Number;
use crate::answer::number::write_whole;
use crate::rulebook::{Check, Condition, Kind, Place, Severity};
use crate::text::Counts;
use alloc::string::String;
use alloc::vec::Vec;

/// A row at fault.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RowReport {
    /// Its number, from 1, blank rows included.
    pub row: u32,
    /// What is wrong with it.
    pub message: String,
}

/// Writes JSON: commas are put where they belong.
#[derive(Default)]
pub(super) struct Json {
    out: String,
}

impl Json {
    /// What was written.
    #[cfg(feature = "json")]
    pub(super) fn into_text(self) -> String {
        self.out
    }

    fn comma(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.out.push(',');
        }
    }

    pub(super) fn open(&mut self, bracket: char) {
        self.comma();
        self.out.push(bracket);
    }

    pub(super) fn close(&mut self, bracket: char) {
        self.out.push(bracket);
    }

    fn text(&mut self, text: &str) {
        self.open('"');
        for c in text.chars() {
            if c == '"' || c == '\\' {
                self.out.push('\\');
            }
            if c >= ' ' {
                self.out.push(c);
                continue;
            }
            self.out.push_str("\\u00");
            for digit in [c as u8 >> 4, c as u8 & 15] {
                self.out.push(char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }));
            }
        }
        self.close('"');
    }

    pub(super) fn key(&mut self, key: &str) {
        self.text(key);
        self.out.push(':');
    }

    pub(super) fn pair(&mut self, key: &str, value: &str) {
        self.key(key);
        self.text(value);
    }

    pub(super) fn list<'a>(&mut self, key: &str, items: impl Iterator<Item = &'a str>) {
        self.key(key);
        self.open('[');
        items.for_each(|item| self.text(item));
        self.close(']');
    }

    pub(super) fn whole(&mut self, key: &str, n: u32) {
        self.key(key);
        write_whole(n, &mut self.out);
    }

    fn number(&mut self, key: &str, number: Number) {
        self.key(key);
        number.write(&mut self.out);
    }

    /// Counts, as members of an object.
    fn counts(&mut self, counts: &Counts) {
        self.whole("zishu", counts.zishu());
        self.whole("charactersNoSpaces", counts.characters_no_spaces);
        self.whole("charactersWithSpaces", counts.characters_with_spaces);
        self.whole("eastAsian", counts.east_asian);
        self.whole("words", counts.words);
    }
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

/// Counts as a JSON object.
pub fn counts_to_json(counts: &Counts) -> String {
    let mut json = Json::default();
    json.open('{');
    json.counts(counts);
    json.close('}');
    json.out
}

impl<'a> Scope<'a> {
    fn id(&self, field: u16) -> &'a str {
        self.field(Place::Field { index: field }).map_or("", |field| field.id.as_str())
    }

    /// `outcome`: `None` where the check does not apply any more.
    fn write_check(&self, check: &'a Check, outcome: Option<Outcome>, json: &mut Json) {
        json.open('{');
        json.pair("rule", &check.rule);
        json.pair("state", outcome.map_or("absent", |outcome| outcome.state.name()));
        json.pair("severity", outcome.map_or(check.severity, |outcome| outcome.severity).name());
        if let Some(Place::Field { index }) = outcome.and_then(|outcome| self.assumed_place(check, outcome.state)) {
            json.list("assumed", core::iter::once(self.id(index)));
        }
        json.list("fields", check.fields().iter().map(|&field| self.id(field)));
        let (mut remedies, mut rows) = (Vec::new(), Vec::new());
        if let Some(outcome) = outcome.filter(|outcome| outcome.state != State::Holds) {
            rows = self.row_reports(&check.holds, outcome.state);
            if outcome.state == State::Fails {
                remedies = self.remedies(&check.holds);
            }
            json.pair("message", &self.message(check, outcome, &remedies, &rows));
        }
        if !check.clause.is_empty() {
            json.pair("clause", &check.clause);
        }
        if !remedies.is_empty() {
            json.key("remedies");
            json.open('[');
            for remedy in &remedies {
                json.open('{');
                json.pair("field", self.id(remedy.field));
                match remedy.to {
                    To::Number(to) => json.number("to", to),
                    To::Yes(yes) => {
                        json.key("to");
                        json.out.push_str(if yes { "true" } else { "false" });
                    }
                    To::Options(bits) => {
                        let field = self.form.fields.get(usize::from(remedy.field));
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
            for row in &rows {
                json.open('{');
                json.whole("row", row.row);
                json.pair("message", &row.message);
                json.close('}');
            }
            json.close(']');
        }
        json.close('}');
    }
}

impl Session {
    /// The whole report, as the JSON text that the package hands out.
    pub fn report(&self) -> String {
        let mut json = Json::default();
        let form = self.form();
        let levels = form.level.and_then(|at| form.fields.get(usize::from(at))).map_or(&[][..], |f| f.options());
        json.open('{');
        json.pair("rulebook", &self.book().id);
        json.pair("form", &form.id);
        json.key("level");
        match self.level().and_then(|at| levels.get(usize::from(at))) {
            Some(level) => json.text(&level.id),
            None => json.out.push_str("null"),
        }
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
        for at in 0..form.checks.len() {
            self.write_one(at, false, &mut json);
        }
        json.close(']');
        json.key("counts");
        json.open('{');
        for (at, field) in form.fields.iter().enumerate() {
            if let Kind::LongText = field.kind {
                json.key(&field.id);
                json.open('{');
                let counts = self.counts(at);
                json.counts(&counts);
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
        json.list("unknown", self.answers().unknown().iter().map(String::as_str));
        json.close('}');
        json.out
    }

    /// One check, if it applies (or in any case, where `absent`).
    fn write_one(&self, at: usize, absent: bool, json: &mut Json) {
        let outcome = self.outcome(at);
        if outcome.is_some() || absent {
            let scope = self.scope();
            scope.write_check(&scope.form.checks[at], outcome, json);
        }
    }

    /// One check as JSON; empty where it does not apply.
    pub(super) fn check_json(&self, at: usize, absent: bool) -> String {
        let mut json = Json::default();
        self.write_one(at, absent, &mut json);
        json.out
    }
}
