//! From cells to records: which sheet, which row is the header, which column is which field, and which rows are none.
//!
//! A sheet holds the records of a form, a row each, or the rows of one of its tables. In the second case columns and lines around
//! the table can say which record its rows are of. Or it is the form itself, with each answer to the right of its label; there is
//! one record then.

use super::boxes::{self, Ticked};
use super::columns::{Columns, Sought, Target};
use super::error::{Note, Refusal, Undecodable};
use super::grid::{Row, Sheet, Texts, Value, Workbook, letters};
use crate::label::{LONGEST, Reason, is_numeral, normalise};
use crate::rulebook::{Field, Kind};
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

/// The header stands among so many rows that hold something.
const HEADER_WITHIN: usize = 200;
/// Cells of a row that are looked at for names of columns.
const WIDEST_HEADER: usize = 1024;
/// Cells of a line that is no record, at most, and characters of a text that can be one of a signature.
const FEW_CELLS: usize = 4;
const LONGEST_MARK: usize = 40;
/// What a table is signed with has at most so many rows.
const LONGEST_END: usize = 50;

/// The title that stands above a cell and others of its row: 服务队长 above 姓名, 身份, 联系电话.
fn title_above<'a>(texts: &'a Texts, above: Row<'_>, row: Row<'_>, column: u16) -> Option<&'a str> {
    let is_filled = |(_, value): &&(u16, Value)| !is_blank(*value, texts);
    let titles = || above.cells.iter().filter(is_filled);
    let &(first, title) = titles().take_while(|(at, _)| *at <= column).last()?;
    let end = titles().map(|(at, _)| *at).find(|at| *at > column).unwrap_or(u16::MAX);
    let mut below = row.cells.iter().take_while(|(at, _)| *at < end).filter(|(at, _)| *at >= first).filter(is_filled);
    match title {
        Value::Text(title) if below.nth(1).is_some() => Some(texts.get(title)),
        _ => None,
    }
}

/// The columns that a row names, by itself or with the row above it; best first of two that name the same.
fn named_columns(
    known: &Columns,
    table: Option<u16>,
    texts: &Texts,
    above: Option<Row<'_>>,
    row: Row<'_>,
) -> Vec<(u16, Target)> {
    let mut best: Vec<(Target, u8, u16)> = Vec::new();
    for &(column, value) in row.cells.iter().take(WIDEST_HEADER) {
        let Value::Text(text) = value else { continue };
        let text = texts.get(text);
        let whole = || {
            let title = title_above(texts, above?, row, column)?.trim().trim_start_matches(is_numeral);
            known.find_whole(&format!("{title}{}", text.trim()), table)
        };
        let Some((weight, target)) = whole().or_else(|| known.find(text, table)) else { continue };
        match best.iter_mut().find(|(other, ..)| *other == target) {
            None => best.push((target, weight, column)),
            Some(held) if weight > held.1 => *held = (target, weight, column),
            Some(_) => {}
        }
    }
    best.into_iter().map(|(target, _, column)| (column, target)).collect()
}

/// How a sheet is laid out.
#[derive(Debug)]
pub struct Layout {
    /// The table whose rows it holds, by the index of its field; `None` for records of the form.
    pub table: Option<u16>,
    /// The row of the header, the lower one where it has two.
    pub header: u32,
    /// The upper row of a header of two; else the same.
    top: u32,
    /// The row where something else begins.
    end: u32,
    /// Whether the sheet is the form, with its labels all over it.
    is_form: bool,
    /// Why its rows cannot be read.
    pub fault: Option<Refusal>,
    columns: Vec<(u16, Target)>,
    /// The other columns that have a name, with the key of each: the name, and its place where another has that name.
    unknown: Vec<(u16, String)>,
    /// What the header says of each column that is known.
    titles: Vec<(u16, String)>,
    /// Those that each row of the table needs.
    needed: Vec<u16>,
    /// Serial numbers: they are neither answers nor unknown.
    serial: Vec<u16>,
    lettered: bool,
}

/// How well a header fits: first by the columns of the table that it names, then by all that it names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score {
    own: usize,
    all: usize,
}

/// Looks for the header of one kind of content in a sheet.
fn find_header(
    known: &Columns,
    table: Option<u16>,
    texts: &Texts,
    sheet: &Sheet,
    lettered: bool,
) -> Option<(Score, Layout)> {
    let rows: Vec<Row<'_>> = sheet.rows().take(HEADER_WITHIN).collect();
    let above = |at: usize| rows[..at].last().filter(|above| above.number + 1 == rows[at].number).copied();
    let all: Vec<_> = (0..rows.len()).map(|at| named_columns(known, table, texts, above(at), rows[at])).collect();
    let fits = |columns: &[(u16, Target)]| {
        let own = columns.iter().filter(|(_, target)| target.is_own()).count();
        if table.is_some() && own == 0 { Score::default() } else { Score { own, all: columns.len() } }
    };
    // The first of the best.
    let at = (0..rows.len()).rev().max_by_key(|&at| fits(&all[at]))?;
    let mut layout = Layout::new(table, rows[at].number, lettered);
    layout.columns.clone_from(&all[at]);
    let mut header_rows = std::vec![rows[at]];
    // The other row of a header of two names columns where this one names none.
    for (other, above) in [(at.checked_sub(1), true), (Some(at + 1), false)] {
        let Some((row, named)) = other.and_then(|other| rows.get(other).zip(all.get(other))) else { continue };
        let close = row.number.abs_diff(rows[at].number) == 1;
        let apart = if above {
            named.iter().all(|(column, _)| rows[at].at(*column).is_none())
        } else {
            let is_below = |(column, value): &(u16, Value)| {
                let is_titled = || title_above(texts, rows[at], *row, *column).is_some();
                is_blank(*value, texts) || layout.target(*column).is_none() || is_titled()
            };
            row.cells.iter().all(is_below)
        };
        let known: Vec<Target> = layout.columns.iter().map(|(_, target)| *target).collect();
        if close && apart && named.iter().any(|(_, target)| !known.contains(target)) {
            layout.columns.extend(named.iter().filter(|(_, target)| !known.contains(target)));
            layout.header = layout.header.max(row.number);
            layout.top = layout.top.min(row.number);
            header_rows.push(*row);
            break;
        }
    }
    layout.columns.sort_by_key(|(column, _)| *column);
    layout.name_others(known, texts, &header_rows, sheet);
    let required = |target: &Target| known.about(*target, table).is_some_and(|column| column.required);
    layout.needed = layout.columns.iter().filter(|(_, it)| required(it)).map(|(column, _)| *column).collect();
    layout.fault = layout.repeated(texts, rows[at], sheet);
    let score = fits(&layout.columns);
    (score.all > 0).then_some((score, layout))
}

