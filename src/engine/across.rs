//! Rules across the records of a batch: groups that are counted, records and rows that stand there twice.
//!
//! Records come and go. What is remembered is a few bytes a key: how many records a group has and where they stand, and
//! where each key was first seen.

use super::State;
use super::condition::Scope;
use super::json::Json;
use super::message::expand;
use crate::answer::{Answer, Answers, Number, Value, essence};
use crate::code::Code;
use crate::rulebook::across::{Across, Rule, Rules};
use crate::rulebook::{Book, Form, OffPageWord, Place, Word};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::hash::{BuildHasherDefault, Hasher};
use indexmap::{IndexMap, IndexSet};
use std::collections::HashMap;
use std::hash::DefaultHasher;

/// More cases than these are counted and not listed.
const MOST_CASES: usize = 1000;
/// A message names so many records at most; the case lists them all.
const MOST_NAMED: usize = 10;

/// What the records of one form came to so far.
pub(crate) struct Seen {
    rules: Rc<Rules>,
    form: usize,
    /// The names of the files that records came from.
    files: IndexSet<String>,
    records: u32,
    of_rule: Vec<OfRule>,
}

/// No file has this index: of a place in it the row alone is told.
const NO_FILE: u32 = u32::MAX;

/// Where a record stands.
#[derive(Clone, Copy)]
struct Source {
    /// The index of its file.
    file: u32,
    row: u32,
}

#[derive(Default)]
struct OfRule {
    /// By what makes them the same group.
    groups: IndexMap<String, Group>,
    /// By the hash of what makes them the same. That two keys of a million share one is less likely than one in a million.
    first: HashMap<u64, First, BuildHasherDefault<DefaultHasher>>,
    cases: Vec<Case>,
    /// How many there are, listed or not.
    count: u32,
    /// Records or rows that lack what makes them the same as others.
    unknown: u32,
}

#[derive(Default)]
struct Group {
    value: String,
    /// Where the records stand that count.
    sources: Vec<Source>,
    /// How many more may count.
    maybe: u32,
}

struct First {
    source: Source,
    /// What may be the same where this is.
    between: u64,
}

struct Case {
    message: String,
    sources: Vec<Source>,
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}

impl Seen {
    /// No records, of the form at that place in its rulebook. `None` where there is no rule across its records.
    pub(crate) fn new(rules: Rc<Rules>, form: usize) -> Option<Self> {
        let count = rules.of_form.get(form).map_or(0, Vec::len);
        let mut of_rule = Vec::new();
        of_rule.resize_with(count, OfRule::default);
        (count > 0).then_some(Seen { rules, form, files: IndexSet::new(), records: 0, of_rule })
    }

    /// Takes a record, which stands in that row of that file.
    pub(crate) fn record(&mut self, scope: &Scope<'_>, file: &str, row: u32) {
        self.records += 1;
        let known = self.files.get_index_of(file);
        let source = Source { file: known.unwrap_or_else(|| self.files.insert_full(file.into()).0) as u32, row };
        let rules = Rc::clone(&self.rules);
        let writer = Writer { scope, files: &self.files, wording: &rules.wording };
        for (rule, seen) in rules.of_form[self.form].iter().zip(&mut self.of_rule) {
            match &rule.holds {
                Across::Count { each, guard, .. } => {
                    let counts = guard.as_ref().map_or(State::Holds, |guard| scope.judge(guard));
                    if counts == State::Fails {
                        continue;
                    }
                    match writer.value(Place::Field { index: *each }) {
                        Some(value) => {
                            let group = seen.groups.entry(essence(&value).collect()).or_default();
                            group.value = value;
                            if counts == State::Holds {
                                group.sources.push(source);
                            } else {
                                group.maybe += 1;
                            }
                        }
                        None => seen.unknown += 1,
                    }
                }
                Across::Records { by } => {
                    let values: Option<Vec<String>> =
                        by.iter().map(|&index| writer.value(Place::Field { index })).collect();
                    match values {
                        Some(values) => {
                            seen.take(writer.key(&values), 0, source, |first| writer.twice(&values, source, first));
                        }
                        None => seen.unknown += 1,
                    }
                }
                Across::Rows { table, by, between } => {
                    let Some((columns, rows)) = scope.rows(*table) else { continue };
                    let among = between.map(|index| writer.value(Place::Field { index }));
                    let Some(among) = among.map_or(Some(String::new()), |value| value) else {
                        seen.unknown += 1;
                        continue;
                    };
                    // Where nothing parts them, two records do.
                    let among = if between.is_some() { writer.key(&[among]) } else { self.records.into() };
                    for row in &rows.rows {
                        let in_row = scope.in_row(columns, row);
                        let writer = Writer { scope: &in_row, ..writer };
                        let cell = |&index: &u16| match row.cells.get(usize::from(index)) {
                            Some(Answer::Unreadable(_)) | None => None,
                            Some(Answer::Unanswered) if columns.columns[usize::from(index)].required => None,
                            _ => Some(writer.value(Place::Column { index }).unwrap_or_default()),
                        };
                        match by.iter().map(cell).collect::<Option<Vec<String>>>() {
                            Some(cells) => seen.take(writer.key(&cells), among, source, |first| {
                                writer.row(*table, row.number, &cells, source, first)
                            }),
                            None => seen.unknown += 1,
                        }
                    }
                }
            }
        }
    }

