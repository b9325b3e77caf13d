//! .doc of Word 97 to 2003: the text of a binary document ([MS-DOC]).
//!
//! The file information block leads to the piece table, which says where each stretch of the text stands in the stream
//! `WordDocument` and in which of two codings. Main text, notes, headers, comments and text boxes follow one another in one
//! row of characters. Which characters are hidden, deleted or no text at all is said by pages of formatted runs.

use super::bytes::{u16_at, u32_at};
use super::compound::Compound;
use super::{Beside, Document, Error, Fields, is_text};
use std::string::String;
use std::vec::Vec;

/// Characters beyond which no honest document goes.
const MOST_CHARACTERS: usize = 8 << 20;

fn usize_at(bytes: &[u8], at: usize) -> Option<usize> {
    u32_at(bytes, at).map(|it| it as usize)
}

/// The text of a document.
///
/// # Errors
/// Why it cannot be read; [`Error::Other`] with [`super::Kind::OldWord`] where Word 95 or an earlier one wrote it.
pub fn read(bytes: &[u8]) -> Result<Document, Error> {
    let file = Compound::open(bytes)?;
    let word = file.stream("WordDocument")?.ok_or(Error::Damaged)?;
    let head = Head::read(&word)?;
    let table = file.stream(head.table)?.ok_or(Error::Damaged)?;
    read_streams(&word, &table, &head).ok_or(Error::Damaged)?
}

fn read_streams(word: &[u8], table: &[u8], head: &Head) -> Option<Result<Document, Error>> {
    let [text, footnotes, headers, macros, comments, endnotes, boxes] = head.lengths;
    let pieces = Pieces::read(head.part(table, CLX)?)?;
    let all = head.lengths.iter().try_fold(0usize, |sum, it| sum.checked_add(*it))?;
    // A character takes a byte at least.
    if all > pieces.end() || all > word.len() {
        return None;
    }
    if all > MOST_CHARACTERS {
        return Some(Err(Error::TooLarge));
    }
    let reader = Reader {
        word,
        pieces,
        runs: Pages { word, table: head.part(table, RUNS).unwrap_or_default(), kind: PageKind::Runs },
        paragraphs: Pages { word, table: head.part(table, PARAGRAPHS).unwrap_or_default(), kind: PageKind::Paragraphs },
        styles: hiding_styles(head.part(table, STYLES).unwrap_or_default()),
    };
    let endnotes_at = text + footnotes + headers + macros + comments;
    let boxes_at = endnotes_at + endnotes;
    let mut out = Document::default();
    let Beside { text_boxes, notes } = &mut out.beside;
    reader.story(0, text, &mut out.text)?;
    reader.story(text, text + footnotes, notes)?;
    reader.story(endnotes_at, boxes_at, notes)?;
    reader.story(boxes_at, boxes_at + boxes, text_boxes)?;
    Some(Ok(out))
}

/// Places of the pairs of offset and length in the file information block ([MS-DOC] 2.5.6).
const STYLES: usize = 1;
const RUNS: usize = 12;
const PARAGRAPHS: usize = 13;
const CLX: usize = 33;

/// What is needed of the file information block ([MS-DOC] 2.5.1).
struct Head<'a> {
    table: &'static str,
    /// Of the main text, footnotes, headers, macros, comments, endnotes and text boxes, in characters.
    lengths: [usize; 7],
    /// Pairs of offset and length in the table stream.
    parts: &'a [u8],
}

impl<'a> Head<'a> {
    fn read(word: &'a [u8]) -> Result<Self, Error> {
        const WORD_97: u16 = 0xC0;
        const ENCRYPTED: u16 = 0x0100;
        const SECOND_TABLE: u16 = 0x0200;
        let number = |at| u16_at(word, at).ok_or(Error::Damaged);
        if number(0)? != 0xA5EC || number(2)? < WORD_97 {
            return Err(Error::Other(super::Kind::OldWord));
        }
        let flags = number(10)?;
        if flags & ENCRYPTED != 0 {
            return Err(Error::Encrypted);
        }
        let table = if flags & SECOND_TABLE != 0 { "1Table" } else { "0Table" };
        // Three rows of numbers of two, four and eight bytes, each behind its length.
        let longs = 34 + 2 * usize::from(number(32)?) + 2;
        let pairs = longs + 4 * usize::from(number(longs - 2)?) + 2;
        let end = pairs + 8 * usize::from(number(pairs - 2)?);
        let parts = word.get(pairs..end).ok_or(Error::Damaged)?;
        let mut lengths = [0; 7];
        for (at, length) in lengths.iter_mut().enumerate() {
            *length = usize_at(word, longs + 4 * (3 + at)).filter(|it| *it <= word.len()).ok_or(Error::Damaged)?;
        }
        Ok(Head { table, lengths, parts })
    }

