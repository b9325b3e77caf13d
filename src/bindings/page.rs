//! What the drop-in script sees of the page's module.

use crate::answer::Input;
use crate::page::controls::{self, Control};
use crate::page::{describe, recognise, validity};
use crate::{Book, Date, Session};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;
use web_sys::HtmlInputElement;

#[cfg(target_arch = "wasm32")]
mod bare {
    //! What a module without std brings itself.
    use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};

    #[global_allocator]
    #[allow(unsafe_code)]
    // SAFETY: the module has no threads: it is built without them, and its memory is not shared.
    static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
        unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };

    #[panic_handler]
    fn trap(_: &core::panic::PanicInfo) -> ! {
        core::arch::wasm32::unreachable()
    }
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
        let book = Book::from_bytes(book).ok_or("规则文件已损坏")?;
        let book = Rc::new(book);
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
        describe::describe(self.session.form())
    }

    /// See [`recognise::recognise`].
    pub fn recognise(&self, texts: Vec<String>, ends: Vec<u32>) -> Vec<u16> {
        let form = self.session.form();
        recognise::recognise(&form.fields, &form.topics, &texts, &ends)
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
        if let Some(about) = self.session.form().fields.get(field as usize) {
            let input = controls::read(about, self.controls_of(field));
            self.session.set(field as usize, input);
        }
    }

    /// The report as JSON text.
    pub fn report(&self) -> String {
        self.session.report()
    }

    /// The report as it would be at a level, by its place among those of [`PageForm::describe`].
    pub fn report_at(&mut self, level: u32) -> String {
        let form = self.session.form();
        let Some(field) = form.level.map(usize::from) else { return self.report() };
        let input = form.fields[field]
            .options()
            .get(level as usize)
            .map_or(Input::Nothing, |it| Input::Text(it.id.clone().into()));
        self.session.set(field, input);
        let report = self.session.report();
        self.read(field as u32);
        report
    }

    /// See [`validity::mark`].
    pub fn mark(&self, field: u32, row: u32, message: &str) {
        validity::mark(self.controls_of(field), row, message);
    }
}
