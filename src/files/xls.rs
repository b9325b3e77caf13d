//! Workbooks of Excel 97 to 2003, and of WPS: BIFF8 ([MS-XLS]).

use super::bytes;
use super::compound::Compound;
use super::crypt::{RC4_BLOCK, Rc4Keys};
use super::format::{self, Shown};
use super::grid::{LOST, MOST_CELLS, MOST_SHEETS, Sheet, Texts, Value, Workbook};
use super::{Error, Kind};
use std::string::String;
use std::vec::Vec;

/// The records that are read ([MS-XLS] 2.4).
mod record {
    pub const FORMULA: u16 = 0x06;
    pub const EOF: u16 = 0x0A;
    pub const DATE_MODE: u16 = 0x22;
    pub const FILE_PASS: u16 = 0x2F;
    pub const CONTINUE: u16 = 0x3C;
    pub const BOUND_SHEET: u16 = 0x85;
    pub const MUL_RK: u16 = 0xBD;
    pub const R_STRING: u16 = 0xD6;
    pub const XF: u16 = 0xE0;
    pub const MERGE_CELLS: u16 = 0xE5;
    pub const SST: u16 = 0xFC;
    pub const LABEL_SST: u16 = 0xFD;
    pub const NUMBER: u16 = 0x203;
    pub const LABEL: u16 = 0x204;
    pub const BOOL_ERR: u16 = 0x205;
    pub const STRING: u16 = 0x207;
    pub const RK: u16 = 0x27E;
    pub const FORMAT: u16 = 0x41E;
    pub const BOF: u16 = 0x809;
}
const BIFF8: u16 = 0x600;
const WORKSHEET: u8 = 0;

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Error> {
    bytes::u16_at(bytes, at).ok_or(Error::Damaged)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Error> {
    bytes::u32_at(bytes, at).ok_or(Error::Damaged)
}

fn u64_at(bytes: &[u8], at: usize) -> Result<u64, Error> {
    bytes::u64_at(bytes, at).ok_or(Error::Damaged)
}

/// A record: its number and what it holds, with the pieces that continue it.
struct Record<'a> {
    number: u16,
    pieces: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    fn data(&self) -> &'a [u8] {
        self.pieces.first().copied().unwrap_or(&[])
    }
}

/// The records of a stream from a place on.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    fn piece(&self) -> Result<(u16, &'a [u8]), Error> {
        let (number, length) = (u16_at(self.stream, self.at)?, u16_at(self.stream, self.at + 2)?);
        let start = self.at + 4;
        Ok((number, self.stream.get(start..start + usize::from(length)).ok_or(Error::Truncated)?))
    }

    fn next(&mut self) -> Result<Record<'a>, Error> {
        let (number, data) = self.piece().map_err(|_| Error::Truncated)?;
        self.at += 4 + data.len();
        let mut pieces = Vec::from([data]);
        while let Ok((record::CONTINUE, data)) = self.piece() {
            self.at += 4 + data.len();
            pieces.push(data);
        }
        Ok(Record { number, pieces })
    }
}

/// Reads the cells of every sheet that is not hidden; of those that are, the name only.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Workbook, Error> {
    let mut stream = Compound::open(bytes)?.stream("Workbook")?.ok_or(Error::Damaged)?;
    decrypt(&mut stream)?;
    let mut records = Records { stream: &stream, at: 0 };
    let first = records.next()?;
    if first.number != record::BOF || u16_at(first.data(), 0)? != BIFF8 {
        return Err(Error::Other(Kind::OldExcel));
    }
    let mut book = Workbook::default();
    let mut globals = Globals::default();
    let mut sheets = Vec::new();
    loop {
        let found = records.next()?;
        let data = found.data();
        match found.number {
            record::EOF => break,
            record::DATE_MODE => globals.since_1904 = u16_at(data, 0)? == 1,
            record::FORMAT => {
                // A format that makes no sense is the one that programs have by that number.
                let code = Pieces::new(&found.pieces, 2).and_then(|mut it| it.text_of_16());
                if let (Ok(at), Ok(code)) = (u16_at(data, 0), code) {
                    let at = usize::from(at);
                    globals.formats.resize(globals.formats.len().max(at + 1), None);
                    globals.formats[at] = Some(format::of_code(&code));
                }
            }
            record::XF => globals.styles.push(u16_at(data, 2).unwrap_or(0)),
            record::BOUND_SHEET => {
                let at = u32_at(data, 0)? as usize;
                let (state, kind) = (*data.get(4).ok_or(Error::Damaged)?, *data.get(5).ok_or(Error::Damaged)?);
                let name = Pieces::new(&found.pieces, 6)?.text_of_8()?;
                if kind == WORKSHEET {
                    sheets.push((at, Sheet::new(name, state & 3 != 0)));
                }
                if sheets.len() > MOST_SHEETS {
                    return Err(Error::TooLarge);
                }
            }
            record::SST => read_shared(&found.pieces, &mut book.texts)?,
            _ => {}
        }
    }
    globals.shared = book.texts.len() as u32;
    let mut cells = 0;
    let mut seen = Vec::new();
    for (at, mut sheet) in sheets {
        // A place that two sheets share is no honest one.
        if !sheet.hidden && !seen.contains(&at) {
            seen.push(at);
            SheetReader { sheet: &mut sheet, texts: &mut book.texts, globals: &globals }
                .read(&mut Records { stream: &stream, at })?;
            sheet.finish();
            cells += sheet.len();
            if cells > MOST_CELLS {
                return Err(Error::TooLarge);
            }
        }
        book.sheets.push(sheet);
    }
    Ok(book)
}

