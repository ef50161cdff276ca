// In: a group's id. Out: its members side by side, what differs (strictest first), and why they were matched.

import {
  append, chip, chipRow, data, groupName, h, itemOf, itemTag, more, named, number, percent, state, t, w,
} from "./core.js";
import { markWords } from "./differing.js";
import { copy, openEvidence } from "./evidence.js";
import { placesOf, plansOf } from "./overview.js";
import { itemKey } from "./slots.js";

/** Pairs of members that are shown at once; the others are one click away. */
const PAIRS = 4;

export function viewGroup(id) {
  const at = data.groups.findIndex((group) => group.id === id);
  if (at < 0) return [h("h1", {}, t("matrix")), h("p", { class: "empty" }, t("nothing"))];
  const group = data.groups[at];
  return [
    h(
      "div",
      { class: "crumbs" },
      h("a", { href: "#/matrix", id: "back" }, t("back")),
      h("span", {}, step(at - 1, "previous"), step(at + 1, "next")),
    ),
    h("h1", {}, groupName(group)),
    h(
      "p",
      { class: "lead" },
      group.concept ? `${t("concept")}${t("colon")}${named(group.concept)}　` : "",
      t(placesOf(group).size === 1 ? "placeCount" : "placesCount", { n: placesOf(group).size }),
    ),
    plansOf(group).size > 1 || group.differences.length
      ? h("section", {}, h("h2", {}, t("differences")), group.differences.length ? group.differences.map((difference) => ladder(difference)) : h("p", { class: "note" }, t("noDifferences")))
      : null,
    h("section", {}, h("h2", {}, t("sideBySide")), sideBySide(group)),
    h("section", {}, h("h2", {}, t("evidence")), evidenceList(at)),
  ];
}

export function step(index, key) {
  const group = data.groups[index];
  if (!group) return h("span", { class: "muted" }, t(key));
  return h("a", { href: `#/group/${encodeURIComponent(group.id)}`, title: group.label }, t(key));
}

/** Members by place. The longer texts of the others are marked against those of the place that is chosen as measure. */
function sideBySide(group) {
  const has = plansOf(group);
  const shown = h("div", { class: "side-by-side" });
  const draw = (base) => {
    const measure = base < 0 ? null : group.members.filter(([owner]) => owner === base).map(textOf).join("\n");
    shown.replaceChildren();
    append(
      shown,
      data.plans.map((plan, index) => {
        if (!has.has(index)) return null;
        const members = group.members.filter(([owner]) => owner === index);
        const against = index === base ? null : measure;
        return h("article", { class: "place" }, h("h3", {}, plan.name), members.map((member) => itemCard(member, against)));
      }),
    );
  };
  const first = [...has].sort((a, b) => a - b)[0];
  const own = data.plans.findIndex((plan) => plan.id === state.filter.own);
  const base = has.size > 1 ? (has.has(own) ? own : first) : -1;
  draw(base);
  const absent = data.plans.filter((_, index) => !has.has(index)).map((plan) => plan.name);
  return [
    has.size > 1 ? measureChoice([...has].sort((a, b) => a - b), draw, base) : null,
    shown,
    absent.length ? h("p", { class: "note absent-places" }, `${t("absent")}${t("colon")}${absent.join("、")}`) : null,
  ];
}

function textOf(member) {
  const { title, texts } = itemOf(member);
  return texts.length ? texts.map((text) => text.quote).join("\n") : title.quote;
}

function measureChoice(places, draw, base) {
  const options = [h("option", { value: "-1" }, t("noMeasure")), ...places.map((plan) => h("option", { value: String(plan), selected: plan === base }, data.plans[plan].name))];
  return h(
    "label",
    { class: "field narrow measure" },
    h("span", {}, t("measureChoice")),
    h("select", { id: "measure", onchange: (event) => draw(Number(event.target.value)) }, options),
  );
}

