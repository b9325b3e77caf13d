//! From an author's file to a [`Book`]: laid over what it extends, every name resolved, every mistake told.

use super::mistake::{Expected, Found, Mistake, Mistakes, Named, Near, Needed, Path, Problem, Step, nearest};
use super::reading::Json;
use super::{Book, Clause, OffPageWord, RENAMED, across, built_in, source};
use super::{
    Bound, Check, CheckKind, Choice, Condition, Day, Field, Form, Kind, Place, Quantity, Replaced, Severity, Synonyms,
    Table, Unanswered, Word,
};
use crate::answer::number::ONE;
use crate::answer::{Date, Number, essence};
use crate::code::Code;
use crate::engine::{OF_CHECKS, OF_LABEL, PARTS, PARTS_OF_FAULTS};
use crate::label;
use alloc::boxed::Box;
use alloc::format;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use indexmap::IndexMap;

/// More options than a set of them can hold.
const MOST_OPTIONS: usize = 64;
/// More levels than can be judged at once.
const MOST_LEVELS: usize = 8;
/// No form counts more, and shares of what is not more are exact.
const MOST: i64 = 900_000_000;
/// Deeper conditions than this nobody writes.
const DEEPEST: usize = 32;

/// A rulebook that was read: to judge by, and as its author wrote it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// To judge by.
    pub book: Rc<Book>,
    /// The file itself.
    pub source: source::Rulebook,
    /// What must hold across the records of a batch.
    pub across: Rc<across::Rules>,
    /// The values that its rules and texts use by name, in the order of the files.
    pub values: Vec<NamedValue>,
}

/// Where a named value is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// Nowhere.
    Nowhere,
    /// In texts alone.
    Text,
    /// In a rule.
    Rule,
}

impl Use {
    /// As descriptions write it; none where it is used nowhere.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Use::Nowhere => None,
            Use::Text => Some("text"),
            Use::Rule => Some("rule"),
        }
    }
}

/// A value as rules and texts use it.
#[derive(Clone, Debug)]
pub struct NamedValue {
    /// Its name.
    pub name: String,
    /// What it is called; its name where it has no label.
    pub label: String,
    /// What it is.
    pub is: source::Constant,
    /// Where it is used.
    pub used: Use,
    /// Whether it was given in place of the rulebook's.
    pub replaced: bool,
}

/// Reads a rulebook. It may extend a built-in one.
///
/// # Errors
/// Every mistake, with its place and, where one is near, the right name.
pub fn load(text: &str) -> Result<Loaded, Mistakes> {
    load_with(text, "", &[])
}

/// What a rulebook extends, where that is none of those built in; `None` also where the text is no rulebook.
pub fn extends(text: &str) -> Option<String> {
    let json = Json::parse(text.trim_start_matches('\u{FEFF}')).ok()?;
    let file: source::Rulebook = json.read().ok()?;
    file.extends.filter(|base| built_in::source(base).is_none())
}

/// The same with other values in place of the rulebook's: a JSON object of what they are by their names, or nothing. `extended` has the
/// texts of the rulebooks that are none of those built in, in the order in which one extends the next.
///
/// # Errors
/// Those of [`load`]; a name that the rulebook does not have, or what is of another type than there.
pub fn load_with(text: &str, values: &str, extended: &[String]) -> Result<Loaded, Mistakes> {
    let given: IndexMap<String, source::Constant> =
        if values.trim().is_empty() { IndexMap::new() } else { Json::parse(values)?.read()? };
    let text = text.trim_start_matches('\u{FEFF}');
    let json = Json::parse(text)?;
    let file: source::Rulebook = json.read()?;
    let mut compiler = Compiler::default();
    let chain = compiler.chain(&file, extended);
    for (at, each) in chain.iter().enumerate() {
        compiler.lay_values(each, at + 1 == chain.len());
    }
    compiler.replace_values(&given);
    if !given.is_empty() && !compiler.mistakes.is_empty() {
        // Their places are none of the rulebook's.
        return Err(Mistakes(compiler.mistakes));
    }
    for (at, each) in chain.iter().enumerate() {
        compiler.lay(each, at + 1 == chain.len());
    }
    // Without what it extends, whatever it names seems not to exist.
    let lost: Vec<Mistake> =
        compiler.mistakes.iter().filter(|mistake| mistake.path == key(&[], "extends")).cloned().collect();
    if !lost.is_empty() {
        return Err(located(&json, lost));
    }
    let book = compiler.book(&file);
    let across = Rc::new(compiler.across(&book.forms));
    if compiler.mistakes.is_empty() {
        let values = compiler.values.into_iter();
        let values = values.map(|(name, Valued { label, is, used, .. })| {
            let replaced = given.contains_key(&name);
            NamedValue { name, label, is, used, replaced }
        });
        let values = values.collect();
        return Ok(Loaded { book: Rc::new(book), source: file, across, values });
    }
    Err(located(&json, compiler.mistakes))
}

/// Mistakes with their places in the text, in the order of these.
fn located(json: &Json<'_>, mut mistakes: Vec<Mistake>) -> Mistakes {
    for mistake in &mut mistakes {
        mistake.at = json.locate(&mistake.path);
    }
    mistakes.sort_by_key(|mistake| mistake.at);
    mistakes.dedup();
    Mistakes(mistakes)
}

/// A rule with where it stands: `None` in an extended rulebook, whose own file was checked when it was read.
#[derive(Clone)]
struct Laid<T> {
    item: T,
    path: Option<Path>,
    document: String,
}

/// A named value with where it stands, as in [`Laid`].
struct Valued {
    label: String,
    is: source::Constant,
    path: Option<Path>,
    used: Use,
}

#[derive(Default)]
struct Compiler {
    values: IndexMap<String, Valued>,
    /// Those that were given in place of the rulebook's.
    replaced: Vec<Replaced>,
    fields: IndexMap<String, Laid<source::Field>>,
    forms: IndexMap<String, source::Form>,
    required: IndexMap<(String, String), Laid<source::Required>>,
    /// By form: what follows, and the clauses, as they are cited.
    consequences: IndexMap<String, (String, Vec<String>)>,
    rules: IndexMap<String, Laid<source::Rule>>,
    wording: IndexMap<String, String>,
    /// What stands for each word.
    synonyms: IndexMap<String, String>,
    clauses: IndexMap<String, String>,
    mistakes: Vec<Mistake>,
}

fn key(path: &[Step], key: &str) -> Path {
    let mut path = path.to_vec();
    path.push(Step::Key(key.into()));
    path
}

fn item(path: &[Step], at: usize) -> Path {
    let mut path = path.to_vec();
    path.push(Step::Item(at));
    path
}

/// The names between the braces of a text; `None` for a brace that is not closed.
fn placeholders(text: &str) -> impl Iterator<Item = Option<&str>> {
    text.split('{').skip(1).map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// What may stand between braces in a message of a check, where these are the ids of the fields.
fn parts_of_checks<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let fields = ids.flat_map(|id| [id.into(), format!("{id}{OF_LABEL}")]);
    PARTS.iter().map(|part| part.to_string()).chain(fields).collect()
}

/// Fields with a name that an earlier one has too: their places, and the name.
fn named_twice(fields: &[Field]) -> Vec<(usize, usize, &str)> {
    let mut found = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        for name in field.names() {
            let same = |other: &Field| other.names().any(|each| essence(each).eq(essence(name)));
            if let Some(other) = fields[..at].iter().position(same) {
                found.push((at, other, name));
            }
        }
    }
    found
}

/// A text for people; in a build without sentences what it is called instead. None stays none.
fn sentence(text: &str, name: &str) -> String {
    if cfg!(wordless) && !text.is_empty() { name.into() } else { text.into() }
}

/// A day that a value is.
fn day_of(is: &source::Constant) -> Option<Date> {
    match is {
        source::Constant::Text(text) => Date::read(text),
        _ => None,
    }
}

