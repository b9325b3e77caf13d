//! The report, and its one way into JSON, so that it is the same to the byte wherever it is made.

use super::{State, Verdict};
use crate::answer::Number;
use crate::answer::number::write_whole;
use crate::rulebook::Severity;
use crate::text::Counts;
use alloc::string::String;
use alloc::vec::Vec;

/// What the answers to a form come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The rulebook's id.
    pub rulebook: String,
    /// The form's id.
    pub form: String,
    /// The id of the level that was answered.
    pub level: Option<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// The verdict at every level, each as if it had been applied for, where the form has it.
    pub levels: Option<Vec<LevelVerdict>>,
    /// Every check that applies, in the rulebook's order.
    pub checks: Vec<CheckReport>,
    /// The counts of each long text.
    pub counts: Vec<CountReport>,
    /// Keys of answers that the form does not have, sorted.
    pub unknown: Vec<String>,
}

/// A level's verdict.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelVerdict {
    /// The level's id.
    pub level: String,
    /// Its verdict.
    pub verdict: Verdict,
}

/// A check of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckReport {
    /// The rule's id.
    pub rule: String,
    /// `None`: it does not apply any more (only in what a session's change gives).
    pub state: Option<State>,
    /// How grave.
    pub severity: Severity,
    /// Dates for which today stood in.
    pub assumed: Vec<String>,
    /// The fields that decide it.
    pub fields: Vec<String>,
    /// What to say; empty where it holds.
    pub message: String,
    /// The clause it rests on; empty where none.
    pub clause: String,
    /// What would mend it, where it fails.
    pub remedies: Vec<RemedyReport>,
    /// The rows at fault.
    pub rows: Vec<RowReport>,
}

/// One least change of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct RemedyReport {
    /// The field's id.
    pub field: String,
    /// The answer that mends it.
    pub to: RemedyTo,
    /// The difference, where there is one.
    pub by: Option<Number>,
}

/// The answer that mends a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum RemedyTo {
    /// A number.
    Number(Number),
    /// Yes or no.
    Yes(bool),
    /// Ids of options.
    Options(Vec<String>),
}

/// A row at fault.
#[derive(Clone, Debug, PartialEq)]
pub struct RowReport {
    /// Its number, from 1, blank rows included.
    pub row: u32,
    /// What is wrong with it.
    pub message: String,
}

/// The counts of a long text.
#[derive(Clone, Debug, PartialEq)]
pub struct CountReport {
    /// The field's id.
    pub field: String,
    /// The counts.
    pub counts: Counts,
    /// About how many 字 it should have, and the most that is still within the tolerance.
    pub about: Option<(u32, u32)>,
}

/// Writes JSON: commas are put where they belong.
struct Json {
    out: String,
}

impl Json {
    fn comma(&mut self) {
        if !self.out.ends_with(['{', '[', ':']) && !self.out.is_empty() {
            self.out.push(',');
        }
    }

    fn text(&mut self, text: &str) {
        self.comma();
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => {
                    self.out.push('\\');
                    self.out.push(c);
                }
                '\0'..='\u{1F}' => {
                    self.out.push_str("\\u00");
                    for digit in [c as u8 >> 4, c as u8 & 15] {
                        self.out.push(char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }));
                    }
                }
                _ => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    fn key(&mut self, key: &str) {
        self.text(key);
        self.out.push(':');
    }

    fn pair(&mut self, key: &str, value: &str) {
        self.key(key);
        self.text(value);
    }

    fn raw(&mut self, raw: &str) {
        self.comma();
        self.out.push_str(raw);
    }

    fn whole(&mut self, key: &str, n: u32) {
        self.key(key);
        write_whole(n, &mut self.out);
    }

    fn number(&mut self, key: &str, number: Number) {
        self.key(key);
        number.write(&mut self.out);
    }

    fn list<T>(&mut self, key: &str, items: &[T], mut item: impl FnMut(&mut Json, &T)) {
        self.key(key);
        self.open('[');
        items.iter().for_each(|each| item(self, each));
        self.out.push(']');
    }

    fn open(&mut self, bracket: char) {
        self.comma();
        self.out.push(bracket);
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

fn write_check(json: &mut Json, check: &CheckReport) {
    json.open('{');
    json.pair("rule", &check.rule);
    json.pair("state", check.state.map_or("absent", State::name));
    json.pair("severity", check.severity.name());
    if !check.assumed.is_empty() {
        json.list("assumed", &check.assumed, |json, field| json.text(field));
    }
    json.list("fields", &check.fields, |json, field| json.text(field));
    if !check.message.is_empty() {
        json.pair("message", &check.message);
    }
    if !check.clause.is_empty() {
        json.pair("clause", &check.clause);
    }
    if !check.remedies.is_empty() {
        json.list("remedies", &check.remedies, |json, remedy| {
            json.open('{');
            json.pair("field", &remedy.field);
            match &remedy.to {
                RemedyTo::Number(to) => json.number("to", *to),
                RemedyTo::Yes(yes) => {
                    json.key("to");
                    json.raw(if *yes { "true" } else { "false" });
                }
                RemedyTo::Options(ids) => json.list("to", ids, |json, id| json.text(id)),
            }
            if let Some(by) = remedy.by {
                json.number("by", by);
            }
            json.out.push('}');
        });
    }
    if !check.rows.is_empty() {
        json.list("rows", &check.rows, |json, row| {
            json.open('{');
            json.whole("row", row.row);
            json.pair("message", &row.message);
            json.out.push('}');
        });
    }
    json.out.push('}');
}

/// Checks as a JSON array.
pub fn checks_to_json(checks: &[CheckReport]) -> String {
    let mut json = Json { out: String::new() };
    json.open('[');
    checks.iter().for_each(|check| write_check(&mut json, check));
    json.out.push(']');
    json.out
}

/// Counts as the members of a JSON object.
fn write_counts(json: &mut Json, counts: &Counts) {
    json.whole("zishu", counts.zishu());
    json.whole("charactersNoSpaces", counts.characters_no_spaces);
    json.whole("charactersWithSpaces", counts.characters_with_spaces);
    json.whole("eastAsian", counts.east_asian);
    json.whole("words", counts.words);
}

/// Counts as a JSON object.
pub fn counts_to_json(counts: &Counts) -> String {
    let mut json = Json { out: String::new() };
    json.open('{');
    write_counts(&mut json, counts);
    json.out.push('}');
    json.out
}

impl Report {
    /// The report as JSON text.
    pub fn to_json(&self) -> String {
        let mut json = Json { out: String::new() };
        json.open('{');
        json.pair("rulebook", &self.rulebook);
        json.pair("form", &self.form);
        json.key("level");
        match &self.level {
            Some(level) => json.text(level),
            None => json.raw("null"),
        }
        json.pair("verdict", self.verdict.name());
        if let Some(levels) = &self.levels {
            json.key("levels");
            json.open('{');
            for level in levels {
                json.pair(&level.level, level.verdict.name());
            }
            json.out.push('}');
        }
        json.list("checks", &self.checks, write_check);
        json.key("counts");
        json.open('{');
        for count in &self.counts {
            json.key(&count.field);
            json.open('{');
            write_counts(&mut json, &count.counts);
            if let Some((about, _)) = count.about {
                json.whole("about", about);
            }
            json.whole("over", count.about.map_or(0, |(_, most)| count.counts.zishu().saturating_sub(most)));
            json.out.push('}');
        }
        json.out.push('}');
        json.list("unknown", &self.unknown, |json, key| json.text(key));
        json.out.push('}');
        json.out
    }
}
