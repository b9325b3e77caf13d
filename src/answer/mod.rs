//! What a person wrote becomes a value, or a fault that says why it cannot.
//!
//! A form sends strings, a spreadsheet numbers, a script either: all come as [`Input`] and are read here, once.

mod choice;
mod date;
mod email;
#[cfg(feature = "json")]
pub mod json;
pub(crate) mod number;
mod phone;
mod table;
mod yes_no;

pub use date::Date;
pub use number::Number;
pub use table::{Row, Rows};

use crate::code::Code;
use crate::label::{self, Context};
use crate::rulebook::{Choice, Field, Kind};
use crate::sort::order;
use crate::text::{self, Counts};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

/// An answer as it comes in, before anything is known of its field.
#[derive(Clone, Debug, PartialEq)]
pub enum Input<'a> {
    /// `null`, or nothing at all.
    Nothing,
    /// `true` or `false`.
    Bool(bool),
    /// A number of JSON or JavaScript. A page has texts alone, and its module does without floating point.
    #[cfg(feature = "json")]
    Number(f64),
    /// A text.
    Text(Cow<'a, str>),
    /// Several.
    List(Vec<Input<'a>>),
    /// A row: names of columns and cells.
    Object(Vec<(Cow<'a, str>, Input<'a>)>),
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Nothing, or something that means nothing (`/`, `请选择`).
    Unanswered,
    /// Something that cannot be read as the field's kind.
    Unreadable(Box<Unreadable>),
    /// A value.
    Read(Value),
}

/// Why an answer cannot be read, and the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    /// Why.
    pub fault: Fault,
    /// What was written, shortened where it is long.
    pub written: String,
}

/// Why an answer cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// As a code of the list.
    pub code: Code,
    /// Of a phone with too few or too many digits: how many.
    pub digits: Option<Digits>,
}

impl From<Code> for Fault {
    fn from(code: Code) -> Self {
        Fault { code, digits: None }
    }
}

/// The digits of a phone; behind an area code, those of the number alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// How many there are.
    pub there: u8,
    /// How many there should be.
    pub should: u8,
    /// How many the area code before them has.
    pub area: u8,
}

/// Several options.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chosen {
    /// Those that the field lists, a bit each.
    pub listed: u64,
    /// Those that an open list does not have, as written.
    pub others: Vec<Box<str>>,
}

impl Chosen {
    /// How many, listed or not.
    pub fn count(&self) -> usize {
        self.listed.count_ones() as usize + self.others.len()
    }
}

/// The value of an answer, by the kind of its field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text or a mail address as it was written; the digits of a phone.
    Text(Box<str>),
    /// A long text's counts; the text itself is not kept.
    LongText(Counts),
    /// A count or hours.
    Number(Number),
    /// A day.
    Date(Date),
    /// The index of the option.
    Choice(u16),
    /// An option that an open list does not have, as written.
    Other(Box<str>),
    /// Several options.
    Choices(Chosen),
    /// Yes or no.
    Yes(bool),
    /// Rows.
    Table(Box<Rows>),
}

impl Answer {
    /// Whether it is a file that cannot be read.
    pub(crate) fn is_unreadable_file(&self) -> bool {
        matches!(self, Answer::Unreadable(why) if why.fault.code == Code::FileUnreadable)
    }

    fn unreadable(fault: impl Into<Fault>, input: &Input<'_>) -> Answer {
        Answer::Unreadable(Box::new(Unreadable { fault: fault.into(), written: shorten(trim(&input.shown(COMMA))) }))
    }

    fn table(rows: Rows) -> Answer {
        Answer::Read(Value::Table(Box::new(rows)))
    }

    /// Whether there is an answer, readable or not.
    pub fn is_answered(&self) -> bool {
        !matches!(self, Answer::Unanswered)
    }

    /// The value, where there is one.
    pub fn value(&self) -> Option<&Value> {
        match self {
            Answer::Read(value) => Some(value),
            _ => None,
        }
    }
}

/// Between the parts of an answer that is given in several.
const COMMA: &str = "、";

