//! Days of the Gregorian calendar.

use super::{fold, number};
use alloc::string::String;

/// A day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub i32);

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotDate {
    Text,
    /// Written like a day, but there is none: 30 February.
    NoSuchDay,
}

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

    /// Reads `2012-04-25`, `2012/4/25`, `2012.4.25`, `2012年4月25日`, `20120425`.
    pub fn read(text: &str) -> Option<Self> {
        read(text).ok()
    }
}

pub(crate) fn read(text: &str) -> Result<Date, NotDate> {
    let folded = fold(text);
    let text = folded.trim();
    let mut parts = [0; 3];
    let mut digits = [0usize; 3];
    let mut at = 0;
    let mut separator = None;
    let mut closed = false;
    let mut spaced = false;
    for c in text.chars() {
        match c {
            '0'..='9' if !closed && digits[at] < 8 => {
                parts[at] = parts[at] * 10 + (c as i32 - '0' as i32);
                digits[at] += 1;
            }
            // Printed forms set 年, 月 and 日 apart from the figures; no other sign.
            ' ' if separator.is_none_or(|s| s == '年') => spaced = true,
            '-' | '/' | '.' | '年' | '月' if at < 2 && digits[at] > 0 => {
                let fits = match (separator, c) {
                    (None, _) => c == '年' || (c != '月' && !spaced),
                    (Some('年'), _) => c == '月',
                    (Some(first), _) => first == c,
                };
                if !fits {
                    return Err(NotDate::Text);
                }
                separator = Some(c).filter(|&c| c != '月').or(separator);
                at += 1;
            }
            '日' if separator == Some('年') && at == 2 && digits[2] > 0 && !closed => closed = true,
            _ => return Err(NotDate::Text),
        }
    }
    let [year, month, day] = match (at, digits) {
        (0, [8, ..]) if !spaced => [parts[0] / 10_000, parts[0] / 100 % 100, parts[0] % 100],
        (2, [4, 1 | 2, 1 | 2]) if closed == (separator == Some('年')) => parts,
        _ => return Err(NotDate::Text),
    };
    Date::new(year, month, day).ok_or(NotDate::NoSuchDay)
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
            "2012年4月5日",
            "2012 年 4 月 5 日",
            "20120405",
            "２０１２年４月５日",
            " 2012-04-05 ",
        ] {
            assert_eq!(read(text), Ok(day), "{text}");
        }
    }

    #[test]
    fn what_is_no_day() {
        for text in [
            "2012-04",
            "12-04-05",
            "2012-4/5",
            "4月5日",
            "2012年4月5",
            "2012-04-05x",
            "2012040",
            "",
            "2012年4-5日",
            "2012 4 5",
            "2012 04 05",
            "2012 -4-5",
        ] {
            assert_eq!(read(text), Err(NotDate::Text), "{text}");
        }
        for text in ["2012-02-30", "2011-02-29", "1900-02-29", "20121301", "2012-00-10", "2012-01-00"] {
            assert_eq!(read(text), Err(NotDate::NoSuchDay), "{text}");
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
