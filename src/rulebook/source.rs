//! A rulebook as its author writes it: JSON, by names.
//!
//! The JSON Schema of rulebooks is generated from these types, descriptions included.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use indexmap::IndexMap;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A rulebook: the rules of one notice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rulebook {
    /// The address of the JSON Schema, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The rulebook's id.
    pub id: String,
    /// Its title, for people.
    pub title: String,
    /// The rulebook that this one adds to and changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extends: Option<String>,
    /// How the notice is cited, before the clause: `临青联字〔2012〕9号`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub document: String,
    /// Numbers, days, lists and texts that rules use by their names, so that each stands in one place and a rulebook that extends this
    /// one can give another. In texts `{name}` is filled in with what it is.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub values: IndexMap<String, Value>,
    /// The clauses that rules rest on, each with a summary in the author's words; "" is the document as a whole.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub clauses: IndexMap<String, String>,
    /// The fields, by id.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub fields: IndexMap<String, Field>,
    /// The forms, by id. A form that is extended gets further fields.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub forms: IndexMap<String, Form>,
    /// The rules, by id, in the order of reports.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub rules: IndexMap<String, Rule>,
    /// Rules in place of those of the same id in the rulebook that is extended.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub replace: IndexMap<String, Rule>,
    /// Single keys of rules of the extended rulebook: the rule keeps its document, its place in the order and every other
    /// key.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub change: IndexMap<String, RuleChange>,
    /// Ids of rules of the extended rulebook that do not apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drop: Vec<String>,
    /// Texts that messages are made of.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub wording: IndexMap<String, String>,
    /// Words that say the same in a label, behind the one that stands for them; behind `""` those that add nothing. `站长电话` is
    /// `队长联系电话` where `队长` stands for `站长` and `联系电话` for `电话`. They are used where nothing names a field properly.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub synonyms: IndexMap<String, Vec<String>>,
}

/// A named value: what it is, with a label or without. Without one it keeps that of the rulebook that is extended.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Value {
    /// What it is.
    Plain(Constant),
    /// What it is, and what it is called.
    Labelled(LabelledValue),
}

/// A named value with a label.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LabelledValue {
    /// What it is called: `市级志愿者人数下限`.
    pub label: String,
    /// What it is.
    pub is: Constant,
}

/// What a named value is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Constant {
    /// A number.
    Number(serde_json::Number),
    /// A day, `2012-04-25`, or another text.
    Text(String),
    /// Ids of options.
    List(Vec<String>),
}

/// A number, or the name of a value that is one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Amount {
    /// The number.
    Number(serde_json::Number),
    /// The name of a value; of a share also `0.6%`.
    Named(String),
}

/// Ids of options, or the name of a value that is a list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Ids {
    /// The ids.
    List(Vec<String>),
    /// The name of a value.
    Named(String),
}

impl Default for Ids {
    fn default() -> Self {
        Ids::List(Vec::new())
    }
}

impl Ids {
    fn is_empty(&self) -> bool {
        matches!(self, Ids::List(ids) if ids.is_empty())
    }
}

/// A field, or a column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its label.
    pub label: String,
    /// Other labels that pages and sheets use and that surely mean this field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Labels that mean this field where nothing on the page or in the sheet names it better, the likeliest first: `负责人` for a
    /// captain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<String>,
    /// Labels that never mean this field, though they are like one of its names: `联系人电话`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub never: Vec<String>,
    /// What can stand in it.
    pub kind: Kind,
    /// Units that may stand behind a number; the first is the one that messages use. Of a date the unit of years from it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<String>,
    /// The least of a count or hours (0 where left out).
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub min: Option<serde_json::Number>,
    /// The most of a count or hours.
    #[serde(default, deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub max: Option<serde_json::Number>,
    /// The options of a choice or choices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// The field whose options these are too, in place of `options`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options_of: Option<String>,
    /// The list of options ends in 等: an answer that is not on it counts as chosen and is kept as written.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub open: bool,
    /// The columns of a table.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub columns: IndexMap<String, Field>,
    /// A column only: a row without it is faulty.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub required: bool,
    /// What no answer counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<Unanswered>,
    /// A long text or a table only: a paper copy will do, so that a file for it that cannot be read stops no submission.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub on_paper: bool,
}