/// What a value is, to be told that another is not.
fn type_of(is: &source::Constant) -> Needed {
    match is {
        source::Constant::Number(_) => Needed::PlainNumber,
        source::Constant::List(_) => Needed::Options,
        source::Constant::Text(_) if day_of(is).is_some() => Needed::Day,
        source::Constant::Text(_) => Needed::Text,
    }
}

/// Whether one value can stand for another.
fn same_type(one: &source::Constant, other: &source::Constant) -> bool {
    type_of(one) == type_of(other)
}

/// A value as texts have it.
fn said(is: &source::Constant) -> String {
    match is {
        source::Constant::Number(number) => number.to_string(),
        source::Constant::Text(text) => match day_of(is) {
            Some(day) => {
                let mut said = String::new();
                day.write(&mut said);
                said
            }
            None => text.clone(),
        },
        source::Constant::List(items) => items.join("、"),
    }
}

fn cite(document: &str, clause: &str) -> String {
    match (document, clause) {
        ("", clause) => clause.into(),
        (document, "") => document.into(),
        _ => format!("{document} {clause}"),
    }
}

impl Compiler {
    fn wrong(&mut self, path: Path, problem: Problem) {
        self.mistakes.push(Mistake { path, at: None, problem });
    }

    /// A name that does not exist, with the nearest that does.
    fn unknown<'a>(&mut self, path: Path, what: Named, name: &str, right: impl IntoIterator<Item = &'a str>) {
        self.wrong(path, Problem::Unknown { what, name: name.into(), near: Near(nearest(name, right)) });
    }

    /// A rule that is not inherited; one that was is dropped in the same file.
    fn no_rule<'a>(&mut self, path: Path, what: Named, id: &str, inherited: impl Iterator<Item = &'a str> + Clone) {
        if inherited.clone().any(|other| other == id) {
            self.wrong(path, Problem::RuleDropped { rule: id.into() });
        } else {
            self.unknown(path, what, id, inherited);
        }
    }

    fn named_twice(&mut self, path: Path, fields: &[Field], at: usize, other: usize, name: &str) {
        let (field, other) = (fields[at].id.clone(), fields[other].id.clone());
        self.wrong(path, Problem::NameTwice { field, other, name: name.into() });
    }

    /// A file and those that it extends, the farthest first.
    fn chain(&mut self, file: &source::Rulebook, extended: &[String]) -> Vec<source::Rulebook> {
        let mut chain = Vec::from([file.clone()]);
        let mut extended = extended.iter();
        while let Some(base) = chain.last().and_then(|last| last.extends.clone()) {
            let path = key(&[], "extends");
            let Some(text) = built_in::source(&base).or_else(|| extended.next().map(String::as_str)) else {
                if chain.iter().any(|each| each.id == base) {
                    self.wrong(path, Problem::ExtendsCycle { chain: format!("{base} → {base}") });
                } else {
                    self.unknown(path, Named::Rulebook, &base, super::BUILT_IN.iter().map(|(id, _)| *id));
                }
                break;
            };
            let Ok(file) = Json::parse(text).and_then(|json| json.read::<source::Rulebook>()) else {
                self.wrong(path, Problem::ExtendsBroken { id: base });
                break;
            };
            if chain.iter().any(|each| each.id == file.id) {
                let ids: Vec<&str> = chain.iter().chain([&file]).map(|each| each.id.as_str()).collect();
                self.wrong(path, Problem::ExtendsCycle { chain: ids.join(" → ") });
                break;
            }
            chain.push(file);
        }
        chain.reverse();
        chain
    }

    /// Takes the values of a file in place of those of the one that it extends.
    fn lay_values(&mut self, file: &source::Rulebook, own: bool) {
        for (name, value) in &file.values {
            let path = own.then(|| key(&key(&[], "values"), name));
            let (label, is) = match value {
                source::Value::Plain(is) => (None, is),
                source::Value::Labelled(value) => (Some(&value.label), &value.is),
            };
            match self.values.get_mut(name) {
                Some(valued) => {
                    if let Some(label) = label {
                        valued.label.clone_from(label);
                    }
                    let fits = same_type(&valued.is, is);
                    let was = type_of(&valued.is);
                    valued.is = is.clone();
                    valued.path = path;
                    if !fits {
                        self.wrong(
                            key(&key(&[], "values"), name),
                            Problem::ValueKind { name: name.clone(), needed: was },
                        );
                    }
                }
                None => {
                    let label = label.cloned().unwrap_or_else(|| name.clone());
                    self.values.insert(name.clone(), Valued { label, is: is.clone(), path, used: Use::Nowhere });
                }
            }
        }
    }

    /// Takes values that were given beside the rulebook.
    fn replace_values(&mut self, given: &IndexMap<String, source::Constant>) {
        for (name, is) in given {
            let Some(valued) = self.values.get_mut(name) else {
                let known: Vec<String> = self.values.keys().cloned().collect();
                self.unknown(key(&[], name), Named::Value, name, known.iter().map(String::as_str));
                continue;
            };
            if !same_type(&valued.is, is) {
                let needed = type_of(&valued.is);
                self.wrong(key(&[], name), Problem::ValueKind { name: name.clone(), needed });
                continue;
            }
            valued.is = is.clone();
            let is = serde_json::to_string(is).unwrap_or_default();
            self.replaced.push(Replaced { name: name.clone(), is });
        }
    }

    /// The value of a name, which a rule uses.
    fn value(&mut self, name: &str, path: Path) -> Option<source::Constant> {
        if let Some(valued) = self.values.get_mut(name) {
            valued.used = Use::Rule;
            return Some(valued.is.clone());
        }
        if name.parse::<f64>().is_ok() {
            let (found, expected) = (Found::Quoted(name.into()), Expected::Number);
            self.wrong(path, Problem::ValueType { found, expected });
        } else {
            let known: Vec<String> = self.values.keys().cloned().collect();
            self.unknown(path, Named::Value, name, known.iter().map(String::as_str));
        }
        None
    }

    /// A number; 0 where it is none, which is told.
    fn amount(&mut self, amount: &source::Amount, path: Path) -> Number {
        let most = Number::whole(MOST);
        let number = match amount {
            source::Amount::Number(number) => number.clone(),
            source::Amount::Named(name) => match self.value(name, path.clone()) {
                Some(source::Constant::Number(number)) => number,
                None => return Number(0),
                Some(_) => {
                    self.wrong(path, Problem::ValueKind { name: name.clone(), needed: Needed::PlainNumber });
                    return Number(0);
                }
            },
        };
        let read = number.as_f64().and_then(Number::from_f64);
        read.filter(|read| read.0.abs() <= most.0).unwrap_or_else(|| {
            self.wrong(path, Problem::NumberTooLarge { number: number.to_string(), most: MOST });
            Number(0)
        })
    }

    /// A whole number from 0.
    fn whole(&mut self, amount: &source::Amount, path: Path) -> u32 {
        let told = self.mistakes.len();
        let number = self.amount(amount, path.clone());
        let whole = u32::try_from(number.0 / ONE).ok().filter(|_| number.0 % ONE == 0);
        if whole.is_none() && self.mistakes.len() == told {
            self.wrong(path, Problem::NotWhole);
        }
        whole.unwrap_or(0)
    }

    /// A text with the values that it names filled in.
    fn filled(&mut self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            match after.split_once('}').and_then(|(name, behind)| Some((self.values.get_mut(name)?, behind))) {
                Some((valued, behind)) => {
                    valued.used = valued.used.max(Use::Text);
                    filled.push_str(&said(&valued.is));
                    rest = behind;
                }
                None => {
                    filled.push('{');
                    rest = after;
                }
            }
        }
        filled + rest
    }

    /// A text in which nothing but values can be filled in.
    fn filled_in(&mut self, text: &str, path: Option<Path>) -> String {
        let filled = self.filled(text);
        if let Some(path) = path {
            let known: Vec<String> = self.values.keys().cloned().collect();
            self.check_text(&filled, &path, known.iter().map(String::as_str));
        }
        filled
    }

    /// Lays a file over the one that it extends.
    fn lay(&mut self, file: &source::Rulebook, own: bool) {
        let place = |section: &str, id: &str| own.then(|| key(&key(&[], section), id));
        let document = self.filled_in(&file.document, own.then(|| key(&[], "document")));
        for (clause, summary) in &file.clauses {
            let summary = self.filled_in(summary, place("clauses", clause));
            self.clauses.insert(cite(&document, clause), summary);
        }
        for (id, field) in &file.fields {
            let mut field = field.clone();
            field.label = self.filled_in(&field.label, place("fields", id).map(|path| key(&path, "label")));
            let laid = Laid { item: field, path: place("fields", id), document: String::new() };
            self.fields.insert(id.clone(), laid);
        }
        for (id, form) in &file.forms {
            for (field, required) in &form.required {
                let path = place("forms", id).map(|path| key(&key(&path, "required"), field));
                let laid = Laid { item: required.clone(), path, document: document.clone() };
                self.required.insert((id.clone(), field.clone()), laid);
            }
            match self.forms.get_mut(id) {
                None => {
                    self.forms.insert(id.clone(), form.clone());
                }
                Some(base) => {
                    for field in &form.fields {
                        if !base.fields.contains(field) {
                            base.fields.push(field.clone());
                        }
                    }
                    if !form.title.is_empty() {
                        base.title = form.title.clone();
                    }
                    base.level = form.level.clone().or(base.level.take());
                    base.levels |= form.levels;
                    for (new, old) in
                        [(&form.key, &mut base.key), (&form.called, &mut base.called), (&form.topics, &mut base.topics)]
                    {
                        if !new.is_empty() {
                            old.clone_from(new);
                        }
                    }
                }
            }
            if let Some(consequence) = &form.consequence {
                let path = key(&key(&place("forms", id).unwrap_or_default(), "consequence"), "clauses");
                let clauses = consequence.clauses.iter().enumerate();
                let clauses = clauses.map(|(at, clause)| self.clause(&document, clause, item(&path, at))).collect();
                let text = self.filled(&consequence.text);
                self.consequences.insert(id.clone(), (text, clauses));
            }
        }
        let ids: Vec<String> = self.rules.keys().cloned().collect();
        let known = || ids.iter().map(String::as_str);
        for (at, id) in file.drop.iter().enumerate() {
            if self.rules.shift_remove(id).is_none() {
                self.no_rule(item(&key(&[], "drop"), at), Named::Droppable, id, known());
            }
        }
        for (id, rule) in &file.replace {
            let laid = Laid { item: rule.clone(), path: place("replace", id), document: document.clone() };
            match self.rules.get_mut(id) {
                Some(replaced) => *replaced = laid,
                None => self.no_rule(key(&key(&[], "replace"), id), Named::Replaceable, id, known()),
            }
        }
        for (id, change) in &file.change {
            let path = place("change", id);
            match self.rules.get_mut(id) {
                Some(changed) => {
                    change.apply(&mut changed.item);
                    changed.path = path.or(changed.path.take());
                }
                None => self.no_rule(key(&key(&[], "change"), id), Named::Changeable, id, known()),
            }
        }
        for (id, rule) in &file.rules {
            let laid = Laid { item: rule.clone(), path: place("rules", id), document: document.clone() };
            if self.rules.contains_key(id) {
                let path = key(&key(&[], "rules"), id);
                self.wrong(path, Problem::RuleExists { rule: id.clone() });
            } else {
                self.rules.insert(id.clone(), laid);
            }
        }
        for (word, text) in &file.wording {
            let known = || Code::IDS.iter().chain(Word::KEYS).chain(OffPageWord::KEYS).copied();
            if let Some((_, new)) = RENAMED.iter().find(|(old, _)| old == word) {
                self.wrong(key(&key(&[], "wording"), word), Problem::Renamed { old: word.clone(), new: (*new).into() });
            } else if !known().any(|known| known == word) {
                self.unknown(key(&key(&[], "wording"), word), Named::Word, word, known());
            } else if own {
                let text = self.filled(text);
                self.check_word(word, &text);
            }
            let text = self.filled(text);
            self.wording.insert(word.clone(), text);
        }
        self.lay_synonyms(file, own);
    }

    /// A word says what the last file says that lists it.
    fn lay_synonyms(&mut self, file: &source::Rulebook, own: bool) {
        let mut listed: IndexMap<&str, &str> = IndexMap::new();
        for (said, words) in &file.synonyms {
            let places =
                core::iter::once((None, said)).chain(words.iter().enumerate().map(|(at, word)| (Some(at), word)));
            for (at, word) in places.filter(|(_, word)| !word.is_empty()) {
                if let Some(other) = listed.insert(word, said).filter(|_| own) {
                    let path = key(&key(&[], "synonyms"), said);
                    let path = at.map_or(path.clone(), |at| item(&path, at));
                    self.wrong(path, Problem::SynonymTwice { word: word.clone(), other: other.into() });
                }
                self.synonyms.insert(word.clone(), said.clone());
            }
        }
    }

    /// Lines of synonyms, each behind what stands for it.
    fn synonyms(&self) -> Rc<Synonyms> {
        let mut lines: IndexMap<&str, Vec<String>> = IndexMap::new();
        for (word, said) in &self.synonyms {
            let line = lines.entry(said).or_insert_with(|| Vec::from([said.clone()]));
            if word != said {
                line.push(word.clone());
            }
        }
        Rc::new(lines.into_values().collect())
    }

    /// Tells what stands in a text of the wording between braces and cannot be filled in.
    fn check_word(&mut self, word: &str, text: &str) {
        let code = Code::ALL.iter().find(|code| code.id() == word);
        let is_of_check = code.is_some_and(|code| !code.is_fault() && *code != Code::AnswerRepeated)
            || OF_CHECKS.iter().any(|each| Word::KEYS[*each as usize] == word);
        let known: Vec<String> = if is_of_check {
            parts_of_checks(self.fields.keys().map(String::as_str))
        } else if code.is_some() {
            PARTS_OF_FAULTS.iter().map(|part| part.to_string()).collect()
        } else {
            // The others are filled in as those of `base` are.
            let base = built_in::source("base").and_then(|text| serde_json::from_str::<source::Rulebook>(text).ok());
            let text = base.and_then(|base| base.wording.get(word).cloned()).unwrap_or_default();
            placeholders(&text).flatten().map(String::from).collect()
        };
        self.check_text(text, &key(&key(&[], "wording"), word), known.iter().map(String::as_str));
    }

    /// Tells what stands in a text between braces and is none of those known.
    fn check_text<'a>(&mut self, text: &str, path: &[Step], known: impl Iterator<Item = &'a str> + Clone) {
        for name in placeholders(text) {
            let Some(name) = name else {
                self.wrong(path.to_vec(), Problem::BraceOpen);
                continue;
            };
            if !known.clone().any(|known| known == name) {
                let near = Near(nearest(name, known.clone()));
                self.wrong(path.to_vec(), Problem::Placeholder { name: name.into(), near });
            }
        }
    }

    /// A field that a form does not have: it may be there, and not listed.
    fn no_field<'a>(&mut self, path: Path, name: &str, right: impl IntoIterator<Item = &'a str>) {
        if self.fields.contains_key(name) {
            self.wrong(path, Problem::FieldNotListed { field: name.into() });
        } else {
            self.unknown(path, Named::Field, name, right);
        }
    }

    /// The texts of some words.
    fn texts(&mut self, words: &[&str]) -> Vec<String> {
        let mut texts = Vec::new();
        for word in words {
            match self.wording.get(*word) {
                Some(text) => texts.push(sentence(text, word)),
                // Where there are no forms, nothing is said.
                None if self.forms.is_empty() => texts.push(String::new()),
                // Told once, whichever it is that is lacking: nobody writes all of them.
                None => {
                    if !self.mistakes.iter().any(|mistake| mistake.path.is_empty()) {
                        self.wrong(Vec::new(), Problem::NoWording { word: (*word).into() });
                    }
                }
            }
        }
        texts
    }

    fn book(&mut self, file: &source::Rulebook) -> Book {
        let of_codes =
            Code::IDS.iter().map(|id| self.wording.get(*id).map_or_else(String::new, |text| sentence(text, id)));
        let mut wording: Vec<String> = of_codes.collect();
        wording.extend(self.texts(Word::KEYS));
        let ids: Vec<String> = self.fields.keys().cloned().collect();
        let fields: IndexMap<String, Field> =
            ids.iter().map(|id| (id.clone(), self.field(id, &self.fields[id].clone()))).collect();
        let form_ids: Vec<String> = self.forms.keys().cloned().collect();
        let forms = form_ids.iter().map(|id| self.form(id, &fields, file)).collect();
        for (id, rule) in self.rules.clone() {
            let Some(path) = rule.path else { continue };
            for (at, form) in rule.item.forms.iter().enumerate() {
                if !self.forms.contains_key(form) {
                    let path = item(&key(&path, "forms"), at);
                    self.unknown(path, Named::Form, form, form_ids.iter().map(String::as_str));
                }
            }
            for form in rule.item.within.keys() {
                if !rule.item.forms.contains(form) {
                    let path = key(&key(&path, "in"), form);
                    self.unknown(path, Named::RuleForm, form, rule.item.forms.iter().map(String::as_str));
                }
            }
            for form in rule.item.across.keys() {
                if !self.forms.contains_key(form) {
                    let path = key(&key(&path, "across"), form);
                    self.unknown(path, Named::Form, form, form_ids.iter().map(String::as_str));
                }
            }
            if rule.item.forms.is_empty() && (rule.item.across.is_empty() || rule.item.holds.is_some()) {
                self.wrong(key(&path, "forms"), Problem::RuleWithoutForm { rule: id.clone() });
            }
            if !rule.item.across.is_empty() && rule.item.severity == source::Severity::Review {
                self.wrong(key(&path, "across"), Problem::ReviewAcross { rule: id.clone() });
            }
            if rule.item.holds.is_none()
                && !rule.item.forms.is_empty()
                && rule.item.severity != source::Severity::Review
            {
                self.wrong(path.clone(), Problem::NoCondition { rule: id.clone() });
            }
            if rule.item.severity == source::Severity::Review && rule.item.open.is_empty() {
                self.wrong(path, Problem::ReviewWithoutText { rule: id });
            }
        }
        let title = self.filled_in(&file.title, Some(key(&[], "title")));
        self.check_values();
        let clauses = self
            .clauses
            .iter()
            .map(|(cited, summary)| Clause { cited: cited.clone(), summary: sentence(summary, cited) });
        Book {
            id: file.id.clone(),
            title,
            clauses: clauses.collect(),
            forms,
            wording,
            synonyms: self.synonyms(),
            replaced: self.replaced.clone(),
        }
    }

    /// Tells names that a field has too, since days are named as fields are.
    fn check_values(&mut self) {
        let taken: Vec<(Path, String)> = self
            .values
            .iter()
            .filter(|(name, _)| self.fields.contains_key(*name))
            .filter_map(|(name, valued)| Some((valued.path.clone()?, name.clone())))
            .collect();
        for (path, name) in taken {
            self.wrong(path, Problem::ValueTaken { name });
        }
    }

    fn field(&mut self, id: &str, laid: &Laid<source::Field>) -> Field {
        let path = laid.path.clone().unwrap_or_default();
        self.read_field(id, &laid.item, &path, false)
    }

    /// The options of a field, its own or those of another.
    fn options(&mut self, field: &source::Field, path: &[Step]) -> Vec<Choice> {
        let mut listed = &field.options;
        let other = field.options_of.as_ref().and_then(|other| self.fields.get(other)).map(|laid| laid.item.clone());
        match (&field.options_of, &other) {
            (Some(_), _) if !field.options.is_empty() => {
                self.wrong(key(path, "options_of"), Problem::OptionsTwice);
            }
            (Some(name), None) => {
                let known: Vec<String> = self.fields.keys().cloned().collect();
                self.unknown(key(path, "options_of"), Named::Field, name, known.iter().map(String::as_str));
            }
            (Some(_), Some(other)) => listed = &other.options,
            (None, _) => {}
        }
        let options: Vec<Choice> = listed
            .iter()
            .map(|option| match option {
                source::Choice::Name(name) => Choice { id: name.clone(), label: name.clone(), aliases: Vec::new() },
                source::Choice::Named(choice) => Choice {
                    id: choice.id.clone(),
                    label: if choice.label.is_empty() { &choice.id } else { &choice.label }.clone(),
                    aliases: choice.aliases.clone(),
                },
            })
            .collect();
        for (at, option) in options.iter().enumerate() {
            let path = item(&key(path, "options"), at);
            if options[..at].iter().any(|other| other.id == option.id) {
                self.wrong(path, Problem::OptionTwice { option: option.id.clone() });
                continue;
            }
            let others = || options.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
            let is_taken =
                |alias: &&String| others().any(|other| other.names().any(|name| essence(name).eq(essence(alias))));
            if let Some(alias) = option.aliases.iter().find(is_taken) {
                self.wrong(key(&path, "aliases"), Problem::AliasTaken { alias: alias.clone() });
            }
        }
        options
    }

    fn read_field(&mut self, id: &str, field: &source::Field, path: &[Step], column: bool) -> Field {
        let number = |n: &Option<serde_json::Number>| n.as_ref().and_then(|n| Number::from_f64(n.as_f64()?));
        let (min, max) = (number(&field.min).unwrap_or(Number(0)), number(&field.max).unwrap_or(Number::whole(MOST)));
        if max > Number::whole(MOST) {
            self.wrong(key(path, "max"), Problem::MaxTooLarge { most: MOST });
        }
        if min > max {
            self.wrong(key(path, "max"), Problem::MaxBelowMin);
        }
        let options = self.options(field, path);
        let takes_options = matches!(field.kind, source::Kind::Choice | source::Kind::Choices);
        if takes_options && (options.is_empty() || options.len() > MOST_OPTIONS) {
            self.wrong(path.to_vec(), Problem::OptionsCount { most: MOST_OPTIONS });
        }
        if !takes_options && !options.is_empty() {
            self.wrong(key(path, "options"), Problem::OptionsElsewhere);
        }
        if !takes_options && field.open {
            self.wrong(key(path, "open"), Problem::OpenElsewhere);
        }
        let is_own = |word: &&String| {
            label::is_same(word, &field.label) || field.aliases.iter().any(|alias| label::is_same(word, alias))
        };
        if let Some(word) = field.never.iter().find(is_own) {
            self.wrong(key(path, "never"), Problem::NeverOwn { word: word.clone() });
        }
        let is_table = field.kind == source::Kind::Table;
        if is_table == field.columns.is_empty() || (is_table && column) {
            self.wrong(path.to_vec(), Problem::Columns);
        }
        if field.required && !column {
            self.wrong(key(path, "required"), Problem::RequiredElsewhere);
        }
        if !matches!(field.kind, source::Kind::Count | source::Kind::Hours) {
            for (name, given) in [("min", field.min.is_some()), ("max", field.max.is_some())] {
                if given {
                    self.wrong(key(path, name), Problem::LimitsElsewhere);
                }
            }
        }
        if field.on_paper && !matches!(field.kind, source::Kind::LongText | source::Kind::Table) {
            self.wrong(key(path, "on_paper"), Problem::OnPaperElsewhere);
        }
        let fits = match field.unanswered {
            None => true,
            Some(source::Unanswered::No) => field.kind == source::Kind::YesNo,
            Some(source::Unanswered::Today) => field.kind == source::Kind::Date,
        };
        if !fits {
            self.wrong(key(path, "unanswered"), Problem::UnansweredElsewhere);
        }
        if label::normalise(&field.label).is_empty() {
            self.wrong(key(path, "label"), Problem::NoLabel);
        }
        Field {
            id: id.into(),
            label: field.label.clone(),
            aliases: field.aliases.clone(),
            near: field.near.clone(),
            never: field.never.clone(),
            kind: match field.kind {
                source::Kind::Text => Kind::Text,
                source::Kind::LongText => Kind::LongText,
                source::Kind::Count => Kind::Count { min, max },
                source::Kind::Hours => Kind::Hours { min, max },
                source::Kind::Choice => Kind::Choice { options, open: field.open },
                source::Kind::Choices => Kind::Choices { options, open: field.open },
                source::Kind::YesNo => Kind::YesNo,
                source::Kind::Date => Kind::Date,
                source::Kind::Phone => Kind::Phone,
                source::Kind::Hotline => Kind::Hotline,
                source::Kind::Email => Kind::Email,
                source::Kind::Table => {
                    let columns = field.columns.iter();
                    let read = columns.map(|(id, column)| {
                        let path = key(&key(path, "columns"), id);
                        self.read_field(id, column, &path, true)
                    });
                    let columns: Vec<Field> = read.collect();
                    for (at, other, name) in named_twice(&columns) {
                        let path = key(&key(path, "columns"), &columns[at].id);
                        self.named_twice(path, &columns, at, other, name);
                    }
                    Kind::Table { table: Table { columns } }
                }
            },
            units: field.units.clone(),
            required: field.required,
            unanswered: field.unanswered.map(|unanswered| match unanswered {
                source::Unanswered::No => Unanswered::No,
                source::Unanswered::Today => Unanswered::Today,
            }),
            on_paper: field.on_paper,
        }
    }

    fn form(&mut self, id: &str, all: &IndexMap<String, Field>, file: &source::Rulebook) -> Form {
        let source = self.forms[id].clone();
        let path = key(&key(&[], "forms"), id);
        let mut fields: Vec<Field> = Vec::new();
        let own = file.forms.get(id).map_or(&[][..], |form| &form.fields);
        for name in &source.fields {
            match all.get(name) {
                Some(field) => fields.push(field.clone()),
                None => {
                    // A form that is extended has fields of both files; the place is one in this file.
                    let at = own.iter().position(|each| each == name).unwrap_or(0);
                    let path = item(&key(&path, "fields"), at);
                    self.unknown(path, Named::Field, name, all.keys().map(String::as_str));
                }
            }
        }
        for (at, other, name) in named_twice(&fields) {
            let laid = |at: usize| self.fields.get(&fields[at].id).and_then(|laid| laid.path.clone());
            let path = laid(at).or_else(|| laid(other)).unwrap_or_else(|| key(&path, "fields"));
            self.named_twice(path, &fields, at, other, name);
        }
        let find = |name: &str| fields.iter().position(|field| field.id == name);
        let level = source.level.as_ref().and_then(|name| find(name));
        if let Some(name) = &source.level {
            match level.map(|at| &fields[at].kind) {
                Some(Kind::Choice { options, open: false }) if options.len() <= MOST_LEVELS => {}
                Some(_) => {
                    let problem = Problem::LevelKind { field: name.clone(), most: MOST_LEVELS };
                    self.wrong(key(&path, "level"), problem);
                }
                None => self.no_field(key(&path, "level"), name, fields.iter().map(|f| f.id.as_str())),
            }
        }
        let mut named = |names: &[String], section: &str| {
            let mut found = Vec::new();
            for (at, name) in names.iter().enumerate() {
                match find(name) {
                    Some(field) => found.push(field as u16),
                    None => {
                        let path = item(&key(&path, section), at);
                        self.no_field(path, name, fields.iter().map(|field| field.id.as_str()));
                    }
                }
            }
            found
        };
        let record_key = named(&source.key, "key");
        // Without names of its own, a mistake in those of the key is none of `called`.
        let called = if source.called.is_empty() { record_key.clone() } else { named(&source.called, "called") };
        let mut checks = Vec::new();
        let required: Vec<(String, Laid<source::Required>)> = self
            .required
            .iter()
            .filter(|((form, _), _)| form == id)
            .map(|((_, f), r)| (f.clone(), r.clone()))
            .collect();
        for (name, laid) in &required {
            if find(name).is_none() {
                let path = laid.path.clone().unwrap_or_default();
                self.no_field(path, name, fields.iter().map(|field| field.id.as_str()));
            }
        }
        for (at, field) in fields.iter().enumerate() {
            let Some((_, laid)) = required.iter().find(|(name, _)| *name == field.id) else { continue };
            let path = laid.path.clone().unwrap_or_default();
            let mut names = Names { compiler: self, fields: &fields, table: None };
            let guard = laid.item.guard.as_ref().map(|guard| names.condition(guard, &key(&path, "where"), 0));
            let clause = laid.item.clause.as_deref();
            checks.push(Check {
                rule: format!("{}.required", field.id),
                kind: CheckKind::Required,
                level: None,
                for_level: None,
                severity: Severity::Error,
                clause: clause
                    .map_or_else(String::new, |clause| self.clause(&laid.document, clause, key(&path, "clause"))),
                guard,
                holds: Condition::Answered { place: Place::Field { index: at as u16 } },
                fails: String::new(),
                open: String::new(),
                consequence: false,
            });
        }
        for (at, field) in fields.iter().enumerate() {
            let field_at = at as u16;
            let answered = Condition::Answered { place: Place::Field { index: field_at } };
            let readable = Condition::Readable { field: field_at };
            // A text can say anything, but a file for a long one may be unreadable: only then it is said.
            let guard = match field.kind {
                Kind::Text => continue,
                Kind::LongText => {
                    Condition::And { of: Vec::from([answered, Condition::Not { of: Box::new(readable.clone()) }]) }
                }
                _ => answered,
            };
            checks.push(Check {
                rule: format!("{}.format", field.id),
                kind: CheckKind::Format,
                level: None,
                for_level: None,
                severity: Severity::Error,
                clause: String::new(),
                guard: Some(guard),
                holds: readable,
                fails: String::new(),
                open: String::new(),
                consequence: false,
            });
        }
        let rules: Vec<(String, Laid<source::Rule>)> =
            self.rules.iter().map(|(id, r)| (id.clone(), r.clone())).collect();
        let consequence = self.consequences.get(id).cloned();
        let consequence = consequence.as_ref();
        for (rule_id, laid) in rules.iter().filter(|(_, laid)| laid.item.forms.iter().any(|form| form == id)) {
            let (rule, path) = (&laid.item, laid.path.clone().unwrap_or_default());
            let (rule_level, guard, within) = match rule.within.get(id) {
                Some(within) => (&within.level, &within.guard, key(&key(&path, "in"), id)),
                None => (&rule.level, &rule.guard, path.clone()),
            };
            if checks.iter().any(|check: &Check| check.rule == *rule_id) {
                self.wrong(path.clone(), Problem::RuleGenerated { rule: rule_id.clone() });
            }
            let levels = level.map_or(&[][..], |at| fields[at].options());
            let mut level_of = |name: &Option<String>, path: Path| {
                let name = name.as_ref()?;
                let at = levels.iter().position(|option| option.id == *name);
                if at.is_none() {
                    self.unknown(path, Named::Level, name, levels.iter().map(|option| option.id.as_str()));
                }
                at.map(|at| at as u16)
            };
            let level_at = level_of(rule_level, key(&within, "level"));
            let for_level = level_of(&rule.for_level, key(&path, "for_level"));
            let told = self.mistakes.len();
            let mut names = Names { compiler: self, fields: &fields, table: None };
            let guard = guard.as_ref().map(|guard| names.condition(guard, &key(&within, "where"), 0));
            let holds = match &rule.holds {
                Some(holds) => names.condition(holds, &key(&path, "holds"), 0),
                None => Condition::Judged,
            };
            // Where names are wrong, others stand in for them, which says nothing.
            if self.mistakes.len() == told && impossible(&holds, &fields, &[]) {
                self.wrong(key(&path, "holds"), Problem::Impossible);
            }
            let [fails, open] = [("fails", &rule.fails), ("open", &rule.open)].map(|(name, text)| {
                let text = self.filled(text);
                if laid.path.is_some() {
                    let mut known = parts_of_checks(fields.iter().map(|field| field.id.as_str()));
                    known.extend(self.values.keys().cloned());
                    self.check_text(&text, &key(&path, name), known.iter().map(String::as_str));
                }
                text
            });
            let clause = self.cited(laid);
            checks.push(Check {
                rule: rule_id.clone(),
                kind: if rule.severity == source::Severity::Review { CheckKind::Review } else { CheckKind::Condition },
                level: level_at,
                for_level,
                severity: rule.severity.into(),
                consequence: consequence.is_some_and(|(_, clauses)| clauses.contains(&clause)),
                clause,
                guard,
                holds,
                fails: sentence(&fails, rule_id),
                open: sentence(&open, rule_id),
            });
        }
        Form {
            id: id.into(),
            title: self.filled(&source.title),
            fields,
            level: level.map(|at| at as u16),
            levels: source.levels,
            key: record_key,
            called,
            topics: source.topics,
            consequence: consequence.map_or_else(String::new, |(text, _)| sentence(text, "consequence")),
            checks,
        }
    }

    /// What must hold across the records of each form.
    fn across(&mut self, forms: &[Form]) -> across::Rules {
        let wording = self.texts(OffPageWord::KEYS);
        let rules: Vec<(String, Laid<source::Rule>)> =
            self.rules.iter().map(|(id, rule)| (id.clone(), rule.clone())).collect();
        let of_form = forms.iter().map(|form| {
            let mut found = Vec::new();
            for (id, laid) in &rules {
                let Some(across) = laid.item.across.get(&form.id) else { continue };
                let path = laid.path.clone().unwrap_or_default();
                let holds = Names { compiler: self, fields: &form.fields, table: None }
                    .across(across, &key(&key(&path, "across"), &form.id));
                found.push(across::Rule {
                    rule: id.clone(),
                    severity: laid.item.severity.into(),
                    clause: self.cited(laid),
                    holds,
                });
            }
            found
        });
        across::Rules { of_form: of_form.collect(), wording }
    }

    /// What a rule rests on: a clause, or the document as a whole.
    fn cited(&mut self, rule: &Laid<source::Rule>) -> String {
        match &rule.item.clause {
            Some(clause) => {
                let path = key(&rule.path.clone().unwrap_or_default(), "clause");
                self.clause(&rule.document, clause, path)
            }
            None => rule.document.clone(),
        }
    }

    /// A clause as it is cited.
    fn clause(&mut self, document: &str, clause: &str, path: Path) -> String {
        let cited = cite(document, clause);
        if !self.clauses.contains_key(&cited) {
            let prefix = cited.strip_suffix(clause).unwrap_or_default();
            let known: Vec<String> =
                self.clauses.keys().filter_map(|known| known.strip_prefix(prefix)).map(String::from).collect();
            self.unknown(path, Named::Clause, clause, known.iter().map(String::as_str));
        }
        cited
    }
}