/// Looks whether a sheet is the form itself: labels in many of its rows, more than any header would leave over.
fn find_form(known: &Columns, texts: &Texts, sheet: &Sheet, lettered: bool) -> Option<(Score, Layout)> {
    let mut layout = Layout::new(None, 0, lettered);
    layout.is_form = true;
    let (mut found, mut widest, mut answers, mut more) = (Vec::new(), 0, 0, 0);
    for row in sheet.rows().take(HEADER_WITHIN) {
        let before = found.len();
        for label in layout.labels(known, row, texts, sheet) {
            if !found.contains(&label.field) {
                found.push(label.field);
                answers += usize::from(label.said.is_some());
                more += usize::from(label.more);
            }
        }
        if before == 0 && !found.is_empty() {
            (layout.header, layout.top) = (row.number, row.number);
        }
        widest = widest.max(found.len() - before);
    }
    let all = found.len();
    // With more than one answer to most labels, each column of the sheet would be a record.
    let is_form =
        answers > 0 && 2 * more <= answers && all >= 4 && all * 3 > known.fields().count() && all > 2 * widest;
    is_form.then_some((Score { own: 0, all }, layout))
}

/// Which content a sheet holds, and how it is laid out: the first of two that stand one below the other. Columns go by letters, or
/// by numbers as a text has them.
pub(super) fn find_layout(
    known: &Columns,
    wanted: Sought,
    texts: &Texts,
    sheet: &Sheet,
    lettered: bool,
) -> Option<(Score, Layout, Option<Layout>)> {
    let records = || {
        find_form(known, texts, sheet, lettered).or_else(|| {
            find_header(known, None, texts, sheet, lettered)
                .filter(|(score, _)| score.all >= 2 || known.fields().count() < 2)
        })
    };
    let alone = |(score, layout)| (score, layout, None);
    match wanted {
        Sought::Records => records().map(alone),
        Sought::Table(table) => find_header(known, Some(table), texts, sheet, lettered).map(alone),
        Sought::Any => {
            let mut best = records().map(alone);
            for table in known.tables() {
                let Some((score, layout)) = find_header(known, Some(table), texts, sheet, lettered) else { continue };
                if !layout.is_whole(known) || layout.own().count() < 2 {
                    continue;
                }
                match &mut best {
                    Some((held, first, below)) if score.all <= held.all => {
                        if first.table.is_none() && first.goes_before(&layout, texts, sheet) {
                            first.end = layout.top;
                            *below = Some(layout);
                        }
                    }
                    _ => best = Some((score, layout, None)),
                }
            }
            best
        }
    }
}

/// The code of a file that can be read and holds no such table.
pub const NO_HEADER: &str = "header.missing";

/// What a table is refused for in which no header is found.
pub(super) fn no_header(known: &Columns, wanted: Sought, is_empty: bool) -> Refusal {
    if is_empty {
        return Refusal::NoRows;
    }
    let labels = match wanted {
        Sought::Table(at) => known.of_table(at).iter().map(|column| column.label.clone()).take(2).collect(),
        Sought::Records | Sought::Any => known.fields().map(|(_, field)| field.label.clone()).take(2).collect(),
    };
    Refusal::NoHeader { labels }
}

/// A sheet of a workbook that holds what is wanted.
#[derive(Debug)]
pub struct Found {
    /// Its place in the workbook.
    pub sheet: usize,
    /// How it is laid out.
    pub layout: Layout,
}

/// Tables that were found, as a JSON list of [`Layout::to_json`].
pub fn layouts_to_json(found: &[Found], known: &Columns, book: &Workbook) -> String {
    let name = |sheet: usize| book.sheets.get(sheet).map_or("", |it| &it.name);
    let all = found.iter().map(|it| it.layout.to_json(known, name(it.sheet)));
    ["[", &all.collect::<Vec<_>>().join(","), "]"].concat()
}

/// What a workbook holds.
#[derive(Debug, Default)]
pub struct Contents {
    /// The sheets that hold what is wanted.
    pub found: Vec<Found>,
    /// The others.
    pub notes: Vec<Note>,
}

