//! A rulebook as compact bytes, which the page's module reads.
//!
//! A derived reader of a self-describing format would cost the page more bytes than the rest of the engine, so each
//! type lists its parts once, below, for writing and reading alike.

use super::{
    Book, Bound, Check, CheckKind, Choice, Clause, Condition, Day, Field, Form, Kind, Place, Quantity, Replaced,
    Severity, Table, Unanswered,
};
use crate::answer::{Date, Number};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

/// Stands before every packed rulebook; the last byte is the version of the format.
const MAGIC: [u8; 4] = *b"LFR\x06";

/// Deeper conditions than this nobody writes; a broken file must not exhaust the stack.
const DEEPEST: u32 = 100;

/// What is written, and the fields in it so far: the forms of a rulebook share most of theirs, and one that was written before is
/// written as its index.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    fields: Vec<Field>,
}

/// Bytes still to be read. Where they end too early or make no sense, reading goes on with zeros and is refused at the
/// end: a result at every step would double the code.
#[derive(Default)]
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    fields: Vec<Field>,
    depth: u32,
    failed: bool,
}

impl Reader<'_> {
    fn byte(&mut self) -> u8 {
        match self.bytes.split_first() {
            Some((&first, rest)) => {
                self.bytes = rest;
                first
            }
            None => {
                self.failed = true;
                0
            }
        }
    }

    fn bytes(&mut self, length: usize) -> &[u8] {
        let Some((first, rest)) = self.bytes.split_at_checked(length) else {
            self.failed = true;
            return &[];
        };
        self.bytes = rest;
        first
    }

    fn varint(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                break;
            }
        }
        value
    }
}

impl Writer {
    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }
}

pub(super) trait Wire: Sized {
    fn write(&self, out: &mut Writer);
    fn read(from: &mut Reader<'_>) -> Self;
}

macro_rules! whole_numbers {
    ($($type:ty),*) => {$(
        impl Wire for $type {
            fn write(&self, out: &mut Writer) {
                out.varint(*self as u64);
            }
            fn read(from: &mut Reader<'_>) -> Self {
                from.varint() as $type
            }
        }
    )*};
}
whole_numbers!(u16, u32, u64, i32, i64);

impl Wire for bool {
    fn write(&self, out: &mut Writer) {
        out.bytes.push(u8::from(*self));
    }
    fn read(from: &mut Reader<'_>) -> Self {
        from.byte() != 0
    }
}

impl Wire for String {
    fn write(&self, out: &mut Writer) {
        out.varint(self.len() as u64);
        out.bytes.extend_from_slice(self.as_bytes());
    }
    fn read(from: &mut Reader<'_>) -> Self {
        let length = from.varint() as usize;
        match str::from_utf8(from.bytes(length)) {
            Ok(text) => text.into(),
            Err(_) => {
                from.failed = true;
                String::new()
            }
        }
    }
}

impl<T: Wire> Wire for Vec<T> {
    fn write(&self, out: &mut Writer) {
        out.varint(self.len() as u64);
        for item in self {
            item.write(out);
        }
    }
    fn read(from: &mut Reader<'_>) -> Self {
        let length = from.varint();
        let mut items = Vec::new();
        for _ in 0..length {
            if from.failed {
                break;
            }
            items.push(T::read(from));
        }
        items
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, out: &mut Writer) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }
    fn read(from: &mut Reader<'_>) -> Self {
        if bool::read(from) { Some(T::read(from)) } else { None }
    }
}

impl<T: Wire> Wire for Box<T> {
    fn write(&self, out: &mut Writer) {
        (**self).write(out);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        Box::new(T::read(from))
    }
}

impl<T: Wire> Wire for Rc<T> {
    fn write(&self, out: &mut Writer) {
        (**self).write(out);
    }
    fn read(from: &mut Reader<'_>) -> Self {
        Rc::new(T::read(from))
    }
}

macro_rules! parts {
    ($($type:ident { $($part:tt),* })*) => {$(
        impl $type {
            fn write_parts(&self, out: &mut Writer) {
                $(self.$part.write(out);)*
            }
            fn read_parts(from: &mut Reader<'_>) -> Self {
                $type { $($part: Wire::read(from)),* }
            }
        }
    )*};
}

macro_rules! as_its_parts {
    ($($type:ident)*) => {$(
        impl Wire for $type {
            fn write(&self, out: &mut Writer) {
                self.write_parts(out);
            }
            fn read(from: &mut Reader<'_>) -> Self {
                Self::read_parts(from)
            }
        }
    )*};
}

/// The first case is the last resort where a tag makes no sense: it must not lead deeper.
macro_rules! cases {
    ($($type:ident {
        $first_tag:literal $first:ident $({ $($first_part:ident),* })?
        $(, $tag:literal $case:ident $({ $($part:ident),* })?)* $(,)?
    })*) => {$(
        impl Wire for $type {
            fn write(&self, out: &mut Writer) {
                match self {
                    $type::$first $({ $($first_part),* })? => {
                        out.bytes.push($first_tag);
                        $($($first_part.write(out);)*)?
                    }
                    $($type::$case $({ $($part),* })? => {
                        out.bytes.push($tag);
                        $($($part.write(out);)*)?
                    })*
                }
            }
            fn read(from: &mut Reader<'_>) -> Self {
                from.depth += 1;
                let tag = from.byte();
                from.failed |= from.depth > DEEPEST;
                let value = match if from.failed { $first_tag } else { tag } {
                    $($tag => $type::$case $({ $($part: Wire::read(from)),* })?,)*
                    tag => {
                        from.failed |= tag != $first_tag;
                        $type::$first $({ $($first_part: Wire::read(from)),* })?
                    }
                };
                from.depth -= 1;
                value
            }
        }
    )*};
}

