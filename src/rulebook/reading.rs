//! A rulebook's JSON, read with the place of everything, so that a mistake is told by what it is and where it stands.
//!
//! Comments and trailing commas are taken. The types of [`super::source`] are read by their own `Deserialize`: the reader
//! here gives its errors as [`Problem`]s, where serde_json's have only a text.

use super::mistake::{Expected, Found, Mistake, Mistakes, Near, Path, Problem, Step, nearest};
use alloc::borrow::Cow;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::fmt;
use jsonc_parser::ast::{ObjectProp, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::ParseErrorKind;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};

/// A text that is JSON.
pub(super) struct Json<'a> {
    text: &'a str,
    root: Value<'a>,
}

impl<'a> Json<'a> {
    /// Reads the text.
    pub(super) fn parse(text: &'a str) -> Result<Self, Mistakes> {
        let options = ParseOptions {
            allow_comments: true,
            allow_trailing_commas: true,
            allow_loose_object_property_names: false,
            allow_missing_commas: false,
            allow_single_quoted_strings: false,
            allow_hexadecimal_numbers: false,
            allow_unary_plus_numbers: false,
            allow_bare_decimal_point_numbers: false,
            allow_non_finite_numbers: false,
            allow_extended_string_escapes: false,
        };
        let mistake = |problem, offset| {
            Mistakes(Vec::from([Mistake { path: Vec::new(), at: Some(place(text, offset)), problem }]))
        };
        match parse_to_ast(text, &CollectOptions::default(), &options) {
            Ok(parsed) => match parsed.value {
                Some(root) => Ok(Json { text, root }),
                None => Err(mistake(Problem::Syntax, text.len())),
            },
            Err(error) => {
                let problem = match error.kind() {
                    ParseErrorKind::MultipleRootJsonValues => Problem::Trailing,
                    ParseErrorKind::UnterminatedObject | ParseErrorKind::UnterminatedArray => Problem::BracketOpen,
                    ParseErrorKind::ExpectedComma => Problem::CommaMissing,
                    ParseErrorKind::NestingDepthExceeded => Problem::JsonTooDeep,
                    _ => Problem::Syntax,
                };
                Err(mistake(problem, error.range().start))
            }
        }
    }

    /// Reads it as a type.
    pub(super) fn read<T: DeserializeOwned>(&self) -> Result<T, Mistakes> {
        T::deserialize(Reader(&self.root)).map_err(|mut error| {
            error.path.reverse();
            let at = error.offset.map(|offset| place(self.text, offset));
            Mistakes(Vec::from([Mistake { path: error.path, at, problem: error.problem }]))
        })
    }

    /// Line and column of the member or item at the end of a path, from 1.
    pub(super) fn locate(&self, path: &[Step]) -> Option<(usize, usize)> {
        let (mut value, mut start) = (&self.root, self.root.start());
        for step in path {
            (value, start) = match (step, value) {
                (Step::Key(key), Value::Object(object)) => {
                    let member = object.get(key)?;
                    (&member.value, member.start())
                }
                (Step::Item(at), Value::Array(array)) => {
                    let item = array.elements.get(*at)?;
                    (item, item.start())
                }
                _ => return None,
            };
        }
        Some(place(self.text, start))
    }
}

/// Line and column of an offset in bytes, from 1.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line..].chars().count() + 1)
}

/// What went wrong, and where.
#[derive(Debug)]
struct Error {
    problem: Problem,
    /// From the end: each level adds its step on the way out.
    path: Path,
    /// In bytes; the innermost place that is known.
    offset: Option<usize>,
}

impl Error {
    fn new(problem: Problem) -> Self {
        Error { problem, path: Vec::new(), offset: None }
    }

    fn at(mut self, offset: usize) -> Self {
        self.offset.get_or_insert(offset);
        self
    }

    fn within(mut self, step: Step) -> Self {
        self.path.push(step);
        self
    }

    fn unknown(name: &str, known: &'static [&'static str]) -> Self {
        let near = Near(nearest(name, known.iter().copied()));
        let known = known.iter().map(|key| key.to_string()).collect();
        Error::new(Problem::UnknownKey { key: name.into(), near, known })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)
    }
}

impl core::error::Error for Error {}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(expected: T) -> Self {
        // Of our own readers alone: what they would take instead.
        Error::new(Problem::ValueType { found: Found::Null, expected: Expected::Either(expected.to_string()) })
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        let found = match found {
            Unexpected::Str(text) => Found::Text(text.into()),
            Unexpected::Bool(value) => Found::Plain(value.to_string()),
            Unexpected::Unsigned(n) => Found::Plain(n.to_string()),
            Unexpected::Signed(n) => Found::Plain(n.to_string()),
            Unexpected::Float(n) => Found::Plain(n.to_string()),
            Unexpected::Map | Unexpected::StructVariant => Found::Object,
            Unexpected::Seq => Found::List,
            _ => Found::Null,
        };
        Error::new(Problem::ValueType { found, expected: Expected::Either(expected.to_string()) })
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn serde::de::Expected) -> Self {
        Error::invalid_type(found, expected)
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        Error::unknown(name, known)
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Error::unknown(name, known)
    }

    fn missing_field(key: &'static str) -> Self {
        Error::new(Problem::KeyMissing { key: key.into() })
    }

    fn duplicate_field(key: &'static str) -> Self {
        Error::new(Problem::KeyTwice { key: key.into() })
    }
}

#[derive(Clone, Copy)]
struct Reader<'a>(&'a Value<'a>);

