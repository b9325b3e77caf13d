//! What people are told: the texts of reports, of the list of rules and of mistakes in rulebooks. No other test may depend on
//! a sentence: they run in a build that has the code of each in its place (`npm run test:wordless`).
#![cfg(not(wordless))]

use leifeng_form::answer::json::{Keys, read_answers};
use leifeng_form::code::Code;
use leifeng_form::rulebook::{self, Loaded};
use leifeng_form::{Date, Session};
use serde_json::{Value, json};

const GRANT: &str = include_str!("../rulebooks/community-grant-2025.json");

fn built_in(id: &str) -> Loaded {
    let (_, text) = rulebook::BUILT_IN.iter().find(|(each, _)| *each == id).expect("it is built in");
    loaded(text)
}

fn loaded(text: &str) -> Loaded {
    rulebook::load(text).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// What is said of a rule, with the messages of its rows behind it; empty where it holds.
fn said(loaded: &Loaded, form: &str, rule: &str, answers: Value) -> String {
    let mut session = Session::new(loaded.book.clone(), form, Date::read("2012-06-15")).expect(form);
    session.fill(|form, to| read_answers(answers, &form.fields, &mut Keys::default(), to).expect("an object"));
    let report: Value = serde_json::from_str(&session.report()).expect("a report is JSON");
    let mut checks = report["checks"].as_array().expect("checks").iter();
    let check = checks.find(|check| check["rule"] == rule).unwrap_or_else(|| panic!("{rule} is not reported"));
    let rows = check["rows"].as_array().into_iter().flatten().map(|row| &row["message"]);
    core::iter::once(&check["message"]).chain(rows).filter_map(Value::as_str).collect()
}

/// What a rule asks, as the list of rules says it.
fn listed(loaded: &Loaded, rule: &str) -> String {
    let described: Value = serde_json::from_str(&rulebook::describe::to_json(loaded)).expect("it is JSON");
    let forms = described["forms"].as_array().expect("forms").iter();
    let mut rules = forms.flat_map(|form| form["rules"].as_array().expect("rules"));
    let rule = rules.find(|each| each["rule"] == rule).unwrap_or_else(|| panic!("{rule} is not listed"));
    rule["requires"].as_str().expect("it asks something").into()
}

#[test]
fn where_a_table_cannot_be_read_that_is_to_be_mended_first() {
    let linyi = built_in("linyi-2012");
    let open = |rule: &str, answers: Value| said(&linyi, "application", rule, answers);
    let unreadable = json!({ "level": "city", "roster": "见附件" });
    assert_eq!(open("hours.city", unreadable.clone()), "请先更正“志愿者名册”。");
    assert_eq!(open("roster.count", unreadable), "请先更正“志愿者名册”。");
    let no_roster = json!({ "level": "city" });
    assert_eq!(open("hours.city", no_roster), "请填写“每名志愿者年服务时间（最少者）”。");
    let roster = json!({ "level": "city", "roster": [{ "name": "甲" }] });
    assert_eq!(open("roster.count", roster), "请填写“志愿者人数”。");
}

#[test]
fn the_list_of_rules_says_when_a_part_of_a_rule_applies() {
    assert_eq!(
        listed(&loaded(GRANT), "leader.age"),
        "“成员名单”每一行的“负责人”为“是”的，“出生日期”到“申请日期”应不超过 40 周岁"
    );
}

#[test]
fn a_number_beyond_what_its_field_allows_is_told_the_bound_that_it_breaks() {
    let linyi = built_in("linyi-2012");
    let format = |answers: Value, rule: &str| said(&linyi, "application", rule, answers);
    assert_eq!(format(json!({ "unit_size": "0" }), "unit_size.format"), "“单位人数”至少应为 1 人，请核对；现填“0”。");
    assert_eq!(
        format(json!({ "hours_min": 9000 }), "hours_min.format"),
        "“每名志愿者年服务时间（最少者）”至多可为 8784 小时，请核对；现填“9000”。"
    );
}

#[test]
fn only_what_the_post_lacks_is_a_case_for_taking_its_plaque() {
    let linyi = built_in("linyi-2012");
    let consequence = "此项可列为整改或摘牌的情形，由创建工作领导小组决定。";
    let answers = json!({
        "level": "city", "stage": "supervision", "inspected_on": "2012-11-15", "emblem": "否", "fixed_staff": 0,
        "volunteers": 3, "unit_size": 40, "hours_min": "99", "regular_activities": "否", "systems": ["training"],
        "roster": [{ "name": "甲", "hours": 100 }, { "name": "乙", "hours": 99 }], "leader_phone": "12",
    });
    let said = |rule: &str| said(&linyi, "inspection", rule, answers.clone());
    for rule in
        ["emblem.present", "staff.fixed", "volunteers.city", "hours.city", "activities.regular", "systems.complete"]
    {
        assert!(said(rule).contains(consequence), "{rule}: {}", said(rule));
    }
    for rule in ["window.supervision", "leader_phone.format", "roster.count"] {
        assert!(!said(rule).is_empty() && !said(rule).contains(consequence), "{rule}: {}", said(rule));
    }
    assert_eq!(said("window.supervision"), "“检查日期”应在 2012年5月1日至 2012年10月31日之间，现为 2012年11月15日。");
    let acceptance = json!({ "stage": "acceptance", "inspected_on": "2012-06-15", "emblem": "否" });
    assert!(!self::said(&linyi, "inspection", "window.acceptance", acceptance.clone()).contains(consequence));
    assert!(self::said(&linyi, "inspection", "emblem.present", acceptance.clone()).contains(consequence));
    // An applicant has no plaque yet.
    assert!(!self::said(&linyi, "application", "emblem.present", acceptance).contains(consequence));
}

#[test]
fn answers_are_quoted_to_the_letter() {
    let linyi = built_in("linyi-2012");
    let quoted = |field: &str, written: &str| {
        let said = said(&linyi, "application", &format!("{field}.format"), json!({ field: written }));
        assert!(said.contains(&format!("“{written}”")), "{written}: {said}");
    };
    quoted("hours_min", "约100小时");
    quoted("submitted_on", "二月30日 （周日）");
    quoted("leader_phone", "电话12 （转3）");
    quoted("level", "第3级 “高”");
    // Figures are set apart from what stands before them all the same.
    let answers = json!({ "level": "city", "volunteers": 12, "unit_size": 48 });
    let volunteers = said(&linyi, "application", "volunteers.city", answers);
    assert!(volunteers.contains("再增加 8 人（达到 20 人）"), "{volunteers}");
    let roster = json!({ "level": "city", "roster": [{ "name": "甲", "hours": "约100小时" }] });
    assert!(said(&linyi, "application", "roster.format", roster).contains("“约100小时”"));
}

#[test]
fn a_list_of_rules_reads_as_sentences() {
    let linyi = built_in("linyi-2012");
    for (rule, sentence) in [
        ("route.recommended", "“申报渠道”为“县（区）单位”“开发区单位”“市直单位”之一的，“已获推荐”应为“是”"),
        ("roster.count", "“志愿者名册”已填写的，“志愿者人数”应等于“志愿者名册”的行数"),
        ("route.county", "“申报渠道”应为“县（区）单位”“开发区单位”之一"),
        ("quota.max", "“推荐名单”中“事迹特别突出”不为“是”的行，行数应不超过 3 个"),
        ("window.supervision", "“检查阶段”为“督导”的，“检查日期”应在 2012年5月1日至 2012年10月31日之间"),
        ("level.format", "“申报级别”填写的内容应能识别"),
        ("place.fixed", "“志愿服务场所”应填写"),
        ("archives.complete", "“档案资料”应包括“志愿者档案”“活动图文记录”“工作台账”"),
        (
            "hours.county",
            "“志愿者名册”每一行的“服务时长（小时）”应不少于 50 小时；没有“志愿者名册”的，\
             “每名志愿者年服务时间（最少者）”应不少于 50 小时",
        ),
    ] {
        assert_eq!(listed(&linyi, rule), sentence);
    }
    assert_eq!(listed(&built_in("mengyin-2012"), "district.here"), "“所属县区”已填写的，“所属县区”应为“蒙阴县”");
    let not = r#"{ "id": "own", "title": "自拟", "extends": "linyi-2012", "rules": {
        "plain": { "forms": ["application"], "holds": { "not": { "yes": "emblem" } } },
        "own": { "forms": ["application"],
        "holds": { "not": { "and": [{ "yes": "emblem" }, { "number": { "of": "volunteers", "at_most": 3 } }] } } } } }"#;
    assert_eq!(listed(&loaded(not), "plain"), "“统一标识”不应为“是”");
    assert_eq!(listed(&loaded(not), "own"), "不应属于“统一标识”为“是”，并且“志愿者人数”不超过 3 人的情形");
}

