//! Which control answers which field. Wrong is worse than missing: what is not sure is left out.
//!
//! Every unit gets candidates with a sum of features (`features.rs`), and one assignment over the whole form makes the best of them
//! (`assign.rs`).

use super::assign::{Worth, assign};
use super::evidence;
use super::features::{Candidate, Unit, candidates, worth};
use super::owner::{Owner, owners};
use super::protocol::{ENOUGH, FORM, NONE, OTHER_UNIT, Source, TABLE, UNSURE};
use crate::label::{Context, Index, Match, Reason, weight};
use crate::rulebook::{Field, Kind, Synonyms};
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Finds the fields of a form among the units of a page.
///
/// A unit is the controls that make up one answer: the type of its controls, then the texts around them by their
/// [`Source`]. `texts` has those of all units, and `ends` where each unit ends. A unit of the type [`TABLE`] has the texts
/// around what looks like a table, and its cells follow, with [`CELL_MARK`](super::protocol::CELL_MARK) before their type; behind a
/// group of boxes follow its boxes, with [`BOX_MARK`](super::protocol::BOX_MARK). The last is the [`FORM`] itself.
///
/// Gives two numbers a unit: the field, or [`NONE`], and the source of the text that named it, to which [`UNSURE`] or
/// [`OTHER_UNIT`] is added where it is left out all the same; for the cell of a table its column; for the form its evidence.
pub fn recognise(
    fields: &[Field],
    topics: &[String],
    synonyms: &Rc<Synonyms>,
    texts: &[String],
    ends: &[u32],
) -> Vec<u16> {
    let index = Index::new(fields).with_synonyms(synonyms);
    let units = split(texts, ends);
    let mut all = every_candidate(fields, &index, &units);
    let mut taken = choose(fields, units.len(), &all);
    let around = units.iter().find(|unit| unit.shape == FORM).map_or(&[][..], |unit| unit.texts);
    let mut evidence = gather(fields, topics, around, &units, &taken);
    // What is typed for a choice may be an answer to another question, unless the form is surely the notice's.
    if evidence < ENOUGH && taken.iter().flatten().any(|claim| claim.candidate.is_typed) {
        all.retain(|candidate| !candidate.is_typed);
        taken = choose(fields, units.len(), &all);
        evidence = gather(fields, topics, around, &units, &taken);
    }
    let mut out = Vec::new();
    let mut columns = None;
    for (unit, claim) in units.iter().zip(&taken) {
        if !unit.is_cell {
            columns = None;
        }
        match claim {
            Some(Claim { candidate: Candidate { field, source, .. }, flag }) => {
                if *flag == 0 && !unit.is_cell {
                    columns = fields.get(usize::from(*field)).map(|it| (*field, Index::new(it.columns())));
                }
                out.extend([*field, *source as u16 | flag]);
            }
            None if unit.shape == FORM => out.extend([NONE, evidence]),
            None => match columns.as_ref().and_then(|(field, columns)| Some((*field, named(columns, unit)?))) {
                Some((field, column)) if unit.is_cell => out.extend([field, column.field]),
                _ => out.extend([NONE, 0]),
            },
        }
    }
    out
}

fn split<'a>(texts: &'a [String], ends: &[u32]) -> Vec<Unit<'a>> {
    let mut rest = texts;
    let mut units = Vec::new();
    for &end in ends {
        let (unit, after) = rest.split_at((end as usize).saturating_sub(texts.len() - rest.len()).min(rest.len()));
        units.push(Unit::new(unit));
        rest = after;
    }
    units
}

/// What each unit may be.
fn every_candidate(fields: &[Field], index: &Index, units: &[Unit<'_>]) -> Vec<Candidate> {
    let owners = owners(index, units);
    let of = |at: usize, unit: &Unit<'_>| {
        if unit.shape == FORM {
            Vec::new()
        } else {
            candidates(fields, index, at, unit, owners.get(at).copied().unwrap_or(Owner::Nobody))
        }
    };
    let mut all: Vec<Candidate> = Vec::new();
    let (mut is_claimed, mut is_listed) = (false, false);
    let mut group = None;
    for (at, unit) in units.iter().enumerate() {
        if unit.is_box {
            // The boxes of a group that is no field itself may be fields each.
            if group.is_some_and(|group| !all.iter().any(|candidate| candidate.unit == group)) {
                all.extend(of(at, unit));
            }
            continue;
        }
        group = Some(at);
        if unit.is_cell {
            // A list of others has heads that are nearly ours.
            let is_own = |candidate: &Candidate| !is_listed || candidate.worth >= i32::from(weight::LABEL);
            if !is_claimed {
                all.extend(of(at, unit).into_iter().filter(is_own));
            }
            continue;
        }
        is_claimed = false;
        let mut found = of(at, unit);
        if unit.shape == TABLE {
            let cells = units.get(at + 1..).unwrap_or(&[]);
            let table;
            (table, is_listed) = claim_table(fields, index, at, unit, cells, found.first().copied());
            is_claimed = table.is_some();
            found = table.into_iter().collect();
        }
        all.extend(found);
    }
    all
}

