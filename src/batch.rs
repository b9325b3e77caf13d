//! Many records to verdicts. The verdict comes first; a report is made only where one is asked for.

mod scan;

use crate::answer::Answers;
use crate::answer::json::{Keys, read_answers};
use crate::engine::{Plan, Seen, Session};
use crate::rulebook::Field;
use crate::rulebook::across::Rules;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use serde::Deserializer;
use simdutf8::compat::from_utf8;

/// Judges record after record of one form.
pub struct Batch {
    session: Session,
    keys: Keys,
    plan: Plan,
    /// Of the record that is being judged for its verdict alone.
    answers: Answers,
}

/// Stands for a verdict in an entry of a record that cannot be read.
pub const UNREADABLE: u32 = 3;

impl Batch {
    /// Judges by a session's rulebook, form and day; what the session was told is forgotten.
    pub fn new(session: Session) -> Self {
        let answers = Answers::for_verdicts(session.form().fields.len());
        Batch { plan: Plan::new(session.form()), session, keys: Keys::default(), answers }
    }

    /// The report on one record, as JSON.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn report<'de, D: Deserializer<'de>>(&mut self, record: D) -> Result<String, D::Error> {
        let Batch { session, keys, .. } = self;
        let mut read = Ok(());
        session.fill(|form, answers| read = read_answers(record, &form.fields, keys, answers));
        read.map(|()| session.report())
    }

    /// The report on one line of JSON Lines, as JSON.
    ///
    /// # Errors
    /// What is wrong with the line.
    pub fn report_line(&mut self, line: &[u8]) -> Result<String, LineFault> {
        let text = utf8(line)?;
        let Batch { session, keys, .. } = self;
        let mut read = Ok(());
        session.fill(|form, answers| read = read_line(text, &form.fields, keys, answers));
        read.map(|()| session.report())
    }

    /// Writes the entry of one record: its verdict (eligible 0, ineligible 1, incomplete 2, unreadable 3) and the bits of
    /// the failing checks.
    pub fn record<'de, D: Deserializer<'de>>(&mut self, record: D, out: &mut Vec<u32>) {
        let Batch { session, keys, answers, .. } = self;
        answers.clear();
        let read = read_answers(record, &session.form().fields, keys, answers);
        self.write_entry(read, out);
    }

    /// Writes the entry of a record that cannot be read.
    pub fn unreadable_entry(&self, out: &mut Vec<u32>) {
        out.push(UNREADABLE);
        out.resize(out.len() + self.words(), 0);
    }

    fn write_entry<E>(&self, read: Result<(), E>, out: &mut Vec<u32>) {
        if read.is_err() {
            return self.unreadable_entry(out);
        }
        let at = out.len();
        out.push(UNREADABLE);
        out[at] = self.session.verdict_on(&self.answers, &self.plan, out) as u32;
    }

    /// Judges whole lines, but for blank ones: of each the number (from 0), where it begins and ends, and its entry as
    /// [`Batch::record`] writes it.
    pub fn lines(&mut self, bytes: &[u8]) -> Vec<u32> {
        let mut out = Vec::new();
        let mut start = 0;
        // Checked once for all lines, where all are right.
        let text = from_utf8(bytes).ok();
        let ends = memchr::memchr_iter(b'\n', bytes).chain(core::iter::once(bytes.len()));
        for (number, end) in ends.enumerate() {
            let line = bytes[start..end].trim_ascii();
            if !line.is_empty() {
                let known = text.and_then(|text| text.get(start..end)).map(str::trim_ascii);
                let Batch { session, keys, answers, .. } = self;
                answers.clear();
                let read = known
                    .map_or_else(|| utf8(line), Ok)
                    .and_then(|text| read_line(text, &session.form().fields, keys, answers));
                out.extend([number as u32, start as u32, end as u32]);
                self.write_entry(read, &mut out);
            }
            start = end + 1;
        }
        out
    }

    /// How many words of bits an entry carries: a bit a check.
    pub fn words(&self) -> usize {
        self.session.form().checks.len().div_ceil(32)
    }

    /// What stands in place of a report for a record that cannot be read; `place`: the character of its line, from 1.
    pub fn unreadable(code: &str, error: &str, place: Option<usize>) -> String {
        let mut report = serde_json::json!({ "verdict": "unreadable", "code": code, "error": error });
        if let Some(place) = place {
            report["column"] = place.to_string().into();
        }
        report.to_string()
    }

    /// The rules, in the order of their bits.
    pub fn rules(&self) -> Vec<&str> {
        self.session.form().checks.iter().map(|check| check.rule.as_str()).collect()
    }
}

