//! What a rulebook is: fields, forms and checks, every name resolved.
//!
//! Authors write [`source`] files (JSON); [`load`] lays them over one another, diagnoses them and resolves their names
//! into a [`Book`]; [`Book::to_bytes`] packs a book for the page.

#[cfg(feature = "json")]
pub mod across;
#[cfg(feature = "json")]
mod built_in;
#[cfg(feature = "json")]
mod compile;
#[cfg(feature = "json")]
pub mod describe;
#[cfg(feature = "json")]
pub mod mistake;
#[cfg(feature = "json")]
mod reading;
#[cfg(feature = "json")]
pub mod source;
mod wire;
mod wording;

#[cfg(feature = "json")]
pub use built_in::{BUILT_IN, built_in};
#[cfg(feature = "json")]
pub use compile::{Loaded, Use, extends, load, load_with};
#[cfg(feature = "json")]
pub use wording::OffPageWord;
#[cfg(feature = "json")]
pub(crate) use wording::RENAMED;
pub use wording::Word;

use crate::answer::{Date, Number};
use crate::code::Code;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

/// A rulebook, ready to judge by.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// Its id: `mengyin-2012`.
    pub id: String,
    /// Its title, for people.
    pub title: String,
    /// The clauses that checks rest on, those of extended rulebooks first.
    pub clauses: Vec<Clause>,
    /// The forms.
    pub forms: Vec<Form>,
    /// The wording of messages: a text a [`Code`], empty where the general one serves, then a text a [`Word`].
    pub wording: Vec<String>,
    /// The words that say the same in a label.
    pub synonyms: Rc<Synonyms>,
    /// The values that were given in place of its own.
    pub replaced: Vec<Replaced>,
}

/// A named value that was given in place of the rulebook's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Replaced {
    /// Its name.
    pub name: String,
    /// What it is now, as JSON.
    pub is: String,
}

/// Words that say the same, a line for each meaning: the one that stands for the others, then those. What adds nothing stands behind an
/// empty one.
pub type Synonyms = Vec<Vec<String>>;

/// A clause that checks rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct Clause {
    /// As checks cite it: `临青联字〔2012〕9号 二、1`.
    pub cited: String,
    /// What it asks, in the author's words.
    pub summary: String,
}

impl Book {
    /// The text of a word.
    pub fn word(&self, word: Word) -> &str {
        self.wording.get(Code::IDS.len() + word as usize).map_or("", String::as_str)
    }

    /// The text of a code; empty where the general one serves.
    pub fn text(&self, code: Code) -> &str {
        self.wording.get(code as usize).map_or("", String::as_str)
    }
}

/// A field of a form, or a column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its id: `volunteers`.
    pub id: String,
    /// Its label: `志愿者人数`.
    pub label: String,
    /// Other labels that pages and sheets use and that surely mean this field.
    pub aliases: Vec<String>,
    /// Labels that mean it where nothing names it better.
    pub near: Vec<String>,
    /// Labels that never mean it.
    pub never: Vec<String>,
    /// What can stand in it.
    pub kind: Kind,
    /// Units that may stand behind a number; the first is the one that messages use. Of a date the unit of years from it.
    pub units: Vec<String>,
    /// A column only: a row without it is faulty.
    pub required: bool,
    /// What no answer counts as.
    pub unanswered: Option<Unanswered>,
    /// A paper copy will do: a file for it that cannot be read stops no submission.
    pub on_paper: bool,
}

impl Field {
    /// Its label and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        core::iter::once(&self.label).chain(&self.aliases).map(String::as_str)
    }

    /// The options of a choice or of choices; else none.
    pub fn options(&self) -> &[Choice] {
        match &self.kind {
            Kind::Choice { options, .. } | Kind::Choices { options, .. } => options,
            _ => &[],
        }
    }

    /// The options whose bits are set.
    pub fn chosen(&self, bits: u64) -> impl Iterator<Item = &Choice> {
        let options = self.options().iter().enumerate();
        options.filter(move |(at, _)| bits & (1 << at) != 0).map(|(_, option)| option)
    }

    /// The columns of a table; else none.
    pub fn columns(&self) -> &[Field] {
        match &self.kind {
            Kind::Table { table } => &table.columns,
            _ => &[],
        }
    }
}

