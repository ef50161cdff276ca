// In: a plan and a fact. Out: the dialog with the printed sentence, its source, and a citation to copy.

import { citationsOf, holderOf } from "./citing.js";
import { announce, data, h, slice, t, tidy, w } from "./core.js";
import { itemKey } from "./slots.js";
import { textHash } from "./text.js";

const AROUND = 140;
export const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("evidence"));
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});

export function openEvidence(planIndex, fact) {
  const plan = data.plans[planIndex];
  const kind = data.words[`kind${fact.kind[0].toUpperCase()}${fact.kind.slice(1)}`];
  openSheet(
    `${plan.name}${kind ? ` · ${w(kind)}` : ""}`,
    w(fact.label),
    fact.details.length
      ? h("dl", { class: "details" }, fact.details.map(([name, value]) => [h("dt", {}, w(name)), h("dd", {}, w(value))]))
      : null,
    h("h3", {}, t("printed")),
    printedBlock(planIndex, fact),
    paperBlock(planIndex, fact),
    sourceBlock(planIndex, fact),
  );
}

/** The dialog with a line above its title and anything below. */
export function openSheet(above, title, ...content) {
  dialog.replaceChildren(
    h(
      "div",
      { class: "sheet" },
      h(
        "div",
        { class: "sheet-head" },
        h("p", { class: "sheet-kind" }, above),
        h("button", { type: "button", class: "quiet", id: "evidence-close", onclick: () => dialog.close() }, t("close")),
      ),
      h("h2", { id: "evidence-title" }, title),
      content,
    ),
  );
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  document.getElementById("evidence-close").focus();
}

/** The printed stretches in their surroundings, marked; what stands between two pieces is left out. */
function printedBlock(planIndex, fact) {
  if (!fact.at) {
    return [fact.quote ? h("blockquote", { class: "printed" }, fact.quote) : null, h("p", { class: "muted" }, t("noPlace"))];
  }
  const block = h("blockquote", { class: "printed" });
  fact.at.forEach(([start, end], index) => {
    const [left, right] = surroundings(planIndex, start, end);
    if (index) block.append(h("span", { class: "muted" }, "　[…]　"));
    block.append(
      start - left >= AROUND ? "……" : "",
      tidy(slice(planIndex, left, start)),
      h("mark", {}, tidy(slice(planIndex, start, end))),
      tidy(slice(planIndex, end, right)),
      right - end >= AROUND ? "……" : "",
    );
  });
  return block;
}

/** The printed words as they look on paper, where the document has pages. */
function paperBlock(planIndex, fact) {
  const pictures = data.plans[planIndex].pictures;
  const found = (fact.at || []).map(([start, end, page]) => [pictures[`${start}-${end}`], page]).filter(([picture]) => picture);
  if (!found.length) return null;
  return h(
    "figure",
    { class: "paper" },
    found.map(([picture, page]) => h("img", { src: picture, alt: fact.quote || w(fact.label), title: page ? `p. ${page}` : "" })),
    h("figcaption", { class: "muted" }, t("paper")),
  );
}

/** The paragraph around an interval, at most AROUND characters on either side. */
function surroundings(planIndex, start, end) {
  const before = slice(planIndex, Math.max(0, start - AROUND), start);
  const after = slice(planIndex, end, end + AROUND);
  const from = Math.max(before.lastIndexOf("\n\n"), before.lastIndexOf("\n- "), before.lastIndexOf("\n "));
  const to = after.search(/\n\s*\n|\n- /);
  const kept = Array.from(from < 0 ? before : before.slice(from)).length;
  return [start - kept, to < 0 ? end + Array.from(after).length : end + Array.from(after.slice(0, to)).length];
}

function sourceBlock(planIndex, fact) {
  const plan = data.plans[planIndex];
  const page = fact.at && fact.at[0][2];
  const member = holderOf(planIndex, fact);
  const forms = citationsOf(planIndex, fact.at ? page : null, member);
  const citation = forms.gbt;
  const printed = fact.at ? fact.at.map(([start, end]) => slice(planIndex, start, end)).join("") : fact.quote;
  const rows = [
    ["document", plan.title],
    ["number", plan.number],
    ["issuer", plan.issuer],
    ["date", plan.date],
    ["page", page === null || !fact.at ? "" : String(page)],
    ["address", plan.url],
    ["item", member ? itemKey(member) : ""],
    ["characters", fact.at ? fact.at.map(([start, end]) => `${start}–${end}`).join("，") : ""],
  ].filter(([, value]) => value);
  return [
    h("h3", {}, t("source")),
    h("dl", { class: "details" }, rows.map(([key, value]) => [h("dt", {}, t(key)), h("dd", {}, value)])),
    h("h3", {}, t("citation")),
    h("p", { class: "citation", id: "citation" }, citation),
    h(
      "div",
      { class: "actions" },
      h("button", { type: "button", class: "primary", id: "copy-citation", onclick: () => copy(citation) }, t("copyCitation")),
      h("button", { type: "button", id: "copy-quote", onclick: () => copy(`“${tidy(printed)}”（${citation}）`) }, t("copyQuote")),
      forms.item ? h("button", { type: "button", id: "copy-item", onclick: () => copy(forms.item) }, t("copyItem")) : null,
      h("button", { type: "button", id: "copy-bibtex", onclick: () => copy(forms.bibtex) }, "BibTeX"),
      h("button", { type: "button", id: "copy-ris", onclick: () => copy(forms.ris) }, "RIS"),
      fact.at
        ? h(
            "a",
            { class: "button", href: textHash(plan, fact.at[0][0], fact.at[0][1]), onclick: () => dialog.close() },
            t("inText"),
          )
        : null,
    ),
  ];
}

export async function copy(words) {
  let copied = true;
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    copied = copyOldWay(words);
  }
  announce(t(copied ? "copied" : "notCopied"));
}

/** For browsers that keep the clipboard from a page opened as a file. */
function copyOldWay(words) {
  const field = h("textarea", { class: "offscreen", readonly: true });
  field.value = words;
  dialog.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