    fn part<'t>(&self, table: &'t [u8], index: usize) -> Option<&'t [u8]> {
        let (start, length) = (usize_at(self.parts, 8 * index)?, usize_at(self.parts, 8 * index + 4)?);
        table.get(start..start.checked_add(length)?)
    }
}

/// The piece table ([MS-DOC] 2.9.177): ends of the pieces in characters, then eight bytes each.
struct Pieces<'a> {
    ends: &'a [u8],
    pieces: &'a [u8],
    /// Formatting that whole pieces were given.
    changes: Vec<Look>,
}

struct Piece {
    start: usize,
    end: usize,
    /// Where it stands in the stream.
    at: usize,
    /// One byte a character, or two.
    wide: bool,
    change: u16,
}

impl<'a> Pieces<'a> {
    fn read(mut clx: &'a [u8]) -> Option<Self> {
        const CHANGE: u8 = 1;
        const MOST_CHANGES: usize = 1 << 15;
        let mut changes = Vec::new();
        while *clx.first()? == CHANGE {
            let end = 3 + usize::from(u16_at(clx, 1)?);
            let change = clx.get(3..end)?;
            if changes.len() < MOST_CHANGES {
                changes.push(Look::of(change));
            }
            clx = clx.get(end..)?;
        }
        (*clx.first()? == 2).then_some(())?;
        let table = clx.get(5..)?.get(..usize_at(clx, 1)?)?;
        let count = table.len().checked_sub(4)? / 12;
        let (ends, pieces) = table.split_at(4 * (count + 1));
        Some(Pieces { ends, pieces: &pieces[..8 * count], changes })
    }

    fn count(&self) -> usize {
        self.pieces.len() / 8
    }

    fn end(&self) -> usize {
        usize_at(self.ends, 4 * self.count()).unwrap_or(0)
    }

    fn get(&self, index: usize) -> Option<Piece> {
        const NARROW: u32 = 1 << 30;
        let place = u32_at(self.pieces, 8 * index + 2)?;
        let at = (place & (NARROW - 1)) as usize;
        let wide = place & NARROW == 0;
        Some(Piece {
            start: usize_at(self.ends, 4 * index)?,
            end: usize_at(self.ends, 4 * index + 4)?,
            at: if wide { at } else { at / 2 },
            wide,
            change: u16_at(self.pieces, 8 * index + 6)?,
        })
    }

    /// What a piece as a whole was given ([MS-DOC] 2.9.212 and 2.9.213).
    fn change(&self, change: u16) -> Look {
        if change & 1 == 1 {
            return self.changes.get(usize::from(change >> 1)).copied().unwrap_or_default();
        }
        let value = (change >> 8) as u8;
        match change >> 1 & 0x7F {
            0x41 => Look { deleted: Some(value == 1), ..Look::default() },
            0x5C => Look { hidden: Some(value), ..Look::default() },
            _ => Look::default(),
        }
    }
}

/// How a run looks, as far as it matters and is said.
#[derive(Clone, Copy, Default)]
struct Look {
    deleted: Option<bool>,
    /// A sign that stands for something else: a picture, a note's number, a symbol.
    special: Option<bool>,
    /// 0, 1, or 0x80 and 0x81 for as the style says and the other way round.
    hidden: Option<u8>,
    style: Option<u16>,
}

const DELETED: u16 = 0x0800;
const HIDDEN: u16 = 0x083C;
const SPECIAL: u16 = 0x0855;
const SYMBOL: u16 = 0x6A09;
const STYLE: u16 = 0x4A30;

impl Look {
    /// What a row of changes says, each a number of two bytes and a value ([MS-DOC] 2.6).
    fn of(mut changes: &[u8]) -> Self {
        let mut look = Look::default();
        while let Some(change) = u16_at(changes, 0) {
            let length = match change >> 13 {
                0 | 1 => 1,
                2 | 4 | 5 => 2,
                3 => 4,
                7 => 3,
                _ => changes.get(2).map_or(1, |it| usize::from(*it) + 1),
            };
            let Some(value) = changes.get(2..2 + length) else { break };
            match change {
                DELETED => look.deleted = Some(value[0] == 1),
                HIDDEN => look.hidden = Some(value[0]),
                SPECIAL => look.special = Some(value[0] == 1),
                SYMBOL => look.special = Some(true),
                STYLE => look.style = u16_at(value, 0),
                _ => {}
            }
            changes = &changes[2 + length..];
        }
        look
    }

