// Application records as JSON Lines bytes: the same ones for the same seed, about 1.7 KB each on average.

/** mulberry32: small, fast, good enough to mix records. */
function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    chance: (share) => next() < share,
    below: (end) => Math.floor(next() * end),
    between: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}

const SENTENCES = [
  "我们在社区服务大厅设有固定的志愿服务岗，",
  "每周六上午由队长带领队员轮流值守。",
  "主要帮助老年人办理手续、指引窗口、代写材料；",
  "“有困难找志愿者”已经成了附近居民的口头禅。",
  "2011 年全年服务 3,200 余人次，",
  "平均每人服务 120 小时以上，",
  "联系方式登记在册（QQ 群 10086 人以内）。",
  "去年冬天大雪，队员们自带工具清扫路面……",
  "新队员先培训、后上岗，考核合格才发给证件。",
  "活动照片、签到表和台账每月整理一次，",
  "并在单位的公告栏——也在网站上——公布。",
  "下一步，我们打算把服务延伸到农民工子女的课后辅导，",
  "don't 这样的英文问候也由懂外语的队员教给大家。",
  "\n",
];

function text(r, length) {
  let written = r.pick(SENTENCES);
  while (written.length < length) written += r.pick(SENTENCES);
  return written.slice(0, length);
}

const DISTRICTS = "兰山区 罗庄区 河东区 沂南县 郯城县 沂水县 苍山县 费县 平邑县 莒南县 蒙阴县 临沭县 经济开发区".split(
  " ",
);
const SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗".split("");
const GIVEN = "建国 秀英 志强 丽华 伟 敏 桂兰 海涛 雪梅 晓明 玉珍 凯".split(" ");
const DOMAINS = "交通 建设 教育 科技 文化 卫生 体育 应急救援 法律维权 低碳减排 资源环境 其他".split(" ");
const BENEFICIARIES = "残疾人 老年人 未成年人 失业人员 农民工子女 其他".split(" ");
const SYSTEMS = {
  recruitment: "招募注册",
  training: "管理培训",
  appraisal: "考评激励",
  dispatch: "联络调配",
  information: "信息发布",
};
const ARCHIVES = { volunteer_files: "志愿者档案", activity_records: "活动图文记录", ledger: "工作台账" };
const CHANNELS = {
  county: "县（区）单位",
  zone: "开发区单位",
  city_organ: "市直单位",
  college: "大中专院校",
  enterprise: "大企业",
};
const ROLES = { party_government: "基层党政负责人", league: "团组织负责人", civic: "热心公益的民间人士" };
const CHINESE = {
  10: "十",
  12: "十二",
  20: "二十",
  25: "二十五",
  30: "三十",
  100: "一百",
  120: "一百二十",
  105: "一百零五",
  200: "两百",
  1000: "一千",
};

const fullWidth = (written) => written.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));

/** A number as people, sheets and scripts write it. */
function number(r, value, unit) {
  switch (r.below(10)) {
    case 0:
      return `${value}${unit}`;
    case 1:
      return fullWidth(String(value)) + unit;
    case 2:
      return value >= 1000 ? value.toLocaleString("en-US") : ` ${value} `;
    case 3:
      return CHINESE[value] ? CHINESE[value] + unit : String(value);
    case 4:
    case 5:
    case 6:
      return String(value);
    default:
      return value;
  }
}

const name = (r) => r.pick(SURNAMES) + r.pick(GIVEN);
const mobile = (r) => `1${r.pick(["38", "39", "50", "86"])}${String(r.below(1e8)).padStart(8, "0")}`;
function phone(r) {
  switch (r.below(8)) {
    case 0:
      return `0539-${r.between(2000000, 8999999)}`;
    case 1:
      return `+86 ${mobile(r).replace(/(...)(....)(....)/, "$1 $2 $3")}`;
    case 2:
      return `（0539）${r.between(2000000, 8999999)}转${r.between(1, 999)}`;
    case 3:
      return Number(mobile(r));
    default:
      return mobile(r);
  }
}