/// The sheet that fits best; with [`Sought::Any`] every one that fits, and what is said of those that do not. Hidden ones are left
/// out.
///
/// # Errors
/// Where none fits.
pub fn find(known: &Columns, wanted: Sought, book: &Workbook) -> Result<Contents, Refusal> {
    let shown = book.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden && !sheet.is_empty());
    let mut all: Vec<(Score, Found, Option<Found>)> = Vec::new();
    let mut notes = Vec::new();
    for (at, sheet) in shown {
        let found = |layout| Found { sheet: at, layout };
        match find_layout(known, wanted, &book.texts, sheet, true) {
            Some((score, layout, below)) => all.push((score, found(layout), below.map(found))),
            None => notes.push(Note::SheetWithoutHeader { sheet: sheet.name.clone() }),
        }
    }
    if all.is_empty() {
        return Err(no_header(known, wanted, book.sheets.iter().all(|sheet| sheet.hidden || sheet.is_empty())));
    }
    if wanted != Sought::Any {
        // The first of the best.
        let best = all.into_iter().rev().max_by_key(|(score, ..)| *score);
        return Ok(Contents { found: best.into_iter().map(|(_, found, _)| found).collect(), notes: Vec::new() });
    }
    // Beside a sheet of records another with few of their columns is an overview or a list of contacts, and one with labels all
    // over it tells how to fill them in.
    let of_records = |found: &Found| found.layout.table.is_none() && !found.layout.is_form;
    let widest = all.iter().filter(|(_, found, _)| of_records(found)).map(|(score, ..)| score.all).max().unwrap_or(0);
    let mut contents = Contents { found: Vec::new(), notes };
    for (score, found, below) in all {
        let is_table = found.layout.table.is_some();
        if is_table || (score.all * 3 > widest && (widest == 0 || !found.layout.is_form)) {
            contents.found.push(found);
        } else {
            let sheet = book.sheets.get(found.sheet).map_or_else(String::new, |sheet| sheet.name.clone());
            contents.notes.push(Note::SheetOfOthers { sheet });
        }
        contents.found.extend(below);
    }
    Ok(contents)
}

/// What the rows of a sheet come to.
#[derive(Debug, Default, PartialEq)]
pub struct Records {
    /// JSON Lines: one object a record; for rows of a table `{"answers": …, "of": …}`, where `of` is what the sheet says of the
    /// record that the row belongs to. A record that cannot be read is `null`.
    pub lines: String,
    /// The row of each.
    pub rows: Vec<u32>,
    /// What is wrong with those that cannot be read, in their order.
    pub faults: Vec<Undecodable>,
    /// The rows that were left out.
    pub notes: Vec<Note>,
}

impl Records {
    /// Whether there is nothing more.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.notes.is_empty()
    }

    /// What is wrong with those that cannot be read, as JSON: of each its code, the column, and its sentence.
    pub fn faults_to_json(&self) -> String {
        let mut out = String::from("[");
        for (at, fault) in self.faults.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            let mut object = Object::open(&mut out);
            for (key, value) in [("code", Undecodable::CODE), ("column", &fault.place), ("message", &fault.to_string())]
            {
                object.key(key);
                write_text(value, object.out);
            }
            object.close();
        }
        out.push(']');
        out
    }
}

/// How far a sheet was read.
#[derive(Debug, Default)]
pub struct Progress {
    next: usize,
    /// Whether the last row could have been a line below the table, and was taken for a record.
    doubtful: bool,
    /// The number of the last row that was read.
    last: u32,
    /// The merged cells that reach below: the last row and the value of each.
    merged: Vec<(u16, u32, Value)>,
    /// What the lines around a table say of the form, and those since its last row.
    around: Option<Around>,
    lines: Around,
    /// Of a text that goes on: what was seen of the rows from the next one on.
    ending: Ending,
}

/// Rows of which none is a record without doubt.
#[derive(Debug, Default)]
struct Ending {
    /// Those that could be records.
    rows: Vec<u32>,
    /// How many there are, and how many of them hold something.
    count: usize,
    filled: usize,
    /// Whether something tells them from records: a signature, or a blank row above them.
    is_told: bool,
}

/// Fields of the form with what is said of them.
type Around = Vec<(u16, String)>;

impl Progress {
    /// Whether every row of a sheet was read.
    pub fn is_through(&self, sheet: &Sheet) -> bool {
        sheet.rows_from(self.next).next().is_none()
    }

    /// The rows were taken away, and others follow.
    pub fn go_on(&mut self) {
        self.next = 0;
    }
}

/// Bytes of JSON that records are handed over in: from here on the crossing into JavaScript no longer shows.
const BLOCK: usize = 512 << 10;

/// Marks in a text where bytes could not be decoded.
pub(super) const UNDECODABLE: char = '\u{FFFD}';

impl Layout {
    fn new(table: Option<u16>, header: u32, lettered: bool) -> Self {
        Layout {
            table,
            header,
            top: header,
            end: u32::MAX,
            is_form: false,
            fault: None,
            columns: Vec::new(),
            unknown: Vec::new(),
            titles: Vec::new(),
            needed: Vec::new(),
            serial: Vec::new(),
            lettered,
        }
    }

    /// Whether the sheet is the form.
    pub(super) fn is_form(&self) -> bool {
        self.is_form
    }

    /// What a text is refused for in which this stands below something else.
    pub(super) fn apart(&self) -> Refusal {
        Refusal::SecondTable { row: self.top }
    }

