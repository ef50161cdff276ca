// In: pictures of a plan's pages and boxes on them. Out: the printed pages beside the plan's tables, what is chosen marked.

import { h, t } from "./core.js";
import { openEvidence } from "./evidence.js";

/** The pages below one another; `mark` scrolls to what a fact was read from and frames it, and tells whether it could. */
export function paperOf(index, paper, facts) {
  const frames = paper.pages.map(() => h("div", { class: "frames" }));
  const sheets = paper.pages.map((page, at) => h("figure", { class: "leaf" }, h("img", { src: page.image, alt: t("paperPage", { n: page.page }), loading: "lazy" }), frames[at]));
  sheets.forEach((sheet, at) => sheet.style.setProperty("aspect-ratio", `1 / ${paper.pages[at].ratio}`));
  const seen = new Set();
  for (const fact of facts) for (const [start, end] of fact.at || []) {
    const box = paper.boxes[`${start}-${end}`];
    if (!box) continue;
    const one = frame(index, fact, `${start}-${end}`, box);
    // Several bodies of one line have one box: it is coloured once.
    if (seen.has(`${fact.kind} ${box}`)) one.classList.add("again");
    seen.add(`${fact.kind} ${box}`);
    frames[box[0]].append(one);
  }
  const element = h("div", { class: "paper-pages", id: "paper-pages", tabindex: "0", role: "region", "aria-label": t("paperView") }, sheets);
  return { element, mark: (fact) => markFrame(element, fact) };
}

function frame(index, fact, place, [, left, top, right, bottom]) {
  const button = h("button", { type: "button", class: `frame frame-${fact.kind}`, tabindex: "-1", "aria-label": fact.quote || t("printed"), "data-place": place, onclick: () => openEvidence(index, fact) });
  const share = (value) => `${value / 10}%`;
  Object.assign(button.style, { left: share(left), top: share(top), width: share(right - left), height: share(bottom - top) });
  return button;
}

function markFrame(element, fact) {
  for (const old of element.querySelectorAll(".wanted")) old.classList.remove("wanted");
  const found = (fact && fact.at ? fact.at : []).map(([start, end]) => element.querySelector(`[data-place="${start}-${end}"]`)).filter(Boolean);
  for (const one of found) one.classList.add("wanted");
  if (found[0]) element.scrollTop += found[0].getBoundingClientRect().top - element.getBoundingClientRect().top - element.clientHeight / 3;
  return found.length > 0;
}
