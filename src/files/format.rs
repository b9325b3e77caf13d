//! Number formats: whether a number is shown as a date, and its text then.

use crate::answer::Date;
use std::format;
use std::string::String;

/// What a number with a format is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A number.
    Number,
    /// A number of hundredths: `60%` for 0.6.
    Percent,
    /// A day, with or without a time.
    Date,
    /// A time without a day, whatever day the number is of.
    Time,
    /// A span of time, which can be longer than a day.
    Span,
}

/// What the formats are that files name by number only (ECMA-376 part 1, 18.8.30). 27 to 36 and 50 to 58 are those of a
/// Chinese program.
pub fn built_in(id: u16) -> Shown {
    match id {
        14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58 => Shown::Date,
        9 | 10 => Shown::Percent,
        18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Shown::Time,
        46 => Shown::Span,
        _ => Shown::Number,
    }
}

/// What a format's code makes of a number: `yyyy"年"m"月"d"日"`, `[h]:mm`, `0.00_ `.
pub fn of_code(code: &str) -> Shown {
    let lower = code.to_lowercase().replace("general", "").replace("g/通用格式", "");
    let lower = lower.replace("am/pm", "h").replace("a/p", "h").replace("e+", "").replace("e-", "");
    let (mut day, mut month, mut time, mut span, mut percent) = (false, false, false, false, false);
    let mut weekday = 0;
    let mut chars = lower.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                chars.by_ref().take_while(|c| *c != '"').for_each(drop);
            }
            // What follows stands for itself, or is a width or a filling.
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // Colours, conditions and languages stand in brackets too.
                span |= !inside.is_empty() && ['h', 'm', 's'].iter().any(|unit| inside.chars().all(|c| c == *unit));
            }
            // Only the form for positive numbers matters.
            ';' => break,
            'y' | 'd' | 'e' => day = true,
            'm' => month = true,
            'h' | 's' => time = true,
            '%' => percent = true,
            'a' => weekday += 1,
            _ => {}
        }
    }
    if day || weekday >= 3 || (month && !time && !span) {
        Shown::Date
    } else if span {
        Shown::Span
    } else if time {
        Shown::Time
    } else if percent {
        Shown::Percent
    } else {
        Shown::Number
    }
}

/// The last day that the programs have, 9999-12-31.
const LAST: f64 = 2_958_466.0;
/// Days from 1900 to 1904.
const EPOCH_1904: f64 = 1462.0;

/// The text of a number that is shown as a day, a time or a percentage; `None` where it is none.
pub fn text(shown: Shown, number: f64, since_1904: bool) -> Option<String> {
    if shown == Shown::Percent {
        // To the millionth; what floats lose is less.
        return Some(format!("{}%", (number * 1e6).round() / 1e4));
    }
    if shown == Shown::Number || !(0.0..LAST).contains(&number) {
        return None;
    }
    if let Shown::Time | Shown::Span = shown {
        // To the second; what floats lose is less.
        let seconds = (number * 86400.0 + 0.5) as u64;
        let seconds = if shown == Shown::Time { seconds % 86400 } else { seconds };
        return Some(format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60));
    }
    let serial = if since_1904 { number + EPOCH_1904 } else { number } as i64;
    match serial {
        0 => None,
        // The programs count a day that the year 1900 did not have.
        60 => Some("1900-02-29".into()),
        _ => Some(day(serial - if serial > 60 { 25_569 } else { 25_568 })),
    }
}

/// A day from the days since 1970.
fn day(days: i64) -> String {
    let (year, month, day) = Date(days as i32).parts();
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_dates() {
        for code in [
            "yyyy-mm-dd",
            "yyyy\"年\"m\"月\"d\"日\"",
            "yyyy年m月d日",
            "m/d",
            "[$-804]yyyy/m/d;@",
            "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
            "yyyy-mm-dd hh:mm:ss",
            "mmm-yy",
            "aaaa",
            "e\"年\"m\"月\"",
            "YYYY.MM.DD",
        ] {
            assert_eq!(of_code(code), Shown::Date, "{code}");
        }
    }

    #[test]
    fn codes_of_times() {
        for code in ["h:mm", "mm:ss.0", "上午/下午h\"时\"mm\"分\"", "h:mm AM/PM", "[$-804]h:mm"] {
            assert_eq!(of_code(code), Shown::Time, "{code}");
        }
        for code in ["[h]:mm:ss", "[mm]", "[hh]"] {
            assert_eq!(of_code(code), Shown::Span, "{code}");
        }
    }

    #[test]
    fn codes_of_numbers() {
        for code in [
            "General",
            "G/通用格式",
            "General\"人\"",
            "0.00E+00",
            "##0.0E-0",
            "0_ ",
            "@",
            "#,##0;[Red]-#,##0",
            "[Red]0.00",
            "0\"days\"",
            "0\\d",
            "_ * #,##0.00_ ;_ * -#,##0.00_ ",
            "0;yyyy",
            "",
        ] {
            assert_eq!(of_code(code), Shown::Number, "{code}");
        }
    }

    #[test]
    fn percentages_are_told_from_numbers() {
        for code in ["0%", "0.00%", "#,##0.0%;-0%"] {
            assert_eq!(of_code(code), Shown::Percent, "{code}");
        }
        assert_eq!(of_code("0\"%\""), Shown::Number);
        assert_eq!(built_in(9), Shown::Percent);
        for (number, shown) in [(0.6, "60%"), (0.295, "29.5%"), (20.0, "2000%"), (-0.1, "-10%")] {
            assert_eq!(text(Shown::Percent, number, false).as_deref(), Some(shown));
        }
    }

    #[test]
    fn days_of_both_epochs() {
        let day = |number, since_1904| text(Shown::Date, number, since_1904);
        assert_eq!(day(41019.0, false).as_deref(), Some("2012-04-20"));
        assert_eq!(day(41019.99, false).as_deref(), Some("2012-04-20"));
        assert_eq!(day(39557.0, true).as_deref(), Some("2012-04-20"));
        assert_eq!(day(1.0, false).as_deref(), Some("1900-01-01"));
        assert_eq!(day(59.0, false).as_deref(), Some("1900-02-28"));
        assert_eq!(day(60.0, false).as_deref(), Some("1900-02-29"));
        assert_eq!(day(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(day(2_958_465.0, false).as_deref(), Some("9999-12-31"));
        for number in [-1.0, 0.5, 2_958_466.0, f64::INFINITY, f64::NAN] {
            assert_eq!(day(number, false), None, "{number}");
        }
    }

    #[test]
    fn times_are_never_taken_for_a_number() {
        assert_eq!(text(Shown::Time, 0.5, false).as_deref(), Some("12:00:00"));
        assert_eq!(text(Shown::Span, 4.1875, false).as_deref(), Some("100:30:00"));
        assert_eq!(text(Shown::Time, 39_066.783_333_333_3, false).as_deref(), Some("18:48:00"));
        assert_eq!(text(Shown::Time, 0.999_999, false).as_deref(), Some("0:00:00"));
    }
}
