//! Documents by their content, as the table says: counts, or why they are refused.
#![cfg(feature = "files")]

use leifeng_form::files::{Error, read_document};
use leifeng_form::text::count;
use std::fs;

/// One file of the table and what is expected.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    file: String,
    /// 字数, without spaces, with spaces.
    counts: Option<[u32; 3]>,
    #[serde(default)]
    text_boxes: u32,
    #[serde(default)]
    notes: u32,
    /// The code of what is wrong.
    refused: Option<String>,
    /// Where it is of another kind: which.
    kind: Option<String>,
}

fn cases() -> Vec<Case> {
    let table = fs::read_to_string("tests/files/documents.json").expect("the table");
    serde_json::from_str(&table).expect("a table of cases")
}

#[test]
fn documents_are_counted_or_refused_as_the_table_says() {
    // Plain text is decoded outside the crate.
    let cases = cases().into_iter().filter(|case| !case.file.ends_with(".txt"));
    let mut wrong = Vec::new();
    for case in cases {
        let bytes = fs::read(format!("tests/files/{}", case.file)).expect("a file of the table");
        let got = read_document(&bytes).map(|(_, document)| {
            let counts = count(&document.text);
            let beside = [&document.beside.text_boxes, &document.beside.notes].map(|text| count(text).zishu());
            ([counts.zishu(), counts.characters_no_spaces, counts.characters_with_spaces], beside)
        });
        let as_expected = match (&got, &case.counts, &case.refused) {
            (Ok((counts, beside)), Some(wanted), None) => counts == wanted && *beside == [case.text_boxes, case.notes],
            (Err(Error::Other(kind)), None, Some(code)) => {
                code == "file.kind" && case.kind == Some(format!("{kind:?}"))
            }
            (Err(error), None, Some(code)) => error.code() == code,
            _ => false,
        };
        if !as_expected {
            wrong.push(format!("{}: {got:?}", case.file));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