    /// Columns that have another name, and those of serial numbers.
    fn name_others(&mut self, known: &Columns, texts: &Texts, header: &[Row<'_>], sheet: &Sheet) {
        let mut unknown: Vec<(u16, String)> = Vec::new();
        // A name can stand in a cell that reaches down from a row of titles into the header.
        let above = sheet.rows().take_while(|row| row.number < self.top);
        let reaching = above.flat_map(|row| {
            let long = sheet.merges_in(row.number).filter(|(_, (last, _))| *last >= self.top);
            long.filter_map(move |(column, _)| Some((column, row.at(column)?)))
        });
        let reaching: Vec<_> = reaching.collect();
        let rows = header.iter().map(|row| row.cells).chain([reaching.as_slice()]);
        for cells in rows {
            for &(column, value) in cells.iter().take(WIDEST_HEADER) {
                let mut name = String::new();
                write_plain(value, texts, &mut name);
                let name = name.trim();
                if self.target(column).is_some() {
                    self.titles.push((column, name.into()));
                } else if is_serial(name) {
                    self.serial.push(column);
                } else if !name.is_empty() && unknown.iter().all(|(other, _)| *other != column) {
                    unknown.push((column, name.chars().take(LONGEST).collect()));
                }
            }
        }
        unknown.sort_by_key(|(column, _)| *column);
        for (at, (column, name)) in unknown.iter().enumerate() {
            let repeated =
                known.find(name, self.table).is_some() || unknown[..at].iter().any(|(_, other)| other == name);
            let key = if repeated { format!("{name}（{}）", self.place_in_words(*column)) } else { name.clone() };
            self.unknown.push((*column, key));
        }
    }

    /// What the rows are refused for where a column that each row of the table needs stands there twice, and something in both: there is more than
    /// one row in a line then.
    fn repeated(&self, texts: &Texts, header: Row<'_>, sheet: &Sheet) -> Option<Refusal> {
        let name = |value: Value| match value {
            Value::Text(text) => normalise(texts.get(text)),
            _ => String::new(),
        };
        for column in &self.needed {
            let Some(title) = header.at(*column).map(name) else { continue };
            let again = header.cells.iter().filter(|(at, value)| at != column && name(*value) == title);
            let again: Vec<u16> = again.map(|(at, _)| *at).collect();
            if again.is_empty() {
                continue;
            }
            // Once over the rows, however often the title stands there.
            let below = sheet.rows().filter(|row| row.number > self.header).flat_map(|row| row.cells);
            let used = below.filter(|(at, value)| again.binary_search(at).is_ok() && !is_blank(*value, texts));
            if let Some(other) = used.map(|(at, _)| *at).min() {
                let places = [self.place_in_words(*column), self.place_in_words(other)];
                return Some(Refusal::ColumnTwice { title, places });
            }
        }
        None
    }

    /// Whether another content begins below this one, with something of this one between.
    fn goes_before(&self, other: &Layout, texts: &Texts, sheet: &Sheet) -> bool {
        if self.is_form {
            // A row of the form can hold names of columns too, among answers.
            return other.top > self.header && other.columns.len() > other.unknown.len();
        }
        let between = |row: &Row<'_>| row.number > self.header && row.number < other.top;
        sheet.rows().filter(between).any(|row| self.is_record(row, texts, sheet))
    }

    /// The fields whose labels stand in a row of a form, with what stands to the right of each, or behind its colon.
    fn labels(&self, known: &Columns, row: Row<'_>, texts: &Texts, sheet: &Sheet) -> Vec<Label> {
        let field = |text: &str| known.find_field(text).map(|found| (found.field, found.weight));
        // Another label is no answer; what names the same field says how to fill it in.
        let is_answer = |value: &Value, own: Option<u16>| match value {
            Value::Text(text) => {
                let text = texts.get(*text);
                !text.trim().is_empty() && field(text).is_none_or(|(field, _)| Some(field) == own)
            }
            _ => true,
        };
        // What stands to the right of a cell, which may be merged from several.
        let beside = |column: u16, own: Option<u16>| {
            let merged = sheet.merges_in(row.number).find(|(first, _)| *first == column);
            let next = merged.map_or(column, |(_, (_, last))| last).checked_add(1)?;
            Some((next, row.at(next).filter(|value| is_answer(value, own))?))
        };
        let mut out = Vec::new();
        for &(column, value) in row.cells.iter().take(WIDEST_HEADER) {
            let Value::Text(text) = value else { continue };
            let text = texts.get(text);
            if let Some((field, weight)) = field(text) {
                let answer = beside(column, Some(field));
                let more = answer.is_some_and(|(column, _)| beside(column, None).is_some());
                out.push(Label { field, weight, said: answer.map(|(_, value)| Said::Cell(value)), more });
            } else if let Some((name, answer)) = text.split_once([':', '：']).filter(|(_, it)| !it.trim().is_empty()) {
                let said = || Some(Said::Text(answer.trim().into()));
                out.extend(field(name).map(|(field, weight)| Label { field, weight, said: said(), more: false }));
            }
        }
        out
    }

    /// The record of a sheet that is the form: the answer to each field whose label is the surest, of equals the first.
    fn write_form(&self, known: &Columns, texts: &Texts, sheet: &Sheet, records: &mut Records) {
        let mut best: Vec<Label> = Vec::new();
        for row in sheet.rows().take_while(|row| row.number < self.end) {
            for label in self.labels(known, row, texts, sheet).into_iter().filter(|it| it.said.is_some()) {
                match best.iter_mut().find(|held| held.field == label.field) {
                    None => best.push(label),
                    Some(held) if label.weight > held.weight => *held = label,
                    Some(_) => {}
                }
            }
        }
        let mut object = Object::open(&mut records.lines);
        for label in best {
            let Some(field) = known.field(label.field) else { continue };
            let text = match &label.said {
                Some(Said::Cell(Value::Text(at))) => texts.get(*at),
                Some(Said::Cell(value)) => {
                    object.member(&field.id, *value, texts);
                    continue;
                }
                Some(Said::Text(text)) => text,
                None => continue,
            };
            match ticked(field, text) {
                Some(text) => {
                    object.key(&field.id);
                    write_text(&text, object.out);
                }
                None => records.notes.push(Note::BoxesUnclear { label: field.label.clone() }),
            }
        }
        object.close();
        records.lines.push('\n');
    }

    /// What a column was taken for.
    fn target(&self, column: u16) -> Option<Target> {
        self.columns.iter().find(|(at, _)| *at == column).map(|(_, target)| *target)
    }

    /// The columns of the table that are there.
    fn own(&self) -> impl Iterator<Item = u16> {
        self.columns.iter().filter_map(|(_, target)| match target {
            Target::Own(at) => Some(*at),
            Target::Field(_) => None,
        })
    }

    /// Whether the columns that a row of the table must have are there, and enough to be sure: a telephone many lists have.
    fn is_whole(&self, known: &Columns) -> bool {
        let Some(table) = self.table else { return true };
        let all = known.of_table(table);
        let is_there = |(at, column): (usize, &Field)| !column.required || self.own().any(|own| usize::from(own) == at);
        all.iter().enumerate().all(is_there) && self.own().count() >= all.len().min(2)
    }

    /// As JSON: the name of the sheet, the row of the header, the id of the table or null, the place of each column that is
    /// known by its id, the names of those that are not, whether the header is surely that of its table, whether it is the form,
    /// and why its rows cannot be read.
    pub fn to_json(&self, known: &Columns, sheet: &str) -> String {
        let mut out = String::from("{\"sheet\":");
        write_text(sheet, &mut out);
        out.push_str(&format!(",\"header\":{},\"table\":", self.header));
        match self.table.and_then(|at| known.field(at)) {
            Some(table) => write_text(&table.id, &mut out),
            None => out.push_str("null"),
        }
        out.push_str(",\"columns\":");
        let mut object = Object::open(&mut out);
        for (column, target) in &self.columns {
            object.key(known.about(*target, self.table).map_or("", |column| &column.id));
            write_text(&self.place(*column), object.out);
        }
        object.close();
        out.push_str(",\"unknown\":[");
        let mut first = true;
        for (_, key) in &self.unknown {
            if !core::mem::take(&mut first) {
                out.push(',');
            }
            write_text(key, &mut out);
        }
        out.push(']');
        out.push_str(if self.is_whole(known) { ",\"whole\":true" } else { ",\"whole\":false" });
        out.push_str(if self.is_form { ",\"form\":true" } else { ",\"form\":false" });
        if let Some(fault) = &self.fault {
            out.push_str(",\"fault\":");
            write_text(&fault.to_string(), &mut out);
            out.push_str(",\"code\":");
            write_text(fault.code(), &mut out);
        }
        out.push('}');
        out
    }

    fn place(&self, column: u16) -> String {
        if self.lettered { letters(column) } else { (u32::from(column) + 1).to_string() }
    }

    fn place_in_words(&self, column: u16) -> String {
        if self.lettered { format!("{} 列", letters(column)) } else { format!("第 {} 列", u32::from(column) + 1) }
    }

    /// The key of a column without a name.
    fn unnamed(&self, column: u16) -> String {
        format!("{}（无列名）", self.place_in_words(column))
    }

    /// The records of the rows of `sheet` that stand below the header, as many as make a block; nothing where all were read. Unless
    /// the sheet `ends` here, rows that could stand below the table wait for what follows.
    pub fn read(&self, known: &Columns, texts: &Texts, sheet: &Sheet, progress: &mut Progress, ends: bool) -> Records {
        let mut out = Records::default();
        let mut around = progress.around.take().unwrap_or_else(|| self.around(known, texts, sheet));
        if self.is_form {
            if progress.next == 0 && !sheet.is_empty() {
                out.rows.push(self.header);
                self.write_form(known, texts, sheet, &mut out);
                progress.next = usize::MAX;
            }
            return out;
        }
        let mut cells = Vec::new();
        for row in sheet.rows_from(progress.next) {
            if out.lines.len() >= BLOCK || row.number >= self.end {
                break;
            }
            let is_record = row.number > self.header && self.is_record(row, texts, sheet);
            if is_record {
                let is_doubtful = self.is_doubtful(row, texts);
                if is_doubtful && !progress.doubtful {
                    match self.ending(progress, texts, sheet) {
                        Some(ending) if !ends && self.end == u32::MAX => {
                            progress.ending = ending;
                            break;
                        }
                        Some(Ending { rows, count, is_told: true, .. }) if !rows.is_empty() => {
                            out.notes.push(note_of(rows, row, texts));
                            progress.next += count;
                            break;
                        }
                        _ => {}
                    }
                }
                progress.doubtful = is_doubtful;
                progress.lines.clear();
            } else if row.number > self.header && self.table.is_some() {
                // Under its header again, another table begins with the lines above it.
                read_line(row, known, texts, &mut progress.lines);
                if self.is_header(row, texts) && !progress.lines.is_empty() {
                    around = core::mem::take(&mut progress.lines);
                }
            }
            progress.next += 1;
            progress.last = row.number;
            cells.clear();
            cells.extend_from_slice(row.cells);
            self.fill(row, sheet, &mut progress.merged, &mut cells);
            if is_record && self.is_sample(row, texts) {
                out.notes.push(Note::SampleRow { row: row.number });
            } else if is_record {
                out.rows.push(row.number);
                match self.undecodable(&cells, known, texts) {
                    Some(fault) => {
                        out.faults.push(fault);
                        out.lines.push_str("null");
                    }
                    None => self.write(&cells, known, texts, &around, &mut out.lines),
                }
                out.lines.push('\n');
            }
        }
        progress.around = Some(around);
        out
    }

    /// Whether a row could stand below the table rather than in it: nothing in it is a number, nothing stands in a column that each
    /// row needs, and all of it is of the sort that tables are signed with, but for one cell among few.
    fn is_doubtful(&self, row: Row<'_>, texts: &Texts) -> bool {
        let (mut known, mut others) = (0, 0);
        for &(column, value) in row.cells {
            let Value::Text(text) = value else { return false };
            let text = texts.get(text);
            if text.trim().is_empty() {
                continue;
            }
            let is_known = usize::from(self.target(column).is_some());
            known += is_known;
            if is_mark(text) {
                continue;
            }
            let begins = normalise(text).chars().next();
            if begins.is_some_and(|c| c.is_ascii_digit()) || self.needed.contains(&column) {
                return false;
            }
            others += is_known;
        }
        others == 0 || (others == 1 && known * 2 <= self.columns.len())
    }

    /// Where no record follows the next row of a sheet, nor it is one: the rows that are left. It goes on where it ended the last time,
    /// so that rows that wait are looked at once.
    fn ending(&self, progress: &mut Progress, texts: &Texts, sheet: &Sheet) -> Option<Ending> {
        let mut ending = core::mem::take(&mut progress.ending);
        for row in sheet.rows_from(progress.next + ending.count).take_while(|row| row.number < self.end) {
            ending.count += 1;
            ending.filled += usize::from(row.cells.iter().any(|(_, value)| !is_blank(*value, texts)));
            if ending.filled > LONGEST_END {
                return None;
            }
            if self.is_record(row, texts, sheet) {
                if !self.is_doubtful(row, texts) {
                    return None;
                }
                ending.is_told |= ending.rows.is_empty() && row.number > progress.last + 1;
                ending.rows.push(row.number);
            }
            let is_signed = |value: &Value| matches!(value, Value::Text(at) if is_mark(texts.get(*at)));
            ending.is_told |= row.cells.iter().any(|(_, value)| is_signed(value));
        }
        Some(ending)
    }

    /// Whether the serial number of a row says that it only shows how to fill them in.
    fn is_sample(&self, row: Row<'_>, texts: &Texts) -> bool {
        let says = |value: Value| match value {
            Value::Text(text) => {
                let text = texts.get(text).trim_matches(|c: char| c.is_whitespace() || "（）()【】[]:：".contains(c));
                matches!(text, "例" | "示例" | "样例" | "范例" | "填写示例")
            }
            _ => false,
        };
        self.serial.iter().filter_map(|column| row.at(*column)).any(says)
    }

    /// Whether a row just below the header belongs to it: running numbers of the columns, or units in brackets.
    fn is_caption(&self, row: Row<'_>, texts: &Texts) -> bool {
        if row.number > self.header + 2 {
            return false;
        }
        let (mut count, mut last, mut numbered, mut bracketed) = (0, None, true, true);
        let mut text = String::new();
        for &(_, value) in row.cells {
            text.clear();
            write_plain(value, texts, &mut text);
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            let number: Option<u32> = text.parse().ok();
            numbered &= number.is_some() && (count == 0 || last == number.and_then(|it| it.checked_sub(1)));
            bracketed &= text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
            last = number;
            count += 1;
        }
        bracketed || (numbered && count > 2 && count >= self.columns.len())
    }

    /// Whether a row below the header is a record: not blank, no sum, no note, no header that is repeated.
    fn is_record(&self, row: Row<'_>, texts: &Texts, sheet: &Sheet) -> bool {
        let filled = || row.cells.iter().filter(|(_, value)| !is_blank(*value, texts));
        if !filled().any(|(column, _)| self.target(*column).is_some()) {
            return false;
        }
        let count = filled().count();
        let is_short = count <= FEW_CELLS || count * 4 < self.columns.len();
        let says = |value: &Value| match value {
            Value::Text(text) => is_sum(texts.get(*text)) || (is_short && is_note(texts.get(*text))),
            _ => false,
        };
        let leading = filled().next().into_iter().chain(filled().find(|(column, _)| !self.serial.contains(column)));
        // 负责人 in a column of functions is no signature.
        let has_name = |column: &u16| self.unknown.iter().any(|(other, _)| other == column);
        let is_whole = !self.needed.is_empty() && self.needed.iter().all(|column| row.at(*column).is_some());
        if leading.filter(|(column, _)| !(is_whole && has_name(column))).any(|(_, value)| says(value)) {
            return false;
        }
        if self.is_caption(row, texts) {
            return false;
        }
        // A title or a note across the columns.
        let wide = |column: u16| sheet.merges_in(row.number).any(|(first, (_, last))| first == column && last > column);
        if count == 1 && filled().any(|(column, _)| wide(*column)) {
            return false;
        }
        !self.is_header(row, texts)
    }

    /// Whether a row is the header again, as at the top of each printed page.
    fn is_header(&self, row: Row<'_>, texts: &Texts) -> bool {
        let title = |column: u16, text: u32| {
            self.titles.iter().any(|(at, title)| *at == column && title == texts.get(text).trim())
        };
        let is_title = |(column, value): &&(u16, Value)| matches!(value, Value::Text(text) if title(*column, *text));
        let again = row.cells.iter().filter(is_title).count();
        again >= 2 && again * 2 > self.columns.len()
    }

    /// What is wrong with a row that has marks of bytes that could not be decoded.
    fn undecodable(&self, cells: &[(u16, Value)], known: &Columns, texts: &Texts) -> Option<Undecodable> {
        let broken = |value: &Value| matches!(value, Value::Text(text) if texts.get(*text).contains(UNDECODABLE));
        let (column, _) = cells.iter().find(|(_, value)| broken(value))?;
        let name = self.target(*column).and_then(|target| Some(known.about(target, self.table)?.label.clone()));
        let (place, words) = (self.place(*column), self.place_in_words(*column));
        let column = name.map_or_else(|| self.unnamed(*column), |name| format!("{words}（{name}）"));
        Some(Undecodable { place, column })
    }

    /// A record as JSON.
    fn write(&self, cells: &[(u16, Value)], known: &Columns, texts: &Texts, around: &Around, out: &mut String) {
        let of_table = self.table.is_some();
        if of_table {
            out.push_str("{\"answers\":");
        }
        let mut object = Object::open(out);
        for &(column, value) in cells {
            match self.target(column) {
                Some(Target::Field(_)) if of_table => {}
                Some(target) => {
                    object.member(known.about(target, self.table).map_or("", |column| &column.id), value, texts);
                }
                None if of_table || self.serial.contains(&column) || is_blank(value, texts) => {}
                None => match self.unknown.binary_search_by_key(&column, |(at, _)| *at) {
                    Ok(at) => object.member(&self.unknown[at].1, value, texts),
                    Err(_) => object.member(&self.unnamed(column), value, texts),
                },
            }
        }
        // A column that is not known is told of every record, whatever it holds.
        let blank = |column: u16| {
            let found = cells.binary_search_by_key(&column, |(at, _)| *at);
            found.map_or(true, |at| is_blank(cells[at].1, texts))
        };
        for (_, key) in self.unknown.iter().filter(|(column, _)| !of_table && blank(*column)) {
            object.key(key);
            object.out.push_str("null");
        }
        object.close();
        if !of_table {
            return;
        }
        out.push_str(",\"of\":");
        let mut object = Object::open(out);
        let said = |at: u16| {
            let field = |(column, value): &&(u16, Value)| {
                self.target(*column) == Some(Target::Field(at)) && !is_blank(*value, texts)
            };
            cells.iter().find(field)
        };
        for (at, field) in known.fields() {
            if let Some((_, value)) = said(at) {
                object.member(&field.id, *value, texts);
            } else if let Some((_, text)) = around.iter().find(|(field, _)| *field == at) {
                object.key(&field.id);
                write_text(text, object.out);
            }
        }
        object.close();
        out.push('}');
    }

    /// What the lines around a table say of the form: `推荐单位：兰山区`.
    fn around(&self, known: &Columns, texts: &Texts, sheet: &Sheet) -> Around {
        let mut around = Vec::new();
        if self.table.is_some() {
            let is_around = |row: &Row<'_>| {
                row.number < self.top || (row.number > self.header && !self.is_record(*row, texts, sheet))
            };
            for row in sheet.rows().filter(is_around) {
                read_line(row, known, texts, &mut around);
            }
        }
        around
    }