impl From<source::Severity> for Severity {
    fn from(severity: source::Severity) -> Self {
        match severity {
            source::Severity::Error => Severity::Error,
            source::Severity::Warning => Severity::Warning,
            source::Severity::Review => Severity::Review,
        }
    }
}

/// Resolves the names of a condition: columns of the table whose rows are judged first, then fields.
struct Names<'a> {
    compiler: &'a mut Compiler,
    fields: &'a [Field],
    table: Option<&'a Table>,
}

impl<'a> Names<'a> {
    fn find(&self, name: &str) -> Option<(Place, &'a Field)> {
        if let Some(table) = self.table
            && let Some(at) = table.columns.iter().position(|column| column.id == name)
        {
            return Some((Place::Column { index: at as u16 }, &table.columns[at]));
        }
        let at = self.fields.iter().position(|field| field.id == name)?;
        Some((Place::Field { index: at as u16 }, &self.fields[at]))
    }

    /// A place that must be of some kind; a mistake is told and stands in as field 0, since nothing is judged then.
    fn place(
        &mut self,
        name: &str,
        path: Path,
        needed: Needed,
        fits: impl FnOnce(&Kind) -> bool,
    ) -> (Place, Option<&'a Field>) {
        match self.find(name) {
            Some((place, field)) if fits(&field.kind) => return (place, Some(field)),
            Some((_, field)) => {
                let problem = Problem::FieldKind { field: name.into(), label: field.label.clone(), needed };
                self.compiler.wrong(path, problem);
            }
            None => {
                let columns = self.table.map_or(&[][..], |table| &table.columns);
                let right = columns.iter().chain(self.fields).map(|field| field.id.as_str());
                self.compiler.no_field(path, name, right);
            }
        }
        (Place::Field { index: 0 }, None)
    }