/// What can stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A text.
    Text,
    /// A text whose 字数 counts.
    LongText,
    /// A whole number.
    Count,
    /// A number that may have a fraction.
    Hours,
    /// One of the options.
    Choice,
    /// Any number of the options.
    Choices,
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
    Table,
}

/// What no answer counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unanswered {
    /// A no.
    No,
    /// Today.
    Today,
}

/// An option: a text that is id and label at once, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Choice {
    /// Id and label at once.
    Name(String),
    /// Id and label.
    Named(NamedChoice),
}

/// An option with an id and a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NamedChoice {
    /// The id.
    pub id: String,
    /// The label; left out, the id.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Other ways to write it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// A form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Its title.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Its fields, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// The fields that must be answered.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub required: IndexMap<String, Required>,
    /// The field that says for which level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Whether reports judge every level.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub levels: bool,
    /// The fields that identify a record: rows on sheets of their own and earlier reports find it by them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key: Vec<String>,
    /// The fields that a record is called by; left out, those of `key`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub called: Vec<String>,
    /// The notice's own words: a page whose title has one of them is more likely to be this form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// What follows where a post, a team or whoever is judged fails certain clauses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequence: Option<Consequence>,
}

/// What follows where a rule of certain clauses fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// The clauses.
    pub clauses: Vec<String>,
    /// What follows, and who decides it: said behind the message of the rule.
    pub text: String,
}

/// That a field must be answered.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Required {
    /// The clause that asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// It must be answered only where this holds.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<Condition>,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The forms that it is a rule of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    /// The clause it rests on; left out, the document as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The level at which alone it is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// How grave a failure is.
    #[serde(default, skip_serializing_if = "Severity::is_error")]
    pub severity: Severity,
    /// It applies only where this is not known to be false.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<Condition>,
    /// Level and guard in one form, where they differ from those above.
    #[serde(rename = "in", default, skip_serializing_if = "IndexMap::is_empty")]
    pub within: IndexMap<String, Within>,
    /// The level whose applicants it is about: where it fails, that level is not for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_level: Option<String>,
    /// What must hold; left out only for a review, or where it is a rule across records alone. A review is judged by people:
    /// of its condition only the fields are used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<Condition>,
    /// By form, what must hold across the records of a batch.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub across: IndexMap<String, Across>,
    /// The message where it fails, in place of that of its condition.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fails: String,
    /// The message where it is open.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub open: String,
}

/// Keys to change of a rule; what is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleChange {
    /// The forms that it is a rule of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forms: Option<Vec<String>>,
    /// The clause of the rule's own document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The level at which alone it is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// How grave a failure is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<Severity>,
    /// It applies only where this is not known to be false.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<Condition>,
    /// Level and guard in one form.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub within: Option<IndexMap<String, Within>>,
    /// The level whose applicants it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_level: Option<String>,
    /// What must hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holds: Option<Condition>,
    /// By form, what must hold across the records of a batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub across: Option<IndexMap<String, Across>>,
    /// The message where it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fails: Option<String>,
    /// The message where it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<String>,
}

impl RuleChange {
    /// Puts these keys in place of a rule's own.
    pub fn apply(&self, rule: &mut Rule) {
        fn put<T: Clone>(new: &Option<T>, old: &mut T) {
            if let Some(new) = new {
                old.clone_from(new);
            }
        }
        fn put_optional<T: Clone>(new: &Option<T>, old: &mut Option<T>) {
            if new.is_some() {
                old.clone_from(new);
            }
        }
        put(&self.forms, &mut rule.forms);
        put(&self.severity, &mut rule.severity);
        put(&self.within, &mut rule.within);
        put(&self.across, &mut rule.across);
        put(&self.fails, &mut rule.fails);
        put(&self.open, &mut rule.open);
        put_optional(&self.clause, &mut rule.clause);
        put_optional(&self.level, &mut rule.level);
        put_optional(&self.guard, &mut rule.guard);
        put_optional(&self.for_level, &mut rule.for_level);
        put_optional(&self.holds, &mut rule.holds);
    }
}

/// Level and guard of a rule in one form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// The level at which alone it is judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// It applies only where this is not known to be false.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<Condition>,
}

