//! Errors as JavaScript gets them: an `Error` with a code, and the place where there is one. The scripts around the module
//! turn it into the package's own class.

#[cfg(any(feature = "node", feature = "compiler"))]
use crate::rulebook::mistake::Mistakes;
use js_sys::{Error, Reflect};
use std::string::ToString;
use wasm_bindgen::JsValue;

/// An error with a code, and its sentence; in a build without sentences with its code in both places.
pub(super) fn failure(code: &str, message: impl ToString) -> Error {
    let error = Error::new(&if cfg!(wordless) { code.into() } else { message.to_string() });
    set(&error, "code", code);
    error
}

/// Sets a member of an error.
pub(super) fn set(error: &Error, key: &str, value: impl Into<JsValue>) {
    // It can fail on a frozen object alone.
    let _ = Reflect::set(error, &key.into(), &value.into());
}

#[cfg(any(feature = "node", feature = "compiler"))]
/// What is wrong in a rulebook: all of it in the message, code and place of the first mistake.
pub(super) fn mistakes(mistakes: &Mistakes) -> Error {
    let first = mistakes.0.first();
    let error = failure(first.map_or("rulebook.broken", |mistake| mistake.problem.code()), mistakes);
    if let Some((line, column)) = first.and_then(|mistake| mistake.at) {
        set(&error, "line", line as u32);
        set(&error, "column", column.to_string());
    }
    error
}
