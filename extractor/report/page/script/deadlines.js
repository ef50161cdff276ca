// In: the last days of each group, and all deadlines of all plans. Out: a time line, and what comes back or follows an event.

import { boxOf } from "./bodies.js";
import { across, dotChart, groupHash, placeLegend, s, savedChart } from "./charts.js";
import { chip, data, groupName, h, itemTag, more, named, state, t } from "./core.js";
import { openEvidence } from "./evidence.js";
import { chooser } from "./filters.js";
import { detailOf } from "./slots.js";

const LIMITS = ["date", "recurring", "relative", "immediate"];

/** The year onto which plans of several years are laid. */
const NOMINAL = "2001-01-01";

export function viewDeadlines() {
  const dated = more().timetables;
  const tables = h("div", { id: "limit-tables" });
  const refresh = () => {
    const sections = LIMITS.map((kind) => limitSection(kind)).filter(Boolean);
    tables.replaceChildren(...(sections.length ? sections : [h("p", { class: "empty" }, t("nothing"))]));
  };
  refresh();
  return [
    h("h1", {}, t("deadlinesView")),
    h("p", { class: "lead" }, t("deadlinesNote")),
    limitFilters(refresh),
    tables,
    dated.length ? h("section", {}, h("h2", {}, t("timeline")), timeline(dated)) : null,
  ];
}

function limitFilters(refresh) {
  const change = (name) => (value) => {
    state.limits[name] = value;
    refresh();
  };
  const bodies = [...new Set(data.plans.flatMap((plan) => plan.items.flatMap((item) => item.units.map((unit) => detailOf(unit, "Function")))))].filter(Boolean).sort((a, b) => a.localeCompare(b, "zh"));
  const months = Array.from({ length: 12 }, (_, at) => [String(at + 1), t("monthOf", { n: at + 1 })]);
  return h("div", { class: "filters" }, chooser("limit-body", t("duty"), [["", t("any")], ...bodies.map((name) => [name, named(name)])], state.limits.body, change("body")), chooser("limit-month", t("dueIn"), [["", t("any")], ...months], state.limits.month, change("month")));
}

function dayNumber(day) {
  return Date.parse(`${day}T00:00:00Z`) / 86400000;
}

/** Days since the plan's year began where the plans are of several years: 30 November is as early in each of them. */
function dayOf(due, several) {
  const { year } = data.plans[due.plan];
  return dayNumber(due.date) - (several && /^\d{4}/.test(year) ? dayNumber(`${year.slice(0, 4)}-01-01`) - dayNumber(NOMINAL) : 0);
}

/** Groups in the order of their first day; the axis runs over whole months (whole years where it is long). */
function timeline(tables) {
  const dues = tables.flatMap((table) => table.dues);
  const years = new Set(dues.map((due) => data.plans[due.plan].year));
  const several = years.size > 1 && [...years].every((year) => /^\d{4}/.test(year));
  const days = dues.map((due) => dayOf(due, several));
  const axis = monthAxis(Math.min(...days), Math.max(...days), several);
  const rows = tables
    .map((table) => ({ table, own: table.dues.map((due) => dayOf(due, several)) }))
    .sort((a, b) => Math.min(...a.own) - Math.min(...b.own) || a.table.group - b.table.group)
    .map(({ table, own }) => {
      const group = data.groups[table.group];
      const apart = Math.max(...own) - Math.min(...own);
      return {
        name: groupName(group),
        href: groupHash(group),
        marks: table.dues.map((due, i) => ({
          plan: due.plan,
          share: (own[i] - axis.from) / (axis.to - axis.from),
          label: `${data.plans[due.plan].name} ${due.date}`,
          press: () => openEvidence(due.plan, due.fact),
        })),
        note: table.apart === null ? table.earliest : t("daysApart", { n: apart }),
      };
    });
  const places = [...new Set(dues.map((due) => due.plan))].sort((a, b) => a - b);
  const head = s(
    "svg",
    { class: "dots axis", width: "100%", height: 22, "aria-hidden": "true" },
    axis.ticks.map(([at, name], i) => s("text", { x: `${across(at)}%`, y: 15, class: i === axis.ticks.length - 1 ? "last" : null }, name)),
  );
  const note = several ? h("p", { class: "note", id: "own-year" }, t("ownYear")) : null;
  return [placeLegend(places), note, savedChart("deadlines", dotChart(rows, head, axis.ticks.map(([at]) => at)))];
}

