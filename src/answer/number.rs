//! Numbers as whole ten-thousandths: shares compare exactly, and no float has to be read or written.

use super::{choice, fold, holds};
use crate::code::Code;
use alloc::string::String;

/// A number in ten-thousandths: `Number(15_000)` is 1.5. What is finer is cut off but for a trace in a last digit that were
/// 0, so that it still compares right with a bound of three decimals: 100.00001 is more than 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub i64);

/// Ten-thousandths in one.
pub(crate) const ONE: i64 = 10_000;

/// More than any count of people, or a phone as a sheet has it; what is larger cannot be read.
const MOST: i64 = 10_000_000_000_000;

impl Number {
    /// A whole number.
    pub fn whole(n: i64) -> Self {
        Number(n.saturating_mul(ONE))
    }

    /// A number as JavaScript or JSON has it. `None` where it is not finite or has more than thirteen digits.
    #[cfg(feature = "json")]
    pub fn from_f64(n: f64) -> Option<Self> {
        let exact = n.abs() * ONE as f64;
        // What binary fractions are off by is no fraction of a number.
        let cut = (exact + 1e-4) as i64;
        let cut = traced(cut, exact - cut as f64 > 1e-4);
        (n.abs() < MOST as f64).then_some(Number(if n < 0.0 { -cut } else { cut }))
    }

    /// Whether it is a whole number.
    pub fn is_whole(self) -> bool {
        self.0 % ONE == 0
    }

    /// The number as text, without trailing zeros: `99.5`.
    pub fn write(self, out: &mut String) {
        if self.0 < 0 {
            out.push('-');
        }
        let magnitude = self.0.unsigned_abs();
        write_digits(magnitude / ONE as u64, out);
        let mut fraction = magnitude % ONE as u64;
        if fraction > 0 {
            out.push('.');
            let mut place = ONE as u64 / 10;
            while fraction > 0 {
                out.push(char::from(b'0' + (fraction / place) as u8));
                fraction %= place;
                place /= 10;
            }
        }
    }
}

/// Leaves a trace of what was cut off.
fn traced(cut: i64, rest: bool) -> i64 {
    if rest && cut % 10 == 0 { cut + 1 } else { cut }
}

fn write_digits(mut n: u64, out: &mut String) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (n % 10) as u8;
        n /= 10;
        if n == 0 {
            break;
        }
    }
    for &digit in &digits[at..] {
        out.push(char::from(digit));
    }
}

/// Writes a whole number.
pub(crate) fn write_whole(n: u32, out: &mut String) {
    write_digits(u64::from(n), out);
}

/// Reads one number with at most one of `units` behind it. White space around is allowed, between number and unit too.
pub(crate) fn read(text: &str, units: &[String]) -> Result<Number, Code> {
    let folded = fold(text);
    let text = folded.trim();
    if let Some(number) = bare(text) {
        return within(number);
    }
    for unit in units {
        if let Some(rest) = text.strip_suffix(unit.as_str()) {
            // 一式两份: copies alone are said so.
            let rest =
                if matches!(unit.as_str(), "份" | "套") { rest.strip_prefix("一式").unwrap_or(rest) } else { rest };
            if let Some(number) = bare(rest.trim()) {
                return within(number);
            }
        }
    }
    Err(fault(text))
}

/// Refuses what has more digits than can be read.
fn within(number: Number) -> Result<Number, Code> {
    match number.0 {
        n if n >= MOST * ONE => Err(Code::NumberTooLarge),
        n if n <= -MOST * ONE => Err(Code::NumberTooSmall),
        _ => Ok(number),
    }
}

/// Words by which a number is no exact one.
const APPROXIMATE: [&str; 18] = [
    "约",
    "多",
    "余",
    "几",
    "左右",
    "上下",
    "近",
    "超过",
    "大概",
    "不少于",
    "不低于",
    "至少",
    "至多",
    "以上",
    "以下",
    "以内",
    "+",
    ">",
];