impl Reader<'_> {
    fn found(self, number: bool) -> Found {
        match self.0 {
            Value::StringLit(text) if number => Found::Quoted(text.value.to_string()),
            Value::StringLit(text) => Found::Text(text.value.to_string()),
            Value::NumberLit(number) => Found::Plain(number.value.to_string()),
            Value::BooleanLit(value) => Found::Plain(value.value.to_string()),
            Value::Object(_) => Found::Object,
            Value::Array(_) => Found::List,
            Value::NullKeyword(_) => Found::Null,
        }
    }

    fn expected(self, expected: Expected) -> Error {
        let is_number = matches!(expected, Expected::Number | Expected::Whole);
        Error::new(Problem::ValueType { found: self.found(is_number), expected }).at(self.0.start())
    }
}

/// A key that stands there for the second time.
fn twice<'a>(properties: &'a [ObjectProp<'a>]) -> Option<Error> {
    let again = |at: &usize| {
        let name = properties[*at].name.as_str();
        properties[..*at].iter().any(|other| other.name.as_str() == name)
    };
    let at = (0..properties.len()).find(again)?;
    let property = &properties[at];
    Some(Error::new(Problem::KeyTwice { key: property.name.as_str().into() }).at(property.start()))
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let start = self.0.start();
        match self.0 {
            Value::StringLit(text) => {
                let read = match &text.value {
                    Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                    Cow::Owned(text) => visitor.visit_str(text),
                };
                // A number in quotes, where one of several types would do.
                read.map_err(|mut error: Error| {
                    if let Problem::ValueType { found, .. } = &mut error.problem
                        && error.offset.is_none()
                        && text.value.parse::<f64>().is_ok()
                    {
                        *found = Found::Quoted(text.value.to_string());
                    }
                    error
                })
            }
            Value::NumberLit(number) => match serde_json::from_str::<serde_json::Number>(number.value) {
                Ok(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                    (Some(n), ..) => visitor.visit_u64(n),
                    (_, Some(n), _) => visitor.visit_i64(n),
                    (.., Some(n)) => visitor.visit_f64(n),
                    _ => Err(self.expected(Expected::Number)),
                },
                Err(_) => Err(self.expected(Expected::Number)),
            },
            Value::BooleanLit(value) => visitor.visit_bool(value.value),
            Value::NullKeyword(_) => visitor.visit_unit(),
            Value::Array(array) => visitor.visit_seq(Items { items: &array.elements, at: 0 }),
            Value::Object(object) => match twice(&object.properties) {
                Some(error) => Err(error),
                None => visitor.visit_map(Members { members: &object.properties, at: 0 }),
            },
        }
        .map_err(|error| error.at(start))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::BooleanLit(_) => self.deserialize_any(visitor),
            _ => Err(self.expected(Expected::Bool)),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::NumberLit(number) if number.value.parse::<u32>().is_ok() => self.deserialize_any(visitor),
            _ => Err(self.expected(Expected::Whole)),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::NumberLit(_) => self.deserialize_any(visitor),
            _ => Err(self.expected(Expected::Number)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::StringLit(_) => self.deserialize_any(visitor),
            _ => Err(self.expected(Expected::Text)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(_) => self.deserialize_any(visitor),
            _ => Err(self.expected(Expected::List)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(_) => self.deserialize_any(visitor),
            _ => Err(self.expected(Expected::Object)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    /// `null` stands for what is left out.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::NullKeyword(_) => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    /// One of several: a word, or an object with one key.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let start = self.0.start();
        match self.0 {
            Value::StringLit(text) => visitor.visit_enum(StrDeserializer::<Error>::new(&text.value)),
            Value::Object(object) => match object.properties.as_slice() {
                [member] => visitor.visit_enum(Variant(member)),
                [] => Err(Error::new(Problem::NoKey)),
                members => match twice(members) {
                    Some(error) => Err(error),
                    None => {
                        let keys: Vec<&str> = members.iter().map(|member| member.name.as_str()).collect();
                        Err(Error::new(Problem::ManyKeys { keys: keys.join("”“") }))
                    }
                },
            },
            _ => Err(self.expected(Expected::Object)),
        }
        .map_err(|error| error.at(start))
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
        ignored_any
    }
}

struct Items<'a> {
    items: &'a [Value<'a>],
    at: usize,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Some(item) = self.items.get(self.at) else { return Ok(None) };
        let step = Step::Item(self.at);
        self.at += 1;
        seed.deserialize(Reader(item)).map(Some).map_err(|error| error.within(step))
    }
}

struct Members<'a> {
    members: &'a [ObjectProp<'a>],
    at: usize,
}

impl<'de> MapAccess<'de> for Members<'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(member) = self.members.get(self.at) else { return Ok(None) };
        let name = member.name.as_str();
        let key = seed.deserialize(BorrowedStrDeserializer::<Error>::new(name));
        key.map(Some).map_err(|error| error.at(member.start()).within(Step::Key(name.into())))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Error> {
        let Some(member) = self.members.get(self.at) else { return Err(Error::custom("")) };
        self.at += 1;
        seed.deserialize(Reader(&member.value)).map_err(|error| error.within(Step::Key(member.name.as_str().into())))
    }
}

/// The only member of an object, whose key says which of several it is.
struct Variant<'a>(&'a ObjectProp<'a>);

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Error> {
        let name = self.0.name.as_str();
        let variant = seed.deserialize(StrDeserializer::<Error>::new(name));
        Ok((variant.map_err(|error| error.at(self.0.start()).within(Step::Key(name.into())))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Error;

    /// A word, such as a kind, written as an object.
    fn unit_variant(self) -> Result<(), Error> {
        Err(Reader(&self.0.value).expected(Expected::Text))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        let step = Step::Key(self.0.name.as_str().into());
        seed.deserialize(Reader(&self.0.value)).map_err(|error| error.within(step))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        Reader(&self.0.value).deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        Reader(&self.0.value).deserialize_map(visitor)
    }
}
