//! One condition, with the answers that there are.

use super::{Outcome, State};
use crate::answer::{Answer, Answers, Date, Row, Rows, Value, essence};
use crate::rulebook::{Book, Check, Condition, Day, Field, Form, Place, Severity, Table, Unanswered};
use crate::sort::order;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

/// What a condition sees.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub book: &'a Book,
    pub form: &'a Form,
    /// Its fields, with the labels and options to speak with.
    pub fields: &'a [Field],
    pub answers: &'a Answers,
    /// The day that stands in for an unanswered date, where a field says so; `None` where no such date is unanswered.
    pub today: Option<Date>,
    /// The level to judge at, in place of the one that was answered.
    pub level: Option<u16>,
    /// The row that is being judged.
    pub row: Option<(&'a Table, &'a Row)>,
    /// One answer put in place of the given one: what if it were so?
    pub instead: Option<(u16, &'a Answer)>,
    /// In a guard: what is not answered is known not to be answered.
    pub guard: bool,
    /// What yes and no are called, by field, where it is not by the wording; empty where no field has words of its own.
    pub yes_no: &'a [[String; 2]],
    /// In the list of rules, which says of each condition when it applies: the words for that.
    #[cfg(feature = "json")]
    pub listed: Option<&'a [String]>,
}

/// What no answer counts as, where a field says so.
static NO: Value = Value::Yes(false);
static UNANSWERED: Answer = Answer::Unanswered;
/// The level that is judged at, in place of an answer.
pub(crate) static LEVELS: [Value; 8] = [
    Value::Choice(0),
    Value::Choice(1),
    Value::Choice(2),
    Value::Choice(3),
    Value::Choice(4),
    Value::Choice(5),
    Value::Choice(6),
    Value::Choice(7),
];

impl<'a> Scope<'a> {
    /// Answers as they stand, judged under nothing further.
    pub(super) fn of(book: &'a Book, form: &'a Form, answers: &'a Answers) -> Self {
        Scope {
            book,
            form,
            fields: &form.fields,
            answers,
            today: None,
            level: None,
            row: None,
            instead: None,
            guard: false,
            yes_no: &[],
            #[cfg(feature = "json")]
            listed: None,
        }
    }