    fn table(&mut self, name: &str, path: Path) -> (u16, Option<&'a Table>) {
        let is_table = |kind: &Kind| matches!(kind, Kind::Table { .. });
        match self.place(name, path, Needed::Table, is_table) {
            (Place::Field { index }, Some(Field { kind: Kind::Table { table }, .. })) => (index, Some(table)),
            _ => (0, None),
        }
    }

    fn in_rows(
        &mut self,
        table: Option<&'a Table>,
        condition: &source::Condition,
        path: &[Step],
        depth: usize,
    ) -> Condition {
        // Of an unknown table no column can be found.
        if table.is_none() {
            return Condition::Judged;
        }
        let mut names = Names { compiler: self.compiler, fields: self.fields, table };
        names.condition(condition, path, depth)
    }

    fn day(&mut self, day: &str, path: Path) -> Day {
        let named = self.compiler.values.get_mut(day).map(|valued| {
            valued.used = Use::Rule;
            valued.is.clone()
        });
        match named.as_ref().map_or_else(|| Date::read(day), day_of) {
            Some(date) => Day::On { date },
            None if named.is_some() => {
                self.compiler.wrong(path, Problem::ValueKind { name: day.into(), needed: Needed::Day });
                Day::On { date: Date(0) }
            }
            None => {
                if day.starts_with(|c: char| c.is_ascii_digit()) {
                    self.compiler.wrong(path, Problem::NotDay { day: day.into() });
                    return Day::On { date: Date(0) };
                }
                Day::Of { place: self.place(day, path, Needed::Day, |kind| *kind == Kind::Date).0 }
            }
        }
    }

