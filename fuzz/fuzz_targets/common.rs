//! What the targets for sheets share.
use leifeng_form::files::columns::{Columns, Sought};
use leifeng_form::files::grid::Workbook;
use leifeng_form::files::table::{self, Progress};

/// What the columns of an application can be.
pub fn columns() -> Columns {
    let book = leifeng_form::rulebook::built_in("linyi-2012").expect("a built-in rulebook");
    Columns::new(book.forms[0].clone())
}

/// Reads every table of a workbook to its end.
#[allow(dead_code)]
pub fn read(book: &Workbook) {
    let known = columns();
    let roster = known.sought("roster").expect("a table");
    for sought in [Sought::Any, Sought::Records, roster] {
        for found in table::find(&known, sought, book).unwrap_or_default().found {
            let mut progress = Progress::default();
            while !found.layout.read(&known, &book.texts, &book.sheets[found.sheet], &mut progress, true).is_empty() {}
        }
    }
}
