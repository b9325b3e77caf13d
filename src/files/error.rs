//! Why a file or a table is not read, and what is left out of one: every text of the readers stands here.

use super::Kind;
use std::fmt::{self, Display};
use std::string::{String, ToString};
use std::vec::Vec;

/// Why a file is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// It has no content.
    Empty,
    /// Its end is missing.
    Truncated,
    /// Its parts contradict each other.
    Damaged,
    /// It unpacks to more than an honest file does.
    TooLarge,
    /// Its elements are nested deeper than in an honest file.
    TooDeep,
    /// It wants a password.
    Encrypted,
    /// Its text cannot be decoded.
    Undecodable,
    /// It is sound as far as seen, and of another kind than what is wanted.
    Other(Kind),
}

/// What a file is wanted for: it decides which kinds are told to be saved as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A text to be counted.
    Document,
    /// A table to be checked.
    Sheet,
}

impl Error {
    /// As the package's errors have it.
    pub fn code(self) -> &'static str {
        match self {
            Error::Empty => "file.empty",
            Error::Truncated => "file.truncated",
            Error::Damaged => "file.damaged",
            Error::TooLarge => "file.too_large",
            Error::TooDeep => "file.too_deep",
            Error::Encrypted => "file.encrypted",
            Error::Undecodable => "file.undecodable",
            Error::Other(_) => "file.kind",
        }
    }

    /// What is wrong and what to do, in Chinese.
    pub fn message(self, wanted: Wanted) -> String {
        if cfg!(wordless) {
            return self.code().into();
        }
        let (app, saved) = match wanted {
            Wanted::Document => ("Word 或 WPS", ".docx"),
            Wanted::Sheet => ("Excel 或 WPS", ".xlsx"),
        };
        let save_as = ["，请用 ", app, " 打开，另存为 ", saved, " 后再选择。"].concat();
        let choose = ["，请选择 ", saved, " 文件。"].concat();
        let (what, then) = match self {
            Error::Empty => ("文件是空的", "，请检查后重新选择。"),
            Error::Truncated => ("文件不完整", "，可能没有下载或复制完，请重新获取后再选择。"),
            Error::Damaged => ("文件已损坏", save_as.as_str()),
            Error::TooLarge => ("文件解开后过大，已停止读取", save_as.as_str()),
            Error::TooDeep => ("文件的内部结构嵌套过深，已停止读取", save_as.as_str()),
            Error::Encrypted => ("文件设有密码", "，请取消密码，保存后再选择。"),
            Error::Undecodable => ("文件中有无法识别的字符", "，请另存为 UTF-8 编码后再选择。"),
            Error::Other(kind) => match kind {
                Kind::Docx | Kind::Doc => ("这是文字文档，不是表格", choose.as_str()),
                Kind::Xlsx | Kind::Xls => ("这是电子表格，不是文字文档", choose.as_str()),
                Kind::Xlsb => ("这是二进制格式的电子表格（.xlsb）", save_as.as_str()),
                Kind::OldWord => ("这是 Word 95 或更早版本的文档", save_as.as_str()),
                Kind::OldExcel => ("这是 Excel 95 或更早版本的表格", save_as.as_str()),
                Kind::OpenText => ("这是 OpenDocument 文字文档（.odt）", save_as.as_str()),
                Kind::OpenSheet => ("这是 OpenDocument 电子表格（.ods）", save_as.as_str()),
                Kind::Presentation => ("这是演示文稿", choose.as_str()),
                Kind::Rtf => ("这是 RTF 格式的文档", save_as.as_str()),
                Kind::Html => ("这是网页（HTML）格式的文件", save_as.as_str()),
                Kind::WordXml => ("这是 XML 格式的 Word 文档", save_as.as_str()),
                Kind::ExcelXml => ("这是 XML 格式的 Excel 表格", save_as.as_str()),
                Kind::Xml => ("这是 XML 文件", choose.as_str()),
                Kind::Pdf => ("这是 PDF 文件", "，请选择生成它的原文件（.docx、.doc 或 .xlsx）。"),
                Kind::Picture => ("这是图片，其中的文字无法读取", choose.as_str()),
                Kind::Archive => ("这是压缩包", "，请先解压，再选择其中的文件。"),
                Kind::Text => ("这是纯文本文件", choose.as_str()),
                Kind::Unknown => ("无法识别这个文件的格式", save_as.as_str()),
            },
        };
        [what, then].concat()
    }
}

/// Why no table is read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The file itself cannot be read.
    File(Error),
    /// The form has no such table.
    NoSuchTable {
        /// The id that was asked for.
        table: String,
    },
    /// No row has the names of columns.
    NoHeader {
        /// Some that it could have.
        labels: Vec<String>,
    },
    /// There is nothing in it.
    NoRows,
    /// A document without the form.
    NoForm,
    /// Another table begins below the first, in a text that is read as it comes.
    SecondTable {
        /// Its first row.
        row: u32,
    },
    /// A column that each row needs stands there twice.
    ColumnTwice {
        /// Its name.
        title: String,
        /// Where it stands, in words.
        places: [String; 2],
    },
    /// A text is no table.
    Text {
        /// The line, from 1.
        line: u32,
        /// The column, from 1.
        column: u32,
        /// Why.
        fault: TextFault,
    },
}

