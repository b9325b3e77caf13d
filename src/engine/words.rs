//! The words that messages are given in, where they are not the rulebook's own: the labels and options of a page.

use crate::rulebook::{Book, Field, Kind};
use alloc::string::String;
use alloc::vec::Vec;

/// A copy of a rulebook with other labels and options in one of its forms.
pub(super) struct Words {
    /// The copy.
    pub book: Book,
    /// What a page calls yes and no, by field; empty where it does not say.
    pub yes_no: Vec<[String; 2]>,
}

impl Words {
    /// Takes a text for a field's label (`name` is empty), or for what `name` is within it: an option or a column by its id, or
    /// `yes` and `no`. Says whether the field has that name.
    pub(super) fn set(&mut self, form: usize, field: usize, name: &str, text: &str) -> bool {
        let Words { book, yes_no } = self;
        let fields = book.forms.get_mut(form).map_or(&mut [][..], |form| &mut form.fields);
        let (Some(field), Some(yes_no)) = (fields.get_mut(field), yes_no.get_mut(field)) else { return false };
        let place = match (&mut field.kind, name) {
            (_, "") => Some(&mut field.label),
            (Kind::YesNo, "yes") => Some(&mut yes_no[0]),
            (Kind::YesNo, "no") => Some(&mut yes_no[1]),
            (Kind::Choice { options, .. } | Kind::Choices { options, .. }, _) => {
                options.iter_mut().find(|option| option.id == name).map(|option| &mut option.label)
            }
            (Kind::Table { table }, _) => {
                let mut columns: core::slice::IterMut<'_, Field> = table.columns.iter_mut();
                columns.find(|column| column.id == name).map(|column| &mut column.label)
            }
            _ => None,
        };
        let Some(place) = place else { return false };
        place.clear();
        place.push_str(text);
        true
    }
}
