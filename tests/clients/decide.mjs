// In: a DMN file and a file of rows (a JSON list; by ids: q_… of input_q_…). Out: a JSON line a row: each decision's value.
// The model is read by dmn-moddle, every expression and cell is computed by feelin; hit policies are those of DMN 1.3.
// A decision sees only what it says it requires. What either of the two warns of ends the program with exit 1.
// An expression is made a FEEL function and applied to all rows, as feelin reads its words anew at each call.
import fs from "node:fs";
import { DmnModdle } from "dmn-moddle";
import { evaluate, unaryTest } from "feelin";

const [modelFile, rowsFile] = process.argv.slice(2);
const { rootElement, warnings } = await new DmnModdle().fromXML(fs.readFileSync(modelFile, "utf8"), "dmn:Definitions");
if (warnings.length) fail("model", warnings);
if (!rootElement.dmnDI) fail("model", "no diagram");

const elements = new Map(rootElement.drgElement.map((element) => [element.id, element]));
const decisions = [];
const isDecision = (element) => element.$type === "dmn:Decision";
const bare = (element) => element.id.replace(/^(input|decision)_/, "");
rootElement.drgElement.filter(isDecision).forEach((one) => order(one, []));
for (const element of elements.values()) {
  if (element.variable && element.variable.name !== element.name) fail(element.id, "the variable has another name");
}

function fail(where, what) {
  console.error(where, JSON.stringify(what));
  process.exit(1);
}

/** Lists what a decision requires before the decision. */
function order(decision, path) {
  if (path.includes(decision)) fail(decision.id, "requires itself");
  if (decisions.includes(decision)) return;
  required(decision)
    .filter(isDecision)
    .forEach((one) => order(one, [...path, decision]));
  decisions.push(decision);
}

function required(decision) {
  return (decision.informationRequirement ?? []).map((one) => {
    const { href } = one.requiredInput ?? one.requiredDecision;
    return elements.get(href.slice(1)) ?? fail(decision.id, `requires ${href}, which is not there`);
  });
}

function checked(where, answer) {
  if (answer.warnings.length) fail(where, answer.warnings.slice(0, 3));
  return answer.value;
}

/** Computes an expression for many rows of the same names. */
function computeAll(where, text, rows) {
  if (!rows.length) return [];
  const names = Object.keys(rows[0]);
  const given = names.map((name) => `row.${name}`);
  const words = `{compute: function(${names}) ${text}, all: for row in rows return compute(${given})}.all`;
  return checked(where, evaluate(words, { rows }));
}

function decideTable(where, table, rows) {
  if (!["FIRST", "UNIQUE"].includes(table.hitPolicy)) fail(where, `hit policy ${table.hitPolicy}`);
  if (table.output.length !== 1) fail(where, "more than one output");
  const asked = table.input.map((one) => computeAll(where, one.inputExpression.text, rows));
  const hits = (rule, row) =>
    rule.inputEntry.every(
      ({ text }, column) => text === "-" || checked(where, unaryTest(text, { "?": asked[column][row] })) === true,
    );
  const found = rows.map(() => null);
  const places = new Map(table.rule.map((rule) => [rule, []]));
  for (const row of rows.keys()) {
    const rules = table.hitPolicy === "FIRST" ? [table.rule.find((rule) => hits(rule, row))] : table.rule.filter((rule) => hits(rule, row));
    if (rules.length > 1) fail(where, "two rules hit");
    if (rules[0]) places.get(rules[0]).push(row);
  }
  for (const [rule, own] of places) {
    const values = computeAll(where, rule.outputEntry[0].text, own.map((row) => rows[row]));
    own.forEach((row, place) => (found[row] = values[place]));
  }
  return found;
}

const given = JSON.parse(fs.readFileSync(rowsFile, "utf8"));
const found = given.map(() => ({}));
for (const decision of decisions) {
  const wanted = required(decision);
  const rows = given.map((row, place) =>
    Object.fromEntries(
      wanted.map((one) => [one.variable.name, (isDecision(one) ? found[place] : row)[bare(one)] ?? null]),
    ),
  );
  const logic = decision.decisionLogic;
  const decide = logic.$type === "dmn:DecisionTable" ? decideTable : (where, { text }) => computeAll(where, text, rows);
  decide(decision.id, logic, rows).forEach((value, place) => (found[place][bare(decision)] = value));
}
found.forEach((row) => console.log(JSON.stringify(row)));
