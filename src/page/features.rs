//! What speaks for a unit being a field, each as a number: a new manner of page is a line in a table here.

use super::controls::{option, readable};
use super::owner::{Owner, begins_with, is_about, subject};
use super::protocol::{BOX_MARK, CELL_MARK, HIDDEN_MARK, Source, TABLE};
use crate::answer::holds;
use crate::label::{self, Index, Match, Reason};
use crate::rulebook::{Field, Kind};
use alloc::string::String;
use alloc::vec::Vec;

/// What is added to the weight of the word that names a field (`label::weight`, 5 to 100).
pub(super) mod worth {
    use super::Source;

    /// Where the word stands.
    pub fn place(source: Source) -> i32 {
        match source {
            Source::Given => 1000,
            Source::Group => 14,
            Source::Label => 12,
            Source::Cell => 10,
            Source::Row | Source::Column => 8,
            Source::Before => 6,
            Source::After => 5,
            Source::Placeholder => 2,
            Source::Name | Source::Options => 0,
        }
    }
    /// The control's name is the field's id.
    pub const NAMED: i32 = 3;
    /// It is the answer of the person whom the field is about.
    pub const OWN: i32 = 10;
    /// It stands in their section: surer than behind their name.
    pub const SECTION: i32 = 20;
    /// It is somebody else's.
    pub const FOREIGN: i32 = -200;
    /// It is not shown now: a twin that is shown is better.
    pub const HIDDEN: i32 = -15;
    /// A long text in a box of one line, a short one among options.
    pub const ODD_CONTROL: i32 = -4;
    /// An alias is worth one less for each before it in the rulebook, up to so many.
    pub const ALIAS_STEPS: usize = 12;
    /// At least so much is taken: what is only nearly a word, and not shown, is better than nothing. What is worth less is told as unsure.
    pub const SURE: i32 = -30;
}

/// The controls that make up one answer, and the texts around them.
#[derive(Clone, Copy)]
pub(super) struct Unit<'a> {
    /// The type of its controls.
    pub shape: &'a str,
    /// It stands in a row of the table before it.
    pub is_cell: bool,
    /// It is one box of the group before it.
    pub is_box: bool,
    pub is_hidden: bool,
    /// By source, then the other options.
    pub texts: &'a [String],
}

impl<'a> Unit<'a> {
    pub fn new(texts: &'a [String]) -> Self {
        let (shape, texts) = texts.split_first().map_or(("", texts), |(shape, texts)| (shape.as_str(), texts));
        let strip = |shape: &'a str, mark| shape.strip_prefix(mark).map_or((shape, false), |rest| (rest, true));
        let (shape, is_cell) = strip(shape, CELL_MARK);
        let (shape, is_box) = strip(shape, BOX_MARK);
        let (shape, is_hidden) = strip(shape, HIDDEN_MARK);
        Unit { shape, is_cell, is_box, is_hidden, texts }
    }

    pub fn text(&self, source: Source) -> &'a str {
        self.texts.get(source as usize).map_or("", String::as_str)
    }

    /// What it offers to choose from, without the invitation to choose.
    fn options(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let texts = self.texts.get(Source::Options as usize..).unwrap_or(&[]);
        texts.iter().map(String::as_str).filter(|text| !is_invitation(text))
    }

    /// What it is called, whatever stands around.
    pub fn label(&self) -> &'a str {
        use Source::{After, Before, Cell, Column, Label, Placeholder};
        // The text behind a box is an option.
        let label = if self.is_one_of_many() { "" } else { self.text(Label) };
        let texts = [Cell, Column, Before, After, Placeholder].map(|source| self.text(source));
        core::iter::once(label).chain(texts).find(|text| text.chars().any(is_han)).unwrap_or("")
    }

    fn is_one_of_many(&self) -> bool {
        matches!(self.shape, "radio" | "checkbox")
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// `请选择`, `--请选择--`, `全部`.
fn is_invitation(text: &str) -> bool {
    let text = label::normalise(text);
    let bare = text.trim_matches(|c: char| c.is_ascii_punctuation() || matches!(c, '—' | '…'));
    bare.is_empty() || bare.starts_with('请') || matches!(bare, "选择" | "全部" | "不限")
}

/// A unit that may be a field.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    pub unit: usize,
    pub field: u16,
    /// Where the word stands that is worth most.
    pub source: Source,
    pub worth: i32,
    /// The field's label, an alias, or one of them with something around it.
    pub is_proper: bool,
    /// A choice that is to be typed: only in a form that is surely the notice's.
    pub is_typed: bool,
    /// It takes a file: beside what is typed, not in its place.
    pub is_file: bool,
    pub is_checkbox: bool,
    /// Its label says a unit in which the field cannot be answered.
    pub other_unit: bool,
    /// It asks for no more than a summary of a long text.
    pub is_summary: bool,
}

