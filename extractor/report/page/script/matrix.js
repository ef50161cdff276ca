// In: the groups. Out: the matrix, one row a measure, one column a place, under a lens, sorted and narrowed.

import { data, h, itemOf, state, t } from "./core.js";
import { copy } from "./evidence.js";
import { filterBar, hasTraits, writeAddress } from "./filters.js";
import { whileIdle } from "./idle.js";
import { plansOf } from "./overview.js";
import { exchange, matrixTable, ownSides } from "./rows.js";
import { fold, placesIn, queryWords } from "./search.js";
import { itemKey, matrixCsv } from "./slots.js";

export const SORTS = ["list", "places", "points", "differences"];

export function viewMatrix() {
  const body = h("div", { id: "matrix-body" });
  const count = h("p", { class: "note", id: "matrix-count", role: "status", "aria-live": "polite" });
  const signs = h("p", { class: "note", id: "lens-signs" }, t("lensSigns"));
  let from = state.left;
  const refresh = () => {
    const groups = fitting();
    signs.hidden = state.filter.lens === "all";
    count.textContent = t("count", { n: data.groups.length, m: groups.length });
    exchange(body, groups.length ? matrixTable(groups, shownPlaces(), from) : h("p", { class: "empty" }, t("nothing")));
    from = "";
    writeAddress();
  };
  const copyTable = () => copy(matrixCsv(fitting(), shownPlaces(), state.filter.lens));
  whileIdle(prepareSearch());
  refresh();
  const line = h("div", { class: "table-line" }, count, h("button", { type: "button", id: "copy-table", onclick: copyTable }, t("copyTable")));
  return [h("h1", {}, t("matrix")), filterBar(refresh), line, signs, body];
}

function shownPlaces() {
  const shown = data.plans.map((_, index) => index).filter((index) => !state.filter.hidden.has(index) && hasTraits(data.plans[index]));
  // A reader's own place stands first.
  const own = data.plans.findIndex((plan) => plan.id === state.filter.own);
  return shown.includes(own) ? [own, ...shown.filter((index) => index !== own)] : shown;
}

/** The groups that the reader wants, in the order that is wanted. */
function fitting() {
  const shown = shownPlaces();
  const wanted = queryWords(state.filter.query);
  return sorted(data.groups.filter((group) => fits(group, shown, wanted)));
}

/** The most first; what is equal stays in the order of the list. */
function sorted(groups) {
  const measure = {
    places: (group) => plansOf(group).size,
    points: (group) => Math.max(-1, ...group.members.map((member) => (itemOf(member).points ? parseFloat(itemOf(member).points.label[0]) : -1))),
    differences: (group) => group.differences.filter((difference) => !difference.agrees).length,
  }[state.filter.sort];
  if (!measure) return groups;
  return groups.map((group) => [measure(group), group]).sort((a, b) => b[0] - a[0]).map(([, group]) => group);
}

/** All words of a group that the search looks through, made once. */
export function words(group) {
  if (!group.words) {
    const found = [group.label, group.concept];
    for (const member of group.members) {
      const item = itemOf(member);
      found.push(item.title.quote, item.section, itemKey(member));
      for (const field of ["texts", "units", "targets", "deadlines", "rules"]) {
        for (const fact of item[field]) found.push(fact.quote, ...fact.label);
      }
    }
    group.words = fold(found.join("；"));
  }
  return group.words;
}

/** Make the words of all groups while nobody waits, so that the first search need not. */
function* prepareSearch() {
  for (const group of data.groups) yield words(group);
}

function fits(group, shown, wanted) {
  const { show, concept, section, hidden, of } = state.filter;
  const has = plansOf(group);
  const present = shown.filter((index) => has.has(index)).length;
  if (!present) return false;
  if (of && [...has].some((index) => data.plans[index].id === of.replace(/^-/, "")) === of.startsWith("-")) return false;
  if (show === "shared" && present < 2) return false;
  if (show === "every" && present < shown.length) return false;
  if (show === "lone" && present !== 1) return false;
  if (show === "differing" && !group.differs) return false;
  if (show === "units" && !group.unitsDiffer) return false;
  if (show.startsWith("own_") && !ownSides(group).has(show.slice(4))) return false;
  if (concept && (concept === "-" ? group.concept : group.concept !== concept)) return false;
  if (section && !group.members.some((m) => !hidden.has(m[0]) && `${m[0]}:${itemOf(m).section}` === section)) return false;
  return wanted.every((word) => placesIn(words(group), word).length > 0);
}
