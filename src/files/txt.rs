//! .txt: text that somebody has decoded.

use super::{Document, Error, Kind};
use std::string::String;

/// The document that a decoded text is.
///
/// # Errors
/// [`Error::Undecodable`] where characters could not be decoded, [`Error::Other`] where it is no text.
pub fn read(text: String) -> Result<Document, Error> {
    if text.contains('\0') {
        return Err(Error::Other(Kind::Unknown));
    }
    if text.contains(char::REPLACEMENT_CHARACTER) {
        return Err(Error::Undecodable);
    }
    Ok(Document { text, ..Document::default() })
}
