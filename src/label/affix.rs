//! What may stand around a label and means nothing.

use super::unit::{self, Unit};

/// Before a label; behind each what asked for it: a page of `tests/pages`, or a label that was seen.
const LEADS: [&str; 66] = [
    "请",         // no-form.html: 请输入志愿者人数
    "输入",       // the same
    "填写",       // around.html: 请填写申报材料
    "选择",       // the first option of a list: 请选择申报级别
    "您的",       // around.html: 您的邮箱
    "本",         // around.html: 本单位
    "贵",         // 贵单位名称
    "拟",         // grouped.html: 拟申报岗位名称
    "是否",       // sections.html: 是否有统一标识
    "有",         // the same
    "无",         // 有无监督电话
    "悬挂",       // 悬挂统一标识
    "统一的",     // grouped.html: 统一的服务标识
    "健全的",     // 健全的规章制度
    "公开的",     // grouped.html: 公开的服务承诺
    "公开",       // words.html: 是否公开服务承诺
    "其中",       // running.html: 其中志愿者
    "有多少人是", // 其中有多少人是志愿者
    "填",         // 填团队全称
    "你",         // 你单位名称
    "您",         // 您单位名称
    "请问",       // 请问您的单位叫什么
    "介绍",       // 请介绍主要事迹
    "简要介绍",   // the same
    "属于",       // 属于事迹特别突出
    "设有",       // 设有监督电话
    "已",         // 已注册志愿者
    "我",         // 我单位现有职工
    "现有",       // running.html: 单位现有职工
    "共有",       // 共有志愿者
    "所在",       // 所在团队名称
    // Whose it is, where the form is about one: 岗位负责人, 社团总人数.
    "单位",
    "岗位",
    "岗",
    "站点",
    "服务站",
    "服务点",
    "示范点",
    "示范岗",
    "窗口",
    "阵地",
    "基地",
    "团队",
    "集体",
    "组织",
    "社团",
    "协会",
    "服务队",
    "队伍",
    "志愿服务队",
    "企业",
    "公司",
    "学院",
    "支部",
    "班组",
    "科室",
    "项目",
    "服务岗",
    "示范站",
    "示范窗口",
    "服务窗口",
    "志愿服务岗",
    "志愿服务站",
    "志愿服务点",
    "雷锋岗",
    "青年雷锋岗",
];

/// Behind a label.
const TAILS: [&str; 9] = [
    "号码",   // 联系电话号码
    "已交",   // 纸质版已交
    "已报送", // 电子版已报送
    "情况",   // 规章制度情况
    "为",     // 主要服务对象为
    "是",     // 单位名称是
    "名称",   // 服务场所名称
    "全称",   // 参评集体全称
    "吗",     // 有规章制度吗
];

/// Further ones over columns of people, where they say only whose column it is, or of which time.
const ROW_LEADS: [&str; 10] = [
    "志愿者", // 志愿者姓名
    "志愿",   // 志愿服务时长
    "学生",   // 学生姓名
    "队员",   // 队员姓名
    "成员",   // 成员姓名
    "本人",   // 本人电话
    "年度",   // 年度服务时长
    "年",     // 年服务时长
    "累计",   // 累计服务时长
    "总",     // 总服务时长
];
const ROW_TAILS: [&str; 2] = [
    "号",   // 电话号
    "小时", // 服务时长小时
];

/// Part of a number or a mark that an item of a form bears: `3、`, `一、`, `★`.
pub(crate) fn is_numeral(c: char) -> bool {
    matches!(c, '0'..='9' | '\u{2460}'..='\u{249B}' | '\u{25A0}'..='\u{2606}' | '、' | '.' | '·' | '-'
        | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// A text without the number before it; a year is none.
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(is_numeral);
    if rest.starts_with('年') { text } else { rest }
}

/// A text without the translation or the question mark behind it: `单位名称/Name`.
fn without_translation(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_ascii() && !c.is_ascii_digit())
}

/// What a text comes to without what stands around it.
pub(super) struct Bare<'a> {
    pub text: &'a str,
    /// Something was taken off that means nothing only over columns of people.
    pub of_rows: bool,
    /// The unit that was taken off.
    pub unit: Option<Unit>,
}