/** How checkable a task is, with its soft words. */
function checkLine(planIndex, itemIndex) {
  const found = more().scores.get(`${planIndex}:${itemIndex}`);
  if (!found) return null;
  const [score, level, soft] = found;
  const words = soft.length ? `${t("softWords")} ${soft.map(([word, times]) => (times > 1 ? `${word}×${times}` : word)).join("、")}` : "";
  return h("p", { class: "muted small checkable" }, `${t("checkable")} ${score.toFixed(2)}（${w(level)}）　${words}`);
}

function itemCard([planIndex, itemIndex], measure) {
  const item = data.plans[planIndex].items[itemIndex];
  return h(
    "div",
    { class: "card" },
    h("p", { class: "card-title" }, itemTag(item), " ", h("button", { type: "button", class: "linklike", "aria-haspopup": "dialog", onclick: () => openEvidence(planIndex, item.title) }, item.title.quote || "—")),
    keyLine([planIndex, itemIndex]),
    item.section ? h("p", { class: "muted small" }, item.section) : null,
    item.points ? chipRow(planIndex, t("points"), [item.points]) : null,
    chipRow(planIndex, t("targets"), item.targets.map(withMetric)),
    chipRow(planIndex, t("deadlines"), item.deadlines),
    chipRow(planIndex, t("units"), item.units),
    chipRow(planIndex, t("rules"), item.rules),
    checkLine(planIndex, itemIndex),
    item.texts.map((text) =>
      h("details", { class: "full", open: measure }, h("summary", {}, w(text.label)), h("p", { class: "printed" }, measure ? markWords(measure, text.quote) : text.quote)),
    ),
  );
}

/** The item's name among all plans, for `judge` and for notes; one press copies it. */
function keyLine(member) {
  const key = itemKey(member);
  return h("p", { class: "muted small" }, h("button", { type: "button", class: "quiet item-key", title: t("copyKey"), onclick: () => copy(key) }, key));
}

/** A target beside its metric: "≥ 100%" alone says too little. */
export function withMetric(fact) {
  const metric = fact.details.find(([name]) => name[1] === "Metric");
  if (!metric) return fact;
  return { ...fact, label: fact.label.map((label, index) => `${metric[1][index]} ${label}`) };
}

export function ladder(difference) {
  const unit = difference.unit && difference.kind !== "unit" ? `（${difference.unit}）` : "";
  const label = difference.label === difference.aspect[0] ? null : difference.label;
  const ranked = difference.readings.some((reading) => reading.rank !== null);
  const facts = [ranked ? (difference.kind === "weight" ? t("weightWay") : w(difference.stricter)) : null, difference.agrees ? t("agree") : null];
  if (difference.spread) facts.push(t("spreadOf", { n: w(difference.spread) }));
  if (difference.note) facts.push(difference.note);
  return h(
    "div",
    { class: "ladder" },
    h("h3", {}, `${w(difference.aspect)}${unit}`, label ? h("span", { class: "muted small" }, `　${label}`) : null),
    h("p", { class: "note" }, facts.filter(Boolean).join(" · ")),
    difference.agrees
      ? h("div", { class: "facts" }, difference.readings.map((r) => chip(r.plan, r.fact, `${data.plans[r.plan].name} `)))
      : rungs(difference, ranked),
  );
}

