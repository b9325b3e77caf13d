//! Files.

pub mod csv;
pub mod format;
pub mod grid;
pub mod table;

use std::string::String;

/// Why a file cannot be read, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// It is not what it says.
    Damaged,
    /// It holds more than is read.
    TooLarge,
}
/// W
pub enum Wanted {
    /// S
    Sheet,
}
impl Error {
    /// M
    pub fn message(self, _: Wanted) -> String {
        "x".into()
    }
}
