//! The texts that messages are made of. A rulebook holds them; here are only their names.

macro_rules! words {
    ($(#[$about:meta])* $words:ident: $($(#[$doc:meta])* $word:ident $key:literal)*) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $words { $($(#[$doc])* $word),* }

        impl $words {
            /// The keys of all, in their order.
            pub const KEYS: &'static [&'static str] = &[$($key),*];
        }
    };
}

words! {
    /// A text of the wording, in the order of [`super::Book::wording`].
    Word:
    /// A field that must be answered is not.
    Required "required"
    /// The same where one chooses.
    Choose "choose"
    /// A rule waits for answers.
    Open "open"
    /// A rule waits for an answer that can be read.
    OpenUnreadable "open_unreadable"
    /// A rule waits for cells of rows.
    OpenRows "open_rows"
    /// A rule fails.
    Fails "fails"
    /// The answer is no.
    FailsYes "fails_yes"
    /// A part of the options is chosen.
    FailsAllOf "fails_all_of"
    /// Rows fail.
    FailsRows "fails_rows"
    /// Rows are the same.
    FailsUnique "fails_unique"
    /// By the standard of which level.
    Standard "standard"
    /// Said behind a message that today decided.
    Assumed "assumed"
    /// That something is asked: its first character is left out of the words below where it is not asked but known, as of the
    /// rows that are counted.
    Should "should"
    /// What a condition asks: at least.
    AtLeast "at_least"
    /// At most.
    AtMost "at_most"
    /// Exactly.
    Exactly "exactly"
    /// Between two numbers.
    Between "between"
    /// A share of something.
    Share "share"
    /// From a day on.
    FromDay "from_day"
    /// Up to a day.
    ToDay "to_day"
    /// Between two days.
    Days "days"
    /// About so many 字.
    About "about"
    /// One option.
    Is "is"
    /// One of some options.
    OneOf "one_of"
    /// All of some options.
    AllOf "all_of"
    /// Yes.
    IsYes "is_yes"
    /// Answered.
    IsAnswered "is_answered"
    /// The same where it is known.
    WasAnswered "was_answered"
    /// Every row.
    EveryRow "every_row"
    /// Some row.
    SomeRow "some_row"
    /// No two rows alike.
    UniqueRows "unique_rows"
    /// Not.
    Not "not"
    /// Not yes.
    IsNotYes "is_not_yes"
    /// Between two conditions, both of which must hold.
    And "and"
    /// Between two conditions, one of which must hold.
    Or "or"
    /// The number of rows of a table.
    RowsOf "rows_of"
    /// The number of rows of a table where something holds.
    RowsWhere "rows_where"
    /// The sum of a column.
    SumOf "sum_of"
    /// From one day to another.
    SpanOf "span_of"
    /// A label in a sentence.
    Label "label"
    /// What stands there now.
    Have "have"
    /// The first way to mend it.
    MendFirst "mend_first"
    /// Behind the last way.
    MendEnd "mend_end"
    /// Each other way.
    MendOther "mend_other"
    /// A step up.
    More "more"
    /// A step down.
    Less "less"
    /// A row is too low.
    RowMore "row_more"
    /// A row is too high.
    RowLess "row_less"
    /// A row fails in another way.
    RowFails "row_fails"
    /// A row lacks what a rule needs.
    RowOpen "row_open"
    /// A row repeats another.
    RowRepeats "row_repeats"
    /// A row lacks a column.
    RowLacks "row_lacks"
    /// A row is none.
    RowBroken "row_broken"
    /// Rows by number.
    RowList "row_list"
    /// More rows than are listed.
    RowListMore "row_list_more"
    /// Between the items of a list.
    Comma "comma"
    /// Yes.
    Yes "yes"
    /// No.
    No "no"
    /// The unit of rows.
    UnitRows "unit_rows"
    /// The unit of 字数.
    UnitZi "unit_zi"
    /// The unit of days.
    UnitDays "unit_days"
    /// The unit of years.
    UnitYears "unit_years"
    /// Not one number.
    NotNumber "not_number"
    /// A number in another unit.
    NotUnit "not_unit"
    /// Not whole.
    NotWhole "not_whole"
    /// Below the least.
    TooSmall "too_small"
    /// Above the most.
    TooLarge "too_large"
    /// Not a date.
    NotDate "not_date"
    /// No such day.
    NoSuchDay "no_such_day"
    /// Not a phone.
    NotPhone "not_phone"
    /// Not a hotline.
    NotHotline "not_hotline"
    /// Not a mail address.
    NotEmail "not_email"
    /// Neither yes nor no.
    NotYesNo "not_yes_no"
    /// None of the options.
    NotChoice "not_choice"
    /// Not rows.
    NotRows "not_rows"
    /// Some rows cannot be read.
    RowsUnreadable "rows_unreadable"
}

#[cfg(feature = "json")]
words! {
    /// A text that no page needs: in the list of rules, and on what holds across records. In the order of
    /// [`super::across::Rules::wording`].
    OffPageWord:
    /// Readable as its kind.
    IsReadable "is_readable"
    /// What must hold where a table has no rows.
    Otherwise "otherwise"
    /// Where a rule applies.
    Guard "guard"
    /// What is asked: so many records in each group.
    Count "across_count"
    /// No two records alike.
    Unique "across_unique"
    /// No row of a table in two records.
    Rows "across_rows"
    /// It fails.
    Fails "across_fails"
    /// It cannot be said yet.
    Open "across_open"
    /// One group: how many records it has.
    Group "across_group"
    /// One record that repeats another.
    Twice "across_twice"
    /// One row that stands in two records.
    Row "across_row"
    /// Where records of one file stand.
    Source "across_source"
    /// There are more than were named.
    More "across_more"
    /// Between the answers that make two records the same.
    Join "across_join"
    /// The unit of records.
    Unit "across_unit"
    /// Before what is asked, in the list of rules.
    Listed "across_listed"
}

#[cfg(feature = "json")]
impl OffPageWord {
    /// Its text.
    pub(crate) fn of(self, wording: &[alloc::string::String]) -> &str {
        wording.get(self as usize).map_or("", alloc::string::String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn keys_are_in_the_order_of_the_words() {
        assert_eq!(Word::KEYS[Word::Required as usize], "required");
        assert_eq!(Word::KEYS[Word::RowsUnreadable as usize], "rows_unreadable");
        assert_eq!(Word::KEYS.len(), Word::RowsUnreadable as usize + 1);
    }
}
