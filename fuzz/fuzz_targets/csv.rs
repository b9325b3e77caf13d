//! Text as a table: whole or in pieces, the records are the same.
#![no_main]
mod common;

use leifeng_form::files::columns::Sought;
use leifeng_form::files::stream::Stream;
use leifeng_form::files::table::Refusal;
use libfuzzer_sys::fuzz_target;

fn read(pieces: &[&str]) -> Result<String, Refusal> {
    let mut stream = Stream::new(common::columns(), Sought::Any);
    let mut out = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        stream.push(piece, at + 1 == pieces.len())?;
        loop {
            let records = stream.read();
            if records.rows.is_empty() {
                break;
            }
            out.push_str(&records.lines);
        }
    }
    Ok(out)
}

fuzz_target!(|text: &str| {
    let text = format!("单位名称,岗位名称,联系电话\n{text}");
    let middle = text.char_indices().map(|(at, _)| at).nth(text.chars().count() / 2).unwrap_or(0);
    let (first, rest) = text.split_at(middle);
    // The beginning is held until the end of a short text: what differs is where the pieces are cut.
    assert_eq!(read(&[&text]), read(&[first, rest]));
});
