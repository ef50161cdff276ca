// In: a function of government. Out: its list of responsibilities over all places, as a table that can be copied.

import { boxOf, itemLink } from "./bodies.js";
import { chip, data, h, itemOf, itemTag, more, named, t, w } from "./core.js";
import { copy } from "./evidence.js";
import { csvOf, itemKey, slotsOf, slotWords } from "./slots.js";

const ROLE_NAMES = ["lead", "responsible", "participant"];

export function dutyHash(found) {
  return `#/duty/${encodeURIComponent(found.label)}`;
}

export function viewDuty(label) {
  const found = more().functions.find((other) => other.label === label);
  const back = h("div", { class: "crumbs" }, h("a", { href: "#/bodies" }, t("bodiesView")));
  if (!found) return [back, h("h1", {}, t("dutyList")), h("p", { class: "empty" }, t("nothing"))];
  /** @type {any[]} */
  const duties = found.duties;
  const lines = duties.flatMap(([plan, names, roles]) => roles.flatMap(([role, members]) => members.map((member) => ({ plan, names, role, member }))));
  lines.sort((a, b) => a.plan - b.plan || ROLE_NAMES.indexOf(a.role) - ROLE_NAMES.indexOf(b.role));
  const heads = ["place", "role", "task", "slot_deadline", "slot_target", "slot_points", "sharedWith"].map((key) => t(key));
  const copyTable = () => copy(csvOf([...heads, "plan:item"], lines.map(dutyWords)));
  return [
    back,
    h("h1", {}, `${t("dutyList")}${t("colon")}${named(found.label)}`),
    h("div", { class: "table-line" }, h("p", { class: "note" }, t("dutyCount", { n: lines.length, m: found.duties.length })), h("button", { type: "button", id: "copy-table", onclick: copyTable }, t("copyTable"))),
    boxOf("duty", t("dutyList"), heads.map((name) => h("th", { scope: "col" }, name)), lines.map(dutyRow), "duty"),
  ];
}

/** The other bodies of an item, by their printed names; a line's own names are left out. */
function othersOf({ names, member }) {
  const own = new Set(names.split("、"));
  return itemOf(member).units.filter((unit) => !own.has(unit.quote)).map((unit) => w(unit.label)).join("、");
}

function dutyRow(line) {
  const { plan, role, member } = line;
  const slots = slotsOf(member);
  const chips = (facts) => h("td", {}, h("div", { class: "chips" }, facts.map((fact) => chip(plan, fact))));
  const { points } = itemOf(member);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, data.plans[plan].name),
    h("td", { class: "nowrap" }, t(`role_${role}`)),
    h("td", { class: "words" }, itemTag(itemOf(member)), " ", itemLink(member)),
    chips(slots.deadline),
    chips(slots.target),
    chips(points ? [points] : []),
    h("td", { class: "words small" }, othersOf(line) || "—"),
  );
}

function dutyWords(line) {
  const { plan, role, member } = line;
  const item = itemOf(member);
  const of = (slot) => slotWords([member], slot);
  return [data.plans[plan].name, t(`role_${role}`), item.title.quote, of("deadline"), of("target"), item.points ? w(item.points.label) : "", othersOf(line), itemKey(member)];
}
