//! Why a check does not hold, as data: a code and what its text needs.

use super::condition::{Scope, band};
use super::json::Json;
use super::report::RowReport;
use super::waits::Waits;
use super::{Outcome, Remedy, State};
use crate::answer::{Answer, Row, Unreadable, Value};
use crate::code::Code;
use crate::rulebook::{Bound, Check, Condition, Day, Field, Kind, Place, Quantity, Severity};
use alloc::string::String;
use alloc::vec::Vec;

/// Why a check fails or is open, and what would mend it.
pub(super) struct Reason {
    pub outcome: Outcome,
    pub code: Code,
    /// The fields that it waits for, where it is open.
    pub waits: Vec<u16>,
    /// Those among them that cannot be read.
    pub unreadable: Vec<u16>,
    /// Where it fails.
    pub remedies: Vec<Remedy>,
    /// The rows at fault, or those that leave it open.
    pub rows: Vec<RowReport>,
}

/// A bound of a number, and whether it is the least.
type Side<'a> = (&'a Bound, bool);

impl<'a> Scope<'a> {
    /// Why a check fails or is open.
    pub(super) fn reason(&self, check: &'a Check, outcome: Outcome) -> Reason {
        let (waits, remedies, rows) = match outcome.state {
            State::Open => {
                let waits = self.waits(check);
                let rows = self.open_rows(&waits);
                (waits, Vec::new(), rows)
            }
            _ => (Waits::default(), self.remedies(&check.holds), self.failing_rows(&check.holds)),
        };
        let code = match (outcome.state, &check.holds) {
            _ if check.severity == Severity::Review => Code::Review,
            (State::Fails, Condition::Readable { field }) => match self.answer(Place::Field { index: *field }) {
                Answer::Unreadable(unreadable) => unreadable.fault.code,
                _ => Code::RowsFormat,
            },
            (State::Fails, holds) => self.demand(holds),
            _ if waits.unreadable.is_empty() => Code::AnswerMissing,
            _ if waits.unreadable.iter().all(|&field| self.answers.get(field.into()).is_unreadable_file()) => {
                Code::FileUnreadable
            }
            _ => Code::AnswerUnreadable,
        };
        Reason { outcome, code, waits: waits.fields, unreadable: waits.unreadable, remedies, rows }
    }

    /// Writes why a check fails or is open: the code, and its params where there are any.
    pub(super) fn write_reason(&self, check: &'a Check, reason: &Reason, json: &mut Json) {
        json.pair("code", reason.code.id());
        let params = Json::object(|params| match (reason.outcome.state, &check.holds) {
            _ if check.severity == Severity::Review => {}
            (State::Fails, Condition::Readable { field }) => {
                let place = Place::Field { index: *field };
                if let (Some(about), Answer::Unreadable(unreadable)) = (self.field(place), self.answer(place)) {
                    self.fault_params(about, unreadable, params);
                }
            }
            (State::Fails, holds) => self.params(holds, params),
            (_, holds) => self.parts(holds, params),
        });
        write_params(params, json);
    }

