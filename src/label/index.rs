//! The words that name fields, and how surely a text is one of them.

use super::affix::{Bare, each_bare, without_remark};
use super::core::{Folds, counted};
use super::unit::{self, Unit};
use super::{LONGEST, normalise, without};
use crate::answer::holds;
use crate::rulebook::{Field, Kind, Synonyms};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::OnceCell;

/// How surely a text names a field; more is surer. The one scale for pages, sheets, files and keys.
pub mod weight {
    /// It is the field's id.
    pub const ID: u8 = 100;
    /// It is its label, and one more where it is written the same.
    pub const LABEL: u8 = 90;
    /// It is a word that never means it: whatever weighs less does not count.
    pub const NEVER: u8 = 85;
    /// It is one of its aliases, and one more where it is written the same.
    pub const ALIAS: u8 = 80;
    /// It is its label or an alias with something around it.
    pub const PART: u8 = 60;
    /// The same, with something around it that means nothing only over columns of people.
    pub const ROWS: u8 = 50;
    /// It is a near word; one less for each that stands before it in the rulebook.
    pub const NEAR: u8 = 40;
    /// It comes to the same as its label or an alias, once words that mean the same are one.
    pub const LOOSE: u8 = 24;
    /// A near word with something around it.
    pub const NEAR_PART: u8 = 20;
    /// It comes to the same as a near word.
    pub const LOOSE_NEAR: u8 = 4;
    /// It contains one of its words.
    pub const WITHIN: u8 = 1;
    /// Near words behind these weigh the same.
    pub(super) const NEAR_STEPS: u8 = 15;
}

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// Around a control of a page.
    Page,
    /// In a cell of a sheet or a form.
    Sheet,
    /// Over a column of a table.
    Rows,
    /// In the name of a file or a sheet.
    Name,
}

/// Why a text names a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is the field's id.
    Id,
    /// It is its label.
    Label,
    /// It is one of its aliases.
    Alias,
    /// It is its label or an alias with something around it: `3、单位名称`, `请输入单位名称`, `单位名称 / Name`.
    Part,
    /// It is one of its near words, or says the same as one of its words: to be taken only where nothing names the field better.
    Near,
    /// It contains one of its words.
    Within,
}

/// The field that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its index.
    pub field: u16,
    /// How surely: see [`weight`].
    pub weight: u8,
    /// Why.
    pub reason: Reason,
    /// The unit that the text says, of a field that has units.
    pub unit: Option<Unit>,
    /// Whether it can be taken: not where that unit is of another size or kind than the field's.
    pub sure: bool,
}

impl Match {
    /// Whether the text is the word itself, with nothing around it.
    pub fn is_whole(&self) -> bool {
        self.weight >= weight::ALIAS || (self.reason == Reason::Near && self.weight > weight::NEAR_PART)
    }
}

/// What a word is to its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Id,
    Label,
    Alias,
    /// Weighs so much less than the first.
    Near(u8),
    Never,
}

/// Bytes of a label that may ask what something is called: four characters.
#[cfg(feature = "page")]
const LONGEST_NOUN: usize = 12;
/// Bytes of a text that is a label and no more: thirty characters.
const LONGEST_CORE: usize = 90;
/// Bytes of what a text comes to that mean something alone: three characters.
const SHORTEST: usize = 9;

/// What of a text was compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    Whole,
    Part,
    Rows,
    Loose,
}

#[derive(Debug)]
struct Entry {
    name: String,
    word: Word,
    field: u16,
    /// The units of the field: see [`unit::set`].
    units: u32,
    /// Of a long text, which has no unit but 字.
    is_long: bool,
}

impl Entry {
    fn weigh(&self, pass: Pass) -> Option<(u8, Reason)> {
        Some(match (self.word, pass) {
            (Word::Id, Pass::Whole) => (weight::ID, Reason::Id),
            (Word::Id, _) => return None,
            (Word::Label, Pass::Whole) => (weight::LABEL, Reason::Label),
            (Word::Alias, Pass::Whole) => (weight::ALIAS, Reason::Alias),
            (Word::Near(_), Pass::Loose) => (weight::LOOSE_NEAR, Reason::Near),
            (Word::Near(step), Pass::Whole) => (weight::NEAR - step, Reason::Near),
            (Word::Near(step), _) => (weight::NEAR_PART - step, Reason::Near),
            (Word::Label | Word::Alias, Pass::Loose) => (weight::LOOSE, Reason::Near),
            (Word::Never, Pass::Loose) => (weight::LOOSE, Reason::Part),
            (Word::Never, Pass::Whole | Pass::Part) => (weight::NEVER, Reason::Part),
            (_, Pass::Part) => (weight::PART, Reason::Part),
            (_, Pass::Rows) => (weight::ROWS, Reason::Part),
        })
    }

    fn hit(&self, pass: Pass, unit: Option<Unit>) -> Option<Hit> {
        // 申报材料（份） asks how many.
        if self.is_long && unit.is_some_and(|unit| unit.word != "字") {
            return None;
        }
        let (weight, reason) = self.weigh(pass)?;
        let unit = unit.filter(|_| self.units != unit::NONE);
        let sure = !unit.is_some_and(|unit| unit.is_other(self.units));
        Some(Hit { found: Match { field: self.field, weight, reason, unit, sure }, never: self.word == Word::Never })
    }
}

