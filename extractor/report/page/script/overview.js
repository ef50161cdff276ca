// In: the data. Out: the overview: the plans, how much each pair shares, how widely measures are shared, how to read.

import { boxOf } from "./bodies.js";
import { data, h, named, number, percent, t, w } from "./core.js";
import { foundFirst } from "./found.js";
import { planHash } from "./plan.js";
import { csvButton } from "./saving.js";

export function viewOverview() {
  return [
    h("h1", {}, t("title")),
    h("p", { class: "lead" }, t("about")),
    w(data.fields) ? h("p", { class: "note", id: "fields" }, w(data.fields)) : null,
    foundFirst(),
    h("section", {}, h("h2", {}, t("plans")), plansTable()),
    h(
      "div",
      { class: "columns" },
      h("section", {}, h("h2", {}, t("overlap")), h("p", { class: "note" }, t("overlapNote")), heatMap()),
      h("section", {}, h("h2", {}, t("spread")), h("p", { class: "note" }, t("spreadNote")), spreadBars()),
    ),
    data.coverage.length
      ? h("section", { class: "coverage" }, h("h2", {}, t("coverage")), h("p", { class: "note" }, t("coverageNote")), coverageTable())
      : null,
    data.sections.length ? h("section", {}, h("h2", {}, t("sections")), sectionsTable(data.sections)) : null,
    data.checks.length ? h("section", {}, h("h2", {}, t("checks")), h("p", { class: "note" }, t("checksNote")), checksTable(data.checks)) : null,
    h(
      "section",
      { class: "reading" },
      h("h2", {}, t("reading")),
      h("ul", {}, ["readMatrix", "readChips", "readDifferences", "readEvidence"].map((key) => h("li", {}, t(key)))),
    ),
  ];
}

/** The columns before the first that counts. */
const FIRST_COUNT = 6;

function plansTable() {
  const heads = ["place", "document", "number", "date", "kind", "level", "year", "tasks", "indicators", "units", "deadlines", "targets", "rules", "problems"];
  const rows = data.plans.map((plan) => {
    const total = (field) => plan.items.reduce((sum, item) => sum + item[field].length, field === "deadlines" ? plan.limits.length : 0);
    const kinds = (kind) => plan.items.filter((item) => item.kind === kind).length;
    const counts = [kinds("task"), kinds("indicator"), ...["units", "deadlines", "targets", "rules"].map(total), plan.problems.length];
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, h("a", { href: planHash(plan) }, plan.name)),
      h("td", { class: "words" }, plan.title, plan.issuer ? h("span", { class: "muted block" }, plan.issuer) : null),
      h("td", {}, plan.number),
      h("td", { class: "nowrap" }, plan.date),
      h("td", {}, plan.kind),
      h("td", { class: "nowrap" }, w(plan.level)),
      h("td", { class: "nowrap" }, plan.year),
      counts.map((count, index) => h("td", { class: "count", "data-label": t(heads[index + FIRST_COUNT + 1]) }, String(count))),
    );
  });
  const table = h(
    "table",
    { class: "plain plans" },
    h("thead", {}, h("tr", {}, heads.map((key, i) => h("th", { scope: "col", class: i > FIRST_COUNT ? "count" : null }, t(key))))),
    h("tbody", {}, rows),
  );
  return [box(t("plans"), table), csvButton(table)];
}

/** A box that scrolls by itself, so that a wide table never widens the page; the keyboard can scroll it too. */
export function box(label, ...children) {
  return h("div", { class: "box", role: "region", "aria-label": label, tabindex: "0" }, children);
}