/// Why a text is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// A row is longer than any.
    LongRow,
    /// A quote is not closed.
    QuoteOpen,
    /// A row has more cells than any.
    ManyColumns,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Refusal::File(error)
    }
}

impl Refusal {
    /// As the package's errors have it.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::File(error) => error.code(),
            Refusal::NoSuchTable { .. } => "table.unknown",
            Refusal::NoHeader { .. } | Refusal::NoRows | Refusal::NoForm => "header.missing",
            Refusal::SecondTable { .. } => "table.second",
            Refusal::ColumnTwice { .. } => "column.twice",
            Refusal::Text { .. } => "text.no_table",
        }
    }
}

impl Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if cfg!(wordless) {
            return f.write_str(self.code());
        }
        match self {
            Refusal::File(error) => f.write_str(&error.message(Wanted::Sheet)),
            Refusal::NoSuchTable { table } => write!(f, "这种表里没有“{table}”这个表格。"),
            Refusal::NoHeader { labels } => {
                let labels = labels.join("”“");
                write!(f, "没有找到表头：没有一行写着这张表格各列的名称（如“{labels}”）。请核对列名后再试。")
            }
            Refusal::NoRows => f.write_str("没有表头，第一行应为各列的名称。"),
            Refusal::NoForm => f.write_str(
                "文档中没有找到填写好的申报表格。如果是申报材料，请与申报表放在同一个文件夹里，再检查这个文件夹。",
            ),
            Refusal::SecondTable { row } => write!(f, "第 {row} 行起是另一张表，请将两张表分成两个文件。"),
            Refusal::ColumnTwice { title, places: [first, second] } => {
                write!(f, "表头中“{title}”出现了两次（{first}、{second}），没有读取。请改为一行只写一条，再试一次。")
            }
            Refusal::Text { line, column, fault } => {
                let what = match fault {
                    TextFault::LongRow => "这一行过长，可能有引号没有闭合。",
                    TextFault::QuoteOpen => "引号没有闭合。",
                    TextFault::ManyColumns => "这一行的列数过多。",
                };
                write!(f, "第 {line} 行第 {column} 列：{what}")
            }
        }
    }
}

/// A row of which no record is made, since a cell could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecodable {
    /// The column, as layouts have it.
    pub place: String,
    /// The same in words.
    pub column: String,
}

impl Undecodable {
    /// As reports have it.
    pub const CODE: &str = "cell.undecodable";
}

impl Display for Undecodable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if cfg!(wordless) {
            return f.write_str(Self::CODE);
        }
        write!(f, "{}有无法识别的字符，请核对这一格；.csv 等文本文件请另存为 UTF-8 编码。", self.column)
    }
}

/// What is left out of a file, for people to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// A sheet in which no header was found.
    SheetWithoutHeader {
        /// Its name.
        sheet: String,
    },
    /// A sheet whose header is unlike that of the others.
    SheetOfOthers {
        /// Its name.
        sheet: String,
    },
    /// A row that says that it shows how to fill in the others.
    SampleRow {
        /// Its number.
        row: u32,
    },
    /// An answer of a form in which no box is ticked, or more than one.
    BoxesUnclear {
        /// The label of its field.
        label: String,
    },
    /// Rows that stand below the table: a signature.
    RowsBelow {
        /// Their numbers.
        rows: Vec<u32>,
        /// The beginning of the first.
        text: String,
    },
}

/// Behind a formula whose result was not saved: the two are a text, which no number is taken from.
pub const NO_RESULT: &str = if cfg!(wordless) {
    "（formula.no_result）"
} else {
    "（公式没有结果，请用 Excel 或 WPS 打开并保存）"
};

/// So many rows are named.
const ROWS_NAMED: usize = 10;

impl Note {
    /// As reports have it.
    pub fn code(&self) -> &'static str {
        match self {
            Note::SheetWithoutHeader { .. } => "sheet.without_header",
            Note::SheetOfOthers { .. } => "sheet.of_others",
            Note::SampleRow { .. } => "row.sample",
            Note::BoxesUnclear { .. } => "boxes.unclear",
            Note::RowsBelow { .. } => "rows.below",
        }
    }
}

impl Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if cfg!(wordless) {
            return f.write_str(self.code());
        }
        match self {
            Note::SheetWithoutHeader { sheet } => write!(f, "工作表“{sheet}”中没有找到表头，没有读取。"),
            Note::SheetOfOthers { sheet } => write!(f, "工作表“{sheet}”与其他工作表的表头不同，没有作为记录读取。"),
            Note::SampleRow { row } => write!(f, "第 {row} 行写明是示例，没有读取。"),
            Note::BoxesUnclear { label } => {
                write!(f, "“{label}”没有勾选，或勾选了不止一项，按未填处理，请只勾选一项。")
            }
            Note::RowsBelow { rows, text } => {
                let numbers: Vec<String> = rows.iter().take(ROWS_NAMED).map(ToString::to_string).collect();
                write!(f, "第 {} 行", numbers.join("、"))?;
                if rows.len() > ROWS_NAMED {
                    write!(f, "等 {} 行", rows.len())?;
                }
                write!(f, "（“{text}”）在表格下方，没有作为记录读取。")
            }
        }
    }
}
