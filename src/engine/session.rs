//! A form as it is filled in: one answer changes, and only the checks that it touches are judged again.

use super::condition::{Scope, band};
use super::report::{CheckReport, CountReport, LevelVerdict, RemedyReport, RemedyTo, Report};
use super::{Outcome, State, To, Verdict};
use crate::answer::{Answers, Date, Input, Value, find};
use crate::rulebook::{Book, Check, Condition, Form, Place};
use crate::text::Counts;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

/// The answers to one form, and what each check comes to.
///
/// ```
/// use leifeng_form::{Date, Session, answer::Input, rulebook};
/// let book = rulebook::built_in("linyi-2012").unwrap();
/// let mut session = Session::new(book, "application", Date::read("2012-04-20")).unwrap();
/// session.enter("volunteers", Input::Text("２０人".into()));
/// assert!(session.report().to_json().contains("volunteers"));
/// ```
#[derive(Clone)]
pub struct Session {
    book: Rc<Book>,
    form: usize,
    today: Option<Date>,
    answers: Answers,
    /// A check each; `None` where it does not apply.
    outcomes: Vec<Option<Outcome>>,
    /// For each field the checks that it decides.
    touches: Rc<Vec<Vec<u16>>>,
}

impl Session {
    /// A form of a rulebook with nothing answered; `None` where the rulebook has no such form. `today` stands in for dates
    /// that say so.
    pub fn new(book: Rc<Book>, form: &str, today: Option<Date>) -> Option<Self> {
        let form = book.forms.iter().position(|each| each.id == form)?;
        let fields = book.forms[form].fields.len();
        let mut touches = Vec::new();
        touches.resize(fields, Vec::new());
        for (at, check) in book.forms[form].checks.iter().enumerate() {
            let mut touch = |field: u16| {
                if let Some(checks) = touches.get_mut(usize::from(field))
                    && checks.last() != Some(&(at as u16))
                {
                    checks.push(at as u16);
                }
            };
            check.holds.each_field(true, &mut touch);
            if let Some(guard) = &check.guard {
                guard.each_field(true, &mut touch);
            }
        }
        let answers = Answers::new(fields);
        let mut session = Session { book, form, today, answers, outcomes: Vec::new(), touches: Rc::new(touches) };
        session.judge_all();
        Some(session)
    }

    /// The form.
    pub fn form(&self) -> &Form {
        &self.book.forms[self.form]
    }