/// Decrypts a stream that a record says is encrypted ([MS-XLS] 2.2.10): what the records hold, but for some, and not their heads.
fn decrypt(stream: &mut [u8]) -> Result<(), Error> {
    let mut records = Records { stream, at: 0 };
    let keys = loop {
        match records.piece() {
            Ok((record::FILE_PASS, pass)) => break Rc4Keys::read(pass).ok_or(Error::Encrypted)?,
            // It stands at the beginning; what is wrong with the stream is told later.
            Ok((record::EOF, _)) | Err(_) => return Ok(()),
            Ok((_, data)) => records.at += 4 + data.len(),
        }
    };
    let mut at = 0;
    let (mut block, mut mask) = (0, keys.mask(0));
    while let Ok((number, data)) = (Records { stream, at }).piece() {
        let (start, end) = (at + 4, at + 4 + data.len());
        let open = match number {
            // And UsrExcl, FileLock, InterfaceHdr, RRDHead, RRDInfo.
            record::BOF | record::FILE_PASS | 0x194 | 0x195 | 0xE1 | 0x138 | 0x196 => data.len(),
            // Where the sheet begins.
            record::BOUND_SHEET => 4,
            _ => 0,
        };
        for (at, byte) in stream.iter_mut().enumerate().take(end).skip(start + open) {
            if at / RC4_BLOCK != block {
                block = at / RC4_BLOCK;
                mask = keys.mask(block as u32);
            }
            *byte ^= mask.get(at % RC4_BLOCK).copied().unwrap_or_default();
        }
        at = end;
    }
    Ok(())
}

/// What holds for the whole workbook.
#[derive(Default)]
struct Globals {
    since_1904: bool,
    /// By the number of each, which has 16 bits.
    formats: Vec<Option<Shown>>,
    /// The format of each cell format.
    styles: Vec<u16>,
    /// How many texts are shared.
    shared: u32,
}

impl Globals {
    fn shown(&self, style: u16) -> Shown {
        let Some(format) = self.styles.get(usize::from(style)) else { return Shown::Number };
        let own = self.formats.get(usize::from(*format)).copied().flatten();
        own.unwrap_or_else(|| format::built_in(*format))
    }
}

/// Reads across the pieces of a record.
struct Pieces<'a> {
    pieces: &'a [&'a [u8]],
    at: usize,
}