#[test]
fn rows_that_are_counted_are_told_by_what_they_are() {
    let grant = loaded(GRANT);
    assert_eq!(listed(&grant, "leader.one"), "“成员名单”中“负责人”为“是”的行，行数应等于 1 人");
    let old =
        json!({ "members": [{ "name": "甲", "leads": "是", "born_on": "1960-01-01" }], "submitted_on": "2025-05-01" });
    assert!(said(&grant, "application", "leader.age", old).starts_with("负责人的年龄应不超过四十岁，第 1 行不符合。"));
}

#[test]
fn what_cannot_be_read_as_a_number_is_told_with_what_to_write() {
    let linyi = built_in("linyi-2012");
    let told = |written: &str| said(&linyi, "application", "volunteers.format", json!({ "volunteers": written }));
    assert_eq!(told("约二十"), "“志愿者人数”请填准确的人数，不要写“约”“多”“左右”等；现填“约二十”。");
    assert_eq!(told("20 岁"), "“志愿者人数”请只填人数，不要写别的单位；现填“20 岁”。");
}

#[test]
fn rows_that_fail_are_told() {
    let linyi = built_in("linyi-2012");
    let answers = json!({ "level": "city", "roster": [{ "name": "甲", "hours": 100 }, { "name": "乙", "hours": 99 }] });
    assert_eq!(
        said(&linyi, "application", "hours.city", answers),
        "市级标准：“志愿者名册”每一行的“服务时长（小时）”应不少于 100 小时，第 2 行不符合。现为 99 小时，还差 1 小时"
    );
}

