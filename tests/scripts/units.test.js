// In: the modules of the page with a page that is not there. Out: what their plain functions give.

import assert from "node:assert/strict";
import test from "node:test";

const plan = { id: "a", name: "甲县", text: "行政决定之日起七个工作日内", items: [], pictures: {}, citation: "某局. 某方案[Z]. 2022-03-30.", title: "某方案", issuer: "某局", number: "某发〔2022〕1号", date: "2022-03-30", kind: "方案", url: "" };
const data = { lang: "zh", words: {}, english: {}, variants: { 發: "发" }, plans: [plan], groups: [] };
const element = (id) => ({ textContent: JSON.stringify(id === "more" ? { checkability: [] } : data), addEventListener() {} });
globalThis.document = { getElementById: element };

const { numeral, fold, foldPlaces, placesIn, snippet } = await import("./script/search.js");
const { tidy, number, percent } = await import("./script/core.js");
const { compareWords, shareKept } = await import("./script/differing.js");
const { csvOf } = await import("./script/slots.js");
const { across } = await import("./script/charts.js");
const { thin, readable, READABLE } = await import("./script/thinning.js");
const { citationsOf } = await import("./script/citing.js");

test("numerals", () => {
  for (const [words, figure] of [["七", "7"], ["十", "10"], ["二十六", "26"], ["一百零五", "105"], ["二〇二二", "2022"], ["两千", "2000"], ["三万五千", "35000"], ["百千", null], ["万", null]]) {
    assert.equal(numeral(words), figure, words);
  }
});

test("texts and queries are folded alike", () => {
  for (const [typed, folded] of [["七个工作日", "7个工作日"], ["發展", "发展"], ["４．８ 分", "4.8分"], ["ＡＢ c", "abc"]]) {
    assert.equal(fold(typed), folded);
    assert.equal(foldPlaces(typed).folded, folded);
  }
});

test("a number is no part of a longer one", () => {
  assert.deepEqual(placesIn("17个工作日", "7个工作日"), []);
  assert.deepEqual(placesIn("在7个工作日", "7个工作日"), [1]);
  assert.equal(snippet("自作出决定之日起七个工作日内上传", ["7个工作日"], 3), "…之日起七个工作日内上传");
});

test("what differs is kept apart", () => {
  const runs = compareWords("7个工作日内上传", "15个工作日内上传");
  assert.deepEqual(runs, [["15", false], ["个工作日内上传", true]]);
  assert.ok(shareKept(runs) > 0.7);
});

test("words and figures", () => {
  assert.equal(tidy("双 公 示\n信息\t3 月"), "双公示信息　3 月".replace("3 月", "3月"));
  assert.equal(number(-1.23456), "−1.235");
  assert.equal(percent(0.625), "63%");
  assert.equal(across(0), 4);
});

test("a table never becomes a formula", () => {
  assert.equal(csvOf(["a", "b"], [["=1+1", "x,y"]]), 'a,b\r\n\'=1+1,"x,y"');
});

test("citations in three forms", () => {
  const forms = citationsOf(0, 3, null);
  assert.equal(forms.gbt, "某局. 某方案[Z]. 2022-03-30: 3.");
  assert.match(forms.bibtex, /^@techreport\{a,\n {2}author = \{\{某局\}\}/);
  assert.match(forms.ris, /^TY {2}- GOVDOC\r\nAU {2}- 某局/);
});

test("a network is thinned until its lines can be followed", () => {
  // Fifty functions and eighty items; a tie stands in one to nine places.
  const nodes = [...Array(50).keys()].map((n) => [true, `职能${n}`, 80 - n, null]).concat([...Array(80).keys()].map((n) => [false, `事项${n}`, 5, "g"]));
  const edges = [];
  for (let body = 0; body < 50; body += 1) for (let item = 0; item < 80; item += 7) edges.push([body, 50 + item, "responsible", [...Array(1 + ((body + item) % 9)).keys()]]);
  const network = { plan: -1, nodes, edges };
  assert.ok(edges.length > READABLE);
  const drawn = thin(network, readable(network));
  assert.ok(drawn.length > 0 && drawn.length <= READABLE);
  const few = { plan: 0, nodes, edges: edges.slice(0, 20) };
  assert.equal(thin(few, readable(few)).length, 20);
  const found = thin(network, { least: 9, most: 12, query: "职能49" });
  assert.equal(found.length, edges.filter(([body]) => body === 49).length);
});
