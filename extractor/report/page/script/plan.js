// In: one plan. Out: the plan as itself: outline, tasks and tables beside its text, what runs, what was not read.

import { boxOf } from "./bodies.js";
import { chip, chipRow, data, h, itemTag, more, t, w } from "./core.js";
import { openEvidence } from "./evidence.js";
import { problemLine, toldLine } from "./findings.js";
import { paperOf } from "./paper.js";
import { slotsOf } from "./slots.js";
import { aboutRows, factsOf, legend, markedText, textHash } from "./text.js";

export function planHash(plan) {
  return `#/plan/${encodeURIComponent(plan.id)}`;
}

export function viewPlan(id) {
  const index = Math.max(0, data.plans.findIndex((plan) => plan.id === id));
  const plan = data.plans[index];
  if (!plan) return [h("h1", {}, t("planView"))];
  const view = more().views[index];
  const text = markedText(index, null);
  const paper = view.paper.pages.length ? paperOf(index, view.paper, factsOf(plan)) : null;
  const show = (fact) => { if (paper) paper.mark(fact); showPrinted(text, fact); };
  const facts = [outline(index), taskTable(index, show), view.tables.map((table, at) => indicatorTable(index, table, at, show)), openRules(index, view), planProblems(index)];
  return [
    planTabs(plan),
    h("h1", {}, plan.title),
    h("p", { class: "lead" }, [plan.issuer, plan.number, plan.date].filter(Boolean).join("　")),
    h("section", { class: "about" }, aboutRows(index, plan)),
    plan.limits.length ? h("section", { class: "about", id: "own-limits" }, chipRow(index, t("limitsOutside"), plan.limits.map(([, , fact]) => fact))) : null,
    planSummary(index, view),
    h("div", { class: "plan-columns" }, h("div", { class: "plan-facts" }, facts), h("aside", { class: "beside", "aria-label": t("text") }, h("h2", {}, t(paper ? "paperView" : "text")), legend(), paper ? [paperSwitch(paper.element, text), paper.element, text] : text)),
  ];
}

/** The printed page or its text: one of them is shown. */
function paperSwitch(paper, text) {
  const button = (key, shown, other) => h("button", { type: "button", class: "quiet small", id: `show-${key}`, onclick: () => { shown.hidden = false; other.hidden = true; } }, t(key));
  text.hidden = true;
  return h("p", { class: "table-tools" }, button("paperView", paper, text), button("text", text, paper));
}

function planTabs(plan) {
  return h("nav", { class: "tabs", "aria-label": t("placesShown") }, data.plans.map((other) => h("a", { href: planHash(other), "aria-current": other === plan ? "page" : null }, other.name)));
}

/** How much there is, how much of the scoring runs, how much was read. */
function planSummary(index, view) {
  const plan = data.plans[index];
  const count = (kind) => plan.items.filter((item) => item.kind === kind).length;
  const { executable, constraint, needs_review: open } = view.states;
  const parts = [t("planItems", { n: count("task"), m: count("indicator") })];
  if (executable + constraint + open) parts.push(t("planRules", { n: executable, m: open }));
  parts.push(t("planProblems", { n: plan.problems.length, m: plan.unread.length + plan.doubts.length }));
  if (plan.share !== null) parts.push(t("readShare", { n: `${(100 * plan.share).toFixed(1)}%` }));
  return h("p", { class: "note", id: "plan-summary" }, parts.join("　·　"));
}

/** Scroll the text to what a row was read from, and mark it; on a narrow page the text stands below. */
function showPrinted(text, fact) {
  if (!fact || !fact.at) return;
  const [start, end] = fact.at[0];
  for (const old of text.querySelectorAll(".wanted")) old.classList.remove("wanted");
  const found = [...text.querySelectorAll("mark")].filter((mark) => Number(mark.dataset.end) > start && Number(mark.dataset.start) < end);
  for (const mark of found) mark.classList.add("wanted");
  if (found[0]) text.scrollTop += found[0].getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
}

/** Sections in the order in which they are printed, with their items. */
function sectionsOf(plan) {
  const sections = new Map();
  plan.items.forEach((item, at) => sections.set(item.section, [...(sections.get(item.section) || []), at]));
  return [...sections];
}

function outline(index) {
  const plan = data.plans[index];
  const link = (at) => h("a", { href: planHash(plan), onclick: jump(`item-${at}`) }, [plan.items[at].no, plan.items[at].title.quote].filter(Boolean).join(" ") || "—");
  const lines = sectionsOf(plan).map(([section, items]) =>
    h("li", {}, section || "—", h("span", { class: "muted small" }, `　${items.length}`), h("ul", {}, items.map((at) => h("li", {}, link(at))))),
  );
  return h("details", { class: "full outline" }, h("summary", {}, t("outline")), h("ul", {}, lines));
}

function jump(id) {
  return (event) => {
    event.preventDefault();
    const row = document.getElementById(id);
    if (row) row.scrollIntoView({ block: "center" });
  };
}

