// In: a place's plans of several years, and plans with their superiors'. Out: what changed, and who asks for more or less.

import { boxOf, jumpGroup } from "./bodies.js";
import { data, groupName, h, more, state, t, w } from "./core.js";

export function viewYears() {
  return viewPairs("years", more().changes, more().changeNames);
}

export function viewLevels() {
  return viewPairs("levels", more().gaps, more().gapNames);
}

/** One section for each pair of plans; what became of each number or item, narrowed to one sort if a reader wants. */
function viewPairs(view, found, names) {
  if (!found.length) return [h("h1", {}, t(`${view}View`)), h("p", { class: "lead" }, t(`${view}Note`)), h("p", { class: "empty" }, t(`${view}None`))];
  const list = h("div", {});
  const refresh = () => {
    const pairs = new Map();
    for (const one of found) {
      if (state.pairs[view] && one.kind !== state.pairs[view]) continue;
      const key = `${one.left}:${one.right}`;
      pairs.set(key, [...(pairs.get(key) || []), one]);
    }
    list.replaceChildren(...[...pairs.values()].map((lines, at) => pairSection(view, lines, names, at)));
  };
  const counts = new Map();
  for (const one of found) counts.set(one.kind, (counts.get(one.kind) || 0) + 1);
  const options = [["", data.words.any], ...Object.entries(names).filter(([kind]) => counts.has(kind))];
  const choose = (event) => {
    state.pairs[view] = event.target.value;
    refresh();
  };
  refresh();
  return [
    h("h1", {}, t(`${view}View`)),
    h("p", { class: "lead" }, t(`${view}Note`)),
    h("p", { id: "pair-counts" }, [...counts].map(([kind, count]) => `${w(names[kind])} ${count}`).join("　·　")),
    h("label", { class: "field narrow" }, h("span", {}, t("change")), h("select", { id: "change", onchange: choose }, options.map(([kind, name]) => h("option", { value: kind, selected: kind === (state.pairs[view] || "") }, w(name))))),
    list,
  ];
}

/** The measure, and what of it is compared where the plan has no better name for it than 完成时限. */
function measureName(one) {
  const group = data.groups[one.group];
  const name = group ? groupName(group) : one.label;
  return [jumpGroup(one.group, name), name === one.label ? null : h("span", { class: "muted small block" }, one.label)];
}

function pairSection(view, lines, names, at) {
  const { left, right } = lines[0];
  const heads = [t("measure"), t("change"), data.plans[left].name, data.plans[right].name, t("gap")].map((name) => h("th", { scope: "col" }, name));
  const rows = lines.map((one) =>
    h("tr", { class: `change-${one.kind}` }, h("th", { scope: "row" }, measureName(one)), h("td", { class: "nowrap" }, w(names[one.kind])), h("td", { class: "words" }, one.leftQuote || "—"), h("td", { class: "words" }, one.rightQuote || "—"), h("td", { class: "nowrap" }, one.gap || "")),
  );
  const title = `${data.plans[left].name} → ${data.plans[right].name}（${lines.length}）`;
  return h("section", {}, h("h2", {}, title), boxOf(`${view}-${at}`, title, heads, rows, "pairs"));
}