/** The values from strict to loose, with a line for a value that the reader gives (a province's, one's own). */
function rungs(difference, ranked) {
  const list = h("ol", { class: ranked ? null : "unranked" }, difference.readings.map(rung));
  const valued = difference.readings.filter((reading) => reading.rank !== null && reading.value !== null);
  if (!valued.length || difference.kind === "deadline" || difference.way === "none" || difference.kind === "weight") return list;
  const told = h("span", { class: "reference-told", role: "status", "aria-live": "polite" });
  const compare = (event) => {
    const reference = event.target.value === "" ? null : Number(event.target.value);
    const lines = difference.readings.map((reading) => ({ reading, row: rung(reading), side: reference === null ? null : sideOfReference(difference, reading, reference) }));
    for (const { row, side } of lines) if (side) row.append(h("span", { class: `reference-side side-${side}` }, t(`reference_${side}`)));
    const rows = lines.map(({ row }) => row);
    if (reference !== null) rows.splice(lines.filter(({ side }) => side === "stricter").length, 0, h("li", { class: "reference-line" }, h("span"), h("span", { class: "rung-place" }, t("reference")), h("span", { class: "rung-track reference-track" }), h("span", {}, `${number(reference)}${difference.unit}`)));
    list.replaceChildren(...rows);
    const stricter = new Set(lines.filter(({ side }) => side === "stricter").map(({ reading }) => data.plans[reading.plan].name));
    told.textContent = reference === null ? "" : t("referenceTold", { n: [...stricter].join("、") || "—" });
  };
  const field = h("label", { class: "reference-field small" }, `${t("reference")} `, h("input", { type: "number", step: "any", class: "reference", oninput: compare }), ` ${difference.unit}`);
  return [h("p", { class: "note" }, field, " ", told), list];
}

function sideOfReference(difference, reading, reference) {
  if (reading.rank === null || reading.value === null) return null;
  if (Math.abs(reading.value - reference) < 1e-9) return "equal";
  return reading.value < reference === (difference.way === "lower") ? "stricter" : "looser";
}

function rung(reading) {
  const dot = h("span", { class: "dot" });
  if (reading.position !== null) dot.style.left = `${reading.position * 100}%`;
  return h(
    "li",
    {},
    h("span", { class: "rung-rank" }, reading.rank === null ? "" : String(reading.rank)),
    h("span", { class: "rung-place" }, data.plans[reading.plan].name),
    h("span", { class: "rung-track", "aria-hidden": "true" }, reading.position === null ? null : dot),
    chip(reading.plan, reading.fact),
  );
}

function evidenceList(at) {
  const list = more().evidence[at].map((evidence) => waterfall(evidence, false));
  const near = more().near[at].map((evidence) => waterfall(evidence, true));
  const rest = list.splice(PAIRS);
  return [
    list.length ? list : h("p", { class: "note" }, t("noEvidence")),
    rest.length ? h("details", { class: "full" }, h("summary", {}, t("morePairs", { n: rest.length })), rest) : null,
    near.length ? h("details", { class: "full" }, h("summary", {}, `${t("near")}（${near.length}）`), near) : null,
  ];
}

function waterfall(evidence, open) {
  const most = Math.max(0.01, ...evidence.lines.map(([, , weight]) => Math.abs(weight)));
  const bar = (weight) => {
    const stripe = h("span", { class: weight < 0 ? "weight minus" : "weight plus" });
    stripe.style.width = `${(Math.abs(weight) / most) * 50}%`;
    return h("span", { class: "weight-track", "aria-hidden": "true" }, stripe);
  };
  const sum = [`${t("score")} ${number(evidence.score)}`, `${t("threshold")} ${number(evidence.threshold)}`];
  if (evidence.probability !== null) sum.push(`${t("probability")} ${percent(evidence.probability)}`);
  return h(
    "details",
    { class: "waterfall", open },
    h("summary", {}, h("span", {}, `${evidence.left} ↔ ${evidence.right}`), h("span", { class: "muted small" }, sum.join(" · "))),
    h(
      "table",
      {},
      h(
        "tbody",
        {},
        h("tr", {}, h("th", { scope: "row" }, t("start")), h("td"), h("td"), h("td", { class: "count" }, number(evidence.start))),
        evidence.lines.map(([feature, seen, weight]) =>
          h("tr", {}, h("th", { scope: "row" }, feature), h("td", {}, seen), h("td", { class: "track" }, bar(weight)), h("td", { class: "count" }, (weight > 0 ? "+" : "") + number(weight))),
        ),
      ),
    ),
  );
}