impl<'a> Input<'a> {
    /// It as a text; between the parts of a list or an object, `between`.
    fn shown(&self, between: &str) -> Cow<'_, str> {
        let mut out = String::new();
        match self {
            Input::Nothing => {}
            Input::Bool(yes) => return Cow::Borrowed(if *yes { "true" } else { "false" }),
            #[cfg(feature = "json")]
            Input::Number(n) => match Number::from_f64(*n) {
                Some(number) => number.write(&mut out),
                None => out = alloc::string::ToString::to_string(n),
            },
            Input::Text(text) => return Cow::Borrowed(text),
            Input::List(list) => {
                for part in list.iter().filter(|part| !part.is_blank()) {
                    if !out.is_empty() {
                        out.push_str(between);
                    }
                    out.push_str(&part.shown(between));
                }
            }
            Input::Object(entries) => {
                for (name, part) in entries {
                    if !out.is_empty() {
                        out.push_str(between);
                    }
                    out.push_str(name);
                    out.push('：');
                    out.push_str(&part.shown(between));
                }
            }
        }
        Cow::Owned(out)
    }

    /// The name of a file that was sent as the answer and cannot be read: an object with the code as its only key.
    #[cfg(feature = "json")]
    fn unreadable_file(&self) -> Option<&Self> {
        let Input::Object(entries) = self else { return None };
        let [(key, file @ Input::Text(_))] = entries.as_slice() else { return None };
        (key == Code::FileUnreadable.id()).then_some(file)
    }

    /// Whether nothing stands there.
    fn is_blank(&self) -> bool {
        match self {
            Input::Nothing => true,
            Input::Text(text) => is_blank(text),
            Input::List(list) => list.iter().all(Input::is_blank),
            _ => false,
        }
    }

    /// Whether it, or each part of it, is a text or a number.
    fn is_written(&self) -> bool {
        match self {
            Input::List(list) => list.iter().all(Input::is_written),
            Input::Bool(_) | Input::Object(_) => false,
            _ => true,
        }
    }
}

/// The first characters of a text, for a message.
fn shorten(text: &str) -> String {
    const MOST: usize = 30;
    let mut out: String = text.chars().take(MOST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(MOST).is_some() {
        out.push('…');
    }
    out
}

/// Characters that show nothing and are dropped around any value.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// Without white space and invisible characters around.
pub(crate) fn trim(text: &str) -> &str {
    // Mostly there is nothing to take away, and two bytes tell.
    let bytes = text.as_bytes();
    if let (Some(0x21..=0x7E | 0xE5..=0xE9), Some(last)) = (bytes.first(), bytes.last())
        && (matches!(last, 0x21..=0x7E) || bytes.len() > 2 && matches!(bytes[bytes.len() - 3], 0xE5..=0xE9))
    {
        return text;
    }
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// Only white space or invisible characters.
pub(crate) fn is_blank(text: &str) -> bool {
    trim(text).is_empty()
}

/// A full-width letter, digit or sign as its ASCII form; other compatibility characters stay.
fn fold_char(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from((c as u32 - 0xFF01) as u8 + b'!'),
        '\u{3000}' => ' ',
        _ => c,
    }
}

/// A text with full-width forms folded.
pub(crate) fn fold(text: &str) -> Cow<'_, str> {
    // The bytes that full-width forms and the ideographic space begin with; most Han begins with others.
    if !text.bytes().any(|byte| byte == 0xEF || byte == 0xE3) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(fold_char).collect())
}

/// What makes two names the same: full-width forms folded, white space and invisible characters left out.
pub(crate) fn essence(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|&c| !c.is_whitespace() && !is_invisible(c)).map(fold_char)
}

/// Whether a text holds a word that is not empty; the library's search for a text costs the page's module as much as a kind of
/// field.
pub(crate) fn holds(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len().max(1)).any(|window| window == word.as_bytes())
}

/// Signs that people put where a text, phone or mail address has no answer.
fn is_dash(text: &str) -> bool {
    matches!(text, "/" | "／" | "—" | "-" | "－" | "无")
}

/// What becomes of a text that says only itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Texts {
    /// It is kept: rows are told apart by it.
    Kept,
    /// It is left out: no verdict depends on it.
    #[cfg(feature = "json")]
    Dropped,
}