    /// Where the other says nothing, as it was.
    fn then(self, later: Look) -> Self {
        Look {
            deleted: later.deleted.or(self.deleted),
            special: later.special.or(self.special),
            hidden: later.hidden.or(self.hidden),
            style: later.style.or(self.style),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PageKind {
    Runs,
    Paragraphs,
}

/// Formatting by place in the stream: a table of pages of 512 bytes, each with a table of runs ([MS-DOC] 2.8.25, 2.9.31).
struct Pages<'a> {
    word: &'a [u8],
    table: &'a [u8],
    kind: PageKind,
}

/// The place of the last number of a rising row that is not above a wanted one.
fn place_in(row: &[u8], wanted: usize) -> Option<usize> {
    let numbers = row.as_chunks().0;
    numbers.partition_point(|it| u32::from_le_bytes(*it) as usize <= wanted).checked_sub(1)
}

impl Pages<'_> {
    /// What is said of a place, and where the stretch ends of which it is said.
    fn at(&self, place: usize) -> Option<(&[u8], usize)> {
        const PAGE: usize = 512;
        let count = self.table.len().checked_sub(4)? / 8;
        let (ends, pages) = self.table.split_at(4 * (count + 1));
        let page = usize_at(pages, 4 * place_in(&ends[..4 * count], place)?)? & 0x3F_FFFF;
        let page = self.word.get(page * PAGE..(page + 1) * PAGE)?;
        let count = usize::from(page[PAGE - 1]);
        let index = place_in(page.get(..4 * count)?, place)?;
        let end = usize_at(page, 4 * index + 4)?;
        let entries = 4 * (count + 1);
        let said = match self.kind {
            PageKind::Runs => match 2 * usize::from(*page.get(entries + index)?) {
                0 => &[],
                at => page.get(at + 1..at + 1 + usize::from(page[at]))?,
            },
            PageKind::Paragraphs => {
                let at = 2 * usize::from(*page.get(entries + 13 * index)?);
                match usize::from(page[at]) {
                    0 => page.get(at + 2..at + 2 + 2 * usize::from(*page.get(at + 1)?))?,
                    half => page.get(at + 1..at + 2 * half)?,
                }
            }
        };
        (end > place).then_some((said, end))
    }
}

/// Which styles hide their text, by their numbers ([MS-DOC] 2.9.271).
fn hiding_styles(sheet: &[u8]) -> Vec<bool> {
    const LONGEST_ROW: usize = 32;
    const PARAGRAPH: u16 = 1;
    const CHARACTER: u16 = 2;
    /// Its runs' formatting, and the style that it is based on.
    fn of_style(style: &[u8], base: usize) -> Option<(u16, Option<u8>)> {
        let (kind, based_on) = (u16_at(style, 2)? & 0xF, u16_at(style, 2)? >> 4);
        let mut at = base + 2 + 2 * usize::from(u16_at(style, base)?) + 2;
        if kind == PARAGRAPH {
            at += 2 + usize::from(u16_at(style, at)?).next_multiple_of(2);
        }
        let changes = match kind {
            PARAGRAPH | CHARACTER => style.get(at + 2..)?.get(..usize::from(u16_at(style, at)?))?,
            _ => &[],
        };
        Some((based_on, Look::of(changes).hidden))
    }
    let head = usize::from(u16_at(sheet, 0).unwrap_or(0));
    let base = usize::from(u16_at(sheet, 4).unwrap_or(0));
    let mut rest = sheet.get(2 + head..).unwrap_or_default();
    let mut styles = Vec::new();
    while let Some(style) = u16_at(rest, 0).and_then(|length| rest.get(2..2 + usize::from(length))) {
        styles.push(of_style(style, base));
        rest = rest.get(2 + style.len().next_multiple_of(2)..).unwrap_or_default();
        if styles.len() > usize::from(u16::MAX >> 4) {
            break;
        }
    }
    let hides = |mut index: usize| {
        for _ in 0..LONGEST_ROW {
            match styles.get(index).copied().flatten() {
                Some((_, Some(hidden))) => return hidden & 1 == 1,
                Some((based_on, None)) => index = based_on.into(),
                None => return false,
            }
        }
        false
    };
    (0..styles.len()).map(hides).collect()
}

struct Reader<'a> {
    word: &'a [u8],
    pieces: Pieces<'a>,
    runs: Pages<'a>,
    paragraphs: Pages<'a>,
    styles: Vec<bool>,
}

