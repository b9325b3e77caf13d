//! What stands in the controls of a field, as an answer.

use crate::answer::{Answer, Chosen, Input, Texts, Value, read as read_answer};
use crate::engine::Room;
use crate::label::{self, is_numeral};
use crate::rulebook::{Choice, Field, Kind};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::mem;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCollection, HtmlInputElement, HtmlOptionElement, HtmlSelectElement};

/// A control of a field.
pub struct Control {
    /// The element; `select` and `textarea` have what is used of an input.
    pub element: HtmlInputElement,
    /// What people see in its place, where a widget hides it.
    shown: HtmlInputElement,
    /// The row of a table that it stands in, from 1; 0 outside of tables.
    row: u32,
    column: u16,
    /// The text behind a radio button or a checkbox.
    option: String,
    shape: Shape,
}

#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Text,
    Select,
    Radio,
    Checkbox,
}

/// An option of a list, or a radio button or checkbox.
struct Offer {
    text: String,
    value: String,
    is_disabled: bool,
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

    /// What it offers to choose, or only what is chosen; what is typed into offers what stands there.
    fn offers(&self, chosen: bool) -> Vec<Offer> {
        let mut offers = Vec::new();
        if self.shape == Shape::Select {
            let select: &HtmlSelectElement = self.element.unchecked_ref();
            let options: HtmlCollection = if chosen { select.selected_options() } else { select.options().into() };
            for option in (0..options.length()).filter_map(|at| options.item(at)) {
                let option: HtmlOptionElement = option.unchecked_into();
                let value = option.value();
                // An option without a value is the invitation to choose.
                if !value.is_empty() {
                    offers.push(Offer { text: option.text(), value, is_disabled: option.disabled() });
                }
            }
        } else if !chosen || self.element.checked() {
            let value = self.element.value();
            let text = if self.shape == Shape::Text { value.trim().into() } else { self.option.clone() };
            offers.push(Offer { text, value, is_disabled: false });
        }
        offers
    }

    /// Whether several of its offers, or of those of its like, can be chosen.
    fn takes_many(&self) -> bool {
        match self.shape {
            Shape::Select => self.element.unchecked_ref::<HtmlSelectElement>().multiple(),
            shape => shape == Shape::Checkbox,
        }
    }

    /// Disabled itself or by its `fieldset`: not sent, so not judged.
    fn is_disabled(&self) -> bool {
        self.element.matches(":disabled") == Ok(true)
    }
}

