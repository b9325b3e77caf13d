//! Yes or no.

use super::fold;

pub(crate) fn read(text: &str) -> Option<bool> {
    match fold(text).trim().to_ascii_lowercase().as_str() {
        "是" | "有" | "已" | "√" | "yes" | "true" | "1" | "on" => Some(true),
        "否" | "无" | "没有" | "未" | "×" | "no" | "false" | "0" => Some(false),
        _ => None,
    }
}
