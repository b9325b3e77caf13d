// How answers are read and 字数 counted: written once, by hand, and shared by all the JavaScript peers, so that they
// differ only in how they check. A reader gives the value, `undefined` for "not answered", `null` for "cannot be read".

const VISIBLE = /[^\s\u00ad\u200b-\u200d\u2060\ufeff]/;
const BLANK_EDGES = /^[\s\u00ad\u200b-\u200d\u2060\ufeff]+|[\s\u00ad\u200b-\u200d\u2060\ufeff]+$/g;
const FULL_WIDTH = /[\uff01-\uff5e\u3000]/;

const isEdge = (code) => code <= 32 || code === 0xad || code === 0xa0 || code > 0x1fff;
const trim = (text) =>
  isEdge(text.charCodeAt(0)) || isEdge(text.charCodeAt(text.length - 1)) ? text.replace(BLANK_EDGES, "") : text;
const fold = (text) =>
  FULL_WIDTH.test(text)
    ? text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ")
    : text;
/** A string or number as trimmed, folded text; "" where nothing was answered, null where it is no single value. */
function plainText(raw) {
  if (typeof raw === "string") return raw === "" ? "" : trim(fold(raw));
  if (typeof raw === "number") return String(raw);
  return raw == null ? "" : null;
}

// --- numbers ---

const DIGITS = /^\d{1,15}$/;
const units = (list) => new RegExp(`^(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d+)?\\s*(?:${list})?$`);
const chineseUnits = (list) => new RegExp(`^([零〇一二两三四五六七八九十百千万]+)\\s*(?:${list})?$`);
const PEOPLE = { number: units("人|名|个|位"), chinese: chineseUnits("人|名|个|位") };
const COPIES = { number: units("份|套"), chinese: chineseUnits("份|套") };
const HOURS = { number: units("小时|个小时|时|h"), chinese: chineseUnits("小时|个小时|时|h") };

const CHINESE_DIGITS = "零一二三四五六七八九";
const CHINESE_UNITS = { 十: 10, 百: 100, 千: 1000, 万: 10000 };

/** 1205 → 一千二百零五, the one way of writing it. */
function writeChinese(value) {
  if (value >= 10000) {
    const [head, rest] = [Math.floor(value / 10000), value % 10000];
    return `${writeChinese(head)}万${rest === 0 ? "" : (rest < 1000 ? "零" : "") + writeChinese(rest).replace(/^十/, "一十")}`;
  }
  let text = "";
  let gap = false;
  for (const [size, mark] of [
    [1000, "千"],
    [100, "百"],
    [10, "十"],
    [1, ""],
  ]) {
    const digit = Math.floor(value / size) % 10;
    if (digit === 0) gap = text !== "";
    else {
      text += (gap ? "零" : "") + CHINESE_DIGITS[digit] + mark;
      gap = false;
    }
  }
  return text.replace(/^一十/, "十") || "零";
}

/** Reads generously, then takes only what is written the one right way: 二三十, 一百二 and 二〇 are not. */
function readChinese(written) {
  const text = written.replace(/两/g, "二").replace(/〇/g, "零").replace(/^一十/, "十");
  let [total, section, digit] = [0, 0, 0];
  for (const mark of text) {
    const size = CHINESE_UNITS[mark];
    if (size === undefined) digit = CHINESE_DIGITS.indexOf(mark);
    else if (size === 10000) [total, section, digit] = [(section + digit) * 10000, 0, 0];
    else [section, digit] = [section + (digit || 1) * size, 0];
  }
  const value = total + section + digit;
  return writeChinese(value) === text ? value : null;
}

function readNumber(raw, { number, chinese }) {
  if (typeof raw === "number") return raw;
  const text = plainText(raw);
  if (text === "") return undefined;
  if (text === null) return null;
  if (DIGITS.test(text)) return Number(text);
  const match = number.exec(text);
  if (match) return Number(match[1].replace(/,/g, "") + (match[2] ?? ""));
  const words = chinese.exec(text);
  return words ? readChinese(words[1]) : null;
}

function within(value, least, whole, most) {
  if (value == null) return value;
  return value >= least && value <= most && (!whole || Number.isInteger(value)) ? value : null;
}
const readPeople = (raw) => within(readNumber(raw, PEOPLE), 0, true, Infinity);
const readSize = (raw) => within(readNumber(raw, PEOPLE), 1, true, Infinity);
const readCopies = (raw) => {
  const text = typeof raw === "string" && raw.trimStart().startsWith("一式") ? raw.trimStart().slice(2) : raw;
  return within(readNumber(text, COPIES), 0, true, Infinity);
};
const readHours = (raw) => within(readNumber(raw, HOURS), 0, false, 8784);

