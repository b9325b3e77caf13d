//! The unit that a label says: 申请金额（万元）, 服务时长（单位：小时）, 累计时长/小时.

use crate::answer::fold;
use alloc::string::String;

/// Units that are told from other text in brackets. Those of one line are of one size: one may stand for another.
const UNITS: [&[&str]; 17] = [
    &["人", "名", "个", "位"],
    &["份", "套"],
    &["小时", "个小时", "时", "h"],
    &["分钟"],
    &["天", "日"],
    &["个月"],
    &["元"],
    &["千元"],
    &["万元"],
    &["亿元"],
    &["%"],
    &["次"],
    &["人次"],
    &["项"],
    &["件"],
    &["分"],
    &["字"],
];

/// What a set of units is without any.
pub(super) const NONE: u32 = 0;
/// In a set: a unit that is not listed.
const OTHER: u32 = 1 << 31;

fn of(text: &str) -> Option<(&'static str, u32)> {
    UNITS.iter().enumerate().find_map(|(line, units)| {
        let unit = units.iter().find(|unit| unit.eq_ignore_ascii_case(text))?;
        Some((*unit, 1 << line))
    })
}

/// The units of a field as a set.
pub(super) fn set(units: &[String]) -> u32 {
    units.iter().fold(NONE, |set, unit| set | of(unit).map_or(OTHER, |(_, line)| line))
}

/// Whether a number in this unit can be no answer to a field with these.
pub(super) fn is_other(unit: &str, set: u32) -> bool {
    set != NONE && of(unit).is_some_and(|(_, line)| set & line == 0)
}

/// The unit that stands in a bracket.
pub(super) fn in_brackets(text: &str) -> Option<&'static str> {
    let folded = fold(text);
    folded.split(['(', '[', '【']).skip(1).find_map(|part| {
        let inner = part.split([')', ']', '】']).next()?.trim();
        let inner = inner.strip_prefix("单位").map_or(inner, |it| it.trim_start_matches([':', ' ']));
        Some(of(inner)?.0)
    })
}

/// A text without the unit behind a slash, and that unit.
pub(super) fn behind_slash(text: &str) -> Option<(&str, &'static str)> {
    UNITS.iter().copied().flatten().find_map(|unit| Some((text.strip_suffix(unit)?.strip_suffix('/')?, *unit)))
}
