//! Many records to verdicts. The verdict comes first; a report is made only where one is asked for.

mod scan;

use crate::answer::json::{Keys, read_answers};
use crate::engine::{Session, Verdict};
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::Deserializer;
use simdutf8::compat::from_utf8;

/// Judges record after record of one form.
pub struct Batch {
    session: Session,
    keys: Keys,
}

/// Stands for a verdict in an entry of a record that cannot be read.
pub const UNREADABLE: u32 = 3;

impl Batch {
    /// Judges by a session's rulebook, form and day; what the session was told is forgotten.
    pub fn new(session: Session) -> Self {
        Batch { session, keys: Keys::default() }
    }

    /// The session, as the last record left it.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Judges one record.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn record<'de, D: Deserializer<'de>>(&mut self, record: D) -> Result<Verdict, D::Error> {
        let Batch { session, keys } = self;
        let mut read = Ok(());
        session.fill(|form, answers| read = read_answers(record, &form.fields, keys, answers));
        read.map(|()| session.verdict())
    }

    /// Judges one line of JSON Lines.
    ///
    /// # Errors
    /// What is wrong with the line, for people.
    pub fn line(&mut self, line: &[u8]) -> Result<Verdict, String> {
        let text = from_utf8(line).map_err(|error| {
            let place = String::from_utf8_lossy(&line[..error.valid_up_to()]).chars().count() + 1;
            format!("第 {place} 个字符不是 UTF-8 编码，请把文件另存为 UTF-8。")
        })?;
        self.text(text).map(|()| self.session.verdict())
    }

    fn text(&mut self, line: &str) -> Result<(), String> {
        let Batch { session, keys } = self;
        let mut read = Ok(());
        session.fill(|form, answers| {
            if scan::answers(line, &form.fields, keys, answers).is_none() {
                answers.clear();
                let mut reader = serde_json::Deserializer::from_str(line);
                read = read_answers(&mut reader, &form.fields, keys, answers).and_then(|()| reader.end());
            }
        });
        read.map_err(|error| {
            // The column is in bytes.
            let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
            let place = before.chars().count() + 1;
            if error.is_data() && error.to_string().contains("nested") {
                format!("第 {place} 个字符处嵌套过深。")
            } else if error.is_data() {
                "应是一个 JSON 对象，形如 {\"单位名称\": \"…\"}。".to_string()
            } else {
                format!("不是有效的 JSON：第 {place} 个字符附近有误。")
            }
        })
    }

    /// How many words of bits an entry carries: a bit a check.
    pub fn words(&self) -> usize {
        self.session.form().checks.len().div_ceil(32)
    }

    /// Writes the verdict on the last record (eligible 0, ineligible 1, incomplete 2, unreadable 3) and the bits of the
    /// failing checks.
    pub fn write_entry<T, E>(&self, read: Result<T, E>, out: &mut Vec<u32>) {
        let at = out.len();
        out.push(UNREADABLE);
        match read {
            Ok(_) => out[at] = self.session.failing(out) as u32,
            Err(_) => out.resize(at + 1 + self.words(), 0),
        }
    }

    /// Judges whole lines, but for blank ones: of each the number (from 0), where it begins and ends, and its entry.
    pub fn lines(&mut self, bytes: &[u8]) -> Vec<u32> {
        let mut out = Vec::new();
        let mut start = 0;
        // Checked once for all lines, where all are right.
        let text = from_utf8(bytes).ok();
        let ends = memchr::memchr_iter(b'\n', bytes).chain(core::iter::once(bytes.len()));
        for (number, end) in ends.enumerate() {
            let line = bytes[start..end].trim_ascii();
            if !line.is_empty() {
                let read = match text.and_then(|text| text.get(start..end)) {
                    Some(line) => self.text(line.trim_ascii()),
                    None => self.line(line).map(|_| ()),
                };
                out.extend([number as u32, start as u32, end as u32]);
                self.write_entry(read, &mut out);
            }
            start = end + 1;
        }
        out
    }

    /// What stands in place of a report for a record that cannot be read.
    pub fn unreadable(error: &str) -> String {
        serde_json::json!({ "verdict": "unreadable", "error": error }).to_string()
    }

    /// The rules, in the order of their bits.
    pub fn rules(&self) -> Vec<&str> {
        self.session.form().checks.iter().map(|check| check.rule.as_str()).collect()
    }
}
