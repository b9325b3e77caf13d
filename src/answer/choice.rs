//! One or several of the options of a field, named by id or by label.

use super::{essence, trim};
use crate::rulebook::Choice;

/// What a form shows in place of an answer.
const PLACEHOLDER: &str = "请选择";

/// Whether a text is the invitation to choose rather than a choice: `请选择`, `--请选择--`.
pub(crate) fn is_placeholder(text: &str) -> bool {
    text.len() >= PLACEHOLDER.len()
        && essence(text).filter(|c| !matches!(c, '-' | '—' | '=' | '.' | '…')).eq(PLACEHOLDER.chars())
}

/// The index of the option with that id or label.
pub(crate) fn read(text: &str, options: &[Choice]) -> Option<u16> {
    let names = |name: &str| essence(name).eq(essence(text));
    let like = || options.iter().position(|option| names(&option.id) || names(&option.label));
    named(text, options).or_else(|| like().map(|at| at as u16))
}

/// The same where id or label stand there to the letter.
pub(crate) fn named(text: &str, options: &[Choice]) -> Option<u16> {
    options.iter().position(|option| option.id == text || option.label == text).map(|at| at as u16)
}

/// The names of several choices in one text.
pub(crate) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_separator).map(trim).filter(|part| !part.is_empty() && !is_placeholder(part))
}

fn is_separator(c: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => false, // most characters are of these
        '、' | '，' | ',' | ';' | '；' | '/' | '／' | '|' | '｜' => true,
        _ => c.is_whitespace(),
    }
}