impl<'a> Pieces<'a> {
    fn new(pieces: &'a [&'a [u8]], at: usize) -> Result<Self, Error> {
        let mut pieces = Pieces { pieces, at: 0 };
        pieces.skip(at)?;
        Ok(pieces)
    }

    /// What is left of the piece that is read, which is not empty.
    fn rest(&mut self) -> Result<&'a [u8], Error> {
        while let Some(first) = self.pieces.first() {
            match first.get(self.at..) {
                Some(rest) if !rest.is_empty() => return Ok(rest),
                _ => {
                    self.pieces = &self.pieces[1..];
                    self.at = 0;
                }
            }
        }
        Err(Error::Damaged)
    }

    fn byte(&mut self) -> Result<u8, Error> {
        let byte = self.rest()?[0];
        self.at += 1;
        Ok(byte)
    }

    fn u16(&mut self) -> Result<u16, Error> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Result<u32, Error> {
        Ok(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Result<(), Error> {
        while count > 0 {
            let step = self.rest()?.len().min(count);
            self.at += step;
            count -= step;
        }
        Ok(())
    }

    /// Characters, of one byte (the lower half of U+0000 to U+00FF) or of two. Where a piece ends within them, the next begins
    /// with the flag anew ([MS-XLS] 2.5.293).
    fn characters(&mut self, mut count: usize, flags: u8, out: &mut String) -> Result<(), Error> {
        let mut wide = flags & 1 != 0;
        let mut units = Vec::new();
        while count > 0 {
            let before = self.pieces.len();
            let rest = self.rest()?;
            // Not at the beginning: a piece that ends exactly before the first character.
            if self.pieces.len() != before {
                wide = self.byte()? & 1 != 0;
                continue;
            }
            let fits = if wide { rest.len() / 2 } else { rest.len() };
            let taken = fits.min(count);
            if taken == 0 {
                return Err(Error::Damaged);
            }
            if wide {
                units.extend(rest[..2 * taken].as_chunks().0.iter().map(|&it| u16::from_le_bytes(it)));
                self.at += 2 * taken;
            } else {
                units.extend(rest[..taken].iter().map(|&it| u16::from(it)));
                self.at += taken;
            }
            count -= taken;
        }
        out.extend(char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)));
        Ok(())
    }

    /// A text with its length in a byte.
    fn text_of_8(&mut self) -> Result<String, Error> {
        let (count, flags) = (self.byte()?, self.byte()?);
        let mut out = String::new();
        self.characters(count.into(), flags, &mut out)?;
        Ok(out)
    }

    /// A text with its length in two bytes. Some programs write an empty one without its flags.
    fn text_of_16(&mut self) -> Result<String, Error> {
        let count = self.u16()?;
        let mut out = String::new();
        if count > 0 {
            let flags = self.byte()?;
            self.characters(count.into(), flags, &mut out)?;
        }
        Ok(out)
    }

    /// A text with its runs and how it is pronounced, which are left out.
    fn rich_text(&mut self, out: &mut String) -> Result<(), Error> {
        let (count, flags) = (self.u16()?, self.byte()?);
        let runs = if flags & 8 != 0 { self.u16()? } else { 0 };
        let spoken = if flags & 4 != 0 { self.u32()? } else { 0 };
        self.characters(count.into(), flags, out)?;
        self.skip(4 * usize::from(runs))?;
        self.skip(spoken as usize)
    }
}

/// Reads the shared texts, as many as there are: some programs count them wrong.
fn read_shared(pieces: &[&[u8]], texts: &mut Texts) -> Result<(), Error> {
    let Ok(mut pieces) = Pieces::new(pieces, 8) else { return Ok(()) };
    let mut text = String::new();
    while pieces.rich_text(&mut text).is_ok() {
        texts.push(&text)?;
        text.clear();
    }
    Ok(())
}

struct SheetReader<'a> {
    sheet: &'a mut Sheet,
    texts: &'a mut Texts,
    globals: &'a Globals,
}