/** An id or its label. */
const either = (r, labels, id) => (r.chance(0.5) ? id : labels[id]);
const several = (r, items) => (r.chance(0.5) ? items : items.join(r.pick(["、", "，", ",", " ", "；", "/"])));
const yes = (r) =>
  r.chance(0.02) ? r.pick([false, "否", "无", "no", 0]) : r.pick([true, true, "是", "有", "√", "yes", "1", 1]);
const some = (r, list, most) => list.filter(() => r.chance(0.3)).slice(0, most);

function date(r) {
  const late = r.chance(0.06);
  const month = late ? r.pick([3, 6]) : r.between(4, 4);
  const day = r.between(1, late ? 30 : 25);
  const two = (part) => String(part).padStart(2, "0");
  return r.pick([
    `2012-${two(month)}-${two(day)}`,
    `2012-${two(month)}-${two(day)}`,
    `2012/${month}/${day}`,
    `2012.${month}.${day}`,
    `2012年${month}月${day}日`,
    `2012${two(month)}${two(day)}`,
  ]);
}

const NOT_A_NUMBER = ["约100小时", "100-120", "20多人", "100+", "二三十", "一百二", "若干", "60%", "-3"];
const UNREADABLE = {
  level: ["省级", "市级以上"],
  channel: ["村居", "其他"],
  district: ["费县县", "济南市"],
  leader_phone: ["1381234567", "13812345678、13912345678", "不详"],
  email: ["abc.example.com", "a@b", "a b@c.cn"],
  fixed_staff: [...NOT_A_NUMBER, "1.5人"],
  emblem: ["可能", "2"],
  hotline: ["1234", "52315"],
  unit_size: [...NOT_A_NUMBER, 0, "12.5"],
  volunteers: [...NOT_A_NUMBER, 19.5],
  hours_min: [...NOT_A_NUMBER, 9000],
  domains: ["交通、餐饮"],
  systems: ["招募注册、发奖"],
  recommended: ["待定"],
  copies: ["两三份", "2本"],
  submitted_on: ["2012-04-31", "四月二十日", "2012-13-01"],
};
const MAY_BE_EMPTY = [
  "level",
  "channel",
  "district",
  "unit_name",
  "post_name",
  "place",
  "leader_name",
  "leader_role",
  "leader_phone",
  "fixed_staff",
  "emblem",
  "hotline",
  "unit_size",
  "volunteers",
  "hours_min",
  "domains",
  "systems",
  "archives",
  "materials",
];

