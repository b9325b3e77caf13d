//! What a label comes to once words that mean the same on a form are one word, and words that add nothing are left out:
//! `现有在职员工总数` and `职工人数` differ by no more than that.

use super::unit::Unit;
use crate::sort::order;
use alloc::string::String;
use alloc::vec::Vec;

/// A line for each: the word that stands for all behind it. A `-`: nothing stands for them.
const FOLDS: &str = "\
数 总人数 总数 人数 人员数 人员总数 人员数量 总量 数量 数目 合计 共计 总计 多少人 有多少人 几人 有几人
职工 员工 教职工 干部职工 在职职工 在职员工 在岗职工 在编职工 从业人员 从业者 工作人员 在职人员 在编人员 在册人员 正式职工 正式员工 在职干部职工
志愿者 青年志愿者 义工 志愿服务者 志愿人员 志愿服务人员 志愿者队员 志愿者成员
志愿者数 志愿服务人数 志愿服务人员数 志愿服务总人数 志愿者规模
志愿者队伍 志愿队伍 志愿服务队伍 队伍
固定服务人员 固定人员 固定岗位人员 固定工作人员 固定上岗人员 固定在岗人员 固定队员 固定成员 固定志愿者 相对固定人员 相对固定的人员 \
相对固定服务人员 常驻人员 常驻服务人员 专职人员 专职服务人员 专职工作人员 岗位固定人员 岗位人员 岗位服务人员 岗位工作人员 \
窗口人员 窗口工作人员 在岗服务人员 在岗固定人员 固定服务队员 固定值守人员 常驻志愿者
人年 每人每年 每人年 每人年均 每名志愿者年 每名志愿者每年 每名志愿者年均 每名志愿者全年 \
每位志愿者年 每位志愿者每年 志愿者年 志愿者每年 每人全年
人 每名志愿者 每位志愿者 每个志愿者 志愿者每人 每人 单人 个人
年 每年 年度 全年 一年
少 最少 最低 至少
时间 时长 时数 小时数 小时 日期 年月日 年月
服务 志愿服务 志愿者服务 开展服务 开展志愿服务 经常服务 学雷锋志愿服务
服务对象 受益对象 受益群体 受益人群 帮扶对象 帮扶群体 受助对象 受助群体 受助人群 帮助对象 关爱对象 帮扶人群 服务受益群体 受助者
对象 群体 人群 受众
电子邮箱 邮箱 邮箱地址 电子邮件 电子信箱 电邮 Email邮箱 工作邮箱 单位邮箱 联系邮箱
联系电话 电话 手机 手机号 手机号码 电话号码 移动电话 联系手机 联系手机号 联系方式 联系号码 固定电话 办公电话 座机 固话
监督 投诉 举报 群众监督
名称 全称 名字 叫什么 叫什么名字 定名为 命名为 名称为
场所 地点 地址 位置 场地 设在 设于 位于 在哪里 在哪 何处 场所地址 场所地点 场所所在地 所在地
单位 组织 团队 集体 团体 公司 企业 机构 社团 协会 学校 学院 院校 社区
岗位 岗 服务岗 服务岗位 示范岗 志愿岗 志愿服务岗 志愿服务岗位 雷锋岗 学雷锋岗 青年雷锋岗 文明岗 青年文明岗 先锋岗 岗点 岗亭 窗口 服务窗口 志愿服务窗口 示范窗口 \
服务站 志愿服务站 学雷锋志愿服务站 示范站 站点 服务站点 志愿服务站点 服务点 志愿服务点 示范点 阵地 服务阵地 基地 服务基地 示范基地 \
班组 服务台 志愿服务台
服务队 志愿服务队 志愿者服务队
申报 申请 填报 填表 报送 上报 提交 推报 参评 参选 参赛 报名 自荐 制表 填写 报告 递交 申报表
级别 等级 层级 层次 档次
领域 类别 内容 项目 类型 方向 范围 分类 种类
县区 区县 县市区 县区市 市县区 地区 区域 辖区 行政区 行政区域 属地县区
所在 所属 归属
情况 情况介绍 情况说明 情况简介 情况概述
材料 介绍 简介 说明 概述 概要 概况 描述 摘要 正文 资料 文字 详情 简述 全文 材料内容 材料正文 材料全文
先进事迹 事迹 主要事迹 典型事迹 优秀事迹 突出事迹 感人事迹 基本事迹 工作事迹 学雷锋事迹 学雷锋先进事迹 简要事迹
成效 成果 成绩 业绩 效果
档案资料 档案 档案材料 档案台账 台账 台账资料 三类档案 活动档案 归档资料 资料归档
标识 标志 标牌 标识牌 标志牌 标识标牌 标识标志 标志标识 服务标识
服装 着装 马甲
定期 经常 经常性 经常化 常态化 坚持 定期持续 持续
制度健全 制度上墙 制度完善 制度齐全 制度是否健全 制度是否上墙 制度是否完善 制度是否齐全 健全制度 健全的制度
公开承诺 承诺公开 承诺是否公开 承诺公示 承诺上墙 公开的承诺 对社会公开承诺
在岗 在岗
开展 组织开展 举办
活动 志愿服务活动 志愿活动 服务活动 学雷锋活动 志愿者活动 开展活动
份数 套数 几份
纸质版 纸质 纸质稿 纸质件 纸质材料 纸质版材料 书面材料 打印稿 打印版
电子版 电子 电子稿 电子档 电子材料 电子版材料 电子文档 电子文件
负责人 队长 服务队长 志愿服务队长 志愿者队长 站长 岗长 窗长 组长 领队 带头人 牵头人 领头人 责任人 负责同志 主要负责人 服务负责人 \
志愿服务负责人 岗位长 带队人
- 的 和 与 及 或 为 是 了 有 吗 是否 有无 现有 现任 目前 共有 一共 总共 共 现 在册 注册 登记 实名 已 参与 参加 参加服务 参与服务 经常参加服务 拥有 从事 主要 \
具体 详细 有效 稳定 稳定的 全体 全部 全 本 常年 长期 常设 不少于 一式 由 由谁担任 谁 同志任 同志担任 担任 何人任 是什么 是多少 多少 有多少 \
有多少名 哪个 哪些 涉及 突出的 准备 岗内 安排 配备 建立 制定 设置 悬挂 佩戴 作出 公示 公布 社会 公开 中文 各项 有关 规范的 能 与否 健全 健全的 齐全 齐备 \
完整 完善 上墙 已报 已报送 已提交 已上报 已交 已发送 / 、 “ ”";

