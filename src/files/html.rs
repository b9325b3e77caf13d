//! Tables of a web page, as back ends write them for Excel: each is a sheet. Markup is taken as it comes: what is not closed ends
//! where the next begins, and what means nothing is passed over.

use super::csv::as_typed;
use super::grid::{MOST_CELLS, MOST_SHEETS, Sheet, Texts, Value, Workbook};
use super::{Error, Kind};
use std::string::{String, ToString};
use std::vec::Vec;

/// Tables within tables, at most.
const DEEPEST: usize = 256;
/// Columns beyond these are left out, as no header is looked for there.
const COLUMNS: u16 = 1024;
/// Columns and rows that one cell takes, at most.
const WIDEST: u16 = 256;
const HIGHEST: u32 = 65_535;
/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "title", "textarea"];
/// The longest name of a character that is read.
const LONGEST_NAME: usize = 10;

/// Reads the tables of a page that is decoded.
///
/// # Errors
/// [`Error::Other`] where it has none, and what is too large or too deep.
pub fn read(text: &str) -> Result<Workbook, Error> {
    let mut reader = Reader::default();
    let mut rest = text;
    // An archive of a page has other encodings within.
    if starts_with(rest.trim_start(), "mime-version:") {
        return Err(Error::Other(Kind::Html));
    }
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        reader.text(before);
        let Some((read, behind)) = Tag::read(tag) else {
            reader.text("<");
            rest = tag.get(1..).unwrap_or_default();
            continue;
        };
        rest = behind;
        if let Some(tag) = read {
            reader.tag(&tag)?;
            if !tag.ends && RAW.iter().any(|name| tag.is(name)) {
                rest = behind_raw(behind, tag.name);
            }
        }
    }
    reader.text(rest);
    while !reader.open.is_empty() {
        reader.end_table()?;
    }
    let mut book = reader.book;
    if book.sheets.is_empty() {
        return Err(Error::Other(Kind::Html));
    }
    if book.sheets.len() > 1 {
        (1..).zip(&mut book.sheets).for_each(|(at, sheet): (u32, _)| sheet.name = at.to_string());
    }
    Ok(book)
}

/// Whether a text starts so, whatever the case of its letters.
fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
}

/// What comes behind an element whose content is no markup.
fn behind_raw<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = rest.get(at + 2..).unwrap_or_default();
        if starts_with(rest, name) {
            return rest.split_once('>').map_or("", |(_, behind)| behind);
        }
    }
    ""
}

/// A tag.
struct Tag<'a> {
    name: &'a str,
    ends: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Reads what a `<` begins; gives what comes behind it. A comment is no tag; a `<` that begins nothing is a character.
    fn read(text: &'a str) -> Option<(Option<Self>, &'a str)> {
        let inside = text.strip_prefix('<')?;
        if let Some(comment) = inside.strip_prefix("!--") {
            return Some((None, comment.split_once("-->").map_or("", |(_, behind)| behind)));
        }
        if inside.starts_with(['!', '?']) {
            return Some((None, inside.split_once('>').map_or("", |(_, behind)| behind)));
        }
        let (ends, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        if !inside.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        // A tag that nothing ends takes the rest: to take it for a character would be to look for its end anew at the next.
        let cut = Some((None, ""));
        let is_end = |c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/');
        let Some((name, rest)) = inside.find(is_end).map(|at| inside.split_at(at)) else { return cut };
        // A `>` within quotes is none.
        let mut quote = None;
        let end = rest.find(|c| match quote {
            Some(open) => {
                quote = Some(open).filter(|_| c != open);
                false
            }
            None => {
                quote = Some(c).filter(|c| matches!(c, '"' | '\''));
                c == '>'
            }
        });
        let Some(end) = end else { return cut };
        let (attributes, behind) = rest.split_at(end);
        Some((Some(Tag { name, ends, attributes }), behind.get(1..).unwrap_or_default()))
    }

    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, without references to characters.
    fn attribute(&self, wanted: &str) -> Option<&'a str> {
        let is_end = |c: char| c.is_ascii_whitespace() || c == '/';
        let mut rest = self.attributes.trim_start_matches(is_end);
        while !rest.is_empty() {
            let end = rest.find(|c| is_end(c) || c == '=').unwrap_or(rest.len());
            // A `=` without a name belongs to nothing.
            let (name, behind) = rest.split_at(end.max(1).min(rest.len()));
            let behind = behind.trim_start();
            let Some(value) = behind.strip_prefix('=') else {
                if name.eq_ignore_ascii_case(wanted) {
                    return Some("");
                }
                rest = behind.trim_start_matches(is_end);
                continue;
            };
            let value = value.trim_start();
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, behind) = match quote {
                Some(quote) => value.get(1..).and_then(|it| it.split_once(quote)).unwrap_or((value, "")),
                None => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
            rest = behind.trim_start_matches(is_end);
        }
        None
    }
}