    /// What it comes to, as a JSON object; empty text for fewer than two records. The scope is that of no answers.
    pub(crate) fn report(&self, scope: &Scope<'_>) -> String {
        if self.records < 2 {
            return String::new();
        }
        let writer = Writer { scope, files: &self.files, wording: &self.rules.wording };
        let mut json = Json::default();
        json.open('{');
        json.key("checks");
        json.open('[');
        for (rule, seen) in self.rules.of_form[self.form].iter().zip(&self.of_rule) {
            let (state, count, cases) = seen.conclude(rule, &writer);
            json.open('{');
            json.pair("rule", &rule.rule);
            json.pair("state", state.name());
            json.pair("severity", rule.severity.name());
            json.pair("kind", "condition");
            if state != State::Holds {
                writer.write_reason(&rule.holds, &mut json);
            }
            json.list("fields", writer.fields(&rule.holds).into_iter());
            if state != State::Holds {
                let word = if state == State::Fails { OffPageWord::Fails } else { OffPageWord::Open };
                let mut message = String::new();
                writer.say(word, &mut message, |part, out| match part {
                    "requires" => writer.requires(&rule.holds, out),
                    _ => Number::whole(count.into()).write(out),
                });
                json.pair("message", &message);
            }
            if !rule.clause.is_empty() {
                json.pair("clause", &rule.clause);
            }
            if !cases.is_empty() {
                json.key("cases");
                json.open('[');
                for case in &cases {
                    json.open('{');
                    json.pair("message", &case.message);
                    json.key("sources");
                    json.open('[');
                    for source in &case.sources {
                        json.open('{');
                        if let Some(file) = writer.file(*source) {
                            json.pair("file", file);
                        }
                        json.whole("row", source.row);
                        json.close('}');
                    }
                    json.close(']');
                    json.close('}');
                }
                json.close(']');
            }
            json.close('}');
        }
        json.close(']');
        json.close('}');
        json.into_text()
    }
}

impl OfRule {
    /// Takes a key; the case is told where it was seen before, among others.
    fn take(&mut self, key: u64, between: u64, source: Source, tell: impl FnOnce(Source) -> String) {
        match self.first.get(&key) {
            None => {
                self.first.insert(key, First { source, between });
            }
            Some(first) if between != 0 && first.between == between => {}
            Some(first) => {
                self.count += 1;
                if self.cases.len() < MOST_CASES {
                    let sources = [first.source, source].into();
                    self.cases.push(Case { message: tell(first.source), sources });
                }
            }
        }
    }

