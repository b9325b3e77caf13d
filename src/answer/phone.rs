//! Telephone numbers as they are written in mainland China.

use super::fold;
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

/// 7 or 8 digits from 2 to 9 with an optional area code (0 and 2 or 3 digits); or 400 or 800 and 7 digits.
fn landline(digits: &str) -> bool {
    if matches!(digits.as_bytes(), [b'4' | b'8', b'0', b'0', rest @ ..] if rest.len() == 7) {
        return true;
    }
    let local = |n: &[u8]| matches!(n.len(), 7 | 8) && n[0] >= b'2';
    match digits.as_bytes() {
        [b'+', ..] => false,
        code @ [b'0', ..] => [3, 4].into_iter().any(|length| code.len() > length && local(&code[length..])),
        number => local(number),
    }
}

fn extension(text: &str) -> Option<String> {
    digits_of(text).filter(|digits| (1..=6).contains(&digits.len()) && !digits.starts_with('+'))
}

/// Reads one number; gives its digits, without the country code, an extension behind `#`.
pub(crate) fn read(text: &str) -> Option<String> {
    let text = fold(text);
    if let Some((number, rest)) = text.split_once(['转', '#']) {
        return with_extension(number, rest);
    }
    let digits = digits_of(&text)?;
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
    (landline(&digits) && (digits.len() != 10 || digits.starts_with('0'))).then(|| {
        digits.push('#');
        digits.push_str(&extension);
        digits
    })
}

/// A phone, or a public service number of five digits from 1 or 9 (`12355`).
pub(crate) fn read_hotline(text: &str) -> Option<String> {
    read(text).or_else(|| {
        digits_of(&fold(text)).filter(|digits| digits.len() == 5 && matches!(digits.as_bytes()[0], b'1' | b'9'))
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
        ] {
            assert_eq!(read(text).as_deref(), Some("13900001111"), "{text}");
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
            assert_eq!(read(text).as_deref(), Some(digits), "{text}");
        }
    }

    #[test]
    fn what_is_no_phone() {
        for text in [
            "12345678901",
            "1390000111",
            "139000011112",
            "1234567",
            "8123456 8123457",
            "13900001111、13900002222",
            "13900001111/13900002222",
            "0539",
            "无号码",
            "8123456转1234567",
            "+8123456",
            "400-612-3456转1",
            "12355",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read_hotline("12355").as_deref(), Some("12355"));
        assert_eq!(read_hotline("22355"), None);
    }
}
