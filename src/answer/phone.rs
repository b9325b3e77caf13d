//! Telephone numbers as they are written in mainland China.

use super::number::is_scientific;
use super::{Digits, Fault, fold};
use crate::code::Code;
use alloc::string::String;

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '﹣' | '－' | '─')
}

/// What stands between digits and says nothing.
fn is_filler(c: char) -> bool {
    c.is_whitespace() || is_hyphen(c) || matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | '〔' | '〕')
}

fn digits_of(text: &str) -> Option<String> {
    let mut digits = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() => digits.push(c),
            _ if is_filler(c) => {}
            _ => return None,
        }
    }
    Some(digits)
}

/// 11 digits from 13 to 19, with an optional country code: gives the 11 digits.
fn mobile(digits: &str) -> Option<&str> {
    let number = [["+86", "0086", "86"].iter().find_map(|code| digits.strip_prefix(code)), Some(digits)]
        .into_iter()
        .flatten()
        .find(|number| number.len() == 11)?;
    (number.as_bytes()[0] == b'1' && matches!(number.as_bytes()[1], b'3'..=b'9')).then_some(number)
}

/// How many digits the area code of a number has that begins with 0; `None` where no area code begins so.
fn area(digits: &str) -> Option<usize> {
    match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', _, ..] => Some(3),
        [b'0', b'3'..=b'9', _, _, ..] => Some(4),
        _ => None,
    }
}

/// 7 or 8 digits from 2 to 9 with an optional area code (010, 02 and a digit, or 0, a digit from 3 to 9 and two more); or 400
/// or 800 and 7 digits.
fn landline(digits: &str) -> bool {
    is_service(digits) && digits.len() == 10 || {
        let local =
            if digits.starts_with('0') { area(digits).and_then(|area| digits.get(area..)) } else { Some(digits) };
        local.is_some_and(|local| matches!(local.len(), 7 | 8) && matches!(local.as_bytes()[0], b'2'..=b'9'))
    }
}

/// Whether a number begins as those do that the called pays for.
fn is_service(digits: &str) -> bool {
    digits.starts_with("400") || digits.starts_with("800")
}

fn extension(text: &str) -> Option<String> {
    digits_of(text).filter(|digits| (1..=6).contains(&digits.len()) && !digits.starts_with('+'))
}

/// Without what spreadsheets leave around a number that they took for a text, or for a fraction.
fn without_marks(text: &str) -> &str {
    let text = text.trim().trim_start_matches('\'');
    text.strip_suffix(".0").filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(text)
}

/// Reads one number; gives its digits, without the country code, an extension behind `#`.
pub(crate) fn read(text: &str) -> Result<String, Fault> {
    let text = fold(text);
    let text = without_marks(&text);
    number(text).ok_or_else(|| fault(text, false))
}

fn number(text: &str) -> Option<String> {
    if let Some((number, rest)) = text.split_once(['转', '#']) {
        return with_extension(number, rest);
    }
    let digits = digits_of(text)?;
    if let Some(number) = mobile(&digits) {
        return Some(number.into());
    }
    if landline(&digits) {
        return Some(digits);
    }
    let hyphen = text.rfind(is_hyphen)?;
    let (number, rest) = text.split_at_checked(hyphen)?;
    with_extension(number, rest.trim_start_matches(is_hyphen))
}

fn with_extension(number: &str, rest: &str) -> Option<String> {
    let mut digits = digits_of(number)?;
    let extension = extension(rest)?;
    // 400 and 800 numbers have none.
    (landline(&digits) && !(is_service(&digits) && digits.len() == 10)).then(|| {
        digits.push('#');
        digits.push_str(&extension);
        digits
    })
}

/// What stands between two numbers and in none.
fn ends(c: char) -> bool {
    matches!(c, '、' | ',' | ';' | '/' | '|' | '和' | '或' | '及')
}

