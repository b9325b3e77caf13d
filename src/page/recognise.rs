//! Which control answers which field. Wrong is worse than missing: what is not sure is left out.

use super::controls::option;
use super::labels::{Labels, Match};
use crate::rulebook::{Field, Kind};
use alloc::vec::Vec;

/// Where a text around a control comes from, surest first; the script lists the texts in this order.
const GIVEN: usize = 0;
/// The label behind that of its group, as `服务队长` and `姓名`.
const GROUP: usize = 1;
const LABEL: usize = 2;
const COLUMN: usize = 5;
const PLACEHOLDER: usize = 7;
/// Not taken for a text: it names no field. From behind it, the options of the unit.
const NAME: usize = 8;
const OPTIONS: usize = 9;

/// No field.
pub const NONE: u8 = u8::MAX;

/// Set in the source of a unit that names a field and is left out, since another names it as surely.
pub const UNSURE: u8 = 128;

/// A unit that names a field: by which text, and how surely.
#[derive(Clone, Copy)]
struct Claim {
    field: u8,
    source: u8,
    how: Match,
    checkbox: bool,
    /// It takes a file: beside what is typed, not in its place.
    file: bool,
    /// The control is named like the field.
    named: bool,
}

impl Claim {
    /// Less is surer.
    fn rank(&self) -> (u8, Match) {
        (self.source, self.how)
    }
}

/// Finds the fields of a form among the units of a page.
///
/// `units` has a line a unit (the controls that make up one answer): the type of its controls, then the texts around them
/// and the options, parted by tabs. A line of the type `table` has the texts around what looks like a table, and the lines
/// of its cells follow, with a `+` before their type.
///
/// Gives two bytes a unit: the field, or [`NONE`], and the source of the text that named it; for the cell of a table its
/// column.
pub fn recognise(fields: &[Field], units: &str) -> Vec<u8> {
    let labels = Labels::new(fields);
    let lines: Vec<&str> = units.split('\n').collect();
    let mut claims: Vec<Option<Claim>> = Vec::new();
    let mut table = None;
    let mut listed = false;
    for (at, line) in lines.iter().enumerate() {
        claims.push(match line.strip_prefix('+') {
            None => {
                table = None;
                let claim = claim(fields, &labels, line);
                if line.starts_with("table") {
                    (table, listed) = claim_table(fields, &labels, &lines[at + 1..], claim);
                    table
                } else {
                    claim
                }
            }
            Some(_) if table.is_some() => None,
            // A list of others has heads that are nearly ours.
            Some(line) => claim(fields, &labels, line).filter(|claim| !listed || claim.how == Match::Label),
        });
    }
    let mut taken = Vec::new();
    let mut columns = None;
    for (line, claim) in lines.iter().zip(&claims) {
        let cell = line.starts_with('+');
        if !cell {
            columns = None;
        }
        match claim {
            Some(claim) => {
                let wins = wins(&claims, fields, claim);
                if wins && !cell {
                    columns = fields.get(usize::from(claim.field)).map(|it| (claim.field, Labels::new(it.columns())));
                }
                taken.extend([claim.field, if wins { claim.source } else { claim.source | UNSURE }]);
            }
            None => match columns.as_ref().and_then(|(field, columns)| Some((*field, named(columns, line)?))) {
                Some((field, column)) if cell => taken.extend([field, column]),
                _ => taken.extend([NONE, 0]),
            },
        }
    }
    taken
}

/// The text of a line from a source.
fn text(line: &str, source: usize) -> &str {
    line.split('\t').nth(source + 1).unwrap_or("")
}

/// What the texts of a line name first.
fn named(labels: &Labels, line: &str) -> Option<u8> {
    (LABEL..=PLACEHOLDER).find_map(|source| Some(labels.find(text(line, source))?.0))
}

