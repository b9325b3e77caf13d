//! The module that reads tables from files.

use crate::files::grid::Workbook;
use crate::files::stream::Stream;
use crate::files::table::{self, Contents, Names, Progress};
use crate::files::workbook::{self, Content};
use crate::files::{Kind, Wanted};
use crate::rulebook::Book;
use js_sys::Error;
use std::string::String;
use std::vec::Vec;
use wasm_bindgen::prelude::*;

/// The names that the rows of a table are found by, as the readers of this module take them, from a packed rulebook; empty where
/// it has no such table.
#[wasm_bindgen(js_name = namesOf)]
pub fn names_of(book: &[u8], form: &str, table: &str) -> String {
    let book = Book::from_bytes(book);
    let form = book.iter().flat_map(|book| &book.forms).find(|each| each.id == form);
    form.map_or_else(String::new, |form| form.names(Some(table)))
}

fn error(message: &str) -> Error {
    Error::new(message)
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

    /// What is wrong with those that cannot be read.
    pub fn faults(&mut self) -> Vec<String> {
        core::mem::take(&mut self.0.faults)
    }

    /// What is to be said of rows that were left out.
    pub fn notes(&mut self) -> Vec<String> {
        core::mem::take(&mut self.0.notes)
    }
}

/// A file with its tables.
#[wasm_bindgen]
pub struct Tables {
    names: Names,
    kind: Kind,
    book: Workbook,
    contents: Contents,
    progress: Progress,
}

#[wasm_bindgen]
impl Tables {
    /// Reads a file; of a text it says no more than that it is one. Names: see [`Names::read`].
    pub fn open(bytes: &[u8], names: &str, what: &str) -> Result<Tables, Error> {
        let names = Names::read(names);
        let wanted = names.sought(what).map_err(|it| error(&it))?;
        let content = workbook::read(bytes).map_err(|it| error(&it.message(Wanted::Sheet)))?;
        let (kind, book, contents) = match content {
            Content::Workbook(kind, book) => {
                let contents = table::find(&names, wanted, &book).map_err(|it| error(&it))?;
                (kind, book, contents)
            }
            Content::Text => (Kind::Text, Workbook::default(), Contents::default()),
        };
        Ok(Tables { names, kind, book, contents, progress: Progress::default() })
    }

    /// `xlsx`, `xls` or `txt`.
    pub fn kind(&self) -> String {
        self.kind.ending().into()
    }

    /// The tables that were found, as JSON: see [`table::layouts_to_json`].
    pub fn layouts(&self) -> String {
        table::layouts_to_json(&self.contents.found, &self.names, &self.book)
    }

    /// What is to be said of the sheets that are not among them.
    pub fn notes(&mut self) -> Vec<String> {
        core::mem::take(&mut self.contents.notes)
    }

    /// The next records of a table, by its place in the list; without rows where there are no more, and then from the beginning
    /// again. One table is read to its end before another.
    pub fn read(&mut self, at: usize) -> Block {
        let found = self.contents.found.get(at).and_then(|it| Some((it, self.book.sheets.get(it.sheet)?)));
        let records = found
            .map(|(it, sheet)| it.layout.read(&self.names, &self.book.texts, sheet, &mut self.progress, true))
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
    pub fn new(names: &str, what: &str) -> Result<TextTable, Error> {
        let names = Names::read(names);
        let wanted = names.sought(what).map_err(|it| error(&it))?;
        Ok(TextTable(Stream::new(names, wanted)))
    }

    /// Takes a piece of text.
    pub fn push(&mut self, text: &str, ends: bool) -> Result<(), Error> {
        self.0.push(text, ends).map_err(|it| error(&it))
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
