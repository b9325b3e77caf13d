//! 字数 as the dialog of Word and WPS shows it: East-Asian characters plus non-East-Asian words.
//!
//! Neither vendor publishes the rule; this one fits the figures that were measured and published.

/// The counts of one text. `zishu` is [`Counts::zishu`]; the others are what the same dialog shows beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// East-Asian characters, and those that Word takes for such in Chinese text (`“`, `—`, `①`).
    pub east_asian: u32,
    /// Longest runs of anything else between white space and East-Asian characters.
    pub words: u32,
    /// 字符数（不计空格）: code points but white space and zero-width characters.
    pub characters_no_spaces: u32,
    /// 字符数（计空格）: the same plus spaces and tabs, without line breaks.
    pub characters_with_spaces: u32,
}

impl Counts {
    /// 字数.
    pub fn zishu(&self) -> u32 {
        self.east_asian + self.words
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    EastAsian,
    /// Part of a word.
    Other,
    Space,
    LineBreak,
    /// Counts nothing and ends nothing.
    ZeroWidth,
    /// `’`: an apostrophe between two Latin letters, else East-Asian.
    Apostrophe,
}

fn class(c: char) -> Class {
    match c {
        '\u{4E00}'..='\u{9FFF}' => Class::EastAsian,
        '\u{0A}'..='\u{0D}' | '\u{85}' => Class::LineBreak,
        '\t' | ' ' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            Class::Space
        }
        '\0'..='\u{A0}' => Class::Other,
        '\u{2019}' => Class::Apostrophe,
        '\u{200B}'
        | '\u{FEFF}'
        | '\u{180B}'..='\u{180D}'
        | '\u{180F}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{E0100}'..='\u{E01EF}' => Class::ZeroWidth,
        // What Word takes for East-Asian when it was typed with a Chinese input method; U+2028 and U+2029 among them,
        // odd as it is: measured in Word.
        '¡' | '¤' | '§' | '¨' | 'ª' | '¯'..='´' | '¶'..='º' | '¼'..='¿' | '×' | '÷' => Class::EastAsian,
        '\u{2010}'..='\u{2029}' | '\u{2030}'..='\u{205E}' | '\u{2070}'..='\u{20CF}' | '\u{2100}'..='\u{27BF}' => {
            Class::EastAsian
        }
        '\u{1100}'..='\u{11FF}'
        | '\u{2E80}'..='\u{2FDF}'
        | '\u{2FF0}'..='\u{2FFF}'
        | '\u{3001}'..='\u{4DBF}'
        | '\u{A000}'..='\u{A4CF}'
        | '\u{A960}'..='\u{A97F}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE10}'..='\u{FE1F}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF01}'..='\u{FFEF}'
        | '\u{16FE0}'..='\u{18DFF}'
        | '\u{1AFF0}'..='\u{1B16F}'
        | '\u{1F200}'..='\u{1F2FF}'
        | '\u{20000}'..='\u{3FFFF}' => Class::EastAsian,
        _ => Class::Other,
    }
}

/// Whether three bytes at the beginning of a character are one that [`class`] takes for East-Asian: Han, CJK symbols and
/// kana, full-width forms, quotes and dashes. Others may be East-Asian too.
fn is_east_asian(&[lead, second, third]: &[u8; 3]) -> bool {
    match u16::from_be_bytes([lead, second]) {
        0xE4B8..=0xE9BF => true,
        // But for the ideographic space, U+3000.
        0xE380 => third != 0x80,
        0xE381..=0xE3BF => true,
        // From U+FF01 to U+FFBF.
        0xEFBC => third != 0x80,
        0xEFBD | 0xEFBE => true,
        // From U+2010 to U+2029, but for the apostrophe.
        0xE280 => matches!(third, 0x90..=0x98 | 0x9A..=0xA9),
        _ => false,
    }
}

fn is_latin_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || (matches!(c, '\u{C0}'..='\u{24F}') && c != '×' && c != '÷')
}

