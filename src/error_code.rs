//! Codes of what cannot be used: of errors, of records that cannot be read, and of files beside answers. `code.rs` has those of
//! checks.
//!
//! This is the one list. `docs/codes.md` and `www/package/codes.ts` are made from it.

use crate::rulebook::mistake::Problem;
use alloc::vec::Vec;

/// A code.
#[derive(Clone, Copy, Debug)]
pub struct ErrorCode {
    /// As errors and reports have it.
    pub id: &'static str,
    /// What it means, for the documents.
    pub meaning: &'static str,
    /// What says where, beside it.
    pub params: &'static [&'static str],
}

/// What the codes of one group are of, and they themselves.
pub type Group = (&'static str, Vec<ErrorCode>);

const FILE: &[&str] = &["file"];
const FIELD: &[&str] = &["field"];
const IN_TEXT: &[&str] = &["file", "line", "column"];

/// Of arguments and answers.
const ARGUMENTS: &[(&str, &str, &[&str])] = &[
    ("answers.not_object", "Answers that are no object.", &[]),
    ("answers.not_plain", "Answers, or one of them, of a class that is not read.", FIELD),
    ("answers.too_deep", "An answer that is nested deeper than any.", FIELD),
    ("answers.unreadable", "Looking at an answer throws.", FIELD),
    ("argument.invalid", "An argument that cannot be used.", &[]),
    ("argument.type", "An argument of another type.", &[]),
    ("form.unknown", "The rulebook has no such form.", &[]),
    ("words.unknown", "Words for a field that the form does not have, or for a part of one.", FIELD),
    ("today.unreadable", "`today` is no day.", &[]),
    ("cases.invalid", "An author's examples that cannot mean anything.", FILE),
    ("cases.unknown_name", "An author's example names what there is not.", FILE),
];

/// Of records.
const RECORDS: &[(&str, &str, &[&str])] = &[
    ("record.not_json", "A line that is not JSON.", &["column"]),
    ("record.not_object", "A line that is JSON, and no object.", &[]),
    ("record.not_utf8", "A line that is not UTF-8.", &["column"]),
    ("record.too_deep", "A line with an answer that is nested deeper than any.", &["column"]),
    ("record.too_long", "A line longer than any record.", &[]),
    ("cell.undecodable", "A row with a cell that cannot be decoded.", &["column"]),
    ("rows.not_joined", "Rows of a table that belong to no record, or not surely to one.", &[]),
    ("folder.no_answers", "A folder with documents or tables, and without answers or a form filled in.", &[]),
    ("folder.many_answers", "A folder with more than one file of answers or form.", &[]),
    ("folder.many_records", "The answers of a folder are not those of one record.", &[]),
];

/// Of files.
const FILES: &[(&str, &str, &[&str])] = &[
    ("file.empty", "A file without content.", FILE),
    ("file.truncated", "A file whose end is missing.", FILE),
    ("file.damaged", "A file whose parts contradict each other.", FILE),
    ("file.too_large", "A file that is larger than what can be read or written.", FILE),
    ("file.too_deep", "A file whose elements are nested deeper than in an honest one.", FILE),
    ("file.encrypted", "A file that wants a password.", FILE),
    ("file.undecodable", "A text that cannot be decoded.", FILE),
    ("file.kind", "A file of another kind than is wanted.", FILE),
    ("file.unreadable", "A file that cannot be read for another reason.", FILE),
    ("file.missing", "There is no such file or folder.", FILE),
    ("file.no_access", "The system does not give access.", FILE),
    ("file.loop", "Links that lead round in a circle.", FILE),
    ("file.outside", "A link that leads out of the folder.", FILE),
    ("file.is_folder", "A folder where a file is needed.", FILE),
    ("file.not_regular", "A device, a pipe or a socket.", FILE),
    ("file.name_too_long", "A name that the system does not take.", FILE),
    ("file.failed", "The system failed in another way.", FILE),
    ("header.missing", "No row has the names of columns.", FILE),
    ("table.unknown", "The form has no such table.", FILE),
    ("table.second", "Another table begins below the first, in a text.", FILE),
    ("column.twice", "A column that each row needs is there twice.", &["file", "sheet", "row"]),
    ("text.no_table", "A text that is no table.", &["file", "row", "column"]),
];

/// Of files beside the answers of a folder: why one was not read.
const ATTACHMENTS: &[(&str, &str, &[&str])] = &[
    ("attachment.kind", "Neither a document nor a table.", &[]),
    ("attachment.folder", "A folder within.", &[]),
    ("attachment.not_needed", "No field is left that it could answer.", &[]),
    ("attachment.answered", "Its field is answered in the file of answers.", &[]),
    ("attachment.unlike", "It is not like any table of the form.", &[]),
    ("attachment.unclear", "Which field it answers is not clear.", &[]),
    ("attachment.rivals", "Another file answers the same field.", &[]),
    ("attachment.copy", "Its bytes are those of another file of the folder.", &[]),
];

/// What the notes of a run tell: what was passed over. None of them is an error.
const NOTES: &[(&str, &str, &[&str])] = &[
    ("note.sheet", "A sheet that was not read.", FILE),
    ("note.rows", "Rows that were not read.", FILE),
    ("note.boxes", "An answer of a form whose boxes do not say what is chosen.", FILE),
    ("note.files", "Files beside folders of applications.", FILE),
    ("note.leftover", "What systems and office programs leave behind.", FILE),
    ("note.copy", "A file with the same bytes as another.", FILE),
    ("note.nothing", "A file or folder without records.", FILE),
];

/// Of the command.
const COMMAND: &[(&str, &str, &[&str])] = &[
    ("command.invalid", "A command line that lacks something, or has too much.", &[]),
    ("command.unknown", "There is no such command.", &[]),
    ("command.option", "There is no such option, or it has no such value.", &[]),
    ("values.not_object", "What `--values` gives is no JSON object.", &["file"]),
    ("command.no_input", "Nothing to check.", &[]),
    ("command.repeated", "A file that is named twice.", &[]),
    ("output.is_input", "The output would overwrite an input.", FILE),
    ("disk.full", "No room on the disk.", FILE),
    ("disk.read_only", "A disk that cannot be written to.", FILE),
];

/// Of rulebooks, beside those of [`Problem`].
const RULEBOOKS: &[(&str, &str, &[&str])] = &[
    ("rulebook.invalid", "What is given is no rulebook.", FILE),
    ("rulebook.broken", "A rulebook that cannot be used.", FILE),
    ("rulebook.unknown", "There is no such rulebook.", IN_TEXT),
    ("rule.unknown", "The extended rulebook has no such rule to drop, replace or change.", IN_TEXT),
    ("wording.unknown", "There is no such text of the wording.", IN_TEXT),
    ("field.unknown", "There is no such field.", IN_TEXT),
    ("level.unknown", "The form has no such level.", IN_TEXT),
    ("clause.unknown", "The document has no such clause.", IN_TEXT),
    ("option.unknown", "The field has no such option.", IN_TEXT),
    ("column.unknown", "The table has no such column.", IN_TEXT),
    ("values.unknown", "There is no such named value.", IN_TEXT),
    ("key.unknown", "The language of rulebooks has no such key.", IN_TEXT),
];

/// Every code, in groups.
pub fn groups() -> Vec<Group> {
    let read = |all: &[(&'static str, &'static str, &'static [&'static str])]| {
        all.iter().map(|&(id, meaning, params)| ErrorCode { id, meaning, params }).collect::<Vec<_>>()
    };
    let mut rulebooks = read(RULEBOOKS);
    rulebooks.extend(Problem::CODES.iter().map(|&(id, meaning)| ErrorCode { id, meaning, params: IN_TEXT }));
    Vec::from([
        ("Arguments and answers", read(ARGUMENTS)),
        ("Records that cannot be read", read(RECORDS)),
        ("Files and tables", read(FILES)),
        ("Files beside the answers of a folder", read(ATTACHMENTS)),
        ("Notes of the command", read(NOTES)),
        ("The command", read(COMMAND)),
        ("Rulebooks", rulebooks),
    ])
}
