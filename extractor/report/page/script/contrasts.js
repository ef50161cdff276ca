// In: contrasts. Out: a table of what a careful reader would list, the weightiest first, a column a place.

import { data, groupName, h, state, t, w } from "./core.js";

/** Rows that are shown at once; the others behind a button. */
const FIRST_ROWS = 30;

export function contrastTable() {
  if (!data.contrasts.length) return null;
  const body = h("tbody", {}, data.contrasts.slice(0, FIRST_ROWS).map(contrastRow));
  const rest = data.contrasts.slice(FIRST_ROWS);
  const more = () => {
    body.append(...rest.splice(0).map(contrastRow));
    button.remove();
  };
  const button = rest.length ? h("button", { type: "button", onclick: more }, t("moreContrasts", { n: rest.length })) : null;
  // Paper has no button to press.
  if (button) addEventListener("beforeprint", more, { once: true });
  return h(
    "section",
    { class: "contrasts" },
    h("p", { class: "note legend", id: "contrast-legend" }, Object.entries(data.stateMarks).map(([name, mark]) => h("span", { class: `state-${name}` }, h("b", {}, mark), ` ${w(data.stateNames[name])}`))),
    h("div", { class: "scroller", tabindex: "0" },
      h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("contrasts")), data.plans.map((plan) => h("th", { scope: "col" }, plan.name)))),
        body,
      ),
    ),
    button,
  );
}

/** A measure and what is compared of it, or a trait of the whole document. */
function labelOf(contrast) {
  if (state.lang !== "en") return contrast.label;
  const group = data.groups.find((one) => one.id === contrast.group);
  return group ? `${groupName(group)} · ${contrast.aspect}` : contrast.aspect;
}

function contrastRow(contrast) {
  const name = contrast.group ? h("a", { href: `#/group/${encodeURIComponent(contrast.group)}` }, labelOf(contrast)) : labelOf(contrast);
  const note = contrast.note ? h("span", { class: "note" }, contrast.note) : null;
  return h("tr", {}, h("th", { scope: "row", title: contrast.note || null }, name, note), contrast.cells.map(contrastCell));
}

/** The state in one sign, with its meaning for those who ask, then the words, two lines of them. */
function contrastCell([standing, rank, words]) {
  const mark = h("abbr", { title: w(data.stateNames[standing]) }, data.stateMarks[standing]);
  const place = rank ? h("b", {}, t("strictRank", { n: rank })) : null;
  return h("td", { class: `state-${standing}`, title: words || null }, h("div", { class: "clamp" }, mark, " ", place, place ? " " : null, words));
}
