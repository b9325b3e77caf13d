//! What is wrong in a rulebook: a code with what its text needs, and the place. Every text of the compiler stands here.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A step to a place in a JSON file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member of an object.
    Key(String),
    /// An item of an array, from 0.
    Item(usize),
}

/// A way from the root of a JSON file to a place in it.
pub type Path = Vec<Step>;

/// One mistake.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    /// The place.
    pub path: Path,
    /// Line and column in the file, from 1, where they are known.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub problem: Problem,
}

/// Why a rulebook is refused: every mistake that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistakes(pub Vec<Mistake>);

macro_rules! problems {
    ($($(#[doc = $about:literal])* $name:ident $({ $($part:ident: $type:ty),* })? $code:literal $text:literal)*) => {
        /// What is wrong in a rulebook.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Problem {
            /// A name that does not exist.
            #[allow(missing_docs)]
            Unknown { what: Named, name: String, near: Near },
            /// A key that the rulebook's language does not have.
            #[allow(missing_docs)]
            UnknownKey { key: String, near: Near, known: Vec<String> },
            $($(#[doc = $about])* #[allow(missing_docs)] $name $({ $($part: $type),* })?),*
        }

        impl Problem {
            /// The codes that are of one problem alone, each with its meaning.
            pub const CODES: &[(&str, &str)] = &[$(($code, concat!($($about),*).trim_ascii())),*];

            /// As errors of the package have it.
            pub fn code(&self) -> &'static str {
                match self {
                    Problem::Unknown { what, .. } => what.code(),
                    Problem::UnknownKey { .. } => "key.unknown",
                    $(Problem::$name $({ $($part: _),* })? => $code),*
                }
            }

            fn text(&self) -> String {
                match self {
                    Problem::Unknown { what, name, near } => format!("没有“{name}”这个{}{}", what.text(), near),
                    Problem::UnknownKey { key, near, known } => {
                        format!("不认识“{key}”{near}（可用：{}）", known.join("、"))
                    }
                    $(Problem::$name $({ $($part),* })? => format!($text)),*
                }
            }
        }
    };
}

problems! {
    /// Two fields of a form, or columns of a table, have one name.
    NameTwice { field: String, other: String, name: String } "name.twice"
        "栏目“{field}”和“{other}”都叫“{name}”，请在标签或别名中加以区分。"
    /// A word stands behind two others that say something else.
    SynonymTwice { word: String, other: String } "synonym.twice"
        "“{word}”已列在“{other}”之后，一个词只能列在一处，请删去其一。"
    /// Rulebooks extend each other in a circle.
    ExtendsCycle { chain: String } "extends.cycle" "扩展成了循环：{chain}。"
    /// A rulebook that is extended cannot be read.
    ExtendsBroken { id: String } "extends.broken" "所扩展的“{id}”有错误，请先更正它。"
    /// A rule of the extended rulebook is written anew outside of `replace`.
    RuleExists { rule: String } "rule.exists" "“{rule}”在所扩展的规则文件里已经有了；要替换它，请写在 replace 里。"
    /// A rule that the same file drops.
    RuleDropped { rule: String } "rule.dropped" "“{rule}”已经写在 drop 里去掉了，不能在这里再写一次，请只留一处。"
    /// A key of an earlier version.
    Renamed { old: String, new: String } "key.renamed" "“{old}”现在写作“{new}”。"
    /// A brace that is not closed.
    BraceOpen "text.brace_open" "有一个“{{”缺少配对的“}}”。"
    /// A name between braces that cannot be filled in.
    Placeholder { name: String, near: Near } "text.placeholder" "“{{{name}}}”不能写在这里{near}"
    /// A field that the form does not list.
    FieldNotListed { field: String } "field.not_listed" "栏目“{field}”没有列入这张表的 fields，请先在那里加上。"
    /// Texts that messages are made of are missing.
    NoWording { word: String } "wording.missing" "缺少提示用的措辞（如“{word}”），请在文件开头写上 \"extends\": \"base\"。"
    /// A rule of no form.
    RuleWithoutForm { rule: String } "rule.no_form" "规则“{rule}”不属于任何表。"
    /// A review across records.
    ReviewAcross { rule: String } "review.across" "规则“{rule}”由人审核，不能写 across。"
    /// A rule without a condition.
    NoCondition { rule: String } "rule.no_condition" "规则“{rule}”缺少 holds；只有 severity 为 review 的规则可以没有。"
    /// A review that does not say what is judged.
    ReviewWithoutText { rule: String } "review.no_text" "规则“{rule}”由人审核，请在 open 里写明审核什么。"
    /// Options of the field's own and of another.
    OptionsTwice "options.twice" "options 和 options_of 只能写一个。"
    /// An option that is listed twice.
    OptionTwice { option: String } "option.twice" "选项“{option}”写了两次。"
    /// An alias that names another option too.
    AliasTaken { alias: String } "alias.taken" "“{alias}”也是另一个选项的名称，请只留一处。"
    /// A limit that is too large.
    MaxTooLarge { most: i64 } "max.too_large" "max 至多是 {most}。"
    /// Limits that no number meets.
    MaxBelowMin "max.below_min" "max 小于 min，没有数能满足。"
    /// Too few or too many options.
    OptionsCount { most: usize } "options.count" "选择类的栏目要有 1 至 {most} 个选项（options）。"
    /// Options of what is not chosen.
    OptionsElsewhere "options.elsewhere" "只有 choice 和 choices 有选项。"
    /// An open list of what is not chosen.
    OpenElsewhere "open.elsewhere" "只有 choice 和 choices 能写 open。"
    /// A name of the field that shall never mean it.
    NeverOwn { word: String } "never.own" "“{word}”是这个栏目自己的名称，不能又写在 never 里。"
    /// Columns of what is no table, a table without, or a table in a table.
    Columns "columns.elsewhere" "表格（table）要有列（columns），别的栏目没有列，列里也不能再放表格。"
    /// A field that says itself that it is required.
    RequiredElsewhere "required.elsewhere" "栏目是否必填写在表的 required 里，只有列能在这里写 required。"
    /// Limits of what is no number.
    LimitsElsewhere "limits.elsewhere" "只有 count 和 hours 有 min 和 max。"
    /// A paper copy of what no file answers.
    OnPaperElsewhere "on_paper.elsewhere" "on_paper 用于可以附文件的栏目（long_text 和 table）。"
    /// What no answer counts as, of another kind.
    UnansweredElsewhere "unanswered.elsewhere" "no 用于 yes_no 栏目，today 用于 date 栏目。"
    /// A label in which nothing stands.
    NoLabel "label.empty" "标签不能是空的。"
    /// A level that is not one of a few options.
    LevelKind { field: String, most: usize } "level.kind" "级别栏目“{field}”要是单选（choice），至多 {most} 个选项。"
    /// A rule called as a generated one.
    RuleGenerated { rule: String } "rule.generated" "规则“{rule}”与由 required 或栏目种类生成的规则同名，请换一个编号。"
    /// A field of another kind than is needed.
    FieldKind { field: String, label: String, needed: Needed } "field.kind" "“{field}”（{label}）不是{needed}。"
    /// Not a day.
    NotDay { day: String } "day.unreadable" "“{day}”不是一个日期，请写成 2012-04-25。"
    /// A number that is too large.
    NumberTooLarge { number: String, most: i64 } "number.too_large" "{number} 这个数太大了，至多是 {most}。"
    /// A field where a column is needed.
    NotColumn { name: String } "column.elsewhere" "“{name}”不是这个表格的列。"
    /// A share that is none, or beyond 1 to 100 without its sign.
    ShareRange "share.range" "比例的单位是 %，请写 1 至 100 的数（六成写 60）；更小或更大的，请写成 \"0.6%\"、\"120%\"。"
    /// A number of what is counted that is no whole one.
    NotWhole "number.not_whole" "这里应是不小于 0 的整数。"
    /// A value of another type than is needed, or than it was.
    ValueKind { name: String, needed: Needed } "values.kind" "values 中的“{name}”应是{needed}。"
    /// A value that is called as a field is.
    ValueTaken { name: String } "values.taken" "“{name}”也是栏目的编号，请给这个值换一个名称。"
    /// No options.
    NoOptions "options.none" "没有列出选项（ids），任何回答都不能满足。"
    /// No bounds of a number of records.
    NoBounds "bounds.missing" "请写 at_least、at_most，或两个都写。"
    /// No bounds of a number, or exactly one and others.
    NoBoundsOrExactly "bounds.unclear" "请写 at_least、at_most（可以两个都写），或者只写 exactly。"
    /// Bounds that no number meets.
    BoundsReversed "bounds.reversed" "at_most 小于 at_least，没有数能满足。"
    /// Nothing by which rows or records are compared.
    NothingCompared "by.missing" "请写出按哪些栏目或列判断重复。"
    /// `between` of records.
    BetweenElsewhere "between.elsewhere" "between 只用于比较表格的行（table）。"
    /// Conditions nested too deeply.
    TooDeep { most: usize } "condition.too_deep" "条件嵌套超过 {most} 层。"
    /// A list of no conditions.
    NoParts "condition.no_parts" "至少要有一个条件。"
    /// No days.
    NoDays "days.missing" "请写 from、to，或两个都写。"
    /// Limits of a text that make no sense.
    TextLimits "about.limits" "字数要大于 0，允许的出入（tolerance）是 1 至 50（%）。"
    /// `otherwise` of what is not every row.
    OtherwiseElsewhere "otherwise.elsewhere" "只有 every_row 有 otherwise。"
    /// No answer can meet it.
    Impossible "condition.impossible" "没有任何回答能满足这个条件，请检查上下限、日期和选项。"
    /// Something behind the end.
    Trailing "json.trailing" "文件末尾有多余的内容。"
    /// No comma where one must be.
    CommaMissing "json.comma_missing" "这里缺少逗号。"
    /// A bracket that is not closed.
    BracketOpen "json.bracket_open" "这里的括号没有配对的右括号。"
    /// Not JSON.
    Syntax "json.syntax" "这里不是有效的 JSON，请检查引号、逗号和括号是否成对。"
    /// Brackets nested deeper than any rulebook's.
    JsonTooDeep "json.too_deep" "括号嵌套过深，没有读取。"
    /// A key that is missing.
    KeyMissing { key: String } "key.missing" "缺少“{key}”。"
    /// A key that stands there twice.
    KeyTwice { key: String } "key.twice" "“{key}”写了两次。"
    /// A value of another type than is needed.
    ValueType { found: Found, expected: Expected } "value.type" "这里应是{expected}，不能是{found}。"
    /// A condition with more than one key.
    ManyKeys { keys: String } "condition.many_keys"
        "一个条件只能有一个键，这里有“{keys}”；要同时满足几个条件，请写成 and 的列表。"
    /// A condition without a key.
    NoKey "condition.no_key" "这里要有一个键，如 {{\"answered\": \"栏目\"}}。"
}

macro_rules! names {
    ($(#[doc = $about:literal])* $names:ident: $($(#[doc = $doc:literal])* $name:ident $code:literal $text:literal)*) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $names { $($(#[doc = $doc])* $name),* }

        impl $names {
            /// As codes have it.
            pub fn code(self) -> &'static str {
                match self { $($names::$name => $code),* }
            }

            fn text(self) -> &'static str {
                match self { $($names::$name => $text),* }
            }
        }

        impl fmt::Display for $names {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.text())
            }
        }
    };
}

