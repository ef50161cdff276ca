// In: a network of bodies and tasks. Out: two columns with a line for each tie; a body or task that is chosen stands out.

import { itemLink } from "./bodies.js";
import { pressable, s } from "./charts.js";
import { data, h, t } from "./core.js";
import { chooser } from "./filters.js";
import { box } from "./overview.js";
import { saveButtons } from "./saving.js";
import { BODY_STEPS, READABLE, readable, thin, tieSteps } from "./thinning.js";

const LINE = 24;
const LEFT = 250;
const RIGHT = 560;
const CANVAS = 900;
const LONGEST_NAME = 22;
const SWEEPS = 6;
/** With more ties than this, each is drawn fainter. */
const CROWD = 60;

export function networkPanel(networks, chosen) {
  const drawing = h("div", {});
  const own = (network) => (network.plan < 0 ? "all" : data.plans[network.plan].id);
  let current = networks.find((network) => own(network) === chosen) || networks.find((network) => network.plan >= 0) || networks[0];
  let choice = readable(current);
  const controls = h("div", { class: "filters", id: "network-controls" });
  const draw = () => drawing.replaceChildren(...drawNetwork(current, choice));
  const restart = () => {
    choice = readable(current);
    controls.replaceChildren(...thinningControls(current, choice, draw));
    draw();
  };
  const choose = (event) => {
    current = networks.find((network) => own(network) === event.target.value);
    restart();
  };
  restart();
  const options = networks.map((network) => h("option", { value: own(network), selected: network === current }, network.plan < 0 ? t("allPlaces") : data.plans[network.plan].name));
  return [
    h("label", { class: "field narrow" }, h("span", {}, t("place")), h("select", { id: "network-plan", onchange: choose }, options)),
    controls,
    h("p", { class: "note" }, t("networkNote")),
    drawing,
  ];
}

/** What a large network is thinned by: places a tie stands in, how many bodies, a name to look for. */
function thinningControls(network, choice, draw) {
  const look = h("label", { class: "field" }, h("span", {}, t("networkFind")), h("input", { type: "search", id: "network-find", autocomplete: "off", oninput: (event) => { choice.query = event.target.value; draw(); } }));
  if (network.edges.length <= READABLE) return [look];
  const change = (key) => (value) => { choice[key] = Number(value); draw(); };
  const number = (key) => (n) => [n, t(key, { n })];
  const steps = tieSteps(network);
  return [
    look,
    steps.length > 1 ? chooser("network-least", t("networkLeast"), steps.map(number("networkLeastOf")), choice.least, change("least")) : null,
    chooser("network-most", t("networkMost"), BODY_STEPS.map(number("networkMostOf")), choice.most, change("most")),
  ].filter(Boolean);
}

/** Both columns in an order in which lines cross little: each node where those that it is tied to are on average, the
 * busiest bodies on top at first, then a few sweeps to and fro. */
function layOut(network, edges) {
  const bodies = [...new Set(edges.map(([source]) => source))].sort((a, b) => network.nodes[b][2] - network.nodes[a][2] || a - b);
  const tasks = [...new Set(edges.map(([, target]) => target))];
  const sweep = (moving, still, [from, to]) => {
    const rank = new Map(still.map((node, index) => [node, index / still.length]));
    const sums = new Map(moving.map((node) => [node, [0, 0]]));
    for (const edge of edges) {
      const sum = sums.get(edge[to]);
      sum[0] += rank.get(edge[from]);
      sum[1] += 1;
    }
    const mean = new Map([...sums].map(([node, [sum, count]]) => [node, count ? sum / count : 1]));
    moving.sort((a, b) => mean.get(a) - mean.get(b) || a - b);
  };
  for (let turn = 0; turn < SWEEPS; turn += 1) {
    sweep(tasks, bodies, [0, 1]);
    sweep(bodies, tasks, [1, 0]);
  }
  const rows = Math.max(bodies.length, tasks.length, 1);
  const height = (list, index) => (rows * (index + 0.5) * LINE) / list.length + LINE / 2;
  const places = new Map();
  for (const column of [bodies, tasks]) column.forEach((node, index) => places.set(node, height(column, index)));
  return { bodies, tasks, places, tall: rows * LINE + LINE };
}

