//! Answers judged by a form's checks, in three values.

#[cfg(feature = "json")]
mod across;
mod condition;
pub(crate) mod json;
mod message;
mod quantity;
mod reason;
mod remedy;
mod report;
mod rows;
mod session;
mod stops;
#[cfg(feature = "json")]
mod verdict;
mod waits;
mod words;

#[cfg(feature = "json")]
pub(crate) use across::{Seen, requires_across};
#[cfg(feature = "json")]
pub(crate) use message::{OF_CHECKS, OF_LABEL, PARTS, PARTS_OF_FAULTS, requires_of};
pub use remedy::{Remedy, To};
pub use report::counts_to_json;
pub use session::Session;
pub use stops::Room;
#[cfg(feature = "json")]
pub(crate) use verdict::Plan;

use crate::rulebook::Severity;

/// Whether a condition holds, fails, or cannot be decided yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It holds, whatever else is answered.
    Holds,
    /// It fails, whatever else is answered.
    Fails,
    /// Answers that decide it are missing or cannot be read.
    Open,
}

impl State {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            State::Holds => "holds",
            State::Fails => "fails",
            State::Open => "open",
        }
    }

    fn of(holds: bool) -> State {
        if holds { State::Holds } else { State::Fails }
    }

    fn not(self) -> State {
        match self {
            State::Holds => State::Fails,
            State::Fails => State::Holds,
            State::Open => State::Open,
        }
    }

    /// Kleene's and: one that fails decides, else one that is open leaves it open.
    fn all(states: impl Iterator<Item = State>) -> State {
        let mut all = State::Holds;
        for state in states {
            match state {
                State::Fails => return State::Fails,
                State::Open => all = State::Open,
                State::Holds => {}
            }
        }
        all
    }

    /// Kleene's or.
    fn any(states: impl Iterator<Item = State>) -> State {
        State::all(states.map(State::not)).not()
    }
}

/// What becomes of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every check of severity error holds.
    Eligible,
    /// A check of severity error fails.
    Ineligible,
    /// None fails, one is open.
    Incomplete,
}

impl Verdict {
    /// As reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Eligible => "eligible",
            Verdict::Ineligible => "ineligible",
            Verdict::Incomplete => "incomplete",
        }
    }

    fn and(self, outcome: Outcome) -> Verdict {
        match (outcome.severity, outcome.state) {
            (Severity::Error, State::Fails) => Verdict::Ineligible,
            (Severity::Error, State::Open) if self == Verdict::Eligible => Verdict::Incomplete,
            _ => self,
        }
    }
}

/// What a check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Decided or not.
    pub state: State,
    /// How grave: that of the rule, but a warning for a text a little too long or too short.
    pub severity: Severity,
}