parts! {
    Number { 0 }
    Date { 0 }
    Choice { id, label, aliases }
    Table { columns }
    Field { id, label, aliases, near, never, kind, units, required, unanswered, on_paper }
    Check { rule, kind, level, for_level, severity, clause, guard, holds, fails, open, consequence }
    Form { id, title, fields, level, levels, key, called, topics, consequence, checks }
    Clause { cited, summary }
    Replaced { name, is }
    Book { id, title, clauses, forms, wording, synonyms, replaced }
}

as_its_parts! { Number Date Choice Table Check Form Clause Replaced Book }

/// 0 and its parts, or one more than the index of an earlier one.
impl Wire for Field {
    fn write(&self, out: &mut Writer) {
        if let Some(index) = out.fields.iter().position(|field| field == self) {
            return out.varint(index as u64 + 1);
        }
        out.varint(0);
        self.write_parts(out);
        out.fields.push(self.clone());
    }
    fn read(from: &mut Reader<'_>) -> Self {
        match (from.varint() as usize).checked_sub(1).map(|index| from.fields.get(index).cloned()) {
            Some(Some(field)) => field,
            known => {
                // Where there is no such field, what follows is none either.
                from.failed |= known.is_some();
                let field = Self::read_parts(from);
                from.fields.push(field.clone());
                field
            }
        }
    }
}

cases! {
    Kind {
        0 Text, 1 LongText, 2 Count { min, max }, 3 Hours { min, max }, 4 Choice { options, open }, 5 Choices { options, open },
        6 YesNo, 7 Date, 8 Phone, 9 Hotline, 10 Email, 11 Table { table },
    }
    Unanswered { 0 No, 1 Today }
    CheckKind { 0 Required, 1 Format, 2 Condition, 3 Review }
    Severity { 0 Error, 1 Warning, 2 Review }
    Place { 0 Field { index }, 1 Column { index } }
    Day { 0 On { date }, 1 Of { place } }
    Quantity {
        0 Value { place }, 1 Rows { table, filter }, 2 Sum { table, column }, 3 Days { from, to }, 4 Years { from, to },
    }
    Bound { 0 Exactly { number }, 1 Share { percent, of } }
    Condition {
        0 Answered { place }, 1 Readable { field }, 2 Yes { place }, 3 Number { of, at_least, at_most },
        4 Date { of, from_day, to_day }, 5 OneOf { place, options }, 6 AllOf { place, options },
        7 About { place, count, tolerance }, 8 EveryRow { table, holds, otherwise }, 9 SomeRow { table, holds },
        10 UniqueRows { table, by }, 11 And { of }, 12 Or { of }, 13 Not { of }, 14 Where { guard, holds }, 15 Judged,
    }
}

impl Book {
    /// The rulebook as compact bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer { bytes: MAGIC.to_vec(), ..Writer::default() };
        self.write(&mut out);
        out.bytes
    }

    /// The rulebook that [`Book::to_bytes`] wrote; `None` where the bytes are none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader { bytes: bytes.strip_prefix(&MAGIC)?, ..Reader::default() };
        let book = Book::read(&mut from);
        (from.bytes.is_empty() && !from.failed).then_some(book)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a text of these bytes is read as; `None` where it is refused.
    fn text_of(bytes: &[u8]) -> Option<String> {
        let mut packed = Writer::default();
        packed.varint(bytes.len() as u64);
        packed.bytes.extend_from_slice(bytes);
        let mut from = Reader { bytes: &packed.bytes, ..Reader::default() };
        let text = String::read(&mut from);
        (from.bytes.is_empty() && !from.failed).then_some(text)
    }

    #[test]
    fn texts_are_utf_8_and_nothing_else() {
        for text in ["", "a", "é", "志愿者", "𠮷"] {
            assert_eq!(text_of(text.as_bytes()).as_deref(), Some(text));
        }
        let refused: [&[u8]; 8] = [
            b"\xC0\xAF",         // an overlong slash in two bytes,
            b"\xE0\x80\xAF",     // in three,
            b"\xF0\x80\x80\xAF", // in four
            b"\xED\xA0\x80",     // half of a surrogate pair
            b"\xF4\x90\x80\x80", // beyond the last character
            b"\x80",             // a second byte without a first
            b"\xE5\xBF",         // a character cut short
            b"\xE5\x41\x97",     // a second byte that is none
        ];
        for bytes in refused {
            assert_eq!(text_of(bytes), None, "{bytes:X?}");
        }
    }

    #[test]
    fn a_text_that_ends_too_early_is_refused() {
        let mut from = Reader { bytes: b"\x05abc", ..Reader::default() };
        String::read(&mut from);
        assert!(from.failed);
    }
}
