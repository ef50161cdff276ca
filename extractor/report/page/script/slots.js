// In: a group and a place. Out: its cell with fixed slots, the same under a lens, and the lines of a CSV table.

import { groupHash } from "./charts.js";
import { chip, data, h, itemOf, itemTag, slice, state, t, tidy, w } from "./core.js";
import { withMetric } from "./group.js";
import { plansOf } from "./overview.js";
import { fold, placesIn, queryWords, snippet } from "./search.js";

/** Each slot, in the order in which a cell shows them; the lens of the same name shows it alone. */
const SLOTS = ["demand", "deadline", "lead", "target", "points"];
export const LENSES = ["all", "presence", "deadline", "lead", "target", "points"];

/** What a spreadsheet may take for a formula, with the apostrophes that already stand before it. */
const DANGEROUS = /^'*[=+\-@＝＋－＠\t\r\n]/;

/** Characters shown on either side of a hit. */
const HIT_AROUND = 14;

/** How many characters of its clause a value is shown with. */
const LONGEST_CLAUSE = 26;

/** The facts of an item by slot. Bodies that lead come first, then those that answer, then those that help. */
export function slotsOf([planIndex, itemIndex]) {
  const item = data.plans[planIndex].items[itemIndex];
  const order = ["lead", "responsible", "participant"];
  const rank = (unit) => order.indexOf(detailOf(unit, "Role"));
  return {
    deadline: distinct(item.deadlines.map((fact) => withClause(planIndex, fact))),
    lead: distinct([...item.units].sort((a, b) => rank(a) - rank(b))),
    target: distinct(item.targets.map(withMetric)),
    points: distinct([item.points, ...item.rules].filter(Boolean)),
  };
}

/** What a fact says under a name (in English, which no plan prints), "" where it says nothing. */
export function detailOf(fact, name) {
  const found = fact.details.find(([label]) => label[1] === name);
  return found ? found[1][1] : "";
}

/** "3个工作日内" out of a sentence says by when, not what: without a trigger it is shown with its clause. */
function withClause(planIndex, fact) {
  const bare = ["recurring", "relative"].includes(detailOf(fact, "Kind"));
  if (!bare || !fact.at || detailOf(fact, "Found in") !== "body" || detailOf(fact, "Trigger")) return fact;
  const [start, end] = fact.at[0];
  const before = slice(planIndex, Math.max(0, start - LONGEST_CLAUSE), start).split(/[。；;\n\t]/).pop();
  const after = slice(planIndex, end, end + LONGEST_CLAUSE).split(/[，,。；;\n\t]/)[0];
  const clause = tidy(before.split(/[，,]/).slice(-2).join("，") + slice(planIndex, start, end) + after).trim();
  return clause === fact.quote || fact.label[0].includes(clause) ? fact : { ...fact, label: fact.label.map((label) => `${label}：${clause}`) };
}

/** Each value once; where two say the same of different things, each is led by its printed words, which tell them apart. */
function distinct(facts) {
  const kept = [];
  for (const fact of facts) {
    if (!kept.some((other) => other.label[0] === fact.label[0] && other.quote === fact.quote)) kept.push(fact);
  }
  const twice = (fact) => fact.quote && kept.filter((other) => other.label[0] === fact.label[0]).length > 1;
  const told = (fact) => fact.label.map((label) => (fact.kind === "rule" ? fact.quote : `${label}：${fact.quote}`));
  return kept.map((fact) => (twice(fact) && !fact.label[0].includes(fact.quote) ? { ...fact, label: told(fact) } : fact));
}

export function matrixCell(group, index, lens) {
  const members = group.members.filter(([plan]) => plan === index);
  const attributes = { "data-place": data.plans[index].name, role: "gridcell" };
  if (!members.length) return h("td", { ...attributes, class: "absent" }, absence(group, index, lens));
  if (lens === "presence") return h("td", { ...attributes, class: "present" }, presence(group, members));
  if (lens === "all") return h("td", attributes, members.map(cellItem));
  const facts = distinctOf(members, lens);
  const chips = facts.map(([plan, fact]) => chip(plan, fact));
  return h("td", attributes, facts.length ? h("div", { class: "chips" }, chips) : h("span", { class: "unstated" }, t("unstated")));
}

