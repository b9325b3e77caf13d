//! The browser side: which controls are a form's fields, what stands in them, and their validity.
//!
//! The script around this module hands over controls and the texts around them; what those texts mean, and how an answer
//! is read from a control, is decided here. Nothing of the page is changed but its controls' validity.
#![forbid(unsafe_code)]

mod assign;
pub mod controls;
pub mod describe;
mod evidence;
mod features;
mod owner;
pub mod protocol;
pub mod recognise;
pub mod validity;
