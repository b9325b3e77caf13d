//! What the columns of a sheet can be: the fields of a form, and the columns of its tables.

use super::error::Refusal;
use crate::label::{Context, Index, LONGEST, Match, Reason};
use crate::rulebook::{Book, Field, Form, Synonyms};
use std::rc::Rc;
use std::vec::Vec;

/// What a column was taken for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    /// A field of the form.
    Field(u16),
    /// A column of the table.
    Own(u16),
}

impl Target {
    pub fn is_own(self) -> bool {
        matches!(self, Target::Own(_))
    }
}

/// What is looked for in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// Records of the form.
    Records,
    /// Rows of one of its tables, by the index of its field.
    Table(u16),
    /// Whatever of these fits best.
    Any,
}

/// A form, with the words that its fields and the columns of its tables go by.
#[derive(Debug)]
pub struct Columns {
    form: Form,
    /// Those of the fields that are no tables.
    fields: Index,
    /// Those of each table.
    tables: Vec<(u16, Index)>,
}

impl Columns {
    /// Those of a form, in whose rulebook these words say the same.
    pub fn new(form: Form, synonyms: &Rc<Synonyms>) -> Self {
        let fields = Index::of(&form.fields, |field| field.columns().is_empty()).with_synonyms(synonyms);
        let tables = form.fields.iter().enumerate().filter(|(_, field)| !field.columns().is_empty());
        let tables = tables.map(|(at, field)| (at as u16, Index::new(field.columns()))).collect();
        Columns { form, fields, tables }
    }

    /// Those of a form of a packed rulebook, if it has that form.
    ///
    /// ```
    /// use leifeng_form::files::columns::Columns;
    /// let book = leifeng_form::rulebook::built_in("linyi-2012").unwrap().to_bytes();
    /// assert!(Columns::of_book(&book, "application").is_some());
    /// assert!(Columns::of_book(&book, "survey").is_none());
    /// ```
    pub fn of_book(book: &[u8], form: &str) -> Option<Self> {
        let Book { forms, synonyms, .. } = Book::from_bytes(book)?;
        Some(Self::new(forms.into_iter().find(|each| each.id == form)?, &synonyms))
    }

    /// What is asked for: the id of a table, `""` for records of the form, `*` for whichever fits.
    ///
    /// # Errors
    /// Where there is no such table.
    pub fn sought(&self, what: &str) -> Result<Sought, Refusal> {
        match what {
            "" => Ok(Sought::Records),
            "*" => Ok(Sought::Any),
            id => {
                let found = self.tables().find(|at| self.field(*at).is_some_and(|field| field.id == id));
                found.map(Sought::Table).ok_or_else(|| Refusal::NoSuchTable { table: id.into() })
            }
        }
    }

    pub(super) fn field(&self, at: u16) -> Option<&Field> {
        self.form.fields.get(usize::from(at))
    }

    /// The fields that are no tables.
    pub(super) fn fields(&self) -> impl Iterator<Item = (u16, &Field)> {
        let all = self.form.fields.iter().enumerate();
        all.filter(|(_, field)| field.columns().is_empty()).map(|(at, field)| (at as u16, field))
    }

    /// The tables.
    pub(super) fn tables(&self) -> impl Iterator<Item = u16> {
        self.tables.iter().map(|(at, _)| *at)
    }

    /// The columns of a table.
    pub fn of_table(&self, table: u16) -> &[Field] {
        self.field(table).map_or(&[], Field::columns)
    }

    /// The field, or the column of a table.
    pub(super) fn about(&self, target: Target, table: Option<u16>) -> Option<&Field> {
        match target {
            Target::Field(at) => self.field(at),
            Target::Own(at) => self.of_table(table?).get(usize::from(at)),
        }
    }

    /// The field that a text names.
    pub(super) fn find_field(&self, text: &str) -> Option<Match> {
        if text.len() > LONGEST {
            return None;
        }
        self.fields.find(text, Context::Sheet).filter(|found| found.sure)
    }

    /// What a text names among records of the form, or among the rows of a table, and how surely. There, what can be a column of
    /// the table is no field of the form, but where its word is only near.
    pub(super) fn find(&self, text: &str, table: Option<u16>) -> Option<(u8, Target)> {
        let (found, target) = self.named(text, table)?;
        Some((found.weight, target))
    }

    /// The same of a text that is nothing but a word.
    pub(super) fn find_whole(&self, text: &str, table: Option<u16>) -> Option<(u8, Target)> {
        let (found, target) = self.named(text, table).filter(|(found, _)| found.is_whole())?;
        Some((found.weight, target))
    }

    fn named(&self, text: &str, table: Option<u16>) -> Option<(Match, Target)> {
        let field = self.find_field(text);
        let index = self.tables.iter().find(|(at, _)| Some(*at) == table).filter(|_| text.len() <= LONGEST);
        let own = index.and_then(|(_, index)| index.find(text, Context::Rows)).filter(|found| found.sure);
        let own = own.filter(|own| own.reason != Reason::Near || field.is_none_or(|field| field.weight <= own.weight));
        match (own, field) {
            (Some(own), _) => Some((own, Target::Own(own.field))),
            (None, field) => field.map(|field| (field, Target::Field(field.field))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(header: &str, table: Option<&str>) -> Option<Target> {
        let book = crate::rulebook::built_in("linyi-2012").expect("a built-in rulebook").to_bytes();
        let columns = Columns::of_book(&book, "application").expect("a form");
        let table = table.map(|id| match columns.sought(id) {
            Ok(Sought::Table(at)) => at,
            other => panic!("{other:?}"),
        });
        columns.find(header, table).map(|(_, target)| target)
    }

    #[test]
    fn columns_are_named_as_people_name_them() {
        let own = |header: &str| found(header, Some("roster"));
        for (header, at) in [
            ("姓 名", 0),
            ("志愿者姓名", 0),
            ("2、姓名*", 0),
            ("服务时长(小时)", 1),
            ("志愿服务时长", 1),
            ("累计志愿服务时长/小时", 1),
            ("手机号码", 2),
            ("志愿者联系电话", 2),
            ("年服务时间(小时)", 1),
        ] {
            assert_eq!(own(header), Some(Target::Own(at)), "{header}");
        }
        for header in ["", "紧急联系人姓名", "时长", "电话费", "序号", "2011年服务时长", "服务时长（分钟）"]
        {
            assert_eq!(own(header), None, "{header}");
        }
        assert!(matches!(own("单位名称"), Some(Target::Field(_))));
    }

    #[test]
    fn what_people_call_their_own_is_no_field_of_the_form() {
        assert!(matches!(found("联系电话", None), Some(Target::Field(_))));
        assert!(matches!(found("年服务时间", None), Some(Target::Field(_))));
        assert_eq!(found("志愿者联系电话", None), None);
    }
}