    fn quantity(&mut self, quantity: &source::Quantity, path: &[Step], depth: usize) -> Quantity {
        match quantity {
            source::Quantity::Field(name) => {
                let has_number = |kind: &Kind| {
                    matches!(kind, Kind::Count { .. } | Kind::Hours { .. } | Kind::LongText | Kind::Choices { .. })
                };
                Quantity::Value { place: self.place(name, path.to_vec(), Needed::Number, has_number).0 }
            }
            source::Quantity::Counted(source::Counted::Rows(rows)) => {
                let path = key(path, "rows");
                let (index, table) = self.table(&rows.table, key(&path, "table"));
                let filter = rows.filter.as_ref();
                let filter =
                    filter.map(|filter| Box::new(self.in_rows(table, filter, &key(&path, "where"), depth + 1)));
                Quantity::Rows { table: index, filter }
            }
            source::Quantity::Counted(source::Counted::Sum(sum)) => {
                let path = key(path, "sum");
                let (index, table) = self.table(&sum.table, key(&path, "table"));
                let is_number = |kind: &Kind| matches!(kind, Kind::Count { .. } | Kind::Hours { .. });
                let mut names = Names { compiler: self.compiler, fields: self.fields, table };
                let column = match names.place(&sum.column, key(&path, "column"), Needed::Summand, is_number).0 {
                    Place::Column { index } => index,
                    Place::Field { .. } => {
                        if table.is_some() && self.fields.iter().any(|field| field.id == sum.column) {
                            let problem = Problem::NotColumn { name: sum.column.clone() };
                            self.compiler.wrong(key(&path, "column"), problem);
                        }
                        0
                    }
                };
                Quantity::Sum { table: index, column }
            }
            source::Quantity::Counted(source::Counted::Days(span)) => {
                let path = key(path, "days");
                let (from, to) = (self.day(&span.from, key(&path, "from")), self.day(&span.to, key(&path, "to")));
                Quantity::Days { from, to }
            }
            source::Quantity::Counted(source::Counted::Years(span)) => {
                let path = key(path, "years");
                let (from, to) = (self.day(&span.from, key(&path, "from")), self.day(&span.to, key(&path, "to")));
                Quantity::Years { from, to }
            }
        }
    }