    /// What a condition asks, as a code; of a number within bounds, the bound that it does not keep.
    pub(super) fn demand(&self, condition: &'a Condition) -> Code {
        if let Some(otherwise) = self.otherwise(condition) {
            return self.demand(otherwise);
        }
        match condition {
            Condition::Answered { .. } | Condition::Readable { .. } => Code::AnswerGiven,
            Condition::Yes { .. } => Code::YesNoYes,
            Condition::Number { of: Quantity::Rows { .. }, .. } => Code::RowsCount,
            Condition::Number { .. } => match self.sides(condition) {
                (Some((Bound::Exactly { .. }, _)), Some(_)) if self.is_exact(condition) => Code::NumberExactly,
                (Some((Bound::Share { .. }, _)), Some(_)) if self.is_exact(condition) => Code::NumberExactlyShare,
                (Some(_), Some(_)) => Code::NumberBetween,
                (Some((Bound::Exactly { .. }, true)), _) => Code::NumberAtLeast,
                (Some((Bound::Exactly { .. }, false)), _) => Code::NumberAtMost,
                (Some((Bound::Share { .. }, true)), _) => Code::NumberAtLeastShare,
                _ => Code::NumberAtMostShare,
            },
            Condition::Date { of, from_day, to_day } => {
                let breaks = |from: &Option<Day>, to: &Option<Day>| self.compare_days(of, from, to) == State::Fails;
                match (from_day, to_day) {
                    (_, None) => Code::DateFrom,
                    (None, _) => Code::DateTo,
                    _ if breaks(from_day, &None) => Code::DateFrom,
                    _ if breaks(&None, to_day) => Code::DateTo,
                    _ => Code::DateBetween,
                }
            }
            Condition::OneOf { .. } => Code::ChoiceOneOf,
            Condition::AllOf { .. } => Code::ChoiceAllOf,
            Condition::About { .. } => Code::TextAbout,
            Condition::EveryRow { .. } => Code::RowsEvery,
            Condition::SomeRow { .. } => Code::RowsSome,
            Condition::UniqueRows { .. } => Code::RowsUnique,
            Condition::And { .. } => Code::All,
            Condition::Or { .. } => Code::Any,
            Condition::Not { .. } => Code::Not,
            Condition::Where { .. } => Code::When,
            Condition::Judged => Code::Review,
        }
    }

    fn is_exact(&self, condition: &Condition) -> bool {
        matches!(condition, Condition::Number { at_least: Some(least), at_most: Some(most), .. } if least.is_same(most))
    }

    /// The bounds that a number does not keep, or else all that it has.
    fn sides(&self, condition: &'a Condition) -> (Option<Side<'a>>, Option<Side<'a>>) {
        let Condition::Number { of, at_least, at_most } = condition else { return (None, None) };
        let sides = (at_least.as_ref().map(|bound| (bound, true)), at_most.as_ref().map(|bound| (bound, false)));
        // Of a number of rows the code does not say which.
        let one = !matches!(of, Quantity::Rows { .. }) && !self.is_exact(condition);
        if sides.0.is_some() && sides.1.is_some() && one {
            if self.compare(of, at_least, &None) == State::Fails {
                return (sides.0, None);
            }
            if self.compare(of, &None, at_most) == State::Fails {
                return (sides.1, None);
            }
        }
        if sides.0.is_none() { (sides.1, None) } else { sides }
    }

    /// The params of what a condition asks, as members of an object.
    pub(super) fn params(&self, condition: &'a Condition, json: &mut Json) {
        if let Some(otherwise) = self.otherwise(condition) {
            return self.params(otherwise, json);
        }
        match condition {
            Condition::Yes { place } => self.write_value("value", *place, json),
            Condition::Number { of, .. } => {
                let (first, second) = self.sides(condition);
                let exact = self.is_exact(condition);
                let sides = [first, second.filter(|_| !exact)].into_iter().flatten();
                if let Some(Bound::Share { percent, of }) =
                    sides.clone().map(|(bound, _)| bound).find(|bound| matches!(bound, Bound::Share { .. }))
                {
                    json.number("percent", *percent);
                    json.pair("of", &self.name(of));
                }
                for (bound, up) in sides {
                    let key = match (exact, up) {
                        (true, _) => "exactly",
                        (_, true) => "least",
                        (_, false) => "most",
                    };
                    if let Some(number) = self.nearest(bound, up, self.is_whole(of)) {
                        json.number(key, number);
                    }
                }
                if let Some(number) = self.quantity(of).and_then(|range| range.number()) {
                    json.number("value", number);
                }
                if let Some(sort) = sort_of(of) {
                    json.pair("quantity", sort);
                }
            }
            Condition::Date { of, from_day, to_day } => {
                let code = self.demand(condition);
                for (key, day, other) in [("from", from_day, Code::DateTo), ("to", to_day, Code::DateFrom)] {
                    if let Some(day) = day.as_ref().filter(|_| code != other).and_then(|day| self.day(day)) {
                        write_day(key, day, json);
                    }
                }
                if let Some(day) = self.day(of) {
                    write_day("value", day, json);
                }
            }
            Condition::OneOf { place, options } => {
                self.write_options("options", *place, *options, json);
                self.write_value("value", *place, json);
            }
            Condition::AllOf { place, options } => {
                self.write_options("options", *place, *options, json);
                if let Some(Value::Choices(chosen)) = self.value(*place) {
                    self.write_options("missing", *place, options & !chosen.listed, json);
                }
            }
            Condition::About { place, count, tolerance } => {
                let band = band(*count, *tolerance);
                json.whole("count", *count);
                json.whole("tolerance", *tolerance);
                json.whole("least", band.least);
                json.whole("most", band.most);
                self.write_value("value", *place, json);
            }
            Condition::UniqueRows { table, by } => {
                json.list("by", self.columns_at(*table, by).map(|column| column.id.as_str()));
            }
            _ => self.parts(condition, json),
        }
    }

