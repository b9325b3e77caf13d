//! Whether a form is the notice's: how many of its fields are surely there.

use super::protocol::ENOUGH;
use crate::answer::holds;
use crate::label::without;
use crate::rulebook::{Field, Kind};
use alloc::string::String;

/// What the first button of a form says that sends no application.
const NOT_SENDING: [&str; 8] = ["查询", "搜索", "检索", "筛选", "登录", "登陆", "订购", "支付"];

/// What a title says that is about something else.
const ELSEWHERE: [&str; 16] = [
    "订购", "采购", "购买", "招聘", "求职", "调查", "问卷", "投诉", "举报", "注册", "审核", "预约", "订阅", "缴费",
    "报修", "咨询",
];

/// Of fields that are named by near words alone three count as one that is sure, and two of those that other forms hardly ask for.
const NEAR: u16 = 6;

/// The evidence of the fields that were found, each once, with whether it is sure. What any form asks for, a telephone, an address of mail or a date,
/// counts once together; the notice's own words in a title count as one more; a form that asks for a password needs one more, one whose
/// button searches or whose title is about something else twice as many.
pub(super) fn count<'a>(found: impl Iterator<Item = (&'a Field, bool)>, topics: &[String], form: &[String]) -> u16 {
    let text = |at: usize| form.get(at).map_or("", String::as_str);
    let (mut fields, mut contacts, mut near) = (0, 0, 0);
    for (field, sure) in found {
        match field.kind {
            Kind::Phone | Kind::Email | Kind::Date => contacts |= u16::from(sure),
            _ if sure => fields += 1,
            Kind::Text | Kind::LongText => near += NEAR / 3,
            _ => near += NEAR / 2,
        }
    }
    let title = without(text(0), true);
    let named = topics.iter().any(|topic| !topic.is_empty() && holds(&title, topic));
    let button = without(text(1), false);
    let searches = NOT_SENDING.iter().any(|word| holds(&button, word));
    let is_elsewhere = !named && ELSEWHERE.iter().any(|word| holds(&title, word));
    let against = u16::from(!text(2).is_empty()) + if searches || is_elsewhere { ENOUGH } else { 0 };
    (fields + contacts + near / NEAR + u16::from(named)).saturating_sub(against)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::built_in;

    fn counted(ids: &[&str], form: [&str; 3]) -> u16 {
        let book = built_in("linyi-2012").unwrap();
        let found = book.forms[0].fields.iter().filter_map(|field| {
            // A `~` before its id: by a near word.
            let id = ids.iter().find(|id| id.trim_start_matches('~') == field.id)?;
            Some((field, !id.starts_with('~')))
        });
        count(found, &["青年雷锋岗".into()], &form.map(String::from))
    }

    #[test]
    fn three_fields_or_two_and_the_notices_words() {
        assert_eq!(counted(&["unit_name", "leader_phone", "materials"], ["申报表", "提交", ""]), 3);
        assert_eq!(counted(&["unit_name", "post_name"], ["申报表", "提交", ""]), 2);
        assert_eq!(counted(&["unit_name", "post_name"], ["“青年 雷锋岗”申报", "提交", ""]), 3);
    }

    #[test]
    fn those_that_are_nearly_named_count_a_little() {
        let form = ["申报表", "提交", ""];
        assert_eq!(counted(&["unit_name", "~leader_name", "~place", "~materials"], form), 2);
        assert_eq!(counted(&["unit_name", "~leader_name", "~submitted_on"], form), 1);
        assert_eq!(counted(&["unit_name", "~volunteers", "~domains"], form), 2);
        assert_eq!(counted(&["~unit_name", "~leader_name", "~leader_phone", "~email"], form), 0);
    }

    #[test]
    fn what_any_form_asks_for_counts_once() {
        assert_eq!(counted(&["unit_name", "leader_phone", "email"], ["联系我们", "发送", ""]), 2);
    }

    #[test]
    fn a_title_about_something_else_needs_more() {
        let orders = ["unit_name", "leader_phone", "copies", "submitted_on"];
        assert_eq!(counted(&orders, ["图书订购", "提交", ""]), 0);
        assert_eq!(counted(&["unit_name", "unit_size", "charter"], ["单位情况调查", "提交", ""]), 0);
        assert_eq!(counted(&["unit_name", "unit_size", "charter"], ["青年雷锋岗调查", "提交", ""]), 4);
    }

    #[test]
    fn a_search_or_a_password_needs_more() {
        assert_eq!(counted(&["unit_name", "level", "volunteers"], ["青年雷锋岗", "查 询", ""]), 1);
        assert_eq!(counted(&["unit_name", "post_name", "leader_phone"], ["申报表", "注册", "password"]), 2);
    }
}
