//! Quantities as ranges: what is not answered yet leaves a count of rows between a least and a most.

use super::State;
use super::condition::Scope;
use crate::answer::{Answer, Date, Number, Value};
use crate::rulebook::{Bound, Condition, Day, Quantity};

/// From `low` to `high`, both inside; without `high`, there is no most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub low: i64,
    pub high: Option<i64>,
}

/// On this scale a share of a quantity is a whole number.
const SCALE: i64 = 100 * crate::answer::number::ONE;

impl Range {
    fn exactly(n: i64) -> Self {
        Range { low: n, high: Some(n) }
    }

    /// The number, where there is but one.
    pub fn number(self) -> Option<Number> {
        (self.high == Some(self.low)).then_some(Number(self.low))
    }

    /// Whether it is at least another.
    pub fn at_least(self, other: Range) -> State {
        at_least((self, 1), (other, 1))
    }
}

/// A bound, on the scale on which shares are whole.
fn share(bound: &Bound, quantity: &dyn Fn(&Quantity) -> Option<Range>) -> Option<Share> {
    match bound {
        Bound::Exactly { number } => Some((Range::exactly(number.0), SCALE)),
        Bound::Share { percent, of } => Some((quantity(of)?, percent.0)),
    }
}

/// Whether a quantity is within bounds, by what `quantity` says of each that they name.
pub(super) fn compare(
    quantity: &dyn Fn(&Quantity) -> Option<Range>,
    of: &Quantity,
    least: &Option<Bound>,
    most: &Option<Bound>,
) -> State {
    let Some(range) = quantity(of) else { return State::Open };
    let against = |bound: &Option<Bound>, holds: fn(Share, Share) -> State| match bound {
        None => State::Holds,
        Some(bound) => share(bound, quantity).map_or(State::Open, |bound| holds((range, SCALE), bound)),
    };
    State::all([against(least, at_least), against(most, |a, b| at_least(b, a))].into_iter())
}

/// A share of a range. Sums of many rows are so large that their products do not fit 64 bits.
type Share = (Range, i64);

/// Whether one share is at least another.
fn at_least((a, share): Share, (b, other): Share) -> State {
    let of = |n, share| i128::from(n) * i128::from(share);
    if b.high.is_some_and(|high| of(a.low, share) >= of(high, other)) {
        State::Holds
    } else if a.high.is_some_and(|high| of(high, share) < of(b.low, other)) {
        State::Fails
    } else {
        State::Open
    }
}

impl<'a> Scope<'a> {
    pub(super) fn day(&self, day: &Day) -> Option<Date> {
        match day {
            Day::On { date } => Some(*date),
            Day::Of { place } => match self.value(*place) {
                Some(Value::Date(date)) => Some(*date),
                _ => self.assumed_day(*place),
            },
        }
    }

    /// The range of a quantity; `None` where an answer is missing.
    pub(super) fn quantity(&self, of: &Quantity) -> Option<Range> {
        match of {
            Quantity::Value { place } => match self.value(*place)? {
                Value::Number(n) => Some(Range::exactly(n.0)),
                Value::LongText(counts) => Some(Range::exactly(Number::whole(counts.zishu().into()).0)),
                Value::Choices(chosen) => Some(Range::exactly(Number::whole(chosen.count() as i64).0)),
                _ => None,
            },
            Quantity::Rows { table, filter } => {
                let (table, rows) = self.rows(*table)?;
                let (mut low, mut high) = (0, 0);
                for row in &rows.rows {
                    match filter.as_ref().map_or(State::Holds, |filter| self.in_row(table, row).judge(filter)) {
                        State::Holds => (low, high) = (low + 1, high + 1),
                        State::Open => high += 1,
                        State::Fails => {}
                    }
                }
                Some(Range { low: Number::whole(low).0, high: Some(Number::whole(high).0) })
            }
            Quantity::Sum { table, column } => {
                let (_, rows) = self.rows(*table)?;
                let mut sum = Range { low: 0, high: Some(0) };
                for row in &rows.rows {
                    match row.cells.get(usize::from(*column)) {
                        Some(Answer::Read(Value::Number(n))) => {
                            sum = Range {
                                low: sum.low.saturating_add(n.0),
                                high: sum.high.and_then(|s| s.checked_add(n.0)),
                            };
                        }
                        _ => sum.high = None,
                    }
                }
                Some(sum)
            }
            Quantity::Days { from, to } => {
                let days = self.day(to)?.0 - self.day(from)?.0;
                Some(Range::exactly(Number::whole(days.into()).0))
            }
            Quantity::Years { from, to } => {
                let years = self.day(from)?.years_to(self.day(to)?);
                Some(Range::exactly(Number::whole(years.into()).0))
            }
        }
    }

    pub(super) fn compare(&self, of: &Quantity, least: &Option<Bound>, most: &Option<Bound>) -> State {
        compare(&|of| self.quantity(of), of, least, most)
    }

    /// The step from a quantity to a bound: the nearest number at or above (`up`) or at or below it, in whole ones for
    /// what is counted.
    pub(super) fn nearest(&self, bound: &Bound, up: bool, whole: bool) -> Option<Number> {
        let (range, share) = share(bound, &|of| self.quantity(of))?;
        let bound = range.number()?.0.saturating_mul(share);
        let unit = if whole { SCALE * crate::answer::number::ONE } else { SCALE };
        let steps = bound.saturating_add(if up { unit - 1 } else { 0 }).div_euclid(unit);
        Some(Number(steps * (unit / SCALE)))
    }

    /// Whether a quantity is counted in whole ones.
    pub(super) fn is_whole(&self, of: &Quantity) -> bool {
        match of {
            Quantity::Value { place } => {
                !matches!(self.field(*place).map(|field| &field.kind), Some(crate::rulebook::Kind::Hours { .. }))
            }
            Quantity::Sum { .. } => false,
            _ => true,
        }
    }
}

/// The first quantity of a condition that is judged by number, and its bounds.
pub(super) fn first_number(condition: &Condition) -> Option<(&Quantity, &Option<Bound>, &Option<Bound>)> {
    match condition {
        Condition::Number { of, at_least, at_most } => Some((of, at_least, at_most)),
        Condition::And { of } | Condition::Or { of } => of.iter().find_map(first_number),
        Condition::Where { holds, .. } => first_number(holds),
        _ => None,
    }
}
