// In: a plan, and a value of it. Out: its citation by GB/T 7714, as BibTeX and as RIS, for the document or the item.

import { data, t } from "./core.js";
import { itemKey } from "./slots.js";

/**
 * The item of a plan that has this value, null where none has.
 * @returns {[number, number] | null}
 */
export function holderOf(planIndex, fact) {
  const { items } = data.plans[planIndex];
  const same = (other) => other === fact || (other && other.kind === fact.kind && fact.at && JSON.stringify(other.at) === JSON.stringify(fact.at));
  const within = (item) => fact.at && [...item.texts, item.title].some((text) => text.at && text.at.some(([start, end]) => start <= fact.at[0][0] && fact.at[0][1] <= end));
  const at = items.findIndex((item) => [item.title, item.points, ...item.units, ...item.deadlines, ...item.targets, ...item.rules].some(same));
  const found = at < 0 ? items.findIndex(within) : at;
  return found < 0 ? null : [planIndex, found];
}

/** What is cited: the document with the page and, where there is one, the item in it. */
export function citationsOf(planIndex, page, member) {
  const plan = data.plans[planIndex];
  const paged = page === null || page === undefined ? plan.citation : `${plan.citation.slice(0, -1)}: ${page}.`;
  const item = member ? data.plans[member[0]].items[member[1]] : null;
  const named = item ? `${t(item.kind)}${item.no ? ` ${item.no}` : ""}“${item.title.quote}”` : "";
  return { gbt: paged, item: item ? `${paged} ${named}[${itemKey(member)}].` : "", bibtex: bibtex(plan, page, named), ris: ris(plan, page, named) };
}

function bibtex(plan, page, named) {
  const clean = (words) => words.replace(/[{}\\]/g, "");
  const fields = [
    ["author", plan.issuer && `{${clean(plan.issuer)}}`], ["title", clean(plan.title)], ["number", clean(plan.number)], ["year", plan.date.slice(0, 4)],
    ["date", plan.date], ["type", clean(plan.kind)], ["pages", page ? String(page) : ""], ["url", plan.url], ["note", clean(named)],
  ].filter(([, value]) => value);
  return `@techreport{${plan.id.replace(/[^\w-]/g, "") || "plan"},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(",\n")}\n}`;
}

function ris(plan, page, named) {
  const fields = [
    ["TY", "GOVDOC"], ["AU", plan.issuer], ["TI", plan.title], ["M1", plan.number], ["PY", plan.date.slice(0, 4)], ["DA", plan.date.replaceAll("-", "/")],
    ["SP", page ? String(page) : ""], ["UR", plan.url], ["N1", named], ["ER", " "],
  ].filter(([, value]) => value);
  return fields.map(([name, value]) => `${name}  - ${value.trim()}`).join("\r\n");
}
