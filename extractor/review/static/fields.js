// @ts-check
// What a value is made of: pure functions over JSON, free of the page.

/** Chinese names of the keys that a reader sees. @type {Record<string, string>} */
export const NAMES = {
  name: "名称", role: "角色", generic: "泛称", optional: "可有可无", function: "职能", text: "原文", where: "位置", kind: "类别",
  date: "日期", month_day: "月日", start: "起", end: "止", rrule: "周期", duration: "时长", working_days: "工作日", trigger: "起算",
  roll: "顺延", metric: "指标", op: "关系", value: "数值", unit: "单位", period: "期间", approx: "约数", change: "升降", max: "上限",
  points: "分值", per: "每", condition: "条件", title: "标题", no: "编号", doc_number: "文号", min: "下限",
};

/** Words for the values of closed vocabularies. @type {Record<string, string>} */
export const WORDS = {
  lead: "牵头", responsible: "责任", participant: "配合", date: "日期", recurring: "周期", relative: "事件后", immediate: "即时",
  interval: "期间", label: "时限栏", body: "正文", preamble: "前言", safeguard: "保障措施", closing: "结尾", year: "年", quarter: "季",
  month: "月", day: "日", rise: "上升", fall: "下降", true: "是", false: "否",
};

/**
 * Whether a key is edited: derived ones are not.
 * @param {string} key
 */
export function isShown(key) {
  return !["place", "by", "places", "statements", "schema"].includes(key);
}

/**
 * The value that the words of an input field stand for, by what stood there.
 * @param {string} written @param {unknown} before
 */
export function readField(written, before) {
  const words = written.trim();
  if (words === "") return null;
  if (typeof before === "boolean") return words === "true" || words === "是";
  if (typeof before === "number") return Number.isNaN(Number(words)) ? words : Number(words);
  if (before !== null && typeof before === "object") return JSON.parse(words);
  return words;
}

/**
 * The words that a value is shown as.
 * @param {unknown} value
 */
export function showField(value) {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/**
 * Offsets of the browser count UTF-16 units, those of the plan count characters.
 * @param {string} text @param {number} units
 */
export function countCharacters(text, units) {
  return Array.from(text.slice(0, units)).length;
}
