// In: duties, staffing and networks. Out: who leads where by function, tasks without a body, and the network of both.

import { groupHash } from "./charts.js";
import { data, h, itemOf, itemTag, more, named, t } from "./core.js";
import { dutyHash } from "./duty.js";
import { openEvidence, openSheet } from "./evidence.js";
import { networkPanel } from "./network.js";
import { box } from "./overview.js";
import { csvButton } from "./saving.js";

export function viewBodies(chosen) {
  const { functions, breadth, orphans, networks } = more();
  return [
    h("h1", {}, t("bodiesView")),
    h("p", { class: "lead" }, t("bodiesNote")),
    networks.length ? h("section", {}, h("h2", {}, t("network")), networkPanel(networks, chosen)) : null,
    functions.length ? h("section", {}, h("h2", {}, t("functions")), h("p", { class: "note" }, t("functionsNote")), functionsTable(functions)) : null,
    breadth.length ? h("section", {}, h("h2", {}, t("breadth")), breadthTable(breadth)) : null,
    orphans.length ? h("section", { class: "limits" }, h("h2", {}, t("orphans")), orphanLists(orphans)) : null,
  ];
}

function functionsTable(functions) {
  const most = Math.max(1, ...functions.flatMap((found) => found.counts));
  const heads = [t("duty"), ...data.plans.map((plan) => plan.name)].map((name) => h("th", { scope: "col" }, name));
  const rows = functions.map((found) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, h("a", { href: dutyHash(found) }, named(found.label))),
      found.counts.map((count, plan) =>
        count
          ? h("td", { class: `heat-${Math.min(6, Math.ceil((count / most) * 6))}` }, h("button", { type: "button", class: "linklike", "aria-haspopup": "dialog", "aria-label": `${found.label} ${data.plans[plan].name} ${count}`, onclick: () => openDuty(found, plan) }, String(count)))
          : h("td", { class: "mark-no" }, "·"),
      ),
    ),
  );
  return boxOf("functions", t("functions"), heads, rows, "coverage tallbox");
}

/** A table in its own box, with a button that copies it as CSV. */
export function boxOf(id, label, heads, rows, kind) {
  const table = h("table", { id }, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows));
  return h("div", { class: kind }, box(label, table), csvButton(table));
}

/** A measure's name, with its page where it has a group. */
export function jumpGroup(at, label) {
  const group = data.groups[at];
  return group ? h("a", { href: groupHash(group) }, label) : label;
}

/** What one function has to do in one place: its names there, and its items by role. */
function openDuty(found, plan) {
  const [, names, roles] = found.duties.find(([owner]) => owner === plan);
  openSheet(
    data.plans[plan].name,
    found.label,
    h("p", { class: "muted" }, names),
    roles.map(([role, members]) => [
      h("h3", {}, `${t(`role_${role}`)}（${members.length}）`),
      h("ul", { class: "lines" }, members.map((member) => h("li", {}, itemTag(itemOf(member)), " ", itemLink(member)))),
    ]),
  );
}

/** An item's title; it opens the printed words. */
export function itemLink(member) {
  const item = itemOf(member);
  return h("button", { type: "button", class: "linklike", "aria-haspopup": "dialog", onclick: () => openEvidence(member[0], item.title) }, item.title.quote || "—");
}

function breadthTable(breadth) {
  const kinds = ["none", "single", "several", "everybody"];
  const heads = [t("place"), ...kinds.map((kind) => t(`breadth_${kind}`))].map((name, i) => h("th", { scope: "col", class: i ? "count" : null }, name));
  const rows = breadth.map((counts, plan) => h("tr", {}, h("th", { scope: "row" }, data.plans[plan].name), counts.map((count) => h("td", { class: "count" }, String(count)))));
  return boxOf("breadth", t("breadth"), heads, rows, "narrowbox");
}

function orphanLists(orphans) {
  return data.plans.map((plan, index) => {
    // A table without a column for bodies could name none: its rows are no tasks that nobody answers for.
    const names = (kind) => plan.items.some((item) => item.kind === kind && item.units.length);
    const all = orphans.filter(([owner]) => owner === index);
    const own = all.filter((member) => names(itemOf(member).kind));
    if (all.length && !own.length) return h("p", { class: "note" }, t("noBodyColumn", { n: plan.name, m: all.length }));
    if (!own.length) return null;
    return h(
      "details",
      { class: "full" },
      h("summary", {}, `${plan.name}（${own.length}）`),
      h("ul", { class: "lines" }, own.map((member) => h("li", {}, itemTag(itemOf(member)), " ", itemLink(member)))),
    );
  });
}
