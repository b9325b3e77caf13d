//! Which checks may stop a submission: those that can be mended on the page, each answer within what its control can hold.

use super::condition::{Scope, band};
use super::quantity::{Range, compare};
use super::waits::Waits;
use super::{Outcome, Session, State};
use crate::answer::number::ONE;
use crate::answer::{Answer, Number, Row, Rows, Value};
use crate::rulebook::{Check, Condition, Day, Field, Kind, Place, Quantity, Severity};
use alloc::vec::Vec;

/// What the control of a field, or of a cell, can become.
#[derive(Clone, Debug, PartialEq)]
pub enum Room {
    /// There is no control.
    Absent,
    /// It cannot be changed.
    Fixed,
    /// Anything, in so many characters; of a table, other files.
    Text {
        /// The most characters.
        most: u32,
    },
    /// Some of these options. Of a yes or no the first bit is yes.
    Options {
        /// The options of the field that each option of the control stands for, a bit each.
        each: Vec<u64>,
        /// Whether several can be chosen.
        many: bool,
    },
    /// A number in ten-thousandths, or a day, between two.
    Between {
        /// The least.
        low: i64,
        /// The most.
        high: i64,
    },
    /// Rows, a room a cell.
    Rows {
        /// Each row, blank ones too.
        rows: Vec<Vec<Room>>,
        /// Whether rows can be added.
        grows: bool,
    },
}

impl Room {
    /// Without a limit.
    pub const FREE: Room = Room::Text { most: u32::MAX };

    /// Whether the control, or one of a table's, can be changed.
    fn is_open(&self) -> bool {
        match self {
            Room::Absent | Room::Fixed => false,
            Room::Rows { rows, grows } => *grows || rows.iter().flatten().any(Room::is_open),
            _ => true,
        }
    }
}

/// The fewest characters of an answer that can be read.
fn shortest(kind: &Kind) -> u32 {
    match kind {
        Kind::Phone => 7,
        Kind::Date => 8,
        _ => 0,
    }
}

impl Session {
    /// For each field whether a check that fails depends on it: of those alone it matters what their controls can hold, of the
    /// others only whether they can be changed.
    pub fn at_fault(&self) -> Vec<bool> {
        let mut fields = Vec::new();
        fields.resize(self.form().fields.len(), false);
        for (at, outcome) in self.judged() {
            if (outcome.state, outcome.severity) == (State::Fails, Severity::Error) {
                self.form().checks[at].holds.each_field(false, &mut |field| fields[usize::from(field)] = true);
            }
        }
        fields
    }

    /// For each check of the report the fields at which it can be mended, where it stops a submission; else none. `rooms`: what
    /// the control of each field can become.
    pub fn stops(&self, rooms: &[Room]) -> Vec<Vec<u16>> {
        let page = Page { scope: self.scope(), rooms, row: &[] };
        self.judged().map(|(at, outcome)| page.places(&self.form().checks[at], outcome)).collect()
    }
}

/// Answers as they could become on the page.
#[derive(Clone, Copy)]
struct Page<'a> {
    scope: Scope<'a>,
    rooms: &'a [Room],
    /// The rooms of the row that is judged.
    row: &'a [Room],
}

