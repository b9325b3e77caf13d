//! Messages, put together from the rulebook's wording and the answers' own values. No wording stands here.

use super::condition::{Scope, band};
use super::quantity::first_number;
use super::reason::Reason;
use super::report::RowReport;
use super::{Remedy, State};
#[cfg(feature = "json")]
use crate::answer::Answers;
use crate::answer::{Answer, Digits, Number, Row, Unreadable, Value, number};
use crate::code::Code;
#[cfg(feature = "json")]
use crate::rulebook::{Book, Form, OffPageWord};
use crate::rulebook::{Bound, Check, Condition, Day, Field, Kind, Place, Quantity, Severity, Word};
use alloc::string::String;

/// How many rows a message lists by number; the report has them all.
const ROWS_LISTED: usize = 10;
/// How many options a message lists; of more it lists the first few.
const OPTIONS_LISTED: usize = 8;
const FIRST_OPTIONS: usize = 3;

/// Writes a template: text with `{name}` in it. Figures are set apart from the Han before them, but for dates: neither it nor
/// its parts need know what stands beside them. Within a part nothing is set apart: answers are quoted to the letter. A
/// character may be left out of the template.
pub(super) fn expand(template: &str, without: Option<char>, out: &mut String, part: &mut dyn FnMut(&str, &mut String)) {
    let mut name = None;
    for c in template.chars() {
        let at = out.len();
        match (c, &mut name) {
            ('{', _) => name = Some(String::new()),
            ('}', Some(whole)) => {
                part(whole, out);
                name = None;
            }
            (_, Some(begun)) => begun.push(c),
            (_, None) if Some(c) == without => {}
            (_, None) => out.push(c),
        }
        let Some((before, [b'0'..=b'9', ..])) = out.as_bytes().split_at_checked(at) else { continue };
        // The bytes that Han begins with.
        if matches!(before, [.., 0xE4..=0xE9, _, _])
            && !before.ends_with("年".as_bytes())
            && !before.ends_with("月".as_bytes())
        {
            out.insert(at, ' ');
        }
    }
}

/// What a check asks, in words, before anything is answered.
#[cfg(feature = "json")]
pub(crate) fn requires_of(book: &Book, form: &Form, wording: &[String], check: &Check) -> String {
    let answers = Answers::new(form.fields.len());
    let scope = Scope { listed: Some(wording), ..Scope::of(book, form, &answers) };
    let say = |word: OffPageWord, out: &mut String, part: &mut dyn FnMut(&str, &mut String)| {
        expand(word.of(wording), None, out, part);
    };
    let mut out = String::new();
    match check.holds {
        Condition::Judged => check.open.clone(),
        Condition::Readable { field } => {
            say(OffPageWord::IsReadable, &mut out, &mut |_, out| scope.label_at(Place::Field { index: field }, out));
            out
        }
        _ => {
            if let Some(guard) = &check.guard {
                say(OffPageWord::Guard, &mut out, &mut |_, out| scope.known(guard, out));
            }
            if let Condition::EveryRow { table, holds, otherwise: Some(_) } = &check.holds {
                let (table, holds) = (*table, holds.clone());
                scope.requires(&Condition::EveryRow { table, holds, otherwise: None }, &mut String::new(), &mut out);
                let label = Place::Field { index: table };
                say(OffPageWord::Otherwise, &mut out, &mut |_, out| scope.label_at(label, out));
            }
            scope.requires(&check.holds, &mut String::new(), &mut out);
            out
        }
    }
}