/** A document that cannot ask for such a thing is not one that fails to ask. */
function absence(group, index, lens) {
  const outside = group.states[index] === "outside";
  if (lens === "all") return h("span", {}, t(outside ? "outside" : "absent"));
  return h("span", { title: t(outside ? "outside" : "absent") }, t(outside ? "outsideSign" : "absentSign"));
}

function distinctOf(members, slot) {
  return members.flatMap((member) => slotsOf(member)[slot].map((fact) => [member[0], fact]));
}

/** A dot that leads to the group; more items than one are counted. */
function presence(group, members) {
  const label = members.map((member) => itemOf(member).title.quote).join("；");
  const count = members.length > 1 ? h("span", { class: "small" }, ` ${members.length}`) : null;
  return h("a", { href: groupHash(group), title: label, "aria-label": `${t("has")} ${members.length}` }, "●", count);
}

/** One item in a cell: a line for each slot that has something, so that a reader's eye finds each where it stands. */
function cellItem(member) {
  const item = itemOf(member);
  const slots = slotsOf(member);
  return h(
    "div",
    { class: "cell-item" },
    h("p", { title: itemKey(member) }, itemTag(item), " ", item.title.quote),
    SLOTS.slice(1).map((slot) =>
      slots[slot].length
        ? h("div", { class: "slot" }, h("span", { class: "slot-name" }, slotName(slot, slots)), h("div", { class: "chips" }, slots[slot].map((fact) => chip(member[0], fact))))
        : null,
    ),
    hitLine(item, slots),
  );
}

/** Where a search was met by words that a cell does not show, a few of them. */
function hitLine(item, slots) {
  const wanted = queryWords(state.filter.query);
  if (!wanted.length) return null;
  const shown = fold([item.title.quote, ...SLOTS.slice(1).flatMap((slot) => slots[slot].map((fact) => w(fact.label)))].join("；"));
  const missing = wanted.filter((word) => !placesIn(shown, word).length);
  const found = missing.length ? item.texts.map((text) => snippet(text.quote, missing, HIT_AROUND)).find(Boolean) : null;
  return found ? h("p", { class: "muted small hit-line" }, found) : null;
}

/** Bodies of which none is printed as leading answer for the item: they are not called leaders. */
function slotName(slot, slots) {
  const answers = slot === "lead" && !slots.lead.some((unit) => detailOf(unit, "Role") === "lead");
  return t(answers ? "role_answers" : `slot_${slot}`);
}

/**
 * The name of an item among all plans, as `judge` asks for it.
 * @param {[number, number]} member
 */
export function itemKey([planIndex, itemIndex]) {
  const plan = data.plans[planIndex];
  return `${plan.id}:${plan.items[itemIndex].id}`;
}

/** The table that is shown as CSV, a column for each place and slot; 1 and 0 under the lens of presence. */
export function matrixCsv(groups, shown, lens) {
  const slots = lens === "all" ? SLOTS : [lens];
  const head = ["group", t("measure"), t("concept"), t("place_number")];
  for (const index of shown) for (const slot of slots) head.push(slots.length > 1 || slot !== "presence" ? `${data.plans[index].name}·${t(`slot_${slot}`)}` : data.plans[index].name);
  const lines = groups.map((group) => [
    group.id, group.label, group.concept, String(plansOf(group).size),
    ...shown.flatMap((index) => slots.map((slot) => slotWords(group.members.filter(([plan]) => plan === index), slot))),
  ]);
  return csvOf(head, lines);
}

/** Rows as CSV, which Excel takes line by line. */
export function csvOf(head, lines) {
  return [head, ...lines].map((cells) => cells.map(quoteCell).join(",")).join("\r\n");
}

export function slotWords(members, slot) {
  if (slot === "presence") return members.length ? "1" : "0";
  if (slot === "demand") return members.map((member) => `${itemOf(member).title.quote} [${itemKey(member)}]`).join("；");
  return distinctOf(members, slot).map(([, fact]) => w(fact.label)).join("；");
}

export function quoteCell(words) {
  const safe = DANGEROUS.test(words) ? `'${words}` : words;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
