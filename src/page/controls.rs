//! What stands in the controls of a field, as an answer.

use crate::answer::{Answer, Input, Texts, read as read_answer};
use crate::label::{self, is_numeral};
use crate::rulebook::{Choice, Field, Kind};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::mem;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

/// A control of a field.
pub struct Control {
    /// The element; `select` and `textarea` have what is used of an input.
    pub element: HtmlInputElement,
    /// What people see in its place, where a widget hides it.
    pub(super) shown: HtmlInputElement,
    /// The row of a table that it stands in, from 1; 0 outside of tables.
    pub(super) row: u32,
    column: u16,
    /// The text behind a radio button or a checkbox.
    option: String,
    shape: Shape,
}

#[derive(PartialEq)]
enum Shape {
    Text,
    Select,
    Radio,
    Checkbox,
}

impl Control {
    /// A control, with the text behind it where it is a radio button or a checkbox.
    pub fn new(element: HtmlInputElement, shown: HtmlInputElement, option: String, row: u32, column: u16) -> Self {
        let shape = match element.type_().as_str() {
            "radio" => Shape::Radio,
            "checkbox" => Shape::Checkbox,
            "select-one" | "select-multiple" => Shape::Select,
            _ => Shape::Text,
        };
        Control { element, shown, option, shape, row, column }
    }

    /// Disabled itself or by its `fieldset`: not sent, so not judged.
    fn is_disabled(&self) -> bool {
        self.element.matches(":disabled") == Ok(true)
    }
}

/// The answer that the controls of a field give; those of a table come row by row, cell by cell.
pub fn read(field: &Field, controls: &[Control]) -> Input<'static> {
    if let Kind::Table { table } = &field.kind {
        return read_rows(&table.columns, controls);
    }
    let mut written = Vec::new();
    for control in controls.iter().filter(|control| !control.is_disabled()) {
        match control.shape {
            Shape::Text => {
                let mut value = control.element.value();
                // A widget may carry a code that the page alone knows, and show the option.
                if !field.options().is_empty() && !value.is_empty() {
                    value = meant(field, value, control.shown.value());
                }
                if controls.len() == 1 {
                    return Input::Text(value.into());
                }
                if !value.is_empty() {
                    written.push(value);
                }
            }
            Shape::Select => {
                let select: &HtmlSelectElement = control.element.unchecked_ref();
                let chosen = select.selected_options();
                for at in 0..chosen.length() {
                    if let Some(option) = chosen.item(at) {
                        let option: HtmlOptionElement = option.unchecked_into();
                        let value = option.value();
                        // An option without a value is the invitation to choose.
                        if !value.is_empty() {
                            written.push(offered(field, option.text(), value));
                        }
                    }
                }
            }
            Shape::Radio | Shape::Checkbox if control.element.checked() => {
                if matches!(field.kind, Kind::YesNo) && control.shape == Shape::Checkbox && controls.len() == 1 {
                    // A single box that is not ticked is no answer.
                    return Input::Bool(true);
                }
                written.push(offered(field, control.option.clone(), control.element.value()));
            }
            _ => {}
        }
    }
    if written.len() < 2 {
        return written.pop().map_or(Input::Nothing, |text| Input::Text(text.into()));
    }
    match field.kind {
        Kind::Choice { .. } | Kind::Choices { .. } | Kind::YesNo => {
            Input::List(written.into_iter().map(|text| Input::Text(text.into())).collect())
        }
        // Typed, and read from a file: what comes last on the page.
        Kind::LongText => written.pop().map_or(Input::Nothing, |text| Input::Text(text.into())),
        // One answer in several boxes: area code and number; year, month and day.
        _ => {
            let mut all = String::new();
            for (at, text) in written.iter().enumerate() {
                if at > 0 {
                    all.push('-');
                }
                all.push_str(text);
            }
            Input::Text(all.into())
        }
    }
}

/// The rows of a table: those that a file gave, as a text with a line a cell, else those on the page.
fn read_rows(columns: &[Field], controls: &[Control]) -> Input<'static> {
    let mut rows = Vec::new();
    for row in controls.chunk_by(|a, b| a.row == b.row) {
        let mut cells = Vec::new();
        // Outside of rows, and before them, stands the control for a file; what is typed there is no row.
        if let [control, ..] = row
            && control.row == 0
        {
            let text = control.element.value();
            if control.shown.type_() != "file" {
                return Input::Text(text.into());
            }
            if text.is_empty() {
                continue;
            }
            for (column, text) in columns.iter().cycle().zip(text.split('\n')) {
                cells.push((Cow::Owned(column.id.clone()), Input::Text(String::from(text).into())));
                if cells.len() == columns.len() {
                    rows.push(Input::Object(mem::take(&mut cells)));
                }
            }
            break;
        }
        for cell in row.chunk_by(|a, b| a.column == b.column) {
            if let Some(column) = cell.first().and_then(|first| columns.get(usize::from(first.column))) {
                cells.push((Cow::Owned(column.id.clone()), read(column, cell)));
            }
        }
        rows.push(Input::Object(cells));
    }
    Input::List(rows)
}

/// Which of two texts for one option is meant: the first, unless only the second can be read.
fn meant(field: &Field, first: String, second: String) -> String {
    if !readable(field, &first) && readable(field, &second) { second } else { first }
}

/// The same of an option that the page words its own way: what it offers is read where it can be.
fn offered(field: &Field, first: String, second: String) -> String {
    let text = meant(field, first, second);
    match option(field, &text, false) {
        Some(option) if !readable(field, &text) => option.id.clone(),
        _ => text,
    }
}

/// The option that a page words its own way: `县级` and `县区级`, or `B. 县（区）级`, for `县（区）级`; with more behind it,
/// as `市级青年雷锋岗`, unless it is to be the whole.
pub(super) fn option<'a>(field: &'a Field, text: &str, whole: bool) -> Option<&'a Choice> {
    let spelt = label::normalise(text);
    let spelt = spelt.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_alphabetic());
    let names = |option: &&Choice| {
        [false, true].iter().any(|&opened| {
            option.names().any(|name| {
                let name = label::without(name, opened);
                // One character begins too much.
                spelt == name || (!whole && name.len() > "县".len() && spelt.starts_with(&name))
            })
        })
    };
    field.options().iter().filter(names).max_by_key(|option| option.label.len())
}

pub(super) fn readable(field: &Field, text: &str) -> bool {
    matches!(read_answer(field, Input::Text(text.into()), Texts::Kept, &mut Vec::new()), Answer::Read(_))
}