/// What must hold across the records of a batch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Across {
    /// So many records in each group.
    Count(AcrossCount),
    /// No two records are the same, or no two rows of their tables.
    Unique(AcrossUnique),
}

/// So many records in each group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AcrossCount {
    /// The field whose answers make the groups.
    pub each: String,
    /// Only records count of which this holds.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub guard: Option<Box<Condition>>,
    /// The least, in every group that has a record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Amount>,
    /// The most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Amount>,
}

/// No two records are the same, or no two rows of their tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AcrossUnique {
    /// The table whose rows are compared, of different records; left out, the records themselves are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The fields that make two records the same, or the columns that make two rows the same.
    pub by: Vec<String>,
    /// Rows may be the same where the records have the same answer here: a unit that applies for two posts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<String>,
}

/// How grave a failure is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It makes ineligible.
    #[default]
    Error,
    /// It is told.
    Warning,
    /// People judge it.
    Review,
}

impl Severity {
    fn is_error(&self) -> bool {
        *self == Severity::Error
    }
}

/// A condition. Inside the rows of a table, names are columns first, then fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The field is answered.
    Answered(String),
    /// The answer is yes.
    Yes(String),
    /// A quantity within bounds, both inside.
    Number(Box<NumberCondition>),
    /// A day between two, both inside.
    Date(DateCondition),
    /// One of these options is chosen.
    OneOf(OptionsCondition),
    /// All of these options are chosen; all of the field's where `ids` is left out.
    AllOf(OptionsCondition),
    /// About so many 字 (左右).
    About(AboutCondition),
    /// Every row.
    EveryRow(RowsCondition),
    /// Some row.
    SomeRow(RowsCondition),
    /// No two rows are the same.
    UniqueRows(UniqueCondition),
    /// All of these.
    And(Vec<Condition>),
    /// One of these.
    Or(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// Where the first holds, the second must.
    Where(WhereCondition),
}

/// A quantity within bounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NumberCondition {
    /// Which.
    pub of: Quantity,
    /// The least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Bound>,
    /// The most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Bound>,
    /// The least and the most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exactly: Option<Bound>,
}

/// A day between two; each a day, a date field, or a value that is a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DateCondition {
    /// A date field, or a day.
    pub of: String,
    /// The first day: a day, or a date field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// Options of a choice or choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OptionsCondition {
    /// The field.
    pub field: String,
    /// Ids of options.
    #[serde(default, skip_serializing_if = "Ids::is_empty")]
    pub ids: Ids,
}

/// About so many 字: outside the tolerance a warning, outside twice the tolerance an error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AboutCondition {
    /// The long text.
    pub field: String,
    /// How many 字.
    pub count: Amount,
    /// In per cent.
    pub tolerance: Amount,
}

/// Something of the rows of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RowsCondition {
    /// The table.
    pub table: String,
    /// What must hold of the row.
    pub holds: Box<Condition>,
    /// What must hold where there are no rows (of every row only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Box<Condition>>,
}

/// No two rows are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UniqueCondition {
    /// The table.
    pub table: String,
    /// The columns that make two rows the same.
    pub by: Vec<String>,
}

/// Where one holds, another must.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WhereCondition {
    /// Where this holds …
    #[serde(rename = "where")]
    pub guard: Box<Condition>,
    /// … this must.
    pub holds: Box<Condition>,
}

/// Something that has a number: a field by its id, or what is counted.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Quantity {
    /// A count, hours, or the 字数 of a long text.
    Field(String),
    /// What is counted.
    Counted(Counted),
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// The number of rows.
    Rows(CountedRows),
    /// The sum of a column.
    Sum(SumOf),
    /// Days from one day to another.
    Days(Span),
    /// Whole years from one day to another: an age.
    Years(Span),
}

/// The number of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CountedRows {
    /// The table.
    pub table: String,
    /// Only rows where this holds.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Box<Condition>>,
}

/// The sum of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SumOf {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
}

/// From one day to another, each a day, a date field, or a value that is a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first.
    pub from: String,
    /// The other.
    pub to: String,
}

/// What a quantity is held against: a number, the name of a value that is one, or a share of another quantity.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Bound {
    /// A number.
    Amount(Amount),
    /// A share.
    Share(ShareOf),
}

