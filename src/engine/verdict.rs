//! The verdict alone, for many records: what most checks say of an answer that is there need not be asked.

use super::across::Seen;
use super::condition::Scope;
use super::session::{assumes, level};
use super::{Session, State, Verdict};
use crate::answer::Answers;
use crate::rulebook::{Condition, Form, Kind, Place, Severity};
use alloc::string::String;
use alloc::vec::Vec;

/// The order in which a form's checks are judged for a verdict.
pub(crate) struct Plan {
    /// For each field the checks that hold wherever its answer is there and can be read.
    of_field: Vec<Vec<u16>>,
    /// The others.
    rest: Vec<u16>,
}

impl Plan {
    pub(crate) fn new(form: &Form) -> Self {
        let mut plan = Plan { of_field: Vec::new(), rest: Vec::new() };
        plan.of_field.resize_with(form.fields.len(), Vec::new);
        for (at, check) in form.checks.iter().enumerate() {
            let place = match check.holds {
                Condition::Readable { field: index } => Some(Place::Field { index }),
                Condition::Answered { place } => Some(place),
                _ => None,
            };
            let applies = match (&check.guard, place) {
                (Some(Condition::Answered { place: guard }), Some(place)) => *guard == place,
                (guard, _) => guard.is_none(),
            };
            match place {
                Some(Place::Field { index })
                    if applies
                        && check.severity != Severity::Review
                        // Of a table that can be read, rows may be at fault.
                        && !matches!(form.fields[usize::from(index)].kind, Kind::Table { .. }) =>
                {
                    plan.of_field[usize::from(index)].push(at as u16);
                }
                _ => plan.rest.push(at as u16),
            }
        }
        plan
    }
}

impl Session {
    /// The verdict on other answers, and a bit a check: 1 where it fails. In words of 32.
    pub(crate) fn verdict_on(&self, answers: &Answers, plan: &Plan, bits: &mut Vec<u32>) -> Verdict {
        let start = bits.len();
        let form = self.form();
        bits.resize(start + form.checks.len().div_ceil(32), 0);
        let scope = self.scope_of(answers, assumes(form, answers));
        let level = level(form, answers);
        let fields = plan.of_field.iter().enumerate();
        let asked = fields.filter(|&(field, _)| answers.get(field).value().is_none()).map(|(_, checks)| checks);
        let mut verdict = Verdict::Eligible;
        for &at in asked.chain([&plan.rest]).flatten() {
            let check = &form.checks[usize::from(at)];
            if check.is_of(level)
                && let Some(outcome) = scope.outcome(check)
            {
                bits[start + usize::from(at / 32)] |= u32::from(outcome.state == State::Fails) << (at % 32);
                verdict = verdict.and(outcome);
            }
        }
        verdict
    }

    /// Takes other answers for the rules across records.
    pub(crate) fn take_across(&self, answers: &Answers, file: &str, row: u32, seen: &mut Seen) {
        seen.record(&self.scope_of(answers, assumes(self.form(), answers)), file, row);
    }

    /// What the rules across records come to, as JSON.
    pub(crate) fn report_across(&self, seen: &Seen) -> String {
        let answers = Answers::new(self.form().fields.len());
        seen.report(&Scope::of(self.book(), self.form(), &answers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::built_in;

    #[test]
    fn whether_an_answer_that_was_read_can_be_read_is_not_asked() {
        let form = &built_in("linyi-2012").expect("it is built in").forms[0];
        let rules = Plan::new(form).rest.into_iter().map(|at| form.checks[usize::from(at)].rule.as_str());
        let asked: Vec<&str> = rules.filter(|rule| rule.ends_with(".format") || rule.ends_with(".required")).collect();
        // Rows may be at fault, where a district must be given depends on the channel, and a long text may be a file.
        assert_eq!(asked, ["district.required", "roster.format", "materials.format"]);
    }
}