    pub(super) fn field(&self, place: Place) -> Option<&'a Field> {
        match (place, self.row) {
            (Place::Field { index }, _) => self.fields.get(usize::from(index)),
            (Place::Column { index }, Some((table, _))) => table.columns.get(usize::from(index)),
            (Place::Column { .. }, None) => None,
        }
    }

    /// The columns of a field that is a table; of any other none.
    pub(super) fn columns(&self, field: u16) -> &'a [Field] {
        self.field(Place::Field { index: field }).map_or(&[], Field::columns)
    }

    /// Those of its columns that stand at these places.
    pub(super) fn columns_at(&self, field: u16, at: &[u16]) -> impl Iterator<Item = &'a Field> {
        let columns = self.columns(field);
        at.iter().filter_map(move |&at| columns.get(usize::from(at)))
    }

    pub(super) fn answer(&self, place: Place) -> &'a Answer {
        match (place, self.row) {
            (Place::Field { index }, _) => match self.instead {
                Some((field, answer)) if field == index => answer,
                _ => self.answers.get(index.into()),
            },
            (Place::Column { index }, Some((_, row))) => row.cells.get(usize::from(index)).unwrap_or(&UNANSWERED),
            (Place::Column { .. }, None) => &UNANSWERED,
        }
    }

    pub(super) fn value(&self, place: Place) -> Option<&'a Value> {
        if let (Some(level), Place::Field { index }) = (self.level, place)
            && self.form.level == Some(index)
        {
            return LEVELS.get(usize::from(level));
        }
        match self.answer(place) {
            Answer::Read(value) => Some(value),
            Answer::Unanswered if self.stands_in(place, Unanswered::No) => Some(&NO),
            _ => None,
        }
    }

    /// Whether a field says that this stands in for an answer. Of a row that is none, no cell is known to be unanswered.
    fn stands_in(&self, place: Place, what: Unanswered) -> bool {
        let is_real = matches!(place, Place::Field { .. }) || self.row.is_some_and(|(_, row)| row.is_real());
        is_real && self.field(place).is_some_and(|field| field.unanswered == Some(what))
    }

    /// Today, for a date that is not answered and says that today stands in.
    pub(super) fn assumed_day(&self, place: Place) -> Option<Date> {
        let stands_in = !self.answer(place).is_answered() && self.stands_in(place, Unanswered::Today);
        self.today.filter(|_| stands_in)
    }

    pub(super) fn rows(&self, table: u16) -> Option<(&'a Table, &'a Rows)> {
        let place = Place::Field { index: table };
        match (&self.field(place)?.kind, self.value(place)?) {
            (crate::rulebook::Kind::Table { table }, Value::Table(rows)) => Some((table, rows)),
            _ => None,
        }
    }

    pub(super) fn in_row(self, table: &'a Table, row: &'a Row) -> Scope<'a> {
        Scope { row: Some((table, row)), ..self }
    }

    /// Each row, with what a condition says of it.
    pub(super) fn each_row(
        self,
        table: u16,
        condition: &'a Condition,
    ) -> Option<impl Iterator<Item = (Scope<'a>, &'a Row, State)>> {
        let (table, rows) = self.rows(table)?;
        Some(rows.rows.iter().map(move |row| {
            let scope = self.in_row(table, row);
            (scope, row, scope.judge(condition))
        }))
    }

    /// What must hold in place of a condition on rows, where there is no answer to the table.
    pub(super) fn otherwise(&self, condition: &'a Condition) -> Option<&'a Condition> {
        match condition {
            Condition::EveryRow { table, otherwise, .. }
                if !self.answer(Place::Field { index: *table }).is_answered() =>
            {
                otherwise.as_deref()
            }
            _ => None,
        }
    }

    fn chosen(&self, place: Place, decide: impl FnOnce(u64) -> bool) -> State {
        match self.value(place) {
            Some(Value::Choice(at)) => State::of(decide(1 << at)),
            // What stands on no list is none of those that a condition names.
            Some(Value::Other(_)) => State::of(decide(0)),
            Some(Value::Choices(chosen)) => State::of(decide(chosen.listed)),
            _ => State::Open,
        }
    }

    pub(crate) fn judge(&self, condition: &'a Condition) -> State {
        match condition {
            Condition::Answered { place } => match (self.answer(*place).is_answered(), self.guard) {
                (true, _) => State::Holds,
                (false, true) => State::Fails,
                (false, false) => State::Open,
            },
            Condition::Readable { field } => {
                let place = Place::Field { index: *field };
                match self.answer(place) {
                    Answer::Unanswered => State::Open,
                    // What stands in the file is for people to read on paper.
                    answer @ Answer::Unreadable(_) => {
                        let on_paper = self.field(place).is_some_and(|field| field.on_paper);
                        if on_paper && answer.is_unreadable_file() { State::Open } else { State::Fails }
                    }
                    Answer::Read(Value::Table(_)) => State::of(
                        self.rows(*field).is_none_or(|(table, rows)| !rows.rows.iter().any(|row| row.is_faulty(table))),
                    ),
                    Answer::Read(_) => State::Holds,
                }
            }
            Condition::Yes { place } => match self.value(*place) {
                Some(Value::Yes(yes)) => State::of(*yes),
                _ => State::Open,
            },
            Condition::Number { of, at_least, at_most } => self.compare(of, at_least, at_most),
            Condition::Date { of, from_day, to_day } => self.compare_days(of, from_day, to_day),
            Condition::OneOf { place, options } => self.chosen(*place, |chosen| chosen & options != 0),
            Condition::AllOf { place, options } => self.chosen(*place, |chosen| chosen & options == *options),
            Condition::About { place, count, tolerance } => match self.value(*place) {
                Some(Value::LongText(counts)) => State::of(band(*count, *tolerance).contains(counts.zishu())),
                _ => State::Open,
            },
            Condition::EveryRow { table, holds, .. } => match (self.otherwise(condition), self.each_row(*table, holds))
            {
                (Some(otherwise), _) => self.judge(otherwise),
                (None, Some(rows)) => State::all(rows.map(|(_, _, state)| state)),
                _ => State::Open,
            },
            Condition::SomeRow { table, holds } => {
                self.each_row(*table, holds).map_or(State::Open, |rows| State::any(rows.map(|(_, _, state)| state)))
            }
            Condition::UniqueRows { table, by } => match self.rows(*table) {
                None => State::Open,
                Some(_) => State::all(self.repeats(*table, by).into_iter().map(|(_, _, state)| state)),
            },
            Condition::And { of } => State::all(of.iter().map(|condition| self.judge(condition))),
            Condition::Or { of } => State::any(of.iter().map(|condition| self.judge(condition))),
            Condition::Not { of } => self.judge(of).not(),
            Condition::Where { guard, holds } => {
                State::any([self.judge_guard(guard).not(), self.judge(holds)].into_iter())
            }
            Condition::Judged => State::Open,
        }
    }

    /// Whether a day is between two.
    pub(super) fn compare_days(&self, of: &Day, from: &Option<Day>, to: &Option<Day>) -> State {
        let Some(day) = self.day(of) else { return State::Open };
        let against = |bound: &Option<Day>, holds: fn(Date, Date) -> bool| match bound {
            None => State::Holds,
            Some(bound) => self.day(bound).map_or(State::Open, |bound| State::of(holds(day, bound))),
        };
        State::all([against(from, |a, b| a >= b), against(to, |a, b| a <= b)].into_iter())
    }

    pub(super) fn judge_guard(&self, guard: &'a Condition) -> State {
        Scope { guard: true, ..*self }.judge(guard)
    }

    /// The rows that repeat an earlier one (fails), or may (open), each with the row that it repeats: the last that is the same, or
    /// the first that may be. A cell that cannot be read may be any, but only rows with the same first column are held together.
    pub(super) fn repeats(&self, table: u16, by: &[u16]) -> Vec<(u32, u32, State)> {
        let Some((table, rows)) = self.rows(table) else { return Vec::new() };
        // Of each row that has what it must have: what makes it the same as another. Numbers rise.
        let mut keyed: Vec<Keyed<'_>> = Vec::new();
        let mut masks = Vec::new();
        for row in &rows.rows {
            let cells = by.iter().filter_map(|&column| {
                let column = usize::from(column);
                Some((row.cells.get(column)?, table.columns.get(column)?))
            });
            // Of a long text no more is kept than its counts.
            let is_none = |cell: &Answer| matches!(cell.value(), Some(Value::LongText(_) | Value::Table(_)));
            if cells.clone().any(|(cell, column)| is_none(cell) || (column.required && cell.value().is_none())) {
                continue;
            }
            let keyed_row = Keyed::new(cells.map(|(cell, _)| cell).collect(), row.number);
            if !masks.contains(&keyed_row.unreadable) {
                masks.push(keyed_row.unreadable);
            }
            keyed.push(keyed_row);
        }
        let mut found: Vec<Option<(u32, State)>> = Vec::new();
        found.resize(keyed.len(), None);
        // Rows with the same unreadable columns, and all with those of any other row: sorted by the columns that both can be read in,
        // those that may be the same stand together. So it takes no more than a sort, however many are alike.
        for &here in &masks {
            for &there in &masks {
                let apart = here | there;
                let some: Vec<usize> =
                    (0..keyed.len()).filter(|&at| [here, there].contains(&keyed[at].unreadable)).collect();
                let compare = |a: usize, b: usize| keyed[some[a]].compare(&keyed[some[b]], apart);
                let mut last: Option<usize> = None;
                let mut earlier: Option<u32> = None;
                for at in order(some.len(), &|a, b| compare(a, b).then(a.cmp(&b)).is_lt()) {
                    if last.replace(at).is_none_or(|last| compare(last, at).is_ne()) {
                        earlier = None;
                    }
                    let row = &keyed[some[at]];
                    if let Some(earlier) = earlier.filter(|_| row.unreadable == here) {
                        let found = &mut found[some[at]];
                        match *found {
                            _ if apart == 0 => *found = Some((earlier, State::Fails)),
                            Some((_, State::Fails)) => {}
                            Some((first, _)) if first <= earlier => {}
                            _ => *found = Some((earlier, State::Open)),
                        }
                    }
                    if row.unreadable == there && (apart == 0 || earlier.is_none()) {
                        earlier = Some(row.number);
                    }
                }
            }
        }
        let repeats = keyed.iter().zip(found);
        repeats.filter_map(|(row, found)| found.map(|(earlier, state)| (row.number, earlier, state))).collect()
    }

    /// What a check comes to; `None` where its guard is known to be false.
    pub(crate) fn outcome(&self, check: &'a Check) -> Option<Outcome> {
        let mut state = match &check.guard {
            None => self.judge(&check.holds),
            Some(guard) => match self.judge_guard(guard) {
                State::Fails => return None,
                State::Holds => self.judge(&check.holds),
                // Whether it applies is not known; that it holds anyway may be.
                State::Open => match self.judge(&check.holds) {
                    State::Holds => State::Holds,
                    _ => State::Open,
                },
            },
        };
        let mut severity = check.severity;
        if severity == Severity::Review {
            state = State::Open;
        }
        if state == State::Fails && severity == Severity::Error && self.is_near(&check.holds) {
            severity = Severity::Warning;
        }
        Some(Outcome { state, severity })
    }

    /// Whether a text is outside the tolerance, but not outside twice the tolerance.
    fn is_near(&self, condition: &Condition) -> bool {
        match condition {
            Condition::About { place, count, tolerance } => match self.value(*place) {
                Some(Value::LongText(counts)) => band(*count, tolerance.saturating_mul(2)).contains(counts.zishu()),
                _ => false,
            },
            _ => false,
        }
    }
}

