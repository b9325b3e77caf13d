//! Rows of a table: each cell is read as its column's kind.

use super::{Answer, Input, Texts, read};
use crate::code::Code;
use crate::label::{self, Context};
use crate::rulebook::{Field, Table};
use alloc::string::String;
use alloc::vec::Vec;

/// One row that is not blank.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number: its place in a list, from 1, blank rows included, or the number that it was given under.
    pub number: u32,
    /// A cell a column of the field.
    pub cells: Vec<Answer>,
}

/// The rows of a table, and what could not be read of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The rows that are not blank, in order.
    pub rows: Vec<Row>,
}

impl Rows {
    /// The row with that number.
    pub(crate) fn at(&self, number: u32) -> Option<&Row> {
        self.rows.get(self.rows.binary_search_by_key(&number, |row| row.number).ok()?)
    }
}

impl Row {
    /// A row of which nothing is known, for what is asked of any.
    pub(crate) fn blank() -> Self {
        Row { number: 0, cells: Vec::new() }
    }

    /// Whether it is one of a table.
    pub(crate) fn is_real(&self) -> bool {
        self.number > 0
    }

    /// Whether a cell cannot be read, or a column that must be answered is not.
    pub fn is_faulty(&self, table: &Table) -> bool {
        self.cells.iter().zip(&table.columns).any(|(cell, column)| match cell {
            Answer::Unreadable(_) => true,
            Answer::Unanswered => column.required,
            Answer::Read(_) => false,
        })
    }

    /// Whether the row as a whole could not be read: it was no object, so that no cell of it can be.
    pub(crate) fn is_broken(&self) -> bool {
        matches!(self.cells.first(), Some(Answer::Unreadable(cell)) if cell.fault.code == Code::RowNone)
    }
}

/// The number of a row that is named by it, as rows of a sheet are.
#[cfg(feature = "json")]
fn row_number(key: &str) -> Option<u32> {
    key.bytes().try_fold(0u32, |number, digit| {
        number.checked_mul(10)?.checked_add(digit.checked_sub(b'0').filter(|it| *it < 10)?.into())
    })
}

#[cfg(feature = "json")]
/// Whether the keys are numbers that rise from 1 or more.
fn is_numbered(entries: &[(alloc::borrow::Cow<'_, str>, Input<'_>)]) -> bool {
    let mut last = 0;
    let mut rises = |key: &str| row_number(key).is_some_and(|number| core::mem::replace(&mut last, number) < number);
    !entries.is_empty() && entries.iter().all(|(key, _)| rises(key))
}

/// Reads the rows of a table: a list, or an object of rows by their numbers. Keys that are no column go to `unknown`.
pub(crate) fn read_rows(field: &Field, table: &Table, input: Input<'_>, unknown: &mut Vec<String>) -> Answer {
    // Of rows that were given under their numbers; the page has none of those.
    #[allow(unused_mut)]
    let mut numbers: Vec<u32> = Vec::new();
    let list = match input {
        Input::List(list) => list,
        #[cfg(feature = "json")]
        Input::Object(entries) if is_numbered(&entries) => {
            numbers = entries.iter().filter_map(|(key, _)| row_number(key)).collect();
            entries.into_iter().map(|(_, row)| row).collect()
        }
        other if other.is_blank() => return Answer::Unanswered,
        other => return Answer::unreadable(Code::RowsNone, &other),
    };
    let mut rows = Vec::new();
    for (at, input) in list.into_iter().enumerate() {
        let number = numbers.get(at).copied().unwrap_or(at as u32 + 1);
        let mut cells = Vec::new();
        cells.resize_with(table.columns.len(), || Answer::Unanswered);
        match input {
            Input::Object(entries) => read_cells(field, table, entries, &mut cells, unknown),
            input if input.is_blank() => {}
            input => cells.iter_mut().for_each(|cell| *cell = Answer::unreadable(Code::RowNone, &input)),
        }
        if cells.iter().any(Answer::is_answered) {
            rows.push(Row { number, cells });
        }
    }
    if rows.is_empty() { Answer::Unanswered } else { Answer::table(Rows { rows }) }
}

fn read_cells(
    field: &Field,
    table: &Table,
    entries: Vec<(alloc::borrow::Cow<'_, str>, Input<'_>)>,
    cells: &mut [Answer],
    unknown: &mut Vec<String>,
) {
    let mut keys: Vec<super::Key> = Vec::new();
    keys.resize_with(cells.len(), super::Key::default);
    for (name, input) in entries {
        let mut stray = |name: &str| {
            let mut path = field.id.clone();
            path.push('.');
            path.push_str(name);
            unknown.push(path);
        };
        match label::key(&table.columns, &name, Context::Rows) {
            None => stray(&name),
            Some((at, weight)) => match keys[at].offer(weight, &name) {
                super::Offer::Taken(previous) => {
                    if let Some(previous) = previous {
                        stray(&previous);
                    }
                    cells[at] = read(&table.columns[at], input, Texts::Kept, unknown);
                }
                super::Offer::Refused => stray(&name),
            },
        }
    }
}
