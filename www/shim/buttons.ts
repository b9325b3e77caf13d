/** What a button does, by what it says. */

const APPLIES = "申报|上报|报送|报名";
const SENDS = RegExp(`提交|${APPLIES}`);
/** Of a link, which may lead to a page or a tab: 网上申报, 提交申请; not 申报材料. */
const LINK_SENDS = RegExp(`提交.{0,4}$|(${APPLIES})$`);
const NO_SENDING =
  "取消|删除|移除|查看|查询|下载|返回|关闭|打印|预览|导出|导入|选择|上传|添加|新增|增加|保存|暂存|获取|清空|重置";
/** Not to send, although it names it: 取消报名, 上传申报材料; but 保存并提交 sends. */
const BUT = RegExp(`^(${NO_SENDING}|撤|放弃|修改|编辑|复制|打开|填写|进入|开始|继续|切换)(?!.*[并后及且])`);
/** About it: 申报指南, 提交记录. */
const ABOUT =
  /(查询|指南|须知|说明|记录|历史|模板|样表|条件|流程|通知|公告|结果|进度|管理|列表|中心|系统|平台|首页|单位|日期)$/;
const NEXT = /下一步|下一页/;
const OTHER = RegExp(`${NO_SENDING}|清除|重填|草稿|上一步|上一页|登录|浏览|验证码|展开|收起`);
/** Of a button without a type, as sure as a type. */
const CONFIRMS = /^(确定|确认|完成|发送|submit|ok)$/i;
/** What is longer than a button's text says nothing. */
const LONGEST = 20;

export type Purpose = "sends" | "confirms" | "next" | "other" | "";

export function purposeOf(label: string, isLink = false): Purpose {
  const text = label.replace(/\s/g, "");
  if (text.length > LONGEST) return "";
  if (NEXT.test(text) && !/提交/.test(text)) return "next";
  if ((isLink ? LINK_SENDS : SENDS).test(text)) return BUT.test(text) || ABOUT.test(text) ? "other" : "sends";
  return OTHER.test(text) ? "other" : CONFIRMS.test(text) ? "confirms" : "";
}

/** Rows are added to a table: `添加一行`, `＋`. */
export const addsRows = (label: string) => /^[+＋]|添加|增加|新增|加一?行|增行|插入行/.test(label.trim());
/** It leads back in a form that is filled in step by step. */
export const leadsBack = (label: string) => /上一[步页]|后退|返回(修改|上)/.test(label);
