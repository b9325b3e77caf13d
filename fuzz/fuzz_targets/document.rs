//! Any file, as it would be chosen.
#![no_main]

use leifeng_form::files::{Wanted, read_document};
use leifeng_form::text::count;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| match read_document(bytes) {
    Ok((_, document)) => _ = count(&document.text),
    Err(error) => assert!(!error.message(Wanted::Document).is_empty()),
});