/// A candidate, and what is added to its source where it is left out.
#[derive(Clone, Copy)]
struct Claim {
    candidate: Candidate,
    flag: u16,
}

/// The claim of each unit, by the assignment that makes the best whole.
fn choose(fields: &[Field], units: usize, all: &[Candidate]) -> Vec<Option<Claim>> {
    let slot = |candidate: &Candidate| usize::from(candidate.field) * 2 + usize::from(candidate.is_file);
    // Where the whole text is asked for, typed or as a file, its summary is another question.
    let is_whole = |candidate: &&Candidate| candidate.is_proper && !candidate.is_summary && !candidate.other_unit;
    let has_whole = |field: u16| all.iter().filter(is_whole).any(|candidate| candidate.field == field);
    let is_open = |candidate: &&Candidate| {
        candidate.worth >= worth::SURE && !candidate.other_unit && !(candidate.is_summary && has_whole(candidate.field))
    };
    let given = |candidate: &Candidate| candidate.source == Source::Given;
    let worths = all
        .iter()
        .filter(is_open)
        .map(|it| Worth { slot: slot(it), unit: it.unit, worth: it.worth + 1 - worth::SURE })
        .collect::<Vec<_>>();
    let assigned = assign(fields.len() * 2, units, &worths);
    let unit_of = |candidate: &Candidate| assigned.get(slot(candidate)).copied().flatten();
    let winner = |candidate: &Candidate| {
        all.iter()
            .find(|other| slot(other) == slot(candidate) && unit_of(candidate) == Some(other.unit) && is_open(other))
    };
    let mut taken: Vec<Option<Claim>> = vec![None; units];
    for candidate in all {
        let flag = match winner(candidate) {
            _ if candidate.other_unit => OTHER_UNIT,
            // The webmaster may name several.
            _ if given(candidate) => 0,
            Some(best) if best.unit == candidate.unit => {
                let rivals = all
                    .iter()
                    .filter(is_open)
                    .filter(|other| slot(other) == slot(candidate) && other.unit != candidate.unit);
                let is_tied = rivals
                    .filter(|other| !assigned.contains(&Some(other.unit)))
                    .any(|other| other.worth == candidate.worth && !is_one_of_several(fields, candidate, other));
                if is_tied { UNSURE } else { 0 }
            }
            Some(best) if best.worth == candidate.worth && is_one_of_several(fields, best, candidate) => 0,
            _ => UNSURE,
        };
        let Some(claim) = taken.get_mut(candidate.unit) else { continue };
        // What is taken counts before what is only told.
        if claim.is_none_or(|claim| claim.flag != 0 && (flag == 0 || claim.candidate.worth < candidate.worth)) {
            *claim = Some(Claim { candidate: *candidate, flag });
        }
    }
    taken
}

/// Boxes with names of their own, one an option.
fn is_one_of_several(fields: &[Field], one: &Candidate, other: &Candidate) -> bool {
    let kind = fields.get(usize::from(one.field)).map(|field| &field.kind);
    one.is_checkbox && other.is_checkbox && matches!(kind, Some(Kind::Choices { .. }))
}