/// Visits a normalised text without its number, and with ever less around it.
pub(super) fn each_bare<'a>(text: &'a str, rows: bool, visit: &mut dyn FnMut(Bare<'a>)) {
    let (mut text, mut of_rows) = (without_number(text), false);
    loop {
        let mut shorter = Some(Bare { text, of_rows, unit: None });
        while let Some(bare) = shorter.filter(|bare| !bare.text.is_empty()) {
            shorter = without_tail(&bare, rows);
            visit(bare);
        }
        // The longest: 本人 is not 本 before 人.
        let mut rest = text;
        let mut row = false;
        for (leads, is_row) in [(&LEADS[..], false), (&ROW_LEADS[..], true)] {
            for shorter in leads.iter().filter_map(|lead| text.strip_prefix(lead)) {
                if shorter.len() < rest.len() && (rows || !is_row) {
                    (rest, row) = (shorter, is_row);
                }
            }
        }
        if rest.len() == text.len() {
            return;
        }
        text = rest;
        of_rows |= row;
    }
}

fn without_tail<'a>(bare: &Bare<'a>, rows: bool) -> Option<Bare<'a>> {
    let Bare { text, of_rows, unit } = *bare;
    if let Some((text, unit)) = unit::behind_slash(text) {
        return Some(Bare { text, of_rows, unit: Some(unit) });
    }
    let plain = without_translation(text);
    if plain.len() < text.len() {
        return Some(Bare { text: plain, of_rows, unit });
    }
    let strip = |tails: &[&str]| tails.iter().find_map(|tail| text.strip_suffix(tail));
    if let Some(text) = strip(&TAILS) {
        return Some(Bare { text, of_rows, unit });
    }
    let text = strip(&ROW_TAILS).filter(|_| rows)?;
    Some(Bare { text, of_rows: true, unit })
}

/// A text without a remark behind it: `志愿者人数` of `志愿者人数：请填在册人数`. On a page, where the text before a control may
/// begin with what belongs to the control before, without that too: `人，志愿者人数`, `人（其中志愿者：`.
pub(super) fn without_remark(text: &str, page: bool) -> &str {
    let opened = text.rsplit_once(['（', '(']).map(|(_, rest)| rest).filter(|rest| page && !rest.contains(['）', ')']));
    let text = opened.filter(|rest| !rest.is_empty()).unwrap_or(text);
    let text = if page { without_unit_before(text) } else { text };
    let (mut start, mut stop, mut depth) = (0, None, 0_u32);
    for (at, c) in text.char_indices() {
        match (c, stop) {
            ('（' | '(', _) => depth += 1,
            ('）' | ')', _) => depth = depth.saturating_sub(1),
            // What stands in brackets is a remark all the same.
            _ if depth > 0 => {}
            ('，' | ',' | '；' | ';' | '。' | '：' | ':' | '—', None) => stop = Some((at, c)),
            // 本承诺由团队负责人; 理由 is none.
            ('由', None)
                if page && at > 0 && !text.get(..at).is_some_and(|text| text.ends_with(['理', '事', '自'])) =>
            {
                stop = Some((at, '，'));
            }
            (' ' | '—', _) => {}
            // 注册 is none.
            ('注', Some(_)) if text.get(at..).is_some_and(|rest| rest.starts_with("注册")) => {
                (start, stop) = begins(page, at, start, stop);
            }
            ('请' | '如' | '例' | '注' | '限' | '须' | '必' | '指' | '不', Some(_)) => break,
            ('0'..='9', Some((_, '，' | ','))) => break,
            (_, Some(_)) => (start, stop) = begins(page, at, start, stop),
            _ => {}
        }
    }
    text.get(start..stop.map_or(text.len(), |(at, _)| at)).unwrap_or(text)
}

/// Where what counts begins, now that something stands behind a sign at `stop`: behind it on a page, but for a colon or a dash.
fn begins(page: bool, at: usize, start: usize, stop: Option<(usize, char)>) -> (usize, Option<(usize, char)>) {
    (if page && !matches!(stop, Some((_, '：' | ':' | '—'))) { at } else { start }, None)
}

/// A text without the unit of the control before: `人 志愿者人数`.
fn without_unit_before(text: &str) -> &str {
    let trimmed = text.trim_start();
    match trimmed.split_once(char::is_whitespace) {
        Some((unit, rest)) if Unit::read(unit).is_some() => rest,
        _ => text,
    }
}
