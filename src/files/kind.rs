//! What a file is, by its content: its name says nothing.

use super::Error;
use super::compound::{self, Compound};
use super::package::{LARGEST_PART, Package};
use super::xml::{Namespace, Step};
use super::zip::Archive;

/// Kinds of files, those that are read and those that people choose by mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text document in OOXML: .docx, .docm, .dotx.
    Docx,
    /// A text document of Word 97 to 2003; .wps of WPS is one too.
    Doc,
    /// A workbook in OOXML: .xlsx, .xlsm.
    Xlsx,
    /// A workbook of Excel 97 to 2003; .et of WPS is one too.
    Xls,
    /// A workbook in OOXML whose parts are binary.
    Xlsb,
    /// A document of Word 95 or earlier.
    OldWord,
    /// A workbook of Excel 95 or earlier.
    OldExcel,
    /// OpenDocument text.
    OpenText,
    /// OpenDocument spreadsheet.
    OpenSheet,
    /// PowerPoint, WPS or OpenDocument.
    Presentation,
    /// Rich text.
    Rtf,
    /// A web page, also in one file with its pictures (MHTML).
    Html,
    /// WordprocessingML of 2003, or a package in one file.
    WordXml,
    /// SpreadsheetML of 2003.
    ExcelXml,
    /// Any other XML.
    Xml,
    /// PDF.
    Pdf,
    /// A picture.
    Picture,
    /// An archive that is none of the above.
    Archive,
    /// Text without anything.
    Text,
    /// None of these.
    Unknown,
}

impl Kind {
    /// How the name of a file that is read ends; of others nothing.
    pub fn ending(self) -> &'static str {
        match self {
            Kind::Docx => "docx",
            Kind::Doc => "doc",
            Kind::Xlsx => "xlsx",
            Kind::Xls => "xls",
            Kind::Text => "txt",
            Kind::Html => "html",
            Kind::ExcelXml => "xml",
            _ => "",
        }
    }
}

/// Beginnings that say all: none of them begins a text, in GB18030 either.
const BEGINNINGS: &[(&[u8], Kind)] = &[
    (b"{\\rtf", Kind::Rtf),
    (b"%PDF-", Kind::Pdf),
    (b"\x89PNG\r\n", Kind::Picture),
    (b"\xFF\xD8\xFF", Kind::Picture),
    (b"GIF87a", Kind::Picture),
    (b"GIF89a", Kind::Picture),
    (b"II*\0", Kind::Picture),
    (b"MM\0*", Kind::Picture),
    (b"Rar!\x1A\x07", Kind::Archive),
    (b"7z\xBC\xAF\x27\x1C", Kind::Archive),
    (b"\x1F\x8B", Kind::Archive),
    (b"\xDB\xA5\x2D\0", Kind::OldWord),
    (b"\x31\xBE\0\0", Kind::OldWord),
    (b"\x09\x08\x10\0\0\x05", Kind::OldExcel),
    (b"\x09\x08\x10\0\0\x06", Kind::OldExcel),
    (b"\x09\x04\x06\0", Kind::OldExcel),
    (b"\x09\x02\x06\0", Kind::OldExcel),
    (b"\x09\0\x04\0", Kind::OldExcel),
];

/// What a file is.
///
/// # Errors
/// Where it is of a kind that is read, and cannot be: empty, cut off, damaged, with a password.
pub fn of(bytes: &[u8]) -> Result<Kind, Error> {
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(Error::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return in_archive(Archive::open(bytes)?);
    }
    if bytes.starts_with(compound::SIGNATURE) {
        return in_compound(&Compound::open(bytes)?);
    }
    // Enough of a file to say what it is.
    let begins = &bytes[..bytes.len().min(4096)];
    let beginning = BEGINNINGS.iter().find(|(beginning, _)| begins.starts_with(beginning));
    if let Some((_, kind)) = beginning {
        return Ok(*kind);
    }
    // Of a bitmap the reserved bytes, of other pictures the name behind the length.
    let at = |start: usize, wanted: &[u8]| begins.get(start..).is_some_and(|rest| rest.starts_with(wanted));
    if (at(0, b"BM") && at(6, b"\0\0\0\0")) || (at(0, b"RIFF") && at(8, b"WEBP")) || at(4, b"ftyphei") {
        return Ok(Kind::Picture);
    }
    Ok(of_text(begins, bytes))
}

