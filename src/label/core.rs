//! What a label comes to once words that mean the same on a form are one word, and words that add nothing are left out:
//! `现有在职员工总数` and `职工人数` differ by no more than that.

use super::unit::Unit;
use crate::rulebook::Synonyms;
use crate::sort::order;
use alloc::string::String;
use alloc::vec::Vec;

/// What says the same on any form, a line for each meaning: the word that stands for the others first, `-` where they add nothing. What only
/// one sort of notice says so is in its rulebook.
const GENERAL: &str = "\
数 总人数 总数 人数 人员数 人员总数 人员数量 总量 数量 数目 合计 共计 总计 多少人 有多少人 几人 有几人
职工 员工 教职工 干部职工 在职职工 在职员工 在岗职工 在编职工 从业人员 从业者 工作人员 在职人员 在编人员 在册人员 正式职工 \
正式员工 在职干部职工
人年 每人每年 每人年 每人年均 每人全年
人 每人 单人 个人
年 每年 年度 全年 一年
少 最少 最低 至少
时间 时长 时数 小时数 小时 日期 年月日 年月
服务对象 受益对象 受益群体 受益人群 帮扶对象 帮扶群体 受助对象 受助群体 受助人群 帮助对象 关爱对象 帮扶人群 受助者
对象 群体 人群 受众
电子邮箱 邮箱 邮箱地址 电子邮件 电子信箱 电邮 Email邮箱 工作邮箱 单位邮箱 联系邮箱 负责人电子邮箱
联系电话 电话 手机 手机号 手机号码 电话号码 移动电话 联系手机 联系手机号 联系方式 联系号码 固定电话 办公电话 座机 固话
监督 投诉 举报 群众监督
名称 全称 名字 叫什么 叫什么名字 定名为 命名为 名称为
场所 地点 地址 位置 场地 设在 设于 位于 在哪里 在哪 何处 场所地址 场所地点 场所所在地 所在地
单位 组织 团队 集体 团体 公司 企业 机构 社团 协会 学校 学院 院校 社区
申报 申请 填报 填表 报送 上报 提交 推报 参评 参选 参赛 报名 自荐 制表 填写 报告 递交 申报表
级别 等级 层级 层次 档次
领域 类别 内容 项目 类型 方向 范围 分类 种类
县区 区县 县市区 县区市 市县区 地区 区域 辖区 行政区 行政区域 属地县区
所在 所属 归属
情况 情况介绍 情况说明 情况简介 情况概述
材料 介绍 简介 说明 概述 概要 概况 描述 摘要 正文 资料 文字 详情 简述 全文 材料内容 材料正文 材料全文
成效 成果 成绩 业绩 效果
开展 组织开展 举办
份数 套数 几份
纸质版 纸质 纸质稿 纸质件 纸质材料 纸质版材料 书面材料 打印稿 打印版
电子版 电子 电子稿 电子档 电子材料 电子版材料 电子文档 电子文件
负责人 队长 组长 领队 带头人 牵头人 领头人 责任人 负责同志 主要负责人 负责人姓名 负责人名称
- 的 和 与 及 或 为 是 了 有 吗 是否 有无 现有 现任 目前 共有 一共 总共 共 现 在册 注册 登记 实名 已 参与 \
参加 拥有 从事 主要 具体 详细 有效 稳定 稳定的 全体 全部 全 本 常年 长期 常设 不少于 一式 由 由谁担任 谁 同志任 \
同志担任 担任 何人任 是什么 是多少 多少 有多少 有多少名 哪个 哪些 涉及 突出的 准备 安排 配备 建立 制定 设置 中文 各项 \
有关 规范的 能 与否 完整 完善 已报 已报送 已提交 已上报 已交 已发送 / 、 “ ”";

/// The general synonyms and those of a rulebook, in order to find them at the start of a text.
#[derive(Debug)]
pub(super) struct Folds {
    lines: Synonyms,
    /// Line and place of each word, sorted by the words, so that those that begin alike stand together.
    sorted: Vec<(usize, usize)>,
}

