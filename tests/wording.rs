//! What people are told: the texts of reports, of the list of rules and of mistakes in rulebooks. No other test may depend on
//! a sentence: they run in a build that has the code of each in its place (`npm run test:wordless`).
#![cfg(not(wordless))]

use leifeng_form::answer::json::{Keys, read_answers};
use leifeng_form::batch::{Across, Batch};
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
    assert_eq!(
        said("window.supervision"),
        "督导安排在 2012年5月1日至 2012年10月31日，“检查日期”为 2012年11月15日；请核对日期和阶段。"
    );
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
    assert!(volunteers.contains("现为 12 人，还差 8 人。"), "{volunteers}");
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
    assert!(
        said(&grant, "application", "leader.age", old)
            .starts_with("负责人的年龄应不超过四十岁，“成员名单”第 1 行不符合。")
    );
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
        "市级要求“志愿者名册”每一行的“服务时长（小时）”不少于 100 小时，第 2 行不符合。现为 99 小时，还差 1 小时"
    );
}

#[test]
fn what_leaves_a_rule_on_rows_open_is_told_row_by_row() {
    let grant = loaded(GRANT);
    let members = |rows: Value| move |rule: &str| said(&grant, "application", rule, json!({ "members": rows.clone() }));
    let young = members(json!([{ "name": "甲" }, { "name": "乙", "born_on": "昨天" }]))("members.young");
    assert!(young.starts_with("请补全“成员名单”第 1、2 行，再判断："), "{young}");
    assert!(young.contains("缺少“出生日期”。“出生日期”请填年、月、日"), "{young}");

    let own = r#"{ "id": "own", "title": "自拟", "extends": "base",
        "fields": {
            "limit": { "label": "定额", "kind": "count" },
            "list": { "label": "名单", "kind": "table", "columns": {
                "name": { "label": "姓名", "kind": "text" }, "hours": { "label": "工时", "kind": "hours" },
                "leads": { "label": "负责人", "kind": "yes_no" } } },
            "costs": { "label": "预算", "kind": "table", "columns": { "cost": { "label": "金额", "kind": "count" } } } },
        "forms": { "application": { "title": "申报表", "fields": ["limit", "list", "costs"] } },
        "rules": {
            "hours": { "forms": ["application"], "holds": { "every_row": { "table": "list",
                "holds": { "number": { "of": "hours", "at_least": { "share": 100, "of": "limit" } } } } } },
            "leads": { "forms": ["application"], "holds": { "some_row": { "table": "list", "holds": { "yes": "leads" } } } },
            "both": { "forms": ["application"], "holds": { "and": [
                { "number": { "of": "limit", "at_least": { "share": 100, "of": { "sum": { "table": "costs", "column": "cost" } } } } },
                { "every_row": { "table": "list", "holds": { "yes": "leads" } } } ] } } } }"#;
    let own = |rule: &str, answers: Value| said(&loaded(own), "application", rule, answers);
    let list = json!([{ "name": "甲", "hours": 1, "leads": "否" }]);
    assert_eq!(own("hours", json!({ "list": list })), "请填写“定额”。");
    // How many rows there are is not how many are as they should be.
    assert_eq!(own("leads", json!({ "list": list })), "“名单”至少有一行的“负责人”应为“是”。");
    let both = own(
        "both",
        json!({ "limit": 9, "list": [{ "name": "甲", "leads": "是" }], "costs": [{ "cost": 1 }, { "cost": "约1" }] }),
    );
    assert!(both.starts_with("请补全“预算”第 2 行，"), "{both}");
    assert_eq!(own("list.format", json!({ "list": ["甲"] })).matches("这一行的内容无法读取。").count(), 1);
    assert!(own("leads", json!({ "list": ["甲"] })).ends_with("这一行的内容无法读取。"));
}