#[derive(Default)]
struct Reader {
    book: Workbook,
    /// The tables that are open, the innermost last.
    open: Vec<Table>,
    cells: usize,
}

#[derive(Default)]
struct Table {
    sheet: Sheet,
    /// The row that is read, from 1, and the column behind its last cell.
    row: u32,
    column: u16,
    /// Down to which row each column is taken by a cell above.
    taken: Vec<u32>,
    cell: Option<Cell>,
}

struct Cell {
    text: String,
    column: u16,
    /// The number that the cell shows, where the page says it apart.
    number: Option<f64>,
}

impl Reader {
    fn text(&mut self, text: &str) {
        let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) else { return };
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let (c, length) = if c == '&' { character(rest) } else { (c, c.len_utf8()) };
            rest = rest.get(length..).unwrap_or_default();
            match c.is_whitespace() {
                true if cell.text.is_empty() || cell.text.ends_with([' ', '\n']) => {}
                true => cell.text.push(' '),
                false => cell.text.push(c),
            }
        }
    }

    fn tag(&mut self, tag: &Tag<'_>) -> Result<(), Error> {
        match tag.name.to_ascii_lowercase().as_str() {
            "table" if tag.ends => self.end_table()?,
            "table" => {
                if self.open.len() >= DEEPEST {
                    return Err(Error::TooDeep);
                }
                self.open.push(Table::default());
            }
            "tr" => {
                self.end_cell()?;
                if let Some(table) = self.open.last_mut().filter(|_| !tag.ends) {
                    table.row += 1;
                    table.column = 0;
                }
            }
            "td" | "th" => {
                self.end_cell()?;
                if let Some(table) = self.open.last_mut().filter(|_| !tag.ends) {
                    table.begin_cell(tag)?;
                }
            }
            "br" => {
                if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
                    cell.text.push('\n');
                }
            }
            "p" | "div" | "li" => self.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Error> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let Some(cell) = table.cell.take() else { return Ok(()) };
        let before = table.sheet.len();
        table.end_cell(cell, &mut self.book.texts)?;
        self.cells += table.sheet.len() - before;
        if self.cells > MOST_CELLS { Err(Error::TooLarge) } else { Ok(()) }
    }

    fn end_table(&mut self) -> Result<(), Error> {
        self.end_cell()?;
        let Some(mut table) = self.open.pop() else { return Ok(()) };
        table.sheet.finish();
        self.book.sheets.push(table.sheet);
        if self.book.sheets.len() > MOST_SHEETS { Err(Error::TooLarge) } else { Ok(()) }
    }
}

impl Table {
    fn begin_cell(&mut self, tag: &Tag<'_>) -> Result<(), Error> {
        self.row = self.row.max(1);
        while self.taken.get(usize::from(self.column)).is_some_and(|last| *last >= self.row) {
            self.column += 1;
        }
        if self.column >= COLUMNS {
            return Ok(());
        }
        let size = |name| tag.attribute(name).and_then(|it| it.trim().parse::<u32>().ok()).unwrap_or(1).max(1);
        let wide = u16::try_from(size("colspan")).unwrap_or(WIDEST).min(WIDEST).min(COLUMNS - self.column);
        let high = size("rowspan").min(HIGHEST);
        let (column, last) = (self.column, (self.row + (high - 1), self.column + (wide - 1)));
        if (self.row, column) != last {
            self.sheet.merge((self.row, column), last)?;
        }
        if high > 1 {
            let end = usize::from(column + wide);
            self.taken.resize(self.taken.len().max(end), 0);
            self.taken.iter_mut().take(end).skip(column.into()).for_each(|it| *it = last.0);
        }
        self.column += wide;
        let number = tag.attribute("x:num").and_then(|it| it.parse().ok()).filter(|it: &f64| it.is_finite());
        self.cell = Some(Cell { text: String::new(), column, number });
        Ok(())
    }