/// The evidence of what is taken; not of single boxes of a group: 纸质 and 电子 may answer any question.
fn gather(fields: &[Field], topics: &[String], form: &[String], units: &[Unit<'_>], taken: &[Option<Claim>]) -> u16 {
    let is_taken = |at: usize, proper: bool| {
        taken.iter().zip(units).filter(|(_, unit)| !unit.is_box).filter_map(|(claim, _)| *claim).any(
            |Claim { candidate, flag }| {
                usize::from(candidate.field) == at && flag == 0 && candidate.is_proper == proper && !candidate.is_typed
            },
        )
    };
    let found = fields.iter().enumerate().filter_map(|(at, field)| {
        let sure = is_taken(at, true);
        (sure || is_taken(at, false)).then_some((field, sure))
    });
    evidence::count(found, topics, form)
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
fn claim_table(
    fields: &[Field],
    index: &Index,
    at: usize,
    unit: &Unit<'_>,
    cells: &[Unit<'_>],
    titled: Option<Candidate>,
) -> (Option<Candidate>, bool) {
    let mut found = None;
    let mut listed = false;
    for (field, about) in fields.iter().enumerate().filter(|(_, about)| !about.columns().is_empty()) {
        let (field, columns) = (field as u16, Index::new(about.columns()));
        let (mut any, mut own) = (false, Vec::new());
        for cell in cells.iter().take_while(|cell| cell.is_cell) {
            if let Some(column) = named(&columns, cell) {
                any = true;
                // What means nothing only over columns of people says nothing of a table that may be of others.
                let is_own =
                    column.weight >= weight::PART && candidates(fields, index, at, cell, Owner::Nobody).is_empty();
                if is_own && !own.contains(&column.field) {
                    own.push(column.field);
                }
            }
        }
        listed |= !own.is_empty();
        match titled {
            Some(candidate) if candidate.field == field && any => return (titled, true),
            None if own.len() > 1 && found.is_none() => {
                found = Some(Candidate::new(at, field, Source::Column, weight::LABEL.into(), unit));
            }
            _ => {}
        }
    }
    (found, listed)
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
        let book = crate::rulebook::built_in("linyi-2012").unwrap();
        run_with(fields, &[], &book.synonyms, units)
    }

    fn run_with(fields: &[Field], topics: &[String], synonyms: &Rc<Synonyms>, units: &[&[&str]]) -> Vec<u16> {
        let (mut texts, mut ends) = (Vec::new(), Vec::new());
        for unit in units {
            texts.extend(unit.iter().map(ToString::to_string));
            ends.push(texts.len() as u32);
        }
        recognise(fields, topics, synonyms, &texts, &ends)
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
        fields[1].aliases.extend(["手机", "服务队长手机"].map(String::from));
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
        assert_eq!(recognise(&[], &[], &Rc::default(), &texts, &[9, 0, 1]), [NONE, 0, NONE, 0, NONE, 0]);
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
        assert_eq!(taken(&["text||服务队长||手机", "text||||手机"]), ["phone", "-"]);
        assert_eq!(taken(&["text||单位名称||E-mail"]), ["-"]);
    }

    #[test]
    fn a_row_of_one_person_is_no_table() {
        assert_eq!(taken(&["table", "+text||单位||||名称", "+text||||||传真"]), ["-", "unit_name", "-"]);
    }

    #[test]
    fn options_name_what_no_text_does() {
        assert_eq!(taken(&["select-one||||||||||||交通|教育|金融"]), ["domains"]);
        assert_eq!(taken(&["select-one||||||||||||交通|金融", "select-one||||||||||||交通局|教育局"]), ["-", "-"]);
        assert_eq!(taken(&["select-one||||||||||||交通|教育", "checkbox||||服务领域"]), ["-", "domains"]);
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

    #[test]
    fn a_choice_is_taken_where_most_of_what_the_page_offers_is_listed() {
        assert_eq!(taken(&["select-one||||服务领域||||||||请选择|交通|教育|金融"]), ["domains"]);
        assert_eq!(taken(&["select-one||||服务领域||||||||请选择|校内|校外"]), ["-"]);
        assert_eq!(taken(&["select-one||||服务领域||||||||交通|校外"]), ["-"]);
        assert_eq!(taken(&["select-one||||服务领域||||||||A. 交通|②教育类"]), ["domains"]);
        // Nothing is offered yet.
        assert_eq!(taken(&["select-one||||服务领域"]), ["domains"]);
    }

    #[test]
    fn a_choice_that_is_typed_is_taken_only_in_a_form_that_is_surely_the_notices() {
        assert_eq!(taken(&["text||||服务领域", "text||||单位名称"]), ["-", "unit_name"]);
        let more = ["text||||服务领域", "text||||单位名称", "text||||联系电话", "radio||||统一标识"];
        assert_eq!(taken(&more), ["domains", "unit_name", "phone", "emblem"]);
    }

    #[test]
    fn of_twins_the_one_that_is_shown_is_taken() {
        assert_eq!(taken(&["-text||||单位名称", "text||||单位名称"]), ["-", "unit_name"]);
        assert_eq!(taken(&["-text||||单位名称", "select-one||||单位名称"]), ["-", "unit_name"]);
        // Alone it is taken: in a tab that is closed now.
        assert_eq!(taken(&["-text||||单位名称"]), ["unit_name"]);
    }

    #[test]
    fn the_boxes_of_a_group_may_be_fields_of_their_own() {
        let boxes =
            ["checkbox||||所具备的条件|||||||有统一标识|有纸质版", "=checkbox|||有统一标识", "=checkbox|||有纸质版"];
        assert_eq!(taken(&boxes), ["-", "emblem", "paper"]);
        let group = ["checkbox||||服务领域|||||||交通|教育", "=checkbox|||交通", "=checkbox|||教育"];
        assert_eq!(taken(&group), ["domains", "-", "-"]);
    }

    #[test]
    fn a_label_behind_the_control_where_none_stands_before() {
        assert_eq!(taken(&["text|||||||申报表|||单位名称", "text||||||||||联系电话"]), ["unit_name", "phone"]);
        assert_eq!(taken(&["text||||联系电话||||||单位名称"]), ["phone"]);
    }

    #[test]
    fn a_unit_behind_the_control_is_the_labels() {
        let mut people = field("people", "志愿者人数", Kind::Text);
        people.units.push("人".into());
        let fields = [people, field("phone", "联系电话", Kind::Phone)];
        assert_eq!(run(&fields, &[&["text", "", "", "", "", "", "", "其中志愿者", "", "", "人"]])[0], 0);
        assert_eq!(run(&fields, &[&["text", "", "", "", "", "", "", "其中志愿者", "", "", "小时"]])[0], NONE);
        assert_eq!(
            run(&fields, &[&["text", "", "", "志愿者人数", "", "", "", "", "", "", "万元"]])[1] & OTHER_UNIT,
            OTHER_UNIT
        );
        // Yes or no is no number.
        assert_eq!(
            run(&fields, &[&["select-one", "", "", "志愿者人数", "", "", "", "", "", "", "", "是", "否"]])[0],
            NONE
        );
    }

    #[test]
    fn what_asks_for_nothing_but_a_name_asks_what_it_is_called() {
        assert_eq!(taken(&["text||||单位："]), ["unit_name"]);
        assert_eq!(taken(&["text||||单位", "text||||单位名称"]), ["-", "unit_name"]);
        assert_eq!(taken(&["text||||上级单位", "text||||您"]), ["-", "-"]);
    }

    mod whose {
        use super::*;
        use crate::rulebook::built_in;

        /// What is taken of the built-in form, and the evidence for it.
        fn taken(units: &[&str]) -> (Vec<String>, u16) {
            let book = built_in("linyi-2012").unwrap();
            let form = &book.forms[0];
            let units: Vec<Vec<&str>> = units.iter().map(|unit| unit.split('|').collect()).collect();
            let units: Vec<&[&str]> = units.iter().map(Vec::as_slice).collect();
            let all = run_with(&form.fields, &form.topics, &book.synonyms, &units);
            let id = |pair: &[u16]| match form.fields.get(usize::from(pair[0])) {
                Some(field) if pair[1] < OTHER_UNIT => field.id.clone(),
                Some(field) => format!("{}?", field.id),
                None => "-".into(),
            };
            let evidence = if units.last().is_some_and(|unit| unit[0] == FORM) { all[all.len() - 1] } else { 0 };
            (all.chunks(2).map(id).collect(), evidence)
        }

        #[test]
        fn the_person_in_the_row_before_owns_a_telephone() {
            let rows = ["负责人", "联系电话", "联系人", "联系电话"].map(|label| format!("text||||{label}"));
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            assert_eq!(taken(&rows).0, ["leader_name", "leader_phone", "-", "leader_phone?"]);
            // Never guessed: of persons whom the form does not ask for none is taken.
            assert_eq!(taken(&["text||||法定代表人", "text||||联系电话"]).0, ["-", "leader_phone?"]);
            assert_eq!(taken(&["text||||联系人", "text||||负责人电话"]).0, ["-", "leader_phone"]);
            assert_eq!(taken(&["text||||联系人", "text||||电子邮箱"]).0, ["-", "email"]);
        }

        #[test]
        fn the_person_that_a_section_is_about_owns_what_stands_there() {
            let rows = ["负责人信息||姓名", "负责人信息||手机", "联系人信息||姓名", "联系人信息||手机"]
                .map(|row| format!("text||{row}"));
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            assert_eq!(taken(&rows).0, ["leader_name", "leader_phone", "-", "leader_phone?"]);
        }

        #[test]
        fn a_section_says_more_surely_whose_it_is_than_the_row_before() {
            // By source: given, group, label. The head of the unit is a person too.
            let units = [
                "text||单位信息|单位名称",
                "text||单位信息|单位负责人",
                "text||单位信息|联系电话",
                "text||服务队长|姓名",
                "text||服务队长|联系电话",
            ];
            assert_eq!(taken(&units).0, ["unit_name", "leader_name?", "leader_phone?", "leader_name", "leader_phone"]);
        }

        #[test]
        fn names_are_no_number_and_ranges_neither() {
            assert_eq!(taken(&["textarea|||固定服务人员", "text|||单位名称"]).0, ["-", "unit_name"]);
            assert_eq!(taken(&["textarea|||固定服务人员数"]).0, ["fixed_staff"]);
            let hours = |options: &str| taken(&[&format!("select-one||||每人每年服务时数||||||{options}")]).0;
            assert_eq!(hours("50小时以下|50-100小时|100小时以上"), ["-"]);
            assert_eq!(hours("50小时|100小时|120小时"), ["hours_min"]);
        }

        #[test]
        fn anybodys_mail_will_do_but_of_two_it_is_the_persons() {
            let rows =
                ["联系人||姓名", "联系人||邮箱", "负责人||姓名", "负责人||邮箱"].map(|row| format!("text||{row}"));
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            assert_eq!(taken(&rows).0, ["-", "email?", "leader_name", "email"]);
            assert_eq!(taken(&rows[..2]).0, ["-", "email"]);
        }

        #[test]
        fn of_what_a_label_may_mean_the_best_whole_is_taken() {
            assert_eq!(taken(&["text||||集体名称"]).0, ["post_name"]);
            assert_eq!(taken(&["text||||集体名称", "text||||岗位名称"]).0, ["unit_name", "post_name"]);
        }

        #[test]
        fn a_summary_is_the_text_only_where_nothing_asks_for_the_whole() {
            assert_eq!(taken(&["textarea|||事迹简介"]).0, ["materials"]);
            // By source: the label, the placeholder, which is less sure.
            assert_eq!(taken(&["textarea|||事迹简介", "textarea||||||||主要事迹"]).0, ["materials?", "materials"]);
            assert_eq!(taken(&["file|||申报材料", "textarea|||事迹简介"]).0, ["materials", "materials?"]);
            assert_eq!(taken(&["file|||申报材料", "textarea|||主要事迹"]).0, ["materials", "materials"]);
            // What only may be the whole is none.
            assert_eq!(taken(&["textarea|||推荐理由", "textarea|||事迹简介"]).0, ["materials?", "materials"]);
        }

        #[test]
        fn single_boxes_of_a_group_are_no_evidence() {
            let boxes = ["checkbox||||载体|||||||纸质|电子", "=checkbox|||纸质", "=checkbox|||电子", "form|申请|提交|"];
            assert_eq!(taken(&boxes), (["-", "paper", "electronic", "-"].map(String::from).into(), 0));
        }

        #[test]
        fn options_that_say_the_same_with_other_words() {
            let role = "select-one||||身份||||||||党政负责人|团组织负责人|热心公益人士";
            assert_eq!(taken(&["text||||服务队长", role]).0, ["leader_name", "leader_role"]);
            assert_eq!(taken(&["select-one||||身份||||||||学生|教师|职工"]).0, ["-"]);
            let channel = "radio||||贵单位属于哪一类||||||||A. 县区所属单位|B. 市直单位|C. 大型企业";
            assert_eq!(taken(&[channel]).0, ["channel"]);
        }

        #[test]
        fn evidence_counts_what_is_proper() {
            let units = |title: &str, last: &str| {
                let form = format!("form|{title}|提交|");
                taken(&["text||||单位名称", "text||||联系电话", last, &form]).1
            };
            assert_eq!(units("申报表", "text||||主要事迹"), 3);
            assert_eq!(units("申报表", "text||||活动地点"), 2);
            assert_eq!(units("青年雷锋岗申报表", "text||||活动地点"), 3);
        }
    }
}