function taskTable(index, show) {
  const plan = data.plans[index];
  const heads = ["no", "task", "kindUnit", "slot_deadline", "slot_target"].map((key) => t(key));
  const rows = [];
  for (const [section, items] of sectionsOf(plan)) {
    const tasks = items.filter((at) => plan.items[at].kind === "task");
    if (tasks.length) rows.push(groupHead(section || "—", heads.length));
    for (const at of tasks) rows.push(taskRow(index, at, show));
  }
  if (!rows.length) return null;
  return [h("h2", {}, t("tasks")), boxOf("tasks", t("tasks"), columnHeads(heads), rows, "plan-table")];
}

function groupHead(words, width) {
  return h("tr", { class: "group-head" }, h("th", { colspan: width, scope: "colgroup" }, words));
}

function columnHeads(names) {
  return names.map((name) => h("th", { scope: "col" }, name));
}

function taskRow(index, at, show) {
  const item = data.plans[index].items[at];
  const slots = slotsOf([index, at]);
  const chips = (facts) => h("td", {}, h("div", { class: "chips" }, facts.map((fact) => chip(index, fact))));
  return h("tr", { id: `item-${at}`, onclick: () => show(item.title) }, h("td", {}, item.no), h("th", { scope: "row" }, titleButton(index, item, show)), chips(slots.lead), chips(slots.deadline), chips(slots.target));
}

/** A title that shows its words beside the table; on a phone, where nothing stands beside it, it opens them. */
function titleButton(index, item, show) {
  const press = () => (matchMedia("(min-width: 70rem)").matches ? show(item.title) : openEvidence(index, item.title));
  return h("button", { type: "button", class: "linklike", onclick: press }, item.title.quote || "—");
}

/** A table of indicators as it is printed: its columns, its groups, the parts of a row below one another. */
function indicatorTable(index, table, at, show) {
  const heads = [t("no"), t("indicator"), t("points"), ...table.columns.map(w), t("rules")];
  const rows = [];
  let level = "";
  for (const row of table.rows) {
    if (row.first && row.level && row.level !== level) rows.push(groupHead(row.level, heads.length));
    if (row.first) level = row.level;
    rows.push(indicatorRow(index, row, show));
  }
  const name = `${t("indicatorTable")}${at ? ` ${at + 1}` : ""}`;
  return [h("h2", {}, name), boxOf(`indicators-${at}`, name, columnHeads(heads), rows, "plan-table")];
}

function indicatorRow(index, row, show) {
  const item = data.plans[index].items[row.item];
  const rowspan = row.first > 1 ? row.first : null;
  const state = row.state ? h("span", { class: "muted small block" }, w(row.state)) : null;
  const damaged = row.damaged.length ? h("span", { class: "differs" }, t("damaged")) : null;
  return h(
    "tr",
    { id: row.first ? `item-${row.item}` : null, onclick: () => show(row.cells.find(Boolean) || item.title) },
    row.first ? [h("td", { rowspan }, item.no), h("th", { scope: "row", rowspan }, titleButton(index, item, show), damaged)] : null,
    h("td", { class: "nowrap" }, row.points ? chip(index, row.points) : ""),
    row.cells.map((fact) => h("td", { class: "printed-cell" }, fact ? fact.quote : "")),
    row.first ? h("td", { rowspan }, row.rules.map((rule) => ruleLine(index, rule)), state) : null,
  );
}

function ruleLine(index, rule) {
  return h("div", { class: `rule-line rule-${rule.state}` }, h("span", { class: "rule-state" }, w(rule.name)), chip(index, rule.fact), rule.why ? h("span", { class: "muted small block" }, rule.why) : null);
}

/** The scoring sentences that do not run, with the reason. */
function openRules(index, view) {
  const open = view.tables.flatMap((table) => table.rows.flatMap((row) => row.rules.filter((rule) => rule.state === "needs_review").map((rule) => [row.item, rule])));
  if (!open.length) return null;
  const line = ([at, rule]) => h("li", {}, h("span", {}, itemTag(data.plans[index].items[at]), " ", data.plans[index].items[at].title.quote), ruleLine(index, rule));
  return h("section", { class: "limits", id: "open-rules" }, h("h2", {}, `${t("openRules")}（${open.length}）`), h("ul", { class: "lines" }, open.map(line)));
}

function planProblems(index) {
  const plan = data.plans[index];
  return h(
    "section",
    { class: "problems" },
    h("h2", {}, t("problems")),
    plan.problems.length ? h("ul", {}, plan.problems.map((problem) => problemLine(index, problem))) : h("p", { class: "note" }, t("noProblems")),
    ["unread", "doubts"].filter((kind) => plan[kind].length).map((kind) => [h("h3", {}, t(kind)), h("ul", { class: kind }, plan[kind].map((fact) => toldLine(index, fact)))]),
    h("p", {}, h("a", { href: textHash(plan) }, t("wholeText"))),
  );
}