// --- texts, phones, mail ---

const PLACEHOLDERS = new Set(["/", "—", "-", "无"]);

function readText(raw) {
  if (typeof raw === "string") {
    if (!VISIBLE.test(raw)) return undefined;
    return raw.length < 8 && PLACEHOLDERS.has(trim(raw)) ? undefined : raw;
  }
  return raw == null ? undefined : String(raw);
}

const MOBILE = /^(?:\+?86|0086)?1[3-9]\d{9}$/;
const LANDLINE = /^(?:010|02\d|0[3-9]\d\d)?[2-9]\d{6,7}$/;
const SERVICE = /^[48]00\d{7}$/;
const EXTENSION = /^(.+)[-转#](\d{1,6})$/;
const HYPHENS = /[-\u00ad\u2010-\u2015\u2212\ufe63]/g;

function readPhone(raw) {
  const text = plainText(raw);
  if (text === null) return null;
  if (text === "" || PLACEHOLDERS.has(text)) return undefined;
  if (MOBILE.test(text)) return text;
  const marked = text
    .replace(/^'|\.0$/g, "")
    .replace(/[\s()（）［］[\]]/g, "")
    .replace(HYPHENS, "-");
  const digits = marked.replace(/-/g, "");
  if (MOBILE.test(digits) || LANDLINE.test(digits) || SERVICE.test(digits)) return digits;
  const extended = EXTENSION.exec(marked);
  return extended && LANDLINE.test(extended[1].replace(/-/g, "")) ? marked : null;
}

function readHotline(raw) {
  const text = plainText(raw);
  return text !== null && /^[19]\d{4}$/.test(text) ? text : readPhone(raw);
}

const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

function readEmail(raw) {
  const text = plainText(raw);
  if (text === null) return null;
  if (text === "" || PLACEHOLDERS.has(text)) return undefined;
  return EMAIL.test(text) ? text : null;
}

// --- choices ---

const YES_NO = new Map([
  ...["是", "有", "已", "√", "yes", "true", "1", "on"].map((word) => [word, true]),
  ...["否", "无", "没有", "未", "×", "no", "false", "0"].map((word) => [word, false]),
]);

function readYesNo(raw) {
  if (typeof raw === "boolean") return raw;
  const text = plainText(raw);
  if (text === "") return undefined;
  return YES_NO.get(text) ?? null;
}

/** Ids, labels and aliases, given as { id: [label, ...aliases] }, to ids. */
const named = (labels) =>
  new Map(Object.entries(labels).flatMap(([id, names]) => [id, ...[names].flat()].map((name) => [fold(name), id])));
const namedBySelf = (list) => new Map(list.split(" ").map((name) => [name, name]));

const SEPARATORS = /[、，,;；/|\s]+/;
const NOT_CHOSEN = new Set(["/", "—", "-", "无", "没有", "请选择"]);
const LETTER = /[\p{L}\p{N}]/u;
const isChosen = (text) => text !== "" && !NOT_CHOSEN.has(text) && LETTER.test(text);
/** A number names no option. */
const optionText = (raw) => (typeof raw === "number" ? null : plainText(raw));

const choice = (names) => (raw) => {
  if (Array.isArray(raw)) raw = raw.length === 1 ? raw[0] : raw.length === 0 ? undefined : raw;
  const text = optionText(raw);
  if (text === null) return null;
  return isChosen(text) ? (names.get(text) ?? null) : undefined;
};

/** Several choices, as bits in the order of the list; in an open list one more bit stands for what is not on it. */
const choices = (names, { open = false } = {}) => {
  const order = [...new Set(names.values())];
  const bits = new Map([...names].map(([name, id]) => [name, 1 << order.indexOf(id)]));
  const other = open ? 1 << order.length : undefined;
  return (raw) => {
    let chosen = 0;
    for (const item of Array.isArray(raw) ? raw : [raw]) {
      const text = optionText(item);
      if (text === null) return null;
      for (const part of text.split(SEPARATORS)) {
        if (!isChosen(part)) continue;
        const bit = bits.get(part) ?? other;
        if (bit === undefined) return null;
        chosen |= bit;
      }
    }
    return chosen === 0 ? undefined : chosen;
  };
};

const LEVEL = named({ city: "市级", county: ["县（区）级", "县级", "区级", "县区级"] });
const CHANNEL = named({
  county: "县（区）单位",
  zone: "开发区单位",
  city_organ: "市直单位",
  college: "大中专院校",
  enterprise: "大企业",
});
const DISTRICTS =
  "兰山区 罗庄区 河东区 沂南县 郯城县 沂水县 苍山县 费县 平邑县 莒南县 蒙阴县 临沭县 高新技术产业开发区 经济开发区 临港经济开发区";
const ZONES = { 高新技术产业开发区: "高新区", 经济开发区: "经开区", 临港经济开发区: "临港区" };
const DISTRICT = named(
  Object.fromEntries(
    DISTRICTS.split(" ").map((name) => {
      const names = [name, ZONES[name] ?? name.replace(/[县区]$/, "")];
      return [name, names.flatMap((each) => [each, `临沂市${each}`, `山东省临沂市${each}`])];
    }),
  ),
);
const LEADER_ROLE = named({
  party_government: "基层党政负责人",
  league: "团组织负责人",
  civic: "热心公益的民间人士",
});
const DOMAINS = namedBySelf("交通 建设 教育 科技 文化 卫生 体育 应急救援 法律维权 低碳减排 资源环境 其他");
const BENEFICIARIES = namedBySelf("残疾人 老年人 未成年人 失业人员 农民工子女 其他");
const SYSTEMS = named({
  recruitment: "招募注册",
  training: "管理培训",
  appraisal: "考评激励",
  dispatch: "联络调配",
  information: "信息发布",
});
const ARCHIVES = named({ volunteer_files: "志愿者档案", activity_records: "活动图文记录", ledger: "工作台账" });
export const ALL_SYSTEMS = 0b11111;
export const ALL_ARCHIVES = 0b111;

// --- dates, as the number 20120420 ---

const TIME = "(?:[ T]\\d{1,2}:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)?";
const DATE = new RegExp(
  `^(\\d{4})(?:-(\\d{1,2})-(\\d{1,2})|/(\\d{1,2})/(\\d{1,2})|\\.(\\d{1,2})\\.(\\d{1,2})| (\\d{1,2}) (\\d{1,2})|年(\\d{1,2})月(\\d{1,2})[日号]|(\\d\\d)(\\d\\d))${TIME}$`,
);
const CHINESE_DATE = /^([零〇○一二三四五六七八九]{4})年([一二三四五六七八九十]+)月([一二三四五六七八九十]+)[日号]$/;

export function readDate(raw) {
  const text = plainText(raw);
  if (text === "") return undefined;
  const match = text === null ? null : DATE.exec(text);
  if (match) {
    const [year, month, day] = match.slice(1).filter((part) => part !== undefined);
    return dateOf(Number(year), Number(month), Number(day));
  }
  const chinese = text === null ? null : CHINESE_DATE.exec(text);
  if (!chinese) return null;
  const digits = chinese[1].replace(/./g, (mark) => Math.max(0, CHINESE_DIGITS.indexOf(mark)));
  return dateOf(Number(digits), readChinese(chinese[2]), readChinese(chinese[3]));
}

function dateOf(year, month, day) {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? year * 10000 + month * 100 + day : null;
}

// --- the roster ---

/** Rows, keyed by column ids, with their cells read; blank rows are none. `hours` and `phone` follow the convention of the readers. */
function readRoster(raw) {
  if (plainText(raw) === "") return undefined;
  if (!Array.isArray(raw)) return null;
  const rows = [];
  for (const row of raw) {
    if (typeof row !== "object" || row === null) return null;
    const read = { name: readText(row.name), hours: readHours(row.hours), phone: readPhone(row.phone) };
    if (read.name !== undefined || read.hours !== undefined || read.phone !== undefined) rows.push(read);
  }
  return rows.length === 0 ? undefined : rows;
}

export const rosterIsSound = (rows) =>
  rows.every((row) => row.name !== undefined && row.hours !== null && row.phone !== null);

/** Same name and phone, or same name where neither has a phone. */
export function rosterIsUnique(rows) {
  const seen = new Set();
  for (const { name, phone } of rows) {
    if (name === undefined) continue;
    const key = `${name.replace(/\s/g, "")} ${phone ? phone.replace(/\D/g, "").replace(/^(?:00)?86(?=1)/, "") : ""}`;
    if (seen.has(key)) return false;
    seen.add(key);
  }
  return true;
}

/** One row below the bound decides; else a row without readable hours leaves it open. */
export function rosterHours(rows, least) {
  let open = false;
  for (const { hours } of rows) {
    if (hours == null) open = true;
    else if (hours < least) return false;
  }
  return open ? undefined : true;
}

// --- 字数 ---

const [RUN, EAST_ASIAN, SPACE, BREAK, NOTHING, APOSTROPHE, SURROGATE] = [0, 1, 2, 3, 4, 5, 6];
const CLASSES = new Uint8Array(0x10000);
for (const [from, to] of [
  [0x1100, 0x11ff],
  [0x2e80, 0x2fdf],
  [0x2ff0, 0x2fff],
  [0x3001, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7ff],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe1f],
  [0xfe30, 0xfe6f],
  [0xff01, 0xffef],
  [0x2010, 0x2029],
  [0x2030, 0x205e],
  [0x2070, 0x20cf],
  [0x2100, 0x27bf],
])
  CLASSES.fill(EAST_ASIAN, from, to + 1);
for (const c of "¡¤§¨ª¯°±²³´¶·¸¹º¼½¾¿×÷") CLASSES[c.charCodeAt(0)] = EAST_ASIAN;
for (const c of "\t \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
  CLASSES[c.charCodeAt(0)] = SPACE;
for (const c of "\n\v\f\r\u0085") CLASSES[c.charCodeAt(0)] = BREAK;
for (const c of "\u200b\ufeff") CLASSES[c.charCodeAt(0)] = NOTHING;
CLASSES.fill(NOTHING, 0xfe00, 0xfe10);
CLASSES[0x2019] = APOSTROPHE;
CLASSES.fill(SURROGATE, 0xd800, 0xe000);

const isLatinLetter = (code) => (code | 32) >= 97 && (code | 32) <= 122;
const eastAsianPlane = (code) =>
  (code >= 0x20000 && code <= 0x3ffff) ||
  (code >= 0x16fe0 && code <= 0x18dff) ||
  (code >= 0x1aff0 && code <= 0x1b16f) ||
  (code >= 0x1f200 && code <= 0x1f2ff);

export function countText(text) {
  let [eastAsian, words, spaces, others] = [0, 0, 0, 0];
  let inWord = false;
  for (let i = 0; i < text.length; i++) {
    let kind = CLASSES[text.charCodeAt(i)];
    if (kind === SURROGATE) {
      const code = text.codePointAt(i);
      if (code > 0xffff) i++;
      kind = code >= 0xe0100 && code <= 0xe01ef ? NOTHING : eastAsianPlane(code) ? EAST_ASIAN : RUN;
    } else if (kind === APOSTROPHE) {
      const between = isLatinLetter(text.charCodeAt(i - 1)) && isLatinLetter(text.charCodeAt(i + 1));
      kind = between ? RUN : EAST_ASIAN;
    }
    if (kind === EAST_ASIAN) {
      eastAsian++;
      inWord = false;
    } else if (kind === RUN) {
      others++;
      if (!inWord) words++;
      inWord = true;
    } else if (kind !== NOTHING) {
      if (kind === SPACE) spaces++;
      inWord = false;
    }
  }
  const charactersNoSpaces = eastAsian + others;
  return {
    zishu: eastAsian + words,
    charactersNoSpaces,
    charactersWithSpaces: charactersNoSpaces + spaces,
    eastAsian,
    words,
  };
}

/** Every field of the form, in its order, with its reader. */
export const READ = {
  level: choice(LEVEL),
  channel: choice(CHANNEL),
  district: choice(DISTRICT),
  unit_name: readText,
  post_name: readText,
  place: readText,
  leader_name: readText,
  leader_role: choice(LEADER_ROLE),
  leader_phone: readPhone,
  email: readEmail,
  fixed_staff: readPeople,
  emblem: readYesNo,
  charter: readYesNo,
  pledge: readYesNo,
  hotline: readHotline,
  unit_size: readSize,
  volunteers: readPeople,
  hours_min: readHours,
  roster: readRoster,
  regular_activities: readYesNo,
  domains: choices(DOMAINS, { open: true }),
  beneficiaries: choices(BENEFICIARIES, { open: true }),
  systems: choices(SYSTEMS),
  archives: choices(ARCHIVES),
  recommended: readYesNo,
  outstanding: readYesNo,
  copies: readCopies,
  paper: readYesNo,
  electronic: readYesNo,
  materials: readText,
  submitted_on: readDate,
};
