//! Why a file is not read, and what to do about it: every text of the readers stands here.

use super::Kind;
use std::string::String;

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
    /// What is wrong and what to do, in Chinese.
    pub fn message(self, wanted: Wanted) -> String {
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
