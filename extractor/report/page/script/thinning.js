// In: a network and what a reader asks of it. Out: the ties that are drawn, so few that each can be followed.

import { fold } from "./search.js";

/** More lines than these are a tangle: of a larger network the strongest are drawn first. */
export const READABLE = 130;

/** Of a large network so many of the busiest bodies are drawn, the first that leave few enough lines. */
export const BODY_STEPS = [60, 40, 25, 12];

/** Ties of a network: those of what is looked for, else those in so many places at least, of the busiest bodies. */
export function thin(network, { least, most, query }) {
  const { nodes, edges } = network;
  const wanted = fold(query);
  if (wanted) {
    const hit = nodes.map(([, label]) => fold(label).includes(wanted));
    return edges.filter(([source, target]) => hit[source] || hit[target]);
  }
  const bodies = nodes.map((_, index) => index).filter((index) => nodes[index][0] && nodes[index][2]);
  const drawn = new Set(bodies.sort((a, b) => nodes[b][2] - nodes[a][2] || a - b).slice(0, most));
  return edges.filter(([source, , , plans]) => plans.length >= least && drawn.has(source));
}

/** In how many places a tie stands, each number once, the least first. */
export function tieSteps(network) {
  return [...new Set(network.edges.map(([, , , plans]) => plans.length))].sort((a, b) => a - b);
}

/** What is drawn at first: all where that can be read, else as many places and as few bodies as it takes. */
export function readable(network) {
  const [steps, first] = [tieSteps(network), { least: 1, most: BODY_STEPS[0], query: "" }];
  if (network.edges.length <= READABLE) return first;
  const tried = BODY_STEPS.flatMap((most) => steps.map((least) => ({ ...first, least, most })));
  return tried.find((choice) => { const { length } = thin(network, choice); return length > 0 && length <= READABLE; }) || { ...first, least: steps.at(-1) || 1, most: BODY_STEPS.at(-1) };
}