/// What is wrong with a text that is not one number.
fn fault(text: &str) -> Code {
    // One by one: the library looks for a character among others as for a text, which costs the page's module ten kilobytes.
    let is_han = |c| {
        matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '千' | '万' | '两')
    };
    let is_numeral = |c: char| c.is_ascii_digit() || is_han(c);
    if is_scientific(text) {
        return Code::NumberText;
    }
    if text.contains(is_numeral) && APPROXIMATE.iter().any(|word| holds(text, word)) {
        return Code::NumberApproximate;
    }
    let (mut numbers, mut within) = (0, false);
    for c in text.chars() {
        numbers += u32::from(c.is_ascii_digit() && !within);
        within = c.is_ascii_digit() || (within && matches!(c, '.' | ','));
    }
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    match numbers {
        0 => Code::NumberText,
        1 if text.get(digits.len()..).is_some_and(|rest| rest.contains(is_of_unit)) && bare(digits).is_some() => {
            Code::NumberUnit
        }
        1 => Code::NumberText,
        _ => Code::NumberTwo,
    }
}

/// Whether a character may be part of a unit; others only end a sentence.
fn is_of_unit(c: char) -> bool {
    choice::is_letter(c) || matches!(c, '%' | '‰' | '℃' | '￥' | '¥' | '$')
}

/// Whether a text is one number in scientific notation, as sheets show long ones: `1.38E+10`.
pub(super) fn is_scientific(text: &str) -> bool {
    let Some((number, exponent)) = text.split_once(['e', 'E']) else { return false };
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    bare(number).is_some() && !exponent.is_empty() && exponent.bytes().all(|byte| byte.is_ascii_digit())
}

fn bare(text: &str) -> Option<Number> {
    arabic(text).or_else(|| chinese(text).map(Number::whole))
}

