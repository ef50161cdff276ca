"""In: `Rulebook`. Out: SQL that scores every row of a table of observations: standard SQL (duckdb, PostgreSQL).

The table `observations` has a column for each input (boolean or number, NULL: not observed) and any others, which
pass through. The view `scores` has points, totals and grades, NULL where open, with both ends beside them; a row with
a value out of bounds has `valid` false and no points. Not handled: making the table.
"""

from __future__ import annotations

from extractor.model.scored.expression import DAYS, print_number
from extractor.model.scored.rulebook import Input, Rulebook
from extractor.rulebook.exports.dialects import SQL, round_in
from extractor.rulebook.exports.outline import ModelOutline, build_outline, name_of

DECIMAL = "DECIMAL(38, 10)"


def export_sql(rulebook: Rulebook) -> str:
    """Return the script, the same for the same rulebook."""
    outline = build_outline(rulebook)
    lines = [
        f"-- 计分规则：{_one_line(rulebook.title or rulebook.plan)}",
        "-- 表 observations 每行一个单位一个时期，各列如下；NULL 为没有观测，按区间计分。",
        *(f"--   {item.name}  {_one_line(item.label)}（{item.unit or item.kind}）" for item in rulebook.inputs),
        "CREATE OR REPLACE VIEW scores AS",
        "WITH ends AS (",
        "  SELECT observations.*,",
        f"    ({' AND '.join(_list_valid(outline)) or 'TRUE'}) AS valid,",
        ",\n".join(f"    {line}" for line in _list_ends(outline)) or "    1 AS checked",
        "  FROM observations",
        "), exact AS (",
        "  SELECT ends.*,",
        ",\n".join(_list_points(outline)) or "    1 AS computed",
        "  FROM ends",
        "), points AS (",
        "  SELECT exact.*,",
        ",\n".join(_list_rounded(outline)) or "    1 AS rounded",
        "  FROM exact",
        "), totals AS (",
        "  SELECT points.*,",
        ",\n".join(_list_totals(outline)) or "    1 AS totalled",
        "  FROM points",
        ")",
        "SELECT totals.*,",
        ",\n".join(_list_results(outline)) or "    1 AS scored",
        "FROM totals;",
    ]
    return "\n".join(lines) + "\n"


def _one_line(words: str) -> str:
    return " ".join("".join(max(letter, " ") for letter in words).split())


def quote_text(words: str) -> str:
    """Return a text in SQL.

    >>> quote_text("甲'乙")
    "'甲''乙'"
    """
    return "'" + "".join(letter for letter in words if letter != "\0").replace("'", "''") + "'"


def _read(item: Input) -> str:
    if item.kind == "yes_no":
        return f"CASE WHEN {item.name} THEN 1 ELSE 0 END"
    if item.kind == "choice":
        cases = " ".join(f"WHEN {quote_text(option)} THEN {place}" for place, option in enumerate(item.options))
        return f"CASE {item.name} {cases} END"
    return item.name


def _list_valid(outline: ModelOutline) -> list[str]:
    tests = []
    for item, _, _ in outline.inputs:
        low, high = DAYS if item.kind == "date" else (item.minimum, item.maximum)
        own = []
        if item.kind == "choice":
            own.append(f"{item.name} IN ({', '.join(quote_text(option) for option in item.options)})")
        if item.kind not in {"yes_no", "choice"}:
            own += [f"{item.name} >= {print_number(low)}"] if low is not None else []  # type: ignore[arg-type]
            own += [f"{item.name} <= {print_number(high)}"] if high is not None else []  # type: ignore[arg-type]
            own += [f"{item.name} = FLOOR({item.name})"] if item.whole else []
        if own:
            tests.append(f"({item.name} IS NULL OR ({' AND '.join(own)}))")
    reads = {item.name: _read(item) for item, _, _ in outline.inputs}
    for check in outline.checks:
        missing = [f"{name} IS NULL" for name in check.names]
        tests.append(f"({' OR '.join([*missing, SQL.test(check.holds, reads.__getitem__)])})")
    return tests


def _list_ends(outline: ModelOutline) -> list[str]:
    return [
        f"CAST(COALESCE({_read_or_null(item)}, {print_number(number)}) AS {DECIMAL}) AS {item.name}_{end}"
        for item, low, high in outline.inputs
        for end, number in (("low", low), ("high", high))
    ]


def _read_or_null(item: Input) -> str:
    return f"CASE WHEN {item.name} IS NULL THEN NULL ELSE {_read(item)} END"


def _list_points(outline: ModelOutline) -> list[str]:
    lines = []
    for row in outline.rows:
        for end, tree in (("low", row.low), ("high", row.high)):
            lines.append(f"    {SQL.print(tree, name_of)} AS {row.key}_{end}_exact")
    return lines


def _list_rounded(outline: ModelOutline) -> list[str]:
    """Round what was computed; the nudge undoes what a quotient in binary may lack of a printed half."""
    nudged = "({0} + SIGN({0}) * 0.0000000001)"
    return [
        f"    {round_in(SQL, nudged.format(f'{row.key}_{end}_exact'), outline.places)} AS {row.key}_{end}"
        for row in outline.rows
        for end in ("low", "high")
    ]


def _list_totals(outline: ModelOutline) -> list[str]:
    keys = {f"points.{row.row.id}": row.key for row in outline.rows}

    def name(words: str) -> str:
        if words in keys:
            return f"{keys[words]}_low"
        row, _, end = words.rpartition(".")
        return f"{keys[row]}_{end}" if row in keys else name_of(words)

    lines = []
    for total in outline.totals:
        for end, tree in (("low", total.low), ("high", total.high)):
            words = round_in(SQL, SQL.print(tree, name), outline.places)
            lines.append(f"    {words} AS total_{total.table}_{end}")
        for place, (_, possible) in enumerate(total.grades):
            lines.append(f"    ({SQL.test(possible, name)}) AS may_{total.table}_{place}")
    return lines


def _list_results(outline: ModelOutline) -> list[str]:
    keys = [row.key for row in outline.rows] + [f"total_{total.table}" for total in outline.totals]
    lines = [f"  CASE WHEN valid AND {key}_low = {key}_high THEN {key}_low END AS {key}" for key in keys]
    for total in outline.totals:
        flags = [f"may_{total.table}_{place}" for place in range(len(total.grades))]
        if flags:
            cases = " ".join(
                f"WHEN {' AND '.join(['valid', flag, *(f'NOT {other}' for other in flags if other != flag)])} "
                f"THEN {quote_text(grade)}"
                for flag, (grade, _) in zip(flags, total.grades, strict=True)
            )
            lines.append(f"  CASE {cases} END AS grade_{total.table}")
    return lines
