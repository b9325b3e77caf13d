//! The validity of a field's controls, set and cleared as one.

use super::controls::Control;

/// Marks the controls as wrong; with a message the browser sends nothing until it is cleared.
pub fn mark(controls: &[Control], message: &str) {
    for (at, control) in controls.iter().enumerate() {
        // Once a field is enough: a group of boxes is one field.
        if at == 0 {
            control.element.set_custom_validity(message);
        }
        let _ = control.element.set_attribute("aria-invalid", "true");
    }
}

/// Takes the mark away; what the page itself had said stands again.
pub fn clear(controls: &[Control]) {
    for control in controls {
        control.element.set_custom_validity("");
        let _ = match &control.invalid {
            Some(invalid) => control.element.set_attribute("aria-invalid", invalid),
            None => control.element.remove_attribute("aria-invalid"),
        };
    }
}