/// What means the same, and what each word comes to by that.
#[derive(Debug)]
struct Loose {
    folds: Folds,
    cores: Vec<String>,
}

/// A word that a text turned out to be.
struct Hit {
    found: Match,
    never: bool,
}

/// The words that name some fields.
///
/// ```
/// use leifeng_form::label::{Context, Index, Reason};
/// let book = leifeng_form::rulebook::built_in("linyi-2012").unwrap();
/// let fields = &book.forms[0].fields;
/// let found = Index::new(fields).find("3、请填写单位人数（人）", Context::Page).unwrap();
/// assert_eq!(fields[usize::from(found.field)].id, "unit_size");
/// assert_eq!((found.reason, found.unit.unwrap().word, found.sure), (Reason::Part, "人", true));
/// ```
#[derive(Debug)]
pub struct Index {
    entries: Vec<Entry>,
    synonyms: Rc<Synonyms>,
    /// What is asked for where nothing is named properly.
    loose: OnceCell<Loose>,
}

impl Index {
    /// The words of all these fields.
    pub fn new(fields: &[Field]) -> Self {
        Self::of(fields, |_| true)
    }

    /// The words of some of these fields, which keep their indices.
    pub fn of(fields: &[Field], is_in: impl Fn(&Field) -> bool) -> Self {
        let mut entries = Vec::new();
        for (at, field) in fields.iter().enumerate().filter(|(_, field)| is_in(field)) {
            let units = unit::set(&field.units);
            let mut add = |name: String, word: Word| {
                // An empty label names nothing.
                if !name.is_empty() {
                    let is_long = matches!(field.kind, Kind::LongText);
                    entries.push(Entry { name, word, field: at as u16, units, is_long });
                }
            };
            add(field.id.clone(), Word::Id);
            add(normalise(&field.label), Word::Label);
            for alias in &field.aliases {
                add(normalise(alias), Word::Alias);
            }
            for (step, near) in field.near.iter().enumerate() {
                add(normalise(near), Word::Near(step.min(weight::NEAR_STEPS.into()) as u8));
            }
            for never in &field.never {
                add(normalise(never), Word::Never);
            }
        }
        Index { entries, synonyms: Rc::default(), loose: OnceCell::new() }
    }

    /// The same, where these words say the same.
    #[must_use]
    pub fn with_synonyms(self, synonyms: &Rc<Synonyms>) -> Self {
        Index { synonyms: Rc::clone(synonyms), ..self }
    }

    /// The field that a text names, if it names just one.
    pub fn find(&self, text: &str, context: Context) -> Option<Match> {
        if context == Context::Name { self.within(text) } else { best(&self.hits(text, context, None)) }
    }

    /// The field that a text around a control names, or, where it names none properly, each that it may mean. `behind` is what
    /// stands behind the control: a unit there is the label's.
    #[cfg(feature = "page")]
    pub(crate) fn find_all(&self, text: &str, behind: &str) -> Vec<Match> {
        let all = distinct(&self.hits(text, Context::Page, Unit::read(behind.trim())));
        let name = normalise(text);
        if !all.is_empty() || name.len() > LONGEST_NOUN || name.is_empty() {
            return all;
        }
        // 单位 and 岗位 alone ask what they are called.
        let named = distinct(&self.hits(&(name + "名称"), Context::Page, None));
        named.into_iter().map(|found| Match { weight: weight::LOOSE_NEAR, reason: Reason::Near, ..found }).collect()
    }

    /// The field that the key of an answer names properly, and how surely.
    pub(super) fn key(&self, key: &str, context: Context) -> Option<(usize, u8)> {
        let found =
            Some(key).filter(|key| key.len() <= LONGEST).and_then(|key| best(&self.plain(key, context, None)))?;
        // An id that is padded gives way to one that is not.
        let weight = found.weight.min(weight::ID - 1);
        (found.sure && found.reason != Reason::Near).then_some((found.field.into(), weight))
    }

    fn hits(&self, text: &str, context: Context, behind: Option<Unit>) -> Vec<Hit> {
        let mut hits = self.plain(text, context, behind);
        let is_proper = hits.iter().any(|hit| hit.found.reason != Reason::Near && !hit.never);
        // Over columns of people 姓名 and 电话 mean too much.
        if is_proper || context == Context::Rows || text.len() > LONGEST || text.is_ascii() {
            return hits;
        }
        each_part(text, context, behind, &mut |bare, unit| {
            self.compare_loosely(bare.text, unit, &mut hits);
            let counted = counted(unit);
            if !counted.is_empty() {
                self.compare_loosely(&(String::from(bare.text) + counted), unit, &mut hits);
            }
        });
        hits
    }

    fn plain(&self, text: &str, context: Context, behind: Option<Unit>) -> Vec<Hit> {
        let mut hits = Vec::new();
        let unit = unit::in_brackets(text).or(behind);
        self.compare(&normalise(text), Pass::Whole, unit, context, &mut hits);
        each_part(text, context, behind, &mut |bare, unit| {
            let pass = if bare.of_rows { Pass::Rows } else { Pass::Part };
            self.compare(bare.text, pass, unit, context, &mut hits);
        });
        hits
    }

