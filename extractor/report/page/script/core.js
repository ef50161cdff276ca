// In: the JSON block. Out: `data`, the words of both languages, and `h`, which builds elements out of text nodes only.

import { openEvidence } from "./evidence.js";

/** What a block of the page holds; a large one is packed (gzip in Base64), which begins otherwise than JSON. */
function isPacked(name) {
  return document.getElementById(name).textContent.startsWith("H4sI");
}

async function unpack(name) {
  const printed = atob(document.getElementById(name).textContent);
  // A plain loop: a call for each of a million characters would take longer than all else of an opening.
  const bytes = new Uint8Array(printed.length);
  for (let at = 0; at < printed.length; at += 1) bytes[at] = printed.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

function parse(name) {
  return JSON.parse(document.getElementById(name).textContent);
}

/** @type {import("./page_data").PageData} - written by Python (`tests/upkeep/page_types.py`) */
export const data = isPacked("data") ? await unpack("data") : parse("data");
export const state = { lang: data.lang, theme: null, filter: freshFilter(), matrixScroll: 0, boxScroll: 0, left: "", aspect: "", pairs: {}, limits: { body: "", month: "" } };

export function freshFilter() {
  return { query: "", show: "all", concept: "", section: "", lens: "all", sort: "list", of: "", own: "", level: "", year: "", field: "", province: "", hidden: new Set() };
}

/** Thrown where a view needs what is still being unpacked; it is drawn again when that is there. */
export class StillPacked extends Error {}

/** @typedef {import("./page_data").MoreData & { scores: Map<string, any[]> }} More */
/** @type {More | undefined} */
let moreFound;
/** @type {import("./page_data").MoreData | undefined} */
let moreUnpacked;

/**
 * What only some views need, read when the first of them is opened.
 * @returns {More}
 */
export function more() {
  if (!moreFound) {
    if (isPacked("more") && !moreUnpacked) throw new StillPacked();
    const read = moreUnpacked || parse("more");
    moreFound = { ...read, scores: new Map(read.checkability.map(([plan, item, ...rest]) => [`${plan}:${item}`, rest])) };
  }
  return moreFound;
}

/** Ends when what `more` gives is there. */
export async function moreReady() {
  moreUnpacked ||= await unpack("more");
}

/** The page's own words by key, `{n}` and `{m}` filled in. */
export function t(key, values = {}) {
  return w(data.words[key]).replace(/\{(\w)\}/g, (_, name) => String(values[name]));
}

/** One of a pair of words, by the language that is on. */
export function w(pair) {
  return pair[state.lang === "en" ? 1 : 0];
}

/** The name of a measure, a function or a section: in English where one is known. */
export function named(words) {
  return state.lang === "en" ? data.english[words] || words : words;
}

export function groupName(group) {
  const english = state.lang === "en" && (data.english[group.label] || data.english[group.concept]);
  return english || group.label;
}

/** An element. Texts become text nodes, so nothing that a plan prints is ever read as markup. */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  append(element, children);
  return element;
}

export function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child !== null && child !== undefined && child !== false) element.append(child);
  }
}

/** Plan texts as code points, since places count those and JavaScript counts halves of them. */
export const points = data.plans.map((plan) => (/[\ud800-\udfff]/.test(plan.text) ? Array.from(plan.text) : plan.text));

export function slice(planIndex, start, end) {
  const text = points[planIndex].slice(start, end);
  return Array.isArray(text) ? text.join("") : text;
}

const WIDE = "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef“”‘’—…〇";
const LAYOUT = new RegExp(`(?<=[${WIDE}])\\s+|\\s+(?=[${WIDE}])`, "gu");

/** Printed words without the blanks and line ends beside Chinese characters; table cells stay apart. */
export function tidy(text) {
  return text
    .split("\t")
    .map((cell) => cell.replace(LAYOUT, "").replace(/\s+/g, " "))
    .join("　");
}

export function number(value) {
  return String(Math.round(value * 1000) / 1000).replace("-", "−");
}

export function percent(share) {
  return `${Math.round(share * 100)}%`;
}

export function itemOf(member) {
  return data.plans[member[0]].items[member[1]];
}

/** A button that shows one value and opens its printed sentence. */
export function chip(planIndex, fact, extra) {
  return h(
    "button",
    {
      type: "button",
      class: `chip chip-${fact.kind}`,
      "aria-haspopup": "dialog",
      onclick: (event) => {
        event.stopPropagation();
        openEvidence(planIndex, fact);
      },
    },
    extra ? h("span", { class: "chip-name" }, extra) : null,
    w(fact.label),
  );
}

export function chipRow(planIndex, label, facts) {
  if (!facts.length) return null;
  return h("div", { class: "facts" }, h("span", { class: "facts-label" }, label), facts.map((f) => chip(planIndex, f)));
}

export function itemTag(item) {
  return h("span", { class: `tag tag-${item.kind}` }, t(item.kind), item.no ? ` ${item.no}` : "");
}

export function go(hash) {
  location.hash = hash;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let announcing;

export function announce(words) {
  const status = document.getElementById("status");
  status.textContent = words;
  clearTimeout(announcing);
  announcing = setTimeout(() => (status.textContent = ""), 2600);
}

/** An address that someone mistyped must not stop the page. */
export function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