impl Candidate {
    pub fn new(at: usize, field: u16, source: Source, worth: i32, unit: &Unit<'_>) -> Self {
        Candidate {
            unit: at,
            field,
            source,
            worth,
            is_proper: true,
            is_typed: false,
            is_file: unit.shape == "file",
            is_checkbox: unit.shape == "checkbox",
            other_unit: false,
            is_summary: false,
        }
    }
}

/// What calls a long text short: 事迹简介.
const SUMMARIES: [&str; 4] = ["简介", "摘要", "概述", "概要"];

/// What a unit may be, by every text around it down to the first that names a field properly.
pub(super) fn candidates(fields: &[Field], index: &Index, at: usize, unit: &Unit<'_>, owner: Owner) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = Vec::new();
    let given = unit.text(Source::Given);
    if !given.is_empty() {
        let field = fields.iter().position(|field| field.id == given);
        all.extend(
            field.map(|field| Candidate::new(at, field as u16, Source::Given, worth::place(Source::Given), unit)),
        );
        return all;
    }
    for source in Source::LABELS {
        let text = text_of(unit, source);
        let behind = if source == Source::After { "" } else { unit.text(Source::After) };
        for found in index.find_all(&text, behind) {
            let Some(field) = fields.get(usize::from(found.field)) else { continue };
            if !fits(&field.kind, unit.shape, source)
                || !offers(field, unit)
                || asks_for_names(field, unit, &text, found.unit)
                || is_half(field, unit)
            {
                continue;
            }
            let mut candidate =
                Candidate::new(at, found.field, source, weigh(fields, field, unit, source, &text, &found, owner), unit);
            candidate.is_proper = found.reason != Reason::Near;
            candidate.other_unit = !found.sure;
            candidate.is_summary =
                matches!(field.kind, Kind::LongText) && SUMMARIES.iter().any(|word| holds(&text, word));
            candidate.is_typed = is_chosen(&field.kind) && !unit.is_one_of_many() && !unit.shape.starts_with("select");
            if candidate.is_typed && !candidate.is_proper {
                continue;
            }
            match all.iter_mut().find(|other| other.field == found.field) {
                Some(other) if other.worth >= candidate.worth => {}
                Some(other) => *other = candidate,
                None => all.push(candidate),
            }
            if candidate.is_proper {
                return all;
            }
        }
    }
    if all.is_empty() {
        all.extend(by_options(fields, unit).map(|field| {
            let mut candidate = Candidate::new(at, field, Source::Options, label::weight::PART.into(), unit);
            candidate.is_proper = false;
            candidate
        }));
    }
    all
}

/// What may name the field of a unit; a group's with the label behind it.
fn text_of(unit: &Unit<'_>, source: Source) -> String {
    let text = unit.text(source);
    if source != Source::Group {
        return text.into();
    }
    // 服务队长 with E-mail behind it is no other word for it.
    let label = unit.label();
    if text.is_empty() || label.is_empty() {
        return String::new();
    }
    let mut text = subject(text);
    text.push_str(label);
    text
}

