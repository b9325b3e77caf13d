//! Days of the Gregorian calendar.

use super::{fold, number};
use crate::code::Code;
use alloc::string::String;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub i32);

const DAYS_BEFORE: [i32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 0001-01-01 to the first day of `year`.
fn days_to_year(year: i32) -> i32 {
    let past = year - 1;
    past * 365 + past / 4 - past / 100 + past / 400
}

/// `days_to_year(1970)`.
const EPOCH: i32 = 719_162;

impl Date {
    /// The day of a year (1 to 9999), month and day of the month; `None` where there is no such day.
    pub fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 {
            return None;
        }
        let length = match month {
            2 => 28 + i32::from(is_leap(year)),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let leap = i32::from(month > 2 && is_leap(year));
        (day <= length).then(|| Date(days_to_year(year) + DAYS_BEFORE[month as usize - 1] + leap + day - 1 - EPOCH))
    }

    /// Year, month, day.
    pub fn parts(self) -> (i32, i32, i32) {
        let days = self.0.saturating_add(EPOCH);
        let mut year = (days / 366 + 1).clamp(1, 9999);
        while year < 9999 && days_to_year(year + 1) <= days {
            year += 1;
        }
        let mut rest = (days - days_to_year(year)).clamp(0, 365);
        let leap = i32::from(is_leap(year));
        let mut month = 12;
        while month > 1 && rest < DAYS_BEFORE[month - 1] + if month > 2 { leap } else { 0 } {
            month -= 1;
        }
        rest -= DAYS_BEFORE[month - 1] + if month > 2 { leap } else { 0 };
        (year, month as i32, rest + 1)
    }

    /// Whole years from this day to a later one: somebody's age on that day, where this day is the birthday.
    pub fn years_to(self, later: Date) -> i32 {
        let (from, to) = (self.parts(), later.parts());
        to.0 - from.0 - i32::from((to.1, to.2) < (from.1, from.2))
    }

    /// The day as `2012年4月25日`.
    pub fn write(self, out: &mut String) {
        let (year, month, day) = self.parts();
        for (n, unit) in [(year, '年'), (month, '月'), (day, '日')] {
            number::write_whole(n as u32, out);
            out.push(unit);
        }
    }

    /// The day as `2012-04-25`.
    pub fn write_iso(self, out: &mut String) {
        let (year, month, day) = self.parts();
        for (n, digits, before) in [(year, 4, ""), (month, 2, "-"), (day, 2, "-")] {
            out.push_str(before);
            let mut place = 10_i32.pow(digits - 1);
            while place > 0 {
                out.push(char::from(b'0' + (n / place % 10) as u8));
                place /= 10;
            }
        }
    }

    /// Reads `2012-04-25`, `2012/4/25`, `2012.4.25`, `2012 4 25`, `2012年4月25日`, `二〇一二年四月二十五日`, `20120425`, each with a
    /// time of day behind it or not.
    pub fn read(text: &str) -> Option<Self> {
        read(text).ok()
    }
}

pub(crate) fn read(text: &str) -> Result<Date, Code> {
    let folded = fold(text);
    let (text, days) = without_time(folded.trim());
    let mut parts = Parts::default();
    for c in text.chars() {
        if !parts.take(c) {
            return Err(Code::DateText);
        }
    }
    let day = parts.day()?;
    // Where the time is another zone's, the day is China's.
    Ok(Date(day.0.saturating_add(days)))
}

/// The figures of a day, as they are read one by one.
#[derive(Default)]
struct Parts {
    numbers: [i32; 3],
    /// How many digits each has.
    digits: [usize; 3],
    at: usize,
    /// What stands between the first two.
    separator: Option<char>,
    /// A blank was read, which may separate or stand beside a separator.
    blank: bool,
    /// 日 or 号 closes it.
    closed: bool,
    /// Whether each has a 十: ten and what follows.
    tens: [bool; 3],
}

impl Parts {
    /// Takes a character; says whether it can stand in a day.
    fn take(&mut self, c: char) -> bool {
        if c == ' ' {
            self.blank = true;
            return true;
        }
        if self.closed {
            return false;
        }
        if let Some(digit) = digit(c) {
            if self.blank && self.digits[self.at] > 0 && !self.separate(' ') {
                return false;
            }
            self.blank = false;
            let (number, ten) = (&mut self.numbers[self.at], &mut self.tens[self.at]);
            if self.digits[self.at] >= 8 || (c == '十' && *ten) {
                return false;
            }
            match c {
                '十' => *number = (*number).max(1) * 10,
                _ if *ten => *number += digit,
                _ => *number = *number * 10 + digit,
            }
            *ten |= c == '十';
            self.digits[self.at] += 1;
            return true;
        }
        self.blank = false;
        match c {
            '日' | '号' if self.at > 0 && self.separator == Some('年') && self.digits[self.at] > 0 => {
                self.closed = true;
                true
            }
            '-' | '/' | '.' | '年' | '月' => self.separate(c),
            _ => false,
        }
    }

    fn separate(&mut self, c: char) -> bool {
        let fits = match (self.separator, c) {
            (None, '月') => {
                // Without a year, month and day are the second and the third.
                (self.numbers[1], self.digits[1]) = (self.numbers[0], self.digits[0]);
                (self.numbers[0], self.digits[0], self.tens[0], self.at) = (0, 0, false, 1);
                true
            }
            (None, _) => true,
            (Some('年'), _) => c == '月',
            (Some(first), _) => first == c,
        };
        if !fits || self.at == 2 || self.digits[self.at] == 0 {
            return false;
        }
        self.separator = self.separator.or(Some(if c == '月' { '年' } else { c }));
        self.at += 1;
        true
    }

    fn day(&self) -> Result<Date, Code> {
        let [year, month, day] = match (self.at, self.digits) {
            // Years are written digit by digit: 二〇一二.
            _ if self.tens[0] => return Err(Code::DateText),
            (0, [8, ..]) => [self.numbers[0] / 10_000, self.numbers[0] / 100 % 100, self.numbers[0] % 100],
            (2, [4, 1..=3, 1..=3]) if self.closed == (self.separator == Some('年')) => self.numbers,
            (2, [0, 1..=3, 1..=3]) | (1, [1 | 2, 1 | 2, 0]) => return Err(Code::DateNoYear),
            (2, [1 | 2, 1 | 2, 1 | 2]) => return Err(Code::DateNoYear),
            _ => return Err(Code::DateText),
        };
        Date::new(year, month, day).ok_or(Code::DateNoSuchDay)
    }
}

/// The value of a digit, Arabic or Chinese; 十 is told apart by who asks.
fn digit(c: char) -> Option<i32> {
    Some(match c {
        '0'..='9' => c as i32 - '0' as i32,
        '〇' | '○' | '零' => 0,
        '十' => 10,
        _ => "一二三四五六七八九".chars().position(|each| each == c)? as i32 + 1,
    })
}

/// A text without the time of day behind it, and by how many days the day in China differs from the one that is written.
fn without_time(text: &str) -> (&str, i32) {
    let read = || {
        let (day, time) = text.rsplit_once([' ', 'T'])?;
        let (clock, offset) = match time.find(['Z', '+', '-']) {
            Some(end) => time.split_at_checked(end)?,
            None => (time, ""),
        };
        let minutes = minutes(clock)?;
        let days = match offset {
            "" => 0,
            "Z" => (minutes + CHINA).div_euclid(DAY),
            offset => (minutes - minutes_of_offset(offset)? + CHINA).div_euclid(DAY),
        };
        Some((day.trim_end(), days))
    };
    read().unwrap_or((text, 0))
}

const DAY: i32 = 24 * 60;
/// China's clock is so many minutes ahead of universal time.
const CHINA: i32 = 8 * 60;

/// `10:30`, `0:00:00`, `10:30:00.000`, in minutes.
fn minutes(clock: &str) -> Option<i32> {
    let mut parts = clock.split(':');
    let hours = two_digits(parts.next()?, 23)?;
    let minutes = two_digits(parts.next()?, 59)?;
    if let Some(seconds) = parts.next() {
        let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
        two_digits(whole, 59)?;
        if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
    }
    parts.next().is_none().then_some(hours * 60 + minutes)
}

fn minutes_of_offset(offset: &str) -> Option<i32> {
    let (sign, rest) = offset.split_at_checked(1)?;
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None => rest.split_at_checked(2)?,
    };
    let minutes = two_digits(hours, 14)? * 60 + if minutes.is_empty() { 0 } else { two_digits(minutes, 59)? };
    Some(if sign == "-" { -minutes } else { minutes })
}

