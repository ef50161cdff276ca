// In: what the reader chooses. Out: the controls of the matrix, and the choices in the address, so that a link keeps them.

import { data, freshFilter, h, named, state, t, w } from "./core.js";
import { SORTS } from "./matrix.js";
import { fold } from "./search.js";
import { LENSES } from "./slots.js";

const AT_MATRIX = /^#\/matrix(\?|$)/;

/** Up to so many places stand as boxes side by side. */
const FEW_PLACES = 8;

const KEPT = { q: "query", show: "show", concept: "concept", section: "section", lens: "lens", sort: "sort", of: "of", own: "own", level: "level", year: "year", field: "field", province: "province" };

/** What a plan is known by; each narrows the places that are shown, where the plans differ in it. */
const TRAITS = ["level", "year", "field", "province"];

/** A trait in the language that is on. */
function traitOf(plan, trait) {
  return Array.isArray(plan[trait]) ? w(plan[trait]) : plan[trait];
}

/** What an address holds of a trait: the same in both languages. */
function keyOf(plan, trait) {
  return Array.isArray(plan[trait]) ? plan[trait][0] : plan[trait];
}

export function hasTraits(plan) {
  return TRAITS.every((trait) => !state.filter[trait] || keyOf(plan, trait) === state.filter[trait]);
}

function traitChoosers(choose) {
  return TRAITS.map((trait) => {
    const found = new Map(data.plans.filter((plan) => keyOf(plan, trait)).map((plan) => [keyOf(plan, trait), traitOf(plan, trait)]));
    const options = [...found].sort(([one], [other]) => one.localeCompare(other, "zh"));
    return options.length > 1 ? choose(trait, t(trait), [["", t("any")], ...options]) : null;
  });
}

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

/** @type {ReturnType<typeof setTimeout> | undefined} */
let addressTimer;

/** Written a moment later and in the place of the old one: a browser allows few changes a second, and "back" means back. */
export function writeAddress() {
  clearTimeout(addressTimer);
  addressTimer = setTimeout(() => {
    const wanted = matrixHash(state.filter);
    if (AT_MATRIX.test(location.hash) && location.hash !== wanted) history.replaceState(null, "", wanted);
  }, 150);
}

export function filterBar(refresh) {
  const filter = state.filter;
  const choose = (key, label, options) => chooser(`filter-${key}`, label, options, filter[key], (value) => {
    filter[key] = value;
    refresh();
  });
  const look = (event) => {
    // Letters that are still being turned into characters are no words to search.
    if (event.isComposing) return;
    filter.query = event.target.value;
    refresh();
  };
  const search = h("input", {
    type: "search", id: "search", placeholder: t("searchHint"), value: filter.query, autocomplete: "off",
    oninput: look, oncompositionend: look,
  });
  return h(
    "form",
    { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
    h("label", { class: "field wide" }, h("span", {}, t("search")), search),
    choose("lens", t("lens"), LENSES.map((lens) => [lens, t(`lens_${lens}`)])),
    choose("sort", t("sort"), SORTS.map((sort) => [sort, t(`sort_${sort}`)])),
    choose("of", t("ofPlace"), placeOptions()),
    choose("own", t("ownPlace"), [["", t("any")], ...data.plans.map((plan) => [plan.id, plan.name])]),
    choose("show", t("show"), showOptions()),
    choose("concept", t("concept"), conceptOptions()),
    choose("section", t("section"), sectionOptions()),
    traitChoosers(choose),
    placeBoxes(refresh),
  );
}

export function chooser(id, label, options, chosen, change) {
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
  const own = ["lacks", "looser", "stricter", "alone"].map((side) => [`own_${side}`, t("showOwn", { n: t(`own_${side}`) })]);
  return [...Object.entries(names).map(([value, key]) => [value, t(key)]), ...own];
}

/** What one place has, and what it lacks: "-" before its id. */
function placeOptions() {
  const options = (sign) => data.plans.map((plan) => [sign + plan.id, t(sign ? "ofLacking" : "ofHaving", { n: plan.name })]);
  return [["", t("any")], [null, t("ofHas"), options("")], [null, t("ofLacks"), options("-")]];
}

function conceptOptions() {
  const concepts = [...new Set(data.groups.map((group) => group.concept).filter(Boolean))];
  return [["", t("any")], ...concepts.map((name) => [name, named(name)]), ["-", t("noConcept")]];
}

function sectionOptions() {
  const places = data.plans.map((plan, index) => {
    const sections = [...new Set(plan.items.map((item) => item.section).filter(Boolean))];
    return [null, plan.name, sections.map((name) => [`${index}:${name}`, name])];
  });
  return [["", t("any")], ...places.filter(([, , inner]) => inner.length)];
}

/** Places to show or hide: boxes for a few, for many a picker with a search, by province and city. */
function placeBoxes(refresh) {
  const { hidden } = state.filter;
  const boxes = data.plans.map((plan, index) => h("input", {
    type: "checkbox", value: plan.id, checked: !hidden.has(index),
    onchange: (event) => show([index], event.target.checked),
  }));
  const count = h("span", {});
  const show = (indices, shown) => {
    for (const index of indices) {
      boxes[index].checked = shown;
      if (shown) hidden.delete(index);
      else hidden.add(index);
    }
    tell();
    refresh();
  };
  const tell = () => (count.textContent = `${t("placesShown")} ${data.plans.length - hidden.size}/${data.plans.length}`);
  tell();
  const all = data.plans.map((_, index) => index);
  const button = (key, shown) => h("button", { type: "button", class: "quiet small", onclick: () => show(all, shown) }, t(key));
  const buttons = boxes.length > 2 ? [button("allShown", true), button("noneShown", false)] : null;
  const label = (index) => h("label", { "data-name": data.plans[index].name }, boxes[index], h("span", {}, data.plans[index].name));
  if (data.plans.length <= FEW_PLACES) return h("fieldset", { class: "places" }, h("legend", {}, t("placesShown")), all.map(label), buttons);
  return h("details", { class: "picker", id: "picker" }, h("summary", {}, count), h("div", { class: "picker-body" }, pickerSearch(), buttons, regions().map(([name, indices]) => region(name, indices, label, show))));
}

function pickerSearch() {
  const narrow = (event) => {
    const wanted = fold(event.target.value);
    /** @type {NodeListOf<HTMLElement>} */
    const labels = document.querySelectorAll("#picker label[data-name]");
    /** @type {NodeListOf<HTMLElement>} */
    const areas = document.querySelectorAll("#picker .region");
    for (const label of labels) label.hidden = !fold(label.dataset.name).includes(wanted);
    for (const found of areas) found.hidden = !found.querySelector("label[data-name]:not([hidden])");
  };
  return h("input", { type: "search", class: "picker-search", "aria-label": t("pickerSearch"), placeholder: t("pickerSearch"), oninput: narrow });
}

/** Places by province and city, as their documents print them. */
function regions() {
  const found = new Map();
  data.plans.forEach((plan, index) => {
    const name = [plan.province, plan.city].filter(Boolean).join(" · ") || t("elsewhere");
    found.set(name, [...(found.get(name) || []), index]);
  });
  return [...found].sort(([one], [other]) => one.localeCompare(other, "zh"));
}

function region(name, indices, label, show) {
  const press = (shown) => () => show(indices, shown);
  const button = (key, shown) => h("button", { type: "button", class: "quiet small", "aria-label": `${name} ${t(key)}`, onclick: press(shown) }, t(key));
  return h("fieldset", { class: "region" }, h("legend", {}, name), button("allShown", true), button("noneShown", false), indices.map(label));
}
