// In: kinship of texts. Out: how much each pair shares word for word, their clauses side by side with differences marked,
// whose documents are cited, and the inferred wording of a parent that nobody has seen.

import { chip, data, decode, h, more, percent, t } from "./core.js";
import { markWords } from "./differing.js";
import { openEvidence } from "./evidence.js";
import { box } from "./overview.js";

export function viewKinship(pair) {
  const { kinships, clauses, parents, citations } = more();
  return [
    h("h1", {}, t("kinshipView")),
    h("p", { class: "lead" }, t("kinshipNote")),
    kinships.length ? h("section", {}, h("h2", {}, t("kinshipPairs")), h("p", { class: "note" }, t("kinshipPairsNote")), kinshipTable(kinships)) : null,
    clauses.length ? h("section", {}, h("h2", {}, t("origins")), originBars(clauses)) : null,
    clauses.some((clause) => clause.other) ? h("section", {}, h("h2", {}, t("clausesBeside")), clausePanel(kinships, clauses, pair)) : null,
    parents.map(parentSection),
    citations.length ? h("section", { class: "limits" }, h("h2", {}, t("cited")), citationList(citations)) : null,
  ];
}

function kinshipTable(kinships) {
  const shares = new Map();
  for (const [left, right, leftShare, rightShare] of kinships) {
    shares.set(`${left}-${right}`, leftShare);
    shares.set(`${right}-${left}`, rightShare);
  }
  const heads = [h("td"), ...data.plans.map((plan) => h("th", { scope: "col" }, plan.name))];
  const rows = data.plans.map((plan, i) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, plan.name),
      data.plans.map((other, j) => {
        const share = shares.get(`${i}-${j}`);
        if (i === j || share === undefined) return h("td", { class: "own" }, "");
        const link = h("a", { href: pairHash(plan, other) }, h("b", {}, percent(share)));
        return h("td", { class: `heat-${Math.min(6, Math.floor(share * 10))}` }, link);
      }),
    ),
  );
  return box(t("kinshipPairs"), h("table", { class: "heat", id: "kinship" }, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows)));
}

function pairHash(one, other) {
  return `#/kinship/${encodeURIComponent(one.id)}~${encodeURIComponent(other.id)}`;
}

/** For each place how many clauses are inherited, adapted, new. */
function originBars(clauses) {
  const kinds = ["inherited", "adapted", "new"];
  const counts = data.plans.map((_, plan) => kinds.map((kind) => clauses.filter((clause) => clause.plan === plan && clause.origin === kind).length));
  return [
    h("p", { class: "legend" }, kinds.map((kind) => h("span", { class: `swatch origin-${kind}` }, t(`origin_${kind}`)))),
    h(
      "ol",
      { class: "bars", id: "origins" },
      counts.map((found, plan) => {
        const all = found.reduce((sum, count) => sum + count, 0);
        if (!all) return null;
        const parts = found.map((count, i) => {
          const part = h("span", { class: `origin-${kinds[i]}`, title: `${t(`origin_${kinds[i]}`)} ${count}` });
          part.style.width = `${(count / all) * 100}%`;
          return part;
        });
        return h("li", {}, h("span", { class: "bar-name" }, data.plans[plan].name), h("span", { class: "bar-track stacked", "aria-hidden": "true" }, parts), h("span", { class: "bar-value" }, found.join(" / ")));
      }),
    ),
  ];
}

function clausePanel(kinships, clauses, pair) {
  const list = h("div", { class: "clauses", id: "clauses" });
  const number = (id) => data.plans.findIndex((plan) => plan.id === id);
  const asked = (pair || "").split("~").map((id) => number(decode(id)));
  const closest = [...kinships].sort((a, b) => Math.max(b[2], b[3]) - Math.max(a[2], a[3]))[0];
  const linked = clauses.find((clause) => clause.other);
  const chosen = asked.length === 2 && asked.every((plan) => plan >= 0) ? asked : closest ? [closest[0], closest[1]] : [linked.plan, linked.other.plan];
  const draw = () => list.replaceChildren(...clausePairs(clauses, chosen));
  const choose = (side, label) =>
    h(
      "label",
      { class: "field" },
      h("span", {}, label),
      h(
        "select",
        {
          id: `kin-${side}`,
          onchange: (event) => {
            chosen[side] = Number(event.target.value);
            draw();
          },
        },
        data.plans.map((plan, index) => h("option", { value: String(index), selected: index === chosen[side] }, plan.name)),
      ),
    );
  draw();
  return [h("div", { class: "filters" }, choose(0, t("leftPlace")), choose(1, t("rightPlace"))), h("p", { class: "note" }, t("clausesNote")), list];
}

/** Clauses of either place whose nearest kin is in the other, in the order in which the later text has them. */
function clausePairs(clauses, [left, right]) {
  const between = (one, two) => clauses.filter((clause) => clause.plan === one && clause.other && clause.other.plan === two && clause.origin !== "new");
  const turned = between(right, left).map((clause) => ({ ...clause, plan: left, fact: clause.other.fact, other: { plan: right, fact: clause.fact } }));
  const found = between(left, right).length ? between(left, right) : turned;
  if (!found.length) return [h("p", { class: "empty" }, t("noClauses"))];
  const side = (plan, fact, words) => h("button", { type: "button", class: "printed-button", "aria-haspopup": "dialog", onclick: () => openEvidence(plan, fact) }, words);
  return [
    h("div", { class: "clause clause-head" }, h("span", {}, data.plans[left].name), h("span", {}, data.plans[right].name), h("span", {}, t("likeness"))),
    ...found.map((clause) => {
      const [one, two] = [clause.fact.quote, clause.other.fact.quote];
      return h(
        "div",
        { class: "clause" },
        side(left, clause.fact, markWords(two, one)),
        side(right, clause.other.fact, markWords(one, two)),
        h("span", { class: "small" }, h("span", { class: `swatch origin-${clause.origin}` }, t(`origin_${clause.origin}`)), ` ${clause.likeness.toFixed(2)}`),
      );
    }),
  ];
}

function parentSection(parent) {
  return h(
    "section",
    { class: "parent" },
    h("h2", {}, t("inferredParent"), h("span", { class: "muted small" }, `　${parent.key}`)),
    h("p", { class: "note" }, h("span", { class: "tag inferred" }, t("inferred")), ` ${t("inferredNote", { n: parent.children.map((plan) => data.plans[plan].name).join("、") })}`),
    parent.titles.length ? h("p", { class: "small" }, parent.titles.map((title) => `《${title}》`).join("　")) : null,
    h(
      "details",
      { class: "full" },
      h("summary", {}, t("inferredClauses", { n: parent.clauses.length })),
      h(
        "ol",
        { class: "lines numbered" },
        parent.clauses.map(([wording, agrees, children]) =>
          h("li", {}, h("span", { class: agrees ? "printed" : "printed uncertain" }, wording), " ", children.map(([plan, fact]) => chip(plan, { ...fact, label: [data.plans[plan].name, data.plans[plan].name] }))),
        ),
      ),
    ),
  );
}

function citationList(citations) {
  return data.plans.map((plan, index) => {
    const own = citations.filter((citation) => citation.plan === index);
    if (!own.length) return null;
    return h(
      "div",
      {},
      h("h3", {}, plan.name),
      h("ul", { class: "lines" }, own.map((citation) => h("li", {}, chip(index, citation.fact), h("span", { class: citation.resolved ? "small" : "small muted" }, citation.resolved ? citation.place : t("unresolved"))))),
    );
  });
}
