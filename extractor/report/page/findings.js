// In: differences and problems. Out: the view of all differences, and that of all problems by document.

function viewDifferences() {
  const list = h("div", {});
  const kinds = new Map(data.groups.flatMap((group) => group.differences.map((d) => [d.kind, d.aspect])));
  const refresh = () => {
    const kept = (group) => group.differences.filter((d) => !d.agrees && (!state.aspect || d.kind === state.aspect));
    const sections = data.groups.filter((group) => kept(group).length).map((group) =>
      h(
        "section",
        { class: "difference" },
        h("h2", {}, h("a", { href: `#/group/${encodeURIComponent(group.id)}` }, group.label)),
        kept(group).map(ladder),
      ),
    );
    list.replaceChildren(...(sections.length ? sections : [h("p", { class: "empty" }, t("noDifferences"))]));
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
    h("label", { class: "field narrow" }, h("span", {}, t("aspect")), h("select", { id: "aspect", onchange: choose }, options)),
    list,
  ];
}

function viewProblems() {
  return [
    h("h1", {}, t("problems")),
    h("p", { class: "lead" }, t("problemsNote")),
    data.plans.map((plan, index) =>
      h(
        "section",
        { class: "problems" },
        h("h2", {}, plan.name, h("span", { class: "muted small" }, `　${plan.title}`)),
        plan.problems.length ? h("ul", {}, plan.problems.map((problem) => problemLine(index, problem))) : h("p", { class: "note" }, t("noProblems")),
      ),
    ),
  ];
}

function problemLine(planIndex, problem) {
  const fact = { ...problem.fact, label: problem.message };
  return h(
    "li",
    {},
    h("span", { class: `severity severity-${problem.severity}` }, w(problem.severityName)),
    h(
      "div",
      {},
      h("p", {}, w(problem.message)),
      h("p", { class: "muted small" }, [w(problem.stage), problem.item, problem.code].filter(Boolean).join(" · ")),
    ),
    problem.fact.at
      ? h("button", { type: "button", class: "quiet", "aria-haspopup": "dialog", onclick: () => openEvidence(planIndex, fact) }, t("seePrinted"))
      : null,
  );
}
