//! The module that turns a webmaster's own rulebook into the bytes that the page's module reads.

use super::failure::mistakes;
use crate::rulebook;
use js_sys::Error;
use std::vec::Vec;
use wasm_bindgen::prelude::*;

/// A rulebook's JSON text as bytes; throws what is wrong with it.
#[wasm_bindgen]
pub fn compile(json: &str) -> Result<Vec<u8>, Error> {
    rulebook::load(json).map(|loaded| loaded.book.to_bytes()).map_err(|all| mistakes(&all))
}