/// What can stand in a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A text.
    Text,
    /// A text whose 字数 counts.
    LongText,
    /// A whole number within limits.
    Count {
        /// The least.
        min: Number,
        /// The most.
        max: Number,
    },
    /// A number that may have a fraction, within limits.
    Hours {
        /// The least.
        min: Number,
        /// The most.
        max: Number,
    },
    /// One of the options.
    Choice {
        /// The options.
        options: Vec<Choice>,
        /// What is not among them counts as chosen too.
        open: bool,
    },
    /// Any number of the options.
    Choices {
        /// The options, at most 64.
        options: Vec<Choice>,
        /// What is not among them counts as chosen too.
        open: bool,
    },
    /// Yes or no.
    YesNo,
    /// A day.
    Date,
    /// A phone.
    Phone,
    /// A phone or a public service number.
    Hotline,
    /// A mail address.
    Email,
    /// Rows.
    Table {
        /// The columns.
        table: Table,
    },
}

impl Kind {
    /// As authors write it.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::LongText => "long_text",
            Kind::Count { .. } => "count",
            Kind::Hours { .. } => "hours",
            Kind::Choice { .. } => "choice",
            Kind::Choices { .. } => "choices",
            Kind::YesNo => "yes_no",
            Kind::Date => "date",
            Kind::Phone => "phone",
            Kind::Hotline => "hotline",
            Kind::Email => "email",
            Kind::Table { .. } => "table",
        }
    }
}

/// The columns of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Field>,
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its id: `city`.
    pub id: String,
    /// Its label: `市级`.
    pub label: String,
    /// Other ways to write it: `县级`.
    pub aliases: Vec<String>,
}

impl Choice {
    /// Its id, its label and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.id, &self.label].into_iter().chain(&self.aliases).map(String::as_str)
    }
}

/// What no answer counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unanswered {
    /// A no.
    No,
    /// The day that the caller gives as today.
    Today,
}

/// A form: which fields it has and what is checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Its id: `application`.
    pub id: String,
    /// Its title: `申报表`.
    pub title: String,
    /// Its fields; places and conditions are indices into them.
    pub fields: Vec<Field>,
    /// The field that says for which level.
    pub level: Option<u16>,
    /// Whether reports judge every level.
    pub levels: bool,
    /// The fields that identify a record.
    pub key: Vec<u16>,
    /// The fields that a record is called by.
    pub called: Vec<u16>,
    /// The notice's own words, which a page's title may have.
    pub topics: Vec<String>,
    /// What follows where a check fails that has a consequence, and who decides it.
    pub consequence: String,
    /// The checks, in the order of reports.
    pub checks: Vec<Check>,
}

impl Form {
    /// The levels that one can apply for; none where no field says for which.
    pub fn level_options(&self) -> &[Choice] {
        self.level_options_in(&self.fields)
    }

    /// The same, as these fields, which are this form's with other words, call them.
    pub(crate) fn level_options_in<'a>(&self, fields: &'a [Field]) -> &'a [Choice] {
        let field = self.level.and_then(|at| fields.get(usize::from(at)));
        field.map_or(&[], Field::options)
    }
}

/// A rule of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// Its id: `volunteers.city`.
    pub rule: String,
    /// What it is about.
    pub kind: CheckKind,
    /// The level at which alone it is judged, as an index into the options of the form's level field.
    pub level: Option<u16>,
    /// The level whose applicants it is about: where it fails, that level is not for them.
    pub for_level: Option<u16>,
    /// How grave a failure is.
    pub severity: Severity,
    /// The clause it rests on: `临青联字〔2012〕9号 二、2`; empty where none.
    pub clause: String,
    /// Where this is known to be false, the check does not apply.
    pub guard: Option<Condition>,
    /// What must hold.
    pub holds: Condition,
    /// The message where it fails; empty for the wording of its condition.
    pub fails: String,
    /// The message where it is open; empty for the general wording.
    pub open: String,
    /// Whether the form's consequence follows where it fails.
    pub consequence: bool,
}