/// The sum of the features.
fn weigh(
    fields: &[Field],
    field: &Field,
    unit: &Unit<'_>,
    source: Source,
    text: &str,
    found: &Match,
    owner: Owner,
) -> i32 {
    let text = label::normalise(text);
    let is_persons = |person: &&Field| is_about(field, person);
    let says_whose = fields.iter().filter(is_persons).any(|person| begins_with(&text, person));
    // Anybody's mail will do, but of two it is theirs.
    let is_of = |person: u16| {
        matches!(field.kind, Kind::Email)
            || fields.get(usize::from(person)).is_some_and(|person| is_about(field, person))
    };
    let owned = match owner {
        Owner::Section(person) if is_of(person) => worth::OWN + worth::SECTION,
        _ if says_whose => 0,
        Owner::Field(person) if is_of(person) => worth::OWN,
        Owner::Other if fields.iter().any(|person| is_about(field, person)) => worth::FOREIGN,
        _ => 0,
    };
    let is_odd = match field.kind {
        Kind::LongText => unit.shape == "text",
        _ => unit.shape == "textarea" || (unit.shape.starts_with("select") && !is_chosen(&field.kind)),
    };
    // Of two aliases the one that the rulebook has first.
    let step = match found.reason {
        Reason::Alias => {
            field.aliases.iter().take(worth::ALIAS_STEPS).take_while(|alias| label::normalise(alias) != text).count()
        }
        _ => 0,
    };
    i32::from(found.weight) - step as i32
        + worth::place(source)
        + owned
        + if field.id == unit.text(Source::Name) { worth::NAMED } else { 0 }
        + if unit.is_hidden { worth::HIDDEN } else { 0 }
        + if is_odd { worth::ODD_CONTROL } else { 0 }
}

fn is_chosen(kind: &Kind) -> bool {
    matches!(kind, Kind::YesNo | Kind::Choice { .. } | Kind::Choices { .. })
}

/// Whether controls of a type can carry the answer to a field of a kind.
fn fits(kind: &Kind, shape: &str, source: Source) -> bool {
    match shape {
        // Sentences are written there.
        "textarea" => !is_chosen(kind) && !matches!(kind, Kind::Table { .. }),
        // The text behind a box is an option, but where the box is all there is.
        "checkbox" if source == Source::Label => matches!(kind, Kind::YesNo),
        "checkbox" => is_chosen(kind),
        "file" => matches!(kind, Kind::LongText | Kind::Table { .. }),
        "radio" => source != Source::Label && matches!(kind, Kind::YesNo | Kind::Choice { .. }),
        _ if shape.starts_with("select") && matches!(kind, Kind::LongText) => false,
        _ => matches!(kind, Kind::Table { .. }) == (shape == TABLE),
    }
}

/// Whether names are to be written where a label does not ask how many: 固定服务人员 without a unit asks who they are.
fn asks_for_names(field: &Field, unit: &Unit<'_>, text: &str, counted: Option<label::Unit>) -> bool {
    let is_of_people = unit.shape == "textarea"
        || (unit.shape == "text" && label::normalise(text).ends_with('员') && counted.is_none());
    matches!(field.kind, Kind::Count { .. }) && is_of_people && !text.contains(['数', '几', '多'])
}

/// Whether a box holds the first half of an address of mail: `abc` of `abc`@`qq.com`, where the rest is chosen or printed.
fn is_half(field: &Field, unit: &Unit<'_>) -> bool {
    matches!(field.kind, Kind::Email) && unit.text(Source::After).trim_start().starts_with('@')
}

/// Whether most of what a unit offers can be read as the field's options: those on its list, be it open or not; of a number those
/// that are one, and of a text all but yes and no.
fn offers(field: &Field, unit: &Unit<'_>) -> bool {
    if matches!(field.kind, Kind::YesNo) {
        return unit.options().count() <= 3;
    }
    let (mut all, mut listed) = (0, 0);
    for text in unit.options() {
        all += 1;
        listed += u32::from(is_listed(field, text));
    }
    listed * 2 > all || all == 0
}

fn is_listed(field: &Field, text: &str) -> bool {
    match field.kind {
        Kind::Text | Kind::LongText | Kind::Table { .. } => !matches!(text, "是" | "否" | "有" | "无" | "没有"),
        _ => option(field, text, false).is_some() || (!is_open(&field.kind) && readable(field, text)),
    }
}

fn is_open(kind: &Kind) -> bool {
    matches!(kind, Kind::Choices { open: true, .. })
}

/// The one field of whose options several are offered, and most are.
fn by_options(fields: &[Field], unit: &Unit<'_>) -> Option<u16> {
    let mut like = None;
    for (at, field) in fields.iter().enumerate() {
        let several = unit.options().filter(|text| option(field, text, true).is_some()).count() > 1;
        if several && offers(field, unit) && like.replace(at).is_some() {
            return None;
        }
    }
    like.map(|at| at as u16)
}
