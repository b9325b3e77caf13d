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
    /// A text of the wording; in [`super::Book::wording`] they follow those of the codes, in this order.
    Word:
    /// A rule waits for answers, all of which one chooses.
    Choose "choose"
    /// A rule waits for boxes to be ticked.
    Tick "tick"
    /// A rule waits for cells of rows.
    OpenRows "open_rows"
    /// A rule fails.
    Fails "fails"
    /// Rows fail.
    FailsRows "fails_rows"
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
    /// What a share comes to.
    ShareComes "share_comes"
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
    /// The smallest step that mends it.
    MendFirst "mend_first"
    /// The smallest in another field.
    MendOther "mend_other"
    /// A step up.
    More "more"
    /// A step down.
    Less "less"
    /// A step down, of a text.
    Cut "cut"
    /// A row is too low.
    RowMore "row_more"
    /// A row is too high.
    RowLess "row_less"
    /// A row fails in another way.
    RowFails "row_fails"
    /// A row lacks a column.
    RowLacks "row_lacks"
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
    /// The unit of what is chosen.
    UnitChosen "unit_chosen"
    /// What is written without a unit: digits.
    Figures "figures"
    /// What is written with a unit: `人数`.
    FiguresOf "figures_of"
    /// A number of mobile phones.
    Mobile "mobile"
    /// A number behind an area code.
    AreaNumber "area_number"
    /// A number of another sort.
    OtherNumber "other_number"
    /// More options than are listed.
    OptionsMore "options_more"
}

/// Keys of version 0.1, and how they are spelt now: most texts go by the code of what they say.
#[cfg(feature = "json")]
pub(crate) const RENAMED: &[(&str, &str)] = &[
    ("required", "answer.missing"),
    ("open", "answer.missing"),
    ("open_unreadable", "answer.unreadable"),
    ("fails_yes", "yes_no.yes"),
    ("fails_all_of", "choice.all_of"),
    ("fails_unique", "rows.unique"),
    ("row_repeats", "answer.repeated"),
    ("row_broken", "row.none"),
    ("row_open", "row_lacks"),
    ("rows_unreadable", "rows.format"),
    ("not_number", "number.text"),
    ("not_unit", "number.unit"),
    ("not_whole", "number.fraction"),
    ("too_small", "number.too_small"),
    ("too_large", "number.too_large"),
    ("not_date", "date.text"),
    ("no_such_day", "date.no_such_day"),
    ("not_phone", "phone.text"),
    ("not_hotline", "hotline.no_such"),
    ("not_email", "email.domain"),
    ("not_yes_no", "yes_no.text"),
    ("not_choice", "choice.unknown"),
    ("not_rows", "rows.none"),
];

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
        assert_eq!(Word::KEYS[Word::Choose as usize], "choose");
        assert_eq!(Word::KEYS[Word::Cut as usize], "cut");
        assert_eq!(Word::KEYS[Word::OptionsMore as usize], "options_more");
        assert_eq!(Word::KEYS.len(), Word::OptionsMore as usize + 1);
    }
}
