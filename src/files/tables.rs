//! Tables of a document → a sheet each, so that forms and rosters in them are found as those of workbooks are. A table in a cell is
//! one of its own.

use super::Error;
use super::grid::{MOST_SHEETS, Place, Sheet, Value, Workbook};
use std::format;
use std::string::String;
use std::vec::Vec;

/// What the sheet of a table is called, by its number in the document.
fn name_of(number: usize) -> String {
    format!("表格 {number}")
}

/// A table that is open.
#[derive(Debug)]
struct Table {
    /// Its sheet.
    sheet: usize,
    /// How much text stood before it.
    from: usize,
    row: u32,
    column: u16,
    /// Of the cell that is open: where its text begins, how many columns it takes, whether it goes on from above.
    text: usize,
    span: u16,
    is_below: bool,
    /// The cells that are merged, first and last, in the order of their beginnings.
    merged: Vec<(Place, Place)>,
}

/// The tables of a document as they are read.
#[derive(Debug, Default)]
pub(super) struct Tables {
    book: Workbook,
    open: Vec<Table>,
}

impl Tables {
    /// A table begins behind so much text.
    pub fn open(&mut self, from: usize) {
        let sheet = self.book.sheets.len();
        if sheet < MOST_SHEETS {
            self.book.sheets.push(Sheet::new(name_of(sheet + 1), false));
        }
        let (row, column, text) = (0, 0, from);
        self.open.push(Table { sheet, from, row, column, text, span: 1, is_below: false, merged: Vec::new() });
    }

    /// A row begins.
    pub fn row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.row += 1;
            table.column = 0;
        }
    }

    /// The row leaves out columns.
    pub fn skip(&mut self, columns: u16) {
        if let Some(table) = self.open.last_mut() {
            table.column = table.column.saturating_add(columns);
        }
    }

    /// A cell begins behind so much text.
    pub fn cell(&mut self, from: usize) {
        if let Some(table) = self.open.last_mut() {
            (table.text, table.span, table.is_below) = (from, 1, false);
        }
    }

    /// The cell takes so many columns.
    pub fn span(&mut self, columns: u16) {
        if let Some(table) = self.open.last_mut() {
            table.span = columns.max(1);
        }
    }

    /// The cell is merged with those below or, unless it `begins`, with the one above.
    pub fn merge(&mut self, begins: bool) {
        if let Some(table) = self.open.last_mut() {
            table.is_below = !begins;
        }
    }

    /// The cell ends: its text goes from the document into the sheet.
    pub fn end_cell(&mut self, text: &mut String) -> Result<(), Error> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let content = text.get(table.text..).unwrap_or("").trim();
        let place = (table.row, table.column);
        let last = table.column.saturating_add(table.span - 1);
        let above = |(first, end): &&mut (Place, Place)| first.1 == place.1 && end.0 + 1 == place.0;
        match table.merged.iter_mut().rev().find(above).filter(|_| table.is_below) {
            Some((_, end)) => end.0 = place.0,
            None => {
                table.merged.push((place, (place.0, last)));
                if let Some(sheet) = self.book.sheets.get_mut(table.sheet).filter(|_| !content.is_empty()) {
                    sheet.push(place.0, place.1, Value::Text(self.book.texts.push(content)?))?;
                }
            }
        }
        table.column = last.saturating_add(1);
        text.truncate(table.text);
        Ok(())
    }

    /// The table ends.
    pub fn close(&mut self, text: &mut String) -> Result<(), Error> {
        let Some(table) = self.open.pop() else { return Ok(()) };
        text.truncate(table.from);
        let Some(sheet) = self.book.sheets.get_mut(table.sheet) else { return Err(Error::TooLarge) };
        for (first, last) in table.merged.into_iter().filter(|(first, last)| first != last) {
            sheet.merge(first, last)?;
        }
        sheet.finish();
        Ok(())
    }

    /// All of them.
    pub fn finish(self) -> Result<Workbook, Error> {
        Ok(self.book)
    }
}
