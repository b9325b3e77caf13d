//! A workbook of any kind that is read.

use super::compound::{Compound, SIGNATURE};
use super::grid::Workbook;
use super::{Error, Kind, crypt, kind, xls, xlsx};

/// What a file of tables is: a workbook, or a text whose encoding the caller is to find out.
pub enum Content {
    /// .xlsx or .xls.
    Workbook(Kind, Workbook),
    /// Text: comma-separated values.
    Text,
}

/// Reads the tables of a file.
///
/// # Errors
/// Why it cannot be read; [`Error::Other`] for kinds that are not read.
pub fn read(bytes: &[u8]) -> Result<Content, Error> {
    let kind = match kind::of(bytes) {
        Err(Error::Encrypted) if bytes.starts_with(SIGNATURE) => {
            let package = crypt::package(&Compound::open(bytes)?)?;
            // Nothing else is encrypted with that key.
            return Ok(Content::Workbook(Kind::Xlsx, xlsx::read(&package)?));
        }
        kind => kind?,
    };
    match kind {
        Kind::Xlsx => Ok(Content::Workbook(Kind::Xlsx, xlsx::read(bytes)?)),
        Kind::Xls => Ok(Content::Workbook(Kind::Xls, xls::read(bytes)?)),
        Kind::Text => Ok(Content::Text),
        other => Err(Error::Other(other)),
    }
}
