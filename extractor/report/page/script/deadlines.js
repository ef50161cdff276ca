// In: the last days of each group, and all deadlines of all plans. Out: a time line, and what comes back or follows an event.

import { across, dotChart, groupHash, placeLegend, s } from "./charts.js";
import { chip, data, h, itemTag, more, t } from "./core.js";
import { openEvidence } from "./evidence.js";

const LIMITS = ["recurring", "relative", "immediate"];

export function viewDeadlines() {
  const dated = more().timetables;
  return [
    h("h1", {}, t("deadlinesView")),
    h("p", { class: "lead" }, t("deadlinesNote")),
    dated.length ? h("section", {}, h("h2", {}, t("timeline")), timeline(dated)) : null,
    LIMITS.map((kind) => limitSection(kind)),
  ];
}

function dayNumber(day) {
  return Date.parse(`${day}T00:00:00Z`) / 86400000;
}

/** Groups in the order of their first day; the axis runs over whole months (whole years where it is long). */
function timeline(tables) {
  const days = tables.flatMap((table) => [dayNumber(table.earliest), dayNumber(table.latest)]);
  const axis = monthAxis(Math.min(...days), Math.max(...days));
  const share = (day) => (dayNumber(day) - axis.from) / (axis.to - axis.from);
  const rows = [...tables]
    .sort((a, b) => dayNumber(a.earliest) - dayNumber(b.earliest) || a.group - b.group)
    .map((table) => {
      const group = data.groups[table.group];
      return {
        name: group.label,
        href: groupHash(group),
        marks: table.dues.map((due) => ({
          plan: due.plan,
          share: share(due.date),
          label: `${data.plans[due.plan].name} ${due.date}`,
          press: () => openEvidence(due.plan, due.fact),
        })),
        note: table.apart === null ? table.earliest : t("daysApart", { n: table.apart }),
      };
    });
  const places = [...new Set(tables.flatMap((table) => table.dues.map((due) => due.plan)))].sort((a, b) => a - b);
  const head = s(
    "svg",
    { class: "dots axis", width: "100%", height: 22, "aria-hidden": "true" },
    axis.ticks.map(([at, name], i) => s("text", { x: `${across(at)}%`, y: 15, class: i === axis.ticks.length - 1 ? "last" : null }, name)),
  );
  return [placeLegend(places), dotChart(rows, head, axis.ticks.map(([at]) => at))];
}

function monthAxis(first, last) {
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
  return { from, to, ticks: ticks.map((day) => [(day - from) / (to - from), new Date(day * 86400000).toISOString().slice(0, 7)]) };
}

/** All deadlines of one kind by place, each with the item that it belongs to. */
function limitSection(kind) {
  const places = data.plans
    .map((plan, index) => [index, plan.items.flatMap((item) => item.deadlines.filter((_, i) => item.limits[i] === kind).map((fact) => [item, fact]))])
    .filter(([, found]) => found.length);
  if (!places.length) return null;
  return h(
    "section",
    { class: "limits" },
    h("h2", {}, t(`limit_${kind}`)),
    places.map(([index, found]) =>
      h(
        "div",
        {},
        h("h3", {}, data.plans[index].name, h("span", { class: "muted small" }, `　${found.length}`)),
        h("ul", { class: "lines" }, found.map(([item, fact]) => h("li", {}, chip(index, fact), h("span", {}, itemTag(item), " ", item.title.quote)))),
      ),
    ),
  );
}