/// Counts a text.
///
/// ```
/// let counts = leifeng_form::text::count("志愿服务 2012");
/// assert_eq!((counts.zishu(), counts.characters_no_spaces, counts.characters_with_spaces), (5, 8, 9));
/// ```
pub fn count(text: &str) -> Counts {
    let mut counts = Counts::default();
    let mut spaces = 0;
    let mut in_word = false;
    let mut previous = ' ';
    let mut rest = text.chars();
    loop {
        // Nearly all of a Chinese text, told by its bytes.
        let bytes = rest.as_str().as_bytes();
        let run = bytes.as_chunks().0.iter().take_while(|c| is_east_asian(c)).count();
        if run > 0 {
            counts.east_asian += run as u32;
            in_word = false;
            previous = '字';
        }
        let word = bytes[3 * run..].iter().take_while(|byte| byte.is_ascii_graphic()).count();
        if word > 0 {
            counts.characters_no_spaces += word as u32;
            counts.words += u32::from(!in_word);
            in_word = true;
            previous = char::from(bytes[3 * run + word - 1]);
        }
        rest = rest.as_str().get(3 * run + word..).unwrap_or_default().chars();
        let Some(c) = rest.next() else { break };
        let mut class = class(c);
        if class == Class::Apostrophe {
            let next = rest.clone().find(|&c| self::class(c) != Class::ZeroWidth);
            let inside = is_latin_letter(previous) && next.is_some_and(is_latin_letter);
            class = if inside { Class::Other } else { Class::EastAsian };
        }
        match class {
            Class::ZeroWidth => continue,
            Class::EastAsian | Class::Apostrophe => {
                counts.east_asian += 1;
                in_word = false;
            }
            Class::Other => {
                counts.characters_no_spaces += 1;
                counts.words += u32::from(!in_word);
                in_word = true;
            }
            Class::Space | Class::LineBreak => {
                spaces += u32::from(class == Class::Space);
                in_word = false;
            }
        }
        previous = c;
    }
    counts.characters_no_spaces += counts.east_asian;
    counts.characters_with_spaces = counts.characters_no_spaces + spaces;
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::String;
    use std::{format, vec::Vec};

    /// `\uXXXX`, `\t`, `\n`, `\r` of the table's text column.
    fn unescape(text: &str) -> String {
        let mut units: Vec<u16> = Vec::new();
        let mut out = String::new();
        let mut rest = text.chars();
        while let Some(c) = rest.next() {
            let mut buffer = [0; 2];
            if c != '\\' {
                units.extend_from_slice(c.encode_utf16(&mut buffer));
                continue;
            }
            match rest.next() {
                Some('t') => units.push(9),
                Some('n') => units.push(10),
                Some('r') => units.push(13),
                Some('u') => {
                    let digits: String = rest.by_ref().take(4).collect();
                    units.push(u16::from_str_radix(&digits, 16).expect("four hexadecimal digits"));
                }
                other => panic!("unknown escape {other:?}"),
            }
        }
        out.push_str(&String::from_utf16(&units).expect("no lone surrogate"));
        out
    }

    #[test]
    fn the_quick_look_at_bytes_agrees_with_the_ranges() {
        for c in '\u{800}'..='\u{FFFF}' {
            let mut bytes = [0; 3];
            c.encode_utf8(&mut bytes);
            assert!(!is_east_asian(&bytes) || class(c) == Class::EastAsian, "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn counts_as_the_table_says() {
        let mut seen = 0;
        for line in include_str!("../../tests/cases/counting.tsv").lines().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let counts = count(&unescape(cells[1]));
            let got = [counts.zishu(), counts.characters_no_spaces, counts.characters_with_spaces];
            assert_eq!(got.map(|n| format!("{n}")), [cells[2], cells[3], cells[4]], "{}: {:?}", cells[0], cells[1]);
            seen += 1;
        }
        assert!(seen >= 40, "the table has {seen} cases");
    }
}
