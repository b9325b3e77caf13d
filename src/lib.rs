//! A validator for official application forms.
//!
//! One way through: a page, a script or a file gives answers; [`answer`] reads them; [`engine`] judges them by a
//! [`rulebook`]; the report ([`Session::report`]) goes back to the page, the script or the file.
//!
//! - [`rulebook`]: what a rulebook is, how it is read, laid over another, diagnosed and packed into bytes
//! - [`answer`]: what a person wrote becomes a value, one kind of field a file
//! - [`label`]: which field a text names, on a page, in a sheet, as a key
//! - [`text`]: 字数, counted as Word and WPS show it
//! - [`engine`]: conditions in three values, remedies, messages, sessions, reports
//! - `files`: what a file is, the text of documents and the rows of sheets (features `files`, `sheets`)
//! - [`batch`]: many records to verdicts, and the rules across them (feature `json`)
//!
//! The engine reads no clock, draws no random number, knows no page and panics on no input. The thin outer layers are
//! `page` (the browser side, feature `page`) and `bindings` (what JavaScript sees).
#![no_std]
#![deny(unsafe_code)]
#![warn(missing_docs)]

extern crate alloc;
// Only the page's module does without: the rest needs what std carries, or is never shipped.
#[cfg(not(all(feature = "page", target_arch = "wasm32")))]
extern crate std;

pub mod answer;
#[cfg(feature = "json")]
pub mod batch;
#[cfg(any(feature = "node", feature = "compiler", feature = "documents", feature = "page", feature = "sheets"))]
mod bindings;
pub mod code;
pub mod engine;
#[cfg(feature = "json")]
pub mod error_code;
#[cfg(feature = "files")]
pub mod files;
pub mod label;
#[cfg(feature = "page")]
pub mod page;
pub mod rulebook;
mod sort;
pub mod text;

pub use answer::{Date, Number};
pub use engine::Session;
pub use rulebook::Book;