/// Holds the records of a batch against the rules across them. Records come one by one, from any files.
pub struct Across {
    session: Session,
    keys: Keys,
    answers: Answers,
    seen: Seen,
}

impl Across {
    /// By a session's rulebook, form and day, and the rules across records of the same rulebook. `None` where the form has
    /// none.
    pub fn new(session: Session, rules: Rc<Rules>) -> Option<Self> {
        let answers = Answers::new(session.form().fields.len());
        Some(Across { seen: Seen::new(rules, session.form_at())?, session, keys: Keys::default(), answers })
    }

    /// Takes a record, with the name of its file (empty where it has none) and its row there. One that cannot be read is
    /// left out.
    pub fn record<'de, D: Deserializer<'de>>(&mut self, record: D, file: &str, row: u32) {
        let Across { session, keys, answers, .. } = self;
        answers.clear();
        let read = read_answers(record, &session.form().fields, keys, answers);
        self.take(read, file, row);
    }

    /// The same, of a line of JSON Lines.
    pub fn line(&mut self, line: &[u8], file: &str, row: u32) {
        let Across { session, keys, answers, .. } = self;
        answers.clear();
        let read = utf8(line).and_then(|line| read_line(line, &session.form().fields, keys, answers));
        self.take(read, file, row);
    }

    fn take<E>(&mut self, read: Result<(), E>, file: &str, row: u32) {
        if read.is_ok() {
            self.session.take_across(&self.answers, file, row, &mut self.seen);
        }
    }

    /// What the rules come to, as JSON: `{ "checks": [ … ] }`. Empty where there were less than two records.
    pub fn report(&self) -> String {
        self.session.report_across(&self.seen)
    }
}

/// Why a line of JSON Lines is no record. Places are characters, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// It is not UTF-8.
    Encoding {
        /// Where.
        place: usize,
    },
    /// It is not JSON.
    Syntax {
        /// Where.
        place: usize,
    },
    /// It is nested deeper than any answer.
    TooDeep {
        /// Where.
        place: usize,
    },
    /// It is JSON, and no object.
    NoObject,
}

impl LineFault {
    /// As reports have it.
    pub fn code(self) -> &'static str {
        match self {
            LineFault::Encoding { .. } => "record.not_utf8",
            LineFault::Syntax { .. } => "record.not_json",
            LineFault::TooDeep { .. } => "record.too_deep",
            LineFault::NoObject => "record.not_object",
        }
    }

    /// The character at fault, from 1.
    pub fn place(self) -> Option<usize> {
        match self {
            LineFault::Encoding { place } | LineFault::Syntax { place } | LineFault::TooDeep { place } => Some(place),
            LineFault::NoObject => None,
        }
    }
}

impl fmt::Display for LineFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if cfg!(wordless) {
            return f.write_str(self.code());
        }
        match self {
            LineFault::Encoding { place } => {
                write!(f, "第 {place} 个字符不是 UTF-8 编码，请把文件另存为 UTF-8。")
            }
            LineFault::Syntax { place } => write!(f, "不是有效的 JSON：第 {place} 个字符附近有误。"),
            LineFault::TooDeep { place } => write!(f, "第 {place} 个字符处嵌套过深。"),
            LineFault::NoObject => f.write_str("应是一个 JSON 对象，形如 {\"单位名称\": \"…\"}。"),
        }
    }
}

fn utf8(line: &[u8]) -> Result<&str, LineFault> {
    from_utf8(line).map_err(|error| {
        let place = String::from_utf8_lossy(&line[..error.valid_up_to()]).chars().count() + 1;
        LineFault::Encoding { place }
    })
}

/// Takes the answers of a line.
fn read_line(line: &str, fields: &[Field], keys: &mut Keys, answers: &mut Answers) -> Result<(), LineFault> {
    if scan::answers(line, fields, keys, answers).is_some() {
        return Ok(());
    }
    answers.clear();
    let mut reader = serde_json::Deserializer::from_str(line);
    read_answers(&mut reader, fields, keys, answers).and_then(|()| reader.end()).map_err(|error| {
        // The column is in bytes.
        let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
        let place = before.chars().count() + 1;
        match (error.is_data(), line.trim_ascii_start().starts_with('{')) {
            (false, _) => LineFault::Syntax { place },
            // Of an object nothing else is refused.
            (true, true) => LineFault::TooDeep { place },
            (true, false) => LineFault::NoObject,
        }
    })
}
