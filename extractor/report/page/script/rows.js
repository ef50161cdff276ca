// In: the groups and places that are wanted. Out: their table; of many cells those that a screen shows at once, the others while nobody waits.

import { groupHash } from "./charts.js";
import { data, go, groupName, h, named, state, t } from "./core.js";
import { whileIdle } from "./idle.js";
import { box, placesOf } from "./overview.js";
import { walkable } from "./roving.js";
import { markHits, queryWords } from "./search.js";
import { matrixCell } from "./slots.js";
import { standingOf } from "./standing.js";

/** Up to so many places a browser weighs the words of all cells for the widths of the columns; of more each has one width. */
const MOST_FLOWING = 12;
/** Cells of few places that are drawn at once. */
const MOST_AT_ONCE = 600;
/** The width in rem that `style.css` gives a column of many, and how many rows a screen shows, by lens. */
const SIGHT = { all: [13, 3], presence: [4.6, 24], other: [8, 16] };

/** What stood there goes out of sight at once, and many cells leave the page bit by bit: to take them away takes longer than to find. */
export function exchange(body, found) {
  if (body.querySelectorAll("td").length < MOST_AT_ONCE) {
    body.replaceChildren(found);
    return;
  }
  const old = [...body.children];
  for (const one of old) {
    one.className = "leaving";
    for (const marked of one.querySelectorAll("[id]")) marked.removeAttribute("id");
  }
  whileIdle(takeAway(old));
  body.append(found);
}

function* takeAway(boxes) {
  for (const one of boxes) {
    for (const row of [...one.querySelectorAll("tr")]) {
      row.remove();
      yield;
    }
    one.remove();
  }
}

/** Roles are spelled out, since a phone shows the rows as cards and would take a table's meaning away with its looks. */
export function matrixTable(groups, shown, from) {
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
  drawRows(table, rows, groups, shown, groups.findIndex((group) => group.id === from));
  const scroller = box(t("matrix"), table);
  scroller.classList.add("tall");
  table.addEventListener("click", (event) => (state.left = event.target.closest("tr").dataset.group || ""), true);
  scroller.addEventListener("scroll", () => (state.boxScroll = scroller.scrollTop));
  return scroller;
}

/** All rows, and of many the cells that a screen shows: to draw all of them would take a second of every key. */
function drawRows(table, rows, groups, shown, left) {
  markHits(rows, []);
  const [wide, high] = drawnAtOnce(groups, shown);
  // One who comes back from a row finds it where it was.
  const first = Math.max(0, Math.min(left - 1, groups.length - high));
  const begun = groups.map((group, at) => matrixRow(group, at >= first && at < first + high ? shown.slice(0, wide) : []));
  rows.append(...begun);
  walkable(table, begun, true);
  whileIdle(drawRest(table, begun, groups, shown, first, begun[left]));
}

/** How many columns and rows are drawn before anything else is done. */
function drawnAtOnce(groups, shown) {
  const [width, rows] = SIGHT[state.filter.lens] || SIGHT.other;
  if (shown.length > MOST_FLOWING) return [Math.ceil(innerWidth / 16 / width) + 1, rows];
  return [shown.length, groups.length * shown.length > MOST_AT_ONCE ? rows : groups.length];
}

/** What a screen does not show, cell by cell; a row's cells are put in together, so that it grows once. */
function* drawRest(table, rows, groups, shown, first, held) {
  const stale = () => !table.isConnected || !table.id;
  const places = [...groups.keys()];
  for (const at of [...places.slice(first), ...places.slice(0, first).reverse()]) {
    if (stale()) return;
    const row = rows[at];
    const cells = [];
    for (const index of shown.slice(row.cells.length - 1)) {
      cells.push(matrixCell(groups[at], index, state.filter.lens));
      yield;
      if (stale()) return;
    }
    if (!cells.length) continue;
    inPlace(held, table.parentElement, () => row.append(...cells));
    walkable(table, [row], false);
  }
  const wanted = queryWords(state.filter.query);
  if (wanted.length) markHits(table.tBodies[0], wanted);
}

/** Rows that grow in or above its place push a row that somebody looks for nowhere; the browser itself would hold another one. */
function inPlace(held, scroller, draw) {
  const before = held ? held.getBoundingClientRect().top : 0;
  if (held) scroller.style.overflowAnchor = "none";
  draw();
  if (held) scroller.scrollTop += held.getBoundingClientRect().top - before;
}

/** How the reader's own place stands in a group: lacks, looser, stricter. */
export function ownSides(group) {
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
