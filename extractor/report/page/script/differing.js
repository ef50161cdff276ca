// In: two texts. Out: the second one with what differs from the first marked in its words.

import { h } from "./core.js";

/** Texts longer than this are compared piece by piece at equal ends only: the table of a comparison has their product. */
const MOST_CELLS = 4000000;

/** Runs that both have but that are shorter than this say nothing: one character stands in almost every sentence. */
const SHORTEST_RUN = 2;

/** Stretches of `after` as [words, same]; `same` is true where `before` has them in the same order. */
export function compareWords(before, after) {
  const one = Array.from(before);
  const two = Array.from(after);
  let head = 0;
  while (head < one.length && head < two.length && one[head] === two[head]) head += 1;
  let tail = 0;
  while (tail < one.length - head && tail < two.length - head && one[one.length - 1 - tail] === two[two.length - 1 - tail]) tail += 1;
  const kept = new Array(two.length).fill(false);
  kept.fill(true, 0, head).fill(true, two.length - tail);
  markCommon(one.slice(head, one.length - tail), two.slice(head, two.length - tail), head, kept);
  return gather(two, kept);
}

/** Mark what the longest common subsequence keeps, by a table of lengths from the ends. */
function markCommon(one, two, offset, kept) {
  const width = two.length + 1;
  if (!one.length || !two.length || one.length * two.length > MOST_CELLS) return;
  const lengths = new Uint16Array((one.length + 1) * width);
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = two.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = one[i] === two[j] ? lengths[(i + 1) * width + j + 1] + 1 : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
    }
  }
  for (let i = 0, j = 0; i < one.length && j < two.length; ) {
    if (one[i] === two[j]) {
      kept[offset + j] = true;
      i += 1;
      j += 1;
    } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i += 1;
    else j += 1;
  }
}

/** Join characters into runs; a run in common that is too short, between two that differ, is counted as differing. */
function gather(characters, kept) {
  const runs = [];
  characters.forEach((character, index) => {
    const last = runs[runs.length - 1];
    if (last && last[1] === kept[index]) last[0] += character;
    else runs.push([character, kept[index]]);
  });
  const joined = [];
  runs.forEach(([words, same], index) => {
    const inner = index > 0 && index < runs.length - 1;
    const counts = same && !(inner && Array.from(words).length < SHORTEST_RUN);
    const last = joined[joined.length - 1];
    if (last && last[1] === counts) last[0] += words;
    else joined.push([words, counts]);
  });
  return joined;
}

/** How much of the second text stands in the first, 0 to 1. */
export function shareKept(runs) {
  const count = (wanted) => runs.filter(([, same]) => wanted === undefined || same === wanted).reduce((sum, [words]) => sum + words.length, 0);
  return count() ? count(true) / count() : 1;
}

/** Differences are marked where texts are kin; where they are not, what they share is, since all else differs. */
export function markWords(before, after) {
  const runs = compareWords(before, after);
  const kin = shareKept(runs) >= 0.4;
  return runs.map(([words, same]) => {
    if (kin && !same) return h("mark", { class: "differing" }, words);
    if (!kin && same && Array.from(words).length >= 4) return h("span", { class: "sharing" }, words);
    return words;
  });
}
