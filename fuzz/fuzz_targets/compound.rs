//! A compound file, with the streams that the readers ask for.
#![no_main]

use leifeng_form::files::compound::Compound;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(file) = Compound::open(bytes) {
        for path in ["WordDocument", "0Table", "1Table", "Workbook", "ObjectPool/_1/Workbook"] {
            let stream = file.stream(path).ok().flatten();
            assert!(stream.is_none_or(|it| it.len() <= bytes.len()));
        }
    }
});