    /// The answers.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    fn scope(&self) -> Scope<'_> {
        let form = self.form();
        Scope {
            book: &self.book,
            form,
            answers: &self.answers,
            today: self.today,
            level: None,
            row: None,
            instead: None,
            guard: false,
        }
    }

    /// Begins anew: takes answers entry by entry, then judges everything.
    pub fn fill(&mut self, fill: impl FnOnce(&Form, &mut Answers)) {
        self.answers.clear();
        let Session { book, form, answers, .. } = self;
        fill(&book.forms[*form], answers);
        self.judge_all();
    }

    fn judge_all(&mut self) {
        let mut outcomes = core::mem::take(&mut self.outcomes);
        outcomes.clear();
        let scope = self.scope();
        outcomes.extend(scope.form.checks.iter().map(|check| scope.outcome(check)));
        self.outcomes = outcomes;
    }

    /// Sets the field that a key names; `None` where the form has no such field, which the report then names.
    /// Gives the checks that changed.
    pub fn enter(&mut self, key: &str, input: Input<'_>) -> Option<Vec<CheckReport>> {
        match find(&self.form().fields, key) {
            Some((field, _)) => Some(self.set(field, input)),
            None => {
                self.answers.stray(key);
                None
            }
        }
    }

    /// Sets a field, by its index; gives the checks that changed. One that does not apply any more has no state.
    pub fn set(&mut self, field: usize, input: Input<'_>) -> Vec<CheckReport> {
        let touches = Rc::clone(&self.touches);
        // At another level other checks apply.
        let level_changes = self.form().level.is_some_and(|level| usize::from(level) == field);
        let all: Vec<u16>;
        let touched: &[u16] = if level_changes {
            all = (0..self.form().checks.len() as u16).collect();
            &all
        } else {
            touches.get(field).map_or(&[], Vec::as_slice)
        };
        let before: Vec<Option<CheckReport>> = touched.iter().map(|&at| self.check_report(at)).collect();
        let Session { book, form, answers, .. } = self;
        answers.set(&book.forms[*form].fields, field, input);
        for &at in touches.get(field).map_or(&[][..], Vec::as_slice) {
            let scope = self.scope();
            let outcome = scope.outcome(&scope.form.checks[usize::from(at)]);
            self.outcomes[usize::from(at)] = outcome;
        }
        let mut changed = Vec::new();
        for (&at, before) in touched.iter().zip(before) {
            match (before, self.check_report(at)) {
                (before, Some(after)) if before.as_ref() != Some(&after) => changed.push(after),
                (Some(before), None) => changed.push(CheckReport {
                    state: None,
                    message: String::new(),
                    remedies: Vec::new(),
                    rows: Vec::new(),
                    assumed: Vec::new(),
                    ..before
                }),
                _ => {}
            }
        }
        changed
    }

    fn level(&self) -> Option<u16> {
        match self.answers.get(self.form().level?.into()).value() {
            Some(Value::Choice(at)) => Some(*at),
            _ => None,
        }
    }

    /// A check's outcome at the level that was answered; `None` where it does not apply.
    pub fn outcome(&self, check: usize) -> Option<Outcome> {
        let outcome = self.outcomes[check]?;
        let of = self.form().checks[check].level;
        (of.is_none() || of == self.level()).then_some(outcome)
    }

    /// The verdict at the level that was answered.
    pub fn verdict(&self) -> Verdict {
        let level = self.level();
        let checks = self.form().checks.iter().zip(&self.outcomes);
        checks
            .filter(|(check, _)| check.level.is_none() || check.level == level)
            .filter_map(|(_, outcome)| *outcome)
            .fold(Verdict::Eligible, Verdict::and)
    }

    /// The verdict at a level, as if it had been applied for.
    fn verdict_at(&self, level: u16) -> Verdict {
        let scope = Scope { level: Some(level), ..self.scope() };
        let mut verdict = Verdict::Eligible;
        for (check, outcome) in scope.form.checks.iter().zip(&self.outcomes) {
            // The level is given here, so what is said of the level field itself does not count.
            let (mut reads_level, mut reads_other) = (false, false);
            let mut visit = |field: u16| *(if Some(field) == scope.form.level { &mut reads_level } else { &mut reads_other }) = true;
            check.holds.each_field(true, &mut visit);
            if let Some(guard) = &check.guard {
                guard.each_field(true, &mut visit);
            }
            if (reads_level && !reads_other) || check.level.is_some_and(|of| of != level) {
                continue;
            }
            let outcome = if reads_level { scope.outcome(check) } else { *outcome };
            if let Some(outcome) = outcome {
                verdict = verdict.and(outcome);
            }
        }
        verdict
    }

    /// A bit a check: 1 where it fails. In words of 32.
    pub fn failing(&self, bits: &mut Vec<u32>) {
        let start = bits.len();
        bits.resize(start + self.form().checks.len().div_ceil(32), 0);
        for at in 0..self.form().checks.len() {
            if self.outcome(at).is_some_and(|outcome| outcome.state == State::Fails) {
                bits[start + at / 32] |= 1 << (at % 32);
            }
        }
    }

    fn check_report(&self, at: u16) -> Option<CheckReport> {
        let outcome = self.outcome(at.into())?;
        let check = &self.form().checks[usize::from(at)];
        let scope = self.scope();
        let (mut remedies, mut rows) = (Vec::new(), Vec::new());
        if outcome.state == State::Fails {
            remedies = scope.remedies(&check.holds);
        }
        if outcome.state != State::Holds {
            rows = scope.row_reports(&check.holds, outcome.state);
        }
        Some(CheckReport {
            rule: check.rule.clone(),
            state: Some(outcome.state),
            severity: outcome.severity,
            assumed: scope.assumed_place(check).filter(|_| outcome.assumed).map(|place| self.id(place)).into_iter().collect(),
            fields: self.fields_of(check).into_iter().map(|index| self.id(Place::Field { index })).collect(),
            message: scope.message(check, outcome, &remedies, &rows),
            clause: check.clause.clone(),
            remedies: remedies
                .into_iter()
                .map(|remedy| RemedyReport {
                    field: self.id(Place::Field { index: remedy.field }),
                    to: self.remedy_to(remedy.field, remedy.to),
                    by: remedy.by,
                })
                .collect(),
            rows,
        })
    }

    fn id(&self, place: Place) -> String {
        self.scope().field(place).map_or_else(String::new, |field| field.id.clone())
    }

    fn remedy_to(&self, field: u16, to: To) -> RemedyTo {
        match to {
            To::Number(number) => RemedyTo::Number(number),
            To::Yes(yes) => RemedyTo::Yes(yes),
            To::Options(bits) => {
                let options = self.form().fields.get(usize::from(field)).map_or(&[][..], |field| field.options());
                let chosen = options.iter().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
                RemedyTo::Options(chosen.map(|(_, option)| option.id.clone()).collect())
            }
        }
    }

    /// The fields that decide a check, each once; its guard's are not among them: they only say whether it applies.
    pub fn fields_of(&self, check: &Check) -> Vec<u16> {
        let mut fields = Vec::new();
        check.holds.each_field(false, &mut |field| {
            if !fields.contains(&field) {
                fields.push(field);
            }
        });
        fields
    }

    /// The whole report.
    pub fn report(&self) -> Report {
        let form = self.form();
        let options = form.level.map(|field| form.fields[usize::from(field)].options());
        Report {
            rulebook: self.book.id.clone(),
            form: form.id.clone(),
            level: self.level().and_then(|at| Some(options?.get(usize::from(at))?.id.clone())),
            verdict: self.verdict(),
            levels: options.filter(|_| form.levels).map(|levels| {
                let each = levels.iter().enumerate();
                each.map(|(at, level)| LevelVerdict { level: level.id.clone(), verdict: self.verdict_at(at as u16) })
                    .collect()
            }),
            checks: (0..form.checks.len() as u16).filter_map(|at| self.check_report(at)).collect(),
            counts: self.counts(),
            unknown: self.answers.unknown(),
        }
    }

    fn counts(&self) -> Vec<CountReport> {
        let fields = self.form().fields.iter().enumerate();
        fields
            .filter(|(_, field)| field.kind == crate::rulebook::Kind::LongText)
            .map(|(at, field)| CountReport {
                field: field.id.clone(),
                counts: match self.answers.get(at).value() {
                    Some(Value::LongText(counts)) => *counts,
                    _ => Counts::default(),
                },
                about: self.about(at),
            })
            .collect()
    }

    /// About how many 字 a field should have, and the most within the tolerance.
    fn about(&self, field: usize) -> Option<(u32, u32)> {
        self.form().checks.iter().find_map(|check| match check.holds {
            Condition::About { place: Place::Field { index }, count, tolerance } if usize::from(index) == field => {
                Some((count, band(count, tolerance).most))
            }
            _ => None,
        })
    }
}
