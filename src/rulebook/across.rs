//! Rules across the records of a batch. Pages judge one record, so these stand beside the [`Book`](super::Book), not in it.

use super::{Condition, Severity};
use alloc::string::String;
use alloc::vec::Vec;

/// The rules across records of a rulebook.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// Those of each form, in the order of [`Book::forms`](super::Book::forms).
    pub of_form: Vec<Vec<Rule>>,
    /// What is said of them and in the list of rules, a text an [`OffPageWord`](super::OffPageWord).
    pub wording: Vec<String>,
}

/// A rule across the records of one form.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its id: `quota.max`.
    pub rule: String,
    /// How grave a failure is.
    pub severity: Severity,
    /// The clause it rests on.
    pub clause: String,
    /// What must hold.
    pub holds: Across,
}

/// What must hold across records. Fields are indices into those of the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Across {
    /// So many records in each group.
    Count {
        /// The field whose answers make the groups.
        each: u16,
        /// Only records count of which this holds.
        guard: Option<Condition>,
        /// The least, in every group that has a record.
        at_least: Option<u32>,
        /// The most.
        at_most: Option<u32>,
    },
    /// No two records are the same.
    Records {
        /// The fields that make two records the same; a record without one of them is left out.
        by: Vec<u16>,
    },
    /// No row of a table stands in two records.
    Rows {
        /// The table.
        table: u16,
        /// The columns that make two rows the same; a row without one that is required is left out.
        by: Vec<u16>,
        /// Rows may be the same where the records have the same answer here.
        between: Option<u16>,
    },
}
