//! Files that are cut, changed or made to do harm: an answer or an error, never a panic, and memory in proportion.
#![cfg(feature = "files")]
#![allow(unsafe_code)]

use leifeng_form::files::{Error, read_document};
use std::alloc::{GlobalAlloc, Layout, System};
use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Counts what is taken from the system.
struct Counting;

static TAKEN: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: hands everything on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let taken = TAKEN.fetch_add(layout.size(), Relaxed) + layout.size();
        MOST.fetch_max(taken, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        TAKEN.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The tests of this file take turns: what they take is counted together.
static TURN: Mutex<()> = Mutex::new(());

const MEGABYTE: usize = 1 << 20;
/// What reading may take beyond the file itself.
const ALLOWED: usize = 64 * MEGABYTE;

/// Reads a file; what it took at most comes with the result.
fn measured(bytes: &[u8]) -> (Result<String, Error>, usize) {
    let before = TAKEN.load(Relaxed);
    MOST.store(before, Relaxed);
    let result = read_document(bytes).map(|(_, document)| document.text);
    (result, MOST.load(Relaxed) - before)
}

fn file(name: &str) -> Vec<u8> {
    fs::read(format!("tests/files/{name}")).expect("a file of the tests")
}

/// One file of each format, small and large in features.
const SOUND: [&str; 8] = [
    "samples/L01.docx",
    "samples/L01.doc",
    "documents/text-boxes.docx",
    "documents/notes.docx",
    "documents/zip64.docx",
    "documents/pieces-v4.doc",
    "documents/runs.doc",
    "documents/office-hidden.doc",
];

#[test]
fn a_file_that_is_cut_anywhere_is_refused_or_read_whole() {
    let _turn = TURN.lock();
    for name in SOUND {
        let whole = file(name);
        let (uncut, _) = measured(&whole);
        for percent in 0..100 {
            let (result, most) = measured(&whole[..whole.len() * percent / 100]);
            // What is cut off a compound file can be what nothing is in.
            assert!(result.is_err() || result == uncut, "{name} cut at {percent} %: {result:?}");
            assert!(most < 2 * MEGABYTE, "{name} cut at {percent} % took {most} bytes");
        }
    }
}

#[test]
fn a_file_with_any_byte_changed_gives_an_answer_or_an_error() {
    let _turn = TURN.lock();
    for name in ["documents/notes.docx", "documents/runs.doc", "documents/stories.doc"] {
        let mut bytes = file(name);
        for at in 0..bytes.len() {
            for change in [0xFF, 0x01, 0x80] {
                bytes[at] ^= change;
                let (_, most) = measured(&bytes);
                assert!(most < 16 * MEGABYTE, "{name} changed at {at} took {most} bytes");
                bytes[at] ^= change;
            }
        }
    }
}

#[test]
fn no_number_makes_a_doc_take_more_than_it_has() {
    let _turn = TURN.lock();
    let whole = file("documents/runs.doc");
    for at in (0..whole.len() - 4).step_by(4) {
        for number in [0u32, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0x0001_0000, 0x4000_0000] {
            let mut bytes = whole.clone();
            bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
            let (_, most) = measured(&bytes);
            assert!(most < 2 * MEGABYTE, "{number:#x} at {at} took {most} bytes");
        }
    }
}

#[test]
fn what_unpacks_without_end_is_stopped() {
    let _turn = TURN.lock();
    let bombs =
        ["samples/v93_bomb.docx", "documents/bomb-tags.docx", "documents/bomb-text.docx", "documents/bomb-styles.docx"];
    for name in bombs {
        let (result, most) = measured(&file(name));
        assert_eq!(result, Err(Error::TooLarge), "{name}");
        assert!(most < ALLOWED, "{name} took {most} bytes");
    }
}

#[test]
fn deep_nesting_is_stopped() {
    let _turn = TURN.lock();
    let (result, most) = measured(&file("documents/deep.docx"));
    assert_eq!(result, Err(Error::TooDeep));
    assert!(most < MEGABYTE, "took {most} bytes");
}

/// A stored zip archive with one part, the document.
fn stored(document: &[u8]) -> Vec<u8> {
    let crc = !document.iter().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    });
    let name = b"word/document.xml";
    let size = (document.len() as u32).to_le_bytes();
    let mut numbers = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    numbers.extend(crc.to_le_bytes());
    numbers.extend([size, size].concat());
    numbers.extend([name.len() as u8, 0, 0, 0]);
    let mut out = [b"PK\x03\x04".as_slice(), &numbers, name, document].concat();
    let start = (out.len() as u32).to_le_bytes();
    let directory = [b"PK\x01\x02\x14\0".as_slice(), &numbers, &[0; 10], &[0; 4], name].concat();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start);
    out.extend([0, 0]);
    out
}

#[test]
fn a_document_of_ten_megabytes_takes_no_more_than_64_beyond_it() {
    let _turn = TURN.lock();
    let open = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
    let paragraph = ["<w:p><w:r><w:t>", &"志愿服务".repeat(200), "</w:t></w:r></w:p>"].concat();
    let times = 10 * MEGABYTE / paragraph.len();
    let bytes = stored([open, &paragraph.repeat(times), "</w:body></w:document>"].concat().as_bytes());
    let (result, most) = measured(&bytes);
    assert_eq!(result.map(|text| text.matches('志').count()), Ok(200 * times));
    assert!(most < ALLOWED, "took {most} bytes");
}
