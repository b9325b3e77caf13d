//! The module that turns a webmaster's own rulebook into the bytes that the page's module reads.

use crate::rulebook;
use std::string::{String, ToString};
use std::vec::Vec;
use wasm_bindgen::prelude::*;

/// A rulebook's JSON text as bytes; what is wrong with it is thrown as a text.
#[wasm_bindgen]
pub fn compile(json: &str) -> Result<Vec<u8>, String> {
    rulebook::load(json).map(|loaded| loaded.book.to_bytes()).map_err(|mistakes| mistakes.to_string())
}
