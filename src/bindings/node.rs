//! The module for Node and bundlers.

use super::failure::{failure, mistakes};
use crate::answer::{self, Date, json};
use crate::engine::counts_to_json;
use crate::label::{self, Context, Index};
use crate::rulebook::mistake::{Near, nearest};
use crate::rulebook::{self, BUILT_IN, Form, Loaded, built_in, describe};
use crate::{Session, batch, text};
use js_sys::Error;
use std::format;
use std::rc::Rc;
use std::string::{String, ToString};
use std::vec::Vec;
use wasm_bindgen::prelude::*;

/// The code of answers that are none.
const ANSWERS: &str = "answers.not_object";

/// An answers object; serde would take a list of pairs for one too.
fn answers_of(answers: JsValue) -> Result<serde_wasm_bindgen::Deserializer, serde_wasm_bindgen::Error> {
    if js_sys::Array::is_array(&answers) {
        return Err(serde_wasm_bindgen::Error::new("list"));
    }
    Ok(serde_wasm_bindgen::Deserializer::from(answers))
}

fn answer_error(cause: serde_wasm_bindgen::Error) -> Error {
    let words = "回答应是一个对象，键是栏目编号或栏目名称，值是文字、数字、是否、列表或表格的行";
    failure(ANSWERS, format!("{words}（{cause}）。"))
}

/// A rulebook.
#[wasm_bindgen]
pub struct Book(Loaded);

#[wasm_bindgen]
impl Book {
    /// A built-in rulebook by its id, or one from its JSON text, with other values in place of its own: a JSON object, or
    /// nothing; `extended` has the texts of what it extends and is not built in, each behind what extends it.
    pub fn load(source: &str, values: &str, extended: Vec<String>) -> Result<Book, Error> {
        // Every JSON text that could be a rulebook has brackets, after whatever comments; no id has.
        let text = if source.contains(['{', '[', '\n']) {
            source
        } else {
            let built_in = BUILT_IN.iter().find(|(id, _)| *id == source);
            built_in
                .ok_or_else(|| {
                    let message = format!("没有“{source}”这个规则文件{}", known(source, &with_forms()));
                    failure("rulebook.unknown", message)
                })?
                .1
        };
        rulebook::load_with(text, values, &extended).map(Book).map_err(|all| mistakes(&all))
    }

    /// What a rulebook extends, where that is none of those built in.
    #[wasm_bindgen(js_name = extendsOf)]
    pub fn extends_of(source: &str) -> Option<String> {
        rulebook::extends(source)
    }

    /// Its id.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        self.0.book.id.clone()
    }

    /// What it contains, as JSON.
    pub fn describe(&self) -> String {
        describe::to_json(&self.0)
    }

    /// Its own file as JSON, without what it extends.
    pub fn source(&self) -> String {
        serde_json::to_string(&self.0.source).unwrap_or_default()
    }

    /// The bytes that the page's module reads.
    pub fn compile(&self) -> Vec<u8> {
        self.0.book.to_bytes()
    }

    fn form(&self, id: &str) -> Result<&Form, Error> {
        self.0.book.forms.iter().find(|form| form.id == id).ok_or_else(|| self.no_form(id))
    }

    fn no_form(&self, id: &str) -> Error {
        let ids: Vec<&str> = self.0.book.forms.iter().map(|form| form.id.as_str()).collect();
        let message = format!("规则文件 {} 里没有“{id}”这种表{}", self.0.book.id, known(id, &ids));
        failure("form.unknown", message)
    }

    fn session(&self, form: &str, today: &str) -> Result<Session, Error> {
        self.form(form)?;
        let day = Date::read(today).ok_or_else(|| {
            failure("today.unreadable", format!("today 应是一个日期，如 2012-04-20，不是“{today}”。"))
        })?;
        Session::new(Rc::clone(&self.0.book), form, Some(day)).ok_or_else(|| self.no_form(form))
    }

    /// The id of the field that a key names, if the form has it.
    #[wasm_bindgen(js_name = fieldOf)]
    pub fn field_of(&self, form: &str, key: &str) -> Result<Option<String>, Error> {
        let fields = &self.form(form)?.fields;
        Ok(label::key(fields, key, Context::Sheet).map(|(at, _)| fields[at].id.clone()))
    }

    /// Which fields answers as JSON answer: see [`json::answered`].
    pub fn answered(&self, form: &str, answers: &str) -> Result<String, Error> {
        json::answered(&mut serde_json::Deserializer::from_str(answers), &self.form(form)?.fields)
            .map_err(|cause| failure(ANSWERS, cause))
    }

    /// The answers as they are read, as JSON: see [`json::values`].
    pub fn values(&self, form: &str, answers: JsValue) -> Result<String, Error> {
        let fields = &self.form(form)?.fields;
        answers_of(answers).and_then(|answers| json::values(answers, fields)).map_err(answer_error)
    }

    /// The id of the field of a kind that the name of a file or a sheet says.
    #[wasm_bindgen(js_name = fieldNamedIn)]
    pub fn field_named_in(&self, form: &str, name: &str, kind: &str) -> Result<Option<String>, Error> {
        let fields = &self.form(form)?.fields;
        let found = Index::of(fields, |field| field.kind.name() == kind).find(name, Context::Name);
        Ok(found.map(|found| fields[usize::from(found.field)].id.clone()))
    }

    /// The bytes that the module of sheets reads, for a form that there is.
    #[wasm_bindgen(js_name = compileFor)]
    pub fn compile_for(&self, form: &str) -> Result<Vec<u8>, Error> {
        self.form(form)?;
        Ok(self.compile())
    }

    /// The report on an answers object, as JSON.
    pub fn check(&self, answers: JsValue, form: &str, today: &str) -> Result<String, Error> {
        let mut batch = batch::Batch::new(self.session(form, today)?);
        answers_of(answers).and_then(|answers| batch.report(answers)).map_err(answer_error)
    }

    /// A form as it is filled in.
    pub fn open(&self, form: &str, today: &str) -> Result<OpenForm, Error> {
        self.session(form, today).map(OpenForm)
    }

    /// Many records.
    pub fn batch(&self, form: &str, today: &str) -> Result<Batch, Error> {
        self.session(form, today).map(|session| Batch(batch::Batch::new(session)))
    }

    /// What holds across many records; nothing where the form has no such rules.
    pub fn across(&self, form: &str, today: &str) -> Result<Option<Across>, Error> {
        let session = self.session(form, today)?;
        Ok(batch::Across::new(session, Rc::clone(&self.0.across)).map(Across))
    }
}