    /// Puts what merged cells hold into the rows that they span: it is so of all of them. Only of columns that are known, and of
    /// ranges that lie over each other the first: what a sheet says of its merged cells costs no more than its header does.
    fn fill(&self, row: Row<'_>, sheet: &Sheet, merged: &mut Vec<(u16, u32, Value)>, cells: &mut Vec<(u16, Value)>) {
        if !merged.is_empty() {
            merged.retain(|(_, last, _)| *last >= row.number);
            let below = merged.iter().filter(|(column, ..)| row.at(*column).is_none());
            cells.extend(below.map(|&(column, _, value)| (column, value)));
            cells.sort_by_key(|(column, _)| *column);
        }
        for (column, (last, _)) in sheet.merges_in(row.number) {
            let is_new = self.target(column).is_some() && merged.iter().all(|(other, ..)| *other != column);
            if let Some(value) = row.at(column).filter(|_| is_new && last > row.number) {
                merged.push((column, last, value));
            }
        }
    }
}

/// An answer, of boxes the words that are ticked; none where it is not one of them that is.
fn ticked(field: &Field, text: &str) -> Option<String> {
    let is_many = matches!(field.kind, Kind::Choices { .. });
    let boxes = match field.kind {
        Kind::YesNo | Kind::Choice { .. } | Kind::Choices { .. } => boxes::read(text),
        _ => None,
    };
    match boxes {
        None => Some(text.into()),
        Some(Ticked::Alone) => Some("是".into()),
        Some(Ticked::Words(words)) => (words.len() == 1 || (is_many && !words.is_empty())).then(|| words.join("、")),
    }
}