names! {
    /// What has names.
    Named:
    /// A rulebook.
    Rulebook "rulebook.unknown" "规则文件"
    /// A rule that can be dropped.
    Droppable "rule.unknown" "可以去掉的规则"
    /// A rule that can be replaced.
    Replaceable "rule.unknown" "可以替换的规则"
    /// A rule that can be changed.
    Changeable "rule.unknown" "可以修改的规则"
    /// A text of the wording.
    Word "wording.unknown" "措辞"
    /// A field.
    Field "field.unknown" "栏目"
    /// A form.
    Form "form.unknown" "表"
    /// A form of a rule.
    RuleForm "form.unknown" "本规则的表"
    /// A level.
    Level "level.unknown" "级别"
    /// A clause.
    Clause "clause.unknown" "条款"
    /// An option.
    Option "option.unknown" "选项"
    /// A column.
    Column "column.unknown" "列"
    /// A named value.
    Value "values.unknown" "值（values）"
}

names! {
    /// What a field must be to stand in a place.
    Needed:
    /// Any field.
    Any "any" "栏目"
    /// A table.
    Table "table" "表格"
    /// A day.
    Day "date" "日期"
    /// A number.
    Number "number" "数，不能比较大小或算比例"
    /// A number, of whatever.
    PlainNumber "number" "数"
    /// A list of options.
    Options "options" "选项编号的列表"
    /// A text.
    Text "text" "文字"
    /// A number of a column.
    Summand "number" "数，不能合计"
    /// Several options.
    Choices "choices" "多选（choices）"
    /// One or several options.
    Choice "choice" "选择"
    /// What can be compared with the answer of another record.
    Comparable "comparable" "可以比较的栏目"
    /// Yes or no.
    YesNo "yes_no" "是否（yes_no）栏目"
    /// A long text.
    LongText "long_text" "长文本（long_text）"
}