function monthAxis(first, last, several) {
  const start = new Date(first * 86400000);
  const months = Math.ceil((last - first) / 30) + 2;
  const step = months <= 14 ? 3 : months <= 40 ? 6 : 12;
  const at = (index) => Date.UTC(start.getUTCFullYear(), Math.floor(start.getUTCMonth() / step) * step + index * step, 1) / 86400000;
  const from = at(0);
  const ticks = [];
  let index = 0;
  do {
    ticks.push(at(index));
    index += 1;
  } while (ticks[ticks.length - 1] < last);
  const to = ticks[ticks.length - 1];
  return { from, to, ticks: ticks.map((day) => [(day - from) / (to - from), several ? monthName(day) : new Date(day * 86400000).toISOString().slice(0, 7)]) };
}

/** A month of the plan's year, or of the next. */
function monthName(day) {
  const date = new Date(day * 86400000);
  return t(date.getUTCFullYear() > Number(NOMINAL.slice(0, 4)) ? "nextYear" : "monthOf", { n: date.getUTCMonth() + 1 });
}

/** All time limits of one kind, a row a measure and a column a place, narrowed to a body and a month. */
function limitSection(kind) {
  const rows = [...data.groups.map((group, at) => limitRow(group, at, kind)), outsideRow(kind)].filter(Boolean);
  if (!rows.length) return null;
  const places = data.plans.map((_, index) => index).filter((index) => rows.some((row) => row.found.has(index)));
  const heads = [t("measure"), ...places.map((index) => data.plans[index].name)].map((name) => h("th", { scope: "col" }, name));
  const lines = rows.map(({ group, found }) => h("tr", {}, h("th", { scope: "row" }, group ? h("a", { href: groupHash(group) }, groupName(group)) : t("limitsOutside")), places.map((index) => limitCell(index, found.get(index) || []))));
  const total = rows.reduce((sum, { found }) => sum + [...found.values()].flat().length, 0);
  return h("section", { class: kind === "date" ? "limit-table" : "limits limit-table" }, h("h2", {}, `${t(`limit_${kind}`)}（${total}）`), boxOf(`limits-${kind}`, t(`limit_${kind}`), heads, lines, "limit-box"));
}

/** Each limit stands under the first group of its item alone. */
function limitRow(group, at, kind) {
  const found = new Map();
  for (const [plan, index] of group.members) {
    const item = data.plans[plan].items[index];
    if (firstGroup(plan, index) !== at || !answers(item)) continue;
    item.deadlines.forEach((fact, i) => {
      const sort = item.limits[i] === "interval" ? "date" : item.limits[i];
      if (sort === kind && inMonth(item.months[i])) found.set(plan, [...(found.get(plan) || []), [item, fact]]);
    });
  }
  return found.size ? { group, found } : null;
}

/** What a plan prints outside its items; nobody is named for it, so that it is no body's. */
function outsideRow(kind) {
  if (state.limits.body) return null;
  const own = (plan) => plan.limits.filter(([sort, months]) => (sort === "interval" ? "date" : sort) === kind && inMonth(months));
  const found = new Map();
  data.plans.forEach((plan, index) => {
    const limits = own(plan).map(([, , fact]) => [null, fact]);
    if (limits.length) found.set(index, limits);
  });
  return found.size ? { group: null, found } : null;
}

let firsts;

function firstGroup(plan, index) {
  if (!firsts) {
    firsts = new Map();
    data.groups.forEach((group, at) => group.members.forEach((member) => firsts.has(String(member)) || firsts.set(String(member), at)));
  }
  return firsts.get(`${plan},${index}`);
}

/** By function, since one body has many names. */
function answers(item) {
  const { body } = state.limits;
  return !body || item.units.some((unit) => detailOf(unit, "Function") === body);
}

/** What falls due in no month that is printed may fall due in any: it stays. */
function inMonth(months) {
  return !state.limits.month || months === null || months.includes(Number(state.limits.month));
}

function limitCell(index, found) {
  return h("td", {}, found.length ? h("ul", { class: "lines" }, found.map(([item, fact]) => h("li", {}, chip(index, fact), item ? h("span", { class: "muted small" }, itemTag(item), " ", item.title.quote) : null))) : h("span", { class: "muted" }, "—"));
}
