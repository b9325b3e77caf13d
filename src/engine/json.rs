//! Writes JSON.

use crate::answer::Number;
use crate::answer::number::write_whole;
use alloc::string::String;

/// Writes JSON: commas are put where they belong.
#[derive(Default)]
pub(crate) struct Json {
    out: String,
}

impl Json {
    /// An object by itself, with the members that are written to it.
    pub(crate) fn object(write: impl FnOnce(&mut Json)) -> Self {
        let mut json = Json::default();
        json.open('{');
        write(&mut json);
        json.close('}');
        json
    }

    /// What was written.
    pub(crate) fn into_text(self) -> String {
        self.out
    }

    fn comma(&mut self) {
        if !matches!(self.out.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.out.push(',');
        }
    }

    pub(crate) fn open(&mut self, bracket: char) {
        self.comma();
        self.out.push(bracket);
    }

    pub(crate) fn close(&mut self, bracket: char) {
        self.out.push(bracket);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.open('"');
        let mut copied = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= b' ' && byte != b'"' && byte != b'\\' {
                continue;
            }
            // What needs no escape is copied in runs: reports are long.
            self.out.push_str(text.get(copied..at).unwrap_or_default());
            copied = at + 1;
            self.out.push('\\');
            if byte >= b' ' {
                self.out.push(char::from(byte));
                continue;
            }
            self.out.push_str("u00");
            for digit in [byte >> 4, byte & 15] {
                self.out.push(char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }));
            }
        }
        self.out.push_str(text.get(copied..).unwrap_or_default());
        self.close('"');
    }

    /// A text that is JSON already: a number, a word or a whole object.
    pub(crate) fn raw(&mut self, json: &str) {
        self.comma();
        self.out.push_str(json);
    }

    pub(crate) fn key(&mut self, key: &str) {
        self.text(key);
        self.out.push(':');
    }

    pub(crate) fn pair(&mut self, key: &str, value: &str) {
        self.key(key);
        self.text(value);
    }

    pub(crate) fn flag(&mut self, key: &str, flag: bool) {
        self.key(key);
        self.raw(if flag { "true" } else { "false" });
    }

    pub(crate) fn list<'a>(&mut self, key: &str, items: impl Iterator<Item = &'a str>) {
        self.key(key);
        self.texts(items);
    }

    pub(crate) fn texts<'a>(&mut self, items: impl Iterator<Item = &'a str>) {
        self.open('[');
        items.for_each(|item| self.text(item));
        self.close(']');
    }

    pub(crate) fn whole(&mut self, key: &str, n: u32) {
        self.key(key);
        write_whole(n, &mut self.out);
    }

    pub(crate) fn wholes(&mut self, items: &[u32]) {
        self.open('[');
        for &item in items {
            self.comma();
            write_whole(item, &mut self.out);
        }
        self.close(']');
    }

    pub(crate) fn number(&mut self, key: &str, number: Number) {
        self.key(key);
        number.write(&mut self.out);
    }
}
