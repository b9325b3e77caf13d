//! Yes or no.

use super::fold;

pub(crate) fn read(text: &str) -> Option<bool> {
    let folded = fold(text);
    let text = folded.trim();
    let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is_one_of(&["是", "有", "已", "√", "yes", "true", "1", "on"]) {
        return Some(true);
    }
    is_one_of(&["否", "无", "没有", "未", "×", "no", "false", "0"]).then_some(false)
}