    fn bound(&mut self, bound: &source::Bound, path: &[Step], depth: usize) -> Bound {
        match bound {
            source::Bound::Amount(amount) => Bound::Exactly { number: self.compiler.amount(amount, path.to_vec()) },
            source::Bound::Share(share) => {
                let percent = self.share(&share.share, key(path, "share"));
                Bound::Share { percent, of: self.quantity(&share.of, &key(path, "of"), depth) }
            }
        }
    }

    /// A share in per cent. A bare number below 1 is more likely a fraction than a part of a per cent, and one above 100 a
    /// slip; who means them writes the sign.
    fn share(&mut self, share: &source::Amount, path: Path) -> Number {
        let written = match share {
            source::Amount::Named(text) => text.strip_suffix('%').and_then(|text| text.trim().parse::<f64>().ok()),
            source::Amount::Number(_) => None,
        };
        let told = self.compiler.mistakes.len();
        let (percent, usual) = match written {
            Some(percent) => (Number::from_f64(percent).unwrap_or(Number(0)), Number(1)..=Number::whole(MOST)),
            None => (self.compiler.amount(share, path.clone()), Number::whole(1)..=Number::whole(100)),
        };
        if self.compiler.mistakes.len() == told && !usual.contains(&percent) {
            self.compiler.wrong(path, Problem::ShareRange);
        }
        percent
    }

