// In: a plan. Out: its whole text with the facts marked, and the elements that identify the document.

import { chip, chipRow, data, h, points, slice, t, w } from "./core.js";
import { openEvidence } from "./evidence.js";

const MARKED = ["title", "unit", "deadline", "target", "rule", "points", "about", "other"];

export function textHash(plan, start, end) {
  const at = start === undefined ? "" : `/${start}-${end}`;
  return `#/text/${encodeURIComponent(plan.id)}${at}`;
}

export function viewText(id, interval) {
  const index = Math.max(0, data.plans.findIndex((plan) => plan.id === id));
  const plan = data.plans[index];
  if (!plan) return [h("h1", {}, t("text"))];
  return [
    h(
      "nav",
      { class: "tabs", "aria-label": t("placesShown") },
      data.plans.map((other, i) => h("a", { href: textHash(other), "aria-current": i === index ? "page" : null }, other.name)),
    ),
    h("h1", {}, plan.title),
    h("p", { class: "lead" }, [plan.issuer, plan.number, plan.date].filter(Boolean).join("　")),
    h("section", { class: "about" }, aboutRows(index, plan)),
    h("p", { class: "note" }, t("textNote")),
    legend(),
    markedText(index, interval),
  ];
}

export function aboutRows(index, plan) {
  return [
    h(
      "div",
      { class: "facts" },
      h("span", { class: "facts-label" }, t("aboutPlan")),
      plan.about.map(([label, fact]) => chip(index, fact, `${w(label)} `)),
    ),
    plan.others.map(([label, facts]) => chipRow(index, w(label), facts)),
  ];
}

export function legend() {
  const kinds = ["title", "unit", "deadline", "target", "rule", "about", "other"];
  return h(
    "p",
    { class: "legend", "aria-label": t("legend") },
    kinds.map((kind) => h("span", { class: `swatch mark-${kind}` }, t(`kind${kind[0].toUpperCase()}${kind.slice(1)}`))),
  );
}

/** All located facts of a plan that the text marks. An indicator's points stand where its row does: not marked. */
export function factsOf(plan) {
  const found = plan.about.map(([, fact]) => fact);
  for (const [, facts] of plan.others) found.push(...facts);
  found.push(...plan.limits.map(([, , fact]) => fact));
  for (const item of plan.items) {
    found.push(item.title, ...item.units, ...item.deadlines, ...item.targets, ...item.rules);
  }
  return found.filter((fact) => fact.at && MARKED.includes(fact.kind));
}

/** The text cut at every edge of a fact; a stretch in several facts belongs to the shortest, which is the inmost. */
export function markedText(planIndex, interval) {
  const plan = data.plans[planIndex];
  const length = points[planIndex].length;
  const spans = [];
  for (const fact of factsOf(plan)) {
    for (const [start, end] of fact.at) spans.push({ start, end: Math.min(end, length), fact });
  }
  if (interval) spans.push({ start: interval[0], end: Math.min(interval[1], length), fact: null });
  spans.sort((a, b) => a.start - b.start || b.end - a.end);
  const edges = [...new Set([0, length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  const text = h("div", { class: "full-text", id: "full-text", lang: "zh-Hans" });
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i += 1) {
    open = open.filter((span) => span.end > edges[i]);
    while (next < spans.length && spans[next].start <= edges[i]) {
      if (spans[next].end > edges[i]) open.push(spans[next]);
      next += 1;
    }
    text.append(stretch(planIndex, [edges[i], edges[i + 1]], open));
  }
  return text;
}

function stretch(planIndex, [start, end], open) {
  const words = slice(planIndex, start, end);
  const facts = open.filter((span) => span.fact).sort((a, b) => a.end - a.start - (b.end - b.start));
  const wanted = open.some((span) => !span.fact);
  if (!facts.length) return wanted ? h("mark", { class: "wanted" }, words) : words;
  const fact = facts[0].fact;
  const show = () => openEvidence(planIndex, fact);
  const key = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    show();
  };
  // Only the first stretch of a fact stops the tab key.
  const first = facts[0].start === start;
  return h(
    "mark",
    { class: `mark-${fact.kind}${wanted ? " wanted" : ""}`, role: "button", tabindex: first ? "0" : "-1", "data-start": start, "data-end": end, onclick: show, onkeydown: key },
    words,
  );
}
