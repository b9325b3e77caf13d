//! A table in text, as it comes: its beginning tells what parts the cells and where the header is, then row after row is handed
//! on and forgotten.

use super::columns::{Columns, Sought};
use super::csv::Csv;
use super::error::{Error, Refusal};
use super::grid::{Sheet, Texts};
use super::table::{Layout, Progress, Records, Score, UNDECODABLE, find_layout, no_header};
use std::string::String;

/// So much text is looked at for the header.
const HEAD: usize = 256 << 10;
/// What can part cells, the first of equals.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// Reads a table from pieces of text.
pub struct Stream {
    known: Columns,
    /// What is looked for: see [`find_layout`].
    wanted: Sought,
    head: String,
    reader: Option<Reader>,
    progress: Progress,
    ended: bool,
}

/// A reader that knows what parts the cells, and the rows that it has read.
struct Reader {
    csv: Csv,
    sheet: Sheet,
    texts: Texts,
    layout: Layout,
}

impl Stream {
    /// A table of what is wanted.
    pub fn new(known: Columns, wanted: Sought) -> Self {
        Stream { known, wanted, head: String::new(), reader: None, progress: Progress::default(), ended: false }
    }

    /// Takes a piece of text, the last one with `ends`.
    ///
    /// # Errors
    /// What is wrong, with its line and column; where no header is found.
    pub fn push(&mut self, text: &str, ends: bool) -> Result<(), Refusal> {
        self.ended = ends;
        match &mut self.reader {
            Some(Reader { csv, sheet, texts, .. }) => {
                csv.push(text, sheet, texts)?;
                if ends {
                    csv.end(sheet, texts)?
                }
                Ok(())
            }
            None => {
                self.head.push_str(text);
                if self.head.len() >= HEAD || ends {
                    let head = core::mem::take(&mut self.head);
                    self.reader = Some(self.begin(&head, ends)?);
                }
                Ok(())
            }
        }
    }

    /// Finds out what parts the cells: what gives the most names of columns.
    fn begin(&self, head: &str, ends: bool) -> Result<Reader, Refusal> {
        let mut best: Option<(Score, Result<(), Refusal>, Reader)> = None;
        let mut fault = Ok(());
        let mut is_empty = true;
        for delimiter in DELIMITERS {
            let (mut csv, mut sheet, mut texts) = (Csv::new(delimiter), Sheet::default(), Texts::default());
            let mut read = csv.push(head, &mut sheet, &mut texts);
            if ends && read.is_ok() {
                read = csv.end(&mut sheet, &mut texts);
            }
            is_empty &= sheet.is_empty();
            // A form is read as a whole.
            let found = find_layout(&self.known, self.wanted, &texts, &sheet, false)
                .filter(|(_, layout, _)| ends || !layout.is_form());
            match found {
                Some((score, layout, below)) if best.as_ref().is_none_or(|(held, ..)| score > *held) => {
                    let read = read.and_then(|()| below.map_or(Ok(()), |below| Err(below.apart())));
                    best = Some((score, read, Reader { csv, sheet, texts, layout }));
                }
                _ => fault = fault.and(read),
            }
        }
        match best {
            Some((_, read, reader)) => Ok(read.map(|()| reader)?),
            None if head.contains(UNDECODABLE) => Err(Error::Undecodable.into()),
            None => Err(fault.map_or_else(Refusal::from, |()| no_header(&self.known, self.wanted, is_empty))),
        }
    }

    /// How the table is laid out, once that is known: see [`Layout::to_json`].
    pub fn layout(&self) -> Option<String> {
        self.reader.as_ref().map(|it| it.layout.to_json(&self.known, ""))
    }

    /// A block of the records that have come: see [`Layout::read`].
    pub fn read(&mut self) -> Records {
        let Some(Reader { sheet, texts, layout, .. }) = &mut self.reader else { return Records::default() };
        let records = layout.read(&self.known, texts, sheet, &mut self.progress, self.ended);
        if records.is_empty() && self.progress.is_through(sheet) {
            sheet.clear();
            texts.clear();
            self.progress.go_on();
        }
        records
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::vec::Vec;

    fn read(text: &str, piece: usize) -> (String, Vec<u32>) {
        let book = crate::rulebook::built_in("linyi-2012").expect("a built-in rulebook").to_bytes();
        let known = Columns::of_book(&book, "application").expect("a form");
        let mut stream = Stream::new(known, Sought::Any);
        let (mut lines, mut rows) = (String::new(), Vec::new());
        let mut rest = text;
        loop {
            let mut end = piece.min(rest.len());
            while !rest.is_char_boundary(end) {
                end += 1;
            }
            let (first, next) = rest.split_at(end);
            stream.push(first, next.is_empty()).expect("a table");
            rest = next;
            loop {
                let block = stream.read();
                if block.rows.is_empty() {
                    break;
                }
                lines.push_str(&block.lines);
                rows.extend(block.rows);
            }
            if rest.is_empty() {
                return (lines, rows);
            }
        }
    }

    #[test]
    fn pieces_of_any_size_give_the_same_records() {
        let mut text = String::from("岗位汇总\n\n单位名称,岗位名称\n");
        for at in 0..10_000 {
            text.push_str(&format!("示例单位{at},\"示例岗，第 {at} 个\n在二楼\"\n"));
        }
        assert!(text.len() > 2 * HEAD);
        let whole = read(&text, text.len());
        assert_eq!(whole.1.len(), 10_000);
        assert_eq!(whole.1[9_999], 4 + 2 * 9_999);
        for piece in [997, 65_536, HEAD] {
            assert!(read(&text, piece) == whole, "{piece}");
        }
    }
}
