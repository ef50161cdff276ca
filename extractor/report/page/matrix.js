// In: the groups. Out: the matrix, one row a measure, one column a place, with search and filters.

const CHIPS = 4;

function viewMatrix() {
  const body = h("div", { id: "matrix-body" });
  const count = h("p", { class: "note", id: "matrix-count", role: "status", "aria-live": "polite" });
  const refresh = () => {
    const groups = data.groups.filter(fits);
    count.textContent = t("count", { n: data.groups.length, m: groups.length });
    body.replaceChildren(groups.length ? matrixTable(groups) : h("p", { class: "empty" }, t("nothing")));
  };
  refresh();
  return [h("h1", {}, t("matrix")), filterBar(refresh), count, body];
}

/** All words of a group that the search looks through, made once. */
function words(group) {
  if (!group.words) {
    const found = [group.label, group.concept];
    for (const member of group.members) {
      const item = itemOf(member);
      found.push(item.title.quote, item.section);
      for (const field of ["texts", "units", "targets", "deadlines", "rules"]) {
        for (const fact of item[field]) found.push(fact.quote, ...fact.label);
      }
    }
    group.words = found.join("\n").toLowerCase();
  }
  return group.words;
}

function fits(group) {
  const { query, show, concept, section, hidden } = state.filter;
  const shown = data.plans.map((_, index) => index).filter((index) => !hidden.has(index));
  const has = plansOf(group);
  const present = shown.filter((index) => has.has(index)).length;
  if (!present) return false;
  if (show === "shared" && present < 2) return false;
  if (show === "every" && present < shown.length) return false;
  if (show === "lone" && present !== 1) return false;
  if (show === "differing" && !group.differs) return false;
  if (show === "units" && !group.unitsDiffer) return false;
  if (concept && (concept === "-" ? group.concept : group.concept !== concept)) return false;
  if (section && !group.members.some((m) => !hidden.has(m[0]) && `${m[0]}:${itemOf(m).section}` === section)) return false;
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return wanted.every((word) => words(group).includes(word));
}

function filterBar(refresh) {
  const filter = state.filter;
  const choose = (key, label, options) =>
    h(
      "label",
      { class: "field" },
      h("span", {}, label),
      h(
        "select",
        {
          id: `filter-${key}`,
          onchange: (event) => {
            filter[key] = event.target.value;
            refresh();
          },
        },
        options.map(([value, name, inner]) =>
          inner
            ? h("optgroup", { label: name }, inner.map(([v, n]) => h("option", { value: v, selected: filter[key] === v }, n)))
            : h("option", { value, selected: filter[key] === value }, name),
        ),
      ),
    );
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
    choose("show", t("show"), showOptions()),
    choose("concept", t("concept"), conceptOptions()),
    choose("section", t("section"), sectionOptions()),
    placeBoxes(refresh),
  );
}

function showOptions() {
  const names = { all: "showAll", shared: "showShared", every: "showEvery", lone: "showLone", differing: "showDiffering", units: "showUnits" };
  return Object.entries(names).map(([value, key]) => [value, t(key)]);
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
  const toggle = (index) => (event) => {
    if (event.target.checked) state.filter.hidden.delete(index);
    else state.filter.hidden.add(index);
    refresh();
  };
  return h(
    "fieldset",
    { class: "places" },
    h("legend", {}, t("placesShown")),
    data.plans.map((plan, index) =>
      h(
        "label",
        {},
        h("input", { type: "checkbox", value: plan.id, checked: !state.filter.hidden.has(index), onchange: toggle(index) }),
        h("span", {}, plan.name),
      ),
    ),
  );
}

/** Roles are spelled out, since a phone shows the rows as cards and would take a table's meaning away with its looks. */
function matrixTable(groups) {
  const shown = data.plans.map((_, index) => index).filter((index) => !state.filter.hidden.has(index));
  const table = h(
    "table",
    { class: "matrix", id: "matrix", role: "table" },
    h(
      "thead",
      { role: "rowgroup" },
      h("tr", { role: "row" }, ["", ...shown].map((index) => h("th", { scope: "col", role: "columnheader" }, index === "" ? t("measure") : data.plans[index].name))),
    ),
    h("tbody", { role: "rowgroup" }, groups.map((group) => matrixRow(group, shown))),
  );
  const scroller = box(t("matrix"), table);
  scroller.classList.add("tall");
  scroller.addEventListener("scroll", () => (state.boxScroll = scroller.scrollTop));
  return scroller;
}

function matrixRow(group, shown) {
  const open = (event) => {
    if (!event.target.closest("a, button") && !String(getSelection())) go(`#/group/${encodeURIComponent(group.id)}`);
  };
  return h(
    "tr",
    { onclick: open, "data-group": group.id, role: "row" },
    h(
      "th",
      { scope: "row", role: "rowheader" },
      h("a", { href: `#/group/${encodeURIComponent(group.id)}` }, group.label),
      group.concept && group.concept !== group.label ? h("span", { class: "muted block" }, group.concept) : null,
      h(
        "span",
        { class: "muted block" },
        t(plansOf(group).size === 1 ? "placeCount" : "placesCount", { n: plansOf(group).size }),
        group.differs ? h("span", { class: "differs" }, t("differs")) : null,
      ),
    ),
    shown.map((index) => matrixCell(group, index)),
  );
}

function matrixCell(group, index) {
  const members = group.members.filter(([plan]) => plan === index);
  const place = data.plans[index].name;
  if (!members.length) return h("td", { class: "absent", "data-place": place, role: "cell" }, h("span", {}, t("absent")));
  return h("td", { "data-place": place, role: "cell" }, members.map((member) => cellItem(group, member)));
}

/** One item in a cell: its title, then its most telling values; the rest is one step away. */
function cellItem(group, member) {
  const item = itemOf(member);
  const targets = item.targets.map(withMetric);
  const facts = [item.points, ...targets, ...unique(item.deadlines), ...item.units.slice(0, 1)].filter(Boolean);
  const kept = facts.slice(0, CHIPS);
  const rest = facts.length - kept.length + Math.max(0, item.units.length - 1) + item.rules.length;
  return h(
    "div",
    { class: "cell-item" },
    h("p", {}, itemTag(item), " ", item.title.quote),
    h(
      "div",
      { class: "chips" },
      kept.map((fact) => chip(member[0], fact)),
      rest > 0 ? h("a", { class: "more", href: `#/group/${encodeURIComponent(group.id)}` }, t("more", { n: rest })) : null,
    ),
  );
}

function unique(facts) {
  const seen = new Set();
  return facts.filter((fact) => !seen.has(fact.label[0]) && seen.add(fact.label[0]));
}
