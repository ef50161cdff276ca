// In: a table or a drawing of the page. Out: CSV for the clipboard, SVG and PNG files; nothing leaves the machine.

import { h, t } from "./core.js";
import { copy } from "./evidence.js";
import { csvOf } from "./slots.js";

const PIXELS = 2;
const NAME_WIDTH = 240;
const NOTE_WIDTH = 130;
const TRACK_WIDTH = 640;
/** Rules of the page's style that drawings need. */
const DRAWN = /\.(dots|dot|shape|hue-\d|tick|span|spot-value|many|many-count|axis|ends|reach|network|node|tie|crowded)\b/;
const VARIABLE = /var\((--[\w-]+)\)/g;

/** A table as it is shown, as CSV; cells that span rows or columns are given once. */
export function tableCsv(table) {
  const words = (cell) => [...cell.querySelectorAll("button.chip, li")].map((part) => part.innerText.trim()).join("；") || cell.innerText.trim().replace(/\s*\n\s*/g, " ");
  const rows = [...table.rows].map((row) => [...row.cells].map(words));
  return rows.length ? csvOf(rows[0], rows.slice(1)) : "";
}

export function csvButton(table) {
  return h("button", { type: "button", class: "quiet small copy-csv", onclick: () => copy(tableCsv(table)) }, t("copyTable"));
}

/** Two buttons for a drawing: `build` gives the SVG element when one is pressed. */
export function saveButtons(name, build) {
  return h(
    "p",
    { class: "table-tools" },
    h("button", { type: "button", class: "quiet small save-svg", onclick: () => saveFile(`${name}.svg`, new Blob([written(build())], { type: "image/svg+xml" })) }, "SVG"),
    h("button", { type: "button", class: "quiet small save-png", onclick: () => savePicture(name, build()) }, "PNG"),
  );
}

function saveFile(name, blob) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The drawing as a file by itself: the page's rules for it, with their colours written out, on paper. */
function written(drawing) {
  const colours = getComputedStyle(document.documentElement);
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSStyleRule && DRAWN.test(rule.selectorText));
  const style = rules.map((rule) => rule.cssText.replace(VARIABLE, (_, name) => colours.getPropertyValue(name).trim())).join("\n");
  const ink = colours.getPropertyValue("--ink").trim();
  const paper = colours.getPropertyValue("--card").trim();
  const copied = drawing.cloneNode(true);
  const sheet = document.createElementNS("http://www.w3.org/2000/svg", "style");
  sheet.textContent = `svg { background: ${paper}; } text { fill: ${ink}; font: 13px sans-serif; }\n${style}`;
  copied.prepend(sheet);
  copied.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copied);
}

function savePicture(name, drawing) {
  const box = drawing.viewBox.baseVal;
  const picture = new Image();
  picture.onload = () => {
    const canvas = h("canvas", { width: box.width * PIXELS, height: box.height * PIXELS });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => saveFile(`${name}.png`, blob), "image/png");
  };
  const sized = drawing.cloneNode(true);
  sized.setAttribute("width", box.width);
  sized.setAttribute("height", box.height);
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(written(sized))}`;
}

/** A chart of rows as one drawing: each row its name, its marks, its note. */
export function chartDrawing(chart) {
  const make = (tag, properties, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const drawing = make("svg", {});
  let y = 8;
  for (const line of chart.querySelectorAll(".dot-line")) {
    const track = line.querySelector("svg");
    const tall = Number(track.getAttribute("height"));
    const copied = track.cloneNode(true);
    for (const [name, value] of Object.entries({ x: NAME_WIDTH, y, width: TRACK_WIDTH, height: tall })) copied.setAttribute(name, value);
    const words = (part) => (line.querySelector(part) ? line.querySelector(part).innerText.replace(/\s*\n\s*/g, " · ") : "");
    drawing.append(make("text", { x: 8, y: y + 17 }, words(".dot-name").slice(0, 34)), copied, make("text", { x: NAME_WIDTH + TRACK_WIDTH + 8, y: y + 17 }, words(".dot-note").slice(0, 18)));
    y += tall + 6;
  }
  drawing.setAttribute("viewBox", `0 0 ${NAME_WIDTH + TRACK_WIDTH + NOTE_WIDTH} ${y}`);
  return drawing;
}
