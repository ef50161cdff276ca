// In: differences and problems. Out: the view of all differences, and that of all problems by document.

function viewDifferences() {
  const found = data.groups.filter((group) => group.differences.length);
  return [
    h("h1", {}, t("differences")),
    h("p", { class: "lead" }, t("readDifferences")),
    found.length
      ? found.map((group) =>
          h(
            "section",
            { class: "difference" },
            h("h2", {}, h("a", { href: `#/group/${encodeURIComponent(group.id)}` }, group.label)),
            group.differences.map(ladder),
          ),
        )
      : h("p", { class: "empty" }, t("noDifferences")),
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