function record(r) {
  const level = r.chance(0.6) ? "city" : "county";
  const channel = r.chance(0.8) ? r.pick(["county", "zone"]) : r.pick(Object.keys(CHANNELS));
  const least = level === "city" ? { volunteers: 20, hours: 100 } : { volunteers: 10, hours: 50 };
  const size = r.chance(0.2) ? r.pick([20, 30, 100, 120, 1000]) : r.between(8, 3000);
  const volunteers = r.chance(0.06) ? r.between(1, least.volunteers - 1) : least.volunteers + r.below(200);
  const hours = r.chance(0.06) ? r.between(10, least.hours - 1) : least.hours + r.pick([0, 5, 20, 20.5, 100, 260]);
  const district = r.pick(DISTRICTS);
  let answers = {
    level: either(r, { city: "市级", county: "县（区）级" }, level),
    channel: either(r, CHANNELS, channel),
    district,
    unit_name: `${district}${name(r)}社区服务中心`,
    post_name: `${r.pick(DOMAINS)}志愿服务岗`,
    place: `${district}便民服务大厅${r.between(1, 9)}楼`,
    leader_name: name(r),
    leader_role: either(r, ROLES, r.pick(Object.keys(ROLES))),
    leader_phone: phone(r),
    email: r.chance(0.7) ? `fuwu${r.below(10000)}@example.com` : r.pick(["", "无", "-"]),
    fixed_staff: number(r, r.chance(0.02) ? 0 : r.pick([1, 2, 3, 10, 12]), "人"),
    emblem: yes(r),
    charter: yes(r),
    pledge: yes(r),
    hotline: r.chance(0.3) ? "12355" : phone(r),
    unit_size: number(r, size, r.pick(["人", "名", " 人"])),
    volunteers: number(r, volunteers, r.pick(["人", "名", "个"])),
    hours_min: number(r, hours, r.pick(["小时", "个小时", "h"])),
    regular_activities: yes(r),
    domains: several(r, [r.pick(DOMAINS), ...some(r, DOMAINS, 3)]),
    beneficiaries: several(r, some(r, BENEFICIARIES, 3)),
    systems: several(
      r,
      Object.keys(SYSTEMS)
        .filter(() => !r.chance(0.006))
        .map((id) => either(r, SYSTEMS, id)),
    ),
    archives: several(
      r,
      Object.keys(ARCHIVES)
        .filter(() => !r.chance(0.01))
        .map((id) => either(r, ARCHIVES, id)),
    ),
    recommended: yes(r),
    outstanding: r.chance(0.2) ? yes(r) : "",
    copies: number(r, r.chance(0.02) ? 1 : r.pick([2, 2, 3, 10]), "份"),
    paper: yes(r),
    electronic: yes(r),
    materials: text(r, r.chance(0.1) ? r.between(1800, 2200) : r.between(100, 260)),
    submitted_on: date(r),
  };
  if (r.chance(0.005))
    answers.roster = Array.from({ length: r.between(3, 20) }, () => ({
      name: name(r),
      hours: number(r, hours + r.below(9), "小时"),
      phone: mobile(r),
    }));
  if (r.chance(0.03)) {
    const field = r.pick(Object.keys(UNREADABLE));
    answers[field] = r.pick(UNREADABLE[field]);
  }
  if (r.chance(0.15)) {
    const field = r.pick(MAY_BE_EMPTY);
    if (r.chance(0.5)) delete answers[field];
    else answers[field] = r.pick(["", "  ", null, "\u200b"]);
  }
  if (r.chance(0.1)) delete answers.submitted_on;
  if (r.chance(0.05)) {
    const entries = Object.entries(answers);
    const cut = r.below(entries.length);
    answers = Object.fromEntries([...entries.slice(cut), ...entries.slice(0, cut)]);
  }
  return answers;
}

/** @returns {Uint8Array} `count` records as JSON Lines */
export function jsonLines(count, seed = 2012) {
  const r = random(seed);
  const chunks = [];
  for (let made = 0; made < count; ) {
    let lines = "";
    for (const end = Math.min(count, made + 1000); made < end; made++) lines += `${JSON.stringify(record(r))}\n`;
    chunks.push(Buffer.from(lines));
  }
  return Buffer.concat(chunks);
}

/** One complete record in which nothing is at fault, with a text of `length` characters. */
export function soundRecord(length) {
  return {
    level: "市级",
    channel: "county",
    district: "蒙阴县",
    unit_name: "蒙阴县图书馆",
    post_name: "阅览室服务岗",
    place: "一楼大厅",
    leader_name: "王敏",
    leader_role: "league",
    leader_phone: "0539-4271234",
    email: "fuwu@example.com",
    fixed_staff: "2人",
    emblem: true,
    charter: true,
    pledge: true,
    hotline: "12355",
    unit_size: 48,
    volunteers: "３２人",
    hours_min: "100小时",
    regular_activities: "是",
    domains: "教育、文化",
    beneficiaries: ["未成年人"],
    systems: Object.keys(SYSTEMS),
    archives: Object.values(ARCHIVES).join("、"),
    recommended: "是",
    outstanding: "否",
    copies: 2,
    paper: true,
    electronic: true,
    materials: text(random(length), length),
    submitted_on: "2012-04-20",
  };
}
