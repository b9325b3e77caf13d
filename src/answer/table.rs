//! Rows of a roster or a list: each cell is read as its column's kind.

use super::{Answer, Fault, Input, Texts, read};
use crate::rulebook::{Field, Table};
use alloc::string::String;
use alloc::vec::Vec;

/// One row that is not blank.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number, from 1, blank rows included.
    pub number: u32,
    /// A cell a column of the field.
    pub cells: Vec<Answer>,
    /// The row as a whole could not be read: it was no object.
    pub broken: bool,
}

/// The rows of a table, and what could not be read of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The rows that are not blank, in order.
    pub rows: Vec<Row>,
}

impl Row {
    /// Whether a cell cannot be read, or a column that must be answered is not.
    pub fn is_faulty(&self, table: &Table) -> bool {
        self.broken
            || self.cells.iter().zip(&table.columns).any(|(cell, column)| match cell {
                Answer::Unreadable(_) => true,
                Answer::Unanswered => column.required,
                Answer::Read(_) => false,
            })
    }
}

/// Reads the rows of a table; keys that are no column go to `unknown`.
pub(crate) fn read_rows(field: &Field, table: &Table, input: Input<'_>, unknown: &mut Vec<String>) -> Answer {
    let list = match input {
        Input::List(list) => list,
        Input::Nothing => return Answer::Unanswered,
        Input::Text(text) if super::is_blank(&text) => return Answer::Unanswered,
        other => return Answer::unreadable(Fault::Rows, &other),
    };
    let mut rows = Vec::new();
    for (at, input) in list.into_iter().enumerate() {
        let mut row = Row { number: at as u32 + 1, cells: Vec::new(), broken: false };
        row.cells.resize_with(table.columns.len(), || Answer::Unanswered);
        match input {
            Input::Nothing => {}
            Input::Text(text) if super::is_blank(&text) => {}
            Input::Object(entries) => read_cells(field, table, entries, &mut row.cells, unknown),
            _ => row.broken = true,
        }
        if row.broken || row.cells.iter().any(Answer::is_answered) {
            rows.push(row);
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
        match super::find(&table.columns, &name) {
            None => stray(&name),
            Some((at, rank)) => match keys[at].offer(rank, &name) {
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
