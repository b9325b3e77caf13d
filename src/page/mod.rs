//! The browser side: which controls are a form's fields, and what stands in them.
//!
//! The script around this module hands over controls and the texts around them; what those texts mean, and how an answer
//! is read from a control, is decided here. Nothing of the page is changed.
#![forbid(unsafe_code)]

mod assign;
pub mod controls;
pub mod describe;
mod evidence;
mod features;
mod owner;
pub mod protocol;
pub mod recognise;