/// Labels with what stands behind them, in one cell or in two.
fn read_line(row: Row<'_>, known: &Columns, texts: &Texts, around: &mut Around) {
    // 负责人 is who signed, not what the table says of the form.
    let field = |text: &str| Some(known.find_field(text).filter(|found| found.reason != Reason::Near)?.field);
    // The first that says it counts.
    let mut say = |at: u16, text: &str| {
        if around.iter().all(|(field, _)| *field != at) {
            around.push((at, text.into()));
        }
    };
    let mut label = None;
    for &(_, value) in row.cells.iter().take(WIDEST_HEADER) {
        let mut text = String::new();
        write_plain(value, texts, &mut text);
        let is_long = text.len() > LONGEST;
        let own = field(&text);
        if let Some(at) = label.take().filter(|_| own.is_none() && !text.trim().is_empty()) {
            say(at, text.trim());
            continue;
        }
        label = own;
        if is_long || own.is_some() {
            continue;
        }
        for part in text.split("  ").flat_map(|part| part.split(['\u{3000}', '\n', '；', ';'])) {
            let Some((name, answer)) = part.split_once([':', '：']) else { continue };
            if let Some(at) = field(name).filter(|_| !answer.trim().is_empty()) {
                say(at, answer.trim());
            }
        }
    }
}