impl Texts {
    fn value(self, text: &str) -> Value {
        Value::Text(match self {
            Texts::Kept => text.into(),
            #[cfg(feature = "json")]
            Texts::Dropped => Box::default(),
        })
    }
}

/// Reads an answer as its field's kind. Keys of rows that are no column go to `unknown`.
pub(crate) fn read(field: &Field, input: Input<'_>, texts: Texts, unknown: &mut Vec<String>) -> Answer {
    #[cfg(feature = "json")]
    if let (Kind::LongText | Kind::Table { .. }, Some(file)) = (&field.kind, input.unreadable_file()) {
        return Answer::unreadable(Code::FileUnreadable, file);
    }
    match (&field.kind, input) {
        (Kind::Table { table }, input) => table::read_rows(field, table, input, unknown),
        (_, Input::Text(text)) => read_text(field, &text, texts),
        (_, input) if input.is_blank() => Answer::Unanswered,
        (Kind::Choices { options, open }, Input::List(list)) => read_choices(options, *open, &list),
        // Scripts give a list where there may be several; a page never gives one of one.
        #[cfg(feature = "json")]
        (_, Input::List(mut list)) if list.len() == 1 => {
            read(field, list.pop().unwrap_or(Input::Nothing), texts, unknown)
        }
        // Options have names; a number chooses none.
        #[cfg(feature = "json")]
        (Kind::Choice { .. } | Kind::Choices { .. }, input @ Input::Number(_)) => unreadable_as(field, &input),
        #[cfg(feature = "json")]
        (Kind::Count { .. } | Kind::Hours { .. }, Input::Number(n)) if n.is_finite() => {
            let number = Number::from_f64(n).ok_or(if n < 0.0 { Code::NumberTooSmall } else { Code::NumberTooLarge });
            limited(field, number, || Input::Number(n))
        }
        (Kind::YesNo, Input::Bool(yes)) => Answer::Read(Value::Yes(yes)),
        // A text can say anything, so whatever is given for one is its text.
        (Kind::LongText, input) => read_text(field, &input.shown("\n"), texts),
        (Kind::Text, input) => read_text(field, &input.shown(COMMA), texts),
        // Several where one is asked for, as in one text. The number cell of a sheet: a phone, a date written as one number, a 1
        // for yes.
        (_, input) if input.is_written() => read_text(field, &input.shown(COMMA), texts),
        (_, input) => unreadable_as(field, &input),
    }
}

fn unreadable_as(field: &Field, input: &Input<'_>) -> Answer {
    let code = match field.kind {
        Kind::Count { .. } | Kind::Hours { .. } => Code::NumberText,
        Kind::Choice { .. } | Kind::Choices { .. } => Code::ChoiceUnknown,
        Kind::YesNo => Code::YesNoText,
        Kind::Date => Code::DateText,
        Kind::Phone | Kind::Hotline => Code::PhoneText,
        Kind::Email => Code::EmailNoAt,
        // Texts are read whatever they are.
        Kind::Table { .. } | Kind::Text | Kind::LongText => Code::RowsNone,
    };
    Answer::unreadable(code, input)
}

fn read_text(field: &Field, written: &str, texts: Texts) -> Answer {
    let text = trim(written);
    if text.is_empty() {
        return Answer::Unanswered;
    }
    if let Kind::Text | Kind::LongText | Kind::Phone | Kind::Hotline | Kind::Email = field.kind
        && is_dash(text)
    {
        return Answer::Unanswered;
    }
    let input = || Input::Text(Cow::Borrowed(text));
    let value: Result<Value, Fault> = match &field.kind {
        Kind::Text => Ok(texts.value(text)),
        Kind::LongText => Ok(Value::LongText(text::count(written))),
        Kind::Email => email::fault(text).map_or_else(|| Ok(texts.value(text)), |code| Err(code.into())),
        Kind::Phone => phone::read(text).map(|digits| Value::Text(digits.into())),
        Kind::Hotline => phone::read_hotline(text).map(|digits| Value::Text(digits.into())),
        Kind::YesNo => yes_no::read(text).map(Value::Yes).ok_or(Code::YesNoText.into()),
        Kind::Choice { options, open } => return read_choice(options, *open, text),
        Kind::Choices { options, open } => return read_choices(options, *open, &[input()]),
        Kind::Count { .. } | Kind::Hours { .. } => return limited(field, number::read(text, &field.units), input),
        Kind::Date => date::read(text).map(Value::Date).map_err(Fault::from),
        Kind::Table { .. } => Err(Code::RowsNone.into()),
    };
    match value {
        Ok(value) => Answer::Read(value),
        Err(fault) => Answer::unreadable(fault, &input()),
    }
}

