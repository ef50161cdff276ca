// In: the address behind the "#". Out: the view that it names. Esc leads back, as a reader expects.

import { viewBodies } from "./bodies.js";
import { append, data, decode, go, h, moreReady, state, StillPacked, t } from "./core.js";
import { viewDeadlines } from "./deadlines.js";
import { viewDuty } from "./duty.js";
import { dialog } from "./evidence.js";
import { readAddress } from "./filters.js";
import { viewDifferences, viewProblems } from "./findings.js";
import { viewGroup } from "./group.js";
import { finishAll } from "./idle.js";
import { viewKinship } from "./kinship.js";
import { viewMatrix } from "./matrix.js";
import { viewOverview } from "./overview.js";
import { viewPlan } from "./plan.js";
import { viewLevels, viewYears } from "./series.js";
import { viewOwn } from "./standing.js";
import { viewText } from "./text.js";

const VIEWS = [
  ["overview", () => viewOverview()],
  ["matrix", () => viewMatrix()],
  ["differences", () => viewDifferences()],
  ["deadlines", () => viewDeadlines()],
  ["bodies", (plan) => viewBodies(plan)],
  ["duty", (label) => viewDuty(label)],
  ["kinship", (pair) => viewKinship(pair)],
  ["years", () => viewYears()],
  ["levels", () => viewLevels()],
  ["own", (id) => viewOwn(id)],
  ["problems", () => viewProblems()],
  ["plan", (id) => viewPlan(id)],
  ["text", (id, at) => viewText(id, parseInterval(at))],
  ["group", (id) => viewGroup(id)],
];
const NAVIGATION = {
  overview: "overview", matrix: "matrix", differences: "differencesView", deadlines: "deadlinesView", bodies: "bodiesView",
  years: "yearsView", levels: "levelsView", own: "ownView", kinship: "kinshipView", problems: "problems", plan: "planView", text: "text",
};
const main = document.getElementById("main");

export function route() {
  const [name, ...rest] = location.hash.replace(/^#\/?/, "").split("?")[0].split("/").map(decode);
  const known = VIEWS.find(([view]) => view === name);
  return known ? [name, known[1], rest] : ["overview", viewOverview, []];
}

function parseInterval(written) {
  const match = /^(\d+)-(\d+)$/.exec(written || "");
  return match ? [Number(match[1]), Number(match[2])] : null;
}

function render(moved) {
  const [name, view, rest] = route();
  document.documentElement.lang = state.lang === "en" ? "en" : "zh-Hans";
  renderFrame(name);
  main.className = `view-${name}`;
  main.replaceChildren();
  try {
    append(main, view(...rest));
  } catch (error) {
    if (!(error instanceof StillPacked)) throw error;
    append(main, [h("p", { class: "empty", role: "status" }, t("unpacking"))]);
    moreReady().then(() => render(moved));
    return;
  }
  const heading = main.querySelector("h1");
  document.title = heading && name !== "overview" ? `${heading.textContent} · ${t("title")}` : t("title");
  const wanted = main.querySelector("mark.wanted");
  if (wanted) wanted.scrollIntoView({ block: "center" });
  else if (name === "matrix" && moved) restoreMatrix();
  else if (moved) scrollTo(0, 0);
  if (moved) main.focus({ preventScroll: true });
}

/** Back from a row, the matrix stands where it was left. */
function restoreMatrix() {
  const inner = state.boxScroll;
  scrollTo(0, state.matrixScroll);
  const scroller = main.querySelector(".box.tall");
  if (scroller) scroller.scrollTop = inner;
  const row = state.left ? main.querySelector(`tr[data-group="${CSS.escape(state.left)}"]`) : null;
  const { top, bottom } = row ? row.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  if (row && (bottom < 0 || top > innerHeight)) row.scrollIntoView({ block: "center" });
}

function renderFrame(name) {
  document.getElementById("skip").textContent = t("skip");
  document.getElementById("brand").textContent = t("title");
  const current = { group: "matrix", duty: "bodies" }[name] || name;
  document.getElementById("nav").replaceChildren(
    ...Object.entries(NAVIGATION).filter(([view]) => data.filled[view] !== false).map(([view, key]) =>
      h("a", { href: `#/${view}`, "aria-current": view === current ? "page" : null }, t(key)),
    ),
  );
  const dark = isDark();
  document.getElementById("tools").replaceChildren(
    h("button", { type: "button", class: "quiet", id: "language", title: t("languageHint"), lang: state.lang === "en" ? "zh-Hans" : "en", onclick: switchLanguage }, t("language")),
    h("button", { type: "button", class: "quiet", id: "theme", "aria-pressed": String(dark), onclick: switchTheme }, t(dark ? "themeLight" : "theme")),
    h("button", { type: "button", class: "quiet", id: "print", onclick: () => print() }, t("print")),
  );
}

function isDark() {
  return state.theme ? state.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function switchLanguage() {
  state.lang = state.lang === "en" ? "zh" : "en";
  render(false);
  document.getElementById("language").focus();
}

function switchTheme() {
  state.theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = state.theme;
  renderFrame(route()[0]);
  document.getElementById("theme").focus();
}

document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !dialog.open && route()[0] === "group") go("#/matrix");
  const typing = event.target instanceof Element && event.target.closest("input, select, textarea, dialog");
  if (event.key === "/" && !typing && document.getElementById("search")) {
    event.preventDefault();
    document.getElementById("search").focus();
  }
});
addEventListener("beforeprint", finishAll);
addEventListener("scroll", () => {
  if (main.className === "view-matrix") state.matrixScroll = scrollY;
});
addEventListener("hashchange", () => {
  if (dialog.open) dialog.close();
  readAddress();
  render(true);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => renderFrame(route()[0]));
readAddress();
render(false);
