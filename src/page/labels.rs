//! From a text on a page to the field that it names.

use crate::rulebook::{Field, label};
use alloc::string::String;
use alloc::vec::Vec;

/// The names of a form's fields as they are compared.
pub struct Labels(Vec<(String, u8)>);

/// How a text names a field; less is surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// It is the field's label or one of its aliases.
    Whole,
    /// It is, after a number or an invitation: `3、单位名称`, `请输入单位名称`.
    Led,
}

/// What stands before labels, and means nothing.
const LEADS: [&str; 6] = ["请输入", "请填写", "请选择", "输入", "填写", "选择"];

impl Labels {
    /// The names of these fields.
    pub fn new(fields: &[Field]) -> Self {
        let mut names = Vec::new();
        for (at, field) in fields.iter().enumerate() {
            for name in field.names().map(label::normalise) {
                // An empty label names nothing.
                if !name.is_empty() {
                    names.push((name, at as u8));
                }
            }
        }
        Labels(names)
    }

    /// The field that a text names, if it names just one.
    pub fn find(&self, text: &str) -> Option<(u8, Match)> {
        let text = label::normalise(text);
        if let Some(field) = self.exactly(&text) {
            return Some((field, Match::Whole));
        }
        let bare = text.trim_start_matches(is_numeral);
        let bare = LEADS.iter().find_map(|lead| bare.strip_prefix(lead)).unwrap_or(bare);
        self.exactly(bare).map(|field| (field, Match::Led))
    }

    fn exactly(&self, text: &str) -> Option<u8> {
        let mut found = None;
        for (name, field) in &self.0 {
            if name == text && found.replace(*field).is_some_and(|other| other != *field) {
                return None;
            }
        }
        found
    }
}

/// Part of a number that an item of a form bears.
fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "、.一二三四五六七八九十".chars().any(|numeral| numeral == c)
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
        ];
        fields[0].aliases.push("申报单位".into());
        Labels::new(&fields).find(text)
    }

    #[test]
    fn labels_as_pages_split_pad_and_star_them() {
        for text in [
            "单位名称",
            "* 单\u{A0}位\n名　称 ：",
            "单位名称（盖章）：",
            "＊申报单位:",
            "【必填】单位名称",
            "\u{200B}单位名称",
        ] {
            assert_eq!(find(text), Some((0, Match::Whole)), "{text}");
        }
        assert_eq!(find("每名志愿者年服务时间（小时）"), Some((1, Match::Whole)));
    }

    #[test]
    fn numbers_and_invitations_before_a_label() {
        for text in ["1、单位名称", "一、单位名称：", "3.单位名称", "请输入单位名称", "请填写申报单位"]
        {
            assert_eq!(find(text), Some((0, Match::Led)), "{text}");
        }
    }

    #[test]
    fn what_names_no_field_or_two() {
        for text in ["", " ：", "（）", "*", "上级单位名称", "单位", "联系人", "1、"] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
