//! Workbooks of Excel 2007 and later, and of WPS (ECMA-376 part 1, 18; ISO Strict and Transitional alike).

use super::error::{Error, NO_RESULT};
use super::format::{self, Shown};
use super::grid::{COLUMNS, LOST, MOST_CELLS, MOST_PARTS, MOST_SHEETS, Sheet, Texts, Value, Workbook};
use super::package::{LARGEST_PART, Package, Relationship};
use super::xml::{Element, Namespace, Step, Xml};
use super::zip::{Archive, Unpacked};
use core::cell::Cell;
use std::borrow::Cow;
use std::io::{self, BufRead, ErrorKind, Read};
use std::string::String;
use std::vec::Vec;

/// All parts together unpack to no more.
const LARGEST: usize = 512 << 20;
/// The longest text that a cell can hold is 32,767 characters; what escapes and runs add is much less than this.
const LONGEST_TEXT: usize = 1 << 20;

/// Reads the cells of every sheet that is not hidden; of those that are, the name only.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8]) -> Result<Workbook, Error> {
    let package = Package::new(Archive::open(bytes)?);
    let main = package.main_part()?.ok_or(Error::Damaged)?;
    let relationships = package.relationships(&main)?;
    let parts = Parts { package, left: Cell::new(LARGEST) };
    let contents = read_contents(&mut package.part(&main, LARGEST_PART)?.ok_or(Error::Damaged)?)?;
    let mut book = Workbook::default();
    let target = |kind: &str| relationships.iter().find(|it| it.kind == kind).map(|it| it.target.as_str());
    if let Some(mut xml) = target("sharedStrings").map(|path| parts.open(path)).transpose()?.flatten() {
        read_shared(&mut xml, &mut book.texts)?;
    }
    let mut styles = Vec::new();
    if let Some(mut xml) = target("styles").map(|path| parts.open(path)).transpose()?.flatten() {
        styles = read_styles(&mut xml)?;
    }
    let shared = book.texts.len() as u32;
    let mut seen = Vec::new();
    let mut cells = 0;
    for (name, hidden, id) in contents.sheets {
        let Some(Relationship { target, .. }) = relationships.iter().find(|it| it.id == id && it.kind == "worksheet")
        else {
            continue; // a chart
        };
        let mut sheet = Sheet::new(name, hidden);
        // A part that two sheets share is no honest one.
        if !hidden && !seen.contains(&target) {
            seen.push(target);
            let mut xml = parts.open(target)?.ok_or(Error::Damaged)?;
            let styles = Styles { shown: &styles, since_1904: contents.since_1904 };
            SheetReader { sheet: &mut sheet, texts: &mut book.texts, shared, styles }.read(&mut xml)?;
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

/// The parts of a workbook, which share one bound.
struct Parts<'a> {
    package: Package<'a>,
    left: Cell<usize>,
}

impl<'a> Parts<'a> {
    fn open(&self, path: &str) -> Result<Option<Xml<Bounded<'a, '_>>>, Error> {
        let Some(entry) = self.package.archive.find(path) else { return Ok(None) };
        let source = self.package.archive.unpack(entry, LARGEST)?;
        Ok(Some(Xml::new(Bounded { source, left: &self.left })))
    }
}

struct Bounded<'a, 'b> {
    source: Unpacked<'a>,
    left: &'b Cell<usize>,
}

impl BufRead for Bounded<'_, '_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left.get() == 0 {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.source.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.left.set(self.left.get().saturating_sub(count));
        self.source.consume(count);
    }
}

impl Read for Bounded<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.len().min(out.len());
        self.source.read_exact(&mut out[..count])?;
        self.left.set(self.left.get().saturating_sub(count));
        Ok(count)
    }
}

fn attribute<'a>(element: &'a Element<'_>, name: &str) -> Option<Cow<'a, str>> {
    element.attribute(Namespace::None, name)
}

fn is_true(value: Option<Cow<'_, str>>) -> bool {
    matches!(value.as_deref(), Some("1" | "true" | "on"))
}