fn limited<'a>(field: &Field, number: Result<Number, Code>, written: impl FnOnce() -> Input<'a>) -> Answer {
    let (min, max, whole) = match field.kind {
        Kind::Count { min, max } => (min, max, true),
        Kind::Hours { min, max } => (min, max, false),
        _ => (Number(0), Number(i64::MAX), false),
    };
    let code = match number {
        Err(code) => code,
        Ok(n) if whole && !n.is_whole() => Code::NumberFraction,
        Ok(n) if n < min => Code::NumberTooSmall,
        Ok(n) if n > max => Code::NumberTooLarge,
        Ok(n) => return Answer::Read(Value::Number(n)),
    };
    Answer::unreadable(code, &written())
}

fn read_choice(options: &[Choice], open: bool, text: &str) -> Answer {
    if let Some(option) = choice::read(text, options) {
        return Answer::Read(Value::Choice(option));
    }
    if choice::is_none(text) {
        return Answer::Unanswered;
    }
    let listed = |part: &str| choice::read(part, options).is_some();
    let is_several = choice::split(text).nth(1).is_some() && choice::split(text).all(listed);
    let code = match (is_several, open) {
        (true, _) => Code::ChoiceTwo,
        (false, true) => return Answer::Read(Value::Other(text.into())),
        (false, false) => Code::ChoiceUnknown,
    };
    Answer::unreadable(code, &Input::Text(text.into()))
}

fn read_choices(options: &[Choice], open: bool, list: &[Input<'_>]) -> Answer {
    let mut chosen = Chosen::default();
    for input in list {
        match input {
            Input::Nothing => {}
            // The whole first: a label may itself hold a sign that separates labels.
            Input::Text(text) => match choice::named(text, options) {
                Some(at) => chosen.listed |= 1 << at,
                None => {
                    for part in choice::split(text) {
                        match choice::read(part, options) {
                            Some(at) => chosen.listed |= 1 << at,
                            None if choice::is_none(part) => {}
                            None if open => {
                                if !chosen.others.iter().any(|other| **other == *part) {
                                    chosen.others.push(part.into());
                                }
                            }
                            None => return Answer::unreadable(Code::ChoiceUnknown, &Input::Text(Cow::Borrowed(part))),
                        }
                    }
                }
            },
            other => return Answer::unreadable(Code::ChoiceUnknown, other),
        }
    }
    if chosen.count() == 0 { Answer::Unanswered } else { Answer::Read(Value::Choices(chosen)) }
}

/// The key that a field was answered by, so that of two keys the better wins in whatever order they come.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Key(Option<(u8, String)>);

pub(crate) enum Offer {
    /// This key answers the field; the one before it, if another, does not any more.
    Taken(Option<String>),
    Refused,
}

impl Key {
    /// Offers a key with its [`label::weight`]; of keys of one weight the first in the alphabet wins, and a repeated key replaces
    /// itself.
    pub(crate) fn offer(&mut self, weight: u8, name: &str) -> Offer {
        // A field has one id, so that key need not be kept.
        let name = if weight == label::weight::ID { "" } else { name };
        let previous = match &mut self.0 {
            None => None,
            Some((held, key)) if *held == weight && key == name => return Offer::Taken(None),
            Some((held, key)) if (*held, name) < (weight, key.as_str()) => Some(core::mem::take(key)),
            Some(_) => return Offer::Refused,
        };
        self.0 = Some((weight, name.into()));
        Offer::Taken(previous)
    }
}

/// The answers to a form: a place a field of the form, and the keys that the form does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    answers: Vec<Answer>,
    keys: Vec<Key>,
    /// Keys that the form does not have, and those that a field's rows do not have, with that field.
    unknown: Vec<(Option<usize>, String)>,
    texts: Texts,
}