impl Check {
    /// Whether it is judged where this level was answered.
    pub fn is_of(&self, level: Option<u16>) -> bool {
        self.level.is_none() || self.level == level
    }

    /// The fields that decide it, each once; its guard's are not among them: they only say whether it applies.
    pub fn fields(&self) -> Vec<u16> {
        self.holds.fields(false)
    }
}

/// What a check is about, as reports write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckKind {
    /// That a field is answered.
    Required,
    /// That an answer can be read as its field's kind.
    Format,
    /// A rule of the notice.
    Condition,
    /// What people judge.
    Review,
}

/// How grave a failed check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It makes ineligible.
    Error,
    /// It is told.
    Warning,
    /// People judge it; the program never does.
    Review,
}

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A field of the form.
    Field {
        /// The index.
        index: u16,
    },
    /// A column of the row that is being judged.
    Column {
        /// The index.
        index: u16,
    },
}

/// A day: fixed, or an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Day {
    /// This day.
    On {
        /// The day.
        date: Date,
    },
    /// The day that was answered.
    Of {
        /// Where.
        place: Place,
    },
}

/// Something that has a number.
#[derive(Clone, Debug, PartialEq)]
pub enum Quantity {
    /// The answer itself.
    Value {
        /// Where.
        place: Place,
    },
    /// The number of rows, of those alone where `filter` holds.
    Rows {
        /// The table.
        table: u16,
        /// Which rows.
        filter: Option<Box<Condition>>,
    },
    /// The sum of a column.
    Sum {
        /// The table.
        table: u16,
        /// The column.
        column: u16,
    },
    /// Days from one day to another.
    Days {
        /// The first.
        from: Day,
        /// The other.
        to: Day,
    },
    /// Whole years from one day to another: an age.
    Years {
        /// The first.
        from: Day,
        /// The other.
        to: Day,
    },
}

/// What a quantity is held against.
#[derive(Clone, Debug, PartialEq)]
pub enum Bound {
    /// A number.
    Exactly {
        /// The number.
        number: Number,
    },
    /// A share of another quantity.
    Share {
        /// In per cent.
        percent: Number,
        /// Of what.
        of: Quantity,
    },
}

impl Bound {
    /// Whether two bounds of one quantity are one: derived equality would bring that of conditions with it.
    pub(crate) fn is_same(&self, other: &Bound) -> bool {
        match (self, other) {
            (Bound::Exactly { number: a }, Bound::Exactly { number: b }) => a == b,
            (Bound::Share { percent: a, .. }, Bound::Share { percent: b, .. }) => a == b,
            _ => false,
        }
    }
}

/// A condition, decided in three values.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// There is an answer, readable or not. Open until then; in a guard false until then.
    Answered {
        /// Where.
        place: Place,
    },
    /// The answer can be read as its kind.
    Readable {
        /// The field.
        field: u16,
    },
    /// The answer is yes.
    Yes {
        /// Where.
        place: Place,
    },
    /// A quantity within bounds, both inside.
    Number {
        /// What.
        of: Quantity,
        /// The least.
        at_least: Option<Bound>,
        /// The most.
        at_most: Option<Bound>,
    },
    /// A day between two, both inside.
    Date {
        /// Which.
        of: Day,
        /// The first.
        from_day: Option<Day>,
        /// The last.
        to_day: Option<Day>,
    },
    /// One of these options is chosen.
    OneOf {
        /// Where.
        place: Place,
        /// A bit an option.
        options: u64,
    },
    /// All of these options are chosen.
    AllOf {
        /// Where.
        place: Place,
        /// A bit an option.
        options: u64,
    },
    /// About so many 字 (左右): outside the tolerance it fails as a warning, outside twice the tolerance as an error.
    About {
        /// Where.
        place: Place,
        /// How many.
        count: u32,
        /// In per cent.
        tolerance: u32,
    },
    /// Every row.
    EveryRow {
        /// The table.
        table: u16,
        /// What must hold of each.
        holds: Box<Condition>,
        /// What must hold where there are no rows.
        otherwise: Option<Box<Condition>>,
    },
    /// Some row.
    SomeRow {
        /// The table.
        table: u16,
        /// What must hold of one.
        holds: Box<Condition>,
    },
    /// No two rows are the same.
    UniqueRows {
        /// The table.
        table: u16,
        /// The columns that make two rows the same; a row without one that is required is left out.
        by: Vec<u16>,
    },
    /// All of these.
    And {
        /// Which.
        of: Vec<Condition>,
    },
    /// One of these.
    Or {
        /// Which.
        of: Vec<Condition>,
    },
    /// Not this.
    Not {
        /// What.
        of: Box<Condition>,
    },
    /// Where the guard holds, this must.
    Where {
        /// Where.
        guard: Box<Condition>,
        /// What.
        holds: Box<Condition>,
    },
    /// People judge it.
    Judged,
}