#[test]
fn what_is_no_text_is_quoted_as_one() {
    let linyi = built_in("linyi-2012");
    let told =
        |field: &str, value: Value| said(&linyi, "application", &format!("{field}.format"), json!({ field: value }));
    assert_eq!(told("district", json!(["蒙阴县", "费县"])), told("district", json!("蒙阴县、费县")));
    assert!(told("district", json!(["蒙阴县", "费县"])).contains("现填“蒙阴县、费县”"));
    assert!(told("volunteers", json!(1e21)).contains("现填“1000000000000000000000”"));
    assert!(told("volunteers", json!({ "a": 1 })).contains("现填“a：1”"));
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
        "“成员名单”中“出生日期”到 2025年5月4日不超过 34 周岁的行，行数应不少于“成员名单”的行数的 60%（3 人）；现为 2 人。"
    );
    assert_eq!(message("leader.one"), "“成员名单”中“负责人”为“是”的行，行数应等于 1 人；现为 5 人。");
    assert_eq!(message("registered.years"), "“登记日期”到“申请日期”应不少于 2 年；现为 0 年。");
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
    // What no text of a form can be: it is a list, an object, a row or a file.
    assert_eq!(untold, ["rows.none", "row.none", "file.unreadable"]);
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

#[test]
fn a_file_that_words_one_thing_otherwise_says_the_rest_as_before() {
    let own = loaded(r#"{ "id": "own", "title": "自拟", "extends": "linyi-2012", "wording": { "yes": "有" } }"#).book;
    let base = built_in("linyi-2012").book;
    let changed: Vec<_> = base.wording.iter().zip(&own.wording).filter(|(before, now)| before != now).collect();
    assert_eq!(changed, [(&"是".to_string(), &"有".to_string())]);
    assert_eq!(own.forms, base.forms);
}

#[test]
fn rules_across_records_name_the_records() {
    let linyi = built_in("linyi-2012");
    let report = |records: &[Value]| {
        let session = Session::new(linyi.book.clone(), "application", Date::read("2012-04-20")).expect("a form");
        let mut across = Across::new(session, linyi.across.clone()).expect("the form has such rules");
        for (at, record) in records.iter().enumerate() {
            across.line(record.to_string().as_bytes(), "申报.jsonl", at as u32 + 1);
        }
        serde_json::from_str::<Value>(&across.report()).expect("a report is JSON")
    };
    let told = |records: &[Value], rule: &str| {
        let report = report(records);
        let check = report["checks"].as_array().expect("checks").iter().find(|check| check["rule"] == rule).cloned();
        let check = check.unwrap_or_else(|| panic!("{rule} is not reported"));
        [&check["message"], &check["cases"][0]["message"]].map(|text| text.as_str().expect("a text").to_string())
    };
    let post = |unit: &str, post: &str, roster: Value| {
        json!({
            "level": "city", "channel": "county", "district": "兰山区", "unit_name": unit, "post_name": post,
            "roster": roster,
        })
    };
    let posts =
        |count: usize| (0..count).map(|at| post("示例单位", &format!("第{at}岗"), json!([]))).collect::<Vec<_>>();
    let quota = |each: &str| {
        [
            "“申报级别”为“市级”，并且“申报渠道”为“县（区）单位”“开发区单位”之一，并且“事迹特别突出”不为“是”的，\
             “所属县区”相同的记录应不超过 3 条，有 1 处不符合。",
            each,
        ]
        .map(String::from)
    };
    assert_eq!(told(&posts(4), "quota.max"), quota("“所属县区”为“兰山区”的有 4 条：申报.jsonl 第 1、2、3、4 行。"));
    assert_eq!(
        told(&posts(11), "quota.max"),
        quota("“所属县区”为“兰山区”的有 11 条：申报.jsonl 第 1、2、3、4、5、6、7、8、9、10 行等。")
    );
    let twice = ["窗口岗", "阅览岗", " 窗口 岗 "].map(|name| post("示例单位", name, json!([])));
    assert_eq!(
        told(&twice, "nominees.unique"),
        [
            "各条记录的“单位名称”、“岗位名称”不应重复，有 1 处不符合。",
            "申报.jsonl 第 3 行与第 1 行相同：示例单位 · 窗口 岗。"
        ]
    );
    // A thousand are listed, all are counted.
    let many: Vec<Value> = (0..1502).map(|_| post("示例单位", "窗口岗", json!([]))).collect();
    assert!(told(&many, "nominees.unique")[0].contains("有 1501 处"));
    let rosters = [("甲单位", "王某", "13900001111"), ("乙单位", "王 某", "+86 139 0000 1111")]
        .map(|(unit, name, phone)| post(unit, "岗", json!([{ "name": unit }, { "name": name, "phone": phone }])));
    assert_eq!(
        told(&rosters, "roster.unique")[1],
        "申报.jsonl 第 2 行的“志愿者名册”第 2 行“王 某 · 13900001111”，也列在申报.jsonl 第 1 行里。"
    );
}

#[test]
fn a_line_that_is_no_record_is_told_the_place() {
    let linyi = built_in("linyi-2012");
    let session = Session::new(linyi.book, "application", Date::read("2012-04-20")).expect("a form");
    let mut batch = Batch::new(session);
    let mut told = |line: &[u8]| batch.report_line(line).expect_err("a fault").to_string();
    assert_eq!(told(b"{\"unit_name\": \"\xff\"}"), "第 16 个字符不是 UTF-8 编码，请把文件另存为 UTF-8。");
    assert_eq!(told("{\"单位\": 甲}".as_bytes()), "不是有效的 JSON：第 8 个字符附近有误。");
    assert_eq!(told(b"[]"), "应是一个 JSON 对象，形如 {\"单位名称\": \"…\"}。");
    assert!(told(format!("{{\"a\":{}{}}}", "[".repeat(99), "]".repeat(99)).as_bytes()).ends_with("个字符处嵌套过深。"));
}

/// What is said of each way in which a file is not read: what is wrong, what was wanted, the sentence.
#[cfg(feature = "files")]
#[test]
fn a_file_that_is_not_read_is_told_what_it_is_and_the_way_out() {
    use leifeng_form::files::{Error, Kind, Wanted};
    let kinds = [
        Kind::Docx,
        Kind::Doc,
        Kind::Xlsx,
        Kind::Xls,
        Kind::Xlsb,
        Kind::OldWord,
        Kind::OldExcel,
        Kind::OpenText,
        Kind::OpenSheet,
        Kind::Presentation,
        Kind::Rtf,
        Kind::Html,
        Kind::WordXml,
        Kind::ExcelXml,
        Kind::Xml,
        Kind::Pdf,
        Kind::Picture,
        Kind::Archive,
        Kind::Text,
        Kind::Unknown,
    ];
    let mut untold = vec![
        Error::Empty,
        Error::Truncated,
        Error::Damaged,
        Error::TooLarge,
        Error::TooDeep,
        Error::Encrypted,
        Error::Undecodable,
    ];
    untold.extend(kinds.map(Error::Other));
    let all = untold.clone();
    for line in include_str!("wording/files.tsv").lines().skip(1) {
        let [name, wanted, sentence] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let error = *all.iter().find(|error| format!("{error:?}") == name).unwrap_or_else(|| panic!("{line}"));
        let wanted = if wanted == "Sheet" { Wanted::Sheet } else { Wanted::Document };
        assert_eq!(error.message(wanted), sentence, "{line}");
        untold.retain(|each| *each != error);
    }
    assert_eq!(untold, []);
}

#[cfg(feature = "sheets")]
#[test]
fn a_table_that_is_not_read_and_what_is_left_out_of_one_are_told_with_their_places() {
    use leifeng_form::files::{Note, Refusal, TextFault, Undecodable};
    let table = || "志愿者名册".to_string();
    let text = |fault| Refusal::Text { line: 3, column: 2, fault }.to_string();
    let places = ["B 列", "E 列"].map(String::from);
    for (told, sentence) in [
        (Refusal::NoSuchTable { table: "rosters".into() }.to_string(), "这种表里没有“rosters”这个表格。"),
        (
            Refusal::NoHeader { labels: ["单位名称", "岗位名称"].map(String::from).into() }.to_string(),
            "没有找到表头：没有一行写着这张表格各列的名称（如“单位名称”“岗位名称”）。请核对列名后再试。",
        ),
        (Refusal::NoRows.to_string(), "没有表头，第一行应为各列的名称。"),
        (Refusal::SecondTable { row: 5 }.to_string(), "第 5 行起是另一张表，请将两张表分成两个文件。"),
        (
            Refusal::ColumnTwice { title: "姓名".into(), places }.to_string(),
            "表头中“姓名”出现了两次（B 列、E 列），没有读取。请改为一行只写一条，再试一次。",
        ),
        (text(TextFault::LongRow), "第 3 行第 2 列：这一行过长，可能有引号没有闭合。"),
        (text(TextFault::QuoteOpen), "第 3 行第 2 列：引号没有闭合。"),
        (text(TextFault::ManyColumns), "第 3 行第 2 列：这一行的列数过多。"),
        (
            Undecodable { place: "1".into(), column: "第 1 列（单位名称）".into() }.to_string(),
            "第 1 列（单位名称）有无法识别的字符，请核对这一格；.csv 等文本文件请另存为 UTF-8 编码。",
        ),
        (Note::SheetWithoutHeader { sheet: table() }.to_string(), "工作表“志愿者名册”中没有找到表头，没有读取。"),
        (
            Note::SheetOfOthers { sheet: table() }.to_string(),
            "工作表“志愿者名册”与其他工作表的表头不同，没有作为记录读取。",
        ),
        (Note::SampleRow { row: 2 }.to_string(), "第 2 行写明是示例，没有读取。"),
        (
            Note::RowsBelow { rows: vec![30, 31], text: "示例医院（盖章）".into() }.to_string(),
            "第 30、31 行（“示例医院（盖章）”）在表格下方，没有作为记录读取。",
        ),
        (
            Note::RowsBelow { rows: (30..50).collect(), text: "意见".into() }.to_string(),
            "第 30、31、32、33、34、35、36、37、38、39 行等 20 行（“意见”）在表格下方，没有作为记录读取。",
        ),
    ] {
        assert_eq!(told, sentence);
    }
}

/// The message of a rule of a session, as `spoken` or `report` has it.
fn message(report: &str, rule: &str) -> String {
    let report: Value = serde_json::from_str(report).expect("a report is JSON");
    let mut checks = report["checks"].as_array().expect("checks").iter();
    let check = checks.find(|check| check["rule"] == rule).unwrap_or_else(|| panic!("{rule} is not reported"));
    check["message"].as_str().unwrap_or_default().into()
}

#[test]
fn a_session_speaks_in_the_labels_and_options_it_was_given_and_reports_in_the_rulebooks() {
    let linyi = built_in("linyi-2012");
    let mut session = Session::new(linyi.book.clone(), "application", Date::read("2012-04-20")).expect("it is there");
    let answers = json!({ "level": "county", "leader_phone": "1380013800", "emblem": "没有", "channel": "college",
        "roster": [{ "name": "甲", "hours": 9 }] });
    session.fill(|form, to| read_answers(answers, &form.fields, &mut Keys::default(), to).expect("an object"));
    let before = session.report();
    let at = |id: &str| session.form().fields.iter().position(|field| field.id == id).expect(id);
    let [phone, emblem, channel, roster, paper, electronic] =
        ["leader_phone", "emblem", "channel", "roster", "paper", "electronic"].map(at);
    for (field, name, text) in [
        (phone, "", "手机"),
        (emblem, "yes", "有"),
        (emblem, "no", "没有"),
        (channel, "college", "院校"),
        (roster, "hours", "时长"),
        (paper, "yes", "纸质版"),
        (electronic, "yes", "有"),
        (electronic, "no", "无"),
    ] {
        assert!(session.say(field, name, text), "{text}");
    }
    assert!(!session.say(phone, "yes", "有"));
    assert_eq!(session.report(), before, "the report keeps the rulebook's words");
    let said = |rule: &str| message(&session.spoken(), rule);
    assert_eq!(said("leader_phone.format"), "“手机”里的手机号应为 11 位，现填 10 位：1380013800，请核对。");
    assert_eq!(said("emblem.present"), "“统一标识”现为“没有”，不合要求；确已具备的，请改为“有”。");
    assert!(said("route.county").contains("“申报渠道”现为“院校”"));
    assert!(said("hours.county").contains("每一行的“时长”不少于 50 小时"), "{}", said("hours.county"));
    assert_eq!(message(&before, "emblem.present"), "“统一标识”现为“否”，不合要求；确已具备的，请改为“是”。");
}

#[test]
fn a_box_that_can_only_be_ticked_is_asked_to_be() {
    let mengyin = built_in("mengyin-2012");
    let mut session = Session::new(mengyin.book.clone(), "application", Date::read("2012-04-20")).expect("it is there");
    let paper = session.form().fields.iter().position(|field| field.id == "paper").expect("it is there");
    session.say(paper, "yes", "报送纸质版");
    assert_eq!(message(&session.spoken(), "paper.present"), "请勾选“纸质版”。");
    assert_eq!(message(&session.report(), "paper.present"), "请选择“纸质版”。");
}

#[test]
fn each_way_has_its_goal_and_each_field_one_step() {
    let linyi = built_in("linyi-2012");
    let said = |rule: &str, answers: Value| said(&linyi, "application", rule, answers);
    let volunteers = json!({ "level": "city", "volunteers": 15, "unit_size": 48 });
    assert_eq!(
        said("volunteers.city", volunteers),
        "市级要求“志愿者人数”不少于“单位人数”的 60%（29 人），或不少于 20 人；现为 15 人，还差 5 人。"
    );
    let copies = json!({ "level": "city", "copies": 1 });
    assert_eq!(said("copies.two", copies), "市级要求“申报材料份数”不少于 2 份；现为 1 份，还差 1 份。");
    let mengyin = built_in("mengyin-2012");
    let length = |zishu: usize| {
        self::said(&mengyin, "application", "materials.length", json!({ "materials": "字".repeat(zishu) }))
    };
    assert_eq!(length(1500), "“申报材料”应为 2000 字左右（1800 至 2200 字）；现为 1500 字，还差 300 字。");
    assert_eq!(length(2300), "“申报材料”应为 2000 字左右（1800 至 2200 字）；现为 2300 字，请删减 100 字以上。");
}

/// No sentence of the built-in rulebooks that says what is wrong is longer than a breath.
#[test]
fn what_is_wrong_and_what_to_do_is_said_in_one_breath() {
    let mengyin = built_in("mengyin-2012");
    let wrong = json!({
        "level": "city", "channel": "college", "district": "沂南", "leader_phone": "1380013800", "emblem": "否",
        "volunteers": 12, "unit_size": 48, "hours_min": 60, "copies": 1, "paper": "否", "materials": "志愿",
        "systems": ["training"], "archives": ["ledger"], "submitted_on": "2012-06-20", "fixed_staff": 0,
    });
    for (level, channel) in [("city", "county"), ("county", "college")] {
        let mut session =
            Session::new(mengyin.book.clone(), "application", Date::read("2012-04-20")).expect("it is there");
        let mut answers = wrong.clone();
        answers["level"] = level.into();
        answers["channel"] = channel.into();
        session.fill(|form, to| read_answers(answers, &form.fields, &mut Keys::default(), to).expect("an object"));
        let report: Value = serde_json::from_str(&session.report()).expect("a report is JSON");
        for message in report["checks"].as_array().expect("checks").iter().filter_map(|it| it["message"].as_str()) {
            assert!(message.chars().filter(|c| *c != ' ').count() <= 50, "{message}");
        }
    }
}
