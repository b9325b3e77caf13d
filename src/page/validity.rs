//! The validity of a field's controls, set and cleared as one.

use super::controls::Control;

/// Marks the controls of a row as wrong, or those outside of rows; with a message the browser sends nothing until it is
/// cleared.
pub fn mark(controls: &[Control], row: u32, message: &str) {
    for (at, control) in controls.iter().filter(|control| control.row == row).enumerate() {
        // Once a field is enough: a group of boxes is one field.
        if at == 0 {
            control.shown.set_custom_validity(message);
        }
        let _ = control.shown.set_attribute("aria-invalid", "true");
    }
}

/// Takes the mark away; what the page itself had said stands again.
pub fn clear(controls: &[Control]) {
    for control in controls {
        control.shown.set_custom_validity("");
        let _ = match &control.invalid {
            Some(invalid) => control.shown.set_attribute("aria-invalid", invalid),
            None => control.shown.remove_attribute("aria-invalid"),
        };
    }
}
