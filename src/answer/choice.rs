//! One or several of the options of a field, named by id or by label.

use super::{fold, is_blank, trim};
use crate::rulebook::Choice;
use alloc::string::String;

/// What a form shows in place of an answer.
const PLACEHOLDER: &str = "请选择";

/// Whether a text is the invitation to choose rather than a choice: `请选择`, `--请选择--`.
pub(crate) fn is_placeholder(text: &str) -> bool {
    trim(text).trim_matches(|c: char| matches!(c, '-' | '—' | '=' | '.' | '…')).trim() == PLACEHOLDER
}

fn without_space(text: &str) -> String {
    fold(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// The index of the option with that id or label.
pub(crate) fn read(text: &str, options: &[Choice]) -> Option<u16> {
    let text = trim(text);
    if let Some(at) = options.iter().position(|option| option.id == text) {
        return Some(at as u16);
    }
    let text = without_space(text);
    options
        .iter()
        .position(|option| without_space(&option.id) == text || without_space(&option.label) == text)
        .map(|at| at as u16)
}

/// The names of several choices in one text.
pub(crate) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| matches!(c, '、' | '，' | ',' | ';' | '；' | '/' | '／' | '|' | '｜') || c.is_whitespace())
        .map(trim)
        .filter(|part| !is_blank(part) && !is_placeholder(part))
}
