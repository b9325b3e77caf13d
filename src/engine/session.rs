//! A form as it is filled in: one answer changes, and only the checks that it touches are judged again.

use super::condition::Scope;
use super::words::Words;
use super::{Outcome, Verdict};
use crate::answer::{Answers, Date, Input, Value};
use crate::label::{self, Context};
use crate::rulebook::{Book, Field, Form, Unanswered};
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
/// assert!(session.report().contains("volunteers"));
/// ```
pub struct Session {
    book: Rc<Book>,
    form: usize,
    today: Option<Date>,
    answers: Answers,
    /// A check each; `None` where it does not apply.
    outcomes: Vec<Option<Outcome>>,
    /// Whether today stands in for some date.
    assumes: bool,
    /// For each field the checks that it decides.
    touches: Vec<Vec<u16>>,
    /// The words that [`Session::spoken`] is given in; nothing where they are the rulebook's.
    words: Option<Words>,
}

impl Session {
    /// A form of a rulebook with nothing answered; `None` where the rulebook has no such form. `today` stands in for dates
    /// that say so.
    pub fn new(book: Rc<Book>, form: &str, today: Option<Date>) -> Option<Self> {
        let form = book.forms.iter().position(|each| each.id == form)?;
        let fields = book.forms[form].fields.len();
        let mut touches = Vec::new();
        touches.resize_with(fields, Vec::new);
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
        let mut session =
            Session { book, form, today, answers, outcomes: Vec::new(), assumes: false, touches, words: None };
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

    /// The place of the form in its rulebook.
    #[cfg(feature = "json")]
    pub(crate) fn form_at(&self) -> usize {
        self.form
    }

    /// Its rulebook.
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Gives a text to speak with in [`Session::spoken`]: for the label of a field, by its index (`name` is empty), or for what
    /// `name` is within it: an option or a column by its id, or `yes` and `no`. Says whether there is such a name.
    pub fn say(&mut self, field: usize, name: &str, text: &str) -> bool {
        let Session { book, form, words, .. } = self;
        words.get_or_insert_with(|| Words::of(&book.forms[*form].fields)).set(field, name, text)
    }

    /// The scope that messages are written in, in the words of [`Session::say`].
    pub(super) fn speaking(&self) -> Scope<'_> {
        let Some(words) = &self.words else { return self.scope() };
        Scope { fields: &words.fields, yes_no: &words.yes_no, ..self.scope() }
    }