impl Reader<'_> {
    /// The text between two places of the row of characters.
    fn story(&self, start: usize, end: usize, out: &mut String) -> Option<()> {
        let mut writer = Writer { out, fields: Fields::default(), half: None };
        let mut expected = 0;
        for index in 0..self.pieces.count() {
            let piece = self.pieces.get(index)?;
            // Pieces follow one another; else a small table could ask for the same text over and over.
            (piece.start == expected && piece.end > piece.start).then_some(())?;
            expected = piece.end;
            let (from, to) = (piece.start.max(start), piece.end.min(end));
            if from < to {
                self.stretch(&piece, from - piece.start, to - piece.start, &mut writer)?;
            }
            if expected >= end {
                break;
            }
        }
        writer.end();
        Some(())
    }

    /// Characters of a piece.
    fn stretch(&self, piece: &Piece, from: usize, to: usize, writer: &mut Writer) -> Option<()> {
        let width = if piece.wide { 2 } else { 1 };
        let mut at = piece.at.checked_add(from * width)?;
        let end = piece.at.checked_add(to * width)?;
        self.word.get(at..end)?;
        while at < end {
            let (seen, special, until) = self.look(piece, at);
            // A run ends between two characters; what ends within one is not to be trusted.
            let until = (at + (until.min(end) - at).next_multiple_of(width)).min(end);
            for character in self.word[at..until].chunks(width) {
                let unit = match *character {
                    [low, high] => u16::from_le_bytes([low, high]),
                    [byte] => windows_1252(byte),
                    _ => return None,
                };
                writer.unit(unit, seen, special);
            }
            at = until;
        }
        Some(())
    }

    /// Whether what stands at a place is counted, whether it is no text, and up to where that holds.
    fn look(&self, piece: &Piece, at: usize) -> (bool, bool, usize) {
        let (changes, mut until) = self.runs.at(at).unwrap_or((&[], usize::MAX));
        let look = Look::of(changes).then(self.pieces.change(piece.change));
        let hides = |style: u16| self.styles.get(usize::from(style)).copied().unwrap_or(false);
        let mut by_style = look.style.is_some_and(hides);
        if self.styles.contains(&true)
            && let Some((said, end)) = self.paragraphs.at(at)
        {
            by_style ^= hides(u16_at(said, 0).unwrap_or(0));
            until = until.min(end);
        }
        let hidden = match look.hidden {
            None => by_style,
            Some(value) if value & 0x80 == 0 => value == 1,
            Some(value) => by_style ^ (value & 1 == 1),
        };
        (look.deleted != Some(true) && !hidden, look.special == Some(true), until)
    }
}

struct Writer<'a> {
    out: &'a mut String,
    fields: Fields,
    /// The first half of a character beyond U+FFFF.
    half: Option<u16>,
}

impl Writer<'_> {
    fn unit(&mut self, unit: u16, seen: bool, special: bool) {
        match unit {
            0x13 => self.fields.begin(),
            0x14 => self.fields.separate(),
            0x15 => self.fields.end(),
            // The end of a cell or a row.
            0x07 => self.out.push('\n'),
            _ if special || !seen || self.fields.in_instruction() => {}
            // Breaks of lines, pages and columns, and the end of a paragraph.
            0x0A..=0x0E => self.out.push('\n'),
            0x09 => self.out.push('\t'),
            // The hyphen that does not break is part of its word; the one that may is not there.
            0x1E => self.out.push('-'),
            0..=0x1F => {}
            _ => self.character(unit),
        }
    }

    fn character(&mut self, unit: u16) {
        let units = [self.half.take().unwrap_or(unit), unit];
        let known = if units[0] == unit { &units[1..] } else { &units[..] };
        if (0xD800..0xDC00).contains(&unit) && known.len() == 1 {
            self.half = Some(unit);
            return;
        }
        let characters = char::decode_utf16(known.iter().copied()).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER));
        self.out.extend(characters.filter(|c| is_text(*c)));
    }

    /// A story is a paragraph at least.
    fn end(&mut self) {
        self.out.push('\n');
    }
}

/// A character of one byte ([MS-DOC] 2.9.73): Latin-1, but for the signs of Windows.
fn windows_1252(byte: u8) -> u16 {
    const SIGNS: [u16; 32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ];
    let sign = byte.checked_sub(0x80).and_then(|at| SIGNS.get(usize::from(at)));
    sign.copied().unwrap_or(byte.into())
}