/// A single box for a yes.
fn is_lone_yes(field: &Field, controls: &[Control]) -> bool {
    matches!((&field.kind, controls), (Kind::YesNo, [Control { shape: Shape::Checkbox, .. }]))
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
            // A single box that is not ticked is no answer.
            Shape::Checkbox if is_lone_yes(field, controls) => {
                if control.element.checked() {
                    return Input::Bool(true);
                }
            }
            _ => {
                for Offer { text, value, .. } in control.offers(true) {
                    written.push(offered(field, text, value));
                }
            }
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

/// What the options of a field are called in its controls: the id of each, or `yes` and `no`, and its text; the first of each.
pub fn words(field: &Field, controls: &[Control]) -> Vec<(String, String)> {
    let mut words: Vec<(String, String)> = Vec::new();
    let mut add = |text: String, value: String| {
        let written = meant(field, text.clone(), value);
        let name = match answer(field, written) {
            Answer::Read(Value::Choice(at)) => field.options().get(usize::from(at)).map(|option| option.id.clone()),
            Answer::Read(Value::Choices(Chosen { listed, .. })) => field.chosen(listed).next().map(|it| it.id.clone()),
            Answer::Read(Value::Yes(yes)) => Some(String::from(if yes { "yes" } else { "no" })),
            _ => None,
        };
        if let Some(name) = name.filter(|name| !text.is_empty() && !words.iter().any(|(other, _)| other == name)) {
            words.push((name, text));
        }
    };
    if let [control] = controls
        && is_lone_yes(field, controls)
    {
        // Ticked it is a yes, whatever stands behind it.
        return Vec::from([(String::from("yes"), control.option.clone())]);
    }
    let is_typed = is_typed_yes_no(field, controls);
    for control in controls.iter().filter(|control| is_typed || control.shape != Shape::Text) {
        control.offers(false).into_iter().for_each(|offer| add(offer.text, offer.value));
    }
    words
}

/// Whether a yes or no is typed: what stands there is then the page's word for it.
pub fn is_typed_yes_no(field: &Field, controls: &[Control]) -> bool {
    matches!((&field.kind, controls), (Kind::YesNo, [Control { shape: Shape::Text, .. }]))
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

/// What the controls of a field can become: `most` says for each how many characters, none where it cannot be changed. Without
/// `fully` it is only said whether they can be changed. `grows`: rows can be added.
pub fn room(field: &Field, controls: &[Control], most: &[u32], grows: bool, fully: bool) -> Room {
    if let Kind::Table { table } = &field.kind {
        return room_of_rows(&table.columns, controls, most, grows, fully);
    }
    let open: Vec<(&Control, u32)> = controls.iter().zip(most.iter().copied()).filter(|(_, most)| *most > 0).collect();
    let [(first, _), rest @ ..] = open.as_slice() else {
        return if controls.is_empty() { Room::Absent } else { Room::Fixed };
    };
    match first.shape {
        _ if !fully => Room::FREE,
        Shape::Text if rest.is_empty() => limited(field, first, open[0].1),
        // One answer in several boxes.
        Shape::Text => Room::Text { most: open.iter().fold(0, |sum, (_, most)| sum.saturating_add(*most)) },
        Shape::Select if !rest.is_empty() => Room::FREE,
        _ => among(field, open.iter().map(|(control, _)| *control)),
    }
}

/// A single box: a number or a date may have bounds of its own.
fn limited(field: &Field, control: &Control, most: u32) -> Room {
    let bound = |text: String| match answer(field, text) {
        Answer::Read(value) => scalar(&value),
        _ => None,
    };
    // Only these have bounds; a `textarea` does not even know the properties.
    let (low, high) = match control.element.type_().as_str() {
        "number" | "date" | "range" => (bound(control.element.min()), bound(control.element.max())),
        _ => (None, None),
    };
    if low.is_none() && high.is_none() {
        return Room::Text { most };
    }
    Room::Between { low: low.unwrap_or(i64::MIN), high: high.unwrap_or(i64::MAX) }
}

fn scalar(value: &Value) -> Option<i64> {
    match value {
        Value::Number(n) => Some(n.0),
        Value::Date(day) => Some(day.0.into()),
        _ => None,
    }
}

/// What can be chosen in a list, or among radio buttons or checkboxes.
fn among<'a>(field: &Field, controls: impl Iterator<Item = &'a Control>) -> Room {
    let mut each = Vec::new();
    let mut many = false;
    let mut bounds: Option<(i64, i64)> = None;
    let mut add = |text: String| {
        let Answer::Read(value) = answer(field, text) else { return };
        let bits = match &value {
            Value::Choice(at) => 1 << at,
            Value::Choices(chosen) => chosen.listed,
            Value::Yes(true) => 1,
            Value::Yes(false) => 2,
            _ => 0,
        };
        if let Some(at) = scalar(&value) {
            let (low, high) = bounds.unwrap_or((at, at));
            bounds = Some((low.min(at), high.max(at)));
        }
        if !each.contains(&bits) {
            each.push(bits);
        }
    };
    for control in controls {
        if control.shape == Shape::Checkbox && matches!(field.kind, Kind::YesNo) {
            add("是".into());
            continue;
        }
        many |= control.takes_many();
        for offer in control.offers(false).into_iter().filter(|offer| !offer.is_disabled) {
            add(meant(field, offer.text, offer.value));
        }
    }
    match (&field.kind, bounds) {
        (Kind::Choice { .. } | Kind::Choices { .. } | Kind::YesNo, _) => Room::Options { each, many },
        (Kind::Count { .. } | Kind::Hours { .. } | Kind::Date, Some((low, high))) => Room::Between { low, high },
        (Kind::Count { .. } | Kind::Hours { .. } | Kind::Date, None) => Room::Options { each, many },
        _ => Room::FREE,
    }
}

/// What the rows of a table can become; a chosen file takes their place.
fn room_of_rows(columns: &[Field], controls: &[Control], most: &[u32], grows: bool, fully: bool) -> Room {
    let mut room = if controls.is_empty() { Room::Absent } else { Room::Fixed };
    let mut rows = Vec::new();
    let mut left = most;
    let mut grows = grows;
    for row in controls.chunk_by(|a, b| a.row == b.row) {
        let (most, after) = left.split_at(row.len().min(left.len()));
        left = after;
        if row.first().is_some_and(|control| control.row == 0) {
            // What is typed there is no row.
            let is_open = row.iter().zip(most).any(|(control, most)| *most > 0 && control.shown.type_() == "file");
            if is_open {
                room = Room::FREE;
            }
            if row.iter().any(|control| !control.element.value().is_empty()) {
                return room;
            }
            grows |= is_open;
            continue;
        }
        let mut cells = Vec::new();
        cells.resize_with(columns.len(), || Room::Absent);
        let mut rest = most;
        for cell in row.chunk_by(|a, b| a.column == b.column) {
            let (most, after) = rest.split_at(cell.len().min(rest.len()));
            rest = after;
            let column = cell.first().map_or(0, |first| usize::from(first.column));
            if let (Some(about), Some(place)) = (columns.get(column), cells.get_mut(column)) {
                *place = self::room(about, cell, most, false, fully);
            }
        }
        rows.push(cells);
    }
    if rows.is_empty() { room } else { Room::Rows { rows, grows } }
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
/// as `市级青年雷锋岗`, unless it is to be the whole; else the one that says the same with more or fewer words, as `党政负责人` and
/// `大型企业`, where there is just one.
pub(super) fn option<'a>(field: &'a Field, text: &str, whole: bool) -> Option<&'a Choice> {
    let spelt = label::normalise(text);
    let spelt = spelt.trim_start_matches(|c: char| is_numeral(c) || c.is_ascii_alphabetic()).trim_end_matches('、');
    let named = |is: &dyn Fn(&str) -> bool, option: &Choice| {
        [false, true].iter().any(|&opened| option.names().any(|name| is(&label::without(name, opened))))
    };
    // One character begins too much.
    let begins = |name: &str| spelt == name || (!whole && name.len() > "县".len() && spelt.starts_with(name));
    let found = field.options().iter().filter(|option| named(&begins, option)).max_by_key(|option| option.label.len());
    let is_like = |name: &str| is_within(name, spelt) || is_within(spelt, name);
    let mut like = field.options().iter().filter(|option| named(&is_like, option));
    found.or_else(|| like.next().filter(|_| like.next().is_none()))
}

/// Whether a text of three characters or more is left of a longer one without some of its characters, the last in its place.
fn is_within(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.len() > "大企".len()
        && short.chars().next_back() == long.chars().next_back()
        && long.len() <= 3 * short.len()
        && short.chars().all(|c| rest.any(|other| other == c))
}

pub(super) fn readable(field: &Field, text: &str) -> bool {
    matches!(answer(field, text.into()), Answer::Read(_))
}

/// What a text is as an answer.
fn answer(field: &Field, text: String) -> Answer {
    read_answer(field, Input::Text(text.into()), Texts::Kept, &mut Vec::new())
}
