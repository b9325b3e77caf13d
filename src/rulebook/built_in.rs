//! The rulebooks that come with the crate.

use super::Book;
use super::compile::load;
use alloc::rc::Rc;

/// Id and source of each, those that others extend first.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("base", include_str!("../../rulebooks/base.json")),
    ("linyi-2012", include_str!("../../rulebooks/linyi-2012.json")),
    ("mengyin-2012", include_str!("../../rulebooks/mengyin-2012.json")),
];

/// The source of a built-in rulebook.
pub(super) fn source(id: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(each, _)| *each == id).map(|(_, source)| *source)
}

/// A built-in rulebook by its id.
///
/// ```
/// let book = leifeng_form::rulebook::built_in("mengyin-2012").unwrap();
/// assert_eq!(book.forms[0].id, "application");
/// ```
pub fn built_in(id: &str) -> Option<Rc<Book>> {
    Some(load(source(id)?).ok()?.book)
}
