//! Which field a text names, as a table of cases: `tests/cases/labels.json`, each a text, the id of the field or null, why, and the
//! unit that it says.

use leifeng_form::label::{Context, Index, Reason, key, weight};
use leifeng_form::rulebook::{Field, Synonyms, built_in};
use serde_json::{Value, json};
use std::rc::Rc;

fn name(reason: Reason) -> &'static str {
    match reason {
        Reason::Id => "id",
        Reason::Label => "label",
        Reason::Alias => "alias",
        Reason::Part => "part",
        Reason::Near => "near",
        Reason::Within => "within",
    }
}

/// What a text names, in the words of a case; what is not sure names nothing.
fn found(fields: &[Field], context: &str, text: &str) -> Value {
    found_by(&Rc::default(), fields, context, text)
}

/// The same, where these words say the same.
fn found_by(synonyms: &Rc<Synonyms>, fields: &[Field], context: &str, text: &str) -> Value {
    let context = match context {
        "page" => Context::Page,
        "sheet" => Context::Sheet,
        "rows" => Context::Rows,
        "name" => Context::Name,
        _ => {
            return key(fields, text, Context::Sheet).map_or(json!([null]), |(at, weight)| {
                let reasons =
                    [(weight::ID, "id"), (weight::LABEL, "label"), (weight::ALIAS, "alias"), (weight::PART, "part")];
                json!([fields[at].id, reasons.into_iter().find(|(least, _)| weight >= *least).unwrap().1])
            });
        }
    };
    let Some(found) = Index::new(fields).with_synonyms(synonyms).find(text, context) else { return json!([null]) };
    let id = found.sure.then(|| fields[usize::from(found.field)].id.as_str());
    match found.unit.map(|unit| [unit.size, unit.word].concat()) {
        Some(unit) => json!([id, name(found.reason), unit]),
        None => json!([id, name(found.reason)]),
    }
}

#[test]
fn every_text_names_what_the_table_says() {
    let book = built_in("linyi-2012").unwrap();
    let fields = &book.forms[0].fields;
    let groups: Value = serde_json::from_str(include_str!("cases/labels.json")).unwrap();
    let mut wrong = Vec::new();
    for group in groups.as_array().unwrap() {
        let fields = match group["table"].as_str() {
            Some(table) => fields.iter().find(|field| field.id == table).unwrap().columns(),
            None => fields,
        };
        for case in group["cases"].as_array().unwrap() {
            let (text, expected) = case.as_array().unwrap().split_first().unwrap();
            let found = found_by(&book.synonyms, fields, group["context"].as_str().unwrap(), text.as_str().unwrap());
            if found != json!(expected) {
                wrong.push(format!("{}: {text} is {found}, not {}", group["context"], json!(expected)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

mod of_own_fields {
    //! What the built-in rulebook has no words for.
    use super::*;
    use leifeng_form::rulebook;

    /// The fields of a rulebook with these.
    fn fields(own: Value) -> Vec<Field> {
        let ids: Vec<&String> = own.as_object().unwrap().keys().collect();
        let source = json!({
            "id": "own", "title": "自拟", "extends": "base", "fields": own, "forms": { "application": { "fields": ids } },
        });
        rulebook::load(&source.to_string()).unwrap().book.forms[0].fields.clone()
    }

    #[test]
    fn two_that_are_named_alike_but_for_their_units_are_told_by_the_unit() {
        let fields = fields(json!({
            "small": { "label": "金额（元）", "kind": "count", "units": ["元"] },
            "large": { "label": "金额（万元）", "kind": "count", "units": ["万元"] },
        }));
        assert_eq!(found(&fields, "page", "金额（万元）"), json!(["large", "label", "万元"]));
        assert_eq!(found(&fields, "sheet", "金额（单位：元）"), json!(["small", "label", "元"]));
        assert_eq!(found(&fields, "page", "金额"), json!([null]));
        assert_eq!(found(&fields, "key", "金额（万元）"), json!(["large", "label"]));
    }

    #[test]
    fn a_word_that_never_means_a_field_beats_whatever_weighs_less() {
        let fields = fields(json!({
            "phone": { "label": "电话", "kind": "phone", "near": ["家长电话"], "never": ["志愿者电话", "请填写电话"] },
            "other": { "label": "备用电话", "kind": "phone", "aliases": ["志愿者电话"] },
        }));
        // Over columns of people it would be 电话, and the word is an alias of another.
        assert_eq!(found(&fields, "rows", "志愿者电话"), json!(["other", "alias"]));
        assert_eq!(found(&fields, "page", "请填写电话"), json!([null]));
        assert_eq!(found(&fields, "page", "请输入电话"), json!(["phone", "part"]));
        assert_eq!(found(&fields, "page", "家长电话"), json!(["phone", "near"]));
        assert_eq!(found(&fields, "name", "志愿者电话一览"), json!([null]));
    }

    #[test]
    fn labels_that_begin_or_end_like_what_is_taken_off_keep_it() {
        let fields = fields(json!({
            "times": { "label": "本年度申请次数", "kind": "count" },
            "card": { "label": "证件号码", "kind": "text" },
        }));
        assert_eq!(found(&fields, "page", "请填写本年度申请次数"), json!(["times", "part"]));
        assert_eq!(found(&fields, "rows", "1、证件号码"), json!(["card", "part"]));
    }

    #[test]
    fn ids_are_found_among_three_hundred() {
        let own: serde_json::Map<String, Value> =
            (0..300).map(|at| (format!("f{at}"), json!({ "label": format!("甲{at}乙"), "kind": "text" }))).collect();
        let fields = fields(own.into());
        assert_eq!(found(&fields, "page", "甲299乙"), json!(["f299", "label"]));
    }
}