/// The table field that a table stands for: by the texts around it and a column, else by two columns that are named like
/// no field of the form; and whether it has such columns at all.
fn claim_table(fields: &[Field], labels: &Labels, cells: &[&str], titled: Option<Claim>) -> (Option<Claim>, bool) {
    let mut found = None;
    let mut listed = false;
    for (field, about) in fields.iter().enumerate().filter(|(_, about)| !about.columns().is_empty()) {
        let (field, columns) = (field as u8, Labels::new(about.columns()));
        let (mut all, mut own) = (0u32, 0u32);
        for cell in cells.iter().map_while(|cell| cell.strip_prefix('+')) {
            if let Some(column) = named(&columns, cell)
                && column < 32
            {
                all |= 1 << column;
                if claim(fields, labels, cell).is_none() {
                    own |= 1 << column;
                }
            }
        }
        listed |= own != 0;
        match titled {
            Some(claim) if claim.field == field && all != 0 => return (titled, true),
            None if own.count_ones() > 1 && found.is_none() => {
                let (source, how) = (COLUMN as u8, Match::Label);
                found = Some(Claim { field, source, how, checkbox: false, file: false, named: false });
            }
            _ => {}
        }
    }
    (found, listed)
}

fn claim(fields: &[Field], labels: &Labels, unit: &str) -> Option<Claim> {
    let shape = unit.split('\t').next()?;
    let (checkbox, file) = (shape == "checkbox", shape == "file");
    let claim = |field: usize, source: usize, how: Match| {
        let named = fields.get(field)?.id == text(unit, NAME);
        Some(Claim { field: field as u8, source: source as u8, how, checkbox, file, named })
    };
    let given = text(unit, GIVEN);
    if !given.is_empty() {
        let field = fields.iter().position(|field| field.id == given)?;
        return claim(field, GIVEN, Match::Label);
    }
    for source in GROUP..=PLACEHOLDER {
        if let Some((field, how)) = labels.find(text(unit, source))
            && fits(&fields.get(usize::from(field))?.kind, shape, source)
            // 服务队长 with E-mail behind it is no other word for it.
            && (source, how) != (GROUP, Match::Part)
        {
            return claim(field.into(), source, how);
        }
    }
    let mut like = None;
    for (at, field) in fields.iter().enumerate() {
        let options = unit.split('\t').skip(OPTIONS + 1);
        if options.filter(|text| option(field, text, true).is_some()).count() > 1 && like.replace(at).is_some() {
            return None;
        }
    }
    claim(like?, OPTIONS, Match::Part)
}

/// Whether controls of a type can carry the answer to a field of a kind.
fn fits(kind: &Kind, shape: &str, source: usize) -> bool {
    match shape {
        // Sentences are written there.
        "textarea" if matches!(kind, Kind::YesNo | Kind::Choice { .. } | Kind::Choices { .. }) => false,
        // The text behind a box is an option, but where the box is all there is.
        "checkbox" if source == LABEL => matches!(kind, Kind::YesNo),
        "checkbox" => matches!(kind, Kind::YesNo | Kind::Choice { .. } | Kind::Choices { .. }),
        "file" => matches!(kind, Kind::LongText | Kind::Table { .. }),
        "radio" => source != LABEL && matches!(kind, Kind::YesNo | Kind::Choice { .. }),
        _ => matches!(kind, Kind::Table { .. }) == (shape == "table"),
    }
}

/// Whether a unit's claim to its field beats all others.
fn wins(claims: &[Option<Claim>], fields: &[Field], claim: &Claim) -> bool {
    let (mut equals, mut named, mut boxes) = (0, 0, true);
    for other in claims.iter().flatten().filter(|other| other.field == claim.field && other.file == claim.file) {
        if other.rank() < claim.rank() {
            return false;
        }
        if other.rank() == claim.rank() {
            equals += 1;
            named += u32::from(other.named);
            boxes &= other.checkbox;
        }
    }
    // The webmaster's word; or the only one; or boxes with names of their own, one an option.
    usize::from(claim.source) == GIVEN
        || equals == 1
        || (boxes && matches!(fields.get(usize::from(claim.field)), Some(Field { kind: Kind::Choices { .. }, .. })))
        || (claim.named && named == 1)
}

#[cfg(test)]
mod tests {
    use super::super::labels::tests::field;
    use super::*;
    use crate::rulebook::{Choice, Table};
    use alloc::string::String;