/// `1200`, `1,200`, `99.5`, `-3`; thousands in groups of three or not at all.
fn arabic(text: &str) -> Option<Number> {
    let (negative, text) = match text.strip_prefix(['-', '−', '－']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let bytes = text.as_bytes();
    let mut whole: i64 = 0;
    let mut at = 0;
    let mut group = None; // digits since the last separator, once there is one
    let mut leading = 0;
    while at < bytes.len() {
        match bytes[at] {
            digit @ b'0'..=b'9' => {
                whole = (whole * 10 + i64::from(digit - b'0')).min(MOST);
                match &mut group {
                    Some(n) => *n += 1,
                    None => leading += 1,
                }
            }
            b',' if (1..=3).contains(&leading) && group.is_none_or(|n| n == 3) => group = Some(0),
            _ => break,
        }
        at += 1;
    }
    if leading == 0 || group.is_some_and(|n| n != 3) {
        return None;
    }
    let mut cut = whole * ONE;
    if at < bytes.len() {
        let fraction = &bytes[at + 1..];
        if bytes[at] != b'.' || fraction.is_empty() || !fraction.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let mut place = ONE / 10;
        for digit in fraction {
            cut += i64::from(digit - b'0') * place;
            place /= 10;
        }
        cut = traced(cut, fraction.iter().skip(4).any(|&digit| digit != b'0'));
    }
    Some(Number(if negative { -cut } else { cut }))
}

/// Chinese numerals: digits with 十 百 千 万 in falling order, 零 for a gap, a leading 十 for 10.
/// Spoken and listed forms (`一百二`, `二三十`, `二〇`) are refused: they leave open which number is meant.
fn chinese(text: &str) -> Option<i64> {
    const NONE: i64 = 0;
    let mut total = 0;
    let mut digit = NONE;
    let mut gap = false;
    // The place of the last unit; the first may be any.
    let mut last = NONE;
    let mut section = 0;
    let mut myriads = false;
    let mut first = true;
    // A unit's place must follow the last one at once, or behind a 零.
    let fits = |place: i64, last: i64, gap: bool| {
        if last == NONE { !gap } else { place < last && (place * 10 < last) == gap }
    };
    if matches!(text, "零" | "〇") {
        return Some(0);
    }
    for c in text.chars() {
        let place = match c {
            '零' | '〇' if digit == NONE && !gap && !first => {
                gap = true;
                continue;
            }
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' if !myriads => {
                if digit != NONE {
                    if !fits(1, last, gap) {
                        return None;
                    }
                    section += digit;
                } else if gap || section == 0 {
                    return None;
                }
                (total, section, digit, gap, myriads) = (section * 10_000, 0, NONE, false, true);
                last = 10_000;
                first = false;
                continue;
            }
            _ => {
                let value = i64::from("一二三四五六七八九".chars().position(|d| d == c).map_or(-1, |n| n as i32 + 1));
                let value = if c == '两' { 2 } else { value };
                if value < 0 || digit != NONE {
                    return None;
                }
                digit = value;
                first = false;
                continue;
            }
        };
        let count = if digit == NONE && place == 10 && first { 1 } else { digit };
        if count == NONE || !fits(place, last, gap) {
            return None;
        }
        section += count * place;
        (last, digit, gap, first) = (place, NONE, false, false);
    }
    if digit != NONE {
        if !fits(1, last, gap) {
            return None;
        }
        section += digit;
    } else if gap {
        return None;
    }
    (!first).then_some(total + section)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn whole(text: &str) -> Option<i64> {
        chinese(text)
    }

    #[test]
    fn chinese_numerals_that_name_one_number() {
        for (text, number) in [
            ("零", 0),
            ("两", 2),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("二十五", 25),
            ("一百零二", 102),
            ("一百一十", 110),
            ("一百二十", 120),
            ("两百", 200),
            ("一千零五", 1005),
            ("一千零五十", 1050),
            ("一千二百", 1200),
            ("十万", 100_000),
            ("一万零五", 10_005),
            ("一万零五百", 10_500),
            ("一万五千", 15_000),
            ("一百二十万三千", 1_203_000),
        ] {
            assert_eq!(whole(text), Some(number), "{text}");
        }
    }

    #[test]
    fn chinese_numerals_that_are_spoken_listed_or_broken() {
        for text in [
            "",
            "一百二",
            "二三十",
            "二〇",
            "二零一二",
            "一千五",
            "一百零",
            "百",
            "零五",
            "十百",
            "一百百",
            "一百零二十",
            "一万万",
            "一百十",
            "万",
            "多",
            "二十人",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_print_as_they_were_read() {
        for text in ["0", "1", "99.5", "-3", "0.0001", "8784", "9999999999999"] {
            let mut out = String::new();
            read(text, &[]).expect(text).write(&mut out);
            assert_eq!(out, text);
        }
    }

    #[test]
    fn json_numbers_and_texts_are_the_same_number() {
        for (text, n) in [
            ("99.5", 99.5),
            ("0.1", 0.1),
            ("0.29", 0.29),
            ("99.9999", 99.9999),
            ("1.1", 1.1),
            ("100.000001", 100.000001),
            ("8784.0001", 8784.0001),
            ("100", 100.0),
            ("8784", 8784.0),
            ("-3", -3.0),
        ] {
            assert_eq!(Some(read(text, &[]).unwrap()), Number::from_f64(n));
        }
        assert_eq!(Number::from_f64(f64::NAN), None);
        assert_eq!(Number::from_f64(1e300), None);
    }

    #[test]
    fn what_is_no_number_and_why() {
        let units = ["人".to_string(), "名".to_string()];
        for (text, code) in [
            ("60%", Code::NumberUnit),
            ("20 岁", Code::NumberUnit),
            ("20人人", Code::NumberUnit),
            ("约20", Code::NumberApproximate),
            ("20多人", Code::NumberApproximate),
            ("20左右", Code::NumberApproximate),
            ("20+", Code::NumberApproximate),
            ("约二十", Code::NumberApproximate),
            ("几十人", Code::NumberApproximate),
            ("100-120", Code::NumberTwo),
            ("20至30人", Code::NumberTwo),
            ("二三十", Code::NumberText),
            ("若干", Code::NumberText),
            ("一式两人", Code::NumberText),
            ("4e2", Code::NumberText),
            ("1E3", Code::NumberText),
            ("1.38E+10", Code::NumberText),
            ("5.", Code::NumberText),
            ("5。", Code::NumberText),
            ("5℃", Code::NumberUnit),
            ("99999999999999999999", Code::NumberTooLarge),
            ("99999999999999999999人", Code::NumberTooLarge),
            ("-99999999999999999999", Code::NumberTooSmall),
            ("10000000000000", Code::NumberTooLarge),
        ] {
            assert_eq!(read(text, &units), Err(code), "{text}");
        }
        assert_eq!(read("２０ 人", &units), Ok(Number::whole(20)));
    }

    #[test]
    fn copies_as_letters_ask_for_them() {
        let units = ["份".to_string(), "套".to_string()];
        for text in ["一式两份", "一式2份", "一式二套", "两份", "2"] {
            assert_eq!(read(text, &units), Ok(Number::whole(2)), "{text}");
        }
        for text in ["一式", "一式份", "一式两", "一式约两份"] {
            assert!(read(text, &units).is_err(), "{text}");
        }
    }
}
