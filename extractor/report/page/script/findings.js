// In: differences and problems. Out: the view of all differences, and that of all problems by document.

import { dotChart, EDGE, groupHash, placeLegend, s, savedChart } from "./charts.js";
import { contrastTable } from "./contrasts.js";
import { data, groupName, h, state, t, w } from "./core.js";
import { openEvidence } from "./evidence.js";
import { ladder } from "./group.js";

export function viewDifferences() {
  const list = h("div", {});
  const kinds = new Map(data.groups.flatMap((group) => group.differences.map((d) => [d.kind, d.aspect])));
  const refresh = () => {
    const kept = (group) => group.differences.filter((d) => !d.agrees && (!state.aspect || d.kind === state.aspect));
    const sections = data.groups.filter((group) => kept(group).length).map((group) =>
      h(
        "section",
        { class: "difference" },
        h("h2", {}, h("a", { href: `#/group/${encodeURIComponent(group.id)}` }, groupName(group))),
        kept(group).map((difference) => ladder(difference)),
      ),
    );
    const plot = ladderPlot((d) => !d.agrees && (!state.aspect || d.kind === state.aspect));
    list.replaceChildren(...(sections.length ? [plot, ...sections].filter(Boolean) : [h("p", { class: "empty" }, t("noDifferences"))]));
  };
  const choose = (event) => {
    state.aspect = event.target.value;
    refresh();
  };
  const options = [["", data.words.any], ...kinds].map(([kind, name]) =>
    h("option", { value: kind, selected: kind === state.aspect }, w(name)),
  );
  refresh();
  return [
    h("h1", {}, t("differences")),
    h("p", { class: "lead" }, t("readDifferences")),
    contrastTable(),
    h("label", { class: "field narrow" }, h("span", {}, t("aspect")), h("select", { id: "aspect", onchange: choose }, options)),
    list,
  ];
}

/** All ladders that rank places, of one aspect or of all, as rows of dots from loose to strict; who is strictest how often. */
function ladderPlot(kept) {
  const rows = [];
  const strictest = new Map();
  for (const group of data.groups) {
    for (const difference of group.differences.filter(kept)) {
      const ranked = difference.readings.filter((reading) => reading.position !== null);
      if (new Set(ranked.map((reading) => reading.plan)).size < 2) continue;
      if (difference.kind !== "weight") for (const plan of new Set(ranked.filter((r) => r.rank === 1).map((r) => r.plan))) strictest.set(plan, (strictest.get(plan) || 0) + 1);
      rows.push({
        name: groupName(group),
        href: groupHash(group),
        under: [w(difference.aspect), difference.label === difference.aspect[0] ? "" : difference.label].filter(Boolean).join(" · "),
        marks: ranked.map((reading) => ({
          plan: reading.plan,
          share: reading.position,
          label: `${data.plans[reading.plan].name}${t("colon")}${w(reading.fact.label)}`,
          value: w(reading.fact.label),
          press: () => openEvidence(reading.plan, reading.fact),
        })),
        note: difference.spread ? t("spreadOf", { n: w(difference.spread) }) : "",
      });
    }
  }
  if (!rows.length) return null;
  const head = s("svg", { class: "dots axis ends", width: "100%", height: 22 }, s("text", { x: `${EDGE}%`, y: 15 }, t("loose")), s("text", { x: `${100 - EDGE}%`, y: 15 }, t("strict")));
  const order = [...strictest].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const told = order.map(([plan, count]) => `${data.plans[plan].name} ${count}`).join(t("comma"));
  return h(
    "section",
    { class: "ladder-plot" },
    h("h2", {}, t("ladderPlot")),
    told ? h("p", { class: "note", id: "strictest" }, t("strictestCount", { n: told })) : null,
    placeLegend(data.plans.map((_, index) => index).filter((plan) => rows.some((row) => row.marks.some((mark) => mark.plan === plan)))),
    savedChart("ladder", dotChart(rows, head, [0, 0.5, 1])),
  );
}

export function viewProblems() {
  return [
    h("h1", {}, t("problems")),
    h("p", { class: "lead" }, t("problemsNote")),
    data.plans.map((plan, index) =>
      h(
        "section",
        { class: "problems" },
        h("h2", {}, plan.name, h("span", { class: "muted small" }, `　${plan.title}`)),
        plan.problems.length ? h("ul", {}, plan.problems.map((problem) => problemLine(index, problem))) : h("p", { class: "note" }, t("noProblems")),
        plan.share === null ? null : h("p", { class: "note share" }, t("readShare", { n: `${(100 * plan.share).toFixed(1)}%` })),
        ["unread", "doubts"].filter((kind) => plan[kind].length).map((kind) => [h("h3", {}, t(kind)), h("ul", { class: kind }, plan[kind].map((fact) => toldLine(index, fact)))]),
      ),
    ),
  ];
}

export function problemLine(planIndex, problem) {
  const fact = { ...problem.fact, label: problem.message };
  return h(
    "li",
    {},
    h("span", { class: `severity severity-${problem.severity}` }, w(problem.severityName)),
    h(
      "div",
      {},
      h("p", {}, w(problem.message)),
      h("p", { class: "muted small", title: problem.code }, [w(problem.stage), problem.item, w(problem.codeName)].filter(Boolean).join(" · ")),
    ),
    h("span", {}, [fact, problem.other].filter((place) => place.at).map((place, index) => printedButton(planIndex, place, index))),
  );
}

function printedButton(planIndex, fact, index) {
  const words = index ? t("seeOther") : t("seePrinted");
  return h("button", { type: "button", class: "quiet", "aria-haspopup": "dialog", onclick: () => openEvidence(planIndex, fact) }, words);
}

export function toldLine(planIndex, fact) {
  // The Chinese words quote the stretch; the English ones do not.
  const quoted = state.lang === "en" && fact.quote ? h("p", { class: "muted small", lang: "zh-Hans" }, fact.quote) : null;
  return h("li", {}, h("span", {}), h("div", {}, h("p", {}, w(fact.label)), quoted), fact.at ? printedButton(planIndex, fact, 0) : null);
}