    fn options(&mut self, options: &source::OptionsCondition, path: &[Step], several: bool) -> (Place, u64) {
        let (what, fits): (_, fn(&Kind) -> bool) = if several {
            (Needed::Choices, |kind| matches!(kind, Kind::Choices { .. }))
        } else {
            (Needed::Choice, |kind| matches!(kind, Kind::Choice { .. } | Kind::Choices { .. }))
        };
        let (place, field) = self.place(&options.field, key(path, "field"), what, fits);
        let Some(field) = field else { return (place, 0) };
        let mut bits = 0;
        let ids_path = key(path, "ids");
        let ids = match &options.ids {
            source::Ids::List(ids) => ids.clone(),
            source::Ids::Named(name) => match self.compiler.value(name, ids_path.clone()) {
                Some(source::Constant::List(ids)) => ids,
                None => return (place, 0),
                Some(_) => {
                    let needed = Needed::Options;
                    self.compiler.wrong(ids_path, Problem::ValueKind { name: name.clone(), needed });
                    return (place, 0);
                }
            },
        };
        for (at, id) in ids.iter().enumerate() {
            match field.options().iter().position(|option| option.id == *id) {
                Some(option) => bits |= 1 << option,
                None => {
                    let right = field.options().iter().map(|option| option.id.as_str());
                    self.compiler.unknown(item(&ids_path, at), Named::Option, id, right);
                }
            }
        }
        if ids.is_empty() {
            if several {
                bits = field.options().iter().enumerate().fold(0, |bits, (at, _)| bits | 1 << at);
            } else {
                self.compiler.wrong(path.to_vec(), Problem::NoOptions);
            }
        }
        (place, bits)
    }

    /// A field whose answers can be compared.
    fn comparable(&mut self, name: &str, path: Path) -> u16 {
        let fits = |kind: &Kind| !matches!(kind, Kind::LongText | Kind::Table { .. });
        match self.place(name, path, Needed::Comparable, fits).0 {
            Place::Field { index } | Place::Column { index } => index,
        }
    }

    fn across(&mut self, across: &source::Across, path: &[Step]) -> across::Across {
        match across {
            source::Across::Count(count) => {
                let path = key(path, "count");
                let mut read = |bound: &Option<source::Amount>, name| {
                    bound.as_ref().map(|bound| self.compiler.whole(bound, key(&path, name)))
                };
                let (at_least, at_most) = (read(&count.at_least, "at_least"), read(&count.at_most, "at_most"));
                if at_least.is_none() && at_most.is_none() {
                    self.compiler.wrong(path.clone(), Problem::NoBounds);
                }
                if at_least > at_most && at_most.is_some() {
                    self.compiler.wrong(key(&path, "at_most"), Problem::BoundsReversed);
                }
                across::Across::Count {
                    each: self.comparable(&count.each, key(&path, "each")),
                    guard: count.guard.as_ref().map(|guard| self.condition(guard, &key(&path, "where"), 0)),
                    at_least,
                    at_most,
                }
            }
            source::Across::Unique(unique) => {
                let path = key(path, "unique");
                if unique.by.is_empty() {
                    self.compiler.wrong(key(&path, "by"), Problem::NothingCompared);
                }
                let by_path = key(&path, "by");
                match &unique.table {
                    Some(name) => {
                        let (table, columns) = self.table(name, key(&path, "table"));
                        let by = self.columns(columns, &unique.by, &by_path);
                        let between = unique.between.as_ref().map(|name| self.comparable(name, key(&path, "between")));
                        across::Across::Rows { table, by, between }
                    }
                    None => {
                        if unique.between.is_some() {
                            self.compiler.wrong(key(&path, "between"), Problem::BetweenElsewhere);
                        }
                        let by = unique.by.iter().enumerate();
                        let by = by.map(|(at, name)| self.comparable(name, item(&by_path, at))).collect();
                        across::Across::Records { by }
                    }
                }
            }
        }
    }

    /// The indices of a table's columns.
    fn columns(&mut self, table: Option<&Table>, names: &[String], path: &[Step]) -> Vec<u16> {
        let columns = table.map_or(&[][..], |table| &table.columns);
        let mut found = Vec::new();
        for (at, name) in names.iter().enumerate() {
            match columns.iter().position(|column| column.id == *name) {
                Some(column) => found.push(column as u16),
                None => {
                    let right = columns.iter().map(|column| column.id.as_str());
                    self.compiler.unknown(item(path, at), Named::Column, name, right);
                }
            }
        }
        found
    }

