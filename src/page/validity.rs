//! The validity of a field's controls.

use super::controls::Control;

/// Marks the controls of a row as wrong, or those outside of rows, among them a file's, which stands for each of its rows.
/// With a message the browser sends nothing. The script takes the mark away, which it must when this module is gone.
pub fn mark(controls: &[Control], row: u32, message: &str) {
    for (at, control) in controls.iter().filter(|control| control.row == row || control.row == 0).enumerate() {
        // Once a field is enough: a group of boxes is one field.
        if at == 0 && !message.is_empty() {
            control.shown.set_custom_validity(message);
        }
        let _ = control.shown.set_attribute("aria-invalid", "true");
    }
}
