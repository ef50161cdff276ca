// @ts-check
// The page of `extractor review`: one question at a time, keyboard first, nothing shown as saved before it is.

import { NAMES, isShown, readField, showField } from "./fields.js";

/** @typedef {{id: string, plan: string, kind: string, item: string, field: string, doubt: number, stake: number, drawn: boolean, quote: string}} Line */
/** @typedef {Line & {value: any, reasons: string[], before: string, printed: string, after: string, page: number|null, title: string|null, siblings: {item: string, value: any}[]}} Question */

/** @type {Line[]} */ let lines = [];
/** @type {Set<string>} */ const done = new Set();
/** @type {Question|null} */ let shown = null;
/** @type {{number: number, at: number}[]} */ const written = [];
let at = 0;
let editing = false;

/** @param {string} id @returns {HTMLElement} */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {string} path @param {object} [body] */
async function ask(path, body) {
  const answer = await fetch(path, body === undefined ? {} : { method: "POST", body: JSON.stringify(body) });
  const content = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
  if (!answer.ok) throw new Error(content.error ?? `${answer.status} ${answer.statusText}`);
  return content;
}

/** @param {number} index */
async function show(index) {
  if (lines.length === 0) { find("where").textContent = "没有要核对的了"; return; }
  at = Math.max(0, Math.min(index, lines.length - 1));
  editing = false;
  const line = lines[at];
  shown = /** @type {Question} */ (await ask(`/question/${line.id}`));
  const paper = find("paper");
  const mark = document.createElement("mark");
  mark.textContent = shown.printed;
  paper.replaceChildren(shown.before, mark, shown.after);
  mark.scrollIntoView({ block: "center" });
  const page = shown.page === null ? "" : `，第 ${shown.page} 页`;
  find("where").textContent = `${shown.plan} · ${shown.title ?? shown.item} · ${NAMES[shown.field] ?? shown.field}${page}${shown.drawn ? " · 随机抽查" : ""}`;
  find("reasons").replaceChildren(...shown.reasons.map((reason) => element("li", reason)));
  find("siblings").replaceChildren(...shown.siblings.map((one) => element("li", `${one.item}：${showField(one.value)}`)));
  find("error").textContent = "";
  draw(shown.value);
  tell();
}

/** @param {string} name @param {string} text */
function element(name, text) {
  const node = document.createElement(name);
  node.textContent = text;
  return node;
}

/** @param {any} value */
function draw(value) {
  const whole = value !== null && typeof value === "object";
  const pairs = whole ? Object.entries(value).filter(([key]) => isShown(key)) : [["", value]];
  find("form").replaceChildren(...pairs.map(([key, part]) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.name = key;
    input.value = showField(part);
    input.readOnly = true;
    label.append(NAMES[key] ?? (key || "值"), input);
    return label;
  }));
}

function tell() {
  find("progress").textContent = `${at + 1} / ${lines.length}，已判 ${done.size}`;
}

function edit() {
  editing = true;
  const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (find("form").querySelectorAll("input"));
  for (const input of inputs) input.readOnly = false;
  (Array.from(inputs).find((input) => ["date", "name", "value", "points", ""].includes(input.name) && input.value) ?? inputs[0])?.select();
}

function read() {
  const inputs = Array.from(/** @type {NodeListOf<HTMLInputElement>} */ (find("form").querySelectorAll("input")));
  const before = shown?.value;
  if (before === null || typeof before !== "object") return readField(inputs[0].value, before);
  return { ...before, ...Object.fromEntries(inputs.map((input) => [input.name, readField(input.value, before[input.name])])) };
}

/** @param {string} act @param {object} [more] */
async function decide(act, more = {}) {
  if (shown === null) return;
  try {
    const { saved } = await ask("/decide", { question: shown.id, act, ...more });
    done.add(shown.id);
    written.push({ number: saved, at });
    find("saved").textContent = `已存第 ${saved} 条`;
    await show(at + 1);
  } catch (problem) {
    find("error").textContent = String(problem instanceof Error ? problem.message : problem);
  }
}

async function undo() {
  const last = written.pop();
  if (last === undefined) { find("saved").textContent = "没有可撤销的"; return; }
  const { saved } = await ask(`/undo/${last.number}`, {});
  find("saved").textContent = `已撤销第 ${last.number} 条（记为第 ${saved} 条）`;
  done.delete(lines[last.at].id);
  await show(last.at);
}

async function takeSelection() {
  const quote = String(window.getSelection() ?? "").trim();
  if (shown === null || quote === "") { find("error").textContent = "请先在原文中选中文字"; return; }
  const value = shown.value !== null && typeof shown.value === "object"
    ? { ...shown.value, ...("text" in shown.value ? { text: quote } : { name: quote }) } : quote;
  await decide(shown.value === null ? "new" : "fix", { now: value, quote });
}

/** @type {Record<string, () => unknown>} */
const ACTS = {
  right: () => decide("right"),
  edit,
  none: () => decide("none"),
  selection: takeSelection,
  unsure: () => decide("unsure"),
  undo,
  next: () => show(at + 1),
  back: () => show(at - 1),
  help: () => /** @type {HTMLDialogElement} */ (find("help")).showModal(),
};

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button[data-act]") : null;
  if (button instanceof HTMLElement) ACTS[button.dataset.act ?? ""]?.();
});
find("form").addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("keydown", (event) => {
  if (editing) {
    if (event.key === "Enter") { event.preventDefault(); decide(shown?.value === null ? "new" : "fix", { now: read() }); }
    if (event.key === "Escape") find("error").textContent = "修改还没有保存：按 Enter 保存，按 F5 放弃";
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || (/** @type {HTMLDialogElement} */ (find("help"))).open) return;
  const button = document.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
  if (button instanceof HTMLElement) { event.preventDefault(); button.click(); }
});

const overview = await ask("/queue");
lines = overview.questions;
await show(0);
