// In: the data. Out: the first screen: what was found, in five sentences with numbers, each with a way to look closer.

import { groupHash } from "./charts.js";
import { data, freshFilter, groupName, h, number, t, w } from "./core.js";
import { matrixHash } from "./filters.js";
import { plansOf } from "./overview.js";
import { textHash } from "./text.js";

/** Gaps that are told, and the ratio from which one is worth telling. */
const GAPS_TOLD = 3;
const WIDE_ENOUGH = 1.5;

export function foundFirst() {
  if (!data.groups.length) return null;
  const sentences = [sharedSentence(), loneSentence(), gapsSentence(), contradictionsSentence(), readSentence()];
  return h("section", { class: "found", id: "found" }, h("h2", {}, t("found")), h("ol", {}, sentences.filter(Boolean).map((parts) => h("li", {}, parts))));
}

/** A link into the matrix with choices made. */
function matrixLink(choices, words) {
  return h("a", { href: matrixHash({ ...freshFilter(), ...choices }) }, words);
}

function sharedSentence() {
  const spread = data.groups.map((group) => plansOf(group).size);
  const count = (least) => spread.filter((size) => size >= least).length;
  const parts = [matrixLink({}, t("foundMeasures", { n: data.groups.length, m: data.plans.length }))];
  if (data.plans.length > 1) parts.push(t("semicolon"), matrixLink({ show: "shared" }, t("foundShared", { n: count(2) })), t("comma"), matrixLink({ show: "every", lens: "presence" }, t("foundEvery", { n: count(data.plans.length) })));
  return [...parts, t("stop")];
}

/** Who asks for what nobody else asks, the place with most of it first. */
function loneSentence() {
  const counts = new Map();
  for (const group of data.groups) {
    const [plan, ...others] = plansOf(group);
    if (!others.length) counts.set(plan, (counts.get(plan) || 0) + 1);
  }
  if (data.plans.length < 2 || !counts.size) return null;
  const order = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const total = order.reduce((sum, [, count]) => sum + count, 0);
  const links = order.flatMap(([plan, count], at) => [at ? t("comma") : "", matrixLink({ show: "lone", of: data.plans[plan].id }, `${data.plans[plan].name} ${count}`)]);
  return [matrixLink({ show: "lone" }, t("foundLone", { n: total })), t("colon"), links, t("stop")];
}

/** The widest gaps by ratio: what is asked for goes before what it is worth. One line for each measure. */
function gapsSentence() {
  const found = [];
  for (const group of data.groups) {
    const widest = group.differences.filter((d) => d.times >= WIDE_ENOUGH).sort((a, b) => Number(a.kind === "weight") - Number(b.kind === "weight") || b.times - a.times)[0];
    if (widest) found.push([group, widest]);
  }
  if (!found.length) return null;
  found.sort(([, a], [, b]) => Number(a.kind === "weight") - Number(b.kind === "weight") || b.times - a.times);
  const told = found.slice(0, GAPS_TOLD).flatMap(([group, difference], at) => {
    const ranked = difference.readings.filter((reading) => reading.rank !== null);
    const ends = farthest(ranked).map((r) => `${data.plans[r.plan].name} ${w(r.fact.label)}`);
    return [at ? t("semicolon") : "", h("a", { href: groupHash(group) }, groupName(group)), `${t("bracketed", { n: w(difference.aspect) })}${ends.join(" ↔ ")}${t("foundTimes", { n: number(Math.round(difference.times * 10) / 10) })}`];
  });
  return [h("a", { href: "#/differences" }, t("foundGaps", { n: found.length })), t("colon"), told, t("stop")];
}

/** The strictest and the loosest value, of two places where more than one holds either. */
function farthest(ranked) {
  const last = ranked[ranked.length - 1];
  const strictest = ranked.filter((reading) => reading.rank === 1);
  const loosest = ranked.filter((reading) => reading.rank === last.rank);
  for (const one of strictest) for (const other of loosest) if (one.plan !== other.plan) return [one, other];
  return [ranked[0], last];
}

function contradictionsSentence() {
  const problems = data.plans.reduce((sum, plan) => sum + plan.problems.length, 0);
  const link = h("a", { href: "#/problems" }, t("foundProblems", { n: problems }));
  if (!data.contradictions.length) return [t("foundNoContradiction"), t("semicolon"), link, t("stop")];
  const told = data.contradictions.slice(0, GAPS_TOLD).flatMap(({ plan, fact }, at) => [
    at ? t("semicolon") : "", `${data.plans[plan].name} `, h("a", { href: textHash(data.plans[plan], fact.at[0][0], fact.at[0][1]) }, w(fact.label)),
  ]);
  return [t("foundContradictions", { n: data.contradictions.length }), t("colon"), told, t("stop"), link, t("stop")];
}

function readSentence() {
  const told = data.plans.filter((plan) => plan.share !== null);
  if (!told.length) return null;
  const unread = data.plans.reduce((sum, plan) => sum + plan.unread.length, 0);
  const doubts = data.plans.reduce((sum, plan) => sum + plan.doubts.length, 0);
  const shares = told.length > 8 ? [...told].sort((a, b) => a.share - b.share).slice(0, 8) : told;
  const listed = shares.map((plan) => `${plan.name} ${(100 * plan.share).toFixed(1)}%`).join(t("comma"));
  return [t(told.length > 8 ? "foundReadLeast" : "foundRead"), t("colon"), listed, t("semicolon"), h("a", { href: "#/problems" }, t("foundUnread", { n: unread, m: doubts })), t("stop")];
}