    /// The state, how many cases are at fault, and those that are listed.
    fn conclude(&self, rule: &Rule, writer: &Writer<'_, '_>) -> (State, u32, Vec<Case>) {
        let Across::Count { each, at_least, at_most, .. } = &rule.holds else {
            let open = if self.unknown > 0 { State::Open } else { State::Holds };
            let state = if self.count > 0 { State::Fails } else { open };
            let cases = self.cases.iter();
            let cases = cases.map(|case| Case { message: case.message.clone(), sources: case.sources.clone() });
            return (state, self.count, cases.collect());
        };
        let (mut open, mut count, mut cases) = (false, 0, Vec::new());
        for group in self.groups.values() {
            // A group of which no record counts for sure may be none.
            let least = group.sources.len() as u32;
            let most = least + group.maybe + self.unknown;
            let is_wrong =
                at_most.is_some_and(|bound| least > bound) || at_least.is_some_and(|bound| least > 0 && most < bound);
            open |= at_most.is_some_and(|bound| most > bound) || at_least.is_some_and(|bound| least < bound);
            if is_wrong {
                count += 1;
                if cases.len() < MOST_CASES {
                    cases.push(Case { message: writer.group(*each, group), sources: group.sources.clone() });
                }
            }
        }
        let state = match (count, open) {
            (0, false) => State::Holds,
            (0, true) => State::Open,
            _ => State::Fails,
        };
        (state, count, cases)
    }
}

/// Writes what is told of records.
#[derive(Clone, Copy)]
struct Writer<'w, 'a> {
    scope: &'w Scope<'a>,
    files: &'w IndexSet<String>,
    wording: &'w [String],
}

