//! What the targets for sheets share.
use leifeng_form::files::grid::Workbook;
use leifeng_form::files::table::{self, Names, Progress, Sought};

pub const NAMES: &str = "field\tunit_name\t单位名称\nfield\tpost_name\t岗位名称\nfield\tleader_phone\t联系电话\n\
    table\troster\t志愿者名册\nrequired\tname\t姓名\ncolumn\thours\t服务时长（小时）\ncolumn\tphone\t联系电话";

/// Reads every table of a workbook to its end.
#[allow(dead_code)]
pub fn read(book: &Workbook) {
    let names = Names::read(NAMES);
    for sought in [Sought::Any, Sought::Records, Sought::Table(0)] {
        for found in table::find(&names, sought, book).unwrap_or_default().found {
            let mut progress = Progress::default();
            while !found.layout.read(&names, &book.texts, &book.sheets[found.sheet], &mut progress, true).is_empty() {}
        }
    }
}
