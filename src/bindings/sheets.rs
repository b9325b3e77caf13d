//! The module that reads tables from files.

use super::failure::{failure, set};
use crate::files::columns::{Columns, Sought};
use crate::files::grid::Workbook;
use crate::files::stream::Stream;
use crate::files::table::{self, Contents, Progress};
use crate::files::workbook::{self, Content};
use crate::files::{Error, Kind, Refusal, docx};
use std::string::{String, ToString};
use std::vec::Vec;
use wasm_bindgen::prelude::*;

/// The ids of the columns of a table, by a packed rulebook; none where it has no such table.
#[wasm_bindgen(js_name = columnsOf)]
pub fn columns_of(book: &[u8], form: &str, table: &str) -> Vec<String> {
    let Some(known) = Columns::of_book(book, form) else { return Vec::new() };
    match known.sought(table) {
        Ok(Sought::Table(at)) => known.of_table(at).iter().map(|column| column.id.clone()).collect(),
        _ => Vec::new(),
    }
}

fn known_by(book: &[u8], form: &str) -> Result<Columns, js_sys::Error> {
    Columns::of_book(book, form).ok_or_else(|| failure("form.unknown", ["规则文件里没有“", form, "”这种表。"].concat()))
}

fn refused(refusal: Refusal) -> js_sys::Error {
    let error = failure(refusal.code(), &refusal);
    if let Refusal::Text { line, column, .. } = refusal {
        set(&error, "row", line);
        set(&error, "column", column.to_string());
    }
    error
}

fn texts<T: ToString>(all: Vec<T>) -> Vec<String> {
    all.iter().map(T::to_string).collect()
}

/// Records that are handed over together: see [`table::Records`].
#[wasm_bindgen]
pub struct Block(table::Records);

#[wasm_bindgen]
impl Block {
    /// JSON Lines.
    pub fn lines(&mut self) -> String {
        core::mem::take(&mut self.0.lines)
    }

    /// The row of each.
    pub fn rows(&mut self) -> Vec<u32> {
        core::mem::take(&mut self.0.rows)
    }

    /// What is wrong with those that cannot be read, as JSON: see [`table::Records::faults_to_json`].
    pub fn faults(&self) -> String {
        self.0.faults_to_json()
    }

    /// What is to be said of rows that were left out.
    pub fn notes(&mut self) -> Vec<String> {
        texts(core::mem::take(&mut self.0.notes))
    }
}

/// A file with its tables.
#[wasm_bindgen]
pub struct Tables {
    known: Columns,
    kind: Kind,
    book: Workbook,
    contents: Contents,
    progress: Progress,
}

#[wasm_bindgen]
impl Tables {
    /// Reads a file by a packed rulebook and one of its forms; of a text it says no more than that it is one. What is looked for:
    /// see [`Columns::sought`].
    pub fn open(bytes: &[u8], book: &[u8], form: &str, what: &str) -> Result<Tables, js_sys::Error> {
        let known = known_by(book, form)?;
        let wanted = known.sought(what).map_err(refused)?;
        let content = match workbook::read(bytes) {
            // A document may have the form in its tables.
            Err(Error::Other(Kind::Docx)) if wanted == Sought::Any => {
                docx::tables(bytes).map(|book| Content::Workbook(Kind::Docx, book))
            }
            read => read,
        };
        let (kind, book, contents) = match content.map_err(|it| refused(it.into()))? {
            Content::Workbook(kind, book) => {
                let found = table::find(&known, wanted, &book);
                let contents = found.map_err(|it| refused(if kind == Kind::Docx { Refusal::NoForm } else { it }))?;
                (kind, book, contents)
            }
            Content::Text(kind) => (kind, Workbook::default(), Contents::default()),
        };
        Ok(Tables { known, kind, book, contents, progress: Progress::default() })
    }

    /// Reads the text of a file that [`Tables::open`] says is markup.
    pub fn parse(&mut self, text: &str, what: &str) -> Result<(), js_sys::Error> {
        self.book = workbook::read_markup(self.kind, text).map_err(|it| refused(it.into()))?;
        let wanted = self.known.sought(what).map_err(refused)?;
        self.contents = table::find(&self.known, wanted, &self.book).map_err(refused)?;
        Ok(())
    }

    /// `xlsx`, `xls` or `docx`, which are read; `html` or `xml`, which are to be decoded and parsed; or `txt`, which is no more than told.
    pub fn kind(&self) -> String {
        self.kind.ending().into()
    }

    /// The tables that were found, as JSON: see [`table::layouts_to_json`].
    pub fn layouts(&self) -> String {
        table::layouts_to_json(&self.contents.found, &self.known, &self.book)
    }

    /// What is to be said of the sheets that are not among them.
    pub fn notes(&mut self) -> Vec<String> {
        texts(core::mem::take(&mut self.contents.notes))
    }

    /// The next records of a table, by its place in the list; without rows where there are no more, and then from the beginning
    /// again. One table is read to its end before another.
    pub fn read(&mut self, at: usize) -> Block {
        let found = self.contents.found.get(at).and_then(|it| Some((it, self.book.sheets.get(it.sheet)?)));
        let records = found
            .map(|(it, sheet)| it.layout.read(&self.known, &self.book.texts, sheet, &mut self.progress, true))
            .unwrap_or_default();
        if records.is_empty() {
            self.progress = Progress::default();
        }
        Block(records)
    }
}

/// A table in text: see [`Stream`].
#[wasm_bindgen]
pub struct TextTable(Stream);

#[wasm_bindgen]
impl TextTable {
    /// What is looked for, as of [`Tables::open`].
    #[wasm_bindgen(constructor)]
    pub fn new(book: &[u8], form: &str, what: &str) -> Result<TextTable, js_sys::Error> {
        let known = known_by(book, form)?;
        let wanted = known.sought(what).map_err(refused)?;
        Ok(TextTable(Stream::new(known, wanted)))
    }

    /// Takes a piece of text.
    pub fn push(&mut self, text: &str, ends: bool) -> Result<(), js_sys::Error> {
        self.0.push(text, ends).map_err(refused)
    }

    /// How the table is laid out, as JSON; nothing as long as it is not known.
    pub fn layout(&self) -> Option<String> {
        self.0.layout()
    }

    /// The next records; without rows where more text is needed.
    pub fn read(&mut self) -> Block {
        Block(self.0.read())
    }
}
