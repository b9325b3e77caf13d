//! The cells of a workbook, whatever file they came from. Only cells that hold something are kept, so that a blank row
//! costs nothing, and one cell at the far corner costs one cell.

use super::Error;
use std::string::String;
use std::vec::Vec;

/// More cells than this are refused: a full sheet of ten columns.
pub const MOST_CELLS: usize = 10_000_000;
/// More bytes of text than this are refused.
pub const MOST_TEXT: usize = 256 << 20;
/// More merged ranges in a sheet, and more cell formats in a workbook, are refused.
pub const MOST_PARTS: usize = 100_000;
/// More sheets are refused.
pub const MOST_SHEETS: usize = 10_000;
/// Rows and columns that the programs have.
pub const ROWS: u32 = 1 << 20;
/// See [`ROWS`].
pub const COLUMNS: u16 = 1 << 14;

/// What a cell holds. A date is the text of its day, `2012-04-20`; an error is its text, `#N/A`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A text, by its place in [`Texts`].
    Text(u32),
    /// A finite number.
    Number(f64),
    /// TRUE or FALSE.
    Bool(bool),
}

/// In place of a text that is lost: no record is made of its row, and the cell is told.
pub const LOST: &str = "\u{FFFD}";

/// The texts of a workbook in one piece. The same text can stand in any number of cells.
#[derive(Debug, Default)]
pub struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Ends the text that was written into [`Texts::writer`].
    ///
    /// # Errors
    /// Where there is too much text.
    pub fn end(&mut self) -> Result<u32, Error> {
        if self.all.len() > MOST_TEXT || self.ends.len() >= MOST_CELLS {
            return Err(Error::TooLarge);
        }
        self.ends.push(self.all.len() as u32);
        Ok(self.ends.len() as u32 - 1)
    }

    /// Where the text that comes next is written; nothing that stands there already may be taken away.
    pub fn writer(&mut self) -> &mut String {
        &mut self.all
    }

    /// Adds a text.
    ///
    /// # Errors
    /// See [`Texts::end`].
    pub fn push(&mut self, text: &str) -> Result<u32, Error> {
        self.all.push_str(text);
        self.end()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A text by its place; where there is none, an empty one.
    pub fn get(&self, at: u32) -> &str {
        let end_of = |at: usize| self.ends.get(at).map(|&end| end as usize);
        let start = (at as usize).checked_sub(1).and_then(end_of).unwrap_or(0);
        end_of(at as usize).and_then(|end| self.all.get(start..end)).unwrap_or("")
    }

    /// Forgets all of them.
    pub fn clear(&mut self) {
        self.all.clear();
        self.ends.clear();
    }
}

/// The rows of a sheet that hold something, in order.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its name; none in a .csv file.
    pub name: String,
    /// Whether the program hides it.
    pub hidden: bool,
    /// Each row's number as the program shows it, and where its cells begin.
    rows: Vec<(u32, u32)>,
    cells: Vec<(u16, Value)>,
    /// Merged ranges by the row and column of the first cell, with the last row and column.
    merges: Vec<(Place, Place)>,
}

/// A row and a column.
pub type Place = (u32, u16);

/// A row: its number as the program shows it, from 1, and its cells with their columns, from 0, in order.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Its number.
    pub number: u32,
    /// Its cells.
    pub cells: &'a [(u16, Value)],
}

impl Row<'_> {
    /// The value in a column.
    pub fn at(&self, column: u16) -> Option<Value> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        Some(self.cells[at].1)
    }
}

impl Sheet {
    /// A sheet without cells.
    pub fn new(name: String, hidden: bool) -> Self {
        Sheet { name, hidden, ..Sheet::default() }
    }

    /// Adds a cell. Rows (from 1) and columns (from 0) mostly come in order; what does not is sorted in by
    /// [`Sheet::finish`].
    ///
    /// # Errors
    /// A cell outside what the programs have, and too many.
    pub fn push(&mut self, row: u32, column: u16, value: Value) -> Result<(), Error> {
        if row == 0 || row > ROWS || column >= COLUMNS {
            return Err(Error::Damaged);
        }
        self.push_line(row, column, value)
    }

