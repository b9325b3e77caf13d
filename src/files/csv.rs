//! Comma-separated values in pieces of any size. `csv-core` splits them, as forgiving of quotes as Excel is; each row bears
//! the line of the file that it begins on.

use super::error::{Refusal, TextFault};
use super::grid::{COLUMNS, Sheet, Texts, Value};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::vec;
use std::vec::Vec;

/// A row beyond this is a quote that nobody closed.
const LONGEST_ROW: usize = 16 << 20;
/// Room for a row to begin with.
const ROOM: usize = 4 << 10;

/// Reads rows from text.
#[derive(Debug)]
pub struct Csv {
    reader: Reader,
    /// The line that is read, from 1.
    line: u32,
    /// The line that the row began on; none between two rows.
    begun: Option<u32>,
    /// Room for the text of a row, and how much of it is written: a row is handed on as a whole.
    text: Vec<u8>,
    written: usize,
    /// Room for where each cell of the row ends, and how many have.
    ends: Vec<usize>,
    ended: usize,
    /// Whether the last byte was a carriage return that ended a line.
    returned: bool,
    first: bool,
}

impl Csv {
    /// A reader of cells with this byte between them.
    pub fn new(delimiter: u8) -> Self {
        Csv {
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            line: 1,
            begun: None,
            text: vec![0; ROOM],
            written: 0,
            ends: vec![0; usize::from(COLUMNS)],
            ended: 0,
            returned: false,
            first: true,
        }
    }

    /// Reads a piece; its cells go to `sheet`, with their texts in `texts`. Cells that are empty are left out.
    ///
    /// # Errors
    /// With the line and column where it cannot be read.
    pub fn push(&mut self, text: &str, sheet: &mut Sheet, texts: &mut Texts) -> Result<(), Refusal> {
        let marked = core::mem::take(&mut self.first).then(|| text.strip_prefix('\u{FEFF}')).flatten();
        let mut rest = marked.unwrap_or(text).as_bytes();
        loop {
            if self.begun.is_none() {
                let row = rest.iter().position(|byte| !is_line_end(byte)).unwrap_or(rest.len());
                rest = self.pass(rest, row);
            }
            if rest.is_empty() {
                return Ok(());
            }
            self.begun.get_or_insert(self.line);
            rest = self.step(rest, sheet, texts)?;
        }
    }

    /// Ends the last row.
    ///
    /// # Errors
    /// Where a quote is not closed.
    pub fn end(&mut self, sheet: &mut Sheet, texts: &mut Texts) -> Result<(), Refusal> {
        while self.begun.is_some() {
            let before = self.written;
            self.step(b"\n", sheet, texts)?;
            // Only in quotes is the end of a line a character of its cell.
            if self.begun.is_some() && self.written > before {
                return Err(self.fault(TextFault::QuoteOpen));
            }
        }
        Ok(())
    }

    /// Reads on to the end of the row or of the piece; gives what is left of the piece.
    fn step<'a>(&mut self, piece: &'a [u8], sheet: &mut Sheet, texts: &mut Texts) -> Result<&'a [u8], Refusal> {
        let (text, ends) = (&mut self.text[self.written..], &mut self.ends[self.ended..]);
        let (result, read, written, ended) = self.reader.read_record(piece, text, ends);
        self.written += written;
        self.ended += ended;
        let rest = self.pass(piece, read);
        match result {
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull if self.text.len() < LONGEST_ROW => self.text.resize(2 * self.text.len(), 0),
            ReadRecordResult::OutputFull => return Err(self.fault(TextFault::LongRow)),
            ReadRecordResult::OutputEndsFull => return Err(self.fault(TextFault::ManyColumns)),
            // No input, which is the end, is never given.
            ReadRecordResult::Record | ReadRecordResult::End => self.end_row(sheet, texts)?,
        }
        Ok(rest)
    }

    /// Counts the lines of the first bytes of a piece; gives the others.
    fn pass<'a>(&mut self, piece: &'a [u8], count: usize) -> &'a [u8] {
        let (passed, rest) = piece.split_at(count);
        for &byte in passed {
            self.line += u32::from(is_line_end(&byte) && !(self.returned && byte == b'\n'));
            self.returned = byte == b'\r';
        }
        rest
    }

    fn end_row(&mut self, sheet: &mut Sheet, texts: &mut Texts) -> Result<(), Refusal> {
        let row = self.begun.take().unwrap_or(self.line);
        let mut start = 0;
        for (column, &end) in (0..).zip(&self.ends[..self.ended]) {
            let text = self.text.get(start..end).and_then(|it| core::str::from_utf8(it).ok());
            if let Some(text) = text.map(as_typed).filter(|it| !it.is_empty()) {
                let text = texts.push(text)?;
                sheet.push_line(row, column, Value::Text(text))?;
            }
            start = end;
        }
        (self.written, self.ended) = (0, 0);
        Ok(())
    }

    fn fault(&self, fault: TextFault) -> Refusal {
        Refusal::Text { line: self.begun.unwrap_or(self.line), column: self.ended as u32 + 1, fault }
    }
}

fn is_line_end(byte: &u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// A cell without what back ends put around a number so that Excel takes it for a text: `="138"`, `'138`.
pub(super) fn as_typed(text: &str) -> &str {
    let trimmed = text.trim();
    if let Some(inside) = trimmed.strip_prefix("=\"").and_then(|it| it.strip_suffix('"')) {
        return inside;
    }
    let is_number = |it: &&str| it.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'+' | b'-'));
    trimmed.strip_prefix('\'').filter(is_number).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::string::{String, ToString};

    /// The line of each row, and the column and text of each cell.
    type Rows = Vec<(u32, Vec<(u16, String)>)>;

    fn read(text: &str, piece: usize) -> Result<Rows, Refusal> {
        let (mut sheet, mut texts) = (Sheet::default(), Texts::default());
        let mut csv = Csv::new(b',');
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
    fn quotes_are_taken_as_excel_takes_them() {
        let one = |text: &str| read(text, 3).expect("a row").remove(0).1.remove(0).1;
        for (written, cell) in [
            ("蒙阴\"雷锋\"岗", "蒙阴\"雷锋\"岗"),
            ("5\"", "5\""),
            ("\"甲\"乙", "甲乙"),
            ("=\"13812345678\"", "13812345678"),
            ("\"=\"\"0539\"\"\"", "0539"),
            ("'13812345678", "13812345678"),
            ("'-0.5", "-0.5"),
            ("'甲'", "'甲'"),
            ("=1+1", "=1+1"),
            ("=\"", "=\""),
        ] {
            assert_eq!(one(written), cell, "{written}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let many = ",".repeat(usize::from(COLUMNS) + 1);
        let long = ["a\n\"", &"甲".repeat(6 << 20), "\""].concat();
        for (text, line, column, fault) in [
            ("a,b\n\nc,\"d\ne", 3, 2, TextFault::QuoteOpen),
            (many.as_str(), 1, u32::from(COLUMNS) + 1, TextFault::ManyColumns),
            (long.as_str(), 2, 1, TextFault::LongRow),
        ] {
            assert_eq!(read(text, 1 << 20), Err(Refusal::Text { line, column, fault }));
        }
        assert!(read("a,\"d\"", 100).is_ok());
    }
}