    /// The parts of a condition that is made of some, as a member of an object.
    fn parts(&self, condition: &'a Condition, json: &mut Json) {
        if let Some(otherwise) = self.otherwise(condition) {
            return self.parts(otherwise, json);
        }
        if let Condition::EveryRow { table, holds, .. } | Condition::SomeRow { table, holds } = condition {
            return self.part_of_row(*table, holds, self.judge(condition), json);
        }
        let (guard, parts) = match condition {
            Condition::And { of } | Condition::Or { of } => (None, of.as_slice()),
            Condition::Not { of } => (None, core::slice::from_ref(&**of)),
            Condition::Where { guard, holds } => (Some(&**guard), core::slice::from_ref(&**holds)),
            _ => return,
        };
        json.key("parts");
        json.open('[');
        if let Some(guard) = guard {
            Scope { guard: true, ..*self }.write_part(guard, json);
        }
        for part in parts {
            self.write_part(part, json);
        }
        json.close(']');
    }

    /// What is asked of rows, by the first of them that makes a condition on them what it is; where there are none, it is open.
    fn part_of_row(&self, table: u16, holds: &'a Condition, state: State, json: &mut Json) {
        let Some(Kind::Table { table: columns }) = self.field(Place::Field { index: table }).map(|it| &it.kind) else {
            return;
        };
        let blank = Row::blank();
        let mut rows = self.each_row(table, holds).into_iter().flatten();
        let scope = match rows.find(|(.., judged)| *judged == state) {
            Some((scope, row, _)) => {
                json.whole("row", row.number);
                scope
            }
            None => self.in_row(columns, &blank),
        };
        json.key("parts");
        json.open('[');
        scope.write_part(holds, json);
        json.close(']');
    }

    fn write_part(&self, condition: &'a Condition, json: &mut Json) {
        let is_known = self.row.is_none_or(|(_, row)| row.is_real());
        json.open('{');
        json.pair("code", self.demand(condition).id());
        json.pair("state", if is_known { self.judge(condition) } else { State::Open }.name());
        json.list("fields", condition.fields(true).into_iter().map(|field| self.id(field)));
        if let Some((table, _)) = self.row {
            let columns = condition.columns().into_iter().filter_map(|at| table.columns.get(usize::from(at)));
            json.list("columns", columns.map(|column| column.id.as_str()));
        }
        write_params(Json::object(|params| self.params(condition, params)), json);
        json.close('}');
    }

