//! Comma-separated values (RFC 4180), in pieces of any size. Strict about quotes, since one that is not closed swallows
//! the rows behind it; each row bears the line of the file that it begins on.

use super::error::{Refusal, TextFault};
use super::grid::{COLUMNS, Sheet, Texts, Value};
use std::string::String;
use std::vec::Vec;

/// A field beyond this is a quote that nobody closed.
const LONGEST_ROW: usize = 16 << 20;

/// Where the reader stands.
#[derive(Clone, Copy, Debug, PartialEq)]
enum At {
    /// Before a cell.
    Begin,
    /// In a cell without quotes.
    Plain,
    /// In a cell with quotes.
    Quoted,
    /// Behind a quote in such a cell: its end, or the first of two.
    Quote,
}

/// Reads rows from text.
#[derive(Debug)]
pub struct Csv {
    delimiter: char,
    at: At,
    /// The line that is read, from 1.
    line: u32,
    /// The line that the row began on.
    begun: u32,
    column: u32,
    /// The texts of the row so far: a row is handed on as a whole.
    text: String,
    /// The cells of the row that are not empty: the column of each, and where its text ends.
    cells: Vec<(u16, usize)>,
    /// What the row has so far, in bytes.
    length: usize,
    /// Whether the last character was a carriage return that ended a line.
    returned: bool,
    first: bool,
}

impl Csv {
    /// A reader of cells that are parted by this character.
    pub fn new(delimiter: char) -> Self {
        Csv {
            delimiter,
            at: At::Begin,
            line: 1,
            begun: 1,
            column: 0,
            text: String::new(),
            cells: Vec::new(),
            length: 0,
            returned: false,
            first: true,
        }
    }

