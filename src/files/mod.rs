//! Files to text: what a file is, and what stands in it.
//!
//! A file is what its bytes say, whatever its name: [`kind::of`] looks at them. Everything here works on bytes from anywhere,
//! so nothing is believed: sizes, offsets and links are checked where they are used, what is unpacked is bounded while it
//! unpacks, and nothing recurses on the depth of the input.

pub mod compound;
#[cfg(feature = "sheets")]
pub mod csv;
pub mod error;
#[cfg(feature = "sheets")]
pub mod format;
#[cfg(feature = "sheets")]
pub mod grid;
pub mod kind;
pub mod package;
#[cfg(feature = "sheets")]
pub mod stream;
#[cfg(feature = "sheets")]
pub mod table;
#[cfg(feature = "sheets")]
pub mod workbook;
#[cfg(feature = "sheets")]
pub mod xls;
#[cfg(feature = "sheets")]
pub mod xlsx;
pub mod xml;
pub mod zip;

pub use error::{Error, Wanted};
pub use kind::Kind;