/// Whether there is more than one number. White space may stand within one, so that of what is parted by it only what is as long
/// as a number counts; or is a service number, where those are taken.
fn is_several(text: &str, services: bool) -> bool {
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let is_number = |part: &&str| digits(part) >= 7 || (services && is_service_number(part));
    text.split(ends).filter(|part| digits(part) >= 5).nth(1).is_some()
        || text.split(|c: char| ends(c) || c.is_whitespace()).filter(is_number).nth(1).is_some()
}

/// The number, and what stands behind it as an extension does.
fn split_extension(text: &str) -> Option<(&str, &str)> {
    text.split_once(['转', '#']).or_else(|| {
        let (number, rest) = text.split_at_checked(text.rfind(is_hyphen)?)?;
        self::number(number).map(|_| (number, rest.trim_start_matches(is_hyphen)))
    })
}

/// What is wrong with a text that is no number.
fn fault(text: &str, services: bool) -> Fault {
    if is_several(text, services) {
        return Code::PhoneTwo.into();
    }
    if is_scientific(text) {
        return Code::PhoneScientific.into();
    }
    if let Some((before, behind)) = split_extension(text)
        && digits_of(behind).is_some_and(|digits| !digits.is_empty())
    {
        return match (number(before), number(behind)) {
            (Some(_), Some(_)) => Code::PhoneTwo.into(),
            (None, _) if !(services && is_service_number(before)) => fault(before, services),
            _ => Code::PhoneExtension.into(),
        };
    }
    let Some(written) = digits_of(text) else { return Code::PhoneText.into() };
    let digits = written.strip_prefix("0086").unwrap_or(written.trim_start_matches('+'));
    let digits = if digits.len() > 11 { digits.strip_prefix("86").unwrap_or(digits) } else { digits };
    let (code, least, most) = match digits.as_bytes() {
        [b'1', b'3'..=b'9', ..] => (0, 11, 11),
        // Behind a country code, an area code stands without its 0.
        [b'1'..=b'9', ..] if digits.len() < written.len() => return Code::PhoneNoSuch.into(),
        [b'1', ..] => (0, 11, 11),
        [b'0', ..] => match area(digits) {
            Some(area) => (area, 7, 8),
            None => return Code::PhoneNoSuch.into(),
        },
        _ if is_service(digits) && digits.len() > 8 => (0, 10, 10),
        _ => (0, 7, 8),
    };
    let there = digits.len() - code;
    let (wrong, should) = match there {
        _ if there < least => (Code::PhoneTooShort, least),
        _ if there > most => (Code::PhoneTooLong, most),
        _ => return Code::PhoneNoSuch.into(),
    };
    // What is longer than any number was shown to be two above, or is no number at all.
    let digits = Digits { there: there.min(255) as u8, should: should as u8, area: code as u8 };
    Fault { code: wrong, digits: Some(digits) }
}

/// Whether a text is five digits from 1 or 9, as public service numbers are (`12355`).
fn is_service_number(text: &str) -> bool {
    matches!(text.as_bytes(), [b'1' | b'9', rest @ ..] if rest.len() == 4 && rest.iter().all(u8::is_ascii_digit))
}