    fn loose(&self) -> &Loose {
        self.loose.get_or_init(|| {
            let folds = Folds::new(&self.synonyms);
            let mut cores: Vec<String> = self.entries.iter().map(|entry| folds.core(&entry.name)).collect();
            let is_own = |entry: &Entry| matches!(entry.word, Word::Label | Word::Alias);
            let own = self.entries.iter().zip(cores.clone()).filter(|(entry, _)| is_own(entry)).collect::<Vec<_>>();
            for (entry, core) in self.entries.iter().zip(&mut cores) {
                // What is nearly one field's is none where it comes to the same as another's own.
                let is_near = matches!(entry.word, Word::Near(_));
                let is_anothers = is_near && own.iter().any(|(it, other)| it.field != entry.field && other == core);
                if is_anothers || entry.word == Word::Id {
                    core.clear();
                }
            }
            Loose { folds, cores }
        })
    }

    /// Adds the words that come to the same as a text.
    fn compare_loosely(&self, text: &str, unit: Option<Unit>, hits: &mut Vec<Hit>) {
        let Loose { folds, cores } = self.loose();
        let core = if text.len() <= LONGEST_CORE { folds.core(text) } else { String::new() };
        if core.len() < SHORTEST {
            return;
        }
        for (entry, _) in self.entries.iter().zip(cores).filter(|(_, other)| **other == core) {
            hits.extend(entry.hit(Pass::Loose, unit));
        }
    }

    /// Adds the words that a spelling is.
    fn compare(&self, spelling: &str, pass: Pass, unit: Option<Unit>, context: Context, hits: &mut Vec<Hit>) {
        for entry in &self.entries {
            let is_same = match entry.word {
                // Pages show no ids.
                Word::Id => context != Context::Page && entry.name == spelling,
                _ => entry.name.eq_ignore_ascii_case(spelling),
            };
            if is_same {
                hits.extend(entry.hit(pass, unit));
            }
        }
    }

    /// The field of the longest word that stands in a text, if it is of one field alone.
    fn within(&self, text: &str) -> Option<Match> {
        let mut best: Option<(usize, &Entry)> = None;
        let mut tied = false;
        for name in [without(text, false), without(text, true)] {
            for entry in self.entries.iter().filter(|entry| holds(&name, &entry.name)) {
                let length = entry.name.len();
                match best {
                    Some((longest, _)) if length < longest => {}
                    Some((longest, held)) if length == longest => tied |= held.field != entry.field,
                    _ => (best, tied) = (Some((length, entry)), false),
                }
            }
        }
        let (_, entry) = best.filter(|(_, entry)| !tied && entry.word != Word::Never)?;
        Some(Match { field: entry.field, weight: weight::WITHIN, reason: Reason::Within, unit: None, sure: true })
    }
}

/// Visits what stands in a text, with ever less around it, and the unit that it says.
fn each_part(text: &str, context: Context, behind: Option<Unit>, visit: &mut dyn FnMut(Bare<'_>, Option<Unit>)) {
    let unit = unit::in_brackets(text).or(behind);
    let part = without_remark(text, context == Context::Page);
    // A bracket may hold a remark, a part of the label, or the whole of it.
    for opened in [false, true] {
        each_bare(&without(part, opened), context == Context::Rows, &mut |bare: Bare<'_>| {
            let said = bare.unit.or(unit);
            visit(bare, said);
        });
    }
}

/// The heaviest of the words of each field, or the one field that is named properly.
#[cfg(feature = "page")]
fn distinct(hits: &[Hit]) -> Vec<Match> {
    let mut all: Vec<Match> = Vec::new();
    for hit in hits {
        if !all.iter().any(|found| found.field == hit.found.field) {
            all.extend(best(hits.iter().filter(|other| other.found.field == hit.found.field)));
        }
    }
    if all.iter().any(|found| found.reason != Reason::Near) { best(hits).into_iter().collect() } else { all }
}

/// The heaviest of the words, if they are of one field. Of two fields that are named alike but for their units, the one whose unit
/// the text says.
fn best<'a>(hits: impl IntoIterator<Item = &'a Hit> + Clone) -> Option<Match> {
    let mut best: Option<Match> = None;
    let (mut tied, mut said_before) = (false, false);
    for Hit { found, never } in hits.clone() {
        let denies = |hit: &Hit| hit.never && hit.found.field == found.field && hit.found.weight >= found.weight;
        if *never || hits.clone().into_iter().any(denies) {
            continue;
        }
        let said = found.sure && found.unit.is_some();
        match best {
            Some(held) if held.weight > found.weight => {}
            Some(held) if held.weight == found.weight && held.field == found.field => {}
            Some(held) if held.weight == found.weight && said == said_before => tied = true,
            Some(held) if held.weight == found.weight && said_before => {}
            _ => (best, said_before, tied) = (Some(*found), said, false),
        }
    }
    best.filter(|_| !tied)
}