/// What makes a row the same as another.
struct Keyed<'a> {
    cells: Vec<&'a Answer>,
    /// The columns that cannot be read, a bit each.
    unreadable: u64,
    number: u32,
}

impl<'a> Keyed<'a> {
    fn new(cells: Vec<&'a Answer>, number: u32) -> Self {
        let bits = cells.iter().enumerate().filter(|(_, cell)| matches!(cell, Answer::Unreadable(_)));
        let unreadable = bits.fold(0, |bits, (at, _)| bits | bit(at));
        Keyed { cells, unreadable, number }
    }

    /// By the first column, as far as it is a text, and by the columns that are not `apart`.
    fn compare(&self, other: &Self, apart: u64) -> Ordering {
        let first = |row: &Self| match row.cells.first() {
            Some(Answer::Read(Value::Text(text))) => essence(text),
            _ => essence(""),
        };
        let pairs = self.cells.iter().zip(&other.cells).enumerate().filter(|(at, _)| apart & bit(*at) == 0);
        pairs.fold(first(self).cmp(first(other)), |order, (_, (a, b))| order.then_with(|| compare(a, b)))
    }
}

/// Of more columns than a rule has, the last share one.
fn bit(column: usize) -> u64 {
    1 << column.min(63)
}

/// The order of two answers of a column. Texts are equal but for white space and width.
fn compare(a: &Answer, b: &Answer) -> Ordering {
    let (Answer::Read(a), Answer::Read(b)) = (a, b) else { return a.is_answered().cmp(&b.is_answered()) };
    match (a, b) {
        (Value::Text(a), Value::Text(b)) | (Value::Other(a), Value::Other(b)) => essence(a).cmp(essence(b)),
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        (Value::Choice(a), Value::Choice(b)) => a.cmp(b),
        (Value::Choices(a), Value::Choices(b)) => a.cmp(b),
        (Value::Yes(a), Value::Yes(b)) => a.cmp(b),
        // What is no option of an open list stands behind the options.
        (Value::Other(_), _) => Ordering::Greater,
        (_, Value::Other(_)) => Ordering::Less,
        _ => Ordering::Equal,
    }
}

/// A least and a most of 字.
pub(super) struct Band {
    pub least: u32,
    pub most: u32,
}

impl Band {
    fn contains(&self, zishu: u32) -> bool {
        self.least <= zishu && zishu <= self.most
    }
}

/// About `count` with a tolerance in per cent, both ends inside.
pub(super) fn band(count: u32, tolerance: u32) -> Band {
    let (count, tolerance) = (u64::from(count), u64::from(tolerance));
    Band {
        least: (count * 100u64.saturating_sub(tolerance)).div_ceil(100) as u32,
        most: (count * (100 + tolerance) / 100) as u32,
    }
}
