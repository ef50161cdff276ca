// In: a place. Out: how it stands: what it lacks, where it is looser or stricter than all others, what it alone asks for.

import { boxOf } from "./bodies.js";
import { groupHash } from "./charts.js";
import { chip, data, groupName, h, number, t, w } from "./core.js";
import { plansOf } from "./overview.js";

const found = new Map();

/** Of one place: groups it lacks, and its value against those of all others, by group. Weights make no demand stricter. */
export function standingOf(plan) {
  if (!found.has(plan)) found.set(plan, findStanding(plan));
  return found.get(plan);
}

function findStanding(plan) {
  const standing = { lacks: [], alone: [], looser: [], stricter: [], heavier: [], lighter: [], groups: new Map() };
  for (const group of data.groups) {
    const has = plansOf(group);
    if (!has.has(plan)) {
      if (group.states[plan] !== "outside") keep(standing, "lacks", group, null);
      continue;
    }
    if (has.size === 1) keep(standing, "alone", group, null);
    for (const difference of group.differences) {
      const side = sideOf(difference, plan);
      if (side) keep(standing, side, group, difference);
    }
  }
  standing.lacks.sort((a, b) => plansOf(b.group).size - plansOf(a.group).size);
  return standing;
}

function keep(standing, side, group, difference) {
  standing[side].push({ group, difference });
  standing.groups.set(group.id, new Set([...(standing.groups.get(group.id) || []), side]));
}

/** "looser" only where each of its values is looser than each of the others'. */
function sideOf(difference, plan) {
  const ranked = difference.readings.filter((reading) => reading.rank !== null);
  const own = ranked.filter((reading) => reading.plan === plan).map((reading) => reading.rank);
  const others = ranked.filter((reading) => reading.plan !== plan).map((reading) => reading.rank);
  if (difference.agrees || difference.kind === "unit" || !own.length || !others.length) return null;
  const weight = difference.kind === "weight";
  if (Math.min(...own) > Math.max(...others)) return weight ? "lighter" : "looser";
  if (Math.max(...own) < Math.min(...others)) return weight ? "heavier" : "stricter";
  return null;
}

export function ownHash(plan) {
  return `#/own/${encodeURIComponent(plan.id)}`;
}

export function viewOwn(id) {
  const index = Math.max(0, data.plans.findIndex((plan) => plan.id === id));
  const plan = data.plans[index];
  if (!plan) return [h("h1", {}, t("ownView"))];
  const standing = standingOf(index);
  const sides = ["lacks", "looser", "stricter", "alone", "lighter", "heavier"];
  return [
    h("nav", { class: "tabs", "aria-label": t("placesShown") }, data.plans.map((other) => h("a", { href: ownHash(other), "aria-current": other === plan ? "page" : null }, other.name))),
    h("h1", {}, t("ownTitle", { n: plan.name })),
    h("p", { class: "lead" }, t("ownNote")),
    h("p", { id: "own-counts" }, sides.map((side) => h("a", { href: ownHash(plan), class: "own-count", onclick: jumpTo(`own-${side}`) }, `${t(`own_${side}`)} ${standing[side].length}`))),
    sides.map((side) => (standing[side].length ? sideSection(index, side, standing[side]) : null)),
  ];
}

function jumpTo(id) {
  return (event) => {
    event.preventDefault();
    const section = document.getElementById(id);
    if (section) section.scrollIntoView();
  };
}

function sideSection(index, side, lines) {
  const valued = Boolean(lines[0].difference);
  const heads = valued ? ["measure", "aspect", "own", "ownOthers"] : ["measure", "place_number", "ownOthers"];
  const rows = lines.map((line) => (valued ? valuedRow(index, line) : plainRow(index, line)));
  const columns = heads.map((key) => h("th", { scope: "col" }, t(key)));
  return h("section", { id: `own-${side}` }, h("h2", {}, `${t(`own_${side}`)}（${lines.length}）`), boxOf(`own-table-${side}`, t(`own_${side}`), columns, rows, "own"));
}

function measureHead(group) {
  return h("th", { scope: "row" }, h("a", { href: groupHash(group) }, groupName(group)));
}

function plainRow(index, { group }) {
  const places = [...plansOf(group)].filter((plan) => plan !== index).map((plan) => data.plans[plan].name);
  return h("tr", {}, measureHead(group), h("td", { class: "count" }, String(plansOf(group).size)), h("td", { class: "words" }, places.join("、") || "—"));
}

function valuedRow(index, { group, difference }) {
  const chips = (own) => difference.readings.filter((reading) => (reading.plan === index) === own).map((reading) => chip(reading.plan, reading.fact, own ? null : `${data.plans[reading.plan].name} `));
  const times = difference.times ? h("span", { class: "muted small block" }, t("foundTimes", { n: number(Math.round(difference.times * 10) / 10) })) : null;
  return h("tr", {}, measureHead(group), h("td", {}, w(difference.aspect), times), h("td", {}, h("div", { class: "chips" }, chips(true))), h("td", {}, h("div", { class: "chips" }, chips(false))));
}
