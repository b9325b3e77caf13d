//! A workbook of any kind that is read.

use super::compound::{Compound, SIGNATURE};
use super::grid::Workbook;
use super::{Error, Kind, crypt, html, kind, xls, xlsx, xml2003};

/// What a file of tables is: a workbook, or a text whose encoding the caller is to find out.
pub enum Content {
    /// .xlsx or .xls.
    Workbook(Kind, Workbook),
    /// A text of this kind: comma-separated values, or markup for [`read_markup`].
    Text(Kind),
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
        Kind::Text | Kind::Html | Kind::ExcelXml => Ok(Content::Text(kind)),
        other => Err(Error::Other(other)),
    }
}

/// Reads the tables of a web page or of a workbook in XML that is decoded.
///
/// # Errors
/// As of [`read`].
pub fn read_markup(kind: Kind, text: &str) -> Result<Workbook, Error> {
    match kind {
        Kind::Html => html::read(text),
        Kind::ExcelXml => xml2003::read(text),
        other => Err(Error::Other(other)),
    }
}
