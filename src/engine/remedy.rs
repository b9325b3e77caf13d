//! What would mend a failed rule: computed from its condition, each way tried before it is told.

use super::State;
use super::condition::{Scope, band};
use crate::answer::{Answer, Chosen, Number, Value};
use crate::rulebook::{Bound, Condition, Kind, Place, Quantity};
use crate::text::Counts;
use alloc::vec::Vec;

/// One least change of one field that makes a rule hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Remedy {
    /// The field, as an index into the form's.
    pub field: u16,
    /// The answer that mends it.
    pub to: To,
    /// The difference to what is there now, where there is one; below zero where less is needed.
    pub by: Option<Number>,
}

/// An answer that mends a rule.
#[derive(Clone, Debug, PartialEq)]
pub enum To {
    /// A number; of rows for a table, of 字 for a long text.
    Number(Number),
    /// A yes or a no.
    Yes(bool),
    /// Options, a bit each.
    Options(u64),
}

impl Remedy {
    fn plain(field: u16, to: To) -> Self {
        Remedy { field, to, by: None }
    }
}

/// Whether a bound depends on more than a field's own number.
fn counts(bound: &Option<Bound>) -> bool {
    matches!(bound, Some(Bound::Share { of, .. }) if !matches!(of, Quantity::Value { .. }))
}

impl<'a> Scope<'a> {
    /// The ways to make a failed condition hold, the smallest step first.
    pub(super) fn remedies(&self, condition: &'a Condition) -> Vec<Remedy> {
        let mut ways = Vec::new();
        self.ways(condition, false, &mut ways);
        let mut found: Vec<Remedy> = Vec::new();
        for way in ways {
            let size = |remedy: &Remedy| remedy.by.map_or(u64::MAX, |by| by.0.unsigned_abs());
            let told = found.iter().any(|other| other.field == way.field && other.to == way.to);
            if !told && self.mends(condition, &way) {
                let at = found.iter().position(|other| size(other) > size(&way)).unwrap_or(found.len());
                found.insert(at, way);
            }
        }
        found
    }

    fn mends(&self, condition: &'a Condition, remedy: &Remedy) -> bool {
        let kind = self.fields.get(usize::from(remedy.field)).map(|field| &field.kind);
        let value = match (&remedy.to, kind) {
            // Rows cannot be made up; `ways` offers a number of them only where nothing else must hold.
            (_, Some(Kind::Table { .. })) => return true,
            (To::Number(n), Some(Kind::LongText)) => {
                Value::LongText(Counts { east_asian: (n.0 / crate::answer::number::ONE) as u32, ..Counts::default() })
            }
            (To::Number(n), Some(Kind::Count { min, max } | Kind::Hours { min, max })) if min <= n && n <= max => {
                Value::Number(*n)
            }
            (To::Yes(yes), _) => Value::Yes(*yes),
            (To::Options(bits), _) => Value::Choices(Chosen { listed: *bits, others: Vec::new() }),
            _ => return false,
        };
        let answer = Answer::Read(value);
        let changed = Scope { instead: Some((remedy.field, &answer)), ..*self };
        changed.judge(condition) == State::Holds
    }

    fn ways(&self, condition: &'a Condition, together: bool, found: &mut Vec<Remedy>) {
        match condition {
            Condition::Yes { place: Place::Field { index } } => found.push(Remedy::plain(*index, To::Yes(true))),
            Condition::Not { of } => {
                if let Condition::Yes { place: Place::Field { index } } = **of {
                    found.push(Remedy::plain(index, To::Yes(false)));
                }
            }
            Condition::Number { of, at_least, at_most } => {
                let field = match of {
                    Quantity::Value { place: Place::Field { index } } => *index,
                    // Which rows to add where only some count, or where the bound counts them too, is not for a number to say.
                    Quantity::Rows { table, filter: None }
                        if !together && ![at_least, at_most].into_iter().any(counts) =>
                    {
                        *table
                    }
                    _ => return,
                };
                for (bound, up) in [(at_least, true), (at_most, false)] {
                    found.extend(bound.as_ref().and_then(|bound| self.step(field, of, bound, up)));
                }
            }
            Condition::AllOf { place: Place::Field { index }, options } => {
                if let Some(Value::Choices(chosen)) = self.value(Place::Field { index: *index }) {
                    found.push(Remedy::plain(*index, To::Options(chosen.listed | options)));
                }
            }
            Condition::OneOf { place: Place::Field { index }, options } => {
                if let Some(Value::Choices(chosen)) = self.value(Place::Field { index: *index }) {
                    let each = (0..64).map(|at| 1u64 << at).filter(|option| options & option != 0);
                    found.extend(each.map(|option| Remedy::plain(*index, To::Options(chosen.listed | option))));
                }
            }
            Condition::About { place: Place::Field { index }, count, tolerance } => {
                if let Some(Value::LongText(counts)) = self.value(Place::Field { index: *index }) {
                    let (now, band) = (counts.zishu(), band(*count, *tolerance));
                    let to = if now < band.least { band.least } else { band.most };
                    let by = Some(Number::whole(i64::from(to) - i64::from(now)));
                    found.push(Remedy { field: *index, to: To::Number(Number::whole(to.into())), by });
                }
            }
            Condition::And { of } => of.iter().for_each(|condition| self.ways(condition, true, found)),
            Condition::Or { of } => of.iter().for_each(|condition| self.ways(condition, together, found)),
            Condition::Where { holds, .. } => self.ways(holds, true, found),
            _ => {
                if let Some(otherwise) = self.otherwise(condition) {
                    self.ways(otherwise, together, found);
                }
            }
        }
    }

    /// The step to a bound that is not kept.
    fn step(&self, field: u16, of: &'a Quantity, bound: &'a Bound, up: bool) -> Option<Remedy> {
        let now = self.quantity(of)?.number()?;
        let to = self.nearest(bound, up, self.is_whole(of))?;
        let short = if up { to > now } else { to < now };
        short.then_some(Remedy { field, to: To::Number(to), by: Some(Number(to.0 - now.0)) })
    }
}
