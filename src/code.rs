//! Why a check does not hold, as data: the codes of reports. Texts for people stand in rulebooks, one a code.
//!
//! This is the one list. The schema of rulebooks and `docs/codes.md` are made from it.

macro_rules! codes {
    ($($(#[doc = $about:literal])* $code:ident $id:literal [$($param:literal),*])*) => {
        /// Why a check does not hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $($(#[doc = $about])* $code),* }

        impl Code {
            /// The ids of all, in their order, as reports write them.
            pub const IDS: &'static [&'static str] = &[$($id),*];

            /// All, in their order.
            #[cfg(feature = "json")]
            pub const ALL: &'static [Code] = &[$(Code::$code),*];

            /// What it means, for the documents.
            #[cfg(feature = "json")]
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$code => concat!($($about),*).trim_ascii()),* }
            }

            /// The names of its params.
            #[cfg(feature = "json")]
            pub fn params(self) -> &'static [&'static str] {
                match self { $(Code::$code => &[$($param),*]),* }
            }
        }
    };
}

codes! {
    /// Open: every field that the check waits for is unanswered, or is a table in which cells are.
    AnswerMissing "answer.missing" ["row", "parts"]
    /// Open: a field that the check waits for cannot be read, or a cell of it.
    AnswerUnreadable "answer.unreadable" ["row", "parts"]
    /// There is an answer, readable or not.
    AnswerGiven "answer.given" []
    /// A cell repeats that of an earlier row.
    AnswerRepeated "answer.repeated" ["row"]
    /// People judge it.
    Review "review" []
    /// One of the parts must hold.
    Any "any" ["parts"]
    /// All of the parts must hold.
    All "all" ["parts"]
    /// The part must not hold.
    Not "not" ["parts"]
    /// Where the first part holds, the second must.
    When "when" ["parts"]
    /// The answer must be yes.
    YesNoYes "yes_no.yes" ["value"]
    /// One of some options must be chosen.
    ChoiceOneOf "choice.one_of" ["options", "value"]
    /// All of some options must be chosen.
    ChoiceAllOf "choice.all_of" ["options", "missing"]
    /// A number must not be below another.
    NumberAtLeast "number.at_least" ["least", "value", "quantity"]
    /// A number must not be below a share of another.
    NumberAtLeastShare "number.at_least_share" ["percent", "of", "least", "value", "quantity"]
    /// A number must not be above another.
    NumberAtMost "number.at_most" ["most", "value", "quantity"]
    /// A number must not be above a share of another.
    NumberAtMostShare "number.at_most_share" ["percent", "of", "most", "value", "quantity"]
    /// A number must be between two others; the share is the first of them that is one.
    NumberBetween "number.between" ["percent", "of", "least", "most", "value", "quantity"]
    /// A number must be another.
    NumberExactly "number.exactly" ["exactly", "value", "quantity"]
    /// A number must be a share of another.
    NumberExactlyShare "number.exactly_share" ["percent", "of", "exactly", "value", "quantity"]
    /// A day must not be before another.
    DateFrom "date.from" ["from", "value"]
    /// A day must not be after another.
    DateTo "date.to" ["to", "value"]
    /// A day must be between two others.
    DateBetween "date.between" ["from", "to", "value"]
    /// A text must have about so many 字.
    TextAbout "text.about" ["count", "tolerance", "least", "most", "value"]
    /// Something must hold of every row; the parts are those of `row`, the first that makes it so.
    RowsEvery "rows.every" ["row", "parts"]
    /// Something must hold of some row; the parts are those of `row`, the first that makes it so.
    RowsSome "rows.some" ["row", "parts"]
    /// No two rows may be the same.
    RowsUnique "rows.unique" ["by"]
    /// The number of rows must be within bounds, or be a number; the share is the first of the bounds that is one.
    RowsCount "rows.count" ["least", "most", "exactly", "percent", "of", "value"]
    /// Across records: the number of records in each group must be within bounds.
    AcrossCount "across.count" ["each", "least", "most"]
    /// Across records: no two may be the same.
    AcrossRecords "across.records" ["by"]
    /// Across records: no row may stand in two of them.
    AcrossRows "across.rows" ["by"]
    /// Cells of some rows are missing or cannot be read.
    RowsFormat "rows.format" []
    /// Not the rows of a table.
    RowsNone "rows.none" []
    /// A row that has no cells.
    RowNone "row.none" []
    /// Not a number.
    NumberText "number.text" []
    /// A number with 约, 多, 左右 or the like.
    NumberApproximate "number.approximate" []
    /// More than one number.
    NumberTwo "number.two" []
    /// A number in another unit.
    NumberUnit "number.unit" ["units"]
    /// A fraction of what is counted in whole ones.
    NumberFraction "number.fraction" []
    /// Below what the field takes.
    NumberTooSmall "number.too_small" ["least"]
    /// Above what the field takes.
    NumberTooLarge "number.too_large" ["most"]
    /// Not a day.
    DateText "date.text" []
    /// A day without its year.
    DateNoYear "date.no_year" []
    /// Written like a day, but there is no such day.
    DateNoSuchDay "date.no_such_day" []
    /// Something other than the digits of a phone.
    PhoneText "phone.text" []
    /// Two phones.
    PhoneTwo "phone.two" []
    /// A phone that lacks digits; behind an area code, digits are those of the number alone.
    PhoneTooShort "phone.too_short" ["digits", "should"]
    /// A phone with too many digits; behind an area code, digits are those of the number alone.
    PhoneTooLong "phone.too_long" ["digits", "should"]
    /// As many digits as a phone, but no phone begins so.
    PhoneNoSuch "phone.no_such" []
    /// An extension of more than six digits, or behind a number that has none: of a mobile phone, from 400 or 800.
    PhoneExtension "phone.extension" []
    /// A phone as a sheet shortens it, in scientific notation: digits are lost.
    PhoneScientific "phone.scientific" []
    /// Neither a phone nor a service number of five digits.
    HotlineNoSuch "hotline.no_such" []
    /// A mail address without @.
    EmailNoAt "email.no_at" []
    /// Nothing before the @ of a mail address.
    EmailNoName "email.no_name" []
    /// What stands behind the @ of a mail address is no domain.
    EmailDomain "email.domain" []
    /// A blank within a mail address.
    EmailBlank "email.blank" []
    /// Two mail addresses.
    EmailTwo "email.two" []
    /// Neither a yes nor a no.
    YesNoText "yes_no.text" []
    /// None of the options.
    ChoiceUnknown "choice.unknown" ["options"]
    /// Several options where one can be chosen.
    ChoiceTwo "choice.two" ["options"]
    /// A file that cannot be read; open where a paper copy will do.
    FileUnreadable "file.unreadable" []
}

impl Code {
    /// Whether it says why an answer cannot be read; the texts of these speak of the answer, not of a check.
    pub fn is_fault(self) -> bool {
        self as usize >= Code::RowsNone as usize
    }

    /// As reports write it.
    pub fn id(self) -> &'static str {
        Code::IDS.get(self as usize).copied().unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn ids_are_in_the_order_of_the_codes() {
        for (at, code) in Code::ALL.iter().enumerate() {
            assert_eq!(*code as usize, at);
            assert!(!code.meaning().is_empty());
        }
        assert_eq!(Code::PhoneTooShort.id(), "phone.too_short");
    }
}