impl Folds {
    pub(super) fn new(synonyms: &Synonyms) -> Self {
        let mut lines = general();
        lines.extend_from_slice(synonyms);
        let mut all: Vec<(usize, usize)> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            all.extend((0..line.len()).map(|word| (at, word)));
        }
        // Of a word that stands in both, the rulebook's comes last.
        let sorted = order(all.len(), &|a, b| word(&lines, all[a]) < word(&lines, all[b]));
        let sorted = sorted.into_iter().map(|at| all[at]).collect();
        Folds { lines, sorted }
    }

    /// The longest word that a text begins with: its length, and what stands for it.
    fn longest(&self, text: &str, first: char) -> Option<(usize, &str)> {
        let mut start = [0; 4];
        let start: &str = first.encode_utf8(&mut start);
        let lines = &self.lines;
        let from = self.sorted.partition_point(|&place| word(lines, place) < start);
        let alike = self.sorted.iter().skip(from).map(|&place| (place.0, word(lines, place)));
        let alike = alike.take_while(|(_, word)| word.starts_with(first)).filter(|(_, word)| text.starts_with(word));
        let (line, longest) = alike.max_by_key(|(_, word)| word.len())?;
        Some((longest.len(), word(lines, (line, 0))))
    }

    /// Replaces words by those that stand for them, and once more what that gives: `站长姓名` is `负责人姓名`, and that is
    /// `负责人`.
    pub(super) fn core(&self, text: &str) -> String {
        self.replace(&self.replace(text))
    }

    fn replace(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let (length, said) =
                self.longest(rest, c).map_or((c.len_utf8(), None), |(length, said)| (length, Some(said)));
            let Some((taken, left)) = rest.split_at_checked(length) else { break };
            let said = said.unwrap_or(taken);
            // 投诉举报电话 says it twice.
            if !out.ends_with(said) {
                out.push_str(said);
            }
            rest = left;
        }
        out
    }
}

fn general() -> Synonyms {
    let line = |line: &str| line.split(' ').map(|word| String::from(if word == "-" { "" } else { word })).collect();
    GENERAL.split('\n').map(line).collect()
}

fn word(lines: &Synonyms, (line, at): (usize, usize)) -> &str {
    lines.get(line).and_then(|line| line.get(at)).map_or("", String::as_str)
}

/// What a label leaves to the unit behind it: `职工（人）` asks for a number of people.
pub(super) fn counted(unit: Option<Unit>) -> &'static str {
    match unit.filter(|unit| unit.size.is_empty()).map(|unit| unit.word) {
        Some("人" | "名" | "位" | "个") => "数",
        Some("份" | "套") => "份数",
        Some("小时" | "个小时" | "时" | "h") => "时间",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::built_in;
    use alloc::collections::BTreeMap;

    fn folds() -> Folds {
        Folds::new(&built_in("linyi-2012").unwrap().synonyms)
    }

    #[test]
    fn labels_that_say_the_same_come_to_the_same() {
        let folds = folds();
        for (one, other) in [
            ("注册志愿者总数", "志愿者人数"),
            ("单位现有在职员工数", "单位职工人数"),
            ("站长手机号码", "负责人联系电话"),
            ("投诉举报电话", "监督电话"),
            ("典型事迹简介", "先进事迹"),
            ("每名志愿者年均服务时数", "每人每年服务时间"),
            ("公司全称", "单位名称"),
            ("贵的单位叫什么", "贵单位名称"),
            ("志愿服务队队长", "服务队负责人"),
        ] {
            assert_eq!(folds.core(one), folds.core(other));
        }
    }

    #[test]
    fn labels_that_say_something_else_do_not() {
        let folds = folds();
        for (one, other) in [
            ("志愿者姓名", "志愿者"),
            ("女职工人数", "职工人数"),
            ("副队长", "队长"),
            ("联系人电话", "联系电话"),
            ("累计服务时长", "年服务时长"),
            ("志愿者人均年服务时数", "每人每年服务时间"),
            ("人均服务时间", "每人服务时间"),
            ("服务人次", "服务人数"),
        ] {
            assert_ne!(folds.core(one), folds.core(other));
        }
    }

    #[test]
    fn a_word_says_one_thing() {
        let mut lines = BTreeMap::new();
        for (at, line) in general().iter().enumerate() {
            for word in line.iter().filter(|word| !word.is_empty()) {
                assert!(lines.insert(word.clone(), at).is_none(), "{word}");
            }
        }
    }
}
