//! The parts of an .xlsx, parted by zeros: shared texts, styles, a sheet. They are put into an archive whose check sums are right,
//! so that they are reached.
#![no_main]
mod common;

use leifeng_form::files::xlsx;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut part = || parts.next().unwrap_or_default().to_vec();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let (texts, styles, sheet) = (part(), part(), part());
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links = ["sharedStrings", "styles", "worksheet"]
        .map(|kind| format!("<Relationship Id='{kind}' Type='{office}/{kind}' Target='{kind}'/>"))
        .concat();
    let links = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{links}</Relationships>"
    );
    let book = format!(
        "<workbook xmlns='{main}' xmlns:r='{office}'><sheets><sheet name='a' r:id='worksheet'/></sheets></workbook>"
    );
    let archive = stored(&[
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/sharedStrings", &texts),
        ("xl/styles", &styles),
        ("xl/worksheet", &sheet),
    ]);
    if let Ok(book) = xlsx::read(&archive) {
        common::read(&book);
    }
});

/// A zip archive of these files as they are.
fn stored(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let length = (content.len() as u32).to_le_bytes();
        let mut head = vec![0; 8];
        head.extend(crc(content).to_le_bytes());
        head.extend([length, length].concat());
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0, 0]);
        directory.extend(b"PK\x01\x02\x14\0\x14\0");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04\x14\0");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(*content);
    }
    let count = (parts.len() as u16).to_le_bytes();
    let place = [(directory.len() as u32).to_le_bytes(), (out.len() as u32).to_le_bytes()].concat();
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].concat());
    out.extend(place);
    out.extend([0, 0]);
    out
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}
