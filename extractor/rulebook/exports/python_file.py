"""In: `Rulebook`. Out: one Python file that scores by it, with the standard library only.

`score(row)` takes a mapping from input names to values (None or left out: not observed), refuses what is out of
bounds, and gives points, totals and grades with both ends; exact, halves rounded away from zero.
Run as a program it reads JSON lines and writes JSON lines. Not handled: what a rule was read from, beyond its quote.
"""

from __future__ import annotations

import json
from decimal import Decimal

from extractor.model.scored.rulebook import Rulebook
from extractor.rulebook.exports.dialects import PYTHON
from extractor.rulebook.exports.outline import ModelOutline, build_outline, name_of

HEAD = '''\
"""{title}

计分规则，由 extractor 从方案生成。score(row) 给出各指标得分、合计与等级；没有观测的项按区间计分。
Scoring rules made by extractor from a plan. A missing observation gives an interval, never a zero.
"""

import json
import sys
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, localcontext

D = Decimal
INPUTS = {inputs}
"""name: (label, kind, unit, least allowed, most allowed, least and most that are tried where it is missing, options)"""


def _ceiling(number):
    return number.to_integral_value(ROUND_CEILING)


def _whole(number):
    return number.to_integral_value(ROUND_FLOOR)


def _divide(over, under):
    return over / under


def _round(number, places):
    return number.quantize(D(1).scaleb(-places), ROUND_HALF_UP)


def _read(name, value):
    label, kind, unit, least, most, low, high, options = INPUTS[name]
    if value is None:
        return D(low), D(high)
    if kind == "yes_no":
        if value not in (True, False, 0, 1):
            raise ValueError(f"{{name}} {{label}}: {{value!r}} is not yes or no")
        return D(int(value)), D(int(value))
    if kind == "choice":
        if value not in options:
            raise ValueError(f"{{name}} {{label}}: {{value!r}} is none of {{options}}")
        return D(options.index(value)), D(options.index(value))
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ValueError(f"{{name}} {{label}}: {{value!r}} is not a number")
    number = D(str(value))
    if not number.is_finite() or (least is not None and number < D(least)) or (most is not None and number > D(most)):
        raise ValueError(f"{{name}} {{label}}: {{value!r}} is out of bounds [{{least}}, {{most}}] {{unit}}")
    if kind in ("count", "rank", "date") and number != number.to_integral_value():
        raise ValueError(f"{{name}} {{label}}: {{value!r}} is not a whole number")
    return number, number


def _tell(low, high):
    return {{"value": float(low) if low == high else None, "low": float(low), "high": float(high)}}


def score(row):
    """Return {{"points": {{id: ...}}, "totals": {{table: ...}}, "grades": {{table: grade or None}}}}."""
    unknown = sorted(set(row) - set(INPUTS))
    if unknown:
        raise ValueError(f"unknown inputs: {{unknown}}")
    v = {{}}
    for name in INPUTS:
        v[name + "_low"], v[name + "_high"] = _read(name, row.get(name))
    with localcontext(Context(prec=50)):
{checks}'''
TAIL = """
    return {
        "points": {name: _tell(low, high) for name, (low, high) in points.items()},
        "totals": {table: _tell(low, high) for table, (low, high) in totals.items()},
        "grades": grades,
    }


if __name__ == "__main__":
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(score(json.loads(line)), ensure_ascii=False))
"""


def export_python(rulebook: Rulebook) -> str:
    """Return the file's text, the same for the same rulebook."""
    outline = build_outline(rulebook)
    title = (rulebook.title or rulebook.plan).replace("\\", "／").replace('"', "”")
    inputs = "{\n" + "".join(f"    {line},\n" for line in _list_inputs(outline)) + "}"
    lines = [HEAD.format(title=_one_line(title), inputs=inputs, checks=_print_checks(outline)).rstrip("\n")]
    lines.append("        points = {}")
    for row in outline.rows:
        lines.append(f"        # {_one_line(f'{row.row.no or str()} {row.row.name}')}")
        lines += [f"        #   {_one_line(rule.reference.quote)}" for rule in row.row.rules]
        low, high = (f"_round({PYTHON.print(end, _value)}, {outline.places})" for end in (row.low, row.high))
        key = json.dumps(row.row.id, ensure_ascii=False)
        lines.append(f"        points[{key}] = (\n            {low},\n            {high},\n        )")
    lines += _list_totals(outline)
    return "\n".join(lines) + TAIL


def _one_line(words: str) -> str:
    return " ".join("".join(max(letter, " ") for letter in words).split())


def _print_checks(outline: ModelOutline) -> str:
    """Print what must hold between inputs, for rows in which all of them were observed."""
    lines = []
    for check in outline.checks:
        told = " and ".join(f"row.get({name!r}) is not None" for name in check.names)
        words = PYTHON.test(check.holds, lambda name: f'v["{name}_low"]')
        lines.append(f"        if {told} and not ({words}):\n            raise ValueError({check.message!r})\n")
    return "".join(lines)


def _value(name: str) -> str:
    return f'v["{name_of(name)}"]'


def _list_inputs(outline: ModelOutline) -> list[str]:
    lines = []
    for item, low, high in outline.inputs:
        bounds = [None if bound is None else str(bound) for bound in _bounds(item.kind, item.minimum, item.maximum)]
        values = (item.label, item.kind, item.unit, *bounds, str(low), str(high), item.options)
        lines.append(f"{item.name!r}: {values!r}")
    return lines


def _bounds(kind: str, low: Decimal | None, high: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    return (Decimal(1), Decimal(366)) if kind == "date" else (low, high)


def _list_totals(outline: ModelOutline) -> list[str]:
    ids = {f"points.{row.row.id}": json.dumps(row.row.id, ensure_ascii=False) for row in outline.rows}

    def name(words: str) -> str:
        if words in ids:
            return f"points[{ids[words]}][0]"
        row, _, end = words.rpartition(".")
        return f"points[{ids[row]}][{0 if end == 'low' else 1}]" if row in ids else _value(words)

    lines = ["        totals, grades = {}, {}"]
    for total in outline.totals:
        low, high = (f"_round({PYTHON.print(end, name)}, {outline.places})" for end in (total.low, total.high))
        lines.append(f"        totals[{total.table}] = ({low}, {high})")
        if total.grades:
            pairs = ", ".join(f"({grade!r}, {PYTHON.test(possible, name)})" for grade, possible in total.grades)
            lines.append(f"        possible = [grade for grade, holds in [{pairs}] if holds]")
            lines.append(f"        grades[{total.table}] = possible[0] if len(possible) == 1 else None")
    return lines
