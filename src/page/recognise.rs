//! Which control answers which field. Wrong is worse than missing: what is not sure is left out.

use super::controls::option;
use super::protocol::{CELL_MARK, NONE, OTHER_UNIT, Source, TABLE, UNSURE};
use crate::label::{Context, Index, Match, Reason, weight};
use crate::rulebook::{Field, Kind};
use alloc::string::String;
use alloc::vec::Vec;

/// The controls that make up one answer, and the texts around them.
#[derive(Clone, Copy)]
struct Unit<'a> {
    /// The type of its controls.
    shape: &'a str,
    /// It stands in a row of the table before it.
    is_cell: bool,
    /// By source, then the other options.
    texts: &'a [String],
}

impl<'a> Unit<'a> {
    fn new(texts: &'a [String]) -> Self {
        let (shape, texts) = texts.split_first().map_or(("", texts), |(shape, texts)| (shape.as_str(), texts));
        match shape.strip_prefix(CELL_MARK) {
            Some(shape) => Unit { shape, is_cell: true, texts },
            None => Unit { shape, is_cell: false, texts },
        }
    }

    fn text(&self, source: Source) -> &'a str {
        self.texts.get(source as usize).map_or("", String::as_str)
    }

    fn options(&self) -> &'a [String] {
        self.texts.get(Source::Options as usize..).unwrap_or(&[])
    }
}

/// A unit that names a field: by which text, and how surely.
#[derive(Clone, Copy)]
struct Claim {
    field: u16,
    source: Source,
    weight: u8,
    reason: Reason,
    checkbox: bool,
    /// It takes a file: beside what is typed, not in its place.
    file: bool,
    /// The control is named like the field.
    named: bool,
    /// Its label says a unit in which the field cannot be answered.
    other_unit: bool,
}

impl Claim {
    /// Less is surer. A near word is taken only where nothing better stands on the page, wherever that stands.
    fn rank(&self) -> (bool, Source, u8) {
        (self.reason == Reason::Near, self.source, u8::MAX - self.weight)
    }
}

/// Finds the fields of a form among the units of a page.
///
/// A unit is the controls that make up one answer: the type of its controls, then the texts around them by their
/// [`Source`]. `texts` has those of all units, and `ends` where each unit ends. A unit of the type [`TABLE`] has the texts
/// around what looks like a table, and its cells follow, with [`CELL_MARK`] before their type.
///
/// Gives two numbers a unit: the field, or [`NONE`], and the source of the text that named it, to which [`UNSURE`] or
/// [`OTHER_UNIT`] is added where it is left out all the same; for the cell of a table its column.
pub fn recognise(fields: &[Field], texts: &[String], ends: &[u32]) -> Vec<u16> {
    let index = Index::new(fields);
    let mut rest = texts;
    let mut units = Vec::new();
    for &end in ends {
        let (unit, after) = rest.split_at((end as usize).saturating_sub(texts.len() - rest.len()).min(rest.len()));
        units.push(Unit::new(unit));
        rest = after;
    }
    let mut claims: Vec<Option<Claim>> = Vec::new();
    let mut table = None;
    let mut listed = false;
    for (at, unit) in units.iter().enumerate() {
        claims.push(if !unit.is_cell {
            table = None;
            let claim = claim(fields, &index, unit);
            if unit.shape == TABLE {
                (table, listed) = claim_table(fields, &index, &units[at + 1..], claim);
                table
            } else {
                claim
            }
        } else if table.is_some() {
            None
        } else {
            // A list of others has heads that are nearly ours.
            claim(fields, &index, unit).filter(|claim| !listed || claim.reason == Reason::Label)
        });
    }
    let mut taken = Vec::new();
    let mut columns = None;
    for (unit, claim) in units.iter().zip(&claims) {
        if !unit.is_cell {
            columns = None;
        }
        match claim {
            Some(claim) => {
                let flag = flag(&claims, fields, claim);
                if flag == 0 && !unit.is_cell {
                    columns = fields.get(usize::from(claim.field)).map(|it| (claim.field, Index::new(it.columns())));
                }
                taken.extend([claim.field, claim.source as u16 | flag]);
            }
            None => match columns.as_ref().and_then(|(field, columns)| Some((*field, named(columns, unit)?))) {
                Some((field, column)) if unit.is_cell => taken.extend([field, column.field]),
                _ => taken.extend([NONE, 0]),
            },
        }
    }
    taken
}

