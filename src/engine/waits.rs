//! What an open check waits for.

use super::State;
use super::condition::Scope;
use crate::answer::{Answer, Value};
use crate::rulebook::{Bound, Check, Condition, Day, Place, Quantity};
use alloc::vec::Vec;

impl<'a> Scope<'a> {
    /// The fields that an open check waits for, each once, in the order of the form: while it is open whether the check applies,
    /// those that decide this, and no others.
    pub(super) fn waits(&self, check: &'a Check) -> Vec<u16> {
        self.waits_in_full(check).fields
    }

    /// The same, with the cells and the tables.
    pub(super) fn waits_in_full(&self, check: &'a Check) -> Waits {
        let mut waits = Waits { fields: Vec::new(), cells: Vec::new(), unused: Vec::new(), table: None };
        match &check.guard {
            Some(guard) if self.judge_guard(guard) == State::Open => waits.of(&Scope { guard: true, ..*self }, guard),
            _ => waits.of(self, &check.holds),
        }
        waits
    }

    /// Whether a field is a table with a cell that cannot be read, or cannot be read itself.
    pub(super) fn is_unreadable(&self, field: u16) -> bool {
        match self.answer(Place::Field { index: field }) {
            Answer::Unreadable(_) => true,
            Answer::Read(Value::Table(rows)) => {
                rows.rows.iter().flat_map(|row| &row.cells).any(|cell| matches!(cell, Answer::Unreadable(_)))
            }
            _ => false,
        }
    }
}

/// What an open check waits for.
pub(super) struct Waits {
    /// The fields, sorted.
    pub fields: Vec<u16>,
    /// Of a table among them the cells that decide: table, number of the row, column.
    pub cells: Vec<(u16, u32, u16)>,
    /// Tables without rows that could decide as well: the fields are those of their `otherwise`.
    pub unused: Vec<u16>,
    /// The table whose rows are judged.
    table: Option<u16>,
}

impl Waits {
    fn add(&mut self, field: u16) {
        if let Err(at) = self.fields.binary_search(&field) {
            self.fields.insert(at, field);
        }
    }

    /// Adds what a condition waits for; what holds or fails waits for nothing.
    fn of<'a>(&mut self, scope: &Scope<'a>, condition: &'a Condition) {
        if scope.judge(condition) != State::Open {
            return;
        }
        match condition {
            Condition::Answered { place }
            | Condition::Yes { place }
            | Condition::OneOf { place, .. }
            | Condition::AllOf { place, .. }
            | Condition::About { place, .. } => self.place(scope, *place),
            Condition::Readable { field } => self.add(*field),
            Condition::Number { of, at_least, at_most } => {
                self.quantity(scope, of);
                for bound in [at_least, at_most].into_iter().flatten() {
                    if let Bound::Share { of, .. } = bound {
                        self.quantity(scope, of);
                    }
                }
            }
            Condition::Date { of, from_day, to_day } => {
                for day in [Some(of), from_day.as_ref(), to_day.as_ref()].into_iter().flatten() {
                    self.day(scope, day);
                }
            }
            Condition::EveryRow { table, holds, .. } | Condition::SomeRow { table, holds } => {
                match scope.otherwise(condition) {
                    Some(otherwise) => {
                        self.unused.push(*table);
                        self.of(scope, otherwise);
                    }
                    None => self.rows(scope, *table, Some(holds)),
                }
            }
            Condition::UniqueRows { table, .. } => self.add(*table),
            Condition::And { of } | Condition::Or { of } => of.iter().for_each(|each| self.of(scope, each)),
            Condition::Not { of } => self.of(scope, of),
            Condition::Where { guard, holds } => match scope.judge_guard(guard) {
                State::Open => self.of(&Scope { guard: true, ..*scope }, guard),
                _ => self.of(scope, holds),
            },
            Condition::Judged => {}
        }
    }

    /// Adds a place without a value; of a cell, its table.
    fn place(&mut self, scope: &Scope<'_>, place: Place) {
        if scope.value(place).is_none() && scope.assumed_day(place).is_none() {
            match (place, self.table) {
                (Place::Field { index }, _) => self.add(index),
                (Place::Column { index }, Some(table)) => {
                    self.cells.extend(scope.row.map(|(_, row)| (table, row.number, index)));
                    self.add(table);
                }
                (Place::Column { .. }, None) => {}
            }
        }
    }

    fn day(&mut self, scope: &Scope<'_>, day: &Day) {
        if let Day::Of { place } = day {
            self.place(scope, *place);
        }
    }

    fn quantity<'a>(&mut self, scope: &Scope<'a>, of: &'a Quantity) {
        match of {
            Quantity::Value { place } => self.place(scope, *place),
            Quantity::Rows { table, filter } => {
                if scope.quantity(of).and_then(|range| range.number()).is_none() {
                    self.rows(scope, *table, filter.as_deref());
                }
            }
            Quantity::Sum { table, column } => {
                if scope.quantity(of).and_then(|range| range.number()).is_none() {
                    let rows = scope.rows(*table).map_or(&[][..], |(_, rows)| &rows.rows);
                    self.cells.extend(rows.iter().map(|row| (*table, row.number, *column)));
                    self.add(*table);
                }
            }
            Quantity::Days { from, to } | Quantity::Years { from, to } => {
                self.day(scope, from);
                self.day(scope, to);
            }
        }
    }

    /// Adds a table that has no rows, or what its rows wait for.
    fn rows<'a>(&mut self, scope: &Scope<'a>, table: u16, condition: Option<&'a Condition>) {
        let (Some((columns, rows)), Some(condition)) = (scope.rows(table), condition) else { return self.add(table) };
        let outer = self.table.replace(table);
        for row in &rows.rows {
            self.of(&scope.in_row(columns, row), condition);
        }
        self.table = outer;
    }
}