#[test]
fn the_example_words_ages_and_counts_of_rows_by_itself() {
    let grant = loaded(GRANT);
    let row = |born: &str| json!({ "name": "甲", "born_on": born, "leads": true });
    let answers = json!({
        "members": [row("2000-01-01"), row("2000-01-01"), row("1970-01-01"), row("1970-01-01"), row("1970-01-01")],
        "registered_on": "2011-05-01", "submitted_on": "2012-04-20",
    });
    let message = |rule: &str| said(&grant, "application", rule, answers.clone());
    assert_eq!(
        message("members.young"),
        "“成员名单”中“出生日期”到 2025年5月4日不超过 34 周岁的行，行数应不少于“成员名单”的行数的 60%，现为 2 人。"
    );
    assert_eq!(message("leader.one"), "“成员名单”中“负责人”为“是”的行，行数应等于 1 人，现为 5 人。");
    assert_eq!(message("registered.years"), "“登记日期”到“申请日期”应不少于 2 年，现为 0 年。");
}

/// What is said of each way in which an answer cannot be read: the field, what was written, the code, the sentence.
#[test]
fn an_answer_that_cannot_be_read_is_told_what_is_wrong_with_it() {
    let linyi = built_in("linyi-2012");
    let lines = include_str!("wording/answers.tsv").lines().skip(1);
    let mut codes = Vec::new();
    for line in lines {
        let [field, written, code, sentence] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert_eq!(
            said(&linyi, "application", &format!("{field}.format"), json!({ field: written })),
            sentence,
            "{line}"
        );
        codes.push(code);
    }
    let faults = Code::ALL.iter().filter(|code| code.is_fault()).map(|code| code.id());
    let untold: Vec<&str> = faults.filter(|code| !codes.contains(code)).collect();
    // What no text of a form can be: it is a list, an object or a row.
    assert_eq!(untold, ["rows.none", "row.none"]);
}

/// What is said of mistakes in rulebooks: the members of the file, the code, the sentence.
#[test]
fn a_mistake_in_a_rulebook_is_told_with_the_way_out() {
    let mut codes = Vec::new();
    for line in include_str!("wording/mistakes.tsv").lines().skip(1) {
        let [members, code, sentence] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let text = format!("{{ \"id\": \"own\", \"title\": \"自拟\", \"extends\": \"linyi-2012\", {members} }}");
        let mistakes = rulebook::load(&text).expect_err(members).0;
        let problems: Vec<_> =
            mistakes.iter().map(|mistake| (mistake.problem.code(), mistake.problem.to_string())).collect();
        assert_eq!(problems, [(code, sentence.to_string())], "{members}");
        codes.push(code);
    }
    assert!(codes.len() > 30);
}
