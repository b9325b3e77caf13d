//! Documents by content: kinds, counts, refusals.
#![cfg(feature = "files")]

use leifeng_form::files::{Error, Kind, kind};
use std::fs;

#[test]
fn a_file_is_what_its_content_says() {
    let of = |name: &str| kind::of(&fs::read(format!("tests/files/samples/{name}")).expect("a sample"));
    assert_eq!(of("L01.docx"), Ok(Kind::Docx));
    assert_eq!(of("L01.doc"), Ok(Kind::Doc));
    assert_eq!(of("L01_gbk_crlf.txt"), Ok(Kind::Text));
    assert_eq!(of("L01_utf16le_bom.txt"), Ok(Kind::Text));
    assert_eq!(of("v17_stored_zip.docx"), Ok(Kind::Docx));
    assert_eq!(of("v90_truncated.docx"), Err(Error::Truncated));
    assert_eq!(of("v93_bomb.docx"), Err(Error::TooLarge));
}
