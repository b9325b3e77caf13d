//! A workbook of any kind that is read.

use super::grid::Workbook;
use super::{Error, Kind, kind, xls, xlsx};

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
    match kind::of(bytes)? {
        Kind::Xlsx => Ok(Content::Workbook(Kind::Xlsx, xlsx::read(bytes)?)),
        Kind::Xls => Ok(Content::Workbook(Kind::Xls, xls::read(bytes)?)),
        Kind::Text => Ok(Content::Text),
        other => Err(Error::Other(other)),
    }
}
