//! The names that a form's sheets are found by, for the module that reads sheets: it knows no rulebook.

use super::{Field, Form, Kind};
use alloc::string::String;
use alloc::vec::Vec;

impl Form {
    /// A line for each field and each column, cells parted by tabs, as `files::table::Names` reads them; of one table alone
    /// where one is named.
    ///
    /// ```
    /// let book = leifeng_form::rulebook::built_in("linyi-2012").unwrap();
    /// let form = &book.forms[0];
    /// let roster = form.names(Some("roster"));
    /// assert!(roster.starts_with("table\troster\t志愿者名册") && roster.contains("\nrequired\tname\t姓名"));
    /// assert!(form.names(None).contains("\nfield\tunit_name\t单位名称"));
    /// ```
    pub fn names(&self, table: Option<&str>) -> String {
        let mut lines: Vec<String> = Vec::new();
        for field in self.fields.iter().filter(|field| table.is_none_or(|id| field.id == id)) {
            lines.push(line(if matches!(field.kind, Kind::Table { .. }) { "table" } else { "field" }, field));
            lines.extend(field.columns().iter().map(|it| line(if it.required { "required" } else { "column" }, it)));
        }
        lines.join("\n")
    }
}

fn line(what: &str, field: &Field) -> String {
    let names = field.names().map(|name| name.replace(['\t', '\r', '\n'], " "));
    [what.into(), field.id.clone()].into_iter().chain(names).collect::<Vec<_>>().join("\t")
}