    /// The ids of the fields that units are taken for; `-` for none.
    fn taken(units: &[&str]) -> Vec<String> {
        let columns = [("name", "姓名"), ("hours", "服务时长"), ("phone", "联系电话")];
        let choice = |label: &str| Choice { id: label.into(), label: label.into(), aliases: Vec::new() };
        let table = Table { columns: columns.map(|(id, label)| field(id, label, Kind::Text)).into() };
        let mut fields = [
            field("unit_name", "单位名称", Kind::Text),
            field("phone", "联系电话", Kind::Phone),
            field("paper", "纸质版", Kind::YesNo),
            field("emblem", "统一标识", Kind::YesNo),
            field("domains", "服务领域", Kind::Choices { options: ["交通", "教育"].map(choice).into(), open: false }),
            field("roster", "志愿者名册", Kind::Table { table }),
        ];
        fields[1].aliases.push("手机".into());
        let units: Vec<String> = units.iter().map(|unit| unit.split('|').collect::<Vec<_>>().join("\t")).collect();
        let taken = recognise(&fields, &units.join("\n"));
        taken
            .chunks(2)
            .map(|pair| if pair[1] < UNSURE { pair[0] } else { NONE })
            .map(|field| fields.get(usize::from(field)).map_or("-".into(), |field| field.id.clone()))
            .collect()
    }

    #[test]
    fn the_surest_source_decides() {
        assert_eq!(taken(&["text|||单位名称|联系电话"]), ["unit_name"]);
        assert_eq!(taken(&["text||||联系电话|||单位名称"]), ["phone"]);
        assert_eq!(taken(&["text|phone||单位名称"]), ["phone"]);
        assert_eq!(taken(&["text|no_such_field||单位名称"]), ["-"]);
        assert_eq!(taken(&["text||||单位名称", "text|||||||单位名称"]), ["unit_name", "-"]);
    }

    #[test]
    fn two_that_are_equally_sure_are_left_out() {
        assert_eq!(taken(&["text||||联系电话", "text||||联系电话"]), ["-", "-"]);
        assert_eq!(taken(&["text||||联系电话|||||a", "text||||联系电话|||||phone"]), ["-", "phone"]);
    }

    #[test]
    fn a_name_alone_or_no_text_names_nothing() {
        assert_eq!(taken(&["text|||||||||phone", "text", "", "text||||||||"]), ["-", "-", "-", "-"]);
    }

    #[test]
    fn a_group_names_what_its_parts_leave_open() {
        assert_eq!(taken(&["text||手机|||手机", "text||||手机"]), ["phone", "-"]);
        assert_eq!(taken(&["text||单位名称E-mail|||E-mail"]), ["-"]);
    }

    #[test]
    fn a_row_of_one_person_is_no_table() {
        assert_eq!(taken(&["table", "+text||单位名称|||||姓名", "+text||||||电话"]), ["-", "unit_name", "-"]);
    }

    #[test]
    fn options_name_what_no_text_does() {
        assert_eq!(taken(&["select-one|||||||||||交通|教育|金融"]), ["domains"]);
        assert_eq!(taken(&["select-one|||||||||||交通|金融", "select-one|||||||||||交通局|教育局"]), ["-", "-"]);
        assert_eq!(taken(&["select-one|||||||||||交通|教育", "checkbox||||服务领域"]), ["-", "domains"]);
    }

    #[test]
    fn tables_by_their_title_or_by_two_columns_of_their_own() {
        let titled = ["table||||||||志愿者名册", "+text||||||姓名", "+text||||||职务", "+text||||||联系电话"];
        assert_eq!(taken(&titled), ["roster", "roster", "-", "roster"]);
        assert_eq!(taken(&["table", "+text||||||姓名", "+text||||||服务时长"]), ["roster"; 3]);
        // Any table of people has names and phones, and what is nearly a phone there is not the form's.
        assert_eq!(taken(&["table", "+text||||||姓名", "+text||||||手机"]), ["-", "-", "-"]);
        assert_eq!(taken(&["table", "+text||||||单位名称", "+text||||||手机"]), ["-", "unit_name", "phone"]);
        assert_eq!(taken(&["table", "+text||||||姓名", "+text||||||联系电话"]), ["-", "-", "phone"]);
        assert_eq!(taken(&["table||||||||志愿者名册", "+text||||||单位名称"]), ["-", "unit_name"]);
    }

    #[test]
    fn boxes_and_buttons_by_kind() {
        assert_eq!(taken(&["checkbox|||交通|服务领域", "checkbox|||教育|服务领域"]), ["domains", "domains"]);
        assert_eq!(taken(&["checkbox|||纸质版|报送形式", "radio||||统一标识"]), ["paper", "emblem"]);
        assert_eq!(taken(&["radio||||单位名称", "checkbox||||联系电话", "radio||||服务领域"]), ["-", "-", "-"]);
        assert_eq!(taken(&["radio||||统一标识", "radio||||统一标识"]), ["-", "-"]);
    }
}