/// A phone, or a public service number.
pub(crate) fn read_hotline(text: &str) -> Result<String, Fault> {
    let text = fold(text);
    let text = without_marks(&text);
    number(text).ok_or(()).or_else(|()| match (fault(text, true), digits_of(text)) {
        (_, Some(digits)) if is_service_number(&digits) => Ok(digits),
        (fault, Some(digits)) if fault.code != Code::PhoneTwo && digits.len() <= 6 && !digits.starts_with('0') => {
            Err(Code::HotlineNoSuch.into())
        }
        (fault, _) => Err(fault),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_mobile_in_every_way_of_writing_it() {
        for text in [
            "13900001111",
            "+86 139 0000 1111",
            "0086-13900001111",
            "86 13900001111",
            "１３９００００１１１１",
            "(+86)139-0000-1111",
            "'13900001111",
            "13900001111.0",
        ] {
            assert_eq!(read(text).as_deref(), Ok("13900001111"), "{text}");
        }
    }

    #[test]
    fn landlines_with_and_without_area_code_and_extension() {
        for (text, digits) in [
            ("8123456", "8123456"),
            ("0539-8123456", "05398123456"),
            ("（0539）8123456", "05398123456"),
            ("010—61234567", "01061234567"),
            ("0539-8123456转802", "05398123456#802"),
            ("0539-8123456#802", "05398123456#802"),
            ("010-61234567-802", "01061234567#802"),
            ("400-612-3456", "4006123456"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(digits), "{text}");
        }
    }

    #[test]
    fn what_is_no_phone_and_why() {
        let with = |code, there, should, area| Fault { code, digits: Some(Digits { there, should, area }) };
        let (short, long) = (Code::PhoneTooShort, Code::PhoneTooLong);
        for (text, fault) in [
            ("1380013800", with(short, 10, 11, 0)),
            ("+86 1380013800", with(short, 10, 11, 0)),
            ("139000011112", with(long, 12, 11, 0)),
            ("0539-427123", with(short, 6, 7, 4)),
            ("0539-427123456", with(long, 9, 8, 4)),
            ("010-612345", with(short, 6, 7, 3)),
            ("0539", with(short, 0, 7, 4)),
            ("812345", with(short, 6, 7, 0)),
            ("812345678", with(long, 9, 8, 0)),
            ("400-612-345", with(short, 9, 10, 0)),
            ("12345678901", Code::PhoneNoSuch.into()),
            ("0539-1234567", Code::PhoneNoSuch.into()),
            ("0110-8123456", Code::PhoneNoSuch.into()),
            ("8123456 8123457", Code::PhoneTwo.into()),
            ("0539-4271234/13800138000", Code::PhoneTwo.into()),
            ("13900001111、13900002222", Code::PhoneTwo.into()),
            ("13900001111（张三）", Code::PhoneText.into()),
            ("无号码", Code::PhoneText.into()),
            ("12355、13800138000", Code::PhoneTwo.into()),
            ("0539-4271234-4271235", Code::PhoneTwo.into()),
            ("0539-4271234-13800138000", Code::PhoneTwo.into()),
            ("8123456转1234567", Code::PhoneExtension.into()),
            ("0539-4271234-1234567", Code::PhoneExtension.into()),
            ("400-612-3456转1", Code::PhoneExtension.into()),
            ("13800138000转12", Code::PhoneExtension.into()),
            ("13800138000-12", Code::PhoneExtension.into()),
            ("0539-427123转8", with(short, 6, 7, 4)),
            ("0539-8123456转张三", Code::PhoneText.into()),
            ("0539/8123456", Code::PhoneText.into()),
            ("0086 10 62345678", Code::PhoneNoSuch.into()),
            ("+86 21 62345678", Code::PhoneNoSuch.into()),
            ("1.38E+10", Code::PhoneScientific.into()),
            ("1.3800138E10", Code::PhoneScientific.into()),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn service_numbers_are_hotlines_alone() {
        assert_eq!(
            read("12355"),
            Err(Fault { code: Code::PhoneTooShort, digits: Some(Digits { there: 5, should: 11, area: 0 }) })
        );
        assert_eq!(read_hotline("12355").as_deref(), Ok("12355"));
        assert_eq!(read_hotline("22355"), Err(Code::HotlineNoSuch.into()));
        assert_eq!(read_hotline("12355转2"), Err(Code::PhoneExtension.into()));
        for text in ["12355/12345", "12355、12345", "12355 12345", "12355,13800138000", "12355 13800138000"] {
            assert_eq!(read_hotline(text), Err(Code::PhoneTwo.into()), "{text}");
        }
        assert_eq!(read_hotline("139 0000 111").map_err(|fault| fault.code), Err(Code::PhoneTooShort));
    }
}