/// A share of a quantity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ShareOf {
    /// In per cent.
    pub share: Amount,
    /// Of what.
    pub of: Quantity,
}

/// A number, written without quotes.
struct Plain(serde_json::Number);

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl Visitor<'_> for Visit {
            type Value = Plain;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("数")
            }
            fn visit_u64<E>(self, n: u64) -> Result<Plain, E> {
                Ok(Plain(n.into()))
            }
            fn visit_i64<E>(self, n: i64) -> Result<Plain, E> {
                Ok(Plain(n.into()))
            }
            fn visit_f64<E: serde::de::Error>(self, n: f64) -> Result<Plain, E> {
                let unexpected = serde::de::Unexpected::Float(n);
                serde_json::Number::from_f64(n).map(Plain).ok_or_else(|| E::invalid_value(unexpected, &self))
            }
        }
        deserializer.deserialize_f64(Visit)
    }
}

fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<serde_json::Number>, D::Error> {
    Ok(Option::<Plain>::deserialize(deserializer)?.map(|plain| plain.0))
}

/// One of several types. Written out, since a derived reader tries each and then cannot say what is wrong.
macro_rules! one_of {
    ($type:ident, $expecting:literal, { $($visits:tt)* }) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Either;
                impl<'de> Visitor<'de> for Either {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }
                    $($visits)*
                }
                deserializer.deserialize_any(Either)
            }
        }
    };
}

/// Takes a number for one of the types of `one_of`.
macro_rules! number {
    ($type:ident, $make:expr) => {
        fn visit_u64<E>(self, n: u64) -> Result<$type, E> {
            Ok($make(n.into()))
        }
        fn visit_i64<E>(self, n: i64) -> Result<$type, E> {
            Ok($make(n.into()))
        }
        fn visit_f64<E: serde::de::Error>(self, n: f64) -> Result<$type, E> {
            let unexpected = serde::de::Unexpected::Float(n);
            serde_json::Number::from_f64(n).map($make).ok_or_else(|| E::invalid_value(unexpected, &self))
        }
    };
}

/// Takes a text.
macro_rules! text {
    ($type:ident, $make:expr) => {
        fn visit_str<E>(self, text: &str) -> Result<$type, E> {
            Ok($make(text.into()))
        }
    };
}

/// Takes a list.
macro_rules! list {
    ($type:ident, $make:expr) => {
        fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<$type, A::Error> {
            Deserialize::deserialize(SeqAccessDeserializer::new(items)).map($make)
        }
    };
}

/// Takes an object.
macro_rules! object {
    ($type:ident, $make:expr) => {
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$type, A::Error> {
            Deserialize::deserialize(MapAccessDeserializer::new(map)).map($make)
        }
    };
}

one_of!(Choice, "名称，或写有 id 和 label 的对象", {
    text!(Choice, Choice::Name);
    object!(Choice, Choice::Named);
});

one_of!(Quantity, "栏目编号，或写有 rows、sum、days 或 years 的对象", {
    text!(Quantity, Quantity::Field);
    object!(Quantity, Quantity::Counted);
});

one_of!(Bound, "数、values 中的名称，或写有 share 和 of 的对象", {
    number!(Bound, |n| Bound::Amount(Amount::Number(n)));
    text!(Bound, |name| Bound::Amount(Amount::Named(name)));
    object!(Bound, Bound::Share);
});

one_of!(Amount, "数，或 values 中的名称", {
    number!(Amount, Amount::Number);
    text!(Amount, Amount::Named);
});

one_of!(Ids, "选项编号的列表，或 values 中的名称", {
    text!(Ids, Ids::Named);
    list!(Ids, Ids::List);
});

one_of!(Constant, "数、日期、文字或列表", {
    number!(Constant, Constant::Number);
    text!(Constant, Constant::Text);
    list!(Constant, Constant::List);
});

one_of!(Value, "数、日期、文字、列表，或写有 label 和 is 的对象", {
    number!(Value, |n| Value::Plain(Constant::Number(n)));
    text!(Value, |text| Value::Plain(Constant::Text(text)));
    list!(Value, |items| Value::Plain(Constant::List(items)));
    object!(Value, Value::Labelled);
});
