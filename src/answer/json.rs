//! Answers from anything that serde reads: JSON text, or an object of JavaScript.

use super::{Answer, Answers, Input, Row, Value};
use crate::label::{self, Context, Index};
use crate::rulebook::{Field, Kind};
use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cell::OnceCell;
use core::fmt;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A table in an answer is three deep; an object of JavaScript may hold itself.
pub(crate) const DEEPEST: u8 = 16;

/// Reads one answer.
struct InputSeed(u8);

impl<'de> DeserializeSeed<'de> for InputSeed {
    type Value = Input<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Input<'de>, D::Error> {
        if self.0 == DEEPEST {
            return Err(D::Error::custom("nested too deeply"));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for InputSeed {
    type Value = Input<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, true, false, null, a list or an object")
    }

    fn visit_unit<E>(self) -> Result<Input<'de>, E> {
        Ok(Input::Nothing)
    }

    fn visit_none<E>(self) -> Result<Input<'de>, E> {
        Ok(Input::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Input<'de>, E> {
        Ok(Input::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Input<'de>, E> {
        Ok(Input::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Input<'de>, E> {
        Ok(Input::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Input<'de>, E> {
        Ok(Input::Number(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Input<'de>, E> {
        Ok(Input::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Input<'de>, E> {
        Ok(Input::Text(Cow::Owned(value.into())))
    }

    fn visit_string<E>(self, value: String) -> Result<Input<'de>, E> {
        Ok(Input::Text(Cow::Owned(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Input<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(InputSeed(self.0 + 1))? {
            items.push(item);
        }
        Ok(Input::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Input<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            entries.push((Cow::Owned(key), map.next_value_seed(InputSeed(self.0 + 1))?));
        }
        Ok(Input::Object(entries))
    }
}

/// Reads one answer.
///
/// # Errors
/// Those of the deserializer.
pub fn read_input<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Input<'de>, D::Error> {
    InputSeed(0).deserialize(deserializer)
}

/// Keys that were seen, in the order of records: those of one file mostly have the same, some of them left out.
#[derive(Default)]
pub struct Keys {
    known: Vec<Known>,
    /// Behind the last one that was found.
    next: usize,
    /// The words of the fields: to collect them takes far longer than to look a key up.
    index: OnceCell<Index>,
}

struct Known {
    key: Box<str>,
    /// As JSON has it.
    quoted: Box<str>,
    found: Option<Found>,
}

/// More keys are looked up anew each time, so that memory stays flat whatever a file holds.
const MOST_KEYS: usize = 256;

impl Keys {
    /// A record begins.
    pub(crate) fn begin(&mut self) {
        self.next = 0;
    }

    /// The index of the key that mostly comes next, and its length as JSON has it, where a text begins with it.
    pub(crate) fn next(&mut self, text: &[u8]) -> Option<(usize, usize)> {
        let known = self.known.get(self.next)?;
        let at = self.next;
        begins_with(text, known.quoted.as_bytes()).then(|| {
            self.next += 1;
            (at, known.quoted.len())
        })
    }

    /// The index of a key among those known.
    pub(crate) fn find(&mut self, fields: &[Field], key: &str) -> usize {
        let (before, after) = self.known.split_at(self.next.min(self.known.len()));
        let same = |known: &Known| *known.key == *key;
        let at = match after.iter().position(same) {
            Some(at) => before.len() + at,
            None => before.iter().position(same).unwrap_or_else(|| {
                self.known.truncate(MOST_KEYS - 1);
                let quoted = serde_json::Value::from(key).to_string();
                self.known.push(Known {
                    key: key.into(),
                    quoted: quoted.into(),
                    found: label::key_among(&self.index, fields, key, Context::Sheet),
                });
                self.known.len() - 1
            }),
        };
        self.next = at + 1;
        at
    }

    /// Enters what stands behind a key.
    pub(crate) fn enter(&self, key: usize, input: Input<'_>, fields: &[Field], answers: &mut Answers) {
        let Known { key, found, .. } = &self.known[key];
        match found {
            Some((field, weight)) => answers.enter_at(fields, *field, *weight, key, input),
            None => answers.stray(key),
        }
    }
}

/// By words of eight bytes; the comparison of slices goes byte by byte in WebAssembly.
fn begins_with(text: &[u8], start: &[u8]) -> bool {
    let Some(text) = text.get(..start.len()) else { return false };
    match (text.last_chunk::<8>(), start.last_chunk::<8>()) {
        (Some(a), Some(b)) => a == b && text.as_chunks::<8>().0.iter().eq(start.as_chunks::<8>().0),
        _ => text == start,
    }
}

/// A field's index, and how the key named it.
type Found = (usize, u8);

/// Reads an answers object.
///
/// # Errors
/// Those of the deserializer; what is no object among them.
pub fn read_answers<'de, D: Deserializer<'de>>(
    deserializer: D,
    fields: &[Field],
    keys: &mut Keys,
    answers: &mut Answers,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(Record { fields, keys, answers })
}

/// Which fields a record answers, as JSON: by the id of each the key that it stands under and, of a choice that can be read, the
/// place of the option.
///
/// # Errors
/// As of [`read_answers`].
///
/// ```
/// use leifeng_form::{answer::json, rulebook};
/// let book = rulebook::built_in("linyi-2012").unwrap();
/// let mut record = serde_json::Deserializer::from_str(r#"{ "＊单位名称": "甲", "岗位名称": "/", "所属县区": "蒙阴县" }"#);
/// assert_eq!(
///     json::answered(&mut record, &book.forms[0].fields).unwrap(),
///     r#"{"district":{"key":"所属县区","option":10},"unit_name":{"key":"＊单位名称"}}"#
/// );
/// ```
pub fn answered<'de, D: Deserializer<'de>>(deserializer: D, fields: &[Field]) -> Result<String, D::Error> {
    let mut answers = Answers::for_verdicts(fields.len());
    read_answers(deserializer, fields, &mut Keys::default(), &mut answers)?;
    let mut out = serde_json::Map::new();
    for (at, field) in fields.iter().enumerate().filter(|(at, _)| answers.get(*at).is_answered()) {
        let mut answer = serde_json::json!({ "key": answers.key(at, &field.id) });
        if let Some(Value::Choice(option)) = answers.get(at).value() {
            answer["option"] = (*option).into();
        }
        out.insert(field.id.clone(), answer);
    }
    Ok(serde_json::Value::from(out).to_string())
}

/// The answers of a record as they are read, as JSON by the ids of their fields: numbers, days as `2012-04-20`, the ids of options, yes
/// and no, texts, rows. What is not answered or cannot be read is left out.
///
/// # Errors
/// Those of the deserializer.
///
/// ```
/// use leifeng_form::{answer::json, rulebook};
/// let book = rulebook::built_in("linyi-2012").unwrap();
/// let mut record = serde_json::Deserializer::from_str(r#"{ "志愿者人数": "２０人", "emblem": "有", "copies": "/", "level": "市级" }"#);
/// assert_eq!(
///     json::values(&mut record, &book.forms[0].fields).unwrap(),
///     r#"{"emblem":true,"level":"city","volunteers":20}"#
/// );
/// ```
pub fn values<'de, D: Deserializer<'de>>(deserializer: D, fields: &[Field]) -> Result<String, D::Error> {
    let Input::Object(entries) = read_input(deserializer)? else { return Err(D::Error::custom("no object")) };
    let (mut keys, mut answers) = (Keys::default(), Answers::new(fields.len()));
    for (key, input) in &entries {
        let at = keys.find(fields, key);
        keys.enter(at, input.clone(), fields, &mut answers);
    }
    let mut out = serde_json::Map::new();
    for (at, field) in fields.iter().enumerate() {
        // Of a long text only the counts are kept.
        let written = || {
            let key = answers.key(at, &field.id)?;
            entries.iter().rfind(|(other, _)| other == key).map(|(_, input)| input.shown("\n"))
        };
        if let Some(value) = value_of(field, answers.get(at), written) {
            out.insert(field.id.clone(), value);
        }
    }
    Ok(serde_json::Value::from(out).to_string())
}

/// A value as JSON; `written`: the text of a long one.
fn value_of<'a>(
    field: &Field,
    answer: &Answer,
    written: impl FnOnce() -> Option<Cow<'a, str>>,
) -> Option<serde_json::Value> {
    let options = field.options();
    Some(match answer.value()? {
        Value::Text(text) | Value::Other(text) => (**text).into(),
        Value::LongText(_) => written()?.into(),
        Value::Number(number) => {
            let mut digits = String::new();
            number.write(&mut digits);
            digits.parse().ok()?
        }
        Value::Date(day) => {
            let mut iso = String::new();
            day.write_iso(&mut iso);
            iso.into()
        }
        Value::Choice(at) => options.get(usize::from(*at))?.id.as_str().into(),
        Value::Choices(chosen) => {
            let listed = field.chosen(chosen.listed).map(|option| option.id.as_str());
            listed.chain(chosen.others.iter().map(|other| &**other)).collect()
        }
        Value::Yes(yes) => (*yes).into(),
        Value::Table(rows) => rows.rows.iter().map(|row| row_of(field, row)).collect(),
    })
}

fn row_of(field: &Field, row: &Row) -> serde_json::Value {
    let Kind::Table { table } = &field.kind else { return serde_json::Value::Null };
    let cells = table.columns.iter().zip(&row.cells);
    let read = cells.filter_map(|(column, cell)| Some((column.id.clone(), value_of(column, cell, || None)?)));
    serde_json::Value::Object(read.collect())
}

struct Record<'a> {
    fields: &'a [Field],
    keys: &'a mut Keys,
    answers: &'a mut Answers,
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.keys.begin();
        while let Some(at) = map.next_key_seed(KeySeed { fields: self.fields, keys: self.keys })? {
            self.keys.enter(at, map.next_value_seed(InputSeed(0))?, self.fields, self.answers);
        }
        Ok(())
    }
}

struct KeySeed<'a> {
    fields: &'a [Field],
    keys: &'a mut Keys,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<usize, E> {
        Ok(self.keys.find(self.fields, key))
    }
}