impl Answers {
    /// No answers, for a form of so many fields.
    pub fn new(fields: usize) -> Self {
        Self::of(fields, Texts::Kept)
    }

    /// The same, to be judged for the verdict alone.
    #[cfg(feature = "json")]
    pub(crate) fn for_verdicts(fields: usize) -> Self {
        Self::of(fields, Texts::Dropped)
    }

    fn of(fields: usize, texts: Texts) -> Self {
        let mut answers = Answers { answers: Vec::new(), keys: Vec::new(), unknown: Vec::new(), texts };
        answers.answers.resize_with(fields, || Answer::Unanswered);
        answers.keys.resize_with(fields, Key::default);
        answers
    }

    /// The answer to a field.
    pub fn get(&self, field: usize) -> &Answer {
        self.answers.get(field).unwrap_or(&Answer::Unanswered)
    }

    /// The key that stands for a field, where one was entered.
    #[cfg(feature = "json")]
    fn key<'a>(&'a self, field: usize, id: &'a str) -> Option<&'a str> {
        let (weight, key) = self.keys[field].0.as_ref()?;
        Some(if *weight == label::weight::ID { id } else { key })
    }

    /// Puts an answer in a field's place, whatever key it had.
    pub(crate) fn set(&mut self, fields: &[Field], field: usize, input: Input<'_>) {
        let mut unknown = Vec::new();
        self.answers[field] = read(&fields[field], input, self.texts, &mut unknown);
        if !self.unknown.is_empty() {
            self.unknown.retain(|(of, _)| *of != Some(field));
        }
        self.unknown.extend(unknown.into_iter().map(|key| (Some(field), key)));
    }

    /// Puts a file that cannot be read in a field's place.
    #[cfg(feature = "page")]
    pub(crate) fn set_unreadable_file(&mut self, field: usize, file: &str) {
        self.answers[field] = Answer::unreadable(Code::FileUnreadable, &Input::Text(Cow::Borrowed(file)));
    }

    /// Takes one entry of an answers object: the key's field, if the form has it and no better key named it.
    pub fn enter(&mut self, fields: &[Field], key: &str, input: Input<'_>) {
        match label::key(fields, key, Context::Sheet) {
            Some((field, weight)) => self.enter_at(fields, field, weight, key, input),
            None => self.stray(key),
        }
    }

    pub(crate) fn enter_at(&mut self, fields: &[Field], field: usize, weight: u8, key: &str, input: Input<'_>) {
        // A form with more fields than there are places for.
        let Some(held) = self.keys.get_mut(field) else { return self.stray(key) };
        match held.offer(weight, key) {
            Offer::Taken(previous) => {
                if let Some(previous) = previous {
                    self.stray(&previous);
                }
                self.set(fields, field, input);
            }
            Offer::Refused => self.stray(key),
        }
    }

    /// A key that the form does not have.
    pub(crate) fn stray(&mut self, key: &str) {
        self.unknown.push((None, key.into()));
    }

    /// What was entered under a key that the form does not have: nothing at all takes the key away.
    pub(crate) fn set_stray(&mut self, key: &str, input: &Input<'_>) {
        self.unknown.retain(|(of, other)| of.is_some() || other != key);
        if !matches!(input, Input::Nothing) {
            self.stray(key);
        }
    }

    /// Forgets every answer.
    pub(crate) fn clear(&mut self) {
        self.answers.iter_mut().for_each(|answer| *answer = Answer::Unanswered);
        self.keys.iter_mut().for_each(|key| *key = Key::default());
        self.unknown.clear();
    }

    /// The keys that the form does not have, sorted, each once.
    pub fn unknown(&self) -> Vec<String> {
        let order = order(self.unknown.len(), &|a, b| self.unknown[a].1 < self.unknown[b].1);
        let mut keys: Vec<String> = order.into_iter().map(|at| self.unknown[at].1.clone()).collect();
        keys.dedup();
        keys
    }
}