/// The column that the texts of a cell name first.
fn named(columns: &Index, cell: &Unit<'_>) -> Option<Match> {
    // Pages show no ids, and `name` is one.
    let is_taken = |found: &Match| found.sure && found.reason != Reason::Id;
    let found = |source| columns.find(cell.text(source), Context::Rows).filter(is_taken);
    Source::OF_CELLS.into_iter().find_map(found)
}

/// The table field that a table stands for: by the texts around it and a column, else by two columns that are named like
/// no field of the form; and whether it has such columns at all.
fn claim_table(fields: &[Field], index: &Index, cells: &[Unit<'_>], titled: Option<Claim>) -> (Option<Claim>, bool) {
    let mut found = None;
    let mut listed = false;
    for (field, about) in fields.iter().enumerate().filter(|(_, about)| !about.columns().is_empty()) {
        let (field, columns) = (field as u16, Index::new(about.columns()));
        let (mut any, mut own) = (false, Vec::new());
        for cell in cells.iter().take_while(|cell| cell.is_cell) {
            if let Some(column) = named(&columns, cell) {
                any = true;
                // What means nothing only over columns of people says nothing of a table that may be of others.
                let is_own = column.weight >= weight::PART && claim(fields, index, cell).is_none();
                if is_own && !own.contains(&column.field) {
                    own.push(column.field);
                }
            }
        }
        listed |= !own.is_empty();
        match titled {
            Some(claim) if claim.field == field && any => return (titled, true),
            None if own.len() > 1 && found.is_none() => {
                found = Some(Claim {
                    field,
                    source: Source::Column,
                    weight: weight::LABEL,
                    reason: Reason::Label,
                    checkbox: false,
                    file: false,
                    named: false,
                    other_unit: false,
                });
            }
            _ => {}
        }
    }
    (found, listed)
}

fn claim(fields: &[Field], index: &Index, unit: &Unit<'_>) -> Option<Claim> {
    let (checkbox, file) = (unit.shape == "checkbox", unit.shape == "file");
    let claim = |field: u16, source: Source, weight: u8, reason: Reason, sure: bool| {
        let named = fields.get(usize::from(field))?.id == unit.text(Source::Name);
        Some(Claim { field, source, weight, reason, checkbox, file, named, other_unit: !sure })
    };
    let given = unit.text(Source::Given);
    if !given.is_empty() {
        let field = fields.iter().position(|field| field.id == given)?;
        return claim(field as u16, Source::Given, weight::ID, Reason::Id, true);
    }
    let mut near = None;
    for source in Source::LABELS {
        let Some(found) = index.find(unit.text(source), Context::Page) else { continue };
        let fits = fits(&fields.get(usize::from(found.field))?.kind, unit.shape, source);
        // 服务队长 with E-mail behind it is no other word for it.
        if !fits || (source == Source::Group && !found.is_whole()) {
            continue;
        }
        let claim = claim(found.field, source, found.weight, found.reason, found.sure);
        if found.reason != Reason::Near {
            return claim;
        }
        near = near.or(claim);
    }
    if near.is_some() {
        return near;
    }
    let mut like = None;
    for (at, field) in fields.iter().enumerate() {
        let options = unit.options().iter();
        if options.filter(|text| option(field, text, true).is_some()).count() > 1 && like.replace(at).is_some() {
            return None;
        }
    }
    claim(like? as u16, Source::Options, weight::PART, Reason::Part, true)
}

/// Whether controls of a type can carry the answer to a field of a kind.
fn fits(kind: &Kind, shape: &str, source: Source) -> bool {
    match shape {
        // Sentences are written there.
        "textarea" if matches!(kind, Kind::YesNo | Kind::Choice { .. } | Kind::Choices { .. }) => false,
        // The text behind a box is an option, but where the box is all there is.
        "checkbox" if source == Source::Label => matches!(kind, Kind::YesNo),
        "checkbox" => matches!(kind, Kind::YesNo | Kind::Choice { .. } | Kind::Choices { .. }),
        "file" => matches!(kind, Kind::LongText | Kind::Table { .. }),
        "radio" => source != Source::Label && matches!(kind, Kind::YesNo | Kind::Choice { .. }),
        _ => matches!(kind, Kind::Table { .. }) == (shape == TABLE),
    }
}

/// What is added to the source of a unit whose claim to its field does not beat all others.
fn flag(claims: &[Option<Claim>], fields: &[Field], claim: &Claim) -> u16 {
    if claim.other_unit {
        return OTHER_UNIT;
    }
    let (mut equals, mut named, mut boxes) = (0, 0, true);
    let is_rival = |other: &&Claim| other.field == claim.field && other.file == claim.file && !other.other_unit;
    for other in claims.iter().flatten().filter(is_rival) {
        if other.rank() < claim.rank() {
            return UNSURE;
        }
        if other.rank() == claim.rank() {
            equals += 1;
            named += u32::from(other.named);
            boxes &= other.checkbox;
        }
    }
    // The webmaster's word; or the only one; or boxes with names of their own, one an option.
    let wins = claim.source == Source::Given
        || equals == 1
        || (boxes && matches!(fields.get(usize::from(claim.field)), Some(Field { kind: Kind::Choices { .. }, .. })))
        || (claim.named && named == 1);
    if wins { 0 } else { UNSURE }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::{Choice, Table};
    use alloc::format;
    use alloc::string::ToString;

    fn field(id: &str, label: &str, kind: Kind) -> Field {
        Field {
            id: id.into(),
            label: label.into(),
            aliases: Vec::new(),
            near: Vec::new(),
            never: Vec::new(),
            kind,
            units: Vec::new(),
            required: false,
            unanswered: None,
            on_paper: false,
        }
    }

    fn run(fields: &[Field], units: &[&[&str]]) -> Vec<u16> {
        let (mut texts, mut ends) = (Vec::new(), Vec::new());
        for unit in units {
            texts.extend(unit.iter().map(ToString::to_string));
            ends.push(texts.len() as u32);
        }
        recognise(fields, &texts, &ends)
    }

    /// The ids of the fields that units are taken for; `-` for none. Texts are parted by `|`.
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
        fields[0].near = ["企业名称", "工作单位"].map(String::from).into();
        fields[1].aliases.push("手机".into());
        fields[5].units.push("人".into());
        let units: Vec<Vec<&str>> = units.iter().map(|unit| unit.split('|').collect()).collect();
        let units: Vec<&[&str]> = units.iter().map(Vec::as_slice).collect();
        let taken = run(&fields, &units);
        taken
            .chunks(2)
            .map(|pair| if pair[1] < OTHER_UNIT { pair[0] } else { NONE })
            .map(|field| fields.get(usize::from(field)).map_or("-".into(), |field| field.id.clone()))
            .collect()
    }

    #[test]
    fn a_near_word_is_taken_where_no_better_one_stands_on_the_page() {
        assert_eq!(taken(&["text||||工作单位"]), ["unit_name"]);
        assert_eq!(taken(&["text|||工作单位", "text|||||||单位名称"]), ["-", "unit_name"]);
        assert_eq!(taken(&["text||||工作单位|||请输入单位名称"]), ["unit_name"]);
        // Of two the one that the rulebook has first; of the same twice none.
        assert_eq!(taken(&["text||||工作单位", "text||||企业名称"]), ["-", "unit_name"]);
        assert_eq!(taken(&["text||||工作单位", "text||||工作单位"]), ["-", "-"]);
    }

    #[test]
    fn a_label_with_another_unit_is_told_and_left_out() {
        let mut people = field("people", "志愿者人数", Kind::Text);
        people.units.push("人".into());
        let fields = [people];
        assert_eq!(run(&fields, &[&["text", "", "", "志愿者人数（万元）"]]), [0, Source::Label as u16 | OTHER_UNIT]);
        // Nor does it stand in another's way.
        let both: [&[&str]; 2] = [&["text", "", "", "志愿者人数（%）"], &["text", "", "", "志愿者人数（名）"]];
        assert_eq!(run(&fields, &both), [0, Source::Label as u16 | OTHER_UNIT, 0, Source::Label as u16]);
    }

    #[test]
    fn three_hundred_fields_and_labels_with_tabs_and_breaks_keep_their_places() {
        let fields: Vec<Field> =
            (0..300).map(|at| field(&format!("f{at}"), &format!("第\t{at}\n项内容"), Kind::Text)).collect();
        let texts: Vec<String> = (0..300).rev().map(|at| format!("第{at}项\n内\t容")).collect();
        let units: Vec<Vec<&str>> = texts.iter().map(|text| ["text", "", "", text.as_str()].into()).collect();
        let units: Vec<&[&str]> = units.iter().map(Vec::as_slice).collect();
        let expected: Vec<u16> = (0..300).rev().flat_map(|at| [at, Source::Label as u16]).collect();
        assert_eq!(run(&fields, &units), expected);
    }

    #[test]
    fn ends_that_are_none_are_no_units() {
        let texts = ["text".to_string()];
        assert_eq!(recognise(&[], &texts, &[9, 0, 1]), [NONE, 0, NONE, 0, NONE, 0]);
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
