// In: a table. Out: the table as one stop of the tab key: arrows walk its cells, Enter goes into one, Esc comes out.

const INSIDE = "a, button, input, select, [tabindex]";
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Make rows of a table walkable, those that have got more cells once more. What stands in cells is left out of the tab order until one goes into a cell. */
export function walkable(table, rows, first) {
  for (const cell of rows.flatMap((row) => [...row.cells])) {
    if (cell.hasAttribute("tabindex")) continue;
    for (const inner of cell.querySelectorAll(INSIDE)) inner.tabIndex = -1;
    cell.tabIndex = -1;
  }
  if (!first || !rows.length) return;
  rows[0].cells[0].tabIndex = 0;
  table.addEventListener("keydown", (event) => walk(table, event));
  table.addEventListener("focusin", (event) => settle(table, event.target.closest("th, td")));
}

/** The cell that was last in use is the one that the tab key comes back to. */
function settle(table, cell) {
  if (!cell || cell.tabIndex === 0) return;
  for (const other of table.querySelectorAll('tbody [tabindex="0"]')) other.tabIndex = -1;
  cell.tabIndex = 0;
}

function walk(table, event) {
  const cell = event.target.closest("tbody th, tbody td");
  if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
  const inside = event.target !== cell;
  const stops = [...cell.querySelectorAll(INSIDE)];
  let next = null;
  if (inside && event.key === "Escape") next = cell;
  else if (inside && event.key in STEPS) next = stops[stops.indexOf(event.target) + (STEPS[event.key][0] || STEPS[event.key][1])] || cell;
  else if (!inside && event.key === "Enter") next = stops.length === 1 ? null : stops[0];
  else if (!inside) next = neighbour(table, cell, event);
  if (!inside && event.key === "Enter" && stops.length === 1) stops[0].click();
  else if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  if (next) next.focus();
}

function neighbour(table, cell, event) {
  const rows = [...table.tBodies[0].rows];
  const at = [rows.indexOf(cell.parentElement), cell.cellIndex];
  if (event.key === "Home" || event.key === "End") {
    const row = event.ctrlKey ? rows[event.key === "Home" ? 0 : rows.length - 1] : cell.parentElement;
    return row.cells[event.key === "Home" ? 0 : row.cells.length - 1];
  }
  if (!(event.key in STEPS)) return null;
  const [down, right] = STEPS[event.key];
  const row = rows[at[0] + down];
  return (row && row.cells[at[1] + right]) || null;
}
