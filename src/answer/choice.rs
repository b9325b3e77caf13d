//! One or several of the options of a field, named by id, label or alias. What is typed and what a page or a sheet offers is
//! read alike.

use super::{essence, trim};
use crate::rulebook::Choice;

/// What a form shows in place of an answer.
const PLACEHOLDER: &str = "请选择";

/// Whether a text chooses nothing: `请选择`, `--请选择--`, `无`, or signs and figures alone.
pub(crate) fn is_none(text: &str) -> bool {
    let is_sign = |c: &char| matches!(c, '-' | '—' | '=' | '.' | '…');
    !text.contains(is_letter)
        || [PLACEHOLDER, "无", "没有"].iter().any(|word| essence(text).filter(|c| !is_sign(c)).eq(word.chars()))
}

/// A letter or a Han. The library's tables of all scripts would cost the page's module two kilobytes.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{C0}'..='\u{1FFF}' | '\u{3005}' | '\u{3007}' | '\u{3040}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}')
        || matches!(c, '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' | '\u{20000}'..='\u{3FFFF}')
}

/// The index of the option with that id, label or alias.
pub(crate) fn read(text: &str, options: &[Choice]) -> Option<u16> {
    let is_name = |name: &str| essence(name).eq(essence(text));
    named(text, options).or_else(|| options.iter().position(|option| option.names().any(is_name)).map(|at| at as u16))
}

/// The same where id or label stand there to the letter.
pub(crate) fn named(text: &str, options: &[Choice]) -> Option<u16> {
    options.iter().position(|option| option.id == text || option.label == text).map(|at| at as u16)
}

/// The names of several choices in one text.
pub(crate) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_separator).map(trim).filter(|part| !part.is_empty())
}

fn is_separator(c: char) -> bool {
    match c {
        '\u{4E00}'..='\u{9FFF}' => false, // most characters are of these
        '、' | '，' | ',' | ';' | '；' | '/' | '／' | '|' | '｜' => true,
        _ => c.is_whitespace(),
    }
}
