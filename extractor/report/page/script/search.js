// In: what a reader types, and printed words. Out: both folded alike (old characters, numerals, widths), and hits marked.

import { data } from "./core.js";

const DIGITS = new Map([..."〇零一二三四五六七八九"].map((digit, at) => [digit, Math.max(0, at - 1)]));
DIGITS.set("两", 2);
const UNITS = new Map([["十", 10], ["百", 100], ["千", 1000], ["万", 10000]]);
const NUMERAL = /[〇零一二三四五六七八九两十百千万]+/g;
const BLANK = /\s/;
/** More hits than these are not marked: nobody looks at them one by one. */
const MOST_MARKED = 3000;

/** 七 → 7, 二十六 → 26, 二〇二二 → 2022; null for what is no number (千万, 万). */
export function numeral(words) {
  const characters = Array.from(words);
  if (characters.every((one) => DIGITS.has(one))) return characters.map((one) => DIGITS.get(one)).join("");
  let [total, section, digit, last] = [0, 0, null, 0];
  for (const one of characters) {
    if (DIGITS.has(one)) {
      digit = DIGITS.get(one);
      continue;
    }
    const unit = UNITS.get(one);
    if (digit === null && !(unit === 10 && !section && !total) && unit !== 10000) return null;
    if (unit === 10000) {
      total = (section + (digit || 0)) * unit;
      if (!total) return null;
      section = 0;
    } else section += (digit ?? 1) * unit;
    [digit, last] = [null, unit];
  }
  return String(total + section + (digit === null ? 0 : characters.length > 1 && last === 100 && !/[零〇]/.test(words) ? digit * 10 : digit));
}

let variants;

/** Printed words as they are searched, with the place of each folded character in them. */
export function foldPlaces(text) {
  variants ??= new Map(Object.entries(data.variants));
  const found = { folded: "", from: [], to: [] };
  const add = (words, from, to) => {
    for (let i = 0; i < words.length; i += 1) {
      found.from.push(from);
      found.to.push(to);
    }
    found.folded += words;
  };
  let at = 0;
  for (const match of [...text.matchAll(NUMERAL), null]) {
    const end = match ? match.index : text.length;
    for (; at < end; at += 1) {
      const one = variants.get(text[at]) || text[at].normalize("NFKC").toLowerCase();
      if (!BLANK.test(one)) add(one, at, at + 1);
    }
    if (match) {
      add(numeral(match[0]) || match[0], at, at + match[0].length);
      at += match[0].length;
    }
  }
  return found;
}

let varied;

/** The folded words alone: the same as those of `foldPlaces`, for texts of any length. */
export function fold(text) {
  varied ??= Object.keys(data.variants).length ? new RegExp(`[${Object.keys(data.variants).join("")}]`, "g") : /(?!)/g;
  const counted = text.replace(NUMERAL, (words) => numeral(words) || words);
  return counted.replace(varied, (one) => data.variants[one]).normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

/** Where a folded word stands; a number that is searched is no part of a longer one: 7个工作日 is not in 17个工作日. */
export function placesIn(folded, word) {
  const found = [];
  for (let at = folded.indexOf(word); at >= 0 && word; at = folded.indexOf(word, at + 1)) {
    const before = /^\d/.test(word) && /[\d.]/.test(folded[at - 1] || "");
    const after = /\d$/.test(word) && /\d/.test(folded[at + word.length] || "");
    if (!before && !after) found.push(at);
  }
  return found;
}

/** The words of a query, folded. */
export function queryWords(query) {
  return query.split(/\s+/).map(fold).filter(Boolean);
}

/** Mark all hits below an element, without touching it: with a browser that cannot, nothing is marked. */
export function markHits(root, words) {
  if (typeof Highlight === "undefined" || !CSS.highlights) return 0;
  CSS.highlights.delete("hit");
  const ranges = [];
  const walker = words.length ? document.createTreeWalker(root, NodeFilter.SHOW_TEXT) : null;
  while (walker && walker.nextNode() && ranges.length < MOST_MARKED) {
    const node = /** @type {Text} */ (walker.currentNode);
    // The places of each character are dear, and most stretches have no hit.
    const plain = fold(node.data);
    if (!words.some((word) => plain.includes(word))) continue;
    const { folded, from, to } = foldPlaces(node.data);
    for (const word of words) {
      for (const at of placesIn(folded, word)) {
        const range = new Range();
        range.setStart(node, from[at]);
        range.setEnd(node, to[at + word.length - 1]);
        ranges.push(range);
      }
    }
  }
  if (ranges.length) CSS.highlights.set("hit", new Highlight(...ranges));
  return ranges.length;
}

/** A few words of a text around its first hit, null where it has none. */
export function snippet(text, words, around) {
  const { folded, from, to } = foldPlaces(text);
  for (const word of words) {
    const [at] = placesIn(folded, word);
    if (at === undefined) continue;
    const start = Math.max(0, from[at] - around);
    const end = Math.min(text.length, to[at + word.length - 1] + around);
    return `${start ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
  }
  return null;
}