    /// Reads a piece; its cells go to `sheet`, with their texts in `texts`. Cells that are empty are left out.
    ///
    /// # Errors
    /// With the line and column where it cannot be read.
    pub fn push(&mut self, text: &str, sheet: &mut Sheet, texts: &mut Texts) -> Result<(), Refusal> {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            // Most of a text is what means nothing to the reader: it is taken as one.
            let plain = rest.bytes().position(|byte| self.is_mark(byte)).unwrap_or(rest.len());
            if plain > 0 && !self.first && self.at != At::Quote {
                let (run, next) = rest.split_at(plain);
                self.returned = false;
                self.take(run)?;
                rest = next;
                continue;
            }
            rest = &rest[c.len_utf8()..];
            if core::mem::take(&mut self.first) && c == '\u{FEFF}' {
                continue;
            }
            if core::mem::take(&mut self.returned) && c == '\n' {
                if self.at == At::Quoted {
                    self.text.push(c);
                }
                continue;
            }
            self.length += c.len_utf8();
            if self.length > LONGEST_ROW {
                return Err(self.fault(TextFault::LongRow));
            }
            let ends_line = c == '\n' || c == '\r';
            match self.at {
                At::Quoted if c == '"' => self.at = At::Quote,
                At::Quoted => self.text.push(c),
                At::Quote if c == '"' => {
                    self.text.push(c);
                    self.at = At::Quoted;
                }
                At::Begin if c == '"' => self.at = At::Quoted,
                _ if c == self.delimiter => self.end_cell()?,
                _ if ends_line => {
                    self.end_row(sheet, texts)?;
                    self.begun = self.line + 1;
                }
                At::Quote => return Err(self.fault(TextFault::BehindQuote)),
                _ if c == '"' => {
                    return Err(self.fault(TextFault::QuoteInside));
                }
                _ => {
                    self.text.push(c);
                    self.at = At::Plain;
                }
            }
            if ends_line {
                self.returned = c == '\r';
                self.line += 1;
            }
        }
        Ok(())
    }

    /// Whether a byte parts cells or rows, or is a quote. None of these stands within a longer character.
    fn is_mark(&self, byte: u8) -> bool {
        matches!(byte, b'"' | b'\n' | b'\r') || char::from(byte) == self.delimiter
    }

    /// Takes characters that mean only themselves.
    fn take(&mut self, run: &str) -> Result<(), Refusal> {
        self.length += run.len();
        if self.length > LONGEST_ROW {
            return Err(self.fault(TextFault::LongRow));
        }
        self.text.push_str(run);
        if self.at == At::Begin {
            self.at = At::Plain;
        }
        Ok(())
    }

    /// Ends the last row.
    ///
    /// # Errors
    /// Where a quote is not closed.
    pub fn end(&mut self, sheet: &mut Sheet, texts: &mut Texts) -> Result<(), Refusal> {
        if self.at == At::Quoted {
            self.line = self.begun;
            return Err(self.fault(TextFault::QuoteOpen));
        }
        self.end_row(sheet, texts)
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        if self.text.len() > self.cells.last().map_or(0, |(_, end)| *end) {
            let column = u16::try_from(self.column).ok().filter(|column| *column < COLUMNS);
            let column = column.ok_or_else(|| self.fault(TextFault::ManyColumns))?;
            self.cells.push((column, self.text.len()));
        }
        self.column += 1;
        self.at = At::Begin;
        Ok(())
    }

    fn end_row(&mut self, sheet: &mut Sheet, texts: &mut Texts) -> Result<(), Refusal> {
        self.end_cell()?;
        let mut start = 0;
        for &(column, end) in &self.cells {
            let text = texts.push(self.text.get(start..end).unwrap_or_default())?;
            sheet.push_line(self.begun, column, Value::Text(text))?;
            start = end;
        }
        self.cells.clear();
        self.text.clear();
        self.column = 0;
        self.length = 0;
        Ok(())
    }

    fn fault(&self, fault: TextFault) -> Refusal {
        Refusal::Text { line: self.line, column: self.column + 1, fault }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::ToString;
    use std::vec::Vec;

    /// The line of each row, and the column and text of each cell.
    type Rows = Vec<(u32, Vec<(u16, String)>)>;

    fn read(text: &str, piece: usize) -> Result<Rows, Refusal> {
        let (mut sheet, mut texts) = (Sheet::default(), Texts::default());
        let mut csv = Csv::new(',');
        let chars: Vec<char> = text.chars().collect();
        for piece in chars.chunks(piece) {
            csv.push(&piece.iter().collect::<String>(), &mut sheet, &mut texts)?;
        }
        csv.end(&mut sheet, &mut texts)?;
        let text = |value: &Value| match value {
            Value::Text(at) => texts.get(*at).to_string(),
            _ => String::new(),
        };
        let rows =
            sheet.rows().map(|row| (row.number, row.cells.iter().map(|(at, value)| (*at, text(value))).collect()));
        Ok(rows.collect())
    }

    #[test]
    fn rows_with_their_lines_in_pieces_of_any_size() {
        let text = "\u{FEFF}a,\"b \"\"x\"\", y\",c\r\n\n,,\n\"two\r\nlines\",d\r后,,尾";
        for piece in [1, 2, 3, 100] {
            let rows = read(text, piece).expect("rows");
            let cells =
                |cells: &[(u16, &str)]| cells.iter().map(|(at, text)| (*at, text.to_string())).collect::<Vec<_>>();
            assert_eq!(
                rows,
                [
                    (1, cells(&[(0, "a"), (1, "b \"x\", y"), (2, "c")])),
                    (4, cells(&[(0, "two\r\nlines"), (1, "d")])),
                    (6, cells(&[(0, "后"), (2, "尾")])),
                ],
                "{piece}"
            );
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, line, column, fault) in [
            ("a,b\n\"c,d\ne", 2, 1, TextFault::QuoteOpen),
            ("a,b\nc,\"d\"e", 2, 2, TextFault::BehindQuote),
            ("a,5\"", 1, 2, TextFault::QuoteInside),
        ] {
            assert_eq!(read(text, 100), Err(Refusal::Text { line, column, fault }), "{text}");
        }
    }
}