function heatMap() {
  const names = data.plans.map((plan) => plan.name);
  return box(
    t("overlap"),
    h(
      "table",
      { class: "heat", id: "heat" },
      h("thead", {}, h("tr", {}, h("td"), names.map((name) => h("th", { scope: "col" }, name)))),
      h(
        "tbody",
        {},
        data.overlaps.map((row, i) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, names[i]),
            row.map(([share, shared], j) =>
              i === j
                ? h("td", { class: "own" }, h("span", {}, String(shared)))
                : h("td", { class: `heat-${Math.min(9, Math.floor(share * 10))}` }, h("b", {}, percent(share)), h("span", {}, String(shared))),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Concepts by places, those of one category together: at a glance who has what and what nobody has. */
function coverageTable() {
  const rows = [];
  let level = null;
  for (const concept of data.coverage) {
    if (concept.level1 !== level) {
      level = concept.level1;
      rows.push(h("tr", { class: "group-head" }, h("th", { colspan: data.plans.length + 1, scope: "colgroup" }, named(level) || "—")));
    }
    const name = concept.groups.length
      ? h("a", { href: `#/group/${encodeURIComponent(concept.groups[0])}` }, named(concept.label))
      : named(concept.label);
    const cells = data.plans.map((_, index) => {
      const has = concept.plans.includes(index);
      return h("td", { class: has ? "mark-yes" : "mark-no" }, t(has ? "has" : "lacks"));
    });
    const edition = concept.edition ? h("span", { class: "muted small" }, `　${t("edition", { n: concept.edition })}`) : null;
    rows.push(h("tr", {}, h("th", { scope: "row" }, name, edition), cells));
  }
  const heads = [t("concept"), ...data.plans.map((plan) => plan.name)].map((name) => h("th", { scope: "col" }, name));
  return box(t("coverage"), h("table", { id: "coverage" }, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows)));
}

/** The sections of the national list: how many of their concepts each place has, and what all lack. */
function sectionsTable(sections) {
  const pointed = data.plans.map((_, index) => index).filter((index) => sections.some((section) => section.points[index] !== null));
  const heads = [t("section"), t("concepts"), ...data.plans.map((plan) => plan.name), ...pointed.map((index) => t("pointsShare", { n: data.plans[index].name })), t("allLack")];
  const last = heads.length - 1;
  const rows = sections.map((section) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, named(section.name)),
      h("td", { class: "count" }, String(section.total)),
      section.has.map((count) => h("td", { class: `count heat-${Math.min(6, Math.round((count / Math.max(1, section.total)) * 6))}` }, String(count))),
      pointed.map((index) => h("td", { class: "count" }, section.points[index] === null ? "—" : `${number(section.points[index])}%`)),
      h("td", { class: "words small" }, section.lacking.map(named).join("、") || "—"),
    ),
  );
  return boxOf("sections", t("sections"), heads.map((name, i) => h("th", { scope: "col", class: i && i < last ? "count" : null }, name)), rows, "");
}

const CHECK_COUNTS = 9;

/** How checkable each place's tasks are, and the soft words that it uses most. */
function checksTable(checks) {
  const heads = ["place", "tasks", "withNumber", "withTime", "withBody", "complete", "partial", "bare", "meanScore", "softWords"];
  const rows = checks.map(([plan, ...counts]) => {
    const soft = counts.pop();
    const mean = counts.pop();
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, data.plans[plan].name),
      counts.map((count) => h("td", { class: "count" }, String(count))),
      h("td", { class: "count" }, mean.toFixed(2)),
      h("td", { class: "words small" }, soft.map(([word, times]) => `${word} ${times}`).join(t("comma"))),
    );
  });
  return boxOf("checks", t("checks"), heads.map((key, i) => h("th", { scope: "col", class: i && i < CHECK_COUNTS ? "count" : null }, t(key))), rows, "");
}

export function plansOf(group) {
  return new Set(group.members.map(([plan]) => plan));
}

/** The places of a group: two years' plans of one county are one place. */
export function placesOf(group) {
  return new Set(group.members.map(([plan]) => data.plans[plan].home));
}

function spreadBars() {
  const counts = [...new Set(data.plans.map((plan) => plan.home))].map(() => 0);
  for (const group of data.groups) counts[placesOf(group).size - 1] += 1;
  const most = Math.max(1, ...counts);
  return h(
    "ol",
    { class: "bars", id: "spread" },
    counts
      .map((count, index) => {
        const bar = h("span", { class: "bar" });
        bar.style.width = `${(count / most) * 100}%`;
        const places = index === 0 ? t("placeCount") : t("placesCount", { n: index + 1 });
        return h(
          "li",
          {},
          h("span", { class: "bar-name" }, places),
          h("span", { class: "bar-track" }, bar),
          h("span", { class: "bar-value" }, t("measures", { n: count })),
        );
      })
      .reverse(),
  );
}