    fn condition(&mut self, condition: &source::Condition, path: &[Step], depth: usize) -> Condition {
        if depth > DEEPEST {
            self.compiler.wrong(path.to_vec(), Problem::TooDeep { most: DEEPEST });
            return Condition::Judged;
        }
        let list = |names: &mut Self, of: &[source::Condition], name: &str| {
            let path = key(path, name);
            if of.is_empty() {
                names.compiler.wrong(path.clone(), Problem::NoParts);
            }
            of.iter().enumerate().map(|(at, each)| names.condition(each, &item(&path, at), depth + 1)).collect()
        };
        match condition {
            source::Condition::Answered(name) => {
                Condition::Answered { place: self.place(name, key(path, "answered"), Needed::Any, |_| true).0 }
            }
            source::Condition::Yes(name) => {
                let is_yes_no = |kind: &Kind| *kind == Kind::YesNo;
                Condition::Yes { place: self.place(name, key(path, "yes"), Needed::YesNo, is_yes_no).0 }
            }
            source::Condition::Number(number) => {
                let path = key(path, "number");
                let of = self.quantity(&number.of, &key(&path, "of"), depth);
                let read = |names: &mut Self, bound: &Option<source::Bound>, name: &str| {
                    bound.as_ref().map(|bound| names.bound(bound, &key(&path, name), depth))
                };
                let at_least = read(self, &number.at_least, "at_least");
                let at_most = read(self, &number.at_most, "at_most");
                let exactly = read(self, &number.exactly, "exactly");
                if exactly.is_some() == (at_least.is_some() || at_most.is_some()) {
                    self.compiler.wrong(path, Problem::NoBoundsOrExactly);
                }
                Condition::Number { of, at_least: at_least.or(exactly.clone()), at_most: at_most.or(exactly) }
            }
            source::Condition::Date(date) => {
                let path = key(path, "date");
                if date.from.is_none() && date.to.is_none() {
                    self.compiler.wrong(path.clone(), Problem::NoDays);
                }
                let of = self.day(&date.of, key(&path, "of"));
                let from_day = date.from.as_ref().map(|day| self.day(day, key(&path, "from")));
                let to_day = date.to.as_ref().map(|day| self.day(day, key(&path, "to")));
                Condition::Date { of, from_day, to_day }
            }
            source::Condition::OneOf(options) => {
                let (place, options) = self.options(options, &key(path, "one_of"), false);
                Condition::OneOf { place, options }
            }
            source::Condition::AllOf(options) => {
                let (place, options) = self.options(options, &key(path, "all_of"), true);
                Condition::AllOf { place, options }
            }
            source::Condition::About(about) => {
                let path = key(path, "about");
                let told = self.compiler.mistakes.len();
                let count = self.compiler.whole(&about.count, key(&path, "count"));
                let tolerance = self.compiler.whole(&about.tolerance, key(&path, "tolerance"));
                if self.compiler.mistakes.len() == told && (count == 0 || tolerance == 0 || tolerance > 50) {
                    self.compiler.wrong(path.clone(), Problem::TextLimits);
                }
                let is_long = |kind: &Kind| *kind == Kind::LongText;
                let place = self.place(&about.field, key(&path, "field"), Needed::LongText, is_long).0;
                Condition::About { place, count, tolerance }
            }
            source::Condition::EveryRow(rows) | source::Condition::SomeRow(rows) => {
                let every = matches!(condition, source::Condition::EveryRow(_));
                let path = key(path, if every { "every_row" } else { "some_row" });
                let (index, table) = self.table(&rows.table, key(&path, "table"));
                let holds = Box::new(self.in_rows(table, &rows.holds, &key(&path, "holds"), depth + 1));
                let otherwise = rows.otherwise.as_ref();
                let otherwise =
                    otherwise.map(|each| Box::new(self.condition(each, &key(&path, "otherwise"), depth + 1)));
                match (every, otherwise) {
                    (true, otherwise) => Condition::EveryRow { table: index, holds, otherwise },
                    (false, otherwise) => {
                        if otherwise.is_some() {
                            self.compiler.wrong(key(&path, "otherwise"), Problem::OtherwiseElsewhere);
                        }
                        Condition::SomeRow { table: index, holds }
                    }
                }
            }
            source::Condition::UniqueRows(unique) => {
                let path = key(path, "unique_rows");
                let (index, table) = self.table(&unique.table, key(&path, "table"));
                let by = self.columns(table, &unique.by, &key(&path, "by"));
                if unique.by.is_empty() {
                    self.compiler.wrong(key(&path, "by"), Problem::NothingCompared);
                }
                Condition::UniqueRows { table: index, by }
            }
            source::Condition::And(of) => Condition::And { of: list(self, of, "and") },
            source::Condition::Or(of) => Condition::Or { of: list(self, of, "or") },
            source::Condition::Not(of) => {
                Condition::Not { of: Box::new(self.condition(of, &key(path, "not"), depth + 1)) }
            }
            source::Condition::Where(each) => {
                let path = key(path, "where");
                Condition::Where {
                    guard: Box::new(self.condition(&each.guard, &key(&path, "where"), depth + 1)),
                    holds: Box::new(self.condition(&each.holds, &key(&path, "holds"), depth + 1)),
                }
            }
        }
    }
}

/// What one condition allows of one thing; two that allow nothing together make a condition that no answer can meet.
#[derive(Clone, PartialEq)]
enum Allows<'a> {
    Number(&'a Quantity, i64, i64),
    /// At least and at most so many millionths of a per cent of something.
    Share(&'a Quantity, &'a Quantity, i64, i64),
    Date(&'a Day, i32, i32),
    Options(Place, u64),
    Yes(Place, bool),
}

fn allows<'a>(condition: &'a Condition, fields: &[Field], columns: &[Field], out: &mut Vec<Allows<'a>>) {
    let kind = |place: &Place| match place {
        Place::Field { index } => fields.get(usize::from(*index)).map(|field| &field.kind),
        Place::Column { index } => columns.get(usize::from(*index)).map(|field| &field.kind),
    };
    match condition {
        Condition::And { of } => of.iter().for_each(|each| allows(each, fields, columns, out)),
        Condition::Yes { place } => out.push(Allows::Yes(*place, true)),
        Condition::Not { of } => {
            if let Condition::Yes { place } = **of {
                out.push(Allows::Yes(place, false));
            }
        }
        Condition::OneOf { place, options } => {
            if let Some(Kind::Choice { .. }) = kind(place) {
                out.push(Allows::Options(*place, *options));
            }
        }
        Condition::Number { of, at_least, at_most } => {
            let (mut low, mut high, whole) = match of {
                Quantity::Value { place } => match kind(place) {
                    Some(Kind::Count { min, max }) => (min.0, max.0, true),
                    Some(Kind::Hours { min, max }) => (min.0, max.0, false),
                    _ => (0, i64::MAX, true),
                },
                Quantity::Days { .. } | Quantity::Years { .. } => (i64::MIN, i64::MAX, true),
                Quantity::Rows { .. } => (0, i64::MAX, true),
                Quantity::Sum { .. } => (0, i64::MAX, false),
            };
            let mut shares: Vec<(&Quantity, i64, i64)> = Vec::new();
            for (bound, least) in [(at_least, true), (at_most, false)] {
                match bound {
                    Some(Bound::Exactly { number }) if least => low = low.max(number.0),
                    Some(Bound::Exactly { number }) => high = high.min(number.0),
                    Some(Bound::Share { percent, of }) => {
                        shares.push(if least { (of, percent.0, i64::MAX) } else { (of, 0, percent.0) });
                    }
                    None => {}
                }
            }
            if whole {
                low = low.saturating_add(ONE - 1).div_euclid(ONE).saturating_mul(ONE);
                high = high.div_euclid(ONE).saturating_mul(ONE);
            }
            out.push(Allows::Number(of, low, high));
            out.extend(shares.into_iter().map(|(whole, low, high)| Allows::Share(of, whole, low, high)));
        }
        Condition::Date { of, from_day, to_day } => {
            let fixed = |day: &Option<Day>, open| match day {
                Some(Day::On { date }) => date.0,
                _ => open,
            };
            out.push(Allows::Date(of, fixed(from_day, i32::MIN), fixed(to_day, i32::MAX)));
        }
        _ => {}
    }
}

/// Whether no answer can meet a condition.
fn impossible(condition: &Condition, fields: &[Field], columns: &[Field]) -> bool {
    let one = |each: &Condition| impossible(each, fields, columns);
    match condition {
        Condition::Or { of } => return of.iter().all(one),
        Condition::And { of } if of.iter().any(one) => return true,
        Condition::Where { holds, .. } => return impossible(holds, fields, columns),
        Condition::EveryRow { table, holds, .. } | Condition::SomeRow { table, holds } => {
            let columns = fields.get(usize::from(*table)).map_or(&[][..], |field| field.columns());
            return impossible(holds, fields, columns);
        }
        _ => {}
    }
    let mut all = Vec::new();
    allows(condition, fields, columns, &mut all);
    for (at, one) in all.iter().enumerate() {
        let met = all[at..].iter().fold(one.clone(), |met, other| match (met, other) {
            (Allows::Number(of, a, b), Allows::Number(o, c, d)) if of == *o => Allows::Number(of, a.max(*c), b.min(*d)),
            (Allows::Share(of, w, a, b), Allows::Share(o, v, c, d)) if of == *o && w == *v => {
                Allows::Share(of, w, a.max(*c), b.min(*d))
            }
            (Allows::Date(of, a, b), Allows::Date(o, c, d)) if of == *o => Allows::Date(of, a.max(*c), b.min(*d)),
            (Allows::Options(of, a), Allows::Options(o, b)) if of == *o => Allows::Options(of, a & b),
            (Allows::Yes(of, a), Allows::Yes(o, b)) if of == *o && a != *b => Allows::Options(of, 0),
            (met, _) => met,
        });
        let never = match met {
            Allows::Number(_, low, high) | Allows::Share(_, _, low, high) => low > high,
            Allows::Date(_, low, high) => low > high,
            Allows::Options(_, bits) => bits == 0,
            Allows::Yes(..) => false,
        };
        if never {
            return true;
        }
    }
    false
}
