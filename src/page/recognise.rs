//! Which control answers which field. Wrong is worse than missing: what is not sure is left out.

use super::labels::{Labels, Match};
use crate::rulebook::{Field, Kind};
use alloc::vec::Vec;

/// Where a text around a control comes from, surest first; the script lists the texts in this order.
const GIVEN: usize = 0;
const LABEL: usize = 1;
const PLACEHOLDER: usize = 6;
const NAME: usize = 7;

/// No field.
pub const NONE: u8 = u8::MAX;

/// A unit that names a field: by which text, and how surely.
#[derive(Clone, Copy)]
struct Claim {
    field: u8,
    source: u8,
    /// Less is surer.
    rank: u8,
    checkbox: bool,
    /// The control is named like the field.
    named: bool,
}

/// Finds the fields of a form among the units of a page.
///
/// `units` has a line a unit (the controls that make up one answer): the type of its controls, then the texts around them,
/// parted by tabs. Gives two bytes a unit: the field, or [`NONE`], and the source of the text that named it.
pub fn recognise(fields: &[Field], units: &str) -> Vec<u8> {
    let labels = Labels::new(fields);
    let claims: Vec<Option<Claim>> = units.split('\n').map(|unit| claim(fields, &labels, unit)).collect();
    let mut taken = Vec::new();
    for claim in &claims {
        match claim {
            Some(claim) if wins(&claims, fields, claim) => taken.extend([claim.field, claim.source]),
            _ => taken.extend([NONE, 0]),
        }
    }
    taken
}

fn claim(fields: &[Field], labels: &Labels, unit: &str) -> Option<Claim> {
    let mut parts = unit.split('\t');
    let shape = parts.next()?;
    let text = |source: usize| parts.clone().nth(source).unwrap_or("");
    let checkbox = shape == "checkbox";
    let name = text(NAME);
    let claim = |field: usize, source: usize, how: Match| {
        let named = fields.get(field)?.id == name;
        Some(Claim { field: field as u8, source: source as u8, rank: source as u8 * 2 + how as u8, checkbox, named })
    };
    let given = text(GIVEN);
    if !given.is_empty() {
        let field = fields.iter().position(|field| field.id == given)?;
        return claim(field, GIVEN, Match::Whole);
    }
    for source in LABEL..=PLACEHOLDER {
        if let Some((field, how)) = labels.find(text(source))
            && fits(&fields.get(usize::from(field))?.kind, shape, source)
        {
            return claim(field.into(), source, how);
        }
    }
    None
}

/// Whether controls of a type can carry the answer to a field of a kind.
fn fits(kind: &Kind, shape: &str, source: usize) -> bool {
    match shape {
        // The text behind a box is an option, but where the box is all there is.
        "checkbox" if source == LABEL => matches!(kind, Kind::YesNo),
        "checkbox" => matches!(kind, Kind::YesNo | Kind::Choice { .. } | Kind::Choices { .. }),
        "radio" => source != LABEL && matches!(kind, Kind::YesNo | Kind::Choice { .. }),
        _ => !matches!(kind, Kind::Table { .. }),
    }
}

/// Whether a unit's claim to its field beats all others.
fn wins(claims: &[Option<Claim>], fields: &[Field], claim: &Claim) -> bool {
    let (mut equals, mut named, mut boxes) = (0, 0, true);
    for other in claims.iter().flatten().filter(|other| other.field == claim.field) {
        if other.rank < claim.rank {
            return false;
        }
        if other.rank == claim.rank {
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
    use alloc::string::String;

    /// The ids of the fields that units are taken for; `-` for none.
    fn taken(units: &[&str]) -> Vec<String> {
        let fields = [
            field("unit_name", "单位名称", Kind::Text),
            field("phone", "联系电话", Kind::Phone),
            field("paper", "纸质版", Kind::YesNo),
            field("emblem", "统一标识", Kind::YesNo),
            field("domains", "服务领域", Kind::Choices { options: Vec::new() }),
        ];
        let units: Vec<String> = units.iter().map(|unit| unit.split('|').collect::<Vec<_>>().join("\t")).collect();
        let taken = recognise(&fields, &units.join("\n"));
        taken
            .chunks(2)
            .map(|pair| fields.get(usize::from(pair[0])).map_or("-".into(), |field| field.id.clone()))
            .collect()
    }

    #[test]
    fn the_surest_source_decides() {
        assert_eq!(taken(&["text||单位名称|联系电话"]), ["unit_name"]);
        assert_eq!(taken(&["text|||联系电话|||单位名称"]), ["phone"]);
        assert_eq!(taken(&["text|phone|单位名称"]), ["phone"]);
        assert_eq!(taken(&["text|no_such_field|单位名称"]), ["-"]);
        assert_eq!(taken(&["text|||单位名称", "text||||||单位名称"]), ["unit_name", "-"]);
    }

    #[test]
    fn two_that_are_equally_sure_are_left_out() {
        assert_eq!(taken(&["text|||联系电话", "text|||联系电话"]), ["-", "-"]);
        assert_eq!(taken(&["text|||联系电话|||||a", "text|||联系电话|||||phone"]), ["-", "phone"]);
    }

    #[test]
    fn a_name_alone_or_no_text_names_nothing() {
        assert_eq!(taken(&["text||||||||phone", "text", "", "text|||||||"]), ["-", "-", "-", "-"]);
    }

    #[test]
    fn boxes_and_buttons_by_kind() {
        assert_eq!(taken(&["checkbox||交通|服务领域", "checkbox||教育|服务领域"]), ["domains", "domains"]);
        assert_eq!(taken(&["checkbox||纸质版|报送形式", "radio|||统一标识"]), ["paper", "emblem"]);
        assert_eq!(taken(&["radio|||单位名称", "checkbox|||联系电话", "radio|||服务领域"]), ["-", "-", "-"]);
        assert_eq!(taken(&["radio|||统一标识", "radio|||统一标识"]), ["-", "-"]);
    }
}
