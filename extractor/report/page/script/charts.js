// In: values between 0 and 1 with their places. Out: drawings as SVG elements, each mark a button for mouse and keyboard.

import { append, data, h } from "./core.js";
import { chartDrawing, saveButtons } from "./saving.js";

const SVG = "http://www.w3.org/2000/svg";
const COLOURS = 8;
/** Shapes tell places apart without colour; each is drawn around 0, 0. */
const SHAPES = ["M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0", "M-4.6,-4.6h9.2v9.2h-9.2z", "M0,-5.6L5.4,4.2H-5.4z", "M0,-6L6,0L0,6L-6,0z", "M0,5.6L5.4,-4.2H-5.4z"];
const STEP = 13;
/** More places than this at one spot become one mark with their number. */
const MOST_TOGETHER = 5;
export const EDGE = 4;
/** With more values than these under one line, none could be read; the marks still tell theirs. */
const MOST_VALUES = 4;

export function s(tag, properties, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, String(value));
  }
  append(element, children);
  return element;
}

export function across(share) {
  return EDGE + share * (100 - 2 * EDGE);
}

/** A mark that can be clicked, and reached and pressed with the keyboard. */
export function pressable(properties, label, press, ...children) {
  const key = (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    press();
  };
  return s("g", { ...properties, role: "button", tabindex: "0", "aria-label": label, onclick: press, onkeydown: key }, s("title", {}, label), children);
}

function shapeOf(plan) {
  return s("path", { class: `shape hue-${plan % COLOURS}`, d: SHAPES[plan % SHAPES.length] });
}

/** Which mark is whose. */
export function placeLegend(plans) {
  return h(
    "p",
    { class: "legend places-legend" },
    plans.map((plan) => h("span", {}, s("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": "true" }, shapeOf(plan)), ` ${data.plans[plan].name}`)),
  );
}

/** One row: a line from the first to the last mark, and the marks, those at one spot side by side. */
function dotRow(marks, ticks) {
  const spots = new Map();
  for (const mark of marks) {
    const spot = Math.round(mark.share * 100);
    spots.set(spot, [...(spots.get(spot) || []), mark]);
  }
  const shares = marks.map((mark) => mark.share);
  const line = [Math.min(...shares), Math.max(...shares)].map((share) => `${across(share)}%`);
  const told = [...spots].filter(([, found]) => found[0].value);
  return s(
    "svg",
    { class: "dots", width: "100%", height: told.length ? 40 : 26, role: "group" },
    told.length <= MOST_VALUES ? told.map(([spot, found]) => spotValue(spot, found[0].value)) : null,
    (ticks || []).map((tick) => s("line", { class: "tick", x1: `${across(tick)}%`, x2: `${across(tick)}%`, y1: 0, y2: 26 })),
    s("line", { class: "span", x1: line[0], x2: line[1], y1: 13, y2: 13 }),
    [...spots].map(([spot, found]) => s("svg", { x: `${across(spot / 100)}%`, y: 13, overflow: "visible" }, spotMarks(found))),
  );
}

/** The value under a spot, kept inside the drawing at both ends. */
function spotValue(spot, value) {
  const anchor = spot < 15 ? "start" : spot > 85 ? "end" : "middle";
  const shift = spot < 15 ? -8 : spot > 85 ? 8 : 0;
  return s("text", { class: "spot-value", x: `${across(spot / 100)}%`, dx: shift, y: 36, "text-anchor": anchor }, value);
}

function spotMarks(found) {
  if (found.length > MOST_TOGETHER) {
    const label = found.map((mark) => mark.label).join("；");
    return pressable({ class: "dot" }, label, found[0].press, s("circle", { class: "shape many", r: 10 }), s("text", { class: "many-count", y: 4 }, found.length));
  }
  return found.map((mark, index) => {
    const shift = (index - (found.length - 1) / 2) * STEP;
    return pressable({ class: "dot", transform: `translate(${shift},0)` }, mark.label, mark.press, s("circle", { class: "reach", r: 11 }), shapeOf(mark.plan));
  });
}

/** A chart with buttons that save it. */
export function savedChart(name, chart) {
  return [chart, saveButtons(name, () => chartDrawing(chart))];
}

/** Rows of dots under one heading: each row a name (with its link), the dots, and a note. */
export function dotChart(rows, head, ticks) {
  return h(
    "div",
    { class: "dot-chart" },
    h("div", { class: "dot-line dot-head" }, h("span"), head, h("span")),
    rows.map((row) =>
      h(
        "div",
        { class: "dot-line" },
        h("div", { class: "dot-name" }, h("a", { href: row.href }, row.name), row.under ? h("span", { class: "muted small block" }, row.under) : null),
        h("div", { class: "dot-track" }, dotRow(row.marks, ticks)),
        h("div", { class: "dot-note small" }, row.note),
      ),
    ),
  );
}

export function groupHash(group) {
  return `#/group/${encodeURIComponent(group.id)}`;
}
