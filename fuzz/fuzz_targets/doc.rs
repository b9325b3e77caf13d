//! A binary document.
#![no_main]

use leifeng_form::files::doc;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    _ = doc::read(bytes);
});
