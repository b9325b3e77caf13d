//! Boxes beside the options of an answer, ticked or not: `☑市级 □县级`, `是√ 否□`, `[x] 有`.

use std::string::String;
use std::vec::Vec;

/// A box, or a word.
#[derive(Debug, PartialEq)]
enum Piece<'a> {
    Box(bool),
    Word(&'a str),
}

/// What the boxes of an answer say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ticked {
    /// A box without a word.
    Alone,
    /// The words of the boxes that are ticked.
    Words(Vec<String>),
}

fn sign(c: char) -> Option<bool> {
    match c {
        '☑' | '☒' | '■' | '▣' | '●' | '✓' | '✔' | '√' => Some(true),
        '☐' | '□' | '▢' | '○' | '◯' => Some(false),
        _ => None,
    }
}

/// A box at the beginning of a text, and what stands behind it.
fn first_box(text: &str) -> Option<(bool, &str)> {
    for (written, ticked) in [("[x]", true), ("[X]", true), ("[√]", true), ("[ ]", false), ("[]", false)] {
        if let Some(rest) = text.strip_prefix(written) {
            return Some((ticked, rest));
        }
    }
    let c = text.chars().next()?;
    Some((sign(c)?, text.get(c.len_utf8()..)?))
}

/// Boxes and the words between them. A tick beside a box is in it.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let (mut rest, mut word) = (text, 0);
    let mut begin = text;
    loop {
        let found = first_box(rest);
        if rest.is_empty() || found.is_some() {
            let said = begin.get(..word).unwrap_or("");
            if !said.trim().is_empty() {
                out.push(Piece::Word(said));
            }
        }
        if let Some((ticked, behind)) = found {
            match out.last_mut() {
                Some(Piece::Box(before)) => *before |= ticked,
                _ => out.push(Piece::Box(ticked)),
            }
            (rest, begin, word) = (behind, behind, 0);
        } else if let Some(c) = rest.chars().next() {
            word += c.len_utf8();
            rest = rest.get(c.len_utf8()..).unwrap_or("");
        } else {
            return out;
        }
    }
}

/// What the boxes in an answer say; none where there is no box in it.
pub(super) fn read(text: &str) -> Option<Ticked> {
    let pieces = pieces(text.trim());
    let boxes = pieces.iter().filter(|it| matches!(it, Piece::Box(_))).count();
    if boxes == 0 {
        return None;
    }
    let spaced = |word: &str| word.ends_with(char::is_whitespace);
    // Boxes stand before their words, or behind all of them.
    let behind = match pieces.as_slice() {
        [Piece::Box(ticked)] => return Some(if *ticked { Ticked::Alone } else { Ticked::Words(Vec::new()) }),
        [Piece::Word(word), .., Piece::Word(_)] => !spaced(word),
        [Piece::Word(_), ..] => true,
        _ => false,
    };
    let mut words = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if *piece != Piece::Box(true) {
            continue;
        }
        let of = if behind { at.checked_sub(1) } else { Some(at + 1) };
        let Some(Piece::Word(word)) = of.and_then(|of| pieces.get(of)) else { continue };
        // Beside a single box only the nearest word is its own.
        let mut parts = word.split_whitespace();
        let own = match () {
            () if boxes > 1 => Some(word.trim()),
            () if behind => parts.next_back(),
            () => parts.next(),
        };
        let own = own.unwrap_or("").trim_matches(|c: char| c.is_whitespace() || "、，,；;/／。".contains(c));
        words.push(own.into());
    }
    Some(Ticked::Words(words))
}

#[cfg(test)]
mod tests {
    use super::{Ticked, read};
    use std::string::ToString;

    #[test]
    fn boxes_stand_before_or_behind_their_words() {
        let cases: [(&str, &[&str]); 16] = [
            ("☑是 ☐否", &["是"]),
            ("□是■否", &["否"]),
            ("是□ 否☑", &["否"]),
            ("是 ☒ 否 □", &["是"]),
            ("√是 否", &["是"]),
            ("是√ 否", &["是"]),
            ("是 √否", &["否"]),
            ("□√ 市级 □县级", &["市级"]),
            ("√□市级 □县级", &["市级"]),
            ("[x] 有 [ ] 无", &["有"]),
            ("●有 ○无", &["有"]),
            ("✔县（区） 单位 □市直单位", &["县（区） 单位"]),
            ("☑社区建设、□环境保护、☑应急救助", &["社区建设", "应急救助"]),
            ("☑是 ☑否", &["是", "否"]),
            ("□是 □否", &[]),
            ("□", &[]),
        ];
        for (text, words) in cases {
            assert_eq!(read(text), Some(Ticked::Words(words.iter().map(ToString::to_string).collect())), "{text}");
        }
        assert_eq!(read(" ✓ "), Some(Ticked::Alone));
        assert_eq!(read("有，张某"), None);
        assert_eq!(read(""), None);
    }
}
