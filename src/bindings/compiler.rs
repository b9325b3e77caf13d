//! The module that turns a webmaster's own rulebook into the bytes that the page's module reads.

use super::failure::mistakes;
use crate::rulebook;
use js_sys::Error;
use std::string::String;
use std::vec::Vec;
use wasm_bindgen::prelude::*;

/// A built-in rulebook by its id, or one from its JSON text, as bytes; `values` as JSON, or nothing, stand in place of its own, and
/// `extended` has the texts of what it extends and is not built in. Throws what is wrong.
#[wasm_bindgen]
pub fn compile(source: &str, values: &str, extended: Vec<String>) -> Result<Vec<u8>, Error> {
    let built_in = rulebook::BUILT_IN.iter().find(|(id, _)| *id == source);
    let text = built_in.map_or(source, |(_, text)| text);
    rulebook::load_with(text, values, &extended).map(|loaded| loaded.book.to_bytes()).map_err(|all| mistakes(&all))
}

/// What a rulebook extends, where that is none of those built in.
#[wasm_bindgen(js_name = extendsOf)]
pub fn extends_of(source: &str) -> Option<String> {
    rulebook::extends(source)
}
