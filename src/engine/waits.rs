//! What an open check waits for.

use super::State;
use super::condition::Scope;
use crate::answer::Answer;
use crate::rulebook::{Bound, Check, Condition, Day, Place, Quantity};
use crate::sort::order;
use alloc::vec::Vec;

impl<'a> Scope<'a> {
    /// What an open check waits for: while it is open whether the check applies, what decides this, and nothing else.
    pub(super) fn waits(&self, check: &'a Check) -> Waits {
        let mut waits = Waits::default();
        match &check.guard {
            Some(guard) if self.judge_guard(guard) == State::Open => waits.of(&Scope { guard: true, ..*self }, guard),
            _ => waits.of(self, &check.holds),
        }
        let cells = &waits.cells;
        waits.cells = order(cells.len(), &|a, b| cells[a] < cells[b]).into_iter().map(|at| cells[at]).collect();
        waits.cells.dedup();
        waits
    }
}

/// What an open check waits for.
#[derive(Default)]
pub(super) struct Waits {
    /// The fields, sorted.
    pub fields: Vec<u16>,
    /// Those among them that cannot be read, or of which such a cell decides.
    pub unreadable: Vec<u16>,
    /// Of a table among them the cells that decide: table, number of the row, column. Sorted, each once.
    pub cells: Vec<(u16, u32, u16)>,
    /// Tables without rows that could decide as well: the fields are those of their `otherwise`.
    pub unused: Vec<u16>,
    /// The table whose rows are judged.
    table: Option<u16>,
}

impl Waits {
    fn add(&mut self, field: u16) {
        insert(&mut self.fields, field);
    }

    /// Adds a field or a cell of the row that is judged: an answer that has no value.
    fn add_answer(&mut self, scope: &Scope<'_>, place: Place) {
        let field = match (place, self.table, scope.row) {
            (Place::Field { index }, ..) => index,
            (Place::Column { index }, Some(table), Some((_, row))) => {
                self.cells.push((table, row.number, index));
                table
            }
            _ => return,
        };
        self.add(field);
        if let Answer::Unreadable(_) = scope.answer(place) {
            insert(&mut self.unreadable, field);
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
            Condition::Readable { field } => self.add_answer(scope, Place::Field { index: *field }),
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
            Condition::UniqueRows { table, by } => self.unique_rows(scope, *table, by),
            Condition::And { of } | Condition::Or { of } => of.iter().for_each(|each| self.of(scope, each)),
            Condition::Not { of } => self.of(scope, of),
            Condition::Where { guard, holds } => match scope.judge_guard(guard) {
                State::Open => self.of(&Scope { guard: true, ..*scope }, guard),
                _ => self.of(scope, holds),
            },
            Condition::Judged => {}
        }
    }

    /// Adds a place without a value.
    fn place(&mut self, scope: &Scope<'_>, place: Place) {
        if scope.value(place).is_none() && scope.assumed_day(place).is_none() {
            self.add_answer(scope, place);
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
                    let place = Place::Column { index: *column };
                    self.each_row(scope, *table, &mut |waits, row| waits.place(row, place));
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
        self.each_row(scope, table, &mut |waits, row| {
            if let Some(condition) = condition {
                waits.of(row, condition);
            }
        });
    }

    /// Adds a table that has no rows, or looks at each of its rows.
    fn each_row<'a>(&mut self, scope: &Scope<'a>, table: u16, look: &mut dyn FnMut(&mut Self, &Scope<'a>)) {
        let Some((columns, rows)) = scope.rows(table) else {
            return self.add_answer(scope, Place::Field { index: table });
        };
        let outer = self.table.replace(table);
        for row in &rows.rows {
            look(self, &scope.in_row(columns, row));
        }
        self.table = outer;
    }

    /// Adds a table that has no rows, or the cells by which one of them may be the same as another.
    fn unique_rows(&mut self, scope: &Scope<'_>, table: u16, by: &[u16]) {
        let mut open: Vec<u32> = Vec::new();
        for (row, earlier, judged) in scope.repeats(table, by) {
            if judged == State::Open {
                insert(&mut open, row);
                insert(&mut open, earlier);
            }
        }
        self.each_row(scope, table, &mut |waits, scope| {
            if scope.row.is_some_and(|(_, row)| open.binary_search(&row.number).is_ok()) {
                let cells = by.iter().map(|&index| Place::Column { index });
                cells
                    .filter(|&place| matches!(scope.answer(place), Answer::Unreadable(_)))
                    .for_each(|place| waits.add_answer(scope, place));
            }
        });
    }
}

/// Puts something into a sorted list, once.
fn insert<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(at) = list.binary_search(&item) {
        list.insert(at, item);
    }
}