impl<'a> Page<'a> {
    fn field(&self, field: u16) -> &'a Room {
        self.rooms.get(usize::from(field)).unwrap_or(&Room::Absent)
    }

    fn room(&self, place: Place) -> &'a Room {
        match place {
            Place::Field { index } => self.field(index),
            Place::Column { index } => self.row.get(usize::from(index)).unwrap_or(&Room::Absent),
        }
    }

    fn is_answered(&self, field: u16) -> bool {
        self.scope.answer(Place::Field { index: field }).is_answered()
    }

    /// The fields at which a check that stops can be mended.
    fn places(&self, check: &'a Check, outcome: Outcome) -> Vec<u16> {
        if outcome.severity != Severity::Error {
            return Vec::new();
        }
        match outcome.state {
            State::Holds => Vec::new(),
            State::Open => self.missing(self.scope.waits(check)),
            State::Fails => {
                // The finding of an inspection is what is sent.
                let stops = !check.consequence
                    && self.scope.assumed_place(check, outcome.state).is_none()
                    && self.judge(&check.holds) != State::Fails;
                let mut fields = check.fields();
                fields.retain(|&field| stops && self.field(field).is_open());
                // What is not answered did not make it fail.
                if fields.iter().any(|&field| self.is_answered(field)) {
                    fields.retain(|&field| self.is_answered(field));
                }
                fields
            }
        }
    }

    /// Those that an open check waits for and whose controls are empty and can be filled in.
    fn missing(&self, waits: Waits) -> Vec<u16> {
        let Waits { mut fields, cells, unused, .. } = waits;
        // Where none of those has a control, the table does as well.
        if !fields.is_empty() && fields.iter().all(|&field| *self.field(field) == Room::Absent) {
            fields = unused;
        }
        fields.retain(|&field| {
            if !self.is_answered(field) {
                return self.field(field).is_open();
            }
            cells.iter().any(|&(table, row, column)| table == field && self.is_empty_cell(table, row, column))
        });
        fields
    }

    fn is_empty_cell(&self, table: u16, number: u32, column: u16) -> bool {
        self.rows(table).into_iter().flatten().any(|(page, row)| {
            row.number == number
                && page.room(Place::Column { index: column }).is_open()
                && row.cells.get(usize::from(column)).is_some_and(|cell| !cell.is_answered())
        })
    }

    /// The rows of a table that stand on the page; those of a file do not.
    fn rows(&self, table: u16) -> Option<impl Iterator<Item = (Page<'a>, &'a Row)>> {
        let (Room::Rows { rows: rooms, .. }, Some((table, rows))) = (self.field(table), self.scope.rows(table)) else {
            return None;
        };
        let page = *self;
        Some(rows.rows.iter().map(move |row| {
            let room = rooms.get(row.number as usize - 1).map_or(&[][..], Vec::as_slice);
            (Page { scope: page.scope.in_row(table, row), row: room, ..page }, row)
        }))
    }

    /// Whether the row can be emptied: then it is none.
    fn can_vanish(&self, row: &Row) -> bool {
        row.cells
            .iter()
            .enumerate()
            .all(|(at, cell)| !cell.is_answered() || self.room(Place::Column { index: at as u16 }).is_open())
    }

    /// How many rows more there can be; `None` without a limit.
    fn more_rows(&self, table: u16) -> Option<usize> {
        let Room::Rows { rows, grows: false } = self.field(table) else { return None };
        let filled = self.rows(table).into_iter().flatten().filter(|(page, _)| page.row.iter().any(Room::is_open));
        let open = rows.iter().filter(|row| row.iter().any(Room::is_open));
        Some(open.count().saturating_sub(filled.count()))
    }

    /// What a condition comes to were the answers that can be changed unknown.
    fn judge(&self, condition: &'a Condition) -> State {
        match condition {
            Condition::And { of } => State::all(of.iter().map(|condition| self.judge(condition))),
            Condition::Or { of } => State::any(of.iter().map(|condition| self.judge(condition))),
            Condition::Not { of } => self.judge(of).not(),
            // Nobody is to change what a rule is for in order to be let through.
            Condition::Where { guard, holds } => {
                State::any([self.scope.judge_guard(guard).not(), self.judge(holds)].into_iter())
            }
            Condition::Readable { field } => self.readable(*field, condition),
            Condition::Number { of, at_least, at_most } => compare(&|of| self.quantity(of), of, at_least, at_most),
            Condition::Date { of, from_day, to_day } => self.days(of, from_day, to_day),
            Condition::Yes { place } => self.chosen(*place, condition, |bits| bits & 1 != 0),
            Condition::OneOf { place, options } => self.chosen(*place, condition, |bits| bits & options != 0),
            Condition::AllOf { place, options } => self.chosen(*place, condition, |bits| bits & options == *options),
            Condition::About { place, count, tolerance } => match self.room(*place) {
                Room::Absent | Room::Fixed => self.scope.judge(condition),
                // A character is one 字 at most.
                Room::Text { most } if *most < band(*count, *tolerance).least => State::Fails,
                _ => State::Open,
            },
            Condition::Answered { place } => self.unless_fixed(self.room(*place), condition),
            Condition::EveryRow { table, holds, .. } => match self.scope.otherwise(condition) {
                Some(otherwise) if !self.field(*table).is_open() => self.judge(otherwise),
                Some(_) => State::Open,
                None => self.every_row(*table, condition, |page| page.judge(holds)),
            },
            Condition::SomeRow { table, holds } => match self.rows(*table) {
                Some(rows) if self.more_rows(*table) == Some(0) => State::any(rows.map(|(page, _)| page.judge(holds))),
                _ => self.unless_fixed(self.field(*table), condition),
            },
            Condition::UniqueRows { table, by } => self.unique(*table, by, condition),
            Condition::Judged => State::Open,
        }
    }

    fn unless_fixed(&self, room: &Room, condition: &'a Condition) -> State {
        if room.is_open() { State::Open } else { self.scope.judge(condition) }
    }

    fn every_row(&self, table: u16, condition: &'a Condition, judge: impl Fn(&Page<'a>) -> State) -> State {
        match self.rows(table) {
            Some(rows) => State::all(rows.map(|(page, row)| match judge(&page) {
                State::Fails if page.can_vanish(row) => State::Open,
                state => state,
            })),
            None => self.unless_fixed(self.field(table), condition),
        }
    }

    fn readable(&self, field: u16, condition: &'a Condition) -> State {
        let Some(about) = self.scope.field(Place::Field { index: field }) else { return State::Open };
        match (&about.kind, self.scope.judge(condition)) {
            (Kind::Table { table }, State::Fails) => self.every_row(field, condition, |page| {
                let cells = page.scope.row.map_or(&[][..], |(_, row)| &row.cells);
                let columns = table.columns.iter().enumerate().zip(cells);
                State::all(columns.map(|((at, column), cell)| match cell {
                    Answer::Read(_) => State::Holds,
                    Answer::Unanswered if !column.required => State::Holds,
                    Answer::Unanswered => {
                        Self::could_be_read(column, page.room(Place::Column { index: at as u16 }), false)
                    }
                    Answer::Unreadable(_) => {
                        Self::could_be_read(column, page.room(Place::Column { index: at as u16 }), true)
                    }
                }))
            }),
            (_, State::Fails) => Self::could_be_read(about, self.field(field), true),
            (_, state) => state,
        }
    }

    /// Whether another answer in the control could be read; of one that is `written` there, what it says for a choice is no fault:
    /// in a box of text it may be a description.
    fn could_be_read(field: &Field, room: &Room, written: bool) -> State {
        let is_choice = matches!(field.kind, Kind::Choice { .. } | Kind::Choices { .. } | Kind::YesNo);
        State::of(match room {
            Room::Absent | Room::Fixed => false,
            Room::Text { most } => !(is_choice && written) && *most >= shortest(&field.kind),
            Room::Options { each, .. } => !each.is_empty(),
            _ => true,
        })
    }

    /// Whether what is chosen is as it should be, by the bits of the options.
    fn chosen(&self, place: Place, condition: &'a Condition, is_right: impl Fn(u64) -> bool) -> State {
        let room = self.room(place);
        let Room::Options { each, many } = room else { return self.unless_fixed(room, condition) };
        let all = each.iter().fold(0, |all, bits| all | bits);
        if !(each.iter().any(|&bits| is_right(bits)) || *many && is_right(all)) {
            State::Fails
        } else if each.iter().all(|&bits| is_right(bits)) {
            State::Holds
        } else {
            State::Open
        }
    }

    fn days(&self, of: &Day, from: &Option<Day>, to: &Option<Day>) -> State {
        let Some(day) = self.day(of) else { return State::Open };
        let against = |bound: &Option<Day>, holds: fn(Range, Range) -> State| match bound {
            None => State::Holds,
            Some(bound) => self.day(bound).map_or(State::Open, |bound| holds(day, bound)),
        };
        State::all([against(from, Range::at_least), against(to, |a, b| b.at_least(a))].into_iter())
    }

    fn day(&self, day: &Day) -> Option<Range> {
        if let Day::Of { place } = day {
            match self.room(*place) {
                Room::Absent | Room::Fixed => {}
                Room::Between { low, high } => return Some(Range { low: *low, high: Some(*high) }),
                _ => return Some(ANY),
            }
        }
        self.scope.day(day).map(|day| Range { low: day.0.into(), high: Some(day.0.into()) })
    }

    fn quantity(&self, of: &Quantity) -> Option<Range> {
        match of {
            Quantity::Value { place } => {
                let kind = &self.scope.field(*place)?.kind;
                match self.room(*place) {
                    Room::Absent | Room::Fixed => self.scope.quantity(of),
                    room => Some(range(room, kind)),
                }
            }
            Quantity::Rows { table, filter } => {
                self.add_up(*table, of, |page| match filter.as_ref().map_or(State::Holds, |it| page.judge(it)) {
                    State::Holds => Range { low: ONE, high: Some(ONE) },
                    State::Open => Range { low: 0, high: Some(ONE) },
                    State::Fails => Range { low: 0, high: Some(0) },
                })
            }
            Quantity::Sum { table, column } => self.add_up(*table, of, |page| {
                let place = Place::Column { index: *column };
                page.quantity(&Quantity::Value { place }).unwrap_or(Range { low: 0, high: None })
            }),
            Quantity::Days { from, to } | Quantity::Years { from, to } => {
                let is_open = |day: &Day| matches!(day, Day::Of { place } if self.room(*place).is_open());
                if is_open(from) || is_open(to) { Some(ANY) } else { self.scope.quantity(of) }
            }
        }
    }

    /// What the rows of a table come to together.
    fn add_up(&self, table: u16, of: &Quantity, each: impl Fn(&Page<'a>) -> Range) -> Option<Range> {
        if !self.field(table).is_open() {
            return self.scope.quantity(of);
        }
        let mut sum = Range { low: 0, high: Some(0) };
        for (page, row) in self.rows(table).into_iter().flatten() {
            let range = each(&page);
            sum.low = sum.low.saturating_add(if page.can_vanish(row) { 0 } else { range.low });
            sum.high = sum.high.zip(range.high).and_then(|(sum, high)| sum.checked_add(high));
        }
        let more = match (self.more_rows(table), of) {
            (Some(more), Quantity::Rows { .. }) => Some(Number::whole(more as i64).0),
            (Some(0), _) => Some(0),
            _ => None,
        };
        sum.high = sum.high.zip(more).and_then(|(sum, more)| sum.checked_add(more));
        Some(sum)
    }

    /// Rows that are alike can be mended where one of them can be changed: what cannot be may not be alike by itself.
    fn unique(&self, table: u16, by: &[u16], condition: &'a Condition) -> State {
        let Some(rows) = self.rows(table) else { return self.unless_fixed(self.field(table), condition) };
        let is_fixed = |page: &Page<'a>, row: &Row| {
            !page.can_vanish(row) && !by.iter().any(|&index| page.room(Place::Column { index }).is_open())
        };
        let rows = rows.filter(|(page, row)| is_fixed(page, row)).map(|(_, row)| row.clone()).collect();
        let fixed = Answer::Read(Value::Table(Rows { rows }.into()));
        match (Scope { instead: Some((table, &fixed)), ..self.scope }).judge(condition) {
            State::Fails => State::Fails,
            _ => State::Open,
        }
    }
}

/// Any day, or any span of time.
const ANY: Range = Range { low: i64::MIN, high: None };

/// What a number of a kind can be.
fn range(room: &Room, kind: &Kind) -> Range {
    let most = match (room, kind) {
        (Room::Between { low, high }, _) => return Range { low: *low, high: Some(*high) },
        (Room::Options { each, many: true }, _) => {
            Some(each.iter().fold(0, |all, bits| all | bits).count_ones().into())
        }
        (Room::Options { each, .. }, _) => each.iter().map(|bits| bits.count_ones().into()).max(),
        // A character is one 字 at most.
        (Room::Text { most }, Kind::LongText) if *most < u32::MAX => Some(i64::from(*most)),
        // A digit each.
        (Room::Text { most }, Kind::Count { .. } | Kind::Hours { .. }) => 10i64.checked_pow(*most).map(|most| most - 1),
        _ => None,
    };
    let low = match kind {
        Kind::Count { min, .. } | Kind::Hours { min, .. } => min.0,
        _ => 0,
    };
    Range { low, high: most.map(|most| Number::whole(most).0) }
}