function drawNetwork(network, choice) {
  const edges = thin(network, choice);
  if (!edges.length) return [h("p", { class: "empty" }, t("nothing"))];
  const { bodies, tasks, places, tall } = layOut(network, edges);
  const lines = edges.map(([source, target, role, plans]) => {
    const [y1, y2] = [places.get(source), places.get(target)];
    const bend = (LEFT + RIGHT) / 2;
    const line = s("path", { class: `tie tie-${role}`, d: `M${LEFT},${y1}C${bend},${y1} ${bend},${y2} ${RIGHT},${y2}`, "stroke-width": Math.min(5, 0.6 + 0.5 * plans.length) });
    return { source, target, line, role, plans };
  });
  const details = h("div", { class: "network-details", id: "network-details", role: "status", "aria-live": "polite" });
  const marks = new Map();
  const choose = (node) => {
    const on = marks.get(node).classList.contains("chosen") ? null : node;
    const near = new Set();
    for (const { source, target, line } of lines) {
      const lit = source === on || target === on;
      line.classList.toggle("lit", lit);
      line.classList.toggle("dim", on !== null && !lit);
      if (lit) near.add(source).add(target);
    }
    for (const [other, mark] of marks) {
      mark.classList.toggle("chosen", other === on);
      mark.classList.toggle("dim", on !== null && !near.has(other) && other !== on);
      mark.setAttribute("aria-pressed", String(other === on));
    }
    details.replaceChildren(...(on === null ? [] : tellNode(network, on, lines)));
  };
  for (const node of [...bodies, ...tasks]) marks.set(node, drawNode(network, node, places.get(node), choose));
  const drawing = s("svg", { class: edges.length > CROWD ? "network crowded" : "network", id: "network", viewBox: `0 0 ${CANVAS} ${tall}`, role: "group", "aria-label": t("network") }, lines.map((tie) => tie.line), [...marks.values()]);
  const told = edges.length < network.edges.length ? h("p", { class: "note", id: "network-told" }, t("networkTold", { n: edges.length, m: network.edges.length })) : null;
  return [told, box(t("network"), drawing), saveButtons("network", () => drawing), details].filter(Boolean);
}

function drawNode(network, node, y, choose) {
  const [body, label, degree] = network.nodes[node];
  const text = Array.from(label);
  const shown = text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME - 1).join("")}…` : label;
  const x = body ? LEFT : RIGHT;
  return pressable(
    { class: body ? "node node-body" : "node", "aria-pressed": "false" },
    `${label}（${degree}）`,
    () => choose(node),
    s("rect", { class: "reach", x: body ? 0 : x - 8, y: y - LINE / 2, width: body ? LEFT + 8 : CANVAS - RIGHT, height: LINE }),
    s("circle", { cx: x, cy: y, r: Math.min(8, 2.5 + Math.sqrt(degree)) }),
    s("text", { x: body ? x - 14 : x + 14, y: y + 4.5, "text-anchor": body ? "end" : "start" }, shown),
  );
}

/** The ties of a chosen node as a list, for those who cannot follow lines. */
function tellNode(network, node, lines) {
  const ties = lines.filter(({ source, target }) => source === node || target === node);
  const line = ({ source, target, role, plans }) => {
    const other = source === node ? target : source;
    const [, label, , at] = network.nodes[other];
    const name = Array.isArray(at) ? itemLink(at) : at ? h("a", { href: `#/group/${encodeURIComponent(at)}` }, label) : label;
    const where = network.plan < 0 ? h("span", { class: "muted small" }, `　${plans.map((plan) => data.plans[plan].name).join("、")}`) : null;
    return h("li", {}, h("span", { class: "tag" }, t(`role_${role}`)), " ", name, where);
  };
  return [h("h3", {}, `${network.nodes[node][1]}（${ties.length}）`), h("ul", { class: "lines" }, ties.map(line))];
}