impl Condition {
    /// Calls `visit` with the index of each field that decides the condition, in reading order; with those of its guards
    /// and filters too where `guards`.
    pub fn each_field(&self, guards: bool, visit: &mut dyn FnMut(u16)) {
        self.walk(guards, &mut |node| {
            if let Node::Place(Place::Field { index }) | Node::Day(Day::Of { place: Place::Field { index } }) = node {
                visit(*index);
            } else if let Node::Field(index) = node {
                visit(index);
            }
        });
    }

    /// The fields that a condition reads, each once.
    pub(crate) fn fields(&self, guards: bool) -> Vec<u16> {
        let mut fields = Vec::new();
        self.each_field(guards, &mut |field| {
            if !fields.contains(&field) {
                fields.push(field);
            }
        });
        fields
    }

    /// The columns of a row that a condition reads, each once.
    pub(crate) fn columns(&self) -> Vec<u16> {
        let mut columns = Vec::new();
        self.walk(true, &mut |node| {
            if let Node::Place(Place::Column { index }) | Node::Day(Day::Of { place: Place::Column { index } }) = node
                && !columns.contains(index)
            {
                columns.push(*index);
            }
        });
        columns
    }

    fn walk(&self, guards: bool, visit: &mut dyn FnMut(Node<'_>)) {
        match self {
            Condition::Answered { place }
            | Condition::Yes { place }
            | Condition::OneOf { place, .. }
            | Condition::AllOf { place, .. }
            | Condition::About { place, .. } => visit(Node::Place(place)),
            Condition::Readable { field } => visit(Node::Field(*field)),
            Condition::Number { of, at_least, at_most } => {
                of.walk(guards, visit);
                for bound in [at_least, at_most].into_iter().flatten() {
                    if let Bound::Share { of, .. } = bound {
                        of.walk(guards, visit);
                    }
                }
            }
            Condition::Date { of, from_day, to_day } => {
                visit(Node::Day(of));
                for day in [from_day, to_day].into_iter().flatten() {
                    visit(Node::Day(day));
                }
            }
            Condition::EveryRow { table, holds, otherwise } => {
                visit(Node::Field(*table));
                holds.walk(guards, visit);
                if let Some(otherwise) = otherwise {
                    otherwise.walk(guards, visit);
                }
            }
            Condition::SomeRow { table, holds } => {
                visit(Node::Field(*table));
                holds.walk(guards, visit);
            }
            Condition::UniqueRows { table, .. } => visit(Node::Field(*table)),
            Condition::And { of } | Condition::Or { of } => of.iter().for_each(|c| c.walk(guards, visit)),
            Condition::Not { of } => of.walk(guards, visit),
            Condition::Where { guard, holds } => {
                if guards {
                    guard.walk(guards, visit);
                }
                holds.walk(guards, visit);
            }
            Condition::Judged => {}
        }
    }
}

impl Quantity {
    fn walk(&self, guards: bool, visit: &mut dyn FnMut(Node<'_>)) {
        match self {
            Quantity::Value { place } => visit(Node::Place(place)),
            Quantity::Rows { table, filter } => {
                visit(Node::Field(*table));
                if let Some(filter) = filter {
                    filter.walk(guards, visit);
                }
            }
            Quantity::Sum { table, .. } => visit(Node::Field(*table)),
            Quantity::Days { from, to } | Quantity::Years { from, to } => {
                visit(Node::Day(from));
                visit(Node::Day(to));
            }
        }
    }
}

enum Node<'a> {
    Place(&'a Place),
    Day(&'a Day),
    Field(u16),
}
