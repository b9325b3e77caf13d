//! From a text on a page to the field that it names.

use super::recognise::NONE;
use crate::rulebook::{Field, label};
use alloc::string::String;
use alloc::vec::Vec;

/// The names of a form's fields as they are compared, the label of each before its aliases.
pub struct Labels(Vec<(String, u8)>);

/// How a text names a field; less is surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is the field's label.
    Label,
    /// It is one of its aliases.
    Alias,
    /// It is either, with something around it: `3、单位名称`, `请输入单位名称`, `单位名称 / Name`.
    Part,
}

/// What stands before labels, and means nothing.
const LEADS: [&str; 15] =
    ["请", "输入", "填写", "选择", "您的", "本", "贵", "拟", "是否", "有", "无", "悬挂", "统一的", "健全的", "公开的"];

impl Labels {
    /// The names of these fields.
    pub fn new(fields: &[Field]) -> Self {
        let mut names = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            for name in field.names().map(label::normalise) {
                names.push((name, at as u8));
            }
        }
        Labels(names)
    }

    /// The field that a text names, if it names just one.
    pub fn find(&self, text: &str) -> Option<(u8, Match)> {
        self.exactly(&label::normalise(text)).or_else(|| {
            let part = part(text);
            // A bracket may hold a remark, a part of the label, or the whole of it.
            [false, true].iter().find_map(|&opened| {
                self.exactly(bare(&label::without(part, opened))).map(|(field, _)| (field, Match::Part))
            })
        })
    }

    fn exactly(&self, text: &str) -> Option<(u8, Match)> {
        let mut found = None;
        let mut before = NONE;
        for (name, field) in &self.0 {
            // An empty label names nothing.
            if !name.is_empty() && name.eq_ignore_ascii_case(text) {
                if found.is_some_and(|(other, _)| other != *field) {
                    return None;
                }
                found = found.or(Some((*field, if before == *field { Match::Alias } else { Match::Label })));
            }
            before = *field;
        }
        found
    }
}

/// What names the field in a text: not what belongs to the control before, and no remark behind; `志愿者人数` of
/// `人，志愿者人数：请填在册人数`.
fn part(text: &str) -> &str {
    let (mut start, mut stop) = (0, None);
    for (at, c) in text.char_indices() {
        match (c, stop) {
            ('，' | ',' | '；' | ';' | '。' | '：' | ':' | '—', None) => stop = Some((at, c)),
            (' ' | '—', _) => {}
            ('请' | '如' | '例' | '注' | '限' | '须' | '必' | '指', Some(_)) => break,
            ('0'..='9', Some((_, '，' | ','))) => break,
            (_, Some((_, before))) => {
                if !matches!(before, '：' | ':' | '—') {
                    start = at;
                }
                stop = None;
            }
            _ => {}
        }
    }
    text.get(start..stop.map_or(text.len(), |(at, _)| at)).unwrap_or(text)
}

/// A text without a number and an invitation before it, and a question mark and a translation behind it.
fn bare(text: &str) -> &str {
    let mut text = text.trim_start_matches(is_numeral);
    while let Some(rest) = LEADS.iter().find_map(|lead| text.strip_prefix(lead)) {
        text = rest;
    }
    let han = text.trim_end_matches(|c: char| c.is_ascii() && !c.is_ascii_digit());
    if han.is_empty() { text } else { han }
}

/// Part of a number or a mark that an item of a form bears.
pub(super) fn is_numeral(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{2460}'..='\u{249B}' | '\u{25A0}'..='\u{2606}' | '、' | '.' | '·' | '-'
        | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::rulebook::Kind;

    pub(crate) fn field(id: &str, label: &str, kind: Kind) -> Field {
        Field {
            id: id.into(),
            label: label.into(),
            aliases: Vec::new(),
            near: Vec::new(),
            never: Vec::new(),
            kind,
            units: Vec::new(),
            required: false,
            unanswered: None,
            on_paper: false,
        }
    }

    fn find(text: &str) -> Option<(u8, Match)> {
        let mut fields = [
            field("unit_name", "单位名称", Kind::Text),
            field("hours_min", "每名志愿者年服务时间（最少者）", Kind::Text),
            field("nothing", "（无）", Kind::Text),
            field("one", "联系人", Kind::Text),
            field("other", "联系人", Kind::Text),
            field("email", "电子邮箱", Kind::Text),
        ];
        fields[5].aliases.push("E-mail".into());
        fields[0].aliases.push("申报单位".into());
        Labels::new(&fields).find(text)
    }

    #[test]
    fn labels_as_pages_split_pad_and_star_them() {
        for text in
            ["单位名称", "* 单\u{A0}位\n名　称 ：", "单位名称（盖章）：", "【必填】单位名称", "\u{200B}单位名称"]
        {
            assert_eq!(find(text), Some((0, Match::Label)), "{text}");
        }
        assert_eq!(find("每名志愿者年服务时间（小时）"), Some((1, Match::Label)));
        assert_eq!(find("＊申报单位:"), Some((0, Match::Alias)));
        assert_eq!(find("e-mail"), Some((5, Match::Alias)));
    }

    #[test]
    fn what_stands_around_a_label() {
        for text in [
            "1、单位名称",
            "一、单位名称：",
            "3.单位名称",
            "⒈ 单位名称",
            "★单位名称[必填]",
            "请输入单位名称",
            "请填写您的申报单位",
            "您的单位名称？",
            "【单位名称】",
            "单位（名称）",
            "单位名称 / Name",
            "单位名称：请填写全称",
            "单位名称（全称）—— 请与公章一致",
            "请填写单位名称，20字以内",
            "单位名称，必填",
            "人；单位名称",
            "本单位名称",
            "拟申报单位",
            "有统一的单位名称",
        ] {
            assert_eq!(find(text), Some((0, Match::Part)), "{text}");
        }
    }

    #[test]
    fn what_names_no_field_or_two() {
        for text in
            ["", " ：", "（）", "*", "上级单位名称", "单位", "联系人", "1、", "推荐单位：单位名称", "单位名称：联系人"]
        {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