/// What is needed in a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// A number.
    Number,
    /// A whole number from 0.
    Whole,
    /// `true` or `false`.
    Bool,
    /// A list.
    List,
    /// An object.
    Object,
    /// One of several types, in words.
    Either(String),
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Expected::Text => "文字",
            Expected::Number => "数",
            Expected::Whole => "不小于 0 的整数",
            Expected::Bool => "true 或 false",
            Expected::List => "列表 [ … ]",
            Expected::Object => "对象 { … }",
            Expected::Either(words) => words,
        })
    }
}

/// What stands in a place of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A text.
    Text(String),
    /// A text where a number is needed.
    Quoted(String),
    /// A number, or `true` or `false`.
    Plain(String),
    /// `null`.
    Null,
    /// A list.
    List,
    /// An object.
    Object,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Found::Text(text) => write!(f, "文字“{text}”"),
            Found::Quoted(text) => write!(f, "文字“{text}”；数不加引号"),
            Found::Plain(text) => write!(f, "“{text}”"),
            Found::Null => f.write_str("null"),
            Found::List => f.write_str("列表 [ … ]"),
            Found::Object => f.write_str("对象 { … }"),
        }
    }
}

/// The nearest right name, where one is near, as the end of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near(pub Option<String>);

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            None => f.write_str("。"),
            Some(name) => write!(f, "，是否想写“{name}”？"),
        }
    }
}