impl SheetReader<'_> {
    fn read(mut self, records: &mut Records<'_>) -> Result<(), Error> {
        if records.next()?.number != record::BOF {
            return Err(Error::Damaged);
        }
        // A chart within the sheet has records of its own.
        let mut inside = 0u32;
        // The formula whose text comes next.
        let mut waiting = None;
        loop {
            let found = records.next()?;
            let data = found.data();
            match found.number {
                record::BOF => inside += 1,
                record::EOF if inside == 0 => return Ok(()),
                record::EOF => inside -= 1,
                _ if inside > 0 => {}
                record::MERGE_CELLS => self.merge(data)?,
                record::STRING => {
                    if let Some((row, column)) = waiting.take() {
                        let text = Pieces::new(&found.pieces, 0)?.text_of_16();
                        self.text(row, column, text.as_deref().unwrap_or(LOST))?;
                    }
                }
                record::MUL_RK => lenient(self.numbers(data))?,
                record::FORMULA
                | record::LABEL_SST
                | record::LABEL
                | record::R_STRING
                | record::NUMBER
                | record::RK
                | record::BOOL_ERR => {
                    let (Ok(row), Ok(column)) = (u16_at(data, 0), u16_at(data, 2)) else { continue };
                    let row = u32::from(row) + 1;
                    match self.cell(row, column, &found) {
                        Ok(true) => waiting = Some((row, column)),
                        Ok(false) => {}
                        Err(Error::Damaged) => lenient(self.text(row, column, LOST))?,
                        Err(error) => return Err(error),
                    }
                }
                _ => {}
            }
        }
    }

    /// A cell; whether it is a formula whose text follows.
    fn cell(&mut self, row: u32, column: u16, found: &Record<'_>) -> Result<bool, Error> {
        let data = found.data();
        let style = u16_at(data, 4)?;
        match found.number {
            record::FORMULA => return self.result(row, column, style, data),
            record::LABEL_SST => {
                let at = u32_at(data, 6)?;
                if at >= self.globals.shared {
                    return Err(Error::Damaged);
                }
                if !self.texts.get(at).is_empty() {
                    self.sheet.push(row, column, Value::Text(at))?;
                }
            }
            record::LABEL | record::R_STRING => {
                let text = Pieces::new(&found.pieces, 6)?.text_of_16()?;
                self.text(row, column, &text)?;
            }
            record::NUMBER => self.number(row, column, style, f64::from_bits(u64_at(data, 6)?))?,
            record::RK => self.number(row, column, style, of_rk(u32_at(data, 6)?))?,
            _ => self.truth(row, column, u16_at(data, 6)?)?,
        }
        Ok(false)
    }

    fn merge(&mut self, data: &[u8]) -> Result<(), Error> {
        for range in data.get(2..).unwrap_or(&[]).as_chunks::<8>().0 {
            let at = |at| u16_at(range, at);
            let first = (u32::from(at(0)?) + 1, at(4)?);
            self.sheet.merge(first, (u32::from(at(2)?) + 1, at(6)?))?;
        }
        Ok(())
    }

    fn text(&mut self, row: u32, column: u16, text: &str) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        let text = self.texts.push(text)?;
        self.sheet.push(row, column, Value::Text(text))
    }

    fn number(&mut self, row: u32, column: u16, style: u16, number: f64) -> Result<(), Error> {
        if !number.is_finite() {
            return self.text(row, column, error_text(NO_NUMBER));
        }
        match format::text(self.globals.shown(style), number, self.globals.since_1904) {
            Some(text) => self.text(row, column, &text),
            None => self.sheet.push(row, column, Value::Number(number)),
        }
    }

    /// MULRK: numbers side by side.
    fn numbers(&mut self, data: &[u8]) -> Result<(), Error> {
        let (row, first) = (u32::from(u16_at(data, 0)?) + 1, u16_at(data, 2)?);
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or(&[]).as_chunks::<6>().0;
        for (column, cell) in (first..).zip(cells) {
            self.number(row, column, u16_at(cell, 0)?, of_rk(u32_at(cell, 2)?))?;
        }
        Ok(())
    }

    /// TRUE, FALSE or an error: the value, then which it is.
    fn truth(&mut self, row: u32, column: u16, value: u16) -> Result<(), Error> {
        let [value, is_error] = value.to_le_bytes();
        if is_error == 0 {
            return self.sheet.push(row, column, Value::Bool(value != 0));
        }
        self.text(row, column, error_text(value))
    }

    /// The result of a formula as it was saved; whether it is a text, which follows.
    fn result(&mut self, row: u32, column: u16, style: u16, data: &[u8]) -> Result<bool, Error> {
        let value = u64_at(data, 6)?;
        if value >> 48 != 0xFFFF {
            self.number(row, column, style, f64::from_bits(value))?;
            return Ok(false);
        }
        let [what, _, value, ..] = value.to_le_bytes();
        match what {
            0 => return Ok(true),
            1 => self.sheet.push(row, column, Value::Bool(value != 0))?,
            2 => self.text(row, column, error_text(value))?,
            _ => {}
        }
        Ok(false)
    }
}

/// The number in four bytes ([MS-XLS] 2.5.217): whole or the upper half of a float, and perhaps to be divided by 100.
fn of_rk(rk: u32) -> f64 {
    let number = if rk & 2 != 0 { f64::from(rk as i32 >> 2) } else { f64::from_bits(u64::from(rk & !3) << 32) };
    if rk & 1 != 0 { number / 100.0 } else { number }
}

/// A cell that makes no sense costs that cell only: it is told, or left out where no program has such a cell.
fn lenient(read: Result<(), Error>) -> Result<(), Error> {
    if read == Err(Error::Damaged) { Ok(()) } else { read }
}

/// The error of a number that is none.
const NO_NUMBER: u8 = 0x24;

/// An error as the programs show it ([MS-XLS] 2.5.10).
fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        NO_NUMBER => "#NUM!",
        _ => "#N/A",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_four_bytes() {
        assert_eq!(of_rk(0x0000_0066), 25.0);
        assert_eq!(of_rk(0x0000_2717), 25.01);
        assert_eq!(of_rk(0x3FF0_0000), 1.0);
        assert_eq!(of_rk(0xFFFF_FFFE), -1.0);
    }

    #[test]
    fn a_text_goes_on_in_the_next_piece_with_a_flag_of_its_own() {
        let first: &[u8] = &[4, 0, 0, b'a', b'b'];
        let second: &[u8] = &[1, 0x32, 0x75, b'c', 0];
        assert_eq!(Pieces::new(&[first, second], 0).and_then(|mut it| it.text_of_16()).as_deref(), Ok("ab甲c"));
        assert!(Pieces::new(&[first], 0).and_then(|mut it| it.text_of_16()).is_err());
        assert_eq!(Pieces::new(&[&[0, 0]], 0).and_then(|mut it| it.text_of_16()).as_deref(), Ok(""));
    }
}