    fn end_cell(&mut self, cell: Cell, texts: &mut Texts) -> Result<(), Error> {
        let text = as_typed(cell.text.trim());
        if text.is_empty() {
            return Ok(());
        }
        // What is shown may be cut: 1.38E+10. What is shown as a date or with a unit stays as it is shown.
        let is_number = text.replace(',', "").parse::<f64>().is_ok();
        let value = match cell.number.filter(|_| is_number) {
            Some(number) => Value::Number(number),
            None => Value::Text(texts.push(text)?),
        };
        self.sheet.push(self.row, cell.column, value)
    }
}

/// The character that a reference stands for, and its length; a `&` that begins none stands for itself.
fn character(text: &str) -> (char, usize) {
    let alone = ('&', 1);
    let Some(end) = text.bytes().take(LONGEST_NAME).position(|byte| byte == b';') else { return alone };
    let Some(name) = text.get(1..end) else { return alone };
    let c = match name {
        "nbsp" => Some('\u{A0}'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
                Some(number) => u32::from_str_radix(number, 16).ok(),
                None => number.parse().ok(),
            });
            number.and_then(char::from_u32)
        }
    };
    c.map_or(alone, |c| (c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::vec;

    fn cells(text: &str) -> Vec<Vec<(u32, u16, String)>> {
        let book = read(text).expect("tables");
        let value = |value| match value {
            Value::Text(text) => book.texts.get(text).to_string(),
            other => format!("{other:?}"),
        };
        let rows = |sheet: &Sheet| {
            sheet
                .rows()
                .flat_map(|row| row.cells.iter().map(move |&(column, it)| (row.number, column, it)))
                .map(|(row, column, it)| (row, column, value(it)))
                .collect()
        };
        book.sheets.iter().map(rows).collect()
    }

    fn one(text: &str) -> String {
        cells(&["<table><tr><td", text].concat()).remove(0).remove(0).2
    }

    #[test]
    fn cells_are_where_the_page_shows_them() {
        let text = "<TABLE border=1><tr><th rowspan=2>甲<th colspan='2'>乙</tr><tr><td>丙<td>丁</table>";
        let at = |row, column, text: &str| (row, column, text.to_string());
        assert_eq!(cells(text), [vec![at(1, 0, "甲"), at(1, 1, "乙"), at(2, 1, "丙"), at(2, 2, "丁")]]);
        let merges: Vec<_> = read(text).expect("a table").sheets[0].merges_in(1).collect();
        assert_eq!(merges, [(0, (2, 0)), (1, (1, 2))]);
        // Of two tables the inner one ends first.
        let nested = "<table><tr><td>外<table><tr><td>内</table>侧</td></tr></table>";
        assert_eq!(cells(nested), [vec![at(1, 0, "内")], vec![at(1, 0, "外侧")]]);
    }

    #[test]
    fn texts_are_what_the_page_shows() {
        for (written, shown) in [
            (">\n 甲&nbsp; <b>乙</b><br>丙\n</td>", "甲 乙\n丙"),
            (">&lt;&#30002;&#x4E59;&amp;&bogus;&", "<甲乙&&bogus;&"),
            ("><!-- <td> -->甲<![if x]>乙<![endif]>", "甲乙"),
            ("><style>td { a > b }</style>甲<script>'</td>'</script>乙", "甲乙"),
            (" title=\"a>b\" nowrap>1 < 2", "1 < 2"),
            (">=\"13812345678\"", "13812345678"),
            (" style='mso-number-format:\"\\@\"'>007", "007"),
            (" x:str=\"'1\">'1", "1"),
        ] {
            assert_eq!(one(written), shown, "{written}");
        }
    }

    #[test]
    fn a_number_is_what_the_page_says_it_is() {
        assert_eq!(one(" x:num=\"13812345678\">1.38E+10"), "Number(13812345678.0)");
        assert_eq!(one(" x:num>1,200"), "1,200");
        assert_eq!(one(" x:num=\"41019\">2012-4-20"), "2012-4-20");
        assert_eq!(one(" x:num=inf>1"), "1");
    }

    #[test]
    fn what_is_no_table_is_no_workbook() {
        for text in ["", "<html><body>甲</body></html>", "MIME-Version: 1.0\n<table><tr><td>甲"] {
            assert_eq!(read(text).err(), Some(Error::Other(Kind::Html)), "{text}");
        }
        assert_eq!(read(&"<table>".repeat(300)).err(), Some(Error::TooDeep));
        for text in [
            "<table><tr><td",
            "<table><tr><td a=\"",
            "<",
            "<table></",
            "<table><td =x>",
            "<table><td a==",
            "<table><!--",
        ] {
            assert!(read(text).is_ok() || !text.contains("<table>"), "{text}");
        }
    }
}
