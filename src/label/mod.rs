//! Which field a text names: on pages, in sheets, in the names of files, and as the key of an answer.
//!
//! All of them ask the same index, with one scale of weights and one list of what may stand around a label.

mod affix;
mod index;
mod unit;

pub use index::{Context, Index, Match, Reason, key, weight};

#[cfg(any(feature = "page", feature = "sheets"))]
pub(crate) use affix::is_numeral;

use crate::answer::fold;
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
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => {}
            _ if c.is_whitespace() || (depth > 0 && !opened) => {}
            _ => out.push(c),
        }
    }
    out
}
