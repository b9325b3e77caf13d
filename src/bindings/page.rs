//! What the drop-in script sees of the page's module.

use crate::page::controls::{self, Control};
use crate::page::{describe, recognise};
use crate::{Book, Date, Session};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;
use web_sys::HtmlInputElement;

#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn trap(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

/// A form on a page. Fields go by their place in the form.
#[wasm_bindgen]
pub struct PageForm {
    session: Session,
    /// The controls of each field.
    controls: Vec<Vec<Control>>,
}

#[wasm_bindgen]
impl PageForm {
    /// A form of a compiled rulebook, nothing bound yet. Throws where there is no such form.
    #[wasm_bindgen(constructor)]
    pub fn new(book: &[u8], form: &str, today: &str) -> Result<PageForm, JsValue> {
        let book = Rc::new(Book::from_bytes(book).ok_or("规则文件已损坏")?);
        let session = Session::new(Rc::clone(&book), form, Date::read(today)).ok_or_else(|| {
            let mut refusal = String::from("规则里没有 data-form 写的表，可以写：");
            for form in &book.forms {
                refusal.push_str(&form.id);
                refusal.push(' ');
            }
            refusal
        })?;
        let mut controls = Vec::new();
        controls.resize_with(session.form().fields.len(), Vec::new);
        Ok(PageForm { session, controls })
    }

    fn controls_of(&self, field: u32) -> &[Control] {
        self.controls.get(field as usize).map_or(&[], Vec::as_slice)
    }

    /// See [`describe::describe`].
    pub fn describe(&self) -> String {
        describe::describe(self.session.book(), self.session.form())
    }

    /// See [`recognise::recognise`].
    pub fn recognise(&self, texts: Vec<String>, ends: Vec<u32>) -> Vec<u16> {
        let (book, form) = (self.session.book(), self.session.form());
        recognise::recognise(&form.fields, &form.topics, &book.synonyms, &texts, &ends)
    }

    /// Takes a control for a field, or for a cell of its row (from 1), with what is seen in its place, and the text behind it
    /// where it is a radio button or a checkbox.
    pub fn bind(
        &mut self,
        field: u32,
        control: HtmlInputElement,
        shown: HtmlInputElement,
        option: String,
        row: u32,
        column: u16,
    ) {
        if let Some(controls) = self.controls.get_mut(field as usize) {
            controls.push(Control::new(control, shown, option, row, column));
        }
    }

    /// Reads a field's controls and judges what they touch.
    pub fn read(&mut self, field: u32) {
        let at = field as usize;
        let Some(about) = self.session.form().fields.get(at) else { return };
        let input = controls::read(about, self.controls_of(field));
        // 无 is said back as it is typed, not as 否.
        if controls::is_typed_yes_no(about, self.controls_of(field)) {
            self.session.say(at, "yes", "");
            self.session.say(at, "no", "");
            self.say(field, "");
        }
        self.session.set(at, input);
    }

    /// Takes a file that was chosen for a field and cannot be read, by its name, and judges what it touches.
    pub fn refuse(&mut self, field: u32, file: &str) {
        self.session.set_unreadable_file(field as usize, file);
    }

    /// The report as JSON text.
    pub fn report(&self) -> String {
        self.session.report()
    }

    /// See [`Session::drawing`].
    pub fn drawing(&self) -> String {
        self.session.drawing()
    }

    /// See [`Session::asks`].
    pub fn asks(&self, rule: &str) -> String {
        self.session.asks(rule)
    }

    /// For each check of the report: how many fields, and which, where it can be mended; none where it does not stop a submission.
    /// `most` says of each control, in the order in which they were bound, how many characters it takes, none where it cannot be
    /// changed; `growing` names the tables to which rows can be added.
    pub fn stops(&self, most: Vec<u32>, growing: Vec<u16>) -> Vec<u16> {
        let at_fault = self.session.at_fault();
        let mut left = most.as_slice();
        let mut rooms = Vec::new();
        for (at, (field, controls)) in self.session.form().fields.iter().zip(&self.controls).enumerate() {
            let (most, after) = left.split_at(controls.len().min(left.len()));
            left = after;
            let grows = growing.contains(&(at as u16));
            rooms.push(controls::room(field, controls, most, grows, at_fault.get(at) == Some(&true)));
        }
        let mut out = Vec::new();
        for places in self.session.stops(&rooms) {
            out.push(places.len() as u16);
            out.extend(places);
        }
        out
    }

    /// Takes what the page calls a field, where it says so, and what it calls the options of its controls, to speak with.
    pub fn say(&mut self, field: u32, label: &str) {
        let at = field as usize;
        if !label.is_empty() {
            self.session.say(at, "", label);
        }
        let Some(about) = self.session.form().fields.get(at) else { return };
        for (name, text) in controls::words(about, self.controls_of(field)) {
            self.session.say(at, &name, &text);
        }
    }

    /// Takes what the page calls a column of a table.
    pub fn say_column(&mut self, field: u32, column: u16, label: &str) {
        let columns = self.session.form().fields.get(field as usize).map_or(&[][..], |field| field.columns());
        if let Some(id) = columns.get(usize::from(column)).map(|column| column.id.clone()) {
            self.session.say(field as usize, &id, label);
        }
    }
}