fn two_digits(text: &str, most: i32) -> Option<i32> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| i32::from(byte - b'0'));
    let number = match *text.as_bytes() {
        [one] => digit(one)?,
        [ten, one] => digit(ten)? * 10 + digit(one)?,
        _ => return None,
    };
    (number <= most).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_day_in_every_way_of_writing_it() {
        let day = Date::new(2012, 4, 5).unwrap();
        for text in [
            "2012-04-05",
            "2012-4-5",
            "2012/4/5",
            "2012.04.05",
            "2012 4 5",
            "2012 04 05",
            "2012年4月5日",
            "2012年04月05号",
            "2012 年 4 月 5 日",
            "二〇一二年四月五日",
            "二○一二年四月五日",
            "二零一二年四月五号",
            "20120405",
            "２０１２年４月５日",
            " 2012-04-05 ",
            "2012/4/5 0:00:00",
            "2012-04-05 10:30",
            "2012-04-05T10:30:00.000",
            "2012-04-04T16:00:00Z",
            "2012-04-05T15:59:59.999Z",
            "2012-04-05T00:30+08:00",
            "2012-04-04T20:00:00-0400",
        ] {
            assert_eq!(read(text), Ok(day), "{text}");
        }
        for (text, month, day) in
            [("二〇一二年十月十日", 10, 10), ("二〇一二年十二月二十一日", 12, 21), ("二〇一二年一月三十日", 1, 30)]
        {
            assert_eq!(read(text), Ok(Date::new(2012, month, day).unwrap()), "{text}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "2012-04",
            "2012-4/5",
            "2012年4月5",
            "2012-04-05x",
            "2012040",
            "",
            "2012年4-5日",
            "2012 4-5",
            "二〇一二年四月廿日",
            "二千零一十二年四月五日",
            "2012-04-05 25:00",
            "2012-04-05T10:30+99:00",
            "10:30",
            "2012年4月5日6",
        ] {
            assert_eq!(read(text), Err(Code::DateText), "{text}");
        }
        for text in ["4月5日", "四月五号", "十月十日", "12-04-05", "4-5", "4/5", "4.5"] {
            assert_eq!(read(text), Err(Code::DateNoYear), "{text}");
        }
        for text in
            ["2012-02-30", "2011-02-29", "1900-02-29", "20121301", "2012-00-10", "2012-01-00", "二〇一二年二月三十日"]
        {
            assert_eq!(read(text), Err(Code::DateNoSuchDay), "{text}");
        }
    }

    #[test]
    fn days_and_parts_agree_for_four_centuries() {
        let mut expected = Date::new(1799, 12, 31).unwrap().0;
        for year in 1800..2200 {
            for month in 1..=12 {
                for day in 1..=31 {
                    if let Some(date) = Date::new(year, month, day) {
                        expected += 1;
                        assert_eq!(date.0, expected);
                        assert_eq!(date.parts(), (year, month, day));
                    }
                }
            }
        }
        assert_eq!(Date::new(1970, 1, 1), Some(Date(0)));
        assert_eq!(Date::new(2000, 2, 29), Some(Date(11_016)));
    }

    #[test]
    fn an_age_changes_on_the_birthday() {
        let born = Date::new(1977, 4, 25).unwrap();
        assert_eq!(born.years_to(Date::new(2012, 4, 24).unwrap()), 34);
        assert_eq!(born.years_to(Date::new(2012, 4, 25).unwrap()), 35);
    }
}