/// What may stand in a message of a check, beside the ids of the form's fields (what stands in them) and, with [`OF_LABEL`]
/// behind, their labels.
#[cfg(feature = "json")]
pub(crate) const PARTS: &[&str] = &[
    "label",
    "value",
    "have",
    "requires",
    "mend",
    "yes",
    "lacking",
    "unreadable",
    "rows",
    "standard",
    "missing",
    "least",
    "most",
    "from",
    "to",
];
/// Behind the id of a field: its label.
pub(crate) const OF_LABEL: &str = ".label";
/// The words that are such messages, beside the texts of codes that are no faults.
#[cfg(feature = "json")]
pub(crate) const OF_CHECKS: &[Word] = &[Word::Choose, Word::Tick, Word::OpenRows, Word::Fails, Word::FailsRows];
/// What may stand in a message of an answer that cannot be read.
#[cfg(feature = "json")]
pub(crate) const PARTS_OF_FAULTS: &[&str] =
    &["label", "value", "unit", "figures", "options", "min", "max", "digits", "should", "number", "row"];

impl<'a> Scope<'a> {
    pub(super) fn word(&self, word: Word) -> &'a str {
        self.book.word(word)
    }

    /// Writes a word. Of what is known already, what asks is left out: `为“是”`, not `应为“是”`.
    pub(super) fn say(&self, word: Word, out: &mut String, mut part: impl FnMut(&str, &mut String)) {
        self.say_word(word, out, &mut part);
    }

    /// The same, once for all callers: `say` is compiled for each, which the page's module pays for.
    #[inline(never)]
    fn say_word(&self, word: Word, out: &mut String, part: &mut dyn FnMut(&str, &mut String)) {
        let without = if self.guard { self.word(Word::Should).chars().next() } else { None };
        expand(self.word(word), without, out, part);
    }

    pub(super) fn label_of(&self, field: &Field, out: &mut String) {
        self.say(Word::Label, out, |_, out| out.push_str(&field.label));
    }

    pub(super) fn label_at(&self, place: Place, out: &mut String) {
        if let Some(field) = self.field(place) {
            self.label_of(field, out);
        }
    }

    fn table_field(&self, table: u16) -> Option<&'a Field> {
        self.fields.get(usize::from(table))
    }

    fn options(&self, field: &Field, bits: u64, out: &mut String) {
        for (at, option) in field.chosen(bits).enumerate() {
            if at > 0 {
                out.push_str(self.word(Word::Comma));
            }
            out.push_str(&option.label);
        }
    }

    /// A number with its unit: `12 人`.
    pub(super) fn amount(&self, number: Number, unit: &str, out: &mut String) {
        number.write(out);
        if !unit.is_empty() {
            out.push(' ');
            out.push_str(unit);
        }
    }

    pub(super) fn write_zishu(&self, zishu: u32, out: &mut String) {
        self.amount(Number::whole(zishu.into()), self.word(Word::UnitZi), out);
    }

    fn unit_of(&self, of: &Quantity) -> &'a str {
        match of {
            Quantity::Value { place } => self.field(*place).map_or("", |field| match field.kind {
                Kind::LongText => self.word(Word::UnitZi),
                Kind::Choices { .. } => field.units.first().map_or(self.word(Word::UnitChosen), String::as_str),
                _ => field.units.first().map_or("", String::as_str),
            }),
            Quantity::Rows { table, .. } => self.unit_of_rows(*table),
            Quantity::Sum { table, column } => self
                .columns(*table)
                .get(usize::from(*column))
                .and_then(|column| column.units.first())
                .map_or("", String::as_str),
            Quantity::Days { .. } => self.word(Word::UnitDays),
            Quantity::Years { from, .. } => match from {
                Day::Of { place } => self.field(*place).and_then(|field| field.units.first()).map(String::as_str),
                Day::On { .. } => None,
            }
            .unwrap_or(self.word(Word::UnitYears)),
        }
    }

    fn unit_of_rows(&self, table: u16) -> &'a str {
        let unit = self.table_field(table).and_then(|field| field.units.first());
        unit.map_or_else(|| self.word(Word::UnitRows), String::as_str)
    }

    /// A bound in words: a share with what it is a share of, and what that comes to where it is known.
    fn write_bound(&self, of: &Quantity, bound: &Bound, up: bool, out: &mut String) {
        match bound {
            Bound::Exactly { number } => self.amount(*number, self.unit_of(of), out),
            Bound::Share { percent, of: whole } => {
                if *percent == Number::whole(100) {
                    self.subject(whole, out);
                } else {
                    self.say(Word::Share, out, |part, out| match part {
                        "percent" => percent.write(out),
                        _ => self.subject(whole, out),
                    });
                }
                if let Some(number) = self.nearest(bound, up, self.is_whole(of)) {
                    self.say(Word::ShareComes, out, |_, out| self.amount(number, self.unit_of(of), out));
                }
            }
        }
    }

    fn day_words(&self, day: &Day, out: &mut String) {
        match day {
            Day::On { date } => date.write(out),
            Day::Of { place } => self.label_at(*place, out),
        }
    }

    /// What a quantity is called.
    fn subject(&self, of: &Quantity, out: &mut String) {
        match of {
            Quantity::Value { place } => self.label_at(*place, out),
            Quantity::Rows { table, filter } => {
                let word = if filter.is_some() { Word::RowsWhere } else { Word::RowsOf };
                self.say(word, out, |part, out| match (part, filter) {
                    ("requires", Some(filter)) => Scope { guard: true, ..*self }.requires_of_row(*table, filter, out),
                    _ => self.label_at(Place::Field { index: *table }, out),
                });
            }
            Quantity::Sum { table, column } => self.say(Word::SumOf, out, |part, out| match part {
                "table" => self.label_at(Place::Field { index: *table }, out),
                _ => {
                    if let Some(column) = self.columns(*table).get(usize::from(*column)) {
                        self.label_of(column, out);
                    }
                }
            }),
            Quantity::Days { from, to } | Quantity::Years { from, to } => {
                self.say(Word::SpanOf, out, |part, out| self.day_words(if part == "from" { from } else { to }, out))
            }
        }
    }

    /// What a condition asks of a row of a table.
    fn requires_of_row(&self, table: u16, condition: &Condition, out: &mut String) {
        if let Some(Kind::Table { table }) = self.table_field(table).map(|field| &field.kind) {
            self.in_row(table, &Row::blank()).requires(condition, &mut String::new(), out);
        }
    }

    /// What a condition asks, as a half-sentence. `subject` is what the sentence already speaks of.
    pub(super) fn requires(&self, condition: &'a Condition, subject: &mut String, out: &mut String) {
        match condition {
            Condition::Number { of, at_least, at_most } => {
                let mut name = String::new();
                self.subject(of, &mut name);
                if *subject != name {
                    out.push_str(&name);
                    *subject = name;
                }
                let word = match (at_least, at_most) {
                    (Some(least), Some(most)) if least.is_same(most) => Word::Exactly,
                    (Some(_), Some(_)) => Word::Between,
                    (Some(_), None) => Word::AtLeast,
                    _ => Word::AtMost,
                };
                self.say(word, out, |part, out| {
                    let up = part != "most" && word != Word::AtMost;
                    if let Some(bound) = if up { at_least } else { at_most } {
                        self.write_bound(of, bound, up, out);
                    }
                });
            }
            Condition::Date { of, from_day, to_day } => {
                self.day_words(of, out);
                let word = match (from_day, to_day) {
                    (Some(_), Some(_)) => Word::Days,
                    (Some(_), None) => Word::FromDay,
                    _ => Word::ToDay,
                };
                self.say(word, out, |part, out| {
                    if let Some(day) = if part == "from" { from_day } else { to_day } {
                        self.day_words(day, out);
                    }
                });
            }
            Condition::OneOf { place, options } | Condition::AllOf { place, options } => {
                let word = match condition {
                    Condition::AllOf { .. } => Word::AllOf,
                    _ if options.is_power_of_two() => Word::Is,
                    _ => Word::OneOf,
                };
                self.say(word, out, |part, out| match (part, self.field(*place)) {
                    ("options", Some(field)) => {
                        for option in field.chosen(*options) {
                            self.say(Word::Label, out, |_, out| out.push_str(&option.label));
                        }
                    }
                    _ => self.label_at(*place, out),
                });
            }
            Condition::About { place, count, tolerance } => self.say(Word::About, out, |part, out| match part {
                "label" => self.label_at(*place, out),
                "count" => number::write_whole(*count, out),
                "least" => number::write_whole(band(*count, *tolerance).least, out),
                _ => number::write_whole(band(*count, *tolerance).most, out),
            }),
            Condition::Yes { place } => self.say(Word::IsYes, out, |_, out| self.label_at(*place, out)),
            Condition::Answered { place } => {
                let word = if self.guard { Word::WasAnswered } else { Word::IsAnswered };
                self.say(word, out, |_, out| self.label_at(*place, out));
            }
            Condition::EveryRow { table, holds, .. } | Condition::SomeRow { table, holds } => {
                if let Some(otherwise) = self.otherwise(condition) {
                    return self.requires(otherwise, subject, out);
                }
                let word = if matches!(condition, Condition::EveryRow { .. }) { Word::EveryRow } else { Word::SomeRow };
                self.say(word, out, |part, out| match part {
                    "label" => self.label_at(Place::Field { index: *table }, out),
                    _ => {
                        self.requires_of_row(*table, holds, out);
                    }
                });
            }
            Condition::UniqueRows { table, .. } => {
                self.say(Word::UniqueRows, out, |_, out| self.label_at(Place::Field { index: *table }, out));
            }
            Condition::And { of } | Condition::Or { of } => {
                let is_or = matches!(condition, Condition::Or { .. });
                for (at, condition) in of.iter().enumerate() {
                    if at > 0 {
                        out.push_str(self.word(if is_or { Word::Or } else { Word::And }));
                    }
                    // Of alternatives only the first asks: `应不少于 2 人，或不少于一半`.
                    Scope { guard: self.guard || (is_or && at > 0), ..*self }.requires(condition, subject, out);
                }
            }
            Condition::Not { of } => match **of {
                Condition::Yes { place } => self.say(Word::IsNotYes, out, |_, out| self.label_at(place, out)),
                _ => self.say(Word::Not, out, |_, out| self.known(of, out)),
            },
            Condition::Where { holds, .. } => {
                #[cfg(feature = "json")]
                if let (Some(wording), Condition::Where { guard, .. }) = (self.listed, condition) {
                    expand(OffPageWord::Guard.of(wording), None, out, &mut |_, out| self.known(guard, out));
                }
                self.requires(holds, subject, out);
            }
            Condition::Readable { .. } | Condition::Judged => {}
        }
    }

    /// What a condition says, where it is not asked but known.
    pub(super) fn known(&self, condition: &'a Condition, out: &mut String) {
        Scope { guard: true, ..*self }.requires(condition, &mut String::new(), out);
    }

    /// What stands in a field, as a message shows it.
    pub(super) fn show(&self, place: Place, out: &mut String) {
        let Some(field) = self.field(place) else { return };
        match (self.answer(place), self.value(place)) {
            (Answer::Unreadable(unreadable), _) => out.push_str(&unreadable.written),
            (_, Some(Value::Number(n))) => self.amount(*n, field.units.first().map_or("", String::as_str), out),
            (_, Some(Value::Date(date))) => date.write(out),
            (_, Some(Value::LongText(counts))) => self.write_zishu(counts.zishu(), out),
            (_, Some(Value::Choice(at))) => self.options(field, 1 << at, out),
            (_, Some(Value::Choices(chosen))) => {
                self.options(field, chosen.listed, out);
                for (at, other) in chosen.others.iter().enumerate() {
                    if at > 0 || chosen.listed != 0 {
                        out.push_str(self.word(Word::Comma));
                    }
                    out.push_str(other);
                }
            }
            (_, Some(Value::Yes(yes))) => out.push_str(self.yes_or_no(place, *yes)),
            (_, Some(Value::Table(rows))) => {
                self.amount(Number::whole(rows.rows.len() as i64), self.word(Word::UnitRows), out);
            }
            (_, Some(Value::Text(text) | Value::Other(text))) => out.push_str(text),
            (_, None) => {
                if let Some(date) = self.assumed_day(place) {
                    date.write(out);
                }
            }
        }
    }

    /// What a field's yes or no is called.
    fn yes_or_no(&self, place: Place, yes: bool) -> &'a str {
        let own = match place {
            Place::Field { index } => self.yes_no.get(usize::from(index)),
            Place::Column { .. } => None,
        };
        match own.map(|own| &own[usize::from(!yes)]) {
            Some(own) if !own.is_empty() => own,
            _ => self.word(if yes { Word::Yes } else { Word::No }),
        }
    }

    fn show_first(&self, condition: &'a Condition, out: &mut String) {
        if let Some((of, ..)) = first_number(condition) {
            if let Some(number) = self.quantity(of).and_then(|range| range.number()) {
                self.amount(number, self.unit_of(of), out);
            }
            return;
        }
        let place = self.first_field(condition).map(|index| Place::Field { index });
        // What is asked of rows does not speak of their number.
        if let Some(place) = place.filter(|&place| !matches!(self.value(place), Some(Value::Table(_)))) {
            self.show(place, out);
        }
    }

    fn first_field(&self, condition: &'a Condition) -> Option<u16> {
        let mut first = None;
        self.otherwise(condition).unwrap_or(condition).each_field(false, &mut |field| first = first.or(Some(field)));
        first
    }

    /// Why an answer cannot be read. `field` is a field or a column.
    pub(super) fn fault(&self, field: &Field, unreadable: &Unreadable, out: &mut String) {
        let unit = field.units.first().map_or("", String::as_str);
        let digits = unreadable.fault.digits;
        let mut part = |part: &str, out: &mut String| match part {
            "label" => self.label_of(field, out),
            "value" => out.push_str(&unreadable.written),
            "unit" => out.push_str(unit),
            "figures" if unit.is_empty() => out.push_str(self.word(Word::Figures)),
            "figures" => self.say(Word::FiguresOf, out, |_, out| out.push_str(unit)),
            "options" => self.first_options(field, out),
            "min" | "max" => {
                if let Kind::Count { min, max } | Kind::Hours { min, max } = field.kind {
                    self.amount(if part == "min" { min } else { max }, unit, out);
                }
            }
            "digits" | "should" => {
                let count = digits.map_or(0, |digits| if part == "digits" { digits.there } else { digits.should });
                number::write_whole(count.into(), out);
            }
            "number" => match digits {
                Some(Digits { area: 0, should: 11, .. }) => out.push_str(self.word(Word::Mobile)),
                Some(Digits { area, .. }) if area > 0 => self.say(Word::AreaNumber, out, |_, out| {
                    let written = unreadable.written.chars().filter(char::is_ascii_digit);
                    out.extend(written.take(area.into()));
                }),
                _ => out.push_str(self.word(Word::OtherNumber)),
            },
            _ => {}
        };
        expand(self.book.text(unreadable.fault.code), None, out, &mut part);
    }

    /// The options of a field, or the first few of many.
    fn first_options(&self, field: &Field, out: &mut String) {
        let all = field.options().len();
        if all <= OPTIONS_LISTED {
            return self.options(field, u64::MAX, out);
        }
        self.options(field, (1 << FIRST_OPTIONS) - 1, out);
        self.say(Word::OptionsMore, out, |_, out| number::write_whole(all as u32, out));
    }

    /// Why a row fails.
    pub(super) fn row_message(&self, holds: &'a Condition, out: &mut String) {
        let mut requires = String::new();
        self.requires(holds, &mut String::new(), &mut requires);
        let step = first_number(holds).and_then(|(of, least, most)| {
            let now = self.quantity(of)?.number()?;
            let (bound, up) = if let Some(least) = least { (least, true) } else { (most.as_ref()?, false) };
            let to = self.nearest(bound, up, self.is_whole(of))?;
            Some((of, now, Number((to.0 - now.0).abs()), up))
        });
        let word = match step {
            Some((.., true)) => Word::RowMore,
            Some((.., false)) => Word::RowLess,
            None => Word::RowFails,
        };
        self.say(word, out, |part, out| match (part, step) {
            ("value", Some((of, now, ..))) => self.amount(now, self.unit_of(of), out),
            ("by", Some((of, _, by, _))) => self.amount(by, self.unit_of(of), out),
            _ => out.push_str(&requires),
        });
    }

    fn list_rows(&self, rows: &[RowReport], out: &mut String) {
        // Those of one table.
        let rows = rows.chunk_by(|a, b| a.table == b.table).next().unwrap_or_default();
        let word = if rows.len() > ROWS_LISTED { Word::RowListMore } else { Word::RowList };
        self.say(word, out, |part, out| match part {
            "count" => number::write_whole(rows.len() as u32, out),
            _ => {
                for (at, row) in rows.iter().take(ROWS_LISTED).enumerate() {
                    if at > 0 {
                        out.push_str(self.word(Word::Comma));
                    }
                    number::write_whole(row.row, out);
                }
            }
        });
    }

    /// The least step in each field that mends a check; `about` is the field that the sentence speaks of.
    fn mend(&self, remedies: &[Remedy], about: Option<Place>, out: &mut String) {
        for (at, remedy) in remedies.iter().enumerate() {
            let Some(by) = remedy.by else { continue };
            // The first of a field is the smallest.
            if remedies[..at].iter().any(|other| other.field == remedy.field) {
                continue;
            }
            let place = Place::Field { index: remedy.field };
            let (unit, less) = match self.field(place).map(|field| &field.kind) {
                Some(Kind::LongText) => (self.word(Word::UnitZi), Word::Cut),
                Some(Kind::Table { .. }) => (self.unit_of_rows(remedy.field), Word::Less),
                _ => (self.unit_of(&Quantity::Value { place }), Word::Less),
            };
            self.say(if at == 0 { Word::MendFirst } else { Word::MendOther }, out, |part, out| match part {
                "step" => self.say(if by.0 < 0 { less } else { Word::More }, out, |_, out| {
                    self.amount(Number(by.0.abs()), unit, out);
                }),
                _ if about == Some(place) => {}
                _ => self.label_at(place, out),
            });
        }
    }

    /// The labels of the fields that a check waits for: those that cannot be read, or the others.
    fn lacking(&self, reason: &Reason, unreadable: bool, out: &mut String) {
        for &field in &reason.waits {
            if reason.unreadable.contains(&field) == unreadable {
                self.label_at(Place::Field { index: field }, out);
            }
        }
    }

    /// Whether all that a check waits for is chosen, not written.
    fn is_chosen(&self, waits: &[u16]) -> bool {
        let is_choice = |&index: &u16| {
            let kind = self.field(Place::Field { index }).map(|field| &field.kind);
            matches!(kind, Some(Kind::Choice { .. } | Kind::Choices { .. } | Kind::YesNo))
        };
        waits.iter().all(is_choice)
    }

    /// Whether all that a check waits for is a box to tick: the page has a word for yes and none for no.
    fn is_ticked(&self, waits: &[u16]) -> bool {
        let own = |&index: &u16| self.yes_no.get(usize::from(index));
        waits.iter().all(|index| own(index).is_some_and(|[yes, no]| !yes.is_empty() && no.is_empty()))
    }

    /// The message of a check that fails or is open.
    pub(super) fn message(&self, check: &'a Check, reason: &Reason) -> String {
        let mut out = String::new();
        let Reason { outcome, code, ref waits, ref rows, .. } = *reason;
        let first = rows.first().map(|row| row.table).or_else(|| self.first_field(&check.holds));
        let place = first.map(|index| Place::Field { index });
        let template = match outcome.state {
            State::Holds => return out,
            State::Open if !check.open.is_empty() => &check.open,
            State::Open if !rows.is_empty() => self.word(Word::OpenRows),
            State::Open if code == Code::AnswerMissing && self.is_ticked(waits) => self.word(Word::Tick),
            State::Open if code == Code::AnswerMissing && self.is_chosen(waits) => self.word(Word::Choose),
            State::Open => self.book.text(code),
            State::Fails if !check.fails.is_empty() => &check.fails,
            State::Fails if code.is_fault() => {
                if let Some((Some(field), Answer::Unreadable(unreadable))) =
                    place.map(|place| (self.field(place), self.answer(place)))
                {
                    self.fault(field, unreadable, &mut out);
                }
                return out;
            }
            State::Fails => match self.book.text(code) {
                "" if rows.is_empty() => self.word(Word::Fails),
                "" => self.word(Word::FailsRows),
                text => text,
            },
        };
        expand(template, None, &mut out, &mut |part, out| self.part(part, check, reason, place, out));
        if let Some(place) = self.assumed_place(check, outcome.state) {
            self.say(Word::Assumed, &mut out, |part, out| match part {
                "label" => self.label_at(place, out),
                _ => self.show(place, out),
            });
        }
        if check.consequence && (outcome.state, outcome.severity) == (State::Fails, Severity::Error) {
            out.push_str(&self.form.consequence);
        }
        out
    }

    /// The date that today stood in for, where the check would be open without.
    pub(super) fn assumed_place(&self, check: &'a Check, state: State) -> Option<Place> {
        if state == State::Open {
            return None;
        }
        let mut found = None;
        check.holds.each_field(true, &mut |index| {
            let place = Place::Field { index };
            found = found.or(self.assumed_day(place).map(|_| place));
        });
        let open_without =
            || Scope { today: None, ..*self }.outcome(check).is_none_or(|without| without.state == State::Open);
        found.filter(|_| open_without())
    }

    fn part(&self, part: &str, check: &'a Check, reason: &Reason, place: Option<Place>, out: &mut String) {
        match part {
            "label" => {
                if let Some(place) = place {
                    self.label_at(place, out);
                }
            }
            "value" => self.show_first(&check.holds, out),
            "have" => {
                let mut value = String::new();
                self.show_first(&check.holds, &mut value);
                if !value.is_empty() {
                    self.say(Word::Have, out, |_, out| out.push_str(&value));
                }
            }
            // `市级要求“人数”不少于 2 人`, but `“人数”应不少于 2 人`.
            "requires" if check.level.is_some() => self.known(&check.holds, out),
            "requires" => self.requires(&check.holds, &mut String::new(), out),
            "mend" => self.mend(&reason.remedies, place, out),
            "yes" => out.push_str(place.map_or("", |place| self.yes_or_no(place, true))),
            "lacking" => self.lacking(reason, false, out),
            "unreadable" => self.lacking(reason, true, out),
            "rows" => self.list_rows(&reason.rows, out),
            "standard" => {
                if let Some(level) =
                    check.level.and_then(|at| self.form.level_options_in(self.fields).get(usize::from(at)))
                {
                    self.say(Word::Standard, out, |_, out| out.push_str(&level.label));
                }
            }
            "missing" => {
                if let (Condition::AllOf { place, options }, Some(Value::Choices(chosen))) =
                    (&check.holds, place.and_then(|place| self.value(place)))
                    && let Some(field) = self.field(*place)
                {
                    self.options(field, options & !chosen.listed, out);
                }
            }
            "least" | "most" => {
                if let Some((of, least, most)) = first_number(&check.holds)
                    && let Some(bound) = if part == "least" { least } else { most }
                {
                    self.write_bound(of, bound, part == "least", out);
                }
            }
            "from" | "to" => {
                if let Condition::Date { from_day, to_day, .. } = &check.holds
                    && let Some(day) = if part == "from" { from_day } else { to_day }
                {
                    self.day_words(day, out);
                }
            }
            // A field by its id: what stands in it, or its label.
            name => {
                let id = name.strip_suffix(OF_LABEL);
                if let Some(at) = self.fields.iter().position(|field| field.id == id.unwrap_or(name)) {
                    let place = Place::Field { index: at as u16 };
                    if id.is_some() { self.label_at(place, out) } else { self.show(place, out) }
                }
            }
        }
    }
}
