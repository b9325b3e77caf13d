//! The unit that a label says: 申请金额（万元）, 服务时长（单位：小时）, 累计时长/小时.

use crate::answer::fold;
use alloc::string::String;

/// Units that are told from other text in brackets. Those of one line are of one size: one may stand for another.
const UNITS: [&[&str]; 16] = [
    &["人", "名", "个", "位"],
    &["份", "套"],
    &["小时", "个小时", "时", "h"],
    &["分钟"],
    &["天", "日"],
    &["个月"],
    &["元"],
    &["%"],
    &["次"],
    &["人次"],
    &["项"],
    &["件"],
    &["分"],
    &["字"],
    &["户"],
    &["间"],
];
/// How many of a unit are counted as one: 万人, 百万元.
const SIZES: [&str; 8] = ["", "百", "千", "万", "十万", "百万", "千万", "亿"];

/// A unit that a label says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// `万` of 万元, empty where single ones are counted.
    pub size: &'static str,
    /// `元` of 万元.
    pub word: &'static str,
    /// As a set.
    set: u32,
}

impl Unit {
    pub(super) fn read(text: &str) -> Option<Self> {
        SIZES.iter().enumerate().find_map(|(size_at, size)| {
            let text = text.strip_prefix(size)?;
            UNITS.iter().enumerate().find_map(|(line, units)| {
                let word = units.iter().find(|unit| unit.eq_ignore_ascii_case(text))?;
                Some(Unit { size, word, set: 1 << line | 1 << (UNITS.len() + size_at) })
            })
        })
    }

    /// Whether a number in this unit can be no answer to a field with these: see [`set`].
    pub(super) fn is_other(self, set: u32) -> bool {
        set != NONE && self.set & set != self.set
    }
}

/// What a set of units is without any.
pub(super) const NONE: u32 = 0;
/// In a set: a unit that is not listed.
const OTHER: u32 = 1 << 31;

/// The units of a field as a set: a bit for each line of [`UNITS`], and for each of [`SIZES`].
pub(super) fn set(units: &[String]) -> u32 {
    units.iter().fold(NONE, |set, unit| set | Unit::read(unit).map_or(OTHER, |unit| unit.set))
}

/// The unit that stands in a bracket.
pub(super) fn in_brackets(text: &str) -> Option<Unit> {
    let folded = fold(text);
    folded.split(['(', '[', '【']).skip(1).find_map(|part| {
        let inner = part.split([')', ']', '】']).next()?.trim();
        Unit::read(inner.strip_prefix("单位").map_or(inner, |it| it.trim_start_matches([':', ' '])))
    })
}

/// A text without the unit behind a slash, and that unit.
pub(super) fn behind_slash(text: &str) -> Option<(&str, Unit)> {
    let (text, unit) = text.rsplit_once(['/', '／'])?;
    Some((text, Unit::read(unit)?))
}
