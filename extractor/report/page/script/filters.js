// In: what the reader chooses. Out: the controls of the matrix, and the choices in the address, so that a link keeps them.

import { data, freshFilter, h, state, t } from "./core.js";
import { LENSES } from "./slots.js";
import { SORTS } from "./matrix.js";
import { route } from "./main.js";

const KEPT = { q: "query", show: "show", concept: "concept", section: "section", lens: "lens", sort: "sort", of: "of" };

/** The address of the matrix with all that is chosen; what stands as it first stood is left out. */
export function matrixHash(filter) {
  const plain = freshFilter();
  const found = Object.entries(KEPT).filter(([, name]) => filter[name] !== plain[name]).map(([key, name]) => [key, filter[name]]);
  const hidden = data.plans.filter((_, index) => filter.hidden.has(index)).map((plan) => plan.id);
  const query = new URLSearchParams([...found, ...hidden.map((id) => ["hide", id])]).toString();
  return query ? `#/matrix?${query}` : "#/matrix";
}

/** Take the choices out of an address that has some; one without leaves them as they are. */
export function readAddress() {
  const [path, query] = location.hash.split("?");
  if (path !== "#/matrix" || query === undefined) return;
  const given = new URLSearchParams(query);
  state.filter = freshFilter();
  for (const [key, name] of Object.entries(KEPT)) if (given.has(key)) state.filter[name] = given.get(key);
  if (!LENSES.includes(state.filter.lens)) state.filter.lens = "all";
  if (!SORTS.includes(state.filter.sort)) state.filter.sort = "list";
  const hidden = new Set(given.getAll("hide"));
  data.plans.forEach((plan, index) => hidden.has(plan.id) && state.filter.hidden.add(index));
}

/** Written a moment later and in the place of the old one: a browser allows few changes a second, and "back" means back. */
export function writeAddress() {
  clearTimeout(writeAddress.timer);
  writeAddress.timer = setTimeout(() => {
    const wanted = matrixHash(state.filter);
    if (route()[0] === "matrix" && location.hash !== wanted) history.replaceState(null, "", wanted);
  }, 150);
}

export function filterBar(refresh) {
  const filter = state.filter;
  const choose = (key, label, options) => chooser(`filter-${key}`, label, options, filter[key], (value) => {
    filter[key] = value;
    refresh();
  });
  const search = h("input", {
    type: "search", id: "search", placeholder: t("searchHint"), value: filter.query, autocomplete: "off",
    oninput: (event) => {
      filter.query = event.target.value;
      refresh();
    },
  });
  return h(
    "form",
    { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
    h("label", { class: "field wide" }, h("span", {}, t("search")), search),
    choose("lens", t("lens"), LENSES.map((lens) => [lens, t(`lens_${lens}`)])),
    choose("sort", t("sort"), SORTS.map((sort) => [sort, t(`sort_${sort}`)])),
    choose("of", t("ofPlace"), placeOptions()),
    choose("show", t("show"), showOptions()),
    choose("concept", t("concept"), conceptOptions()),
    choose("section", t("section"), sectionOptions()),
    placeBoxes(refresh),
  );
}

function chooser(id, label, options, chosen, change) {
  const option = ([value, name]) => h("option", { value, selected: chosen === value }, name);
  return h(
    "label",
    { class: "field" },
    h("span", {}, label),
    h(
      "select",
      { id, onchange: (event) => change(event.target.value) },
      options.map(([value, name, inner]) => (inner ? h("optgroup", { label: name }, inner.map(option)) : option([value, name]))),
    ),
  );
}

function showOptions() {
  const names = { all: "showAll", shared: "showShared", every: "showEvery", lone: "showLone", differing: "showDiffering", units: "showUnits" };
  return Object.entries(names).map(([value, key]) => [value, t(key)]);
}

/** What one place has, and what it lacks: "-" before its id. */
function placeOptions() {
  const options = (sign) => data.plans.map((plan) => [sign + plan.id, t(sign ? "ofLacking" : "ofHaving", { n: plan.name })]);
  return [["", t("any")], [null, t("ofHas"), options("")], [null, t("ofLacks"), options("-")]];
}

function conceptOptions() {
  const concepts = [...new Set(data.groups.map((group) => group.concept).filter(Boolean))];
  return [["", t("any")], ...concepts.map((name) => [name, name]), ["-", t("noConcept")]];
}

function sectionOptions() {
  const places = data.plans.map((plan, index) => {
    const sections = [...new Set(plan.items.map((item) => item.section).filter(Boolean))];
    return [null, plan.name, sections.map((name) => [`${index}:${name}`, name])];
  });
  return [["", t("any")], ...places.filter(([, , inner]) => inner.length)];
}

function placeBoxes(refresh) {
  const { hidden } = state.filter;
  const boxes = data.plans.map((plan, index) => h("input", {
    type: "checkbox", value: plan.id, checked: !hidden.has(index),
    onchange: (event) => {
      if (event.target.checked) hidden.delete(index);
      else hidden.add(index);
      refresh();
    },
  }));
  const all = (shown) => () => {
    boxes.forEach((input, index) => {
      input.checked = shown;
      if (shown) hidden.delete(index);
      else hidden.add(index);
    });
    refresh();
  };
  const button = (key, shown) => h("button", { type: "button", class: "quiet small", onclick: all(shown) }, t(key));
  return h(
    "fieldset",
    { class: "places" },
    h("legend", {}, t("placesShown")),
    boxes.map((input, index) => h("label", {}, input, h("span", {}, data.plans[index].name))),
    boxes.length > 2 ? [button("allShown", true), button("noneShown", false)] : null,
  );
}