fn in_archive(archive: Archive) -> Result<Kind, Error> {
    let kind_of_type = |bytes: &[u8]| match bytes {
        b"application/vnd.oasis.opendocument.text" => Some(Kind::OpenText),
        b"application/vnd.oasis.opendocument.spreadsheet" => Some(Kind::OpenSheet),
        b"application/vnd.oasis.opendocument.presentation" => Some(Kind::Presentation),
        _ => None,
    };
    let own = archive.find("mimetype").and_then(|entry| archive.read(entry, 256).ok());
    if let Some(kind) = own.and_then(|it| kind_of_type(it.trim_ascii())) {
        return Ok(kind);
    }
    let package = Package::new(archive);
    let Some(main) = package.main_part()? else { return Ok(Kind::Archive) };
    if main.ends_with(".bin") {
        return Ok(Kind::Xlsb);
    }
    let mut xml = package.part(&main, LARGEST_PART)?.ok_or(Error::Damaged)?;
    loop {
        match xml.step()? {
            Step::Start(root) => {
                return match root.namespace {
                    Namespace::Word => Ok(Kind::Docx),
                    Namespace::Sheet => Ok(Kind::Xlsx),
                    Namespace::Presentation => Ok(Kind::Presentation),
                    // Nothing that any of the programs would know. What unpacks without end is told as such.
                    _ => xml.skip().and(Err(Error::Damaged)),
                };
            }
            Step::Done => return Err(Error::Damaged),
            Step::End | Step::Text(_) => {}
        }
    }
}

fn in_compound(file: &Compound) -> Result<Kind, Error> {
    let streams = [
        ("WordDocument", Kind::Doc),
        ("Workbook", Kind::Xls),
        ("Book", Kind::OldExcel),
        ("PowerPoint Document", Kind::Presentation),
    ];
    if file.has("EncryptedPackage") {
        return Err(Error::Encrypted);
    }
    Ok(streams.into_iter().find(|(name, _)| file.has(name)).map_or(Kind::Unknown, |(_, kind)| kind))
}

/// Text, with marks or without. Bytes of UTF-16 are looked at by their lower halves: marks are ASCII.
fn of_text(begins: &[u8], bytes: &[u8]) -> Kind {
    let skip = match begins {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => 2,
        [0xEF, 0xBB, 0xBF, ..] => 3,
        _ => 0,
    };
    let narrow: std::vec::Vec<u8> =
        begins[skip..].iter().filter(|byte| skip != 2 || **byte != 0).map(u8::to_ascii_lowercase).collect();
    let narrow = narrow.trim_ascii();
    let has = |mark: &str| narrow.windows(mark.len()).any(|it| it == mark.as_bytes());
    let begins_with = |mark: &str| narrow.starts_with(mark.as_bytes());
    if begins_with("mime-version:") || begins_with("<!doctype html") || begins_with("<html") || begins_with("<head") {
        return Kind::Html;
    }
    if begins_with("<meta")
        || begins_with("<style")
        || begins_with("<body")
        || begins_with("<table")
        || begins_with("<!--")
    {
        return Kind::Html;
    }
    if begins_with("%pdf-") {
        return Kind::Pdf;
    }
    if begins_with("<?xml") {
        return match () {
            _ if has("progid=\"word.document\"") || has("wordprocessingml") => Kind::WordXml,
            _ if has("progid=\"excel.sheet\"") || has("office:spreadsheet") => Kind::ExcelXml,
            _ if has("<html") => Kind::Html,
            _ => Kind::Xml,
        };
    }
    // A zero stands in no text but in UTF-16.
    if skip != 2 && bytes.contains(&0) { Kind::Unknown } else { Kind::Text }
}
