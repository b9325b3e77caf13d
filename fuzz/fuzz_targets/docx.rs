//! The XML of a document, stored in a package that is sound: changed bytes would not get past a packed one's check sum.
#![no_main]

use leifeng_form::files::docx;
use libfuzzer_sys::fuzz_target;

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}

fn stored(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let start = (out.len() as u32).to_le_bytes();
        let size = (bytes.len() as u32).to_le_bytes();
        let mut numbers = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        numbers.extend(crc(bytes).to_le_bytes());
        numbers.extend([size, size].concat());
        numbers.extend([name.len() as u8, 0, 0, 0]);
        out.extend([b"PK\x03\x04".as_slice(), &numbers, name.as_bytes(), bytes].concat());
        directory.extend([b"PK\x01\x02\x14\0".as_slice(), &numbers, &[0; 10], &start, name.as_bytes()].concat());
    }
    let start = (out.len() as u32).to_le_bytes();
    let size = (directory.len() as u32).to_le_bytes();
    let count = [files.len() as u8, 0];
    [&out, &directory, b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &size, &start, &[0, 0]].concat()
}

// Parts are parted by a zero: the document, its relationships, its styles, its notes.
fuzz_target!(|bytes: &[u8]| {
    let names = ["word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml", "word/footnotes.xml"];
    let files: Vec<_> = names.into_iter().zip(bytes.split(|byte| *byte == 0)).collect();
    _ = docx::read(&stored(&files));
});
