//! The rows at fault of a check that fails, and those that leave one open, each with its cells.

use super::State;
use super::condition::Scope;
use super::json::Json;
use super::message::expand;
use super::report::{CellReport, RowReport};
use super::waits::Waits;
use crate::answer::{Answer, Row, number};
use crate::code::Code;
use crate::rulebook::{Condition, Word};
use alloc::string::String;
use alloc::vec::Vec;

impl<'a> Scope<'a> {
    /// The rows with the cells that an open check waits for.
    pub(super) fn open_rows(&self, waits: &Waits) -> Vec<RowReport> {
        let of_row = |a: &(u16, u32, u16), b: &(u16, u32, u16)| (a.0, a.1) == (b.0, b.1);
        let rows = waits.cells.chunk_by(of_row).filter_map(|cells| {
            let (table, number, _) = *cells.first()?;
            let (_, rows) = self.rows(table)?;
            let mut report = self.without_answers(table, rows.at(number)?, cells.iter().map(|cell| cell.2));
            for cell in report.cells.iter_mut().filter(|cell| cell.code != Code::AnswerMissing) {
                (cell.code, cell.params) = (Code::AnswerUnreadable, Json::default());
            }
            Some(report)
        });
        rows.collect()
    }

    /// The rows at fault of a condition that fails.
    pub(super) fn failing_rows(&self, condition: &'a Condition) -> Vec<RowReport> {
        match condition {
            Condition::Readable { field } => self.faulty_rows(*field),
            Condition::EveryRow { table, holds, .. } => {
                let rows = self.each_row(*table, holds).into_iter().flatten();
                let failing = rows.filter(|(.., judged)| *judged == State::Fails);
                let report = |(scope, row, _): (Scope<'a>, &Row, _)| {
                    let mut report = RowReport::new(*table, row.number);
                    scope.failing_cells(holds, &mut report.cells);
                    scope.row_message(holds, &mut report.message);
                    report
                };
                failing.map(report).collect()
            }
            Condition::UniqueRows { table, by } => self.repeated_rows(*table, by),
            Condition::And { of } | Condition::Or { of } => of
                .iter()
                .filter(|part| self.judge(part) == State::Fails)
                .flat_map(|part| self.failing_rows(part))
                .collect(),
            Condition::Where { holds, .. } => self.failing_rows(holds),
            _ => Vec::new(),
        }
    }

    /// The rows of a table in which something cannot be read, or is missing.
    fn faulty_rows(&self, field: u16) -> Vec<RowReport> {
        let Some((table, rows)) = self.rows(field) else { return Vec::new() };
        let report = |row: &Row| {
            let at_fault = row
                .cells
                .iter()
                .zip(&table.columns)
                .enumerate()
                .filter(|(_, (cell, column))| !row.is_broken() && (cell.is_answered() || column.required));
            self.without_answers(field, row, at_fault.map(|(at, _)| at as u16))
        };
        rows.rows.iter().filter(|row| row.is_faulty(table)).map(report).collect()
    }

    /// A row with those of some cells that have no value, and why.
    fn without_answers(&self, table: u16, row: &Row, columns: impl Iterator<Item = u16>) -> RowReport {
        let mut report = RowReport::new(table, row.number);
        for column in columns {
            let (Some(cell), Some(about)) =
                (row.cells.get(usize::from(column)), self.columns(table).get(usize::from(column)))
            else {
                continue;
            };
            let mut message = String::new();
            let (code, params) = match cell {
                Answer::Read(_) => continue,
                Answer::Unreadable(unreadable) => {
                    self.fault(about, unreadable, &mut message);
                    (unreadable.fault.code, Json::object(|params| self.fault_params(about, unreadable, params)))
                }
                Answer::Unanswered => {
                    self.say(Word::RowLacks, &mut message, |_, out| self.label_of(about, out));
                    (Code::AnswerMissing, Json::default())
                }
            };
            if !row.is_broken() {
                report.message.push_str(&message);
            }
            report.cells.push(CellReport { column, code, params, message });
        }
        if row.is_broken() {
            report.code = Some(Code::RowNone);
            report.message.push_str(self.book.text(Code::RowNone));
        }
        report
    }

    /// The rows that repeat an earlier one.
    fn repeated_rows(&self, table: u16, by: &[u16]) -> Vec<RowReport> {
        let repeats = self.repeats(table, by).into_iter().filter(|(.., judged)| *judged == State::Fails);
        let report = |(row, earlier, _)| {
            let mut report = RowReport::new(table, row);
            expand(self.book.text(Code::AnswerRepeated), None, &mut report.message, &mut |_, out| {
                number::write_whole(earlier, out);
            });
            report.cells.extend(by.iter().map(|&column| CellReport {
                column,
                code: Code::AnswerRepeated,
                params: Json::object(|params| params.whole("row", earlier)),
                message: report.message.clone(),
            }));
            report
        };
        repeats.map(report).collect()
    }

    /// The cells of a row by which a condition fails: of a number the one that is judged.
    fn failing_cells(&self, condition: &'a Condition, out: &mut Vec<CellReport>) {
        match condition {
            Condition::And { of } | Condition::Or { of } => {
                for part in of.iter().filter(|part| self.judge(part) == State::Fails) {
                    self.failing_cells(part, out);
                }
            }
            Condition::Where { holds, .. } => self.failing_cells(holds, out),
            _ => {
                if let Some(&column) = condition.columns().first() {
                    let mut message = String::new();
                    self.row_message(condition, &mut message);
                    let params = Json::object(|params| self.params(condition, params));
                    out.push(CellReport { column, code: self.demand(condition), params, message });
                }
            }
        }
    }
}