    /// The params of an answer that cannot be read, as members of an object. `field` is a field or a column.
    pub(super) fn fault_params(&self, field: &Field, unreadable: &Unreadable, json: &mut Json) {
        if let Some(digits) = unreadable.fault.digits {
            json.whole("digits", digits.there.into());
            json.whole("should", digits.should.into());
        }
        match (unreadable.fault.code, &field.kind) {
            (Code::NumberUnit, _) => json.list("units", field.units.iter().map(String::as_str)),
            (Code::NumberTooSmall, Kind::Count { min, .. } | Kind::Hours { min, .. }) => json.number("least", *min),
            (Code::NumberTooLarge, Kind::Count { max, .. } | Kind::Hours { max, .. }) => json.number("most", *max),
            (Code::ChoiceUnknown | Code::ChoiceTwo, _) => {
                json.list("options", field.options().iter().map(|option| option.id.as_str()));
            }
            _ => {}
        }
    }

    /// What stands in a place, as a member of an object: a number, a yes or no, the id of an option, those of several, a day as
    /// `2012-04-25`, a text; of a long text its 字数, of a table the number of its rows.
    pub(super) fn write_value(&self, key: &str, place: Place, json: &mut Json) {
        let options = self.field(place).map_or(&[][..], Field::options);
        match self.value(place) {
            None => {
                if let Some(day) = self.assumed_day(place) {
                    write_day(key, day, json);
                }
            }
            Some(Value::Number(number)) => json.number(key, *number),
            Some(Value::LongText(counts)) => json.whole(key, counts.zishu()),
            Some(Value::Table(rows)) => json.whole(key, rows.rows.len() as u32),
            Some(Value::Text(text) | Value::Other(text)) => json.pair(key, text),
            Some(Value::Date(day)) => write_day(key, *day, json),
            Some(Value::Choice(at)) => json.pair(key, options.get(usize::from(*at)).map_or("", |option| &option.id)),
            Some(Value::Choices(chosen)) => {
                let listed = self.field(place).into_iter().flat_map(|field| field.chosen(chosen.listed));
                let others = chosen.others.iter().map(|other| &**other);
                json.list(key, listed.map(|option| option.id.as_str()).chain(others));
            }
            Some(Value::Yes(yes)) => json.flag(key, *yes),
        }
    }

    fn write_options(&self, key: &str, place: Place, options: u64, json: &mut Json) {
        if let Some(field) = self.field(place) {
            json.list(key, field.chosen(options).map(|option| option.id.as_str()));
        }
    }

    /// The id of what a quantity is taken from: a field, or a column of a table.
    fn name(&self, of: &Quantity) -> String {
        let place = |place: &Place| self.field(*place).map_or("", |field| field.id.as_str());
        let day = |day: &Day| match day {
            Day::Of { place: at } => place(at).into(),
            Day::On { date } => {
                let mut out = String::new();
                date.write_iso(&mut out);
                out
            }
        };
        match of {
            Quantity::Value { place: at } => place(at).into(),
            Quantity::Rows { table, .. } => self.id(*table).into(),
            Quantity::Sum { table, column } => {
                let mut name = String::from(self.id(*table));
                name.push('.');
                name.push_str(self.columns(*table).get(usize::from(*column)).map_or("", |column| &column.id));
                name
            }
            Quantity::Days { from, to } | Quantity::Years { from, to } => {
                let mut span = day(from);
                span.push_str("..");
                span.push_str(&day(to));
                span
            }
        }
    }
}

/// What a quantity is, where it is not the answer to a field.
fn sort_of(of: &Quantity) -> Option<&'static str> {
    match of {
        Quantity::Value { .. } | Quantity::Rows { .. } => None,
        Quantity::Sum { .. } => Some("sum"),
        Quantity::Days { .. } => Some("days"),
        Quantity::Years { .. } => Some("years"),
    }
}

fn write_day(key: &str, day: crate::answer::Date, json: &mut Json) {
    let mut text = String::new();
    day.write_iso(&mut text);
    json.pair(key, &text);
}

/// Writes params with their key, unless there are none.
pub(super) fn write_params(params: Json, json: &mut Json) {
    let params = params.into_text();
    if params.len() > "{}".len() {
        json.key("params");
        json.raw(&params);
    }
}