/// A form as it is filled in.
#[wasm_bindgen(js_name = Session)]
pub struct OpenForm(Session);

#[wasm_bindgen(js_class = Session)]
impl OpenForm {
    /// Sets a field; gives the checks that changed, as JSON.
    pub fn set(&mut self, key: &str, value: JsValue) -> Result<String, Error> {
        let input = json::read_input(serde_wasm_bindgen::Deserializer::from(value)).map_err(answer_error)?;
        Ok(self.0.enter(key, input).unwrap_or_else(|| "[]".into()))
    }

    /// The report, as JSON.
    pub fn report(&self) -> String {
        self.0.report()
    }

    /// Gives a text to speak with: see [`Session::say`]. Says whether the form has that field and name.
    pub fn say(&mut self, key: &str, name: &str, text: &str) -> bool {
        let field = label::key(&self.0.form().fields, key, Context::Sheet);
        field.is_some_and(|(field, _)| self.0.say(field, name, text))
    }

    /// The report in the words of `say`, as JSON.
    pub fn spoken(&self) -> String {
        self.0.spoken()
    }
}

/// Many records.
#[wasm_bindgen]
pub struct Batch(batch::Batch);

#[wasm_bindgen]
impl Batch {
    /// The ids of the checks, as JSON; the index is the number of the bit.
    pub fn rules(&self) -> String {
        serde_json::json!(self.0.rules()).to_string()
    }

    /// How many words of bits an entry carries.
    pub fn words(&self) -> usize {
        self.0.words()
    }

    /// Judges whole lines: see [`batch::Batch::lines`].
    pub fn lines(&mut self, bytes: &[u8]) -> Vec<u32> {
        self.0.lines(bytes)
    }

    /// The report on one line, as JSON.
    pub fn line(&mut self, bytes: &[u8]) -> String {
        self.0
            .report_line(bytes.trim_ascii())
            .unwrap_or_else(|fault| batch::Batch::unreadable(fault.code(), &fault.to_string(), fault.place()))
    }

    /// The verdict on one object and the bits of the failing checks: see [`batch::Batch::record`].
    pub fn record(&mut self, answers: JsValue) -> Vec<u32> {
        let mut out = Vec::new();
        match answers_of(answers) {
            Ok(answers) => self.0.record(answers, &mut out),
            Err(_) => self.0.unreadable_entry(&mut out),
        }
        out
    }

    /// The report on one object, as JSON.
    pub fn report(&mut self, answers: JsValue) -> String {
        answers_of(answers).and_then(|answers| self.0.report(answers)).unwrap_or_else(|cause| {
            batch::Batch::unreadable(ANSWERS, &String::from(answer_error(cause).message()), None)
        })
    }
}

/// Rules across records: see [`batch::Across`].
#[wasm_bindgen]
pub struct Across(batch::Across);

#[wasm_bindgen]
impl Across {
    /// Takes one object.
    pub fn record(&mut self, answers: JsValue, file: &str, row: u32) {
        if let Ok(answers) = answers_of(answers) {
            self.0.record(answers, file, row);
        }
    }

    /// Takes one line.
    pub fn line(&mut self, line: &[u8], file: &str, row: u32) {
        self.0.line(line.trim_ascii(), file, row);
    }

    /// What they come to, as JSON.
    pub fn report(&self) -> String {
        self.0.report()
    }
}

/// The counts of a text, as JSON.
#[wasm_bindgen(js_name = countText)]
pub fn count_text(text: &str) -> String {
    counts_to_json(&text::count(text))
}

/// The ids of the built-in rulebooks that have forms.
fn with_forms() -> Vec<&'static str> {
    BUILT_IN.iter().map(|(id, _)| *id).filter(|id| built_in(id).is_some_and(|book| !book.forms.is_empty())).collect()
}

/// The same, as JSON.
#[wasm_bindgen(js_name = builtIn)]
pub fn built_in_ids() -> String {
    serde_json::json!(with_forms()).to_string()
}

/// What makes two names the same: see [`answer::essence`].
#[wasm_bindgen]
pub fn essence(name: &str) -> String {
    answer::essence(name).collect()
}

/// What stands behind a name that does not exist: the nearest of the right ones, where one is near, then all of them.
fn known(wrong: &str, right: &[&str]) -> String {
    let near = Near(nearest(wrong, right.iter().copied()));
    format!("{near}（可用：{}）", right.join("、"))
}

/// The same, for the command's own names.
#[wasm_bindgen(js_name = known)]
pub fn known_names(wrong: &str, right: Vec<String>) -> String {
    known(wrong, &right.iter().map(String::as_str).collect::<Vec<_>>())
}