    pub(super) fn scope(&self) -> Scope<'_> {
        self.scope_of(&self.answers, self.assumes)
    }

    pub(crate) fn scope_of<'a>(&'a self, answers: &'a Answers, assumes: bool) -> Scope<'a> {
        Scope { today: self.today.filter(|_| assumes), ..Scope::of(&self.book, self.form(), answers) }
    }

    /// Begins anew: takes answers entry by entry, then judges everything.
    pub fn fill(&mut self, fill: impl FnOnce(&Form, &mut Answers)) {
        self.answers.clear();
        let Session { book, form, answers, .. } = self;
        fill(&book.forms[*form], answers);
        self.judge_all();
    }

    fn judge_all(&mut self) {
        self.assumes = assumes(self.form(), &self.answers);
        let mut outcomes = core::mem::take(&mut self.outcomes);
        outcomes.clear();
        let scope = self.scope();
        outcomes.extend(scope.form.checks.iter().map(|check| scope.outcome(check)));
        self.outcomes = outcomes;
    }

    /// Sets the field that a key names; gives the checks that changed, as a JSON array. `None` where the form has no such
    /// field, which the report then names. A check that does not apply any more has the state `absent`.
    pub fn enter(&mut self, key: &str, input: Input<'_>) -> Option<String> {
        let Some((field, _)) = label::key(&self.form().fields, key, Context::Sheet) else {
            self.answers.set_stray(key, &input);
            return None;
        };
        // At another level other checks apply.
        let level_changes = self.form().level.is_some_and(|level| usize::from(level) == field);
        let touched: Vec<usize> = (0..self.form().checks.len())
            .filter(|&at| level_changes || self.touches[field].contains(&(at as u16)))
            .collect();
        let before: Vec<String> = touched.iter().map(|&at| self.check_json(at, false)).collect();
        self.set(field, input);
        let mut changed = String::from("[");
        for (at, before) in touched.into_iter().zip(before) {
            let after = self.check_json(at, !before.is_empty());
            if after != before {
                if changed.len() > 1 {
                    changed.push(',');
                }
                changed.push_str(&after);
            }
        }
        changed.push(']');
        Some(changed)
    }

    /// Sets a field, by its index, and judges what it touches.
    pub fn set(&mut self, field: usize, input: Input<'_>) {
        self.change(field, |fields, answers| answers.set(fields, field, input));
    }

    /// Sets a field to a file that was chosen for it and cannot be read.
    #[cfg(feature = "page")]
    pub fn set_unreadable_file(&mut self, field: usize, file: &str) {
        self.change(field, |_, answers| answers.set_unreadable_file(field, file));
    }

    fn change(&mut self, field: usize, change: impl FnOnce(&[Field], &mut Answers)) {
        let Session { book, form, answers, touches, .. } = self;
        let Some(touched) = touches.get_mut(field).map(core::mem::take) else { return };
        change(&book.forms[*form].fields, answers);
        self.assumes = assumes(self.form(), &self.answers);
        for &at in &touched {
            let scope = self.scope();
            let outcome = scope.outcome(&scope.form.checks[usize::from(at)]);
            self.outcomes[usize::from(at)] = outcome;
        }
        self.touches[field] = touched;
    }

    pub(super) fn level(&self) -> Option<u16> {
        level(self.form(), &self.answers)
    }

    /// A check's outcome at the level that was answered; `None` where it does not apply.
    pub fn outcome(&self, check: usize) -> Option<Outcome> {
        let outcome = (*self.outcomes.get(check)?)?;
        self.form().checks.get(check)?.is_of(self.level()).then_some(outcome)
    }

    /// The checks at the level that was answered, and what they come to.
    pub(super) fn judged(&self) -> impl Iterator<Item = (usize, Outcome)> {
        let level = self.level();
        let checks = self.form().checks.iter().zip(&self.outcomes).enumerate();
        checks.filter_map(move |(at, (check, outcome))| Some((at, (*outcome)?)).filter(|_| check.is_of(level)))
    }

    /// The verdict at the level that was answered.
    pub fn verdict(&self) -> Verdict {
        self.judged().fold(Verdict::Eligible, |verdict, (_, outcome)| verdict.and(outcome))
    }

    /// The verdict at a level, as if it had been applied for.
    pub(super) fn verdict_at(&self, level: u16) -> Verdict {
        self.judged_at(level).fold(Verdict::Eligible, |verdict, (_, _, outcome)| verdict.and(outcome))
    }

    /// The checks at a level, as if it had been applied for, and what they come to; of each whether that depends on the level.
    pub(super) fn judged_at(&self, level: u16) -> impl Iterator<Item = (usize, bool, Outcome)> {
        let scope = Scope { level: Some(level), ..self.scope() };
        let checks = scope.form.checks.iter().zip(&self.outcomes).enumerate();
        checks.filter_map(move |(at, (check, outcome))| {
            // The level is given here, so what is said of the level field itself does not count.
            let (mut reads_level, mut reads_other) = (false, false);
            let mut visit = |field: u16| {
                *(if Some(field) == scope.form.level { &mut reads_level } else { &mut reads_other }) = true
            };
            check.holds.each_field(true, &mut visit);
            if let Some(guard) = &check.guard {
                guard.each_field(true, &mut visit);
            }
            if (reads_level && !reads_other) || !check.is_of(Some(level)) {
                return None;
            }
            Some((at, reads_level, if reads_level { scope.outcome(check) } else { *outcome }?))
        })
    }

    /// The counts of a long text; nothing where it is not answered.
    pub fn counts(&self, field: usize) -> Counts {
        match self.answers.get(field).value() {
            Some(Value::LongText(counts)) => *counts,
            _ => Counts::default(),
        }
    }
}

/// Whether today stands in for some date that is not among the answers.
pub(super) fn assumes(form: &Form, answers: &Answers) -> bool {
    let mut fields = form.fields.iter().enumerate();
    fields.any(|(at, field)| matches!(field.unanswered, Some(Unanswered::Today)) && !answers.get(at).is_answered())
}

/// The level that was answered.
pub(super) fn level(form: &Form, answers: &Answers) -> Option<u16> {
    match answers.get(form.level?.into()).value() {
        Some(Value::Choice(at)) => Some(*at),
        _ => None,
    }
}
