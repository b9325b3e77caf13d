//! Any bytes as a file of tables: .xls, damaged archives, and what is neither.
#![no_main]
mod common;

use leifeng_form::files::workbook::{Content, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(Content::Workbook(_, book)) = read(bytes) {
        common::read(&book);
    }
});
