//! What is wrong in a rulebook: the place, the reason, and the nearest right name.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A step to a place in a JSON file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member of an object.
    Key(String),
    /// An item of an array, from 0.
    Item(usize),
}

/// A way from the root of a JSON file to a place in it.
pub type Path = Vec<Step>;

/// One mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The place.
    pub path: Path,
    /// Line and column in the file, from 1, where they are known.
    pub at: Option<(usize, usize)>,
    /// What is wrong and what would be right.
    pub reason: String,
}

/// Why a rulebook is refused: every mistake that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.at {
            write!(f, "第 {line} 行第 {column} 列")?;
        }
        let path = show_path(&self.path);
        match (self.at, path.is_empty()) {
            (_, true) => {}
            (Some(_), _) => write!(f, "（{path}）")?,
            (None, _) => write!(f, "{path}")?,
        }
        let colon = if self.at.is_none() && path.is_empty() { "" } else { "：" };
        write!(f, "{colon}{}", self.reason)
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, mistake) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            mistake.fmt(f)?;
        }
        Ok(())
    }
}

impl core::error::Error for Mistakes {}

fn show_path(path: &[Step]) -> String {
    let mut out = String::new();
    for step in path {
        match step {
            Step::Item(at) => out.push_str(&format!("[{at}]")),
            Step::Key(key) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(key);
            }
        }
    }
    out
}

/// `，是否想写“…”？`: the nearest of the right names, where one is near.
pub(crate) fn nearest<'a>(wrong: &str, right: impl IntoIterator<Item = &'a str>) -> String {
    let near = right
        .into_iter()
        .map(|name| (strsim::osa_distance(wrong, name), name))
        .filter(|(distance, name)| *distance * 2 <= name.chars().count().max(wrong.chars().count()))
        .min();
    near.map_or_else(String::new, |(_, name)| format!("，是否想写“{name}”？"))
}

/// What stands behind a name that does not exist: the nearest of the right ones, where one is near, then all of them.
pub(crate) fn known(wrong: &str, right: &[&str]) -> String {
    let hint = nearest(wrong, right.iter().copied());
    let end = if hint.is_empty() { "。" } else { &hint };
    format!("{end}（可用：{}）", right.join("、"))
}

/// What the reader of JSON says of a text, in Chinese; it names what it expected between backticks.
pub(super) fn reading_mistake(error: &serde_path_to_error::Error<serde_json::Error>, whole: &str) -> Mistake {
    use serde_path_to_error::Segment;
    let path: Path = error
        .path()
        .iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(Step::Item(*index)),
            Segment::Map { key } => Some(Step::Key(key.clone())),
            Segment::Enum { variant } => Some(Step::Key(variant.clone())),
            Segment::Unknown => None,
        })
        .collect();
    let inner = error.inner();
    let text = inner.to_string();
    let names: Vec<&str> = text.split('`').skip(1).step_by(2).collect();
    let reason = match (inner.classify(), names.as_slice()) {
        (serde_json::error::Category::Syntax | serde_json::error::Category::Eof, _) => {
            not_one_key(whole, &path).unwrap_or_else(|| "这里不是有效的 JSON，请检查引号、逗号和括号是否成对。".into())
        }
        (_, [wrong, right @ ..]) if text.starts_with("unknown") => {
            format!("不认识“{wrong}”{}", known(wrong, right))
        }
        (_, [missing, ..]) if text.starts_with("missing field") => format!("缺少“{missing}”。"),
        (_, [twice, ..]) if text.starts_with("duplicate field") => format!("“{twice}”写了两次。"),
        _ => wrong_type(text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason)),
    };
    Mistake { path, at: Some((inner.line(), inner.column())).filter(|at| at.0 > 0), reason }
}

/// What stands in place of an object with one key. The reader takes more than one, or none, for broken JSON.
fn not_one_key(whole: &str, path: &[Step]) -> Option<String> {
    let whole: serde_json::Value = serde_json::from_str(whole).ok()?;
    let found = path.iter().try_fold(&whole, |at, step| match step {
        Step::Key(key) => at.get(key),
        Step::Item(item) => at.get(item),
    });
    Some(match found?.as_object() {
        Some(object) if object.len() > 1 => {
            let keys: Vec<&str> = object.keys().map(String::as_str).collect();
            format!("一个条件只能有一个键，这里有“{}”；要同时满足几个条件，请写成 and 的列表。", keys.join("”“"))
        }
        Some(_) => "这里要有一个键，如 {\"answered\": \"栏目\"}。".into(),
        None => "这里的内容类型不对，请对照同类的写法修改。".into(),
    })
}

/// `invalid type: string "15", expected u32` in Chinese; `invalid length 0, expected …` is a list in place of an object.
fn wrong_type(reason: &str) -> String {
    let (found, expected) = reason.rsplit_once(", expected ").unwrap_or((reason, ""));
    let found = found.split_once(": ").map_or("", |(_, found)| found);
    let value = found.split_once(' ').map_or("", |(_, value)| value).trim_matches(['`', '"']);
    let is_number = expected.starts_with(['数', 'u']) || expected == "a JSON number";
    let expected = match expected {
        "a string" => "文字",
        "a boolean" => "true 或 false",
        "a sequence" => "列表 [ … ]",
        "a JSON number" => "数",
        "u32" => "不小于 0 的整数",
        "newtype variant" => "对象 { … }",
        _ if expected.starts_with("struct") => "对象 { … }",
        _ => expected,
    };
    let found = match found.split(' ').next() {
        Some("string") => format!("文字“{value}”{}", if is_number { "；数不加引号" } else { "" }),
        Some("integer" | "floating" | "boolean") => format!("“{}”", value.trim_start_matches("point `")),
        Some("null") => "null".into(),
        Some("map") => "对象 { … }".into(),
        Some("unit") => "文字".into(),
        _ => "列表 [ … ]".into(),
    };
    format!("这里应是{expected}，不能是{found}。")
}

/// Line and column of a place in a JSON text.
pub(super) fn locate(text: &str, path: &[Step]) -> Option<(usize, usize)> {
    let mut reader = serde_json::Deserializer::from_str(text);
    // The walker fails on purpose when it is there: a reader's error carries its position.
    let error = Walker(path).deserialize(&mut reader).err()?;
    (error.to_string().starts_with(ARRIVED)).then(|| (error.line(), error.column()))
}

const ARRIVED: &str = "arrived";

struct Walker<'a>(&'a [Step]);

impl<'de> DeserializeSeed<'de> for Walker<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walker<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a place")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((Step::Key(wanted), rest)) = self.0.split_first() else { return Err(A::Error::custom(ARRIVED)) };
        while let Some(key) = map.next_key::<String>()? {
            if key != *wanted {
                map.next_value::<IgnoredAny>()?;
            } else if rest.is_empty() {
                return Err(A::Error::custom(ARRIVED));
            } else {
                return map.next_value_seed(Walker(rest));
            }
        }
        Err(A::Error::custom(ARRIVED))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some((Step::Item(wanted), rest)) = self.0.split_first() else { return Err(A::Error::custom(ARRIVED)) };
        for _ in 0..*wanted {
            seq.next_element::<IgnoredAny>()?;
        }
        seq.next_element_seed(Walker(rest))?;
        Err(A::Error::custom(ARRIVED))
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        Err(E::custom(ARRIVED))
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        Err(E::custom(ARRIVED))
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        Err(E::custom(ARRIVED))
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        Err(E::custom(ARRIVED))
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        Err(E::custom(ARRIVED))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Err(E::custom(ARRIVED))
    }
}