    /// Adds a cell to a row that may be any line of a text.
    ///
    /// # Errors
    /// Too many cells.
    pub fn push_line(&mut self, row: u32, column: u16, value: Value) -> Result<(), Error> {
        if self.cells.len() >= MOST_CELLS {
            return Err(Error::TooLarge);
        }
        if self.rows.last().is_none_or(|(last, _)| *last != row) {
            self.rows.push((row, self.cells.len() as u32));
        }
        self.cells.push((column, value));
        Ok(())
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Adds a merged range, by its first and its last cell.
    ///
    /// # Errors
    /// Where there are too many.
    pub fn merge(&mut self, first: Place, last: Place) -> Result<(), Error> {
        if self.merges.len() >= MOST_PARTS {
            return Err(Error::TooLarge);
        }
        self.merges.push((first, last));
        Ok(())
    }

    /// The merged ranges that begin in a row: the first column of each, and its last row and column.
    pub fn merges_in(&self, row: u32) -> impl Iterator<Item = (u16, Place)> {
        let start = self.merges.partition_point(|((first, _), _)| *first < row);
        let found = self.merges[start..].iter().take_while(move |((first, _), _)| *first == row);
        found.map(|((_, column), last)| (*column, *last))
    }

    /// Puts rows, cells and merged ranges into their order; of two values for one cell the last stays.
    pub fn finish(&mut self) {
        self.merges.sort_by_key(|(first, _)| *first);
        let ordered = self.rows.is_sorted_by(|(a, _), (b, _)| a < b)
            && self.rows().all(|row| row.cells.is_sorted_by(|(a, _), (b, _)| a < b));
        if ordered {
            return;
        }
        let placed =
            |row: Row<'_>| row.cells.iter().map(|&(column, value)| ((row.number, column), value)).collect::<Vec<_>>();
        let mut all: Vec<(Place, Value)> = self.rows().flat_map(placed).collect();
        all.sort_by_key(|(place, _)| *place);
        self.clear();
        for (at, &((row, column), value)) in all.iter().enumerate() {
            if all.get(at + 1).is_some_and(|(next, _)| *next == (row, column)) {
                continue;
            }
            if self.rows.last().is_none_or(|(last, _)| *last != row) {
                self.rows.push((row, self.cells.len() as u32));
            }
            self.cells.push((column, value));
        }
    }

    /// The rows that hold something.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows_from(0)
    }

    /// These rows but for the first ones.
    pub fn rows_from(&self, first: usize) -> impl Iterator<Item = Row<'_>> {
        (first..self.rows.len()).map(|at| {
            let (number, start) = self.rows[at];
            let end = self.rows.get(at + 1).map_or(self.cells.len(), |(_, next)| *next as usize);
            Row { number, cells: self.cells.get(start as usize..end).unwrap_or(&[]) }
        })
    }

    /// Forgets the rows, so that others can follow.
    pub fn clear(&mut self) {
        self.rows.clear();
        self.cells.clear();
    }
}

/// A workbook: its sheets and their texts.
#[derive(Debug, Default)]
pub struct Workbook {
    /// In the order of their tabs.
    pub sheets: Vec<Sheet>,
    /// What [`Value::Text`] points at.
    pub texts: Texts,
}

/// A column's letters: 0 is `A`, 26 is `AA`.
pub fn letters(column: u16) -> String {
    let mut out = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        out.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    out.iter().rev().map(|&letter| char::from(letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec;

    #[test]
    fn columns_have_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")] {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn cells_out_of_order_are_put_in_order_and_the_last_of_two_stays() {
        let mut sheet = Sheet::default();
        for (row, column, n) in [(2, 1, 1.0), (2, 0, 2.0), (1, 5, 3.0), (2, 1, 4.0)] {
            sheet.push(row, column, Value::Number(n)).expect("a cell");
        }
        sheet.finish();
        let rows: Vec<_> = sheet.rows().map(|row| (row.number, row.cells.to_vec())).collect();
        let number = Value::Number;
        assert_eq!(rows, [(1, vec![(5, number(3.0))]), (2, vec![(0, number(2.0)), (1, number(4.0))])]);
        assert_eq!(sheet.rows().last().and_then(|row| row.at(1)), Some(number(4.0)));
    }

    #[test]
    fn cells_that_no_program_has_are_refused() {
        let mut sheet = Sheet::default();
        for (row, column) in [(0, 0), (ROWS + 1, 0), (1, COLUMNS)] {
            assert!(sheet.push(row, column, Value::Bool(true)).is_err());
        }
        assert!(sheet.push(ROWS, COLUMNS - 1, Value::Bool(true)).is_ok());
    }

    #[test]
    fn texts_are_found_by_their_place() {
        let mut texts = Texts::default();
        assert_eq!(texts.push("甲").ok(), Some(0));
        texts.writer().push('乙');
        texts.writer().push('丙');
        assert_eq!(texts.end().ok(), Some(1));
        assert_eq!([texts.get(0), texts.get(1), texts.get(2)], ["甲", "乙丙", ""]);
    }
}
