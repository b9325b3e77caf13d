//! Which field a text names: on pages, in sheets, in the names of files, and as the key of an answer.
//!
//! All of them ask the same index, with one scale of weights and one list of what may stand around a label.

mod affix;
mod core;
mod index;
mod unit;

pub use index::{Context, Index, Match, Reason, weight};
pub use unit::Unit;

#[cfg(any(feature = "page", feature = "sheets"))]
pub(crate) use affix::is_numeral;

use crate::answer::fold;
use crate::rulebook::Field;
#[cfg(feature = "json")]
use ::core::cell::OnceCell;
use alloc::string::String;

/// A label without white space, `*`, colons, bracketed text and invisible characters, full-width forms folded.
///
/// ```
/// use leifeng_form::label::normalise;
/// assert_eq!(normalise("＊ 单 位\u{3000}人 数（人）："), "单位人数");
/// ```
pub fn normalise(label: &str) -> String {
    without(label, false)
}

/// Whether two labels are the same once normalised.
#[cfg(feature = "json")]
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    normalise(one) == normalise(other)
}

/// The same as [`normalise`], or, `opened`, with what stands in brackets: `县区级` for `县（区）级`.
pub(crate) fn without(label: &str, opened: bool) -> String {
    let mut out = String::new();
    let mut depth = 0u32;
    for c in fold(label).chars() {
        match c {
            '(' | '[' | '{' | '【' | '〔' => depth += 1,
            ')' | ']' | '}' | '】' | '〕' => depth = depth.saturating_sub(1),
            '*' | '※' | ':' | '∶' | '︰' => {}
            '帐' => out.push('账'),
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => {}
            _ if c.is_whitespace() || (depth > 0 && !opened) => {}
            _ => out.push(c),
        }
    }
    out
}

/// Bytes of a text that is looked at for a label.
pub(crate) const LONGEST: usize = 300;

/// The field that the key of an answer names, and how surely: by its id, its label or an alias, with whatever may be around these
/// over a column; never by a near word, nor by a label with a unit in which the field cannot be answered.
///
/// ```
/// use leifeng_form::label::{Context, key, weight};
/// let book = leifeng_form::rulebook::built_in("linyi-2012").unwrap();
/// let weigh = |name| key(&book.forms[0].fields, name, Context::Sheet).map(|(_, weight)| weight);
/// assert_eq!(weigh("unit_name"), Some(weight::ID));
/// assert!(weigh("单位名称") > weigh("＊ 单位名称：") && weigh("＊ 单位名称：") > weigh("申报单位"));
/// assert_eq!(weigh("1. 请填写单位名称"), Some(weight::PART));
/// assert_eq!((weigh("负责人"), weigh("志愿者人数（万人）")), (None, None));
/// ```
pub fn key(fields: &[Field], key: &str, context: Context) -> Option<(usize, u8)> {
    written(fields, key).or_else(|| Index::new(fields).key(key, context))
}

/// The same of one key among many: `index` is that of the fields, made when it is first needed.
#[cfg(feature = "json")]
pub(crate) fn key_among(index: &OnceCell<Index>, fields: &[Field], key: &str, context: Context) -> Option<(usize, u8)> {
    written(fields, key).or_else(|| index.get_or_init(|| Index::new(fields)).key(key, context))
}

/// The field of which a key is the id, the label or an alias as the rulebook writes it.
fn written(fields: &[Field], key: &str) -> Option<(usize, u8)> {
    if let Some(at) = fields.iter().position(|field| field.id == key) {
        return Some((at, weight::ID));
    }
    fields.iter().enumerate().find_map(|(at, field)| {
        let name = field.names().position(|name| name == key)?;
        Some((at, 1 + if name == 0 { weight::LABEL } else { weight::ALIAS }))
    })
}