impl<'w> Writer<'w, '_> {
    fn word(&self, word: OffPageWord) -> &'w str {
        word.of(self.wording)
    }

    fn say(&self, word: OffPageWord, out: &mut String, mut part: impl FnMut(&str, &mut String)) {
        expand(self.word(word), None, out, &mut part);
    }

    fn label(&self, field: u16, out: &mut String) {
        self.scope.label_at(Place::Field { index: field }, out);
    }

    /// Items with commas between them.
    fn list<T>(&self, items: impl IntoIterator<Item = T>, out: &mut String, mut write: impl FnMut(T, &mut String)) {
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                out.push_str(self.scope.word(Word::Comma));
            }
            write(item, out);
        }
    }

    /// What stands in a place, where it can be read.
    fn value(&self, place: Place) -> Option<String> {
        let mut value = String::new();
        match self.scope.value(place)? {
            Value::Table(_) | Value::LongText(_) => return None,
            _ => self.scope.show(place, &mut value),
        }
        Some(value)
    }

    /// What makes two records or rows the same, but for white space and width.
    fn key(&self, values: &[String]) -> u64 {
        let mut key = String::new();
        for value in values {
            key.extend(essence(value));
            key.push('\u{1F}');
        }
        hash(&key).max(1)
    }

    fn file(&self, source: Source) -> Option<&'w str> {
        self.files.get_index(source.file as usize).map(String::as_str).filter(|name| !name.is_empty())
    }

    /// Where records stand: those of one file by their rows.
    fn sources(&self, sources: &[Source], out: &mut String) {
        let named = &sources[..sources.len().min(MOST_NAMED)];
        self.list(named.chunk_by(|one, next| one.file == next.file), out, |rows, out| {
            let mut text = String::new();
            self.say(OffPageWord::Source, &mut text, |part, out| match part {
                "file" => out.push_str(rows.first().and_then(|source| self.file(*source)).unwrap_or("")),
                _ => self.list(rows, out, |source, out| Number::whole(source.row.into()).write(out)),
            });
            out.push_str(text.trim());
        });
        if named.len() < sources.len() {
            out.push_str(self.word(OffPageWord::More));
        }
    }

    /// Where a record stands, behind one whose place was just told: a file that is the same is not said twice.
    fn source_beside(&self, source: Source, told: Source, out: &mut String) {
        let file = if source.file == told.file { NO_FILE } else { source.file };
        self.sources(&[Source { file, ..source }], out);
    }

    /// The answers that make two records or rows the same, as one text.
    fn joined(&self, values: &[String]) -> String {
        let values: Vec<&str> = values.iter().map(String::as_str).filter(|value| !value.is_empty()).collect();
        values.join(self.word(OffPageWord::Join))
    }

    fn twice(&self, values: &[String], here: Source, first: Source) -> String {
        let mut message = String::new();
        self.say(OffPageWord::Twice, &mut message, |part, out| match part {
            "here" => self.sources(&[here], out),
            "source" => self.source_beside(first, here, out),
            _ => out.push_str(&self.joined(values)),
        });
        message
    }

    fn row(&self, table: u16, row: u32, cells: &[String], here: Source, first: Source) -> String {
        let mut message = String::new();
        self.say(OffPageWord::Row, &mut message, |part, out| match part {
            "table" => self.label(table, out),
            "row" => Number::whole(row.into()).write(out),
            "here" => self.sources(&[here], out),
            // Bare, it would be taken for another row of the table.
            "source" => self.sources(&[first], out),
            _ => out.push_str(&self.joined(cells)),
        });
        message
    }

    fn group(&self, each: u16, group: &Group) -> String {
        let mut message = String::new();
        self.say(OffPageWord::Group, &mut message, |part, out| match part {
            "each" => self.label(each, out),
            "count" => self.count(group.sources.len() as u32, out),
            "sources" => self.sources(&group.sources, out),
            _ => out.push_str(&group.value),
        });
        message
    }

    fn count(&self, count: u32, out: &mut String) {
        self.scope.amount(Number::whole(count.into()), self.word(OffPageWord::Unit), out);
    }

    /// What is asked of which records, as a half-sentence.
    fn requires(&self, holds: &Across, out: &mut String) {
        match holds {
            Across::Count { guard, each, at_least, at_most, .. } => {
                if let Some(guard) = guard {
                    self.say(OffPageWord::Guard, out, |_, out| self.scope.known(guard, out));
                }
                self.say(OffPageWord::Count, out, |part, out| match part {
                    "each" => self.label(*each, out),
                    _ => {
                        let word = match (at_least, at_most) {
                            (Some(least), Some(most)) if least == most => Word::Exactly,
                            (Some(_), Some(_)) => Word::Between,
                            (Some(_), None) => Word::AtLeast,
                            _ => Word::AtMost,
                        };
                        self.scope.say(word, out, |part, out| {
                            let bound = if part == "most" || word == Word::AtMost { at_most } else { at_least };
                            self.count(bound.unwrap_or(0), out);
                        });
                    }
                });
            }
            Across::Records { by } => self.say(OffPageWord::Unique, out, |_, out| {
                self.list(by, out, |field, out| self.label(*field, out));
            }),
            Across::Rows { table, by, between } => self.say(OffPageWord::Rows, out, |part, out| match part {
                "table" => self.label(*table, out),
                "between" => between.iter().for_each(|between| self.label(*between, out)),
                _ => {
                    self.list(self.scope.columns_at(*table, by), out, |column, out| self.scope.label_of(column, out));
                }
            }),
        }
    }

    /// Writes what a rule asks, as a code with its params.
    fn write_reason(&self, holds: &Across, json: &mut Json) {
        let id = |index: &u16| self.scope.id(*index);
        let code = match holds {
            Across::Count { .. } => Code::AcrossCount,
            Across::Records { .. } => Code::AcrossRecords,
            Across::Rows { .. } => Code::AcrossRows,
        };
        json.pair("code", code.id());
        json.key("params");
        json.open('{');
        match holds {
            Across::Count { each, at_least, at_most, .. } => {
                json.pair("each", id(each));
                for (key, bound) in [("least", at_least), ("most", at_most)] {
                    if let Some(bound) = bound {
                        json.whole(key, *bound);
                    }
                }
            }
            Across::Records { by } => json.list("by", by.iter().map(id)),
            Across::Rows { table, by, .. } => {
                json.list("by", self.scope.columns_at(*table, by).map(|column| column.id.as_str()));
            }
        }
        json.close('}');
    }

    /// The ids of the fields that a rule is about.
    fn fields(&self, holds: &Across) -> Vec<&'w str> {
        let indices: Vec<u16> = match holds {
            Across::Count { each, .. } => [*each].into(),
            Across::Records { by } => by.clone(),
            Across::Rows { table, between, .. } => core::iter::once(*table).chain(*between).collect(),
        };
        let fields = &self.scope.form.fields;
        indices.iter().filter_map(|&at| Some(fields.get(usize::from(at))?.id.as_str())).collect()
    }
}

/// What a rule asks, in words, for the list of rules.
pub(crate) fn requires_across(book: &Book, form: &Form, wording: &[String], holds: &Across) -> String {
    let answers = Answers::new(form.fields.len());
    let scope = &Scope::of(book, form, &answers);
    let writer = Writer { scope, files: &IndexSet::new(), wording };
    let mut out = String::new();
    writer.say(OffPageWord::Listed, &mut out, |_, out| writer.requires(holds, out));
    out
}