/// A column of running numbers.
fn is_serial(name: &str) -> bool {
    matches!(normalise(name).as_str(), "序号" | "编号" | "序" | "行号" | "No" | "No." | "NO" | "NO." | "№" | "#")
}

/// 合计, with its number or without.
fn is_sum(text: &str) -> bool {
    if !text.trim_start().starts_with(['合', '总', '小', '共', '累', '平']) || text.len() > LONGEST {
        return false;
    }
    let text = normalise(text);
    let words = ["合计", "总计", "小计", "共计", "累计", "平均"];
    let rest = words.iter().find_map(|word| text.strip_prefix(word));
    rest.is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || ".,人名个份套小时条行h".contains(c)))
}

/// A line of those who filled it in, or a note.
fn is_note(text: &str) -> bool {
    const WORDS: [&str; 22] = [
        "填表人",
        "填报人",
        "制表人",
        "制表",
        "审核人",
        "复核人",
        "审批人",
        "负责人",
        "经办人",
        "联系人",
        "填表日期",
        "填报日期",
        "制表日期",
        "填表单位",
        "填报单位",
        "日期",
        "备注",
        "注",
        "说明",
        "填表说明",
        "填报说明",
        "签字",
    ];
    let text = text.trim().trim_start_matches(['*', '※', '（', '(', '【', '[']);
    WORDS.iter().any(|word| {
        let Some(rest) = text.strip_prefix(word) else { return false };
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
        rest.is_empty() || rest.starts_with([':', '：', '（', '(', '）', ')', '】', ']'])
    })
}

