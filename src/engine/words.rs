//! The words that messages are given in, where they are not the rulebook's own: the labels and options of a page.

use crate::rulebook::{Field, Kind};
use alloc::string::String;
use alloc::vec::Vec;

/// The fields of a form with other labels and options.
pub(super) struct Words {
    /// A copy of the form's.
    pub fields: Vec<Field>,
    /// What a page calls yes and no, by field; empty where it does not say.
    pub yes_no: Vec<[String; 2]>,
}

impl Words {
    /// The words of the form itself.
    pub(super) fn of(fields: &[Field]) -> Self {
        let mut yes_no = Vec::new();
        yes_no.resize_with(fields.len(), Default::default);
        Words { fields: fields.into(), yes_no }
    }

    /// Takes a text for a field's label (`name` is empty), or for what `name` is within it: an option or a column by its id, or
    /// `yes` and `no`. Says whether the field has that name.
    pub(super) fn set(&mut self, field: usize, name: &str, text: &str) -> bool {
        let (Some(field), Some(yes_no)) = (self.fields.get_mut(field), self.yes_no.get_mut(field)) else {
            return false;
        };
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
