//! Workbooks of Excel in XML, as of 2002 and 2003 (SpreadsheetML): what reports of back ends are that have no library.

use super::Error;
use super::csv::as_typed;
use super::format::{self, Shown};
use super::grid::{COLUMNS, MOST_CELLS, MOST_SHEETS, Sheet, Value, Workbook};
use super::xml::{Element, Namespace, Step, Xml};
use std::borrow::Cow;
use std::string::String;
use std::vec::Vec;

/// The longest text of a cell: see `xlsx.rs`.
const LONGEST_TEXT: usize = 1 << 20;
/// Styles of dates, times and percentages, which are looked through for each cell.
const MOST_STYLES: usize = 1_000;
/// The day of a time that has none.
const NO_DAY: &str = "1899-12-31";

fn attribute<'a>(element: &'a Element<'_>, name: &str) -> Option<Cow<'a, str>> {
    // Its names have a namespace that nothing else needs.
    element.attribute(Namespace::Other, name).or_else(|| element.attribute(Namespace::None, name))
}

/// Reads the cells of every sheet that is not hidden from a text that is decoded.
///
/// # Errors
/// Why it cannot be read.
pub fn read(text: &str) -> Result<Workbook, Error> {
    let mut xml = Xml::new(text.trim_start_matches('\u{FEFF}').as_bytes());
    let mut book = Workbook::default();
    let mut styles: Vec<(String, Shown)> = Vec::new();
    let (mut style, mut shown) = (String::new(), Shown::Number);
    // Numbers can be left out: then the next one is meant.
    let (mut row, mut column, mut skip) = (0u32, 0u16, 0u16);
    let (mut kind, mut data) = (String::new(), String::new());
    // The depths at which a value stands, and what says whether a sheet is shown.
    let (mut in_data, mut in_visible) = (0, 0);
    let mut cells = 0usize;
    loop {
        let depth = xml.depth();
        match xml.step()? {
            Step::Done => break,
            Step::Text(text) if in_data > 0 => {
                if data.len() + text.len() > LONGEST_TEXT {
                    return Err(Error::TooLarge);
                }
                data.push_str(&text);
            }
            Step::Text(text) if in_visible > 0 => {
                if let Some(sheet) = book.sheets.last_mut() {
                    sheet.hidden |= matches!(&*text, "SheetHidden" | "SheetVeryHidden");
                }
            }
            Step::Text(_) => {}
            Step::End if depth == in_data => {
                in_data = 0;
                let value = match kind.as_str() {
                    "Boolean" => Some(Value::Bool(data.trim() == "1")),
                    "Number" => {
                        let number = data.trim().parse().ok().filter(|it: &f64| it.is_finite());
                        number.and_then(|number| match format::text(shown, number, false) {
                            Some(text) => {
                                data = text;
                                None
                            }
                            None => Some(Value::Number(number)),
                        })
                    }
                    "DateTime" => {
                        let (day, time) = data.trim().split_once('T').unwrap_or((data.trim(), ""));
                        let is_time = day == NO_DAY || shown == Shown::Time;
                        data = if is_time { time.split('.').next().unwrap_or_default() } else { day }.into();
                        None
                    }
                    _ => None,
                };
                let text = as_typed(&data);
                if let Some(sheet) = book.sheets.last_mut().filter(|_| value.is_some() || !text.is_empty()) {
                    let value = value.map_or_else(|| book.texts.push(text).map(Value::Text), Ok)?;
                    sheet.push(row, column.saturating_sub(1), value)?;
                    cells += 1;
                    if cells > MOST_CELLS {
                        return Err(Error::TooLarge);
                    }
                }
            }
            Step::End if depth == in_visible => in_visible = 0,
            Step::End => {}
            Step::Start(it) => {
                let number = |name| attribute(&it, name).and_then(|it| it.parse::<u32>().ok());
                match it.name() {
                    "Style" => style = attribute(&it, "ID").unwrap_or_default().into(),
                    "NumberFormat" => {
                        let code = attribute(&it, "Format").unwrap_or_default();
                        let shown = if code == "Percent" { Shown::Percent } else { format::of_code(&code) };
                        // A number needs none.
                        if shown != Shown::Number {
                            styles.push((core::mem::take(&mut style), shown));
                        }
                        if styles.len() > MOST_STYLES {
                            return Err(Error::TooLarge);
                        }
                    }
                    "Worksheet" => {
                        book.sheets.push(Sheet::new(attribute(&it, "Name").unwrap_or_default().into(), false));
                        if book.sheets.len() > MOST_SHEETS {
                            return Err(Error::TooLarge);
                        }
                        row = 0;
                    }
                    "Row" => {
                        row = number("Index").unwrap_or(row.saturating_add(1));
                        (column, skip) = (0, 0);
                    }
                    "Cell" => {
                        let index = number("Index").and_then(|it| u16::try_from(it).ok());
                        let first = index.unwrap_or(column.saturating_add(skip).saturating_add(1)).clamp(1, COLUMNS);
                        let across = number("MergeAcross").unwrap_or(0).min(u32::from(COLUMNS - first)) as u16;
                        let down = number("MergeDown").unwrap_or(0);
                        shown = attribute(&it, "StyleID")
                            .and_then(|id| styles.iter().find(|(other, _)| *other == *id))
                            .map_or(Shown::Number, |(_, it)| *it);
                        if let Some(sheet) = book.sheets.last_mut().filter(|_| across > 0 || down > 0) {
                            let last = (row.saturating_add(down), first - 1 + across);
                            sheet.merge((row, first - 1), last)?;
                        }
                        // The cell is the first of what it takes; the next is behind all.
                        column = first;
                        skip = across;
                    }
                    "Data" => {
                        in_data = depth + 1;
                        kind = attribute(&it, "Type").unwrap_or_default().into();
                        data.clear();
                    }
                    "Visible" => in_visible = depth + 1,
                    _ => {}
                }
            }
        }
    }
    book.sheets.iter_mut().for_each(|sheet| {
        sheet.finish();
        if sheet.hidden {
            sheet.clear();
        }
    });
    Ok(book)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::format;
    use std::string::ToString;

    #[test]
    fn cells_are_where_the_program_shows_them() {
        let text = "<?xml version='1.0' encoding='GB2312'?><?mso-application progid='Excel.Sheet'?>
            <Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'>
            <Styles><Style ss:ID='p'><NumberFormat ss:Format='Percent'/></Style><Style ss:ID='t'><NumberFormat ss:Format='h:mm'/></Style></Styles>
            <Worksheet ss:Name='表'><Table>
            <Row><Cell ss:MergeAcross='1' ss:MergeDown='1'><Data ss:Type='String'>甲<B>乙</B></Data></Cell><Cell><Data ss:Type='Number'>25</Data></Cell></Row>
            <Row ss:Index='4'><Cell ss:Index='3' ss:StyleID='p'><Data ss:Type='Number'>0.6</Data></Cell>
            <Cell><Data ss:Type='DateTime'>2012-04-20T00:00:00.000</Data></Cell><Cell><Data ss:Type='DateTime'>1899-12-31T18:48:00.000</Data></Cell>
            <Cell><Data ss:Type='Boolean'>1</Data></Cell><Cell ss:StyleID='t'><Data ss:Type='Number'>0.5</Data></Cell>
            <Cell><Data ss:Type='String'></Data></Cell><Cell><Data ss:Type='Number'>NaN</Data></Cell></Row></Table></Worksheet>
            <Worksheet ss:Name='藏'><Table><Row><Cell><Data ss:Type='String'>丙</Data></Cell></Row></Table>
            <WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>";
        let book = read(text).expect("a workbook");
        let value = |value| match value {
            Value::Text(text) => book.texts.get(text).to_string(),
            other => format!("{other:?}"),
        };
        let rows = book.sheets[0].rows().flat_map(|row| row.cells.iter().map(move |it| (row.number, it.0, it.1)));
        let found: Vec<_> = rows.map(|(row, column, it)| (row, column, value(it))).collect();
        let expected = [
            (1, 0, "甲乙"),
            (1, 2, "Number(25.0)"),
            (4, 2, "60%"),
            (4, 3, "2012-04-20"),
            (4, 4, "18:48:00"),
            (4, 5, "Bool(true)"),
            (4, 6, "12:00:00"),
            (4, 8, "NaN"),
        ];
        assert_eq!(found, expected.map(|(row, column, text)| (row, column, text.to_string())));
        assert_eq!(book.sheets[0].merges_in(1).collect::<Vec<_>>(), [(0, (2, 1))]);
        assert_eq!((book.sheets[1].hidden, book.sheets[1].len()), (true, 0));
    }
}
