//! A zip archive, every file of which is unpacked to a limit.
#![no_main]

use leifeng_form::files::zip::Archive;
use libfuzzer_sys::fuzz_target;

const LIMIT: usize = 1 << 20;
const MOST: usize = 16;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(archive) = Archive::open(bytes) {
        for entry in archive.entries().take(MOST) {
            assert!(archive.read(entry, LIMIT).map_or(true, |it| it.len() <= LIMIT));
        }
    }
});
