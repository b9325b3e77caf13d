//! Any bytes as a file of tables: .xls, damaged archives, and what is neither.
#![no_main]
mod common;

use leifeng_form::files::workbook::{Content, read, read_markup};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let book = match read(bytes) {
        Ok(Content::Workbook(_, book)) => Ok(book),
        Ok(Content::Text(kind)) => read_markup(kind, &String::from_utf8_lossy(bytes)),
        Err(error) => Err(error),
    };
    if let Ok(book) = book {
        common::read(&book);
    }
});