/// Words, each with what stands for it; sorted, so that those that begin alike stand together.
#[derive(Debug)]
pub(super) struct Folds(Vec<(&'static str, &'static str)>);

impl Folds {
    pub(super) fn new() -> Self {
        let mut all = Vec::new();
        for line in FOLDS.split('\n') {
            let first = line.split(' ').next().unwrap_or("");
            let said = if first == "-" { "" } else { first };
            all.extend(line.split(' ').map(|word| (word, said)));
        }
        let sorted = order(all.len(), &|a, b| all[a].0 < all[b].0);
        Folds(sorted.into_iter().map(|at| all[at]).collect())
    }

    /// The longest word that a text begins with: its length, and what stands for it.
    fn longest(&self, text: &str, first: char) -> Option<(usize, &'static str)> {
        let mut start = [0; 4];
        let start: &str = first.encode_utf8(&mut start);
        let from = self.0.partition_point(|(word, _)| *word < start);
        let alike = self.0.iter().skip(from).take_while(|(word, _)| word.starts_with(first));
        let found = alike.filter(|(word, _)| text.starts_with(word));
        found.map(|(word, said)| (word.len(), *said)).max_by_key(|(length, _)| *length)
    }

    /// Replaces words by those that stand for them.
    pub(super) fn core(&self, text: &str) -> String {
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
        match out.as_str() {
            // Whoever is asked for by name, and the one address of mail that a form asks for.
            "负责人姓名" | "负责人名称" => "负责人".into(),
            "负责人电子邮箱" => "电子邮箱".into(),
            _ => match out.strip_suffix("先进事迹材料") {
                Some(start) => [start, "先进事迹"].concat(),
                None => out,
            },
        }
    }
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
    use alloc::collections::BTreeMap;

    #[test]
    fn labels_that_say_the_same_come_to_the_same() {
        let folds = Folds::new();
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
        let folds = Folds::new();
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
    fn a_word_stands_in_one_line() {
        let mut lines = BTreeMap::new();
        for (at, line) in FOLDS.split('\n').enumerate() {
            for word in line.split(' ').filter(|word| *word != "-") {
                assert!(lines.insert(word, at).is_none_or(|other| other == at), "{word}");
            }
        }
    }
}
