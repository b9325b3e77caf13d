//! Files to text: what a file is, and what stands in it.
//!
//! A file is what its bytes say, whatever its name: [`kind::of`] looks at them. Everything here works on bytes from anywhere,
//! so nothing is believed: sizes, offsets and links are checked where they are used, what is unpacked is bounded while it
//! unpacks, and nothing recurses on the depth of the input.

#[cfg(feature = "sheets")]
mod boxes;
mod bytes;
#[cfg(feature = "sheets")]
pub mod columns;
pub mod compound;
#[cfg(feature = "sheets")]
pub mod crypt;
#[cfg(feature = "sheets")]
pub mod csv;
pub mod doc;
pub mod docx;
pub mod error;
#[cfg(feature = "sheets")]
pub mod format;
#[cfg(feature = "sheets")]
pub mod grid;
#[cfg(feature = "sheets")]
pub mod html;
pub mod kind;
pub mod package;
#[cfg(feature = "sheets")]
pub mod stream;
#[cfg(feature = "sheets")]
pub mod table;
#[cfg(feature = "sheets")]
mod tables;
pub mod txt;
#[cfg(feature = "sheets")]
pub mod workbook;
#[cfg(feature = "sheets")]
pub mod xls;
#[cfg(feature = "sheets")]
pub mod xlsx;
pub mod xml;
#[cfg(feature = "sheets")]
pub mod xml2003;
pub mod zip;

pub use error::{Error, Note, Refusal, TextFault, Undecodable, Wanted};
pub use kind::Kind;

use crate::answer::number::write_whole;
use crate::engine::counts_to_json;
use crate::text;
use std::string::String;
use std::vec::Vec;

/// The text of a document, paragraphs parted by line breaks, as it is counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What counts.
    pub text: String,
    /// What stands beside it and does not count.
    pub beside: Beside,
}

/// Texts that 字数 leaves out, and that people want to know of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// Of text boxes.
    pub text_boxes: String,
    /// Of footnotes and endnotes.
    pub notes: String,
}

impl Document {
    /// Its kind, its counts and 字数 of what stands beside it, as JSON.
    pub fn to_json(&self, kind: Kind) -> String {
        let counts = counts_to_json(&text::count(&self.text));
        let mut out =
            ["{\"kind\":\"", kind.ending(), "\",\"counts\":", &counts, ",\"beside\":{\"textBoxes\":"].concat();
        let Beside { text_boxes, notes } = &self.beside;
        write_whole(text::count(text_boxes).zishu(), &mut out);
        out.push_str(",\"notes\":");
        write_whole(text::count(notes).zishu(), &mut out);
        out.push_str("}}");
        out
    }
}

/// The text of a .docx or .doc file.
///
/// # Errors
/// Why it is not read: [`Error::Other`] with [`Kind::Text`] where it is plain text, which whoever has a decoder reads.
///
/// ```
/// use leifeng_form::files::{Error, Kind, read_document};
///
/// assert_eq!(read_document("只有文字".as_bytes()).unwrap_err(), Error::Other(Kind::Text));
/// assert_eq!(Error::Other(Kind::Text).code(), "file.kind");
/// ```
pub fn read_document(bytes: &[u8]) -> Result<(Kind, Document), Error> {
    let kind = kind::of(bytes)?;
    let document = match kind {
        Kind::Docx => docx::read(bytes)?,
        Kind::Doc => doc::read(bytes)?,
        _ => return Err(Error::Other(kind)),
    };
    Ok((kind, document))
}

/// Neither a soft hyphen nor a sign of a symbol font, which some programs write as characters of private use.
fn is_text(c: char) -> bool {
    !matches!(c, '\u{AD}' | '\u{F000}'..='\u{F0FF}')
}

/// The fields that a place of a text stands in: an instruction, such as `PAGE`, then what it comes to.
#[derive(Default)]
struct Fields {
    /// Whether each is still in its instruction, the innermost last.
    open: Vec<bool>,
    instructions: usize,
}

impl Fields {
    fn begin(&mut self) {
        self.open.push(true);
        self.instructions += 1;
    }

    fn separate(&mut self) {
        if let Some(instruction) = self.open.last_mut() {
            self.instructions -= usize::from(*instruction);
            *instruction = false;
        }
    }

    fn end(&mut self) {
        self.separate();
        self.open.pop();
    }

    /// What stands here is no text.
    fn in_instruction(&self) -> bool {
        self.instructions > 0
    }
}