/// What tables are signed with below: a seal, a signature, an opinion, a day.
fn is_mark(text: &str) -> bool {
    const SIGNS: [&str; 7] = ["盖章", "公章", "签章", "印章", "签字", "签名", "意见"];
    text.chars().count() <= LONGEST_MARK
        && (is_note(text) || is_day(text) || SIGNS.iter().any(|sign| text.contains(sign)))
}

/// A day or a month, or the room for one: `年 月 日`.
fn is_day(text: &str) -> bool {
    let (mut digits, mut at) = ([0, 0, 0], 0);
    for c in normalise(text).chars() {
        match (c, digits.get_mut(at)) {
            ('年' | '月' | '-' | '/' | '.', _) => at += 1,
            ('日', _) => {}
            (c, Some(count)) if c.is_ascii_digit() => *count += 1,
            _ => return false,
        }
    }
    let [year, month, day] = digits;
    at == 2 && (year == 4 || (year == 0 && text.contains('年'))) && month <= 2 && day <= 2
}

/// Rows below a table, with what the first of them says.
fn note_of(rows: Vec<u32>, first: Row<'_>, texts: &Texts) -> Note {
    let mut text = String::new();
    let cell = first.cells.iter().find(|(_, value)| !is_blank(*value, texts));
    cell.into_iter().for_each(|(_, value)| write_plain(*value, texts, &mut text));
    Note::RowsBelow { rows, text: text.trim().chars().take(LONGEST_MARK).collect() }
}

fn is_blank(value: Value, texts: &Texts) -> bool {
    match value {
        Value::Text(text) => texts.get(text).trim().is_empty(),
        _ => false,
    }
}

/// An answer of a form: a cell, or what stands behind a colon.
enum Said {
    Cell(Value),
    Text(String),
}

/// A label of a form.
struct Label {
    field: u16,
    weight: u8,
    said: Option<Said>,
    /// Whether something stands behind the answer too.
    more: bool,
}

/// An object of JSON as it is written.
struct Object<'a> {
    out: &'a mut String,
    first: bool,
}

impl<'a> Object<'a> {
    fn open(out: &'a mut String) -> Self {
        out.push('{');
        Object { out, first: true }
    }

    fn key(&mut self, key: &str) {
        if !core::mem::take(&mut self.first) {
            self.out.push(',');
        }
        write_text(key, self.out);
        self.out.push(':');
    }

    fn member(&mut self, key: &str, value: Value, texts: &Texts) {
        self.key(key);
        match value {
            Value::Text(text) => write_text(texts.get(text), self.out),
            other => write_plain(other, texts, self.out),
        }
    }

    fn close(self) {
        self.out.push('}');
    }
}

/// A value as it is read by people, but for quotes also as JSON has it.
fn write_plain(value: Value, texts: &Texts, out: &mut String) {
    match value {
        Value::Text(text) => out.push_str(texts.get(text)),
        Value::Number(number) => out.push_str(&number.to_string()),
        Value::Bool(value) => out.push_str(if value { "true" } else { "false" }),
    }
}

/// A text as JSON has it.
pub(crate) fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            byte => out.push_str(&format!("\\u{byte:04x}")),
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tables_are_signed_with_is_told_from_answers() {
        for text in
            ["示例团委（盖章）", "负责人签字：", "推荐单位意见", "2012年4月20日", "2012-04-20", "年  月  日", "填表人"]
        {
            assert!(is_mark(text), "{text}");
        }
        let long = "意见".repeat(LONGEST_MARK);
        for text in ["示例团委", "团组织负责人", "0539-4271234", "120", "100-120", "2012", "", long.as_str()]
        {
            assert!(!is_mark(text), "{text}");
        }
    }

    #[test]
    fn sums_and_notes_are_told_from_records() {
        for text in ["合计", "合　计：", "总计 25人", "小计3", "共计120.5小时"] {
            assert!(is_sum(text), "{text}");
        }
        for text in ["合计科", "总务处", "小王", ""] {
            assert!(!is_sum(text), "{text}");
        }
        for text in ["填表人：李某", "备注", "注：一式两份", "（说明）", "审核人（签字）", "备注1：略"]
        {
            assert!(is_note(text), "{text}");
        }
        for text in ["注册志愿者", "说明书编写岗", "备注某", "日期岗"] {
            assert!(!is_note(text), "{text}");
        }
    }
}
