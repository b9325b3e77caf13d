//! Whose it is that a control asks for: a telephone stands behind the person in the row before, or in a section about one.

use super::features::Unit;
use super::protocol::Source;
use crate::label::{Context, Index, is_numeral, without};
use crate::rulebook::{Field, Kind};
use alloc::string::String;
use alloc::vec::Vec;

/// What a text about a person ends with.
const PERSONS: [&str; 13] =
    ["人", "长", "老师", "教师", "领导", "书记", "主任", "联络员", "管理员", "信息员", "通讯员", "专干", "干事"];
/// What ends so and is no person.
const NO_PERSONS: [&str; 4] = ["时长", "特长", "专长", "面向人"];
/// What may stand behind a person, and behind what any section is about.
const TAILS: [&str; 9] = ["姓名", "基本信息", "基本情况", "信息", "情况", "概况", "资料", "简介", "基本"];

/// A label or heading down to what it is about: `负责人` of `二、负责人信息`.
pub(super) fn subject(text: &str) -> String {
    let bare = without(text, false);
    let mut subject = bare.trim_start_matches(is_numeral);
    for tail in TAILS {
        subject = subject.strip_suffix(tail).filter(|rest| !rest.is_empty()).unwrap_or(subject);
    }
    subject.into()
}

fn is_person(subject: &str) -> bool {
    let is_more = subject.len() > "人".len();
    is_more
        && PERSONS.iter().any(|tail| subject.ends_with(tail))
        && !NO_PERSONS.iter().any(|tail| subject.ends_with(tail))
}

/// Whether a unit's answer is of a person whom the form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// Nothing says whose it is.
    Nobody,
    /// It is that person's: the field that asks for their name.
    Field(u16),
    /// The same, since the section says so that it stands in.
    Section(u16),
    /// It is somebody else's.
    Other,
}

/// The owner of each unit: the person that its group is about, else the nearest before it in the same group. What one unit alone
/// stands under is its label, and no group.
pub(super) fn owners(index: &Index, units: &[Unit<'_>]) -> Vec<Owner> {
    let whose = |subject: &str| match index.find(subject, Context::Page) {
        Some(found) if found.sure => Owner::Field(found.field),
        _ => Owner::Other,
    };
    let (mut last, mut group) = (Owner::Nobody, "");
    let mut owners = Vec::new();
    for unit in units {
        let about = unit.text(Source::Group);
        if about != group && units.iter().filter(|other| other.text(Source::Group) == about).count() > 1 {
            (last, group) = (Owner::Nobody, about);
            let subject = subject(about);
            if is_person(&subject) {
                last = match whose(&subject) {
                    Owner::Field(person) => Owner::Section(person),
                    other => other,
                };
            }
        }
        owners.push(last);
        let subject = subject(unit.label());
        if is_person(&subject) && !unit.is_cell {
            last = whose(&subject);
        }
    }
    owners
}

/// Whether a field is about the person whose name another asks for: `队长电话` begins like `队长`.
pub(super) fn is_about(field: &Field, person: &Field) -> bool {
    matches!(person.kind, Kind::Text)
        && field.id != person.id
        && is_person(&person.label)
        && words(field).any(|word| begins_with(word, person))
}

/// Whether a text begins with a word for a person.
pub(super) fn begins_with(text: &str, person: &Field) -> bool {
    words(person).any(|name| text.len() > name.len() && text.starts_with(name))
}

fn words(field: &Field) -> impl Iterator<Item = &str> {
    field.names().chain(field.near.iter().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_what_is_left_of_a_heading() {
        for (text, expected) in [
            ("二、负责人信息", "负责人"),
            ("联系人基本情况：", "联系人"),
            ("负责人姓名（必填）", "负责人"),
            ("单位概况", "单位"),
            ("基本信息", "基本"),
        ] {
            assert_eq!(subject(text), expected);
        }
    }

    #[test]
    fn persons_are_known_by_how_their_names_end() {
        for text in ["联系人", "服务队长", "指导老师", "主管领导", "联络员", "法定代表人"] {
            assert!(is_person(text), "{text}");
        }
        for text in ["人", "单位地址", "服务时长", "特长", "职务", "志愿者人数"] {
            assert!(!is_person(text), "{text}");
        }
    }
}