/// What the workbook part says.
#[derive(Default)]
struct Contents {
    since_1904: bool,
    /// Name, hidden, and the id of the relationship.
    sheets: Vec<(String, bool, String)>,
}

fn read_contents<R: BufRead>(xml: &mut Xml<R>) -> Result<Contents, Error> {
    let mut contents = Contents::default();
    loop {
        match xml.step()? {
            Step::Done => return Ok(contents),
            Step::Start(it) if it.is(Namespace::Sheet, "workbookPr") => {
                contents.since_1904 = is_true(attribute(&it, "date1904"));
            }
            Step::Start(it) if it.is(Namespace::Sheet, "sheet") => {
                let hidden = matches!(attribute(&it, "state").as_deref(), Some("hidden" | "veryHidden"));
                let id = it.attribute(Namespace::Relationship, "id").unwrap_or_default();
                contents.sheets.push((attribute(&it, "name").unwrap_or_default().into(), hidden, id.into()));
                if contents.sheets.len() > MOST_SHEETS {
                    return Err(Error::TooLarge);
                }
            }
            _ => {}
        }
    }
}

/// How each cell format shows a number.
fn read_styles<R: BufRead>(xml: &mut Xml<R>) -> Result<Vec<Shown>, Error> {
    // By the number of each, which has 16 bits.
    let mut own: Vec<Option<Shown>> = Vec::new();
    let mut styles = Vec::new();
    let mut in_cells = 0;
    loop {
        let depth = xml.depth();
        match xml.step()? {
            Step::Done => return Ok(styles),
            Step::End if depth == in_cells => in_cells = 0,
            Step::Start(it) if it.namespace != Namespace::Sheet => {}
            Step::Start(it) => {
                let id = |name| attribute(&it, name).and_then(|id| id.parse::<u16>().ok()).unwrap_or(0);
                match it.name() {
                    "numFmt" => {
                        let code = attribute(&it, "formatCode").unwrap_or_default();
                        let at = usize::from(id("numFmtId"));
                        own.resize(own.len().max(at + 1), None);
                        own[at] = Some(format::of_code(&code));
                    }
                    "cellXfs" => in_cells = depth + 1,
                    "xf" if depth == in_cells && in_cells > 0 => {
                        let id = id("numFmtId");
                        let own = own.get(usize::from(id)).copied().flatten();
                        styles.push(own.unwrap_or_else(|| format::built_in(id)));
                        if styles.len() > MOST_PARTS {
                            return Err(Error::TooLarge);
                        }
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// Reads the shared texts: the runs of each joined, how they are pronounced left out.
fn read_shared<R: BufRead>(xml: &mut Xml<R>, texts: &mut Texts) -> Result<(), Error> {
    let mut text = String::new();
    loop {
        let found = match xml.step()? {
            Step::Done => return Ok(()),
            Step::Start(it) => it.is(Namespace::Sheet, "si"),
            _ => false,
        };
        if found {
            text.clear();
            read_text(xml, &mut text)?;
            texts.push(&text)?;
        }
    }
}

/// The text of the element that began last: what stands in `t`, not below `rPh`.
fn read_text<R: BufRead>(xml: &mut Xml<R>, out: &mut String) -> Result<(), Error> {
    let outside = xml.depth() - 1;
    let start = out.len();
    // The depth at which the text stands.
    let mut inside = 0;
    while xml.depth() > outside {
        let depth = xml.depth();
        let mut spoken = false;
        match xml.step()? {
            Step::Done => break,
            Step::End if depth == inside => inside = 0,
            Step::End => {}
            Step::Start(it) if it.is(Namespace::Sheet, "t") => inside = depth + 1,
            Step::Start(it) => spoken = it.is(Namespace::Sheet, "rPh"),
            Step::Text(text) if inside > 0 => push_bounded(out, &text)?,
            Step::Text(_) => {}
        }
        if spoken {
            xml.skip()?;
        }
    }
    unescape(out, start);
    Ok(())
}

fn push_bounded(out: &mut String, text: &str) -> Result<(), Error> {
    if out.len() + text.len() > LONGEST_TEXT {
        return Err(Error::TooLarge);
    }
    out.push_str(text);
    Ok(())
}

/// `_x000D_` stands for a character that XML does not hold (ECMA-376 part 1, 22.9.2.19).
fn unescape(text: &mut String, start: usize) {
    if !text[start..].contains("_x") {
        return;
    }
    let mut out = String::new();
    let mut rest = &text[start..];
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let c = code.filter(|code| code.bytes().all(|it| it.is_ascii_hexdigit()));
        let c = c.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        let end = at + if c.is_some() { 7 } else { 2 };
        match c {
            Some(c) => {
                out.push_str(&rest[..at]);
                out.push(c);
            }
            None => out.push_str(&rest[..end]),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    text.truncate(start);
    text.push_str(&out);
}

/// How numbers are shown.
struct Styles<'a> {
    shown: &'a [Shown],
    since_1904: bool,
}

/// `BC7` → row 7, column 54.
fn place(reference: &str) -> Option<(u32, u16)> {
    let digits = reference.find(|c: char| !c.is_ascii_alphabetic())?;
    let letters = reference.get(..digits.min(4))?.bytes();
    let column = letters.fold(0u32, |sum, it| sum * 26 + u32::from(it.to_ascii_uppercase() - b'A') + 1);
    let column = u16::try_from(column.checked_sub(1)?).ok().filter(|column| *column < COLUMNS)?;
    Some((reference[digits..].parse().ok()?, column))
}

/// A cell as it is read.
#[derive(Default)]
struct Content {
    row: u32,
    column: u16,
    kind: String,
    style: usize,
    /// What stands in `v`.
    value: Option<String>,
    formula: Option<String>,
    /// What stands in `is`.
    text: Option<String>,
}

struct SheetReader<'a> {
    sheet: &'a mut Sheet,
    texts: &'a mut Texts,
    /// How many texts are shared.
    shared: u32,
    styles: Styles<'a>,
}

/// What the elements of a sheet are to the reader.
enum Part {
    Cell,
    Value,
    Formula,
    Inline,
    Other,
}

impl SheetReader<'_> {
    fn read<R: BufRead>(mut self, xml: &mut Xml<R>) -> Result<(), Error> {
        // Numbers can be left out: then the next one is meant.
        let (mut row, mut column) = (0u32, 0u16);
        let mut cell = Content::default();
        // The depth at which a cell stands, and a value or a formula.
        let (mut in_cell, mut in_value) = (0, 0);
        let mut is_formula = false;
        loop {
            let depth = xml.depth();
            let part = match xml.step()? {
                Step::Done => return Ok(()),
                Step::End => {
                    if depth == in_value {
                        in_value = 0;
                    } else if depth == in_cell {
                        in_cell = 0;
                        self.end_cell(&mut cell)?;
                    }
                    Part::Other
                }
                Step::Text(text) if in_value > 0 => {
                    let out = if is_formula { &mut cell.formula } else { &mut cell.value };
                    push_bounded(out.get_or_insert_default(), &text)?;
                    Part::Other
                }
                Step::Text(_) => Part::Other,
                Step::Start(it) if it.namespace != Namespace::Sheet => Part::Other,
                Step::Start(it) => match it.name() {
                    "row" => {
                        row = attribute(&it, "r").and_then(|it| it.parse().ok()).unwrap_or(row.saturating_add(1));
                        column = 0;
                        Part::Other
                    }
                    "c" => {
                        let at = attribute(&it, "r").and_then(|it| place(&it)).unwrap_or((row, column));
                        (row, column) = (at.0, at.1.saturating_add(1));
                        cell = Content { row: at.0, column: at.1, ..core::mem::take(&mut cell) };
                        cell.kind.clear();
                        cell.kind.push_str(&attribute(&it, "t").unwrap_or_default());
                        cell.style = attribute(&it, "s").and_then(|it| it.parse().ok()).unwrap_or(0);
                        (cell.value, cell.formula, cell.text) = (None, None, None);
                        Part::Cell
                    }
                    "v" if in_cell > 0 => Part::Value,
                    "f" if in_cell > 0 => Part::Formula,
                    "is" if in_cell > 0 => Part::Inline,
                    "mergeCell" => {
                        self.merge(&attribute(&it, "ref").unwrap_or_default())?;
                        Part::Other
                    }
                    _ => Part::Other,
                },
            };
            match part {
                Part::Cell => in_cell = depth + 1,
                Part::Value | Part::Formula => {
                    in_value = depth + 1;
                    is_formula = matches!(part, Part::Formula);
                    if is_formula {
                        cell.formula = Some(String::new());
                    }
                }
                Part::Inline => read_text(xml, cell.text.get_or_insert_default())?,
                Part::Other => {}
            }
        }
    }

    fn merge(&mut self, range: &str) -> Result<(), Error> {
        let Some((first, last)) = range.split_once(':') else { return Ok(()) };
        if let (Some(first), Some(last)) = (place(first), place(last)) {
            return self.sheet.merge(first, last);
        }
        Ok(())
    }

    fn end_cell(&mut self, cell: &mut Content) -> Result<(), Error> {
        let text = match (cell.kind.as_str(), cell.text.take(), cell.value.take()) {
            ("inlineStr", text, value) => text.or(value),
            ("str", _, value) => value.map(|mut value| {
                unescape(&mut value, 0);
                value
            }),
            ("e", _, value) => value,
            // 2012-04-20T00:00:00
            ("d", _, value) => value.map(|value| value.split('T').next().unwrap_or_default().into()),
            (kind, _, Some(value)) => {
                let value = value.trim();
                if value.is_empty() {
                    return Ok(());
                }
                let value = match kind {
                    "s" => {
                        let at = value.parse().ok().filter(|at| *at < self.shared);
                        let at = at.map_or_else(|| self.texts.push(LOST), Ok)?;
                        if self.texts.get(at).is_empty() {
                            return Ok(());
                        }
                        Value::Text(at)
                    }
                    "b" => Value::Bool(value == "1" || value == "true"),
                    _ => {
                        let shown = self.styles.shown.get(cell.style).copied().unwrap_or(Shown::Number);
                        let number = value.parse().ok().filter(|it: &f64| it.is_finite());
                        match number.map(|it| (it, format::text(shown, it, self.styles.since_1904))) {
                            Some((number, None)) => Value::Number(number),
                            Some((_, Some(text))) => Value::Text(self.texts.push(&text)?),
                            // A text to every reader: no number is taken from it.
                            None => Value::Text(self.texts.push(value)?),
                        }
                    }
                };
                return self.sheet.push(cell.row, cell.column, value);
            }
            (_, _, None) => None,
        };
        // A formula whose result was not saved: to be told, not to be taken for an empty cell.
        let text = text.or_else(|| cell.formula.take().map(|formula| ["=", &formula, NO_RESULT].concat()));
        match text {
            Some(text) if !text.is_empty() => {
                let text = self.texts.push(&text)?;
                self.sheet.push(cell.row, cell.column, Value::Text(text))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_rows_and_columns() {
        assert_eq!(place("A1"), Some((1, 0)));
        assert_eq!(place("xfd1048576"), Some((1_048_576, 16383)));
        for text in ["", "A", "1", "A-1", "A1:B2", "AAAAAAA1", "甲1"] {
            assert_eq!(place(text), None, "{text}");
        }
    }

    #[test]
    fn escapes_stand_for_characters() {
        for (written, text) in [
            ("一_x000D_二", "一\r二"),
            ("_x005F_x000D_", "_x000D_"),
            ("a_xyz_", "a_xyz_"),
            ("_x", "_x"),
            ("_x甲", "_x甲"),
        ] {
            let mut out = String::from(written);
            unescape(&mut out, 0);
            assert_eq!(out, text);
        }
    }
}