/// The nearest of the right names, where one is near.
pub(crate) fn nearest<'a>(wrong: &str, right: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let near = right
        .into_iter()
        .map(|name| (strsim::osa_distance(wrong, name), name))
        .filter(|(distance, name)| *distance * 2 <= name.chars().count().max(wrong.chars().count()))
        .min();
    near.map(|(_, name)| name.into())
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if cfg!(wordless) { f.write_str(self.code()) } else { f.write_str(&self.text()) }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.at {
            write!(f, "第 {line} 行第 {column} 列")?;
        }
        let path = show_path(&self.path);
        match (self.at, path.is_empty()) {
            (_, true) => {}
            (Some(_), _) => write!(f, "（{path}）")?,
            (None, _) => write!(f, "{path}")?,
        }
        let colon = if self.at.is_none() && path.is_empty() { "" } else { "：" };
        write!(f, "{colon}{}", self.problem)
    }
}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, mistake) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            mistake.fmt(f)?;
        }
        Ok(())
    }
}

impl core::error::Error for Mistakes {}

/// A path as people write it: `rules.own.holds`, `forms.application.fields[3]`.
pub fn show_path(path: &[Step]) -> String {
    let mut out = String::new();
    for step in path {
        match step {
            Step::Item(at) => out.push_str(&format!("[{at}]")),
            Step::Key(key) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(key);
            }
        }
    }
    out
}
