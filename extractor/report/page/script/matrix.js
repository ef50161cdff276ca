// In: the groups. Out: the matrix, one row a measure, one column a place, under a lens, sorted and narrowed.

import { groupHash } from "./charts.js";
import { data, go, groupName, h, itemOf, named, state, t } from "./core.js";
import { copy } from "./evidence.js";
import { filterBar, hasTraits, writeAddress } from "./filters.js";
import { box, placesOf, plansOf } from "./overview.js";
import { walkable } from "./roving.js";
import { fold, markHits, placesIn, queryWords } from "./search.js";
import { itemKey, matrixCell, matrixCsv } from "./slots.js";
import { standingOf } from "./standing.js";

/** Cells that are drawn at once, and of more the first ones that a screen shows. */
const MOST_AT_ONCE = 1500;
/** Up to so many places a browser weighs the words of all cells for the widths of the columns; of more each has one width. */
const MOST_FLOWING = 12;
const FIRST_CELLS = 200;

export const SORTS = ["list", "places", "points", "differences"];

export function viewMatrix() {
  const body = h("div", { id: "matrix-body" });
  const count = h("p", { class: "note", id: "matrix-count", role: "status", "aria-live": "polite" });
  const signs = h("p", { class: "note", id: "lens-signs" }, t("lensSigns"));
  const refresh = () => {
    const groups = sorted(data.groups.filter(fits));
    signs.hidden = state.filter.lens === "all";
    count.textContent = t("count", { n: data.groups.length, m: groups.length });
    body.replaceChildren(groups.length ? matrixTable(groups) : h("p", { class: "empty" }, t("nothing")));
    writeAddress();
  };
  const copyTable = () => copy(matrixCsv(sorted(data.groups.filter(fits)), shownPlaces(), state.filter.lens));
  refresh();
  prepareSearch();
  const line = h("div", { class: "table-line" }, count, h("button", { type: "button", id: "copy-table", onclick: copyTable }, t("copyTable")));
  return [h("h1", {}, t("matrix")), filterBar(refresh), line, signs, body];
}

function shownPlaces() {
  const shown = data.plans.map((_, index) => index).filter((index) => !state.filter.hidden.has(index) && hasTraits(data.plans[index]));
  // A reader's own place stands first.
  const own = data.plans.findIndex((plan) => plan.id === state.filter.own);
  return shown.includes(own) ? [own, ...shown.filter((index) => index !== own)] : shown;
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
function prepareSearch() {
  const later = window.requestIdleCallback || ((work) => setTimeout(work, 50));
  let at = 0;
  const step = (time) => {
    do words(data.groups[at++]);
    while (at < data.groups.length && (!time || time.timeRemaining() > 2));
    if (at < data.groups.length) later(step);
  };
  if (data.groups.length) later(step);
}

function fits(group) {
  const { query, show, concept, section, hidden, of } = state.filter;
  const shown = shownPlaces();
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
  return queryWords(query).every((word) => placesIn(words(group), word).length > 0);
}

/** Roles are spelled out, since a phone shows the rows as cards and would take a table's meaning away with its looks. */
function matrixTable(groups) {
  const shown = shownPlaces();
  const { lens } = state.filter;
  const rows = h("tbody", { role: "rowgroup" });
  const table = h(
    "table",
    { class: `matrix lens-${lens}${lens === "all" ? "" : " compact"}${shown.length > MOST_FLOWING ? " many" : ""}`, id: "matrix", role: "grid" },
    h(
      "thead",
      { role: "rowgroup" },
      h("tr", { role: "row" }, ["", ...shown].map((index) => h("th", { scope: "col", role: "columnheader" }, index === "" ? t("measure") : data.plans[index].name))),
    ),
    rows,
  );
  drawRows(table, rows, groups, shown);
  const scroller = box(t("matrix"), table);
  scroller.classList.add("tall");
  scroller.addEventListener("scroll", () => (state.boxScroll = scroller.scrollTop));
  return scroller;
}

/** The rows, those out of sight a few at a time: with fifty places all at once would take a second. */
function drawRows(table, rows, groups, shown) {
  const wanted = queryWords(state.filter.query);
  const many = groups.length * shown.length > MOST_AT_ONCE;
  const step = many ? Math.max(2, Math.floor(FIRST_CELLS / shown.length)) : groups.length;
  let drawn = 0;
  const draw = () => {
    if (drawn && !table.isConnected) return;
    const part = groups.slice(drawn, drawn + step).map((group) => matrixRow(group, shown));
    rows.append(...part);
    walkable(table, part, drawn === 0);
    drawn += step;
    if (drawn < groups.length) setTimeout(draw, 0);
    else if (wanted.length) setTimeout(() => markHits(rows, wanted), 0);
  };
  markHits(rows, []);
  draw();
}

/** How the reader's own place stands in a group: lacks, looser, stricter. */
function ownSides(group) {
  const own = data.plans.findIndex((plan) => plan.id === state.filter.own);
  return own < 0 ? new Set() : standingOf(own).groups.get(group.id) || new Set();
}

function matrixRow(group, shown) {
  const open = (event) => {
    if (!event.target.closest("a, button") && !String(getSelection())) go(groupHash(group));
  };
  return h(
    "tr",
    { onclick: open, "data-group": group.id, role: "row" },
    h(
      "th",
      { scope: "row", role: "rowheader" },
      h("a", { href: groupHash(group) }, groupName(group)),
      group.concept && named(group.concept) !== groupName(group) ? h("span", { class: "muted block concept" }, named(group.concept)) : null,
      h(
        "span",
        { class: "muted block" },
        t(placesOf(group).size === 1 ? "placeCount" : "placesCount", { n: placesOf(group).size }),
        group.differs ? h("span", { class: "differs" }, t("differs")) : null,
        [...ownSides(group)].map((side) => h("span", { class: `own-side side-${side}` }, t(`own_${side}`))),
      ),
    ),
    shown.map((index) => matrixCell(group, index, state.filter.lens)),
  );
}
